//! The common road: plain records become rows column by column, each column in a loop of its own that does little and does
//! it often.

use super::Judge;
use super::columns::Money;
use crate::day::Day;
use crate::ingest::amounts::{AmountReader, Shape};
use crate::ingest::days::Days;
use crate::ingest::ids::{self, IdReader};
use crate::ingest::records::{Records, Span};
use crate::ingest::row::{Numbers, fingerprint, order_number};
use crate::math::hash::hash;
use crate::math::key::Key;
use crate::money::{Amount, product};

/// What the common road makes of records: ids that need no trimming, a plain date, a plain amount, and nothing else that
/// matters.
#[derive(Debug, Default)]
pub(crate) struct Drafts {
    rows: Vec<Numbers>,
    /// Else the row says nothing: [`Judge::row`] decides.
    plain: Vec<bool>,
    /// Is its date written otherwise than that of the record before?
    fresh: Vec<bool>,
    /// Some dates have a time of day.
    pub(crate) timed: bool,
}

const EMPTY: Numbers = Numbers {
    customer: Key::EMPTY,
    order: None,
    day: Day(0),
    amount: Amount::new(0, 0),
    fingerprint: 0,
};

impl Judge {
    /// Fills `drafts` with one for each record. `false` if no record of this kind can take the common road.
    pub(crate) fn drafts(&mut self, records: &Records<'_>, drafts: &mut Drafts) -> bool {
        let Some(columns) = self.plain.filter(|plain| plain.last() < records.columns()) else {
            return false;
        };
        drafts.clear(records.len());
        let text = records.text();
        drafts.customers(text, records.column(columns.customer), self.customers);
        if self.mails {
            for (_, plain, _, mail) in drafts.each(text, records.column(columns.customer)) {
                *plain &= !ids::has_capitals(mail);
            }
        }
        if let Some(order) = columns.order {
            drafts.orders(text, records.column(order), self.orders);
        }
        drafts.dates(text, records.column(columns.date), &mut self.days);
        match columns.money {
            Money::Amount(amount) => drafts.amounts(text, records.column(amount), &self.amounts),
            Money::Product {
                quantity,
                unit_price,
            } => {
                drafts.amounts(text, records.column(unit_price), &self.amounts);
                drafts.times_quantities(text, records.column(quantity), &self.quantities);
            }
        }
        true
    }

    /// The time of day of a record that became a plain row, as [`Judge::moment`] gives it.
    #[inline]
    pub(crate) fn second_of_day(&mut self, records: &Records<'_>, record: usize) -> u32 {
        let date = self.plain.map_or(0, |plain| plain.date);
        let cell = records.field(record, date);
        self.days.second_of_day(cell.of(records.text()))
    }
}

impl Drafts {
    /// The plain rows from this one on, as far as they follow each other.
    pub(crate) fn run(&self, from: usize) -> &[Numbers] {
        let plain = self.plain.get(from..).unwrap_or_default();
        let length = plain.iter().position(|plain| !plain).unwrap_or(plain.len());
        self.rows.get(from..from + length).unwrap_or_default()
    }

    fn clear(&mut self, records: usize) {
        self.rows.clear();
        self.rows.resize(records, EMPTY);
        self.plain.clear();
        self.plain.resize(records, true);
        self.fresh.clear();
    }

    /// Can the time of day of this record differ from that of the one before?
    pub(crate) fn may_differ(&self, record: usize) -> bool {
        self.fresh.get(record).copied().unwrap_or(true)
    }

    #[inline(always)] // in the loops over all rows
    fn each<'a>(
        &'a mut self,
        text: &'a [u8],
        cells: impl Iterator<Item = Span> + 'a,
    ) -> impl Iterator<Item = (&'a mut Numbers, &'a mut bool, Span, &'a [u8])> {
        let rows = self.rows.iter_mut().zip(&mut self.plain);
        rows.zip(cells)
            .map(|((row, plain), cell)| (row, plain, cell, cell.of(text)))
    }

    #[inline(never)]
    fn customers(&mut self, text: &[u8], cells: impl Iterator<Item = Span>, ids: IdReader) {
        for (row, plain, cell, id) in self.each(text, cells) {
            *plain &= ids::plain(id).is_some();
            row.customer = key(text, cell.start, ids.without_fraction(id));
        }
    }

    #[inline(never)]
    fn orders(&mut self, text: &[u8], cells: impl Iterator<Item = Span>, ids: IdReader) {
        for (row, plain, cell, id) in self.each(text, cells) {
            *plain &= ids::plain(id).is_some();
            let id = ids.without_fraction(id);
            let key = key(text, cell.start, id);
            let hash = key.place().map_or_else(|| key.hash(), |_| hash(id));
            row.order = Some(order_number(hash));
        }
    }

    #[inline(never)]
    fn dates(&mut self, text: &[u8], cells: impl Iterator<Item = Span>, days: &mut Days) {
        let mut longest = 0;
        let mut fresh = std::mem::take(&mut self.fresh);
        for (row, plain, _, date) in self.each(text, cells) {
            longest = longest.max(date.len());
            let (day, is_fresh) = days.day(date);
            fresh.push(is_fresh);
            match day {
                Some(day) => row.day = day,
                None => *plain = false,
            }
        }
        self.timed = Days::may_have_time(longest);
        self.fresh = fresh;
    }

    #[inline(never)]
    fn amounts(&mut self, text: &[u8], cells: impl Iterator<Item = Span>, amounts: &AmountReader) {
        let mut shape = Shape::default();
        for (row, plain, cell, _) in self.each(text, cells) {
            match amounts.plain(text, cell, &mut shape).and_then(fitting) {
                Some(amount) => row.amount = amount,
                None => *plain = false,
            }
        }
    }

    /// Unit prices stand in the rows.
    #[inline(never)]
    fn times_quantities(
        &mut self,
        text: &[u8],
        cells: impl Iterator<Item = Span>,
        quantities: &AmountReader,
    ) {
        let mut shape = Shape::default();
        for (row, plain, cell, _) in self.each(text, cells) {
            let price = row.amount;
            let quantity = quantities.plain(text, cell, &mut shape);
            let product = quantity.and_then(|(quantity, scale)| {
                fitting((product(quantity, price.units)?, scale + price.scale))
            });
            match product {
                Some(amount) => row.amount = amount,
                None => *plain = false,
            }
        }
    }

    /// Each row with what tells its record from others.
    #[inline(never)]
    pub(crate) fn add_fingerprints(&mut self, records: &Records<'_>) {
        for (row, _, _, record) in self.each(records.text(), records.lines()) {
            row.fingerprint = fingerprint(record);
        }
    }
}

/// The key of an id that begins here; of a longer one it says where in the text it stands.
#[inline(always)]
fn key(text: &[u8], start: u32, id: &[u8]) -> Key {
    let start = start as usize;
    // The second way serves ids at the end of the text.
    let short = Key::within(text, start, start + id.len()).or_else(|| Key::of(id));
    short.unwrap_or(Key::long(start, id.len()))
}

/// `units × 10^-scale`, if a row may hold it.
#[inline(always)]
fn fitting((units, scale): (i64, u8)) -> Option<Amount> {
    let fits = units.unsigned_abs() < Amount::LIMIT.unsigned_abs() && scale <= Amount::MAX_SCALE;
    fits.then_some(Amount::new(units, scale))
}
