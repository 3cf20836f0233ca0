//! MBG/NBD (Batislam, Denizel & Filiztekin 2007, Int. J. of Research in Marketing 24(3), 201–209).

use super::beta_geometric::{BetaGeometric, BetaGeometricLikelihood, Family, starts, verdict};
use super::data::{Customer, Triples};
use super::fit::{Fit, Prior, fit_timing};
use super::horizon::Horizon;
use super::outlook::{BaseModel, LeftOdds, Outlook};
use super::timing::TimingModel;

/// As BG/NBD, but a customer may also leave right after the first purchase.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MbgNbd {
    /// Shape of the purchase rates.
    pub r: f64,
    /// Rate of the purchase rates, in units of time.
    pub alpha: f64,
    /// First shape of the chance of leaving.
    pub a: f64,
    /// Second shape of the chance of leaving.
    pub b: f64,
}

impl MbgNbd {
    /// Stable id.
    pub const ID: &'static str = "mbg-nbd";
    /// Names of the parameters.
    pub const NAMES: [&'static str; 4] = ["r", "alpha", "a", "b"];

    /// From (r, α, a, b).
    #[must_use]
    pub const fn new([r, alpha, a, b]: [f64; 4]) -> Self {
        Self { r, alpha, a, b }
    }

    const fn family(&self) -> BetaGeometric {
        BetaGeometric {
            family: Family::MBG,
            r: self.r,
            alpha: self.alpha,
            a: self.a,
            b: self.b,
        }
    }

    /// Maximum likelihood; with a prior the most probable parameters.
    #[must_use]
    pub fn fit(triples: &Triples, prior: Option<&Prior<4>>) -> Fit<4> {
        fit_timing(
            triples,
            |t| Box::new(BetaGeometricLikelihood::new(t, Family::MBG)),
            &starts(triples),
            &[1],
            prior,
            |theta| verdict(triples, theta),
        )
    }
}

impl TimingModel for MbgNbd {
    fn id(&self) -> &'static str {
        Self::ID
    }

    fn parameter_names(&self) -> &'static [&'static str] {
        &Self::NAMES
    }

    fn parameters(&self) -> Vec<f64> {
        vec![self.r, self.alpha, self.a, self.b]
    }

    fn log_likelihood(&self, c: &Customer) -> f64 {
        self.family().log_likelihood(c)
    }

    fn p_alive(&self, c: &Customer) -> f64 {
        self.family().p_alive(c)
    }

    fn p_alive_later(&self, c: &Customer, later: f64) -> f64 {
        self.family().p_alive_later(c, later)
    }

    fn expected_purchases(&self, c: &Customer, horizon: &Horizon) -> f64 {
        self.family().expected_purchases(c, horizon)
    }

    fn purchase_probability(&self, c: &Customer, n: u32, t: f64) -> f64 {
        self.family().purchase_probability(c, n, t)
    }
}

impl BaseModel for MbgNbd {
    fn left_odds(&self, triples: &Triples) -> Vec<LeftOdds> {
        self.family().left_odds(triples)
    }

    fn outlooks(&self, customers: &[Customer], horizon: &Horizon) -> Vec<Outlook> {
        self.family().outlooks(customers, horizon)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CDNOW: MbgNbd = MbgNbd::new([0.524_838, 6.182_992, 0.891_356, 1.613_999]);

    /// Batislam et al.: a one-time buyer's odds of having left are a/b ((α + T)/α)^r.
    #[test]
    fn a_one_time_buyer_may_have_left() {
        let c = Customer {
            x: 0,
            t_x: 0.0,
            t: 30.0,
        };
        let odds = CDNOW.a / CDNOW.b * libm::pow((CDNOW.alpha + 30.0) / CDNOW.alpha, CDNOW.r);
        assert!((CDNOW.p_alive(&c) - 1.0 / (1.0 + odds)).abs() < 1e-14);
    }

    #[test]
    fn expected_purchases_match_the_stored_value() {
        let c = Customer {
            x: 2,
            t_x: 30.43,
            t: 38.86,
        };
        let cet = MbgNbd::new([0.242_593, 4.413_53, 0.792_886, 2.425_75])
            .expected_purchases(&c, &Horizon::within(39.0));
        assert!((cet / 1.340_359_658_975_393_8 - 1.0).abs() < 1e-12, "{cet}");
    }
}
