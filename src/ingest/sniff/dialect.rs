//! Which delimiter, quote and escape: each guess is tried on the samples and judged by what comes out.
//!
//! Two kinds of evidence, as in CleverCSV (van den Burg, Nazábal & Sutton 2019): do the records have one width, and do the
//! cells look like something. Added here: kinds are judged per column, quotes must close where a field ends, and a record
//! that swallows many lines counts as that many bad ones.

use crate::ingest::layout::Dialect;
use crate::ingest::split::{Record, Split};

use super::kind::{KINDS, Kind, kind};
use super::{Samples, TRIAL_BYTES, behind_first_line, cut};
use crate::math::few::sort_few;

/// What was decided and how sure it is.
#[derive(Clone, Debug)]
pub(super) struct Guess {
    /// Field and record syntax.
    pub(super) dialect: Dialect,
    /// 0–1.
    pub(super) confidence: f64,
    /// Lines at the top that only announce the dialect (`sep=;`).
    pub(super) announced: u64,
    /// Most records have this many fields.
    pub(super) width: usize,
}

/// Below this score of the common delimiters the rare ones are tried too.
const GOOD_ENOUGH: f64 = 0.6;

/// Tried always, and tried only when those leave doubt.
const COMMON: [&str; 7] = [",", ";", "\t", "|", "│", "║", "┃"];
const RARE: [&str; 12] = [
    "，", "；", "、", ":", " ", "^", "~", "#", "\u{1}", "\u{1f}", "§", "¦",
];

/// A record that takes more lines than this was begun by a quote that is none.
const MOST_LINES: u64 = 20;

/// So many such quotes are forgiven in a piece; each costs a second look at what it swallowed.
const MOST_FORGIVEN: usize = 32;

/// A column's kinds are counted up to this column only.
const COLUMNS_JUDGED: usize = 256;

/// The user's word for the delimiter counts more than the file's own, and that more than any guess.
pub(super) fn guess(samples: &Samples, told: Option<&str>) -> Guess {
    let announced = announced(samples.head);
    let lines = announced.as_ref().map_or(0, |(_, lines)| *lines);
    let said = told
        .map(str::to_owned)
        .or(announced.map(|(delimiter, _)| delimiter));
    if let Some(delimiter) = said.filter(|delimiter| !delimiter.is_empty()) {
        let (dialect, trial) = best_quoting(samples, &delimiter);
        return Guess {
            dialect,
            confidence: 1.0,
            announced: lines,
            width: trial.width,
        };
    }
    let mut tried: Vec<(Dialect, Trial)> = COMMON
        .into_iter()
        .filter(|delimiter| occurs(samples.head, delimiter))
        .map(|delimiter| best_quoting(samples, delimiter))
        .collect();
    if tried.iter().all(|(_, trial)| trial.score < GOOD_ENOUGH) {
        tried.extend(
            RARE.into_iter()
                .filter(|delimiter| occurs(samples.head, delimiter))
                .map(|delimiter| best_quoting(samples, delimiter))
                .map(|(dialect, trial)| (dialect, trial.weighed(0.8))),
        );
    }
    let longer: Vec<(Dialect, Trial)> = tried
        .iter()
        .filter(|(_, trial)| trial.width > 1)
        .flat_map(|(dialect, _)| longer_delimiters(samples.head, &dialect.delimiter))
        .map(|delimiter| best_quoting(samples, &delimiter))
        .collect();
    tried.extend(longer);
    sort_few(&mut tried, |a, b| a.1.score > b.1.score);
    let second = tried.get(1).map_or(0.0, |(_, trial)| trial.score);
    match tried.into_iter().next() {
        Some((dialect, trial)) if trial.width > 1 => Guess {
            confidence: (trial.score * (1.0 - second / (trial.score + second)) * 2.0).min(1.0),
            dialect,
            announced: 0,
            width: trial.width,
        },
        // One column: nothing to separate.
        _ => Guess {
            dialect: Dialect::default(),
            confidence: 0.5,
            announced: 0,
            width: 1,
        },
    }
}

/// A first line `sep=;`, as spreadsheets write and read it.
fn announced(head: &[u8]) -> Option<(String, u64)> {
    let end = head.iter().position(|b| matches!(b, b'\n' | b'\r'))?;
    let line = std::str::from_utf8(&head[..end]).ok()?.trim_matches('"');
    let (name, delimiter) = line.split_at_checked(4)?;
    let delimiter = if delimiter.is_empty() {
        return None;
    } else {
        delimiter
    };
    (name.eq_ignore_ascii_case("sep=") && delimiter.chars().count() <= 2)
        .then(|| (delimiter.to_owned(), 1))
}

fn occurs(text: &[u8], delimiter: &str) -> bool {
    memchr::memmem::find(&text[..text.len().min(TRIAL_BYTES)], delimiter.as_bytes()).is_some()
}

/// Delimiters of several bytes that hold `delimiter` and stand for it nearly everywhere: `, `, `::`, `~|~`, `|~|`.
fn longer_delimiters(head: &[u8], delimiter: &str) -> Vec<String> {
    let head = &head[..head.len().min(TRIAL_BYTES)];
    let alone = memchr::memmem::find_iter(head, delimiter.as_bytes()).count();
    let most = |longer: &str, each: usize| {
        memchr::memmem::find_iter(head, longer.as_bytes()).count() * each * 10 >= alone * 9
    };
    let mut found = Vec::new();
    let doubled = delimiter.repeat(2);
    if most(&doubled, 2) {
        found.push(doubled);
    }
    let spaced = format!("{delimiter} ");
    if delimiter != " " && most(&spaced, 1) {
        found.push(spaced);
    }
    let mark = |at: usize| {
        let mark = char::from(*head.get(at)?);
        (mark.is_ascii_punctuation() && !matches!(mark, '"' | '\'')).then_some(mark)
    };
    if let Some(first) = memchr::memmem::find(head, delimiter.as_bytes())
        && let Some(behind) = mark(first + delimiter.len())
    {
        let around = format!("{behind}{delimiter}{behind}");
        let between = format!("{delimiter}{behind}{delimiter}");
        found.extend(
            [(around, 1), (between, 2)]
                .into_iter()
                .filter_map(|(longer, each)| most(&longer, each).then_some(longer)),
        );
    }
    found
}

/// The best quote and escape for a delimiter.
fn best_quoting(samples: &Samples, delimiter: &str) -> (Dialect, Trial) {
    let mut best: Option<(Dialect, Trial)> = None;
    for (quote, escape) in quotings(samples.head, delimiter) {
        let dialect = Dialect {
            delimiter: delimiter.to_owned(),
            quote,
            escape,
        };
        let trial = Trial::of(samples, &dialect);
        if best
            .as_ref()
            .is_none_or(|(_, other)| trial.score > other.score + 1e-9)
        {
            best = Some((dialect, trial));
        }
    }
    best.unwrap_or_else(|| (Dialect::default(), Trial::default()))
}

/// Quotes and escapes for which the text gives a reason. `"` goes first: a later row may need it.
fn quotings(head: &[u8], delimiter: &str) -> Vec<(Option<char>, Option<char>)> {
    let head = &head[..head.len().min(TRIAL_BYTES)];
    let has = |pattern: &str| memchr::memmem::find(head, pattern.as_bytes()).is_some();
    let mut quotings = vec![(Some('"'), None)];
    if has("\\\"") {
        quotings.push((Some('"'), Some('\\')));
    }
    let opens = |quote: &str| {
        has(&format!("{delimiter}{quote}"))
            || has(&format!("\n{quote}"))
            || head.starts_with(quote.as_bytes())
    };
    let closes = |quote: &str| has(&format!("{quote}{delimiter}"));
    if opens("'") && closes("'") {
        quotings.push((Some('\''), None));
        if has("\\'") {
            quotings.push((Some('\''), Some('\\')));
        }
    }
    if has("\"") {
        quotings.push((None, None));
    }
    quotings
}

/// What one dialect makes of the samples.
#[derive(Clone, Debug, Default)]
struct Trial {
    /// 0–1, larger is better.
    score: f64,
    /// Fields of most records.
    width: usize,
}

impl Trial {
    fn weighed(mut self, weight: f64) -> Self {
        self.score *= weight;
        self
    }

    fn of(samples: &Samples, dialect: &Dialect) -> Self {
        let pieces = [
            cut(samples.head, TRIAL_BYTES, samples.whole),
            cut(behind_first_line(samples.middle), TRIAL_BYTES / 4, false),
            cut(behind_first_line(samples.tail), TRIAL_BYTES / 4, true),
        ];
        let mut records: Vec<Record> = Vec::new();
        for piece in pieces {
            forgiving(piece, dialect, &mut records);
        }
        records.retain(|record| !record.is_blank());
        // To have no quotes at all is the last thing to believe: a single lone one proves nothing.
        let weight = if dialect.quote.is_none() { 0.9 } else { 1.0 };
        Self::judge(&records).weighed(weight)
    }

    fn judge(records: &[Record]) -> Self {
        // Records by their width.
        let mut counts: Vec<usize> = Vec::new();
        for record in records {
            let width = record.fields.len();
            counts.resize(counts.len().max(width + 1), 0);
            counts[width] += 1;
        }
        let found = counts
            .into_iter()
            .enumerate()
            .filter(|&(_, count)| count > 0);
        let Some((width, fitting)) = found.max_by_key(|&(width, count)| (width > 1, count, width))
        else {
            return Self::default();
        };
        // A few lines above or below the table do not speak against it.
        let fits = |record: &Record| record.fields.len() == width && record.lines <= MOST_LINES;
        let first = records.iter().position(fits).unwrap_or(0);
        let last = records.iter().rposition(fits).unwrap_or(0);
        let inside = &records[first.min(last)..=last.max(first)];
        let outside = (records.len() - inside.len()) as f64;
        let misfits: f64 = inside
            .iter()
            .filter(|record| !fits(record))
            .map(|record| record.lines as f64)
            .sum();
        let fitting = fitting as f64;
        let consistency = fitting / (fitting + misfits + outside * 0.25);
        let kinds = looks(inside.iter().filter(|record| fits(record)), width);
        let quoted: f64 = records.iter().map(|record| f64::from(record.quoted)).sum();
        let stray: f64 = records
            .iter()
            .map(|record| f64::from(record.stray) + f64::from(record.open))
            .sum();
        let clean_quotes = 1.0 - (stray * 2.0 / (quoted + records.len() as f64)).min(1.0);
        let breadth = 1.0 - 0.5 / width as f64;
        Self {
            score: consistency * consistency * kinds * clean_quotes * breadth,
            width,
        }
    }
}

/// Records of a piece; a quote that swallows many lines or the rest is taken for text, and counted as a stray one.
fn forgiving<'t>(piece: &'t [u8], dialect: &Dialect, records: &mut Vec<Record<'t>>) {
    let mut split = Split::new(piece, dialect, 1);
    let mut forgiven = 0;
    loop {
        let start = split.position();
        let Some(record) = split.next() else { return };
        match record.opened.last() {
            Some(quote)
                if (record.open || record.lines > MOST_LINES) && forgiven < MOST_FORGIVEN =>
            {
                forgiven += 1;
                let mut again = Split::new(piece, dialect, 1)
                    .starting_at(start, record.line)
                    .with_literal(*quote);
                if let Some(mut literal) = again.next() {
                    literal.stray += 1;
                    records.push(literal);
                }
                split = again.all_quotes();
            }
            _ => records.push(record),
        }
    }
}

/// 0–1: cells look like something, and alike within their column.
fn looks<'r, 'a: 'r>(records: impl Iterator<Item = &'r Record<'a>>, width: usize) -> f64 {
    let judged = width.min(COLUMNS_JUDGED);
    let mut counts = vec![[0u32; KINDS]; judged];
    for record in records {
        for (column, cell) in counts.iter_mut().zip(&record.fields) {
            column[kind(cell) as usize] += 1;
        }
    }
    let mut sum = 0.0;
    let mut columns = 0.0;
    for column in counts {
        let all: u32 = column.iter().sum();
        let empty = column[Kind::Empty as usize];
        let seen = f64::from(all - empty);
        if seen == 0.0 {
            // An empty column says little, but a delimiter that makes many of them is a wrong one.
            sum += 0.3;
            columns += 1.0;
            continue;
        }
        let known = 1.0 - f64::from(column[Kind::Odd as usize]) / seen;
        let alike = f64::from(
            column
                .iter()
                .take(KINDS - 1)
                .copied()
                .max()
                .unwrap_or(0)
                .max(1),
        ) / f64::from(all);
        sum += 0.75 * known * known + 0.25 * alike.min(1.0);
        columns += 1.0;
    }
    if columns == 0.0 { 0.0 } else { sum / columns }
}
