//! UTF-16 and UTF-32: recognised without a byte order mark, and UTF-32 decoded (no browser and no library does it).

/// Order and width of wide characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Wide {
    /// Bytes of a unit: 2 or 4.
    pub(super) width: usize,
    /// Most significant byte first.
    pub(super) big: bool,
}

impl Wide {
    /// `utf-16le` and its kin.
    pub(super) fn label(self) -> &'static str {
        match (self.width, self.big) {
            (2, false) => "utf-16le",
            (2, true) => "utf-16be",
            (_, false) => "utf-32le",
            (_, true) => "utf-32be",
        }
    }

    /// One unit's value.
    pub(super) fn unit(self, bytes: &[u8]) -> u32 {
        let fold = |value: u32, byte: &u8| (value << 8) | u32::from(*byte);
        if self.big {
            bytes.iter().fold(0, fold)
        } else {
            bytes.iter().rev().fold(0, fold)
        }
    }
}

const ALL: [Wide; 4] = [
    Wide {
        width: 4,
        big: false,
    },
    Wide {
        width: 4,
        big: true,
    },
    Wide {
        width: 2,
        big: false,
    },
    Wide {
        width: 2,
        big: true,
    },
];

/// Wide text without a byte order mark. A table always has line ends, digits or delimiters, whose high bytes are zero, on one
/// side of each unit only.
pub(super) fn recognise(sample: &[u8]) -> Option<Wide> {
    ALL.into_iter().find(|wide| {
        let units = sample.len() / wide.width;
        if units < 2 {
            return false;
        }
        let mut ascii = 0usize;
        let mut wrong = 0usize;
        let mut low_surrogate_due = false;
        for bytes in sample.chunks_exact(wide.width) {
            let unit = wide.unit(bytes);
            let low = (0xdc00..0xe000).contains(&unit);
            wrong += usize::from(low != low_surrogate_due && wide.width == 2);
            low_surrogate_due = wide.width == 2 && (0xd800..0xdc00).contains(&unit);
            match unit {
                0x09 | 0x0a | 0x0d | 0x20..=0x7e => ascii += 1,
                // Delimiters of some exports.
                0x01 | 0x1c..=0x1f => {}
                0..=0x1b | 0x7f..=0x9f | 0xfffe | 0xffff => wrong += 1,
                _ if wide.width == 4 && unit > 0x10_ffff => wrong += 1,
                _ => {}
            }
        }
        ascii * 20 >= units.max(20) && wrong * 50 <= units
    })
}

/// Bytes of UTF-32 → UTF-8 at the end of `out`; the bytes of an unfinished unit stay in `pending`.
pub(super) fn decode_utf32(
    wide: Wide,
    chunk: &[u8],
    pending: &mut Vec<u8>,
    out: &mut Vec<u8>,
) -> u64 {
    let mut bad = 0;
    for &byte in chunk {
        pending.push(byte);
        if pending.len() == 4 {
            let c = char::from_u32(wide.unit(pending)).unwrap_or_else(|| {
                bad += 1;
                char::REPLACEMENT_CHARACTER
            });
            out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
            pending.clear();
        }
    }
    bad
}
