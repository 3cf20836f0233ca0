//! A second pass over a file writes what the first one only counted: all skipped rows, or the table as found.
//! Nothing is kept in memory: what is written goes out after every chunk.

use std::ops::ControlFlow;

use super::duplicates::Duplicates;
use super::judge::Judge;
use super::layout::Layout;
use super::plan::Plan;
use super::records::{Fields, Visit};
use super::row::SkipReason;
use crate::csv;

/// The table as found, header first, as RFC 4180 text (CR LF, quotes only where needed).
#[derive(Clone, Debug)]
pub struct CleanCopy {
    out: Vec<u8>,
    columns: usize,
    /// Writes a cell.
    cell: fn(&[u8], &mut Vec<u8>),
}

impl CleanCopy {
    /// Begins with the header, if the table has one. What is `safe` no spreadsheet runs as a formula; else it is verbatim.
    #[must_use]
    pub fn new(layout: &Layout, safe: bool) -> Self {
        let mut copy = Self::going_on(layout, safe);
        if layout.header.is_some() {
            copy.write(layout.columns.iter().map(String::as_bytes));
        }
        copy
    }

    /// Goes on with the rows of another file that has the same columns.
    #[must_use]
    pub fn going_on(layout: &Layout, safe: bool) -> Self {
        Self {
            out: Vec::new(),
            columns: layout.columns.len(),
            cell: if safe { csv::safe } else { csv::quote },
        }
    }

    /// What was written since the last call.
    #[must_use]
    pub fn take(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.out)
    }

    fn write<'a>(&mut self, fields: impl Iterator<Item = &'a [u8]>) {
        for (i, field) in fields.enumerate() {
            if i > 0 {
                self.out.push(b',');
            }
            (self.cell)(field, &mut self.out);
        }
        self.out.extend_from_slice(b"\r\n");
    }
}

impl Visit for CleanCopy {
    fn record(&mut self, fields: &Fields<'_>) -> ControlFlow<()> {
        // Short records get the fields they lack; surplus empty ones (a delimiter at every line's end) go.
        let mut length = fields.len();
        while length > self.columns.max(1) && fields.get(length - 1).is_empty() {
            length -= 1;
        }
        let length = length.max(self.columns);
        self.write((0..length).map(|i| fields.get(i)));
        ControlFlow::Continue(())
    }
}

/// The rows that a pass with the same plan does not use, as CSV: file, line, reason, the record as written.
#[derive(Debug)]
pub struct SkippedRows {
    judge: Judge,
    seen: Option<Duplicates>,
    file: String,
    out: Vec<u8>,
}

impl SkippedRows {
    /// The first line, for the first of several files.
    pub const HEADER: &'static str = "file,line,reason,text\r\n";

    /// For a file with this name.
    #[must_use]
    pub fn new(plan: &Plan, layout: &Layout, file: &str) -> Self {
        Self {
            judge: Judge::new(plan, layout),
            seen: plan.drop_duplicates.then(Duplicates::default),
            file: file.to_owned(),
            out: Vec::new(),
        }
    }

    /// The same with partners from joined tables.
    #[must_use]
    pub fn joined(mut self, lookups: super::lookup::Lookups) -> Self {
        self.judge = self.judge.joined(lookups);
        self
    }

    /// What was written since the last call.
    #[must_use]
    pub fn take(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.out)
    }

    /// A row that an earlier table had as well.
    pub fn repeated(&mut self, fields: &Fields<'_>) {
        self.write(fields, SkipReason::Duplicate);
    }

    fn write(&mut self, fields: &Fields<'_>, reason: SkipReason) {
        csv::safe(self.file.as_bytes(), &mut self.out);
        self.out
            .extend_from_slice(format!(",{},{},", fields.line(), reason.id()).as_bytes());
        csv::safe(fields.raw(), &mut self.out);
        self.out.extend_from_slice(b"\r\n");
    }
}

impl Visit for SkippedRows {
    fn record(&mut self, fields: &Fields<'_>) -> ControlFlow<()> {
        let seen = self.seen.as_mut();
        if seen.is_some_and(|seen| seen.is_repeated(fields.raw())) {
            self.write(fields, SkipReason::Duplicate);
        } else if let Err(reason) = self.judge.row(fields).map(|_| ()) {
            self.write(fields, reason);
        }
        ControlFlow::Continue(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::records::Reader;

    #[test]
    fn a_clean_copy_has_a_header_and_as_many_fields_in_each_record() {
        let layout = Layout {
            columns: ["a", "b \"x\"", "c"].map(str::to_owned).into(),
            ..Layout::default()
        };
        let mut copy = CleanCopy::new(&layout, false);
        let mut reader = Reader::new(&layout);
        let text = b"a,b,c\n1,\"two\nlines\",3\n4\n5,6,7,,\n8,9,0,\"surplus, kept\"\n\n";
        assert!(reader.push(text, &mut copy).is_continue());
        assert!(reader.finish(&mut copy).is_continue());
        assert_eq!(
            String::from_utf8(copy.take()).unwrap(),
            "a,\"b \"\"x\"\"\",c\r\n1,\"two\nlines\",3\r\n4,,\r\n5,6,7\r\n8,9,0,\"surplus, kept\"\r\n"
        );
    }

    #[test]
    fn a_safe_copy_runs_nowhere_and_keeps_its_numbers() {
        let layout = Layout {
            columns: ["=a", "b"].map(str::to_owned).into(),
            header: Some((1, 1)),
            ..Layout::default()
        };
        let mut copy = CleanCopy::new(&layout, true);
        let mut reader = Reader::new(&layout);
        assert!(reader.push(b"=a,b\n=1+1,-5.00\n", &mut copy).is_continue());
        assert!(reader.finish(&mut copy).is_continue());
        assert_eq!(
            String::from_utf8(copy.take()).unwrap(),
            "'=a,b\r\n'=1+1,-5.00\r\n"
        );
    }
}
