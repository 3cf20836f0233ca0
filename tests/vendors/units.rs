//! Money in thousands, 万 or millions: never taken for what it is not.

use crate::book::notes;
use crate::driver::Run;
use crate::files::{check, lines, money, net, orders, total};

/// The orders with their amounts divided by 10^power, under this header.
fn file(header: &str, power: u32, decimal: &str) -> String {
    let digits = power as usize + 2;
    lines(header, |o| {
        let (y, m, d) = o.day;
        let text = format!("{:0>width$}", o.cents, width = digits + 1);
        let (whole, part) = text.split_at(text.len() - digits);
        format!(
            "{};K{};{y}-{m:02}-{d:02};{whole}{decimal}{part}",
            o.id, o.customer
        )
    })
}

#[test]
fn units_in_a_header_are_taken_and_said() {
    for (header, power, decimal) in [
        ("合同编号;客户名称;签约日期;合同金额（万元）", 4, "."),
        ("伝票番号;得意先;売上日;売上金額(千円)", 3, "."),
        ("Rechnungsnr;Kunde;Datum;Umsatz in TEUR", 3, ","),
        ("Invoice;Customer;Date;Revenue ($000)", 3, "."),
        ("Pedido;Cliente;Fecha;Importe (miles de €)", 3, ","),
        ("Заказ;Клиент;Дата;Сумма, тыс. руб.", 3, ","),
    ] {
        let file = file(header, power, decimal);
        check("sales.csv", file.clone().into());
        assert!(
            notes("sales.csv", file.into()).contains(&"amounts_in_units".to_owned()),
            "{header}"
        );
    }
}

#[test]
fn a_unit_above_the_table_is_asked_about() {
    let file = format!(
        "2023 年合同台账;;;\r\n单位：万元;;;\r\n{}",
        file("合同编号;客户;签约日期;金额", 4, ".")
    );
    check("ledger.csv", file.clone().into());
    let mut run = Run::default();
    run.add("ledger.csv", file.into());
    let inspection = run.inspect().expect("an inspection");
    assert!(
        inspection
            .questions
            .iter()
            .any(|q| q.id == "unit" && q.proposed == "4")
    );
    let mut choices = inspection.proposed;
    choices.power = Some(0);
    let report = run.analyze_with(choices, 1 << 16).expect("a report");
    let report = serde_json::to_value(report).expect("json");
    assert_eq!(net(&report), (total() + 5_000) / 10_000);
}

#[test]
fn amounts_with_a_unit_of_their_own_are_not_scaled_twice() {
    let file = lines("订单号,客户,日期,金额(万元)", |o| {
        let (y, m, d) = o.day;
        let amount = money(o.cents, ".", "");
        format!("{},K{},{y}-{m:02}-{d:02},{amount}千", o.id, o.customer)
    });
    let cents: i64 = orders().map(|o| o.cents * 1000).sum();
    let report = crate::files::read(&[("orders.csv", file.into())]).expect("a report");
    assert_eq!(net(&report), cents);
}
