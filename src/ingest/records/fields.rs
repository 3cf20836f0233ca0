//! What a visitor sees of a record.

use std::ops::ControlFlow;

use super::Records;

/// Set in `Span::start` where the field's text was rewritten (doubled quotes) and stands in the scratch buffer.
pub(super) const SCRATCH: u32 = 1 << 31;

/// What the reader calls for each record that is not blank.
pub trait Visit {
    /// One record; `Break` stops the reader for good.
    fn record(&mut self, fields: &Fields<'_>) -> ControlFlow<()>;

    /// Plain records in their order; whoever can't do better takes them one by one.
    #[inline]
    fn records(&mut self, records: &Records<'_>) -> ControlFlow<()> {
        let mut spans = Vec::new();
        (0..records.len()).try_for_each(|record| self.record(&records.get(record, &mut spans)))
    }
}

impl<F: FnMut(&Fields<'_>) -> ControlFlow<()>> Visit for F {
    fn record(&mut self, fields: &Fields<'_>) -> ControlFlow<()> {
        self(fields)
    }
}

/// Where a field's text stands in a buffer.
#[derive(Clone, Copy, Debug, Default)]
pub struct Span {
    /// First byte.
    pub(crate) start: u32,
    /// Behind the last byte.
    pub(crate) end: u32,
}

impl Span {
    /// What stands between two places.
    #[inline(always)]
    pub(super) fn between(before: Option<&u32>, end: Option<&u32>) -> Self {
        let start = before.map(|place| place.wrapping_add(1));
        let span = start.zip(end).map(|(start, &end)| Self { start, end });
        span.unwrap_or_default()
    }

    /// The text of a field that stands as it is.
    #[inline(always)] // in loops over all rows
    pub(crate) fn of(self, text: &[u8]) -> &[u8] {
        text.get(self.start as usize..self.end as usize)
            .unwrap_or_default()
    }
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
    pub(super) text: &'a [u8],
    pub(super) scratch: &'a [u8],
    pub(super) spans: &'a [Span],
    pub(super) raw: Span,
    pub(super) line: u64,
    pub(super) flaws: Flaws,
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

    /// Hands on the same record with other texts.
    pub(crate) fn hand_on(&self, texts: &[Vec<u8>], to: &mut dyn Visit) -> ControlFlow<()> {
        let mut text = self.raw().to_vec();
        let offset = |text: &Vec<u8>| u32::try_from(text.len()).unwrap_or(u32::MAX);
        let raw = Span {
            start: 0,
            end: offset(&text),
        };
        let mut spans = Vec::with_capacity(texts.len());
        for field in texts {
            let start = offset(&text);
            text.extend_from_slice(field);
            let end = offset(&text);
            spans.push(Span { start, end });
        }
        to.record(&Fields::from_parts(
            &text, raw, &spans, self.line, self.flaws,
        ))
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
    pub(super) fn is_blank(&self) -> bool {
        let written = self.get(0).first().is_some_and(|byte| *byte > b' ');
        !written && self.iter().all(|field| field.trim_ascii().is_empty())
    }

    /// What is wrong with its syntax.
    #[must_use]
    pub fn flaws(&self) -> Flaws {
        self.flaws
    }
}
