//! Which of several amounts counts, and which rows are purchases.

use crate::driver::Run;
use crate::files::{check, lines, money, net, orders, read, table, total};

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
fn refunds_of_positive_money_are_taken_off() {
    for (header, sale, refund) in [
        ("Id,Type,Customer ID,Date,Amount", "charge", "refund"),
        (
            "Beleg,Belegart,Kundennr.,Datum,Betrag",
            "Rechnung",
            "Gutschrift",
        ),
        ("单据编号,单据类型,客户,日期,金额", "销售单", "销售退货单"),
        (
            "No,Document type,Customer no,Date,Amount",
            "Invoice",
            "Credit Note",
        ),
        // A refund of an order repeats its number and its money.
        (
            "Order ID,Transaction Type,Customer ID,Date,Amount",
            "sale",
            "credit",
        ),
        (
            "№,Тип документа,Код клиента,Дата,Сумма",
            "Продажа",
            "Возврат",
        ),
    ] {
        let again = header.starts_with("Order ID");
        let file = lines(header, |o| {
            let (y, m, d) = o.day;
            let row = |id: usize, kind: &str| {
                let paid = money(o.cents, ".", "");
                format!("{id},{kind},{},{y}-{m:02}-{d:02},{paid}", o.customer)
            };
            let back = (o.id % 8 == 0).then(|| row(o.id + usize::from(!again), refund));
            [Some(row(o.id, sale)), back]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join("\r\n")
        });
        let mut run = Run::default();
        run.add("sales.csv", file.clone().into());
        let inspection = run.inspect().expect("an inspection");
        assert!(
            inspection
                .questions
                .iter()
                .any(|q| q.id == "refund" && q.proposed == "subtract"),
            "{header}"
        );
        let mut written = inspection.proposed.clone();
        written.subtract_refunds = Some(false);
        let notes = crate::book::notes("sales.csv", file.clone().into());
        assert!(notes.contains(&"returns_taken_off".to_owned()), "{notes:?}");
        let back: i64 = orders().filter(|o| o.id % 8 == 0).map(|o| o.cents).sum();
        let report = read(&[("sales.csv", file.into())]).expect("a report");
        assert_eq!(net(&report), total() - back, "{header}");
        let report = run.analyze_with(written, 1 << 16).expect("a report");
        let report = serde_json::to_value(report).expect("json");
        assert_eq!(net(&report), total() + back, "{header}");
    }
}

#[test]
fn what_is_called_credit_or_return_may_be_a_sale() {
    for (header, kinds) in [
        ("Sale Type,Total", ["Cash Sale", "Credit Sale"]),
        ("Payment Type,Total", ["Charge Account", "Credit Card"]),
        ("Payment Type,Sales total", ["Sale on account", "Credit"]),
        ("Ticket Type,Fare", ["Single", "Return"]),
        ("Invoice Type,Total", ["Cash Invoice", "Credit Invoice"]),
    ] {
        let file = table(header, |o| {
            format!(
                "{},{}",
                kinds[usize::from(o.id % 8 == 0)],
                money(o.cents, ".", "")
            )
        });
        check(header, file.into());
    }
}

/// Six things of which one to three are sold at a time, each at its own price.
fn sold(price: impl Fn(i64, i64) -> i64) -> (String, i64) {
    let mut net = 0;
    let rows: Vec<String> = orders()
        .map(|o| {
            let (y, m, d) = o.day;
            let (thing, pieces) = (o.id as i64 / 3 % 6, o.id as i64 % 7 % 3 + 1);
            let each = 450 + 775 * thing;
            net += each * pieces;
            let written = money(price(each, pieces), ".", "");
            format!(
                "{},K{},{y}-{m:02}-{d:02},Thing {thing},{pieces},{written}",
                o.id, o.customer
            )
        })
        .collect();
    let header = "order,customer,date,product,quantity,item price";
    (format!("{header}\n{}\n", rows.join("\n")), net)
}

#[test]
fn a_price_that_grows_with_the_pieces_is_the_lines_money() {
    for (file, wanted) in [sold(|each, pieces| each * pieces), sold(|each, _| each)] {
        let report = read(&[("orders.csv", file.into())]).expect("a report");
        assert_eq!(net(&report), wanted);
    }
}

#[test]
fn a_discount_that_quantity_times_price_leaves_out_is_said() {
    let file = lines("order,customer,date,quantity,unit price,discount", |o| {
        let (y, m, d) = o.day;
        let (price, discount) = (money(o.cents, ".", ""), o.id % 3);
        format!(
            "{},K{},{y}-{m:02}-{d:02},1,{price},{discount}.50",
            o.id, o.customer
        )
    });
    let notes = crate::book::notes("orders.csv", file.into());
    assert!(
        notes.contains(&"discount_not_subtracted".to_owned()),
        "{notes:?}"
    );
}

#[test]
fn a_state_that_says_what_was_cancelled_is_a_status() {
    for header in ["Estado", "Statut", "Zustand der Sache", "Result"] {
        let file = lines(&format!("Order,Customer,Date,Amount,{header}"), |o| {
            let (y, m, d) = o.day;
            let state = if o.id % 5 == 0 {
                "Cancelado"
            } else {
                "Completado"
            };
            let paid = money(o.cents, ".", "");
            format!("{},K{},{y}-{m:02}-{d:02},{paid},{state}", o.id, o.customer)
        });
        let mut run = Run::default();
        run.add("orders.csv", file.into());
        let asked = run.inspect().expect("an inspection").questions;
        assert!(asked.iter().any(|q| q.id == "status"), "{header}");
    }
}

#[test]
fn what_was_received_is_the_amount_where_nothing_else_is() {
    let file = lines(
        "DateTime (UTC),From,Item,Received,Currency,TransactionId,BuyerEmail",
        |o| {
            let (y, m, d) = o.day;
            let paid = money(o.cents, ".", "");
            format!(
                "{m:02}/{d:02}/{y} 09:30,Jo,Coffee,{paid},EUR,tx{},b{}@x.org",
                o.id, o.customer
            )
        },
    );
    check("tips.csv", file.into());
}

#[test]
fn totals_of_an_interface_that_writes_minor_units_are_asked_about() {
    let objects: Vec<String> = orders()
        .map(|o| {
            let (y, m, d) = o.day;
            format!(
                r#"{{"id":"txn_{}","customer_id":"ctm_{}","billed_at":"{y}-{m:02}-{d:02}T09:00:00.123456Z","details":{{"totals":{{"tax":"0","total":"{}"}}}}}}"#,
                o.id, o.customer, o.cents
            )
        })
        .collect();
    let file = format!(r#"{{"data":[{}]}}"#, objects.join(","));
    let mut run = Run::default();
    run.add("transactions.json", file.clone().into());
    let asked = run.inspect().expect("an inspection").questions;
    assert!(asked.iter().any(|question| question.id == "cents"));
    check("transactions.json", file.into());
}

#[test]
fn a_discount_that_is_a_share_is_taken_off() {
    let shares = [0, 0, 5, 10, 15, 20];
    let written: [(&str, fn(i64) -> String); 6] = [
        ("Discount", |s| format!("0.{s:02}")),
        ("Discount", |s| format!("{s}%")),
        ("Rabatt %", |s| s.to_string()),
        ("discount_pct", |s| s.to_string()),
        ("desconto_percentual", |s| format!("{s}.0")),
        ("折扣", |s| {
            if s == 0 {
                String::new()
            } else {
                format!("{s}%")
            }
        }),
    ];
    for (name, write) in written {
        let share = |o: &crate::files::Order| shares[o.id / 3 % 6];
        let file = lines(
            &format!("order,customer,date,quantity,unit price,{name}"),
            |o| {
                let (y, m, d) = o.day;
                let price = money(o.cents / 100 * 100, ".", "");
                format!(
                    "{},K{},{y}-{m:02}-{d:02},2,{price},{}",
                    o.id,
                    o.customer,
                    write(share(&o))
                )
            },
        );
        let wanted: i64 = orders()
            .map(|o| 2 * (o.cents / 100) * (100 - share(&o)))
            .sum();
        let report = read(&[("orders.csv", file.clone().into())]).expect("a report");
        assert_eq!(net(&report), wanted, "{name}");
        let notes = crate::book::notes("orders.csv", file.into());
        assert!(
            notes.contains(&"discount_taken_off".to_owned()),
            "{notes:?}"
        );
    }
}
