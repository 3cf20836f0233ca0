//! The rows of a table that add others up: what the sample's columns and money say of them.

use super::Studied;
use crate::ingest::amounts::AmountReader;
use crate::ingest::inspection::AmountReadingSeen;
use crate::ingest::plan::{AmountReading, Role, Totals};
use crate::ingest::totals;

/// Columns in which a row may call itself a total, the customer's first.
const SPEAKING: [Role; 7] = [
    Role::Customer,
    Role::Order,
    Role::Name,
    Role::Product,
    Role::Category,
    Role::Channel,
    Role::Status,
];

/// The rows that add others up, if the table has a customer and money.
pub(super) fn of(studied: &Studied<'_>, amount: Option<&AmountReadingSeen>) -> Option<Totals> {
    let study = &studied.study;
    let customer = study.with(Role::Customer)?;
    let seen = amount?;
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
    let first = (!study.guesses.is_empty()).then_some(0);
    let speaking = SPEAKING
        .iter()
        .filter_map(|&role| study.with(role))
        .chain(first);
    let mut columns: Vec<(usize, &[&str])> = Vec::new();
    for column in speaking {
        if columns.iter().all(|(known, _)| *known != column) {
            columns.push((column, &study.profiles[column].cells));
        }
    }
    totals::find(&columns, &money, studied.sample.all)
}
