//! What each column means: its name gives a prior, its contents decide.

use super::amounts;
use super::dates::{self, DateHints};
use super::inspection::{Kind, Said};
use super::plan::Role;

/// What a column probably means.
#[derive(Clone, Debug, PartialEq)]
pub struct Guess {
    /// The role; each of customer, order, date, amount, quantity, unit price, currency and status at most once.
    pub role: Role,
    /// 0–1.
    pub confidence: f64,
    /// Why.
    pub reason: Said,
    /// What stands in the column.
    pub kind: Kind,
}

/// Guesses the role of each column from its name and the sampled records.
#[must_use]
pub fn guess(names: &[String], records: &[Vec<String>]) -> Vec<Guess> {
    let mut taken = Vec::new();
    names
        .iter()
        .enumerate()
        .map(|(index, name)| {
            let values: Vec<&str> = records
                .iter()
                .filter_map(|record| record.get(index))
                .map(|text| text.trim())
                .filter(|text| !text.is_empty())
                .collect();
            let kind = kind(&values);
            let lower = name.to_lowercase();
            let role = [
                ("customer", Role::Customer),
                ("order_id", Role::Order),
                ("date", Role::Date),
                ("amount", Role::Amount),
                ("sales", Role::Amount),
            ]
            .into_iter()
            .find(|(word, role)| lower.contains(word) && !taken.contains(role))
            .map_or(Role::Ignore, |(_, role)| role);
            taken.push(role);
            Guess {
                role,
                confidence: if role == Role::Ignore { 0.5 } else { 0.8 },
                reason: Said::new(if role == Role::Ignore {
                    "no_role"
                } else {
                    "name"
                })
                .with("name", name),
                kind,
            }
        })
        .collect()
}

fn kind(values: &[&str]) -> Kind {
    if values.is_empty() {
        return Kind::Empty;
    }
    if let Some(dates) = dates::decide(values, DateHints::default())
        && dates.confidence >= 0.5
    {
        return Kind::Date;
    }
    match amounts::decide(values, 0.0) {
        Some(decision) if decision.misfits == 0 => {
            if values
                .iter()
                .all(|v| v.bytes().all(|b| b.is_ascii_digit() || b == b'-'))
            {
                Kind::Integer
            } else {
                Kind::Decimal
            }
        }
        Some(_) => Kind::Mixed,
        None => Kind::Text,
    }
}
