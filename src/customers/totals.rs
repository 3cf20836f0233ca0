//! What the whole ledger adds up to.

use serde::Serialize;

use super::OrderSums;
use crate::day::Day;
use crate::ledger::Ledger;
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

impl Totals {
    /// Of all rows of the ledger.
    #[must_use]
    pub fn of(ledger: &Ledger) -> Self {
        let mut totals = Self::default();
        let (mut orders_all, mut orders_positive) = (0, 0);
        let (mut gross, mut negative) = (0_i128, 0_i128);
        let mut orders = OrderSums::default();
        ledger.each_customer(|_, rows| {
            totals.customers_any_used_row += u64::from(!rows.is_empty());
            let count = orders.count(&rows);
            orders_all += u64::from(count.all);
            orders_positive += u64::from(count.positive);
            let (mut first, mut last) = (None, None);
            for row in rows.iter() {
                let units = i128::from(row.units);
                if units > 0 {
                    gross += units;
                    first = first.or(Some(row.day));
                    last = Some(row.day);
                } else {
                    negative += units;
                    totals.rows_negative += u64::from(units < 0);
                    totals.rows_zero += u64::from(units == 0);
                }
            }
            totals.customers_with_a_purchase += u64::from(first.is_some());
            totals.repeat_buyers_by_days += u64::from(first != last);
            totals.first_purchase_day = [totals.first_purchase_day, first]
                .into_iter()
                .flatten()
                .min();
            totals.last_purchase_day = totals.last_purchase_day.max(last);
        });
        totals.customers_without_a_purchase =
            totals.customers_any_used_row - totals.customers_with_a_purchase;
        if ledger.with_orders() {
            totals.orders_all = Some(orders_all);
            totals.orders_net_positive = Some(orders_positive);
        }
        let money = |units| Decimal::new(units, ledger.scale());
        totals.net_revenue = money(gross + negative);
        totals.gross_positive_revenue = money(gross);
        totals.negative_revenue = money(negative);
        totals
    }
}
