//! What is left of money when a share of it is taken off, or paid.

use super::AmountReader;
use crate::ingest::plan::Share;
use crate::money::{Amount, Decimal};

/// The money without a share of it: 0.15, or 15 % where the point moves two places; or this share of it where it is what is
/// paid. No share is nothing taken off; `None` for what is no share. `numbers` reads plain numbers of the file.
#[inline(never)]
pub(crate) fn less_share(
    money: Decimal,
    (written, share): (&[u8], Share),
    numbers: &AmountReader,
) -> Option<Decimal> {
    let written = std::str::from_utf8(written).ok()?.trim();
    let number = written.trim_end_matches([' ', '%', '％']);
    if number.is_empty() {
        return Some(money);
    }
    let part = numbers.read(number.as_bytes())?;
    let scale = part.scale + share.places;
    let rest = 10_i128.checked_pow(u32::from(scale))? - part.units;
    let is_share = part.units >= 0 && rest >= 0;
    let left = if share.is_paid { part.units } else { rest };
    money
        .times(Decimal::new(left, scale), Amount::MAX_SCALE)
        .filter(|_| is_share)
}
