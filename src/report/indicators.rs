//! The tiles: one number each. Definitions in docs/METHODS.md.

use serde::Serialize;

use crate::customers::Summaries;
use crate::money::Decimal;

/// Numbers of the whole base. 0 where there is nobody to measure.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Indicators {
    /// Orders with a positive sum (rows above zero, where the file names no orders).
    pub orders: u64,
    /// Net revenue of customers with a purchase ÷ their orders.
    pub average_order_value: f64,
    /// Orders ÷ customers with a purchase.
    pub purchases_per_customer: f64,
    /// Share of customers with purchases on two or more days.
    pub repeat_rate: f64,
    /// Share of the net revenue that the 20 % of customers with the highest net bring (their number rounded up).
    pub top20_revenue_share: f64,
    /// Median days between neighbouring purchase days, all customers pooled; `None` if nobody came back.
    pub median_gap_days: Option<f64>,
}

impl Indicators {
    /// Of the customers in `summaries`.
    #[must_use]
    pub fn of(summaries: &Summaries, median_gap_days: Option<f64>) -> Self {
        let customers = summaries.net.len();
        if customers == 0 {
            return Self::default();
        }
        let orders: u64 = summaries.orders.iter().map(|&n| u64::from(n)).sum();
        let repeaters = summaries
            .order_days
            .iter()
            .filter(|&&days| days > 1)
            .count();
        let net: i128 = summaries.net.iter().map(|&n| i128::from(n)).sum();
        let mut net_of = summaries.net.clone();
        let fifth = customers - customers.div_ceil(5);
        net_of.select_nth_unstable(fifth);
        let best_net: i128 = net_of[fifth..].iter().map(|&n| i128::from(n)).sum();
        let over = |part: f64, whole: f64| if whole > 0.0 { part / whole } else { 0.0 };
        Self {
            orders,
            average_order_value: over(Decimal::new(net, summaries.scale).to_f64(), orders as f64),
            purchases_per_customer: orders as f64 / customers as f64,
            repeat_rate: repeaters as f64 / customers as f64,
            top20_revenue_share: over(best_net as f64, net as f64),
            median_gap_days,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_of_five_customers_is_the_best_fifth() {
        let summaries = Summaries {
            net: vec![100, 700, 100, 50, 50],
            orders: vec![1, 4, 1, 1, 1],
            order_days: vec![1, 3, 2, 1, 1],
            scale: 0,
            ..Summaries::default()
        };
        let indicators = Indicators::of(&summaries, None);
        assert!((indicators.top20_revenue_share - 0.7).abs() < 1e-12);
        assert!((indicators.average_order_value - 125.0).abs() < 1e-12);
        assert!((indicators.repeat_rate - 0.4).abs() < 1e-12);
    }
}
