//! The answer in sentences: which statements the numbers allow, in order. Ids and facts; `www/src/words` composes them.

use serde::Serialize;

use crate::math::pairs::Pairs;

/// A number or a text that a sentence needs.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Fact {
    /// A number: count, share (0–1), days or money; the sentence's id says which.
    Number(f64),
    /// A day, an id, a name.
    Text(String),
}

impl From<f64> for Fact {
    fn from(value: f64) -> Self {
        Self::Number(value)
    }
}

impl From<u64> for Fact {
    fn from(value: u64) -> Self {
        Self::Number(value as f64)
    }
}

impl From<u32> for Fact {
    fn from(value: u32) -> Self {
        Self::Number(f64::from(value))
    }
}

impl From<usize> for Fact {
    fn from(value: usize) -> Self {
        Self::Number(value as f64)
    }
}

impl From<String> for Fact {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl From<&str> for Fact {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

/// One statement: its id and its facts.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Said {
    /// Stable id with words in every language.
    pub id: &'static str,
    /// What the words need.
    pub facts: Pairs<&'static str, Fact>,
}

impl Said {
    /// A statement without facts so far.
    #[must_use]
    pub fn new(id: &'static str) -> Self {
        Self {
            id,
            facts: Pairs::new(),
        }
    }

    /// With one more fact.
    #[must_use]
    pub fn with(mut self, name: &'static str, fact: impl Into<Fact>) -> Self {
        self.facts.insert(name, fact.into());
        self
    }
}
