//! Dates: one decision per column ([`decide`]), one reader for all its rows ([`DateReader`]).
//!
//! Days are calendar days as written. A time of day, an offset or a zone behind the day is read and
//! checked, but never moves the day.

mod decide;
mod names;
mod parse;
mod scan;
mod years;

pub use decide::{DateDecision, DateHints, decide, may_be_dates};
pub use years::{Named, Yearless, month, named};

use crate::day::Day;
use crate::ingest::plan::{DateOrder, Epoch, Serials};
use parse::Stamp;

/// The first day of what is a month as people write it, with its year: 2024-05, 202405, 05/2024, May 2024, 2024年5月.
#[must_use]
pub fn first_of_month(text: &str) -> Option<Day> {
    // Five digits are a number.
    if text.len() == 5 && text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    const AROUND: [[&str; 2]; 9] = [
        ["", "-01"],
        ["", "01"],
        ["", "/01"],
        ["", ".01"],
        ["01/", ""],
        ["01.", ""],
        ["01-", ""],
        ["1 ", ""],
        ["", "1日"],
    ];
    let read = |order| completed(text, &AROUND, order);
    read(DateOrder::DayMonthYear).or_else(|| read(DateOrder::YearMonthDay))
}

/// The day that a text is together with one of these in front of it and behind it.
#[must_use]
#[inline(never)]
pub fn completed(text: &str, around: &[[&str; 2]], order: DateOrder) -> Option<Day> {
    let reader = DateReader::new(order);
    let mut whole = String::new();
    for [front, behind] in around {
        whole.clear();
        for part in [front, text, behind] {
            whole.push_str(part);
        }
        if let Some(day) = reader.day(whole.as_bytes()) {
            return Some(day);
        }
    }
    None
}

/// Reads the dates of one column under one reading. Anything the reading can't explain is `None`.
///
/// A year of four digits at the front is followed by the month, so `2011-12-09` is read the same under every reading but one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateReader {
    order: DateOrder,
    epoch: Epoch,
    /// The year of days that have none of their own; 0 where none is known.
    year: i32,
}

impl DateReader {
    /// A reader for a column with this reading.
    #[must_use]
    pub const fn new(order: DateOrder) -> Self {
        Self {
            order,
            epoch: Epoch {
                serials: Serials::None,
                buddhist: false,
            },
            year: 0,
        }
    }

    /// The reader that knows from where the column counts its days and years.
    #[must_use]
    pub const fn counting(self, epoch: Epoch) -> Self {
        Self { epoch, ..self }
    }

    /// The reader that also knows the year of days without one.
    const fn with_year(self, year: i32) -> Self {
        Self { year, ..self }
    }

    /// The reading.
    #[must_use]
    pub const fn order(self) -> DateOrder {
        self.order
    }

    /// The reader with day and month the other way round, where there are two ways.
    #[must_use]
    pub const fn turned(self) -> Option<Self> {
        let order = match self.order {
            DateOrder::DayMonthYear => DateOrder::MonthDayYear,
            DateOrder::MonthDayYear => DateOrder::DayMonthYear,
            DateOrder::YearMonthDay => DateOrder::YearDayMonth,
            DateOrder::YearDayMonth => DateOrder::YearMonthDay,
            _ => return None,
        };
        Some(Self { order, ..self })
    }

    /// The calendar day as written; `None` if it is empty, impossible (1900-02-29) or refutes the reading.
    #[must_use]
    #[inline(never)]
    pub fn day(&self, text: &[u8]) -> Option<Day> {
        let lanes = match self.order {
            DateOrder::YearDayMonth => None,
            _ => iso(text).or_else(|| zoned(text)),
        };
        match lanes.or_else(|| digits(text, self.order_of(text), self.epoch.buddhist)) {
            Some(day) => Some(day),
            None => self.stamp(text).map(|stamp| stamp.day),
        }
    }

    /// The day of a plain ISO date with or without a time (`2011-12-09`, `2011-12-09 12:50:00`); `None` says nothing about others.
    #[must_use]
    #[inline]
    pub fn plain_day(&self, text: &[u8]) -> Option<Day> {
        match self.order {
            DateOrder::YearDayMonth => None,
            _ => iso(text),
        }
    }

    /// Seconds since midnight as written, 0 if there is no time of day (or no readable date).
    #[must_use]
    pub fn second_of_day(&self, text: &[u8]) -> u32 {
        if let Some((_, rest)) = text.split_first_chunk::<10>()
            && (iso(text).is_some() || zoned(text).is_some())
        {
            return plain_second(rest);
        }
        self.stamp(text).map_or(0, |stamp| stamp.second)
    }

    #[inline(never)]
    fn stamp(&self, text: &[u8]) -> Option<Stamp> {
        // Words, as most columns have them.
        if text.is_ascii() && !text.iter().any(u8::is_ascii_digit) {
            return None;
        }
        let order = self.order_of(text);
        parse::stamp(std::str::from_utf8(text).ok()?, &Self { order, ..*self })
    }

    /// The reading of this value, where its mark tells whose it is. With points the day comes first.
    fn order_of(&self, text: &[u8]) -> DateOrder {
        let dashes_turn = match self.order {
            DateOrder::SlashDayFirst => true,
            DateOrder::SlashMonthFirst => false,
            order => return order,
        };
        match mark(text) {
            Some(b'-') if dashes_turn => DateOrder::MonthDayYear,
            Some(b'/') if !dashes_turn => DateOrder::MonthDayYear,
            _ => DateOrder::DayMonthYear,
        }
    }
}

/// The mark behind the first number of a date.
fn mark(text: &[u8]) -> Option<u8> {
    let mut marks = text.iter().copied();
    marks.find(|byte| !byte.is_ascii_digit() && !byte.is_ascii_whitespace())
}

/// Days since 1970-01-01 of a date that the calendar has. Hinnant, "chrono-Compatible Low-Level Date
/// Algorithms", `days_from_civil`; several times faster than building a calendar object per row.
#[inline]
fn day_of(year: i32, month: u32, day: u32) -> Option<Day> {
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
    Some(Day(days as i32 - 719_468))
}

/// The year that is meant: one of the Buddhist era as Thailand writes it (2567 = 2024) in the common era, and 0 – which no
/// calendar has – where no shop can have sold: 0001-01-01 and 9999-12-31 stand for "never", 0201 is a slip of the pen, and one
/// such row would stretch the years that are looked at to thousands.
#[inline]
fn common_era(year: i32) -> i32 {
    match year {
        1900..2200 => year,
        2443..2700 => year - 543,
        _ => 0,
    }
}

/// What lifts a byte above nine into its high bit.
const TO_HIGH: u64 = u64::from_le_bytes([0x76; 8]);
const HIGH: u64 = u64::from_le_bytes([0x80; 8]);
/// Where `2024-01-` has dashes.
const DASHES: u64 = u64::from_le_bytes([0, 0, 0, 0, 0xFF, 0, 0, 0xFF]);

/// The common road: `2024-01-31`, alone or with `[ T]hh:mm[:ss]`. Everything else is `None` and left to the parser.
#[inline]
fn iso(text: &[u8]) -> Option<Day> {
    let (head, rest) = text.split_first_chunk::<10>()?;
    let (month, day) = (head.first_chunk()?, head.last_chunk()?);
    let month = u64::from_le_bytes(*month) ^ u64::from_le_bytes(*b"0000-00-");
    let day = u64::from(u16::from_le_bytes(*day) ^ u16::from_le_bytes(*b"00"));
    // All characters at once: a digit is 0 to 9 now, each other one has its high bit after this sum; and a dash is 0.
    let no_digit = (month.wrapping_add(TO_HIGH) | day.wrapping_add(TO_HIGH) | month | day) & HIGH;
    if no_digit | month & DASHES != 0 || !plain_time(rest) {
        return None;
    }
    let digit = |of: u64, at: u32| (of >> (8 * at)) as u32 & 0xF;
    let year =
        digit(month, 0) * 1000 + digit(month, 1) * 100 + digit(month, 2) * 10 + digit(month, 3);
    let month = digit(month, 5) * 10 + digit(month, 6);
    let day = digit(day, 0) * 10 + digit(day, 1);
    day_of(common_era(year as i32), month, day)
}

/// The same with parts of a second and a zone behind it, as interfaces write it: `2024-01-31T10:00:00.123+08:00`. The zone
/// never moves the day.
fn zoned(text: &[u8]) -> Option<Day> {
    let (head, rest) = text.split_at_checked("2024-01-31T10:00:00".len())?;
    let day = iso(head)?;
    let rest = match rest.strip_prefix(b".") {
        Some(behind) => {
            let digits = behind.iter().take_while(|b| b.is_ascii_digit()).count();
            if !(1..=9).contains(&digits) {
                return None;
            }
            &behind[digits..]
        }
        None => rest,
    };
    let hour =
        |a: u8, b: u8| a == b'0' && b.is_ascii_digit() || a == b'1' && (b'0'..=b'3').contains(&b);
    let known = match *rest {
        [] | [b'Z'] | [b' ', b'U', b'T', b'C'] => true,
        [b'+' | b'-', a, b, b':', m, n]
        | [b' ', b'+' | b'-', a, b, m, n]
        | [b'+' | b'-', a, b, m, n] => {
            hour(a, b) && (b'0'..=b'5').contains(&m) && n.is_ascii_digit()
        }
        _ => false,
    };
    known.then_some(day)
}

/// The second road: three plain numbers, `2018/1/1 9:26:18`, `2/24/03`, `31.12.2022`. Everything else, and everything
/// doubtful, is `None` and left to the parser.
fn digits(text: &[u8], order: DateOrder, buddhist: bool) -> Option<Day> {
    let mut numbers = [(0_u32, 0_u8); 3];
    let mut at = 0;
    let mut mark = 0;
    for (i, (value, length)) in numbers.iter_mut().enumerate() {
        while let Some(digit) = text.get(at).map(|b| b.wrapping_sub(b'0'))
            && digit <= 9
            && *length < 4
        {
            *value = *value * 10 + u32::from(digit);
            *length += 1;
            at += 1;
        }
        if i < 2 {
            let found = *text.get(at)?;
            if !matches!(found, b'/' | b'-' | b'.') || (i == 1 && found != mark) {
                return None;
            }
            mark = found;
            at += 1;
        }
    }
    // An hour may have one digit here.
    let rest = &text[at..];
    let timed = match rest {
        [] => true,
        [b' ', h, b':', more @ ..] if h.is_ascii_digit() => plain_minutes(more),
        [b' ', h, i, b':', more @ ..] if h.is_ascii_digit() && i.is_ascii_digit() => {
            (h - b'0') * 10 + (i - b'0') < 24 && plain_minutes(more)
        }
        _ => false,
    };
    let [(a, a_digits), (b, b_digits), (c, c_digits)] = numbers;
    let small = |length: u8| length == 1 || length == 2;
    if !timed || !small(b_digits) {
        return None;
    }
    if a_digits == 4 && small(c_digits) {
        let (b, c) = match order {
            DateOrder::YearDayMonth => (c, b),
            _ => (b, c),
        };
        return day_of(common_era(a as i32), b, c);
    }
    if order == DateOrder::YearMonthDay && a_digits == 2 && small(c_digits) {
        return day_of(parse::century(a, buddhist), b, c);
    }
    let year = match c_digits {
        4 => common_era(c as i32),
        2 => parse::century(c, buddhist),
        _ => return None,
    };
    match order {
        DateOrder::DayMonthYear if small(a_digits) => day_of(year, b, a),
        DateOrder::MonthDayYear if small(a_digits) => day_of(year, a, b),
        _ => None,
    }
}

/// `mm` or `mm:ss`.
fn plain_minutes(text: &[u8]) -> bool {
    let two = |a: u8, b: u8| (b'0'..=b'5').contains(&a) && b.is_ascii_digit();
    match *text {
        [m, n] => two(m, n),
        [m, n, b':', s, t] => two(m, n) && two(s, t),
        _ => false,
    }
}

/// Nothing, ` hh:mm` or ` hh:mm:ss` with possible digits.
#[inline]
fn plain_time(rest: &[u8]) -> bool {
    let two = |a: u8, b: u8, limit: u8| {
        let (a, b) = (a.wrapping_sub(b'0'), b.wrapping_sub(b'0'));
        a <= 9 && b <= 9 && a * 10 + b < limit
    };
    match *rest {
        [] => true,
        [b' ' | b'T', h, i, b':', m, n] => two(h, i, 24) && two(m, n, 60),
        [b' ' | b'T', h, i, b':', m, n, b':', s, t] => {
            two(h, i, 24) && two(m, n, 60) && two(s, t, 60)
        }
        _ => false,
    }
}

/// Seconds since midnight of a [`plain_time`].
#[inline]
fn plain_second(rest: &[u8]) -> u32 {
    let two = |i: usize| match (rest.get(i), rest.get(i + 1)) {
        (Some(a), Some(b)) => {
            u32::from(a.wrapping_sub(b'0')) * 10 + u32::from(b.wrapping_sub(b'0'))
        }
        _ => 0,
    };
    two(1) * 3600 + two(4) * 60 + two(7)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lane_for_zones_agrees_with_the_parser() {
        let reader = DateReader::new(DateOrder::DayMonthYear);
        let zones = [
            "", "Z", " UTC", "+08:00", "-0500", " -0500", "+13:59", "+14:00", "+99:00", "+8", "x",
        ];
        for second in ["", ".1", ".123456789", "."] {
            for zone in zones {
                for day in [
                    "2024-01-31T23:59:58",
                    "2024-02-30 00:00:00",
                    "2566-01-05 08:00:00",
                ] {
                    let text = format!("{day}{second}{zone}");
                    let slow = reader.stamp(text.as_bytes());
                    if let Some(fast) = zoned(text.as_bytes()) {
                        assert_eq!(slow.map(|s| s.day), Some(fast), "{text}");
                        let time = reader.second_of_day(text.as_bytes());
                        assert_eq!(slow.map(|s| s.second), Some(time), "{text}");
                    }
                }
            }
        }
        assert!(zoned(b"2024-01-31T10:00:00.123+08:00").is_some());
    }

    #[test]
    fn the_common_road_takes_ten_characters_of_a_date_and_no_others() {
        for date in ["2024-01-31", "1999-12-09", "2000-10-20"] {
            for at in 0..10 {
                for byte in 0..=255 {
                    let mut text = *date.as_bytes().first_chunk::<10>().unwrap();
                    text[at] = byte;
                    let is_digit = !matches!(at, 4 | 7);
                    let fits = if is_digit {
                        byte.is_ascii_digit()
                    } else {
                        byte == b'-'
                    };
                    let expected = std::str::from_utf8(&text)
                        .ok()
                        .filter(|_| fits)
                        .and_then(Day::from_iso)
                        .filter(|day| (1900..2200).contains(&day.ymd().0));
                    if (2443..2700).contains(&year_of(&text)) {
                        continue; // a Buddhist year
                    }
                    assert_eq!(iso(&text), expected, "{}", text.escape_ascii());
                }
            }
        }
    }

    fn year_of(text: &[u8; 10]) -> i32 {
        let year = std::str::from_utf8(&text[..4]);
        year.ok().and_then(|year| year.parse().ok()).unwrap_or(0)
    }

    #[test]
    fn day_numbers_agree_with_the_calendar() {
        for year in [
            1, 4, 100, 400, 1600, 1899, 1900, 1970, 2000, 2024, 2100, 9999,
        ] {
            for month in 0..=13 {
                for day in 0..=32 {
                    assert_eq!(
                        day_of(year, month, day),
                        Day::from_ymd(year, month, day),
                        "{year}-{month}-{day}"
                    );
                }
            }
        }
    }
}
