//! Ids that belong to something else than a customer.

use crate::files::{Order, lines, money, net, orders, read, total};

#[test]
fn a_settlement_is_no_customer() {
    // One id for a month of sales, by name and by contents alone.
    for name in [
        "settlement-id",
        "payout_id",
        "Batch",
        "结算单号",
        "Ref id",
        "Sammler",
    ] {
        let header = format!("{name},order-id,posted-date,currency,amount");
        let file = lines(&header, |o| {
            let (y, m, d) = o.day;
            let batch = 8_000 + y * 12 + m;
            format!(
                "{batch},T{},{y}-{m:02}-{d:02},EUR,{}",
                o.id,
                money(o.cents, ".", "")
            )
        });
        assert_eq!(
            read(&[("settlement.csv", file.into())]).err(),
            Some("no_customer_column"),
            "{name}"
        );
    }
}

#[test]
fn the_shop_itself_and_masked_names_are_no_customers() {
    for (name, value) in [
        ("E-Mail", "shop@example.com"),
        ("Company", "Main shop Ltd"),
        ("Company Account", "Main shop"),
        ("收件人", "王*"),
    ] {
        let file = lines(&format!("Transaction,Date,{name},Amount"), |o| {
            let (y, m, d) = o.day;
            let value = if value.contains('*') && o.customer % 2 == 0 {
                "李*"
            } else {
                value
            };
            format!(
                "{},{y}-{m:02}-{d:02},{value},{}",
                o.id,
                money(o.cents, ".", "")
            )
        });
        assert_eq!(
            read(&[("sales.csv", file.into())]).err(),
            Some("no_customer_column"),
            "{name}"
        );
    }
}

#[test]
fn customers_in_blocks_are_customers() {
    // Sorted by customer, as many reports are: the days of one go back before those of the last.
    let mut sorted: Vec<_> = orders().collect();
    sorted.sort_by_key(|o| o.customer);
    let rows: Vec<String> = sorted
        .iter()
        .map(|o| {
            let (y, m, d) = o.day;
            format!(
                "{},{y}-{m:02}-{d:02},{}",
                o.customer,
                money(o.cents, ".", "")
            )
        })
        .collect();
    let file = format!("Account,Date,Amount\n{}\n", rows.join("\n"));
    let report = read(&[("sales.csv", file.into())]).expect("a report");
    assert_eq!(report["totals"]["customers_any_used_row"], 9);
}

#[test]
fn ids_that_a_spreadsheet_has_rounded_are_customers_still() {
    let file = lines("Customer ID,Order ID,Order Date,Sales", |o| {
        let (y, m, d) = o.day;
        let id = format!("{}.{:02}E+12", o.customer % 9 + 1, o.customer % 90);
        format!(
            "{id},{},{y}-{m:02}-{d:02},{}",
            o.id,
            money(o.cents, ".", "")
        )
    });
    let report = read(&[("sales.csv", file.clone().into())]).expect("a report");
    assert_eq!(report["totals"]["customers_any_used_row"], 9);
    assert!(crate::book::notes("sales.csv", file.into()).contains(&"ids_in_exponents".to_owned()));
}

#[test]
fn guests_that_share_an_id_are_told_by_their_e_mail() {
    let known = |o: &Order| match o.customer % 2 {
        0 => (0, o.id / 30),
        _ => (o.customer, o.customer),
    };
    for header in ["Customer ID", "Member no"] {
        let file = lines(&format!("Order ID,{header},Email,Date,Total"), |o| {
            let (y, m, d) = o.day;
            let (id, person) = known(&o);
            let total = money(o.cents, ".", "");
            format!("{},{id},u{person}@x.org,{y}-{m:02}-{d:02},{total}", o.id)
        });
        let report = read(&[("orders.csv", file.into())]).expect("a report");
        let people: std::collections::HashSet<usize> = orders().map(|o| known(&o).1).collect();
        assert_eq!(report["totals"]["customers_any_used_row"], people.len());
    }
}

#[test]
fn a_customer_like_no_other_is_said() {
    let file = lines("Order ID,Customer,Date,Total", |o| {
        let (y, m, d) = o.day;
        let guest = o.id % 2 == 0;
        let name = if guest {
            "Guest".into()
        } else {
            format!("P{}", o.id % 40)
        };
        format!(
            "{},{name},{y}-{m:02}-{d:02},{}",
            o.id,
            money(o.cents, ".", "")
        )
    });
    let notes = crate::book::notes("orders.csv", file.into());
    assert!(
        notes.contains(&"customer_stands_out".to_owned()),
        "{notes:?}"
    );
}

#[test]
fn a_till_s_name_for_nobody_is_said_however_few_its_rows() {
    for (column, name, other) in [
        ("客户名称", "散客", "张伟"),
        ("Customer", "Walk-in Customer", "Walker"),
        ("Cliente", "CONSUMIDOR FINAL", "Ana"),
    ] {
        let file = lines(&format!("Order ID,{column},Date,Total"), |o| {
            let (y, m, d) = o.day;
            let customer = match o.id % 40 {
                0 => name.to_owned(),
                n => format!("{other}{n}"),
            };
            let paid = money(o.cents, ".", "");
            format!("{},{customer},{y}-{m:02}-{d:02},{paid}", o.id)
        });
        let said = |file: String| {
            let notes = crate::book::notes("orders.csv", file.into());
            notes.contains(&"customer_is_anybody".to_owned())
        };
        assert!(!said(file.replace(name, other)), "{other}");
        assert!(said(file), "{name}");
    }
}

#[test]
fn two_numbers_with_a_point_between_them_are_an_id() {
    let file = lines("event_date,user_pseudo_id,transaction_id,value", |o| {
        let (y, m, d) = o.day;
        let paid = money(o.cents, ".", "");
        format!(
            "{y}{m:02}{d:02},{}.1672531{},{},{paid}",
            100 * o.customer,
            o.customer,
            o.id
        )
    });
    crate::files::check("events.csv", file.into());
}

#[test]
fn a_list_of_members_holds_no_purchases() {
    let file = lines(
        "Name,Email,Status,Lifetime Amount,Member Since Date,Last Charge Date,Next Charge Date",
        |o| {
            let (y, m, d) = o.day;
            let (day, paid) = (format!("{y}-{m:02}-{d:02}"), money(o.cents, ".", ""));
            format!("P{},p{}@x.org,Active,{paid},{day},{day},{day}", o.id, o.id)
        },
    );
    assert_eq!(
        read(&[("members.csv", file.into())]).err(),
        Some("one_row_per_customer")
    );
}

#[test]
fn cards_with_stars_are_asked_about() {
    let file = lines("Date,Card,Auth code,Amount", |o| {
        let (y, m, d) = o.day;
        let paid = money(o.cents, ".", "");
        format!(
            "{y}-{m:02}-{d:02},4111 11** **** {},{},{paid}",
            o.customer, o.id
        )
    });
    let mut run = crate::driver::Run::default();
    run.add("till.csv", file.into());
    let asked = run.inspect().expect("an inspection").questions;
    assert!(asked.iter().any(|q| q.id == "customer"), "{asked:?}");
}

#[test]
fn ids_that_differ_in_capitals_are_kept_and_said() {
    let file = |header: &str, mail: &str| {
        lines(header, |o| {
            let (y, m, d) = o.day;
            let name = if o.id % 2 == 0 { "anna" } else { "Anna" };
            let paid = money(o.cents, ".", "");
            let who = format!("{name}{}{mail}", o.customer);
            format!("{},{who},{y}-{m:02}-{d:02},{paid}", o.id)
        })
    };
    let said = |file: &str| {
        let notes = crate::book::notes("orders.csv", file.into());
        notes.contains(&"ids_differ_in_case".to_owned())
    };
    assert!(said(&file("Order,User,Date,Amount", "")));
    // An e-mail address is the same in capitals.
    let mails = file("Order,Email,Date,Amount", "@x.org");
    assert!(!said(&mails));
    crate::files::check("orders.csv", mails.into());
}

#[test]
fn an_account_that_is_booked_on_is_neither_customer_nor_money() {
    // One account in all rows; the customers stand under a bare name.
    let file = lines("Date,Document Number,Name,Account,Amount", |o| {
        let (y, m, d) = o.day;
        let paid = money(o.cents, ".", "");
        format!(
            "{y}-{m:02}-{d:02},INV{},C{} Berg,1100 Receivable,{paid}",
            o.id, o.customer
        )
    });
    let report = read(&[("invoices.csv", file.into())]).expect("a report");
    assert_eq!(report["totals"]["customers_any_used_row"], 9);
    // "Nominal" is money in some languages and a ledger's account in others.
    let file = lines("Type,Account,Nominal,Date,Ref,Net,Gross", |o| {
        let (y, m, d) = o.day;
        let paid = money(o.cents, ".", "");
        format!(
            "SI,ABC{},4000,{d:02}/{m:02}/{y},{},{paid},{paid}",
            o.customer, o.id
        )
    });
    crate::files::check("ledger.csv", file.into());
}

#[test]
fn a_name_for_nobody_gives_way_to_what_tells_the_customers_apart() {
    for (name, header, contact) in [
        (
            "匿名",
            "订单号,买家昵称,手机号,下单时间,实付金额",
            "13812340",
        ),
        (
            "***",
            "订单号,买家昵称,手机号,下单时间,实付金额",
            "13812340",
        ),
        ("guest", "Order,Username,Phone,Date,Total", "+4930555"),
        ("Guest", "Order,Customer,Email,Date,Total", "u@x"),
    ] {
        let file = lines(header, |o| {
            let (y, m, d) = o.day;
            let nick = match o.id % 7 {
                0..3 => name.to_owned(),
                _ => format!("P{}", o.customer),
            };
            let contact = match contact.split_once('@') {
                Some((user, host)) => format!("{user}{}@{host}.org", o.customer),
                None => format!("{contact}{}", o.customer),
            };
            let paid = money(o.cents, ".", "");
            format!("{},{nick},{contact},{y}-{m:02}-{d:02},{paid}", o.id)
        });
        crate::files::check("orders.csv", file.into());
    }
}

#[test]
fn lists_of_people_are_refused_with_what_they_lack() {
    for header in [
        "Email,First Name,Total Opens,Date Added",
        "Email Address,First Name,Last Name,Signup Date",
        "email,nom,prénom,date",
        "E-Mail,Name,Land,Anmeldedatum",
        "邮箱,姓名,城市,注册时间",
        "email,name,status,created_at",
        "メールアドレス,氏名,都道府県,登録日",
    ] {
        let file = lines(header, |o| {
            let (y, m, d) = o.day;
            let third = match header.contains("Opens") {
                true => (o.id % 40).to_string(),
                false => "Berlin".into(),
            };
            format!("u{}@x.org,P{},{third},{y}-{m:02}-{d:02}", o.id, o.customer)
        });
        let mut run = crate::driver::Run::default();
        run.add("list.csv", file.into());
        let inspection = run.inspect().expect("an inspection");
        let code = inspection.refusal.map(|refusal| refusal.code);
        assert_eq!(code, Some("one_row_per_customer"), "{header}");
        assert!(
            inspection.questions.is_empty(),
            "{:?}",
            inspection.questions
        );
    }
}

#[test]
fn dates_without_a_year_are_named_as_such() {
    let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let writes: [&dyn Fn(usize, usize) -> String; 8] = [
        &|m, d| format!("{d:02}{m:02}"),
        &|m, d| format!("{d}{m:02}"),
        &|m, d| format!("{d:02}.{m:02}."),
        &|m, d| format!("{d}.{m}"),
        &|m, d| format!("{m:02}/{d:02}"),
        &|m, d| format!("{m:02}-{d:02}"),
        &|m, d| format!("{} {d}", months[m - 1]),
        &|m, d| format!("{m}月{d}日"),
    ];
    for write in writes {
        let file = lines("Konto;Belegdatum;Umsatz", |o| {
            let paid = money(o.cents, ",", "");
            format!("{};{};{paid}", o.customer, write(o.day.1, o.day.2))
        });
        let refused = read(&[("bookings.csv", file.into())]).err();
        assert_eq!(refused, Some("dates_without_year"), "{}", write(3, 5));
    }
}

#[test]
fn months_without_days_are_named_as_such() {
    let writes: [&dyn Fn(usize, usize) -> String; 6] = [
        &|y, m| format!("{y}-{m:02}"),
        &|y, m| format!("{y}{m:02}"),
        &|y, m| format!("{m:02}/{y}"),
        &|y, m| format!("{y}年{m}月"),
        &|y, m| format!("{} {y}", ["Jan", "May", "Sep"][m % 3]),
        &|y, m| format!("{y}/{m}"),
    ];
    for name in ["Date", "月份"] {
        for write in writes {
            let file = lines(&format!("Customer ID;{name};Amount"), |o| {
                let paid = money(o.cents, ".", "");
                format!("{};{};{paid}", o.customer, write(o.day.0, o.day.1))
            });
            let refused = read(&[("months.csv", file.into())]).err();
            assert_eq!(
                refused,
                Some("dates_without_day"),
                "{name} {}",
                write(2024, 5)
            );
        }
    }
}

#[test]
fn what_belongs_to_the_till_or_the_thing_is_no_customer() {
    for (header, of) in [
        (
            "终端号",
            (|o| format!("10000{}", o.id % 14)) as fn(Order) -> String,
        ),
        ("Card issuer", |o| {
            ["Visa", "Mastercard", "Amex"][o.id % 3].to_owned()
        }),
        ("Style", |o| format!("JNE{}", 3000 + o.id % 40)),
        ("Код номенклатуры", |o| {
            format!("{}", 145_000 + o.id % 40)
        }),
        ("member", |o| ["t", "f"][o.id % 2].to_owned()),
        ("Ease of Business", |o| format!("{}", o.id % 90)),
    ] {
        let file = lines(&format!("Receipt number,Date,{header},Amount"), |o| {
            let (y, m, d) = o.day;
            let paid = money(o.cents, ".", "");
            format!("{},{y}-{m:02}-{d:02},{},{paid}", o.id, of(o))
        });
        assert_eq!(
            read(&[("sales.csv", file.into())]).err(),
            Some("no_customer_column"),
            "{header}"
        );
    }
}

#[test]
fn what_was_ordered_and_where_number_no_purchase() {
    // Carts of one morning, many of them alike.
    let file = lines("Email,Cart Order,Cart Total,Date and Time of Order", |o| {
        let paid = money(o.cents, ".", "");
        let thing = ["Fresh Milled Loaf ($12)", "Rye Bread sliced ($9)"][o.customer % 2];
        let (who, minute) = (o.customer, o.id % 60);
        format!("k{who}@test.com,1x {thing},{paid},\"2/23/2025, 9:{minute:02}:00 AM\"")
    });
    let few: Vec<&str> = file.lines().take(18).collect();
    let report = read(&[("orders_export.csv", few.join("\n").into())]).expect("a report");
    assert_eq!(report["totals"]["orders_all"].as_u64().unwrap_or(17), 17);
    // A hotel has many guests; the day stands in another table.
    let stays = lines("customer_id,hotel_id,date_id,total_amount", |o| {
        let (y, m, d) = o.day;
        let day = (y - 2022) * 403 + m * 31 + d;
        format!(
            "{},{},{day},{}",
            o.customer,
            o.id % 10,
            money(o.cents, ".", "")
        )
    });
    let days: Vec<String> = (0..2 * 403)
        .map(|i| (2022 + i / 403, i % 403 / 31, i % 31))
        .filter(|&(_, m, d)| m > 0 && d > 0 && d < 29)
        .map(|(y, m, d)| format!("{},{y}-{m:02}-{d:02},{y}", (y - 2022) * 403 + m * 31 + d))
        .collect();
    let days = format!("date_id,full_date,year\n{}\n", days.join("\n"));
    let report = read(&[
        ("reservations.csv", stays.into()),
        ("dates.csv", days.into()),
    ])
    .expect("a report");
    assert_eq!(net(&report), total());
    assert_eq!(report["totals"]["orders_all"].as_u64().unwrap_or(120), 120);
}

#[test]
fn a_number_of_people_is_no_customer() {
    // Nobody came where nothing was sold.
    let file = lines("Store,Date,Sales,Customers", |o| {
        let (y, m, d) = o.day;
        let shut = o.id % 4 == 0;
        let (sold, came) = if shut {
            (0, 0)
        } else {
            (o.cents, 400 + o.id * 7 % 900)
        };
        format!("{},{y}-{m:02}-{d:02},{},{came}", o.id % 5, sold / 100)
    });
    assert_eq!(
        read(&[("stores.csv", file.into())]).err(),
        Some("no_customer_column")
    );
    let file = lines(
        "Booking ID,Created,Customer Name,Customer Email,Guests,Total",
        |o| {
            let (y, m, d) = o.day;
            let paid = money(o.cents, ".", "");
            let who = o.customer;
            format!(
                "B{},{y}-{m:02}-{d:02},Anna K{who},k{who}@example.com,{},{paid}",
                o.id,
                1 + o.id % 6
            )
        },
    );
    crate::files::check("bookings.csv", file.into());
}

#[test]
fn who_sends_flowers_buys_them() {
    let file = lines(
        "单号,下单时间,订花人电话,收花人电话,应收",
        |o| {
            let (y, m, d) = o.day;
            let paid = money(o.cents, ".", "");
            let (from, to) = (13_800_000_000 + o.customer, 15_900_000_000 + o.id);
            format!("{},{y}-{m:02}-{d:02},{from},{to},{paid}", o.id)
        },
    );
    crate::files::check("flowers.csv", file.into());
}

#[test]
fn a_full_name_alone_is_the_customer() {
    for (header, first) in [("日期,姓名,金额", "王小"), ("Date,Name,Amount", "Anna ")] {
        let file = lines(header, |o| {
            let (y, m, d) = o.day;
            let letter = char::from(b'A' + (o.customer % 17) as u8);
            format!(
                "{y}-{m:02}-{d:02},{first}{letter},{}",
                money(o.cents, ".", "")
            )
        });
        let mut run = crate::driver::Run::default();
        run.add("book.csv", file.clone().into());
        assert!(
            run.inspect().expect("an inspection").questions.is_empty(),
            "{header}"
        );
        crate::files::check(header, file.into());
    }
    // Beside pieces and a price it may be the name of what was sold.
    let file = lines("Date,Name,Qty,Price,Amount", |o| {
        let (y, m, d) = o.day;
        let paid = money(o.cents, ".", "");
        format!("{y}-{m:02}-{d:02},Blue mug {},1,{paid},{paid}", o.customer)
    });
    let mut run = crate::driver::Run::default();
    run.add("book.csv", file.into());
    let questions = run.inspect().expect("an inspection").questions;
    assert!(questions.iter().any(|q| q.id == "customer"));
}

#[test]
fn the_account_of_a_stay_is_no_person() {
    let file = lines("账务日期,账号,客人姓名,金额", |o| {
        let (y, m, d) = o.day;
        let paid = money(o.cents, ".", "");
        format!("{y}-{m:02}-{d:02},F{},王小{},{paid}", o.id, o.customer)
    });
    crate::files::check("folio.csv", file.into());
}
