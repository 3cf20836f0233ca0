//! Values off a JSON text, one after the other. Numbers keep their digits as written.

use crate::error::{Error, Result};

/// Values nested deeper than this are no records.
const DEEPEST: usize = 64;

/// A value.
pub(super) enum Node {
    Null,
    /// A text, or a number, `true` or `false` as written.
    Plain(String),
    List(Vec<Node>),
    Object(Vec<(String, Node)>),
}

/// Reads values off a text.
pub(super) struct Reader<'a> {
    pub(super) text: &'a [u8],
    pub(super) at: usize,
}

impl<'a> Reader<'a> {
    /// The error that says where it is broken.
    pub(super) fn damaged(&self) -> Error {
        let line = 1 + memchr::memchr_iter(b'\n', &self.text[..self.at.min(self.text.len())])
            .count() as u64;
        Error::new("damaged_json").at_line(line)
    }

    /// The next byte that is no white space.
    pub(super) fn peek(&mut self) -> Option<u8> {
        while self.text.get(self.at).is_some_and(u8::is_ascii_whitespace) {
            self.at += 1;
        }
        self.text.get(self.at).copied()
    }

    /// Takes a mark if it comes next.
    pub(super) fn take(&mut self, mark: u8) -> bool {
        let is_there = self.peek() == Some(mark);
        self.at += usize::from(is_there);
        is_there
    }

    /// Goes past a value without keeping it.
    pub(super) fn skip(&mut self) -> Result<()> {
        let mut depth = 0usize;
        loop {
            match self.peek().ok_or_else(|| self.damaged())? {
                b'"' => self.skip_string()?,
                b'{' | b'[' => {
                    depth += 1;
                    self.at += 1;
                }
                b'}' | b']' => {
                    depth = depth.checked_sub(1).ok_or_else(|| self.damaged())?;
                    self.at += 1;
                }
                b',' | b':' if depth > 0 => self.at += 1,
                _ => {
                    let start = self.at;
                    self.word();
                    if self.at == start {
                        return Err(self.damaged());
                    }
                }
            }
            if depth == 0 {
                return Ok(());
            }
        }
    }

    fn skip_string(&mut self) -> Result<()> {
        self.at += 1;
        loop {
            let rest = self.text.get(self.at..).unwrap_or_default();
            match memchr::memchr2(b'"', b'\\', rest) {
                Some(found) if rest[found] == b'"' => {
                    self.at += found + 1;
                    return Ok(());
                }
                Some(found) => self.at += found + 2,
                None => return Err(self.damaged()),
            }
        }
    }

    /// A number, `true`, `false` or `null`, as written.
    fn word(&mut self) -> &'a [u8] {
        let start = self.at;
        while self
            .text
            .get(self.at)
            .is_some_and(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
        {
            self.at += 1;
        }
        &self.text[start..self.at]
    }

    /// The text that comes next, its escapes resolved.
    pub(super) fn string(&mut self) -> Result<String> {
        let start = self.at + 1;
        self.skip_string()?;
        let inside = &self.text[start..self.at - 1];
        let mut plain = String::new();
        let text = String::from_utf8_lossy(inside);
        let mut characters = text.chars();
        while let Some(c) = characters.next() {
            if c != '\\' {
                plain.push(c);
                continue;
            }
            match characters.next() {
                Some('n') => plain.push('\n'),
                Some('r') => plain.push('\r'),
                Some('t') => plain.push('\t'),
                Some('b' | 'f') => plain.push(' '),
                Some('u') => {
                    let unit = hex(&mut characters);
                    let code = match unit {
                        0xd800..=0xdbff => {
                            let mut ahead = characters.clone();
                            let low = if ahead.next() == Some('\\') && ahead.next() == Some('u') {
                                hex(&mut ahead)
                            } else {
                                0
                            };
                            if (0xdc00..0xe000).contains(&low) {
                                characters = ahead;
                                0x1_0000 + ((unit - 0xd800) << 10) + (low - 0xdc00)
                            } else {
                                unit
                            }
                        }
                        unit => unit,
                    };
                    plain.push(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
                }
                Some(other) => plain.push(other),
                None => {}
            }
        }
        Ok(plain)
    }

    /// The value that comes next, whole.
    ///
    /// # Errors
    /// `damaged_json`, also when it is nested deeper than `DEEPEST`.
    pub(super) fn value(&mut self, depth: usize) -> Result<Node> {
        if depth > DEEPEST {
            return Err(self.damaged());
        }
        match self.peek() {
            Some(b'"') => Ok(Node::Plain(self.string()?)),
            Some(b'{') => {
                let mut object = Vec::new();
                self.members(&mut |reader, name| {
                    object.push((name, reader.value(depth + 1)?));
                    Ok(())
                })?;
                Ok(Node::Object(object))
            }
            Some(b'[') => {
                self.at += 1;
                let mut list = Vec::new();
                while !self.take(b']') {
                    list.push(self.value(depth + 1)?);
                    if !self.take(b',') && self.peek() != Some(b']') {
                        return Err(self.damaged());
                    }
                }
                Ok(Node::List(list))
            }
            _ => match self.word() {
                b"" => Err(self.damaged()),
                b"null" => Ok(Node::Null),
                word => Ok(Node::Plain(String::from_utf8_lossy(word).into_owned())),
            },
        }
    }

    /// Calls `visit` for each member of the object that comes next; it must take the value.
    pub(super) fn members(
        &mut self,
        visit: &mut dyn FnMut(&mut Self, String) -> Result<()>,
    ) -> Result<()> {
        if !self.take(b'{') {
            return Err(self.damaged());
        }
        while !self.take(b'}') {
            if self.peek() != Some(b'"') {
                return Err(self.damaged());
            }
            let name = self.string()?;
            if !self.take(b':') {
                return Err(self.damaged());
            }
            visit(self, name)?;
            if !self.take(b',') && self.peek() != Some(b'}') {
                return Err(self.damaged());
            }
        }
        Ok(())
    }
}

fn hex(characters: &mut std::str::Chars) -> u32 {
    characters
        .by_ref()
        .take(4)
        .filter_map(|c| c.to_digit(16))
        .fold(0, |sum, digit| sum * 16 + digit)
}
