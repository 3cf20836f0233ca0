//! A web shop and a till dropped together: tables of other columns that each hold purchases of their own.

use crate::driver::Run;
use crate::files::{Order, lines, money, net, orders, read, total};

type File = (&'static str, Vec<u8>);

fn day(o: &Order) -> String {
    let (y, m, d) = o.day;
    format!("{y}-{m:02}-{d:02}")
}

fn paid(o: &Order) -> String {
    money(o.cents, ".", "")
}

/// The orders for which it is so, in lines of their own.
fn part(header: &str, is: impl Fn(&Order) -> bool, line: impl Fn(&Order) -> String) -> Vec<u8> {
    let lines: Vec<String> = orders().filter(is).map(|o| line(&o)).collect();
    format!("{header}\n{}\n", lines.join("\n")).into_bytes()
}

fn shop() -> File {
    let lines = part(
        "Order number,Created at,Email,Currency,Total",
        |o| o.id % 2 == 0,
        |o| {
            let (id, customer) = (o.id, o.customer);
            format!("#{id},{},k{customer}@example.org,GBP,{}", day(o), paid(o))
        },
    );
    ("shop.csv", lines)
}

fn till() -> File {
    let lines = part(
        "Receipt;Date;Loyalty card;Sum;Payment",
        |o| o.id % 2 == 1,
        |o| format!("R{};{};40010{};{};CARD", o.id, day(o), o.customer, paid(o)),
    );
    ("till.csv", lines)
}

/// What the question offers, and what it proposes.
fn offered(files: &[File]) -> Option<(Vec<String>, String)> {
    let mut run = Run::default();
    for (name, bytes) in files {
        run.add(name, bytes.clone());
    }
    let questions = run.inspect().expect("an inspection").questions;
    let question = questions.into_iter().find(|q| q.id == "table")?;
    let ids = question.choices.into_iter().map(|choice| choice.id);
    Some((ids.collect(), question.proposed))
}

#[test]
fn the_shop_and_the_till_count_together_and_that_is_asked() {
    for files in [[shop(), till()], [till(), shop()]] {
        let report = read(&files).expect("a report");
        assert_eq!(net(&report), total());
        assert_eq!(report["input"]["rows_used"], 120);
        assert_eq!(report["totals"]["orders_all"], 120);
        // Nothing says whose card it is.
        assert_eq!(report["totals"]["customers_any_used_row"], 18);
        let (choices, proposed) = offered(&files).expect("a question");
        assert_eq!((choices.len(), proposed.as_str()), (3, "all"));
    }
}

#[test]
fn a_total_on_the_first_line_of_an_order_stands_beside_single_rows() {
    let lines = part(
        "Name,Email,Created at,Total,Lineitem name,Lineitem price",
        |o| o.id % 2 == 0,
        |o| {
            let (id, customer, half) = (o.id, o.customer, money(o.cents / 2, ".", ""));
            let rest = money(o.cents - o.cents / 2, ".", "");
            let (day, paid) = (day(o), paid(o));
            format!(
                "#{id},k{customer}@example.org,{day},{paid},Cup,{half}\n#{id},k{customer}@example.org,,,Pot,{rest}"
            )
        },
    );
    for files in [
        [till(), ("orders.csv", lines.clone())],
        [("orders.csv", lines), till()],
    ] {
        let report = read(&files).expect("a report");
        assert_eq!(net(&report), total());
        assert_eq!(report["totals"]["orders_all"], 120);
    }
}

#[test]
fn credit_notes_of_a_table_of_their_own_are_taken_off() {
    let header = "Number,Date,Customer,Total";
    let line = |o: &Order| format!("{},{},K{},{}", o.id, day(o), o.customer, paid(o));
    let all: i64 = orders().filter(|o| o.id % 4 == 1).map(|o| o.cents).sum();
    for name in [
        "Credit notes.csv",
        "2024_退货单.csv",
        "Gutschriften.csv",
        "refunds/jan.csv",
    ] {
        let files = [
            ("Rechnungen.csv", part(header, |o| o.id % 4 != 1, line)),
            (name, part(header, |o| o.id % 4 == 1, line)),
        ];
        for files in [files.clone(), [files[1].clone(), files[0].clone()]] {
            let report = read(&files).expect("a report");
            assert_eq!(net(&report), total() - 2 * all, "{name}");
            let mut run = Run::default();
            for (name, bytes) in &files {
                run.add(name, bytes.clone());
            }
            let questions = run.inspect().expect("an inspection").questions;
            assert!(
                questions
                    .iter()
                    .any(|q| q.id == "refund" && q.proposed == "subtract")
            );
        }
        // Alone it is what it is.
        assert_eq!(net(&read(&files[1..]).expect("a report")), all);
    }
}

/// Invoices, and the same money as it came in: some days later, under numbers of its own or those of the invoices.
#[test]
fn what_was_paid_is_not_counted_beside_what_it_was_paid_for() {
    let invoices = part(
        "Invoice No,Invoice Date,Account,Total",
        |_| true,
        |o| format!("SI-{},{},CU{},{}", o.id, day(o), o.customer, paid(o)),
    );
    let own_numbers = part(
        "Receipt No,Date,Account,Amount,Method",
        |_| true,
        |o| format!("RC{},2024-01-05,CU{},{},Card", o.id, o.customer, paid(o)),
    );
    let halves = part(
        "Receipt No,Date,Account,Invoice No,Amount",
        |_| true,
        |o| {
            let half = money(o.cents / 2, ".", "");
            format!("RC{},2024-01-05,CU{},SI-{},{half}", o.id, o.customer, o.id)
        },
    );
    for payments in [own_numbers, halves] {
        let files = [
            ("invoices.csv", invoices.clone()),
            ("payments.csv", payments),
        ];
        let report = read(&files).expect("a report");
        assert_eq!(report["input"]["rows_used"], 120);
        let proposed = offered(&files).map(|(_, proposed)| proposed);
        assert_ne!(proposed.as_deref(), Some("all"));
    }
}

#[test]
fn policies_and_what_was_paid_for_them_are_no_two_channels() {
    let policies = lines("policy_id,customer_id,premium_amount,start_date", |o| {
        format!("POL{},CUST{},{},{}", o.id, o.customer, paid(&o), day(&o))
    });
    let payments = orders().flat_map(|o| (0..2).map(move |n| (n, o)));
    let payments: Vec<String> = payments
        .filter(|(_, o)| o.id < 50_400)
        .map(|(n, o)| {
            let (y, m, d) = o.day;
            let sum = money(o.cents / 12, ".", "");
            format!(
                "PAY{n}{},POL{},{y}-{m:02}-{:02},{sum}",
                o.id,
                o.id,
                d + 1 - n
            )
        })
        .collect();
    let payments = format!(
        "payment_id,policy_id,payment_date,amount_paid\n{}\n",
        payments.join("\n")
    );
    let files = [
        ("policies.csv", policies.into_bytes()),
        ("payments.csv", payments.into_bytes()),
    ];
    let together = offered(&files).is_some_and(|(choices, _)| choices.contains(&"all".to_owned()));
    assert!(!together);
}
