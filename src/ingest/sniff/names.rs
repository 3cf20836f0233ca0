//! What the columns are called: the texts of the header's rows, and each name once.

use std::collections::HashMap;

use crate::ingest::split::Record;

/// Texts of the header rows, one above the other, joined with a blank.
pub(super) fn names(header: &[Record], width: usize) -> Vec<String> {
    let rows: Vec<Vec<String>> = header
        .iter()
        .map(|row| {
            let mut texts: Vec<String> = row.fields.iter().map(|cell| clean(cell)).collect();
            // A delimiter too many names nothing: without the empty names the others stand above their columns again.
            let surplus = texts.len().saturating_sub(width);
            if width > 1
                && surplus > 0
                && texts.iter().filter(|text| text.is_empty()).count() == surplus
            {
                texts.retain(|text| !text.is_empty());
            }
            texts
        })
        .collect();
    // Sentences below complete names describe them.
    let rows = match rows.as_slice() {
        [names, below, ..] if is_complete(names) && are_sentences(below) => &rows[..1],
        all => all,
    };
    let width = rows.iter().map(Vec::len).max().unwrap_or(0).max(width);
    (0..width)
        .map(|column| {
            let mut texts: Vec<&str> = rows
                .iter()
                .filter_map(|row| row.get(column))
                .map(String::as_str)
                .filter(|text| !text.is_empty())
                .collect();
            // A cell merged over the rows is one name.
            texts.dedup();
            texts.join(" ")
        })
        .collect()
}

/// Every column has a name of its own.
fn is_complete(names: &[String]) -> bool {
    let own = |(at, name): (usize, &String)| !name.is_empty() && !names[..at].contains(name);
    names.iter().enumerate().all(own)
}

/// A third of them and more are sentences.
fn are_sentences(texts: &[String]) -> bool {
    let sentence = |text: &&String| text.ends_with(['.', '。']) || text.split(' ').count() > 4;
    texts.iter().filter(sentence).count() * 3 >= texts.len()
}

pub(super) fn clean(cell: &[u8]) -> String {
    let text = String::from_utf8_lossy(cell);
    // A line drawn below the names, as in printed reports, names nothing.
    if text
        .trim()
        .chars()
        .all(|c| matches!(c, '-' | '=' | '_' | '+' | ':' | '*'))
    {
        return String::new();
    }
    text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '\0'))
        .split(['\n', '\r'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Each name once: a second `amount` becomes `amount (2)`, a missing one `column 3`.
pub(super) fn unique(names: Vec<String>) -> Vec<String> {
    let mut taken: HashMap<String, usize> = HashMap::new();
    let known: Vec<String> = names.clone();
    names
        .into_iter()
        .enumerate()
        .map(|(index, name)| {
            let name = if name.is_empty() {
                format!("column {}", index + 1)
            } else {
                name
            };
            let mut unique = name.clone();
            let mut count = taken.get(&name).copied().unwrap_or(0);
            while count > 0
                && (taken.contains_key(&unique) || (unique != name && known.contains(&unique)))
            {
                count += 1;
                unique = format!("{name} ({count})");
            }
            taken.insert(name, count.max(1));
            taken.entry(unique.clone()).or_insert(1);
            unique
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_unique() {
        let names = |list: &[&str]| unique(list.iter().map(ToString::to_string).collect());
        assert_eq!(
            names(&["amount", "amount", "amount"]),
            ["amount", "amount (2)", "amount (3)"]
        );
        assert_eq!(
            names(&["a", "", "a (2)", "a"]),
            ["a", "column 2", "a (2)", "a (3)"]
        );
    }
}
