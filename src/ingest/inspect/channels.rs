//! Sales channels: the orders of the web shop and the receipts of the till. Each of these tables holds purchases, in columns of
//! its own, and none holds those of another one. Whether they count together is asked.

use super::Studied;
use super::purchases;
use super::same::{apply, renames};
use crate::ingest::inspection::{AmountReadingSeen, InspectedTable, Inspection};
use crate::ingest::plan::{AmountLevel, Role};
use crate::ingest::siblings::column_in;
use crate::math::few::sort_few;
use crate::math::texts::Texts;

/// Confidence that each of the columns that make a purchase must have.
const SURE: f64 = 0.6;
/// Purchases of which fewer show nothing.
const ENOUGH: usize = 10;

/// Makes one family of those that are channels of one shop; all their first tables, the one with the mapping first.
pub(super) fn unite(
    families: &mut Vec<Vec<usize>>,
    studied: &[Studied<'_>],
    tables: &mut [InspectedTable],
) -> Vec<usize> {
    let mut channels: Vec<usize> = Vec::new();
    for first in families.iter().map(|family| family[0]) {
        if !sells(&studied[first], &tables[first]) {
            continue;
        }
        let is_other = |&channel: &usize| are_apart([first, channel], studied, tables);
        if channels.iter().all(is_other) {
            channels.push(first);
        }
    }
    // An order's total that does not stand on each of its lines, or on all of them, says how the money is read.
    sort_few(&mut channels, |&a, &b| {
        level(&tables[a]) != AmountLevel::Row && level(&tables[b]) == AmountLevel::Row
    });
    let mut together: Vec<usize> = Vec::new();
    for &channel in &channels {
        let family = families.iter().find(|family| family[0] == channel);
        let family = family.map_or(&[][..], Vec::as_slice);
        if let Some(&first) = together.first() {
            apply(renames(first, family, studied, tables), tables);
        }
        together.extend_from_slice(family);
    }
    if channels.len() < 2 {
        return Vec::new();
    }
    families.retain(|family| !channels.contains(&family[0]));
    families.insert(0, together);
    channels
}

/// A currency that only some channels name is none of them all.
pub(super) fn settle(inspection: &mut Inspection) {
    let Some((&first, others)) = inspection.used.split_first() else {
        return;
    };
    let tables = &inspection.tables;
    let mapping = &mut inspection.proposed.mapping;
    let missing = |column| {
        let lacks = |&other: &usize| column_in(&tables[other], &tables[first], column).is_none();
        others.iter().any(lacks)
    };
    if mapping.get(Role::Currency).is_some_and(missing) {
        mapping.set(Role::Currency, None);
    }
}

fn level(table: &InspectedTable) -> AmountLevel {
    table
        .amount
        .as_ref()
        .map_or(AmountLevel::Row, |amount| amount.level)
}

/// Does the table hold purchases, and nothing else that would have to be told from them?
fn sells(Studied { study, sample }: &Studied<'_>, table: &InspectedTable) -> bool {
    let sure = |role: Role| {
        let column = study.with(role);
        column.filter(|&column| study.guesses[column].confidence >= SURE)
    };
    let customers = sure(Role::Customer).map(|column| &study.profiles[column]);
    let is_read = |amount: &AmountReadingSeen| !amount.cents && amount.power == 0;
    // Everybody once is a list of the customers.
    customers.is_some_and(|profile| !profile.unique() && profile.filled >= ENOUGH)
        && sure(Role::Date).is_some()
        && sure(Role::Amount).is_some()
        && table.amount.as_ref().is_some_and(is_read)
        && table.header_line.is_some()
        && table.returns.is_none()
        && table.row_kinds.is_none()
        && table.currencies.len() < 2
        && !sample.is_hidden
}

/// Are the purchases of two tables neither the same, nor named in the other one?
fn are_apart(pair: [usize; 2], studied: &[Studied<'_>], tables: &[InspectedTable]) -> bool {
    let [a, b] = pair.map(|table| &studied[table].study);
    let [x, y] = pair.map(|table| &tables[table]);
    let has = |role: Role| [a, b].map(|study| study.with(role).is_some());
    let orders = has(Role::Order);
    let refunds = has(Role::Refund);
    // Rows of a table with totals have orders, and where each row is an order all ways to read it are one.
    let alike = level(x) == level(y)
        || orders == [true; 2]
            && [(a, x), (b, y)].into_iter().all(|(study, table)| {
                let order = study.with(Role::Order);
                level(table) != AmountLevel::Row
                    || order.is_some_and(|order| study.profiles[order].unique())
            });
    let money = |table: &InspectedTable| table.currencies.first().map(|c| c.currency.clone());
    let one_money = match (money(x), money(y)) {
        (Some(x), Some(y)) => x == y,
        _ => true,
    };
    alike
        && one_money
        && refunds[0] == refunds[1]
        && !names_orders(studied, pair)
        && !names_orders(studied, [pair[1], pair[0]])
        && !purchases::are_same(studied, tables, pair)
}

/// Does a column of the other table hold the numbers of this one's orders?
fn names_orders(studied: &[Studied<'_>], [table, other]: [usize; 2]) -> bool {
    let [own, others] = [table, other].map(|table| &studied[table].study);
    let Some(order) = own.with(Role::Order) else {
        return false;
    };
    let name = |table: usize, column: usize| studied[table].sample.layout.columns[column].trim();
    let orders = Texts::of(own.profiles[order].values());
    let customer = others.with(Role::Customer);
    others.profiles.iter().enumerate().any(|(column, profile)| {
        let found = orders.found(profile.values());
        // Customers may have the same numbers as orders, but not by the same name: a policy, and what was paid for it.
        let is_named = name(other, column) == name(table, order);
        (is_named || Some(column) != customer && profile.distinct >= ENOUGH)
            && found * 3 > profile.filled
    })
}
