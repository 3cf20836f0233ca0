//! The best log-likelihood of small and odd bases is found, whoever looks for it: against Nelder & Mead from many starts, by
//! scipy (tests/reference/optima.py).
#![allow(clippy::unwrap_used, missing_docs)]

use regulars::models::bdw::Bdw;
use regulars::models::contract::Tenures;
use regulars::models::counter::fit_summaries;
use regulars::models::data::Btyd;
use regulars::models::sbg::Sbg;

/// Log-likelihood, parameters.
fn fitted(model: &str, rows: &[Vec<f64>]) -> (f64, Vec<f64>) {
    let column = |i: usize| rows.iter().map(|row| row[i]).collect::<Vec<f64>>();
    let tenures = || Tenures::from_rows(rows.iter().map(|r| (r[0] as u32, r[1] > 0.0, 1.0)));
    match model {
        "sbg" => {
            let fit = Sbg::fit(&tenures());
            (fit.log_likelihood, fit.params.to_vec())
        }
        "bdw" => {
            let fit = Bdw::fit(&tenures());
            (fit.log_likelihood, fit.params.to_vec())
        }
        _ => {
            let spends = (model == "gamma-gamma").then(|| column(1));
            let times = if spends.is_some() { [0, 0] } else { [1, 2] };
            let data = Btyd {
                x: rows.iter().map(|row| row[0] as u32).collect(),
                t_x: column(times[0]),
                t: column(times[1]),
                ..Btyd::default()
            };
            let fit = fit_summaries(model, &data, spends.as_deref()).unwrap();
            (fit.log_likelihood, fit.params.values().copied().collect())
        }
    }
}

#[test]
fn no_optimiser_from_any_start_ends_higher() {
    let mut below = Vec::new();
    for line in include_str!("reference/optima.csv").lines().skip(1) {
        let [model, seed, best, rows] = line.split(',').collect::<Vec<_>>()[..] else {
            unreachable!("four fields")
        };
        let rows: Vec<Vec<f64>> = rows
            .split(';')
            .map(|row| row.split(' ').map(|v| v.parse().unwrap()).collect())
            .collect();
        let best: f64 = best.parse().unwrap();
        let (value, params) = fitted(model, &rows);
        if !(value > best - 0.01) || params.iter().any(|p| !(*p >= 0.0 && p.is_finite())) {
            below.push(format!(
                "{model} {seed}: {value:.4} of {best:.4} {params:?}"
            ));
        }
    }
    assert!(below.is_empty(), "{}", below.join("\n"));
}
