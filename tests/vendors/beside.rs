//! Columns of money that explain each other, and signs that explain a column.

use crate::driver::Run;
use crate::files::{Order, check, lines, money, orders, table};

fn day(o: &Order) -> String {
    let (y, m, d) = o.day;
    format!("{y}-{m:02}-{d:02}")
}

#[test]
fn a_sum_and_its_tax_are_what_was_paid() {
    for (net, tax, gross) in [
        ("金额", "税额", "价税合计"),
        ("Imponibile", "IVA", "Lordo"),
        ("Amount", "VAT", "Xyz"),
    ] {
        let file = lines(&format!("No.,Date,Customer,{net},{tax},{gross}"), |o| {
            let parts = [o.cents - o.cents / 6, o.cents / 6, o.cents];
            let [net, tax, gross] = parts.map(|cents| money(cents, ".", ""));
            format!("{},{},K{},{net},{tax},{gross}", o.id, day(&o), o.customer)
        });
        check(gross, file.into());
    }
}

#[test]
fn a_sum_less_its_discount_is_what_was_paid() {
    let file = lines(
        "№ чека,Дата,Гість,Сума без знижки,Знижка,Сплачено",
        |o| {
            let [list, off, paid] = [o.cents + 150, 150, o.cents].map(|c| money(c, ".", ""));
            format!("{},{},K{},{list},{off},{paid}", o.id, day(&o), o.customer)
        },
    );
    check("tabs.csv", file.into());
    // "To be paid" is the rest of a debt elsewhere: here the rows prove that it is what was sold.
    for (sum, off, due) in [
        ("Valor", "Dcto.", "Total a pagar"),
        ("Сума", "Отстъпка", "За плащане"),
        ("Сумма", "Скидка", "К оплате"),
    ] {
        let header = format!("Doc.,Fecha,Cliente,{sum},{off},{due}");
        let file = lines(&header, |o| {
            let off = (o.id % 2 * 150) as i64;
            let [list, off, paid] = [o.cents + off, off, o.cents].map(|c| money(c, ".", ""));
            format!("{},{},K{},{list},{off},{paid}", o.id, day(&o), o.customer)
        });
        check(due, file.into());
    }
}

#[test]
fn what_is_still_to_be_paid_is_not_what_was_sold() {
    let file = lines("Numer,Data wystawienia,Kontrahent,Razem,Do zapłaty", |o| {
        let open = if o.id % 5 == 0 { o.cents } else { 0 };
        let [sum, open] = [o.cents, open].map(|c| money(c, ".", ""));
        format!("{},{},K{},{sum},{open}", o.id, day(&o), o.customer)
    });
    check("sales.csv", file.into());
}

#[test]
fn money_in_the_shops_own_currency_is_taken_where_it_is_proven() {
    let foreign = |o: &Order| o.customer > 1008;
    let row = |o: &Order| {
        let paid = if foreign(o) { o.cents / 2 } else { o.cents };
        let code = if foreign(o) { "gbp" } else { "usd" };
        (money(paid, ".", ""), code, money(o.cents, ".", ""))
    };
    let named = lines(
        "id,Created,Amount,Currency,Converted Amount,Converted Currency,Customer ID",
        |o| {
            let (paid, code, own) = row(&o);
            format!(
                "ch{},{},{paid},{code},{own},usd,c{}",
                o.id,
                day(&o),
                o.customer
            )
        },
    );
    let before = lines(
        "id,Created,Converted Amount,Converted Currency,Amount,Currency,Customer ID",
        |o| {
            let (paid, code, own) = row(&o);
            format!(
                "ch{},{},{own},usd,{paid},{code},c{}",
                o.id,
                day(&o),
                o.customer
            )
        },
    );
    for file in [named, before] {
        check("charges.csv", file.into());
    }
    // Nothing proves that the second sum is the first in other money.
    let discounted = lines("order,date,total,before discount,currency,customer", |o| {
        let (paid, code, _) = row(&o);
        format!("{},{},{paid},{paid},{code},c{}", o.id, day(&o), o.customer)
    });
    let mut run = Run::default();
    run.add("orders.csv", discounted.into());
    let asked = run.inspect().expect("an inspection").questions;
    assert!(asked.iter().any(|question| question.id == "currency"));
}

/// "TL Karşılığı" beside "Kur": whatever the column is called, it is the money times the rate.
#[test]
fn money_times_the_rate_beside_it_is_the_shops_own() {
    let rate = |o: &Order| match o.customer % 3 {
        0 => 1.0,
        1 => 38.0 + o.id as f64 % 7.0 / 8.0,
        _ => 44.0 + o.id as f64 % 5.0 / 16.0,
    };
    let code = |o: &Order| ["TRY", "USD", "EUR"][o.customer % 3];
    let own = |o: &Order| (o.cents as f64 * rate(o)).round() as i64;
    let file = lines(
        "Fatura No;Tarih;Firma;Genel Toplam;Döviz;Kur;TL Karşılığı",
        |o| {
            let (y, m, d) = o.day;
            let (paid, own) = (money(o.cents, ",", ""), money(own(&o), ",", "."));
            let rate = format!("{:.4}", rate(&o)).replace('.', ",");
            let (id, code) = (o.id, code(&o));
            format!(
                "{id};{d:02}.{m:02}.{y};F{};{paid};{code};{rate};{own}",
                o.customer
            )
        },
    );
    let report = crate::files::read(&[("faturalar.csv", file.into())]).expect("a report");
    let sum: i64 = orders().map(|o| own(&o)).sum();
    assert_eq!(crate::files::net(&report), sum);
    assert_eq!(report["input"]["rows_used"], 120);
    // A tax of one rate for each currency is no rate of exchange: nobody pays in the shop's own.
    let taxed = |o: &Order| [1.19, 1.077][o.customer % 2];
    let file = lines(
        "order,date,customer,amount,currency,tax factor,with tax",
        |o| {
            let (y, m, d) = o.day;
            let (factor, code) = (taxed(&o), ["EUR", "CHF"][o.customer % 2]);
            let gross = money((o.cents as f64 * factor).round() as i64, ".", "");
            let paid = money(o.cents, ".", "");
            format!(
                "{},{y}-{m:02}-{d:02},F{},{paid},{code},{factor},{gross}",
                o.id, o.customer
            )
        },
    );
    let mut run = Run::default();
    run.add("orders.csv", file.into());
    let asked = run.inspect().expect("an inspection").questions;
    assert!(asked.iter().any(|question| question.id == "currency"));
    // Pieces and prices are no rates, nor is what differs from row to row.
    let file = lines("order,date,customer,amount,currency,units,volume", |o| {
        let (y, m, d) = o.day;
        let (pieces, code) = (1.5 * (1 + o.id % 4) as f64, code(&o));
        let volume = money((o.cents as f64 * pieces).round() as i64, ".", "");
        let paid = money(o.cents, ".", "");
        format!(
            "{},{y}-{m:02}-{d:02},F{},{paid},{code},{pieces},{volume}",
            o.id, o.customer
        )
    });
    let mut run = Run::default();
    run.add("orders.csv", file.into());
    let asked = run.inspect().expect("an inspection").questions;
    assert!(asked.iter().any(|question| question.id == "currency"));
}

#[test]
fn money_without_decimals_has_points_between_its_thousands() {
    for sign in ["Rp", "₫", "₩"] {
        let file = lines("order,date,customer,total", |o| {
            let paid = format!("{}.000", o.cents / 100 + 1);
            format!("{},{},c{},{sign}{paid}", o.id, day(&o), o.customer)
        });
        let mut run = Run::default();
        run.add("orders.csv", file.into());
        let inspection = run.inspect().expect("an inspection");
        assert!(
            inspection.questions.is_empty(),
            "{:?}",
            inspection.questions
        );
        let wanted: i64 = orders().map(|o| (o.cents / 100 + 1) * 1000).sum();
        let report = run.analyze().expect("a report");
        let report = serde_json::to_value(&report).expect("json");
        assert_eq!(crate::files::net(&report), wanted * 100, "{sign}");
    }
}

#[test]
fn months_of_more_languages_are_read() {
    let thai = "ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย. ต.ค. พ.ย. ธ.ค.";
    let arabic = "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر";
    let danish =
        "januar februar marts april maj juni juli august september oktober november december";
    // 2567 and, short, 67.
    for (months, era, digits) in [
        (thai, 543, 4),
        (thai, 543, 2),
        (arabic, 0, 4),
        (danish, 0, 4),
    ] {
        let months: Vec<&str> = months.split(' ').collect();
        let file = lines("order,date,customer,total", |o| {
            let (y, m, d) = o.day;
            let paid = money(o.cents, ".", "");
            format!(
                "{},{d} {} {},c{},{paid}",
                o.id,
                months[m - 1],
                (y + era) % 10_usize.pow(digits),
                o.customer
            )
        });
        check(months[0], file.into());
    }
}

#[test]
fn what_was_charged_is_the_sum_with_its_shipping() {
    for header in [
        "Order Value,Discount Amount,Shipping,Sales Tax,Order Total",
        "商品合計金額,クーポン値引額,送料,消費税,総合計金額",
        "小計(税込),割引,送料(税込),手数料,総合計金額(税込)",
        "Warenwert,Rabatt,Versandkosten,Steuer,Gesamtbetrag",
    ] {
        let file = table(header, |o| {
            let cents = |part: i64| {
                if o.id as i64 % part == 0 {
                    10 * part
                } else {
                    0
                }
            };
            let (off, sent, tax) = (cents(7), cents(5) + 490, cents(4));
            let tax = if header.contains("手数料") { 0 } else { tax };
            let value = o.cents + off - sent - tax;
            let texts = [value, off, sent, tax, o.cents].map(|cents| money(cents, ".", ""));
            texts.join(",")
        });
        check(header, file.into());
    }
}

#[test]
fn abbreviations_with_points_are_read() {
    let file = table("Total H.T.,Total T.V.A.,Total T.T.C.", |o| {
        let tax = o.cents / 6;
        [o.cents - tax, tax, o.cents]
            .map(|cents| money(cents, ".", ""))
            .join(",")
    });
    check("ventes.csv", file.into());
}

#[test]
fn with_its_tax_is_what_a_customer_pays() {
    let taxed = |o: &crate::files::Order, rates: [i64; 2]| {
        (o.cents * (1000 + rates[o.id % 2]) + 500) / 1000
    };
    for (header, rates, mark) in [
        (
            "Nr.,Kunde,Belegdatum,Betrag,Betrag inkl. MwSt.",
            [190, 70],
            '.',
        ),
        ("No,Client,Date,Montant,Montant TTC", [200, 200], '.'),
        ("編號,客戶,日期,金額,含稅金額", [50, 50], '.'),
    ] {
        let file = lines(header, |o| {
            let (y, m, d) = o.day;
            let paid = money(taxed(&o, rates), &mark.to_string(), "");
            format!(
                "R{},K{},{d:02}.{m:02}.{y},{},{paid}",
                o.id,
                o.customer,
                money(o.cents, ".", "")
            )
        });
        let report = crate::files::read(&[("invoices.csv", file.into())]).expect("a report");
        let sum: i64 = orders().map(|o| taxed(&o, rates)).sum();
        assert_eq!(crate::files::net(&report), sum, "{header}");
    }
    // Before a discount that differs from row to row nobody paid the gross price.
    let file = lines("No,Customer,Date,Amount,Gross amount", |o| {
        let (y, m, d) = o.day;
        let listed = o.cents + o.cents * (o.id as i64 % 11) / 100;
        let [paid, listed] = [o.cents, listed].map(|cents| money(cents, ".", ""));
        format!(
            "R{},K{},{y}-{m:02}-{d:02},{paid},{listed}",
            o.id, o.customer
        )
    });
    let report = crate::files::read(&[("invoices.csv", file.into())]).expect("a report");
    assert_eq!(crate::files::net(&report), crate::files::total());
}
