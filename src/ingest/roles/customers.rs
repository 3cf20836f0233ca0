//! Who bought: the hardest role, for an id that is new for each order looks just like a customer's.

use super::candidate::{Candidate, Table, ranked};
use super::concept::Concept;
use super::lines;
use super::moments::Moments;
use super::profile::Profile;
use super::states;
use super::words::Atom;
use crate::day::Day;
use crate::ingest::duplicates::Duplicates;
use crate::ingest::inspection::Kind;
use crate::ingest::status::answer;
use crate::math::texts::Texts;

/// Rows of a block on average that make it a batch rather than one customer's purchases.
const BATCH: usize = 5;
/// A header says at least so firmly that it is a name …
const LONE_NAME: f64 = 0.34;
/// … which is worth this where no other column may be the customer.
const LONE: f64 = 0.62;
/// Fewer people than this prove nothing.
const FEW: usize = 5;
/// … and so many are others than the one who stands in all rows.
const SOME: usize = 3;

/// 王*, 1**********: most values have stars in place of letters, and so many letters are left.
fn is_masked(profile: &Profile<'_>, left: impl Fn(usize) -> bool) -> bool {
    let masked = |text: &str| {
        let shown = text.chars().filter(|c| c.is_alphanumeric()).count();
        text.contains(['*', '＊']) && left(shown)
    };
    profile.values().filter(|text| masked(text)).count() * 10 >= profile.filled * 8
}

/// 王先生, 김님: most values are a last name and how one speaks to its bearer, as many others are called.
fn is_titled(profile: &Profile<'_>) -> bool {
    let titled = |text: &str| {
        let rest = ["先生", "女士", "小姐", "太太", "님", "様", "さん"]
            .iter()
            .find_map(|title| text.strip_suffix(title));
        rest.is_some_and(|name| (1..=2).contains(&name.trim().chars().count()))
    };
    profile.values().filter(|text| titled(text)).count() * 10 >= profile.filled.max(1) * 8
}

/// Anna Berg, 王小明: most values are more than one word, or written without blanks.
fn is_full(profile: &Profile<'_>) -> bool {
    let full = |text: &&str| text.contains(' ') || text.chars().any(|c| c as u32 >= 0x2E80);
    profile.values().filter(full).count() * 10 >= profile.filled * 8
}

/// Accounts of a ledger, in words that only bookkeepers use for them; parts of a text in scripts without blanks.
const LEDGER: &str = "receivable payable undeposited checking savings income revenue forderungen erlöse debitoren créances \
    deudores crediti należności дебиторская 应收 應收 主营业务 银行存款 銀行存款 库存现金 売掛金 普通預金 売上高 외상매출금";

/// Are most values accounts of a ledger?
fn is_of_ledger(profile: &Profile<'_>) -> bool {
    let is_account = |text: &&str| {
        let lower = text.to_lowercase();
        let mut words = LEDGER.split_whitespace();
        words.any(|word| lower.contains(word))
    };
    profile.values().filter(is_account).count() * 10 > profile.filled * 6
}

/// Pearson's r of the steps from row to row, of the rows that have both; 0 for fewer than thirty. What only grows in time with
/// the other does not go up and down with it.
fn steps_correlate(a: &Profile<'_>, b: &Profile<'_>) -> f64 {
    let steps = (1..a.cells.len()).map(|row| {
        let step = |profile: &Profile<'_>| profile.money(row) - profile.money(row - 1);
        (step(a), step(b))
    });
    let Moments { pairs, xx, yy, xy } = Moments::of(steps);
    if pairs < 30.0 || !(xx * yy > 0.0) {
        return 0.0;
    }
    xy / (xx * yy).sqrt()
}

/// Is the number zero in the rows without money, and in no others? Where nobody came, nothing was sold.
fn is_zero_with(numbers: &Profile<'_>, money: &Profile<'_>) -> bool {
    let mut zeros = 0;
    for (row, number) in numbers.cells.iter().enumerate() {
        let is_zero = *number == "0";
        if is_zero != (money.money(row) == 0.0) {
            return false;
        }
        zeros += usize::from(is_zero);
    }
    zeros >= FEW
}

impl Table<'_, '_> {
    /// Is the column the number of a batch (a settlement, a payout, a month's statement)? Its values stand in blocks, and
    /// each block has days of its own; customers buy among each other.
    fn is_batch(&self, profile: &Profile<'_>, date: usize) -> bool {
        if profile.distinct < 3 || profile.filled < profile.distinct * BATCH {
            return false;
        }
        let days = self.days(date);
        let mut blocks: Vec<(&str, Day, Day)> = Vec::new();
        for (id, day) in profile.cells.iter().zip(days) {
            let (false, Some(day)) = (id.is_empty(), day) else {
                continue;
            };
            match blocks.last_mut() {
                Some((last, from, to)) if last == id => {
                    (*from, *to) = (day.min(*from), day.max(*to))
                }
                _ => blocks.push((id, day, day)),
            }
            if blocks.len() > profile.distinct {
                return false;
            }
        }
        let apart = |pair: &[(&str, Day, Day)]| pair[0].2 <= pair[1].1;
        let upwards = blocks.windows(2).all(apart);
        blocks.reverse();
        blocks.len() >= 3 && (upwards || blocks.windows(2).all(apart))
    }

    /// Do many people share one id of this column, as all guests of a shop have the number 0 or the name 匿名? Their e-mails or
    /// their telephones tell, where every other id has one.
    fn has_guests(&self, column: usize) -> bool {
        let telling = self.columns().find(|(other, concept, _, p)| {
            let tells = p.emails || *concept == Concept::Phone && p.phones;
            *other != column && tells && p.filled_share() > 0.9
        });
        let Some((_, _, _, telling)) = telling else {
            return false;
        };
        let own = &self.profiles[column];
        let mut ids = lines::groups(own);
        // Or have none.
        let blank = (0..own.cells.len()).filter(|&row| own.cells[row].is_empty());
        let blank: Vec<usize> = blank.collect();
        if blank.len() * 20 > own.cells.len() {
            ids.push(blank);
        }
        let people = |rows: &Vec<usize>| {
            let different = Texts::of(rows.iter().map(|&row| telling.cells[row]));
            different.len()
        };
        let (mut most, mut all) = (0, 0);
        for people in ids.iter().map(people) {
            (most, all) = (most.max(people), all + people);
        }
        most >= FEW && ids.len() >= FEW && (all - most) * 10 <= (ids.len() - 1) * 11
    }

    /// Are there clearly fewer people, by their names, of which each id has one?
    fn has_fewer_names(&self, profile: &Profile<'_>) -> bool {
        let ids = lines::groups(profile);
        self.columns().any(|(_, concept, _, names)| {
            concept == Concept::CustomerName
                && names.distinct >= FEW
                && names.distinct * 5 < profile.distinct * 4
                && lines::constant(&ids, &names.cells) > Some(0.95)
        })
    }

    /// Does each of many named customers come to several of these few ids? Then they are those of the people who wrote the orders
    /// down; a firm has several people as well, but each of them belongs to it.
    fn is_of_staff(&self, profile: &Profile<'_>) -> bool {
        let ids = lines::groups(profile);
        self.columns().any(|(_, concept, _, names)| {
            let named = lines::groups(names);
            concept == Concept::CustomerName
                && names.distinct >= 2 * profile.distinct
                && named.len() >= SOME
                && lines::constant(&ids, &names.cells) < Some(0.2)
                && lines::constant(&named, &profile.cells) < Some(0.5)
        })
    }

    /// Does one value stand in most rows?
    fn giant<'a>(&self, profile: &Profile<'a>) -> Option<&'a str> {
        let groups = lines::groups(profile);
        let mut giants = groups.iter();
        let giant = giants.find(|rows| rows.len() * 10 > profile.filled * 7)?;
        Some(profile.cells[*giant.first()?])
    }

    /// Is there one value for each thing that was sold?
    fn is_of_thing(&self, profile: &Profile<'_>) -> bool {
        self.columns().any(|(_, concept, _, thing)| {
            if !matches!(concept, Concept::Product | Concept::Sku) || thing.distinct < FEW {
                return false;
            }
            let groups = lines::groups(thing);
            groups.len() >= FEW && lines::constant(&groups, &profile.cells) > Some(0.95)
        })
    }

    /// "Customers: 555", "Guests: 4": whole numbers that go up and down with the money, that are zero where it is, or that have
    /// two digits beside half as many again who are named count people; ids don't.
    fn is_count(&self, profile: &Profile<'_>) -> bool {
        if profile.kind != Kind::Integer {
            return false;
        }
        let small = profile.values().all(|number| number.len() <= 2);
        self.columns().any(|(_, concept, _, other)| match concept {
            Concept::OrderAmount | Concept::LineAmount | Concept::BareAmount => {
                profile.distinct >= 20
                    && (steps_correlate(profile, other) > 0.7 || is_zero_with(profile, other))
            }
            Concept::CustomerName | Concept::Email | Concept::Phone => {
                small && 2 * other.distinct >= 3 * profile.distinct
            }
            _ => false,
        })
    }

    /// Columns that may hold the customer, best first.
    pub(super) fn customers(&self, order: Option<usize>, date: Option<usize>) -> Vec<Candidate> {
        let rows = self.profiles.first().map_or(0, |p| p.cells.len());
        let groups = order.map(|order| lines::groups(&self.profiles[order]));
        let mut candidates: Vec<Candidate> = Vec::new();
        for (column, concept, prior, profile) in self.columns() {
            if Some(column) == order || Some(column) == date {
                continue;
            }
            // A spreadsheet has rounded the ids (1.38E+10): said in a note, but who bought all the same.
            let rounded = || {
                concept == Concept::CustomerId && profile.values().all(|v| v.contains(['E', 'e']))
            };
            let is_id = self.headers[column].has(Atom::Id);
            let understood = self.headers[column].is_understood();
            // "1000000017.1672531200": two numbers with a point between them are an id if the name says so.
            let written = concept == Concept::CustomerId && is_id;
            let decimal = profile.kind == Kind::Decimal && !profile.whole_floats && !rounded() && !written
                    // "+79161234567".
                    && !profile.phones;
            // "Member: t" tells whether somebody is one.
            if profile.kind == Kind::Date && concept != Concept::CustomerId
                || decimal && concept != Concept::Phone
                || states::answers(profile)
            {
                continue;
            }
            let few = profile.distinct * 20 < profile.filled;
            let rare = profile.distinct * 10 > profile.filled * 9;
            let mut score = match concept {
                Concept::CustomerId => prior,
                // A number is hardly the name of a company, and "Ease of business" none of its numbers.
                Concept::Company if profile.kind == Kind::Integer && !is_id => {
                    prior * if understood { 0.7 } else { 0.4 }
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
                Concept::BareId if self.has_lines_of_a_day(profile, date) => 0.3,
                // The number of what, if they are few, or hardly one stands twice? The page asks.
                Concept::BareId if !understood && (few || rare) => 0.55,
                Concept::BareId => 0.68,
                Concept::Unknown if profile.emails => 0.6,
                // "CASH", "CASH", "CASH", under no name.
                Concept::Unknown if profile.distinct == 1 && rows >= FEW && !self.has_header => {
                    continue;
                }
                Concept::Unknown if profile.filled > 0 && self.unnamed(column, 1.0).is_some() => {
                    self.unnamed(column, 0.62).unwrap_or(0.0)
                }
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
            if concept == Concept::CustomerId && !is_id && self.is_count(profile) {
                continue;
            }
            // "Buyer paid": yes or no.
            let answers = profile.distinct <= 2 && profile.values().all(|v| answer(v).is_some());
            if answers && profile.filled > 0 {
                score *= 0.3;
            }
            // A column that is called the customer's may number them as they came, each once: the page asks.
            if profile.running {
                let named =
                    concept == Concept::CustomerId && self.headers[column].has(Atom::Customer);
                score *= if named { 0.45 } else { 0.3 };
            }
            // The style or the size of what was sold is no one's number.
            if matches!(concept, Concept::BareId | Concept::Unknown) && self.is_of_thing(profile) {
                score *= 0.3;
            }
            // Without a name only the pattern speaks: many values, each of them now and then.
            if self.nameless(concept) && rows >= 50 && few {
                score *= 0.6;
            }
            // A bare number from one to three counts instalments or names who served.
            if concept == Concept::BareId && profile.distinct < FEW && rows > 20 {
                score *= 0.4;
            }
            if concept == Concept::Unknown && (profile.unique() || profile.kind == Kind::Mixed) {
                score *= 0.4;
            }
            if profile.kind == Kind::Integer && concept == Concept::Unknown && self.has_header {
                score *= 0.7;
            }
            // One value in all rows is rather the shop than the customer: its own address, its account, its only product.
            if profile.distinct == 1 && rows > 20 {
                score *= match concept {
                    Concept::CustomerId => 0.6,
                    Concept::Unknown if self.machine.contains(&true) => 0.4,
                    _ => 0.3,
                };
            }
            if profile.filled > 0 && is_masked(profile, |shown| shown <= 2) {
                score *= 0.4;
            } else if profile.filled > 0 && is_masked(profile, |_| true) {
                // 4111 11** **** 1234, 138****0013: two may look like one.
                score *= 0.85;
            }
            // One address in most rows, others in a few: the shop's own.
            if profile.emails && rows > 20 {
                let has = |own: &str| profile.values().any(|value| value == own);
                let mut mails = self.columns().filter(|c| c.3.emails);
                if self.giant(profile).is_some() {
                    score *= 0.4;
                } else if mails.any(|(.., other)| self.giant(other).is_some_and(has)) {
                    // It is the payer where something was given back.
                    score *= 0.85;
                }
            }
            // "账号" of a stay: the same people have several.
            let of_account =
                concept == Concept::CustomerId && !self.headers[column].has(Atom::Customer);
            if of_account && self.has_fewer_names(profile) {
                score *= 0.75;
            }
            if concept == Concept::CustomerId && self.is_of_staff(profile) {
                score *= 0.5;
            }
            // "Account" of a bookkeeping program: "Accounts Receivable", "Undeposited Funds".
            if of_account && is_of_ledger(profile) {
                score *= 0.3;
            }
            // A buyer may have one tax number for several of its people, or none.
            if concept == Concept::CustomerId && self.headers[column].has(Atom::Tax) {
                score *= 0.75;
            }
            if self.has_guests(column) {
                score *= 0.5;
            }
            if is_titled(profile) {
                score *= 0.75;
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
                score *= 0.85;
            }
            if date.is_some_and(|date| self.is_batch(profile, date)) {
                score *= if concept == Concept::CustomerId {
                    0.6
                } else {
                    0.3
                };
            }
            // An empty column is the customer's only if its name says so.
            let said = matches!(
                concept,
                Concept::CustomerId | Concept::CustomerName | Concept::Company | Concept::Email
            );
            if profile.filled == 0 {
                if !said {
                    continue;
                }
                // And then a filled one is better.
                score *= 0.6;
            }
            // A few numbers that stand again by a slip prove nothing against who names himself.
            if let Some(groups) = &groups
                && groups.len() >= 3
                && (groups.len() * 20 >= rows || self.nameless(concept))
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
        // Names of one column, and nobody else who may have bought; a bare "Name" is not that of a thing where things
        // have a column, or where nothing has pieces.
        let is_alone = candidates.iter().filter(|c| c.score >= LONE_NAME).count() == 1;
        let has_things = self.columns().any(|(_, concept, _, p)| {
            matches!(concept, Concept::Product | Concept::Sku) && p.distinct > 1
        });
        let has_pieces = self
            .columns()
            .any(|(_, concept, ..)| matches!(concept, Concept::Quantity | Concept::UnitPrice));
        // An id that never repeats is not the customer when another one does.
        let orders = |profile: &Profile<'_>| match order {
            Some(order) => {
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
            None => profile.filled,
        };
        let repeats = |candidate: &Candidate| {
            let profile = &self.profiles[candidate.column];
            let orders = orders(profile);
            orders >= 10 && profile.distinct * 100 < orders * 97
        };
        // A rival must itself look like an id: many different values, each seldom. And it must be said of somebody, if it
        // shall stand before what is called the customer's id: a branch has a number as well.
        let is_said = |column: usize| {
            !matches!(
                self.concepts[column].0,
                Concept::BareId | Concept::BareName | Concept::Unknown
            )
        };
        let some_repeat = |never: usize| {
            let is_named = self.concepts[never].0 == Concept::CustomerId
                && self.headers[never].has(Atom::Customer);
            candidates.iter().any(|c| {
                let profile = &self.profiles[c.column];
                let is_id = profile.distinct >= 20.min(1 + profile.filled / 4);
                c.score >= 0.5 && repeats(c) && is_id && (!is_named || is_said(c.column))
            })
        };
        let some_repeat: Vec<usize> = candidates
            .iter()
            .map(|c| c.column)
            .filter(|&column| some_repeat(column))
            .collect();
        let known =
            |c: &Candidate| c.score >= 0.3 && repeats(c) && self.profiles[c.column].distinct >= FEW;
        let most_known = candidates.iter().filter(|c| known(c));
        let most_known = most_known.map(|c| self.profiles[c.column].distinct).max();
        let some_filled = candidates
            .iter()
            .any(|c| self.profiles[c.column].filled > 0);
        let several = |c: &Candidate| c.score >= 0.4 && self.profiles[c.column].distinct >= SOME;
        let are_several = candidates.iter().any(several);
        let all_have = candidates
            .iter()
            .any(|c| c.score >= LONE && self.profiles[c.column].filled_share() > 0.95);
        for candidate in &mut candidates {
            let profile = &self.profiles[candidate.column];
            // A tenant of the software, the shop's own address: the same in every row, where others differ.
            if are_several && profile.distinct == 1 && profile.filled >= FEW && rows <= 20 {
                candidate.score *= 0.4;
            }
            // Most have none, where everybody has another id: a tax number, that of a company.
            if profile.filled > 0 && profile.filled * 3 < rows * 2 && all_have {
                candidate.score *= 0.6;
            }
            // Nobody stands in an empty column: a doubtful one is better, and asked about.
            if profile.filled == 0 && some_filled {
                candidate.score *= 0.6;
            }
            // The account that is booked on or of the cashier, where the customers have a column of their own.
            let one_of = |few: usize| most_known.is_some_and(|most| most >= few * profile.distinct);
            if rows > 20
                && profile.distinct < FEW
                && one_of(if profile.distinct == 1 { 1 } else { 10 })
            {
                candidate.score *= 0.4;
            }
            let never = profile.filled >= 20 && profile.distinct >= orders(profile);
            if never && some_repeat.contains(&candidate.column) {
                candidate.score *= 0.5;
            } else if never {
                // A hundred orders and nobody came back: rather a new id for each order.
                let orders = orders(profile);
                candidate.score *= if order.is_some() && orders >= 100 && !profile.emails {
                    0.6
                } else {
                    0.8
                };
                candidate.why = "name_customer_never_repeats";
            } else if repeats(candidate) {
                candidate.score = (candidate.score * 1.02).min(0.99);
                let (concept, prior) = self.concepts[candidate.column];
                let is_name = match concept {
                    Concept::PersonName => true,
                    // A plate, the name of an account.
                    Concept::CustomerId => self.headers[candidate.column].has(Atom::Login),
                    Concept::BareName => {
                        (has_things || !has_pieces && is_full(profile))
                            && !self.is_of_thing(profile)
                    }
                    _ => false,
                };
                if is_alone && is_name && candidate.score >= prior.max(LONE_NAME) {
                    candidate.score = candidate.score.max(LONE);
                }
                if candidate.why == "name_customer" {
                    candidate.why = "name_customer_repeats";
                }
            }
        }
        ranked(candidates)
    }
}
