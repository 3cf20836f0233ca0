//! A used row in 16 bytes.

use super::packed::Packed;

/// Customers per partition: 2^10. Its rows fit into the second-level cache when they are sorted (20,000 rows at 20 each).
pub(super) const PLACE_BITS: u32 = 10;
const PLACE_MASK: u64 = (1 << PLACE_BITS) - 1;

/// Order number of a row that is an order of its own.
pub(super) const OWN_ORDER: u64 = 0;

/// Day and amount, the order's number, and the customer's place in its partition. Rows of one customer sort by day, amount
/// and order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cell {
    pub(super) packed: Packed,
    /// The upper 54 bits number the order: of a million orders of one customer two are taken for one with a probability of
    /// 3 in 100,000, of a hundred with one of 3 in 10^13.
    order_and_place: u64,
}

impl Cell {
    /// `order` is `None` or 0 for an order of its own. Of the customer's index only the place in its partition is kept, of the order's hash the upper bits.
    #[inline(always)]
    pub(super) fn new(packed: Packed, order: Option<u64>, customer: u32) -> Self {
        let order = match order {
            None | Some(0) => OWN_ORDER,
            Some(hash) => (hash & !PLACE_MASK).max(1 << PLACE_BITS),
        };
        Self {
            packed,
            order_and_place: order | u64::from(customer) & PLACE_MASK,
        }
    }

    /// The customer's place in its partition.
    #[inline]
    pub(super) fn place(self) -> usize {
        (self.order_and_place & PLACE_MASK) as usize
    }

    /// The same row with another day and amount.
    pub(super) fn with(self, packed: Packed) -> Self {
        Self { packed, ..self }
    }

    /// The same row of a customer with another index.
    #[inline]
    pub(super) fn of_customer(self, customer: u32) -> Self {
        Self {
            order_and_place: self.order_and_place & !PLACE_MASK | u64::from(customer) & PLACE_MASK,
            ..self
        }
    }

    /// Equal for rows of one order of one customer, or [`OWN_ORDER`].
    #[inline]
    pub(super) fn order(self) -> u64 {
        self.order_and_place >> PLACE_BITS
    }
}
