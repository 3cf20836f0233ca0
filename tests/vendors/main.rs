//! Exports of other vendors and languages, made up from their public header lists: the right columns with no help.

mod abreast;
mod asian;
mod below;
mod beside;
mod book;
mod channels;
mod clear;
mod counts;
mod days;
#[path = "../driver/mod.rs"]
mod driver;
mod english;
mod european;
mod files;
mod fill;
mod headings;
mod kinds;
mod letters;
mod levels;
mod mislead;
mod nested;
mod nobody;
mod noise;
mod payments;
mod people;
mod pieces;
mod plain;
mod price;
mod readings;
mod shapes;
mod siblings;
mod states;
mod sums;
mod tables;
mod tongues;
mod totals;
mod twice;
mod units;
mod writing;
mod years;

use fill::Fill::*;
use fill::{Case, cell, made, names};
use regulars::ingest::inspect::{TableSample, inspect, resolve};
use regulars::ingest::inspection::Choices;
use regulars::ingest::layout::Layout;
use regulars::ingest::plan::{AmountLevel, Role};

#[test]
fn exports_of_many_vendors_are_mapped_with_no_help() {
    let roles = [Role::Customer, Role::Order, Role::Date, Role::Amount];
    let sets = [
        english::CASES,
        asian::CASES,
        european::CASES,
        plain::CASES,
        tongues::CASES,
    ];
    let cases: Vec<&Case> = sets.into_iter().flatten().collect();
    let mut wrong = Vec::new();
    for (name, columns, expected) in &cases {
        let inspection = made(columns, ",");
        let found = names(&inspection, &roles);
        if found != expected.map(String::from) || inspection.refusal.is_some() {
            wrong.push(format!(
                "{name}: {found:?}, wanted {expected:?} {:?}",
                inspection.refusal
            ));
        }
    }
    println!("{} of {} exports", cases.len() - wrong.len(), cases.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn an_order_total_on_each_line_is_no_line_total() {
    let inspection = made(
        &[
            ("Order ID", Order),
            ("Customer", Customer),
            ("Date", Iso),
            ("Product", Product),
            ("Qty", Pieces),
            ("Price", Price),
            ("Order Total", OrderTotal),
        ],
        ",",
    );
    let plan = resolve(&inspection, &Choices::default()).expect("a plan");
    assert_eq!(plan.level, AmountLevel::EachLine);
    let inspection = made(
        &[
            ("Order ID", Order),
            ("Customer", Customer),
            ("Date", Iso),
            ("Product", Product),
            ("Qty", Pieces),
            ("Price", Price),
            ("Total", Money),
        ],
        ",",
    );
    let plan = resolve(&inspection, &Choices::default()).expect("a plan");
    assert_eq!(plan.level, AmountLevel::Row);
}

#[test]
fn marketplaces_that_hide_the_buyer_are_refused() {
    let inspection = made(
        &[
            ("商品", Product),
            ("订单号", Unique),
            ("订单状态", Text("已签收")),
            ("商品总价(元)", Money),
            ("邮费(元)", Zero),
            ("用户实付金额(元)", Money),
            ("商家实收金额(元)", Money),
            ("商品数量(件)", Pieces),
            ("订单成交时间", Iso),
            ("省", City),
        ],
        ",",
    );
    assert_eq!(
        inspection.refusal.map(|r| r.code),
        Some("no_customer_column")
    );
    // A segment is no customer, nor is who sold or where.
    let inspection = made(
        &[
            ("订单日期", Iso),
            ("订单编号", Unique),
            ("大区", City),
            ("district_id", City),
            ("销售员", Text("黄磊")),
            ("收入(折后)", Money),
            ("客户细分", City),
        ],
        ",",
    );
    assert_eq!(
        inspection.refusal.map(|r| r.code),
        Some("no_customer_column")
    );
}

#[test]
fn machine_names_say_as_little_as_no_header() {
    let inspection = made(
        &[
            ("_widget_1700000000001", Customer),
            ("_widget_1700000000002", Iso),
            ("_widget_1700000000003", Money),
        ],
        ",",
    );
    let found = names(&inspection, &[Role::Customer, Role::Date, Role::Amount]);
    assert_eq!(
        found,
        [
            "_widget_1700000000001",
            "_widget_1700000000002",
            "_widget_1700000000003"
        ]
    );
}

#[test]
fn without_a_header_the_contents_decide() {
    let records: Vec<Vec<String>> = (0..240)
        .map(|row| {
            [Running, Customer, Iso, Product, Pieces, Money]
                .iter()
                .map(|&f| cell(f, row))
                .collect()
        })
        .collect();
    let layout = Layout {
        header: None,
        first_record_line: 1,
        columns: (1..=6).map(|i| format!("column {i}")).collect(),
        ..Layout::default()
    };
    let inspection = inspect(&[TableSample {
        name: "x.csv",
        container: "text",
        layout: &layout,
        records: &records,
        all: true,
        preamble: "",
        from_1904: false,
        is_hidden: false,
    }]);
    let found = names(&inspection, &[Role::Customer, Role::Date, Role::Amount]);
    assert_eq!(found, ["column 2", "column 3", "column 6"]);
}

#[test]
fn a_new_customer_id_for_each_order_is_doubted() {
    let inspection = made(
        &[
            ("order_id", Unique),
            ("customer_id", Unique),
            ("order_date", Iso),
            ("amount", Money),
        ],
        ",",
    );
    assert!(
        inspection.questions.iter().any(|q| q.id == "customer"),
        "{:?}",
        inspection.questions
    );
    assert!(
        inspection.tables[0]
            .notes
            .iter()
            .any(|n| n.id == "nobody_repeats")
    );
    // … and not chosen where another one repeats.
    let inspection = made(
        &[
            ("order_id", Unique),
            ("customer_id", Unique),
            ("customer_email", Email),
            ("order_date", Iso),
            ("amount", Money),
        ],
        ",",
    );
    assert_eq!(names(&inspection, &[Role::Customer]), ["customer_email"]);
}

#[test]
fn what_was_collected_so_far_is_not_what_the_contract_is_worth() {
    let inspection = made(
        &[
            ("合同编号", Unique),
            ("客户编号", Customer),
            ("签订日期", Iso),
            ("合同金额（元）", Money),
            ("已回款金额（元）", Money),
        ],
        ",",
    );
    assert_eq!(
        names(&inspection, &[Role::Order, Role::Customer, Role::Amount]),
        ["合同编号", "客户编号", "合同金额（元）"]
    );
}
