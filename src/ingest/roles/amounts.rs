//! What was paid: by name and by contents; what the rows prove beyond that is in `beside.rs`, `pieces.rs` and `payments.rs`.

use super::candidate::{Candidate, Table, ranked};
use super::concept::Concept;
use super::profile::Profile;
use super::words::Atom;
use crate::ingest::inspection::Kind;

/// So many different amounts are money and no rate.
const FEW_SUMS: usize = 10;

impl Table<'_, '_> {
    /// Columns that may hold the money, best first, but not those that are taken by another role.
    pub(super) fn amounts(&self, taken: &[Option<usize>]) -> Vec<Candidate> {
        let is_money =
            |p: &Profile<'_>| matches!(p.kind, Kind::Decimal | Kind::Mixed) && p.distinct > 1;
        use Concept::{BareAmount, LineAmount, OrderAmount, PaidAmount};
        let is_sum =
            |concept| matches!(concept, PaidAmount | OrderAmount | LineAmount | BareAmount);
        let cents = self
            .columns()
            .any(|(_, concept, _, p)| is_sum(concept) && p.kind == Kind::Decimal);
        let only_sum = self.columns().filter(|(.., p)| is_money(p)).count() == 1;
        let priced = |column: usize| {
            self.columns().any(|(other, concept, _, p)| {
                other != column
                    && matches!(
                        concept,
                        Concept::Price | Concept::UnitPrice | Concept::LineAmount
                    )
                    && p.amount_share() > 0.9
            })
        };
        let counted = self
            .columns()
            .any(|(_, concept, ..)| concept == Concept::Quantity);
        let score = |(column, concept, prior, profile): (usize, Concept, f64, &Profile<'_>)| {
            if taken.contains(&Some(column)) {
                return None;
            }
            let name = &self.headers[column];
            let base = match concept {
                Concept::PaidAmount
                | Concept::OrderAmount
                | Concept::LineAmount
                | Concept::BareAmount
                | Concept::DealAmount
                | Concept::NetAmount => prior,
                Concept::DueAmount if !name.has(Atom::Batch) && profile.is_never_zero() => 0.8,
                Concept::DueAmount => prior,
                _ if self.is_charged(column) => 0.58,
                Concept::Price if only_sum && !self.has_small_numbers() => prior.max(0.7) * 0.9,
                Concept::Price if only_sum => 0.55,
                Concept::Price => prior * 0.9,
                // "Item price", where nobody says how many: a row is a piece.
                Concept::UnitPrice
                    if only_sum
                        && (!name.has(Atom::Unit) || name.has(Atom::Stay))
                        && !counted
                        && !self.has_small_numbers() =>
                {
                    prior * 0.7
                }
                Concept::Subtotal | Concept::ListAmount => prior * 0.9,
                // "Spend" alone, where nothing else is money.
                Concept::OtherMoney if name.only(&[Atom::Spend]) && only_sum => 0.7,
                Concept::OtherMoney if name.only(&[Atom::Spend]) => prior * 0.9,
                // "Total spent" is said of a customer or of a purchase.
                Concept::CustomerLevel if name.has(Atom::Spend) && only_sum => 0.55,
                // A member's fee, where nothing else is money.
                Concept::OtherMoney if name.has(Atom::Fee) && only_sum => prior * 0.9,
                // "Total peso", "stock amount", where nothing else is money.
                Concept::OtherMoney
                    if name.any(&[Atom::Weight, Atom::Stock])
                        && name.has(Atom::Amount)
                        && only_sum =>
                {
                    0.65
                }
                // "Shipment total": what was sent rather than what sending it cost; the page asks.
                Concept::Shipping
                    if name.any(&[Atom::Ship, Atom::Deliver])
                        && name.has(Atom::Amount)
                        && only_sum =>
                {
                    0.45
                }
                Concept::OtherMoney => prior * 0.4,
                // "store_sales": a place by its name, money by its cents.
                Concept::Place | Concept::Channel
                    if name.has(Atom::Sales)
                        && !name.has(Atom::Id)
                        && profile.kind == Kind::Decimal
                        && !profile.whole_floats =>
                {
                    0.8
                }
                // "Sold": pieces, or their money where it has cents.
                Concept::Quantity
                    if name.has(Atom::Sales)
                        && only_sum
                        && !priced(column)
                        && profile.kind == Kind::Decimal
                        && !profile.whole_floats =>
                {
                    0.65
                }
                Concept::Unknown if self.unnamed(column, 1.0).is_some() => match profile.kind {
                    Kind::Decimal if !profile.unique() || profile.filled < 2000 => {
                        self.unnamed(column, 0.75)?
                    }
                    Kind::Integer if !profile.running && profile.distinct > 1 => 0.3,
                    _ => return None,
                },
                Concept::Unknown if profile.kind == Kind::Decimal && !profile.is_dialled() => 0.35,
                // "Sale", "Bill", "消费": said of the purchase or of its money.
                Concept::OrderId
                    if profile.kind == Kind::Decimal
                        && !profile.whole_floats
                        && !name.has(Atom::Id)
                        && !self.is_numbering(profile) =>
                {
                    0.7
                }
                // "Customer paid".
                Concept::CustomerId
                    if name.has(Atom::Pay)
                        && name.only(&[Atom::Customer, Atom::Pay])
                        && profile.kind == Kind::Decimal =>
                {
                    0.9
                }
                // "Paid", "Bezahlt", "Received": said of what was paid.
                Concept::Other
                    if name.any(&[Atom::Pay, Atom::Deliver]) && profile.kind == Kind::Decimal =>
                {
                    0.6
                }
                _ => return None,
            };
            if profile.kind == Kind::Date {
                return None;
            }
            let share = profile.amount_share();
            let content = match profile.filled {
                0 => 0.5,
                _ if share >= 0.9 => 1.0,
                _ if share >= 0.5 => 0.9,
                _ if share > 0.0 => 0.7,
                _ => return None,
            };
            // "Amount" may be said of pieces: a few whole numbers beside a price.
            let small = |text: &str| text.parse::<i64>().is_ok_and(|n| n.abs() <= 3);
            let pieces = priced(column)
                && concept == Concept::BareAmount
                && profile.filled > 20
                && profile.integers
                && profile.values().filter(|v| small(v)).count() * 10 >= profile.filled * 7;
            let is_zero = |p: &Profile<'_>| {
                let mut values = p.values();
                p.filled > 0 && values.all(|v| v.trim_matches(['0', '.', ',', '-']).is_empty())
            };
            let zero = is_zero(profile)
                && (profile.filled > 5
                    || self
                        .columns()
                        .any(|(_, concept, _, p)| is_sum(concept) && p.filled > 0 && !is_zero(p)));
            // The same whole number in all rows, beside money that differs: an account that is booked on.
            let booked = profile.filled > 20
                && profile.distinct == 1
                && profile.integers
                && self.columns().any(|(other, _, _, p)| {
                    other != column && p.kind == Kind::Decimal && p.distinct > FEW_SUMS
                });
            Some(Candidate {
                column,
                score: base
                    * content
                    * if zero || pieces || booked { 0.5 } else { 1.0 }
                    // Whole numbers beside money with cents are rather pieces.
                    * if cents && profile.integers { 0.8 } else { 1.0 }
                    * (0.85 + 0.15 * profile.filled_share()),
                why: if self.nameless(concept) {
                    "content_money"
                } else {
                    "name_and_money"
                },
            })
        };
        ranked(self.columns().filter_map(score).collect())
    }

    /// "Charges" beside "Credits", "Debit", "消费" beside "付款": what was charged, from the shop's side; the page asks.
    #[inline(never)]
    fn is_charged(&self, column: usize) -> bool {
        let concept = self.concepts[column].0;
        matches!(
            concept,
            Concept::OtherMoney | Concept::Unknown | Concept::OrderId
        ) && !self.headers[column].any(&[Atom::Id, Atom::Balance])
            && self.profiles[column].amount_share() > 0.9
            && self.paid_apart(column, None)
    }

    /// Is there a column of a few small numbers whose name says nothing to us? "Seats", "bottles": a price may be that of one.
    fn has_small_numbers(&self) -> bool {
        let small = |text: &str| text.parse().is_ok_and(|n: u32| (1..=50).contains(&n));
        self.has_header
            && self.columns().any(|(_, concept, _, p)| {
                concept == Concept::Unknown
                    && p.kind == Kind::Integer
                    && (2..FEW_SUMS).contains(&p.distinct)
                    && p.filled > FEW_SUMS
                    && p.values().all(small)
            })
    }

    /// 2024.0001, 2024.0002: no two alike, and each above the one before it or each below.
    fn is_numbering(&self, profile: &Profile<'_>) -> bool {
        let numbers: Vec<f64> = (0..profile.cells.len())
            .map(|row| profile.money(row))
            .filter(|number| !number.is_nan())
            .collect();
        let all = |step: fn(f64, f64) -> bool| numbers.windows(2).all(|w| step(w[0], w[1]));
        numbers.len() > FEW_SUMS && (all(|a, b| a < b) || all(|a, b| a > b))
    }
}
