//! Tables of the same layout: monthly exports, sheets by year. They are rows of one kind and read one after the other.

use super::Studied;
use crate::ingest::plan::Role;

/// Indices of tables by layout, in the order in which they were found.
pub(super) fn families(studied: &[Studied<'_>]) -> Vec<Vec<usize>> {
    let mut families: Vec<Vec<usize>> = Vec::new();
    for (index, table) in studied.iter().enumerate() {
        let own = studied_names(table);
        let family = families.iter_mut().find(|family| {
            family
                .first()
                .is_some_and(|&first| same_layout(&studied[first], table, &own))
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
