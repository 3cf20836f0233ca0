//! Do we reproduce the papers' figures? Values from `golden_published_fits.json` beside the CDNOW transactions.
#![allow(clippy::unwrap_used, missing_docs)]

mod shared;
#[path = "ledger_support/mod.rs"]
mod support;

use regulars::customers::{Summaries, holdout};
use regulars::day::Day;
use regulars::ingest::layout::Layout;
use regulars::ingest::plan::Role;
use regulars::models::analysis::timing_columns;
use regulars::models::bdw::Bdw;
use regulars::models::bg_nbd::BgNbd;
use regulars::models::candidates::ModelId;
use regulars::models::choice::{Actual, choose};
use regulars::models::contract::{ContractModel, Tenures};
use regulars::models::data::{Btyd, Triples};
use regulars::models::gamma_gamma::{GammaGamma, Spends};
use regulars::models::mbg_nbd::MbgNbd;
use regulars::models::pareto_nbd::ParetoNbd;
use regulars::models::sbg::Sbg;
use support::{ledger, plan};

struct Cdnow {
    weeks: Btyd,
    spends: Spends,
    /// Purchase days within the 39 weeks after the calibration.
    holdout: Vec<u32>,
}

/// From the transactions through our own ingest, calibration to 1997-09-30, weeks = days / 7. The papers count every visit on which
/// CDs were bought; eight rows carry no money, and to us a purchase has an amount: so the days come from the number of CDs.
fn cdnow() -> Option<Cdnow> {
    let text = shared::text("cdnow_sample_transactions.csv")?;
    let layout = Layout {
        columns: ["master_id", "sample_id", "date", "cds", "amount"]
            .map(String::from)
            .to_vec(),
        ..Layout::default()
    };
    let read = |amount: usize| {
        let columns = [(Role::Customer, 1), (Role::Date, 2), (Role::Amount, amount)];
        ledger(&plan(&columns), &layout, &text).1
    };
    let (visits, money) = (read(3), read(4));
    let end = Day::from_ymd(1997, 9, 30).unwrap();
    let calibration = Summaries::at(&visits, end);
    let later = holdout(&visits, &calibration, visits.last_day());
    let mut weeks = timing_columns(&calibration);
    for time in weeks.t_x.iter_mut().chain(&mut weeks.t) {
        *time /= 7.0;
    }
    let spent = Summaries::at(&money, end);
    let repeats = timing_columns(&spent).x;
    Some(Cdnow {
        weeks,
        holdout: later.order_days,
        spends: Spends::usable(&repeats, &spent.mean_repeat_spend, None),
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

/// Survival in per cent after 0 … 12 years (Fader & Hardie 2007, table 1); 1,000 customers, fitted on years 1 to 7.
const REGULAR: [f64; 13] = [
    100.0, 63.1, 46.8, 38.2, 32.6, 28.9, 26.2, 24.1, 22.3, 20.7, 19.4, 18.3, 17.3,
];
const HIGH_END: [f64; 13] = [
    100.0, 86.9, 74.3, 65.3, 59.3, 55.1, 51.7, 49.1, 46.8, 44.5, 42.7, 40.9, 39.4,
];

fn survival(model: &dyn ContractModel) -> Vec<f64> {
    (1..=12).map(|t| 100.0 * model.survival(t)).collect()
}

#[test]
fn sbg_matches_fader_hardie_2007() {
    let fit = Sbg::fit(&Tenures::from_survival(&REGULAR[..8], 1000.0));
    close(&fit.params, &[0.704_077, 1.182_043], 2e-6);
    assert!((fit.log_likelihood + 1_680.265_19).abs() < 1e-5);
    let projected = [
        62.671, 47.382, 38.797, 33.207, 29.235, 26.246, 23.902, 22.008, 20.441, 19.119, 17.986,
        17.004,
    ];
    close(&survival(&Sbg::new(fit.params)), &projected, 4e-5);
    let fit = Sbg::fit(&Tenures::from_survival(&HIGH_END[..8], 1000.0));
    close(&fit.params, &[0.668_088, 3.806_095], 2e-6);
    assert!((fit.log_likelihood + 1_611.158_15).abs() < 1e-5);
}

#[test]
fn bdw_matches_the_recomputed_values() {
    let fit = Bdw::fit(&Tenures::from_survival(&REGULAR[..8], 1000.0));
    close(&fit.params, &[0.455_614, 0.779_326, 1.283_451], 1e-5);
    assert!((fit.log_likelihood + 1_679.602_83).abs() < 1e-5);
    let fit = Bdw::fit(&Tenures::from_survival(&HIGH_END[..8], 1000.0));
    close(&fit.params, &[0.214_253, 1.426_575, 1.723_565], 1e-5);
    assert!((fit.log_likelihood + 1_605.314_21).abs() < 1e-5);
    let projected = [
        86.942, 74.037, 65.529, 59.616, 55.233, 51.82, 49.064, 46.775, 44.834, 43.158, 41.692,
        40.393,
    ];
    close(&survival(&Bdw::new(fit.params)), &projected, 4e-5);
}

/// Sums and errors of the next 39 weeks, as three other implementations and the naive rule have them.
#[test]
fn on_cdnow_the_holdout_chooses_pareto_nbd_with_the_known_errors() {
    let Some(cdnow) = cdnow() else { return };
    let actual = Actual {
        purchases: &cdnow.holdout,
        days: 39.0,
    };
    let choice = choose(
        &Triples::new(&cdnow.weeks),
        Some(&actual),
        &ModelId::ORDINARY,
    );
    assert_eq!(
        (choice.model, choice.reason),
        ("pareto-nbd", "best_on_holdout")
    );
    for (model, forecast, mae) in [
        ("pareto-nbd", 1666.0, 0.7545),
        ("bg-nbd", 1653.0, 0.7855),
        ("mbg-nbd", 1577.0, 0.7648),
    ] {
        let candidate = choice
            .candidates
            .iter()
            .find(|c| c.fit.model == model)
            .unwrap();
        assert_eq!(candidate.holdout.actual, 1882.0);
        assert!(
            (candidate.holdout.forecast - forecast).abs() < 0.6,
            "{model}"
        );
        assert!((candidate.holdout.mae - mae).abs() < 6e-5, "{model}");
    }
    let naive = choice.naive.unwrap();
    assert!((naive.forecast - 2930.0).abs() < 0.6 && (naive.mae - 1.0237).abs() < 6e-5);
}
