//! Customer ids ↔ indices in order of first appearance. Ids are compared byte by byte; a hash only says where to look.

use crate::math::hash::hash;

/// Ids of up to 15 bytes stand in their entry, longer ones in the arena.
const INLINE: usize = 15;
/// Mark of an entry whose id stands in the arena.
const LONG: u8 = u8::MAX;

/// 16 bytes per id: the bytes and, last, their number; or place and length in the arena and the mark.
type Entry = [u8; 16];

/// A set of ids with their numbers.
#[derive(Clone, Debug, Default)]
pub struct Dictionary {
    entries: Vec<Entry>,
    arena: Vec<u8>,
    /// Open addressing; (upper hash bits, index + 1), 0 = free.
    slots: Vec<(u32, u32)>,
}

impl Dictionary {
    /// Number of ids.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// No id yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The id with this index; empty for an index that was never given.
    #[must_use]
    pub fn id(&self, index: u32) -> &[u8] {
        let Some(entry) = self.entries.get(index as usize) else {
            return &[];
        };
        if entry[INLINE] == LONG {
            let (start, length) = place_of(entry);
            self.arena.get(start..start + length).unwrap_or_default()
        } else {
            entry.get(..usize::from(entry[INLINE])).unwrap_or_default()
        }
    }

    /// All ids in order.
    pub fn ids(&self) -> impl Iterator<Item = &[u8]> + '_ {
        (0..self.len() as u32).map(|index| self.id(index))
    }

    /// The index of this id, a new one if it is new. `None` when 2^32 − 1 ids are there.
    #[inline]
    pub fn index(&mut self, id: &[u8]) -> Option<u32> {
        self.index_hashed(id, hash(id))
    }

    /// The same for who has hashed the id already.
    #[inline]
    pub(crate) fn index_hashed(&mut self, id: &[u8], hash: u64) -> Option<u32> {
        if self.entries.len() * 4 >= self.slots.len() * 3 {
            self.grow();
        }
        let entry = inline_entry(id);
        let tag = (hash >> 32) as u32;
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            let (there, next) = self.slots[at];
            if next == 0 {
                break;
            }
            if there == tag && self.is_id(next - 1, id, entry.as_ref()) {
                return Some(next - 1);
            }
            at = (at + 1) & mask;
        }
        let index = u32::try_from(self.entries.len())
            .ok()
            .filter(|i| *i < u32::MAX - 1)?;
        let entry = entry.unwrap_or_else(|| self.long_entry(id));
        self.entries.push(entry);
        self.slots[at] = (tag, index + 1);
        Some(index)
    }

    /// What is at the place where the id will be looked for: reading it early warms the cache.
    #[inline]
    pub(crate) fn peek_slot(&self, hash: u64) -> u32 {
        match self.slots.len() {
            0 => 0,
            n => self.slots[hash as usize & (n - 1)].1,
        }
    }

    /// The same for the entry that the slot names.
    #[inline]
    pub(crate) fn peek_entry(&self, slot: u32) -> u8 {
        self.entries
            .get(slot.wrapping_sub(1) as usize)
            .map_or(0, |entry| entry[INLINE])
    }

    #[inline]
    fn is_id(&self, index: u32, id: &[u8], inline: Option<&Entry>) -> bool {
        match inline {
            Some(entry) => self.entries.get(index as usize) == Some(entry),
            None => self.id(index) == id,
        }
    }

    #[inline(never)]
    fn long_entry(&mut self, id: &[u8]) -> Entry {
        let mut entry = [0; 16];
        entry[..8].copy_from_slice(&(self.arena.len() as u64).to_le_bytes());
        entry[8..12].copy_from_slice(&(id.len() as u32).to_le_bytes());
        entry[INLINE] = LONG;
        self.arena.extend_from_slice(id);
        entry
    }

    #[inline(never)]
    fn grow(&mut self) {
        let slots = (self.slots.len() * 2).max(1024);
        let mask = slots - 1;
        let mut larger = vec![(0, 0); slots];
        for index in 0..self.entries.len() as u32 {
            let hash = hash(self.id(index));
            let mut at = hash as usize & mask;
            while larger[at].1 != 0 {
                at = (at + 1) & mask;
            }
            larger[at] = ((hash >> 32) as u32, index + 1);
        }
        self.slots = larger;
    }
}

/// The entry of a short id; the rest of its bytes are 0.
#[inline]
fn inline_entry(id: &[u8]) -> Option<Entry> {
    if id.len() > INLINE {
        return None;
    }
    let mut entry = [0; 16];
    // Two loads that overlap beat a copy of a length known only at run time.
    if let (Some(head), Some(tail)) = (id.first_chunk::<8>(), id.last_chunk::<8>()) {
        entry[..8].copy_from_slice(head);
        entry[id.len() - 8..id.len()].copy_from_slice(tail);
    } else {
        for (to, from) in entry.iter_mut().zip(id) {
            *to = *from;
        }
    }
    entry[INLINE] = id.len() as u8;
    Some(entry)
}

fn place_of(entry: &Entry) -> (usize, usize) {
    let mut start = [0; 8];
    start.copy_from_slice(&entry[..8]);
    let mut length = [0; 4];
    length.copy_from_slice(&entry[8..12]);
    (
        u64::from_le_bytes(start) as usize,
        u32::from_le_bytes(length) as usize,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_all_lengths_keep_their_index_and_their_bytes() {
        let ids: Vec<String> = (0..40)
            .flat_map(|n| (0..200).map(move |i| format!("{i:0n$}")))
            .collect();
        let mut distinct: Vec<&String> = Vec::new();
        let mut dictionary = Dictionary::default();
        for id in &ids {
            let expected = distinct.iter().position(|d| *d == id).unwrap_or_else(|| {
                distinct.push(id);
                distinct.len() - 1
            });
            assert_eq!(dictionary.index(id.as_bytes()), Some(expected as u32));
        }
        assert_eq!(dictionary.len(), distinct.len());
        for (index, id) in distinct.iter().enumerate() {
            assert_eq!(dictionary.id(index as u32), id.as_bytes());
        }
        assert_eq!(dictionary.id(u32::MAX), b"");
    }

    #[test]
    fn ids_that_differ_by_a_trailing_nul_or_by_their_length_are_different() {
        let mut dictionary = Dictionary::default();
        let ids: [&[u8]; 5] = [b"a", b"a\0", b"", b"0123456789abcde", b"0123456789abcdef"];
        for (index, id) in ids.into_iter().enumerate() {
            assert_eq!(dictionary.index(id), Some(index as u32));
        }
    }
}
