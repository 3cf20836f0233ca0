//! A table of customers under contract holds no purchases, but it says who stays how long: the retention models' answer to it.

use serde::Serialize;

use super::tables::Table;
use crate::error::Error;
use crate::ingest::contract::{has_left, whole_periods};
use crate::models::subscriptions::{ContractReport, Subscriptions, compare_contracts};

/// What the retention models say of the table that was refused.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Contracts {
    /// Name of the column with the tenure, whose unit is the period.
    pub tenure: String,
    /// Name of the column that says who has left.
    pub churned: String,
    /// Rows without a tenure or an answer.
    pub rows_left_out: u64,
    /// Every row of the table was looked at, not a sample.
    pub all: bool,
    /// Fits and projection.
    #[serde(flatten)]
    pub report: ContractReport,
}

/// Rows that were sampled for the inspection; more are not read for a curve that they determine well enough.
const MOST: usize = 20_000;

/// Of the table behind this refusal, where it names the two columns.
pub(super) fn of(refusal: &Error, table: &Table) -> Option<Contracts> {
    let column = |fact: &str| refusal.facts.get(fact)?.parse::<usize>().ok();
    let (tenure, churned) = (column("tenure")?, column("churned")?);
    let cell = |record: &[String], column: usize| record.get(column).cloned().unwrap_or_default();
    let mut data = Subscriptions::default();
    let mut left = Vec::new();
    let mut rows_left_out = 0;
    for record in table.records() {
        match (
            whole_periods(&cell(record, tenure)),
            has_left(&cell(record, churned)),
        ) {
            (Some(periods), Some(gone)) => {
                data.tenure.push(f64::from(periods));
                left.push(gone);
            }
            _ => rows_left_out += 1,
        }
    }
    data.churned = Some(left);
    let name = |column: usize| table.shown.columns.get(column).cloned().unwrap_or_default();
    Some(Contracts {
        tenure: name(tenure),
        churned: name(churned),
        rows_left_out,
        all: table.all && table.records().len() < MOST,
        report: compare_contracts(&data).ok()?,
    })
}
