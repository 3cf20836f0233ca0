//! Money columns that are the same sum row by row: with its tax, less its discount, or in the shop's own currency.

use super::candidate::{Candidate, Table};
use super::concept::Concept;
use super::profile::Profile;
use super::states;
use super::words::Atom;
use crate::math::texts::Texts;

/// Rows that must show it.
pub(super) const ENOUGH: usize = 3;
/// Share of the rows that have what was paid.
const MOST: f64 = 0.8;
/// Rates of tax on one bill's lines: the usual one, reduced ones.
const MOST_RATES: usize = 4;

/// Is `b` in this row `a` and what stands in `more`, whatever their signs?
#[inline(never)]
pub(super) fn is_sum(
    row: usize,
    a: &Profile<'_>,
    more: Option<&Profile<'_>>,
    b: &Profile<'_>,
) -> bool {
    let size = |profile: &Profile<'_>| profile.money(row).abs();
    // A sum that cannot be read is near nothing.
    (size(a) + more.map_or(0.0, size) - size(b)).abs() < 0.015
}

/// Is it 1 in the rows of one currency, the shop's own, and near one broken number in those of each other one?
fn is_rate(rates: &Profile<'_>, codes: &Profile<'_>) -> bool {
    let mut known = Texts::default();
    let mut ranges: Vec<[f64; 2]> = Vec::new();
    let (mut own, mut foreign) = (0, 0);
    for (row, code) in codes.cells.iter().enumerate() {
        let rate = rates.money(row);
        if !(rate > 0.0) {
            return false;
        }
        let place = known.place(code);
        match ranges.get_mut(place) {
            Some([least, most]) => (*least, *most) = (least.min(rate), most.max(rate)),
            None => ranges.push([rate, rate]),
        }
        *(if rate == 1.0 { &mut own } else { &mut foreign }) += 1;
    }
    let is_steady = |[least, most]: &[f64; 2]| *most < 1.5 * least;
    let ones = ranges.iter().filter(|range| **range == [1.0; 2]).count();
    let touched = ranges
        .iter()
        .any(|[least, most]| least < most && (*least..=*most).contains(&1.0));
    let is_broken = ranges.iter().flatten().any(|rate| rate.fract() != 0.0);
    own.min(foreign) >= ENOUGH && ones == 1 && !touched && is_broken && ranges.iter().all(is_steady)
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
            // Few may be left blank: nothing was to be paid.
            if paid.filled_share() < MOST {
                return false;
            }
            let (mut changed, mut wrong) = (0, 0);
            for row in 0..paid.cells.len() {
                let unchanged = changes.iter().all(|(change, _)| size(row, change) == 0.0);
                if unchanged || paid.cells[row].is_empty() {
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

    /// The place among the candidates of the one that is called "with tax", if it is the best one and a tax of one of few
    /// rates in every row: "Betrag", "Betrag inkl. MwSt."
    pub(super) fn with_tax(&self, amounts: &[Candidate]) -> Option<usize> {
        let best = amounts.first()?.column;
        if self.headers[best].any(&[Atom::Gross, Atom::Actual, Atom::After]) {
            return None;
        }
        (1..amounts.len()).find(|&at| {
            let gross = amounts[at].column;
            let [net, gross_of] = [best, gross].map(|column| &self.profiles[column]);
            // In thousandths.
            let (mut rates, mut taxed, mut wrong) = (Vec::new(), 0, 0);
            for row in 0..net.cells.len() {
                let [net, gross] = [net, gross_of].map(|profile| profile.money(row));
                let rate = ((gross / net - 1.0) * 1000.0).round();
                if rate == 0.0 || net == 0.0 && gross == 0.0 {
                    continue;
                }
                let off = (net * (1.0 + rate / 1000.0) - gross).abs();
                taxed += 1;
                // Of what is small the cents tell no rate.
                if !((10.0..=350.0).contains(&rate) && off <= 0.02 + 0.0005 * net.abs()) {
                    wrong += 1;
                } else if net.abs() > 20.0 && !rates.contains(&(rate as i64)) {
                    rates.push(rate as i64);
                }
            }
            self.headers[gross].has(Atom::Gross)
                && taxed >= ENOUGH
                && wrong * 20 <= taxed
                && (1..=MOST_RATES).contains(&rates.len())
        })
    }

    /// Beside several currencies: the column that is the best amount times the rate in another column, to the cent – the money in
    /// the shop's own currency, whatever it is called.
    pub(super) fn exchanged(&self, amounts: &[Candidate]) -> Option<usize> {
        let best = amounts.first()?.column;
        let (_, _, _, codes) = self.columns().find(|(_, concept, _, profile)| {
            *concept == Concept::Currency && states::few(profile) && profile.distinct > 1
        })?;
        let is_sum = |to: usize, rate: usize| {
            let [from, to, rate] = [best, to, rate].map(|column| &self.profiles[column]);
            (0..from.cells.len()).all(|row| {
                let [from, to, by] = [from, to, rate].map(|profile| profile.money(row));
                (from * by - to).abs() <= 0.011 + 0.000_1 * to.abs()
            })
        };
        let numbers = || {
            let others = self.columns().filter(|(column, ..)| *column != best);
            others.filter(|(.., profile)| profile.amount.is_some())
        };
        let mut rates = numbers().filter(|(.., profile)| is_rate(profile, codes));
        rates.find_map(|(rate, ..)| {
            let mut sums = numbers().map(|(column, ..)| column);
            sums.find(|&to| to != rate && is_sum(to, rate))
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
