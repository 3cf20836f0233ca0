//! Rows that stand in an earlier table of the same kind as well: exports whose days overlap, exports that grow.
//!
//! The newest export is read first, so what became of an order since counts: it was paid, sent, returned, its sum changed. Within one
//! table equal rows are kept: two pieces of one thing may be two lines. So a row that a table has more often than any table before it is
//! new as often as that.

use super::ids;
use super::plan::Overlap;
use super::records::Fields;
use crate::math::hash::hash;

/// Bits of a slot that name the table that had the row last; the others are a hash of its cells.
const TABLE_BITS: u32 = 10;
/// Copies of one row that a table may have.
const MOST_COPIES: usize = 256;
/// Leads from the hash of one copy to that of the next.
const ODD: u64 = 0x9E37_79B9_7F4A_7C15;

/// Rows with an order id, by a hash of the cells they are known by: 11 to 21 bytes each.
#[derive(Clone, Debug)]
pub struct Earlier {
    /// The column with the order id. A row without one may be another sale of the same thing.
    order: usize,
    /// The columns that make a row the same row.
    columns: Vec<usize>,
    table: u64,
    /// Open addressing; 0 = free.
    slots: Vec<u64>,
    filled: usize,
    cells: Vec<u8>,
}

impl Earlier {
    /// For rows that are known by the columns of the plan.
    #[must_use]
    pub fn new(overlap: &Overlap) -> Self {
        Self {
            order: overlap.order,
            columns: overlap.columns.clone(),
            table: 0,
            slots: Vec::new(),
            filled: 0,
            cells: Vec::new(),
        }
    }

    /// The rows that follow are those of another table.
    pub fn next_table(&mut self) {
        self.table = (self.table + 1) % ((1 << TABLE_BITS) - 1);
    }

    /// Had an earlier table this row, as often as this table has it by now?
    pub fn had(&mut self, fields: &Fields<'_>) -> bool {
        if fields.flaws().any() || ids::trim(fields.get(self.order)).is_empty() {
            return false;
        }
        self.cells.clear();
        for &column in &self.columns {
            self.cells.extend_from_slice(fields.get(column));
            self.cells.push(0);
        }
        let mut row = hash(&self.cells);
        let own = (self.table + 1) << (64 - TABLE_BITS);
        for _ in 0..MOST_COPIES {
            let key = (row >> TABLE_BITS).max(1);
            // Another copy is another row.
            row = row.wrapping_mul(ODD);
            let slot = self.slot(key);
            match *slot {
                0 => {
                    *slot = own | key;
                    self.filled += 1;
                    return false;
                }
                there if there == own | key => {}
                _ => {
                    *slot = own | key;
                    return true;
                }
            }
        }
        false
    }

    /// Where this row stands, or a free place for it.
    fn slot(&mut self, key: u64) -> &mut u64 {
        if (self.filled + 1) * 4 > self.slots.len() * 3 {
            let larger = vec![0; (self.slots.len() * 2).max(1024)];
            for slot in std::mem::replace(&mut self.slots, larger) {
                if slot != 0 {
                    let at = place(&self.slots, slot);
                    self.slots[at] = slot;
                }
            }
        }
        let at = place(&self.slots, key);
        &mut self.slots[at]
    }
}

/// The place of a row, whatever table had it, in slots of which some are free.
fn place(slots: &[u64], key: u64) -> usize {
    let mask = slots.len() - 1;
    let mut at = key as usize & mask;
    while slots[at] != 0 && (slots[at] ^ key) << TABLE_BITS != 0 {
        at = (at + 1) & mask;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::layout::Layout;
    use crate::ingest::records::Reader;
    use std::ops::ControlFlow;

    /// How many of a table's rows are new.
    fn new_rows(earlier: &mut Earlier, rows: &[&str]) -> usize {
        earlier.next_table();
        let mut new = 0;
        let mut reader = Reader::new(&Layout {
            columns: ["order", "thing"].map(str::to_owned).into(),
            header: None,
            first_record_line: 1,
            ..Layout::default()
        });
        let mut visit = |fields: &Fields<'_>| {
            new += usize::from(!earlier.had(fields));
            ControlFlow::Continue(())
        };
        let _ = reader.push(rows.join("\n").as_bytes(), &mut visit);
        let _ = reader.finish(&mut visit);
        new
    }

    #[test]
    fn a_row_counts_as_often_as_the_table_that_has_it_most_often() {
        let mut earlier = Earlier::new(&Overlap {
            order: 0,
            columns: vec![0, 1],
            newest_first: Vec::new(),
        });
        assert_eq!(
            new_rows(&mut earlier, &["1,a", "1,a", "2,a", ",b", ",b"]),
            5
        );
        assert_eq!(
            new_rows(&mut earlier, &["2,a", "\"1\",a", "1,a", "1,a", ",b"]),
            2
        );
        assert_eq!(
            new_rows(&mut earlier, &["1,a", "1,a", "1,a", "1,b", "1,a"]),
            2
        );
        let many: Vec<String> = (0..5000).map(|row| format!("{},c", row / 2)).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        assert_eq!(new_rows(&mut earlier, &many), 5000);
        assert_eq!(new_rows(&mut earlier, &many), 0);
    }
}
