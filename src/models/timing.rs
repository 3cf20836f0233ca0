//! What every timing model can answer about a customer, whatever its formulas.

use super::data::Customer;
use super::horizon::Horizon;
use crate::math::stable::{log1p_exp, logistic};

/// Parameters fixed; answers for any customer. Times are in the unit the parameters were fitted in.
pub trait TimingModel {
    /// Stable id, e.g. `bg-nbd`.
    fn id(&self) -> &'static str;

    /// Names of the parameters, in the order of the papers.
    fn parameter_names(&self) -> &'static [&'static str];

    /// Natural parameters in that order.
    fn parameters(&self) -> Vec<f64>;

    /// ln of the branch "alive throughout" of the customer's likelihood.
    fn log_alive(&self, c: &Customer) -> f64;

    /// d, the log-odds of having left before the end of observation; −∞ where the model rules it out.
    fn log_odds_left(&self, c: &Customer) -> f64;

    /// Expected purchases over the horizon, discounted as it says, of customers of equal x who are alive now; they share what they can.
    fn purchases_if_alive(&self, customers: &[Customer], horizon: &Horizon) -> Vec<f64>;

    /// Log-likelihood of the customer.
    fn log_likelihood(&self, c: &Customer) -> f64 {
        self.log_alive(c) + log1p_exp(self.log_odds_left(c))
    }

    /// P(alive) at the end of observation.
    fn p_alive(&self, c: &Customer) -> f64 {
        logistic(-self.log_odds_left(c))
    }

    /// P(alive) after another `later`, seen from the end of observation.
    fn p_alive_later(&self, c: &Customer, later: f64) -> f64;

    /// Expected purchases over the horizon, discounted as it says.
    fn expected_purchases(&self, c: &Customer, horizon: &Horizon) -> f64 {
        let p_alive = self.p_alive(c);
        if p_alive == 0.0 || horizon.length <= 0.0 {
            return 0.0;
        }
        p_alive * self.purchases_if_alive(&[*c], horizon)[0]
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
