//! UTF-8 text in chunks → records: fields, line numbers, and what is wrong with a record.
//!
//! A record ends at LF, CR, CR LF or CR CR LF outside quotes. A quote that is never closed must not swallow the rest of
//! the file: such a record is read again as one line, its quote taken literally, and flagged.

use std::ops::ControlFlow;

use super::layout::Layout;
use super::scan::{BLOCK, Specials};
use super::wild::Wild;

/// A quoted field longer than this was never closed (the largest cell seen in the wild has 2 MB).
const QUOTE_LIMIT: usize = 16 << 20;
/// A line longer than this is cut and flagged: something has to end before memory does.
const RECORD_LIMIT: usize = 64 << 20;
/// Larger chunks are taken in pieces, so that offsets fit in 31 bits.
const PIECE: usize = 256 << 20;
/// Set in `Span::start` where the field's text was rewritten (doubled quotes) and stands in the scratch buffer.
const SCRATCH: u32 = 1 << 31;
/// Records read on the patient road where the fast lane led nowhere, before it is tried again.
const PATIENCE: u32 = 16;

/// What the reader calls for each record that is not blank.
pub trait Visit {
    /// One record; `Break` stops the reader for good.
    fn record(&mut self, fields: &Fields<'_>) -> ControlFlow<()>;
}

impl<F: FnMut(&Fields<'_>) -> ControlFlow<()>> Visit for F {
    fn record(&mut self, fields: &Fields<'_>) -> ControlFlow<()> {
        self(fields)
    }
}

/// Where a field's text stands in a buffer.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Span {
    /// First byte.
    pub(crate) start: u32,
    /// Behind the last byte.
    pub(crate) end: u32,
}

/// What is wrong with the syntax of a record.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flaws {
    /// A quote was opened and never (or wrongly) closed; the record was read as one line.
    pub unclosed_quote: bool,
    /// There is a NUL byte inside.
    pub nul: bool,
    /// The line is longer than 64 MB and was cut.
    pub cut: bool,
}

impl Flaws {
    /// Is anything wrong?
    #[must_use]
    pub fn any(self) -> bool {
        self.unclosed_quote || self.nul || self.cut
    }
}

/// One record, borrowed while it is visited.
#[derive(Clone, Copy, Debug)]
pub struct Fields<'a> {
    text: &'a [u8],
    scratch: &'a [u8],
    spans: &'a [Span],
    raw: Span,
    line: u64,
    flaws: Flaws,
}

impl<'a> Fields<'a> {
    /// A record of another reader: `text` holds the record as written (at `raw`) and the text of each field (at `spans`).
    pub(crate) fn from_parts(
        text: &'a [u8],
        raw: Span,
        spans: &'a [Span],
        line: u64,
        flaws: Flaws,
    ) -> Self {
        Self {
            text,
            scratch: &[],
            spans,
            raw,
            line,
            flaws,
        }
    }

    /// Number of fields, at least 1.
    #[must_use]
    pub fn len(&self) -> usize {
        self.spans.len()
    }

    /// Never true; clippy wants it beside `len`.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// Text of field `i` without its quotes, not trimmed; empty beyond the end of the record.
    #[must_use]
    #[inline(always)]
    pub fn get(&self, i: usize) -> &'a [u8] {
        let Some(span) = self.spans.get(i) else {
            return &[];
        };
        let (buffer, start) = if span.start & SCRATCH == 0 {
            (self.text, span.start)
        } else {
            (self.scratch, span.start & !SCRATCH)
        };
        buffer
            .get(start as usize..span.end as usize)
            .unwrap_or_default()
    }

    /// All fields in order.
    pub fn iter(&self) -> impl Iterator<Item = &'a [u8]> + '_ {
        (0..self.len()).map(|i| self.get(i))
    }

    /// The record as written, without its line end.
    #[must_use]
    pub fn raw(&self) -> &'a [u8] {
        self.text
            .get(self.raw.start as usize..self.raw.end as usize)
            .unwrap_or_default()
    }

    /// Line of the text on which the record begins, counted from 1.
    #[must_use]
    pub fn line(&self) -> u64 {
        self.line
    }

    /// Are all fields empty?
    #[inline]
    fn is_blank(&self) -> bool {
        let written = self.get(0).first().is_some_and(|byte| *byte > b' ');
        !written && self.iter().all(|field| field.trim_ascii().is_empty())
    }

    /// What is wrong with its syntax.
    #[must_use]
    pub fn flaws(&self) -> Flaws {
        self.flaws
    }
}

/// Reads records from chunks that may be cut anywhere.
#[derive(Clone, Debug)]
pub struct Reader {
    specials: Specials,
    delimiter: Vec<u8>,
    quote: Option<u8>,
    escape: Option<u8>,
    first_record_line: u64,
    /// Line of the next unread byte.
    line: u64,
    blank_lines: u64,
    /// Beginning of a record whose end was not in the last chunk.
    carry: Vec<u8>,
    /// Length of `carry` at which it is scanned.
    scan_at: usize,
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
            first_record_line: layout.first_record_line,
            line: 1,
            blank_lines: 0,
            carry: Vec::new(),
            scan_at: 0,
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

    /// A reader for the records that begin in bytes `from..to` of a text. It is fed the text from byte `from − 1` on (0 for
    /// the first part) and stops by itself. See [`follows`] for what has to be checked afterwards.
    #[must_use]
    pub fn part(layout: &Layout, from: u64, to: u64) -> Self {
        let mut reader = Self::new(layout);
        reader.stop_at = to;
        if from > 0 {
            reader.offset = from - 1;
            // The line that begins before `from` is the part before's; what follows is counted from 1.
            reader.line = 0;
            reader.first_record_line = 1;
        }
        reader
    }

    /// The same where a record is known to begin at `from`; it is fed the text from there on.
    #[must_use]
    pub fn part_at_record(layout: &Layout, from: u64, to: u64) -> Self {
        Self {
            offset: from,
            stop_at: to,
            ..Self::inside(layout)
        }
    }

    /// The bytes at which the first record began and at which the first one that was not read begins.
    #[must_use]
    pub fn extent(&self) -> (u64, u64) {
        (self.begin.unwrap_or(self.offset), self.offset)
    }

    /// A part has been read to its end; more bytes change nothing.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.stopped
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
    pub fn push<V: Visit>(&mut self, chunk: &[u8], visit: &mut V) -> ControlFlow<()> {
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
    pub fn finish<V: Visit>(&mut self, visit: &mut V) -> ControlFlow<()> {
        if let Some(wild) = &mut self.wild {
            return wild.finish(visit);
        }
        let carry = std::mem::take(&mut self.carry);
        self.scan(&carry, true, visit).1
    }

    fn push_piece<V: Visit>(&mut self, mut chunk: &[u8], visit: &mut V) -> ControlFlow<()> {
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
    fn scan<V: Visit>(
        &mut self,
        text: &[u8],
        last: bool,
        visit: &mut V,
    ) -> (usize, ControlFlow<()>) {
        let (consumed, flow) = self.scan_records(text, last, visit);
        self.offset += consumed as u64;
        (consumed, flow)
    }

    fn scan_records<V: Visit>(
        &mut self,
        text: &[u8],
        last: bool,
        visit: &mut V,
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

    /// The fast lane: records without quotes, escapes and other surprises, from `start` on. Gives where the first record
    /// begins that is not one of them, or is not whole.
    #[inline]
    fn plain_records<V: Visit>(
        &mut self,
        text: &[u8],
        start: usize,
        stop_at: usize,
        visit: &mut V,
    ) -> (usize, ControlFlow<()>) {
        let [delimiter] = self.delimiter[..] else {
            return (start, ControlFlow::Continue(()));
        };
        let specials = self.specials;
        let mut line = self.line;
        // In a local array: the loop keeps its place and length in registers.
        let mut spans = std::mem::take(&mut self.spans);
        let mut count = 0;
        let (mut record, mut field, mut at) = (start, start, start);
        let mut flow = ControlFlow::Continue(());
        'records: while at < text.len() {
            let mut bits = specials.mask(&text[at..]);
            while bits != 0 {
                let i = at + bits.trailing_zeros() as usize;
                bits &= bits - 1;
                if i < record {
                    continue; // the LF of a CR LF
                }
                let byte = text[i];
                let length = if byte == delimiter {
                    0
                } else if byte == b'\n' {
                    1
                } else if byte == b'\r' && text.get(i + 1) == Some(&b'\n') {
                    2
                } else {
                    break 'records;
                };
                if count == spans.len() {
                    spans.resize(2 * count + 8, Span::default());
                }
                spans[count] = Span {
                    start: field as u32,
                    end: i as u32,
                };
                count += 1;
                field = i + 1;
                if length == 0 {
                    continue;
                }
                let fields = Fields {
                    text,
                    scratch: &[],
                    spans: &spans[..count],
                    raw: Span {
                        start: record as u32,
                        end: i as u32,
                    },
                    line,
                    flaws: Flaws::default(),
                };
                count = 0;
                line += 1;
                record = i + length;
                field = record;
                if fields.is_blank() {
                    self.blank_lines += 1;
                } else {
                    flow = visit.record(&fields);
                    if flow.is_break() {
                        record = text.len();
                        break 'records;
                    }
                }
                if record >= stop_at {
                    flow = ControlFlow::Break(());
                    break 'records;
                }
            }
            at += BLOCK;
        }
        spans.clear();
        self.spans = spans;
        self.line = line;
        self.stopped = flow.is_break();
        (record, flow)
    }

    /// A special byte inside quotes.
    fn inside_quotes(
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
                    // the opening quote of a later record.
                    if !clean && now.field_breaks > 0 {
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
    fn read_as_line(&mut self, now: &mut State) {
        self.spans.clear();
        self.scratch.clear();
        *now = State::at(now.start);
        now.literal = true;
        now.flaws.unclosed_quote = true;
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

    /// The field `now.field..end` begins with a quote.
    fn unquote(&mut self, text: &[u8], end: usize, now: &mut State) -> Span {
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

    #[inline]
    fn end_record<V: Visit>(
        &mut self,
        text: &[u8],
        end: usize,
        now: &State,
        visit: &mut V,
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

/// What to do with a part that was read from a guessed beginning, once the part before it is known to end at `before`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Follows {
    /// It began where the part before ended: it is right.
    Keep,
    /// It began inside a quoted field: read it again with [`Reader::part_at_record`].
    ReadAgain,
    /// The last record of the part before reaches beyond it: it has no record.
    Nothing,
}

/// Is a part right that was read as [`Reader::part`] up to `to`, if the part before it ends at byte `before`? The cut may
/// have been inside a quoted line break; then the part's reader took the rest of a field for a record. No parity of quotes
/// has to be trusted: the part before has read to the true end of its last record.
#[must_use]
pub fn follows(before: u64, extent: (u64, u64), to: u64) -> Follows {
    if before >= to {
        Follows::Nothing
    } else if before == extent.0 {
        Follows::Keep
    } else {
        Follows::ReadAgain
    }
}

/// What a special byte inside quotes means.
enum Inside {
    /// The reader goes on.
    Goes,
    /// The next chunk decides.
    NeedsMore,
    /// The quote before it was never closed.
    Broken,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::layout::Dialect;

    fn layout(delimiter: &str, first_record_line: u64) -> Layout {
        Layout {
            dialect: Dialect {
                delimiter: delimiter.into(),
                quote: Some('"'),
                escape: Some('\\'),
            },
            first_record_line,
            ..Layout::default()
        }
    }

    /// `line flaws|field|field…` of each record, and the number of blank lines.
    fn read(layout: &Layout, text: &[u8], chunk: usize) -> (Vec<String>, u64) {
        let mut out = Vec::new();
        let mut visit = |fields: &Fields<'_>| {
            let flaws = fields.flaws();
            let mut line = format!("{}", fields.line());
            for (flag, mark) in [
                (flaws.unclosed_quote, "unclosed"),
                (flaws.nul, "nul"),
                (flaws.cut, "cut"),
            ] {
                if flag {
                    line += mark;
                }
            }
            for field in fields.iter() {
                line += "|";
                line += &String::from_utf8_lossy(field);
            }
            out.push(line);
            ControlFlow::Continue(())
        };
        let mut reader = Reader::new(layout);
        for piece in text.chunks(chunk) {
            let _ = reader.push(piece, &mut visit);
        }
        let _ = reader.finish(&mut visit);
        let blank = reader.blank_lines();
        (out, blank)
    }

    /// The same answer whatever the size of the chunks.
    fn same_for_all_chunks(layout: &Layout, text: &str) -> (Vec<String>, u64) {
        let whole = read(layout, text.as_bytes(), usize::MAX);
        for chunk in 1..=text.len().min(150) {
            assert_eq!(
                read(layout, text.as_bytes(), chunk),
                whole,
                "chunks of {chunk}: {text:?}"
            );
        }
        whole
    }

    #[test]
    fn line_ends_of_all_kinds_are_one_line_each() {
        let text = "a,b\nc,d\r\ne,f\rg,h\r\r\ni,j\n\n\r\nk,l";
        let (records, blank) = same_for_all_chunks(&layout(",", 1), text);
        assert_eq!(
            records,
            ["1|a|b", "2|c|d", "3|e|f", "4|g|h", "5|i|j", "8|k|l"]
        );
        assert_eq!(blank, 2);
    }

    #[test]
    fn quotes_hold_delimiters_breaks_and_doubled_quotes() {
        let text = "x\n\"a,1\",\"say \"\"hi\"\"\",\"two\r\nlines\n\"\n5\" pipe,\"\",\"b\\\"c\"\r\n\"é\"t,u";
        let (records, _) = same_for_all_chunks(&layout(",", 2), text);
        assert_eq!(
            records,
            [
                "2|a,1|say \"hi\"|two\r\nlines\n",
                "5|5\" pipe||b\"c",
                "6|ét|u"
            ]
        );
    }

    #[test]
    fn an_unclosed_quote_costs_one_line_at_the_end_of_the_file() {
        let (records, _) = same_for_all_chunks(&layout(",", 1), "a,b\nc,\"d\ne,f\ng,h\n");
        assert_eq!(records, ["1|a|b", "2unclosed|c|\"d", "3|e|f", "4|g|h"]);
    }

    #[test]
    fn an_unclosed_quote_does_not_swallow_lines_up_to_the_next_quoted_field() {
        let (records, _) = same_for_all_chunks(&layout(",", 1), "a,\"b\nc,d\ne,\"f\"\ng,\"h\"\n");
        assert_eq!(records, ["1unclosed|a|\"b", "2|c|d", "3|e|f", "4|g|h"]);
    }

    #[test]
    fn blank_records_nul_bytes_and_long_delimiters() {
        let (records, blank) =
            same_for_all_chunks(&layout(", ", 3), "p\nh, i\na, \"b, c\"\n, \nd,e, f\0\n ");
        assert_eq!(records, ["3|a|b, c", "5nul|d,e|f\0"]);
        assert_eq!(blank, 2);
    }

    #[test]
    fn a_break_stops_for_good() {
        let mut seen = 0;
        let mut visit = |_: &Fields<'_>| {
            seen += 1;
            ControlFlow::Break(())
        };
        let mut reader = Reader::new(&layout(",", 1));
        assert!(reader.push(b"a\nb\nc", &mut visit).is_break());
        assert!(reader.push(b"d\ne\n", &mut visit).is_break());
        assert!(reader.finish(&mut visit).is_break());
        assert_eq!(seen, 1);
    }

    #[test]
    fn a_cell_of_two_megabytes_is_whole_and_a_line_beyond_the_limit_is_cut() {
        let cell = "x,y\n".repeat(500_000);
        let text = format!("\"{cell}\",1\nz,2\n");
        let (records, _) = read(&layout(",", 1), text.as_bytes(), 65_536);
        assert_eq!(records[0].len(), cell.len() + "1||1".len());
        assert_eq!(records[1], "500002|z|2");

        let mut text = vec![b'x'; RECORD_LIMIT + 100_000];
        text.extend_from_slice(b",1\nz,2\n");
        let (records, _) = read(&layout(",", 1), &text, 65_536);
        assert!(records[0].starts_with("1cut|xxx"));
        assert_eq!(records[1..], ["2|z|2"]);
    }
}
