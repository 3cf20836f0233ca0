//! Rows → purchases by customer and day: columns, not objects; partial journals merge.
//!
//! ```text
//! Row ─ Journal::take ─▶ Journal ─ merge ─▶ Journal ─ close ─▶ Ledger ─ each_customer ─▶ summaries, holdout, tracking
//! ```

mod cell;
mod close;
mod dictionary;
mod journal;
mod orders;
mod packed;
mod slabs;
mod slots;

pub use dictionary::Dictionary;
pub use journal::Journal;

use crate::day::Day;
use packed::Packed;
use slabs::{Blocks, Days};

/// Every used row, by customer and day.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    customers: Dictionary,
    days: Days,
    partitions: Vec<Partition>,
    orders: Orders,
    large: Vec<i64>,
    scale: u8,
    rows: u64,
    repeated: u64,
    first_day: Day,
    last_day: Day,
}

/// Which rows are one order is not kept: only how many there are.
#[derive(Clone, Debug, Default)]
struct Orders {
    /// Did the rows say which order they belong to? Else each is one.
    named: bool,
    all: u64,
    /// By customer: those whose sum is positive.
    positive: Vec<u32>,
}

impl Orders {
    fn with_room(customers: usize, named: bool) -> Self {
        Self {
            named,
            all: 0,
            positive: Vec::with_capacity(customers),
        }
    }
}

/// The rows of (up to) 1,024 neighbouring customers, sorted by customer, day and amount.
#[derive(Clone, Debug, Default)]
struct Partition {
    /// Index of its first customer.
    first: u32,
    blocks: Blocks,
    /// One past the last row of each customer.
    ends: Vec<u32>,
}

impl Ledger {
    /// Ids of the customers, by index, in order of first appearance.
    #[must_use]
    pub fn customers(&self) -> &Dictionary {
        &self.customers
    }

    /// Used rows.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// Used rows whose record repeats an earlier one exactly, where the rows came with fingerprints.
    #[must_use]
    pub fn repeated(&self) -> u64 {
        self.repeated
    }

    /// Digits behind the decimal point: amounts are in units of 10^-scale.
    #[must_use]
    pub fn scale(&self) -> u8 {
        self.scale
    }

    /// Did the rows say which order they belong to?
    #[must_use]
    pub fn with_orders(&self) -> bool {
        self.orders.named
    }

    /// Orders: rows of one customer with one order id are one, whatever day they stand on; a row that names none is one.
    #[must_use]
    pub fn orders(&self) -> u64 {
        self.orders.all
    }

    /// The customer's orders whose sum is positive.
    #[must_use]
    pub fn positive_orders(&self, customer: u32) -> u32 {
        let count = self.orders.positive.get(customer as usize);
        count.copied().unwrap_or_default()
    }

    /// Day of the earliest row.
    #[must_use]
    pub fn first_day(&self) -> Day {
        self.first_day
    }

    /// Day of the latest row: until then purchases could have been seen.
    #[must_use]
    pub fn last_day(&self) -> Day {
        self.last_day
    }

    /// Calls `visit` with the rows of each customer, in order of the dictionary.
    pub fn each_customer(&self, mut visit: impl FnMut(u32, Rows<'_>)) {
        let mut days = Vec::new();
        for partition in &self.partitions {
            self.each_of(partition, &mut days, &mut visit);
        }
    }

    /// A function of its own: a browser makes a function faster while it runs, but only for the calls that follow.
    #[inline(never)]
    fn each_of(
        &self,
        partition: &Partition,
        days: &mut Vec<Packed>,
        visit: &mut impl FnMut(u32, Rows<'_>),
    ) {
        // Copying the rows once is cheaper than stepping over the borders of blocks everywhere.
        self.days.gather(&partition.blocks, days);
        let mut start = 0;
        for (place, &end) in partition.ends.iter().enumerate() {
            let rows = Rows {
                days: days.get(start..end as usize).unwrap_or_default(),
                large: &self.large,
            };
            start = end as usize;
            visit(partition.first + place as u32, rows);
        }
    }
}

/// One used row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Calendar day.
    pub day: Day,
    /// Money in ledger units.
    pub units: i64,
}

/// The rows of one customer, sorted by day and, within a day, by amount.
#[derive(Clone, Copy, Debug)]
pub struct Rows<'a> {
    days: &'a [Packed],
    large: &'a [i64],
}

impl<'a> Rows<'a> {
    /// Number of rows, at least 1.
    #[must_use]
    pub fn len(&self) -> usize {
        self.days.len()
    }

    /// Never true for the rows that a ledger shows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.days.is_empty()
    }

    /// The rows in order.
    #[inline]
    pub fn iter(&self) -> impl Iterator<Item = Entry> + 'a {
        let large = self.large;
        self.days.iter().map(move |row| Entry {
            day: row.day(),
            units: row.units(large),
        })
    }

    /// Only the rows up to and including this day.
    #[must_use]
    pub fn until(&self, end: Day) -> Self {
        self.part(0, self.days.partition_point(|row| row.day() <= end))
    }

    /// Only the rows after this day.
    #[must_use]
    pub fn after(&self, day: Day) -> Self {
        let from = self.days.partition_point(|row| row.day() <= day);
        self.part(from, self.days.len())
    }

    fn part(&self, from: usize, to: usize) -> Self {
        Self {
            days: self.days.get(from..to).unwrap_or_default(),
            ..*self
        }
    }

    /// Days with at least one purchase row (amount > 0), in order, with the sum of those rows.
    pub fn purchase_days(&self) -> impl Iterator<Item = (Day, i64)> + 'a {
        let mut rows = self.iter().filter(|row| row.units > 0).peekable();
        std::iter::from_fn(move || {
            let first = rows.next()?;
            let mut sum = first.units;
            while let Some(row) = rows.next_if(|row| row.day == first.day) {
                sum += row.units;
            }
            Some((first.day, sum))
        })
    }
}
