//! The loaded analysis: the ledger and what is computed from it. A changed option re-runs only what depends on it.

use super::answer::Said;
use super::groups::{Absent, Bound, Condition, Identity, SegmentModel, table};
use super::habits::{self, Habits};
use super::indicators::Indicators;
use super::input::Input;
use super::list::{ForecastColumns, List, Page, Query};
use super::models::{self as model_report, ModelReport, clv_interval};
use super::{DatedTotals, Report, rfm as rfm_report};
use crate::customers::{Summaries, Totals, gaps, holdout, repeat_purchases_by_week};
use crate::day::Day;
use crate::ingest::pass::Tally;
use crate::ledger::Ledger;
use crate::models::analysis::{FEWEST_CUSTOMERS, Models, Split, calibration_end};
use crate::models::forecast::Forecasts;
use crate::options::Options;
use crate::segments::lifecycle::{self, Lapse, LapseSource, Stage};
use crate::segments::rfm::{GRID, Rfm, Segment, score_customers};
use crate::segments::{Grouping, by_segment, by_stage};
use crate::strategy;

/// Below this many customers groups are a list of names, not statistics.
const FEW_CUSTOMERS: usize = 20;

/// What does not change with the options.
#[derive(Debug)]
pub struct Analysis {
    ledger: Ledger,
    tally: Tally,
    files: Vec<String>,
    currency: Option<String>,
    summaries: Summaries,
    totals: Totals,
    gaps: Vec<u64>,
    rfm: Rfm,
    segments: Grouping,
    fitted: Option<Fitted>,
    settled: Option<Settled>,
    selection: Option<(Query, Vec<u32>)>,
}

/// The models fitted to the base, and where it was cut for the holdout.
#[derive(Debug)]
struct Fitted {
    holdout_start: Option<String>,
    calibration: Option<Summaries>,
    /// Repeat purchases by week of the customers acquired before the cut.
    weekly: Vec<u64>,
    /// `None` with too few customers.
    models: Option<Models>,
}

/// What depends on the options.
#[derive(Debug)]
struct Settled {
    options: Options,
    lapse: Lapse,
    habits: Habits,
    stages: Grouping,
    forecasts: Option<Forecasts>,
    columns: Option<ForecastColumns>,
    models: Option<ModelReport>,
}

impl Analysis {
    /// Of a closed ledger and what its pass counted.
    #[must_use]
    pub fn new(ledger: Ledger, tally: Tally, files: Vec<String>, currency: Option<String>) -> Self {
        let summaries = Summaries::of(&ledger);
        let totals = Totals::of(&ledger);
        let gaps = habits::gaps(&ledger);
        let rfm = score_customers(&summaries);
        let segments = by_segment(&rfm);
        Self {
            ledger,
            tally,
            files,
            currency,
            summaries,
            totals,
            gaps,
            rfm,
            segments,
            fitted: None,
            settled: None,
            selection: None,
        }
    }

    /// The report under these options; they stay in force for the lists.
    pub fn report(&mut self, options: &Options) -> Report {
        let settled = self.settle(options);
        let input = Input::of(self.files.clone(), &self.tally);
        let indicators = Indicators::of(&self.summaries, habits::median(&self.gaps));
        let rfm = rfm_report::report(&self.summaries, &self.rfm);
        let mut segments = vec![self.lifecycle_table(&settled), self.rfm_table(&settled)];
        if let Some(forecasts) = &settled.forecasts {
            for (model, grouping) in segments.iter_mut().zip([&settled.stages, &self.segments]) {
                self.add_forecasts(model, grouping, forecasts);
            }
        }
        let report = Report {
            version: env!("CARGO_PKG_VERSION"),
            input,
            totals: DatedTotals {
                totals: Totals {
                    net_revenue: self.totals.net_revenue.normalized(),
                    gross_positive_revenue: self.totals.gross_positive_revenue.normalized(),
                    negative_revenue: self.totals.negative_revenue.normalized(),
                    ..self.totals.clone()
                },
                first_row_date: self.tally.first_row.map(|moment| moment.to_string()),
                last_row_date: self.tally.last_row.map(|moment| moment.to_string()),
                currency: self.currency.clone(),
                scale: self.summaries.scale,
            },
            answer: self.answer(&indicators, &segments, &settled),
            limits: self.limits(&settled),
            indicators,
            rfm,
            btyd_day_sums: self.summaries.btyd_day_sums(),
            lapse: settled.lapse,
            segments,
            models: settled.models.clone(),
            options: settled.options.clone(),
        };
        self.settled = Some(settled);
        report
    }

    fn settle(&mut self, options: &Options) -> Settled {
        self.selection = None;
        if let Some(settled) = self.settled.take().filter(|s| s.options == *options) {
            return settled;
        }
        let lapse = lifecycle::lapse(&self.gaps, options.lapse_days);
        let mut fitted = self.fit(options);
        let mut forecasts = None;
        let mut models = None;
        if let Some(fits) = &mut fitted.models {
            let forecast = fits.forecast(options);
            models = Some(model_report::report(
                fits,
                &forecast,
                &self.summaries,
                fitted.calibration.as_ref(),
                &fitted.weekly,
                options,
            ));
            forecasts = Some(forecast);
        }
        self.fitted = Some(fitted);
        Settled {
            columns: forecasts.as_ref().map(columns),
            forecasts,
            models,
            options: options.clone(),
            lapse,
            habits: habits::habits(&self.ledger, self.summaries.observation_end, lapse.days),
            stages: by_stage(&lifecycle::stages(&self.summaries, lapse.days)),
        }
    }

    /// The fits for this cut of the history; those at hand if it has not moved.
    fn fit(&mut self, options: &Options) -> Fitted {
        let start = &options.holdout_start;
        if let Some(fitted) = self.fitted.take().filter(|f| f.holdout_start == *start) {
            return fitted;
        }
        let end = self.summaries.observation_end;
        let typed = start
            .as_deref()
            .and_then(Day::from_iso)
            .map(|day| Day(day.0.saturating_sub(1)));
        let cut = typed
            .filter(|cut| *cut < end)
            .or_else(|| calibration_end(&self.summaries));
        let calibration = cut.map(|cut| Summaries::at(&self.ledger, cut));
        let after = calibration
            .as_ref()
            .map(|calibration| holdout(&self.ledger, calibration, end));
        let known = calibration
            .as_ref()
            .map(|calibration| gaps(&self.ledger, calibration));
        let split = calibration
            .as_ref()
            .zip(after.as_ref())
            .map(|(calibration, after)| Split {
                calibration,
                holdout_order_days: &after.order_days,
                holdout_days: end.0.abs_diff(calibration.observation_end.0),
                gaps: known.as_ref(),
            });
        let all = gaps(&self.ledger, &self.summaries);
        let models = Models::new(&self.summaries, Some(&all), split.as_ref());
        let first = self
            .summaries
            .first_purchase
            .iter()
            .min()
            .copied()
            .unwrap_or_default();
        Fitted {
            holdout_start: start.clone(),
            models,
            weekly: repeat_purchases_by_week(&self.ledger, first, cut.unwrap_or(end)),
            calibration,
        }
    }

    fn lifecycle_table(&self, settled: &Settled) -> SegmentModel {
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

    fn rfm_table(&self, settled: &Settled) -> SegmentModel {
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
    fn add_forecasts(&self, model: &mut SegmentModel, grouping: &Grouping, forecasts: &Forecasts) {
        for group in &mut model.groups {
            let index = grouping.groups.iter().position(|id| *id == group.id);
            let members =
                || (0..grouping.of.len()).filter(|&i| index == Some(usize::from(grouping.of[i])));
            let total = forecasts.total(members());
            let n = total.customers.max(1) as f64;
            group.expected_purchases = Some(total.expected_purchases);
            group.clv = clv_interval(&total);
            // What those who may have left would bring if they had not: CLV given alive is CLV / P(alive).
            group.at_risk = group.clv.map(|_| {
                members()
                    .filter(|&i| forecasts.p_alive[i] > 0.0)
                    .map(|i| forecasts.clv[i] * (1.0 - forecasts.p_alive[i]) / forecasts.p_alive[i])
                    .sum()
            });
            for (id, value) in &mut group.measures {
                match *id {
                    "p_alive" => {
                        *value = Some(members().map(|i| forecasts.p_alive[i]).sum::<f64>() / n)
                    }
                    "clv" => *value = group.clv.map(|clv| clv.value / n),
                    _ => {}
                }
            }
        }
    }

    /// Which statements the numbers allow, the most important first.
    fn answer(
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
    fn limits(&self, settled: &Settled) -> Vec<Said> {
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

    /// A page of a list. The order of the last list is kept, so that scrolling costs nothing.
    pub fn customers(&mut self, query: &Query) -> Page {
        let rows = self.select(query);
        let page = self
            .list()
            .map(|list| list.page(&rows, query.offset, query.limit));
        self.selection = Some((query.clone(), rows));
        page.unwrap_or_default()
    }

    /// Lines `from .. from + limit` of a list as CSV; the header stands before line 0.
    pub fn customers_csv(&mut self, query: &Query, from: usize, limit: usize) -> String {
        let rows = self.select(query);
        let piece = &rows[from.min(rows.len())..from.saturating_add(limit).min(rows.len())];
        let text = self
            .list()
            .map(|list| {
                let header = if from == 0 {
                    list.csv_header()
                } else {
                    String::new()
                };
                header + &list.csv(piece)
            })
            .unwrap_or_default();
        self.selection = Some((query.clone(), rows));
        text
    }

    fn select(&mut self, query: &Query) -> Vec<u32> {
        match self.selection.take() {
            Some((before, rows)) if before.same_list(query) => rows,
            _ => self
                .list()
                .map(|list| list.select(query))
                .unwrap_or_default(),
        }
    }

    /// What a list shows; `None` before the first report.
    fn list<'a>(&'a self) -> Option<List<'a, impl Fn(usize) -> &'a str + use<'a>>> {
        let settled = self.settled.as_ref()?;
        let (ids, customers) = (self.ledger.customers(), &self.summaries.customer);
        Some(List {
            name: move |i: usize| std::str::from_utf8(ids.id(customers[i])).unwrap_or_default(),
            summaries: &self.summaries,
            rfm: &self.rfm,
            stages: &settled.stages,
            segments: &self.segments,
            forecasts: settled.columns.as_ref(),
        })
    }
}

fn columns(forecasts: &Forecasts) -> ForecastColumns {
    ForecastColumns {
        p_alive: forecasts.p_alive.clone(),
        expected_purchases: forecasts.expected_purchases.clone(),
        expected_spend: forecasts.expected_spend.clone(),
        clv: forecasts.clv.clone(),
        clv_low: forecasts.clv_low.clone(),
        clv_high: forecasts.clv_high.clone(),
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
