//! Amounts: one decision per column ([`decide`]), one exact reader for all its rows ([`AmountReader`]).

mod decide;
mod parse;
mod share;

pub(super) use share::less_share;

pub use decide::{AmountDecision, decide};

use crate::ingest::plan::AmountReading;
use crate::ingest::records::Span;
use crate::money::Decimal;

/// More digits behind the point than any money has are the noise of binary floats
/// (`731.9399999999999`); they are rounded, half away from zero, to this many. So every amount
/// that a reader gives has `scale <= MAX_SCALE`.
pub const MAX_SCALE: u8 = 6;

/// Amounts from here on are no money but damage (`1e309`): 10^15.
pub const LIMIT: i128 = 1_000_000_000_000_000;

/// Does a comma stand in this amount, narrow, wide or Arabic?
pub(super) fn has_comma(text: &str) -> bool {
    text.contains([',', '，', '、', '٬'])
}

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

    /// Units and scale of the plain number (`-123.45`) in this cell; `None` says nothing about others. In 64 bits: the
    /// common road.
    #[inline(always)]
    pub(crate) fn plain(&self, text: &[u8], cell: Span, shape: &mut Shape) -> Option<(i64, u8)> {
        if self.reading.cents || self.reading.power != 0 {
            return None;
        }
        if let Some(units) = shape.units(text, cell, self.mark) {
            return Some((units, shape.scale));
        }
        let (units, scale) = plain(cell.of(text), self.mark)?;
        *shape = Shape::of(scale);
        Some((units, scale))
    }

    /// The exact amount, `scale <= 6` and below 10^15 in size.
    #[must_use]
    #[inline(never)] // many callers, none of them the common road: copies of it would make the page larger
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

    /// The same; but a text that only the other decimal mark explains (`12,50` among `3.50`) says so itself and is read with it.
    #[must_use]
    #[inline(never)]
    pub fn read_either(&self, text: &[u8]) -> Option<Decimal> {
        self.read(text).or_else(|| self.turned().read(text))
    }
}

/// How many digits the number before had behind its mark; the next one mostly has as many. In a word whose highest byte is
/// a number's last character, that says where everything stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shape {
    scale: u8,
    behind: u64,
    before: u64,
}

impl Default for Shape {
    fn default() -> Self {
        Self::of(2)
    }
}

impl Shape {
    const fn of(scale: u8) -> Self {
        let bits = 8 * scale as u32;
        let (behind, before) = match scale {
            0 => (u64::MAX, 0),
            _ => (!(u64::MAX >> bits), u64::MAX >> (bits + 8)),
        };
        Self {
            scale,
            behind,
            before,
        }
    }

    /// The number in up to eight characters, if its mark stands where this shape has it; without a branch on any digit.
    #[inline(always)]
    fn units(self, text: &[u8], cell: Span, mark: u8) -> Option<i64> {
        let (start, end) = (cell.start as usize, cell.end as usize);
        let negative = text.get(start) == Some(&b'-');
        let length = end.wrapping_sub(start + usize::from(negative));
        let scale = usize::from(self.scale);
        let marked = scale > 0;
        if length > 8 || length <= scale + usize::from(marked) {
            return None;
        }
        let word = u64::from_le_bytes(*text.get(end.checked_sub(8)?..end)?.first_chunk()?);
        if marked && (word >> (56 - 8 * scale)) as u8 != mark {
            return None;
        }
        let digits = (word ^ (ONES * u64::from(b'0'))) & (u64::MAX << (64 - 8 * length));
        let units = of_digits(digits & self.behind | (digits & self.before) << 8)?;
        Some(if negative { -units } else { units })
    }
}

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;

/// Eight digits as a number, the first one in the lowest byte.
#[inline(always)]
fn of_digits(digits: u64) -> Option<i64> {
    if (digits.wrapping_add(ONES * 0x76) | digits) & HIGH != 0 {
        return None;
    }
    // Pairs, then fours, then all eight.
    let pairs = (digits & 0x000F_000F_000F_000F) * 10 + ((digits >> 8) & 0x000F_000F_000F_000F);
    let fours = (pairs & 0x0000_00FF_0000_00FF) * 100 + ((pairs >> 16) & 0x0000_00FF_0000_00FF);
    Some(((fours & 0xFFFF) * 10_000 + (fours >> 32)) as i64)
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

/// `-123.45` with at most 15 digits before and 6 behind the mark.
fn plain(text: &[u8], mark: u8) -> Option<(i64, u8)> {
    let (negative, digits) = match text {
        [b'-', rest @ ..] => (true, rest),
        _ => (false, text),
    };
    if digits.is_empty() || digits.len() > 18 {
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
        let reader = AmountReader::new(AmountReading::default());
        // Numbers of each shape behind a number of each other shape.
        let mut shape = Shape::default();
        for units in (-99_999_999..=99_999_999_i64).step_by(9_973) {
            for scale in 0..=6 {
                let number = Decimal::new(i128::from(units), scale).to_string();
                let text = format!("sold for {number}");
                let cell = Span {
                    start: "sold for ".len() as u32,
                    end: text.len() as u32,
                };
                for _ in 0..2 {
                    let read = reader.plain(text.as_bytes(), cell, &mut shape);
                    assert_eq!(read, Some((units, scale)), "{number}");
                }
            }
        }
    }

    #[test]
    fn a_shape_reads_nothing_that_is_no_number() {
        let mut state = 2;
        let mut read = 0;
        for _ in 0..200_000 {
            let text = format!("12345678{}", next_text(&mut state));
            let cell = Span {
                start: 8,
                end: text.len() as u32,
            };
            for scale in 0..=6 {
                if let Some(units) = Shape::of(scale).units(text.as_bytes(), cell, b'.') {
                    assert_eq!(
                        plain(&text.as_bytes()[8..], b'.'),
                        Some((units, scale)),
                        "{text:?}"
                    );
                    read += 1;
                }
            }
        }
        assert!(read > 20_000, "{read}");
    }
}
