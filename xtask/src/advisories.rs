//! Known holes in what we build from: `npm audit` and `cargo deny` over the lock files. Both ask a service that not every
//! machine reaches; then one line says so, since nothing is known to be wrong.

use crate::shell::{Done, cargo, command, root, run};

/// Fails on an advisory of a high or critical level, or on what `deny.toml` forbids.
pub(crate) fn ask() -> Done {
    npm()?;
    let there = cargo().args(["deny", "--version"]).output();
    if there.is_ok_and(|output| output.status.success()) {
        return run(cargo().args(["deny", "check"]));
    }
    println!(
        "cargo-deny is not on this machine (`cargo install cargo-deny`): the crates' advisories were not asked for"
    );
    Ok(())
}

fn npm() -> Done {
    let audit = command("npm")
        .args(["audit", "--json", "--audit-level=high"])
        .current_dir(root().join("www"))
        .output()
        .map_err(|error| format!("npm cannot be started: {error}"))?;
    if audit.status.success() {
        return Ok(());
    }
    let answer = String::from_utf8_lossy(&audit.stdout);
    // Only an answered question counts the vulnerabilities.
    if answer.contains("\"auditReportVersion\"") {
        return Err(format!("npm audit: {answer}"));
    }
    println!(
        "npm's service for advisories does not answer here: the packages' advisories were not asked for"
    );
    Ok(())
}
