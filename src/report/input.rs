//! Every row of the input, accounted for: total = used + Σ skipped.

use serde::Serialize;

use super::answer::Said;
use crate::ingest::pass::Tally;
use crate::ingest::row::{RowIssue, SkipReason};
use crate::math::pairs::Pairs;

/// What became of the rows.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Input {
    /// Names of the tables read, in order.
    pub files: Vec<String>,
    /// Records that are not blank.
    pub rows_total: u64,
    /// Rows in the ledger.
    pub rows_used: u64,
    /// The others, each under the first reason that fits.
    pub rows_skipped: Pairs<SkipReason, u64>,
    /// Records whose fields are all empty; not rows.
    pub blank_lines_ignored: u64,
    /// Records that stand more than once, counted from the second time on; `None` if not counted.
    pub exact_duplicate_rows: Option<u64>,
    /// The first 1,000 rows not used.
    pub issues: Vec<RowIssue>,
    /// Things to say about the reading.
    pub notes: Vec<Said>,
}

impl Input {
    /// From what the pass counted.
    #[must_use]
    pub fn of(files: Vec<String>, tally: &Tally) -> Self {
        let unread = [
            SkipReason::BadRecord,
            SkipReason::BadOrMissingDate,
            SkipReason::BadOrMissingAmount,
        ];
        let unread: u64 = unread.map(|reason| tally.skipped(reason)).iter().sum();
        let is_most = unread * 2 > tally.rows_total;
        let notes = [
            ("most_rows_unread", if is_most { unread } else { 0 }),
            ("ids_trimmed", tally.ids_trimmed),
            ("rows_long", tally.rows_long),
            ("rows_short", tally.rows_short),
            ("exact_duplicates", tally.exact_duplicates.unwrap_or(0)),
        ];
        Self {
            files,
            rows_total: tally.rows_total,
            rows_used: tally.rows_used,
            rows_skipped: tally.skipped_by_reason().collect(),
            blank_lines_ignored: tally.blank_lines,
            exact_duplicate_rows: tally.exact_duplicates,
            issues: tally.issues.clone(),
            notes: notes
                .into_iter()
                .filter(|(_, rows)| *rows > 0)
                .map(|(id, rows)| Said::new(id).with("rows", rows))
                .collect(),
        }
    }
}
