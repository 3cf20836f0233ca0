//! What customers with equal (x, t_x, T) share of a forecast: everything but their spends.

use super::candidates::FittedTiming;
use super::data::Triples;
use super::horizon::Horizon;
use super::interval::{Counts, Ends, log_normal, relative_variance, tails, two_sided};
use super::outlook::{LeftOdds, Outlook};
use crate::math::exp::exp;
use crate::math::linear::{Matrix, quadratic_form};

/// The forecast of a distinct triple. Slopes are of logarithms, in the log-parameters.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct RowForecast {
    pub(super) p_alive: f64,
    /// Expected purchases, their variance by chance, and E[N(N − 1)] given alive with the parameters' part.
    pub(super) count: f64,
    pub(super) count_variance: f64,
    factorial: f64,
    pub(super) discounted: f64,
    pub(super) ends: Ends,
    pub(super) count_slope: [f32; 4],
    pub(super) discounted_slope: [f32; 4],
    /// Standard deviations of ln(expectation) by parameters.
    pub(super) count_sd: f32,
    pub(super) discounted_sd: f32,
    pub(super) count_low: f64,
    pub(super) count_high: f64,
}

/// One per distinct triple.
pub(super) fn row_forecasts(
    fitted: &FittedTiming,
    triples: &Triples,
    horizon: &Horizon,
) -> Vec<RowForecast> {
    let odds = fitted.model.left_odds(triples);
    let mut out = Vec::with_capacity(odds.len());
    let z = two_sided();
    for (x, rows) in triples.by_count() {
        let outlooks = fitted.model.outlooks_of(triples, x, rows, horizon);
        let start = out.len();
        out.extend(
            odds[start..]
                .iter()
                .zip(&outlooks)
                .map(|(odds, outlook)| RowForecast::new(odds, outlook, &fitted.covariance, z)),
        );
    }
    out
}

impl RowForecast {
    fn new(odds: &LeftOdds, outlook: &Outlook, covariance: &Matrix<4>, z: f64) -> Self {
        // Both chances from one exponential; the sum of the two is 1 to the last bit that matters.
        let e = exp(-odds.log_odds.abs());
        let near = 1.0 / (1.0 + e);
        let (p_alive, left) = if odds.log_odds > 0.0 {
            (e * near, near)
        } else {
            (near, e * near)
        };
        // ∂ ln P(alive) = −(1 − P) ∂d
        let slope = |of: &[f64; 4]| std::array::from_fn(|i| of[i] - left * odds.slope[i]);
        let (count_slope, discounted_slope): ([f64; 4], [f64; 4]) = (
            slope(&outlook.count_slope),
            slope(&outlook.discounted_slope),
        );
        let sd = |s: &[f64; 4]| quadratic_form(covariance, s).max(0.0).sqrt();
        let (count_sd, discounted_sd) = (sd(&count_slope), sd(&discounted_slope));
        let count = p_alive * outlook.count;
        let mut out = Self {
            p_alive,
            count,
            count_variance: (p_alive * outlook.factorial + count - count * count).max(0.0),
            factorial: outlook.factorial * (1.0 + relative_variance(count_sd)),
            discounted: p_alive * outlook.discounted,
            ends: Ends::new(left + p_alive * outlook.none),
            count_slope: count_slope.map(|v| v as f32),
            discounted_slope: discounted_slope.map(|v| v as f32),
            count_sd: count_sd as f32,
            discounted_sd: discounted_sd as f32,
            ..Self::default()
        };
        let (low, high) = tails(out.ends.nothing);
        let (expected_low, expected_high) = log_normal(count, count_sd, z);
        let counts = out.counts();
        if low > 0.0 {
            out.count_low = counts.quantile(low).min(expected_low);
        }
        out.count_high = counts.quantile(high).max(expected_high);
        out
    }

    /// The law of the purchases.
    pub(super) fn counts(&self) -> Counts {
        Counts {
            p_alive: self.p_alive,
            mean: if self.p_alive > 0.0 {
                self.count / self.p_alive
            } else {
                0.0
            },
            factorial: self.factorial,
        }
    }
}
