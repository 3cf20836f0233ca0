//! Bytes as short text for the page: LZMA, then two signs for 13 or 14 bits. The page's own side is
//! `www/src/engine/{lzma,base91}.ts`.

use crate::shell::Done;
use lzma_rust2::{LzmaOptions, LzmaWriter};
use std::io::Write as _;

/// One `.lzma` stream of known size: the shortest of those that look at so many bits of the byte before.
pub(crate) fn lzma(bytes: &[u8]) -> Done<Vec<u8>> {
    let mut shortest: Option<Vec<u8>> = None;
    for bits in 2..=4 {
        let packed = lzma_with(bytes, bits).map_err(|error| error.to_string())?;
        if shortest
            .as_ref()
            .is_none_or(|other| packed.len() < other.len())
        {
            shortest = Some(packed);
        }
    }
    shortest.ok_or_else(|| "nothing was packed".to_owned())
}

fn lzma_with(bytes: &[u8], bits: u32) -> std::io::Result<Vec<u8>> {
    let mut options = LzmaOptions::with_preset(9);
    // For text and machine code: neither has anything aligned.
    (options.lc, options.lp, options.pb) = (bits, 0, 0);
    // A build has the time for the longest matches.
    (options.nice_len, options.depth_limit) = (LzmaOptions::NICE_LEN_MAX, 512);
    let mut writer = LzmaWriter::new_use_header(Vec::new(), &options, Some(bytes.len() as u64))?;
    writer.write_all(bytes)?;
    writer.finish()
}

/// basE91 over the 91 printable signs of ASCII that mean nothing to a parser: no space, `&`, `'` or `<`.
pub(crate) fn base91(bytes: &[u8]) -> String {
    let signs: Vec<char> = ('!'..='~').filter(|sign| !"&'<".contains(*sign)).collect();
    let mut text = String::with_capacity(bytes.len() * 5 / 4);
    let (mut held, mut bits) = (0u32, 0u32);
    for byte in bytes {
        held |= u32::from(*byte) << bits;
        bits += 8;
        if bits > 13 {
            // Two signs hold 8281 values: 14 bits where the lower 13 are small enough, else 13.
            let take = if held & 8191 > 88 { 13 } else { 14 };
            let pair = (held & ((1 << take) - 1)) as usize;
            text.extend([signs[pair % 91], signs[pair / 91]]);
            held >>= take;
            bits -= take;
        }
    }
    if bits > 0 {
        text.push(signs[held as usize % 91]);
        if bits > 7 || held > 90 {
            text.push(signs[held as usize / 91]);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::base91;

    /// The reference program's answers, moved from its alphabet to ours by value.
    #[test]
    fn base91_has_the_reference_lengths_and_safe_signs() {
        assert_eq!(base91(b"").len(), 0);
        assert_eq!(base91(b"t").len(), 2);
        assert_eq!(base91(b"test").len(), 5); // "fPNKd" in the reference alphabet
        let all: Vec<u8> = (0..=255).cycle().take(10_000).collect();
        assert!(
            base91(&all)
                .chars()
                .all(|sign| sign.is_ascii_graphic() && !"&'<".contains(sign))
        );
    }
}
