//! Models without a file: the command line's `fit` and `score`, over columns of summaries.

use wasm_bindgen::prelude::*;

use super::{thrown, to_js};
use crate::models::counter::{fit_summaries, score_summaries};
use crate::models::data::Btyd;
use crate::models::subscriptions::{Subscriptions, fit_contract};

/// Parameters of one model from columns with one entry per row: repeat purchases, last and observed time since the first
/// purchase, how many customers the row stands for, mean repeat spend. An object as in `FitAnswer`.
///
/// # Errors
/// An `EngineError` object: an unknown model, columns of different lengths, rows that cannot be.
#[wasm_bindgen]
pub fn fit(
    model: &str,
    x: Vec<u32>,
    t_x: Vec<f64>,
    t: Vec<f64>,
    weight: Option<Vec<f64>>,
    m_x: Option<Vec<f64>>,
) -> Result<JsValue, JsValue> {
    let data = Btyd {
        x,
        t_x,
        t,
        weight,
        ..Btyd::default()
    };
    let answer = fit_summaries(model, &data, m_x.as_deref());
    to_js(&answer.map_err(|error| thrown(&error))?)
}

/// Log-likelihood, P(alive) and expected purchases within each horizon, per row, under given parameters. An object as in
/// `ScoreAnswer`.
///
/// # Errors
/// An `EngineError` object: an unknown model, parameters or horizons outside of what the model allows.
#[wasm_bindgen]
pub fn score(
    model: &str,
    params: &[f64],
    horizons: &[f64],
    x: Vec<u32>,
    t_x: Vec<f64>,
    t: Vec<f64>,
) -> Result<JsValue, JsValue> {
    let data = Btyd {
        x,
        t_x,
        t,
        ..Btyd::default()
    };
    let answer = score_summaries(model, params, horizons, &data);
    to_js(&answer.map_err(|error| thrown(&error))?)
}

/// `sbg` or `bdw` from one row per customer – whole periods of tenure, 1 for those who have left, how many customers the row stands
/// for – or, without the second column, from the survivors of periods 0, 1, 2 … An object as in `ContractAnswer`.
///
/// # Errors
/// An `EngineError` object: an unknown model, columns of different lengths, rows that cannot be.
#[wasm_bindgen(js_name = fitContract)]
pub fn fit_of_contract(
    model: &str,
    tenure: Vec<f64>,
    churned: Option<Vec<u8>>,
    customers: Option<Vec<f64>>,
) -> Result<JsValue, JsValue> {
    let data = Subscriptions {
        tenure,
        churned: churned.map(|column| column.into_iter().map(|one| one != 0).collect()),
        customers,
    };
    let answer = fit_contract(model, &data);
    to_js(&answer.map_err(|error| thrown(&error))?)
}
