//! The rows of a table that add others up: what the sample's columns and money say of them.

use super::Studied;
use crate::ingest::amounts::AmountReader;
use crate::ingest::inspection::{AmountReadingSeen, Kind};
use crate::ingest::plan::{AmountReading, Role, Totals};
use crate::ingest::totals;

/// Columns of texts that are looked at.
const LOOKED: usize = 8;

/// The rows that add others up, if the table has a customer and money.
#[inline(never)]
pub(super) fn of(studied: &Studied<'_>, amount: Option<&AmountReadingSeen>) -> Vec<Totals> {
    let study = &studied.study;
    let (Some(customer), Some(seen)) = (study.with(Role::Customer), amount) else {
        return Vec::new();
    };
    let reading = AmountReading {
        decimal_mark: seen.decimal_mark,
        cents: false,
        power: 0,
    };
    let reader = AmountReader::new(reading);
    let read = |role: Role, row: usize| {
        let text = study.profiles[study.with(role)?].cells[row];
        reader.read(text.as_bytes()).map(|money| money.to_f64())
    };
    let dates = study
        .with(Role::Date)
        .map(|column| &study.profiles[column].cells);
    let money: Vec<Option<f64>> = (0..studied.sample.records.len())
        .map(|row| {
            let dated = dates.is_none_or(|cells| !cells[row].is_empty());
            let money = match study.with(Role::Amount) {
                Some(_) => read(Role::Amount, row),
                None => Some(read(Role::UnitPrice, row)? * read(Role::Quantity, row)?),
            };
            money.filter(|_| dated && !study.profiles[customer].cells[row].is_empty())
        })
        .collect();
    // A row may call itself a total in any column of texts; where the customer stands it needs no other proof.
    let order = study.with(Role::Order);
    let mut columns: Vec<(usize, &[&str])> = vec![(customer, &study.profiles[customer].cells)];
    for (column, profile) in study.profiles.iter().enumerate() {
        let is_text = matches!(profile.kind, Kind::Text | Kind::Mixed) || Some(column) == order;
        if is_text && column != customer && columns.len() < LOOKED {
            columns.push((column, &profile.cells));
        }
    }
    totals::find(&columns, &money, studied.sample.all)
}
