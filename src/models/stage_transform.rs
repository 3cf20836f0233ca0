//! Purchases of regular buyers where counting their stages would take too long: E[1 − qᴺ] in closed form, N = ⌊(m + j)/k⌋ with m stages
//! negative binomial.
//!
//! The floor is undone by the k-th roots of unity: with θ = q^(1/k), q^⌊n/k⌋ = Σ_l C_l (θω^l)ⁿ, C_l = (1 − 1/q)/(k (1 − 1/(θω^l))), and the
//! mean of sᵐ is (1 + z(1 − s))^(−R). As Σ_l C_l (θω^l)^j = 1, only e^u − 1 is ever needed, which is exact for small ones too.

use std::f64::consts::TAU;

use libm::{atan2, cos, expm1, log, log1p, sin};

use super::beta_posterior::Node;
use crate::math::exp::exp;

/// q below which the coefficients C grow, while few terms are left of the plain sum.
const SMALL: f64 = 0.25;

/// Expected purchases given alive, E_p[(1 − E(1 − p)ᴺ)/p], of shape R = `shape`, odds `z` and j = `finished` of k stages.
pub(super) fn purchases_of_stages(
    nodes: &[Node],
    shape: f64,
    z: f64,
    k: u32,
    finished: u32,
) -> f64 {
    let of = |node: &Node| node.weight * rest(node, shape, z, k, finished) / node.p;
    nodes.iter().map(of).sum()
}

/// 1 − E[qᴺ], q = 1 − p.
fn rest(node: &Node, shape: f64, z: f64, k: u32, finished: u32) -> f64 {
    if node.ln_q < log(SMALL) {
        return 1.0 - plain(node.ln_q, shape, z, k, finished);
    }
    let (stages, j) = (f64::from(k), f64::from(finished));
    let ln_theta = node.ln_q / stages;
    let theta = exp(ln_theta);
    // 1 − 1/q, the same for all roots.
    let front = -expm1(-node.ln_q) / stages;
    let mut sum = 0.0;
    for l in 0..k {
        let angle = TAU * f64::from(l) / stages;
        // 1 − 1/(θω^l) and 1 − θω^l, the latter times z: exact for l = 0, where both may be tiny.
        let (half, wave) = (sin(0.5 * angle), sin(angle));
        let away = 2.0 * half * half;
        let below = (-expm1(-ln_theta) + away / theta, wave / theta);
        let grown = (z * (-expm1(ln_theta) + theta * away), -z * theta * wave);
        // u = −R ln(1 + z(1 − θω^l))
        let ln_size = 0.5 * log1p(grown.0 * (2.0 + grown.0) + grown.1 * grown.1);
        let (u, v) = (-shape * ln_size, -shape * atan2(grown.1, 1.0 + grown.0));
        let sin_half = sin(0.5 * v);
        let less = (
            expm1(u) * cos(v) - 2.0 * sin_half * sin_half,
            exp(u) * sin(v),
        );
        // C_l (θω^l)^j
        let size = front * exp(j * ln_theta) / (below.0 * below.0 + below.1 * below.1);
        let (c, s) = (cos(j * angle), sin(j * angle));
        let weight = (
            size * (below.0 * c + below.1 * s),
            size * (below.0 * s - below.1 * c),
        );
        sum -= weight.0 * less.0 - weight.1 * less.1;
    }
    sum
}

/// E[qᴺ] by counting stages until qᴺ has vanished.
fn plain(ln_q: f64, shape: f64, z: f64, k: u32, finished: u32) -> f64 {
    let q = exp(ln_q);
    let (mut chance, mut power, mut sum) = (exp(-shape * log1p(z)), 1.0, 0.0);
    let (mut stage, mut towards) = (0.0, finished);
    while power > 1e-18 {
        sum += chance * power;
        chance *= z / (1.0 + z) * (shape + stage) / (stage + 1.0);
        stage += 1.0;
        towards += 1;
        if towards == k {
            towards = 0;
            power *= q;
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::models::beta_posterior::{Fineness, nodes};
    use crate::models::purchase_series::PurchaseSeries;

    #[test]
    fn the_closed_form_and_counting_agree() {
        for (k, shape, a, stays) in [
            (1, 3.4, 0.8, 2.5),
            (2, 0.6, 1.0, 4.0),
            (5, 40.3, 0.2, 9.0),
            (12, 7.0, 3.0, 0.5),
        ] {
            for (finished, z) in [(0, 3.0), (k - 1, 12.0), (k / 2, 30.0)] {
                let shape = shape + f64::from(finished);
                let mut series = PurchaseSeries::new(shape, (a, stays), k, finished);
                let counted = series.at(z);
                let nodes = nodes(a, stays, (shape + 1.0) * z, Fineness::Exact);
                let closed = purchases_of_stages(&nodes, shape, z, k, finished);
                assert!(
                    (closed / counted - 1.0).abs() < 1e-10,
                    "{k} {z}: {closed} {counted}"
                );
            }
        }
    }
}
