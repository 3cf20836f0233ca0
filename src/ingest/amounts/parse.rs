//! An amount's text in all the dress it may wear. The patient road behind the fast lane for plain digits.

use super::{LIMIT, MAX_SCALE};
use crate::ingest::currency;
use crate::ingest::digits::digit;
use crate::money::Decimal;

/// Significant digits kept exactly; longer tails are beyond any rounding.
const MAX_DIGITS: usize = 30;

/// One hundredth of it (cents, 分).
pub(super) fn hundredth(amount: Decimal) -> Option<Decimal> {
    finish(amount.units, i32::from(amount.scale) + 2)
}

/// Reads `text` where `mark` (`.` or `,`) is the decimal mark.
pub(super) fn amount(text: &str, mark: char) -> Option<Decimal> {
    let Some(first) = text.find(is_digit) else {
        return no_money(text);
    };
    let last = text.rfind(is_digit)?;
    let end = last + text[last..].chars().next()?.len_utf8();
    let mut start = first;
    let mut prefix = &text[..first];
    let mut negative = false;
    let mut bracket = false;
    // ".50", but not the point of "Rs.50".
    if let Some(before) = prefix.strip_suffix(['.', ',', '．', '，'])
        && currency::at_end(prefix).is_none_or(|(_, length)| length == 1)
    {
        prefix = before;
        start = before.len();
    }
    let mut signs = 0;
    let mut lettered = false;
    while let Some(c) = prefix.chars().next() {
        if let Some((_, length)) = currency::at_start(prefix) {
            prefix = &prefix[length..];
            continue;
        }
        match c {
            '-' | '−' | '–' | '－' | '﹣' => {
                negative = true;
                signs += 1;
            }
            '+' | '＋' => signs += 1,
            '(' | '（' if !bracket => bracket = true,
            // The rand, the naira: a letter in front of the first digit.
            'R' | 'N' | 'P' | 'K' | 'Q' if prefix.len() == 1 => lettered = true,
            // Korean and Japanese fonts show the backslash as the sign of their currency.
            _ if is_blank(c) || matches!(c, '\'' | '\\') => {}
            _ => return None,
        }
        prefix = &prefix[c.len_utf8()..];
    }
    let mut suffix = &text[end..];
    let mut power = 0;
    let mut closed = false;
    let mut whole = false;
    while let Some(c) = suffix.chars().next() {
        if let Some((_, length)) = currency::at_start(suffix) {
            suffix = &suffix[length..];
            continue;
        }
        if let Some(rest) = ["CR", "Cr", "cr"]
            .iter()
            .find_map(|w| suffix.strip_prefix(w))
        {
            // A credit is money that went back.
            negative = true;
            signs += 1;
            suffix = rest;
            continue;
        }
        if let Some(rest) = ["DR", "Dr", "dr"]
            .iter()
            .find_map(|w| suffix.strip_prefix(w))
        {
            suffix = rest;
            continue;
        }
        // "12,-", "12.–", "12:-": no cents, not a minus.
        if let Some(rest) = [",-", ".-", ":-", ",–", ".–", ",—"]
            .iter()
            .find_map(|w| suffix.strip_prefix(w))
        {
            whole = true;
            suffix = rest;
            continue;
        }
        // "1,25,000/-", as India ends a sum.
        if let Some(rest) = suffix.strip_prefix("/-") {
            suffix = rest;
            continue;
        }
        match c {
            '-' | '−' | '–' | '－' => {
                negative = true;
                signs += 1;
            }
            ')' | '）' if bracket && !closed => closed = true,
            '.' | ',' if suffix.len() == 1 => {}
            // The mark of a footnote; several stars hide digits.
            '*' | '†' | '‡' if suffix.trim_end().len() == c.len_utf8() => {}
            '千' | '仟' if power == 0 => power = 3,
            // "$6.5k"; a blank in between makes it another unit.
            'k' | 'K' if power == 0 && suffix.len() == 1 && text.len() == end + 1 => power = 3,
            '万' | '萬' | '만' if power == 0 => power = 4,
            '億' | '亿' | '억' if power == 0 => power = 8,
            _ if is_blank(c) => {}
            _ => return None,
        }
        suffix = &suffix[c.len_utf8()..];
    }
    if signs > 1 || bracket != closed || (bracket && signs > 0) {
        return None;
    }
    let core = &text[start..end];
    let (units, scale) = digits(core, mark)?;
    // Behind a letter, digits without a mark are the number of something: "R1042".
    let numbers =
        lettered && scale != 2 && (scale != 0 || core.bytes().all(|b| b.is_ascii_digit()));
    if numbers || whole && scale != 0 {
        return None;
    }
    let units = if negative || bracket { -units } else { units };
    finish(units, scale - power)
}

/// The accounting format's zero, a dash beside a currency: `$ -`, `-   €`. A dash alone is a missing value.
fn no_money(text: &str) -> Option<Decimal> {
    let text = text.trim_matches(is_blank);
    let (_, length) = currency::at_start(text).or_else(|| currency::at_end(text))?;
    let rest = match currency::at_start(text) {
        Some(_) => &text[length..],
        None => &text[..text.len() - length],
    };
    let dash = rest.trim_matches(is_blank);
    matches!(dash, "-" | "–" | "—").then(|| Decimal::new(0, 0))
}

/// `1,234.50` as units and scale, the scale negative for `1e5`.
fn digits(core: &str, mark: char) -> Option<(i128, i32)> {
    let (core, exponent) = match core.find(['e', 'E']) {
        Some(at) => {
            let exponent: i32 = core[at + 1..].parse().ok()?;
            (-400..=400).contains(&exponent).then_some(())?;
            (&core[..at], exponent)
        }
        None => (core, 0),
    };
    let mut units = 0_i128;
    let mut significant = 0;
    let mut scale = 0_i32;
    let mut behind = false;
    // Digits since the last grouping mark, and the mark itself: one kind per number.
    let mut group = 0;
    let mut grouping = None;
    for c in core.chars() {
        if let Some(digit) = digit(c) {
            group += 1;
            if significant > 0 || digit > 0 {
                significant += 1;
            }
            if significant > MAX_DIGITS {
                if behind {
                    continue;
                }
                return None;
            }
            units = units * 10 + i128::from(digit);
            scale += i32::from(behind);
        } else {
            let c = plain_mark(c)?;
            if behind {
                return None;
            }
            if c == mark {
                (grouping.is_none() || group == 3).then_some(())?;
                behind = true;
            } else {
                match grouping {
                    None => (1..=3).contains(&group).then_some(())?,
                    // Indian lakhs and crores: 12,34,567.
                    Some(g) => (g == c && (group == 3 || group == 2)).then_some(())?,
                }
                grouping = Some(c);
            }
            group = 0;
        }
    }
    if grouping.is_some() && !behind && group != 3 {
        return None;
    }
    Some((units, scale - exponent))
}

/// At most six digits behind the point, and below the limit.
fn finish(mut units: i128, mut scale: i32) -> Option<Decimal> {
    if units == 0 {
        return Some(Decimal::new(0, scale.clamp(0, i32::from(MAX_SCALE)) as u8));
    }
    if scale < 0 {
        units = units.checked_mul(10_i128.checked_pow(scale.unsigned_abs())?)?;
        scale = 0;
    }
    if scale > i32::from(MAX_SCALE) {
        let drop = (scale - i32::from(MAX_SCALE)).unsigned_abs();
        units = match 10_i128.checked_pow(drop) {
            Some(factor) => (units + units.signum() * (factor / 2)) / factor,
            None => 0,
        };
        scale = i32::from(MAX_SCALE);
    }
    let amount = Decimal::new(units, scale as u8);
    let whole = units.unsigned_abs() / 10_u128.pow(scale.unsigned_abs());
    (whole < LIMIT.unsigned_abs()).then_some(amount)
}

fn is_digit(c: char) -> bool {
    digit(c).is_some()
}

/// Marks inside a number: decimal point and comma, and what groups digits.
fn plain_mark(c: char) -> Option<char> {
    match c {
        '.' | '．' | '。' | '٫' => Some('.'),
        ',' | '，' | '、' | '٬' => Some(','),
        '\'' | '’' | '‘' | '＇' => Some('\''),
        '_' => Some('_'),
        _ if is_blank(c) => Some(' '),
        _ => None,
    }
}

fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '\u{200b}' | '\u{feff}' | '\u{200e}' | '\u{200f}' | '\u{202c}' | '\u{202d}'
        )
}
