//! The tables of a file that is held whole.

use std::ops::ControlFlow;
use std::rc::Rc;

use super::zip::{self, Member};
use super::{Container, Gunzip, LOOK, detect, json, sql};
use crate::error::{Error, Result};
use crate::ingest::encoding::{Decoder, guess};
use crate::ingest::workbook::Workbook;

/// A packed file inside an archive that must be held whole itself may have this many bytes.
const LARGEST_NESTED: usize = 1 << 30;

/// Archives inside archives are opened this deep.
const DEEPEST: usize = 2;

/// One table of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableInfo {
    /// Name of the sheet or path inside the archive; empty where the file is the table.
    pub name: String,
    /// Its text is UTF-8 as RFC 4180 writes it, whatever was in the file: nothing is left to guess but the header.
    pub is_csv: bool,
    /// A sheet of a workbook whose day numbers count from 1904.
    pub from_1904: bool,
    /// A sheet that the workbook does not show.
    pub is_hidden: bool,
}

/// An opened file.
pub struct Tables {
    /// Nothing where all its text was made of them.
    bytes: Vec<u8>,
    container: Container,
    tables: Vec<(TableInfo, Place)>,
    /// Files of an archive that are no tables, with their kind.
    skipped: Vec<(String, &'static str)>,
    workbook: Option<Workbook>,
}

enum Place {
    /// The file itself.
    Plain,
    Gzip,
    /// Records, where they stand if there are several tables, and so many levels of the lists inside them unfolded.
    Json(Option<json::Records>, usize),
    Sheet(usize),
    /// Text that was made of the file's.
    Made(Vec<u8>),
    Member(Member),
    Nested(Rc<Tables>, usize),
}

impl Tables {
    /// Opens a file.
    ///
    /// # Errors
    /// A code that names why there is no table: `empty_file`, `not_a_table` (with `kind`), `encrypted_workbook`,
    /// `damaged_archive` and their kin.
    pub fn open(bytes: Vec<u8>) -> Result<Self> {
        Self::open_at(bytes, 0)
    }

    fn open_at(bytes: Vec<u8>, depth: usize) -> Result<Self> {
        if depth > DEEPEST {
            return Err(Error::new("archive_bomb").with("depth", depth));
        }
        let mut file = Self {
            container: detect(&bytes),
            bytes,
            tables: Vec::new(),
            skipped: Vec::new(),
            workbook: None,
        };
        let single = |place, is_csv| {
            let info = TableInfo {
                name: String::new(),
                is_csv,
                from_1904: false,
                is_hidden: false,
            };
            vec![(info, place)]
        };
        match file.container {
            Container::Empty => return Err(Error::new("empty_file")),
            Container::NotATable(kind) => return Err(Error::new("not_a_table").with("kind", kind)),
            Container::Text => file.tables = single(Place::Plain, false),
            Container::Json => {
                file.bytes = to_utf8(&file.bytes)?;
                file.tables = single(Place::Json(None, 0), true);
                let several = json::tables(&file.bytes)?;
                if !several.is_empty() {
                    file.tables.clear();
                }
                for (name, records) in several {
                    let info = TableInfo {
                        name,
                        is_csv: true,
                        from_1904: false,
                        is_hidden: false,
                    };
                    file.tables.push((info, Place::Json(Some(records), 0)));
                }
            }
            Container::Sql => {
                let text = to_utf8(&std::mem::take(&mut file.bytes))?;
                for (name, csv) in sql::tables(&String::from_utf8_lossy(&text))? {
                    let info = TableInfo {
                        name,
                        is_csv: true,
                        from_1904: false,
                        is_hidden: false,
                    };
                    file.tables.push((info, Place::Made(csv)));
                }
                if file.tables.is_empty() {
                    return Err(Error::new("not_a_table").with("kind", "sql"));
                }
            }
            Container::Gzip => match detect(&unpacked_head(&file.bytes)?) {
                Container::Text => file.tables = single(Place::Gzip, false),
                _ => {
                    let mut whole = Vec::new();
                    gunzip(&file.bytes, LARGEST_NESTED, &mut whole)?;
                    file.nest(String::new(), whole, depth)?;
                }
            },
            Container::Zip => {
                let members = zip::members(&file.bytes)?;
                match Workbook::of_zip(&file.bytes, &members)? {
                    Some(workbook) => file.sheets(workbook)?,
                    None => file.archive(members, depth)?,
                }
            }
            Container::Compound => {
                let workbook = Workbook::of_compound(&file.bytes)?;
                file.sheets(workbook)?;
            }
            Container::Biff => {
                let workbook = Workbook::of_biff(&file.bytes)?;
                file.sheets(workbook)?;
            }
            container @ (Container::Html | Container::SpreadsheetXml) => {
                let workbook =
                    Workbook::of_markup(&to_utf8(&file.bytes)?, container == Container::Html)?;
                file.sheets(workbook)?;
            }
        }
        Ok(file)
    }

    /// Sheets that hold something.
    fn sheets(&mut self, workbook: Workbook) -> Result<()> {
        for (index, name) in workbook.names().iter().enumerate() {
            let mut is_filled = false;
            workbook.read(&self.bytes, index, &mut |_| {
                is_filled = true;
                ControlFlow::Break(())
            })?;
            if is_filled {
                let info = TableInfo {
                    name: name.clone(),
                    is_csv: true,
                    from_1904: workbook.counts_from_1904(),
                    is_hidden: workbook.hides(index),
                };
                self.tables.push((info, Place::Sheet(index)));
            }
        }
        self.workbook = Some(workbook);
        if self.tables.is_empty() {
            return Err(Error::new("empty_file").with("kind", "workbook"));
        }
        Ok(())
    }

    fn archive(&mut self, members: Vec<Member>, depth: usize) -> Result<()> {
        let mut refusal = None;
        for member in members {
            let file_name = member.name.rsplit(['/', '\\']).next().unwrap_or_default();
            let is_clutter = member.name.starts_with("__MACOSX/")
                || file_name.starts_with('.')
                || file_name == "Thumbs.db";
            if is_clutter || member.size == 0 {
                continue;
            }
            let mut head = Vec::new();
            let mut reader = zip::Reader::open(&self.bytes, &member)?;
            while head.len() < LOOK && reader.more(&mut |bytes| head.extend_from_slice(bytes))? {}
            match detect(&head) {
                Container::Empty => {}
                Container::Text => {
                    let info = TableInfo {
                        name: member.name.clone(),
                        is_csv: false,
                        from_1904: false,
                        is_hidden: false,
                    };
                    self.tables.push((info, Place::Member(member)));
                }
                Container::NotATable(kind) => self.skipped.push((member.name, kind)),
                _ => {
                    let whole = zip::read_whole(&self.bytes, &member, LARGEST_NESTED)?;
                    let name = member.name;
                    if let Err(error) = self.nest(name.clone(), whole, depth) {
                        if matches!(error.code, "archive_bomb" | "xml_bomb") {
                            return Err(error);
                        }
                        self.skipped.push((name.clone(), error.code));
                        refusal.get_or_insert(error.in_file(name));
                    }
                }
            }
        }
        if self.tables.is_empty() {
            return Err(refusal.unwrap_or_else(|| match self.skipped.first() {
                Some((name, kind)) => Error::new("not_a_table")
                    .in_file(name.clone())
                    .with("kind", kind),
                None => Error::new("empty_file").with("kind", "zip"),
            }));
        }
        Ok(())
    }

    fn nest(&mut self, name: String, bytes: Vec<u8>, depth: usize) -> Result<()> {
        let inner = Self::open_at(bytes, depth + 1)?;
        let joined = |inner: &TableInfo| match (name.is_empty(), inner.name.is_empty()) {
            (true, _) => inner.name.clone(),
            (_, true) => name.clone(),
            _ => format!("{name}/{}", inner.name),
        };
        let inner = Rc::new(inner);
        for (index, info) in inner.list().enumerate() {
            let info = TableInfo {
                name: joined(info),
                ..info.clone()
            };
            self.tables
                .push((info, Place::Nested(Rc::clone(&inner), index)));
        }
        Ok(())
    }

    /// The tables in the file's order, hidden sheets last.
    pub fn list(&self) -> impl Iterator<Item = &TableInfo> {
        self.tables.iter().map(|(info, _)| info)
    }

    /// What the file is: `text`, `gzip`, `json`, `zip`, `xlsx`, `ods`, `xls`, `html`, `sql`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match (self.container, &self.workbook) {
            (Container::Zip, Some(workbook)) if workbook.is_ods() => "ods",
            (Container::Zip, Some(_)) => "xlsx",
            (Container::Zip, None) => "zip",
            (Container::Compound | Container::Biff | Container::SpreadsheetXml, _) => "xls",
            (Container::Html, _) => "html",
            (Container::Json, _) => "json",
            (Container::Sql, _) => "sql",
            (Container::Gzip, _) => "gzip",
            _ => "text",
        }
    }

    /// Makes a row of each object in the lists inside JSON records, `levels` deep. `false`: nothing is so deep, and nothing changed.
    pub fn unfold(&mut self, levels: usize) -> bool {
        let mut is_deep = false;
        for (_, place) in &mut self.tables {
            match place {
                Place::Json(at, now)
                    if levels == 0
                        || matches!(json::has_lists(&self.bytes, *at, levels), Ok(true)) =>
                {
                    *now = levels;
                    is_deep = true;
                }
                Place::Nested(inner, _) => {
                    is_deep |= Rc::get_mut(inner).is_some_and(|inner| inner.unfold(levels));
                }
                _ => {}
            }
        }
        is_deep
    }

    /// Files of an archive that are no tables: name and kind.
    #[must_use]
    pub fn skipped(&self) -> &[(String, &'static str)] {
        &self.skipped
    }

    /// Streams the text of table `index` (in its own encoding unless `is_csv`); `Break` stops early.
    ///
    /// # Errors
    /// What the container says; nothing happens for an index beyond the list.
    pub fn read(&self, index: usize, text: &mut dyn FnMut(&[u8]) -> ControlFlow<()>) -> Result<()> {
        let Some((_, place)) = self.tables.get(index) else {
            return Ok(());
        };
        match place {
            Place::Plain => {
                let _ = self.bytes.chunks(1 << 16).try_for_each(text);
                Ok(())
            }
            Place::Made(csv) => {
                let _ = csv.chunks(1 << 16).try_for_each(text);
                Ok(())
            }
            Place::Json(at, levels) => json::read(&self.bytes, *at, *levels, text),
            Place::Sheet(sheet) => match &self.workbook {
                Some(workbook) => workbook.read(&self.bytes, *sheet, text),
                None => Ok(()),
            },
            Place::Nested(inner, at) => inner.read(*at, text),
            Place::Gzip => {
                let mut gunzip = Gunzip::default();
                let mut flow = ControlFlow::Continue(());
                for chunk in self.bytes.chunks(1 << 14) {
                    gunzip.push(chunk, &mut |bytes| {
                        if flow.is_continue() {
                            flow = text(bytes);
                        }
                    })?;
                    if flow.is_break() {
                        return Ok(());
                    }
                }
                gunzip.finish()
            }
            Place::Member(member) => {
                let mut reader = zip::Reader::open(&self.bytes, member)?;
                let mut flow = ControlFlow::Continue(());
                while flow.is_continue()
                    && reader.more(&mut |bytes| {
                        if flow.is_continue() {
                            flow = text(bytes);
                        }
                    })?
                {}
                Ok(())
            }
        }
    }
}

/// Unpacks gzip, at most `limit` bytes.
fn gunzip(bytes: &[u8], limit: usize, out: &mut Vec<u8>) -> Result<()> {
    let mut gunzip = Gunzip::default();
    for chunk in bytes.chunks(1 << 14) {
        gunzip.push(chunk, &mut |bytes| out.extend_from_slice(bytes))?;
        if out.len() > limit {
            return Err(Error::new("archive_bomb").with("bytes", out.len()));
        }
    }
    gunzip.finish()
}

fn unpacked_head(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut gunzip = Gunzip::default();
    let mut head = Vec::new();
    for chunk in bytes.chunks(1 << 10) {
        gunzip.push(chunk, &mut |bytes| head.extend_from_slice(bytes))?;
        if head.len() >= LOOK {
            return Ok(head);
        }
    }
    gunzip.finish()?;
    Ok(head)
}

/// Markup and JSON whole, in UTF-8.
fn to_utf8(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut decoder = Decoder::new(&guess(&[bytes]).label)?;
    let mut text = Vec::with_capacity(bytes.len());
    // A late refutation of the guess cannot happen: the guess saw everything.
    let _ = decoder.push(bytes, &mut |piece| text.extend_from_slice(piece));
    decoder.finish(&mut |piece| text.extend_from_slice(piece));
    Ok(text)
}
