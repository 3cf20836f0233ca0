//! A date's text as tokens: numbers, meanings and separators. No heap.

use super::names::{self, Meaning};
use crate::ingest::digits;

/// One token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// A run of digits: its value and how many there were.
    Number(u64, u8),
    /// A known word.
    Word(Meaning),
    /// One punctuation mark; blanks are [`Token::Blank`].
    Mark(char),
    /// One or more blanks.
    Blank,
}

/// No date has more tokens than this.
pub(super) const MAX: usize = 32;

/// Tokens of `text`, or `None` where it can't be a date: an unknown word, a number too long, too many tokens.
pub(super) fn scan(text: &str, out: &mut [Token; MAX]) -> Option<usize> {
    let mut count = 0;
    let mut push = |token: Token| -> Option<()> {
        *out.get_mut(count)? = token;
        count += 1;
        Some(())
    };
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if let Some(digit) = digits::digit(c) {
            let (mut value, mut length, mut used) = (u64::from(digit), 1_u8, c.len_utf8());
            for next in rest[used..].chars() {
                let Some(digit) = digits::digit(next) else {
                    break;
                };
                length += 1;
                if length > 19 {
                    return None;
                }
                value = value.checked_mul(10)?.checked_add(u64::from(digit))?;
                used += next.len_utf8();
            }
            push(Token::Number(value, length))?;
            rest = &rest[used..];
        } else if is_blank(c) {
            push(Token::Blank)?;
            rest = rest.trim_start_matches(is_blank);
        } else if matches!(c, 'º' | 'ª' | '°') {
            push(Token::Word(Meaning::Glue))?;
            rest = &rest[c.len_utf8()..];
        } else if c == '(' || c == '（' || c == '[' {
            // A weekday or the name of a zone: (水), [Europe/Berlin], (China Standard Time).
            let close = rest.find([')', '）', ']'])?;
            if rest[..close].chars().any(|c| c.is_ascii_digit()) {
                return None;
            }
            let end = close + rest[close..].chars().next()?.len_utf8();
            push(Token::Blank)?;
            rest = &rest[end..];
        } else if rest.len() == text.len()
            && let Some(era) = names::era(rest)
        {
            push(Token::Word(era))?;
            rest = &rest[c.len_utf8()..];
        } else if let Some((meaning, length)) = names::joined(rest) {
            push(Token::Word(meaning))?;
            rest = &rest[length..];
        } else if c.is_alphabetic() {
            // "ม.ค." is one word. Marks above and below the letters of India and Thailand belong to their words.
            let thai = matches!(c, '\u{e00}'..='\u{e7f}');
            let is_mark =
                |c: char| matches!(c, '\u{900}'..='\u{e7f}') && digits::digit(c).is_none();
            let end = rest
                .find(|c: char| {
                    !c.is_alphabetic() && !is_mark(c) && c != '\'' && !(thai && c == '.')
                })
                .unwrap_or(rest.len());
            let (meaning, end) = match dotted(rest) {
                Some(form) => form,
                None => (names::word(&rest[..end])?, end),
            };
            push(Token::Word(meaning))?;
            rest = &rest[end..];
        } else {
            push(Token::Mark(narrow(c)))?;
            rest = &rest[c.len_utf8()..];
        }
    }
    Some(count)
}

/// White space, and the marks without a width that tell where a writing direction changes.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{feff}')
}

/// `a.m.`, `p. m.`, `μ.μ.` as Spanish, Portuguese and Greek write them, with whatever blank.
fn dotted(text: &str) -> Option<(Meaning, usize)> {
    let mut chars = text.chars();
    let half = match chars.next()? {
        'a' | 'A' | 'π' => Meaning::Am,
        'p' | 'P' | 'μ' => Meaning::Pm,
        _ => return None,
    };
    let rest = chars.as_str().strip_prefix('.')?;
    let rest = rest.trim_start_matches(is_blank);
    let rest = rest.strip_prefix(['m', 'M', 'μ'])?;
    let rest = rest.strip_prefix('.').unwrap_or(rest);
    (!rest.starts_with(char::is_alphabetic)).then_some((half, text.len() - rest.len()))
}

/// Full-width and typographic punctuation as its plain twin.
fn narrow(c: char) -> char {
    match c {
        '／' => '/',
        '－' | '‐' | '‑' | '–' | '—' | '−' => '-',
        '．' | '。' => '.',
        '：' => ':',
        '，' | '、' | '،' => ',',
        '’' => '\'',
        other => other,
    }
}
