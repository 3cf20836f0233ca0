//! Rows as they come → [`Journal`]: exact, compact, mergeable. Closing it sorts its rows into a [`Ledger`].
//!
//! Customers get running numbers; the rows of 1,024 neighbouring numbers share a partition. A row takes 16 bytes, 4 more
//! with its fingerprint. Rows are appended to blocks of equal size (`slabs`), so that memory never has to be moved while
//! it grows.

use super::Ledger;
use super::cell::{Cell, PLACE_BITS};
use super::dictionary::Dictionary;
use super::packed::Packed;
use super::slabs::{Blocks, Slabs};
use crate::ingest::pass::{Refused, Take};
use crate::ingest::row::{Numbers, SkipReason};
use crate::math::hash::hash;
use crate::money::{product, ten_to};

/// Used rows in the order of the file. A monoid: `a.merge(b)` is what one journal would be that had taken the rows of `a`
/// and then those of `b`.
#[derive(Clone, Debug, Default)]
pub struct Journal {
    pub(super) customers: Dictionary,
    pub(super) slabs: Slabs,
    pub(super) partitions: Vec<Blocks>,
    pub(super) large: Vec<i64>,
    pub(super) scale: u8,
    pub(super) rows: u64,
    /// Σ |amount| in units: while this fits, no sum of any rows can overflow.
    size: i64,
    pub(super) with_orders: bool,
    scratch: Scratch,
}

/// What is known of the rows being taken; used again for the next ones.
#[derive(Clone, Debug, Default)]
struct Scratch {
    packed: Vec<Packed>,
    /// Hash of each customer's id.
    hashes: Vec<u64>,
    /// Index + 1 of each customer, if it was found at first sight.
    found: Vec<u32>,
}

impl Journal {
    /// An empty journal.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Rows so far.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// Packs rows until one needs another unit, or the sums could overflow, or the day is beyond year 11263; gives how many
    /// were packed. These have been counted.
    fn pack(&mut self, rows: &[Numbers]) -> usize {
        self.scratch.packed.clear();
        for row in rows {
            let Some((packed, size)) = self.packed(row) else {
                break;
            };
            self.size = size;
            self.with_orders |= row.order.is_some();
            self.scratch.packed.push(packed);
        }
        let packed = self.scratch.packed.len();
        self.rows += packed as u64;
        packed
    }

    #[inline]
    fn packed(&mut self, row: &Numbers) -> Option<(Packed, i64)> {
        let units = match self.scale.checked_sub(row.amount.scale)? {
            0 => row.amount.units,
            more => product(row.amount.units, ten_to(more)?)?,
        };
        let size = self.size.checked_add(units.checked_abs()?)?;
        Some((Packed::new(row.day, units, &mut self.large)?, size))
    }

    /// Looks up the customers of rows that are packed, and puts the rows where they belong. A look-up waits for memory; many
    /// of them wait together: no load of the first loops depends on the one before.
    fn put_all(&mut self, text: &[u8], rows: &[Numbers]) {
        let mut scratch = std::mem::take(&mut self.scratch);
        let id = |(start, length)| text.get(start..start + length).unwrap_or_default();
        scratch.hashes.clear();
        scratch.hashes.extend(rows.iter().map(|row| {
            let place = row.customer.place();
            place.map_or_else(|| row.customer.hash(), |place| hash(id(place)))
        }));
        self.customers.slots.fetch(&scratch.hashes);
        scratch.found.clear();
        let candidates = rows.iter().zip(&scratch.hashes);
        let candidates =
            candidates.map(|(row, &hash)| self.customers.slots.candidate(row.customer, hash));
        scratch.found.extend(candidates);
        let ids = rows.iter().map(|row| row.customer);
        if ids.clone().any(|id| id.tight().is_none()) {
            self.customers.confirm(text, ids, &mut scratch.found);
        }
        self.number_new(text, rows, &mut scratch);
        let packed = scratch.packed.iter().zip(&scratch.found);
        for (row, (&packed, &next)) in rows.iter().zip(packed) {
            // 2^32 − 2 customers would need 64 GB of ids.
            if let Some(customer) = next.checked_sub(1) {
                let cell = Cell::new(packed, row.order, customer);
                self.put(customer, cell, row.fingerprint);
            }
        }
        self.scratch = scratch;
    }

    /// Numbers the customers that were not found at first sight.
    #[inline(never)]
    fn number_new(&mut self, text: &[u8], rows: &[Numbers], scratch: &mut Scratch) {
        let found = scratch.found.iter_mut().zip(&scratch.hashes);
        for (row, (next, &hash)) in rows.iter().zip(found) {
            if *next == 0 {
                let index = match row.customer.place() {
                    None => self.customers.index_of_key(row.customer, hash),
                    Some((start, length)) => {
                        let id = text.get(start..start + length).unwrap_or_default();
                        self.customers.index_of_long(id, hash)
                    }
                };
                *next = index.map_or(0, |index| index + 1);
            }
        }
    }

    #[inline(always)] // in the loop over all rows
    fn put(&mut self, customer: u32, cell: Cell, fingerprint: u32) {
        let partition = (customer >> PLACE_BITS) as usize;
        if partition >= self.partitions.len() {
            self.partitions.resize_with(partition + 1, Blocks::default);
        }
        self.slabs
            .push(&mut self.partitions[partition], cell, fingerprint);
    }

    /// `None` (and nothing has changed) where the sums could overflow.
    #[inline(never)]
    fn rescale(&mut self, scale: u8) -> Option<()> {
        let factor = ten_to(scale.checked_sub(self.scale)?)?;
        self.size = self.size.checked_mul(factor)?;
        self.scale = scale;
        let old = std::mem::take(&mut self.large);
        let large = &mut self.large;
        self.slabs.rewrite(&self.partitions, |cell| {
            // Within `size`, so the product fits; the list of large amounts is as long as memory allows rows.
            let units = cell.packed.units(&old).saturating_mul(factor);
            let packed = Packed::new(cell.packed.day(), units, large);
            cell.with(packed.unwrap_or(cell.packed))
        });
        Some(())
    }

    /// Takes the rows of `next` behind its own. `false` where the sums could overflow; then the journal is of no use any more.
    #[must_use]
    pub fn merge(&mut self, mut next: Self) -> bool {
        if self.rows == 0 && self.scale <= next.scale {
            *self = next;
            return true;
        }
        let scale = self.scale.max(next.scale);
        if self.rescale(scale).is_none() || next.rescale(scale).is_none() {
            return false;
        }
        let Some(size) = self.size.checked_add(next.size) else {
            return false;
        };
        self.size = size;
        self.rows += next.rows;
        self.with_orders |= next.with_orders;
        let mut renumbered = Vec::with_capacity(next.customers.len());
        for id in next.customers.ids() {
            match self.customers.index(id) {
                Some(index) => renumbered.push(index),
                None => return false,
            }
        }
        for (partition, blocks) in next.partitions.iter().enumerate() {
            let base = partition << PLACE_BITS;
            for (cells, fingerprints) in next.slabs.each(blocks) {
                for (at, &cell) in cells.iter().enumerate() {
                    let customer = renumbered[base + cell.place()];
                    let (day, units) = (cell.packed.day(), cell.packed.units(&next.large));
                    let Some(packed) = Packed::new(day, units, &mut self.large) else {
                        return false;
                    };
                    let cell = cell.with(packed).of_customer(customer);
                    let fingerprint = fingerprints.get(at).copied().unwrap_or_default();
                    self.put(customer, cell, fingerprint);
                }
            }
        }
        true
    }

    /// No more rows come: sorts them by customer and day. With `amount_once_per_order` rows of one order carry the order's
    /// total each, and only one of them is kept.
    #[must_use]
    pub fn close(self, amount_once_per_order: bool) -> Ledger {
        Ledger::from_journal(self, amount_once_per_order)
    }
}

impl Take for Journal {
    fn take(&mut self, text: &[u8], rows: &[Numbers]) -> Result<(), Refused> {
        let mut taken = 0;
        while let Some(next) = rows.get(taken) {
            let fits = next.amount.scale <= self.scale || self.rescale(next.amount.scale).is_some();
            let packed = if fits { self.pack(&rows[taken..]) } else { 0 };
            if packed == 0 {
                let reason = if Packed::new(next.day, 0, &mut Vec::new()).is_none() {
                    SkipReason::BadOrMissingDate
                } else {
                    SkipReason::BadOrMissingAmount
                };
                return Err(Refused { taken, reason });
            }
            self.put_all(text, &rows[taken..taken + packed]);
            taken += packed;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::day::Day;
    use crate::ingest::row::Row;
    use crate::money::Amount;

    fn take(
        journal: &mut Journal,
        customer: &str,
        day: i32,
        units: i64,
        scale: u8,
    ) -> Result<(), SkipReason> {
        let row = Row {
            customer: customer.as_bytes(),
            order: None,
            day: Day(day),
            amount: Amount::new(units, scale),
            fingerprint: 0,
        };
        let taken = journal.take(row.customer, &[row.numbers()]);
        taken.map_err(|refused| refused.reason)
    }

    #[test]
    fn a_row_beyond_what_can_be_summed_is_refused_and_changes_nothing() {
        let mut journal = Journal::new();
        let big = i64::MAX;
        let journal = &mut journal;
        assert_eq!(take(journal, "a", 1, big - 5, 0), Ok(()));
        let (bad_amount, bad_date) = (SkipReason::BadOrMissingAmount, SkipReason::BadOrMissingDate);
        assert_eq!(take(journal, "b", 1, 6, 0), Err(bad_amount));
        assert_eq!(take(journal, "b", 1, 1, 1), Err(bad_amount));
        assert_eq!(take(journal, "b", i32::MAX, 1, 0), Err(bad_date));
        assert_eq!((journal.rows(), journal.scale), (1, 0));
        assert_eq!(take(journal, "b", 1, -5, 0), Ok(()));
    }
}
