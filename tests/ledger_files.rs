//! Real files, plans written by hand: every figure of the expected answers that rows and ledger are responsible for.

mod ledger_support;
mod shared;

use ledger_support::{ledger, plan};
use regulars::customers::{Overview, Summaries, holdout};
use regulars::day::Day;
use regulars::ingest::layout::Layout;
use regulars::ingest::lookup::Lookup;
use regulars::ingest::pass::Pass;
use regulars::ingest::plan::{DateOrder, LookupMoney, LookupPlan, Plan, Role, Source};
use regulars::ingest::records::Reader;
use regulars::ingest::row::SkipReason;
use regulars::ledger::Journal;
use serde_json::{Value, json};

fn layout(columns: &str) -> Layout {
    Layout {
        columns: columns.split(',').map(str::to_owned).collect(),
        ..Layout::default()
    }
}

fn check(name: &str, file: &str, plan: &Plan, layout: &Layout) {
    let (Some(text), Some(expected)) = (
        shared::text(file),
        shared::text(&format!("expected/{name}.json")),
    ) else {
        return;
    };
    let expected: Value = serde_json::from_slice(&expected).unwrap();
    let (tally, ledger) = ledger(plan, layout, &text);
    let Overview {
        summaries, totals, ..
    } = Overview::of(&ledger);
    let totals = serde_json::to_value(totals).unwrap();
    let skipped: serde_json::Map<String, Value> = tally
        .skipped_by_reason()
        .map(|(reason, rows)| {
            (
                serde_json::to_value(reason)
                    .unwrap()
                    .as_str()
                    .unwrap()
                    .into(),
                json!(rows),
            )
        })
        .collect();
    let mut ours = json!({
        "rows_total": tally.rows_total,
        "rows_used": tally.rows_used,
        "rows_skipped": skipped,
        "blank_lines_ignored": tally.blank_lines,
        "first_row_date": tally.first_row.map(|m| m.to_string()),
        "last_row_date": tally.last_row.map(|m| m.to_string()),
        "exact_duplicate_rows_in_file": tally.exact_duplicates,
        "btyd_day_sums": summaries.btyd_day_sums(),
    });
    for (field, value) in totals.as_object().unwrap() {
        ours[field] = value.clone();
    }
    for (field, value) in expected.as_object().unwrap() {
        let Some(our_value) = ours.get(field) else {
            continue;
        };
        // Amounts: the same number, whatever zeros are written behind it.
        let same = match (our_value.as_str(), value.as_str()) {
            (Some(a), Some(b)) if field.ends_with("revenue") => {
                let a = if a.contains('.') {
                    a.trim_end_matches('0').trim_end_matches('.')
                } else {
                    a
                };
                a == b
            }
            _ => our_value == value,
        };
        assert!(same, "{name}.{field}: {our_value}, expected {value}");
    }
    let compared = expected
        .as_object()
        .unwrap()
        .keys()
        .filter(|field| ours.get(field.as_str()).is_some());
    assert!(compared.count() >= 18, "{name}");
    check_sample(name, &ledger, &summaries);
}

/// The 50 customers drawn for `*.sample.csv`.
fn check_sample(name: &str, ledger: &regulars::ledger::Ledger, summaries: &Summaries) {
    let Some(text) = shared::text(&format!("expected/{name}.sample.csv")) else {
        return;
    };
    let text = String::from_utf8(text).unwrap();
    let ids: Vec<&[u8]> = ledger.customers().ids().collect();
    let mut checked = 0;
    for line in text.lines().skip(1) {
        let fields: Vec<&str> = line.split(',').collect();
        if fields.len() != 11 {
            continue; // a quoted id
        }
        let found = summaries
            .customer
            .iter()
            .position(|&c| ids[c as usize] == fields[0].as_bytes());
        let i = found.unwrap_or_else(|| panic!("{name}: {} is missing", fields[0]));
        let scale = 10_f64.powi(i32::from(summaries.scale));
        let ours = [
            summaries.first_purchase[i].to_string(),
            summaries.last_purchase[i].to_string(),
            summaries.order_days[i].to_string(),
            summaries.orders[i].to_string(),
        ];
        assert_eq!(ours[..], fields[1..5], "{name}: {}", fields[0]);
        let net: f64 = fields[6].parse().unwrap();
        assert!(
            (summaries.net[i] as f64 / scale - net).abs() < 1e-6,
            "{name}: {}",
            fields[0]
        );
        checked += 1;
    }
    assert!(checked > 30, "{name}: only {checked} customers checked");
}

#[test]
fn online_retail() {
    let plan = Plan {
        float_customer: true,
        ..plan(&[
            (Role::Customer, 6),
            (Role::Order, 0),
            (Role::Date, 4),
            (Role::Quantity, 3),
            (Role::UnitPrice, 5),
        ])
    };
    let layout =
        layout("InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country");
    check("online_retail", "online_retail.csv.gz", &plan, &layout);
}

#[test]
fn retail_transactions() {
    let plan = Plan {
        date: DateOrder::DayMonthYear,
        ..plan(&[(Role::Customer, 0), (Role::Date, 1), (Role::Amount, 2)])
    };
    check(
        "retail_transactions",
        "retail_transactions.csv.gz",
        &plan,
        &layout("customer_id,trans_date,tran_amount"),
    );
}

#[test]
fn rfm_r_orders() {
    let plan = plan(&[(Role::Customer, 0), (Role::Date, 1), (Role::Amount, 2)]);
    let layout = layout("customer_id,order_date,revenue,first_name,last_name,email");
    check("rfm_r_orders", "rfm_r_orders.csv", &plan, &layout);
}

#[test]
fn sales_data_sample() {
    let plan = Plan {
        date: DateOrder::MonthDayYear,
        ..plan(&[
            (Role::Customer, 13),
            (Role::Order, 0),
            (Role::Date, 5),
            (Role::Amount, 4),
        ])
    };
    check(
        "sales_data_sample",
        "sales_data_sample.csv",
        &plan,
        &Layout::default(),
    );
}

#[test]
fn classicmodels_payments_without_a_header() {
    let plan = plan(&[
        (Role::Customer, 0),
        (Role::Order, 1),
        (Role::Date, 2),
        (Role::Amount, 3),
    ]);
    let layout = Layout {
        header: None,
        first_record_line: 1,
        ..Layout::default()
    };
    check(
        "classicmodels_payments_noheader",
        "classicmodels_payments_noheader.csv",
        &plan,
        &layout,
    );
}

/// The published facts of CDNOW: Fader, Hardie & Lee 2005 and the data checks in the shared golden fits.
#[test]
fn cdnow_calibration_and_holdout() {
    let Some(text) = shared::text("cdnow_sample_transactions.csv") else {
        return;
    };
    let plan = plan(&[(Role::Customer, 0), (Role::Date, 2), (Role::Amount, 4)]);
    let (tally, ledger) = ledger(&plan, &layout("master_id,sample_id,date,cds,amount"), &text);
    assert_eq!(
        (tally.rows_used, Overview::of(&ledger).totals.rows_zero),
        (6919, 8)
    );

    let end = Day::from_ymd(1997, 9, 30).unwrap();
    let calibration = Summaries::at(&ledger, end);
    // The published 2,357 customers; eight of them have nothing but one row of amount 0, which is no purchase here.
    assert_eq!(Overview::of(&ledger).totals.customers_any_used_row, 2357);
    assert_eq!(calibration.len(), 2357 - 8);
    assert_eq!(calibration.btyd_day_sums().sum_x, 2457);
    let age = |first: &Day| end.0 - first.0;
    let ages: Vec<i32> = calibration.first_purchase.iter().map(age).collect();
    // 27 to 38.857 weeks.
    assert_eq!(
        (ages.iter().min(), ages.iter().max()),
        (Some(&189), Some(&272))
    );
    let later = holdout(&ledger, &calibration, Day::from_ymd(1998, 6, 30).unwrap());
    assert_eq!(later.order_days.iter().sum::<u32>(), 1882);
    let spends = calibration.mean_repeat_spend.iter();
    assert_eq!(spends.filter(|spend| spend.is_finite()).count(), 946);
}

/// Orders whose customer stands in a second file and whose money is the sum of several rows of a third.
#[test]
fn olist_joins_customers_and_payments() {
    let tables = ["orders", "customers", "payments"]
        .map(|t| shared::text(&format!("olist_sample/olist_{t}.csv")));
    let [Some(orders), Some(customers), Some(payments)] = tables else {
        return;
    };
    let mut plan = plan(&[(Role::Order, 0), (Role::Date, 3)]);
    plan.date = DateOrder::MonthDayYear;
    plan.lookups = vec![
        LookupPlan {
            table: 1,
            key: 1,
            from: Some(1),
            takes: vec![2],
            money: None,
            returns: false,
            more: Vec::new(),
        },
        LookupPlan {
            table: 2,
            key: 1,
            from: Some(0),
            takes: vec![],
            money: Some(LookupMoney {
                amount: Some(5),
                quantity: None,
                unit_price: None,
                listed: None,
                discount: None,
                reading: plan.amount,
                pieces: plan.amount,
            }),
            returns: false,
            more: Vec::new(),
        },
    ];
    plan.from_partner = [
        (Role::Customer, Source::Partner { lookup: 0, take: 0 }),
        (Role::Amount, Source::PartnerMoney { lookup: 1 }),
    ]
    .into();
    let lookups =
        [(&plan.lookups[0], customers), (&plan.lookups[1], payments)].map(|(plan, text)| {
            let mut lookup = Lookup::new(plan, &[]);
            let mut reader = Reader::new(&Layout::default());
            assert!(reader.push(&text, &mut lookup).is_continue());
            assert!(reader.finish(&mut lookup).is_continue());
            lookup
        });
    let mut journal = Journal::new();
    let mut reader = Reader::new(&Layout::default());
    let mut pass = Pass::new(&plan, &Layout::default(), 0, &mut journal).joined(lookups.into());
    assert!(reader.push(&orders, &mut pass).is_continue());
    assert!(reader.finish(&mut pass).is_continue());
    let (_, _, tally) = pass.into_parts(&reader);
    let ledger = journal.close(false);
    let Overview {
        summaries, totals, ..
    } = Overview::of(&ledger);
    // expected/olist_sample.json
    assert_eq!((tally.rows_total, tally.rows_used), (5000, 4966));
    assert_eq!(tally.skipped(SkipReason::BadOrMissingAmount), 34);
    assert_eq!(totals.customers_with_a_purchase, 4957);
    assert_eq!(totals.net_revenue.to_string(), "789498.77");
    assert_eq!(tally.first_row.unwrap().to_string(), "2016-09-04 21:15:00");
    assert_eq!(tally.last_row.unwrap().to_string(), "2018-08-28 21:56:00");
    assert_eq!(summaries.btyd_day_sums().sum_t_days, 1_177_697);
}
