//! The hash table of a dictionary: where an id's number stands. Open addressing in buckets as wide as what one wait for memory
//! brings.

use crate::math::key::Key;

/// A tight id (up to 11 bytes) stands in the slot itself, with its number in the four bytes it leaves free: nothing else has
/// to be looked at. Of others there is the hash, and whoever keeps the ids decides. A free slot is all zeros.
#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    first: u64,
    rest: u64,
}

/// Where the number + 1 stands in `rest`.
const NEXT_AT: u32 = 24;
/// What else stands there.
const NOT_NEXT: u64 = !((u32::MAX as u64) << NEXT_AT);
/// Top byte of `rest` where the slot has a hash: no id in its key is as long.
const HASHED: u64 = 0xFF << 56;

impl Slot {
    /// What the slot of this id looks like, but for its number.
    #[inline(always)]
    fn of(key: Key, hash: u64) -> Self {
        match key.tight() {
            Some([first, rest]) => Self { first, rest },
            None => Self {
                first: hash,
                rest: HASHED,
            },
        }
    }

    /// Number + 1, 0 in a free slot.
    #[inline(always)] // in the loop over all rows, like those below
    fn next(self) -> u32 {
        (self.rest >> NEXT_AT) as u32
    }

    /// Do they agree but for the number?
    #[inline(always)]
    fn is_like(self, other: Self) -> bool {
        self.first == other.first && (self.rest ^ other.rest) & NOT_NEXT == 0
    }
}

/// An id stands in the first free slot of its bucket, or in one of the next bucket if there is none.
#[derive(Clone, Copy, Debug, Default)]
#[repr(align(64))]
struct Bucket([Slot; 4]);

impl Bucket {
    #[inline(always)]
    fn is_full(&self) -> bool {
        self.0[3].next() != 0
    }

    /// Number + 1 in the slot like this one, 0 if there is none; anything where two have one hash. Without a branch: which
    /// slot it is nobody can foretell.
    #[inline(always)]
    fn find(&self, wanted: Slot) -> u32 {
        self.0.iter().fold(0, |found, slot| {
            let mask = u32::from(slot.is_like(wanted)).wrapping_neg();
            found | slot.next() & mask
        })
    }
}

/// A free slot: its bucket and its place there.
pub(super) type Free = (usize, usize);

/// Numbers of ids by their keys and hashes.
#[derive(Clone, Debug, Default)]
pub(super) struct Slots {
    buckets: Vec<Bucket>,
}

impl Slots {
    /// Is there room for so many ids? At most three slots of five are taken.
    #[inline]
    pub(super) fn have_room(&self, ids: usize) -> bool {
        ids * 5 <= self.buckets.len() * 12
    }

    /// No ids, and room for more than so many.
    pub(super) fn with_room(ids: usize) -> Self {
        let buckets = (ids * 5 / 12 + 1).next_power_of_two().max(256);
        Self {
            buckets: vec![Bucket::default(); buckets],
        }
    }

    /// Begins to fetch what a look-up of these hashes will need. Nothing here depends on what is fetched, so that all of it is
    /// fetched at the same time.
    #[inline(never)]
    pub(super) fn fetch(&self, hashes: &[u64]) {
        if let Some(mask) = self.buckets.len().checked_sub(1) {
            let first = |&hash: &u64| self.buckets[hash as usize & mask].0[0].rest;
            std::hint::black_box(hashes.iter().map(first).fold(0, |all, rest| all | rest));
        }
    }

    /// Number + 1 that a tight id has, or an id with this hash may have; 0 for an id that is not here.
    #[inline(always)] // in the loop over all rows
    pub(super) fn candidate(&self, key: Key, hash: u64) -> u32 {
        let Some(mask) = self.buckets.len().checked_sub(1) else {
            return 0;
        };
        let wanted = Slot::of(key, hash);
        let mut at = hash as usize & mask;
        loop {
            let bucket = &self.buckets[at];
            let found = bucket.find(wanted);
            if found != 0 || !bucket.is_full() {
                return found;
            }
            at = (at + 1) & mask;
        }
    }

    /// The number of this id, or the free slot for it. `is_it` tells of a number whether it is that of the id, where the slot
    /// alone does not. There is room.
    #[inline]
    pub(super) fn find(
        &self,
        key: Key,
        hash: u64,
        is_it: impl Fn(u32) -> bool,
    ) -> Result<u32, Free> {
        let wanted = Slot::of(key, hash);
        let mask = self.buckets.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            for (place, slot) in self.buckets[at].0.iter().enumerate() {
                let Some(number) = slot.next().checked_sub(1) else {
                    return Err((at, place));
                };
                if slot.is_like(wanted) && (wanted.rest != HASHED || is_it(number)) {
                    return Ok(number);
                }
            }
            at = (at + 1) & mask;
        }
    }

    /// Puts an id into its free slot; its number is below 2^32 − 1.
    pub(super) fn put(&mut self, (bucket, place): Free, key: Key, hash: u64, number: u32) {
        let slot = Slot::of(key, hash);
        self.buckets[bucket].0[place] = Slot {
            rest: slot.rest | u64::from(number.saturating_add(1)) << NEXT_AT,
            ..slot
        };
    }
}
