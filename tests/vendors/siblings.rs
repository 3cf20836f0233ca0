//! Two files of one layout that are not written alike: each is read as it is written, whichever comes first.

use crate::book;
use crate::driver::Run;
use crate::files::{Order, money, net, orders, read, total};

type Line = fn(&Order) -> String;

/// 60 orders each, in lines of these two kinds.
fn halves(headers: [&str; 2], kinds: [Line; 2]) -> [Vec<u8>; 2] {
    [0, 1].map(|half| {
        let rows: Vec<String> = orders()
            .skip(60 * half)
            .take(60)
            .map(|o| kinds[half](&o))
            .collect();
        format!("{}\n{}\n", headers[half], rows.join("\n")).into_bytes()
    })
}

/// Every row is used, every cent is found, each customer is one.
fn both(what: &str, files: &[Vec<u8>; 2]) {
    let [a, b] = files.each_ref();
    for files in [
        [("a.csv", a.clone()), ("b.csv", b.clone())],
        [("b.csv", b.clone()), ("a.csv", a.clone())],
    ] {
        let report = read(&files).unwrap_or_else(|code| panic!("{what}: {code}"));
        assert_eq!(report["input"]["rows_used"], 120, "{what}");
        assert_eq!(net(&report), total(), "{what}");
        assert_eq!(report["totals"]["customers_any_used_row"], 9, "{what}");
        assert_eq!(
            report["totals"]["first_purchase_day"], "2022-01-03",
            "{what}"
        );
        assert_eq!(
            report["totals"]["last_purchase_day"], "2023-12-27",
            "{what}"
        );
    }
}

const SEMICOLON: &str = "Order;Customer;Date;Amount";
const COMMA: &str = "Order,Customer,Date,Amount";

fn iso(o: &Order) -> String {
    let (y, m, d) = o.day;
    format!("{y}-{m:02}-{d:02}")
}

fn line(o: &Order, delimiter: &str, customer: &str, paid: &str) -> String {
    [&o.id.to_string(), customer, &iso(o), paid].join(delimiter)
}

#[test]
fn each_has_its_own_decimal_mark() {
    let comma: Line = |o| {
        line(
            o,
            ";",
            &format!("K{}", o.customer),
            &money(o.cents, ",", "."),
        )
    };
    let point: Line = |o| {
        line(
            o,
            ";",
            &format!("K{}", o.customer),
            &money(o.cents, ".", ","),
        )
    };
    let files = halves([SEMICOLON, SEMICOLON], [comma, point]);
    both("marks", &files);
    let plain: Line = |o| {
        line(
            o,
            ",",
            &format!("K{}", o.customer),
            &money(o.cents, ".", ""),
        )
    };
    both("delimiters", &halves([SEMICOLON, COMMA], [comma, plain]));
    let mut run = Run::default();
    let [a, b] = files;
    run.add("a.csv", a);
    run.add("b.csv", b);
    let inspection = run.inspect().expect("an inspection");
    assert!(
        inspection.tables[1]
            .notes
            .iter()
            .any(|note| note.id == "written_apart")
    );
}

#[test]
fn each_has_its_own_order_of_day_and_month() {
    let line = |o: &Order, day: String| {
        format!("{},K{},{day},{}", o.id, o.customer, money(o.cents, ".", ""))
    };
    let kinds: [fn(&Order) -> String; 4] = [
        |o| format!("{:02}/{:02}/{}", o.day.2, o.day.1, o.day.0),
        |o| format!("{}/{}/{}", o.day.1, o.day.2, o.day.0),
        iso,
        |o| {
            let day = regulars::day::Day::from_ymd(o.day.0 as i32, o.day.1 as u32, o.day.2 as u32);
            (day.expect("a day").0 + 25_569).to_string()
        },
    ];
    for first in 0..kinds.len() {
        for second in 0..kinds.len() {
            let rows = |kind: fn(&Order) -> String, half: usize| {
                let rows: Vec<String> = orders()
                    .skip(60 * half)
                    .take(60)
                    .map(|o| line(&o, kind(&o)))
                    .collect();
                format!("{COMMA}\n{}\n", rows.join("\n")).into_bytes()
            };
            both(
                &format!("{first} {second}"),
                &[rows(kinds[first], 0), rows(kinds[second], 1)],
            );
        }
    }
}

#[test]
fn a_file_that_leaves_day_and_month_open_follows_the_other() {
    let only = |from: usize, days: fn(usize) -> bool| {
        let rows: Vec<String> = orders()
            .skip(from)
            .take(60)
            .filter(|o| days(o.day.2))
            .map(|o| {
                let (y, m, d) = o.day;
                format!(
                    "{},K{},{m:02}/{d:02}/{y},{}",
                    o.id,
                    o.customer,
                    money(o.cents, ".", "")
                )
            })
            .collect();
        format!("{COMMA}\n{}\n", rows.join("\n")).into_bytes()
    };
    let open = only(0, |day| day < 13);
    for files in [
        [
            ("open.csv", open.clone()),
            ("clear.csv", only(60, |_| true)),
        ],
        [
            ("clear.csv", only(60, |_| true)),
            ("open.csv", open.clone()),
        ],
    ] {
        let mut run = Run::default();
        for (name, bytes) in &files {
            run.add(name, bytes.clone());
        }
        let asked = run.inspect().expect("an inspection").questions;
        assert!(asked.is_empty(), "{asked:?}");
        let report = read(&files).expect("a report");
        assert_eq!(report["totals"]["first_purchase_day"], "2022-01-03");
        assert_eq!(report["totals"]["last_purchase_day"], "2023-12-27");
    }
    assert!(book::notes("open.csv", open).is_empty());
}

#[test]
fn whole_numbers_may_be_floats_in_one_of_them() {
    let whole: Line = |o| line(o, ",", &o.customer.to_string(), &money(o.cents, ".", ""));
    let float: Line = |o| {
        line(
            o,
            ",",
            &format!("{}.0", o.customer),
            &money(o.cents, ".", ""),
        )
    };
    both("floats", &halves([COMMA, COMMA], [whole, float]));
}

#[test]
fn files_in_two_currencies_are_asked_about() {
    let file = |from: usize, currency: &str| {
        let rows: Vec<String> = orders()
            .skip(from)
            .take(60)
            .map(|o| {
                format!(
                    "{},K{},{},{},{currency}",
                    o.id,
                    o.customer,
                    iso(&o),
                    money(o.cents, ".", "")
                )
            })
            .collect();
        format!("{COMMA},Currency\n{}\n", rows.join("\n")).into_bytes()
    };
    let mut run = Run::default();
    run.add("a.csv", file(0, "EUR"));
    run.add("b.csv", file(60, "USD"));
    let asked = run.inspect().expect("an inspection").questions;
    assert!(asked.iter().any(|question| question.id == "currency"));
}

#[test]
fn dates_that_can_be_read_both_ways_beside_others_are_said_or_asked_about() {
    // In no order, and none behind the 12th.
    let open: Vec<String> = (0..60)
        .map(|k| {
            let (a, b) = (k * 5 % 12 + 1, k * 4 % 11 + 1);
            format!("{},K{},{a:02}/{b:02}/2024,5.00", 900 + k, k % 9)
        })
        .collect();
    let open = format!("{COMMA}\n{}\n", open.join("\n"));
    let clear = |day: fn(&Order) -> String| {
        let row = |o: Order| format!("{},K{},{},5.00", o.id, o.customer, day(&o));
        crate::files::lines(COMMA, row)
    };
    let day_first = clear(|o| format!("{:02}/{:02}/{}", o.day.2, o.day.1, o.day.0));
    // The year in front tells nothing about it.
    let compact = clear(|o| format!("{}{:02}{:02}", o.day.0, o.day.1, o.day.2));
    for (other, asked) in [(day_first, 0), (clear(iso), 1), (compact, 1)] {
        for files in [[&other, &open], [&open, &other]] {
            let mut run = Run::default();
            for (name, file) in ["a.csv", "b.csv"].into_iter().zip(files) {
                run.add(name, file.clone().into());
            }
            let inspection = run.inspect().expect("an inspection");
            let questions: Vec<&str> = inspection.questions.iter().map(|q| q.id.as_str()).collect();
            assert_eq!(questions, vec!["date_order"; asked]);
            let notes = inspection.tables.iter().flat_map(|table| &table.notes);
            assert_eq!(notes.filter(|n| n.id == "dates_follow").count(), 1 - asked);
            // The answer is about these dates and no others.
            for (order, last) in [
                ("day_month_year", "2024-11-12"),
                ("month_day_year", "2024-12-11"),
            ] {
                let mut choices = inspection.proposed.clone();
                choices.date_order = serde_json::from_value(order.into()).ok();
                if asked == 1 {
                    let report = run.analyze_with(choices, 1 << 16).expect("a report");
                    let report = serde_json::to_value(report).expect("json");
                    assert_eq!(report["input"]["rows_used"], 180);
                    assert_eq!(report["totals"]["first_purchase_day"], "2022-01-03");
                    assert_eq!(report["totals"]["last_purchase_day"], last, "{order}");
                }
            }
        }
    }
}
