//! Money columns that explain each other row by row: a sum and the same with its tax, a sum and the same in the shop's own currency.

use super::candidate::{Candidate, Table};
use super::concept::Concept;
use super::profile::Profile;
use super::states;

/// Rows that must show it.
const ENOUGH: usize = 3;

/// Is `b` in this row `a` and what stands in `more`?
#[inline(never)]
fn is_sum(row: usize, a: &Profile<'_>, more: Option<&Profile<'_>>, b: &Profile<'_>) -> bool {
    let more = more.map_or(0.0, |more| more.money(row));
    // A sum that cannot be read is near nothing.
    (a.money(row) + more - b.money(row)).abs() < 0.015
}

impl Table<'_, '_> {
    /// The place among the candidates of the one that is the best one and its tax: what was paid.
    pub(super) fn with_tax(&self, amounts: &[Candidate]) -> Option<usize> {
        let best = &self.profiles[amounts.first()?.column];
        let (tax, _) = self.first_of(&[Concept::Tax], |tax| tax.amount.is_some())?;
        let tax = &self.profiles[tax];
        (1..amounts.len()).find(|&at| {
            let (mut taxed, mut wrong) = (0, 0);
            for row in (0..tax.cells.len()).filter(|&row| tax.money(row).abs() > 0.0) {
                taxed += 1;
                let gross = &self.profiles[amounts[at].column];
                wrong += usize::from(!is_sum(row, best, Some(tax), gross));
            }
            taxed >= ENOUGH && wrong * 20 <= taxed
        })
    }

    /// Beside several currencies: the place among the candidates of the one that is all in the currency that a column of its own
    /// names for all rows – the rows that were paid in it prove it –, and that column.
    pub(super) fn converted(&self, amounts: &[Candidate]) -> Option<(usize, usize)> {
        let column = |named: fn(usize) -> bool| {
            self.columns().find(|(_, concept, _, profile)| {
                *concept == Concept::Currency && states::few(profile) && named(profile.distinct)
            })
        };
        let (mixed, _, _, codes) = column(|different| different > 1)?;
        let (said, _, _, own) = column(|different| different == 1)?;
        let code = own.values().next()?;
        // The converted one of two is the one that stands nearer to its currency.
        let off = |at: usize| {
            let column = amounts[at].column;
            let off = column.abs_diff(said) as i64 - column.abs_diff(mixed) as i64;
            (off, (column > amounts[0].column) != (said > mixed))
        };
        let proven = |a: usize, b: usize| {
            let [one, two] = [a, b].map(|at| &self.profiles[amounts[at].column]);
            let (mut rows, mut wrong) = ([0, 0], 0);
            for (row, written) in codes.cells.iter().enumerate() {
                let is_own = *written == code;
                rows[usize::from(is_own)] += 1;
                wrong += usize::from(is_sum(row, one, None, two) != is_own);
            }
            rows.iter().all(|&rows| rows >= ENOUGH) && wrong * 20 <= codes.cells.len()
        };
        let other = (1..amounts.len()).find(|&at| proven(0, at))?;
        Some((if off(other) < off(0) { other } else { 0 }, said))
    }
}
