//! `cargo xtask bench`: how fast, beside merely reading the file and beside other engines, in the same browser.

use crate::shell::{Done, cargo, command, read_bytes, root, run, target_dir, write};
use crate::{bench_file, bench_models, build, tools};
use std::path::{Path, PathBuf};

/// What is measured beside the page, bundled.
const ENGINES: [&str; 5] = ["read", "halves", "halves.worker", "duckdb", "papaparse"];

/// `bench [--rows N] [--runs N] [--engines A,B] [--only sorted|random|retail|native|models]`
pub(crate) fn run_all(args: &[String]) -> Done {
    let value = |name: &str| {
        let at = args.iter().position(|arg| arg == name);
        at.and_then(|at| args.get(at + 1)).map(String::as_str)
    };
    let rows = value("--rows").unwrap_or("10000000");
    let wanted = |name: &str| value("--only").is_none_or(|only| only == name);
    if value("--only") == Some("models") {
        return bench_models::run_all();
    }
    let chromium = tools::chromium()?;
    build::run(&[])?;
    let libs = peers()?;
    let node = |file: &Path, kind: &str| {
        let mut bench = command("node");
        bench.arg("benches/browser/run.mjs");
        bench.arg("--file").arg(file).args(["--kind", kind]);
        for name in ["--runs", "--engines"] {
            bench.args(value(name).into_iter().flat_map(|value| [name, value]));
        }
        run(bench.env("BENCH_LIBS", &libs).env("CHROMIUM", &chromium))
    };
    if wanted("native") {
        run(cargo().args(["bench", "--quiet", "--bench", "pass"]))?;
        run(cargo().args(["bench", "--quiet", "--bench", "models"]))?;
    }
    for order in ["sorted", "random"]
        .into_iter()
        .filter(|order| wanted(order))
    {
        node(&generated(rows, order)?, "bench")?;
    }
    if wanted("retail") {
        match online_retail()? {
            Some(file) => node(&file, "retail")?,
            None => println!("online_retail.csv.gz is not there (../shared/data): left out"),
        }
    }
    Ok(())
}

/// The benchmark's file of so many rows, one customer for twenty of them; kept for the next time.
pub(crate) fn generated(rows: &str, order: &str) -> Done<PathBuf> {
    let file = target_dir()
        .join("bench")
        .join(format!("{order}-{rows}.csv"));
    if !file.exists() {
        let customers = rows
            .parse::<u64>()
            .map_err(|_| format!("not a number: {rows}"))?
            / 20;
        let path = file.to_string_lossy().into_owned();
        let args = [
            rows.to_owned(),
            customers.to_string(),
            order.to_owned(),
            path,
        ];
        bench_file::run(&args)?;
    }
    Ok(file)
}

/// The real file, unpacked, where the real files are.
fn online_retail() -> Done<Option<PathBuf>> {
    let shared =
        std::env::var_os("REGULARS_SHARED").map_or_else(|| root().join("../shared"), PathBuf::from);
    let Ok(packed) = read_bytes(&shared.join("data/online_retail.csv.gz")) else {
        return Ok(None);
    };
    let file = target_dir().join("bench/online_retail.csv");
    let mut text = Vec::new();
    std::io::Read::read_to_end(&mut flate2::read::GzDecoder::new(&packed[..]), &mut text)
        .map_err(|error| error.to_string())?;
    write(&file, text)?;
    Ok(Some(file))
}

/// Installs the peers from their own lock file and bundles their adapters; nothing of them ships.
fn peers() -> Done<PathBuf> {
    let libs = target_dir().join("bench");
    let from = root().join("benches/browser");
    for name in ["package.json", "package-lock.json"] {
        write(&libs.join(name), read_bytes(&from.join(name))?)?;
    }
    if !libs.join("node_modules").exists() {
        let quiet = ["ci", "--no-audit", "--no-fund", "--loglevel=error"];
        run(command("npm").args(quiet).current_dir(&libs))?;
    }
    for engine in ENGINES {
        run(command(tools::npm_bin("esbuild"))
            .arg(from.join(format!("engines/{engine}.js")))
            .args([
                "--bundle",
                "--format=esm",
                "--minify",
                "--log-level=warning",
            ])
            .arg(format!(
                "--outfile={}",
                libs.join(format!("engines/{engine}.js")).display()
            ))
            .env("NODE_PATH", libs.join("node_modules")))?;
    }
    Ok(libs)
}
