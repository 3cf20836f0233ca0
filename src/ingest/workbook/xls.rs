//! Old workbooks (`.xls`): records of the Binary Interchange File Format, versions 2 to 8 (MS-XLS; for the oldest ones the
//! OpenOffice documentation of the Excel file format).

use std::rc::Rc;

use super::cells::{Formats, Merges, Rows, Shown, Sink};
use crate::error::{Error, Result};
use crate::ingest::container::bytes::{u16_at, u32_at, u64_at};
use crate::ingest::encoding;
use crate::math::places::sorted_places;

/// A workbook whose records have been read.
pub(super) struct Xls {
    /// Name and cells of each sheet, hidden ones last.
    pub(super) sheets: Vec<(String, Sheet)>,
    /// How many of them are not hidden.
    pub(super) visible: usize,
    /// Day numbers count from 1904.
    pub(super) is_1904: bool,
}

/// What stands in a sheet.
#[derive(Default)]
pub(super) struct Sheet {
    cells: Vec<Cell>,
    merges: Merges,
}

/// Row, column (both from 0) and text, which many cells may share.
type Cell = (u32, u16, Rc<[u8]>);

/// The rows and columns that such a file can name are few; so many cells of all its sheets are a bomb.
const MOST_CELLS: usize = 20_000_000;

/// What stands further to the right is damage: no program that writes such files has more columns.
const MOST_COLUMNS: u16 = 256;

/// More are in no workbook.
const MOST_SHEETS: usize = 1 << 12;

/// What the sheets may still hold: a byte of the file belongs to one of them.
struct Left {
    bytes: usize,
    cells: usize,
}

struct Globals {
    /// 5 for the versions without Unicode, 8 for the last one, 2 to 4 for the oldest.
    version: u8,
    strings: Vec<Rc<[u8]>>,
    formats: Formats,
    /// Number format of each cell style.
    styles: Vec<u32>,
    is_1904: bool,
    /// Label of the encoding of texts in versions without Unicode.
    encoding: String,
}

fn damaged() -> Error {
    Error::new("damaged_workbook").with("kind", "xls")
}

fn bomb() -> Error {
    Error::new("archive_bomb").with("kind", "xls")
}

fn f64_at(bytes: &[u8], at: usize) -> Option<f64> {
    u64_at(bytes, at).map(f64::from_bits)
}

/// Records of a stream from a position on: kind and data.
fn records(stream: &[u8], from: usize) -> impl Iterator<Item = (u16, &[u8])> {
    let mut at = from;
    std::iter::from_fn(move || {
        let kind = u16_at(stream, at)?;
        let length = usize::from(u16_at(stream, at + 2)?);
        let data = stream.get(at + 4..)?;
        at += 4 + length;
        // The last record of a file cut short.
        Some((kind, &data[..length.min(data.len())]))
    })
}

const CONTINUE: u16 = 0x3c;
const END: u16 = 0x0a;
const MERGED: u16 = 0xe5;

impl Xls {
    /// Reads the stream `Workbook` (or `Book`).
    ///
    /// # Errors
    /// `encrypted_workbook`, `damaged_workbook`, `archive_bomb`.
    pub(super) fn open(stream: &[u8]) -> Result<Self> {
        let mut globals = Globals {
            version: 8,
            strings: Vec::new(),
            formats: Formats::default(),
            styles: Vec::new(),
            is_1904: false,
            encoding: code_page(1252),
        };
        let mut listed: Vec<(String, usize, bool)> = Vec::new();
        let mut shared: Option<Vec<&[u8]>> = None;
        for (kind, data) in records(stream, 0) {
            match kind {
                0x809 if u16_at(data, 0) == Some(0x500) => globals.version = 5,
                // The oldest files are one sheet without anything around it.
                0x009 | 0x209 | 0x409 if listed.is_empty() => {
                    globals.version = (kind >> 8) as u8 / 2 + 2;
                    listed.push((String::new(), 0, false));
                }
                0x2f => return Err(Error::new("encrypted_workbook").with("kind", "xls")),
                0x22 => globals.is_1904 = u16_at(data, 0) == Some(1),
                0x42 => globals.encoding = code_page(u16_at(data, 0).unwrap_or(1252)),
                0x85 => {
                    let is_new = |sheet: &(_, usize, _)| {
                        listed.len() < MOST_SHEETS && listed.iter().all(|other| other.1 != sheet.1)
                    };
                    let sheet = globals.sheet(data).filter(is_new);
                    listed.extend(sheet);
                }
                0xe0 => globals.styles.push(u16_at(data, 2).map_or(0, u32::from)),
                0x41e => {
                    let id = u16_at(data, 0).map_or(0, u32::from);
                    let format =
                        globals.string(data.get(2..).unwrap_or_default(), globals.version == 8);
                    globals
                        .formats
                        .insert(id, Shown::of_format(&String::from_utf8_lossy(&format)));
                }
                0xfc => shared = Some(vec![data]),
                CONTINUE => {
                    if let Some(pieces) = &mut shared {
                        pieces.push(data);
                    }
                }
                END => break,
                _ => {}
            }
            if !matches!(kind, 0xfc | CONTINUE)
                && let Some(pieces) = shared.take()
            {
                globals.strings = shared_strings(&pieces);
            }
        }
        if let Some(pieces) = shared {
            globals.strings = shared_strings(&pieces);
        }
        let (hidden, mut listed): (Vec<_>, Vec<_>) = listed.into_iter().partition(|sheet| sheet.2);
        let visible = listed.len();
        listed.extend(hidden);
        let mut sheets: Vec<(String, Sheet)> = Vec::new();
        let mut left = Left {
            bytes: stream.len(),
            cells: MOST_CELLS,
        };
        for (name, at, _) in listed {
            sheets.push((name, globals.cells(stream, at, &mut left)?));
        }
        if sheets.is_empty() {
            return Err(damaged());
        }
        Ok(Self {
            sheets,
            visible,
            is_1904: globals.is_1904,
        })
    }

    /// Writes a sheet as text.
    pub(super) fn read(&self, sheet: usize, file_size: usize, sink: &mut Sink) -> Result<()> {
        let Some((_, Sheet { cells, merges })) = self.sheets.get(sheet) else {
            return Ok(());
        };
        let width = cells
            .iter()
            .map(|(_, column, _)| usize::from(*column) + 1)
            .max()
            .unwrap_or(0);
        let mut rows = Rows::new(width, file_size, sink).merged(merges.clone());
        for (row, column, text) in cells {
            rows.cell(*row, usize::from(*column), text)?;
            if rows.is_stopped() {
                break;
            }
        }
        rows.finish()
    }
}

/// Label of a code page.
fn code_page(number: u16) -> String {
    match number {
        866 => "ibm866".to_owned(),
        874 => "windows-874".to_owned(),
        932 => "shift_jis".to_owned(),
        936 => "gbk".to_owned(),
        949 => "euc-kr".to_owned(),
        950 => "big5".to_owned(),
        10_000 => "macintosh".to_owned(),
        1250..=1258 => format!("windows-{number}"),
        _ => "windows-1252".to_owned(),
    }
}

/// Characters of BIFF8: one byte each (the low halves of UTF-16) or two.
fn characters(bytes: &[u8], is_wide: bool) -> Vec<u8> {
    let units: Vec<u16> = if is_wide {
        bytes
            .chunks_exact(2)
            .map(|two| u16::from_le_bytes([two[0], two[1]]))
            .collect()
    } else {
        bytes.iter().map(|byte| u16::from(*byte)).collect()
    };
    String::from_utf16_lossy(&units).into_bytes()
}

impl Globals {
    /// A text that begins with its length in one or two bytes.
    fn string(&self, data: &[u8], long_length: bool) -> Vec<u8> {
        let (length, rest) = if long_length {
            (
                u16_at(data, 0).map_or(0, usize::from),
                data.get(2..).unwrap_or_default(),
            )
        } else {
            (
                data.first().map_or(0, |byte| usize::from(*byte)),
                data.get(1..).unwrap_or_default(),
            )
        };
        if self.version < 8 {
            let bytes = &rest[..length.min(rest.len())];
            return encoding::decode(&self.encoding, bytes)
                .unwrap_or_default()
                .into_bytes();
        }
        let Some((flags, rest)) = rest.split_first() else {
            return Vec::new();
        };
        let skip = if flags & 8 != 0 { 2 } else { 0 } + if flags & 4 != 0 { 4 } else { 0 };
        let rest = rest.get(skip..).unwrap_or_default();
        let is_wide = flags & 1 != 0;
        let bytes = if is_wide { length * 2 } else { length };
        characters(&rest[..bytes.min(rest.len())], is_wide)
    }

    /// Name, position and visibility of a worksheet.
    fn sheet(&self, data: &[u8]) -> Option<(String, usize, bool)> {
        let at = u32_at(data, 0)? as usize;
        let (state, kind) = (*data.get(4)?, *data.get(5)?);
        let name = self.string(data.get(6..)?, false);
        (kind == 0).then(|| {
            (
                String::from_utf8_lossy(&name).into_owned(),
                at,
                state & 3 != 0,
            )
        })
    }

    fn shown(&self, style: u16) -> Shown {
        let format = self.styles.get(usize::from(style)).copied().unwrap_or(0);
        self.formats.shown(format)
    }

    fn number(&self, style: u16, value: f64) -> Rc<[u8]> {
        held(self.shown(style).text(value, self.is_1904))
    }

    /// Cells of the sheet whose records begin at `at`, in reading order.
    fn cells(&self, stream: &[u8], at: usize, left: &mut Left) -> Result<Sheet> {
        let mut cells: Vec<Cell> = Vec::new();
        let mut merges = Merges::new();
        // A formula's text stands in a record of its own behind it.
        let mut awaits_text: Option<(u32, u16)> = None;
        let mut depth = 0;
        for (kind, data) in records(stream, at) {
            let bytes = left.bytes.checked_sub(4 + data.len());
            left.bytes = bytes
                .filter(|_| cells.len() <= left.cells)
                .ok_or_else(bomb)?;
            match kind {
                0x809 | 0x009 | 0x209 | 0x409 => depth += 1,
                END => {
                    // Charts inside a sheet begin and end on their own.
                    depth -= 1;
                    if depth <= 0 {
                        break;
                    }
                }
                0x2f => return Err(Error::new("encrypted_workbook").with("kind", "xls")),
                MERGED if depth == 1 => {
                    let ranges = data.get(2..).unwrap_or_default().chunks_exact(8);
                    let number = |range: &[u8], at| u16_at(range, at).unwrap_or_default();
                    for range in ranges {
                        let [top, bottom, left, right] = [0, 2, 4, 6].map(|at| number(range, at));
                        // A title is merged across.
                        if left == right {
                            merges.insert((top.into(), left.into()), bottom.into());
                        }
                    }
                }
                0x207 | 0x007 => {
                    if let Some((row, column)) = awaits_text.take() {
                        let text = self.string(data, self.version == 8 || kind == 0x207);
                        cells.push((row, column, text.into()));
                    }
                }
                _ => {
                    if depth == 1
                        && let Some(added) = self.cell(kind, data, &mut cells)
                    {
                        awaits_text = added;
                    }
                }
            }
        }
        left.cells = left.cells.saturating_sub(cells.len());
        cells.retain(|(_, column, text)| *column < MOST_COLUMNS && !text.is_empty());
        let place = |i: usize| (cells[i].0, cells[i].1);
        let order = sorted_places(cells.len(), &|a, b| place(a).cmp(&place(b)));
        let cells = order.iter().map(|&i| cells[i as usize].clone()).collect();
        Ok(Sheet { cells, merges })
    }

    /// Adds what a record holds; gives the place of a formula whose text is still to come.
    fn cell(&self, kind: u16, data: &[u8], cells: &mut Vec<Cell>) -> Option<Option<(u32, u16)>> {
        let row = u32::from(u16_at(data, 0)?);
        let column = u16_at(data, 2)?;
        // Version 2 has three bytes of attributes where the others have two of style.
        let oldest = matches!(kind, 0x002..=0x006) && self.version == 2;
        let style = if oldest { 0 } else { u16_at(data, 4)? };
        let from = if oldest { 7 } else { 6 };
        let rest = data.get(from..)?;
        let mut awaits = None;
        match kind {
            0x203 | 0x003 => cells.push((row, column, self.number(style, f64_at(rest, 0)?))),
            0x002 => cells.push((row, column, held(u16_at(rest, 0)?.to_string()))),
            0x27e => cells.push((row, column, self.number(style, rk(u32_at(rest, 0)?)))),
            0xbd => {
                for (index, pair) in data
                    .get(4..data.len().checked_sub(2)?)?
                    .chunks_exact(6)
                    .enumerate()
                {
                    let text = self.number(u16_at(pair, 0)?, rk(u32_at(pair, 2)?));
                    cells.push((row, column.saturating_add(index as u16), text));
                }
            }
            0xfd => {
                let text = self.strings.get(u32_at(rest, 0)? as usize)?;
                cells.push((row, column, text.clone()));
            }
            0x204 | 0xd6 => cells.push((row, column, self.string(rest, true).into())),
            0x004 => cells.push((row, column, self.string(rest, false).into())),
            0x205 | 0x005 => {
                let text = match (rest.first()?, rest.get(1)?) {
                    (value, 0) => {
                        if *value == 0 {
                            "FALSE"
                        } else {
                            "TRUE"
                        }
                    }
                    (code, _) => error_text(*code),
                };
                cells.push((row, column, held(text)));
            }
            0x006 | 0x206 | 0x406 => match rest.get(..8)? {
                [0, .., 0xff, 0xff] => awaits = Some((row, column)),
                [1, _, value, .., 0xff, 0xff] => {
                    let text = if *value == 0 { "FALSE" } else { "TRUE" };
                    cells.push((row, column, held(text)));
                }
                [2, _, code, .., 0xff, 0xff] => cells.push((row, column, held(error_text(*code)))),
                [3, .., 0xff, 0xff] => {}
                _ => cells.push((row, column, self.number(style, f64_at(rest, 0)?))),
            },
            _ => return None,
        }
        Some(awaits)
    }
}

fn held(text: impl AsRef<str>) -> Rc<[u8]> {
    text.as_ref().as_bytes().into()
}

/// A number packed in 30 bits (MS-XLS 2.5.217).
fn rk(packed: u32) -> f64 {
    let value = if packed & 2 != 0 {
        f64::from((packed as i32) >> 2)
    } else {
        f64::from_bits(u64::from(packed & 0xffff_fffc) << 32)
    };
    if packed & 1 != 0 {
        value / 100.0
    } else {
        value
    }
}

fn error_text(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0f => "#VALUE!",
        0x17 => "#REF!",
        0x1d => "#NAME?",
        0x24 => "#NUM!",
        _ => "#N/A",
    }
}

/// The shared strings (MS-XLS 2.4.265). A text may break off at the end of a record and go on in the next, where its first
/// byte says anew whether characters have one byte or two.
fn shared_strings(pieces: &[&[u8]]) -> Vec<Rc<[u8]>> {
    let mut reader = Pieces {
        pieces,
        piece: 0,
        at: 8,
    };
    let count = pieces
        .first()
        .and_then(|first| u32_at(first, 4))
        .unwrap_or(0) as usize;
    let mut strings = Vec::with_capacity(count.min(1 << 16));
    while strings.len() < count {
        let Some(string) = reader.string() else { break };
        strings.push(string.into());
    }
    strings
}

struct Pieces<'a> {
    pieces: &'a [&'a [u8]],
    piece: usize,
    at: usize,
}

impl Pieces<'_> {
    fn byte(&mut self) -> Option<u8> {
        loop {
            let piece = self.pieces.get(self.piece)?;
            if let Some(byte) = piece.get(self.at) {
                self.at += 1;
                return Some(*byte);
            }
            self.piece += 1;
            self.at = 0;
        }
    }

    fn number(&mut self, bytes: usize) -> Option<usize> {
        let mut number = 0;
        for index in 0..bytes {
            number |= usize::from(self.byte()?) << (8 * index);
        }
        Some(number)
    }

    fn string(&mut self) -> Option<Vec<u8>> {
        let length = self.number(2)?;
        let flags = self.byte()?;
        let runs = if flags & 8 != 0 { self.number(2)? } else { 0 };
        let phonetic = if flags & 4 != 0 { self.number(4)? } else { 0 };
        let mut is_wide = flags & 1 != 0;
        let mut units: Vec<u16> = Vec::with_capacity(length);
        while units.len() < length {
            let piece = self.pieces.get(self.piece)?;
            if self.at >= piece.len() {
                self.piece += 1;
                self.at = 0;
                is_wide = self.byte()? & 1 != 0;
                continue;
            }
            let unit = if is_wide {
                self.number(2)?
            } else {
                usize::from(self.byte()?)
            };
            units.push(unit as u16);
        }
        for _ in 0..runs.saturating_mul(4).saturating_add(phonetic) {
            self.byte()?;
        }
        Some(String::from_utf16_lossy(&units).into_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::super::cells::number;
    use super::*;

    /// Examples of MS-XLS 2.5.217.
    #[test]
    fn packed_numbers() {
        assert_eq!(number(rk(0x3ff0_0000)), "1");
        assert_eq!(number(rk((123 << 2) | 2)), "123");
        assert_eq!(number(rk((12_345 << 2) | 3)), "123.45");
        assert_eq!(number(rk(0x405e_c001)), "1.23");
    }

    #[test]
    fn a_cell_merged_downwards_stands_for_all_its_rows() {
        let record = |kind: u16, data: &[u8]| {
            let length = data.len() as u16;
            [&kind.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
        };
        let label = |row: u8, column: u8, text: u8| {
            record(0x204, &[row, 0, column, 0, 0, 0, 1, 0, 0, text])
        };
        let begins = record(0x809, &[0, 6]);
        let end = record(END, &[]);
        let listed = |at: u8| record(0x85, &[at, 0, 0, 0, 0, 0, 1, 0, b'S']);
        let globals = |at: u8| [&begins[..], &listed(at), &end].concat();
        let sheet = [
            &begins[..],
            &label(0, 0, b'a'),
            &label(0, 1, b'b'),
            &label(1, 1, b'c'),
            // The first column over both rows, and both columns of the second row.
            &record(
                MERGED,
                &[2, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 2, 0, 1, 0, 2, 0],
            ),
            &end,
        ]
        .concat();
        let stream = [globals(globals(0).len() as u8), sheet].concat();
        let book = Xls::open(&stream).expect("a workbook");
        let mut text = Vec::new();
        let mut sink = |bytes: &[u8]| {
            text.extend_from_slice(bytes);
            std::ops::ControlFlow::Continue(())
        };
        book.read(0, stream.len(), &mut sink).expect("small");
        assert_eq!(String::from_utf8_lossy(&text), "a,b\na,c\n");
    }
}
