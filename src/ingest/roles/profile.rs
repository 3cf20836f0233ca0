//! What stands in a column, counted on the sampled records.

use crate::ingest::amounts::{self, AmountDecision, AmountReader};
use crate::ingest::currency;
use crate::ingest::dates::{self, DateDecision, DateHints};
use crate::ingest::ids::{is_null_word, trim};
use crate::ingest::inspection::Kind;
use crate::math::texts::Texts;
use crate::money::Decimal;

/// Facts of one column.
#[derive(Clone, Debug)]
pub(crate) struct Profile<'a> {
    /// Trimmed texts by row; empty and null words are "".
    pub(crate) cells: Vec<&'a str>,
    /// Rows with a value.
    pub(crate) filled: usize,
    /// Different values.
    pub(crate) distinct: usize,
    pub(crate) kind: Kind,
    pub(crate) date: Option<DateDecision>,
    pub(crate) amount: Option<AmountDecision>,
    /// Nearly all are e-mail addresses.
    pub(crate) emails: bool,
    /// Nearly all are telephone numbers: at least seven digits, few letters.
    pub(crate) phones: bool,
    /// Whole numbers that go up by one from row to row: row numbers.
    pub(crate) running: bool,
    /// Whole numbers written as floats: 17850.0.
    pub(crate) whole_floats: bool,
    /// Nearly all are whole numbers without any dress.
    pub(crate) integers: bool,
}

impl<'a> Profile<'a> {
    /// Profiles column `index`. `named_date`: the header says that it holds dates.
    pub(crate) fn new(records: &'a [Vec<String>], index: usize, named_date: bool) -> Self {
        let cells: Vec<&str> = records
            .iter()
            .map(|record| record.get(index).map_or("", |text| clean(text)))
            .collect();
        let values: Vec<&str> = cells.iter().copied().filter(|v| !v.is_empty()).collect();
        let filled = values.len();
        let distinct = Texts::of(values.iter().copied()).len();
        let hints = DateHints {
            named_date,
            ..DateHints::default()
        };
        let date = if named_date || dates::may_be_dates(&values) {
            dates::decide(&values, hints)
        } else {
            None
        };
        let amount = amounts::decide(&values, 0.0);
        let share = |n: usize| n as f64 / filled.max(1) as f64;
        let integer = |v: &&str| {
            let digits = v.strip_prefix('-').unwrap_or(v);
            let eastern = |c: char| matches!(c, '０'..='９' | '٠'..='٩' | '۰'..='۹');
            !digits.is_empty()
                && digits.chars().count() <= 18
                && digits.chars().all(|c| c.is_ascii_digit() || eastern(c))
        };
        let integers = share(values.iter().filter(|v| integer(v)).count());
        let dates = date.map_or(0.0, |d| 1.0 - share(d.misfits as usize));
        let amounts = amount.map_or(0.0, |a| 1.0 - share(a.misfits as usize));
        let bare_numbers = integers > 0.9 || amounts > 0.9;
        let sure_date = date.is_some_and(|d| d.confidence >= 0.8) || named_date;
        let kind = if filled == 0 {
            Kind::Empty
        } else if dates > 0.5 && (!bare_numbers || sure_date) {
            Kind::Date
        } else if integers >= 0.95 {
            Kind::Integer
        } else if amounts >= 0.95 {
            Kind::Decimal
        } else if amounts >= 0.5 {
            Kind::Mixed
        } else {
            Kind::Text
        };
        let numbers: Vec<i64> = values.iter().filter_map(|v| v.parse().ok()).collect();
        let steps = numbers
            .windows(2)
            .filter(|w| w[1].checked_sub(w[0]) == Some(1))
            .count();
        Self {
            filled,
            distinct,
            kind,
            date,
            amount,
            emails: filled > 0 && values.iter().filter(|v| is_email(v)).count() * 10 >= filled * 9,
            phones: filled > 0 && values.iter().filter(|v| is_phone(v)).count() * 10 >= filled * 8,
            running: numbers.len() == filled && filled > 2 && steps * 20 >= (filled - 1) * 19,
            whole_floats: filled > 0
                && values.iter().all(|v| {
                    v.strip_suffix(".0")
                        .is_some_and(|whole| whole.bytes().all(|b| b.is_ascii_digit()))
                }),
            integers: integers >= 0.95,
            cells,
        }
    }

    /// A currency stands beside most values.
    pub(crate) fn has_currency(&self) -> bool {
        let named = |text: &&str| currency::of_amount(text.as_bytes()).is_some();
        self.amount.is_some() && self.values().filter(named).count() * 2 > self.filled
    }

    /// Telephone numbers as they are dialled: with a zero or a plus in front, which no money has.
    pub(crate) fn is_dialled(&self) -> bool {
        let dialled = |text: &&str| text.starts_with(['0', '+', '(']);
        self.phones && self.values().filter(dialled).count() * 2 > self.filled
    }

    /// No value twice.
    pub(crate) fn unique(&self) -> bool {
        self.filled > 0 && self.distinct == self.filled
    }

    /// Share of rows with a value, 0–1.
    pub(crate) fn filled_share(&self) -> f64 {
        self.filled as f64 / self.cells.len().max(1) as f64
    }

    /// Share of the values that are amounts, 0–1.
    pub(crate) fn amount_share(&self) -> f64 {
        self.amount
            .map_or(0.0, |a| 1.0 - a.misfits as f64 / a.seen.max(1) as f64)
    }

    /// The money of a row, NaN where there is none.
    #[inline(never)]
    pub(crate) fn money(&self, row: usize) -> f64 {
        self.amount
            .and_then(|a| AmountReader::new(a.reading).read_either(self.cells[row].as_bytes()))
            .map_or(f64::NAN, Decimal::to_f64)
    }

    /// Is there something to pay in every row? What is still owed is nothing where somebody has paid.
    pub(crate) fn is_never_zero(&self) -> bool {
        let paid = |row: usize| self.money(row) == 0.0;
        self.filled >= 10 && !(0..self.cells.len()).any(paid)
    }

    /// The values that are not empty.
    pub(crate) fn values(&self) -> impl Iterator<Item = &'a str> + '_ {
        self.cells.iter().copied().filter(|v| !v.is_empty())
    }
}

/// Trimmed; empty where it is a null word.
fn clean(text: &str) -> &str {
    let trimmed = trim(text.as_bytes());
    if is_null_word(trimmed) {
        return "";
    }
    std::str::from_utf8(trimmed).unwrap_or("")
}

fn is_email(text: &str) -> bool {
    match text.split_once('@') {
        Some((user, host)) => !user.is_empty() && host.contains('.') && !text.contains(' '),
        None => false,
    }
}

fn is_phone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let masked = text.chars().filter(|&c| c == '*' || c == 'x').count();
    (7..=17).contains(&(digits + masked))
        && text.chars().all(|c| {
            c.is_ascii_digit() || " +-()./*xX".contains(c) || c.is_alphabetic() && digits >= 7
        })
}
