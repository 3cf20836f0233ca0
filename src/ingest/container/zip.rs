//! Zip archives in memory: the directory at the end, members inflated as streams.

use crc32fast::Hasher;

use super::bytes::{u16_at, u32_at, u64_at};
use super::inflate::Inflate;
use crate::error::{Error, Result};
use crate::ingest::encoding;

/// One member.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    /// Path inside the archive.
    pub(crate) name: String,
    /// Size that the directory states; it may lie.
    pub(crate) size: u64,
    method: u16,
    flags: u16,
    crc: u32,
    packed: usize,
    header: usize,
}

impl Member {
    /// Needs a password.
    pub(crate) fn is_encrypted(&self) -> bool {
        self.flags & 1 != 0
    }
}

/// Packed bytes taken at once: at most a thousand times as many come out.
const CHUNK: usize = 1 << 13;

/// An archive with more members is none of ours.
const MOST_MEMBERS: usize = 100_000;

fn length_at(bytes: &[u8], at: usize) -> Option<usize> {
    u16_at(bytes, at).map(usize::from)
}

/// The members of an archive, directories left out.
///
/// # Errors
/// `truncated_archive` when the directory at the end is missing, `damaged_archive` when it makes no sense.
pub(crate) fn members(bytes: &[u8]) -> Result<Vec<Member>> {
    let damaged = || Error::new("damaged_archive").with("kind", "zip");
    let from = bytes.len().saturating_sub(22 + 0xffff);
    let end = memchr::memmem::rfind(&bytes[from..], b"PK\x05\x06")
        .map(|at| from + at)
        .ok_or_else(|| Error::new("truncated_archive").with("kind", "zip"))?;
    let mut count = length_at(bytes, end + 10).ok_or_else(damaged)?;
    let mut size = u64::from(u32_at(bytes, end + 12).ok_or_else(damaged)?);
    let mut start = u64::from(u32_at(bytes, end + 16).ok_or_else(damaged)?);
    let mut directory_end = end as u64;
    if let Some(at) = end
        .checked_sub(20)
        .filter(|at| bytes[*at..].starts_with(b"PK\x06\x07"))
    {
        // Zip64: the large numbers stand in a record of their own.
        let record = u64_at(bytes, at + 8)
            .and_then(|at| usize::try_from(at).ok())
            .ok_or_else(damaged)?;
        count = u64_at(bytes, record.saturating_add(32))
            .and_then(|n| usize::try_from(n).ok())
            .ok_or_else(damaged)?;
        size = u64_at(bytes, record.saturating_add(40)).ok_or_else(damaged)?;
        start = u64_at(bytes, record.saturating_add(48)).ok_or_else(damaged)?;
        directory_end = record as u64;
    }
    // Archives with something glued in front are off by its length.
    let shift = directory_end
        .checked_sub(size)
        .and_then(|at| at.checked_sub(start))
        .ok_or_else(damaged)?;
    let mut at = usize::try_from(start + shift).map_err(|_| damaged())?;
    let mut members = Vec::new();
    for _ in 0..count.min(MOST_MEMBERS) {
        let header = bytes
            .get(at..)
            .filter(|rest| rest.starts_with(b"PK\x01\x02"))
            .ok_or_else(damaged)?;
        let name_length = length_at(header, 28).ok_or_else(damaged)?;
        let extra_length = length_at(header, 30).ok_or_else(damaged)?;
        let comment_length = length_at(header, 32).ok_or_else(damaged)?;
        let name = header.get(46..46 + name_length).ok_or_else(damaged)?;
        let extra = header
            .get(46 + name_length..46 + name_length + extra_length)
            .ok_or_else(damaged)?;
        let flags = u16_at(header, 8).ok_or_else(damaged)?;
        let mut wide = wide_numbers(extra);
        let mut large = |short: u32| {
            if short == u32::MAX {
                wide.next()
            } else {
                Some(u64::from(short))
            }
        };
        let size = large(u32_at(header, 24).ok_or_else(damaged)?).ok_or_else(damaged)?;
        let packed = large(u32_at(header, 20).ok_or_else(damaged)?).ok_or_else(damaged)?;
        let offset = large(u32_at(header, 42).ok_or_else(damaged)?).ok_or_else(damaged)?;
        at += 46 + name_length + extra_length + comment_length;
        let name = file_name(name, flags);
        if name.ends_with('/') {
            continue;
        }
        members.push(Member {
            name,
            size,
            method: u16_at(header, 10).ok_or_else(damaged)?,
            flags,
            crc: u32_at(header, 16).ok_or_else(damaged)?,
            packed: usize::try_from(packed).map_err(|_| damaged())?,
            header: usize::try_from(offset.saturating_add(shift)).map_err(|_| damaged())?,
        });
    }
    Ok(members)
}

/// 64-bit numbers of the Zip64 extra field, in the order in which the short ones overflow.
fn wide_numbers(extra: &[u8]) -> impl Iterator<Item = u64> {
    let mut at = 0;
    let mut found = Vec::new();
    while let (Some(id), Some(length)) = (length_at(extra, at), length_at(extra, at + 2)) {
        if id == 1 {
            let mut inner = at + 4;
            while let Some(number) = (inner + 8 <= at + 4 + length)
                .then(|| u64_at(extra, inner))
                .flatten()
            {
                found.push(number);
                inner += 8;
            }
        }
        at += 4 + length;
    }
    found.into_iter()
}

/// Names are UTF-8 when the archive says so; old Chinese archivers write GBK without saying it.
fn file_name(name: &[u8], flags: u16) -> String {
    match std::str::from_utf8(name) {
        Ok(text) => text.to_owned(),
        Err(_) if flags & 0x800 != 0 => String::from_utf8_lossy(name).into_owned(),
        Err(_) => encoding::decode("gb18030", name)
            .unwrap_or_else(|| String::from_utf8_lossy(name).into_owned()),
    }
}

/// Gives a member's bytes piece by piece.
pub(crate) struct Reader<'a> {
    name: &'a str,
    packed: &'a [u8],
    inflate: Option<Inflate>,
    sum: Hasher,
    crc: u32,
}

impl<'a> Reader<'a> {
    /// Begins to read `member` of the archive `bytes`.
    ///
    /// # Errors
    /// `encrypted_archive`, `unsupported_archive` for packings other than deflate, `damaged_archive`, `truncated_archive`.
    pub(crate) fn open(bytes: &'a [u8], member: &'a Member) -> Result<Self> {
        let named = |code: &'static str| {
            Error::new(code)
                .in_file(member.name.clone())
                .with("kind", "zip")
        };
        if member.is_encrypted() {
            return Err(named("encrypted_archive"));
        }
        let header = bytes
            .get(member.header..)
            .filter(|rest| rest.starts_with(b"PK\x03\x04"))
            .ok_or_else(|| named("damaged_archive"))?;
        let skip = length_at(header, 26)
            .zip(length_at(header, 28))
            .map(|(name, extra)| 30 + name + extra)
            .ok_or_else(|| named("damaged_archive"))?;
        let packed = skip
            .checked_add(member.packed)
            .and_then(|end| header.get(skip..end))
            .ok_or_else(|| named("truncated_archive"))?;
        let inflate = match member.method {
            0 => None,
            8 => Some(Inflate::new()),
            method => return Err(named("unsupported_archive").with("method", method)),
        };
        Ok(Self {
            name: &member.name,
            packed,
            inflate,
            sum: Hasher::new(),
            crc: member.crc,
        })
    }

    /// Gives the next piece; false when there is no more.
    ///
    /// # Errors
    /// `damaged_archive`, `truncated_archive`, `archive_bomb`.
    pub(crate) fn more(&mut self, out: &mut dyn FnMut(&[u8])) -> Result<bool> {
        let named = |code: &'static str| Error::new(code).in_file(self.name).with("kind", "zip");
        let is_done = self
            .inflate
            .as_ref()
            .map_or(self.packed.is_empty(), Inflate::is_done);
        if is_done {
            return if self.sum.clone().finalize() == self.crc {
                Ok(false)
            } else {
                Err(named("damaged_archive"))
            };
        }
        let (now, later) = self.packed.split_at(self.packed.len().min(CHUNK));
        let sum = &mut self.sum;
        match &mut self.inflate {
            None => {
                sum.update(now);
                out(now);
            }
            Some(_) if now.is_empty() => return Err(named("truncated_archive")),
            Some(inflate) => {
                inflate
                    .push(now, &mut |bytes| {
                        sum.update(bytes);
                        out(bytes);
                    })
                    .map_err(|error| error.in_file(self.name))?;
            }
        }
        self.packed = later;
        Ok(true)
    }
}

/// A small member, whole.
///
/// # Errors
/// As `Reader`; `archive_bomb` when it is larger than `limit`.
pub(crate) fn read_whole(bytes: &[u8], member: &Member, limit: usize) -> Result<Vec<u8>> {
    let mut whole = Vec::new();
    let mut reader = Reader::open(bytes, member)?;
    while reader.more(&mut |chunk| whole.extend_from_slice(chunk))? {
        if whole.len() > limit {
            return Err(Error::new("archive_bomb")
                .in_file(member.name.clone())
                .with("bytes", whole.len()));
        }
    }
    Ok(whole)
}
