//! Days without a year (3月5日, 5.3., 3/15) whose year stands elsewhere: above the header, in a sheet's or a file's name.

use super::DateReader;
use super::decide::order_hint;
use super::names::{self, Meaning};
use crate::day::Day;
use crate::ingest::digits;
use crate::ingest::plan::DateOrder;

/// What a text says about the time of its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named {
    /// The earliest year …
    pub first: i32,
    /// … and the last one.
    pub last: i32,
    /// The month that stands beside the year; 0 where none does.
    pub month: u32,
}

/// The year of a number of so many digits: one of an era whose name or letter stands before it (令和6, R6, 民國113), of Thailand's or
/// Taiwan's calendar, or of the common era.
fn year(number: u32, digits: usize, before: &str, behind: &str) -> Option<i32> {
    let is_apart = |text: &str| !text.ends_with(char::is_alphanumeric);
    let letter = || {
        // "Room H30" is no year.
        let (rest, base) = [("R", 2018), ("H", 1988)]
            .iter()
            .find_map(|&(letter, base)| Some((before.strip_suffix(letter)?, base)))?;
        let is_eastern = |c: char| matches!(c, '\u{3041}'..='\u{9fff}');
        let says_so = behind.contains(is_eastern) || rest.contains(is_eastern);
        (is_apart(rest) && says_so).then_some(base)
    };
    let base = || names::era_behind(before.trim_end()).or_else(letter);
    let in_common = |base: i32| Some(base + number as i32).filter(|y| (1990..2061).contains(y));
    match (digits, number) {
        (1..=3, 1..) if let Some(base) = base() => in_common(base),
        // "Since 100 years" is the age of the shop.
        (3, 101..) if behind.starts_with('年') && is_apart(before) => in_common(1911),
        (4, 2533..) if before.contains(is_thai) || behind.contains(is_thai) => in_common(-543),
        (4, _) => in_common(0),
        (2, 10..60) if behind.starts_with('年') => in_common(2000),
        _ => None,
    }
}

/// A letter of Thailand.
fn is_thai(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{e7f}')
}

/// The years that a text names. In a title they stand beside words: a number in a cell of its own may be money.
#[must_use]
pub fn named(text: &str, is_title: bool) -> Option<Named> {
    // The first year of an era has no number, and letters and digits may be as wide as the signs beside them.
    let narrow = |c: char| match c {
        'Ｒ' => 'R',
        'Ｈ' => 'H',
        c => digits::digit(c).map_or(c, |digit| char::from(b'0' + digit)),
    };
    let text: &str = &text
        .replace("元年", "1年")
        .chars()
        .map(narrow)
        .collect::<String>();
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (at, byte) in text.bytes().enumerate() {
        match runs.last_mut() {
            Some((_, end)) if byte.is_ascii_digit() && *end == at => *end += 1,
            _ if byte.is_ascii_digit() => runs.push((at, at + 1)),
            _ => {}
        }
    }
    let value = |run: usize| text[runs[run].0..runs[run].1].parse::<u32>().unwrap_or(0);
    // A month or a day: two digits at most, and one mark between them and their neighbour.
    let small = |run: usize, beside: usize| {
        let (&(start, end), &(from, to)) = (runs.get(run)?, runs.get(beside)?);
        let mut between = text[end.min(to)..start.max(from)].chars();
        let marked = between.next().is_some_and(|c| "-./_ 年月".contains(c));
        (end - start <= 2 && marked && between.next().is_none()).then(|| value(run))
    };
    let mut found: Option<Named> = None;
    for (at, &(start, end)) in runs.iter().enumerate() {
        let (before, behind) = (&text[..start], &text[end..]);
        let Some(year) = year(value(at), end - start, before, behind) else {
            continue;
        };
        let is_word = |c: &char| !"-./_~–—（(）)【】[] 0123456789".contains(*c);
        let beside = [
            before.chars().rev().find(is_word),
            behind.chars().find(is_word),
        ];
        if is_title && !beside.iter().flatten().any(|c| c.is_alphabetic()) {
            continue;
        }
        // A whole date says when the table was printed; but "2024年1-6月" are months.
        let [left, right] = [at.wrapping_sub(1), at + 1].map(|run| small(run, at));
        let months = runs
            .get(at + 2)
            .is_some_and(|&(_, end)| text[end..].starts_with('月'));
        let dated = left.is_some() && small(at.wrapping_sub(2), at.wrapping_sub(1)).is_some()
            || right.is_some() && !months && small(at + 2, at + 1).is_some();
        if dated {
            continue;
        }
        // A business year of Japan ends in the next one; what follows another era's year, too, is said by nobody.
        let season = right.is_some_and(|next| next > 12 && next as i32 == (year + 1) % 100)
            || end - start < 3 && behind.starts_with("年度");
        let month = right
            .or(left)
            .filter(|month| *month <= 12 && !months)
            .unwrap_or(0);
        let (first, last) = (year, year + i32::from(season));
        found = Some(match found {
            None => Named { first, last, month },
            Some(other) => Named {
                first: other.first.min(first),
                last: other.last.max(last),
                month: if other.month == month { month } else { 0 },
            },
        });
    }
    found
}

/// The month that is all a sheet's name says: Enero, 3月.
#[must_use]
pub fn month(name: &str) -> Option<u32> {
    let name = name.trim();
    let digits = name.bytes().take_while(u8::is_ascii_digit).count();
    let month = match name[digits..].strip_prefix('月') {
        Some("" | "份") => name[..digits].parse().ok()?,
        Some(_) => return None,
        None => match names::word(name)? {
            Meaning::Month(month) => u32::from(month),
            _ => return None,
        },
    };
    (1..=12).contains(&month).then_some(month)
}

/// How days without a year are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Yearless {
    order: DateOrder,
    named: Named,
    /// With this month begins what is of the first year, where there are two.
    turn: u32,
}

impl Yearless {
    /// The one way to read these values; `None` where it would be a guess.
    #[must_use]
    pub fn of(values: &[&str], named: Named, month_first: bool) -> Option<Self> {
        if !matches!(named.last - named.first, 0 | 1) || lost_zeros(values) {
            return None;
        }
        let with = |order: DateOrder, turn: u32| Self { order, named, turn };
        let days = |order: DateOrder| -> Vec<Option<Day>> {
            let reading = with(order, 0);
            values.iter().map(|v| reading.day(v.as_bytes())).collect()
        };
        let (month_day, day_month) = (days(DateOrder::MonthDayYear), days(DateOrder::DayMonthYear));
        let months = |days: &[Option<Day>]| -> Vec<u32> {
            days.iter().flatten().map(|day| day.ymd().1).collect()
        };
        let near = |days: &[Option<Day>]| {
            let beside = |month: &u32| named.month == 0 || month.abs_diff(named.month) <= 1;
            months(days).iter().all(beside)
        };
        let count = |days: &[Option<Day>]| days.iter().flatten().count();
        let fit = [&month_day, &day_month].map(|days| (near(days), count(days)));
        let hint = order_hint(&day_month, &month_day);
        let (order, days) = if month_first || month_day == day_month || fit[0] > fit[1] {
            (DateOrder::MonthDayYear, month_day)
        } else if fit[1] > fit[0] || hint >= 0.7 {
            (DateOrder::DayMonthYear, day_month)
        } else if hint <= -0.7 {
            (DateOrder::MonthDayYear, month_day)
        } else {
            return None;
        };
        let written = values
            .iter()
            .filter(|v| v.chars().any(char::is_numeric))
            .count();
        if count(&days) == 0 || count(&days) * 10 < written * 9 || !near(&days) {
            return None;
        }
        Some(with(order, turn(&months(&days), named)?))
    }

    /// The day; that of a text which has a year of its own is what it says.
    #[must_use]
    pub fn day(&self, text: &[u8]) -> Option<Day> {
        let read = |year: i32| DateReader::new(self.order).with_year(year).day(text);
        let first = read(self.named.first).filter(|day| day.ymd().1 >= self.turn);
        first.or_else(|| read(self.named.last))
    }

    /// The day in ISO's form; what is no day stays as it is.
    pub fn write(&self, text: &[u8], out: &mut Vec<u8>) {
        match self.day(text) {
            Some(day) => out.extend_from_slice(day.to_string().as_bytes()),
            None => out.extend_from_slice(text),
        }
    }
}

/// A spreadsheet's number has no zero at its end: its 3.1 may be the tenth of March. Where the tenth, the twentieth and the thirtieth
/// are never written, nobody knows.
fn lost_zeros(values: &[&str]) -> bool {
    let day = |text: &&str| -> Option<u32> {
        let (month, day) = text.split_once('.')?;
        month.parse::<u32>().ok()?;
        let kept = day.ends_with('0');
        day.parse().ok().map(|day: u32| if kept { 0 } else { day })
    };
    let days = || values.iter().filter_map(day);
    days().any(|day| (1..=3).contains(&day)) && days().all(|day| day > 0)
}

/// The month with which the first of two years begins, 0 where there is one; `None` where the rows do not go through them in order,
/// or go from one year into another of which nobody spoke.
fn turn(months: &[u32], named: Named) -> Option<u32> {
    let step = |pair: &[u32]| pair[1] as i32 - pair[0] as i32;
    let (mut up, mut down) = (0, 0);
    for pair in months.windows(2) {
        up += usize::from((1..6).contains(&step(pair)));
        down += usize::from((-5..0).contains(&step(pair)));
    }
    let in_order = up.min(down) * 20 <= up + down;
    let is_turn = |pair: &[u32]| step(pair) <= -6 && up >= down || step(pair) >= 6 && up <= down;
    let turns = months.windows(2).filter(|pair| is_turn(pair)).count();
    let place = months.windows(2).position(is_turn).map(|at| at + 1);
    match (named.first == named.last, place) {
        // More turns are those between customers, of whom each has its own rows in order.
        (true, _) if in_order && (1..4).contains(&turns) => None,
        (true, _) => Some(0),
        (false, Some(place)) if in_order && turns == 1 => {
            let (one, other) = months.split_at(place);
            let (earlier, later) = if up >= down {
                (one, other)
            } else {
                (other, one)
            };
            let (turn, end) = (*earlier.iter().min()?, *later.iter().max()?);
            (turn > end).then_some(turn)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_found_in_titles_and_names() {
        let found = |text: &str| named(text, false).map(|n| (n.first, n.last, n.month));
        let one = |year: i32, month: u32| Some((year, year, month));
        for (text, expected) in [
            ("2024送货流水账", one(2024, 0)),
            ("2024年1月销售", one(2024, 1)),
            ("24年3月", one(2024, 3)),
            ("sales 03-2024", one(2024, 3)),
            ("2024年1-6月", one(2024, 0)),
            ("2023-2024", Some((2023, 2024, 0))),
            ("season 2023-24", Some((2023, 2024, 0))),
            ("2023年12月-2024年2月", Some((2023, 2024, 0))),
            ("令和6年2月 ご予約表", one(2024, 2)),
            ("令和６年", one(2024, 0)),
            ("平成元年", None),
            ("令和元年12月", one(2019, 12)),
            ("平成30年 売上", one(2018, 0)),
            ("R6予約", one(2024, 0)),
            ("R6.3月", one(2024, 3)),
            ("令和6年度", Some((2024, 2025, 0))),
            ("113年1月", one(2024, 1)),
            ("中華民國113年度", one(2024, 0)),
            ("ยอดขาย 2567", one(2024, 0)),
            ("令和6年3月5日 印刷", None),
            ("創業113年", None),
            ("100年老店", None),
            ("Room R6", None),
            ("2567 pcs", None),
            ("export 2024-03-05", None),
            ("printed 5.3.2024", None),
            ("20240305", None),
            ("sheet 1", None),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
        assert_eq!(named("total,,2015,", true), None);
        assert!(named("cakes (2024)", true).is_some());
        assert_eq!(month("Enero"), Some(1));
        assert_eq!(month("12月份"), Some(12));
        assert_eq!(month("Sheet3"), None);
    }

    #[test]
    fn the_turn_of_the_year_needs_two_years_and_rows_in_order() {
        let one = Named {
            first: 2024,
            last: 2024,
            month: 0,
        };
        let two = Named { first: 2023, ..one };
        assert_eq!(turn(&[1, 2, 8, 12], one), Some(0));
        assert_eq!(turn(&[11, 3, 4, 2, 7, 9, 12, 8, 1, 5], one), Some(0));
        assert_eq!(turn(&[1, 5, 9, 12].repeat(6), one), Some(0));
        assert_eq!(turn(&[10, 11, 12, 1, 2], one), None);
        assert_eq!(turn(&[10, 11, 12, 1, 2], two), Some(10));
        assert_eq!(turn(&[2, 1, 12, 11], two), Some(11));
        assert_eq!(turn(&[3, 4, 5], two), None);
        assert_eq!(turn(&[9, 12, 1, 10], two), None);
    }
}
