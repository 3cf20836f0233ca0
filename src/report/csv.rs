//! Cells of exported CSV.

/// A cell for RFC 4180 that no spreadsheet runs as a formula: texts that begin with `= + - @`, TAB or CR get a leading
/// apostrophe, which spreadsheets hide or show but never execute.
#[must_use]
pub fn cell(text: &str) -> String {
    let defused = match text.as_bytes().first() {
        Some(b'=' | b'+' | b'-' | b'@' | b'\t' | b'\r') => format!("'{text}"),
        _ => text.to_owned(),
    };
    if defused.contains(['"', ',', '\n', '\r']) {
        format!("\"{}\"", defused.replace('"', "\"\""))
    } else {
        defused
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_defused_and_quotes_doubled() {
        assert_eq!(cell("=1+1"), "'=1+1");
        assert_eq!(cell("\t=1"), "'\t=1");
        assert_eq!(cell("@cmd, \"x\""), "\"'@cmd, \"\"x\"\"\"");
        assert_eq!(cell("Müller"), "Müller");
    }
}
