//! What some programs put around each value: `="0012"`, `` `0012 ``, `'0012` so that a spreadsheet leaves it alone, or blanks
//! so that the columns stand below each other, or bars and rules.
//!
//! Recognised on samples, taken off between decoder and reader, and only in the tables that have it.

mod lines;
mod recognise;

use lines::Above;
pub use recognise::recognise;
use recognise::{UNSEEN, is_delimiter};

/// How values are dressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dress {
    /// `="0012"`, also as `"=""0012"""`: a formula whose result is a text.
    Formula,
    /// `` `0012 ``, as payment bills write it.
    Backquote,
    /// `'0012`, a spreadsheet's own sign for a text.
    Apostrophe,
    /// Values parted by runs of so many blanks or more; each run becomes a TAB.
    Aligned(u8),
    /// Values below each other, some of them missing: the place behind each column but the last, in characters.
    Columns([u16; MOST_COLUMNS]),
    /// `"50300,""Berg, Anna"",2.50"`: the whole line once more as one quoted value.
    Line,
    /// `| 12 | Berg |` between rules of dashes: cells in a frame.
    Framed,
    /// Columns below the groups of a rule, `----- --------- ---`: the place behind each but the last.
    Ruled([u16; MOST_COLUMNS]),
    /// `“12”,“Berg, Anna”`: quotes as word processors type them.
    Curly,
    /// The control characters that ASCII has for it end fields and records; a line break is text.
    Separated,
    /// Marks that nobody sees, a soft hyphen or a blank of no width, anywhere: with one inside, an id is another one.
    Unseen,
}

/// Columns that are told by their places, but the last.
const MOST_COLUMNS: usize = 24;

/// The control characters that end fields and records.
const FIELD_END: u8 = 0x1f;
const RECORD_END: u8 = 0x1e;

/// Bytes that must be seen ahead.
const AHEAD: usize = 4;

/// Takes the dress off a text that comes in pieces. Line ends stay where they are.
#[derive(Clone, Debug)]
pub struct Undress {
    dress: Dress,
    /// Bytes whose meaning depends on what follows.
    carry: Vec<u8>,
    at_start: bool,
    quoted: bool,
    /// Inside `"=""…"""`.
    wrapped: bool,
    /// Blanks whose run goes on.
    blanks: usize,
    /// Characters of the line so far, and the column they stand in.
    place: (u16, usize),
    above: Above,
}

impl Undress {
    /// For a text whose values wear this.
    #[must_use]
    pub fn new(dress: Dress) -> Self {
        Self {
            dress,
            carry: Vec::new(),
            at_start: true,
            quoted: false,
            wrapped: false,
            blanks: 0,
            place: (0, 0),
            above: Above::default(),
        }
    }

    /// For another piece of the same text.
    #[must_use]
    pub fn again(&self) -> Self {
        Self {
            above: self.above.clone(),
            ..Self::new(self.dress)
        }
    }

    /// The next piece, appended to `out` as far as it is decided.
    pub fn push(&mut self, piece: &[u8], out: &mut Vec<u8>) {
        let mut text = std::mem::take(&mut self.carry);
        text.extend_from_slice(piece);
        let used = match self.dress {
            Dress::Framed | Dress::Ruled(_) | Dress::Curly => self.lines(&text, false, out),
            _ => self.run(&text, text.len().saturating_sub(AHEAD), out),
        };
        self.carry = text.split_off(used);
    }

    /// What is left.
    pub fn finish(&mut self, out: &mut Vec<u8>) {
        let text = std::mem::take(&mut self.carry);
        match self.dress {
            Dress::Framed | Dress::Ruled(_) | Dress::Curly => self.lines(&text, true, out),
            _ => self.run(&text, text.len(), out),
        };
    }

    fn run(&mut self, text: &[u8], end: usize, out: &mut Vec<u8>) -> usize {
        if let Dress::Aligned(least) = self.dress {
            self.align(text, usize::from(least), out);
            return text.len();
        }
        if self.dress == Dress::Separated {
            let at_end = |byte: &u8| match byte {
                &RECORD_END => b'\n',
                b'\n' | b'\r' => b' ',
                _ => *byte,
            };
            out.extend(text.iter().map(at_end));
            return text.len();
        }
        if let Dress::Columns(ends) = self.dress {
            self.part(text, &ends, out);
            return text.len();
        }
        let mut at = 0;
        while at < end {
            let rest = &text[at..];
            let (used, kept) = self.step(rest);
            out.extend_from_slice(kept);
            at += used;
        }
        at.min(text.len())
    }

    /// Runs of blanks as TABs; none at either end of a line.
    fn align(&mut self, text: &[u8], least: usize, out: &mut Vec<u8>) {
        for &byte in text {
            match byte {
                b' ' => {
                    self.blanks += 1;
                    continue;
                }
                b'\n' | b'\r' => self.at_start = true,
                _ if std::mem::take(&mut self.at_start) => {}
                _ if self.blanks >= least => out.push(b'\t'),
                _ => out.resize(out.len() + self.blanks, b' '),
            }
            self.blanks = 0;
            out.push(byte);
        }
    }

    /// A TAB for each column that ends before a value begins; a value wider than its column is not cut.
    fn part(&mut self, text: &[u8], ends: &[u16], out: &mut Vec<u8>) {
        for &byte in text {
            let (at, column) = &mut self.place;
            match byte {
                b' ' => self.blanks += 1,
                b'\n' | b'\r' => {
                    self.at_start = true;
                    self.blanks = 0;
                    self.place = (0, 0);
                    out.push(byte);
                    continue;
                }
                _ => {
                    let own = ends.iter().take_while(|end| **end <= *at).count();
                    let is_first = std::mem::take(&mut self.at_start);
                    if self.blanks > 0 && own > *column {
                        out.resize(out.len() + own - *column, b'\t');
                        *column = own;
                    } else if !is_first {
                        out.resize(out.len() + self.blanks, b' ');
                    }
                    self.blanks = 0;
                    out.push(byte);
                }
            }
            // Bytes that go on with a character take no place.
            *at = at.saturating_add(u16::from(byte & 0xc0 != 0x80));
        }
    }

    /// Bytes used of the rest, and what stands for them.
    fn step<'t>(&mut self, rest: &'t [u8]) -> (usize, &'t [u8]) {
        let byte = &rest[..1];
        if self.dress == Dress::Unseen {
            if let Some(mark) = UNSEEN.iter().find(|mark| rest.starts_with(mark.as_bytes())) {
                return (mark.len(), &[]);
            }
            // No mark begins with an ASCII byte: all up to the next other byte in one go.
            let others = rest.iter().skip(1).position(|byte| !byte.is_ascii());
            let kept = others.map_or(rest.len(), |others| others + 1);
            return (kept, &rest[..kept]);
        }
        if self.dress == Dress::Line {
            return match rest {
                [b'"', ..] if !self.quoted => {
                    self.quoted = true;
                    (1, &[])
                }
                [b'"', b'"', ..] => (2, byte),
                [b'"', ..] => {
                    self.quoted = false;
                    (1, &[])
                }
                _ => (1, byte),
            };
        }
        if std::mem::take(&mut self.at_start) {
            match (self.dress, rest) {
                (Dress::Formula, [b'=', b'"', ..]) => {
                    self.quoted = true;
                    return (2, &rest[1..2]);
                }
                (Dress::Formula, [b'"', b'=', b'"', b'"', ..]) => {
                    self.wrapped = true;
                    return (4, byte);
                }
                (Dress::Backquote, [b'`', ..]) => {
                    self.at_start = true;
                    return (1, &[]);
                }
                (Dress::Backquote, [b'"', b'`', ..]) => {
                    self.quoted = true;
                    return (2, byte);
                }
                (Dress::Apostrophe, [b'\'', b'0'..=b'9', ..]) => {
                    return (1, &[]);
                }
                (Dress::Apostrophe, [b'"', b'\'', b'0'..=b'9', ..]) => {
                    self.quoted = true;
                    return (2, byte);
                }
                (_, [b'"', ..]) => {
                    self.quoted = true;
                    return (1, byte);
                }
                _ => {}
            }
        }
        if self.wrapped {
            if rest.starts_with(b"\"\"\"") {
                self.wrapped = false;
                return (3, byte);
            }
        } else if self.quoted {
            if rest.starts_with(b"\"\"") {
                return (2, &rest[..2]);
            }
            self.quoted = rest[0] != b'"';
        } else {
            self.at_start = is_delimiter(&rest[0]) || matches!(rest[0], b'\n' | b'\r');
        }
        (1, byte)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn undressed(dress: Dress, text: &str, piece: usize) -> String {
        let mut undress = Undress::new(dress);
        let mut out = Vec::new();
        for piece in text.as_bytes().chunks(piece) {
            undress.push(piece, &mut out);
        }
        undress.finish(&mut out);
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn each_dress_comes_off_wherever_the_text_is_cut() {
        let mut ends = [u16::MAX; MOST_COLUMNS];
        ends[..2].copy_from_slice(&[3, 8]);
        let cases = [
            (
                Dress::Formula,
                "=\"1,2\",x=\"y\r\n\"=\"\"0012\"\"\",\"a \"\"=\"\" b\"\r\n",
                "\"1,2\",x=\"y\r\n\"0012\",\"a \"\"=\"\" b\"\r\n",
            ),
            (
                Dress::Aligned(1),
                " 01 20240101  1  2.50\n 02 20240102 12 \r\n",
                "01\t20240101\t1\t2.50\n02\t20240102\t12\r\n",
            ),
            (Dress::Aligned(2), "a b  c\n", "a b\tc\n"),
            (
                Dress::Columns(ends),
                "é b  VIP  12.50\n  c      112.50 \r\nverylong  12.50\n\nd",
                "é b\tVIP\t12.50\nc\t\t112.50\r\nverylong\t\t12.50\n\nd",
            ),
            (
                Dress::Unseen,
                "\u{feff}K\u{ad}1,\u{200b}é\u{200d}\n",
                "K1,é\u{200d}\n",
            ),
            (
                Dress::Line,
                "a,b\n\"1,\"\"x, \"\"\"\"y\"\"\"\r\n\"2,\"\"\"\"\"\n",
                "a,b\n1,\"x, \"\"y\"\r\n2,\"\"\n",
            ),
            (
                Dress::Framed,
                "T 1\r\n---\r\n|N  |K|\r\n|:--|--:|\n|a\\|b|\"x\" y|\n---\n\nT 2\n|N|K|\nT 2\n│1│ 2 │\n",
                "T 1\r\n\r\nN\tK\r\n\na|b\t\"\"\"x\"\" y\"\n\n\n\n\nT 2\n1\t2\n",
            ),
            (
                Dress::Ruled(ends),
                "N   K    V\n--- ---- ---\na   b c  12CR\n\nN   K    V\nx        1",
                "N\tK\tV\n\na\tb c\t12CR\n\n\nx\t\t1",
            ),
            (
                Dress::Curly,
                "“a”,“b, “c” d”;\"x\r\n“ü” , “1\"”\n“open,y\n",
                "\"a\",\"b, “c” d\";\"x\r\n\"ü\",\"1\"\"\"\n“open,y\n",
            ),
            (
                Dress::Separated,
                "a\x1fb\r\nc\x1ed\x1f\x1e",
                "a\x1fb  c\nd\x1f\n",
            ),
            (Dress::Backquote, "`1,`a`b,`\r\n\"`x\"", "1,a`b,\r\n\"x\""),
            (
                Dress::Apostrophe,
                "'12,'t Hooft,5'3\n\"'7\"",
                "12,'t Hooft,5'3\n\"7\"",
            ),
        ];
        for (dress, text, bare) in cases {
            for piece in 1..text.len() + 1 {
                assert_eq!(undressed(dress, text, piece), bare, "in pieces of {piece}");
            }
        }
    }
}
