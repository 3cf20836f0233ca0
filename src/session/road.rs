//! From the bytes of one table to its records, and where these go.

use std::ops::ControlFlow;

use super::turns::Turns;
use crate::error::Result;
use crate::ingest::container::{Stream, Tables};
use crate::ingest::copy::{CleanCopy, SkippedRows};
use crate::ingest::dress::Undress;
use crate::ingest::earlier::Earlier;
use crate::ingest::encoding::Decoder;
use crate::ingest::layout::Layout;
use crate::ingest::lookup::Lookup;
use crate::ingest::pass::Pass;
use crate::ingest::records::{Fields, Reader, Records, Visit};
use crate::ledger::Journal;

/// Where the records of the present part go.
#[derive(Debug)]
pub(super) enum Target {
    Lookup(Box<Lookup>),
    Ledger(Box<Pass<Journal>>),
    Skipped(Box<SkippedRows>),
    Clean(CleanCopy),
}

impl Visit for Target {
    #[inline]
    fn record(&mut self, fields: &Fields<'_>) -> ControlFlow<()> {
        match self {
            Self::Ledger(pass) => pass.record(fields),
            Self::Lookup(lookup) => lookup.record(fields),
            Self::Skipped(rows) => rows.record(fields),
            Self::Clean(copy) => copy.record(fields),
        }
    }

    fn records(&mut self, records: &Records<'_>) -> ControlFlow<()> {
        match self {
            Self::Ledger(pass) => pass.records(records),
            Self::Lookup(lookup) => lookup.records(records),
            Self::Skipped(rows) => rows.records(records),
            Self::Clean(copy) => copy.records(records),
        }
    }
}

impl Target {
    /// A row that an earlier table had as well.
    fn repeated(&mut self, fields: &Fields<'_>) {
        match self {
            Self::Ledger(pass) => pass.repeated(fields),
            Self::Skipped(rows) => rows.repeated(fields),
            Self::Lookup(_) | Self::Clean(_) => {}
        }
    }

    /// Moves what was written to `out`.
    pub(super) fn drain(&mut self, out: &mut Vec<u8>) {
        match self {
            Self::Skipped(rows) => out.append(&mut rows.take()),
            Self::Clean(copy) => out.append(&mut copy.take()),
            Self::Lookup(_) | Self::Ledger(_) => {}
        }
    }
}

/// A target, behind what an earlier table had as well.
pub(super) struct Once {
    pub(super) earlier: Option<Earlier>,
    pub(super) target: Target,
}

impl Once {
    /// The same, and tells this of the next table.
    pub(super) fn of_next_table(mut earlier: Option<Earlier>, target: Target) -> Self {
        if let Some(earlier) = &mut earlier {
            earlier.next_table();
        }
        Self { earlier, target }
    }
}

impl Visit for Once {
    #[inline]
    fn record(&mut self, fields: &Fields<'_>) -> ControlFlow<()> {
        let earlier = self.earlier.as_mut();
        if earlier.is_some_and(|earlier| earlier.had(fields)) {
            self.target.repeated(fields);
            return ControlFlow::Continue(());
        }
        self.target.record(fields)
    }

    fn records(&mut self, records: &Records<'_>) -> ControlFlow<()> {
        let Some(earlier) = &mut self.earlier else {
            return self.target.records(records);
        };
        let mut spans = Vec::new();
        let had: Vec<bool> = (0..records.len())
            .map(|record| earlier.had(&records.get(record, &mut spans)))
            .collect();
        if !had.contains(&true) {
            return self.target.records(records);
        }
        for (record, had) in had.into_iter().enumerate() {
            let fields = records.get(record, &mut spans);
            match had {
                true => self.target.repeated(&fields),
                false => self.target.record(&fields)?,
            }
        }
        ControlFlow::Continue(())
    }
}

/// The turns of a table's records, and where they go.
pub(super) struct Way {
    pub(super) turns: Turns,
    pub(super) to: Once,
}

impl Way {
    /// More text for the reader, or its end (`None`).
    #[inline(never)]
    fn read(&mut self, reader: &mut Reader, text: Option<&[u8]>) {
        self.turns.along(&mut self.to, &mut |visit| {
            let _ = match text {
                Some(text) => reader.push(text, visit),
                None => reader.finish(visit),
            };
        });
    }
}

/// Bytes behind those that refute an encoding on which the next guess stands: a chunk may end just there.
const EVIDENCE: usize = 1 << 20;

/// From the bytes of a table to its records.
pub(super) struct Road {
    stream: Option<Stream>,
    decoder: Decoder,
    /// From the bytes on that refuted the encoding: the table is to be read again in another one.
    refuting: Option<Vec<u8>>,
    undress: Option<Undress>,
    /// Undressed text on its way to the reader.
    bare: Vec<u8>,
    pub(super) reader: Reader,
    pub(super) way: Way,
}

impl Road {
    /// For a table with this layout.
    pub(super) fn new(
        stream: Option<Stream>,
        layout: &Layout,
        undress: Option<Undress>,
        way: Way,
    ) -> Result<Self> {
        Ok(Self {
            stream,
            decoder: Decoder::new(&layout.encoding)?,
            refuting: None,
            undress,
            bare: Vec::new(),
            reader: Reader::new(layout),
            way,
        })
    }

    /// Bytes as they stand in the file; the better encoding if they refuted the guess and enough of them were seen.
    pub(super) fn push(&mut self, bytes: &[u8]) -> Result<Option<String>> {
        let Self {
            stream,
            decoder,
            refuting,
            undress,
            bare,
            reader,
            way,
        } = self;
        let mut decode = |bytes: &[u8]| match refuting {
            Some(seen) => seen.extend_from_slice(bytes),
            None => {
                let decoded = decoder.push(bytes, &mut |text| {
                    way.read(reader, Some(undressed(undress, bare, text)));
                });
                *refuting = decoded.err().map(|learned| learned.seen);
            }
        };
        match stream {
            Some(stream) => stream.push(bytes, &mut decode)?,
            None => decode(bytes),
        }
        Ok(self.refuted(EVIDENCE))
    }

    /// The better encoding, if so many of the bytes that refuted the guess were seen.
    fn refuted(&self, least: usize) -> Option<String> {
        let seen = self.refuting.as_ref().filter(|seen| seen.len() >= least)?;
        Some(self.decoder.settle(seen))
    }

    /// There is no more; the better encoding if the guess was refuted.
    pub(super) fn finish(&mut self) -> Result<Option<String>> {
        let Self {
            stream,
            decoder,
            refuting,
            undress,
            bare,
            reader,
            way,
        } = self;
        let mut take = |text: &[u8]| way.read(reader, Some(undressed(undress, bare, text)));
        if let Some(stream) = stream {
            stream.finish(&mut |bytes| {
                if let Err(learned) = decoder.push(bytes, &mut take) {
                    *refuting = Some(learned.seen);
                }
            })?;
        }
        decoder.finish(&mut take);
        if let Some(undress) = undress {
            bare.clear();
            undress.finish(bare);
            way.read(reader, Some(bare));
        }
        way.read(reader, None);
        Ok(self.refuted(0))
    }

    /// All of a table that is in memory; the better encoding if its bytes refute the guess.
    pub(super) fn pull(
        &mut self,
        tables: &Tables,
        member: usize,
        out: &mut Vec<u8>,
    ) -> Result<Option<String>> {
        let mut pushed = Ok(None);
        tables.read(member, &mut |bytes| {
            pushed = self.push(bytes);
            self.way.to.target.drain(out);
            if matches!(pushed, Ok(None)) {
                ControlFlow::Continue(())
            } else {
                ControlFlow::Break(())
            }
        })?;
        match pushed? {
            None => self.finish(),
            refuted => Ok(refuted),
        }
    }
}

/// The text without what its values wear.
#[inline]
fn undressed<'t>(undress: &mut Option<Undress>, bare: &'t mut Vec<u8>, text: &'t [u8]) -> &'t [u8] {
    match undress {
        Some(undress) => {
            bare.clear();
            undress.push(text, bare);
            bare
        }
        None => text,
    }
}
