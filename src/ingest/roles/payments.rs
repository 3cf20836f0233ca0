//! What was to be paid and what was, told by the rows; a part of it beside its rest is not what was paid.

use super::beside::{ENOUGH, is_sum};
use super::candidate::{Candidate, Table};
use super::concept::Concept;
use super::profile::Profile;
use super::words::Atom;

/// Fewer payments prove nothing.
const FEW: usize = 10;

/// Parts of a payment and what else "paid" is said of.
const NO_PAYMENT: &[Atom] = &[
    Atom::Refund,
    Atom::Fee,
    Atom::Tax,
    Atom::Freight,
    Atom::Cost,
    Atom::Balance,
    Atom::Points,
    Atom::Coupon,
    Atom::Due,
    Atom::Method,
    Atom::Login,
    Atom::Count,
    Atom::Seller,
    Atom::Kind,
    Atom::Demographic,
];

/// "Amount after coupon", "total after points".
const AFTER: &[Atom] = &[
    Atom::After,
    Atom::Pay,
    Atom::Actual,
    Atom::Coupon,
    Atom::Points,
    Atom::Discount,
    Atom::Amount,
    Atom::Total,
    Atom::Price,
    Atom::Order,
];

impl Table<'_, '_> {
    /// The place among the candidates of what was paid of the best one: never more, seldom less than half, called so, and not
    /// only a part of it.
    pub(super) fn paid_of(&self, amounts: &[Candidate]) -> Option<usize> {
        let named = |at: usize| {
            let name = &self.headers[amounts[at].column];
            let is_due = self.concepts[amounts[at].column].0 == Concept::DueAmount
                && !name.has(Atom::Batch)
                && self.profiles[amounts[at].column].is_never_zero();
            (is_due
                || name.any(&[Atom::Pay, Atom::Actual, Atom::After])
                    && (!name.any(NO_PAYMENT) || name.only(AFTER)))
                // "Paid online" is a part of it, "partner payment" another one.
                && name.is_understood()
        };
        let best = amounts.first().filter(|_| !named(0))?.column;
        let due = &self.profiles[best];
        (1..amounts.len()).filter(|&at| named(at)).find(|&at| {
            let column = amounts[at].column;
            if self.rest_of(best, column).is_some() {
                return false;
            }
            let paid = &self.profiles[column];
            let (mut less, mut little, mut wrong) = (0, 0, 0);
            for row in 0..due.cells.len() {
                let sign = due.money(row).signum();
                let (due, paid) = (sign * due.money(row), sign * paid.money(row));
                wrong += usize::from(!(0.0..=due).contains(&paid));
                less += usize::from(paid < due);
                little += usize::from(paid * 2.0 < due);
            }
            less >= ENOUGH && wrong * 20 <= due.cells.len() && little * 5 <= due.cells.len()
        })
    }

    /// The place among the candidates of what was sold, where the best one only tells that it was paid: all of it, nothing yet,
    /// or a part whose rest is due. Of what was taken off such rows know nothing.
    pub(super) fn sold_of(&self, amounts: &[Candidate]) -> Option<usize> {
        let best = amounts.first()?.column;
        let name = &self.headers[best];
        if !name.any(&[Atom::Pay, Atom::Deliver]) || name.any(&[Atom::Actual, Atom::After]) {
            return None;
        }
        let paid = &self.profiles[best];
        (1..amounts.len()).find(|&at| {
            let sold = &self.profiles[amounts[at].column];
            let (mut whole, mut nothing, mut other) = (0, 0, 0);
            for row in 0..sold.cells.len() {
                let (sold, paid) = (sold.money(row), paid.money(row));
                if sold.is_nan() {
                    continue;
                }
                // A cell that cannot be read tells of no payment.
                match paid {
                    _ if paid.is_nan() || paid == 0.0 => nothing += usize::from(sold != 0.0),
                    _ if (sold - paid).abs() < 0.015 => whole += 1,
                    _ => other += 1,
                }
            }
            // What is still to be paid stands beside it.
            let rest = self.rest_of(amounts[at].column, best);
            if rest.is_some_and(|rest| self.headers[rest].any(&[Atom::Balance, Atom::Due])) {
                nothing += std::mem::take(&mut other);
            }
            nothing >= ENOUGH && whole > 0 && other * 20 <= whole
        })
    }

    /// The column of which the best one is what is left for the shop: less fees and costs, which stand beside it with a minus, and
    /// with what the buyer paid for shipping.
    pub(super) fn before_fees(&self, amounts: &[Candidate]) -> Option<usize> {
        let best = amounts.first()?.column;
        let is_fee = |column: usize| self.headers[column].any(&[Atom::Fee, Atom::Cost]);
        // Seldom are there any; the rows are many.
        if !(0..self.headers.len()).any(is_fee) {
            return None;
        }
        let (mut parts, mut fees) = (Vec::new(), 0);
        for (column, concept, _, profile) in self.columns() {
            let (mut up, mut down) = (0, 0);
            for row in 0..profile.cells.len() {
                let money = profile.money(row);
                up += usize::from(money > 0.0);
                down += usize::from(money < 0.0);
            }
            if column != best && (up == 0 && down >= ENOUGH || concept == Concept::Shipping) {
                parts.push(column);
                fees += usize::from(down >= ENOUGH && is_fee(column));
            }
        }
        let adds_up = |sold: &usize| {
            let (mut taken, mut wrong) = (0, 0);
            for row in 0..self.profiles[best].cells.len() {
                let size = |column: &usize| self.profiles[*column].money(row);
                // What is blank adds nothing.
                let rest: f64 = parts.iter().map(size).filter(|part| !part.is_nan()).sum();
                taken += usize::from(rest < 0.0);
                wrong += usize::from(!((size(sold) + rest - size(&best)).abs() < 0.015));
            }
            taken >= ENOUGH && wrong * 20 <= taken
        };
        if fees == 0 {
            return None;
        }
        let others = 0..self.profiles.len();
        let mut sold = others.filter(|column| *column != best && !parts.contains(column));
        sold.find(adds_up)
    }

    /// The place among the candidates of the whole of which the best one is a part, the rest being paid in another way: card
    /// beside cash.
    pub(super) fn whole_of(&self, amounts: &[Candidate]) -> Option<usize> {
        let part = amounts.first()?.column;
        let is_payment = |column: usize| self.headers[column].has(Atom::Pay);
        (1..amounts.len()).filter(|_| is_payment(part)).find(|&at| {
            let rest = self.rest_of(amounts[at].column, part);
            rest.is_some_and(|rest| {
                let name = &self.headers[rest];
                // What is still to be paid was not.
                let is_open = name.any(&[Atom::Balance, Atom::Due, Atom::Stock, Atom::Estimate]);
                is_payment(rest) && !is_open && name.is_understood()
            })
        })
    }

    /// Is there a column of payments beside this one of what was charged, in rows of their own, and at least half as much – in
    /// rows with a customer, if their column is known? What was refunded in rows of its own is less.
    #[inline(never)]
    pub(super) fn paid_apart(&self, charged: usize, customer: Option<usize>) -> bool {
        (0..self.profiles.len()).any(|column| {
            let named = self.headers[column].any(&[Atom::Pay, Atom::Refund]);
            if column == charged || !named {
                return false;
            }
            let (mut charges, mut payments, mut both, mut rest) = (0, 0, 0, 0.0);
            for row in 0..self.profiles[charged].cells.len() {
                if customer.is_some_and(|at| self.profiles[at].cells[row].is_empty()) {
                    continue;
                }
                // What cannot be read is nothing.
                let sold = self.profiles[charged].money(row).abs().max(0.0);
                let paid = self.profiles[column].money(row).abs().max(0.0);
                charges += usize::from(sold > 0.0);
                payments += usize::from(paid > 0.0);
                both += usize::from(sold > 0.0 && paid > 0.0);
                rest += sold - paid * 2.0;
            }
            charges.min(payments) >= FEW && both * 20 <= payments && rest <= 0.0
        })
    }

    /// The column with the rest of the whole, row by row, that was paid as well or is to be paid: cash beside card, a deposit
    /// beside what is open. What was taken off is no rest.
    fn rest_of(&self, whole: usize, part: usize) -> Option<usize> {
        let [all, paid] = [whole, part].map(|column| &self.profiles[column]);
        let is_rest = |(column, concept, _, rest): &(usize, Concept, f64, &Profile<'_>)| {
            let name = &self.headers[*column];
            // A tax that was withheld was paid all the same.
            let withheld = *concept == Concept::Tax && name.has(Atom::Cost);
            let taken_off = matches!(
                concept,
                Concept::Discount | Concept::Tax | Concept::Shipping | Concept::Refund
            ) && !withheld
                || name.any(&[Atom::Coupon, Atom::Points]);
            if [whole, part].contains(column) || taken_off || rest.amount.is_none() {
                return false;
            }
            let (mut some, mut wrong) = (0, 0);
            for row in (0..all.cells.len()).filter(|&row| paid.money(row) < all.money(row)) {
                some += 1;
                wrong += usize::from(!is_sum(row, paid, Some(*rest), all));
            }
            some >= ENOUGH && wrong * 20 <= some
        };
        self.columns().find(is_rest).map(|(column, ..)| column)
    }
}
