//! What the pass hands on: a usable row, or the reason why a row is not used.

use serde::Serialize;

use crate::day::Day;
use crate::money::Amount;

/// One usable data record. Texts are trimmed UTF-8 and borrowed from the chunk being read.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// Customer id, never empty.
    pub customer: &'a [u8],
    /// Order id, `None` without an order column; may be empty.
    pub order: Option<&'a [u8]>,
    /// Calendar day as written.
    pub day: Day,
    /// Money of the row; negative rows are refunds and cancellations and are netted.
    pub amount: Amount,
    /// Hash of the record as written where repeated records are counted, else 0.
    pub fingerprint: u32,
}

/// Why a row was not used. The first reason that fits, in this order, is counted once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SkipReason {
    /// The record is broken: NUL bytes, an unclosed quote, too few fields.
    BadRecord,
    /// A header, subtotal or separator line inside the data.
    NotARow,
    /// Its money stands in other rows of the same order, which are counted.
    OtherLevel,
    /// The customer id is empty or a null word.
    MissingCustomerId,
    /// The date is empty or cannot be read.
    BadOrMissingDate,
    /// The amount is empty, cannot be read, or is not finite.
    BadOrMissingAmount,
    /// The status column says that this is not a sale.
    StatusNotASale,
    /// Another currency than the one chosen.
    OtherCurrency,
    /// No partner in the joined file.
    NoPartner,
    /// The record repeats an earlier one exactly, and such records are to be left out.
    Duplicate,
}

impl SkipReason {
    /// All of them, in order.
    pub const ALL: [Self; 10] = [
        Self::BadRecord,
        Self::NotARow,
        Self::OtherLevel,
        Self::MissingCustomerId,
        Self::BadOrMissingDate,
        Self::BadOrMissingAmount,
        Self::StatusNotASale,
        Self::OtherCurrency,
        Self::NoPartner,
        Self::Duplicate,
    ];

    /// Stable id, as serialized.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::BadRecord => "bad_record",
            Self::NotARow => "not_a_row",
            Self::OtherLevel => "other_level",
            Self::MissingCustomerId => "missing_customer_id",
            Self::BadOrMissingDate => "bad_or_missing_date",
            Self::BadOrMissingAmount => "bad_or_missing_amount",
            Self::StatusNotASale => "status_not_a_sale",
            Self::OtherCurrency => "other_currency",
            Self::NoPartner => "no_partner",
            Self::Duplicate => "duplicate",
        }
    }
}

/// A row that was not used, for the screen and the download.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RowIssue {
    /// Index of the file among those loaded.
    pub file: u32,
    /// Line of the file on which the record begins, counted from 1.
    pub line: u64,
    /// Why.
    pub reason: SkipReason,
    /// The record as written.
    pub text: String,
}
