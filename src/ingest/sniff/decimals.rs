//! Decimal commas in a file of commas, without quotes: `7,Ann,12,50`. Every record has more fields than the header has names,
//! and the same places in all of them hold a whole number and two digits behind it.

use crate::ingest::split::Record;

use super::dialect::Guess;

/// Records that must show it.
const LEAST: usize = 5;
/// Columns of such numbers.
const MOST: usize = 12;

/// The columns that are two fields each, counted as the header counts them; empty where there are none or several ways.
pub(super) fn parted(records: &[Record<'_>], guess: &Guess) -> Vec<usize> {
    let Some((top, rows)) = records.split_first() else {
        return Vec::new();
    };
    let (named, width) = (top.fields.len(), guess.width);
    let rows: Vec<&Record<'_>> = rows
        .iter()
        .filter(|row| row.fields.len() == width)
        .collect();
    let surplus = width.saturating_sub(named);
    let names = top
        .fields
        .iter()
        .all(|name| name.iter().any(|byte| !byte.is_ascii_digit()));
    if guess.dialect.delimiter != ","
        || surplus == 0
        || surplus > MOST
        || !names
        || rows.len() < LEAST
    {
        return Vec::new();
    }
    let is_parted = |&place: &usize| {
        let pairs = || {
            rows.iter()
                .map(|row| (&row.fields[place], &row.fields[place + 1]))
        };
        let both = |(whole, part): (&[u8], &[u8])| {
            is_whole(whole) && is_part(part) || whole.is_empty() && part.is_empty()
        };
        // Cents begin with 0 now and then; ages and days of the month beside a number do not.
        pairs().all(|(whole, part)| both((whole, part)))
            && pairs().any(|(_, part)| part.starts_with(b"0"))
    };
    let places: Vec<usize> = (0..width - 1).filter(is_parted).collect();
    let apart = places.windows(2).all(|pair| pair[1] > pair[0] + 1);
    if places.len() != surplus || !apart {
        return Vec::new();
    }
    places
        .iter()
        .enumerate()
        .map(|(before, place)| place - before)
        .collect()
}

/// `12`, `-1234`, `€ 7`.
fn is_whole(field: &[u8]) -> bool {
    let field = field.trim_ascii();
    let signs = field
        .iter()
        .take_while(|byte| !byte.is_ascii_alphanumeric())
        .count();
    let digits = &field[signs..];
    !digits.is_empty() && digits.len() <= 9 && digits.iter().all(u8::is_ascii_digit)
}

/// `50`, `05 €`.
fn is_part(field: &[u8]) -> bool {
    let digits = field
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    digits == 2 && field[2..].iter().all(|byte| !byte.is_ascii_alphanumeric())
}
