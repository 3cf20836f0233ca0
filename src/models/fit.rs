//! From a likelihood to a fit: several crude starts, the best optimum, its standard errors, and a verdict where there is none.

use super::data::Triples;
use crate::math::exp::exp;
use crate::math::linear::{Matrix, inverse};
use crate::math::newton::{Eval, Hurry, Optimum, maximize};

/// A fitted model. Parameters are natural; `covariance` belongs to their logarithms.
#[derive(Clone, Debug)]
pub struct Fit<const N: usize> {
    /// Maximum-likelihood (or, with a prior, most probable) parameters.
    pub params: [f64; N],
    /// Log-likelihood at the parameters, without any prior.
    pub log_likelihood: f64,
    /// Standard errors of the natural parameters; `None` where the data do not determine them.
    pub standard_errors: Option<[f64; N]>,
    /// Covariance of the log-parameters; finite even where the data do not determine them (see [`WIDEST`]).
    pub covariance: Matrix<N>,
    /// Whether an interior optimum was found.
    pub converged: bool,
    /// Why there is no interior optimum, as a stable id.
    pub verdict: Option<&'static str>,
    /// Likelihood evaluations used in all.
    pub evaluations: usize,
}

/// A log-parameter is taken as known to within e^±5 whatever the data say, so that covariances stay finite.
pub const WIDEST: f64 = 5.0;

/// Range of the log-parameters (time parameters: relative to the mean customer age). Beyond these the likelihood of a base of
/// a million customers differs from its supremum by less than 1e-3.
pub const BOUNDS: (f64, f64) = (-20.0, 18.0);

/// Triples above which the search is done on a thinned base, and the whole one only polishes what was found.
const THIN_ABOVE: usize = 12_000;
/// Triples of the thinned base.
const THIN_TO: usize = 5_000;
/// Customers below which every start is tried even if the first finds an interior optimum.
const ALL_STARTS_BELOW: f64 = 1_000.0;

/// Weak normal priors on the log-parameters: mean and standard deviation each.
pub type Prior<const N: usize> = [(f64, f64); N];

/// A likelihood over grouped customers in its log-parameters.
pub trait Likelihood<const N: usize> {
    /// Value, gradient and Hessian in the log-parameters.
    fn eval(&mut self, theta: &[f64; N]) -> Eval<N>;
}

/// Adds a prior to an evaluation.
fn with_prior<const N: usize>(
    mut eval: Eval<N>,
    theta: &[f64; N],
    prior: Option<&Prior<N>>,
) -> Eval<N> {
    if let Some(prior) = prior {
        for (i, (mean, sd)) in prior.iter().enumerate() {
            let z = (theta[i] - mean) / sd;
            eval.value -= 0.5 * z * z;
            eval.gradient[i] -= z / sd;
            eval.hessian[i][i] -= 1.0 / (sd * sd);
        }
    }
    eval
}

/// Whether the optimum lies inside: converged, curved in every direction, no log-parameter known worse than e^±[`WIDEST`].
fn interior<const N: usize>(optimum: &Optimum<N>, bounds: &[(f64, f64); N]) -> Option<Matrix<N>> {
    let inside = optimum
        .theta
        .iter()
        .zip(bounds)
        .all(|(t, (low, high))| *t > low + 0.5 && *t < high - 0.5);
    if !optimum.converged || !inside {
        return None;
    }
    let covariance = inverse(&negated(&optimum.eval.hessian))?;
    let known = (0..N).all(|i| covariance[i][i] < WIDEST * WIDEST);
    known.then_some(covariance)
}

fn negated<const N: usize>(m: &Matrix<N>) -> Matrix<N> {
    m.map(|row| row.map(|v| -v))
}

/// [`BOUNDS`] of a timing model with these parameters in units of time.
pub fn bounds_in<const N: usize>(triples: &Triples, time_params: &[usize]) -> [(f64, f64); N] {
    let shift = libm::log(triples.time_scale());
    let mut bounds = [BOUNDS; N];
    for &i in time_params {
        bounds[i] = (BOUNDS.0 + shift, BOUNDS.1 + shift);
    }
    bounds
}

/// A start that is better than a crude guess, in log-parameters.
#[derive(Clone, Copy, Debug)]
pub enum Near<const N: usize> {
    /// Close to the optimum of the whole base.
    Optimum([f64; N]),
    /// In its neighbourhood.
    Likely([f64; N]),
}

/// Fits a timing model. `make` builds the likelihood of a base, `starts` are crude guesses in log-parameters, `verdict` names what
/// happened when no interior optimum exists.
pub fn fit_timing<const N: usize>(
    triples: &Triples,
    make: impl for<'a> Fn(&'a Triples) -> Box<dyn Likelihood<N> + 'a>,
    near: Option<Near<N>>,
    starts: &[[f64; N]],
    bounds: [(f64, f64); N],
    prior: Option<&Prior<N>>,
    verdict: impl Fn(&[f64; N]) -> &'static str,
) -> Fit<N> {
    // Where nobody came back every start ends at rates of zero.
    let (near, starts) = if triples.repeat_purchases > 0.0 {
        (near, starts)
    } else {
        (None, &starts[..1])
    };
    let mut evaluations = 0;
    let many = triples.customers >= ALL_STARTS_BELOW;
    let mut climb = |likelihood: &mut dyn Likelihood<N>, start: [f64; N], known: f64| {
        // Of many customers a ridge is told from a top long before its end.
        let hurry = Hurry {
            from_ridges: many,
            known: if many { known } else { f64::NEG_INFINITY },
        };
        // A parameter that starts outside its bounds stays there: the model at one of its limits.
        let mut held = bounds;
        for (bound, from) in held.iter_mut().zip(start) {
            if from < bound.0 || from > bound.1 {
                *bound = (from, from);
            }
        }
        let optimum = maximize(
            &mut |theta| with_prior(likelihood.eval(theta), theta, prior),
            start,
            &held,
            hurry,
        );
        evaluations += optimum.evaluations;
        optimum
    };
    let unknown = f64::NEG_INFINITY;
    let (first, starts) = match near {
        Some(Near::Optimum(at) | Near::Likely(at)) => (at, starts),
        None => (starts[0], &starts[1..]),
    };
    let mut likelihood = make(triples);
    let (mut best, others) = if triples.rows.len() > THIN_ABOVE {
        let thin = triples.thinned(triples.rows.len() / THIN_TO);
        let mut likely = make(&thin);
        let mut highest = unknown;
        let mut start = first;
        if !matches!(near, Some(Near::Optimum(_))) {
            let found = climb(likely.as_mut(), first, unknown);
            (start, highest) = (found.theta, found.eval.value);
        }
        let mut best = climb(likelihood.as_mut(), start, unknown);
        let mut others = Vec::new();
        if interior(&best, &bounds).is_none() {
            // Another start is worth the whole base only where it leads higher on the thinned one.
            if highest == unknown {
                highest = climb(likely.as_mut(), best.theta, unknown).eval.value;
            }
            for start in starts {
                let other = climb(likely.as_mut(), *start, highest);
                if other.eval.value > highest + 1e-3 {
                    highest = other.eval.value;
                    others = vec![other.theta];
                }
            }
        }
        if !best.eval.value.is_finite() {
            best = climb(likelihood.as_mut(), first, unknown);
        }
        (best, others)
    } else {
        let best = climb(likelihood.as_mut(), first, unknown);
        let enough = many && interior(&best, &bounds).is_some();
        (best, if enough { &[] } else { starts }.to_vec())
    };
    let mut covariance = interior(&best, &bounds);
    for start in others {
        let other = climb(likelihood.as_mut(), start, best.eval.value);
        // An interior optimum is preferred to a runaway of equal height.
        let margin = if covariance.is_some() { 1e-6 } else { 0.0 };
        if other.eval.value > best.eval.value + margin || !best.eval.value.is_finite() {
            best = other;
            covariance = interior(&best, &bounds);
        }
    }
    finish(&best, covariance, prior, verdict, evaluations)
}

/// Turns an optimum into a [`Fit`].
fn finish<const N: usize>(
    best: &Optimum<N>,
    covariance: Option<Matrix<N>>,
    prior: Option<&Prior<N>>,
    verdict: impl Fn(&[f64; N]) -> &'static str,
    evaluations: usize,
) -> Fit<N> {
    let params = best.theta.map(exp);
    let standard_errors = covariance.map(|c| std::array::from_fn(|i| params[i] * c[i][i].sqrt()));
    let penalty = prior.map_or(0.0, |prior| {
        prior
            .iter()
            .zip(&best.theta)
            .map(|((mean, sd), t)| 0.5 * ((t - mean) / sd) * ((t - mean) / sd))
            .sum()
    });
    Fit {
        params,
        log_likelihood: best.eval.value + penalty,
        standard_errors,
        covariance: covariance.unwrap_or_else(|| bounded_covariance(&best.eval.hessian)),
        converged: covariance.is_some(),
        verdict: if covariance.is_some() {
            None
        } else {
            Some(verdict(&best.theta))
        },
        evaluations,
    }
}

/// A covariance for a likelihood that is flat in some direction: its information plus that of "known to within e^±[`WIDEST`]".
fn bounded_covariance<const N: usize>(hessian: &Matrix<N>) -> Matrix<N> {
    let mut information = negated(hessian);
    let mut ridge = 1.0 / (WIDEST * WIDEST);
    for _ in 0..60 {
        let mut shifted = information;
        for (i, row) in shifted.iter_mut().enumerate() {
            row[i] += ridge;
        }
        if let Some(covariance) = inverse(&shifted) {
            return covariance;
        }
        ridge *= 4.0;
    }
    information = [[0.0; N]; N];
    for (i, row) in information.iter_mut().enumerate() {
        row[i] = WIDEST * WIDEST;
    }
    information
}

/// Fits a model without grouped customers (spend, contracts, opportunities): the same climb from every start, or from the first alone
/// where it ends inside and so many `customers` stand behind it that there is no second top.
pub fn fit_plain<const N: usize>(
    likelihood: &mut dyn FnMut(&[f64; N]) -> Eval<N>,
    starts: &[[f64; N]],
    bounds: &[(f64, f64); N],
    prior: Option<&Prior<N>>,
    customers: f64,
    verdict: impl Fn(&[f64; N]) -> &'static str,
) -> Fit<N> {
    let mut evaluations = 0;
    let mut best: Option<Optimum<N>> = None;
    for start in starts {
        let optimum = maximize(
            &mut |theta| with_prior(likelihood(theta), theta, prior),
            *start,
            bounds,
            Hurry::NONE,
        );
        evaluations += optimum.evaluations;
        let better = best
            .as_ref()
            .is_none_or(|b| !b.eval.value.is_finite() || optimum.eval.value > b.eval.value + 1e-9);
        if better {
            best = Some(optimum);
        }
        if customers >= ALL_STARTS_BELOW && interior(&optimum, bounds).is_some() {
            break;
        }
    }
    let best = best.unwrap_or(Optimum {
        theta: [0.0; N],
        eval: Eval {
            value: 0.0,
            gradient: [0.0; N],
            hessian: [[0.0; N]; N],
        },
        evaluations: 0,
        converged: false,
    });
    let covariance = interior(&best, bounds);
    finish(&best, covariance, prior, verdict, evaluations)
}
