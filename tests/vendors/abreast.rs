//! Purchases beside each other in one row.

use crate::book::notes;
use crate::files::{Order, check, money, net, orders, read, total};

fn iso((y, m, d): (usize, usize, usize)) -> String {
    format!("{y}-{m:02}-{d:02}")
}

fn paid(o: Order) -> String {
    money(o.cents, ".", "")
}

/// The orders of each customer.
fn cards() -> Vec<(usize, Vec<Order>)> {
    let mut found: Vec<(usize, Vec<Order>)> = Vec::new();
    for o in orders() {
        match found
            .iter_mut()
            .find(|(customer, _)| *customer == o.customer)
        {
            Some((_, own)) => own.push(o),
            None => found.push((o.customer, vec![o])),
        }
    }
    found
}

#[test]
fn a_day_and_its_money_come_again_in_the_row_of_a_customer() {
    let most = cards().iter().map(|(_, own)| own.len()).max().unwrap_or(0);
    let mut file = String::from("Customer,Phone");
    (1..=most).for_each(|at| file += &format!(",Date {at},Amount {at}"));
    file += ",Total spent\n";
    for (customer, own) in cards() {
        file += &format!("Name {customer},555-{customer}");
        for at in 0..most {
            file += &own
                .get(at)
                .map_or(",,".to_owned(), |&o| format!(",{},{}", iso(o.day), paid(o)));
        }
        let all = own.iter().map(|o| o.cents).sum();
        file += &format!(",{}\n", money(all, ".", ""));
    }
    assert!(notes("cards.csv", file.clone().into()).contains(&"side_by_side".to_owned()));
    check("cards.csv", file.into());
}

/// Two halves of a book beside each other, under these titles.
fn halves(titles: &str) -> Vec<u8> {
    let all: Vec<Order> = orders().collect();
    let cells = |o: &Order| format!("{},Name {},{}", iso(o.day), o.customer, paid(*o));
    let mut file = format!("{titles}\nDate,Customer,Amount,,Date,Customer,Amount\n");
    for at in 0..70 {
        let right = all.get(70 + at).map_or(",,".to_owned(), cells);
        file += &format!("{},,{right}\n", cells(&all[at]));
    }
    file.into()
}

#[test]
fn a_table_goes_on_beside_itself() {
    check("halves.csv", halves("Book of 2022,,,,,,"));
}

#[test]
fn a_title_of_its_own_makes_another_table() {
    let report = read(&[("halves.csv", halves("SALES,,,,RETURNS,,"))]).expect("a report");
    assert_eq!(report["input"]["rows_used"], 70);
}

#[test]
fn parts_of_a_dated_order_are_not_read_as_orders() {
    let mut file =
        String::from("Order,Date,Customer,Total,Paid on 1,Paid amount 1,Paid on 2,Paid amount 2\n");
    for o in orders() {
        let half = money(o.cents / 2, ".", "");
        file += &format!(
            "{},{},K{},{},{},{half},{},{half}\n",
            o.id,
            iso(o.day),
            o.customer,
            paid(o),
            iso(o.day),
            iso(o.day)
        );
    }
    check("instalments.csv", file.into());
}

/// A cross table of customers and months.
fn cross(first: &str, month: impl Fn(usize, usize) -> String) -> Vec<u8> {
    let months: Vec<(usize, usize)> = (0..24).map(|at| (2022 + at / 12, at % 12 + 1)).collect();
    let sum = |own: &[Order], (y, m)| {
        let own = own.iter().filter(|o| (o.day.0, o.day.1) == (y, m));
        own.map(|o| o.cents).sum::<i64>()
    };
    let mut file = String::from(first);
    months
        .iter()
        .for_each(|&(y, m)| file += &format!(",{}", month(y, m)));
    file += ",Total\n";
    let mut row = |name: String, own: &[Order]| {
        file += &name;
        for &at in &months {
            let cell = match sum(own, at) {
                0 => String::new(),
                cents => money(cents, ".", ""),
            };
            file += &format!(",{cell}");
        }
        let all = own.iter().map(|o| o.cents).sum();
        file += &format!(",{}\n", money(all, ".", ""));
    };
    for (customer, own) in cards() {
        row(format!("Name {customer}"), &own);
    }
    row("TOTAL".to_owned(), &orders().collect::<Vec<_>>());
    file.into()
}

#[test]
fn a_column_for_each_month_makes_a_row_of_each_cell() {
    const NAMES: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let iso = cross("Customer", |y, m| format!("{y}-{m:02}-01"));
    let words = cross("Customer", |y, m| format!("{} {y}", NAMES[m - 1]));
    let chinese = cross("客户名称", |y, m| format!("{y}年{m}月"));
    for file in [iso, words, chinese] {
        assert!(notes("months.csv", file.clone()).contains(&"cross_table".to_owned()));
        let report = read(&[("months.csv", file)]).expect("a report");
        assert_eq!(net(&report), total());
        assert_eq!(report["totals"]["customers_any_used_row"], 9);
        assert_eq!(report["totals"]["first_purchase_day"], "2022-01-01");
        assert_eq!(report["totals"]["last_purchase_day"], "2023-12-01");
    }
    let expenses = cross("Expense", |y, m| format!("{y}-{m:02}-01"));
    assert!(read(&[("expenses.csv", expenses)]).is_err());
}
