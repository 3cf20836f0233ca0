//! Sheets laid out for people: blank columns, titles, cells that span rows, headings between the rows.

use crate::book::{Cell, book};
use crate::files::{check, orders};

#[test]
fn blank_columns_and_lines_before_the_table_are_passed_over() {
    let blank = || vec![Cell::Blank, Cell::Blank];
    let mut rows = vec![
        blank(),
        vec![Cell::Blank, Cell::Blank, "Order list".into()],
        blank(),
    ];
    let mut line = |cells: Vec<Cell>| rows.push(blank().into_iter().chain(cells).collect());
    line(
        ["Order No.", "Client", "Date", "Amount"]
            .map(Cell::from)
            .into(),
    );
    for o in orders() {
        let (y, m, d) = o.day;
        line(vec![
            Cell::Text(format!("SO-{}", o.id)),
            Cell::Text(format!("K{}", o.customer)),
            Cell::Text(format!("{y}-{m:02}-{d:02}")),
            Cell::Number(o.cents as f64 / 100.0),
        ]);
    }
    line(vec![
        Cell::Blank,
        Cell::Blank,
        "Total".into(),
        Cell::Number(99.0),
    ]);
    line(vec!["* with tax".into()]);
    check("list.xlsx", book(&[("Orders", rows)], false));
}
