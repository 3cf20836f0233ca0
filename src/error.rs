//! What went wrong, where, and with which text: ids and facts. The sentences live in `www/src/words`.

use serde::Serialize;

use crate::math::pairs::Pairs;

/// A refusal. `code` is stable and has words in every language (a test sees to it).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Error {
    /// Stable id in `snake_case`, e.g. `no_customer_column`.
    pub code: &'static str,
    /// Name of the file, where one file is meant.
    pub file: Option<String>,
    /// Line of the file, counted from 1.
    pub line: Option<u64>,
    /// Header of the column, where one column is meant.
    pub column: Option<String>,
    /// The offending text, cut to 200 characters.
    pub text: Option<String>,
    /// Numbers and names the sentence needs, by name.
    pub facts: Pairs<&'static str, String>,
}

/// What the engine's functions return.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// An error that so far knows only what it is.
    #[must_use]
    pub fn new(code: &'static str) -> Self {
        Self {
            code,
            ..Self::default()
        }
    }

    /// In this file.
    #[must_use]
    pub fn in_file(mut self, file: impl Into<String>) -> Self {
        self.file = Some(file.into());
        self
    }

    /// On this line, counted from 1.
    #[must_use]
    pub fn at_line(mut self, line: u64) -> Self {
        self.line = Some(line);
        self
    }

    /// In this column.
    #[must_use]
    pub fn in_column(mut self, column: impl Into<String>) -> Self {
        self.column = Some(column.into());
        self
    }

    /// This text (cut to 200 characters).
    #[must_use]
    pub fn with_text(mut self, text: &str) -> Self {
        self.text = Some(text.chars().take(200).collect());
        self
    }

    /// A number or name that the sentence needs.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.facts.insert(name, value.to_string());
        self
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code)?;
        if let Some(line) = self.line {
            write!(f, " (line {line})")?;
        }
        self.text
            .as_ref()
            .map_or(Ok(()), |text| write!(f, ": {text}"))
    }
}

impl std::error::Error for Error {}
