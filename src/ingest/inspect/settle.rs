//! Tables of one layout look at their readings together: what the first leaves open (day or month first, the decimal mark)
//! another one decides, and their currencies are those of all.

use crate::ingest::inspection::Inspection;
use crate::ingest::plan::Role;
use crate::ingest::siblings::{is_open, is_sure, readings, turns};

/// Settles the open readings of the first used table by those of the others; were its dates among them, and in doubt?
pub(super) fn among(inspection: &mut Inspection) -> bool {
    let mut settled = false;
    let Some((&first, others)) = inspection.used.split_first() else {
        return false;
    };
    let mapping = inspection.proposed.mapping.clone();
    let (mut orders, mut marks, mut currencies) = (Vec::new(), Vec::new(), Vec::new());
    for &other in others {
        let (first, other) = (&inspection.tables[first], &inspection.tables[other]);
        if let Some(date) =
            readings(other, first, &mapping, Role::Date).and_then(|r| r.date.as_ref())
            && !date.open
            && turns(date.order)
            && !orders.contains(&date.order)
        {
            orders.push(date.order);
        }
        if let Some(amount) =
            readings(other, first, &mapping, Role::Amount).and_then(|r| r.amount.as_ref())
            && is_sure(amount)
            && !marks.contains(&amount.decimal_mark)
        {
            marks.push(amount.decimal_mark);
        }
        currencies.extend_from_slice(&other.currencies);
    }
    let Some(table) = inspection.tables.get_mut(first) else {
        return false;
    };
    if let (Some(column), [only]) = (mapping.date(), &orders[..])
        && let Some(date) = table.columns[column].readings.date.as_mut()
        && is_open(date)
    {
        date.order = *only;
        settled = date.ambiguous;
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
    settled
}
