//! What the whole ledger adds up to.

use serde::Serialize;

use super::Sums;
use crate::day::Day;
use crate::ledger::{Ledger, Rows};
use crate::money::Decimal;

/// Facts of all customers together. Definitions in docs/METHODS.md.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Totals {
    /// Customers with any used row.
    pub customers_any_used_row: u64,
    /// Customers with a purchase row (amount > 0).
    pub customers_with_a_purchase: u64,
    /// The others: refunds and zeros only.
    pub customers_without_a_purchase: u64,
    /// Distinct (customer, order id); `None` without an order column.
    pub orders_all: Option<u64>,
    /// Orders whose sum is positive; `None` without an order column.
    pub orders_net_positive: Option<u64>,
    /// Used rows with a negative amount.
    pub rows_negative: u64,
    /// Used rows with amount 0.
    pub rows_zero: u64,
    /// Sum of all used rows.
    pub net_revenue: Decimal,
    /// Sum of the positive ones.
    pub gross_positive_revenue: Decimal,
    /// Sum of the negative ones.
    pub negative_revenue: Decimal,
    /// Day of the first purchase row; `None` without any.
    pub first_purchase_day: Option<Day>,
    /// Day of the last purchase row.
    pub last_purchase_day: Option<Day>,
    /// Customers with purchases on two or more days.
    pub repeat_buyers_by_days: u64,
}

/// Totals while customers are added.
pub(super) struct Adding {
    totals: Totals,
    scale: u8,
    /// All, and those with a positive sum; `None` without an order column.
    orders: Option<(u64, u64)>,
    gross: i128,
    negative: i128,
}

impl Totals {
    pub(super) fn adding(ledger: &Ledger) -> Adding {
        Adding {
            totals: Self::default(),
            scale: ledger.scale(),
            orders: ledger.with_orders().then(|| (ledger.orders(), 0)),
            gross: 0,
            negative: 0,
        }
    }
}

impl Adding {
    pub(super) fn add(&mut self, rows: &Rows<'_>, sums: &Sums, positive_orders: u32) {
        let totals = &mut self.totals;
        if let Some((_, positive)) = &mut self.orders {
            *positive += u64::from(positive_orders);
        }
        self.gross += i128::from(sums.gross);
        self.negative += i128::from(sums.net - sums.gross);
        totals.rows_negative += u64::from(sums.negative_rows);
        totals.rows_zero += u64::from(sums.zero_rows);
        totals.customers_any_used_row += u64::from(!rows.is_empty());
        totals.repeat_buyers_by_days += u64::from(sums.days > 1);
        if let Some(first) = sums.first {
            totals.customers_with_a_purchase += 1;
            let earliest = totals
                .first_purchase_day
                .map_or(first, |day| day.min(first));
            totals.first_purchase_day = Some(earliest);
            totals.last_purchase_day = totals.last_purchase_day.max(Some(sums.last));
        }
    }

    pub(super) fn finish(self) -> Totals {
        let money = |units| Decimal::new(units, self.scale);
        Totals {
            customers_without_a_purchase: self.totals.customers_any_used_row
                - self.totals.customers_with_a_purchase,
            orders_all: self.orders.map(|(all, _)| all),
            orders_net_positive: self.orders.map(|(_, positive)| positive),
            net_revenue: money(self.gross + self.negative),
            gross_positive_revenue: money(self.gross),
            negative_revenue: money(self.negative),
            ..self.totals
        }
    }
}
