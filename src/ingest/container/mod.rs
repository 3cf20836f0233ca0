//! What file it is, by its content, and the text of the tables in it.
//!
//! Plain text and gzip are streams (`Stream`). Archives and workbooks have their directory at the end or all over the place and
//! are held whole, packed (`Tables`); what comes out of them is streamed.

pub(crate) mod bytes;
pub(crate) mod guard;
mod gzip;
mod inflate;
mod json;
mod magic;
mod sql;
mod tables;
pub(crate) mod zip;

pub use gzip::Gunzip;
pub use magic::{Container, detect};
pub use tables::{TableInfo, Tables};

use crate::error::{Error, Result};

/// Bytes of unpacked text that are looked at to see what was packed.
const LOOK: usize = 4096;

/// The text of a plain or gzipped file, pushed in chunks of any size.
pub struct Stream {
    gunzip: Option<Box<Gunzip>>,
    /// The beginning, until it is clear that it is text.
    head: Vec<u8>,
    is_text: bool,
}

impl Stream {
    /// A stream for a file of this kind; nothing where the file must be held whole.
    ///
    /// # Errors
    /// `empty_file`, `not_a_table` with its kind.
    pub fn of(container: Container) -> Result<Option<Self>> {
        let (gunzip, is_text) = match container {
            Container::Empty => return Err(Error::new("empty_file")),
            Container::NotATable(kind) => return Err(Error::new("not_a_table").with("kind", kind)),
            Container::Text => (None, true),
            Container::Gzip => (Some(Box::default()), false),
            _ => return Ok(None),
        };
        Ok(Some(Self {
            gunzip,
            head: Vec::new(),
            is_text,
        }))
    }

    /// Takes a chunk of the file and hands the text in it on, still in the file's encoding.
    ///
    /// # Errors
    /// What `Gunzip` says; `not_a_table` when something else was packed, `nested_container` when that is one that `Tables` can
    /// open.
    pub fn push(&mut self, chunk: &[u8], text: &mut dyn FnMut(&[u8])) -> Result<()> {
        let Some(gunzip) = &mut self.gunzip else {
            text(chunk);
            return Ok(());
        };
        let head = &mut self.head;
        let is_text = &mut self.is_text;
        let mut verdict = Ok(());
        gunzip.push(chunk, &mut |bytes| {
            if *is_text {
                text(bytes);
            } else if verdict.is_ok() {
                head.extend_from_slice(bytes);
                if head.len() >= LOOK {
                    verdict = must_be_text(head);
                    *is_text = verdict.is_ok();
                    if *is_text {
                        text(head);
                        head.clear();
                    }
                }
            }
        })?;
        verdict
    }

    /// Hands on what is left.
    ///
    /// # Errors
    /// As `push`; `truncated_archive`, `empty_file`.
    pub fn finish(&mut self, text: &mut dyn FnMut(&[u8])) -> Result<()> {
        if let Some(gunzip) = &mut self.gunzip {
            gunzip.finish()?;
        }
        if !self.is_text {
            must_be_text(&self.head)?;
            self.is_text = true;
            text(&self.head);
        }
        Ok(())
    }
}

fn must_be_text(head: &[u8]) -> Result<()> {
    match detect(head) {
        Container::Text => Ok(()),
        Container::Empty => Err(Error::new("empty_file")),
        Container::NotATable(kind) => Err(Error::new("not_a_table").with("kind", kind)),
        _ => Err(Error::new("nested_container")),
    }
}
