//! When it was bought: the ordered date before others, and never what only looks like a day.

use super::candidate::{Candidate, Table, ranked};
use super::concept::Concept;
use super::profile::Profile;
use super::words::Atom;
use crate::day::Day;
use crate::ingest::inspection::Kind;

/// Worth of the only column of dates, whatever else its name says.
const ONLY_DATES: f64 = 0.65;

impl Table<'_, '_> {
    /// Columns that may hold the date, best first.
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
                // "Pickup": the same.
                Concept::ShipStatus | Concept::Other
                    if only_dates
                        && profile.kind == Kind::Date
                        && self.headers[column].only(&[Atom::Deliver]) =>
                {
                    ONLY_DATES
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

    /// The days of a date column, however each of them is written; `None` where there is none to be read.
    pub(super) fn days(&self, column: usize) -> Vec<Option<Day>> {
        let profile = &self.profiles[column];
        let reader = profile.date.map(|date| date.reader());
        let day = |text: &&str| reader.as_ref()?.day(text.as_bytes());
        profile.cells.iter().map(day).collect()
    }
}
