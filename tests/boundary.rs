//! The counter as JavaScript meets it, run by Node: plain objects out, plain objects as errors, numbers as numbers.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used)] // a test may stop

use js_sys::{Array, JSON, Object, Reflect};
use regulars::wasm::Session;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

const ORDERS: &str =
    "customer,date,amount\nAnna,2024-01-02,10.50\nBen,2024-01-05,3\nAnna,2024-02-02,4.25\n";

/// Gives the session what it wants, in pieces of a few bytes.
fn feed(session: &mut Session, text: &str) -> Result<(), JsValue> {
    while let Some(want) = session.want() {
        let from = want.from as usize;
        let to = (want.to as usize).min(from + 7);
        session.feed(&text.as_bytes()[from..to])?;
    }
    Ok(())
}

fn inspected(text: &str) -> Result<Session, JsValue> {
    let mut session = Session::new();
    session.add_source("orders.csv", text.len() as f64);
    session.inspect(Object::new().into())?;
    feed(&mut session, text)?;
    Ok(session)
}

fn analyzed(text: &str) -> Result<Session, JsValue> {
    let mut session = inspected(text)?;
    let choices = get(&session.inspection()?, "proposed");
    session.analyze(choices)?;
    feed(&mut session, text)?;
    Ok(session)
}

/// `a.b.c` of a value.
fn get(value: &JsValue, path: &str) -> JsValue {
    path.split('.').fold(value.clone(), |value, key| {
        Reflect::get(&value, &key.into()).unwrap()
    })
}

#[wasm_bindgen_test]
fn a_report_is_a_plain_object_with_numbers_and_exact_texts() {
    let mut session = analyzed(ORDERS).unwrap();
    let report = session.report(Object::new().into()).unwrap();
    // What a message between threads can carry, and JSON can write: no BigInt, no Map, no class.
    let text = JSON::stringify(&report).unwrap();
    let again = JSON::parse(&String::from(text)).unwrap();
    assert_eq!(get(&again, "input.rows_used").as_f64(), Some(3.0));
    assert_eq!(
        get(&report, "totals.net_revenue").as_string().as_deref(),
        Some("17.75")
    );
}

#[wasm_bindgen_test]
fn a_list_of_customers_comes_as_columns() {
    let mut session = analyzed(ORDERS).unwrap();
    session.report(Object::new().into()).unwrap();
    let query = r#"{"model":null,"group":null,"search":"","sort":"net","descending":true,"offset":0,"limit":10}"#;
    let page = session.customers(JSON::parse(query).unwrap()).unwrap();
    let ids: Array = get(&page, "columns.customer").unchecked_into();
    let ids: Vec<String> = ids.iter().filter_map(|id| id.as_string()).collect();
    assert_eq!(ids, ["Anna", "Ben"]);
}

#[wasm_bindgen_test]
fn an_error_is_a_plain_object_that_survives_a_message() {
    let refusal = inspected("").err().unwrap();
    assert_eq!(
        get(&refusal, "code").as_string().as_deref(),
        Some("empty_file")
    );
    assert!(get(&refusal, "facts").is_object());
    assert!(!refusal.is_instance_of::<js_sys::Error>());
}

#[wasm_bindgen_test]
fn settings_that_make_no_sense_are_refused_with_a_code() {
    let mut session = analyzed(ORDERS).unwrap();
    let options = JSON::parse(r#"{"horizon_days":"soon"}"#).unwrap();
    let refusal = session.report(options).err().unwrap();
    assert_eq!(
        get(&refusal, "code").as_string().as_deref(),
        Some("bad_option")
    );
}

#[wasm_bindgen_test]
fn asking_too_early_is_an_answer_and_not_a_trap() {
    let mut session = Session::new();
    for refusal in [
        session.inspection().err(),
        session.report(Object::new().into()).err(),
        session.customers(Object::new().into()).err(),
    ] {
        assert!(get(&refusal.unwrap(), "code").is_string());
    }
}
