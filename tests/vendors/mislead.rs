//! Columns whose names mislead: answers, counts, hours; and questions nobody needs.

use crate::driver::Run;
use crate::files::{Order, check, lines, money, orders, read, table};
use regulars::ingest::inspection::Inspection;
use regulars::ingest::plan::Role;

fn day(o: &Order) -> String {
    let (y, m, d) = o.day;
    format!("{y}-{m:02}-{d:02}")
}

fn inspected(files: &[(&str, &str)]) -> Inspection {
    let mut run = Run::default();
    for (name, text) in files {
        run.add(name, text.as_bytes().to_vec());
    }
    run.inspect().expect("an inspection")
}

fn asked(inspection: &Inspection) -> Vec<&str> {
    inspection.questions.iter().map(|q| q.id.as_str()).collect()
}

#[test]
fn a_column_that_answers_yes_or_no_says_what_is_no_sale() {
    for (name, out, sale) in [
        ("是否退款", "是", "否"),
        ("is_cancelled", "TRUE", "FALSE"),
        ("Refunded", "1", "0"),
        ("Storniert", "ja", "nein"),
        ("Paid", "No", "Yes"),
        ("キャンセル", "はい", "いいえ"),
    ] {
        let file = table(&format!("Total,{name}"), |o| {
            let answer = if o.id % 7 == 0 { out } else { sale };
            format!("{},{answer}", money(o.cents, ".", ""))
        });
        let inspection = inspected(&[("orders.csv", &file)]);
        assert_eq!(asked(&inspection), ["status"], "{name}");
        let states = &inspection.tables[0].status;
        let of = |value: &str| states.iter().find(|s| s.value == value).map(|s| s.is_sale);
        assert_eq!((of(out), of(sale)), (Some(false), Some(true)), "{name}");
        assert_eq!(
            inspection.proposed.mapping.get(Role::Refund),
            None,
            "{name}"
        );
        // As every status: nothing is left out before somebody says so.
        check("orders.csv", file.into());
    }
}

#[test]
fn an_answer_numbers_no_orders() {
    let file = lines("Date,Customer ID,Online Order,Total", |o| {
        let online = ["Yes", "No"][o.id % 2];
        format!(
            "{},C{},{online},{}",
            day(&o),
            o.customer,
            money(o.cents, ".", "")
        )
    });
    assert_eq!(
        inspected(&[("till.csv", &file)])
            .proposed
            .mapping
            .get(Role::Order),
        None
    );
}

#[test]
fn an_hour_behind_the_day_is_no_second_of_another_one() {
    let file = lines("date,customer_id,order_id,amount", |o| {
        let (y, m, d) = o.day;
        format!(
            "{y}{m:02}{d:02}{:02},C{},{},{}",
            o.id % 24,
            o.customer,
            o.id,
            money(o.cents, ".", "")
        )
    });
    check("hours.csv", file.into());
    let file = lines("sales_ymd,sales_epoch,customer_id,receipt_no,amount", |o| {
        let (y, m, d) = o.day;
        let day = regulars::day::Day::from_ymd(y as i32, m as u32, d as u32).expect("a day");
        let epoch = i64::from(day.0) * 86_400;
        format!(
            "{y}{m:02}{d:02},{epoch},C{},{},{}",
            o.customer,
            o.id,
            money(o.cents, ".", "")
        )
    });
    check("receipts.csv", file.into());
}

#[test]
fn people_who_came_in_a_day_are_no_customer() {
    let file = lines("Store,Date,Customers,Sales", |o| {
        let visitors = o.cents / 100 + o.id as i64 % 30;
        format!(
            "{},{},{visitors},{}",
            o.id % 4,
            day(&o),
            money(o.cents, ".", "")
        )
    });
    assert_eq!(
        read(&[("stores.csv", file.into())]).err(),
        Some("no_customer_column")
    );
}

#[test]
fn what_can_be_one_thing_only_is_not_asked() {
    let file = lines("event_time,user_id,price", |o| {
        format!(
            "{} 09:10:11 UTC,{},{}",
            day(&o),
            o.customer,
            money(o.cents, ".", "")
        )
    });
    assert_eq!(asked(&inspected(&[("events.csv", &file)])), [""; 0]);
    let payments = lines("payment_id,customer_id,payment_date,amount", |o| {
        format!(
            "{},{},{},{}",
            o.id,
            o.customer,
            day(&o),
            money(o.cents, ".", "")
        )
    });
    let customers: String = (1000..1017)
        .map(|id| format!("{id},Anna {id},2020-01-05\n"))
        .collect();
    let customers = format!("customer_id,name,registration_date\n{customers}");
    let both = [
        ("payments.csv", payments.as_str()),
        ("customers.csv", &customers),
    ];
    assert_eq!(asked(&inspected(&both)), [""; 0]);
}

#[test]
fn without_names_the_customer_is_behind_the_order() {
    let rows: String = orders()
        .flat_map(|o| {
            let row = move |line: usize| {
                let cents = o.cents / 2 + line as i64 * (o.cents % 2);
                format!(
                    "{} 10:00:00,19{},{},{},77{}\n",
                    day(&o),
                    o.id,
                    line * 3 + o.id % 5,
                    money(cents, ".", ""),
                    o.customer
                )
            };
            (0..2).map(row)
        })
        .collect();
    let report = read(&[("events.csv", rows.into_bytes())]).expect("a report");
    assert_eq!(report["totals"]["customers_any_used_row"], 9);
    assert_eq!(report["totals"]["orders_all"], 120);
}

#[test]
fn members_with_their_levels_and_points_are_no_purchases() {
    let rows: String = (0..90)
        .map(|k| {
            let (y, m, d) = (2008 + k % 9, k % 12 + 1, k % 28 + 1);
            format!(
                "{},{y}/{m}/{d},F,{},{},{}.50,2014/{m}/{d},{}\n",
                54_000 + 7 * k,
                k % 3,
                20 + k % 50,
                900 + 13 * k,
                k * 11
            )
        })
        .collect();
    let header = "MEMBER_NO,FFP_DATE,GENDER,TIER,AGE,SUM_YR_1,LAST_FLIGHT_DATE,Points";
    let refused = read(&[("members.csv", format!("{header}\n{rows}").into_bytes())]);
    assert_eq!(refused.err(), Some("one_row_per_customer"));
}

#[test]
fn how_it_was_paid_is_no_question_whether() {
    for name in [
        "Paid by card (method)",
        "Email confirmed",
        "Payment ID confirmed",
    ] {
        let file = table(&format!("Total,{name}"), |o| {
            let answer = ["Yes", "No"][o.id % 2];
            format!("{},{answer}", money(o.cents, ".", ""))
        });
        assert_eq!(
            asked(&inspected(&[("orders.csv", &file)])),
            [""; 0],
            "{name}"
        );
    }
}

#[test]
fn what_was_sold_is_money_where_it_has_cents() {
    let file = table("Sold", |o| money(o.cents, ".", ""));
    check("sold.csv", file.into());
}

#[test]
fn an_order_may_have_a_hundred_lines() {
    let rows: String = (0..4)
        .flat_map(|order| {
            let row = move |line: usize| {
                format!(
                    "{},2024-0{}-11,Shop {},SKU{line},{}.50\n",
                    900 + order,
                    order + 1,
                    order % 2,
                    line + 3
                )
            };
            (0..100).map(row)
        })
        .collect();
    let header = "Order No,Order Date,Customer,SKU,Line Total";
    let report = read(&[("wholesale.csv", format!("{header}\n{rows}").into_bytes())]);
    assert_eq!(report.expect("a report")["totals"]["orders_all"], 4);
}

#[test]
fn ids_that_grow_in_time_as_the_money_does_are_customers() {
    let rows: String = (0..120)
        .map(|k: usize| {
            let (y, m, d) = (2022 + k / 60, k / 5 % 12 + 1, k % 5 * 6 + 3);
            let customer = 400 + 9 * (k / 2) + k * k % 7;
            let cents = 1_000 + 310 * k as i64 + (k * k % 11 * 45) as i64;
            format!("{y}-{m:02}-{d:02},{customer},{}\n", money(cents, ".", ""))
        })
        .collect();
    let report = read(&[(
        "till.csv",
        format!("Date,Customer,Sales\n{rows}").into_bytes(),
    )]);
    assert_eq!(report.expect("a report")["input"]["rows_used"], 120);
}

#[test]
fn an_extension_of_a_telephone_is_no_money() {
    let file = table("Ext,Amount", |o| {
        let sum = money(o.cents, ".", "");
        format!("{},{sum}", 100 + o.id % 40)
    });
    check("phone.csv", file.into());
}

#[test]
fn customers_with_the_day_they_joined_are_no_other_purchases() {
    let sales = lines("Order ID,Order Date,Client No,Total", |o| {
        let sum = money(o.cents, ".", "");
        format!("{},{},K{},{sum}", o.id, day(&o), o.customer)
    });
    let people: String = (1000..1017)
        .map(|id| format!("{id},anna{id}@example.com,2020-01-{:02}\n", id - 990))
        .collect();
    let people = format!("User ID,Email,Date\n{people}");
    let both = [("orders.csv", sales.as_str()), ("users.csv", &people)];
    assert_eq!(asked(&inspected(&both)), [""; 0]);
}

#[test]
fn what_is_said_of_something_else_is_no_status() {
    for name in [
        "Return customer",
        "Free cancellation",
        "Paid traffic",
        "Valid coupon",
        "Kreditkarte bezahlt",
        "Auto pay",
    ] {
        let file = table(&format!("Total,{name}"), |o| {
            let answer = ["Yes", "No"][o.id % 2];
            let sum = money(o.cents, ".", "");
            format!("{sum},{answer}")
        });
        assert_eq!(
            asked(&inspected(&[("orders.csv", &file)])),
            [""; 0],
            "{name}"
        );
    }
}

#[test]
fn people_who_bought_once_each_are_customers_however_much_is_said_of_them() {
    let rows: String = (0..90)
        .map(|k| {
            let (m, d) = (k % 12 + 1, k % 28 + 1);
            let sum = money(1_990 + 310 * k, ".", "");
            format!(
                "{},{},F,3,{},{},2023-{m:02}-{d:02},{sum}\n",
                54_000 + 7 * k,
                20 + k % 50,
                k % 3,
                k * 11
            )
        })
        .collect();
    for date in ["Order date", "Visit date", "Purchase date"] {
        let header = format!("Member ID,Age,Gender,Income,Tier,Points,{date},Total");
        let report = read(&[("members.csv", format!("{header}\n{rows}").into_bytes())]);
        let report = report.unwrap_or_else(|code| panic!("{date}: {code}"));
        assert_eq!(report["input"]["rows_used"], 90, "{date}");
    }
}

#[test]
fn kilos_that_were_sold_at_a_whole_price_are_no_money() {
    let file = table("Product,Quantity sold,Unit price", |o| {
        let (kilos, price) = (125 * (1 + o.id % 7), 8 * (1 + o.id % 5));
        let kilos = money(kilos as i64, ".", "");
        format!("P{},{kilos},{price}", o.id % 5)
    });
    let report = read(&[("market.csv", file.into_bytes())]).expect("a report");
    let sum: usize = orders()
        .map(|o| 125 * (1 + o.id % 7) * 8 * (1 + o.id % 5))
        .sum();
    assert_eq!(crate::files::net(&report), sum as i64);
}

#[test]
fn a_telephone_as_it_is_dialled_is_no_money() {
    let file = lines("Dátum,Klient,Tlfn,Zaplatené", |o| {
        let phone = 100_000 + o.customer * 37;
        let (start, end) = (phone / 1000, phone % 1000);
        let sum = money(o.cents, ".", "");
        format!(
            "{},K{},+421 904 {start} {end:03},{sum}",
            day(&o),
            o.customer
        )
    });
    check("visits.csv", file.into());
}

#[test]
fn pieces_with_a_currency_are_money() {
    let file = lines("No Invois,Tarikh,Nama Pelanggan,Jumlah,Baki", |o| {
        let sum = money(o.cents, ".", "");
        format!("{},{},Ali {},RM {sum},RM 0.00", o.id, day(&o), o.customer)
    });
    check("servis.csv", file.into());
    // Words behind the number.
    for word in ["ريال", "درهم", "FCFA", "บาท", "DH", "dirhams"] {
        let file = lines("invoice,date,customer,price", |o| {
            let sum = money(o.cents, ".", "");
            format!("{},{},C{},{sum} {word}", o.id, day(&o), o.customer)
        });
        check(word, file.into());
    }
}
