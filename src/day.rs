//! Calendar days, as written in the file: no clock, no time zone.

use std::fmt;

use serde::{Serialize, Serializer};

/// Days since 1970-01-01.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i32);

/// 1970-01-01 counted from the first of March of the year 0.
const EPOCH: i32 = 719_468;

impl Day {
    /// The day with this year (1–9999), month (1–12) and day of the month, if the calendar has it. Howard Hinnant,
    /// "chrono-Compatible Low-Level Date Algorithms", `days_from_civil`, as is [`Day::ymd`].
    #[must_use]
    #[inline]
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Self> {
        /// Days of each month, and of those before it in a year that begins with March.
        const MONTHS: [(u32, u32); 12] = [
            (31, 306),
            (28, 337),
            (31, 0),
            (30, 31),
            (31, 61),
            (30, 92),
            (31, 122),
            (31, 153),
            (30, 184),
            (31, 214),
            (30, 245),
            (31, 275),
        ];
        let (length, before) = *MONTHS.get(month.wrapping_sub(1) as usize)?;
        let year = u32::try_from(year)
            .ok()
            .filter(|year| (1..=9999).contains(year))?;
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        if day == 0 || day > length + u32::from(leap && month == 2) {
            return None;
        }
        let y = year - u32::from(month <= 2);
        let days = 365 * y + y / 4 - y / 100 + y / 400 + before + day - 1;
        Some(Self(days as i32 - EPOCH))
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
        let days = i64::from(self.0) + i64::from(EPOCH);
        let era = days.div_euclid(146_097);
        let day_of_era = days.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * shifted + 2) / 5 + 1;
        let month = if shifted < 10 {
            shifted + 3
        } else {
            shifted - 9
        };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        (year as i32, month as u32, day as u32)
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

    /// All days of the years 1 to 9999, and dates that none of them has.
    #[test]
    fn it_is_the_calendar_of_another_library() {
        use chrono::{Datelike as _, NaiveDate};
        let first = NaiveDate::from_ymd_opt(1, 1, 1).expect("a day");
        let epoch = NaiveDate::from_ymd_opt(1970, 1, 1).expect("a day");
        for date in first.iter_days().take_while(|date| date.year() <= 9999) {
            let days = date.num_days_from_ce() - epoch.num_days_from_ce();
            let (year, month, day) = (date.year(), date.month(), date.day());
            assert_eq!(Day(days).ymd(), (year, month, day));
            assert_eq!(Day::from_ymd(year, month, day), Some(Day(days)), "{date}");
        }
        for year in (1..=9999).step_by(11) {
            for (month, day) in [(0, 1), (13, 1), (1, 0), (1, 32), (2, 29), (2, 30), (4, 31)] {
                let theirs = NaiveDate::from_ymd_opt(year, month, day).is_some();
                assert_eq!(Day::from_ymd(year, month, day).is_some(), theirs);
            }
        }
        for year in [i32::MIN, -1, 0, 10_000, i32::MAX] {
            assert_eq!(Day::from_ymd(year, 1, 1), None);
        }
        assert_eq!(Day(i32::MAX).ymd().0, 5_881_580);
        assert_eq!(Day(i32::MIN).ymd().0, -5_877_641);
    }
}
