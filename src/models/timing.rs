//! What every timing model can answer about a customer, whatever its formulas.

use super::data::Customer;
use super::horizon::Horizon;

/// Parameters fixed; answers for any customer. Times are in the unit the parameters were fitted in.
pub trait TimingModel {
    /// Stable id, e.g. `bg-nbd`.
    fn id(&self) -> &'static str;

    /// Names of the parameters, in the order of the papers.
    fn parameter_names(&self) -> &'static [&'static str];

    /// Natural parameters in that order.
    fn parameters(&self) -> Vec<f64>;

    /// Log-likelihood of the customer.
    fn log_likelihood(&self, c: &Customer) -> f64;

    /// P(alive) at the end of observation.
    fn p_alive(&self, c: &Customer) -> f64;

    /// P(alive) after another `later`, seen from the end of observation.
    fn p_alive_later(&self, c: &Customer, later: f64) -> f64;

    /// Expected purchases over the horizon, discounted as it says.
    fn expected_purchases(&self, c: &Customer, horizon: &Horizon) -> f64;

    /// The same for several customers of equal x, who may share some of the work.
    fn expected_purchases_of(&self, customers: &[Customer], horizon: &Horizon) -> Vec<f64> {
        customers
            .iter()
            .map(|c| self.expected_purchases(c, horizon))
            .collect()
    }

    /// P(exactly n purchases within t).
    fn purchase_probability(&self, c: &Customer, n: u32, t: f64) -> f64;

    /// Expected repeat purchases of a customer who has just bought for the first time.
    fn new_customer_purchases(&self, horizon: &Horizon) -> f64 {
        self.expected_purchases(&NEW_CUSTOMER, horizon)
    }
}

/// A customer who has just bought for the first time.
pub const NEW_CUSTOMER: Customer = Customer {
    x: 0,
    t_x: 0.0,
    t: 0.0,
};
