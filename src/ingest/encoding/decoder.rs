//! A stream of bytes in a known encoding → UTF-8, chunk by chunk.

use super::guess::{Guess, Utf8, guess_again, wide_of};
use super::legacy::{self, Decode};
use super::mixed::{AND, Mixed};
use super::wide::{Wide, decode_utf32};
use crate::error::{Error, Result};

/// What refuted the encoding that was taken for sure.
#[derive(Clone, Debug, PartialEq)]
pub struct Learned {
    /// Offset in the stream of the first byte that does not fit.
    pub at: u64,
    /// The better guess, from what the chunk holds.
    pub guess: Guess,
    /// The bytes of the chunk from there on, and the one before. With what follows them they make a guess that stands on more
    /// ([`Decoder::settle`]).
    pub seen: Vec<u8>,
}

enum Road {
    /// Bytes of a character that the last chunk cut.
    Utf8(Vec<u8>),
    Legacy(Decode),
    Mixed(Mixed),
    Utf32(Wide, Vec<u8>),
}

/// Transcodes one stream.
pub struct Decoder {
    road: Road,
    out: Vec<u8>,
    /// Bytes taken so far.
    taken: u64,
    /// Characters of several bytes that were good UTF-8.
    wide: u64,
    broken: u64,
    first_broken: Option<u64>,
    is_start: bool,
}

/// UTF-8 is given up for another encoding when there are not at least this many good characters per bad one.
const GOOD_PER_BAD: u64 = 4;

/// After so many good characters the text goes on in another encoding rather than having been in it all the time.
const GOOD_BEFORE: u64 = 20;

/// A character that could not be read.
const BROKEN: &[u8] = "\u{fffd}".as_bytes();

/// A byte order mark in UTF-8.
const MARK: &[u8] = "\u{feff}".as_bytes();

impl Decoder {
    /// A decoder for a label as `guess` gives it. A byte order mark at the start is taken away.
    ///
    /// # Errors
    /// `unknown_encoding` when nobody knows the label.
    pub fn new(label: &str) -> Result<Self> {
        let unknown = || Error::new("unknown_encoding").with_text(label);
        let road = if is_utf8(label) {
            Road::Utf8(Vec::new())
        } else if let Some((_, older)) = label.split_once(AND) {
            Road::Mixed(Mixed::new(legacy::decoder(older).ok_or_else(unknown)?))
        } else if let Some(wide) = wide_of(label) {
            Road::Utf32(wide, Vec::new())
        } else {
            Road::Legacy(legacy::decoder(label).ok_or_else(unknown)?)
        };
        Ok(Self {
            road,
            out: Vec::new(),
            taken: 0,
            wide: 0,
            broken: 0,
            first_broken: None,
            is_start: true,
        })
    }

    /// Places where bytes did not fit the encoding and U+FFFD stands now.
    #[must_use]
    pub fn broken(&self) -> u64 {
        self.broken
    }

    /// Offset in the stream near the first such place (exact for UTF-8, else that of its chunk).
    #[must_use]
    pub fn first_broken(&self) -> Option<u64> {
        self.first_broken
    }

    /// Decodes the next chunk and hands its text to `text`, in pieces of whole characters. Good UTF-8 goes on without a copy.
    ///
    /// # Errors
    /// `Learned` when the bytes show that the encoding is another one: start again with that.
    pub fn push(
        &mut self,
        chunk: &[u8],
        text: &mut dyn FnMut(&[u8]),
    ) -> std::result::Result<(), Box<Learned>> {
        let result = match &mut self.road {
            Road::Utf8(_) => self.utf8(chunk, text),
            _ => {
                self.other(chunk, false, text);
                Ok(())
            }
        };
        self.taken += chunk.len() as u64;
        result
    }

    /// Hands on what the last chunk left unfinished.
    pub fn finish(&mut self, text: &mut dyn FnMut(&[u8])) {
        match &mut self.road {
            Road::Utf8(cut) if cut.is_empty() => {}
            Road::Utf8(cut) => {
                cut.clear();
                self.note_broken(self.taken);
                text(BROKEN);
            }
            _ => self.other(&[], true, text),
        }
    }

    fn note_broken(&mut self, at: u64) {
        self.broken += 1;
        self.first_broken.get_or_insert(at);
    }

    fn other(&mut self, chunk: &[u8], last: bool, text: &mut dyn FnMut(&[u8])) {
        self.out.clear();
        let broken = match &mut self.road {
            Road::Utf8(_) => 0,
            Road::Mixed(mixed) => {
                mixed.push(chunk, last, &mut self.out);
                if !self.out.is_empty()
                    && std::mem::take(&mut self.is_start)
                    && self.out.starts_with(MARK)
                {
                    self.out.drain(..MARK.len());
                }
                0
            }
            Road::Utf32(wide, cut) => {
                let mut broken = decode_utf32(*wide, chunk, cut, &mut self.out);
                if last && !cut.is_empty() {
                    cut.clear();
                    self.out.extend_from_slice(BROKEN);
                    broken += 1;
                }
                if self.is_start && self.out.starts_with(MARK) {
                    self.out.drain(..MARK.len());
                    self.is_start = false;
                }
                self.is_start &= self.out.is_empty();
                broken
            }
            Road::Legacy(decode) => {
                self.out = decode(chunk, last).into_bytes();
                broken_characters(&self.out)
            }
        };
        if broken > 0 {
            self.note_broken(self.taken);
            self.broken += broken - 1;
        }
        if !self.out.is_empty() {
            text(&self.out);
        }
    }

    fn utf8(
        &mut self,
        chunk: &[u8],
        text: &mut dyn FnMut(&[u8]),
    ) -> std::result::Result<(), Box<Learned>> {
        let mut rest = self.complete_cut_character(chunk, text)?;
        if self.is_start {
            rest = rest.strip_prefix(MARK).unwrap_or(rest);
            // The mark may still come, in pieces.
            self.is_start = MARK.starts_with(rest) && rest.len() < MARK.len();
        }
        // Most files are ASCII: one quick look settles it.
        if is_ascii(rest) {
            if !rest.is_empty() {
                text(rest);
            }
            return Ok(());
        }
        loop {
            match std::str::from_utf8(rest) {
                Ok(good) => {
                    self.count_wide(good.as_bytes());
                    if !good.is_empty() {
                        text(good.as_bytes());
                    }
                    return Ok(());
                }
                Err(error) => {
                    let (good, bad) = rest.split_at(error.valid_up_to());
                    self.count_wide(good);
                    if !good.is_empty() {
                        text(good);
                    }
                    let Some(length) = error.error_len() else {
                        if let Road::Utf8(cut) = &mut self.road {
                            cut.extend_from_slice(bad);
                        }
                        return Ok(());
                    };
                    let at = self.taken + (chunk.len() - bad.len()) as u64;
                    self.damaged(rest, good.len(), at)?;
                    text(BROKEN);
                    rest = &bad[length..];
                }
            }
        }
    }

    /// Finishes the character whose beginning the last chunk held; gives what is left of the chunk.
    fn complete_cut_character<'c>(
        &mut self,
        chunk: &'c [u8],
        text: &mut dyn FnMut(&[u8]),
    ) -> std::result::Result<&'c [u8], Box<Learned>> {
        let Road::Utf8(cut) = &mut self.road else {
            return Ok(chunk);
        };
        if cut.is_empty() {
            return Ok(chunk);
        }
        let had = cut.len();
        for (index, byte) in chunk.iter().enumerate().take(4) {
            cut.push(*byte);
            match std::str::from_utf8(cut) {
                Ok(character) => {
                    if !(self.is_start && character.as_bytes() == MARK) {
                        text(character.as_bytes());
                    }
                    cut.clear();
                    self.is_start = false;
                    self.wide += 1;
                    return Ok(&chunk[index + 1..]);
                }
                Err(error) if error.error_len().is_none() => {}
                Err(_) => {
                    // The cut character was broken; this byte begins anew.
                    let seen = [&cut[..had], chunk].concat();
                    cut.clear();
                    self.is_start = false;
                    let at = self.taken.saturating_sub(had as u64);
                    self.damaged(&seen, 0, at)?;
                    text(BROKEN);
                    return Ok(&chunk[index..]);
                }
            }
        }
        Ok(&[])
    }

    fn count_wide(&mut self, good: &[u8]) {
        self.wide += good.iter().filter(|byte| **byte >= 0xc0).count() as u64;
    }

    /// The encoding after all, from the bytes that refuted UTF-8 and those behind them.
    #[must_use]
    pub fn settle(&self, seen: &[u8]) -> String {
        match self.again(seen).label {
            // A few odd lines before much good text; to begin with the same encoding again would never end.
            label if is_utf8(&label) => format!("{label}{AND}windows-1252"),
            label => label,
        }
    }

    fn again(&self, seen: &[u8]) -> Guess {
        let mut guess = guess_again(seen);
        if self.wide >= GOOD_BEFORE
            && !is_utf8(&guess.label)
            && legacy::decoder(&guess.label).is_some()
        {
            guess.label = format!("utf-8{AND}{}", guess.label);
        }
        guess
    }

    /// Damage in UTF-8 at `bad` of this text: a slip in good text, or another encoding altogether?
    fn damaged(
        &mut self,
        text: &[u8],
        bad: usize,
        at: u64,
    ) -> std::result::Result<(), Box<Learned>> {
        if self.wide < GOOD_PER_BAD * (self.broken + 1) {
            let ahead = Utf8::of(text.get(bad + 1..).unwrap_or_default());
            if self.wide + (ahead.wide as u64)
                < GOOD_PER_BAD * (self.broken + 1 + ahead.broken as u64)
            {
                let seen = &text[bad.saturating_sub(1)..];
                let guess = self.again(seen);
                // Nothing better is known: what can be read of it as UTF-8 is.
                if !is_utf8(&guess.label) {
                    let seen = seen.to_vec();
                    return Err(Box::new(Learned { at, guess, seen }));
                }
            }
        }
        self.note_broken(at);
        Ok(())
    }
}

/// Names of UTF-8 that people use.
fn is_utf8(label: &str) -> bool {
    ["utf-8", "utf8"]
        .iter()
        .any(|name| label.eq_ignore_ascii_case(name))
}

/// As [`slice::is_ascii`], sixteen bytes at a time in WebAssembly too.
fn is_ascii(bytes: &[u8]) -> bool {
    bytes
        .chunks(1 << 12)
        .all(|chunk| chunk.iter().fold(0, |all, byte| all | byte) < 0x80)
}

fn broken_characters(text: &[u8]) -> u64 {
    memchr::memmem::find_iter(text, BROKEN).count() as u64
}
