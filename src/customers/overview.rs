//! What a whole ledger comes to, in one walk over its rows.

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
        summaries.orders.reserve_exact(ledger.customers().len());
        let mut totals = Totals::adding(ledger);
        let mut gaps: Vec<u64> = Vec::new();
        ledger.each_customer(|customer, rows| {
            let sums = Sums::of(&rows, |days| {
                let days = days as usize;
                if gaps.len() <= days {
                    gaps.resize(days + 1, 0);
                }
                gaps[days] += 1;
            });
            let orders = ledger.positive_orders(customer);
            totals.add(&rows, &sums, orders);
            if summaries.push(customer, &sums) {
                summaries.orders.push(orders);
            }
        });
        Self {
            summaries,
            totals: totals.finish(),
            gaps,
        }
    }
}
