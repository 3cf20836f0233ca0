//! Rows → purchases by customer and day: columns, not objects; partial journals merge.
//!
//! ```text
//! Row ─ Journal::take ─▶ Journal ─ merge ─▶ Journal ─ close ─▶ Ledger ─ each_customer ─▶ summaries, holdout, tracking
//! ```

mod close;
mod dictionary;
mod journal;
mod packed;
mod slabs;

pub use dictionary::Dictionary;
pub use journal::Journal;

use crate::day::Day;
use packed::Packed;
use slabs::{Blocks, Slabs};

/// Every used row, by customer and day.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    customers: Dictionary,
    slabs: Slabs,
    partitions: Vec<Partition>,
    large: Vec<i64>,
    scale: u8,
    rows: u64,
    repeated: u64,
    with_orders: bool,
    first_day: Day,
    last_day: Day,
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
        self.with_orders
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
        let (mut packed, mut orders) = (Vec::new(), Vec::new());
        for partition in &self.partitions {
            partition.gather(&self.slabs, &mut packed, &mut orders);
            let mut start = 0;
            for (place, &end) in partition.ends.iter().enumerate() {
                let range = start..end as usize;
                start = end as usize;
                let rows = Rows {
                    packed: packed.get(range.clone()).unwrap_or_default(),
                    orders: orders.get(range).unwrap_or_default(),
                    large: &self.large,
                };
                visit(partition.first + place as u32, rows);
            }
        }
    }
}

impl Partition {
    /// Its rows in one piece: copying them once is cheaper than stepping over block borders everywhere.
    fn gather(&self, slabs: &Slabs, packed: &mut Vec<Packed>, orders: &mut Vec<u64>) {
        packed.clear();
        orders.clear();
        let any_orders = slabs.have_orders(&self.blocks);
        for rows in slabs.each(&self.blocks) {
            packed.extend_from_slice(rows.packed);
            if any_orders {
                orders.extend_from_slice(rows.orders);
                orders.resize(packed.len(), slabs::OWN_ORDER);
            }
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
    /// Equal for rows of one order of one customer; 0 = an order of its own.
    pub order: u64,
}

impl Entry {
    /// `order` of a row that is an order of its own.
    pub const OWN_ORDER: u64 = slabs::OWN_ORDER;
}

/// Rows of a customer whose order ids are compared each with each.
const FEW: usize = 32;

/// The rows of one customer, sorted by day and, within a day, by amount.
#[derive(Clone, Copy, Debug)]
pub struct Rows<'a> {
    packed: &'a [Packed],
    /// As long as `packed`, or empty where every row is an order of its own.
    orders: &'a [u64],
    large: &'a [i64],
}

impl<'a> Rows<'a> {
    /// Number of rows, at least 1.
    #[must_use]
    pub fn len(&self) -> usize {
        self.packed.len()
    }

    /// Never true for the rows that a ledger shows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.packed.is_empty()
    }

    /// Is it certain that no two rows are one order?
    #[must_use]
    #[inline]
    pub fn are_orders_of_their_own(&self) -> bool {
        // Holding few ids against each other, many at once, costs less than a table of them.
        self.orders.len() <= FEW
            && (1..self.orders.len()).all(|i| {
                let (before, order) = (&self.orders[..i], self.orders[i]);
                !before
                    .iter()
                    .fold(false, |any, &other| any | (other == order))
            })
    }

    /// The rows in order.
    #[inline]
    pub fn iter(&self) -> impl Iterator<Item = Entry> + 'a {
        let (large, orders) = (self.large, self.orders);
        self.packed
            .iter()
            .enumerate()
            .map(move |(i, packed)| Entry {
                day: packed.day(),
                units: packed.units(large),
                order: orders.get(i).copied().unwrap_or(slabs::OWN_ORDER),
            })
    }

    /// Only the rows up to and including this day.
    #[must_use]
    pub fn until(&self, end: Day) -> Self {
        self.part(0, self.packed.partition_point(|row| row.day() <= end))
    }

    /// Only the rows after this day.
    #[must_use]
    pub fn after(&self, day: Day) -> Self {
        let from = self.packed.partition_point(|row| row.day() <= day);
        self.part(from, self.packed.len())
    }

    fn part(&self, from: usize, to: usize) -> Self {
        Self {
            packed: self.packed.get(from..to).unwrap_or_default(),
            orders: self.orders.get(from..to).unwrap_or_default(),
            large: self.large,
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
