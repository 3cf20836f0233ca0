//! Noise: nothing that stands in a cell or a header brings anything down.

use crate::fill::of_records;
use regulars::ingest::inspect::resolve;
use regulars::ingest::inspection::Choices;
use regulars::ingest::plan::DateOrder;

#[test]
fn any_bytes_never_panic() {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    const BITS: [&str; 30] = [
        "1",
        "12",
        "2024",
        "-",
        "/",
        ".",
        ",",
        " ",
        ":",
        "年",
        "月",
        "日",
        "上午",
        "T",
        "Z",
        "+08:00",
        "Jan",
        "(",
        ")",
        "%",
        "e",
        "￥",
        "令和",
        "元",
        "万",
        "'",
        "\u{3000}",
        "\u{200b}",
        "NaN",
        "99999999999999999999",
    ];
    use regulars::ingest::amounts::AmountReader;
    use regulars::ingest::dates::DateReader;
    use regulars::ingest::plan::AmountReading;
    let orders = [
        DateOrder::YearMonthDay,
        DateOrder::DayMonthYear,
        DateOrder::MonthDayYear,
        DateOrder::ExcelSerial,
        DateOrder::EpochSeconds,
        DateOrder::EpochMillis,
    ];
    let mut cells = Vec::new();
    for _ in 0..20_000 {
        let text: String = (0..next() % 9)
            .map(|_| BITS[(next() % 30) as usize])
            .collect();
        let bytes: Vec<u8> = (0..next() % 12).map(|_| next() as u8).collect();
        for input in [text.as_bytes(), &bytes] {
            for order in orders {
                let reader = DateReader::new(order);
                let _ = (reader.day(input), reader.second_of_day(input));
            }
            for decimal_mark in ['.', ','] {
                let cents = next() % 2 == 0;
                if let Some(amount) = AmountReader::new(AmountReading {
                    decimal_mark,
                    cents,
                    power: 0,
                })
                .read(input)
                {
                    assert!(amount.scale <= 6, "{input:?}");
                }
            }
        }
        cells.push(text);
        cells.push(String::from_utf8_lossy(&bytes).into_owned());
    }
    for width in [1, 2, 3, 7, 20] {
        let records: Vec<Vec<String>> = cells
            .chunks(width)
            .take(300)
            .map(<[String]>::to_vec)
            .collect();
        let names: Vec<&str> = cells[cells.len() - width..]
            .iter()
            .map(String::as_str)
            .collect();
        let inspection = of_records(&names, &records, ",");
        let _ = resolve(&inspection, &Choices::default());
    }
}
