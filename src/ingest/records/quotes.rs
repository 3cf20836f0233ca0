//! What happens between quotes.

use super::fields::SCRATCH;
use super::{Reader, Span, State, line_end};

/// A quoted field longer than this was never closed (the largest cell seen in the wild has 2 MB).
const QUOTE_LIMIT: usize = 16 << 20;

/// Fields of a line that make it a record beyond doubt; texts of several lines have one or two commas in many of them.
const TELLING: usize = 4;

/// Does the field between these quotes hold whole records? All lines from the beginning of its own record at `start` up to
/// its last one, at least two, have just the table's number of fields and no blank behind a delimiter. Then its quote was
/// never closed, and the one at `close` stands there by chance.
pub(crate) fn holds_records(
    text: &[u8],
    start: usize,
    quotes: (usize, usize),
    delimiter: &[u8],
    width: usize,
) -> bool {
    let (open, close) = quotes;
    let is_break = |byte: &u8| matches!(byte, b'\n' | b'\r');
    if width < TELLING || delimiter.is_empty() || text[start..open].iter().any(is_break) {
        return false;
    }
    let Some(last) = text[open..close].iter().rposition(is_break) else {
        return false;
    };
    let is_record = |line: &[u8]| {
        let mut ends = memchr::memmem::find_iter(line, delimiter).map(|at| at + delimiter.len());
        ends.try_fold(1, |fields, end| {
            (line.get(end) != Some(&b' ')).then_some(fields + 1)
        }) == Some(width)
    };
    let mut lines = text[start..open + last]
        .split(is_break)
        .filter(|line| !line.is_empty());
    let (first, second) = (lines.next(), lines.next());
    first.is_some_and(is_record) && second.is_some_and(is_record) && lines.all(is_record)
}

/// What a special byte inside quotes means.
pub(super) enum Inside {
    /// The reader goes on.
    Goes,
    /// The next chunk decides.
    NeedsMore,
    /// The quote before it was never closed.
    Broken,
}

impl Reader {
    /// A special byte inside quotes.
    pub(super) fn inside_quotes(
        &self,
        text: &[u8],
        i: usize,
        byte: u8,
        last: bool,
        now: &mut State,
    ) -> Inside {
        if i - now.field > QUOTE_LIMIT {
            return Inside::Broken;
        }
        if Some(byte) == self.quote {
            match text.get(i + 1) {
                None if !last => return Inside::NeedsMore,
                Some(next) if Some(*next) == self.quote => {
                    now.rewrite = true;
                    now.skip = i + 2;
                }
                next => {
                    now.open = false;
                    let clean = match next {
                        None | Some(b'\n' | b'\r') => true,
                        Some(next) => Some(next) == self.delimiter.first(),
                    };
                    // Text right behind the closing quote of a field with line breaks: this was no closing quote but
                    // the opening quote of a later record. Or it stands behind inches in one.
                    let quotes = (now.field, i);
                    if now.field_breaks > 0
                        && (!clean
                            || holds_records(text, now.start, quotes, &self.delimiter, self.width))
                    {
                        return Inside::Broken;
                    }
                    now.rewrite |= !clean;
                }
            }
        } else if Some(byte) == self.escape {
            now.rewrite = true;
            if !matches!(text.get(i + 1), Some(b'\n' | b'\r')) {
                now.skip = i + 2;
            }
        } else if byte == b'\n' || byte == b'\r' {
            let Some(length) = line_end(text, i, last) else {
                return Inside::NeedsMore;
            };
            now.field_breaks += 1;
            now.breaks += 1;
            now.skip = i + length;
        } else if byte == 0 {
            now.flaws.nul = true;
        }
        Inside::Goes
    }

    /// Starts the record again, quotes taken literally.
    pub(super) fn read_as_line(&mut self, now: &mut State) {
        self.spans.clear();
        self.scratch.clear();
        *now = State::at(now.start);
        now.literal = true;
        now.flaws.unclosed_quote = true;
    }

    /// The field `now.field..end` begins with a quote.
    pub(super) fn unquote(&mut self, text: &[u8], end: usize, now: &mut State) -> Span {
        let written = &text[now.field..end];
        now.field_breaks = 0;
        if !now.rewrite {
            return Span {
                start: now.field as u32 + 1,
                end: end as u32 - u32::from(written.len() > 1),
            };
        }
        now.rewrite = false;
        let start = self.scratch.len() as u32;
        let mut open = true;
        let mut bytes = written.iter().copied().skip(1).peekable();
        while let Some(byte) = bytes.next() {
            if open && Some(byte) == self.quote {
                if bytes.peek().copied() == self.quote {
                    bytes.next();
                    self.scratch.push(byte);
                } else {
                    open = false;
                }
            } else if open && Some(byte) == self.escape {
                self.scratch.extend(bytes.next());
            } else {
                self.scratch.push(byte);
            }
        }
        Span {
            start: start | SCRATCH,
            end: self.scratch.len() as u32,
        }
    }
}
