//! Rows of several kinds under one amount: sales, what pays for them, what comes back, what the shop spends.

use crate::driver::Run;
use crate::files::{Order, check, lines, money, net, orders, read, table, total};

/// Ids of the questions about a file, each with what is proposed.
fn asked(file: &str) -> Vec<(String, String)> {
    let mut run = Run::default();
    run.add("ledger.csv", file.into());
    let questions = run.inspect().expect("an inspection").questions;
    questions.into_iter().map(|q| (q.id, q.proposed)).collect()
}

fn proposes(file: &str, id: &str, proposed: &str) -> bool {
    asked(file).contains(&(id.to_owned(), proposed.to_owned()))
}

/// A day, the customer, a kind and an amount on each line: every order, and what `more` says of it.
fn ledger(header: &str, sale: &str, more: impl Fn(&Order) -> Vec<(String, i64)>) -> String {
    let mut file = format!("{header}\r\n");
    for o in orders() {
        let (y, m, d) = o.day;
        let rows = [(sale.to_owned(), o.cents)].into_iter().chain(more(&o));
        for (kind, cents) in rows {
            let money = money(cents, ".", "");
            file.push_str(&format!(
                "C{},{y}-{m:02}-{d:02},{kind},{money}\r\n",
                o.customer
            ));
        }
    }
    file
}

#[test]
fn payments_beside_the_invoices_they_settle_are_no_sales() {
    for (header, [sale, payment, back]) in [
        (
            "Customer,Date,Transaction Type,Amount",
            ["Invoice", "Payment", "Credit Memo"],
        ),
        ("A/C,Date,Type,Gross", ["SI", "SR", "SC"]),
        (
            "客户,日期,单据类型,金额",
            ["销售单", "收款单", "销售退货单"],
        ),
        (
            "得意先コード,伝票日付,取引区分,金額",
            ["掛売上", "入金", "返品"],
        ),
        (
            "Kundennummer,Datum,Belegart,Betrag",
            ["Rechnung", "Zahlungseingang", "Gutschrift"],
        ),
    ] {
        for sign in [1, -1] {
            let file = ledger(header, sale, |o| {
                let mut rows = vec![(payment.to_owned(), sign * o.cents)];
                if o.id % 8 == 0 {
                    rows.push((back.to_owned(), sign * o.cents / 2));
                }
                rows
            });
            assert!(proposes(&file, "status", "only_sales"), "{header} {sign}");
            let returned: i64 = orders()
                .filter(|o| o.id % 8 == 0)
                .map(|o| o.cents / 2)
                .sum();
            let report = read(&[("ledger.csv", file.into())]).expect("a report");
            assert_eq!(net(&report), total() - returned, "{header} {sign}");
        }
    }
}

#[test]
fn a_number_for_the_kind_of_payments_is_told_by_its_minus() {
    let file = ledger("CustomerID,Date,TransactionTypeID,Amount", "1", |o| {
        vec![("3".to_owned(), -o.cents)]
    });
    assert!(proposes(&file, "status", "only_sales"));
    check("ledger.csv", file.into());
    // As many kinds of sales, some of which take something back.
    let file = ledger("CustomerID,Date,TransactionTypeID,Amount", "1", |o| {
        let back = (o.id % 4 == 0).then(|| ("3".to_owned(), -o.cents / 2));
        back.into_iter().collect()
    });
    assert!(asked(&file).is_empty(), "{:?}", asked(&file));
}

#[test]
fn what_was_paid_may_be_called_a_payment_where_nothing_else_was_sold() {
    for (header, kinds) in [
        ("Event Type,Amount", ["Payment", "Card Payment"]),
        ("Payment Type,Amount", ["Cash Sale", "Card payment"]),
        ("Order Status,Amount", ["Payment received", "Invoice sent"]),
    ] {
        let file = table(header, |o| {
            let kind = kinds[usize::from(o.id % 4 == 0)];
            format!("{kind},{}", money(o.cents, ".", ""))
        });
        assert!(asked(&file).is_empty(), "{header}");
        check(header, file.into());
    }
}

#[test]
fn papers_under_any_name_tell_which_is_a_credit_note() {
    for (header, sale, back) in [
        ("Doc.,Totale", "Fattura", "Nota di credito"),
        ("Efecto del comprobante,Total", "I - Ingreso", "E - Egreso"),
        (
            "Fatura Türü,Genel Toplam",
            "Satış Faturası",
            "Satış İADE Faturası",
        ),
        ("Jenis,Total", "JUAL", "RETUR"),
        ("نوع,Total", "فروش", "برگشت از فروش"),
    ] {
        let file = table(header, |o| {
            let kind = if o.id % 8 == 0 { back } else { sale };
            format!("{kind},{}", money(o.cents, ".", ""))
        });
        assert!(proposes(&file, "refund", "subtract"), "{header}");
        let returned: i64 = orders().filter(|o| o.id % 8 == 0).map(|o| o.cents).sum();
        let report = read(&[("papers.csv", file.into())]).expect("a report");
        assert_eq!(net(&report), total() - 2 * returned, "{header}");
    }
}

#[test]
fn rows_that_take_money_back_or_have_none_need_no_question() {
    for (header, kind) in [
        ("Type,Total", "Refund"),
        ("业务类型,含税金额", "销售退货"),
        ("Event Type,Net Sales", "Return"),
    ] {
        let file = table(header, |o| {
            let back = o.id % 8 == 0;
            let sign = if back { -1 } else { 1 };
            let kind = if back { kind } else { "Sale" };
            format!("{kind},{}", money(sign * o.cents, ".", ""))
        });
        assert!(asked(&file).is_empty(), "{header}: {:?}", asked(&file));
        let returned: i64 = orders().filter(|o| o.id % 8 == 0).map(|o| o.cents).sum();
        let report = read(&[("till.csv", file.into())]).expect("a report");
        assert_eq!(net(&report), total() - 2 * returned, "{header}");
    }
    // What was spent stands in a column of its own.
    let file = lines(
        "日期,收支类型,往来单位,收入金额,支出金额",
        |o| {
            let (y, m, d) = o.day;
            let paid = money(o.cents, ".", "");
            let cost = format!("{y}-{m:02}-{d:02},支出,供应商{},,50.00", o.id % 7);
            format!(
                "{cost}\r\n{y}-{m:02}-{d:02},收入,客户{},{paid},",
                o.customer
            )
        },
    );
    assert!(asked(&file).is_empty(), "{:?}", asked(&file));
    let report = read(&[("cash.csv", file.into())]).expect("a report");
    assert_eq!(net(&report), total());
}

#[test]
fn of_an_account_the_purchases_count() {
    let file = ledger(
        "customer_id,txn_date,txn_type,txn_amount",
        "purchase",
        |o| {
            vec![
                ("deposit".to_owned(), o.cents * 2),
                ("withdrawal".to_owned(), 5_000),
            ]
        },
    );
    check("bank.csv", file.into());
    // What was paid in stands beside what was used up, which has a minus.
    let file = ledger(
        "会员ID,变动时间,变动类型,变动金额",
        "储值充值",
        |o| vec![("余额支付".to_owned(), -o.cents)],
    );
    check("cards.csv", file.into());
}

#[test]
fn charges_beside_payments_in_a_column_of_their_own() {
    for header in [
        "Date,Patient,Description,Charges,Credits,Balance",
        "Date,Guest Name,Description,DEBIT,CREDIT,Total",
        "账务日期,客人姓名,摘要,消费,付款,班次",
    ] {
        let file = lines(header, |o| {
            let (y, m, d) = o.day;
            let paid = money(o.cents, ".", "");
            let row = |text: &str, money: String| {
                format!("{y}-{m:02}-{d:02},Guest {},{text},{money},", o.customer)
            };
            let charge = row("Room", format!("{paid},"));
            format!("{charge}\r\n{}", row("Card", format!(",{paid}")))
        });
        let questions = asked(&file);
        assert!(questions.iter().any(|(id, _)| id == "amount"), "{header}");
        assert!(questions.iter().all(|(id, _)| id != "refund"), "{header}");
        let report = read(&[("folio.csv", file.into())]).expect("a report");
        assert_eq!(net(&report), total(), "{header}");
    }
}

#[test]
fn events_of_an_order_count_once_whatever_sending_it_costs() {
    let mut file = String::from("Event ID,Metric,Timestamp,Profile Email,OrderId,Item,Value\r\n");
    for o in orders() {
        let (y, m, d) = o.day;
        let lines = [("Placed Order", "", o.cents + 595)]
            .into_iter()
            .chain([
                ("Ordered Product", "Mug", 300),
                ("Ordered Product", "Tea", o.cents - 300),
            ])
            .chain((o.id % 2 == 0).then_some(("Fulfilled Order", "", o.cents + 595)));
        for (at, (event, item, cents)) in lines.enumerate() {
            file.push_str(&format!(
                "e{}{at},{event},{y}-{m:02}-{d:02} 10:00:00,c{}@example.com,#{},{item},{}\r\n",
                o.id,
                o.customer,
                o.id,
                money(cents, ".", "")
            ));
        }
    }
    assert!(asked(&file).iter().any(|(id, _)| id == "row_kinds"));
    let report = read(&[("events.csv", file.into())]).expect("a report");
    assert_eq!(net(&report), total() + 120 * 595);
    assert_eq!(report["totals"]["orders_all"], 120);
}

#[test]
fn a_ticket_for_each_guest_holds_the_order_once() {
    let header = "Ticket ID,Order ID,Order date,Buyer email,Attendee first name,Attendee last name,Ticket price,Order total";
    let file = lines(header, |o| {
        let (y, m, d) = o.day;
        let tickets = 1 + o.id % 3;
        let row = |guest: usize| {
            format!(
                "it_{}{guest},or_{},{y}-{m:02}-{d:02},b{}@example.com,Anna{guest},Berg{},25.00,{}",
                o.id,
                o.id,
                o.customer,
                (o.id + guest) % 11,
                money(o.cents, ".", "")
            )
        };
        (0..tickets).map(row).collect::<Vec<_>>().join("\r\n")
    });
    let report = read(&[("tickets.csv", file.into())]).expect("a report");
    assert_eq!(net(&report), total());
    assert_eq!(report["totals"]["orders_all"], 120);
}

#[test]
fn what_was_offered_or_bought_by_the_shop_is_no_sale() {
    for (header, sale, other) in [
        ("Transaction Type,Date,Name,Amount", "Invoice", "Estimate"),
        ("Tipo,Fecha,Cliente,Importe", "Factura", "Presupuesto"),
        ("النوع,التاريخ,العميل,المبلغ", "بيع", "شراء"),
    ] {
        let file = lines(header, |o| {
            let (y, m, d) = o.day;
            let row = |kind: &str, cents: i64| {
                let money = money(cents, ".", "");
                format!("{kind},{y}-{m:02}-{d:02},K{},{money}", o.customer)
            };
            match o.id % 4 {
                0 => format!("{}\n{}", row(sale, o.cents), row(other, o.cents + 990)),
                _ => row(sale, o.cents),
            }
        });
        check(header, file.into());
    }
}

#[test]
fn what_the_shop_spends_stands_beside_what_it_takes_in() {
    for (header, income, expense) in [
        ("収支区分,取引日,取引先,金額", "収入", "支出"),
        ("Art,Datum,Name,Betrag", "Einnahme", "Ausgabe"),
        ("Type,Date,Name,Amount", "Income", "Expense"),
        (
            "Tipe,Tanggal,Nama Pelanggan,Total",
            "pemasukan",
            "pengeluaran",
        ),
    ] {
        let file = lines(header, |o| {
            let (y, m, d) = o.day;
            let paid = money(o.cents, ".", "");
            let row = format!("{income},{y}-{m:02}-{d:02},K{},{paid}", o.customer);
            match o.id % 4 {
                0 => format!("{row}\n{expense},{y}-{m:02}-{d:02},Supplier,99.50"),
                // Moved from one account to another.
                1 => format!("{row}\n/,{y}-{m:02}-{d:02},Bank,7.00"),
                _ => row,
            }
        });
        check(header, file.into());
    }
    // Beside what the shop gave back, which is taken off.
    let file = lines("tx_id,tx_date,amount,type,customer_id", |o| {
        let (y, m, d) = o.day;
        let row = |mark, sum: &str, kind| {
            format!(
                "{mark}{},{y}-{m:02}-{d:02},{sum},{kind},C{}",
                o.id, o.customer
            )
        };
        let sale = row("T", &money(o.cents, ".", ""), "收入");
        match o.id % 8 {
            0 => sale + "\n" + &row("P", "99.50", "支出"),
            1 => sale + "\n" + &row("R", "1.00", "退款"),
            _ => sale,
        }
    });
    let report = read(&[("transactions.csv", file.into())]).expect("a report");
    let returned = crate::files::orders().filter(|o| o.id % 8 == 1).count() as i64;
    assert_eq!(net(&report), total() - 100 * returned);
}

#[test]
fn two_kinds_of_papers_number_nothing() {
    let file = lines("Data,Documento,Numero,Cliente,Lordo", |o| {
        let (y, m, d) = o.day;
        let paid = money(o.cents, ".", "");
        let kind = if o.id % 10 == 0 {
            "Parcella"
        } else {
            "Fattura"
        };
        format!("{y}-{m:02}-{d:02},{kind},{}/B,K{},{paid}", o.id, o.customer)
    });
    check("fatture.csv", file.into());
}

#[test]
fn what_a_marketplace_keeps_and_pays_out_is_no_sale() {
    for (header, [sale, fee, payout]) in [
        ("Buyer,Date,Type,Amount", ["sale", "fee", "payout"]),
        (
            "Buyer,Date,Kind,Amount",
            ["CONTRIBUTION", "HOST_FEE", "PAYOUT"],
        ),
        ("Buyer,Date,Type,Amount", ["charge", "stripe_fee", "payout"]),
        ("买家,日期,交易类型,金额", ["销售", "服务费", "提现"]),
    ] {
        let file = ledger(header, sale, |o| match o.id % 6 {
            0 => vec![(fee.to_owned(), o.cents / 10), (payout.to_owned(), o.cents)],
            _ => vec![(fee.to_owned(), o.cents / 10)],
        });
        assert!(asked(&file).iter().any(|(id, _)| id == "status"), "{sale}");
        check(header, file.into());
    }
    // A member's fee is what the club sells.
    let file = ledger("Member,Date,Type,Amount", "Sale", |o| {
        vec![("Membership fee".to_owned(), o.cents)]
    });
    let report = read(&[("club.csv", file.into_bytes())]).expect("a report");
    assert_eq!(net(&report), 2 * total());
}
