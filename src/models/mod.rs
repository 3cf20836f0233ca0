//! Timing, spend and contract models: fits with their uncertainty, forecasts, holdout quality.
//!
//! One model per file, the same order inside each: the parameters, likelihood, fit, P(alive), expectations, tests.
//! Formulas with their sources stand in docs/METHODS.md, section "Models".

pub mod beta_geometric;
pub mod beta_geometric_likelihood;
pub mod data;
mod dropout_integral;
pub mod fit;

pub mod analysis;
pub mod bdw;
pub mod beta_posterior;
pub mod bg_bb;
pub mod bg_nbd;
pub mod candidates;
pub mod choice;
pub mod cnbd_k;
pub mod contract;
pub mod counter;
pub mod forecast;
pub mod gamma_gamma;
pub mod horizon;
pub mod interval;
pub mod mbg_nbd;
pub mod nbd;
pub mod outlook;
pub mod pareto_nbd;
mod purchase_series;
mod purchasing;
pub mod regularity;
mod row_forecast;
pub mod sbg;
pub mod spend;
mod stage_transform;
pub mod subscriptions;
pub mod timing;
pub mod total;
pub mod trust;
mod unfinished_gap;
