//! Cells of a sheet → lines of RFC 4180 text, one line per row of the sheet.

use std::collections::HashMap;
use std::ops::ControlFlow;

use crate::csv;
use crate::error::Result;
use crate::ingest::container::guard::{PACKED, no_bomb};
use crate::ingest::sniff::kind::{Kind, kind};
use crate::math::few::sort_few;

/// Where text goes; `Break` stops the reading.
pub(crate) type Sink<'s> = dyn FnMut(&[u8]) -> ControlFlow<()> + 's;

/// Columns of the largest sheet that spreadsheets make; what has more is no table.
pub(crate) const MOST_COLUMNS: usize = 16_384;

/// Bytes that are handed on at once.
const CHUNK: usize = 1 << 16;

/// Cells that are merged with those below them: row and column of the first one → last row.
pub(super) type Merges = HashMap<(u32, usize), u32>;

/// A longer text is no name and no day, which stand for the cells below them.
const LONGEST_MERGED: usize = 1 << 12;

/// A cell that stands for those merged with it below.
struct Merged {
    column: usize,
    last_row: u32,
    text: Vec<u8>,
}

/// Writes rows whose cells come from left to right.
pub(super) struct Rows<'s> {
    sink: &'s mut Sink<'s>,
    out: Vec<u8>,
    /// Fields that each row has at least.
    width: usize,
    /// Lines finished, blank ones that nothing follows not counted.
    line: u32,
    row: u32,
    /// Fields of the row; empty ones are written when one follows.
    fields: usize,
    /// Bytes handed on, and those of the file they come from.
    given: u64,
    file_size: u64,
    is_stopped: bool,
    merges: Merges,
    /// Merged cells that begin in this row.
    begun: Vec<Merged>,
    /// Those that began above and are written into each row that has cells of its own, from left to right.
    merged: Vec<Merged>,
}

impl<'s> Rows<'s> {
    /// Rows of at least `width` fields; `file_size` bounds what may come out.
    pub(super) fn new(width: usize, file_size: usize, sink: &'s mut Sink<'s>) -> Self {
        Self {
            sink,
            out: Vec::with_capacity(CHUNK * 2),
            width,
            line: 0,
            row: 0,
            fields: 0,
            given: 0,
            file_size: file_size as u64,
            is_stopped: false,
            merges: Merges::new(),
            begun: Vec::new(),
            merged: Vec::new(),
        }
    }

    /// The same where these cells are merged.
    pub(super) fn merged(self, merges: Merges) -> Self {
        Self { merges, ..self }
    }

    /// The reader of the text wants no more.
    pub(super) fn is_stopped(&self) -> bool {
        self.is_stopped
    }

    /// A cell with text; rows and columns count from 0 and never go back.
    ///
    /// # Errors
    /// `archive_bomb` when too much comes out.
    pub(super) fn cell(&mut self, row: u32, column: usize, text: &[u8]) -> Result<()> {
        if text.is_empty() {
            return Ok(());
        }
        if row != self.row || self.fields == 0 {
            self.end_row()?;
            // A blank row of the sheet is a blank line: line numbers stay the sheet's row numbers.
            while self.line < row {
                self.out.push(b'\n');
                self.line += 1;
                if self.out.len() > CHUNK {
                    self.flush()?;
                }
            }
            self.row = row;
            self.merged.retain(|merged| merged.last_row >= row);
        }
        if column < self.fields {
            return Ok(());
        }
        self.write_merged(column);
        self.write(column, text);
        if text.len() <= LONGEST_MERGED
            && let Some(&last_row) = self.merges.get(&(row, column))
        {
            let text = text.to_vec();
            self.begun.push(Merged {
                column,
                last_row,
                text,
            });
        }
        if self.out.len() > CHUNK {
            self.flush()?;
        }
        Ok(())
    }

    fn write(&mut self, column: usize, text: &[u8]) {
        // A field is followed by its comma only when another one comes.
        let commas = if self.fields == 0 {
            column
        } else {
            column + 1 - self.fields
        };
        self.out.resize(self.out.len() + commas, b',');
        self.fields = column + 1;
        csv::quote(text, &mut self.out);
    }

    /// Writes what is merged from above into the columns up to this one.
    fn write_merged(&mut self, end: usize) {
        let merged = std::mem::take(&mut self.merged);
        for cell in merged.iter().filter(|cell| cell.column < end) {
            if cell.column >= self.fields {
                self.write(cell.column, &cell.text);
            }
        }
        self.merged = merged;
    }

    /// What stands for the rows below: texts and days. A number does not, it may be the total of an order, which must not
    /// count for each line. Where it is merged together with a day it may be the order's number, too: columns that span whole
    /// orders are for [`Spans`](crate::ingest::spans::Spans), which know their names.
    fn begin_merged(&mut self) {
        let begun = std::mem::take(&mut self.begun);
        let looks: Vec<Kind> = begun.iter().map(|cell| kind(&cell.text)).collect();
        let has = |look: Kind, last_row: u32| {
            (begun.iter().zip(&looks)).any(|(cell, own)| *own == look && cell.last_row == last_row)
        };
        let keeps: Vec<bool> = (begun.iter().zip(&looks))
            .map(|(cell, look)| {
                let is_order = has(Kind::Number, cell.last_row) && has(Kind::Date, cell.last_row);
                *look != Kind::Number && !is_order
            })
            .collect();
        let kept = begun.into_iter().zip(keeps).filter(|(_, keeps)| *keeps);
        self.merged.extend(kept.map(|(cell, _)| cell));
        sort_few(&mut self.merged, |a, b| a.column < b.column);
    }

    fn end_row(&mut self) -> Result<()> {
        if self.fields > 0 {
            self.write_merged(usize::MAX);
            if !self.begun.is_empty() {
                self.begin_merged();
            }
            let missing = self.width.saturating_sub(self.fields);
            self.out.resize(self.out.len() + missing, b',');
            self.out.push(b'\n');
            self.line += 1;
            self.fields = 0;
        }
        Ok(())
    }

    fn flush(&mut self) -> Result<()> {
        self.given += self.out.len() as u64;
        no_bomb(self.given, self.file_size, PACKED)?;
        if !self.is_stopped && !self.out.is_empty() && (self.sink)(&self.out).is_break() {
            self.is_stopped = true;
        }
        self.out.clear();
        Ok(())
    }

    /// Ends the last row and hands on what is left.
    ///
    /// # Errors
    /// As `cell`.
    pub(super) fn finish(mut self) -> Result<()> {
        self.end_row()?;
        self.flush()
    }
}

/// A number as the spreadsheet shows it at full width: 15 significant digits, no exponent below 10²¹, no trailing zeros.
pub(super) fn number(value: f64) -> String {
    if !value.is_finite() {
        return String::new();
    }
    if value == value.trunc() && value.abs() < 1e15 {
        return format!("{}", value as i64);
    }
    // 731.9399999999999 is what arithmetic made of 731.94: doubles carry 15 digits for sure (IEEE 754), no more.
    let rounded: f64 = format!("{value:.14e}").parse().unwrap_or(value);
    if (1e-7..1e21).contains(&rounded.abs()) {
        format!("{rounded}")
    } else {
        format!("{rounded:e}")
    }
}

/// Day number of a spreadsheet → ISO text: `2017-01-03`, `2017-01-03 12:00:00`, or `12:00:00` where there is no day.
/// Number 60 of the 1900 system is a day that never was (29 February 1900) and stays a number.
pub(super) fn date(serial: f64, is_1904: bool) -> String {
    // 2958465 is 31 December 9999, the last day spreadsheets know.
    if !(0.0..2_958_466.0).contains(&serial) || (!is_1904 && (60.0..61.0).contains(&serial)) {
        return number(serial);
    }
    // A moment is cut to its second, so that 23:59:59.9 stays on its day; half a millisecond makes up for binary fractions.
    let seconds = (serial * 86_400.0 + 5e-4).floor() as i64;
    let (days, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    let time = format!(
        "{:02}:{:02}:{:02}",
        second / 3600,
        second / 60 % 60,
        second % 60
    );
    if days == 0 && !is_1904 {
        return time;
    }
    // Day 0 is 31 December 1899, and from day 61 on the invented leap day is taken back.
    let since_1970 = match (is_1904, days) {
        (true, days) => days - 24_107,
        (false, days) if days < 60 => days - 25_568,
        (false, days) => days - 25_569,
    };
    let (year, month, day) = civil(since_1970);
    if second == 0 {
        format!("{year:04}-{month:02}-{day:02}")
    } else {
        format!("{year:04}-{month:02}-{day:02} {time}")
    }
}

/// Days since 1970-01-01 → year, month, day (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 {
        shifted + 3
    } else {
        shifted - 9
    };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

/// How a number is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    /// As a number.
    Number,
    /// As a day or a time of day.
    Date,
    /// As hours that may exceed a day.
    Duration,
}

/// Number formats that a workbook defines itself, by their id.
#[derive(Default)]
pub(super) struct Formats(Vec<Option<Shown>>);

impl Formats {
    /// No program gives a format a larger id.
    const LARGEST: u32 = 1 << 16;

    pub(super) fn insert(&mut self, id: u32, shown: Shown) {
        if id < Self::LARGEST {
            let id = id as usize;
            self.0.resize(self.0.len().max(id + 1), None);
            self.0[id] = Some(shown);
        }
    }

    /// How this format shows numbers; those that all programs know need no definition.
    pub(super) fn shown(&self, id: u32) -> Shown {
        let own = self.0.get(id as usize).copied().flatten();
        own.unwrap_or_else(|| Shown::of_id(id))
    }
}

impl Shown {
    /// Text of a number that is shown so.
    pub(super) fn text(self, value: f64, is_1904: bool) -> String {
        match self {
            Self::Number => number(value),
            Self::Date => date(value, is_1904),
            Self::Duration => {
                let seconds = (value * 86_400.0).round();
                if !seconds.is_finite() || seconds.abs() > 1e12 {
                    return number(value);
                }
                let sign = if seconds < 0.0 { "-" } else { "" };
                let seconds = seconds.abs() as i64;
                format!(
                    "{sign}{:02}:{:02}:{:02}",
                    seconds / 3600,
                    seconds / 60 % 60,
                    seconds % 60
                )
            }
        }
    }

    /// Of the number formats that have numbers instead of texts (ECMA-376 part 1, 18.8.30; 27 to 36 and 50 to 58 are the East
    /// Asian dates).
    pub(super) fn of_id(id: u32) -> Self {
        match id {
            14..=22 | 27..=36 | 45 | 47 | 50..=58 => Self::Date,
            46 => Self::Duration,
            _ => Self::Number,
        }
    }

    /// Of a number format's text, e.g. `yyyy"年"m"月"`, `[h]:mm`, `#,##0.00 [$€-407]`.
    pub(super) fn of_format(format: &str) -> Self {
        let mut letters = String::new();
        let mut characters = format.chars();
        while let Some(c) = characters.next() {
            match c {
                '"' => while characters.next().is_some_and(|c| c != '"') {},
                '\\' | '_' | '*' => {
                    characters.next();
                }
                '[' => {
                    let inside: String = characters.by_ref().take_while(|c| *c != ']').collect();
                    let unit = inside.to_ascii_lowercase();
                    if !unit.is_empty()
                        && ["h", "m", "s"]
                            .iter()
                            .any(|u| unit.chars().all(|c| u.starts_with(c)))
                    {
                        return Self::Duration;
                    }
                }
                // Only the first section speaks for numbers above zero.
                ';' => break,
                c => letters.push(c.to_ascii_lowercase()),
            }
        }
        let letters = letters
            .replace("general", "")
            .replace("am/pm", "h")
            .replace("a/p", "h");
        let has_date = letters.contains(['y', 'd', 'h', 's', 'm']);
        let fraction_of_second = letters.contains("s.0") || letters.contains("s,0");
        if has_date && (fraction_of_second || !letters.contains(['0', '#', '?'])) {
            Self::Date
        } else {
            Self::Number
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_shown() {
        let cases = [
            (731.939_999_999_999_9, "731.94"),
            (0.1 + 0.2, "0.3"),
            (1e15, "1000000000000000"),
            (1234567.0, "1234567"),
            (-0.5, "-0.5"),
            (1e-9, "1e-9"),
            (13800000000.0, "13800000000"),
        ];
        for (value, text) in cases {
            assert_eq!(number(value), text);
        }
    }

    /// Day numbers from ECMA-376 part 1, 18.17.4.1 and from `nasty/EXPECTED.md`.
    #[test]
    fn day_numbers_are_days() {
        let cases = [
            (1.0, false, "1900-01-01"),
            (59.0, false, "1900-02-28"),
            (61.0, false, "1900-03-01"),
            (44561.0, false, "2021-12-31"),
            (44562.5, false, "2022-01-01 12:00:00"),
            (2958465.0, false, "9999-12-31"),
            (44_292.999_998_842_59, false, "2021-04-06 23:59:59"),
            (44_292.545_208_333_33, false, "2021-04-06 13:05:06"),
            (0.5, false, "12:00:00"),
            (0.0, true, "1904-01-01"),
            (1462.0, true, "1908-01-02"),
        ];
        for (serial, is_1904, text) in cases {
            assert_eq!(date(serial, is_1904), text);
        }
    }

    #[test]
    fn number_formats_tell_dates_from_numbers() {
        let dates = [
            "yyyy-mm-dd",
            "m/d/yy h:mm",
            "[$-804]yyyy\"年\"m\"月\"d\"日\";@",
            "dd\\.mm\\.yyyy",
            "mmm-yy",
            "h:mm AM/PM",
            "mm:ss.0",
        ];
        let numbers = [
            "General",
            "0.00",
            "#,##0.00 [$€-407]",
            "0.00E+00",
            "[Red]-0.00",
            "\"day\" 0",
            "0%",
            "# ?/?",
            "@",
        ];
        for format in dates {
            assert_eq!(Shown::of_format(format), Shown::Date, "{format}");
        }
        for format in numbers {
            assert_eq!(Shown::of_format(format), Shown::Number, "{format}");
        }
        assert_eq!(Shown::of_format("[h]:mm:ss"), Shown::Duration);
    }

    #[test]
    fn blank_rows_and_cells_keep_their_places() {
        let mut text = Vec::new();
        let mut sink = |bytes: &[u8]| {
            text.extend_from_slice(bytes);
            ControlFlow::Continue(())
        };
        let mut rows = Rows::new(3, 100, &mut sink);
        for (row, column, cell) in [(1, 0, "a"), (1, 1, "b,c"), (3, 2, "d\"e"), (4, 0, "f")] {
            rows.cell(row, column, cell.as_bytes()).expect("small");
        }
        rows.finish().expect("small");
        assert_eq!(
            String::from_utf8_lossy(&text),
            "\na,\"b,c\",\n\n,,\"d\"\"e\"\nf,,\n"
        );
    }
}
