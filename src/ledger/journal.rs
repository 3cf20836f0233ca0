//! Rows as they come → [`Journal`]: exact, compact, mergeable. Closing it sorts its rows into a [`Ledger`].
//!
//! Customers get running numbers; the rows of 1,024 neighbouring numbers share a partition. A row takes 18 bytes (10
//! without order ids): its customer's place in the partition, day and amount in 64 bits, and a 64-bit hash of its order id.
//! Rows are appended to blocks of equal size (`slabs`), so that memory never has to be moved while it grows.

use super::Ledger;
use super::dictionary::{Dictionary, Key};
use super::packed::Packed;
use super::slabs::{Blocks, OWN_ORDER, Slabs};
use crate::ingest::pass::Take;
use crate::ingest::row::{Row, SkipReason};
use crate::math::hash::hash;
use crate::money::Decimal;

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
    /// Hash and key of the customer; for a long id, start and length in `long`.
    customers: Vec<(u64, Option<Key>)>,
    long: Vec<u8>,
    long_ends: Vec<usize>,
    packed: Vec<Packed>,
    orders: Vec<u64>,
    candidates: Vec<u32>,
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
    #[inline]
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
        let pending = &mut self.pending;
        let key = Key::of(row.customer);
        if key.is_none() {
            pending.long.extend_from_slice(row.customer);
            pending.long_ends.push(pending.long.len());
        }
        pending.customers.push((key.map_or(0, Key::hash), key));
        pending.packed.push(packed);
        pending.orders.push(order);
        if pending.packed.len() >= BATCH {
            self.flush();
        }
        Some(())
    }

    /// Looks up the customers of the pending rows and puts the rows where they belong.
    #[inline(never)]
    pub(super) fn flush(&mut self) {
        let mut pending = std::mem::take(&mut self.pending);
        // First all slots, then all keys: each loop's loads do not depend on each other.
        let candidates = pending
            .customers
            .iter()
            .map(|&(hash, _)| self.customers.candidate(hash));
        pending.candidates.clear();
        pending.candidates.extend(candidates);
        for (candidate, &(_, key)) in pending.candidates.iter_mut().zip(&pending.customers) {
            if !key.is_some_and(|key| self.customers.is_key(*candidate, key)) {
                *candidate = 0;
            }
        }
        let mut long = 0;
        let mut long_ends = pending.long_ends.iter();
        let rows = pending.candidates.iter().zip(&pending.customers);
        let values = pending.packed.iter().zip(&pending.orders);
        for ((&candidate, &(hash, key)), (&packed, &order)) in rows.zip(values) {
            let customer = match (candidate, key) {
                (0, Some(key)) => self.customers.index_of_key(key, hash),
                (0, None) => {
                    let start = long;
                    long = long_ends.next().copied().unwrap_or(start);
                    self.customers
                        .index_of_long(pending.long.get(start..long).unwrap_or_default())
                }
                (found, _) => Some(found - 1),
            };
            // 2^32 − 2 customers would need 64 GB of ids.
            if let Some(customer) = customer {
                self.put(customer, packed, order);
            }
        }
        pending.customers.clear();
        pending.long.clear();
        pending.long_ends.clear();
        pending.packed.clear();
        pending.orders.clear();
        self.pending = pending;
    }

    #[inline]
    fn put(&mut self, customer: u32, packed: Packed, order: u64) {
        let partition = (customer >> PARTITION_BITS) as usize;
        let place = (customer & ((1 << PARTITION_BITS) - 1)) as u16;
        if partition >= self.partitions.len() {
            self.partitions.resize_with(partition + 1, Blocks::default);
        }
        self.slabs
            .push(&mut self.partitions[partition], place, packed, order);
    }

    /// The amount in the journal's units; an amount with more digits behind the point changes the unit of all.
    #[inline]
    fn units(&mut self, amount: Decimal) -> Option<i64> {
        if amount.scale > self.scale {
            self.rescale(amount.scale)?;
        }
        let units = i64::try_from(amount.units).ok()?;
        match self.scale - amount.scale {
            0 => Some(units),
            more => units.checked_mul(10_i64.checked_pow(u32::from(more))?),
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
            for (places, packed, orders) in next.slabs.each(blocks) {
                for (row, (&place, &packed)) in places.iter().zip(packed).enumerate() {
                    let customer = renumbered[base + usize::from(place)];
                    let units = packed.units(&next.large);
                    let Some(packed) = Packed::new(packed.day(), units, &mut self.large) else {
                        return false;
                    };
                    let order = orders.get(row).copied().unwrap_or(OWN_ORDER);
                    self.put(customer, packed, order);
                }
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

impl Take for Journal {
    #[inline]
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

    fn row<'a>(customer: &'a str, order: Option<&'a str>, day: i32, amount: (i128, u8)) -> Row<'a> {
        Row {
            customer: customer.as_bytes(),
            order: order.map(str::as_bytes),
            day: Day(day),
            amount: Decimal::new(amount.0, amount.1),
        }
    }

    #[test]
    fn a_row_beyond_what_can_be_summed_is_refused_and_changes_nothing() {
        let mut journal = Journal::new();
        let big = i128::from(i64::MAX);
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
