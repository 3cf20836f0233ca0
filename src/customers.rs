//! Per-customer summaries. The two meanings of recency, frequency and monetary value have two names each (docs/GLOSSARY.md).

mod gaps;
mod overview;
mod totals;
mod windows;

pub use gaps::{Gaps, gaps};
pub use overview::Overview;
pub use totals::Totals;
pub use windows::{Holdout, holdout, repeat_purchases_by_week};

use crate::day::Day;
use crate::ledger::{Ledger, Rows};

/// Columns with one entry per customer who made a purchase, in order of first appearance.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summaries {
    /// Last day on which purchases could have been seen.
    pub observation_end: Day,
    /// Index of the customer in the ledger's dictionary.
    pub customer: Vec<u32>,
    /// Day of the first purchase.
    pub first_purchase: Vec<Day>,
    /// Day of the last purchase.
    pub last_purchase: Vec<Day>,
    /// Days with at least one purchase row (amount > 0), at least 1.
    pub order_days: Vec<u32>,
    /// Orders whose sum is positive; the RFM frequency (`purchase_count`). Of the whole history only: empty for an earlier day.
    pub orders: Vec<u32>,
    /// Sum of all used rows, in ledger units; the RFM money (`total_spend`).
    pub net: Vec<i64>,
    /// Mean money per repeat purchase day in whole currency, first day left out, less the customer's refunded share; NaN when
    /// there is none.
    pub mean_repeat_spend: Vec<f64>,
    /// Digits behind the decimal point of `net`.
    pub scale: u8,
}

/// Sums over all customers of what the timing models see, in days: a fingerprint to compare with other tools.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct BtydDaySums {
    /// Σ (order days − 1).
    pub sum_x: u64,
    /// Σ (last purchase − first purchase).
    pub sum_t_x_days: u64,
    /// Σ (observation end − first purchase).
    #[serde(rename = "sum_T_days")]
    pub sum_t_days: u64,
    /// Day of the last used row.
    pub observation_end: Day,
}

impl Summaries {
    /// Number of customers with a purchase.
    #[must_use]
    pub fn len(&self) -> usize {
        self.customer.len()
    }

    /// Nobody has bought.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.customer.is_empty()
    }

    /// What was known at the end of a day: only rows up to and including it count.
    #[must_use]
    pub fn at(ledger: &Ledger, end: Day) -> Self {
        let mut summaries = Self::until(end, ledger);
        let all = end >= ledger.last_day();
        ledger.each_customer(|customer, rows| {
            let rows = if all { rows } else { rows.until(end) };
            let sums = Sums::of(&rows, |_| ());
            summaries.push(customer, &sums);
        });
        summaries
    }

    /// With room for all customers: columns that grow by doubling leave holes as large as themselves behind.
    fn until(end: Day, ledger: &Ledger) -> Self {
        let n = ledger.customers().len();
        Self {
            observation_end: end,
            customer: Vec::with_capacity(n),
            first_purchase: Vec::with_capacity(n),
            last_purchase: Vec::with_capacity(n),
            order_days: Vec::with_capacity(n),
            orders: Vec::new(),
            net: Vec::with_capacity(n),
            mean_repeat_spend: Vec::with_capacity(n),
            scale: ledger.scale(),
        }
    }

    /// `false` for a customer without a purchase.
    fn push(&mut self, customer: u32, sums: &Sums) -> bool {
        let Some(first) = sums.first else {
            return false;
        };
        self.customer.push(customer);
        self.first_purchase.push(first);
        self.last_purchase.push(sums.last);
        self.order_days.push(sums.days);
        self.net.push(sums.net);
        // A refund rarely says which purchase it takes back, so all purchases bear it alike: who sent back everything has spent
        // nothing, not a fortune on a day on which he changed his mind.
        let kept = (sums.net as f64 / sums.gross as f64).clamp(0.0, 1.0);
        // 0 / 0 is the NaN of a customer who never came back.
        let repeat_money = sums.repeat as f64 / 10_f64.powi(i32::from(self.scale));
        self.mean_repeat_spend
            .push(kept * repeat_money / f64::from(sums.days - 1));
        true
    }

    /// Sums to compare with other tools.
    #[must_use]
    pub fn btyd_day_sums(&self) -> BtydDaySums {
        let days =
            |from: Day, to: Day| u64::try_from(i64::from(to.0) - i64::from(from.0)).unwrap_or(0);
        let mut sums = BtydDaySums {
            observation_end: self.observation_end,
            ..BtydDaySums::default()
        };
        for ((&first, &last), &order_days) in self
            .first_purchase
            .iter()
            .zip(&self.last_purchase)
            .zip(&self.order_days)
        {
            sums.sum_x += u64::from(order_days) - 1;
            sums.sum_t_x_days += days(first, last);
            sums.sum_t_days += days(first, self.observation_end);
        }
        sums
    }
}

/// What one customer's rows come to; money in ledger units.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    /// Day of the first purchase row; `None` without any.
    first: Option<Day>,
    last: Day,
    /// Days with a purchase row.
    days: u32,
    net: i64,
    /// Of the purchase rows.
    gross: i64,
    /// Of the purchase rows after the first day.
    repeat: i64,
    negative_rows: u32,
    zero_rows: u32,
}

impl Sums {
    /// `gap` is told the days from each purchase day to the next.
    #[inline]
    fn of(rows: &Rows<'_>, mut gap: impl FnMut(u32)) -> Self {
        let mut sums = Self::default();
        for row in rows.iter() {
            sums.net += row.units;
            if row.units <= 0 {
                sums.negative_rows += u32::from(row.units < 0);
                sums.zero_rows += u32::from(row.units == 0);
                continue;
            }
            sums.gross += row.units;
            match sums.first {
                None => (sums.first, sums.days) = (Some(row.day), 1),
                Some(_) if row.day != sums.last => {
                    sums.days += 1;
                    gap(row.day.0.abs_diff(sums.last.0));
                }
                Some(_) => {}
            }
            sums.last = row.day;
            if sums.days > 1 {
                sums.repeat += row.units;
            }
        }
        sums
    }
}
