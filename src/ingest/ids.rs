//! Ids are text, never numbers: trimmed, and missing where they are empty or a null word.

/// Reads the ids of one column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct IdReader {
    whole_floats: bool,
}

impl IdReader {
    /// `whole_floats`: the column holds whole numbers written as floats, so `17850.0` is `17850`.
    #[must_use]
    pub const fn new(whole_floats: bool) -> Self {
        Self { whole_floats }
    }

    /// The trimmed id; `None` if it is empty or a null word.
    #[must_use]
    #[inline]
    pub fn read<'a>(&self, text: &'a [u8]) -> Option<&'a [u8]> {
        let id = trim(text);
        if id.is_empty() || is_null_word(id) {
            return None;
        }
        Some(self.without_fraction(id))
    }

    /// An id that [`plain`] found nothing to trim from, as [`IdReader::read`] gives it.
    #[must_use]
    #[inline]
    pub fn without_fraction<'a>(&self, id: &'a [u8]) -> &'a [u8] {
        if self.whole_floats {
            without_zero_fraction(id)
        } else {
            id
        }
    }
}

/// The id where one look at its ends says that there is nothing to trim and no null word; `None` says nothing about others.
#[must_use]
#[inline(always)]
pub fn plain(text: &[u8]) -> Option<&[u8]> {
    match (text.first(), text.last()) {
        (Some(&first), Some(&last)) if BEGINS_PLAIN[usize::from(first)] && is_plain(last) => {
            Some(text)
        }
        _ => None,
    }
}

/// Is there a capital letter in this e-mail address?
pub(super) fn has_capitals(mail: &[u8]) -> bool {
    mail.iter().any(u8::is_ascii_uppercase)
}

/// Letters and digits, but for those with which null words begin.
const BEGINS_PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        let c = byte as u8;
        plain[byte] = c.is_ascii_alphanumeric() && !matches!(c, b'n' | b'N' | b'u' | b'U');
        byte += 1;
    }
    plain
};

/// `17850.0` → `17850`; other texts stay.
fn without_zero_fraction(id: &[u8]) -> &[u8] {
    match id {
        [whole @ .., b'.', b'0'] | [whole @ .., b'.', b'0', b'0']
            if !whole.is_empty() && whole.iter().all(u8::is_ascii_digit) =>
        {
            whole
        }
        _ => id,
    }
}

/// Without outer white space: ASCII, U+00A0, U+3000, U+FEFF, zero-width marks.
#[must_use]
#[inline]
pub fn trim(text: &[u8]) -> &[u8] {
    match (text.first(), text.last()) {
        (Some(first), Some(last)) if is_plain(*first) && is_plain(*last) => text,
        (None, _) => text,
        _ => trim_patiently(text),
    }
}

/// Neither white space nor part of a character beyond ASCII.
const fn is_plain(byte: u8) -> bool {
    byte > b' ' && byte < 0x7F
}

#[inline(never)]
fn trim_patiently(text: &[u8]) -> &[u8] {
    match std::str::from_utf8(text) {
        Ok(text) => text
            .trim_matches(|c: char| {
                c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}')
            })
            .as_bytes(),
        Err(_) => text.trim_ascii(),
    }
}

/// Is this how programs write "nothing"? `NULL`, `N/A`, `nan`, `NaN`, `None`, `\N`, `-` – but not `Nan`, a first name.
#[must_use]
#[inline]
pub fn is_null_word(id: &[u8]) -> bool {
    // Hardly an id is longer or begins with another letter.
    let first = id.first().copied().unwrap_or_default();
    !BEGINS_PLAIN[usize::from(first)] && id.len() <= 10 && is_one_of_the_null_words(id)
}

#[inline(never)]
fn is_one_of_the_null_words(id: &[u8]) -> bool {
    match id {
        b"-" | b"--" | b"?" | b"." | b"#" | b"\\N" | b"NaN" | b"nan" | b"NAN" => true,
        // –, —, 无
        [0xE2, 0x80, 0x93 | 0x94] | [0xE6, 0x97, 0xA0] => true,
        _ if (2..=10).contains(&id.len()) => {
            const WORDS: [&str; 16] = [
                "null",
                "none",
                "n/a",
                "#n/a",
                "na",
                "nil",
                "undefined",
                "<null>",
                "(null)",
                "[null]",
                "<na>",
                "n.a.",
                "#null!",
                "(blank)",
                "(empty)",
                "nat",
            ];
            // "Na" and "Nat" are names; "NA" and "na" are R's and pandas' words.
            let capital_only = id[0].is_ascii_uppercase() && id[1].is_ascii_lowercase();
            WORDS.iter().any(|word| {
                id.eq_ignore_ascii_case(word.as_bytes()) && !(capital_only && word.len() <= 3)
            })
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_trimmed_texts() {
        let read = |text: &str| {
            IdReader::new(false)
                .read(text.as_bytes())
                .map(<[u8]>::to_vec)
        };
        assert_eq!(read(" A1\u{3000}").as_deref(), Some(&b"A1"[..]));
        assert_eq!(read("A 1").as_deref(), Some(&b"A 1"[..]));
        assert_eq!(read("0012").as_deref(), Some(&b"0012"[..]));
        assert_eq!(read("17850.0").as_deref(), Some(&b"17850.0"[..]));
        assert_eq!(read(" \u{feff} "), None);
    }

    #[test]
    fn whole_floats_lose_their_fraction_only_where_the_column_says_so() {
        let read = |text: &'static str| IdReader::new(true).read(text.as_bytes());
        assert_eq!(read("17850.0"), Some(&b"17850"[..]));
        assert_eq!(read("C-1.0"), Some(&b"C-1.0"[..]));
    }

    #[test]
    fn null_words_are_missing_and_names_are_not() {
        for word in [
            "NULL", "N/A", "nan", "NaN", "-", "—", "无", "None", "\\N", "null", "#N/A", "NA",
        ] {
            assert!(is_null_word(word.as_bytes()), "{word}");
        }
        for name in ["Nan", "Anna", "Na", "Nat", "0", "x", "Nulla"] {
            assert!(!is_null_word(name.as_bytes()), "{name}");
        }
    }
}
