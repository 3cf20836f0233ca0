//! BG/CNBD-k and MBG/CNBD-k (Platzer & Reutterer 2016; Reutterer, Platzer & Schröder 2021, Int. J. of Research in Marketing 38(1)):
//! as (M)BG/NBD, but a gap between purchases takes k exponential stages, so purchases come more regularly.
//!
//! Expectations are exact, by counting stages: alive at T, a customer has finished j < k stages since the last purchase with chance
//! ∝ (R)_j/j! yʲ; the n-th future purchase needs kn − j more stages within t, and n − 1 purchases survived:
//! P(N ≥ n) = Σ_j π_j E[(1 − p)^(n−1)] P(stages ≥ kn − j), the stages being negative binomial. All terms are positive.

#![allow(clippy::neg_cmp_op_on_partial_ord)] // a NaN must take the refusing branch

use libm::{log, log1p};

use super::beta_geometric::{BetaGeometric, Family};
use super::beta_geometric_likelihood::fit_family;
use super::beta_posterior::{Fineness, nodes};
use super::data::{Customer, Triple, Triples};
use super::fit::{Fit, Near, Prior};
use super::horizon::Horizon;
use super::outlook::{BaseModel, LeftOdds, Outlook, over_ages};
use super::purchase_series::PurchaseSeries;
use super::stage_transform::purchases_of_stages;
use super::timing::TimingModel;
use crate::math::exp::exp;
use crate::math::gamma::{ln_gamma, ln_rising};
use crate::math::quadrature::GaussLegendre;

/// The model with its k.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CnbdK(BetaGeometric);

/// ln a and ln b of 0.8 and 2.5, about those of the published retail fits.
const LEAVING: (f64, f64) = (-0.22, 0.92);

/// Largest k tried. Beyond it gaps are as regular as clockwork and k hardly matters.
pub const LARGEST_K: u32 = 12;

impl CnbdK {
    /// Stable id of the form without dropout at the first purchase.
    pub const BG_ID: &'static str = "bg-cnbd-k";
    /// Stable id of the form with it.
    pub const MBG_ID: &'static str = "mbg-cnbd-k";
    /// Names of the parameters; k comes first, as elsewhere.
    pub const NAMES: [&'static str; 5] = ["k", "r", "alpha", "a", "b"];

    /// From k and (r, α, a, b); k is at least 1.
    #[must_use]
    pub fn new(leaves_at_first: bool, k: u32, params: [f64; 4]) -> Self {
        let family = Family {
            leaves_at_first,
            k: k.max(1),
        };
        Self(BetaGeometric::new(family, params))
    }

    /// Maximum likelihood over k too: k rises from 1 until the likelihood falls. `ordinary` is the fit for k = 1 where it has been made,
    /// `near` is a start for one k.
    #[must_use]
    pub fn fit(
        leaves_at_first: bool,
        triples: &Triples,
        ordinary: Option<Fit<4>>,
        near: Option<(u32, Near<4>)>,
        prior: Option<&Prior<4>>,
    ) -> (u32, Fit<4>) {
        let fit_k = |k: u32, before: Option<&Fit<4>>| {
            let family = Family { leaves_at_first, k };
            // Stages are k times as many per purchase: the neighbor's optimum, with rates scaled, is a close start. One at a limit says
            // nothing of who leaves.
            let from = before.map(|fit| {
                let [r, alpha, a, b] = fit.params.map(log);
                let fewer = f64::from(k - 1).max(1.0);
                let slower = alpha - log(f64::from(k) / fewer);
                if fit.converged {
                    Near::Optimum([r, slower, a, b])
                } else {
                    Near::Likely([r, slower, LEAVING.0, LEAVING.1])
                }
            });
            let known = near.filter(|(stages, _)| *stages == k);
            fit_family(family, triples, known.map(|(_, at)| at).or(from), prior)
        };
        let mut best = (1, ordinary.unwrap_or_else(|| fit_k(1, None)));
        for k in 2..=LARGEST_K {
            let next = fit_k(k, Some(&best.1));
            if next.log_likelihood <= best.1.log_likelihood {
                break;
            }
            best = (k, next);
        }
        best
    }

    /// Chances of having finished j = 0 … k − 1 stages since the last purchase, given alive.
    fn stages(&self, c: &Customer) -> Vec<f64> {
        let (terms, _) = self.0.unfinished_gap(c);
        let sum: f64 = terms.iter().sum();
        terms.iter().map(|t| t / sum).collect()
    }

    /// P(N ≥ n) for n = 1, 2, … of a customer alive at T who has finished j stages since the last purchase, as long as it matters.
    fn at_least_after(&self, x: u32, age: f64, j: u32, t: f64) -> Vec<f64> {
        let k = self.0.family.k as usize;
        let z = t / (self.0.alpha + age);
        if !(z > 0.0) {
            return Vec::new();
        }
        let tail = negative_binomial_tail(self.0.shape(x) + f64::from(j), z);
        let mut out: Vec<f64> = tail
            .iter()
            .skip(k - j as usize)
            .step_by(k)
            .copied()
            .collect();
        let mut stayed = 1.0;
        let stays = self.0.stays(x);
        for (n, p) in out.iter_mut().enumerate() {
            *p *= stayed;
            let n = n as f64;
            stayed *= (stays + n) / (self.0.a + stays + n);
        }
        out
    }

    /// The same, whatever has been finished.
    fn at_least(&self, c: &Customer, t: f64) -> Vec<f64> {
        let mut out: Vec<f64> = Vec::new();
        // A new customer has finished no stage for sure.
        let stages = self.stages(c).into_iter().zip(0..);
        for (chance, j) in stages.filter(|(chance, _)| *chance > 0.0) {
            let tail = self.at_least_after(c.x, c.t, j, t);
            if out.len() < tail.len() {
                out.resize(tail.len(), 0.0);
            }
            for (sum, p) in out.iter_mut().zip(tail) {
                *sum += chance * p;
            }
        }
        out
    }

    fn moved(&self, i: usize, step: f64) -> Self {
        let mut out = self.0;
        let field = match i {
            0 => &mut out.r,
            1 => &mut out.alpha,
            2 => &mut out.a,
            _ => &mut out.b,
        };
        *field *= exp(step);
        Self(out)
    }

    /// What a customer of this x and age will do after j finished stages, for each j: the parts of which an outlook is the mean.
    fn parts(&self, x: u32, age: f64, horizon: &Horizon) -> Vec<f64> {
        let length = finite_length(horizon);
        let positive = |v: f64| log(v.max(f64::MIN_POSITIVE));
        let mut out = Vec::with_capacity(self.0.family.k as usize * PARTS);
        for j in 0..self.0.family.k {
            let within = |model: &Self, t: f64| model.at_least_after(x, age, j, t).iter().sum();
            let at_least = self.at_least_after(x, age, j, length);
            let count: f64 = at_least.iter().sum();
            let pairs: f64 = at_least
                .iter()
                .enumerate()
                .map(|(n, p)| 2.0 * n as f64 * p)
                .sum();
            let none = (1.0 - at_least.first().copied().unwrap_or(0.0)).clamp(0.0, 1.0);
            let discounted = discounted(horizon, 6, |t| within(self, t));
            out.extend([count, discounted, pairs, none].map(positive));
            // One-sided: a slope to three digits is plenty for an interval.
            out.extend((0..4).map(|i| positive(within(&self.moved(i, SLOPE_STEP), length))));
        }
        out
    }

    /// The mean of the parts over the stages this customer may have finished.
    fn outlook(&self, c: &Customer, parts: &[f64]) -> Outlook {
        let mean = |stages: &[f64], part: usize| -> f64 {
            let of = parts.iter().skip(part).step_by(PARTS);
            stages
                .iter()
                .zip(of)
                .map(|(chance, v)| chance * exp(*v))
                .sum()
        };
        let stages = self.stages(c);
        let count = mean(&stages, 0);
        // Only the rates' parameters move the chances of the stages.
        let slope = std::array::from_fn(|i| {
            let moved = if i < 2 {
                mean(&self.moved(i, SLOPE_STEP).stages(c), 4 + i)
            } else {
                mean(&stages, 4 + i)
            };
            log(moved / count) / SLOPE_STEP
        });
        Outlook {
            count,
            count_slope: slope,
            discounted: mean(&stages, 1),
            discounted_slope: slope,
            factorial: mean(&stages, 2),
            none: mean(&stages, 3).min(1.0),
        }
    }
}

/// Numbers per finished stage: count, discounted, pairs, none, and the count with each parameter moved.
const PARTS: usize = 8;
/// By which the logarithm of a parameter is moved for a slope.
const SLOPE_STEP: f64 = 1e-4;

/// Until the discount has eaten all but a millionth, where nothing else ends the horizon.
fn finite_length(horizon: &Horizon) -> f64 {
    if horizon.length.is_finite() {
        horizon.length
    } else {
        14.0 / horizon.discount
    }
}

/// Discounted purchases given alive: M(t)e^(−δt) + δ ∫ e^(−δu) M(u) du, M the plain expectation, in w = 1 − e^(−δu).
fn discounted(horizon: &Horizon, points: usize, mut within: impl FnMut(f64) -> f64) -> f64 {
    if horizon.discount == 0.0 {
        return within(horizon.length);
    }
    let end = horizon.discount * horizon.weight();
    let at_end = if horizon.length.is_finite() {
        horizon.factor(horizon.length) * within(horizon.length)
    } else {
        0.0
    };
    let rule = GaussLegendre::of(points);
    at_end
        + rule
            .iter()
            .map(|(x, w)| w * end * within(-log1p(-x * end) / horizon.discount))
            .sum::<f64>()
}

/// P(stages ≥ m) for m = 0, 1, … of a negative binomial with this shape and odds z, summed from the far end so that small ones
/// keep their digits. Ends where nothing that matters is left.
fn negative_binomial_tail(shape: f64, z: f64) -> Vec<f64> {
    /// Stages after which the count is cut: a customer with so many is nobody's customer.
    const MOST: f64 = 60_000.0;
    let mean = shape * z;
    let sd = (mean * (1.0 + z)).sqrt();
    let last = (mean + 12.0 * sd + 40.0 * (1.0 + z)).min(MOST);
    let first = libm::floor((mean - 12.0 * sd).max(0.0)).min(last);
    let ln_first = ln_rising(shape, first) - ln_gamma(first + 1.0) - shape * log1p(z)
        + first * log(z / (1.0 + z));
    let ratio = z / (1.0 + z);
    let mut terms = vec![0.0; first as usize];
    let mut term = exp(ln_first);
    let mut n = first;
    while n <= last {
        terms.push(term);
        term *= ratio * (shape + n) / (n + 1.0);
        n += 1.0;
    }
    let mut sum = 0.0;
    for p in terms.iter_mut().rev() {
        sum += *p;
        *p = f64::min(sum, 1.0);
    }
    terms
}

impl TimingModel for CnbdK {
    fn id(&self) -> &'static str {
        if self.0.family.leaves_at_first {
            Self::MBG_ID
        } else {
            Self::BG_ID
        }
    }

    fn parameter_names(&self) -> &'static [&'static str] {
        &Self::NAMES
    }

    fn parameters(&self) -> Vec<f64> {
        vec![
            f64::from(self.0.family.k),
            self.0.r,
            self.0.alpha,
            self.0.a,
            self.0.b,
        ]
    }

    fn log_alive(&self, c: &Customer) -> f64 {
        self.0.log_alive(c)
    }

    fn log_odds_left(&self, c: &Customer) -> f64 {
        self.0.log_odds_left(c)
    }

    /// E[(1 − p)^N] over the purchases N within `later` of someone who never leaves: 1 − Σ P(left at the n-th).
    fn p_alive_later(&self, c: &Customer, later: f64) -> f64 {
        let stays = self.0.stays(c.x);
        let left: f64 = self
            .at_least(c, later)
            .iter()
            .enumerate()
            .map(|(n, p)| p * self.0.a / (self.0.a + stays + n as f64))
            .sum();
        self.p_alive(c) * (1.0 - left).clamp(0.0, 1.0)
    }

    /// Each number of finished stages by its own series, shared by all customers of one x; where that is long, in closed form.
    fn purchases_if_alive(&self, customers: &[Customer], horizon: &Horizon) -> Vec<f64> {
        let Some(first) = customers.first() else {
            return Vec::new();
        };
        let (shape, stays, k) = (
            self.0.shape(first.x),
            self.0.stays(first.x),
            self.0.family.k,
        );
        let mut series: Vec<_> = (0..k)
            .map(|j| PurchaseSeries::new(shape + f64::from(j), (self.0.a, stays), k, j))
            .collect();
        let mut within = |c: &Customer, stages: &[f64], t: f64| -> f64 {
            let z = t / (self.0.alpha + c.t);
            if series.last().is_some_and(|longest| longest.reaches(z)) {
                let counted = stages.iter().zip(&mut series);
                return counted.map(|(chance, series)| chance * series.at(z)).sum();
            }
            let nodes = nodes(self.0.a, stays, (shape + f64::from(k)) * z, Fineness::Exact);
            let after = (0..k).map(|j| purchases_of_stages(&nodes, shape + f64::from(j), z, k, j));
            stages.iter().zip(after).map(|(chance, n)| chance * n).sum()
        };
        customers
            .iter()
            .map(|c| {
                let stages = self.stages(c);
                discounted(horizon, 24, |t| within(c, &stages, t))
            })
            .collect()
    }

    fn purchase_probability(&self, c: &Customer, n: u32, t: f64) -> f64 {
        let at_least = self.at_least(c, t);
        let p_alive = self.p_alive(c);
        let tail = |n: usize| at_least.get(n - 1).copied().unwrap_or(0.0);
        let n = n as usize;
        let probability = if n == 0 {
            1.0 - p_alive * tail(1)
        } else {
            p_alive * (tail(n) - tail(n + 1))
        };
        probability.clamp(0.0, 1.0)
    }
}

impl BaseModel for CnbdK {
    fn left_odds(&self, triples: &Triples) -> Vec<LeftOdds> {
        self.0.left_odds(triples)
    }

    fn outlooks(&self, customers: &[Customer], horizon: &Horizon) -> Vec<Outlook> {
        let outlook = |c: &Customer| self.outlook(c, &self.parts(c.x, c.t, horizon));
        customers.iter().map(outlook).collect()
    }

    /// The time since the last purchase matters through the stages it leaves likely, and only through them.
    fn outlooks_of(
        &self,
        triples: &Triples,
        x: u32,
        rows: &[Triple],
        horizon: &Horizon,
    ) -> Vec<Outlook> {
        let at_age = over_ages(triples, rows, |ages| {
            let parts = |&age: &f64| self.parts(x, age, horizon);
            ages.iter().map(parts).collect()
        });
        rows.iter()
            .map(|row| self.outlook(&triples.customer(row), at_age.of(row)))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::models::mbg_nbd::MbgNbd;

    const C: Customer = Customer {
        x: 3,
        t_x: 20.0,
        t: 30.0,
    };
    const P: [f64; 4] = [0.8, 12.0, 0.9, 2.5];

    #[test]
    fn one_stage_is_the_ordinary_model() {
        let (regular, plain) = (CnbdK::new(true, 1, P), MbgNbd::model(P));
        for horizon in [
            Horizon::within(40.0),
            Horizon {
                length: 40.0,
                discount: 0.01,
            },
        ] {
            let (a, b) = (
                regular.expected_purchases(&C, &horizon),
                plain.expected_purchases(&C, &horizon),
            );
            assert!((a / b - 1.0).abs() < 1e-10, "{a} {b}");
        }
        let (a, b) = (
            regular.p_alive_later(&C, 40.0),
            plain.p_alive_later(&C, 40.0),
        );
        assert!((a / b - 1.0).abs() < 1e-10);
        for n in 0..5 {
            let (a, b) = (
                regular.purchase_probability(&C, n, 40.0),
                plain.purchase_probability(&C, n, 40.0),
            );
            assert!((a - b).abs() < 1e-12);
        }
    }

    #[test]
    fn slopes_of_the_odds_agree_with_differences() {
        let triples = Triples {
            counts: vec![3],
            times: vec![20.0, 30.0],
            rows: vec![crate::models::data::Triple {
                x: 0,
                t_x: 0,
                t: 1,
                weight: 1.0,
            }],
            ..Triples::default()
        };
        let model = CnbdK::new(false, 3, P);
        let exact = model.left_odds(&triples)[0];
        assert!((exact.log_odds - model.0.log_odds_left(&C)).abs() < 1e-12);
        for i in 0..4 {
            let d = (model.moved(i, 1e-5).0.log_odds_left(&C)
                - model.moved(i, -1e-5).0.log_odds_left(&C))
                / 2e-5;
            assert!((d - exact.slope[i]).abs() < 1e-7, "{i}");
        }
    }
}
