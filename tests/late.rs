//! What the samples leave open, a late row decides: the reading is turned and everything is read again.

mod driver;

use driver::Run;
use regulars::session::Output;

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

/// A table of many rows with the marked name of customer C1 in one row only, which is number `late`.
fn with_a_late_name(mark: &str, name: &[u8], late: usize, rows: usize) -> Vec<u8> {
    let mut text = ["customer", "name", "date", "amount"]
        .join(mark)
        .into_bytes();
    for i in 0..rows {
        text.extend_from_slice(format!("\nC{}{mark}", i % 900).as_bytes());
        text.extend_from_slice(if i == late { name } else { b"Smith" });
        let day = i % 28 + 1;
        text.extend_from_slice(format!("{mark}2023-01-{day:02}{mark}5.00").as_bytes());
    }
    text
}

/// What the file's text is when it has been read: a clean copy.
fn read_again(bytes: Vec<u8>, piece: usize) -> String {
    let mut run = Run::default();
    run.add("orders.csv", bytes);
    let inspection = run.inspect().expect("an inspection");
    let report = run
        .analyze_with(inspection.proposed, piece)
        .expect("a report");
    let report = serde_json::to_value(report).expect("json");
    assert_eq!(report["input"]["rows_used"], report["input"]["rows_total"]);
    run.session.write(Output::Clean).expect("begins");
    run.feed(piece).expect("is written");
    String::from_utf8(run.session.take_output()).expect("UTF-8")
}

/// Names in older encodings, as bytes and as text.
fn names() -> Vec<(Vec<u8>, &'static str)> {
    let mut names: Vec<(Vec<u8>, &str)> = [
        ("windows-1250", "Dvořák Jiří, Černý Tomáš"),
        ("windows-1251", "Иванов Сергей, Петрова Ольга"),
        ("koi8-r", "Иванов Сергей, Петрова Ольга"),
        ("windows-1252", "Müller Jürgen, Schäfer Käthe"),
        ("macintosh", "Lefèvre Benoît, Gérard Chloé"),
        ("big5", "陳怡君林志豪"),
        ("gb18030", "张伟王芳李娜"),
        ("utf-8", "Müller Jürgen, Dvořák, 张伟"),
    ]
    .into_iter()
    .map(|(label, name)| {
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).expect("known");
        (encoding.encode(name).0.into_owned(), name)
    })
    .collect();
    names.push((
        b"M\x81ller J\x81rgen, Sch\x84fer K\x84the".to_vec(),
        "Müller Jürgen, Schäfer Käthe",
    ));
    names
}

#[test]
fn the_first_name_beyond_ascii_may_come_late_in_the_sample() {
    for (bytes, name) in names() {
        let bytes = [b"\"", &bytes[..], b"\""].concat();
        let text = read_again(with_a_late_name("|", &bytes, 4_000, 6_000), 1 << 16);
        assert!(text.contains(name), "{name}");
    }
}

#[test]
fn the_first_name_beyond_ascii_may_stand_where_no_sample_is_taken() {
    for (bytes, name) in names() {
        let bytes = [b"\"", &bytes[..], b"\""].concat();
        let file = with_a_late_name("|", &bytes, 50_000, 200_000);
        let at = file.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
        // The last byte of a piece, and the first one.
        for piece in [1 << 16, at + 1, at] {
            assert!(read_again(file.clone(), piece).contains(name), "{name}");
        }
    }
}

#[test]
fn a_copy_that_is_begun_again_holds_each_row_once() {
    let file = with_a_late_name(";", b"M\xfcller", 50_000, 200_000);
    let mut run = Run::default();
    run.add("orders.csv", file.clone());
    run.inspect().expect("an inspection");
    run.session.write(Output::Clean).expect("begins");
    let mut copy = Vec::new();
    while let Some(want) = run.session.want() {
        let from = want.from as usize;
        let to = (want.to as usize).min(from + (1 << 16));
        run.session.feed(&file[from..to]).expect("is written");
        copy.extend_from_slice(&run.session.take_output());
    }
    let copy = String::from_utf8(copy).expect("UTF-8");
    assert_eq!(copy.lines().count(), 200_001);
    assert!(copy.contains("Müller"));
}

#[test]
fn one_damaged_byte_before_good_utf_8_does_not_garble_it() {
    let mut file = with_a_late_name(",", b"Sm\xffth", 50_000, 200_000);
    let good = "\nC1,Jürgen Müller,2023-01-01,5.00".repeat(20);
    // In the next piece, not in the one whose byte is damaged.
    let line = 1_800_000
        + file[1_800_000..]
            .iter()
            .position(|b| *b == b'\n')
            .unwrap_or(0);
    file.splice(line..line, good.into_bytes());
    let text = read_again(file, 1 << 12);
    assert_eq!(text.matches("Jürgen Müller").count(), 20);
}
