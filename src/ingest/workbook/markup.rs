//! Tables in markup: the XML workbooks of 2003, and web pages that a shop system saved under the name `.xls`.

use super::cells::{MOST_COLUMNS, Merges, Rows, Sink, number};
use super::xml::{Event, Xml, attribute, unescape};
use crate::error::Result;

/// A table found in markup.
pub(super) struct Table {
    pub(super) name: String,
    /// Row, column and text of each cell that has one.
    pub(super) cells: Vec<(u32, usize, Vec<u8>)>,
    merges: Merges,
}

const MOST_ROWS: u32 = 1 << 24;

impl Table {
    /// Writes the table as text.
    pub(super) fn read(&self, file_size: usize, sink: &mut Sink) -> Result<()> {
        let width = self
            .cells
            .iter()
            .map(|(_, column, _)| column + 1)
            .max()
            .unwrap_or(0);
        let mut rows = Rows::new(width, file_size, sink).merged(self.merges.clone());
        for (row, column, text) in &self.cells {
            rows.cell(*row, *column, text)?;
            if rows.is_stopped() {
                break;
            }
        }
        rows.finish()
    }
}

/// All tables of a text in UTF-8.
///
/// # Errors
/// `xml_bomb`.
pub(super) fn tables(text: &[u8], is_html: bool) -> Result<Vec<Table>> {
    let mut rest = Some(text);
    let mut source = |buffer: &mut Vec<u8>| {
        let Some(text) = rest.take() else {
            return Ok(false);
        };
        buffer.extend_from_slice(text);
        Ok(true)
    };
    let mut xml = Xml::new(&mut source);
    let mut state = State {
        is_html,
        ..State::default()
    };
    loop {
        match xml.next()? {
            Event::Eof => break,
            Event::Start {
                name,
                attributes,
                is_empty,
            } => {
                let name = name.to_ascii_lowercase();
                state.start(&name, attributes);
                if is_empty {
                    state.end(&name);
                }
            }
            Event::End(name) => state.end(&name.to_ascii_lowercase()),
            Event::Text(text) if !state.is_skipped => state.text(text, true),
            Event::Literal(text) if !state.is_skipped => state.text(text, false),
            _ => {}
        }
    }
    state.end(b"table");
    state.tables.retain(|table| !table.cells.is_empty());
    Ok(state.tables)
}

#[derive(Default)]
struct State {
    is_html: bool,
    tables: Vec<Table>,
    sheet: String,
    depth: usize,
    row: u32,
    next_row: u32,
    column: usize,
    spans: usize,
    /// The last row of the cell.
    last_row: u32,
    /// By column of a page: behind the last row of a cell from above, beside which the cells of a row stand.
    taken: Vec<u32>,
    cell: Option<Vec<u8>>,
    kind: Vec<u8>,
    is_skipped: bool,
}

impl State {
    fn start(&mut self, name: &[u8], attributes: &[u8]) {
        let number_of = |name: &[u8]| -> Option<u32> {
            std::str::from_utf8(attribute(attributes, name)?)
                .ok()?
                .trim()
                .parse()
                .ok()
        };
        match name {
            b"worksheet" => {
                let mut sheet = Vec::new();
                unescape(
                    attribute(attributes, b"Name").unwrap_or_default(),
                    &mut sheet,
                );
                self.sheet = String::from_utf8_lossy(&sheet).into_owned();
            }
            b"table" => {
                // A table inside a cell is layout: its text belongs to the cell.
                self.depth += 1;
                if self.depth == 1 {
                    self.tables.push(Table {
                        name: self.sheet.clone(),
                        cells: Vec::new(),
                        merges: Merges::new(),
                    });
                    self.next_row = 0;
                    self.taken.clear();
                }
            }
            b"tr" | b"row" if self.depth == 1 => {
                self.end_cell();
                self.row = number_of(b"Index")
                    .map_or(self.next_row, |index| index.saturating_sub(1))
                    .min(MOST_ROWS);
                self.next_row = self.row + 1;
                self.column = 0;
            }
            b"td" | b"th" | b"cell" if self.depth == 1 => {
                self.end_cell();
                if let Some(index) = number_of(b"Index").filter(|_| !self.is_html) {
                    self.column = (index as usize).saturating_sub(1);
                }
                let merged = number_of(b"MergeAcross").map(|more| more as usize + 1);
                self.spans = number_of(b"colspan")
                    .map(|spans| spans as usize)
                    .or(merged)
                    .unwrap_or(1)
                    .clamp(1, MOST_COLUMNS);
                let down = number_of(b"rowspan").map(|rows| rows.saturating_sub(1));
                let down = down.or(number_of(b"MergeDown")).unwrap_or(0).min(MOST_ROWS);
                self.last_row = self.row + down;
                if self.is_html {
                    self.take_place();
                }
                self.cell = Some(Vec::new());
                self.kind.clear();
            }
            b"data" => {
                self.kind.clear();
                self.kind
                    .extend_from_slice(attribute(attributes, b"Type").unwrap_or_default());
            }
            b"br" => {
                if let Some(cell) = &mut self.cell {
                    cell.push(b'\n');
                }
            }
            b"script" | b"style" | b"comment" => self.is_skipped = true,
            _ => {}
        }
    }

    /// Moves on to the first column that no cell from above takes, and takes those of the cell for the rows below.
    fn take_place(&mut self) {
        let is_taken = |behind: &u32| *behind > self.row;
        while self.taken.get(self.column).is_some_and(is_taken) {
            self.column += 1;
        }
        if self.last_row > self.row {
            let end = self.column.saturating_add(self.spans).min(MOST_COLUMNS);
            self.taken.resize(self.taken.len().max(end), 0);
            self.taken[self.column.min(end)..end].fill(self.last_row + 1);
        }
    }

    fn end(&mut self, name: &[u8]) {
        match name {
            b"td" | b"th" | b"cell" | b"tr" | b"row" if self.depth == 1 => self.end_cell(),
            b"table" => {
                if self.depth == 1 {
                    self.end_cell();
                }
                self.depth = self.depth.saturating_sub(1);
            }
            b"script" | b"style" | b"comment" => self.is_skipped = false,
            _ => {}
        }
    }

    fn text(&mut self, text: &[u8], has_entities: bool) {
        if let Some(cell) = &mut self.cell {
            if has_entities {
                unescape(text, cell);
            } else {
                cell.extend_from_slice(text);
            }
        }
    }

    fn end_cell(&mut self) {
        let Some(cell) = self.cell.take() else { return };
        let text = String::from_utf8_lossy(&cell);
        let text = match self.kind.as_slice() {
            b"Number" => text
                .trim()
                .parse()
                .map_or_else(|_| text.trim().to_owned(), number),
            b"DateTime" => {
                let text = text.trim().replacen('T', " ", 1);
                let text = text.strip_suffix(".000").unwrap_or(&text);
                text.strip_suffix(" 00:00:00").unwrap_or(text).to_owned()
            }
            b"Boolean" => if text.trim() == "1" { "TRUE" } else { "FALSE" }.to_owned(),
            // A browser shows runs of blanks as one.
            _ if self.is_html => text.split_whitespace().collect::<Vec<_>>().join(" "),
            _ => text.into_owned(),
        };
        let (row, column) = (self.row, self.column);
        self.column = self.column.saturating_add(self.spans);
        if !text.is_empty()
            && column < MOST_COLUMNS
            && let Some(table) = self.tables.last_mut()
        {
            table.cells.push((row, column, text.into_bytes()));
            // A title is merged across.
            if self.last_row > row && self.spans == 1 {
                table.merges.insert((row, column), self.last_row);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::ops::ControlFlow;

    fn read(text: &str, is_html: bool) -> Vec<String> {
        tables(text.as_bytes(), is_html)
            .expect("small")
            .iter()
            .map(|table| {
                let mut out = Vec::new();
                let mut sink = |bytes: &[u8]| {
                    out.extend_from_slice(bytes);
                    ControlFlow::Continue(())
                };
                table.read(text.len(), &mut sink).expect("small");
                String::from_utf8_lossy(&out).into_owned()
            })
            .collect()
    }

    #[test]
    fn a_page_gives_its_tables() {
        let page = "<html><style>td{}</style><body><table><TR><th>a<th>b &amp; c</tr><tr><td>1<br>2</td><td colspan=\"2\">x</td><td>y\
                    </td></tr></table><p>no</p><table></table></body>";
        assert_eq!(read(page, true), ["a,b & c,,\n1 2,x,,y\n"]);
    }

    #[test]
    fn cells_of_a_page_stand_beside_those_from_above() {
        let page = "<table><tr><th rowspan=2>name</th><th nowrap COLSPAN='2'>order</th></tr><tr><td>day</td><td>sum</td></tr>\
                    <tr><td rowspan=3>Ann</td><td>1 May</td><td>5</td></tr><tr><td>2 May</td><td rowspan=2>6</td></tr>\
                    <tr><td>3 May</td></tr><tr><td>Bob</td><td>4 May</td><td>7</td></tr></table>";
        assert_eq!(
            read(page, true),
            ["name,order,\nname,day,sum\nAnn,1 May,5\nAnn,2 May,6\nAnn,3 May,\nBob,4 May,7\n"]
        );
    }

    #[test]
    fn a_workbook_of_2003_gives_its_sheets() {
        let book = "<Workbook xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet ss:Name=\"S\"><Table><Row>\
                    <Cell><Data ss:Type=\"String\">day</Data></Cell><Cell ss:Index=\"3\"><Data ss:Type=\"String\">sum</Data></Cell></Row>\
                    <Row ss:Index=\"3\"><Cell><Data ss:Type=\"DateTime\">2024-01-02T00:00:00.000</Data></Cell><Cell/><Cell>\
                    <Data ss:Type=\"Number\">731.93999999999994</Data></Cell></Row></Table></Worksheet></Workbook>";
        assert_eq!(read(book, false), ["day,,sum\n\n2024-01-02,,731.94\n"]);
    }
}
