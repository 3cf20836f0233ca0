//! `cargo xtask gen ROWS CUSTOMERS sorted|random OUT`: the benchmark's file, the same bytes on every machine.
//!
//! Columns `customer_id,order_id,date,amount`, about 41.6 bytes a row, 730 days from 2024-01-01. Customers are drawn
//! with a square so that some buy far more often than others; each appears at least once.

use crate::shell::Done;
use std::io::{BufWriter, Write};

const DAYS: u64 = 730;

/// `gen ROWS CUSTOMERS sorted|random OUT`
pub(crate) fn run(args: &[String]) -> Done {
    let [rows, customers, order, out] = args else {
        return Err("gen ROWS CUSTOMERS sorted|random OUT".to_owned());
    };
    let number = |text: &String| {
        text.parse::<u64>()
            .ok()
            .filter(|n| *n > 0)
            .ok_or(format!("not a number: {text}"))
    };
    let in_order = match order.as_str() {
        "sorted" => true,
        "random" => false,
        other => return Err(format!("neither sorted nor random: {other}")),
    };
    let file = std::fs::File::create(out).map_err(|error| format!("{out}: {error}"))?;
    let mut out_file = BufWriter::with_capacity(1 << 20, file);
    let written = write_rows(&mut out_file, number(rows)?, number(customers)?, in_order);
    written
        .and_then(|()| out_file.flush())
        .map_err(|error| format!("{out}: {error}"))
}

/// Writes the header and `rows` rows.
pub(crate) fn write_rows(
    out: &mut impl Write,
    rows: u64,
    customers: u64,
    in_order: bool,
) -> std::io::Result<()> {
    let dates: Vec<String> = (0..DAYS).map(|day| iso(2024, day)).collect();
    let mut random = XorShift(0x9E37_79B9_7F4A_7C15);
    writeln!(out, "customer_id,order_id,date,amount")?;
    for row in 0..rows {
        let share = (random.next() >> 11) as f64 / (1u64 << 53) as f64;
        let customer = if row < customers {
            row
        } else {
            (share * share * customers as f64) as u64
        };
        // Scattered over the numbers, so that neighbours in time are no neighbours in name.
        let name = ((customer * 0x9E37_79B1) % 90_000_000 + 10_000_000) % 100_000_000;
        let day = if in_order {
            row * DAYS / rows
        } else {
            random.next() % DAYS
        };
        let cents = random.next() % 30_000 + 100;
        let date = &dates[day as usize];
        writeln!(
            out,
            "C{name:08},ORD-{row:09},{date},{}.{:02}",
            cents / 100,
            cents % 100
        )?;
    }
    Ok(())
}

/// Day `n` of the years from `year` on, as `yyyy-mm-dd`.
pub(crate) fn iso(year: u64, n: u64) -> String {
    let leap = |y: u64| y.is_multiple_of(4) && (!y.is_multiple_of(100) || y.is_multiple_of(400));
    let (mut year, mut rest) = (year, n);
    while rest >= 365 + u64::from(leap(year)) {
        rest -= 365 + u64::from(leap(year));
        year += 1;
    }
    let months = [
        31,
        28 + u64::from(leap(year)),
        31,
        30,
        31,
        30,
        31,
        31,
        30,
        31,
        30,
        31,
    ];
    let mut month = 0;
    while rest >= months[month] {
        rest -= months[month];
        month += 1;
    }
    format!("{year:04}-{:02}-{:02}", month + 1, rest + 1)
}

/// Marsaglia's xorshift64: small, fast and the same everywhere.
pub(crate) struct XorShift(pub(crate) u64);

impl XorShift {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }
}
