//! One cell of CSV, as RFC 4180 writes it.

use std::borrow::Cow;

/// In quotes only where it must be.
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

/// The same, and no spreadsheet runs it: a text that one would take for a formula gets an apostrophe in front. A number
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
    if rest.is_some_and(is_number) {
        return Cow::Borrowed(text);
    }
    Cow::Owned([b"'", text].concat())
}

/// `5.00`, `1.234,56`, `1e-9`: digits and marks, which add up to no formula whatever they mean.
fn is_number(text: &[u8]) -> bool {
    let end = text
        .iter()
        .position(|byte| matches!(byte, b'e' | b'E'))
        .unwrap_or(text.len());
    let (digits, exponent) = text.split_at(end);
    let exponent = match exponent {
        [_, b'+' | b'-', rest @ ..] | [_, rest @ ..] => Some(rest),
        [] => None,
    };
    digits.iter().any(u8::is_ascii_digit)
        && digits
            .iter()
            .all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','))
        && exponent.is_none_or(|rest| !rest.is_empty() && rest.iter().all(u8::is_ascii_digit))
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
            "-",
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
    fn numbers_stay_numbers() {
        for text in [
            "-5.00", "+3", "-1.5e-7", "-2E+05", "－5", "12", "a=b", "熟客", "Ｍ",
        ] {
            assert_eq!(of(safe, text), text);
        }
        assert_eq!(of(safe, "-1.234,56"), "\"-1.234,56\"");
    }
}
