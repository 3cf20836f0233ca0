//! What was paid of several sums in a row, told by the rows.

use crate::driver::Run;
use crate::files::{Order, check, lines, money, net, orders, read, table, total};
use crate::price::{day, paid, pieces};

#[test]
fn what_was_paid_is_less_than_what_was_ordered() {
    let sum: i64 = orders().map(|o| o.cents).sum();
    for header in [
        "订单金额,付款金额",
        "orderAmount,payment",
        "Order Total,Amount Paid",
        "Total,Total After Discount",
    ] {
        let file = table(header, |o| {
            let [due, paid] = [o.cents * 10 / 9, o.cents].map(|c| money(c, ".", ""));
            format!("{due},{paid}")
        });
        assert_eq!(paid(&[("orders.csv", file)]), sum, "{header}");
    }
}

#[test]
fn a_part_of_the_payment_is_not_the_whole() {
    let sum: i64 = orders().map(|o| o.cents).sum();
    for header in [
        "Total,Deposit Paid,Balance Due",
        "Order Total,Card Paid,Voucher Paid",
        "Gesamtbetrag,Anzahlung bezahlt,Restbetrag",
    ] {
        let file = table(header, |o| {
            let part = o.cents * [10, 8, 6][o.id % 3] / 10;
            let [sum, part, rest] = [o.cents, part, o.cents - part].map(|c| money(c, ".", ""));
            format!("{sum},{part},{rest}")
        });
        assert_eq!(paid(&[("parts.csv", file)]), sum, "{header}");
    }
}

#[test]
fn points_costs_and_fees_for_each_piece_are_no_sum() {
    let sum: i64 = orders().map(|o| o.cents).sum();
    for header in [
        "Amount,Multiplier,Points",
        "Amount,Nights,Balance",
        "Total,Qty,Total Cost",
        "Order Total,Guests,Insurance value",
    ] {
        let file = table(header, |o| {
            let [one, many] = [o.cents, pieces(&o) * o.cents].map(|c| money(c, ".", ""));
            format!("{one},{},{many}", pieces(&o))
        });
        assert_eq!(paid(&[("orders.csv", file)]), sum, "{header}");
    }
}

#[test]
fn a_multiple_of_what_was_paid_is_not_what_was_paid() {
    let sum: i64 = orders().map(|o| o.cents).sum();
    for header in [
        "Amount,Term (months),Contract value",
        "Betrag,Vertragslaufzeit,Vertragswert",
        "Donation,Match factor,Impact total",
        "Amount,Lessons in package,Package price",
        "Amount,Periods,Budget total",
        "Amount,Entries multiplier,Raffle value",
        "Amount,Payment #,Running total",
    ] {
        let file = table(header, |o| {
            let [one, many] = [o.cents, pieces(&o) * o.cents].map(|c| money(c, ".", ""));
            let pieces = pieces(&o);
            format!("{one},{pieces},{many}")
        });
        assert_eq!(paid(&[("paid.csv", file)]), sum, "{header}");
    }
}

#[test]
fn discount_and_tax_lead_from_the_lines_money_to_what_was_charged() {
    let off = |o: &Order| [0, 300, 150][o.id % 3].min(o.cents);
    let tax = |o: &Order| o.cents / 14;
    let whole = |o: &Order| pieces(o) * o.cents - off(o) + tax(o);
    let sum: i64 = orders().map(|o| whole(&o)).sum();
    for header in [
        "Price,Qty,Extended,Discount,Tax,Charged",
        "Price,Qty,Value,Discount,Tax,Payable",
        "Sale Price,Qty,Subtotal,Discount,Tax,Total",
    ] {
        let file = table(header, |o| {
            let line = pieces(&o) * o.cents;
            let [price, line, off, tax, whole] =
                [o.cents, line, off(&o), tax(&o), whole(&o)].map(|c| money(c, ".", ""));
            format!("{price},{},{line},{off},{tax},{whole}", pieces(&o))
        });
        assert_eq!(paid(&[("lines.csv", file)]), sum, "{header}");
    }
}

#[test]
fn who_else_was_paid_is_not_what_was_paid() {
    let sum: i64 = orders().map(|o| o.cents).sum();
    for header in [
        "Total,Partner payment",
        "Order total,Paid online",
        "Sale total,Consignor payment",
        "Total,Artist payment",
        "Gesamtbetrag,Anzahlung bezahlt",
        "订单金额,已付定金",
        "Invoice total,Amount after withholding",
        "Billed,Paid to freelancer",
    ] {
        let file = lines(&format!("Job,Date,Customer ID,{header}"), |o| {
            let [whole, part] = [o.cents, o.cents * 8 / 10].map(|c| money(c, ".", ""));
            format!("{},{},C{},{whole},{part}", o.id, day(&o), o.customer)
        });
        assert_eq!(paid(&[("jobs.csv", file)]), sum, "{header}");
    }
    let file = lines(
        "Order,Date,Customer ID,Total,Card payment,Cash payment",
        |o| {
            let card = o.cents * [10, 5][o.id % 2] / 10;
            let [whole, card, cash] = [o.cents, card, o.cents - card].map(|c| money(c, ".", ""));
            format!("{},{},C{},{whole},{card},{cash}", o.id, day(&o), o.customer)
        },
    );
    assert_eq!(paid(&[("till.csv", file)]), sum);
}

#[test]
fn numbers_of_invoices_with_a_point_are_no_money() {
    let sum: i64 = orders().map(|o| o.cents).sum();
    let file = lines("Rechnung,Datum,Kunde,Preis", |o| {
        let sum = money(o.cents, ".", "");
        format!(
            "2024.{:04},{},K{},{sum}",
            o.id / 3 - 16_000,
            day(&o),
            o.customer
        )
    });
    assert_eq!(paid(&[("invoices.csv", file)]), sum);
}

#[test]
fn what_is_still_open_was_not_paid() {
    let sum: i64 = orders().map(|o| o.cents).sum();
    for header in [
        "Amount paid,Remaining payment,Invoice total",
        "Importe pagado,Pago pendiente,Importe total",
    ] {
        let file = table(header, |o| {
            let [paid, open, whole] =
                [o.cents, o.cents * 4, o.cents * 5].map(|c| money(c, ".", ""));
            format!("{paid},{open},{whole}")
        });
        assert_eq!(paid(&[("parts.csv", file)]), sum, "{header}");
    }
    for header in [
        "Invoice amount,Tax withheld,Net received",
        "Total,Voucher,Paid after voucher",
    ] {
        let withheld = header.contains("withheld");
        let file = table(header, |o| {
            let less = [o.cents / 10, 200][usize::from(!withheld)].min(o.cents);
            let [whole, less, left] = [o.cents, less, o.cents - less].map(|c| money(c, ".", ""));
            format!("{whole},{less},{left}")
        });
        let less: i64 = orders().map(|o| 200.min(o.cents)).sum();
        let wanted = if withheld { sum } else { sum - less };
        assert_eq!(paid(&[("net.csv", file)]), wanted, "{header}");
    }
}

#[test]
fn the_months_of_a_contract_were_not_all_paid() {
    let sum: i64 = orders().map(|o| o.cents).sum();
    for header in [
        "Price,Months,Contract total",
        "Monthly price,Months,Contract value",
    ] {
        let file = table(header, |o| {
            let [one, all] = [o.cents, pieces(&o) * o.cents].map(|c| money(c, ".", ""));
            format!("{one},{},{all}", pieces(&o))
        });
        let mut run = crate::driver::Run::default();
        run.add("rents.csv", file.clone().into_bytes());
        let asked = !run.inspect().expect("an inspection").questions.is_empty();
        assert!(asked || paid(&[("rents.csv", file)]) == sum, "{header}");
    }
}

#[test]
fn what_is_paid_all_or_not_at_all_tells_nothing_of_the_sum() {
    for header in [
        "Стоимость,Оплачено",
        "Итого,Оплачено",
        "Total,Amount Paid",
        "金額,決済金額",
    ] {
        for (nothing, few) in [("", false), ("0.00", false), ("0.00", true)] {
            let file = table(header, |o| {
                let sum = money(o.cents, ".", "");
                let paid = if (o.id % 8 == 0) != few {
                    nothing.to_owned()
                } else {
                    sum.clone()
                };
                format!("{sum},{paid}")
            });
            let mut run = Run::default();
            run.add("sales.csv", file.clone().into());
            let asked = run.inspect().expect("an inspection").questions;
            let is_asked = asked.iter().any(|q| q.id == "amount");
            assert!(is_asked || !header.starts_with("Total"), "{header}");
            check(header, file.into());
        }
    }
}

#[test]
fn money_paid_ahead_and_used_later_is_asked_about() {
    let file = table("类型,消费金额", |o| {
        let kind = if o.id % 4 == 0 { "充值" } else { "消费" };
        format!("{kind},{}", money(o.cents, ".", ""))
    });
    let mut run = Run::default();
    run.add("流水.csv", file.clone().into());
    let inspection = run.inspect().expect("an inspection");
    let question = inspection.questions.iter().find(|q| q.id == "status");
    assert_eq!(question.expect("a question").proposed, "all_statuses");
    let unsold: Vec<&str> = inspection.tables[0]
        .status
        .iter()
        .filter_map(|status| (!status.is_sale).then_some(status.value.as_str()))
        .collect();
    assert_eq!(unsold, ["充值"]);
    check("流水.csv", file.into());
    // A shop that sells nothing but top-ups.
    let file = table("状态,金额", |o| {
        let state = if o.id % 4 == 0 {
            "充值"
        } else {
            "充值成功"
        };
        format!("{state},{}", money(o.cents, ".", ""))
    });
    let mut run = Run::default();
    run.add("话费.csv", file.into());
    assert!(run.inspect().expect("an inspection").questions.is_empty());
}

#[test]
fn invoices_still_open_and_credit_notes_at_their_price_leave_the_total() {
    let file = lines(
        "Invoice,Date,Customer,Total,Amount paid,Amount due,Quantity,Unit amount",
        |o| {
            let (y, m, d) = o.day;
            let sign = if o.id % 10 == 3 { -1 } else { 1 };
            let charged = money(sign * o.cents, ".", "");
            let price = money(o.cents, ".", "");
            let [paid, due] = match o.id % 5 {
                0 => ["0.00", &charged],
                _ => [&*charged, "0.00"],
            };
            format!(
                "{},{y}-{m:02}-{d:02},K{},{charged},{paid},{due},1,{price}",
                o.id, o.customer
            )
        },
    );
    let back: i64 = orders().filter(|o| o.id % 10 == 3).map(|o| o.cents).sum();
    let report = read(&[("invoices.csv", file.into())]).expect("a report");
    assert_eq!(net(&report), total() - 2 * back);
}

#[test]
fn what_a_marketplace_leaves_is_not_what_was_paid() {
    let header = "Sale,Date,Buyer,Product income,Selling fee,Shipping income,Shipping cost,Total";
    let file = lines(header, |o| {
        let (y, m, d) = o.day;
        let [fee, cost] = [o.cents / 7, 450];
        // Some orders were shipped at the shop's expense.
        let (income, shipping) = match o.id % 3 {
            0 => (0, String::new()),
            _ => (399, money(399, ".", "")),
        };
        let left = money(o.cents - fee + income - cost, ".", "");
        let [sold, fee, cost] = [o.cents, -fee, -cost].map(|cents| money(cents, ".", ""));
        format!(
            "{},{y}-{m:02}-{d:02},K{},{sold},{fee},{shipping},{cost},{left}",
            o.id, o.customer
        )
    });
    check("sales.csv", file.into());
    // A discount is none of the fees.
    let file = lines(
        "Order,Date,Customer,Subtotal,Discount,Shipping,Total",
        |o| {
            let (y, m, d) = o.day;
            let [before, off, total] = [o.cents + 100, -500, o.cents].map(|c| money(c, ".", ""));
            format!(
                "{},{y}-{m:02}-{d:02},K{},{before},{off},4.00,{total}",
                o.id, o.customer
            )
        },
    );
    check("orders.csv", file.into());
}

/// What is due in every row was charged; what is still owed is nothing where somebody has paid.
#[test]
fn what_is_due_in_every_row_is_what_was_charged() {
    let sum: i64 = orders().map(|o| o.cents).sum();
    // A discount for some, from which the tax is taken as well: no sum of the other columns.
    let file = table("GROSS,12% VAT,LESS 20% DISC,AMOUNT DUE", |o| {
        let [gross, tax, less] = match o.id % 3 {
            0 => [o.cents * 7 / 5, 0, o.cents / 4],
            _ => [o.cents, o.cents * 12 / 112, 0],
        };
        let cells = [gross, tax, less, o.cents].map(|c| money(c, ".", ""));
        cells.join(",")
    });
    assert_eq!(paid(&[("journal.csv", file)]), sum);
    let file = table("Invoice total,Amount due", |o| {
        let owed = if o.id % 4 == 0 { o.cents } else { 0 };
        [o.cents, owed].map(|c| money(c, ".", "")).join(",")
    });
    assert_eq!(paid(&[("invoices.csv", file)]), sum);
}

#[test]
fn invoices_paid_in_part_came_to_what_was_charged() {
    for header in [
        "Total,Amount Paid,Balance Due",
        "total_amount,paid_amount,balance_amount",
        "Gesamtbetrag,Bezahlt,Restbetrag",
    ] {
        let file = table(header, |o| {
            let part = o.cents * [10, 10, 5, 0][o.id % 4] / 10;
            let [sum, part, rest] = [o.cents, part, o.cents - part].map(|c| money(c, ".", ""));
            format!("{sum},{part},{rest}")
        });
        check(header, file.into());
    }
    // Nobody has paid yet, in a list of two.
    let file = "No,Date,Customer,Total,Paid amount\n1,2024-03-01,Anna,120.50,0.00\n2,2024-03-02,Bo,80.00,0.00\n";
    let report = read(&[("open.csv", file.into())]).expect("a report");
    assert_eq!(net(&report), 20_050);
}

#[test]
fn of_two_totals_of_something_unknown_the_page_asks() {
    let file = table("Gizmo total,Widget total", |o| {
        let part = if o.id % 9 == 0 {
            o.cents + 100
        } else {
            o.cents / 9
        };
        let [one, other] = [part, o.cents].map(|c| money(c, ".", ""));
        format!("{one},{other}")
    });
    let mut run = Run::default();
    run.add("jobs.csv", file.clone().into());
    let questions = run.inspect().expect("an inspection").questions;
    assert!(questions.iter().any(|q| q.id == "amount"));
    check("jobs.csv", file.into());
}
