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
