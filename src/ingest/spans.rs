//! Cells that span rows: an order's number, day and customer that stand only on its first row (merged cells of a sheet), a day
//! that is written once and then left out or marked as the same (〃), a name that stands once for its group, and customers or
//! days that stand alone on a line above their rows.
//!
//! Recognised on samples by the days, which no row of a sale lacks for another reason; filled in before anything else looks at
//! the rows. Only tables that need it take this road; a record is copied once.

mod find;

use std::ops::ControlFlow;

use super::grid::{Grid, are_days, is_mark};
use super::records::{Fields, Visit};
use super::totals;

/// What stands once for several rows.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Way {
    /// Cells of a row above. Where the column `first` is filled, a row stands for itself; every row has the `own` columns.
    Above { first: usize, own: Vec<usize> },
    /// A line above the rows, in columns that they leave blank. They have a day.
    Heading { date: usize },
    /// A line above the rows in a column that holds something else in them: its text gets a column of its own.
    Apart { column: usize, days: bool },
    /// Nothing but cells marked "as above".
    Marks,
}

/// What is filled in, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spans {
    way: Way,
    /// Columns that are filled in.
    columns: Vec<usize>,
    /// The last texts of `columns`.
    last: Vec<Vec<u8>>,
    /// The last texts of all columns, where marks stand for them.
    above: Vec<Vec<u8>>,
    /// The record as it is handed on.
    out: Vec<Vec<u8>>,
}

impl Spans {
    /// The columns of a table that span rows, if there are any.
    #[must_use]
    pub fn find(names: &[String], grid: &Grid<'_>) -> Option<Self> {
        find::find(names, grid)
    }

    /// Months that stand once for the days below them.
    #[must_use]
    pub fn of_months([month, day]: [usize; 2]) -> Self {
        let own = vec![day];
        Self::new(Way::Above { first: month, own }, vec![month])
    }

    fn new(way: Way, columns: Vec<usize>) -> Self {
        Self {
            way,
            last: vec![Vec::new(); columns.len()],
            columns,
            above: Vec::new(),
            out: Vec::new(),
        }
    }

    /// May these cells, found on another sheet, span rows on this one as well? They stand on the first row and not again and again.
    #[must_use]
    pub fn fit(&self, grid: &Grid<'_>) -> bool {
        let Way::Above { first, .. } = self.way else {
            return false;
        };
        let again = |row: usize| {
            row > 0 && grid.has(row, first) && grid.at(row, first) == grid.at(row - 1, first)
        };
        grid.has(0, first) && grid.count(&again) * 10 <= grid.filled(first)
    }

    /// The columns that are filled in.
    #[must_use]
    pub fn columns(&self) -> &[usize] {
        &self.columns
    }

    /// The column that the table gets behind all others.
    #[must_use]
    pub fn added(&self) -> Option<usize> {
        matches!(self.way, Way::Apart { .. }).then(|| self.columns[0])
    }

    /// Makes the record that is handed on, if it is another one than `raw`.
    fn turn(&mut self, raw: &[&[u8]]) -> bool {
        let Self {
            way,
            columns,
            last,
            above,
            out,
        } = self;
        let blank = columns.iter().all(|&column| own(raw, column).is_empty());
        let filled = (0..raw.len())
            .filter(|&column| !own(raw, column).is_empty())
            .count();
        // Is a row remembered, and is this one filled in?
        let (begins, goes_on) = match &*way {
            Way::Above { first, own: each } => (
                !own(raw, *first).is_empty(),
                blank
                    && each.iter().all(|&column| !own(raw, column).is_empty())
                    // The sum of a sheet is no line of its last order.
                    && !raw.iter().any(|text| totals::is_name(text)),
            ),
            Way::Heading { date } => (!blank, blank && !own(raw, *date).is_empty()),
            _ => (false, false),
        };
        if begins {
            // A heading stands alone; "Total for …" has numbers behind it.
            let own_cells = columns
                .iter()
                .filter(|&&column| !own(raw, column).is_empty());
            let holds = !matches!(way, Way::Heading { .. }) || own_cells.count() == filled;
            for (last, &column) in last.iter_mut().zip(&*columns) {
                last.clear();
                last.extend_from_slice(if holds { own(raw, column) } else { &[] });
            }
        }
        let filled_in = goes_on && !begins;
        let mut is_other = filled_in;
        out.clear();
        out.extend(raw.iter().map(|text| text.to_vec()));
        for (column, (above, out)) in above.iter_mut().zip(&mut *out).enumerate() {
            if !own(raw, column).is_empty() {
                above.clone_from(out);
            } else if !out.trim_ascii().is_empty() {
                out.clone_from(above);
                is_other = true;
            }
        }
        if filled_in {
            for (last, &column) in last.iter().zip(&*columns) {
                if let Some(out) = out.get_mut(column) {
                    out.clone_from(last);
                }
            }
        }
        if let Way::Apart { column, days } = *way {
            let text = str::from_utf8(own(raw, column)).unwrap_or_default();
            let is_heading = filled == 1 && !text.is_empty() && (!days || are_days(&[text]));
            let is_total = !days && !is_heading && totals::word(text).is_some();
            out.resize(columns[0], Vec::new());
            if is_heading || is_total {
                last[0] = std::mem::take(&mut out[column]);
            }
            out.push(last[0].clone());
            if is_total {
                last[0].clear();
            }
            is_other = true;
        }
        is_other
    }

    /// Hands records on, filled in.
    pub fn filling<'v>(&'v mut self, to: &'v mut dyn Visit) -> Filling<'v> {
        Filling { spans: self, to }
    }
}

/// The text of a cell without blanks; nothing where a mark says "as above".
#[inline(never)]
fn own<'t>(raw: &[&'t [u8]], column: usize) -> &'t [u8] {
    let text = raw.get(column).map_or(&b""[..], |text| text.trim_ascii());
    match str::from_utf8(text).map(str::trim) {
        Ok(text) if is_mark(text) => &[],
        Ok(text) => text.as_bytes(),
        Err(_) => text,
    }
}

/// A visitor that gets records filled in.
pub struct Filling<'v> {
    spans: &'v mut Spans,
    to: &'v mut dyn Visit,
}

impl Visit for Filling<'_> {
    fn record(&mut self, fields: &Fields<'_>) -> ControlFlow<()> {
        let raw: Vec<&[u8]> = fields.iter().collect();
        if fields.flaws().any() || !self.spans.turn(&raw) {
            return self.to.record(fields);
        }
        fields.hand_on(&self.spans.out, self.to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first cells of the rows as they are handed on.
    fn turned<const N: usize>(names: &[&str], rows: &[[&str; 4]]) -> Option<Vec<[String; N]>> {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        let text = |row: &[&str; 4]| row.iter().map(|cell| (*cell).to_owned()).collect();
        let rows: Vec<Vec<String>> = rows.iter().map(text).collect();
        let mut spans = Spans::find(&names, &Grid::new(names.len(), &rows))?;
        let mut turn = |row: &Vec<String>| {
            let raw: Vec<&[u8]> = row.iter().map(String::as_bytes).collect();
            let is_other = spans.turn(&raw);
            std::array::from_fn(|cell| match is_other {
                true => String::from_utf8_lossy(&spans.out[cell]).into_owned(),
                false => row[cell].clone(),
            })
        };
        Some(rows.iter().map(&mut turn).collect())
    }

    fn filled(names: &[&str], rows: &[[&str; 4]]) -> Option<Vec<String>> {
        let rows = turned(names, rows)?;
        Some(rows.into_iter().map(|[first]| first).collect())
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
        let rows = [
            ["2024-02-20", "A", "1", "18"],
            ["〃", "〃", "2", "36"],
            ["〃", "B", "1", "20"],
            ["", "total", "", "74"],
            ["2024-02-27", "〃", "3", "60"],
            ["同上", "〃", "1", "18"],
            ["〃", "〃", "2", "19"],
        ];
        let rows = turned(&["date", "customer", "pieces", "amount"], &rows).unwrap();
        let (first, second) = ("2024-02-20", "2024-02-27");
        assert_eq!(rows[1..3], [[first, "A"], [first, "B"]]);
        assert_eq!(rows[3..5], [["", "total"], [second, "total"]]);
        assert_eq!(rows[5..], [[second, "total"]; 2]);
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
