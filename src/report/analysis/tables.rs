//! The tables of groups, with what the models expect of each.

use super::{Analysis, Settled};
use crate::models::total::Total;
use crate::report::groups::{Absent, Bound, Condition, Identity, SegmentModel, table};
use crate::report::models::clv_interval;
use crate::segments::Grouping;
use crate::segments::lifecycle::Stage;
use crate::segments::rfm::{GRID, Segment};
use crate::strategy;

impl Analysis {
    pub(super) fn lifecycle_table(&self, settled: &Settled) -> SegmentModel {
        let days = settled.lapse.days;
        let condition = |field, op, days| Condition {
            field,
            op,
            value: Bound::Number(days),
        };
        let identities = Stage::ALL.map(|stage| Identity {
            id: stage.id(),
            strategy: strategy::for_stage(stage),
            rule: match stage {
                Stage::New => vec![
                    condition("order_days", "==", 1),
                    condition("days_since_last_purchase", "<=", days),
                ],
                Stage::Active => vec![
                    condition("order_days", ">=", 2),
                    condition("days_since_last_purchase", "<=", days),
                ],
                Stage::Lapsed => vec![condition("days_since_last_purchase", ">", days)],
            },
        });
        let absent = Absent {
            id: "potential",
            strategy: strategy::POTENTIAL.id,
            reason: "lead_list",
        };
        table(
            &self.summaries,
            &settled.stages,
            identities.into(),
            &settled.habits,
            vec![absent],
        )
    }

    pub(super) fn rfm_table(&self, settled: &Settled) -> SegmentModel {
        let identities = Segment::ALL.map(|segment| Identity {
            id: segment.id(),
            strategy: strategy::for_segment(segment),
            rule: vec![Condition {
                field: "cells",
                op: "in",
                value: Bound::Cells(cells_of(segment)),
            }],
        });
        table(
            &self.summaries,
            &self.segments,
            identities.into(),
            &settled.habits,
            Vec::new(),
        )
    }
}

/// Adds to each group what the models expect of it; `totals` are in the grouping's order.
pub(super) fn add_forecasts(model: &mut SegmentModel, grouping: &Grouping, totals: &[Total]) {
    for group in &mut model.groups {
        let position = grouping.groups.iter().position(|id| *id == group.id);
        let Some(total) = position.and_then(|index| totals.get(index)) else {
            continue;
        };
        let n = total.customers.max(1) as f64;
        group.expected_purchases = Some(total.expected_purchases);
        group.clv = clv_interval(total);
        group.at_risk = group.clv.map(|_| total.at_risk);
        for (id, value) in group.measures.iter_mut() {
            match *id {
                "p_alive" => *value = Some(total.alive / n),
                "clv" => *value = group.clv.map(|clv| clv.value / n),
                _ => {}
            }
        }
    }
}

/// The cells of a segment, each `R-FM`.
fn cells_of(segment: Segment) -> Vec<String> {
    let mut cells = Vec::new();
    for (row, r) in GRID.iter().zip((1..=5).rev()) {
        for (&cell, fm) in row.iter().zip(1..) {
            if cell == segment {
                cells.push(format!("{r}-{fm}"));
            }
        }
    }
    cells
}
