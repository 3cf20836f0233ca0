//! One record → a usable row, or the first reason why it is none. Every pass over a file asks here, so that counts, the
//! list of skipped rows and the clean copy can't disagree.

mod columns;
mod joined;
mod plain;
mod sale;

use std::cell::Cell;

use columns::{Columns, Plain, plain_columns};
pub(super) use plain::Drafts;

use super::amounts::AmountReader;
use super::currency;
use super::dates::DateReader;
use super::days::Days;
use super::ids::{self, IdReader};
use super::layout::Layout;
use super::lookup::Lookups;
use super::pass::Moment;
use super::plan::{AmountLevel, AmountReading, CurrencyRule, Plan, Role, Share, Source, Totals};
use super::records::Fields;
use super::row::{Row, SkipReason};
use crate::day::Day;
use crate::math::pairs::Pairs;
use crate::money::{Amount, Decimal};

/// The first line of the order being read, where only that line carries the order's total.
#[derive(Clone, Debug)]
struct FirstLine {
    order: Vec<u8>,
    customer: Vec<u8>,
    day: Day,
}

/// Applies a plan to the records of one file, in their order.
#[derive(Clone, Debug)]
pub struct Judge {
    columns: Columns,
    /// Where nothing speaks against it.
    plain: Option<Plain>,
    days: Days,
    amounts: AmountReader,
    quantities: AmountReader,
    /// Amounts so far that only the other decimal mark explains.
    by_other_mark: Cell<u64>,
    customers: IdReader,
    orders: IdReader,
    /// Customers are known by e-mail addresses.
    mails: bool,
    statuses_left_out: Vec<Vec<u8>>,
    /// Rows whose text in this column is one of these repeat the money of others.
    kinds_left_out: Option<(usize, Vec<Vec<u8>>)>,
    /// Rows that add others up.
    totals: Vec<Totals>,
    /// Money in this column is taken off the amount.
    refund: Option<usize>,
    /// Money in this column is taken off what the order's lines sum up to.
    order_discount: Option<usize>,
    /// The column with a share of quantity × price.
    discount: Option<(usize, Share)>,
    currency: Option<String>,
    /// A column, and its texts that take the row's money off.
    taken_off: Option<(usize, Vec<Vec<u8>>)>,
    /// All rows take their money off.
    all_off: bool,
    /// A list of returned orders is joined.
    returns: bool,
    /// A row without a currency is in the wanted one.
    bare_counts: bool,
    rates: Option<Vec<(String, Decimal)>>,
    total_on_first_line: bool,
    first_line: Option<FirstLine>,
    header: Vec<Vec<u8>>,
    lookups: Option<Lookups>,
    from_partner: Pairs<Role, Source>,
}

impl Judge {
    /// A judge for a file with this plan and layout.
    #[must_use]
    pub fn new(plan: &Plan, layout: &Layout) -> Self {
        let plain = AmountReading::default();
        let (mut wanted, mut rates) = (None, None);
        match &plan.currency {
            CurrencyRule::One => {}
            CurrencyRule::Keep(name) | CurrencyRule::Only(name) => {
                wanted = currency::of_cell(name.as_bytes());
            }
            CurrencyRule::Convert(table) => {
                let rate = |text: &String| AmountReader::new(plain).read(text.trim().as_bytes());
                let known = |(name, text): (&String, _)| {
                    Some((currency::of_cell(name.as_bytes())?, rate(text)?))
                };
                rates = Some(table.iter().filter_map(known).collect());
            }
        }
        let header = match layout.header {
            Some(_) => layout
                .columns
                .iter()
                .map(|name| name.trim().into())
                .collect(),
            None => Vec::new(),
        };
        Self {
            columns: Columns::of(&plan.mapping),
            plain: plain_columns(plan),
            days: Days::new(DateReader::new(plan.date).counting(plan.epoch)),
            amounts: AmountReader::new(plan.amount),
            quantities: AmountReader::new(AmountReading {
                cents: false,
                power: 0,
                ..plan.amount
            }),
            by_other_mark: Cell::new(0),
            customers: IdReader::new(plan.float_customer),
            orders: IdReader::new(plan.float_order),
            mails: plan.mails,
            statuses_left_out: trimmed(&plan.status_excluded),
            kinds_left_out: plan
                .kinds_left_out
                .as_ref()
                .map(|(column, kinds)| (*column, trimmed(kinds))),
            totals: plan.totals.clone(),
            discount: plan.discount,
            order_discount: plan.order_discount,
            refund: plan
                .mapping
                .get(Role::Refund)
                .filter(|_| plan.subtract_refunds),
            currency: wanted,
            taken_off: plan
                .returns
                .as_ref()
                .map(|returns| (returns.column, trimmed(&returns.values))),
            all_off: plan.taken_off,
            returns: plan.lookups.iter().any(|lookup| lookup.returns),
            bare_counts: matches!(plan.currency, CurrencyRule::Only(_)),
            rates,
            total_on_first_line: plan.level == AmountLevel::FirstLine,
            first_line: None,
            header,
            lookups: None,
            from_partner: plan.from_partner.clone(),
        }
    }

    /// With the joined tables of the plan, read before.
    #[must_use]
    pub fn joined(mut self, lookups: Lookups) -> Self {
        self.lookups = Some(lookups);
        self
    }

    /// The row of this record, or the first reason (in the order of `SkipReason`) why there is none.
    #[inline]
    pub fn row<'a>(&'a mut self, fields: &Fields<'a>) -> Result<Row<'a>, SkipReason> {
        if self.is_on_another_level(fields) {
            return Err(SkipReason::OtherLevel);
        }
        let adds_up = |totals: &Totals| totals.holds(ids::trim(fields.get(totals.column)));
        if self.totals.iter().any(adds_up) {
            return Err(SkipReason::NotARow);
        }
        if self.total_on_first_line {
            return self.line_of_order(fields);
        }
        if !self.from_partner.is_empty() {
            return self
                .read_joined(fields)
                .map_err(|reason| self.or_header(fields, reason));
        }
        match self.read(fields) {
            Ok(row) => Ok(row),
            Err(reason) => Err(self.or_header(fields, reason)),
        }
    }

    /// Does its money stand in other rows of the order that count?
    #[inline]
    fn is_on_another_level(&self, fields: &Fields<'_>) -> bool {
        self.kinds_left_out.as_ref().is_some_and(|(column, kinds)| {
            let kind = ids::trim(fields.get(*column));
            !fields.flaws().any() && kinds.iter().any(|out| out == kind)
        })
    }

    #[inline(never)]
    fn date_cell<'a>(&'a self, fields: &Fields<'a>) -> &'a [u8] {
        if self.from_partner.is_empty() {
            return cell(fields, self.columns.date);
        }
        let partners = self.partners(fields);
        self.joined_cell(fields, &partners, Role::Date)
            .unwrap_or_default()
    }

    /// The day of the row with its time of day as written.
    #[must_use]
    #[inline]
    pub fn moment(&mut self, fields: &Fields<'_>, day: Day) -> Moment {
        let second = if self.from_partner.is_empty() {
            self.days.second_of_day(cell(fields, self.columns.date))
        } else {
            self.days.reader().second_of_day(self.date_cell(fields))
        };
        Moment { day, second }
    }

    /// Is the row only readable under the other reading of its date? One such row refutes a guess that the samples left open.
    #[must_use]
    pub fn refutes_date(&self, fields: &Fields<'_>, reason: SkipReason) -> bool {
        let other = || self.days.reader().turned();
        reason == SkipReason::BadOrMissingDate
            && other().is_some_and(|other| other.day(self.date_cell(fields)).is_some())
    }

    /// Amounts so far that only the other decimal mark explains: they refute a guess that the samples left open.
    #[must_use]
    pub fn refuting_amounts(&self) -> u64 {
        self.by_other_mark.get()
    }

    /// Was there anything around the customer id to trim? (Worth a note, not a reason.)
    #[must_use]
    #[inline]
    pub fn trims(&self, fields: &Fields<'_>) -> bool {
        let written = cell(fields, self.columns.customer);
        ids::trim(written).len() != written.len() // a fast no in nearly all rows
    }

    #[inline]
    fn read<'a>(&mut self, fields: &Fields<'a>) -> Result<Row<'a>, SkipReason> {
        if fields.flaws().any() {
            return Err(SkipReason::BadRecord);
        }
        let customer = self
            .customers
            .read(cell(fields, self.columns.customer))
            .ok_or(SkipReason::MissingCustomerId)?;
        let day = self
            .days
            .day(cell(fields, self.columns.date))
            .0
            .ok_or(SkipReason::BadOrMissingDate)?;
        let amount = self.amount(fields).ok_or(SkipReason::BadOrMissingAmount)?;
        Ok(Row {
            customer,
            order: self.order(fields),
            day,
            amount: self.as_a_sale(fields, amount)?,
            fingerprint: 0,
        })
    }

    /// `None` without an order column, empty where the order's id is missing.
    #[inline]
    fn order<'a>(&self, fields: &Fields<'a>) -> Option<&'a [u8]> {
        let written = fields.get(self.columns.order?);
        Some(self.orders.read(written).unwrap_or_default())
    }

    /// The total stands on an order's first line; a later line without amount adds nothing to the same order.
    #[inline(never)]
    fn line_of_order<'a>(&'a mut self, fields: &Fields<'a>) -> Result<Row<'a>, SkipReason> {
        let written = cell(fields, self.columns.amount);
        let order = self.order(fields).unwrap_or_default();
        let follows = !order.is_empty()
            && ids::trim(written).is_empty()
            && self
                .first_line
                .as_ref()
                .is_some_and(|first| first.order == order);
        if follows && !fields.flaws().any() {
            return match &self.first_line {
                None => Err(SkipReason::BadRecord),
                Some(first) => Ok(Row {
                    customer: &first.customer,
                    order: Some(order),
                    day: first.day,
                    amount: Amount::default(),
                    fingerprint: 0,
                }),
            };
        }
        let row = self
            .read(fields)
            .map_err(|reason| self.or_header(fields, reason));
        self.first_line = row.ok().filter(|_| !order.is_empty()).map(|row| FirstLine {
            order: order.into(),
            customer: row.customer.into(),
            day: row.day,
        });
        row
    }

    /// The reason, unless the record repeats the header, at least in the columns that we read.
    #[inline(never)]
    fn or_header(&self, fields: &Fields<'_>, reason: SkipReason) -> SkipReason {
        let columns = &self.columns;
        let read = [
            columns.customer,
            columns.date,
            columns.amount,
            columns.order,
        ];
        let is_name = |column: usize| {
            self.header
                .get(column)
                .is_some_and(|name| !name.is_empty() && ids::trim(fields.get(column)) == *name)
        };
        let repeated = columns.customer.is_some() && read.into_iter().flatten().all(is_name);
        if repeated && reason > SkipReason::NotARow {
            SkipReason::NotARow
        } else {
            reason
        }
    }
}

fn trimmed(texts: &[String]) -> Vec<Vec<u8>> {
    texts.iter().map(|text| text.trim().into()).collect()
}

#[inline(always)]
fn cell<'a>(fields: &Fields<'a>, column: Option<usize>) -> &'a [u8] {
    column.map_or(&[], |column| fields.get(column))
}
