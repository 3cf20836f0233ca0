//! Which column means what, and how its values are read. Guessed by `roles`, changed by the user, obeyed by the pass.

use serde::{Deserialize, Serialize};

use crate::math::pairs::Pairs;

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
    /// Who bought, as an e-mail address.
    Email,
    /// Who bought, as a telephone number.
    Phone,
    /// Who bought, as a person's or company's name.
    Name,
    /// Money taken off.
    Discount,
    /// Money for delivery.
    Shipping,
    /// Money for the state.
    Tax,
    /// Money given back for the order.
    Refund,
    /// Not used.
    Ignore,
}

impl Role {
    /// All roles, in the order of their declaration.
    pub const ALL: [Self; 19] = [
        Self::Customer,
        Self::Order,
        Self::Date,
        Self::Amount,
        Self::Quantity,
        Self::UnitPrice,
        Self::Currency,
        Self::Status,
        Self::Product,
        Self::Category,
        Self::Channel,
        Self::Email,
        Self::Phone,
        Self::Name,
        Self::Discount,
        Self::Shipping,
        Self::Tax,
        Self::Refund,
        Self::Ignore,
    ];

    /// Its name as it is serialized.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Order => "order",
            Self::Date => "date",
            Self::Amount => "amount",
            Self::Quantity => "quantity",
            Self::UnitPrice => "unit_price",
            Self::Currency => "currency",
            Self::Status => "status",
            Self::Product => "product",
            Self::Category => "category",
            Self::Channel => "channel",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Name => "name",
            Self::Discount => "discount",
            Self::Shipping => "shipping",
            Self::Tax => "tax",
            Self::Refund => "refund",
            Self::Ignore => "ignore",
        }
    }
}

/// Column indices by role, in the first used table. Either `amount`, or `quantity` with `unit_price`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Mapping(Pairs<Role, usize>);

impl Mapping {
    /// The column with this role.
    #[must_use]
    pub fn get(&self, role: Role) -> Option<usize> {
        self.0.get(&role).copied()
    }

    /// Gives a column a role, or takes the role away.
    pub fn set(&mut self, role: Role, column: Option<usize>) {
        match column {
            Some(column) => {
                self.0.insert(role, column);
            }
            None => {
                self.0.remove(&role);
            }
        }
    }

    /// Roles with their columns.
    pub fn iter(&self) -> impl Iterator<Item = (Role, usize)> + '_ {
        self.0.iter().map(|(&role, &column)| (role, column))
    }

    /// Who bought.
    #[must_use]
    pub fn customer(&self) -> Option<usize> {
        self.get(Role::Customer)
    }

    /// Which order; without it each row is an order.
    #[must_use]
    pub fn order(&self) -> Option<usize> {
        self.get(Role::Order)
    }

    /// When.
    #[must_use]
    pub fn date(&self) -> Option<usize> {
        self.get(Role::Date)
    }

    /// Money of the row.
    #[must_use]
    pub fn amount(&self) -> Option<usize> {
        self.get(Role::Amount)
    }

    /// Pieces; with [`Mapping::unit_price`] where no amount stands.
    #[must_use]
    pub fn quantity(&self) -> Option<usize> {
        self.get(Role::Quantity)
    }

    /// Price of a piece.
    #[must_use]
    pub fn unit_price(&self) -> Option<usize> {
        self.get(Role::UnitPrice)
    }

    /// Currency of the row.
    #[must_use]
    pub fn currency(&self) -> Option<usize> {
        self.get(Role::Currency)
    }

    /// State of the order.
    #[must_use]
    pub fn status(&self) -> Option<usize> {
        self.get(Role::Status)
    }
}

/// One reading for all dates of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    /// 2011-12-09, 2011/12/9, 20111209, 2011年12月9日.
    YearMonthDay,
    /// 2011-31-12, 20113112: the year in front and the day before the month.
    YearDayMonth,
    /// 9.12.2011, 09/12/11, 14-Jan-15.
    DayMonthYear,
    /// 12/9/2011, Jan 14, 2015.
    MonthDayYear,
    /// 31/12/2011 and 12-31-2011: written by two hands, each with a mark of its own.
    SlashDayFirst,
    /// 12/31/2011 and 31-12-2011.
    SlashMonthFirst,
    /// Days since 1899-12-30 (spreadsheets; 44562.5 is noon).
    ExcelSerial,
    /// Seconds since 1970-01-01 UTC.
    EpochSeconds,
    /// Milliseconds since 1970-01-01 UTC.
    EpochMillis,
}

/// Which day a spreadsheet's bare day numbers count from, where a column of dates holds some.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Serials {
    /// None is expected: a number of five digits among written dates is no date.
    #[default]
    None,
    /// 1 is 1900-01-01.
    From1900,
    /// 0 is 1904-01-01, as old spreadsheets on the Macintosh counted.
    From1904,
}

/// From where a column of dates counts, as its values tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Epoch {
    /// Its bare day numbers.
    pub serials: Serials,
    /// Its years of two digits are of the Buddhist era: 67 is 2567, which is 2024.
    pub buddhist: bool,
}

/// One reading for all amounts of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AmountReading {
    /// `.` or `,`.
    pub decimal_mark: char,
    /// Amounts are in hundredths (cents, 分): divide by 100.
    pub cents: bool,
    /// Amounts are in units of 10^power (3: thousands, 4: 万, 6: millions): multiply.
    #[serde(default)]
    pub power: u8,
}

impl DateOrder {
    /// Its name as it is serialized.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::YearMonthDay => "year_month_day",
            Self::YearDayMonth => "year_day_month",
            Self::DayMonthYear => "day_month_year",
            Self::MonthDayYear => "month_day_year",
            Self::SlashDayFirst => "slash_day_first",
            Self::SlashMonthFirst => "slash_month_first",
            Self::ExcelSerial => "excel_serial",
            Self::EpochSeconds => "epoch_seconds",
            Self::EpochMillis => "epoch_millis",
        }
    }
}

impl Default for AmountReading {
    fn default() -> Self {
        Self {
            decimal_mark: '.',
            cents: false,
            power: 0,
        }
    }
}

/// What one row's amount covers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AmountLevel {
    /// The row's own money: a line, or an order of one row.
    #[default]
    Row,
    /// The order's money, only on the order's first line (Shopify). A following line of the same order
    /// with a blank amount is a used row of amount zero and takes blank customer and date from the first.
    FirstLine,
    /// The order's money, repeated on each of its lines: counts once per order.
    EachLine,
}

/// Rows that are refunds and whose money is written like that of a sale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Returns {
    /// The column that names the kind of each row.
    pub column: usize,
    /// The kinds that are refunds, as trimmed texts.
    pub values: Vec<String>,
}

/// Kinds of rows, of which several write down the money of the same orders.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowKinds {
    /// The column that names the kind of each row.
    pub column: usize,
    /// The levels at which an order's money stands, each with its kinds of rows as trimmed texts: the row that sums an
    /// order up first. A last level without kinds is all the others, which are too many to be named.
    pub levels: Vec<Vec<String>>,
}

impl RowKinds {
    /// The kinds whose rows do not count if those of this level do.
    #[must_use]
    pub fn left_out_for(&self, level: usize) -> Vec<String> {
        let others = self
            .levels
            .iter()
            .enumerate()
            .filter(|(at, _)| *at != level);
        others.flat_map(|(_, kinds)| kinds.clone()).collect()
    }

    /// The level that counts unless somebody says otherwise: the row that sums an order up, where the others can be named.
    #[must_use]
    pub fn proposed(&self) -> usize {
        usize::from(self.levels.last().is_some_and(Vec::is_empty))
    }
}

/// Rows that add others up, known by what stands in one column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// The column.
    pub column: usize,
    /// Trimmed texts that were seen.
    pub texts: Vec<String>,
    /// Other words for a total count as well …
    pub words: bool,
    /// … and such words beside others.
    pub phrases: bool,
}

/// What happens where several currencies stand in the rows. They are never summed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CurrencyRule {
    /// One currency only: nothing to do.
    #[default]
    One,
    /// All sampled rows carry this one: a later row that carries another one is skipped (`other_currency`), a row that
    /// carries none counts.
    Only(String),
    /// Rows in another one, or in none, are skipped (`other_currency`).
    Keep(String),
    /// Amount × rate, rate as decimal text; rows without a rate are skipped (`other_currency`).
    Convert(Pairs<String, String>),
}

/// A column of one of the inspected tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ColumnRef {
    /// Index of the table.
    pub table: usize,
    /// Index of the column.
    pub column: usize,
}

/// A table that rows find their partner in: read before the pass into a lookup by key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LookupPlan {
    /// The table to read.
    pub table: usize,
    /// More tables with its columns (a list that comes in several files), read behind it.
    pub more: Vec<usize>,
    /// Its key column.
    pub key: usize,
    /// Whose value is looked up: a column of the rows. `None`: a later lookup asks (see [`Listed`]).
    pub from: Option<usize>,
    /// Columns to keep of a partner (the first row with a key wins).
    pub takes: Vec<usize>,
    /// Sum the money of all rows with the key; the rows' columns and reading.
    pub money: Option<LookupMoney>,
    /// A list of returned orders: a row that finds a partner here is no sale (`status_not_a_sale`).
    pub returns: bool,
}

impl LookupPlan {
    /// All tables that are read.
    pub fn tables(&self) -> impl Iterator<Item = usize> + '_ {
        std::iter::once(self.table).chain(self.more.iter().copied())
    }
}

/// A column that holds shares of a price.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// Places that the point moves (2: percent).
    pub places: u8,
    /// The share is what is paid (九五折: 0.95), not what is taken off.
    pub is_paid: bool,
}

/// Money of a looked-up table, summed per key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LookupMoney {
    /// Either the amount's column, or quantity and unit price.
    pub amount: Option<usize>,
    /// Pieces.
    pub quantity: Option<usize>,
    /// Price of a piece.
    pub unit_price: Option<usize>,
    /// … which stands in a list of prices.
    pub listed: Option<Listed>,
    /// The column with the share of their product.
    pub discount: Option<(usize, Share)>,
    /// How the amounts are read.
    pub reading: AmountReading,
    /// How the pieces are read: prices may stand in a list from another hand.
    pub pieces: AmountReading,
}

/// The price of what a looked-up row sells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The row's column with the id of the thing.
    pub thing: usize,
    /// The list: index in [`Plan::lookups`], before the one that asks.
    pub lookup: usize,
    /// Index in its `takes`.
    pub take: usize,
}

/// Where a role's value comes from: a column of the row itself, or of the partner in lookup `lookup`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The row's own column.
    Row(usize),
    /// A column taken from the partner in this lookup.
    Partner {
        /// Index in [`Plan::lookups`].
        lookup: usize,
        /// Index in its `takes`.
        take: usize,
    },
    /// The sum of money in this lookup.
    PartnerMoney {
        /// Index in [`Plan::lookups`].
        lookup: usize,
    },
}

/// How the cells of one table are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TableReading {
    /// Dates.
    pub date: DateOrder,
    /// From where dates count.
    pub epoch: Epoch,
    /// Amounts.
    pub amount: AmountReading,
    /// The customer ids are whole numbers written as floats.
    pub float_customer: bool,
    /// The order ids likewise.
    pub float_order: bool,
    /// All rows are refunds.
    pub taken_off: bool,
}

impl TableReading {
    /// Are the cells read alike, whatever their money counts for?
    #[must_use]
    pub fn is_like(self, mut other: Self) -> bool {
        other.taken_off = self.taken_off;
        self == other
    }
}

/// How rows that several exports of the same orders have are told, so that each counts once: as the newest export has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Overlap {
    /// The column with the order id. A row without one may be another sale of the same thing.
    pub order: usize,
    /// The columns by which a row is known; a later export may write the others otherwise.
    pub columns: Vec<usize>,
    /// The used tables; the first is read first.
    pub newest_first: Vec<usize>,
}

/// All that the pass needs to know: decided once, obeyed on every row.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// Tables whose rows are read, one after the other. All have the layout of the first.
    pub used: Vec<usize>,
    /// Columns of the row by role.
    pub mapping: Mapping,
    /// How dates are read.
    pub date: DateOrder,
    /// From where dates count.
    pub epoch: Epoch,
    /// How amounts are read.
    pub amount: AmountReading,
    /// What one row's amount covers.
    pub level: AmountLevel,
    /// The customer ids are whole numbers written as floats: `17850.0` is `17850`.
    pub float_customer: bool,
    /// The order ids likewise.
    pub float_order: bool,
    /// The customers' ids are e-mail addresses: capitals don't tell two apart.
    pub mails: bool,
    /// Rows that repeat the money of others of their order (`other_level`): a column and its trimmed texts.
    pub kinds_left_out: Option<(usize, Vec<String>)>,
    /// Rows that add others up (`not_a_row`), by column.
    pub totals: Vec<Totals>,
    /// Trimmed texts of the status column that are no sales (`status_not_a_sale`).
    pub status_excluded: Vec<String>,
    /// Rows whose money is taken off, whatever its sign.
    pub returns: Option<Returns>,
    /// So is that of all rows of the present table.
    pub taken_off: bool,
    /// What to do with several currencies.
    pub currency: CurrencyRule,
    /// Money in the refund column is taken off the row's amount.
    pub subtract_refunds: bool,
    /// A column with a share of quantity × price.
    pub discount: Option<(usize, Share)>,
    /// Money in this column of the row is taken off the sum of its lines' quantity × price.
    pub order_discount: Option<usize>,
    /// Exact duplicate rows after the first are left out.
    pub drop_duplicates: bool,
    /// What several exports have counts once.
    pub overlap: Option<Overlap>,
    /// Tables to look partners up in, in the order in which they must be read. Empty on the common road.
    pub lookups: Vec<LookupPlan>,
    /// Where customer, date and amount come from if not from the row: only with `lookups`.
    pub from_partner: Pairs<Role, Source>,
    /// How each used table is read, where they are not all read in one way.
    pub apart: Vec<(usize, TableReading)>,
}

impl Plan {
    /// The tables whose rows are read, as they are read.
    #[must_use]
    pub fn in_turn(&self) -> &[usize] {
        let overlap = self.overlap.as_ref();
        overlap.map_or(&self.used, |overlap| &overlap.newest_first)
    }

    /// How the table that is read now is read.
    #[must_use]
    pub fn reading(&self) -> TableReading {
        TableReading {
            date: self.date,
            epoch: self.epoch,
            amount: self.amount,
            float_customer: self.float_customer,
            float_order: self.float_order,
            taken_off: self.taken_off,
        }
    }

    /// Turns to one of its tables.
    pub fn turn_to(&mut self, table: usize) {
        let Some((_, own)) = self.apart.iter().find(|(other, _)| *other == table) else {
            return;
        };
        let own = *own;
        self.date = own.date;
        self.epoch = own.epoch;
        self.amount = own.amount;
        self.float_customer = own.float_customer;
        self.float_order = own.float_order;
        self.taken_off = own.taken_off;
    }
}
