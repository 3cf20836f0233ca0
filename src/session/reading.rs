//! Reading everything: the used tables one after the other, through the pass, into the ledger or a file.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::tables::Table;
use super::{Progress, Want};
use crate::error::{Error, Result};
use crate::ingest::duplicates::Duplicates;
use crate::ingest::layout::Layout;
use crate::ingest::pass::{Pass, Tally};
use crate::ingest::plan::{AmountLevel, Plan};
use crate::ingest::records::Reader;
use crate::ingest::row::SkipReason;
use crate::ledger::{Journal, Ledger};

/// Exact duplicates are counted in files up to this size: remembering every record costs 16 bytes each.
const DUPLICATES_UP_TO: u64 = 100 << 20;

/// What becomes of the rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Output {
    /// They are analysed.
    Ledger,
    /// Those that cannot be used are written, each with its line and reason.
    Skipped,
    /// All are written as plain CSV.
    Clean,
}

/// What choices do to the sampled rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Effect {
    /// Rows in the sample.
    pub rows_total: u64,
    /// Rows that would be used.
    pub rows_used: u64,
    /// The others by reason.
    pub rows_skipped: BTreeMap<SkipReason, u64>,
    /// The sample is everything.
    pub all: bool,
}

/// Runs the plan over the sampled text.
pub(super) fn effect(plan: &Plan, tables: &[Table]) -> Effect {
    let mut tally = Tally::default();
    let mut all = true;
    for table in plan.used.iter().filter_map(|&index| tables.get(index)) {
        let mut reader = Reader::new(&table.layout);
        let mut pass = Pass::new(plan, &table.layout, 0, ());
        let _ = reader.push(&table.text, &mut pass);
        if table.all {
            let _ = reader.finish(&mut pass);
        }
        tally.merge(pass.into_parts(&reader).2, false);
        all &= table.all;
    }
    Effect {
        rows_total: tally.rows_total,
        rows_used: tally.rows_used,
        rows_skipped: tally.skipped_by_reason().collect(),
        all,
    }
}

/// What a reading ends with.
#[derive(Debug)]
pub(super) struct Read {
    pub(super) ledger: Ledger,
    pub(super) tally: Tally,
    pub(super) files: Vec<String>,
    pub(super) currency: Option<String>,
}

/// One table to be read.
#[derive(Debug)]
struct Part {
    name: String,
    source: usize,
    size: u64,
    layout: Layout,
}

/// A reading under way.
#[derive(Debug)]
pub(super) struct Reading {
    plan: Plan,
    parts: Vec<Part>,
    /// Index of the part being read.
    at: usize,
    /// Bytes of it taken.
    taken: u64,
    reader: Reader,
    pass: Pass<Journal>,
    tally: Option<Tally>,
}

impl Reading {
    /// Of the tables the plan uses.
    pub(super) fn new(plan: Plan, tables: &[Table], sizes: &[u64]) -> Result<Self> {
        let parts: Vec<Part> = plan
            .used
            .iter()
            .filter_map(|&index| tables.get(index))
            .map(|table| Part {
                name: table.name.clone(),
                source: table.source,
                size: sizes.get(table.source).copied().unwrap_or(0),
                layout: table.layout.clone(),
            })
            .collect();
        let first = parts.first().ok_or_else(|| Error::new("no_table"))?;
        let bytes: u64 = parts.iter().map(|part| part.size).sum();
        let duplicates =
            (plan.drop_duplicates || bytes <= DUPLICATES_UP_TO).then(Duplicates::default);
        Ok(Self {
            reader: Reader::new(&first.layout),
            pass: pass(&plan, &first.layout, 0, Journal::new(), duplicates),
            plan,
            parts,
            at: 0,
            taken: 0,
            tally: None,
        })
    }

    pub(super) fn want(&self) -> Option<Want> {
        let part = self.parts.get(self.at)?;
        Some(Want {
            source: u32::try_from(part.source).ok()?,
            from: self.taken,
            to: part.size,
        })
    }

    pub(super) fn progress(&self) -> Progress {
        let before: u64 = self.parts.iter().take(self.at).map(|part| part.size).sum();
        let total = self.parts.iter().map(|part| part.size).sum();
        Progress {
            phase: "read",
            done: before + self.taken,
            total,
        }
    }

    pub(super) fn feed(mut self: Box<Self>, bytes: &[u8]) -> Box<Self> {
        self.taken += bytes.len() as u64;
        let _ = self.reader.push(bytes, &mut self.pass);
        if self
            .parts
            .get(self.at)
            .is_some_and(|part| self.taken >= part.size)
        {
            return self.next_part();
        }
        self
    }

    fn next_part(mut self: Box<Self>) -> Box<Self> {
        let _ = self.reader.finish(&mut self.pass);
        let (journal, duplicates, tally) = self.pass.into_parts(&self.reader);
        match &mut self.tally {
            Some(all) => all.merge(tally, false),
            none => *none = Some(tally),
        }
        self.at += 1;
        self.taken = 0;
        let layout = self
            .parts
            .get(self.at)
            .map_or_else(Layout::default, |part| part.layout.clone());
        self.reader = Reader::new(&layout);
        self.pass = pass(&self.plan, &layout, self.at, journal, duplicates);
        self
    }

    /// The ledger, when nothing more is wanted.
    pub(super) fn finish(self) -> Result<Read> {
        let tally = self.tally.unwrap_or_default();
        if tally.rows_used == 0 {
            return Err(no_usable_row(&tally));
        }
        let (journal, ..) = self.pass.into_parts(&self.reader);
        Ok(Read {
            ledger: journal.close(self.plan.level == AmountLevel::EachLine),
            tally,
            files: self.parts.into_iter().map(|part| part.name).collect(),
            currency: None,
        })
    }
}

fn pass(
    plan: &Plan,
    layout: &Layout,
    file: usize,
    journal: Journal,
    duplicates: Option<Duplicates>,
) -> Pass<Journal> {
    let pass = Pass::new(
        plan,
        layout,
        u32::try_from(file).unwrap_or(u32::MAX),
        journal,
    );
    match duplicates {
        Some(seen) => pass.counting_duplicates(seen),
        None => pass,
    }
}

/// Nothing to analyse: the commonest reason says why.
fn no_usable_row(tally: &Tally) -> Error {
    let error = Error::new("no_usable_row").with("rows", tally.rows_total);
    let commonest = tally.skipped_by_reason().max_by_key(|(_, rows)| *rows);
    match (commonest, tally.issues.first()) {
        (Some((reason, rows)), Some(issue)) => error
            .with("reason", reason.id())
            .with("skipped", rows)
            .at_line(issue.line)
            .with_text(&issue.text),
        _ => error,
    }
}
