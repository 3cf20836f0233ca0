//! Things worth saying about a table that is read all the same.

use super::Studied;
use super::anybody::is_anybody;
use super::questions::{counts_only_sales, of_kinds};
use crate::ingest::amounts::AmountReader;
use crate::ingest::inspection::{Choices, DateReading, InspectedTable, Inspection, Said};
use crate::ingest::plan::{AmountLevel, DateOrder, Plan, Role};
use crate::ingest::roles::profile::Profile;
use crate::ingest::roles::{Study, lines};
use crate::ingest::siblings::{is_open, turns};
use crate::math::texts::Texts;

/// Says which tables are neither read nor joined, where nobody is asked about them; those in `copied` were said before.
pub(super) fn name_unused(inspection: &mut Inspection, studied: &[Studied<'_>], copied: &[usize]) {
    let is_unused = |&table: &usize| {
        !inspection.used.contains(&table)
            && !copied.contains(&table)
            && !studied[table].sample.is_hidden
            && inspection.joins.iter().all(|join| join.to != table)
    };
    let unused: Vec<&str> = (0..studied.len())
        .filter(is_unused)
        .map(|table| studied[table].sample.name)
        .collect();
    let asked = inspection
        .questions
        .iter()
        .any(|question| question.id == "table");
    if unused.is_empty() || asked {
        return;
    }
    let said = Said::new("tables_unused").with("tables", unused.join(", "));
    if let Some(&first) = inspection.used.first() {
        inspection.tables[first].notes.push(said);
    }
}

/// Adds the notes of every table.
/// `settled`: the first one's dates, which can be read both ways, are read like those of another.
pub(super) fn add(inspection: &mut Inspection, studied: &[Studied<'_>], settled: bool) {
    let plan = super::resolve(inspection, &Choices::default()).ok();
    let notes: Vec<Vec<Said>> = inspection
        .tables
        .iter()
        .zip(studied)
        .enumerate()
        .map(|(index, (table, studied))| {
            let mut noting = Noting {
                table,
                studied,
                index,
                is_used: inspection.used.contains(&index),
                is_first: inspection.used.first() == Some(&index),
                plan: plan.as_ref(),
                notes: Vec::new(),
            };
            noting.layout();
            noting.dates(settled);
            noting.amounts();
            noting.rows_that_repeat();
            noting.customers();
            noting.discounts();
            noting.same_customers();
            noting.refunds();
            noting.states();
            noting.currencies();
            noting.notes
        })
        .collect();
    for (table, notes) in inspection.tables.iter_mut().zip(notes) {
        table.notes = notes;
    }
}

/// The table whose notes are made.
struct Noting<'i, 's> {
    table: &'i InspectedTable,
    studied: &'i Studied<'s>,
    index: usize,
    is_used: bool,
    /// It is the first of those that are used.
    is_first: bool,
    /// What is read where nobody changes anything.
    plan: Option<&'i Plan>,
    notes: Vec<Said>,
}

impl Noting<'_, '_> {
    fn say(&mut self, said: Said) {
        self.notes.push(said);
    }

    fn name_of(&self, column: usize) -> &str {
        &self.studied.sample.layout.columns[column]
    }

    fn column_of(&self, role: Role) -> Option<(usize, String)> {
        let column = self.studied.study.with(role)?;
        Some((column, self.name_of(column).to_owned()))
    }

    /// The name of the column with the money, or with the price of a piece.
    fn money(&self) -> Option<String> {
        let money = self.column_of(Role::Amount);
        let (_, name) = money.or_else(|| self.column_of(Role::UnitPrice))?;
        Some(name)
    }

    /// How the table stands in its file.
    fn layout(&mut self) {
        let (table, sample) = (self.table, &self.studied.sample);
        let holds_sales = table.date.is_some() && table.amount.is_some();
        if sample.is_hidden && !self.is_used && holds_sales {
            self.say(Said::new("hidden_left_out").with("table", sample.name));
        }
        let mut columns = table.columns.iter().zip(&sample.layout.columns);
        if columns.any(|(column, name)| column.name != *name) {
            self.say(Said::new("columns_renamed").with("table", sample.name));
        }
        let is_apart = self.plan.is_some_and(|plan| {
            let mut apart = plan.apart.iter();
            apart.any(|(other, own)| *other == self.index && !own.is_like(plan.reading()))
        });
        if is_apart {
            self.say(Said::new("written_apart").with("table", sample.name));
        }
        if let Some(line) = self.table.header_line.filter(|&line| line > 1) {
            self.say(Said::new("preamble_skipped").with("lines", line - 1));
        }
    }

    fn dates(&mut self, settled: bool) {
        let follows = |date: &DateReading| match self.is_first {
            true => settled,
            false => date.ambiguous && is_open(date) && self.plan.is_some_and(|p| turns(p.date)),
        };
        if self.is_used && self.table.date.as_ref().is_some_and(follows) {
            self.say(Said::new("dates_follow").with("table", self.studied.sample.name));
        }
        let (Some(date), Some((_, column))) = (&self.table.date, self.column_of(Role::Date)) else {
            return;
        };
        if date.order == DateOrder::YearDayMonth {
            self.say(Said::new("dates_day_second").with("column", &column));
        }
        if date.epoch.buddhist {
            self.say(Said::new("dates_buddhist").with("column", &column));
        }
        if date.mixed > 0 {
            self.say(rows_of("dates_mixed", &column, date.mixed));
        }
        if date.misfits > 0 {
            self.say(rows_of("dates_misfit", &column, date.misfits));
        }
    }

    fn amounts(&mut self) {
        let (Some(amount), Some(column)) = (&self.table.amount, self.money()) else {
            return;
        };
        if amount.mixed > 0 {
            self.say(rows_of("amounts_mixed", &column, amount.mixed));
        }
        if amount.misfits > 0 {
            self.say(rows_of("amounts_misfit", &column, amount.misfits));
        }
        let level = match amount.level {
            AmountLevel::Row => None,
            AmountLevel::FirstLine => Some("total_on_first_line"),
            AmountLevel::EachLine => Some("total_on_each_line"),
        };
        if let Some(level) = level {
            self.say(Said::new(level).with("column", &column));
        }
        if amount.power > 0 {
            let said = Said::new("amounts_in_units").with("column", &column);
            self.say(said.with("power", amount.power));
        }
    }

    fn rows_that_repeat(&mut self) {
        let study = &self.studied.study;
        if let Some(kinds) = &study.row_kinds {
            let out = kinds.left_out_for(kinds.proposed());
            let rows = of_kinds(&study.profiles[kinds.column].cells, &out);
            let said = Said::new("rows_repeat_money")
                .with("column", self.name_of(kinds.column))
                .with("kinds", out.join(", "))
                .with("rows", rows);
            self.say(said);
        }
        let mut names = self.studied.sample.layout.columns.iter();
        if let Some(column) = self.money()
            && let Some(other) = names.find(|other| **other != column && twin(other, &column))
        {
            let said = Said::new("twin_columns").with("column", &column);
            self.say(said.with("other", other));
        }
    }

    fn customers(&mut self) {
        let Some((customer, name)) = self.column_of(Role::Customer) else {
            return;
        };
        let never = self.table.columns[customer].reason.id == "name_customer_never_repeats";
        if never && self.is_used {
            self.say(Said::new("nobody_repeats").with("column", &name));
        }
        let values = self.studied.study.profiles[customer].values();
        let rounded = values.filter(|id| in_exponents(id)).count();
        if rounded > 0 {
            self.say(rows_of("ids_in_exponents", &name, rounded as u64));
        }
    }

    /// What is taken off the money, and what is not.
    fn discounts(&mut self) {
        let shared = self.plan.and_then(|plan| {
            let joined = || plan.lookups.iter().find(|l| l.table == self.index);
            match self.is_used {
                true => plan.discount,
                false => joined()?.money.as_ref()?.discount,
            }
        });
        let of_order = self.plan.and_then(|plan| plan.order_discount);
        let name = |column: usize| &self.table.columns[column].name;
        let said = match (shared, of_order.filter(|_| self.is_first)) {
            (Some((column, share)), _) if share.is_paid => {
                Said::new("discount_is_what_is_paid").with("column", name(column))
            }
            (Some((column, _)), _) | (None, Some(column)) => {
                Said::new("discount_taken_off").with("column", name(column))
            }
            (None, None) => match discounts(&self.studied.study) {
                Some((column, rows)) => {
                    rows_of("discount_not_subtracted", self.name_of(column), rows as u64)
                }
                None => return,
            },
        };
        self.say(said);
    }

    /// Customers that may be one, and one that is many.
    fn same_customers(&mut self) {
        let Some((customer, name)) = self.column_of(Role::Customer) else {
            return;
        };
        let profile = &self.studied.study.profiles[customer];
        if !profile.emails
            && let Some(pairs) = by_case(profile)
        {
            let said = Said::new("ids_differ_in_case").with("column", &name);
            self.say(said.with("ids", pairs));
        }
        self.notes.extend(nobody(profile));
    }

    fn refunds(&mut self) {
        let (study, table) = (&self.studied.study, self.table);
        if let Some((column, rows)) = refunds(study) {
            let said = rows_of("refunds_not_subtracted", self.name_of(column), rows as u64);
            self.say(said);
        }
        let taken_off = |rows: u64, values: &str| {
            let said = Said::new("returns_taken_off").with("rows", rows);
            said.with("values", values)
        };
        if let Some(returns) = &study.returns {
            let rows = of_kinds(&study.profiles[returns.column].cells, &returns.values);
            self.say(taken_off(rows as u64, &returns.values.join(", ")));
        }
        if table.all_returns {
            self.say(taken_off(table.sampled_rows, &table.name));
        }
    }

    fn states(&mut self) {
        let left_out = self.table.status.iter().filter(|state| !state.is_sale);
        let left_out: u64 = left_out.map(|state| state.rows).sum();
        if left_out > 0 {
            let id = match counts_only_sales(&self.studied.study, self.table) {
                true => "only_won_deals",
                false => "status_not_filtered",
            };
            let said = Said::new(id).with("rows", left_out);
            self.say(said.with("values", values(self.table)));
        }
    }

    fn currencies(&mut self) {
        let found = &self.table.currencies;
        if found.len() > 1 {
            let id = match super::currencies::tell_apart(&self.studied.study, found) {
                true => "several_currencies",
                false => "currency_signs_ignored",
            };
            let list: Vec<&str> = found.iter().map(|c| c.currency.as_str()).collect();
            self.say(Said::new(id).with("currencies", list.join(", ")));
        }
    }
}

/// A note about so many rows of a column.
fn rows_of(id: &str, column: &str, rows: u64) -> Said {
    Said::new(id).with("column", column).with("rows", rows)
}

/// 1.38E+10: a spreadsheet rounded the id, and customers may have become one.
fn in_exponents(id: &str) -> bool {
    id.split_once(['E', 'e']).is_some_and(|(digits, power)| {
        digits.contains(['.', ','])
            && digits
                .bytes()
                .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','))
            && power
                .strip_prefix('+')
                .is_some_and(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit()))
    })
}

fn values(table: &crate::ingest::inspection::InspectedTable) -> String {
    let out: Vec<&str> = table
        .status
        .iter()
        .filter(|s| !s.is_sale)
        .map(|s| s.value.as_str())
        .take(8)
        .collect();
    out.join(", ")
}

/// `amount` and `amount (2)`: the second of two columns of one name.
fn twin(other: &str, column: &str) -> bool {
    let stem = |name: &str| -> String {
        match name.rfind(" (") {
            Some(at)
                if name.ends_with(')')
                    && name[at + 2..name.len() - 1]
                        .bytes()
                        .all(|b| b.is_ascii_digit()) =>
            {
                name[..at].to_owned()
            }
            _ => name.to_owned(),
        }
    };
    stem(other) == stem(column)
}

/// The refund column and its rows with money in it.
pub(super) fn refunds(study: &Study<'_>) -> Option<(usize, usize)> {
    filled(study, study.with(Role::Refund)?)
}

/// The discount column and its rows with a discount, where the money is quantity × price and takes none off.
fn discounts(study: &Study<'_>) -> Option<(usize, usize)> {
    study
        .with(Role::UnitPrice)
        .and(study.with(Role::Quantity))?;
    let column = study.with(Role::Discount)?;
    filled(study, column).filter(|_| study.with(Role::Amount).is_none())
}

/// The column and its rows with a number that is not zero.
fn filled(study: &Study<'_>, column: usize) -> Option<(usize, usize)> {
    let profile = &study.profiles[column];
    let reader = AmountReader::new(profile.amount?.reading);
    let rows = profile
        .values()
        .filter(|value| {
            reader
                .read(value.as_bytes())
                .is_some_and(|money| money.units != 0)
        })
        .count();
    (rows > 0).then_some((column, rows))
}

/// How many ids differ from another one only in capital letters; ids are taken as they stand.
fn by_case(customers: &Profile<'_>) -> Option<usize> {
    let lower: Vec<String> = customers.values().map(str::to_lowercase).collect();
    let folded = Texts::of(lower.iter().map(String::as_str));
    let more = customers.distinct.checked_sub(folded.len())?;
    (more > 0).then_some(more)
}

/// An id that stands for many people, by its rows or by its name.
fn nobody(customers: &Profile<'_>) -> Option<Said> {
    let groups = lines::groups(customers);
    let of = |rows: &Vec<usize>| Some((customers.cells[*rows.first()?], rows.len()));
    let most = |wanted: &dyn Fn(&str) -> bool| {
        let found = groups.iter().filter_map(of).filter(|(id, _)| wanted(id));
        found.max_by_key(|(_, rows)| *rows)
    };
    let said = |id: &str, (value, rows): (&str, usize)| {
        Said::new(id).with("value", value).with("rows", rows)
    };
    let giant = most(&|_| true).filter(|&(giant, rows)| {
        // A fifth of all rows, and far more than any other has: rather "guest" or the till than somebody.
        let second = most(&|id| id != giant).map_or(0, |(_, rows)| rows);
        customers.distinct >= 10 && rows * 5 >= customers.filled && rows >= 3 * second
    });
    match giant {
        Some(giant) => Some(said("customer_stands_out", giant)),
        None => most(&is_anybody).map(|named| said("customer_is_anybody", named)),
    }
}
