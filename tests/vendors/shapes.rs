//! Sheets laid out for people: blank columns, titles, cells that span rows, headings between the rows.

use crate::book::{Cell, book, notes};
use crate::driver::Run;
use crate::files::{Order, check, lines, money, net, orders, read, total};

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

/// Orders of one to three lines, the last line holding the rest of the money; `cells` makes the row of line `at`.
fn sheet(
    header: &[&str],
    cells: impl Fn(&crate::files::Order, usize, i64) -> Vec<Cell>,
) -> Vec<Vec<Cell>> {
    let mut rows = vec![header.iter().map(|&name| Cell::from(name)).collect()];
    for o in orders() {
        let lines = o.id % 3;
        for at in 0..=lines {
            let cents = if at == lines {
                o.cents - 150 * lines as i64
            } else {
                150
            };
            rows.push(cells(&o, at, cents));
        }
    }
    rows
}

#[test]
fn cells_that_span_the_rows_of_an_order_belong_to_all_of_them() {
    let header = [
        "订单编号",
        "下单日期",
        "客户名称",
        "订单总额",
        "商品",
        "金额",
    ];
    let rows = sheet(&header, |o, at, cents| {
        let (y, m, d) = o.day;
        let first = |text: String| {
            if at == 0 {
                Cell::Text(text)
            } else {
                Cell::Blank
            }
        };
        vec![
            first(format!("DD{}", o.id)),
            first(format!("{y}-{m:02}-{d:02}")),
            first(format!("客户{}", o.customer)),
            first(money(o.cents, ".", "")),
            Cell::Text(format!("商品{}", (o.id + at) % 7)),
            Cell::Number(cents as f64 / 100.0),
        ]
    });
    let lines = rows.len() - 1;
    let bytes = book(&[("订单", rows)], false);
    assert!(notes("orders.xlsx", bytes.clone()).contains(&"cells_filled".to_owned()));
    let report = read(&[("orders.xlsx", bytes)]).expect("a report");
    assert_eq!(net(&report), total());
    assert_eq!(report["input"]["rows_used"], lines);
    assert_eq!(report["totals"]["orders_all"], 120);
    assert_eq!(report["totals"]["customers_any_used_row"], 9);
}

#[test]
fn a_customer_above_the_rows_belongs_to_all_of_them() {
    let mut customers: Vec<usize> = orders().map(|o| o.customer).collect();
    customers.sort_unstable();
    customers.dedup();
    let mut file =
        String::from("Acme Ltd\r\nSales by Customer Detail\r\n\r\n,Date,Num,Amount,Balance\r\n");
    for customer in customers {
        file += &format!("Client {customer},,,,\r\n");
        let mut balance = 0;
        for o in orders().filter(|o| o.customer == customer) {
            let (y, m, d) = o.day;
            balance += o.cents;
            file += &format!(
                ",{m:02}/{d:02}/{y},{},{},{}\r\n",
                o.id,
                money(o.cents, ".", ""),
                money(balance, ".", "")
            );
        }
        file += &format!(
            "Total for Client {customer},,,{},\r\n",
            money(balance, ".", "")
        );
    }
    file += &format!("TOTAL,,,{},\r\n", money(total(), ".", ""));
    check("by-customer.csv", file.into());
}

#[test]
fn zeros_behind_the_last_line_are_no_part_of_the_table() {
    let mut file = lines("Order ID,Customer,Date,Total", |o| {
        let (y, m, d) = o.day;
        let paid = money(o.cents, ".", "");
        format!("A{},K{},{y}-{m:02}-{d:02},{paid}", o.id, o.customer)
    });
    for zeros in [2_000, 100_000, 3_000_000] {
        let end = file.trim_end_matches('\0').len();
        file.truncate(end);
        file.extend(std::iter::repeat_n('\0', zeros));
        let report = read(&[("orders.csv", file.clone().into())]).expect("a report");
        assert_eq!(report["input"]["rows_used"], 120, "{zeros}");
        assert_eq!(net(&report), total());
        assert_eq!(report["input"]["rows_skipped"]["bad_record"], 1, "{zeros}");
    }
}

#[test]
fn subtotals_between_the_rows_are_no_lines() {
    let mut sorted: Vec<_> = orders().collect();
    sorted.sort_by_key(|o| o.customer);
    let mut file = String::from("客户,日期,发票号,数量,价税合计\r\n");
    for same in sorted.chunk_by(|a, b| a.customer == b.customer) {
        for o in same {
            let (y, m, d) = o.day;
            file += &format!(
                "客户{},{y}-{m:02}-{d:02},FP{},1,{}\r\n",
                o.customer,
                o.id,
                money(o.cents, ".", "")
            );
        }
        let sum: i64 = same.iter().map(|o| o.cents).sum();
        file += &format!(
            "客户{} 小计,,,{},{}\r\n",
            same[0].customer,
            same.len(),
            money(sum, ".", "")
        );
    }
    check("sales.csv", file.into());
}

#[test]
fn rows_may_end_before_the_names_do() {
    let names: Vec<String> = (1..=18).map(|i| format!("note_{i}")).collect();
    let header = format!("order_id,created_at,customer_id,total,{}", names.join(","));
    // Filled up to some of them, with delimiters for all but one.
    let file = lines(&header, |o| {
        let (y, m, d) = o.day;
        let paid = money(o.cents, ".", "");
        let row = format!("{},{y}-{m:02}-{d:02},K{},{paid}", o.id, o.customer);
        format!("{row},a,b,c{}line,", ",".repeat(12))
    });
    check("orders.csv", file.clone().into());
    // In a file of two rows, too.
    let short: Vec<&str> = file.lines().take(3).collect();
    let mut run = Run::default();
    run.add("orders.csv", short.join("\n").into());
    let table = &run.inspect().expect("an inspection").tables[0];
    assert_eq!(table.columns[3].name, "total");
}

#[test]
fn sentences_below_the_names_describe_them() {
    let header = "Order ID,Buyer Username,Created Time,Product,Order Amount\r\n\
        Platform unique order ID.,Name of the buyer on the platform.,Order created time.,Product name,What the buyer paid in all.";
    let file = lines(header, |o| {
        let (y, m, d) = o.day;
        let line = |thing: &str| {
            let paid = money(o.cents, ".", "");
            format!(
                "{}\t,u{},{m:02}/{d:02}/{y} 10:00:00\t,{thing},{paid}",
                o.id, o.customer
            )
        };
        [line("Mug"), line("Tea")].join("\r\n")
    });
    let report = read(&[("orders.csv", file.into())]).expect("a report");
    assert_eq!(report["totals"]["orders_all"], 120);
    assert_eq!(net(&report), total());
}

#[test]
fn thousands_that_the_delimiter_parts_are_numbers_again() {
    // In some rows, and in most.
    for times in [2, 6] {
        let file = lines("Order,Customer,Date,Amount,City", |o| {
            let (y, m, d) = o.day;
            let paid = money(o.cents * times, ".", ",");
            format!("{},K{},{y}-{m:02}-{d:02},{paid},Rome", o.id, o.customer)
        });
        let report = read(&[("orders.csv", file.into())]).expect("a report");
        assert_eq!(report["input"]["rows_used"], 120);
        assert_eq!(net(&report), total() * times);
    }
}

#[test]
fn files_of_one_name_are_told_apart() {
    let mut run = crate::driver::Run::default();
    for shop in ["North", "South", "West"] {
        let file = lines("Order,Customer,Date,Amount,Shop", |o| {
            let (y, m, d) = o.day;
            let paid = money(o.cents, ".", "");
            format!("{},K{},{y}-{m:02}-{d:02},{paid},{shop}", o.id, o.customer)
        });
        run.add("orders.csv", file.into());
    }
    let tables = run.inspect().expect("an inspection").tables;
    let names: Vec<&str> = tables.iter().map(|table| table.name.as_str()).collect();
    assert_eq!(names, ["orders.csv", "orders.csv (2)", "orders.csv (3)"]);
}

#[test]
fn decimal_commas_without_quotes_in_a_file_of_commas_are_read() {
    let parted = |header: &str, line: &dyn Fn(&Order, String, String) -> String| {
        let file = lines(header, |o| {
            let (y, m, d) = o.day;
            line(&o, format!("{y}-{m:02}-{d:02}"), money(o.cents, ",", ""))
        });
        check("orders.csv", file.into());
    };
    parted("Order,Customer,Date,Amount", &|o, day, paid| {
        format!("{},K{},{day},{paid}", o.id, o.customer)
    });
    parted("Order,Amount,Customer,Date", &|o, day, paid| {
        format!("{},{paid},K{},{day}", o.id, o.customer)
    });
    parted(
        "Order,Customer,Date,Quantity,Tax,Amount,Note",
        &|o, day, paid| {
            format!(
                "{},K{},{day},{},1,{:02},{paid},",
                o.id,
                o.customer,
                o.id % 20,
                o.id % 100
            )
        },
    );
}

#[test]
fn an_index_beside_an_age_is_no_decimal_comma() {
    // The header leaves the first column unnamed, as some programs do.
    let file = lines("Age,Customer,Date,Amount", |o| {
        let (y, m, d) = o.day;
        let (row, paid) = ((o.id - 50_300) / 13, money(o.cents, ".", ""));
        format!(
            "{row},{},K{},{y}-{m:02}-{d:02},{paid}",
            20 + o.id % 60,
            o.customer
        )
    });
    check("orders.csv", file.into());
}

#[test]
fn names_that_span_columns_with_names_of_their_own_are_one_header() {
    let head = "日期,发票号,客户,,本币,,\r\n,,编码,名称,无税金额,税额,价税合计";
    let file = lines(head, |o| {
        let (y, m, d) = o.day;
        let [net, tax, paid] =
            [o.cents - o.cents / 8, o.cents / 8, o.cents].map(|c| money(c, ".", ""));
        let customer = o.customer;
        format!(
            "{y}-{m:02}-{d:02},{},K{customer},王{customer},{net},{tax},{paid}",
            o.id
        )
    });
    check("two-rows.csv", file.into());
}

#[test]
fn signs_of_money_may_be_written_as_markup_writes_them() {
    let rows = lines("", |o| {
        let (y, m, d) = o.day;
        let paid = money(o.cents, ".", ",");
        format!(
            "<tr><td>{}<td>K{}<td>{y}-{m:02}-{d:02}<td>&yen;{paid}</tr>",
            o.id, o.customer
        )
    });
    let head = "<tr><th>订单号<th>客户<th>日期<th>金额</tr>";
    check(
        "oa.xls",
        format!("<html><table>{head}{rows}</table></html>").into(),
    );
}
