//! How the lines of an order hang together: what is constant within it, and what its amounts cover.

use super::moments::Moments;
use super::profile::Profile;
use crate::ingest::plan::AmountLevel;
use crate::math::texts::Texts;

/// Rows that tell how money grows with pieces …
const MANY: f64 = 30.0;
/// … how much of a growth is no price of one …
const STEEP: f64 = 0.6;
/// … and so many standard errors above none at all.
const ERRORS: f64 = 3.0;

/// Rows of the sample by key in the order of the first of them, only keys with several rows.
pub(crate) fn groups(keys: &Profile<'_>) -> Vec<Vec<usize>> {
    let mut places = Texts::default();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (row, key) in keys.cells.iter().enumerate() {
        if !key.is_empty() {
            let place = places.place(key);
            if place == groups.len() {
                groups.push(Vec::new());
            }
            groups[place].push(row);
        }
    }
    groups.retain(|rows| rows.len() > 1);
    groups
}

/// A value that may be missing.
pub(crate) trait Blank: PartialEq {
    /// Is nothing there?
    fn is_blank(&self) -> bool;
}

impl Blank for &str {
    fn is_blank(&self) -> bool {
        self.is_empty()
    }
}

impl<V: PartialEq> Blank for Option<V> {
    fn is_blank(&self) -> bool {
        self.is_none()
    }
}

/// Share of the groups in which the column has one value only (blanks don't count), or `None` without groups.
pub(crate) fn constant<V: Blank>(groups: &[Vec<usize>], cells: &[V]) -> Option<f64> {
    if groups.is_empty() {
        return None;
    }
    let same = groups
        .iter()
        .filter(|rows| {
            let mut values = rows
                .iter()
                .map(|&row| &cells[row])
                .filter(|v| !v.is_blank());
            let first = values.next();
            values.all(|v| Some(v) == first)
        })
        .count();
    Some(same as f64 / groups.len() as f64)
}

/// What money does when more pieces of a thing are sold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Growth {
    /// It grows with them: the money of the line.
    WithPieces,
    /// It stays as it is: the price of one.
    Stays,
}

/// Told by things that were sold in several quantities; `None` where too few were.
pub(crate) fn growth(
    things: &Profile<'_>,
    quantity: &Profile<'_>,
    price: &Profile<'_>,
) -> Option<Growth> {
    let (mut compared, mut grown, mut same) = (0, 0, 0);
    for rows in groups(things) {
        for pair in rows.windows(2) {
            let [q, p, other, before] = [
                quantity.money(pair[1]),
                price.money(pair[1]),
                quantity.money(pair[0]),
                price.money(pair[0]),
            ];
            if q != other && [q, p, other, before].iter().all(|n| *n > 0.0) {
                compared += 1;
                let near = |a: f64, b: f64| (a - b).abs() <= 0.005 + 0.002 * b;
                same += usize::from(near(p, before));
                grown += usize::from(near(p / q, before / other) && !near(p, before));
            }
        }
    }
    let most = |part: usize| compared >= 5 && part * 2 > compared;
    // Grown to the cent each time is no chance.
    if most(grown) || compared >= 3 && grown == compared {
        return Some(Growth::WithPieces);
    }
    // Hours and kilos beside a fee that stays the same are no pieces of it.
    let pieces = quantity.integers || quantity.whole_floats;
    (most(same) && pieces).then_some(Growth::Stays)
}

/// Does the money grow with the quantity over all rows, whatever was sold? By how many per cent it grows where the quantity is
/// one per cent more: least squares over the logarithms. A price of one falls with the quantity, if anything.
pub(crate) fn grows(quantity: &Profile<'_>, price: &Profile<'_>) -> bool {
    let logs = (0..price.cells.len()).filter_map(|row| {
        let (q, p) = (quantity.money(row), price.money(row));
        (q > 0.0 && p > 0.0).then(|| (libm::log(q), libm::log(p)))
    });
    let Moments { pairs, xx, yy, xy } = Moments::of(logs);
    let slope = xy / xx;
    let error = ((yy - slope * xy).max(0.0) / (pairs - 2.0) / xx).sqrt();
    pairs >= MANY && slope > STEEP && slope > ERRORS * error
}

/// What one row's amount covers.
///
/// `enough`: so many orders must repeat it, if the header says that it is an order's money. `line`: quantity and unit price, if
/// known.
pub(crate) fn level(
    groups: &[Vec<usize>],
    profiles: &[Profile<'_>],
    amount: usize,
    enough: Option<usize>,
    line: Option<(usize, usize)>,
) -> AmountLevel {
    let cells = &profiles[amount].cells;
    if groups.is_empty() {
        return AmountLevel::Row;
    }
    let first_only = groups
        .iter()
        .filter(|rows| {
            !cells[rows[0]].is_empty() && rows[1..].iter().all(|&row| cells[row].is_empty())
        })
        .count();
    if first_only * 10 >= groups.len() * 9 {
        return AmountLevel::FirstLine;
    }
    let money = |row: usize| profiles[amount].money(row);
    // Lines that differ in something else but not in the amount; exact duplicates prove nothing.
    let differing: Vec<&Vec<usize>> = groups
        .iter()
        .filter(|rows| {
            profiles.iter().enumerate().any(|(column, profile)| {
                column != amount
                    && rows[1..]
                        .iter()
                        .any(|&row| profile.cells[row] != profile.cells[rows[0]])
            })
        })
        .collect();
    let repeated = differing
        .iter()
        .filter(|rows| {
            let first = money(rows[0]);
            first.abs() > 0.0 && rows[1..].iter().all(|&row| money(row) == first)
        })
        .count();
    if let Some((quantity, price)) = line {
        // Quantity × price tells lines from orders, whatever the header says.
        let product = |row: usize| profiles[quantity].money(row) * profiles[price].money(row);
        let near = |a: f64, b: f64| (a - b).abs() <= 0.01 + 0.001 * b.abs();
        let by_line = differing
            .iter()
            .flat_map(|rows| rows.iter())
            .filter(|&&row| near(money(row), product(row)))
            .count();
        let lines: usize = differing.iter().map(|rows| rows.len()).sum();
        if by_line * 2 > lines {
            return AmountLevel::Row;
        }
    }
    let (enough, share) = enough.map_or((5, 0.97), |enough| (enough, 0.9));
    if repeated >= enough && repeated as f64 >= share * differing.len() as f64 {
        AmountLevel::EachLine
    } else {
        AmountLevel::Row
    }
}
