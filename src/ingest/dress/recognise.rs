//! What the values of a text wear, from a sample of it.

use super::lines::{CLOSING, OPENING, cells, groups, is_rule};
use super::{Dress, FIELD_END, MOST_COLUMNS, RECORD_END};

/// Lines that must be seen.
const LEAST: usize = 3;
/// Lines that are looked at.
const LOOKED: usize = 2000;

/// Characters of a line that is cut at places.
const WIDEST: usize = 1024;

/// The dress of a value in nearly every line of a text. It comes before all other guesses: a blank or a comma inside
/// `="2024-01-31 09:00"` would mislead them.
#[must_use]
pub fn recognise(text: &[u8]) -> Option<Dress> {
    if let Some(drawn) = separated(text).or_else(|| drawn(text)) {
        return Some(drawn);
    }
    let mut counts = [
        (Dress::Formula, 0),
        (Dress::Curly, 0),
        (Dress::Backquote, 0),
        (Dress::Apostrophe, 0),
    ];
    let mut filled = 0_usize;
    let lines = text.split(|byte| matches!(byte, b'\n' | b'\r'));
    for line in lines
        .filter(|line| !line.trim_ascii().is_empty())
        .take(LOOKED)
    {
        filled += 1;
        for (dress, count) in &mut counts {
            *count += usize::from(line.split(is_delimiter).any(|value| wears(value, *dress)));
        }
    }
    counts
        .into_iter()
        // Above and below a short bill's rows, which nothing but a backquote begins like that, stand names and sums.
        .find(|&(dress, count)| {
            // A formula is one wherever it stands, be it in the first line of each order only.
            let least = match dress {
                Dress::Formula => 1,
                Dress::Backquote => 5,
                _ => 8,
            };
            count >= LEAST && count * 10 > filled * least
        })
        .map(|(dress, _)| dress)
        .or_else(|| aligned(text))
        .or_else(|| wrapped(text))
        .or_else(|| {
            UNSEEN
                .iter()
                .any(|mark| memchr::memmem::find(text, mark.as_bytes()).is_some())
                .then_some(Dress::Unseen)
        })
}

/// Fields and records that end with control characters.
fn separated(text: &[u8]) -> Option<Dress> {
    let records = memchr::memchr_iter(RECORD_END, text).count();
    let fields = memchr::memchr_iter(FIELD_END, text).count();
    (records >= LEAST && fields >= records).then_some(Dress::Separated)
}

/// Rules between the lines of a table: with cells between bars, equally many in nearly all of most lines, or with groups that
/// are as wide as the columns.
fn drawn(text: &[u8]) -> Option<Dress> {
    let text = String::from_utf8_lossy(text);
    let lines = text
        .split(['\n', '\r'])
        .filter(|line| !line.trim().is_empty());
    let (rules, rows): (Vec<&str>, Vec<&str>) = lines.take(LOOKED).partition(|line| is_rule(line));
    let mut framed: Vec<usize> = (rows.iter())
        .filter_map(|row| cells(row).map(|cells| cells.len()))
        .collect();
    framed.sort_unstable();
    let usual = framed.get(framed.len() / 2).copied().unwrap_or(0);
    let alike = framed.iter().filter(|&&count| count == usual).count();
    if !rules.is_empty()
        && usual >= 3
        && alike >= LEAST
        && alike * 10 >= framed.len() * 9
        && framed.len() * 2 > rows.len()
    {
        return Some(Dress::Framed);
    }
    let mut grouped = rules.iter().filter_map(|rule| Some((groups(rule)?, *rule)));
    let (groups, rule) = grouped.next()?;
    let fits = |row: &&&str| {
        let mut pairs = row.chars().zip(rule.chars());
        pairs.all(|(c, stroke)| c == ' ' || stroke != ' ')
    };
    let fitting = rows.iter().filter(fits).count();
    if groups.len() > MOST_COLUMNS
        || grouped.any(|(other, _)| other != groups)
        || fitting < LEAST
        || fitting * 4 < rows.len() * 3
    {
        return None;
    }
    let mut ends = [u16::MAX; MOST_COLUMNS];
    for (end, group) in ends.iter_mut().zip(groups) {
        *end = u16::try_from(group).ok()?;
    }
    Some(Dress::Ruled(ends))
}

/// Marks without a shape or a meaning of their own; those that join letters into other ones stay.
pub(super) const UNSEEN: [&str; 6] = [
    "\u{ad}", "\u{200b}", "\u{200e}", "\u{200f}", "\u{2060}", "\u{feff}",
];

/// Lines without any delimiter that runs of blanks cut into equally many values, at least three, and most of them with a
/// run of several or with blanks at their beginning. Where values are missing, the columns must not touch in any line; nor in
/// any of the lines that more than half of all are like.
fn aligned(text: &[u8]) -> Option<Dress> {
    let lines: Vec<&[u8]> = text
        .split(|byte| matches!(byte, b'\n' | b'\r'))
        .filter(|line| !line.trim_ascii().is_empty())
        .take(LOOKED)
        .collect();
    plain(&lines).or_else(|| {
        // A printed report: headings and sums stand between lines of one kind, whose places are those of the columns.
        let parts = |line: &[u8]| runs(line.trim_ascii(), 2);
        let mut counts: Vec<usize> = lines.iter().map(|line| parts(line)).collect();
        counts.sort_unstable();
        let usual = *counts.get(counts.len() / 2)?;
        let (all, mut lines) = (lines.len(), lines);
        lines.retain(|line| parts(line) == usual && !is_delimited(line));
        let is_one = usual >= 3 && lines.len() >= 10 && lines.len() * 2 > all;
        is_one.then(|| columns(&lines))?
    })
}

/// The same where nearly all lines are alike.
fn plain(lines: &[&[u8]]) -> Option<Dress> {
    let padded = lines
        .iter()
        .filter(|line| line.starts_with(b" ") || line.trim_ascii().windows(2).any(|w| w == b"  "))
        .count();
    let delimited = lines.iter().filter(|line| is_delimited(line)).count();
    if lines.len() < 10 || padded * 10 < lines.len() * 9 || delimited * 20 > lines.len() {
        return None;
    }
    for least in [1, 2] {
        let counts: Vec<usize> = lines
            .iter()
            .map(|line| runs(line.trim_ascii(), least) + 1)
            .collect();
        let usual = counts[counts.len() / 2];
        let alike = counts.iter().filter(|&&count| count == usual).count();
        // More names than values: a column is empty.
        if usual >= 3 && alike * 100 >= counts.len() * 95 && counts[0] <= usual {
            return Some(Dress::Aligned(least));
        }
    }
    columns(lines)
}

/// Is there a quote or a delimiter in this line? A comma between thousands is none.
fn is_delimited(line: &[u8]) -> bool {
    let digits = |text: &[u8]| text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let is_thousands = |at: usize| {
        line[at] == b',' && at > 0 && line[at - 1].is_ascii_digit() && digits(&line[at + 1..]) == 3
    };
    (0..line.len()).any(|at| line[at] == b'"' || is_delimiter(&line[at]) && !is_thousands(at))
}

/// Columns between which all lines have a blank at the same place, three and more.
fn columns(lines: &[&[u8]]) -> Option<Dress> {
    let mut used = [false; WIDEST];
    for line in lines {
        for (at, c) in str::from_utf8(line).ok()?.chars().enumerate() {
            *used.get_mut(at)? |= c != ' ';
        }
    }
    let last = used.iter().rposition(|used| *used)?;
    let mut ends = (1..last).filter(|&at| used[at - 1] && !used[at]);
    let mut begins = [u16::MAX; MOST_COLUMNS];
    for (begin, end) in begins.iter_mut().zip(&mut ends) {
        *begin = u16::try_from(end).ok()?;
    }
    (begins[1] < u16::MAX && ends.next().is_none()).then_some(Dress::Columns(begins))
}

/// Lines that are one quoted value, with equally many delimiters in it, at least two.
fn wrapped(text: &[u8]) -> Option<Dress> {
    let delimiters = |line: &[u8]| -> Option<usize> {
        let inner = line.trim_ascii().strip_prefix(b"\"")?.strip_suffix(b"\"")?;
        let (mut count, mut quoted, mut at) = (0, false, 0);
        while let Some(byte) = inner.get(at) {
            if *byte == b'"' {
                (inner.get(at + 1) == Some(&b'"')).then_some(())?;
                quoted = !quoted;
                at += 1;
            }
            count += usize::from(!quoted && is_delimiter(byte));
            at += 1;
        }
        Some(count)
    };
    let lines = text.split(|byte| matches!(byte, b'\n' | b'\r'));
    let (mut usual, mut alike, mut all) = (0, 0, 0);
    for line in lines.filter(|line| !line.trim_ascii().is_empty()) {
        let count = delimiters(line).unwrap_or(0);
        if alike == 0 {
            usual = count;
        }
        alike += usize::from(count == usual && count >= 2);
        all += 1;
    }
    (alike >= 10 && alike * 20 >= all * 19).then_some(Dress::Line)
}

/// Runs of at least so many blanks.
fn runs(line: &[u8], least: u8) -> usize {
    line.split(|&byte| byte != b' ')
        .filter(|run| run.len() >= usize::from(least.max(1)))
        .count()
}

pub(super) fn is_delimiter(byte: &u8) -> bool {
    matches!(byte, b',' | b';' | b'\t' | b'|')
}

/// Does a value begin with the mark? One that also ends with it is quoted.
fn wears(value: &[u8], dress: Dress) -> bool {
    let value = value.trim_ascii();
    match dress {
        Dress::Formula => value.starts_with(b"=\"") || value.starts_with(b"\"=\"\""),
        Dress::Backquote | Dress::Apostrophe => {
            let bare = value.strip_prefix(b"\"").unwrap_or(value);
            let mark = if dress == Dress::Backquote {
                b'`'
            } else {
                b'\''
            };
            let digit = bare.get(1).is_some_and(u8::is_ascii_digit);
            bare.len() > 1
                && bare[0] == mark
                && !bare[1..].contains(&mark)
                && (digit || dress == Dress::Backquote)
        }
        Dress::Curly => (str::from_utf8(value).ok())
            .and_then(|value| value.strip_prefix(OPENING))
            .is_some_and(|value| value.ends_with(CLOSING)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dress_is_seen_before_anything_else_is_known() {
        let lines = |line: &str| format!("id,day\n{}", format!("{line}\n").repeat(20));
        let seen = |line: &str| recognise(lines(line).as_bytes());
        assert_eq!(seen("=\"12\",=\"2024-01-31 09:00\""), Some(Dress::Formula));
        assert_eq!(seen("\"=\"\"12\"\"\",x"), Some(Dress::Formula));
        assert_eq!(seen("`12,`a b"), Some(Dress::Backquote));
        assert_eq!(seen("x;'12"), Some(Dress::Apostrophe));
        assert_eq!(seen(" 01 20240101  1    2.50"), Some(Dress::Aligned(1)));
        assert_eq!(seen(" 01 20240101  1,234.50"), Some(Dress::Aligned(1)));
        assert_eq!(seen("\"1,\"\"a, b\"\",2\""), Some(Dress::Line));
        assert_eq!(seen("“12”,“a, b”,x"), Some(Dress::Curly));
        assert_eq!(seen("12\x1fa\x1e"), Some(Dress::Separated));
        assert_eq!(seen("+---+---+---+\n| 1 | a | 2 |"), Some(Dress::Framed));
        // A value is missing in every other line, and another one has two words.
        let rows =
            "K1       VIP  2024-01-02\nK2            2024-01-03\nOld Kay  VIP\nKayak         2024-01-04\n".repeat(9);
        let mut ends = [u16::MAX; MOST_COLUMNS];
        ends[..2].copy_from_slice(&[7, 12]);
        assert_eq!(recognise(rows.as_bytes()), Some(Dress::Columns(ends)));
        for plain in [
            "\"a, b\"",
            "\"a,b\",\"c,d\"",
            "'t Hooft,1",
            "'12','13'",
            "`12`,1",
            "a=\"b\",1",
            "12,13",
            "|1|a|2|",
            "1|a|2\n---",
            "“a” b,12",
        ] {
            assert_eq!(seen(plain), None, "{plain}");
        }
    }
}
