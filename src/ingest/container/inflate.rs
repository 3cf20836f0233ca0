//! Deflate, streaming, with a guard against bombs.

use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::inflate_flags::TINFL_FLAG_HAS_MORE_INPUT;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress};

use super::guard::{PACKED, no_bomb};
use crate::error::{Error, Result};

/// Deflate's window is 32 KB; a larger buffer means fewer calls.
const WINDOW: usize = 1 << 17;

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
            no_bomb(self.given, self.taken, PACKED)?;
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
