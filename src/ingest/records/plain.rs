//! The fast lane of the reader: records of one line each, without doubled quotes, escapes and other surprises.

use std::ops::ControlFlow;

use super::marks::Found;
use super::{Reader, Visit};

impl Reader {
    /// Visits plain records from `start` on. Gives where the first record begins that is not one of them, or is not whole.
    pub(super) fn plain_records(
        &mut self,
        text: &[u8],
        start: usize,
        stop_at: usize,
        visit: &mut dyn Visit,
    ) -> (usize, ControlFlow<()>) {
        if self.delimiter.len() != 1 {
            return (start, ControlFlow::Continue(()));
        }
        let mut marks = std::mem::take(&mut self.marks);
        marks.start(start);
        let mut flow = ControlFlow::Continue(());
        while flow.is_continue() {
            match marks.find(text, self.specials, stop_at) {
                Found::Records => {
                    let records = marks.records(text, self.specials, self.line);
                    self.line += records.len() as u64;
                    flow = visit.records(&records);
                }
                Found::Blank => {
                    self.line += 1;
                    self.blank_lines += 1;
                }
                Found::Part | Found::Surprise => break,
            }
            if marks.next() >= stop_at {
                flow = ControlFlow::Break(());
            }
        }
        let next = marks.next();
        self.marks = marks;
        self.stopped = flow.is_break();
        (next, flow)
    }
}
