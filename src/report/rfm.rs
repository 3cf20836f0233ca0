//! The scores in numbers: breaks, counts and the 5 × 5 grid.

use serde::Serialize;

use crate::customers::Summaries;
use crate::day::Day;
use crate::money::Decimal;
use crate::segments::rfm::{GRID, Rfm, RfmScore};

/// One cell of the grid of R against FM.
#[derive(Clone, Debug, Serialize)]
pub struct RfmCell {
    /// 1–5, 5 = most recent.
    pub r: u8,
    /// 1–5, (F + M) / 2 rounded half up.
    pub fm: u8,
    /// Segment id.
    pub segment: &'static str,
    /// Customers in the cell.
    pub customers: u64,
    /// Their net revenue.
    pub revenue: Decimal,
}

/// How the scores came about.
#[derive(Clone, Debug, Serialize)]
#[expect(
    non_snake_case,
    reason = "R, F and M are the field's own names, also on the command line"
)]
pub struct RfmReport {
    /// Day from which recency is counted: the day after the last used row.
    pub as_of: Day,
    /// Quintile breaks of the days since the last purchase.
    pub recency_breaks_days: [f64; 4],
    /// Quintile breaks of the orders with a positive sum.
    pub frequency_breaks_orders: [f64; 4],
    /// Quintile breaks of the net spend.
    pub monetary_breaks: [f64; 4],
    /// Customers with score 1, 2 … 5.
    pub R_counts_1to5: [u64; 5],
    /// See above.
    pub F_counts_1to5: [u64; 5],
    /// See above.
    pub M_counts_1to5: [u64; 5],
    /// Customers with 5-5-5.
    pub count_555: u64,
    /// Customers with 1-1-1.
    pub count_111: u64,
    /// Different scores that occur, of 125.
    pub distinct_cells: usize,
    /// 25 cells, R from 5 down, FM from 1 up.
    pub grid: Vec<RfmCell>,
}

/// The numbers behind the scores of these customers.
#[must_use]
pub fn report(summaries: &Summaries, rfm: &Rfm) -> RfmReport {
    let mut counts = [[0_u64; 5]; 3];
    let mut cells = [[(0_u64, 0_i128); 5]; 5];
    let mut seen = [false; 125];
    let (mut best, mut worst) = (0, 0);
    for (score, &net) in rfm.scores.iter().zip(&summaries.net) {
        let RfmScore { r, f, m } = *score;
        for (count, points) in counts.iter_mut().zip([r, f, m]) {
            count[usize::from(points) - 1] += 1;
        }
        let cell = &mut cells[usize::from(5 - r)][usize::from(score.fm()) - 1];
        cell.0 += 1;
        cell.1 += i128::from(net);
        seen[[r, f, m]
            .iter()
            .fold(0, |cell, points| cell * 5 + usize::from(points - 1))] = true;
        best += u64::from((r, f, m) == (5, 5, 5));
        worst += u64::from((r, f, m) == (1, 1, 1));
    }
    let grid = (0..5)
        .flat_map(|row| (0..5).map(move |column| (row, column)))
        .map(|(row, column)| RfmCell {
            r: 5 - row as u8,
            fm: column as u8 + 1,
            segment: GRID[row][column].id(),
            customers: cells[row][column].0,
            revenue: Decimal::new(cells[row][column].1, summaries.scale).normalized(),
        })
        .collect();
    let [r_counts, f_counts, m_counts] = counts;
    RfmReport {
        as_of: rfm.as_of,
        recency_breaks_days: plain(rfm.recency_breaks_times_five, 0),
        frequency_breaks_orders: plain(rfm.frequency_breaks_times_five, 0),
        monetary_breaks: plain(rfm.monetary_breaks_times_five, summaries.scale),
        R_counts_1to5: r_counts,
        F_counts_1to5: f_counts,
        M_counts_1to5: m_counts,
        count_555: best,
        count_111: worst,
        distinct_cells: seen.iter().filter(|seen| **seen).count(),
        grid,
    }
}

/// A fifth is two tenths, so breaks × 5 become exact decimals with one more digit.
fn plain(breaks_times_five: [i128; 4], scale: u8) -> [f64; 4] {
    breaks_times_five.map(|b| Decimal::new(b * 2, scale + 1).to_f64())
}
