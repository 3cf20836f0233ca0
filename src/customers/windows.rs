//! What happened in a window of days: the holdout that forecasts are checked against, and purchases week by week.

use super::Summaries;
use crate::day::Day;
use crate::ledger::Ledger;

/// Purchases of the calibrated customers within the holdout; one entry per entry of their `Summaries`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Holdout {
    /// Days with a purchase row.
    pub order_days: Vec<u32>,
}

/// What the customers of `calibration` did after its end, up to and including `to`.
#[must_use]
pub fn holdout(ledger: &Ledger, calibration: &Summaries, to: Day) -> Holdout {
    let mut order_days = Vec::with_capacity(calibration.len());
    let mut calibrated = calibration.customer.iter().peekable();
    ledger.each_customer(|customer, rows| {
        if calibrated.next_if_eq(&&customer).is_none() {
            return;
        }
        let rows = rows.after(calibration.observation_end).until(to);
        order_days.push(rows.purchase_days().count() as u32);
    });
    Holdout { order_days }
}

/// Repeat purchase days (each customer's first one left out) by week: entry `w` counts days `7w … 7w + 6` after `from`.
/// Only customers whose first purchase is on or before `acquired_until`, so that a forecast for them can be drawn beside.
#[must_use]
pub fn repeat_purchases_by_week(ledger: &Ledger, from: Day, acquired_until: Day) -> Vec<u64> {
    let weeks = usize::try_from(ledger.last_day().0.saturating_sub(from.0) / 7 + 1).unwrap_or(0);
    let mut counts = vec![0; weeks];
    ledger.each_customer(|_, rows| {
        let mut days = rows.purchase_days().map(|(day, _)| day);
        if days.next().is_none_or(|first| first > acquired_until) {
            return;
        }
        for day in days {
            let week = usize::try_from(day.0.saturating_sub(from.0)).map(|days| days / 7);
            if let Some(count) = week.ok().and_then(|week| counts.get_mut(week)) {
                *count += 1;
            }
        }
    });
    counts
}
