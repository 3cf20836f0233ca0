//! One pass over a file: each record becomes a row for the sink, or is counted under the reason why not.
//!
//! Memory is constant: the first thousand issues are kept with their text, the others are counted. Whoever wants all skipped
//! rows, or a clean copy, runs a second pass with the visitors in `copy`.

use std::ops::ControlFlow;

use serde::Serialize;

use super::duplicates::Duplicates;
use super::ids::has_capitals;
use super::judge::{Drafts, Judge};
use super::layout::Layout;
use super::lookup::Lookups;
use super::plan::Plan;
use super::records::{Fields, Reader, Records, Span, Visit};
use super::row::{Numbers, Row, RowIssue, SkipReason, fingerprint};
use crate::day::Day;

/// Issues kept with their text.
const ISSUES_KEPT: usize = 1000;
/// Characters of a record kept in an issue.
const ISSUE_TEXT: usize = 500;

/// Where usable rows go.
pub trait Take {
    /// Rows in their order, and the text in which long ids of their customers stand.
    ///
    /// # Errors
    /// A row whose amount or day is beyond what the sink can hold; the rows before it have been taken, it and those behind
    /// it have not.
    fn take(&mut self, text: &[u8], rows: &[Numbers]) -> Result<(), Refused>;
}

/// A row that the sink cannot hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Rows taken before it.
    pub taken: usize,
    /// Why.
    pub reason: SkipReason,
}

/// A borrowed sink.
impl<S: Take> Take for &mut S {
    fn take(&mut self, text: &[u8], rows: &[Numbers]) -> Result<(), Refused> {
        (**self).take(text, rows)
    }
}

/// Rows to nowhere: for counting only.
impl Take for () {
    fn take(&mut self, _: &[u8], _: &[Numbers]) -> Result<(), Refused> {
        Ok(())
    }
}

/// A calendar day with a time of day, as written. Displayed and serialized as `2010-12-01 08:26:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// Calendar day.
    pub day: Day,
    /// Seconds since midnight; 0 where no time is written.
    pub second: u32,
}

impl std::fmt::Display for Moment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (h, m, s) = (self.second / 3600, self.second / 60 % 60, self.second % 60);
        write!(f, "{} {h:02}:{m:02}:{s:02}", self.day)
    }
}

impl Serialize for Moment {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// What a pass saw. Every record is accounted for: `rows_total = rows_used + Σ skipped`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Records that are not blank.
    pub rows_total: u64,
    /// Rows that only the other reading of the dates (day and month turned) could use, and amounts that only the other
    /// decimal mark explains: they refute ours, if the samples left it open.
    pub refuting: [u64; 2],
    /// Rows given to the sink.
    pub rows_used: u64,
    /// Rows by reason, indexed by `SkipReason as usize`.
    skipped: [u64; SkipReason::ALL.len()],
    /// Records whose fields are all empty; not rows.
    pub blank_lines: u64,
    /// Used rows with more fields than the header has columns; the surplus is not read.
    pub rows_long: u64,
    /// Used rows with fewer fields than the header has columns.
    pub rows_short: u64,
    /// Used rows whose customer id was trimmed.
    pub ids_trimmed: u64,
    /// Records that stand more than once, counted from the second time on; `None` if not asked for.
    pub exact_duplicates: Option<u64>,
    /// Earliest date of a used row.
    pub first_row: Option<Moment>,
    /// Latest date of a used row.
    pub last_row: Option<Moment>,
    /// The first 1,000 rows that were not used, in order.
    pub issues: Vec<RowIssue>,
    /// Lines read; what a later part of the same file has to add to its own line numbers.
    pub lines: u64,
}

impl Tally {
    /// Rows not used for this reason.
    #[must_use]
    pub fn skipped(&self, reason: SkipReason) -> u64 {
        self.skipped[reason as usize]
    }

    /// Reasons that occurred, with their rows.
    pub fn skipped_by_reason(&self) -> impl Iterator<Item = (SkipReason, u64)> + '_ {
        SkipReason::ALL
            .into_iter()
            .map(|reason| (reason, self.skipped(reason)))
            .filter(|(_, rows)| *rows > 0)
    }

    /// What one pass would have said that read this part and then `next`. With `same_file`, the next part's lines follow ours.
    pub fn merge(&mut self, next: Self, same_file: bool) {
        let offset = if same_file { self.lines } else { 0 };
        self.rows_total += next.rows_total;
        for (ours, theirs) in self.refuting.iter_mut().zip(next.refuting) {
            *ours += theirs;
        }
        self.rows_used += next.rows_used;
        for (ours, theirs) in self.skipped.iter_mut().zip(next.skipped) {
            *ours += theirs;
        }
        self.blank_lines += next.blank_lines;
        self.rows_long += next.rows_long;
        self.rows_short += next.rows_short;
        self.ids_trimmed += next.ids_trimmed;
        self.exact_duplicates = self
            .exact_duplicates
            .zip(next.exact_duplicates)
            .map(|(a, b)| a + b);
        self.first_row = [self.first_row, next.first_row].into_iter().flatten().min();
        self.last_row = self.last_row.max(next.last_row);
        let room = ISSUES_KEPT - self.issues.len().min(ISSUES_KEPT);
        self.issues
            .extend(next.issues.into_iter().take(room).map(|issue| RowIssue {
                line: issue.line + offset,
                ..issue
            }));
        self.lines = offset + next.lines;
    }
}

/// Reads one file (or part of one) into a sink.
#[derive(Debug)]
pub struct Pass<S> {
    judge: Judge,
    sink: S,
    file: u32,
    columns: usize,
    duplicates: Option<Duplicates>,
    drop_duplicates: bool,
    mails: bool,
    tally: Tally,
    /// Used again for each batch of records.
    drafts: Drafts,
    spans: Vec<Span>,
}

impl<S: Take> Pass<S> {
    /// A pass over file number `file` of those loaded.
    #[must_use]
    pub fn new(plan: &Plan, layout: &Layout, file: u32, sink: S) -> Self {
        Self {
            judge: Judge::new(plan, layout),
            sink,
            file,
            columns: layout.columns.len(),
            duplicates: None,
            drop_duplicates: plan.drop_duplicates,
            mails: plan.mails,
            tally: Tally::default(),
            drafts: Drafts::default(),
            spans: Vec::new(),
        }
    }

    /// Also counts exact duplicate records; with the plan's `drop_duplicates` they are left out (16 bytes of memory a
    /// record). Otherwise `seen` remembers only records that are not used, and the rows go on with fingerprints, by which
    /// the ledger counts the others when it sorts them.
    #[must_use]
    pub fn counting_duplicates(mut self, seen: Duplicates) -> Self {
        self.duplicates = Some(seen);
        self.tally.exact_duplicates = Some(0);
        self
    }

    /// With the joined tables of the plan, read before.
    #[must_use]
    pub fn joined(mut self, lookups: Lookups) -> Self {
        self.judge = self.judge.joined(lookups);
        self
    }

    /// What was seen so far, for "3,812 of 3,908 rows used" while it runs.
    #[must_use]
    pub fn tally(&self) -> &Tally {
        &self.tally
    }

    /// The sink, the duplicates (for the next file) and what was seen in all; `reader` has finished.
    #[must_use]
    pub fn into_parts(self, reader: &Reader) -> (S, Option<Duplicates>, Tally) {
        let tally = Tally {
            blank_lines: reader.blank_lines(),
            lines: reader.lines(),
            refuting: [self.tally.refuting[0], self.judge.refuting_amounts()],
            ..self.tally
        };
        (self.sink, self.duplicates, tally)
    }

    /// Runs of plain rows go to the sink together, the records between them one by one on the patient road.
    #[inline(never)]
    fn take(&mut self, records: &Records<'_>, drafts: &Drafts) {
        let mut at = 0;
        while at < records.len() {
            let run = drafts.run(at);
            let taken = match self.sink.take(records.text(), run) {
                Ok(()) => run.len(),
                Err(refused) => refused.taken,
            };
            self.tally.rows_total += taken as u64;
            self.tally.rows_used += taken as u64;
            self.see_dates(records, at, &run[..taken], drafts);
            at += taken;
            if at < records.len() {
                let mut spans = std::mem::take(&mut self.spans);
                let _ = self.record(&records.get(at, &mut spans));
                self.spans = spans;
                at += 1;
            }
        }
    }

    /// A row that an earlier table had as well.
    pub fn repeated(&mut self, fields: &Fields<'_>) {
        self.tally.rows_total += 1;
        self.skip(fields, SkipReason::Duplicate);
    }

    fn wants_fingerprints(&self) -> bool {
        self.duplicates.is_some() && !self.drop_duplicates
    }

    #[inline(never)]
    fn skip(&mut self, fields: &Fields<'_>, reason: SkipReason) {
        if reason != SkipReason::Duplicate && !self.drop_duplicates {
            self.is_repeated(fields);
        }
        self.tally.skipped[reason as usize] += 1;
        self.tally.refuting[0] += u64::from(self.judge.refutes_date(fields, reason));
        if self.tally.issues.len() < ISSUES_KEPT {
            let text = String::from_utf8_lossy(fields.raw());
            self.tally.issues.push(RowIssue {
                file: self.file,
                line: fields.line(),
                reason,
                text: text.chars().take(ISSUE_TEXT).collect(),
            });
        }
    }

    /// Has the record been there before, as far as that is remembered? Counts it if so.
    fn is_repeated(&mut self, fields: &Fields<'_>) -> bool {
        let seen = self.duplicates.as_mut();
        let repeated = seen.is_some_and(|seen| seen.is_repeated(fields.raw()));
        if repeated {
            self.tally.exact_duplicates = self.tally.exact_duplicates.map(|n| n + 1);
        }
        repeated
    }

    /// As [`Pass::see_date`] for each of these rows, of which the first one is record `first`.
    #[inline(never)]
    fn see_dates(
        &mut self,
        records: &Records<'_>,
        first: usize,
        rows: &[Numbers],
        drafts: &Drafts,
    ) {
        let days = rows.iter().map(|row| row.day);
        let (Some(earliest), Some(latest)) = (days.clone().min(), days.clone().max()) else {
            return;
        };
        if !drafts.timed {
            self.see(Moment {
                day: earliest,
                second: 0,
            });
            self.see(Moment {
                day: latest,
                second: 0,
            });
            return;
        }
        for (record, day) in days.enumerate() {
            let may_matter = day == earliest || day == latest;
            if may_matter && (record == 0 || drafts.may_differ(first + record)) {
                let second = self.judge.second_of_day(records, first + record);
                self.see(Moment { day, second });
            }
        }
    }

    #[inline]
    fn see(&mut self, moment: Moment) {
        let Tally {
            first_row,
            last_row,
            ..
        } = &mut self.tally;
        *first_row = Some(first_row.map_or(moment, |first| first.min(moment)));
        *last_row = Some(last_row.map_or(moment, |last| last.max(moment)));
    }

    /// Keeps the earliest and latest moment. The time of day is read only where the day alone does not decide.
    #[inline]
    fn see_date(&mut self, fields: &Fields<'_>, day: Day) {
        let (first, last) = (self.tally.first_row, self.tally.last_row);
        if first.is_some_and(|first| first.day < day) && last.is_some_and(|last| day < last.day) {
            return;
        }
        let moment = self.judge.moment(fields, day);
        self.see(moment);
    }
}

impl<S: Take> Visit for Pass<S> {
    fn record(&mut self, fields: &Fields<'_>) -> ControlFlow<()> {
        self.tally.rows_total += 1;
        if self.drop_duplicates && self.is_repeated(fields) {
            self.skip(fields, SkipReason::Duplicate);
            return ControlFlow::Continue(());
        }
        let wants_fingerprint = self.wants_fingerprints();
        let taken = self.judge.row(fields).and_then(|row| {
            let fingerprint = match wants_fingerprint {
                true => fingerprint(fields.raw()),
                false => 0,
            };
            let small;
            let customer = match row.customer {
                mail if self.mails && has_capitals(mail) => {
                    small = mail.to_ascii_lowercase();
                    &small
                }
                id => id,
            };
            let row = Row {
                customer,
                fingerprint,
                ..row
            };
            let taken = self.sink.take(row.customer, &[row.numbers()]);
            taken.map_err(|refused| refused.reason)?;
            Ok(row.day)
        });
        let day = match taken {
            Ok(day) => day,
            Err(reason) => {
                self.skip(fields, reason);
                return ControlFlow::Continue(());
            }
        };
        self.tally.rows_used += 1;
        self.see_date(fields, day);
        self.tally.ids_trimmed += u64::from(self.judge.trims(fields));
        if fields.len() != self.columns && self.columns > 0 {
            let surplus = (self.columns..fields.len()).any(|i| !fields.get(i).is_empty());
            self.tally.rows_long += u64::from(surplus);
            self.tally.rows_short += u64::from(fields.len() < self.columns);
        }
        ControlFlow::Continue(())
    }

    fn records(&mut self, records: &Records<'_>) -> ControlFlow<()> {
        let mut drafts = std::mem::take(&mut self.drafts);
        let usual =
            !self.drop_duplicates && (records.columns() == self.columns || self.columns == 0);
        if usual && self.judge.drafts(records, &mut drafts) {
            if self.wants_fingerprints() {
                drafts.add_fingerprints(records);
            }
            self.take(records, &drafts);
        } else {
            let mut spans = Vec::new();
            for record in 0..records.len() {
                let _ = self.record(&records.get(record, &mut spans));
            }
        }
        self.drafts = drafts;
        ControlFlow::Continue(())
    }
}
