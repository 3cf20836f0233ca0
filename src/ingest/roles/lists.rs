//! The lists of words as one run of bytes each: a table of texts costs the page two addresses and two lengths a line.

use super::tongues::{INITIALS, TONGUES};
use super::words::{Atom, WORDS};

/// Lines of words and the atoms they carry.
type Lines = &'static [(&'static [Atom], &'static str)];

/// Behind a line's words.
const END: u8 = 0;

/// All that headers say, and the initials of Chinese words.
pub(super) static ALL: [&[u8]; 2] = [
    &packed::<{ length(WORDS) }>(WORDS),
    &packed::<{ length(TONGUES) }>(TONGUES),
];
pub(super) static OF_INITIALS: &[u8] = &packed::<{ length(INITIALS) }>(INITIALS);

/// Bytes of these lines.
const fn length(lines: Lines) -> usize {
    let (mut line, mut bytes) = (0, 0);
    while line < lines.len() {
        bytes += 1 + lines[line].0.len() + lines[line].1.len() + 1;
        line += 1;
    }
    bytes
}

/// Each line: how many atoms, the atoms, the words, the end.
const fn packed<const N: usize>(lines: Lines) -> [u8; N] {
    let mut bytes = [END; N];
    let (mut line, mut at) = (0, 0);
    while line < lines.len() {
        let (atoms, words) = (lines[line].0, lines[line].1.as_bytes());
        bytes[at] = atoms.len() as u8;
        let mut i = 0;
        while i < atoms.len() {
            bytes[at + 1 + i] = atoms[i] as u8;
            i += 1;
        }
        at += 1 + atoms.len();
        i = 0;
        while i < words.len() {
            bytes[at + i] = words[i];
            i += 1;
        }
        at += words.len() + 1;
        line += 1;
    }
    bytes
}

/// Gives each word with the bits of its atoms.
pub(super) fn each(mut packed: &'static [u8], word: &mut dyn FnMut(&'static str, u128)) {
    while let [atoms, rest @ ..] = packed {
        let (atoms, rest) = rest.split_at(usize::from(*atoms));
        let end = rest.iter().position(|byte| *byte == END);
        let (words, rest) = rest.split_at(end.unwrap_or(rest.len()));
        let bits = atoms.iter().fold(0, |bits, atom| bits | 1 << atom);
        for text in std::str::from_utf8(words)
            .unwrap_or_default()
            .split_whitespace()
        {
            word(text, bits);
        }
        packed = rest.get(1..).unwrap_or_default();
    }
}
