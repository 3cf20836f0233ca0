//! Rows that add others up, with a date and a name of sorts: their money counts once.

use crate::files::{Order, check, lines, money, orders, read, total};

fn day(o: &Order) -> String {
    let (y, m, d) = o.day;
    format!("{y}-{m:02}-{d:02}")
}

fn row(o: &Order) -> String {
    let paid = money(o.cents, ".", "");
    format!("{},K{},{},{paid}", o.id, o.customer, day(o))
}

const HEADER: &str = "Order,Customer,Date,Amount";

#[test]
fn a_total_in_any_language_is_no_customer() {
    for word in [
        "Total",
        "Grand Total",
        "TOTAL:",
        "合计",
        "小计",
        "总计",
        "總計",
        "합계",
        "Summe",
        "Gesamtsumme",
        "Итого:",
        "Total général",
        "Total general",
        "Totale",
        "Toplam",
        "ΣΥΝΟΛΟ",
        "Összesen",
        "Разом:",
    ] {
        let file = lines(HEADER, |o| row(&o));
        let paid = money(total(), ".", "");
        check(
            "sales.csv",
            format!("{file},{word},2023-12-27,{paid}\r\n").into(),
        );
    }
}

#[test]
fn totals_of_months_and_of_all_are_no_customers() {
    for words in [
        ["Subtotal", "Grand total"],
        ["小计", "总计"],
        ["Total", "Total"],
    ] {
        let mut text = format!("{HEADER}\n");
        let mut sum = 0;
        for o in orders() {
            text += &format!("{}\n", row(&o));
            sum += o.cents;
            if o.day.2 == 27 {
                text += &format!(",{},{},{}\n", words[0], day(&o), money(sum, ".", ""));
                sum = 0;
            }
        }
        text += &format!(",{},2023-12-27,{}\n", words[1], money(total(), ".", ""));
        let report = read(&[("sales.csv", text.clone().into())]).expect("a report");
        assert_eq!(
            report["input"]["rows_skipped"]["not_a_row"], 25,
            "{words:?}"
        );
        check("sales.csv", text.into());
    }
}

#[test]
fn sums_of_each_customer_are_told_by_their_money() {
    // In the column of things, or beside the customer's own name.
    let names: [fn(usize) -> (String, &'static str); 3] = [
        |c| (format!("K{c}"), "Subtotal"),
        |c| (format!("Total K{c}"), ""),
        |c| (format!("K{c} 汇总"), ""),
    ];
    for name in names {
        let mut by_customer: Vec<Order> = orders().collect();
        by_customer.sort_by_key(|o| o.customer);
        let mut text = "Customer,Date,Product,Amount\n".to_owned();
        for part in by_customer.chunk_by(|a, b| a.customer == b.customer) {
            for o in part {
                text += &format!(
                    "K{},{},Thing,{}\n",
                    o.customer,
                    day(o),
                    money(o.cents, ".", "")
                );
            }
            let sum = part.iter().map(|o| o.cents).sum();
            let (customer, thing) = name(part[0].customer);
            text += &format!(
                "{customer},{},{thing},{}\n",
                day(&part[0]),
                money(sum, ".", "")
            );
        }
        check("sales.csv", text.into());
    }
}

#[test]
fn a_last_row_that_is_the_sum_of_all_others_needs_no_word() {
    let file = lines(HEADER, |o| row(&o));
    let paid = money(total(), ".", "");
    check(
        "sales.csv",
        format!("{file},(all),2023-12-27,{paid}\r\n").into(),
    );
}

#[test]
fn a_customer_called_total_is_one() {
    let file = lines(HEADER, |o| match o.customer {
        1000 => row(&o).replace("K1000", "Total"),
        _ => row(&o),
    });
    check("sales.csv", file.into());
}

#[test]
fn sums_may_stand_in_two_columns() {
    // A ledger by customer: each one's sum where the thing stands, that of all where the customer stands.
    for words in [["小计", "合计"], ["Subtotal", "Total"]] {
        let mut by_customer: Vec<Order> = orders().collect();
        by_customer.sort_by_key(|o| o.customer);
        let mut text = "日期,单据号,客户,存货名称,数量,金额\n".to_owned();
        for part in by_customer.chunk_by(|a, b| a.customer == b.customer) {
            for o in part {
                text += &format!(
                    "{},S{},K{},商品,1,{}\n",
                    day(o),
                    o.id,
                    o.customer,
                    money(o.cents, ".", "")
                );
            }
            let (sum, last) = (part.iter().map(|o| o.cents).sum(), &part[part.len() - 1]);
            text += &format!(
                "{},,K{},{},{},{}\n",
                day(last),
                last.customer,
                words[0],
                part.len(),
                money(sum, ".", "")
            );
        }
        text += &format!(
            "2023-12-27,,{},,120,{}\n",
            words[1],
            money(total(), ".", "")
        );
        check("ledger.csv", text.into());
    }
}
