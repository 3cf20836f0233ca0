//! Counts, weights and numbers that stand where money or a customer could.

use crate::driver::Run;
use crate::files::{Order, check, lines, money, net, orders, read, table, total};
use regulars::ingest::plan::Role;

fn day(o: &Order) -> String {
    let (y, m, d) = o.day;
    format!("{y}-{m:02}-{d:02}")
}

#[test]
fn a_total_of_things_is_no_money() {
    for (count, sum) in [
        ("Total Shipped", "Order Total (inc tax)"),
        ("Total items", "Net sales"),
        ("Total weight", "Retail total"),
        ("Gesamtgewicht", "Net sales"),
        ("Poids total", "Sale price"),
        ("Total distance", "Net sales"),
        ("Total hours", "Amount"),
        ("Total boxes", "Revenue"),
    ] {
        let file = table(&format!("{count},{sum}"), |o| {
            let sum = money(o.cents, ".", "");
            let count = 1 + o.id % 40;
            format!("{count},{sum}")
        });
        check(&format!("{count} {sum}"), file.into());
    }
}

#[test]
fn a_total_of_the_shipping_is_not_the_total() {
    for (shipping, sum) in [
        ("Total shipping", "Total"),
        ("Shipping total", "Amount"),
        ("shippingTotal", "amountTotal"),
        ("Delivery total", "Net sales"),
        ("Versand gesamt", "Gesamt"),
        ("Total envío", "Total"),
    ] {
        let file = table(&format!("{shipping},{sum}"), |o| {
            let sum = money(o.cents, ".", "");
            let shipping = money(490 + o.id as i64 % 3 * 210, ".", "");
            format!("{shipping},{sum}")
        });
        check(shipping, file.into());
    }
}

#[test]
fn what_is_less_than_one_piece_costs_is_no_sum() {
    let file = lines(
        "Order Number,Order Date,Item Name,Quantity,Product Price,Total products,Customer",
        |o| {
            let price = money(1_000 + o.cents / 9, ".", "");
            let (pieces, lines) = (1 + o.id % 4, 1 + o.id % 2);
            format!(
                "{},{},Rice,{pieces},{price},{lines},C{}",
                o.id,
                day(&o),
                o.customer
            )
        },
    );
    let report = read(&[("kitchen.csv", file.into_bytes())]).expect("a report");
    let sum: i64 = orders()
        .map(|o| (1 + o.id as i64 % 4) * (1_000 + o.cents / 9))
        .sum();
    assert_eq!(net(&report), sum);
}

#[test]
fn a_discount_on_a_quantity_is_no_quantity() {
    let file = lines(
        "user_id,sale_ord_id,order_date,quantity_discount_per_unit,quantity,unit_price",
        |o| {
            let pieces = 1 + o.id % 3;
            let price = money(o.cents, ".", "");
            format!("C{},{},{},0.0,{pieces},{price}", o.customer, o.id, day(&o))
        },
    );
    let report = read(&[("orders.csv", file.into_bytes())]).expect("a report");
    let sum: i64 = orders().map(|o| (1 + o.id as i64 % 3) * o.cents).sum();
    assert_eq!(net(&report), sum);
}

#[test]
fn the_number_of_a_line_is_not_that_of_its_order() {
    for header in [
        "Transaction ID,Order ID",
        "Transaction ID,Purchase Order ID",
        "訂單編號,主單編號",
    ] {
        let rows: String = orders()
            .flat_map(|o| {
                let row = move |line: usize| {
                    let cents = o.cents / 2 + line as i64 * (o.cents % 2);
                    let sum = money(cents, ".", "");
                    format!(
                        "{},C{},{}{line},{},{sum}\n",
                        day(&o),
                        o.customer,
                        o.id,
                        o.id
                    )
                };
                (0..2).map(row)
            })
            .collect();
        let file = format!("Sale Date,Buyer,{header},Item Total\n{rows}");
        let report = read(&[("items.csv", file.into_bytes())]).expect("a report");
        assert_eq!(report["totals"]["orders_all"], 120, "{header}");
        assert_eq!(net(&report), total(), "{header}");
    }
}

#[test]
fn the_style_of_a_thing_is_nobody() {
    let file = lines("商品,订单号,实付金额,支付时间,编码ID", |o| {
        let sum = money(o.cents, ".", "");
        let thing = o.id % 8;
        format!("杯{thing},{},{sum},{},{}", o.id, day(&o), 800 + thing)
    });
    assert_eq!(
        read(&[("goods.csv", file.into_bytes())]).err(),
        Some("no_customer_column")
    );
}

#[test]
fn a_reference_whose_rows_have_one_day_is_a_receipt() {
    let rows: String = orders()
        .flat_map(|o| {
            let row = move |line: usize| {
                let cents = o.cents / 2 + line as i64 * (o.cents % 2);
                let sum = money(cents, ".", "");
                let no = 1 + 2 * ((o.id - 50_300) / 13) + line;
                format!("{no},K{},{},{},{sum}\n", o.customer, day(&o), o.id)
            };
            (0..2).map(row)
        })
        .collect();
    let file = format!("No,A/C,Date,Ref,Paid\n{rows}");
    let report = read(&[("audit.csv", file.into_bytes())]).expect("a report");
    assert_eq!(report["totals"]["orders_all"], 120);
    assert_eq!(report["totals"]["customers_any_used_row"], 9);
}

#[test]
fn an_hour_alone_may_follow_a_whole_date() {
    let file = lines("user_id,item_id,time,pay_amount", |o| {
        let sum = money(o.cents, ".", "");
        format!("{},{},{} {:02},{sum}", o.customer, o.id, day(&o), o.id % 24)
    });
    check("log.csv", file.into());
}

#[test]
fn a_blank_may_stand_before_the_sign_of_a_dollar() {
    let file = lines("订单号,买家名称,下单时间,订单金额", |o| {
        let sum = money(o.cents, ".", "");
        format!("{},B{},{} 15:34,US $ {sum}", o.id, o.customer, day(&o))
    });
    check("abroad.csv", file.into());
}

#[test]
fn fields_of_sap_are_known() {
    let mut run = Run::default();
    let file = lines(
        "VBELN,AUDAT,KUNNR,NAME1,MATNR,ARKTX,KWMENG,NETPR,NETWR,WAERK",
        |o| {
            let (y, m, d) = o.day;
            let sum = money(o.cents, ".", "");
            format!(
                "{:010},{y}{m:02}{d:02},{:010},Firm {},4711,Cup,1,{sum},{sum},EUR",
                o.id, o.customer, o.customer
            )
        },
    );
    run.add("va05.csv", file.clone().into_bytes());
    let inspection = run.inspect().expect("an inspection");
    let of = |role: Role| inspection.proposed.mapping.get(role);
    let found = [Role::Order, Role::Date, Role::Customer, Role::Amount].map(of);
    assert_eq!(found, [Some(0), Some(1), Some(2), Some(8)]);
    check("va05.csv", file.into());
}

#[test]
fn numbers_that_begin_with_the_day_are_orders() {
    for (number, other) in [
        ("销售单号", "会员卡号"),
        ("支付单号,订单编号", "买家"),
        ("退款单号,订单编号", "客户"),
    ] {
        let rows: String = orders()
            .flat_map(|o| {
                let row = move |line: usize| {
                    let cents = o.cents / 2 + line as i64 * (o.cents % 2);
                    let (y, m, d) = o.day;
                    let order = format!("{y}{m:02}{d:02}{:02}", o.id % 90);
                    let first = match number.split_once(',') {
                        Some(_) => format!("{}{line}8,", o.id),
                        None => String::new(),
                    };
                    let sum = money(cents, ".", "");
                    format!("{first}{order},{},{},{sum}\n", o.customer, day(&o))
                };
                (0..2).map(row)
            })
            .collect();
        let file = format!("{number},{other},日期,金额\n{rows}");
        let report = read(&[("sales.csv", file.into_bytes())]).expect("a report");
        assert_eq!(report["totals"]["orders_all"], 120, "{number}");
        assert_eq!(net(&report), total(), "{number}");
    }
}

#[test]
fn words_of_counts_may_be_said_of_money_where_nothing_else_is() {
    for name in [
        "Amount (Peso)",
        "Total Peso",
        "Stock Amount",
        "Weight total",
        "Rental total",
    ] {
        let file = lines(&format!("Order ID,Date,Customer ID,{name}"), |o| {
            let sum = money(o.cents, ".", "");
            format!("{},{},C{},{sum}", o.id, day(&o), o.customer)
        });
        check(name, file.into());
    }
    for name in ["Shipment Total", "Delivery total"] {
        let mut run = Run::default();
        let file = lines(&format!("Order ID,Date,Customer ID,{name}"), |o| {
            let sum = money(o.cents, ".", "");
            format!("{},{},C{},{sum}", o.id, day(&o), o.customer)
        });
        run.add("sent.csv", file.into_bytes());
        let inspection = run.inspect().expect("an inspection");
        let asked: Vec<&str> = inspection.questions.iter().map(|q| q.id.as_str()).collect();
        assert_eq!(asked, ["amount"], "{name}");
        assert_eq!(
            inspection.proposed.mapping.get(Role::Amount),
            Some(3),
            "{name}"
        );
    }
}

#[test]
fn what_is_left_on_an_account_was_not_paid() {
    let file = lines(
        "MSISDN,TXN_DATE,DENOMINATION,TXN_ID,OPENING_BAL,CLOSING_BAL",
        |o| {
            let [sum, before, after] = [o.cents, 700, o.cents + 700].map(|c| money(c, ".", ""));
            format!(
                "2547000{},{},{sum},R{},{before},{after}",
                o.customer,
                day(&o),
                o.id
            )
        },
    );
    check("topups.csv", file.into());
}
