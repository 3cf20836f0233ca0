//! What is left of money when a share of it is taken off.

use super::AmountReader;
use crate::money::{Amount, Decimal};

/// The money without a share of it: 0.15, or 15 % where the point moves two places. No share is nothing taken off; `None` for
/// what is no share. `numbers` reads plain numbers of the file.
#[inline(never)]
pub(crate) fn less_share(
    money: Decimal,
    (written, places): (&[u8], u8),
    numbers: &AmountReader,
) -> Option<Decimal> {
    let written = std::str::from_utf8(written).ok()?.trim();
    let number = written.trim_end_matches([' ', '%', '％']);
    if number.is_empty() {
        return Some(money);
    }
    let share = numbers.read(number.as_bytes())?;
    let scale = share.scale + places;
    let left = 10_i128.checked_pow(u32::from(scale))? - share.units;
    let is_share = share.units >= 0 && left >= 0;
    money
        .times(Decimal::new(left, scale), Amount::MAX_SCALE)
        .filter(|_| is_share)
}
