//! The likelihood of the BG family over grouped customers, with exact gradient and Hessian.

use libm::log;

use super::beta_geometric::Family;
use super::data::Triples;
use super::fit::{Fit, Likelihood, Near, Prior, bounds_in, fit_timing};
use super::purchasing::{AtTime, Purchasing};
use super::unfinished_gap::{add_left_branch, gaps_constant};
use crate::math::beta::ln_beta_failures;
use crate::math::exp::exp;
use crate::math::gamma::{digamma, trigamma};
use crate::math::linear::Matrix;
use crate::math::newton::Eval;
use crate::math::stable::LogSum;

/// Everything that does not depend on the parameters is prepared once.
#[derive(Debug)]
pub struct BetaGeometricLikelihood<'a> {
    pub(super) triples: &'a Triples,
    pub(super) family: Family,
    purchasing: Purchasing<'a>,
    /// The constant of the single gaps (k > 1).
    constant: f64,
    /// Each distinct time at the current α.
    pub(super) times: Vec<AtTime>,
}

impl<'a> BetaGeometricLikelihood<'a> {
    /// Prepares the sums.
    #[must_use]
    pub fn new(triples: &'a Triples, family: Family) -> Self {
        Self {
            triples,
            family,
            purchasing: Purchasing::new(triples, family.k),
            constant: gaps_constant(triples, family.k),
            times: Vec::new(),
        }
    }

    /// Adds ln B(a, b + x + m)/B(a, b): the failures to leave among x + m chances.
    fn add_stays(&self, (a, b): (f64, f64), value: &mut f64, g: &mut [f64; 4], h: &mut Matrix<4>) {
        let m = self.family.m();
        let (psi_b, psi1_b) = (digamma(b), trigamma(b));
        let (psi_ab, psi1_ab) = (digamma(a + b), trigamma(a + b));
        for (&x, &n) in self.triples.counts.iter().zip(&self.purchasing.by_count) {
            let trials = f64::from(x) + m;
            if n == 0.0 || trials == 0.0 {
                continue;
            }
            *value += n * ln_beta_failures(a, b, trials);
            let d_a = psi_ab - digamma(a + b + trials);
            let d_aa = psi1_ab - trigamma(a + b + trials);
            g[2] += n * d_a;
            g[3] += n * (d_a + digamma(b + trials) - psi_b);
            h[2][2] += n * d_aa;
            h[2][3] += n * d_aa;
            h[3][3] += n * (d_aa + trigamma(b + trials) - psi1_b);
        }
    }

    /// Σ weight · ln(1 + eᵈ) with its derivatives, k = 1: the hot loop, one exp and one log1p per triple.
    fn left_branch(
        &self,
        &[r, _, a, b]: &[f64; 4],
        value: &mut f64,
        g: &mut [f64; 4],
        h: &mut Matrix<4>,
    ) {
        let m = self.family.m();
        let ln_a = log(a);
        let mut sum = 0.0;
        let mut logs = LogSum::default();
        // Sums of p, pL, pRu, pu, pRv and of q times the products of (L, Ru, 1, 1/(B − 1)).
        let (mut p_0, mut p_l, mut p_ru, mut p_u, mut p_rv) = (0.0, 0.0, 0.0, 0.0, 0.0);
        let (mut p_s, mut p_ss) = (0.0, 0.0);
        let (mut q_ll, mut q_lu, mut q_l, mut q_ls) = (0.0, 0.0, 0.0, 0.0);
        let (mut q_uu, mut q_u, mut q_us) = (0.0, 0.0, 0.0);
        let (mut q_0, mut q_s, mut q_ss) = (0.0, 0.0, 0.0);
        let mut current = u32::MAX;
        let (mut shape, mut stay, mut offset, mut ruled_out) = (r, 0.0, 0.0, false);
        for row in &self.triples.rows {
            if row.x != current {
                current = row.x;
                let x = f64::from(self.triples.counts[current as usize]);
                ruled_out = x + m < 1.0;
                shape = r + x;
                stay = 1.0 / (b + (x + m - 1.0));
                offset = ln_a + log(stay);
            }
            if ruled_out {
                continue;
            }
            let (start, end) = (&self.times[row.t_x as usize], &self.times[row.t as usize]);
            let l = end.ln_ratio - start.ln_ratio;
            let d = offset + shape * l;
            let e = exp(-d.abs());
            let near = 1.0 / (1.0 + e);
            let p = if d > 0.0 { near } else { e * near };
            let n = row.weight;
            sum += n * d.max(0.0);
            logs.add(1.0 + e, n);
            let np = n * p;
            let q = n * e * near * near;
            let u = end.inverse - start.inverse;
            let ru = shape * u;
            p_0 += np;
            p_l += np * l;
            p_ru += np * ru;
            p_u += np * u;
            p_rv += np * ru * (start.inverse + end.inverse);
            p_s += np * stay;
            p_ss += np * stay * stay;
            let (ql, qu, qs) = (q * l, q * ru, q * stay);
            q_ll += ql * l;
            q_lu += ql * ru;
            q_l += ql;
            q_ls += ql * stay;
            q_uu += qu * ru;
            q_u += qu;
            q_us += qu * stay;
            q_0 += q;
            q_s += qs;
            q_ss += qs * stay;
        }
        *value += sum + logs.sum();
        g[0] += p_l;
        g[1] += p_ru;
        g[2] += p_0 / a;
        g[3] -= p_s;
        h[0][0] += q_ll;
        h[0][1] += p_u + q_lu;
        h[0][2] += q_l / a;
        h[0][3] -= q_ls;
        h[1][1] += q_uu - p_rv;
        h[1][2] += q_u / a;
        h[1][3] -= q_us;
        h[2][2] += (q_0 - p_0) / (a * a);
        h[2][3] -= q_s / a;
        h[3][3] += p_ss + q_ss;
    }
}

impl Likelihood<4> for BetaGeometricLikelihood<'_> {
    fn eval(&mut self, theta: &[f64; 4]) -> Eval<4> {
        let natural = theta.map(exp);
        let [r, alpha, a, b] = natural;
        self.purchasing.at_times(alpha, &mut self.times);
        let (mut value, mut g, mut h) = (self.constant, [0.0; 4], [[0.0; 4]; 4]);
        self.purchasing
            .add((r, alpha), &self.times, &mut value, &mut g, &mut h);
        self.add_stays((a, b), &mut value, &mut g, &mut h);
        if self.family.k == 1 {
            self.left_branch(&natural, &mut value, &mut g, &mut h);
        } else {
            add_left_branch(self, &natural, &mut value, &mut g, &mut h);
        }
        Eval::in_logarithms(value, &natural, &g, &h)
    }
}

/// Maximum likelihood of a member of the family; with a prior the most probable parameters.
#[must_use]
pub fn fit_family(
    family: Family,
    triples: &Triples,
    near: Option<Near<4>>,
    prior: Option<&Prior<4>>,
) -> Fit<4> {
    fit_timing(
        triples,
        |t| Box::new(BetaGeometricLikelihood::new(t, family)),
        near,
        &starts(triples, family.k),
        bounds_in(triples, &[1]),
        prior,
        |theta| verdict(triples, theta),
    )
}

/// Crude starting points in log-parameters, relative to the observed rate of stages.
fn starts(triples: &Triples, k: u32) -> [[f64; 4]; 5] {
    let rate = triples.purchase_rate() * f64::from(k);
    [
        (1.0, 1.0, 1.0, 1.0),
        (0.3, 1.5, 0.8, 2.5),
        (3.0, 1.0, 0.1, 2.0),
        (30.0, 1.0, 20.0, 200.0),
        (0.5, 3.0, 0.3, 0.3),
    ]
    .map(|(r, faster, a, b): (f64, f64, f64, f64)| {
        [log(r), log(r / (rate * faster)), log(a), log(b)]
    })
}

/// The plain name of a likelihood without interior optimum (ids listed in docs/METHODS.md).
fn verdict(triples: &Triples, theta: &[f64; 4]) -> &'static str {
    let [ln_r, _, ln_a, ln_b] = *theta;
    if triples.repeat_purchases == 0.0 {
        return "no_repeat_purchases";
    }
    let leaving = 1.0 / (1.0 + exp(ln_b - ln_a));
    if leaving < 1e-4 {
        "nobody_leaves"
    } else if leaving > 1.0 - 1e-4 || ln_a.max(ln_b) < -6.0 {
        "everyone_leaves_at_once"
    } else if ln_r > 5.0 {
        "everyone_buys_alike"
    } else if ln_a > 4.0 || ln_b > 6.0 {
        "everyone_leaves_alike"
    } else {
        "too_little_history"
    }
}
