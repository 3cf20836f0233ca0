//! OpenDocument spreadsheets (`.ods`; OASIS OpenDocument 1.3 part 3, chapter 9): one XML part with all sheets.

use std::ops::ControlFlow;

use super::cells::{MOST_COLUMNS, Rows, Sink, number};
use super::xml::{Event, Xml, attribute, scan, unescape};
use crate::error::Result;
use crate::ingest::container::zip::Member;

/// A repeated cell or row beyond this is formatting, not data.
const MOST_ROWS: u32 = 1 << 21;

/// Blanks that are counted instead of written make no text longer than this.
const LONGEST_BLANK: usize = 1 << 20;

/// Rows that are looked at to find the width of a sheet.
const ROWS_AHEAD: u32 = 1_000;

/// Names of the sheets in their order.
pub(super) fn sheets(archive: &[u8], content: &Member) -> Result<Vec<String>> {
    let mut names = Vec::new();
    scan(archive, content, &mut |xml| {
        loop {
            match xml.next()? {
                Event::Eof => return Ok(()),
                Event::Start {
                    name: b"table",
                    attributes,
                    ..
                } => {
                    let mut name = Vec::new();
                    unescape(
                        attribute(attributes, b"name").unwrap_or_default(),
                        &mut name,
                    );
                    names.push(String::from_utf8_lossy(&name).into_owned());
                }
                _ => {}
            }
        }
    })?;
    Ok(names)
}

/// Writes a sheet as text.
pub(super) fn read(archive: &[u8], content: &Member, sheet: usize, sink: &mut Sink) -> Result<()> {
    let mut width = 0;
    scan(archive, content, &mut |xml| {
        cells(xml, sheet, &mut |row, column, _| {
            width = width.max(column + 1);
            Ok(if row < ROWS_AHEAD {
                ControlFlow::Continue(())
            } else {
                ControlFlow::Break(())
            })
        })
    })?;
    let mut rows = Rows::new(width, archive.len(), sink);
    scan(archive, content, &mut |xml| {
        cells(xml, sheet, &mut |row, column, text| {
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

fn count(attributes: &[u8], name: &[u8]) -> u32 {
    attribute(attributes, name)
        .and_then(|text| std::str::from_utf8(text).ok()?.parse().ok())
        .unwrap_or(1)
}

/// A value that the file states in machine form, where it does.
fn stated(attributes: &[u8]) -> Option<Vec<u8>> {
    let text = |name: &[u8]| {
        attribute(attributes, name).map(|value| String::from_utf8_lossy(value).into_owned())
    };
    let value = match attribute(attributes, b"value-type")? {
        b"float" | b"percentage" | b"currency" => {
            let value = text(b"value")?;
            value.parse().map(number).unwrap_or(value)
        }
        b"date" => {
            let moment = text(b"date-value")?.replacen('T', " ", 1);
            let moment = moment.split('.').next().unwrap_or_default();
            moment
                .strip_suffix(" 00:00:00")
                .unwrap_or(moment)
                .to_owned()
        }
        b"time" => clock(&text(b"time-value")?),
        b"boolean" => text(b"boolean-value")?.to_ascii_uppercase(),
        _ => return None,
    };
    Some(value.into_bytes())
}

/// `PT12H30M00S` → `12:30:00`.
fn clock(duration: &str) -> String {
    let Some(parts) = duration.strip_prefix("PT") else {
        return duration.to_owned();
    };
    let mut found = [0u32; 3];
    let mut number = String::new();
    for c in parts.chars() {
        let place = match c {
            'H' => 0,
            'M' => 1,
            'S' => 2,
            c => {
                number.push(c);
                continue;
            }
        };
        found[place] = number
            .split(['.', ','])
            .next()
            .and_then(|whole| whole.parse().ok())
            .unwrap_or(0);
        number.clear();
    }
    format!("{:02}:{:02}:{:02}", found[0], found[1], found[2])
}

fn cells(
    xml: &mut Xml,
    sheet: usize,
    visit: &mut dyn FnMut(u32, usize, &[u8]) -> Result<ControlFlow<()>>,
) -> Result<()> {
    let mut table: Option<usize> = None;
    let mut row = 0u32;
    let mut row_repeats = 1u32;
    let mut column = 0usize;
    let mut cell_repeats = 1usize;
    let mut value: Option<Vec<u8>> = None;
    let mut text: Vec<u8> = Vec::new();
    let mut paragraphs = 0;
    let mut takes_text = false;
    let mut is_note = false;
    // Cells of the current row, from column to column: what is repeated is written once for each time.
    let mut cells: Vec<(usize, usize, Vec<u8>)> = Vec::new();
    loop {
        match xml.next()? {
            Event::Eof => return Ok(()),
            Event::Start {
                name: b"table",
                is_empty,
                ..
            } => {
                table = Some(table.map_or(0, |index| index + 1));
                row = 0;
                if is_empty && table == Some(sheet) {
                    return Ok(());
                }
            }
            Event::End(b"table") if table == Some(sheet) => return Ok(()),
            _ if table != Some(sheet) => {}
            Event::Start {
                name: b"table-row",
                attributes,
                is_empty,
            } => {
                row_repeats = count(attributes, b"number-rows-repeated");
                column = 0;
                cells.clear();
                if is_empty {
                    row = row.saturating_add(row_repeats).min(MOST_ROWS);
                }
            }
            Event::End(b"table-row") => {
                let repeats = if cells.is_empty() {
                    0
                } else {
                    row_repeats.min(MOST_ROWS)
                };
                for time in 0..repeats {
                    for (from, to, text) in &cells {
                        for column in *from..*to {
                            if visit(row.saturating_add(time), column, text)?.is_break() {
                                return Ok(());
                            }
                        }
                    }
                }
                row = row.saturating_add(row_repeats).min(MOST_ROWS);
            }
            Event::Start {
                name: b"table-cell" | b"covered-table-cell",
                attributes,
                is_empty,
            } => {
                cell_repeats = count(attributes, b"number-columns-repeated") as usize;
                value = stated(attributes);
                text.clear();
                paragraphs = 0;
                if is_empty {
                    keep(
                        &mut cells,
                        column,
                        cell_repeats,
                        value.take().unwrap_or_default(),
                    );
                    column = column.saturating_add(cell_repeats).min(MOST_COLUMNS);
                }
            }
            Event::End(b"table-cell" | b"covered-table-cell") => {
                keep(
                    &mut cells,
                    column,
                    cell_repeats,
                    value.take().unwrap_or_else(|| std::mem::take(&mut text)),
                );
                column = column.saturating_add(cell_repeats).min(MOST_COLUMNS);
            }
            Event::Start {
                name: b"annotation",
                is_empty,
                ..
            } => is_note = !is_empty,
            Event::End(b"annotation") => is_note = false,
            Event::Start {
                name: b"p",
                is_empty,
                ..
            } if !is_note => {
                if paragraphs > 0 {
                    text.push(b'\n');
                }
                paragraphs += 1;
                takes_text = !is_empty;
            }
            Event::End(b"p") => takes_text = false,
            Event::Start {
                name: b"s",
                attributes,
                ..
            } if takes_text && text.len() < LONGEST_BLANK => {
                text.resize(
                    text.len() + (count(attributes, b"c") as usize).min(1 << 10),
                    b' ',
                );
            }
            Event::Start { name: b"tab", .. } if takes_text => text.push(b'\t'),
            Event::Start {
                name: b"line-break",
                ..
            } if takes_text => text.push(b'\n'),
            Event::Text(piece) if takes_text && !is_note => unescape(piece, &mut text),
            Event::Literal(piece) if takes_text && !is_note => text.extend_from_slice(piece),
            _ => {}
        }
    }
}

fn keep(cells: &mut Vec<(usize, usize, Vec<u8>)>, column: usize, repeats: usize, text: Vec<u8>) {
    if !text.is_empty() {
        let end = column.saturating_add(repeats).min(MOST_COLUMNS);
        cells.push((column, end, text));
    }
}
