//! Expectations over the posterior of the chance of leaving, p ~ Beta(a, B), for the BG family.
//!
//! Given alive, p and the rate λ ~ Gamma(R, A = α + T) do not depend on t_x. Purchases arrive at rate λ and end with chance p each,
//! so within t one expects (1 − e^(−λpt))/p, and after averaging over λ: E_p[(1 − (1 + pz)^(−R))/p] with z = t/A. Every term is
//! positive and nothing happens at a = 1, where the textbook form (Fader, Hardie & Lee 2005, eq. 10; a Gauss hypergeometric
//! divided by a − 1) breaks down.
//!
//! The average is a trapezoidal sum in s = ln(p/(1 − p)), where the integrand is analytic in a strip around the real line, so
//! the sum converges exponentially in the step (Trefethen & Weideman 2014, "The exponentially convergent trapezoidal rule").
//! Beyond the ends the terms are a geometric series, which is added in closed form; this keeps shapes near zero exact.

use libm::{expm1, log, log1p};

use super::horizon::Horizon;
use crate::math::exp::exp;
use crate::math::gamma::trigamma;
use crate::math::quadrature::GaussLegendre;

/// One abscissa of the average over p.
#[derive(Clone, Copy, Debug)]
pub struct Node {
    /// p.
    pub p: f64,
    /// ln p.
    pub ln_p: f64,
    /// ln(1 − p).
    pub ln_q: f64,
    /// Weight; all sum to 1.
    pub weight: f64,
}

/// How fine the trapezoidal sum is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fineness {
    /// To the last digits: for single customers and comparisons with other tools.
    Exact,
    /// To about 1e-7: for tables over a whole base.
    Bulk,
}

/// The average over Beta(a, B) for integrands that are flat in p below about 1/`reach`.
#[must_use]
pub fn nodes(a: f64, stays: f64, reach: f64, fineness: Fineness) -> Vec<Node> {
    let spread = (trigamma(a) + trigamma(stays)).sqrt();
    // Widest step, step in standard deviations, e-folds after which the density is cut, e-folds below 1/reach that count as flat.
    let (widest, narrow, cut, flat) = match fineness {
        Fineness::Exact => (0.29, 0.45, 43.0, 41.0),
        Fineness::Bulk => (0.5, 0.75, 18.0, 14.0),
    };
    let h = (narrow * spread).min(widest);
    let (p_0, total) = (a / (a + stays), a + stays);
    let s_0 = log(a) - log(stays);
    // ln of the density in s relative to its mode at s₀, without cancellation for large shapes.
    let ln_density = |delta: f64| {
        if delta > 500.0 {
            // p₀(e^Δ − 1) overflows; its logarithm is ln p₀ + Δ.
            a * delta - total * (log(p_0) + delta)
        } else {
            a * delta - total * log1p(p_0 * expm1(delta))
        }
    };
    let node_at = |delta: f64| {
        let s = s_0 + delta;
        let (ln_p, ln_q) = (-softplus(-s), -softplus(s));
        Node {
            p: exp(ln_p),
            ln_p,
            ln_q,
            weight: exp(ln_density(delta)),
        }
    };
    let mut out = vec![node_at(0.0)];
    // To the right: p → 1. The integrand falls in p, so the density alone decides where to stop.
    let mut i = 1.0;
    loop {
        let node = node_at(i * h);
        out.push(node);
        if node.weight < exp(-cut) {
            break;
        }
        if node.ln_q < -flat - 4.0 {
            lump(out.last_mut(), stays * h, 0.0, -h);
            break;
        }
        i += 1.0;
    }
    // To the left: p → 0. The integrand grows at most like 1/p, and not at all below 1/reach.
    let mut i = -1.0;
    loop {
        let node = node_at(i * h);
        out.push(node);
        if ln_density(i * h) + (log(p_0) - node.ln_p).max(0.0) < -cut {
            break;
        }
        if node.ln_p < -flat - log1p(reach + stays) {
            lump(out.last_mut(), a * h, -h, 0.0);
            break;
        }
        i -= 1.0;
    }
    let sum: f64 = out.iter().map(|n| n.weight).sum();
    for node in &mut out {
        node.weight /= sum;
    }
    out
}

/// Lets an end node stand for itself and the geometric series beyond it, with the mean logarithms of that series.
fn lump(node: Option<&mut Node>, decay: f64, step_ln_p: f64, step_ln_q: f64) {
    if let Some(node) = node {
        let ratio = exp(-decay);
        let rest = -expm1(-decay);
        // Σ ρⁱ = 1/(1 − ρ), mean index ρ/(1 − ρ).
        node.weight /= rest;
        node.ln_p += step_ln_p * ratio / rest;
        node.ln_q += step_ln_q * ratio / rest;
    }
}

fn softplus(s: f64) -> f64 {
    crate::math::stable::log1p_exp(s)
}

/// Expected purchases of a customer who is alive now, with the derivatives in R, A, a and B.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Expectation {
    /// The (discounted) expected number.
    pub value: f64,
    /// Derivatives in (R, A, a, B).
    pub slope: [f64; 4],
}

/// Expected (discounted) purchases given alive: E_p[K(p)], K(p) = ∫₀^t e^(−δu) (R/A)(1 + pu/A)^(−R−1) du.
#[must_use]
pub fn purchases(
    nodes: &[Node],
    shape: f64,
    rate: f64,
    horizon: &Horizon,
    rule: &GaussLegendre,
) -> Expectation {
    let mut sum = Expectation::default();
    let (mut mean_ln_p, mut mean_ln_q, mut with_ln_p, mut with_ln_q) = (0.0, 0.0, 0.0, 0.0);
    for node in nodes {
        let (k, k_shape, k_rate) = kernel(node.p, shape, rate, horizon, rule);
        let w = node.weight;
        sum.value += w * k;
        sum.slope[0] += w * k_shape;
        sum.slope[1] += w * k_rate;
        mean_ln_p += w * node.ln_p;
        mean_ln_q += w * node.ln_q;
        with_ln_p += w * node.ln_p * k;
        with_ln_q += w * node.ln_q * k;
    }
    // d/da of an average over Beta(a, B) is its covariance with ln p, d/dB with ln(1 − p).
    sum.slope[2] = with_ln_p - mean_ln_p * sum.value;
    sum.slope[3] = with_ln_q - mean_ln_q * sum.value;
    sum
}

/// K(p) with its derivatives in R and A.
fn kernel(
    p: f64,
    shape: f64,
    rate: f64,
    horizon: &Horizon,
    rule: &GaussLegendre,
) -> (f64, f64, f64) {
    let z = horizon.length / rate;
    if horizon.discount == 0.0 {
        let l = log1p(p * z);
        let stay = exp(-shape * l);
        let value = -expm1(-shape * l) / p;
        // dz/dA = −z/A
        let by_rate = -shape * stay / (1.0 + p * z) * z / rate;
        return (value, l * stay / p, by_rate);
    }
    // With v = ln(1 + pu/A): K = (R/p) ∫₀^V e^(−Rv − c(e^v − 1)) dv, c = δA/p, V = ln(1 + pz). In w = v/p-scaled steps the
    // integrand is smooth; panels are as long as six e-folds and the march ends where 40 have passed.
    let c = horizon.discount * rate / p;
    let end = if horizon.length.is_finite() {
        log1p(p * z)
    } else {
        f64::INFINITY
    };
    let (mut j, mut j_shape, mut j_c) = (0.0, 0.0, 0.0);
    let mut v = 0.0;
    loop {
        let fallen = shape * v + c * expm1(v);
        if fallen > 40.0 || v >= end {
            break;
        }
        let length = (6.0 / (shape + c * exp(v))).min(1.0).min(end - v);
        for (x, w) in rule.iter() {
            let at = v + length * x;
            let growth = expm1(at);
            let f = length * w * exp(-shape * at - c * growth);
            j += f;
            j_shape -= at * f;
            j_c -= growth * f;
        }
        v += length;
    }
    let front = shape / p;
    // dV/dA = −(pz/A)/(1 + pz), dc/dA = δ/p
    let at_end = if end.is_finite() {
        exp(-shape * end - c * expm1(end)) * p * z / (rate * (1.0 + p * z))
    } else {
        0.0
    };
    (
        front * j,
        j / p + front * j_shape,
        front * (j_c * horizon.discount / p - at_end),
    )
}

/// E_p[(1 + pz)^(−R)]: the chance that a customer alive now has not left within t, z = t/A.
#[must_use]
pub fn still_alive(nodes: &[Node], shape: f64, z: f64) -> f64 {
    nodes
        .iter()
        .map(|n| n.weight * exp(-shape * log1p(n.p * z)))
        .sum()
}

/// E[N(N − 1)] of the purchases within t given alive: E_p[2(1 − p)/p² (1 − (1 + pz)^(−R)(1 + R pz/(1 + pz)))].
#[must_use]
pub fn factorial_moment(nodes: &[Node], shape: f64, z: f64) -> f64 {
    nodes
        .iter()
        .map(|n| {
            let pz = n.p * z;
            let l = log1p(pz);
            let bracket = if shape * pz < 1e-4 {
                // 1 − (1+y)^(−R)(1 + Ry/(1+y)) = R(R+1)/2 y² (1 − 2(R+2)/3 y + …)
                0.5 * shape * (shape + 1.0) * pz * pz * (1.0 - 2.0 / 3.0 * (shape + 2.0) * pz)
            } else {
                -expm1(-shape * l) - exp(-shape * l) * shape * pz / (1.0 + pz)
            };
            n.weight * 2.0 * exp(n.ln_q) * bracket / (n.p * n.p)
        })
        .sum()
}

/// What the nodes' `reach` must be for a horizon: the p below which an integrand is flat is about its inverse.
#[must_use]
pub fn reach(shape: f64, rate: f64, horizon: &Horizon) -> f64 {
    let effective = if horizon.discount > 0.0 {
        horizon.length.min(1.0 / horizon.discount)
    } else {
        horizon.length
    };
    (shape + 1.0) * effective / rate
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_reproduce_the_moments_of_the_beta_distribution() {
        for (a, b) in [
            (0.79, 2.4),
            (1e-3, 5.0),
            (1e5, 2e5),
            (3.0, 1e-2),
            (2e-9, 3.0),
            (500.0, 0.3),
        ] {
            for (fineness, tolerance) in [(Fineness::Exact, 1e-11), (Fineness::Bulk, 1e-6)] {
                // The sums are made for integrands that fall in p.
                let nodes = nodes(a, b, 1e3, fineness);
                let mean: f64 = nodes.iter().map(|n| n.weight * exp(n.ln_q)).sum();
                assert!(
                    (mean / (b / (a + b)) - 1.0).abs() < tolerance,
                    "{a} {b} {mean}"
                );
            }
        }
    }

    #[test]
    fn slopes_agree_with_differences() {
        let rule = GaussLegendre::new(16);
        for horizon in [
            Horizon::within(39.0),
            Horizon {
                length: 39.0,
                discount: 0.01,
            },
            Horizon {
                length: f64::INFINITY,
                discount: 0.002,
            },
        ] {
            let f = |v: [f64; 4]| {
                let [shape, rate, a, b] = v;
                purchases(
                    &nodes(a, b, 1e4, Fineness::Exact),
                    shape,
                    rate,
                    &horizon,
                    &rule,
                )
            };
            let at = [3.2, 20.0, 0.8, 4.4];
            let exact = f(at);
            for i in 0..4 {
                let (mut up, mut down) = (at, at);
                let h = 1e-5 * at[i];
                up[i] += h;
                down[i] -= h;
                let d = (f(up).value - f(down).value) / (2.0 * h);
                assert!(
                    (d / exact.slope[i] - 1.0).abs() < 1e-6,
                    "{horizon:?} {i}: {d} {}",
                    exact.slope[i]
                );
            }
        }
    }
}
