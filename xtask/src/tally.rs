//! Counts what passed and what failed, over cargo's tests, Node's tests and single steps.

use crate::shell::Done;
use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};
use std::time::Instant;

/// The count of one run; nothing stops at the first failure, so that one run shows all of them.
#[derive(Default)]
pub(crate) struct Tally {
    passed: u64,
    failed: u64,
    broken: Vec<String>,
}

impl Tally {
    /// One step that either works or does not.
    pub(crate) fn step(&mut self, name: &str, step: impl FnOnce() -> Done) {
        let start = begin(name);
        match step() {
            Ok(()) => self.passed += 1,
            Err(message) => {
                eprintln!("{message}");
                self.failed += 1;
                self.broken.push(name.to_owned());
            }
        }
        end(name, start);
    }

    /// A program that reports many tests; its last words are counted.
    pub(crate) fn tests(&mut self, name: &str, command: &mut Command) {
        let start = begin(name);
        let (passed, failed) = count(command).unwrap_or_else(|error| {
            eprintln!("{name}: {error}");
            (0, 1)
        });
        self.passed += passed;
        self.failed += failed;
        if failed > 0 {
            self.broken.push(name.to_owned());
        }
        end(name, start);
    }

    /// The closing line.
    pub(crate) fn close(self) -> Done {
        if !self.broken.is_empty() {
            println!("failed: {}", self.broken.join(", "));
        }
        println!("{} passed, {} failed", self.passed, self.failed);
        if self.failed == 0 {
            Ok(())
        } else {
            Err("not everything passed".to_owned())
        }
    }
}

fn begin(name: &str) -> Instant {
    println!("── {name}");
    Instant::now()
}

fn end(name: &str, start: Instant) {
    println!("── {name}: {:.1} s", start.elapsed().as_secs_f64());
}

/// Runs it, shows what it prints, and adds up its summaries. A program that fails without a failed test counts as one.
fn count(command: &mut Command) -> Done<(u64, u64)> {
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| error.to_string())?;
    let mut sum = (0, 0);
    let stdout = child.stdout.take().ok_or("no output to read")?;
    for line in BufReader::new(stdout).lines().map_while(Result::ok) {
        println!("{line}");
        let (passed, failed) = summary(&line);
        sum = (sum.0 + passed, sum.1 + failed);
    }
    let status = child.wait().map_err(|error| error.to_string())?;
    if !status.success() && sum.1 == 0 {
        sum.1 = 1;
    }
    Ok(sum)
}

/// `test result: ok. 12 passed; 0 failed; …` of cargo and wasm-bindgen, `ℹ pass 12` and `ℹ fail 0` of Node.
fn summary(line: &str) -> (u64, u64) {
    let number = |text: &str| text.trim().parse().unwrap_or(0);
    if let Some(result) = line.trim_start().strip_prefix("test result:") {
        let of = |word: &str| {
            let part = result
                .split(['.', ';'])
                .find_map(|part| part.trim().strip_suffix(word));
            part.map_or(0, number)
        };
        return (of("passed"), of("failed"));
    }
    let line = line.trim_start_matches(['ℹ', '#', ' ']);
    match line.split_once(' ') {
        Some(("pass", n)) => (number(n), 0),
        Some(("fail" | "cancelled", n)) => (0, number(n)),
        _ => (0, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::summary;

    #[test]
    fn summaries_of_each_runner_are_understood() {
        let cargo = "test result: FAILED. 12 passed; 3 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.1s";
        assert_eq!(summary(cargo), (12, 3));
        assert_eq!(summary("ℹ pass 7"), (7, 0));
        assert_eq!(summary("ℹ fail 2"), (0, 2));
        assert_eq!(summary("# cancelled 1"), (0, 1));
        assert_eq!(summary("a test that did pass 9 times"), (0, 0));
    }
}
