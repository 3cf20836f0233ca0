//! The forecast of every customer of a base, with its uncertainty.
//!
//! Two kinds are told apart. *Parameter uncertainty*: the data could have come from other parameters; the delta method on the
//! logarithm of the forecast, with the exact Hessian of the fit. *Chance*: even with known parameters a customer may buy or not;
//! its moments come from the model. A customer's interval holds both (chance is by far the larger part); for the sum over many
//! customers chance averages out and the shared parameters remain.

#![allow(clippy::needless_range_loop)] // rows and columns are read as in the textbook

use libm::sqrt;
use serde::Serialize;

use super::candidates::{FitFacts, FittedTiming};
use super::data::Triples;
use super::horizon::Horizon;
use super::interval::{
    Counts, Ends, log_normal, log_normal_moments, relative_variance, tails, two_sided,
};
use super::spend::{SpendFacts, SpendModel};
use crate::math::linear::quadratic_form;
use crate::math::stable::logistic;

/// What is forecast.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plan {
    /// Until when, and the discount; in the unit of the customers' ages.
    pub horizon: Horizon,
    /// Share of revenue that counts as value, 0–1.
    pub margin: f64,
}

/// One entry per customer, in the order of the base.
#[derive(Clone, Debug, Default)]
pub struct Forecasts {
    /// P(alive) at the end of observation.
    pub p_alive: Vec<f64>,
    /// Expected purchases within the horizon, not discounted.
    pub expected_purchases: Vec<f64>,
    /// 90 % interval of the purchases: parameters and chance.
    pub purchases_low: Vec<f64>,
    /// See above.
    pub purchases_high: Vec<f64>,
    /// 90 % interval of the expectation: parameters only.
    pub expected_purchases_low: Vec<f64>,
    /// See above.
    pub expected_purchases_high: Vec<f64>,
    /// Expected spend per purchase; NaN where no spend is known.
    pub expected_spend: Vec<f64>,
    /// Expected discounted value within the horizon, times margin; NaN where no spend is known.
    pub clv: Vec<f64>,
    /// 90 % interval of the value: parameters and chance.
    pub clv_low: Vec<f64>,
    /// See above.
    pub clv_high: Vec<f64>,
    /// 90 % interval of the expected value: parameters only.
    pub expected_clv_low: Vec<f64>,
    /// See above.
    pub expected_clv_high: Vec<f64>,
    /// The fits behind it.
    pub facts: ForecastFacts,
    parts: Parts,
}

/// What stands behind the columns.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ForecastFacts {
    /// The timing model.
    pub timing: Option<FitFacts>,
    /// The spend model.
    pub spend: SpendFacts,
    /// Length of the horizon.
    pub horizon_days: f64,
    /// Continuous discount rate per day.
    pub discount_per_day: f64,
    /// Share of revenue that counts.
    pub margin: f64,
}

/// What sums over groups need.
#[derive(Clone, Debug, Default)]
struct Parts {
    row_of: Vec<u32>,
    rows: Vec<RowForecast>,
    customers: Vec<Spending>,
    covariance: [[f64; 4]; 4],
    spend_covariance: [[f64; 3]; 3],
    spend_sd: f64,
}

/// What customers with equal (x, t_x, T) share.
#[derive(Clone, Copy, Debug, Default)]
struct RowForecast {
    p_alive: f64,
    count: f64,
    count_variance: f64,
    discounted: f64,
    ends: Ends,
    count_slope: [f64; 4],
    discounted_slope: [f64; 4],
    count_sd: f64,
    discounted_sd: f64,
    count_low: f64,
    count_high: f64,
}

/// What of the spend goes into sums.
#[derive(Clone, Copy, Debug, Default)]
struct Spending {
    slope: [f32; 3],
    /// Standard deviation of the customer's value by chance.
    sd: f32,
}

/// The sum over a group of customers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Total {
    /// Customers in the group.
    pub customers: usize,
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
}

fn row_forecasts(fitted: &FittedTiming, triples: &Triples, horizon: &Horizon) -> Vec<RowForecast> {
    let odds = fitted.model.left_odds(triples);
    let outlooks = fitted.model.outlooks_of(triples, horizon);
    odds.iter()
        .zip(&outlooks)
        .map(|(odds, outlook)| {
            let p_alive = logistic(-odds.log_odds);
            // ∂ ln P(alive) = −(1 − P) ∂d
            let left = logistic(odds.log_odds);
            let slope = |of: &[f64; 4]| std::array::from_fn(|i| of[i] - left * odds.slope[i]);
            let (count_slope, discounted_slope) = (
                slope(&outlook.count_slope),
                slope(&outlook.discounted_slope),
            );
            let sd = |s: &[f64; 4]| sqrt(quadratic_form(&fitted.covariance, s).max(0.0));
            let (count_sd, discounted_sd) = (sd(&count_slope), sd(&discounted_slope));
            let count = p_alive * outlook.count;
            let factorial = outlook.factorial * (1.0 + relative_variance(count_sd));
            let nothing = left + p_alive * outlook.none;
            let (low, high) = tails(nothing);
            let counts = Counts {
                p_alive,
                mean: outlook.count,
                factorial,
            };
            RowForecast {
                p_alive,
                count,
                count_variance: (p_alive * outlook.factorial + count - count * count).max(0.0),
                discounted: p_alive * outlook.discounted,
                ends: Ends::new(nothing),
                count_slope,
                discounted_slope,
                count_sd,
                discounted_sd,
                count_low: if low > 0.0 {
                    counts.quantile(low).min(count)
                } else {
                    0.0
                },
                count_high: counts.quantile(high).max(count),
            }
        })
        .collect()
}

impl Forecasts {
    /// Forecasts every customer. `x` and `mean_repeat_spend` are per customer, `triples` the grouped base they came from.
    #[must_use]
    pub fn new(
        triples: &Triples,
        x: &[u32],
        mean_repeat_spend: &[f64],
        fitted: &FittedTiming,
        spend: &SpendModel,
        plan: &Plan,
    ) -> Self {
        let z = two_sided();
        let rows = row_forecasts(fitted, triples, &plan.horizon);
        let n = triples.row_of.len();
        let mut out = Self::with_capacity(n);
        let spend_covariance = spend.covariance();
        let spend_sd = spend.extra_sd();
        for (i, &row) in triples.row_of.iter().enumerate() {
            let r = &rows[row as usize];
            out.p_alive.push(r.p_alive);
            out.expected_purchases.push(r.count);
            out.purchases_low.push(r.count_low);
            out.purchases_high.push(r.count_high);
            let (low, high) = log_normal(r.count, r.count_sd, z);
            out.expected_purchases_low.push(low);
            out.expected_purchases_high.push(high);
            let mean = mean_repeat_spend.get(i).copied().unwrap_or(f64::NAN);
            let Some(s) = spend.outlook(x[i], mean) else {
                out.push_no_value();
                continue;
            };
            let clv = plan.margin * s.mean * r.discounted;
            let parameter_variance = r.discounted_sd * r.discounted_sd
                + quadratic_form(&spend_covariance, &s.slope).max(0.0)
                + spend_sd * spend_sd;
            let parameter_sd = sqrt(parameter_variance);
            // Var of a sum of N spends around an uncertain level, scaled by the mean discount of a purchase.
            let scale = if r.count > 0.0 { clv / r.count } else { 0.0 };
            let squares = r.count_variance + r.count * r.count;
            let chance = scale
                * scale
                * (squares * (1.0 + s.level) - r.count * r.count
                    + r.count * s.purchase * (1.0 + s.level))
                    .max(0.0);
            let variance = chance + clv * clv * relative_variance(parameter_sd);
            let (low, high) = r.ends.interval(clv, variance);
            let (expected_low, expected_high) = log_normal(clv, parameter_sd, z);
            out.expected_spend.push(s.mean);
            out.clv.push(clv);
            out.clv_low.push(low);
            out.clv_high.push(high);
            out.expected_clv_low.push(expected_low);
            out.expected_clv_high.push(expected_high);
            out.parts.customers.push(Spending {
                slope: s.slope.map(|v| v as f32),
                sd: sqrt(chance) as f32,
            });
        }
        out.facts = ForecastFacts {
            timing: Some(fitted.facts.clone()),
            spend: spend.facts.clone(),
            horizon_days: plan.horizon.length,
            discount_per_day: plan.horizon.discount,
            margin: plan.margin,
        };
        out.parts.row_of.clone_from(&triples.row_of);
        out.parts.rows = rows;
        out.parts.covariance = fitted.covariance;
        out.parts.spend_covariance = spend_covariance;
        out.parts.spend_sd = spend_sd;
        out
    }

    fn with_capacity(n: usize) -> Self {
        let column = || Vec::with_capacity(n);
        Self {
            p_alive: column(),
            expected_purchases: column(),
            purchases_low: column(),
            purchases_high: column(),
            expected_purchases_low: column(),
            expected_purchases_high: column(),
            expected_spend: column(),
            clv: column(),
            clv_low: column(),
            clv_high: column(),
            expected_clv_low: column(),
            expected_clv_high: column(),
            facts: ForecastFacts::default(),
            parts: Parts::default(),
        }
    }

    fn push_no_value(&mut self) {
        for column in [
            &mut self.expected_spend,
            &mut self.clv,
            &mut self.clv_low,
            &mut self.clv_high,
            &mut self.expected_clv_low,
            &mut self.expected_clv_high,
        ] {
            column.push(f64::NAN);
        }
        self.parts.customers.push(Spending::default());
    }

    /// The sum over some customers (positions in the base). The customers' chances are independent; the parameters are shared,
    /// so their uncertainty is added before it is squared.
    #[must_use]
    pub fn total(&self, members: impl Iterator<Item = usize>) -> Total {
        let z = two_sided();
        let mut total = Total::default();
        let (mut count_variance, mut clv_variance) = (0.0, 0.0);
        let (mut count_slope, mut clv_slope) = ([0.0; 4], [0.0; 4]);
        let mut spend_slope = [0.0; 3];
        for i in members {
            let (Some(&row), Some(spending)) =
                (self.parts.row_of.get(i), self.parts.customers.get(i))
            else {
                continue;
            };
            let r = &self.parts.rows[row as usize];
            let clv = self.clv[i];
            total.customers += 1;
            total.expected_purchases += r.count;
            total.clv += clv;
            count_variance += r.count_variance;
            clv_variance += f64::from(spending.sd) * f64::from(spending.sd);
            for k in 0..4 {
                count_slope[k] += r.count * r.count_slope[k];
                clv_slope[k] += clv * r.discounted_slope[k];
            }
            for k in 0..3 {
                spend_slope[k] += clv * f64::from(spending.slope[k]);
            }
        }
        let of_count = quadratic_form(&self.parts.covariance, &count_slope).max(0.0);
        let level = self.parts.spend_sd * total.clv;
        let of_clv = quadratic_form(&self.parts.covariance, &clv_slope).max(0.0)
            + quadratic_form(&self.parts.spend_covariance, &spend_slope).max(0.0)
            + level * level;
        (total.purchases_low, total.purchases_high) =
            log_normal_moments(total.expected_purchases, count_variance + of_count, z);
        (total.expected_purchases_low, total.expected_purchases_high) =
            log_normal_moments(total.expected_purchases, of_count, z);
        if total.clv.is_nan() {
            let nan = f64::NAN;
            (total.clv_low, total.clv_high) = (nan, nan);
            (total.expected_clv_low, total.expected_clv_high) = (nan, nan);
            return total;
        }
        (total.clv_low, total.clv_high) = log_normal_moments(total.clv, clv_variance + of_clv, z);
        (total.expected_clv_low, total.expected_clv_high) =
            log_normal_moments(total.clv, of_clv, z);
        total
    }

    /// Customers in the forecast.
    #[must_use]
    pub fn len(&self) -> usize {
        self.p_alive.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.p_alive.is_empty()
    }
}
