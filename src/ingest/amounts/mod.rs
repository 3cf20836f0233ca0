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
            cents: self.reading.cents,
        })
    }

    /// Units and scale of a plain number (`-123.45`); `None` says nothing about others. In 64 bits: the common road.
    #[must_use]
    #[inline]
    pub fn plain(&self, text: &[u8]) -> Option<(i64, u8)> {
        plain(text, self.mark).filter(|_| !self.reading.cents)
    }

    /// The exact amount, `scale <= 6` and below 10^15 in size.
    #[must_use]
    #[inline]
    pub fn read(&self, text: &[u8]) -> Option<Decimal> {
        let amount = match plain(text, self.mark) {
            Some((units, scale)) => Decimal::new(i128::from(units), scale),
            None => parse::amount(std::str::from_utf8(text).ok()?, self.mark as char)?,
        };
        if self.reading.cents {
            parse::hundredth(amount)
        } else {
            Some(amount)
        }
    }
}

/// The common road: `-123.45` with at most 15 digits before and 6 behind the mark.
#[inline]
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
