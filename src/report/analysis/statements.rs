//! What the numbers say in sentences, and what they cannot say: ids with facts, the most important first.

use super::{Analysis, Settled};
use crate::models::analysis::FEWEST_CUSTOMERS;
use crate::report::answer::Said;
use crate::report::groups::SegmentModel;
use crate::report::indicators::Indicators;
use crate::segments::lifecycle::LapseSource;
use crate::segments::rfm::Segment;

/// Below this many customers groups are a list of names, not statistics.
const FEW_CUSTOMERS: usize = 20;

impl Analysis {
    /// Which statements the numbers allow, the most important first.
    pub(super) fn answer(
        &self,
        indicators: &Indicators,
        segments: &[SegmentModel],
        settled: &Settled,
    ) -> Vec<Said> {
        let lapse = &settled.lapse;
        let customers = self.summaries.net.len();
        let mut answer = Vec::new();
        if let (Some(first), Some(last)) = (
            self.totals.first_purchase_day,
            self.totals.last_purchase_day,
        ) {
            let mut who = Said::new("who")
                .with("customers", customers)
                .with("first_day", first.to_string())
                .with("last_day", last.to_string());
            if customers >= FEW_CUSTOMERS {
                who = who.with("top20_share", indicators.top20_revenue_share);
            }
            answer.push(who);
        }
        if customers < FEW_CUSTOMERS {
            answer.push(Said::new("too_few").with("customers", customers));
            return answer;
        }
        let size = |model: &str, group: &str| {
            let model = segments.iter().find(|m| m.id == model)?;
            model.groups.iter().find(|g| g.id == group)
        };
        // R 1 and 2 lie above the 60 % break of recency, counted to the as-of day; silence is counted to the day before.
        let silent_days = self.rfm.recency_breaks_times_five[2] / 5 - 1;
        // Where people come back seldom, being among the longest silent says nothing yet.
        let gap = indicators
            .median_gap_days
            .filter(|gap| silent_days as f64 > *gap);
        let overdue = size("rfm_11", "at_risk").filter(|_| self.mostly_repeaters(Segment::AtRisk));
        if let (Some(overdue), Some(gap)) = (overdue, gap) {
            let said = Said::new("overdue")
                .with("customers", overdue.customers)
                .with("median_gap_days", gap)
                .with("silent_days", silent_days as f64);
            // What they are worth if they stay: expected value and what their possible leaving takes from it.
            let value = overdue
                .clv
                .zip(overdue.at_risk)
                .map(|(clv, at_risk)| clv.value + at_risk);
            answer.push(match value {
                Some(value) => self.money(said.with("value", value)),
                None => said,
            });
        } else if let Some(lapsed) = size("lifecycle_4", "lapsed") {
            answer.push(
                Said::new("lapsed")
                    .with("customers", lapsed.customers)
                    .with("share", lapsed.share)
                    .with("days", lapse.days),
            );
        }
        match indicators.median_gap_days {
            Some(gap) if indicators.repeat_rate >= 0.5 => answer.push(
                Said::new("returning")
                    .with("share", indicators.repeat_rate)
                    .with("median_gap_days", gap),
            ),
            _ => answer.push(Said::new("one_time").with("share", 1.0 - indicators.repeat_rate)),
        }
        if let Some(clv) = settled.models.as_ref().and_then(|models| models.total.clv) {
            let said = Said::new("expected")
                .with("value", clv.value)
                .with("low", clv.low)
                .with("high", clv.high)
                .with("horizon_days", settled.options.horizon_days);
            answer.push(self.money(said));
        }
        answer
    }

    /// Did at least half of a segment's customers come back before? Otherwise nobody should call them regulars.
    fn mostly_repeaters(&self, segment: Segment) -> bool {
        let members =
            || (0..self.segments.of.len()).filter(|&i| self.segments.of[i] == segment as u8);
        let repeaters = members()
            .filter(|&i| self.summaries.order_days[i] > 1)
            .count();
        repeaters * 2 >= members().count()
    }

    fn money(&self, said: Said) -> Said {
        match &self.currency {
            Some(currency) => said.with("currency", currency.as_str()),
            None => said,
        }
    }

    /// What this data cannot say.
    pub(super) fn limits(&self, settled: &Settled) -> Vec<Said> {
        let lapse = &settled.lapse;
        let mut limits = Vec::new();
        if !self.ledger.with_orders() {
            limits.push(Said::new("no_order_column"));
        }
        if self.currency.is_none() {
            limits.push(Said::new("no_currency"));
        }
        if self.totals.repeat_buyers_by_days == 0 {
            limits.push(Said::new("no_repeat_buyers"));
        } else if lapse.source == LapseSource::Default {
            limits.push(
                Said::new("few_gaps")
                    .with("gaps", lapse.gaps)
                    .with("days", lapse.days),
            );
        }
        match &settled.models {
            None => limits.push(
                Said::new("few_customers")
                    .with("customers", self.summaries.len())
                    .with("needed", FEWEST_CUSTOMERS),
            ),
            Some(models) => {
                for flag in &models.flags {
                    let said = Said::new(flag.id);
                    limits.push(
                        flag.facts
                            .iter()
                            .fold(said, |said, (&name, &value)| said.with(name, value)),
                    );
                }
                if models.holdout.is_none() {
                    limits.push(Said::new("no_holdout"));
                }
            }
        }
        limits
    }
}
