//! What the samples leave open, a late row decides: the reading is turned and everything is read again.

mod driver;

use driver::Run;

/// 200,000 rows whose dates can be read both ways, in no order of time; `late` stands at a quarter of the file,
/// where no sample is taken.
fn file(header: &str, late: &str, row: impl Fn(usize) -> String) -> Vec<u8> {
    let mut text = format!("{header}\n");
    for i in 0..200_000 {
        text.push_str(&row(i));
        text.push('\n');
        if i == 50_000 {
            text.push_str(late);
            text.push('\n');
        }
    }
    text.into_bytes()
}

#[test]
fn a_list_of_returned_orders_is_proposed_and_obeyed_only_when_chosen() {
    let mut orders = String::from("Order ID,Customer ID,Order Date,Sales\n");
    for i in 0..100 {
        orders.push_str(&format!(
            "A-{i:03},C{},2023-01-{:02},10.00\n",
            i % 30,
            i % 28 + 1
        ));
    }
    let mut run = Run::default();
    run.add("orders.csv", orders.into_bytes());
    run.add(
        "returns.csv",
        b"Returned,Order ID\nYes,A-007\nYes,A-011\n".to_vec(),
    );
    let inspection = run.inspect().expect("an inspection");
    assert!(
        inspection.joins.iter().any(|join| join.returns),
        "{:?}",
        inspection.joins
    );
    let mut choices = inspection.proposed.clone();
    let report = run
        .analyze_with(choices.clone(), 1 << 16)
        .expect("a report");
    let report = serde_json::to_value(report).expect("json");
    assert_eq!(report["input"]["rows_used"], 100);
    choices.joins = Some(inspection.joins.clone());
    let report = run.analyze_with(choices, 1 << 16).expect("a report");
    let report = serde_json::to_value(report).expect("json");
    assert_eq!(report["input"]["rows_used"], 98);
    assert_eq!(report["input"]["rows_skipped"]["status_not_a_sale"], 2);
}

fn analyze(bytes: Vec<u8>) -> serde_json::Value {
    let mut run = Run::default();
    run.add("orders.csv", bytes);
    let report = run.analyze().expect("a report");
    serde_json::to_value(report).expect("json")
}

fn mixed_up(i: usize) -> String {
    format!(
        "C{},{:02}/{:02}/2023,5.00",
        i % 900,
        i * 5 % 12 + 1,
        i * 7 % 12 + 1
    )
}

#[test]
fn one_late_date_turns_day_and_month() {
    let report = analyze(file("customer,date,amount", "C1,25/03/2023,5.00", mixed_up));
    assert_eq!(report["input"]["rows_used"], 200_001);
    let report = analyze(file("customer,date,amount", "C1,03/25/2023,5.00", mixed_up));
    assert_eq!(report["input"]["rows_used"], 200_001);
}

#[test]
fn many_late_dates_put_the_day_behind_the_year() {
    let row = |i: usize| {
        let [a, b] = [i * 5 % 12 + 1, i * 7 % 12 + 1];
        format!("C{},2023-{a:02}-{b:02},5.00", i % 900)
    };
    for (late, first) in [("2023-25-03", "2023-01-01"), ("2022-03-25", "2022-03-25")] {
        let late = vec![format!("C1,{late},5.00"); 12_000].join("\n");
        let report = analyze(file("customer,date,amount", &late, row));
        assert_eq!(report["input"]["rows_used"], 212_000);
        assert_eq!(report["totals"]["first_purchase_day"], first);
    }
}

#[test]
fn a_slip_of_the_pen_does_not_put_the_day_behind_the_year() {
    let monthly = |i: usize| format!("C{},2023-{:02}-01,5.00", i % 900, i * 5 % 12 + 1);
    let report = analyze(file("customer,date,amount", "C1,2023-13-01,5.00", monthly));
    assert_eq!(report["input"]["rows_used"], 200_000);
    assert_eq!(report["input"]["rows_skipped"]["bad_or_missing_date"], 1);
    assert_eq!(report["totals"]["last_purchase_day"], "2023-12-01");
}

#[test]
fn a_mixed_column_is_not_turned_for_the_worse() {
    let late = "C1,25/03/2023,5.00\nC1,26/03/2023,5.00\nC1,03/25/2023,5.00";
    let report = analyze(file("customer,date,amount", late, mixed_up));
    // The reading that most rows support wins; the others are counted as unreadable.
    assert_eq!(report["input"]["rows_used"], 200_002);
    assert_eq!(report["input"]["rows_skipped"]["bad_or_missing_date"], 1);
}

#[test]
fn one_late_amount_turns_the_decimal_mark() {
    let row = |i: usize| format!("C{};2023-01-{:02};1.{:03}", i % 900, i % 28 + 1, i % 1000);
    let report = analyze(file("Kunde;Datum;Betrag", "C1;2023-01-01;12.50", row));
    assert_eq!(report["input"]["rows_used"], 200_001);
    // 1.000 … 1.999 summed 200 times, and 12.50.
    assert_eq!(report["totals"]["net_revenue"], "299912.5");
}
