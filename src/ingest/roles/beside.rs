//! Money columns that explain each other row by row: a sum and the same with its tax, a sum and the same in the shop's own currency.

use super::candidate::{Candidate, Table};
use super::concept::Concept;
use super::states;
use crate::ingest::amounts::AmountReader;

/// Rows that must show it.
const ENOUGH: usize = 3;
/// Candidates that are looked at.
const LOOKED: usize = 8;

impl Table<'_, '_> {
    /// The money of each row.
    fn money(&self, column: usize) -> Vec<f64> {
        let profile = &self.profiles[column];
        let reader = profile.amount.map(|a| AmountReader::new(a.reading));
        let read = |text: &&str| Some(reader?.read(text.as_bytes())?.to_f64());
        let cells = profile.cells.iter();
        cells.map(|text| read(text).unwrap_or(f64::NAN)).collect()
    }

    /// The place among the candidates of the one that is the best one and its tax: what was paid.
    pub(super) fn with_tax(&self, amounts: &[Candidate]) -> Option<usize> {
        let best = self.money(amounts.first()?.column);
        let taxes = self.columns().filter(|c| c.1 == Concept::Tax);
        taxes.into_iter().find_map(|(tax, ..)| {
            let tax = self.money(tax);
            (1..amounts.len().min(LOOKED)).find(|&at| {
                let gross = self.money(amounts[at].column);
                let taxed = (0..tax.len()).filter(|&row| tax[row].abs() > 0.0);
                mostly(taxed.map(|row| near(best[row] + tax[row], gross[row])))
            })
        })
    }

    /// Beside several currencies: the place among the candidates of the one that is all in one currency, which a column of its
    /// own or its name says and the rows in this currency prove; and that column.
    pub(super) fn converted(
        &self,
        amounts: &[Candidate],
        names: &[String],
    ) -> Option<(usize, Option<usize>)> {
        let currencies = || {
            self.columns()
                .filter(|c| c.1 == Concept::Currency && states::few(c.3))
        };
        let (mixed_at, _, _, mixed) = currencies().find(|c| c.3.distinct > 1)?;
        let sums: Vec<_> = amounts.iter().take(LOOKED).map(|c| c.column).collect();
        let money: Vec<Vec<f64>> = sums.iter().map(|&column| self.money(column)).collect();
        let mut codes: Vec<&str> = mixed.values().collect();
        codes.sort_unstable();
        codes.dedup();
        for code in codes {
            let said = currencies()
                .find(|c| c.3.distinct == 1 && c.3.values().next() == Some(code))
                .map(|c| c.0);
            // The converted one of two is the one that stands nearer to its currency.
            let is_nearer = |column: usize, other: usize| match said {
                Some(said) => {
                    let off = |at: usize| at.abs_diff(said) as i64 - at.abs_diff(mixed_at) as i64;
                    off(column) < off(other)
                        || off(column) == off(other) && (column > other) == (said > mixed_at)
                }
                None => names[column].contains(code) && !names[other].contains(code),
            };
            let is_own = |row: &usize| mixed.cells[*row] == code;
            for (at, &column) in sums.iter().enumerate() {
                let proven = |(other, theirs): (&usize, &Vec<f64>)| {
                    let same = |row: usize| near(money[at][row], theirs[row]);
                    let (own, foreign): (Vec<usize>, Vec<usize>) =
                        (0..mixed.cells.len()).partition(is_own);
                    is_nearer(column, *other)
                        && mostly(own.into_iter().map(same))
                        && mostly(foreign.into_iter().map(|row| !same(row)))
                };
                if sums.iter().zip(&money).any(proven) {
                    return Some((at, said));
                }
            }
        }
        None
    }
}

/// Enough of them, and nearly all.
fn mostly(rows: impl Iterator<Item = bool>) -> bool {
    let (mut all, mut so) = (0, 0);
    for row in rows {
        all += 1;
        so += usize::from(row);
    }
    all >= ENOUGH && so * 20 >= all * 19
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() < 0.015
}
