//! Per-customer summaries. The two meanings of recency, frequency and monetary value have two names each (docs/GLOSSARY.md).

mod gaps;
mod totals;
mod windows;

pub use gaps::{Gaps, gaps};
pub use totals::Totals;
pub use windows::{Holdout, holdout, repeat_purchases_by_week};

use crate::day::Day;
use crate::ledger::{Entry, Ledger, Rows};

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
    /// Orders whose sum is positive; the RFM frequency (`purchase_count`).
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

    /// All rows of the ledger, observed until the day of the last one.
    #[must_use]
    pub fn of(ledger: &Ledger) -> Self {
        Self::at(ledger, ledger.last_day())
    }

    /// What was known at the end of a day: only rows up to and including it count.
    #[must_use]
    pub fn at(ledger: &Ledger, end: Day) -> Self {
        let mut summaries = Self {
            observation_end: end,
            scale: ledger.scale(),
            ..Self::default()
        };
        let all = end >= ledger.last_day();
        let mut orders = OrderSums::default();
        ledger.each_customer(|customer, rows| {
            let rows = if all { rows } else { rows.until(end) };
            summaries.push(customer, rows, &mut orders);
        });
        summaries
    }

    fn push(&mut self, customer: u32, rows: Rows<'_>, orders: &mut OrderSums) {
        let (mut first, mut last, mut days) = (None, Day::default(), 0_u32);
        let (mut net, mut gross, mut repeat_units) = (0_i64, 0_i64, 0_i64);
        for row in rows.iter() {
            net += row.units;
            if row.units <= 0 {
                continue;
            }
            gross += row.units;
            let first_day = *first.get_or_insert(row.day);
            days += u32::from(days == 0 || row.day != last);
            last = row.day;
            if row.day != first_day {
                repeat_units += row.units;
            }
        }
        let Some(first) = first else { return };
        self.customer.push(customer);
        self.first_purchase.push(first);
        self.last_purchase.push(last);
        self.order_days.push(days);
        self.orders.push(orders.count(&rows).positive);
        self.net.push(net);
        // A refund rarely says which purchase it takes back, so all purchases bear it alike: who sent back everything has spent
        // nothing, not a fortune on a day on which he changed his mind.
        let kept = (net as f64 / gross as f64).clamp(0.0, 1.0);
        // 0 / 0 is the NaN of a customer who never came back.
        let repeat_money = repeat_units as f64 / 10_f64.powi(i32::from(self.scale));
        self.mean_repeat_spend
            .push(kept * repeat_money / f64::from(days - 1));
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

/// Orders of one customer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct OrderCount {
    all: u32,
    positive: u32,
}

/// Adds up the rows of a customer by order: a small hash table that is used again for each customer.
#[derive(Default)]
struct OrderSums {
    slots: Vec<(u64, i64)>,
}

impl OrderSums {
    #[inline]
    fn count(&mut self, rows: &Rows<'_>) -> OrderCount {
        let mut count = OrderCount::default();
        if !rows.have_orders() {
            count.all = rows.len() as u32;
            count.positive = rows.iter().filter(|row| row.units > 0).count() as u32;
            return count;
        }
        let size = (rows.len() * 2).next_power_of_two();
        self.slots.clear();
        self.slots.resize(size, (0, 0));
        for row in rows.iter() {
            if row.order == Entry::OWN_ORDER {
                count.all += 1;
                count.positive += u32::from(row.units > 0);
                continue;
            }
            let mut at = row.order as usize & (size - 1);
            while self.slots[at].0 != row.order {
                if self.slots[at].0 == 0 {
                    self.slots[at].0 = row.order;
                    count.all += 1;
                    break;
                }
                at = (at + 1) & (size - 1);
            }
            // The count of positive orders moves whenever a sum changes sides.
            let sum = &mut self.slots[at].1;
            let before = *sum > 0;
            *sum += row.units;
            match (before, *sum > 0) {
                (false, true) => count.positive += 1,
                (true, false) => count.positive -= 1,
                _ => {}
            }
        }
        count
    }
}
