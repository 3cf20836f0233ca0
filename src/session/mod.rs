//! The front door: one session holds what was dropped, what was found in it, and the loaded analysis.
//!
//! A session never reads anything itself. It says which bytes it wants next ([`Session::want`]) and is fed them
//! ([`Session::feed`]), so the same code runs over a `File` in a browser, a file descriptor in Node and a slice in a test.

mod contract;
mod effect;
mod reading;
mod road;
mod sampling;
mod source;
mod tables;
mod turns;

use crate::error::{Error, Result};
use crate::ingest::copy::SkippedRows;
use crate::ingest::currency;
use crate::ingest::inspect::{learn, resolve};
use crate::ingest::inspection::{Choices, Inspection};
use crate::options::Options;
use crate::report::Report;
use crate::report::analysis::Analysis;
use crate::report::list::{Page, Query};
use reading::{Reading, Refuted};
use source::Source;
use tables::Table;

pub use crate::ingest::encoding::{Decode, decode_with};
pub use contract::Contracts;
pub use effect::Effect;
pub use reading::Output;

/// The bytes a session wants next: `from..to` of a source, in order, in pieces of any size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Want {
    /// Index in the order of `add_source`.
    pub source: u32,
    /// First byte wanted.
    pub from: u64,
    /// One past the last byte wanted.
    pub to: u64,
}

/// How far a running task is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Progress {
    /// `inspect`, `read` or `write`.
    pub phase: &'static str,
    /// Bytes taken so far.
    pub done: u64,
    /// Bytes to take in all.
    pub total: u64,
}

/// What is being done.
#[derive(Debug, Default)]
enum Task {
    #[default]
    Nothing,
    /// Taking samples; the choices override what the sniffer would guess.
    Inspecting(Box<Choices>),
    Reading(Box<Reading>, Output),
}

/// What was dropped, and everything known about it so far.
#[derive(Debug, Default)]
pub struct Session {
    sources: Vec<Source>,
    tables: Vec<Table>,
    inspection: Option<Inspection>,
    choices: Choices,
    task: Task,
    analysis: Option<Analysis>,
    output: Vec<u8>,
    /// Bytes of the file being written that were taken.
    given: usize,
    /// Bytes that come again and were taken already, where it is read again.
    repeated: usize,
    /// Rows that refuted the readings of the last pass, where it was for them that everything is read again.
    refuted_before: Option<[u64; 2]>,
}

impl Session {
    /// A session without sources.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file by name and size in bytes; its bytes are asked for later. The second file of one name is `name (2)`: choices
    /// are made for a table by its name.
    pub fn add_source(&mut self, name: &str, size: u64) {
        let mut own = name.to_owned();
        let mut number = 1;
        while self.sources.iter().any(|other| other.name == own) {
            number += 1;
            own = format!("{name} ({number})");
        }
        self.sources.push(Source::new(&own, size));
    }

    /// Begins to look at samples of all sources; then feed, then [`Session::inspection`].
    ///
    /// # Errors
    /// `nothing_loaded` without a source; with nothing left to want, those of [`Session::feed`].
    pub fn inspect(&mut self, choices: Choices) -> Result<()> {
        if self.sources.is_empty() {
            return Err(Error::new("nothing_loaded"));
        }
        self.inspection = None;
        self.analysis = None;
        self.task = Task::Inspecting(Box::new(choices));
        self.step()
    }

    /// What was found in the samples; `None` before an inspection has come to its end.
    #[must_use]
    pub fn inspection(&self) -> Option<&Inspection> {
        self.inspection.as_ref()
    }

    /// Where the files were refused because they hold customers under contract: what the retention models say of them.
    #[must_use]
    pub fn contracts(&self) -> Option<Contracts> {
        let inspection = self.inspection.as_ref()?;
        let table = self.tables.get(*inspection.used.first()?)?;
        contract::of(inspection.refusal.as_ref()?, table)
    }

    /// What these choices do to the sampled rows.
    ///
    /// # Errors
    /// `nothing_loaded` before an inspection; a refusal if no row could be read under these choices.
    pub fn effect(&self, choices: &Choices) -> Result<Effect> {
        let inspection = self.inspected()?;
        let plan = resolve(inspection, choices)?;
        Ok(effect::effect(plan, &self.tables))
    }

    /// Begins to read everything under these choices; then feed, then [`Session::report`].
    ///
    /// # Errors
    /// `nothing_loaded` before an inspection; the refusal of the choices.
    pub fn analyze(&mut self, choices: Choices) -> Result<()> {
        self.analysis = None;
        self.refuted_before = None;
        self.read(choices, Output::Ledger)
    }

    /// Begins to read everything again under the choices of the last analysis (or as proposed), writing a file; take it
    /// with [`Session::take_output`] after each feed and at the end.
    ///
    /// # Errors
    /// As [`Session::analyze`].
    pub fn write(&mut self, output: Output) -> Result<()> {
        self.read(self.choices.clone(), output)
    }

    fn read(&mut self, choices: Choices, output: Output) -> Result<()> {
        let plan = resolve(self.inspected()?, &choices)?;
        self.task = Task::Reading(
            Box::new(Reading::new(plan, &self.tables, &self.sources, output)?),
            output,
        );
        self.choices = choices;
        self.output.clear();
        (self.given, self.repeated) = (0, 0);
        if output == Output::Skipped {
            self.output
                .extend_from_slice(SkippedRows::HEADER.as_bytes());
        }
        self.step()
    }

    /// What to feed next; `None` when the task at hand has all it needs.
    #[must_use]
    pub fn want(&self) -> Option<Want> {
        match &self.task {
            Task::Nothing => None,
            Task::Inspecting(_) => (0..)
                .zip(&self.sources)
                .find_map(|(source, s)| s.want().map(|(from, to)| Want { source, from, to })),
            Task::Reading(reading, _) => reading.want(),
        }
    }

    /// Takes the next bytes of the present [`Want`].
    ///
    /// # Errors
    /// A refusal of the input (`empty_file`, `not_a_table` …); the session can go on with another task.
    pub fn feed(&mut self, bytes: &[u8]) -> Result<()> {
        let Some(want) = self.want() else {
            return Ok(());
        };
        let taken = match &mut self.task {
            Task::Nothing => Ok(None),
            Task::Inspecting(_) => {
                if let Some(source) = self.sources.get_mut(want.source as usize) {
                    source.feed(bytes);
                }
                Ok(None)
            }
            Task::Reading(reading, _) => reading.feed(bytes, &mut self.output),
        };
        match taken {
            Ok(None) => self.step(),
            Ok(Some(refuted)) => self.restart(&refuted),
            Err(refusal) => {
                self.task = Task::Nothing;
                Err(refusal)
            }
        }
    }

    /// A byte far into the file showed that its text is in another encoding than the samples said: read it again.
    fn restart(&mut self, refuted: &Refuted) -> Result<()> {
        let Task::Reading(_, output) = std::mem::take(&mut self.task) else {
            return Ok(());
        };
        if let Some(table) = self.tables.get_mut(refuted.table) {
            table.layout.encoding.clone_from(&refuted.encoding);
        }
        // Up to that byte the text was the same.
        let given = self.given;
        self.read(self.choices.clone(), output)?;
        (self.given, self.repeated) = (given, given);
        Ok(())
    }

    /// A late row may refute a reading that all samples left open. The reading is turned once, and turned back if then even
    /// more rows speak against it. `true`: read again.
    fn learns(&mut self, refuting: [u64; 2], rows: u64) -> bool {
        let Some(inspection) = &mut self.inspection else {
            return false;
        };
        let again = match self.refuted_before {
            None => learn(inspection, &self.choices, refuting, rows),
            Some(before) if refuting[0] > before[0] || refuting[1] > before[1] => {
                let worse = [0, 1].map(|i| {
                    if refuting[i] > before[i] {
                        refuting[i]
                    } else {
                        0
                    }
                });
                learn(inspection, &self.choices, worse, rows)
            }
            Some(_) => false,
        };
        // Never a third time.
        let last = [u64::MAX; 2];
        if again {
            self.refuted_before = Some(if self.refuted_before.is_none() {
                refuting
            } else {
                last
            });
        }
        again
    }

    /// Ends the task at hand when it wants nothing more.
    fn step(&mut self) -> Result<()> {
        if let Task::Reading(reading, _) = &mut self.task
            && let Some(refuted) = reading.run(&self.sources, &mut self.output)?
        {
            return self.restart(&refuted);
        }
        if self.want().is_some() {
            return Ok(());
        }
        match std::mem::take(&mut self.task) {
            Task::Nothing => {}
            Task::Inspecting(choices) => {
                let (tables, inspection) = tables::study(&mut self.sources, &choices)?;
                (self.tables, self.inspection) = (tables, Some(inspection));
            }
            Task::Reading(reading, _) => {
                if let Some(read) = reading.finish()? {
                    if self.learns(read.tally.refuting, read.tally.rows_total) {
                        return self.read(self.choices.clone(), Output::Ledger);
                    }
                    let currency = self
                        .inspection
                        .as_ref()
                        .and_then(|found| currency_of(found, &self.choices));
                    self.analysis =
                        Some(Analysis::new(read.ledger, read.tally, read.files, currency));
                }
            }
        }
        Ok(())
    }

    /// How far the task at hand is.
    #[must_use]
    pub fn progress(&self) -> Progress {
        match &self.task {
            Task::Reading(reading, _) => reading.progress(),
            _ => Progress {
                phase: "inspect",
                done: 0,
                total: self.sources.iter().map(|s| s.size).sum(),
            },
        }
    }

    /// The report under these options. Nothing is read again.
    ///
    /// # Errors
    /// `nothing_loaded` before an analysis.
    pub fn report(&mut self, options: &Options) -> Result<Report> {
        Ok(self.analysis()?.report(options))
    }

    /// A page of a customer list.
    ///
    /// # Errors
    /// `nothing_loaded` before an analysis.
    pub fn customers(&mut self, query: &Query) -> Result<Page> {
        Ok(self.analysis()?.customers(query))
    }

    /// Lines of a customer list as CSV; line 0 has the header before it.
    ///
    /// # Errors
    /// `nothing_loaded` before an analysis.
    pub fn customers_csv(&mut self, query: &Query, from: usize, limit: usize) -> Result<Vec<u8>> {
        Ok(self.analysis()?.customers_csv(query, from, limit))
    }

    /// What was written since the last call.
    pub fn take_output(&mut self) -> Vec<u8> {
        let again = self.repeated.min(self.output.len());
        self.repeated -= again;
        let output = std::mem::take(&mut self.output).split_off(again);
        self.given += output.len();
        output
    }

    fn inspected(&self) -> Result<&Inspection> {
        self.inspection
            .as_ref()
            .ok_or_else(|| Error::new("nothing_loaded"))
    }

    fn analysis(&mut self) -> Result<&mut Analysis> {
        self.analysis
            .as_mut()
            .ok_or_else(|| Error::new("nothing_loaded"))
    }
}

/// The one currency of the amounts, where the file names one or the user chose one.
fn currency_of(inspection: &Inspection, choices: &Choices) -> Option<String> {
    if let Some(chosen) = &choices.currency {
        return Some(chosen.clone()).filter(|chosen| chosen != currency::UNNAMED);
    }
    let table = inspection
        .used
        .first()
        .and_then(|&index| inspection.tables.get(index))?;
    match table.currencies.as_slice() {
        [only] => Some(only.currency.clone()),
        _ => None,
    }
}
