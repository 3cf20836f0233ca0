//! Gzip (RFC 1952), streaming: several members one after the other, and whatever trails behind the last one.

use crc32fast::Hasher;

use super::inflate::Inflate;
use crate::error::{Error, Result};

/// Unpacks one gzip stream pushed in chunks.
pub struct Gunzip {
    stage: Stage,
    /// Bytes of a header or trailer that the last chunk cut.
    cut: Vec<u8>,
    sum: Hasher,
    members: u64,
}

enum Stage {
    Header,
    Body(Inflate),
    Trailer {
        size: u64,
    },
    /// Something that is no gzip member followed: padding, or a signature.
    Junk,
}

/// A header's file name and comment are cut short of this: a longer one is no gzip header.
const LONGEST_HEADER: usize = 1 << 16;

impl Default for Gunzip {
    fn default() -> Self {
        Self {
            stage: Stage::Header,
            cut: Vec::new(),
            sum: Hasher::new(),
            members: 0,
        }
    }
}

impl Gunzip {
    /// Unpacks what a chunk holds.
    ///
    /// # Errors
    /// `damaged_archive` when checksums or structure do not fit, `archive_bomb` when too much comes out.
    pub fn push(&mut self, chunk: &[u8], out: &mut dyn FnMut(&[u8])) -> Result<()> {
        let mut rest = chunk;
        loop {
            match &mut self.stage {
                Stage::Junk => return Ok(()),
                Stage::Header => {
                    if rest.is_empty() {
                        return Ok(());
                    }
                    let had = self.cut.len();
                    self.cut.extend_from_slice(rest);
                    match header_length(&self.cut) {
                        Header::Cut if self.cut.len() < LONGEST_HEADER => return Ok(()),
                        Header::Is(length) => {
                            rest = &rest[length - had.min(length)..];
                            self.cut.clear();
                            self.sum = Hasher::new();
                            self.stage = Stage::Body(Inflate::new());
                        }
                        _ if self.members > 0 => self.stage = Stage::Junk,
                        _ => return Err(Error::new("damaged_archive").with("kind", "gzip")),
                    }
                }
                Stage::Body(inflate) => {
                    let sum = &mut self.sum;
                    let used = inflate.push(rest, &mut |bytes| {
                        sum.update(bytes);
                        out(bytes);
                    })?;
                    rest = &rest[used..];
                    if !inflate.is_done() {
                        return Ok(());
                    }
                    let size = inflate.given();
                    self.stage = Stage::Trailer { size };
                }
                Stage::Trailer { size } => {
                    let wanted = 8 - self.cut.len().min(8);
                    let (now, later) = rest.split_at(wanted.min(rest.len()));
                    self.cut.extend_from_slice(now);
                    rest = later;
                    let Ok(trailer) = <[u8; 8]>::try_from(self.cut.as_slice()) else {
                        return Ok(());
                    };
                    let [a, b, c, d, e, f, g, h] = trailer;
                    let fits = u32::from_le_bytes([a, b, c, d]) == self.sum.clone().finalize()
                        && u32::from_le_bytes([e, f, g, h]) == (*size & 0xffff_ffff) as u32;
                    if !fits {
                        return Err(Error::new("damaged_archive").with("kind", "gzip"));
                    }
                    self.cut.clear();
                    self.members += 1;
                    self.stage = Stage::Header;
                }
            }
        }
    }

    /// Was the stream complete?
    ///
    /// # Errors
    /// `truncated_archive` when it ended inside a member.
    pub fn finish(&mut self) -> Result<()> {
        match self.stage {
            Stage::Junk => Ok(()),
            Stage::Header if self.members > 0 => Ok(()),
            _ => Err(Error::new("truncated_archive").with("kind", "gzip")),
        }
    }
}

enum Header {
    Is(usize),
    Cut,
    No,
}

/// Length of a member's header (RFC 1952, section 2.3).
fn header_length(bytes: &[u8]) -> Header {
    let magic = [0x1f, 0x8b, 8];
    if !magic.starts_with(&bytes[..bytes.len().min(3)]) && !bytes.starts_with(&magic) {
        return Header::No;
    }
    let Some(&flags) = bytes.get(3) else {
        return Header::Cut;
    };
    let mut at = 10;
    if flags & 4 != 0 {
        match bytes.get(at..at + 2) {
            Some(&[low, high]) => at += 2 + usize::from(u16::from_le_bytes([low, high])),
            _ => return Header::Cut,
        }
    }
    for flag in [8, 16] {
        if flags & flag != 0 {
            match bytes
                .get(at..)
                .and_then(|text| text.iter().position(|byte| *byte == 0))
            {
                Some(end) => at += end + 1,
                None => return Header::Cut,
            }
        }
    }
    if flags & 2 != 0 {
        at += 2;
    }
    if bytes.len() < at {
        Header::Cut
    } else {
        Header::Is(at)
    }
}
