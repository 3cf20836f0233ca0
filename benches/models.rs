//! Times of the model part: `cargo bench --bench models`. Simulated BG/NBD customers with the CDNOW parameters, by day,
//! ages uniform over 4 to 104 weeks.
#![allow(missing_docs)]

#[path = "../tests/simulate/mod.rs"]
mod simulate;

use std::hint::black_box;
use std::time::Instant;

use regulars::models::candidates::{ModelId, fit, fit_for_forecast};
use regulars::models::data::{Btyd, Triples};
use regulars::models::forecast::{Forecasts, Plan};
use regulars::models::gamma_gamma::{GammaGamma, Spends};
use regulars::models::horizon::Horizon;
use regulars::models::spend::SpendModel;
use simulate::{Leaving, Random, Regime};

fn base(customers: usize) -> (Btyd, Vec<f64>) {
    let regime = Regime {
        customers,
        r: 0.243,
        alpha: 4.414 * 7.0,
        k: 1,
        leaving: Leaving::AtPurchases {
            a: 0.793,
            b: 2.426,
            first: false,
        },
        ages: (28.0, 729.0),
        future: 0.0,
        seed: 3,
    };
    let data = regime.simulate().data;
    let mut random = Random::new(9);
    let mean = data
        .x
        .iter()
        .map(|&x| {
            let nu = random.gamma(3.74) / 15.44;
            if x > 0 {
                random.gamma(6.25 * f64::from(x)) / nu / f64::from(x)
            } else {
                f64::NAN
            }
        })
        .collect();
    (data, mean)
}

/// Seconds this process has spent on a processor, where the system tells: says more than the clock on a busy machine.
fn processor_seconds() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/self/schedstat").ok()?;
    Some(text.split(' ').next()?.parse::<f64>().ok()? * 1e-9)
}

/// Best of some runs, in milliseconds: processor time and wall clock.
fn time<T>(what: &str, runs: u32, mut f: impl FnMut() -> T) -> T {
    let (mut best, mut wall) = (f64::INFINITY, f64::INFINITY);
    let mut last = None;
    for _ in 0..runs {
        let (start, used) = (Instant::now(), processor_seconds());
        last = Some(black_box(f()));
        let elapsed = start.elapsed().as_secs_f64();
        let busy = processor_seconds()
            .zip(used)
            .map_or(elapsed, |(after, before)| after - before);
        best = best.min(busy);
        wall = wall.min(elapsed);
    }
    println!(
        "  {what:34} {:9.2} ms ({:.2} by the clock)",
        best * 1e3,
        wall * 1e3
    );
    last.unwrap_or_else(|| unreachable!("at least one run"))
}

fn main() {
    for customers in [2_357, 100_000, 1_000_000] {
        let (data, mean) = base(customers);
        let runs = if customers < 10_000 { 20 } else { 3 };
        println!("{customers} customers");
        let triples = time("group equal customers", runs, || Triples::new(&data));
        println!("  {} distinct", triples.rows.len());
        for id in ModelId::ORDINARY {
            time(&format!("fit {}", id.id()), runs, || fit(id, &triples));
        }
        let spends = Spends::usable(&data.x, &mean, None);
        time("fit gamma-gamma", runs, || GammaGamma::fit(&spends, None));
        let spend = time("spend model", runs, || SpendModel::fit(&data.x, &mean, &[]));
        let plan = Plan {
            horizon: Horizon::days(365.0, 10.0),
            margin: 1.0,
        };
        for id in ModelId::ORDINARY {
            let fitted = fit_for_forecast(id, &triples);
            time(&format!("score with intervals, {}", id.id()), runs, || {
                Forecasts::new(&triples, &data.x, &mean, &fitted, &spend, &plan)
            });
        }
    }
}
