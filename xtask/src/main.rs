//! The project's own commands: build, serve, check, test and what they need.
//!
//! Each installs what it can (wasm target, npm packages, as root also Chromium) and otherwise says in one line what is
//! missing. One file per command; `shell` runs programs, `tools` finds or installs them.

mod advisories;
mod bench;
mod bench_file;
mod bench_models;
mod build;
mod bundle;
mod check;
mod package;
mod packed;
mod page;
mod serve;
mod shell;
mod site;
mod tally;
mod tools;
mod twice;
mod wasm;

use std::process::ExitCode;

const HELP: &str = "cargo xtask COMMAND

  build [--dev]     dist/regulars.html; --dev skips the slow optimisations
  serve [--dev]     build, then serve it at a printed address; --port N
  check             format, lints, types, native tests
  test              everything, Chromium included
  twice             builds here and in another folder: the same bytes
  screenshots [STATE]
                    pictures of every state, and the README's (STATE readme)
  bench [--rows N] [--runs N] [--engines A,B] [--only sorted|random|retail|native|models]
                    speed and memory beside a pure read and other engines
  gen ROWS CUSTOMERS sorted|random OUT
                    the benchmark's file
";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (command, rest) = match args.split_first() {
        Some((command, rest)) => (command.as_str(), rest),
        None => ("help", &args[..]),
    };
    let done = match command {
        "build" => build::run(rest),
        "serve" => serve::run(rest),
        "check" => check::check(rest),
        "test" => check::test(rest),
        "twice" => twice::run_all(rest),
        "screenshots" => check::screenshots(rest),
        "bench" => bench::run_all(rest),
        "gen" => bench_file::run(rest),
        "help" | "--help" | "-h" => {
            print!("{HELP}");
            Ok(())
        }
        other => Err(format!("no such command: {other}\n\n{HELP}")),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("xtask: {message}");
            ExitCode::FAILURE
        }
    }
}
