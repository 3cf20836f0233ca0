//! Recency, frequency and money in quintiles, and the eleven segments on a 5 × 5 grid of R against FM.

use serde::Serialize;

use super::quantiles::{quintile_breaks_times_five, score};
use crate::customers::Summaries;
use crate::day::Day;

/// The eleven segments, in the order in which the page lists groups of equal priority.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[expect(
    missing_docs,
    reason = "the ids are the field's own names; their words and strategies stand in www/src/words"
)]
pub enum Segment {
    Champions,
    Loyal,
    PotentialLoyalist,
    New,
    Promising,
    NeedAttention,
    AboutToSleep,
    AtRisk,
    CantLose,
    Hibernating,
    Lost,
}

use Segment::{
    AboutToSleep, AtRisk, CantLose, Champions, Hibernating, Lost, Loyal, NeedAttention, New,
    PotentialLoyalist, Promising,
};

/// Rows: R from 5 down to 1. Columns: FM from 1 to 5. A table without holes cannot leave a customer out.
pub const GRID: [[Segment; 5]; 5] = [
    [
        New,
        PotentialLoyalist,
        PotentialLoyalist,
        Champions,
        Champions,
    ],
    [
        Promising,
        PotentialLoyalist,
        PotentialLoyalist,
        Loyal,
        Loyal,
    ],
    [AboutToSleep, AboutToSleep, NeedAttention, Loyal, Loyal],
    [Hibernating, Hibernating, AtRisk, AtRisk, CantLose],
    [Lost, Hibernating, AtRisk, AtRisk, CantLose],
];

impl Segment {
    /// All eleven.
    pub const ALL: [Self; 11] = [
        Champions,
        Loyal,
        PotentialLoyalist,
        New,
        Promising,
        NeedAttention,
        AboutToSleep,
        AtRisk,
        CantLose,
        Hibernating,
        Lost,
    ];

    /// Stable id, as serialized.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Champions => "champions",
            Loyal => "loyal",
            PotentialLoyalist => "potential_loyalist",
            New => "new",
            Promising => "promising",
            NeedAttention => "need_attention",
            AboutToSleep => "about_to_sleep",
            AtRisk => "at_risk",
            CantLose => "cant_lose",
            Hibernating => "hibernating",
            Lost => "lost",
        }
    }
}

/// Scores of one customer; 5 is always best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RfmScore {
    /// Recency: 5 = bought most recently.
    pub r: u8,
    /// Frequency: orders with a positive sum.
    pub f: u8,
    /// Money: net spend.
    pub m: u8,
}

impl RfmScore {
    /// (F + M) / 2, rounded half up.
    #[must_use]
    pub const fn fm(self) -> u8 {
        (self.f + self.m).div_ceil(2)
    }

    /// The one segment of this score.
    #[must_use]
    pub const fn segment(self) -> Segment {
        GRID[5 - self.r as usize][self.fm() as usize - 1]
    }
}

/// Scores of all customers in `Summaries`, in its order, with the breaks they come from.
#[derive(Clone, Debug, Default)]
pub struct Rfm {
    /// Observation end + 1: the day from which recency is counted.
    pub as_of: Day,
    /// Quintile breaks × 5: days since the last purchase, orders, ledger units of money.
    pub recency_breaks_times_five: [i128; 4],
    /// See above.
    pub frequency_breaks_times_five: [i128; 4],
    /// See above.
    pub monetary_breaks_times_five: [i128; 4],
    /// One score per customer.
    pub scores: Vec<RfmScore>,
}

/// Scores by quintile breaks over the customers with a purchase. Ties stay together, so groups need not be equal in size.
#[must_use]
pub fn score_customers(summaries: &Summaries) -> Rfm {
    let as_of = Day(summaries.observation_end.0 + 1);
    let recency = |last: Day| i64::from(as_of.0) - i64::from(last.0);
    let mut column: Vec<i64> = summaries
        .last_purchase
        .iter()
        .map(|&day| recency(day))
        .collect();
    let recency_breaks = quintile_breaks_times_five(&mut column);
    column.clear();
    column.extend(summaries.orders.iter().map(|&n| i64::from(n)));
    let frequency_breaks = quintile_breaks_times_five(&mut column);
    column.clear();
    column.extend_from_slice(&summaries.net);
    let monetary_breaks = quintile_breaks_times_five(&mut column);
    let scores = summaries
        .last_purchase
        .iter()
        .zip(&summaries.orders)
        .zip(&summaries.net)
        .map(|((&last, &orders), &net)| RfmScore {
            r: 6 - score(recency(last), &recency_breaks),
            f: score(i64::from(orders), &frequency_breaks),
            m: score(net, &monetary_breaks),
        })
        .collect();
    Rfm {
        as_of,
        recency_breaks_times_five: recency_breaks,
        frequency_breaks_times_five: frequency_breaks,
        monetary_breaks_times_five: monetary_breaks,
        scores,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_score_has_exactly_one_segment_and_every_segment_a_score() {
        let mut seen = std::collections::BTreeSet::new();
        for r in 1..=5 {
            for f in 1..=5 {
                for m in 1..=5 {
                    seen.insert(RfmScore { r, f, m }.segment());
                }
            }
        }
        assert_eq!(seen.len(), Segment::ALL.len());
    }

    #[test]
    fn half_points_of_fm_round_up() {
        assert_eq!(RfmScore { r: 5, f: 1, m: 2 }.fm(), 2);
        assert_eq!(RfmScore { r: 5, f: 4, m: 3 }.segment(), Champions);
    }

    #[test]
    fn ids_are_what_serde_writes() {
        for segment in Segment::ALL {
            assert_eq!(serde_json::json!(segment), segment.id());
        }
    }
}
