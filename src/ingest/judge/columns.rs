//! The columns that rows are judged by, and whether they can take the common road.

use crate::ingest::plan::{AmountLevel, CurrencyRule, Mapping, Plan, Role};

/// Columns by role, looked up once.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Columns {
    pub(super) customer: Option<usize>,
    pub(super) order: Option<usize>,
    pub(super) date: Option<usize>,
    pub(super) amount: Option<usize>,
    pub(super) quantity: Option<usize>,
    pub(super) unit_price: Option<usize>,
    pub(super) currency: Option<usize>,
    pub(super) status: Option<usize>,
}

impl Columns {
    pub(super) fn of(mapping: &Mapping) -> Self {
        Self {
            customer: mapping.customer(),
            order: mapping.order(),
            date: mapping.date(),
            amount: mapping.amount(),
            quantity: mapping.quantity(),
            unit_price: mapping.unit_price(),
            currency: mapping.currency(),
            status: mapping.status(),
        }
    }

    pub(super) fn of_role(self, role: Role) -> Option<usize> {
        match role {
            Role::Customer => self.customer,
            Role::Order => self.order,
            Role::Date => self.date,
            Role::Amount => self.amount,
            Role::Currency => self.currency,
            Role::Status => self.status,
            _ => None,
        }
    }
}

/// Columns of a file whose rows can take the common road: nothing but customer, date, amount and perhaps order matters.
#[derive(Clone, Copy, Debug)]
pub(super) struct Plain {
    pub(super) customer: usize,
    pub(super) date: usize,
    pub(super) order: Option<usize>,
    pub(super) money: Money,
}

impl Plain {
    /// The last column that is read.
    pub(super) fn last(self) -> usize {
        let money = match self.money {
            Money::Amount(amount) => amount,
            Money::Product {
                quantity,
                unit_price,
            } => quantity.max(unit_price),
        };
        let order = self.order.unwrap_or_default();
        self.customer.max(self.date).max(order).max(money)
    }
}

/// Where the amount stands.
#[derive(Clone, Copy, Debug)]
pub(super) enum Money {
    Amount(usize),
    Product { quantity: usize, unit_price: usize },
}

/// The columns of the common road, if the plan lets rows take it.
pub(super) fn plain_columns(plan: &Plan) -> Option<Plain> {
    let columns = Columns::of(&plan.mapping);
    let special = plan.level == AmountLevel::FirstLine
        || !plan.status_excluded.is_empty()
        || plan.kinds_left_out.is_some()
        || !plan.totals.is_empty()
        || !plan.from_partner.is_empty()
        || plan.subtract_refunds
        || plan.returns.is_some()
        || plan.taken_off
        || plan.discount.is_some()
        || plan.lookups.iter().any(|lookup| lookup.returns)
        || plan.currency != CurrencyRule::One;
    if special {
        return None;
    }
    let money = match (columns.amount, columns.quantity, columns.unit_price) {
        (Some(amount), ..) => Money::Amount(amount),
        (None, Some(quantity), Some(unit_price)) => Money::Product {
            quantity,
            unit_price,
        },
        _ => return None,
    };
    Some(Plain {
        customer: columns.customer?,
        date: columns.date?,
        order: columns.order,
        money,
    })
}
