//! BG/BB (Fader, Hardie & Shang 2010, Marketing Science 29(6), 1086–1108): purchases at discrete opportunities, once each at most.
//!
//! With x purchases, the last at opportunity t_x, of n opportunities, the likelihood is a sum of positive branches (eq. 5):
//! alive at n, or left after opportunity t_x + i for i = 0 … n − t_x − 1.

use libm::log;

use super::fit::{Fit, Prior, fit_plain};
use crate::math::beta::ln_beta_failures;
use crate::math::exp::exp;
use crate::math::jet::Jet;
use crate::math::newton::Eval;
use crate::math::places::sorted_places;
use crate::math::stable::log_sum_exp;

/// Chance to buy ~ Beta(α, β), chance to leave before an opportunity ~ Beta(γ, δ).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BgBb {
    /// First shape of the chance to buy.
    pub alpha: f64,
    /// Second shape of the chance to buy.
    pub beta: f64,
    /// First shape of the chance to leave.
    pub gamma: f64,
    /// Second shape of the chance to leave.
    pub delta: f64,
}

/// Customers with equal history.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Opportunities {
    /// Purchases at the opportunities.
    pub x: u32,
    /// Opportunity of the last purchase; 0 without any.
    pub t_x: u32,
    /// Opportunities so far.
    pub n: u32,
    /// Customers who share this.
    pub weight: f64,
}

impl Opportunities {
    fn is_sound(&self) -> bool {
        self.x <= self.t_x
            && self.t_x <= self.n
            && (self.x == 0) == (self.t_x == 0)
            && self.weight >= 0.0
    }
}

impl BgBb {
    /// Stable id.
    pub const ID: &'static str = "bg-bb";
    /// Names of the parameters.
    pub const NAMES: [&'static str; 4] = ["alpha", "beta", "gamma", "delta"];

    /// From (α, β, γ, δ).
    #[must_use]
    pub const fn new([alpha, beta, gamma, delta]: [f64; 4]) -> Self {
        Self {
            alpha,
            beta,
            gamma,
            delta,
        }
    }

    /// Maximum likelihood. Histories that cannot be (more purchases than opportunities …) are left out, equal ones counted once.
    #[must_use]
    pub fn fit(base: &[Opportunities], prior: Option<&Prior<4>>) -> Fit<4> {
        let key = |i: usize| (base[i].n, base[i].t_x, base[i].x);
        let mut sound: Vec<Opportunities> = sorted_places(base.len(), &|a, b| key(a).cmp(&key(b)))
            .iter()
            .map(|&i| base[i as usize])
            .filter(Opportunities::is_sound)
            .collect();
        sound.dedup_by(|next, first| {
            let equal = (next.n, next.t_x, next.x) == (first.n, first.t_x, first.x);
            if equal {
                first.weight += next.weight;
            }
            equal
        });
        let mut likelihood = |theta: &[f64; 4]| {
            let p: [Jet<4>; 4] = std::array::from_fn(|i| Jet::exp_of_variable(i, theta[i]));
            let below = p[0].ln_beta(&p[1]) + p[2].ln_beta(&p[3]);
            let mut sum = Jet::constant(0.0);
            for c in &sound {
                sum = sum + (ln_branches(&p, c) - below).scale(c.weight);
            }
            Eval {
                value: sum.value,
                gradient: sum.gradient,
                hessian: sum.hessian,
            }
        };
        let starts = [
            [1.0, 1.0, 0.5, 3.0],
            [0.5, 2.0, 0.3, 1.0],
            [3.0, 3.0, 1.0, 10.0],
            // A share leaves at once and the others stay; some always buy and the others never.
            [1.0, 1.0, 0.05, 0.05],
            [0.05, 0.05, 0.3, 1.0],
            [0.05, 0.05, 30.0, 100.0],
        ]
        .map(|s| s.map(log));
        fit_plain(
            &mut likelihood,
            &starts,
            &[(-16.0, 16.0); 4],
            prior,
            0.0,
            |theta| {
                if exp(theta[2] - theta[3]) < 1e-4 {
                    "nobody_leaves"
                } else if theta[2].max(theta[3]) < -6.0 {
                    "everyone_leaves_at_once"
                } else if theta[0] > 5.0 && theta[1] > 5.0 {
                    "everyone_buys_alike"
                } else {
                    "too_little_history"
                }
            },
        )
    }

    fn ln_alive(&self, c: &Opportunities) -> f64 {
        self.ln_buying(c.x, c.n) + ln_beta_failures(self.gamma, self.delta, f64::from(c.n))
    }

    /// ln of the chance of this very sequence of x purchases among n opportunities.
    fn ln_buying(&self, x: u32, n: u32) -> f64 {
        let (x, n) = (f64::from(x), f64::from(n));
        // All purchases first, then all failures: the order does not matter.
        ln_beta_failures(self.beta, self.alpha, x)
            + ln_beta_failures(self.alpha + x, self.beta, n - x)
    }

    /// Log-likelihood of one customer.
    #[must_use]
    pub fn log_likelihood(&self, c: &Opportunities) -> f64 {
        let mut sum = self.ln_alive(c);
        for i in c.t_x..c.n {
            let stayed = ln_beta_failures(self.gamma, self.delta, f64::from(i));
            let left = log(self.gamma / (self.gamma + self.delta + f64::from(i)));
            sum = log_sum_exp(sum, self.ln_buying(c.x, i) + stayed + left);
        }
        sum
    }

    /// P(alive) at opportunity n + `later`.
    #[must_use]
    pub fn p_alive(&self, c: &Opportunities, later: u32) -> f64 {
        let still = ln_beta_failures(self.gamma, self.delta + f64::from(c.n), f64::from(later));
        exp(self.ln_alive(c) - self.log_likelihood(c) + still).min(1.0)
    }

    /// Expected purchases at the next `opportunities`, the i-th counting (1 + d)⁻ⁱ with d the `discount` per opportunity: the sum of
    /// the chances to be alive at each (the paper's eq. 13 in closed form divides by γ − 1; this does not).
    #[must_use]
    pub fn expected_purchases(&self, c: &Opportunities, opportunities: u32, discount: f64) -> f64 {
        let n = f64::from(c.n);
        let buys = (self.alpha + f64::from(c.x)) / (self.alpha + self.beta + n);
        let (mut stayed, mut factor, mut sum) = (1.0, 1.0, 0.0);
        for i in 0..opportunities {
            let i = f64::from(i);
            stayed *= (self.delta + n + i) / (self.gamma + self.delta + n + i);
            factor /= 1.0 + discount;
            sum += stayed * factor;
        }
        self.p_alive(c, 0) * buys * sum
    }
}

/// ln of the sum of all branches, times B(α, β) B(γ, δ).
fn ln_branches(p: &[Jet<4>; 4], c: &Opportunities) -> Jet<4> {
    let (x, n) = (f64::from(c.x), f64::from(c.n));
    let buying = |n: f64| p[0].plus(x).ln_beta(&p[1].plus(n - x));
    let mut sum = buying(n) + p[2].ln_beta(&p[3].plus(n));
    for i in c.t_x..c.n {
        let i = f64::from(i);
        sum = sum.log_sum_exp(&(buying(i) + p[2].plus(1.0).ln_beta(&p[3].plus(i))));
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Published estimates for the donations of FHS 2010.
    const DONATIONS: BgBb = BgBb::new([1.204, 0.750, 0.657, 2.783]);

    fn sequences(x: u32, t_x: u32) -> f64 {
        // Purchases before the last one can stand anywhere.
        if x == 0 {
            return 1.0;
        }
        (1..x).fold(1.0, |c, i| c * f64::from(t_x - i) / f64::from(i))
    }

    #[test]
    fn all_histories_together_have_chance_one() {
        let mut sum = 0.0;
        for t_x in 0..=6 {
            for x in u32::from(t_x > 0)..=t_x {
                let c = Opportunities {
                    x,
                    t_x,
                    n: 6,
                    weight: 1.0,
                };
                sum += sequences(x, t_x) * exp(DONATIONS.log_likelihood(&c));
            }
        }
        assert!((sum - 1.0).abs() < 1e-12, "{sum}");
    }

    #[test]
    fn a_fit_to_the_models_own_chances_finds_its_parameters() {
        let mut base = Vec::new();
        for t_x in 0..=10 {
            for x in u32::from(t_x > 0)..=t_x {
                let mut c = Opportunities {
                    x,
                    t_x,
                    n: 10,
                    weight: 1.0,
                };
                c.weight = 10_000.0 * sequences(x, t_x) * exp(DONATIONS.log_likelihood(&c));
                base.push(c);
            }
        }
        let fit = BgBb::fit(&base, None);
        for (got, expected) in fit.params.iter().zip([1.204, 0.750, 0.657, 2.783]) {
            assert!((got / expected - 1.0).abs() < 1e-6, "{:?}", fit.params);
        }
    }
}
