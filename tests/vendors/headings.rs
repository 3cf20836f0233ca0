//! What stands once for several rows: names and days on lines above them, names of groups, marks for "as above".

use crate::files::{Order, check, money, net, orders, read, total};

fn customers() -> Vec<usize> {
    let mut found: Vec<usize> = orders().map(|o| o.customer).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// A name without digits.
fn name(customer: usize) -> String {
    let letter = |n: usize| char::from(b'a' + (n % 26) as u8);
    let at = customer - 1000;
    format!("{}{} Cafe", char::from(b'A' + at as u8), letter(at + 4))
}

fn sum(customer: usize) -> i64 {
    let own = orders().filter(|o| o.customer == customer);
    own.map(|o| o.cents).sum()
}

/// The rows of each customer, with what stands above and below them.
fn grouped(
    header: &str,
    above: impl Fn(usize) -> String,
    row: impl Fn(Order, bool) -> String,
    below: impl Fn(usize) -> String,
) -> Vec<u8> {
    let mut file = format!("{header}\n");
    for customer in customers() {
        file += &above(customer);
        let own = orders().filter(|o| o.customer == customer).enumerate();
        own.for_each(|(at, o)| file += &row(o, at == 0));
        file += &below(customer);
    }
    file.into()
}

fn day((y, m, d): (usize, usize, usize)) -> String {
    format!("{m:02}/{d:02}/{y}")
}

fn paid(o: Order) -> String {
    money(o.cents, ".", "")
}

#[test]
fn a_customer_above_the_rows_may_stand_in_the_column_of_the_days() {
    let row = |o: Order, _| format!("{},{},Invoice,{}\n", day(o.day), o.id, paid(o));
    let total = |c| format!("Total {},,,{}\n", name(c), money(sum(c), ".", ""));
    check(
        "detail.csv",
        grouped(
            "Invoice Date,Number,Source,Gross",
            |c| format!("{},,,\n", name(c)),
            row,
            total,
        ),
    );
}

#[test]
fn a_customer_above_the_rows_may_take_several_cells() {
    let above = |c| format!("{},c{c}@example.com,555-01{c},,,\n", name(c));
    let row = |o: Order, _| format!(",,,{} 10:15 AM,{},{}\n", day(o.day), o.id, paid(o));
    check(
        "history.csv",
        grouped(
            "Customer,Email,Phone,Time,Transaction ID,Total",
            above,
            row,
            |_| String::new(),
        ),
    );
}

#[test]
fn months_above_the_rows_are_no_customers() {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let mut file = String::from("Date,Item,Total\n");
    for (at, o) in orders().enumerate() {
        if at % 5 == 0 {
            file += &format!("{} {},,\n", MONTHS[o.day.1 - 1], o.day.0);
        }
        file += &format!("{},Item {},{}\n", day(o.day), o.id % 7, paid(o));
    }
    assert_eq!(
        read(&[("book.csv", file.into())]).err(),
        Some("no_customer_column")
    );
}

#[test]
fn a_day_above_the_rows_is_theirs() {
    let mut file = String::from("Client\tService\tPrice\n");
    let mut last = (0, 0, 0);
    for o in orders() {
        if o.day != last {
            file += &format!("{}\t\t\n", day(o.day));
        }
        last = o.day;
        file += &format!("{}\tTrim\t{}\n", name(o.customer), paid(o));
        file += &format!("Day total\t\t{}\n", paid(o));
    }
    check("days.tsv", file.into());
}

#[test]
fn a_name_stands_once_for_its_group() {
    let row = |o: Order, first: bool| {
        let label = if first {
            name(o.customer)
        } else {
            String::new()
        };
        format!("{label},Deal {},{},{}\n", o.id, day(o.day), paid(o))
    };
    let header = "Account Name,Opportunity Name,Close Date,Amount";
    check(
        "sorted.csv",
        grouped(header, |_| String::new(), row, |_| String::new()),
    );
    let below = |c| {
        format!(
            "Subtotal,Sum of Amount,,{}\n,Count,,3\n",
            money(sum(c), ".", "")
        )
    };
    check("sums.csv", grouped(header, |_| String::new(), row, below));
}

#[test]
fn guests_without_a_name_stay_without_one() {
    let mut file = String::from("Buyer,Date,Amount\n");
    for (at, o) in orders().enumerate() {
        let letters = [at * 7 % 26, at * 11 % 26].map(|n| char::from(b'a' + n as u8));
        let buyer = if at % 4 == 0 {
            format!("{}{}", letters[0], letters[1])
        } else {
            String::new()
        };
        file += &format!("{buyer},{},{}\n", day(o.day), paid(o));
    }
    let report = read(&[("till.csv", file.into())]).expect("a report");
    assert_eq!(report["input"]["rows_used"], 30);
    // Somebody sorted them by name.
    let mut file = String::from("Buyer,Date,Amount\n");
    for (at, o) in orders().enumerate() {
        let buyer = match at {
            ..26 => format!("{} Cafe", char::from(b'A' + at as u8)),
            _ => String::new(),
        };
        file += &format!("{buyer},{},{}\n", day(o.day), paid(o));
    }
    let report = read(&[("till.csv", file.into())]).expect("a report");
    assert_eq!(report["input"]["rows_used"], 26);
}

#[test]
fn marks_for_as_above_hold_in_any_column() {
    for mark in ["〃", "\"\"\"\"", "do.", "同上"] {
        let mut last = ((0, 0, 0), 0);
        let mut file = String::from("Date,Name,Goods,Paid\n");
        for o in orders() {
            let cell = |same: bool, text: String| if same { mark.to_owned() } else { text };
            let (date, who) = (
                cell(o.day == last.0, day(o.day)),
                cell(o.customer == last.1, name(o.customer)),
            );
            file += &format!("{date},{who},apples,{}\n", paid(o));
            last = (o.day, o.customer);
        }
        assert!(file.contains(mark));
        let report = read(&[("ledger.csv", file.into())]).expect("a report");
        assert_eq!(net(&report), total(), "{mark}");
        assert_eq!(report["totals"]["customers_any_used_row"], 9, "{mark}");
    }
}

#[test]
fn lines_of_an_order_may_have_its_day_of_delivery() {
    let mut file = String::from("Bill No,Date,Customer,Product,Amount,Delivery\n");
    for o in orders() {
        let (y, m, d) = o.day;
        let delivery = format!("{y}-{m:02}-{:02}", d + 3);
        file += &format!(
            "SO{},{y}-{m:02}-{d:02},K{},Paint,1.50,{delivery}\n",
            o.id, o.customer
        );
        file += &format!(",,,Brush,{},{delivery}\n", money(o.cents - 150, ".", ""));
    }
    let report = read(&[("bills.csv", file.into())]).expect("a report");
    assert_eq!(net(&report), total());
    assert_eq!(report["input"]["rows_used"], 240);
}

#[test]
fn payouts_at_the_moment_of_a_charge_stand_for_themselves() {
    let mut file = String::from("id,Created,Available on,Customer ID,Gross,Category\n");
    for (at, o) in orders().enumerate() {
        let (y, m, d) = o.day;
        let created = format!("{y}-{m:02}-{d:02} 10:00:00");
        file += &format!(
            "txn_{},{created},{y}-{m:02}-{:02} 10:00:00,cus_{},{},charge\n",
            o.id,
            d + 2,
            o.customer,
            paid(o)
        );
        if at % 10 == 9 {
            file += &format!("txn_p{at},{created},,,-512.40,payout\n");
        }
    }
    check("balance.csv", file.into());
}

/// A program that wrote less for its last orders: no day, no tax, no status. They are no lines of the order above.
#[test]
fn orders_of_which_less_is_known_are_no_lines() {
    let rows: Vec<String> = orders()
        .enumerate()
        .map(|(at, o)| {
            let (y, m, d) = o.day;
            let paid = money(o.cents, ".", "");
            match at {
                110.. => format!("{},{},{paid},,,", o.id, o.customer),
                _ => format!("{},{},{paid},1.00,Paid,{y}-{m:02}-{d:02}", o.id, o.customer),
            }
        })
        .collect();
    let file = format!(
        "order_id,user_id,total_amount,tax,payment_status,created_at\n{}\n",
        rows.join("\n")
    );
    let report = read(&[("orders.csv", file.into())]).expect("a report");
    assert_eq!(report["input"]["rows_used"], 110);
    assert_eq!(report["input"]["rows_skipped"]["bad_or_missing_date"], 10);
}

#[test]
fn the_sum_of_a_sheet_is_no_line_of_its_last_order() {
    let mut file = String::from("日期,客户,品名,单价,金额\n");
    for o in orders().take(8) {
        let (y, m, d) = o.day;
        let paid = paid(o);
        file += &format!("{y}-{m}-{d},{},茶,{paid},{paid}\n", name(o.customer));
        file += ",,糕,5.00,5.00\n";
    }
    let sum: i64 = orders().take(8).map(|o| o.cents + 500).sum();
    // Without a line that was a gift.
    file += &format!(",,,合計,{}\n", money(sum - 500, ".", ""));
    let report = read(&[("book.csv", file.into())]).expect("a report");
    assert_eq!(report["input"]["rows_used"], 16);
    assert_eq!(net(&report), sum);
}
