//! Old encodings are decoded by whoever runs the engine: it hands in one function that makes decoders.

use js_sys::{Function, Uint8Array};
use std::cell::RefCell;
use wasm_bindgen::prelude::*;

use crate::session::{self, Decode};

thread_local! {
    static MAKE: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// `make(label)` gives `(bytes, last) => text`, and throws where it does not know the label (`www/src/engine/decoders.ts`).
#[wasm_bindgen(js_name = decodeWith)]
pub fn decode_with(make: Function) {
    MAKE.set(Some(make));
    session::decode_with(decoder);
}

fn decoder(label: &str) -> Option<Decode> {
    let make = MAKE.with_borrow(Clone::clone)?;
    let made = make.call1(&JsValue::NULL, &JsValue::from_str(label)).ok()?;
    let decode: Function = made.dyn_into().ok()?;
    Some(Box::new(move |bytes, last| {
        // A copy: text that comes back may move the memory that a view would look at.
        let bytes = Uint8Array::from(bytes);
        match decode.call2(&JsValue::NULL, &bytes, &JsValue::from_bool(last)) {
            Ok(text) => text.as_string().unwrap_or_default(),
            // Better no answer than one without these rows.
            Err(error) => wasm_bindgen::throw_val(error),
        }
    }))
}
