//! Puts the npm package together, into `dist/npm`.

use crate::bundle;
use crate::shell::{Done, read_bytes, root, write};
use crate::wasm::Pace;

/// `dist/npm`: package.json, the command line and the engine beside it.
pub(crate) fn build(pace: Pace) -> Done {
    let out = root().join("dist/npm");
    let www = root().join("www");
    write(
        &out.join("package.json"),
        read_bytes(&www.join("package/package.json"))?,
    )?;
    write(
        &out.join("regulars.wasm"),
        read_bytes(&www.join("pkg/regulars_bg.wasm"))?,
    )?;
    let node = [
        "--format=esm",
        "--platform=node",
        "--outfile=../dist/npm/cli.js",
    ];
    bundle::bundle(pace, &[&["package/cli.ts"][..], &node[..]].concat())
}
