//! Elementary functions in the forms that do not cancel or overflow.

use libm::{expm1, log, log1p, trunc};

use super::exp::exp;
/// ln(eᵃ + eᵇ) without overflow; −∞ is a legal branch of weight zero.
#[must_use]
pub fn log_sum_exp(a: f64, b: f64) -> f64 {
    let (high, low) = if a >= b { (a, b) } else { (b, a) };
    if low == f64::NEG_INFINITY {
        return high;
    }
    high + log1p(exp(low - high))
}

/// ln(1 + eᵈ).
#[must_use]
pub fn log1p_exp(d: f64) -> f64 {
    if d > 0.0 {
        d + log1p(exp(-d))
    } else {
        log1p(exp(d))
    }
}

/// 1 / (1 + e⁻ᵈ), accurate in relative terms on both sides.
#[must_use]
pub fn logistic(d: f64) -> f64 {
    if d >= 0.0 {
        1.0 / (1.0 + exp(-d))
    } else {
        let e = exp(d);
        e / (1.0 + e)
    }
}

/// (1 − e⁻ʸ) / y, continued smoothly through y = 0, where it is 1.
#[must_use]
pub fn one_minus_exp_over(y: f64) -> f64 {
    if y.abs() < 1e-9 {
        1.0 - 0.5 * y
    } else {
        -expm1(-y) / y
    }
}

/// The derivative of [`one_minus_exp_over`]: (e⁻ʸ(1 + y) − 1) / y².
#[must_use]
pub fn one_minus_exp_over_slope(y: f64) -> f64 {
    if y.abs() < 0.5 {
        // d/dy Σ (−y)ⁿ/(n+1)! = Σ (−1)ⁿ n yⁿ⁻¹/(n+1)!; 16 terms reach the last bit for |y| < ½.
        let mut sum = 0.0;
        let mut power = 1.0;
        let mut factorial = 2.0;
        for n in 1..=16 {
            let n = f64::from(n);
            sum -= n * power / factorial;
            power *= -y;
            factorial *= n + 2.0;
        }
        sum
    } else {
        (exp(-y) * (1.0 + y) - 1.0) / (y * y)
    }
}

/// Σ n·ln(factor) for many factors between 1 and 2: most counts n are 1, so the factors are multiplied and one logarithm is
/// taken of hundreds. The product's rounding is what the sum's would be.
#[derive(Clone, Copy, Debug)]
pub struct LogSum {
    product: f64,
    sum: f64,
}

/// So often a factor is multiplied rather than its logarithm taken; 2²⁰ more than the product's limit is no overflow.
const MOST_FACTORS: f64 = 20.0;

impl Default for LogSum {
    fn default() -> Self {
        Self {
            product: 1.0,
            sum: 0.0,
        }
    }
}

impl LogSum {
    /// Adds n·ln(factor), 1 ≤ factor ≤ 2.
    #[inline]
    pub fn add(&mut self, factor: f64, n: f64) {
        if n == 1.0 {
            self.product *= factor;
        } else if n <= MOST_FACTORS && n == trunc(n) {
            for _ in 0..n as u32 {
                self.product *= factor;
            }
        } else {
            self.sum += n * log(factor);
            return;
        }
        if self.product > 1e300 {
            self.sum += log(self.product);
            self.product = 1.0;
        }
    }

    /// The sum.
    #[must_use]
    pub fn sum(&self) -> f64 {
        self.sum + log(self.product)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_overflows_at_the_far_ends() {
        assert_eq!(log_sum_exp(-1e308, 5.0), 5.0);
        assert_eq!(
            log_sum_exp(f64::NEG_INFINITY, f64::NEG_INFINITY),
            f64::NEG_INFINITY
        );
        assert_eq!(log1p_exp(1e6), 1e6);
        assert_eq!(logistic(-1e6), 0.0);
        assert_eq!(logistic(1e6), 1.0);
    }

    #[test]
    fn the_slope_agrees_with_a_difference_on_both_sides_of_its_switch() {
        for y in [-3.0, -0.6, -0.4, -1e-3, 0.0, 1e-3, 0.4, 0.6, 3.0] {
            let h = 1e-5;
            let d = (one_minus_exp_over(y + h) - one_minus_exp_over(y - h)) / (2.0 * h);
            assert!((d - one_minus_exp_over_slope(y)).abs() < 1e-9, "{y}");
        }
    }

    #[test]
    fn a_logarithm_of_products_is_a_sum_of_logarithms() {
        let mut sum = LogSum::default();
        let mut plain = 0.0;
        for i in 0..5000 {
            let (factor, n) = (
                1.0 + f64::from(i % 97) / 97.0,
                f64::from(1 + i % 25) / f64::from(1 + i % 2),
            );
            sum.add(factor, n);
            plain += n * log(factor);
        }
        assert!((sum.sum() / plain - 1.0).abs() < 1e-13);
    }
}
