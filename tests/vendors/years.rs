//! Days without a year: it stands above the header, in a sheet's or a file's name, and is taken from there only where that is no guess.

use crate::book::{Cell, book, notes};
use crate::files::{Order, check, lines, money, net, orders, read, total};

/// The orders of one year, a line each: number, day, customer, paid.
fn year(year: usize, day: impl Fn(&Order) -> String) -> Vec<[String; 4]> {
    let of = |o: &Order| o.day.0 == year;
    let line = |o: Order| {
        [
            o.id.to_string(),
            day(&o),
            format!("K{}", o.customer),
            money(o.cents, ".", ""),
        ]
    };
    orders().filter(of).map(line).collect()
}

/// As a sheet, with a title above it.
fn sheet(title: &str, rows: &[[String; 4]]) -> Vec<Vec<Cell>> {
    let text = |cells: &[String]| cells.iter().map(|cell| cell.as_str().into()).collect();
    let mut sheet: Vec<Vec<Cell>> = Vec::new();
    if !title.is_empty() {
        sheet.push(vec![title.into()]);
    }
    sheet.push(["单号", "日期", "客户", "金额"].map(Cell::from).into());
    sheet.extend(rows.iter().map(|row| text(row)));
    sheet
}

/// As a text.
fn csv(above: &str, rows: &[[String; 4]]) -> Vec<u8> {
    let lines: Vec<String> = rows.iter().map(|row| row.join(",")).collect();
    format!("{above}order,date,customer,paid\n{}\n", lines.join("\n")).into()
}

fn paid(o: Order) -> String {
    money(o.cents, ".", "")
}

fn chinese(o: &Order) -> String {
    format!("{}月{}日", o.day.1, o.day.2)
}

#[test]
fn the_year_stands_in_the_title_or_the_sheet() {
    let [one, two] = [2022, 2023].map(|y| year(y, chinese));
    let titles = [
        sheet("王记2022年销售流水", &one),
        sheet("王记2023年销售流水", &two),
    ];
    let [a, b] = titles;
    let bytes = book(&[("甲", a), ("乙", b)], false);
    check("book.xlsx", bytes.clone());
    assert!(notes("book.xlsx", bytes).contains(&"year_from_elsewhere".to_owned()));
    let sheets = [("2022年", sheet("", &one)), ("2023年", sheet("", &two))];
    check("book.xlsx", book(&sheets, false));
}

#[test]
fn the_year_may_be_one_of_an_era() {
    let days: [fn(&Order) -> String; 2] = [|o| format!("{}/{}(火)", o.day.1, o.day.2), chinese];
    for (titles, day) in [
        (["令和4年 ご予約表", "令和５年 ご予約表"], days[0]),
        (["R4売上", "R5売上"], days[0]),
        (["111年出貨明細", "民國112年 出貨明細"], days[1]),
        (["ยอดขาย 2565", "ยอดขาย 2566"], days[1]),
    ] {
        let [one, two] = [2022, 2023].map(|y| year(y, day));
        let sheets = [sheet(titles[0], &one), sheet(titles[1], &two)];
        let [a, b] = sheets;
        check("book.xlsx", book(&[("甲", a), ("乙", b)], false));
        let sheets = [(titles[0], sheet("", &one)), (titles[1], sheet("", &two))];
        check("book.xlsx", book(&sheets, false));
    }
}

#[test]
fn a_business_year_of_japan_is_two() {
    // April 2022 to March 2023, in order.
    let of = |o: &Order| o.day.0 == 2022 && o.day.1 > 3 || o.day.0 == 2023 && o.day.1 < 4;
    let row = |o: Order| {
        let day = format!("{}/{}", o.day.1, o.day.2);
        [o.id.to_string(), day, format!("K{}", o.customer), paid(o)]
    };
    let rows: Vec<[String; 4]> = orders().filter(of).map(row).collect();
    let bytes = book(&[("売上", sheet("令和4年度 売上", &rows))], false);
    let report = read(&[("book.xlsx", bytes)]).expect("a report");
    assert_eq!(report["totals"]["first_purchase_day"], "2022-04-03");
    assert_eq!(report["totals"]["last_purchase_day"], "2023-03-27");
    // Some of its months do not tell where it turns.
    let bytes = book(&[("売上", sheet("令和4年度 売上", &rows[45..]))], false);
    assert_eq!(
        read(&[("book.xlsx", bytes)]).err(),
        Some("dates_without_year")
    );
}

#[test]
fn a_day_of_taiwan_may_be_one_number() {
    let line = |o: Order| {
        let (y, m, d) = o.day;
        format!(
            "{},{}{m:02}{d:02},K{},{}",
            o.id,
            y - 1911,
            o.customer,
            paid(o)
        )
    };
    for name in ["日期", "看診日", "when"] {
        check(
            "till.csv",
            lines(&format!("單號,{name},客戶,金額"), line).into(),
        );
    }
}

#[test]
fn a_short_year_of_thailand_may_stand_in_front() {
    let line = |o: Order| {
        let (y, m, d) = o.day;
        format!(
            "{},{}/{m:02}/{d:02},K{},{}",
            o.id,
            y + 543 - 2500,
            o.customer,
            paid(o)
        )
    };
    check("till.csv", lines("order,date,customer,paid", line).into());
}

#[test]
fn the_year_stands_in_the_name_of_the_file() {
    let forms: [fn(&Order) -> String; 4] = [
        |o| format!("{}/{}", o.day.1, o.day.2),
        |o| format!("{:02}.{:02}. 14:30", o.day.2, o.day.1),
        |o| {
            format!(
                "{} {}",
                [
                    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov",
                    "Dec"
                ][o.day.1 - 1],
                o.day.2
            )
        },
        chinese,
    ];
    for form in forms {
        let files = [
            ("sales 2022.csv", csv("", &year(2022, form))),
            ("sales 2023.csv", csv("", &year(2023, form))),
        ];
        let report = read(&files).expect("a report");
        assert_eq!(report["input"]["rows_used"], 120);
        assert_eq!(net(&report), total());
        assert_eq!(report["totals"]["first_purchase_day"], "2022-01-03");
        assert_eq!(report["totals"]["last_purchase_day"], "2023-12-27");
    }
}

#[test]
fn two_years_in_a_title_turn_where_the_rows_do() {
    // July 2022 to June 2023, in order.
    let of = |o: &Order| o.day.0 == 2022 && o.day.1 > 6 || o.day.0 == 2023 && o.day.1 < 7;
    let rows: Vec<[String; 4]> = (orders().filter(of))
        .map(|o| {
            [
                o.id.to_string(),
                chinese(&o),
                format!("K{}", o.customer),
                money(o.cents, ".", ""),
            ]
        })
        .collect();
    let report = read(&[("season.csv", csv("Sales 2022-2023\n", &rows))]).expect("a report");
    assert_eq!(report["input"]["rows_used"], 60);
    assert_eq!(report["totals"]["first_purchase_day"], "2022-07-03");
    assert_eq!(report["totals"]["last_purchase_day"], "2023-06-27");
    // One year for rows that go through two of them: whose January is it?
    let refused = read(&[("season.csv", csv("Sales 2022\n", &rows))]);
    assert_eq!(refused.err(), Some("dates_without_year"));
}

#[test]
fn a_year_that_would_be_a_guess_is_not_taken() {
    let rows = year(2022, chinese);
    for (above, name) in [
        ("", "sales.csv"),
        // When it was printed.
        ("Printed 2023-01-05\n", "sales.csv"),
        ("", "export_20230105.csv"),
        // Money.
        ("Total,,2022,\n", "sales.csv"),
        // One of the two.
        ("Sales 2022\n", "Sales 2023.csv"),
        // The rows are of other months.
        ("", "2022年3月.csv"),
    ] {
        let refused = read(&[(name, csv(above, &rows))]);
        assert_eq!(refused.err(), Some("dates_without_year"), "{above} {name}");
    }
    // 3.1 as a number is the first or the tenth of March.
    let decimal = |o: &Order| match format!("{}.{:02}", o.day.1, o.day.2) {
        text if text.ends_with('0') => text.trim_end_matches('0').to_owned(),
        text => text.replace(".0", "."),
    };
    let refused = read(&[("sales 2022.csv", csv("", &year(2022, decimal)))]);
    assert_eq!(refused.err(), Some("dates_without_year"));
}

#[test]
fn a_month_stands_once_or_names_the_sheet() {
    let mut last = 0;
    let mut rows: Vec<Vec<Cell>> = vec![["2022年 月", "日", "客户", "金额"].map(Cell::from).into()];
    for o in orders().filter(|o| o.day.0 == 2022) {
        let month = if o.day.1 == last {
            Cell::Blank
        } else {
            Cell::Number(o.day.1 as f64)
        };
        last = o.day.1;
        rows.push(vec![
            month,
            Cell::Number(o.day.2 as f64),
            Cell::Text(format!("K{}", o.customer)),
            Cell::Number(o.cents as f64 / 100.0),
        ]);
    }
    let months: Vec<(String, Vec<Vec<Cell>>)> = (1..=12)
        .map(|month| {
            let header: Vec<Cell> = ["Día", "Cliente", "Importe"].map(Cell::from).into();
            let of = |o: &Order| o.day.0 == 2022 && o.day.1 == month;
            let row = |o: Order| {
                vec![
                    Cell::Number(o.day.2 as f64),
                    Cell::Text(format!("K{}", o.customer)),
                    Cell::Number(o.cents as f64 / 100.0),
                ]
            };
            let names = [
                "Enero",
                "Febrero",
                "Marzo",
                "Abril",
                "Mayo",
                "Junio",
                "Julio",
                "Agosto",
                "Septiembre",
                "Octubre",
                "Noviembre",
                "Diciembre",
            ];
            (
                names[month - 1].to_owned(),
                std::iter::once(header)
                    .chain(orders().filter(of).map(row))
                    .collect(),
            )
        })
        .collect();
    let months = months.into_iter();
    let (names, sheets): (Vec<String>, Vec<_>) = months.unzip();
    let sheets: Vec<(&str, _)> = names.iter().map(String::as_str).zip(sheets).collect();
    let sum: i64 = orders().filter(|o| o.day.0 == 2022).map(|o| o.cents).sum();
    for (name, bytes) in [
        ("ledger.xlsx", book(&[("现金", rows)], false)),
        ("Ventas 2022.xlsx", book(&sheets, false)),
    ] {
        let report = read(&[(name, bytes)]).unwrap_or_else(|code| panic!("{name}: {code}"));
        assert_eq!(report["input"]["rows_used"], 60, "{name}");
        assert_eq!(net(&report), sum, "{name}");
        assert_eq!(
            report["totals"]["first_purchase_day"], "2022-01-03",
            "{name}"
        );
        assert_eq!(
            report["totals"]["last_purchase_day"], "2022-12-27",
            "{name}"
        );
    }
}

#[test]
fn days_that_stand_once_are_filled_in_all_the_same() {
    let mut last = String::new();
    let mut rows = year(2022, chinese);
    for row in &mut rows {
        let day = std::mem::take(&mut row[1]);
        if day != last {
            row[1].clone_from(&day);
            last = day;
        }
        row[0].clear();
    }
    let report = read(&[(
        "2022年送货.xlsx",
        book(&[("Sheet1", sheet("", &rows))], false),
    )]);
    assert_eq!(report.expect("a report")["input"]["rows_used"], 60);
}

#[test]
fn what_one_sheet_proves_of_its_days_holds_for_a_short_one() {
    // Each day once; the second sheet has half of the days.
    let rows = |days: usize, month: &str| -> Vec<Vec<Cell>> {
        let mut rows: Vec<Vec<Cell>> = vec![["Datum", "Kunde", "Betrag"].map(Cell::from).into()];
        for day in 1..=days {
            for part in 0..1 + day % 2 * 2 {
                let date = match part {
                    0 => Cell::Text(format!("{:02}.{month}.2024", day * 24 / days + 1)),
                    _ => Cell::Blank,
                };
                let customer = format!("Kunde {}", (day * 7 + part * 3) % 9);
                rows.push(vec![date, customer.as_str().into(), Cell::Number(10.0)]);
            }
        }
        rows
    };
    for order in [[24, 12], [12, 24]] {
        let [one, two] = [rows(order[0], "01"), rows(order[1], "02")];
        let all = one.len() + two.len() - 2;
        let bytes = book(&[("Januar", one), ("Februar", two)], false);
        let report = read(&[("Bestellungen.xlsx", bytes)]).expect("a report");
        assert_eq!(report["input"]["rows_used"], all, "{order:?}");
    }
}
