//! Priors of the names and evidence of the contents → one column per role.

use super::concept::Concept;
use super::header::Header;
use super::lines;
use super::profile::Profile;
use super::words::Atom;
use super::{Guess, Study};
use crate::ingest::inspection::{Kind, Said};
use crate::ingest::plan::{AmountLevel, Role};

/// Below this a column is not even asked about.
const LEAST: f64 = 0.25;
/// Two columns closer than this are close calls: the page asks.
const CLOSE: f64 = 0.04;

/// A column that may have a role.
#[derive(Clone, Debug)]
struct Candidate {
    column: usize,
    score: f64,
    why: &'static str,
}

/// Best first; equal scores keep the order of the columns.
fn ranked(mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    candidates.retain(|candidate| candidate.score >= LEAST);
    candidates.sort_by(|a, b| b.score.total_cmp(&a.score));
    candidates
}

struct Table<'t, 'a> {
    headers: &'t [Header],
    concepts: &'t [(Concept, f64)],
    profiles: &'t [Profile<'a>],
    has_header: bool,
}

impl Table<'_, '_> {
    fn columns(&self) -> impl Iterator<Item = (usize, Concept, f64, &Profile<'_>)> {
        self.concepts
            .iter()
            .zip(self.profiles)
            .enumerate()
            .map(|(column, (&(concept, prior), profile))| (column, concept, prior, profile))
    }

    /// A name that says nothing: no header at all, or words of a language we don't know.
    fn nameless(&self, concept: Concept) -> bool {
        !self.has_header || concept == Concept::Unknown
    }

    fn dates(&self) -> Vec<Candidate> {
        let deals = self
            .concepts
            .iter()
            .any(|(concept, _)| matches!(concept, Concept::Stage | Concept::DealId));
        let score = |(column, concept, prior, profile): (usize, Concept, f64, &Profile<'_>)| {
            let base = match concept {
                Concept::OrderDate
                | Concept::PaidDate
                | Concept::BareDate
                | Concept::CreatedDate => prior,
                // A deal is a purchase on the day it is closed.
                Concept::CloseDate if deals => 0.97,
                Concept::CloseDate => prior,
                Concept::OtherDate => prior * 0.45,
                Concept::SignupDate => prior * 0.3,
                // A column of dates under a name that says nothing.
                Concept::Unknown | Concept::Other if profile.kind == Kind::Date => {
                    if self.has_header { 0.5 } else { 0.75 }
                }
                _ => return None,
            };
            let fits = profile
                .date
                .map_or(0.0, |d| 1.0 - d.misfits as f64 / d.seen.max(1) as f64);
            // A named date column stays a candidate when most of its values are broken, or all are blank.
            let content = match (profile.filled, fits) {
                (0, _) => 0.5,
                (_, f) if f > 0.5 => 0.85 + 0.15 * f,
                (_, f) if f > 0.0 && concept.is_date() => 0.75,
                _ => return None,
            };
            let filled = 0.7 + 0.3 * profile.filled_share();
            Some(Candidate {
                column,
                score: base * content * filled,
                why: if self.nameless(concept) {
                    "content_dates"
                } else {
                    "name_and_dates"
                },
            })
        };
        ranked(self.columns().filter_map(score).collect())
    }

    fn orders(&self, date: Option<usize>) -> Vec<Candidate> {
        let rows = self.profiles.first().map_or(0, |p| p.cells.len());
        let score = |(column, concept, prior, profile): (usize, Concept, f64, &Profile<'_>)| {
            let hashed =
                profile.filled > 0 && profile.values().all(|v| v.starts_with('#') && v.len() > 1);
            let mut score = match concept {
                Concept::OrderId => prior,
                Concept::DealId => prior,
                Concept::BareName if hashed => 0.85,
                Concept::BareId if profile.unique() => 0.6,
                Concept::BareId => 0.4,
                Concept::Unknown if !self.has_header && profile.unique() => 0.6,
                _ => return None,
            };
            let mut why = if self.has_header {
                "name_order"
            } else {
                "content_unique"
            };
            if matches!(profile.kind, Kind::Date | Kind::Empty)
                || (profile.kind == Kind::Decimal && !profile.whole_floats)
            {
                return None;
            }
            if profile.distinct == 1 && rows > 5 {
                score *= 0.3;
            }
            let groups = lines::groups(profile);
            if let Some(date) = date {
                // The lines of an order have one date; the rows of a customer have many.
                let days: Vec<&str> = self.profiles[date].cells.clone();
                if groups.len() >= 3
                    && let Some(constant) = lines::constant(&groups, &days)
                {
                    if constant < 0.5 {
                        score *= 0.25;
                    } else if self.has_header && constant > 0.9 {
                        why = "name_order_one_date";
                    }
                }
            }
            Some(Candidate { column, score, why })
        };
        ranked(self.columns().filter_map(score).collect())
    }

    fn customers(&self, order: Option<usize>, date: Option<usize>) -> Vec<Candidate> {
        let rows = self.profiles.first().map_or(0, |p| p.cells.len());
        let groups = order.map(|order| lines::groups(&self.profiles[order]));
        let mut candidates: Vec<Candidate> = Vec::new();
        for (column, concept, prior, profile) in self.columns() {
            if Some(column) == order || Some(column) == date {
                continue;
            }
            let decimal = profile.kind == Kind::Decimal && !profile.whole_floats;
            if profile.kind == Kind::Date && concept != Concept::CustomerId
                || decimal && concept != Concept::Phone
            {
                continue;
            }
            let mut score = match concept {
                Concept::CustomerId => prior,
                Concept::CustomerName | Concept::Company => prior,
                Concept::Email if profile.filled == 0 || profile.emails => prior * 0.8,
                Concept::Phone if profile.filled == 0 || profile.phones => prior * 0.6,
                Concept::Recipient | Concept::PersonName | Concept::BareName => prior,
                Concept::BareId if profile.unique() && profile.filled > 2 => prior * 0.7,
                Concept::BareId => 0.68,
                Concept::Unknown if profile.emails => 0.6,
                Concept::Unknown if !self.has_header && profile.filled > 0 => 0.62,
                Concept::Unknown if profile.distinct >= 5 && !profile.unique() => 0.3 + 0.1 * prior,
                _ => continue,
            };
            let mut why = if self.nameless(concept) {
                "content_repeats"
            } else {
                "name_customer"
            };
            if concept == Concept::Email {
                why = "name_email";
            }
            if profile.running {
                score *= 0.3;
            }
            // Without a name only the pattern speaks: many values, each of them now and then.
            if self.nameless(concept) && rows >= 50 && profile.distinct * 20 < profile.filled {
                score *= 0.6;
            }
            if concept == Concept::Unknown && (profile.unique() || profile.kind == Kind::Mixed) {
                score *= 0.4;
            }
            if profile.kind == Kind::Integer && concept == Concept::Unknown && self.has_header {
                score *= 0.7;
            }
            // One value in all rows is rather the shop than the customer.
            if profile.distinct == 1 && rows > 20 {
                score *= 0.6;
            }
            if let Some(groups) = &groups
                && groups.len() >= 3
                && let Some(constant) = lines::constant(groups, &profile.cells)
            {
                if constant < 0.8 {
                    // Differs between the lines of one order: a thing, not the buyer.
                    score *= 0.4;
                } else if why == "name_customer" && constant > 0.98 {
                    why = "name_customer_one_per_order";
                }
            }
            score *= 0.85 + 0.15 * profile.filled_share().max(0.3);
            candidates.push(Candidate { column, score, why });
        }
        // An id that never repeats is not the customer when another one does.
        let orders = |profile: &Profile<'_>| match order {
            Some(order) => {
                let own: std::collections::HashSet<(&str, &str)> = profile
                    .cells
                    .iter()
                    .zip(&self.profiles[order].cells)
                    .filter(|(customer, _)| !customer.is_empty())
                    .map(|(customer, order)| (*customer, *order))
                    .collect();
                own.len()
            }
            None => profile.filled,
        };
        let repeats = |candidate: &Candidate| {
            let profile = &self.profiles[candidate.column];
            let orders = orders(profile);
            orders >= 10 && profile.distinct * 100 < orders * 97
        };
        // A rival must itself look like an id: many different values, each seldom.
        let some_repeat = candidates.iter().any(|c| {
            let profile = &self.profiles[c.column];
            c.score >= 0.5 && repeats(c) && profile.distinct >= 20.min(1 + profile.filled / 4)
        });
        for candidate in &mut candidates {
            let profile = &self.profiles[candidate.column];
            let never = profile.filled >= 20 && profile.distinct >= orders(profile);
            if never && some_repeat {
                candidate.score *= 0.5;
            } else if never {
                // A hundred orders and nobody came back: rather a new id for each order.
                let orders = orders(profile);
                candidate.score *= if order.is_some() && orders >= 100 {
                    0.6
                } else {
                    0.85
                };
                candidate.why = "name_customer_never_repeats";
            } else if repeats(candidate) {
                candidate.score = (candidate.score * 1.02).min(0.99);
                if candidate.why == "name_customer" {
                    candidate.why = "name_customer_repeats";
                }
            }
        }
        ranked(candidates)
    }

    fn amounts(&self, taken: &[Option<usize>]) -> Vec<Candidate> {
        let score = |(column, concept, prior, profile): (usize, Concept, f64, &Profile<'_>)| {
            if taken.contains(&Some(column)) {
                return None;
            }
            let base = match concept {
                Concept::PaidAmount
                | Concept::OrderAmount
                | Concept::LineAmount
                | Concept::BareAmount
                | Concept::DealAmount
                | Concept::NetAmount
                | Concept::DueAmount => prior,
                Concept::Price => prior * 0.9,
                Concept::Subtotal | Concept::ListAmount => prior * 0.9,
                Concept::OtherMoney => prior * 0.4,
                Concept::Unknown if !self.has_header => match profile.kind {
                    Kind::Decimal if !profile.unique() || profile.filled < 2000 => 0.75,
                    Kind::Integer if !profile.running => 0.3,
                    _ => return None,
                },
                Concept::Unknown if profile.kind == Kind::Decimal => 0.35,
                _ => return None,
            };
            if profile.kind == Kind::Date {
                return None;
            }
            let share = profile.amount_share();
            let content = match profile.filled {
                0 => 0.5,
                _ if share >= 0.9 => 1.0,
                _ if share >= 0.5 => 0.9,
                _ if share > 0.0 => 0.7,
                _ => return None,
            };
            let zero = profile.filled > 5
                && profile
                    .values()
                    .all(|v| v.trim_matches(['0', '.', ',', '-']).is_empty());
            Some(Candidate {
                column,
                score: base
                    * content
                    * if zero { 0.5 } else { 1.0 }
                    * (0.85 + 0.15 * profile.filled_share()),
                why: if self.nameless(concept) {
                    "content_money"
                } else {
                    "name_and_money"
                },
            })
        };
        ranked(self.columns().filter_map(score).collect())
    }

    /// The firmest column of these concepts whose contents are of a fitting kind.
    fn first_of(
        &self,
        wanted: &[Concept],
        fits: impl Fn(&Profile<'_>) -> bool,
    ) -> Option<(usize, f64)> {
        self.columns()
            .filter(|(_, concept, _, profile)| {
                wanted.contains(concept) && (profile.filled == 0 || fits(profile))
            })
            .map(|(column, _, prior, profile)| {
                (column, prior * (0.8 + 0.2 * profile.filled_share()))
            })
            .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))
    }
}

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
    let about_customers = concepts.iter().any(|(concept, _)| {
        matches!(
            concept,
            Concept::CustomerLevel | Concept::SignupDate | Concept::Campaign | Concept::Segment
        )
    });
    if about_customers && dates.first().is_none_or(|d| d.score < 0.5) {
        orders.retain(|c| concepts[c.column].0 != Concept::BareId);
    }
    let mut customers = table.customers(orders.first().map(|c| c.column), date);
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
    let order = orders.first().filter(|c| c.score >= 0.3).map(|c| c.column);
    let customer = customers.first().map(|c| c.column);
    customers.retain(|c| Some(c.column) != order);
    let amounts = table.amounts(&[date, order, customer]);
    let numeric = |p: &Profile<'_>| matches!(p.kind, Kind::Integer | Kind::Decimal | Kind::Mixed);
    let quantity = table.first_of(&[Concept::Quantity], numeric);
    let unit_price = table.first_of(&[Concept::UnitPrice, Concept::Price], numeric);
    // Pieces and the price of a piece are better than a column that is only half sure to be the money.
    let by_product = quantity.is_some()
        && unit_price.is_some()
        && amounts.first().is_none_or(|best| {
            best.score < 0.6 || unit_price.is_some_and(|(column, _)| column == best.column)
        });
    let amount = if by_product {
        None
    } else {
        amounts.first().map(|c| c.column)
    };

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
        main(Role::Amount, &amounts);
    }
    let text = |p: &Profile<'_>| matches!(p.kind, Kind::Text | Kind::Integer | Kind::Mixed);
    let any = |_: &Profile<'_>| true;
    let few = |p: &Profile<'_>| matches!(p.kind, Kind::Text | Kind::Integer) && p.distinct <= 60;
    let others: [(Role, &[Concept], &dyn Fn(&Profile<'_>) -> bool); 16] = [
        (Role::Quantity, &[Concept::Quantity], &numeric),
        (
            Role::UnitPrice,
            &[Concept::UnitPrice, Concept::Price],
            &numeric,
        ),
        (Role::Currency, &[Concept::Currency], &few),
        (Role::Status, &[Concept::Status], &few),
        (Role::Status, &[Concept::Stage], &few),
        (Role::Refund, &[Concept::Refund], &numeric),
        (Role::Discount, &[Concept::Discount], &numeric),
        (Role::Shipping, &[Concept::Shipping], &numeric),
        (Role::Tax, &[Concept::Tax], &numeric),
        (Role::Product, &[Concept::Product], &text),
        (Role::Product, &[Concept::Sku], &text),
        (Role::Category, &[Concept::Category], &text),
        (Role::Channel, &[Concept::Channel], &text),
        (Role::Channel, &[Concept::Place], &text),
        (Role::Email, &[Concept::Email], &any),
        (Role::Phone, &[Concept::Phone], &text),
    ];
    let mut given = Vec::new();
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

    let groups = order
        .map(|order| lines::groups(&profiles[order]))
        .unwrap_or_default();
    let is_total = amount.is_some_and(|column| {
        matches!(
            concepts[column].0,
            Concept::OrderAmount | Concept::PaidAmount | Concept::DueAmount
        ) && !headers[column].any(&[Atom::Line, Atom::Product, Atom::Unit])
    });
    let line = quantity.zip(unit_price).map(|((q, _), (p, _))| (q, p));
    let level = amount.map_or(AmountLevel::Row, |amount| {
        lines::level(&groups, &profiles, amount, is_total, line)
    });
    let one_row_per_customer = customer.is_some_and(|customer| {
        let profile = &profiles[customer];
        profile.filled >= 10
            && profile.unique()
            && profile.filled == profile.cells.len()
            && order.is_none()
            && (about_customers || dates.first().is_none_or(|d| d.score < 0.5))
    });
    let cents = amount.and_then(|amount| cents(&table, amount, names));
    let columns = |candidates: &[Candidate]| candidates.iter().map(|c| c.column).collect();
    let rivals = vec![
        (Role::Customer, columns(&customers)),
        (Role::Date, columns(&dates)),
        (Role::Order, columns(&orders)),
        (Role::Amount, columns(&amounts)),
    ];
    Study {
        guesses,
        concepts,
        profiles,
        level,
        one_row_per_customer,
        contractual: headers.iter().any(|h| h.any(&[Atom::Tenure, Atom::Churn])),
        rivals,
        preset: None,
        cents,
    }
}

/// How likely the amounts are hundredths (0–1), or `None` where nothing speaks for it.
fn cents(table: &Table<'_, '_>, amount: usize, names: &[String]) -> Option<f64> {
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
    ];
    if said.iter().any(|word| name.contains(word)) {
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
