//! Exact decimal amounts. Floating point begins only inside the models.

use std::fmt;

use serde::{Serialize, Serializer};

/// `units × 10^-scale`, exactly: 12.50 is `{ units: 1250, scale: 2 }`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Decimal {
    /// The number without its decimal point.
    pub units: i128,
    /// Digits behind the decimal point.
    pub scale: u8,
}

/// The amount of one row: a [`Decimal`] in 64 bits, below 10^12 with at most six digits behind the point.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Amount {
    /// The number without its decimal point.
    pub units: i64,
    /// Digits behind the decimal point.
    pub scale: u8,
}

impl Amount {
    /// An amount of this size or larger is damage, not money; sums of smaller ones stay far from overflow.
    pub const LIMIT: i64 = 1_000_000_000_000;
    /// Digits behind the point that a row keeps.
    pub const MAX_SCALE: u8 = 6;

    /// `units × 10^-scale`.
    #[must_use]
    #[inline]
    pub const fn new(units: i64, scale: u8) -> Self {
        Self { units, scale }
    }

    /// The same amount, unless it is too large or has too many digits.
    #[must_use]
    pub fn of(amount: Decimal) -> Option<Self> {
        if amount.scale > Self::MAX_SCALE {
            return None;
        }
        let limit = i128::from(Self::LIMIT) * 10_i128.pow(u32::from(amount.scale));
        let units = i64::try_from(amount.units).ok()?;
        (i128::from(units).abs() < limit).then_some(Self::new(units, amount.scale))
    }
}

/// 10^power, up to what 64 bits hold.
#[inline]
pub(crate) fn ten_to(power: u8) -> Option<i64> {
    const POWERS: [i64; 19] = {
        let mut powers = [1; 19];
        let mut power = 1;
        while power < powers.len() {
            powers[power] = 10 * powers[power - 1];
            power += 1;
        }
        powers
    };
    POWERS.get(usize::from(power)).copied()
}

/// The product, if 64 bits hold it. Nearly all factors are small: only of others a browser needs 128 bits to tell.
#[inline]
pub(crate) fn product(a: i64, b: i64) -> Option<i64> {
    match (i32::try_from(a), i32::try_from(b)) {
        (Ok(a), Ok(b)) => Some(i64::from(a) * i64::from(b)),
        _ => a.checked_mul(b),
    }
}

impl From<Amount> for Decimal {
    fn from(amount: Amount) -> Self {
        Self::new(i128::from(amount.units), amount.scale)
    }
}

impl Decimal {
    /// `units × 10^-scale`.
    #[must_use]
    pub const fn new(units: i128, scale: u8) -> Self {
        Self { units, scale }
    }

    /// The same amount with `scale` digits behind the point; `None` where that would round or overflow.
    #[must_use]
    pub fn units_at(self, scale: u8) -> Option<i128> {
        if scale >= self.scale {
            10_i128
                .checked_pow(u32::from(scale - self.scale))?
                .checked_mul(self.units)
        } else {
            let factor = 10_i128.checked_pow(u32::from(self.scale - scale))?;
            (self.units % factor == 0).then(|| self.units / factor)
        }
    }

    /// The product, exact to `scale` digits behind the point; what lies behind them is rounded, half away from zero.
    /// `None` on overflow.
    #[must_use]
    pub fn times(self, other: Self, scale: u8) -> Option<Self> {
        let units = self.units.checked_mul(other.units)?;
        let digits = self.scale.checked_add(other.scale)?;
        if digits <= scale {
            return Some(Self::new(units, digits));
        }
        let factor = 10_i128.checked_pow(u32::from(digits - scale))?;
        let rounded = units.checked_add(units.signum() * (factor / 2))? / factor;
        Some(Self::new(rounded, scale))
    }

    /// The exact sum; `None` on overflow.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        let scale = self.scale.max(other.scale);
        let units = self.units_at(scale)?.checked_add(other.units_at(scale)?)?;
        Some(Self::new(units, scale))
    }

    /// Without trailing zeros behind the point: 12.50 becomes 12.5.
    #[must_use]
    pub fn normalized(mut self) -> Self {
        while self.scale > 0 && self.units % 10 == 0 {
            self.units /= 10;
            self.scale -= 1;
        }
        self
    }

    /// The nearest `f64`, for models and charts only.
    #[must_use]
    pub fn to_f64(self) -> f64 {
        self.units as f64 / 10_f64.powi(i32::from(self.scale))
    }
}

/// Plain digits, as many behind the point as the scale says: `-12.50`.
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.units < 0 { "-" } else { "" };
        let digits = self.units.unsigned_abs().to_string();
        let scale = usize::from(self.scale);
        if scale == 0 {
            return write!(f, "{sign}{digits}");
        }
        let padded = format!("{digits:0>width$}", width = scale + 1);
        let (whole, fraction) = padded.split_at(padded.len() - scale);
        write!(f, "{sign}{whole}.{fraction}")
    }
}

/// Serialized as text: a JavaScript number would lose digits.
impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_exact_on_both_sides_of_the_point() {
        assert_eq!(Decimal::new(-5, 2).to_string(), "-0.05");
        assert_eq!(Decimal::new(8_300_065_814, 3).to_string(), "8300065.814");
        assert_eq!(Decimal::new(1250, 2).normalized().to_string(), "12.5");
        assert_eq!(Decimal::new(1000, 0).normalized().to_string(), "1000");
    }

    #[test]
    fn a_product_is_exact_as_far_as_it_goes() {
        let product = |a: (i128, u8), b: (i128, u8)| {
            Decimal::new(a.0, a.1)
                .times(Decimal::new(b.0, b.1), 6)
                .map(|d| d.to_string())
        };
        assert_eq!(product((6, 0), (255, 2)).as_deref(), Some("15.30"));
        assert_eq!(product((-12, 0), (29, 3)).as_deref(), Some("-0.348"));
        assert_eq!(product((1, 3), (12_345, 4)).as_deref(), Some("0.001235"));
        assert_eq!(product((-1, 3), (12_345, 4)).as_deref(), Some("-0.001235"));
        assert_eq!(product((i128::MAX, 0), (2, 0)), None);
    }

    #[test]
    fn a_change_of_scale_never_rounds() {
        assert_eq!(Decimal::new(125, 2).units_at(3), Some(1250));
        assert_eq!(Decimal::new(1250, 3).units_at(2), Some(125));
        assert_eq!(Decimal::new(1251, 3).units_at(2), None);
        assert_eq!(Decimal::new(i128::MAX, 0).units_at(1), None);
    }
}
