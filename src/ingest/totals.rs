//! Rows that add others up: "Total", 小计, "Итого" where a customer or a product stands, or a last row that is the sum of all
//! before it. With a date and a name of sorts they pass for purchases, and the money of the others counts twice.

use super::plan::Totals;

/// How a text speaks of a total.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// Nobody is called so.
    Strong,
    /// Somebody may be: an oil company, a surname.
    Weak,
    /// Such a word beside others: "Anna Berg Total", "Summe 2024".
    Phrase,
}

/// Names of totals; CLDR has none, so these are the words of spreadsheet programs and accounting systems in each language.
/// The last ones are weak.
#[rustfmt::skip]
static WORDS: [&str; 58] = [
    "grand total", "subtotal", "sub total", "sub-total", "sous-total", "total général", "total general",
    "total geral", "gesamt", "gesamtsumme", "gesamtbetrag", "zwischensumme", "summe", "totale",
    "totale generale", "subtotale", "totaal", "subtotaal", "итого", "всего", "итог", "общий итог", "合计", "总计",
    "小计", "總計", "合計", "小計", "汇总", "共计", "累计", "총계", "합계", "소계", "toplam", "genel toplam", "celkem", "razem",
    "tổng cộng", "รวม", "รวมทั้งสิ้น", "المجموع", "jumlah",
    "σύνολο", "συνολο", "összesen", "yhteensä", "totalt", "разом", "всього", "סה\"כ", "סך הכל", "total", "totals", "sum", "suma", "summa", "tổng",
];
const WEAK: usize = 6;

/// How this text speaks of a total, if it does.
#[inline(never)]
pub(super) fn word(text: &str) -> Option<Word> {
    // Most texts are ids, which need no second look.
    let is_id = |byte: u8| byte.is_ascii_digit() || byte == b'@';
    if text.is_empty()
        || text.len() > 80
        || text.is_ascii() && !text.contains(' ') && text.bytes().any(is_id)
    {
        return None;
    }
    let lower = text.to_lowercase();
    let bare = lower
        .trim_matches(|c: char| !c.is_alphanumeric())
        .as_bytes();
    let mut found = None;
    for (at, word) in WORDS.iter().enumerate() {
        let word = word.as_bytes();
        if bare == word {
            let is_weak = at + WEAK >= WORDS.len();
            return Some(if is_weak { Word::Weak } else { Word::Strong });
        }
        if bare.first() != word.first() && bare.last() != word.last() {
            continue;
        }
        // Scripts without blanks need none beside the word.
        let apart = |byte: u8| word[0] >= 0xE3 || matches!(byte, b' ' | b':');
        let room = bare.len().checked_sub(word.len() + 1);
        if room.is_some_and(|room| {
            bare.starts_with(word) && apart(bare[word.len()])
                || bare.ends_with(word) && apart(bare[room])
        }) {
            found = Some(Word::Phrase);
        }
    }
    found
}

/// Is this text nothing but the name of a total?
pub(super) fn is_name(text: &[u8]) -> bool {
    let text = str::from_utf8(text).unwrap_or_default();
    matches!(word(text.trim()), Some(Word::Strong | Word::Weak))
}

impl Totals {
    /// Does a row with this trimmed text add others up?
    pub(super) fn holds(&self, text: &[u8]) -> bool {
        let Ok(text) = std::str::from_utf8(text) else {
            return false;
        };
        self.texts.iter().any(|known| known == text)
            || self.words
                && match word(text) {
                    Some(Word::Strong) => true,
                    Some(Word::Phrase) => self.phrases,
                    _ => false,
                }
    }
}

/// The rows that add others up, by column. `columns`: trimmed texts by row, the customer's first; `money`: by row, of the rows
/// that could be purchases; `all`: these are all rows there are.
#[inline(never)]
pub(super) fn find(columns: &[(usize, &[&str])], money: &[Option<f64>], all: bool) -> Vec<Totals> {
    let mut left = money.to_vec();
    let mut found = Vec::new();
    // The sums of customers stand in one column, that of all in another: what is known goes before the next is looked at.
    for at in 0..=columns.len() {
        // The customer's once more, when the others are known.
        let Some((column, cells)) = columns.get(at).or(columns.first()) else {
            break;
        };
        let is_customer = at == 0 || at == columns.len();
        let Some(totals) = by_words(*column, cells, &left, is_customer) else {
            continue;
        };
        for (money, cell) in left.iter_mut().zip(*cells) {
            if totals.holds(cell.as_bytes()) {
                *money = None;
            }
        }
        found.push(totals);
    }
    match columns.first().filter(|_| all && found.is_empty()) {
        Some((column, cells)) => last(*column, cells, money).into_iter().collect(),
        None => found,
    }
}

/// Rows with a word for it in this column. The words alone prove it where a customer should stand; sums prove the others.
#[inline(never)]
fn by_words(
    column: usize,
    cells: &[&str],
    money: &[Option<f64>],
    is_customer: bool,
) -> Option<Totals> {
    let words: Vec<Option<Word>> = cells.iter().map(|cell| word(cell)).collect();
    let (mut everything, mut rows, mut most, mut totals) = (0.0, 0, f64::MIN, 0);
    for (word, money) in words.iter().zip(money) {
        match (word, *money) {
            (None, Some(money)) => {
                everything += money;
                rows += 1;
                most = money.max(most);
            }
            (Some(_), Some(_)) => totals += 1,
            _ => {}
        }
    }
    if totals == 0 {
        return None;
    }
    // Money since the last total, in how many rows, and from the beginning on.
    let (mut since, mut count, mut before) = (0.0, 0, 0.0);
    let (mut sums, mut fitting) = (0, 0);
    for (word, money) in words.iter().zip(money) {
        match (word, *money) {
            (None, Some(money)) => {
                since += money;
                before += money;
                count += 1;
            }
            (Some(_), Some(money)) => {
                let block = count > 0 && near(money, since);
                let is_sum = block && count > 1
                    || rows > 1 && (near(money, before) || near(money, everything));
                sums += usize::from(is_sum);
                fitting += usize::from(is_sum || block);
                (since, count) = (0.0, 0);
            }
            _ => {}
        }
    }
    let proven = sums > 0 && fitting * 2 >= totals;
    let mut found = Totals {
        column,
        words: true,
        ..Totals::default()
    };
    for (row, word) in words.iter().enumerate() {
        let (Some(word), Some(money)) = (word, money[row]) else {
            continue;
        };
        let alone = totals == 1 && rows >= 5 && (row + 1 == cells.len() || money > 3.0 * most);
        let said = is_customer && (*word == Word::Strong || *word == Word::Weak && alone);
        if proven || said {
            found.phrases |= *word == Word::Phrase;
            if !found.texts.iter().any(|known| known == cells[row]) {
                found.texts.push(cells[row].to_owned());
            }
        }
    }
    (!found.texts.is_empty()).then_some(found)
}

/// A last row of a customer of its own that is the sum of all others.
fn last(column: usize, cells: &[&str], money: &[Option<f64>]) -> Option<Totals> {
    let (&own, before) = cells.split_last()?;
    let (total, rows) = money.split_last()?;
    let rows: Vec<f64> = rows.iter().copied().flatten().collect();
    let is_sum = rows.len() >= 5
        && near((*total)?, rows.iter().sum())
        && rows.iter().any(|money| *money != 0.0);
    (is_sum && !before.contains(&own)).then(|| Totals {
        column,
        texts: vec![own.to_owned()],
        words: false,
        phrases: false,
    })
}

/// Equal but for the noise of binary sums.
fn near(a: f64, b: f64) -> bool {
    (a - b).abs() < 0.005 + 1e-9 * a.abs()
}
