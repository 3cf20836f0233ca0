//! The Pollock benchmark (Vitagliano, Hameed, Jiang, Reisener, Wu & Naumann, "Pollock: A Data Loading Benchmark", VLDB 2023),
//! rebuilt from its description and its generator's parameters on a sales file of our own: 2,290 polluted versions, each with
//! what a clean reading of it holds. Our reader gets no parameter at all.
//!
//! The score of a file is the sum of ten measures in 0–1: loaded at all; precision, recall and F1 of the header's cells, of
//! the records (their cells joined, normalised), and of all cells. "Simple" is the mean over the files; "weighted" weighs each
//! kind of pollution by how often the authors found it in 3,712 real files.

use std::collections::HashMap;
use std::fmt::Write as _;

use regulars::ingest::copy::CleanCopy;
use regulars::ingest::encoding::Decoder;
use regulars::ingest::records::Reader;
use regulars::ingest::sniff::sniff;

const ROWS: usize = 84;
const COLUMNS: usize = 9;

#[derive(Clone)]
struct Cell {
    text: String,
    is_quoted: bool,
}

/// A small generator of our own, so that the file is the same everywhere.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }
}

/// Header and 83 records: dates, times, small numbers, codes, prices, names, prose, links, and a column of nothing.
fn source() -> Vec<Vec<Cell>> {
    let cell = |text: &str, is_quoted: bool| Cell {
        text: text.to_owned(),
        is_quoted,
    };
    let mut rows = vec![
        [
            "Day", "Hour", "Pieces", "ITEM", "Paid", "Name", "Story", "Link", "Remark",
        ]
        .iter()
        .enumerate()
        .map(|(column, name)| cell(name, column == 6 || column == 7))
        .collect::<Vec<_>>(),
    ];
    let things = [
        "Kettle",
        "Garden Chair",
        "Men's Rain Coat",
        "Bread Knife",
        "Desk Lamp",
        "Kids' Sandals",
        "Wool Blanket",
    ];
    let extras = [
        "",
        "",
        ", Two-Pack",
        ", Round 48\"",
        ", Oak/Steel",
        "",
        " 5\" Wide, Blue",
    ];
    let stories = [
        "Made of solid steel, it doesn't tip over and keeps tea warm for hours.",
        "A light one for balconies, lawns and the beach. Folds flat.",
        "Keeps you dry in any weather, whatever the forecast said, and it's easy to wash.",
        "Our sharpest, with a grip that won't slip; 3 mm of hardened steel.",
        "Brushed twice for softness: perfect for long evenings, short naps and guests.",
    ];
    let mut random = Random(7);
    for record in 0..ROWS - 1 {
        let code = format!(
            "{}{}-{}",
            (b'A' + random.below(26) as u8) as char,
            (b'A' + random.below(26) as u8) as char,
            1000 + random.below(9000)
        );
        let name = format!(
            "{}{}",
            things[random.below(things.len())],
            extras[random.below(extras.len())]
        );
        let needs_quotes = name.contains([',', '"']);
        rows.push(vec![
            cell(
                &format!("{:02}/{:02}/2021", 1 + record % 28, 1 + record / 28),
                false,
            ),
            cell(
                &format!("{:02}:{:02}", random.below(24), random.below(4) * 15),
                false,
            ),
            cell(&random.below(12).to_string(), false),
            cell(&code, false),
            cell(
                &format!("${}.{:02}", random.below(95), random.below(100)),
                false,
            ),
            cell(&name, needs_quotes),
            cell(stories[random.below(stories.len())], true),
            cell(
                &format!("https://shop.example/item/{}.html", code.replace('-', "_")),
                true,
            ),
            cell("", false),
        ]);
    }
    rows
}

/// How a file is written.
#[derive(Clone)]
struct Style {
    delimiter: &'static str,
    quote: char,
    escape: &'static str,
    end: &'static str,
}

const STANDARD: Style = Style {
    delimiter: ",",
    quote: '"',
    escape: "\"",
    end: "\r\n",
};

fn write_row(row: &[Cell], style: &Style, out: &mut String) {
    write_cells(row, style, out);
    out.push_str(style.end);
}

fn write_cells(row: &[Cell], style: &Style, out: &mut String) {
    for (column, cell) in row.iter().enumerate() {
        if column > 0 {
            out.push_str(style.delimiter);
        }
        write_cell(cell, style, out);
    }
}

fn write_cell(cell: &Cell, style: &Style, out: &mut String) {
    let text = cell.text.replace('"', &format!("{}\"", style.escape));
    if cell.is_quoted {
        let _ = write!(out, "{0}{text}{0}", style.quote);
    } else {
        out.push_str(&text);
    }
}

fn file(rows: &[Vec<Cell>], style: &Style) -> String {
    let mut out = String::new();
    for row in rows {
        write_row(row, style, &mut out);
    }
    out
}

type Table = Vec<Vec<String>>;

fn texts(rows: &[Vec<Cell>]) -> Table {
    rows.iter()
        .map(|row| row.iter().map(|cell| cell.text.clone()).collect())
        .collect()
}

struct Case {
    name: String,
    text: String,
    clean: Table,
    weight: f64,
}

/// One row written by `write`, the others as usual.
fn with_row(rows: &[Vec<Cell>], row: usize, write: impl Fn(&[Cell], &mut String)) -> String {
    let mut out = String::new();
    for (index, cells) in rows.iter().enumerate() {
        if index == row {
            write(cells, &mut out);
            out.push_str(STANDARD.end);
        } else {
            write_row(cells, &STANDARD, &mut out);
        }
    }
    out
}

/// All polluted files. Weights: the benchmark's table of how often each pollution was seen.
fn cases() -> Vec<Case> {
    let rows = source();
    let clean = texts(&rows);
    let standard = file(&rows, &STANDARD);
    let mut cases = Vec::new();
    let mut add = |name: &str, text: String, clean: Table, weight: f64| {
        cases.push(Case {
            name: name.to_owned(),
            text,
            clean,
            weight,
        });
    };
    add("source", standard.clone(), clean.clone(), 1.0);
    add("file_no_payload", String::new(), Vec::new(), 15.0);
    add(
        "file_no_trailing_newline",
        standard.trim_end().to_owned(),
        clean.clone(),
        184.0,
    );
    add(
        "file_double_trailing_newline",
        format!("{standard}\r\n"),
        clean.clone(),
        5.0,
    );
    add(
        "file_no_header",
        file(&rows[1..], &STANDARD),
        clean[1..].to_vec(),
        470.0,
    );
    for times in [2, 3] {
        let header = file(&rows[..1], &STANDARD);
        let mut joined = clean.clone();
        joined[0] = clean[0]
            .iter()
            .map(|name| vec![name.as_str(); times].join(" "))
            .collect();
        add(
            &format!("file_header_multirow_{times}"),
            header.repeat(times - 1) + &standard,
            joined,
            47.0,
        );
    }
    add(
        "file_preamble",
        format!("PREAMBLE,,,,,,,,\r\n,,,,,,,,\r\n{standard}"),
        clean.clone(),
        282.0,
    );
    for (name, width) in [("less", 8), ("same", 9), ("more", 10)] {
        let mut second = rows.clone();
        for (index, row) in second.iter_mut().enumerate() {
            let text = if index == 0 { "more1" } else { "" };
            row.resize(
                width,
                Cell {
                    text: text.into(),
                    is_quoted: false,
                },
            );
        }
        let text = standard.clone() + &file(&second, &STANDARD);
        add(
            &format!("file_multitable_{name}"),
            text,
            clean.clone(),
            62.666_666_666_666_664,
        );
    }
    add(
        "file_header_only",
        file(&rows[..1], &STANDARD),
        clean[..1].to_vec(),
        3.0,
    );
    add(
        "file_one_data_row",
        file(&rows[..2], &STANDARD),
        clean[..2].to_vec(),
        4.0,
    );
    for row in 0..ROWS {
        let delimiters_at =
            |cells: &[Cell], out: &mut String, extra: Option<usize>, missing: Option<usize>| {
                for (column, cell) in cells.iter().enumerate() {
                    if column > 0 && missing != Some(column) {
                        out.push(',');
                    }
                    if extra == Some(column) {
                        out.push(',');
                    }
                    write_cell(cell, &STANDARD, out);
                }
            };
        for column in 0..COLUMNS {
            let more = with_row(&rows, row, |cells, out| {
                delimiters_at(cells, out, Some(column), None)
            });
            add(
                &format!("row_more_sep_row{row}_col{column}"),
                more,
                clean.clone(),
                0.367_751_060_820_367_74,
            );
            if column > 0 {
                let less = with_row(&rows, row, |cells, out| {
                    delimiters_at(cells, out, None, Some(column))
                });
                add(
                    &format!("row_less_sep_row{row}_col{column}"),
                    less,
                    clean.clone(),
                    0.367_751_060_820_367_74,
                );
            }
            let quote = with_row(&rows, row, |cells, out| {
                for (index, cell) in cells.iter().enumerate() {
                    if index > 0 {
                        out.push(',');
                    }
                    let mut written = String::new();
                    write_cell(cell, &STANDARD, &mut written);
                    if index == column {
                        // In front of the value, inside its quotes where it has them.
                        written.insert(usize::from(cell.is_quoted), '"');
                    }
                    out.push_str(&written);
                }
            });
            let mut expected = clean.clone();
            expected[row][column].insert(0, '"');
            add(
                &format!("row_extra_quote{row}_col{column}"),
                quote,
                expected,
                0.009_259_259_259_259_259,
            );
        }
        let blanks = Style {
            delimiter: " ",
            ..STANDARD
        };
        let other = with_row(&rows, row, |cells, out| write_cells(cells, &blanks, out));
        add(
            &format!("row_field_delimiter_{row}_0x20"),
            other,
            clean.clone(),
            0.142_857_142_857_142_85,
        );
    }
    for (name, end, weight) in [("0xA", "\n", 1691.0), ("0xD", "\r", 7.0)] {
        add(
            &format!("file_record_delimiter_{name}"),
            file(&rows, &Style { end, ..STANDARD }),
            clean.clone(),
            weight,
        );
    }
    for (name, delimiter, weight) in [
        ("0x3B", ";", 834.0),
        ("0x9", "\t", 4.0),
        ("0x2C_0x20", ", ", 101.0),
        ("0x20", " ", 4.0),
    ] {
        let text = file(
            &rows,
            &Style {
                delimiter,
                ..STANDARD
            },
        );
        add(
            &format!("file_field_delimiter_{name}"),
            text,
            clean.clone(),
            weight,
        );
    }
    add(
        "file_quotation_char_0x27",
        file(
            &rows,
            &Style {
                quote: '\'',
                ..STANDARD
            },
        ),
        clean.clone(),
        11.0,
    );
    add(
        "file_escape_char_0x5C",
        file(
            &rows,
            &Style {
                escape: "\\",
                ..STANDARD
            },
        ),
        clean.clone(),
        1.0,
    );
    add(
        "file_escape_char_0x00",
        file(
            &rows,
            &Style {
                escape: "",
                ..STANDARD
            },
        ),
        clean.clone(),
        7.0,
    );
    cases
}

/// What our reader makes of a file, through the same steps as `regulars clean`.
fn read(text: &str) -> Table {
    let Ok(layout) = sniff(text.as_bytes()) else {
        return Vec::new();
    };
    let mut copy = CleanCopy::new(&layout, false);
    let mut reader = Reader::new(&layout);
    let mut decoder = Decoder::new(&layout.encoding).expect("known");
    let mut plain = Vec::new();
    decoder
        .push(text.as_bytes(), &mut |piece| plain.extend_from_slice(piece))
        .expect("UTF-8");
    let _ = reader.push(&plain, &mut copy);
    let _ = reader.finish(&mut copy);
    parse(&String::from_utf8_lossy(&copy.take()))
}

/// RFC 4180, strictly: what the benchmark reads our copy with.
fn parse(text: &str) -> Table {
    let mut rows: Table = Vec::new();
    let mut row = Vec::new();
    let mut cell = String::new();
    let mut characters = text.chars().peekable();
    let mut is_open = false;
    while let Some(c) = characters.next() {
        match c {
            '"' if is_open && characters.peek() == Some(&'"') => {
                cell.push('"');
                characters.next();
            }
            '"' => is_open = !is_open,
            ',' if !is_open => row.push(std::mem::take(&mut cell)),
            '\r' if !is_open => {}
            '\n' if !is_open => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            c => cell.push(c),
        }
    }
    if !cell.is_empty() || !row.is_empty() {
        row.push(cell);
        rows.push(row);
    }
    rows
}

/// The benchmark compares values, not their spelling: days, times and numbers are brought to one form, texts to lower case.
fn normalise(cell: &str) -> String {
    let parts: Vec<&str> = cell.split('/').collect();
    if let [day, month, year] = parts.as_slice()
        && parts.iter().all(|part| part.parse::<u16>().is_ok())
    {
        return format!("{year}-{month}-{day} 00:00:00");
    }
    if let Some((hour, minute)) = cell.split_once(':')
        && hour.parse::<u8>().is_ok()
        && minute.parse::<u8>().is_ok()
    {
        return format!("{hour}:{minute}:00");
    }
    if let Ok(number) = cell.parse::<f64>() {
        return number.to_string();
    }
    match cell
        .strip_prefix('$')
        .and_then(|amount| amount.parse::<f64>().ok())
    {
        Some(amount) => format!("${amount}"),
        None => cell.to_lowercase(),
    }
}

/// Precision, recall and F1 as the benchmark defines them, summed.
fn measures<T: std::hash::Hash + Eq>(source: &[T], loaded: &[T]) -> f64 {
    if source.is_empty() {
        return 3.0;
    }
    let mut counts: HashMap<&T, i64> = HashMap::new();
    for item in source {
        *counts.entry(item).or_default() += 1;
    }
    let mut common = 0.0;
    for item in loaded {
        if let Some(count) = counts.get_mut(item).filter(|count| **count > 0) {
            *count -= 1;
            common += 1.0;
        }
    }
    if common == 0.0 {
        return 0.0;
    }
    let precision = common / source.len() as f64;
    let recall = common / loaded.len() as f64;
    precision + recall + 2.0 * precision * recall / (precision + recall)
}

fn score(clean: &Table, loaded: &Table) -> f64 {
    if clean.is_empty() {
        return 10.0;
    }
    let normal = |row: &[String]| row.iter().map(|cell| normalise(cell)).collect::<Vec<_>>();
    let header = match loaded.first() {
        Some(first) => measures(&normal(&clean[0]), &normal(first)),
        None => 0.0,
    };
    let records = |table: &Table| {
        table
            .iter()
            .skip(1)
            .map(|row| normal(row).concat())
            .collect::<Vec<_>>()
    };
    let cells = |table: &Table| table.iter().flatten().cloned().collect::<Vec<_>>();
    1.0 + header
        + measures(&records(clean), &records(loaded))
        + measures(&cells(clean), &cells(loaded))
}

/// Score of each case; the cases are read side by side.
fn scores(cases: &[Case]) -> Vec<f64> {
    let threads = std::thread::available_parallelism().map_or(2, usize::from);
    let share = cases.len().div_ceil(threads);
    std::thread::scope(|scope| {
        let running: Vec<_> = cases
            .chunks(share)
            .map(|part| {
                scope.spawn(|| {
                    part.iter()
                        .map(|case| score(&case.clean, &read(&case.text)))
                        .collect::<Vec<_>>()
                })
            })
            .collect();
        running
            .into_iter()
            .flat_map(|part| part.join().expect("no panic"))
            .collect()
    })
}

#[test]
fn pollock_scores_at_least_9_9_simple_and_9_5_weighted() {
    let cases = cases();
    assert_eq!(cases.len(), 2290);
    let mut by_kind: HashMap<String, (f64, f64, u32)> = HashMap::new();
    let (mut simple, mut weighted, mut weights) = (0.0, 0.0, 0.0);
    let mut worst: Vec<(f64, String)> = Vec::new();
    for (case, score) in cases.iter().zip(scores(&cases)) {
        simple += score;
        weighted += score * case.weight;
        weights += case.weight;
        let kind: String = if case.name.starts_with("row") {
            case.name
                .chars()
                .take_while(|c| !c.is_ascii_digit())
                .collect()
        } else {
            case.name.clone()
        };
        let entry = by_kind.entry(kind).or_default();
        *entry = (entry.0 + score, entry.1 + case.weight, entry.2 + 1);
        worst.push((score, case.name.clone()));
    }
    let mut kinds: Vec<_> = by_kind
        .into_iter()
        .map(|(kind, (sum, weight, count))| (sum / f64::from(count), weight, kind))
        .collect();
    kinds.sort_by(|a, b| a.0.total_cmp(&b.0));
    worst.sort_by(|a, b| a.0.total_cmp(&b.0));
    let report: String = kinds
        .iter()
        .map(|(mean, weight, kind)| format!("{mean:7.3} {weight:7.1} {kind}\n"))
        .collect();
    let simple = simple / cases.len() as f64;
    let weighted = weighted / weights;
    println!(
        "{report}worst: {:?}\nsimple {simple:.3}, weighted {weighted:.3}",
        &worst[..12]
    );
    assert!(simple >= 9.9, "simple {simple}\n{report}");
    assert!(weighted >= 9.5, "weighted {weighted}\n{report}");
}
