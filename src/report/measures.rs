//! Present values of the measures (KPIs) that purchases alone can show. Definitions in docs/METHODS.md.

use super::groups::Sums;
use super::habits::Habits;

/// One group, ready to be measured.
#[derive(Clone, Copy, Debug)]
pub struct Measure<'a> {
    /// Sums over the group.
    pub sums: &'a Sums,
    /// Net revenue of the group in currency.
    pub net: f64,
    /// Share of all revenue.
    pub revenue_share: f64,
    /// Habits of the whole base.
    pub habits: &'a Habits,
}

impl Measure<'_> {
    /// The value of a measure; `None` where purchases cannot say it (costs, surveys, a control group …).
    #[must_use]
    pub fn value(&self, id: &str) -> Option<f64> {
        let Self { sums, habits, .. } = *self;
        match id {
            "aov" => ratio(self.net, sums.orders),
            "revenue_share" => Some(self.revenue_share),
            "repeat_rate" => ratio(sums.repeaters as f64, sums.customers),
            // Orders per customer-year; nobody is younger than a day.
            "purchase_frequency" => {
                ratio(sums.orders as f64 * 365.0, sums.age_days + sums.customers)
            }
            "second_purchase_rate" => share(habits.second_within_limit),
            "time_to_second" => habits.median_days_to_second,
            "retention_rate" => share(habits.retained),
            "churn_rate" => share(habits.retained).map(|kept| 1.0 - kept),
            "winback_rate" => share(habits.won_back),
            _ => None,
        }
    }
}

fn ratio(part: f64, whole: u64) -> Option<f64> {
    (whole > 0).then(|| part / whole as f64)
}

fn share((whole, part): (u64, u64)) -> Option<f64> {
    ratio(part as f64, whole)
}
