//! Hostile and odd files against `../shared/data/nasty/expected.json`, through the front door with nothing chosen.

mod driver;
mod shared;

use driver::Run;
use regulars::error::Error;
use regulars::report::Report;
use regulars::report::list::{Column, Query};
use serde_json::Value;

/// What became of one file.
enum Outcome {
    Read(Box<Report>, Box<Run>),
    Refused(Error),
}

fn outcome(file: &str) -> Option<Outcome> {
    let mut run = Run::default();
    run.add(file, shared::bytes(&format!("nasty/{file}"))?);
    Some(match run.analyze() {
        Ok(report) => Outcome::Read(Box::new(report), Box::new(run)),
        Err(refusal) => Outcome::Refused(refusal),
    })
}

/// Compares what is given of the figures of a case; `None` if all agree.
fn wrong(case: &Value, report: &Report) -> Option<String> {
    let report = serde_json::to_value(report).unwrap();
    let number = |v: &Value| v.as_f64().or_else(|| v.as_str()?.parse().ok());
    let mut wrong = Vec::new();
    let pairs = [
        ("rows_used", &report["input"]["rows_used"]),
        ("customers", &report["totals"]["customers_with_a_purchase"]),
        ("net", &report["totals"]["net_revenue"]),
    ];
    for (key, ours) in pairs {
        if let Some(expected) = number(&case[key])
            && number(ours) != Some(expected)
        {
            wrong.push(format!("{key} is {ours}, not {expected}"));
        }
    }
    for (key, ours) in [
        ("first", "first_purchase_day"),
        ("last", "last_purchase_day"),
    ] {
        if case[key].is_string() && report["totals"][ours] != case[key] {
            wrong.push(format!(
                "{key} is {}, not {}",
                report["totals"][ours], case[key]
            ));
        }
    }
    for (reason, rows) in case["rows_skipped"].as_object().into_iter().flatten() {
        if report["input"]["rows_skipped"][reason] != *rows {
            wrong.push(format!("skipped {}", report["input"]["rows_skipped"]));
        }
    }
    (!wrong.is_empty()).then(|| wrong.join(", "))
}

#[test]
fn every_case_behaves_as_expected() {
    let Some(text) = shared::text("nasty/expected.json") else {
        return;
    };
    let cases: Value = serde_json::from_slice(&text).unwrap();
    let mut failures = Vec::new();
    for case in cases["cases"].as_array().unwrap() {
        let file = case["file"].as_str().unwrap();
        let expect = case["expect"].as_str().unwrap();
        let problem = match (outcome(file).unwrap(), expect) {
            (Outcome::Refused(_), "error" | "error_or_flag" | "error_or_ok") => None,
            (Outcome::Refused(e), _) => Some(format!("refused: {e:?}")),
            (Outcome::Read(..), "error") => Some("read without a word".to_owned()),
            (Outcome::Read(report, _), _) => wrong(case, &report),
        };
        failures.extend(problem.map(|problem| format!("{file}: {problem}")));
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

/// Net spend by customer id.
fn nets(file: &str) -> Option<Vec<(String, f64)>> {
    let Outcome::Read(_, mut run) = outcome(file)? else {
        panic!("{file} was refused")
    };
    let query = Query {
        sort: Column::Customer,
        descending: false,
        ..Query::default()
    };
    let page = serde_json::to_value(run.session.customers(&query).unwrap()).unwrap();
    let column = |id: &str| page["columns"][id].as_array().unwrap().clone();
    let ids = column("customer")
        .into_iter()
        .map(|v| v.as_str().unwrap().to_owned());
    Some(
        ids.zip(column("net").into_iter().map(|v| v.as_f64().unwrap()))
            .collect(),
    )
}

#[test]
fn customers_keep_their_names_and_their_money() {
    let Some(umlauts) = nets("s06_cp1252_semicolon_decimal_comma.csv") else {
        return;
    };
    assert_eq!(
        umlauts,
        [("Groß-02".into(), 999_988.0), ("Müller-01".into(), 1334.46)]
    );
    assert_eq!(
        nets("s13_amount_styles.csv").unwrap(),
        [("A".into(), 2222.5), ("B".into(), 142.75)]
    );
    let chinese: Vec<String> = nets("s05_gbk.csv")
        .unwrap()
        .into_iter()
        .map(|(id, _)| id)
        .collect();
    assert_eq!(chinese, ["张三0", "张三1", "张三2", "张三3"]);
    let null_words = nets("s34_null_words_as_ids.csv").unwrap();
    assert!(
        null_words.contains(&("Anna".into(), 70.0)) && null_words.iter().any(|(id, _)| id == "Nan")
    );
}

#[test]
fn what_is_wrong_with_a_row_is_said_with_its_line() {
    let lines = |file: &str| -> Option<Vec<u64>> {
        Some(match outcome(file)? {
            Outcome::Read(report, _) => {
                report.input.issues.iter().map(|issue| issue.line).collect()
            }
            Outcome::Refused(refusal) => refusal.line.into_iter().collect(),
        })
    };
    let Some(unclosed) = lines("s07_unclosed_quote.csv") else {
        return;
    };
    assert!(unclosed.contains(&502), "{unclosed:?}");
    assert!(lines("s08_nul_bytes.csv").unwrap().contains(&7));
    assert!(
        lines("s26_preamble_and_total_row.csv")
            .unwrap()
            .contains(&9)
    );
    let ragged = lines("s09_ragged.csv").unwrap();
    assert!(ragged.contains(&3) && ragged.contains(&5), "{ragged:?}");
}

#[test]
fn repeated_lines_are_counted_and_kept() {
    let Some(Outcome::Read(report, _)) = outcome("s35_dup_rows.csv") else {
        return;
    };
    assert_eq!(report.input.exact_duplicate_rows, Some(6));
    assert_eq!(report.totals.totals.net_revenue.to_string(), "156");
}
