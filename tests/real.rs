//! Real files that nobody of us wrote, read with no mapping given, against figures computed by other tools
//! (`../shared/data/expected`). Where they are not there the test says so; with CI set that is a failure.

mod driver;
mod shared;

use driver::Run;
use serde_json::Value;

/// Runs the files of a data set through the front door and compares every figure of `expected/<name>.json`.
fn check(name: &str, files: &[&str]) {
    let mut run = Run::default();
    for file in files {
        // As stored, compressed or not: the container is part of what is tested.
        let Some(bytes) = shared::bytes(file) else {
            return;
        };
        run.add(file, bytes);
    }
    let report = run
        .analyze()
        .unwrap_or_else(|e| panic!("{name}: refused: {e:?}"));
    let report = serde_json::to_value(&report).unwrap();
    let expected = shared::text(&format!("expected/{name}.json")).unwrap();
    let expected: Value = serde_json::from_slice(&expected).unwrap();
    let mut wrong = Vec::new();
    let mut same = |what: String, ours: &Value, theirs: &Value| {
        if !theirs.is_null() && !equal(ours, theirs) {
            wrong.push(format!("{what}: {ours} instead of {theirs}"));
        }
    };
    for key in ["rows_total", "rows_used", "blank_lines_ignored"] {
        same(key.into(), &report["input"][key], &expected[key]);
    }
    for (reason, rows) in expected["rows_skipped"].as_object().unwrap() {
        same(
            format!("skipped {reason}"),
            &report["input"]["rows_skipped"][reason],
            rows,
        );
    }
    for key in [
        "customers_any_used_row",
        "customers_with_a_purchase",
        "customers_without_a_purchase",
        "orders_all",
        "orders_net_positive",
        "rows_negative",
        "rows_zero",
        "net_revenue",
        "gross_positive_revenue",
        "negative_revenue",
        "first_row_date",
        "last_row_date",
        "first_purchase_day",
        "last_purchase_day",
        "repeat_buyers_by_days",
    ] {
        same(key.into(), &report["totals"][key], &expected[key]);
    }
    for part in ["rfm", "btyd_day_sums"] {
        for (key, value) in expected[part].as_object().unwrap() {
            same(format!("{part}.{key}"), &report[part][key], value);
        }
    }
    assert!(wrong.is_empty(), "{name}:\n{}", wrong.join("\n"));
}

/// Numbers and decimal texts by value (floats to the last few bits), everything else exactly.
fn equal(ours: &Value, theirs: &Value) -> bool {
    if let (Value::Array(a), Value::Array(b)) = (ours, theirs) {
        return a.len() == b.len() && a.iter().zip(b).all(|(a, b)| equal(a, b));
    }
    let number = |v: &Value| match v {
        Value::Number(n) => n.as_f64(),
        Value::String(s) => s.parse().ok(),
        _ => None,
    };
    match (number(ours), number(theirs)) {
        (Some(a), Some(b)) => a == b || (a - b).abs() <= 1e-12 * b.abs(),
        _ => ours == theirs,
    }
}

macro_rules! data_sets {
    ($($test:ident: $name:literal <- [$($file:literal),+];)+) => {
        $(#[test] fn $test() { check($name, &[$($file),+]); })+
    };
}

data_sets! {
    online_retail: "online_retail" <- ["online_retail.csv.gz"];
    retail_transactions: "retail_transactions" <- ["retail_transactions.csv.gz"];
    rfm_r_orders: "rfm_r_orders" <- ["rfm_r_orders.csv"];
    sales_data_sample: "sales_data_sample" <- ["sales_data_sample.csv"];
    classicmodels_payments: "classicmodels_payments_noheader" <- ["classicmodels_payments_noheader.csv"];
    superstore_csv: "superstore_orders" <- ["superstore_orders.csv"];
    superstore_xls: "superstore_orders" <- ["superstore.xls"];
    taobao_books_gbk: "taobao_books_gbk" <- ["taobao_books_gbk.csv"];
    taobao_books_xlsx: "taobao_books_gbk" <- ["taobao_books_2018.xlsx", "taobao_books_2019.xlsx"];
    jaffle_shop: "jaffle_shop" <- ["jaffle_shop/raw_orders.csv", "jaffle_shop/raw_payments.csv", "jaffle_shop/raw_customers.csv"];
    olist: "olist_sample" <- [
        "olist_sample/olist_orders.csv", "olist_sample/olist_customers.csv",
        "olist_sample/olist_payments.csv", "olist_sample/olist_items.csv"
    ];
}

/// Files without a customer column, or with one row per customer and no dates, are refused with the reason.
#[test]
fn tables_that_hold_no_purchases_are_refused() {
    for file in [
        "tmall_order_report.csv",
        "telco_churn.csv",
        "marketing_campaign.tsv",
        "hillstrom_email.csv.gz",
    ] {
        let Some(bytes) = shared::bytes(file) else {
            return;
        };
        let mut run = Run::default();
        run.add(file, bytes);
        let refusal = run
            .analyze()
            .err()
            .unwrap_or_else(|| panic!("{file} was not refused"));
        assert!(
            [
                "no_customer_column",
                "no_date_column",
                "one_row_per_customer",
                "no_amount_column"
            ]
            .contains(&refusal.code),
            "{file}: {refusal:?}"
        );
    }
}
