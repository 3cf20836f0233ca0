//! How regularly customers buy (Wheat & Morrison 1990, J. Marketing Research 27(1), 87–93).
//!
//! For two neighboring gaps of one customer the share of the first in both is Beta(k, k) if gaps are Erlang-k, whatever the
//! customer's rate: its variance is 1/(4(2k + 1)). k = 1 is a Poisson process, larger is more regular.

use serde::Serialize;

/// The estimate.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Regularity {
    /// Estimated k; 1 = purchases come at random, 2 and more = regular.
    pub k: f64,
    /// 90 % interval.
    pub low: f64,
    /// See above.
    pub high: f64,
    /// Pairs of gaps behind it.
    pub pairs: usize,
}

/// Pairs of gaps needed for an estimate.
pub const FEWEST_PAIRS: usize = 20;

/// From pairs of neighboring gaps, one pair per customer (in any unit); `None` for fewer than [`FEWEST_PAIRS`].
#[must_use]
pub fn regularity(pairs: impl IntoIterator<Item = (f64, f64)>) -> Option<Regularity> {
    let shares: Vec<f64> = pairs
        .into_iter()
        .filter(|(a, b)| *a >= 0.0 && *b >= 0.0 && a + b > 0.0)
        .map(|(a, b)| a / (a + b))
        .collect();
    if shares.len() < FEWEST_PAIRS {
        return None;
    }
    let n = shares.len() as f64;
    // Around ½, which is the mean whatever k is.
    let squares: Vec<f64> = shares.iter().map(|s| (s - 0.5) * (s - 0.5)).collect();
    let variance = squares.iter().sum::<f64>() / n;
    let spread = squares
        .iter()
        .map(|s| (s - variance) * (s - variance))
        .sum::<f64>()
        / n;
    let half = super::interval::two_sided() * (spread / n).sqrt();
    let k = |v: f64| ((1.0 - 4.0 * v) / (8.0 * v.max(1e-6))).max(0.0);
    Some(Regularity {
        k: k(variance),
        low: k((variance + half).min(0.25)),
        high: k((variance - half).max(1e-6)),
        pairs: shares.len(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Var of Beta(k, k): a two-point law ½ ± s has variance s².
    #[test]
    fn the_variance_of_the_share_gives_k() {
        for k in [1.0, 3.0] {
            let s = f64::sqrt(1.0 / (4.0 * (2.0 * k + 1.0)));
            let pairs = (0..100).map(|i| {
                if i % 2 == 0 {
                    (0.5 + s, 0.5 - s)
                } else {
                    (0.5 - s, 0.5 + s)
                }
            });
            let found = regularity(pairs).expect("enough pairs");
            assert!((found.k - k).abs() < 1e-9);
        }
        assert!(regularity([(1.0, 2.0); 5]).is_none());
    }
}
