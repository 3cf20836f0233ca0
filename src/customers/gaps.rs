//! The single gaps between a customer's purchase days, as far as models of regular buyers need them.

use crate::day::Day;
use crate::ledger::Ledger;

/// Gaps between purchase days, all customers together.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Gaps {
    /// Sum of the natural logarithms of the gaps in days.
    pub sum_log_days: f64,
    /// The same of the gaps that had ended at the cut.
    pub sum_log_days_until_cut: f64,
}

/// Days up to which a gap's logarithm is kept: a century.
const MOST_KEPT: usize = 36_525;

/// All gaps; `last_two` is told the last two of each customer who has as many, earlier first, in days.
#[must_use]
pub fn gaps(ledger: &Ledger, cut: Day, mut last_two: impl FnMut(u32, u32)) -> Gaps {
    let mut out = Gaps::default();
    // Few different gaps, each many times.
    let mut logs: Vec<f64> = Vec::new();
    let mut log = |days: u32| {
        let days = days.max(1) as usize;
        if days > MOST_KEPT {
            return libm::log(days as f64);
        }
        while logs.len() <= days {
            logs.push(libm::log(logs.len() as f64));
        }
        logs[days]
    };
    ledger.each_customer(|_, rows| {
        let mut days = rows.purchase_days().map(|(day, _)| day);
        let Some(mut before) = days.next() else {
            return;
        };
        let (mut sum, mut until_cut) = (0.0, 0.0);
        let (mut last, mut earlier) = (None, None);
        for day in days {
            let gap = day.0.abs_diff(before.0);
            sum += log(gap);
            if day <= cut {
                until_cut = sum;
            }
            (earlier, last) = (last, Some(gap));
            before = day;
        }
        out.sum_log_days += sum;
        out.sum_log_days_until_cut += until_cut;
        if let (Some(earlier), Some(last)) = (earlier, last) {
            last_two(earlier, last);
        }
    });
    out
}
