//! Tables of the same layout: monthly exports, sheets by year. They are rows of one kind and read one after the other.

use std::collections::HashSet;

use super::Studied;
use crate::day::Day;
use crate::ingest::dates::DateReader;
use crate::ingest::inspection::InspectedTable;
use crate::ingest::plan::Role;
use crate::ingest::siblings::column_in;

/// Indices of tables by layout, in the order in which they were found.
pub(super) fn families(studied: &[Studied<'_>]) -> Vec<Vec<usize>> {
    let mut families: Vec<Vec<usize>> = Vec::new();
    for (index, table) in studied.iter().enumerate() {
        let own = studied_names(table);
        // Columns come and go from month to month: the last of a kind may be liker than the first.
        let family = families.iter_mut().find(|family| {
            let mut ends = family.first().into_iter().chain(family.last());
            ends.any(|&end| same_layout(&studied[end], table, &own))
        });
        match family {
            Some(family) => family.push(index),
            None => families.push(vec![index]),
        }
    }
    families
}

fn studied_names(table: &Studied<'_>) -> Vec<String> {
    table
        .sample
        .layout
        .columns
        .iter()
        .map(|name| name.trim().to_lowercase())
        .collect()
}

/// The same columns in any order, or most of them and all that matter; without a header, the same number of columns of
/// the same kinds.
fn same_layout(first: &Studied<'_>, other: &Studied<'_>, names: &[String]) -> bool {
    let (a, b) = (&first.sample.layout, &other.sample.layout);
    if a.header.is_some() != b.header.is_some() || first.sample.is_hidden != other.sample.is_hidden
    {
        return false;
    }
    if a.header.is_some() {
        let theirs = studied_names(first);
        return theirs == names || same_roles(first, other, &theirs, names);
    }
    let kinds =
        |table: &Studied<'_>| -> Vec<_> { table.study.guesses.iter().map(|g| g.kind).collect() };
    a.columns.len() == b.columns.len() && kinds(first) == kinds(other)
}

/// Both hold purchases, the columns that matter have the same names, and so have two thirds of all.
fn same_roles(a: &Studied<'_>, b: &Studied<'_>, names_a: &[String], names_b: &[String]) -> bool {
    let name = |table: &Studied<'_>, names: &[String], role: Role| {
        table.study.with(role).map(|column| names[column].clone())
    };
    let money = [Role::Amount, Role::Quantity, Role::UnitPrice];
    let alike = |role: &Role| name(a, names_a, *role) == name(b, names_b, *role);
    let has = |role: Role| a.study.with(role).is_some();
    let shared = names_a.iter().filter(|name| names_b.contains(name)).count();
    has(Role::Customer)
        && has(Role::Date)
        && (has(Role::Amount) || has(Role::UnitPrice) && has(Role::Quantity))
        && [Role::Customer, Role::Date, Role::Order, Role::Currency]
            .iter()
            .chain(&money)
            .all(alike)
        && shared * 3 >= names_a.len().max(names_b.len()) * 2
}

/// Tables that name their columns otherwise, but hold purchases of the same customers, under other order ids and on other days:
/// a month that was exported in another language. Two lists of the same months are no such tables: invoices name the orders'
/// money once more. Their columns are called as those of the first from here on.
pub(super) fn rename(
    families: &mut Vec<Vec<usize>>,
    studied: &[Studied<'_>],
    tables: &mut [InspectedTable],
) {
    let mut at = 0;
    while at < families.len() {
        let Some(next) = (at + 1..families.len())
            .find(|&next| rename_like(&families[at], &families[next], studied, tables).is_some())
        else {
            at += 1;
            continue;
        };
        let more = families.remove(next);
        families[at].extend(more);
    }
}

/// What both tables must have, or neither.
const ESSENTIAL: [Role; 8] = [
    Role::Customer,
    Role::Date,
    Role::Amount,
    Role::Order,
    Role::Currency,
    Role::Refund,
    Role::Quantity,
    Role::UnitPrice,
];

/// Calls the columns of `others` as those of `family`, if they hold rows of the same kind.
fn rename_like(
    family: &[usize],
    others: &[usize],
    studied: &[Studied<'_>],
    tables: &mut [InspectedTable],
) -> Option<()> {
    let (first, other) = (*family.first()?, *others.first()?);
    let (a, b) = (&studied[first].study, &studied[other].study);
    let is_apart = |role: &Role| {
        a.with(*role).is_some() == b.with(*role).is_some()
            && disjoint(studied, family, others, *role)
    };
    let (x, y) = (
        tables[first].amount.as_ref()?,
        tables[other].amount.as_ref()?,
    );
    let fits = tables[first].header_line.is_some()
        && tables[other].header_line.is_some()
        && studied[first].sample.is_hidden == studied[other].sample.is_hidden
        && (x.cents, x.power, x.level) == (y.cents, y.power, y.level)
        && a.with(Role::Amount).is_some()
        && ESSENTIAL.iter().all(is_apart);
    let spans = |family: &[usize]| -> Option<Vec<(Day, Day)>> {
        family
            .iter()
            .map(|&table| days(&studied[table], &tables[table]))
            .collect()
    };
    let (ours, theirs) = (spans(family)?, spans(others)?);
    let apart = |&(from, to): &(Day, Day)| theirs.iter().all(|&(a, b)| b < from || to < a);
    if !fits || !ours.iter().all(apart) {
        return None;
    }
    let mut renamed = Vec::new();
    for role in Role::ALL {
        let (Some(own), Some(column)) = (a.with(role), b.with(role)) else {
            continue;
        };
        let name = &tables[first].columns[own].name;
        for &table in others {
            let column = column_in(&tables[table], &tables[other], column)?;
            let columns = &tables[table].columns;
            // Another column has that name.
            if column_in(&tables[table], &tables[first], own).is_some_and(|at| at != column) {
                return None;
            }
            if columns[column].name != *name {
                renamed.push((table, column, name.clone()));
            }
        }
    }
    for (table, column, name) in renamed {
        tables[table].columns[column].name = name;
    }
    Some(())
}

/// Are most customers of the smaller side those of the larger one, and no order one of both?
fn disjoint(studied: &[Studied<'_>], family: &[usize], others: &[usize], role: Role) -> bool {
    let values = |tables: &[usize]| -> HashSet<&str> {
        let columns = tables.iter().filter_map(|&table| {
            let study = &studied[table].study;
            Some(study.profiles[study.with(role)?].values())
        });
        columns.flatten().collect()
    };
    let (ours, theirs) = match role {
        Role::Customer | Role::Order => (values(family), values(others)),
        _ => return true,
    };
    let common = ours.intersection(&theirs).count();
    match role {
        Role::Order => common == 0,
        _ => common * 2 > ours.len().min(theirs.len()),
    }
}

/// The first and the last day of a table, where its dates can be read in one way only.
fn days(table: &Studied<'_>, found: &InspectedTable) -> Option<(Day, Day)> {
    let date = found.date.as_ref().filter(|date| !date.ambiguous)?;
    let reader = DateReader::new(date.order).with_serials(date.serials);
    let profile = &table.study.profiles[table.study.with(Role::Date)?];
    let mut span: Option<(Day, Day)> = None;
    for day in profile.values().filter_map(|v| reader.day(v.as_bytes())) {
        let (first, last) = span.unwrap_or((day, day));
        span = Some((first.min(day), last.max(day)));
    }
    span
}
