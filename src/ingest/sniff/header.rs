//! Where the table begins and what its columns are called.
//!
//! A header is told from data by its cells being of another kind than the cells below: words above numbers and dates. Where
//! all columns hold words, names that come back below are data, and everything else is taken for a header.

use std::borrow::Cow;

use crate::ingest::split::Record;
use crate::ingest::wild::{Found, Patient};
use crate::math::texts::Texts;

use super::decimals;
use super::dialect::Guess;
use super::kind::{KINDS, Kind, kind};
use super::names::{names, unique};
use super::{Samples, cut};

/// Bytes of the head that are looked at.
const LOOK: usize = 1 << 18;

/// Records below the header that are compared with it.
const COMPARED: usize = 200;

/// Rows of titles above the names.
const MOST_TITLES: usize = 12;

/// Rows that a header may have.
const HEADER_ROWS: usize = 4;

/// Records of the text, and whether any of them breaks the dialect.
fn patient_records<'t>(
    text: &'t [u8],
    is_whole: bool,
    guess: &Guess,
    parted: &[usize],
) -> (Vec<Record<'t>>, bool) {
    let mut patient = Patient::new(&guess.dialect, guess.width, parted);
    let mut records = Vec::new();
    let mut is_wild = false;
    let (mut at, mut line) = (0, 1);
    while let Some(Found {
        mut record,
        end,
        is_repaired,
        ..
    }) = patient.record(text, at, line, is_whole)
    {
        is_wild |= is_repaired || record.stray > 0;
        line += record.lines;
        at = end;
        if record.line > guess.announced && !record.is_blank() && records.len() < COMPARED + 100 {
            // Delimiters too many at its end are no fields.
            let length = used(&record).max(guess.width);
            record.fields.truncate(length);
            records.push(record);
        }
    }
    (records, is_wild)
}

/// With so many fields less.
fn narrower(guess: &Guess, less: usize) -> Guess {
    Guess {
        width: guess.width.saturating_sub(less),
        ..guess.clone()
    }
}

/// The beginning of a table.
#[derive(Clone, Debug)]
pub(super) struct Table {
    /// Single records break the dialect.
    pub(super) is_wild: bool,
    /// Columns whose decimal comma is also the delimiter.
    pub(super) parted: Vec<usize>,
    /// First and last line of the header.
    pub(super) header: Option<(u64, u64)>,
    /// Line of the first data record.
    pub(super) first_record_line: u64,
    /// Unique column names.
    pub(super) columns: Vec<String>,
}

pub(super) fn find(samples: &Samples, guess: &Guess, told: Option<bool>) -> Table {
    let text = cut(samples.head, LOOK, samples.whole);
    let (mut records, mut is_wild) = patient_records(text, samples.whole, guess, &[]);
    let parted = decimals::parted(&records, guess);
    let narrow = &narrower(guess, parted.len().max(1));
    let mut guess = guess;
    if !parted.is_empty() {
        (records, is_wild) = patient_records(text, samples.whole, narrow, &parted);
        guess = narrow;
    } else if records
        .first()
        .is_some_and(|top| top.fields.len() == narrow.width)
        && records
            .get(1..)
            .unwrap_or_default()
            .iter()
            .any(|row| row.fields.len() == narrow.width)
    {
        // Thousands that the delimiter parts in most rows: the header tells how many fields there are.
        let (whole, _) = patient_records(text, samples.whole, narrow, &[]);
        let fitting = whole.iter().filter(|row| row.fields.len() == narrow.width);
        if fitting.count() * 20 >= whole.len() * 19 {
            (records, is_wild, guess) = (whole, true, narrow);
        }
    }
    let start = first_row(&records, guess.width);
    let Some((top, below)) = records.get(start..).and_then(<[Record]>::split_first) else {
        return Table {
            is_wild,
            parted,
            header: None,
            first_record_line: 1,
            columns: Vec::new(),
        };
    };
    let below = within(below);
    if !told.unwrap_or_else(|| is_header(top, below)) {
        return Table {
            is_wild,
            parted,
            header: None,
            first_record_line: top.line,
            columns: unique(vec![String::new(); guess.width.max(top.fields.len())]),
        };
    }
    let rows = 1 + more_header_rows(top, below);
    let header = &records[start..start + rows];
    let last = &header[rows - 1];
    let end = last.line + last.lines - 1;
    let mut columns = names(header, guess.width);
    if rows == 1 && top.fields.len() + 1 == guess.width && has_row_names(below, guess.width) {
        columns.rotate_right(1);
    }
    Table {
        is_wild,
        parted,
        header: Some((top.line, end)),
        first_record_line: below.get(rows - 1).map_or(end + 1, |record| record.line),
        columns: unique(columns),
    }
}

/// Records that begin with a name or number of their own, which the header leaves unnamed: no two are the same, and the last
/// column is filled (so it is not a delimiter behind each record).
fn has_row_names(below: &[Record], width: usize) -> bool {
    let fitting: Vec<&Record> = below
        .iter()
        .filter(|record| record.fields.len() == width)
        .collect();
    let names = fitting
        .iter()
        .map(|record| str::from_utf8(record.fields[0].trim_ascii()).unwrap_or_default());
    let names = Texts::of(names);
    let last_filled = fitting
        .iter()
        .filter(|record| !record.fields[width - 1].trim_ascii().is_empty())
        .count();
    names.len() == fitting.len() && fitting.len() > 1 && last_filled * 2 > fitting.len()
}

/// Fields up to the last filled one.
fn used(record: &Record) -> usize {
    let is_filled = |cell: &Cow<[u8]>| !cell.iter().all(u8::is_ascii_whitespace);
    record
        .fields
        .iter()
        .rposition(is_filled)
        .map_or(0, |last| last + 1)
}

fn filled(record: &Record) -> usize {
    record
        .fields
        .iter()
        .filter(|cell| !cell.iter().all(u8::is_ascii_whitespace))
        .count()
}

/// Index of the table's first row: titles and notes above it are narrower or nearly empty.
fn first_row(records: &[Record], width: usize) -> usize {
    let fits = |record: &Record| {
        record.fields.len() == width && (width < 3 || filled(record) > 1.max(width / 4))
    };
    let Some(mut first) = records.iter().position(fits) else {
        return records
            .iter()
            .position(|record| record.fields.len() == width)
            .unwrap_or(0);
    };
    // Padded to the table's width, "Account;1234;;;;" is still a note.
    while let Some(next) = records.get(first + 1)
        && fits(next)
        && is_note(&records[first], next, width)
    {
        first += 1;
    }
    if let Some(names) = names_below_titles(records, first, width) {
        return names;
    }
    // A header may lack the delimiters that trail each data row, or have some more: a program wrote less than it names.
    let fitting = records.iter().filter(|row| row.fields.len() == width);
    let most = fitting.map(used).max();
    match first.checked_sub(1).map(|before| &records[before]) {
        Some(before)
            if width > 2
                && (before.fields.len().abs_diff(width) <= 1 && filled(before) + 1 >= width
                    || (width..=width + width / 8).contains(&filled(before))
                        && filled(before) == before.fields.len()
                    || filled(before) > 1 && Some(filled(before)) == most)
                && is_header(before, &records[first..]) =>
        {
            first - 1
        }
        _ => first,
    }
}

/// A name and its value above a wider row, or a half-empty row that a blank line parts from a fuller one.
fn is_note(record: &Record, next: &Record, width: usize) -> bool {
    let filled_cells = filled(record);
    let pair = record.fields.len() > 4
        && filled_cells == 2
        && record
            .fields
            .iter()
            .take(2)
            .all(|cell| !cell.iter().all(u8::is_ascii_whitespace));
    let parted = record.line + record.lines < next.line;
    (pair || filled_cells * 2 <= width && parted) && filled(next) > filled_cells
}

/// The row that names the columns, where all rows from `first` on to it are titles: `Shop:;North;;`, `Period;2024-01-01;to;…`.
fn names_below_titles(records: &[Record], first: usize, width: usize) -> Option<usize> {
    let reach = first + 1..records.len().min(first + MOST_TITLES);
    let names = reach
        .into_iter()
        .find(|&at| are_names(&records[at], &records[at + 1..], width))?;
    let kinds = column_kinds(within(&records[names + 1..]), width);
    let mut rows = records[first..=names].windows(2);
    rows.all(|pair| is_title(&pair[0], &pair[1], &kinds))
        .then_some(names)
}

/// At most as many as are compared.
fn within<'r, 't>(below: &'r [Record<'t>]) -> &'r [Record<'t>] {
    &below[..below.len().min(COMPARED)]
}

/// A name of its own above each column that holds something, and no value among them, but below at least one.
fn are_names(row: &Record, below: &[Record], width: usize) -> bool {
    let fields = &row.fields;
    let own: Vec<Kind> = fields.iter().map(|cell| kind(cell)).collect();
    let is_own = |at: usize| {
        own[at] == Kind::Empty || !own[at].is_telling() && !fields[..at].contains(&fields[at])
    };
    if fields.len() != width || filled(row) * 2 <= width || !(0..width).all(is_own) {
        return false;
    }
    let below = within(below);
    let kinds = column_kinds(below, width);
    kinds.iter().flatten().any(|column| column.is_telling())
        && (own.iter().zip(&kinds)).all(|(own, column)| column.is_none() || *own != Kind::Empty)
        && is_header(row, below)
}

/// A row above the names that names nothing itself. A row of names above names has words in other places than at its
/// beginning, or nothing but words; a record has in its columns what they hold.
fn is_title(row: &Record, next: &Record, columns: &[Option<Kind>]) -> bool {
    let own: Vec<Kind> = row.fields.iter().map(|cell| kind(cell)).collect();
    let filled = own.iter().filter(|own| **own != Kind::Empty).count();
    let (mut fitting, mut unfitting) = (0, 0);
    for (own, column) in own.iter().zip(columns) {
        match column {
            Some(column) if column.is_telling() && own == column => fitting += 1,
            Some(column) if column.is_telling() && *own != Kind::Empty => unfitting += 1,
            _ => unfitting += u32::from(*own == Kind::Date),
        }
    }
    let is_record = fitting > 0 && unfitting == 0;
    let is_sparse = filled * 2 <= columns.len() + 1;
    let is_set_apart = || {
        own[..filled].iter().all(|own| *own != Kind::Empty)
            || row.line + row.lines < next.line
            || (row.fields.iter())
                .any(|cell| cell.ends_with(b":") || cell.iter().any(u8::is_ascii_digit))
    };
    let has_value =
        || (own.iter().zip(&row.fields)).any(|(own, cell)| own.is_telling() && !is_year(cell));
    filled == 0 || !is_record && (is_sparse && is_set_apart() || has_value())
}

/// Most frequent kind of each column, where at least 80 % of its filled cells have it.
fn column_kinds(records: &[Record], width: usize) -> Vec<Option<Kind>> {
    let mut counts = vec![[0u32; KINDS]; width];
    let fits = |record: &&Record| {
        let length = record.fields.len();
        length + 1 >= width && (length <= width + 1 || used(record) <= width)
    };
    for record in records.iter().filter(fits) {
        for (column, cell) in counts.iter_mut().zip(&record.fields) {
            column[kind(cell) as usize] += 1;
        }
    }
    let all = [
        Kind::Number,
        Kind::Date,
        Kind::Link,
        Kind::Code,
        Kind::Text,
        Kind::Odd,
    ];
    counts
        .iter()
        .map(|column| {
            let seen: u32 = all.iter().map(|kind| column[*kind as usize]).sum();
            all.into_iter()
                .find(|kind| seen > 0 && column[*kind as usize] * 5 >= seen * 4)
        })
        .collect()
}

/// Does `top` name the columns of what stands below?
fn is_header(top: &Record, below: &[Record]) -> bool {
    let kinds = column_kinds(below, top.fields.len());
    let mut evidence = 0.0;
    let day_above = |(cell, column): &(&Cow<[u8]>, &Option<Kind>)| {
        *column == &Some(Kind::Number) && kind(cell) == Kind::Date
    };
    let days = top.fields.iter().zip(&kinds).filter(day_above).count();
    for (index, (cell, column)) in top.fields.iter().zip(kinds).enumerate() {
        let own = kind(cell);
        evidence += match (own, column) {
            (Kind::Empty, _) => 0.0,
            (own, Some(column)) if column.is_telling() => {
                let is_year = own == column
                    && is_year(cell)
                    && !below
                        .iter()
                        .filter_map(|row| row.fields.get(index))
                        .all(|cell| is_year(cell));
                if is_year || own == Kind::Date && days > 2 && column == Kind::Number {
                    // A column for each year or day.
                    0.1
                } else if own == column {
                    -1.5
                } else if own == Kind::Number || own == Kind::Date {
                    -0.5
                } else {
                    1.0
                }
            }
            (own, _) if own.is_telling() => -0.7,
            (Kind::Code, Some(Kind::Code)) => {
                if shape(cell)
                    == below
                        .iter()
                        .find_map(|row| row.fields.get(index))
                        .map_or(String::new(), |c| shape(c))
                {
                    -0.7
                } else {
                    0.2
                }
            }
            (Kind::Text, Some(Kind::Code)) => 0.5,
            (_, _) => {
                let comes_back = below
                    .iter()
                    .filter(|row| row.fields.get(index) == Some(cell))
                    .count();
                if comes_back > 0 && comes_back * 50 >= below.len() {
                    -0.5
                } else if is_name(cell) {
                    0.6
                } else {
                    0.05
                }
            }
        };
    }
    if below.is_empty() {
        return top.fields.iter().all(|cell| !kind(cell).is_telling());
    }
    evidence >= 0.0
}

fn is_year(cell: &[u8]) -> bool {
    std::str::from_utf8(cell).is_ok_and(|text| {
        text.trim()
            .parse()
            .is_ok_and(|year| (1900..=2100u16).contains(&year))
    })
}

/// Words that name columns everywhere; only used where the kinds of the cells leave it open.
fn is_name(cell: &[u8]) -> bool {
    const WORDS: [&str; 46] = [
        "id", "name", "date", "time", "amount", "price", "total", "customer", "client", "order",
        "product", "item", "category", "city", "country", "state", "status", "type", "email",
        "phone", "quantity", "qty", "sales", "code", "number", "编号", "名称", "姓名", "日期",
        "时间", "金额", "数量", "状态", "客户", "订单", "商品", "類別", "名前", "日付", "金額",
        "nombre", "fecha", "kunde", "datum", "дата", "имя",
    ];
    let Ok(text) = std::str::from_utf8(cell) else {
        return false;
    };
    let text = text.trim().to_lowercase();
    text.chars().count() <= 40
        && WORDS.iter().any(|word| {
            if word.is_ascii() {
                text.split(|c: char| !c.is_alphanumeric())
                    .any(|part| part == *word)
                    || (word.len() > 3 && text.ends_with(word))
            } else {
                text.contains(word)
            }
        })
}

/// Digits and letters of a code with their lengths, e.g. `MG-8769` → `AA-0000`.
fn shape(cell: &[u8]) -> String {
    String::from_utf8_lossy(cell)
        .trim()
        .chars()
        .map(|c| {
            if c.is_numeric() {
                '0'
            } else if c.is_alphabetic() {
                'A'
            } else {
                c
            }
        })
        .collect()
}

/// How many of the first rows below a header belong to it: words where the data has numbers and dates.
fn more_header_rows(top: &Record, below: &[Record]) -> usize {
    let most = HEADER_ROWS.min(below.len().saturating_sub(1));
    (0..most)
        .take_while(|&row| {
            let data = &below[row + 1..];
            let kinds = column_kinds(data, below[row].fields.len());
            let telling = |kind: &Option<Kind>| kind.is_some_and(Kind::is_telling);
            let mut words = 0;
            let mut values = 0;
            for (cell, _) in below[row]
                .fields
                .iter()
                .zip(&kinds)
                .filter(|(_, column)| telling(column))
            {
                match kind(cell) {
                    Kind::Empty => {}
                    own if own.is_telling() => values += 1,
                    _ => words += 1,
                }
            }
            // A name may span several columns that have their own below it.
            let spanned = row == 0
                && filled(top) < top.fields.len()
                && top.fields.len() == below[0].fields.len()
                && (top.fields.iter().zip(&below[0].fields))
                    .all(|(name, own)| kind(name) != Kind::Empty || kind(own) != Kind::Empty);
            let columns = kinds.iter().filter(|column| telling(column)).count();
            words > 0 && values == 0 && (words * 2 > columns || spanned)
        })
        .count()
}
