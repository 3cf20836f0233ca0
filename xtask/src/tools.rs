//! Finds the tools that cargo does not bring, and installs those it can.

use crate::shell::{Done, cargo, command, output, read, root, run, target_dir, write};
use std::path::PathBuf;

/// The triple the engine ships for.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// The wasm target of the toolchain in use; rustup adds it when it is missing.
pub(crate) fn wasm_target() -> Done {
    let libs = output(command("rustc").args(["--print", "target-libdir", "--target", WASM]));
    if libs.is_some_and(|dir| PathBuf::from(dir).exists()) {
        return Ok(());
    }
    run(command("rustup").args(["target", "add", WASM]))
        .map_err(|_| format!("install the Rust target {WASM} (rustup target add {WASM})"))
}

/// The npm packages of the lock file, installed when the lock file has changed since the last time.
pub(crate) fn node_modules() -> Done {
    let www = root().join("www");
    let lock = read(&www.join("package-lock.json"))?;
    let stamp = www.join("node_modules/.installed-from");
    if read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    if output(command("node").arg("--version")).is_none() {
        return Err("install Node 20 or newer (nodejs.org)".to_owned());
    }
    run(command("npm")
        .args(["ci", "--no-audit", "--no-fund", "--loglevel=error"])
        .current_dir(&www))?;
    write(&stamp, lock)
}

/// A program of `www/node_modules/.bin`.
pub(crate) fn npm_bin(name: &str) -> PathBuf {
    root().join("www/node_modules/.bin").join(name)
}

/// A Chromium to test in: the one named by `CHROMIUM`, one that is installed, or, as root on Debian, a fresh one.
pub(crate) fn chromium() -> Done<PathBuf> {
    // The fonts are for the screenshots: without them every Chinese sign is a box.
    browser("CHROMIUM", &CHROMIUMS, &["chromium", "fonts-noto-cjk"])
}

/// A Firefox to test in, found or installed as the Chromium is.
pub(crate) fn firefox() -> Done<PathBuf> {
    browser("FIREFOX", &FIREFOXES, &["firefox-esr"])
}

/// The browser that `variable` names, or the first of `names` that starts, or what Debian's `packages` bring.
fn browser(variable: &str, names: &[&str], packages: &[&str]) -> Done<PathBuf> {
    let named = std::env::var(variable).ok();
    let names = named.as_deref().into_iter().chain(names.iter().copied());
    let works = |name: &&str| output(command(name).arg("--version")).is_some();
    let find = || names.clone().find(works).map(which);
    if let Some(path) = find() {
        return Ok(path);
    }
    let root_user = output(command("id").arg("-u")).is_some_and(|id| id == "0");
    if root_user && output(command("apt-get").arg("--version")).is_some() {
        run(command("apt-get").args(["update", "--quiet", "--quiet"]))?;
        let install = [
            "install",
            "--yes",
            "--quiet",
            "--quiet",
            "--no-install-recommends",
        ];
        run(command("apt-get").args(install).args(packages))?;
    }
    find().ok_or_else(|| {
        let packages = packages.join(" ");
        format!("install {packages} (Debian: apt-get install {packages}), or name the browser in {variable}")
    })
}

/// Where a Chromium may hide …
const CHROMIUMS: [&str; 5] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];
/// … and a Firefox.
const FIREFOXES: [&str; 3] = [
    "firefox-esr",
    "firefox",
    "/Applications/Firefox.app/Contents/MacOS/firefox",
];

/// The full path of a program that is found by its name.
fn which(name: &str) -> PathBuf {
    let path = output(command("which").arg(name)).unwrap_or_else(|| name.to_owned());
    PathBuf::from(path)
}

/// wasm-bindgen's generator and its test runner, of exactly the version in our lock file: from the path where that
/// version is installed already, else compiled once into the target folder.
pub(crate) fn bindgen(tool: Bindgen) -> Done<PathBuf> {
    let (own, installed) = match tool {
        Bindgen::Generator => ("bindgen", "wasm-bindgen"),
        Bindgen::TestRunner => ("bindgen-test-runner", "wasm-bindgen-test-runner"),
    };
    let version = locked_version("wasm-bindgen")?;
    let on_path = output(command(installed).arg("--version"));
    if on_path.is_some_and(|said| said.split_whitespace().nth(1) == Some(version.as_str())) {
        return Ok(PathBuf::from(installed));
    }
    run(cargo().args([
        "build",
        "--quiet",
        "--profile",
        "tool",
        "--package",
        "bindgen",
        "--features",
        "tool",
        "--bin",
        own,
    ]))?;
    Ok(target_dir().join("tool").join(own))
}

/// Which half of wasm-bindgen's tools is wanted.
#[derive(Clone, Copy)]
pub(crate) enum Bindgen {
    Generator,
    TestRunner,
}

/// The version that Cargo.lock holds of a package.
fn locked_version(package: &str) -> Done<String> {
    let lock = read(&root().join("Cargo.lock"))?;
    let entry = format!("name = \"{package}\"\nversion = \"");
    let version = lock
        .split_once(&entry)
        .and_then(|(_, rest)| rest.split('"').next());
    version
        .map(str::to_owned)
        .ok_or_else(|| format!("Cargo.lock holds no {package}"))
}
