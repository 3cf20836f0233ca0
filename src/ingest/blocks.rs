//! Purchases beside each other: `Date 1, Amount 1, Date 2, Amount 2 …` in the row of a customer, a table that goes on to the right
//! of itself, a column for each month. Each of them becomes a row of its own.
//!
//! Recognised by names that come again with a number or stand for days, and by what stands below them.

use super::arrange::Piece;
use super::dates::{self, DateHints, DateReader};
use super::grid::Grid;
use super::roles;
use super::sniff::kind::{Kind, kind};

/// Columns for days that are no accident.
const FEWEST_DAYS: usize = 3;

/// How a record becomes several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blocks {
    /// The names of their columns.
    pub names: Vec<String>,
    /// So many columns, from the first on, are those of all blocks.
    pub shared: usize,
    /// What follows them in each.
    pub rows: Vec<Vec<Piece>>,
    /// The days stand in the header.
    pub cross: bool,
}

impl Blocks {
    /// The blocks of a table, if it has any. `titles`: what stands above the header.
    #[must_use]
    pub fn find(names: &[String], grid: &Grid<'_>, titles: &str) -> Option<Self> {
        repeated(names, grid, titles).or_else(|| cross(names, grid))
    }
}

/// Do most values of a column look like this?
#[inline(never)]
fn holds(grid: &Grid<'_>, column: usize, wanted: Kind) -> bool {
    let fitting = grid.count(&|row| kind(grid.at(row, column).as_bytes()) == wanted);
    fitting * 10 >= grid.filled(column) * 9
}

/// Are there values in a column, and days?
fn is_dated(grid: &Grid<'_>, column: usize) -> bool {
    grid.filled(column) > 0 && holds(grid, column, Kind::Date)
}

/// The name without the number behind it; nothing where the column has none of its own.
fn base(name: &str) -> &str {
    let is_number = |c: char| c.is_ascii_digit() || " _-#.()".contains(c);
    match name.trim_end_matches(is_number) {
        "column" => "",
        base => base.trim(),
    }
}

/// Columns that come again together, a day and its money at least.
fn repeated(names: &[String], grid: &Grid<'_>, titles: &str) -> Option<Blocks> {
    // Which of the columns with its name a column is, and how many there are.
    let count = |column: usize, end: usize| {
        let name = base(&names[column]);
        let alike = |other: usize| other < end && base(&names[other]) == name;
        usize::from(!name.is_empty()) * grid.columns(&alike).len()
    };
    let times = |column: usize| count(column, names.len());
    let date = (0..names.len()).find(|&column| times(column) > 1 && is_dated(grid, column))?;
    let blocks = times(date);
    let mut rows = vec![Vec::new(); blocks];
    let (mut own, mut money, mut others) = (Vec::new(), "", false);
    let (mut shared, mut second, mut last) = (0, 0, 0);
    for (column, name) in names.iter().enumerate() {
        if times(column) != blocks {
            // A day outside of them is that of a sale of which these are parts.
            if is_dated(grid, column) {
                return None;
            }
            others |= grid.filled(column) > 0;
            continue;
        }
        let (block, name) = (count(column, column), base(name));
        let is_number = holds(grid, column, Kind::Number);
        if block == 0 {
            if own.is_empty() {
                shared = column;
            }
            own.push(name.to_owned());
            if money.is_empty() && is_number && roles::is_money(name) {
                money = name;
            }
        } else if second == 0 {
            second = column;
        }
        // One behind the other, each with a day and its money.
        let fits = (name != money || is_number)
            && (name != base(&names[date]) || holds(grid, column, Kind::Date));
        if block < last || !fits {
            return None;
        }
        last = block;
        rows[block].push(Piece::Column(column));
    }
    // Two tables with the same names are one that goes on, unless there is more to them: a title, a column.
    let numbered = names[date].trim() != base(&names[date]) || !names[second].ends_with("(2)");
    let titled = |line: &str| {
        let mut right = line.split([',', ';', '\t']).skip(second);
        right.any(|cell| !cell.trim().is_empty())
    };
    if money.is_empty() || !numbered && (others || titles.lines().any(titled)) {
        return None;
    }
    Some(Blocks {
        names: [&names[..shared], &own].concat(),
        shared,
        rows,
        cross: false,
    })
}

/// A column for each day or month, behind that of the customer.
fn cross(names: &[String], grid: &Grid<'_>) -> Option<Blocks> {
    let is_day = |name: &&str| kind(name.as_bytes()) == Kind::Date;
    let dated: Vec<&str> = names
        .iter()
        .map(|name| name.trim())
        .filter(is_day)
        .collect();
    let decided = dates::decide(&dated, DateHints::default());
    let day = |column: usize| {
        let name = names.get(column)?.trim();
        let day = decided.and_then(|decided| DateReader::new(decided.order).day(name.as_bytes()));
        // "5/24" may be a day as well.
        day.or_else(|| dates::first_of_month(name).filter(|_| name.len() >= 6))
    };
    let shared = (0..names.len()).find(|&column| day(column).is_some())?;
    let (mut rows, mut last) = (Vec::new(), None);
    while let Some(day) = day(shared + rows.len()) {
        let column = shared + rows.len();
        if last == Some(day) || !holds(grid, column, Kind::Number) {
            return None;
        }
        last = Some(day);
        let text = day.to_string().into_bytes().try_into().ok()?;
        rows.push(vec![Piece::Fixed(text), Piece::Column(column)]);
    }
    let is_sold =
        rows.len() >= FEWEST_DAYS && names[..shared].iter().any(|name| roles::is_customer(name));
    if !is_sold || (0..names.len()).any(|column| is_dated(grid, column)) {
        return None;
    }
    Some(Blocks {
        names: [&names[..shared], &["date", "amount"].map(str::to_owned)].concat(),
        shared,
        rows,
        cross: true,
    })
}
