//! Puts the npm package together, into `dist/npm`.

use crate::bundle;
use crate::page::gzip;
use crate::shell::{Done, command, read_bytes, root, run, write};
use crate::tools;
use crate::wasm::Pace;

/// The engine, and the encodings for Node.
const PARTS: [&str; 2] = ["regulars", "encodings"];

/// `dist/npm`: package.json, the command line with the engine beside it, the library and the custom element with the
/// engine inside them, and their types. The page must have been built: the element holds it.
pub(crate) fn build(pace: Pace) -> Done {
    let out = root().join("dist/npm");
    // Parts are named after their content: those of an earlier build would stay, and ship.
    let _ = std::fs::remove_dir_all(&out);
    let www = root().join("www");
    write(
        &out.join("package.json"),
        read_bytes(&www.join("package/package.json"))?,
    )?;
    for part in PARTS {
        let module = read_bytes(&www.join(format!("pkg/{part}_bg.wasm")))?;
        write(&out.join(part).with_extension("wasm"), module)?;
    }
    let node = [
        "--format=esm",
        "--platform=node",
        "--outfile=../dist/npm/cli.js",
    ];
    bundle::bundle(pace, &[&["package/cli.ts"][..], &node[..]].concat())?;
    library(pace)?;
    types()
}

/// ES modules for pages, workers, Node and bundlers. What they share becomes a part of its own.
fn library(pace: Pace) -> Done {
    let www = root().join("www");
    for part in PARTS {
        let module = read_bytes(&www.join(format!("pkg/{part}_bg.wasm")))?;
        write(&www.join(format!("pkg/{part}.gz")), gzip(&module)?)?;
    }
    let entries = ["package/index.ts", "package/board.ts", "package/define.ts"];
    let options = [
        "--format=esm",
        "--splitting",
        "--chunk-names=part-[hash]",
        "--loader:.gz=binary",
        "--loader:.html=text",
        "--outdir=../dist/npm",
    ];
    bundle::bundle(pace, &[&entries[..], &options[..]].concat())?;
    // One script tag, no module: the tag is defined where it stands.
    let tag = [
        "package/define.ts",
        "--format=iife",
        "--loader:.html=text",
        "--outfile=../dist/npm/board.global.js",
    ];
    bundle::bundle(pace, &tag)
}

/// Declarations, so that a host's compiler checks what it hands over.
fn types() -> Done {
    run(command(tools::npm_bin("tsc")).args([
        "--project",
        "www/tsconfig.package.json",
        "--outDir",
        "dist/npm/types",
    ]))
}
