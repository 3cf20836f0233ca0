//! What the pass hands on: a usable row, or the reason why a row is not used.

use serde::Serialize;

use crate::day::Day;
use crate::math::hash::hash;
use crate::math::key::{Key, hash_of_id};
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

/// A usable row whose ids have become numbers.
#[derive(Clone, Copy, Debug)]
pub struct Numbers {
    /// The customer's id, or where it stands in the text that comes with the row.
    pub(crate) customer: Key,
    /// Equal for equal order ids; `None` without an order column, 0 where the id is missing.
    pub(crate) order: Option<u64>,
    pub(crate) day: Day,
    pub(crate) amount: Amount,
    pub(crate) fingerprint: u32,
}

impl Row<'_> {
    /// The row as numbers; a long customer id stands in the text that is `customer`.
    #[inline]
    pub(crate) fn numbers(&self) -> Numbers {
        Numbers {
            customer: Key::of(self.customer).unwrap_or(Key::long(0, self.customer.len())),
            order: self.order.map(|id| match id {
                [] => 0,
                _ => order_number(hash_of_id(id)),
            }),
            day: self.day,
            amount: self.amount,
            fingerprint: self.fingerprint,
        }
    }
}

/// What tells an order from others, from the hash of its id. Never 0.
#[inline]
pub(crate) fn order_number(hash: u64) -> u64 {
    hash.max(1)
}

/// What tells a record from others that agree with it in customer, day, amount and order. Never 0.
#[inline]
pub(crate) fn fingerprint(record: &[u8]) -> u32 {
    (hash(record) >> 32) as u32 | 1
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
