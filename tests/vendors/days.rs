//! Days that a spreadsheet wrote as bare numbers.

use crate::book::{Cell, book, notes};
use crate::files::{check, lines, money, orders};

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
fn day_numbers_without_a_format_are_days_in_either_system() {
    for from_1904 in [false, true] {
        let shift = if from_1904 { 1462.0 } else { 0.0 };
        for cell in [Cell::Day, Cell::Number] {
            let rows = sheet(|_, serial| cell(serial - shift));
            check("book.xlsx", book(&[("Sales", rows)], from_1904));
        }
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
