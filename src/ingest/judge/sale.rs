//! The money of a row, and whether its status, refund and currency let it count.

use super::{Judge, cell};
use crate::ingest::amounts::less_share;
use crate::ingest::currency;
use crate::ingest::ids;
use crate::ingest::records::Fields;
use crate::ingest::row::SkipReason;
use crate::money::{Amount, Decimal};

impl Judge {
    /// Money in a cell, by the column's decimal mark; by the other one where only that explains it.
    pub(super) fn money(&self, text: &[u8]) -> Option<Decimal> {
        self.amounts.read(text).or_else(|| {
            let other = self.amounts.turned().read(text)?;
            self.by_other_mark.set(self.by_other_mark.get() + 1);
            Some(other)
        })
    }

    #[inline]
    pub(super) fn amount(&self, fields: &Fields<'_>) -> Option<Amount> {
        let columns = &self.columns;
        let amount = match (columns.amount, columns.quantity, columns.unit_price) {
            (Some(column), ..) => self.money(fields.get(column))?,
            (None, Some(_), Some(price)) => self.times_pieces(fields, fields.get(price))?,
            _ => return None,
        };
        Amount::of(amount)
    }

    /// The price of a piece times the row's pieces, less its share of a discount. Without a quantity a row is one piece.
    #[inline]
    pub(super) fn times_pieces(&self, fields: &Fields<'_>, price: &[u8]) -> Option<Decimal> {
        let pieces = match self.columns.quantity {
            Some(column) => self.quantities.read(fields.get(column))?,
            None => Decimal::new(1, 0),
        };
        let price = self.money(price)?;
        let money = pieces.times(price, Amount::MAX_SCALE)?;
        match self.discount {
            Some((column, share)) => {
                less_share(money, (fields.get(column), share), &self.quantities)
            }
            None => Some(money),
        }
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
        let is_off = |(column, kinds): &(usize, Vec<Vec<u8>>)| {
            let own = ids::trim(fields.get(*column));
            kinds.iter().any(|kind| kind == own)
        };
        let amount = match self.all_off || self.taken_off.as_ref().is_some_and(is_off) {
            true => Amount::new(-amount.units.abs(), amount.scale),
            false => amount,
        };
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

    /// The amount without what was given back or not asked for, whatever sign that is written with; a blank is nothing.
    #[inline(never)]
    pub(super) fn less_refund(
        &self,
        fields: &Fields<'_>,
        column: usize,
        amount: Amount,
    ) -> Option<Amount> {
        let written = fields.get(column);
        if ids::trim(written).is_empty() {
            return Some(amount);
        }
        let refund = self.money(written)?;
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
            found => found.unwrap_or_else(|| currency::UNNAMED.to_owned()),
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
