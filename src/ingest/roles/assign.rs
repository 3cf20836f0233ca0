//! Priors of the names and evidence of the contents → one column per role.

use super::candidate::{Candidate, Table};
use super::cents::cents;
use super::concept::Concept;
use super::header::Header;
use super::kinds;
use super::lines;
use super::money;
use super::profile::Profile;
use super::states;
use super::words::Atom;
use super::{Guess, Study};
use crate::ingest::inspection::Kind;
use crate::ingest::inspection::Said;
use crate::ingest::plan::{AmountLevel, Role};

/// Two columns closer than this are close calls: the page asks.
pub(super) const CLOSE: f64 = 0.04;

/// Below this no column numbers the orders.
const NUMBERS: f64 = 0.3;

/// So many columns about a person are a portrait of them …
const PORTRAIT: usize = 5;
/// … and so many people who stand in one row each are no purchases.
const PORTRAITS: usize = 50;

/// Gives each role to its best column.
pub(super) fn assign<'a>(
    names: &[String],
    headers: &[Header],
    concepts: Vec<(Concept, f64)>,
    profiles: Vec<Profile<'a>>,
    has_header: bool,
) -> Study<'a> {
    let table = Table {
        headers,
        concepts: &concepts,
        profiles: &profiles,
        has_header,
        machine: names.iter().map(|name| is_made_up(name)).collect(),
    };
    let mut guesses: Vec<Guess> = profiles
        .iter()
        .zip(&concepts)
        .map(|(profile, (concept, prior))| Guess {
            role: Role::Ignore,
            confidence: if *concept == Concept::Unknown {
                0.5
            } else {
                *prior
            },
            reason: Said::new(if profile.filled == 0 {
                "empty"
            } else {
                "no_role"
            }),
            kind: profile.kind,
        })
        .collect();
    let dates = table.dates();
    let date = dates.first().map(|c| c.column);
    let mut orders = table.orders(date);
    // A bare id in a table without purchases is the customer's.
    let is_about_customers = |concept: Concept| {
        matches!(
            concept,
            Concept::CustomerLevel | Concept::SignupDate | Concept::Campaign | Concept::Segment
        )
    };
    let about_customers = concepts
        .iter()
        .any(|&(concept, _)| is_about_customers(concept));
    if about_customers && dates.first().is_none_or(|d| d.score < 0.4) {
        orders.retain(|c| concepts[c.column].0 != Concept::BareId);
    }
    let number = orders.first().filter(|c| c.score >= NUMBERS);
    let mut customers = table.customers(number.map(|c| c.column), date);
    // A lone id is the customer rather than the order where nothing else can be the customer.
    if !has_header
        && let (Some(order), Some(customer)) = (orders.first(), customers.first())
        && order.column == customer.column
    {
        orders.remove(0);
    }
    if let Some(customer) = customers.first() {
        let column = customer.column;
        orders.retain(|c| c.column != column);
    }
    let order = orders.first().filter(|c| c.score >= NUMBERS);
    let order = order.map(|c| c.column);
    let customer = customers.first().map(|c| c.column);
    customers.retain(|c| Some(c.column) != order);
    let numeric = |p: &Profile<'_>| matches!(p.kind, Kind::Integer | Kind::Decimal | Kind::Mixed);
    let money = money::of(&table, names, &[date, order, customer]);
    let amount = money.amount();

    let mut give = |role: Role, column: usize, confidence: f64, why: &str| {
        if let Some(guess) = guesses.get_mut(column)
            && guess.role == Role::Ignore
        {
            guess.role = role;
            guess.confidence = (confidence * 100.0).round() / 100.0;
            guess.reason = Said::new(why)
                .with("name", &names[column])
                .with("different", profiles[column].distinct)
                .with("filled", profiles[column].filled);
        }
    };
    let sure = |candidates: &[Candidate]| {
        let best = candidates.first().map_or(0.0, |c| c.score);
        let close = candidates
            .get(1)
            .is_some_and(|second| best - second.score < CLOSE);
        if close { best * 0.9 } else { best }
    };
    let mut main = |role: Role, candidates: &[Candidate]| {
        if let Some(best) = candidates.first() {
            give(role, best.column, sure(candidates), best.why);
        }
    };
    main(Role::Customer, &customers);
    main(Role::Date, &dates);
    if order.is_some() {
        main(Role::Order, &orders);
    }
    if amount.is_some() {
        main(Role::Amount, &money.candidates);
    }
    let text = |p: &Profile<'_>| matches!(p.kind, Kind::Text | Kind::Integer | Kind::Mixed);
    let others: [(Role, &[Concept], &dyn Fn(&Profile<'_>) -> bool); 15] = [
        (Role::Quantity, &[Concept::Quantity], &numeric),
        (Role::Currency, &[Concept::Currency], &|p| {
            states::few(p) && p.kind == Kind::Text
        }),
        (Role::Status, &[Concept::Status], &states::few),
        (Role::Status, &[Concept::Stage], &states::few),
        (Role::Refund, &[Concept::Refund], &|p| {
            numeric(p) && !states::answers(p)
        }),
        (Role::Discount, &[Concept::Discount], &|p| {
            numeric(p) || p.values().all(|value| value.ends_with(['%', '％']))
        }),
        (Role::Shipping, &[Concept::Shipping], &numeric),
        (Role::Tax, &[Concept::Tax], &numeric),
        (Role::Product, &[Concept::Product], &text),
        (Role::Product, &[Concept::Sku], &text),
        (Role::Category, &[Concept::Category], &text),
        (Role::Channel, &[Concept::Channel], &text),
        (Role::Channel, &[Concept::Place], &text),
        (Role::Email, &[Concept::Email], &|p| p.emails),
        (Role::Phone, &[Concept::Phone], &|p| p.phones),
    ];
    let mut given = Vec::new();
    if let Some((price, score)) = money.unit_price {
        give(Role::UnitPrice, price, score, "name_and_content");
        given.push(Role::UnitPrice);
    }
    // Days or nights that are paid for.
    if let Some(days) = money
        .quantity
        .filter(|&days| concepts[days].0 != Concept::Quantity)
    {
        give(Role::Quantity, days, 0.8, "name_and_content");
        given.push(Role::Quantity);
    }
    let returns = amount.and_then(|amount| kinds::returns(&table, amount));
    let mut groups = order
        .map(|order| lines::groups(&profiles[order]))
        .unwrap_or_default();
    // What came back of an order does not repeat its money.
    if let Some(returns) = &returns {
        let kept = |row: &usize| {
            !returns
                .values
                .iter()
                .any(|value| value == profiles[returns.column].cells[*row])
        };
        groups.iter_mut().for_each(|rows| rows.retain(kept));
        groups.retain(|rows| !rows.is_empty());
    }
    let is_total = |column: &usize| {
        matches!(
            concepts[*column].0,
            Concept::OrderAmount | Concept::PaidAmount | Concept::DueAmount
        ) && !headers[*column].any(&[Atom::Line, Atom::Product, Atom::Unit])
    };
    // "Order amount" leaves less doubt than "Total".
    let enough = (amount.filter(is_total)).map(|column| match headers[column].has(Atom::Order) {
        true => 1,
        false => 2,
    });
    let line = money.quantity.zip(money.unit_price.map(|(price, _)| price));
    let level = amount.map_or(AmountLevel::Row, |amount| {
        lines::level(&groups, &profiles, amount, enough, line)
    });
    let row_kinds = match (order, customer, date, amount) {
        (Some(order), Some(customer), Some(date), Some(amount)) if level == AmountLevel::Row => {
            kinds::find(&profiles, [order, customer, date, amount])
        }
        _ => None,
    };
    let told = returns.as_ref().map(|returns| returns.column);
    let repeated = row_kinds.as_ref().map(|kinds| kinds.column);
    let used = amount.zip(customer).map(<[usize; 2]>::from);
    let states = states::find(&table, used, told, repeated);
    if let Some(states) = &states {
        let confidence = concepts[states.column].1.max(0.8);
        give(Role::Status, states.column, confidence, "name_and_content");
        given.push(Role::Status);
    }
    if let Some(currency) = money.currency {
        if let Some(column) = currency {
            give(Role::Currency, column, 0.9, "name_and_content");
        }
        given.push(Role::Currency);
    }
    // Payments take nothing off.
    if amount.is_some_and(|amount| table.paid_apart(amount, customer)) {
        given.push(Role::Refund);
    }
    for (role, wanted, fits) in others {
        if given.contains(&role) {
            continue;
        }
        if let Some((column, score)) = table.first_of(wanted, fits) {
            give(role, column, score, "name_and_content");
            given.push(role);
        }
    }
    if let Some((column, score)) = table.first_of(
        &[
            Concept::CustomerName,
            Concept::PersonName,
            Concept::Recipient,
        ],
        text,
    ) {
        give(Role::Name, column, score, "name_and_content");
    }

    let one_row_per_customer = customer.is_some_and(|customer| {
        let profile = &profiles[customer];
        profile.filled >= 10
            && profile.unique()
            && profile.filled == profile.cells.len()
            && order.is_none()
            && (about_customers || dates.first().is_none_or(|d| d.score < 0.5))
    });
    let personal = table
        .columns()
        .filter(|&(column, concept, ..)| {
            is_about_customers(concept) || headers[column].any(&[Atom::Demographic, Atom::Income])
        })
        .count();
    let people = customer.map_or(0, |customer| profiles[customer].filled);
    // Somebody who bought once is no member only.
    let has_bought =
        date.is_some_and(|date| matches!(concepts[date].0, Concept::OrderDate | Concept::PaidDate));
    let is_portrait =
        one_row_per_customer && !has_bought && people >= PORTRAITS && personal >= PORTRAIT;
    // What a rate has made of cents is cents.
    let cents = amount
        .into_iter()
        .chain(money.paid_in)
        .find_map(|amount| cents(&table, amount, names));
    let columns = |candidates: &[Candidate]| candidates.iter().map(|c| c.column).collect();
    let rivals = vec![
        (Role::Customer, columns(&customers)),
        (Role::Date, columns(&dates)),
        (Role::Order, columns(&orders)),
        (Role::Amount, columns(&money.candidates)),
    ];
    let with = |atom: Atom| {
        (0..headers.len())
            .filter(|&i| headers[i].any(&[atom]))
            .collect()
    };
    Study {
        guesses,
        concepts,
        profiles,
        level,
        row_kinds,
        returns,
        no_sale: states.as_ref().and_then(|states| states.no_sale),
        settling: states.map_or_else(Vec::new, |states| states.settling),
        one_row_per_customer,
        is_portrait,
        tenure: with(Atom::Tenure),
        churned: with(Atom::Churn),
        rivals,
        preset: None,
        cents,
    }
}

/// A name that a program made up: `_widget_1700000000000`, `field_12`, `fldA1b2C3d4E5f6G7`, `col7`, `F3`.
fn is_made_up(name: &str) -> bool {
    let name = name.trim();
    let digits = |rest: &str| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit());
    let numbered = [
        "_widget_", "field_", "field", "column_", "col_", "col", "var", "attr_", "f", "c",
    ];
    let lower = name.to_lowercase();
    numbered
        .iter()
        .any(|stem| lower.strip_prefix(stem).is_some_and(digits))
        || name
            .strip_prefix("fld")
            .is_some_and(|rest| rest.len() == 14 && rest.bytes().all(|b| b.is_ascii_alphanumeric()))
}
