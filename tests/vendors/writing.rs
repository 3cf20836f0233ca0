//! How programs write values and put tables into a text: signs around values, blanks between columns, words in dates.

use crate::files::{Order, check, lines, money, net, orders, read, total};

#[test]
fn a_euro_sign_is_no_letter() {
    let text = lines(
        "Bestellnummer;Bestelldatum;Kundennummer;Rechnungsempfänger;Gesamtpreis brutto",
        |o| {
            let (y, m, d) = o.day;
            let paid = money(o.cents, ",", ".");
            format!("b{};{d:02}.{m:02}.{y};K-{};Jörg;{paid} €", o.id, o.customer)
        },
    );
    let (bytes, ..) = encoding_rs::WINDOWS_1252.encode(&text);
    check("otto.csv", bytes.into_owned());
    let text = lines(
        "Αριθμός παραγγελίας;Ημερομηνία;Κωδικός πελάτη;Σύνολο",
        |o| {
            let (y, m, d) = o.day;
            format!(
                "{};{d:02}/{m:02}/{y};{};{} €",
                o.id,
                o.customer,
                money(o.cents, ",", "")
            )
        },
    );
    let (bytes, ..) = encoding_rs::WINDOWS_1253.encode(&text);
    check("greek.csv", bytes.into_owned());
}

#[test]
fn what_values_wear_against_spreadsheets_comes_off() {
    let columns = "订单号,用户ID,下单时间,金额";
    for (open, close) in [("=\"", "\""), ("\"=\"\"", "\"\"\""), ("`", "")] {
        let file = lines(columns, |o| {
            let (y, m, d) = o.day;
            let paid = money(o.cents, ".", "");
            [
                o.id.to_string(),
                o.customer.to_string(),
                format!("{y}-{m:02}-{d:02} 09:00:00"),
                paid,
            ]
            .map(|text| format!("{open}{text}{close}"))
            .join(",")
        });
        check("orders.csv", file.into());
    }
    // A bill ends with its sums under a header of their own.
    let mut bill = lines(
        "交易时间,公众账号ID,微信订单号,用户标识,交易状态,货币种类,订单金额,代金券金额",
        |o| {
            let (y, m, d) = o.day;
            let paid = money(o.cents, ".", "");
            format!(
                "`{y}-{m:02}-{d:02} 09:00:00,`wx12,`42{},`oUp{},`SUCCESS,`CNY,`{paid},`0.00",
                o.id, o.customer
            )
        },
    );
    bill.push_str("总交易单数,应结订单总金额,退款总金额\r\n`120,`100.00,`0.00\r\n");
    check("bill.csv", bill.into());
    // Three rows, of six lines that the bill has.
    let short = "交易时间,用户标识,微信订单号,订单金额\r\n\
        `2021-01-28 17:07:11,`oA,`42001,`1.50\r\n`2021-01-29 15:35:18,`oB,`42002,`2.00\r\n\
        `2021-01-30 16:59:46,`oA,`42003,`0.25\r\n总交易单数,订单总金额\r\n`3,`3.75\r\n";
    let report = crate::files::read(&[("bill.csv", short.into())]).expect("a report");
    assert_eq!(crate::files::net(&report), 375);
}

#[test]
fn dates_in_words_with_hours_are_read() {
    const MONTHS: [&str; 12] = [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ];
    let table = lines(
        "# de venta,Fecha de venta,Estado,Total (ARS),Comprador",
        |o| {
            let (y, m, d) = o.day;
            let paid = money(o.cents, ".", "");
            let month = MONTHS[m - 1];
            format!(
                "2{},{d} de {month} de {y} 09:15 hs.,Entregado,{paid},Ana {}",
                o.id, o.customer
            )
        },
    );
    check(
        "ventas.csv",
        format!("Ventas de tu cuenta\r\nEstado al 3 de enero\r\n\r\n{table}").into(),
    );
}

#[test]
fn a_name_and_its_value_above_the_table_are_no_header() {
    let table = lines(
        "Buchungstag;Valutadatum;Auftraggeber;Verwendungszweck;Betrag;Währung",
        |o| {
            let (y, m, d) = o.day;
            let day = format!("{d:02}.{m:02}.{y}");
            format!(
                "{day};{day};Kunde {};RG {};{};EUR",
                o.customer,
                o.id,
                money(o.cents, ",", ".")
            )
        },
    );
    for note in [
        "Kontoauszug;;;;;\r\nIBAN;DE00;;;;\r\n\r\n",
        "IBAN;DE00;;;;\r\nBIC;XYZ;;;;\r\n",
    ] {
        check("bank.csv", format!("{note}{table}").into());
    }
}

#[test]
fn columns_below_each_other_are_parted_by_their_blanks() {
    let line = |o: Order| {
        let (y, m, d) = o.day;
        format!(
            " {:05} {y}{m:02}{d:02} {:2} {:>8}",
            o.customer,
            o.id % 4 + 1,
            money(o.cents, ".", "")
        )
    };
    // As the best-known sample of the field comes: no header, and a row for each purchase.
    let text: Vec<String> = orders().map(line).collect();
    check("purchases.txt", format!("{}\r\n", text.join("\r\n")).into());
    let wide = |o: Order| {
        let (y, m, d) = o.day;
        let day = format!("{y}-{m:02}-{d:02}");
        format!(
            "{:<10}{:<13}{day:<12}{:>9}",
            o.id,
            o.customer,
            money(o.cents, ".", "")
        )
    };
    let text: Vec<String> = orders().map(wide).collect();
    let header = "order_id  customer_id  order_date    amount";
    check(
        "report.txt",
        format!("{header}\n{}\n", text.join("\n")).into(),
    );
    // Some values or all of a column are missing, and sums have commas between their thousands.
    for each in [2, usize::MAX] {
        let gaps = |o: Order| {
            let (y, m, d) = o.day;
            let day = format!("{y}-{m:02}-{d:02}");
            let tag = if o.id.is_multiple_of(each) { "VIP" } else { "" };
            let paid = money(o.cents * 10, ".", ",");
            format!("{:<10}{:<13}{tag:<6}{day:<12}{paid:>12}", o.id, o.customer)
        };
        let text: Vec<String> = orders().map(gaps).collect();
        let header = "order_id  customer_id  tag   order_date        amount";
        let report = read(&[(
            "gaps.txt",
            format!("{header}\n{}\n", text.join("\n")).into(),
        )])
        .expect("a report");
        assert_eq!(report["input"]["rows_used"], 120);
        assert_eq!(net(&report), total() * 10);
    }
}

#[test]
fn cyrillic_with_blanks_that_do_not_break_is_cyrillic() {
    let text = lines(
        "Дата;Номер;Контрагент;Номенклатура;Кол-во;Цена;Сумма",
        |o| {
            let (y, m, d) = o.day;
            let paid = money(o.cents, ",", "\u{a0}");
            format!(
                "{d:02}.{m:02}.{y};УТ-{};ООО {};Кружка;1;{paid};{paid}",
                o.id, o.customer
            )
        },
    );
    let (bytes, ..) = encoding_rs::WINDOWS_1251.encode(&text);
    check("1c.csv", bytes.into_owned());
    let text = lines(
        "Nº Ticket;Fecha;Cód. Cliente;Cliente;Artículo;Importe",
        |o| {
            let (y, m, d) = o.day;
            let paid = money(o.cents, ",", "");
            format!(
                "T{};{d:02}/{m:02}/{y};{:04};Ana;Taza;{paid}",
                o.id, o.customer
            )
        },
    );
    let (bytes, ..) = encoding_rs::WINDOWS_1252.encode(&text);
    check("tpv.csv", bytes.into_owned());
}

#[test]
fn records_wrapped_by_an_interface_are_seen_through() {
    let records: Vec<String> = orders()
        .map(|o| {
            let (y, m, d) = o.day;
            format!(
                r#"{{"id":"rec{}","createdTime":"2024-02-{:02}T08:00:00.000Z","fields":{{"Customer":"K {}","Order Date":"{y}-{m:02}-{d:02}","Amount":{}}}}}"#,
                o.id, o.id % 28 + 1, o.customer, money(o.cents, ".", "")
            )
        })
        .collect();
    check(
        "base.json",
        format!(r#"{{"records":[{}]}}"#, records.join(",")).into(),
    );
}

#[test]
fn days_that_stand_for_never_are_no_dates() {
    let mut file = lines("order,customer,date,amount", |o| {
        let (y, m, d) = o.day;
        format!(
            "{},K{},{y}-{m:02}-{d:02},{}",
            o.id,
            o.customer,
            money(o.cents, ".", "")
        )
    });
    for never in ["0001-01-01", "9999-12-31", "0201-05-05"] {
        file.push_str(&format!("7,K7,{never},1.00\r\n"));
    }
    let report = read(&[("orders.csv", file.into())]).expect("a report");
    assert_eq!(report["input"]["rows_skipped"]["bad_or_missing_date"], 3);
    assert_eq!(report["totals"]["last_purchase_day"], "2023-12-27");
}

#[test]
fn the_lines_of_a_printed_report_give_it_its_columns() {
    let mut file = String::from("  Date        Ticket      Name            Store          Total\n");
    for (at, o) in orders().enumerate() {
        let (y, m, d) = o.day;
        if at % 5 == 0 {
            file += &format!("Clerk: {at}, on duty in {y}\n");
        }
        let name = format!("Name {}", o.customer);
        let total = money(o.cents, ".", "");
        file += &format!(
            "  {m:02}/{d:02}/{y}  T-{}    {name:<14}  {:<8} {total:>10}\n",
            o.id,
            ["MAIN", "WEST"][at % 2]
        );
        if at % 5 == 4 {
            file += "                                                   ---------\n";
        }
    }
    check("report.txt", file.into());
}

#[test]
fn a_print_out_of_dos_is_read_in_its_frame() {
    for (upright, level) in [('│', '─'), ('║', '═')] {
        let rule = |ends: [char; 3]| {
            let parts = [5, 10, 24, 12].map(|wide| level.to_string().repeat(wide));
            format!(
                "{}{}{}\r\n",
                ends[0],
                parts.join(&ends[1].to_string()),
                ends[2]
            )
        };
        let [top, middle, bottom] = match upright {
            '│' => ["┌┬┐", "├┼┤", "└┴┘"],
            _ => ["╔╦╗", "╠╬╣", "╚╩╝"],
        }
        .map(|ends| {
            let mut ends = ends.chars();
            rule([(); 3].map(|()| ends.next().expect("three")))
        });
        let mut file = format!(
            "Фирма: ООО \"Вектор\"\r\n\r\nРеестр документов за 2023 г.\r\n{top}\
             {upright}  №  {upright}   Дата   {upright}       Контрагент       {upright}   Всего    {upright}\r\n{middle}"
        );
        let mut sum = 0;
        for o in orders() {
            let (y, m, d) = o.day;
            sum += o.cents;
            let name = format!("ООО \"Ромашка-{}\"", o.customer);
            file.push_str(&format!(
                "{upright}{:>5}{upright}{d:02}.{m:02}.{y}{upright}{name:<24}{upright}{:>12}{upright}\r\n",
                o.id,
                money(o.cents, ".", " ")
            ));
        }
        file.push_str(&format!(
            "{middle}{upright}     {upright}          {upright}ИТОГО:                  {upright}{:>12}{upright}\r\n{bottom}",
            money(sum, ".", " ")
        ));
        let bytes = encoding_rs::IBM866.encode(&file).0.into_owned();
        check("reestr.txt", bytes);
        check("reestr.txt", file.into());
    }
}

#[test]
fn quotes_inside_quoted_fields_need_not_be_doubled() {
    let things = [
        r#"Blue Monday (12" single)"#,
        r#"Ghost Town 7""#,
        r#""Tour" (7")"#,
        "LP",
    ];
    let text = lines(r#""order","day","buyer","item","total""#, |o| {
        let (y, m, d) = o.day;
        let (item, paid) = (things[o.id % 4], money(o.cents, ".", ""));
        format!(
            r#""{}","{y}-{m:02}-{d:02}","K{}","{item}","{paid}""#,
            o.id, o.customer
        )
    });
    check("records.csv", text.into());
}

#[test]
fn lists_in_frames_are_read_page_by_page() {
    let line = "-".repeat(66);
    let names = "|Sold-to |Name          |Order |Doc. date |     Net value|Curr.|";
    let mut list = String::new();
    for (at, o) in orders().enumerate() {
        let (y, m, d) = o.day;
        if at % 25 == 0 {
            let page = at / 25 + 1;
            let title = format!("02.01.2024       List Display       {page}");
            list += &format!("{line}\r\n\r\n{title}\r\n{line}\r\n{names}\r\n{line}\r\n");
        }
        let name = format!("Name {}", o.customer);
        let net = money(o.cents, ",", ".");
        list += &format!(
            "|{:<8}|{name:<14}|{:<6}|{d:02}.{m:02}.{y}|{net:>13} |EUR  |\r\n",
            o.customer, o.id
        );
    }
    let sum = money(total(), ",", ".");
    let sums = format!("|*       |              |      |          |{sum:>13} |EUR  |");
    let text = format!("{list}{line}\r\n{sums}\r\n{line}\r\n");
    let report = read(&[("list.txt", text.into())]).expect("a report");
    assert_eq!(report["input"]["rows_used"], 120);
    assert_eq!(report["input"]["rows_total"], 121);
    assert_eq!(net(&report), total());
    assert_eq!(report["totals"]["customers_with_a_purchase"], 9);
    let marked = orders().map(|o| {
        let (y, m, d) = o.day;
        let thing = ["a \\| b", "\"a\" b", "c"][o.id % 3];
        let paid = money(o.cents, ".", "");
        format!(
            "| {} | {y}-{m:02}-{d:02} | N {} | {thing} | £{paid} |\n",
            o.id, o.customer
        )
    });
    let marked: String = marked.collect();
    let top = "# Orders\n\nFrom the **wiki**.\n\n| Order | Date | Customer | What | Total |";
    check(
        "orders.md",
        format!("{top}\n|----:|:---|---|:---:|---:|\n{marked}").into(),
    );
}

#[test]
fn a_rule_below_the_names_says_how_wide_the_columns_are() {
    let top = |page: usize| {
        format!(
            "PGM: S10          SALES REGISTER         PAGE {page:4}\nRUN DATE 01/01/24\n\n{}\n{}\n",
            "NO      NAME                   INVOICE  DATE         MERCHANDISE          TOTAL",
            "------- ---------------------- -------  --------   -------------  -------------"
        )
    };
    let mut text = String::new();
    for (at, o) in orders().enumerate() {
        let (y, m, d) = o.day;
        if at % 40 == 0 {
            text += &format!("\n{}", top(at / 40 + 1));
        }
        let name = ["HARBOR", "BLUE RIDGE  FARM, INC"][o.customer % 2];
        let paid = money(o.cents, ".", ",");
        text += &format!(
            "{:06}  {name:<22} {:<7}  {m:02}/{d:02}/{:02} {:>15} {paid:>14}\n",
            o.customer,
            o.id,
            y % 100,
            money(o.cents * 9 / 10, ".", ",")
        );
    }
    let report = read(&[("register.txt", text.into())]).expect("a report");
    assert_eq!(report["input"]["rows_used"], 120);
    assert_eq!(net(&report), total());
    assert_eq!(report["totals"]["customers_with_a_purchase"], 9);
}

#[test]
fn control_characters_may_part_fields_and_records() {
    let record = |o: Order| {
        let (y, m, d) = o.day;
        let paid = money(o.cents, ".", "");
        let fields = [
            o.id.to_string(),
            format!("{y}-{m:02}-{d:02}"),
            format!("K{}", o.customer),
            "LTL; 48\"\r\nDOCK, 2".to_owned(),
            paid,
        ];
        format!("{}\x1e", fields.join("\x1f"))
    };
    let text: String = orders().map(record).collect();
    let names = ["NO", "DATE", "CUST.NO", "VIA", "TOTAL"].join("\x1f");
    check("export.dat", format!("{names}\x1e{text}").into());
}

#[test]
fn curly_quotes_enclose_values_as_straight_ones_do() {
    for blank in ["", " "] {
        let text = lines(
            "“Order”,“Date”,“Customer”,“Item”,“Total”",
            |o| {
                let (y, m, d) = o.day;
                let item = ["“Candles, set of 4”", "“The “big” 12\" one”", "wick"][o.id % 3];
                let paid = money(o.cents, ".", ",");
                format!(
                    "“{}”,“{y}-{m:02}-{d:02}”,“N {}”,{item},“{paid}”",
                    o.id, o.customer
                )
            },
        );
        check(
            "typed.txt",
            text.replace("”,", &format!("”,{blank}")).into(),
        );
    }
}
