//! The patient reader: for texts whose single records break the dialect. A record that does not fit is read again in the ways
//! in which writers go wrong, and the first way that makes it fit is believed:
//!
//! - quotes inside quoted fields were not doubled: one at a field's end is text, one in front of a delimiter may be text too;
//! - a quote stands in front of a field and never closes: it is text;
//! - the record was written with another delimiter;
//! - the commas of thousands are also the delimiter: 1,234.50 without quotes.
//!
//! What no way makes fit stays as it is; but a quote that never closes takes no more than its own line.

use std::borrow::Cow;
use std::ops::ControlFlow;

use super::layout::{Dialect, Layout};
use super::records::{Fields, Flaws, Span, Visit, holds_records};
use super::sniff::kind::{KINDS, Kind, kind};
use super::split::{Record, Split};

/// A record that needs more text than this to end has an unclosed quote.
const LONGEST: usize = 1 << 22;

/// Delimiters that a single record may have instead.
const OTHERS: [&str; 5] = [",", ";", "\t", "|", " "];

/// Opening quotes of a record that are tried as text.
const MOST_TRIES: usize = 64;

/// Records from which the columns' kinds are learned.
const LEARNED: u32 = 200;

/// Bytes behind the beginning of a record in which another reading of it must end to be believed.
const AHEAD: usize = 1 << 16;

/// Reads records that fit a width, repairing those that do not.
#[derive(Clone, Debug)]
pub(crate) struct Patient {
    dialect: Dialect,
    others: Vec<Dialect>,
    width: usize,
    /// Columns whose decimal comma is also the delimiter.
    parted: Vec<usize>,
    /// Kinds of cells seen so far in each column of fitting records.
    kinds: Vec<[u32; KINDS]>,
    learned: u32,
}

fn one<'t>(mut split: Split<'t, '_>) -> Option<(Record<'t>, usize)> {
    split.next().map(|record| (record, split.position()))
}

/// A record, where the text behind it begins, and whether it had to be repaired.
pub(crate) struct Found<'a> {
    pub(crate) record: Record<'a>,
    pub(crate) end: usize,
    pub(crate) is_repaired: bool,
    /// A quote that never closes was taken for text.
    pub(crate) has_lone_quote: bool,
}

impl Patient {
    pub(crate) fn new(dialect: &Dialect, width: usize, parted: &[usize]) -> Self {
        Self {
            parted: parted.to_vec(),
            dialect: dialect.clone(),
            others: OTHERS
                .into_iter()
                .filter(|other| *other != dialect.delimiter)
                .map(|other| Dialect {
                    delimiter: other.to_owned(),
                    ..dialect.clone()
                })
                .collect(),
            width,
            kinds: vec![[0; KINDS]; width.min(256)],
            learned: 0,
        }
    }

    /// The record that begins at `at`. `None` when the text may go on inside it: more is needed.
    pub(crate) fn record<'t>(
        &mut self,
        text: &'t [u8],
        at: usize,
        line: u64,
        is_end: bool,
    ) -> Option<Found<'t>> {
        let dialect = &self.dialect;
        let split = || Split::new(text, dialect, 1).starting_at(at, line);
        let is_whole = |record: &Record| !record.ends_with.is_empty() || is_end;
        let width = self.width;
        let delimiter = dialect.delimiter.as_bytes();
        let holds_others = |record: &Record| {
            let mut quotes = record
                .opened
                .iter()
                .copied()
                .zip(record.closed.iter().copied());
            record.lines > 2 && quotes.any(|pair| holds_records(text, at, pair, delimiter, width))
        };
        let fits = |record: &Record| {
            record.fields.len() == width
                && record.stray == 0
                && !record.open
                && !holds_others(record)
        };
        let (mut first, end) = one(split())?;
        if !is_whole(&first) && text.len() - at < LONGEST {
            return None;
        }
        let plain = |(record, end): (Record<'t>, usize)| Found {
            record,
            end,
            is_repaired: false,
            has_lone_quote: false,
        };
        let repaired = |(record, end): (Record<'t>, usize)| Found {
            record,
            end,
            is_repaired: true,
            has_lone_quote: false,
        };
        let with_lone_quote = |found: (Record<'t>, usize)| Found {
            has_lone_quote: true,
            ..repaired(found)
        };
        if fits(&first) {
            // Learned once: a record whose end may still grow is read again.
            if self.learned < LEARNED && (is_end || end + 2 <= text.len()) {
                self.learned += 1;
                for (column, cell) in self.kinds.iter_mut().zip(&first.fields) {
                    column[kind(cell) as usize] += 1;
                }
            }
            return Some(plain((first, end)));
        }
        if first.is_blank() {
            return Some(plain((first, end)));
        }
        if !self.parted.is_empty() && first.fields.len() == width + self.parted.len() {
            for &column in &self.parted {
                join(&mut first, column);
            }
            return Some(repaired((first, end)));
        }
        // What another reading makes of it may stand in text that has not come yet; how the text is cut must not decide.
        let waits = |(record, _): &(Record, usize)| !is_whole(record) && text.len() - at < AHEAD;
        let near = |(record, end): &(Record, usize)| is_whole(record) && end - at <= AHEAD;
        let fitting = |candidate: &(Record, usize)| fits(&candidate.0) && near(candidate);
        if first.quoted > 0 {
            let unescaped = one(split().unescaped());
            if unescaped.as_ref().is_some_and(waits) {
                return None;
            }
            if let Some(found) = unescaped.filter(fitting) {
                return Some(repaired(found));
            }
            // Within one line all fields end where they should: 12" and 7" stand inside them, and no quote is alone.
            if first.fields.len() == width && first.lines == 1 && !first.open {
                return Some(plain((first, end)));
            }
            for quote in first.opened.iter().take(MOST_TRIES) {
                let literal = one(split().with_literal(*quote));
                if literal.as_ref().is_some_and(waits) {
                    return None;
                }
                if let Some(found) = literal.filter(fitting) {
                    return Some(with_lone_quote(found));
                }
            }
        }
        if first.fields.len() == width && !first.open {
            return Some(plain((first, end)));
        }
        if self.dialect.delimiter == "," && rejoin(&mut first, width) {
            return Some(repaired((first, end)));
        }
        if first.stray > 0 {
            let wide_enough = |candidate: &(Record, usize)| {
                candidate.0.fields.len() == width && !candidate.0.open && near(candidate)
            };
            for quote in first.closed.iter().take(MOST_TRIES) {
                let literal = one(split().with_literal(*quote));
                if literal.as_ref().is_some_and(waits) {
                    return None;
                }
                if let Some(found) = literal.filter(wide_enough) {
                    return Some(repaired(found));
                }
            }
        }
        for other in &self.others {
            let cut = one(Split::new(text, other, 1).starting_at(at, line));
            if cut.as_ref().is_some_and(waits) {
                return None;
            }
            if let Some(found) = cut.filter(|candidate| {
                let record = &candidate.0;
                near(candidate) && record.lines == 1 && width > 2 && self.looks_alike(record)
            }) {
                return Some(repaired(found));
            }
        }
        // A quote that swallows lines without making a record of them closes by accident or never.
        if first.open || first.lines > 1 {
            let tried: Vec<(Record, usize)> = first
                .opened
                .iter()
                .take(MOST_TRIES)
                .filter_map(|quote| one(split().with_literal(*quote)))
                .collect();
            if tried.iter().any(waits) {
                return None;
            }
            let shortest = tried
                .into_iter()
                .filter(|candidate| near(candidate) && !candidate.0.open)
                .min_by_key(|(record, _)| {
                    (
                        record.lines,
                        record.stray,
                        record.fields.len().abs_diff(width),
                    )
                });
            if let Some(found) =
                shortest.filter(|(record, _)| record.lines < first.lines || first.open)
            {
                return Some(with_lone_quote(found));
            }
            if first.open {
                let literal = one(split().without_quotes());
                return literal.map(with_lone_quote);
            }
        }
        Some(plain((first, end)))
    }

    /// A record of the right width whose cells are what their columns hold: at least two telling ones, none that is not.
    fn looks_alike(&self, record: &Record) -> bool {
        if record.fields.len() != self.width || record.stray > 0 || record.open {
            return false;
        }
        let mut alike = 0;
        for (counts, cell) in self.kinds.iter().zip(&record.fields) {
            let seen: u32 = counts.iter().sum::<u32>() - counts[Kind::Empty as usize];
            let own = kind(cell);
            let usual = [Kind::Number, Kind::Date, Kind::Link]
                .into_iter()
                .find(|kind| counts[*kind as usize] * 10 > seen * 9);
            match usual {
                Some(usual) if own == usual => alike += 1,
                Some(_) if own != Kind::Empty => return false,
                _ => {}
            }
        }
        alike >= 2
    }
}

/// Makes the record's numbers whole again, where just as many fields are too many as thousands were parted.
fn rejoin(record: &mut Record<'_>, width: usize) -> bool {
    let fields = &record.fields;
    let parted = |pair: &&[Cow<[u8]>]| is_begun(&pair[0]) && goes_on(&pair[1]);
    let count = fields.windows(2).filter(parted).count();
    if count == 0 || fields.len() != width + count {
        return false;
    }
    for at in (1..record.fields.len()).rev() {
        if is_begun(&record.fields[at - 1]) && goes_on(&record.fields[at]) {
            join(record, at - 1);
        }
    }
    true
}

/// Makes one number of this field and the next.
fn join(record: &mut Record<'_>, at: usize) {
    if at + 1 < record.fields.len() {
        let end = record.fields.remove(at + 1);
        let whole = record.fields[at].to_mut();
        if !whole.is_empty() || !end.is_empty() {
            whole.push(b',');
        }
        whole.extend_from_slice(&end);
    }
}

/// `1`, `-12`, `$123`: up to three digits behind signs.
fn is_begun(field: &[u8]) -> bool {
    let signs = field
        .iter()
        .take_while(|byte| !byte.is_ascii_alphanumeric());
    let digits = &field[signs.count()..];
    (1..=3).contains(&digits.len()) && digits[0] != b'0' && digits.iter().all(u8::is_ascii_digit)
}

/// `234`, `234.50`, `234.50 €`.
fn goes_on(field: &[u8]) -> bool {
    let digits = field.iter().take_while(|byte| byte.is_ascii_digit());
    digits.count() == 3 && field.get(3).is_none_or(|byte| b".,) ".contains(byte))
}

/// The patient reader for a stream; the same calls as the fast one's.
#[derive(Clone, Debug)]
pub(crate) struct Wild {
    patient: Patient,
    first_record_line: u64,
    line: u64,
    blank_lines: u64,
    carry: Vec<u8>,
    scan_at: usize,
    stopped: bool,
}

impl Wild {
    pub(crate) fn new(layout: &Layout, first_record_line: u64) -> Self {
        Self {
            patient: Patient::new(&layout.dialect, layout.columns.len(), &layout.parted),
            first_record_line,
            line: 1,
            blank_lines: 0,
            carry: Vec::new(),
            scan_at: 0,
            stopped: false,
        }
    }

    pub(crate) fn blank_lines(&self) -> u64 {
        self.blank_lines
    }

    pub(crate) fn lines(&self) -> u64 {
        self.line - 1
    }

    pub(crate) fn push(&mut self, chunk: &[u8], visit: &mut dyn Visit) -> ControlFlow<()> {
        self.carry.extend_from_slice(chunk);
        if self.carry.len() < self.scan_at {
            return ControlFlow::Continue(());
        }
        self.read(false, visit)
    }

    pub(crate) fn finish(&mut self, visit: &mut dyn Visit) -> ControlFlow<()> {
        self.read(true, visit)
    }

    fn read(&mut self, is_end: bool, visit: &mut dyn Visit) -> ControlFlow<()> {
        if self.stopped {
            return ControlFlow::Break(());
        }
        let text = std::mem::take(&mut self.carry);
        let mut at = self.skip_lines(&text, is_end);
        if self.line >= self.first_record_line {
            // A record may end where the next chunk would go on with its line end: leave two bytes for CR CR LF.
            while at < text.len() {
                let Some(found) = self.patient.record(&text, at, self.line, is_end) else {
                    break;
                };
                if found.end + 2 > text.len() && !is_end {
                    break;
                }
                let lines = found.record.lines;
                let end = found.end;
                if found
                    .record
                    .fields
                    .iter()
                    .all(|field| field.trim_ascii().is_empty())
                {
                    self.blank_lines += 1;
                } else if hand_on(&found, visit).is_break() {
                    self.stopped = true;
                    return ControlFlow::Break(());
                }
                self.line += lines;
                at = end;
            }
        }
        self.carry = text;
        self.carry.drain(..at);
        // What is left is read again when there is twice as much: linear for records of any length.
        self.scan_at = if self.carry.len() < 1024 {
            0
        } else {
            (self.carry.len() * 2).min(LONGEST)
        };
        ControlFlow::Continue(())
    }

    /// Passes over the lines above the first record; gives where it stopped.
    fn skip_lines(&mut self, text: &[u8], is_end: bool) -> usize {
        let mut at = 0;
        while self.line < self.first_record_line {
            let Some(found) = text[at..]
                .iter()
                .position(|byte| matches!(byte, b'\n' | b'\r'))
            else {
                return if is_end { text.len() } else { at };
            };
            let start = at + found;
            let length = match &text[start..] {
                [b'\r', b'\r', b'\n', ..] => 3,
                [b'\r', b'\n', ..] => 2,
                [b'\r'] | [b'\r', b'\r'] if !is_end => return at,
                _ => 1,
            };
            at = start + length;
            self.line += 1;
        }
        at
    }
}

/// Shows a record to its visitor as the fast reader would.
fn hand_on(found: &Found, visit: &mut dyn Visit) -> ControlFlow<()> {
    let record = &found.record;
    let mut text = record.raw.to_vec();
    let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let raw = Span {
        start: 0,
        end: place(text.len()),
    };
    let mut spans = Vec::with_capacity(record.fields.len());
    for field in &record.fields {
        let start = place(text.len());
        text.extend_from_slice(field);
        spans.push(Span {
            start,
            end: place(text.len()),
        });
    }
    let flaws = Flaws {
        unclosed_quote: found.has_lone_quote || record.open,
        nul: memchr::memchr(0, record.raw).is_some(),
        ..Flaws::default()
    };
    visit.record(&Fields::from_parts(&text, raw, &spans, record.line, flaws))
}
