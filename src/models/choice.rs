//! Which model: each candidate is fitted on the calibration period and judged on the holdout that it has not seen.

use serde::Serialize;

use super::candidates::{Before, FitFacts, ModelId, fit_after};
use super::data::Triples;
use super::horizon::Horizon;
use super::outlook::outlooks;
use crate::math::few::sort_few;
use crate::math::places::sorted_places;
use crate::math::stable::logistic;

/// What the customers of the calibration did afterwards.
#[derive(Clone, Copy, Debug)]
pub struct Actual<'a> {
    /// Purchase days within the holdout, per customer of the calibration.
    pub purchases: &'a [u32],
    /// Length of the holdout in days.
    pub days: f64,
}

/// How one candidate did.
#[derive(Clone, Debug, Serialize)]
pub struct Candidate {
    /// Its fit on the calibration.
    pub fit: FitFacts,
    /// Its forecast of the holdout, compared.
    pub holdout: Quality,
}

/// A forecast compared with what happened.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Quality {
    /// Purchases forecast in all.
    pub forecast: f64,
    /// Purchases that happened.
    pub actual: f64,
    /// forecast / actual − 1; `None` if nothing happened.
    pub total_bias: Option<f64>,
    /// Mean absolute error per customer.
    pub mae: f64,
    /// Root of the mean squared error per customer.
    pub rmse: f64,
    /// Tenths of the customers by forecast, lowest first: mean forecast and mean actual purchases.
    pub deciles: Vec<Decile>,
}

/// One tenth of the customers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Decile {
    /// Customers in it.
    pub customers: usize,
    /// Mean forecast.
    pub forecast: f64,
    /// Mean actual.
    pub actual: f64,
}

/// The comparison and its outcome.
#[derive(Clone, Debug, Serialize)]
pub struct Choice {
    /// Id of the chosen model.
    pub model: &'static str,
    /// Why: `best_on_holdout`, `history_too_short`, `holdout_empty`, `chosen_by_user`.
    pub reason: &'static str,
    /// All candidates with a holdout, best first; empty without one.
    pub candidates: Vec<Candidate>,
    /// The naive forecast x · holdout/T beside them.
    pub naive: Option<Quality>,
    /// Days of the holdout.
    pub holdout_days: Option<f64>,
}

/// Compares per-customer forecasts with what happened.
#[must_use]
pub fn quality(forecast: &[f64], actual: &[u32]) -> Quality {
    let n = forecast.len().min(actual.len());
    if n == 0 {
        return Quality::default();
    }
    let mut out = Quality::default();
    let mut squares = 0.0;
    for (&f, &a) in forecast.iter().zip(actual) {
        let a = f64::from(a);
        out.forecast += f;
        out.actual += a;
        out.mae += (f - a).abs();
        squares += (f - a) * (f - a);
    }
    out.mae /= n as f64;
    out.rmse = (squares / n as f64).sqrt();
    out.total_bias = (out.actual > 0.0).then(|| out.forecast / out.actual - 1.0);
    let order = sorted_places(n, &|a, b| forecast[a].total_cmp(&forecast[b]));
    out.deciles = (0..10)
        .map(|d| &order[n * d / 10..n * (d + 1) / 10])
        .filter(|part| !part.is_empty())
        .map(|part| {
            let customers = part.len();
            let mean = |f: &dyn Fn(usize) -> f64| {
                part.iter().map(|&i| f(i as usize)).sum::<f64>() / customers as f64
            };
            Decile {
                customers,
                forecast: mean(&|i| forecast[i]),
                actual: mean(&|i| f64::from(actual[i])),
            }
        })
        .collect();
    out
}

/// Expected purchases of every customer within `days`; `None` for a model of regular buyers that found none, which is the
/// ordinary model once more.
fn expected(
    id: ModelId,
    triples: &Triples,
    days: f64,
    before: &mut Before,
) -> Option<(FitFacts, Vec<f64>)> {
    let fitted = fit_after(id, triples, before);
    if matches!(id, ModelId::BgCnbdK | ModelId::MbgCnbdK) && fitted.facts.params[0] == 1.0 {
        return None;
    }
    let odds = fitted.model.left_odds(triples);
    let horizon = Horizon::within(days);
    let rows: Vec<f64> = odds
        .iter()
        .zip(outlooks(&*fitted.model, triples, &horizon))
        .map(|(odds, outlook)| logistic(-odds.log_odds) * outlook.count)
        .collect();
    let all = triples
        .row_of
        .iter()
        .map(|&row| rows[row as usize])
        .collect();
    Some((fitted.facts, all))
}

/// Lower is better: mean absolute error, made worse by a total that is off. The error alone would favor models that forecast
/// too little, because most customers buy nothing.
fn score(quality: &Quality) -> f64 {
    quality.mae * (1.0 + quality.total_bias.map_or(0.0, f64::abs))
}

/// Fits every candidate on the calibration and judges it on the holdout. `without_holdout` is used, with its reason, where the
/// holdout says nothing.
#[must_use]
pub fn choose(
    calibration: &Triples,
    actual: Option<&Actual<'_>>,
    candidates: &[ModelId],
) -> Choice {
    let fallback = |reason| Choice {
        model: WITHOUT_HOLDOUT.id(),
        reason,
        candidates: Vec::new(),
        naive: None,
        holdout_days: None,
    };
    let Some(actual) = actual else {
        return fallback("history_too_short");
    };
    if actual.purchases.iter().all(|&p| p == 0) || calibration.repeat_purchases == 0.0 {
        return fallback("holdout_empty");
    }
    let mut before = Before::default();
    let mut judged: Vec<Candidate> = candidates
        .iter()
        .filter_map(|&id| {
            let (fit, forecast) = expected(id, calibration, actual.days, &mut before)?;
            let holdout = quality(&forecast, actual.purchases);
            Some(Candidate { fit, holdout })
        })
        .collect();
    sort_few(&mut judged, |a, b| {
        score(&a.holdout).total_cmp(&score(&b.holdout)).is_lt()
    });
    let naive: Vec<f64> = calibration
        .row_of
        .iter()
        .map(|&row| {
            let c = calibration.customer(&calibration.rows[row as usize]);
            if c.t > 0.0 {
                f64::from(c.x) * actual.days / c.t
            } else {
                0.0
            }
        })
        .collect();
    Choice {
        model: judged.first().map_or(WITHOUT_HOLDOUT.id(), |c| c.fit.model),
        reason: "best_on_holdout",
        naive: Some(quality(&naive, actual.purchases)),
        candidates: judged,
        holdout_days: Some(actual.days),
    }
}

/// What is used where nothing can be compared: the one that can tell a one-time buyer who left from one who did not, and needs
/// no more data than BG/NBD.
pub const WITHOUT_HOLDOUT: ModelId = ModelId::MbgNbd;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quality_is_what_its_names_say() {
        let q = quality(&[0.0, 1.0, 2.0, 5.0], &[0, 2, 1, 5]);
        assert_eq!((q.forecast, q.actual, q.mae), (8.0, 8.0, 0.5));
        assert_eq!(q.total_bias, Some(0.0));
        assert_eq!(q.deciles.iter().map(|d| d.customers).sum::<usize>(), 4);
    }

    #[test]
    fn no_holdout_is_said() {
        let choice = choose(&Triples::default(), None, &ModelId::ALL);
        assert_eq!(
            (choice.model, choice.reason),
            ("mbg-nbd", "history_too_short")
        );
    }
}
