//! Workbooks of Office Open XML (`.xlsx`, `.xlsm`; ECMA-376 part 1, chapter 18): sheets streamed out of their zip archive.

use std::collections::HashMap;
use std::ops::ControlFlow;

use super::cells::{Formats, MOST_COLUMNS, Merges, Rows, Shown, Sink};
use super::xml::{Event, Xml, attribute, scan, unescape};
use crate::error::{Error, Result};
use crate::ingest::container::zip::Member;

/// The largest part that is held whole: shared strings (a million cells of text fit).
const LARGEST_PART: usize = 1 << 29;

/// Rows that are looked at to find the width of a sheet.
const ROWS_AHEAD: u32 = 1_000;

/// An opened workbook.
pub(super) struct Xlsx {
    /// Name and path of each sheet, hidden ones last.
    pub(super) sheets: Vec<(String, String)>,
    /// How many of them are not hidden.
    pub(super) visible: usize,
    strings: Strings,
    shown: Vec<Shown>,
    /// Merged cells of the sheets that have some, by path.
    merges: Vec<(String, Merges)>,
    pub(super) is_1904: bool,
}

/// The texts that cells share, one behind the other.
#[derive(Default)]
struct Strings {
    text: Vec<u8>,
    ends: Vec<usize>,
}

impl Strings {
    fn get(&self, index: usize) -> &[u8] {
        let start = index
            .checked_sub(1)
            .map_or(Some(0), |before| self.ends.get(before).copied());
        match (start, self.ends.get(index)) {
            (Some(start), Some(&end)) => &self.text[start..end],
            _ => &[],
        }
    }
}

fn text(bytes: &[u8]) -> String {
    let mut plain = Vec::new();
    unescape(bytes, &mut plain);
    String::from_utf8_lossy(&plain).into_owned()
}

/// Path of a part in the archive, from the relation that names it.
fn path_of(target: &str) -> String {
    match target.strip_prefix('/') {
        Some(path) => path.to_owned(),
        None => format!("xl/{}", target.trim_start_matches("./")),
    }
}

impl Xlsx {
    /// Reads what the sheets share.
    ///
    /// # Errors
    /// `damaged_workbook` when parts are missing, and what the archive says.
    pub(super) fn open(archive: &[u8], members: &[Member]) -> Result<Self> {
        let find = |path: &str| {
            members
                .iter()
                .find(|member| member.name.eq_ignore_ascii_case(path))
        };
        let damaged = || Error::new("damaged_workbook").with("kind", "xlsx");
        let book = find("xl/workbook.xml").ok_or_else(damaged)?;
        let mut listed: Vec<(String, String, bool)> = Vec::new();
        let mut is_1904 = false;
        scan(archive, book, &mut |xml| {
            loop {
                match xml.next()? {
                    Event::Eof => return Ok(()),
                    Event::Start {
                        name: b"workbookPr",
                        attributes,
                        ..
                    } => {
                        is_1904 =
                            matches!(attribute(attributes, b"date1904"), Some(b"1" | b"true"));
                    }
                    Event::Start {
                        name: b"sheet",
                        attributes,
                        ..
                    } => {
                        let name = attribute(attributes, b"name").map(text).unwrap_or_default();
                        let id = attribute(attributes, b"id").map(text).unwrap_or_default();
                        let is_hidden =
                            !matches!(attribute(attributes, b"state"), None | Some(b"visible"));
                        listed.push((name, id, is_hidden));
                    }
                    _ => {}
                }
            }
        })?;
        // Paths of parts, and where they stand: sheets by their id, what all sheets share by the last word of its kind.
        let mut paths: Vec<String> = Vec::new();
        let mut sheet_ids: HashMap<String, usize> = HashMap::new();
        let mut shared: HashMap<String, usize> = HashMap::new();
        if let Some(relations) = find("xl/_rels/workbook.xml.rels") {
            scan(archive, relations, &mut |xml| {
                loop {
                    match xml.next()? {
                        Event::Eof => return Ok(()),
                        Event::Start {
                            name: b"Relationship",
                            attributes,
                            ..
                        } => {
                            let id = attribute(attributes, b"Id").map(text).unwrap_or_default();
                            let target = attribute(attributes, b"Target")
                                .map(text)
                                .unwrap_or_default();
                            let kind = attribute(attributes, b"Type").map(text).unwrap_or_default();
                            let (by, key) = match kind.rsplit('/').next() {
                                Some("worksheet" | "") => (&mut sheet_ids, id),
                                kind => (&mut shared, kind.unwrap_or_default().to_owned()),
                            };
                            by.insert(key, paths.len());
                            paths.push(path_of(&target));
                        }
                        _ => {}
                    }
                }
            })?;
        }
        let (hidden, mut listed): (Vec<_>, Vec<_>) = listed.into_iter().partition(|sheet| sheet.2);
        listed.extend(hidden);
        let mut visible = 0;
        let sheets: Vec<(String, String)> = listed
            .into_iter()
            .filter_map(|(name, id, is_hidden)| {
                let path = find(&paths[*sheet_ids.get(&id)?])?.name.clone();
                visible += usize::from(!is_hidden);
                Some((name, path))
            })
            .collect();
        let part = |kind: &str, usual: &str| {
            let linked = shared.get(kind).and_then(|&place| find(&paths[place]));
            linked.or_else(|| find(usual))
        };
        let mut strings = Strings::default();
        if let Some(part) = part("sharedStrings", "xl/sharedStrings.xml") {
            scan(archive, part, &mut |xml| shared_strings(xml, &mut strings))?;
        }
        let mut shown = Vec::new();
        if let Some(part) = part("styles", "xl/styles.xml") {
            scan(archive, part, &mut |xml| styles(xml, &mut shown))?;
        }
        let mut merges: Vec<(String, Merges)> = Vec::new();
        for (_, path) in &sheets {
            let Some(member) = find(path).filter(|_| merges.iter().all(|(other, _)| other != path))
            else {
                continue;
            };
            let mut merged = Merges::new();
            // A damaged sheet says so when it is read.
            let _ = scan(archive, member, &mut |xml| merged_cells(xml, &mut merged));
            merges.push((path.clone(), merged));
        }
        Ok(Self {
            sheets,
            visible,
            strings,
            shown,
            merges,
            is_1904,
        })
    }

    /// Writes a sheet as text.
    ///
    /// # Errors
    /// What the archive says.
    pub(super) fn read(&self, archive: &[u8], member: &Member, sink: &mut Sink) -> Result<()> {
        let mut width = 0;
        scan(archive, member, &mut |xml| {
            self.cells(xml, &mut |row, column, text| {
                if !text.is_empty() {
                    width = width.max(column + 1);
                }
                Ok(if row < ROWS_AHEAD {
                    ControlFlow::Continue(())
                } else {
                    ControlFlow::Break(())
                })
            })
        })?;
        let merges = self.merges.iter().find(|(path, _)| *path == member.name);
        let merges = merges.map(|(_, merges)| merges.clone()).unwrap_or_default();
        let mut rows = Rows::new(width, archive.len(), sink).merged(merges);
        scan(archive, member, &mut |xml| {
            self.cells(xml, &mut |row, column, text| {
                rows.cell(row, column, text)?;
                Ok(if rows.is_stopped() {
                    ControlFlow::Break(())
                } else {
                    ControlFlow::Continue(())
                })
            })
        })?;
        rows.finish()
    }

    /// Calls `visit` with row, column (both from 0) and text of each cell.
    fn cells(
        &self,
        xml: &mut Xml,
        visit: &mut dyn FnMut(u32, usize, &[u8]) -> Result<ControlFlow<()>>,
    ) -> Result<()> {
        let mut row = 0u32;
        let mut next_row = 0u32;
        let mut column = 0usize;
        let mut next_column = 0usize;
        let mut kind: Vec<u8> = Vec::new();
        let mut shown = Shown::Number;
        let mut value: Vec<u8> = Vec::new();
        let mut takes_text = false;
        let mut is_phonetic = false;
        loop {
            match xml.next()? {
                Event::Eof => return Ok(()),
                Event::Start {
                    name,
                    attributes,
                    is_empty,
                } => match name {
                    b"row" => {
                        row = attribute(attributes, b"r")
                            .and_then(parse)
                            .map_or(next_row, |r: u32| r.saturating_sub(1))
                            .min(1 << 21);
                        next_row = row + 1;
                        next_column = 0;
                    }
                    b"c" => {
                        column = attribute(attributes, b"r")
                            .and_then(column_of)
                            .unwrap_or(next_column)
                            .min(MOST_COLUMNS);
                        next_column = column + 1;
                        kind.clear();
                        kind.extend_from_slice(attribute(attributes, b"t").unwrap_or_default());
                        let style: usize = attribute(attributes, b"s").and_then(parse).unwrap_or(0);
                        shown = self.shown.get(style).copied().unwrap_or(Shown::Number);
                        value.clear();
                    }
                    b"v" | b"t" => takes_text = !is_empty && !is_phonetic,
                    b"rPh" => is_phonetic = !is_empty,
                    _ => {}
                },
                Event::Text(text) if takes_text => unescape(text, &mut value),
                Event::Literal(text) if takes_text => value.extend_from_slice(text),
                Event::End(b"v" | b"t") => takes_text = false,
                Event::End(b"rPh") => is_phonetic = false,
                Event::End(b"c") if !value.is_empty() => {
                    let text = self.text(&kind, shown, &value);
                    if visit(row, column, &text)?.is_break() {
                        return Ok(());
                    }
                }
                Event::End(b"sheetData") => return Ok(()),
                _ => {}
            }
        }
    }

    fn text<'v>(
        &'v self,
        kind: &[u8],
        shown: Shown,
        value: &'v [u8],
    ) -> std::borrow::Cow<'v, [u8]> {
        match kind {
            b"s" => parse(value)
                .map_or(&[][..], |index| self.strings.get(index))
                .into(),
            b"str" | b"inlineStr" | b"e" => value.into(),
            b"b" => if value == b"1" {
                &b"TRUE"[..]
            } else {
                &b"FALSE"[..]
            }
            .into(),
            b"d" => String::from_utf8_lossy(value)
                .replacen('T', " ", 1)
                .trim_end_matches('Z')
                .as_bytes()
                .to_vec()
                .into(),
            _ => {
                let plain = value.len() <= 15 && value.iter().all(u8::is_ascii_digit);
                if plain && shown == Shown::Number {
                    return value.into();
                }
                match parse::<f64>(value) {
                    Some(number) => shown.text(number, self.is_1904).into_bytes().into(),
                    None => value.into(),
                }
            }
        }
    }
}

fn parse<T: std::str::FromStr>(text: &[u8]) -> Option<T> {
    std::str::from_utf8(text).ok()?.trim().parse().ok()
}

/// `AB12` → 27.
fn column_of(reference: &[u8]) -> Option<usize> {
    let letters = reference
        .iter()
        .take_while(|byte| byte.is_ascii_alphabetic());
    let number = letters.take(4).fold(0usize, |sum, letter| {
        sum * 26 + usize::from(letter.to_ascii_uppercase() - b'A' + 1)
    });
    number.checked_sub(1)
}

/// `AB12` → 11.
fn row_of(reference: &[u8]) -> Option<u32> {
    let digits = reference.iter().position(u8::is_ascii_digit)?;
    parse::<u32>(&reference[digits..])?.checked_sub(1)
}

/// The cells of a sheet that are merged downwards and not across, as titles are. They stand behind all cells.
fn merged_cells(xml: &mut Xml, merges: &mut Merges) -> Result<()> {
    xml.skip_to(b"mergeCells")?;
    loop {
        match xml.next()? {
            Event::Eof | Event::End(b"mergeCells") => return Ok(()),
            Event::Start {
                name: b"mergeCell",
                attributes,
                ..
            } => {
                let range = attribute(attributes, b"ref").unwrap_or_default();
                let colon = range.iter().position(|byte| *byte == b':');
                let (first, last) = range.split_at(colon.unwrap_or(range.len()));
                let last = last.get(1..).unwrap_or_default();
                if let (Some(column), Some(row), Some(end)) =
                    (column_of(first), row_of(first), row_of(last))
                    && column_of(last) == Some(column)
                {
                    merges.insert((row, column), end);
                }
            }
            _ => {}
        }
    }
}

fn shared_strings(xml: &mut Xml, strings: &mut Strings) -> Result<()> {
    let mut takes_text = false;
    let mut is_phonetic = false;
    loop {
        match xml.next()? {
            Event::Eof => return Ok(()),
            Event::Start {
                name: b"t",
                is_empty,
                ..
            } => takes_text = !is_empty && !is_phonetic,
            Event::Start {
                name: b"rPh",
                is_empty,
                ..
            } => is_phonetic = !is_empty,
            Event::Start {
                name: b"si",
                is_empty: true,
                ..
            }
            | Event::End(b"si") => strings.ends.push(strings.text.len()),
            Event::End(b"t") => takes_text = false,
            Event::End(b"rPh") => is_phonetic = false,
            Event::Text(text) if takes_text => unescape(text, &mut strings.text),
            Event::Literal(text) if takes_text => strings.text.extend_from_slice(text),
            _ => {}
        }
        if strings.text.len() > LARGEST_PART {
            return Err(Error::new("xml_bomb").with("kind", "xlsx"));
        }
    }
}

/// How each cell style shows numbers.
fn styles(xml: &mut Xml, shown: &mut Vec<Shown>) -> Result<()> {
    let mut formats = Formats::default();
    let mut is_cell_styles = false;
    loop {
        match xml.next()? {
            Event::Eof => return Ok(()),
            Event::Start {
                name: b"numFmt",
                attributes,
                ..
            } => {
                let id = attribute(attributes, b"numFmtId")
                    .and_then(parse)
                    .unwrap_or(0);
                let code = attribute(attributes, b"formatCode")
                    .map(text)
                    .unwrap_or_default();
                formats.insert(id, Shown::of_format(&code));
            }
            Event::Start {
                name: b"cellXfs",
                is_empty,
                ..
            } => is_cell_styles = !is_empty,
            Event::End(b"cellXfs") => is_cell_styles = false,
            Event::Start {
                name: b"xf",
                attributes,
                ..
            } if is_cell_styles => {
                let id = attribute(attributes, b"numFmtId")
                    .and_then(parse)
                    .unwrap_or(0);
                shown.push(formats.shown(id));
            }
            _ => {}
        }
    }
}
