//! Finds the few bytes that structure a table, 64 at a time, without looking at the others one by one.

/// Bytes looked at in one step.
pub(crate) const BLOCK: usize = 64;

/// Which bytes stop the reader: the delimiter's first byte, quote, escape, and every control byte up to CR
/// (NUL, LF and CR matter, the others are rare and cost one glance).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Specials {
    delimiter: u8,
    quote: u8,
    escape: u8,
}

impl Specials {
    /// `None` = the dialect has no such character.
    pub(crate) fn new(delimiter: u8, quote: Option<u8>, escape: Option<u8>) -> Self {
        Self {
            delimiter,
            quote: quote.unwrap_or(delimiter),
            escape: escape.unwrap_or(delimiter),
        }
    }

    /// Bit `i` is set where byte `i` of the next (up to) 64 bytes is special.
    #[inline]
    pub(crate) fn mask(self, text: &[u8]) -> u64 {
        self.look(text).0
    }

    pub(crate) fn delimiter(self) -> u8 {
        self.delimiter
    }

    /// `None` where the dialect has no quotes.
    pub(crate) fn quote(self) -> Option<u8> {
        Some(self.quote).filter(|quote| *quote != self.delimiter)
    }

    pub(crate) fn escapes(self, byte: u8) -> bool {
        byte == self.escape && byte != self.delimiter
    }

    /// Does this special byte do nothing but end a field?
    pub(crate) fn is_bare(self, byte: u8) -> bool {
        byte == self.delimiter || byte == b'\n'
    }

    /// As [`Specials::mask`], and whether all these bytes do nothing but end fields.
    #[inline]
    pub(crate) fn look(self, text: &[u8]) -> (u64, bool) {
        if let Some(block) = text.first_chunk::<BLOCK>() {
            self.look_at(block)
        } else {
            // Noise of which the mask says nothing.
            let mut block = [b'\n'; BLOCK];
            block[..text.len()].copy_from_slice(text);
            let (mask, bare) = self.look_at(&block);
            (mask & !(u64::MAX << text.len()), bare)
        }
    }

    #[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
    #[inline]
    fn look_at(self, block: &[u8; BLOCK]) -> (u64, bool) {
        let mut hits = [0_u8; BLOCK];
        let mut bare = true;
        for (hit, &byte) in hits.iter_mut().zip(block) {
            let ends = byte == b'\n' || byte == self.delimiter;
            let special = ends || byte <= b'\r' || byte == self.quote || byte == self.escape;
            bare &= ends == special;
            *hit = u8::from(special);
        }
        // Eight 0/1 bytes become eight neighbouring bits of the product's top byte.
        let mut mask = 0;
        for (i, eight) in hits.as_chunks::<8>().0.iter().enumerate() {
            let bits = u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
            mask |= bits << (8 * i);
        }
        (mask, bare)
    }

    #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
    #[inline]
    fn look_at(self, block: &[u8; BLOCK]) -> (u64, bool) {
        use core::arch::wasm32::{
            i8x16_bitmask, i8x16_eq, i8x16_splat, u8x16_le, u64x2, v128, v128_any_true, v128_or,
            v128_xor,
        };
        let is = |bytes: v128, byte: u8| i8x16_eq(bytes, i8x16_splat(byte as i8));
        let (mut mask, mut dressed) = (0, u64x2(0, 0));
        for (i, sixteen) in block.as_chunks::<16>().0.iter().enumerate() {
            let both = u128::from_le_bytes(*sixteen);
            let bytes = u64x2(both as u64, (both >> 64) as u64);
            let ends = v128_or(is(bytes, b'\n'), is(bytes, self.delimiter));
            let others = v128_or(is(bytes, self.quote), is(bytes, self.escape));
            let control = u8x16_le(bytes, i8x16_splat(b'\r' as i8));
            let special = v128_or(v128_or(ends, others), control);
            mask |= u64::from(i8x16_bitmask(special)) << (16 * i);
            dressed = v128_or(dressed, v128_xor(special, ends));
        }
        (mask, !v128_any_true(dressed))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_and_every_length_up_to_a_block() {
        let specials = Specials::new(b';', Some(b'"'), None);
        for len in 0..=BLOCK {
            for at in 0..len {
                for byte in [b';', b'"', b'\n', b'\r', 0] {
                    let mut text = vec![0xFF_u8; len];
                    text[at] = byte;
                    assert_eq!(specials.mask(&text), 1 << at, "{byte} at {at} of {len}");
                }
            }
            assert_eq!(specials.mask(&vec![b' '; len]), 0);
        }
    }
}
