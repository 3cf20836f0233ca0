//! Ids that belong to something else than a customer.

use crate::files::{lines, money, orders, read};

#[test]
fn a_settlement_is_no_customer() {
    // One id for a month of sales, by name and by contents alone.
    for name in [
        "settlement-id",
        "payout_id",
        "Batch",
        "结算单号",
        "Ref id",
        "Sammler",
    ] {
        let header = format!("{name},order-id,posted-date,currency,amount");
        let file = lines(&header, |o| {
            let (y, m, d) = o.day;
            let batch = 8_000 + y * 12 + m;
            format!(
                "{batch},T{},{y}-{m:02}-{d:02},EUR,{}",
                o.id,
                money(o.cents, ".", "")
            )
        });
        assert_eq!(
            read(&[("settlement.csv", file.into())]).err(),
            Some("no_customer_column"),
            "{name}"
        );
    }
}

#[test]
fn the_shop_itself_and_masked_names_are_no_customers() {
    for (name, value) in [
        ("E-Mail", "shop@example.com"),
        ("Company", "Main shop Ltd"),
        ("收件人", "王*"),
    ] {
        let file = lines(&format!("Transaction,Date,{name},Amount"), |o| {
            let (y, m, d) = o.day;
            let value = if value.contains('*') && o.customer % 2 == 0 {
                "李*"
            } else {
                value
            };
            format!(
                "{},{y}-{m:02}-{d:02},{value},{}",
                o.id,
                money(o.cents, ".", "")
            )
        });
        assert_eq!(
            read(&[("sales.csv", file.into())]).err(),
            Some("no_customer_column"),
            "{name}"
        );
    }
}

#[test]
fn customers_in_blocks_are_customers() {
    // Sorted by customer, as many reports are: the days of one go back before those of the last.
    let mut sorted: Vec<_> = orders().collect();
    sorted.sort_by_key(|o| o.customer);
    let rows: Vec<String> = sorted
        .iter()
        .map(|o| {
            let (y, m, d) = o.day;
            format!(
                "{},{y}-{m:02}-{d:02},{}",
                o.customer,
                money(o.cents, ".", "")
            )
        })
        .collect();
    let file = format!("Account,Date,Amount\n{}\n", rows.join("\n"));
    let report = read(&[("sales.csv", file.into())]).expect("a report");
    assert_eq!(report["totals"]["customers_any_used_row"], 9);
}

#[test]
fn ids_that_a_spreadsheet_has_rounded_are_customers_still() {
    let file = lines("Customer ID,Order ID,Order Date,Sales", |o| {
        let (y, m, d) = o.day;
        let id = format!("{}.{:02}E+12", o.customer % 9 + 1, o.customer % 90);
        format!(
            "{id},{},{y}-{m:02}-{d:02},{}",
            o.id,
            money(o.cents, ".", "")
        )
    });
    let report = read(&[("sales.csv", file.clone().into())]).expect("a report");
    assert_eq!(report["totals"]["customers_any_used_row"], 9);
    assert!(crate::book::notes("sales.csv", file.into()).contains(&"ids_in_exponents".to_owned()));
}
