//! What a purchase is worth: Gamma-Gamma where its assumptions hold, else a shrunken mean, always with the reason.

use libm::log;
use serde::Serialize;

use super::fit::Prior;
use super::gamma_gamma::{GammaGamma, Spends, spend_correlation};
use crate::math::exp::exp;
use crate::math::linear::Matrix;
use crate::math::pairs::Pairs;

/// Something the reader must know, with the numbers its sentence needs.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Flag {
    /// Stable id.
    pub id: &'static str,
    /// Numbers by name.
    pub facts: Pairs<&'static str, f64>,
}

impl Flag {
    /// A flag with its numbers.
    #[must_use]
    pub fn new(id: &'static str, facts: &[(&'static str, f64)]) -> Self {
        Self {
            id,
            facts: facts.iter().copied().collect(),
        }
    }
}

/// Repeat customers with a spend below which no spend model is fitted.
const FEWEST: f64 = 10.0;
/// Repeat customers below which the fit leans on weak priors.
const SHRINK_BELOW: f64 = 100.0;
/// Correlation of repeat count and mean spend from which Gamma-Gamma, which assumes none, is not used; half of it is reported.
const CORRELATED: f64 = 0.4;
/// A fitted population mean above this many times the observed mean repeat spend is a tail nobody has seen.
const HIGHEST_MEAN: f64 = 2.0;
/// Purchases that the population's mean counts for beside a customer's own in the fall-back.
const OWN_WEIGHT: f64 = 2.0;

/// Weak priors on ln p, ln q and ln v (v in mean repeat spends): about the published retail fits. q is held a little tighter:
/// it alone decides whether a mean exists.
const PRIOR: Prior<3> = [(1.4, 1.0), (1.25, 0.6), (-0.4, 1.0)];

/// How spends are forecast.
#[derive(Clone, Debug)]
enum Kind {
    /// With the covariance of (ln p, ln q, ln v).
    GammaGamma(GammaGamma, Matrix<3>),
    /// Mean by repeat count, exp(level + slope · ln(1 + x)), and the squared coefficient of variation around it.
    Shrunken {
        level: f64,
        slope: f64,
        variation: f64,
        level_variance: f64,
    },
    /// No spend is known at all.
    Unknown,
}

/// The spend side of a forecast.
#[derive(Clone, Debug)]
pub struct SpendModel {
    kind: Kind,
    /// What is reported.
    pub facts: SpendFacts,
}

/// The spend model as it is reported.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SpendFacts {
    /// `gamma-gamma`, `shrunken-mean` or `none`.
    pub model: &'static str,
    /// p, q, v where fitted.
    pub params: Option<[f64; 3]>,
    /// Their standard errors where determined.
    pub standard_errors: Option<[f64; 3]>,
    /// Log-likelihood where fitted.
    pub log_likelihood: Option<f64>,
    /// Repeat customers with a spend above 0.
    pub customers: f64,
    /// Correlation of repeat count and mean repeat spend with its 90 % interval.
    pub correlation: Option<(f64, f64, f64)>,
    /// Expected spend per purchase of a customer nothing is known about.
    pub population_mean: Option<f64>,
    /// Whether weak priors were used.
    pub shrunk: bool,
    /// What to know about it.
    pub flags: Vec<Flag>,
}

/// Expected spend per future purchase of one customer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SpendOutlook {
    /// Money per purchase.
    pub mean: f64,
    /// Slopes of ln `mean` in (ln p, ln q, ln v); zeros in the fall-back, whose level has its own variance.
    pub slope: [f64; 3],
    /// Relative variance of the customer's own spend level around the mean.
    pub level: f64,
    /// Relative variance of one purchase around that level.
    pub purchase: f64,
}

impl SpendModel {
    /// Fits the spends of repeat customers (`x`, `mean_repeat_spend`). `first_spends` are mean spends of one-time buyers: what
    /// the fall-back knows about customers who never came back.
    #[must_use]
    pub fn fit(x: &[u32], mean_repeat_spend: &[f64], first_spends: &[f64]) -> Self {
        let spends = Spends::usable(x, mean_repeat_spend, None);
        let mut facts = SpendFacts {
            customers: spends.customers(),
            correlation: spend_correlation(&spends),
            ..SpendFacts::default()
        };
        let repeat = x.iter().filter(|&&x| x > 0).count() as f64;
        if facts.customers < repeat {
            let without = repeat - facts.customers;
            facts
                .flags
                .push(Flag::new("zero_spends", &[("customers", without)]));
        }
        let correlated = match facts.correlation {
            Some((r, low, high)) if low > 0.0 || high < 0.0 => {
                if r.abs() >= 0.5 * CORRELATED {
                    facts.flags.push(Flag::new(
                        "spend_follows_frequency",
                        &[("correlation", r), ("low", low), ("high", high)],
                    ));
                }
                r.abs() >= CORRELATED
            }
            _ => false,
        };
        if facts.customers < FEWEST {
            facts.flags.push(Flag::new(
                "too_few_repeat_spends",
                &[("customers", facts.customers)],
            ));
        } else if !correlated && let Some(model) = Self::gamma_gamma(&spends, &mut facts) {
            return model;
        }
        Self::shrunken(&spends, first_spends, facts)
    }

    fn gamma_gamma(spends: &Spends, facts: &mut SpendFacts) -> Option<Self> {
        let plain = GammaGamma::fit(spends, None);
        let shrink = !plain.converged || facts.customers < SHRINK_BELOW;
        let fit = if shrink {
            GammaGamma::fit(spends, Some(&PRIOR))
        } else {
            plain
        };
        let model = GammaGamma::new(fit.params);
        facts.params = Some(fit.params);
        facts.standard_errors = fit.standard_errors;
        facts.log_likelihood = Some(fit.log_likelihood);
        facts.shrunk = shrink;
        if let Some(verdict) = fit.verdict {
            facts.flags.push(Flag::new(verdict, &[]));
        }
        let observed = spends.scale();
        match model.population_mean() {
            Some(mean) if mean <= HIGHEST_MEAN * observed => {
                facts.model = "gamma-gamma";
                facts.population_mean = Some(mean);
                Some(Self {
                    kind: Kind::GammaGamma(model, fit.covariance),
                    facts: facts.clone(),
                })
            }
            _ => {
                facts.flags.push(Flag::new(
                    "spend_without_mean",
                    &[("q", fit.params[1]), ("observed_mean", observed)],
                ));
                None
            }
        }
    }

    /// A straight line through (ln(1 + x), ln spend), one-time buyers' first spends at x = 0 included, moved so that its mean is the
    /// observed mean.
    fn shrunken(spends: &Spends, first_spends: &[f64], mut facts: SpendFacts) -> Self {
        let mut points: Vec<(f64, f64)> = spends
            .x
            .iter()
            .zip(&spends.mean)
            .map(|(&x, &m)| (log(1.0 + f64::from(x)), m))
            .collect();
        let first = first_spends.iter().filter(|s| **s > 0.0 && s.is_finite());
        points.extend(first.map(|&s| (0.0, s)));
        if points.is_empty() {
            facts.model = "none";
            facts.flags.push(Flag::new("no_spends", &[]));
            return Self {
                kind: Kind::Unknown,
                facts,
            };
        }
        let n = points.len() as f64;
        let mean = |f: &dyn Fn(&(f64, f64)) -> f64| points.iter().map(f).sum::<f64>() / n;
        let (u_0, w_0) = (mean(&|p| p.0), mean(&|p| log(p.1)));
        let uu = mean(&|p| (p.0 - u_0) * (p.0 - u_0));
        let uw = mean(&|p| (p.0 - u_0) * (log(p.1) - w_0));
        let slope = if uu > 1e-12 { uw / uu } else { 0.0 };
        let raw = |u: f64| exp(w_0 + slope * (u - u_0));
        let lift = log(mean(&|p| p.1) / mean(&|p| raw(p.0)));
        let level = w_0 - slope * u_0 + lift;
        let variation = mean(&|p| {
            let off = p.1 / (raw(p.0) * exp(lift)) - 1.0;
            off * off
        })
        .clamp(1e-4, 25.0);
        facts.model = "shrunken-mean";
        facts.population_mean = Some(exp(level));
        Self {
            kind: Kind::Shrunken {
                level,
                slope,
                variation,
                level_variance: variation / n,
            },
            facts,
        }
    }

    /// Expected spend of a customer with x repeat purchases of this mean (ignored for x = 0); `None` where no spend is known.
    #[must_use]
    pub fn outlook(&self, x: u32, mean: f64) -> Option<SpendOutlook> {
        let own = if mean.is_finite() && mean > 0.0 {
            mean
        } else {
            0.0
        };
        match &self.kind {
            Kind::GammaGamma(model, _) => {
                let (level, purchase) = model.relative_variance(x);
                let (px, total) = (model.p * f64::from(x), f64::from(x) * own);
                let below = px + model.q - 1.0;
                Some(SpendOutlook {
                    mean: model.expected_spend(x, own)?,
                    slope: [
                        1.0 - px / below,
                        -model.q / below,
                        model.v / (model.v + total),
                    ],
                    level,
                    purchase,
                })
            }
            Kind::Shrunken {
                level,
                slope,
                variation,
                ..
            } => {
                let x = f64::from(x);
                let population = exp(level + slope * libm::log1p(x));
                Some(SpendOutlook {
                    mean: (OWN_WEIGHT * population + x * own) / (OWN_WEIGHT + x),
                    slope: [0.0; 3],
                    level: variation * OWN_WEIGHT / (OWN_WEIGHT + x) * 0.5,
                    purchase: *variation,
                })
            }
            Kind::Unknown => None,
        }
    }

    /// Covariance that goes with the slopes.
    #[must_use]
    pub fn covariance(&self) -> Matrix<3> {
        match &self.kind {
            Kind::GammaGamma(_, covariance) => *covariance,
            _ => [[0.0; 3]; 3],
        }
    }

    /// Standard deviation of ln(mean spend) beyond what the slopes say: that of the fall-back's level.
    #[must_use]
    pub fn extra_sd(&self) -> f64 {
        match &self.kind {
            Kind::Shrunken { level_variance, .. } => level_variance.sqrt(),
            _ => 0.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spend_without_mean_falls_back_and_says_so() {
        // Pareto-like spends: half the customers spend a thousand times what the other half does.
        let x: Vec<u32> = (0..400).map(|i| 1 + i % 3).collect();
        let mean: Vec<f64> = (0..400)
            .map(|i| libm::exp(f64::from((i * 7919) % 400) / 30.0))
            .collect();
        let model = SpendModel::fit(&x, &mean, &[]);
        assert_eq!(model.facts.model, "shrunken-mean");
        assert!(
            model
                .facts
                .flags
                .iter()
                .any(|f| f.id == "spend_without_mean")
        );
        let largest = mean.iter().copied().fold(0.0, f64::max);
        for (&x, &m) in x.iter().zip(&mean) {
            let spend = model.outlook(x, m).expect("known").mean;
            assert!(spend > 0.0 && spend <= largest);
        }
    }

    #[test]
    fn spend_that_follows_frequency_is_said_with_its_figure() {
        let x: Vec<u32> = (0..300).map(|i| 1 + i % 10).collect();
        let mean: Vec<f64> = x
            .iter()
            .enumerate()
            .map(|(i, &x)| 10.0 * f64::from(x) + (i % 7) as f64)
            .collect();
        let model = SpendModel::fit(&x, &mean, &[12.0; 50]);
        assert_eq!(model.facts.model, "shrunken-mean");
        let flag = model
            .facts
            .flags
            .iter()
            .find(|f| f.id == "spend_follows_frequency");
        assert!(flag.is_some_and(|f| f.facts["correlation"] > 0.9));
        let (rare, often) = (model.outlook(0, f64::NAN), model.outlook(10, 100.0));
        assert!(rare.map(|s| s.mean) < often.map(|s| s.mean));
    }

    #[test]
    fn no_spend_at_all_is_no_error() {
        let model = SpendModel::fit(&[0, 0], &[f64::NAN, f64::NAN], &[]);
        assert_eq!(model.facts.model, "none");
        assert!(model.outlook(0, f64::NAN).is_none());
    }
}
