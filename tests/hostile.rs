//! Any bytes in: never a panic, never a hang, always a clear answer.

mod driver;
#[path = "../fuzz/entries.rs"]
#[allow(
    unreachable_pub,
    reason = "shared with the fuzz targets, which are another crate"
)]
mod entries;
mod shared;

use std::io::Write as _;
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use regulars::ingest::container::Tables;

/// A small generator, so that a failure can be seen again.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }
}

/// A zip archive of files, packed or stored.
fn zip(files: &[(&str, &[u8])], packs: bool) -> Vec<u8> {
    let mut out = Vec::new();
    let mut directory = Vec::new();
    for (name, bytes) in files {
        let packed = if packs {
            miniz_oxide::deflate::compress_to_vec(bytes, 6)
        } else {
            bytes.to_vec()
        };
        let method = if packs { 8u16 } else { 0 };
        let at = out.len() as u32;
        let mut common = Vec::new();
        for number in [20u16, 0, method, 0, 0] {
            common.extend_from_slice(&number.to_le_bytes());
        }
        for number in [
            crc32fast::hash(bytes),
            packed.len() as u32,
            bytes.len() as u32,
        ] {
            common.extend_from_slice(&number.to_le_bytes());
        }
        common.extend_from_slice(&(name.len() as u16).to_le_bytes());
        common.extend_from_slice(&0u16.to_le_bytes());
        out.extend_from_slice(b"PK\x03\x04");
        out.extend_from_slice(&common);
        out.extend_from_slice(name.as_bytes());
        out.extend_from_slice(&packed);
        directory.extend_from_slice(b"PK\x01\x02\x14\0");
        directory.extend_from_slice(&common);
        directory.extend_from_slice(&[0; 10]);
        directory.extend_from_slice(&at.to_le_bytes());
        directory.extend_from_slice(name.as_bytes());
    }
    let start = out.len() as u32;
    let count = (files.len() as u16).to_le_bytes();
    out.extend_from_slice(&directory);
    out.extend_from_slice(b"PK\x05\x06\0\0\0\0");
    out.extend_from_slice(&count);
    out.extend_from_slice(&count);
    out.extend_from_slice(&(directory.len() as u32).to_le_bytes());
    out.extend_from_slice(&start.to_le_bytes());
    out.extend_from_slice(&[0; 2]);
    out
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = b"\x1f\x8b\x08\0\0\0\0\0\0\x03".to_vec();
    out.extend_from_slice(&miniz_oxide::deflate::compress_to_vec(bytes, 6));
    out.extend_from_slice(&crc32fast::hash(bytes).to_le_bytes());
    out.extend_from_slice(&(bytes.len() as u32).to_le_bytes());
    out
}

/// A workbook with one sheet.
fn workbook(sheet: &str) -> Vec<u8> {
    workbook_with(
        sheet,
        "<sst><si><t>day</t></si><si><r><t>am</t></r><r><t>ount</t></r></si></sst>",
    )
}

fn workbook_with(sheet: &str, strings: &str) -> Vec<u8> {
    let relations = "<Relationships><Relationship Id=\"r1\" Type=\"x/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>";
    let book =
        "<workbook><sheets><sheet name=\"One\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>";
    let styles =
        "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>";
    zip(
        &[
            ("[Content_Types].xml", b"<Types/>"),
            ("xl/workbook.xml", book.as_bytes()),
            ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
            ("xl/sharedStrings.xml", strings.as_bytes()),
            ("xl/styles.xml", styles.as_bytes()),
            ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
        ],
        true,
    )
}

const SHEET: &str = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c></row>\
    <row r=\"3\"><c r=\"A3\" s=\"1\"><v>44562.5</v></c><c r=\"B3\"><v>0.30000000000000004</v></c></row></sheetData></worksheet>";

const ODS: &str = "<office:document-content><table:table table:name=\"T\"><table:table-row><table:table-cell office:value-type=\"string\">\
    <text:p>day</text:p></table:table-cell><table:table-cell table:number-columns-repeated=\"2\"><text:p>x</text:p></table:table-cell>\
    </table:table-row><table:table-row table:number-rows-repeated=\"2\"><table:table-cell office:value-type=\"date\" \
    office:date-value=\"2024-01-02T00:00:00\"><text:p>2.1.24</text:p></table:table-cell></table:table-row>\
    <table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>\
    </table:table></office:document-content>";

fn ods() -> Vec<u8> {
    let manifest = "<manifest:file-entry manifest:media-type=\"application/vnd.oasis.opendocument.spreadsheet\"/>";
    zip(
        &[
            ("META-INF/manifest.xml", manifest.as_bytes()),
            ("content.xml", ODS.as_bytes()),
        ],
        true,
    )
}

/// A good file of each kind, to be damaged.
fn seeds() -> Vec<Vec<u8>> {
    let csv = "id,day,note,amount\r\n1,2024-01-02,\"a, \"\"b\"\"\",3.50\r\n2,2024-01-03,\"two\nlines\",4.50\r\n3,2024-01-04,'x',1\r\n";
    let mut seeds = vec![
        csv.as_bytes().to_vec(),
        csv.replace(',', ";").replace('\n', "\r\n").into_bytes(),
        csv.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        "客户,金额\n张三,1\n李四,2\n".as_bytes().to_vec(),
        encoding_rs::GBK
            .encode("客户,金额\n张三,1\n李四,2\n")
            .0
            .into_owned(),
        b"M\x81ller;1,5\nGro\xe1;2,5\n".to_vec(),
        gzip(csv.as_bytes()),
        zip(
            &[("a.csv", csv.as_bytes()), ("b/c.csv", csv.as_bytes())],
            true,
        ),
        zip(&[("a.csv", csv.as_bytes())], false),
        workbook(SHEET),
        ods(),
        br#"{"data":[{"a":1,"b":{"c":"x"},"d":[1,2]},{"a":"\u4e2d","b":null}]}"#.to_vec(),
        b"-- dump\nCREATE TABLE `a` (id int, b text DEFAULT 'x,y');\nINSERT INTO `a` (b, id) VALUES ('it''s \\'x\\'', 1),(CAST(N'2' AS d), NULL);\n\
            COPY s.a (id) FROM stdin;\n1\t2\n\\.\n"
            .to_vec(),
        b"<html><table><tr><th>a<th>b</tr><tr><td>1</td><td colspan=2>2 &amp; 3</td></tr></table>"
            .to_vec(),
    ];
    seeds.extend(shared::bytes("nasty/s28_old_biff.xls"));
    seeds
}

fn damage(seed: &[u8], other: &[u8], random: &mut Random) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=random.below(6) {
        if bytes.is_empty() {
            break;
        }
        let at = random.below(bytes.len());
        match random.below(7) {
            0 => bytes[at] ^= 1 << random.below(8),
            1 => {
                bytes[at] =
                    [0, 0xff, b'"', b',', b'\n', b'\r', b'<', b'\\', 0x80, b'\''][random.below(10)]
            }
            2 => bytes.truncate(at),
            3 => {
                let end = (at + random.below(64)).min(bytes.len());
                let piece = bytes[at..end].to_vec();
                let to = random.below(bytes.len());
                bytes.splice(to..to, piece);
            }
            4 => {
                let end = (at + random.below(16)).min(bytes.len());
                bytes.drain(at..end);
            }
            5 => {
                let from = random.below(other.len());
                let end = (from + random.below(64)).min(other.len());
                bytes.splice(at..at, other[from..end].iter().copied());
            }
            _ => {
                // Numbers of four bytes: lengths and offsets.
                let number = [
                    0u32,
                    1,
                    0xffff_ffff,
                    0x7fff_ffff,
                    0x8000_0000,
                    random.next() as u32,
                ][random.below(6)];
                for (byte, new) in bytes[at..].iter_mut().zip(number.to_le_bytes()) {
                    *byte = new;
                }
            }
        }
    }
    bytes
}

/// Feeds damaged files to an entry for a second (or for `REGULARS_HOSTILE_SECONDS`, each time other ones with
/// `REGULARS_HOSTILE_SEED`); each must be answered within ten.
fn feed(entry: fn(&[u8]), seed: u64) {
    let seeds = seeds();
    let number = |name: &str, usual: u64| {
        std::env::var(name)
            .ok()
            .and_then(|text| text.parse().ok())
            .unwrap_or(usual)
    };
    let mut random = Random(seed + 1000 * number("REGULARS_HOSTILE_SEED", 0));
    let end = Instant::now() + Duration::from_secs(number("REGULARS_HOSTILE_SECONDS", 1));
    let mut fed = 0;
    while Instant::now() < end || fed < 300 {
        let bytes = if random.below(10) == 0 {
            (0..random.below(300))
                .map(|_| random.next() as u8)
                .collect()
        } else {
            let (one, other) = (random.below(seeds.len()), random.below(seeds.len()));
            damage(&seeds[one], &seeds[other], &mut random)
        };
        let start = Instant::now();
        let result = std::panic::catch_unwind(|| entry(&bytes));
        if result.is_err() {
            let path = std::env::temp_dir().join("regulars-hostile.bin");
            let _ = std::fs::File::create(&path).and_then(|mut file| file.write_all(&bytes));
            panic!(
                "after {fed} files: the one that fails is in {}",
                path.display()
            );
        }
        assert!(
            start.elapsed() < Duration::from_secs(10),
            "too slow after {fed} files: {bytes:?}"
        );
        fed += 1;
    }
    println!("{fed} files");
}

#[test]
fn damaged_containers_are_answered() {
    feed(entries::container, 1);
}

#[test]
fn damaged_streams_are_answered() {
    feed(entries::stream, 2);
}

#[test]
fn damaged_encodings_are_answered() {
    feed(entries::encoding, 3);
}

#[test]
fn damaged_dialects_are_answered() {
    feed(entries::dialect, 4);
}

/// A find of the fuzzer: whether a lone quote was repaired hung on how much of the text behind it had come.
#[test]
fn a_lone_quote_is_repaired_alike_however_the_text_is_cut() {
    entries::dialect(
        "ID,Purchase Point,Purchase om,General,$96.10,$4.99,Jon Chen,Check,$0.00\r\n000050008,\"Main Website\nMain Stor[e\nDefault\"custom28, 2023 8:29:48 AM\",Eva Berg,Eva Bereva.berg24@example.com,General,$82.54,$4.99,Eva Berg,Check,$0.00\r\n000050009,\"Main Website\nMain Store\nDefault\",\"Feb 2, 2023 4:37:38 AM\",Gina Hall,Gina Hall,$188.67,$188.67,Complete,1 St,1 St,Flat,gina.hall6@example.com,General,$188.67,$0.00,Gina Hall,Check,$eneral,$222.01,in Store\nDefaul"
            .as_bytes(),
    );
}

#[test]
fn damaged_dates_are_answered() {
    feed(entries::dates, 5);
}

#[test]
fn damaged_amounts_are_answered() {
    feed(entries::amounts, 6);
}

#[test]
fn damaged_files_are_answered_by_a_session() {
    feed(entries::session, 7);
}

#[test]
fn a_late_byte_that_is_no_utf_8_loses_no_row_of_a_packed_file() {
    let mut text = b"customer,name,date,amount\n".to_vec();
    for i in 0..100_000 {
        let name: &[u8] = if i == 60_000 { b"M\xfcller" } else { b"Smith" };
        text.extend_from_slice(format!("C{},", i % 900).as_bytes());
        text.extend_from_slice(name);
        text.extend_from_slice(format!(",2023-01-{:02},5.00\n", i % 28 + 1).as_bytes());
    }
    for file in [zip(&[("orders.csv", &text)], true), gzip(&text)] {
        let mut run = driver::Run::default();
        run.add("orders", file);
        let report = run.analyze().expect("a report");
        let report = serde_json::to_value(report).expect("json");
        assert_eq!(report["input"]["rows_used"], 100_000);
    }
}

fn first_table(bytes: Vec<u8>) -> Result<String, regulars::error::Error> {
    let tables = Tables::open(bytes)?;
    let mut text = Vec::new();
    tables.read(0, &mut |piece| {
        text.extend_from_slice(piece);
        ControlFlow::Continue(())
    })?;
    Ok(String::from_utf8_lossy(&text).into_owned())
}

#[test]
fn small_workbooks_are_read() {
    assert_eq!(
        first_table(workbook(SHEET)),
        Ok("day,amount\n\n2022-01-01 12:00:00,0.3\n".into())
    );
    assert_eq!(
        first_table(ods()),
        Ok("day,x,x\n2024-01-02,,\n2024-01-02,,\n".into())
    );
}

/// A workbook whose parts have other names than usual, as its relations say.
#[test]
fn the_parts_of_a_workbook_stand_where_its_relations_say() {
    let relation = |id: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"x/{id}\" Target=\"{target}\"/>")
    };
    let relations = [
        relation("sharedStrings", "/xl/sst.xml"),
        relation("styles", "looks.xml"),
        relation("worksheet", "worksheets/blatt.xml"),
    ]
    .concat();
    let strings = "<sst><si><t>day</t></si><si><t>amount</t></si></sst>";
    let book = "<workbook><sheets><sheet name=\"One\" r:id=\"worksheet\"/></sheets></workbook>";
    let styles =
        "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>";
    let file = zip(
        &[
            ("xl/workbook.xml", book.as_bytes()),
            ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
            ("xl/sst.xml", strings.as_bytes()),
            ("xl/looks.xml", styles.as_bytes()),
            ("xl/worksheets/blatt.xml", SHEET.as_bytes()),
        ],
        true,
    );
    assert_eq!(
        first_table(file),
        Ok("day,amount\n\n2022-01-01 12:00:00,0.3\n".into())
    );
}

/// A workbook of texts and numbers in which these ranges are merged.
fn merged_workbook(cells: &[&[&str]], ranges: &[&str]) -> Vec<u8> {
    let mut sheet = String::from("<worksheet><sheetData>");
    for row in cells {
        sheet.push_str("<row>");
        for cell in *row {
            let is_number = !cell.is_empty() && cell.parse::<f64>().is_ok();
            sheet.push_str(&match is_number {
                true => format!("<c><v>{cell}</v></c>"),
                false => format!("<c t=\"inlineStr\"><is><t>{cell}</t></is></c>"),
            });
        }
        sheet.push_str("</row>");
    }
    sheet.push_str("</sheetData><mergeCells>");
    for range in ranges {
        sheet.push_str(&format!("<mergeCell ref=\"{range}\"/>"));
    }
    workbook(&(sheet + "</mergeCells></worksheet>"))
}

#[test]
fn a_cell_merged_downwards_stands_for_all_its_rows() {
    let cells: &[&[&str]] = &[
        &["Orders of May", "", "", ""],
        &["name", "day", "sum", "total"],
        &["Ann", "1 May", "5", "11"],
        &["", "2 May", "6", ""],
        &["Bob", "3 May", "7", "7"],
        &["", "", "", ""],
        &["", "", "8", "note"],
    ];
    // Neither a title across columns, nor a number, which may be a total, nor rows that have no cells of their own.
    let ranges = ["A1:D1", "A3:A4", "D3:D4", "A5:A1000", "B5:B7", "D7:E9"];
    assert_eq!(
        first_table(merged_workbook(cells, &ranges)),
        Ok("Orders of May,,,\nname,day,sum,total\nAnn,1 May,5,11\nAnn,2 May,6,\nBob,3 May,7,7\n\nBob,3 May,8,note\n".into())
    );
}

/// Columns that span whole orders are filled by what knows their names: the order's number with them.
#[test]
fn an_order_merged_with_its_number_is_left_as_it_stands() {
    let cells: &[&[&str]] = &[
        &["number", "day", "name", "sum"],
        &["17", "2023-01-05", "Ann", "5"],
        &["", "", "", "6"],
    ];
    assert_eq!(
        first_table(merged_workbook(cells, &["A2:A3", "B2:B3", "C2:C3"])),
        Ok("number,day,name,sum\n17,2023-01-05,Ann,5\n,,,6\n".into())
    );
}

#[test]
fn bombs_are_named() {
    let zeros = vec![b'0'; 300 << 20];
    let packed = gzip(&zeros);
    let code = |bytes: Vec<u8>| {
        first_table(bytes)
            .map(|text| text.len())
            .map_err(|error| error.code)
    };
    assert_eq!(code(packed), Err("archive_bomb"));
    assert_eq!(code(zip(&[("a.csv", &zeros)], true)), Err("archive_bomb"));
    drop(zeros);
    // A sheet that claims the largest grid there is costs what it holds.
    let far = SHEET
        .replace("B3", "XFD1048576")
        .replace("row r=\"3\"", "row r=\"1048576\"");
    assert!(first_table(workbook(&far)).is_ok_and(|text| text.len() < 4 << 20));
    // Entities are never expanded.
    let laughs = "<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;\">]><sst><si><t>&c;&c;</t></si><si><t>x</t></si></sst>";
    assert_eq!(
        first_table(workbook_with(SHEET, laughs)),
        Ok("&c;&c;,x\n\n2022-01-01 12:00:00,0.3\n".into())
    );
    // Deep nesting is not followed.
    assert_eq!(
        code("[{\"a\":".repeat(1 << 20).into_bytes()),
        Err("damaged_json")
    );
    assert!(first_table(format!("<table>{}", "<tr><td>".repeat(1 << 18)).into_bytes()).is_err());
    // Archives in archives in archives.
    let mut nested = zip(&[("a.csv", b"a,b\n1,2\n")], true);
    for _ in 0..8 {
        nested = zip(&[("a.zip", &nested)], true);
    }
    assert_eq!(code(nested), Err("archive_bomb"));
}

#[test]
fn archives_of_many_tables_are_listed() {
    let names: Vec<String> = (0..300)
        .map(|index| format!("orders/{index}.csv"))
        .collect();
    let mut files: Vec<(&str, &[u8])> = names
        .iter()
        .map(|name| (name.as_str(), &b"id,amount\n1,2\n"[..]))
        .collect();
    files.push(("__MACOSX/orders/._0.csv", b"\0\x05\x16\x07"));
    files.push(("logo.png", b"\x89PNG\r\n\x1a\n"));
    let tables = Tables::open(zip(&files, true)).expect("an archive");
    assert_eq!(tables.list().count(), 300);
    assert_eq!(tables.skipped(), [("logo.png".to_owned(), "png")]);
}

#[test]
fn refusals_name_the_cause() {
    let cases: &[(Vec<u8>, &str, &str)] = &[
        (Vec::new(), "empty_file", ""),
        (b"%PDF-1.4\n".to_vec(), "not_a_table", "pdf"),
        (
            b"<html><body><p>Please log in</p></body></html>".to_vec(),
            "not_a_table",
            "html",
        ),
        (
            zip(&[("word/document.xml", b"<x/>")], true),
            "not_a_table",
            "docx",
        ),
        (
            zip(&[("logo.png", b"\x89PNG\r\n\x1a\n")], true),
            "not_a_table",
            "png",
        ),
        (gzip(b"%PDF-1.4\n"), "not_a_table", "pdf"),
        (gzip(b""), "empty_file", ""),
        (
            zip(&[("xl/workbook.bin", b"x")], true),
            "unsupported_workbook",
            "xlsb",
        ),
        (
            workbook("<worksheet><sheetData/></worksheet>"),
            "empty_file",
            "workbook",
        ),
        (b"PK\x03\x04 cut".to_vec(), "truncated_archive", "zip"),
        (b"[1, 2, 3]".to_vec(), "", ""),
    ];
    for (bytes, code, kind) in cases {
        let answer = first_table(bytes.clone()).map_err(|error| {
            (
                error.code,
                error.facts.get("kind").cloned().unwrap_or_default(),
            )
        });
        let expected = if code.is_empty() {
            None
        } else {
            Some((*code, (*kind).to_owned()))
        };
        assert_eq!(answer.clone().err(), expected, "{answer:?}");
    }
}
