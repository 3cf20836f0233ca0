//! Regular buyers: what an Erlang-k gap that is still unfinished at the end of observation adds to the BG family.

use libm::log;

use super::beta_geometric_likelihood::BetaGeometricLikelihood;
use super::data::Triples;
use crate::math::gamma::ln_gamma;
use crate::math::linear::Matrix;
use crate::math::stable::{log1p_exp, logistic};

/// What the single gaps add for k stages over what they add for one: Σ (k − 1) ln gap − ln Γ(k) over all gaps. Where only their
/// sum t_x is known, its Erlang density against that for one stage; so log-likelihoods compare over k either way.
pub(super) fn gaps_constant(triples: &Triples, k: u32) -> f64 {
    let k = f64::from(k);
    if k == 1.0 {
        return 0.0;
    }
    if let Some(sum) = triples.sum_log_gaps {
        return (k - 1.0) * sum - triples.repeat_purchases * ln_gamma(k);
    }
    triples
        .rows
        .iter()
        .map(|row| {
            let c = triples.customer(row);
            let x = f64::from(c.x);
            if x == 0.0 || c.t_x == 0.0 {
                return 0.0;
            }
            row.weight * ((k - 1.0) * x * log(c.t_x) - ln_gamma(k * x) + ln_gamma(x))
        })
        .sum()
}

/// Adds `weight · v vᵀ` to the upper triangle.
fn add_square(h: &mut Matrix<4>, weight: f64, v: &[f64; 4]) {
    for i in 0..4 {
        for j in i..4 {
            h[i][j] += weight * v[i] * v[j];
        }
    }
}

/// Σ weight · ln(S + S·eᵈ) with its derivatives for k > 1, where S varies with r and α too.
pub(super) fn add_left_branch(
    of: &BetaGeometricLikelihood<'_>,
    &[r, _, a, b]: &[f64; 4],
    value: &mut f64,
    g: &mut [f64; 4],
    h: &mut Matrix<4>,
) {
    let (m, k) = (of.family.m(), f64::from(of.family.k));
    for row in &of.triples.rows {
        let x = f64::from(of.triples.counts[row.x as usize]);
        let shape = r + k * x;
        let (start, end) = (&of.times[row.t_x as usize], &of.times[row.t as usize]);
        let inverse = end.inverse;
        let y = (end.t - start.t) * inverse;
        let gap = Gap::new(shape, y, of.family.k);
        // Derivatives of ln S in (r, α); y falls as −y/(α + T) in α.
        let (y_1, y_2) = (-y * inverse, 2.0 * y * inverse * inverse);
        let s_1 = [gap.by_shape, gap.by_y * y_1];
        let s_rr = gap.by_shape2 - s_1[0] * s_1[0];
        let s_ra = gap.by_both * y_1 - s_1[0] * s_1[1];
        let s_aa = gap.by_y2 * y_1 * y_1 + gap.by_y * y_2 - s_1[1] * s_1[1];
        let n = row.weight;
        *value += n * gap.ln;
        let mut stays = n;
        if x + m >= 1.0 {
            let stay = 1.0 / (b + (x + m - 1.0));
            let l = end.ln_ratio - start.ln_ratio;
            let u = inverse - start.inverse;
            let d = log(a * stay) + shape * l - gap.ln;
            *value += n * log1p_exp(d);
            let p = logistic(d);
            let (left, q) = (n * p, n * p * logistic(-d));
            stays = n - left;
            let slope = [l - s_1[0], shape * u - s_1[1], 1.0 / a, -stay];
            g[0] += left * l;
            g[1] += left * shape * u;
            g[2] += left / a;
            g[3] -= left * stay;
            h[0][1] += left * u;
            h[1][1] -= left * shape * u * (inverse + start.inverse);
            h[2][2] -= left / (a * a);
            h[3][3] += left * stay * stay;
            add_square(h, q, &slope);
        }
        g[0] += stays * s_1[0];
        g[1] += stays * s_1[1];
        h[0][0] += stays * s_rr;
        h[0][1] += stays * s_ra;
        h[1][1] += stays * s_aa;
    }
}

/// ln S and the derivatives of S divided by S.
pub(super) struct Gap {
    pub(super) ln: f64,
    pub(super) by_shape: f64,
    pub(super) by_shape2: f64,
    pub(super) by_y: f64,
    pub(super) by_y2: f64,
    pub(super) by_both: f64,
}

impl Gap {
    pub(super) fn new(shape: f64, y: f64, k: u32) -> Self {
        // (R)_j/j! with its first two derivatives in R, by the product rule along j.
        let (mut c, mut c_1, mut c_2) = (1.0, 0.0, 0.0);
        let (mut s, mut s_r, mut s_rr, mut s_y, mut s_yy, mut s_ry) =
            (1.0, 0.0, 0.0, 0.0, 0.0, 0.0);
        // y^(j−1), y^j
        let (mut y_1, mut y_0) = (0.0, 1.0);
        for j in 1..k {
            let j = f64::from(j);
            let f = shape + j - 1.0;
            c_2 = (c_2 * f + 2.0 * c_1) / j;
            c_1 = (c_1 * f + c) / j;
            c = c * f / j;
            let y_2 = y_1;
            (y_1, y_0) = (y_0, y_0 * y);
            s += c * y_0;
            s_r += c_1 * y_0;
            s_rr += c_2 * y_0;
            s_y += c * j * y_1;
            s_yy += c * j * (j - 1.0) * y_2;
            s_ry += c_1 * j * y_1;
        }
        Self {
            ln: log(s),
            by_shape: s_r / s,
            by_shape2: s_rr / s,
            by_y: s_y / s,
            by_y2: s_yy / s,
            by_both: s_ry / s,
        }
    }
}
