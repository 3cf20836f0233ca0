//! The forecast of every customer of a base, with its uncertainty.
//!
//! Two kinds are told apart. *Parameter uncertainty*: the data could have come from other parameters; the delta method on the
//! logarithm of the forecast, with the exact Hessian of the fit. *Chance*: even with known parameters a customer may buy or not;
//! its moments come from the model. A customer's interval holds both (chance is by far the larger part); for the sum over many
//! customers chance averages out and the shared parameters remain.

use serde::Serialize;

use super::candidates::{FitFacts, FittedTiming};
use super::data::Triples;
use super::horizon::Horizon;
use super::interval::{Counts, log_normal, relative_variance, two_sided};
use super::row_forecast::{RowForecast, row_forecasts};
use super::spend::{SpendFacts, SpendModel};
use super::total::{Sum, Total};
use crate::math::linear::{Matrix, quadratic_form};

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
    /// Expected spend per purchase; NaN where no spend is known.
    pub expected_spend: Vec<f64>,
    /// Expected discounted value within the horizon, times margin; NaN where no spend is known.
    pub clv: Vec<f64>,
    /// 90 % interval of the value: parameters and chance.
    pub clv_low: Vec<f64>,
    /// See above.
    pub clv_high: Vec<f64>,
    /// The sum over all of them.
    pub whole: Total,
    /// The fits behind it.
    pub facts: ForecastFacts,
    row_of: Vec<u32>,
    rows: Vec<RowForecast>,
    spending: Vec<Spending>,
    known: Known,
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

/// How well the parameters are known.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    /// Covariance of the logarithms of the timing parameters.
    pub(super) timing: Matrix<4>,
    /// The same of the spend parameters.
    pub(super) spend: Matrix<3>,
    /// Standard deviation of ln(spend) beyond that.
    pub(super) spend_sd: f64,
}

/// What of a customer's spend goes into sums. Half the memory of exact numbers, and more than an interval needs.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Spending {
    /// Slopes of ln(expected spend) in the log-parameters.
    pub(super) slope: [f32; 3],
    /// Standard deviation of the customer's value by chance.
    pub(super) sd: f32,
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
        // First: what only this needs is free again when the columns want room.
        let rows = row_forecasts(fitted, triples, &plan.horizon);
        let n = triples.row_of.len();
        let column = || Vec::with_capacity(n);
        let mut out = Self {
            expected_spend: column(),
            clv: column(),
            clv_low: column(),
            clv_high: column(),
            whole: Total::default(),
            facts: ForecastFacts {
                timing: Some(fitted.facts.clone()),
                spend: spend.facts.clone(),
                horizon_days: plan.horizon.length,
                discount_per_day: plan.horizon.discount,
                margin: plan.margin,
            },
            row_of: triples.row_of.clone(),
            rows,
            spending: Vec::with_capacity(n),
            known: Known {
                timing: fitted.covariance,
                spend: spend.covariance(),
                spend_sd: spend.extra_sd(),
            },
        };
        let z = two_sided();
        let mut whole = Sum::default();
        for (i, (&row, &x)) in triples.row_of.iter().zip(x).enumerate() {
            let r = out.rows[row as usize];
            let mean = mean_repeat_spend.get(i).copied().unwrap_or(f64::NAN);
            let Some(s) = spend.outlook(x, mean) else {
                out.push_no_value();
                whole.add(&r, &Spending::default(), f64::NAN);
                continue;
            };
            let clv = plan.margin * s.mean * r.discounted;
            let parameter_variance = out.known.of_value(&r, &s.slope);
            // Var of a sum of N spends around an uncertain level, scaled by the mean discount of a purchase.
            let scale = if r.count > 0.0 { clv / r.count } else { 0.0 };
            let squares = r.count_variance + r.count * r.count;
            let chance = scale
                * scale
                * (squares * (1.0 + s.level) - r.count * r.count
                    + r.count * s.purchase * (1.0 + s.level))
                    .max(0.0);
            let parameter_sd = parameter_variance.sqrt();
            let variance = chance + clv * clv * relative_variance(parameter_sd);
            let outcome = r.ends.interval(clv, variance);
            let expectation = log_normal(clv, parameter_sd, z);
            out.expected_spend.push(s.mean);
            out.clv.push(clv);
            out.clv_low.push(outcome.0.min(expectation.0));
            out.clv_high.push(outcome.1.max(expectation.1));
            let spending = Spending {
                slope: s.slope.map(|v| v as f32),
                sd: chance.sqrt() as f32,
            };
            whole.add(&r, &spending, clv);
            out.spending.push(spending);
        }
        out.whole = whole.total(&out.known);
        out
    }

    fn push_no_value(&mut self) {
        for column in [
            &mut self.expected_spend,
            &mut self.clv,
            &mut self.clv_low,
            &mut self.clv_high,
        ] {
            column.push(f64::NAN);
        }
        self.spending.push(Spending::default());
    }

    /// A customer's P(alive) at the end of observation.
    #[must_use]
    pub fn p_alive(&self, i: usize) -> f64 {
        self.row(i).p_alive
    }

    /// A customer's expected purchases within the horizon, not discounted.
    #[must_use]
    pub fn expected_purchases(&self, i: usize) -> f64 {
        self.row(i).count
    }

    /// 90 % interval of a customer's purchases: parameters and chance, whole numbers at the end where chance decides.
    #[must_use]
    pub fn purchases_interval(&self, i: usize) -> (f64, f64) {
        let r = self.row(i);
        (r.count_low, r.count_high)
    }

    /// The law of a customer's purchases, parameters and chance together.
    #[must_use]
    pub fn purchases(&self, i: usize) -> Counts {
        self.row(i).counts()
    }

    /// 90 % interval of a customer's expected purchases: parameters only.
    #[must_use]
    pub fn expected_purchases_interval(&self, i: usize) -> (f64, f64) {
        let r = self.row(i);
        log_normal(r.count, f64::from(r.count_sd), two_sided())
    }

    /// 90 % interval of a customer's expected value: parameters only.
    #[must_use]
    pub fn expected_clv_interval(&self, i: usize) -> (f64, f64) {
        let slope = self.spending[i].slope.map(f64::from);
        let sd = self.known.of_value(self.row(i), &slope).sqrt();
        log_normal(self.clv[i], sd, two_sided())
    }

    /// Chance that a customer buys nothing within the horizon.
    #[must_use]
    pub fn nothing(&self, i: usize) -> f64 {
        self.row(i).ends.nothing
    }

    fn row(&self, i: usize) -> &RowForecast {
        &self.rows[self.row_of[i] as usize]
    }

    /// The sum over some customers (positions in the base).
    #[must_use]
    pub fn total(&self, members: impl Iterator<Item = usize>) -> Total {
        let mut sum = Sum::default();
        for i in members {
            if i < self.len() {
                sum.add(self.row(i), &self.spending[i], self.clv[i]);
            }
        }
        sum.total(&self.known)
    }

    /// The sums over the groups of two groupings. Each has the group of every customer, and how many groups there are. One pass adds
    /// up by both at once: reaching a customer's row takes longer than adding it.
    #[must_use]
    pub fn totals(&self, groupings: [(&[u8], usize); 2]) -> [Vec<Total>; 2] {
        let [(rows, height), (columns, width)] = groupings;
        let mut cells = vec![Sum::default(); height * width];
        for (i, (&row, &column)) in rows.iter().zip(columns).enumerate().take(self.len()) {
            if let Some(sum) = cells.get_mut(usize::from(row) * width + usize::from(column)) {
                sum.add(self.row(i), &self.spending[i], self.clv[i]);
            }
        }
        let mut sums = [vec![Sum::default(); height], vec![Sum::default(); width]];
        for (cell, sum) in cells.iter().enumerate() {
            sums[0][cell / width].merge(sum);
            sums[1][cell % width].merge(sum);
        }
        sums.map(|sums| sums.iter().map(|sum| sum.total(&self.known)).collect())
    }

    /// Customers in the forecast.
    #[must_use]
    pub fn len(&self) -> usize {
        self.row_of.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.row_of.is_empty()
    }
}

impl Known {
    /// Variance of ln(value) by parameters.
    fn of_value(&self, r: &RowForecast, spend_slope: &[f64; 3]) -> f64 {
        let timing = f64::from(r.discounted_sd);
        timing * timing
            + quadratic_form(&self.spend, spend_slope).max(0.0)
            + self.spend_sd * self.spend_sd
    }
}
