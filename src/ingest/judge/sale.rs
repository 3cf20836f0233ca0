//! The money of a row, and whether its status, refund and currency let it count.

use super::{Judge, cell};
use crate::ingest::currency;
use crate::ingest::ids;
use crate::ingest::records::Fields;
use crate::ingest::row::SkipReason;
use crate::money::{Amount, Decimal};

impl Judge {
    #[inline]
    pub(super) fn amount(&self, fields: &Fields<'_>) -> Option<Amount> {
        let columns = &self.columns;
        let amount = match (columns.amount, columns.quantity, columns.unit_price) {
            (Some(column), ..) => self.amounts.read(fields.get(column))?,
            (None, Some(quantity), Some(price)) => {
                let quantity = self.quantities.read(fields.get(quantity))?;
                let price = self.amounts.read(fields.get(price))?;
                let money = quantity.times(price, Amount::MAX_SCALE)?;
                match self.discount {
                    Some(share) => self.less_share(fields, share, money)?,
                    None => money,
                }
            }
            _ => return None,
        };
        Amount::of(amount)
    }

    /// The amount in the one currency, if the row's status and currency let it count.
    #[inline]
    pub(super) fn as_a_sale(
        &self,
        fields: &Fields<'_>,
        amount: Amount,
    ) -> Result<Amount, SkipReason> {
        if !self.statuses_left_out.is_empty() {
            let status = ids::trim(cell(fields, self.columns.status));
            if self.statuses_left_out.iter().any(|out| out == status) {
                return Err(SkipReason::StatusNotASale);
            }
        }
        if self.returns && self.is_returned(fields) {
            return Err(SkipReason::StatusNotASale);
        }
        let amount = match self.refund {
            Some(column) => self
                .less_refund(fields, column, amount)
                .ok_or(SkipReason::BadOrMissingAmount)?,
            None => amount,
        };
        if self.currency.is_some() || self.rates.is_some() {
            return self
                .in_one_currency(fields, amount)
                .ok_or(SkipReason::OtherCurrency);
        }
        Ok(amount)
    }

    /// The money without a share of it: 0.15, or 15 % where the point moves two places. No share is nothing taken off.
    #[inline(never)]
    fn less_share(
        &self,
        fields: &Fields<'_>,
        (column, places): (usize, u8),
        money: Decimal,
    ) -> Option<Decimal> {
        let written = std::str::from_utf8(ids::trim(fields.get(column))).ok()?;
        let number = written.trim_end_matches([' ', '%', '％']);
        if number.is_empty() {
            return Some(money);
        }
        let share = self.quantities.read(number.as_bytes())?;
        let scale = share.scale + places;
        let left = 10_i128.checked_pow(u32::from(scale))? - share.units;
        let is_share = share.units >= 0 && left >= 0;
        money
            .times(Decimal::new(left, scale), Amount::MAX_SCALE)
            .filter(|_| is_share)
    }

    /// The amount without what was given back, whatever sign that is written with; no refund is nothing given back.
    #[inline(never)]
    fn less_refund(&self, fields: &Fields<'_>, column: usize, amount: Amount) -> Option<Amount> {
        let written = fields.get(column);
        if ids::trim(written).is_empty() {
            return Some(amount);
        }
        let refund = self.amounts.read(written)?;
        let back = Decimal::new(-refund.units.abs(), refund.scale);
        Amount::of(Decimal::from(amount).plus(back)?)
    }

    /// The row's currency stands in its own column or in the amount's text.
    #[inline(never)]
    fn in_one_currency(&self, fields: &Fields<'_>, amount: Amount) -> Option<Amount> {
        let found = match self.columns.currency {
            Some(column) => {
                let written = ids::trim(fields.get(column));
                // The usual case, before the list of all names is searched.
                if self
                    .currency
                    .as_ref()
                    .is_some_and(|wanted| wanted.as_bytes() == written)
                {
                    return Some(amount);
                }
                currency::of_cell(written)
            }
            None => currency::of_amount(cell(fields, self.columns.amount)).map(str::to_owned),
        };
        let found = match found {
            None if self.bare_counts => return Some(amount),
            found => found?,
        };
        if let Some(rates) = &self.rates {
            let (_, rate) = rates
                .iter()
                .find(|(name, _)| currency::same(name, &found))?;
            let exact = Decimal::from(amount).times(*rate, Amount::MAX_SCALE)?;
            return Amount::of(exact);
        }
        let wanted = self.currency.as_ref()?;
        currency::same(wanted, &found).then_some(amount)
    }
}
