//! Laws of rows and ledger: order of rows, size of chunks and number of workers do not matter; no bytes do any harm.

mod ledger_support;

use ledger_support::{journal, plan};
use regulars::customers::{Overview, Summaries, Totals, holdout, repeat_purchases_by_week};
use regulars::day::Day;
use regulars::ingest::duplicates::Duplicates;
use regulars::ingest::earlier::Earlier;
use regulars::ingest::layout::{Dialect, Layout};
use regulars::ingest::pass::{Pass, Refused, Take, Tally};
use regulars::ingest::plan::{Overlap, Plan, Role};
use regulars::ingest::records::{Fields, Follows, Reader, Visit, follows};
use regulars::ingest::row::{Numbers, SkipReason};
use regulars::ledger::{Journal, Ledger};
use std::collections::HashMap;
use std::ops::ControlFlow;

/// Marsaglia's xorshift64: every run tries the same cases.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % n
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }
}

fn orders_plan() -> Plan {
    plan(&[
        (Role::Customer, 0),
        (Role::Order, 1),
        (Role::Date, 2),
        (Role::Amount, 3),
    ])
}

fn layout() -> Layout {
    Layout {
        columns: ["id", "order", "day", "money", "note"]
            .map(str::to_owned)
            .into(),
        ..Layout::default()
    }
}

/// Records with everything that real files have: quoted line breaks, refunds, gaps, several scales, blank and bad lines.
fn records(random: &mut Random, rows: usize) -> Vec<String> {
    let customers = 1 + random.below(rows);
    (0..rows)
        .map(|_| {
            let id = match random.below(20) {
                0 => String::new(),
                1 => "NULL".into(),
                2 => format!(" c{}\u{3000}", random.below(customers)),
                3 => format!("\"a very long id, \"\"{}\"\"\"", random.below(customers)),
                4 => format!("{}.0", random.below(customers)),
                _ => format!("c{}", random.below(customers)),
            };
            let order = match random.below(12) {
                0 => String::new(),
                n => format!("o{}", random.below(rows) / n),
            };
            let day = match random.below(30) {
                0 => "2024-02-30".into(),
                1 => "1/2/2024".into(),
                2 => format!(
                    "2024-01-{:02} {:02}:30:00",
                    1 + random.below(31),
                    random.below(24)
                ),
                _ => format!(
                    "202{}-{:02}-{:02}",
                    random.below(5),
                    1 + random.below(12),
                    1 + random.below(28)
                ),
            };
            let sign = random.pick(&["", "", "", "-"]);
            let money = match random.below(20) {
                0 => "x".into(),
                1 => "0".into(),
                2 => format!("{sign}{}.12345", random.below(1000)),
                3 => format!("{sign}{}00000000", random.below(9000)),
                n => format!("{sign}{}.{n:02}", random.below(1000)),
            };
            let note = random.pick(&[
                "",
                "plain",
                "\"two\nlines\"",
                "\"a, \"\"b\"\"\r\n\r\n,,\n\"",
                "5\" pipe",
                "é 张三",
            ]);
            match random.below(40) {
                0 => random
                    .pick(&[
                        "",
                        ",,,,",
                        "id,order,day,money,note",
                        "a\0b,o,2024-01-01,1,",
                    ])
                    .to_owned(),
                _ => format!("{id},{order},{day},{money},{note}"),
            }
        })
        .collect()
}

fn text(random: &mut Random, records: &[String]) -> Vec<u8> {
    let mut text = String::from("id,order,day,money,note\n");
    for record in records {
        text += record;
        text += random.pick(&["\n", "\n", "\r\n", "\r"]);
    }
    text.into_bytes()
}

/// All that a report could say of a ledger, customers in the order of the ledger.
fn facts(ledger: &Ledger) -> (Totals, Vec<String>) {
    let Overview {
        summaries,
        totals,
        gaps,
    } = Overview::of(ledger);
    let early = Summaries::at(ledger, Day::from_ymd(2022, 6, 30).unwrap());
    let later = holdout(ledger, &early, ledger.last_day());
    // Orders are known of the whole history only.
    let orders = [summaries.orders.len(), early.orders.len()];
    assert_eq!(orders, [summaries.len(), 0]);
    let mut lines = vec![format!("repeated {}", ledger.repeated())];
    for s in [&summaries, &early] {
        for i in 0..s.len() {
            lines.push(format!(
                "{} {} {} {} {} {} {:x} {}",
                String::from_utf8_lossy(ledger.customers().id(s.customer[i])),
                s.first_purchase[i],
                s.last_purchase[i],
                s.order_days[i],
                s.orders.get(i).unwrap_or(&0),
                s.net[i],
                s.mean_repeat_spend[i].to_bits(),
                later
                    .order_days
                    .get(i)
                    .filter(|_| s.observation_end == early.observation_end)
                    .unwrap_or(&0),
            ));
        }
        lines.push(format!("{:?}", s.btyd_day_sums()));
    }
    let weeks = repeat_purchases_by_week(ledger, ledger.first_day(), ledger.last_day());
    lines.push(format!("{weeks:?} {gaps:?} {}", ledger.scale()));
    (totals, lines)
}

fn sorted(mut facts: (Totals, Vec<String>)) -> (Totals, Vec<String>) {
    facts.1.sort();
    facts
}

#[test]
fn the_order_of_the_rows_does_not_matter() {
    let mut random = Random(1);
    for rows in [1, 2, 10, 100, 3000] {
        let mut records = records(&mut random, rows);
        let whole = text(&mut random, &records);
        let (tally, ledger) = read(&whole);
        for i in (1..records.len()).rev() {
            records.swap(i, random.below(i + 1));
        }
        let shuffled = text(&mut random, &records);
        let (other_tally, other) = read(&shuffled);
        assert_eq!(sorted(facts(&ledger)), sorted(facts(&other)), "{rows} rows");
        // Not the blank lines: a blank one that comes to stand behind a bare CR and ends with LF is part of a CR LF.
        let counts = |t: &Tally| {
            (
                t.rows_total,
                t.rows_used,
                t.first_row,
                t.last_row,
                t.skipped_by_reason().collect::<Vec<_>>(),
            )
        };
        assert_eq!(counts(&tally), counts(&other_tally));
        assert_eq!(
            tally.rows_total,
            tally.rows_used + tally.skipped_by_reason().map(|(_, n)| n).sum::<u64>()
        );
        assert_eq!(ledger.rows(), tally.rows_used);
    }
}

fn read(text: &[u8]) -> (Tally, Ledger) {
    let (tally, journal) = journal(&orders_plan(), &layout(), text, usize::MAX);
    (tally, journal.close(false))
}

/// Takes records one by one, on the patient road.
struct Patient(Pass<Counting>);

impl Visit for Patient {
    fn record(&mut self, fields: &Fields<'_>) -> ControlFlow<()> {
        self.0.record(fields)
    }
}

/// A journal that counts the rows that came together.
#[derive(Default)]
struct Counting {
    journal: Journal,
    together: usize,
}

impl Take for Counting {
    fn take(&mut self, text: &[u8], rows: &[Numbers]) -> Result<(), Refused> {
        if rows.len() > 1 {
            self.together += rows.len();
        }
        self.journal.take(text, rows)
    }
}

#[test]
fn the_common_road_ends_where_the_patient_road_ends() {
    let mut random = Random(7);
    // Records as they come; only such as most files have; these in quotes and with Windows' line ends.
    for dress in 0..3 {
        let mut records = records(&mut random, 3000);
        if dress > 0 {
            records.retain(|record| !record.contains(['"', '\0']));
        }
        let mut text = text(&mut random, &records);
        if dress > 0 {
            text = String::from_utf8(text).unwrap().replace('\r', "").into();
        }
        if dress > 1 {
            let quoted = String::from_utf8(text).unwrap();
            let quoted = quoted.replace(',', "\",\"").replace('\n', "\"\r\n\"");
            text = format!("\"{}", quoted.strip_suffix('"').unwrap()).into();
        }
        let pass = || {
            let plan = Plan {
                float_customer: dress == 1,
                ..orders_plan()
            };
            Pass::new(&plan, &layout(), 0, Counting::default())
                .counting_duplicates(Duplicates::default())
        };
        let (mut patient, mut common) = (Patient(pass()), pass());
        let reader = read_all(&text, &mut patient);
        let (patient, _, patient_tally) = patient.0.into_parts(&reader);
        let reader = read_all(&text, &mut common);
        let (common, _, tally) = common.into_parts(&reader);
        assert_eq!(tally, patient_tally);
        let together = (common.together, patient.together);
        assert!(together.0 > [50, 300, 300][dress], "{dress}: {together:?}");
        assert_eq!(together.1, 0);
        let [common, patient] = [common, patient].map(|sink| facts(&sink.journal.close(false)));
        assert_eq!(common, patient);
    }
}

fn read_all(text: &[u8], visit: &mut dyn Visit) -> Reader {
    let mut reader = Reader::new(&layout());
    let _ = reader.push(text, visit);
    let _ = reader.finish(visit);
    reader
}

#[test]
fn a_row_beyond_what_can_be_summed_is_refused_among_others_that_are_taken() {
    // In millionths, nine rows of 10^12 − 1 fit into 64 bits and a tenth does not; small ones still do.
    let large = "a,o,2024-01-02,999999999999,\n";
    let text = [
        "id,order,day,money,note\na,o,2024-01-02,0.000001,\n",
        &large.repeat(12),
        "b,p,2024-01-03,5,\n",
        large,
        "c,q,2024-01-04,-7.25,\n",
    ]
    .concat();
    let mut pass = Pass::new(&orders_plan(), &layout(), 0, Counting::default());
    let reader = read_all(text.as_bytes(), &mut pass);
    let (sink, _, tally) = pass.into_parts(&reader);
    let reasons: Vec<_> = tally.skipped_by_reason().collect();
    assert_eq!(reasons, [(SkipReason::BadOrMissingAmount, 4)]);
    assert_eq!((tally.rows_total, tally.rows_used), (16, 12));
    let lines: Vec<u64> = tally.issues.iter().map(|issue| issue.line).collect();
    assert_eq!(lines, [12, 13, 14, 16]);
    assert_eq!(tally.last_row.map(|row| row.day), Day::from_ymd(2024, 1, 4));
    assert!(sink.together > 9);
    let net = Overview::of(&sink.journal.close(false)).totals.net_revenue;
    assert_eq!(net.to_string(), "8999999999988.750001");
}

#[test]
fn the_size_of_the_chunks_does_not_matter() {
    let mut random = Random(2);
    let records = records(&mut random, 400);
    let text = text(&mut random, &records);
    let (tally, ledger) = read(&text);
    let expected = facts(&ledger);
    for chunk in [1, 2, 3, 5, 7, 13, 64, 100, 1000, 4096, 10_000] {
        let (other_tally, journal) = journal(&orders_plan(), &layout(), &text, chunk);
        assert_eq!(other_tally, tally, "chunks of {chunk}");
        assert_eq!(facts(&journal.close(false)), expected, "chunks of {chunk}");
    }
}

/// One worker's part: fed from byte `from` on in chunks until it stops.
fn part(
    mut reader: Reader,
    text: &[u8],
    from: usize,
    chunk: usize,
) -> (Tally, Journal, Duplicates, (u64, u64)) {
    let mut pass = Pass::new(&orders_plan(), &layout(), 0, Journal::new())
        .counting_duplicates(Duplicates::default());
    for piece in text[from..].chunks(chunk) {
        if reader.push(piece, &mut pass).is_break() {
            break;
        }
    }
    let _ = reader.finish(&mut pass);
    let extent = reader.extent();
    let (journal, seen, tally) = pass.into_parts(&reader);
    (tally, journal, seen.unwrap(), extent)
}

#[test]
fn parts_read_by_several_workers_merge_to_the_whole() {
    let mut random = Random(3);
    let mut again = 0;
    for rows in [1, 5, 40, 300] {
        let records = records(&mut random, rows);
        let text = text(&mut random, &records);
        let (tally, ledger) = read(&text);
        let expected = facts(&ledger);
        for _ in 0..40 {
            let mut cuts: Vec<u64> = (0..1 + random.below(5))
                .map(|_| 1 + random.below(text.len()) as u64)
                .collect();
            cuts.sort_unstable();
            cuts.dedup();
            cuts.push(u64::MAX);
            let chunk = 1 + random.below(200);
            let (mut whole_tally, mut whole, mut seen, mut extent) =
                part(Reader::part(&layout(), 0, cuts[0]), &text, 0, chunk);
            for pair in cuts.windows(2) {
                let (from, to) = (pair[0], pair[1]);
                let guessed = part(
                    Reader::part(&layout(), from, to),
                    &text,
                    from as usize - 1,
                    chunk,
                );
                let (next_tally, next, next_seen, next_extent) =
                    match follows(extent.1, guessed.3, to) {
                        Follows::Nothing => continue,
                        Follows::Keep => guessed,
                        Follows::ReadAgain => {
                            again += 1;
                            let start = extent.1;
                            part(
                                Reader::part_at_record(&layout(), start, to),
                                &text,
                                start as usize,
                                chunk,
                            )
                        }
                    };
                extent = next_extent;
                whole_tally.merge(next_tally, true);
                assert!(whole.merge(next));
                seen.merge(next_seen);
            }
            whole_tally.exact_duplicates = Some(seen.repeated());
            assert_eq!(whole_tally, tally, "{rows} rows, cut at {cuts:?}");
            assert_eq!(
                facts(&whole.close(false)),
                expected,
                "{rows} rows, cut at {cuts:?}"
            );
        }
    }
    assert!(again > 5, "no cut fell into a quoted line break");
}

#[test]
fn merging_is_associative_and_an_empty_journal_changes_nothing() {
    let mut random = Random(4);
    let journals: Vec<Journal> = (0..3)
        .map(|_| {
            let records = records(&mut random, 200);
            journal(
                &orders_plan(),
                &layout(),
                &text(&mut random, &records),
                usize::MAX,
            )
            .1
        })
        .collect();
    let merged = |a: &Journal, b: &Journal| {
        let mut a = a.clone();
        assert!(a.merge(b.clone()));
        a
    };
    let left = merged(&merged(&journals[0], &journals[1]), &journals[2]);
    let right = merged(&journals[0], &merged(&journals[1], &journals[2]));
    let empty = merged(&merged(&Journal::new(), &left), &Journal::new());
    let left = facts(&left.close(false));
    assert_eq!(left, facts(&right.close(false)));
    assert_eq!(left, facts(&empty.close(false)));
}

#[test]
fn any_bytes_are_read_without_harm_and_the_same_in_any_chunks() {
    let mut random = Random(5);
    let pieces: Vec<&[u8]> = vec![
        b"\"",
        b"\"\"",
        b",",
        b"\n",
        b"\r",
        b"\r\r\n",
        b"\0",
        b"\\",
        b";",
        b"a",
        b"2024-01-01",
        b"1e9",
        b"-",
        b"\xFF\xC3",
        "张".as_bytes(),
        b"9999999999999999999",
        b".5",
        b" ",
        b"c1,o1,2024-01-01,1.50,\n",
    ];
    for round in 0..400 {
        let text: Vec<u8> = (0..random.below(300))
            .flat_map(|_| pieces[random.below(pieces.len())].to_vec())
            .collect();
        let layout = Layout {
            dialect: Dialect {
                delimiter: random.pick(&[",", ";", "\t", ", ", "||", ""]).into(),
                quote: [None, Some('"'), Some('\''), Some('„')][random.below(4)],
                escape: [None, Some('\\'), Some('"')][random.below(3)],
            },
            first_record_line: 1 + random.below(3) as u64,
            ..layout()
        };
        let (tally, first) = journal(&orders_plan(), &layout, &text, usize::MAX);
        let first = facts(&first.close(round % 2 == 0));
        let skipped: u64 = tally.skipped_by_reason().map(|(_, rows)| rows).sum();
        assert_eq!(tally.rows_total, tally.rows_used + skipped);
        for chunk in [1, 2, 3, 17] {
            let (other_tally, other) = journal(&orders_plan(), &layout, &text, chunk);
            assert_eq!(other_tally, tally, "{layout:?} {text:?}");
            assert_eq!(facts(&other.close(round % 2 == 0)), first);
        }
    }
}

#[test]
fn an_order_total_that_stands_on_each_line_counts_once() {
    let text = b"id,order,day,money,note\n\
        a,o1,2024-01-01,10.00,x\na,o1,2024-01-01,10.00,y\na,o2,2024-01-05,7.00,\nb,o1,2024-01-01,3.00,\n\
        a,,2024-01-06,1.00,\na,,2024-01-06,1.00,\n";
    let (tally, journal) = journal(&orders_plan(), &layout(), text, usize::MAX);
    let totals = Overview::of(&journal.close(true)).totals;
    assert_eq!(tally.rows_used, 6);
    assert_eq!(totals.net_revenue.to_string(), "22.00");
    assert_eq!(
        (totals.orders_all, totals.customers_with_a_purchase),
        (Some(5), 2)
    );
}

#[test]
fn what_tables_share_counts_as_often_as_one_of_them_has_it_whatever_their_order() {
    let mut random = Random(77);
    for _ in 0..60 {
        let rows: Vec<String> = (0..1 + random.below(300))
            .map(|row| {
                format!(
                    "c{},o{},2024-01-02,{}.50,x",
                    row % 7,
                    random.below(40),
                    row % 3
                )
            })
            .collect();
        // Exports of overlapping windows, some of them the same one again.
        let mut tables: Vec<&[String]> = (0..1 + random.below(6))
            .map(|_| {
                let from = random.below(rows.len());
                &rows[from..from + 1 + random.below(rows.len() - from)]
            })
            .collect();
        let mut most: HashMap<&str, u64> = HashMap::new();
        for table in &tables {
            let mut own: HashMap<&str, u64> = HashMap::new();
            for row in *table {
                let count = own.entry(row).or_default();
                *count += 1;
                let most = most.entry(row).or_default();
                *most = (*most).max(*count);
            }
        }
        for _ in 0..3 {
            let other = random.below(tables.len());
            tables.swap(0, other);
            let mut earlier = Earlier::new(&Overlap {
                order: 1,
                columns: (0..5).collect(),
                newest_first: Vec::new(),
            });
            let mut counted: HashMap<String, u64> = HashMap::new();
            for table in &tables {
                earlier.next_table();
                let mut reader = Reader::new(&layout());
                let mut visit = |fields: &Fields<'_>| {
                    if !earlier.had(fields) {
                        let row = String::from_utf8_lossy(fields.raw()).into_owned();
                        *counted.entry(row).or_default() += 1;
                    }
                    ControlFlow::Continue(())
                };
                let text = format!("id,order,day,money,note\n{}\n", table.join("\n"));
                for piece in text.as_bytes().chunks(1 + random.below(400)) {
                    let _ = reader.push(piece, &mut visit);
                }
                let _ = reader.finish(&mut visit);
            }
            assert_eq!(counted.len(), most.len());
            for (row, count) in &counted {
                assert_eq!(most.get(row.as_str()), Some(count), "{row}");
            }
        }
    }
}
