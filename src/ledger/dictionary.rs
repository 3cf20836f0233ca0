//! Customer ids ↔ indices in order of first appearance. Ids are compared byte by byte; a hash only says where to look.

use super::slots::{Free, Slots};
use crate::math::hash::hash;
use crate::math::key::{INLINE, Key};

/// A set of ids with their numbers.
#[derive(Clone, Debug, Default)]
pub struct Dictionary {
    /// As bytes, so that `id` can lend them.
    keys: Vec<[u8; 16]>,
    arena: Vec<u8>,
    pub(super) slots: Slots,
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
        let is_it = |index: u32| self.key(index) == Some(key);
        match self.slots.find(key, hash, is_it) {
            Ok(index) => Some(index),
            Err(free) => self.insert(free, key, hash),
        }
    }

    /// The index of an id of more than 15 bytes.
    pub(super) fn index_of_long(&mut self, id: &[u8], hash: u64) -> Option<u32> {
        self.make_room();
        let key = Key::long(self.arena.len(), id.len());
        let is_it = |index: u32| {
            let place = self.key(index).and_then(Key::place);
            place.is_some_and(|(start, length)| self.arena.get(start..start + length) == Some(id))
        };
        match self.slots.find(key, hash, is_it) {
            Ok(index) => Some(index),
            Err(free) => {
                u32::try_from(id.len()).ok()?;
                self.arena.extend_from_slice(id);
                self.insert(free, key, hash)
            }
        }
    }

    /// Of what the slots say of ids (index + 1) keeps what their bytes confirm, and makes the rest 0. Long ids stand in `text`.
    #[inline(never)]
    pub(super) fn confirm(
        &self,
        text: &[u8],
        ids: impl Iterator<Item = Key> + Clone,
        found: &mut [u32],
    ) {
        let mut long = false;
        for (next, id) in found.iter_mut().zip(ids.clone()) {
            if id.place().is_some() {
                long = true;
            } else if self.key(next.wrapping_sub(1)) != Some(id) {
                *next = 0;
            }
        }
        if long {
            let places = ids
                .zip(found)
                .filter_map(|(id, next)| Some((id.place()?, next)));
            self.confirm_long(text, places);
        }
    }

    /// Two steps, none of which waits for what it fetches itself: where the known ids stand, then what stands there.
    fn confirm_long<'f>(
        &self,
        text: &[u8],
        ids: impl Iterator<Item = ((usize, usize), &'f mut u32)>,
    ) {
        let known = |next: u32| self.key(next.wrapping_sub(1)).and_then(Key::place);
        let ids: Vec<_> = ids
            .map(|(place, next)| (place, known(*next), next))
            .collect();
        let begin = |at: usize| self.arena.get(at).copied();
        let begins = ids.iter().filter_map(|(_, known, _)| begin((*known)?.0));
        std::hint::black_box(begins.fold(0, |all, byte| all | byte));
        for ((start, length), known, next) in ids {
            let same = known.is_some_and(|(from, as_long)| {
                length == as_long
                    && text.get(start..start + length) == self.arena.get(from..from + length)
            });
            if !same {
                *next = 0;
            }
        }
    }

    #[inline]
    fn key(&self, index: u32) -> Option<Key> {
        self.keys.get(index as usize).copied().map(Key::from_bytes)
    }

    fn insert(&mut self, free: Free, key: Key, hash: u64) -> Option<u32> {
        let index = u32::try_from(self.keys.len()).ok()?;
        index.checked_add(1)?;
        self.keys.push(key.to_bytes());
        self.slots.put(free, key, hash, index);
        Some(index)
    }

    #[inline]
    fn make_room(&mut self) {
        if !self.slots.have_room(self.keys.len() + 1) {
            self.grow();
        }
    }

    #[inline(never)]
    fn grow(&mut self) {
        self.slots = Slots::default(); // its memory serves the next ones
        let mut slots = Slots::with_room(self.keys.len() + 1);
        for (index, &key) in self.keys.iter().enumerate() {
            let key = Key::from_bytes(key);
            let hash = match key.place() {
                Some((start, length)) => hash(&self.arena[start..start + length]),
                None => key.hash(),
            };
            // No two of them are the same.
            if let Err(free) = slots.find(key, hash, |_| false) {
                slots.put(free, key, hash, index as u32);
            }
        }
        self.slots = slots;
    }

    /// No id comes any more: frees what only finding them needs.
    pub(super) fn close(&mut self) {
        self.slots = Slots::default();
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
    use crate::math::key::hash_of_id;

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
            let key = Key::of(id.as_bytes()).unwrap_or(Key::long(0, id.len()));
            let candidate = dictionary.slots.candidate(key, hash_of_id(id.as_bytes()));
            assert_eq!(candidate, index as u32 + 1);
            let other = Key::of(b"no such id").unwrap();
            let mut found = [candidate, candidate];
            dictionary.confirm(id.as_bytes(), [key, other].into_iter(), &mut found);
            assert_eq!(found, [candidate, 0]);
        }
        assert_eq!(dictionary.id(u32::MAX), b"");
    }

    #[test]
    fn ids_that_share_a_hash_keep_their_index() {
        let mut dictionary = Dictionary::default();
        let ids: Vec<String> = (0..40)
            .map(|i| format!("{i:0width$}", width = 8 + i % 12))
            .collect();
        let key = |id: &String| Key::of(id.as_bytes()).unwrap_or(Key::long(0, id.len()));
        for round in 0..2 {
            for (index, id) in ids.iter().enumerate() {
                let found = match key(id).place() {
                    None => dictionary.index_of_key(key(id), 7),
                    Some(_) => dictionary.index_of_long(id.as_bytes(), 7),
                };
                assert_eq!(found, Some(index as u32), "{id}, round {round}");
            }
        }
        for (index, id) in ids.iter().enumerate() {
            let mut found = [dictionary.slots.candidate(key(id), 7)];
            dictionary.confirm(id.as_bytes(), [key(id)].into_iter(), &mut found);
            assert!(found[0] == 0 || found[0] == index as u32 + 1, "{id}");
        }
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
