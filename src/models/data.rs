//! What the timing models see of a customer: repeat count x, age at last purchase t_x, customer age T, in any unit of time.

use crate::error::{Error, Result};
use crate::math::places::sorted_places;

/// One customer as the timing models see them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Customer {
    /// Repeat count x: purchases after the first.
    pub x: u32,
    /// Age at last purchase t_x; 0 when x is 0.
    pub t_x: f64,
    /// Customer age T at the end of observation.
    pub t: f64,
}

/// Columns with one entry per customer (or per group of equal customers, with its size as weight).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Btyd {
    /// Repeat counts x.
    pub x: Vec<u32>,
    /// Ages at last purchase t_x.
    pub t_x: Vec<f64>,
    /// Customer ages T, in the unit of `t_x`.
    pub t: Vec<f64>,
    /// Customers behind each entry; `None` = one each.
    pub weight: Option<Vec<f64>>,
    /// Sum of the logarithms of the times between neighbouring purchases; needed only to compare regularities (k).
    pub sum_log_gaps: Option<Vec<f64>>,
}

impl Btyd {
    /// Entries.
    #[must_use]
    pub fn len(&self) -> usize {
        self.x.len()
    }

    /// Whether there is no entry.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.x.is_empty()
    }

    /// The i-th entry.
    #[must_use]
    pub fn customer(&self, i: usize) -> Customer {
        let x = self.x[i];
        Customer {
            x,
            t_x: if x == 0 { 0.0 } else { self.t_x[i] },
            t: self.t[i],
        }
    }

    /// The i-th weight.
    #[must_use]
    pub fn weight_of(&self, i: usize) -> f64 {
        self.weight.as_ref().map_or(1.0, |w| w[i])
    }

    /// Refuses columns of different length and entries that are no customer (codes `summaries_lengths`, `bad_summary`).
    pub fn validate(&self) -> Result<()> {
        let n = self.x.len();
        let optional = [&self.weight, &self.sum_log_gaps];
        if self.t_x.len() != n
            || self.t.len() != n
            || optional
                .iter()
                .any(|c| c.as_ref().is_some_and(|c| c.len() != n))
        {
            return Err(Error::new("summaries_lengths"));
        }
        for i in 0..n {
            let Customer { t_x, t, .. } = self.customer(i);
            let weight = self.weight_of(i);
            let sound =
                t_x >= 0.0 && t_x <= t && t.is_finite() && weight >= 0.0 && weight.is_finite();
            if !sound {
                return Err(Error::new("bad_summary")
                    .at_line(i as u64 + 1)
                    .with_text(&format!("{},{},{}", self.x[i], self.t_x[i], self.t[i])));
            }
        }
        Ok(())
    }
}

/// The distinct (x, t_x, T) of a base with how many customers share each: all that a likelihood can see.
#[derive(Clone, Debug, Default)]
pub struct Triples {
    /// Distinct repeat counts, ascending.
    pub counts: Vec<u32>,
    /// Distinct times (of both kinds), ascending.
    pub times: Vec<f64>,
    /// All times are whole multiples of this unit, where there is one (days, or weeks counted in days).
    pub grid: Option<f64>,
    /// One entry per distinct triple, sorted by x, then t_x, then T; indices into `counts` and `times`.
    pub rows: Vec<Triple>,
    /// The triple of each entry of the input.
    pub row_of: Vec<u32>,
    /// Sum of all weights: the number of customers.
    pub customers: f64,
    /// Σ weight · x and Σ weight · T.
    pub repeat_purchases: f64,
    /// Σ weight · T.
    pub exposure: f64,
    /// Σ weight · (sum of log gaps), where given.
    pub sum_log_gaps: Option<f64>,
}

/// A distinct triple by its indices.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Triple {
    /// Index of x in `counts`.
    pub x: u32,
    /// Index of t_x in `times`.
    pub t_x: u32,
    /// Index of T in `times`.
    pub t: u32,
    /// Customers who share it.
    pub weight: f64,
}

impl Triples {
    /// Groups equal customers.
    #[must_use]
    pub fn new(data: &Btyd) -> Self {
        let n = data.len();
        let counts = distinct_counts(&data.x);
        let (times, index) = TimeIndex::new(data);
        let find_count = count_index(&counts);
        let bits = |n: usize| u64::from(usize::BITS - n.leading_zeros());
        let (time_bits, row_bits) = (bits(times.len()), bits(n));
        let key_bits = bits(counts.len()) + 2 * time_bits;
        let columns = data.x.iter().zip(&data.t_x).zip(&data.t);
        let mut packed: Vec<u64> = columns
            .map(|((&x, &t_x), &t)| {
                let t_x = if x == 0 { 0.0 } else { t_x };
                let key = (find_count(x) << time_bits) | index.find(t_x);
                (key << time_bits) | index.find(t)
            })
            .collect();
        // Key and row number share one word, so the sort moves eight bytes per customer; where they do not fit, they move as two.
        let order: Vec<(u64, u32)>;
        let fits = key_bits + row_bits <= 64;
        if fits {
            for (i, word) in packed.iter_mut().enumerate() {
                *word = (*word << row_bits) | i as u64;
            }
            sort_keys(&mut packed, row_bits, key_bits);
            order = Vec::new();
        } else {
            order = sorted_places(n, &|a, b| packed[a].cmp(&packed[b]))
                .into_iter()
                .map(|row| (packed[row as usize], row))
                .collect();
            packed.clear();
        }
        let row_mask = (1_u64 << row_bits) - 1;
        let sorted = packed
            .iter()
            .map(|word| (word >> row_bits, (word & row_mask) as usize))
            .chain(order.iter().map(|&(key, row)| (key, row as usize)));
        let mut out = Self {
            grid: grid_of(&times),
            row_of: vec![0; n],
            ..Self::default()
        };
        let mask = (1_u64 << time_bits) - 1;
        let mut previous = None;
        let mut weight = 0.0;
        for (key, row) in sorted {
            if previous != Some(key) {
                if let Some(last) = out.rows.last_mut() {
                    last.weight = weight;
                }
                weight = 0.0;
                previous = Some(key);
                out.rows.push(Triple {
                    x: (key >> (2 * time_bits)) as u32,
                    t_x: ((key >> time_bits) & mask) as u32,
                    t: (key & mask) as u32,
                    weight,
                });
            }
            out.row_of[row] = out.rows.len() as u32 - 1;
            weight += data.weight_of(row);
        }
        if let Some(last) = out.rows.last_mut() {
            last.weight = weight;
        }
        out.rows.shrink_to_fit();
        out.sum_log_gaps = data.sum_log_gaps.as_ref().map(|gaps| {
            gaps.iter()
                .enumerate()
                .map(|(i, g)| g * data.weight_of(i))
                .sum()
        });
        out.counts.clone_from(&counts);
        out.times = times;
        out.total();
        out
    }

    fn total(&mut self) {
        self.customers = self.rows.iter().map(|r| r.weight).sum();
        self.repeat_purchases = self
            .rows
            .iter()
            .map(|r| r.weight * f64::from(self.counts[r.x as usize]))
            .sum();
        self.exposure = self
            .rows
            .iter()
            .map(|r| r.weight * self.times[r.t as usize])
            .sum();
    }

    /// Every `stride`-th triple: a cheap likeness for finding a starting point.
    #[must_use]
    pub fn thinned(&self, stride: usize) -> Self {
        let mut out = Self {
            counts: self.counts.clone(),
            times: self.times.clone(),
            grid: self.grid,
            rows: self.rows.iter().copied().step_by(stride.max(1)).collect(),
            ..Self::default()
        };
        out.total();
        // A constant of the likelihood: its share is as good as its sum.
        out.sum_log_gaps = self
            .sum_log_gaps
            .map(|sum| sum * out.repeat_purchases / self.repeat_purchases.max(1.0));
        out
    }

    /// The triples of one x after the other, with x.
    pub fn by_count(&self) -> impl Iterator<Item = (u32, &[Triple])> {
        self.rows
            .chunk_by(|a, b| a.x == b.x)
            .map(|rows| (self.counts[rows[0].x as usize], rows))
    }

    /// The customer behind a triple.
    #[must_use]
    pub fn customer(&self, row: &Triple) -> Customer {
        Customer {
            x: self.counts[row.x as usize],
            t_x: self.times[row.t_x as usize],
            t: self.times[row.t as usize],
        }
    }

    /// Observed repeat purchases per unit of time, kept within what a start can use.
    #[must_use]
    pub fn purchase_rate(&self) -> f64 {
        let scale = self.time_scale();
        let rate = self.repeat_purchases.max(0.5) / self.exposure.max(f64::MIN_POSITIVE);
        rate.clamp(1e-6 / scale, 1e6 / scale)
    }

    /// Mean customer age: the yardstick that makes starting points independent of the unit of time.
    #[must_use]
    pub fn time_scale(&self) -> f64 {
        let mean = self.exposure / self.customers;
        if mean > 0.0 && mean.is_finite() {
            mean
        } else {
            1.0
        }
    }
}

/// Sorts words by the `key_bits` above `low` (the rows below are in order already): least significant digit first, which is
/// several times as fast as comparing.
fn sort_keys(words: &mut Vec<u64>, low: u64, key_bits: u64) {
    /// Bits of a digit at most: its counters fit the cache.
    const WIDEST: u64 = 11;
    let digits = key_bits.div_ceil(WIDEST).max(1);
    let width = key_bits.div_ceil(digits).max(1);
    let mask = (1_u64 << width) - 1;
    let size = 1_usize << width;
    // How often each digit stands at each place, all places in one pass.
    let mut starts = vec![0_u32; size * digits as usize];
    for &word in words.iter() {
        let mut key = word >> low;
        for place in starts.chunks_exact_mut(size) {
            place[(key & mask) as usize] += 1;
            key >>= width;
        }
    }
    let mut other = vec![0; words.len()];
    for (place, starts) in starts.chunks_exact_mut(size).enumerate() {
        let shift = low + width * place as u64;
        let mut sum = 0;
        for start in starts.iter_mut() {
            sum += std::mem::replace(start, sum);
        }
        for &word in words.iter() {
            let slot = &mut starts[((word >> shift) & mask) as usize];
            other[*slot as usize] = word;
            *slot += 1;
        }
        std::mem::swap(words, &mut other);
    }
}

/// A function from repeat count to its index among the distinct ones.
fn count_index(counts: &[u32]) -> impl Fn(u32) -> u64 + '_ {
    let largest = counts.last().copied().unwrap_or(0) as usize;
    let mut table = Vec::new();
    if largest < 1 << 16 {
        table = vec![0_u32; largest + 1];
        for (i, &x) in counts.iter().enumerate() {
            table[x as usize] = i as u32;
        }
    }
    move |x| match table.get(x as usize) {
        Some(&i) => u64::from(i),
        None => counts.binary_search(&x).unwrap_or(0) as u64,
    }
}

fn distinct_counts(x: &[u32]) -> Vec<u32> {
    let largest = x.iter().copied().max().unwrap_or(0) as usize;
    if largest <= 4 * x.len() + 1024 {
        let mut seen = vec![false; largest + 1];
        for &value in x {
            seen[value as usize] = true;
        }
        (0..=largest as u32).filter(|&v| seen[v as usize]).collect()
    } else {
        let mut all = x.to_vec();
        all.sort_unstable();
        all.dedup();
        all
    }
}

/// The place of each time among the distinct ones.
enum TimeIndex {
    /// By day: whole days, few of them – the usual case.
    Table(Vec<u32>),
    /// By search among these.
    Search(Vec<f64>),
}

impl TimeIndex {
    /// With the distinct times, ascending.
    fn new(data: &Btyd) -> (Vec<f64>, Self) {
        if let Some((times, table)) = day_table(data) {
            return (times, Self::Table(table));
        }
        let all: Vec<f64> = (0..data.len())
            .flat_map(|i| [data.customer(i).t_x, data.t[i]])
            .collect();
        let order = sorted_places(all.len(), &|a, b| all[a].total_cmp(&all[b]));
        let mut times: Vec<f64> = order.into_iter().map(|i| all[i as usize]).collect();
        times.dedup();
        (times.clone(), Self::Search(times))
    }

    #[inline]
    fn find(&self, time: f64) -> u64 {
        match self {
            Self::Table(table) => u64::from(table[time as usize]),
            Self::Search(times) => {
                times.binary_search_by(|t| t.total_cmp(&time)).unwrap_or(0) as u64
            }
        }
    }
}

/// Distinct times and the index of each day among them, where all times are whole and not too large.
fn day_table(data: &Btyd) -> Option<(Vec<f64>, Vec<u32>)> {
    /// Days of a table that is still small.
    const LARGEST: f64 = 1e6;
    let largest = data.t.iter().fold(0.0_f64, |m, &t| m.max(t));
    if !(largest <= LARGEST) {
        return None;
    }
    let mut table = vec![0_u32; largest as usize + 1];
    for (&t, (&t_x, &x)) in data.t.iter().zip(data.t_x.iter().zip(&data.x)) {
        let t_x = if x == 0 { 0.0 } else { t_x };
        // A conversion there and back instead of a truncation: the day is needed anyway.
        let (day_x, day) = (t_x as usize, t as usize);
        if day_x as f64 != t_x || day as f64 != t {
            return None;
        }
        *table.get_mut(day_x)? = 1;
        *table.get_mut(day)? = 1;
    }
    let mut times = Vec::new();
    for (day, slot) in table.iter_mut().enumerate() {
        if *slot == 1 {
            *slot = times.len() as u32;
            times.push(day as f64);
        }
    }
    Some((times, table))
}

/// The unit of which all times are whole multiples: 1, one seventh (weeks counted in days), or the smallest time itself.
fn grid_of(times: &[f64]) -> Option<f64> {
    let smallest = times.iter().copied().find(|&t| t > 0.0)?;
    let largest = *times.last()?;
    [1.0, 1.0 / 7.0, smallest].into_iter().find(|&unit| {
        largest / unit <= 20_000.0
            && times.iter().all(|&t| {
                let steps = t / unit;
                (steps - libm::round(steps)).abs() < 1e-6
            })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn base() -> Btyd {
        Btyd {
            x: vec![2, 0, 2, 0, 1],
            t_x: vec![5.0, 0.0, 5.0, 3.0, 7.0],
            t: vec![9.0, 9.0, 9.0, 9.0, 9.0],
            ..Btyd::default()
        }
    }

    #[test]
    fn equal_customers_are_counted_once_and_one_time_buyers_have_no_last_purchase() {
        let triples = Triples::new(&base());
        assert_eq!(triples.rows.len(), 3);
        assert_eq!(triples.row_of, vec![2, 0, 2, 0, 1]);
        assert_eq!(triples.rows[0].weight, 2.0);
        assert_eq!(triples.grid, Some(1.0));
        let weeks = Btyd {
            t_x: base().t_x.iter().map(|t| t / 7.0).collect(),
            t: base().t.iter().map(|t| t / 7.0).collect(),
            ..base()
        };
        let by_week = Triples::new(&weeks);
        assert_eq!(by_week.rows, triples.rows);
        assert_eq!(by_week.grid, Some(1.0 / 7.0));
    }

    #[test]
    fn impossible_customers_are_refused_with_their_line() {
        let mut data = base();
        data.t_x[2] = 10.0;
        let error = data.validate().expect_err("t_x beyond T");
        assert_eq!((error.code, error.line), ("bad_summary", Some(3)));
        data.t_x.pop();
        assert_eq!(
            data.validate().expect_err("short").code,
            "summaries_lengths"
        );
    }
}
