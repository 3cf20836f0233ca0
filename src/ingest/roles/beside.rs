//! Money columns that explain each other row by row: a sum and the same with its tax or less a discount, or in the shop's own
//! currency; the price of a piece and the sum; what was to be paid and what was.

use super::candidate::{Candidate, Table};
use super::concept::Concept;
use super::profile::Profile;
use super::states;
use super::words::Atom;
use crate::ingest::inspection::Kind;

/// Rows that must show it.
const ENOUGH: usize = 3;
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
];

/// Is `b` in this row `a` and what stands in `more`, whatever their signs?
#[inline(never)]
fn is_sum(row: usize, a: &Profile<'_>, more: Option<&Profile<'_>>, b: &Profile<'_>) -> bool {
    let size = |profile: &Profile<'_>| profile.money(row).abs();
    // A sum that cannot be read is near nothing.
    (size(a) + more.map_or(0.0, size) - size(b)).abs() < 0.015
}

impl Table<'_, '_> {
    /// The place among the candidates of the one that is the best one without its discount, or with its tax: what was paid.
    pub(super) fn changed_by(&self, what: Concept, amounts: &[Candidate]) -> Option<usize> {
        let best = &self.profiles[amounts.first()?.column];
        let (change, _) = self.first_of(&[what], |change| change.amount.is_some())?;
        let change = &self.profiles[change];
        (1..amounts.len()).find(|&at| {
            let paid = &self.profiles[amounts[at].column];
            let (less, more) = match what {
                Concept::Discount => (paid, best),
                _ => (best, paid),
            };
            let (mut changed, mut wrong) = (0, 0);
            for row in (0..change.cells.len()).filter(|&row| change.money(row).abs() > 0.0) {
                changed += 1;
                wrong += usize::from(!is_sum(row, less, Some(change), more));
            }
            changed >= ENOUGH && wrong * 20 <= changed
        })
    }

    /// The column that is this one times pieces, row by row: the sum beside a price. `taken` are no sums.
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
        let counts = all(NO_PIECES, &pieces);
        let enough = self.profiles[price].filled * 9;
        let mut sums = all(NO_SUM, &|p| numbers(p) && p.filled * 10 >= enough);
        sums.retain(|&sum| {
            let concept = self.concepts[sum].0;
            !matches!(
                concept,
                Concept::Discount | Concept::Tax | Concept::ListAmount
            )
        });
        sums.into_iter().find(|&sum| {
            let other = |&&count: &&usize| count != sum;
            counts
                .iter()
                .filter(other)
                .any(|&count| self.is_product([count, price, sum]))
        })
    }

    /// Is the third the product of the first two, in rows of which enough have several pieces?
    fn is_product(&self, columns: [usize; 3]) -> bool {
        let [count, price, sum] = columns.map(|column| &self.profiles[column]);
        let (mut several, mut right, mut wrong) = (0, 0, 0);
        for row in 0..sum.cells.len() {
            let product = count.money(row) * price.money(row);
            let off = (product - sum.money(row)).abs();
            // What is missing in a row says nothing.
            if off.is_nan() {
                continue;
            }
            if off < 0.015 + 0.001 * product.abs() {
                right += 1;
                several += usize::from(sum.money(row) != price.money(row) && product != 0.0);
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
            name.any(&[Atom::Pay, Atom::Actual, Atom::After]) && !name.any(NO_PAYMENT)
        };
        let best = amounts.first().filter(|_| !named(0))?.column;
        let due = &self.profiles[best];
        (1..amounts.len()).filter(|&at| named(at)).find(|&at| {
            let column = amounts[at].column;
            if self.has_rest(best, column) {
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

    /// Is there another column with the rest of the whole, row by row, that was paid as well or is to be paid: cash beside card, a
    /// deposit beside what is open? What was taken off is no rest.
    fn has_rest(&self, whole: usize, part: usize) -> bool {
        let [all, paid] = [whole, part].map(|column| &self.profiles[column]);
        self.columns().any(|(column, concept, _, rest)| {
            let taken_off = matches!(
                concept,
                Concept::Discount | Concept::Tax | Concept::Shipping | Concept::Refund
            ) || self.headers[column].any(&[Atom::Coupon, Atom::Points]);
            if [whole, part].contains(&column) || taken_off || rest.amount.is_none() {
                return false;
            }
            let (mut some, mut wrong) = (0, 0);
            for row in (0..all.cells.len()).filter(|&row| paid.money(row) < all.money(row)) {
                some += 1;
                wrong += usize::from(!is_sum(row, paid, Some(rest), all));
            }
            some >= ENOUGH && wrong * 20 <= some
        })
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
