//! The encoding of a text, from samples of its bytes.
//!
//! In this order: a byte order mark; wide characters; ASCII; UTF-8; and among the older encodings the one whose text looks
//! most like writing.

use super::looks::{Looks, Reading};
use super::mixed::{self, AND};
use super::wide::{self, Wide};
use crate::math::few::sort_few;

/// What was decided and how sure it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Guess {
    /// WHATWG label in lower case, or `cp437`, `cp850`, `cp852`, `utf-32le`, `utf-32be`.
    pub label: String,
    /// 0–1.
    pub confidence: f64,
    /// Only ASCII was seen: what the other bytes mean is still open.
    pub ascii_only: bool,
}

impl Guess {
    fn sure(label: &str) -> Self {
        Self {
            label: label.to_owned(),
            confidence: 1.0,
            ascii_only: false,
        }
    }
}

/// Bytes of each sample that are scored: those around what is not ASCII.
const SCORED: usize = 1 << 15;

/// The encoding of a text of which these are pieces, the first one its beginning.
#[must_use]
pub fn guess(samples: &[&[u8]]) -> Guess {
    let head = samples.first().copied().unwrap_or_default();
    if let Some(label) = marked(head) {
        return match mixed(samples) {
            Some(guess) if label == "utf-8" => guess,
            _ => Guess::sure(label),
        };
    }
    if let Some(wide) = wide::recognise(&head[..head.len().min(SCORED)]) {
        return Guess {
            confidence: 0.95,
            ..Guess::sure(wide.label())
        };
    }
    let utf8 = samples
        .iter()
        .fold(Utf8::default(), |sum, sample| sum.and(Utf8::of(sample)));
    if utf8.wide == 0 && utf8.broken == 0 {
        if head.windows(2).any(|pair| pair == b"\x1b$") {
            return Guess {
                confidence: 0.9,
                ..Guess::sure("iso-2022-jp")
            };
        }
        return Guess {
            ascii_only: true,
            ..Guess::sure("utf-8")
        };
    }
    if utf8.broken == 0 {
        return Guess::sure("utf-8");
    }
    if let Some(guess) = mixed(samples) {
        return guess;
    }
    if utf8.wide >= 4 * utf8.broken {
        // UTF-8 with a few damaged characters, not another encoding that happens to look like it.
        return Guess {
            confidence: 0.8,
            ..Guess::sure("utf-8")
        };
    }
    old(samples)
}

/// The encoding of a text that was taken for UTF-8 until the bytes from here on.
pub(super) fn guess_again(from: &[u8]) -> Guess {
    if let Some(guess) = mixed(&[&[], from]) {
        return guess;
    }
    let utf8 = Utf8::of(from);
    if utf8.wide > 0 && utf8.wide >= 4 * utf8.broken {
        return Guess {
            confidence: 0.8,
            ..Guess::sure("utf-8")
        };
    }
    old(&[from])
}

/// UTF-8 in some lines, something older in others.
fn mixed(samples: &[&[u8]]) -> Option<Guess> {
    let part = mixed::odd_part(samples)?;
    let older = old(&[&part]);
    Some(Guess {
        label: format!("utf-8{AND}{}", older.label),
        confidence: older.confidence.min(0.7),
        ascii_only: false,
    })
}

/// The encoding that a byte order mark names.
fn marked(head: &[u8]) -> Option<&'static str> {
    match head {
        [0xef, 0xbb, 0xbf, ..] => Some("utf-8"),
        [0xff, 0xfe, 0, 0, ..] => Some("utf-32le"),
        [0, 0, 0xfe, 0xff, ..] => Some("utf-32be"),
        [0xff, 0xfe, ..] => Some("utf-16le"),
        [0xfe, 0xff, ..] => Some("utf-16be"),
        [0x84, 0x31, 0x95, 0x33, ..] => Some("gb18030"),
        _ => None,
    }
}

/// How much of a text is UTF-8.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Utf8 {
    /// Characters of two bytes and more.
    pub(super) wide: usize,
    /// Places where the bytes are no UTF-8.
    pub(super) broken: usize,
}

impl Utf8 {
    fn and(self, other: Self) -> Self {
        Self {
            wide: self.wide + other.wide,
            broken: self.broken + other.broken,
        }
    }

    /// Characters cut off at either end of a piece are no damage.
    pub(super) fn of(piece: &[u8]) -> Self {
        let start = piece
            .iter()
            .take(3)
            .take_while(|byte| **byte & 0xc0 == 0x80)
            .count();
        let mut rest = &piece[start..];
        let mut found = Self::default();
        loop {
            match std::str::from_utf8(rest) {
                Ok(valid) => {
                    found.wide += wide_characters(valid.as_bytes());
                    return found;
                }
                Err(error) => {
                    let (valid, broken) = rest.split_at(error.valid_up_to());
                    found.wide += wide_characters(valid);
                    match error.error_len() {
                        None => return found,
                        Some(length) => {
                            found.broken += 1;
                            rest = &broken[length..];
                        }
                    }
                }
            }
        }
    }
}

fn wide_characters(valid: &[u8]) -> usize {
    valid.iter().filter(|byte| **byte >= 0xc0).count()
}

/// Older encodings in the order in which ties are decided.
const SINGLE: [&str; 19] = [
    "windows-1252",
    "windows-1250",
    "windows-1251",
    "windows-1253",
    "windows-1254",
    "windows-1255",
    "windows-1256",
    "windows-1257",
    "windows-1258",
    "windows-874",
    "iso-8859-2",
    "iso-8859-5",
    "iso-8859-7",
    "koi8-r",
    "ibm866",
    "macintosh",
    "cp850",
    "cp852",
    "cp437",
];

/// Encodings of several bytes to a character.
const EASTERN: [&str; 5] = ["gb18030", "big5", "shift_jis", "euc-jp", "euc-kr"];

fn old(samples: &[&[u8]]) -> Guess {
    let looks = Looks::new();
    let telling: Vec<Vec<u8>> = samples.iter().map(|sample| telling(sample)).collect();
    let telling: Vec<&[u8]> = telling.iter().map(Vec::as_slice).collect();
    let mut readings: Vec<Reading> = SINGLE
        .into_iter()
        .chain(EASTERN)
        .filter_map(|label| looks.read(label, &telling))
        .collect();
    sort_few(&mut readings, |a, b| a.score > b.score);
    let Some(best) = readings.first() else {
        return Guess::sure("windows-1252");
    };
    // Encodings that read the same text do not contradict each other.
    let other = readings.iter().find(|other| other.texts != best.texts);
    let lead = other.map_or(1.0, |other| best.score - other.score);
    Guess {
        label: best.label.to_owned(),
        confidence: (0.5 + lead).clamp(0.3, 0.99),
        ascii_only: false,
    }
}

/// What a sample tells of its encoding: of each line that is not ASCII, the part from the character before the first such
/// byte to the character behind the last one. The rest reads the same in all encodings.
fn telling(sample: &[u8]) -> Vec<u8> {
    let mut parts = Vec::new();
    for line in sample.split(|byte| *byte == b'\n') {
        let is_other = |byte: &u8| !byte.is_ascii();
        let Some(first) = line.iter().position(is_other) else {
            continue;
        };
        // The second byte of a character may be ASCII.
        let end = line.iter().rposition(is_other).unwrap_or(first) + 3;
        let part = &line[first.saturating_sub(1)..end.min(line.len())];
        parts.extend_from_slice(&part[..part.len().min(SCORED - parts.len())]);
        if parts.len() == SCORED {
            break;
        }
        parts.push(b'\n');
    }
    parts
}

/// The wide encoding that a label names.
pub(super) fn wide_of(label: &str) -> Option<Wide> {
    match label {
        "utf-32le" => Some(Wide {
            width: 4,
            big: false,
        }),
        "utf-32be" => Some(Wide {
            width: 4,
            big: true,
        }),
        _ => None,
    }
}
