//! The four lifecycle groups: prospect, new, active, churned. Time rules on purchase days; churn without a contract is
//! never observed, so "lapsed" means no more than "silent for longer than the limit".

use serde::Serialize;

use crate::customers::Summaries;

/// Lifecycle stage of a customer. Prospects have never bought: a transactions file cannot contain them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Bought on one day so far, not longer ago than the lapse limit.
    New,
    /// Bought on two days or more, the last not longer ago than the lapse limit.
    Active,
    /// Last purchase longer ago than the lapse limit.
    Lapsed,
}

impl Stage {
    /// All stages that purchases can show.
    pub const ALL: [Self; 3] = [Self::New, Self::Active, Self::Lapsed];

    /// Stable id, as serialized.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Active => "active",
            Self::Lapsed => "lapsed",
        }
    }
}

/// Where the lapse limit comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LapseSource {
    /// 95 % of all gaps between purchases are shorter.
    Gaps,
    /// Too few gaps to say: `DEFAULT_LAPSE_DAYS`.
    Default,
    /// Typed in.
    User,
}

/// The lapse limit in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Lapse {
    /// Days without a purchase after which a customer counts as lapsed.
    pub days: u32,
    /// Where it comes from.
    pub source: LapseSource,
    /// Number of gaps seen.
    pub gaps: u64,
}

/// Without gaps to learn from: half a year, the usual "inactive" mark of shops without a shorter rhythm.
pub const DEFAULT_LAPSE_DAYS: u32 = 180;
/// No customer is called lapsed within a month, however often others buy.
pub const SHORTEST_LAPSE_DAYS: u32 = 30;
/// Below this many gaps their 95th percentile is decided by one or two of them.
const FEWEST_GAPS: u64 = 20;

/// The lapse limit: typed in, or the 95th percentile of the gaps between purchase days, all customers pooled.
/// `gaps[d]` = number of gaps of `d` days.
#[must_use]
pub fn lapse(gaps: &[u64], typed: Option<u32>) -> Lapse {
    let count: u64 = gaps.iter().sum();
    if let Some(days) = typed {
        return Lapse {
            days,
            source: LapseSource::User,
            gaps: count,
        };
    }
    if count < FEWEST_GAPS {
        return Lapse {
            days: DEFAULT_LAPSE_DAYS,
            source: LapseSource::Default,
            gaps: count,
        };
    }
    // The smallest number of days that at least 95 % of the gaps do not exceed.
    let needed = (count * 95).div_ceil(100);
    let mut below = 0;
    let days = gaps
        .iter()
        .position(|&n| {
            below += n;
            below >= needed
        })
        .unwrap_or_default();
    let days = u32::try_from(days)
        .unwrap_or(u32::MAX)
        .max(SHORTEST_LAPSE_DAYS);
    Lapse {
        days,
        source: LapseSource::Gaps,
        gaps: count,
    }
}

/// The stage of each customer, in the order of `Summaries`.
#[must_use]
pub fn stages(summaries: &Summaries, lapse_days: u32) -> Vec<Stage> {
    summaries
        .last_purchase
        .iter()
        .zip(&summaries.order_days)
        .map(|(last, &days)| {
            let silent = i64::from(summaries.observation_end.0) - i64::from(last.0);
            match () {
                () if silent > i64::from(lapse_days) => Stage::Lapsed,
                () if days == 1 => Stage::New,
                () => Stage::Active,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::day::Day;

    #[test]
    fn the_limit_is_the_95th_percentile_of_the_gaps_but_never_under_a_month() {
        let mut gaps = vec![0; 121];
        gaps[10] = 94;
        gaps[100] = 1;
        gaps[120] = 5;
        assert_eq!(lapse(&gaps, None).days, 100);
        gaps[10] = 1000;
        assert_eq!(lapse(&gaps, None).days, SHORTEST_LAPSE_DAYS);
        assert_eq!(lapse(&[0, 3], None).source, LapseSource::Default);
        assert_eq!(lapse(&gaps, Some(45)).days, 45);
    }

    #[test]
    fn silence_of_exactly_the_limit_is_not_yet_lapsed() {
        let summaries = Summaries {
            observation_end: Day(100),
            last_purchase: vec![Day(70), Day(69), Day(90)],
            order_days: vec![1, 1, 2],
            ..Summaries::default()
        };
        assert_eq!(
            stages(&summaries, 30),
            [Stage::New, Stage::Lapsed, Stage::Active]
        );
    }
}
