//! The one tree that leaves the engine. Amounts are exact decimal texts, days ISO texts, shares 0–1; names as on the
//! command line and in `www/src/engine/report.ts`.

pub mod analysis;
pub mod answer;
pub mod groups;
pub mod habits;
pub mod indicators;
pub mod input;
pub mod list;
pub mod measures;
pub mod models;
pub mod rfm;

use serde::Serialize;

use crate::customers::{BtydDaySums, Totals};
use crate::options::Options;
use crate::segments::lifecycle::Lapse;
use answer::Said;
use groups::SegmentModel;
use indicators::Indicators;
use input::Input;
use rfm::RfmReport;

/// Everything that can be said about the loaded purchases under the options in force.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// Version of the engine.
    pub version: &'static str,
    /// Every row of the input, accounted for.
    pub input: Input,
    /// Exact sums.
    pub totals: DatedTotals,
    /// The tiles.
    pub indicators: Indicators,
    /// Scores, breaks, grid.
    pub rfm: RfmReport,
    /// A fingerprint of what the timing models see.
    pub btyd_day_sums: BtydDaySums,
    /// The limit between active and lapsed.
    pub lapse: Lapse,
    /// The segment → strategy tables.
    pub segments: Vec<SegmentModel>,
    /// The answer in sentences.
    pub answer: Vec<Said>,
    /// What this data cannot say, and what is missing for it.
    pub limits: Vec<Said>,
    /// What the models found; `None` with too few customers.
    pub models: Option<models::ModelReport>,
    /// The options in force.
    pub options: Options,
}

/// Totals with what only the pass knows: dates with their time of day, the currency.
#[derive(Clone, Debug, Serialize)]
pub struct DatedTotals {
    /// Sums over the ledger.
    #[serde(flatten)]
    pub totals: Totals,
    /// Earliest date of a used row, `2010-12-01 08:26:00`.
    pub first_row_date: Option<String>,
    /// Latest date of a used row.
    pub last_row_date: Option<String>,
    /// The one currency of the amounts, where the file names it.
    pub currency: Option<String>,
    /// Digits behind the point of the file's amounts.
    pub scale: u8,
}
