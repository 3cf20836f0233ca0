//! Whole files as other programs write them, through the front door with no help: made up row by row, so what must come out
//! is added up here.

use crate::driver::Run;
use serde_json::Value;

/// Order `k` of 120: 17 customers that come back, days in the order of time, cents.
#[derive(Clone, Copy)]
pub(crate) struct Order {
    pub(crate) id: usize,
    pub(crate) customer: usize,
    /// Year, month, day.
    pub(crate) day: (usize, usize, usize),
    pub(crate) cents: i64,
}

pub(crate) fn orders() -> impl Iterator<Item = Order> {
    (0..120).map(|k| Order {
        id: 50_300 + 13 * k,
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

/// The same with the number, the day and the customer of the order before the columns of `header`.
pub(crate) fn table(header: &str, rest: impl Fn(Order) -> String) -> String {
    lines(&format!("Order ID,Date,Customer ID,{header}"), |o| {
        let (y, m, d) = o.day;
        format!("{},{y}-{m:02}-{d:02},C{},{}", o.id, o.customer, rest(o))
    })
}

#[test]
fn six_digits_that_could_be_days_are_order_numbers() {
    let file = lines("Order Id,Guest Name,Order Date,Net Price", |o| {
        let (y, m, d) = o.day;
        let number = 150_101 + (o.id - 50_300) / 13;
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
    // Nor where only a doubtful one is filled: the page asks.
    let file = lines(
        "订单编号,收件人,支付完成时间,订单应付金额,买家昵称",
        |o| {
            let (y, m, d) = o.day;
            let paid = money(o.cents, ".", "");
            format!("8{},王{},{y}-{m:02}-{d:02},{paid},", o.id, o.customer)
        },
    );
    check("live.csv", file.into());
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
fn a_file_of_which_most_rows_cannot_be_read_says_so() {
    for (open, said) in [(50, false), (70, true)] {
        let file = table("amount", |o| match (o.id - 50_300) / 13 < open {
            true => String::new(),
            false => money(o.cents, ".", ""),
        });
        let report = read(&[("orders.csv", file.into())]).expect("a report");
        let notes = report["input"]["notes"].as_array().expect("notes");
        let found = notes.iter().any(|note| note["id"] == "most_rows_unread");
        assert_eq!(found, said, "{open} of 120");
    }
}
