//! Who bought: the hardest role, for an id that is new for each order looks just like a customer's.
//!
//! Each column gets what its name is worth, less for each doubt that its values raise; then the columns are compared, for much is
//! told only by what others hold.

use super::candidate::{Candidate, Table, ranked};
use super::concept::Concept;
use super::lines;
use super::nobody::{FEW, SOME, is_full, is_masked, is_of_ledger, is_titled};
use super::profile::Profile;
use super::states;
use super::words::Atom;
use crate::ingest::duplicates::Duplicates;
use crate::ingest::inspection::Kind;
use crate::ingest::status::answer;

/// A header says at least so firmly that it is a name …
const LONE_NAME: f64 = 0.34;
/// … which is worth this where no other column may be the customer.
const LONE: f64 = 0.62;

/// The rows of the table.
struct Rows {
    count: usize,
    date: Option<usize>,
    order: Option<usize>,
    /// Those of each order that has several.
    of_orders: Option<Vec<Vec<usize>>>,
}

/// A column that is tried: its place, what its name says and how firmly, and what stands in it.
type Tried<'p, 'a> = (usize, Concept, f64, &'p Profile<'a>);

impl Table<'_, '_> {
    /// Columns that may hold the customer, best first.
    pub(super) fn customers(&self, order: Option<usize>, date: Option<usize>) -> Vec<Candidate> {
        let rows = Rows {
            count: self.profiles.first().map_or(0, |p| p.cells.len()),
            date,
            order,
            of_orders: order.map(|order| lines::groups(&self.profiles[order])),
        };
        let mut candidates: Vec<Candidate> = self
            .columns()
            .filter(|(column, ..)| ![order, date].contains(&Some(*column)))
            .filter_map(|tried| self.customer(tried, &rows))
            .collect();
        self.compare(&mut candidates, &rows);
        ranked(candidates)
    }

    /// What a column is worth by itself; `None` where it names nobody.
    fn customer(&self, tried: Tried<'_, '_>, rows: &Rows) -> Option<Candidate> {
        let (column, concept, _, profile) = tried;
        let is_counted = || {
            let is_id = self.headers[column].has(Atom::Id);
            concept == Concept::CustomerId && !is_id && self.is_count(profile)
        };
        // An empty column is the customer's only if its name says so.
        let said = matches!(
            concept,
            Concept::CustomerId | Concept::CustomerName | Concept::Company | Concept::Email
        );
        if !self.may_name(tried) || profile.filled == 0 && !said || is_counted() {
            return None;
        }
        let mut score = self.by_name(tried, rows)?;
        let mut why = match concept {
            Concept::Email => "name_email",
            _ if self.nameless(concept) => "content_repeats",
            _ => "name_customer",
        };
        score *= self.numbers_things(tried, rows)
            * self.is_shops(tried, rows)
            * self.is_shared(tried)
            * self.is_another(tried, rows);
        // A filled one is better.
        if profile.filled == 0 {
            score *= 0.6;
        }
        // A few numbers that stand again by a slip prove nothing against who names himself.
        if let Some(orders) = &rows.of_orders
            && orders.len() >= 3
            && (orders.len() * 20 >= rows.count || self.nameless(concept))
            && let Some(constant) = lines::constant(orders, &profile.cells)
        {
            if constant < 0.8 {
                // Differs between the lines of one order: a thing, not the buyer.
                score *= 0.4;
            } else if why == "name_customer" && constant > 0.98 {
                why = "name_customer_one_per_order";
            }
        }
        score *= 0.85 + 0.15 * profile.filled_share().max(0.3);
        Some(Candidate { column, score, why })
    }

    /// May these values name somebody? Days, broken numbers and answers don't.
    fn may_name(&self, (column, concept, _, profile): Tried<'_, '_>) -> bool {
        let is_said = concept == Concept::CustomerId;
        // A spreadsheet has rounded the ids (1.38E+10): said in a note, but who bought all the same.
        let rounded = || is_said && profile.values().all(|v| v.contains(['E', 'e']));
        // "1000000017.1672531200": two numbers with a point between them are an id if the name says so.
        let written = is_said && self.headers[column].has(Atom::Id);
        let decimal = profile.kind == Kind::Decimal
            && !profile.whole_floats
            && !rounded()
            && !written
            // "+79161234567".
            && !profile.phones;
        !(profile.kind == Kind::Date && !is_said
            || decimal && concept != Concept::Phone
            // "Member: t" tells whether somebody is one.
            || states::answers(profile))
    }

    /// What the name is worth, for values of this kind.
    fn by_name(&self, tried: Tried<'_, '_>, rows: &Rows) -> Option<f64> {
        let (column, concept, prior, profile) = tried;
        let name = &self.headers[column];
        let few = profile.distinct * 20 < profile.filled;
        let rare = profile.distinct * 10 > profile.filled * 9;
        Some(match concept {
            Concept::CustomerId => prior,
            // A number is hardly the name of a company, and "Ease of business" none of its numbers.
            Concept::Company if profile.kind == Kind::Integer && !name.has(Atom::Id) => {
                prior * if name.is_understood() { 0.7 } else { 0.4 }
            }
            Concept::CustomerName | Concept::Company => prior,
            Concept::Email if profile.filled == 0 || profile.emails => prior * 0.8,
            // Of two, that of the one who only receives it is second best.
            Concept::Phone if profile.filled == 0 || profile.phones => {
                let receives = |column: usize| self.headers[column].has(Atom::Recipient);
                let other = self
                    .columns()
                    .any(|(other, concept, ..)| concept == Concept::Phone && !receives(other));
                prior * if receives(column) && other { 0.6 } else { 0.68 }
            }
            Concept::Recipient | Concept::PersonName | Concept::BareName => prior,
            Concept::BareId if profile.unique() && profile.filled > 2 => prior * 0.7,
            // The number of a receipt.
            Concept::BareId if self.has_lines_of_a_day(profile, rows.date) => 0.3,
            // The number of what, if they are few, or hardly one stands twice? The page asks.
            Concept::BareId if !name.is_understood() && (few || rare) => 0.55,
            Concept::BareId => 0.68,
            Concept::Unknown if profile.emails => 0.6,
            // "CASH", "CASH", "CASH", under no name.
            Concept::Unknown if profile.distinct == 1 && rows.count >= FEW && !self.has_header => {
                return None;
            }
            Concept::Unknown if profile.filled > 0 && self.unnamed(column, 1.0).is_some() => {
                self.unnamed(column, 0.62).unwrap_or(0.0)
            }
            Concept::Unknown if profile.distinct >= 5 && !profile.unique() => 0.3 + 0.1 * prior,
            _ => return None,
        })
    }

    /// Less than 1 where the values rather answer a question, or number rows, things or those who served.
    fn numbers_things(&self, tried: Tried<'_, '_>, rows: &Rows) -> f64 {
        let (column, concept, _, profile) = tried;
        let mut worth = 1.0;
        // "Buyer paid": yes or no.
        let answers = profile.distinct <= 2 && profile.values().all(|v| answer(v).is_some());
        if answers && profile.filled > 0 {
            worth *= 0.3;
        }
        // A column that is called the customer's may number them as they came, each once: the page asks.
        if profile.running {
            let named = concept == Concept::CustomerId && self.headers[column].has(Atom::Customer);
            worth *= if named { 0.45 } else { 0.3 };
        }
        // The style or the size of what was sold is no one's number.
        if matches!(concept, Concept::BareId | Concept::Unknown) && self.is_of_thing(profile) {
            worth *= 0.3;
        }
        // Without a name only the pattern speaks: many values, each of them now and then.
        if self.nameless(concept) && rows.count >= 50 && profile.distinct * 20 < profile.filled {
            worth *= 0.6;
        }
        // A bare number from one to three counts instalments or names who served.
        if concept == Concept::BareId && profile.distinct < FEW && rows.count > 20 {
            worth *= 0.4;
        }
        if concept == Concept::Unknown && (profile.unique() || profile.kind == Kind::Mixed) {
            worth *= 0.4;
        }
        if profile.kind == Kind::Integer && concept == Concept::Unknown && self.has_header {
            worth *= 0.7;
        }
        worth
    }

    /// Less than 1 where it is rather the shop's own: its address, its account, the accounts of its books.
    fn is_shops(&self, tried: Tried<'_, '_>, rows: &Rows) -> f64 {
        let (column, concept, _, profile) = tried;
        let mut worth = 1.0;
        // One value in all rows is rather the shop than the customer: its own address, its account, its only product.
        if profile.distinct == 1 && rows.count > 20 {
            worth *= match concept {
                Concept::CustomerId => 0.6,
                Concept::Unknown if self.machine.contains(&true) => 0.4,
                _ => 0.3,
            };
        }
        // One address in most rows, others in a few: the shop's own.
        if profile.emails && rows.count > 20 {
            let has = |own: &str| profile.values().any(|value| value == own);
            let mut mails = self.columns().filter(|c| c.3.emails);
            if self.giant(profile).is_some() {
                worth *= 0.4;
            } else if mails.any(|(.., other)| self.giant(other).is_some_and(has)) {
                // It is the payer where something was given back.
                worth *= 0.85;
            }
        }
        if concept == Concept::CustomerId
            && self.headers[column].has(Atom::Login)
            && self.is_of_staff(profile)
        {
            worth *= 0.5;
        }
        // "Account" of a bookkeeping program: "Accounts Receivable", "Undeposited Funds".
        let is_account = !self.headers[column].has(Atom::Customer);
        if concept == Concept::CustomerId && is_account && is_of_ledger(profile) {
            worth *= 0.3;
        }
        worth
    }

    /// Less than 1 where one value may stand for several people.
    fn is_shared(&self, (column, _, prior, profile): Tried<'_, '_>) -> f64 {
        let mut worth = 1.0;
        if profile.filled > 0 && is_masked(profile, |shown| shown <= 2) {
            worth *= 0.4;
        } else if profile.filled > 0 && is_masked(profile, |_| true) {
            // 4111 11** **** 1234, 138****0013: two may look like one.
            worth *= 0.85;
        }
        if self.has_guests(column) {
            worth *= 0.5;
        }
        if is_titled(profile) {
            worth *= 0.75;
        }
        // More e-mail addresses or telephones than names: a name is several people's, or only the last name.
        if !profile.emails
            && prior <= 0.7
            && self.columns().any(|(_, concept, _, other)| {
                (other.emails || concept == Concept::Phone && other.phones)
                    && other.filled_share() > 0.9
                    && other.distinct > profile.distinct
            })
        {
            worth *= 0.85;
        }
        worth
    }

    /// Less than 1 where one person may have several of these, or they number something else of theirs.
    fn is_another(&self, tried: Tried<'_, '_>, rows: &Rows) -> f64 {
        let (column, concept, _, profile) = tried;
        let (is_said, name) = (concept == Concept::CustomerId, &self.headers[column]);
        let mut worth = 1.0;
        // "账号" of a stay: the same people have several.
        if is_said && !name.has(Atom::Customer) && self.has_fewer_names(profile) {
            worth *= 0.75;
        }
        // A buyer may have one tax number for several of its people, or none.
        if is_said && name.has(Atom::Tax) {
            worth *= 0.75;
        }
        if rows.date.is_some_and(|date| self.is_batch(profile, date)) {
            worth *= if is_said { 0.6 } else { 0.3 };
        }
        worth
    }

    /// How many orders name somebody in this column.
    fn orders_of(&self, profile: &Profile<'_>, order: Option<usize>) -> usize {
        let Some(order) = order else {
            return profile.filled;
        };
        let (mut seen, mut pair) = (Duplicates::default(), Vec::new());
        let rows = profile.cells.iter().zip(&self.profiles[order].cells);
        let new = rows.filter(|(customer, order)| {
            pair.clear();
            for text in [customer, order] {
                pair.extend_from_slice(text.as_bytes());
                pair.push(0);
            }
            !customer.is_empty() && !seen.is_repeated(&pair)
        });
        new.count()
    }

    /// Weighs the candidates against each other: an id that never repeats is not the customer when another one does.
    fn compare(&self, candidates: &mut [Candidate], rows: &Rows) {
        let profile = |candidate: &Candidate| &self.profiles[candidate.column];
        let orders: Vec<usize> = candidates
            .iter()
            .map(|candidate| self.orders_of(profile(candidate), rows.order))
            .collect();
        let repeats: Vec<bool> = candidates
            .iter()
            .zip(&orders)
            .map(|(c, &orders)| orders >= 10 && profile(c).distinct * 100 < orders * 97)
            .collect();
        let outdone: Vec<bool> = candidates
            .iter()
            .map(|never| self.is_outdone(never.column, candidates, &repeats))
            .collect();
        let known = candidates
            .iter()
            .zip(&repeats)
            .filter(|(c, repeats)| **repeats && c.score >= 0.3 && profile(c).distinct >= FEW);
        let most_known = known.map(|(c, _)| profile(c).distinct).max();
        let any = |is: &dyn Fn(&Candidate) -> bool| candidates.iter().any(is);
        let some_filled = any(&|c| profile(c).filled > 0);
        let are_several = any(&|c| c.score >= 0.4 && profile(c).distinct >= SOME);
        let all_have = any(&|c| c.score >= LONE && profile(c).filled_share() > 0.95);
        let is_alone = candidates.iter().filter(|c| c.score >= LONE_NAME).count() == 1;
        for (at, candidate) in candidates.iter_mut().enumerate() {
            let (profile, orders) = (&self.profiles[candidate.column], orders[at]);
            // A tenant of the software, the shop's own address: the same in every row, where others differ.
            if are_several && profile.distinct == 1 && profile.filled >= FEW && rows.count <= 20 {
                candidate.score *= 0.4;
            }
            // Most have none, where everybody has another id: a tax number, that of a company.
            if profile.filled > 0 && profile.filled * 3 < rows.count * 2 && all_have {
                candidate.score *= 0.6;
            }
            // Nobody stands in an empty column: a doubtful one is better, and asked about.
            if profile.filled == 0 && some_filled {
                candidate.score *= 0.6;
            }
            // The account that is booked on or of the cashier, where the customers have a column of their own.
            let one_of = |few: usize| most_known.is_some_and(|most| most >= few * profile.distinct);
            if rows.count > 20
                && profile.distinct < FEW
                && one_of(if profile.distinct == 1 { 1 } else { 10 })
            {
                candidate.score *= 0.4;
            }
            let never = profile.filled >= 20 && profile.distinct >= orders;
            if never && outdone[at] {
                candidate.score *= 0.5;
            } else if never {
                // A hundred orders and nobody came back: rather a new id for each order.
                candidate.score *= if rows.order.is_some() && orders >= 100 && !profile.emails {
                    0.6
                } else {
                    0.8
                };
                candidate.why = "name_customer_never_repeats";
            } else if repeats[at] {
                candidate.score = (candidate.score * 1.02).min(0.99);
                let prior = self.concepts[candidate.column].1;
                let is_sure = candidate.score >= prior.max(LONE_NAME);
                if is_alone && is_sure && self.is_name(candidate.column) {
                    candidate.score = candidate.score.max(LONE);
                }
                if candidate.why == "name_customer" {
                    candidate.why = "name_customer_repeats";
                }
            }
        }
    }

    /// Does another column repeat, if this one never does? A rival must itself look like an id: many different values, each
    /// seldom. And it must be said of somebody, if it shall stand before what is called the customer's id: a branch has a number
    /// as well.
    fn is_outdone(&self, never: usize, candidates: &[Candidate], repeats: &[bool]) -> bool {
        let is_named = self.concepts[never].0 == Concept::CustomerId
            && self.headers[never].has(Atom::Customer);
        let is_said = |column: usize| {
            !matches!(
                self.concepts[column].0,
                Concept::BareId | Concept::BareName | Concept::Unknown
            )
        };
        candidates.iter().zip(repeats).any(|(rival, &repeats)| {
            let profile = &self.profiles[rival.column];
            let is_id = profile.distinct >= 20.min(1 + profile.filled / 4);
            rival.score >= 0.5 && repeats && is_id && (!is_named || is_said(rival.column))
        })
    }

    /// Is it the name of somebody, where nobody else may have bought? A bare "Name" is not that of a thing where things have a
    /// column, or where nothing has pieces.
    fn is_name(&self, column: usize) -> bool {
        let has = |wanted: &[Concept], least: usize| {
            self.columns()
                .any(|(_, concept, _, p)| wanted.contains(&concept) && p.distinct >= least)
        };
        match self.concepts[column].0 {
            Concept::PersonName => true,
            // A plate, the name of an account.
            Concept::CustomerId => self.headers[column].has(Atom::Login),
            Concept::BareName => {
                let profile = &self.profiles[column];
                let has_things = has(&[Concept::Product, Concept::Sku], 2);
                let has_pieces = has(&[Concept::Quantity, Concept::UnitPrice], 0);
                (has_things || !has_pieces && is_full(profile)) && !self.is_of_thing(profile)
            }
            _ => false,
        }
    }
}
