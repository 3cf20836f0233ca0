//! Journal → ledger: partition by partition, a counting sort by customer, then each customer's few rows by day. The rows go
//! back into the blocks they came from, so that no memory is needed besides.

use super::journal::{Journal, PARTITION_BITS};
use super::packed::Packed;
use super::slabs::{Blocks, OWN_ORDER, Slabs};
use super::{Ledger, Partition};
use crate::day::Day;

/// Rows of a partition that are sorted in one go (64 MB of scratch); more, in a file of few customers, are dealt out first.
const GIANT: usize = 4 << 20;
/// Then to partitions of 2^6 customers.
const SMALL_BITS: u32 = 6;

/// What is used again for each partition.
#[derive(Default)]
struct Scratch {
    packed: Vec<Packed>,
    orders: Vec<u64>,
    pairs: Vec<(Packed, u64)>,
}

impl Ledger {
    pub(super) fn from_journal(mut journal: Journal, amount_once_per_order: bool) -> Self {
        let customers = journal.customers.len();
        let mut scratch = Scratch::default();
        let mut rows = 0;
        let mut days: Option<(Day, Day)> = None;
        let mut partitions = Vec::with_capacity(journal.partitions.len());
        for (number, blocks) in journal.partitions.into_iter().enumerate() {
            let first = number << PARTITION_BITS;
            let parts = if blocks.rows() > GIANT {
                journal
                    .slabs
                    .split(&blocks, SMALL_BITS, 1 << (PARTITION_BITS - SMALL_BITS))
            } else {
                vec![blocks]
            };
            let width = (1 << PARTITION_BITS) / parts.len();
            for (part, mut blocks) in parts.into_iter().enumerate() {
                let first = first + part * width;
                let places = customers.saturating_sub(first).min(width);
                let ends = scratch.sort(&journal.slabs, &blocks, places, amount_once_per_order);
                journal
                    .slabs
                    .write_back(&mut blocks, &scratch.packed, &scratch.orders);
                rows += blocks.rows() as u64;
                let seen = scratch.packed.iter().map(|packed| packed.day());
                if let (Some(earliest), Some(latest)) = (seen.clone().min(), seen.max()) {
                    let (a, z) = days.unwrap_or((earliest, latest));
                    days = Some((a.min(earliest), z.max(latest)));
                }
                partitions.push(Partition {
                    first: first as u32,
                    blocks,
                    ends,
                });
            }
        }
        journal.slabs.drop_places();
        let (first_day, last_day) = days.unwrap_or_default();
        Self {
            customers: journal.customers,
            slabs: journal.slabs,
            partitions,
            large: journal.large,
            scale: journal.scale,
            rows,
            with_orders: journal.with_orders,
            first_day,
            last_day,
        }
    }
}

impl Scratch {
    /// Sorts the rows of a partition into `self`; gives one past the last row of each customer.
    fn sort(
        &mut self,
        slabs: &Slabs,
        blocks: &Blocks,
        places: usize,
        amount_once_per_order: bool,
    ) -> Vec<u32> {
        let mut ends = vec![0_u32; places];
        for (places, ..) in slabs.each(blocks) {
            for &place in places {
                ends[usize::from(place)] += 1;
            }
        }
        let mut rows = 0;
        for end in &mut ends {
            // For now the beginning of each customer's rows; the scatter moves it to their end.
            rows += std::mem::replace(end, rows);
        }
        let any_orders = slabs.have_orders(blocks);
        self.packed.clear();
        self.packed.resize(blocks.rows(), Packed::default());
        self.orders.clear();
        self.orders
            .resize(if any_orders { blocks.rows() } else { 0 }, OWN_ORDER);
        for (places, packed, orders) in slabs.each(blocks) {
            for (i, (&place, &packed)) in places.iter().zip(packed).enumerate() {
                let end = &mut ends[usize::from(place)];
                let to = *end as usize;
                *end += 1;
                self.packed[to] = packed;
                if any_orders {
                    self.orders[to] = orders.get(i).copied().unwrap_or(OWN_ORDER);
                }
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
        ends
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::pass::Take;
    use crate::ingest::row::Row;
    use crate::money::Decimal;

    #[test]
    fn a_partition_that_is_dealt_out_has_the_same_rows() {
        let fill = || {
            let mut journal = Journal::new();
            for i in 0..20_000_u32 {
                let (customer, order) = ((i * 7 % 1500).to_string(), (i / 3).to_string());
                let row = Row {
                    customer: customer.as_bytes(),
                    order: (i % 5 > 0).then_some(order.as_bytes()),
                    day: Day((i * 31 % 900) as i32),
                    amount: Decimal::new(i128::from(i), 2),
                };
                assert_eq!(journal.take(&row), Ok(()));
            }
            journal.flush();
            journal
        };
        let rows = |slabs: &Slabs, blocks: &Blocks, base: u16| {
            let mut rows = Vec::new();
            for (places, packed, orders) in slabs.each(blocks) {
                for i in 0..places.len() {
                    rows.push((
                        places[i] + base,
                        packed[i],
                        orders.get(i).copied().unwrap_or(0),
                    ));
                }
            }
            rows.sort_unstable();
            rows
        };
        let (whole, mut dealt) = (fill(), fill());
        for number in 0..2 {
            let expected = rows(&whole.slabs, &whole.partitions[number], 0);
            let blocks = std::mem::take(&mut dealt.partitions[number]);
            let parts = dealt.slabs.split(&blocks, SMALL_BITS, 16);
            let mut found = Vec::new();
            for (part, blocks) in parts.iter().enumerate() {
                found.extend(rows(&dealt.slabs, blocks, (part as u16) << SMALL_BITS));
            }
            found.sort_unstable();
            assert_eq!(found, expected);
        }
    }
}
