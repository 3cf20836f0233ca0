//! Calendar days, as written in the file: no clock, no time zone.

use std::fmt;

use chrono::{Datelike, NaiveDate};
use serde::{Serialize, Serializer};

/// Days since 1970-01-01.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i32);

/// `NaiveDate` counts days from 0001-01-01, which is day 1; this is its number for 1970-01-01.
const EPOCH_FROM_CE: i32 = 719_163;

impl Day {
    /// The day with this year, month (1–12) and day of the month, if the calendar has it.
    #[must_use]
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day)
            .map(|d| Self(d.num_days_from_ce() - EPOCH_FROM_CE))
    }

    /// From ISO text, `2011-12-09`; a time behind it is ignored.
    #[must_use]
    pub fn from_iso(text: &str) -> Option<Self> {
        let mut parts = text.get(..10)?.splitn(3, '-');
        let mut next = || parts.next()?.parse::<u32>().ok();
        Self::from_ymd(i32::try_from(next()?).ok()?, next()?, next()?)
    }

    /// Year, month (1–12), day of the month.
    #[must_use]
    pub fn ymd(self) -> (i32, u32, u32) {
        let date = self
            .0
            .checked_add(EPOCH_FROM_CE)
            .and_then(NaiveDate::from_num_days_from_ce_opt)
            .unwrap_or_default();
        (date.year(), date.month(), date.day())
    }
}

/// ISO 8601: `2011-12-09`.
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.ymd();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

/// Serialized as its ISO text, so that no reader is tempted to build a `Date` object from a number.
impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_epoch_is_day_zero_and_leap_days_exist_only_in_leap_years() {
        assert_eq!(Day::from_ymd(1970, 1, 1), Some(Day(0)));
        assert_eq!(
            Day::from_ymd(2024, 2, 29).map(|d| d.to_string()).as_deref(),
            Some("2024-02-29")
        );
        assert_eq!(Day::from_ymd(1900, 2, 29), None);
        assert_eq!(Day(-1).to_string(), "1969-12-31");
    }
}
