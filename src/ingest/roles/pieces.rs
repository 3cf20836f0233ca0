//! The sum beside the price of a piece, told by the rows: pieces times the price, perhaps less a discount and with its tax.

use super::beside::ENOUGH;
use super::candidate::Table;
use super::concept::Concept;
use super::profile::Profile;
use super::words::Atom;
use crate::ingest::inspection::Kind;

/// Columns of numbers that are tried; no export has more that could explain its money.
const TRIED: usize = 40;

/// What is said of money that nobody paid for the purchase as a whole, though it may be so much for each piece.
const NO_SUM: &[Atom] = &[
    Atom::Cost,
    Atom::Fee,
    Atom::Freight,
    Atom::Refund,
    Atom::Balance,
    Atom::Points,
    Atom::Score,
    Atom::Rate,
    Atom::List,
    Atom::Before,
    Atom::Estimate,
    Atom::Income,
    Atom::Weight,
    Atom::Seller,
];
/// Whole numbers that count no pieces.
const NO_PIECES: &[Atom] = &[
    Atom::Id,
    Atom::Points,
    Atom::Score,
    Atom::Rate,
    Atom::Balance,
    Atom::Zip,
    Atom::Demographic,
    Atom::Discount,
    Atom::Tax,
    Atom::Cost,
];

impl Table<'_, '_> {
    /// The column that is this one times pieces, row by row, perhaps less a discount and with its tax: the sum beside a price.
    /// `taken` are no sums.
    pub(super) fn times_pieces(&self, price: usize, taken: &[Option<usize>]) -> Option<usize> {
        let free = |column: usize| column != price && !taken.contains(&Some(column));
        let numbers =
            |p: &Profile<'_>| p.amount_share() > 0.9 && p.distinct > 1 && p.kind != Kind::Date;
        let pieces = |p: &Profile<'_>| numbers(p) && (p.integers || p.whole_floats) && !p.running;
        let all = |never: &[Atom], fits: &dyn Fn(&Profile<'_>) -> bool| -> Vec<usize> {
            let fitting = self.columns().filter(|(column, .., p)| {
                free(*column) && !self.headers[*column].any(never) && fits(p)
            });
            fitting.map(|(column, ..)| column).take(TRIED).collect()
        };
        let mut counts = all(NO_PIECES, &pieces);
        let enough = self.profiles[price].filled * 9;
        let mut sums = all(NO_SUM, &|p| numbers(p) && p.filled * 10 >= enough);
        let concept = |column: usize| self.concepts[column].0;
        sums.retain(|&sum| {
            let taken_off = [Concept::Discount, Concept::Tax, Concept::ListAmount];
            !taken_off.contains(&concept(sum))
        });
        let is_quantity = |&column: &usize| concept(column) == Concept::Quantity;
        // "Amount" is a price only where the others say that they are the pieces and the sum: a fee for each month of a contract
        // that has a value is what was paid.
        let name = &self.headers[price];
        let is_price = !self.has_header || name.any(&[Atom::Price, Atom::Unit, Atom::Rate]);
        if counts.iter().any(is_quantity) {
            counts.retain(is_quantity);
        } else {
            // The months of a contract may all be still to come.
            counts.retain(|&column| !self.headers[column].has(Atom::Period));
            counts.retain(|&column| is_price || self.headers[column].has(Atom::Count));
        }
        if !is_price {
            use Concept::{CustomerLevel, LineAmount, OrderAmount, PaidAmount};
            let called = [PaidAmount, OrderAmount, LineAmount, CustomerLevel];
            sums.retain(|&sum| {
                let of_customer = concept(sum) == CustomerLevel;
                called.contains(&concept(sum))
                    && (!of_customer || self.headers[sum].has(Atom::Spend))
            });
        }
        let changed = |what: Concept| {
            let found = self.first_of(&[what], |change| change.amount.is_some());
            found.map(|(column, _)| &self.profiles[column])
        };
        let [less, more] = [Concept::Discount, Concept::Tax].map(changed);
        let or_none = |change: Option<_>| {
            [change, None]
                .into_iter()
                .take(1 + usize::from(change.is_some()))
        };
        let mut tried = or_none(less).flat_map(|less| or_none(more).map(move |more| [less, more]));
        tried.find_map(|changes| {
            let is_of = |sum: usize, count: usize| {
                count != sum && self.is_product([count, price, sum], changes)
            };
            let mut sums = sums.iter().copied();
            sums.find(|&sum| counts.iter().any(|&count| is_of(sum, count)))
        })
    }

    /// Is it less than the price of a piece in most rows?
    pub(super) fn is_below(&self, sum: usize, price: usize) -> bool {
        let [sum, price] = [sum, price].map(|column| &self.profiles[column]);
        let (mut all, mut below) = (0, 0);
        for row in 0..sum.cells.len() {
            let (sum, price) = (sum.money(row), price.money(row));
            if sum > 0.0 && price > 0.0 {
                all += 1;
                // A discount may take something off.
                below += usize::from(sum * 2.0 < price);
            }
        }
        all >= ENOUGH && below * 10 > all * 8
    }

    /// Is the third the product of the first two, less a discount and with a tax, in rows of which enough have several pieces?
    fn is_product(&self, columns: [usize; 3], [less, more]: [Option<&Profile<'_>>; 2]) -> bool {
        let [count, price, sum] = columns.map(|column| &self.profiles[column]);
        // A change that cannot be read is none.
        let change = |row: usize, profile: Option<&Profile<'_>>| {
            profile.map_or(0.0, |profile| profile.money(row).abs().max(0.0))
        };
        let (mut several, mut right, mut wrong) = (0, 0, 0);
        for row in 0..sum.cells.len() {
            let product = count.money(row) * price.money(row);
            let whole = product - change(row, less) + change(row, more);
            let off = (whole - sum.money(row)).abs();
            // What is missing in a row says nothing.
            if off.is_nan() {
                continue;
            }
            if off < 0.015 + 0.001 * product.abs() {
                right += 1;
                several += usize::from(product != price.money(row) && product != 0.0);
            } else {
                wrong += 1;
            }
            if wrong * 20 > sum.cells.len() {
                return false;
            }
        }
        several >= ENOUGH && wrong * 20 <= right
    }
}
