//! The single gaps between a customer's purchase days, as far as models of regular buyers need them.

use super::Summaries;
use crate::day::Day;
use crate::ledger::Ledger;

/// One entry per entry of the `Summaries`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Gaps {
    /// Sum of the natural logarithms of the gaps in days; 0 without a repeat purchase.
    pub sum_log_days: Vec<f64>,
    /// The last two gaps in days, earlier first; `None` for fewer than two.
    pub last_two: Vec<Option<(u32, u32)>>,
}

/// The gaps between purchase days up to the end of the summaries.
#[must_use]
pub fn gaps(ledger: &Ledger, summaries: &Summaries) -> Gaps {
    let mut out = Gaps::default();
    let mut known = summaries.customer.iter().peekable();
    ledger.each_customer(|customer, rows| {
        if known.next_if_eq(&&customer).is_none() {
            return;
        }
        let (mut before, mut sum): (Option<Day>, f64) = (None, 0.0);
        let (mut last, mut last_two) = (None, None);
        for (day, _) in rows.until(summaries.observation_end).purchase_days() {
            if let Some(before) = before {
                let gap = day.0.abs_diff(before.0);
                sum += libm::log(f64::from(gap.max(1)));
                last_two = last.map(|earlier| (earlier, gap));
                last = Some(gap);
            }
            before = Some(day);
        }
        out.sum_log_days.push(sum);
        out.last_two.push(last_two);
    });
    out
}
