//! esbuild: TypeScript modules in, one script out.

use crate::shell::{Done, root, run};
use crate::tools;
use crate::wasm::Pace;
use std::process::Command;

/// What every bundle needs: a text stays a text, JSX is Preact's, nothing depends on the building machine.
const COMMON: [&str; 9] = [
    "--bundle",
    "--target=es2022",
    "--charset=utf8",
    "--legal-comments=none",
    "--loader:.txt=text",
    "--jsx=automatic",
    "--jsx-import-source=preact",
    "--log-level=warning",
    // The glue's other way to load the engine, by URL, is never taken.
    "--log-override:empty-import-meta=silent",
];

/// A classic script that a page or a Blob can hold; paths are relative to `www`.
pub(crate) fn script(pace: Pace, entry: &str, out: &str) -> Done {
    bundle(pace, &[entry, "--format=iife", &format!("--outfile={out}")])
}

/// One esbuild run in `www`.
pub(crate) fn bundle(pace: Pace, args: &[&str]) -> Done {
    let mut esbuild = Command::new(tools::npm_bin("esbuild"));
    esbuild
        .current_dir(root().join("www"))
        .args(COMMON)
        .args(args);
    if pace == Pace::Release {
        esbuild.arg("--minify");
    }
    run(&mut esbuild)
}
