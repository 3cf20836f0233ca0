//! How much text may come out of a file: a bomb is a small file that becomes a large one.

use crate::error::{Error, Result};

/// Below this size no ratio is suspicious: a small file of one repeated line packs 1,000 to 1.
const HARMLESS: u64 = 256 << 20;

/// Rows of real tables pack 3 to 30 to 1, thousands of rows of commas a few hundred to 1; deflate's own limit is 1,032.
pub(crate) const PACKED: u64 = 400;

/// Records that leave out what they do not have become rows of many commas, and what holds a list stands once for each of its rows.
pub(crate) const PLAIN: u64 = 32;

/// May so much text have come out of so many bytes?
///
/// # Errors
/// `archive_bomb`.
pub(crate) fn no_bomb(given: u64, taken: u64, most_ratio: u64) -> Result<()> {
    if given > HARMLESS && given / most_ratio > taken {
        return Err(Error::new("archive_bomb").with("bytes", given));
    }
    Ok(())
}
