//! Groups → what to do about them: the strategy's id, how soon, and the measures that will show whether it works.
//! The words of each strategy stand in `www/src/words`.

use crate::segments::lifecycle::Stage;
use crate::segments::rfm::Segment;

/// What to do about a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Strategy {
    /// Id in the catalogue.
    pub id: &'static str,
    /// 1 = act first … 5 = leave.
    pub priority: u8,
    /// Ids of the measures (KPIs) to watch, the first one first.
    pub measures: &'static [&'static str],
}

const fn strategy(id: &'static str, priority: u8, measures: &'static [&'static str]) -> Strategy {
    Strategy {
        id,
        priority,
        measures,
    }
}

/// For those who have never bought; shown only as what a lead list would add.
pub const POTENTIAL: Strategy = strategy(
    "lc_potential",
    2,
    &["first_purchase_conversion", "cac", "clv_cac"],
);

/// For a lifecycle stage.
#[must_use]
pub const fn for_stage(stage: Stage) -> Strategy {
    match stage {
        Stage::New => strategy(
            "lc_new",
            1,
            &["second_purchase_rate", "time_to_second", "satisfaction"],
        ),
        Stage::Active => strategy(
            "lc_active",
            2,
            &["retention_rate", "repeat_rate", "purchase_frequency", "clv"],
        ),
        Stage::Lapsed => strategy(
            "lc_lapsed",
            3,
            &["winback_rate", "campaign_roi", "reach_cost"],
        ),
    }
}

/// For an RFM segment.
#[must_use]
pub const fn for_segment(segment: Segment) -> Strategy {
    match segment {
        Segment::Champions => strategy(
            "rfm_champions",
            1,
            &[
                "revenue_share",
                "retention_rate",
                "referral_rate",
                "p_alive",
            ],
        ),
        Segment::Loyal => strategy(
            "rfm_loyal",
            1,
            &["aov", "purchase_frequency", "segment_migration"],
        ),
        Segment::PotentialLoyalist => strategy(
            "rfm_potential_loyalist",
            1,
            &["repeat_rate", "purchase_frequency", "segment_migration"],
        ),
        Segment::New => strategy("rfm_new", 1, &["second_purchase_rate", "time_to_second"]),
        Segment::Promising => strategy(
            "rfm_promising",
            3,
            &["second_purchase_rate", "category_breadth"],
        ),
        Segment::NeedAttention => strategy(
            "rfm_need_attention",
            2,
            &["p_alive", "repeat_rate", "satisfaction"],
        ),
        Segment::AboutToSleep => strategy("rfm_about_to_sleep", 3, &["repeat_rate", "reach_cost"]),
        Segment::AtRisk => strategy("rfm_at_risk", 1, &["p_alive", "churn_rate", "uplift"]),
        Segment::CantLose => strategy(
            "rfm_cant_lose",
            1,
            &["winback_rate", "revenue_share", "campaign_roi"],
        ),
        Segment::Hibernating => strategy("rfm_hibernating", 4, &["winback_rate", "reach_cost"]),
        Segment::Lost => strategy("rfm_lost", 5, &["winback_rate", "reach_cost", "cac"]),
    }
}
