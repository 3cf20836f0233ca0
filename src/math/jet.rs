//! Numbers that carry their exact gradient and Hessian: for the models that are not on the hot path.

use std::ops::{Add, Mul, Neg, Sub};

use libm::{exp, log, log1p};

use super::gamma::{digamma, ln_gamma, trigamma};
use super::linear::Matrix;

/// A value with first and second derivatives in `N` variables.
#[derive(Clone, Copy, Debug)]
pub struct Jet<const N: usize> {
    /// The value.
    pub value: f64,
    /// First derivatives.
    pub gradient: [f64; N],
    /// Second derivatives.
    pub hessian: Matrix<N>,
}

impl<const N: usize> Jet<N> {
    /// A number that does not vary.
    #[must_use]
    pub fn constant(value: f64) -> Self {
        Self {
            value,
            gradient: [0.0; N],
            hessian: [[0.0; N]; N],
        }
    }

    /// exp of the i-th variable: natural parameters as functions of their logarithms.
    #[must_use]
    pub fn exp_of_variable(i: usize, log_value: f64) -> Self {
        let value = exp(log_value);
        let mut jet = Self::constant(value);
        jet.gradient[i] = value;
        jet.hessian[i][i] = value;
        jet
    }

    /// f(self), given f, f′ and f″ at the value.
    #[must_use]
    pub fn chain(&self, f: f64, slope: f64, curvature: f64) -> Self {
        let mut out = Self::constant(f);
        for i in 0..N {
            out.gradient[i] = slope * self.gradient[i];
            for j in 0..N {
                out.hessian[i][j] =
                    slope * self.hessian[i][j] + curvature * self.gradient[i] * self.gradient[j];
            }
        }
        out
    }

    /// ln(self).
    #[must_use]
    pub fn ln(&self) -> Self {
        let v = self.value;
        self.chain(log(v), 1.0 / v, -1.0 / (v * v))
    }

    /// ln(1 + self).
    #[must_use]
    pub fn ln_1p(&self) -> Self {
        let v = self.value;
        let inverse = 1.0 / (1.0 + v);
        self.chain(log1p(v), inverse, -inverse * inverse)
    }

    /// exp(self).
    #[must_use]
    pub fn exp(&self) -> Self {
        let e = exp(self.value);
        self.chain(e, e, e)
    }

    /// ln Γ(self).
    #[must_use]
    pub fn ln_gamma(&self) -> Self {
        let v = self.value;
        self.chain(ln_gamma(v), digamma(v), trigamma(v))
    }

    /// ln B(self, other).
    #[must_use]
    pub fn ln_beta(&self, other: &Self) -> Self {
        self.ln_gamma() + other.ln_gamma() - (*self + *other).ln_gamma()
    }

    /// self ÷ other, both above 0.
    #[must_use]
    pub fn over(&self, other: &Self) -> Self {
        (self.ln() - other.ln()).exp()
    }

    /// ln B(self, b + n) − ln B(self, b): the log-probability that n trials with Beta(self, b) chance all fail.
    #[must_use]
    pub fn ln_beta_failures(&self, b: &Self, n: &Self) -> Self {
        let after = *b + *n;
        if b.value < 1e4 {
            return self.ln_beta(&after) - self.ln_beta(b);
        }
        // ln Γ(b + a) − ln Γ(b) = a ln b + (b + a − ½) ln(1 + a/b) − a + …, the difference of two Stirling series: no large logarithms
        // are left to cancel. The next term is below 1e-14.
        let rest = |b: &Self| {
            let (sum, ratio) = (*self + *b, self.over(b));
            let twelfth = |z: &Self| z.ln().scale(-1.0).exp().scale(1.0 / 12.0);
            sum.plus(-0.5) * ratio.ln_1p() + twelfth(&sum) - twelfth(b)
        };
        rest(b) - rest(&after) - *self * n.over(b).ln_1p()
    }

    /// ln(eᵃ + eᵇ).
    #[must_use]
    pub fn log_sum_exp(&self, other: &Self) -> Self {
        let (high, low) = if self.value >= other.value {
            (self, other)
        } else {
            (other, self)
        };
        *high + (*low - *high).exp().ln_1p()
    }

    /// self × factor.
    #[must_use]
    pub fn scale(&self, factor: f64) -> Self {
        self.chain(self.value * factor, factor, 0.0)
    }

    /// self + number.
    #[must_use]
    pub fn plus(&self, number: f64) -> Self {
        let mut out = *self;
        out.value += number;
        out
    }
}

impl<const N: usize> Add for Jet<N> {
    type Output = Self;
    fn add(mut self, other: Self) -> Self {
        self.value += other.value;
        for i in 0..N {
            self.gradient[i] += other.gradient[i];
            for j in 0..N {
                self.hessian[i][j] += other.hessian[i][j];
            }
        }
        self
    }
}

impl<const N: usize> Neg for Jet<N> {
    type Output = Self;
    fn neg(self) -> Self {
        self.scale(-1.0)
    }
}

impl<const N: usize> Sub for Jet<N> {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        self + -other
    }
}

impl<const N: usize> Mul for Jet<N> {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        let mut out = Self::constant(self.value * other.value);
        for i in 0..N {
            out.gradient[i] = self.value * other.gradient[i] + other.value * self.gradient[i];
            for j in 0..N {
                out.hessian[i][j] = self.value * other.hessian[i][j]
                    + other.value * self.hessian[i][j]
                    + self.gradient[i] * other.gradient[j]
                    + self.gradient[j] * other.gradient[i];
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failures_by_both_forms_have_the_same_derivatives() {
        for (a, b, n) in [(0.7, 9.22, 1.0), (-2.0, 9.3, 9.0), (6.0, 10.0, 8.0)] {
            let [a, b, n] = [(0, a), (1, b), (2, n)].map(|(i, v)| Jet::<3>::exp_of_variable(i, v));
            let plain = a.ln_beta(&(b + n)) - a.ln_beta(&b);
            let stable = a.ln_beta_failures(&b, &n);
            let exact = crate::math::beta::ln_beta_failures(a.value, b.value, n.value);
            assert!((stable.value / exact - 1.0).abs() < 1e-9, "{stable:?}");
            for i in 0..3 {
                let close = |u: f64, v: f64| (u - v).abs() < 1e-6 * (u.abs() + exact.abs());
                assert!(close(stable.gradient[i], plain.gradient[i]));
                assert!((0..3).all(|j| close(stable.hessian[i][j], plain.hessian[i][j])));
            }
        }
    }

    #[test]
    fn derivatives_agree_with_differences() {
        let f = |t: [f64; 2]| {
            let a = Jet::<2>::exp_of_variable(0, t[0]);
            let b = Jet::<2>::exp_of_variable(1, t[1]);
            a.ln_beta(&b.plus(2.0)).log_sum_exp(&(a * b).ln())
        };
        let at = [0.3, -0.4];
        let jet = f(at);
        let h = 1e-5;
        for i in 0..2 {
            let (mut up, mut down) = (at, at);
            up[i] += h;
            down[i] -= h;
            let (up, down) = (f(up), f(down));
            assert!(((up.value - down.value) / (2.0 * h) - jet.gradient[i]).abs() < 1e-8);
            for j in 0..2 {
                let d = (up.gradient[j] - down.gradient[j]) / (2.0 * h);
                assert!((d - jet.hessian[i][j]).abs() < 1e-8);
            }
        }
    }
}
