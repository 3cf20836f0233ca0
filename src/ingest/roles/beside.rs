//! Money columns that explain each other row by row: a sum and the same with its tax or less a discount, or in the shop's own
//! currency; the price of a piece and the sum; what was to be paid and what was.

use super::candidate::{Candidate, Table};
use super::concept::Concept;
use super::header::Header;
use super::profile::Profile;
use super::states;
use super::words::Atom;
use crate::ingest::inspection::Kind;

/// Rows that must show it.
const ENOUGH: usize = 3;
/// Share of the letters of "amount paid" that must be understood: "paid online" is a part of it, "partner payment" another one.
const UNDERSTOOD: f64 = 0.9;
/// Columns of numbers that are tried; no export has more that could explain its money.
const TRIED: usize = 40;

/// What is said of money that nobody paid for the purchase as a whole, though it may be so much for each piece.
const NO_SUM: &[Atom] = &[
    Atom::Cost,
    Atom::Fee,
    Atom::Freight,
    Atom::Refund,
    Atom::Balance,
    Atom::Points,
    Atom::Score,
    Atom::Rate,
    Atom::List,
    Atom::Before,
    Atom::Estimate,
    Atom::Income,
    Atom::Weight,
    Atom::Seller,
];
/// Whole numbers that count no pieces.
const NO_PIECES: &[Atom] = &[
    Atom::Id,
    Atom::Points,
    Atom::Score,
    Atom::Rate,
    Atom::Balance,
    Atom::Zip,
    Atom::Demographic,
    Atom::Discount,
    Atom::Tax,
    Atom::Cost,
];
/// Parts of a payment and what else "paid" is said of.
const NO_PAYMENT: &[Atom] = &[
    Atom::Refund,
    Atom::Fee,
    Atom::Tax,
    Atom::Freight,
    Atom::Cost,
    Atom::Balance,
    Atom::Points,
    Atom::Coupon,
    Atom::Due,
    Atom::Method,
    Atom::Login,
    Atom::Count,
    Atom::Seller,
    Atom::Kind,
    Atom::Demographic,
];

/// Is `b` in this row `a` and what stands in `more`, whatever their signs?
#[inline(never)]
fn is_sum(row: usize, a: &Profile<'_>, more: Option<&Profile<'_>>, b: &Profile<'_>) -> bool {
    let size = |profile: &Profile<'_>| profile.money(row).abs();
    // A sum that cannot be read is near nothing.
    (size(a) + more.map_or(0.0, size) - size(b)).abs() < 0.015
}

impl Table<'_, '_> {
    /// The place among the candidates of the one that is the best one less its discount, with its tax, or both: what was paid.
    pub(super) fn changed_by(&self, what: &[Concept], amounts: &[Candidate]) -> Option<usize> {
        let best = &self.profiles[amounts.first()?.column];
        let change = |what: &Concept| {
            let (change, _) = self.first_of(&[*what], |change| change.amount.is_some())?;
            let sign = if *what == Concept::Discount {
                -1.0
            } else {
                1.0
            };
            Some((&self.profiles[change], sign))
        };
        let changes: Vec<(&Profile<'_>, f64)> = what.iter().map(change).collect::<Option<_>>()?;
        // What cannot be read changes nothing.
        let size = |row: usize, change: &Profile<'_>| change.money(row).abs().max(0.0);
        // What is left of it for the shop was not paid either.
        let is_paid = |&at: &usize| self.concepts[amounts[at].column].0 != Concept::OtherMoney;
        (1..amounts.len()).filter(is_paid).find(|&at| {
            let paid = &self.profiles[amounts[at].column];
            let (mut changed, mut wrong) = (0, 0);
            for row in 0..paid.cells.len() {
                if changes.iter().all(|(change, _)| size(row, change) == 0.0) {
                    continue;
                }
                let sum = changes
                    .iter()
                    .fold(best.money(row).abs(), |sum, (change, sign)| {
                        sum + sign * size(row, change)
                    });
                changed += 1;
                wrong += usize::from(!((sum - paid.money(row).abs()).abs() < 0.015));
            }
            changed >= ENOUGH && wrong * 20 <= changed
        })
    }

    /// The column that is this one times pieces, row by row, perhaps less a discount and with its tax: the sum beside a price.
    /// `taken` are no sums.
    pub(super) fn times_pieces(&self, price: usize, taken: &[Option<usize>]) -> Option<usize> {
        let free = |column: usize| column != price && !taken.contains(&Some(column));
        let numbers =
            |p: &Profile<'_>| p.amount_share() > 0.9 && p.distinct > 1 && p.kind != Kind::Date;
        let pieces = |p: &Profile<'_>| numbers(p) && (p.integers || p.whole_floats) && !p.running;
        let all = |never: &[Atom], fits: &dyn Fn(&Profile<'_>) -> bool| -> Vec<usize> {
            let fitting = self.columns().filter(|(column, .., p)| {
                free(*column) && !self.headers[*column].any(never) && fits(p)
            });
            fitting.map(|(column, ..)| column).take(TRIED).collect()
        };
        let mut counts = all(NO_PIECES, &pieces);
        let enough = self.profiles[price].filled * 9;
        let mut sums = all(NO_SUM, &|p| numbers(p) && p.filled * 10 >= enough);
        let concept = |column: usize| self.concepts[column].0;
        sums.retain(|&sum| {
            let taken_off = [Concept::Discount, Concept::Tax, Concept::ListAmount];
            !taken_off.contains(&concept(sum))
        });
        let is_quantity = |&column: &usize| concept(column) == Concept::Quantity;
        // "Amount" is a price only where the others say that they are the pieces and the sum: a fee for each month of a contract
        // that has a value is what was paid.
        let name = &self.headers[price];
        let is_price = name.is_unknown() || name.any(&[Atom::Price, Atom::Unit, Atom::Rate]);
        if counts.iter().any(is_quantity) {
            counts.retain(is_quantity);
        } else if !is_price {
            let is_count = |name: &Header| name.has(Atom::Count) && !name.has(Atom::Period);
            counts.retain(|&column| is_count(&self.headers[column]));
        }
        if !is_price {
            use Concept::{CustomerLevel, LineAmount, OrderAmount, PaidAmount};
            let called = [PaidAmount, OrderAmount, LineAmount, CustomerLevel];
            sums.retain(|&sum| {
                let of_customer = concept(sum) == CustomerLevel;
                called.contains(&concept(sum))
                    && (!of_customer || self.headers[sum].has(Atom::Spend))
            });
        }
        let changed = |what: Concept| {
            let found = self.first_of(&[what], |change| change.amount.is_some());
            found.map(|(column, _)| &self.profiles[column])
        };
        let [less, more] = [Concept::Discount, Concept::Tax].map(changed);
        let mut tried = vec![[less, more], [less, None], [None, more], [None, None]];
        tried.dedup_by_key(|changes| changes.map(|change| change.is_some()));
        tried.into_iter().find_map(|changes| {
            let is_of = |sum: usize, count: usize| {
                count != sum && self.is_product([count, price, sum], changes)
            };
            let mut sums = sums.iter().copied();
            sums.find(|&sum| counts.iter().any(|&count| is_of(sum, count)))
        })
    }

    /// Is the third the product of the first two, less a discount and with a tax, in rows of which enough have several pieces?
    fn is_product(&self, columns: [usize; 3], [less, more]: [Option<&Profile<'_>>; 2]) -> bool {
        let [count, price, sum] = columns.map(|column| &self.profiles[column]);
        // A change that cannot be read is none.
        let change = |row: usize, profile: Option<&Profile<'_>>| {
            profile.map_or(0.0, |profile| profile.money(row).abs().max(0.0))
        };
        let (mut several, mut right, mut wrong) = (0, 0, 0);
        for row in 0..sum.cells.len() {
            let product = count.money(row) * price.money(row);
            let whole = product - change(row, less) + change(row, more);
            let off = (whole - sum.money(row)).abs();
            // What is missing in a row says nothing.
            if off.is_nan() {
                continue;
            }
            if off < 0.015 + 0.001 * product.abs() {
                right += 1;
                several += usize::from(product != price.money(row) && product != 0.0);
            } else {
                wrong += 1;
            }
            if wrong * 20 > sum.cells.len() {
                return false;
            }
        }
        several >= ENOUGH && wrong * 20 <= right
    }

    /// The place among the candidates of what was paid of the best one: never more, seldom less than half, called so, and not
    /// only a part of it.
    pub(super) fn paid_of(&self, amounts: &[Candidate]) -> Option<usize> {
        let named = |at: usize| {
            let name = &self.headers[amounts[at].column];
            name.any(&[Atom::Pay, Atom::Actual, Atom::After])
                && !name.any(NO_PAYMENT)
                && name.known > UNDERSTOOD
        };
        let best = amounts.first().filter(|_| !named(0))?.column;
        let due = &self.profiles[best];
        (1..amounts.len()).filter(|&at| named(at)).find(|&at| {
            let column = amounts[at].column;
            if self.rest_of(best, column).is_some() {
                return false;
            }
            let paid = &self.profiles[column];
            let (mut less, mut little, mut wrong) = (0, 0, 0);
            for row in 0..due.cells.len() {
                let (due, paid) = (due.money(row), paid.money(row));
                wrong += usize::from(!(0.0..=due).contains(&paid));
                less += usize::from(paid < due);
                little += usize::from(paid * 2.0 < due);
            }
            less >= ENOUGH && wrong * 20 <= due.cells.len() && little * 5 <= due.cells.len()
        })
    }

    /// The place among the candidates of the whole of which the best one is a part, the rest being paid in another way: card
    /// beside cash.
    pub(super) fn whole_of(&self, amounts: &[Candidate]) -> Option<usize> {
        let part = amounts.first()?.column;
        let is_payment = |column: usize| self.headers[column].has(Atom::Pay);
        (1..amounts.len()).filter(|_| is_payment(part)).find(|&at| {
            let rest = self.rest_of(amounts[at].column, part);
            rest.is_some_and(is_payment)
        })
    }

    /// The column with the rest of the whole, row by row, that was paid as well or is to be paid: cash beside card, a deposit
    /// beside what is open. What was taken off is no rest.
    fn rest_of(&self, whole: usize, part: usize) -> Option<usize> {
        let [all, paid] = [whole, part].map(|column| &self.profiles[column]);
        let is_rest = |(column, concept, _, rest): &(usize, Concept, f64, &Profile<'_>)| {
            let taken_off = matches!(
                concept,
                Concept::Discount | Concept::Tax | Concept::Shipping | Concept::Refund
            ) || self.headers[*column].any(&[Atom::Coupon, Atom::Points]);
            if [whole, part].contains(column) || taken_off || rest.amount.is_none() {
                return false;
            }
            let (mut some, mut wrong) = (0, 0);
            for row in (0..all.cells.len()).filter(|&row| paid.money(row) < all.money(row)) {
                some += 1;
                wrong += usize::from(!is_sum(row, paid, Some(*rest), all));
            }
            some >= ENOUGH && wrong * 20 <= some
        };
        self.columns().find(is_rest).map(|(column, ..)| column)
    }

    /// Beside several currencies: the place among the candidates of the one that is all in the currency that a column of its own
    /// names for all rows, or its own name – the rows that were paid in it prove it –, and that column.
    pub(super) fn converted(
        &self,
        names: &[String],
        amounts: &[Candidate],
    ) -> Option<(usize, Option<usize>)> {
        let column = |named: fn(usize) -> bool| {
            self.columns().find(|(_, concept, _, profile)| {
                *concept == Concept::Currency && states::few(profile) && named(profile.distinct)
            })
        };
        let (mixed, _, _, codes) = column(|different| different > 1)?;
        let proven = |code: &str, a: usize, b: usize| {
            let [one, two] = [a, b].map(|at| &self.profiles[amounts[at].column]);
            let (mut rows, mut wrong) = ([0, 0], 0);
            for (row, written) in codes.cells.iter().enumerate() {
                let is_own = *written == code;
                rows[usize::from(is_own)] += 1;
                wrong += usize::from(is_sum(row, one, None, two) != is_own);
            }
            rows.iter().all(|&rows| rows >= ENOUGH) && wrong * 20 <= codes.cells.len()
        };
        let Some((said, _, _, own)) = column(|different| different == 1) else {
            // "Total USD" beside "Total".
            return (0..amounts.len()).find_map(|at| {
                let mut words = names[amounts[at].column].split(|c: char| !c.is_alphanumeric());
                let code = words.find(|word| codes.cells.contains(word) && !word.is_empty())?;
                let other = usize::from(at == 0);
                let is_proven = other < amounts.len() && proven(code, at, other);
                is_proven.then_some((at, None))
            });
        };
        let code = own.values().next()?;
        // The converted one of two is the one that stands nearer to its currency.
        let off = |at: usize| {
            let column = amounts[at].column;
            let off = column.abs_diff(said) as i64 - column.abs_diff(mixed) as i64;
            (off, (column > amounts[0].column) != (said > mixed))
        };
        let other = (1..amounts.len()).find(|&at| proven(code, 0, at))?;
        Some((if off(other) < off(0) { other } else { 0 }, Some(said)))
    }
}
