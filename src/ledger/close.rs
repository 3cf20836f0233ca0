//! Journal → ledger: partition by partition, a counting sort by customer, then each customer's few rows by day.

use super::journal::{BLOCK_ROWS, Block, Journal, OWN_ORDER, PARTITION_BITS};
use super::packed::Packed;
use super::{Ledger, Partition};
use crate::day::Day;

/// What is used again for each partition.
#[derive(Default)]
struct Scratch {
    packed: Vec<Packed>,
    orders: Vec<u64>,
    pairs: Vec<(Packed, u64)>,
}

impl Ledger {
    pub(super) fn from_journal(journal: Journal, amount_once_per_order: bool) -> Self {
        let customers = journal.customers.len();
        let mut scratch = Scratch::default();
        let mut rows = 0;
        let (mut first, mut last) = (i32::MAX, i32::MIN);
        let partitions = journal
            .partitions
            .into_iter()
            .enumerate()
            .map(|(number, blocks)| {
                let places = (customers - (number << PARTITION_BITS)).min(1 << PARTITION_BITS);
                let partition = scratch.sort(blocks, places, amount_once_per_order);
                rows += partition.ends.last().map_or(0, |&end| u64::from(end));
                let mut start = 0;
                for &end in &partition.ends {
                    if let (Some(a), Some(z)) =
                        (partition.row(start), partition.row(end.saturating_sub(1)))
                    {
                        first = first.min(a.day().0);
                        last = last.max(z.day().0);
                    }
                    start = end;
                }
                partition
            })
            .collect();
        Self {
            customers: journal.customers,
            partitions,
            large: journal.large,
            scale: journal.scale,
            rows,
            with_orders: journal.with_orders,
            first_day: if rows == 0 {
                Day::default()
            } else {
                Day(first)
            },
            last_day: if rows == 0 { Day::default() } else { Day(last) },
        }
    }
}

impl Partition {
    fn row(&self, row: u32) -> Option<Packed> {
        let row = row as usize;
        self.blocks
            .get(row / BLOCK_ROWS)?
            .packed
            .get(row % BLOCK_ROWS)
            .copied()
    }
}

impl Scratch {
    /// Sorts the rows of a partition. They go back into the same blocks, so that no memory is needed besides.
    fn sort(
        &mut self,
        mut blocks: Vec<Block>,
        places: usize,
        amount_once_per_order: bool,
    ) -> Partition {
        let mut ends = vec![0_u32; places];
        for &place in blocks.iter().flat_map(|block| &block.place) {
            ends[usize::from(place)] += 1;
        }
        let mut rows = 0;
        for end in &mut ends {
            // For now the beginning of each customer's rows; the scatter moves it to their end.
            rows += std::mem::replace(end, rows);
        }
        let any_orders = blocks.iter().any(|block| !block.orders.is_empty());
        self.packed.clear();
        self.packed.resize(rows as usize, Packed::default());
        self.orders.clear();
        self.orders
            .resize(if any_orders { rows as usize } else { 0 }, OWN_ORDER);
        for block in &blocks {
            for (i, (&place, &packed)) in block.place.iter().zip(&block.packed).enumerate() {
                let to = ends[usize::from(place)] as usize;
                self.packed[to] = packed;
                if any_orders {
                    self.orders[to] = block.order(i);
                }
                ends[usize::from(place)] += 1;
            }
        }
        let mut start = 0;
        for &end in &ends {
            self.sort_customer(start, end as usize);
            start = end as usize;
        }
        if amount_once_per_order && any_orders {
            self.keep_one_row_per_order(&mut ends);
        }
        let mut packed = self.packed.chunks(BLOCK_ROWS);
        let mut orders = self.orders.chunks(BLOCK_ROWS);
        blocks.retain_mut(|block| {
            block.place = Vec::new();
            block.packed.clear();
            block
                .packed
                .extend_from_slice(packed.next().unwrap_or_default());
            block.orders.clear();
            block
                .orders
                .extend_from_slice(orders.next().unwrap_or_default());
            !block.packed.is_empty()
        });
        Partition { blocks, ends }
    }

    /// By day, amount, then order: the same for every order of the rows in the file.
    #[inline]
    fn sort_customer(&mut self, start: usize, end: usize) {
        let packed = &mut self.packed[start..end];
        if self.orders.is_empty() {
            if !packed.is_sorted() {
                packed.sort_unstable();
            }
            return;
        }
        let orders = &mut self.orders[start..end];
        let sorted = packed
            .windows(2)
            .zip(orders.windows(2))
            .all(|(p, o)| p[0] < p[1] || (p[0] == p[1] && o[0] <= o[1]));
        if sorted {
            return;
        }
        self.pairs.clear();
        self.pairs
            .extend(packed.iter().copied().zip(orders.iter().copied()));
        self.pairs.sort_unstable();
        for ((packed, order), pair) in packed.iter_mut().zip(orders).zip(&self.pairs) {
            (*packed, *order) = *pair;
        }
    }

    /// Of the rows of one order of one customer, the last on its first day stays: the largest, should they differ.
    fn keep_one_row_per_order(&mut self, ends: &mut [u32]) {
        let (mut from, mut to) = (0, 0);
        let mut seen = std::collections::HashMap::<u64, usize>::new();
        for end in ends {
            seen.clear();
            let kept_from = to;
            for row in from..*end as usize {
                let (packed, order) = (self.packed[row], self.orders[row]);
                if order != OWN_ORDER {
                    if let Some(&kept) = seen.get(&order) {
                        if self.packed[kept].day_code() == packed.day_code() {
                            self.packed[kept] = packed;
                        }
                        continue;
                    }
                    seen.insert(order, to);
                }
                self.packed[to] = packed;
                self.orders[to] = order;
                to += 1;
            }
            from = *end as usize;
            *end = to as u32;
            self.sort_customer(kept_from, to);
        }
        self.packed.truncate(to);
        self.orders.truncate(to);
    }
}
