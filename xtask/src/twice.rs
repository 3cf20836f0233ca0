//! `cargo xtask twice`: two builds of one state of the sources, in two folders, give the same bytes.

use crate::build;
use crate::shell::{Done, cargo, read_bytes, root, run, target_dir, write};
use crate::tools::{self, Bindgen};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Made by building, or by installing: not part of the sources.
const MADE: [&str; 5] = ["target", "dist", "node_modules", "pkg", ".git"];

/// `twice`: builds here, then elsewhere, and compares.
pub(crate) fn run_all(_args: &[String]) -> Done {
    build::run(&[])?;
    compare()
}

/// Builds a copy of the sources in another folder from scratch and compares its `dist` with the one that is here.
pub(crate) fn compare() -> Done {
    let folder = target_dir().join("twice");
    let elsewhere = folder.join("a folder of another name");
    let _ = std::fs::remove_dir_all(&folder);
    copy(&root(), &elsewhere)?;
    share_packages(&elsewhere)?;
    let path = tools_first(&folder.join("bin"))?;
    run(cargo()
        .args(["xtask", "build"])
        .current_dir(&elsewhere)
        .env("CARGO_TARGET_DIR", folder.join("target"))
        .env("PATH", path))?;
    let (here, there) = (hashes(&root())?, hashes(&elsewhere)?);
    let _ = std::fs::remove_dir_all(&folder);
    let different: Vec<&str> = here
        .keys()
        .chain(there.keys())
        .filter(|name| here.get(*name) != there.get(*name))
        .map(String::as_str)
        .collect();
    if different.is_empty() {
        println!("{} files are the same", here.len());
        return Ok(());
    }
    Err(format!("two builds differ in {}", different.join(", ")))
}

/// SHA-256 of each file of `dist`, by its path.
fn hashes(folder: &Path) -> Done<BTreeMap<String, String>> {
    let mut found = BTreeMap::new();
    for path in files(&folder.join("dist"))? {
        let digest = Sha256::digest(read_bytes(&path)?);
        let hex = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        let name = path.strip_prefix(folder).unwrap_or(&path);
        found.insert(name.to_string_lossy().replace('\\', "/"), hex);
    }
    Ok(found)
}

fn copy(from: &Path, to: &Path) -> Done {
    for path in files(from)? {
        let name = path.strip_prefix(from).unwrap_or(&path);
        write(&to.join(name), read_bytes(&path)?)?;
    }
    Ok(())
}

/// All files below, without what is made.
fn files(folder: &Path) -> Done<Vec<PathBuf>> {
    let mut found = Vec::new();
    let entries =
        std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if MADE.contains(&name.as_ref()) {
            continue;
        }
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    Ok(found)
}

/// The npm packages are those of one lock file: the copy takes ours where links are easy, else it installs them.
#[cfg(unix)]
fn share_packages(elsewhere: &Path) -> Done {
    let packages = "www/node_modules";
    std::os::unix::fs::symlink(root().join(packages), elsewhere.join(packages))
        .map_err(|error| error.to_string())
}

#[cfg(not(unix))]
fn share_packages(_elsewhere: &Path) -> Done {
    Ok(())
}

/// wasm-bindgen takes minutes to compile and is the same program: the copy finds ours on its path.
fn tools_first(bin: &Path) -> Done<std::ffi::OsString> {
    let generator = tools::bindgen(Bindgen::Generator)?;
    let old = std::env::var_os("PATH").unwrap_or_default();
    if generator.is_relative() {
        return Ok(old);
    }
    let named = bin.join("wasm-bindgen");
    write(&named, [])?;
    std::fs::copy(&generator, &named).map_err(|error| error.to_string())?;
    let paths = std::iter::once(bin.to_owned()).chain(std::env::split_paths(&old));
    std::env::join_paths(paths).map_err(|error| error.to_string())
}
