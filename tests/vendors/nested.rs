//! JSON records with lists inside: the lines of an order, the orders of a customer.

use crate::files::{Order, check, money, orders};

fn date(o: Order) -> String {
    let (y, m, d) = o.day;
    format!("{y}-{m:02}-{d:02}T10:00:00Z")
}

fn list(texts: impl Iterator<Item = String>) -> String {
    format!("[{}]", texts.collect::<Vec<_>>().join(","))
}

#[test]
fn prices_that_stand_only_in_the_lines_are_found_there() {
    let order = |o: Order| {
        let (date, price) = (date(o), money(o.cents, ".", ""));
        format!(
            r#"{{"_id":{{"$oid":"{:024x}"}},"soldAt":{{"$date":"{date}"}},"buyer":{{"email":"c{}@example.com"}},"tags":[],
            "items":[{{"sku":"A{}","price":{{"$numberDecimal":"{price}"}},"quantity":{{"$numberInt":"1"}}}}]}}"#,
            o.id,
            o.customer,
            o.id % 7
        )
        .replace('\n', "")
    };
    check("sales.json", list(orders().map(order)).into());
    let lines: Vec<String> = orders().map(order).collect();
    check("sales.ndjson", lines.join("\n").into());
}

#[test]
fn orders_inside_their_customers_are_found_there() {
    let customer = |id: usize| {
        let own = orders().filter(|o| o.customer == id).map(|o| {
            let (date, total) = (date(o), money(o.cents, ".", ""));
            format!(r#"{{"order_id":{},"date":"{date}","total":{total}}}"#, o.id)
        });
        format!(
            r#"{{"name":"Name {id}","email":"c{id}@example.com","orders":{}}}"#,
            list(own)
        )
    };
    let mut ids: Vec<usize> = orders().map(|o| o.customer).collect();
    ids.sort_unstable();
    ids.dedup();
    check("customers.json", list(ids.into_iter().map(customer)).into());
}

#[test]
fn an_envelope_around_each_record_says_nothing() {
    let record = |o: Order| {
        let (date, total) = (date(o), money(o.cents, ".", ""));
        format!(
            r#"{{"_index":"shop","_id":"x{}","_source":{{"customer_id":{},"order_date":"{date}","order_id":{},"total_price":{total},
            "products":[{{"name":"P","base_price":{total}}}]}}}}"#,
            o.id, o.customer, o.id
        )
        .replace('\n', "")
    };
    let lines: Vec<String> = orders().map(record).collect();
    check("shop.ndjson", lines.join("\n").into());
}

/// A whole database in one object, as mock servers and document stores write it.
#[test]
fn tables_beside_each_other_in_one_object_are_joined() {
    let order = |o: Order| {
        let (date, total) = (date(o), money(o.cents, ".", ""));
        let (id, customer) = (o.id, o.customer);
        format!(r#"{{"id":{id},"customerId":{customer},"orderDate":"{date}","total":{total}}}"#)
    };
    let person =
        |id: usize| format!(r#"{{"id":{id},"name":"Anna {id}","createdAt":"2021-01-01"}}"#);
    let things = (0..5).map(|id| format!(r#"{{"id":{id},"title":"Thing {id}","price":9.5}}"#));
    let things = list(things);
    let people = list((1000..1017).map(person));
    let orders_list = list(orders().map(order));
    for wrapped in [false, true] {
        let tables =
            format!(r#"{{"customers":{people},"products":{things},"orders":{orders_list}}}"#);
        let text = match wrapped {
            true => format!(r#"{{"version":2,"data":{tables}}}"#).replace("\":", "\": "),
            false => tables,
        };
        check("db.json", text.into());
    }
    // Keys in place of arrays.
    let keyed = |list: &str| {
        let mut text = String::from("{");
        for (at, object) in list[1..list.len() - 1].split("},{").enumerate() {
            let object = object.trim_matches(['{', '}']);
            let comma = if at > 0 { "," } else { "" };
            text += &format!(r#"{comma}"-K{at:04}":{{{object}}}"#);
        }
        text + "}"
    };
    let text = format!(
        r#"{{"customers":{},"orders":{}}}"#,
        keyed(&people),
        keyed(&orders_list)
    );
    check("export.json", text.into());
}

/// Lists of the shop itself do not hide the orders, nor do those inside of each.
#[test]
fn a_small_object_with_lists_hides_nothing() {
    let parts = r#"[{"id":1,"code":"a"},{"id":2,"code":"b"}]"#;
    let order = |o: Order| {
        let (date, total) = (date(o), money(o.cents, ".", ""));
        let (id, customer) = (o.id, o.customer);
        format!(
            r#"{{"number":{id},"date":"{date}","email":"c{customer}@example.com","total":{total},"tags":{parts},"steps":{parts}}}"#
        )
    };
    let all = list(orders().map(order));
    let shop = format!(r#"{{"locations":{parts},"staff":{parts}}}"#);
    for text in [
        format!(r#"{{"orders":{all},"shop":{shop}}}"#),
        format!(r#"{{"shop":{shop},"data":{{"orders":{all}}}}}"#),
    ] {
        check("orders.json", text.into());
    }
    let keyed: Vec<String> = orders()
        .map(|o| format!(r#""{}":{}"#, o.id, order(o)))
        .collect();
    check("keyed.json", format!("{{{}}}", keyed.join(",")).into());
}

/// A list for each month, or for each customer: one table, and some of them are short.
#[test]
fn lists_of_one_kind_are_one_table() {
    let order = |o: Order, who: &str| {
        let (date, total) = (date(o), money(o.cents, ".", ""));
        format!(
            r#"{{"number":{},"date":"{date}"{who},"total":{total}}}"#,
            o.id
        )
    };
    let months = (2022..2024).flat_map(|year| (1..=12).map(move |month| (year, month)));
    let months = months.map(|(y, m)| {
        let own = orders().filter(|o| (o.day.0, o.day.1) == (y, m));
        let own = own.map(|o| order(o, &format!(r#","customer_id":{}"#, o.customer)));
        format!(r#""{y}-{m:02}": {}"#, list(own))
    });
    let months: Vec<String> = months.collect();
    check("months.json", format!("{{{}}}", months.join(",")).into());
    let mut ids: Vec<usize> = orders().map(|o| o.customer).collect();
    ids.sort_unstable();
    ids.dedup();
    let people = ids.iter().map(|id| {
        let own = orders().filter(|o| o.customer == *id);
        format!(
            r#""c{id}@example.com": {}"#,
            list(own.map(|o| order(o, "")))
        )
    });
    let people: Vec<String> = people.collect();
    check(
        "by_customer.json",
        format!("{{{}}}", people.join(",")).into(),
    );
}

#[test]
fn a_table_of_one_row_is_not_lost() {
    let order = |o: Order| {
        let (date, total) = (date(o), money(o.cents, ".", ""));
        format!(
            r#"{{"id":{},"customer_id":{},"date":"{date}","total":{total}}}"#,
            o.id, o.customer
        )
    };
    let (first, rest) = (
        list(orders().take(1).map(order)),
        list(orders().skip(1).map(order)),
    );
    let text = format!(r#"{{"sales_may":{first},"sales_june":{rest}}}"#);
    check("sales.json", text.into());
}
