//! Cells that span rows: an order's number, day and customer that stand only on its first row (merged cells of a sheet), a day
//! that is written once and then left out or marked as the same (〃), and customers that stand alone on a line above their rows
//! (reports grouped by customer).
//!
//! Recognised on samples by the days, which no row of a sale lacks for another reason; filled in before anything else looks at
//! the rows. Only tables that need it take this road; a record is copied once.

use std::ops::ControlFlow;

use super::amounts::AmountReader;
use super::dates::{self, DateHints, DateReader};
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
    /// Each cell is filled in for itself, where a mark says "as above".
    by_marks: bool,
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
                let cell = |column: usize| {
                    let text = record.get(column).map_or("", |text| text.trim());
                    if is_mark(text.as_bytes()) { "" } else { text }
                };
                (0..names.len()).map(cell).collect()
            })
            .collect();
        (0..names.len())
            .filter(|&column| is_gappy_date(&rows, column))
            .find_map(|date| merged(names, &rows, date).or_else(|| headings(&rows, date)))
            .or_else(|| marks(names.len(), records))
    }

    /// Months that stand once for the days below them.
    #[must_use]
    pub fn of_months([month, day]: [usize; 2]) -> Self {
        Self::new(month, vec![month], vec![day])
    }

    fn new(date: usize, columns: Vec<usize>, own: Vec<usize>) -> Self {
        let last = vec![Vec::new(); columns.len()];
        Self {
            date,
            columns,
            own,
            by_marks: false,
            last,
        }
    }

    /// The columns that are filled in.
    #[must_use]
    pub fn columns(&self) -> &[usize] {
        &self.columns
    }

    /// Is the row to be filled in? `written` gives its texts.
    fn take<'f>(&mut self, length: usize, written: impl Fn(usize) -> &'f [u8]) -> bool {
        if self.by_marks {
            let mut filled = false;
            for (last, &column) in self.last.iter_mut().zip(&self.columns) {
                let text = written(column);
                if is_mark(text) {
                    filled = true;
                } else {
                    last.clear();
                    last.extend_from_slice(text);
                }
            }
            return filled;
        }
        let cell = |column: usize| own(written(column));
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
        let cell = |column: usize| match std::str::from_utf8(fields.get(column)) {
            Ok(text) => text.trim().as_bytes(),
            Err(_) => fields.get(column).trim_ascii(),
        };
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

/// Marks that say "as above"; the last two may also be nothing between quotes.
const MARKS: [&str; 12] = [
    "〃", "″", "\"", "同上", "同左", "ditto", "Ditto", "do.", "idem", "dito", "''", "\"\"",
];

fn is_mark(text: &[u8]) -> bool {
    MARKS.iter().any(|mark| mark.as_bytes() == text)
}

/// The text of a cell; nothing where a mark says "as above".
fn own(text: &[u8]) -> &[u8] {
    if is_mark(text) { b"" } else { text }
}

/// Columns of cells that say "as above", one by one: a customer goes on while the day changes, and the other way round.
fn marks(columns: usize, records: &[Vec<String>]) -> Option<Spans> {
    let is_sure = |text: &str| MARKS[..10].contains(&text.trim());
    let marked = |&column: &usize| {
        let mut cells = records.iter().filter_map(|record| record.get(column));
        let begins = cells
            .next()
            .is_some_and(|text| !is_mark(text.trim().as_bytes()));
        begins && cells.filter(|text| is_sure(text)).count() >= ENOUGH
    };
    let columns: Vec<usize> = (0..columns).filter(marked).collect();
    (!columns.is_empty()).then(|| Spans {
        by_marks: true,
        ..Spans::new(0, columns, Vec::new())
    })
}

/// Is a day never written twice in a row, though so many rows must have shared one? Then a gap means the day above it.
fn is_written_once(rows: &[Vec<&str>], date: usize) -> bool {
    let values: Vec<&str> = rows
        .iter()
        .map(|row| row[date])
        .filter(|text| !text.is_empty())
        .collect();
    let Some(decided) = dates::decide(&values, DateHints::default()) else {
        return false;
    };
    let reader = DateReader::new(decided.order);
    let days: Vec<i32> = values
        .iter()
        .filter_map(|text| reader.day(text.as_bytes()))
        .map(|day| day.0)
        .collect();
    let [Some(&first), Some(&last)] = [days.iter().min(), days.iter().max()] else {
        return false;
    };
    let repeats = days.windows(2).filter(|pair| pair[0] == pair[1]).count();
    let backwards = days.windows(2).filter(|pair| pair[0] > pair[1]).count();
    // Were the gaps days that nobody wrote down, so many neighbours would be alike by chance.
    let by_chance = days.len() * days.len() / ((last - first).max(0) as usize + 1);
    by_chance >= 2 * ENOUGH && repeats * 10 <= by_chance && backwards * 20 <= days.len()
}

/// Written days, with gaps between them.
fn is_gappy_date(rows: &[Vec<&str>], column: usize) -> bool {
    let values: Vec<&str> = rows
        .iter()
        .map(|row| row[column])
        .filter(|text| !text.is_empty())
        .collect();
    values.len() >= ENOUGH && rows.len() >= values.len() + 2 && are_days(&values)
}

/// Days as people write them, no bare numbers. A line for each month's sum may stand between them.
fn are_days(values: &[&str]) -> bool {
    let written = |text: &&str| {
        text.matches('.').count() == 2
            || !text
                .bytes()
                .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','))
    };
    values.iter().take(20).all(written)
        && dates::may_be_dates(values)
        && dates::decide(values, DateHints::default())
            .is_some_and(|date| date.misfits * 10 <= date.seen)
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
                && filled(&dated, column) * 10 >= dated.len() * 9
        })
        .collect();
    let own: Vec<usize> = (0..names.len())
        .filter(|&column| {
            filled(&gaps, column) * 20 >= gaps.len() * 19
                && filled(&dated, column) * 10 >= dated.len() * 9
        })
        .collect();
    let numeric = |column: &usize| {
        let number = |row: &&&Vec<&str>| row[*column].bytes().any(|b| b.is_ascii_digit());
        gaps.iter().filter(number).count() * 10 >= gaps.len() * 9
    };
    // Rows with a day of their own stand for themselves: payouts between charges. The day on which the goods are due is none of
    // theirs where all lines of an order share it.
    let worth = roles::name_days(names);
    let is_dated = |column: &usize| {
        let values: Vec<&str> = gaps.iter().map(|row| row[*column]).collect();
        let goes_on =
            |pair: &&[Vec<&str>]| pair[1][date].is_empty() && pair[0][*column] == pair[1][*column];
        let shared = rows.windows(2).filter(goes_on).count() * 10 >= gaps.len() * 9;
        are_days(&values) && !(shared && worth[*column] * 2.0 < worth[date])
    };
    let goes_on = rows.first().is_some_and(|row| !row[date].is_empty())
        && gaps.len() >= ENOUGH
        && (spanning.len() >= 2 || spanning == [date] && is_written_once(rows, date))
        && own.len() >= 2
        && own.iter().any(numeric)
        && !own.iter().any(is_dated)
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

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(names: &[&str], rows: &[[&str; 4]]) -> Option<Vec<String>> {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        let text = |row: &[&str; 4]| row.iter().map(|cell| (*cell).to_owned()).collect();
        let mut rows: Vec<Vec<String>> = rows.iter().map(text).collect();
        let mut spans = Spans::find(&names, &rows)?;
        rows.iter_mut().for_each(|row| spans.fill(row));
        Some(rows.into_iter().map(|mut row| row.swap_remove(0)).collect())
    }

    /// Each day once, then nothing or a mark; and a line for the month.
    fn ledger(mark: &'static str) -> Vec<[&'static str; 4]> {
        const DAYS: [&str; 12] = [
            "2024.1.3",
            "2024.1.4",
            "2024.1.5",
            "2024.1.7",
            "2024.1.8",
            "2024.1.9",
            "2024.1.10",
            "2024.1.12",
            "2024.1.14",
            "2024.1.15",
            "2024.1.16",
            "2024.1.17",
        ];
        let mut rows = Vec::new();
        for day in DAYS {
            rows.push([day, "A", "5", "140"]);
            rows.push([mark, "B", "2", "47.5"]);
        }
        rows.push(["sum of January", "", "", "2250"]);
        rows
    }

    #[test]
    fn a_day_that_is_written_once_holds_for_the_rows_below_it() {
        for mark in ["", "〃", "同上"] {
            let days = filled(&["date", "customer", "pieces", "amount"], &ledger(mark)).unwrap();
            assert_eq!(days[..4], ["2024.1.3", "2024.1.3", "2024.1.4", "2024.1.4"]);
        }
    }

    #[test]
    fn a_mark_says_as_above_for_its_own_cell() {
        let names = ["date", "customer", "pieces", "amount"].map(str::to_owned);
        let rows = [
            ["2024-02-20", "A", "1", "18"],
            ["〃", "〃", "2", "36"],
            ["〃", "B", "1", "20"],
            ["", "total", "", "74"],
            ["2024-02-27", "〃", "3", "60"],
            ["同上", "〃", "1", "18"],
            ["〃", "〃", "2", "19"],
        ];
        let rows = rows.map(|row| row.map(str::to_owned).to_vec());
        let mut spans = Spans::find(&names, &rows).unwrap();
        let filled = rows.map(|mut row| {
            spans.fill(&mut row);
            row[..2].join(" ")
        });
        let (first, second) = ("2024-02-20", "2024-02-27");
        assert_eq!(filled[1..3], [format!("{first} A"), format!("{first} B")]);
        assert_eq!(
            filled[3..],
            [
                " total".to_owned(),
                format!("{second} total"),
                format!("{second} total"),
                format!("{second} total")
            ]
        );
    }

    #[test]
    fn the_day_on_which_goods_are_due_is_that_of_no_line() {
        let lines = |due: [&'static str; 3]| -> Vec<[&'static str; 4]> {
            let order = |at: usize| {
                [
                    ["2024-01-05", "A", due[0], "5"],
                    ["", "", due[1], "7"],
                    ["", "", due[2], "9"],
                ][at % 3]
            };
            (0..24).map(order).collect()
        };
        let names = ["order date", "customer", "delivery date", "amount"];
        let days = filled(&names, &lines(["2024-01-09"; 3])).unwrap();
        assert_eq!(days[..3], ["2024-01-05"; 3]);
        let own = lines(["2024-01-09", "2024-01-11", "2024-01-12"]);
        assert_eq!(filled(&names, &own), None);
    }

    #[test]
    fn days_that_nobody_wrote_down_are_not_filled_in() {
        let mut rows = ledger("2024.1.17");
        rows[3][0] = "";
        for at in [7, 11, 15, 19] {
            rows[at][0] = "";
        }
        assert_eq!(
            filled(&["date", "customer", "pieces", "amount"], &rows),
            None
        );
    }

    #[test]
    fn rows_with_a_day_of_their_own_stand_for_themselves() {
        let rows: Vec<[&str; 4]> = (0..24)
            .map(|row| match row % 4 {
                3 => ["", "", "2024-01-09", "-512.40"],
                _ => ["2024-01-05", "cus_1", "2024-01-05", "15.00"],
            })
            .collect();
        assert_eq!(
            filled(&["charge created", "customer", "created", "gross"], &rows),
            None
        );
    }
}
