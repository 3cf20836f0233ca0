//! Feeds a session from files in memory, as the page and the command line do from theirs.

use regulars::error::Result;
use regulars::ingest::inspection::{Choices, Inspection};
use regulars::options::Options;
use regulars::report::Report;
use regulars::session::Session;

/// One run over some files.
#[derive(Default)]
pub(crate) struct Run {
    pub(crate) session: Session,
    files: Vec<Vec<u8>>,
}

impl Run {
    /// Adds a file.
    pub(crate) fn add(&mut self, name: &str, bytes: Vec<u8>) {
        self.session.add_source(name, bytes.len() as u64);
        self.files.push(bytes);
    }

    /// Gives the session what it wants, in pieces of at most `piece` bytes.
    pub(crate) fn feed(&mut self, piece: usize) -> Result<()> {
        while let Some(want) = self.session.want() {
            let from = want.from as usize;
            let to = (want.to as usize).min(from + piece);
            self.session
                .feed(&self.files[want.source as usize][from..to])?;
        }
        Ok(())
    }

    /// Looks at the samples.
    pub(crate) fn inspect(&mut self) -> Result<Inspection> {
        self.session.inspect(Choices::default())?;
        self.feed(1 << 16)?;
        Ok(self.session.inspection().cloned().unwrap_or_default())
    }

    /// Everything as proposed.
    pub(crate) fn analyze(&mut self) -> Result<Report> {
        let inspection = self.inspect()?;
        self.analyze_with(inspection.proposed, 1 << 16)
    }

    /// Under these choices, in pieces of `piece` bytes.
    pub(crate) fn analyze_with(&mut self, choices: Choices, piece: usize) -> Result<Report> {
        self.session.analyze(choices)?;
        self.feed(piece)?;
        self.session.report(&Options::default())
    }
}
