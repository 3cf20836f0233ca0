//! The dates of a file, remembered: neighbouring rows share their date, and a file has few different ones. Reading a date
//! that is not plain ISO costs ten times as much as recognizing it.

use super::dates::DateReader;
use crate::day::Day;

/// Dates remembered besides the last one.
const TABLE: usize = 1024;

/// The text of a date of 8 to 24 bytes in three words that overlap.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Text {
    head: u64,
    middle: u64,
    tail: u64,
    length: usize,
}

impl Text {
    #[inline(always)]
    fn of(text: &[u8]) -> Option<Self> {
        let word = |bytes: Option<&[u8; 8]>| bytes.map(|bytes| u64::from_le_bytes(*bytes));
        if text.len() > 24 {
            return None;
        }
        Some(Self {
            head: word(text.first_chunk())?,
            middle: match text.len() {
                ..=16 => 0,
                _ => word(text.get(8..)?.first_chunk())?,
            },
            tail: word(text.last_chunk())?,
            length: text.len(),
        })
    }

    fn place(self) -> usize {
        let words = [self.head, self.middle, self.tail, self.length as u64];
        let mixed = words.into_iter().fold(0_u64, |hash, word| {
            (hash ^ word)
                .wrapping_mul(0x9E37_79B9_7F4A_7C15)
                .rotate_left(29)
        });
        mixed as usize % TABLE
    }
}

/// A [`DateReader`] with a memory. What it answers depends on nothing but the text.
#[derive(Clone, Debug)]
pub(super) struct Days {
    reader: DateReader,
    last: (Text, Option<Day>),
    last_second: (Text, u32),
    table: Vec<(Text, Option<Day>)>,
}

impl Days {
    pub(super) fn new(reader: DateReader) -> Self {
        Self {
            reader,
            // No text has length 0 here.
            last: (Text::default(), None),
            last_second: (Text::default(), 0),
            table: Vec::new(),
        }
    }

    /// The reader without its memory.
    pub(super) fn reader(&self) -> DateReader {
        self.reader
    }

    /// As [`DateReader::day`]; and is it another text than the last one?
    #[inline(always)]
    pub(super) fn day(&mut self, text: &[u8]) -> (Option<Day>, bool) {
        let Some(key) = Text::of(text) else {
            return (self.reader.day(text), true);
        };
        if self.last.0 == key {
            return (self.last.1, false);
        }
        let day = match self.reader.plain_day(text) {
            Some(day) => Some(day),
            None => self.look_up(key, text),
        };
        self.last = (key, day);
        (day, true)
    }

    /// Can a text of this length be a date with a time of day? The shortest is 1/1/24 8:00.
    pub(super) fn may_have_time(length: usize) -> bool {
        length > "2011-12-09".len()
    }

    /// As [`DateReader::second_of_day`].
    #[inline]
    pub(super) fn second_of_day(&mut self, text: &[u8]) -> u32 {
        if !Self::may_have_time(text.len()) {
            return 0;
        }
        match Text::of(text) {
            None => self.reader.second_of_day(text),
            Some(key) if key == self.last_second.0 => self.last_second.1,
            Some(key) => {
                let second = self.reader.second_of_day(text);
                self.last_second = (key, second);
                second
            }
        }
    }

    #[inline(never)]
    fn look_up(&mut self, key: Text, text: &[u8]) -> Option<Day> {
        if self.table.is_empty() {
            self.table.resize(TABLE, (Text::default(), None));
        }
        let entry = &mut self.table[key.place()];
        if entry.0 != key {
            *entry = (key, self.reader.day(text));
        }
        entry.1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::plan::DateOrder;

    #[test]
    fn memory_changes_no_answer() {
        let reader = DateReader::new(DateOrder::DayMonthYear);
        let mut days = Days::new(reader);
        let mut texts = vec![String::new(), "x".repeat(30), "2024-02-30".into()];
        for day in 1..=31 {
            for time in ["", " 8:05", " 23:59:59", "T10:00:00+09:00"] {
                texts.push(format!("{day:02}/02/2024{time}"));
                texts.push(format!("2024-01-{day:02}{time}"));
            }
        }
        for text in texts.iter().chain(texts.iter().rev()).chain(&texts) {
            let text = text.as_bytes();
            assert_eq!(days.day(text).0, reader.day(text));
            assert_eq!(days.day(text).0, reader.day(text));
            let second = if text.len() <= 10 {
                0
            } else {
                reader.second_of_day(text)
            };
            assert_eq!(days.second_of_day(text), second);
        }
    }
}
