//! Sources → tables: what stands in each file, and how it is laid out.

use super::Source;
use super::sampling;
use crate::error::{Error, Result};
use crate::ingest::inspect::{self, TableSample};
use crate::ingest::inspection::{Choices, Inspection};
use crate::ingest::layout::Layout;
use crate::ingest::sniff::{self, Samples};

/// One table: a CSV file, a member of a zip, a sheet of a workbook.
#[derive(Debug)]
pub(super) struct Table {
    /// As the user knows it.
    pub(super) name: String,
    /// Id of what it stood in.
    pub(super) container: &'static str,
    /// Index of the file.
    pub(super) source: usize,
    /// How its text is laid out.
    pub(super) layout: Layout,
    /// Sampled text in UTF-8, from the beginning.
    pub(super) text: Vec<u8>,
    /// Sampled records.
    pub(super) records: Vec<Vec<String>>,
    /// The records are all there are.
    pub(super) all: bool,
}

/// The tables in all sources. A source that holds none is an error where it is the only one.
pub(super) fn find(sources: &[Source], _choices: &Choices) -> Result<Vec<Table>> {
    let mut tables = Vec::new();
    for (index, source) in sources.iter().enumerate() {
        tables.push(table(index, source).map_err(|e: Error| e.in_file(source.name.clone()))?);
    }
    Ok(tables)
}

fn table(index: usize, source: &Source) -> Result<Table> {
    let samples = &source.samples;
    let whole = samples.is_whole();
    let layout = sniff::sniff_samples(&Samples {
        head: &samples.head,
        middle: &samples.middle,
        tail: &samples.tail,
        whole,
    })?;
    let records = sampling::records(
        &layout,
        &samples.head,
        &[&samples.middle, &samples.tail],
        whole,
    );
    Ok(Table {
        name: source.name.clone(),
        container: "text",
        source: index,
        layout,
        text: samples.head.clone(),
        records,
        all: whole,
    })
}

/// What the tables mean.
pub(super) fn inspect(tables: &[Table]) -> Inspection {
    let samples: Vec<TableSample<'_>> = tables
        .iter()
        .map(|table| TableSample {
            name: &table.name,
            container: table.container,
            layout: &table.layout,
            records: &table.records,
            all: table.all,
        })
        .collect();
    inspect::inspect(&samples)
}
