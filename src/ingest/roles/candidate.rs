//! Columns that may have a role, each with a score from the prior of its name and the evidence of its contents.

use super::concept::Concept;
use super::header::Header;
use super::lines;
use super::profile::Profile;
use super::words::Atom;
use crate::day::Day;
use crate::ingest::dates::DateReader;
use crate::ingest::inspection::Kind;
use crate::ingest::plan::Serials;
use crate::math::few::sort_few;

/// Below this a column is not even asked about.
const LEAST: f64 = 0.25;

/// A column that may have a role.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) column: usize,
    pub(super) score: f64,
    pub(super) why: &'static str,
}

/// Best first; equal scores keep the order of the columns.
pub(super) fn ranked(mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    candidates.retain(|candidate| candidate.score >= LEAST);
    sort_few(&mut candidates, |a, b| a.score > b.score);
    candidates
}

/// A table's columns: what their names say and what stands in them.
pub(super) struct Table<'t, 'a> {
    pub(super) headers: &'t [Header],
    pub(super) concepts: &'t [(Concept, f64)],
    pub(super) profiles: &'t [Profile<'a>],
    pub(super) has_header: bool,
    /// Columns under a name that a program made up (`_widget_1700000000000`): they say as little as no header.
    pub(super) machine: Vec<bool>,
}

/// Worth of the only column of dates, whatever else its name says.
const ONLY_DATES: f64 = 0.65;
/// So many different amounts are money and no rate.
const FEW_SUMS: usize = 10;
/// Fewer customers, or fewer purchases of several rows, prove nothing.
const FEW: usize = 5;

impl Table<'_, '_> {
    pub(super) fn columns(&self) -> impl Iterator<Item = (usize, Concept, f64, &Profile<'_>)> {
        self.concepts
            .iter()
            .zip(self.profiles)
            .enumerate()
            .map(|(column, (&(concept, prior), profile))| (column, concept, prior, profile))
    }

    /// A name that says nothing: no header at all, or words of a language we don't know.
    pub(super) fn nameless(&self, concept: Concept) -> bool {
        !self.has_header || concept == Concept::Unknown
    }

    /// Worth of a fitting column without a name; less where other columns have one, so that the page asks.
    pub(super) fn unnamed(&self, column: usize, alone: f64) -> Option<f64> {
        if !self.has_header {
            Some(alone)
        } else if self.machine[column] {
            Some(alone.min(0.58))
        } else {
            None
        }
    }

    pub(super) fn dates(&self) -> Vec<Candidate> {
        let deals = self
            .concepts
            .iter()
            .any(|(concept, _)| matches!(concept, Concept::Stage | Concept::DealId));
        let dates = self.profiles.iter().filter(|p| p.kind == Kind::Date);
        let only_dates = dates.count() == 1;
        let whole = |p: &Profile<'_>| p.kind == Kind::Date && p.filled_share() > 0.98;
        let some_whole = self.profiles.iter().any(whole);
        let score = |(column, concept, prior, profile): (usize, Concept, f64, &Profile<'_>)| {
            let base = match concept {
                // Where there is no other, words beside it that we don't know are no matter.
                Concept::OrderDate
                | Concept::PaidDate
                | Concept::BareDate
                | Concept::CreatedDate
                    if only_dates && profile.kind == Kind::Date =>
                {
                    prior.max(ONLY_DATES)
                }
                Concept::OrderDate
                | Concept::PaidDate
                | Concept::BareDate
                | Concept::CreatedDate => prior,
                // A deal is a purchase on the day it is closed.
                Concept::CloseDate if deals => 0.97,
                Concept::CloseDate => prior,
                // "Period" of whole days, as ledgers name the time of a booking.
                Concept::OtherDate
                    if self.headers[column].only(&[Atom::Period]) && profile.kind == Kind::Date =>
                {
                    prior
                }
                // The day the goods left, where no other is known.
                Concept::OtherDate
                    if only_dates && self.headers[column].any(&[Atom::Ship, Atom::Deliver]) =>
                {
                    prior * 0.85
                }
                Concept::OtherDate => prior * 0.45,
                Concept::SignupDate => prior * 0.3,
                // Dates under a name that says nothing, and no others.
                Concept::Unknown if profile.kind == Kind::Date && only_dates => {
                    self.unnamed(column, 0.75).unwrap_or(ONLY_DATES)
                }
                // A column of dates under a name that says nothing.
                Concept::Unknown | Concept::Other | Concept::Campaign
                    if profile.kind == Kind::Date =>
                {
                    self.unnamed(column, 0.75).unwrap_or(0.5)
                }
                // "Purchased", "Sale": full of days, and no other day anywhere.
                _ if profile.kind == Kind::Date
                    && only_dates
                    && !self.headers[column].has(Atom::Id) =>
                {
                    0.5
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
            // Where another column has a day for all rows, one with gaps is asked about: many rows hang on it.
            let gaps = some_whole && profile.filled_share() < 0.9 && !deals;
            let filled = (0.7 + 0.3 * profile.filled_share()) * if gaps { 0.7 } else { 1.0 };
            // One day in all rows is the day of the export; beside the dates of a form, its time of entry is second best.
            let one_day = profile.distinct == 1 && profile.filled > 20;
            let entered = concept == Concept::CreatedDate && self.machine.contains(&true);
            let telling = if one_day { 0.5 } else { 1.0 } * if entered { 0.6 } else { 1.0 };
            Some(Candidate {
                column,
                score: base * content * filled * telling,
                why: if self.nameless(concept) {
                    "content_dates"
                } else {
                    "name_and_dates"
                },
            })
        };
        ranked(self.columns().filter_map(score).collect())
    }

    pub(super) fn orders(&self, date: Option<usize>) -> Vec<Candidate> {
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
            // "Gift order: yes": hundreds of rows are no order.
            let numbers_nothing = profile.distinct * 50 < profile.filled;
            if profile.distinct == 1 && rows > 5 || numbers_nothing {
                score *= 0.3;
            }
            let groups = lines::groups(profile);
            if let Some(date) = date {
                // The lines of an order have one date; the rows of a customer have many.
                if groups.len() >= 3
                    && let Some(constant) = lines::constant(&groups, &self.days(date))
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

    /// Do the rows of each value have one date and one customer? Then it numbers the purchases, whatever it is called: visits,
    /// jobs, contracts.
    fn is_one_purchase(&self, profile: &Profile<'_>, date: usize) -> bool {
        let groups = lines::groups(profile);
        let days = self.days(date);
        if groups.len() < FEW
            || profile.filled < profile.cells.len()
            || lines::constant(&groups, &days) < Some(0.95)
        {
            return false;
        }
        let mut people = 0;
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
                people += 1;
                if lines::constant(&groups, &other.cells) < Some(0.95) {
                    return false;
                }
            } else if !self.has_header && self.is_behind(&groups, profile, other, &days) {
                people += 1;
            }
        }
        people > 0
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

    /// The days of a date column, however each of them is written; `None` where there is none to be read.
    pub(super) fn days(&self, column: usize) -> Vec<Option<Day>> {
        let profile = &self.profiles[column];
        let reader = profile.date.map(|date| {
            let serials = if date.serials > 0 {
                Serials::From1900
            } else {
                Serials::None
            };
            DateReader::new(date.order).with_serials(serials)
        });
        let day = |text: &&str| reader.as_ref()?.day(text.as_bytes());
        profile.cells.iter().map(day).collect()
    }

    pub(super) fn amounts(&self, taken: &[Option<usize>]) -> Vec<Candidate> {
        let is_money =
            |p: &Profile<'_>| matches!(p.kind, Kind::Decimal | Kind::Mixed) && p.distinct > 1;
        use Concept::{BareAmount, LineAmount, OrderAmount, PaidAmount};
        let is_sum =
            |concept| matches!(concept, PaidAmount | OrderAmount | LineAmount | BareAmount);
        let cents = self
            .columns()
            .any(|(_, concept, _, p)| is_sum(concept) && p.kind == Kind::Decimal);
        let only_sum = self.columns().filter(|(.., p)| is_money(p)).count() == 1;
        let score = |(column, concept, prior, profile): (usize, Concept, f64, &Profile<'_>)| {
            if taken.contains(&Some(column)) {
                return None;
            }
            let base =
                match concept {
                    Concept::PaidAmount
                    | Concept::OrderAmount
                    | Concept::LineAmount
                    | Concept::BareAmount
                    | Concept::DealAmount
                    | Concept::NetAmount
                    | Concept::DueAmount => prior,
                    Concept::Price => prior * 0.9,
                    Concept::Subtotal | Concept::ListAmount => prior * 0.9,
                    // "Spend" alone, where nothing else is money.
                    Concept::OtherMoney if self.headers[column].only(&[Atom::Spend]) => {
                        if only_sum { 0.7 } else { prior * 0.9 }
                    }
                    // "Total spent" is said of a customer or of a purchase.
                    Concept::CustomerLevel if self.headers[column].has(Atom::Spend) && only_sum => {
                        0.55
                    }
                    // A member's fee, where nothing else is money.
                    Concept::OtherMoney if self.headers[column].has(Atom::Fee) && only_sum => {
                        prior * 0.9
                    }
                    Concept::OtherMoney => prior * 0.4,
                    Concept::Unknown if self.unnamed(column, 1.0).is_some() => match profile.kind {
                        Kind::Decimal if !profile.unique() || profile.filled < 2000 => {
                            self.unnamed(column, 0.75)?
                        }
                        Kind::Integer if !profile.running && profile.distinct > 1 => 0.3,
                        _ => return None,
                    },
                    Concept::Unknown if profile.kind == Kind::Decimal => 0.35,
                    // "Sale", "Bill", "消费": said of the purchase or of its money.
                    Concept::OrderId
                        if profile.kind == Kind::Decimal
                            && !profile.whole_floats
                            && !self.headers[column].has(Atom::Id) =>
                    {
                        0.7
                    }
                    // "Paid", "Bezahlt", "Received": said of what was paid.
                    Concept::Other
                        if self.headers[column].any(&[Atom::Pay, Atom::Deliver])
                            && profile.kind == Kind::Decimal =>
                    {
                        0.6
                    }
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
            // "Amount" may be said of pieces: a few whole numbers beside a price.
            let priced = self.columns().any(|(other, concept, _, p)| {
                other != column
                    && matches!(
                        concept,
                        Concept::Price | Concept::UnitPrice | Concept::LineAmount
                    )
                    && p.amount_share() > 0.9
            });
            let small = |text: &str| text.parse::<i64>().is_ok_and(|n| n.abs() <= 3);
            let pieces = priced
                && concept == Concept::BareAmount
                && profile.filled > 20
                && profile.integers
                && profile.values().filter(|v| small(v)).count() * 10 >= profile.filled * 7;
            let zero = profile.filled > 5
                && profile
                    .values()
                    .all(|v| v.trim_matches(['0', '.', ',', '-']).is_empty());
            // The same whole number in all rows, beside money that differs: an account that is booked on.
            let booked = profile.filled > 20
                && profile.distinct == 1
                && profile.integers
                && self.columns().any(|(other, _, _, p)| {
                    other != column && p.kind == Kind::Decimal && p.distinct > FEW_SUMS
                });
            Some(Candidate {
                column,
                score: base
                    * content
                    * if zero || pieces || booked { 0.5 } else { 1.0 }
                    // Whole numbers beside money with cents are rather pieces.
                    * if cents && profile.integers { 0.95 } else { 1.0 }
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
    pub(super) fn first_of(
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
