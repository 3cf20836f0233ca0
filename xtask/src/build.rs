//! `cargo xtask build`: everything that ships, into `dist`.

use crate::shell::Done;
use crate::wasm::{self, Pace};
use crate::{package, page, site, tools};

/// `build [--dev]`
pub(crate) fn run(args: &[String]) -> Done {
    let pace = Pace::of(args);
    tools::node_modules()?;
    wasm::build(pace)?;
    let size = page::build(pace)?;
    package::build(pace)?;
    site::build()?;
    println!("dist/regulars.html  {} KB", size / 1000);
    Ok(())
}
