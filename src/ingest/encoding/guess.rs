//! The encoding of a text, from samples of its bytes.
//!
//! In this order: a byte order mark; wide characters; ASCII; UTF-8; and among the older encodings the one whose text looks
//! most like writing. `chardetng` proposes, and the score here decides between its proposal and those it never makes (DOS,
//! Macintosh) or makes badly on short tables.

use encoding_rs::Encoding;

use super::tables;
use super::wide::{self, Wide};

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

/// Bytes of each sample that are scored.
const SCORED: usize = 1 << 15;

/// The encoding of a text of which these are pieces, the first one its beginning.
#[must_use]
pub fn guess(samples: &[&[u8]]) -> Guess {
    let head = samples.first().copied().unwrap_or_default();
    if let Some(label) = marked(head) {
        return Guess::sure(label);
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
    if utf8.wide >= 4 * utf8.broken {
        // UTF-8 with a few damaged characters, not another encoding that happens to look like it.
        return Guess {
            confidence: 0.8,
            ..Guess::sure("utf-8")
        };
    }
    old(samples)
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
const SINGLE: [&str; 17] = [
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
    "koi8-r",
    "ibm866",
    "macintosh",
    "cp850",
    "cp852",
    "cp437",
];

const MULTI: [&str; 5] = ["gb18030", "big5", "shift_jis", "euc-jp", "euc-kr"];

fn old(samples: &[&[u8]]) -> Guess {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    for sample in samples {
        detector.feed(&sample[..sample.len().min(SCORED)], false);
    }
    detector.feed(b"", true);
    let proposed = detector
        .guess(None, chardetng::Utf8Detection::Deny)
        .name()
        .to_ascii_lowercase();
    let proposed = if proposed == "gbk" {
        "gb18030".to_owned()
    } else {
        proposed
    };
    let everyday = Everyday::new();
    let mut scored: Vec<(&str, f64)> = MULTI
        .into_iter()
        .chain(SINGLE)
        .map(|label| {
            let own = score(label, samples, MULTI.contains(&label).then_some(&everyday));
            // A proposal from statistics of whole languages outweighs small differences of looks.
            (label, if label == proposed { own + 0.25 } else { own })
        })
        .collect();
    scored.sort_by(|a, b| b.1.total_cmp(&a.1));
    match scored.as_slice() {
        [(label, best), (_, second), ..] => Guess {
            label: (*label).to_owned(),
            confidence: (0.5 + (best - second)).clamp(0.3, 0.99),
            ascii_only: false,
        },
        _ => Guess::sure("windows-1252"),
    }
}

/// Mean worth of the characters beyond ASCII, about −5 to 1.
fn score(label: &str, samples: &[&[u8]], multi: Option<&Everyday>) -> f64 {
    let mut sum = 0.0;
    let mut count = 0.0;
    for sample in samples {
        let Some(text) = decode(label, &sample[..sample.len().min(SCORED)]) else {
            return f64::NEG_INFINITY;
        };
        let mut before = '\n';
        let mut characters = text.chars().peekable();
        while let Some(c) = characters.next() {
            if !c.is_ascii() {
                let after = characters.peek().copied().unwrap_or('\n');
                // The last character of a sample may be cut in two.
                if c != char::REPLACEMENT_CHARACTER || characters.peek().is_some() {
                    let worth = worth(before, c, after, multi);
                    // A sign is the same in many encodings: a column of euro signs must not outvote the letters.
                    let weight = if c.is_alphabetic() || worth < 0.0 {
                        1.0
                    } else {
                        0.1
                    };
                    sum += weight * worth;
                    count += weight;
                }
            }
            before = c;
        }
    }
    if count == 0.0 { 0.0 } else { sum / count }
}

/// Whole text of a sample, or nothing where the label is unknown.
fn decode(label: &str, sample: &[u8]) -> Option<String> {
    if let Some(table) = tables::table(label) {
        return Some(
            sample
                .iter()
                .map(|&byte| match byte {
                    0..=0x7f => char::from(byte),
                    _ => table[usize::from(byte - 0x80)],
                })
                .collect(),
        );
    }
    let encoding = Encoding::for_label(label.as_bytes())?;
    Some(encoding.decode_without_bom_handling(sample).0.into_owned())
}

/// What a character between two others says for the encoding that gave it.
fn worth(before: char, c: char, after: char, multi: Option<&Everyday>) -> f64 {
    let letter = char::is_alphabetic;
    match c {
        char::REPLACEMENT_CHARACTER | '\u{80}'..='\u{9f}' => -5.0,
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}' => -3.0,
        // Marks that stand alone between blanks, beside digits, or in brackets.
        '€' | '£' | '¥' | '¢' | '°' | '½' | '¼' | '¾' | '²' | '³' | '®' | '™' | '©' | 'º' | 'ª'
        | '№' | '×' | '\u{a0}' | '\u{ad}' | '–' | '—' | '“' | '”' | '‘' | '’' | '„' | '«' | '»'
        | '…' | '•' | '·' | '¿' | '¡' | '§' | '‚' => {
            if matches!(c, 'º' | 'ª' | '°') && matches!(before, 'N' | 'n' | 'M' | '0'..='9') {
                1.1
            } else if letter(before) && letter(after) && c != '’' {
                -1.5
            } else if letter(before) || letter(after) {
                0.2
            } else {
                0.5
            }
        }
        '\u{2500}'..='\u{25ff}' if multi.is_none() => -1.0,
        '\u{4e00}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{3040}'..='\u{30ff}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{3000}'..='\u{303f}' => multi.map_or(0.0, |everyday| cjk(c, everyday)),
        // Half-width katakana: also what single bytes become under Shift-JIS.
        '\u{ff61}'..='\u{ff9f}' => {
            if ('\u{ff61}'..='\u{ff9f}').contains(&before)
                || ('\u{ff61}'..='\u{ff9f}').contains(&after)
            {
                0.2
            } else {
                -0.6
            }
        }
        '\u{3400}'..='\u{4dbf}' | '\u{20000}'..='\u{2ffff}' => -2.0,
        _ if letter(c) && multi.is_none() => alphabetic(before, c, after),
        _ if letter(c) => -0.3,
        _ if letter(before) && letter(after) => -1.5,
        _ => -0.5,
    }
}

/// Letters of alphabets: they stand beside letters of their own kind, and capitals stand first.
fn alphabetic(before: char, c: char, after: char) -> f64 {
    let script = |c: char| match c {
        'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => 1,
        '\u{370}'..='\u{3ff}' => 2,
        '\u{400}'..='\u{4ff}' => 3,
        '\u{590}'..='\u{5ff}' => 4,
        '\u{600}'..='\u{6ff}' => 5,
        '\u{e00}'..='\u{e7f}' => 6,
        _ => 0,
    };
    let own = script(c);
    let mut worth = 0.6;
    for other in [before, after] {
        if other.is_alphabetic() {
            worth += if script(other) == own { 0.1 } else { -1.0 };
        }
        // Behind a digit stands a sign (€, °), seldom a letter.
        if other.is_ascii_digit() {
            worth -= 0.8;
        }
    }
    // A letter alone is a word in few languages: à, é, ó, и, в.
    if !before.is_alphabetic() && !after.is_alphabetic() {
        worth -= 0.6;
    }
    // Marked letters of the Latin alphabet stand among plain ones; words of nothing else are another alphabet.
    let marked = |c: char| !c.is_ascii() && script(c) == 1;
    let plain = |c: char| c.is_ascii_alphabetic();
    if marked(c) && (marked(before) || marked(after)) && !plain(before) && !plain(after) {
        worth -= 0.6;
    }
    // Portuguese writes õ before e only; elsewhere it is a ő of Hungarian.
    if c == 'õ' && after != 'e' {
        worth -= 1.5;
    }
    if c.is_uppercase() && before.is_lowercase() {
        worth -= 1.2;
    }
    if c.is_lowercase() && before.is_uppercase() && after.is_uppercase() {
        worth -= 0.6;
    }
    // The letters that languages use most, of those beyond ASCII.
    let frequent = match own {
        1 => c,
        _ => c.to_lowercase().next().unwrap_or(c),
    };
    worth
        + if "äöüßéèêàçñãõáíóúâôåøæÄÖÜÉłńśżźčřšžěůőűășțğışİоеаинтсрвлкмдпуяыьαβγδεζηθικλμνξοπρςστυφχψωάέήίόύώ"
            .contains(frequent)
        {
            0.3
        } else if own == 1 && "ÀÁÂÃÈÊÍÎÓÔÕÚÇÑÅØÆìòùîïëûœýąęćŚŁŻŠČŽŘďťňŮŐĞŞ".contains(c)
        {
            0.1
        } else if own == 1 {
            -0.2
        } else {
            0.0
        }
}

/// Characters of East Asian writing: how near to everyday use.
fn cjk(c: char, everyday: &Everyday) -> f64 {
    match c {
        '\u{3040}'..='\u{30ff}' | '\u{ac00}'..='\u{d7a3}' => 0.8,
        '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ff60}' => 0.6,
        _ if everyday.has(c) => 1.0,
        _ => -0.3,
    }
}

/// The everyday characters of East Asia: those in the first level of GB 2312, of Big5, or of JIS X 0208, where the tables'
/// authors put the frequent ones.
struct Everyday(Vec<bool>);

/// First unified ideograph, and behind the last one.
const IDEOGRAPHS: std::ops::Range<u32> = 0x4e00..0xa000;

impl Everyday {
    fn new() -> Self {
        let mut known = Self(vec![false; IDEOGRAPHS.len()]);
        let levels = [
            (encoding_rs::GBK, 0xb0..=0xd7u8, 0xa1..=0xfeu8),
            (encoding_rs::BIG5, 0xa4..=0xc6, 0x40..=0x7e),
            (encoding_rs::BIG5, 0xa4..=0xc6, 0xa1..=0xfe),
            (encoding_rs::SHIFT_JIS, 0x88..=0x97, 0x40..=0xfc),
        ];
        for (encoding, first, second) in levels {
            for lead in first {
                let pairs: Vec<u8> = second.clone().flat_map(|trail| [lead, trail]).collect();
                for c in encoding.decode_without_bom_handling(&pairs).0.chars() {
                    if let Some(place) = Self::place(c) {
                        known.0[place] = true;
                    }
                }
            }
        }
        known
    }

    fn place(c: char) -> Option<usize> {
        IDEOGRAPHS
            .contains(&u32::from(c))
            .then(|| (u32::from(c) - IDEOGRAPHS.start) as usize)
    }

    fn has(&self, c: char) -> bool {
        Self::place(c).is_some_and(|place| self.0[place])
    }
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
