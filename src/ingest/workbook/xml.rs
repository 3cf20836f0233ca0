//! A pull scanner for XML, as much as spreadsheets need: tags, attributes, text. Reads its source piece by piece.
//!
//! Entities other than the five of XML and character references are left as they stand, so none can expand into a bomb.

use crate::error::{Error, Result};
use crate::ingest::container::zip::{self, Member};

/// Where XML text comes from: appends some bytes, says false when there are no more.
pub(super) type Source<'s> = dyn FnMut(&mut Vec<u8>) -> Result<bool> + 's;

/// A longer tag or text is a bomb.
const LONGEST: usize = 1 << 26;

/// What stands next.
#[derive(Debug)]
pub(super) enum Event<'a> {
    /// `<name attributes>`; `is_empty` for `<name/>`, which no `End` follows.
    Start {
        name: &'a [u8],
        attributes: &'a [u8],
        is_empty: bool,
    },
    /// `</name>`.
    End(&'a [u8]),
    /// Text with its entities.
    Text(&'a [u8]),
    /// Text that has none.
    Literal(&'a [u8]),
    Eof,
}

/// Scans a part of an archive.
pub(super) fn scan(
    archive: &[u8],
    member: &Member,
    visit: &mut dyn FnMut(&mut Xml) -> Result<()>,
) -> Result<()> {
    let mut reader = zip::Reader::open(archive, member)?;
    let mut source =
        |buffer: &mut Vec<u8>| reader.more(&mut |bytes| buffer.extend_from_slice(bytes));
    visit(&mut Xml::new(&mut source))
}

pub(super) struct Xml<'s> {
    source: &'s mut Source<'s>,
    buffer: Vec<u8>,
    at: usize,
    is_done: bool,
}

impl<'s> Xml<'s> {
    pub(super) fn new(source: &'s mut Source<'s>) -> Self {
        Self {
            source,
            buffer: Vec::new(),
            at: 0,
            is_done: false,
        }
    }

    /// Position of `pattern` behind `self.at + from`, reading on until it is there.
    fn find(&mut self, pattern: &[u8], from: usize) -> Result<Option<usize>> {
        let mut from = from;
        loop {
            let start = (self.at + from).min(self.buffer.len());
            if let Some(found) = memchr::memmem::find(&self.buffer[start..], pattern) {
                return Ok(Some(start + found));
            }
            if self.is_done {
                return Ok(None);
            }
            from = (self.buffer.len() - self.at)
                .saturating_sub(pattern.len() - 1)
                .max(from);
            self.read_on()?;
        }
    }

    fn read_on(&mut self) -> Result<()> {
        self.buffer.drain(..self.at);
        self.at = 0;
        if self.buffer.len() > LONGEST {
            return Err(Error::new("xml_bomb"));
        }
        if !(self.source)(&mut self.buffer)? {
            self.is_done = true;
        }
        Ok(())
    }

    /// Goes on where this stands next, or at the end. What is in between is not looked at.
    pub(super) fn skip_to(&mut self, pattern: &[u8]) -> Result<()> {
        loop {
            let rest = &self.buffer[self.at..];
            if let Some(found) = memchr::memmem::find(rest, pattern) {
                self.at += found;
                return Ok(());
            }
            // Its beginning may stand at the end of what was read.
            let kept = if self.is_done { 0 } else { pattern.len() - 1 };
            self.at += rest.len().saturating_sub(kept);
            if self.is_done {
                return Ok(());
            }
            self.read_on()?;
        }
    }

    /// The next event. Text between tags comes as it stands, blanks included.
    pub(super) fn next(&mut self) -> Result<Event<'_>> {
        loop {
            while self.at >= self.buffer.len() {
                if self.is_done {
                    return Ok(Event::Eof);
                }
                self.read_on()?;
            }
            if self.buffer[self.at] != b'<' {
                let end = self.find(b"<", 0)?.unwrap_or(self.buffer.len());
                let start = std::mem::replace(&mut self.at, end);
                return Ok(Event::Text(&self.buffer[start..end]));
            }
            while self.buffer.len() - self.at < 9 && !self.is_done {
                self.read_on()?;
            }
            let rest = &self.buffer[self.at..];
            let skipped: &[u8] = if rest.starts_with(b"<!--") {
                b"-->"
            } else if rest.starts_with(b"<![CDATA[") {
                let end = self.find(b"]]>", 9)?.unwrap_or(self.buffer.len());
                let start = self.at + 9;
                self.at = (end + 3).min(self.buffer.len());
                return Ok(Event::Literal(&self.buffer[start.min(end)..end]));
            } else if rest.starts_with(b"<?") {
                b"?>"
            } else if rest.starts_with(b"<!") {
                b">"
            } else {
                break;
            };
            match self.find(skipped, 2)? {
                Some(end) => self.at = end + skipped.len(),
                None => self.at = self.buffer.len(),
            }
        }
        let end = self.end_of_tag()?;
        let start = self.at + 1;
        self.at = (end + 1).min(self.buffer.len());
        let tag = &self.buffer[start.min(end)..end];
        if let Some(name) = tag.strip_prefix(b"/") {
            return Ok(Event::End(local(name.trim_ascii())));
        }
        let (tag, is_empty) = match tag.strip_suffix(b"/") {
            Some(tag) => (tag, true),
            None => (tag, false),
        };
        let cut = tag
            .iter()
            .position(u8::is_ascii_whitespace)
            .unwrap_or(tag.len());
        Ok(Event::Start {
            name: local(&tag[..cut]),
            attributes: &tag[cut..],
            is_empty,
        })
    }

    /// Position of the `>` that ends the tag at `self.at`; one inside a quoted value does not. A quote elsewhere than behind the
    /// mark of a value is a sign like others: `width=5">`. No byte is looked at twice, however many tags an open quote swallows.
    fn end_of_tag(&mut self) -> Result<usize> {
        let (mut seen, mut before, mut quote) = (1, 0, None);
        loop {
            let start = self.at + seen;
            for (place, &byte) in self.buffer.iter().enumerate().skip(start) {
                match (quote, byte) {
                    (None, b'>') => return Ok(place),
                    (None, b'"' | b'\'') if before == b'=' => quote = Some(byte),
                    (Some(open), _) if open == byte => quote = None,
                    _ => {}
                }
                if !byte.is_ascii_whitespace() {
                    before = byte;
                }
            }
            if self.is_done {
                return Ok(self.buffer.len());
            }
            seen = self.buffer.len() - self.at;
            self.read_on()?;
        }
    }
}

/// A name without its namespace prefix.
pub(super) fn local(name: &[u8]) -> &[u8] {
    match name.iter().rposition(|byte| *byte == b':') {
        Some(at) => &name[at + 1..],
        None => name,
    }
}

/// Value of an attribute by its local name. In pages values may stand without quotes, and names without values.
pub(super) fn attribute<'a>(attributes: &'a [u8], wanted: &[u8]) -> Option<&'a [u8]> {
    let mut rest = attributes;
    loop {
        rest = rest.trim_ascii_start();
        let equals = rest.iter().position(|byte| *byte == b'=')?;
        let names = rest[..equals].trim_ascii_end();
        let name = names.rsplit(u8::is_ascii_whitespace).next()?;
        rest = rest[equals + 1..].trim_ascii_start();
        let value;
        (value, rest) = match rest.split_first()? {
            (quote @ (b'"' | b'\''), inside) => {
                let end = inside.iter().position(|byte| byte == quote)?;
                (&inside[..end], &inside[end + 1..])
            }
            _ => {
                let end = rest.iter().position(u8::is_ascii_whitespace);
                rest.split_at(end.unwrap_or(rest.len()))
            }
        };
        if local(name).eq_ignore_ascii_case(wanted) {
            return Some(value);
        }
    }
}

/// Text with its entities resolved, at the end of `out`.
pub(super) fn unescape(text: &[u8], out: &mut Vec<u8>) {
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'&', rest) {
        out.extend_from_slice(&rest[..at]);
        rest = &rest[at..];
        let end = rest.iter().take(12).position(|byte| *byte == b';');
        let resolved = end.and_then(|end| entity(&rest[1..end]).map(|c| (c, end)));
        match resolved {
            Some((c, end)) => {
                out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
                rest = &rest[end + 1..];
            }
            None => {
                out.push(b'&');
                rest = &rest[1..];
            }
        }
    }
    out.extend_from_slice(rest);
}

fn entity(name: &[u8]) -> Option<char> {
    match name {
        b"amp" => Some('&'),
        b"lt" => Some('<'),
        b"gt" => Some('>'),
        b"quot" => Some('"'),
        b"apos" => Some('\''),
        b"nbsp" => Some('\u{a0}'),
        b"yen" => Some('¥'),
        b"euro" => Some('€'),
        b"pound" => Some('£'),
        [b'#', b'x' | b'X', hex @ ..] => u32::from_str_radix(std::str::from_utf8(hex).ok()?, 16)
            .ok()
            .and_then(char::from_u32),
        [b'#', digits @ ..] => std::str::from_utf8(digits)
            .ok()?
            .parse()
            .ok()
            .and_then(char::from_u32),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn events(text: &str, piece: usize) -> Vec<String> {
        let mut pieces = text.as_bytes().chunks(piece);
        let mut source = |buffer: &mut Vec<u8>| {
            Ok(pieces
                .next()
                .map(|piece| buffer.extend_from_slice(piece))
                .is_some())
        };
        let mut xml = Xml::new(&mut source);
        let mut events = Vec::new();
        loop {
            match xml.next().expect("small") {
                Event::Eof => return events,
                Event::Text(text) | Event::Literal(text) => {
                    let mut plain = Vec::new();
                    unescape(text, &mut plain);
                    events.push(String::from_utf8_lossy(&plain).into_owned());
                }
                event => events.push(
                    format!("{event:?}")
                        .split(' ')
                        .next()
                        .unwrap_or("")
                        .to_owned(),
                ),
            }
        }
    }

    #[test]
    fn any_piece_size_gives_the_same_events() {
        let text = "<?xml version='1.0'?><!DOCTYPE a><x:a k=\"1>2\"><!-- <b> --><b/>1 &lt; 2 &#x4e2d;<![CDATA[<&]]></x:a>";
        let whole = events(text, 1000);
        assert_eq!(whole, ["Start", "Start", "1 < 2 中", "<&", "End([97])"]);
        for piece in 1..20 {
            assert_eq!(events(text, piece), whole, "pieces of {piece}");
        }
    }

    #[test]
    fn a_stray_quote_is_a_sign_like_others() {
        for piece in [1, 7, 1000] {
            assert_eq!(
                events("<td w=5\" >1</td><td w = '>'>2<a b=\"<c>d", piece),
                ["Start", "1", "End([116,", "Start", "2", "Start"]
            );
        }
    }

    #[test]
    fn attributes_are_found_by_their_local_name() {
        assert_eq!(
            attribute(b" r=\"A1\" x:s='2' t = \"s\"", b"s"),
            Some(&b"2"[..])
        );
        assert_eq!(attribute(b" r=\"A1\" t = \"s\"", b"t"), Some(&b"s"[..]));
        assert_eq!(attribute(b" r=\"A1", b"r"), None);
    }
}
