//! Another table below the first one on its sheet, under names of its own: what was sold, and below it what was bought.

use std::ops::ControlFlow;

use super::grid::Grid;
use super::records::{Fields, Visit};
use super::roles;
use super::sniff::kind::{Kind, kind};

/// Columns of numbers and days above a row of words that make it one of names.
const TOLD: usize = 2;

/// Where the first table ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Below {
    /// The names of the table below, as they stand in their row.
    names: Vec<String>,
    /// Its names were read.
    reached: bool,
}

impl Below {
    /// The table below this one, if this one says who paid what and the other one does not say who bought.
    #[must_use]
    pub fn find(names: &[String], grid: &Grid<'_>) -> Option<Self> {
        let customer = names.iter().position(|name| roles::is_customer(name))?;
        let has_names = |row: usize| row > 1 && are_names(names, grid, row);
        let row = (0..grid.rows).find(|&row| has_names(row))?;
        let cell = |column: usize| grid.at(row, column);
        let again = |other: usize| (0..grid.columns).all(|c| grid.at(other, c) == cell(c));
        // Names that come again are those of the parts of each row above them.
        let fits = grid.count(&again) == 1
            && !roles::is_customer(cell(customer))
            && names.iter().any(|name| roles::is_money(name));
        fits.then(|| Self {
            names: (0..grid.columns).map(|c| cell(c).to_owned()).collect(),
            reached: false,
        })
    }

    /// The names of the table below.
    #[must_use]
    pub fn names(&self) -> Vec<&str> {
        let names = self.names.iter().map(String::as_str);
        names.filter(|name| !name.is_empty()).collect()
    }

    /// Hands records on; of those of the other table only that they are there.
    pub fn ending<'v>(&'v mut self, to: &'v mut dyn Visit) -> Ending<'v> {
        Ending { below: self, to }
    }
}

/// Is this a row of names, unlike the first ones and with a title or a sum before it?
fn are_names(names: &[String], grid: &Grid<'_>, row: usize) -> bool {
    let filled = grid.columns(&|column| grid.has(row, column));
    let look = |row: usize, column: usize| kind(grid.at(row, column).as_bytes());
    let is_word = |&column: &usize| {
        let mut before = filled.iter().take_while(|&&other| other < column);
        look(row, column) == Kind::Text
            && before.all(|&other| grid.at(row, other) != grid.at(row, column))
    };
    let is_new = |column: &&usize| {
        let text = grid.at(row, **column);
        names.iter().all(|name| name.trim() != text)
    };
    // Above it and below it stand values.
    let is_told = |column: &&usize| {
        let above = (0..row).filter(|&row| grid.has(row, **column));
        let telling = |row: &usize| look(*row, **column).is_telling();
        above.clone().filter(telling).count() * 2 > above.count() && telling(&(row + 1))
    };
    let is_total = |column: usize| grid.is_total(row - 1, column);
    let is_apart = || grid.alone(row - 1).is_some() || !grid.columns(&is_total).is_empty();
    // Most rows have a value among their first cells.
    filled.len() > TOLD
        && filled.iter().all(is_word)
        && is_apart()
        && filled.iter().filter(is_new).count() * 2 >= filled.len()
        && filled.iter().filter(is_told).count() >= TOLD
}

/// A visitor that gets the records of the first table, and empty ones for those of the other.
pub struct Ending<'v> {
    below: &'v mut Below,
    to: &'v mut dyn Visit,
}

impl Visit for Ending<'_> {
    fn record(&mut self, fields: &Fields<'_>) -> ControlFlow<()> {
        let Below { names, reached } = &mut *self.below;
        let is_name = |(column, name): (usize, &String)| {
            str::from_utf8(fields.get(column)).is_ok_and(|text| text.trim() == name)
        };
        *reached = *reached || names.iter().enumerate().all(is_name);
        match reached {
            true => fields.hand_on(&[], self.to),
            false => self.to.record(fields),
        }
    }
}
