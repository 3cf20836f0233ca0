//! Compiles the engine, and the encodings that only Node needs, to WebAssembly and makes their JavaScript sides, into
//! `www/pkg`.

use crate::shell::{Done, cargo, root, run, target_dir};
use crate::tools::{self, Bindgen, WASM};
use std::process::Command;

/// How much time the build may take.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pace {
    /// For working on it: no link-time optimisation, no wasm-opt.
    Dev,
    /// What ships.
    Release,
}

impl Pace {
    /// `--dev` among the arguments means [`Pace::Dev`].
    pub(crate) fn of(args: &[String]) -> Self {
        if args.iter().any(|arg| arg == "--dev") {
            Self::Dev
        } else {
            Self::Release
        }
    }

    fn profile(self) -> &'static str {
        match self {
            Self::Dev => "quick",
            Self::Release => "release",
        }
    }
}

/// What wasm-opt may use: everything that rustc and wasm-bindgen already put into the module.
const FEATURES: [&str; 8] = [
    "--enable-simd",
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// `www/pkg/regulars.js`, `.d.ts` and `_bg.wasm`, and the same of `encodings`.
pub(crate) fn build(pace: Pace) -> Done {
    tools::wasm_target()?;
    for package in ["regulars", "encodings"] {
        compile(package, pace)?;
    }
    Ok(())
}

fn compile(package: &str, pace: Pace) -> Done {
    run(cargo()
        .args([
            "build",
            "--quiet",
            "--lib",
            "--package",
            package,
            "--target",
            WASM,
            "--profile",
            pace.profile(),
        ])
        .args(["--config", &flags()]))?;
    let module = target_dir()
        .join(WASM)
        .join(pace.profile())
        .join(package)
        .with_extension("wasm");
    let pkg = root().join("www/pkg");
    run(Command::new(tools::bindgen(Bindgen::Generator)?)
        .args([
            "--target",
            "web",
            "--remove-name-section",
            "--remove-producers-section",
            "--out-dir",
        ])
        .args([&pkg, &module]))?;
    if pace == Pace::Release {
        let module = pkg.join(format!("{package}_bg.wasm"));
        let optimise = || Command::new(tools::npm_bin("wasm-opt"));
        run(optimise()
            // What one round leaves, the next one finds.
            .args(["-O3", "-O3", "-O3"])
            .args(CALLED)
            .arg(NULL_IS_UNUSED)
            .args(FEATURES)
            .arg(&module)
            .arg("-o")
            .arg(&module))?;
    }
    Ok(())
}

/// What is called from one place only is not copied there: a browser makes each function faster while it runs, but only for
/// the calls that follow, and takes the longer for it the longer the function is. Nor are short ones: LLVM has done that.
const CALLED: [&str; 4] = [
    "--one-caller-inline-max-function-size",
    "0",
    "--flexible-inline-max-function-size",
    "0",
];

/// Nothing stands in the first kilobyte of memory: it is the far end of the stack, behind which the program stops. So a
/// constant of up to that may be added to an address by the instruction that uses it, with no fear that the sum wraps.
const NULL_IS_UNUSED: &str = "--low-memory-unused";

/// Functions longer than so many of LLVM's units (225 otherwise) are called, not copied to where they are used. What must be
/// copied, in the loops over rows, says so in the source.
const INLINED: [&str; 4] = [
    "-Cllvm-args=-inline-threshold=13",
    // The same for calls inside of what looks like a busy loop to LLVM (525 otherwise).
    "-Cllvm-args=-locally-hot-callsite-threshold=100",
    // Loops of unknown length are not written several times over.
    "-Cllvm-args=-unroll-runtime=false",
    // Nor are those of a known length that come out longer than so many units (300 otherwise).
    "-Cllvm-args=-unroll-threshold=150",
];

/// Panic messages hold source paths; without the prefixes they would hold those of the building machine, and two builds of
/// one commit would differ.
fn flags() -> String {
    let home = std::env::var("CARGO_HOME")
        .ok()
        .or_else(|| Some(format!("{}/.cargo", std::env::var("HOME").ok()?)));
    let mut flags: Vec<String> = INLINED.iter().map(ToString::to_string).collect();
    flags.push(format!("--remap-path-prefix={}=regulars", root().display()));
    flags.extend(home.map(|home| format!("--remap-path-prefix={home}=cargo")));
    let quoted: Vec<String> = flags.iter().map(|flag| format!("{flag:?}")).collect();
    format!("target.{WASM}.rustflags=[{}]", quoted.join(","))
}
