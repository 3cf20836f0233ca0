//! Looking before reading: which bytes of a source are sampled, and which records they hold.

use std::ops::ControlFlow;

use crate::ingest::layout::Layout;
use crate::ingest::records::{Fields, Reader};

/// Bytes of the beginning that are looked at.
const HEAD_BYTES: u64 = 1 << 20;
/// Bytes in the middle and at the end that are looked at, where the file is longer than its head.
const PIECE_BYTES: u64 = 1 << 18;
/// Records that are judged; more would not change a guess.
const SAMPLE_RECORDS: usize = 20_000;

/// Samples of one source: its head, middle and tail, as far as they have been fed.
#[derive(Clone, Debug, Default)]
pub(super) struct Samples {
    size: u64,
    /// The beginning.
    pub(super) head: Vec<u8>,
    /// A piece from the middle; empty where the head is everything.
    pub(super) middle: Vec<u8>,
    /// The end; empty where the head is everything.
    pub(super) tail: Vec<u8>,
}

impl Samples {
    /// Nothing yet of a source of this size.
    #[must_use]
    pub(super) fn of(size: u64) -> Self {
        Self {
            size,
            ..Self::default()
        }
    }

    /// Is the head all there is?
    #[must_use]
    pub(super) fn is_whole(&self) -> bool {
        self.size <= HEAD_BYTES
    }

    /// The three ranges of a source; the latter two are empty where the head is everything.
    fn ranges(&self) -> [(u64, u64); 3] {
        let head = self.size.min(HEAD_BYTES);
        if self.is_whole() {
            return [(0, head), (head, head), (head, head)];
        }
        let middle = (self.size / 2).max(head);
        let middle_end = (middle + PIECE_BYTES).min(self.size);
        let tail = self.size.saturating_sub(PIECE_BYTES).max(middle_end);
        [(0, head), (middle, middle_end), (tail, self.size)]
    }

    /// The next bytes wanted, `from..to`; `None` when all samples are there.
    #[must_use]
    pub(super) fn want(&self) -> Option<(u64, u64)> {
        let have = [&self.head, &self.middle, &self.tail].map(|piece| piece.len() as u64);
        self.ranges()
            .into_iter()
            .zip(have)
            .map(|((from, to), have)| (from + have, to))
            .find(|(from, to)| from < to)
    }

    /// Takes the next bytes of the present want.
    pub(super) fn feed(&mut self, bytes: &[u8]) {
        let ranges = self.ranges();
        for ((from, to), piece) in
            ranges
                .into_iter()
                .zip([&mut self.head, &mut self.middle, &mut self.tail])
        {
            if from + (piece.len() as u64) < to {
                piece.extend_from_slice(bytes);
                return;
            }
        }
    }
}

/// Records of a table's UTF-8 samples, in file order. The first record of a piece that begins inside the file, and the
/// last of one that ends inside it, are left out: they are parts.
#[must_use]
pub(super) fn records(
    layout: &Layout,
    head: &[u8],
    pieces: &[&[u8]],
    head_is_whole: bool,
) -> Vec<Vec<String>> {
    let mut records = read(layout, head, head_is_whole);
    let inside = Layout {
        header: None,
        first_record_line: 1,
        ..layout.clone()
    };
    for piece in pieces {
        let start = piece
            .iter()
            .position(|&b| b == b'\n' || b == b'\r')
            .map_or(piece.len(), |at| at + 1);
        // A piece that begins inside a quoted field reads as records of odd widths: believe only those that fit.
        let sound = read(&inside, &piece[start..], false);
        records.extend(
            sound
                .into_iter()
                .filter(|record| record.len() == layout.columns.len()),
        );
    }
    records.truncate(SAMPLE_RECORDS);
    records
}

fn read(layout: &Layout, text: &[u8], whole: bool) -> Vec<Vec<String>> {
    let mut records = Vec::new();
    let mut reader = Reader::new(layout);
    let mut keep = |fields: &Fields<'_>| {
        let texts = fields
            .iter()
            .map(|field| String::from_utf8_lossy(field).into_owned());
        records.push(texts.collect());
        if records.len() < SAMPLE_RECORDS {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    };
    let _ = reader.push(text, &mut keep);
    if whole {
        let _ = reader.finish(&mut keep);
    }
    records
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fed(size: u64) -> Vec<(u64, u64)> {
        let mut samples = Samples::of(size);
        let mut wants = Vec::new();
        while let Some((from, to)) = samples.want() {
            wants.push((from, to));
            samples.feed(&vec![0; (to - from) as usize]);
        }
        wants
    }

    #[test]
    fn a_small_file_is_its_own_sample() {
        assert_eq!(fed(0), []);
        assert_eq!(fed(10), [(0, 10)]);
    }

    #[test]
    fn a_large_file_is_sampled_in_three_places_that_do_not_overlap() {
        let size = 100 << 20;
        assert_eq!(
            fed(size),
            [
                (0, HEAD_BYTES),
                (size / 2, size / 2 + PIECE_BYTES),
                (size - PIECE_BYTES, size)
            ]
        );
        assert_eq!(
            fed(HEAD_BYTES + 5),
            [(0, HEAD_BYTES), (HEAD_BYTES, HEAD_BYTES + 5)]
        );
    }
}
