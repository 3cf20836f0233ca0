//! Numbers as archives and old workbooks write them, the lowest byte first. Nothing where the bytes end before.

pub(crate) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let rest = bytes.get(at..)?;
    rest.first_chunk().map(|number| u16::from_le_bytes(*number))
}

pub(crate) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let rest = bytes.get(at..)?;
    rest.first_chunk().map(|number| u32::from_le_bytes(*number))
}

pub(crate) fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    let rest = bytes.get(at..)?;
    rest.first_chunk().map(|number| u64::from_le_bytes(*number))
}
