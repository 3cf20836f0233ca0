//! `cargo xtask check` and `cargo xtask test`: every question the project asks itself, and a count at the end.

use crate::shell::{Done, cargo, command, output, root, run, write};
use crate::tally::Tally;
use crate::tools::{self, Bindgen, WASM};
use crate::wasm::{self, Pace};
use crate::{advisories, build, bundle, twice};
use std::path::PathBuf;
use std::process::Command;

/// `check`: format, lints, types and native tests; the loop while working.
pub(crate) fn check(_args: &[String]) -> Done {
    let mut tally = Tally::default();
    fast(&mut tally, &[])?;
    tally.close()
}

/// `test`: everything, the browser included.
pub(crate) fn test(_args: &[String]) -> Done {
    let mut tally = Tally::default();
    // First what can be missing, so that a long run does not end on it.
    let is_ci = std::env::var("CI").is_ok_and(|ci| ci == "true");
    let chromium = tools::chromium()?;
    let firefox = match tools::firefox() {
        Err(why) if !is_ci => {
            println!("without Firefox: {why}");
            None
        }
        found => Some(found?),
    };
    for browser in [Some(&chromium), firefox.as_ref()].into_iter().flatten() {
        println!(
            "{}",
            output(command(browser).arg("--version")).unwrap_or_default()
        );
    }
    fast(&mut tally, &["--", "--include-ignored"])?;
    tally.step("advisories", advisories::ask);
    tally.tests("engine in Node", &mut wasm_tests()?);
    tally.step("build", || build::run(&[]));
    // A second build takes minutes: for the run that decides.
    if is_ci {
        tally.step("two builds, the same bytes", twice::compare);
    }
    tally.tests(
        "command line",
        &mut node_tests(&tests_in("tests/cli", &[".test.mjs"])?),
    );
    tally.tests(
        "browser",
        node_tests(&tests_in("tests/browser", &[".test.mjs"])?)
            .env("CHROMIUM", chromium)
            .env("FIREFOX", firefox.unwrap_or_default()),
    );
    tally.close()
}

/// `screenshots [STATE]`: pictures of every state into `target/screenshots`, and the README's.
pub(crate) fn screenshots(args: &[String]) -> Done {
    let chromium = tools::chromium()?;
    build::run(&[])?;
    run(command("node")
        .arg("tests/browser/screenshots.mjs")
        .args(args)
        .env("CHROMIUM", chromium))
}

/// What `check` and `test` have in common; `native` goes to the native tests, of which a few take minutes.
fn fast(tally: &mut Tally, native: &[&str]) -> Done {
    tools::node_modules()?;
    tally.step("format", || {
        run(cargo().args(["fmt", "--all", "--", "--check"]))
    });
    let clippy = [
        "clippy",
        "--quiet",
        "--workspace",
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ];
    tally.step("lints", || run(cargo().args(clippy)));
    // The page's types come from the engine's exports.
    tally.step("engine for the web", || wasm::build(Pace::Dev));
    tally.step("types", || {
        run(command(tools::npm_bin("tsc")).args(["--project", "www"]))
    });
    tally.tests(
        "native tests",
        cargo()
            .args(["test", "--quiet", "--workspace", "--no-fail-fast"])
            .args(native),
    );
    let unit = unit_tests()?;
    tally.tests("page units", &mut node_tests(&unit));
    Ok(())
}

/// The engine's tests at its boundary, run by Node.
fn wasm_tests() -> Done<Command> {
    let mut test = cargo();
    test.args([
        "test",
        "--target",
        WASM,
        "--profile",
        "quick",
        "--test",
        "boundary",
    ])
    .env(
        "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
        tools::bindgen(Bindgen::TestRunner)?,
    );
    Ok(test)
}

/// `www/test/*.test.ts(x)`, bundled so that Node can run them.
fn unit_tests() -> Done<Vec<PathBuf>> {
    let out = root().join("www/pkg/test");
    // A test that was removed must not run on.
    let _ = std::fs::remove_dir_all(&out);
    let sources = tests_in("www/test", &[".test.ts", ".test.tsx"])?;
    write(&out.join("package.json"), "{\"type\":\"module\"}\n")?;
    let entries: Vec<_> = sources
        .iter()
        .map(|path| path.to_string_lossy().into_owned())
        .collect();
    let mut args: Vec<&str> = entries.iter().map(String::as_str).collect();
    args.extend([
        "--format=esm",
        "--platform=node",
        "--outdir=pkg/test",
        "--sourcemap=inline",
    ]);
    bundle::bundle(Pace::Dev, &args)?;
    tests_in("www/pkg/test", &[".test.js"])
}

/// The files of a folder with one of these endings, in the order of their names. None is an error: a folder that was moved
/// must not pass for tests that passed.
fn tests_in(folder: &str, endings: &[&str]) -> Done<Vec<PathBuf>> {
    let nothing = || format!("no tests in {folder}");
    let entries = std::fs::read_dir(root().join(folder)).map_err(|_| nothing())?;
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            endings
                .iter()
                .any(|ending| path.to_string_lossy().ends_with(ending))
        })
        .collect();
    files.sort();
    if files.is_empty() {
        return Err(nothing());
    }
    Ok(files)
}

/// Node's own test runner over these files; two at a time, as small machines have two cores.
fn node_tests(files: &[PathBuf]) -> Command {
    let mut node = command("node");
    node.args([
        "--test",
        "--test-reporter=spec",
        "--test-concurrency=2",
        "--test-timeout=300000",
    ])
    .args(files);
    node
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_without_tests_is_an_error() {
        assert!(tests_in("www/test", &[".test.ts"]).is_ok());
        assert_eq!(
            tests_in("www/test", &[".test.py"]),
            Err("no tests in www/test".to_owned())
        );
        assert!(tests_in("www/no-such-folder", &[".test.ts"]).is_err());
    }
}
