//! Why an inspection cannot run as it is.

use super::Studied;
use crate::error::Error;
use crate::ingest::contract;
use crate::ingest::dates;
use crate::ingest::inspection::Inspection;
use crate::ingest::plan::{DateOrder, Role};
use crate::ingest::roles::profile::Profile;
use crate::ingest::roles::{Concept, Study};

/// People that a list must hold before nobody's coming back says anything.
const MANY: usize = 10;

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
    let listed = inspection.proposed.joined.contains_key(&Role::UnitPrice);
    let money = has(Role::Amount) || (listed || has(Role::Quantity)) && has(Role::UnitPrice);
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
    // "Most recent visit" is said of a person.
    let no_purchase_date = study.is_portrait
        || study.with(Role::Date).is_none_or(|column| {
            table.columns[column].confidence < 0.5
                || complete && study.concepts[column].0 == Concept::CustomerLevel
        });
    // Customers that stand in many rows each have a row for something else.
    let repeated = study.with(Role::Customer).is_some_and(|column| {
        let profile = &study.profiles[column];
        profile.distinct * 2 < profile.filled
    });
    if !about_customers.is_empty() && no_purchase_date && !repeated
        || !money && !has(Role::Order) && is_a_list_of_people(study)
    {
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
        for (code, missing) in PARTS_OF_DATES {
            // A month is called so ("Period", "账期"), and no date.
            let is_of_it = |concept: Concept| {
                concept.is_date() || code == "dates_without_day" && concept == Concept::OtherDate
            };
            let mut columns = study.concepts.iter().zip(&study.profiles);
            let column = columns
                .position(|((concept, _), profile)| is_of_it(*concept) && lacks(profile, missing));
            if let Some(column) = column {
                return Some(refuse(code).with("column", &table.columns[column].name));
            }
        }
        return Some(refuse("no_date_column"));
    }
    if !money {
        return Some(refuse("no_amount_column"));
    }
    None
}

/// Nobody twice, and nothing that could be money: subscribers, contacts, members.
fn is_a_list_of_people(study: &Study<'_>) -> bool {
    let Some(customer) = study.with(Role::Customer) else {
        return false;
    };
    let sums = |((concept, _), profile): (&(Concept, f64), &Profile<'_>)| {
        matches!(concept, Concept::Unknown | Concept::OtherMoney)
            && profile.amount_share() > 0.9
            && profile.distinct > 1
    };
    let customers = &study.profiles[customer];
    customers.filled >= MANY
        && customers.unique()
        && !study.concepts.iter().zip(&study.profiles).any(sums)
}

/// What a date may lack, and whether a text is one that lacks it.
const PARTS_OF_DATES: [(&str, fn(&str) -> bool); 2] = [
    ("dates_without_year", lacks_year),
    ("dates_without_day", |text| {
        dates::first_of_month(text).is_some()
    }),
];

/// 05.03., 0503, 3/5, March 5, 3月5日: in a leap year, for the 29th of February. A spreadsheet takes the zero off 0503.
fn lacks_year(text: &str) -> bool {
    const AROUND: [[&str; 2]; 7] = [
        ["", "2024"],
        ["0", "2024"],
        ["", " 2024"],
        ["", "/2024"],
        ["", ".2024"],
        ["", "-2024"],
        ["2024年", ""],
    ];
    let orders = [DateOrder::DayMonthYear, DateOrder::MonthDayYear];
    (orders.into_iter()).any(|order| dates::completed(text, &AROUND, order).is_some())
}

/// Are its values days of the calendar once what they lack stands beside them?
fn lacks(profile: &Profile<'_>, is_part: fn(&str) -> bool) -> bool {
    let days = profile.values().filter(|text| is_part(text)).count();
    days > 0 && days * 10 >= profile.filled * 9
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
