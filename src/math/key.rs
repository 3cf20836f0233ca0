//! Short ids as two words: compared and hashed without a loop over their bytes.

use super::hash::{hash, hash_pair, short};

/// Ids of up to 15 bytes stand in their key.
pub(crate) const INLINE: usize = 15;
/// Upper byte of a key whose id stands elsewhere.
const LONG: u64 = 0xFF;

/// Which bits of two words an id of so many bytes fills.
const FILLED: [[u64; 2]; INLINE + 1] = {
    let mut filled = [[0; 2]; INLINE + 1];
    let mut length = 1;
    while length <= INLINE {
        let bits = u128::MAX >> (128 - 8 * length);
        filled[length] = [bits as u64, (bits >> 64) as u64];
        length += 1;
    }
    filled
};

/// An id in 16 bytes: up to 15 bytes and, in the last one, their number; or where a longer one stands, and its length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Key([u64; 2]);

impl Key {
    /// Of no id.
    pub(crate) const EMPTY: Self = Self([0, 0]);

    /// `None` for an id of more than 15 bytes.
    #[inline]
    pub(crate) fn of(id: &[u8]) -> Option<Self> {
        if id.len() > INLINE {
            return None;
        }
        let length = (id.len() as u64) << 56;
        // Loads of whole words that overlap: a copy of a length known only at run time costs a call.
        Some(match (id.first_chunk::<8>(), id.last_chunk::<8>()) {
            (Some(head), Some(tail)) => {
                let rest = u64::from_le_bytes(*tail);
                let rest = rest.checked_shr(128 - 8 * id.len() as u32).unwrap_or(0);
                Self([u64::from_le_bytes(*head), rest | length])
            }
            _ => Self([short(id), length]),
        })
    }

    /// The key of `text[start..end]`, read in one go with what stands behind it. `None` for an id of more than 15 bytes, and
    /// where fewer than 16 bytes are there.
    #[inline(always)] // in loops over all rows
    pub(crate) fn within(text: &[u8], start: usize, end: usize) -> Option<Self> {
        let length = end.wrapping_sub(start);
        let [head, rest] = *FILLED.get(length)?;
        let both = u128::from_le_bytes(*text.get(start..)?.first_chunk()?);
        Some(Self([
            both as u64 & head,
            (both >> 64) as u64 & rest | (length as u64) << 56,
        ]))
    }

    /// The hash of an id that stands in its key.
    #[inline]
    pub(crate) fn hash(self) -> u64 {
        hash_pair(self.0[0], self.0[1])
    }

    /// The words of an id of up to 11 bytes: bits 24 to 55 of the second one are free.
    #[inline(always)] // in loops over all rows
    pub(crate) fn tight(self) -> Option<[u64; 2]> {
        (self.0[1] >> 56 <= 11).then_some(self.0)
    }

    #[inline]
    pub(crate) fn from_bytes(bytes: [u8; 16]) -> Self {
        let both = u128::from_le_bytes(bytes);
        Self([both as u64, (both >> 64) as u64])
    }

    #[inline]
    pub(crate) fn to_bytes(self) -> [u8; 16] {
        (u128::from(self.0[0]) | u128::from(self.0[1]) << 64).to_le_bytes()
    }

    /// The key of an id that stands elsewhere.
    pub(crate) fn long(start: usize, length: usize) -> Self {
        Self([
            start as u64,
            LONG << 56 | length as u64 & u64::from(u32::MAX),
        ])
    }

    /// Start and length of an id that stands elsewhere.
    #[inline]
    pub(crate) fn place(self) -> Option<(usize, usize)> {
        let long = self.0[1] >> 56 == LONG;
        long.then_some((self.0[0] as usize, self.0[1] as u32 as usize))
    }
}

/// The hash of an id of any length.
#[inline]
pub(crate) fn hash_of_id(id: &[u8]) -> u64 {
    Key::of(id).map_or_else(|| hash(id), Key::hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_the_same_whatever_stands_around_the_id() {
        let text: Vec<u8> = (0..=255).rev().collect();
        for start in 0..text.len() {
            for end in start..=text.len() {
                let key = Key::within(&text, start, end);
                let there = start + 16 <= text.len() && end - start <= INLINE;
                assert_eq!(key.is_some(), there, "{start}..{end}");
                if there {
                    assert_eq!(key, Key::of(&text[start..end]));
                }
            }
        }
        assert_eq!(Key::within(&text, 1, 0), None);
    }
}
