//! Roles, readings and refusals on the real files: the right mapping with no help.

mod shared;

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use regulars::ingest::inspect::{TableSample, inspect, resolve};
use regulars::ingest::inspection::{Choices, Inspection};
use regulars::ingest::layout::Layout;
use regulars::ingest::plan::{AmountLevel, CurrencyRule, DateOrder, Role};
use regulars::ingest::records::{Fields, Reader};
use regulars::ingest::sniff::sniff;

/// The text of a file as UTF-8; only encodings that these tests need.
fn text(name: &str) -> Option<Vec<u8>> {
    Some(match String::from_utf8(shared::text(name)?) {
        Ok(text) => text.into_bytes(),
        // Windows-1252 well enough for headers and digits.
        Err(error) => error
            .into_bytes()
            .iter()
            .map(|&b| b as char)
            .collect::<String>()
            .into_bytes(),
    })
}

fn sample(name: &str) -> Option<(Layout, Vec<Vec<String>>)> {
    let text = text(name)?;
    let mut layout = sniff(&text[..text.len().min(1 << 18)]).expect(name);
    layout.encoding = "utf-8".into();
    let mut reader = Reader::new(&layout);
    let mut records: Vec<Vec<String>> = Vec::new();
    let mut visit = |fields: &Fields<'_>| {
        records.push(
            fields
                .iter()
                .map(|f| String::from_utf8_lossy(f).into_owned())
                .collect(),
        );
        if records.len() < 3000 {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    };
    if reader.push(&text, &mut visit).is_continue() {
        let _ = reader.finish(&mut visit);
    }
    Some((layout, records))
}

fn inspected(names: &[&str]) -> Option<Inspection> {
    let samples: Vec<_> = names
        .iter()
        .map(|name| sample(name))
        .collect::<Option<_>>()?;
    let tables: Vec<TableSample<'_>> = names
        .iter()
        .zip(&samples)
        .map(|(name, (layout, records))| TableSample {
            name,
            container: "text",
            layout,
            records,
            all: records.len() < 3000,
            preamble: "",
            from_1904: false,
            is_hidden: false,
        })
        .collect();
    Some(inspect(&tables))
}

/// The names of the columns by role, for the roles that matter.
fn mapped(inspection: &Inspection) -> BTreeMap<Role, String> {
    let table = &inspection.tables[inspection.used[0]];
    inspection
        .proposed
        .mapping
        .iter()
        .map(|(role, column)| (role, table.columns[column].name.clone()))
        .collect()
}

/// The proposed columns in the order customer, order, date, amount (or quantity × unit price), by name.
fn proposal(inspection: &Inspection) -> String {
    let mapped = mapped(inspection);
    let name = |role: Role| mapped.get(&role).cloned().unwrap_or_else(|| "-".into());
    let amount = match mapped.get(&Role::Amount) {
        Some(amount) => amount.clone(),
        None if mapped.contains_key(&Role::UnitPrice) && mapped.contains_key(&Role::Quantity) => {
            format!("{} × {}", name(Role::Quantity), name(Role::UnitPrice))
        }
        None => "-".into(),
    };
    format!(
        "{} | {} | {} | {amount}",
        name(Role::Customer),
        name(Role::Order),
        name(Role::Date)
    )
}

fn check(cases: &[(&str, &str, DateOrder)]) {
    for &(file, expected, order) in cases {
        let Some(inspection) = inspected(&[file]) else {
            return;
        };
        assert_eq!(inspection.refusal, None, "{file}");
        assert_eq!(proposal(&inspection), expected, "{file}");
        let plan = resolve(&inspection, &Choices::default()).expect(file);
        assert_eq!(plan.date, order, "{file}");
    }
}

/// Mappings as in SOURCES.md and expected/*.json.
#[test]
fn real_files_are_mapped_with_no_help() {
    use DateOrder::*;
    check(&[
        (
            "online_retail.csv.gz",
            "CustomerID | InvoiceNo | InvoiceDate | Quantity × UnitPrice",
            YearMonthDay,
        ),
        (
            "retail_transactions.csv.gz",
            "customer_id | - | trans_date | tran_amount",
            DayMonthYear,
        ),
        (
            "rfm_r_orders.csv",
            "customer_id | - | order_date | revenue",
            YearMonthDay,
        ),
        (
            "sales_data_sample.csv",
            "CUSTOMERNAME | ORDERNUMBER | ORDERDATE | SALES",
            MonthDayYear,
        ),
        (
            "superstore_orders.csv",
            "Customer ID | Order ID | Order Date | Sales",
            MonthDayYear,
        ),
        (
            "sales_pipeline_iso.csv",
            "account | opportunity_id | close_date | close_value",
            YearMonthDay,
        ),
        (
            "classicmodels_payments_noheader.csv",
            "column 1 | column 2 | column 3 | column 4",
            YearMonthDay,
        ),
        (
            "cdnow_sample_transactions.csv",
            "master_id | - | date | amount",
            YearMonthDay,
        ),
    ]);
}

#[test]
fn odd_files_are_mapped_with_no_help() {
    use DateOrder::*;
    let plain = "customer_id | - | order_date | amount";
    let orders = "customer_id | order_id | order_date | amount";
    check(&[
        (
            "nasty/s06_cp1252_semicolon_decimal_comma.csv",
            "Kundennr | Bestellnr | Bestelldatum | Betrag (\u{80})",
            DayMonthYear,
        ),
        ("nasty/s10_duplicate_headers.csv", plain, YearMonthDay),
        ("nasty/s13_amount_styles.csv", plain, YearMonthDay),
        ("nasty/s14_amount_nonfinite.csv", plain, YearMonthDay),
        ("nasty/s15_dates_impossible.csv", plain, YearMonthDay),
        ("nasty/s16_dates_excel_serial.csv", plain, ExcelSerial),
        ("nasty/s17_dates_epoch_seconds.csv", plain, EpochSeconds),
        ("nasty/s18_formula_injection.csv", plain, YearMonthDay),
        ("nasty/s19_html_injection.csv", plain, YearMonthDay),
        ("nasty/s20_ids_leading_zero.csv", plain, YearMonthDay),
        ("nasty/s21_ids_spaces.csv", plain, YearMonthDay),
        ("nasty/s22_one_customer.csv", orders, YearMonthDay),
        ("nasty/s23_all_same_date.csv", orders, YearMonthDay),
        ("nasty/s24_all_refunds.csv", orders, YearMonthDay),
        ("nasty/s25_all_ids_missing.csv", orders, YearMonthDay),
        ("nasty/s26_preamble_and_total_row.csv", orders, YearMonthDay),
        ("nasty/s27_quoted_newlines.csv", plain, YearMonthDay),
        (
            "nasty/s30_shopify_multiline.csv",
            "Email | Name | Created at | Total",
            YearMonthDay,
        ),
        ("nasty/s31_wide_5000_columns.csv", plain, YearMonthDay),
        ("nasty/s34_null_words_as_ids.csv", plain, YearMonthDay),
        ("nasty/s35_dup_rows.csv", orders, YearMonthDay),
    ]);
}

#[test]
fn files_without_buyers_or_purchases_are_refused_with_the_reason() {
    for (file, code) in [
        ("tmall_order_report.csv", "no_customer_column"),
        ("telco_churn.csv", "one_row_per_customer"),
        ("marketing_campaign.tsv", "one_row_per_customer"),
        ("hillstrom_email.csv.gz", "one_row_per_customer"),
        ("retail_campaign_response.csv", "one_row_per_customer"),
        ("classicmodels_orders_noheader.csv", "no_amount_column"),
        ("olist_sample/olist_payments.csv", "no_customer_column"),
        ("jaffle_shop/raw_orders.csv", "no_amount_column"),
    ] {
        let Some(inspection) = inspected(&[file]) else {
            return;
        };
        let refusal = inspection.refusal.as_ref().map(|r| r.code);
        assert_eq!(refusal, Some(code), "{file}");
        assert!(resolve(&inspection, &Choices::default()).is_err(), "{file}");
    }
    let Some(telco) = inspected(&["telco_churn.csv"]) else {
        return;
    };
    let refusal = telco.refusal.expect("refused");
    assert_eq!(
        refusal.facts.get("contractual").map(String::as_str),
        Some("true")
    );
}

#[test]
fn one_answer_per_order_in_shopify_files() {
    let Some(inspection) = inspected(&["nasty/s30_shopify_multiline.csv"]) else {
        return;
    };
    let plan = resolve(&inspection, &Choices::default()).expect("a plan");
    assert_eq!(plan.level, AmountLevel::FirstLine);
    assert_eq!(plan.status_excluded, Vec::<String>::new());
    let notes: Vec<&str> = inspection.tables[0]
        .notes
        .iter()
        .map(|n| n.id.as_str())
        .collect();
    assert!(notes.contains(&"refunds_not_subtracted"), "{notes:?}");
    assert!(notes.contains(&"status_not_filtered"), "{notes:?}");
}

#[test]
fn signs_on_a_few_amounts_do_not_split_a_file_by_currency() {
    let Some(inspection) = inspected(&["nasty/s13_amount_styles.csv"]) else {
        return;
    };
    let plan = resolve(&inspection, &Choices::default()).expect("a plan");
    assert_eq!(plan.currency, CurrencyRule::One);
    assert!(
        inspection.tables[0]
            .notes
            .iter()
            .any(|n| n.id == "currency_signs_ignored")
    );
}

#[test]
fn only_won_deals_are_purchases_and_no_order_is_left_out_by_itself() {
    let Some(deals) = inspected(&["sales_pipeline_iso.csv"]) else {
        return;
    };
    let plan = resolve(&deals, &Choices::default()).expect("a plan");
    assert!(
        plan.status_excluded.iter().any(|s| s == "Lost"),
        "{:?}",
        plan.status_excluded
    );
    let Some(orders) = inspected(&["sales_data_sample.csv"]) else {
        return;
    };
    assert!(
        orders
            .questions
            .iter()
            .any(|q| q.id == "status" && q.proposed == "all_statuses")
    );
    let plan = resolve(&orders, &Choices::default()).expect("a plan");
    assert!(plan.status_excluded.is_empty());
}

#[test]
fn separate_files_are_joined_by_their_keys() {
    let Some(olist) = inspected(&[
        "olist_sample/olist_items.csv",
        "olist_sample/olist_customers.csv",
        "olist_sample/olist_orders.csv",
        "olist_sample/olist_payments.csv",
    ]) else {
        return;
    };
    assert_eq!(olist.refusal, None);
    assert_eq!(olist.used, [2]);
    let name = |role: Role| {
        let at = olist.proposed.joined[&role];
        (
            at.table,
            olist.tables[at.table].columns[at.column].name.as_str(),
        )
    };
    assert_eq!(name(Role::Customer), (1, "customer_unique_id"));
    assert_eq!(name(Role::Amount), (3, "payment_value"));

    let Some(jaffle) = inspected(&[
        "jaffle_shop/raw_customers.csv",
        "jaffle_shop/raw_orders.csv",
        "jaffle_shop/raw_payments.csv",
    ]) else {
        return;
    };
    assert_eq!(jaffle.used, [1]);
    let plan = resolve(&jaffle, &Choices::default()).expect("a plan");
    let [lookup] = &plan.lookups[..] else {
        panic!("{:?}", plan.lookups)
    };
    assert_eq!(
        (lookup.from, lookup.key),
        (Some(0), 1),
        "orders.id = payments.order_id"
    );
    assert!(
        lookup
            .money
            .as_ref()
            .is_some_and(|m| m.reading.cents && m.amount == Some(3))
    );
    assert!(
        jaffle
            .questions
            .iter()
            .any(|q| q.id == "cents" && q.table == 2)
    );
}
