//! What is known before the first full pass, and what the user makes of it. The same shapes stand in
//! `www/src/engine/messages.ts`.

use serde::{Deserialize, Serialize};

use super::currency::CurrencyCount;
use super::plan::{
    AmountLevel, ColumnRef, DateOrder, Epoch, Mapping, Returns, Role, RowKinds, Share, Totals,
};
use crate::day::Day;
use crate::error::Error;
use crate::math::pairs::Pairs;

/// An id with the facts its sentence needs; the words files make the sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// Stable id in `snake_case`.
    pub id: String,
    /// Numbers and names by name, as text.
    pub facts: Pairs<String, String>,
}

impl Said {
    /// A sentence that needs no facts so far.
    #[must_use]
    pub fn new(id: &str) -> Self {
        Self {
            id: id.to_owned(),
            facts: Pairs::new(),
        }
    }

    /// With a fact.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.facts.insert(name.to_owned(), value.to_string());
        self
    }
}

/// What stands in a column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Nothing.
    #[default]
    Empty,
    /// Whole numbers.
    Integer,
    /// Numbers, some with a fraction, or amounts in any dress.
    Decimal,
    /// Dates.
    Date,
    /// Texts.
    Text,
    /// Of several kinds.
    Mixed,
}

/// One column of a table as the engine sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Column {
    /// Place in the table, from 0.
    pub index: usize,
    /// Unique name.
    pub name: String,
    /// What it means.
    pub role: Role,
    /// 0–1 for `role`.
    pub confidence: f64,
    /// Why this role.
    pub reason: Said,
    /// What stands in it.
    pub kind: Kind,
    /// Up to five different values as written.
    pub samples: Vec<String>,
    /// How the column would be read in each role; stays inside the engine.
    #[serde(skip)]
    pub readings: Readings,
}

/// How a column is read if it becomes the date, the amount or an id.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Readings {
    /// As dates.
    pub date: Option<DateReading>,
    /// As amounts.
    pub amount: Option<AmountReadingSeen>,
    /// As shares of a price.
    pub share: Option<Share>,
    /// As ids: whole numbers written as floats (`17850.0`).
    pub whole_floats: bool,
    /// As ids: e-mail addresses.
    pub emails: bool,
    /// As ids: some value stands twice in the sample.
    pub repeats: bool,
    /// Tells what became of the sale: a state, the day it was paid or sent. A later export may say otherwise of the same row.
    pub changes: bool,
}

/// How the dates of the date column are read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DateReading {
    /// The reading.
    pub order: DateOrder,
    /// 0–1; below 0.8 the page asks.
    pub confidence: f64,
    /// Both day-first and month-first fit every row seen.
    pub ambiguous: bool,
    /// Sampled values that do not fit the reading.
    pub misfits: u64,
    /// Sampled values that are read, but are written in another form than most.
    pub mixed: u64,
    /// Nothing in the samples refutes the other order of day and month; a later row may.
    #[serde(skip)]
    pub open: bool,
    /// From where they count.
    #[serde(skip)]
    pub epoch: Epoch,
    /// The last day among the sampled values.
    #[serde(skip)]
    pub last: Option<Day>,
}

/// How the amounts are read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AmountReadingSeen {
    /// `.` or `,`.
    pub decimal_mark: char,
    /// Amounts are hundredths (cents, 分).
    pub cents: bool,
    /// Amounts are in units of 10^power, as the header or a line above it says (3: thousands, 4: 万, 6: millions).
    pub power: u8,
    /// What one row's amount covers.
    pub level: AmountLevel,
    /// 0–1.
    pub confidence: f64,
    /// Values that both decimal marks explain, but as different amounts, and too little tells which one holds.
    pub ambiguous: bool,
    /// Sampled values that only the other decimal mark explains; they are read with it.
    pub mixed: u64,
    /// Nothing in the samples refutes the other decimal mark; a later row may.
    #[serde(skip)]
    pub open: bool,
    /// Sampled values that do not fit the reading.
    pub misfits: u64,
}

/// One value of the status column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusValue {
    /// As written, trimmed.
    pub value: String,
    /// Sampled rows.
    pub rows: u64,
    /// Proposal: does a row with this status count as a sale?
    pub is_sale: bool,
}

/// One table found in what was dropped: a CSV file, a member of a zip, a sheet of a workbook.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InspectedTable {
    /// `orders.csv`, `exports.zip/2024.csv`, `shop.xlsx/Orders`.
    pub name: String,
    /// `text`, `gzip`, `zip`, `xlsx`, `xls`, `ods`, `json`, `html`.
    pub container: String,
    /// WHATWG label.
    pub encoding: String,
    /// 0–1.
    pub encoding_confidence: f64,
    /// Between two fields.
    pub delimiter: String,
    /// Quote character.
    pub quote: Option<String>,
    /// First line of the header, from 1; `None` = no header.
    pub header_line: Option<u64>,
    /// Line of the first data record, from 1.
    pub first_record_line: u64,
    /// The columns.
    pub columns: Vec<Column>,
    /// How the date column is read.
    pub date: Option<DateReading>,
    /// How the amount column is read.
    pub amount: Option<AmountReadingSeen>,
    /// Codes or signs seen, with the sampled rows.
    pub currencies: Vec<CurrencyCount>,
    /// Rows that are refunds, though their money is not negative.
    pub returns: Option<Returns>,
    /// All its rows are, as its name says beside tables of sales.
    pub all_returns: bool,
    /// Values of the status column.
    pub status: Vec<StatusValue>,
    /// Rows of which several write down the money of the same orders.
    pub row_kinds: Option<RowKinds>,
    /// Rows that add others up; stays inside the engine.
    #[serde(skip)]
    pub totals: Vec<Totals>,
    /// Up to 20 records, texts as written.
    pub preview: Vec<Vec<String>>,
    /// Records in the sample.
    pub sampled_rows: u64,
    /// The sample is the whole table.
    pub sampled_all: bool,
    /// Things worth saying.
    pub notes: Vec<Said>,
    /// Id of the preset whose shape this is, if any.
    pub preset: Option<String>,
}

/// A join that the keys propose: rows of `table` find their partner in `to`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProposedJoin {
    /// The table whose rows look for a partner.
    pub table: usize,
    /// Its key column.
    pub column: usize,
    /// The table of the partners.
    pub to: usize,
    /// The key column there.
    pub to_column: usize,
    /// Share of sampled keys that find a partner, 0–1.
    pub matched: f64,
    /// Several rows of `to` share a key: their money is summed, nothing else is taken.
    #[serde(default)]
    pub sum: bool,
    /// `to` lists returned orders: rows that find a partner are left out. Proposed, never done unasked.
    #[serde(default)]
    pub returns: bool,
}

/// A question the page asks before it runs; `proposed` is what happens without an answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// `date_order`, `customer`, `amount`, `date`, `currency`, `status`, `join`, `cents`, `decimal_mark`, `table`, `refund`,
    /// `row_kinds`, `unit`.
    pub id: String,
    /// Index of the table.
    pub table: usize,
    /// Index of the column.
    pub column: Option<usize>,
    /// The answers to choose from; a choice of a column carries the fact `column` (its index).
    pub choices: Vec<Said>,
    /// The id of the proposed choice, or the fact that tells it from others (a column's index, a currency).
    pub proposed: String,
}

/// How a table's text is laid out, as far as the user says so instead of the sniffer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LayoutChoice {
    /// WHATWG label of the encoding.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    /// Text between two fields.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delimiter: Option<String>,
    /// The first record is a header or not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header: Option<bool>,
}

/// What the user decided (or let stand). Absent = as proposed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Choices {
    /// Columns by role, in the first used table.
    pub mapping: Mapping,
    /// Columns of joined tables by role; they win over `mapping`.
    #[serde(skip_serializing_if = "Pairs::is_empty")]
    pub joined: Pairs<Role, ColumnRef>,
    /// How dates are read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_order: Option<DateOrder>,
    /// How amounts are read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decimal_mark: Option<char>,
    /// Amounts are hundredths.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cents: Option<bool>,
    /// Amounts are in units of 10^power; 0 = as written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub power: Option<u8>,
    /// What one row's amount covers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<AmountLevel>,
    /// Overrides of single tables, by their names (re-inspects); they win over those for all tables.
    #[serde(skip_serializing_if = "Pairs::is_empty")]
    pub layouts: Pairs<String, LayoutChoice>,
    /// Override of the guessed encoding of all tables (re-inspects).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    /// Override of the guessed delimiter of all tables (re-inspects).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delimiter: Option<String>,
    /// Override for all tables: the first record is a header or not (re-inspects).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header: Option<bool>,
    /// Status values that do not count as sales. Empty = all count.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status_excluded: Option<Vec<String>>,
    /// Kinds of rows that do not count because their money stands in others (`InspectedTable::row_kinds`). Empty = all count.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kinds_excluded: Option<Vec<String>>,
    /// The one currency to keep.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
    /// Rates to one currency: amount × rate, as decimal text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rates: Option<Pairs<String, String>>,
    /// Joins to make.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub joins: Option<Vec<ProposedJoin>>,
    /// Take refunds off the amounts: without a word those on rows of their own (`InspectedTable::returns`) are, those in a column
    /// beside the amount are not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subtract_refunds: Option<bool>,
    /// Leave out exact duplicate rows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub drop_duplicates: Option<bool>,
    /// Tables to use, by index.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub used: Option<Vec<usize>>,
}

impl Choices {
    /// How the table of this name is laid out, as far as that was said.
    #[must_use]
    pub fn layout_of(&self, table: &str) -> LayoutChoice {
        let own = self.layouts.get(table).cloned().unwrap_or_default();
        LayoutChoice {
            encoding: own.encoding.or_else(|| self.encoding.clone()),
            delimiter: own.delimiter.or_else(|| self.delimiter.clone()),
            header: own.header.or(self.header),
        }
    }
}

/// Everything known before the first full pass.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Inspection {
    /// All tables found.
    pub tables: Vec<InspectedTable>,
    /// Indices of the tables that are rows of one kind and are read one after the other.
    pub used: Vec<usize>,
    /// Joins that the keys propose.
    pub joins: Vec<ProposedJoin>,
    /// What the page asks.
    pub questions: Vec<Question>,
    /// What `analyze` does if nothing is changed.
    pub proposed: Choices,
    /// Why it cannot run as it is, else `None`.
    pub refusal: Option<Error>,
}
