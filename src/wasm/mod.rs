//! The counter: what JavaScript can call. Each function converts, calls the session, converts back.
//!
//! The driver on the JavaScript side (`www/src/engine/session.ts`) runs every task with one loop:
//! `inspect` | `analyze` | `write`, then `while (w = want()) feed(bytes of w)`, then the matching getter.

mod decoders;
pub mod models;

use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;

use crate::error::Error;
pub use decoders::decode_with;

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

    /// Begins to look at samples; `choices` may override the guessed encoding, delimiter and header.
    ///
    /// # Errors
    /// A refusal of the input.
    pub fn inspect(&mut self, choices: JsValue) -> Result<(), JsValue> {
        self.inner
            .inspect(from_js(choices)?)
            .map_err(|e| thrown(&e))
    }

    /// What was found: `Inspection`.
    ///
    /// # Errors
    /// `nothing_loaded` before an inspection has come to its end.
    pub fn inspection(&self) -> Result<JsValue, JsValue> {
        let inspection = self.inner.inspection();
        inspection.map_or_else(|| Err(thrown(&Error::new("nothing_loaded"))), to_js)
    }

    /// `Contracts` where the files hold customers under contract instead of purchases, else null.
    ///
    /// # Errors
    /// None of its own.
    pub fn contracts(&self) -> Result<JsValue, JsValue> {
        to_js(&self.inner.contracts())
    }

    /// What these choices do to the sampled rows: `Effect`.
    ///
    /// # Errors
    /// A refusal of the choices.
    pub fn effect(&self, choices: JsValue) -> Result<JsValue, JsValue> {
        to_js(
            &self
                .inner
                .effect(&from_js(choices)?)
                .map_err(|e| thrown(&e))?,
        )
    }

    /// Begins to read everything under these choices.
    ///
    /// # Errors
    /// A refusal of the choices.
    pub fn analyze(&mut self, choices: JsValue) -> Result<(), JsValue> {
        self.inner
            .analyze(from_js(choices)?)
            .map_err(|e| thrown(&e))
    }

    /// Begins to read everything again, writing `"skipped"` rows, a `"clean"` or a `"clean_safe"` copy.
    ///
    /// # Errors
    /// A refusal of the choices of the last analysis.
    pub fn write(&mut self, what: JsValue) -> Result<(), JsValue> {
        self.inner.write(from_js(what)?).map_err(|e| thrown(&e))
    }

    /// What was written since the last call.
    #[wasm_bindgen(js_name = takeOutput)]
    pub fn take_output(&mut self) -> Vec<u8> {
        self.inner.take_output()
    }

    /// `{phase, done, total}` in bytes.
    ///
    /// # Errors
    /// None that a caller could cause.
    pub fn progress(&self) -> Result<JsValue, JsValue> {
        to_js(&self.inner.progress())
    }

    /// `Report` under these options; nothing is read again.
    ///
    /// # Errors
    /// `nothing_loaded` before an analysis.
    pub fn report(&mut self, options: JsValue) -> Result<JsValue, JsValue> {
        to_js(
            &self
                .inner
                .report(&from_js(options)?)
                .map_err(|e| thrown(&e))?,
        )
    }

    /// `CustomerPage` for a `CustomerQuery`.
    ///
    /// # Errors
    /// `nothing_loaded` before an analysis.
    pub fn customers(&mut self, query: JsValue) -> Result<JsValue, JsValue> {
        to_js(
            &self
                .inner
                .customers(&from_js(query)?)
                .map_err(|e| thrown(&e))?,
        )
    }

    /// UTF-8 CSV of rows `from .. from + limit` of a list; row 0 has the header before it.
    ///
    /// # Errors
    /// `nothing_loaded` before an analysis.
    #[wasm_bindgen(js_name = customersCsv)]
    pub fn customers_csv(
        &mut self,
        query: JsValue,
        from: usize,
        limit: usize,
    ) -> Result<Vec<u8>, JsValue> {
        let csv = self.inner.customers_csv(&from_js(query)?, from, limit);
        csv.map_err(|e| thrown(&e))
    }
}

fn to_js(value: &impl Serialize) -> Result<JsValue, JsValue> {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    value.serialize(&serializer).map_err(JsValue::from)
}

fn from_js<T: DeserializeOwned>(value: JsValue) -> Result<T, JsValue> {
    let given = serde_wasm_bindgen::from_value(value);
    given.map_err(|error| thrown(&Error::new("bad_option").with_text(&error.to_string())))
}

/// A plain object, because an `Error` loses its fields when it is posted from the worker to the page.
fn thrown(error: &Error) -> JsValue {
    to_js(error).unwrap_or_else(|lost| lost)
}
