//! What a cell looks like. Only a look: the exact readings of dates and amounts are decided elsewhere, on whole columns.

/// The look of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Nothing, or a null word.
    Empty,
    /// A number: count, amount with currency sign or grouping, percentage.
    Number,
    /// A day, a time of day, or both.
    Date,
    /// An e-mail address or a link.
    Link,
    /// Letters, digits and joiners without a blank: an id, a code.
    Code,
    /// Words.
    Text,
    /// What a wrong delimiter leaves behind: marks glued to words, lone quotes.
    Odd,
}

impl Kind {
    /// A column of such cells has a header of another kind, so it can tell header and data apart.
    #[must_use]
    pub fn is_telling(self) -> bool {
        matches!(self, Self::Number | Self::Date | Self::Link)
    }
}

/// Number of kinds, for counting arrays.
pub const KINDS: usize = 7;

/// The look of one cell.
#[must_use]
pub fn kind(cell: &[u8]) -> Kind {
    let Ok(text) = std::str::from_utf8(cell) else {
        return Kind::Odd;
    };
    let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}');
    if is_nothing(text) {
        return Kind::Empty;
    }
    // Prose is long, and names have no digits: most cells need no closer look.
    let has_digit = text.len() <= 64 && text.chars().any(|c| c.is_numeric());
    if !has_digit {
        return if is_link(text) {
            Kind::Link
        } else if is_text(text) {
            Kind::Text
        } else {
            Kind::Odd
        };
    }
    if is_number(text) {
        Kind::Number
    } else if is_date(text) {
        Kind::Date
    } else if is_link(text) {
        Kind::Link
    } else if is_code(text) {
        Kind::Code
    } else if is_text(text) {
        Kind::Text
    } else {
        Kind::Odd
    }
}

fn is_nothing(text: &str) -> bool {
    text.is_empty()
        || matches!(
            text,
            "-" | "--" | "\\N" | "#N/A" | "N/A" | "n/a" | "NaN" | "nan"
        )
        || text.eq_ignore_ascii_case("null")
        || text.eq_ignore_ascii_case("none")
}

fn is_number(text: &str) -> bool {
    let core = text.trim_matches(|c: char| {
        matches!(c, '+' | '-' | '(' | ')' | '%' | '\u{2212}' | ' ' | '\u{a0}') || is_currency(c)
    });
    let core = [
        "R$", "US$", "USD", "EUR", "GBP", "CNY", "RMB", "JPY", "kr", "zł", "元", "円", "원", "万",
    ]
    .iter()
    .fold(core, |core, sign| {
        core.strip_prefix(sign)
            .or_else(|| core.strip_suffix(sign))
            .unwrap_or(core)
    })
    .trim_matches(|c: char| matches!(c, ' ' | '\u{a0}' | '-' | '+' | '(' | ')') || is_currency(c));
    let digits = |part: &str| {
        !part.is_empty()
            && part
                .chars()
                .all(|c| c.is_ascii_digit() || ('０'..='９').contains(&c))
    };
    if let Some((mantissa, power)) = core.split_once(['e', 'E']) {
        let power = power.trim_start_matches(['+', '-']);
        return power.len() <= 3
            && digits(power)
            && mantissa.split('.').count() <= 2
            && mantissa.split('.').all(digits);
    }
    let is_mark = |c: char| {
        matches!(
            c,
            '.' | ',' | '\'' | '’' | ' ' | '\u{a0}' | '\u{202f}' | '，' | '．'
        )
    };
    let core = core.strip_suffix(is_mark).unwrap_or(core);
    let parts: Vec<&str> = core.split(is_mark).collect();
    match parts.as_slice() {
        [] => false,
        [whole] => digits(whole),
        [whole, fraction] => (whole.is_empty() || digits(whole)) && digits(fraction),
        // Grouped: two or three digits between marks (India groups in twos).
        [first, middle @ .., last] => {
            digits(first)
                && first.chars().count() <= 3
                && middle
                    .iter()
                    .all(|part| digits(part) && (2..=3).contains(&part.chars().count()))
                && digits(last)
        }
    }
}

fn is_currency(c: char) -> bool {
    matches!(
        c,
        '$' | '¢' | '£' | '¤' | '¥' | '￥' | '＄' | '\u{20a0}'..='\u{20cf}'
    )
}

/// Groups of digits that a moment has at most: year, month, day, hour, minute, second, fraction, offset.
const MOST_GROUPS: usize = 9;

fn is_date(text: &str) -> bool {
    if text.len() > 48 || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    // Groups of digits: how long each is, and what stands in front of it.
    let mut groups = [(0usize, ""); MOST_GROUPS];
    let mut count = 0;
    let mut at = 0;
    while let Some(start) = text[at..]
        .find(|c: char| c.is_ascii_digit())
        .map(|found| at + found)
    {
        let length = text[start..].bytes().take_while(u8::is_ascii_digit).count();
        let Some(group) = groups.get_mut(count) else {
            return false;
        };
        *group = (length, &text[at..start]);
        count += 1;
        at = start + length;
    }
    let groups = &groups[..count];
    let is_time = |gap: &str| matches!(gap, ":" | "：" | "时" | "時" | "点");
    let is_separator = |gap: &str| {
        matches!(
            gap,
            "-" | "/" | "." | ". " | "年" | "月" | "년 " | "월 " | "년" | "월"
        )
    };
    let is_month = |gap: &str| {
        let word = gap.trim_matches(|c: char| !c.is_alphabetic());
        (3..=10).contains(&word.chars().count()) && word.chars().all(char::is_alphabetic)
    };
    let is_joined = |gap: &str| gap.contains(['-', '/', ' ', '.']);
    match groups {
        [(hour, before), (minute, gap), rest @ ..] if is_time(gap) => {
            *hour <= 2
                && *minute <= 2
                && before.chars().count() <= 3
                && rest
                    .first()
                    .is_none_or(|(_, gap)| is_time(gap) || *gap == ".")
        }
        [(_, before), (_, first), (_, second), ..]
            if is_separator(first) && is_separator(second) =>
        {
            before.trim().is_empty()
                && groups
                    .iter()
                    .all(|(length, _)| matches!(length, 1..=4 | 6 | 9))
        }
        // 14-Jan-15, 14 Jan 2015.
        [(day, ""), (year, gap), ..] if is_month(gap) && is_joined(gap) => {
            *day <= 2 && matches!(year, 2 | 4)
        }
        // Jan 14, 2015.
        [(day, before), (4, ", " | " "), ..] => *day <= 2 && is_month(before),
        _ => false,
    }
}

fn is_link(text: &str) -> bool {
    if text.contains(char::is_whitespace) {
        return false;
    }
    let is_address = text.split_once('@').is_some_and(|(user, host)| {
        !user.is_empty() && host.contains('.') && !host.contains(['@', ',', ';', '|'])
    });
    let scheme = text.get(..4).unwrap_or_default();
    is_address || scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("www.")
}

fn is_code(text: &str) -> bool {
    text.chars().any(|c| c.is_ascii_digit())
        && text.chars().all(|c| {
            c.is_alphanumeric() || matches!(c, '-' | '_' | '/' | '#' | '.' | '*' | ':' | '+')
        })
}

fn is_text(text: &str) -> bool {
    // A cell that still has its quotes was read with the wrong ones.
    let is_wrapped =
        |quote: char| text.len() > 1 && text.starts_with(quote) && text.ends_with(quote);
    if is_wrapped('"') || is_wrapped('\'') {
        return false;
    }
    let mut quotes = 0;
    let mut before = ' ';
    let mut letters = 0;
    for c in text.chars() {
        letters += u32::from(c.is_alphabetic());
        quotes += u32::from(c == '"');
        // In prose a comma or semicolon is followed by a blank; glued on both sides it is a missed delimiter.
        if matches!(before, ',' | ';' | '|' | '\t') && !c.is_whitespace() && c != '"' {
            return false;
        }
        if matches!(c, '\t' | '|' | '\u{0}'..='\u{8}' | '\u{e}'..='\u{1f}') {
            return false;
        }
        before = c;
    }
    letters > 0 && quotes % 2 == 0 && !matches!(before, ',' | ';')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_look_like_what_they_are() {
        let cases = [
            ("", Kind::Empty),
            ("NULL", Kind::Empty),
            ("12", Kind::Number),
            ("-1.234,56", Kind::Number),
            ("$21,042", Kind::Number),
            ("R$ 2.500,00", Kind::Number),
            ("(12.00)", Kind::Number),
            ("3.00-", Kind::Number),
            ("1.38E+10", Kind::Number),
            ("12,34,567.00", Kind::Number),
            ("2010-12-01 08:26:00", Kind::Date),
            ("2010-12-01T08:26:00Z", Kind::Date),
            ("14-Jan-15", Kind::Date),
            ("Jan 14, 2015", Kind::Date),
            ("1/2/24", Kind::Date),
            ("2018年1月3日", Kind::Date),
            ("00:15", Kind::Date),
            ("a.b@example.com", Kind::Link),
            ("https://example.com/a,b", Kind::Link),
            ("MG-8769", Kind::Code),
            ("C001", Kind::Code),
            ("INV/2024/01", Kind::Code),
            ("Berlin", Kind::Text),
            ("Tea, green", Kind::Text),
            ("客户名称", Kind::Text),
            ("C001;Berlin", Kind::Odd),
            ("a|b", Kind::Odd),
            ("5\" pipe", Kind::Odd),
            ("\"Berlin\"", Kind::Odd),
        ];
        for (cell, expected) in cases {
            assert_eq!(kind(cell.as_bytes()), expected, "{cell:?}");
        }
    }
}
