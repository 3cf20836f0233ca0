//! Rows whose customer, date or money stands in a joined table.

use super::{Judge, cell};
use crate::ingest::plan::{Role, Source};
use crate::ingest::records::Fields;
use crate::ingest::row::{Row, SkipReason};
use crate::money::Amount;

impl Judge {
    /// The partner of the record in each lookup.
    pub(super) fn partners(&self, fields: &Fields<'_>) -> Vec<Option<u32>> {
        let lookups = self.lookups.as_deref().unwrap_or_default();
        let mut partners: Vec<Option<u32>> = Vec::with_capacity(lookups.len());
        for lookup in lookups {
            let key = lookup.from().map(|column| fields.get(column));
            partners.push(key.and_then(|key| lookup.find(key)));
        }
        partners
    }

    /// A role's text, from the row or its partner; `None` where there is no partner.
    pub(super) fn joined_cell<'a>(
        &'a self,
        fields: &Fields<'a>,
        partners: &[Option<u32>],
        role: Role,
    ) -> Option<&'a [u8]> {
        match self.from_partner.get(&role) {
            Some(Source::Partner { lookup, take }) => {
                let partner = (*partners.get(*lookup)?)?;
                Some(self.lookups.as_deref()?.get(*lookup)?.text(partner, *take))
            }
            Some(Source::Row(column)) => Some(fields.get(*column)),
            Some(Source::PartnerMoney { .. }) => None,
            None => Some(cell(fields, self.columns.of_role(role))),
        }
    }

    #[inline(never)]
    pub(super) fn read_joined<'a>(&'a self, fields: &Fields<'a>) -> Result<Row<'a>, SkipReason> {
        if fields.flaws().any() {
            return Err(SkipReason::BadRecord);
        }
        let partners = self.partners(fields);
        let text = |role| {
            self.joined_cell(fields, &partners, role)
                .ok_or(SkipReason::NoPartner)
        };
        let customer = self
            .customers
            .read(text(Role::Customer)?)
            .ok_or(SkipReason::MissingCustomerId)?;
        let day = self.days.reader().day(text(Role::Date)?);
        let day = day.ok_or(SkipReason::BadOrMissingDate)?;
        let amount = match self.from_partner.get(&Role::Amount) {
            Some(Source::PartnerMoney { lookup }) => {
                let partner = partners.get(*lookup).copied().flatten();
                let lookups = self.lookups.as_deref().unwrap_or_default();
                partner
                    .zip(lookups.get(*lookup))
                    .and_then(|(partner, lookup)| lookup.sum(partner))
                    .and_then(Amount::of)
                    .and_then(|sum| match self.order_discount {
                        Some(column) => self.less_refund(fields, column, sum),
                        None => Some(sum),
                    })
            }
            Some(_) => self.money(text(Role::Amount)?).and_then(Amount::of),
            None if self.from_partner.contains_key(&Role::UnitPrice) => {
                let price = text(Role::UnitPrice)?;
                self.times_pieces(fields, price).and_then(Amount::of)
            }
            None => self.amount(fields),
        };
        let amount = amount.ok_or(SkipReason::BadOrMissingAmount)?;
        let order = match self.from_partner.contains_key(&Role::Order) {
            true => Some(self.orders.read(text(Role::Order)?).unwrap_or_default()),
            false => self.order(fields),
        };
        Ok(Row {
            customer,
            order,
            day,
            amount: self.as_a_sale(fields, amount)?,
            fingerprint: 0,
        })
    }

    /// Does the row's order stand in a joined list of returned orders?
    #[inline(never)]
    pub(super) fn is_returned(&self, fields: &Fields<'_>) -> bool {
        let lookups = self.lookups.as_deref().unwrap_or_default();
        lookups
            .iter()
            .filter(|lookup| lookup.is_returns())
            .filter_map(|lookup| lookup.find(fields.get(lookup.from()?)))
            .next()
            .is_some()
    }
}
