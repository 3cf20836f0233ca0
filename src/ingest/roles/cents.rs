//! Amounts in hundredths: nothing but the names and a few habits of programs tell.

use super::candidate::Table;
use super::concept::Concept;
use super::words::Atom;
use crate::ingest::currency::is_whole;
use crate::ingest::inspection::Kind;

/// How likely the amounts are hundredths (0–1), or `None` where nothing speaks for it.
pub(super) fn cents(table: &Table<'_, '_>, amount: usize, names: &[String]) -> Option<f64> {
    let profile = &table.profiles[amount];
    if profile.kind != Kind::Integer {
        return None;
    }
    let name = names[amount].to_lowercase();
    let said = [
        "cents",
        "_cent",
        "minor",
        "pence",
        "centavos",
        "kopek",
        "копе",
        "(分)",
        "（分）",
        "_fen",
        "centimes",
        "paise",
        "paisa",
        "groszy",
        "kuruş",
        "分为单位",
    ];
    if said.iter().any(|word| name.contains(word)) {
        return Some(0.95);
    }
    // Interfaces of payment services: money is an object of whole minor units and a currency.
    if name.ends_with("money.amount") {
        return Some(0.95);
    }
    if name.ends_with("amount.value") || name.ends_with("totals.total") {
        return Some(0.7);
    }
    if written_out(table, amount, names) {
        return Some(0.95);
    }
    // Charges as their interface gives them: ch_…, of customers cus_…, with the currency in small letters.
    let is_of = |marks: &[&str]| {
        table.profiles.iter().any(|profile| {
            let marked = |text: &str| marks.iter().any(|mark| text.starts_with(mark));
            profile.filled > 0 && profile.values().all(marked)
        })
    };
    let in_small = table.columns().any(|(_, concept, _, profile)| {
        // Yen have no hundredths.
        let is_small = |text: &str| {
            let is_whole = is_whole(&text.to_uppercase());
            !is_whole && text.bytes().all(|byte| byte.is_ascii_lowercase())
        };
        concept == Concept::Currency && profile.filled > 0 && profile.values().all(is_small)
    });
    if in_small
        && name.starts_with("amount")
        && names.iter().any(|name| name == "created")
        && is_of(&["ch_", "py_", "pi_", "in_"])
        && is_of(&["cus_"])
    {
        return Some(0.95);
    }
    // A payments table of an application's database: a running id, how it was paid, whole numbers that end in 0 or 5
    // and are all too large for the small change they would else be.
    let payments = table
        .headers
        .iter()
        .any(|h| h.has(Atom::Pay) && h.any(&[Atom::Method, Atom::Kind]))
        && table
            .profiles
            .iter()
            .zip(table.concepts)
            .any(|(p, (concept, _))| p.running && *concept == Concept::BareId);
    let numbers: Vec<i64> = profile
        .values()
        .filter_map(|v| v.parse().ok())
        .filter(|&n| n != 0)
        .collect();
    let plausible = numbers.len() > 5 && numbers.iter().all(|n| n.abs() >= 50 && n % 5 == 0);
    (payments && plausible).then_some(0.6)
}

/// Rows with money that must say the same.
const ROWS: usize = 10;

/// Does another column of the same name write each of these whole numbers out, a hundredth of it with a point (`total` 1900
/// beside `total_formatted` $19.00)? A tax of one in a hundred would say the same.
fn written_out(table: &Table<'_, '_>, amount: usize, names: &[String]) -> bool {
    let own = &table.profiles[amount];
    let name = names[amount].trim().to_lowercase();
    table.columns().any(|(column, concept, _, other)| {
        let is_part = matches!(
            concept,
            Concept::Tax | Concept::Discount | Concept::Shipping | Concept::Refund
        );
        let is_named = column != amount && names[column].trim().to_lowercase().starts_with(&name);
        if !is_named || is_part || other.kind != Kind::Decimal {
            return false;
        }
        let paid = || (0..own.cells.len()).filter(|&row| own.money(row).abs() > 0.0);
        paid().count() >= ROWS
            && paid().all(|row| (other.money(row) * 100.0).round() == own.money(row))
    })
}
