//! Rows as they come → [`Journal`]: exact, compact, mergeable. Closing it sorts its rows into a [`Ledger`].
//!
//! Customers get running numbers; the rows of 1,024 neighbouring numbers share a partition. A row takes 18 bytes (10
//! without order ids, 4 more with fingerprints): its customer's place in the partition, day and amount in 64 bits, and a
//! 64-bit hash of its order id.
//! Rows are appended to blocks of equal size (`slabs`), so that memory never has to be moved while it grows.

use super::Ledger;
use super::dictionary::{Dictionary, Key};
use super::packed::Packed;
use super::slabs::{Blocks, Cell, Columns, OWN_ORDER, Slabs};
use crate::ingest::pass::Take;
use crate::ingest::row::{Row, SkipReason};
use crate::math::hash::hash;
use crate::money::Amount;

/// Customers per partition: 2^10. Its rows fit into the second-level cache when they are sorted (20,000 rows at 20 each).
pub(super) const PARTITION_BITS: u32 = 10;

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
    pending: Pending,
}

/// Rows per batch: enough to wait for many customers' memory at once, few enough to stay in the nearest cache.
const BATCH: usize = 256;

/// Rows whose customers have not been looked up yet. One look-up waits for memory twice; a batch of them waits together.
#[derive(Clone, Debug, Default)]
struct Pending {
    rows: Vec<Waiting>,
    /// Customer ids that do not fit into their key, one behind the other.
    long: Vec<u8>,
}

/// A row that waits for its customer's index.
#[derive(Clone, Copy, Debug)]
struct Waiting {
    hash: u64,
    /// A long id's key says where it stands in `Pending::long`.
    key: Key,
    packed: Packed,
    order: u64,
    fingerprint: u32,
    /// Index + 1 of the customer, if it was found.
    candidate: u32,
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

    /// One row. `None` (and nothing has changed) where the sums could overflow or the day is beyond year 11263.
    #[inline(always)] // the one caller is the loop over all rows
    fn add(&mut self, row: &Row<'_>) -> Option<()> {
        let units = self.units(row.amount)?;
        let size = self.size.checked_add(units.checked_abs()?)?;
        let packed = Packed::new(row.day, units, &mut self.large)?;
        let order = match row.order {
            Some(id) if !id.is_empty() => hash(id).max(1),
            _ => OWN_ORDER,
        };
        self.size = size;
        self.rows += 1;
        self.with_orders |= row.order.is_some();
        let (key, hash) = match Key::of(row.customer) {
            Some(key) => (key, key.hash()),
            None => self.pending.put_aside(row.customer),
        };
        self.pending.rows.push(Waiting {
            hash,
            key,
            packed,
            order,
            fingerprint: row.fingerprint,
            candidate: 0,
        });
        if self.pending.rows.len() >= BATCH {
            self.flush();
        }
        Some(())
    }

    /// Looks up the customers of the pending rows and puts the rows where they belong.
    #[inline(never)]
    pub(super) fn flush(&mut self) {
        let mut pending = std::mem::take(&mut self.pending);
        // First all slots, then all keys: each loop's loads do not depend on each other.
        for row in &mut pending.rows {
            row.candidate = self.customers.candidate(row.hash);
        }
        for row in &mut pending.rows {
            let short = row.key.place().is_none();
            if !(short && self.customers.is_key(row.candidate, row.key)) {
                row.candidate = 0;
            }
        }
        for row in &pending.rows {
            let customer = match (row.candidate, row.key.place()) {
                (0, None) => self.customers.index_of_key(row.key, row.hash),
                (0, Some((start, length))) => {
                    let id = pending.long.get(start..start + length);
                    self.customers
                        .index_of_long(id.unwrap_or_default(), row.hash)
                }
                (found, _) => Some(found - 1),
            };
            // 2^32 − 2 customers would need 64 GB of ids.
            if let Some(customer) = customer {
                self.put(customer, row.packed, row.order, row.fingerprint);
            }
        }
        pending.rows.clear();
        pending.long.clear();
        self.pending = pending;
    }

    #[inline]
    fn put(&mut self, customer: u32, packed: Packed, order: u64, fingerprint: u32) {
        let partition = (customer >> PARTITION_BITS) as usize;
        if partition >= self.partitions.len() {
            self.partitions.resize_with(partition + 1, Blocks::default);
        }
        let cell = Cell {
            place: (customer & ((1 << PARTITION_BITS) - 1)) as u16,
            packed,
            order,
            fingerprint,
        };
        self.slabs.push(&mut self.partitions[partition], cell);
    }

    /// The amount in the journal's units; an amount with more digits behind the point changes the unit of all.
    #[inline]
    fn units(&mut self, amount: Amount) -> Option<i64> {
        if amount.scale > self.scale {
            self.rescale(amount.scale)?;
        }
        match self.scale - amount.scale {
            0 => Some(amount.units),
            more => amount
                .units
                .checked_mul(10_i64.checked_pow(u32::from(more))?),
        }
    }

    /// `None` (and nothing has changed) where the sums could overflow.
    #[inline(never)]
    fn rescale(&mut self, scale: u8) -> Option<()> {
        self.flush();
        let factor = 10_i64.checked_pow(u32::from(scale.checked_sub(self.scale)?))?;
        self.size = self.size.checked_mul(factor)?;
        self.scale = scale;
        let old = std::mem::take(&mut self.large);
        let large = &mut self.large;
        self.slabs.rewrite(&self.partitions, |packed| {
            // Within `size`, so the product fits; the list of large amounts is as long as memory allows rows.
            let units = packed.units(&old).saturating_mul(factor);
            Packed::new(packed.day(), units, large).unwrap_or(packed)
        });
        Some(())
    }

    /// Takes the rows of `next` behind its own. `false` where the sums could overflow; then the journal is of no use any more.
    #[must_use]
    pub fn merge(&mut self, mut next: Self) -> bool {
        self.flush();
        next.flush();
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
            let base = partition << PARTITION_BITS;
            for cell in next.slabs.each(blocks).flat_map(Columns::cells) {
                let customer = renumbered[base + usize::from(cell.place)];
                let units = cell.packed.units(&next.large);
                let Some(packed) = Packed::new(cell.packed.day(), units, &mut self.large) else {
                    return false;
                };
                self.put(customer, packed, cell.order, cell.fingerprint);
            }
        }
        true
    }

    /// No more rows come: sorts them by customer and day. With `amount_once_per_order` rows of one order carry the order's
    /// total each, and only one of them is kept.
    #[must_use]
    pub fn close(mut self, amount_once_per_order: bool) -> Ledger {
        self.flush();
        Ledger::from_journal(self, amount_once_per_order)
    }
}

impl Pending {
    /// Keeps a long id until the batch is full; gives the key that says where, and its hash.
    #[inline(never)]
    fn put_aside(&mut self, id: &[u8]) -> (Key, u64) {
        let key = Key::long(self.long.len(), id.len());
        self.long.extend_from_slice(id);
        (key, hash(id))
    }
}

impl Take for Journal {
    #[inline(always)] // as `add`
    fn take(&mut self, row: &Row<'_>) -> Result<(), SkipReason> {
        self.add(row)
            .ok_or(if Packed::new(row.day, 0, &mut Vec::new()).is_none() {
                SkipReason::BadOrMissingDate
            } else {
                SkipReason::BadOrMissingAmount
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::day::Day;

    fn row<'a>(customer: &'a str, order: Option<&'a str>, day: i32, amount: (i64, u8)) -> Row<'a> {
        Row {
            customer: customer.as_bytes(),
            order: order.map(str::as_bytes),
            day: Day(day),
            amount: Amount::new(amount.0, amount.1),
            fingerprint: 0,
        }
    }

    #[test]
    fn a_row_beyond_what_can_be_summed_is_refused_and_changes_nothing() {
        let mut journal = Journal::new();
        let big = i64::MAX;
        assert_eq!(journal.take(&row("a", None, 1, (big - 5, 0))), Ok(()));
        assert_eq!(
            journal.take(&row("b", None, 1, (6, 0))),
            Err(SkipReason::BadOrMissingAmount)
        );
        assert_eq!(
            journal.take(&row("b", None, 1, (1, 1))),
            Err(SkipReason::BadOrMissingAmount)
        );
        assert_eq!(
            journal.take(&row("b", None, i32::MAX, (1, 0))),
            Err(SkipReason::BadOrMissingDate)
        );
        assert_eq!((journal.rows(), journal.scale), (1, 0));
        assert_eq!(journal.take(&row("b", None, 1, (-5, 0))), Ok(()));
    }
}
