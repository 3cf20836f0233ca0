//! What any bytes may be fed to. Shared by the fuzz targets and by `tests/hostile.rs`: nothing here may panic or hang, and
//! whatever is read must not depend on how the bytes were cut.

use std::ops::ControlFlow;

use regulars::ingest::container::{Stream, Tables, detect};
use regulars::ingest::encoding::{Decoder, guess};
use regulars::ingest::layout::Layout;
use regulars::ingest::records::{Fields, Reader};
use regulars::ingest::sniff::sniff;

/// Text of one table that is read before it is enough.
const ENOUGH: usize = 1 << 22;

/// Opens a file of any kind and reads its tables.
pub fn container(bytes: &[u8]) {
    let Ok(tables) = Tables::open(bytes.to_vec()) else {
        return;
    };
    for index in 0..tables.list().count().min(16) {
        let mut read = 0;
        let _ = tables.read(index, &mut |piece| {
            read += piece.len();
            if read > ENOUGH {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        });
    }
}

/// Reads plain and gzipped text in chunks of several sizes; all give the same.
pub fn stream(bytes: &[u8]) {
    let mut seen: Option<(Vec<u8>, bool)> = None;
    for size in [1 << 16, 5] {
        let Ok(Some(mut stream)) = Stream::of(detect(bytes)) else {
            return;
        };
        let mut text = Vec::new();
        let mut is_good = true;
        for chunk in bytes.chunks(size) {
            is_good &= stream
                .push(chunk, &mut |piece| text.extend_from_slice(piece))
                .is_ok();
            if !is_good || text.len() > ENOUGH {
                break;
            }
        }
        if text.len() > ENOUGH {
            return;
        }
        is_good = is_good
            && stream
                .finish(&mut |piece| text.extend_from_slice(piece))
                .is_ok();
        match &seen {
            // What was given before an error may differ by the last chunk.
            Some((other, was_good)) => assert!(
                *was_good == is_good && (!is_good || *other == text),
                "chunks of {size}"
            ),
            None => seen = Some((text, is_good)),
        }
    }
}

/// Guesses an encoding and decodes; any chunks give the same text.
pub fn encoding(bytes: &[u8]) {
    let label = guess(&[bytes]).label;
    let mut seen: Option<Vec<u8>> = None;
    for size in [1 << 16, 3, 1] {
        let mut decoder = Decoder::new(&label).expect("guess gives labels that are known");
        let mut text = Vec::new();
        for chunk in bytes.chunks(size) {
            if decoder
                .push(chunk, &mut |piece| text.extend_from_slice(piece))
                .is_err()
            {
                return;
            }
        }
        decoder.finish(&mut |piece| text.extend_from_slice(piece));
        assert!(std::str::from_utf8(&text).is_ok(), "{label}: not UTF-8");
        // A broken character that a cut goes through may be replaced by one mark or by several.
        if decoder.broken() > 0 {
            return;
        }
        match &seen {
            Some(other) => assert!(*other == text, "{label} in chunks of {size}"),
            None => seen = Some(text),
        }
    }
}

/// Sniffs a layout and reads all records; any chunks give the same records, and every line belongs to one.
pub fn dialect(bytes: &[u8]) {
    let Ok(layout) = sniff(bytes) else { return };
    assert!(
        layout
            .columns
            .iter()
            .collect::<std::collections::HashSet<_>>()
            .len()
            == layout.columns.len(),
        "names are unique"
    );
    for wild in [false, true] {
        let layout = Layout {
            wild,
            ..layout.clone()
        };
        let whole = records(bytes, &layout, usize::MAX);
        for size in [1, 7, 4096] {
            assert!(
                records(bytes, &layout, size) == whole,
                "chunks of {size}, wild {wild}"
            );
        }
    }
}

fn records(bytes: &[u8], layout: &Layout, size: usize) -> Vec<(u64, Vec<Vec<u8>>)> {
    let mut reader = Reader::new(layout);
    let mut records = Vec::new();
    let mut keep = |fields: &Fields<'_>| {
        records.push((fields.line(), fields.iter().map(<[u8]>::to_vec).collect()));
        ControlFlow::Continue(())
    };
    for chunk in bytes.chunks(size.min(bytes.len().max(1))) {
        let _ = reader.push(chunk, &mut keep);
    }
    let _ = reader.finish(&mut keep);
    records
}
