//! NBD (Ehrenberg 1959, Applied Statistics 8(1), 26–41; Morrison & Schmittlein 1988): nobody ever leaves. The benchmark to beat.

use libm::{log, log1p};

use super::data::{Customer, Triples};
use super::fit::{Fit, Prior, fit_plain};
use super::horizon::Horizon;
use super::outlook::{BaseModel, LeftOdds, Outlook};
use super::purchasing::Purchasing;
use super::timing::TimingModel;
use crate::math::exp::exp;
use crate::math::gamma::{ln_gamma, ln_rising};
use crate::math::newton::Eval;

/// Purchase rate λ ~ Gamma(r, α).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Nbd {
    /// Shape of the purchase rates.
    pub r: f64,
    /// Rate of the purchase rates, in units of time.
    pub alpha: f64,
}

impl Nbd {
    /// Stable id.
    pub const ID: &'static str = "nbd";
    /// Names of the parameters.
    pub const NAMES: [&'static str; 2] = ["r", "alpha"];

    /// From (r, α).
    #[must_use]
    pub const fn new([r, alpha]: [f64; 2]) -> Self {
        Self { r, alpha }
    }

    /// Maximum likelihood of the purchase times (not of the bare counts), so that it compares with the other models'.
    #[must_use]
    pub fn fit(triples: &Triples, prior: Option<&Prior<2>>) -> Fit<2> {
        let purchasing = Purchasing::new(triples, 1);
        let mut times = Vec::new();
        let mut likelihood = |theta: &[f64; 2]| {
            let natural = theta.map(exp);
            let (mut value, mut g, mut h) = (0.0, [0.0; 2], [[0.0; 2]; 2]);
            purchasing.at_times(natural[1], &mut times);
            purchasing.add((natural[0], natural[1]), &times, &mut value, &mut g, &mut h);
            Eval::in_logarithms(value, &natural, &g, &h)
        };
        let scale = log(triples.time_scale());
        let rate = log(triples.repeat_purchases.max(0.5) / triples.exposure.max(f64::MIN_POSITIVE));
        let starts = [1.0, 0.2, 10.0].map(|r: f64| [log(r), log(r) - rate]);
        fit_plain(
            &mut likelihood,
            &starts,
            &[(-20.0, 18.0), (scale - 24.0, scale + 24.0)],
            prior,
            triples.customers,
            |theta| {
                if triples.repeat_purchases == 0.0 {
                    "no_repeat_purchases"
                } else if theta[0] > 5.0 {
                    "everyone_buys_alike"
                } else {
                    "too_little_history"
                }
            },
        )
    }

    fn expected(&self, c: &Customer, horizon: &Horizon) -> f64 {
        (self.r + f64::from(c.x)) / (self.alpha + c.t) * horizon.weight()
    }
}

impl TimingModel for Nbd {
    fn id(&self) -> &'static str {
        Self::ID
    }

    fn parameter_names(&self) -> &'static [&'static str] {
        &Self::NAMES
    }

    fn parameters(&self) -> Vec<f64> {
        vec![self.r, self.alpha]
    }

    fn log_alive(&self, c: &Customer) -> f64 {
        let x = f64::from(c.x);
        ln_rising(self.r, x) - self.r * log1p(c.t / self.alpha) - x * log(self.alpha + c.t)
    }

    fn log_odds_left(&self, _: &Customer) -> f64 {
        f64::NEG_INFINITY
    }

    fn p_alive_later(&self, _: &Customer, _: f64) -> f64 {
        1.0
    }

    fn purchases_if_alive(&self, customers: &[Customer], horizon: &Horizon) -> Vec<f64> {
        customers
            .iter()
            .map(|c| self.expected(c, horizon))
            .collect()
    }

    fn purchase_probability(&self, c: &Customer, n: u32, t: f64) -> f64 {
        let (shape, z, n) = (
            self.r + f64::from(c.x),
            t / (self.alpha + c.t),
            f64::from(n),
        );
        let counted = if n == 0.0 {
            0.0
        } else {
            n * log(z / (1.0 + z))
        };
        exp(ln_rising(shape, n) - ln_gamma(n + 1.0) - shape * log1p(z) + counted)
    }
}

impl BaseModel for Nbd {
    fn left_odds(&self, triples: &Triples) -> Vec<LeftOdds> {
        vec![LeftOdds::default(); triples.rows.len()]
    }

    fn outlooks(&self, customers: &[Customer], horizon: &Horizon) -> Vec<Outlook> {
        customers
            .iter()
            .map(|c| {
                let (shape, rate) = (self.r + f64::from(c.x), self.alpha + c.t);
                let slope = [self.r / shape, -self.alpha / rate, 0.0, 0.0];
                let count = self.expected(c, &Horizon::within(horizon.length));
                Outlook {
                    count,
                    count_slope: slope,
                    discounted: self.expected(c, horizon),
                    discounted_slope: slope,
                    factorial: count * count * (shape + 1.0) / shape,
                    none: exp(-shape * log1p(horizon.length / rate)),
                }
            })
            .collect()
    }
}
