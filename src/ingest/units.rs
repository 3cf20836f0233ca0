//! Money that is written in thousands, 万 or millions, as its header or a line above the table says.

/// Words of a header or a note in scripts without blanks, longest first: power of ten.
const EASTERN: [(&str, u8); 12] = [
    ("千万", 7),
    ("百万", 6),
    ("百萬", 6),
    ("十万", 5),
    ("億", 8),
    ("亿", 8),
    ("억", 8),
    ("萬", 4),
    ("万", 4),
    ("만", 4),
    ("千", 3),
    ("천", 3),
];

/// Words that stand for a power of ten by themselves.
const WORDS: [(&str, u8); 3] = [
    (
        "thousand thousands 000s 1000s x1000 tsd tausend teur tusd tchf tgbp t€ keur kusd kgbp kchf kpln k€ €k k$ $k k£ £k \
        milliers millares milhares тыс тысяч tys tūkst",
        3,
    ),
    (
        "million millions mio mln mill meur musd mgbp mchf m€ €m m$ $m mm$ $mm m£ £m millones milhões milioni млн",
        6,
    ),
    ("billion billions mrd bn €bn $bn £bn miliardi млрд", 9),
];

/// Beside a currency these are powers of ten, too.
const LETTERS: [(&str, u8); 5] = [("k", 3), ("t", 3), ("mil", 3), ("miles", 3), ("m", 6)];

const CURRENCIES: &str = "€ $ £ ¥ r$ zł kč eur euro euros usd gbp chf jpy cny rmb pln czk huf sek nok dkk brl mxn ars clp cop inr rub руб try \
    aud nzd cad sgd hkd reais pesos dollars";

/// The power of ten that a money column's header names: 4 for 金额（万元）, 3 for "Umsatz in T€" and "Sales ($000)".
/// `Some(0)`: it names the plain unit; `None`: it says nothing.
#[must_use]
pub(super) fn of_header(header: &str) -> Option<u8> {
    let text: String = header.chars().map(half_width).collect();
    let text = text.to_lowercase();
    eastern(&text).or_else(|| western(&text))
}

/// The power of ten that the lines above a table name: `单位：万元`, "in thousands of EUR".
#[must_use]
pub(super) fn of_notes(lines: &str) -> Option<u8> {
    const SAYS: [&str; 12] = [
        "单位", "單位", "単位", "단위", "in ", "en ", "em ", "в ", "unit", "amounts", "(", "（",
    ];
    let cells = lines
        .lines()
        .flat_map(|line| line.split([',', ';', '\t', '|']));
    cells
        .map(|cell| cell.trim().trim_matches('"').to_lowercase())
        .filter(|cell| cell.chars().count() <= 60 && SAYS.iter().any(|word| cell.contains(word)))
        .filter_map(|cell| of_header(&cell))
        .find(|&power| power > 0)
}

/// 万 counts before a currency, in brackets or behind a colon; not in 万科 or 百万年薪.
fn eastern(text: &str) -> Option<u8> {
    const MONEY: [&str; 14] = [
        "元",
        "円",
        "圆",
        "원",
        "人民币",
        "美元",
        "美金",
        "港",
        "日元",
        "欧",
        "英镑",
        "rmb",
        "usd",
        "cny",
    ];
    for (word, power) in EASTERN {
        for (at, _) in text.match_indices(word) {
            let before = text[..at].trim_end();
            let after = text[at + word.len()..].trim_start();
            let money = MONEY.iter().any(|name| after.starts_with(name));
            let alone = after.is_empty() || after.starts_with([')', ']', '/']);
            if money || alone && before.ends_with(['(', '[', ':', '/', '_', '-']) {
                return Some(power);
            }
        }
    }
    let plain = ["(元)", "(円)", "(圆)", "(원)", ":元", "/元", "[元]"];
    plain.iter().any(|unit| text.contains(unit)).then_some(0)
}

fn western(text: &str) -> Option<u8> {
    let words = words(text);
    let known = |list: &str, word: &str| list.split_whitespace().any(|known| known == word);
    for word in &words {
        let bare = word.trim_matches(['€', '$', '£', '¥']);
        if ["000", "1000"].contains(&bare) {
            return Some(3);
        }
        if let Some((_, power)) = WORDS.iter().find(|(list, _)| known(list, word)) {
            return Some(*power);
        }
    }
    let money = words.iter().any(|word| known(CURRENCIES, word));
    let bracketed = |letter: &str| {
        ["(", "["].iter().any(|open| {
            text.contains(&format!("{open}{letter})")) || text.contains(&format!("{open}{letter}]"))
        })
    };
    LETTERS
        .iter()
        .find(|(letter, _)| {
            words.iter().any(|word| word == letter)
                && (money || *letter == "k" && bracketed(letter))
        })
        .map(|(_, power)| *power)
}

/// Words of letters, digits and signs of currencies; marks within a number go: `1,000` is `1000`.
fn words(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    let mut words = vec![String::new()];
    for (at, &c) in chars.iter().enumerate() {
        let digit = |i: Option<usize>| {
            i.and_then(|i| chars.get(i))
                .is_some_and(char::is_ascii_digit)
        };
        let within = digit(at.checked_sub(1)) && digit(Some(at + 1));
        match words.last_mut() {
            Some(word) if c.is_alphanumeric() || "€$£¥".contains(c) => word.push(c),
            Some(_) if within && ",.'’ ".contains(c) => {}
            _ => words.push(String::new()),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

fn half_width(c: char) -> char {
    match c as u32 {
        0xFF01..=0xFF5E => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        0x3000 => ' ',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_read_from_headers() {
        let cases = [
            ("合同金额（万元）", 4),
            ("金额(万)", 4),
            ("销售额_万元", 4),
            ("營收（百萬元）", 6),
            ("売上金額(千円)", 3),
            ("売上高（百万円）", 6),
            ("매출액(천원)", 3),
            ("Umsatz in T€", 3),
            ("Umsatz in TEUR", 3),
            ("Umsatz (Tsd. EUR)", 3),
            ("Sales ($000)", 3),
            ("Revenue in €1,000", 3),
            ("Amount (EUR '000)", 3),
            ("Revenue (€k)", 3),
            ("Revenue, k USD", 3),
            ("Deal value ($M)", 6),
            ("Выручка, тыс. руб.", 3),
            ("Сумма (млн руб)", 6),
            ("CA en k€", 3),
            ("Valor (R$ mil)", 3),
            ("Revenue (in millions)", 6),
        ];
        for (header, power) in cases {
            assert_eq!(of_header(header), Some(power), "{header}");
        }
        assert_eq!(of_header("金额（元）"), Some(0));
        for header in [
            "Amount",
            "Total (EUR)",
            "万科金额",
            "Betrag in EUR",
            "Order total $",
            "Size m",
            "Kilometer",
            "Millicent's amount",
            "T-shirt price",
            "10000 steps",
        ] {
            assert_eq!(of_header(header), None, "{header}");
        }
    }

    #[test]
    fn units_are_read_above_a_table() {
        assert_eq!(of_notes("2023 年合同台账,,,\n单位：万元,,,\n"), Some(4));
        assert_eq!(
            of_notes("Sales report;\nAll amounts in thousands of EUR;\n"),
            Some(3)
        );
        assert_eq!(of_notes("万达广场店,\n单位：元\n"), None);
        assert_eq!(of_notes("1000 orders\n"), None);
    }
}
