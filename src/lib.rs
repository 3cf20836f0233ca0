//! Regulars: from a purchases file to the segment → strategy table, in the browser.
//!
//! One straight line, nothing points backwards (docs/ARCHITECTURE.md draws it):
//!
//! ```text
//! bytes ─▶ ingest ─▶ ledger ─▶ customers ─▶ models ─▶ segments ─▶ strategy ─▶ report ─▶ wasm
//! ```
//!
//! Everything left of `wasm` is ordinary Rust that also runs natively. There is no clock, no network
//! and no global state in it.

// User data must never meet an unwrap; a test may.
#![cfg_attr(not(test), warn(clippy::unwrap_used))]

mod csv;
pub mod day;
pub mod error;
pub mod math;
pub mod money;
pub mod options;

pub mod ingest;

pub mod ledger;

pub mod customers;

pub mod models;

pub mod segments;

pub mod strategy;

pub mod report;

pub mod session;

#[cfg(target_arch = "wasm32")]
pub mod wasm;
