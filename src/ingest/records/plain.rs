//! The fast lane of the reader.

use std::ops::ControlFlow;

use super::{BLOCK, Fields, Flaws, Reader, Span, Visit};

impl Reader {
    /// The fast lane: records without quotes, escapes and other surprises, from `start` on. Gives where the first record
    /// begins that is not one of them, or is not whole.
    #[inline]
    pub(super) fn plain_records<V: Visit>(
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
}
