//! Bytes as short text for the page: LZMA, then two signs for 13 or 14 bits. The page's own side is
//! `www/src/engine/{lzma,base91}.ts`.

use crate::shell::Done;
use lzma_rust2::{LzmaOptions, LzmaWriter};
use std::io::Write as _;
use std::ops::Range;

/// One `.lzma` stream of known size, for text and machine code: neither has anything aligned.
pub(crate) fn lzma(bytes: &[u8]) -> Done<Vec<u8>> {
    stream(bytes, (2, 0, 0))
}

/// Bits of literal context, literal position and position.
type Model = (u32, u32, u32);

fn stream(bytes: &[u8], (lc, lp, pb): Model) -> Done<Vec<u8>> {
    let size = Some(bytes.len() as u64);
    let mut options = LzmaOptions::with_preset(9);
    (options.lc, options.lp, options.pb) = (lc, lp, pb);
    // A build has the time for the longest matches.
    (options.nice_len, options.depth_limit) = (LzmaOptions::NICE_LEN_MAX, 512);
    let writer = LzmaWriter::new_use_header(Vec::new(), &options, size);
    let packed = writer.and_then(|mut writer| {
        writer.write_all(bytes)?;
        writer.finish()
    });
    packed.map_err(|error| error.to_string())
}

/// The engine as `AT REST TABLES`: it holds long tables of ascending 16-bit numbers (the characters of old encodings), and
/// those pack a quarter smaller as differences. They stand at byte `AT` of what comes out.
pub(crate) fn engine(bytes: &[u8]) -> Done<String> {
    let Range { start, end } = tables(bytes)?;
    let rest = base91(&lzma(&[&bytes[..start], &bytes[end..]].concat())?);
    let tables = base91(&stream(&differences(&bytes[start..end]), NUMBERS)?);
    Ok(format!("{start} {rest} {tables}"))
}

/// For 16-bit numbers.
const NUMBERS: Model = (0, 1, 1);

/// Bytes of which it is asked at once whether differences suit them.
const PIECE: usize = 4096;

/// Where differences save most.
fn tables(bytes: &[u8]) -> Done<Range<usize>> {
    let mut best = (0, 0..0);
    let mut open = (0_i64, 0);
    for (number, piece) in bytes.chunks(PIECE).enumerate() {
        let plain = lzma(piece)?.len() as i64;
        let saved = plain - stream(&differences(piece), NUMBERS)?.len() as i64;
        if open.0 <= 0 {
            open = (0, number * PIECE);
        }
        open.0 += saved;
        if open.0 > best.0 {
            best = (open.0, open.1..number * PIECE + piece.len());
        }
    }
    Ok(best.1)
}

/// Each byte less the one two places before it.
fn differences(bytes: &[u8]) -> Vec<u8> {
    let before = [0, 0].iter().chain(bytes);
    let pairs = bytes.iter().zip(before);
    pairs
        .map(|(byte, before)| byte.wrapping_sub(*before))
        .collect()
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
    use super::{PIECE, base91, differences, tables};

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

    #[test]
    fn the_tables_are_found_among_other_bytes() {
        let mut state = 1_u32;
        let mut noise = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        };
        let before: Vec<u8> = (0..5 * PIECE).map(|_| noise()).collect();
        let mut number = 0_u16;
        let numbers: Vec<u8> = (0..4 * PIECE)
            .flat_map(|_| {
                number = number.wrapping_add(1 + u16::from(noise() % 4));
                number.to_le_bytes()
            })
            .collect();
        let bytes = [&before[..], &numbers, &before].concat();
        let found = tables(&bytes).unwrap();
        assert_eq!(found, 5 * PIECE..13 * PIECE);
        let table = &bytes[found];
        let mut back = differences(table);
        for i in 2..back.len() {
            back[i] = back[i].wrapping_add(back[i - 2]);
        }
        assert_eq!(back, table);
    }
}
