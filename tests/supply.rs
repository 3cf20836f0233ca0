//! What we build from: only the two public registries, pinned by hash, under licences that ask for no more than their
//! text. `deny.toml` says the same to cargo-deny, which also knows advisories.
#![allow(clippy::unwrap_used)]

use serde_json::Value;
use std::process::Command;

/// Licences that may stand alone in an expression; `deny.toml` has the list with its reason.
fn allowed() -> Vec<String> {
    let deny = std::fs::read_to_string("deny.toml").unwrap();
    let (_, rest) = deny.split_once("\nallow = [").unwrap();
    let (list, _) = rest.split_once(']').unwrap();
    list.split(',')
        .map(|one| one.trim().trim_matches('"').to_owned())
        .collect()
}

/// SPDX, as far as crates use it: `OR` needs one side, `AND` both; `/` is the old way to write `OR`.
fn fits(expression: &str, allowed: &[String]) -> bool {
    let expression = expression.trim();
    if let Some((left, right)) = split(expression, " AND ") {
        return fits(left, allowed) && fits(right, allowed);
    }
    if let Some((left, right)) = split(expression, " OR ").or_else(|| split(expression, "/")) {
        return fits(left, allowed) || fits(right, allowed);
    }
    match expression
        .strip_prefix('(')
        .and_then(|inner| inner.strip_suffix(')'))
    {
        Some(inner) => fits(inner, allowed),
        None => allowed.iter().any(|one| one == expression),
    }
}

/// At the first such word that stands in no parentheses.
fn split<'t>(expression: &'t str, word: &str) -> Option<(&'t str, &'t str)> {
    let at = expression
        .match_indices(word)
        .map(|(at, _)| at)
        .find(|at| {
            let before = &expression[..*at];
            before.matches('(').count() == before.matches(')').count()
        })?;
    Some((&expression[..at], &expression[at + word.len()..]))
}

#[test]
fn expressions_are_read_as_spdx_means_them() {
    let allowed = ["MIT".to_owned(), "BSD-3-Clause".to_owned()];
    for (expression, fine) in [
        ("MIT", true),
        ("GPL-3.0-only", false),
        ("MIT OR GPL-3.0-only", true),
        ("MIT AND GPL-3.0-only", false),
        ("(GPL-3.0-only OR MIT) AND BSD-3-Clause", true),
        ("(GPL-3.0-only OR AGPL-3.0-only) AND MIT", false),
        ("Apache-2.0/MIT", true),
        ("", false),
    ] {
        assert_eq!(fits(expression, &allowed), fine, "{expression}");
    }
}

#[test]
fn crates_have_known_licences_and_come_from_the_registry() {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked"])
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let allowed = allowed();
    for package in metadata["packages"].as_array().unwrap() {
        let name = &package["name"];
        let Some(source) = package["source"].as_str() else {
            continue; // our own
        };
        assert_eq!(
            source, "registry+https://github.com/rust-lang/crates.io-index",
            "{name}"
        );
        let licence = package["license"].as_str().unwrap_or_default();
        assert!(fits(licence, &allowed), "{name}: {licence:?}");
    }
}

#[test]
fn npm_packages_are_pinned_and_have_known_licences() {
    let lock: Value =
        serde_json::from_slice(&std::fs::read("www/package-lock.json").unwrap()).unwrap();
    let mut allowed = allowed();
    // Tools of the build and the tests, none of which ships.
    allowed.extend(["MPL-2.0", "BlueOak-1.0.0", "Python-2.0"].map(str::to_owned));
    for (name, package) in lock["packages"].as_object().unwrap() {
        if name.is_empty() {
            continue;
        }
        let ships = package["dev"] != Value::Bool(true) && package["optional"] != Value::Bool(true);
        let licence = package["license"].as_str().unwrap_or_default();
        assert!(fits(licence, &allowed), "{name}: {licence:?}");
        assert!(!ships || licence != "MPL-2.0", "{name} ships");
        assert!(
            package["integrity"]
                .as_str()
                .is_some_and(|hash| hash.starts_with("sha512-")),
            "{name}"
        );
        if let Some(from) = package["resolved"].as_str() {
            assert!(from.starts_with("https://registry.npmjs.org/"), "{name}");
        }
    }
}
