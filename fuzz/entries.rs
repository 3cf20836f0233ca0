//! What any bytes may be fed to. Shared by the fuzz targets and by `tests/hostile.rs`: nothing here may panic or hang, and
//! whatever is read must not depend on how the bytes were cut.

use std::ops::ControlFlow;

use regulars::error::Result;
use regulars::ingest::amounts::{self, AmountReader};
use regulars::ingest::container::{Stream, Tables, detect};
use regulars::ingest::dates::{self, DateHints, DateReader};
use regulars::ingest::encoding::{Decoder, guess};
use regulars::ingest::inspection::{Choices, ProposedJoin};
use regulars::ingest::layout::Layout;
use regulars::ingest::plan::{AmountReading, ColumnRef, DateOrder, Role};
use regulars::ingest::records::{Fields, Reader};
use regulars::ingest::sniff::sniff;
use regulars::options::Options;
use regulars::session::{Output, Session};

/// Text of one table that is read before it is enough.
const ENOUGH: usize = 1 << 22;

/// Choices that are tried on one file.
const CHOSEN: u64 = 8;

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

/// The whole road, as dropped and with nothing chosen, then with choices that any host could make: look, read, report, copy.
/// Rows are used or skipped, none is lost, and the pieces that the bytes come in change nothing.
pub fn session(bytes: &[u8]) {
    let mut seen: Option<String> = None;
    for size in [1 << 16, 61] {
        let mut session = Session::new();
        session.add_source("orders.csv", bytes.len() as u64);
        let counts = looked_at(&mut session, bytes, size).map(|proposed| {
            let mut said = vec![whole(&mut session, proposed.clone(), bytes, size)];
            for turn in 0..CHOSEN {
                let choices = chosen(bytes, turn, &proposed);
                let effect = session.effect(&choices);
                if turn == 0 && effect.is_ok() {
                    said.push(whole(&mut session, choices, bytes, size));
                }
            }
            said
        });
        let said = format!("{counts:?}");
        match &seen {
            Some(other) => assert_eq!(*other, said, "pieces of {size}"),
            None => seen = Some(said),
        }
    }
}

/// What is proposed.
fn looked_at(session: &mut Session, bytes: &[u8], size: usize) -> Result<Choices> {
    session.inspect(Choices::default())?;
    feed(session, bytes, size)?;
    let found = session.inspection();
    Ok(found
        .map(|found| found.proposed.clone())
        .unwrap_or_default())
}

/// Choices that the bytes decide: small numbers, some of which name a table or a column that is not there.
fn chosen(bytes: &[u8], turn: u64, proposed: &Choices) -> Choices {
    let mut state = bytes.iter().fold(turn, |sum, &byte| {
        (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let mut below = |limit: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (state >> 33) as usize % limit
    };
    let mut choices = proposed.clone();
    if below(2) == 0 {
        choices.used = Some((0..below(4)).map(|_| below(3)).collect());
    }
    for _ in 0..below(4) {
        let role = Role::ALL[below(Role::ALL.len())];
        choices.mapping.set(role, Some(below(6)));
    }
    if below(2) == 0 {
        let join = |_| ProposedJoin {
            table: below(3),
            column: below(5),
            to: below(3),
            to_column: below(5),
            matched: 1.0,
            sum: below(2) == 0,
            returns: below(4) == 0,
        };
        choices.joins = Some((0..2).map(join).collect());
    }
    if below(3) == 0 {
        let role = Role::ALL[below(Role::ALL.len())];
        let (table, column) = (below(3), below(5));
        choices.joined.insert(role, ColumnRef { table, column });
    }
    choices
}

fn whole(
    session: &mut Session,
    choices: Choices,
    bytes: &[u8],
    size: usize,
) -> Result<(u64, u64, String)> {
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
