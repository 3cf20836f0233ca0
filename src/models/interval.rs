//! Quantiles of what may happen: counts of purchases and sums of spends, zero included.

#![allow(clippy::neg_cmp_op_on_partial_ord)] // a NaN must take the refusing branch

use libm::{expm1, log, log1p};

use crate::math::exp::exp;
use crate::math::gamma::ln_gamma;
use crate::math::normal::normal_quantile;

/// Chance that a stated interval leaves out on both sides together.
pub const OUTSIDE: f64 = 0.10;

/// The two probabilities between which a 90 % interval lies: 5 % and 95 %, but where nothing at all has a chance of 5 % or more
/// the interval begins at zero and leaves out the upper tenth only. Without this it would hold more than it says.
#[must_use]
pub fn tails(nothing: f64) -> (f64, f64) {
    if nothing >= 0.5 * OUTSIDE {
        (0.0, 1.0 - OUTSIDE)
    } else {
        (0.5 * OUTSIDE, 1.0 - 0.5 * OUTSIDE)
    }
}

/// The standard normal quantile of the upper end of a two-sided interval (1.645).
#[must_use]
pub fn two_sided() -> f64 {
    normal_quantile(1.0 - 0.5 * OUTSIDE)
}

/// Quantile of a gamma distribution with this mean and shape, by its standard normal quantile z
/// (Wilson & Hilferty 1931; Johnson, Kotz & Balakrishnan 1994, §17.5), and the power law of the lower tail where that goes below.
#[inline]
#[must_use]
pub fn gamma_quantile(mean: f64, shape: f64, probability: f64, z: f64) -> f64 {
    let ninth = 1.0 / (9.0 * shape);
    let root = 1.0 - ninth + z * ninth.sqrt();
    if root > 0.55 {
        return mean * root * root * root;
    }
    // P(X < q) = y^shape/Γ(shape + 1) (1 − y·shape/(shape + 1) + …) near zero, y = q·shape/mean, turned around to second order.
    let y = exp((log(probability) + ln_gamma(shape + 1.0)) / shape);
    mean / shape * y * (1.0 + y / (shape + 1.0))
}

/// Purchases of a customer who may have left: nothing with the chance 1 − `p_alive`, else a count with these moments
/// (negative binomial with the same mean and variance).
#[derive(Clone, Copy, Debug)]
pub struct Counts {
    /// P(alive).
    pub p_alive: f64,
    /// Mean given alive.
    pub mean: f64,
    /// E[N(N − 1)] given alive.
    pub factorial: f64,
}

impl Counts {
    /// P(N ≤ n).
    #[must_use]
    pub fn at_most(&self, n: u32) -> f64 {
        let alive = if self.mean > 0.0 {
            let (w, mut term) = self.spread();
            let mut sum = term;
            for n in 0..n {
                term *= self.ratio(w, f64::from(n));
                sum += term;
            }
            sum.min(1.0)
        } else {
            1.0
        };
        (1.0 - self.p_alive) + self.p_alive * alive
    }

    /// w, the share by which the variance exceeds the mean, and P(0), given alive.
    fn spread(&self) -> (f64, f64) {
        let extra = self.factorial / (self.mean * self.mean) - 1.0;
        let w = (extra * self.mean).max(0.0);
        let none = if w > 1e-9 {
            exp(-self.mean / w * log1p(w))
        } else {
            exp(-self.mean)
        };
        (w, none)
    }

    /// P(n + 1)/P(n) given alive; w = 0 is Poisson.
    fn ratio(&self, w: f64, n: f64) -> f64 {
        (self.mean + n * w) / ((1.0 + w) * (n + 1.0))
    }

    /// The smallest n with P(N ≤ n) ≥ `probability`.
    #[must_use]
    pub fn quantile(&self, probability: f64) -> f64 {
        let wanted = (probability - (1.0 - self.p_alive)) / self.p_alive;
        if !(wanted > 0.0) || self.mean <= 0.0 {
            return 0.0;
        }
        if self.mean > 60.0 {
            let extra = self.factorial / (self.mean * self.mean) - 1.0;
            let shape = 1.0 / (extra.max(0.0) + 1.0 / self.mean);
            let z = normal_quantile(wanted);
            return libm::ceil((gamma_quantile(self.mean, shape, wanted, z) - 0.5).max(0.0));
        }
        let (w, mut term) = self.spread();
        let mut sum = term;
        let mut n = 0.0;
        while sum < wanted && n < 10_000.0 {
            term *= self.ratio(w, n);
            n += 1.0;
            sum += term;
        }
        n
    }
}

/// A probability of all outcomes as one of those that are not zero.
fn share_of_some(probability: f64, nothing: f64) -> f64 {
    (probability - nothing) / (1.0 - nothing)
}

/// The two ends of the interval of [`tails`] as quantiles of what is positive.
#[derive(Clone, Copy, Debug, Default)]
pub struct Ends {
    /// Chance of zero.
    pub nothing: f64,
    /// Standard normal quantiles; NaN for an end at zero.
    low: f64,
    high: f64,
}

impl Ends {
    /// For a chance of zero.
    #[must_use]
    pub fn new(nothing: f64) -> Self {
        let (low, high) = tails(nothing);
        let within = |probability: f64| {
            let p = share_of_some(probability, nothing);
            if p > 0.0 {
                normal_quantile(p)
            } else {
                f64::NAN
            }
        };
        Self {
            nothing,
            low: within(low),
            high: within(high),
        }
    }

    /// The interval of a sum with this mean and variance (zeros included) that is zero with the chance of `nothing` and else
    /// positive, about gamma-distributed. The mean is always inside.
    #[must_use]
    pub fn interval(&self, mean: f64, variance: f64) -> (f64, f64) {
        let some = 1.0 - self.nothing;
        if !(mean > 0.0) || some <= 0.0 {
            return (0.0, mean.max(0.0));
        }
        let positive = mean / some;
        let spread = ((variance + mean * mean) / some - positive * positive)
            .max(1e-12 * positive * positive);
        let shape = positive * positive / spread;
        let (low, high) = tails(self.nothing);
        let at = |probability: f64, z: f64| {
            if z.is_nan() {
                return 0.0;
            }
            gamma_quantile(positive, shape, share_of_some(probability, self.nothing), z)
        };
        (at(low, self.low).min(mean), at(high, self.high).max(mean))
    }
}

/// An interval around a positive estimate whose logarithm has this standard deviation.
#[inline]
#[must_use]
pub fn log_normal(estimate: f64, sd: f64, z: f64) -> (f64, f64) {
    let factor = exp((z * sd).min(300.0));
    (estimate / factor, estimate * factor)
}

/// A log-normal interval with the given mean and variance: for sums over many customers, always positive.
#[must_use]
pub fn log_normal_moments(mean: f64, variance: f64, z: f64) -> (f64, f64) {
    if !(mean > 0.0) {
        return (0.0, 0.0);
    }
    let square = log1p(variance.max(0.0) / (mean * mean));
    let (center, sd) = (log(mean) - 0.5 * square, square.sqrt());
    (
        exp(center - z * sd).min(mean),
        exp(center + z * sd).max(mean),
    )
}

/// Mean factor of a log-normal whose logarithm has this standard deviation, minus 1: its relative variance.
#[inline]
#[must_use]
pub fn relative_variance(sd: f64) -> f64 {
    let square = sd.min(3.0) * sd.min(3.0);
    if square < 0.03 {
        // Five terms of the series reach 1e-11; most customers' parameters are known so well.
        return square
            * (1.0
                + square * (0.5 + square * (1.0 / 6.0 + square * (1.0 / 24.0 + square / 120.0))));
    }
    expm1(square)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gamma_quantiles_are_close_to_the_exact_ones() {
        // scipy.stats.gamma.ppf(q, k, scale=1/k), 5 digits (also in Pearson's tables of the incomplete gamma function)
        for (shape, q, exact) in [
            (1.0, 0.95, 2.995_7),
            (1.0, 0.05, 0.051_29),
            (4.0, 0.95, 1.938_4),
            (4.0, 0.05, 0.341_58),
            (0.5, 0.9, 2.705_5),
        ] {
            let got = gamma_quantile(1.0, shape, q, normal_quantile(q));
            assert!((got / exact - 1.0).abs() < 0.03, "{shape} {q}: {got}");
        }
    }

    #[test]
    fn a_certain_poisson_has_its_textbook_quantiles() {
        let counts = Counts {
            p_alive: 1.0,
            mean: 4.0,
            factorial: 16.0,
        };
        // P(N ≤ 1) = 0.0916, P(N ≤ 0) = 0.0183; P(N ≤ 7) = 0.9489, P(N ≤ 8) = 0.9786
        assert_eq!(counts.quantile(0.05), 1.0);
        assert_eq!(counts.quantile(0.95), 8.0);
        let gone = Counts {
            p_alive: 0.05,
            ..counts
        };
        assert_eq!(gone.quantile(0.9), 0.0);
    }
}
