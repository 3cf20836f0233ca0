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
    let keys = pair.map(|table| purchases(&studied[table], &tables[table]));
    let varied = |keys: &Vec<Purchase>| Texts::of(by(keys, 2)).len() * 2 > keys.len();
    common(&keys, 0) >= 0.33
        || common(&keys, 1) >= 0.33
        || keys.iter().all(varied) && common(&keys, 2) >= 0.9
}

/// The share of the smaller table's customers and sums that the other one has as well.
pub(super) fn repeated(
    studied: &[Studied<'_>],
    tables: &[InspectedTable],
    pair: [usize; 2],
) -> f64 {
    common(
        &pair.map(|table| purchases(&studied[table], &tables[table])),
        0,
    )
}

/// Does one whole table hold the purchases of the other one, each as often, however it writes them down?
pub(super) fn is_copy(
    studied: &[Studied<'_>],
    tables: &[InspectedTable],
    pair: [usize; 2],
) -> bool {
    let whole = |table: usize| studied[table].sample.all;
    let rows = pair.map(|table| studied[table].sample.records.len());
    if rows[0] != rows[1] || rows[0] < ENOUGH || !pair.into_iter().all(whole) {
        return false;
    }
    let mut keys = pair.map(|table| purchases(&studied[table], &tables[table]));
    keys.iter_mut().for_each(|keys| keys.sort_unstable());
    let is_dated = |keys: &Vec<Purchase>| keys.iter().all(|purchase| !purchase[1].is_empty());
    keys[0].len() >= ENOUGH && keys.iter().all(is_dated) && keys[0] == keys[1]
}

/// A purchase with its money, as texts: of whom, on which day, and alone.
type Purchase = [String; 3];

fn by(keys: &[Purchase], key: usize) -> impl Iterator<Item = &str> {
    keys.iter()
        .map(move |purchase| purchase[key].as_str())
        .filter(|text| !text.is_empty())
}

fn common(keys: &[Vec<Purchase>; 2], key: usize) -> f64 {
    let [a, b] = keys.each_ref().map(|keys| Texts::of(by(keys, key)));
    let (small, large) = if a.len() < b.len() { (a, b) } else { (b, a) };
    large.found(small.iter()) as f64 / small.len().max(ENOUGH) as f64
}

fn purchases(Studied { study, .. }: &Studied<'_>, table: &InspectedTable) -> Vec<Purchase> {
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
        let Some(amount) = reader.read(amount.as_bytes()) else {
            continue;
        };
        let money = format!("{:.2}", amount.to_f64());
        let day = dates.and_then(|dates| dates.day(days[row].as_bytes()));
        let day = day.map_or_else(String::new, |day| format!("{day} {money}"));
        found.push([format!("{} {money}", customers[row]), day, money]);
    }
    found
}
