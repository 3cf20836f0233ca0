//! The decimal digits of the scripts.

/// A decimal digit, plain or of another script.
pub(super) fn digit(c: char) -> Option<u8> {
    match c {
        '0'..='9' => Some(c as u8 - b'0'),
        ..'٠' => None,
        _ => foreign(c as u32),
    }
}

/// Arabic, Persian, Devanagari, Bengali, Thai and full-width digits, by the zeros from which they count.
#[inline(never)]
fn foreign(c: u32) -> Option<u8> {
    for zero in [0x660, 0x6F0, 0x966, 0x9E6, 0xE50, 0xFF10] {
        if (zero..zero + 10).contains(&c) {
            return Some((c - zero) as u8);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::digit;

    #[test]
    fn each_script_counts_from_its_zero() {
        for seven in ['7', '７', '٧', '۷', '७', '৭', '๗'] {
            assert_eq!(digit(seven), Some(7), "{seven}");
        }
        for other in ['/', ':', 'a', '七', '½', '፯'] {
            assert_eq!(digit(other), None, "{other}");
        }
    }
}
