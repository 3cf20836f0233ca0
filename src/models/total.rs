//! Sums of forecasts over groups of customers.

use serde::Serialize;

use super::forecast::{Known, Spending};
use super::interval::{Counts, Ends, log_normal_moments, tails, two_sided};
use super::row_forecast::RowForecast;
use crate::math::linear::quadratic_form;

/// The sum over a group of customers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Total {
    /// Customers in the group.
    pub customers: usize,
    /// Σ P(alive).
    pub alive: f64,
    /// Expected purchases.
    pub expected_purchases: f64,
    /// 90 % interval of the purchases, parameters and chance.
    pub purchases_low: f64,
    /// See above.
    pub purchases_high: f64,
    /// 90 % interval of the expected purchases, parameters only.
    pub expected_purchases_low: f64,
    /// See above.
    pub expected_purchases_high: f64,
    /// Expected value; NaN where no spend is known.
    pub clv: f64,
    /// 90 % interval of the value, parameters and chance.
    pub clv_low: f64,
    /// See above.
    pub clv_high: f64,
    /// 90 % interval of the expected value, parameters only.
    pub expected_clv_low: f64,
    /// See above.
    pub expected_clv_high: f64,
    /// What those who may have left would bring if they had not, by their chance of it: a value given alive is value ÷ P(alive).
    pub at_risk: f64,
}

/// What of a group is added up. The customers' chances are independent, so their variances add; the parameters are shared, so
/// their slopes add before they are squared.
#[derive(Clone, Debug)]
pub(super) struct Sum {
    customers: usize,
    alive: f64,
    count: f64,
    clv: f64,
    at_risk: f64,
    count_variance: f64,
    clv_variance: f64,
    /// Chance that nobody buys anything.
    nothing: f64,
    count_slope: [f64; 4],
    clv_slope: [f64; 4],
    spend_slope: [f64; 3],
}

impl Default for Sum {
    fn default() -> Self {
        Self {
            customers: 0,
            alive: 0.0,
            count: 0.0,
            clv: 0.0,
            at_risk: 0.0,
            count_variance: 0.0,
            clv_variance: 0.0,
            nothing: 1.0,
            count_slope: [0.0; 4],
            clv_slope: [0.0; 4],
            spend_slope: [0.0; 3],
        }
    }
}

/// Expected purchases below which a sum is counted in whole purchases; above, a log-normal law says the same.
const FEW: f64 = 30.0;
/// Chance of nothing at all below which it no longer shapes the law of a sum.
const HARDLY_EVER: f64 = 1e-3;

impl Sum {
    pub(super) fn add(&mut self, r: &RowForecast, spending: &Spending, clv: f64) {
        self.customers += 1;
        self.alive += r.p_alive;
        self.count += r.count;
        self.clv += clv;
        if r.p_alive > 0.0 {
            self.at_risk += clv * (1.0 - r.p_alive) / r.p_alive;
        }
        self.nothing *= r.ends.nothing;
        self.count_variance += r.count_variance;
        self.clv_variance += f64::from(spending.sd) * f64::from(spending.sd);
        for (k, (count, discounted)) in r.count_slope.iter().zip(&r.discounted_slope).enumerate() {
            self.count_slope[k] += r.count * f64::from(*count);
            self.clv_slope[k] += clv * f64::from(*discounted);
        }
        for (sum, slope) in self.spend_slope.iter_mut().zip(&spending.slope) {
            *sum += clv * f64::from(*slope);
        }
    }

    /// Adds the customers of another sum.
    pub(super) fn merge(&mut self, other: &Self) {
        self.customers += other.customers;
        self.alive += other.alive;
        self.count += other.count;
        self.clv += other.clv;
        self.at_risk += other.at_risk;
        self.count_variance += other.count_variance;
        self.clv_variance += other.clv_variance;
        self.nothing *= other.nothing;
        let add = |to: &mut [f64], from: &[f64]| to.iter_mut().zip(from).for_each(|(a, b)| *a += b);
        add(&mut self.count_slope, &other.count_slope);
        add(&mut self.clv_slope, &other.clv_slope);
        add(&mut self.spend_slope, &other.spend_slope);
    }

    pub(super) fn total(&self, known: &Known) -> Total {
        let z = two_sided();
        let of_count = quadratic_form(&known.timing, &self.count_slope).max(0.0);
        let level = known.spend_sd * self.clv;
        let of_clv = quadratic_form(&known.timing, &self.clv_slope).max(0.0)
            + quadratic_form(&known.spend, &self.spend_slope).max(0.0)
            + level * level;
        let expected = log_normal_moments(self.count, of_count, z);
        let variance = self.count_variance + of_count;
        let purchases = if self.count < FEW {
            let law = Counts {
                p_alive: 1.0,
                mean: self.count,
                factorial: variance + self.count * self.count - self.count,
            };
            let (low, high) = tails(self.nothing);
            let low = if low > 0.0 { law.quantile(low) } else { 0.0 };
            (low.min(expected.0), law.quantile(high).max(expected.1))
        } else {
            log_normal_moments(self.count, variance, z)
        };
        let nothing_known = (f64::NAN, f64::NAN);
        let (clv, expected_clv) = if self.clv.is_nan() {
            (nothing_known, nothing_known)
        } else {
            let (variance, expected) = (
                self.clv_variance + of_clv,
                log_normal_moments(self.clv, of_clv, z),
            );
            let outcome = if self.nothing > HARDLY_EVER {
                let (low, high) = Ends::new(self.nothing).interval(self.clv, variance);
                (low.min(expected.0), high.max(expected.1))
            } else {
                log_normal_moments(self.clv, variance, z)
            };
            (outcome, expected)
        };
        Total {
            customers: self.customers,
            alive: self.alive,
            expected_purchases: self.count,
            purchases_low: purchases.0,
            purchases_high: purchases.1,
            expected_purchases_low: expected.0,
            expected_purchases_high: expected.1,
            clv: self.clv,
            clv_low: clv.0,
            clv_high: clv.1,
            expected_clv_low: expected_clv.0,
            expected_clv_high: expected_clv.1,
            at_risk: self.at_risk,
        }
    }
}
