//! One 64-bit hash for ids and records. Not keyed: the same bytes give the same hash in every worker.

/// Odd constants with evenly spread bits (the golden ratio's and two of the `SplitMix64` generator, Steele et al. 2014).
const A: u64 = 0x9E37_79B9_7F4A_7C15;
const B: u64 = 0xBF58_476D_1CE4_E5B9;
const C: u64 = 0x94D0_49BB_1331_11EB;

/// `SplitMix64`'s finisher: a bijection, so texts of up to 8 bytes of one length never share a hash.
#[inline]
fn mix(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(B);
    x = (x ^ (x >> 27)).wrapping_mul(C);
    x ^ (x >> 31)
}

/// The hash of a text of any length.
#[must_use]
#[inline]
pub(crate) fn hash(text: &[u8]) -> u64 {
    let seed = (text.len() as u64).wrapping_mul(A);
    match (text.first_chunk::<8>(), text.last_chunk::<8>()) {
        // The two words overlap where the text is shorter than 16 bytes; the length is in the seed.
        (Some(head), Some(tail)) if text.len() <= 16 => {
            two(seed, u64::from_le_bytes(*head), u64::from_le_bytes(*tail))
        }
        (Some(_), Some(_)) => long(seed, text),
        _ => mix(seed ^ short(text)),
    }
}

/// One step over a word of many: a bijection, so that what once differs stays different until the states meet.
#[inline]
fn fold(x: u64) -> u64 {
    let x = x.wrapping_mul(A);
    x ^ (x >> 32)
}

/// Of more than 16 bytes. Two states take turns, so that neither waits for the other; the last 16 bytes may overlap others.
#[inline]
fn long(seed: u64, text: &[u8]) -> u64 {
    let words = |sixteen: &[u8; 16]| {
        let both = u128::from_le_bytes(*sixteen);
        (both as u64, (both >> 64) as u64)
    };
    let (mut even, mut odd) = (seed, seed ^ C);
    for sixteen in text
        .as_chunks::<16>()
        .0
        .iter()
        .chain(text.last_chunk::<16>())
    {
        let (first, second) = words(sixteen);
        even = fold(even ^ first);
        odd = fold(odd ^ second);
    }
    two(0, even, odd)
}

/// The hash of two words.
#[inline]
pub(crate) fn hash_pair(first: u64, second: u64) -> u64 {
    two(0, first, second)
}

#[inline]
fn two(seed: u64, head: u64, tail: u64) -> u64 {
    let x = (head ^ seed).wrapping_mul(A);
    mix((x ^ (x >> 32)).wrapping_add(tail.wrapping_mul(C)))
}

/// Up to 7 bytes as a number.
#[inline]
pub(crate) fn short(text: &[u8]) -> u64 {
    let mut bytes = [0; 8];
    for (to, from) in bytes.iter_mut().zip(text) {
        *to = *from;
    }
    u64::from_le_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn similar_ids_of_all_lengths_stay_apart() {
        let mut seen = HashSet::new();
        let mut count = 0;
        for width in 1..40 {
            for i in 0..5000_u32 {
                let id = format!("{i:0width$}");
                if id.len() == width {
                    count += 1;
                    seen.insert(hash(id.as_bytes()));
                }
            }
        }
        assert_eq!(seen.len(), count);
    }

    #[test]
    fn low_bits_of_running_numbers_spread() {
        let mut buckets = [0_u32; 1024];
        for i in 0..102_400 {
            buckets[hash(format!("C{i:08}").as_bytes()) as usize & 1023] += 1;
        }
        assert!(buckets.iter().all(|&n| (50..160).contains(&n)));
    }
}
