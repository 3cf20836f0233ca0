//! Day and amount of a row in 64 bits, so that numbers sort like (day, amount).

use crate::day::Day;

/// Bits of the amount.
const AMOUNT_BITS: u32 = 42;
/// Added to a day, so that the years -220 … 11263 fit into the 22 upper bits.
const DAY_SHIFT: i32 = 800_000;
/// Added to an amount.
const AMOUNT_SHIFT: i64 = 1 << (AMOUNT_BITS - 1);
const AMOUNT_MASK: u64 = (1 << AMOUNT_BITS) - 1;
/// Codes from here on are no amounts but places in the list of large amounts.
const LARGE: u64 = AMOUNT_MASK - (1 << 30) + 1;

/// A row's day and amount. Amounts of up to ±2 × 10^12 units stand in place, larger ones in a list beside.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Packed(pub(crate) u64);

impl Packed {
    /// `None` where the day is beyond years -220 … 11263, or the list of large amounts is full.
    #[inline]
    pub(crate) fn new(day: Day, units: i64, large: &mut Vec<i64>) -> Option<Self> {
        let day = u64::try_from(day.0.checked_add(DAY_SHIFT)?).ok()?;
        if day >> (64 - AMOUNT_BITS) != 0 {
            return None;
        }
        let in_place = u64::try_from(units.saturating_add(AMOUNT_SHIFT)).ok();
        let code = match in_place.filter(|code| *code < LARGE) {
            Some(code) => code,
            None => {
                let code = LARGE + large.len() as u64;
                if code > AMOUNT_MASK {
                    return None;
                }
                large.push(units);
                code
            }
        };
        Some(Self(day << AMOUNT_BITS | code))
    }

    #[inline]
    pub(crate) fn day(self) -> Day {
        Day((self.0 >> AMOUNT_BITS) as i32 - DAY_SHIFT)
    }

    /// The day as part of the packed number: equal days have equal codes, later days larger ones.
    #[inline]
    pub(crate) fn day_code(self) -> u64 {
        self.0 >> AMOUNT_BITS
    }

    #[inline]
    pub(crate) fn units(self, large: &[i64]) -> i64 {
        let code = self.0 & AMOUNT_MASK;
        if code < LARGE {
            code as i64 - AMOUNT_SHIFT
        } else {
            large
                .get((code - LARGE) as usize)
                .copied()
                .unwrap_or_default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_amount_and_day_comes_back() {
        let mut large = Vec::new();
        let units = [0, 1, -1, 4_398_046_511_103, i64::MAX, i64::MIN];
        let edges =
            [AMOUNT_SHIFT - (1 << 30), -AMOUNT_SHIFT].map(|edge| [edge - 1, edge, edge + 1]);
        for day in [-719_528, -1, 0, 20_000, 2_932_896] {
            for units in units.into_iter().chain(edges.into_iter().flatten()) {
                let packed = Packed::new(Day(day), units, &mut large).unwrap();
                assert_eq!((packed.day(), packed.units(&large)), (Day(day), units));
            }
        }
        assert_eq!(Packed::new(Day(i32::MAX), 1, &mut large), None);
        assert_eq!(Packed::new(Day(-900_000), 1, &mut large), None);
    }

    #[test]
    fn numbers_sort_by_day_then_amount() {
        let mut large = Vec::new();
        let mut pack = |day, units| Packed::new(Day(day), units, &mut large).unwrap();
        let sorted = [
            pack(-5, 9),
            pack(3, -2),
            pack(3, 0),
            pack(3, 7),
            pack(4, -9),
        ];
        assert!(sorted.is_sorted());
    }
}
