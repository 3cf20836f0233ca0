//! Dress that comes off line by line: printed tables with bars and rules around their cells, or with a rule that says how wide
//! each column is; and curly quotes, as word processors type them.
//!
//! What a printer repeats on top of each page, titles and names, is left out: a line stays empty, so that all are counted.

use super::recognise::is_delimiter;
use super::{Dress, Undress};
use crate::ingest::sniff::kind::kind;

/// Lines above a table that may come again.
const MOST_ABOVE: usize = 24;
/// Rows of names in a frame.
const MOST_NAMES: usize = 4;

/// The upright lines of frames.
const BARS: [char; 5] = ['|', '│', '║', '┃', '¦'];
/// How word processors begin and end a quotation.
pub(super) const OPENING: [char; 3] = ['“', '„', '”'];
pub(super) const CLOSING: [char; 2] = ['”', '“'];

/// What stands above a table.
#[derive(Clone, Debug, Default)]
pub(super) struct Above {
    lines: Vec<Line>,
    /// Rows of names among them.
    names: usize,
    /// The table has begun.
    is_known: bool,
}

#[derive(Clone, Debug)]
struct Line {
    /// Without blanks and digits.
    words: String,
    text: String,
    times: usize,
}

impl Above {
    /// Is it a line above the table, once more? The same text, or the same words with the number of its page.
    fn is_repeated(&mut self, text: &str) -> bool {
        let words = words(text);
        let mut lines = self.lines.iter_mut();
        let Some(line) = lines.find(|line| line.words == words) else {
            return false;
        };
        let counts = |text: &str, page: usize| {
            let mut numbers = text.split(|c: char| !c.is_ascii_digit());
            numbers.any(|number| number.parse() == Ok(page))
        };
        let letters = |text: &str| text.replace(char::is_whitespace, "");
        let is_same = letters(&line.text) == letters(text);
        let is_page = counts(&line.text, 1) && counts(text, line.times + 1);
        line.times += 1;
        is_same || is_page
    }

    fn add(&mut self, text: &str, is_name: bool) {
        self.names += usize::from(is_name);
        let words = words(text);
        if !words.is_empty() {
            self.lines.push(Line {
                words,
                text: text.to_owned(),
                times: 1,
            });
        }
        // No rule below them: these are rows.
        if self.lines.len() > MOST_ABOVE || self.names > MOST_NAMES {
            self.lines.clear();
            self.is_known = true;
        }
    }
}

fn words(text: &str) -> String {
    let is_kept = |c: &char| !c.is_ascii_digit() && !c.is_whitespace() && !c.is_control();
    let words: String = text.chars().filter(is_kept).collect();
    let has_letter = words.chars().any(char::is_alphabetic);
    if has_letter { words } else { String::new() }
}

/// Nothing but strokes, three in a row or between bars, and what they meet.
pub(super) fn is_rule(line: &str) -> bool {
    let is_bar = |c: char| BARS.contains(&c);
    let is_level = |c: char| {
        matches!(c, '-' | '=' | '_') || ('\u{2500}'..='\u{257f}').contains(&c) && !is_bar(c)
    };
    let is_part = |c: char| is_level(c) || is_bar(c) || matches!(c, '+' | ':' | ' ');
    let least = if cells(line).is_some() { 1 } else { 3 };
    let mut runs = line.split(|c| !is_level(c));
    line.trim().chars().all(is_part) && runs.any(|run| run.chars().count() >= least)
}

/// What stands between the bars of a line that begins and ends with one.
pub(super) fn cells(line: &str) -> Option<Vec<&str>> {
    let inner = line.trim().strip_prefix(BARS)?.strip_suffix(BARS)?;
    let mut cells = Vec::new();
    let mut start = 0;
    for (at, bar) in inner.match_indices(BARS) {
        if !inner[..at].ends_with('\\') {
            cells.push(inner[start..at].trim());
            start = at + bar.len();
        }
    }
    cells.push(inner[start..].trim());
    Some(cells)
}

/// The places behind the columns, but the last one, that a rule of at least three groups of strokes stands for.
pub(super) fn groups(rule: &str) -> Option<Vec<usize>> {
    let rule = rule.trim_end();
    let is_one = is_rule(rule) && rule.bytes().all(|byte| b"-= ".contains(&byte));
    let bytes = rule.as_bytes();
    let ends = (1..bytes.len()).filter(|&at| bytes[at - 1] != b' ' && bytes[at] == b' ');
    let ends: Vec<usize> = ends.filter(|_| is_one).collect();
    (ends.len() >= 2).then_some(ends)
}

/// The fields of a line of which curly quotes may enclose some.
fn curly(line: &str, out: &mut Vec<u8>) {
    let mut rest = line;
    loop {
        let field = rest.trim_start_matches(' ');
        let ends = |end: &(usize, &str)| {
            let behind = field[end.0 + end.1.len()..].trim_start_matches(' ');
            behind.bytes().next().is_none_or(|byte| is_delimiter(&byte))
        };
        let inner = field.strip_prefix(OPENING).map_or("", |_| field);
        let mut quotes = inner.match_indices(CLOSING).filter(|(at, _)| *at > 0);
        let field = match quotes.find(ends) {
            Some((at, quote)) => {
                let text = field[..at].strip_prefix(OPENING).unwrap_or_default();
                push_quoted(text, out);
                field[at + quote.len()..].trim_start_matches(' ')
            }
            None => {
                let end = rest.bytes().position(|byte| is_delimiter(&byte));
                let (text, behind) = rest.split_at(end.unwrap_or(rest.len()));
                out.extend_from_slice(text.as_bytes());
                behind
            }
        };
        let Some((delimiter, behind)) = field.split_at_checked(1) else {
            return;
        };
        out.extend_from_slice(delimiter.as_bytes());
        rest = behind;
    }
}

fn push_quoted(text: &str, out: &mut Vec<u8>) {
    out.push(b'"');
    out.extend_from_slice(text.replace('"', "\"\"").as_bytes());
    out.push(b'"');
}

impl Undress {
    /// All whole lines of the text, or all of it; gives the bytes used.
    pub(super) fn lines(&mut self, text: &[u8], is_end: bool, out: &mut Vec<u8>) -> usize {
        let mut at = 0;
        while at < text.len() {
            let rest = &text[at..];
            let found = memchr::memchr2(b'\n', b'\r', rest);
            let (line, end) = match found {
                Some(end) => (&rest[..end], end + 1),
                None if is_end => (rest, rest.len()),
                None => break,
            };
            if !line.trim_ascii().is_empty() {
                self.line(&String::from_utf8_lossy(line), out);
            }
            self.part(&rest[line.len()..end], &[], out);
            at += end;
        }
        at
    }

    fn line(&mut self, line: &str, out: &mut Vec<u8>) {
        if self.dress == Dress::Curly {
            return curly(line, out);
        }
        let above = &mut self.above;
        let cells = match self.dress {
            Dress::Framed => cells(line),
            _ => None,
        };
        if is_rule(line) {
            above.is_known |= match self.dress {
                Dress::Framed => above.names > 0,
                _ => groups(line).is_some(),
            };
            return;
        }
        if above.is_known {
            if above.is_repeated(line) {
                return;
            }
        } else {
            // Rows have values.
            let has_value = |cell: &&str| kind(cell.as_bytes()).is_telling();
            if !cells.iter().flatten().any(has_value) {
                above.add(line, cells.is_some());
            }
        }
        match (self.dress, cells) {
            (Dress::Ruled(ends), _) => self.part(line.as_bytes(), &ends, out),
            (_, Some(cells)) => {
                for (at, cell) in cells.into_iter().enumerate() {
                    if at > 0 {
                        out.push(b'\t');
                    }
                    let cell = cell.replace("\\|", "|").replace('\t', " ");
                    match cell.contains('"') {
                        true => push_quoted(&cell, out),
                        false => out.extend_from_slice(cell.as_bytes()),
                    }
                }
            }
            _ => out.extend_from_slice(line.as_bytes()),
        }
    }
}
