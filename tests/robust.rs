//! Two dozen kinds of customer bases: the best likelihood is found from any start, predictions stay in range, and where the
//! likelihood has no top inside, a verdict says why.
#![allow(clippy::unwrap_used, missing_docs)]

mod simulate;

use regulars::models::candidates::{ModelId, fit, fit_for_forecast};
use regulars::models::choice::{Actual, choose};
use regulars::models::data::{Customer, Triples};
use regulars::models::forecast::{Forecasts, Plan};
use regulars::models::horizon::Horizon;
use regulars::models::spend::SpendModel;
use simulate::{Leaving, Regime};

fn regimes() -> Vec<(&'static str, Regime)> {
    let usual = Regime {
        customers: 400,
        r: 0.5,
        alpha: 30.0,
        k: 1,
        leaving: Leaving::AtPurchases {
            a: 0.8,
            b: 2.5,
            first: false,
        },
        ages: (60.0, 500.0),
        future: 0.0,
        seed: 11,
    };
    let at = |a: f64, b: f64, first: bool| Leaving::AtPurchases { a, b, first };
    let after = |s: f64, beta: f64| Leaving::AfterLifetime { s, beta };
    vec![
        ("usual", usual),
        (
            "leave at first too",
            Regime {
                leaving: at(0.8, 2.5, true),
                ..usual
            },
        ),
        (
            "lifetimes",
            Regime {
                leaving: after(0.6, 80.0),
                ..usual
            },
        ),
        (
            "homogeneous rate",
            Regime {
                r: 400.0,
                alpha: 16_000.0,
                ..usual
            },
        ),
        (
            "very mixed rates",
            Regime {
                r: 0.05,
                alpha: 3.0,
                ..usual
            },
        ),
        (
            "homogeneous dropout",
            Regime {
                leaving: Leaving::Alike { chance: 0.2 },
                ..usual
            },
        ),
        (
            "very mixed dropout",
            Regime {
                leaving: at(0.1, 0.2, false),
                ..usual
            },
        ),
        (
            "no dropout",
            Regime {
                leaving: Leaving::Never,
                ..usual
            },
        ),
        (
            "rare dropout",
            Regime {
                leaving: at(0.05, 5.0, false),
                ..usual
            },
        ),
        (
            "drop at once",
            Regime {
                leaving: at(30.0, 0.5, true),
                ..usual
            },
        ),
        (
            "drop at once, lifetimes",
            Regime {
                leaving: after(0.3, 0.05),
                ..usual
            },
        ),
        (
            "a + b below 1",
            Regime {
                leaving: at(0.2, 0.3, true),
                ..usual
            },
        ),
        (
            "thirty customers",
            Regime {
                customers: 30,
                ..usual
            },
        ),
        (
            "three weeks",
            Regime {
                ages: (1.0, 21.0),
                ..usual
            },
        ),
        (
            "one cohort",
            Regime {
                ages: (300.0, 300.5),
                ..usual
            },
        ),
        (
            "heavy buyers",
            Regime {
                r: 3.0,
                alpha: 8.0,
                leaving: at(0.5, 40.0, false),
                ..usual
            },
        ),
        (
            "daily buyers",
            Regime {
                r: 5.0,
                alpha: 3.0,
                leaving: at(0.5, 100.0, false),
                customers: 500,
                ..usual
            },
        ),
        (
            "tiny alpha",
            Regime {
                r: 0.02,
                alpha: 0.05,
                ..usual
            },
        ),
        (
            "huge alpha",
            Regime {
                r: 0.8,
                alpha: 3500.0,
                ..usual
            },
        ),
        (
            "tiny s",
            Regime {
                leaving: after(0.02, 30.0),
                ..usual
            },
        ),
        (
            "large s and beta",
            Regime {
                leaving: after(50.0, 10_000.0),
                ..usual
            },
        ),
        (
            "beta far above alpha",
            Regime {
                r: 0.4,
                alpha: 2.0,
                leaving: after(2.0, 8_000.0),
                ..usual
            },
        ),
        (
            "alpha far above beta",
            Regime {
                r: 2.0,
                alpha: 800.0,
                leaving: after(0.4, 0.5),
                ..usual
            },
        ),
        (
            "regular buyers",
            Regime {
                k: 3,
                alpha: 10.0,
                ..usual
            },
        ),
    ]
}

#[test]
fn every_kind_of_base_is_fitted_and_forecast_within_range() {
    let mut verdicts = 0;
    for (name, regime) in regimes() {
        let base = regime.simulate();
        let mut data = base.data;
        // One customer out of all proportion.
        if name == "usual" {
            data.x[0] = 400;
            data.t_x[0] = data.t[0];
        }
        let triples = Triples::new(&data);
        for id in ModelId::ORDINARY {
            let plain = fit(id, &triples);
            let facts = &plain.facts;
            assert!(facts.log_likelihood.is_finite(), "{name} {facts:?}");
            assert_eq!(facts.converged, facts.verdict.is_none(), "{name} {facts:?}");
            assert_eq!(
                facts.converged,
                facts.standard_errors.is_some(),
                "{name} {facts:?}"
            );
            verdicts += usize::from(facts.verdict.is_some());
            // No parameters near or far do better: a coarse search over the whole range, and steps around the optimum.
            let best = better(id, &triples, &facts.params);
            assert!(
                best < facts.log_likelihood + 0.01,
                "{name} {facts:?}: {best}"
            );
            for fitted in [plain, fit_for_forecast(id, &triples)] {
                for c in customers(&triples) {
                    let p = fitted.model.p_alive(&c);
                    assert!((0.0..=1.0).contains(&p), "{name} {c:?} {p}");
                    for t in [1.0, 365.0, 36_500.0] {
                        let e = fitted.model.expected_purchases(&c, &Horizon::within(t));
                        assert!(
                            e.is_finite() && e >= 0.0,
                            "{name} {:?} {c:?} {t}: {e}",
                            fitted.facts
                        );
                    }
                    let later = fitted.model.p_alive_later(&c, 365.0);
                    assert!((0.0..=p).contains(&later), "{name} {c:?} {later}");
                    let n = fitted.model.purchase_probability(&c, 2, 90.0);
                    assert!((0.0..=1.0).contains(&n), "{name} {c:?} {n}");
                }
                let mean: Vec<f64> = data
                    .x
                    .iter()
                    .map(|&x| {
                        if x > 0 {
                            20.0 + f64::from(x % 5)
                        } else {
                            f64::NAN
                        }
                    })
                    .collect();
                let spend = SpendModel::fit(&data.x, &mean, &[]);
                let plan = Plan {
                    horizon: Horizon::days(365.0, 10.0),
                    margin: 0.4,
                };
                let f = Forecasts::new(&triples, &data.x, &mean, &fitted, &spend, &plan);
                for i in 0..f.len() {
                    let expected_clv = f.expected_clv_interval(i);
                    let purchases = f.purchases_interval(i);
                    let ordered = f.clv_low[i] >= 0.0
                        && f.clv_low[i] <= f.clv[i]
                        && f.clv[i] <= f.clv_high[i]
                        && f.clv_high[i].is_finite()
                        && expected_clv.0 <= f.clv[i]
                        && expected_clv.1.is_finite()
                        && purchases.0 <= f.expected_purchases(i)
                        && f.expected_purchases(i) <= purchases.1
                        && purchases.1.is_finite();
                    assert!(
                        ordered,
                        "{name} {} {i}: {} {} {}",
                        fitted.facts.model, f.clv_low[i], f.clv[i], f.clv_high[i]
                    );
                }
                let total = f.total(0..f.len());
                assert!(
                    total.clv_low <= total.clv
                        && total.clv <= total.clv_high
                        && total.clv_high.is_finite()
                );
            }
        }
    }
    assert!(verdicts >= 5, "{verdicts}");
}

/// Customers of the base and some it has not seen.
fn customers(triples: &Triples) -> Vec<Customer> {
    let mut all: Vec<Customer> = triples
        .rows
        .iter()
        .step_by(1 + triples.rows.len() / 12)
        .map(|row| triples.customer(row))
        .collect();
    for (x, t_x, t) in [
        (0, 0.0, 0.0),
        (0, 0.0, 5000.0),
        (1, 0.0, 700.0),
        (2000, 700.0, 730.0),
        (1, 700.0, 700.0),
    ] {
        all.push(Customer { x, t_x, t });
    }
    all
}

/// The best log-likelihood of a coarse grid of parameters and of a pattern search from its best points.
fn better(id: ModelId, triples: &Triples, at: &[f64]) -> f64 {
    let value = |p: &[f64]| -> f64 {
        let Some(model) = id.with_parameters(p) else {
            return f64::NEG_INFINITY;
        };
        triples
            .rows
            .iter()
            .map(|row| row.weight * model.log_likelihood(&triples.customer(row)))
            .sum()
    };
    let mut best = f64::NEG_INFINITY;
    let rate = (triples.repeat_purchases + 0.5) / triples.exposure;
    for start in [
        at.to_vec(),
        vec![0.1, 0.05 / rate, 0.1, 1.0],
        vec![
            8.0,
            6.0 / rate,
            3.0,
            if id == ModelId::ParetoNbd {
                900.0
            } else {
                12.0
            },
        ],
    ] {
        let (mut p, mut step) = (start, 0.7_f64);
        let mut here = value(&p);
        let mut left = 40;
        while step > 0.02 && left > 0 {
            let mut moved = false;
            for i in 0..4 {
                for sign in [1.0, -1.0] {
                    let mut trial = p.clone();
                    trial[i] *= (sign * step).exp();
                    let there = value(&trial);
                    left -= 1;
                    if there > here {
                        (p, here, moved) = (trial, there, true);
                    }
                }
            }
            if !moved {
                step *= 0.4;
            }
        }
        best = best.max(here);
    }
    best
}

#[test]
fn regular_buyers_are_recognized_and_forecast_better() {
    let regime = Regime {
        customers: 2500,
        r: 2.0,
        alpha: 20.0,
        k: 3,
        leaving: Leaving::AtPurchases {
            a: 0.6,
            b: 4.0,
            first: true,
        },
        ages: (250.0, 365.0),
        future: 180.0,
        seed: 5,
    };
    let base = regime.simulate();
    let triples = Triples::new(&base.data);
    let actual = Actual {
        purchases: &base.future,
        days: regime.future,
    };
    let choice = choose(&triples, Some(&actual), &ModelId::WITH_GAPS);
    assert!(choice.model.ends_with("cnbd-k"), "{}", choice.model);
    let mae = |model: &str| {
        choice
            .candidates
            .iter()
            .find(|c| c.fit.model == model)
            .unwrap()
            .holdout
            .mae
    };
    assert_eq!(choice.candidates[0].fit.params[0], 3.0);
    println!("mae {} {}", mae("mbg-cnbd-k"), mae("mbg-nbd"));
    assert!(mae("mbg-cnbd-k") < 0.9 * mae("mbg-nbd"));
}

#[test]
fn scaling_money_scales_value_and_the_unit_of_time_changes_nothing() {
    let base = regimes()[0].1.simulate();
    let mean: Vec<f64> = base
        .data
        .x
        .iter()
        .enumerate()
        .map(|(i, &x)| {
            if x > 0 {
                10.0 + (i % 37) as f64
            } else {
                f64::NAN
            }
        })
        .collect();
    let forecast = |time: f64, money: f64| {
        let mut data = base.data.clone();
        data.t_x
            .iter_mut()
            .chain(&mut data.t)
            .for_each(|t| *t *= time);
        let mean: Vec<f64> = mean.iter().map(|m| m * money).collect();
        let triples = Triples::new(&data);
        let fitted = fit_for_forecast(ModelId::ParetoNbd, &triples);
        let spend = SpendModel::fit(&data.x, &mean, &[]);
        let plan = Plan {
            horizon: Horizon {
                length: 365.0 * time,
                discount: 0.000_26 / time,
            },
            margin: 1.0,
        };
        Forecasts::new(&triples, &data.x, &mean, &fitted, &spend, &plan)
    };
    let days = forecast(1.0, 1.0);
    for (time, money) in [(1.0 / 7.0, 1.0), (12.0 / 365.0, 1.0), (1.0, 100.0)] {
        let other = forecast(time, money);
        for i in 0..days.len() {
            let close = |a: f64, b: f64| {
                assert!((a - b).abs() <= 1e-5 * a.abs(), "{time} {money}: {a} {b}")
            };
            close(days.clv[i] * money, other.clv[i]);
            close(days.clv_high[i] * money, other.clv_high[i]);
            close(days.p_alive(i), other.p_alive(i));
        }
    }
}
