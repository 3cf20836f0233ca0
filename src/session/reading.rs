//! Reading everything: joined tables into lookups, then the used tables one after the other into the ledger or a file.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::road::{Once, Road, Target, Way};
use super::source::Source;
use super::tables::Table;
use super::turns::Turns;
use super::{Progress, Want};
use crate::error::{Error, Result};
use crate::ingest::container::{Container, Stream};
use crate::ingest::copy::{CleanCopy, SkippedRows};
use crate::ingest::dress::Undress;
use crate::ingest::duplicates::Duplicates;
use crate::ingest::earlier::Earlier;
use crate::ingest::layout::Layout;
use crate::ingest::lookup::{Lookup, Lookups};
use crate::ingest::pass::{Pass, Tally};
use crate::ingest::plan::{AmountLevel, Plan};
use crate::ledger::{Journal, Ledger};

/// Exact duplicates are counted in files up to this size: fingerprints cost 4 bytes a row.
const DUPLICATES_UP_TO: u64 = 100 << 20;

/// What becomes of the rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Output {
    /// They are analysed.
    Ledger,
    /// Those that cannot be used are written, each with its line and reason.
    Skipped,
    /// All are written as plain CSV, cell by cell as they are.
    Clean,
    /// The same for a spreadsheet, where no cell becomes a formula.
    CleanSafe,
}

impl Output {
    /// The tables as they stand.
    fn is_copy(self) -> bool {
        matches!(self, Self::Clean | Self::CleanSafe)
    }
}

/// What a reading into the ledger ends with.
#[derive(Debug)]
pub(super) struct Read {
    pub(super) ledger: Ledger,
    pub(super) tally: Tally,
    pub(super) files: Vec<String>,
}

/// A refuted guess: the bytes of this table are in another encoding.
pub(super) struct Refuted {
    pub(super) table: usize,
    pub(super) encoding: String,
}

/// One table to be read.
#[derive(Debug)]
struct Part {
    table: usize,
    name: String,
    source: usize,
    /// Index within an archive or workbook, which is in memory already.
    member: Option<usize>,
    size: u64,
    /// As its whole head shows; the first bytes that are fed may be too few to tell.
    container: Container,
    layout: Layout,
    /// Its columns, or those of the table whose rows it continues.
    shown: Layout,
    /// How its records become records of that table.
    turns: Turns,
    undress: Option<Undress>,
    /// It fills lookup number …; `None`: its rows are used.
    lookup: Option<usize>,
}

/// A reading under way.
pub(super) struct Reading {
    plan: Plan,
    output: Output,
    parts: Vec<Part>,
    /// Index of the part being read.
    at: usize,
    /// Bytes of it taken.
    taken: u64,
    road: Option<Road>,
    lookups: Vec<Lookup>,
    journal: Journal,
    duplicates: Option<Duplicates>,
    earlier: Option<Earlier>,
    tally: Option<Tally>,
}

impl Reading {
    /// Of the tables the plan uses, joined ones first.
    pub(super) fn new(
        plan: Plan,
        tables: &[Table],
        sources: &[Source],
        output: Output,
    ) -> Result<Self> {
        let part = |index: usize, first: usize, lookup: Option<usize>| {
            let (first, table) = (tables.get(first)?, tables.get(index)?);
            let source = sources.get(table.source)?;
            Some(Part {
                shown: first.shown.clone(),
                turns: table.as_rows_of(first),
                undress: table.undress(),
                table: index,
                name: table.name.clone(),
                source: table.source,
                member: table.member,
                size: source.size,
                container: source.container(),
                layout: table.layout.clone(),
                lookup,
            })
        };
        let first = plan.used.first().copied().unwrap_or(0);
        let earlier = plan.overlap.as_ref().map(Earlier::new);
        // A clean copy is the tables as they stand, without partners.
        let joined = plan
            .lookups
            .iter()
            .enumerate()
            .filter(|_| !output.is_copy());
        let parts: Vec<Part> = joined
            .flat_map(|(number, lookup)| {
                lookup
                    .tables()
                    .map(move |index| (index, lookup.table, Some(number)))
            })
            .chain(plan.in_turn().iter().map(|&index| (index, first, None)))
            .filter_map(|(index, first, lookup)| part(index, first, lookup))
            .collect();
        if parts.is_empty() {
            return Err(Error::new("no_table"));
        }
        let bytes: u64 = parts.iter().map(|part| part.size).sum();
        let count_duplicates =
            output == Output::Ledger && (plan.drop_duplicates || bytes <= DUPLICATES_UP_TO);
        Ok(Self {
            plan,
            output,
            parts,
            at: 0,
            taken: 0,
            road: None,
            lookups: Vec::new(),
            journal: Journal::new(),
            duplicates: count_duplicates.then(Duplicates::default),
            earlier,
            tally: None,
        })
    }

    /// The next bytes of a streamed part. Parts in memory want none: `run` reads them.
    pub(super) fn want(&self) -> Option<Want> {
        let part = self
            .parts
            .get(self.at)
            .filter(|part| part.member.is_none())?;
        Some(Want {
            source: u32::try_from(part.source).ok()?,
            from: self.taken,
            to: part.size,
        })
    }

    pub(super) fn progress(&self) -> Progress {
        let before: u64 = self.parts.iter().take(self.at).map(|part| part.size).sum();
        let total = self.parts.iter().map(|part| part.size).sum();
        let phase = if self.output == Output::Ledger {
            "read"
        } else {
            "write"
        };
        Progress {
            phase,
            done: before + self.taken,
            total,
        }
    }

    /// Takes the next bytes of a streamed part.
    pub(super) fn feed(&mut self, bytes: &[u8], out: &mut Vec<u8>) -> Result<Option<Refuted>> {
        let Some(part) = self.parts.get(self.at) else {
            return Ok(None);
        };
        let (size, name) = (part.size, part.name.clone());
        if self.road.is_none() {
            let stream = Stream::of(part.container).map_err(|e| e.in_file(name.clone()))?;
            self.road = Some(self.open(stream)?);
        }
        let Some(road) = &mut self.road else {
            return Ok(None);
        };
        self.taken += bytes.len() as u64;
        let is_last = self.taken >= size;
        let mut pushed = road.push(bytes);
        if is_last && matches!(pushed, Ok(None)) {
            pushed = road.finish();
        }
        road.way.to.target.drain(out);
        let refuted = self.refuted(pushed.map_err(|e| e.in_file(name))?);
        if is_last && refuted.is_none() {
            self.close(out);
        }
        Ok(refuted)
    }

    /// The part being read is in this encoding.
    fn refuted(&self, encoding: Option<String>) -> Option<Refuted> {
        encoding.map(|encoding| Refuted {
            table: self.parts[self.at].table,
            encoding,
        })
    }

    /// Reads the parts that are in memory, up to the next one that must be streamed.
    pub(super) fn run(&mut self, sources: &[Source], out: &mut Vec<u8>) -> Result<Option<Refuted>> {
        while let Some(part) = self.parts.get(self.at) {
            let (source, name) = (part.source, part.name.clone());
            let Some(member) = part.member else {
                return Ok(None);
            };
            let Some(tables) = sources.get(source).and_then(Source::tables) else {
                return Err(Error::new("nothing_loaded"));
            };
            let mut road = self.open(None)?;
            let encoding = road
                .pull(tables, member, out)
                .map_err(|e| e.in_file(name))?;
            if encoding.is_some() {
                return Ok(self.refuted(encoding));
            }
            self.road = Some(road);
            self.close(out);
        }
        Ok(None)
    }

    fn open(&mut self, stream: Option<Stream>) -> Result<Road> {
        let part = &self.parts[self.at];
        if part.lookup.is_none() {
            self.plan.turn_to(part.table);
        }
        let file = self.at
            - self
                .parts
                .iter()
                .filter(|part| part.lookup.is_some())
                .count()
                .min(self.at);
        // A list in several files goes on where the last one ended.
        let begun = match part.lookup {
            Some(number) if self.lookups.len() > number => self.lookups.pop(),
            _ => None,
        };
        let lookups: Lookups = Arc::from(self.lookups.clone());
        let target = match (part.lookup, self.output) {
            (Some(number), _) => {
                let new = || Lookup::new(&self.plan.lookups[number], &self.lookups);
                Target::Lookup(Box::new(begun.unwrap_or_else(new)))
            }
            (None, Output::Ledger) => {
                let journal = std::mem::take(&mut self.journal);
                let file = u32::try_from(file).unwrap_or(u32::MAX);
                let mut pass = Pass::new(&self.plan, &part.shown, file, journal).joined(lookups);
                if let Some(seen) = self.duplicates.take() {
                    pass = pass.counting_duplicates(seen);
                }
                Target::Ledger(Box::new(pass))
            }
            (None, Output::Skipped) => Target::Skipped(Box::new(
                SkippedRows::new(&self.plan, &part.shown, &part.name).joined(lookups),
            )),
            (None, Output::Clean | Output::CleanSafe) => {
                let begin = if file == 0 {
                    CleanCopy::new
                } else {
                    CleanCopy::going_on
                };
                Target::Clean(begin(&part.shown, self.output == Output::CleanSafe))
            }
        };
        let earlier = match part.lookup {
            Some(_) => None,
            None => self.earlier.take(),
        };
        let way = Way {
            turns: part.turns.clone(),
            to: Once::of_next_table(earlier, target),
        };
        Road::new(stream, &part.layout, part.undress.clone(), way)
    }

    fn close(&mut self, out: &mut Vec<u8>) {
        self.at += 1;
        self.taken = 0;
        let Some(road) = self.road.take() else {
            return;
        };
        let Once {
            earlier,
            mut target,
        } = road.way.to;
        target.drain(out);
        self.earlier = earlier.or(self.earlier.take());
        match target {
            Target::Lookup(lookup) => self.lookups.push(*lookup),
            Target::Ledger(pass) => {
                let (journal, duplicates, mut tally) = pass.into_parts(&road.reader);
                // What refutes a table's own reading says nothing about that of the first.
                let first = self.plan.apart.first().map(|(_, reading)| *reading);
                if first.is_some_and(|first| first != self.plan.reading()) {
                    tally.refuting = [0; 2];
                }
                self.journal = journal;
                self.duplicates = duplicates;
                match &mut self.tally {
                    Some(all) => all.merge(tally, false),
                    none => *none = Some(tally),
                }
            }
            Target::Skipped(_) | Target::Clean(_) => {}
        }
    }

    /// The ledger, when nothing more is wanted; nothing where a file was written.
    pub(super) fn finish(self) -> Result<Option<Read>> {
        if self.output != Output::Ledger {
            return Ok(None);
        }
        let mut tally = self.tally.unwrap_or_default();
        if tally.rows_used == 0 {
            return Err(no_usable_row(&tally));
        }
        let used = self.parts.into_iter().filter(|part| part.lookup.is_none());
        let ledger = self.journal.close(self.plan.level == AmountLevel::EachLine);
        // The pass remembers what it did not use, the ledger knows the rest.
        tally.exact_duplicates = tally.exact_duplicates.map(|rows| rows + ledger.repeated());
        Ok(Some(Read {
            ledger,
            tally,
            files: used.map(|part| part.name).collect(),
        }))
    }
}

/// Nothing to analyse: the commonest reason says why.
fn no_usable_row(tally: &Tally) -> Error {
    if tally.rows_total == 0 {
        return Error::new("no_data_rows");
    }
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

impl std::fmt::Debug for Reading {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reading")
            .field("parts", &self.parts)
            .field("at", &self.at)
            .finish_non_exhaustive()
    }
}
