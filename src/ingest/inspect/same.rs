//! Tables of the same layout: monthly exports, sheets by year. They are rows of one kind and read one after the other.

use super::Studied;

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

/// The same columns in the same order; without a header, the same number of columns of the same kinds.
fn same_layout(first: &Studied<'_>, other: &Studied<'_>, names: &[String]) -> bool {
    let (a, b) = (&first.sample.layout, &other.sample.layout);
    if a.header.is_some() != b.header.is_some() || a.columns.len() != b.columns.len() {
        return false;
    }
    if a.header.is_some() {
        return studied_names(first) == names;
    }
    let kinds =
        |table: &Studied<'_>| -> Vec<_> { table.study.guesses.iter().map(|g| g.kind).collect() };
    kinds(first) == kinds(other)
}
