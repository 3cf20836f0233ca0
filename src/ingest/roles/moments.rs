//! Sums over pairs of numbers, for how two columns go together.

/// How many pairs, and how far both spread and go together: the sums of squares and of products about their means.
pub(super) struct Moments {
    pub(super) pairs: f64,
    pub(super) xx: f64,
    pub(super) yy: f64,
    pub(super) xy: f64,
}

impl Moments {
    /// Of these pairs, those that are no numbers left out.
    pub(super) fn of(pairs: impl Iterator<Item = (f64, f64)>) -> Self {
        let [mut n, mut x, mut y, mut xx, mut yy, mut xy] = [0.0; 6];
        for (a, b) in pairs.filter(|(a, b)| (a + b).is_finite()) {
            n += 1.0;
            x += a;
            y += b;
            xx += a * a;
            yy += b * b;
            xy += a * b;
        }
        Self {
            pairs: n,
            xx: xx - x * x / n,
            yy: yy - y * y / n,
            xy: xy - x * y / n,
        }
    }
}
