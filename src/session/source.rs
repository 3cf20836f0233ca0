//! A file as dropped: which of its bytes are looked at before it is read, and what kind of file they show it to be.

use crate::error::Result;
use crate::ingest::container::{Container, Stream, Tables, detect};

/// Bytes of the beginning that are looked at.
const HEAD_BYTES: u64 = 1 << 20;
/// Bytes in the middle and at the end that are looked at, where a text is longer than its head.
const PIECE_BYTES: u64 = 1 << 18;
/// Text of a packed table that is looked at.
pub(super) const TEXT_BYTES: usize = 1 << 20;

/// What has been seen of a file.
#[derive(Default)]
enum Seen {
    /// Not yet as much as says what it is.
    #[default]
    Head,
    /// A plain text: pieces from its middle and its end are looked at too.
    Text { middle: Vec<u8>, tail: Vec<u8> },
    /// A gzipped text: only its beginning can be looked at.
    Gzip,
    /// An archive or a workbook, held whole.
    Whole(Vec<u8>),
    /// The same, opened.
    Tables(Box<Tables>),
}

/// A file as dropped.
pub(super) struct Source {
    pub(super) name: String,
    pub(super) size: u64,
    head: Vec<u8>,
    seen: Seen,
}

/// What a file turned out to be.
pub(super) enum Content<'a> {
    /// A text that can be streamed: its kind and the pieces that were looked at.
    Stream {
        container: Container,
        head: &'a [u8],
        pieces: [&'a [u8]; 2],
    },
    /// Tables in an archive or a workbook.
    Tables(&'a Tables),
}

impl Source {
    pub(super) fn new(name: &str, size: u64) -> Self {
        Self {
            name: name.to_owned(),
            size,
            head: Vec::new(),
            seen: Seen::Head,
        }
    }

    fn head_end(&self) -> u64 {
        self.size.min(HEAD_BYTES)
    }

    /// Is the head all there is?
    pub(super) fn is_short(&self) -> bool {
        self.size <= HEAD_BYTES
    }

    /// The ranges of a text's middle and end; empty where the head is everything.
    fn pieces(&self) -> [(u64, u64); 2] {
        if self.is_short() {
            return [(self.size, self.size); 2];
        }
        // At a multiple of four bytes, so that wide characters are not cut.
        let middle = (self.size / 2).max(self.head_end()) & !3;
        let middle_end = (middle + PIECE_BYTES).min(self.size);
        let tail = (self.size.saturating_sub(PIECE_BYTES) & !3).max(middle_end);
        [(middle, middle_end), (tail, self.size)]
    }

    /// The next bytes wanted before it is known what the file holds, `from..to`.
    pub(super) fn want(&self) -> Option<(u64, u64)> {
        let range = |(from, to): (u64, u64), have: &[u8]| (from + have.len() as u64, to);
        let ranges = match &self.seen {
            Seen::Head => vec![range((0, self.head_end()), &self.head)],
            Seen::Text { middle, tail } => {
                let [first, second] = self.pieces();
                vec![range(first, middle), range(second, tail)]
            }
            Seen::Whole(bytes) => vec![range((0, self.size), bytes)],
            Seen::Gzip | Seen::Tables(_) => Vec::new(),
        };
        ranges.into_iter().find(|(from, to)| from < to)
    }

    /// Takes the next bytes of the present want.
    pub(super) fn feed(&mut self, bytes: &[u8]) {
        let [(first, first_end), _] = self.pieces();
        match &mut self.seen {
            Seen::Head => self.head.extend_from_slice(bytes),
            Seen::Text { middle, .. } if first + (middle.len() as u64) < first_end => {
                middle.extend_from_slice(bytes)
            }
            Seen::Text { tail, .. } => tail.extend_from_slice(bytes),
            Seen::Whole(all) => all.extend_from_slice(bytes),
            Seen::Gzip | Seen::Tables(_) => {}
        }
        if matches!(self.seen, Seen::Head) && self.want().is_none() {
            self.seen = self.recognise();
        }
    }

    fn recognise(&self) -> Seen {
        match self.container() {
            // The stream says what is wrong with a file that is no table.
            Container::Text | Container::Empty | Container::NotATable(_) => Seen::Text {
                middle: Vec::new(),
                tail: Vec::new(),
            },
            Container::Gzip
                if unpacked(&self.head, false).is_err_and(|e| e.code == "nested_container") =>
            {
                Seen::Whole(self.head.clone())
            }
            Container::Gzip => Seen::Gzip,
            _ => Seen::Whole(self.head.clone()),
        }
    }

    /// Makes a row of each object in the lists inside JSON records, `levels` deep. `false`: nothing is so deep.
    pub(super) fn unfold(&mut self, levels: usize) -> bool {
        match &mut self.seen {
            Seen::Tables(tables) => tables.unfold(levels),
            _ => false,
        }
    }

    /// What the file holds, when nothing more is wanted.
    ///
    /// # Errors
    /// A code that names why there is no table in it.
    pub(super) fn content(&mut self) -> Result<Content<'_>> {
        if let Seen::Whole(bytes) = &mut self.seen {
            let tables = Tables::open(std::mem::take(bytes))?;
            self.seen = Seen::Tables(Box::new(tables));
        }
        let pieces: [&[u8]; 2] = match &self.seen {
            Seen::Tables(tables) => return Ok(Content::Tables(tables)),
            Seen::Text { middle, tail } => [middle, tail],
            _ => [&[], &[]],
        };
        Ok(Content::Stream {
            container: self.container(),
            head: &self.head,
            pieces,
        })
    }

    /// What it is.
    pub(super) fn container(&self) -> Container {
        detect(&self.head)
    }

    /// The opened archive or workbook, if it is one.
    pub(super) fn tables(&self) -> Option<&Tables> {
        match &self.seen {
            Seen::Tables(tables) => Some(tables),
            _ => None,
        }
    }
}

impl std::fmt::Debug for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Source")
            .field("name", &self.name)
            .field("size", &self.size)
            .finish_non_exhaustive()
    }
}

/// The text in the beginning of a streamable file, at most about `TEXT_BYTES` of it where it is packed.
///
/// # Errors
/// What the container says.
pub(super) fn unpacked(head: &[u8], is_whole: bool) -> Result<Vec<u8>> {
    let Some(mut stream) = Stream::of(detect(head))? else {
        return Ok(Vec::new());
    };
    let mut text = Vec::new();
    for chunk in head.chunks(1 << 14) {
        stream.push(chunk, &mut |bytes| text.extend_from_slice(bytes))?;
        if text.len() >= TEXT_BYTES && detect(head) != Container::Text {
            return Ok(text);
        }
    }
    if is_whole {
        stream.finish(&mut |bytes| text.extend_from_slice(bytes))?;
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wants(size: u64, first: u8) -> Vec<(u64, u64)> {
        let mut source = Source::new("x", size);
        let mut wants = Vec::new();
        while let Some((from, to)) = source.want() {
            wants.push((from, to));
            source.feed(&vec![first; (to - from) as usize]);
        }
        wants
    }

    #[test]
    fn a_small_text_is_its_own_sample() {
        assert_eq!(wants(0, b'a'), []);
        assert_eq!(wants(10, b'a'), [(0, 10)]);
    }

    #[test]
    fn a_large_text_is_sampled_in_three_places_that_do_not_overlap() {
        let size = 100 << 20;
        let middle = (size / 2, size / 2 + PIECE_BYTES);
        assert_eq!(
            wants(size, b'a'),
            [(0, HEAD_BYTES), middle, (size - PIECE_BYTES, size)]
        );
        assert_eq!(
            wants(HEAD_BYTES + 5, b'a'),
            [(0, HEAD_BYTES), (HEAD_BYTES, HEAD_BYTES + 5)]
        );
    }
}
