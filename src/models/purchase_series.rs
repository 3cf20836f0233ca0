//! Expected purchases of the BG family by counting: what someone who never leaves buys within t is negative binomial (in stages, k to a
//! purchase); the chance to be still there for the n-th purchase is w_n = E[(1 − p)^(n−1)]. So E = Σ P(m stages) W with
//! W = w_1 + … + w_n, n = ⌊(m + j)/k⌋, j the stages finished before.
//!
//! For k = 1 it is the series of the published Gauss hypergeometric function after Pfaff's transformation: every term is positive, and
//! there is no pole at a = 1. All customers of one x share W and the ratios of the chances; each then needs one exponential.

use libm::log1p;

use crate::math::exp::exp;

/// The shared part for one x, as far as it was needed.
#[derive(Debug)]
pub(super) struct PurchaseSeries {
    shape: f64,
    a: f64,
    stays: f64,
    k: u32,
    /// Stages towards the next purchase at the end of the tables.
    finished: u32,
    /// Entry m: (R + m)/(m + 1), times y the ratio of the chances of m + 1 and m stages.
    growth: Vec<f64>,
    /// Entry m: W after m + 1 stages.
    purchases: Vec<f64>,
    /// Purchases in W, and w of the next.
    counted: f64,
    stayed: f64,
}

/// Terms beyond which an average over the chance of leaving is cheaper.
const LONGEST: f64 = 1_500.0;
/// ln of the chance of nothing below which the first chance would lose digits.
const FAINTEST: f64 = -500.0;
/// Terms between two looks at what is left.
const STEP: usize = 8;

impl PurchaseSeries {
    /// For rates of shape R = `shape`, a chance of leaving ~ Beta(a, B = `stays`), and k stages a purchase of which j are `finished`.
    pub(super) const fn new(shape: f64, (a, stays): (f64, f64), k: u32, finished: u32) -> Self {
        Self {
            shape,
            a,
            stays,
            k,
            finished,
            growth: Vec::new(),
            purchases: Vec::new(),
            counted: 0.0,
            stayed: 1.0,
        }
    }

    /// Whether the sum is short enough at z = t/(α + T).
    pub(super) fn reaches(&self, z: f64) -> bool {
        let mean = self.shape * z;
        let terms = mean + 12.0 * (mean * (1.0 + z)).sqrt() + 40.0 * (1.0 + z) + f64::from(self.k);
        terms < LONGEST && -self.shape * log1p(z) > FAINTEST
    }

    /// Expected purchases within t given alive.
    pub(super) fn at(&mut self, z: f64) -> f64 {
        let y = z / (1.0 + z);
        let mut chance = exp(-self.shape * log1p(z));
        let (mut sum, mut m) = (0.0, 0);
        loop {
            if self.growth.len() < m + STEP {
                self.extend();
            }
            let (growth, purchases) = (&self.growth[m..m + STEP], &self.purchases[m..m + STEP]);
            for (ratio, w) in growth.iter().zip(purchases) {
                chance *= y * ratio;
                sum += chance * w;
            }
            m += STEP;
            // From here on the chances fall at least like ρⁱ, and W grows by one a stage at most.
            let next = m as f64;
            let ratio = y * ((self.shape + next) / (next + 1.0)).max(1.0);
            let rest = 1.0 - ratio;
            let left = chance * ratio * (self.purchases[m - 1] + 1.0 / rest);
            // Chances that have all vanished leave nothing to wait for.
            if rest > 0.0 && left <= 1e-17 * sum * rest && (sum > 0.0 || chance == 0.0) {
                return sum;
            }
        }
    }

    fn extend(&mut self) {
        for _ in 0..STEP {
            let m = self.growth.len() as f64;
            self.growth.push((self.shape + m) / (m + 1.0));
            let mut purchases = self.purchases.last().copied().unwrap_or(0.0);
            self.finished += 1;
            if self.finished == self.k {
                self.finished = 0;
                purchases += self.stayed;
                let stays = self.stays + self.counted;
                self.stayed *= stays / (self.a + stays);
                self.counted += 1.0;
            }
            self.purchases.push(purchases);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::math::quadrature::GaussLegendre;
    use crate::models::beta_posterior::{Fineness, nodes, purchases};
    use crate::models::horizon::Horizon;

    #[test]
    fn counting_and_averaging_over_the_chance_of_leaving_agree() {
        let rule = GaussLegendre::of(20);
        for (shape, rate, a, stays) in [
            (0.3, 5.0, 0.8, 2.4),
            (12.3, 60.0, 1.0, 14.0),
            (1e-6, 40.0, 0.01, 0.02),
            (50.0, 300.0, 30.0, 1e-3),
            (200.0, 400.0, 1e-4, 700.0),
        ] {
            for t in [1e-3, 1.0, 40.0, 200.0] {
                let mut series = PurchaseSeries::new(shape, (a, stays), 1, 0);
                if !series.reaches(t / rate) {
                    continue;
                }
                let nodes = nodes(a, stays, (shape + 1.0) * t / rate, Fineness::Exact);
                let average = purchases(&nodes, shape, rate, &Horizon::within(t), rule).value;
                let sum = series.at(t / rate);
                assert!(
                    (sum / average - 1.0).abs() < 1e-11,
                    "{shape} {t}: {sum} {average}"
                );
            }
        }
    }
}
