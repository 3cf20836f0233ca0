//! Things worth saying about a table that is read all the same.

use super::Studied;
use super::anybody::is_anybody;
use crate::ingest::amounts::AmountReader;
use crate::ingest::inspection::{Choices, DateReading, Inspection, Said};
use crate::ingest::plan::{AmountLevel, DateOrder, Role};
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
    let used = inspection.used.clone();
    let plan = super::resolve(inspection, &Choices::default()).ok();
    for (index, table) in inspection.tables.iter_mut().enumerate() {
        let Some(Studied { study, sample }) = studied.get(index) else {
            continue;
        };
        let mut notes = Vec::new();
        if sample.is_hidden
            && !used.contains(&index)
            && table.date.is_some()
            && table.amount.is_some()
        {
            notes.push(Said::new("hidden_left_out").with("table", sample.name));
        }
        let mut columns = table.columns.iter().zip(&sample.layout.columns);
        if columns.any(|(column, name)| column.name != *name) {
            notes.push(Said::new("columns_renamed").with("table", sample.name));
        }
        let name = |role: Role| study.with(role).map(|c| sample.layout.columns[c].clone());
        if let Some(plan) = &plan
            && plan
                .apart
                .iter()
                .any(|(other, own)| *other == index && !own.is_like(plan.reading()))
        {
            notes.push(Said::new("written_apart").with("table", sample.name));
        }
        let is_first = used.first() == Some(&index);
        let follows = |date: &DateReading| match is_first {
            true => settled,
            false => {
                date.ambiguous && is_open(date) && plan.as_ref().is_some_and(|p| turns(p.date))
            }
        };
        if used.contains(&index) && table.date.as_ref().is_some_and(follows) {
            notes.push(Said::new("dates_follow").with("table", sample.name));
        }
        if let Some(line) = table.header_line.filter(|&line| line > 1) {
            notes.push(Said::new("preamble_skipped").with("lines", line - 1));
        }
        if let (Some(date), Some(column)) = (&table.date, name(Role::Date)) {
            if date.order == DateOrder::YearDayMonth {
                notes.push(Said::new("dates_day_second").with("column", &column));
            }
            if date.mixed > 0 {
                notes.push(rows_of("dates_mixed", &column, date.mixed));
            }
            if date.misfits > 0 {
                notes.push(rows_of("dates_misfit", &column, date.misfits));
            }
        }
        let money = name(Role::Amount).or_else(|| name(Role::UnitPrice));
        if let (Some(amount), Some(column)) = (&table.amount, &money) {
            if amount.mixed > 0 {
                notes.push(rows_of("amounts_mixed", column, amount.mixed));
            }
            if amount.misfits > 0 {
                notes.push(rows_of("amounts_misfit", column, amount.misfits));
            }
            match amount.level {
                AmountLevel::Row => {}
                AmountLevel::FirstLine => {
                    notes.push(Said::new("total_on_first_line").with("column", column))
                }
                AmountLevel::EachLine => {
                    notes.push(Said::new("total_on_each_line").with("column", column))
                }
            }
        }
        if let (Some(amount), Some(column)) = (&table.amount, &money)
            && amount.power > 0
        {
            notes.push(
                Said::new("amounts_in_units")
                    .with("column", column)
                    .with("power", amount.power),
            );
        }
        if let Some(kinds) = &study.row_kinds {
            let out = kinds.left_out_for(kinds.proposed());
            notes.push(
                Said::new("rows_repeat_money")
                    .with("column", &sample.layout.columns[kinds.column])
                    .with("kinds", out.join(", "))
                    .with(
                        "rows",
                        super::questions::of_kinds(&study.profiles[kinds.column].cells, &out),
                    ),
            );
        }
        if let Some(column) = &money
            && let Some(other) = sample
                .layout
                .columns
                .iter()
                .find(|other| *other != column && twin(other, column))
        {
            notes.push(
                Said::new("twin_columns")
                    .with("column", column)
                    .with("other", other),
            );
        }
        if let Some(customer) = study.with(Role::Customer)
            && table.columns[customer].reason.id == "name_customer_never_repeats"
            && used.contains(&index)
        {
            notes
                .push(Said::new("nobody_repeats").with("column", &sample.layout.columns[customer]));
        }
        if let Some(customer) = study.with(Role::Customer) {
            let rounded = study.profiles[customer]
                .values()
                .filter(|v| in_exponents(v))
                .count();
            if rounded > 0 {
                notes.push(rows_of(
                    "ids_in_exponents",
                    &sample.layout.columns[customer],
                    rounded as u64,
                ));
            }
        }
        let taken_off = plan.as_ref().and_then(|plan| {
            let joined = || plan.lookups.iter().find(|lookup| lookup.table == index);
            match used.contains(&index) {
                true => plan.discount,
                false => joined()?.money.as_ref()?.discount,
            }
        });
        if let Some((column, share)) = taken_off {
            let id = match share.is_paid {
                true => "discount_is_what_is_paid",
                false => "discount_taken_off",
            };
            notes.push(Said::new(id).with("column", &table.columns[column].name));
        } else if let Some(column) = plan
            .as_ref()
            .and_then(|plan| plan.order_discount.filter(|_| is_first))
        {
            let name = &table.columns[column].name;
            notes.push(Said::new("discount_taken_off").with("column", name));
        } else if let Some((column, rows)) = discounts(study) {
            notes.push(rows_of(
                "discount_not_subtracted",
                &sample.layout.columns[column],
                rows as u64,
            ));
        }
        if let Some(customer) = study.with(Role::Customer)
            && !study.profiles[customer].emails
            && let Some(pairs) = by_case(&study.profiles[customer])
        {
            notes.push(
                Said::new("ids_differ_in_case")
                    .with("column", &sample.layout.columns[customer])
                    .with("ids", pairs),
            );
        }
        if let Some(customer) = study.with(Role::Customer) {
            notes.extend(nobody(&study.profiles[customer]));
        }
        if let Some((column, rows)) = refunds(study) {
            notes.push(rows_of(
                "refunds_not_subtracted",
                &sample.layout.columns[column],
                rows as u64,
            ));
        }
        if let Some(returns) = &study.returns {
            let rows =
                super::questions::of_kinds(&study.profiles[returns.column].cells, &returns.values);
            notes.push(
                Said::new("returns_taken_off")
                    .with("rows", rows)
                    .with("values", returns.values.join(", ")),
            );
        }
        if table.all_returns {
            notes.push(
                Said::new("returns_taken_off")
                    .with("rows", table.sampled_rows)
                    .with("values", &table.name),
            );
        }
        let left_out: u64 = table
            .status
            .iter()
            .filter(|s| !s.is_sale)
            .map(|s| s.rows)
            .sum();
        if left_out > 0 {
            notes.push(
                Said::new(if super::questions::counts_only_sales(study, table) {
                    "only_won_deals"
                } else {
                    "status_not_filtered"
                })
                .with("rows", left_out)
                .with("values", values(table)),
            );
        }
        if table.currencies.len() > 1 {
            let apart = super::currencies::tell_apart(study, &table.currencies);
            let list: Vec<&str> = table
                .currencies
                .iter()
                .map(|c| c.currency.as_str())
                .collect();
            notes.push(
                Said::new(if apart {
                    "several_currencies"
                } else {
                    "currency_signs_ignored"
                })
                .with("currencies", list.join(", ")),
            );
        }
        table.notes = notes;
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
