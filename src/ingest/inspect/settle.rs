//! Tables of one layout look at their readings together: what the first leaves open (day or month first, the decimal mark)
//! another one decides, and their currencies are those of all.

use crate::ingest::inspection::Inspection;
use crate::ingest::plan::Role;
use crate::ingest::siblings::{is_open, is_sure, readings};

/// Settles the open readings of the first used table by those of the others.
pub(super) fn among(inspection: &mut Inspection) {
    let Some((&first, others)) = inspection.used.split_first() else {
        return;
    };
    let mapping = inspection.proposed.mapping.clone();
    let of = |role: Role| {
        let tables = others
            .iter()
            .filter_map(|&other| inspection.tables.get(other));
        let first = &inspection.tables[first];
        let mapping = &mapping;
        tables.filter_map(move |table| readings(table, first, mapping, role))
    };
    let mut orders: Vec<_> = of(Role::Date)
        .filter_map(|readings| readings.date.as_ref())
        .filter(|date| !date.open)
        .map(|date| date.order)
        .collect();
    let mut marks: Vec<_> = of(Role::Amount)
        .filter_map(|readings| readings.amount.as_ref())
        .filter(|amount| is_sure(amount))
        .map(|amount| amount.decimal_mark)
        .collect();
    orders.dedup();
    marks.dedup();
    let tables = others
        .iter()
        .filter_map(|&other| inspection.tables.get(other));
    let currencies: Vec<_> = tables.flat_map(|table| table.currencies.clone()).collect();
    let Some(table) = inspection.tables.get_mut(first) else {
        return;
    };
    if let (Some(column), [only]) = (mapping.date(), &orders[..])
        && let Some(date) = table.columns[column].readings.date.as_mut()
        && is_open(date)
    {
        date.order = *only;
        date.ambiguous = false;
        date.confidence = date.confidence.max(0.9);
        table.date = Some(date.clone());
    }
    if let (Some(column), [only]) = (mapping.amount().or(mapping.unit_price()), &marks[..])
        && let Some(amount) = table.columns[column].readings.amount.as_mut()
        && amount.open
    {
        amount.decimal_mark = *only;
        amount.ambiguous = false;
        table.amount = Some(amount.clone());
    }
    for found in currencies {
        let known = table
            .currencies
            .iter_mut()
            .find(|known| known.currency == found.currency);
        match known {
            Some(known) => known.rows += found.rows,
            None => table.currencies.push(found),
        }
    }
}
