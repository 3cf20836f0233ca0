//! How much a text looks like writing: what decides between old encodings, all of which can read any bytes.

use super::alphabets::{Alphabets, fit, is_marked, is_vowel, language, lower};
use super::legacy;

/// What it takes to look.
pub(super) struct Looks {
    alphabets: Alphabets,
    everyday: Everyday,
}

/// A reading of samples.
pub(super) struct Reading {
    pub(super) label: &'static str,
    pub(super) texts: Vec<String>,
    /// Mean worth of the characters beyond ASCII, about −5 to 1.
    pub(super) score: f64,
}

/// The encodings that East Asia uses, and whether its own writing has the sounds of Japanese or of Korean.
#[derive(Clone, Copy, PartialEq)]
enum East {
    Not,
    Chinese,
    Japanese,
    Korean,
}

impl East {
    fn of(label: &str) -> Self {
        match label {
            "gb18030" | "big5" => Self::Chinese,
            "shift_jis" | "euc-jp" => Self::Japanese,
            "euc-kr" => Self::Korean,
            _ => Self::Not,
        }
    }
}

/// What a reading says of the whole text.
struct Page {
    east: East,
    /// The marked letters of its language.
    language: &'static str,
    /// There are lines drawn with characters, as a print-out has them around and between its columns.
    drawn: bool,
}

impl Page {
    fn of(label: &str, texts: &[String]) -> Self {
        let rules = ["─────", "━━━━━", "═════"];
        let has = |text: &String| rules.iter().any(|rule| text.contains(rule));
        Self {
            east: East::of(label),
            language: language(texts),
            // There a row of euro signs would be one.
            drawn: label != "koi8-r" && texts.iter().any(has),
        }
    }
}

impl Looks {
    pub(super) fn new() -> Self {
        Self {
            alphabets: Alphabets::new(),
            everyday: Everyday::new(),
        }
    }

    /// Samples as this encoding reads them; `None` where nobody knows the label.
    pub(super) fn read(&self, label: &'static str, samples: &[&[u8]]) -> Option<Reading> {
        let texts: Option<Vec<String>> = samples
            .iter()
            .map(|sample| legacy::decode(label, sample))
            .collect();
        let texts = texts?;
        Some(Reading {
            label,
            score: self.score(label, &texts),
            texts,
        })
    }

    fn score(&self, label: &str, texts: &[String]) -> f64 {
        let page = Page::of(label, texts);
        let mut sum = 0.0;
        let mut count = 0.0;
        for text in texts {
            let mut before = '\n';
            let mut characters = text.chars().peekable();
            while let Some(c) = characters.next() {
                if !c.is_ascii() {
                    let after = characters.peek().copied().unwrap_or('\n');
                    // The last character of a sample may be cut in two.
                    if c != char::REPLACEMENT_CHARACTER || characters.peek().is_some() {
                        let worth = self.worth(before, c, after, &page);
                        // A sign is the same in many encodings: a column of euro signs must not outvote the letters.
                        let is_box = page.drawn && matches!(c, '\u{2500}'..='\u{256c}');
                        let weight = if c.is_alphabetic() || is_box || worth < 0.0 {
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

    /// What a character between two others says for the encoding that gave it.
    fn worth(&self, before: char, c: char, after: char, page: &Page) -> f64 {
        let &Page {
            east,
            language,
            drawn,
        } = page;
        let letter = char::is_alphabetic;
        match c {
            char::REPLACEMENT_CHARACTER | '\u{80}'..='\u{9f}' => -5.0,
            '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}' => -3.0,
            // "p. m.": in Spain's clocks it is no á.
            '\u{a0}' if (before, after) == ('.', 'm') => 1.5,
            // A blank that keeps two words together.
            '\u{a0}' => 0.5,
            // The accent of a Greek capital, from the neighbour of its encoding.
            '’' if !letter(before) && script(after) == Script::Greek => -0.5,
            // Marks that stand alone between blanks, beside digits, or in brackets.
            '€' | '£' | '¥' | '¢' | '°' | '½' | '¼' | '¾' | '²' | '³' | '®' | '™' | '©' | 'º'
            | 'ª' | '№' | '×' | '\u{ad}' | '–' | '—' | '“' | '”' | '‘' | '’' | '„' | '«' | '»'
            | '…' | '•' | '·' | '¿' | '¡' | '§' | '‚' => {
                if matches!(c, 'º' | 'ª' | '°') && matches!(before, 'N' | 'n' | 'M' | '0'..='9')
                {
                    1.1
                } else if letter(before) && letter(after) && c != '’' {
                    -1.5
                } else if letter(before) || letter(after) {
                    0.2
                } else {
                    0.5
                }
            }
            '\u{2500}'..='\u{256c}' if drawn => {
                let is_level = |c: char| matches!(c, '─' | '━' | '═');
                let is_drawn = match c {
                    '│' | '┃' | '║' => !(letter(before) && letter(after)),
                    _ => is_level(before) || is_level(after),
                };
                if is_drawn { 0.6 } else { -1.0 }
            }
            // A line that stands between columns without a frame.
            '│' | '║' if east == East::Not && !(letter(before) && letter(after)) => 0.1,
            '\u{2500}'..='\u{25ff}' if east == East::Not => -1.0,
            '\u{3040}'..='\u{30ff}' => match east {
                East::Japanese => 1.0,
                // の stands in Chinese names of goods, now and then.
                _ => -0.3,
            },
            '\u{4e00}'..='\u{d7a3}'
                if before.is_ascii_alphabetic() && after.is_ascii_alphabetic() =>
            {
                -1.0
            }
            '\u{ac00}'..='\u{d7a3}' if self.alphabets.is_frequent_eastern(c) => 1.2,
            '\u{ac00}'..='\u{d7a3}' => 0.4,
            '\u{4e00}'..='\u{9fff}' if east == East::Korean => -0.5,
            '\u{4e00}'..='\u{9fff}' if self.alphabets.is_frequent_eastern(c) => 1.2,
            '\u{4e00}'..='\u{9fff}' if self.everyday.has(c) => 0.5,
            '\u{4e00}'..='\u{9fff}' => -0.3,
            '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ff60}' if east != East::Not => 0.6,
            // Half-width katakana: also what single bytes become under Shift-JIS.
            '\u{ff61}'..='\u{ff9f}' => {
                let beside = |c: char| ('\u{ff61}'..='\u{ff9f}').contains(&c);
                if beside(before) || beside(after) {
                    0.2
                } else {
                    -0.6
                }
            }
            '\u{3400}'..='\u{4dbf}' | '\u{20000}'..='\u{2ffff}' => -2.0,
            _ if letter(c) && east == East::Not => self.alphabetic(before, c, after, language),
            _ if letter(c) => -0.3,
            _ if letter(before) && letter(after) => -1.5,
            _ => -0.5,
        }
    }

    /// Letters of alphabets: they stand beside letters of their own kind, and capitals stand first.
    fn alphabetic(&self, before: char, c: char, after: char, language: &str) -> f64 {
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
        let plain = |c: char| c.is_ascii_alphabetic();
        if is_marked(c)
            && (is_marked(before) || is_marked(after))
            && !plain(before)
            && !plain(after)
        {
            worth -= 0.6;
        }
        if c.is_uppercase() && before.is_lowercase() {
            worth -= 1.2;
        }
        if c.is_lowercase() && before.is_uppercase() && after.is_uppercase() {
            worth -= 0.6;
        }
        // Letters that have a form of their own at the end of a word have it there and only there.
        let is_last = !after.is_alphabetic() && before.is_alphabetic();
        if matches!(c, 'ς' | 'ם' | 'ן' | 'ץ' | 'ף' | 'ך' | 'ة' | 'ى') && !is_last
            || matches!(c, 'σ' | 'מ' | 'נ' | 'צ') && is_last
        {
            worth -= 1.0;
        }
        // Whole words of capitals: letters of an alphabet that has no small ones, perhaps.
        if c.is_uppercase()
            && own != Script::Latin
            && (before.is_uppercase() || after.is_uppercase())
        {
            worth -= 0.1;
        }
        // Three of a kind are a line drawn from column to column.
        if before == c && c == after {
            worth -= 1.5;
        }
        // Thai vowels and tones are written around consonants.
        let is_consonant = |c: char| ('ก'..='ฮ').contains(&c);
        if matches!(c, 'ั' | 'ำ' | 'ิ'..='ฺ')
            && !is_consonant(before)
            && !matches!(before, '\u{e47}'..='\u{e4e}')
            || matches!(c, 'เ'..='ไ') && !is_consonant(after)
        {
            worth -= 1.0;
        }
        let letter = lower(c);
        if matches!(own, Script::Greek | Script::Cyrillic) && script(before) == own {
            worth += if self.alphabets.is_pair(before, c) {
                0.3
            } else {
                -0.4
            };
            // They stand behind consonants, and й behind vowels.
            let behind_vowel = "аеиоуыэюяёіїєй".contains(lower(before));
            if matches!(letter, 'ь' | 'ы') && behind_vowel || letter == 'й' && !behind_vowel {
                worth -= 1.0;
            }
        }
        worth
            + match own {
                Script::Latin => fit(language, letter) + sound(before, letter, after),
                _ if self.alphabets.is_frequent(letter) => 0.3,
                Script::Thai if matches!(c, 'ฃ' | 'ฅ' | 'ฆ' | 'ฌ' | 'ฎ'..='ฒ') => -0.3,
                _ => 0.0,
            }
    }
}

/// Vowels and consonants take turns.
fn sound(before: char, letter: char, after: char) -> f64 {
    // Portuguese writes õ before e, ã before e, o and at the end.
    match letter {
        'õ' if matches!(after, 'e' | 'E') => return 0.0,
        'õ' => return -0.6,
        'ã' if matches!(after, 'e' | 'o' | 'E' | 'O') || !after.is_alphabetic() => return 0.0,
        'ã' => return -0.6,
        // Their dots say that they are spoken apart from the vowel before.
        'ë' | 'ï' => return 0.0,
        // Vietnamese writes three vowels in a row.
        'ư' | 'ơ' | 'ạ'..='ỹ' => return 0.0,
        _ => {}
    }
    let is_letter = |c: char| script(c) == Script::Latin;
    if !is_letter(before) || !is_letter(after) {
        return 0.0;
    }
    let vowels = [before, after]
        .iter()
        .filter(|c| c.to_lowercase().any(is_vowel))
        .count();
    match (letter, vowels) {
        (letter, 2) if is_vowel(letter) => -0.4,
        (letter, 0) if !is_vowel(letter) => -0.4,
        _ => 0.0,
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Script {
    Latin,
    Greek,
    Cyrillic,
    Hebrew,
    Arabic,
    Thai,
    Other,
}

fn script(c: char) -> Script {
    match c {
        'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => Script::Latin,
        '\u{370}'..='\u{3ff}' => Script::Greek,
        '\u{400}'..='\u{4ff}' => Script::Cyrillic,
        '\u{590}'..='\u{5ff}' => Script::Hebrew,
        '\u{600}'..='\u{6ff}' => Script::Arabic,
        '\u{e00}'..='\u{e7f}' => Script::Thai,
        _ => Script::Other,
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
            ("gbk", 0xb0..=0xd7u8, 0xa1..=0xfeu8),
            ("big5", 0xa4..=0xc6, 0x40..=0x7e),
            ("big5", 0xa4..=0xc6, 0xa1..=0xfe),
            ("shift_jis", 0x88..=0x97, 0x40..=0xfc),
        ];
        for (label, first, second) in levels {
            for lead in first {
                let pairs: Vec<u8> = second.clone().flat_map(|trail| [lead, trail]).collect();
                for c in legacy::decode(label, &pairs).unwrap_or_default().chars() {
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
