//! What any bytes may be fed to. Shared by the fuzz targets and by `tests/hostile.rs`: nothing here may panic or hang, and
//! whatever is read must not depend on how the bytes were cut.

use std::ops::ControlFlow;

use regulars::error::Result;
use regulars::ingest::amounts::{self, AmountReader};
use regulars::ingest::container::{Stream, Tables, detect};
use regulars::ingest::dates::{self, DateHints, DateReader};
use regulars::ingest::encoding::{Decoder, guess};
use regulars::ingest::inspection::Choices;
use regulars::ingest::layout::Layout;
use regulars::ingest::plan::{AmountReading, DateOrder};
use regulars::ingest::records::{Fields, Reader};
use regulars::ingest::sniff::sniff;
use regulars::options::Options;
use regulars::session::{Output, Session};

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

/// Lines as the values of a column of dates: any decision, and a day that is read is read back from its ISO form.
pub fn dates(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let values: Vec<&str> = text.lines().filter(|v| !v.is_empty()).take(300).collect();
    for named_date in [false, true] {
        let hints = DateHints {
            named_date,
            ..DateHints::default()
        };
        if let Some(decision) = dates::decide(&values, hints) {
            assert!(decision.misfits <= decision.seen && decision.mixed <= decision.seen);
        }
    }
    for order in [
        DateOrder::YearMonthDay,
        DateOrder::DayMonthYear,
        DateOrder::MonthDayYear,
        DateOrder::ExcelSerial,
        DateOrder::EpochSeconds,
        DateOrder::EpochMillis,
    ] {
        let reader = DateReader::new(order);
        for value in &values {
            assert!(reader.second_of_day(value.as_bytes()) < 86_400, "{value}");
            let Some(day) = reader.day(value.as_bytes()) else {
                continue;
            };
            let again = reader.day(day.to_string().as_bytes());
            assert_eq!(again, Some(day), "{value}");
        }
    }
}

/// Lines as the values of a column of amounts: never too large, never more than six digits behind the point.
pub fn amounts(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let values: Vec<&str> = text.lines().filter(|v| !v.is_empty()).take(300).collect();
    if let Some(decision) = amounts::decide(&values, 0.0) {
        assert!(decision.misfits <= decision.seen);
    }
    for (decimal_mark, cents) in [('.', false), (',', false), ('.', true)] {
        let reader = AmountReader::new(AmountReading {
            decimal_mark,
            cents,
            power: 0,
        });
        for value in &values {
            if let Some(amount) = reader.read(value.as_bytes()) {
                assert!(amount.scale <= 6, "{value}");
                assert!(amount.to_f64().abs() <= amounts::LIMIT as f64, "{value}");
            }
        }
    }
}

/// The whole road, as dropped and with nothing chosen: look, read, report, copy. Rows are used or skipped, none is lost,
/// and the pieces that the bytes come in change nothing.
pub fn session(bytes: &[u8]) {
    let mut seen: Option<String> = None;
    for size in [1 << 16, 61] {
        let mut session = Session::new();
        session.add_source("orders.csv", bytes.len() as u64);
        let counts = whole(&mut session, bytes, size);
        let said = format!("{counts:?}");
        match &seen {
            Some(other) => assert_eq!(*other, said, "pieces of {size}"),
            None => seen = Some(said),
        }
    }
}

fn whole(session: &mut Session, bytes: &[u8], size: usize) -> Result<(u64, u64, String)> {
    session.inspect(Choices::default())?;
    feed(session, bytes, size)?;
    let choices = session
        .inspection()
        .map(|found| found.proposed.clone())
        .unwrap_or_default();
    let _ = session.effect(&choices);
    session.analyze(choices)?;
    feed(session, bytes, size)?;
    let report = session.report(&Options::default())?;
    let input = &report.input;
    let skipped: u64 = input.rows_skipped.values().sum();
    assert_eq!(input.rows_total, input.rows_used + skipped);
    let counts = (
        input.rows_total,
        input.rows_used,
        format!("{:?}", report.totals.totals),
    );
    for output in [Output::Clean, Output::Skipped] {
        session.write(output)?;
        feed(session, bytes, size)?;
        assert!(std::str::from_utf8(&session.take_output()).is_ok());
    }
    Ok(counts)
}

fn feed(session: &mut Session, bytes: &[u8], size: usize) -> Result<()> {
    while let Some(want) = session.want() {
        let from = want.from as usize;
        let to = (want.to as usize).min(from + size);
        session.feed(&bytes[from..to])?;
    }
    Ok(())
}
