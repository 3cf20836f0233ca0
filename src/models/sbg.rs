//! sBG (Fader & Hardie 2007, "How to project customer retention", J. Interactive Marketing 21(1), 76–90): each period a customer
//! under contract leaves with a chance of their own, ~ Beta(α, β). S(t) = B(α, β + t)/B(α, β).

use libm::log;

use super::contract::{ContractModel, Tenures};
use super::fit::{Fit, fit_plain};
use crate::math::beta::ln_beta_failures;
use crate::math::exp::exp;
use crate::math::jet::Jet;
use crate::math::newton::Eval;

/// Chance to leave ~ Beta(α, β).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sbg {
    /// First shape.
    pub alpha: f64,
    /// Second shape.
    pub beta: f64,
}

impl Sbg {
    /// Stable id.
    pub const ID: &'static str = "sbg";
    /// Names of the parameters.
    pub const NAMES: [&'static str; 2] = ["alpha", "beta"];

    /// From (α, β).
    #[must_use]
    pub const fn new([alpha, beta]: [f64; 2]) -> Self {
        Self { alpha, beta }
    }

    /// Maximum likelihood.
    #[must_use]
    pub fn fit(tenures: &Tenures) -> Fit<2> {
        let mut likelihood = |theta: &[f64; 2]| {
            let (a, b) = (
                Jet::<2>::exp_of_variable(0, theta[0]),
                Jet::exp_of_variable(1, theta[1]),
            );
            let whole = a.ln_beta(&b);
            let mut sum = Jet::constant(0.0);
            for (t, &n) in tenures.left.iter().enumerate().filter(|(_, n)| **n > 0.0) {
                sum = sum + (a.plus(1.0).ln_beta(&b.plus(t as f64)) - whole).scale(n);
            }
            for (t, &n) in tenures.stayed.iter().enumerate().filter(|(_, n)| **n > 0.0) {
                sum = sum + (a.ln_beta(&b.plus(t as f64)) - whole).scale(n);
            }
            Eval {
                value: sum.value,
                gradient: sum.gradient,
                hessian: sum.hessian,
            }
        };
        let starts = [[1.0, 1.0], [0.5, 4.0], [5.0, 20.0]].map(|s| s.map(log));
        fit_plain(
            &mut likelihood,
            &starts,
            &[(-16.0, 16.0); 2],
            None,
            0.0,
            |theta| {
                if exp(theta[0] - theta[1]) < 1e-6 {
                    "nobody_leaves"
                } else if theta[0] > 5.0 {
                    "everyone_leaves_alike"
                } else {
                    "too_little_history"
                }
            },
        )
    }
}

impl ContractModel for Sbg {
    fn survival(&self, t: u32) -> f64 {
        exp(ln_beta_failures(self.alpha, self.beta, f64::from(t)))
    }

    fn retention(&self, t: u32) -> f64 {
        let t = f64::from(t.max(1));
        (self.beta + t - 1.0) / (self.alpha + self.beta + t - 1.0)
    }
}
