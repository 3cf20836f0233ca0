//! Dates, amounts and currencies that can be read in two ways.

use crate::book::notes;
use crate::files::{Order, check, lines, money, net, orders, read, table, total};
use crate::fill::of_records;
use regulars::ingest::inspect::resolve;
use regulars::ingest::inspection::{Choices, Inspection};
use regulars::ingest::plan::{CurrencyRule, DateOrder};

/// Days 1–12 only, so both readings fit: something else must decide, or the page asks.
fn ambiguous(
    headers: [&str; 3],
    date: impl Fn(usize) -> String,
    amount: &str,
    delimiter: &str,
) -> Inspection {
    let records: Vec<Vec<String>> = (0..60)
        .map(|row| vec![format!("C{}", row * 7 % 20), date(row), amount.to_owned()])
        .collect();
    of_records(&headers, &records, delimiter)
}

#[test]
fn a_date_that_can_be_read_both_ways_is_asked_about_unless_the_file_tells() {
    let english = ["customer", "date", "amount"];
    let mixed_up = |row: usize| format!("{:02}/{:02}/2023", row * 5 % 12 + 1, row * 7 % 12 + 1);
    let inspection = ambiguous(english, mixed_up, "5.00", ",");
    let question = inspection
        .questions
        .iter()
        .find(|q| q.id == "date_order")
        .expect("asked");
    assert_eq!(question.choices.len(), 2);
    assert!(
        question
            .choices
            .iter()
            .all(|c| c.facts.contains_key("reads_as"))
    );

    // Rows in the order of time: only one reading makes them ascend.
    let ascending_day_first =
        |row: usize| format!("{:02}/{:02}/2023", row % 5 * 2 + 1, row / 5 + 1);
    let inspection = ambiguous(english, ascending_day_first, "5.00", ",");
    let date = inspection.tables[0].date.clone().expect("a reading");
    assert_eq!(date.order, DateOrder::DayMonthYear);
    let ascending_month_first =
        |row: usize| format!("{:02}/{:02}/2023", row / 5 + 1, row % 5 * 2 + 1);
    let inspection = ambiguous(english, ascending_month_first, "5.00", ",");
    assert_eq!(
        inspection.tables[0].date.as_ref().map(|d| d.order),
        Some(DateOrder::MonthDayYear)
    );

    // A few days that lie close together, rather than the same day of two months; but the first of each.
    for (day, order) in [(6, DateOrder::DayMonthYear), (1, DateOrder::MonthDayYear)] {
        let near = |row: usize| match day {
            1 => format!("{}/1/2023", row / 10 + 4),
            _ => format!("{}-3-2023, 13:06:15", row / 30 + day),
        };
        let inspection = ambiguous(english, near, "5.00", ",");
        let date = inspection.tables[0].date.as_ref();
        assert_eq!(date.map(|d| d.order), Some(order));
        assert!(inspection.questions.iter().any(|q| q.id == "date_order"));
    }

    // Semicolons and decimal commas come from countries that write the day first.
    let inspection = ambiguous(["Kunde", "Datum", "Betrag"], mixed_up, "5,00", ";");
    assert_eq!(
        inspection.tables[0].date.as_ref().map(|d| d.order),
        Some(DateOrder::DayMonthYear)
    );
    // So does who names the columns in another language: enough to propose it, not to be sure.
    for headers in [
        ["aluno", "vencimento", "valor"],
        ["cliente", "fecha", "importe"],
        ["Klant", "Datum", "Bedrag"],
        ["pelanggan", "tanggal_transaksi", "jumlah"],
    ] {
        let inspection = ambiguous(headers, mixed_up, "5.00", ",");
        let date = inspection.tables[0].date.clone().expect("a reading");
        assert!(
            date.order == DateOrder::DayMonthYear && date.ambiguous,
            "{headers:?} {date:?}"
        );
    }
    // Dots are day-first wherever they are used.
    let dotted = |row: usize| format!("{:02}.{:02}.2023", row * 5 % 12 + 1, row * 7 % 12 + 1);
    let inspection = ambiguous(english, dotted, "5.00", ",");
    let date = inspection.tables[0].date.clone().expect("a reading");
    assert!(date.order == DateOrder::DayMonthYear && !date.ambiguous);
    // One day above the twelfth settles it.
    let settled = |row: usize| {
        if row == 40 {
            "25/03/2023".into()
        } else {
            mixed_up(row)
        }
    };
    let inspection = ambiguous(english, settled, "5.00", ",");
    let date = inspection.tables[0].date.clone().expect("a reading");
    assert!(
        date.order == DateOrder::DayMonthYear && !date.ambiguous,
        "{date:?}"
    );
}

#[test]
fn a_comma_that_can_be_read_both_ways_is_asked_about() {
    let date = |row: usize| format!("2023-01-{:02}", row % 28 + 1);
    let inspection = ambiguous(["customer", "date", "amount"], date, "1,234", ",");
    assert!(
        inspection.questions.iter().any(|q| q.id == "decimal_mark"),
        "{:?}",
        inspection.questions
    );
    let inspection = ambiguous(["Kunde", "Datum", "Betrag"], date, "1.234", ";");
    assert_eq!(
        inspection.tables[0].amount.as_ref().map(|a| a.decimal_mark),
        Some(',')
    );
}

#[test]
fn amounts_with_a_mark_are_as_large_as_those_without() {
    let with = |amounts: [&str; 3]| {
        let record = |row: usize| {
            let day = format!("2023-01-{:02}", row % 28 + 1);
            vec![
                format!("C{}", row * 7 % 20),
                day,
                amounts[row % 3].to_owned(),
            ]
        };
        let records: Vec<Vec<String>> = (0..60).map(record).collect();
        let inspection = of_records(&["customer", "date", "amount"], &records, ",");
        let mark = inspection.tables[0].amount.as_ref().map(|a| a.decimal_mark);
        (
            mark,
            inspection.questions.iter().any(|q| q.id == "decimal_mark"),
        )
    };
    assert_eq!(with(["4200", "4,250", "850"]), (Some('.'), false));
    assert_eq!(with(["4200", "4.250", "850"]), (Some(','), false));
    // Pieces by weight, perhaps.
    assert_eq!(with(["3", "4,250", "7"]), (Some('.'), true));
}

/// Money in whole units: a comma groups it, be it narrow or wide, and nobody need say so.
#[test]
fn a_wide_comma_groups_like_a_narrow_one() {
    let wide = |c: char| match c {
        '0'..='9' => char::from_u32(c as u32 + '０' as u32 - '0' as u32).expect("a digit"),
        ',' => '，',
        other => other,
    };
    let header = ["顧客番号", "日付", "金額"];
    for (header, before, behind) in [
        (header, "", "円"),
        (header, "", ""),
        (header, "¥", ""),
        (header, "￥", ""),
        (["customer", "date", "amount"], "", "円"),
        (["customer", "date", "amount"], "JPY ", ""),
        (["고객번호", "일자", "금액"], "", "원"),
        (["고객번호", "일자", "금액"], "", "엔"),
    ] {
        for widen in [false, true] {
            let records: Vec<Vec<String>> = (0..60_usize)
                .map(|row| {
                    let amount = format!("{},{:03}", row % 7 + 1, row * 37 % 100 * 10);
                    let amount = match widen {
                        true => amount.chars().map(wide).collect(),
                        false => amount,
                    };
                    vec![
                        format!("C{}", row * 7 % 20),
                        format!("2023-01-{:02}", row % 28 + 1),
                        format!("{before}{amount}{behind}"),
                    ]
                })
                .collect();
            let inspection = of_records(&header, &records, ",");
            let example = &records[1][2];
            let amount = inspection.tables[0].amount.as_ref();
            assert_eq!(amount.map(|a| a.decimal_mark), Some('.'), "{example}");
            let asked = inspection.questions.iter().any(|q| q.id == "decimal_mark");
            assert!(!asked, "{example}");
        }
    }
}

#[test]
fn several_currencies_are_never_summed() {
    let date = |row: usize| format!("2023-01-{:02}", row % 28 + 1);
    let with = |amounts: [&str; 3]| -> Inspection {
        let records: Vec<Vec<String>> = (0..60)
            .map(|row| {
                vec![
                    format!("C{}", row * 7 % 20),
                    date(row),
                    amounts[row % 3].to_owned(),
                ]
            })
            .collect();
        of_records(&["customer", "date", "amount"], &records, ",")
    };
    let inspection = with(["€5.00", "€7.00", "£5.00"]);
    let plan = resolve(&inspection, &Choices::default()).expect("a plan");
    assert_eq!(plan.currency, CurrencyRule::Keep("EUR".into()));
    let question = inspection
        .questions
        .iter()
        .find(|q| q.id == "currency")
        .expect("asked");
    assert_eq!(question.proposed, "EUR");
    // The column of its own may have an Italian, Dutch or Swedish name.
    let records: Vec<Vec<String>> = (0..40)
        .map(|row| {
            let code = ["EUR", "USD"][row % 2];
            vec![
                format!("C{}", row % 7),
                date(row),
                "10.00".into(),
                code.into(),
            ]
        })
        .collect();
    let inspection = of_records(&["cliente", "data", "importo", "valuta"], &records, ",");
    assert!(inspection.questions.iter().any(|q| q.id == "currency"));
    // The same dollar by sign and by code is one currency.
    let inspection = with(["$5.00", "USD 7.00", "5.00 USD"]);
    let plan = resolve(&inspection, &Choices::default()).expect("a plan");
    assert_eq!(plan.currency, CurrencyRule::Only("USD".into()));
    // Taiwan writes its dollar with the sign that is the yuan elsewhere.
    let plan = |amounts| resolve(&with(amounts), &Choices::default()).expect("a plan");
    let taiwan = plan(["NT$ 350", "1200元", "800元"]);
    assert_eq!(taiwan.currency, CurrencyRule::Only("TWD".into()));
    let china = plan(["¥350", "1200元", "91块"]);
    assert_eq!(china.currency, CurrencyRule::Only("CNY".into()));
    let both = plan(["CNY 350", "1200元", "NT$ 800"]);
    assert_eq!(both.currency, CurrencyRule::Keep("CNY".into()));
}

#[test]
fn a_spreadsheet_that_changed_a_part_of_its_dates_is_noticed() {
    let date = |row: usize| {
        if row.is_multiple_of(3) {
            format!("2023-{:02}-05", row / 5 + 1)
        } else {
            format!("{:02}/{:02}/2023", row % 28 + 1, row / 5 + 1)
        }
    };
    let inspection = ambiguous(["customer", "date", "amount"], date, "5.00", ",");
    let note = inspection.tables[0]
        .notes
        .iter()
        .find(|n| n.id == "dates_mixed")
        .expect("noticed");
    assert_eq!(note.facts["rows"], "20");
}

#[test]
fn padding_that_changes_within_a_column_is_noticed() {
    let date = |row: usize| {
        if row.is_multiple_of(4) {
            format!("{}/{}/2023", row % 9 + 1, row / 8 + 1)
        } else {
            format!("{:02}/{:02}/2023", row % 15 + 13, row / 8 + 1)
        }
    };
    let inspection = ambiguous(["customer", "date", "amount"], date, "5.00", ",");
    let note = inspection.tables[0]
        .notes
        .iter()
        .find(|n| n.id == "dates_mixed")
        .expect("noticed");
    assert_eq!(note.facts["rows"], "15");
}

#[test]
fn a_year_in_front_may_be_followed_by_the_day() {
    for write in [
        |(y, m, d): (usize, usize, usize)| format!("{y}-{d:02}-{m:02}"),
        |(y, m, d): (usize, usize, usize)| format!("{y}/{d}/{m} 9:05"),
        |(y, m, d): (usize, usize, usize)| format!("{y}{d:02}{m:02}"),
        |(y, m, d): (usize, usize, usize)| format!("{y}-{d:02}-{m:02}T10:00:00.123Z"),
    ] {
        let file = lines("Order,Customer,Date,Amount", |o| {
            let paid = money(o.cents, ".", "");
            format!("A{},K{},{},{paid}", o.id, o.customer, write(o.day))
        });
        check("orders.csv", file.clone().into());
        assert!(notes("orders.csv", file.into()).contains(&"dates_day_second".to_owned()));
    }
}

#[test]
fn a_year_in_front_of_both_forms_is_asked_about_and_a_slip_of_the_pen_is_none() {
    let english = ["customer", "date", "amount"];
    let day = |row: usize| (row * 5 % 12 + 1, row * 7 % 28 + 1);
    for (often, asked) in [(2, true), (50, false)] {
        let either = |row: usize| match (row % often, day(row)) {
            (0, (month, day)) => format!("2023-{day:02}-{month:02}"),
            (_, (month, day)) => format!("2023-{month:02}-{day:02}"),
        };
        let inspection = ambiguous(english, either, "5.00", ",");
        let question = inspection.questions.iter().find(|q| q.id == "date_order");
        let offered = question.map_or(0, |question| question.choices.len());
        assert_eq!(offered, if asked { 2 } else { 0 }, "one of {often}");
        if !asked {
            let date = inspection.tables[0].date.clone().expect("a reading");
            assert_eq!(date.order, DateOrder::YearMonthDay);
        }
    }
}

#[test]
fn money_whose_name_is_its_currency_stands_for_all_currencies() {
    let file = lines("Order,Customer,Date,Currency,Total,Total USD", |o| {
        let (y, m, d) = o.day;
        let (code, own) = match o.id % 7 {
            0 => ("EUR", o.cents * 9 / 10),
            1 => ("GBP", o.cents * 8 / 10),
            _ => ("USD", o.cents),
        };
        let [own, usd] = [own, o.cents].map(|cents| money(cents, ".", ""));
        format!(
            "A{},K{},{y}-{m:02}-{d:02},{code},{own},{usd}",
            o.id, o.customer
        )
    });
    check("orders.csv", file.into());
}

/// A service that writes its sums in cents, and again for people.
#[test]
fn whole_numbers_that_another_column_writes_with_a_point_are_cents() {
    let cents = table("subtotal,subtotal_formatted,total,total_formatted", |o| {
        let formatted = money(o.cents, ".", ",");
        let cents = o.cents;
        format!("{cents},\"${formatted}\",{cents},\"${formatted}\"")
    });
    check("orders.csv", cents.into_bytes());
    // One in a hundred is what somebody takes for it, and a hundred pieces are sold for it.
    for header in ["total,total tax", "total,commission", "Amount,Unit price"] {
        let taxed = table(header, |o| {
            format!("{},{}", o.cents, money(o.cents, ".", ""))
        });
        let report = read(&[("orders.csv", taxed.into_bytes())]).expect("a report");
        assert_eq!(net(&report), total() * 100, "{header}");
    }
}

#[test]
fn a_currency_that_is_named_only_where_it_is_foreign_is_not_summed_with_the_other() {
    let is_foreign = |o: &Order| o.id.is_multiple_of(7);
    let file = lines("No.,Customer,Posting Date,Currency Code,Amount", |o| {
        let (y, m, d) = o.day;
        let code = if is_foreign(&o) { "EUR" } else { "" };
        let paid = money(o.cents, ".", "");
        format!("I{},K{},{y}-{m:02}-{d:02},{code},{paid}", o.id, o.customer)
    });
    let report = read(&[("invoices.csv", file.into())]).expect("a report");
    let own: i64 = orders().filter(|o| !is_foreign(o)).map(|o| o.cents).sum();
    assert_eq!(net(&report), own);
    assert_ne!(own, total());
}

/// Typed by two hands, or by a spreadsheet that took some of them for texts. `12,50` is no thousand of anything.
#[test]
fn a_cell_with_the_other_decimal_mark_is_read_by_its_own() {
    for (mark, other) in [(".", ","), (",", ".")] {
        let delimiter = if mark == "." { "," } else { ";" };
        for least in [2, 10, 40] {
            let file = lines(&["id", "customer", "date", "amount"].join(delimiter), |o| {
                let (y, m, d) = o.day;
                let (decimal, sign) = match o.id % least {
                    0 => (other, "€ "),
                    _ => (mark, ""),
                };
                let day = format!("{y}-{m:02}-{d:02}");
                let paid = format!("\"{sign}{}\"", money(o.cents, decimal, ""));
                [o.id.to_string(), o.customer.to_string(), day, paid].join(delimiter)
            });
            check("two hands.csv", file.clone().into());
            let mut run = crate::driver::Run::default();
            run.add("two hands.csv", file.clone().into());
            let inspection = run.inspect().expect("an inspection");
            assert!(
                inspection.questions.is_empty(),
                "{:?}",
                inspection.questions
            );
            let said = notes("two hands.csv", file.into());
            assert!(said.iter().any(|id| id == "amounts_mixed"), "{said:?}");
        }
    }
}

/// So is the price of a piece.
#[test]
fn prices_with_two_decimal_marks_are_said() {
    let file = table("Quantity,Unit price", |o| {
        let mark = if o.id % 10 == 0 { "," } else { "." };
        format!("1,\"{}\"", money(o.cents, mark, ""))
    });
    check("prices.csv", file.clone().into());
    let said = notes("prices.csv", file.into());
    assert!(said.iter().any(|id| id == "amounts_mixed"), "{said:?}");
}

/// Where both marks are used, `1,234` may be either.
#[test]
fn thousands_between_two_decimal_marks_are_asked_about() {
    let date = |row: usize| format!("2023-01-{:02}", row % 28 + 1);
    let records: Vec<Vec<String>> = (0..60)
        .map(|row| {
            let amount = ["12.50", "12,50", "1,234", "3.80"][row % 4];
            vec![format!("C{}", row * 7 % 20), date(row), amount.to_owned()]
        })
        .collect();
    let inspection = of_records(&["customer", "date", "amount"], &records, ",");
    let asked = |id: &str| inspection.questions.iter().any(|q| q.id == id);
    assert!(asked("decimal_mark"), "{:?}", inspection.questions);
}
