//! MBG/NBD (Batislam, Denizel & Filiztekin 2007, Int. J. of Research in Marketing 24(3), 201–209).

use super::beta_geometric::{BetaGeometric, Family};
use super::beta_geometric_likelihood::fit_family;
use super::data::Triples;
use super::fit::{Fit, Prior};

/// As BG/NBD, but a customer may also leave right after the first purchase.
/// Formulas and likelihood are those of its family.
#[derive(Clone, Copy, Debug)]
pub enum MbgNbd {}

impl MbgNbd {
    /// Stable id.
    pub const ID: &'static str = "mbg-nbd";

    /// With these (r, α, a, b).
    #[must_use]
    pub const fn model(params: [f64; 4]) -> BetaGeometric {
        BetaGeometric::new(Family::MBG, params)
    }

    /// Maximum likelihood; with a prior the most probable parameters.
    #[must_use]
    pub fn fit(triples: &Triples, prior: Option<&Prior<4>>) -> Fit<4> {
        fit_family(Family::MBG, triples, None, prior)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::models::data::Customer;
    use crate::models::horizon::Horizon;
    use crate::models::timing::TimingModel;

    const CDNOW: BetaGeometric = MbgNbd::model([0.524_838, 6.182_992, 0.891_356, 1.613_999]);

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
        let cet = MbgNbd::model([0.242_593, 4.413_53, 0.792_886, 2.425_75])
            .expected_purchases(&c, &Horizon::within(39.0));
        assert!((cet / 1.340_359_658_975_393_8 - 1.0).abs() < 1e-12, "{cet}");
    }
}
