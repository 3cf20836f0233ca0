//! Columns that may have a role, each with a score from the prior of its name and the evidence of its contents. Which may
//! hold the customer, the date, the order and the money stands in a file for each.

use super::concept::Concept;
use super::header::Header;
use super::profile::Profile;
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
