//! What a whole ledger comes to, in one walk over its rows.

use super::orders::OrderSums;
use super::totals::Totals;
use super::{Summaries, Sums};
use crate::ledger::Ledger;

/// All that is counted before any model.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Overview {
    /// Each customer, observed until the day of the last row.
    pub summaries: Summaries,
    /// All customers together.
    pub totals: Totals,
    /// Gaps between neighbouring purchase days, all customers pooled: `gaps[d]` = number of gaps of `d` days.
    pub gaps: Vec<u64>,
}

impl Overview {
    /// Of all rows of the ledger.
    #[must_use]
    pub fn of(ledger: &Ledger) -> Self {
        let mut summaries = Summaries::until(ledger.last_day(), ledger);
        let mut totals = Totals::adding(ledger);
        let mut gaps: Vec<u64> = Vec::new();
        let mut orders = OrderSums::default();
        ledger.each_customer(|customer, rows| {
            let count = orders.count(&rows);
            let sums = Sums::of(&rows, |days| {
                let days = days as usize;
                if gaps.len() <= days {
                    gaps.resize(days + 1, 0);
                }
                gaps[days] += 1;
            });
            totals.add(&rows, &sums, count);
            summaries.push(customer, &sums, count);
        });
        Self {
            summaries,
            totals: totals.finish(),
            gaps,
        }
    }
}
