//! Do we reproduce the papers' figures? Values from `golden_published_fits.json` beside the CDNOW transactions.
#![allow(clippy::unwrap_used, missing_docs)]

use std::collections::BTreeMap;
use std::path::PathBuf;

use regulars::day::Day;
use regulars::models::bg_nbd::BgNbd;
use regulars::models::data::{Btyd, Triples};
use regulars::models::gamma_gamma::{GammaGamma, Spends};
use regulars::models::mbg_nbd::MbgNbd;
use regulars::models::pareto_nbd::ParetoNbd;

fn shared(name: &str) -> Option<String> {
    let folder = std::env::var("REGULARS_SHARED").map_or_else(
        |_| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        PathBuf::from,
    );
    match std::fs::read_to_string(folder.join("data").join(name)) {
        Ok(text) => Some(text),
        Err(error) if std::env::var("CI").is_ok() => panic!("shared data {name}: {error}"),
        Err(_) => {
            println!("shared data not there, skipped: {name}");
            None
        }
    }
}

struct Cdnow {
    weeks: Btyd,
    spends: Spends,
}

/// Purchases merged by day, calibration to 1997-09-30, weeks = days / 7.
fn cdnow() -> Option<Cdnow> {
    let text = shared("cdnow_sample_transactions.csv")?;
    let mut by_customer: BTreeMap<&str, BTreeMap<i32, f64>> = BTreeMap::new();
    for line in text.lines().skip(1) {
        let fields: Vec<&str> = line.split(',').collect();
        let date = fields[2];
        let day = Day::from_ymd(
            date[..4].parse().unwrap(),
            date[4..6].parse().unwrap(),
            date[6..8].parse().unwrap(),
        )
        .unwrap();
        *by_customer
            .entry(fields[1])
            .or_default()
            .entry(day.0)
            .or_default() += fields[4].parse::<f64>().unwrap();
    }
    let end = Day::from_ymd(1997, 9, 30).unwrap().0;
    let mut weeks = Btyd::default();
    let (mut x_all, mut mean) = (Vec::new(), Vec::new());
    for days in by_customer.values() {
        let seen: Vec<(i32, f64)> = days
            .iter()
            .filter(|(day, _)| **day <= end)
            .map(|(day, sum)| (*day, *sum))
            .collect();
        let first = seen[0].0;
        let x = seen.len() as u32 - 1;
        weeks.x.push(x);
        weeks
            .t_x
            .push(f64::from(seen[seen.len() - 1].0 - first) / 7.0);
        weeks.t.push(f64::from(end - first) / 7.0);
        x_all.push(x);
        mean.push(seen[1..].iter().map(|(_, sum)| sum).sum::<f64>() / f64::from(x));
    }
    Some(Cdnow {
        weeks,
        spends: Spends::usable(&x_all, &mean, None),
    })
}

fn close(got: &[f64], expected: &[f64], tolerance: f64) {
    for (g, e) in got.iter().zip(expected) {
        assert!((g - e).abs() <= tolerance * e.abs(), "{got:?} {expected:?}");
    }
}

#[test]
fn bg_nbd_on_cdnow_matches_fader_hardie_lee_2005() {
    let Some(cdnow) = cdnow() else { return };
    let fit = BgNbd::fit(&Triples::new(&cdnow.weeks), None);
    close(
        &fit.params,
        &[0.242_594_522, 4.413_602_019, 0.792_922_017, 2.425_906_777],
        1e-8,
    );
    assert!((fit.log_likelihood + 9_582.429_206_67).abs() < 1e-7);
    close(
        &fit.standard_errors.unwrap(),
        &[0.012_56, 0.378_22, 0.185_73, 0.705_41],
        4e-4,
    );
    assert!(fit.converged);
}

#[test]
fn mbg_nbd_on_cdnow_matches_two_other_implementations() {
    let Some(cdnow) = cdnow() else { return };
    let fit = MbgNbd::fit(&Triples::new(&cdnow.weeks), None);
    close(
        &fit.params,
        &[0.524_843, 6.183_085, 0.891_359, 1.614_002],
        1e-6,
    );
    assert!((fit.log_likelihood + 9_582.135_72).abs() < 1e-5);
    close(
        &fit.standard_errors.unwrap(),
        &[0.083_27, 0.695_62, 0.154_79, 0.537_49],
        1e-4,
    );
}

#[test]
fn pareto_nbd_on_cdnow_matches_fader_hardie_lee_2005() {
    let Some(cdnow) = cdnow() else { return };
    let fit = ParetoNbd::fit(&Triples::new(&cdnow.weeks), None);
    close(
        &fit.params,
        &[0.553_277, 10.577_683, 0.606_24, 11.668_735],
        2e-6,
    );
    assert!((fit.log_likelihood + 9_594.976_18).abs() < 1e-5);
    close(
        &fit.standard_errors.unwrap(),
        &[0.047_63, 0.842_72, 0.187_28, 6.211_11],
        1e-4,
    );
}

#[test]
fn gamma_gamma_on_cdnow_matches_fader_hardie_2013() {
    let Some(cdnow) = cdnow() else { return };
    assert_eq!(cdnow.spends.x.len(), 946);
    let fit = GammaGamma::fit(&cdnow.spends, None);
    close(&fit.params, &[6.249_571, 3.744_225, 15.443_525], 2e-6);
    assert!((fit.log_likelihood + 4_055.917_69).abs() < 1e-5);
    close(
        &fit.standard_errors.unwrap(),
        &[1.190_05, 0.290_13, 4.159_42],
        1e-4,
    );
}

#[test]
fn the_unit_of_time_changes_nothing_but_the_numbers_that_carry_it() {
    let Some(cdnow) = cdnow() else { return };
    let in_unit = |factor: f64| {
        let data = Btyd {
            t_x: cdnow.weeks.t_x.iter().map(|t| t * factor).collect(),
            t: cdnow.weeks.t.iter().map(|t| t * factor).collect(),
            ..cdnow.weeks.clone()
        };
        Triples::new(&data)
    };
    for factor in [7.0, 12.0 / 52.0, 1e-6, 1e5] {
        let (weeks, other) = (in_unit(1.0), in_unit(factor));
        let (a, b) = (BgNbd::fit(&weeks, None), BgNbd::fit(&other, None));
        close(
            &[b.params[0], b.params[1] / factor, b.params[2], b.params[3]],
            &a.params,
            1e-7,
        );
        let (a, b) = (ParetoNbd::fit(&weeks, None), ParetoNbd::fit(&other, None));
        close(
            &[
                b.params[0],
                b.params[1] / factor,
                b.params[2],
                b.params[3] / factor,
            ],
            &a.params,
            1e-6,
        );
    }
}
