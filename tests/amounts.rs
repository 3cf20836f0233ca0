//! Amounts against a table of cases.

use regulars::ingest::amounts::{AmountReader, MAX_SCALE};
use regulars::ingest::plan::AmountReading;

fn read(mark: char, cents: bool, text: &str) -> Option<String> {
    AmountReader::new(AmountReading {
        decimal_mark: mark,
        cents,
        power: 0,
    })
    .read(text.as_bytes())
    .map(|amount| amount.normalized().to_string())
}

const POINT: &[(&str, &str)] = &[
    ("12", "12"),
    ("-123.45", "-123.45"),
    ("0.10", "0.1"),
    (".50", "0.5"),
    ("5.", "5"),
    ("+5.00", "5"),
    // nasty/EXPECTED.md s13.
    ("(12.00)", "-12"),
    ("￥1,234.50", "1234.5"),
    ("$1,000.00", "1000"),
    ("3.00-", "-3"),
    ("−7.25", "-7.25"),
    (" 40.00 ", "40"),
    ("USD 8.00", "8"),
    ("12.30 ر.س", "12.3"),
    ("1 234.50 грн.", "1234.5"),
    ("¥ 100", "100"),
    ("1e2", "100"),
    ("1.5E+3", "1500"),
    ("1,234", "1234"),
    ("12,34,567.50", "1234567.5"),
    ("1 234.50", "1234.5"),
    ("1'234.50", "1234.5"),
    ("1’234.50", "1234.5"),
    ("Rs.500", "500"),
    ("Rs. 1,500.00", "1500"),
    ("500元", "500"),
    ("1.2万", "12000"),
    ("1.2万元", "12000"),
    ("3億円", "300000000"),
    ("5千", "5000"),
    ("１２３．４５", "123.45"),
    ("₩1,000", "1000"),
    ("12.50 CR", "-12.5"),
    ("12.50 DR", "12.5"),
    ("-$5.00", "-5"),
    ("$-5.00", "-5"),
    ("($5.00)", "-5"),
    ("CHF 12.–", "12"),
    ("12.50*", "12.5"),
    ("$1,200.00 †", "1200"),
    ("Rs. 1,25,000/-", "125000"),
    ("$4.85k", "4850"),
    ("12K", "12000"),
    ("R1 234.56", "1234.56"),
    ("-R530.59", "-530.59"),
    ("N45,000", "45000"),
    ("\\133,500", "133500"),
    ("৳১,২৫,০০০", "125000"),
    ("₹१,२५०.५०", "1250.5"),
    ("฿๑,๒๕๐", "1250"),
    ("5,210.-", "5210"),
    ("3,400 ل.س", "3400"),
    ("91块", "91"),
    // Binary floats: half away from zero at the sixth digit.
    ("731.9399999999999", "731.94"),
    ("1.1102230246251565e-16", "0"),
    ("0.0000005", "0.000001"),
    ("999999999999999", "999999999999999"),
];

const COMMA: &[(&str, &str)] = &[
    ("1.234,56", "1234.56"),
    ("99,90", "99.9"),
    ("-12,00", "-12"),
    ("1.000.000,00", "1000000"),
    ("R$ 2.500,00", "2500"),
    ("1 234,56 €", "1234.56"),
    ("1\u{a0}234,56", "1234.56"),
    ("1\u{202f}234,56 kr", "1234.56"),
    ("1\u{2009}234,56 zł", "1234.56"),
    ("1.234", "1234"),
    ("1,234", "1.234"),
    ("12,-", "12"),
    ("1.290,-", "1290"),
    ("1.234,56 дин.", "1234.56"),
];

const BAD: &[&str] = &[
    "",
    " ",
    "-",
    "NaN",
    "nan",
    "Infinity",
    "-inf",
    "1e309",
    "1e15",
    "abc",
    "12%",
    "12 abc",
    "1,23,4",
    "1,2345",
    "1.2.3",
    "--5",
    "(5",
    "(-5)",
    "5-5",
    "2020-01-01",
    "12:30",
    "1e",
    "e5",
    "0x10",
    "1000000000000000",
    "99999999999999999999999999999999999999999999",
    "+33 1 46 62 7555",
    // The number of a receipt, not that many rand.
    "R1042",
    "N10451",
    "R1.5",
];

#[test]
fn amounts_are_exact_in_every_dress() {
    for &(text, expected) in POINT {
        assert_eq!(
            read('.', false, text).as_deref(),
            Some(expected),
            "{text:?}"
        );
    }
    for &(text, expected) in COMMA {
        assert_eq!(
            read(',', false, text).as_deref(),
            Some(expected),
            "{text:?}"
        );
    }
    assert_eq!(read('.', true, "1999").as_deref(), Some("19.99"));
    assert_eq!(read('.', true, "-5").as_deref(), Some("-0.05"));
}

#[test]
fn what_is_no_amount_is_none() {
    for text in BAD {
        assert_eq!(read('.', false, text), None, "{text:?}");
    }
    assert_eq!(read('.', false, "1.234,56"), None);
    assert_eq!(read(',', false, "1,234.56"), None);
    // What ends without cents has none behind its comma.
    assert_eq!(read(',', false, "5,210.-"), None);
}

#[test]
fn the_scale_is_bounded() {
    let reader = AmountReader::new(AmountReading::default());
    for text in ["1.123456789", "0.00000000000000000000000000001", "1e-300"] {
        assert!(
            reader
                .read(text.as_bytes())
                .is_some_and(|a| a.scale <= MAX_SCALE)
        );
    }
}
