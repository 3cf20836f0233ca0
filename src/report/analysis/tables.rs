//! The tables of groups, with what the models expect of each.

use super::{Analysis, Settled};
use crate::models::forecast::Forecasts;
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

    /// Adds to each group what the models expect of it.
    pub(super) fn add_forecasts(
        model: &mut SegmentModel,
        grouping: &Grouping,
        forecasts: &Forecasts,
    ) {
        let totals = forecasts.totals(&grouping.of, grouping.groups.len());
        // Σ P(alive), and what those who may have left would bring if they had not: CLV given alive is CLV / P(alive).
        let mut alive = vec![(0.0, 0.0); grouping.groups.len()];
        for (i, &group) in grouping.of.iter().enumerate() {
            let (p, clv) = (forecasts.p_alive[i], forecasts.clv[i]);
            let sums = &mut alive[usize::from(group)];
            sums.0 += p;
            if p > 0.0 {
                sums.1 += clv * (1.0 - p) / p;
            }
        }
        for group in &mut model.groups {
            let Some(index) = grouping.groups.iter().position(|id| *id == group.id) else {
                continue;
            };
            let (total, (p_alive, at_risk)) = (&totals[index], alive[index]);
            let n = total.customers.max(1) as f64;
            group.expected_purchases = Some(total.expected_purchases);
            group.clv = clv_interval(total);
            group.at_risk = group.clv.map(|_| at_risk);
            for (id, value) in &mut group.measures {
                match *id {
                    "p_alive" => *value = Some(p_alive / n),
                    "clv" => *value = group.clv.map(|clv| clv.value / n),
                    _ => {}
                }
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
