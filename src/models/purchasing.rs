//! What every timing model with Gamma-distributed purchase rates shares of its likelihood: the purchases of customers who are alive
//! throughout, ln Γ(r + kx)/Γ(r) + r ln α − (r + kx) ln(α + T). It depends on x alone, or on T alone once Σ kx is known.

use libm::{log, log1p};

use super::data::Triples;
use crate::math::gamma::{digamma, ln_rising, trigamma};
use crate::math::linear::Matrix;

/// Customers by repeat count and by age.
#[derive(Debug)]
pub(super) struct Purchasing<'a> {
    triples: &'a Triples,
    k: f64,
    /// Customers per distinct x.
    pub(super) by_count: Vec<f64>,
    /// Customers and Σ kx per distinct time, as T.
    pub(super) by_age: Vec<(f64, f64)>,
}

/// What each distinct time needs at one α, in one logarithm.
#[derive(Clone, Copy, Debug)]
pub(super) struct AtTime {
    pub(super) t: f64,
    /// ln((α + t)/α).
    pub(super) ln_ratio: f64,
    /// 1/(α + t).
    pub(super) inverse: f64,
}

impl<'a> Purchasing<'a> {
    /// With k stages per purchase.
    pub(super) fn new(triples: &'a Triples, k: u32) -> Self {
        let k = f64::from(k);
        let mut by_count = vec![0.0; triples.counts.len()];
        let mut by_age = vec![(0.0, 0.0); triples.times.len()];
        for row in &triples.rows {
            by_count[row.x as usize] += row.weight;
            let age = &mut by_age[row.t as usize];
            age.0 += row.weight;
            age.1 += row.weight * k * f64::from(triples.counts[row.x as usize]);
        }
        Self {
            triples,
            k,
            by_count,
            by_age,
        }
    }

    /// Fills `times` for a rate α.
    pub(super) fn at_times(&self, alpha: f64, times: &mut Vec<AtTime>) {
        times.clear();
        times.extend(self.triples.times.iter().map(|&t| AtTime {
            t,
            ln_ratio: log1p(t / alpha),
            inverse: 1.0 / (alpha + t),
        }));
    }

    /// Adds value, gradient and the upper triangle of the Hessian; r and α are the first two parameters.
    pub(super) fn add<const N: usize>(
        &self,
        (r, alpha): (f64, f64),
        times: &[AtTime],
        value: &mut f64,
        g: &mut [f64; N],
        h: &mut Matrix<N>,
    ) {
        let (psi, psi1) = (digamma(r), trigamma(r));
        for (&x, &n) in self.triples.counts.iter().zip(&self.by_count) {
            let kx = self.k * f64::from(x);
            if n > 0.0 && kx > 0.0 {
                *value += n * ln_rising(r, kx);
                g[0] += n * (digamma(r + kx) - psi);
                h[0][0] += n * (trigamma(r + kx) - psi1);
            }
        }
        let ln_alpha = log(alpha);
        for (&(n, kx), at) in self.by_age.iter().zip(times) {
            if n == 0.0 {
                continue;
            }
            let &AtTime {
                t,
                ln_ratio,
                inverse,
            } = at;
            let slope = t * inverse / alpha;
            *value -= n * r * ln_ratio + kx * (ln_alpha + ln_ratio);
            g[0] -= n * ln_ratio;
            g[1] += n * r * slope - kx * inverse;
            h[0][1] += n * slope;
            h[1][1] += (n * r + kx) * inverse * inverse - n * r / (alpha * alpha);
        }
    }
}
