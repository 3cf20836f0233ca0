//! Currencies: signs, codes and words around an amount or in a column of their own.

use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// Signs, codes and words, longest first where one begins another, with the code they stand for.
/// `$`, `¥` and `kr` stand for several currencies and keep their sign as their name (see [`same`]).
/// Codes: ISO 4217; signs: Unicode "Sc" and CLDR's narrow symbols.
const NAMES: [(&str, &str); 125] = [
    ("US $", "USD"),
    ("AU $", "AUD"),
    ("CA $", "CAD"),
    ("C $", "CAD"),
    ("HK $", "HKD"),
    ("NT $", "TWD"),
    ("R$", "BRL"),
    ("US$", "USD"),
    ("A$", "AUD"),
    ("C$", "CAD"),
    ("CA$", "CAD"),
    ("AU$", "AUD"),
    ("NZ$", "NZD"),
    ("HK$", "HKD"),
    ("NT$", "TWD"),
    ("S$", "SGD"),
    ("MX$", "MXN"),
    ("$", "$"),
    ("＄", "$"),
    ("€", "EUR"),
    ("£", "GBP"),
    ("￡", "GBP"),
    ("￥", "¥"),
    ("¥", "¥"),
    ("₩", "KRW"),
    ("￦", "KRW"),
    ("₹", "INR"),
    ("₽", "RUB"),
    ("₺", "TRY"),
    ("₫", "VND"),
    ("đ", "VND"),
    ("฿", "THB"),
    ("₴", "UAH"),
    ("₦", "NGN"),
    ("₱", "PHP"),
    ("₪", "ILS"),
    ("₸", "KZT"),
    ("zł", "PLN"),
    ("Kč", "CZK"),
    ("Ft", "HUF"),
    ("lei", "RON"),
    ("лв.", "BGN"),
    ("лв", "BGN"),
    ("руб.", "RUB"),
    ("руб", "RUB"),
    ("р.", "RUB"),
    ("грн.", "UAH"),
    ("грн", "UAH"),
    ("ر.س", "SAR"),
    ("د.إ", "AED"),
    ("ج.م", "EGP"),
    ("kr.", "kr"),
    ("kr", "kr"),
    ("Rs.", "INR"),
    ("Rs", "INR"),
    ("Rp", "IDR"),
    ("RM", "MYR"),
    ("S/", "PEN"),
    ("Fr.", "CHF"),
    ("SFr.", "CHF"),
    ("人民币", "CNY"),
    ("人民幣", "CNY"),
    ("元", "CNY"),
    ("圆", "CNY"),
    ("圓", "TWD"),
    ("円", "JPY"),
    ("日元", "JPY"),
    ("엔", "JPY"),
    ("美元", "USD"),
    ("美金", "USD"),
    ("欧元", "EUR"),
    ("歐元", "EUR"),
    ("港币", "HKD"),
    ("港幣", "HKD"),
    ("台币", "TWD"),
    ("台幣", "TWD"),
    ("新台幣", "TWD"),
    ("英镑", "GBP"),
    ("英鎊", "GBP"),
    ("원", "KRW"),
    ("euro", "EUR"),
    ("euros", "EUR"),
    ("RMB", "CNY"),
    ("CNY", "CNY"),
    ("USD", "USD"),
    ("EUR", "EUR"),
    ("GBP", "GBP"),
    ("JPY", "JPY"),
    ("KRW", "KRW"),
    ("INR", "INR"),
    ("BRL", "BRL"),
    ("CHF", "CHF"),
    ("AUD", "AUD"),
    ("CAD", "CAD"),
    ("NZD", "NZD"),
    ("HKD", "HKD"),
    ("TWD", "TWD"),
    ("NTD", "TWD"),
    ("SGD", "SGD"),
    ("SEK", "SEK"),
    ("NOK", "NOK"),
    ("DKK", "DKK"),
    ("PLN", "PLN"),
    ("CZK", "CZK"),
    ("HUF", "HUF"),
    ("RON", "RON"),
    ("BGN", "BGN"),
    ("RUB", "RUB"),
    ("TRY", "TRY"),
    ("TL", "TRY"),
    ("THB", "THB"),
    ("VND", "VND"),
    ("IDR", "IDR"),
    ("MYR", "MYR"),
    ("PHP", "PHP"),
    ("MXN", "MXN"),
    ("ARS", "ARS"),
    ("CLP", "CLP"),
    ("COP", "COP"),
    ("PEN", "PEN"),
    ("ZAR", "ZAR"),
    ("AED", "AED"),
    ("SAR", "SAR"),
    ("ILS", "ILS"),
    ("UAH", "UAH"),
];

/// One currency with the sampled rows that carry it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CurrencyCount {
    /// ISO code, or the sign as written where it stands for several (`$`, `¥`, `kr`).
    pub currency: String,
    /// Sampled rows.
    pub rows: u64,
}

/// The code a text begins with and its length in bytes. A code in letters must not run on into a word.
pub(super) fn at_start(text: &str) -> Option<(&'static str, usize)> {
    static BY_FIRST: LazyLock<Index> = LazyLock::new(|| Index::by(|name| name.first()));
    BY_FIRST.longest(*text.as_bytes().first()?, |name| {
        let head = text.get(..name.len())?;
        let rest = &text[name.len()..];
        (equal(head, name) && !runs_on(name.chars().last(), rest.chars().next())).then_some(())
    })
}

/// The code a text ends with and its length in bytes.
pub(super) fn at_end(text: &str) -> Option<(&'static str, usize)> {
    static BY_LAST: LazyLock<Index> = LazyLock::new(|| Index::by(|name| name.last()));
    BY_LAST.longest(*text.as_bytes().last()?, |name| {
        let start = text.len().checked_sub(name.len())?;
        let tail = text.get(start..)?;
        let before = text[..start].chars().next_back();
        (equal(tail, name) && !runs_on(before, name.chars().next())).then_some(())
    })
}

/// [`NAMES`] by one of their bytes: every cell of a file may be asked for, and few bytes begin or end a name.
struct Index(Vec<Vec<(&'static str, &'static str)>>);

impl Index {
    fn by(byte: impl Fn(&'static [u8]) -> Option<&'static u8>) -> Self {
        let mut index = vec![Vec::new(); 256];
        for entry in NAMES {
            if let Some(byte) = byte(entry.0.as_bytes()) {
                index[Self::place(*byte)].push(entry);
            }
        }
        Self(index)
    }

    /// One place for both cases of a letter. (Bytes that are no letters may share one too.)
    fn place(byte: u8) -> usize {
        usize::from(byte | 0x20)
    }

    /// The longest fitting name's code and length, of those at a byte.
    fn longest(
        &self,
        byte: u8,
        fits: impl Fn(&str) -> Option<()>,
    ) -> Option<(&'static str, usize)> {
        self.0[Self::place(byte)]
            .iter()
            .filter(|(name, _)| fits(name).is_some())
            .max_by_key(|(name, _)| name.len())
            .map(|&(name, code)| (code, name.len()))
    }
}

fn equal(a: &str, b: &str) -> bool {
    a == b || (b.len() >= 2 && b.is_ascii() && a.eq_ignore_ascii_case(b))
}

fn runs_on(a: Option<char>, b: Option<char>) -> bool {
    a.is_some_and(|c| c.is_ascii_alphabetic()) && b.is_some_and(|c| c.is_ascii_alphabetic())
}

/// The currency of a cell that holds only a currency: `usd`, `人民币`, `US Dollar ($)` keeps its text.
#[must_use]
pub fn of_cell(text: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(text).ok()?.trim();
    if text.is_empty() {
        return None;
    }
    Some(match at_start(text) {
        Some((code, length)) if length == text.len() => code.to_owned(),
        _ => text.to_ascii_uppercase(),
    })
}

/// The currency that stands in an amount's own text: `R$ 2.500,00` → `BRL`, `12.50` → `None`.
#[must_use]
pub fn of_amount(text: &[u8]) -> Option<&'static str> {
    let text = std::str::from_utf8(text).ok()?;
    let edge = |c: char| c.is_whitespace() || "+-−–()（）".contains(c);
    let text = text.trim_matches(edge);
    at_start(text)
        .or_else(|| at_end(text))
        .map(|(code, _)| code)
}

/// Is nothing smaller than one unit paid in it? Source: CLDR's digits of currencies, and the prices of shops.
#[must_use]
pub fn is_whole(code: &str) -> bool {
    matches!(code, "VND" | "IDR" | "KRW" | "JPY" | "CLP" | "COP")
}

/// Can these two be one currency? `$` may be any dollar, `¥` the yuan or the yen, `kr` any crown.
#[must_use]
pub fn same(a: &str, b: &str) -> bool {
    const SIGNS: [(&str, &[&str]); 3] = [
        (
            "$",
            &[
                "USD", "AUD", "CAD", "NZD", "HKD", "TWD", "SGD", "MXN", "ARS", "CLP", "COP",
            ],
        ),
        ("¥", &["CNY", "JPY"]),
        ("kr", &["SEK", "NOK", "DKK"]),
    ];
    a == b
        || SIGNS.iter().any(|(sign, codes)| {
            (a == *sign && codes.contains(&b)) || (b == *sign && codes.contains(&a))
        })
}
