//! The records in the samples of a table.

use std::ops::ControlFlow;

use crate::ingest::layout::Layout;
use crate::ingest::records::{Fields, Reader};

/// Records that are judged; more would not change a guess.
const SAMPLE_RECORDS: usize = 20_000;

/// Records of a table's UTF-8 samples, in file order. The first record of a piece that begins inside the file, and the
/// last of one that ends inside it, are left out: they are parts.
#[must_use]
pub(super) fn records(
    layout: &Layout,
    head: &[u8],
    pieces: &[&[u8]],
    head_is_whole: bool,
) -> Vec<Vec<String>> {
    let mut records = read(layout, head, head_is_whole);
    let inside = Layout {
        header: None,
        first_record_line: 1,
        ..layout.clone()
    };
    for piece in pieces {
        let start = piece
            .iter()
            .position(|&b| b == b'\n' || b == b'\r')
            .map_or(piece.len(), |at| at + 1);
        // A piece that begins inside a quoted field reads as records of odd widths: believe only those that fit.
        let sound = read(&inside, &piece[start..], false);
        records.extend(
            sound
                .into_iter()
                .filter(|record| record.len() == layout.columns.len()),
        );
    }
    records.truncate(SAMPLE_RECORDS);
    records
}

/// One more record, while there may be more.
pub(super) fn keep(records: &mut Vec<Vec<String>>, fields: &Fields<'_>) -> ControlFlow<()> {
    let texts = fields
        .iter()
        .map(|field| String::from_utf8_lossy(field).into_owned());
    records.push(texts.collect());
    if records.len() < SAMPLE_RECORDS {
        ControlFlow::Continue(())
    } else {
        ControlFlow::Break(())
    }
}

fn read(layout: &Layout, text: &[u8], whole: bool) -> Vec<Vec<String>> {
    let mut records = Vec::new();
    let mut reader = Reader::new(layout);
    let mut keep = |fields: &Fields<'_>| keep(&mut records, fields);
    let _ = reader.push(text, &mut keep);
    if whole {
        let _ = reader.finish(&mut keep);
    }
    records
}
