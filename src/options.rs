//! What a user may set. Every field has a default that just works; `validate` is called once, at the door.

use serde::{Deserialize, Serialize};

/// Settings of an analysis. All optional in JSON; unknown fields are ignored.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Options {
    /// Days without a purchase after which a customer counts as lapsed; `None` = from the data.
    pub lapse_days: Option<u32>,
    /// Forecast horizon in days.
    pub horizon_days: u32,
    /// Yearly discount rate in per cent (10 means 10 % a year).
    pub annual_discount_percent: f64,
    /// Share of revenue that is profit, 0–1; 1 means "CLV in revenue".
    pub margin_rate: f64,
    /// First day of the holdout as ISO text; `None` = chosen from the data.
    pub holdout_start: Option<String>,
    /// Id of the model to use; `None` = chosen by its holdout.
    pub model: Option<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            lapse_days: None,
            horizon_days: 365,
            annual_discount_percent: 10.0,
            margin_rate: 1.0,
            holdout_start: None,
            model: None,
        }
    }
}
