//! Tables of the same layout: monthly exports, sheets by year. They are rows of one kind and read one after the other.

use super::Studied;
use super::purchases::{self, Key};
use crate::day::Day;
use crate::ingest::dates::DateReader;
use crate::ingest::inspection::InspectedTable;
use crate::ingest::plan::Role;
use crate::ingest::siblings::column_in;
use crate::math::texts::Texts;

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

/// Takes those out that hold the same purchases as an earlier one of their kind, in another format: the book as a workbook and
/// as text. Each of them with that one.
pub(super) fn leave_out_copies(
    families: &mut [Vec<usize>],
    studied: &[Studied<'_>],
    tables: &[InspectedTable],
) -> Vec<[usize; 2]> {
    let mut copies = Vec::new();
    for family in families {
        let mut at = 1;
        while at < family.len() {
            let table = family[at];
            let mut earlier = family[..at].iter();
            match earlier.find(|&&other| purchases::is_copy(studied, tables, [other, table])) {
                Some(&other) => {
                    copies.push([table, other]);
                    family.remove(at);
                }
                None => at += 1,
            }
        }
    }
    copies
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

/// Share of the customers and sums of one table that make it the payments of the other one.
const SAME_MONEY: f64 = 0.8;

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
    let a = &studied[first].study;
    let (x, y) = (
        tables[first].amount.as_ref()?,
        tables[other].amount.as_ref()?,
    );
    let fits = tables[first].header_line.is_some()
        && tables[other].header_line.is_some()
        && studied[first].sample.is_hidden == studied[other].sample.is_hidden
        && (x.cents, x.power, x.level) == (y.cents, y.power, y.level)
        && a.with(Role::Amount).is_some()
        && ESSENTIAL
            .iter()
            .all(|&role| fit(studied, family, others, role))
        && apart(studied, tables, family, others)
        && purchases::common(studied, tables, [first, other], Key::Customer) < SAME_MONEY;
    if !fits {
        return None;
    }
    let renamed = renames(first, others, studied, tables);
    let is_taken = |(table, column, name): &(usize, usize, String)| {
        let mut names = tables[*table].columns.iter().enumerate();
        names.any(|(at, other)| at != *column && is_called(&other.name, name))
    };
    if renamed.iter().any(is_taken) {
        return None;
    }
    apply(renamed, tables);
    Some(())
}

fn is_called(name: &str, other: &str) -> bool {
    name.trim().to_lowercase() == other.trim().to_lowercase()
}

/// Which columns of `others` to call as those of `first` that have the same role: table, column and new name.
pub(super) fn renames(
    first: usize,
    others: &[usize],
    studied: &[Studied<'_>],
    tables: &[InspectedTable],
) -> Vec<(usize, usize, String)> {
    let mut renamed = Vec::new();
    for role in Role::ALL {
        let columns = [first, others[0]].map(|table| studied[table].study.with(role));
        let [Some(own), Some(column)] = columns else {
            continue;
        };
        let name = &tables[first].columns[own].name;
        for &table in others {
            if let Some(column) = column_in(&tables[table], &tables[others[0]], column)
                && tables[table].columns[column].name != *name
            {
                renamed.push((table, column, name.clone()));
            }
        }
    }
    renamed
}

/// Calls columns by these names; another one that is called so gets a number.
pub(super) fn apply(renamed: Vec<(usize, usize, String)>, tables: &mut [InspectedTable]) {
    for (table, column, name) in renamed {
        for other in &mut tables[table].columns {
            if is_called(&other.name, &name) {
                other.name += " (2)";
            }
        }
        tables[table].columns[column].name = name;
    }
}

/// Are most customers of the smaller side those of the larger one, and no order one of both?
#[inline(never)]
fn fit(studied: &[Studied<'_>], family: &[usize], others: &[usize], role: Role) -> bool {
    let values = |tables: &[usize]| {
        let mut texts = Texts::default();
        for study in tables.iter().map(|&table| &studied[table].study) {
            if let Some(column) = study.with(role) {
                texts.add(study.profiles[column].values());
            }
        }
        texts
    };
    let has = |table: usize| studied[table].study.with(role).is_some();
    if has(family[0]) != has(others[0]) {
        return false;
    }
    if !matches!(role, Role::Customer | Role::Order) {
        return true;
    }
    let (ours, theirs) = (values(family), values(others));
    let common = ours.found(theirs.iter());
    match role {
        Role::Order => common == 0,
        _ => common * 2 > ours.len().min(theirs.len()),
    }
}

/// Has no table of the one side a day between the first and the last of one of the other side?
#[inline(never)]
fn apart(
    studied: &[Studied<'_>],
    tables: &[InspectedTable],
    family: &[usize],
    others: &[usize],
) -> bool {
    let span = |&table: &usize| days(&studied[table], &tables[table]);
    let mut spans: Vec<(Day, Day)> = Vec::new();
    for table in family {
        let Some(span) = span(table) else {
            return false;
        };
        spans.push(span);
    }
    for table in others {
        let Some((from, to)) = span(table) else {
            return false;
        };
        if spans.iter().any(|&(a, b)| a <= to && from <= b) {
            return false;
        }
    }
    true
}

/// The first and the last day of a table, where its dates can be read in one way only.
fn days(table: &Studied<'_>, found: &InspectedTable) -> Option<(Day, Day)> {
    let reader = dates_of(found)?;
    let profile = &table.study.profiles[table.study.with(Role::Date)?];
    let mut span: Option<(Day, Day)> = None;
    for day in profile.values().filter_map(|v| reader.day(v.as_bytes())) {
        let (first, last) = span.unwrap_or((day, day));
        span = Some((first.min(day), last.max(day)));
    }
    span
}

/// How the dates of a table are read, where there is only one way.
pub(super) fn dates_of(found: &InspectedTable) -> Option<DateReader> {
    let date = found.date.as_ref().filter(|date| !date.ambiguous)?;
    Some(DateReader::new(date.order).counting(date.epoch))
}
