//! Compound files (MS-CFB): the small file system inside old office documents and encrypted new ones.

use crate::error::{Error, Result};
use crate::ingest::container::bytes::{u16_at, u32_at};

/// Ends a chain of sectors (MS-CFB 2.1).
const LAST_SECTOR: u32 = 0xffff_fffa;

/// An opened compound file.
pub(super) struct Compound<'a> {
    bytes: &'a [u8],
    sector: usize,
    next: Vec<u32>,
    mini_next: Vec<u32>,
    mini: Vec<u8>,
    entries: Vec<Entry>,
}

struct Entry {
    name: String,
    start: u32,
    size: u64,
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> + '_ {
    bytes
        .chunks_exact(4)
        .map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
}

impl<'a> Compound<'a> {
    /// Reads the directory.
    ///
    /// # Errors
    /// `damaged_workbook` when it makes no sense.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self> {
        Self::read(bytes).ok_or_else(|| Error::new("damaged_workbook").with("kind", "xls"))
    }

    fn read(bytes: &'a [u8]) -> Option<Self> {
        let sector = match u16_at(bytes, 30)? {
            9 => 512,
            12 => 4096,
            _ => return None,
        };
        let mut file = Self {
            bytes,
            sector,
            next: Vec::new(),
            mini_next: Vec::new(),
            mini: Vec::new(),
            entries: Vec::new(),
        };
        // The sectors of the allocation table: 109 in the header, more in a chain of their own.
        let mut table: Vec<u32> = numbers(bytes.get(76..512)?).collect();
        let mut more = u32_at(bytes, 68)?;
        let mut chained = 0;
        while more < LAST_SECTOR && chained <= bytes.len() / sector {
            let list: Vec<u32> = numbers(file.sector_at(more)?).collect();
            let (last, list) = list.split_last()?;
            table.extend_from_slice(list);
            more = *last;
            chained += 1;
        }
        for number in table.into_iter().filter(|number| *number < LAST_SECTOR) {
            // A table that points outside describes a file cut short: what is there may still do.
            let Some(sector) = file.sector_at(number) else {
                break;
            };
            file.next.extend(numbers(sector));
        }
        let directory = file.chain(u32_at(bytes, 48)?, u64::MAX);
        for entry in directory.chunks_exact(128) {
            let length = usize::from(u16_at(entry, 64)?).min(64).saturating_sub(2);
            let units: Vec<u16> = entry[..length]
                .chunks_exact(2)
                .map(|two| u16::from_le_bytes([two[0], two[1]]))
                .collect();
            file.entries.push(Entry {
                name: String::from_utf16_lossy(&units),
                start: u32_at(entry, 116)?,
                size: u64::from(u32_at(entry, 120)?),
            });
        }
        let mini_table = file.chain(u32_at(bytes, 60)?, u64::MAX);
        file.mini_next = numbers(&mini_table).collect();
        let root = file.entries.first()?;
        file.mini = file.chain(root.start, root.size);
        Some(file)
    }

    fn sector_at(&self, number: u32) -> Option<&'a [u8]> {
        let start = (number as usize).checked_add(1)?.checked_mul(self.sector)?;
        let rest = self.bytes.get(start..)?;
        // The last sector may be cut.
        if rest.is_empty() {
            None
        } else {
            Some(&rest[..rest.len().min(self.sector)])
        }
    }

    /// Bytes of a chain of sectors; one that runs in a circle ends after as many as the file has.
    fn chain(&self, start: u32, size: u64) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut number = start;
        for _ in 0..=self.bytes.len() / self.sector {
            let Some(sector) = (number < LAST_SECTOR)
                .then(|| self.sector_at(number))
                .flatten()
            else {
                break;
            };
            bytes.extend_from_slice(sector);
            if bytes.len() as u64 >= size {
                break;
            }
            number = self
                .next
                .get(number as usize)
                .copied()
                .unwrap_or(LAST_SECTOR);
        }
        bytes.truncate(usize::try_from(size).unwrap_or(usize::MAX));
        bytes
    }

    /// Is there a stream or storage of this name?
    pub(super) fn has(&self, name: &str) -> bool {
        self.entries
            .iter()
            .any(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    /// A stream's bytes.
    pub(super) fn stream(&self, name: &str) -> Option<Vec<u8>> {
        let entry = self
            .entries
            .iter()
            .find(|entry| entry.name.eq_ignore_ascii_case(name))?;
        let cutoff = u64::from(u32_at(self.bytes, 56)?);
        if entry.size >= cutoff {
            return Some(self.chain(entry.start, entry.size));
        }
        let mut bytes = Vec::new();
        let mut number = entry.start;
        for _ in 0..=self.mini.len() / 64 {
            let start = (number as usize).checked_mul(64)?;
            let Some(sector) = (number < LAST_SECTOR)
                .then(|| self.mini.get(start..(start + 64).min(self.mini.len())))
                .flatten()
            else {
                break;
            };
            bytes.extend_from_slice(sector);
            if bytes.len() as u64 >= entry.size {
                break;
            }
            number = self
                .mini_next
                .get(number as usize)
                .copied()
                .unwrap_or(LAST_SECTOR);
        }
        bytes.truncate(usize::try_from(entry.size).ok()?);
        Some(bytes)
    }
}
