//! `cargo xtask bench --only models`: the models, natively, in the shipped WebAssembly, and beside a peer in Python.

use crate::shell::{Done, cargo, command, output, root, run, target_dir};
use crate::{bench, build};

/// Builds what ships, then measures it in Node; the peer only where Python with it is there (`PYTHON` names another).
pub(crate) fn run_all() -> Done {
    build::run(&[])?;
    run(cargo().args(["bench", "--quiet", "--bench", "models"]))?;
    let folder = target_dir().join("bench");
    let rows = bench::generated("1000000", "random")?;
    let customers = bench::generated("2000000", "random")?;
    run(command("node")
        .arg("benches/models.mjs")
        .arg(root().join("dist/npm/regulars.wasm"))
        .args([&folder, &rows, &customers]))?;
    let python = std::env::var("PYTHON").unwrap_or_else(|_| "python3".to_owned());
    if output(command(&python).arg("--version")).is_none() {
        println!("{python} is not there: the peer lifetimes is left out");
        return Ok(());
    }
    run(command(&python).arg("benches/models_peer.py").arg(&folder))
}
