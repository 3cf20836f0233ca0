//! Journal → ledger: partition by partition, a counting sort by customer, then each customer's few rows by day. The rows go
//! back into the blocks they came from, so that no memory is needed besides.

use super::journal::{Journal, PARTITION_BITS};
use super::packed::Packed;
use super::slabs::{Blocks, Columns, OWN_ORDER, Slabs};
use super::{Ledger, Partition};
use crate::day::Day;

/// Rows of a partition that are sorted in one go (64 MB of scratch); more, in a file of few customers, are dealt out first.
const GIANT: usize = 4 << 20;
/// Then to partitions of 2^6 customers.
const SMALL_BITS: u32 = 6;

/// What is used again for each partition.
#[derive(Default)]
struct Scratch {
    packed: Vec<Packed>,
    orders: Vec<u64>,
    fingerprints: Vec<u32>,
    rows: Vec<(Packed, u64, u32)>,
    /// Rows that repeat an earlier record.
    repeated: u64,
}

impl Ledger {
    pub(super) fn from_journal(mut journal: Journal, amount_once_per_order: bool) -> Self {
        let customers = journal.customers.len();
        let mut scratch = Scratch::default();
        let mut rows = 0;
        let (mut first_day, mut last_day) = (None::<Day>, None::<Day>);
        let mut partitions = Vec::with_capacity(journal.partitions.len());
        for (number, blocks) in journal.partitions.into_iter().enumerate() {
            let first = number << PARTITION_BITS;
            let parts = if blocks.rows() > GIANT {
                journal
                    .slabs
                    .split(&blocks, SMALL_BITS, 1 << (PARTITION_BITS - SMALL_BITS))
            } else {
                vec![blocks]
            };
            let width = (1 << PARTITION_BITS) / parts.len();
            for (part, mut blocks) in parts.into_iter().enumerate() {
                let first = first + part * width;
                let places = customers.saturating_sub(first).min(width);
                let ends = scratch.sort(&journal.slabs, &blocks, places, amount_once_per_order);
                journal
                    .slabs
                    .write_back(&mut blocks, &scratch.packed, &scratch.orders);
                rows += blocks.rows() as u64;
                let (earliest, latest) = scratch.days(&ends);
                first_day = [first_day, earliest].into_iter().flatten().min();
                last_day = last_day.max(latest);
                partitions.push(Partition {
                    first: first as u32,
                    blocks,
                    ends,
                });
            }
        }
        journal.slabs.drop_sorting();
        Self {
            customers: journal.customers,
            slabs: journal.slabs,
            partitions,
            large: journal.large,
            scale: journal.scale,
            rows,
            repeated: scratch.repeated,
            with_orders: journal.with_orders,
            first_day: first_day.unwrap_or_default(),
            last_day: last_day.unwrap_or_default(),
        }
    }
}

impl Scratch {
    /// Sorts the rows of a partition into `self`; gives one past the last row of each customer.
    fn sort(
        &mut self,
        slabs: &Slabs,
        blocks: &Blocks,
        places: usize,
        amount_once_per_order: bool,
    ) -> Vec<u32> {
        let mut ends = vec![0_u32; places];
        for rows in slabs.each(blocks) {
            for &place in rows.places {
                ends[usize::from(place)] += 1;
            }
        }
        let mut rows = 0;
        for end in &mut ends {
            // For now the beginning of each customer's rows; the scatter moves it to their end.
            rows += std::mem::replace(end, rows);
        }
        let any = |column: fn(&Columns<'_>) -> bool| slabs.each(blocks).any(|rows| column(&rows));
        let any_orders = any(|rows| !rows.orders.is_empty());
        let any_fingerprints = any(|rows| !rows.fingerprints.is_empty());
        let length = |there: bool| if there { blocks.rows() } else { 0 };
        self.packed.clear();
        self.packed.resize(blocks.rows(), Packed::default());
        self.orders.clear();
        self.orders.resize(length(any_orders), OWN_ORDER);
        self.fingerprints.clear();
        self.fingerprints.resize(length(any_fingerprints), 0);
        for rows in slabs.each(blocks) {
            for cell in rows.cells() {
                let end = &mut ends[usize::from(cell.place)];
                let to = *end as usize;
                *end += 1;
                self.packed[to] = cell.packed;
                if any_orders {
                    self.orders[to] = cell.order;
                }
                if any_fingerprints {
                    self.fingerprints[to] = cell.fingerprint;
                }
            }
        }
        let mut start = 0;
        for &end in &ends {
            self.sort_customer(start, end as usize);
            start = end as usize;
        }
        if any_fingerprints {
            let mut start = 0;
            for &end in &ends {
                self.count_repeated(start, end as usize);
                start = end as usize;
            }
        }
        if amount_once_per_order && any_orders {
            self.keep_one_row_per_order(&mut ends);
        }
        ends
    }

    /// By day, amount, then order: the same for every order of the rows in the file.
    #[inline]
    fn sort_customer(&mut self, start: usize, end: usize) {
        let packed = &mut self.packed[start..end];
        if self.orders.is_empty() && self.fingerprints.is_empty() {
            if !packed.is_sorted() {
                packed.sort_unstable();
            }
            return;
        }
        let order = |i: usize| self.orders.get(i).copied().unwrap_or(OWN_ORDER);
        let sorted = packed.windows(2).enumerate().all(|(i, pair)| {
            pair[0] < pair[1] || (pair[0] == pair[1] && order(start + i) <= order(start + i + 1))
        });
        if sorted {
            return;
        }
        self.rows.clear();
        self.rows
            .extend(packed.iter().enumerate().map(|(i, &packed)| {
                let fingerprint = self.fingerprints.get(start + i).copied();
                (packed, order(start + i), fingerprint.unwrap_or_default())
            }));
        self.rows.sort_unstable();
        for (i, &(packed, order, fingerprint)) in self.rows.iter().enumerate() {
            self.packed[start + i] = packed;
            if let Some(place) = self.orders.get_mut(start + i) {
                *place = order;
            }
            if let Some(place) = self.fingerprints.get_mut(start + i) {
                *place = fingerprint;
            }
        }
    }

    /// Records that repeat an earlier one agree in customer, day, amount and order, so they lie side by side now; among
    /// those few a hash of 32 bits tells whether the whole record is the same.
    #[inline]
    fn count_repeated(&mut self, start: usize, end: usize) {
        let same = |a: usize, b: usize| {
            self.packed[a] == self.packed[b] && self.orders.get(a) == self.orders.get(b)
        };
        let mut from = start;
        while from + 1 < end {
            let mut to = from + 1;
            while to < end && same(from, to) {
                to += 1;
            }
            if to - from > 1 {
                let run = &mut self.fingerprints[from..to];
                run.sort_unstable();
                let repeats = run.windows(2).filter(|pair| pair[0] == pair[1]);
                self.repeated += repeats.count() as u64;
            }
            from = to;
        }
    }

    /// Earliest and latest day of the sorted rows.
    fn days(&self, ends: &[u32]) -> (Option<Day>, Option<Day>) {
        let (mut earliest, mut latest) = (None::<Day>, None::<Day>);
        let mut start = 0;
        for &end in ends {
            let rows = &self.packed[start..end as usize];
            if let (Some(first), Some(last)) = (rows.first(), rows.last()) {
                let first = first.day();
                earliest = Some(earliest.map_or(first, |day| day.min(first)));
                latest = latest.max(Some(last.day()));
            }
            start = end as usize;
        }
        (earliest, latest)
    }

    /// Of the rows of one order of one customer, the last on its first day stays: the largest, should they differ.
    fn keep_one_row_per_order(&mut self, ends: &mut [u32]) {
        self.fingerprints.clear(); // they have been counted
        let (mut from, mut to) = (0, 0);
        let mut seen = std::collections::HashMap::<u64, usize>::new();
        for end in ends {
            seen.clear();
            let kept_from = to;
            for row in from..*end as usize {
                let (packed, order) = (self.packed[row], self.orders[row]);
                if order != OWN_ORDER {
                    if let Some(&kept) = seen.get(&order) {
                        if self.packed[kept].day_code() == packed.day_code() {
                            self.packed[kept] = packed;
                        }
                        continue;
                    }
                    seen.insert(order, to);
                }
                self.packed[to] = packed;
                self.orders[to] = order;
                to += 1;
            }
            from = *end as usize;
            *end = to as u32;
            self.sort_customer(kept_from, to);
        }
        self.packed.truncate(to);
        self.orders.truncate(to);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::pass::Take;
    use crate::ingest::row::Row;
    use crate::money::Amount;

    #[test]
    fn a_partition_that_is_dealt_out_has_the_same_rows() {
        let fill = || {
            let mut journal = Journal::new();
            for i in 0..20_000_u32 {
                let (customer, order) = ((i * 7 % 1500).to_string(), (i / 3).to_string());
                let row = Row {
                    customer: customer.as_bytes(),
                    order: (i % 5 > 0).then_some(order.as_bytes()),
                    day: Day((i * 31 % 900) as i32),
                    amount: Amount::new(i64::from(i), 2),
                    fingerprint: 0,
                };
                assert_eq!(journal.take(&row), Ok(()));
            }
            journal.flush();
            journal
        };
        let rows = |slabs: &Slabs, blocks: &Blocks, base: u16| {
            let mut rows = Vec::new();
            for cell in slabs.each(blocks).flat_map(Columns::cells) {
                rows.push((cell.place + base, cell.packed, cell.order));
            }
            rows.sort_unstable();
            rows
        };
        let (whole, mut dealt) = (fill(), fill());
        for number in 0..2 {
            let expected = rows(&whole.slabs, &whole.partitions[number], 0);
            let blocks = std::mem::take(&mut dealt.partitions[number]);
            let parts = dealt.slabs.split(&blocks, SMALL_BITS, 16);
            let mut found = Vec::new();
            for (part, blocks) in parts.iter().enumerate() {
                found.extend(rows(&dealt.slabs, blocks, (part as u16) << SMALL_BITS));
            }
            found.sort_unstable();
            assert_eq!(found, expected);
        }
    }
}
