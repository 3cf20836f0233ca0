//! What happens to the records of a table before anybody looks at them: cells are filled in, purchases beside each other become
//! rows, a column is made of others, columns are put into the order of another table. The usual table needs none of it.

use crate::ingest::arrange::{self, Arranged, Piece};
use crate::ingest::below::Below;
use crate::ingest::blocks::Blocks;
use crate::ingest::grid::Grid;
use crate::ingest::inspection::Said;
use crate::ingest::layout::Layout;
use crate::ingest::records::{Fields, Flaws, Span, Visit};
use crate::ingest::spans::Spans;

use super::sampling;

/// The turns, in their order.
#[derive(Clone, Debug, Default)]
pub(super) struct Turns {
    /// The rows of another table below this one are none of its own.
    pub(super) below: Option<Below>,
    /// Cells that span rows are filled in.
    pub(super) spans: Option<Spans>,
    /// Purchases beside each other become rows.
    pub(super) blocks: Option<Blocks>,
    /// Columns are put into the order of another table.
    pub(super) pieces: Option<Vec<Piece>>,
}

impl Turns {
    /// Lets `read` give its records to a visitor that hands them on, turned.
    #[inline(never)]
    pub(super) fn along(&mut self, to: &mut dyn Visit, read: &mut dyn FnMut(&mut dyn Visit)) {
        let Self {
            below,
            spans,
            blocks,
            pieces,
        } = self;
        let mut ended;
        let mut ordered;
        let mut parted;
        let mut filled;
        let mut to: &mut dyn Visit = &mut *to;
        if let Some(pieces) = pieces {
            ordered = Arranged::new(pieces, to);
            to = &mut ordered;
        }
        if let Some(blocks) = blocks {
            parted = Arranged::parting(&blocks.rows, blocks.shared, to);
            to = &mut parted;
        }
        if let Some(spans) = spans {
            filled = spans.filling(to);
            to = &mut filled;
        }
        if let Some(below) = below {
            ended = below.ending(to);
            to = &mut ended;
        }
        read(to);
    }

    /// Sampled records as they are turned.
    fn apply(&self, records: &[Vec<String>]) -> Vec<Vec<String>> {
        let mut turned = Vec::new();
        let mut keep = |fields: &Fields<'_>| sampling::keep(&mut turned, fields);
        self.clone().along(&mut keep, &mut |visit| {
            for record in records {
                let texts: Vec<Vec<u8>> = record
                    .iter()
                    .map(|text| text.clone().into_bytes())
                    .collect();
                let _ = Fields::from_parts(&[], Span::default(), &[], 0, Flaws::default())
                    .hand_on(&texts, visit);
            }
        });
        turned
    }
}

/// A table as it is shown.
pub(super) struct Turned {
    pub(super) turns: Turns,
    /// A column that is made of others: the day of its parts, or the customer's names.
    pub(super) made: Option<Piece>,
    /// Where the year of its days stands.
    pub(super) year: Option<Said>,
    /// Its columns, with those that are made.
    pub(super) shown: Layout,
    pub(super) records: Vec<Vec<String>>,
}

/// Finds what is to happen to a table's records. `above`: the text above its header; `name`: of its sheet and files; `known`: the
/// columns of another sheet of the file, and what spans rows there.
pub(super) fn find(
    layout: &Layout,
    mut records: Vec<Vec<String>>,
    above: &str,
    name: &str,
    known: Option<(&[String], &Spans)>,
) -> Turned {
    let columns = &layout.columns;
    let mut shown = layout.clone();
    let mut turns = Turns::default();
    let (mut made, mut year) = (None, None);
    if layout.header.is_some() {
        turns.below = Below::find(columns, &Grid::new(columns.len(), &records));
        if turns.below.is_some() {
            records = turns.apply(&records);
            records.retain(|record| !record.is_empty());
        }
        let yearless = |columns: &[String], records: &[Vec<String>]| {
            arrange::yearless(columns, records, above, name)
        };
        let mut day = None;
        turns.spans = arrange::month_written_once(columns, &records).map(Spans::of_months);
        if turns.spans.is_some() {
            day = yearless(columns, &turns.apply(&records));
        }
        if day.is_none() {
            day = yearless(columns, &records);
            let dated = day.as_ref().map(|(day, _)| dated(*day, &records));
            let grid = Grid::new(columns.len(), dated.as_ref().unwrap_or(&records));
            // What one month proves holds for another one that has too few rows for it.
            let known =
                known.filter(|(names, spans)| *names == columns.as_slice() && spans.fit(&grid));
            turns.spans =
                Spans::find(columns, &grid).or_else(|| known.map(|(_, spans)| spans.clone()));
            if let Some(added) = turns.spans.as_ref().and_then(Spans::added) {
                shown.columns.push(format!("column {}", added + 1));
            } else {
                turns.blocks = Blocks::find(columns, &grid, above);
            }
        }
        if turns.spans.is_some() || turns.blocks.is_some() {
            records = turns.apply(&records);
        }
        if let Some(blocks) = &turns.blocks {
            shown.columns.clone_from(&blocks.names);
            day = yearless(&shown.columns, &records);
        }
        let (day, said) = day.unzip();
        year = said;
        made = arrange::made(&shown.columns, &records, day);
    }
    if let Some(made) = made {
        let width = shown.columns.len();
        shown.columns.push(made.name(&shown.columns));
        for record in &mut records {
            let text = written(made, record);
            record.resize(width, String::new());
            record.push(text);
        }
    }
    Turned {
        turns,
        made,
        year,
        shown,
        records,
    }
}

/// The records with whole days in place of those without a year.
fn dated(day: Piece, records: &[Vec<String>]) -> Vec<Vec<String>> {
    let mut dated = records.to_vec();
    let Piece::Yearless { columns, .. } = day else {
        return dated;
    };
    for record in &mut dated {
        let text = written(day, record);
        if let Some(cell) = record.get_mut(columns[1]) {
            *cell = text;
        }
    }
    dated
}

/// The text that a piece is of a record.
fn written(piece: Piece, record: &[String]) -> String {
    let mut text = Vec::new();
    let part = |column: usize| record.get(column).map_or(&b""[..], |text| text.as_bytes());
    piece.write(&part, &mut text);
    String::from_utf8_lossy(&text).into_owned()
}
