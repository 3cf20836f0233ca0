//! Per-customer summaries. The two meanings of recency, frequency and monetary value have two names each (docs/GLOSSARY.md).

use crate::day::Day;

/// Columns with one entry per customer who made a purchase, in order of first appearance.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summaries {
    /// Last day on which purchases could have been seen.
    pub observation_end: Day,
    /// Index of the customer in the ledger's dictionary.
    pub customer: Vec<u32>,
    /// Day of the first purchase.
    pub first_purchase: Vec<Day>,
    /// Day of the last purchase.
    pub last_purchase: Vec<Day>,
    /// Days with at least one purchase row (amount > 0), at least 1.
    pub order_days: Vec<u32>,
    /// Orders whose sum is positive; the RFM frequency (`purchase_count`).
    pub orders: Vec<u32>,
    /// Sum of all used rows, in ledger units; the RFM money (`total_spend`).
    pub net: Vec<i64>,
    /// Mean money per repeat purchase day in whole currency, first day left out; NaN when there is none.
    pub mean_repeat_spend: Vec<f64>,
    /// Digits behind the decimal point of `net`.
    pub scale: u8,
}
