//! Until when future purchases count, and what later ones are worth less.

use libm::{expm1, log1p};

use crate::math::exp::exp;

/// How future purchases are summed. Times are in the unit of the customers' ages.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Horizon {
    /// Length of the horizon; infinite is allowed where the discount rate is positive.
    pub length: f64,
    /// Continuous discount rate δ per unit of time; a purchase after u counts e^(−δu).
    pub discount: f64,
}

impl Horizon {
    /// Plain counting within `length`.
    #[must_use]
    pub const fn within(length: f64) -> Self {
        Self {
            length,
            discount: 0.0,
        }
    }

    /// Days, with the yearly rate typed as a per cent: δ = ln(1 + d/100)/365 per day, so that money a year away counts
    /// 1/(1 + d/100).
    #[must_use]
    pub fn days(length: f64, annual_discount_percent: f64) -> Self {
        Self {
            length,
            discount: log1p(annual_discount_percent / 100.0) / 365.0,
        }
    }

    /// The whole future at the same yearly rate. Needs a positive rate: without one the sum may be infinite.
    #[must_use]
    pub fn unlimited_days(annual_discount_percent: f64) -> Self {
        Self::days(f64::INFINITY, annual_discount_percent)
    }

    /// ∫₀^length e^(−δu) du: what one purchase per unit of time would be worth.
    #[must_use]
    pub fn weight(&self) -> f64 {
        if self.discount == 0.0 {
            self.length
        } else {
            -expm1(-self.discount * self.length) / self.discount
        }
    }

    /// e^(−δu).
    #[must_use]
    pub fn factor(&self, u: f64) -> f64 {
        exp(-self.discount * u)
    }
}

/// Discounting once per period, at its end, as spreadsheets and the Python library `lifetimes` do:
/// Σᵢ (E(i·p) − E((i − 1)·p)) / (1 + d)ⁱ, where E counts expected purchases and d is the rate per period.
#[must_use]
pub fn discounted_by_period(
    expected_within: impl Fn(f64) -> f64,
    period: f64,
    periods: u32,
    rate_per_period: f64,
) -> f64 {
    let (mut sum, mut before, mut factor) = (0.0, 0.0, 1.0);
    for i in 1..=periods {
        let now = expected_within(f64::from(i) * period);
        factor /= 1.0 + rate_per_period;
        sum += (now - before) * factor;
        before = now;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_per_cent_a_year_makes_a_year_away_worth_one_over_eleven_tenths() {
        let horizon = Horizon::days(365.0, 10.0);
        assert!((horizon.factor(365.0) - 1.0 / 1.1).abs() < 1e-15);
        assert!((horizon.weight() - (1.0 - 1.0 / 1.1) / (libm::log(1.1) / 365.0)).abs() < 1e-10);
    }

    #[test]
    fn a_purchase_a_period_is_an_annuity() {
        let value = discounted_by_period(|t| t, 1.0, 12, 0.01);
        assert!((value - (1.0 - 1.01_f64.powi(-12)) / 0.01).abs() < 1e-12);
    }
}
