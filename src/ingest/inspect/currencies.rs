//! Which currencies stand in a table, and what happens to them if nobody chooses.

use crate::ingest::currency::{self, CurrencyCount};
use crate::ingest::plan::Role;
use crate::ingest::roles::Study;
use crate::math::few::sort_few;

/// Codes or signs with their sampled rows, most frequent first; those that can be one currency counted together.
pub(super) fn of(study: &Study<'_>) -> Vec<CurrencyCount> {
    let mut counts: Vec<CurrencyCount> = Vec::new();
    let mut add = |name: String, rows: u64| match counts.iter_mut().find(|c| c.currency == name) {
        Some(count) => count.rows += rows,
        None => counts.push(CurrencyCount {
            currency: name,
            rows,
        }),
    };
    let money = study.with(Role::Amount).or(study.with(Role::UnitPrice));
    if let Some(column) = study.with(Role::Currency) {
        let profile = &study.profiles[column];
        let mut unnamed = 0;
        for (row, value) in profile.cells.iter().enumerate() {
            match currency::of_cell(value.as_bytes()) {
                Some(name) => add(name, 1),
                None => {
                    let sold = |money: usize| !study.profiles[money].cells[row].is_empty();
                    unnamed += u64::from(money.is_some_and(sold));
                }
            }
        }
        // "Currency Code" of an accounting system: only foreign ones are named.
        if unnamed > profile.filled as u64 && profile.filled > 0 {
            add(currency::UNNAMED.to_owned(), unnamed);
        }
    } else if let Some(column) = money {
        for value in study.profiles[column].values() {
            // Plain digits carry no currency; most files have nothing else.
            if value
                .bytes()
                .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b'-'))
            {
                continue;
            }
            if let Some(code) = currency::of_amount(value.as_bytes()) {
                add(code.to_owned(), 1);
            }
        }
    }
    merged(counts)
}

/// `$` beside one kind of dollar is that dollar, `¥` beside the yuan is the yuan; `元` is the yuan, but beside `NT$` it is that.
fn merged(mut counts: Vec<CurrencyCount>) -> Vec<CurrencyCount> {
    for (sign, alone, _) in currency::SIGNS {
        merge(&mut counts, sign, alone);
    }
    sort_few(&mut counts, |a, b| {
        (b.rows, &a.currency) < (a.rows, &b.currency)
    });
    counts
}

/// Counts a sign with the one currency it can be here, or else with the one it is where nothing tells.
#[inline(never)]
fn merge(counts: &mut Vec<CurrencyCount>, sign: &str, alone: &str) {
    let Some(own) = counts.iter().position(|c| c.currency == sign) else {
        return;
    };
    let is_other = |&i: &usize| i != own && currency::same(sign, &counts[i].currency);
    let mut others = (0..counts.len()).filter(is_other);
    let one = others.next().filter(|_| others.next().is_none());
    let partner = one.or_else(|| counts.iter().position(|c| c.currency == alone));
    if let Some(partner) = partner {
        counts[partner].rows += counts[own].rows;
        counts.remove(own);
    } else if !alone.is_empty() {
        alone.clone_into(&mut counts[own].currency);
    }
}

/// Do the signs tell currencies apart, or do they only stand on a few of the amounts?
///
/// A column of its own always tells. Signs inside the amounts tell if at least half of the amounts carry one;
/// otherwise the amounts without a sign would all be of an unknown currency, and the signs are read as decoration.
pub(super) fn tell_apart(study: &Study<'_>, counts: &[CurrencyCount]) -> bool {
    if counts.len() < 2 {
        return false;
    }
    if study.with(Role::Currency).is_some() {
        return true;
    }
    let marked: u64 = counts.iter().map(|c| c.rows).sum();
    let amounts = study
        .with(Role::Amount)
        .or(study.with(Role::UnitPrice))
        .map_or(0, |column| study.profiles[column].filled as u64);
    marked * 2 >= amounts
}
