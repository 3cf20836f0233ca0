//! The same sales in several files or sheets: exports downloaded twice, whose days overlap, that grow; old copies nobody sees.

use crate::book::{Cell, book};
use crate::driver::Run;
use crate::files::{Order, lines, money, net, orders, read, total};
use regulars::ingest::inspection::Choices;
use regulars::session::Output;
use serde_json::Value;

const HEADER: &str = "Order No,Date,Customer,Total";

fn line(o: &Order) -> String {
    let (y, m, d) = o.day;
    let paid = money(o.cents, ".", "");
    format!("{},{y}-{m:02}-{d:02},C{},{paid}", o.id, o.customer)
}

fn file(header: &str, line: fn(&Order) -> String, from: usize, to: usize) -> Vec<u8> {
    let lines: Vec<String> = orders()
        .skip(from)
        .take(to - from)
        .map(|o| line(&o))
        .collect();
    format!("{header}\n{}\n", lines.join("\n")).into_bytes()
}

fn part(from: usize, to: usize) -> Vec<u8> {
    file(HEADER, line, from, to)
}

fn used(report: &Value) -> (Value, Value) {
    let input = &report["input"];
    (
        input["rows_used"].clone(),
        input["rows_skipped"]["duplicate"].clone(),
    )
}

fn notes(files: &[(&str, Vec<u8>)]) -> Vec<String> {
    let mut run = Run::default();
    for (name, bytes) in files {
        run.add(name, bytes.clone());
    }
    let inspection = run.inspect().expect("an inspection");
    assert_eq!(inspection.questions, [], "{files:?}");
    let notes = inspection.tables.iter().flat_map(|table| &table.notes);
    notes.map(|note| note.id.clone()).collect()
}

#[test]
fn an_export_that_was_downloaded_twice_counts_once() {
    let files = [("a (1).csv", part(0, 120)), ("a.csv", part(0, 120))];
    let report = read(&files).expect("a report");
    assert_eq!((used(&report).0, net(&report)), (120.into(), total()));
    assert!(notes(&files).contains(&"table_repeated".into()));
    // Without order numbers as well: nobody has the same sales to the last byte.
    let bare = lines("Date,Customer,Total", |o| {
        let line = line(&o);
        line.split_once(',').expect("cells").1.to_owned()
    });
    let files = [("a.csv", bare.clone().into()), ("b.csv", bare.into())];
    assert_eq!(net(&read(&files).expect("a report")), total());
}

#[test]
fn orders_that_stand_in_several_exports_count_once_in_any_order() {
    let windows = [(0, 50), (45, 100), (90, 120)];
    let growing = [(0, 40), (0, 80), (0, 120)];
    for (parts, repeated) in [(windows, 15), (growing, 120)] {
        let mut files: Vec<_> = ["a.csv", "b.csv", "c.csv"]
            .into_iter()
            .zip(parts.map(|(from, to)| part(from, to)))
            .collect();
        for turn in 0..3 {
            files.rotate_left(1);
            files[1..].rotate_left(turn % 2);
            let report = read(&files).expect("a report");
            assert_eq!(used(&report), (120.into(), repeated.into()), "{parts:?}");
            assert_eq!(net(&report), total());
            assert_eq!(report["totals"]["orders_all"], 120);
        }
    }
}

#[test]
fn an_order_is_the_same_whatever_became_of_it() {
    let header = "Order No,Date,Customer,Total,Status,Paid at,Shipped at";
    let then = |o: &Order| match o.id % 3 {
        0 => line(o) + ",completed,2022-01-01,2022-01-02",
        _ => line(o) + ",pending,,",
    };
    let now = |o: &Order| match o.id % 5 {
        0 => line(o) + ",refunded,2023-01-01,2023-01-09",
        _ => line(o) + ",completed,2023-01-01,2023-01-02",
    };
    let mut files = [
        ("a.csv", file(header, then, 0, 80)),
        ("b.csv", file(header, now, 40, 120)),
    ];
    for _ in 0..2 {
        let report = read(&files).expect("a report");
        assert_eq!(used(&report), (120.into(), 40.into()));
        assert_eq!(
            (net(&report), &report["totals"]["orders_all"]),
            (total(), &120.into())
        );
        // Only what was sold, as the newer export has it.
        let sold: i64 = orders()
            .enumerate()
            .filter(|(k, o)| *k < 40 && o.id % 3 == 0 || *k >= 40 && o.id % 5 != 0)
            .map(|(_, o)| o.cents)
            .sum();
        assert_eq!(net(&sold_only(&files, &["pending", "refunded"])), sold);
        files.reverse();
    }
}

/// The report without the rows in these states.
fn sold_only(files: &[(&str, Vec<u8>)], states: &[&str]) -> Value {
    let mut run = Run::default();
    for (name, bytes) in files {
        run.add(name, bytes.clone());
    }
    let choices = Choices {
        status_excluded: Some(states.iter().map(|&state| state.to_owned()).collect()),
        ..run.inspect().expect("an inspection").proposed
    };
    let report = run.analyze_with(choices, 1 << 16).expect("a report");
    serde_json::to_value(&report).expect("JSON")
}

#[test]
fn the_newest_export_says_what_an_order_came_to() {
    // Orders from the 40th on have another sum and state by now; the days of both exports may end alike.
    let then = |o: &Order| line(o) + ",completed";
    let now = |o: &Order| {
        let less = Order {
            cents: o.cents / 2,
            ..*o
        };
        line(&less) + [",completed", ",refunded"][o.id % 2]
    };
    let header = "Order No,Date,Customer,Total,Status";
    for (names, until) in [
        (["z.csv", "a.csv"], 80),
        (["orders.csv", "orders (1).csv"], 120),
        (["export 9-30.csv", "export 10-31.csv"], 120),
    ] {
        let mut files = [
            (names[0], file(header, then, 0, until)),
            (names[1], file(header, now, 40, 120)),
        ];
        for _ in 0..2 {
            let report = read(&files).expect("a report");
            assert_eq!(report["totals"]["orders_all"], 120, "{names:?}");
            let cents = |k: usize, o: &Order| if k < 40 { o.cents } else { o.cents / 2 };
            let all: i64 = orders().enumerate().map(|(k, o)| cents(k, &o)).sum();
            assert_eq!(net(&report), all, "{names:?}");
            let kept = orders()
                .enumerate()
                .filter(|(k, o)| *k < 40 || o.id % 2 == 0);
            let sold: i64 = kept.map(|(k, o)| cents(k, &o)).sum();
            assert_eq!(net(&sold_only(&files, &["refunded"])), sold, "{names:?}");
            files.reverse();
        }
    }
}

#[test]
fn shops_that_number_their_receipts_alike_are_no_exports_of_one() {
    let shop = |cashier: &str, more: i64| {
        let header = "Receipt No,Date,Customer,Cashier,Total";
        let rows = orders().map(|o| {
            let (y, m, d) = o.day;
            let paid = money(o.cents + more, ".", "");
            format!(
                "{},{y}-{m:02}-{d:02},Walk-in {},{cashier},{paid}",
                o.id, o.customer
            )
        });
        let rows: Vec<String> = rows.collect();
        format!("{header}\n{}\n", rows.join("\n")).into_bytes()
    };
    let files = [
        ("north.csv", shop("Ann", 0)),
        ("south.csv", shop("Bo", 500)),
    ];
    let report = read(&files).expect("a report");
    assert_eq!(used(&report).0, 240);
    assert_eq!(net(&report), 2 * total() + 120 * 500);
}

#[test]
fn a_line_is_known_by_its_product_or_else_by_all_it_says() {
    // Three lines an order; the older export ends, and the newer begins, within one.
    let export = |skip: usize, take: usize, product: bool, newer: bool| {
        let cells = ["Order No,Date,Customer,Total", ",Product"];
        let header = cells[..=usize::from(product)].concat();
        let rows = orders().flat_map(|o| (0..3).map(move |n| (n, o)));
        let rows = rows.skip(skip).take(take).map(|(n, o)| {
            // Without a product to know a line by, its money may not change.
            let cents = o.cents + n * 100 + i64::from(newer && product);
            let line = line(&Order { cents, ..o });
            match product {
                true => line + &format!(",Thing {n}"),
                false => line,
            }
        });
        let rows: Vec<String> = rows.collect();
        format!("{header}\n{}\n", rows.join("\n")).into_bytes()
    };
    for product in [true, false] {
        let mut files = [
            ("a.csv", export(0, 160, product, false)),
            ("b.csv", export(140, 220, product, true)),
        ];
        let sum: i64 = orders().map(|o| 3 * o.cents + 300).sum();
        let more = if product { 220 } else { 0 };
        for _ in 0..2 {
            let report = read(&files).expect("a report");
            assert_eq!(used(&report), (360.into(), 20.into()), "{product}");
            assert_eq!(net(&report), sum + more, "{product}");
            files.reverse();
        }
    }
}

#[test]
fn states_that_stand_in_one_of_the_files_are_asked_about() {
    let header = "Order No,Date,Customer,Total,Status";
    let good = |o: &Order| line(o) + ",completed";
    let some = |o: &Order| line(o) + [",completed", ",cancelled"][o.id % 2];
    let mut files = [
        ("jan.csv", file(header, good, 0, 60)),
        ("feb.csv", file(header, some, 60, 120)),
    ];
    for _ in 0..2 {
        let mut run = Run::default();
        for (name, bytes) in &files {
            run.add(name, bytes.clone());
        }
        let inspection = run.inspect().expect("an inspection");
        assert!(inspection.questions.iter().any(|q| q.id == "status"));
        let choices = Choices {
            status_excluded: Some(vec!["cancelled".to_owned()]),
            ..inspection.proposed
        };
        let report = run.analyze_with(choices, 1 << 16).expect("a report");
        assert_eq!(report.input.rows_used, 90);
        files.reverse();
    }
}

#[test]
fn what_was_counted_once_is_listed_and_may_be_counted_again() {
    let mut run = Run::default();
    run.add("a.csv", part(0, 70));
    run.add("b.csv", part(60, 120));
    let inspection = run.inspect().expect("an inspection");
    let shown = run.session.effect(&inspection.proposed).expect("an effect");
    assert_eq!((shown.rows_total, shown.rows_used), (130, 120));
    for piece in [7, 1 << 16] {
        let report = run.analyze_with(inspection.proposed.clone(), piece);
        let report = serde_json::to_value(report.expect("a report")).expect("json");
        assert_eq!(used(&report), (120.into(), 10.into()));
    }
    let written = |run: &mut Run, output| {
        run.session.write(output).expect("a task");
        run.feed(1 << 16).expect("a file");
        String::from_utf8(run.session.take_output()).expect("text")
    };
    let skipped = written(&mut run, Output::Skipped);
    assert_eq!(skipped.matches("a.csv,").count(), 10, "{skipped}");
    assert_eq!(skipped.matches(",duplicate,").count(), 10, "{skipped}");
    assert_eq!(written(&mut run, Output::Clean).lines().count(), 121);
    let all = Choices {
        drop_duplicates: Some(false),
        ..inspection.proposed
    };
    let report = run.analyze_with(all, 1 << 16).expect("a report");
    assert_eq!(report.input.rows_used, 130);
}

#[test]
fn equal_lines_of_one_file_are_kept_and_so_are_equal_sales_without_a_number() {
    // Two pieces of one thing on two lines of an order.
    let twice = |from, to| {
        let mut file = part(from, to);
        file.extend(line(&orders().nth(50).expect("an order")).into_bytes());
        file
    };
    let once = orders().nth(50).expect("an order").cents;
    for files in [
        [("a.csv", twice(0, 60)), ("b.csv", part(40, 120))],
        [("a.csv", part(0, 60)), ("b.csv", twice(40, 120))],
        [("a.csv", twice(0, 60)), ("b.csv", twice(40, 120))],
    ] {
        let report = read(&files).expect("a report");
        assert_eq!(
            (used(&report).0, net(&report)),
            (121.into(), total() + once)
        );
    }
    let coffee = |shop: &str| {
        let line = |o: Order| {
            format!(
                "{},C{},{shop},3.50",
                line(&o).split(',').nth(1).expect("a day"),
                o.customer
            )
        };
        lines("Date,Customer,Shop,Total", line).into_bytes()
    };
    let mut other = coffee("North");
    other.extend_from_slice(b"2024-01-02,C1000,North,3.50\n");
    let files = [("a.csv", coffee("North")), ("b.csv", other)];
    assert_eq!(used(&read(&files).expect("a report")).0, 241);
}

#[test]
fn a_hidden_copy_of_the_sheet_does_not_count() {
    let sheet = |orders: &mut dyn Iterator<Item = Order>| {
        let head = HEADER.split(',').map(Cell::from).collect();
        let row = |o: Order| line(&o).split(',').map(Cell::from).collect();
        std::iter::once(head)
            .chain(orders.map(row))
            .collect::<Vec<Vec<Cell>>>()
    };
    let changed = |o: Order| Order {
        cents: o.cents + 1,
        ..o
    };
    let sheets = [
        ("Old (hidden)", sheet(&mut orders().take(50).map(changed))),
        ("Data", sheet(&mut orders())),
    ];
    let files = [("book.xlsx", book(&sheets, false))];
    let report = read(&files).expect("a report");
    assert_eq!((used(&report).0, net(&report)), (120.into(), total()));
    assert!(notes(&files).contains(&"hidden_left_out".into()));
    // Where no other sheet has sales it counts.
    let note = vec![
        vec![Cell::from("Prepared for the board")],
        vec![Cell::from("by Ann")],
    ];
    let sheets = [("Cover", note), ("Data (hidden)", sheet(&mut orders()))];
    let report = read(&[("book.xlsx", book(&sheets, false))]).expect("a report");
    assert_eq!(net(&report), total());
}

#[test]
fn months_whose_columns_come_and_go_are_read_together() {
    /// Columns by the letters of: number, date, customer, total; e-mail, shipping, till, voucher.
    fn month(columns: &str, from: usize) -> Vec<u8> {
        let name = |column: char| match column {
            'n' => "Order No",
            'd' => "Date",
            'c' => "Customer",
            't' => "Total",
            'e' => "E-Mail",
            's' => "Shipping",
            'l' => "Till",
            _ => "Voucher",
        };
        let cell = |o: &Order, column: char| -> String {
            let text = line(o);
            let own = "ndct".find(column).and_then(|at| text.split(',').nth(at));
            match (own, column) {
                (Some(own), _) => own.to_owned(),
                (None, 'e') => format!("x{}@example.com", o.customer),
                (None, 's') => "4.90".to_owned(),
                (None, 'l') => "2".to_owned(),
                _ => String::new(),
            }
        };
        let header: Vec<&str> = columns.chars().map(name).collect();
        let mut text = header.join(",") + "\n";
        for o in orders().skip(from).take(30) {
            let cells: Vec<String> = columns.chars().map(|column| cell(&o, column)).collect();
            text += &(cells.join(",") + "\n");
        }
        text.into_bytes()
    }
    let months = ["ndct", "ndcet", "teslcdn", "teslvcdn"];
    let files: Vec<_> = ["1.csv", "2.csv", "3.csv", "4.csv"]
        .into_iter()
        .enumerate()
        .map(|(at, name)| (name, month(months[at], 30 * at)))
        .collect();
    let report = read(&files).expect("a report");
    assert_eq!((used(&report).0, net(&report)), (120.into(), total()));
}

#[test]
fn a_month_in_another_language_is_read_with_the_others() {
    let english = "Order No,Date,Customer No,Total Amount";
    let german = "Bestellnummer,Bestelldatum,Kundennummer,Gesamtbetrag";
    for place in 0..4 {
        let files: Vec<_> = ["1.csv", "2.csv", "3.csv", "4.csv"]
            .into_iter()
            .enumerate()
            .map(|(at, name)| {
                let header = if at == place { english } else { german };
                (name, file(header, line, 30 * at, 30 * at + 30))
            })
            .collect();
        let report = read(&files).expect("a report");
        assert_eq!(
            (used(&report).0, net(&report)),
            (120.into(), total()),
            "{place}"
        );
        assert!(notes(&files).contains(&"columns_renamed".into()));
    }
    // Of the same months it may be the invoices of the orders: that is asked.
    let invoice: fn(&Order) -> String = |o| {
        let other = Order { id: o.id + 1, ..*o };
        line(&other)
    };
    let mut run = Run::default();
    run.add("orders.csv", file(german, line, 0, 120));
    run.add(
        "invoices.csv",
        file(
            "Invoice No,Invoice Date,Customer No,Invoice Amount",
            invoice,
            0,
            120,
        ),
    );
    let inspection = run.inspect().expect("an inspection");
    assert!(
        inspection
            .questions
            .iter()
            .any(|question| question.id == "table")
    );
}

#[test]
fn a_book_kept_as_a_workbook_and_as_text_counts_once() {
    let row = |o: &Order| -> Vec<Cell> {
        let (y, m, d) = o.day;
        let serial = regulars::day::Day::from_ymd(y as i32, m as u32, d as u32);
        let serial = f64::from(serial.expect("a day").0 + 25_569);
        let name = Cell::Text(format!("Name {}", o.customer));
        let money = Cell::Number(o.cents as f64 / 100.0);
        vec![Cell::Day(serial), name, money]
    };
    let mut rows: Vec<Vec<Cell>> = vec![["Fecha", "Socio", "Importe"].map(Cell::from).into()];
    rows.extend(orders().map(|o| row(&o)));
    let workbook = book(&[("Ventas", rows)], false);
    let text = lines("Fecha;Socio;Importe", |o| {
        let (y, m, d) = o.day;
        let paid = money(o.cents, ",", "");
        format!("{d:02}/{m:02}/{y};Name {};{paid}", o.customer)
    });
    for files in [
        [("a.xlsx", workbook.clone()), ("b.csv", text.clone().into())],
        [("b.csv", text.into()), ("a.xlsx", workbook)],
    ] {
        let report = read(&files).expect("a report");
        assert_eq!(
            (net(&report), report["input"]["rows_used"].as_u64()),
            (total(), Some(120))
        );
        assert!(notes(&files).contains(&"table_repeated".to_owned()));
    }
}
