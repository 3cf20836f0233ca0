//! A text read in parts by several readers, and how the parts are known to fit.

use super::{Layout, Reader};

impl Reader {
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
