//! What the tables around the used ones are: partners of all its rows, or perhaps purchases of their own.

use super::Studied;
use crate::ingest::inspection::{Inspection, ProposedJoin};
use crate::ingest::joins::{is_price_list, money};
use crate::ingest::plan::Role;
use crate::ingest::roles::profile::Profile;
use crate::ingest::roles::{Concept, Study};
use crate::ingest::siblings::column_in;
use crate::math::texts::Texts;

/// Below this confidence a column says nothing about what its table is.
const HALF_SURE: f64 = 0.5;

/// Does every row find its partner, and every partner whose money counts its row? Then nothing else is meant.
pub(super) fn is_whole(
    inspection: &Inspection,
    studied: &[Studied<'_>],
    join: &ProposedJoin,
) -> bool {
    let tables = &inspection.tables;
    let mut own = Texts::default();
    for &used in &inspection.used {
        if let Some(column) = column_in(&tables[used], &tables[join.table], join.column) {
            own.add(studied[used].study.profiles[column].values());
        }
    }
    let partners = &studied[join.to].study.profiles[join.to_column];
    join.matched >= 1.0 && (!join.sum || own.found(partners.values()) == partners.filled)
}

/// Does another table look like purchases, too? A list of customers, or the lines of the orders, does not.
pub(super) fn other_purchases(
    inspection: &Inspection,
    studied: &[Studied<'_>],
    families: &[Vec<usize>],
) -> bool {
    let has = |index: usize, role: Role| studied[index].study.with(role).is_some();
    // The same orders by their number; a table's own may be another one.
    let numbers = |index: usize| {
        let study = &studied[index].study;
        study
            .guesses
            .iter()
            .zip(&study.concepts)
            .zip(&study.profiles)
    };
    let mut own = Texts::default();
    for &index in &inspection.used {
        let column = studied[index].study.with(Role::Order);
        if let Some(column) = column {
            own.add(studied[index].study.profiles[column].values());
        }
    }
    let is_lines = |index: usize| {
        numbers(index).any(|((guess, (concept, _)), profile)| {
            (guess.role == Role::Order || *concept == Concept::OrderId)
                && own.found(profile.values()) > 0
        })
    };
    // All our customers, each once, whatever else is said of them.
    let lists_ours = |index: usize| {
        let first = *inspection.used.first()?;
        let column = inspection.proposed.mapping.customer()?;
        let (ours, other) = (&inspection.tables[first], &inspection.tables[index]);
        let listed = &studied[index].study.profiles[column_in(other, ours, column)?];
        let known = Texts::of(listed.values());
        let ours = &studied[first].study.profiles[column];
        (listed.unique() && known.found(ours.values()) == ours.filled).then_some(())
    };
    let sure = |index: usize, role: Role| {
        let guesses = &studied[index].study.guesses;
        guesses
            .iter()
            .any(|g| g.role == role && g.confidence >= HALF_SURE)
    };
    let firsts = families.iter().filter_map(|family| family.first());
    let others = firsts
        .filter(|&&index| !inspection.used.contains(&index) && !studied[index].sample.is_hidden);
    others.copied().any(|index| {
        // What happened to our orders, and by whose hand, is no other purchase; and goods that move and name nobody were sold to
        // nobody.
        let named = match is_lines(index) {
            true => sure(index, Role::Customer),
            false => has(index, Role::Customer) && !is_price_list(&studied[index]),
        };
        named
            && money(&studied[index]).is_some()
            && !is_customers(&studied[index].study)
            && sure(index, Role::Date)
            && lists_ours(index).is_none()
    })
}

/// Everybody once, and nothing paid: a list of the customers, with the day they joined.
fn is_customers(study: &Study<'_>) -> bool {
    let customers = study
        .with(Role::Customer)
        .map(|column| &study.profiles[column]);
    // "Total spent" is what each has paid so far.
    let level = |column: usize| study.concepts[column].0 == Concept::CustomerLevel;
    study.with(Role::Amount).is_none_or(level) && customers.is_some_and(Profile::unique)
}
