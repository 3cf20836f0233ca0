//! Sources → tables: what stands in each file, how it is laid out, and what its columns mean.

use std::ops::ControlFlow;

use super::sampling;
use super::source::{Content, Source, TEXT_BYTES, unpacked};
use super::turns::{self, Turned, Turns};
use crate::error::{Error, Result};
use crate::ingest::arrange::{self, Piece};
use crate::ingest::container::{Container, Tables};
use crate::ingest::dress::{self, Dress, Undress};
use crate::ingest::encoding::{self, Decoder};
use crate::ingest::inspect::{self, TableSample};
use crate::ingest::inspection::{Choices, Inspection, Said};
use crate::ingest::layout::Layout;
use crate::ingest::sniff;
use crate::ingest::spans::Spans;

/// Lines above a header that are looked at.
const PREAMBLE_LINES: u64 = 50;

/// One table: a CSV file, a member of a zip, a sheet of a workbook.
#[derive(Debug)]
pub(super) struct Table {
    /// As the user knows it.
    pub(super) name: String,
    /// Id of what it stood in.
    container: &'static str,
    /// Index of the file.
    pub(super) source: usize,
    /// Index within an archive or workbook; `None` for a file that is streamed.
    pub(super) member: Option<usize>,
    /// Bytes of such a file.
    size: u64,
    /// How its text is laid out.
    pub(super) layout: Layout,
    /// The same with the columns as they are shown: one that is made of others is one more.
    pub(super) shown: Layout,
    /// A column that is made of others: the day of three, or the customer's names.
    made: Option<Piece>,
    /// What else happens to its records: cells are filled in, purchases beside each other become rows.
    turns: Turns,
    /// What its values wear against spreadsheets.
    pub(super) dress: Option<Dress>,
    /// Its bare day numbers count from 1904.
    from_1904: bool,
    is_hidden: bool,
    /// What stands above the header.
    preamble: String,
    /// Where the year of its days stands.
    year: Option<Said>,
    /// Sampled lines that are in an older encoding than the others.
    odd_lines: usize,
    /// Sampled text in UTF-8, from the beginning.
    pub(super) text: Vec<u8>,
    records: Vec<Vec<String>>,
    /// The sample is all there is.
    pub(super) all: bool,
}

impl Table {
    /// How its records become records of another table with the same columns, or its own as they are shown.
    #[inline(never)]
    pub(super) fn as_rows_of(&self, first: &Self) -> Turns {
        let shown = &self.shown.columns;
        let own = &shown[..shown.len() - usize::from(self.made.is_some())];
        let wanted = &first.shown.columns;
        let pieces = self
            .layout
            .header
            .and_then(|_| arrange::arrangement(own, self.made, wanted, first.made.is_some()));
        Turns {
            pieces,
            ..self.turns.clone()
        }
    }

    /// The same bytes as far as they were looked at: all of a table in memory; head, middle, tail and length of a streamed one.
    fn is_copy_of(&self, other: &Self) -> bool {
        (self.all || self.size > 0)
            && self.size == other.size
            && !self.records.is_empty()
            && self.text == other.text
            && self.records == other.records
    }

    /// Its columns, if cells of them span rows.
    fn spans(&self) -> Proof<'_> {
        Some((&self.layout.columns, self.turns.spans.as_ref()?))
    }

    /// The sampled records.
    pub(super) fn records(&self) -> &[Vec<String>] {
        &self.records
    }

    /// Takes off what its values wear.
    pub(super) fn undress(&self) -> Option<Undress> {
        self.dress.map(Undress::new)
    }
}

/// Pieces of one table's text in its own encoding.
struct Sampled<'a> {
    head: &'a [u8],
    pieces: [&'a [u8]; 2],
    is_whole: bool,
    is_utf8: bool,
    /// Bare day numbers count from 1904.
    from_1904: bool,
    /// A sheet that its workbook does not show.
    is_hidden: bool,
}

/// Lists inside lists of JSON records are unfolded this deep: a customer's orders, their lines.
const DEEPEST_LIST: usize = 3;

/// The tables in all sources and what they mean. Where JSON records alone are refused, the lists inside them may hold what is
/// missing: the lines of an order have the prices.
pub(super) fn study(sources: &mut [Source], choices: &Choices) -> Result<(Vec<Table>, Inspection)> {
    fn whole(sources: &mut [Source], choices: &Choices) -> Result<(Vec<Table>, Inspection)> {
        let (mut tables, left_out) = find(sources, choices)?;
        let inspection = inspect(&tables, left_out);
        name_columns(&mut tables, &inspection);
        Ok((tables, inspection))
    }
    fn unfold(sources: &mut [Source], levels: usize) -> bool {
        let unfolded = |source: &mut Source| source.unfold(levels);
        sources
            .iter_mut()
            .map(unfolded)
            .fold(false, |one, other| one | other)
    }
    unfold(sources, 0);
    let found = whole(sources, choices)?;
    if found.1.refusal.is_none() {
        return Ok(found);
    }
    for levels in 1..=DEEPEST_LIST {
        if !unfold(sources, levels) {
            break;
        }
        if let Ok(deeper) = whole(sources, choices)
            && deeper.1.refusal.is_none()
        {
            return Ok(deeper);
        }
    }
    unfold(sources, 0);
    Ok(found)
}

/// Calls the columns of tables that are read as one by the same names.
#[inline(never)]
fn name_columns(tables: &mut [Table], inspection: &Inspection) {
    for (table, found) in tables.iter_mut().zip(&inspection.tables) {
        for layout in [&mut table.layout, &mut table.shown] {
            for (own, column) in layout.columns.iter_mut().zip(&found.columns) {
                own.clone_from(&column.name);
            }
        }
    }
}

/// The tables in all sources, and the files that hold none. Without any table the first file's refusal is the answer.
fn find(sources: &mut [Source], choices: &Choices) -> Result<(Vec<Table>, Vec<Said>)> {
    let mut tables: Vec<Table> = Vec::new();
    let mut refusals = Vec::new();
    for (index, source) in sources.iter_mut().enumerate() {
        let name = source.name.clone();
        match tables_of(index, source, choices) {
            Ok(found) => tables.extend(found),
            Err(refusal) => refusals.push(refusal.in_file(name)),
        }
    }
    match refusals.first() {
        Some(refusal) if tables.is_empty() => Err(refusal.clone()),
        _ => {
            let left_out = |e: &Error| {
                Said::new("file_left_out")
                    .with("file", e.file.clone().unwrap_or_default())
                    .with("code", e.code)
            };
            let mut notes: Vec<Said> = refusals.iter().map(left_out).collect();
            leave_out_copies(&mut tables, &mut notes);
            Ok((tables, notes))
        }
    }
}

/// Of tables that are the same to the last byte the first one counts.
#[inline(never)]
fn leave_out_copies(tables: &mut Vec<Table>, notes: &mut Vec<Said>) {
    let mut at = 1;
    while at < tables.len() {
        let table = &tables[at];
        let Some(other) = tables[..at].iter().find(|other| table.is_copy_of(other)) else {
            at += 1;
            continue;
        };
        let said = Said::new("table_repeated").with("table", &table.name);
        notes.push(said.with("other", &other.name));
        tables.remove(at);
    }
}

fn tables_of(index: usize, source: &mut Source, choices: &Choices) -> Result<Vec<Table>> {
    let (name, size, is_short) = (source.name.clone(), source.size, source.is_short());
    match source.content()? {
        Content::Stream {
            container,
            head,
            pieces,
        } => {
            let text = unpacked(head, is_short)?;
            let sampled = Sampled {
                head: &text,
                pieces,
                is_whole: is_short,
                is_utf8: false,
                from_1904: false,
                is_hidden: false,
            };
            let container = if container == Container::Gzip {
                "gzip"
            } else {
                "text"
            };
            let mut table = table(name, container, (index, None), &sampled, choices, None)?;
            table.size = size;
            Ok(vec![table])
        }
        Content::Tables(tables) => {
            let found = members(&name, index, tables, choices, None)?;
            let proof = found.iter().find_map(Table::spans);
            let lacks = |table: &Table| {
                table.turns.spans.is_none()
                    && proof.is_some_and(|(names, _)| names == table.layout.columns)
            };
            match found.iter().any(lacks) {
                true => members(&name, index, tables, choices, proof),
                false => Ok(found),
            }
        }
    }
}

/// Columns of a table, and which of their cells span rows.
type Proof<'t> = Option<(&'t [String], &'t Spans)>;

/// Every readable table of an archive or workbook. One that is damaged or empty is left out while others are there.
fn members(
    name: &str,
    index: usize,
    tables: &Tables,
    choices: &Choices,
    known: Proof<'_>,
) -> Result<Vec<Table>> {
    let mut found = Vec::new();
    let mut refusal = Error::new("no_table");
    for (member, info) in tables.list().enumerate() {
        let mut text = Vec::new();
        let mut is_whole = true;
        let read = tables.read(member, &mut |bytes| {
            text.extend_from_slice(bytes);
            is_whole = text.len() < TEXT_BYTES;
            if is_whole {
                ControlFlow::Continue(())
            } else {
                ControlFlow::Break(())
            }
        });
        let full_name = if info.name.is_empty() {
            name.to_owned()
        } else {
            format!("{name}/{}", info.name)
        };
        let sampled = Sampled {
            head: &text,
            pieces: [&[], &[]],
            is_whole,
            is_utf8: info.is_csv,
            from_1904: info.from_1904,
            is_hidden: info.is_hidden,
        };
        let kind = tables.kind();
        let place = (index, Some(member));
        match read.and_then(|()| table(full_name, kind, place, &sampled, choices, known)) {
            Ok(table) => found.push(table),
            Err(e) => refusal = e,
        }
    }
    if found.is_empty() {
        Err(refusal)
    } else {
        Ok(found)
    }
}

fn table(
    name: String,
    container: &'static str,
    (source, member): (usize, Option<usize>),
    sampled: &Sampled<'_>,
    choices: &Choices,
    known: Proof<'_>,
) -> Result<Table> {
    let [middle, tail] = sampled.pieces;
    let guess = encoding::guess(&[sampled.head, middle, tail]);
    let said = choices.layout_of(&name);
    let (label, confidence) = match &said.encoding {
        // The text of a workbook's cells is ours.
        _ if sampled.is_utf8 => ("utf-8".to_owned(), 1.0),
        Some(label) => (label.clone(), 1.0),
        None => (guess.label, guess.confidence),
    };
    let odd_lines = match label.contains('+') {
        true => encoding::odd_lines(sampled.head),
        false => 0,
    };
    let head = decode(&label, sampled.head)?;
    let [middle, tail] = [decode(&label, middle)?, decode(&label, tail)?];
    let dress = dress::recognise(&head);
    let mut undress = dress.map(Undress::new);
    let [head, middle, tail] = [head, middle, tail].map(|text| bare(text, &mut undress));
    let samples = sniff::Samples {
        head: &head,
        middle: &middle,
        tail: &tail,
        whole: sampled.is_whole,
    };
    // A workbook's cells are parted by us, not by a delimiter that somebody could name.
    let told = sniff::Told {
        delimiter: said.delimiter.as_deref().filter(|_| !sampled.is_utf8),
        header: said.header,
    };
    let layout = Layout {
        encoding: label,
        encoding_confidence: confidence,
        ..sniff::sniff_told(&samples, told)?
    };
    let records = sampling::records(&layout, &head, &[&middle, &tail], sampled.is_whole);
    let preamble = preamble(&layout, &head);
    let Turned {
        turns,
        made,
        year,
        shown,
        records,
    } = turns::find(&layout, records, &preamble, &name, known);
    Ok(Table {
        from_1904: sampled.from_1904,
        is_hidden: sampled.is_hidden,
        odd_lines,
        preamble,
        year,
        name,
        container,
        source,
        member,
        size: 0,
        layout,
        shown,
        made,
        dress,
        turns,
        records,
        all: sampled.is_whole,
        text: head,
    })
}

/// The lines above the header.
fn preamble(layout: &Layout, head: &[u8]) -> String {
    let lines = layout
        .header
        .map_or(0, |(first, _)| first.saturating_sub(1));
    let lines = usize::try_from(lines.min(PREAMBLE_LINES)).unwrap_or(0);
    let text: Vec<&[u8]> = head.split(|&byte| byte == b'\n').take(lines).collect();
    String::from_utf8_lossy(&text.join(&b'\n')).into_owned()
}

/// A sample's text without what its values wear.
fn bare(text: Vec<u8>, undress: &mut Option<Undress>) -> Vec<u8> {
    let Some(undress) = undress else {
        return text;
    };
    let mut out = Vec::with_capacity(text.len());
    undress.push(&text, &mut out);
    undress.finish(&mut out);
    *undress = undress.again();
    out
}

/// A sample's text. The first and last character of a piece from inside a file may be cut; nobody believes those records.
fn decode(label: &str, bytes: &[u8]) -> Result<Vec<u8>> {
    let mut text = Vec::new();
    let mut decoder = Decoder::new(label)?;
    // A sample that refutes its own guess was guessed over all pieces together: the guess stands.
    let _ = decoder.push(bytes, &mut |piece| text.extend_from_slice(piece));
    decoder.finish(&mut |piece| text.extend_from_slice(piece));
    Ok(text)
}

/// What the tables mean.
fn inspect(tables: &[Table], left_out: Vec<Said>) -> Inspection {
    let samples: Vec<TableSample<'_>> = tables
        .iter()
        .map(|table| TableSample {
            name: &table.name,
            container: table.container,
            layout: &table.shown,
            records: &table.records,
            all: table.all,
            preamble: &table.preamble,
            from_1904: table.from_1904,
            is_hidden: table.is_hidden,
        })
        .collect();
    let mut inspection = inspect::inspect(&samples);
    for (found, table) in inspection.tables.iter_mut().zip(tables) {
        if table.odd_lines > 0 {
            let (_, older) = found.encoding.split_once('+').unwrap_or_default();
            let said = Said::new("encodings_mixed").with("encoding", older);
            found.notes.push(said.with("rows", table.odd_lines));
        }
        found.notes.extend(table.year.clone());
        if let Some(below) = &table.turns.below {
            let said = Said::new("table_below").with("names", below.names().join(", "));
            found.notes.push(said);
        }
        if let Some(spans) = &table.turns.spans {
            let columns = match spans.added() {
                Some(_) => &table.shown.columns,
                None => &table.layout.columns,
            };
            let name = |&column: &usize| columns.get(column).map(String::as_str);
            let columns: Vec<&str> = spans.columns().iter().filter_map(name).collect();
            let said = Said::new("cells_filled").with("columns", columns.join(", "));
            found.notes.push(said);
        }
        if let Some(blocks) = &table.turns.blocks {
            let id = if blocks.cross {
                "cross_table"
            } else {
                "side_by_side"
            };
            let said = Said::new(id).with("blocks", blocks.rows.len());
            let columns = blocks.names.get(blocks.shared..).unwrap_or_default();
            found.notes.push(said.with("columns", columns.join(", ")));
        }
    }
    if let Some(table) = inspection.tables.first_mut() {
        table.notes.extend(left_out);
    }
    inspection
}
