//! What the models found, for those who want to trust it. Same shape as `www/src/engine/models.ts`.

use serde::Serialize;

use super::answer::Said;
use super::groups::Interval;
use crate::customers::Summaries;
use crate::day::Day;
use crate::models::analysis::Models;
use crate::models::candidates::FitFacts;
use crate::models::choice;
use crate::models::forecast::Forecasts;
use crate::models::regularity::Regularity;
use crate::models::spend::{Flag, SpendFacts};
use crate::models::total::Total;
use crate::models::trust::{Frequencies, Map, Tracking};
use crate::options::Options;

/// One parameter; names as in the papers, time in days.
#[derive(Clone, Debug, Serialize)]
pub struct Parameter {
    /// `r`, `alpha`, `a`, `b`, `s`, `beta`, `p`, `q`, `v` …
    pub name: &'static str,
    /// Maximum-likelihood estimate.
    pub value: f64,
    /// `None` where the optimum lies at a border.
    pub standard_error: Option<f64>,
}

/// One fitted model.
#[derive(Clone, Debug, Serialize)]
pub struct Candidate {
    /// Id of the model.
    pub model: String,
    /// Its parameters.
    pub params: Vec<Parameter>,
    /// Natural log, summed over customers.
    pub log_likelihood: f64,
    /// Akaike's criterion.
    pub aic: f64,
    /// Schwarz's criterion.
    pub bic: f64,
    /// Did the fit end at an optimum?
    pub converged: bool,
    /// `fine`, or what is odd about the base.
    pub verdict: &'static str,
    /// Against the days kept back; `None` without a holdout.
    pub quality: Option<Quality>,
}

/// A forecast of the holdout's repeat purchases against what happened.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Quality {
    /// Purchases that happened.
    pub actual: f64,
    /// Purchases forecast.
    pub expected: f64,
    /// Mean absolute error per customer.
    pub mae: f64,
    /// Root mean squared error per customer.
    pub rmse: f64,
    /// Mean of forecast − actual per customer.
    pub bias: f64,
}

/// A tenth of the customers by forecast; purchases per customer.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Decile {
    /// Customers in it.
    pub customers: usize,
    /// Mean forecast.
    pub expected: f64,
    /// Mean of what happened.
    pub actual: f64,
}

/// The days kept back and what they showed.
#[derive(Clone, Debug, Serialize)]
pub struct Holdout {
    /// First day kept back.
    pub start: Day,
    /// Days before it.
    pub calibration_days: u32,
    /// Days kept back.
    pub holdout_days: u32,
    /// Customers who had bought before.
    pub customers: usize,
    /// "Everyone goes on as before": own rate so far × days.
    pub naive: Quality,
    /// By the chosen model's forecast, lowest first.
    pub deciles: Vec<Decile>,
}

/// The spend per purchase.
#[derive(Clone, Debug, Serialize)]
pub struct SpendFit {
    /// `gamma_gamma`, or `shrunken_mean` where that would fall apart.
    pub model: String,
    /// Its parameters.
    pub params: Vec<Parameter>,
    /// Correlation of repeat count and mean repeat spend among repeat buyers.
    pub correlation: Option<f64>,
    /// `fine`, or what is odd.
    pub verdict: &'static str,
}

/// How expected value is spread over the customers.
#[derive(Clone, Debug, Serialize)]
pub struct ClvSpread {
    /// Bin edges, one more than bins: 0, then 1–2–5 steps.
    pub edges: Vec<f64>,
    /// Customers per bin.
    pub customers: Vec<u64>,
    /// Mean value.
    pub mean: f64,
    /// Median value.
    pub median: f64,
    /// Share of all expected value that the fifth with the highest value holds.
    pub top20_share: f64,
}

/// The whole base over the horizon.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct BaseTotal {
    /// Purchases.
    pub expected_purchases: Interval,
    /// Value; `None` without a spend model.
    pub clv: Option<Interval>,
}

/// Everything about the models.
#[derive(Clone, Debug, Serialize)]
pub struct ModelReport {
    /// Id of the model in use.
    pub chosen: String,
    /// Why this one.
    pub reason: Said,
    /// The model in use, fitted to the whole history.
    pub fit: Candidate,
    /// Every model that was compared, fitted to the calibration, best first; only the one in use without a holdout.
    pub candidates: Vec<Candidate>,
    /// The spend per purchase; `None` when the amounts allow none.
    pub spend: Option<SpendFit>,
    /// `None` when the history is too short to keep a part of it back.
    pub holdout: Option<Holdout>,
    /// `None` without a spend model.
    pub clv: Option<ClvSpread>,
    /// The whole base.
    pub total: BaseTotal,
    /// What to know about the base.
    pub flags: Vec<Flag>,
    /// Repeat purchases by week, actual and expected.
    pub tracking: Tracking,
    /// Customers by repeat count, actual and expected.
    pub frequencies: Frequencies,
    /// P(alive) and expected purchases over repeat count and age at last purchase.
    pub map: Map,
    /// How regularly customers buy.
    pub regularity: Option<Regularity>,
}

/// Classes of repeat counts that are told apart; the last one is open.
const REPEAT_CLASSES: u32 = 8;

/// Of a base cut in two at `calibration` (its summaries), where it was. `weekly` are the repeat purchases by week of the
/// customers acquired until then (of all without a cut).
#[must_use]
pub fn report(
    models: &mut Models,
    forecasts: &Forecasts,
    summaries: &Summaries,
    calibration: Option<&Summaries>,
    weekly: &[u64],
    options: &Options,
) -> ModelReport {
    let acquired = calibration.unwrap_or(summaries);
    let first = acquired
        .first_purchase
        .iter()
        .min()
        .copied()
        .unwrap_or_default();
    let holdout_from = calibration
        .map(|calibration| (calibration.observation_end.0.abs_diff(first.0) as usize + 1) / 7);
    let used = models.used(options);
    let (tracking, frequencies) =
        models.history(options, acquired, weekly, holdout_from, REPEAT_CLASSES);
    let fit = candidate(&models.fitted(used).facts, None);
    let told = models.report(options);
    let mut candidates: Vec<Candidate> = told
        .choice
        .candidates
        .iter()
        .map(|c| candidate(&c.fit, Some(&c.holdout)))
        .collect();
    if candidates.is_empty() {
        candidates.push(fit.clone());
    }
    let typed = options.model.is_some();
    let reason = Said::new(if typed { "typed" } else { told.choice.reason });
    ModelReport {
        chosen: fit.model.clone(),
        reason,
        holdout: calibration
            .and_then(|calibration| holdout(told.choice, summaries, calibration, used.id())),
        candidates,
        spend: spend(told.spend),
        clv: spread(&forecasts.clv),
        total: base_total(&forecasts.whole),
        flags: models.flags.clone(),
        regularity: models.regularity,
        tracking,
        frequencies,
        map: models.map(options),
        fit,
    }
}

/// Ids with `_`, as all ids of the report.
fn id(model: &str) -> String {
    model.replace('-', "_")
}

fn candidate(fit: &FitFacts, holdout: Option<&choice::Quality>) -> Candidate {
    let errors = fit.standard_errors.as_deref().unwrap_or_default();
    Candidate {
        model: id(fit.model),
        params: parameters(&fit.names, &fit.params, errors),
        log_likelihood: fit.log_likelihood,
        aic: fit.aic,
        bic: fit.bic,
        converged: fit.converged,
        verdict: fit.verdict.unwrap_or("fine"),
        quality: holdout.map(quality),
    }
}

fn parameters(names: &[&'static str], values: &[f64], errors: &[f64]) -> Vec<Parameter> {
    names
        .iter()
        .zip(values)
        .enumerate()
        .map(|(i, (&name, &value))| Parameter {
            name,
            value,
            standard_error: errors.get(i).copied().filter(|e| e.is_finite()),
        })
        .collect()
}

fn quality(quality: &choice::Quality) -> Quality {
    let customers: usize = quality.deciles.iter().map(|decile| decile.customers).sum();
    Quality {
        actual: quality.actual,
        expected: quality.forecast,
        mae: quality.mae,
        rmse: quality.rmse,
        bias: (quality.forecast - quality.actual) / customers.max(1) as f64,
    }
}

fn holdout(
    choice: &choice::Choice,
    summaries: &Summaries,
    calibration: &Summaries,
    used: &str,
) -> Option<Holdout> {
    let judged = choice
        .candidates
        .iter()
        .find(|c| c.fit.model == used)
        .or(choice.candidates.first())?;
    let (first, cut) = (
        calibration.first_purchase.iter().min()?,
        calibration.observation_end,
    );
    Some(Holdout {
        start: Day(cut.0 + 1),
        calibration_days: cut.0.abs_diff(first.0) + 1,
        holdout_days: summaries.observation_end.0.abs_diff(cut.0),
        customers: calibration.len(),
        naive: quality(choice.naive.as_ref()?),
        deciles: judged
            .holdout
            .deciles
            .iter()
            .map(|d| Decile {
                customers: d.customers,
                expected: d.forecast,
                actual: d.actual,
            })
            .collect(),
    })
}

fn spend(facts: &SpendFacts) -> Option<SpendFit> {
    if facts.model == "none" {
        return None;
    }
    let errors = facts.standard_errors.unwrap_or([f64::NAN; 3]);
    Some(SpendFit {
        model: id(facts.model),
        params: facts.params.map_or_else(Vec::new, |values| {
            parameters(&["p", "q", "v"], &values, &errors)
        }),
        correlation: facts.correlation.map(|(value, ..)| value),
        verdict: facts.flags.first().map_or("fine", |flag| flag.id),
    })
}

/// The range that is shown: parameters and chance together.
fn base_total(total: &Total) -> BaseTotal {
    BaseTotal {
        expected_purchases: Interval {
            value: total.expected_purchases,
            low: total.purchases_low,
            high: total.purchases_high,
        },
        clv: clv_interval(total),
    }
}

/// The value of a group; `None` without a spend model.
#[must_use]
pub fn clv_interval(total: &Total) -> Option<Interval> {
    total.clv.is_finite().then_some(Interval {
        value: total.clv,
        low: total.clv_low,
        high: total.clv_high,
    })
}

/// Bins from 0 in 1–2–5 steps, from a thousandth of the highest value upward.
fn spread(clv: &[f64]) -> Option<ClvSpread> {
    let known = clv.iter().copied().filter(|v| v.is_finite());
    let values: Vec<f64> = known.map(|v| v.max(0.0)).collect();
    let (count, highest) = (values.len(), values.iter().copied().fold(0.0, f64::max));
    if highest <= 0.0 {
        return None;
    }
    let mut edges = vec![0.0];
    let mut power = libm::floor(libm::log10(highest)) as i32 - 3;
    'grow: loop {
        for step in [1.0, 2.0, 5.0] {
            let edge = step * libm::pow(10.0, f64::from(power));
            edges.push(edge);
            if edge > highest {
                break 'grow;
            }
        }
        power += 1;
    }
    let mut customers = vec![0; edges.len() - 1];
    for value in &values {
        customers[edges.partition_point(|edge| edge <= value).max(1) - 1] += 1;
    }
    let total: f64 = values.iter().sum();
    // Only the middle and the beginning of the top fifth need their places: no sort. No value is below zero, so their bits as whole
    // numbers have the same order, and the selection that the quintiles use serves here as well.
    let mut keys: Vec<i64> = values.iter().map(|value| value.to_bits() as i64).collect();
    let of = |key: i64| f64::from_bits(key as u64);
    let (below, &mut middle, _) = keys.select_nth_unstable(count / 2);
    let lower = below.iter().copied().max().unwrap_or(0);
    let median = if count % 2 == 0 {
        (of(lower) + of(middle)) / 2.0
    } else {
        of(middle)
    };
    let fifth = count - count.div_ceil(5);
    let (_, &mut first, others) = keys.select_nth_unstable(fifth);
    let best = of(first) + others.iter().map(|&key| of(key)).sum::<f64>();
    Some(ClvSpread {
        edges,
        customers,
        mean: total / count as f64,
        median,
        top20_share: best / total,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_of_the_customers_lie_on_each_side_of_the_median() {
        let even = spread(&[3.0, 10.0, f64::NAN, 1.0, 2.0]).expect("values");
        assert_eq!((even.median, even.mean), (2.5, 4.0));
        assert_eq!(even.top20_share, 10.0 / 16.0);
        let odd = spread(&[7.0, 0.0, 2.0, 5.0, 1.0, 3.0, 0.0]).expect("values");
        assert_eq!((odd.median, odd.top20_share), (2.0, 12.0 / 18.0));
        // 0 to 0.001, 0.002, 0.005 … 1, 2, 5, 10
        let last: Vec<(f64, u64)> = odd.edges.iter().copied().zip(odd.customers).collect();
        assert_eq!(last[0], (0.0, 2));
        assert_eq!(last[last.len() - 3..], [(1.0, 1), (2.0, 2), (5.0, 2)]);
        assert!(spread(&[0.0, f64::NAN]).is_none() && spread(&[]).is_none());
        assert_eq!(spread(&[4.0]).map(|one| one.median), Some(4.0));
    }
}
