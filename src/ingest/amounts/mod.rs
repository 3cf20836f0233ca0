//! Amounts: one decision per column ([`decide`]), one exact reader for all its rows ([`AmountReader`]).

mod decide;
mod parse;

pub use decide::{AmountDecision, decide};

use crate::ingest::plan::AmountReading;
use crate::money::Decimal;

/// More digits behind the point than any money has are the noise of binary floats
/// (`731.9399999999999`); they are rounded, half away from zero, to this many. So every amount
/// that a reader gives has `scale <= MAX_SCALE`.
pub const MAX_SCALE: u8 = 6;

/// Amounts from here on are no money but damage (`1e309`): 10^15.
pub const LIMIT: i128 = 1_000_000_000_000_000;

/// Reads the amounts of one column under one reading. Anything the reading can't explain is `None`:
/// empty, words, NaN, infinities, percentages, overflow, and grouping that refutes the decimal mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AmountReader {
    reading: AmountReading,
    mark: u8,
}

impl AmountReader {
    /// A reader for a column with this reading.
    #[must_use]
    pub const fn new(reading: AmountReading) -> Self {
        Self {
            reading,
            mark: if reading.decimal_mark == ',' {
                b','
            } else {
                b'.'
            },
        }
    }

    /// The reader with the other decimal mark.
    #[must_use]
    pub const fn turned(self) -> Self {
        Self::new(AmountReading {
            decimal_mark: if self.mark == b',' { '.' } else { ',' },
            ..self.reading
        })
    }

    /// Units and scale of a plain number (`-123.45`); `None` says nothing about others. In 64 bits: the common road.
    #[must_use]
    #[inline(always)]
    pub fn plain(&self, text: &[u8]) -> Option<(i64, u8)> {
        plain(text, self.mark).filter(|_| !self.reading.cents && self.reading.power == 0)
    }

    /// The exact amount, `scale <= 6` and below 10^15 in size.
    #[must_use]
    #[inline]
    pub fn read(&self, text: &[u8]) -> Option<Decimal> {
        let amount = match plain(text, self.mark) {
            Some((units, scale)) => Decimal::new(i128::from(units), scale),
            None => parse::amount(std::str::from_utf8(text).ok()?, self.mark as char)?,
        };
        match self.reading {
            AmountReading { cents: true, .. } => parse::hundredth(amount),
            AmountReading { power: 0, .. } => Some(amount),
            AmountReading { power, .. } => times_ten_to(power, amount),
        }
    }
}

/// The amount times 10^power, if it is money still.
#[inline(never)]
fn times_ten_to(power: u8, amount: Decimal) -> Option<Decimal> {
    let behind = amount.scale.min(power);
    let units = amount
        .units
        .checked_mul(10_i128.checked_pow(u32::from(power - behind))?)?;
    let scale = amount.scale - behind;
    let limit = LIMIT.checked_mul(10_i128.checked_pow(u32::from(scale))?)?;
    (units.abs() < limit).then(|| Decimal::new(units, scale))
}

/// Up to eight characters at once, in one word, without a branch on any digit.
#[inline(always)]
fn short(text: &[u8], mark: u8) -> Option<(i64, u8)> {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 0x8080_8080_8080_8080;
    // The text's last character in the highest byte, zeros before its first one.
    let padding = 64 - 8 * text.len() as u32;
    let word = match (text.first_chunk::<4>(), text.last_chunk::<4>()) {
        (Some(head), Some(tail)) => {
            let head = u64::from(u32::from_le_bytes(*head));
            let tail = u64::from(u32::from_le_bytes(*tail));
            // They overlap where there are fewer than eight characters.
            tail << 32 | head << padding
        }
        _ => short_word(text)?.checked_shl(padding)?,
    };
    let zeros = (ONES * u64::from(b'0'))
        .checked_shr(64 - padding)
        .unwrap_or(0);
    let digits = (word | zeros) ^ (ONES * u64::from(b'0'));
    let marks = digits ^ (ONES * u64::from(mark ^ b'0'));
    // The lowest byte that is zero is found exactly; a second mark stays behind and is no digit.
    let found = marks.wrapping_sub(ONES) & !marks & HIGH;
    let (digits, scale) = if found == 0 {
        (digits, 0)
    } else {
        let at = found.trailing_zeros() / 8;
        let scale = 7 - at;
        let before = digits & ((1_u64 << (8 * at)) - 1);
        let behind = digits & !(u64::MAX >> (56 - 8 * at));
        // Something must stand on either side of the mark.
        if scale == 0 || 8 * at == padding {
            return None;
        }
        (behind | before << 8, scale as u8)
    };
    if (digits.wrapping_add(ONES * 0x76) | digits) & HIGH != 0 || scale > MAX_SCALE {
        return None;
    }
    // Pairs, then fours, then all eight (first character in the lowest byte).
    let pairs = (digits & 0x000F_000F_000F_000F) * 10 + ((digits >> 8) & 0x000F_000F_000F_000F);
    let fours = (pairs & 0x0000_00FF_0000_00FF) * 100 + ((pairs >> 16) & 0x0000_00FF_0000_00FF);
    let units = (fours & 0xFFFF) * 10_000 + (fours >> 32);
    Some((units as i64, scale))
}

/// One to three characters, the first one in the lowest byte.
#[inline(always)]
fn short_word(text: &[u8]) -> Option<u64> {
    match *text {
        [a] => Some(u64::from(a)),
        [a, b] => Some(u64::from(u16::from_le_bytes([a, b]))),
        [a, b, c] => Some(u64::from(u32::from_le_bytes([a, b, c, 0]))),
        _ => None,
    }
}

/// The common road: `-123.45` with at most 15 digits before and 6 behind the mark.
#[inline(always)]
fn plain(text: &[u8], mark: u8) -> Option<(i64, u8)> {
    let (negative, digits) = match text {
        [b'-', rest @ ..] => (true, rest),
        _ => (false, text),
    };
    if digits.len() <= 8 {
        return short(digits, mark)
            .map(|(units, scale)| (if negative { -units } else { units }, scale));
    }
    if digits.len() > 18 {
        return None;
    }
    let mut units = 0_i64;
    let mut behind = None::<u8>;
    for (i, &byte) in digits.iter().enumerate() {
        let digit = byte.wrapping_sub(b'0');
        if digit <= 9 {
            units = units * 10 + i64::from(digit);
        } else if byte == mark && behind.is_none() && i > 0 {
            behind = Some(i as u8);
        } else {
            return None;
        }
    }
    let length = digits.len() as u8;
    let scale = match behind {
        None => 0,
        Some(at) => length - 1 - at,
    };
    if scale > MAX_SCALE || (behind.is_some() && scale == 0) || length - scale > 15 {
        return None;
    }
    Some((if negative { -units } else { units }, scale))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text of up to 12 characters that could be numbers, the next one at each call.
    fn next_text(state: &mut u64) -> String {
        let mut draw = |below: u64| {
            *state = state.wrapping_mul(0x5851_F42D_4C95_7F2D).wrapping_add(1);
            (*state >> 33) % below
        };
        let length = draw(13);
        (0..length)
            .map(|_| b"0123456789012345678901234567890.,-x "[draw(36) as usize] as char)
            .collect()
    }

    #[test]
    fn the_common_road_says_what_the_patient_road_says_or_nothing() {
        let (mut state, mut plain_ones) = (1, 0);
        for _ in 0..200_000 {
            let text = next_text(&mut state);
            for mark in ['.', ','] {
                if let Some((units, scale)) = plain(text.as_bytes(), mark as u8) {
                    let patient = parse::amount(&text, mark);
                    let found = Decimal::new(i128::from(units), scale);
                    assert_eq!(patient, Some(found), "{text:?} {mark}");
                    plain_ones += 1;
                }
            }
        }
        assert!(plain_ones > 50_000, "{plain_ones}");
    }

    #[test]
    fn every_plain_number_takes_the_common_road() {
        for scale in 0..=6 {
            for units in (-99_999_999..=99_999_999_i64).step_by(9_973) {
                let text = Decimal::new(i128::from(units), scale).to_string();
                assert_eq!(plain(text.as_bytes(), b'.'), Some((units, scale)), "{text}");
            }
        }
    }
}
