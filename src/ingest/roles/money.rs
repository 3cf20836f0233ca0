//! Which column is the money: the best by name and contents, unless the rows prove another one; or pieces times the price of one.

use super::assign::CLOSE;
use super::candidate::{Candidate, Table, ranked};
use super::concept::Concept;
use super::lines::{self, Growth};
use super::profile::Profile;
use super::words::Atom;
use crate::ingest::inspection::Kind;

/// A column below this is only half sure to be the money: pieces and the price of a piece are better.
const HALF_SURE: f64 = 0.6;

/// The money of a row.
pub(super) struct Money {
    /// Columns that may hold it, best first.
    pub(super) candidates: Vec<Candidate>,
    /// Pieces.
    pub(super) quantity: Option<usize>,
    /// The price of a piece, and how sure that is.
    pub(super) unit_price: Option<(usize, f64)>,
    /// The money is in the shop's own currency, though others were paid in; the column that names it, if there is one.
    pub(super) currency: Option<Option<usize>>,
    /// The column with what was paid in those, where a rate has made the money of it.
    pub(super) paid_in: Option<usize>,
    /// No column, but pieces times their price.
    by_product: bool,
}

impl Money {
    /// The column that holds it.
    pub(super) fn amount(&self) -> Option<usize> {
        let best = self.candidates.first().filter(|_| !self.by_product);
        best.map(|candidate| candidate.column)
    }
}

/// Finds it; the columns that are `taken` hold the date, the order and the customer.
pub(super) fn of(table: &Table<'_, '_>, names: &[String], taken: &[Option<usize>]) -> Money {
    let Proven {
        mut candidates,
        mut is_proven,
        currency,
        paid_in,
    } = proven(table, names, taken);
    doubt_parts(table, &mut candidates);
    let numeric = |p: &Profile<'_>| matches!(p.kind, Kind::Integer | Kind::Decimal | Kind::Mixed);
    let mut unit_price = table.first_of(&[Concept::UnitPrice, Concept::Price], numeric);
    let stays = |column: usize| table.headers[column].has(Atom::Stay);
    // Days or nights, where the price is that of one.
    let days = unit_price.filter(|(price, _)| stays(*price)).and_then(|_| {
        let mut days = table.columns().filter(|(column, ..)| stays(*column));
        days.find(|(column, .., profile)| {
            profile.integers && !table.headers[*column].any(&[Atom::Price, Atom::Amount])
        })
    });
    let quantity = match days {
        Some((column, _, prior, _)) => Some((column, prior)),
        None => table.first_of(&[Concept::Quantity], numeric),
    };
    let thing = table.first_of(&[Concept::Sku, Concept::Product, Concept::Category], |_| {
        true
    });
    // Guests, pieces of a box, "min quantity": nobody pays for each of them.
    let is_bought = quantity.is_some_and(|(column, _)| {
        let name = &table.headers[column];
        name.is_understood() && !name.any(&[Atom::Customer, Atom::Person, Atom::Unit])
    });
    let growth = |price: usize| {
        let profile = |(column, _): (usize, f64)| &table.profiles[column];
        let (pieces, money) = (quantity.map(profile)?, &table.profiles[price]);
        let told = thing.and_then(|thing| lines::growth(profile(thing), pieces, money));
        let told = told.filter(|told| *told == Growth::WithPieces || is_bought);
        let named = table.concepts[price].0 == Concept::UnitPrice;
        told.or_else(|| (!named && lines::grows(pieces, money)).then_some(Growth::WithPieces))
    };
    if let Some((price, _)) = unit_price
        && growth(price) == Some(Growth::WithPieces)
    {
        candidates.retain(|c| c.column != price);
        candidates.push(Candidate {
            column: price,
            score: 0.8,
            why: "name_and_money",
        });
        candidates = ranked(candidates);
        is_proven = false;
        unit_price = None;
    }
    // "List price" beside "Unit price" is what it would have cost.
    let is_listed = |column: usize| table.concepts[column].0 == Concept::ListAmount;
    if let Some(best) = candidates.first()
        && quantity.is_some()
        && !(is_listed(best.column) && unit_price.is_some())
        && is_of_one(table, best.column, growth(best.column))
    {
        // "Amount" is the name of a sum: the page asks.
        let named = table.headers[best.column].any(&[Atom::Price, Atom::Unit, Atom::Net]);
        unit_price = Some((
            best.column,
            if named { best.score } else { HALF_SURE - 0.05 },
        ));
    }
    // Whole numbers that are less than one piece costs are no sum: "total products".
    if let Some((price, _)) = unit_price.filter(|_| quantity.is_some()) {
        candidates.retain(|c| {
            let is_count = c.column != price
                && table.profiles[c.column].integers
                && !table.headers[c.column].has(Atom::Pay);
            !is_count || !table.is_below(c.column, price)
        });
    }
    let mut by_product = quantity.is_some()
        && unit_price.is_some_and(|(price, _)| {
            let best = candidates.first();
            best.is_none_or(|best| best.score < HALF_SURE && !is_proven || best.column == price)
        });
    if let Some((price, _)) = unit_price.filter(|_| by_product)
        && let Some(sum) = table.times_pieces(price, taken)
    {
        prefer_column(&mut candidates, sum);
        by_product = false;
    }
    Money {
        candidates,
        quantity: quantity.map(|(column, _)| column),
        unit_price,
        currency,
        paid_in,
        by_product,
    }
}

/// "Labor total", "parts total": of two totals of something unknown, each in some rows more than the other, the page asks, and
/// more money is more likely all of it.
fn doubt_parts(table: &Table<'_, '_>, candidates: &mut [Candidate]) {
    let [best, second, ..] = candidates else {
        return;
    };
    let is_known = |c: &Candidate| table.headers[c.column].is_understood();
    if is_known(best) || is_known(second) || best.score - second.score >= CLOSE {
        return;
    }
    let [one, other] = [&*best, second].map(|c| &table.profiles[c.column]);
    let (mut more, mut sums) = ([0; 2], [0.0; 2]);
    for row in 0..one.cells.len() {
        let money = [one, other].map(|profile| profile.money(row));
        if !money[0].is_nan() && !money[1].is_nan() {
            more[0] += usize::from(money[0] > money[1]);
            more[1] += usize::from(money[1] > money[0]);
            sums = [sums[0] + money[0], sums[1] + money[1]];
        }
    }
    if more.contains(&0) {
        return;
    }
    if sums[1] > sums[0] {
        std::mem::swap(best, second);
    }
    best.score = best.score.min(HALF_SURE - 0.05);
}

/// What the rows prove.
struct Proven {
    /// The one that they prove first.
    candidates: Vec<Candidate>,
    /// They prove it, though it is asked about.
    is_proven: bool,
    /// As in [`Money`].
    currency: Option<Option<usize>>,
    paid_in: Option<usize>,
}

fn proven(table: &Table<'_, '_>, names: &[String], taken: &[Option<usize>]) -> Proven {
    let mut candidates = table.amounts(taken);
    if let Some(best) = candidates.first()
        && !is_called_sum(table, best.column)
        && let Some(sum) = table.times_pieces(best.column, taken)
    {
        prefer_column(&mut candidates, sum);
    }
    use Concept::{Discount, Shipping, Tax};
    for what in [
        &[Discount][..],
        &[Tax],
        &[Discount, Tax],
        &[Shipping],
        &[Discount, Shipping],
        &[Tax, Shipping],
        &[Discount, Tax, Shipping],
    ] {
        if let Some(at) = table.changed_by(what, &candidates) {
            prefer(&mut candidates, at);
        }
    }
    if let Some(at) = table.with_tax(&candidates) {
        prefer(&mut candidates, at);
    }
    let paid = table.paid_of(&candidates);
    if let Some(at) = paid.or_else(|| table.whole_of(&candidates)) {
        prefer(&mut candidates, at);
    }
    if let Some(sold) = table.before_fees(&candidates) {
        prefer_column(&mut candidates, sold);
    }
    let sold = table.sold_of(&candidates);
    if let Some(at) = sold {
        prefer(&mut candidates, at);
        // What nobody has paid may never be: the page asks.
        candidates[0].score = HALF_SURE - 0.05;
    }
    let converted = table.converted(names, &candidates);
    if let Some((at, _)) = converted {
        prefer(&mut candidates, at);
    }
    let mut currency = converted.map(|(_, named)| named);
    let mut paid_in = None;
    if currency.is_none()
        && let Some(exchanged) = table.exchanged(&candidates)
    {
        paid_in = candidates.first().map(|paid| paid.column);
        prefer_column(&mut candidates, exchanged);
        currency = Some(None);
    }
    Proven {
        candidates,
        is_proven: sold.is_some(),
        currency,
        paid_in,
    }
}

/// "Net price", "Sale price" beside pieces: the rows tell whether it is the price of one, else the name. What a piece has cost
/// is no price of it.
fn is_of_one(table: &Table<'_, '_>, column: usize, growth: Option<Growth>) -> bool {
    let (concept, prior) = table.concepts[column];
    let name = &table.headers[column];
    concept != Concept::OtherMoney
        && !is_called_sum(table, column)
        && match growth {
            Some(growth) => growth == Growth::Stays,
            None => name.has(Atom::Price) && prior < super::KNOWN_SHAPE,
        }
}

/// "Order total", "Amount paid", "合计": the whole of it, whatever stands beside it. "Sale price" may be that of one.
fn is_called_sum(table: &Table<'_, '_>, column: usize) -> bool {
    let name = &table.headers[column];
    let is_price = name.has(Atom::Price) && !name.any(&[Atom::Total, Atom::Sub, Atom::Amount]);
    let concept = table.concepts[column].0;
    !is_price
        && (matches!(concept, Concept::PaidAmount | Concept::OrderAmount)
            || name.any(&[Atom::Total, Atom::Sub]))
}

/// Puts the candidate of this place before all others: the rows prove it.
fn prefer(candidates: &mut [Candidate], at: usize) {
    candidates[..=at].rotate_right(1);
    candidates[0].score = 0.95;
}

/// The same for a column that need not be a candidate yet.
fn prefer_column(candidates: &mut Vec<Candidate>, column: usize) {
    candidates.retain(|candidate| candidate.column != column);
    candidates.push(Candidate {
        column,
        score: 0.0,
        why: "name_and_money",
    });
    let at = candidates.len() - 1;
    prefer(candidates, at);
}
