//! The folder of real files beside the repository, or wherever `REGULARS_SHARED` says. A file that is not there is said
//! aloud, and is a failure in CI.

#![allow(dead_code)] // each test file uses its part

use std::io::Read;
use std::path::{Path, PathBuf};

/// A file as it is.
pub(crate) fn bytes(name: &str) -> Option<Vec<u8>> {
    let root = std::env::var_os("REGULARS_SHARED").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"),
        PathBuf::from,
    );
    let path = root.join("data").join(name);
    if let Ok(bytes) = std::fs::read(&path) {
        return Some(bytes);
    }
    assert!(
        std::env::var_os("CI").is_none(),
        "{} is not there",
        path.display()
    );
    eprintln!("{} is not there: skipped", path.display());
    None
}

/// The same, unpacked.
pub(crate) fn text(name: &str) -> Option<Vec<u8>> {
    let bytes = bytes(name)?;
    if !name.ends_with(".gz") {
        return Some(bytes);
    }
    let mut text = Vec::new();
    flate2::read::GzDecoder::new(bytes.as_slice())
        .read_to_end(&mut text)
        .unwrap();
    Some(text)
}
