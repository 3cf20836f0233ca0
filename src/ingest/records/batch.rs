//! Plain records, many at once.

use super::{Fields, Flaws, Span};

/// Plain records, one behind the other: all have the same number of fields, each is one line, and the text of each field
/// stands in `text` as it is.
#[derive(Clone, Copy, Debug)]
pub struct Records<'a> {
    text: &'a [u8],
    /// Where each field ends, and before them the place before the first one. The next field begins one behind.
    ends: &'a [u32],
    columns: usize,
    line: u64,
    /// Fields may stand in quotes, and lines may end with a carriage return.
    dressed: bool,
    quote: Option<u8>,
}

impl<'a> Records<'a> {
    /// Records without quotes; the first one begins on `line`.
    pub(super) fn bare(text: &'a [u8], ends: &'a [u32], columns: usize, line: u64) -> Self {
        Self {
            text,
            ends,
            columns,
            line,
            dressed: false,
            quote: None,
        }
    }

    /// Records that may have fields in quotes, and end with CR LF.
    pub(super) fn dressed(
        text: &'a [u8],
        ends: &'a [u32],
        columns: usize,
        line: u64,
        quote: Option<u8>,
    ) -> Self {
        Self {
            dressed: true,
            quote,
            ..Self::bare(text, ends, columns, line)
        }
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len().saturating_sub(1) / self.columns.max(1)
    }

    /// Never true; clippy wants it beside `len`.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Fields of each record.
    #[must_use]
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// The text in which all fields stand.
    #[must_use]
    pub fn text(&self) -> &'a [u8] {
        self.text
    }

    /// The record with this number, counted from 0. Its fields stand in `spans` then.
    #[must_use]
    pub fn get<'s>(&'s self, record: usize, spans: &'s mut Vec<Span>) -> Fields<'s> {
        spans.clear();
        spans.extend((0..self.columns).map(|column| self.field(record, column)));
        Fields {
            text: self.text,
            scratch: &[],
            spans,
            raw: self.record(record),
            line: self.line + record as u64,
            flaws: Flaws::default(),
        }
    }

    /// Where the fields of a column stand.
    #[inline(always)] // in loops over all rows
    pub(crate) fn column(&self, column: usize) -> impl Iterator<Item = Span> + '_ {
        (0..self.len()).map(move |record| self.field(record, column))
    }

    /// Where the records stand, without their line ends.
    pub(crate) fn lines(&self) -> impl Iterator<Item = Span> + '_ {
        (0..self.len()).map(|record| self.record(record))
    }

    /// Are all fields of the first record empty?
    pub(super) fn is_blank(&self) -> bool {
        let fields = (0..self.columns).map(|column| self.field(0, column).of(self.text));
        fields
            .into_iter()
            .all(|field| field.trim_ascii().is_empty())
    }

    #[inline(always)]
    pub(crate) fn field(&self, record: usize, column: usize) -> Span {
        let at = record * self.columns + column;
        let span = self.between(at, at + 1);
        if self.dressed {
            self.undressed(span, column + 1 == self.columns)
        } else {
            span
        }
    }

    fn record(&self, record: usize) -> Span {
        let at = record * self.columns;
        let span = self.between(at, at + self.columns);
        if self.dressed {
            self.without_return(span)
        } else {
            span
        }
    }

    #[inline(always)]
    fn between(&self, before: usize, end: usize) -> Span {
        match (self.ends.get(before), self.ends.get(end)) {
            (Some(before), Some(&end)) => Span {
                start: before.wrapping_add(1),
                end,
            },
            _ => Span::default(),
        }
    }

    #[inline]
    fn undressed(&self, span: Span, last: bool) -> Span {
        let span = if last {
            self.without_return(span)
        } else {
            span
        };
        match span.of(self.text) {
            [first, .., _] if Some(*first) == self.quote => Span {
                start: span.start + 1,
                end: span.end - 1,
            },
            _ => span,
        }
    }

    #[inline]
    fn without_return(&self, span: Span) -> Span {
        let returns = span.of(self.text).ends_with(b"\r");
        Span {
            end: span.end - u32::from(returns),
            ..span
        }
    }
}
