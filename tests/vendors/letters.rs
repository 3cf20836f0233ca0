//! The letters of names: lines in two encodings, marks that nobody sees. A customer stays one customer.

use crate::book::notes;
use crate::driver::Run;
use crate::files::{Order, check, lines, money, net, orders, read, total};

fn row(o: &Order, name: &str) -> String {
    let (y, m, d) = o.day;
    let paid = money(o.cents, ".", "");
    format!("{},{name} {},{y}-{m:02}-{d:02},{paid}\n", o.id, o.customer)
}

/// The lines of which `older` is true are in this encoding, the others in UTF-8.
fn glued(encoding: &str, name: &str, older: impl Fn(usize) -> bool) -> Vec<u8> {
    let encoding = encoding_rs::Encoding::for_label(encoding.as_bytes()).expect("an encoding");
    let mut file = b"Order,Customer,Date,Amount\n".to_vec();
    for (at, o) in orders().enumerate() {
        let line = row(&o, name);
        match older(at) {
            true => file.extend_from_slice(&encoding.encode(&line).0),
            false => file.extend_from_slice(line.as_bytes()),
        }
    }
    file
}

#[test]
fn lines_of_two_encodings_are_each_read_in_their_own() {
    let often: fn(usize) -> bool = |at| at % 2 == 0;
    let seldom: fn(usize) -> bool = |at| at % 20 == 0;
    let behind: fn(usize) -> bool = |at| at >= 60;
    for older in [often, seldom, behind] {
        for (encoding, name) in [
            ("windows-1252", "Jörg Müller"),
            ("gbk", "王小芳"),
            ("windows-1251", "Иванов"),
        ] {
            let file = glued(encoding, name, older);
            assert!(
                notes("glued.csv", file.clone()).contains(&"encodings_mixed".to_owned()),
                "{encoding}"
            );
            check("glued.csv", file);
        }
    }
}

#[test]
fn another_encoding_may_begin_far_behind_the_samples() {
    // 6 MB of good UTF-8, then names of the same customers in another encoding.
    let mut file = b"Order,Customer,Date,Amount\n".to_vec();
    let mut net_of_all = 0;
    let older = encoding_rs::WINDOWS_1252;
    for part in 0..1600 {
        for o in orders() {
            let line = row(&o, "Jörg Müller");
            net_of_all += o.cents;
            match (900..1200).contains(&part) {
                true => file.extend_from_slice(&older.encode(&line).0),
                false => file.extend_from_slice(line.as_bytes()),
            }
        }
    }
    let mut run = Run::default();
    run.add("glued.csv", file);
    let report = run.analyze().expect("a report");
    let report = serde_json::to_value(report).expect("json");
    assert_eq!(report["totals"]["customers_any_used_row"], 9);
    assert_eq!(net(&report), net_of_all);
}

#[test]
fn a_little_damage_in_utf8_is_no_other_encoding() {
    let mut file = glued("utf-8", "Jörg Müller", |_| false);
    let place = file
        .windows(2)
        .rposition(|pair| pair == "ö".as_bytes())
        .expect("a letter");
    file.remove(place + 1);
    assert!(notes("damaged.csv", file.clone()).is_empty());
    let report = read(&[("damaged.csv", file)]).expect("a report");
    assert_eq!(net(&report), total());
    assert_eq!(report["totals"]["customers_any_used_row"], 10);
}

#[test]
fn marks_that_nobody_sees_split_no_customer() {
    for mark in ["\u{ad}", "\u{200b}", "\u{200e}", "\u{2060}", "\u{feff}"] {
        let file = lines("Order,Customer,Date,Amount", |o| {
            let (y, m, d) = o.day;
            let (front, end) = if o.id % 2 == 0 {
                (mark, "")
            } else {
                ("", mark)
            };
            let paid = money(o.cents, ".", "");
            format!(
                "{},Kunden{front}nummer {}{end},{y}-{m:02}-{d:02},{paid}",
                o.id, o.customer
            )
        });
        check("orders.csv", file.into());
    }
}

#[test]
fn mail_of_japan_is_a_table_for_all_its_control_characters() {
    let file = lines("受付No,受付日時,お名前,合計(税込)", |o| {
        let (y, m, d) = o.day;
        let paid = money(o.cents, ".", "");
        format!("{},{y}年{m}月{d}日,佐藤{},¥{paid}", o.id, o.customer)
    });
    let (bytes, ..) = encoding_rs::ISO_2022_JP.encode(&file);
    check("mail.csv", bytes.into_owned());
}

#[test]
fn a_won_is_shown_as_a_backslash() {
    let file = lines("No,거래일,cust_cd,금액", |o| {
        let (y, m, d) = o.day;
        let paid = money(o.cents, ".", ",");
        format!("{},{y}.{m:02}.{d:02},A{},\"\\{paid}\"", o.id, o.customer)
    });
    let (bytes, ..) = encoding_rs::EUC_KR.encode(&file);
    check("sales.csv", bytes.into_owned());
}
