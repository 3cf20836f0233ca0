//! Orders of a customer: rows with one order id are one order, whatever day they stand on.

use super::cell::{Cell, OWN_ORDER};

/// Orders of one customer: all, and those whose sum is positive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct OrderCount {
    pub(super) all: u32,
    pub(super) positive: u32,
}

/// Places for marks: of customers with twenty orders, two of one meet by chance in one customer of twenty.
const MARKS: usize = 4096;
/// Most customers have no more rows; of more, some would meet.
const FEW: usize = 64;

/// Adds up the rows of a customer by order; what it needs is used again for each customer.
#[derive(Default)]
pub(super) struct OrderSums {
    /// A hash table: order → sum.
    slots: Vec<(u64, i64)>,
    /// By order: the number of the last customer who had one here.
    marks: Vec<u32>,
    customers: u32,
}

impl OrderSums {
    /// Of rows that name no order each is one.
    #[inline]
    pub(super) fn count(&mut self, rows: &[Cell], named: bool, large: &[i64]) -> OrderCount {
        let mut count = OrderCount::default();
        if !named || self.differ(rows) {
            count.all = rows.len() as u32;
            let positive = |row: &Cell| u32::from(row.packed.units(large) > 0);
            count.positive = rows.iter().map(positive).sum();
            return count;
        }
        let size = (rows.len() * 2).next_power_of_two();
        self.slots.clear();
        self.slots.resize(size, (0, 0));
        for row in rows {
            let (order, units) = (row.order(), row.packed.units(large));
            if order == OWN_ORDER {
                count.all += 1;
                count.positive += u32::from(units > 0);
                continue;
            }
            let mut at = order as usize & (size - 1);
            while self.slots[at].0 != order {
                if self.slots[at].0 == 0 {
                    self.slots[at].0 = order;
                    count.all += 1;
                    break;
                }
                at = (at + 1) & (size - 1);
            }
            // The count of positive orders moves whenever a sum changes sides.
            let sum = &mut self.slots[at].1;
            let before = *sum > 0;
            *sum += units;
            match (before, *sum > 0) {
                (false, true) => count.positive += 1,
                (true, false) => count.positive -= 1,
                _ => {}
            }
        }
        count
    }

    /// Is it certain, at little cost, that no two rows are one order?
    #[inline]
    fn differ(&mut self, rows: &[Cell]) -> bool {
        if rows.len() > FEW || self.customers == u32::MAX {
            return false;
        }
        self.marks.resize(MARKS, 0);
        self.customers += 1;
        rows.iter().all(|row| {
            let mark = &mut self.marks[row.order() as usize % MARKS];
            let is_new = *mark != self.customers;
            *mark = self.customers;
            is_new
        })
    }
}
