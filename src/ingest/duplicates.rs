//! Remembers records by 64-bit hashes of their text: 16 bytes each, so only those that the ledger does not keep.

use crate::math::hash::hash;

/// Slots that are few: 2 MB.
const FEW: usize = 1 << 18;

/// Records as a set of hashes. Two different records share a hash with a chance of one in 3 × 10^7 at a million records.
#[derive(Clone, Debug, Default)]
pub struct Duplicates {
    /// Open addressing; 0 = free.
    slots: Vec<u64>,
    distinct: u64,
    repeated: u64,
}

impl Duplicates {
    /// Has this record been there before? Counts it if so.
    pub fn is_repeated(&mut self, record: &[u8]) -> bool {
        let new = self.insert(hash(record).max(1));
        self.repeated += u64::from(!new);
        !new
    }

    /// Records that had been there before.
    #[must_use]
    pub fn repeated(&self) -> u64 {
        self.repeated
    }

    /// What one set would say that had seen both parts.
    pub fn merge(&mut self, other: Self) {
        self.repeated += other.repeated;
        for &key in other.slots.iter().filter(|&&key| key != 0) {
            self.repeated += u64::from(!self.insert(key));
        }
    }

    fn insert(&mut self, key: u64) -> bool {
        if (self.distinct as usize + 1) * 4 > self.slots.len() * 3 {
            // While it is small, fewer steps; a large one would waste memory.
            let times = if self.slots.len() < FEW { 4 } else { 2 };
            let larger = vec![0; (self.slots.len() * times).max(1024)];
            for key in std::mem::replace(&mut self.slots, larger) {
                if key != 0 {
                    place(&mut self.slots, key);
                }
            }
        }
        let new = place(&mut self.slots, key);
        self.distinct += u64::from(new);
        new
    }
}

/// Puts a key into a table with room; `false` if it is there already.
fn place(slots: &mut [u64], key: u64) -> bool {
    let mask = slots.len() - 1;
    let mut at = key as usize & mask;
    loop {
        match slots[at] {
            0 => {
                slots[at] = key;
                return true;
            }
            there if there == key => return false,
            _ => at = (at + 1) & mask,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_count_like_the_whole() {
        let records: Vec<String> = (0..10_000).map(|i| format!("row {}", i % 3000)).collect();
        let count = |records: &[String]| {
            let mut set = Duplicates::default();
            for record in records {
                set.is_repeated(record.as_bytes());
            }
            set
        };
        assert_eq!(count(&records).repeated(), 7000);
        let mut first = count(&records[..1234]);
        first.merge(count(&records[1234..]));
        assert_eq!(first.repeated(), 7000);
    }
}
