//! Do 90 % intervals hold 90 % of the time? Simulated bases with known parameters, small ones included.
//!
//! The bar: 87–93 %, asserted as it stands. Whole counts jump, so no interval of whole numbers can hold 90 % of a customer's
//! outcomes; what is asserted of them is (1) that their law is right – the randomised probability transform of the outcome lies
//! in its middle 90 % (Czado, Gneiting & Held 2009, Biometrics 65(4)) – and (2) that the interval never holds less than it says.
//! Values are asserted among customers for whom buying nothing is less than 90 % likely: for all others zero is the interval.
#![allow(clippy::unwrap_used, missing_docs)]

mod simulate;

use regulars::models::bg_nbd::BgNbd;
use regulars::models::candidates::{ModelId, fit_for_forecast};
use regulars::models::data::Triples;
use regulars::models::forecast::{Forecasts, Plan};
use regulars::models::horizon::Horizon;
use regulars::models::mbg_nbd::MbgNbd;
use regulars::models::outlook::{BaseModel, outlooks};
use regulars::models::pareto_nbd::ParetoNbd;
use regulars::models::spend::SpendModel;
use simulate::{Leaving, Random, Regime};

#[derive(Clone, Copy, Default)]
struct Tally {
    inside: f64,
    of: f64,
}

impl Tally {
    fn add(&mut self, inside: bool) {
        self.inside += f64::from(u8::from(inside));
        self.of += 1.0;
    }

    fn share(self) -> f64 {
        self.inside / self.of
    }
}

/// What is counted, in the order of `WHAT`.
type Coverage = [Tally; 8];
const WHAT: [&str; 8] = [
    "expectation",
    "purchases (law)",
    "purchases",
    "value",
    "segment total",
    "base total",
    "base value",
    "expected total",
];

const SPEND: (f64, f64, f64) = (6.0, 4.0, 15.0);

fn within((low, high): (f64, f64), v: f64) -> bool {
    low <= v && v <= high
}

fn truth(regime: &Regime) -> Box<dyn BaseModel> {
    let Regime { r, alpha, .. } = *regime;
    match regime.leaving {
        Leaving::AtPurchases { a, b, first: false } => Box::new(BgNbd::model([r, alpha, a, b])),
        Leaving::AtPurchases { a, b, first: true } => Box::new(MbgNbd::model([r, alpha, a, b])),
        Leaving::AfterLifetime { s, beta } => Box::new(ParetoNbd::new([r, alpha, s, beta])),
        _ => unreachable!("regimes of this test"),
    }
}

/// One simulated base, fitted, forecast and compared with its future.
fn compare(model: ModelId, regime: &Regime, out: &mut Coverage) {
    let base = regime.simulate();
    let mut random = Random::new(regime.seed + 77_000);
    let n = base.data.len();
    let (mut mean, mut value) = (vec![f64::NAN; n], vec![0.0; n]);
    let mut first_spends = Vec::new();
    for i in 0..n {
        let nu = random.gamma(SPEND.1) / SPEND.2;
        let mut spend = |count: u32| (0..count).map(|_| random.gamma(SPEND.0) / nu).sum::<f64>();
        let x = base.data.x[i];
        if x > 0 {
            mean[i] = spend(x) / f64::from(x);
        } else {
            first_spends.push(spend(1));
        }
        value[i] = spend(base.future[i]);
    }
    let horizon = Horizon::within(regime.future);
    let triples = Triples::new(&base.data);
    let fitted = fit_for_forecast(model, &triples);
    let spend = SpendModel::fit(&base.data.x, &mean, &first_spends);
    let plan = Plan {
        horizon,
        margin: 1.0,
    };
    let f = Forecasts::new(&triples, &base.data.x, &mean, &fitted, &spend, &plan);
    let truth = truth(regime);
    let by_row: Vec<f64> = outlooks(&*truth, &triples, &horizon)
        .zip(truth.left_odds(&triples))
        .map(|(outlook, odds)| outlook.count / (1.0 + odds.log_odds.exp()))
        .collect();
    let expected = |i: usize| by_row[triples.row_of[i] as usize];
    let [
        expectation,
        law,
        purchases,
        worth,
        segment,
        total,
        total_value,
        expected_total,
    ] = out;
    for (i, &actual) in base.future.iter().enumerate() {
        expectation.add(within(f.expected_purchases_interval(i), expected(i)));
        let counts = f.purchases(i);
        let below = if actual == 0 {
            0.0
        } else {
            counts.at_most(actual - 1)
        };
        let up_to = counts.at_most(actual);
        law.add(within(
            (0.05, 0.95),
            below + random.uniform() * (up_to - below),
        ));
        purchases.add(within(f.purchases_interval(i), f64::from(actual)));
        if f.nothing(i) < 0.9 {
            worth.add(within((f.clv_low[i], f.clv_high[i]), value[i]));
        }
    }
    // A segment as pages have it: the better half of the repeat buyers by when they last bought.
    let members =
        || (0..n).filter(|&i| base.data.x[i] > 0 && base.data.t_x[i] * 2.0 > base.data.t[i]);
    let part = f.total(members());
    if part.expected_purchases >= 5.0 {
        let actual = members().map(|i| f64::from(base.future[i])).sum();
        segment.add(within((part.purchases_low, part.purchases_high), actual));
    }
    let all = f.total(0..n);
    let actual = base.future.iter().map(|&v| f64::from(v)).sum();
    total.add(within((all.purchases_low, all.purchases_high), actual));
    total_value.add(within((all.clv_low, all.clv_high), value.iter().sum()));
    expected_total.add(within(
        (all.expected_purchases_low, all.expected_purchases_high),
        (0..n).map(expected).sum(),
    ));
}

/// So many bases, each of its own regime.
fn run(model: ModelId, bases: u64, regime: impl Fn(&mut Random) -> Regime) -> Coverage {
    let mut out = Coverage::default();
    for base in 0..bases {
        let regime = regime(&mut Random::new(base + 555_000));
        let seed = regime.seed + base;
        compare(model, &Regime { seed, ..regime }, &mut out);
    }
    out
}

/// 500 customers; rates are low against the day: purchases of one day are merged, and the truth compared with knows no days.
const BG: Regime = Regime {
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
const MBG: Regime = Regime {
    leaving: Leaving::AtPurchases {
        a: 0.6,
        b: 2.5,
        first: true,
    },
    seed: 20_000,
    ..BG
};
const PARETO: Regime = Regime {
    leaving: Leaving::AfterLifetime {
        s: 0.7,
        beta: 600.0,
    },
    seed: 40_000,
    ..BG
};

const fn with(customers: usize, regime: Regime) -> Regime {
    Regime {
        customers,
        ..regime
    }
}

/// Bases simulated of each regime; `REGULARS_BASES` asks for another number. From 1,000 on every share is asserted for itself (then
/// 90 % is known to ±0.95 %), below only those that customers or all regimes together make as sure.
fn bases() -> u64 {
    let asked = std::env::var("REGULARS_BASES").ok();
    asked.and_then(|n| n.parse().ok()).unwrap_or(150)
}

/// Samples that tell a share of 90 % to a per cent.
const ENOUGH: f64 = 1_000.0;

/// Shares outside of the bar, as sentences. `small` bases have totals of few whole purchases.
fn misses(name: &str, coverage: &Coverage, small: bool) -> Vec<String> {
    let mut misses = Vec::new();
    for (what, tally) in WHAT.iter().zip(coverage) {
        let share = tally.share();
        println!("{name:16} {what:16} {share:.3} of {}", tally.of);
        // Whole numbers hold a little more: much more of one customer, a little more of a small base.
        let highest = match *what {
            "purchases" => 1.0,
            "segment total" | "base total" if small => 0.95,
            _ => 0.93,
        };
        if tally.of >= ENOUGH && !(0.87..=highest).contains(&share) {
            misses.push(format!("{name}: {what} {share:.3}"));
        }
    }
    misses
}

/// The last three regimes draw each base's parameters from the weak priors of small bases. The three before have a truth in the
/// priors' very middle, where what is said of the expectation alone is held more often: of them only outcomes are asserted.
#[test]
#[ignore = "takes minutes: `cargo xtask test` runs it"]
fn stated_intervals_hold_what_they_say() {
    let regimes = [
        ("BG 500", ModelId::BgNbd, BG),
        ("MBG 500", ModelId::MbgNbd, MBG),
        ("Pareto 500", ModelId::ParetoNbd, PARETO),
        ("BG 150", ModelId::BgNbd, with(150, BG)),
        ("BG 50", ModelId::BgNbd, with(50, BG)),
        ("MBG 50", ModelId::MbgNbd, with(50, MBG)),
        ("Pareto 50", ModelId::ParetoNbd, with(50, PARETO)),
        ("BG 50 drawn", ModelId::BgNbd, with(50, BG)),
        ("MBG 50 drawn", ModelId::MbgNbd, with(50, MBG)),
        ("Pareto 50 drawn", ModelId::ParetoNbd, with(50, PARETO)),
    ];
    let next = std::sync::atomic::AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            let Some((name, model, regime)) = regimes.get(at) else {
                return done;
            };
            let drawn = name.ends_with("drawn");
            let coverage = run(*model, bases(), |random| {
                if drawn {
                    as_different_as_expected(random, regime)
                } else {
                    *regime
                }
            });
            done.push((*name, regime.customers == 50, drawn, coverage));
        }
    };
    let done = std::thread::scope(|scope| {
        let other = scope.spawn(work);
        let mut done = work();
        done.extend(other.join().unwrap());
        done
    });
    let mut all = Vec::new();
    let mut together = Coverage::default();
    for (name, small, drawn, mut coverage) in done {
        if small && !drawn {
            for (what, tally) in WHAT.iter().zip(&mut coverage) {
                if what.starts_with("expect") {
                    *tally = Tally::default();
                }
            }
        }
        for (sum, tally) in together.iter_mut().zip(coverage) {
            sum.inside += tally.inside;
            sum.of += tally.of;
        }
        all.extend(misses(name, &coverage, small));
    }
    all.extend(misses("all together", &together, false));
    assert!(all.is_empty(), "{all:#?}");
}

/// Parameters from the priors of small bases (docs/METHODS.md); a little tamer in the rate, so that days hardly merge purchases.
fn as_different_as_expected(random: &mut Random, regime: &Regime) -> Regime {
    let mean_age = 0.5 * (regime.ages.0 + regime.ages.1);
    loop {
        let mut around = |median: f64, sd: f64| median * (sd * random.normal()).exp();
        let (r, alpha) = (around(0.6, 1.0), around(0.4 * mean_age, 1.5));
        let leaving = match regime.leaving {
            Leaving::AfterLifetime { .. } => Leaving::AfterLifetime {
                s: around(0.6, 1.0),
                beta: around(0.6 * mean_age, 1.5),
            },
            Leaving::AtPurchases { first, .. } => Leaving::AtPurchases {
                a: around(0.8, 1.0),
                b: around(2.5, 1.0),
                first,
            },
            other => other,
        };
        let rate = r / alpha;
        if (0.000_3..0.02).contains(&rate) {
            return Regime {
                r,
                alpha,
                leaving,
                ..*regime
            };
        }
    }
}
