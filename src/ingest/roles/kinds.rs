//! Rows of several kinds in one order, where one kind repeats the money of another: a "sale" row beside its lines, and
//! perhaps its payments. Added up, such a file holds every order twice.

use super::candidate::Table;
use super::concept::Concept;
use super::profile::Profile;
use super::words::Atom;
use super::{lines, states};
use crate::ingest::inspection::Kind;
use crate::ingest::plan::{Returns, RowKinds};
use crate::ingest::status;
use crate::math::places::sorted_places;
use crate::math::texts::Texts;

/// A column with more different texts than this does not name kinds of rows one by one.
const FEW_KINDS: usize = 12;
/// Orders that must show it.
const ENOUGH: usize = 5;
/// Orders in which a row must be the sum of several others: two equal rows may be two instalments.
const SUMS: usize = 3;

/// The rows of one order: place in the sample and money.
type Order = Vec<(usize, f64)>;

/// The column that tells rows apart whose money stands in other rows of their order as well. `columns`: order, customer,
/// date, amount.
pub(super) fn find(
    profiles: &[Profile<'_>],
    [order, customer, date, amount]: [usize; 4],
) -> Option<RowKinds> {
    let money = |row: usize| {
        let known = |column: usize| !profiles[column].cells[row].is_empty();
        let read = Some(profiles[amount].money(row));
        read.filter(|money| !money.is_nan() && known(customer) && known(date))
    };
    let orders: Vec<Order> = lines::groups(&profiles[order])
        .into_iter()
        .map(|rows| {
            rows.into_iter()
                .filter_map(|row| Some((row, money(row)?)))
                .collect()
        })
        .filter(|rows: &Order| rows.len() > 1)
        .collect();
    if orders.len() < ENOUGH {
        return None;
    }
    (0..profiles.len())
        .filter(|column| ![order, customer, date, amount].contains(column))
        .find_map(|column| in_column(&profiles[column].cells, &orders, column))
}

/// The column that names rows which are refunds (a credit note, 退货单), where their money is not negative: added up, it would be
/// sold twice.
pub(super) fn returns(table: &Table<'_, '_>, amount: usize) -> Option<Returns> {
    let amounts = &table.profiles[amount];
    let mut likely = table.columns().filter(|(.., kinds)| states::few(kinds));
    likely.find_map(|(column, concept, _, kinds)| {
        // Under another name only papers beside one for a sale: "Doc.", "Efecto".
        let named = table.headers[column].has(Atom::Kind);
        if !named && !may_tell(concept, kinds) {
            return None;
        }
        let is = |said: fn(&str) -> bool| different(kinds).into_iter().any(said);
        if !named && !is(status::is_sold) || is(status::is_one_way) {
            return None;
        }
        let paid_by = table.headers[column].any(&[Atom::Pay, Atom::Method]);
        let credits = !paid_by && status::has_credits(kinds.values());
        let is_return = |kind: &str| status::is_return(kind) || credits && status::is_credit(kind);
        let (mut all, mut up, mut values) = (0, 0, Vec::new());
        for (row, kind) in kinds.cells.iter().enumerate() {
            let money = amounts.money(row);
            if money.is_nan() || !is_return(kind) {
                continue;
            }
            all += 1;
            up += usize::from(money > 0.0);
            if !values.iter().any(|value| value == kind) {
                values.push((*kind).to_owned());
            }
        }
        let found = up * 10 > all * 9 && all * 2 < kinds.filled;
        found.then_some(Returns { column, values })
    })
}

/// May a column that is not called a kind tell kinds of rows?
fn may_tell(concept: Concept, kinds: &Profile<'_>) -> bool {
    matches!(
        concept,
        Concept::Other | Concept::Unknown | Concept::OrderId
    ) && kinds.kind == Kind::Text
        && kinds.distinct <= FEW_KINDS
}

/// Kinds of rows that pay for what rows of another kind sold, or that the shop spends: added up, the sale would stand twice, or
/// cancel out. Told by their names, by a minus on at least half as much money as the others have, which no shop takes back, or by a
/// minus on what only those got who never paid.
pub(super) fn settling(
    table: &Table<'_, '_>,
    column: usize,
    [amount, customer]: [usize; 2],
) -> Vec<String> {
    let (kinds, header) = (&table.profiles[column], &table.headers[column]);
    let is_kind = header.has(Atom::Kind) && kinds.distinct <= FEW_KINDS
        || may_tell(table.concepts[column].0, kinds);
    // "Cash sale", "card payment": ways to pay. "Payment received": a state.
    if !is_kind || header.any(&[Atom::Pay, Atom::Method, Atom::Status, Atom::Stage]) {
        return Vec::new();
    }
    let different = different(kinds);
    let mut sales = different.iter().filter(|kind| !status::buys(kind));
    let sells = sales.any(|kind| status::is_sold(kind));
    let invoices = different.iter().any(|kind| status::is_invoice(kind));
    let settles = |kind: &str| {
        status::settles(kind)
            || sells && status::buys(kind)
            || invoices && status::precedes_invoice(kind)
    };
    let sold = different.iter().any(|kind| status::is_sold(kind));
    let named = sold && different.iter().any(|kind| settles(kind));
    if !named && !header.has(Atom::Kind) {
        return Vec::new();
    }
    // What they add, and what each takes away; and from whom.
    let (mut all, mut found) = (0.0, Vec::new());
    let mut sums = [[0.0; 2]; FEW_KINDS];
    let (money, who) = (&table.profiles[amount], &table.profiles[customer].cells);
    let mut buyers = Texts::default();
    let mut got: [Vec<&str>; FEW_KINDS] = Default::default();
    for (row, kind) in kinds.cells.iter().enumerate() {
        let money = money.money(row);
        let known = !money.is_nan() && !who[row].is_empty();
        if let Some(at) = different.iter().position(|other| known && other == kind) {
            let is_less = money < 0.0;
            sums[at][usize::from(is_less)] += money.abs();
            all += money.max(0.0);
            if is_less {
                got[at].push(who[row]);
            } else {
                buyers.place(who[row]);
            }
        }
    }
    for (at, kind) in different.iter().enumerate() {
        let [up, down] = sums[at];
        let strangers = got[at].len() >= ENOUGH && buyers.found(got[at].iter().copied()) == 0;
        let by_sign =
            up == 0.0 && down > 0.0 && (down * 2.0 >= all || strangers) && !status::is_return(kind);
        if by_sign || up + down > 0.0 && named && settles(kind) {
            found.push((*kind).to_owned());
        }
    }
    found
}

/// The different texts of a column.
fn different<'a>(kinds: &Profile<'a>) -> Vec<&'a str> {
    let mut found: Vec<&str> = Vec::new();
    for kind in kinds.values() {
        if !found.contains(&kind) {
            found.push(kind);
        }
    }
    found
}

/// Does this column tell the rows that sum the others up?
fn in_column(cells: &[&str], orders: &[Order], column: usize) -> Option<RowKinds> {
    let texts: Vec<&str> = orders
        .iter()
        .flatten()
        .map(|&(row, _)| cells[row])
        .collect();
    let order = sorted_places(texts.len(), &|a, b| texts[a].cmp(texts[b]));
    let texts: Vec<&str> = order.into_iter().map(|i| texts[i as usize]).collect();
    let mut kinds = texts.clone();
    kinds.dedup();
    let most = |orders_with: usize| orders_with * 20 >= orders.len() * 19;
    let once = |kind: &str| {
        let stands_once =
            |rows: &&Order| rows.iter().filter(|&&(row, _)| cells[row] == kind).count() == 1;
        orders.iter().filter(stands_once).count()
    };
    texts
        .chunk_by(|a, b| a == b)
        .filter(|same| most(same.len()) && most(once(same[0])))
        .find_map(|same| {
            let sum = same[0];
            let others: Vec<&str> = kinds.iter().copied().filter(|&kind| kind != sum).collect();
            let levels = levels(cells, orders, sum, &others)?;
            Some(RowKinds { column, levels })
        })
}

/// The levels at which the money of an order is written: rows of kind `sum`, and those that add up to them.
fn levels(
    cells: &[&str],
    orders: &[Order],
    sum: &str,
    others: &[&str],
) -> Option<Vec<Vec<String>>> {
    let owned = |kinds: &[&str]| {
        kinds
            .iter()
            .map(|&kind| kind.to_owned())
            .collect::<Vec<_>>()
    };
    let repeats = |kinds: &[&str]| repeats(cells, orders, sum, kinds);
    if others.is_empty() {
        return None;
    }
    if repeats(others) && sums(cells, orders, sum, others) >= SUMS {
        // Too many to be named: the sums are left out instead.
        let named = if others.len() < FEW_KINDS {
            owned(others)
        } else {
            Vec::new()
        };
        return Some(vec![vec![sum.to_owned()], named]);
    }
    if others.len() >= FEW_KINDS {
        return None;
    }
    let (again, rest): (Vec<&str>, Vec<&str>) = others.iter().partition(|&&kind| repeats(&[kind]));
    let mut levels = vec![vec![sum.to_owned()]];
    levels.extend(again.iter().map(|&kind| vec![kind.to_owned()]));
    if !rest.is_empty() && repeats(&rest) {
        levels.push(owned(&rest));
    }
    // Payments alone that repeat a sale prove nothing: one payment each may be an instalment.
    let proven = levels[1..].iter().any(|level| {
        let level: Vec<&str> = level.iter().map(String::as_str).collect();
        sums(cells, orders, sum, &level) >= SUMS
    });
    (levels.len() > 1 && proven).then_some(levels)
}

/// Do rows of these kinds add up to the one row of kind `sum`, in nine of ten orders that have both?
fn repeats(cells: &[&str], orders: &[Order], sum: &str, kinds: &[&str]) -> bool {
    let [both, equal, _] = equal(cells, orders, sum, kinds);
    both >= ENOUGH && equal * 10 >= both * 9
}

/// Orders in which several rows of these kinds add up to the one of kind `sum`.
fn sums(cells: &[&str], orders: &[Order], sum: &str, kinds: &[&str]) -> usize {
    equal(cells, orders, sum, kinds)[2]
}

/// How many orders have both, in how many the rows of these kinds add up to the one of kind `sum`, and several of them;
/// perhaps with one and the same charge on top: what sending costs.
fn equal(cells: &[&str], orders: &[Order], sum: &str, kinds: &[&str]) -> [usize; 3] {
    let (mut most, mut charge) = ([0; 3], 0.0);
    // If nearly all have it, one of the first ones does.
    for first in 0..=ENOUGH {
        let (mut found, mut next) = ([0; 3], 0.0);
        for rows in orders {
            let Some((total, added, rows)) = compared(cells, rows, sum, kinds) else {
                continue;
            };
            if found[0] == first {
                next = (total - added).max(0.0);
            }
            let is_equal = near(total, added + charge);
            found[0] += 1;
            found[1] += usize::from(is_equal);
            found[2] += usize::from(is_equal && rows > 1);
        }
        if found[1] > most[1] {
            most = found;
        }
        charge = next;
    }
    most
}

/// The money of the one row of kind `sum`, that of the rows of these kinds, and how many of them carry any.
fn compared(cells: &[&str], rows: &Order, sum: &str, kinds: &[&str]) -> Option<(f64, f64, usize)> {
    let mut totals = rows.iter().filter(|&&(row, _)| cells[row] == sum);
    let &(_, total) = totals.next()?;
    let added: Vec<f64> = rows
        .iter()
        .filter(|&&(row, money)| money != 0.0 && kinds.contains(&cells[row]))
        .map(|&(_, money)| money)
        .collect();
    if totals.next().is_some() || added.is_empty() || total == 0.0 {
        return None;
    }
    Some((total, added.iter().sum(), added.len()))
}

/// Equal but for the rounding of each line.
fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 0.02 + 0.001 * a.abs()
}
