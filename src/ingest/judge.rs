//! One record → a usable row, or the first reason why it is none. Every pass over a file asks here, so that counts, the
//! list of skipped rows and the clean copy can't disagree.

use super::amounts::AmountReader;
use super::dates::DateReader;
use super::ids;
use super::plan::{Mapping, Plan};
use super::records::Fields;
use super::row::{Row, SkipReason};
use crate::money::Decimal;

/// An amount of a trillion or more is damage, not money; below, sums of exact units stay far from overflow.
const AMOUNT_LIMIT: i128 = 1_000_000_000_000;

/// Digits behind the point that a product of quantity and price, or a conversion, keeps.
const SCALE_LIMIT: u8 = 6;

/// Applies a plan to records.
#[derive(Clone, Debug)]
pub struct Judge {
    mapping: Mapping,
    dates: DateReader,
    amounts: AmountReader,
    quantities: AmountReader,
    whole_number_ids: bool,
    statuses_left_out: Vec<Vec<u8>>,
    currency: Option<Vec<u8>>,
    rates: Vec<(Vec<u8>, Decimal)>,
    amount_on_first_line: bool,
    header: Vec<Vec<u8>>,
}

impl Judge {
    /// A judge for files with this plan.
    #[must_use]
    pub fn new(plan: &Plan) -> Self {
        let bytes = |texts: &[String]| texts.iter().map(|t| t.trim().into()).collect();
        Self {
            mapping: plan.mapping.clone(),
            dates: DateReader::new(plan.date_order),
            amounts: AmountReader::new(plan.amount),
            quantities: AmountReader::new(super::plan::AmountReading {
                cents: false,
                ..plan.amount
            }),
            whole_number_ids: plan.whole_number_ids,
            statuses_left_out: bytes(&plan.statuses_left_out),
            currency: plan.currency.as_ref().map(|c| c.trim().into()),
            rates: plan
                .rates
                .iter()
                .map(|(currency, rate)| (currency.trim().into(), *rate))
                .collect(),
            amount_on_first_line: plan.amount_on_first_line,
            header: bytes(&plan.header),
        }
    }

    /// The row of this record, or the first reason (in the order of `SkipReason`) why there is none.
    #[inline]
    pub fn row<'a>(&self, fields: &Fields<'a>) -> Result<Row<'a>, SkipReason> {
        let reason = match self.read(fields) {
            Ok(row) => return Ok(row),
            Err(reason) => reason,
        };
        Err(if reason > SkipReason::NotARow && self.is_header(fields) {
            SkipReason::NotARow
        } else {
            reason
        })
    }

    /// The cell that holds the row's date, for whoever wants its time of day.
    #[must_use]
    #[inline]
    pub fn date_cell<'a>(&self, fields: &Fields<'a>) -> &'a [u8] {
        cell(fields, self.mapping.date)
    }

    /// Seconds since midnight as written in a date cell.
    #[must_use]
    #[inline]
    pub fn second_of_day(&self, cell: &[u8]) -> u32 {
        if cell.len() <= "2011-12-09".len() {
            return 0;
        }
        self.dates.second_of_day(cell)
    }

    /// Was the id changed by trimming? (Worth a note, not a reason.)
    #[must_use]
    #[inline]
    pub fn was_trimmed(&self, fields: &Fields<'_>, row: &Row<'_>) -> bool {
        let written = cell(fields, self.mapping.customer);
        written.len() != row.customer.len()
            && !(self.whole_number_ids && written.len() == row.customer.len() + 2)
    }

    #[inline]
    fn read<'a>(&self, fields: &Fields<'a>) -> Result<Row<'a>, SkipReason> {
        if fields.flaws().any() {
            return Err(SkipReason::BadRecord);
        }
        let customer = ids::trim(cell(fields, self.mapping.customer));
        if customer.is_empty() || ids::is_null_word(customer) {
            return Err(SkipReason::MissingCustomerId);
        }
        let day = self
            .dates
            .day(cell(fields, self.mapping.date))
            .ok_or(SkipReason::BadOrMissingDate)?;
        let mut amount = self.amount(fields).ok_or(SkipReason::BadOrMissingAmount)?;
        if !self.statuses_left_out.is_empty() {
            let status = ids::trim(cell(fields, self.mapping.status));
            if self.statuses_left_out.iter().any(|out| out == status) {
                return Err(SkipReason::StatusNotASale);
            }
        }
        if self.currency.is_some() || !self.rates.is_empty() {
            amount = self
                .in_one_currency(fields, amount)
                .ok_or(SkipReason::OtherCurrency)?;
        }
        Ok(Row {
            customer: if self.whole_number_ids {
                ids::without_float_zero(customer)
            } else {
                customer
            },
            order: self
                .mapping
                .order
                .map(|column| ids::trim(fields.get(column))),
            day,
            amount,
        })
    }

    #[inline]
    fn amount(&self, fields: &Fields<'_>) -> Option<Decimal> {
        let amount = match (self.mapping.amount, self.mapping.quantity, self.mapping.unit_price) {
            (Some(column), ..) => {
                let text = fields.get(column);
                if self.amount_on_first_line && ids::trim(text).is_empty() {
                    return Some(Decimal::default());
                }
                self.amounts.read(text)?
            }
            (None, Some(quantity), Some(price)) => {
                let quantity = self.quantities.read(fields.get(quantity))?;
                let price = self.amounts.read(fields.get(price))?;
                quantity.times(price, SCALE_LIMIT)?
            }
            _ => return None,
        };
        let limit = AMOUNT_LIMIT * 10_i128.pow(u32::from(amount.scale.min(SCALE_LIMIT)));
        (amount.scale <= SCALE_LIMIT && amount.units.abs() < limit).then_some(amount)
    }

    #[inline(never)]
    fn in_one_currency(&self, fields: &Fields<'_>, amount: Decimal) -> Option<Decimal> {
        let currency = ids::trim(cell(fields, self.mapping.currency));
        if let Some((_, rate)) = self
            .rates
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(currency))
        {
            return amount.times(*rate, SCALE_LIMIT);
        }
        let wanted = self.currency.as_ref()?;
        wanted.eq_ignore_ascii_case(currency).then_some(amount)
    }

    /// Does the record repeat the header, at least in the columns that we read?
    #[inline(never)]
    fn is_header(&self, fields: &Fields<'_>) -> bool {
        let map = &self.mapping;
        let mut read = [
            map.customer,
            map.date,
            map.amount.or(map.unit_price),
            map.order,
        ]
        .into_iter()
        .flatten()
        .peekable();
        read.peek().is_some()
            && read.all(|column| {
                self.header
                    .get(column)
                    .is_some_and(|name| !name.is_empty() && ids::trim(fields.get(column)) == *name)
            })
    }
}

#[inline]
fn cell<'a>(fields: &Fields<'a>, column: Option<usize>) -> &'a [u8] {
    column.map_or(&[], |column| fields.get(column))
}
