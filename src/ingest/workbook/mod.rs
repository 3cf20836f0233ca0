//! Workbooks and other structured files → tables of RFC 4180 text in UTF-8, so that everything behind sees one kind of thing.
//!
//! Sheets are streamed where the format allows it; nothing is ever laid out as a full grid, so a sheet that claims a billion
//! cells costs what it holds. Days become `2017-01-03` or `2017-01-03 12:00:00`, numbers what the spreadsheet shows.

mod cells;
mod cfb;
mod markup;
mod ods;
mod xls;
mod xlsx;
mod xml;

use crate::error::{Error, Result};

pub(crate) use cells::{MOST_COLUMNS, Sink};

use super::container::zip::Member;
use cfb::Compound;

/// A file with sheets.
pub(crate) struct Workbook {
    names: Vec<String>,
    inner: Inner,
}

enum Inner {
    Xlsx(xlsx::Xlsx, Vec<Member>),
    Ods(Member),
    Xls(xls::Xls),
    Markup(Vec<markup::Table>),
}

impl Workbook {
    /// Opens a zip archive if it is a workbook.
    ///
    /// # Errors
    /// `encrypted_workbook`, `damaged_workbook`, `unsupported_workbook` (`.xlsb`), `not_a_table` for other documents in zip
    /// archives, and what the archive says.
    pub(crate) fn of_zip(bytes: &[u8], members: &[Member]) -> Result<Option<Self>> {
        let find = |path: &str| {
            members
                .iter()
                .find(|member| member.name.eq_ignore_ascii_case(path))
        };
        let kind = [
            ("xl/workbook.bin", "xlsb"),
            ("word/document.xml", "docx"),
            ("ppt/presentation.xml", "pptx"),
            ("Index/Document.iwa", "numbers"),
            ("META-INF/container.xml", "epub"),
            ("AndroidManifest.xml", "program"),
            ("META-INF/MANIFEST.MF", "program"),
        ]
        .into_iter()
        .find(|(path, _)| find(path).is_some());
        if find("xl/workbook.xml").is_some() {
            let book = xlsx::Xlsx::open(bytes, members)?;
            return Ok(Some(Self {
                names: book.sheets.iter().map(|(name, _)| name.clone()).collect(),
                inner: Inner::Xlsx(book, members.to_vec()),
            }));
        }
        match kind {
            Some((_, "xlsb")) => {
                return Err(Error::new("unsupported_workbook").with("kind", "xlsb"));
            }
            Some((_, kind)) => return Err(Error::new("not_a_table").with("kind", kind)),
            None => {}
        }
        let Some(content) = find("content.xml").filter(|_| find("META-INF/manifest.xml").is_some())
        else {
            return Ok(None);
        };
        if let Some(manifest) = find("META-INF/manifest.xml") {
            let text = super::container::zip::read_whole(bytes, manifest, 1 << 24)?;
            if memchr::memmem::find(&text, b"encryption-data").is_some() {
                return Err(Error::new("encrypted_workbook").with("kind", "ods"));
            }
            if memchr::memmem::find(&text, b"opendocument.spreadsheet").is_none() {
                return Err(Error::new("not_a_table").with("kind", "odt"));
            }
        }
        Ok(Some(Self {
            names: ods::sheets(bytes, content)?,
            inner: Inner::Ods(content.clone()),
        }))
    }

    /// Opens a compound file: an old workbook.
    ///
    /// # Errors
    /// `encrypted_workbook`, `damaged_workbook`, `not_a_table` for other old documents.
    pub(crate) fn of_compound(bytes: &[u8]) -> Result<Self> {
        let compound = Compound::open(bytes)?;
        if compound.has("EncryptedPackage") || compound.has("EncryptionInfo") {
            return Err(Error::new("encrypted_workbook").with("kind", "xlsx"));
        }
        let stream = ["Workbook", "Book"]
            .into_iter()
            .find_map(|name| compound.stream(name));
        let Some(stream) = stream else {
            let kind = [
                ("WordDocument", "doc"),
                ("PowerPoint Document", "ppt"),
                ("__properties_version1.0", "msg"),
            ]
            .into_iter()
            .find(|(name, _)| compound.has(name))
            .map_or("compound", |(_, kind)| kind);
            return Err(Error::new("not_a_table").with("kind", kind));
        };
        Self::of_biff(&stream)
    }

    /// Opens a stream of BIFF records.
    ///
    /// # Errors
    /// `encrypted_workbook`, `damaged_workbook`, `archive_bomb`.
    pub(crate) fn of_biff(stream: &[u8]) -> Result<Self> {
        let book = xls::Xls::open(stream)?;
        Ok(Self {
            names: book.sheets.iter().map(|(name, _)| name.clone()).collect(),
            inner: Inner::Xls(book),
        })
    }

    /// Opens markup in UTF-8: a web page or an XML workbook.
    ///
    /// # Errors
    /// `not_a_table` when it holds no table, `xml_bomb`.
    pub(crate) fn of_markup(text: &[u8], is_html: bool) -> Result<Self> {
        let tables = markup::tables(text, is_html)?;
        if tables.is_empty() {
            return Err(
                Error::new("not_a_table").with("kind", if is_html { "html" } else { "xml" })
            );
        }
        Ok(Self {
            names: tables.iter().map(|table| table.name.clone()).collect(),
            inner: Inner::Markup(tables),
        })
    }

    /// An OpenDocument spreadsheet?
    pub(crate) fn is_ods(&self) -> bool {
        matches!(self.inner, Inner::Ods(_))
    }

    /// Do its day numbers count from 1904?
    pub(crate) fn counts_from_1904(&self) -> bool {
        match &self.inner {
            Inner::Xlsx(book, _) => book.is_1904,
            Inner::Xls(book) => book.is_1904,
            Inner::Ods(_) | Inner::Markup(_) => false,
        }
    }

    /// Is the sheet hidden?
    pub(crate) fn hides(&self, index: usize) -> bool {
        match &self.inner {
            Inner::Xlsx(book, _) => index >= book.visible,
            Inner::Xls(book) => index >= book.visible,
            Inner::Ods(_) | Inner::Markup(_) => false,
        }
    }

    /// Names of the sheets.
    pub(crate) fn names(&self) -> &[String] {
        &self.names
    }

    /// Writes sheet `index` of the file `bytes` as text.
    ///
    /// # Errors
    /// What the format says.
    pub(crate) fn read(&self, bytes: &[u8], index: usize, sink: &mut Sink) -> Result<()> {
        match &self.inner {
            Inner::Xlsx(book, members) => {
                let member = book
                    .sheets
                    .get(index)
                    .and_then(|(_, path)| members.iter().find(|member| member.name == *path));
                member.map_or(Ok(()), |member| book.read(bytes, member, sink))
            }
            Inner::Ods(content) => ods::read(bytes, content, index, sink),
            Inner::Xls(book) => book.read(index, bytes.len(), sink),
            Inner::Markup(tables) => tables
                .get(index)
                .map_or(Ok(()), |table| table.read(bytes.len(), sink)),
        }
    }
}
