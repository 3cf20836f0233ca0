//! The front door: one session holds what was dropped, what was found in it, and the loaded analysis.
//!
//! A session never reads anything itself. It says which bytes it wants next ([`Session::want`]) and is fed them
//! ([`Session::feed`]), so the same code runs over a `File` in a browser, a file descriptor in Node and a slice in a test.

use crate::error::Result;

/// The bytes a session wants next: `from..to` of a source, in order, in pieces of any size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Want {
    /// Index in the order of `add_source`.
    pub source: u32,
    /// First byte wanted.
    pub from: u64,
    /// One past the last byte wanted.
    pub to: u64,
}

/// How far a running task is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// `inspect`, `read`, `group`, `write`.
    pub phase: &'static str,
    /// Bytes taken so far.
    pub done: u64,
    /// Bytes to take in all.
    pub total: u64,
}

/// What was dropped, and everything known about it so far.
#[derive(Debug, Default)]
pub struct Session {
    sources: Vec<Source>,
}

#[derive(Debug)]
struct Source {
    name: String,
    size: u64,
}

impl Session {
    /// A session without sources.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file by name and size in bytes; its bytes are asked for later.
    pub fn add_source(&mut self, name: &str, size: u64) {
        self.sources.push(Source {
            name: name.to_owned(),
            size,
        });
    }

    /// What to feed next; `None` when the task at hand has all it needs.
    #[must_use]
    pub fn want(&self) -> Option<Want> {
        None
    }

    /// Takes the next bytes of the present [`Want`].
    ///
    /// # Errors
    /// A refusal of the input (`empty_file`, `not_a_table` …); the session can go on with another task.
    pub fn feed(&mut self, _bytes: &[u8]) -> Result<()> {
        Ok(())
    }

    /// How far the task at hand is.
    #[must_use]
    pub fn progress(&self) -> Progress {
        Progress {
            phase: "inspect",
            done: 0,
            total: self.sources.iter().map(|s| s.size).sum(),
        }
    }
}
