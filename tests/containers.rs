//! Files are known by their content, and what is in them comes out as text.

mod shared;

use std::ops::ControlFlow;

use regulars::ingest::container::{Container, Stream, Tables, detect};

/// Name and text of each table.
fn tables(bytes: &[u8]) -> Result<Vec<(String, String)>, regulars::error::Error> {
    let tables = Tables::open(bytes.to_vec())?;
    let names: Vec<String> = tables.list().map(|info| info.name.clone()).collect();
    names
        .into_iter()
        .enumerate()
        .map(|(index, name)| {
            let mut text = Vec::new();
            tables.read(index, &mut |piece| {
                text.extend_from_slice(piece);
                ControlFlow::Continue(())
            })?;
            Ok((name, String::from_utf8_lossy(&text).into_owned()))
        })
        .collect()
}

fn refusal(bytes: &[u8]) -> (String, String) {
    match tables(bytes) {
        Ok(_) => ("".into(), "".into()),
        Err(error) => (
            error.code.into(),
            error.facts.get("kind").cloned().unwrap_or_default(),
        ),
    }
}

fn rows_of(text: &str) -> Vec<Vec<String>> {
    let dialect = regulars::ingest::layout::Dialect::default();
    regulars::ingest::split::Split::new(text.as_bytes(), &dialect, 1)
        .filter(|record| !record.is_blank())
        .map(|record| {
            record
                .fields
                .iter()
                .map(|field| String::from_utf8_lossy(field).into_owned())
                .collect()
        })
        .collect()
}

/// The same rows as CSV, written by other programs: `superstore_orders.csv` and `taobao_books_gbk.csv` (SOURCES.md).
#[test]
fn workbooks_hold_what_their_exports_hold() {
    let Some(book) = shared::bytes("superstore.xls") else {
        return;
    };
    let sheets = tables(&book).expect("an old workbook");
    assert_eq!(
        sheets
            .iter()
            .map(|(name, _)| name.as_str())
            .collect::<Vec<_>>(),
        ["Orders", "Returns", "People"]
    );
    let export = shared::bytes("superstore_orders.csv").unwrap_or_default();
    let export = encoding_rs::WINDOWS_1252.decode(&export).0.into_owned();
    assert_same(&rows_of(&sheets[0].1), &rows_of(&export), |text| {
        // The export writes days as 11/8/2016.
        let mut parts = text.split('/');
        match (parts.next(), parts.next(), parts.next(), parts.next()) {
            (Some(month), Some(day), Some(year), None)
                if year.len() == 4 && year.parse::<u16>().is_ok() =>
            {
                format!("{year}-{month:0>2}-{day:0>2}")
            }
            _ => text.to_owned(),
        }
    });
    let mut rows = Vec::new();
    for name in ["taobao_books_2018.xlsx", "taobao_books_2019.xlsx"] {
        let sheets = tables(&shared::bytes(name).unwrap_or_default()).expect("a workbook");
        rows.extend(
            rows_of(&sheets[0].1)
                .into_iter()
                .skip(usize::from(!rows.is_empty())),
        );
    }
    let export = shared::bytes("taobao_books_gbk.csv").unwrap_or_default();
    let export = encoding_rs::GB18030.decode(&export).0.into_owned();
    assert_same(&rows, &rows_of(&export), |text| {
        // The export writes moments as 2018/1/3 9:05:00.
        let Some((day, time)) = text.split_once(' ') else {
            return text.to_owned();
        };
        let parts: Vec<&str> = day.split('/').collect();
        match parts.as_slice() {
            [year, month, day] => format!("{year}-{month:0>2}-{day:0>2} {time:0>8}"),
            _ => text.to_owned(),
        }
    });
}

fn assert_same(ours: &[Vec<String>], theirs: &[Vec<String>], as_ours: impl Fn(&str) -> String) {
    assert_eq!(ours.len(), theirs.len(), "rows");
    for (line, (ours, theirs)) in ours.iter().zip(theirs).enumerate() {
        for (ours, theirs) in ours.iter().zip(theirs) {
            // Doubles carry 15 digits: 731.9399999999999 is 731.94.
            let digits = |text: &str| {
                text.parse::<f64>()
                    .ok()
                    .map(|number| format!("{number:.14e}"))
            };
            let is_same_number = digits(ours).is_some() && digits(ours) == digits(theirs);
            assert!(
                is_same_number || *ours == as_ours(theirs),
                "row {line}: {ours:?} {theirs:?}"
            );
        }
    }
}

/// Three rows, 60.00 in all (`nasty/EXPECTED.md`).
#[test]
fn a_small_old_workbook_is_read() {
    let Some(book) = shared::bytes("nasty/s28_old_biff.xls") else {
        return;
    };
    let sheets = tables(&book).expect("an old workbook");
    assert_eq!(
        sheets[0].1,
        "customer_id,order_date,amount\nA,2023-01-01,10\nB,2023-01-02,20\nA,2023-01-03,30\n"
    );
}

#[test]
fn odd_files_are_read_or_refused_by_name() {
    let Some(gz) = shared::bytes("nasty/s29_orders.csv.gz") else {
        return;
    };
    let read = tables(&gz).expect("gzip is read");
    assert_eq!(read[0].1.lines().count(), 13);
    assert_eq!(
        refusal(&shared::bytes("nasty/s03_png_renamed.csv").unwrap_or_default()),
        ("not_a_table".into(), "png".into())
    );
    assert_eq!(
        refusal(&shared::bytes("nasty/s01_empty.csv").unwrap_or_default()).0,
        "empty_file"
    );
}

#[test]
fn gzip_in_any_chunks_gives_the_same_text() {
    let Some(gz) = shared::bytes("nasty/s29_orders.csv.gz") else {
        return;
    };
    let mut twice = gz.clone();
    twice.extend_from_slice(&gz);
    twice.extend_from_slice(b"\0\0\0trailing junk");
    let mut whole = None;
    for size in [1, 2, 3, 7, 64, 1 << 20] {
        let mut stream = Stream::of(detect(&twice))
            .expect("known")
            .expect("a stream");
        let mut text = Vec::new();
        for chunk in twice.chunks(size) {
            stream
                .push(chunk, &mut |piece| text.extend_from_slice(piece))
                .expect("good gzip");
        }
        stream
            .finish(&mut |piece| text.extend_from_slice(piece))
            .expect("complete");
        assert_eq!(
            text.iter().filter(|byte| **byte == b'\n').count(),
            26,
            "chunks of {size}"
        );
        assert_eq!(
            *whole.get_or_insert_with(|| text.clone()),
            text,
            "chunks of {size}"
        );
    }
}

#[test]
fn damaged_and_cut_gzip_is_named() {
    let Some(gz) = shared::bytes("nasty/s29_orders.csv.gz") else {
        return;
    };
    assert_eq!(refusal(&gz[..gz.len() - 5]).0, "truncated_archive");
    assert_eq!(refusal(&gz[..12]).0, "truncated_archive");
    let mut damaged = gz.clone();
    let at = damaged.len() - 6;
    damaged[at] ^= 1;
    assert_eq!(refusal(&damaged).0, "damaged_archive");
    assert_eq!(detect(&gz), Container::Gzip);
}
