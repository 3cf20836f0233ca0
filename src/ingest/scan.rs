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
        if let Some(block) = text.first_chunk::<BLOCK>() {
            self.block(block)
        } else {
            let mut block = [0_u8; BLOCK];
            block[..text.len()].copy_from_slice(text);
            self.block(&block) & !(u64::MAX << text.len())
        }
    }

    #[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
    #[inline]
    fn block(self, block: &[u8; BLOCK]) -> u64 {
        let mut hits = [0_u8; BLOCK];
        for (hit, &byte) in hits.iter_mut().zip(block) {
            *hit = u8::from(byte <= b'\r')
                | u8::from(byte == self.delimiter)
                | u8::from(byte == self.quote)
                | u8::from(byte == self.escape);
        }
        // Eight 0/1 bytes become eight neighbouring bits of the product's top byte.
        let mut mask = 0;
        for (i, eight) in hits.as_chunks::<8>().0.iter().enumerate() {
            let bits = u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
            mask |= bits << (8 * i);
        }
        mask
    }

    #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
    #[inline]
    fn block(self, block: &[u8; BLOCK]) -> u64 {
        use core::arch::wasm32::{
            i8x16_bitmask, i8x16_eq, u8x16_le, u8x16_splat, u64x2, v128, v128_or,
        };
        let (delimiter, quote, escape) = (
            u8x16_splat(self.delimiter),
            u8x16_splat(self.quote),
            u8x16_splat(self.escape),
        );
        let mut mask = 0;
        for (i, sixteen) in block.as_chunks::<16>().0.iter().enumerate() {
            let both = u128::from_le_bytes(*sixteen);
            let bytes: v128 = u64x2(both as u64, (both >> 64) as u64);
            let hits = v128_or(
                v128_or(
                    u8x16_le(bytes, u8x16_splat(b'\r')),
                    i8x16_eq(bytes, delimiter),
                ),
                v128_or(i8x16_eq(bytes, quote), i8x16_eq(bytes, escape)),
            );
            mask |= u64::from(i8x16_bitmask(hits)) << (16 * i);
        }
        mask
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
