//! The counter: what JavaScript can call. Each function converts, calls the session, converts back.
//!
//! The driver on the JavaScript side (`www/src/engine/session.ts`) runs every task with one loop:
//! `inspect` | `analyze` | `write`, then `while (w = want()) feed(bytes of w)`, then the matching getter.

use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;

use crate::error::Error;

/// The version of the engine, as in Cargo.toml.
#[wasm_bindgen]
#[must_use]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// See `crate::session::Session`.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct Session {
    inner: crate::session::Session,
}

/// `{source, from, to}`: bytes `from..to` of a source are wanted next. After each `feed` ask again: a want that does not
/// go on where the last piece ended means "stop this read and open another".
#[wasm_bindgen(getter_with_clone)]
#[derive(Debug)]
pub struct Want {
    /// Index in the order of `addSource`.
    pub source: u32,
    /// First byte wanted.
    pub from: f64,
    /// One past the last byte wanted.
    pub to: f64,
}

#[wasm_bindgen]
impl Session {
    /// A session without sources.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file by name and size in bytes.
    #[wasm_bindgen(js_name = addSource)]
    pub fn add_source(&mut self, name: &str, size: f64) {
        self.inner.add_source(name, size as u64);
    }

    /// The bytes to feed next, or `undefined` when the task at hand has all it needs.
    #[must_use]
    pub fn want(&self) -> Option<Want> {
        self.inner.want().map(|w| Want {
            source: w.source,
            from: w.from as f64,
            to: w.to as f64,
        })
    }

    /// The next bytes of the present want. Throws an `EngineError` object (messages.ts).
    ///
    /// # Errors
    /// A refusal of the input.
    pub fn feed(&mut self, bytes: &[u8]) -> Result<(), JsValue> {
        self.inner.feed(bytes).map_err(|e| thrown(&e))
    }
}

fn to_js(value: &impl Serialize) -> Result<JsValue, JsValue> {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    value.serialize(&serializer).map_err(JsValue::from)
}

fn from_js<T: DeserializeOwned>(value: JsValue) -> Result<T, JsValue> {
    serde_wasm_bindgen::from_value(value).map_err(JsValue::from)
}

/// A plain object, because an `Error` loses its fields when it is posted from the worker to the page.
fn thrown(error: &Error) -> JsValue {
    to_js(error).unwrap_or_else(|lost| lost)
}

// The rest of the counter, in the order in which the driver uses it:
//   inspect(choices)            begin: look at samples
//   inspection(): Inspection
//   effect(choices): Effect
//   analyze(choices)            begin: read everything
//   report(options): Report     also re-runs after a change of options
//   customers(query): CustomerPage
//   customersCsv(query, from, limit): Uint8Array
//   write("skipped" | "clean")  begin: read again, writing; takeOutput(): Uint8Array after each feed and at the end
//   progress(): { phase, done, total }
//   fit(model, csv): object, score(model, params, at, csv): string  (free functions for the command line)
