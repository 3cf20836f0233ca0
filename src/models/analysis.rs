//! The models of one loaded base: what was chosen, what was fitted, and forecasts that follow the settings without refitting.

use serde::Serialize;

use super::candidates::{Before, FittedTiming, ModelId, fit_after};
use super::choice::{Actual, Choice, choose};
use super::data::{Btyd, Triples};
use super::forecast::{Forecasts, Plan};
use super::horizon::Horizon;
use super::outlook::BaseModel;
use super::regularity::Regularity;
use super::spend::{Flag, SpendModel};
use super::trust::{Frequencies, Map, Tracking, frequencies, map, tracking};
use crate::customers::Summaries;
use crate::math::few::sort_few;
use crate::options::Options;

/// A base cut in two: what was known at the end of the calibration, and what its customers did afterwards.
#[derive(Clone, Copy, Debug)]
pub struct Split<'a> {
    /// Summaries at the end of the calibration.
    pub calibration: &'a Summaries,
    /// Purchase days within the holdout, per entry of `calibration`.
    pub holdout_order_days: &'a [u32],
    /// Length of the holdout in days.
    pub holdout_days: u32,
    /// Sum of the logarithms of the gaps in days up to the end of the calibration; without it regular buyers are not looked for.
    pub sum_log_gaps: Option<f64>,
}

/// What the gaps of the whole history say.
#[derive(Clone, Copy, Debug)]
pub struct Rhythm {
    /// Sum of their logarithms in days.
    pub sum_log_gaps: f64,
    /// How regular they are.
    pub regularity: Option<Regularity>,
}

/// Fewest customers for any forecast.
pub const FEWEST_CUSTOMERS: usize = 20;
/// Days of history for a holdout of its own: a quarter of it must still be some weeks.
pub const SHORTEST_FOR_HOLDOUT: i32 = 112;
/// Days of history below which forecasts lean on the weak priors' side of things and the page says so.
pub const SHORT_HISTORY: i32 = 60;

/// Regularity from which whole numbers of stages above one are tried. Below it one stage fits better than two; on a grid of days,
/// where purchases of one day are one, even random purchases seem a little regular.
const LEAST_REGULAR: f64 = 1.25;

/// Where to cut: the last quarter of the history, at most a year; `None` where the history is too short for a holdout.
/// Returned is the last day of the calibration.
#[must_use]
pub fn calibration_end(summaries: &Summaries) -> Option<crate::day::Day> {
    let first = summaries.first_purchase.iter().map(|d| d.0).min()?;
    let end = summaries.observation_end.0;
    let history = end.checked_sub(first)?;
    (history >= SHORTEST_FOR_HOLDOUT && summaries.customer.len() >= FEWEST_CUSTOMERS)
        .then(|| crate::day::Day(end - (history / 4).min(365)))
}

/// Timing columns of a base in days.
#[must_use]
pub fn timing_columns(summaries: &Summaries) -> Btyd {
    let days =
        |from: crate::day::Day, to: crate::day::Day| (f64::from(to.0) - f64::from(from.0)).max(0.0);
    let n = summaries.customer.len();
    Btyd {
        x: summaries
            .order_days
            .iter()
            .map(|d| d.saturating_sub(1))
            .collect(),
        t_x: (0..n)
            .map(|i| days(summaries.first_purchase[i], summaries.last_purchase[i]))
            .collect(),
        t: (0..n)
            .map(|i| days(summaries.first_purchase[i], summaries.observation_end))
            .collect(),
        weight: None,
        sum_log_gaps: None,
    }
}

/// Equal customers of a base.
fn grouped(summaries: &Summaries, sum_log_gaps: Option<f64>) -> Triples {
    Triples {
        sum_log_gaps,
        ..Triples::new(&timing_columns(summaries))
    }
}

/// Models of one base.
#[derive(Debug)]
pub struct Models {
    x: Vec<u32>,
    mean_repeat_spend: Vec<f64>,
    triples: Triples,
    spend: SpendModel,
    fitted: Vec<FittedTiming>,
    history: Option<(ModelId, Tracking, Frequencies)>,
    /// The comparison on the holdout.
    pub choice: Choice,
    /// What to know about the base.
    pub flags: Vec<Flag>,
    /// How regularly customers buy, where enough gaps say so.
    pub regularity: Option<Regularity>,
}

/// What is reported about the models beside the forecast.
#[derive(Clone, Debug, Serialize)]
pub struct ModelReport<'a> {
    /// The comparison on the holdout, with the model that is used and why.
    pub choice: &'a Choice,
    /// The fits on the whole base, the used one first.
    pub fits: Vec<&'a super::candidates::FitFacts>,
    /// The spend model.
    pub spend: &'a super::spend::SpendFacts,
    /// What to know about the base.
    pub flags: &'a [Flag],
}

impl Models {
    /// Fits the spends, compares the candidates on the holdout if there is one, and fits the best to the whole base.
    /// `None` for fewer than [`FEWEST_CUSTOMERS`] customers.
    #[must_use]
    pub fn new(
        summaries: &Summaries,
        rhythm: Option<Rhythm>,
        split: Option<&Split<'_>>,
    ) -> Option<Self> {
        let n = summaries.customer.len();
        if n < FEWEST_CUSTOMERS {
            return None;
        }
        let regularity = rhythm.and_then(|rhythm| rhythm.regularity);
        let triples = grouped(summaries, rhythm.map(|rhythm| rhythm.sum_log_gaps));
        let days = summaries.order_days.iter();
        let x: Vec<u32> = days.map(|days| days.saturating_sub(1)).collect();
        let unit = libm::pow(10.0, f64::from(summaries.scale));
        let first_spends: Vec<f64> = (0..n)
            .filter(|&i| x[i] == 0)
            .map(|i| summaries.net[i] as f64 / unit)
            .collect();
        let spend = SpendModel::fit(&x, &summaries.mean_repeat_spend, &first_spends);
        let choice = match split {
            Some(split) => {
                let calibration = grouped(split.calibration, split.sum_log_gaps);
                // Trying several k costs several fits: only where the gaps look regular at all.
                let regular = split.sum_log_gaps.is_some()
                    && regularity.is_some_and(|r| r.low > 1.0 && r.k > LEAST_REGULAR);
                let candidates = if regular {
                    &ModelId::WITH_GAPS[..]
                } else {
                    &ModelId::ORDINARY[..]
                };
                let actual = Actual {
                    purchases: split.holdout_order_days,
                    days: f64::from(split.holdout_days),
                };
                choose(&calibration, Some(&actual), candidates)
            }
            None => choose(&triples, None, &ModelId::ORDINARY),
        };
        let mut out = Self {
            flags: flags(summaries, &triples),
            x,
            mean_repeat_spend: summaries.mean_repeat_spend.clone(),
            triples,
            spend,
            fitted: Vec::new(),
            history: None,
            choice,
            regularity,
        };
        if let Some(id) = ModelId::parse(out.choice.model) {
            out.fit(id);
        }
        Some(out)
    }

    /// Position of a model's fit on the whole base; fits it on first use.
    fn fit(&mut self, id: ModelId) -> usize {
        if let Some(i) = self.fitted.iter().position(|f| f.id == id) {
            return i;
        }
        let calibrated = self.choice.candidates.iter();
        let similar = calibrated
            .map(|c| &c.fit)
            .find(|fit| fit.model == id.id())
            .map(|fit| fit.params.clone());
        let mut before = Before {
            similar,
            ..Before::default()
        };
        self.fitted.push(fit_after(id, &self.triples, &mut before));
        self.fitted.len() - 1
    }

    /// The model in use under these options.
    #[must_use]
    pub fn used(&self, options: &Options) -> ModelId {
        options
            .model
            .as_deref()
            .and_then(ModelId::parse)
            .or_else(|| ModelId::parse(self.choice.model))
            .unwrap_or(super::choice::WITHOUT_HOLDOUT)
    }

    /// Forecasts under these options. Only a model not used before is fitted; everything else is arithmetic.
    pub fn forecast(&mut self, options: &Options) -> Forecasts {
        let id = self.used(options);
        let i = self.fit(id);
        let plan = Plan {
            horizon: Horizon::days(
                f64::from(options.horizon_days),
                options.annual_discount_percent.max(0.0),
            ),
            margin: options.margin_rate.clamp(0.0, 1.0),
        };
        Forecasts::new(
            &self.triples,
            &self.x,
            &self.mean_repeat_spend,
            &self.fitted[i],
            &self.spend,
            &plan,
        )
    }

    /// The fit of a model on the whole base.
    pub fn fitted(&mut self, id: ModelId) -> &FittedTiming {
        let i = self.fit(id);
        &self.fitted[i]
    }

    /// Repeat purchases by week, actual and expected, of the customers of `acquired` (all of them, or those of the calibration).
    /// `actual` counts them in days 7w … 7w + 6 since the first purchase of all. With a holdout the model as fitted to the
    /// calibration is shown, so that what follows is a forecast.
    fn tracking(
        &mut self,
        options: &Options,
        acquired: &Summaries,
        actual: &[u64],
        holdout_from: Option<usize>,
    ) -> Tracking {
        let id = self.used(options);
        let from = acquired
            .first_purchase
            .iter()
            .map(|d| d.0)
            .min()
            .unwrap_or(0);
        let first_days: Vec<u32> = acquired
            .first_purchase
            .iter()
            .map(|d| d.0.abs_diff(from))
            .collect();
        let calibrated: Option<Box<dyn BaseModel>> = self
            .choice
            .candidates
            .iter()
            .find(|c| c.fit.model == id.id() && holdout_from.is_some())
            .and_then(|c| id.with_parameters(&c.fit.params));
        let model = match &calibrated {
            Some(model) => &**model,
            None => &*self.fitted(id).model,
        };
        tracking(model, &first_days, actual, holdout_from)
    }

    /// The past as the model in use sees it: repeat purchases by week (see [`Self::tracking`]) and customers by repeat count, the
    /// last class open. Kept until another model is used: no other setting moves it.
    pub fn history(
        &mut self,
        options: &Options,
        acquired: &Summaries,
        actual: &[u64],
        holdout_from: Option<usize>,
        classes: u32,
    ) -> (Tracking, Frequencies) {
        let id = self.used(options);
        if self.history.as_ref().is_none_or(|(of, ..)| *of != id) {
            let tracking = self.tracking(options, acquired, actual, holdout_from);
            let i = self.fit(id);
            let frequencies = frequencies(&*self.fitted[i].model, &self.triples, classes);
            self.history = Some((id, tracking, frequencies));
        }
        self.history
            .as_ref()
            .map(|(_, tracking, frequencies)| (tracking.clone(), frequencies.clone()))
            .unwrap_or_default()
    }

    /// P(alive) and expected purchases within the horizon over repeat count and age at last purchase, for the oldest customers.
    pub fn map(&mut self, options: &Options) -> Map {
        /// Columns of the map.
        const AGES: usize = 25;
        let i = self.fit(self.used(options));
        let oldest = self.triples.times.last().copied().unwrap_or(0.0);
        // Up to the repeat count that only one customer in a hundred exceeds.
        let mut seen = 0.0;
        let most = self
            .triples
            .rows
            .iter()
            .find(|row| {
                seen += row.weight;
                seen >= 0.99 * self.triples.customers
            })
            .map_or(1, |row| self.triples.counts[row.x as usize]);
        map(
            &*self.fitted[i].model,
            oldest,
            most.max(3),
            AGES,
            f64::from(options.horizon_days),
        )
    }

    /// The base as the models see it.
    #[must_use]
    pub const fn triples(&self) -> &Triples {
        &self.triples
    }

    /// What is reported.
    #[must_use]
    pub fn report(&self, options: &Options) -> ModelReport<'_> {
        let used = self.used(options);
        let mut fits: Vec<_> = self.fitted.iter().collect();
        sort_few(&mut fits, |a, b| a.id == used && b.id != used);
        ModelReport {
            choice: &self.choice,
            fits: fits.into_iter().map(|f| &f.facts).collect(),
            spend: &self.spend.facts,
            flags: &self.flags,
        }
    }
}

fn flags(summaries: &Summaries, triples: &Triples) -> Vec<Flag> {
    let mut flags = Vec::new();
    let history = summaries
        .first_purchase
        .iter()
        .map(|d| summaries.observation_end.0.saturating_sub(d.0))
        .max()
        .unwrap_or(0);
    if history < SHORT_HISTORY {
        let facts = [
            ("days", f64::from(history)),
            ("needed", f64::from(SHORT_HISTORY)),
        ];
        flags.push(Flag::new("short_history", &facts));
    }
    if triples.customers < super::candidates::SHRINK_BELOW {
        flags.push(Flag::new(
            "few_customers",
            &[("customers", triples.customers)],
        ));
    }
    if triples.repeat_purchases == 0.0 {
        flags.push(Flag::new("no_repeat_purchases", &[]));
    }
    flags
}
