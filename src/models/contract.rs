//! Customers under contract, whose leaving is seen: how many stayed how long. What sBG and BdW are fitted to.

#![allow(clippy::neg_cmp_op_on_partial_ord)] // a NaN must take the refusing branch

use serde::Serialize;

/// Customers by whole periods of tenure.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Tenures {
    /// Entry t − 1: customers who left in period t.
    pub left: Vec<f64>,
    /// Entry t: customers last seen still there after t periods.
    pub stayed: Vec<f64>,
}

impl Tenures {
    /// From one cohort's share still there after 0, 1, 2 … periods (in per cent or any other unit), worth `customers`.
    #[must_use]
    pub fn from_survival(share: &[f64], customers: f64) -> Self {
        let Some((&whole, &last)) = share.first().zip(share.last()) else {
            return Self::default();
        };
        let unit = if whole > 0.0 { customers / whole } else { 0.0 };
        let mut stayed = vec![0.0; share.len()];
        stayed[share.len() - 1] = last * unit;
        Self {
            left: share
                .windows(2)
                .map(|w| (w[0] - w[1]).max(0.0) * unit)
                .collect(),
            stayed,
        }
    }

    /// From one row per customer (or group of so many): whole periods of tenure and whether the customer has left. Someone who left
    /// within the first period has tenure 0 or 1.
    #[must_use]
    pub fn from_rows(rows: impl IntoIterator<Item = (u32, bool, f64)>) -> Self {
        let mut out = Self::default();
        for (tenure, has_left, customers) in rows {
            let (column, index) = if has_left {
                (&mut out.left, tenure.max(1) as usize - 1)
            } else {
                (&mut out.stayed, tenure as usize)
            };
            if column.len() <= index {
                column.resize(index + 1, 0.0);
            }
            column[index] += customers;
        }
        out
    }

    /// Customers in all.
    #[must_use]
    pub fn customers(&self) -> f64 {
        self.left.iter().chain(&self.stayed).sum()
    }

    /// Share still there after 0, 1, 2 … periods as far as seen (Kaplan & Meier 1958).
    #[must_use]
    pub fn observed(&self) -> Vec<f64> {
        let (mut there, mut share) = (self.customers(), 1.0);
        let mut out = vec![share];
        for period in 0..self.periods() {
            there -= self.stayed.get(period).copied().unwrap_or(0.0);
            let left = self.left.get(period).copied().unwrap_or(0.0);
            if there > 0.0 {
                share *= (1.0 - left / there).max(0.0);
            }
            there -= left;
            out.push(share);
        }
        out
    }

    /// Periods seen.
    #[must_use]
    pub fn periods(&self) -> usize {
        self.left.len().max(self.stayed.len().saturating_sub(1))
    }
}

/// What a contract model answers; tenure in whole periods.
pub trait ContractModel {
    /// Chance to be still there after `t` periods.
    fn survival(&self, t: u32) -> f64;

    /// Chance to renew in period t, given still there after t − 1.
    fn retention(&self, t: u32) -> f64 {
        self.survival(t) / self.survival(t.saturating_sub(1))
    }

    /// Expected further periods of a customer who has just completed `tenure`, the i-th counting (1 + d)⁻ⁱ, within `horizon` periods.
    fn residual_lifetime(&self, tenure: u32, discount: f64, horizon: u32) -> f64 {
        let now = self.survival(tenure);
        if !(now > 0.0) {
            return 0.0;
        }
        let (mut sum, mut factor) = (0.0, 1.0);
        for i in 1..=horizon {
            factor /= 1.0 + discount;
            let term = factor * self.survival(tenure.saturating_add(i)) / now;
            sum += term;
            if term < 1e-16 * sum {
                break;
            }
        }
        sum
    }
}
