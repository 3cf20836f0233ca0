//! Several exports of the same orders: which of them is the newest, and by what their rows are known.

use super::inspection::{Column, Inspection, Kind};
use super::plan::{Mapping, Overlap, Role};
use super::siblings::column_in;
use crate::math::places::sorted_places;

/// How the used tables overlap, where their orders have ids.
pub(super) fn overlap(
    inspection: &Inspection,
    mapping: &Mapping,
    used: &[usize],
) -> Option<Overlap> {
    let order = mapping.order()?;
    let first = &inspection.tables[*used.first()?];
    let own = |table: usize, column: usize| {
        let table = &inspection.tables[table];
        Some(&table.columns[column_in(table, first, column)?].readings)
    };
    let repeats = |&table: &usize| own(table, order).is_some_and(|ids| ids.repeats);
    let product = mapping.get(Role::Product);
    // Money may change, unless nothing else tells the lines of an order apart. All other cells count: two shops may number
    // their receipts alike.
    let by_money = product.is_none() && used.iter().any(repeats);
    let known_by = [Some(order), mapping.customer(), mapping.date(), product];
    let columns = (0..first.columns.len()).filter(|&at| {
        let column = &first.columns[at];
        let lasts = !column.readings.changes && mapping.status() != Some(at);
        known_by.contains(&Some(at))
            || lasts && (by_money || !is_money(column))
            || by_money && mapping.amount() == Some(at)
    });
    let age = |place: usize| {
        let table = used[place];
        let last = mapping
            .date()
            .and_then(|date| own(table, date)?.date.as_ref()?.last);
        (last, by_number(&inspection.tables[table].name))
    };
    let newest_first = sorted_places(used.len(), &|a, b| age(b).cmp(&age(a)));
    Some(Overlap {
        order,
        columns: columns.collect(),
        newest_first: newest_first
            .iter()
            .map(|&place| used[place as usize])
            .collect(),
    })
}

/// Money, or pieces of what was bought: what is left of an order when something of it came back.
fn is_money(column: &Column) -> bool {
    use Role::{Amount, Discount, Quantity, Refund, Shipping, Tax, UnitPrice};
    let roles = [Amount, Discount, Quantity, Refund, Shipping, Tax, UnitPrice];
    column.kind == Kind::Decimal || roles.contains(&column.role)
}

/// A name that sorts as its numbers do: `orders`, `orders (2)`, `orders (10)`.
fn by_number(name: &str) -> Vec<u8> {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let mut key = Vec::new();
    for run in (stem.as_bytes()).chunk_by(|a, b| a.is_ascii_digit() == b.is_ascii_digit()) {
        if run[0].is_ascii_digit() {
            key.resize(key.len() + 20usize.saturating_sub(run.len()), b'0');
        }
        key.extend_from_slice(run);
    }
    key
}

#[cfg(test)]
mod tests {
    use super::by_number;

    #[test]
    fn numbers_in_names_count() {
        let names = [
            "orders.csv",
            "orders (2).csv",
            "orders (10).csv",
            "orders-2024-9.csv",
            "orders-2024-10.csv",
        ];
        assert!(names.is_sorted_by_key(|name| by_number(name)));
    }
}
