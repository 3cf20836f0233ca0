//! What two tables have sold, to see whether they hold the same purchases.

use super::Studied;
use super::same::dates_of;
use crate::ingest::amounts::AmountReader;
use crate::ingest::inspection::InspectedTable;
use crate::ingest::plan::{AmountReading, Role};
use crate::math::texts::Texts;

/// Purchases of which fewer show nothing.
const ENOUGH: usize = 10;

/// Are the purchases of the smaller table those of the other one once more: the same money of the same customers, or on the same
/// days, or the same sums that seldom come twice?
pub(super) fn are_same(
    studied: &[Studied<'_>],
    tables: &[InspectedTable],
    pair: [usize; 2],
) -> bool {
    let share = |key: Key| common(studied, tables, pair, key);
    share(Key::Customer) >= 0.33 || share(Key::Day) >= 0.33 || share(Key::None) >= 0.9
}

/// What stands beside the money.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    Customer,
    Day,
    /// Nothing: sums of which most stand once.
    None,
}

/// The share of the smaller table's purchases that the other one has as well.
#[inline(never)]
pub(super) fn common(
    studied: &[Studied<'_>],
    tables: &[InspectedTable],
    pair: [usize; 2],
    key: Key,
) -> f64 {
    let [a, b] = pair.map(|table| purchases(&studied[table], &tables[table], key));
    let [x, y] = [&a, &b].map(|keys| Texts::of(keys.iter().map(String::as_str)));
    if key == Key::None && (x.len() * 2 < a.len() || y.len() * 2 < b.len()) {
        return 0.0;
    }
    let (small, large) = if x.len() < y.len() { (x, y) } else { (y, x) };
    large.found(small.iter()) as f64 / small.len().max(ENOUGH) as f64
}

/// Does one whole table hold the purchases of the other one, one after the other, however it writes them down?
pub(super) fn is_copy(
    studied: &[Studied<'_>],
    tables: &[InspectedTable],
    pair: [usize; 2],
) -> bool {
    let whole = |table: usize| studied[table].sample.all;
    let rows = pair.map(|table| studied[table].sample.records.len());
    let same = |key: Key| {
        let [a, b] = pair.map(|table| purchases(&studied[table], &tables[table], key));
        a.len() >= ENOUGH && a == b
    };
    rows[0] == rows[1] && pair.into_iter().all(whole) && same(Key::Customer) && same(Key::Day)
}

/// The readable purchases of a table, as texts.
#[inline(never)]
fn purchases(Studied { study, .. }: &Studied<'_>, table: &InspectedTable, key: Key) -> Vec<String> {
    let cells = |role: Role| study.with(role).map(|column| &study.profiles[column].cells);
    let (Some(customers), Some(days), Some(amounts), Some(seen)) = (
        cells(Role::Customer),
        cells(Role::Date),
        cells(Role::Amount),
        &table.amount,
    ) else {
        return Vec::new();
    };
    let reader = AmountReader::new(AmountReading {
        decimal_mark: seen.decimal_mark,
        ..AmountReading::default()
    });
    let dates = dates_of(table);
    let mut found = Vec::new();
    for (row, amount) in amounts.iter().enumerate() {
        let day = dates.and_then(|dates| dates.day(days[row].as_bytes()));
        let (Some(amount), Some(day)) = (reader.read(amount.as_bytes()), day) else {
            continue;
        };
        let mut text = amount.normalized().to_string();
        text.push(' ');
        match key {
            Key::Customer => text.push_str(customers[row]),
            Key::Day => text.push_str(&day.to_string()),
            Key::None => {}
        }
        found.push(text);
    }
    found
}
