//! Whole files as other programs write them, through the front door with no help: made up row by row, so what must come out
//! is added up here.

use crate::driver::Run;
use serde_json::Value;

/// Order `k` of 120: 17 customers that come back, days in the order of time, cents.
pub(crate) struct Order {
    pub(crate) id: usize,
    pub(crate) customer: usize,
    /// Year, month, day.
    pub(crate) day: (usize, usize, usize),
    pub(crate) cents: i64,
}

pub(crate) fn orders() -> impl Iterator<Item = Order> {
    (0..120).map(|k| Order {
        id: 50_300 + 3 * k,
        customer: 1000 + k * k % 17,
        day: (2022 + k / 60, k / 5 % 12 + 1, k % 5 * 6 + 3),
        cents: 990 + (k as i64 * 3_701) % 80_000,
    })
}

/// `1234.50` with these marks.
pub(crate) fn money(cents: i64, decimal: &str, group: &str) -> String {
    let sign = if cents < 0 { "-" } else { "" };
    let (whole, part) = (cents.abs() / 100, cents.abs() % 100);
    let whole = match whole {
        1000.. => format!("{}{group}{:03}", whole / 1000, whole % 1000),
        _ => whole.to_string(),
    };
    format!("{sign}{whole}{decimal}{part:02}")
}

pub(crate) fn total() -> i64 {
    orders().map(|order| order.cents).sum()
}

/// What became of the files; JSON as the command line prints it, or the code of the refusal.
pub(crate) fn read(files: &[(&str, Vec<u8>)]) -> Result<Value, &'static str> {
    let mut run = Run::default();
    for (name, bytes) in files {
        run.add(name, bytes.clone());
    }
    let report = run.analyze().map_err(|refusal| refusal.code)?;
    Ok(serde_json::to_value(report).expect("json"))
}

/// Net revenue in cents.
pub(crate) fn net(report: &Value) -> i64 {
    let text = report["totals"]["net_revenue"].as_str().expect("a text");
    (text.parse::<f64>().expect("a number") * 100.0).round() as i64
}

/// The file holds the 120 orders: all rows used, each customer and each cent found.
pub(crate) fn check(name: &str, bytes: Vec<u8>) {
    let report = read(&[(name, bytes)]).unwrap_or_else(|code| panic!("{name}: {code}"));
    let found = |part: &str, key: &str| report[part][key].clone();
    assert_eq!(found("input", "rows_used"), 120, "{name}");
    assert_eq!(found("totals", "customers_any_used_row"), 9, "{name}");
    assert_eq!(net(&report), total(), "{name}");
    let day = found("totals", "first_purchase_day");
    assert_eq!(day, "2022-01-03", "{name}");
    assert_eq!(found("totals", "last_purchase_day"), "2023-12-27", "{name}");
}

/// A table with one line per order.
pub(crate) fn lines(header: &str, line: impl Fn(Order) -> String) -> String {
    let lines: Vec<String> = orders().map(line).collect();
    format!("{header}\r\n{}\r\n", lines.join("\r\n"))
}

#[test]
fn tax_in_brackets_is_no_tax_column() {
    check(
        "orders.csv",
        lines(
            "Order ID,Customer ID,Order Date,Subtotal (ex tax),Tax Total,Order Total (inc tax),Order Total (ex tax)",
            |o| {
                let (y, m, d) = o.day;
                let (paid, net) = (money(o.cents, ".", ""), money(o.cents * 5 / 6, ".", ""));
                format!("{},{},{d:02}/{m:02}/{y},{net},1.00,{paid},{net}", o.id, o.customer)
            },
        )
        .into(),
    );
}

#[test]
fn six_digits_that_could_be_days_are_order_numbers() {
    let file = lines("Order Id,Guest Name,Order Date,Net Price", |o| {
        let (y, m, d) = o.day;
        let number = 150_101 + (o.id - 50_300) / 3;
        format!(
            "{number},Guest {},{m}/{d}/{y},{}",
            o.customer,
            money(o.cents, ".", "")
        )
    });
    let report = read(&[("till.csv", file.into())]).expect("a report");
    assert_eq!(report["totals"]["orders_all"], 120);
}

#[test]
fn a_payment_service_speaks_in_cents_and_seconds() {
    let objects: Vec<String> = orders()
        .map(|o| {
            let (y, m, d) = o.day;
            let day = regulars::day::Day::from_ymd(y as i32, m as u32, d as u32).expect("a day");
            let seconds = i64::from(day.0) * 86_400 + 40_000;
            format!(
                r#"{{"id":"ch_{}","object":"charge","amount":{},"created":{seconds},"currency":"usd","customer":"cus_{}","paid":true,"status":"succeeded"}}"#,
                o.id, o.cents, o.customer
            )
        })
        .collect();
    let list = format!(
        r#"{{"object":"list","data":[{}],"has_more":false}}"#,
        objects.join(",")
    );
    check("charges.json", list.into());
    check("charges.ndjson", objects.join("\n").into());
    let square: Vec<String> = orders()
        .map(|o| {
            let (y, m, d) = o.day;
            format!(
                r#"{{"id":"P{}","created_at":"{y}-{m:02}-{d:02}T09:00:00.123Z","amount_money":{{"amount":{},"currency":"USD"}},"customer_id":"C{}"}}"#,
                o.id, o.cents, o.customer
            )
        })
        .collect();
    check(
        "payments.json",
        format!(r#"{{"payments":[{}]}}"#, square.join(",")).into(),
    );
}

#[test]
fn a_form_whose_columns_have_machine_names_is_read_by_its_contents() {
    let entries: Vec<String> = orders()
        .map(|o| {
            let (y, m, d) = o.day;
            format!(
                r#"{{"_id":"{:024x}","appId":"a1","_widget_1700000000001":"K{}","_widget_1700000000002":"{y}-{m:02}-{d:02}T00:00:00.000Z","_widget_1700000000003":{},"createTime":"2024-05-01T08:00:00.000Z","creator":{{"name":"Li","username":"li"}}}}"#,
                o.id, o.customer, money(o.cents, ".", "")
            )
        })
        .collect();
    check(
        "form.json",
        format!(r#"{{"data":[{}]}}"#, entries.join(",")).into(),
    );
}

#[test]
fn buddhist_years_and_eastern_digits_are_read() {
    check(
        "thai.csv",
        lines(
            "เลขที่ใบเสร็จ,วันที่,รหัสลูกค้า,ยอดรวม",
            |o| {
                let (y, m, d) = o.day;
                let paid = money(o.cents, ".", "");
                format!("{},{d:02}/{m:02}/{},K{},{paid}", o.id, y + 543, o.customer)
            },
        )
        .into(),
    );
    let eastern = |text: String| -> String {
        let digit = |c: char| c.to_digit(10).and_then(|d| char::from_u32(0x660 + d));
        text.chars().map(|c| digit(c).unwrap_or(c)).collect()
    };
    check(
        "arabic.csv",
        lines(
            "رقم الطلب,رقم العميل,تاريخ الطلب,المبلغ الإجمالي",
            |o| {
                let (y, m, d) = o.day;
                let paid = money(o.cents, "٫", "");
                eastern(format!("{},{},{y}/{m:02}/{d:02},{paid}", o.id, o.customer))
            },
        )
        .into(),
    );
}

#[test]
fn terms_of_two_words_are_understood() {
    check(
        "vietnam.csv",
        lines(
            "Mã đơn hàng,Ngày đặt hàng,Mã khách hàng,Số lượng,Đơn giá,Thành tiền",
            |o| {
                let (y, m, d) = o.day;
                let paid = money(o.cents, ".", "");
                format!("{},{d:02}/{m:02}/{y},KH{},2,1.00,{paid}", o.id, o.customer)
            },
        )
        .into(),
    );
    check(
        "czech.csv",
        lines(
            "Číslo objednávky;Datum vytvoření;Zákazník;Cena celkem bez DPH;Cena celkem s DPH",
            |o| {
                let (y, m, d) = o.day;
                let (net, paid) = (money(o.cents * 5 / 6, ",", " "), money(o.cents, ",", " "));
                format!("{};{d}. {m}. {y} 9:05;Z{};{net};{paid}", o.id, o.customer)
            },
        )
        .into(),
    );
}

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
fn an_empty_column_is_not_the_customer() {
    let file = lines(
        "订单编号,订单状态,收件人/提货人,收件人/提货人手机号,下单时间,型号,订单总金额",
        |o| {
            let (y, m, d) = o.day;
            let paid = money(o.cents, ".", "");
            format!(
                "8{},已完成,王{},138{:08},{y}-{m:02}-{d:02} 10:00:00,,{paid}",
                o.id,
                o.id % 7,
                o.customer
            )
        },
    );
    check("weidian.csv", file.into());
}

#[test]
fn a_dash_beside_a_currency_is_nothing() {
    let file = "Doc,Client,Posting Date,Value\n1,A,2024-01-05, $ 1,250.00 \n"
        .replace("$ 1,250.00", "$ 1250.00");
    let more: String = (2..40)
        .map(|k| format!("{k},K{},2024-02-{:02}, $ {k}.00 \n", k % 7, k % 28 + 1))
        .collect();
    let report = read(&[(
        "ledger.csv",
        format!("{file}{more}41,A,2024-03-01, $ -   \n").into(),
    )])
    .expect("a report");
    assert_eq!(report["input"]["rows_used"], 40);
}

#[test]
fn files_of_one_kind_may_have_their_columns_in_another_order() {
    let own = |o: Order| {
        let (y, m, d) = o.day;
        (
            o.id,
            o.customer,
            format!("{y}-{m:02}-{d:02}"),
            money(o.cents, ".", ""),
        )
    };
    let file = |header: &str, from: usize, to: usize, line: &dyn Fn(Order) -> String| {
        let lines: Vec<String> = orders().skip(from).take(to - from).map(line).collect();
        format!("{header}\n{}\n", lines.join("\n")).into_bytes()
    };
    let first = file("order_id,customer_id,order_date,amount", 0, 40, &|o| {
        let (id, customer, day, paid) = own(o);
        format!("{id},{customer},{day},{paid}")
    });
    let turned = file("Order_Date,Customer_ID,Order_ID,Amount", 40, 80, &|o| {
        let (id, customer, day, paid) = own(o);
        format!("{day},{customer},{id},{paid}")
    });
    let wider = file(
        "order_id,note,customer_id,order_date,amount",
        80,
        120,
        &|o| {
            let (id, customer, day, paid) = own(o);
            format!("{id},x,{customer},{day},{paid}")
        },
    );
    let files = [("a.csv", first), ("b.csv", turned), ("c.csv", wider)];
    let report = read(&files).expect("a report");
    assert_eq!(report["input"]["rows_used"], 120);
    assert_eq!(report["totals"]["orders_all"], 120);
    assert_eq!(report["totals"]["customers_any_used_row"], 9);
    assert_eq!(net(&report), total());
    assert_eq!(report["totals"]["last_purchase_day"], "2023-12-27");
}

#[test]
fn a_day_in_three_columns_is_one_date() {
    for header in [
        "Year,Month,Day,Customer,Order,Amount",
        "年,月,日,客户编号,单号,金额",
    ] {
        let file = lines(header, |o| {
            let (y, m, d) = o.day;
            format!(
                "{y},{m},{d},K{},{},{}",
                o.customer,
                o.id,
                money(o.cents, ".", "")
            )
        });
        check("parts.csv", file.into());
    }
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
}

#[test]
fn only_purchases_count_among_the_events_of_visitors() {
    let header = "event_time,event_type,product_id,price,user_id";
    let file = lines(header, |o| {
        let (y, m, d) = o.day;
        let paid = money(o.cents, ".", "");
        ["view", "cart", "purchase"]
            .map(|event| {
                format!(
                    "{y}-{m:02}-{d:02} 09:00:00 UTC,{event},7,{paid},{}",
                    o.customer
                )
            })
            .join("\r\n")
    });
    check("events.csv", file.into());
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
fn a_joined_list_may_come_in_several_files() {
    let orders_file = lines("OrderID,CustomerID,OrderDate,ShipCountry", |o| {
        let (y, m, d) = o.day;
        format!("{},C{},{y}-{m:02}-{d:02},DE", o.id, o.customer)
    });
    let items = |from: usize| {
        let lines: String = orders()
            .skip(from)
            .take(40)
            .map(|o| format!("{},P1,{},1\n", o.id, money(o.cents, ".", "")))
            .collect();
        format!("OrderID,ProductID,UnitPrice,Quantity\n{lines}").into_bytes()
    };
    let files = [
        ("orders.csv", orders_file.into_bytes()),
        ("items-1.csv", items(0)),
        ("items-2.csv", items(40)),
        ("items-3.csv", items(80)),
    ];
    let report = read(&files).expect("a report");
    assert_eq!(report["input"]["rows_used"], 120);
    assert_eq!(net(&report), total());
}

#[test]
fn refunds_in_a_column_of_their_own_are_taken_off_when_chosen() {
    let mut back = 0;
    for o in orders().filter(|o| o.id % 7 == 0) {
        back += o.cents / 2;
    }
    let file = lines("Order,Customer,Date,Total,Refunded", |o| {
        let (y, m, d) = o.day;
        let refund = match o.id % 7 {
            0 => money(o.cents / 2, ".", ""),
            1 => String::new(),
            _ => "0.00".to_owned(),
        };
        format!(
            "{},K{},{y}-{m:02}-{d:02},{},{refund}",
            o.id,
            o.customer,
            money(o.cents, ".", "")
        )
    });
    check("orders.csv", file.clone().into());
    let mut run = Run::default();
    run.add("orders.csv", file.into());
    let inspection = run.inspect().expect("an inspection");
    assert!(
        inspection
            .questions
            .iter()
            .any(|question| question.id == "refund")
    );
    let mut choices = inspection.proposed;
    choices.subtract_refunds = Some(true);
    let report = run.analyze_with(choices, 1 << 16).expect("a report");
    let report = serde_json::to_value(report).expect("json");
    assert_eq!(net(&report), total() - back);
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
fn an_amount_of_a_few_pieces_beside_a_price_is_no_money() {
    let file = lines(
        "TRANSACTION_DT,CUSTOMER_ID,PRODUCT_ID,AMOUNT,SALES_PRICE",
        |o| {
            let (y, m, d) = o.day;
            let pieces = o.id % 3 + 1;
            format!(
                "{m}/{d}/{y},{:08},471,{pieces},{}",
                o.customer,
                money(o.cents, ".", "")
            )
        },
    );
    check("tafeng.csv", file.into());
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
