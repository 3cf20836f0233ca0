//! Do 90 % intervals hold 90 % of the time? Simulated bases with known parameters, small ones included.
#![allow(clippy::unwrap_used, missing_docs)]

mod simulate;

use regulars::models::bg_nbd::BgNbd;
use regulars::models::candidates::{ModelId, fit_for_forecast};
use regulars::models::data::Triples;
use regulars::models::forecast::{Forecasts, Plan};
use regulars::models::horizon::Horizon;
use regulars::models::mbg_nbd::MbgNbd;
use regulars::models::pareto_nbd::ParetoNbd;
use regulars::models::spend::SpendModel;
use regulars::models::timing::TimingModel;
use simulate::{Leaving, Random, Regime};

#[derive(Default)]
struct Tally {
    inside: f64,
    of: f64,
}

impl Tally {
    fn add(&mut self, inside: bool) {
        self.inside += f64::from(u8::from(inside));
        self.of += 1.0;
    }

    fn share(&self) -> f64 {
        self.inside / self.of
    }
}

#[derive(Default)]
struct Coverage {
    /// The true expectation within the interval for parameters.
    expectation: Tally,
    /// The customer's actual purchases within the interval for parameters and chance.
    purchases: Tally,
    /// The same for value, among customers for whom "nothing" is not all there is to say.
    value: Tally,
    /// The base's actual total.
    total: Tally,
    total_value: Tally,
    /// The true expected total within the interval for parameters.
    expected_total: Tally,
}

const SPEND: (f64, f64, f64) = (6.0, 4.0, 15.0);

fn run(model: ModelId, regime: &Regime, repetitions: u64) -> Coverage {
    let horizon = Horizon::within(regime.future);
    let mut out = Coverage::default();
    for repetition in 0..repetitions {
        let base = Regime {
            seed: regime.seed + repetition,
            ..*regime
        }
        .simulate();
        let mut random = Random::new(regime.seed + repetition + 77_000);
        let n = base.data.len();
        let (mut mean, mut value) = (vec![f64::NAN; n], vec![0.0; n]);
        for i in 0..n {
            let nu = random.gamma(SPEND.1) / SPEND.2;
            let mut spend =
                |count: u32| (0..count).map(|_| random.gamma(SPEND.0) / nu).sum::<f64>();
            let x = base.data.x[i];
            if x > 0 {
                mean[i] = spend(x) / f64::from(x);
            }
            value[i] = spend(base.future[i]);
        }
        let triples = Triples::new(&base.data);
        let fitted = fit_for_forecast(model, &triples);
        let spend = SpendModel::fit(&base.data.x, &mean, &[]);
        let plan = Plan {
            horizon,
            margin: 1.0,
        };
        let f = Forecasts::new(&triples, &base.data.x, &mean, &fitted, &spend, &plan);
        let truth: Box<dyn TimingModel> = match regime.leaving {
            Leaving::AtPurchases { a, b, first: false } => {
                Box::new(BgNbd::new([regime.r, regime.alpha, a, b]))
            }
            Leaving::AtPurchases { a, b, first: true } => {
                Box::new(MbgNbd::new([regime.r, regime.alpha, a, b]))
            }
            Leaving::AfterLifetime { s, beta } => {
                Box::new(ParetoNbd::new([regime.r, regime.alpha, s, beta]))
            }
            _ => unreachable!(),
        };
        let within = |low: f64, v: f64, high: f64| low <= v && v <= high;
        let mut expected_total = 0.0;
        let by_row: Vec<f64> = triples
            .rows
            .iter()
            .map(|row| truth.expected_purchases(&triples.customer(row), &horizon))
            .collect();
        for i in 0..n {
            let expected = by_row[triples.row_of[i] as usize];
            expected_total += expected;
            out.expectation.add(within(
                f.expected_purchases_low[i],
                expected,
                f.expected_purchases_high[i],
            ));
            let actual = f64::from(base.future[i]);
            out.purchases
                .add(within(f.purchases_low[i], actual, f.purchases_high[i]));
            if f.purchases_high[i] >= 2.0 {
                out.value.add(within(f.clv_low[i], value[i], f.clv_high[i]));
            }
        }
        let total = f.total(0..n);
        let actual = base.future.iter().map(|&v| f64::from(v)).sum();
        out.total
            .add(within(total.purchases_low, actual, total.purchases_high));
        out.total_value
            .add(within(total.clv_low, value.iter().sum(), total.clv_high));
        out.expected_total.add(within(
            total.expected_purchases_low,
            expected_total,
            total.expected_purchases_high,
        ));
    }
    out
}

#[test]
fn stated_intervals_hold_what_they_say() {
    let bg = Regime {
        customers: 500,
        r: 0.8,
        alpha: 160.0,
        k: 1,
        leaving: Leaving::AtPurchases {
            a: 0.8,
            b: 2.5,
            first: false,
        },
        ages: (400.0, 1460.0),
        future: 720.0,
        seed: 1,
    };
    let mbg = Regime {
        leaving: Leaving::AtPurchases {
            a: 0.6,
            b: 2.5,
            first: true,
        },
        seed: 20_000,
        ..bg
    };
    let pareto = Regime {
        leaving: Leaving::AfterLifetime {
            s: 0.7,
            beta: 600.0,
        },
        seed: 40_000,
        ..bg
    };
    let small = |regime: Regime, customers: usize| Regime {
        customers,
        ..regime
    };
    // Rates are low against the day: purchases of one day are merged, and the truth compared with knows no days.
    for (name, model, regime, repetitions) in [
        ("BG 500", ModelId::BgNbd, bg, 30),
        ("MBG 500", ModelId::MbgNbd, mbg, 30),
        ("Pareto 500", ModelId::ParetoNbd, pareto, 30),
        ("BG 150", ModelId::BgNbd, small(bg, 150), 50),
        ("BG 50", ModelId::BgNbd, small(bg, 50), 80),
        ("MBG 50", ModelId::MbgNbd, small(mbg, 50), 80),
        ("Pareto 50", ModelId::ParetoNbd, small(pareto, 50), 50),
    ] {
        let c = run(model, &regime, repetitions);
        // 90 % within 87–93 %, give or take what so few simulated bases can tell. Counts jump: the interval of the
        // smallest whole numbers that hold 90 % holds a little more.
        let noise = 2.5 * (0.09 / repetitions as f64).sqrt();
        for (what, tally, above) in [
            ("expectation", &c.expectation, 0.03),
            ("purchases", &c.purchases, 0.05),
            ("value", &c.value, 0.03),
            ("total", &c.total, 0.03),
            ("total value", &c.total_value, 0.03),
            ("expected total", &c.expected_total, 0.03),
        ] {
            let share = tally.share();
            println!("{name:12} {what:15} {share:.3}");
            assert!(
                share > 0.87 - noise && share < 0.90 + above + noise,
                "{name}: {what} {share}"
            );
        }
    }
}
