//! Tables of one layout that are read one after the other, each as it is written: this month's export may have decimal commas
//! and last month's points, because somebody else made it.

use super::inspection::{
    AmountReadingSeen, Column, DateReading, InspectedTable, Inspection, Readings,
};
use super::plan::{DateOrder, Mapping, Role, TableReading};

/// Confidence with which the dates and the amounts of a table contradict those of another one; a few odd rows do not.
const SURE_DATES: f64 = 0.9;
const SURE_AMOUNTS: f64 = 0.97;

/// Where the column of one table stands in another one of the same layout.
pub(super) fn column_in(
    table: &InspectedTable,
    of: &InspectedTable,
    column: usize,
) -> Option<usize> {
    if table.header_line.is_none() {
        return Some(column);
    }
    let name = |column: &Column| column.name.trim().to_lowercase();
    let wanted = name(of.columns.get(column)?);
    table.columns.iter().position(|other| name(other) == wanted)
}

/// How a table reads the columns that have these roles in the first.
pub(super) fn readings<'t>(
    table: &'t InspectedTable,
    first: &InspectedTable,
    mapping: &Mapping,
    role: Role,
) -> Option<&'t Readings> {
    let column = match role {
        Role::Amount => mapping.amount().or(mapping.unit_price()),
        role => mapping.get(role),
    };
    let own = column_in(table, first, column?)?;
    Some(&table.columns.get(own)?.readings)
}

/// Does nothing in the table tell the day from the month?
pub(super) fn is_open(date: &DateReading) -> bool {
    date.open && turns(date.order)
}

pub(super) fn turns(order: DateOrder) -> bool {
    matches!(order, DateOrder::DayMonthYear | DateOrder::MonthDayYear)
}

/// Another table, and its column, whose dates can be read both ways while those of the first tell nothing about it: they
/// begin with the year.
pub(super) fn left_open(
    inspection: &Inspection,
    mapping: &Mapping,
    used: &[usize],
) -> Option<(usize, usize)> {
    let (&first, others) = used.split_first()?;
    let first = inspection.tables.get(first)?;
    let told = |table| readings(table, first, mapping, Role::Date)?.date.as_ref();
    if told(first).is_none_or(|date| turns(date.order)) {
        return None;
    }
    let open = others.iter().find(|&&other| {
        let table = inspection.tables.get(other);
        table
            .and_then(told)
            .is_some_and(|date| is_open(date) && date.ambiguous)
    })?;
    let table = inspection.tables.get(*open)?;
    Some((*open, column_in(table, first, mapping.date()?)?))
}

/// How a table is read if not as the first one: where its own values leave no doubt and contradict that. `chosen` is what
/// somebody says of dates that can be read both ways.
pub(super) fn own_reading(
    inspection: &Inspection,
    mapping: &Mapping,
    (first, other): (usize, usize),
    shared: TableReading,
    chosen: Option<DateOrder>,
) -> Option<TableReading> {
    let (first, other) = (inspection.tables.get(first)?, inspection.tables.get(other)?);
    let of = |role| readings(other, first, mapping, role);
    let mut own = shared;
    if let Some(date) = of(Role::Date).and_then(|r| r.date.as_ref())
        && (!turns(shared.date) || !date.open && date.confidence >= SURE_DATES)
    {
        own.date = chosen.filter(|_| is_open(date)).unwrap_or(date.order);
        own.epoch = date.epoch;
    }
    if let Some(amount) = of(Role::Amount)
        .and_then(|r| r.amount.as_ref())
        .filter(|a| is_sure(a))
    {
        own.amount.decimal_mark = amount.decimal_mark;
    }
    let floats = |role| of(role).is_some_and(|readings| readings.whole_floats);
    own.float_customer = floats(Role::Customer);
    own.float_order = floats(Role::Order);
    (own != shared).then_some(own)
}

/// Do the amounts leave no doubt about their decimal mark?
pub(super) fn is_sure(amount: &AmountReadingSeen) -> bool {
    !amount.open && amount.confidence >= SURE_AMOUNTS
}
