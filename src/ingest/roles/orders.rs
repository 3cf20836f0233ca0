//! What numbers the purchases: by its name, or by having one day and one customer for each value.

use super::candidate::{Candidate, Table, ranked};
use super::concept::Concept;
use super::lines;
use super::profile::Profile;
use super::words::Atom;
use crate::day::Day;
use crate::ingest::inspection::Kind;

/// Fewer customers, or fewer purchases of several rows, prove nothing.
const FEW: usize = 5;

/// Is it the number of a person or a firm as Brazil writes it, with its marks: 111.222.333-44, 11.222.333/0001-44?
fn is_taxpayer(text: &str) -> bool {
    let form = |c: char| if c.is_ascii_digit() { '0' } else { c };
    let form: String = text.chars().map(form).collect();
    matches!(&*form, "000.000.000-00" | "00.000.000/0000-00")
}

/// Two numbers of the order that are called so alike.
const ALIKE: f64 = 0.12;

impl Table<'_, '_> {
    /// Columns that may hold the number of the order, best first.
    pub(super) fn orders(&self, date: Option<usize>) -> Vec<Candidate> {
        let rows = self.profiles.first().map_or(0, |p| p.cells.len());
        let score = |(column, concept, prior, profile): (usize, Concept, f64, &Profile<'_>)| {
            let hashed =
                profile.filled > 0 && profile.values().all(|v| v.starts_with('#') && v.len() > 1);
            let mut score = match concept {
                Concept::OrderId => prior,
                Concept::DealId => prior,
                Concept::BareName if hashed => 0.85,
                Concept::BareId if profile.unique() && profile.filled * 2 > rows => 0.6,
                Concept::BareId if self.has_lines_of_a_day(profile, date) => 0.62,
                // "hotel_id", where the day stands in another table: nothing tells that it numbers purchases.
                Concept::BareId if date.is_none() && !self.headers[column].is_understood() => {
                    return None;
                }
                Concept::BareId => 0.4,
                Concept::Unknown if profile.unique() => self.unnamed(column, 0.6)?,
                Concept::Unknown
                | Concept::Campaign
                | Concept::Sku
                | Concept::Category
                | Concept::Segment
                | Concept::OtherMoney
                | Concept::Other
                    if self.is_one_purchase(profile, date?) =>
                {
                    0.5
                }
                _ => return None,
            };
            let mut why = if self.has_header {
                "name_order"
            } else {
                "content_unique"
            };
            // The number of an order may look like a date: 150301, 20240105-100201.
            let number = concept == Concept::OrderId
                && (profile.integers || self.headers[column].has(Atom::Id));
            if profile.kind == Kind::Empty
                || profile.kind == Kind::Date && !number
                || (profile.kind == Kind::Decimal && !profile.whole_floats)
            {
                return None;
            }
            // The number under which somebody is known to the state: 111.222.333-44.
            if profile.filled > 0 && profile.values().all(is_taxpayer) {
                return None;
            }
            // Few have one: the number that another shop gave them.
            if profile.filled * 2 < rows {
                score *= 0.8;
            }
            let groups = lines::groups(profile);
            let one_day = date.and_then(|date| lines::constant(&groups, &self.days(date)));
            // "Gift order: yes": hundreds of rows of many days are no order.
            let few = profile.distinct * 50 < profile.filled
                || profile.distinct < FEW && profile.filled > 4 * FEW;
            let numbers_nothing = few && !(one_day > Some(0.9));
            if profile.distinct == 1 && rows > 5 || numbers_nothing {
                score *= 0.3;
            }
            // "1x sourdough loaf": what was ordered.
            let is_text = |value: &&str| value.split(' ').count() > 2;
            let texts = profile.values().filter(is_text).count();
            if texts * 2 > profile.filled && !self.headers[column].has(Atom::Id) {
                score *= 0.3;
            }
            // The lines of an order have one date; the rows of a customer have many.
            if let Some(one_day) = one_day.filter(|_| groups.len() >= 3) {
                // A few that stand again on a later day were paid back then.
                let again =
                    concept == Concept::OrderId && profile.distinct * 5 >= profile.filled * 4;
                if one_day < 0.5 && !again {
                    score *= 0.25;
                } else if self.has_header && one_day > 0.9 {
                    why = "name_order_one_date";
                }
            }
            Some(Candidate { column, score, why })
        };
        let mut candidates = ranked(self.columns().filter_map(score).collect());
        // The number of a line beside that of its order: "Transaction ID" and "Order ID".
        if let [best, ..] = candidates.as_slice()
            && self.profiles[best.column].unique()
            && let Some(date) = date
            && let Some(at) = candidates.iter().position(|other| {
                // Who comes with the buyer may differ.
                best.score - other.score < ALIKE
                    && self.people(&self.profiles[other.column], date).0 > 0
            })
        {
            candidates[..=at].rotate_right(1);
        }
        candidates
    }

    /// Do the rows of each value have one day? A customer's have several.
    pub(super) fn has_lines_of_a_day(&self, profile: &Profile<'_>, date: Option<usize>) -> bool {
        let groups = lines::groups(profile);
        let days = date.map(|date| self.days(date));
        groups.len() >= FEW && days.is_some_and(|days| lines::constant(&groups, &days) > Some(0.95))
    }

    /// Do the rows of each value have one date and one customer? Then it numbers the purchases, whatever it is called: visits,
    /// jobs, contracts.
    fn is_one_purchase(&self, profile: &Profile<'_>, date: usize) -> bool {
        let (one, several) = self.people(profile, date);
        one > 0 && several == 0
    }

    /// How many columns of people have one for each value, and how many have several, if the rows of each value have one date.
    fn people(&self, profile: &Profile<'_>, date: usize) -> (usize, usize) {
        let groups = lines::groups(profile);
        let days = self.days(date);
        if groups.len() < FEW
            || profile.filled < profile.cells.len()
            || lines::constant(&groups, &days) < Some(0.95)
        {
            return (0, 0);
        }
        let (mut people, mut several) = (0, 0);
        for (_, concept, _, other) in self.columns() {
            let is_person = matches!(
                concept,
                Concept::CustomerId
                    | Concept::CustomerName
                    | Concept::Company
                    | Concept::Email
                    | Concept::PersonName
            );
            if is_person && other.distinct >= FEW {
                if lines::constant(&groups, &other.cells) < Some(0.95) {
                    several += 1;
                } else {
                    people += 1;
                }
            } else if !self.has_header && self.is_behind(&groups, profile, other, &days) {
                people += 1;
            }
        }
        (people, several)
    }

    /// Without names: is `other` one for all rows of each group, and comes back in other groups on other days?
    fn is_behind(
        &self,
        groups: &[Vec<usize>],
        profile: &Profile<'_>,
        other: &Profile<'_>,
        days: &[Option<Day>],
    ) -> bool {
        matches!(other.kind, Kind::Integer | Kind::Text)
            && other.distinct >= FEW
            && other.distinct * 20 < profile.distinct * 19
            && lines::constant(groups, &other.cells) >= Some(0.98)
            && lines::constant(&lines::groups(other), days) < Some(0.5)
    }
}
