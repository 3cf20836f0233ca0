//! Bytes → rows, streaming. Everything becomes UTF-8 CSV-like text first (a workbook sheet too), then records, then rows.
//!
//! ```text
//! bytes ─ container ─▶ text bytes ─ encoding ─▶ UTF-8 ─ records ─▶ fields ─ pass (mapping, dates, amounts) ─▶ Row | RowIssue
//!                └────── sniffed once on samples: Layout ──────┘           └── decided once: Plan ──┘
//! ```

pub mod amounts;
pub mod arrange;
pub mod below;
pub mod blocks;
pub mod container;
pub mod contract;
pub mod copy;
pub mod currency;
pub mod dates;
mod days;
mod digits;
pub mod dress;
pub mod duplicates;
pub mod earlier;
pub mod encoding;
pub mod grid;
pub mod ids;
pub mod inspect;
pub mod inspection;
pub mod joins;
pub mod judge;
pub mod layout;
mod letters;
pub mod lookup;
mod overlap;
mod parties;
pub mod pass;
pub mod plan;
pub mod presets;
pub mod records;
mod resolve;
pub mod roles;
pub mod row;
mod scan;
mod siblings;
pub mod sniff;
pub mod spans;
pub mod split;
pub mod status;
mod totals;
mod units;
mod wild;
mod workbook;
