//! `dist/site`: a folder that any static host can publish as it is.

use crate::shell::{Done, read_bytes, root, write};

/// What of the build the demo pages use.
const BUILT: [&str; 2] = ["dist/regulars.html", "dist/npm/board.global.js"];

/// The pages of `www/site` with the built files beside them. Everything else must have been built.
pub(crate) fn build() -> Done {
    let site = root().join("dist/site");
    let pages = root().join("www/site");
    let entries =
        std::fs::read_dir(&pages).map_err(|error| format!("{}: {error}", pages.display()))?;
    let sources = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .chain(BUILT.map(|path| root().join(path)));
    for source in sources {
        let name = source.file_name().unwrap_or_default();
        write(&site.join(name), read_bytes(&source)?)?;
    }
    Ok(())
}
