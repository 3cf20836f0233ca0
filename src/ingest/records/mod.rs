//! UTF-8 text in chunks → records: fields, line numbers, and what is wrong with a record.
//!
//! A record ends at LF, CR, CR LF or CR CR LF outside quotes. A quote that is never closed must not swallow the rest of
//! the file: such a record is read again as one line, its quote taken literally, and flagged.

mod batch;
mod fields;
mod marks;
mod parts;
mod plain;
mod quotes;
#[cfg(test)]
mod tests;

pub use batch::Records;
pub use fields::{Fields, Flaws, Visit};
pub use parts::{Follows, follows};

pub(crate) use fields::Span;
pub(crate) use quotes::holds_records;

use marks::Marks;

use std::ops::ControlFlow;

use super::layout::Layout;
use super::scan::{BLOCK, Specials};
use super::wild::Wild;
use quotes::Inside;

/// A line longer than this is cut and flagged: something has to end before memory does.
const RECORD_LIMIT: usize = 64 << 20;
/// Larger chunks are taken in pieces, so that offsets fit in 31 bits.
const PIECE: usize = 256 << 20;
/// Records read on the patient road where the fast lane led nowhere, before it is tried again.
const PATIENCE: u32 = 16;

/// Reads records from chunks that may be cut anywhere.
#[derive(Clone, Debug)]
pub struct Reader {
    specials: Specials,
    delimiter: Vec<u8>,
    quote: Option<u8>,
    escape: Option<u8>,
    /// Fields of the table's records.
    width: usize,
    first_record_line: u64,
    /// Line of the next unread byte.
    line: u64,
    blank_lines: u64,
    /// Beginning of a record whose end was not in the last chunk.
    carry: Vec<u8>,
    /// Length of `carry` at which it is scanned.
    scan_at: usize,
    marks: Marks,
    spans: Vec<Span>,
    scratch: Vec<u8>,
    /// The rest of an overlong line is being skipped.
    skipping: bool,
    stopped: bool,
    /// Place in the text of the first byte not used yet.
    offset: u64,
    /// Records that begin here or later belong to somebody else.
    stop_at: u64,
    /// Where the first record began.
    begin: Option<u64>,
    /// Reads instead where the layout asks for patience.
    wild: Option<Box<Wild>>,
}

/// The record being read.
#[derive(Clone, Copy, Default)]
struct State {
    start: usize,
    field: usize,
    /// Bytes before this one have been dealt with.
    skip: usize,
    /// Inside quotes.
    open: bool,
    /// The current field began with a quote.
    quoted: bool,
    /// The current field's text differs from what is between its quotes.
    rewrite: bool,
    /// Line breaks inside the current field, and inside the record.
    field_breaks: u64,
    breaks: u64,
    /// Read quotes as ordinary characters until the record ends.
    literal: bool,
    flaws: Flaws,
}

impl State {
    fn at(start: usize) -> Self {
        Self {
            start,
            field: start,
            skip: start,
            ..Self::default()
        }
    }
}

/// Length of the line end that begins at `i` (CR or LF); `None` when the next chunk decides.
fn line_end(text: &[u8], i: usize, last: bool) -> Option<usize> {
    if text.get(i) == Some(&b'\n') {
        return Some(1);
    }
    match (text.get(i + 1), text.get(i + 2)) {
        (Some(b'\n'), _) => Some(2),
        (Some(b'\r'), Some(b'\n')) => Some(3),
        (None, _) | (Some(b'\r'), None) if !last => None,
        _ => Some(1),
    }
}

impl Reader {
    /// A reader for a text that starts at line 1; lines before the layout's first record are passed over.
    #[must_use]
    pub fn new(layout: &Layout) -> Self {
        let dialect = &layout.dialect;
        let ascii = |c: Option<char>| c.and_then(|c| u8::try_from(c).ok()).filter(u8::is_ascii);
        let delimiter = dialect.delimiter.as_bytes().to_vec();
        let quote = ascii(dialect.quote);
        let escape = ascii(dialect.escape).filter(|e| Some(*e) != quote);
        // Without a delimiter every line is one field; LF is special anyway.
        let first = delimiter.first().copied().unwrap_or(b'\n');
        Self {
            specials: Specials::new(first, quote, escape),
            delimiter,
            quote,
            escape,
            width: layout.columns.len(),
            first_record_line: layout.first_record_line,
            line: 1,
            blank_lines: 0,
            carry: Vec::new(),
            scan_at: 0,
            marks: Marks::default(),
            spans: Vec::new(),
            scratch: Vec::new(),
            skipping: false,
            stopped: false,
            offset: 0,
            stop_at: u64::MAX,
            begin: None,
            wild: layout
                .wild
                .then(|| Box::new(Wild::new(layout, layout.first_record_line))),
        }
    }

    /// A reader for a part of a text that begins with a record; its lines are counted from 1.
    #[must_use]
    pub fn inside(layout: &Layout) -> Self {
        Self {
            first_record_line: 1,
            wild: layout.wild.then(|| Box::new(Wild::new(layout, 1))),
            ..Self::new(layout)
        }
    }

    /// Records so far whose fields were all empty; they are not visited.
    #[must_use]
    pub fn blank_lines(&self) -> u64 {
        self.wild
            .as_ref()
            .map_or(self.blank_lines, |wild| wild.blank_lines())
    }

    /// Lines that have been read whole.
    #[must_use]
    pub fn lines(&self) -> u64 {
        self.wild
            .as_ref()
            .map_or(self.line - 1, |wild| wild.lines())
    }

    /// The next bytes of the text.
    pub fn push(&mut self, chunk: &[u8], visit: &mut dyn Visit) -> ControlFlow<()> {
        for piece in chunk.chunks(PIECE) {
            if let Some(wild) = &mut self.wild {
                wild.push(piece, visit)?;
                continue;
            }
            self.push_piece(piece, visit)?;
        }
        ControlFlow::Continue(())
    }

    /// The text is over: its last record may have no line end.
    pub fn finish(&mut self, visit: &mut dyn Visit) -> ControlFlow<()> {
        if let Some(wild) = &mut self.wild {
            return wild.finish(visit);
        }
        let carry = std::mem::take(&mut self.carry);
        self.scan(&carry, true, visit).1
    }

    fn push_piece(&mut self, mut chunk: &[u8], visit: &mut dyn Visit) -> ControlFlow<()> {
        while !self.carry.is_empty() && !chunk.is_empty() {
            let old = self.carry.len();
            let missing = self.scan_at.saturating_sub(old);
            let (taken, rest) = chunk.split_at(chunk.len().min(missing));
            self.carry.extend_from_slice(taken);
            if taken.len() < missing {
                return ControlFlow::Continue(());
            }
            let mut carry = std::mem::take(&mut self.carry);
            let (consumed, flow) = self.scan(&carry, false, visit);
            flow?;
            if consumed >= old {
                chunk = &chunk[consumed - old..]; // what is left can be read where it stands
                carry.clear();
            } else {
                chunk = rest;
                carry.drain(..consumed);
            }
            self.keep(carry);
        }
        if !chunk.is_empty() {
            let (consumed, flow) = self.scan(chunk, false, visit);
            flow?;
            let mut carry = std::mem::take(&mut self.carry);
            carry.extend_from_slice(&chunk[consumed..]);
            self.keep(carry);
        }
        ControlFlow::Continue(())
    }

    /// Keeps the beginning of a record. It is scanned again when twice as much is there: linear for any record length.
    fn keep(&mut self, carry: Vec<u8>) {
        let len = carry.len();
        self.scan_at = (2 * len).min(RECORD_LIMIT + 1).max(len + 4096);
        self.carry = carry;
    }

    /// Reads all whole records of `text`; gives the bytes used. What is left begins with an unfinished record.
    fn scan(&mut self, text: &[u8], last: bool, visit: &mut dyn Visit) -> (usize, ControlFlow<()>) {
        let (consumed, flow) = self.scan_records(text, last, visit);
        self.offset += consumed as u64;
        (consumed, flow)
    }

    fn scan_records(
        &mut self,
        text: &[u8],
        last: bool,
        visit: &mut dyn Visit,
    ) -> (usize, ControlFlow<()>) {
        if self.stopped {
            return (0, ControlFlow::Break(()));
        }
        let (start, ready) = self.skip_lines(text, last);
        if !ready {
            return (start, ControlFlow::Continue(()));
        }
        let stop_at =
            usize::try_from(self.stop_at.saturating_sub(self.offset)).unwrap_or(usize::MAX);
        if start < text.len() {
            self.begin.get_or_insert(self.offset + start as u64);
        }
        if start >= stop_at {
            self.stopped = true;
            return (start, ControlFlow::Break(()));
        }
        let mut now = State::at(start);
        self.spans.clear();
        self.scratch.clear();
        let delimiter = self.delimiter.first().copied();
        let mut at = start;
        // Records of the patient road before the fast lane is tried again.
        let mut patience = 0;
        'blocks: while at < text.len() {
            if patience == 0 && at == now.start && !now.literal {
                let (next, flow) = self.plain_records(text, at, stop_at, visit);
                if flow.is_break() {
                    return (next, flow);
                }
                patience = if next > at { 1 } else { PATIENCE };
                now = State::at(next);
                at = next;
                continue;
            }
            let mut bits = self.specials.mask(&text[at..]);
            while bits != 0 {
                let i = at + bits.trailing_zeros() as usize;
                bits &= bits - 1;
                if i < now.skip {
                    continue;
                }
                let byte = text[i];
                if now.open {
                    match self.inside_quotes(text, i, byte, last, &mut now) {
                        Inside::Goes => {}
                        Inside::NeedsMore => return (now.start, ControlFlow::Continue(())),
                        Inside::Broken => {
                            self.read_as_line(&mut now);
                            at = now.start;
                            continue 'blocks;
                        }
                    }
                } else if Some(byte) == delimiter {
                    if self.delimiter.len() > 1 {
                        match text[i..].get(..self.delimiter.len()) {
                            Some(found) if found == self.delimiter => {}
                            None if !last => return (now.start, ControlFlow::Continue(())),
                            _ => continue,
                        }
                        now.skip = i + self.delimiter.len();
                    }
                    self.end_field(text, i, &mut now);
                    now.field = i + self.delimiter.len();
                } else if byte == b'\n' || byte == b'\r' {
                    let Some(length) = line_end(text, i, last) else {
                        return (now.start, ControlFlow::Continue(()));
                    };
                    self.end_field(text, i, &mut now);
                    if self.end_record(text, i, &now, visit).is_break() {
                        return (text.len(), ControlFlow::Break(()));
                    }
                    now = State::at(i + length);
                    if now.start >= stop_at {
                        self.stopped = true;
                        return (now.start, ControlFlow::Break(()));
                    }
                    patience -= 1;
                    if patience == 0 {
                        at = now.start;
                        continue 'blocks;
                    }
                } else if Some(byte) == self.quote {
                    if i == now.field && !now.literal {
                        now.open = true;
                        now.quoted = true;
                    }
                } else if byte == 0 {
                    now.flaws.nul = true;
                }
            }
            at += BLOCK;
            if at >= text.len() && last && now.open {
                self.read_as_line(&mut now);
                at = now.start;
            }
        }
        if last && now.start < text.len() {
            self.end_field(text, text.len(), &mut now);
            let flow = self.end_record(text, text.len(), &now, visit);
            return (text.len(), flow);
        }
        if !last && text.len() - now.start > RECORD_LIMIT {
            now.flaws.cut = true;
            self.end_field(text, text.len(), &mut now);
            let flow = self.end_record(text, text.len(), &now, visit);
            self.line -= 1; // the line goes on
            self.skipping = true;
            return (text.len(), flow);
        }
        (now.start, ControlFlow::Continue(()))
    }

    #[inline]
    fn end_field(&mut self, text: &[u8], end: usize, now: &mut State) {
        let span = if now.quoted {
            self.unquote(text, end, now)
        } else {
            Span {
                start: now.field as u32,
                end: end as u32,
            }
        };
        self.spans.push(span);
        now.quoted = false;
    }

    #[inline]
    fn end_record(
        &mut self,
        text: &[u8],
        end: usize,
        now: &State,
        visit: &mut dyn Visit,
    ) -> ControlFlow<()> {
        let fields = Fields {
            text,
            scratch: &self.scratch,
            spans: &self.spans,
            raw: Span {
                start: now.start as u32,
                end: end as u32,
            },
            line: self.line,
            flaws: now.flaws,
        };
        let flow = if fields.is_blank() {
            self.blank_lines += 1;
            ControlFlow::Continue(())
        } else {
            visit.record(&fields)
        };
        self.stopped = flow.is_break();
        self.line += 1 + now.breaks;
        self.spans.clear();
        self.scratch.clear();
        flow
    }

    /// Passes over the lines before the first record, and over the rest of an overlong line. Gives the bytes used and
    /// whether a record may begin there.
    fn skip_lines(&mut self, text: &[u8], last: bool) -> (usize, bool) {
        let mut at = 0;
        while self.skipping || self.line < self.first_record_line {
            let is_end = |b: &u8| matches!(b, b'\n' | b'\r');
            let Some(end) = text[at..].iter().position(is_end).map(|i| at + i) else {
                return (text.len(), false);
            };
            let Some(length) = line_end(text, end, last) else {
                return (end, false);
            };
            at = end + length;
            self.line += 1;
            self.skipping = false;
        }
        (at, true)
    }
}
