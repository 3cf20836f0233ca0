//! Gamma-Gamma spend (Fader & Hardie 2013, "The Gamma-Gamma model of monetary value", note 025; Fader, Hardie & Lee 2005,
//! "RFM and CLV", J. Marketing Research 42(4), 415–430). The papers' γ is called v here.
//!
//! ```text
//! ln L = ln Γ(px + q) − ln Γ(px) − ln Γ(q) + q ln v + px ln x + (px − 1) ln m − (px + q) ln(v + xm)
//! ```

use libm::log;

use super::fit::{Fit, Prior, fit_plain};
use crate::math::exp::exp;
use crate::math::gamma::{digamma, ln_gamma, ln_rising, trigamma};
use crate::math::newton::Eval;

/// Customers above which the first climbs are done on some of them only.
const THIN_ABOVE: usize = 20_000;
/// How many.
const THIN_TO: usize = 5_000;

/// Spend per purchase ~ Gamma(p, ν); ν ~ Gamma(q, v) over customers. Independent of how often they buy.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GammaGamma {
    /// Shape of a customer's spends.
    pub p: f64,
    /// Shape of the differences between customers; the mean exists only for q > 1.
    pub q: f64,
    /// Scale, in money.
    pub v: f64,
}

/// Repeat customers: repeat counts and mean repeat spends, one entry each.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Spends {
    /// x, at least 1.
    pub x: Vec<u32>,
    /// m_x, above 0.
    pub mean: Vec<f64>,
    /// Customers behind each entry; `None` = one each.
    pub weight: Option<Vec<f64>>,
}

impl Spends {
    /// Keeps the entries the model can use: x ≥ 1 and a finite mean above 0.
    #[must_use]
    pub fn usable(x: &[u32], mean: &[f64], weight: Option<&[f64]>) -> Self {
        let keep: Vec<usize> = (0..x.len().min(mean.len()))
            .filter(|&i| x[i] > 0 && mean[i] > 0.0 && mean[i].is_finite())
            .collect();
        Self {
            x: keep.iter().map(|&i| x[i]).collect(),
            mean: keep.iter().map(|&i| mean[i]).collect(),
            weight: weight.map(|w| keep.iter().map(|&i| w[i]).collect()),
        }
    }

    fn weight_of(&self, i: usize) -> f64 {
        self.weight.as_ref().map_or(1.0, |w| w[i])
    }

    /// Every `stride`-th entry: a cheap likeness for finding a starting point.
    fn thinned(&self, stride: usize) -> Self {
        Self {
            x: self.x.iter().copied().step_by(stride).collect(),
            mean: self.mean.iter().copied().step_by(stride).collect(),
            weight: self
                .weight
                .as_ref()
                .map(|w| w.iter().copied().step_by(stride).collect()),
        }
    }

    /// Number of customers.
    #[must_use]
    pub fn customers(&self) -> f64 {
        (0..self.x.len()).map(|i| self.weight_of(i)).sum()
    }

    /// Mean over customers of their mean repeat spends; 1 without any.
    #[must_use]
    pub fn scale(&self) -> f64 {
        let n = self.customers();
        let sum: f64 = (0..self.x.len())
            .map(|i| self.mean[i] * self.weight_of(i))
            .sum();
        if n > 0.0 && sum > 0.0 && (sum / n).is_finite() {
            sum / n
        } else {
            1.0
        }
    }
}

/// What all customers with one x share at the current parameters.
#[derive(Clone, Copy, Default)]
struct AtCount {
    x: f64,
    constant: f64,
    psi_pxq: f64,
    psi_px: f64,
    psi1_pxq: f64,
    psi1_px: f64,
}

impl GammaGamma {
    /// Names of the parameters.
    pub const NAMES: [&'static str; 3] = ["p", "q", "v"];

    /// From (p, q, v).
    #[must_use]
    pub const fn new([p, q, v]: [f64; 3]) -> Self {
        Self { p, q, v }
    }

    /// Maximum likelihood; with a prior (on the logarithms of p, q and v relative to the mean spend) the most probable parameters.
    #[must_use]
    pub fn fit(spends: &Spends, prior: Option<&Prior<3>>) -> Fit<3> {
        // Money in units of the mean spend: scaling all amounts then scales v and nothing else.
        let scale = spends.scale();
        let bounds = [(-12.0, 22.0), (-12.0, 22.0), (-40.0, 40.0)];
        let verdict = |theta: &[f64; 3]| {
            if theta[0] > 6.0 {
                "spend_never_varies"
            } else if theta[1] > 6.0 {
                "everyone_spends_alike"
            } else {
                "too_few_repeat_spends"
            }
        };
        let climb = |spends: &Spends, starts: &[[f64; 3]]| {
            let prepared = Prepared::new(spends, scale);
            let mut likelihood = |theta: &[f64; 3]| prepared.eval(theta);
            fit_plain(
                &mut likelihood,
                starts,
                &bounds,
                prior,
                spends.customers(),
                verdict,
            )
        };
        let starts = [(3.0, 4.0), (1.0, 2.0), (10.0, 1.5), (30.0, 30.0)]
            .map(|(p, q): (f64, f64)| [log(p), log(q), log((q - 1.0) / p)]);
        // Each spends the same every time, everyone differently; and the other way round.
        let starts = [&starts[..], &[[6.0, -0.7, -7.0], [-0.7, 9.0, 9.7]]].concat();
        let mut fit = if spends.x.len() > THIN_ABOVE {
            let near = climb(&spends.thinned(spends.x.len() / THIN_TO), &starts);
            climb(spends, &[near.params.map(log)])
        } else {
            climb(spends, &starts)
        };
        fit.params[2] *= scale;
        if let Some(errors) = &mut fit.standard_errors {
            errors[2] *= scale;
        }
        fit.log_likelihood -= spends.customers() * log(scale);
        fit
    }

    /// Log-likelihood of one customer's mean spend.
    #[must_use]
    pub fn log_likelihood(&self, x: u32, mean: f64) -> f64 {
        let px = self.p * f64::from(x);
        let q = self.q;
        let xm = f64::from(x) * mean;
        // px ln(xm) − px ln(v + xm) and q ln v − q ln(v + xm), each as one logarithm of a ratio.
        ln_rising(px, q)
            - ln_gamma(q)
            - log(mean)
            - px * libm::log1p(self.v / xm)
            - q * libm::log1p(xm / self.v)
    }

    /// Expected spend per future purchase: p(v + xm)/(px + q − 1), between the customer's mean and the population's.
    /// `None` where it does not exist.
    #[must_use]
    pub fn expected_spend(&self, x: u32, mean: f64) -> Option<f64> {
        let x = f64::from(x);
        let total = if x > 0.0 { x * mean } else { 0.0 };
        let below = self.p * x + self.q - 1.0;
        (below > 0.0).then(|| self.p * (self.v + total) / below)
    }

    /// Mean spend over all customers, pv/(q − 1); `None` for q ≤ 1.
    #[must_use]
    pub fn population_mean(&self) -> Option<f64> {
        self.expected_spend(0, 0.0)
    }

    /// Relative variance (squared coefficient of variation) of (a customer's spend level, one purchase around that level) given the data;
    /// levels without a second moment are cut at 1 each.
    #[must_use]
    pub fn relative_variance(&self, x: u32) -> (f64, f64) {
        let shape = self.p * f64::from(x) + self.q;
        if shape <= 2.0 {
            return (1.0, 2.0 / self.p);
        }
        let level = 1.0 / (shape - 2.0);
        (
            level.min(1.0),
            (level.min(1.0) + 1.0) / self.p + level.min(1.0),
        )
    }
}

/// Data in units of the mean spend with the sums that stay the same.
struct Prepared {
    counts: Vec<u32>,
    /// (index of x, weight, x · m)
    rows: Vec<(u32, f64, f64)>,
    /// Per distinct x: weight, Σ weight ln m.
    totals: Vec<(f64, f64)>,
}

impl Prepared {
    fn new(spends: &Spends, scale: f64) -> Self {
        let mut counts = spends.x.clone();
        counts.sort_unstable();
        counts.dedup();
        let mut totals = vec![(0.0, 0.0); counts.len()];
        let rows = (0..spends.x.len())
            .map(|i| {
                let index = counts.binary_search(&spends.x[i]).unwrap_or(0);
                let (weight, mean) = (spends.weight_of(i), spends.mean[i] / scale);
                totals[index].0 += weight;
                totals[index].1 += weight * log(mean);
                (index as u32, weight, f64::from(spends.x[i]) * mean)
            })
            .collect();
        Self {
            counts,
            rows,
            totals,
        }
    }

    fn eval(&self, theta: &[f64; 3]) -> Eval<3> {
        let natural = theta.map(exp);
        let [p, q, v] = natural;
        let (ln_v, psi_q, psi1_q) = (log(v), digamma(q), trigamma(q));
        let at: Vec<AtCount> = self
            .counts
            .iter()
            .map(|&x| {
                let x = f64::from(x);
                let px = p * x;
                AtCount {
                    x,
                    constant: ln_rising(px, q) - ln_gamma(q) + q * ln_v + px * log(x),
                    psi_pxq: digamma(px + q),
                    psi_px: digamma(px),
                    psi1_pxq: trigamma(px + q),
                    psi1_px: trigamma(px),
                }
            })
            .collect();
        let (mut value, mut g, mut h) = (0.0, [0.0; 3], [[0.0; 3]; 3]);
        for (c, &(n, ln_m)) in at.iter().zip(&self.totals) {
            let x = c.x;
            value += n * c.constant + (p * x - 1.0) * ln_m;
            g[0] += n * x * (c.psi_pxq - c.psi_px + log(x)) + x * ln_m;
            g[1] += n * (c.psi_pxq - psi_q + ln_v);
            g[2] += n * q / v;
            h[0][0] += n * x * x * (c.psi1_pxq - c.psi1_px);
            h[0][1] += n * x * c.psi1_pxq;
            h[1][1] += n * (c.psi1_pxq - psi1_q);
            h[1][2] += n / v;
            h[2][2] -= n * q / (v * v);
        }
        for &(index, n, total) in &self.rows {
            let x = at[index as usize].x;
            let below = v + total;
            let (ln_below, inverse) = (n * log(below), n / below);
            let shape = p * x + q;
            value -= shape * ln_below;
            g[0] -= x * ln_below;
            g[1] -= ln_below;
            g[2] -= shape * inverse;
            h[0][2] -= x * inverse;
            h[1][2] -= inverse;
            h[2][2] += shape * inverse / below;
        }
        Eval::in_logarithms(value, &natural, &g, &h)
    }
}

/// Pearson correlation of repeat count and mean repeat spend with its 90 % interval (Fisher's z); the model assumes none.
#[must_use]
pub fn spend_correlation(spends: &Spends) -> Option<(f64, f64, f64)> {
    let n = spends.customers();
    if spends.x.len() < 5 {
        return None;
    }
    let mean = |f: &dyn Fn(usize) -> f64| -> f64 {
        (0..spends.x.len())
            .map(|i| spends.weight_of(i) * f(i))
            .sum::<f64>()
            / n
    };
    let (x_0, m_0) = (mean(&|i| f64::from(spends.x[i])), mean(&|i| spends.mean[i]));
    let dx = |i: usize| f64::from(spends.x[i]) - x_0;
    let dm = |i: usize| spends.mean[i] - m_0;
    let (xx, mm, xm) = (
        mean(&|i| dx(i) * dx(i)),
        mean(&|i| dm(i) * dm(i)),
        mean(&|i| dx(i) * dm(i)),
    );
    if !(xx > 0.0 && mm > 0.0) {
        return None;
    }
    let correlation = (xm / (xx * mm).sqrt()).clamp(-1.0, 1.0);
    let z = libm::atanh(correlation.clamp(-0.999_999, 0.999_999));
    let half = crate::math::normal::normal_quantile(0.95) / (n - 3.0).max(1.0).sqrt();
    Some((correlation, libm::tanh(z - half), libm::tanh(z + half)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fader & Hardie 2013: E(M | m, x) is a weighted mean of the population's and the customer's own mean.
    #[test]
    fn the_expected_spend_lies_between_the_two_means() {
        let model = GammaGamma::new([6.25, 3.74, 15.44]);
        let population = model.population_mean().expect("q > 1");
        assert!((population - 6.25 * 15.44 / 2.74).abs() < 1e-12);
        let spend = model.expected_spend(3, 80.0).expect("exists");
        let weight = (3.74 - 1.0) / (6.25 * 3.0 + 3.74 - 1.0);
        assert!((spend - (weight * population + (1.0 - weight) * 80.0)).abs() < 1e-9);
        assert_eq!(GammaGamma::new([6.0, 0.9, 15.0]).population_mean(), None);
    }

    #[test]
    fn scaling_money_scales_v_and_nothing_else() {
        let x: Vec<u32> = (0..200).map(|i| 1 + i % 7).collect();
        let mean: Vec<f64> = (0..200).map(|i| 20.0 + f64::from((i * 37) % 83)).collect();
        let cents: Vec<f64> = mean.iter().map(|m| m * 100.0).collect();
        let a = GammaGamma::fit(&Spends::usable(&x, &mean, None), None);
        let b = GammaGamma::fit(&Spends::usable(&x, &cents, None), None);
        assert!((a.params[0] / b.params[0] - 1.0).abs() < 1e-8);
        assert!((a.params[2] * 100.0 / b.params[2] - 1.0).abs() < 1e-8);
    }
}
