//! The timing models by id: fitted in one way, used in one way.

use serde::Serialize;

use super::bg_nbd::BgNbd;
use super::data::Triples;
use super::fit::{Fit, Prior};
use super::mbg_nbd::MbgNbd;
use super::outlook::BaseModel;
use super::pareto_nbd::ParetoNbd;
use crate::math::linear::Matrix;

/// Ids of the timing models.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ModelId {
    /// `bg-nbd`
    BgNbd,
    /// `mbg-nbd`
    MbgNbd,
    /// `pareto-nbd`
    ParetoNbd,
}

impl ModelId {
    /// All, in the order of the documentation.
    pub const ALL: [Self; 3] = [Self::BgNbd, Self::MbgNbd, Self::ParetoNbd];

    /// The stable id.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::BgNbd => BgNbd::ID,
            Self::MbgNbd => MbgNbd::ID,
            Self::ParetoNbd => ParetoNbd::ID,
        }
    }

    /// From the stable id, written with `-` (command line) or `_` (report).
    #[must_use]
    pub fn parse(id: &str) -> Option<Self> {
        let id = id.replace('_', "-");
        Self::ALL.into_iter().find(|m| m.id() == id)
    }

    /// The model with these natural parameters, in the order of its names; `None` unless all are finite and above 0.
    #[must_use]
    pub fn with_parameters(self, parameters: &[f64]) -> Option<Box<dyn BaseModel>> {
        if parameters.iter().any(|p| !(*p > 0.0 && p.is_finite())) {
            return None;
        }
        let four: [f64; 4] = parameters.try_into().ok()?;
        Some(match self {
            Self::BgNbd => Box::new(BgNbd::new(four)),
            Self::MbgNbd => Box::new(MbgNbd::new(four)),
            Self::ParetoNbd => Box::new(ParetoNbd::new(four)),
        })
    }
}

/// A timing model fitted to a base.
#[derive(Debug)]
pub struct FittedTiming {
    /// Which.
    pub id: ModelId,
    /// With its parameters.
    pub model: Box<dyn BaseModel>,
    /// Covariance of the logarithms of the parameters.
    pub covariance: Matrix<4>,
    /// What is reported.
    pub facts: FitFacts,
}

/// The fit as it is reported.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FitFacts {
    /// Model id.
    pub model: &'static str,
    /// Names of the parameters.
    pub names: Vec<&'static str>,
    /// Natural parameters.
    pub params: Vec<f64>,
    /// Their standard errors; `None` where the data do not determine them.
    pub standard_errors: Option<Vec<f64>>,
    /// Log-likelihood.
    pub log_likelihood: f64,
    /// Akaike's criterion, 2·parameters − 2·log-likelihood.
    pub aic: f64,
    /// Schwarz's criterion, ln(customers)·parameters − 2·log-likelihood.
    pub bic: f64,
    /// Whether an interior optimum was found.
    pub converged: bool,
    /// Why not, as a stable id.
    pub verdict: Option<&'static str>,
    /// Whether weak priors were used (small or short data); the likelihood alone gave no usable answer or too shaky a one.
    pub shrunk: bool,
    /// Customers behind the fit.
    pub customers: f64,
}

/// Customers below which a fit leans on weak priors.
pub const SHRINK_BELOW: f64 = 100.0;

/// Weak normal priors on the log-parameters: median and a spread of e^±sd. Times are in mean customer ages. The medians are
/// about what the published retail fits have; the widths let a few dozen customers overrule them.
fn priors(id: ModelId, triples: &Triples) -> Prior<4> {
    let at = |median: f64, sd: f64| (libm::log(median), sd);
    let scale = triples.time_scale();
    match id {
        ModelId::BgNbd | ModelId::MbgNbd => [
            at(0.6, 1.0),
            at(0.4 * scale, 1.5),
            at(0.8, 1.0),
            at(2.5, 1.0),
        ],
        ModelId::ParetoNbd => [
            at(0.6, 1.0),
            at(0.4 * scale, 1.5),
            at(0.6, 1.0),
            at(0.6 * scale, 1.5),
        ],
    }
}

fn fit_raw(id: ModelId, triples: &Triples, prior: Option<&Prior<4>>) -> Fit<4> {
    match id {
        ModelId::BgNbd => BgNbd::fit(triples, prior),
        ModelId::MbgNbd => MbgNbd::fit(triples, prior),
        ModelId::ParetoNbd => ParetoNbd::fit(triples, prior),
    }
}

/// Plain maximum likelihood, whatever comes of it.
#[must_use]
pub fn fit(id: ModelId, triples: &Triples) -> FittedTiming {
    dress(id, fit_raw(id, triples, None), triples, false, None)
}

/// For forecasts: maximum likelihood where the data carry it; weak priors for fewer than [`SHRINK_BELOW`] customers and where
/// the likelihood has no interior optimum. The verdict of the plain fit is kept.
#[must_use]
pub fn fit_for_forecast(id: ModelId, triples: &Triples) -> FittedTiming {
    let plain = fit_raw(id, triples, None);
    if plain.converged && triples.customers >= SHRINK_BELOW {
        return dress(id, plain, triples, false, None);
    }
    let verdict = plain.verdict;
    let shrunk = fit_raw(id, triples, Some(&priors(id, triples)));
    dress(id, shrunk, triples, true, verdict)
}

fn dress(
    id: ModelId,
    fit: Fit<4>,
    triples: &Triples,
    shrunk: bool,
    verdict: Option<&'static str>,
) -> FittedTiming {
    let model: Box<dyn BaseModel> = match id {
        ModelId::BgNbd => Box::new(BgNbd::new(fit.params)),
        ModelId::MbgNbd => Box::new(MbgNbd::new(fit.params)),
        ModelId::ParetoNbd => Box::new(ParetoNbd::new(fit.params)),
    };
    let free = model.parameter_names().len() as f64;
    FittedTiming {
        id,
        covariance: fit.covariance,
        facts: FitFacts {
            model: id.id(),
            names: model.parameter_names().to_vec(),
            params: fit.params.to_vec(),
            standard_errors: fit.standard_errors.map(|e| e.to_vec()),
            log_likelihood: fit.log_likelihood,
            aic: 2.0 * free - 2.0 * fit.log_likelihood,
            bic: libm::log(triples.customers.max(1.0)) * free - 2.0 * fit.log_likelihood,
            converged: fit.converged,
            verdict: if shrunk { verdict } else { fit.verdict },
            shrunk,
            customers: triples.customers,
        },
        model,
    }
}
