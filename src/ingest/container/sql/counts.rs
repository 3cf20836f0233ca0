//! Numbers that a database gives: the columns that it counts, and its sequences.

use std::collections::HashMap;

/// Types and marks of columns that are counted, in small letters.
const COUNTED: [&str; 6] = [
    "auto_increment",
    "autoincrement",
    "identity",
    "serial",
    "bigserial",
    "smallserial",
];

/// What stands behind these words in a column's definition speaks of something else; but "by default" doesn't end it.
const ENDS: [&str; 4] = ["comment", "references", "check", "default"];

/// Bytes behind a name in which its statement says where it begins.
const SAID: usize = 400;

/// The number that a row gets is that of the last one …
const LAST_GIVEN: [&str; 4] = ["last_insert_id", "scope_identity", "lastval", "identity"];

/// A column of numbers that the database gives where a row has none.
pub(super) struct Counted {
    pub(super) column: usize,
    next: u64,
    step: u64,
    /// Rows without names of columns leave it out.
    pub(super) is_left_out: bool,
}

impl Counted {
    /// Reads the definition of a column: its type and what follows.
    pub(super) fn of(column: usize, definition: &str) -> Option<Self> {
        let words = words(definition);
        let ends = |at: usize, word: &String| {
            ENDS.contains(&word.as_str()) && !(at > 0 && words[at - 1] == "by")
        };
        let end = words
            .iter()
            .enumerate()
            .position(|(at, word)| ends(at, word));
        let words = &words[..end.unwrap_or(words.len())];
        let is = |word: &String| COUNTED.contains(&word.as_str());
        let is_row = ["integer", "primary", "key"];
        let at = words.iter().position(is);
        if at.is_none() && !words.windows(3).any(|three| three == is_row) {
            return None;
        }
        let number = |behind: usize| words.get(at? + behind)?.parse::<u64>().ok();
        Some(Self {
            column,
            next: number(1).unwrap_or(1),
            step: number(2).unwrap_or(1).max(1),
            is_left_out: at.is_some_and(|at| words[at] == "identity"),
        })
    }

    /// The table begins to count somewhere else: `) ENGINE=InnoDB AUTO_INCREMENT=31;`.
    pub(super) fn begin(&mut self, behind: &str) {
        if let Some(first) = number_behind(behind, "auto_increment") {
            self.next = self.next.max(first);
        }
    }

    /// The number that a row gets; `None` where it has its own.
    pub(super) fn give(&mut self, own: &str) -> Option<u64> {
        let given = own.is_empty().then_some(self.next);
        if let Some(number) = given.or_else(|| own.parse().ok()) {
            self.next = self.next.max(number.saturating_add(self.step));
        }
        given
    }
}

/// The sequences of a database, and the last number that anything gave.
#[derive(Default)]
pub(super) struct Sequences {
    last: HashMap<String, u64>,
    pub(super) given: u64,
}

impl Sequences {
    /// One is created; `behind`: the text behind its name.
    pub(super) fn create(&mut self, name: &str, behind: &str) {
        let first = number_behind(behind, "start").unwrap_or(1);
        self.last.insert(plain(name), first.saturating_sub(1));
    }

    /// The number that is meant: `seq_orders.NEXTVAL`, `nextval('public.seq_orders')`, `currval(…)`, `LAST_INSERT_ID()`.
    pub(super) fn value(&mut self, text: &str, quoted: Option<&str>) -> Option<u64> {
        // Most values are numbers.
        if !text.starts_with(|c: char| c.is_alphabetic() || "@[\"`".contains(c)) {
            return None;
        }
        let lower = text.to_ascii_lowercase();
        let (word, name) = match quoted {
            Some(name) => (lower.split('(').next()?.trim(), name),
            None => match lower.rsplit_once('.') {
                Some((name, word)) => (word.trim(), name),
                None => {
                    let word = lower.trim_start_matches('@').trim_end_matches("()");
                    let is_last = LAST_GIVEN.contains(&word) && word.len() < lower.len();
                    return is_last.then_some(self.given);
                }
            },
        };
        let is_next = word == "nextval";
        if !is_next && word != "currval" {
            return None;
        }
        let last = self.last.entry(plain(name)).or_default();
        if is_next {
            *last = last.saturating_add(1);
            self.given = *last;
        }
        Some(*last)
    }
}

/// Words and numbers in small letters, those in quotes left out.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (at, part) in text.split(['\'', '"', '`']).enumerate() {
        if at % 2 == 0 {
            let own = part.split(|c: char| !c.is_alphanumeric() && c != '_');
            words.extend(own.filter(|word| !word.is_empty()).map(str::to_lowercase));
        }
    }
    words
}

/// The last part of a name, in small letters and without its quotes.
fn plain(name: &str) -> String {
    let last = name.rsplit('.').next().unwrap_or(name);
    last.trim_matches(['"', '`', '[', ']', '\'']).to_lowercase()
}

/// The number behind this word in what is left of the statement.
fn number_behind(behind: &str, word: &str) -> Option<u64> {
    let end = behind.floor_char_boundary(SAID);
    let said = behind[..end].split(';').next()?;
    let words = words(said);
    // The next statement, where nothing ends this one.
    let end = words.iter().position(|w| w == "create" || w == "insert");
    let words = &words[..end.unwrap_or(words.len())];
    let at = words.iter().position(|w| w == word)?;
    words[at..].iter().take(3).find_map(|w| w.parse().ok())
}
