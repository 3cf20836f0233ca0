//! The customer list: chosen, searched, sorted, in pages of columns, and as CSV.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use super::answer::Fact;
use crate::csv;
use crate::customers::Summaries;
use crate::math::pairs::Pairs;
use crate::math::places::sort_places;
use crate::models::forecast::Forecasts;
use crate::money::Decimal;
use crate::segments::Grouping;
use crate::segments::rfm::Rfm;

/// A column of the customer list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names are those of docs/GLOSSARY.md")]
pub enum Column {
    Customer,
    FirstPurchase,
    LastPurchase,
    OrderDays,
    Orders,
    Net,
    DaysSinceLastPurchase,
    R,
    F,
    M,
    Lifecycle,
    Segment,
    PAlive,
    ExpectedPurchases,
    ExpectedSpend,
    Clv,
    ClvLow,
    ClvHigh,
}

impl Column {
    /// In the order of the CSV.
    pub const ALL: [Self; 18] = [
        Self::Customer,
        Self::FirstPurchase,
        Self::LastPurchase,
        Self::OrderDays,
        Self::Orders,
        Self::Net,
        Self::DaysSinceLastPurchase,
        Self::R,
        Self::F,
        Self::M,
        Self::Lifecycle,
        Self::Segment,
        Self::PAlive,
        Self::ExpectedPurchases,
        Self::ExpectedSpend,
        Self::Clv,
        Self::ClvLow,
        Self::ClvHigh,
    ];

    /// Name in the CSV's header and on the wire.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::FirstPurchase => "first_purchase",
            Self::LastPurchase => "last_purchase",
            Self::OrderDays => "order_days",
            Self::Orders => "orders",
            Self::Net => "net",
            Self::DaysSinceLastPurchase => "days_since_last_purchase",
            Self::R => "r",
            Self::F => "f",
            Self::M => "m",
            Self::Lifecycle => "lifecycle",
            Self::Segment => "segment",
            Self::PAlive => "p_alive",
            Self::ExpectedPurchases => "expected_purchases",
            Self::ExpectedSpend => "expected_spend",
            Self::Clv => "clv",
            Self::ClvLow => "clv_low",
            Self::ClvHigh => "clv_high",
        }
    }
}

/// Which customers, in which order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Query {
    /// Segment model; `None` = everybody with a purchase.
    pub model: Option<String>,
    /// Group of that model.
    pub group: Option<String>,
    /// Part of a customer id, any case.
    pub search: String,
    /// Column to sort by; ties keep the order of first appearance.
    pub sort: Column,
    /// Largest first.
    pub descending: bool,
    /// First row of the page.
    pub offset: usize,
    /// Rows of the page.
    pub limit: usize,
}

impl Default for Query {
    fn default() -> Self {
        Self {
            model: None,
            group: None,
            search: String::new(),
            sort: Column::Net,
            descending: true,
            offset: 0,
            limit: 100,
        }
    }
}

impl Query {
    /// Do both ask for the same list, page apart?
    #[must_use]
    pub fn same_list(&self, other: &Self) -> bool {
        let Self {
            model,
            group,
            search,
            sort,
            descending,
            offset: _,
            limit: _,
        } = self;
        *model == other.model
            && *group == other.group
            && *search == other.search
            && *sort == other.sort
            && *descending == other.descending
    }
}

/// The visible part of a list. Texts, ISO days and numbers; `None` where a model says nothing.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Page {
    /// Customers that fit the query.
    pub total: usize,
    /// First row of the page.
    pub offset: usize,
    /// Column id → one value per row of the page.
    pub columns: Pairs<&'static str, Vec<Option<Fact>>>,
}

/// Everything a list shows, borrowed from the analysis.
#[derive(Clone, Copy, Debug)]
pub struct List<'a, Name> {
    /// Customer id by position in `Summaries`.
    pub name: Name,
    /// Facts per customer.
    pub summaries: &'a Summaries,
    /// Scores per customer.
    pub rfm: &'a Rfm,
    /// Lifecycle groups.
    pub stages: &'a Grouping,
    /// RFM segments.
    pub segments: &'a Grouping,
    /// Forecasts, if a model was fitted.
    pub forecasts: Option<&'a Forecasts>,
}

impl<'a, Name: Fn(usize) -> &'a str> List<'a, Name> {
    /// Positions in `Summaries` of the customers that fit, in the order asked for.
    #[must_use]
    pub fn select(&self, query: &Query) -> Vec<u32> {
        let grouping = [self.stages, self.segments]
            .into_iter()
            .find(|g| Some(g.model) == query.model.as_deref());
        let group = grouping.zip(query.group.as_deref()).map(|(grouping, id)| {
            (
                grouping,
                grouping
                    .groups
                    .iter()
                    .position(|&g| g == id)
                    .and_then(|i| u8::try_from(i).ok()),
            )
        });
        let needle = query.search.trim().to_lowercase();
        let fits = |i: &u32| {
            let i = *i as usize;
            group.is_none_or(|(grouping, wanted)| grouping.of.get(i).copied() == wanted)
                && (needle.is_empty() || (self.name)(i).to_lowercase().contains(&needle))
        };
        let count = u32::try_from(self.summaries.net.len()).unwrap_or(u32::MAX);
        let mut rows: Vec<u32> = (0..count).filter(fits).collect();
        // Stable in both directions: ties stay in the order of first appearance.
        sort_places(&mut rows, &|a, b| {
            let order = self.compare(query.sort, a, b);
            if query.descending {
                order.reverse()
            } else {
                order
            }
        });
        rows
    }

    fn compare(&self, column: Column, a: usize, b: usize) -> Ordering {
        if column == Column::Customer {
            return (self.name)(a).cmp((self.name)(b));
        }
        self.key(column, a).total_cmp(&self.key(column, b))
    }

    /// The number a column is sorted by; NaN where there is none.
    fn key(&self, column: Column, i: usize) -> f64 {
        let s = self.summaries;
        let forecast = |of: fn(&Forecasts, usize) -> f64| {
            let forecasts = self.forecasts.filter(|forecasts| i < forecasts.len());
            forecasts.map_or(f64::NAN, |forecasts| of(forecasts, i))
        };
        match column {
            Column::Customer => f64::NAN,
            Column::FirstPurchase => f64::from(s.first_purchase[i].0),
            Column::LastPurchase => f64::from(s.last_purchase[i].0),
            Column::OrderDays => f64::from(s.order_days[i]),
            Column::Orders => f64::from(s.orders[i]),
            Column::Net => s.net[i] as f64,
            Column::DaysSinceLastPurchase => {
                f64::from(s.observation_end.0) - f64::from(s.last_purchase[i].0)
            }
            Column::R => f64::from(self.rfm.scores[i].r),
            Column::F => f64::from(self.rfm.scores[i].f),
            Column::M => f64::from(self.rfm.scores[i].m),
            Column::Lifecycle => f64::from(self.stages.of[i]),
            Column::Segment => f64::from(self.segments.of[i]),
            Column::PAlive => forecast(Forecasts::p_alive),
            Column::ExpectedPurchases => forecast(Forecasts::expected_purchases),
            Column::ExpectedSpend => forecast(|f, i| f.expected_spend[i]),
            Column::Clv => forecast(|f, i| f.clv[i]),
            Column::ClvLow => forecast(|f, i| f.clv_low[i]),
            Column::ClvHigh => forecast(|f, i| f.clv_high[i]),
        }
    }

    /// Rows `offset .. offset + limit` of a selection, as columns.
    #[must_use]
    pub fn page(&self, selection: &[u32], offset: usize, limit: usize) -> Page {
        let start = offset.min(selection.len());
        let rows = &selection[start..selection.len().min(start.saturating_add(limit))];
        let columns = self
            .columns()
            .map(|column| {
                (
                    column.id(),
                    rows.iter()
                        .map(|&i| self.fact(column, i as usize))
                        .collect(),
                )
            })
            .collect();
        Page {
            total: selection.len(),
            offset: start,
            columns,
        }
    }

    fn columns(&self) -> impl Iterator<Item = Column> + use<Name> {
        let with_forecasts = self.forecasts.is_some();
        Column::ALL
            .into_iter()
            .filter(move |&c| with_forecasts || c < Column::PAlive)
    }

    fn fact(&self, column: Column, i: usize) -> Option<Fact> {
        match column {
            Column::Customer => Some((self.name)(i).into()),
            Column::FirstPurchase => Some(self.summaries.first_purchase[i].to_string().into()),
            Column::LastPurchase => Some(self.summaries.last_purchase[i].to_string().into()),
            Column::Net => Some(self.net(i).to_f64().into()),
            Column::Lifecycle => Some(self.stages.groups[usize::from(self.stages.of[i])].into()),
            Column::Segment => Some(self.segments.groups[usize::from(self.segments.of[i])].into()),
            number => Some(self.key(number, i))
                .filter(|v| v.is_finite())
                .map(Fact::Number),
        }
    }

    fn net(&self, i: usize) -> Decimal {
        Decimal::new(i128::from(self.summaries.net[i]), self.summaries.scale)
    }

    /// The header line of the CSV.
    #[must_use]
    pub fn csv_header(&self) -> Vec<u8> {
        let names: Vec<&str> = self.columns().map(Column::id).collect();
        (names.join(",") + "\r\n").into_bytes()
    }

    /// Lines of the CSV for these rows (RFC 4180). Amounts are exact; ids that a spreadsheet would run as a formula are
    /// defused.
    #[must_use]
    pub fn csv(&self, rows: &[u32]) -> Vec<u8> {
        let mut text = Vec::new();
        for &i in rows {
            let i = i as usize;
            for (position, column) in self.columns().enumerate() {
                if position > 0 {
                    text.push(b',');
                }
                match (column, self.fact(column, i)) {
                    (Column::Net, _) => text.extend(self.net(i).to_string().bytes()),
                    (_, Some(Fact::Text(cell))) => csv::safe(cell.as_bytes(), &mut text),
                    (_, Some(Fact::Number(number))) => text.extend(number.to_string().bytes()),
                    (_, None) => {}
                }
            }
            text.extend(b"\r\n");
        }
        text
    }
}
