//! The timing models by id: fitted in one way, used in one way.

use serde::Serialize;

use super::beta_geometric::Family;
use super::beta_geometric_likelihood::fit_family;
use super::bg_nbd::BgNbd;
use super::cnbd_k::CnbdK;
use super::data::Triples;
use super::fit::{Fit, Near, Prior};
use super::mbg_nbd::MbgNbd;
use super::nbd::Nbd;
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
    /// `bg-cnbd-k`
    BgCnbdK,
    /// `mbg-cnbd-k`
    MbgCnbdK,
    /// `nbd`
    Nbd,
}

impl ModelId {
    /// All, in the order of the documentation.
    pub const ALL: [Self; 6] = [
        Self::BgNbd,
        Self::MbgNbd,
        Self::ParetoNbd,
        Self::BgCnbdK,
        Self::MbgCnbdK,
        Self::Nbd,
    ];

    /// Those that can be chosen where nothing is known about the single gaps between purchases.
    pub const ORDINARY: [Self; 3] = [Self::BgNbd, Self::MbgNbd, Self::ParetoNbd];

    /// Those that can be chosen where the gaps are known too.
    pub const WITH_GAPS: [Self; 5] = [
        Self::BgNbd,
        Self::MbgNbd,
        Self::ParetoNbd,
        Self::BgCnbdK,
        Self::MbgCnbdK,
    ];

    /// The stable id.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::BgNbd => BgNbd::ID,
            Self::MbgNbd => MbgNbd::ID,
            Self::ParetoNbd => ParetoNbd::ID,
            Self::BgCnbdK => CnbdK::BG_ID,
            Self::MbgCnbdK => CnbdK::MBG_ID,
            Self::Nbd => Nbd::ID,
        }
    }

    /// From the stable id, written with `-` (command line) or `_` (report).
    #[must_use]
    pub fn parse(id: &str) -> Option<Self> {
        let id = id.replace('_', "-");
        Self::ALL.into_iter().find(|m| m.id() == id)
    }

    /// The model with these natural parameters, in the order of its names; `None` unless all are finite and above 0,
    /// k whole and at most 100.
    #[must_use]
    pub fn with_parameters(self, parameters: &[f64]) -> Option<Box<dyn BaseModel>> {
        if parameters.iter().any(|p| !(*p > 0.0 && p.is_finite())) {
            return None;
        }
        let (k, rest) = match self {
            Self::BgCnbdK | Self::MbgCnbdK => {
                let (&k, rest) = parameters.split_first()?;
                if k != libm::floor(k) || k > 100.0 {
                    return None;
                }
                (k as u32, rest)
            }
            _ => (1, parameters),
        };
        if self == Self::Nbd {
            return Some(Box::new(Nbd::new(rest.try_into().ok()?)));
        }
        Some(self.build(k, rest.try_into().ok()?))
    }

    fn build(self, k: u32, params: [f64; 4]) -> Box<dyn BaseModel> {
        match self {
            Self::BgNbd => Box::new(BgNbd::model(params)),
            Self::MbgNbd => Box::new(MbgNbd::model(params)),
            Self::ParetoNbd => Box::new(ParetoNbd::new(params)),
            Self::BgCnbdK => Box::new(CnbdK::new(false, k, params)),
            Self::MbgCnbdK => Box::new(CnbdK::new(true, k, params)),
            Self::Nbd => Box::new(Nbd::new([params[0], params[1]])),
        }
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
        ModelId::BgNbd | ModelId::MbgNbd | ModelId::BgCnbdK | ModelId::MbgCnbdK | ModelId::Nbd => [
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

/// Fits that were made before: what they found is where the next one begins.
#[derive(Clone, Debug, Default)]
pub struct Before {
    /// Natural parameters of the same model on a similar base, as reported.
    pub similar: Option<Vec<f64>>,
    /// By maximum likelihood on the same base: BG/NBD and MBG/NBD.
    pub(super) ordinary: [Option<Fit<4>>; 2],
}

impl Before {
    /// k and log-parameters.
    fn near(&self) -> Option<(u32, [f64; 4])> {
        let params = self.similar.as_deref()?;
        let (k, rest) = params.split_at(params.len().checked_sub(4)?);
        let at = <[f64; 4]>::try_from(rest).ok()?.map(libm::log);
        let finite = at.iter().all(|v| v.is_finite());
        finite.then(|| (k.first().map_or(1, |&k| k as u32), at))
    }
}

/// k and the fit; a model of two parameters stands in the first two places.
fn fit_raw(
    id: ModelId,
    triples: &Triples,
    (near, ordinary): (Option<(u32, Near<4>)>, Option<Fit<4>>),
    prior: Option<&Prior<4>>,
) -> (u32, Fit<4>) {
    let at = near.map(|(_, at)| at);
    let regular = |first| CnbdK::fit(first, triples, ordinary, near, prior);
    match id {
        ModelId::BgNbd => (1, fit_family(Family::BG, triples, at, prior)),
        ModelId::MbgNbd => (1, fit_family(Family::MBG, triples, at, prior)),
        ModelId::ParetoNbd => (1, ParetoNbd::fit_near(triples, at, prior)),
        ModelId::BgCnbdK => regular(false),
        ModelId::MbgCnbdK => regular(true),
        ModelId::Nbd => {
            let two = prior.map(|p| [p[0], p[1]]);
            (1, widen(&Nbd::fit(triples, two.as_ref())))
        }
    }
}

fn widen(fit: &Fit<2>) -> Fit<4> {
    let four = |two: [f64; 2]| [two[0], two[1], 0.0, 0.0];
    Fit {
        params: four(fit.params),
        log_likelihood: fit.log_likelihood,
        standard_errors: fit.standard_errors.map(four),
        covariance: [
            four(fit.covariance[0]),
            four(fit.covariance[1]),
            [0.0; 4],
            [0.0; 4],
        ],
        converged: fit.converged,
        verdict: fit.verdict,
        evaluations: fit.evaluations,
    }
}

/// Plain maximum likelihood, whatever comes of it.
#[must_use]
pub fn fit(id: ModelId, triples: &Triples) -> FittedTiming {
    let (k, fit) = fit_raw(id, triples, (None, None), None);
    dress(id, k, fit, triples, false, None)
}

/// For forecasts: maximum likelihood where the data carry it; weak priors for fewer than [`SHRINK_BELOW`] customers and where
/// the likelihood has no interior optimum. The verdict of the plain fit is kept.
#[must_use]
pub fn fit_for_forecast(id: ModelId, triples: &Triples) -> FittedTiming {
    fit_after(id, triples, &mut Before::default())
}

/// The same, with what is known already.
#[must_use]
pub fn fit_after(id: ModelId, triples: &Triples, before: &mut Before) -> FittedTiming {
    let similar = before.near();
    let near = similar.map(|(k, at)| (k, Near::Optimum(at)));
    let ordinary = match id {
        ModelId::BgCnbdK => before.ordinary[0].clone(),
        ModelId::MbgCnbdK => before.ordinary[1].clone(),
        _ => None,
    };
    let (k, plain) = fit_raw(id, triples, (near, ordinary), None);
    match id {
        ModelId::BgNbd => before.ordinary[0] = Some(plain.clone()),
        ModelId::MbgNbd => before.ordinary[1] = Some(plain.clone()),
        _ => {}
    }
    if plain.converged && triples.customers >= SHRINK_BELOW {
        return dress(id, k, plain, triples, false, None);
    }
    let prior = priors(id, triples);
    // The rates are known by now, unless it is they that are at a limit; who leaves is what the priors decide.
    let [r, alpha, ..] = plain.params.map(libm::log);
    let inside = |i: usize, v: f64| (v - prior[i].0).abs() < 3.0 * prior[i].1;
    let verdict = plain.verdict;
    let near = (inside(0, r) && inside(1, alpha)).then(|| match similar {
        Some((of, [_, _, c, d])) if of == k => (k, Near::Optimum([r, alpha, c, d])),
        _ => (k, Near::Likely([r, alpha, prior[2].0, prior[3].0])),
    });
    let (k, shrunk) = fit_raw(id, triples, (near, None), Some(&prior));
    dress(id, k, shrunk, triples, true, verdict)
}

fn dress(
    id: ModelId,
    k: u32,
    fit: Fit<4>,
    triples: &Triples,
    shrunk: bool,
    verdict: Option<&'static str>,
) -> FittedTiming {
    let model = id.build(k, fit.params);
    let names = model.parameter_names();
    let free = names.len() as f64;
    // k is chosen among whole numbers: it has no standard error, and stands first where there is one.
    let errors = fit.standard_errors.map(|errors| match names.len() {
        5 => [&[0.0], &errors[..]].concat(),
        n => errors[..n].to_vec(),
    });
    FittedTiming {
        id,
        covariance: fit.covariance,
        facts: FitFacts {
            model: id.id(),
            names: names.to_vec(),
            params: model.parameters(),
            standard_errors: errors,
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
