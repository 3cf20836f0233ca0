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
