//! What became of an order, said of few rows only, and what a shop buys beside what it sells.

use crate::driver::Run;
use crate::files::{Order, lines, money, net, orders, read, table, total};
use regulars::ingest::inspection::{Choices, Inspection};

fn inspected(file: &str) -> Inspection {
    let mut run = Run::default();
    run.add("orders.csv", file.into());
    run.inspect().expect("an inspection")
}

/// Values that are proposed to be left out.
fn left_out(inspection: &Inspection) -> Vec<&str> {
    let states = inspection.tables[0].status.iter();
    states
        .filter(|state| !state.is_sale)
        .map(|state| state.value.as_str())
        .collect()
}

#[test]
fn a_remark_on_few_rows_that_says_cancelled_is_a_status() {
    for (header, remark) in [
        ("Void?", "VOID"),
        ("ملاحظات", "ملغاة"),
        ("หมายเหตุ", "*ยกเลิก*"),
        ("备注", "作废"),
        ("Anmerkung", "storniert"),
    ] {
        let file = table(&format!("Total,{header}"), |o| {
            let remark = if o.id % 8 == 0 { remark } else { "" };
            format!("{},{remark}", money(o.cents, ".", ""))
        });
        let inspection = inspected(&file);
        let asked: Vec<&str> = inspection.questions.iter().map(|q| &*q.id).collect();
        assert_eq!(asked, ["status"], "{header}");
        assert_eq!(left_out(&inspection), [remark], "{header}");
    }
}

#[test]
fn a_remark_on_most_rows_marks_nothing() {
    let file = table("Total,Remark", |o| {
        let remark = if o.id % 8 == 0 { "" } else { "refundable" };
        format!("{},{remark}", money(o.cents, ".", ""))
    });
    assert!(inspected(&file).questions.is_empty());
}

#[test]
fn states_on_the_way_to_a_sale_are_proposed_to_be_left_out() {
    for (sale, others) in [
        ("PAID", ["AWAITING_PAYMENT", "CANCELLED"]),
        ("completed", ["in_checkout", "canceled"]),
        ("Bezahlt", ["Entwurf", "Storniert"]),
        ("Закритий", ["Видалений", "Скасовано"]),
        ("تم التوصيل", ["بانتظار الدفع", "مسترجع"]),
        ("Doręczone", ["Nieopłacone", "Anulowane"]),
        ("Paiement accepté", ["Erreur de paiement", "Annulé"]),
        ("Клиент пришел", ["Клиент не пришел", "Отменено"]),
        ("DELIVERED", ["RTO DELIVERED", "CANCELED"]),
        ("Toteutunut", ["Ei saapunut", "Peruttu"]),
        ("Entregado", ["Presupuesto", "Anulado"]),
    ] {
        let file = table("Total,Status", |o| {
            let state = match o.id % 8 {
                0 => others[0],
                3 => others[1],
                _ => sale,
            };
            format!("{},{state}", money(o.cents, ".", ""))
        });
        let inspection = inspected(&file);
        let mut out = left_out(&inspection);
        out.sort_unstable();
        let mut wanted = others;
        wanted.sort_unstable();
        assert_eq!(out, wanted, "{sale}");
    }
}

/// Every order, and what the shop bought from one of three suppliers.
fn with_purchases(header: &str, sale: &str, purchase: &str) -> String {
    lines(header, |o| {
        let Order {
            id, customer, day, ..
        } = o;
        let day = format!("{}-{:02}-{:02}", day.0, day.1, day.2);
        let mut rows = format!("{id},{day},C{customer},{sale},{}", money(o.cents, ".", ""));
        if id % 8 == 0 {
            rows += &format!("\r\n{id}9,{day},S{},{purchase},20000.00", id % 3);
        }
        rows
    })
}

#[test]
fn what_a_shop_buys_is_none_of_its_sales() {
    for (header, sale, purchase) in [
        (
            "Reference No,Date,Party Name,Transaction Type,Total",
            "Sale",
            "Purchase",
        ),
        ("Nº,Fecha,Tercero,Tipo,Importe", "Venta", "Compra"),
        ("Nr,Datum,Kontakt,Art,Betrag", "Verkauf", "Einkauf"),
    ] {
        let file = with_purchases(header, sale, purchase);
        let inspection = inspected(&file);
        assert_eq!(left_out(&inspection), [purchase], "{header}");
        let report = read(&[("all.csv", file.into())]).expect("a report");
        assert_eq!(net(&report), total(), "{header}");
    }
}

#[test]
fn quotes_and_credit_notes_in_hebrew() {
    let file = lines(
        "מספר מסמך,תאריך מסמך,שם לקוח,סוג מסמך,סה״כ",
        |o| {
            let (y, m, d) = o.day;
            let (kind, cents) = match o.id % 8 {
                0 => ("הצעת מחיר", o.cents),
                3 => ("חשבונית זיכוי", -o.cents),
                _ => ("חשבונית מס / קבלה", o.cents),
            };
            let paid = money(cents, ".", "");
            format!(
                "{},{d:02}/{m:02}/{y},לקוח {},{kind},{paid}",
                o.id, o.customer
            )
        },
    );
    let sold: i64 = orders()
        .map(|o| match o.id % 8 {
            0 => 0,
            3 => -o.cents,
            _ => o.cents,
        })
        .sum();
    let report = read(&[("documents.csv", file.into())]).expect("a report");
    assert_eq!(net(&report), sold);
}

#[test]
fn of_two_states_the_one_that_says_more_counts() {
    // What was cancelled, was paid back or never paid; some more came back later.
    let file = table("Order status,Payment status,Total", |o| {
        let (order, paid) = match o.id % 8 {
            0 => ("cancelled", "unpaid"),
            3 => ("completed", "refunded"),
            _ => ("completed", "paid"),
        };
        format!("{order},{paid},{}", money(o.cents, ".", ""))
    });
    let inspection = inspected(&file);
    let mut out = left_out(&inspection);
    out.sort_unstable();
    assert_eq!(out, ["refunded", "unpaid"]);
    // Paid at the door: not paid yet says nothing of half the orders.
    let file = table("Order status,Payment status,Total", |o| {
        let (order, paid) = match o.id % 8 {
            0 => ("cancelled", "unpaid"),
            1..5 => ("completed", "unpaid"),
            _ => ("completed", "paid"),
        };
        format!("{order},{paid},{}", money(o.cents, ".", ""))
    });
    assert_eq!(left_out(&inspected(&file)), ["cancelled"]);
}

#[test]
fn what_was_paid_back_after_it_was_completed_has_a_state_of_its_own() {
    for (header, [sent, closed], [back, nothing]) in [
        (
            "订单状态,售后状态,实付金额",
            ["已完成", "已关闭"],
            ["退款成功", "-"],
        ),
        (
            "订单状态,退款状态,实付金额",
            ["已完成", "已取消"],
            ["全部退款", "无退款"],
        ),
        (
            "Order Status,Return Status,Total",
            ["Completed", "Cancelled"],
            ["Refunded", "No refund"],
        ),
    ] {
        let file = table(header, |o| {
            let order = if o.id % 8 == 0 { closed } else { sent };
            let after = if o.id % 8 == 3 { back } else { nothing };
            format!("{order},{after},{}", money(o.cents, ".", ""))
        });
        let mut run = Run::default();
        run.add("orders.csv", file.into());
        let inspection = run.inspect().expect("an inspection");
        let states = &inspection.tables[0].status;
        assert!(states.iter().all(|state| !state.value.ends_with('-')));
        let out = left_out(&inspection).into_iter().map(String::from);
        let choices = Choices {
            status_excluded: Some(out.collect()),
            ..inspection.proposed.clone()
        };
        let report = run.analyze_with(choices, 1 << 16).expect("a report");
        let sold: i64 = orders()
            .filter(|o| ![0, 3].contains(&(o.id % 8)))
            .map(|o| o.cents)
            .sum();
        let report = serde_json::to_value(report).expect("json");
        assert_eq!(net(&report), sold, "{header}");
    }
}

#[test]
fn papers_before_an_invoice_are_the_same_money_once_more() {
    for (header, [invoice, order, note]) in [
        (
            "Nr.,Datum,Kunde,Belegart,Brutto",
            ["Rechnung", "Auftragsbestätigung", "Lieferschein"],
        ),
        (
            "Num.,Data,Cliente,Tipo,Totale",
            [
                "Fattura accompagnatoria",
                "Ordine cliente",
                "Doc. di trasporto",
            ],
        ),
        (
            "Nº,Data,Cliente,Tipo,Total",
            ["Fatura", "Encomenda", "Guia de Transporte"],
        ),
    ] {
        let file = lines(header, |o| {
            let row = |kind: &str| {
                let (y, m, d) = o.day;
                let paid = money(o.cents, ".", "");
                format!(
                    "{}{},{d:02}.{m:02}.{y},K{},{kind},{paid}",
                    &kind[..2],
                    o.id,
                    o.customer
                )
            };
            match o.id % 4 {
                0 => format!("{}\r\n{}", row(order), row(invoice)),
                1 => format!("{}\r\n{}", row(note), row(invoice)),
                _ => row(invoice),
            }
        });
        let report = read(&[("papers.csv", file.into())]).expect("a report");
        assert_eq!(net(&report), total(), "{header}");
    }
}
