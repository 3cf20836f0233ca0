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
        let all = |fits: &dyn Fn(&Profile<'_>) -> bool| -> Vec<usize> {
            let fitting = self
                .columns()
                .filter(|(column, .., p)| free(*column) && fits(p));
            fitting.map(|(column, ..)| column).take(TRIED).collect()
        };
        let counts = all(&pieces);
        let enough = self.profiles[price].filled * 9;
        let sums = all(&|p| numbers(p) && p.filled * 10 >= enough);
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

    /// The place among the candidates of what was paid of the best one: never more, seldom less than half, and called so.
    pub(super) fn paid_of(&self, amounts: &[Candidate]) -> Option<usize> {
        let named = |at: usize| self.headers[amounts[at].column].any(&[Atom::Pay, Atom::Actual]);
        let due = &self.profiles[amounts.first().filter(|_| !named(0))?.column];
        (1..amounts.len()).filter(|&at| named(at)).find(|&at| {
            let paid = &self.profiles[amounts[at].column];
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
