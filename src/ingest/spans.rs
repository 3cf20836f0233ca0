//! Cells that span rows: an order's number, day and customer that stand only on its first row (merged cells of a sheet), and
//! customers that stand alone on a line above their rows (reports grouped by customer).
//!
//! Recognised on samples by the days, which no row of a sale lacks for another reason; filled in before anything else looks at
//! the rows. Only tables that need it take this road; a record is copied once.

use std::ops::ControlFlow;

use super::amounts::AmountReader;
use super::dates::{self, DateHints};
use super::plan::AmountReading;
use super::records::{Fields, Span, Visit};
use super::roles;

/// Rows that must show it.
const ENOUGH: usize = 4;
/// Records that are looked at.
const LOOKED: usize = 2000;

/// What is filled in, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spans {
    /// The column of the days: where it is filled, a row stands for itself.
    date: usize,
    /// Columns that span rows, the date among them; or the one of the headings.
    columns: Vec<usize>,
    /// Columns that every row has; empty where headings are filled in.
    own: Vec<usize>,
    /// The last texts of `columns`.
    last: Vec<Vec<u8>>,
}

impl Spans {
    /// The columns of a table that span rows, if there are any.
    #[must_use]
    pub fn find(names: &[String], records: &[Vec<String>]) -> Option<Self> {
        let rows: Vec<Vec<&str>> = records
            .iter()
            .take(LOOKED)
            .map(|record| {
                let cell = |column: usize| record.get(column).map_or("", |text| text.trim());
                (0..names.len()).map(cell).collect()
            })
            .collect();
        (0..names.len())
            .filter(|&column| is_gappy_date(&rows, column))
            .find_map(|date| merged(names, &rows, date).or_else(|| headings(&rows, date)))
    }

    fn new(date: usize, columns: Vec<usize>, own: Vec<usize>) -> Self {
        let last = vec![Vec::new(); columns.len()];
        Self {
            date,
            columns,
            own,
            last,
        }
    }

    /// The columns that are filled in.
    #[must_use]
    pub fn columns(&self) -> &[usize] {
        &self.columns
    }

    /// Is the row to be filled in? `cell` gives its own trimmed texts.
    fn take<'f>(&mut self, length: usize, cell: impl Fn(usize) -> &'f [u8]) -> bool {
        let is_dated = !cell(self.date).is_empty();
        if self.own.is_empty() {
            let heading = self.columns.first().copied().unwrap_or_default();
            if !cell(heading).is_empty() {
                // A heading stands alone; "Total for …" has numbers behind it.
                if (0..length).all(|column| column == heading || cell(column).is_empty()) {
                    self.remember(cell);
                } else {
                    self.last.iter_mut().for_each(Vec::clear);
                }
                return false;
            }
            return is_dated;
        }
        if is_dated {
            self.remember(cell);
            return false;
        }
        self.columns.iter().all(|&column| cell(column).is_empty())
            && self.own.iter().all(|&column| !cell(column).is_empty())
    }

    fn remember<'f>(&mut self, cell: impl Fn(usize) -> &'f [u8]) {
        for (last, &column) in self.last.iter_mut().zip(&self.columns) {
            last.clear();
            last.extend_from_slice(cell(column));
        }
    }

    /// Fills a sampled record in.
    pub fn fill(&mut self, record: &mut [String]) {
        let filled = {
            let cells: Vec<&[u8]> = record.iter().map(|text| text.trim().as_bytes()).collect();
            self.take(cells.len(), |column| {
                cells.get(column).copied().unwrap_or_default()
            })
        };
        if !filled {
            return;
        }
        for (last, &column) in self.last.iter().zip(&self.columns) {
            if let Some(text) = record.get_mut(column) {
                *text = String::from_utf8_lossy(last).into_owned();
            }
        }
    }

    /// Hands records on, filled in.
    pub fn filling<'v>(&'v mut self, to: &'v mut dyn Visit) -> Filling<'v> {
        Filling {
            spans: self,
            to,
            text: Vec::new(),
            parts: Vec::new(),
        }
    }
}

/// A visitor that gets records filled in.
pub struct Filling<'v> {
    spans: &'v mut Spans,
    to: &'v mut dyn Visit,
    text: Vec<u8>,
    parts: Vec<Span>,
}

impl Visit for Filling<'_> {
    fn record(&mut self, fields: &Fields<'_>) -> ControlFlow<()> {
        let cell = |column: usize| fields.get(column).trim_ascii();
        if fields.flaws().any() || !self.spans.take(fields.len(), cell) {
            return self.to.record(fields);
        }
        self.text.clear();
        self.parts.clear();
        let offset = |text: &Vec<u8>| u32::try_from(text.len()).unwrap_or(u32::MAX);
        self.text.extend_from_slice(fields.raw());
        let raw = Span {
            start: 0,
            end: offset(&self.text),
        };
        for (column, own) in fields.iter().enumerate() {
            let start = offset(&self.text);
            let place = self.spans.columns.iter().position(|&c| c == column);
            let text = place.and_then(|at| self.spans.last.get(at));
            self.text.extend_from_slice(text.map_or(own, Vec::as_slice));
            let end = offset(&self.text);
            self.parts.push(Span { start, end });
        }
        let fields =
            Fields::from_parts(&self.text, raw, &self.parts, fields.line(), fields.flaws());
        self.to.record(&fields)
    }
}

/// Written days, with gaps between them.
fn is_gappy_date(rows: &[Vec<&str>], column: usize) -> bool {
    let values: Vec<&str> = rows
        .iter()
        .map(|row| row[column])
        .filter(|text| !text.is_empty())
        .collect();
    let gaps = rows.len() - values.len();
    let written = |text: &&str| {
        !text
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','))
    };
    values.len() >= ENOUGH
        && gaps >= 2
        && values.iter().take(20).all(written)
        && dates::may_be_dates(&values)
        && dates::decide(&values, DateHints::default())
            .is_some_and(|date| date.misfits * 20 <= date.seen)
}

/// Columns that are blank together with the date, in rows that go on with the order above them.
fn merged(names: &[String], rows: &[Vec<&str>], date: usize) -> Option<Spans> {
    let (dated, gaps): (Vec<_>, Vec<_>) = rows.iter().partition(|row| !row[date].is_empty());
    let filled = |rows: &[&Vec<&str>], column: usize| {
        rows.iter().filter(|row| !row[column].is_empty()).count()
    };
    let spanning: Vec<usize> = (0..names.len())
        .filter(|&column| {
            filled(&gaps, column) * 20 <= gaps.len()
                && filled(&dated, column) * 20 >= dated.len() * 19
        })
        .collect();
    let own: Vec<usize> = (0..names.len())
        .filter(|&column| {
            filled(&gaps, column) * 20 >= gaps.len() * 19
                && filled(&dated, column) * 20 >= dated.len() * 19
        })
        .collect();
    let numeric = |column: &usize| {
        let number = |row: &&&Vec<&str>| row[*column].bytes().any(|b| b.is_ascii_digit());
        gaps.iter().filter(number).count() * 10 >= gaps.len() * 9
    };
    let goes_on = rows.first().is_some_and(|row| !row[date].is_empty())
        && gaps.len() >= ENOUGH
        && spanning.len() >= 2
        && own.len() >= 2
        && own.iter().any(numeric)
        && !own.iter().any(|&column| sums_up(rows, date, column));
    if !goes_on {
        return None;
    }
    // An order's total stands once: repeated, it would have to be told from a line's.
    let columns = spanning
        .into_iter()
        .filter(|&column| !roles::is_money(&names[column]))
        .collect();
    Some(Spans::new(date, columns, own))
}

/// Do the rows without a date hold the sums of those above them? Then they are subtotals, not lines.
fn sums_up(rows: &[Vec<&str>], date: usize, column: usize) -> bool {
    let reader = AmountReader::new(AmountReading::default());
    let (mut block, mut gaps, mut sums) = (0.0, 0, 0);
    for row in rows {
        let Some(amount) = reader.read(row[column].as_bytes()) else {
            continue;
        };
        if row[date].is_empty() {
            gaps += 1;
            sums += usize::from((amount.to_f64() - block).abs() < 0.01);
            block = 0.0;
        } else {
            block += amount.to_f64();
        }
    }
    gaps > 0 && sums * 5 >= gaps * 4
}

/// A column that is filled only on lines of its own, above the rows that belong to it.
fn headings(rows: &[Vec<&str>], date: usize) -> Option<Spans> {
    let is_dated = |row: &Vec<&str>| !row[date].is_empty();
    let columns = rows.first().map_or(0, Vec::len);
    let column = (0..columns)
        .filter(|&column| column != date)
        .find(|&column| {
            let alone = |row: &Vec<&str>| {
                !row[column].is_empty()
                    && (0..columns).all(|other| other == column || row[other].is_empty())
            };
            let above = rows
                .windows(2)
                .filter(|pair| alone(&pair[0]) && is_dated(&pair[1]));
            let mut texts: Vec<&str> = above.map(|pair| pair[0][column]).collect();
            texts.sort_unstable();
            texts.dedup();
            texts.len() >= ENOUGH
                && rows
                    .iter()
                    .all(|row| !is_dated(row) || row[column].is_empty())
        })?;
    Some(Spans::new(date, vec![column], Vec::new()))
}
