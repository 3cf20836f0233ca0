//! Which column means what, and how its values are read. Guessed by `roles`, changed by the user, obeyed by the pass.

use serde::{Deserialize, Serialize};

/// What a column can mean to us.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Who bought: an id, e-mail, phone or name.
    Customer,
    /// Which order the row belongs to.
    Order,
    /// When it was bought.
    Date,
    /// Money of the row (line total or order total).
    Amount,
    /// Pieces; used with `UnitPrice` where no amount stands.
    Quantity,
    /// Price of a piece.
    UnitPrice,
    /// Currency code or name of the row.
    Currency,
    /// State of the order (paid, cancelled …).
    Status,
    /// What was bought.
    Product,
    /// Kind of product.
    Category,
    /// Where it was bought.
    Channel,
    /// Not used.
    Ignore,
}

/// Column indices by role. Either `amount`, or `quantity` with `unit_price`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Mapping {
    /// Who bought.
    pub customer: Option<usize>,
    /// Which order; without it each row is an order.
    pub order: Option<usize>,
    /// When.
    pub date: Option<usize>,
    /// Money of the row.
    pub amount: Option<usize>,
    /// Pieces.
    pub quantity: Option<usize>,
    /// Price of a piece.
    pub unit_price: Option<usize>,
    /// Currency of the row.
    pub currency: Option<usize>,
    /// State of the order.
    pub status: Option<usize>,
}

/// One reading for all dates of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    /// 2011-12-09, 2011/12/9, 20111209, 2011年12月9日.
    YearMonthDay,
    /// 9.12.2011, 09/12/11, 14-Jan-15.
    DayMonthYear,
    /// 12/9/2011, Jan 14, 2015.
    MonthDayYear,
    /// Days since 1899-12-30 (spreadsheets; 44562.5 is noon).
    ExcelSerial,
    /// Seconds since 1970-01-01 UTC.
    EpochSeconds,
    /// Milliseconds since 1970-01-01 UTC.
    EpochMillis,
}

/// One reading for all amounts of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AmountReading {
    /// `.` or `,`.
    pub decimal_mark: char,
    /// Amounts are in hundredths (cents, 分): divide by 100.
    pub cents: bool,
}
