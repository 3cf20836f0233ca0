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
    let mut all = Pairs::default();
    for (a, b) in pairs {
        all.add(a, b);
    }
    all.regularity()
}

/// Pairs of neighboring gaps while they come.
#[derive(Clone, Copy, Debug, Default)]
pub struct Pairs {
    count: usize,
    /// Sums of the second and fourth powers of (share of the first − ½), ½ being the mean whatever k is.
    squares: f64,
    fourths: f64,
}

impl Pairs {
    /// Adds one; what is no pair of gaps is left out.
    pub fn add(&mut self, a: f64, b: f64) {
        if a >= 0.0 && b >= 0.0 && a + b > 0.0 {
            let off = a / (a + b) - 0.5;
            self.count += 1;
            self.squares += off * off;
            self.fourths += off * off * off * off;
        }
    }

    /// `None` for fewer than [`FEWEST_PAIRS`].
    #[must_use]
    pub fn regularity(&self) -> Option<Regularity> {
        if self.count < FEWEST_PAIRS {
            return None;
        }
        let n = self.count as f64;
        let variance = self.squares / n;
        let spread = (self.fourths / n - variance * variance).max(0.0);
        let half = super::interval::two_sided() * (spread / n).sqrt();
        let k = |v: f64| ((1.0 - 4.0 * v) / (8.0 * v.max(1e-6))).max(0.0);
        Some(Regularity {
            k: k(variance),
            low: k((variance + half).min(0.25)),
            high: k((variance - half).max(1e-6)),
            pairs: self.count,
        })
    }
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
