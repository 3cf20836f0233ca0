//! Samples of a table's text → its `Layout`, with no parameter given.
//!
//! Guesses are judged by what they make of the samples: records of one width, columns of one kind (`dialect`). The winner's
//! records then tell where the table begins and what its columns are called (`header`).

mod decimals;
mod dialect;
mod header;
pub mod kind;
mod names;

use std::borrow::Cow;

use crate::error::{Error, Result};

use super::encoding::{Decoder, guess};
use super::layout::Layout;

/// Bytes of a sample that are looked at when dialects are tried.
const TRIAL_BYTES: usize = 1 << 16;

/// Pieces of one table.
#[derive(Clone, Copy, Debug, Default)]
pub struct Samples<'a> {
    /// The beginning.
    pub head: &'a [u8],
    /// A piece out of the middle, empty where there is none.
    pub middle: &'a [u8],
    /// The end, empty where there is none.
    pub tail: &'a [u8],
    /// `head` is the whole text.
    pub whole: bool,
}

/// The layout of a table of which these are the first bytes, in whatever encoding.
///
/// # Errors
/// `empty_file` when nothing but blanks is there.
pub fn sniff(sample: &[u8]) -> Result<Layout> {
    sniff_bytes(&Samples {
        head: sample,
        whole: sample.len() < TRIAL_BYTES,
        ..Samples::default()
    })
}

/// The layout of a table, from several pieces of its file, in whatever encoding. Pieces behind the first begin at a multiple of
/// four bytes, so that wide characters are not cut.
///
/// # Errors
/// `empty_file` when nothing but blanks is there.
pub fn sniff_bytes(samples: &Samples) -> Result<Layout> {
    let encoding = guess(&[samples.head, samples.middle, samples.tail]);
    let [head, middle, tail] =
        [samples.head, samples.middle, samples.tail].map(|piece| to_utf8(piece, &encoding.label));
    let layout = sniff_samples(&Samples {
        head: &head,
        middle: &middle,
        tail: &tail,
        whole: samples.whole,
    })?;
    Ok(Layout {
        encoding: encoding.label,
        encoding_confidence: encoding.confidence,
        ..layout
    })
}

/// A piece in UTF-8; what cannot be read becomes U+FFFD.
fn to_utf8<'a>(piece: &'a [u8], label: &str) -> Cow<'a, [u8]> {
    if label == "utf-8" {
        return piece.into();
    }
    let mut text = Vec::with_capacity(piece.len() * 2);
    if let Ok(mut decoder) = Decoder::new(label) {
        // Only UTF-8 is ever refuted.
        let _ = decoder.push(piece, &mut |bytes| text.extend_from_slice(bytes));
        decoder.finish(&mut |bytes| text.extend_from_slice(bytes));
    }
    text.into()
}

/// What the user says about the layout; `None` = to be guessed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Told<'a> {
    /// Text between two fields.
    pub delimiter: Option<&'a str>,
    /// The table's first record names the columns, or it is data.
    pub header: Option<bool>,
}

/// The layout of a UTF-8 text, from several pieces of it.
///
/// # Errors
/// `empty_file` when nothing but blanks is there.
pub fn sniff_samples(samples: &Samples) -> Result<Layout> {
    sniff_told(samples, Told::default())
}

/// The layout of a UTF-8 text, as far as the user has not said it.
///
/// # Errors
/// `empty_file` when nothing but blanks is there.
pub fn sniff_told(samples: &Samples, told: Told<'_>) -> Result<Layout> {
    let head = samples
        .head
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(samples.head);
    if head.iter().all(u8::is_ascii_whitespace) {
        return Err(Error::new("empty_file"));
    }
    let samples = Samples { head, ..*samples };
    let guess = dialect::guess(&samples, told.delimiter);
    let table = header::find(&samples, &guess, told.header);
    Ok(Layout {
        wild: table.is_wild,
        parted: table.parted,
        dialect: guess.dialect,
        dialect_confidence: guess.confidence,
        header: table.header,
        first_record_line: table.first_record_line,
        columns: table.columns,
        ..Layout::default()
    })
}

/// The beginning of `text`, at most `limit` bytes, cut behind a line's end where possible.
fn cut(text: &[u8], limit: usize, whole: bool) -> &[u8] {
    if whole && text.len() <= limit {
        return text;
    }
    let text = &text[..text.len().min(limit)];
    match text.iter().rposition(|b| matches!(b, b'\n' | b'\r')) {
        Some(at) => &text[..=at],
        None => text,
    }
}

/// `text` from behind its first line's end on.
fn behind_first_line(text: &[u8]) -> &[u8] {
    match text.iter().position(|b| matches!(b, b'\n' | b'\r')) {
        Some(at) => &text[at + 1..],
        None => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layout(text: &str, told: Told<'_>) -> Layout {
        let samples = Samples {
            head: text.as_bytes(),
            whole: true,
            ..Samples::default()
        };
        sniff_told(&samples, told).expect("a table")
    }

    #[test]
    fn the_users_word_on_the_header_counts_more_than_the_guess() {
        let data =
            "103,HQ1,2004-10-19,6066.78\n103,JM5,2003-06-05,14571.44\n112,BO8,2004-12-17,1.12\n";
        assert_eq!(layout(data, Told::default()).header, None);
        let yes = Told {
            header: Some(true),
            ..Told::default()
        };
        let named = layout(data, yes);
        assert_eq!((named.header, named.first_record_line), (Some((1, 1)), 2));
        assert_eq!(named.columns, ["103", "HQ1", "2004-10-19", "6066.78"]);
        let no = Told {
            header: Some(false),
            ..Told::default()
        };
        let unnamed = layout("who,when,sum\na,2024-01-02,3\nb,2024-01-03,4\n", no);
        assert_eq!((unnamed.header, unnamed.first_record_line), (None, 1));
    }

    #[test]
    fn the_users_word_on_the_delimiter_counts_more_than_the_guess() {
        let text = "a;b,c\n1;2,3\n4;5,6\n";
        for (delimiter, columns) in [(";", ["a", "b,c"]), (",", ["a;b", "c"])] {
            let told = Told {
                delimiter: Some(delimiter),
                ..Told::default()
            };
            assert_eq!(layout(text, told).columns, columns);
        }
    }
}
