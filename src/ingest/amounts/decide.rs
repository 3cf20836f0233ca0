//! One reading for all amounts of a column, from all its sampled values.

use super::{AmountReader, has_comma};
use crate::ingest::plan::AmountReading;

/// How a column's amounts are read, and how sure that is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AmountDecision {
    /// The reading that explains most values.
    pub reading: AmountReading,
    /// 0–1.
    pub confidence: f64,
    /// Values that both decimal marks explain, but as different amounts (`1,234`), and too little tells which one holds.
    pub ambiguous: bool,
    /// Both decimal marks explain the same values, whether or not other evidence decides between them.
    pub open: bool,
    /// Values (not empty) that neither decimal mark can explain.
    pub misfits: u64,
    /// Values that only the other decimal mark explains; they are read with it.
    pub mixed: u64,
    /// Values that were looked at.
    pub seen: u64,
}

/// Amounts are thousands where, with decimals, none would come near the others: not even so many of them.
const SMALL: f64 = 10.0;

/// From one value in so many on that have the other decimal mark, those that both can read may have either.
const MANY: u64 = 10;

/// Decides the decimal mark; `None` where no value is an amount (how many must be is for the caller to judge). Cents are for the caller to
/// judge, who knows the header. `comma_hint` > 0 speaks for a decimal comma (other columns, `;` files).
#[must_use]
pub fn decide(values: &[&str], comma_hint: f64) -> Option<AmountDecision> {
    let seen = values.len() as u64;
    let reader = |mark| {
        AmountReader::new(AmountReading {
            decimal_mark: mark,
            cents: false,
            power: 0,
        })
    };
    let (point, comma) = (reader('.'), reader(','));
    let (mut by_point, mut by_comma, mut by_both, mut differ) = (0_u64, 0_u64, 0_u64, 0_u64);
    let mut evidence = comma_hint;
    // The smallest amount without a mark, and the largest with one if that is a decimal mark.
    let (mut unmarked, mut marked) = (f64::INFINITY, 0.0_f64);
    for value in values {
        let a = point.read(value.as_bytes());
        // Most need no second look.
        let b = match value.is_ascii() && !value.contains(['.', ',']) {
            true => a,
            false => comma.read(value.as_bytes()),
        };
        by_point += u64::from(a.is_some());
        by_comma += u64::from(b.is_some());
        by_both += u64::from(a.is_some() && b.is_some());
        if let (Some(a), Some(b)) = (a, b) {
            let [one, other] = [a, b].map(|amount| amount.to_f64().abs());
            if one != other {
                differ += 1;
                marked = marked.max(one.min(other));
            } else if one > 0.0 {
                unmarked = unmarked.min(one);
            }
        }
    }
    let best = by_point.max(by_comma);
    let mixed = by_point.min(by_comma) - by_both;
    if best == 0 {
        return None;
    }
    let decision = |mark, confidence, ambiguous| AmountDecision {
        reading: AmountReading {
            decimal_mark: mark,
            cents: false,
            power: 0,
        },
        confidence,
        ambiguous,
        open: by_both == best,
        misfits: seen + by_both - by_point - by_comma,
        mixed,
        seen,
    };
    if by_point != by_comma {
        let mark = if by_point > by_comma { '.' } else { ',' };
        let margin = by_point.abs_diff(by_comma);
        let confidence = if margin * 10 >= best { 0.99 } else { 0.95 };
        // Written by two hands: whose are those that both can read?
        return Some(decision(
            mark,
            confidence,
            differ > 0 && mixed * MANY >= best,
        ));
    }
    if differ == 0 {
        return Some(decision(
            if evidence > 0.0 { ',' } else { '.' },
            0.97,
            false,
        ));
    }
    // Every marked value looks like 1,234 or 1.234. Thousands are rarer with a decimal mark of three
    // digits than with grouping, so the mark that stands there is taken as grouping.
    let grouped_by_comma = values.iter().any(|v| has_comma(v));
    let mut grouped = if grouped_by_comma { -0.5 } else { 0.3 };
    // "4,250" beside 4200 and 3900.
    if unmarked.is_finite() && marked * SMALL < unmarked {
        grouped *= 4.0;
    }
    evidence += grouped;
    let mark = if evidence > 0.0 { ',' } else { '.' };
    let confidence = 0.5 + (evidence.abs() / 2.0).min(0.45);
    Some(decision(mark, confidence, confidence < 0.8))
}
