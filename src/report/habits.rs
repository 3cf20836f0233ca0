//! What the purchase days of all customers say about rhythm and coming back.

use crate::day::Day;
use crate::ledger::Ledger;

/// The median of a histogram over whole numbers; between two values their mean.
#[must_use]
pub fn median(histogram: &[u64]) -> Option<f64> {
    let count: u64 = histogram.iter().sum();
    let at = |rank: u64| {
        let mut below = 0;
        histogram.iter().position(|&n| {
            below += n;
            below > rank
        })
    };
    let (low, high) = (at(count.checked_sub(1)? / 2)?, at(count / 2)?);
    Some((low + high) as f64 / 2.0)
}

/// Counts behind the measures; each pair is (whole, part). See docs/METHODS.md.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Habits {
    /// Customers observed for at least the lapse limit after their first purchase, and those of them who bought a second
    /// time within it.
    pub second_within_limit: (u64, u64),
    /// Median days from first to second purchase, over those who made a second.
    pub median_days_to_second: Option<f64>,
    /// Customers who bought in the lapse window before the last one, and those of them who bought in the last one.
    pub retained: (u64, u64),
    /// Silences longer than the lapse limit, and those of them that a purchase ended.
    pub won_back: (u64, u64),
}

/// The habits of all customers, observed until `end`, for this lapse limit.
#[must_use]
pub fn habits(ledger: &Ledger, end: Day, lapse_days: u32) -> Habits {
    let limit = i64::from(lapse_days);
    let end = i64::from(end.0);
    let mut habits = Habits::default();
    let mut to_second: Vec<u64> = Vec::new();
    ledger.each_customer(|_, rows| {
        let mut days = rows.purchase_days().map(|(day, _)| i64::from(day.0));
        let Some(first) = days.next() else { return };
        let mut last = first;
        let in_window = |day: i64, windows_back: i64| {
            day <= end - limit * windows_back && day > end - limit * (windows_back + 1)
        };
        let (mut before, mut now) = (in_window(first, 1), in_window(first, 0));
        let mut second = None;
        for day in days {
            second.get_or_insert(day);
            if day - last > limit {
                habits.won_back.0 += 1;
                habits.won_back.1 += 1;
            }
            before |= in_window(day, 1);
            now |= in_window(day, 0);
            last = day;
        }
        habits.won_back.0 += u64::from(end - last > limit);
        habits.retained.0 += u64::from(before);
        habits.retained.1 += u64::from(before && now);
        if end - first >= limit {
            habits.second_within_limit.0 += 1;
            habits.second_within_limit.1 +=
                u64::from(second.is_some_and(|day| day - first <= limit));
        }
        if let Some(second) = second {
            let waited = usize::try_from(second - first).unwrap_or_default();
            if to_second.len() <= waited {
                to_second.resize(waited + 1, 0);
            }
            to_second[waited] += 1;
        }
    });
    habits.median_days_to_second = median(&to_second);
    habits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_of_an_even_number_lies_between() {
        assert_eq!(median(&[0, 1, 0, 1]), Some(2.0));
        assert_eq!(median(&[0, 0, 3]), Some(2.0));
        assert_eq!(median(&[0, 0]), None);
    }
}
