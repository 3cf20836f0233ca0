//! Joined tables: read once before the pass into lookups by key. Many rows with one key never multiply money: a partner's
//! columns come from its first row, its money is summed.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::sync::Arc;

use super::amounts::{AmountReader, less_share};
use super::ids;
use super::plan::{LookupMoney, LookupPlan};
use super::records::{Fields, Visit};
use crate::money::Decimal;

/// All lookups of a plan, in its order.
pub type Lookups = Arc<[Lookup]>;

/// Digits behind the point that summed amounts are kept with.
const SCALE: u8 = 6;

/// The rows of one joined table by key.
#[derive(Clone, Debug)]
pub struct Lookup {
    plan: LookupPlan,
    /// Those that were read before it, if it asks them.
    before: Option<Lookups>,
    keys: HashMap<Vec<u8>, u32>,
    /// `takes.len()` texts per partner.
    texts: Vec<Vec<u8>>,
    /// Per partner.
    money: Vec<Sum>,
}

/// The money of a partner's rows.
#[derive(Clone, Copy, Debug)]
enum Sum {
    /// No row has any.
    Nothing,
    /// In units of 10^-6.
    Units(i128),
    /// One of them cannot be read, or what it sells stands in no list: the sum would be too small.
    Unreadable,
}

impl Lookup {
    /// An empty lookup; it visits the records of its table. `before`: the plan's lookups that have been read.
    #[must_use]
    pub fn new(plan: &LookupPlan, before: &[Self]) -> Self {
        let asks = plan
            .money
            .as_ref()
            .is_some_and(|money| money.listed.is_some());
        Self {
            plan: plan.clone(),
            before: asks.then(|| before.into()),
            keys: HashMap::new(),
            texts: Vec::new(),
            money: Vec::new(),
        }
    }

    /// Its keys are returned orders.
    pub(super) fn is_returns(&self) -> bool {
        self.plan.returns
    }

    /// The partner with this key.
    #[must_use]
    pub(super) fn find(&self, key: &[u8]) -> Option<u32> {
        self.keys.get(ids::trim(key)).copied()
    }

    /// The column of the rows that holds its key; `None` where the rows have none.
    pub(super) fn from(&self) -> Option<usize> {
        self.plan.from
    }

    /// Text number `take` of a partner.
    pub(super) fn text(&self, partner: u32, take: usize) -> &[u8] {
        let width = self.plan.takes.len();
        if take >= width {
            return &[];
        }
        self.texts
            .get(partner as usize * width + take)
            .map_or(&[], Vec::as_slice)
    }

    /// Money of a partner; `None` where it has none, or one of its rows an unreadable one.
    pub(super) fn sum(&self, partner: u32) -> Option<Decimal> {
        match self.money.get(partner as usize)? {
            Sum::Units(units) => Some(Decimal::new(*units, SCALE).normalized()),
            Sum::Nothing | Sum::Unreadable => None,
        }
    }
}

impl Visit for Lookup {
    fn record(&mut self, fields: &Fields<'_>) -> ControlFlow<()> {
        let key = ids::trim(fields.get(self.plan.key));
        if key.is_empty() || fields.flaws().any() {
            return ControlFlow::Continue(());
        }
        let next = self.keys.len() as u32;
        let partner = *self.keys.entry(key.to_vec()).or_insert(next);
        if partner == next {
            let texts = self
                .plan
                .takes
                .iter()
                .map(|&column| fields.get(column).to_vec());
            self.texts.extend(texts);
            self.money.push(Sum::Nothing);
        }
        let Some(money) = &self.plan.money else {
            return ControlFlow::Continue(());
        };
        // A line without a price was not paid for.
        let column = money.amount.or(money.unit_price);
        let is_blank = column.is_some_and(|column| fields.get(column).trim_ascii().is_empty());
        let units = self.amount(money, fields);
        let units = units.and_then(|amount| amount.units_at(SCALE));
        if let Some(sum) = self.money.get_mut(partner as usize).filter(|_| !is_blank) {
            *sum = match (*sum, units) {
                (Sum::Unreadable, _) | (_, None) => Sum::Unreadable,
                (Sum::Units(sum), Some(units)) => Sum::Units(sum.saturating_add(units)),
                (Sum::Nothing, Some(units)) => Sum::Units(units),
            };
        }
        ControlFlow::Continue(())
    }
}

impl Lookup {
    /// The money of one of its rows.
    fn amount(&self, money: &LookupMoney, fields: &Fields<'_>) -> Option<Decimal> {
        let reader = AmountReader::new(money.reading);
        if let Some(column) = money.amount {
            return reader.read_either(fields.get(column));
        }
        let quantity = AmountReader::new(money.pieces);
        let pieces = quantity.read(fields.get(money.quantity?))?;
        let price = match money.listed {
            Some(listed) => {
                let list = self.before.as_deref()?.get(listed.lookup)?;
                list.text(list.find(fields.get(listed.thing))?, listed.take)
            }
            None => fields.get(money.unit_price?),
        };
        let sum = pieces.times(reader.read_either(price)?, SCALE)?;
        match money.discount {
            Some((column, share)) => less_share(sum, (fields.get(column), share), &quantity),
            None => Some(sum),
        }
    }
}
