//! Which cells span rows, on samples.

use super::{Spans, Way};
use crate::ingest::amounts::AmountReader;
use crate::ingest::dates::{self, DateHints, DateReader};
use crate::ingest::grid::{Grid, are_days, different};
use crate::ingest::plan::AmountReading;
use crate::ingest::roles;

/// Rows that must show it.
const ENOUGH: usize = 4;

/// The columns of a table that span rows, if there are any.
pub(super) fn find(names: &[String], grid: &Grid<'_>) -> Option<Spans> {
    let by_date = |date: usize| {
        let values = grid.texts(date, &|_| true);
        let gappy = values.len() >= ENOUGH && grid.rows >= values.len() + 2 && are_days(&values);
        if !gappy {
            return None;
        }
        merged(names, grid, date).or_else(|| headings(names, grid, date))
    };
    let found = grouped(names, grid)
        .or_else(|| (0..names.len()).find_map(by_date))
        .or_else(|| apart(grid));
    if grid.marks.len() < ENOUGH {
        return found;
    }
    let marked = grid.columns(&|column| grid.marks.contains(&column));
    let mut spans = found.unwrap_or_else(|| Spans::new(Way::Marks, marked));
    spans.above.resize(names.len(), Vec::new());
    Some(spans)
}

/// Is a day never written twice in a row, though so many rows must have shared one? Then a gap means the day above it.
fn is_written_once(grid: &Grid<'_>, date: usize) -> bool {
    let values = grid.texts(date, &|_| true);
    let Some(decided) = dates::decide(&values, DateHints::default()) else {
        return false;
    };
    let reader = DateReader::new(decided.order);
    let (mut first, mut last, mut before) = (i32::MAX, i32::MIN, None);
    let (mut days, mut repeats, mut backwards) = (0, 0, 0);
    for text in values {
        let Some(day) = reader.day(text.as_bytes()).map(|day| day.0) else {
            continue;
        };
        (first, last) = (first.min(day), last.max(day));
        days += 1;
        repeats += usize::from(before == Some(day));
        backwards += usize::from(before > Some(day));
        before = Some(day);
    }
    // Were the gaps days that nobody wrote down, so many neighbours would be alike by chance.
    let by_chance = days * days / ((last - first).max(0) as usize + 1);
    by_chance >= 2 * ENOUGH && repeats * 10 <= by_chance && backwards * 20 <= days
}

/// Of the rows for which it is so: the columns that are filled and blank together with the first, and those that are always
/// filled.
fn together(grid: &Grid<'_>, first: usize, is: &dyn Fn(usize) -> bool) -> [Vec<usize>; 2] {
    let gap = |row: usize| is(row) && !grid.has(row, first) && !grid.is_sum(row);
    let begun = |row: usize| is(row) && grid.has(row, first);
    let (gaps, begins) = (grid.count(&gap), grid.count(&begun));
    // Of the columns that are filled where the first one is.
    let kept = |least: usize, most: usize| {
        grid.columns(&|column| {
            let filled = grid.count(&|row| gap(row) && grid.has(row, column)) * 20;
            filled >= gaps * least
                && filled <= gaps * most
                && grid.count(&|row| begun(row) && grid.has(row, column)) * 10 >= begins * 9
        })
    };
    [kept(0, 1), kept(19, 20)]
}

/// Columns that are blank together with the date, in rows that go on with the order above them.
fn merged(names: &[String], grid: &Grid<'_>, date: usize) -> Option<Spans> {
    // Above the first row there is nothing to go on with.
    if !grid.has(0, date) {
        return None;
    }
    let gap = |row: usize| !grid.has(row, date) && !grid.is_sum(row);
    let gaps = grid.count(&gap);
    let [spanning, own] = together(grid, date, &|_| true);
    let numeric = |column: &usize| {
        let number = |row| gap(row) && grid.at(row, *column).bytes().any(|b| b.is_ascii_digit());
        grid.count(&number) * 10 >= gaps * 9
    };
    // Rows with a day of their own stand for themselves: payouts between charges. The day on which the goods are due is none of
    // theirs where all lines of an order share it.
    let worth = roles::name_days(names);
    let is_shared = |column: usize| {
        let differs = |row| gap(row) && grid.at(row, column) != grid.at(row - 1, column);
        grid.count(&differs) * 10 <= gaps
    };
    let is_dated = |column: &usize| {
        let shared = is_shared(*column);
        let due = *column > date || worth[*column] * 2.0 < worth[date];
        are_days(&grid.texts(*column, &gap)) && !(shared && due)
    };
    // A row with a customer of its own may be a sale of which less is known: who writes what holds for several once writes it
    // first.
    let leads = spanning.iter().copied().eq(0..spanning.len());
    let is_sale = |&column: &usize| roles::is_customer(&names[column]) && !is_shared(column);
    let goes_on = spanning.len() >= 2 && (leads || !own.iter().any(is_sale));
    let proven = gaps >= ENOUGH
        // In one run, they are rows of which less is known.
        && grid.count(&|row| gap(row) && grid.has(row - 1, date)) >= 2
        && (goes_on || is_written_once(grid, date))
        && own.len() >= 2
        && own.iter().any(numeric)
        && !own.iter().any(is_dated)
        && !own.iter().any(|&column| sums_up(grid, date, column));
    proven.then(|| above(names, date, spanning, own))
}

/// Cells of the row above, but for an order's total: repeated, it would have to be told from a line's.
fn above(names: &[String], first: usize, mut columns: Vec<usize>, own: Vec<usize>) -> Spans {
    columns.retain(|&column| !roles::is_money(&names[column]));
    Spans::new(Way::Above { first, own }, columns)
}

/// Do the rows without a date hold the sums of those above them? Then they are subtotals, not lines.
fn sums_up(grid: &Grid<'_>, date: usize, column: usize) -> bool {
    let reader = AmountReader::new(AmountReading::default());
    let (mut block, mut gaps, mut sums) = (0.0, 0, 0);
    for row in 0..grid.rows {
        let Some(amount) = reader.read(grid.at(row, column).as_bytes()) else {
            continue;
        };
        if grid.has(row, date) {
            block += amount.to_f64();
        } else {
            gaps += 1;
            sums += usize::from((amount.to_f64() - block).abs() < 0.01);
            block = 0.0;
        }
    }
    gaps > 0 && sums * 5 >= gaps * 4
}

/// Columns that are filled only on lines of their own, above the rows that belong to them.
fn headings(names: &[String], grid: &Grid<'_>, date: usize) -> Option<Spans> {
    let apart = grid
        .columns(&|column| grid.count(&|row| grid.has(row, date) && grid.has(row, column)) == 0);
    let above = |row: usize| {
        let others = grid.columns(&|column| grid.has(row, column) && !apart.contains(&column));
        others.is_empty() && grid.has(row + 1, date)
    };
    let filled = grid.columns(&|column| {
        apart.contains(&column) && grid.count(&|row| grid.has(row, column) && above(row)) > 0
    });
    // Money of its own makes it a row: a payout between charges.
    let is_money = |&column: &usize| roles::is_money(&names[column]);
    let column = *filled.first()?;
    let texts = grid.texts(column, &above);
    // Two prove it where their sums name them again: "Total for Anna Berg".
    let others = grid.texts(column, &|row| !above(row));
    let is_closed = |text: &&str| {
        let names = |other: &&str| other.len() > text.len() && other.contains(text);
        others.iter().any(names)
    };
    let least = match texts.iter().all(is_closed) {
        true => 2,
        false => ENOUGH,
    };
    let is_one = different(texts) >= least && !filled.iter().any(is_money);
    is_one.then(|| Spans::new(Way::Heading { date }, filled))
}

/// Lines with nothing but a name or a day, where the rows below them have something else: the day of the sale, the customer.
fn apart(grid: &Grid<'_>) -> Option<Spans> {
    let full = |row: usize| grid.alone(row).is_none();
    // The first row has its heading.
    if full(0) || grid.count(&full) < ENOUGH {
        return None;
    }
    let has_days = |column: usize| {
        let values = grid.texts(column, &|row| full(row) && !grid.is_total(row, column));
        values.len() >= ENOUGH && are_days(&values)
    };
    let date = grid.columns(&has_days).first().copied();
    let first = grid.columns(&|column| grid.count(&|row| full(row) && grid.has(row, column)) > 0);
    let heads = |column: usize| {
        grid.texts(column, &|row| {
            !full(row) && row + 1 < grid.rows && full(row + 1)
        })
    };
    let column =
        (date.iter().chain(first.first())).find(|&&column| different(heads(column)) >= ENOUGH)?;
    let column = *column;
    let texts = heads(column);
    let days = are_days(&texts);
    // Months between the rows of a book are no customers.
    let is_month =
        |text: &&&str| dates::month(text).is_some() || dates::first_of_month(text).is_some();
    let are_months = || texts.iter().filter(is_month).count() * 2 > texts.len();
    let is_one = if days {
        date.is_none()
    } else {
        date.is_some() && !are_months()
    };
    is_one.then(|| Spans::new(Way::Apart { column, days }, vec![grid.columns]))
}

/// A name that stands once, on the first row of its group. No blank of somebody unknown: the names are in order and each of
/// them stands once, or each group ends with what is no sale, its sum.
fn grouped(names: &[String], grid: &Grid<'_>) -> Option<Spans> {
    let groups = |column: usize| {
        let filled = grid.filled(column);
        if !grid.has(0, column) || filled < 2 * ENOUGH || filled + ENOUGH > grid.rows {
            return false;
        }
        let is_name = |row: usize| {
            let text = grid.at(row, column);
            !text.bytes().any(|byte| byte.is_ascii_digit()) && !grid.is_total(row, column)
        };
        let texts = grid.texts(column, &is_name);
        let count = texts.len();
        count >= 2 * ENOUGH && different(texts) == count
    };
    let column = (0..grid.columns).find(|&column| groups(column))?;
    let date = (0..grid.columns).find(|&date| {
        let values = grid.texts(date, &|_| true);
        values.len() * 2 > grid.rows && are_days(&values)
    })?;
    let sale = |row: usize| grid.has(row, date);
    let labels = grid.texts(column, &sale);
    let upwards = labels
        .windows(2)
        .filter(|pair| pair[0].to_lowercase() < pair[1].to_lowercase())
        .count();
    let pairs = labels.len().max(1) - 1;
    // Sorted by name, those without one stand together.
    let goes_on = |row: usize| {
        let label = |row: usize| sale(row) && grid.has(row, column);
        label(row) && sale(row + 1) && !label(row + 1)
    };
    let ended = grid.count(&|row| !sale(row) && sale(row + 1) && grid.has(row + 1, column));
    let proven =
        upwards.max(pairs - upwards).max(ended) * 10 >= pairs * 9 && grid.count(&goes_on) >= ENOUGH;
    let [columns, _] = together(grid, column, &sale);
    proven.then(|| above(names, column, columns, vec![date]))
}
