//! Days that a spreadsheet wrote as bare numbers.

use crate::book::{Cell, book, notes};
use crate::driver::Run;
use crate::files::{check, lines, money, net, orders, read, total};

/// Days from the spreadsheet's first to a day of the orders: 44,564 is 2022-01-03 (counted by the calendar).
fn serial((year, month, day): (usize, usize, usize)) -> f64 {
    let before = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334][month - 1];
    44_564.0 + 365.0 * (year - 2022) as f64 + (before + day - 3) as f64
}

/// The orders as a sheet, each day as `cell` writes its number.
fn sheet(cell: impl Fn(usize, f64) -> Cell) -> Vec<Vec<Cell>> {
    let header = ["Order", "Customer", "Date", "Amount"].map(Cell::from);
    let row = |(at, o): (usize, crate::files::Order)| {
        vec![
            Cell::Text(format!("A{}", o.id)),
            Cell::Text(format!("K{}", o.customer)),
            cell(at, serial(o.day)),
            Cell::Number(o.cents as f64 / 100.0),
        ]
    };
    let rows = orders().enumerate().map(row);
    std::iter::once(header.into()).chain(rows).collect()
}

#[test]
fn two_hands_with_a_mark_each_are_read_each_by_its_own() {
    let file = |day: &dyn Fn(usize, (usize, usize, usize)) -> String| {
        lines("order_id,order_date,email,total", |o| {
            let paid = money(o.cents, ".", "");
            format!(
                "{},{},k{}@mail.com,{paid}",
                o.id,
                day(o.id, o.day),
                o.customer
            )
        })
    };
    let iso = |(y, m, d): (usize, usize, usize)| format!("{y}-{m:02}-{d:02}");
    let plain = read(&[("plain.csv", file(&|_, day| iso(day)).into())]).expect("a report");
    let by = |first: &str, mark: &str, (y, m, d): (usize, usize, usize)| match first {
        "d" => format!("{d:02}{mark}{m:02}{mark}{y}"),
        _ => format!("{m:02}{mark}{d:02}{mark}{y}"),
    };
    // Slashes and dashes, and a third that begins with the year: a few of them, or most.
    for [slash, dash] in [["d", "m"], ["m", "d"]] {
        for year_first in [5, 2] {
            let messy = file(&|id, day| match id % 6 {
                at if at >= year_first => iso(day),
                0 | 2 | 4 => by(slash, "/", day),
                _ => by(dash, "-", day),
            });
            let report = read(&[("messy.csv", messy.clone().into())]).expect("a report");
            for found in ["totals", "rfm", "segments"] {
                assert_eq!(report[found], plain[found], "{slash} {dash} {year_first}");
            }
            assert!(notes("messy.csv", messy.into()).contains(&"dates_mixed".to_owned()));
        }
    }
}

#[test]
fn day_numbers_without_a_format_are_days_in_either_system() {
    for from_1904 in [false, true] {
        let shift = if from_1904 { 1462.0 } else { 0.0 };
        for cell in [Cell::Day, Cell::Number] {
            let rows = sheet(|_, serial| cell(serial - shift));
            check("book.xlsx", book(&[("Sales", rows)], from_1904));
        }
    }
}

/// The sheet as the oldest workbooks hold it (version 2, OpenOffice's documentation of the format): records of kind and length.
fn old_book(rows: &[Vec<Cell>], from_1904: bool) -> Vec<u8> {
    let mut out = Vec::new();
    let mut record = |kind: u16, data: &[u8]| {
        out.extend_from_slice(&kind.to_le_bytes());
        out.extend_from_slice(&(data.len() as u16).to_le_bytes());
        out.extend_from_slice(data);
    };
    record(0x09, &[2, 0, 0x10, 0]);
    record(0x22, &[u8::from(from_1904), 0]);
    for (row, cells) in rows.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            let mut data = vec![row as u8, 0, column as u8, 0, 0, 0, 0];
            match cell {
                Cell::Text(text) => {
                    data.push(text.len() as u8);
                    data.extend_from_slice(text.as_bytes());
                    record(0x04, &data);
                }
                Cell::Number(number) | Cell::Day(number) => {
                    data.extend_from_slice(&number.to_le_bytes());
                    record(0x03, &data);
                }
                Cell::Blank => {}
            }
        }
    }
    record(0x0a, &[]);
    out
}

#[test]
fn old_workbooks_may_count_from_1904() {
    for (from_1904, shift) in [(false, 0.0), (true, 1462.0)] {
        let rows = sheet(|_, serial| Cell::Number(serial - shift));
        check("book.xls", old_book(&rows, from_1904));
    }
}

#[test]
fn day_numbers_among_written_days_are_days() {
    let mixed = |at: usize, serial: f64| match at % 3 {
        0 => Cell::Number(serial),
        _ => Cell::Day(serial),
    };
    let bytes = book(&[("Sales", sheet(mixed))], false);
    check("book.xlsx", bytes.clone());
    assert!(notes("book.xlsx", bytes).contains(&"dates_mixed".to_owned()));
    // As text: a spreadsheet has turned the days that it understood into numbers.
    let text = lines("Order;Customer;Date;Amount", |o| {
        let (y, m, d) = o.day;
        let day = if d <= 12 {
            serial(o.day).to_string()
        } else {
            format!("{d:02}/{m:02}/{y}")
        };
        format!("{};K{};{day};{}", o.id, o.customer, money(o.cents, ".", ""))
    });
    check("orders.csv", text.into());
}

#[test]
fn six_digits_whose_day_comes_first_are_read_so() {
    // 030122 is 3 January 2022: the year first would spread two years of orders over thirty.
    let file = lines("Order,Customer,Date,Amount", |o| {
        let (y, m, d) = o.day;
        let paid = money(o.cents, ".", "");
        format!(
            "A{},K{},{d:02}{m:02}{:02},{paid}",
            o.id,
            o.customer,
            y % 100
        )
    });
    check("orders.csv", file.into());
}

/// In the digits of another script.
fn eastern(text: String, zero: char) -> String {
    let digit = |c: char| char::from_u32(zero as u32 + c.to_digit(10)?);
    text.chars().map(|c| digit(c).unwrap_or(c)).collect()
}

#[test]
fn days_are_read_in_the_words_and_digits_of_the_country() {
    const LITHUANIAN: [&str; 12] = [
        "sausio",
        "vasario",
        "kovo",
        "balandžio",
        "gegužės",
        "birželio",
        "liepos",
        "rugpjūčio",
        "rugsėjo",
        "spalio",
        "lapkričio",
        "gruodžio",
    ];
    const LEVANT: [&str; 12] = [
        "كانون الثاني",
        "شباط",
        "آذار",
        "نيسان",
        "أيار",
        "حزيران",
        "تموز",
        "آب",
        "أيلول",
        "تشرين الأول",
        "تشرين الثاني",
        "كانون الأول",
    ];
    const BENGALI: [&str; 12] = [
        "জানুয়ারি",
        "ফেব্রুয়ারি",
        "মার্চ",
        "এপ্রিল",
        "মে",
        "জুন",
        "জুলাই",
        "আগস্ট",
        "সেপ্টেম্বর",
        "অক্টোবর",
        "নভেম্বর",
        "ডিসেম্বর",
    ];
    type Form<'f> = &'f dyn Fn(usize, usize, usize) -> String;
    let forms: [Form<'_>; 3] = [
        &|y, m, d| format!("{y} m. {} {d} d.", LITHUANIAN[m - 1]),
        &|y, m, d| format!("{d} {} {y}", LEVANT[m - 1]),
        &|y, m, d| eastern(format!("{d} {} {y}", BENGALI[m - 1]), '০'),
    ];
    for form in forms {
        let file = lines("Order;Customer;Date;Amount", |o| {
            let (y, m, d) = o.day;
            format!(
                "A{};K{};{};{}",
                o.id,
                o.customer,
                form(y, m, d),
                money(o.cents, ".", "")
            )
        });
        check("orders.csv", file.into());
    }
}

#[test]
fn the_years_of_iran_are_counted_from_march() {
    // Five days of each month of 1401 and 1402; the first one of the calendar is 2022-03-21.
    let file = lines("تاریخ,Customer,Amount", |o| {
        let (y, m, d) = o.day;
        let day = eastern(format!("{}/{m:02}/{d:02}", y - 621), '۰');
        format!("{day},K{},{}", o.customer, money(o.cents, ".", ""))
    });
    let report = read(&[("forush.csv", file.into())]).expect("a report");
    assert_eq!(net(&report), total());
    assert_eq!(report["totals"]["first_purchase_day"], "2022-03-23");
    assert_eq!(report["totals"]["last_purchase_day"], "2024-03-17");
}

#[test]
fn the_halves_of_a_day_have_a_blank_that_keeps_them_together() {
    // Windows-1252, and nothing but that blank beyond ASCII.
    let file = lines("Pedido;Cliente;Fecha;Importe", |o| {
        let (y, m, d) = o.day;
        let half = if o.id % 2 == 0 { "p" } else { "a" };
        format!(
            "A{};K{};{d:02}/{m:02}/{y} 02:15:00 {half}.~m.;{}",
            o.id,
            o.customer,
            money(o.cents, ".", "")
        )
    });
    let bytes = file
        .bytes()
        .map(|byte| if byte == b'~' { 0xa0 } else { byte });
    check("ventas.csv", bytes.collect());
}

#[test]
fn the_day_has_many_names_where_it_is_the_only_one() {
    for name in ["Opened", "Opened Date", "Pickup", "回款日期"] {
        let file = lines(&format!("Check,Customer,{name},Amount"), |o| {
            let (y, m, d) = o.day;
            format!(
                "A{},K{},{y}-{m:02}-{d:02},{}",
                o.id,
                o.customer,
                money(o.cents, ".", "")
            )
        });
        let mut run = Run::default();
        run.add("checks.csv", file.clone().into());
        let asked = run.inspect().expect("an inspection").questions;
        assert!(asked.is_empty(), "{name} {asked:?}");
        check("checks.csv", file.into());
    }
}
