//! What lets a reader judge a model with their own eyes: tracking, frequencies, maps of recency and frequency.

use serde::Serialize;

use super::data::{Btyd, Triples};
use super::horizon::Horizon;
use super::outlook::{BaseModel, outlooks};
use super::timing::NEW_CUSTOMER;
use crate::math::stable::logistic;

/// Repeat purchases by week since the first day, actual and expected. All columns have one entry per week.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Tracking {
    /// Actual repeat purchases.
    pub actual: Vec<f64>,
    /// Expected repeat purchases of the same customers, from the day of their first purchase on.
    pub expected: Vec<f64>,
    /// Actual, summed up.
    pub actual_cumulative: Vec<f64>,
    /// Expected, summed up.
    pub expected_cumulative: Vec<f64>,
    /// First week of the holdout, if there is one.
    pub holdout_from: Option<usize>,
}

/// Expected repeat purchases of customers by week. `first_days` are the days of the first purchases counted from day 0, `actual`
/// the repeat purchases of those customers in days 7w … 7w + 6.
#[must_use]
pub fn tracking(
    model: &dyn BaseModel,
    first_days: &[u32],
    actual: &[u64],
    holdout_from: Option<usize>,
) -> Tracking {
    let days = actual.len() * 7;
    let mut arrivals = vec![0.0; days];
    for &day in first_days {
        if let Some(slot) = arrivals.get_mut(day as usize) {
            *slot += 1.0;
        }
    }
    // Few customers of a long history leave most days without arrivals.
    let arrivals: Vec<(usize, f64)> = arrivals
        .into_iter()
        .enumerate()
        .filter(|(_, n)| *n > 0.0)
        .collect();
    let expected_by_age = new_customer_curve(model, days);
    let mut out = Tracking {
        holdout_from,
        ..Tracking::default()
    };
    let (mut before, mut seen) = (0.0, 0.0);
    for (week, &count) in actual.iter().enumerate() {
        // At the end of the week's last day; a customer's own day is age 0.
        let last = week * 7 + 6;
        let total: f64 = arrivals
            .iter()
            .take_while(|(day, _)| *day <= last)
            .map(|(day, n)| n * expected_by_age[last - day])
            .sum();
        seen += count as f64;
        out.actual.push(count as f64);
        out.expected.push((total - before).max(0.0));
        out.actual_cumulative.push(seen);
        out.expected_cumulative.push(total);
        before = total;
    }
    out
}

/// Expected repeat purchases by age 0, 1, 2 … days, from a point every few days and straight lines between: the curve bends slowly.
fn new_customer_curve(model: &dyn BaseModel, days: usize) -> Vec<f64> {
    let step = (days / 200).max(1);
    let at = |day: usize| model.new_customer_purchases(&Horizon::within(day as f64));
    let mut curve = Vec::with_capacity(days + step);
    let mut low = 0.0;
    let mut day = 0;
    while curve.len() < days {
        let high = at(day + step);
        for i in 0..step {
            curve.push(low + (high - low) * i as f64 / step as f64);
        }
        (low, day) = (high, day + step);
    }
    curve
}

/// Customers by number of repeat purchases so far.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Frequencies {
    /// Customers with 0, 1, 2 … repeat purchases; the last entry counts all with at least so many.
    pub actual: Vec<f64>,
    /// The model's expectation of the same.
    pub expected: Vec<f64>,
}

/// Actual and expected customers by repeat count, the last class open.
#[must_use]
pub fn frequencies(model: &dyn BaseModel, triples: &Triples, classes: u32) -> Frequencies {
    let last = classes.max(2) - 1;
    let mut out = Frequencies {
        actual: vec![0.0; last as usize + 1],
        expected: vec![0.0; last as usize + 1],
    };
    let mut by_age = vec![0.0; triples.times.len()];
    for row in &triples.rows {
        let x = triples.counts[row.x as usize].min(last);
        out.actual[x as usize] += row.weight;
        by_age[row.t as usize] += row.weight;
    }
    // Ages in at most a hundred steps: neighbors differ by less than the eye sees.
    let ages: Vec<(f64, f64)> = triples
        .times
        .iter()
        .copied()
        .zip(by_age)
        .filter(|a| a.1 > 0.0)
        .collect();
    let step = ages.len().div_ceil(100).max(1);
    for group in ages.chunks(step) {
        let n: f64 = group.iter().map(|a| a.1).sum();
        let age = group.iter().map(|a| a.0 * a.1).sum::<f64>() / n;
        let mut rest = 1.0;
        for x in 0..last {
            let p = model.purchase_probability(&NEW_CUSTOMER, x, age);
            out.expected[x as usize] += n * p;
            rest -= p;
        }
        out.expected[last as usize] += n * rest.max(0.0);
    }
    out
}

/// P(alive) and expected purchases over repeat count and age at last purchase, for a customer of one age.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Map {
    /// Repeat counts, ascending.
    pub repeat_counts: Vec<u32>,
    /// Ages at last purchase, ascending.
    pub ages_at_last_purchase: Vec<f64>,
    /// Age of the customer.
    pub customer_age: f64,
    /// Row by row (one row per repeat count): P(alive).
    pub p_alive: Vec<f64>,
    /// Row by row: expected purchases.
    pub expected_purchases: Vec<f64>,
}

/// The map for customers of this age, `columns` ages at last purchase, repeat counts up to `most`.
#[must_use]
pub fn map(
    model: &dyn BaseModel,
    customer_age: f64,
    most: u32,
    columns: usize,
    horizon: f64,
) -> Map {
    let step = most.div_ceil(24).max(1);
    let repeat_counts: Vec<u32> = (0..=most).step_by(step as usize).collect();
    let columns = columns.max(2);
    let ages: Vec<f64> = (0..columns)
        .map(|i| customer_age * i as f64 / (columns - 1) as f64)
        .collect();
    let mut out = Map {
        customer_age,
        ..Map::default()
    };
    // As a base of its own: what these customers share is then computed once.
    let mut data = Btyd::default();
    for &x in &repeat_counts {
        for &t_x in &ages {
            data.x.push(x);
            data.t_x.push(t_x);
            data.t.push(customer_age);
        }
    }
    let triples = Triples::new(&data);
    let horizon = Horizon::within(horizon);
    let expected: Vec<_> = outlooks(model, &triples, &horizon).collect();
    let odds = model.left_odds(&triples);
    for &row in &triples.row_of {
        let p_alive = logistic(-odds[row as usize].log_odds);
        out.p_alive.push(p_alive);
        out.expected_purchases
            .push(p_alive * expected[row as usize].count);
    }
    out.repeat_counts = repeat_counts;
    out.ages_at_last_purchase = ages;
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::models::pareto_nbd::ParetoNbd;
    use crate::models::timing::TimingModel;

    const MODEL: ParetoNbd = ParetoNbd::new([0.553, 74.0, 0.606, 81.7]);

    #[test]
    fn tracking_counts_each_customer_from_their_own_first_day() {
        let t = tracking(&MODEL, &[0, 0, 10], &[1, 0, 2, 0], Some(3));
        let within = |d: f64| MODEL.new_customer_purchases(&Horizon::within(d));
        let expected = 2.0 * within(27.0) + within(17.0);
        assert!((t.expected_cumulative[3] / expected - 1.0).abs() < 1e-9);
        assert_eq!(t.actual_cumulative, vec![1.0, 1.0, 3.0, 3.0]);
        let sum: f64 = t.expected.iter().sum();
        assert!((sum - t.expected_cumulative[3]).abs() < 1e-12);
    }

    #[test]
    fn expected_frequencies_sum_to_the_customers() {
        let data = Btyd {
            x: vec![0, 1, 9, 0],
            t_x: vec![0.0, 5.0, 90.0, 0.0],
            t: vec![100.0, 90.0, 120.0, 100.0],
            ..Btyd::default()
        };
        let f = frequencies(&MODEL, &Triples::new(&data), 8);
        assert_eq!(f.actual, vec![2.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0]);
        assert!((f.expected.iter().sum::<f64>() - 4.0).abs() < 1e-9);
    }
}
