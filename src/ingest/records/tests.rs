//! Records from chunks of any size.

use super::*;
use crate::ingest::layout::Dialect;

fn layout(delimiter: &str, first_record_line: u64) -> Layout {
    Layout {
        dialect: Dialect {
            delimiter: delimiter.into(),
            quote: Some('"'),
            escape: Some('\\'),
        },
        first_record_line,
        ..Layout::default()
    }
}

/// `line flaws|field|field…` of each record, and the number of blank lines.
fn read(layout: &Layout, text: &[u8], chunk: usize) -> (Vec<String>, u64) {
    let mut out = Vec::new();
    let mut visit = |fields: &Fields<'_>| {
        let flaws = fields.flaws();
        let mut line = format!("{}", fields.line());
        for (flag, mark) in [
            (flaws.unclosed_quote, "unclosed"),
            (flaws.nul, "nul"),
            (flaws.cut, "cut"),
        ] {
            if flag {
                line += mark;
            }
        }
        for field in fields.iter() {
            line += "|";
            line += &String::from_utf8_lossy(field);
        }
        out.push(line);
        ControlFlow::Continue(())
    };
    let mut reader = Reader::new(layout);
    for piece in text.chunks(chunk) {
        let _ = reader.push(piece, &mut visit);
    }
    let _ = reader.finish(&mut visit);
    let blank = reader.blank_lines();
    (out, blank)
}

/// The same answer whatever the size of the chunks.
fn same_for_all_chunks(layout: &Layout, text: &str) -> (Vec<String>, u64) {
    let whole = read(layout, text.as_bytes(), usize::MAX);
    for chunk in 1..=text.len().min(150) {
        assert_eq!(
            read(layout, text.as_bytes(), chunk),
            whole,
            "chunks of {chunk}: {text:?}"
        );
    }
    whole
}

#[test]
fn line_ends_of_all_kinds_are_one_line_each() {
    let text = "a,b\nc,d\r\ne,f\rg,h\r\r\ni,j\n\n\r\nk,l";
    let (records, blank) = same_for_all_chunks(&layout(",", 1), text);
    assert_eq!(
        records,
        ["1|a|b", "2|c|d", "3|e|f", "4|g|h", "5|i|j", "8|k|l"]
    );
    assert_eq!(blank, 2);
}

#[test]
fn quotes_hold_delimiters_breaks_and_doubled_quotes() {
    let text =
        "x\n\"a,1\",\"say \"\"hi\"\"\",\"two\r\nlines\n\"\n5\" pipe,\"\",\"b\\\"c\"\r\n\"é\"t,u";
    let (records, _) = same_for_all_chunks(&layout(",", 2), text);
    assert_eq!(
        records,
        [
            "2|a,1|say \"hi\"|two\r\nlines\n",
            "5|5\" pipe||b\"c",
            "6|ét|u"
        ]
    );
}

#[test]
fn an_unclosed_quote_costs_one_line_at_the_end_of_the_file() {
    let (records, _) = same_for_all_chunks(&layout(",", 1), "a,b\nc,\"d\ne,f\ng,h\n");
    assert_eq!(records, ["1|a|b", "2unclosed|c|\"d", "3|e|f", "4|g|h"]);
}

#[test]
fn an_unclosed_quote_does_not_swallow_lines_up_to_the_next_quoted_field() {
    let (records, _) = same_for_all_chunks(&layout(",", 1), "a,\"b\nc,d\ne,\"f\"\ng,\"h\"\n");
    assert_eq!(records, ["1unclosed|a|\"b", "2|c|d", "3|e|f", "4|g|h"]);
}

#[test]
fn an_unclosed_quote_is_not_closed_by_a_mark_of_a_later_record() {
    let table = Layout {
        columns: ["a", "b", "c", "d"].map(str::to_owned).into(),
        ..layout(",", 1)
    };
    for end in ["\n", "\r\n"] {
        let text = ["1,\"x,3,4", "5,y,7,8", "9,5\",z,2", ""].join(end);
        let (records, _) = same_for_all_chunks(&table, &text);
        assert_eq!(records, ["1unclosed|1|\"x|3|4", "2|5|y|7|8", "3|9|5\"|z|2"]);
        // Texts of several lines: other numbers of commas, or blanks behind them.
        for note in ["x,3,4\n5,y,7\n9", "x, 3, 4\n5, y, 7, 8\n9", "x,3,4\n5"] {
            let text = format!("1,\"{note}\",z,2{end}");
            let (records, _) = same_for_all_chunks(&table, &text);
            assert_eq!(records, [format!("1|1|{note}|z|2")]);
        }
    }
}

#[test]
fn blank_records_nul_bytes_and_long_delimiters() {
    let (records, blank) =
        same_for_all_chunks(&layout(", ", 3), "p\nh, i\na, \"b, c\"\n, \nd,e, f\0\n ");
    assert_eq!(records, ["3|a|b, c", "5nul|d,e|f\0"]);
    assert_eq!(blank, 2);
}

#[test]
fn a_break_stops_for_good() {
    let mut seen = 0;
    let mut visit = |_: &Fields<'_>| {
        seen += 1;
        ControlFlow::Break(())
    };
    let mut reader = Reader::new(&layout(",", 1));
    assert!(reader.push(b"a\nb\nc", &mut visit).is_break());
    assert!(reader.push(b"d\ne\n", &mut visit).is_break());
    assert!(reader.finish(&mut visit).is_break());
    assert_eq!(seen, 1);
}

#[test]
fn a_cell_of_two_megabytes_is_whole_and_a_line_beyond_the_limit_is_cut() {
    let cell = "x,y\n".repeat(500_000);
    let text = format!("\"{cell}\",1\nz,2\n");
    let (records, _) = read(&layout(",", 1), text.as_bytes(), 65_536);
    assert_eq!(records[0].len(), cell.len() + "1||1".len());
    assert_eq!(records[1], "500002|z|2");

    let mut text = vec![b'x'; RECORD_LIMIT + 100_000];
    text.extend_from_slice(b",1\nz,2\n");
    let (records, _) = read(&layout(",", 1), &text, 65_536);
    assert!(records[0].starts_with("1cut|xxx"));
    assert_eq!(records[1..], ["2|z|2"]);
}

#[test]
fn the_text_of_a_record_is_its_line_as_written() {
    let lines = [
        "\"a\",b,\"c\"",
        "d,\"e\",f",
        "\"\",\"\",\"g\"",
        ",h,\"\"",
        "i\",j,k\"",
        "l,\"m\",",
    ];
    for end in ["\n", "\r\n"] {
        let text = lines.map(|line| format!("{line}{end}")).concat();
        for chunk in [1, 7, text.len()] {
            let mut found = Vec::new();
            let mut visit = |fields: &Fields<'_>| {
                found.push(String::from_utf8_lossy(fields.raw()).into_owned());
                ControlFlow::Continue(())
            };
            let mut reader = Reader::new(&layout(",", 1));
            for piece in text.as_bytes().chunks(chunk) {
                let _ = reader.push(piece, &mut visit);
            }
            let _ = reader.finish(&mut visit);
            assert_eq!(found, lines, "chunks of {chunk}, {end:?}");
        }
    }
}
