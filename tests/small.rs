//! Small and odd bases: something useful or a plain "no", never nonsense.
#![allow(clippy::unwrap_used, missing_docs)]

mod simulate;

use regulars::customers::Summaries;
use regulars::day::Day;
use regulars::models::analysis::{Models, calibration_end};
use regulars::options::Options;
use simulate::{Leaving, Regime};

const END: i32 = 20_000;

fn regime(customers: usize, seed: u64) -> Regime {
    Regime {
        customers,
        r: 0.6,
        alpha: 40.0,
        k: 1,
        leaving: Leaving::AtPurchases {
            a: 0.8,
            b: 2.5,
            first: true,
        },
        ages: (20.0, 300.0),
        future: 0.0,
        seed,
    }
}

/// As the ledger would summarize them; every purchase of customer i costs 10 + i % 9.
fn summaries(regime: &Regime) -> Summaries {
    let data = regime.simulate().data;
    let mut out = Summaries {
        observation_end: Day(END),
        scale: 2,
        ..Summaries::default()
    };
    for i in 0..data.len() {
        let first = END - data.t[i] as i32;
        let spend = 10 + (i % 9) as i64;
        out.customer.push(i as u32);
        out.first_purchase.push(Day(first));
        out.last_purchase.push(Day(first + data.t_x[i] as i32));
        out.order_days.push(data.x[i] + 1);
        out.orders.push(data.x[i] + 1);
        out.net.push(i64::from(data.x[i] + 1) * spend * 100);
        out.mean_repeat_spend.push(if data.x[i] > 0 {
            spend as f64
        } else {
            f64::NAN
        });
    }
    out
}

#[test]
fn from_twenty_customers_on_there_is_a_forecast_without_absurdities() {
    assert!(Models::new(&summaries(&regime(19, 1)), None, None).is_none());
    for seed in 0..25 {
        let base = summaries(&regime(20 + 2 * seed as usize, seed));
        let mut models = Models::new(&base, None, None).unwrap();
        assert!(models.flags.iter().any(|f| f.id == "few_customers"));
        let options = Options::default();
        let forecasts = models.forecast(&options);
        let highest = base
            .net
            .iter()
            .map(|&n| n as f64 / 100.0)
            .fold(0.0, f64::max);
        for (clv, high) in forecasts.clv.iter().zip(&forecasts.clv_high) {
            assert!(
                *clv >= 0.0 && *clv < 20.0 * highest && high.is_finite(),
                "{seed}: {clv} {highest}"
            );
        }
        let fit = &models.report(&options).fits[0];
        assert!(fit.shrunk);
    }
}

#[test]
fn nobody_came_back_is_said_and_forecast_as_little() {
    let mut base = summaries(&regime(60, 3));
    for i in 0..60 {
        base.order_days[i] = 1;
        base.last_purchase[i] = base.first_purchase[i];
        base.mean_repeat_spend[i] = f64::NAN;
    }
    let mut models = Models::new(&base, None, None).unwrap();
    let options = Options::default();
    let forecasts = models.forecast(&options);
    assert!(models.flags.iter().any(|f| f.id == "no_repeat_purchases"));
    let total = forecasts.total(0..60);
    assert!(total.expected_purchases < 20.0, "{total:?}");
    assert!(total.clv.is_finite());
}

#[test]
fn everybody_bought_today_for_the_first_time() {
    let mut base = summaries(&regime(40, 4));
    for i in 0..40 {
        base.order_days[i] = 1;
        (base.first_purchase[i], base.last_purchase[i]) = (Day(END), Day(END));
        base.mean_repeat_spend[i] = f64::NAN;
    }
    assert_eq!(calibration_end(&base), None);
    let mut models = Models::new(&base, None, None).unwrap();
    let forecasts = models.forecast(&Options::default());
    assert!(forecasts.clv.iter().all(|v| v.is_finite() && *v >= 0.0));
    assert!(models.flags.iter().any(|f| f.id == "short_history"));
}

#[test]
fn sums_by_two_groupings_at_once_are_the_sums_of_their_members() {
    let base = summaries(&regime(300, 6));
    let mut models = Models::new(&base, None, None).unwrap();
    let f = models.forecast(&Options::default());
    let [three, seven] = [3, 7].map(|groups| (0..300).map(|i| (i * i % groups) as u8).collect());
    let (three, seven): (Vec<u8>, Vec<u8>) = (three, seven);
    let totals = f.totals([(&three, 3), (&seven, 7)]);
    let same = |a: f64, b: f64| assert!((a - b).abs() <= 1e-9 * b.abs(), "{a} {b}");
    for (of, totals) in [&three, &seven].into_iter().zip(&totals) {
        for (group, total) in totals.iter().enumerate() {
            let members = || (0..300).filter(|&i| usize::from(of[i]) == group);
            let plain = f.total(members());
            assert_eq!(total.customers, members().count());
            same(total.clv, members().map(|i| f.clv[i]).sum());
            same(total.alive, members().map(|i| f.p_alive(i)).sum());
            same(
                total.at_risk,
                members().map(|i| f.clv[i] / f.p_alive(i) - f.clv[i]).sum(),
            );
            same(total.clv_low, plain.clv_low);
            same(total.purchases_high, plain.purchases_high);
        }
    }
    let whole = f.total(0..300);
    same(f.whole.clv, whole.clv);
    same(f.whole.clv_high, whole.clv_high);
}

#[test]
fn settings_change_the_forecast_as_they_say() {
    let base = summaries(&regime(400, 5));
    let mut models = Models::new(&base, None, None).unwrap();
    let mut sum = |options: &Options| models.forecast(options).clv.iter().sum::<f64>();
    let usual = Options::default();
    let year = sum(&usual);
    let half = sum(&Options {
        margin_rate: 0.5,
        ..usual.clone()
    });
    assert!((half * 2.0 / year - 1.0).abs() < 1e-12);
    let longer = sum(&Options {
        horizon_days: 730,
        ..usual.clone()
    });
    let dearer = sum(&Options {
        annual_discount_percent: 50.0,
        ..usual.clone()
    });
    assert!(longer > year && dearer < year);
    let other = sum(&Options {
        model: Some("pareto_nbd".into()),
        ..usual
    });
    assert!(other > 0.0 && (other / year - 1.0).abs() > 1e-6);
}
