//! Journal → ledger: partition by partition, a counting sort by customer, then each customer's few rows by day, and the orders are
//! counted. The rows go back into the blocks they came from, so that no memory is needed besides; then each keeps its day and
//! amount only.

use super::cell::{Cell, OWN_ORDER, PLACE_BITS};
use super::journal::Journal;
use super::orders::OrderSums;
use super::slabs::{Blocks, Slabs};
use super::{Ledger, Orders, Partition};
use crate::day::Day;

/// Rows of a partition that are sorted in one go (64 MB of scratch); more, in a file of few customers, are dealt out first.
const GIANT: usize = 4 << 20;
/// Then to partitions of 2^6 customers.
const SMALL_BITS: u32 = 6;

/// What is used again for each partition.
#[derive(Default)]
struct Scratch {
    cells: Vec<Cell>,
    /// As long as `cells`, or empty where no row has one.
    fingerprints: Vec<u32>,
    rows: Vec<(Cell, u32)>,
    sums: OrderSums,
    /// Rows that repeat an earlier record.
    repeated: u64,
}

impl Ledger {
    pub(super) fn from_journal(mut journal: Journal, amount_once_per_order: bool) -> Self {
        let customers = journal.customers.len();
        journal.customers.close();
        let mut scratch = Scratch::default();
        let mut orders = Orders::with_room(customers, journal.with_orders);
        let mut rows = 0;
        let (mut first_day, mut last_day) = (None::<Day>, None::<Day>);
        let mut partitions = Vec::with_capacity(journal.partitions.len());
        for (number, blocks) in journal.partitions.into_iter().enumerate() {
            let first = number << PLACE_BITS;
            let parts = if blocks.rows() > GIANT {
                journal
                    .slabs
                    .split(&blocks, SMALL_BITS, 1 << (PLACE_BITS - SMALL_BITS))
            } else {
                vec![blocks]
            };
            let width = (1 << PLACE_BITS) / parts.len();
            for (part, mut blocks) in parts.into_iter().enumerate() {
                let first = first + part * width;
                let places = customers.saturating_sub(first).min(width);
                let ends = scratch.sort(
                    &journal.slabs,
                    &blocks,
                    places,
                    width - 1,
                    amount_once_per_order,
                );
                scratch.count_orders(&ends, &journal.large, &mut orders);
                journal.slabs.write_back(&mut blocks, &scratch.cells);
                rows += blocks.rows() as u64;
                let (earliest, latest) = scratch.days(&ends);
                first_day = [first_day, earliest].into_iter().flatten().min();
                last_day = last_day.max(latest);
                partitions.push(Partition {
                    first: first as u32,
                    blocks,
                    ends,
                });
            }
        }
        let repeated = scratch.repeated;
        drop(scratch);
        Self {
            customers: journal.customers,
            days: journal.slabs.into_days(),
            partitions,
            orders,
            large: journal.large,
            scale: journal.scale,
            rows,
            repeated,
            first_day: first_day.unwrap_or_default(),
            last_day: last_day.unwrap_or_default(),
        }
    }
}

impl Scratch {
    /// Sorts the rows of a partition into `self`; gives one past the last row of each customer.
    #[inline(never)] // so that a browser makes it faster after the first partitions
    fn sort(
        &mut self,
        slabs: &Slabs,
        blocks: &Blocks,
        places: usize,
        mask: usize,
        amount_once_per_order: bool,
    ) -> Vec<u32> {
        let mut ends = vec![0_u32; places];
        let place = |cell: &Cell| cell.place() & mask;
        for (cells, _) in slabs.each(blocks) {
            for cell in cells {
                ends[place(cell)] += 1;
            }
        }
        let mut rows = 0;
        for end in &mut ends {
            // For now the beginning of each customer's rows; the scatter moves it to their end.
            rows += std::mem::replace(end, rows);
        }
        let with_fingerprints = slabs.have_fingerprints(blocks);
        self.cells.clear();
        self.cells.resize(blocks.rows(), Cell::default());
        self.fingerprints.clear();
        if with_fingerprints {
            self.fingerprints.resize(blocks.rows(), 0);
        }
        for (cells, fingerprints) in slabs.each(blocks) {
            for (at, cell) in cells.iter().enumerate() {
                let end = &mut ends[place(cell)];
                let to = *end as usize;
                *end += 1;
                self.cells[to] = *cell;
                if with_fingerprints {
                    self.fingerprints[to] = fingerprints.get(at).copied().unwrap_or_default();
                }
            }
        }
        let mut start = 0;
        for &end in &ends {
            self.sort_customer(start, end as usize);
            if with_fingerprints {
                self.count_repeated(start, end as usize);
            }
            start = end as usize;
        }
        if amount_once_per_order {
            self.keep_one_row_per_order(&mut ends);
        }
        ends
    }

    /// By day, amount, then order: the same for every order of the rows in the file.
    #[inline]
    fn sort_customer(&mut self, start: usize, end: usize) {
        let cells = &self.cells[start..end];
        if cells.is_sorted() {
            return;
        }
        let day = |cell: &Cell| cell.packed.day_code();
        if !cells.is_sorted_by_key(day) {
            return self.sort_rows(start, end);
        }
        // Most files go by date: then the rows of each day are a few.
        let mut from = start;
        while from < end {
            let this = day(&self.cells[from]);
            let rest = self.cells[from..end].iter();
            let to = from + rest.take_while(|cell| day(cell) == this).count();
            self.sort_rows(from, to);
            from = to;
        }
    }

    #[inline(never)]
    fn sort_rows(&mut self, start: usize, end: usize) {
        let cells = &mut self.cells[start..end];
        if cells.is_sorted() {
            return;
        }
        if self.fingerprints.is_empty() {
            cells.sort_unstable();
            return;
        }
        let fingerprints = &mut self.fingerprints[start..end];
        self.rows.clear();
        self.rows
            .extend(cells.iter().copied().zip(fingerprints.iter().copied()));
        self.rows.sort_unstable();
        for (i, &(cell, fingerprint)) in self.rows.iter().enumerate() {
            (cells[i], fingerprints[i]) = (cell, fingerprint);
        }
    }

    /// Records that repeat an earlier one agree in customer, day, amount and order, so they lie side by side now; among
    /// those few a hash of 32 bits tells whether the whole record is the same.
    #[inline]
    fn count_repeated(&mut self, start: usize, end: usize) {
        let same = |a: usize, b: usize| self.cells[a] == self.cells[b];
        let mut from = start;
        while from + 1 < end {
            let mut to = from + 1;
            while to < end && same(from, to) {
                to += 1;
            }
            if to - from > 1 {
                let run = &mut self.fingerprints[from..to];
                run.sort_unstable();
                let repeats = run.windows(2).filter(|pair| pair[0] == pair[1]);
                self.repeated += repeats.count() as u64;
            }
            from = to;
        }
    }

    /// Counts the orders of each customer while its rows are at hand.
    #[inline(never)] // as above
    fn count_orders(&mut self, ends: &[u32], large: &[i64], orders: &mut Orders) {
        let mut start = 0;
        for &end in ends {
            let rows = self.cells.get(start..end as usize).unwrap_or_default();
            start = end as usize;
            let count = self.sums.count(rows, orders.named, large);
            orders.all += u64::from(count.all);
            orders.positive.push(count.positive);
        }
    }

    /// Earliest and latest day of the sorted rows.
    fn days(&self, ends: &[u32]) -> (Option<Day>, Option<Day>) {
        let (mut earliest, mut latest) = (None::<Day>, None::<Day>);
        let mut start = 0;
        for &end in ends {
            let rows = &self.cells[start..end as usize];
            if let (Some(first), Some(last)) = (rows.first(), rows.last()) {
                let first = first.packed.day();
                earliest = Some(earliest.map_or(first, |day| day.min(first)));
                latest = latest.max(Some(last.packed.day()));
            }
            start = end as usize;
        }
        (earliest, latest)
    }

    /// Of the rows of one order of one customer, the last on its first day stays: the largest, should they differ.
    fn keep_one_row_per_order(&mut self, ends: &mut [u32]) {
        self.fingerprints.clear(); // they have been counted
        let (mut from, mut to) = (0, 0);
        let mut seen = std::collections::HashMap::<u64, usize>::new();
        for end in ends {
            seen.clear();
            let kept_from = to;
            for row in from..*end as usize {
                let cell = self.cells[row];
                if cell.order() != OWN_ORDER {
                    if let Some(&kept) = seen.get(&cell.order()) {
                        let kept: &mut Cell = &mut self.cells[kept];
                        if kept.packed.day_code() == cell.packed.day_code() {
                            *kept = cell;
                        }
                        continue;
                    }
                    seen.insert(cell.order(), to);
                }
                self.cells[to] = cell;
                to += 1;
            }
            from = *end as usize;
            *end = to as u32;
            self.sort_customer(kept_from, to);
        }
        self.cells.truncate(to);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::pass::Take;
    use crate::ingest::row::Row;
    use crate::money::Amount;

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
                    amount: Amount::new(i64::from(i), 2),
                    fingerprint: 0,
                };
                assert_eq!(journal.take(row.customer, &[row.numbers()]), Ok(()));
            }
            journal
        };
        let rows = |slabs: &Slabs, blocks: &Blocks| {
            let cells = slabs.each(blocks).flat_map(|(cells, _)| cells);
            let mut rows: Vec<Cell> = cells.copied().collect();
            rows.sort_unstable();
            rows
        };
        let (whole, mut dealt) = (fill(), fill());
        for number in 0..2 {
            let expected = rows(&whole.slabs, &whole.partitions[number]);
            let blocks = std::mem::take(&mut dealt.partitions[number]);
            let parts = dealt.slabs.split(&blocks, SMALL_BITS, 16);
            let mut found = Vec::new();
            for (part, blocks) in parts.iter().enumerate() {
                let part_rows = rows(&dealt.slabs, blocks);
                assert!(
                    part_rows
                        .iter()
                        .all(|row| row.place() >> SMALL_BITS == part)
                );
                found.extend(part_rows);
            }
            found.sort_unstable();
            assert_eq!(found, expected);
        }
    }
}
