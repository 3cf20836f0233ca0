//! Files in which the money of an order stands more than once: it counts once.

use crate::driver::Run;
use crate::files::{Order, check, lines, money, net, orders, read, total};
use regulars::ingest::inspection::Inspection;

/// The lines that an order of `cents` is made of.
fn parts(order: &Order) -> Vec<i64> {
    match order.id % 4 {
        0 => vec![order.cents],
        1 => vec![order.cents / 3, order.cents - order.cents / 3],
        _ => vec![100, 250, order.cents - 350],
    }
}

/// A till's list of sales: `sale` and its `lines`, with what stands in the kind's column.
fn till(sale: &str, line: &str, payment: Option<&str>) -> String {
    let mut file =
        String::from("Date,Receipt Number,Line Type,Customer Code,Quantity,Total,Details\r\n");
    for o in orders() {
        let (y, m, d) = o.day;
        let mut row = |kind: &str, cents: i64, details: &str| {
            file.push_str(&format!(
                "{y}-{m:02}-{d:02} 10:00:00,{},{kind},C{},1,{},{details}\r\n",
                o.id,
                o.customer,
                money(cents, ".", "")
            ));
        };
        row(sale, o.cents, "");
        for part in parts(&o) {
            row(line, part, "Mug");
        }
        if let Some(payment) = payment {
            row(payment, o.cents, "Cash");
        }
    }
    file
}

fn inspected(file: &str) -> (Run, Inspection) {
    let mut run = Run::default();
    run.add("sales.csv", file.into());
    let inspection = run.inspect().expect("an inspection");
    (run, inspection)
}

#[test]
fn a_sale_beside_its_lines_counts_once() {
    check("sales.csv", till("Sale", "Sale Line", None).into());
    check(
        "sales.csv",
        till("Sale", "Sale Line", Some("Payment")).into(),
    );
    // The lines have no kind, or the sums have none.
    check("sales.csv", till("总计", "", None).into());
    let report = read(&[(
        "sales.csv",
        till("Sale", "Sale Line", Some("Payment")).into(),
    )]);
    let report = report.expect("a report");
    let repeated: usize = orders().map(|o| parts(&o).len() + 1).sum();
    assert_eq!(report["input"]["rows_skipped"]["other_level"], repeated);
    assert_eq!(report["totals"]["orders_all"], 120);
}

#[test]
fn which_of_the_rows_count_is_asked() {
    let (mut run, inspection) = inspected(&till("Sale", "Sale Line", Some("Payment")));
    let question = inspection.questions.iter().find(|q| q.id == "row_kinds");
    let question = question.expect("a question");
    let choices: Vec<&str> = question.choices.iter().map(|c| c.id.as_str()).collect();
    assert_eq!(
        (choices, question.proposed.as_str()),
        (vec!["0", "1", "2", "all"], "0")
    );
    assert!(
        inspection.tables[0]
            .notes
            .iter()
            .any(|note| note.id == "rows_repeat_money")
    );
    for (excluded, times) in [
        (vec!["Sale", "Payment"], 1),
        (vec![], 3),
        (vec!["Payment"], 2),
    ] {
        let mut choices = inspection.proposed.clone();
        choices.kinds_excluded = Some(excluded.into_iter().map(str::to_owned).collect());
        let report = run.analyze_with(choices, 1 << 16).expect("a report");
        let report = serde_json::to_value(report).expect("json");
        assert_eq!(net(&report), total() * times);
    }
}

#[test]
fn a_total_among_the_products_is_no_line() {
    let mut file = String::from("order,customer,date,product,amount\r\n");
    for o in orders() {
        let (y, m, d) = o.day;
        let mut row = |product: &str, cents: i64| {
            file.push_str(&format!(
                "{},K{},{y}-{m:02}-{d:02},{product},{}\r\n",
                o.id,
                o.customer,
                money(cents, ".", "")
            ));
        };
        for (at, part) in parts(&o).into_iter().enumerate() {
            row(&format!("Thing {}", (o.id + at) % 40), part);
        }
        row("Order total", o.cents);
    }
    let report = read(&[("orders.csv", file.into())]).expect("a report");
    assert_eq!(net(&report), total());
    assert_eq!(report["input"]["rows_skipped"]["other_level"], 120);
}

#[test]
fn instalments_and_refunds_are_not_taken_for_sums() {
    // Two halves of each order, and orders given back in two parts: nothing is said twice.
    let mut file = String::from("order,customer,date,kind,amount\r\n");
    for o in orders() {
        let (y, m, d) = o.day;
        let half = o.cents / 2;
        let mut row = |kind: &str, cents: i64| {
            file.push_str(&format!(
                "{},K{},{y}-{m:02}-{d:02},{kind},{}\r\n",
                o.id,
                o.customer,
                money(cents, ".", "")
            ));
        };
        row("first", half);
        row("second", half);
        if o.id % 3 == 0 {
            row("refund", -half / 2);
        }
    }
    let report = read(&[("orders.csv", file.into())]).expect("a report");
    assert_eq!(report["input"]["rows_skipped"], serde_json::json!({}));
}

#[test]
fn lines_that_write_their_day_in_several_ways_are_one_order() {
    let file = lines("订单号,买家昵称,付款时间,金额", |o| {
        let (y, m, d) = o.day;
        let paid = o.cents / 2;
        let line = |day: String, cents: i64| {
            format!("{},K{},{day},{}", o.id, o.customer, money(cents, ".", ""))
        };
        [
            line(format!("{y}/{m}/{d}"), paid),
            line(format!("{y}年{m}月{d}日"), o.cents - paid),
        ]
        .join("\r\n")
    });
    let report = read(&[("orders.csv", file.into())]).expect("a report");
    assert_eq!(report["totals"]["orders_all"], 120);
    assert_eq!(net(&report), total());
}

#[test]
fn an_order_amount_that_one_order_repeats_counts_once() {
    let head = "Order ID,Created Time,Buyer Username,Product Name,Quantity,Order Amount";
    let file = format!(
        "{head}\n1,2024-05-10,ann,Serum A,2,238\n1,2024-05-10,ann,Serum B,1,238\n2,2024-05-11,bo,Serum C,1,67\n"
    );
    let report = read(&[("shop.csv", file.into())]).expect("a report");
    assert_eq!(net(&report), 30_500);
}
