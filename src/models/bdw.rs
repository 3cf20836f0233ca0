//! BdW (Fader, Hardie, Liu, Davin & Steenburgh 2018, "How to project customer retention revisited", J. Interactive Marketing 43):
//! sBG whose customers' own chances to leave rise or fall with tenure. S(t) = B(α, β + tᶜ)/B(α, β); c = 1 is sBG.

use libm::{expm1, log, pow};

use super::contract::{ContractModel, Tenures};
use super::fit::{Fit, fit_plain};
use crate::math::beta::ln_beta_failures;
use crate::math::exp::exp;
use crate::math::jet::Jet;
use crate::math::newton::Eval;

/// Chance to leave ~ Beta(α, β), time stretched by c.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bdw {
    /// First shape.
    pub alpha: f64,
    /// Second shape.
    pub beta: f64,
    /// Above 1: a customer's chance to leave rises with tenure; below: it falls.
    pub c: f64,
}

impl Bdw {
    /// Stable id.
    pub const ID: &'static str = "bdw";
    /// Names of the parameters.
    pub const NAMES: [&'static str; 3] = ["alpha", "beta", "c"];

    /// From (α, β, c).
    #[must_use]
    pub const fn new([alpha, beta, c]: [f64; 3]) -> Self {
        Self { alpha, beta, c }
    }

    /// Maximum likelihood.
    #[must_use]
    pub fn fit(tenures: &Tenures) -> Fit<3> {
        let periods = tenures.periods();
        let mut likelihood = |theta: &[f64; 3]| {
            let p: [Jet<3>; 3] = std::array::from_fn(|i| Jet::exp_of_variable(i, theta[i]));
            let ln_survival: Vec<Jet<3>> = (0..=periods)
                .map(|t| {
                    if t == 0 {
                        return Jet::constant(0.0);
                    }
                    let stretched = p[2].scale(log(t as f64)).exp();
                    p[0].ln_beta_failures(&p[1], &stretched)
                })
                .collect();
            let mut sum = Jet::constant(0.0);
            for (t, &n) in tenures.left.iter().enumerate().filter(|(_, n)| **n > 0.0) {
                // ln(S(t) − S(t + 1)) = ln S(t) + ln(1 − e^u), u = ln S(t + 1) − ln S(t) < 0.
                let u = ln_survival[t + 1] - ln_survival[t];
                let (rest, ratio) = (-expm1(u.value), exp(u.value));
                let slope = -ratio / rest;
                let drop = u.chain(log(rest), slope, -ratio / (rest * rest));
                sum = sum + (ln_survival[t] + drop).scale(n);
            }
            for (t, &n) in tenures.stayed.iter().enumerate().filter(|(_, n)| **n > 0.0) {
                sum = sum + ln_survival[t].scale(n);
            }
            Eval {
                value: sum.value,
                gradient: sum.gradient,
                hessian: sum.hessian,
            }
        };
        let starts = [
            [1.0, 1.0, 1.0],
            [0.3, 1.5, 1.5],
            [2.0, 8.0, 0.7],
            // Hardly anybody leaves until late.
            [0.05, 1e6, 6.0],
        ]
        .map(|s| s.map(log));
        fit_plain(
            &mut likelihood,
            &starts,
            // β is the scale of tᶜ, which may be large.
            &[(-16.0, 18.0), (-16.0, 60.0), (-4.0, 4.0)],
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

impl ContractModel for Bdw {
    fn survival(&self, t: u32) -> f64 {
        if t == 0 {
            return 1.0;
        }
        exp(ln_beta_failures(
            self.alpha,
            self.beta,
            pow(f64::from(t), self.c),
        ))
    }
}
