//! The normal distribution.

use libm::{erfc, exp, log, sqrt};

/// Φ(z).
#[must_use]
pub fn normal_cdf(z: f64) -> f64 {
    0.5 * erfc(-z * std::f64::consts::FRAC_1_SQRT_2)
}

/// Φ⁻¹(p) for 0 < p < 1: Abramowitz & Stegun 26.2.23 as a start, then Halley steps on [`normal_cdf`].
#[must_use]
pub fn normal_quantile(p: f64) -> f64 {
    if p <= 0.0 {
        return f64::NEG_INFINITY;
    }
    if p >= 1.0 {
        return f64::INFINITY;
    }
    let tail = p.min(1.0 - p);
    let t = sqrt(-2.0 * log(tail));
    let mut z = (2.515_517 + t * (0.802_853 + t * 0.010_328))
        / (1.0 + t * (1.432_788 + t * (0.189_269 + t * 0.001_308)))
        - t;
    for _ in 0..3 {
        let density = exp(-0.5 * z * z) / sqrt(2.0 * std::f64::consts::PI);
        let error = (normal_cdf(z) - tail) / density;
        z -= error / (1.0 + 0.5 * z * error);
    }
    if p <= 0.5 { z } else { -z }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// mpmath 1.3.0: √2 · erfinv(2p − 1).
    #[test]
    fn quantiles_agree_with_mpmath() {
        for (p, z) in [
            (0.95, 1.644_853_626_951_472_7),
            (0.05, -1.644_853_626_951_472_7),
            (1e-10, -6.361_340_902_404_056),
            (0.8413, 0.999_815_093_614_744_4),
        ] {
            assert!((normal_quantile(p) - z).abs() < 1e-11, "{p}");
        }
        assert!(normal_quantile(0.5).abs() < 1e-15);
    }
}
