//! The counter for subscriptions: tenures in – one row per customer, or the survivors of one cohort by period – and out come sBG
//! or BdW, what they project, and how long customers will still stay.

use serde::Serialize;

use super::bdw::Bdw;
use super::contract::{ContractModel, Tenures};
use super::fit::Fit;
use super::sbg::Sbg;
use crate::error::{Error, Result};
use crate::math::pairs::Pairs;

/// One row per customer (or per group of them).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Subscriptions {
    /// Whole periods that a customer has been there.
    pub tenure: Vec<f64>,
    /// Whether the customer has left; without it the rows are periods of one cohort and `customers` its survivors.
    pub churned: Option<Vec<bool>>,
    /// Customers behind each row; `None` = one each.
    pub customers: Option<Vec<f64>>,
}

/// A fitted contract model with its projection.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ContractAnswer {
    /// `sbg` or `bdw`.
    pub model: &'static str,
    /// Parameters by name.
    pub params: Pairs<&'static str, f64>,
    /// Their standard errors by name; `None` where the data do not determine them.
    pub standard_errors: Option<Pairs<&'static str, f64>>,
    /// Log-likelihood.
    pub log_likelihood: f64,
    /// Whether an interior optimum was found.
    pub converged: bool,
    /// Why not, as a stable id.
    pub verdict: Option<&'static str>,
    /// Customers behind the fit.
    pub customers: f64,
    /// Periods seen; as many again are projected.
    pub periods_seen: usize,
    /// Periods ahead that `residual_lifetime` counts.
    pub horizon_periods: u32,
    /// One entry per period, from 0.
    pub projection: Vec<Projected>,
}

/// A period of the projection.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Projected {
    /// Periods since the contract began.
    pub period: u32,
    /// Share seen still there (Kaplan & Meier 1958, JASA 53); `None` beyond what was seen.
    pub observed: Option<f64>,
    /// Share still there, by the model.
    pub survival: f64,
    /// Share of those still there before the period who stay through it; 1 at period 0.
    pub retention: f64,
    /// Periods that a customer who has come so far is expected to stay on, within the horizon.
    pub residual_lifetime: f64,
}

/// Both contract models of one table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ContractReport {
    /// Customers behind the fits.
    pub customers: f64,
    /// Of them, those who have left.
    pub left: f64,
    /// The model with the lower AIC, and its projection.
    pub used: ContractAnswer,
    /// The other one.
    pub other: ContractAnswer,
}

/// Fits both models; the one with the lower AIC (Akaike 1974) is used, sBG where they are even: it has a parameter less.
///
/// # Errors
/// Those of [`fit_contract`].
pub fn compare_contracts(data: &Subscriptions) -> Result<ContractReport> {
    let (sbg, bdw) = (fit_contract(Sbg::ID, data)?, fit_contract(Bdw::ID, data)?);
    let aic = |a: &ContractAnswer| 2.0 * a.params.len() as f64 - 2.0 * a.log_likelihood;
    let (used, other) = if aic(&bdw) < aic(&sbg) {
        (bdw, sbg)
    } else {
        (sbg, bdw)
    };
    let weight = |i: usize| data.customers.as_ref().map_or(1.0, |c| c[i]);
    let churned = data.churned.iter().flatten().enumerate();
    Ok(ContractReport {
        customers: used.customers,
        left: churned
            .filter(|(_, left)| **left)
            .map(|(i, _)| weight(i))
            .sum(),
        used,
        other,
    })
}

/// Periods beyond which a tenure is a typing error.
const LONGEST: f64 = 10_000.0;
/// Periods projected at least.
const SHORTEST_PROJECTION: u32 = 12;

/// Fits `sbg` or `bdw`.
///
/// # Errors
/// `unknown_model`, `summaries_lengths`, `bad_tenure`, `no_customers`.
pub fn fit_contract(model: &str, data: &Subscriptions) -> Result<ContractAnswer> {
    let tenures = tenures(data)?;
    match model {
        Sbg::ID => {
            let fit = Sbg::fit(&tenures);
            Ok(answer(
                Sbg::ID,
                &Sbg::NAMES,
                &fit,
                &Sbg::new(fit.params),
                &tenures,
            ))
        }
        Bdw::ID => {
            let fit = Bdw::fit(&tenures);
            Ok(answer(
                Bdw::ID,
                &Bdw::NAMES,
                &fit,
                &Bdw::new(fit.params),
                &tenures,
            ))
        }
        _ => Err(Error::new("unknown_model").with_text(model)),
    }
}

fn tenures(data: &Subscriptions) -> Result<Tenures> {
    let n = data.tenure.len();
    let lengths = [
        data.churned.as_ref().map(Vec::len),
        data.customers.as_ref().map(Vec::len),
    ];
    if lengths.into_iter().flatten().any(|len| len != n) {
        return Err(Error::new("summaries_lengths"));
    }
    let bad = |i: usize| {
        Error::new("bad_tenure")
            .at_line(i as u64 + 1)
            .with_text(&data.tenure[i].to_string())
    };
    let weight = |i: usize| data.customers.as_ref().map_or(1.0, |c| c[i]);
    for i in 0..n {
        let (tenure, weight) = (data.tenure[i], weight(i));
        let whole = (0.0..=LONGEST).contains(&tenure) && tenure == libm::trunc(tenure);
        if !whole || !weight.is_finite() || weight < 0.0 {
            return Err(bad(i));
        }
    }
    let tenures = match &data.churned {
        Some(churned) => {
            Tenures::from_rows((0..n).map(|i| (data.tenure[i] as u32, churned[i], weight(i))))
        }
        None => {
            // Survivors of periods 0, 1, 2 …: none may be missing, none may come back.
            let odd =
                (0..n).find(|&i| data.tenure[i] != i as f64 || i > 0 && weight(i) > weight(i - 1));
            if let Some(i) = odd {
                return Err(bad(i));
            }
            let survivors: Vec<f64> = (0..n).map(weight).collect();
            Tenures::from_survival(&survivors, survivors.first().copied().unwrap_or(0.0))
        }
    };
    if tenures.customers() > 0.0 {
        Ok(tenures)
    } else {
        Err(Error::new("no_customers"))
    }
}

fn answer<const N: usize>(
    id: &'static str,
    names: &[&'static str; N],
    fit: &Fit<N>,
    model: &dyn ContractModel,
    tenures: &Tenures,
) -> ContractAnswer {
    let named = |values: &[f64; N]| names.iter().copied().zip(values.iter().copied()).collect();
    let seen = tenures.periods();
    let horizon = (seen as u32).max(SHORTEST_PROJECTION);
    let observed = tenures.observed();
    ContractAnswer {
        model: id,
        params: named(&fit.params),
        standard_errors: fit.standard_errors.as_ref().map(named),
        log_likelihood: fit.log_likelihood,
        converged: fit.converged,
        verdict: fit.verdict,
        customers: tenures.customers(),
        periods_seen: seen,
        horizon_periods: horizon,
        projection: projection(model, &observed, horizon),
    }
}

/// As many periods again as were seen, from one table of the survival: residual lifetimes are sums of it.
fn projection(model: &dyn ContractModel, observed: &[f64], horizon: u32) -> Vec<Projected> {
    let last = observed.len() as u32 - 1 + horizon;
    let survival: Vec<f64> = (0..=last + horizon).map(|t| model.survival(t)).collect();
    (0..=last)
        .map(|period| {
            let at = period as usize;
            let (now, ahead) = (survival[at], &survival[at + 1..=at + horizon as usize]);
            let share_of_now = |share: f64| if now > 0.0 { share / now } else { 0.0 };
            Projected {
                period,
                observed: observed.get(at).copied(),
                survival: now,
                retention: match at.checked_sub(1).map(|before| survival[before]) {
                    Some(before) if before > 0.0 => now / before,
                    Some(_) => 0.0,
                    None => 1.0,
                },
                residual_lifetime: share_of_now(ahead.iter().sum()),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fader & Hardie 2007, table 1: the regular segment's first seven years, and what they project for years 8 to 12.
    const SURVIVORS: [f64; 8] = [1000.0, 631.0, 468.0, 382.0, 326.0, 289.0, 262.0, 241.0];

    fn cohort() -> Subscriptions {
        Subscriptions {
            tenure: (0..8).map(f64::from).collect(),
            churned: None,
            customers: Some(SURVIVORS.to_vec()),
        }
    }

    #[test]
    fn a_survival_table_and_its_customers_one_by_one_are_the_same_fit() {
        let table = fit_contract("sbg", &cohort()).expect("fits");
        assert!(
            (table.params["alpha"] - 0.704).abs() < 2e-3
                && (table.params["beta"] - 1.182).abs() < 3e-3
        );
        let mut rows = Subscriptions {
            churned: Some(Vec::new()),
            customers: Some(Vec::new()),
            ..Subscriptions::default()
        };
        let mut push = |tenure: usize, left: bool, customers: f64| {
            rows.tenure.push(tenure as f64);
            rows.churned.as_mut().expect("given").push(left);
            rows.customers.as_mut().expect("given").push(customers);
        };
        for (t, pair) in SURVIVORS.windows(2).enumerate() {
            push(t + 1, true, pair[0] - pair[1]);
        }
        push(7, false, SURVIVORS[7]);
        let one_by_one = fit_contract("sbg", &rows).expect("fits");
        assert!((one_by_one.params["alpha"] / table.params["alpha"] - 1.0).abs() < 1e-9);
        for (a, b) in one_by_one.projection.iter().zip(&table.projection) {
            assert_eq!(a.observed.is_some(), b.observed.is_some());
            assert!((a.survival - b.survival).abs() < 1e-9);
        }
        // Seen and projected agree where both are known; what is projected falls and stays a share.
        for p in &table.projection {
            assert!(
                p.observed
                    .is_none_or(|seen| (seen - p.survival).abs() < 0.01),
                "{p:?}"
            );
            assert!((0.0..=1.0).contains(&p.survival) && (0.0..=1.0).contains(&p.retention));
            assert!(p.residual_lifetime >= 0.0 && p.residual_lifetime <= 12.0);
        }
    }

    #[test]
    fn impossible_tables_are_refused_with_their_line() {
        let code = |data: &Subscriptions| fit_contract("bdw", data).err().map(|e| (e.code, e.line));
        let mut back = cohort();
        back.customers.as_mut().expect("given")[3] = 900.0;
        assert_eq!(code(&back), Some(("bad_tenure", Some(4))));
        let mut half = cohort();
        half.tenure[2] = 2.5;
        assert_eq!(code(&half), Some(("bad_tenure", Some(3))));
        assert_eq!(
            code(&Subscriptions::default()),
            Some(("no_customers", None))
        );
        assert_eq!(
            fit_contract("bg-nbd", &cohort()).err().map(|e| e.code),
            Some("unknown_model")
        );
    }

    #[test]
    fn nobody_leaves_and_everybody_leaves_are_said() {
        for left in [false, true] {
            let data = Subscriptions {
                tenure: vec![1.0; 50],
                churned: Some(vec![left; 50]),
                customers: None,
            };
            for model in ["sbg", "bdw"] {
                let answer = fit_contract(model, &data).expect("answers");
                assert!(!answer.converged && answer.verdict.is_some());
                assert!(answer.projection.iter().all(|p| p.survival.is_finite()
                    && p.retention.is_finite()
                    && (0.0..=1.0).contains(&p.survival)));
            }
        }
    }
}
