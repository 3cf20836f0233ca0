//! The loaded analysis: the ledger and what is computed from it. A changed option re-runs only what depends on it.

mod lists;
mod statements;
mod tables;

use super::habits::{self, Habits};
use super::indicators::Indicators;
use super::input::Input;
use super::list::Query;
use super::models::{self as model_report, ModelReport};
use super::{DatedTotals, Report, rfm as rfm_report};
use crate::customers::{Overview, Summaries, Totals, gaps, holdout, repeat_purchases_by_week};
use crate::day::Day;
use crate::ingest::pass::Tally;
use crate::ledger::Ledger;
use crate::models::analysis::{Models, Rhythm, Split, calibration_end};
use crate::models::forecast::Forecasts;
use crate::models::regularity::Pairs;
use crate::options::Options;
use crate::segments::lifecycle::{self, Lapse};
use crate::segments::rfm::{Rfm, score_customers};
use crate::segments::{Grouping, by_segment, by_stage};

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
    models: Option<ModelReport>,
}

impl Analysis {
    /// Of a closed ledger and what its pass counted.
    #[must_use]
    pub fn new(ledger: Ledger, tally: Tally, files: Vec<String>, currency: Option<String>) -> Self {
        let Overview {
            summaries,
            totals,
            gaps,
        } = Overview::of(&ledger);
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
            let groupings = [&settled.stages, &self.segments];
            let totals = forecasts.totals(groupings.map(|g| (&g.of[..], g.groups.len())));
            for (model, (grouping, totals)) in
                segments.iter_mut().zip(groupings.iter().zip(&totals))
            {
                tables::add_forecasts(model, grouping, totals);
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
        let before = match self.settled.take() {
            Some(settled) if settled.options == *options => return settled,
            before => before,
        };
        let lapse = lifecycle::lapse(&self.gaps, options.lapse_days);
        // Only another limit moves what follows from it.
        let (habits, stages) = match before {
            Some(before) if before.lapse.days == lapse.days => (before.habits, before.stages),
            _ => (
                habits::habits(&self.ledger, self.summaries.observation_end, lapse.days),
                by_stage(&lifecycle::stages(&self.summaries, lapse.days)),
            ),
        };
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
            forecasts,
            models,
            options: options.clone(),
            lapse,
            habits,
            stages,
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
        let mut calibration = cut.map(|cut| Summaries::at(&self.ledger, cut));
        // The timing models know no money.
        if let Some(calibration) = &mut calibration {
            calibration.net = Vec::new();
            calibration.mean_repeat_spend = Vec::new();
        }
        let after = calibration
            .as_ref()
            .map(|calibration| holdout(&self.ledger, calibration, end));
        let mut pairs = Pairs::default();
        let gaps = gaps(&self.ledger, cut.unwrap_or(end), |a, b| {
            pairs.add(f64::from(a), f64::from(b));
        });
        let split = calibration
            .as_ref()
            .zip(after.as_ref())
            .map(|(calibration, after)| Split {
                calibration,
                holdout_order_days: &after.order_days,
                holdout_days: end.0.abs_diff(calibration.observation_end.0),
                sum_log_gaps: Some(gaps.sum_log_days_until_cut),
            });
        let rhythm = Rhythm {
            sum_log_gaps: gaps.sum_log_days,
            regularity: pairs.regularity(),
        };
        let models = Models::new(&self.summaries, Some(rhythm), split.as_ref());
        // Of the calibration only its days and who was there are shown.
        if let Some(calibration) = &mut calibration {
            calibration.last_purchase = Vec::new();
            calibration.order_days = Vec::new();
        }
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
}
