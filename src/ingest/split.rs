//! Text in memory → records, patiently: any delimiter, quote and escape, and forgiving about broken quotes.
//!
//! The sniffer tries its guesses with this, and the patient reader (`wild`) is made of it. The fast road (`records`) is not.

use std::borrow::Cow;

use super::layout::Dialect;

/// One record of a text, with what was odd about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record<'a> {
    /// Line on which it begins, counted from 1.
    pub line: u64,
    /// Lines that it takes.
    pub lines: u64,
    /// Its fields, quotes and escapes taken away.
    pub fields: Vec<Cow<'a, [u8]>>,
    /// How many fields stood in quotes.
    pub quoted: u32,
    /// How many quotes stood where none belongs.
    pub stray: u32,
    /// The text ended inside quotes.
    pub open: bool,
    /// Positions in the text of the quotes that opened its fields.
    pub opened: Vec<usize>,
    /// Positions of the quotes that closed them.
    pub closed: Vec<usize>,
    /// How its line ended.
    pub ends_with: &'static str,
    /// The record as written, without its line end.
    pub raw: &'a [u8],
}

impl Record<'_> {
    /// Nothing but blanks.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.fields.len() == 1 && self.fields[0].iter().all(u8::is_ascii_whitespace)
    }
}

/// Reads records off the front of a text.
#[derive(Clone, Debug)]
pub struct Split<'t, 'd> {
    text: &'t [u8],
    at: usize,
    line: u64,
    delimiter: &'d [u8],
    quote: Option<u8>,
    escape: Option<u8>,
    /// Position of a quote that opens or closes nothing.
    literal: Option<usize>,
    /// A doubled quote where a field could end is one quote of its text and the end: the writer did not escape.
    is_unescaped: bool,
}

struct Field<'a> {
    text: Cow<'a, [u8]>,
    end: usize,
    quoted: bool,
    stray: u32,
    breaks: u64,
    open: bool,
    closed: Option<usize>,
}

impl<'t, 'd> Split<'t, 'd> {
    /// Records of `text`, whose first line is line `line` of its file. Quotes and escapes other than ASCII are not obeyed.
    #[must_use]
    pub fn new(text: &'t [u8], dialect: &'d Dialect, line: u64) -> Self {
        let ascii =
            |mark: Option<char>| mark.and_then(|c| u8::try_from(c).ok()).filter(u8::is_ascii);
        Self {
            text,
            at: 0,
            line,
            delimiter: dialect.delimiter.as_bytes(),
            quote: ascii(dialect.quote),
            escape: ascii(dialect.escape),
            literal: None,
            is_unescaped: false,
        }
    }

    /// The same from another position on.
    #[must_use]
    pub(super) fn starting_at(mut self, at: usize, line: u64) -> Self {
        self.at = at;
        self.line = line;
        self
    }

    /// The same with the quote at this position taken for an ordinary character.
    #[must_use]
    pub(super) fn with_literal(mut self, at: usize) -> Self {
        self.literal = Some(at);
        self
    }

    /// The same with no quote taken for an ordinary character any more.
    #[must_use]
    pub(super) fn all_quotes(mut self) -> Self {
        self.literal = None;
        self
    }

    /// The same with all quotes taken for ordinary characters.
    #[must_use]
    pub(super) fn without_quotes(mut self) -> Self {
        self.quote = None;
        self
    }

    /// The same for a writer that did not escape the quotes inside fields.
    #[must_use]
    pub(super) fn unescaped(mut self) -> Self {
        self.is_unescaped = true;
        self
    }

    /// Bytes of the text that have been read.
    #[must_use]
    pub fn position(&self) -> usize {
        self.at
    }

    fn at_delimiter(&self, at: usize) -> bool {
        !self.delimiter.is_empty() && self.text[at..].starts_with(self.delimiter)
    }

    fn at_end_of_field(&self, at: usize) -> bool {
        matches!(self.text.get(at), None | Some(b'\n' | b'\r')) || self.at_delimiter(at)
    }

    fn field(&self, at: usize) -> Field<'t> {
        match self.quote {
            Some(quote) if self.text.get(at) == Some(&quote) && self.literal != Some(at) => {
                self.quoted_field(at, quote)
            }
            _ => self.bare_field(at),
        }
    }

    fn bare_field(&self, start: usize) -> Field<'t> {
        let mut end = start;
        let mut unescaped: Option<Vec<u8>> = None;
        let mut kept = start;
        while !self.at_end_of_field(end) {
            // Outside quotes an escape only ever protects a delimiter or a quote.
            if self.escape == Some(self.text[end])
                && end + 1 < self.text.len()
                && (self.at_delimiter(end + 1) || Some(self.text[end + 1]) == self.quote)
            {
                unescaped
                    .get_or_insert_default()
                    .extend_from_slice(&self.text[kept..end]);
                kept = end + 1;
                end += 1;
            }
            end += 1;
        }
        let text = match unescaped {
            None => Cow::Borrowed(&self.text[start..end]),
            Some(mut text) => {
                text.extend_from_slice(&self.text[kept..end]);
                Cow::Owned(text)
            }
        };
        Field {
            text,
            end,
            quoted: false,
            stray: 0,
            breaks: 0,
            open: false,
            closed: None,
        }
    }

    fn quoted_field(&self, start: usize, quote: u8) -> Field<'t> {
        let mut owned: Option<Vec<u8>> = None;
        let mut kept = start + 1;
        let mut at = start + 1;
        let mut stray = 0;
        let mut breaks = 0;
        let mut open = true;
        let mut end = self.text.len();
        while let Some(&byte) = self.text.get(at) {
            let next = self.text.get(at + 1).copied();
            if self.escape == Some(byte)
                && next.is_some()
                && (next == self.quote || next == self.escape)
            {
                owned
                    .get_or_insert_default()
                    .extend_from_slice(&self.text[kept..at]);
                kept = at + 1;
                at += 2;
            } else if byte == quote && self.literal == Some(at) {
                at += 1;
            } else if byte == quote {
                if self.is_unescaped && next == Some(quote) && self.at_end_of_field(at + 2) {
                    at += 1;
                    open = false;
                    end = at + 1;
                    break;
                }
                if next == Some(quote) {
                    owned
                        .get_or_insert_default()
                        .extend_from_slice(&self.text[kept..=at]);
                    kept = at + 2;
                    at += 2;
                    continue;
                }
                let mut after = at + 1;
                while !self.at_end_of_field(after) && self.text[after] == b' ' {
                    after += 1;
                }
                if self.at_end_of_field(after) {
                    open = false;
                    end = after;
                    break;
                }
                stray += 1;
                at += 1;
            } else {
                if byte == b'\n' || (byte == b'\r' && next != Some(b'\n')) {
                    breaks += 1;
                }
                at += 1;
            }
        }
        let last = if open { self.text.len() } else { at };
        let text = match owned {
            None => Cow::Borrowed(&self.text[kept.min(last)..last]),
            Some(mut text) => {
                text.extend_from_slice(&self.text[kept.min(last)..last]);
                Cow::Owned(text)
            }
        };
        Field {
            text,
            end,
            quoted: true,
            stray,
            breaks,
            open,
            closed: (!open).then_some(at),
        }
    }
}

impl<'t> Iterator for Split<'t, '_> {
    type Item = Record<'t>;

    fn next(&mut self) -> Option<Record<'t>> {
        if self.at >= self.text.len() {
            return None;
        }
        let start = self.at;
        let mut record = Record {
            line: self.line,
            lines: 1,
            fields: Vec::new(),
            quoted: 0,
            stray: 0,
            open: false,
            opened: Vec::new(),
            closed: Vec::new(),
            ends_with: "",
            raw: &[],
        };
        loop {
            let field_at = self.at;
            let field = self.field(field_at);
            self.at = field.end;
            if field.quoted {
                record.quoted += 1;
                record.opened.push(field_at);
                record.closed.extend(field.closed);
            }
            record.stray += field.stray;
            record.lines += field.breaks;
            record.open |= field.open;
            record.fields.push(field.text);
            if self.at < self.text.len() && self.at_delimiter(self.at) {
                self.at += self.delimiter.len();
            } else {
                break;
            }
        }
        record.raw = &self.text[start..self.at];
        record.ends_with = match self.text.get(self.at..).unwrap_or_default() {
            [b'\r', b'\r', b'\n', ..] => "\r\r\n",
            [b'\r', b'\n', ..] => "\r\n",
            [b'\r', ..] => "\r",
            [b'\n', ..] => "\n",
            _ => "",
        };
        self.at += record.ends_with.len();
        self.line += record.lines;
        Some(record)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(text: &str, dialect: &Dialect) -> Vec<Vec<String>> {
        Split::new(text.as_bytes(), dialect, 1)
            .map(|record| {
                record
                    .fields
                    .iter()
                    .map(|f| String::from_utf8_lossy(f).into_owned())
                    .collect()
            })
            .collect()
    }

    #[test]
    fn rfc_4180_section_2_rules_5_to_7() {
        let rows = fields(
            "\"aaa\",\"b\r\nbb\",\"c\"\"c\"\r\nzzz,,x\r\n",
            &Dialect::default(),
        );
        assert_eq!(rows, [["aaa", "b\r\nbb", "c\"c"], ["zzz", "", "x"]]);
    }

    #[test]
    fn lines_are_counted_for_lf_crlf_and_cr() {
        let lines: Vec<u64> = Split::new(b"a\nb\r\nc\r\"d\re\"\nf", &Dialect::default(), 1)
            .map(|r| r.line)
            .collect();
        assert_eq!(lines, [1, 2, 3, 4, 6]);
    }

    #[test]
    fn a_delimiter_may_have_several_bytes() {
        let dialect = Dialect {
            delimiter: ", ".into(),
            ..Dialect::default()
        };
        assert_eq!(fields("a,b, \"c, d\"\n", &dialect), [["a,b", "c, d"]]);
    }

    #[test]
    fn a_backslash_protects_a_quote() {
        let dialect = Dialect {
            escape: Some('\\'),
            ..Dialect::default()
        };
        assert_eq!(
            fields("\"a\\\"b\",\"c\\n\"\n", &dialect),
            [["a\"b", "c\\n"]]
        );
    }

    #[test]
    fn a_stray_quote_inside_quotes_is_kept() {
        assert_eq!(
            fields("\"5\" pipe\",x\n", &Dialect::default()),
            [["5\" pipe", "x"]]
        );
    }
}
