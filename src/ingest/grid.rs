//! Sampled records as a grid of trimmed texts, for questions about how a table stands on its sheet.
//!
//! Questions are closures behind a reference: one loop each, instead of one for every question.

use super::dates::{self, DateHints};
use super::totals;
use crate::math::texts::Texts;

/// Records that are looked at.
const LOOKED: usize = 2000;

/// Trimmed texts; a mark that says "as above" is none.
pub struct Grid<'a> {
    cells: Vec<&'a str>,
    /// How many rows are looked at.
    pub rows: usize,
    /// How many columns there are.
    pub columns: usize,
    /// Columns of the cells that surely have such a mark.
    pub marks: Vec<usize>,
}

/// Marks that say "as above"; the last two may also be nothing between quotes.
const MARKS: [&str; 12] = [
    "〃", "″", "\"", "同上", "同左", "ditto", "Ditto", "do.", "idem", "dito", "''", "\"\"",
];

/// Does the text say "as above"?
pub fn is_mark(text: &str) -> bool {
    MARKS.contains(&text)
}

impl<'a> Grid<'a> {
    /// Of a table with so many columns.
    #[must_use]
    pub fn new(columns: usize, records: &'a [Vec<String>]) -> Self {
        let rows = records.len().min(LOOKED);
        let mut grid = Self {
            cells: Vec::with_capacity(rows * columns),
            rows,
            columns,
            marks: Vec::new(),
        };
        for record in &records[..rows] {
            for column in 0..columns {
                let text = record.get(column).map_or("", |text| text.trim());
                let is_mark = is_mark(text);
                if MARKS[..10].contains(&text) {
                    grid.marks.push(column);
                }
                grid.cells.push(if is_mark { "" } else { text });
            }
        }
        grid
    }

    /// The text of a cell; none beyond the grid.
    #[inline(never)]
    pub fn at(&self, row: usize, column: usize) -> &'a str {
        let cell = self.cells.get(row * self.columns + column);
        cell.copied().unwrap_or_default()
    }

    /// Is there something in a cell?
    #[inline(never)]
    pub fn has(&self, row: usize, column: usize) -> bool {
        !self.at(row, column).is_empty()
    }

    /// Rows for which it is so.
    #[inline(never)]
    pub fn count(&self, is: &dyn Fn(usize) -> bool) -> usize {
        let mut count = 0;
        for row in 0..self.rows {
            count += usize::from(is(row));
        }
        count
    }

    /// Cells of a column with something in them.
    #[inline(never)]
    #[must_use]
    pub fn filled(&self, column: usize) -> usize {
        self.count(&|row| self.has(row, column))
    }

    /// Columns for which it is so.
    #[inline(never)]
    pub fn columns(&self, is: &dyn Fn(usize) -> bool) -> Vec<usize> {
        let mut found = Vec::new();
        for column in 0..self.columns {
            if is(column) {
                found.push(column);
            }
        }
        found
    }

    /// What stands in a column, in rows for which it is so.
    #[inline(never)]
    pub fn texts(&self, column: usize, is: &dyn Fn(usize) -> bool) -> Vec<&'a str> {
        let mut found = Vec::new();
        for row in 0..self.rows {
            if self.has(row, column) && is(row) {
                found.push(self.at(row, column));
            }
        }
        found
    }

    /// The only filled column of a row.
    #[inline(never)]
    pub fn alone(&self, row: usize) -> Option<usize> {
        let filled = self.columns(&|column| self.has(row, column));
        match filled[..] {
            [only] => Some(only),
            _ => None,
        }
    }

    /// Is a cell of this row the name of a total, and nothing else?
    pub fn is_sum(&self, row: usize) -> bool {
        (0..self.columns).any(|column| totals::is_name(self.at(row, column).as_bytes()))
    }

    /// Does a cell hold a word for a total?
    pub fn is_total(&self, row: usize, column: usize) -> bool {
        totals::word(self.at(row, column)).is_some()
    }
}

/// How many different texts there are.
#[inline(never)]
pub fn different(texts: Vec<&str>) -> usize {
    Texts::of(texts.into_iter()).len()
}

/// Days as people write them, no bare numbers. A line for each month's sum may stand between them.
#[inline(never)]
pub fn are_days(values: &[&str]) -> bool {
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
