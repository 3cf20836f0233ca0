//! Every customer's value against arbitrary-precision arithmetic (tests/reference/timing_models.py made the table).
#![allow(clippy::unwrap_used, missing_docs)]

use regulars::models::bdw::Bdw;
use regulars::models::bg_nbd::BgNbd;
use regulars::models::cnbd_k::CnbdK;
use regulars::models::contract::ContractModel;
use regulars::models::counter::score_summaries;
use regulars::models::data::{Btyd, Customer, Triples};
use regulars::models::gamma_gamma::GammaGamma;
use regulars::models::horizon::{Horizon, discounted_by_period};
use regulars::models::mbg_nbd::MbgNbd;
use regulars::models::outlook::{BaseModel, outlooks};
use regulars::models::pareto_nbd::ParetoNbd;
use regulars::models::sbg::Sbg;

const TABLE: &str = include_str!("reference/timing_models.csv");
const DISCOUNT: f64 = 0.0018;

struct Row {
    line: usize,
    tame: bool,
    model: Box<dyn BaseModel>,
    customer: Customer,
    /// log-likelihood, P(alive), expected purchases within 1, 52, 520, discounted within 52
    expected: [f64; 6],
}

fn rows() -> Vec<Row> {
    TABLE
        .lines()
        .enumerate()
        .skip(1)
        .map(|(line, text)| {
            let fields: Vec<&str> = text.split(',').collect();
            let number = |i: usize| fields[i].parse::<f64>().unwrap();
            let params = [2, 3, 4, 5].map(number);
            let model: Box<dyn BaseModel> = match fields[0] {
                "bg-nbd" => Box::new(BgNbd::model(params)),
                "mbg-nbd" => Box::new(MbgNbd::model(params)),
                _ => Box::new(ParetoNbd::new(params)),
            };
            Row {
                line: line + 1,
                tame: fields[1] == "tame",
                model,
                customer: Customer {
                    x: number(6) as u32,
                    t_x: number(7),
                    t: number(8),
                },
                expected: [9, 10, 11, 12, 13, 14].map(number),
            }
        })
        .collect()
}

#[test]
fn every_value_agrees_with_arbitrary_precision() {
    let mut wrong = Vec::new();
    for row in rows() {
        let (m, c) = (&row.model, &row.customer);
        let within = |t: f64| m.expected_purchases(c, &Horizon::within(t));
        let got = [
            m.log_likelihood(c),
            m.p_alive(c),
            within(1.0),
            within(52.0),
            within(520.0),
            m.expected_purchases(
                c,
                &Horizon {
                    length: 52.0,
                    discount: DISCOUNT,
                },
            ),
        ];
        let tolerance = if row.tame { 1e-10 } else { 1e-8 };
        for (i, (g, e)) in got.iter().zip(row.expected).enumerate() {
            let scale = if i == 0 { e.abs().max(1.0) } else { e.abs() };
            // Below the smallest normal double there are no relative digits left.
            let off = if e.abs() < 1e-300 {
                g - e
            } else {
                (g - e) / scale
            };
            if !(off.abs() < tolerance) {
                wrong.push(format!(
                    "line {} value {i}: {g} instead of {e} ({off:e})",
                    row.line
                ));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// Random parameters and customers, ordinary and extreme, of every model (tests/reference/extremes.py made the table; regular buyers by
/// integration from the definition).
#[test]
fn random_extremes_agree_with_arbitrary_precision() {
    let numbers =
        |text: &str| -> Vec<f64> { text.split(' ').map(|v| v.parse().unwrap()).collect() };
    let mut wrong = Vec::new();
    for text in include_str!("reference/extremes.csv").lines().skip(1) {
        let fields: Vec<&str> = text.split(',').collect();
        let [p, c, expected] = [2, 3, 4].map(|i| numbers(fields[i]));
        let got = match fields[0] {
            "gamma-gamma" => {
                let model = GammaGamma::new([p[0], p[1], p[2]]);
                let x = c[0] as u32;
                vec![
                    model.log_likelihood(x, c[1]),
                    model.expected_spend(x, c[1]).unwrap(),
                ]
            }
            "sbg" => vec![Sbg::new([p[0], p[1]]).survival(c[0] as u32)],
            "bdw" => vec![Bdw::new([p[0], p[1], p[2]]).survival(c[0] as u32)],
            model => {
                let data = Btyd {
                    x: vec![c[0] as u32],
                    t_x: vec![c[1]],
                    t: vec![c[2]],
                    ..Btyd::default()
                };
                let score = score_summaries(model, &p, &[1.0, 52.0, 520.0], &data).unwrap();
                let expected = score.expected_purchases.iter().map(|column| column[0]);
                [score.log_likelihood[0], score.p_alive[0]]
                    .into_iter()
                    .chain(expected)
                    .collect()
            }
        };
        let tolerance = if fields[1] == "tame" { 1e-10 } else { 1e-8 };
        for (i, (g, e)) in got.iter().zip(&expected).enumerate() {
            let logarithm = i == 0 && expected.len() > 1;
            let scale = if logarithm { e.abs().max(1.0) } else { e.abs() };
            let off = if e.abs() < 1e-300 {
                g - e
            } else {
                (g - e) / scale
            };
            let possible = g.is_finite() && (logarithm || *g >= 0.0);
            if !(off.abs() < tolerance && possible) {
                wrong.push(format!("{text}\n value {i}: {g} ({off:e})"));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// The forecast of a whole base takes cheaper roads to the same numbers.
#[test]
fn the_forecast_of_a_base_agrees_with_the_single_customer() {
    let horizon = Horizon {
        length: 365.0,
        discount: 0.000_26,
    };
    let data = Btyd {
        x: (0..3000).map(|i| i % 6).collect(),
        t_x: (0..3000).map(|i| f64::from((i * 17) % 300)).collect(),
        t: (0..3000)
            .map(|i| f64::from((i * 17) % 300 + (i * 29) % 400))
            .collect(),
        ..Btyd::default()
    };
    let triples = Triples::new(&data);
    let models: [Box<dyn BaseModel>; 3] = [
        Box::new(BgNbd::model([0.24, 30.0, 0.8, 2.4])),
        Box::new(MbgNbd::model([0.5, 40.0, 0.9, 1.6])),
        Box::new(ParetoNbd::new([0.55, 70.0, 0.6, 80.0])),
    ];
    for model in models {
        let odds = model.left_odds(&triples);
        let all = outlooks(&*model, &triples, &horizon);
        for ((row, odds), outlook) in triples.rows.iter().zip(odds).zip(all) {
            let c = triples.customer(row);
            let p = 1.0 / (1.0 + odds.log_odds.exp());
            let close = |got: f64, expected: f64, what: &str| {
                let off = (got - expected).abs() / expected.abs();
                assert!(off < 1e-6, "{} {c:?} {what}: {got} {expected}", model.id());
            };
            close(p, model.p_alive(&c), "alive");
            close(
                p * outlook.discounted,
                model.expected_purchases(&c, &horizon),
                "discounted",
            );
            close(
                p * outlook.count,
                model.expected_purchases(&c, &Horizon::within(365.0)),
                "count",
            );
            let none = 1.0 - p + p * outlook.none;
            close(none, model.purchase_probability(&c, 0, 365.0), "none");
        }
        // Second moments against the whole distribution, for a few customers.
        for row in triples.rows.iter().step_by(211) {
            let c = triples.customer(row);
            let outlook = model.outlooks(&[c], &Horizon::within(50.0))[0];
            let sum: f64 = (2..600)
                .map(|n| f64::from(n) * f64::from(n - 1) * model.purchase_probability(&c, n, 50.0))
                .sum();
            let expected = model.p_alive(&c) * outlook.factorial;
            assert!(
                (sum / expected - 1.0).abs() < 1e-5,
                "{} {c:?}: {sum} {expected}",
                model.id()
            );
        }
    }
}

/// Slopes of every kind against differences of the values.
#[test]
fn slopes_in_the_parameters_agree_with_differences() {
    let horizon = Horizon {
        length: 365.0,
        discount: 0.000_26,
    };
    let c = Customer {
        x: 3,
        t_x: 100.0,
        t: 160.0,
    };
    let triples = Triples::new(&Btyd {
        x: vec![c.x],
        t_x: vec![c.t_x],
        t: vec![c.t],
        ..Btyd::default()
    });
    type Make = fn([f64; 4]) -> Box<dyn BaseModel>;
    let makes: [(Make, [f64; 4]); 3] = [
        (|p| Box::new(BgNbd::model(p)), [0.24, 30.0, 0.8, 2.4]),
        (|p| Box::new(MbgNbd::model(p)), [0.5, 40.0, 0.9, 1.6]),
        (|p| Box::new(ParetoNbd::new(p)), [0.55, 70.0, 0.6, 80.0]),
    ];
    for (make, params) in makes {
        let at = |p: [f64; 4]| {
            let model = make(p);
            let odds = model.left_odds(&triples)[0];
            (odds, model.outlooks(&[c], &horizon)[0])
        };
        let (odds, outlook) = at(params);
        for i in 0..4 {
            let (mut up, mut down) = (params, params);
            let h = 1e-4_f64;
            up[i] *= h.exp();
            down[i] *= (-h).exp();
            let ((odds_up, up), (odds_down, down)) = (at(up), at(down));
            let close = |difference: f64, slope: f64, what: &str| {
                let d = difference / (2.0 * h);
                assert!(
                    (d - slope).abs() < 1e-5 * (1.0 + slope.abs()),
                    "{i} {what}: {d} {slope}"
                );
            };
            close(odds_up.log_odds - odds_down.log_odds, odds.slope[i], "odds");
            close(
                up.count.ln() - down.count.ln(),
                outlook.count_slope[i],
                "count",
            );
            close(
                up.discounted.ln() - down.discounted.ln(),
                outlook.discounted_slope[i],
                "discounted",
            );
        }
    }
}

const SOMEONE: Customer = Customer {
    x: 3,
    t_x: 100.0,
    t: 160.0,
};

/// The three conventions of discounting (docs/METHODS.md), at 10 % a year in days.
/// To infinity: tests/reference/discounting.py (closed form for Pareto/NBD, integral for the others), 16 digits.
#[test]
fn the_three_conventions_of_discounting_hold_for_every_model() {
    let cnbd = || Box::new(CnbdK::new(false, 1, [0.24, 30.0, 0.8, 2.4]));
    let models: [(Box<dyn BaseModel>, f64, f64); 4] = [
        (
            Box::new(BgNbd::model([0.24, 30.0, 0.8, 2.4])),
            9.128_080_284_719_37,
            1e-9,
        ),
        (
            Box::new(MbgNbd::model([0.5, 40.0, 0.9, 1.6])),
            7.984_673_744_824_404,
            1e-9,
        ),
        (
            Box::new(ParetoNbd::new([0.55, 70.0, 0.6, 80.0])),
            12.516_808_749_464_05,
            1e-9,
        ),
        (cnbd(), 9.128_080_284_719_37, 2e-3),
    ];
    for (model, unlimited, tolerance) in models {
        let value = |horizon: &Horizon| model.expected_purchases(&SOMEONE, horizon);
        let infinite = value(&Horizon::unlimited_days(10.0));
        assert!(
            (infinite / unlimited - 1.0).abs() < tolerance,
            "{} {infinite}",
            model.id()
        );
        // A horizon is what infinity leaves after it: ∫ to h = E(h)e^(−δh) + δ ∫ E(u)e^(−δu) du, by parts.
        let year = Horizon::days(365.0, 10.0);
        let steps = 2000;
        let integral: f64 = (0..steps)
            .map(|i| {
                let u = 365.0 * (f64::from(i) + 0.5) / f64::from(steps);
                year.factor(u) * value(&Horizon::within(u)) * 365.0 / f64::from(steps)
            })
            .sum();
        let by_parts =
            year.factor(365.0) * value(&Horizon::within(365.0)) + year.discount * integral;
        assert!(
            (value(&year) / by_parts - 1.0).abs() < 1e-7,
            "{}",
            model.id()
        );
        // Twelve months discounted at their ends lie between the whole year undiscounted and discounted at its end.
        let monthly = discounted_by_period(
            |t| value(&Horizon::within(t)),
            365.0 / 12.0,
            12,
            1.1_f64.powf(1.0 / 12.0) - 1.0,
        );
        assert!(monthly < value(&year) && monthly > value(&Horizon::within(365.0)) / 1.1);
    }
}
