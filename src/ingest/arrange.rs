//! Records in the columns of another table: files of one kind whose columns stand in another order, and days that a file
//! writes as year, month and day in columns of their own.
//!
//! Only tables that need it take this road; a record is copied once.

use std::ops::ControlFlow;

use super::records::{Fields, Span, Visit};

/// Where the text of a column comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece {
    /// A column of the record.
    Column(usize),
    /// The record has none.
    Absent,
    /// Year, month and day of the record, joined to an ISO date.
    Day([usize; 3]),
}

/// The pieces of a record in their new order; `None` where a record is good as it is.
#[must_use]
pub fn arrangement(
    columns: &[String],
    day: Option<[usize; 3]>,
    wanted: &[String],
    wanted_day: bool,
) -> Option<Vec<Piece>> {
    let own = |name: &String| {
        let name = name.trim().to_lowercase();
        columns
            .iter()
            .position(|other| other.trim().to_lowercase() == name)
    };
    let last = wanted.len().wrapping_sub(1);
    let pieces: Vec<Piece> = wanted
        .iter()
        .enumerate()
        .map(|(index, name)| match (day, own(name)) {
            (Some(day), _) if wanted_day && index == last => Piece::Day(day),
            (_, Some(column)) => Piece::Column(column),
            (_, None) => Piece::Absent,
        })
        .collect();
    let as_it_is = pieces
        .iter()
        .enumerate()
        .all(|(index, piece)| *piece == Piece::Column(index));
    (!as_it_is).then_some(pieces)
}

/// Hands records on in their new order.
pub struct Arranged<'v> {
    pieces: &'v [Piece],
    to: &'v mut dyn Visit,
    text: Vec<u8>,
    spans: Vec<Span>,
}

impl<'v> Arranged<'v> {
    /// To this visitor.
    pub fn new(pieces: &'v [Piece], to: &'v mut dyn Visit) -> Self {
        Self {
            pieces,
            to,
            text: Vec::new(),
            spans: Vec::new(),
        }
    }
}

impl Visit for Arranged<'_> {
    fn record(&mut self, fields: &Fields<'_>) -> ControlFlow<()> {
        self.text.clear();
        self.spans.clear();
        let offset = |text: &Vec<u8>| u32::try_from(text.len()).unwrap_or(u32::MAX);
        self.text.extend_from_slice(fields.raw());
        let raw = Span {
            start: 0,
            end: offset(&self.text),
        };
        for piece in self.pieces {
            let start = offset(&self.text);
            match piece {
                Piece::Column(column) => self.text.extend_from_slice(fields.get(*column)),
                Piece::Absent => {}
                Piece::Day(columns) => join_day(columns.map(|c| fields.get(c)), &mut self.text),
            }
            let end = offset(&self.text);
            self.spans.push(Span { start, end });
        }
        let fields =
            Fields::from_parts(&self.text, raw, &self.spans, fields.line(), fields.flaws());
        self.to.record(&fields)
    }
}

/// `2024`, `3` and `7` as `2024-03-07`. What is no number makes an unreadable date of it, which is then counted as one.
pub fn join_day(parts: [&[u8]; 3], out: &mut Vec<u8>) {
    if parts.iter().all(|part| part.trim_ascii().is_empty()) {
        return;
    }
    for (i, part) in parts.into_iter().enumerate() {
        let part = part.trim_ascii();
        let part = part.strip_suffix(b".0").unwrap_or(part);
        if i > 0 {
            out.push(b'-');
            if part.len() == 1 {
                out.push(b'0');
            }
        }
        out.extend_from_slice(part);
    }
}

/// Columns of whole numbers that are a year, a month and a day by name and by contents, if there is one of each.
#[must_use]
pub fn parted_day(columns: &[String], records: &[Vec<String>]) -> Option<[usize; 3]> {
    const NAMES: [&str; 3] = [
        "year yyyy yr jahr année annee año ano anno год рік 年 年份 年度 연도 년 rok jaar år",
        "month mm mon monat mois mes mês mese месяц 月 月份 월 miesiąc maand måned månad",
        "day dd dayofmonth day_of_month tag jour día dia giorno день 日 일 dzień dag",
    ];
    const RANGES: [(i64, i64); 3] = [(1980, 2100), (1, 12), (1, 31)];
    let mut found = [0; 3];
    for ((place, names), (low, high)) in found.iter_mut().zip(NAMES).zip(RANGES) {
        *place = columns.iter().enumerate().position(|(column, name)| {
            let name = name.trim().to_lowercase().replace([' ', '-'], "_");
            // "order_year", "invoice month": the word for it stands last.
            let word = name.rsplit('_').next().unwrap_or(&name);
            let named = names.split(' ').any(|known| known == name || known == word);
            let mut values = records
                .iter()
                .filter_map(|record| record.get(column))
                .map(|text| text.trim())
                .filter(|text| !text.is_empty())
                .peekable();
            named
                && values.peek().is_some()
                && values.all(|text| {
                    let whole = text.strip_suffix(".0").unwrap_or(text);
                    whole.parse().is_ok_and(|n: i64| (low..=high).contains(&n))
                })
        })?;
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(list: &[&str]) -> Vec<String> {
        list.iter().map(|&name| name.to_owned()).collect()
    }

    #[test]
    fn columns_are_found_by_name() {
        let (first, other) = (names(&["id", "day", "sum"]), names(&["Sum", "note", "ID"]));
        assert_eq!(arrangement(&first, None, &first, false), None);
        assert_eq!(
            arrangement(&other, None, &first, false),
            Some(vec![Piece::Column(2), Piece::Absent, Piece::Column(0)])
        );
    }

    #[test]
    fn three_columns_make_a_day() {
        let mut out = Vec::new();
        join_day([b"2024", b"3.0", b" 7 "], &mut out);
        assert_eq!(out, b"2024-03-07");
        let columns = names(&["Order Year", "Month", "Day", "Amount"]);
        let rows = |day: &str| vec![names(&["2024", "12", day, "5.00"])];
        assert_eq!(parted_day(&columns, &rows("31")), Some([0, 1, 2]));
        assert_eq!(parted_day(&columns, &rows("45")), None);
    }
}
