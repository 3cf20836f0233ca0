//! What a file is, from its first bytes. Names and extensions are not believed.

use super::sql::is_dump;

/// What kind of file it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Container {
    /// No byte at all.
    Empty,
    /// Text, of whatever encoding and dialect.
    Text,
    /// Gzip around something else.
    Gzip,
    /// A zip archive: tables, or a workbook (`.xlsx`, `.ods`).
    Zip,
    /// A compound file: an old workbook (`.xls`), an encrypted new one, or another old office document.
    Compound,
    /// A stream of BIFF records without a compound file around it (the oldest `.xls`).
    Biff,
    /// A web page, perhaps with a table in it.
    Html,
    /// A workbook of 2003 as one XML text.
    SpreadsheetXml,
    /// Records as JSON: an array, an object with an array in it, or one object per line.
    Json,
    /// A dump of a database, in statements.
    Sql,
    /// No table: a picture, a document, a database, a program. The text names it.
    NotATable(&'static str),
}

/// First bytes of files that are no tables. Where an offset stands, the bytes stand there.
const SIGNATURES: &[(usize, &[u8], &str)] = &[
    (0, b"\x89PNG\r\n\x1a\n", "png"),
    (0, b"\xff\xd8\xff", "jpeg"),
    (0, b"GIF87a", "gif"),
    (0, b"GIF89a", "gif"),
    (8, b"WEBP", "webp"),
    (0, b"II*\0", "tiff"),
    (0, b"MM\0*", "tiff"),
    (0, b"%PDF-", "pdf"),
    (0, b"%!PS", "postscript"),
    (0, b"{\\rtf", "rtf"),
    (0, b"SQLite format 3\0", "sqlite"),
    (0, b"PAR1", "parquet"),
    (0, b"ORC\x01", "orc"),
    (0, b"ORC\n", "orc"),
    (0, b"Obj\x01", "avro"),
    (0, b"ARROW1", "arrow"),
    (0, b"\x89HDF\r\n\x1a\n", "hdf5"),
    (4, b"Standard Jet DB", "access"),
    (4, b"Standard ACE DB", "access"),
    (0, b"$FL2", "spss"),
    (0, b"$FL3", "spss"),
    (0, b"7z\xbc\xaf\x27\x1c", "7z"),
    (0, b"Rar!\x1a\x07", "rar"),
    (0, b"\xfd7zXZ\0", "xz"),
    (0, b"BZh", "bzip2"),
    (0, b"\x28\xb5\x2f\xfd", "zstd"),
    (0, b"\x04\x22\x4d\x18", "lz4"),
    (257, b"ustar", "tar"),
    (4, b"ftyp", "video"),
    (0, b"OggS", "audio"),
    (0, b"ID3", "audio"),
    (8, b"WAVE", "audio"),
    (0, b"\x7fELF", "program"),
    (0, b"\0asm", "program"),
    (0, b"\xca\xfe\xba\xbe", "program"),
    (0, b"wOFF", "font"),
    (0, b"wOF2", "font"),
];

/// The kind of a file that begins with `head` (a few kilobytes are enough).
#[must_use]
pub fn detect(head: &[u8]) -> Container {
    if head.is_empty() {
        return Container::Empty;
    }
    match head {
        [0x1f, 0x8b, ..] => return Container::Gzip,
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => return Container::Zip,
        [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ..] => return Container::Compound,
        [9, 0 | 2 | 4 | 8, 4..=16, 0, _, 0..=6, ..] => return Container::Biff,
        [b'B', b'M', _, _, _, _, 0, 0, 0, 0, ..] => return Container::NotATable("bmp"),
        [b'M', b'Z', rest @ ..] if rest.iter().take(60).filter(|byte| **byte == 0).count() > 8 => {
            return Container::NotATable("program");
        }
        _ => {}
    }
    for (offset, signature, kind) in SIGNATURES {
        if head
            .get(*offset..)
            .is_some_and(|rest| rest.starts_with(signature))
            && !(*kind == "bzip2" && !is_bzip2(head))
        {
            return Container::NotATable(kind);
        }
    }
    text_or_binary(head)
}

fn is_bzip2(head: &[u8]) -> bool {
    head.get(4..10) == Some(b"1AY&SY")
}

fn text_or_binary(head: &[u8]) -> Container {
    // A disk that failed, or a program that was stopped, leaves NULs behind the last line.
    let filled = head
        .iter()
        .rposition(|&byte| byte != 0)
        .map_or(0, |at| at + 1);
    let head = match head[..filled].contains(&b'\n') {
        true => &head[..head.len().min(filled + 3)],
        false => head,
    };
    let label = super::super::encoding::guess(&[&head[..head.len().min(4096)]]).label;
    // Mail of Japan turns from ASCII to its own letters and back by control characters.
    let is_wide = label.starts_with("utf-16")
        || label == "iso-2022-jp"
        || head.starts_with(&[0xff, 0xfe])
        || head.starts_with(&[0xfe, 0xff]);
    if !is_wide {
        let looked = &head[..head.len().min(4096)];
        // Bytes 1 and 28 to 31 are delimiters of some exports; a lone NUL is damage, many are no text.
        let odd = looked
            .iter()
            .filter(|byte| matches!(byte, 0 | 2..=8 | 11 | 14..=25 | 27))
            .count();
        if odd * 20 > looked.len() && !wide_anyway(looked) {
            return Container::NotATable("binary");
        }
    }
    // Markup and JSON are ASCII at their beginning, whatever the encoding.
    let start: Vec<u8> = head
        .iter()
        .copied()
        .filter(|byte| *byte != 0 && *byte < 0x80)
        .skip_while(u8::is_ascii_whitespace)
        .take(2048)
        .map(|byte| byte.to_ascii_lowercase())
        .collect();
    let begins = |text: &str| start.starts_with(text.as_bytes());
    let has = |text: &str| memchr::memmem::find(&start, text.as_bytes()).is_some();
    if begins("<?xml") || begins("<workbook") {
        return if has("urn:schemas-microsoft-com:office:spreadsheet") || has("excel.sheet") {
            Container::SpreadsheetXml
        } else if has("<html") {
            Container::Html
        } else if has("<svg") {
            Container::NotATable("svg")
        } else {
            Container::NotATable("xml")
        };
    }
    if [
        "<!doctype html",
        "<html",
        "<head",
        "<meta",
        "<body",
        "<table",
        "<style",
        "<div",
        "<script",
        "<!--",
    ]
    .iter()
    .any(|tag| begins(tag))
        && (has("<table") || has("<html") || has("<body") || has("<div") || has("<head"))
    {
        return Container::Html;
    }
    if begins("<svg") {
        return Container::NotATable("svg");
    }
    if begins("mime-version:") {
        return Container::NotATable("mhtml");
    }
    if is_json(&start) {
        Container::Json
    } else if is_dump(&start) {
        Container::Sql
    } else {
        Container::Text
    }
}

/// Text of four bytes a character is mostly zeros.
fn wide_anyway(head: &[u8]) -> bool {
    super::super::encoding::guess(&[head])
        .label
        .starts_with("utf-32")
}

/// `{"` or `[{` or `[[` or `[]`: no table begins like that.
fn is_json(start: &[u8]) -> bool {
    let mut marks = start.iter().filter(|byte| !byte.is_ascii_whitespace());
    match (marks.next(), marks.next(), marks.next()) {
        (Some(b'{'), Some(b'"'), _) => memchr::memchr(b':', start).is_some(),
        (Some(b'['), Some(b'{'), Some(b'"' | b'}')) => true,
        (Some(b'['), Some(b'['), Some(b'"' | b'0'..=b'9' | b'-' | b'n' | b't' | b'f')) => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_their_first_bytes() {
        let cases: &[(&[u8], Container)] = &[
            (b"", Container::Empty),
            (b"a,b\n1,2\n", Container::Text),
            (
                b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
                Container::NotATable("png"),
            ),
            (b"%PDF-1.7\n%\xe2\xe3", Container::NotATable("pdf")),
            (b"PAR1\x15\x04", Container::NotATable("parquet")),
            (b"PK\x03\x04\x14\0", Container::Zip),
            (b"\x1f\x8b\x08\0", Container::Gzip),
            (
                b"\xef\xbb\xbf  <!DOCTYPE html><html><body>",
                Container::Html,
            ),
            (b"<table><tr><td>1</td>", Container::Html),
            (b"[{\"a\":1}]", Container::Json),
            (b"{\"data\":[{\"a\":1}]}", Container::Json),
            (b"[note],a,b\n1,2,3\n", Container::Text),
            (b"BZh is a name,b\n", Container::Text),
            (b"MZ,b\n1,2\n", Container::Text),
            (
                b"a,b\nx\0y,2\nC,3\nlonger line to be sure,4\n",
                Container::Text,
            ),
            (b"a\0,\0b\0\n\x001\0,\x002\0\n\0", Container::Text),
            (
                b"\0\x01\x02\x03\x04\x05\x06\x07\x08",
                Container::NotATable("binary"),
            ),
            (
                b"<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>",
                Container::SpreadsheetXml,
            ),
            (b"<?xml version=\"1.0\"?><rss>", Container::NotATable("xml")),
        ];
        for (head, expected) in cases {
            assert_eq!(
                detect(head),
                *expected,
                "{:?}",
                String::from_utf8_lossy(head)
            );
        }
    }
}
