//! Currencies: signs, codes and words around an amount or in a column of their own.

use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// One line for each currency: its code, and the signs and words for it. Signs that stand for several currencies are their own
/// name (see [`same`]).
/// Codes: ISO 4217, but for the toman; signs: Unicode "Sc" and CLDR's narrow symbols.
const NAMES: &str = "\
USD|US $|US$|美元|美金
AUD|AU $|A$|AU$
CAD|CA $|C $|C$|CA$
HKD|HK $|HK$|港币|港幣
TWD|NT $|NT$|圓|台币|台幣|新台幣|NTD
BRL|R$
NZD|NZ$
SGD|S$
MXN|MX$
$|＄
EUR|€|欧元|歐元|euro|euros
GBP|£|￡|英镑|英鎊
¥|￥
元|块|塊
KRW|₩|￦|원
INR|₹|Rs.|Rs|रु|रुपये|rupees
RUB|₽|руб.|руб|р.|рублей
TRY|₺|TL
VND|₫|đ|VNĐ|đồng
THB|฿|บาท
UAH|₴|грн.|грн
NGN|₦
PHP|₱
ILS|₪|NIS|ש״ח|ש\"ח|שח
KZT|₸
PLN|zł
CZK|Kč
HUF|Ft
RON|lei
BGN|лв.|лв
SAR|ر.س|ريال|﷼
AED|د.إ|درهم
EGP|ج.م|جنيه
KWD|د.ك
QAR|ر.ق
OMR|ر.ع
BHD|د.ب
JOD|د.أ
IQD|د.ع|دينار
MAD|DH|DHS|dirhams
DZD|د.ج
TND|د.ت
kr|kr.
IDR|Rp
MYR|RM
PEN|S/
CHF|Fr.|SFr.
CNY|人民币|人民幣|圆|RMB
JPY|円|日元|엔
SEK
NOK
DKK
ARS
CLP
COP
ZAR
RSD|дин.|дин|din.
SYP|ل.س
IRR|ریال
IRT|تومان
BDT|৳
HRK
KES|KSh
GHS|₵
TZS|TSh
UGX|USh
XOF|FCFA|F CFA|CFA
XAF
ETB
RWF
ZMW
MZN
AOA
PKR|PKRs
LKR
NPR
MMK
KHR|៛
MNT|₮
AZN|₼
UZS
BYN
ISK
MKD
DOP|RD$
GTQ
CRC|₡
PYG|₲
UYU";

/// Stands for rows without a currency, where most have none: the one that needs no name, the shop's own.
pub const UNNAMED: &str = "—";

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
    at(text, false)
}

/// The code a text ends with and its length in bytes.
pub(super) fn at_end(text: &str) -> Option<(&'static str, usize)> {
    at(text, true)
}

/// Names with their codes by the byte they begin with, and by that they end with: every cell of a file may be asked for, and
/// few bytes begin or end a name.
type Index = [Vec<Vec<(&'static str, &'static str)>>; 2];

fn index() -> Index {
    let mut index = [vec![Vec::new(); 256], vec![Vec::new(); 256]];
    for line in NAMES.lines() {
        let code = line.split('|').next().unwrap_or_default();
        for name in line.split('|') {
            if let [first, .., last] | [first @ last] = name.as_bytes() {
                index[0][place(*first)].push((name, code));
                index[1][place(*last)].push((name, code));
            }
        }
    }
    index
}

/// One place for both cases of a letter. (Bytes that are no letters may share one too.)
fn place(byte: u8) -> usize {
    usize::from(byte | 0x20)
}

/// The longest name that stands at the start or at the end of a text: its code and its length.
#[inline(never)]
fn at(text: &str, end: bool) -> Option<(&'static str, usize)> {
    static INDEX: LazyLock<Index> = LazyLock::new(index);
    let bytes = text.as_bytes();
    let byte = if end { bytes.last() } else { bytes.first() };
    let mut longest: Option<(&'static str, usize)> = None;
    for &(name, code) in &INDEX[usize::from(end)][place(*byte?)] {
        let cut = if end {
            text.len().wrapping_sub(name.len())
        } else {
            name.len()
        };
        let Some((before, behind)) = text.split_at_checked(cut) else {
            continue;
        };
        let own = if end { behind } else { before };
        let fits = equal(own, name) && !runs_on(before.chars().next_back(), behind.chars().next());
        if fits && longest.is_none_or(|(_, length)| length < name.len()) {
            longest = Some((code, name.len()));
        }
    }
    longest
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

/// Signs of several currencies, each in front of the one it stands for where nothing else tells, if there is such a one.
pub(super) const SIGNS: [(&str, &str, &str); 4] = [
    ("元", "CNY", "CNY TWD HKD"),
    ("$", "", "USD AUD CAD NZD HKD TWD SGD MXN ARS CLP COP"),
    ("¥", "", "CNY JPY"),
    ("kr", "", "SEK NOK DKK"),
];

/// Can these two be one currency? `$` may be any dollar, `¥` the yuan or the yen, `kr` any crown.
#[must_use]
pub fn same(a: &str, b: &str) -> bool {
    let one_of = |sign: &str, other: &str| {
        SIGNS
            .iter()
            .any(|(of, _, codes)| *of == sign && codes.split(' ').any(|code| code == other))
    };
    a == b || one_of(a, b) || one_of(b, a)
}
