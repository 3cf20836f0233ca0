//! Tables of one database, as somebody exports them all: orders, their lines, payments and history, customers, days, cards.

use crate::driver::Run;
use crate::files::{Order, lines, money, net, orders, read, total};
use serde_json::Value;

type Files<'n> = Vec<(&'n str, Vec<u8>)>;

fn file(header: &str, line: impl Fn(Order) -> String) -> Vec<u8> {
    lines(header, line).into()
}

fn day(o: &Order) -> String {
    let (y, m, d) = o.day;
    format!("{y}-{m:02}-{d:02}")
}

fn paid(cents: i64) -> String {
    money(cents, ".", "")
}

/// Everybody once.
fn customers(header: &str, line: impl Fn(usize) -> String) -> Vec<u8> {
    let mut ids: Vec<usize> = orders().map(|o| o.customer).collect();
    ids.sort_unstable();
    ids.dedup();
    let lines: Vec<String> = ids.into_iter().map(line).collect();
    format!("{header}\n{}\n", lines.join("\n")).into_bytes()
}

/// The 120 orders of 9 customers, and what is asked. Whatever comes first.
fn whole(mut files: Files<'_>) -> Vec<String> {
    let mut asked = Vec::new();
    for _ in 0..files.len() {
        files.rotate_left(1);
        let names: Vec<&str> = files.iter().map(|(name, _)| *name).collect();
        let report = read(&files).unwrap_or_else(|code| panic!("{names:?}: {code}"));
        let found = |key: &str| report["totals"][key].clone();
        assert_eq!(net(&report), total(), "{names:?}");
        assert_eq!(found("customers_any_used_row"), 9, "{names:?}");
        let orders = found("orders_all");
        assert!(orders.is_null() || orders == 120, "{names:?}");
        assert_eq!(found("first_purchase_day"), "2022-01-03", "{names:?}");
        assert_eq!(found("last_purchase_day"), "2023-12-27", "{names:?}");
        asked = questions(&files);
    }
    asked
}

fn questions(files: &Files<'_>) -> Vec<String> {
    let mut run = Run::default();
    for (name, bytes) in files {
        run.add(name, bytes.clone());
    }
    let questions = run.inspect().expect("an inspection").questions;
    questions.into_iter().map(|question| question.id).collect()
}

fn heads() -> Vec<u8> {
    file("order_id,customer_id,order_date", |o| {
        format!("{},C{},{}", o.id, o.customer, day(&o))
    })
}

/// Each order's money in two lines.
fn halves(line: impl Fn(&Order, usize, i64) -> String) -> String {
    let parts = |o: Order| {
        let less = o.cents / 3;
        format!("{}\n{}", line(&o, 1, o.cents - less), line(&o, 2, less))
    };
    orders().map(parts).collect::<Vec<_>>().join("\n")
}

#[test]
fn lines_that_belong_to_the_orders_one_and_all_need_no_question() {
    let rows = halves(|o, line, cents| format!("{},{line},{}", o.id, paid(cents)));
    let items = format!("order_id,line_no,line_total\n{rows}\n");
    assert_eq!(
        whole(vec![
            ("orders.csv", heads()),
            ("items.csv", items.clone().into())
        ]),
        Vec::<String>::new()
    );
    // A line of an order that is missing may be money that is missed.
    let orphan = format!("{items}9,1,3.00\n");
    let files = vec![("orders.csv", heads()), ("items.csv", orphan.into())];
    assert_eq!(questions(&files), ["join"]);
    // Under a name of which only the end is known; the table's own numbers are no keys of the other one.
    let head = file("bel_nr,kdnr,datum,vertr", |o| {
        format!("{},{},{},7", o.id, o.customer, day(&o))
    });
    let rows = halves(|o, line, cents| format!("{},{line},{}", o.id, paid(cents)));
    let items = format!("bel_nr,pos,betrag\n{rows}\n").into_bytes();
    whole(vec![("KOPF.TXT", head), ("POS.TXT", items)]);
}

#[test]
fn a_discount_of_the_order_is_taken_off_once() {
    let head = file("OrderId,CustomerId,OrderDate,OrderDiscount", |o| {
        let off = o.id as i64 % 5 * 50;
        format!("{},C{},{},{}", o.id, o.customer, day(&o), paid(off))
    });
    let rows = halves(|o, line, cents| {
        let off = if line == 1 { o.id as i64 % 5 * 50 } else { 0 };
        format!("{},P{line},1,{}", o.id, paid(cents + off))
    });
    let items = format!("OrderId,ProductId,Quantity,UnitPrice\n{rows}\n");
    whole(vec![("Orders.csv", head), ("OrderItems.csv", items.into())]);
}

#[test]
fn instalments_are_payments_of_the_customers_of_the_orders() {
    let number = std::cell::Cell::new(0);
    let rows = halves(|o, line, cents| {
        number.set(number.get() + 1);
        format!(
            "{},{},{line},card,{},{}",
            number.get(),
            o.id,
            paid(cents),
            day(o)
        )
    });
    let payments =
        format!("payment_id,order_id,instalment_no,payment_type,amount,paid_on\n{rows}\n");
    let asked = whole(vec![
        ("orders.csv", heads()),
        ("payments.csv", payments.into()),
    ]);
    assert_eq!(asked, Vec::<String>::new());
}

#[test]
fn an_id_may_be_named_after_the_table_that_lists_it() {
    let visits = file("id,paciente_id,fecha,hora", |o| {
        format!("A{:04},P{},{},10:00", o.id, o.customer, day(&o))
    });
    let payments = file("id,cita_id,monto,metodo", |o| {
        format!("PG{:04},A{:04},{},TC", o.id, o.id, paid(o.cents))
    });
    let asked = whole(vec![("citas.csv", visits), ("pagos.csv", payments)]);
    assert_eq!(asked, Vec::<String>::new());
}

#[test]
fn payments_are_not_the_orders_where_both_are_complete() {
    let sales = file(
        "出库日期,客户编号,客户名称,合同号,数量,销售金额",
        |o| {
            format!(
                "{},C{},客户{},X{},1,{}",
                day(&o),
                o.customer,
                o.customer,
                o.id,
                paid(o.cents)
            )
        },
    );
    // Only a few are paid yet.
    let paid_rows: Vec<String> = orders()
        .filter(|o| o.id % 10 == 0)
        .map(|o| format!("{},C{},X{},{}", day(&o), o.customer, o.id, paid(o.cents)))
        .collect();
    let payments = format!(
        "回款日期,客户编号,合同号,回款金额\n{}\n",
        paid_rows.join("\n")
    );
    let asked = whole(vec![
        ("回款明细.csv", payments.into()),
        ("销售流水.csv", sales),
    ]);
    assert!(asked.iter().all(|id| id == "table"), "{asked:?}");
}

#[test]
fn a_dump_of_a_database_is_its_tables() {
    let rows = |line: &dyn Fn(Order) -> String| orders().map(line).collect::<Vec<_>>().join(",\n");
    let heads = rows(&|o| format!("({},{},'{}',NULL)", o.id, o.customer, day(&o)));
    let sums = rows(&|o| format!("({0},{0},'card; paid',{1})", o.id, paid(o.cents)));
    let dump = format!(
        "-- phpMyAdmin SQL Dump\nSET time_zone = \"+00:00\";\nCREATE TABLE `bestellungen` (\n  `id` int NOT NULL,\n  \
        `kunde_id` int,\n  `datum` date,\n  `notiz` text\n) ENGINE=InnoDB;\nINSERT INTO `bestellungen` VALUES\n{heads};\n\
        CREATE TABLE zahlungen (id int, bestellung_id int, art text, betrag decimal(10,2));\n\
        INSERT INTO zahlungen (id, bestellung_id, art, betrag) VALUES\n{sums};\n"
    );
    let asked = whole(vec![("shop.sql", dump.into())]);
    assert_eq!(asked, Vec::<String>::new());
    let empty = b"CREATE TABLE a (id int);\nDELETE FROM a;\n".to_vec();
    assert_eq!(read(&[("empty.sql", empty)]).err(), Some("not_a_table"));
}

#[test]
fn what_happened_to_the_orders_is_no_other_purchase() {
    let head = file("id,customer_id,order_date,total", |o| {
        format!("{},C{},{},{}", o.id, o.customer, day(&o), paid(o.cents))
    });
    let rows = halves(|o, line, _| {
        let state = ["", "received", "shipped"][line];
        format!(
            "{line}{},{},{state},{},user{}",
            o.id,
            o.id,
            day(o),
            o.id % 4
        )
    });
    let history = format!("id,order_id,state,changed_at,user\n{rows}\n").into_bytes();
    let people = customers("customer_id,name,credit_limit,joined", |id| {
        format!("C{id},Person {id},{}.00,2021-0{}-11", id * 3, id % 9 + 1)
    });
    let asked = whole(vec![
        ("history.csv", history),
        ("orders.csv", head),
        ("people.csv", people),
    ]);
    assert!(!asked.contains(&"table".to_owned()), "{asked:?}");
}

#[test]
fn days_come_from_a_table_of_days() {
    let key = |o: &Order| 700 + o.day.0 % 10 * 400 + o.day.1 * 31 + o.day.2;
    for (own, other) in [("date_key", "date_key"), ("ss_sold_date_sk", "d_date_sk")] {
        let sales = file(
            &format!("{own},customer_id,order_number,sales_amount"),
            |o| format!("{},C{},{},{}", key(&o), o.customer, o.id, paid(o.cents)),
        );
        let mut days: Vec<String> = orders()
            .map(|o| format!("{},{},Q{}", key(&o), day(&o), o.day.1.div_ceil(3)))
            .collect();
        days.dedup();
        let days = format!("{other},full_date,quarter\n{}\n", days.join("\n"));
        let asked = whole(vec![("sales.csv", sales), ("days.csv", days.into())]);
        assert_eq!(asked, Vec::<String>::new());
    }
}

#[test]
fn people_are_known_by_the_number_of_their_card() {
    let slips = file("Filiale;Datum;Kartennummer;Bonsumme", |o| {
        let cents = money(o.cents, ",", "");
        format!("00{};{};29{};{cents}", o.id % 3, day(&o), o.customer * 7)
    });
    let cards = customers("Kartennummer;Mitgliedsnr;Name", |id| {
        format!("29{};M{id};Person {id}", id * 7)
    });
    whole(vec![("bons.csv", slips), ("karten.csv", cards)]);
}

#[test]
fn numbers_that_each_table_gives_its_rows_join_nothing() {
    // Half of the orders are those of guests, whom their e-mail tells.
    let id = |o: &Order| match o.customer % 2 {
        0 => "NULL".to_owned(),
        _ => o.customer.to_string(),
    };
    let number = |o: &Order| (o.id - 50_300) / 13 + 1;
    let head = file(
        "entity_id,customer_id,customer_email,created_at,grand_total",
        |o| {
            let mail = format!("c{}@example.com", o.customer);
            format!(
                "{},{},{mail},{},{}",
                number(&o),
                id(&o),
                day(&o),
                paid(o.cents)
            )
        },
    );
    let address = file("entity_id,parent_id,customer_id,city", |o| {
        format!("{},{},{},Rome", number(&o), 121 - number(&o), id(&o))
    });
    let asked = whole(vec![("orders.csv", head), ("address.csv", address)]);
    assert_eq!(asked, Vec::<String>::new());
}

#[test]
fn a_salesman_is_no_customer_where_there_are_partners() {
    let head = file("id,state,date_order,partner_id,amount_total,user_id", |o| {
        format!(
            "{},sale,{},{},{},{}",
            o.id,
            day(&o),
            o.customer,
            paid(o.cents),
            o.id % 2 + 5
        )
    });
    assert_eq!(whole(vec![("orders.csv", head)]), Vec::<String>::new());
}

#[test]
fn a_total_without_a_customer_is_no_gap() {
    let month = |at: usize| {
        let rows: Vec<Order> = orders().skip(12 * at).take(12).collect();
        let cents: i64 = rows.iter().map(|o| o.cents).sum();
        let line = |o: &Order| {
            format!(
                "{},{},C{},Person {},{}",
                o.id,
                day(o),
                o.customer,
                o.customer,
                paid(o.cents)
            )
        };
        let lines: Vec<String> = rows.iter().map(line).collect();
        let head = "Order No,Date,Customer No,Customer,Total";
        format!(
            "{head}\n{}\n,,,TOTAL OF MONTH,{}\n",
            lines.join("\n"),
            paid(cents)
        )
    };
    let names = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
    let files: Files<'_> = names
        .iter()
        .enumerate()
        .map(|(at, name)| (*name, month(at).into()))
        .collect();
    assert_eq!(questions(&files), Vec::<String>::new());
    let report: Value = read(&files).expect("a report");
    assert_eq!(net(&report), total());
}

#[test]
fn payments_of_a_few_orders_are_not_what_the_orders_came_to() {
    let heads = file("id_pedido,id_cliente,data_pedido", |o| {
        format!("{},{},{}", o.id, o.customer, day(&o))
    });
    let items = file("id_item,id_pedido,quantidade,preco_unitario", |o| {
        format!("9{},{},1,{}", o.id, o.id, paid(o.cents))
    });
    let payments = file("id_pagamento,id_pedido,data_pagamento,valor_pago", |o| {
        let sum = if o.id % 4 == 0 {
            paid(o.cents)
        } else {
            String::new()
        };
        format!("7{},{},{},{sum}", o.id, o.id, day(&o))
    });
    let files = [
        ("pedidos.csv", heads),
        ("itens.csv", items),
        ("pagamentos.csv", payments),
    ];
    let report = read(&files).expect("a report");
    assert_eq!(net(&report), total());
}
