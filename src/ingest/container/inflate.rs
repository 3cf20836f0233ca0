//! Deflate, streaming, with a guard against bombs.

use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::inflate_flags::TINFL_FLAG_HAS_MORE_INPUT;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress};

use crate::error::{Error, Result};

/// Deflate's window is 32 KB; a larger buffer means fewer calls.
const WINDOW: usize = 1 << 17;

/// Below this size no ratio is suspicious: a small file of one repeated line packs 1,000 to 1.
const HARMLESS: u64 = 256 << 20;

/// Rows of real tables pack 3 to 30 to 1, thousands of rows of commas a few hundred to 1; deflate's own limit is 1,032.
const MOST_RATIO: u64 = 400;

/// Inflates one deflate stream.
pub(super) struct Inflate {
    state: Box<DecompressorOxide>,
    window: Vec<u8>,
    at: usize,
    taken: u64,
    given: u64,
    is_done: bool,
}

impl Inflate {
    pub(super) fn new() -> Self {
        Self {
            state: Box::default(),
            window: vec![0; WINDOW],
            at: 0,
            taken: 0,
            given: 0,
            is_done: false,
        }
    }

    /// The end of the stream has been read.
    pub(super) fn is_done(&self) -> bool {
        self.is_done
    }

    /// Bytes given so far.
    pub(super) fn given(&self) -> u64 {
        self.given
    }

    /// Inflates what `chunk` holds of the stream; gives how many of its bytes belong to it.
    ///
    /// # Errors
    /// `damaged_archive` when the bytes are no deflate stream, `archive_bomb` when too much comes out.
    pub(super) fn push(&mut self, chunk: &[u8], out: &mut dyn FnMut(&[u8])) -> Result<usize> {
        let mut used = 0;
        while !self.is_done {
            let (status, read, written) = decompress(
                &mut self.state,
                &chunk[used..],
                &mut self.window,
                self.at,
                TINFL_FLAG_HAS_MORE_INPUT,
            );
            used += read;
            self.taken += read as u64;
            self.given += written as u64;
            if written > 0 {
                out(&self.window[self.at..self.at + written]);
            }
            self.at = (self.at + written) % WINDOW;
            if self.given > HARMLESS && self.given / MOST_RATIO > self.taken {
                return Err(Error::new("archive_bomb").with("bytes", self.given));
            }
            match status {
                TINFLStatus::Done => self.is_done = true,
                TINFLStatus::HasMoreOutput => {}
                TINFLStatus::NeedsMoreInput if used >= chunk.len() => break,
                TINFLStatus::NeedsMoreInput if read > 0 || written > 0 => {}
                _ => return Err(Error::new("damaged_archive").with("offset", self.taken)),
            }
        }
        Ok(used)
    }
}
