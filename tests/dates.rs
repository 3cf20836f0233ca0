//! Dates against a table of cases: text, reading, expected day and second of the day.

use regulars::ingest::dates::{DateDecision, DateHints, DateReader, decide};
use regulars::ingest::plan::DateOrder::{self, *};

fn read(order: DateOrder, text: &str) -> Option<String> {
    let reader = DateReader::new(order);
    let second = reader.second_of_day(text.as_bytes());
    reader.day(text.as_bytes()).map(|day| {
        if second == 0 {
            day.to_string()
        } else {
            format!(
                "{day} {:02}:{:02}:{:02}",
                second / 3600,
                second / 60 % 60,
                second % 60
            )
        }
    })
}

/// Each case by hand from the calendar; the form's source in the comment before it.
const GOOD: &[(DateOrder, &str, &str)] = &[
    // ISO 8601 and its relatives.
    // Hours of the logs of the Tianchi mobile recommendation set.
    (YearMonthDay, "2014-12-06 02", "2014-12-06 02:00:00"),
    (YearMonthDay, "2011-12-09", "2011-12-09"),
    (YearMonthDay, "2011-12-09 12:50:00", "2011-12-09 12:50:00"),
    (YearMonthDay, "2011-12-09T12:50", "2011-12-09 12:50:00"),
    (
        YearMonthDay,
        "2011-12-09T12:50:33.120Z",
        "2011-12-09 12:50:33",
    ),
    (
        YearMonthDay,
        "2011-12-09T23:30:00+11:00",
        "2011-12-09 23:30:00",
    ),
    (
        YearMonthDay,
        "2023-02-01 23:30:00 +0800",
        "2023-02-01 23:30:00",
    ),
    (
        YearMonthDay,
        "2024-01-31T23:59:59+01:00[Europe/Berlin]",
        "2024-01-31 23:59:59",
    ),
    (
        YearMonthDay,
        "2023-02-01 23:30:00 UTC",
        "2023-02-01 23:30:00",
    ),
    (YearMonthDay, "2024-02-29", "2024-02-29"),
    (YearMonthDay, "2024-01-31 24:00:00", "2024-01-31"),
    (YearMonthDay, " 2024-01-31 ", "2024-01-31"),
    (YearMonthDay, "2024-1-3", "2024-01-03"),
    // Basic ISO forms; a column that went through floats.
    (YearMonthDay, "20110516", "2011-05-16"),
    (YearMonthDay, "20110516T101500Z", "2011-05-16 10:15:00"),
    (YearMonthDay, "20110516101500", "2011-05-16 10:15:00"),
    (YearMonthDay, "201105161015", "2011-05-16 10:15:00"),
    (YearMonthDay, "110516", "2011-05-16"),
    (YearMonthDay, "20110516.0", "2011-05-16"),
    // Chinese, Japanese and Korean spreadsheets (CLDR zh, ja, ko).
    (YearMonthDay, "2018/1/1 9:26:18", "2018-01-01 09:26:18"),
    (YearMonthDay, "2011年12月9日", "2011-12-09"),
    (YearMonthDay, "2011年12月9日 星期五", "2011-12-09"),
    (
        YearMonthDay,
        "2011年12月9日下午2時5分",
        "2011-12-09 14:05:00",
    ),
    (
        YearMonthDay,
        "2011年12月9日 14时05分33秒",
        "2011-12-09 14:05:33",
    ),
    (
        YearMonthDay,
        "2020/2/21 下午 12:05:00",
        "2020-02-21 12:05:00",
    ),
    (
        YearMonthDay,
        "2020/2/21 上午12:05:00",
        "2020-02-21 00:05:00",
    ),
    (YearMonthDay, "２０２４／０１／３１", "2024-01-31"),
    (YearMonthDay, "2024年1月31日(水)", "2024-01-31"),
    (
        YearMonthDay,
        "2024. 1. 31. 오후 3:05:00",
        "2024-01-31 15:05:00",
    ),
    (YearMonthDay, "2024년 1월 31일 수요일", "2024-01-31"),
    (YearMonthDay, "2024.01.31", "2024-01-31"),
    (YearMonthDay, "2024年一月31日", "2024-01-31"),
    // Eras: Reiwa 1 = 2019, Heisei 1 = 1989, Shōwa 1 = 1926, Republic of China 1 = 1912.
    (
        YearMonthDay,
        "2023-01-05 10:15:00 America/New_York",
        "2023-01-05 10:15:00",
    ),
    (YearMonthDay, "令和5年1月5日", "2023-01-05"),
    (YearMonthDay, "令和元年5月1日", "2019-05-01"),
    (YearMonthDay, "平成31年4月30日", "2019-04-30"),
    (YearMonthDay, "昭和64年1月7日", "1989-01-07"),
    (YearMonthDay, "R5.1.5", "2023-01-05"),
    // Excel's ge.m.d (Microsoft, "Date and time format codes": g is the era's letter).
    (YearMonthDay, "H30.3.5", "2018-03-05"),
    (YearMonthDay, "H30/03/05", "2018-03-05"),
    (YearMonthDay, "h1.1.8 10:15", "1989-01-08 10:15:00"),
    (YearMonthDay, "S63.1.7", "1988-01-07"),
    (YearMonthDay, "Ｈ３０．３．５", "2018-03-05"),
    (YearMonthDay, "H30年3月5日", "2018-03-05"),
    (YearMonthDay, "R元.5.1", "2019-05-01"),
    // ECOUNT's 일자-No.: the day and the number of the voucher.
    (YearMonthDay, "2024/01/04 -2", "2024-01-04"),
    (YearMonthDay, "2024/01/04-2", "2024-01-04"),
    (YearMonthDay, "2024/01/04 -002", "2024-01-04"),
    (YearMonthDay, "2024/01/04-1015", "2024-01-04"),
    (DayMonthYear, "2024/01/04 -15", "2024-01-04"),
    (YearMonthDay, "2024-01-04T10:00-05", "2024-01-04 10:00:00"),
    (YearMonthDay, "民國112年1月5日", "2023-01-05"),
    (YearMonthDay, "112/01/05", "2023-01-05"),
    (YearMonthDay, "11/12/09", "2011-12-09"),
    (YearMonthDay, "23.04.03 7:05", "2023-04-03 07:05:00"),
    // In front of a month's name stands the day, unless no month has it.
    (YearMonthDay, "01-Apr-24", "2024-04-01"),
    (YearMonthDay, "31 Dec 23 8:15", "2023-12-31 08:15:00"),
    (YearMonthDay, "95-Apr-24", "1995-04-24"),
    // Microseconds, where milliseconds are expected.
    (EpochMillis, "1704445200000000", "2024-01-05 09:00:00"),
    // Day first.
    (DayMonthYear, "\u{200f}05/01/2023", "2023-01-05"),
    (DayMonthYear, "5/1/2023 2:05 μμ", "2023-01-05 14:05:00"),
    (DayMonthYear, "05/01/2023 2:05 CH", "2023-01-05 14:05:00"),
    (
        DayMonthYear,
        "05/01/2023 02:05 p.\u{a0}m.",
        "2023-01-05 14:05:00",
    ),
    (
        DayMonthYear,
        "05/01/2023 02:05 p.\u{202f}m.",
        "2023-01-05 14:05:00",
    ),
    (DayMonthYear, "5. 1. 2023 2:05 odp.", "2023-01-05 14:05:00"),
    (DayMonthYear, "9 мая 2011 г., 14:05", "2011-05-09 14:05:00"),
    (DayMonthYear, "5 січня 2023 р.", "2023-01-05"),
    (DayMonthYear, "5. ledna 2023", "2023-01-05"),
    (DayMonthYear, "5. července 2023", "2023-07-05"),
    (DayMonthYear, "5 Agustus 2023", "2023-08-05"),
    (DayMonthYear, "5 Ιανουαρίου 2023", "2023-01-05"),
    (DayMonthYear, "5. tammikuuta 2023", "2023-01-05"),
    (YearMonthDay, "2023. augusztus 5.", "2023-08-05"),
    (DayMonthYear, "5 noiembrie 2023", "2023-11-05"),
    // Long forms of CLDR, as spreadsheets write them: weekdays are no news, in whatever language.
    (YearMonthDay, "2024. gada 5. marts", "2024-03-05"),
    (YearMonthDay, "2024 m. kovo 5 d., antradienis", "2024-03-05"),
    (DayMonthYear, "dl., 4 de març de 2024", "2024-03-04"),
    (DayMonthYear, "ds., 6 d’abril de 2024", "2024-04-06"),
    (DayMonthYear, "mar., 5 mar. 2024", "2024-03-05"),
    (DayMonthYear, "Di., 5. März 2024", "2024-03-05"),
    (DayMonthYear, "ma 4 mrt 2024", "2024-03-04"),
    (DayMonthYear, "wt., 5 marca 2024 r.", "2024-03-05"),
    (DayMonthYear, "martes 05/03/2024", "2024-03-05"),
    (DayMonthYear, "الثلاثاء 05/03/2024", "2024-03-05"),
    (DayMonthYear, "5 كانون الثاني 2024", "2024-01-05"),
    (DayMonthYear, "٥ آذار ٢٠٢٤", "2024-03-05"),
    (DayMonthYear, "5 मार्च 2024", "2024-03-05"),
    (DayMonthYear, "৫ মার্চ ২০২৪", "2024-03-05"),
    (DayMonthYear, "วันอังคารที่ 5 มีนาคม พ.ศ. 2567", "2024-03-05"),
    (DayMonthYear, "Thứ Ba, 5 tháng 3, 2024", "2024-03-05"),
    (DayMonthYear, "יום שלישי, 5 במרץ 2024", "2024-03-05"),
    (DayMonthYear, "5. červenec 2024", "2024-07-05"),
    (DayMonthYear, "5. marraskuuta 2024", "2024-11-05"),
    // Leaves fall a month later in Poland than in Croatia.
    (DayMonthYear, "5 listopada 2024", "2024-11-05"),
    (DayMonthYear, "5. listopada 2024.", "2024-10-05"),
    // Iran's calendar: its new years of 1402 and 1403 (ICU), the last day of a leap year.
    (YearMonthDay, "1402/01/01", "2023-03-21"),
    (YearMonthDay, "۱۴۰۳/۰۱/۰۱", "2024-03-20"),
    (YearMonthDay, "1403-12-30 10:15", "2025-03-20 10:15:00"),
    (YearMonthDay, "14030101", "2024-03-20"),
    (YearMonthDay, "۱۴۰۳۱۲۳۰", "2025-03-20"),
    (YearMonthDay, "2019#3#11", "2019-03-11"),
    (DayMonthYear, "31.12.2022", "2022-12-31"),
    (DayMonthYear, "5.1.2023 7:05", "2023-01-05 07:05:00"),
    (DayMonthYear, "05/01/2023", "2023-01-05"),
    (DayMonthYear, "04-09-2012", "2012-09-04"),
    (DayMonthYear, "31/12/68", "2068-12-31"),
    (DayMonthYear, "31/12/69", "1969-12-31"),
    (DayMonthYear, "31122022", "2022-12-31"),
    (DayMonthYear, "2011-12-09", "2011-12-09"),
    (DayMonthYear, "14-Jan-15", "2015-01-14"),
    (DayMonthYear, "14 janv. 2015", "2015-01-14"),
    (DayMonthYear, "1er février 2024", "2024-02-01"),
    (DayMonthYear, "3. März 2024", "2024-03-03"),
    (DayMonthYear, "Mittwoch, 31. Januar 2024", "2024-01-31"),
    (DayMonthYear, "31 de enero de 2024", "2024-01-31"),
    (
        DayMonthYear,
        "31 de dezembro de 2024 às 10:15",
        "2024-12-31 10:15:00",
    ),
    (DayMonthYear, "31 gennaio 2024", "2024-01-31"),
    (DayMonthYear, "31 mrt. 2024", "2024-03-31"),
    (DayMonthYear, "31 января 2024 г.", "2024-01-31"),
    (DayMonthYear, "9Dec2011", "2011-12-09"),
    (DayMonthYear, "31/01/2024 14h30", "2024-01-31 14:30:00"),
    (DayMonthYear, "31.01.2024 14.30.05", "2024-01-31 14:30:05"),
    (
        DayMonthYear,
        "10/Oct/2000:13:55:36 -0700",
        "2000-10-10 13:55:36",
    ),
    (DayMonthYear, "31/01/2024 3:05 p. m.", "2024-01-31 15:05:00"),
    // Month first.
    (MonthDayYear, "2/24/03", "2003-02-24"),
    (MonthDayYear, "12/31/2022 11:59 PM", "2022-12-31 23:59:00"),
    (MonthDayYear, "12/31/2022 12:00:00 AM", "2022-12-31"),
    (MonthDayYear, "Jan 14, 2015", "2015-01-14"),
    (MonthDayYear, "January 1st, 2015", "2015-01-01"),
    (MonthDayYear, "Sept. 3, 2021 5 PM", "2021-09-03 17:00:00"),
    (
        MonthDayYear,
        "Tue Dec 09 2011 10:00:00 GMT+0800 (China Standard Time)",
        "2011-12-09 10:00:00",
    ),
    (
        MonthDayYear,
        "Fri Dec 9 10:00:00 2011",
        "2011-12-09 10:00:00",
    ),
    (
        MonthDayYear,
        "Fri, 09 Dec 2011 10:00:00 +0000",
        "2011-12-09 10:00:00",
    ),
    // Spreadsheets: 44561 = 2021-12-31 (nasty/EXPECTED.md s16); 60 never was; 1 = 1900-01-01.
    (ExcelSerial, "44561", "2021-12-31"),
    (ExcelSerial, "44562.5", "2022-01-01 12:00:00"),
    (ExcelSerial, "44562,5", "2022-01-01 12:00:00"),
    (ExcelSerial, "59", "1900-02-28"),
    (ExcelSerial, "61", "1900-03-01"),
    (ExcelSerial, "1", "1900-01-01"),
    (ExcelSerial, "2020-01-01", "2020-01-01"),
    // Epochs (nasty/EXPECTED.md s17).
    (EpochSeconds, "1609459199", "2020-12-31 23:59:59"),
    (EpochSeconds, "-1", "1969-12-31 23:59:59"),
    (EpochMillis, "1609459199999", "2020-12-31 23:59:59"),
];

#[test]
fn every_form_gives_the_day_as_written() {
    for &(order, text, expected) in GOOD {
        assert_eq!(
            read(order, text).as_deref(),
            Some(expected),
            "{order:?} {text:?}"
        );
    }
}

/// Impossible or contradicting texts, nasty/EXPECTED.md s15 among them.
const BAD: &[(DateOrder, &str)] = &[
    (YearMonthDay, ""),
    (YearMonthDay, "0000-00-00"),
    (YearMonthDay, "1900-02-29"),
    (YearMonthDay, "2023-02-30"),
    (YearMonthDay, "2023-13-01"),
    (YearMonthDay, "not a date"),
    (YearMonthDay, "2023-01-01 25:00:00"),
    (YearMonthDay, "2023-01-01 and more"),
    (YearMonthDay, "2023-01-01 24"),
    (YearMonthDay, "2023-01-01 7"),
    (DayMonthYear, "01.02.2023 16"),
    (YearMonthDay, "2023"),
    (YearMonthDay, "2023-01"),
    (YearMonthDay, "2011--12-09"),
    (YearMonthDay, "31/12/2020"),
    (YearMonthDay, "-2023-01-01"),
    (DayMonthYear, "12/31/2020"),
    (DayMonthYear, "31.02.2024"),
    (DayMonthYear, "1.2.345"),
    (MonthDayYear, "31/12/2020"),
    (MonthDayYear, "1/2/3/4"),
    (DayMonthYear, "Subtotal 05/03/2024"),
    (DayMonthYear, "5. listopada 2024"),
    // No leap year in Iran; and the lunar calendar.
    (YearMonthDay, "1402/12/30"),
    (YearMonthDay, "1445/08/24"),
    (YearMonthDay, "31-Apr-24"),
    (DayMonthYear, "95-Apr-24"),
    // Numbers of orders and places of shelves.
    (YearMonthDay, "2024-01-04-2"),
    (YearMonthDay, "2024/01/04 -12345"),
    (YearMonthDay, "2024/01/04 -2 -3"),
    (DayMonthYear, "04/01/2024 -2"),
    (YearMonthDay, "H30-03-05"),
    (YearMonthDay, "S10-1-2"),
    (YearMonthDay, "H30"),
    (YearMonthDay, "H30.13.5"),
    (YearMonthDay, "A30.3.5"),
    (ExcelSerial, "60"),
    (ExcelSerial, "0"),
    (ExcelSerial, "-5"),
    (ExcelSerial, "NaN"),
    (ExcelSerial, "inf"),
    (ExcelSerial, "1e300"),
    (EpochSeconds, "99999999999999999999"),
    (EpochSeconds, "1e300"),
];

#[test]
fn impossible_dates_are_no_dates() {
    for &(order, text) in BAD {
        assert_eq!(read(order, text), None, "{order:?} {text:?}");
    }
}

/// 200 days of 2023 and 2024 in the order of time, each written as `form` has it.
fn days(form: impl Fn(usize, usize, usize) -> String) -> Vec<String> {
    let day = |k: usize| {
        let month = k / 10 % 12 + 1;
        let day = 1 + k % 10 * 3 + k / 10 % 4;
        let last = if month == 2 { 28 } else { 30 + month % 2 };
        form(23 + k / 120, month, day.min(last))
    };
    (0..200).map(day).collect()
}

fn decided(values: &[String]) -> DateDecision {
    let values: Vec<&str> = values.iter().map(String::as_str).collect();
    decide(&values, DateHints::default()).expect("dates")
}

/// Each value in another place.
fn shuffled(values: &[String]) -> Vec<String> {
    (0..values.len())
        .map(|at| values[at * 77 % values.len()].clone())
        .collect()
}

#[test]
fn a_year_of_two_digits_is_the_part_that_stays() {
    for mark in ["-", "/", "."] {
        for time in ["", " 10:15"] {
            type Form = fn(usize, usize, usize) -> [usize; 3];
            let forms: [(DateOrder, Form); 3] = [
                (YearMonthDay, |y, m, d| [y, m, d]),
                (DayMonthYear, |y, m, d| [d, m, y]),
                (MonthDayYear, |y, m, d| [m, d, y]),
            ];
            for (order, form) in forms {
                let sorted = days(|y, m, d| {
                    let parts = form(y, m, d).map(|part| format!("{part:02}"));
                    parts.join(mark) + time
                });
                let descending: Vec<String> = sorted.iter().rev().cloned().collect();
                let mut slip = sorted.clone();
                slip[50] = ["31", "06", "23"].join(mark);
                for values in [shuffled(&sorted), descending, slip, sorted] {
                    let found = decided(&values);
                    let sure = !found.ambiguous && found.confidence >= 0.9;
                    assert!(found.order == order && sure, "{} {found:?}", values[1]);
                }
            }
        }
    }
}

/// Thailand writes 2024 as 2567, and short as 67; where all years are such ones, a shop in the common era would sell in 2067.
#[test]
fn short_years_of_the_buddhist_era_are_told_by_all_of_them() {
    let months = "ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย. ต.ค. พ.ย. ธ.ค.";
    let months: Vec<&str> = months.split(' ').collect();
    type Form<'f> = &'f dyn Fn(usize, usize, usize) -> String;
    let slashes: Form = &|y, m, d| format!("{d:02}/{m:02}/{:02}", y + 43);
    let named: Form = &|y, m, d| format!("{d} {} {:02}", months[m - 1], y + 43);
    let timed: Form = &|y, m, d| format!("{d}/{m}/{:02} 18:05", y + 43);
    let plain = days(|y, m, d| format!("20{y}-{m:02}-{d:02}"));
    for form in [slashes, named, timed] {
        let values = days(form);
        let found = decided(&values);
        assert!(found.buddhist && !found.ambiguous, "{found:?}");
        for (value, plain) in values.iter().zip(&plain) {
            let day = found.reader().day(value.as_bytes()).expect("a day");
            assert_eq!(day.to_string(), *plain, "{value}");
        }
    }
    // The days up to the 12th can be read both ways; Thailand puts them first.
    let few = decided(&["05/01/69", "06/01/69", "07/02/69"].map(String::from));
    assert!(few.buddhist && few.order == DayMonthYear, "{few:?}");
    // Seasons of the common era, and years written out.
    for other in [
        "05/01/99",
        "05/01/24",
        "05/01/1969",
        "05/01/2067",
        "1969-01-05",
    ] {
        let found = decided(&[other.to_owned(), other.replace("05", "15")]);
        assert!(!found.buddhist, "{other}: {found:?}");
    }
}

#[test]
fn few_short_dates_that_two_readings_explain_are_asked_about() {
    let found = decided(&["23-04-03", "23-04-08", "23-05-09"].map(String::from));
    assert_eq!(found.order, YearMonthDay);
    assert!(found.ambiguous, "{found:?}");
    // The first of each month from 2005 on is in the order of time, but not with the day for a year.
    let firsts: Vec<String> = (0..200)
        .map(|k| format!("01-{:02}-{:02}", k % 12 + 1, 5 + k / 12))
        .collect();
    assert_ne!(decided(&firsts).order, YearMonthDay);
}

#[test]
fn written_months_and_short_years_among_other_forms_keep_their_days() {
    let names = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    type Form<'f> = &'f dyn Fn(usize, usize, usize) -> String;
    let iso: Form = &|y, m, d| format!("20{y}-{m:02}-{d:02}");
    let compact: Form = &|y, m, d| format!("20{y}{m:02}{d:02}");
    let named: Form = &|y, m, d| format!("{d:02}-{}-{y}", names[m - 1]);
    let short: Form = &|y, m, d| format!("{d:02}-{m:02}-{y}");
    for (most, other) in [(iso, named), (compact, named), (named, iso), (iso, short)] {
        for each in [2, 3, 20] {
            let (wanted, most, other) = (days(iso), days(most), days(other));
            let pick = |at: usize| {
                if at.is_multiple_of(each) {
                    &other[at]
                } else {
                    &most[at]
                }
            };
            let values: Vec<String> = (0..200).map(pick).cloned().collect();
            let order = decided(&values).order;
            for (value, wanted) in values.iter().zip(&wanted) {
                assert_eq!(
                    read(order, value).as_ref(),
                    Some(wanted),
                    "{value} {order:?}"
                );
            }
        }
    }
}
