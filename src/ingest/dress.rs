//! What some programs put around each value: `="0012"`, `` `0012 ``, `'0012` so that a spreadsheet leaves it alone, or blanks
//! so that the columns stand below each other.
//!
//! Recognised on samples, taken off between decoder and reader, and only in the tables that have it.

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
    /// Marks that nobody sees, a soft hyphen or a blank of no width, anywhere: with one inside, an id is another one.
    Unseen,
}

/// Lines that must be seen.
const LEAST: usize = 3;
/// Lines that are looked at.
const LOOKED: usize = 2000;

/// The dress of a value in nearly every line of a text. It comes before all other guesses: a blank or a comma inside
/// `="2024-01-31 09:00"` would mislead them.
#[must_use]
pub fn recognise(text: &[u8]) -> Option<Dress> {
    let mut counts = [
        (Dress::Formula, 0),
        (Dress::Backquote, 0),
        (Dress::Apostrophe, 0),
    ];
    let mut filled = 0_usize;
    let lines = text.split(|byte| matches!(byte, b'\n' | b'\r'));
    for line in lines
        .filter(|line| !line.trim_ascii().is_empty())
        .take(LOOKED)
    {
        filled += 1;
        for (dress, count) in &mut counts {
            *count += usize::from(line.split(is_delimiter).any(|value| wears(value, *dress)));
        }
    }
    counts
        .into_iter()
        .find(|(_, count)| *count >= LEAST && *count * 10 >= filled * 8)
        .map(|(dress, _)| dress)
        .or_else(|| aligned(text))
        .or_else(|| {
            UNSEEN
                .iter()
                .any(|mark| memchr::memmem::find(text, mark.as_bytes()).is_some())
                .then_some(Dress::Unseen)
        })
}

/// Marks without a shape or a meaning of their own; those that join letters into other ones stay.
const UNSEEN: [&str; 6] = [
    "\u{ad}", "\u{200b}", "\u{200e}", "\u{200f}", "\u{2060}", "\u{feff}",
];

/// Lines without any delimiter that runs of blanks cut into equally many values, at least three, and most of them with a
/// run of several or with blanks at their beginning.
fn aligned(text: &[u8]) -> Option<Dress> {
    let lines: Vec<&[u8]> = text
        .split(|byte| matches!(byte, b'\n' | b'\r'))
        .filter(|line| !line.trim_ascii().is_empty())
        .take(LOOKED)
        .collect();
    let padded = lines
        .iter()
        .filter(|line| line.starts_with(b" ") || line.trim_ascii().windows(2).any(|w| w == b"  "))
        .count();
    let delimited = lines
        .iter()
        .filter(|line| line.iter().any(is_delimiter) || line.contains(&b'"'))
        .count();
    if lines.len() < 10 || padded * 10 < lines.len() * 9 || delimited * 20 > lines.len() {
        return None;
    }
    [1, 2].into_iter().find_map(|least: u8| {
        let counts: Vec<usize> = lines
            .iter()
            .map(|line| runs(line.trim_ascii(), least) + 1)
            .collect();
        let usual = counts[counts.len() / 2];
        let alike = counts.iter().filter(|&&count| count == usual).count();
        (usual >= 3 && alike * 100 >= counts.len() * 95).then_some(Dress::Aligned(least))
    })
}

/// Runs of at least so many blanks.
fn runs(line: &[u8], least: u8) -> usize {
    line.split(|&byte| byte != b' ')
        .filter(|run| run.len() >= usize::from(least.max(1)))
        .count()
}

fn is_delimiter(byte: &u8) -> bool {
    matches!(byte, b',' | b';' | b'\t' | b'|')
}

/// Does a value begin with the mark? One that also ends with it is quoted.
fn wears(value: &[u8], dress: Dress) -> bool {
    let value = value.trim_ascii();
    match dress {
        Dress::Formula => value.starts_with(b"=\"") || value.starts_with(b"\"=\"\""),
        Dress::Backquote | Dress::Apostrophe => {
            let bare = value.strip_prefix(b"\"").unwrap_or(value);
            let mark = if dress == Dress::Backquote {
                b'`'
            } else {
                b'\''
            };
            let digit = bare.get(1).is_some_and(u8::is_ascii_digit);
            bare.len() > 1
                && bare[0] == mark
                && !bare[1..].contains(&mark)
                && (digit || dress == Dress::Backquote)
        }
        Dress::Aligned(_) | Dress::Unseen => false,
    }
}

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
        }
    }

    /// The next piece, appended to `out` as far as it is decided.
    pub fn push(&mut self, piece: &[u8], out: &mut Vec<u8>) {
        let mut text = std::mem::take(&mut self.carry);
        text.extend_from_slice(piece);
        let end = text.len().saturating_sub(AHEAD);
        let used = self.run(&text, end, out);
        self.carry = text.split_off(used);
    }

    /// What is left.
    pub fn finish(&mut self, out: &mut Vec<u8>) {
        let text = std::mem::take(&mut self.carry);
        self.run(&text, text.len(), out);
    }

    fn run(&mut self, text: &[u8], end: usize, out: &mut Vec<u8>) -> usize {
        if let Dress::Aligned(least) = self.dress {
            self.align(text, usize::from(least), out);
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
                Dress::Unseen,
                "\u{feff}K\u{ad}1,\u{200b}é\u{200d}\n",
                "K1,é\u{200d}\n",
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

    #[test]
    fn a_dress_is_seen_before_anything_else_is_known() {
        let lines = |line: &str| format!("id,day\n{}", format!("{line}\n").repeat(20));
        let seen = |line: &str| recognise(lines(line).as_bytes());
        assert_eq!(seen("=\"12\",=\"2024-01-31 09:00\""), Some(Dress::Formula));
        assert_eq!(seen("\"=\"\"12\"\"\",x"), Some(Dress::Formula));
        assert_eq!(seen("`12,`a b"), Some(Dress::Backquote));
        assert_eq!(seen("x;'12"), Some(Dress::Apostrophe));
        assert_eq!(seen(" 01 20240101  1    2.50"), Some(Dress::Aligned(1)));
        for plain in ["'t Hooft,1", "'12','13'", "`12`,1", "a=\"b\",1", "12,13"] {
            assert_eq!(seen(plain), None, "{plain}");
        }
    }
}
