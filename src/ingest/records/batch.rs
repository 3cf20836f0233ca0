//! Plain records, many at once.

use super::{Fields, Flaws, Span};

/// Plain records, one behind the other: all have the same number of fields, each is one line, and the text of each field
/// stands in `text` as it is.
#[derive(Clone, Copy, Debug)]
pub struct Records<'a> {
    text: &'a [u8],
    /// The places before and behind the text of each field.
    befores: &'a [u32],
    ends: &'a [u32],
    columns: usize,
    line: u64,
    /// Fields may stand within these.
    quote: Option<u8>,
}

impl<'a> Records<'a> {
    /// Records without quotes, the first of them on `line`. Each field begins one behind the end of the one before; `ends`
    /// begins with what ends before the first one.
    pub(super) fn bare(text: &'a [u8], ends: &'a [u32], columns: usize, line: u64) -> Self {
        let befores = ends.split_last().map_or(&[][..], |(_, befores)| befores);
        let fields = (befores, ends.get(1..).unwrap_or_default());
        Self::dressed(text, fields, columns, line, None)
    }

    /// Records that may have fields in quotes, and end with CR LF: the places before and behind the text of each field.
    pub(super) fn dressed(
        text: &'a [u8],
        (befores, ends): (&'a [u32], &'a [u32]),
        columns: usize,
        line: u64,
        quote: Option<u8>,
    ) -> Self {
        Self {
            text,
            befores,
            ends,
            columns: columns.max(1),
            line,
            quote,
        }
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len() / self.columns
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
        spans.extend(self.fields(record));
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
        let befores = self.befores.chunks_exact(self.columns);
        let ends = self.ends.chunks_exact(self.columns);
        befores
            .zip(ends)
            .map(move |(befores, ends)| Span::between(befores.get(column), ends.get(column)))
    }

    /// Where the records stand, without their line ends.
    pub(crate) fn lines(&self) -> impl Iterator<Item = Span> + '_ {
        (0..self.len()).map(|record| self.record(record))
    }

    /// Are all fields of the first record empty?
    pub(super) fn is_blank(&self) -> bool {
        let mut fields = self.fields(0).map(|field| field.of(self.text));
        fields.all(|field| field.trim_ascii().is_empty())
    }

    /// Where the fields of a record stand.
    #[inline]
    fn fields(&self, record: usize) -> impl Iterator<Item = Span> + '_ {
        let first = record * self.columns;
        let of = |places: &'a [u32]| places.get(first..first + self.columns).unwrap_or_default();
        let fields = of(self.befores).iter().zip(of(self.ends));
        fields.map(|(before, end)| Span::between(Some(before), Some(end)))
    }

    pub(crate) fn field(&self, record: usize, column: usize) -> Span {
        let at = record * self.columns + column;
        Span::between(self.befores.get(at), self.ends.get(at))
    }

    fn record(&self, record: usize) -> Span {
        let (first, last) = (record * self.columns, (record + 1) * self.columns - 1);
        let (before, end) = (self.befores.get(first), self.ends.get(last));
        let is_quote = |place: &u32| {
            let byte = self.text.get(*place as usize);
            self.quote.is_some() && byte == self.quote.as_ref()
        };
        let span = Span::between(before, end);
        Span {
            start: span.start - u32::from(before.is_some_and(is_quote)),
            end: span.end + u32::from(end.is_some_and(is_quote)),
        }
    }
}
