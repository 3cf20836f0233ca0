//! Texts put together from two programs' exports: some lines are UTF-8, the others are in an older encoding. Read in one of
//! the two, half of the customers would have a second, garbled name.

use super::guess::Utf8;
use super::legacy::Decode;

/// Lines of an older encoding that must be seen: fewer are damage.
const LEAST: usize = 3;
/// A line goes on for no longer than this: something has to end before memory does.
const LONGEST: usize = 1 << 20;

/// Between the two encodings in a label: `utf-8+windows-1252`.
pub(super) const AND: char = '+';

/// Is the line in an older encoding? UTF-8 with some damage is not.
#[inline(never)]
fn is_odd(line: &[u8]) -> bool {
    std::str::from_utf8(line).is_err() && {
        let found = Utf8::of(line);
        found.wide <= found.broken * 2
    }
}

/// How many lines of a text are in the older encoding.
#[must_use]
pub fn odd_lines(text: &[u8]) -> usize {
    text.split(|byte| *byte == b'\n')
        .filter(|line| is_odd(line))
        .count()
}

/// The lines in an older encoding, if others are good UTF-8 beyond ASCII: in an older encoding that happens by chance only,
/// and seldom.
pub(super) fn odd_part(samples: &[&[u8]]) -> Option<Vec<u8>> {
    let (mut good, mut odd, mut damaged, mut part) = (0, 0, 0, Vec::new());
    for (at, sample) in samples.iter().enumerate() {
        // A piece from inside begins and ends anywhere.
        let lines = sample.split(|byte| *byte == b'\n');
        for line in lines.skip(usize::from(at > 0)) {
            if line.is_ascii() {
                continue;
            }
            if std::str::from_utf8(line).is_ok() {
                good += 1;
            } else if is_odd(line) {
                odd += 1;
                part.extend_from_slice(line);
                part.push(b'\n');
            } else {
                damaged += 1;
            }
        }
    }
    (odd >= LEAST && good * 4 >= odd && damaged * 4 <= odd).then_some(part)
}

/// Decodes line by line.
pub(super) struct Mixed {
    line: Vec<u8>,
    decode: Decode,
}

impl Mixed {
    pub(super) fn new(decode: Decode) -> Self {
        Self {
            line: Vec::new(),
            decode,
        }
    }

    pub(super) fn push(&mut self, chunk: &[u8], last: bool, out: &mut Vec<u8>) {
        for piece in chunk.split_inclusive(|byte| *byte == b'\n') {
            self.line.extend_from_slice(piece);
            if piece.ends_with(b"\n") || self.line.len() > LONGEST {
                self.end_line(out);
            }
        }
        if last {
            self.end_line(out);
        }
    }

    fn end_line(&mut self, out: &mut Vec<u8>) {
        // Older encodings of several bytes end their last character with the line.
        match std::str::from_utf8(&self.line) {
            Ok(_) => out.extend_from_slice(&self.line),
            Err(_) if is_odd(&self.line) => {
                out.extend_from_slice((self.decode)(&self.line, false).as_bytes())
            }
            Err(_) => out.extend_from_slice(String::from_utf8_lossy(&self.line).as_bytes()),
        }
        self.line.clear();
    }
}
