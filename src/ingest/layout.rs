//! How the text of a table is laid out: decided on samples by the sniffer, obeyed by the record reader.

use serde::{Deserialize, Serialize};

/// Field and record syntax of one table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dialect {
    /// Text between two fields; nearly always one byte (`,` `;` TAB `|`), sometimes more (`, `).
    pub delimiter: String,
    /// Quote character, doubled inside quoted fields; `None` where no field is quoted.
    pub quote: Option<char>,
    /// Character that takes away the next one's meaning inside quotes (`\`), besides doubling.
    pub escape: Option<char>,
}

impl Default for Dialect {
    /// RFC 4180.
    fn default() -> Self {
        Self {
            delimiter: ",".into(),
            quote: Some('"'),
            escape: None,
        }
    }
}

/// Where the table stands in its file and what its columns are called.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Layout {
    /// WHATWG label of the text encoding, e.g. `utf-8`, `gb18030`, `windows-1252`; or `cp437`, `cp850`.
    pub encoding: String,
    /// 0–1: how sure the guess of the encoding is.
    pub encoding_confidence: f64,
    /// Field and record syntax.
    pub dialect: Dialect,
    /// 0–1: how sure the guess of the dialect is.
    pub dialect_confidence: f64,
    /// The records need the patient reader (`wild`): the delimiter has several bytes, or single rows break the dialect.
    pub wild: bool,
    /// Columns whose decimal comma is also the delimiter: `12,50` is two fields of a record, and one of its columns.
    pub parted: Vec<usize>,
    /// Lines (counted from 1) of the header; `None` when the file has none. Several rows are joined with a blank.
    pub header: Option<(u64, u64)>,
    /// Line on which the first data record begins, counted from 1.
    pub first_record_line: u64,
    /// Unique names: the header's texts (`amount`, `amount (2)`), or `column 1`, `column 2` … without a header.
    pub columns: Vec<String>,
}

impl Default for Layout {
    /// RFC 4180 text in UTF-8 with a header on the first line and no column yet.
    fn default() -> Self {
        Self {
            encoding: "utf-8".into(),
            encoding_confidence: 1.0,
            dialect: Dialect::default(),
            dialect_confidence: 1.0,
            wild: false,
            parted: Vec::new(),
            header: Some((1, 1)),
            first_record_line: 2,
            columns: Vec::new(),
        }
    }
}
