//! BG/NBD (Fader, Hardie & Lee 2005, "Counting your customers the easy way", Marketing Science 24(2), 275–284).

use super::beta_geometric::{BetaGeometric, Family};
use super::beta_geometric_likelihood::fit_family;
use super::data::Triples;
use super::fit::{Fit, Prior};

/// Purchase rate λ ~ Gamma(r, α); after each repeat purchase a customer leaves with chance p ~ Beta(a, b).
/// Formulas and likelihood are those of its family.
#[derive(Clone, Copy, Debug)]
pub enum BgNbd {}

impl BgNbd {
    /// Stable id.
    pub const ID: &'static str = "bg-nbd";

    /// With these (r, α, a, b).
    #[must_use]
    pub const fn model(params: [f64; 4]) -> BetaGeometric {
        BetaGeometric::new(Family::BG, params)
    }

    /// Maximum likelihood; with a prior the most probable parameters.
    #[must_use]
    pub fn fit(triples: &Triples, prior: Option<&Prior<4>>) -> Fit<4> {
        fit_family(Family::BG, triples, None, prior)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::models::data::Customer;
    use crate::models::horizon::Horizon;
    use crate::models::timing::TimingModel;

    const CDNOW: BetaGeometric = BgNbd::model([0.242_593, 4.413_53, 0.792_886, 2.425_75]);

    #[test]
    fn expected_purchases_match_fader_hardie_lee_2005() {
        let c = Customer {
            x: 2,
            t_x: 30.43,
            t: 38.86,
        };
        let got = CDNOW.expected_purchases(&c, &Horizon::within(39.0));
        assert!((got / 1.225_910_156_524_77 - 1.0).abs() < 1e-12, "{got}");
    }

    #[test]
    fn a_one_time_buyer_is_alive_by_definition() {
        let c = Customer {
            x: 0,
            t_x: 0.0,
            t: 500.0,
        };
        assert_eq!(CDNOW.p_alive(&c), 1.0);
    }
}
