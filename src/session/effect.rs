//! What choices do to the sampled rows: the live line under the mapping.

use std::ops::ControlFlow;

use serde::Serialize;

use super::tables::Table;
use crate::customers::Overview;
use crate::ingest::duplicates::Duplicates;
use crate::ingest::earlier::Earlier;
use crate::ingest::lookup::{Lookup, Lookups};
use crate::ingest::pass::{Pass, Tally};
use crate::ingest::plan::{AmountLevel, Plan};
use crate::ingest::records::{Fields, Reader, Visit};
use crate::ingest::row::SkipReason;
use crate::ledger::Journal;
use crate::math::pairs::Pairs;

/// What choices do to the sampled rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Effect {
    /// Rows in the sample.
    pub rows_total: u64,
    /// Rows that would be used.
    pub rows_used: u64,
    /// The others by reason.
    pub rows_skipped: Pairs<SkipReason, u64>,
    /// The sample is everything.
    pub all: bool,
}

/// Runs the plan over the sampled text, to the end of the way: a browser makes code fast that has run before, and the next
/// that it runs is likely the whole file. Partners are looked up among the sampled rows of their tables.
pub(super) fn effect(mut plan: Plan, tables: &[Table]) -> Effect {
    let mut tally = Tally::default();
    let mut all = true;
    let mut lookups = Vec::new();
    for joined in &plan.lookups {
        let mut lookup = Lookup::new(joined, &lookups);
        let first = tables.get(joined.table);
        for table in joined.tables().filter_map(|index| tables.get(index)) {
            read(table, first, &mut lookup);
            all &= table.all;
        }
        lookups.push(lookup);
    }
    let lookups: Lookups = lookups.into();
    let first = plan.used.first().and_then(|&index| tables.get(index));
    let (mut journal, mut seen) = (Journal::new(), Duplicates::default());
    let mut earlier = plan.overlap.as_ref().map(Earlier::new);
    for index in plan.in_turn().to_vec() {
        let Some(table) = tables.get(index) else {
            continue;
        };
        plan.turn_to(index);
        let shown = first.map_or(&table.shown, |first| &first.shown);
        let mut pass = Pass::new(&plan, shown, 0, journal)
            .joined(lookups.clone())
            .counting_duplicates(seen);
        let reader = match &mut earlier {
            None => read(table, first, &mut pass),
            Some(earlier) => {
                earlier.next_table();
                let mut new = |fields: &Fields<'_>| {
                    if earlier.had(fields) {
                        pass.repeated(fields);
                        return ControlFlow::Continue(());
                    }
                    pass.record(fields)
                };
                read(table, first, &mut new)
            }
        };
        let (taken, remembered, counted) = pass.into_parts(&reader);
        (journal, seen) = (taken, remembered.unwrap_or_default());
        tally.merge(counted, false);
        all &= table.all;
    }
    let ledger = journal.close(plan.level == AmountLevel::EachLine);
    std::hint::black_box(Overview::of(&ledger));
    Effect {
        rows_total: tally.rows_total,
        rows_used: tally.rows_used,
        rows_skipped: tally.skipped_by_reason().collect(),
        all,
    }
}

/// The sampled rows of a table, as rows of the first of its kind.
#[inline(never)]
fn read(table: &Table, first: Option<&Table>, visit: &mut dyn Visit) -> Reader {
    let mut reader = Reader::new(&table.layout);
    let mut turns = table.as_rows_of(first.unwrap_or(table));
    turns.along(visit, &mut |visit| {
        let _ = reader.push(&table.text, visit);
        if table.all {
            let _ = reader.finish(visit);
        }
    });
    reader
}
