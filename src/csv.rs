//! Cells of CSV, as RFC 4180 writes them.

use std::borrow::Cow;

/// One cell, in quotes only where it must be.
pub(crate) fn quote(text: &[u8], out: &mut Vec<u8>) {
    if !text
        .iter()
        .any(|byte| matches!(byte, b',' | b'"' | b'\n' | b'\r'))
    {
        out.extend_from_slice(text);
        return;
    }
    out.push(b'"');
    for byte in text {
        if *byte == b'"' {
            out.push(b'"');
        }
        out.push(*byte);
    }
    out.push(b'"');
}

/// The cells of a line, and its end.
pub(crate) fn record<'f>(cells: impl Iterator<Item = &'f str>, out: &mut Vec<u8>) {
    for (index, cell) in cells.enumerate() {
        if index > 0 {
            out.push(b',');
        }
        quote(cell.as_bytes(), out);
    }
    out.push(b'\n');
}

/// One cell that no spreadsheet runs: a text that one would take for a formula gets an apostrophe in front. A number
/// with its sign is no formula and stays a number.
pub(crate) fn safe(text: &[u8], out: &mut Vec<u8>) {
    quote(&defused(text), out);
}

fn defused(text: &[u8]) -> Cow<'_, [u8]> {
    let rest = match text {
        [b'=' | b'@' | b'\t' | b'\r' | b'\n', ..] => None,
        [b'+' | b'-', rest @ ..] => Some(rest),
        // Spreadsheets with an East Asian keyboard take the wide signs ＋ － ＝ ＠ for the narrow ones.
        [0xEF, 0xBC, 0x8B | 0x8D, rest @ ..] => Some(rest),
        [0xEF, 0xBC, 0x9D | 0xA0, ..] => None,
        _ => return Cow::Borrowed(text),
    };
    if rest.is_some_and(is_harmless) {
        return Cow::Borrowed(text);
    }
    Cow::Owned([b"'", text].concat())
}

/// What stands between the digits of a number, before or behind them. No plain blank: `+49 123` is a telephone.
const MARKS: &str = ".,'%$€£¥￥\u{a0}\u{202f}";

/// What may follow a sign: `5.00`, `1.234,56`, `$5`, `1e-9`, which add up to no formula whatever they mean; or nothing but
/// dashes, as they stand for a value that is missing.
fn is_harmless(rest: &[u8]) -> bool {
    let Ok(rest) = std::str::from_utf8(rest) else {
        return false;
    };
    let (number, power) = rest.split_once(['e', 'E']).unwrap_or((rest, "0"));
    let power = power.strip_prefix(['+', '-']).unwrap_or(power);
    let is_digit = |c: char| c.is_ascii_digit();
    let is_number = number.contains(is_digit)
        && number.chars().all(|c| is_digit(c) || MARKS.contains(c))
        && !power.is_empty()
        && power.chars().all(is_digit);
    is_number || rest.chars().all(|c| c == '-')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(write: fn(&[u8], &mut Vec<u8>), text: &str) -> String {
        let mut out = Vec::new();
        write(text.as_bytes(), &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn quotes_stand_only_where_they_must() {
        for text in ["Müller", " a ", "'", ""] {
            assert_eq!(of(quote, text), text);
        }
        assert_eq!(of(quote, "a,b"), "\"a,b\"");
        assert_eq!(of(quote, "say \"x\""), "\"say \"\"x\"\"\"");
        assert_eq!(of(quote, "two\r\nlines"), "\"two\r\nlines\"");
        assert_eq!(of(quote, "=1+1"), "=1+1");
    }

    #[test]
    fn formulas_are_text() {
        for text in [
            "=1+1",
            "\t=1",
            "@cmd",
            "-cmd|' /C calc'!A0",
            "+1+1",
            "-1-A1",
            "-$A$1",
            "-1(2)",
            "--1",
            "+49 123",
            "+.",
            "-e5",
            "-1e",
            "＝1+1",
            "＋A1",
            "－A1",
            "＠cmd",
        ] {
            assert_eq!(of(safe, text), format!("'{text}"));
        }
        assert_eq!(of(safe, "\r=1"), "\"'\r=1\"");
        assert_eq!(of(safe, "\n=1"), "\"'\n=1\"");
        assert_eq!(of(safe, "=1,\"x\""), "\"'=1,\"\"x\"\"\"");
    }

    #[test]
    fn numbers_and_dashes_stay_as_they_are() {
        for text in [
            "-5.00",
            "+3",
            "-1.5e-7",
            "-2E+05",
            "－5",
            "-1\u{a0}234",
            "-$5.00",
            "-5\u{a0}€",
            "-5%",
            "-",
            "--",
            "12",
            "a=b",
            "熟客",
            "Ｍ",
        ] {
            assert_eq!(of(safe, text), text);
        }
        assert_eq!(of(safe, "-1.234,56"), "\"-1.234,56\"");
    }
}
