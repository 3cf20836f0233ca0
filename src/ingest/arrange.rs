//! Records in the columns of another table: files of one kind whose columns stand in another order, days that a file writes as
//! year, month and day in columns of their own, people whose two names nothing else stands for, and the other of two parties.
//!
//! Only tables that need it take this road; a record is copied once.

use std::ops::ControlFlow;

use super::dates::{self, Yearless};
use super::inspection::Said;
use super::parties::{is_less, parties};
use super::plan::Role;
use super::records::{Fields, Visit};
use super::roles::{Concept, PLUS, name_days, name_people, name_states, study};
use super::status::BOTH;
use super::totals;
use crate::math::texts::Texts;

/// More different texts than this are no states.
const FEW_STATES: usize = 12;

/// Where the text of a column comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece {
    /// A column of the record.
    Column(usize),
    /// The record has none.
    Absent,
    /// Year, month and day of the record, joined to an ISO date.
    Day([usize; 3]),
    /// Both names of a person, a blank between them.
    Person([usize; 2]),
    /// What became of the order, and of what was sent back.
    States([usize; 2]),
    /// The other of two parties, payer and payee, one of which is the shop: the payee where this column's money has a minus.
    Partner([usize; 2], usize),
    /// A day without a year, in one column or month and day in two: the day with the year that stands elsewhere.
    Yearless {
        /// The columns; twice the same where one has both.
        columns: [usize; 2],
        /// The month that the sheet is named by, where the columns hold only the day.
        month: u32,
        /// How it is read.
        reading: Yearless,
    },
    /// The same day for each record, as ISO text.
    Fixed([u8; 10]),
}

impl Piece {
    /// Appends the text of a record whose columns are `get`.
    pub fn write<'t>(&self, get: &dyn Fn(usize) -> &'t [u8], out: &mut Vec<u8>) {
        match *self {
            Self::Column(column) => out.extend_from_slice(get(column)),
            Self::Absent => {}
            Self::Day(columns) => join_day(columns.map(get), out),
            Self::Fixed(day) => out.extend_from_slice(&day),
            Self::Person(columns) => join(columns.map(get), " ", out),
            // A dash says that nothing came back.
            Self::States([order, back]) => match get(back).trim_ascii() {
                b"-" | b"--" | b"/" => join([get(order), b""], BOTH, out),
                back => join([get(order), back], BOTH, out),
            },
            Self::Partner(parties, money) => {
                out.extend_from_slice(get(parties[usize::from(is_less(get(money)))]));
            }
            Self::Yearless {
                columns,
                month,
                reading,
            } => reading.write(&day_text(columns, month, get), out),
        }
    }

    /// The name of a column of such texts.
    #[must_use]
    pub fn name(&self, columns: &[String]) -> String {
        let (parts, mark): (&[usize], _) = match self {
            Self::Column(column) => (std::slice::from_ref(column), ""),
            Self::Absent | Self::Fixed(_) => (&[], ""),
            Self::Day(columns) => (columns, "-"),
            Self::Person(columns) | Self::States(columns) | Self::Partner(columns, _) => {
                (columns, PLUS)
            }
            Self::Yearless {
                columns: [first, last],
                ..
            } if first == last => (std::slice::from_ref(first), ""),
            Self::Yearless { columns, .. } => (columns, "-"),
        };
        let names: Vec<&str> = parts.iter().map(|&part| columns[part].trim()).collect();
        match self {
            Self::Yearless { .. } => names.join(mark) + " (ymd)",
            _ => names.join(mark),
        }
    }
}

/// A column that is made of others: the day, which may be [`yearless`], or else the name of the customer.
#[must_use]
pub fn made(columns: &[String], records: &[Vec<String>], yearless: Option<Piece>) -> Option<Piece> {
    let day = parted_day(columns, records).map(Piece::Day);
    day.or(yearless)
        .or_else(|| {
            let (parties, money) = parties(columns.len(), records)?;
            Some(Piece::Partner(parties, money))
        })
        .or_else(|| parted_person(columns, records).map(Piece::Person))
        .or_else(|| parted_states(columns, records).map(Piece::States))
}

/// The day of a table whose days have no year, and what is to be said about the year: it stands in a header, in the lines above, or in a
/// name of sheet, file or archive.
#[must_use]
pub fn yearless(
    columns: &[String],
    records: &[Vec<String>],
    above: &str,
    name: &str,
) -> Option<(Piece, Said)> {
    let header = columns.join("\n");
    let titles = header.lines().chain(above.lines()).map(|text| (text, true));
    let names = name.rsplit('/').map(|text| (text, false));
    let mut named: Option<(dates::Named, &str)> = None;
    for (text, is_title) in titles.chain(names) {
        match (dates::named(text, is_title), &named) {
            (Some(found), None) => named = Some((found, text)),
            // Another year further off: which one it is would be a guess.
            (Some(found), Some((near, _)))
                if found.first > near.last || found.last < near.first =>
            {
                return None;
            }
            _ => {}
        }
    }
    let (named, source) = named?;
    let values = |column: usize| -> Vec<&str> {
        let texts = records.iter().filter_map(|record| record.get(column));
        texts
            .map(|text| text.trim())
            .filter(|text| !text.is_empty())
            .collect()
    };
    // Whole days are better, and so are day numbers: no bare number is a day without a year.
    let is_whole = |column: usize| {
        let values = values(column);
        let is_written = |text: &&str| text.len() > 5 && !text.bytes().all(|b| b.is_ascii_digit());
        values.iter().take(20).any(is_written) && dates::may_be_dates(&values)
    };
    if (0..columns.len()).any(is_whole) {
        return None;
    }
    let eastern = header.contains(['日', '月']);
    let piece = |of: [usize; 2], month: u32| with_year(records, of, month, named, eastern);
    let parted = month_and_day(columns, records).and_then(|columns| piece(columns, 0));
    let written = || {
        let (mut best, mut most) = (None, 0.0);
        for (column, worth) in name_days(columns).into_iter().enumerate() {
            if worth > most
                && let Some(piece) = piece([column; 2], 0)
            {
                (best, most) = (Some(piece), worth);
            }
        }
        best
    };
    let by_sheet = || {
        let titled = Some(named.month).filter(|month| *month > 0);
        let month = dates::month(name.rsplit('/').next()?).or(titled)?;
        piece([part(columns, records, 2)?; 2], month)
    };
    let piece = parted.or_else(written).or_else(by_sheet)?;
    let years = match named.first == named.last {
        true => named.first.to_string(),
        false => [named.first, named.last]
            .map(|year| year.to_string())
            .join(", "),
    };
    let text = source.trim_matches(|c: char| !c.is_alphanumeric());
    let said = Said::new("year_from_elsewhere").with("column", piece.name(columns));
    Some((piece, said.with("years", years).with("text", text)))
}

/// The day in these columns, if there is one way to read it.
#[inline(never)]
fn with_year(
    records: &[Vec<String>],
    columns: [usize; 2],
    month: u32,
    named: dates::Named,
    eastern: bool,
) -> Option<Piece> {
    let mut texts: Vec<String> = Vec::new();
    for record in records {
        let cell = |column: usize| record.get(column).map_or(&b""[..], |text| text.as_bytes());
        let text = day_text(columns, month, &cell);
        if !text.is_empty() {
            texts.push(String::from_utf8_lossy(&text).into_owned());
        }
    }
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let month_first = eastern || month > 0 || columns[0] != columns[1];
    Some(Piece::Yearless {
        columns,
        month,
        reading: Yearless::of(&texts, named, month_first)?,
    })
}

/// A month and a day in columns of their own, and no year.
fn month_and_day(columns: &[String], records: &[Vec<String>]) -> Option<[usize; 2]> {
    let parts = [part(columns, records, 1)?, part(columns, records, 2)?];
    part(columns, records, 0).is_none().then_some(parts)
}

/// The same where the month stands once for the rows below it.
#[must_use]
pub fn month_written_once(columns: &[String], records: &[Vec<String>]) -> Option<[usize; 2]> {
    let parts = month_and_day(columns, records)?;
    let is_gap = |record: &Vec<String>| {
        let is_blank = |column: usize| record.get(column).is_none_or(|text| text.trim().is_empty());
        parts.map(is_blank) == [true, false]
    };
    let begins = records.first().is_some_and(|record| !is_gap(record));
    (begins && records.iter().any(is_gap)).then_some(parts)
}

/// The text of a day whose month may stand in a column of its own, or be that of the sheet.
#[inline(never)]
fn day_text<'t>([first, last]: [usize; 2], month: u32, get: &dyn Fn(usize) -> &'t [u8]) -> Vec<u8> {
    let mut text = Vec::new();
    let day = get(last).trim_ascii();
    if day.is_empty() {
        return text;
    }
    if month > 0 {
        text.extend_from_slice(month.to_string().as_bytes());
        text.push(b'-');
    } else if first != last {
        text.extend_from_slice(get(first).trim_ascii());
        text.push(b'-');
    }
    text.extend_from_slice(day);
    text
}

/// The pieces of a record in their new order; `None` where a record is good as it is.
#[must_use]
pub fn arrangement(
    columns: &[String],
    made: Option<Piece>,
    wanted: &[String],
    wanted_made: bool,
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
        .map(|(index, name)| match (made, own(name)) {
            (Some(made), _) if wanted_made && index == last => made,
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
    /// The records that each becomes, behind so many columns that all of them have.
    rows: &'v [Vec<Piece>],
    shared: usize,
    to: &'v mut dyn Visit,
    out: Vec<Vec<u8>>,
}

impl<'v> Arranged<'v> {
    /// To this visitor.
    pub fn new(pieces: &'v Vec<Piece>, to: &'v mut dyn Visit) -> Self {
        Self::parting(std::slice::from_ref(pieces), 0, to)
    }

    /// To this visitor, a record for each of these that holds something.
    pub fn parting(rows: &'v [Vec<Piece>], shared: usize, to: &'v mut dyn Visit) -> Self {
        Self {
            rows,
            shared,
            to,
            out: Vec::new(),
        }
    }

    /// Hands on a record.
    #[inline(never)]
    fn write(&mut self, pieces: &[Piece], fields: &Fields<'_>) -> ControlFlow<()> {
        self.out.clear();
        self.out.resize(self.shared + pieces.len(), Vec::new());
        for (at, out) in self.out.iter_mut().enumerate() {
            let piece = match at.checked_sub(self.shared) {
                Some(own) => pieces[own],
                None => Piece::Column(at),
            };
            piece.write(&|column| fields.get(column), out);
        }
        fields.hand_on(&self.out, self.to)
    }
}

impl Visit for Arranged<'_> {
    fn record(&mut self, fields: &Fields<'_>) -> ControlFlow<()> {
        if let [pieces] = self.rows {
            return self.write(pieces, fields);
        }
        let is_total = |column: usize| {
            let text = str::from_utf8(fields.get(column)).unwrap_or_default();
            totals::word(text.trim()).is_some()
        };
        let holds = |piece: &Piece| match piece {
            Piece::Column(column) => (fields.get(*column).iter())
                .any(|byte| !matches!(byte, b'0' | b'.' | b',' | b'-' | b' ')),
            _ => false,
        };
        let is_sale = !(0..self.shared).any(is_total);
        let mut given = false;
        for pieces in self.rows {
            if is_sale && pieces.iter().any(holds) {
                given = true;
                self.write(pieces, fields)?;
            }
        }
        // The sums of all are one row that is no sale, and so is somebody who bought nothing.
        match given {
            true => ControlFlow::Continue(()),
            false => self.write(&[], fields),
        }
    }
}

/// `2024`, `3` and `7` as `2024-03-07`. What is no number makes an unreadable date of it, which is then counted as one.
fn join_day(parts: [&[u8]; 3], out: &mut Vec<u8>) {
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
fn parted_day(columns: &[String], records: &[Vec<String>]) -> Option<[usize; 3]> {
    let part = |part: usize| self::part(columns, records, part);
    Some([part(0)?, part(1)?, part(2)?])
}

/// The column of years (0), of months (1) or of days (2).
fn part(columns: &[String], records: &[Vec<String>], part: usize) -> Option<usize> {
    const PARTS: [(&str, i64, i64); 3] = [
        (
            "year yyyy yr jahr année annee año ano anno год рік 年 年份 年度 연도 년 rok jaar år",
            1980,
            2100,
        ),
        (
            "month mm mon monat mois mes mês mese месяц 月 月份 월 miesiąc maand måned månad",
            1,
            12,
        ),
        (
            "day dd dayofmonth day_of_month tag jour día dia giorno день 日 일 dzień dag",
            1,
            31,
        ),
    ];
    let (names, low, high) = PARTS[part];
    columns.iter().enumerate().position(|(column, name)| {
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
    })
}

/// Two texts, and what stands between them where both say something.
#[inline(never)]
fn join(texts: [&[u8]; 2], between: &str, out: &mut Vec<u8>) {
    let [first, last] = texts.map(<[u8]>::trim_ascii);
    out.extend_from_slice(first);
    if !first.is_empty() && !last.is_empty() {
        out.extend_from_slice(between.as_bytes());
    }
    out.extend_from_slice(last);
}

/// The state of the order, and in a column of its own the state of what is sent back or paid back: an order that was completed
/// may have been refunded since.
fn parted_states(columns: &[String], records: &[Vec<String>]) -> Option<[usize; 2]> {
    let parts = name_states(columns)?;
    let few = |column: usize| {
        let cells = records.iter().filter_map(|record| record.get(column));
        let values = Texts::of(cells.map(|text| text.trim()));
        values.len() <= FEW_STATES
    };
    parts.into_iter().all(few).then_some(parts)
}

/// Columns of first and last names, where nothing better says who bought.
fn parted_person(columns: &[String], records: &[Vec<String>]) -> Option<[usize; 2]> {
    if !name_people(columns) {
        return None;
    }
    let study = study(columns, records, true);
    let of = |wanted: Concept| {
        study
            .concepts
            .iter()
            .position(|(concept, _)| *concept == wanted)
    };
    let first = of(Concept::PersonName)?;
    let behind = study.concepts.get(first + 1..)?;
    // "Vorname, Nachname", "Vorname, Name", "名, 姓".
    let last = behind
        .iter()
        .position(|(concept, _)| *concept == Concept::PersonName)
        .map(|at| first + 1 + at)
        .or_else(|| of(Concept::BareName))?;
    // In the order of their names: another file of the kind may have them the other way round.
    let parts = match columns[first] <= columns[last] {
        true => [first, last],
        false => [last, first],
    };
    let customer = study.with(Role::Customer);
    customer
        .is_none_or(|column| parts.contains(&column))
        .then_some(parts)
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
