//! Why an inspection cannot run as it is.

use super::Studied;
use crate::error::Error;
use crate::ingest::contract;
use crate::ingest::inspection::Inspection;
use crate::ingest::plan::Role;
use crate::ingest::roles::{Concept, Study};

/// The refusal, if a role is missing that nothing can replace.
pub(super) fn of(inspection: &Inspection, studied: &[Studied<'_>]) -> Option<Error> {
    let index = inspection.used.first().copied()?;
    let table = inspection.tables.get(index)?;
    let study = &studied.get(index)?.study;
    let has = |role: Role| {
        inspection.proposed.mapping.get(role).is_some()
            || inspection.proposed.joined.contains_key(&role)
    };
    let refuse = |code: &'static str| Error::new(code).in_file(table.name.clone());
    if table.sampled_rows == 0 {
        return Some(refuse("no_data_rows"));
    }
    let money = has(Role::Amount) || has(Role::Quantity) && has(Role::UnitPrice);
    let complete = has(Role::Customer) && has(Role::Date) && money;
    if complete && !study.one_row_per_customer {
        return None;
    }
    let about_customers = names(
        study,
        table.columns.iter().map(|c| c.name.as_str()),
        |concept| {
            matches!(
                concept,
                Concept::CustomerLevel | Concept::SignupDate | Concept::Campaign
            )
        },
    );
    let no_purchase_date = study
        .with(Role::Date)
        .is_none_or(|column| table.columns[column].confidence < 0.5);
    // Customers that stand in many rows each have a row for something else.
    let repeated = study.with(Role::Customer).is_some_and(|column| {
        let profile = &study.profiles[column];
        profile.distinct * 2 < profile.filled
    });
    if !about_customers.is_empty() && no_purchase_date && !repeated {
        // Churn tables, campaign answers, RFM sheets: facts about customers, no purchases.
        let contractual = !study.tenure.is_empty() || !study.churned.is_empty();
        let refusal = refuse("one_row_per_customer")
            .with("columns", about_customers.join(", "))
            .with("contractual", contractual);
        return Some(match contract::columns(study) {
            Some((tenure, left)) => refusal.with("tenure", tenure).with("churned", left),
            None => refusal,
        });
    }
    if !has(Role::Customer) {
        let nearest = names(
            study,
            table.columns.iter().map(|c| c.name.as_str()),
            |concept| {
                matches!(
                    concept,
                    Concept::OrderId | Concept::BareId | Concept::Place | Concept::Address
                )
            },
        );
        return Some(
            refuse("no_customer_column")
                .with("looked_for", "id, account, e-mail, phone, name")
                .with("nearest", nearest.join(", ")),
        );
    }
    if !has(Role::Date) {
        return Some(refuse("no_date_column"));
    }
    if !money {
        return Some(refuse("no_amount_column"));
    }
    None
}

fn names<'n>(
    study: &Study<'_>,
    columns: impl Iterator<Item = &'n str>,
    wanted: impl Fn(Concept) -> bool,
) -> Vec<&'n str> {
    columns
        .zip(&study.concepts)
        .filter(|(_, (concept, _))| wanted(*concept))
        .map(|(name, _)| name)
        .take(5)
        .collect()
}
