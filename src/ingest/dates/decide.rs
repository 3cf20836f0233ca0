//! One reading for all dates of a column, from all its sampled values.

use super::parse::is_serial;
use super::{DateReader, day_of, mark};
use crate::day::Day;
use crate::ingest::plan::{DateOrder, Epoch, Serials};

/// What the rest of the table says about day and month.
#[derive(Clone, Copy, Debug, Default)]
pub struct DateHints {
    /// Evidence for day-first (> 0) or month-first (< 0) from other columns, the delimiter, the
    /// decimal mark, currencies and the language of the headers; in the same unit as `confidence`.
    pub day_first: f64,
    /// The column's name says that it holds dates: bare numbers may be spreadsheet days or epochs.
    pub named_date: bool,
}

/// How a column's dates are read, and how sure that is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DateDecision {
    /// The reading that explains most values; the proposal where two explain the same.
    pub order: DateOrder,
    /// 0–1.
    pub confidence: f64,
    /// Day-first and month-first explain the same values but give different days.
    pub ambiguous: bool,
    /// Day-first and month-first explain the same values, whether or not other evidence decides between them; behind a year,
    /// nothing but custom does.
    pub open: bool,
    /// Values (not empty) that the reading can't explain.
    pub misfits: u64,
    /// Values that are read, but are written in another form than most (year first among day first).
    pub mixed: u64,
    /// Of these, the day numbers of a spreadsheet among written dates.
    pub serials: u64,
    /// Years of two digits are of the Buddhist era.
    pub buddhist: bool,
    /// Values that were looked at.
    pub seen: u64,
}

impl DateDecision {
    /// From where the column counts.
    #[must_use]
    pub fn epoch(&self) -> Epoch {
        Epoch {
            serials: match self.serials {
                0 => Serials::None,
                _ => Serials::From1900,
            },
            buddhist: self.buddhist,
        }
    }

    /// What reads the column.
    #[must_use]
    pub fn reader(&self) -> DateReader {
        DateReader::new(self.order).counting(self.epoch())
    }
}

/// A quick look at a few values before all of them are parsed three times: is a third of them dates?
#[must_use]
pub fn may_be_dates(values: &[&str]) -> bool {
    let step = (values.len() / 40).max(1);
    let looked: Vec<&str> = values.iter().copied().step_by(step).take(60).collect();
    if looked.iter().all(|v| !v.chars().any(char::is_numeric)) {
        return false;
    }
    decide(&looked, DateHints::default()).is_some_and(|d| (d.seen - d.misfits) * 3 >= d.seen)
}

/// Decides how the values of a column are read as dates; `None` where none is a date
/// (how many must be is for the caller to judge).
/// `values` in file order, empty ones left out.
#[must_use]
pub fn decide(values: &[&str], hints: DateHints) -> Option<DateDecision> {
    let decision = decide_written(values, hints)?;
    let reader = DateReader::new(decision.order);
    let serials = values
        .iter()
        .filter(|text| is_serial(text) && reader.day(text.as_bytes()).is_none())
        .count() as u64;
    // Somebody opened the file in a spreadsheet, or typed some of its cells as numbers.
    let enough = (decision.seen - decision.misfits) * 10 >= decision.seen;
    if serials == 0 || !enough || decision.order == DateOrder::ExcelSerial {
        return Some(decision);
    }
    Some(DateDecision {
        misfits: decision.misfits - serials.min(decision.misfits),
        mixed: decision.mixed + serials,
        serials,
        ..decision
    })
}

fn decide_written(values: &[&str], hints: DateHints) -> Option<DateDecision> {
    let seen = values.len() as u64;
    if seen == 0 {
        return None;
    }
    if mostly_numbers(values) {
        let decision = numbers(values, hints);
        // Bare numbers of six digits that are often a day by chance are numbers, unless the name says otherwise.
        if decision.is_some() || !hints.named_date {
            return decision;
        }
    }
    let fits = |order: DateOrder| -> Vec<Option<Day>> {
        let reader = DateReader::new(order);
        values.iter().map(|v| reader.day(v.as_bytes())).collect()
    };
    let year_first = fits(DateOrder::YearMonthDay);
    let day_first = fits(DateOrder::DayMonthYear);
    let month_first = fits(DateOrder::MonthDayYear);
    let count = |days: &[Option<Day>]| days.iter().flatten().count() as u64;
    let (ymd, dmy, mdy) = (count(&year_first), count(&day_first), count(&month_first));
    let best = ymd.max(dmy).max(mdy);
    if best == 0 {
        return None;
    }
    let buddhist = [
        (DateOrder::DayMonthYear, &day_first),
        (DateOrder::MonthDayYear, &month_first),
        (DateOrder::YearMonthDay, &year_first),
    ]
    .iter()
    .any(|(order, days)| are_buddhist(values, days, *order));
    let decision = |order, confidence, ambiguous, fitting: u64, mixed| DateDecision {
        order,
        confidence,
        ambiguous,
        open: dmy == mdy && dmy > 0,
        misfits: seen - fitting,
        mixed,
        serials: 0,
        buddhist,
        seen,
    };
    let month_leads = mdy > dmy || mdy == dmy && span(&month_first) < span(&day_first);
    let (year_behind, behind) = match month_leads {
        true => (&month_first, mdy),
        false => (&day_first, dmy),
    };
    // A slip of the pen that only one of them explains (31/06/24) does not outweigh the others.
    let short = if ymd == best && behind * 20 >= ymd * 19 {
        short_years(&year_first, year_behind)
    } else {
        None
    };
    let best = match short {
        Some(Short::InFront) => {
            return Some(decision(DateOrder::YearMonthDay, 0.95, false, ymd, 0));
        }
        Some(Short::Either) => return Some(decision(DateOrder::YearMonthDay, 0.5, true, ymd, 0)),
        Some(Short::Behind) => behind,
        None => best,
    };
    // Years in front are read the same under every reading but one.
    let in_front = ymd == best && short.is_none() && unambiguous(values) * 2 > best;
    if in_front {
        return Some(year_in_front(values, &year_first));
    }
    let years = values
        .iter()
        .zip(&year_first)
        .filter(|(value, day)| day.is_some() && begins_with_year(value))
        .count() as u64;
    let mixed = years.min(best - years.min(best)) + differently_padded(values);
    let differ = day_first
        .iter()
        .zip(&month_first)
        .filter(|(a, b)| a.is_some() && b.is_some() && a != b)
        .count();
    if let Some((order, rarer)) = by_marks(values, &day_first, &month_first) {
        return Some(decision(
            order,
            0.95,
            false,
            count(&fits(order)),
            mixed.max(rarer),
        ));
    }
    if dmy == mdy && differ > 0 {
        // Thailand writes the day first.
        let thai = if buddhist { 0.9 } else { 0.0 };
        let evidence =
            hints.day_first + thai + separator_hint(values) + order_hint(&day_first, &month_first);
        // How close the days are tells what to propose, but not for sure.
        let order = if evidence + closeness_hint(&day_first, &month_first) > 0.0 {
            DateOrder::DayMonthYear
        } else {
            DateOrder::MonthDayYear
        };
        let confidence = 0.5 + (evidence.abs() / 2.0).min(0.45);
        return Some(decision(order, confidence, confidence < 0.8, best, mixed));
    }
    if ymd == best && ymd > dmy && ymd > mdy {
        return Some(decision(DateOrder::YearMonthDay, 0.9, false, ymd, 0));
    }
    let order = if dmy >= mdy {
        DateOrder::DayMonthYear
    } else {
        DateOrder::MonthDayYear
    };
    // Each value that only this reading explains refutes the other.
    let margin = dmy.abs_diff(mdy);
    let confidence = if differ == 0 && margin == 0 {
        0.97
    } else if dmy.min(mdy) == best - margin && margin * 20 >= best {
        0.99
    } else if margin >= 3 {
        0.95
    } else {
        0.85
    };
    Some(decision(order, confidence, false, best, mixed))
}

/// Values that refute a reading, each way and under each mark, before the marks are believed.
const TOLD: u64 = 2;

/// The reading where slashes and dashes prove the day and the month to come in different orders, and how many values have the rarer
/// mark.
fn by_marks(
    values: &[&str],
    day_first: &[Option<Day>],
    month_first: &[Option<Day>],
) -> Option<(DateOrder, u64)> {
    // For slashes and dashes: how many, how many only with the day first, and only with the month first.
    let mut told = [[0_u64; 3]; 2];
    for (value, days) in values.iter().zip(day_first.iter().zip(month_first)) {
        let at = match mark(value.as_bytes()) {
            Some(b'/') => 0,
            Some(b'-') => 1,
            _ => continue,
        };
        told[at][0] += 1;
        told[at][1] += u64::from(days.0.is_some() && days.1.is_none());
        told[at][2] += u64::from(days.0.is_none() && days.1.is_some());
    }
    let [
        [slashes, slash_day, slash_month],
        [dashes, dash_day, dash_month],
    ] = told;
    let order = match (slash_day, slash_month, dash_day, dash_month) {
        (TOLD.., 0, 0, TOLD..) => DateOrder::SlashDayFirst,
        (0, TOLD.., TOLD.., 0) => DateOrder::SlashMonthFirst,
        _ => return None,
    };
    Some((order, slashes.min(dashes)))
}

/// Are the years of two digits of these days, read in this order, all of the Buddhist era? In the common era they would be decades
/// away.
fn are_buddhist(values: &[&str], days: &[Option<Day>], order: DateOrder) -> bool {
    let away = |day: &Day| !(1976..2050).contains(&day.ymd().0);
    let all = days.iter().flatten().count();
    if all == 0 || days.iter().flatten().filter(|day| away(day)).count() * 20 < all * 19 {
        return false;
    }
    let buddhist = Epoch {
        serials: Serials::None,
        buddhist: true,
    };
    let reader = DateReader::new(order).counting(buddhist);
    let moved = values.iter().zip(days).filter(|(value, day)| {
        day.is_some() && reader.day(value.as_bytes()).is_some_and(|own| !away(&own))
    });
    moved.count() * 20 >= all * 19
}

/// Where the years of two digits stand.
#[derive(Clone, Copy, PartialEq)]
enum Short {
    InFront,
    Behind,
    /// Rather in front, but too little tells.
    Either,
}

/// What tells the year from the day where both have two digits (23-04-03): the year stays while the day runs, so the days lie
/// closer together under the right reading, and grow down the file. `None` where no value has such a year.
fn short_years(in_front: &[Option<Day>], behind: &[Option<Day>]) -> Option<Short> {
    let (mut differ, mut days) = (0, 0_u32);
    for (front, behind) in in_front.iter().zip(behind) {
        if let (Some(front), Some(behind)) = (front, behind)
            && front != behind
        {
            differ += 1;
            days |= 1 << front.ymd().2;
        }
    }
    if differ == 0 {
        return None;
    }
    let (own, other) = (spread(in_front), spread(behind));
    let (back, other_back) = (out_of_order(in_front), out_of_order(behind));
    // The first of each month lies close together, too, with its days for years; but its days don't run.
    let runs = days.count_ones() >= 15 && days >> 28 != 0;
    Some(
        if own >= other || other_back < 0.02 && back > other_back && !runs {
            Short::Behind
        } else if runs && own * 4.0 < other && back < other_back + 0.1
            || differ >= 20 && back < 0.02 && other_back > 0.1
        {
            Short::InFront
        } else {
            Short::Either
        },
    )
}

/// How far the days lie from their mean, on average; one that is wrong by years counts for little.
fn spread(days: &[Option<Day>]) -> f64 {
    let known = || days.iter().flatten().map(|day| f64::from(day.0));
    let count = known().count().max(1) as f64;
    let mean = known().sum::<f64>() / count;
    known().map(|day| (day - mean).abs()).sum::<f64>() / count
}

/// Share of the steps from day to day that go against the order of the others.
fn out_of_order(days: &[Option<Day>]) -> f64 {
    let (back, forward, all) = jumps(days);
    back.min(forward) / all.max(1.0)
}

/// The month follows the year unless more values say otherwise: 2024-31-12.
fn year_in_front(values: &[&str], month_second: &[Option<Day>]) -> DateDecision {
    let reader = DateReader::new(DateOrder::YearDayMonth);
    let (mut both, mut usual, mut turned) = (0, 0, 0);
    for (value, day) in values.iter().zip(month_second) {
        match (day.is_some(), reader.day(value.as_bytes()).is_some()) {
            (true, true) => both += 1,
            (true, false) => usual += 1,
            (false, true) => turned += 1,
            (false, false) => {}
        }
    }
    let (order, told, against) = if turned > usual {
        (DateOrder::YearDayMonth, turned, usual)
    } else {
        (DateOrder::YearMonthDay, usual, turned)
    };
    // A slip of the pen is none of the others' business; many of them leave the days up to the 12th open.
    let ambiguous = against * 20 > told;
    let seen = values.len() as u64;
    DateDecision {
        order,
        confidence: if ambiguous { 0.5 } else { 0.99 },
        ambiguous,
        open: told == 0,
        misfits: seen - both - told,
        mixed: 0,
        serials: 0,
        buddhist: false,
        seen,
    }
}

/// Digits with at most one mark among them: `20110516`, `44562.5`.
fn mostly_numbers(values: &[&str]) -> bool {
    let bare = |v: &str| {
        let marks = v.bytes().filter(|b| matches!(b, b'.' | b',')).count();
        let digits = v.bytes().filter(u8::is_ascii_digit).count();
        digits > 0 && marks <= 1 && digits + marks == v.len()
    };
    let numeric = values.iter().filter(|v| bare(v.trim())).count();
    numeric * 10 >= values.len() * 9
}

/// Columns of bare numbers: compact dates, spreadsheet days, epochs.
fn numbers(values: &[&str], hints: DateHints) -> Option<DateDecision> {
    // Plausible ranges: 1990–2060 for what a shop may have sold.
    let (low, high) = (day_of(1990, 1, 1)?, day_of(2060, 1, 1)?);
    let candidates = [
        (DateOrder::YearMonthDay, 6),
        (DateOrder::YearDayMonth, 8),
        (DateOrder::DayMonthYear, 6),
        (DateOrder::MonthDayYear, 6),
        (DateOrder::ExcelSerial, 5),
        (DateOrder::EpochSeconds, 9),
        (DateOrder::EpochMillis, 12),
    ];
    let mut best: Option<(DateOrder, u64, i32)> = None;
    let mut year_behind = 0;
    for (order, least_digits) in candidates {
        let reader = DateReader::new(order);
        let days: Vec<Option<Day>> = values
            .iter()
            .map(|v| {
                let v = v.trim();
                let whole = v.split(['.', ',']).next().unwrap_or(v).len();
                let day = reader.day(v.as_bytes()).filter(|_| whole >= least_digits)?;
                // Day and hour: 2024010507 is as often the number of an order.
                let unsure = whole == 10 && least_digits < 9 && !hints.named_date;
                (low <= day && day < high && !unsure).then_some(day)
            })
            .collect();
        let (fitting, span) = (days.iter().flatten().count() as u64, span(&days));
        if matches!(order, DateOrder::DayMonthYear | DateOrder::MonthDayYear) {
            year_behind = fitting.max(year_behind);
        }
        // 050123: where two readings fit all, the much shorter span is the likelier. But hours of days (2018100115) are few
        // seconds apart.
        let better = best.is_none_or(|(_, most, widest)| {
            fitting > most || fitting == most && span < widest / 4 && least_digits < 9
        });
        if fitting > 0 && better {
            best = Some((order, fitting, span));
        }
    }
    let (order, fitting, span) = best?;
    let seen = values.len() as u64;
    // The seconds of a day are no days over half a century.
    let seconds = order == DateOrder::ExcelSerial && span > 15_000;
    if fitting * 10 < seen * 9 || seconds {
        return None;
    }
    // Eight digits that are all days of the calendar are no chance; five digits may be anything.
    let confidence = match order {
        DateOrder::ExcelSerial if !hints.named_date => 0.4,
        DateOrder::ExcelSerial => 0.9,
        // 1130906: through several months no running number has only such days.
        DateOrder::YearMonthDay if span > 60 && values.iter().all(|v| v.trim().len() == 7) => 0.9,
        DateOrder::YearMonthDay if values.iter().any(|v| v.trim().len() < 8) => {
            // 930428: the year stands in front if nothing else can be read.
            let only = hints.named_date && year_behind * 2 < seen;
            if only { 0.85 } else { 0.6 }
        }
        DateOrder::EpochSeconds | DateOrder::EpochMillis if !hints.named_date => 0.6,
        _ => 0.97,
    };
    Some(DateDecision {
        order,
        confidence,
        ambiguous: false,
        open: false,
        misfits: seen - fitting,
        mixed: 0,
        serials: 0,
        buddhist: false,
        seen,
    })
}

/// Values that pad their numbers (03/04/2023) in a column where others don't (25/3/2023), the rarer kind of them: one
/// program writes one form, so a spreadsheet may have turned some of them round.
fn differently_padded(values: &[&str]) -> u64 {
    // A form may pad the month and not the day (5/03/2023): each place counts for itself.
    let mut places = [(0_u64, 0_u64); 3];
    for value in values {
        let date = value.trim().split([' ', 'T']).next().unwrap_or_default();
        let parts = date.split(['/', '-', '.']).filter(|part| !part.is_empty());
        for (part, (padded, bare)) in parts.zip(&mut places) {
            if !part.bytes().all(|b| b.is_ascii_digit()) {
                return 0;
            }
            *padded += u64::from(part.len() == 2 && part.starts_with('0'));
            *bare += u64::from(part.len() == 1);
        }
    }
    let rarer = places.map(|(padded, bare)| padded.min(bare));
    rarer.into_iter().max().unwrap_or(0)
}

fn begins_with_year(value: &str) -> bool {
    let mut head = value.trim().chars();
    for _ in 0..4 {
        if !head.next().is_some_and(char::is_numeric) {
            return false;
        }
    }
    head.next().is_none_or(|c| !c.is_ascii_alphabetic())
}

/// Values whose year stands in front with four digits.
fn unambiguous(values: &[&str]) -> u64 {
    values.iter().filter(|v| begins_with_year(v)).count() as u64
}

/// Dots are day-first everywhere they are used (CLDR: de, ru, pl, tr, fi, cs, nb …).
fn separator_hint(values: &[&str]) -> f64 {
    let dotted = values
        .iter()
        .filter(|v| v.bytes().filter(|&b| b == b'.').count() >= 2)
        .count();
    if dotted * 10 > values.len() * 9 {
        1.0
    } else {
        0.0
    }
}

/// Files are usually written in the order of time: the reading under which the days seldom jump back is the right one.
pub(super) fn order_hint(day_first: &[Option<Day>], month_first: &[Option<Day>]) -> f64 {
    let (a, b) = (jumps(day_first), jumps(month_first));
    let total = a.2.max(b.2);
    if total < 3.0 {
        return 0.0;
    }
    let (da, db) = (a.0.min(a.1) / total, b.0.min(b.1) / total);
    // A sorted file under one reading, an unsorted one under the other.
    if da < 0.02 && db > 0.1 {
        0.7
    } else if db < 0.02 && da > 0.1 {
        -0.7
    } else {
        (db - da).clamp(-0.3, 0.3)
    }
}

/// The days of a short file lie close together, and not on the same day of each month, unless that is the first.
fn closeness_hint(day_first: &[Option<Day>], month_first: &[Option<Day>]) -> f64 {
    let monthly = |days: &[Option<Day>]| days.iter().flatten().all(|day| day.ymd().2 == 1);
    let [a, b] = [day_first, month_first].map(span);
    if a < b / 4 && !monthly(month_first) {
        0.2
    } else if b < a / 4 && !monthly(day_first) {
        -0.2
    } else {
        0.0
    }
}

/// Steps back, steps forward and all steps between neighbours.
fn jumps(days: &[Option<Day>]) -> (f64, f64, f64) {
    let known: Vec<Day> = days.iter().flatten().copied().collect();
    let (mut back, mut forward) = (0.0, 0.0);
    for pair in known.windows(2) {
        if pair[1] < pair[0] {
            back += 1.0;
        } else if pair[1] > pair[0] {
            forward += 1.0;
        }
    }
    (back, forward, back + forward)
}

/// Days between the first and the last.
fn span(days: &[Option<Day>]) -> i32 {
    let known = || days.iter().flatten();
    match (known().min(), known().max()) {
        (Some(first), Some(last)) => last.0 - first.0,
        _ => i32::MAX,
    }
}
