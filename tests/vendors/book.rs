//! Workbooks made cell by cell, as small as a spreadsheet program would still open them.

use crate::driver::Run;
use serde_json::Value;

/// What stands in a cell.
pub(crate) enum Cell {
    Text(String),
    /// A number without a format.
    Number(f64),
    /// A number shown as a day.
    Day(f64),
    Blank,
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

/// A workbook with these sheets, counting its days from 1904 or not. Sheets whose name ends in "(hidden)" are.
pub(crate) fn book(sheets: &[(&str, Vec<Vec<Cell>>)], from_1904: bool) -> Vec<u8> {
    let part = |kind: &str| {
        format!("http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}")
    };
    let relation = |id: usize, kind: &str, target: &str| {
        format!(
            r#"<Relationship Id="rId{id}" Type="{}" Target="{target}"/>"#,
            part(kind)
        )
    };
    let (mut names, mut relations) = (String::new(), relation(0, "styles", "styles.xml"));
    let mut files: Vec<(String, String)> = Vec::new();
    for (at, (name, rows)) in sheets.iter().enumerate() {
        let id = at + 1;
        let state = match name.ends_with("(hidden)") {
            true => "hidden",
            false => "visible",
        };
        names +=
            &format!(r#"<sheet name="{name}" sheetId="{id}" state="{state}" r:id="rId{id}"/>"#);
        relations += &relation(id, "worksheet", &format!("sheet{id}.xml"));
        files.push((format!("xl/sheet{id}.xml"), sheet(rows)));
    }
    files.push((
        "xl/workbook.xml".into(),
        format!(
            r#"<workbook><workbookPr date1904="{from_1904}"/><sheets>{names}</sheets></workbook>"#
        ),
    ));
    files.push((
        "xl/_rels/workbook.xml.rels".into(),
        format!("<Relationships>{relations}</Relationships>"),
    ));
    files.push((
        "xl/styles.xml".into(),
        r#"<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#
            .into(),
    ));
    archive(&files)
}

fn sheet(rows: &[Vec<Cell>]) -> String {
    let mut text = String::from("<worksheet><sheetData>");
    for (row, cells) in rows.iter().enumerate() {
        text += &format!(r#"<row r="{}">"#, row + 1);
        for (column, cell) in cells.iter().enumerate() {
            let place = format!("{}{}", char::from(b'A' + column as u8), row + 1);
            text += &match cell {
                Cell::Text(text) => {
                    format!(r#"<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>"#)
                }
                Cell::Number(number) => format!(r#"<c r="{place}"><v>{number}</v></c>"#),
                Cell::Day(number) => format!(r#"<c r="{place}" s="1"><v>{number}</v></c>"#),
                Cell::Blank => String::new(),
            };
        }
        text += "</row>";
    }
    text + "</sheetData></worksheet>"
}

/// A zip archive that packs nothing.
fn archive(files: &[(String, String)]) -> Vec<u8> {
    let (mut out, mut list) = (Vec::new(), Vec::new());
    for (name, text) in files {
        let mut head = Vec::new();
        head.extend_from_slice(&[20, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        head.extend_from_slice(&crc32fast::hash(text.as_bytes()).to_le_bytes());
        head.extend_from_slice(&(text.len() as u32).to_le_bytes());
        head.extend_from_slice(&(text.len() as u32).to_le_bytes());
        head.extend_from_slice(&(name.len() as u16).to_le_bytes());
        head.extend_from_slice(&[0, 0]);
        list.extend_from_slice(b"PK\x01\x02\x14\0");
        list.extend_from_slice(&head);
        list.extend_from_slice(&[0; 10]);
        list.extend_from_slice(&(out.len() as u32).to_le_bytes());
        list.extend_from_slice(name.as_bytes());
        out.extend_from_slice(b"PK\x03\x04");
        out.extend_from_slice(&head);
        out.extend_from_slice(name.as_bytes());
        out.extend_from_slice(text.as_bytes());
    }
    let at = out.len() as u32;
    let count = (files.len() as u16).to_le_bytes();
    out.extend_from_slice(&list);
    out.extend_from_slice(b"PK\x05\x06\0\0\0\0");
    out.extend_from_slice(&[count, count].concat());
    out.extend_from_slice(&(list.len() as u32).to_le_bytes());
    out.extend_from_slice(&at.to_le_bytes());
    out.extend_from_slice(&[0, 0]);
    out
}

/// The notes of the first used table.
pub(crate) fn notes(name: &str, bytes: Vec<u8>) -> Vec<String> {
    let mut run = Run::default();
    run.add(name, bytes);
    let inspection = run.inspect().expect("an inspection");
    let value: Value =
        serde_json::to_value(&inspection.tables[inspection.used[0]].notes).expect("json");
    let ids = value.as_array().into_iter().flatten();
    ids.filter_map(|note| note["id"].as_str().map(str::to_owned))
        .collect()
}
