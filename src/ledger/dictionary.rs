//! Customer ids ↔ indices in order of first appearance. Ids are compared byte by byte; a hash only says where to look.

use crate::math::hash::hash;
use crate::math::key::{INLINE, Key};

/// A set of ids with their numbers.
#[derive(Clone, Debug, Default)]
pub struct Dictionary {
    /// As bytes, so that `id` can lend them.
    keys: Vec<[u8; 16]>,
    arena: Vec<u8>,
    slots: Vec<Slot>,
}

/// Open addressing: upper half of the hash, index + 1 (0 = free).
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    tag: u32,
    next: u32,
}

impl Dictionary {
    /// Number of ids.
    #[must_use]
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// No id yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// The index of this id, a new one if it is new. `None` when 2^32 − 2 ids are there.
    #[inline]
    pub fn index(&mut self, id: &[u8]) -> Option<u32> {
        match Key::of(id) {
            Some(key) => self.index_of_key(key, key.hash()),
            None => self.index_of_long(id, hash(id)),
        }
    }

    /// The index of a short id.
    pub(super) fn index_of_key(&mut self, key: Key, hash: u64) -> Option<u32> {
        self.make_room();
        let (found, at) = self.search(hash, |there| there == key);
        match found {
            Some(index) => Some(index),
            None => self.insert(key, hash, at),
        }
    }

    /// The index of an id of more than 15 bytes.
    pub(super) fn index_of_long(&mut self, id: &[u8], hash: u64) -> Option<u32> {
        self.make_room();
        let arena = &self.arena;
        let is_it = |there: Key| {
            there
                .place()
                .is_some_and(|(start, length)| arena.get(start..start + length) == Some(id))
        };
        let (found, at) = self.search(hash, is_it);
        if found.is_some() {
            return found;
        }
        u32::try_from(id.len()).ok()?;
        let key = Key::long(self.arena.len(), id.len());
        self.arena.extend_from_slice(id);
        self.insert(key, hash, at)
    }

    /// Begins to fetch what a look-up of these hashes will need. Nothing here depends on what is fetched, so that all of it is
    /// fetched at the same time.
    #[inline(never)]
    pub(super) fn fetch(&self, hashes: &[u64]) {
        if let Some(mask) = self.slots.len().checked_sub(1) {
            let tags = hashes
                .iter()
                .map(|&hash| self.slots[hash as usize & mask].tag);
            std::hint::black_box(tags.fold(0, |all, tag| all | tag));
        }
    }

    /// Index + 1 of the id that probably has this hash, 0 if none has.
    #[inline]
    pub(super) fn candidate(&self, hash: u64) -> u32 {
        let Some(mask) = self.slots.len().checked_sub(1) else {
            return 0;
        };
        let tag = (hash >> 32) as u32;
        let mut at = hash as usize & mask;
        loop {
            let slot = self.slots[at];
            if slot.next == 0 || slot.tag == tag {
                return slot.next;
            }
            at = (at + 1) & mask;
        }
    }

    /// Is this the key of the candidate? Never that of a long id: of two of these, only the places could be compared.
    #[inline]
    pub(super) fn is_key(&self, candidate: u32, key: Key) -> bool {
        self.key(candidate.wrapping_sub(1)) == Some(key) && key.place().is_none()
    }

    #[inline]
    fn key(&self, index: u32) -> Option<Key> {
        self.keys.get(index as usize).copied().map(Key::from_bytes)
    }

    /// The index of the id that `is_it` knows, or the free slot for it.
    #[inline]
    fn search(&self, hash: u64, is_it: impl Fn(Key) -> bool) -> (Option<u32>, usize) {
        let mask = self.slots.len() - 1;
        let tag = (hash >> 32) as u32;
        let mut at = hash as usize & mask;
        loop {
            let slot = self.slots[at];
            if slot.next == 0 {
                return (None, at);
            }
            let index = slot.next - 1;
            if slot.tag == tag && self.key(index).is_some_and(&is_it) {
                return (Some(index), at);
            }
            at = (at + 1) & mask;
        }
    }

    fn insert(&mut self, key: Key, hash: u64, at: usize) -> Option<u32> {
        let index = u32::try_from(self.keys.len()).ok()?;
        let next = index.checked_add(1)?;
        self.keys.push(key.to_bytes());
        self.slots[at] = Slot {
            tag: (hash >> 32) as u32,
            next,
        };
        Some(index)
    }

    /// At most three slots of five are taken.
    #[inline]
    fn make_room(&mut self) {
        if (self.keys.len() + 1) * 5 > self.slots.len() * 3 {
            self.grow();
        }
    }

    #[inline(never)]
    fn grow(&mut self) {
        let slots = ((self.keys.len() + 1) * 5 / 3 + 1)
            .next_power_of_two()
            .max(1024);
        let mask = slots - 1;
        self.slots = vec![Slot::default(); slots];
        for index in 0..self.keys.len() {
            let key = Key::from_bytes(self.keys[index]);
            let hash = match key.place() {
                Some((start, length)) => hash(&self.arena[start..start + length]),
                None => key.hash(),
            };
            let mut at = hash as usize & mask;
            while self.slots[at].next != 0 {
                at = (at + 1) & mask;
            }
            self.slots[at] = Slot {
                tag: (hash >> 32) as u32,
                next: index as u32 + 1,
            };
        }
    }

    /// No id comes any more: frees what only finding them needs.
    pub(super) fn close(&mut self) {
        self.slots = Vec::new();
    }

    /// The id with this index; empty for an index that was never given.
    #[must_use]
    pub fn id(&self, index: u32) -> &[u8] {
        let Some(bytes) = self.keys.get(index as usize) else {
            return &[];
        };
        match Key::from_bytes(*bytes).place() {
            Some((start, length)) => self.arena.get(start..start + length),
            None => bytes.get(..usize::from(bytes[INLINE])),
        }
        .unwrap_or_default()
    }

    /// All ids in order.
    pub fn ids(&self) -> impl Iterator<Item = &[u8]> + '_ {
        (0..self.len() as u32).map(|index| self.id(index))
    }
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
            if let Some(key) = Key::of(id.as_bytes()) {
                let candidate = dictionary.candidate(key.hash());
                assert_eq!(
                    (candidate, dictionary.is_key(candidate, key)),
                    (index as u32 + 1, true)
                );
            }
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
