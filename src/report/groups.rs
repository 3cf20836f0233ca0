//! One row of the segment → strategy table per group that has customers.

use serde::Serialize;

use super::habits::Habits;
use super::measures::Measure;
use crate::customers::Summaries;
use crate::math::few::sort_few;
use crate::math::pairs::Pairs;
use crate::money::Decimal;
use crate::segments::Grouping;
use crate::strategy::Strategy;

/// A condition of a group's rule, in numbers; the page makes its sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Condition {
    /// `order_days`, `days_since_last_purchase` or `cells`.
    pub field: &'static str,
    /// `==`, `>=`, `<=`, `>`, `<` or `in`.
    pub op: &'static str,
    /// What is compared with.
    pub value: Bound,
}

/// The right side of a condition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Bound {
    /// A number of days.
    Number(u32),
    /// Cells of the RFM grid, each `R-FM`.
    Cells(Vec<String>),
}

/// A value with its 90 % interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Interval {
    /// Expectation.
    pub value: f64,
    /// 5 % quantile.
    pub low: f64,
    /// 95 % quantile.
    pub high: f64,
}

/// One group of one segment model.
#[derive(Clone, Debug, Serialize)]
pub struct Group {
    /// Id of the group.
    pub id: &'static str,
    /// All conditions must hold.
    pub rule: Vec<Condition>,
    /// Id of the strategy in the catalogue.
    pub strategy: &'static str,
    /// 1 = act first … 5 = leave.
    pub priority: u8,
    /// Customers in the group.
    pub customers: u64,
    /// Share of the customers with a purchase, 0–1.
    pub share: f64,
    /// Net revenue of the group.
    pub revenue: Decimal,
    /// Share of the net revenue of all customers with a purchase; 0 where that sum is not positive.
    pub revenue_share: f64,
    /// Mean days since the last purchase, counted to the end of observation.
    pub mean_days_since_last_purchase: f64,
    /// Mean orders with a positive sum.
    pub mean_purchases: f64,
    /// Mean net spend.
    pub mean_spend: f64,
    /// Present value of the strategy's measures; `None` where purchases cannot say.
    pub measures: Pairs<&'static str, Option<f64>>,
    /// Expected purchases of the group over the horizon.
    pub expected_purchases: Option<f64>,
    /// Expected value of the group over the horizon.
    pub clv: Option<Interval>,
    /// Part of the past yearly revenue of the group's regulars that the model no longer expects; see METHODS.md.
    pub at_risk: Option<f64>,
}

/// A group that this data cannot contain.
#[derive(Clone, Debug, Serialize)]
pub struct Absent {
    /// Id of the group.
    pub id: &'static str,
    /// Id of its strategy.
    pub strategy: &'static str,
    /// Id of the reason.
    pub reason: &'static str,
}

/// A segment model with its groups.
#[derive(Clone, Debug, Serialize)]
pub struct SegmentModel {
    /// `lifecycle_4` or `rfm_11`.
    pub id: &'static str,
    /// Groups with customers, the most urgent first, then by revenue.
    pub groups: Vec<Group>,
    /// Groups that a transactions file cannot show.
    pub absent: Vec<Absent>,
}

/// Sums over the customers of one group.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sums {
    /// Customers.
    pub customers: u64,
    /// Net revenue in ledger units.
    pub net: i128,
    /// Days since the last purchase.
    pub silent_days: u64,
    /// Orders with a positive sum.
    pub orders: u64,
    /// Customers with purchases on two days or more.
    pub repeaters: u64,
    /// Days since the first purchase.
    pub age_days: u64,
}

/// Sums for each group of a grouping, in its order.
#[must_use]
pub fn sums(summaries: &Summaries, grouping: &Grouping) -> Vec<Sums> {
    let mut all = vec![Sums::default(); grouping.groups.len()];
    let end = i64::from(summaries.observation_end.0);
    for (i, &group) in grouping.of.iter().enumerate() {
        let Some(sums) = all.get_mut(usize::from(group)) else {
            continue;
        };
        sums.customers += 1;
        sums.net += i128::from(summaries.net[i]);
        sums.silent_days += (end - i64::from(summaries.last_purchase[i].0)).unsigned_abs();
        sums.age_days += (end - i64::from(summaries.first_purchase[i].0)).unsigned_abs();
        sums.orders += u64::from(summaries.orders[i]);
        sums.repeaters += u64::from(summaries.order_days[i] > 1);
    }
    all
}

/// What a group is called, ruled by and treated with.
#[derive(Debug)]
pub struct Identity {
    /// Id of the group.
    pub id: &'static str,
    /// Its rule.
    pub rule: Vec<Condition>,
    /// What to do about it.
    pub strategy: Strategy,
}

/// The table of one model. `identities` are in the grouping's order.
#[must_use]
pub fn table(
    summaries: &Summaries,
    grouping: &Grouping,
    identities: Vec<Identity>,
    habits: &Habits,
    absent: Vec<Absent>,
) -> SegmentModel {
    let sums = sums(summaries, grouping);
    let customers: u64 = sums.iter().map(|s| s.customers).sum();
    let revenue: i128 = sums.iter().map(|s| s.net).sum();
    let mut groups: Vec<Group> = identities
        .into_iter()
        .zip(&sums)
        .filter(|(_, sums)| sums.customers > 0)
        .map(|(identity, sums)| {
            let n = sums.customers as f64;
            let net = Decimal::new(sums.net, summaries.scale);
            let revenue_share = if revenue > 0 {
                sums.net as f64 / revenue as f64
            } else {
                0.0
            };
            let measure = Measure {
                sums,
                net: net.to_f64(),
                revenue_share,
                habits,
            };
            Group {
                id: identity.id,
                rule: identity.rule,
                strategy: identity.strategy.id,
                priority: identity.strategy.priority,
                customers: sums.customers,
                share: n / customers as f64,
                revenue: net.normalized(),
                revenue_share,
                mean_days_since_last_purchase: sums.silent_days as f64 / n,
                mean_purchases: sums.orders as f64 / n,
                mean_spend: net.to_f64() / n,
                measures: identity
                    .strategy
                    .measures
                    .iter()
                    .map(|&id| (id, measure.value(id)))
                    .collect(),
                expected_purchases: None,
                clv: None,
                at_risk: None,
            }
        })
        .collect();
    sort_few(&mut groups, |a, b| {
        let by_priority = a.priority.cmp(&b.priority);
        let then = b.revenue_share.total_cmp(&a.revenue_share);
        by_priority.then(then).is_lt()
    });
    SegmentModel {
        id: grouping.model,
        groups,
        absent,
    }
}
