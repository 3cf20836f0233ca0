//! One text under one reading → day and second of the day. The patient road behind the fast lane for ISO.

use super::names::Meaning;
use super::scan::{MAX, Token, is_blank, scan};
use super::{DateReader, day_of};
use crate::day::Day;
use crate::ingest::plan::{DateOrder, Serials};

/// A point in time as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    pub(super) day: Day,
    /// Seconds since midnight.
    pub(super) second: u32,
}

/// Two-digit years below this are 20xx, the others 19xx (POSIX `strptime`, `%y`).
const PIVOT: i32 = 69;

/// Two-digit years that may be of the Buddhist era, as Thailand writes it: 2007 to 2032. In the common era no shop has sold in them,
/// or nobody kept the file.
const BUDDHIST: std::ops::Range<i32> = 50..76;

/// Seconds of a day.
const DAY_SECONDS: i64 = 86_400;

/// 2200-01-01 as a spreadsheet's serial number: behind the last day of sales.
const LAST_SERIAL: f64 = 109_575.0;

/// Reads `text` as `reader` does.
pub(super) fn stamp(text: &str, reader: &DateReader) -> Option<Stamp> {
    let (order, serials) = (reader.order, reader.epoch.serials);
    let text = text.trim_matches(is_blank);
    if text.is_empty() || text.len() > 80 {
        return None;
    }
    // "10:15:00 America/New_York": a zone by its city.
    let city = |zone: &str| {
        zone.contains('/')
            && zone
                .bytes()
                .all(|b| b.is_ascii_alphabetic() || b"/_-".contains(&b))
    };
    let text = match text.rsplit_once(' ') {
        Some((head, zone)) if city(zone) => head,
        _ => text,
    };
    match order {
        DateOrder::ExcelSerial => serial(text, serials),
        DateOrder::EpochSeconds => epoch(text, 1),
        DateOrder::EpochMillis => epoch(text, 1000),
        _ => None,
    }
    .or_else(|| written(text, reader))
    .or_else(|| match serials {
        Serials::None => None,
        known => serial(text, known).filter(|_| is_serial(text)),
    })
}

/// A number of five digits that may be a day number among written dates: 1968 to 2078.
pub(super) fn is_serial(text: &str) -> bool {
    let whole = text.trim().split(['.', ',']).next().unwrap_or_default();
    let range = 25_000..65_000;
    whole.len() == 5
        && whole.parse().is_ok_and(|day: u32| range.contains(&day))
        && number(text.trim()).is_some()
}

/// A spreadsheet's day number. In the 1900 system 1 is 1900-01-01, 60 is the 1900-02-29 that never was, 44562.5 is noon; in the
/// 1904 system 0 is 1904-01-01, which is day 1462 of the other.
fn serial(text: &str, serials: Serials) -> Option<Stamp> {
    let value = number(text)?
        + if serials == Serials::From1904 {
            1462.0
        } else {
            0.0
        };
    if !(1.0..LAST_SERIAL).contains(&value) {
        return None;
    }
    let mut day = value.floor() as i32;
    // Half a second: the fraction is a rounded binary number.
    let mut second = ((value - value.floor()) * DAY_SECONDS as f64 + 0.5) as u32;
    if i64::from(second) == DAY_SECONDS {
        (day, second) = (day + 1, 0);
    }
    let since_epoch = match day {
        60 => return None,
        ..60 => day - 25_568,
        _ => day - 25_569,
    };
    Some(Stamp {
        day: Day(since_epoch),
        second,
    })
}

/// Seconds (or parts of a second) since 1970-01-01 UTC.
fn epoch(text: &str, per_second: i64) -> Option<Stamp> {
    let seconds = match text.parse::<i64>() {
        // Programs that speak of milliseconds may mean microseconds.
        Ok(whole) if per_second == 1000 && whole > 100_000_000_000_000 => whole / 1_000_000,
        Ok(whole) => whole.div_euclid(per_second),
        Err(_) => (number(text)? / per_second as f64).floor() as i64,
    };
    let day = i32::try_from(seconds.div_euclid(DAY_SECONDS)).ok()?;
    // Years 1900 to 2199.
    (-25_567..84_006).contains(&day).then_some(Stamp {
        day: Day(day),
        second: seconds.rem_euclid(DAY_SECONDS) as u32,
    })
}

/// A plain number: digits, one decimal mark, perhaps a sign or an exponent; not `inf`, not `nan`.
fn number(text: &str) -> Option<f64> {
    if !text
        .bytes()
        .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b'-' | b'+' | b'e' | b'E'))
    {
        return None;
    }
    let value = if text.contains(',') {
        text.replacen(',', ".", 1).parse::<f64>()
    } else {
        text.parse::<f64>()
    };
    value.ok().filter(|value| value.is_finite())
}

/// A part of a date between separators.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// Value, number of digits, what the mark behind it says (年, 月, 日).
    Number(u64, u8, Option<Meaning>),
    Month(u8),
}

/// The tokens still to be read.
struct Tokens<'a> {
    all: &'a [Token],
    at: usize,
}

impl Tokens<'_> {
    fn peek(&self) -> Option<Token> {
        self.all.get(self.at).copied()
    }

    fn ahead(&self, by: usize) -> Option<Token> {
        self.all.get(self.at + by).copied()
    }

    fn skip_blanks(&mut self) {
        while matches!(
            self.peek(),
            Some(Token::Blank | Token::Word(Meaning::Weekday | Meaning::Glue))
        ) {
            self.at += 1;
        }
    }

    fn take(&mut self, wanted: Token) -> bool {
        let found = self.peek() == Some(wanted);
        self.at += usize::from(found);
        found
    }

    /// Does a time of day begin here? A number before a colon or an hour mark, or a half of the day.
    fn at_time(&self) -> bool {
        match self.peek() {
            Some(Token::Word(Meaning::Am | Meaning::Pm)) => true,
            Some(Token::Number(_, 1..=2)) => matches!(
                self.ahead(1),
                Some(Token::Mark(':') | Token::Word(Meaning::Hour))
            ),
            _ => false,
        }
    }
}

/// A date in digits and words, with a possible time before or behind it; of the reader's year, unless that is 0, where it has none.
fn written(text: &str, reader: &DateReader) -> Option<Stamp> {
    let (year, buddhist) = (reader.year, reader.epoch.buddhist);
    let mut buffer = [Token::Blank; MAX];
    let count = scan(text, &mut buffer)?;
    let mut tokens = Tokens {
        all: &buffer[..count],
        at: 0,
    };
    tokens.skip_blanks();
    let mut second = None;
    if tokens.at_time() {
        second = Some(time(&mut tokens)?);
        tokens.skip_blanks();
        tokens.take(Token::Mark(','));
    }
    if let Some((stamp, used)) = compact(&tokens, reader) {
        tokens.at += used;
        return finish(
            stamp.day,
            second.or(Some(stamp.second).filter(|&s| s > 0)),
            &mut tokens,
        );
    }
    let mut era = None;
    let mut parts = [Part::Month(0); 3];
    let mut filled = 0;
    let mut separated = true;
    while filled < 3 {
        if filled == 2 && year > 0 && tokens.peek().is_none() {
            let year = Part::Number(year as u64, 4, None);
            parts = match parts[0] {
                Part::Number(_, _, Some(_)) => [year, parts[0], parts[1]],
                _ => [parts[0], parts[1], year],
            };
            break;
        }
        match tokens.peek()? {
            Token::Blank | Token::Word(Meaning::Weekday | Meaning::Glue) => {
                tokens.at += 1;
                separated = true;
                // "Tue Dec 9 10:00:00 2011": the time stands before the year.
                if filled == 2 && second.is_none() && tokens.at_time() {
                    second = Some(time(&mut tokens)?);
                }
                continue;
            }
            Token::Mark('-' | '/' | '.' | ',' | '\'' | '#' | '_')
                if filled > 0 || tokens.at > 0 =>
            {
                // Two marks in a row are no date: 2011--12, 1,,2; but 03-janv.-22 and "Fr., 5. Jan. 2024" are.
                let shortened = tokens.peek() == Some(Token::Mark('.'))
                    && matches!(parts[..filled].last(), None | Some(Part::Month(_)));
                if matches!(tokens.ahead(1), Some(Token::Mark(_))) && !shortened {
                    return None;
                }
                tokens.at += 1;
                separated = true;
                continue;
            }
            Token::Word(Meaning::Era(base)) if filled == 0 && era.is_none() => {
                era = Some(base);
                tokens.at += 1;
                if tokens.take(Token::Word(Meaning::First)) {
                    tokens.take(Token::Word(Meaning::Year));
                    parts[0] = Part::Number(1, 1, Some(Meaning::Year));
                    filled = 1;
                }
                continue;
            }
            Token::Word(Meaning::Month(month)) => {
                // "mar. 5 mars 2024": the first one was a Tuesday.
                if let (2, Part::Month(_)) = (filled, parts[0]) {
                    (parts[0], filled) = (parts[1], 1);
                }
                tokens.at += 1;
                parts[filled] = Part::Month(month);
            }
            Token::Word(Meaning::Listopad) => {
                parts[filled] = Part::Month(listopad(&tokens)?);
                tokens.at += 1;
            }
            Token::Number(value, digits) if separated => {
                tokens.at += 1;
                let mark = match tokens.peek() {
                    Some(Token::Word(
                        mark @ (Meaning::Year | Meaning::MonthMark | Meaning::DayMark),
                    )) => Some(mark),
                    _ => None,
                };
                tokens.at += usize::from(mark.is_some());
                parts[filled] = Part::Number(value, digits, mark);
            }
            _ => return None,
        }
        filled += 1;
        // Behind a mark or a word the next number may follow at once: 2011年12月, 9Dec2011.
        separated = matches!(
            parts[filled - 1],
            Part::Number(_, _, Some(_)) | Part::Month(_)
        ) || matches!(
            tokens.peek(),
            Some(Token::Word(
                Meaning::Month(_) | Meaning::Glue | Meaning::Weekday
            ))
        );
    }
    // "2023-02-06 16": behind a whole date in ISO's order a lone number is the hour.
    let in_iso_order = matches!(parts[0], Part::Number(_, 4, _));
    let (year, month, day) = assign(parts, reader.order, era, buddhist)?;
    let day = day_in(year, month, day)?;
    if let (true, Some(Token::Blank), Some(Token::Number(hour @ 0..=23, 2)), None) = (
        in_iso_order,
        tokens.peek(),
        tokens.ahead(1),
        tokens.ahead(2),
    ) {
        let second = hour as u32 * 3600;
        return Some(Stamp { day, second });
    }
    if in_iso_order && numbered(&tokens) {
        return Some(Stamp { day, second: 0 });
    }
    finish(day, second, &mut tokens)
}

/// Croatia writes days and years with a point (4. listopada 2023.), Poland neither; with one of them nobody knows.
fn listopad(tokens: &Tokens<'_>) -> Option<u8> {
    let point = Some(&Token::Mark('.'));
    let before = tokens.all[..tokens.at]
        .iter()
        .rfind(|token| **token != Token::Blank);
    match (before == point, tokens.all.last() == point) {
        (true, true) => Some(10),
        (false, _) => Some(11),
        _ => None,
    }
}

/// Is all that is left the number of a voucher, as Korean programs write it behind the day: 2024/01/04 -2? Behind a day with
/// hyphens (2024-01-04-2) it needs its blank; without, the whole is the number of an order.
fn numbered(tokens: &Tokens<'_>) -> bool {
    let before = tokens.at.checked_sub(2).and_then(|at| tokens.all.get(at));
    match tokens.all[tokens.at..] {
        [Token::Blank, Token::Mark('-'), Token::Number(_, 1..=4)] => true,
        [Token::Mark('-'), Token::Number(_, 1..=4)] => before != Some(&Token::Mark('-')),
        _ => false,
    }
}

/// What is left must be a time of day, or nothing.
fn finish(day: Day, before: Option<u32>, tokens: &mut Tokens<'_>) -> Option<Stamp> {
    tokens.skip_blanks();
    let second = match (before, tokens.peek()) {
        (Some(second), None) => second,
        (None, None) => 0,
        (Some(_), Some(_)) => return None,
        (None, Some(_)) => {
            // "3 czerwca 2022 r.", which begins a Japanese date.
            tokens.take(Token::Word(Meaning::Era(2018)));
            // "2011-12-09,", "9.12.2011.", "9 мая 2011 г.,": marks that end the date.
            while let Some(Token::Mark('.' | ',' | ':' | '-')) = tokens.peek() {
                tokens.at += 1;
            }
            tokens.take(Token::Word(Meaning::T));
            tokens.skip_blanks();
            if tokens.peek().is_none() {
                0
            } else {
                time(tokens)?
            }
        }
    };
    tokens.skip_blanks();
    // "10:15 hs."
    tokens.take(Token::Mark('.'));
    tokens.peek().is_none().then_some(Stamp { day, second })
}

/// 20110516, 110516, 1000516, 2011051610, 201105161015, 20110516101500 and `20110516.0`; gives the point in time and the tokens used.
fn compact(tokens: &Tokens<'_>, reader: &DateReader) -> Option<(Stamp, usize)> {
    let Some(Token::Number(value, digits)) = tokens.peek() else {
        return None;
    };
    let n = |from_end: u32, width: u32| (value / 10_u64.pow(from_end) % 10_u64.pow(width)) as u32;
    let clock =
        |h: u32, m: u32, s: u32| (h < 24 && m < 60 && s < 60).then_some(h * 3600 + m * 60 + s);
    let alone = tokens.ahead(1).is_none();
    let (day, second) = match digits {
        14 if alone => (
            day_in(n(10, 4) as i32, n(8, 2), n(6, 2)),
            clock(n(4, 2), n(2, 2), n(0, 2))?,
        ),
        12 if alone => (
            day_in(n(8, 4) as i32, n(6, 2), n(4, 2)),
            clock(n(2, 2), n(0, 2), 0)?,
        ),
        10 if alone => (
            day_in(n(6, 4) as i32, n(4, 2), n(2, 2)),
            clock(n(0, 2), 0, 0)?,
        ),
        8 => {
            let day = match reader.order {
                DateOrder::DayMonthYear => day_in(n(0, 4) as i32, n(4, 2), n(6, 2)),
                DateOrder::MonthDayYear => day_in(n(0, 4) as i32, n(6, 2), n(4, 2)),
                DateOrder::YearDayMonth => day_in(n(4, 4) as i32, n(0, 2), n(2, 2)),
                _ => day_in(n(4, 4) as i32, n(2, 2), n(0, 2)),
            };
            (day, 0)
        }
        // 1130906 of the Republic of China; with the year behind, a zero would be missing.
        7 if alone && reader.order == DateOrder::YearMonthDay && TAIWAN.contains(&n(4, 3)) => {
            (day_of(1911 + n(4, 3) as i32, n(2, 2), n(0, 2)), 0)
        }
        6 if alone => {
            let year = |from_end| century(n(from_end, 2), reader.epoch.buddhist);
            let day = match reader.order {
                DateOrder::DayMonthYear => day_of(year(0), n(2, 2), n(4, 2)),
                DateOrder::MonthDayYear => day_of(year(0), n(4, 2), n(2, 2)),
                _ => day_of(year(4), n(2, 2), n(0, 2)),
            };
            (day, 0)
        }
        _ => return None,
    };
    // A column of whole numbers that went through binary floats.
    let float = tokens.ahead(1) == Some(Token::Mark('.'))
        && tokens.ahead(2) == Some(Token::Number(0, 1))
        && tokens.ahead(3).is_none();
    Some((Stamp { day: day?, second }, if float { 3 } else { 1 }))
}

/// Years of the Republic of China that are written without a mark: 2000 to 2060.
const TAIWAN: std::ops::Range<u32> = 89..150;

/// The day of a date with its whole year, in the calendar that the year is of.
fn day_in(year: i32, month: u32, day: u32) -> Option<Day> {
    if IRAN.contains(&year) {
        jalali(year, month, day)
    } else {
        day_of(super::common_era(year), month, day)
    }
}

/// A two-digit year in its century, or in that of the Buddhist era.
pub(super) fn century(two_digits: u32, buddhist: bool) -> i32 {
    match two_digits as i32 {
        year if buddhist && BUDDHIST.contains(&year) => super::common_era(2500 + year),
        year @ ..PIVOT => 2000 + year,
        year => 1900 + year,
    }
}

/// Years of Iran's calendar, the solar one that begins in March: 1991 to 2041. Behind them begin the years that the lunar calendar
/// has now.
const IRAN: std::ops::Range<i32> = 1370..1420;

/// The day of a date of [`IRAN`]: six months of 31 days, then of 30, the last one of 29 but for leap years, of which 33 years have
/// eight. Checked against the calendar of ICU, day by day.
fn jalali(year: i32, month: u32, day: u32) -> Option<Day> {
    let leaps = |before: i32| (8 * before + 21) / 33;
    let length = match month {
        1..=6 => 31,
        7..=11 => 30,
        12 => 29 + (leaps(year + 1) - leaps(year)) as u32,
        _ => return None,
    };
    if day == 0 || day > length {
        return None;
    }
    let in_year = (month - 1) * 30 + (month - 1).min(6) + day - 1;
    Some(Day(365 * year + leaps(year) + in_year as i32 - 492_633))
}

/// The year that a number of so many digits means; three digits are a year of the Republic of China (民國 112 = 2023).
fn year(value: u64, digits: u8, era: Option<i32>, buddhist: bool) -> Option<i32> {
    let value = i32::try_from(value).ok()?;
    match (era, digits) {
        (Some(base), _) => (1..=200).contains(&value).then_some(base + value),
        (None, 4) if IRAN.contains(&value) => Some(value),
        (None, 4) => Some(super::common_era(value)),
        (None, 2) => Some(century(value as u32, buddhist)),
        (None, 3) => (60..=200).contains(&value).then_some(1911 + value),
        _ => None,
    }
}

/// Which part is the year, which the month, which the day.
fn assign(
    parts: [Part; 3],
    order: DateOrder,
    era: Option<i32>,
    buddhist: bool,
) -> Option<(i32, u32, u32)> {
    let year = |value, digits, era| year(value, digits, era, buddhist);
    use Part::{Month, Number};
    let small = |value: u64| u32::try_from(value).ok();
    match parts {
        [Month(m), Number(d, 1..=2, _), Number(y, digits, _)]
        | [
            Number(d, 1..=2, None | Some(Meaning::DayMark)),
            Month(m),
            Number(y, digits, _),
        ] if era.is_none()
            // 95-Apr-24: no month has that day.
            && (order != DateOrder::YearMonthDay || digits == 4 || (1..=31).contains(&d)) =>
        {
            Some((year(y, digits, None)?, u32::from(m), small(d)?))
        }
        [Number(y, digits, _), Month(m), Number(d, 1..=2, _)] => {
            Some((year(y, digits, era)?, u32::from(m), small(d)?))
        }
        // "2024. gada 5. marts".
        [Number(y, 4, _), Number(d, 1..=2, _), Month(m)] => Some((
            super::common_era(i32::try_from(y).ok()?),
            u32::from(m),
            small(d)?,
        )),
        [
            Number(a, digits_a, mark_a),
            Number(b, digits_b, mark_b),
            Number(c, digits_c, mark_c),
        ] => {
            let mut marks = [mark_a, mark_b, mark_c].into_iter().zip([
                Meaning::Year,
                Meaning::MonthMark,
                Meaning::DayMark,
            ]);
            let year_first = era.is_some() || digits_a == 4 || mark_a == Some(Meaning::Year);
            if year_first || matches!(order, DateOrder::YearMonthDay) {
                let fits = marks.all(|(mark, wanted)| mark.is_none_or(|mark| mark == wanted));
                (fits && digits_b <= 2 && digits_c <= 2).then_some(())?;
                let (b, c) = match order {
                    DateOrder::YearDayMonth if mark_c.is_none() => (c, b),
                    _ => (b, c),
                };
                return Some((year(a, digits_a, era)?, small(b)?, small(c)?));
            }
            (mark_a.is_none() && mark_b.is_none() && digits_a <= 2 && digits_b <= 2)
                .then_some(())?;
            (digits_c != 3).then_some(())?;
            let year = year(c, digits_c, None)?;
            match order {
                DateOrder::DayMonthYear => Some((year, small(b)?, small(a)?)),
                DateOrder::MonthDayYear => Some((year, small(a)?, small(b)?)),
                _ => None,
            }
        }
        _ => None,
    }
}

/// `14:05`, `2:05:33.120 PM`, `下午2時5分`, `14h30`, `101500`, with a possible zone or offset, which is dropped.
fn time(tokens: &mut Tokens<'_>) -> Option<u32> {
    let mut half = half_of_day(tokens);
    tokens.skip_blanks();
    let Some(Token::Number(value, digits)) = tokens.peek() else {
        return None;
    };
    tokens.at += 1;
    let (hour, minute, second) = if digits >= 4 {
        match digits {
            4 => (value / 100, value % 100, 0),
            6 => (value / 10_000, value / 100 % 100, value % 100),
            _ => return None,
        }
    } else {
        clock(tokens, value)?
    };
    fraction(tokens);
    tokens.take(Token::Word(Meaning::Second));
    tokens.skip_blanks();
    // "10:15 h", "10:15 hs."
    tokens.take(Token::Word(Meaning::Hour));
    half = half.or_else(|| half_of_day(tokens));
    zone(tokens)?;
    let hour = match (half, hour) {
        (None, 0..=23) => hour,
        (None, 24) if minute == 0 && second == 0 => 0,
        (Some(false), 12) => 0,
        (Some(false), 0..=11) => hour,
        (Some(true), 12) => 12,
        (Some(true), 0..=11) => hour + 12,
        // "14:05 PM" is written by careless formats and can only mean 14:05.
        (Some(true), 13..=23) => hour,
        _ => return None,
    };
    (minute < 60 && second <= 60).then_some((hour * 3600 + minute * 60 + second.min(59)) as u32)
}

/// Minutes and seconds behind the hour.
fn clock(tokens: &mut Tokens<'_>, hour: u64) -> Option<(u64, u64, u64)> {
    let colon = |token| {
        matches!(
            token,
            Some(Token::Mark(':' | '.') | Token::Word(Meaning::Hour))
        )
    };
    if !colon(tokens.peek()) {
        // "5 PM" needs its half of the day, else a lone number is no time.
        tokens.skip_blanks();
        return matches!(tokens.peek(), Some(Token::Word(Meaning::Am | Meaning::Pm)))
            .then_some((hour, 0, 0));
    }
    let marked = tokens.peek() == Some(Token::Word(Meaning::Hour));
    tokens.at += 1;
    if marked {
        tokens.skip_blanks();
    }
    let Some(Token::Number(minute, 1..=2)) = tokens.peek() else {
        return marked.then_some((hour, 0, 0));
    };
    tokens.at += 1;
    let minutes_marked = tokens.take(Token::Word(Meaning::Minute));
    if minutes_marked {
        tokens.skip_blanks();
    }
    let more = matches!(tokens.peek(), Some(Token::Mark(':' | '.')));
    let second = match (tokens.peek(), tokens.ahead(1)) {
        (Some(Token::Mark(_)), Some(Token::Number(second, 1..=2))) if more => {
            tokens.at += 2;
            second
        }
        (Some(Token::Number(second, 1..=2)), _) if minutes_marked => {
            tokens.at += 1;
            second
        }
        _ => 0,
    };
    Some((hour, minute, second))
}

/// Digits behind the seconds.
fn fraction(tokens: &mut Tokens<'_>) {
    if matches!(tokens.peek(), Some(Token::Mark('.' | ',' | ':')))
        && matches!(tokens.ahead(1), Some(Token::Number(..)))
    {
        tokens.at += 2;
    }
}

fn half_of_day(tokens: &mut Tokens<'_>) -> Option<bool> {
    let half = match tokens.peek() {
        Some(Token::Word(Meaning::Am)) => false,
        Some(Token::Word(Meaning::Pm)) => true,
        _ => return None,
    };
    tokens.at += 1;
    Some(half)
}

/// `Z`, `UTC`, `+08:00`, `-0500`, `GMT+8`: read, never applied.
fn zone(tokens: &mut Tokens<'_>) -> Option<()> {
    tokens.skip_blanks();
    while tokens.take(Token::Word(Meaning::Zone)) {
        tokens.skip_blanks();
    }
    if matches!(tokens.peek(), Some(Token::Mark('+' | '-'))) {
        tokens.at += 1;
        let Some(Token::Number(hours, digits)) = tokens.peek() else {
            return None;
        };
        (digits <= 2 && hours <= 14 || digits == 4 && hours <= 1400).then_some(())?;
        tokens.at += 1;
        if tokens.take(Token::Mark(':')) {
            let Some(Token::Number(0..=59, 2)) = tokens.peek() else {
                return None;
            };
            tokens.at += 1;
        }
        tokens.skip_blanks();
        while tokens.take(Token::Word(Meaning::Zone)) {
            tokens.skip_blanks();
        }
    }
    Some(())
}
