//! Made-up tables: columns by what stands in them, 240 rows, 25 customers that come back.

use regulars::ingest::inspect::{TableSample, inspect};
use regulars::ingest::inspection::Inspection;
use regulars::ingest::layout::Layout;
use regulars::ingest::plan::Role;

/// What stands in a made-up column.
#[derive(Clone, Copy)]
pub(crate) enum Fill {
    /// `C017`, 25 customers that come back.
    Customer,
    /// `Anna Berg`, one for each customer.
    Person,
    Email,
    Phone,
    /// A new number for each order of two rows.
    Order,
    /// A new number for each row.
    Unique,
    /// 1, 2, 3 …
    Running,
    /// 2023-01-31.
    Iso,
    /// 31.01.2023, constant within an order.
    Dotted,
    /// 31/01/2023 10:15.
    DayFirst,
    /// 1/31/2023.
    MonthFirst,
    /// Three days later than the order.
    Later,
    /// Money of the line.
    Money,
    /// Money with a decimal comma.
    Comma,
    /// Money of the order, on each of its lines.
    OrderTotal,
    /// 1, 2 or 3.
    Pieces,
    /// Price of a piece.
    Price,
    Zero,
    Product,
    City,
    Text(&'static str),
    Blank,
}

const NAMES: [&str; 25] = [
    "Anna Berg",
    "Bo Chen",
    "Cara Diaz",
    "Dan Evans",
    "Eva Fink",
    "Finn Gray",
    "Gina Hall",
    "Hugo Ito",
    "Ida Jung",
    "Jon Kane",
    "Kim Lee",
    "Lara Moss",
    "Max Nord",
    "Nina Orr",
    "Otto Park",
    "Pia Quist",
    "Quin Ross",
    "Rosa Sand",
    "Sven Thal",
    "Tara Ueda",
    "Udo Voss",
    "Vera Wood",
    "Wim Xu",
    "Xena Young",
    "Yves Zorn",
];

pub(crate) fn cell(fill: Fill, row: usize) -> String {
    let order = row / 2;
    // Every customer has several orders, in no simple order.
    let customer = order * 7 % 25;
    let (year, month, day) = (2022 + order / 60, order / 5 % 12 + 1, order * 3 % 28 + 1);
    let price = 5.0 + (row * 37 % 50) as f64 + 0.9;
    let pieces = row % 3 + 1;
    let line = |row: usize| (5.0 + (row * 37 % 50) as f64 + 0.9) * (row % 3 + 1) as f64;
    match fill {
        Fill::Customer => format!("C{customer:03}"),
        Fill::Person => NAMES[customer].into(),
        Fill::Email => format!("user{customer}@example.com"),
        Fill::Phone => format!("138{:08}", customer * 1234567 % 100_000_000),
        Fill::Order => format!("A-{:05}", 10_000 + order),
        Fill::Unique => format!("{}", 900_000 + row * 3),
        Fill::Running => format!("{}", row + 1),
        Fill::Iso => format!("{year}-{month:02}-{day:02}"),
        Fill::Dotted => format!("{day:02}.{month:02}.{year}"),
        Fill::DayFirst => format!("{day:02}/{month:02}/{year} 10:15"),
        Fill::MonthFirst => format!("{month}/{day}/{year}"),
        Fill::Later => format!("{year}-{month:02}-{:02}", day.min(25) + 3),
        Fill::Money => format!("{:.2}", line(row)),
        Fill::Comma => format!("{:.2}", line(row)).replace('.', ","),
        Fill::OrderTotal => format!("{:.2}", line(order * 2) + line(order * 2 + 1)),
        Fill::Pieces => pieces.to_string(),
        Fill::Price => format!("{price:.2}"),
        Fill::Zero => "0.00".into(),
        Fill::Product => format!("Thing {}", row % 9),
        Fill::City => ["Berlin", "Paris", "Rome"][customer % 3].into(),
        Fill::Text(text) => text.into(),
        Fill::Blank => String::new(),
    }
}

pub(crate) fn made(columns: &[(&str, Fill)], delimiter: &str) -> Inspection {
    let records: Vec<Vec<String>> = (0..240)
        .map(|row| columns.iter().map(|&(_, fill)| cell(fill, row)).collect())
        .collect();
    of_records(
        &columns.iter().map(|&(name, _)| name).collect::<Vec<_>>(),
        &records,
        delimiter,
    )
}

pub(crate) fn of_records(names: &[&str], records: &[Vec<String>], delimiter: &str) -> Inspection {
    let mut layout = Layout {
        columns: names.iter().map(|name| (*name).to_owned()).collect(),
        ..Layout::default()
    };
    layout.dialect.delimiter = delimiter.into();
    inspect(&[TableSample {
        name: "orders.csv",
        container: "text",
        layout: &layout,
        records,
        all: true,
        preamble: "",
        from_1904: false,
        is_hidden: false,
    }])
}

pub(crate) fn names(inspection: &Inspection, roles: &[Role]) -> Vec<String> {
    let table = &inspection.tables[0];
    roles
        .iter()
        .map(|role| match inspection.proposed.mapping.get(*role) {
            Some(column) => table.columns[column].name.clone(),
            None => "-".into(),
        })
        .collect()
}

/// Headers with contents, and the expected customer | order | date | amount.
pub(crate) type Case = (
    &'static str,
    &'static [(&'static str, Fill)],
    [&'static str; 4],
);
