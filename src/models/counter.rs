//! The counter for tools: fit a table of summaries, score customers with given parameters. Typed in, serializable out.

use serde::Serialize;

use super::bg_bb::{BgBb, Opportunities};
use super::candidates::{ModelId, fit};
use super::data::{Btyd, Customer, Triples};
use super::fit::Fit;
use super::gamma_gamma::{GammaGamma, Spends};
use super::horizon::Horizon;
use crate::error::{Error, Result};
use crate::math::pairs::Pairs;
use crate::math::stable::{log1p_exp, logistic};

/// A fit as one object.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FitAnswer {
    /// Model id.
    pub model: &'static str,
    /// Parameters by name, in the unit of time (or money) of the table.
    pub params: Pairs<&'static str, f64>,
    /// Their standard errors by name; `None` where the data do not determine them.
    pub standard_errors: Option<Pairs<&'static str, f64>>,
    /// Log-likelihood.
    pub log_likelihood: f64,
    /// Whether an interior optimum was found.
    pub converged: bool,
    /// Why not, as a stable id.
    pub verdict: Option<&'static str>,
}

/// Scores of customers: columns with one entry per row of the table.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ScoreAnswer {
    /// Log-likelihood of each customer.
    pub log_likelihood: Vec<f64>,
    /// P(alive).
    pub p_alive: Vec<f64>,
    /// One column per horizon asked for.
    pub expected_purchases: Vec<Vec<f64>>,
}

/// Fits a model by plain maximum likelihood. `mean_spend` (m_x) is needed for `gamma-gamma` only.
///
/// # Errors
/// `unknown_model`, `summaries_lengths`, `bad_summary`, `no_customers`, `no_spends`.
pub fn fit_summaries(model: &str, data: &Btyd, mean_spend: Option<&[f64]>) -> Result<FitAnswer> {
    data.validate()?;
    // A base of weight zero is none either.
    if !(0..data.len()).any(|i| data.weight_of(i) > 0.0) {
        return Err(Error::new("no_customers"));
    }
    if model == "gamma-gamma" {
        return fit_spends(data, mean_spend);
    }
    if model == BgBb::ID {
        let fit = BgBb::fit(&opportunities(data)?, None);
        return Ok(answer(BgBb::ID, &BgBb::NAMES, &fit));
    }
    let id = ModelId::parse(model).ok_or_else(|| Error::new("unknown_model").with_text(model))?;
    let facts = fit(id, &Triples::new(data)).facts;
    let named = |values: &[f64]| {
        facts
            .names
            .iter()
            .copied()
            .zip(values.iter().copied())
            .collect()
    };
    Ok(FitAnswer {
        model: facts.model,
        params: named(&facts.params),
        standard_errors: facts.standard_errors.as_deref().map(named),
        log_likelihood: facts.log_likelihood,
        converged: facts.converged,
        verdict: facts.verdict,
    })
}

fn fit_spends(data: &Btyd, mean_spend: Option<&[f64]>) -> Result<FitAnswer> {
    let mean = mean_spend.ok_or_else(|| Error::new("no_spends"))?;
    if mean.len() != data.len() {
        return Err(Error::new("summaries_lengths"));
    }
    let spends = Spends::usable(&data.x, mean, data.weight.as_deref());
    if spends.x.is_empty() {
        return Err(Error::new("no_spends"));
    }
    let fit = GammaGamma::fit(&spends, None);
    Ok(answer("gamma-gamma", &GammaGamma::NAMES, &fit))
}

fn answer<const N: usize>(
    model: &'static str,
    names: &[&'static str; N],
    fit: &Fit<N>,
) -> FitAnswer {
    let named = |values: &[f64; N]| names.iter().copied().zip(values.iter().copied()).collect();
    FitAnswer {
        model,
        params: named(&fit.params),
        standard_errors: fit.standard_errors.as_ref().map(named),
        log_likelihood: fit.log_likelihood,
        converged: fit.converged,
        verdict: fit.verdict,
    }
}

/// For BG/BB a table counts opportunities: x and t_x of T, all whole, x ≤ t_x ≤ T.
fn opportunities(data: &Btyd) -> Result<Vec<Opportunities>> {
    (0..data.len())
        .map(|i| {
            let Customer { x, t_x, t } = data.customer(i);
            let whole = |v: f64| v == libm::trunc(v) && v <= 1e5;
            let sound = whole(t_x) && whole(t) && f64::from(x) <= t_x && (x > 0 || t_x == 0.0);
            sound
                .then(|| Opportunities {
                    x,
                    t_x: t_x as u32,
                    n: t as u32,
                    weight: data.weight_of(i),
                })
                .ok_or_else(|| {
                    Error::new("bad_summary")
                        .at_line(i as u64 + 1)
                        .with_text(&format!("{x},{t_x},{t}"))
                })
        })
        .collect()
}

fn score_opportunities(params: &[f64], horizons: &[f64], data: &Btyd) -> Result<ScoreAnswer> {
    let sound = params.iter().all(|p| *p > 0.0 && p.is_finite());
    let four: [f64; 4] = params
        .try_into()
        .ok()
        .filter(|_| sound)
        .ok_or_else(|| Error::new("bad_parameters"))?;
    if horizons.iter().any(|t| *t != libm::trunc(*t) || *t > 1e6) {
        return Err(Error::new("bad_horizon"));
    }
    let model = BgBb::new(four);
    let rows = opportunities(data)?;
    Ok(ScoreAnswer {
        log_likelihood: rows.iter().map(|c| model.log_likelihood(c)).collect(),
        p_alive: rows.iter().map(|c| model.p_alive(c, 0)).collect(),
        expected_purchases: horizons
            .iter()
            .map(|&t| {
                rows.iter()
                    .map(|c| model.expected_purchases(c, t as u32, 0.0))
                    .collect()
            })
            .collect(),
    })
}

/// Scores every row with the given parameters, each horizon in the unit of the table.
///
/// # Errors
/// `unknown_model`, `bad_parameters`, `bad_horizon`, `summaries_lengths`, `bad_summary`.
pub fn score_summaries(
    model: &str,
    params: &[f64],
    horizons: &[f64],
    data: &Btyd,
) -> Result<ScoreAnswer> {
    data.validate()?;
    if horizons.iter().any(|t| !(*t >= 0.0 && t.is_finite())) {
        return Err(Error::new("bad_horizon"));
    }
    if model == BgBb::ID {
        return score_opportunities(params, horizons, data);
    }
    let id = ModelId::parse(model).ok_or_else(|| Error::new("unknown_model").with_text(model))?;
    let model = id
        .with_parameters(params)
        .ok_or_else(|| Error::new("bad_parameters"))?;
    let triples = Triples::new(data);
    // Each distinct customer once, by the exact formulas rather than the tables of a forecast.
    let rows: Vec<Customer> = triples.rows.iter().map(|r| triples.customer(r)).collect();
    let odds: Vec<f64> = rows.iter().map(|c| model.log_odds_left(c)).collect();
    let likelihood = rows.iter().zip(&odds);
    let likelihood = likelihood.map(|(c, d)| model.log_alive(c) + log1p_exp(*d));
    let p_alive: Vec<f64> = odds.iter().map(|d| logistic(-d)).collect();
    // Nobody buys within nothing, and who has left for sure buys nothing.
    let alive: Vec<usize> = (0..rows.len()).filter(|&i| p_alive[i] > 0.0).collect();
    let expected = |&t: &f64| {
        let mut out = vec![0.0; rows.len()];
        for group in alive.chunk_by(|&i, &j| rows[i].x == rows[j].x) {
            let customers: Vec<Customer> = group.iter().map(|&i| rows[i]).collect();
            let if_alive = model.purchases_if_alive(&customers, &Horizon::within(t));
            for (&i, n) in group.iter().zip(if_alive) {
                out[i] = if t > 0.0 { p_alive[i] * n } else { 0.0 };
            }
        }
        out
    };
    let spread = |values: Vec<f64>| -> Vec<f64> {
        let rows = triples.row_of.iter();
        rows.map(|&row| values[row as usize]).collect()
    };
    Ok(ScoreAnswer {
        log_likelihood: spread(likelihood.collect()),
        expected_purchases: horizons.iter().map(|t| spread(expected(t))).collect(),
        p_alive: spread(p_alive),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nonsense_is_refused_with_its_code() {
        let data = Btyd {
            x: vec![1],
            t_x: vec![2.0],
            t: vec![3.0],
            ..Btyd::default()
        };
        let code = |r: Result<ScoreAnswer>| r.err().map(|e| e.code);
        assert_eq!(
            code(score_summaries("zz", &[1.0; 4], &[], &data)),
            Some("unknown_model")
        );
        assert_eq!(
            code(score_summaries("bg-nbd", &[1.0; 3], &[], &data)),
            Some("bad_parameters")
        );
        assert_eq!(
            code(score_summaries("bg-nbd", &[-1.0; 4], &[], &data)),
            Some("bad_parameters")
        );
        assert_eq!(
            code(score_summaries("bg-nbd", &[1.0; 4], &[-2.0], &data)),
            Some("bad_horizon")
        );
        assert_eq!(
            fit_summaries("bg-nbd", &Btyd::default(), None)
                .err()
                .map(|e| e.code),
            Some("no_customers")
        );
        assert_eq!(
            fit_summaries("gamma-gamma", &data, None)
                .err()
                .map(|e| e.code),
            Some("no_spends")
        );
    }
}
