//! Inspection and choices → [`Plan`].

use super::dates::DateReader;
use super::inspection::{
    AmountReadingSeen, Choices, Column, DateReading, InspectedTable, Inspection, ProposedJoin, Said,
};
use super::overlap::overlap;
use super::plan::{
    AmountReading, ColumnRef, CurrencyRule, DateOrder, Listed, LookupMoney, LookupPlan, Mapping,
    Plan, Role, Source, TableReading, Totals,
};
use super::roles::is_reduced;
use super::siblings::{column_in, left_open, own_reading, turns};
use crate::error::{Error, Result};
use crate::math::pairs::Pairs;

/// The plan for the pass: what was proposed, changed by what the user chose. Choices left empty stand as proposed.
///
/// # Errors
/// The inspection's refusal if the choices don't remove its cause; `no_customer_column`, `no_date_column`,
/// `no_amount_column` if a needed role is missing; `no_table`, `no_such_column` if a choice names one that isn't there.
pub fn resolve(inspection: &Inspection, choices: &Choices) -> Result<Plan> {
    are_there(inspection, choices)?;
    let proposed = &inspection.proposed;
    let used = choices
        .used
        .clone()
        .unwrap_or_else(|| inspection.used.clone());
    let Some(table) = used.first().and_then(|&index| inspection.tables.get(index)) else {
        return Err(inspection
            .refusal
            .clone()
            .unwrap_or_else(|| Error::new("no_table")));
    };
    let own = choices.mapping.iter().next().is_some() || !choices.joined.is_empty();
    let mapping = if own {
        &choices.mapping
    } else {
        &proposed.mapping
    };
    let same_tables = used.first() == inspection.used.first();
    let joins = match &choices.joins {
        Some(joins) => joins.clone(),
        None if same_tables => proposed.joins.clone().unwrap_or_default(),
        None => Vec::new(),
    };
    let mut joined = if choices.joined.is_empty()
        && choices.joins.as_ref().is_none_or(|j| !j.is_empty())
        && same_tables
    {
        proposed.joined.clone()
    } else {
        choices.joined.clone()
    };
    // What the user mapped in the row's own table wins over a proposed partner's column.
    if own && choices.joined.is_empty() {
        joined.retain(|role, _| mapping.get(*role).is_none());
    }
    joined.retain(|_, at| joins.iter().any(|join| join.to == at.table));
    for (_, column) in mapping.iter() {
        if column >= table.columns.len() {
            return Err(Error::new("no_such_column").with("column", column));
        }
    }
    require(inspection, table, mapping, &joined)?;
    if let Some(refusal) = &inspection.refusal
        && refusal.code == "one_row_per_customer"
        && *mapping == proposed.mapping
    {
        return Err(refusal.clone());
    }

    let column = |role: Role| mapping.get(role).and_then(|index| table.columns.get(index));
    let listed = joined
        .get(&Role::UnitPrice)
        .and_then(|at| inspection.tables[at.table].columns.get(at.column));
    let money = column(Role::Amount)
        .or(listed)
        .or_else(|| column(Role::UnitPrice));
    let seen = money.and_then(|c| c.readings.amount.as_ref());
    let (lookups, from_partner) = lookups(inspection, choices, mapping, &joins, &joined);
    let date = date_reading(inspection, column(Role::Date), joined.get(&Role::Date));
    let float = |role: Role| column(role).is_some_and(|c| c.readings.whole_floats);
    // Which of day and month comes first may be said of another table than the first.
    let elsewhere = left_open(inspection, mapping, &used).is_some();
    let date_order = choices
        .date_order
        .filter(|&order| !(elsewhere && turns(order)));
    let mut plan = Plan {
        date: date_order
            .or(date.map(|date| date.order))
            .unwrap_or(DateOrder::YearMonthDay),
        epoch: date.map(|date| date.epoch).unwrap_or_default(),
        amount: reading(choices, seen),
        level: choices.level.or(seen.map(|s| s.level)).unwrap_or_default(),
        float_customer: float(Role::Customer),
        float_order: float(Role::Order),
        mails: column(Role::Customer).is_some_and(|c| c.readings.emails),
        kinds_left_out: kinds_left_out(choices, inspection, table),
        totals: totals(inspection, &used),
        status_excluded: choices
            .status_excluded
            .clone()
            .or_else(|| proposed.status_excluded.clone())
            .unwrap_or_default(),
        currency: currency(choices, inspection, table),
        // Refunds on rows of their own are taken off, those in a column beside the amount only if the user says so.
        returns: table
            .returns
            .clone()
            .filter(|_| choices.subtract_refunds != Some(false)),
        taken_off: false,
        subtract_refunds: table.returns.is_none()
            && choices
                .subtract_refunds
                .or(proposed.subtract_refunds)
                .unwrap_or(false),
        discount: column(Role::Discount)
            .filter(|_| mapping.amount().is_none())
            .and_then(|column| Some((column.index, column.readings.share?))),
        order_discount: column(Role::Discount)
            .filter(|own| own.readings.share.is_none() && own.readings.amount.is_some())
            .filter(|_| {
                joins
                    .iter()
                    .any(|join| join.sum && has_full_prices(inspection, join.to))
            })
            .map(|column| column.index),
        drop_duplicates: choices.drop_duplicates.unwrap_or(false),
        overlap: (used.len() > 1 && choices.drop_duplicates.is_none())
            .then(|| overlap(inspection, mapping, &used))
            .flatten(),
        mapping: mapping.clone(),
        used,
        lookups,
        from_partner,
        apart: Vec::new(),
    };
    let shared = plan.reading();
    // Who says how the file is to be read means all of it; but which of day and month comes first says nothing of years in
    // front.
    let told = date_order.is_some_and(|order| date.is_none_or(|date| date.order != order))
        || choices
            .decimal_mark
            .is_some_and(|mark| seen.is_none_or(|seen| seen.decimal_mark != mark));
    if let Some(&first) = plan.used.first() {
        for &table in &plan.used {
            let tables = (first, table);
            let mut own = match own_reading(inspection, mapping, tables, shared, choices.date_order)
            {
                Some(own) if table != first && !told => own,
                Some(own) if table != first && turns(shared.date) && !turns(own.date) => {
                    TableReading {
                        date: own.date,
                        epoch: own.epoch,
                        ..shared
                    }
                }
                _ => shared,
            };
            own.taken_off = inspection.tables[table].all_returns
                && plan.used.len() > 1
                && choices.subtract_refunds != Some(false);
            plan.apart.push((table, own));
        }
        if plan.apart.iter().all(|(_, own)| *own == shared) {
            plan.apart.clear();
        }
    }
    Ok(plan)
}

/// A host's choices, or those of a page that shows an earlier inspection, may name what is not there.
fn are_there(inspection: &Inspection, choices: &Choices) -> Result<()> {
    let used = choices.used.as_deref().unwrap_or(&inspection.used);
    for (place, table) in used.iter().enumerate() {
        if *table >= inspection.tables.len() || used[..place].contains(table) {
            return Err(Error::new("no_table"));
        }
    }
    let joins = choices.joins.iter().flatten();
    let keys = joins.flat_map(|join| [(join.table, join.column), (join.to, join.to_column)]);
    let joined = choices.joined.values().map(|at| (at.table, at.column));
    for (table, column) in keys.chain(joined) {
        let Some(table) = inspection.tables.get(table) else {
            return Err(Error::new("no_table"));
        };
        if column >= table.columns.len() {
            return Err(Error::new("no_such_column").with("column", column));
        }
    }
    Ok(())
}

/// Customer, date and money must come from somewhere.
fn require(
    inspection: &Inspection,
    table: &InspectedTable,
    mapping: &Mapping,
    joined: &Pairs<Role, ColumnRef>,
) -> Result<()> {
    let has = |role: Role| mapping.get(role).is_some() || joined.contains_key(&role);
    let missing = |code: &'static str| {
        // The inspection knows more about why; but it may have refused for another reason.
        match &inspection.refusal {
            Some(refusal)
                if refusal.code == code
                    || refusal.code == "one_row_per_customer"
                    || refusal.code.starts_with("dates_without_") && code == "no_date_column" =>
            {
                refusal.clone()
            }
            _ => Error::new(code).in_file(table.name.clone()),
        }
    };
    if let Some(refusal) = &inspection.refusal
        && refusal.code == "no_data_rows"
    {
        return Err(refusal.clone());
    }
    if !has(Role::Customer) {
        return Err(missing("no_customer_column"));
    }
    if !has(Role::Date) {
        return Err(missing("no_date_column"));
    }
    // A price list says what a piece costs; a row without a quantity is one.
    let priced = has(Role::Quantity) || joined.contains_key(&Role::UnitPrice);
    if !has(Role::Amount) && !(priced && has(Role::UnitPrice)) {
        return Err(missing("no_amount_column"));
    }
    Ok(())
}

/// Rows that do not count because their money stands in others.
fn kinds_left_out(
    choices: &Choices,
    inspection: &Inspection,
    table: &InspectedTable,
) -> Option<(usize, Vec<String>)> {
    let kinds = table.row_kinds.as_ref()?;
    let excluded = choices
        .kinds_excluded
        .as_ref()
        .or(inspection.proposed.kinds_excluded.as_ref())?;
    (!excluded.is_empty()).then(|| (kinds.column, excluded.clone()))
}

/// Rows that add others up, in any of the tables that are read; the columns are those of the first.
fn totals(inspection: &Inspection, used: &[usize]) -> Vec<Totals> {
    let mut all = Vec::new();
    let first = used.first().and_then(|&index| inspection.tables.get(index));
    for table in used
        .iter()
        .filter_map(|&index| inspection.tables.get(index))
    {
        for found in &table.totals {
            let column = first.and_then(|first| column_in(first, table, found.column));
            let mut found = found.clone();
            found.column = column.unwrap_or(usize::MAX);
            all.push(found);
        }
    }
    all
}

/// How the date is read, from the row or its partner.
fn date_reading<'i>(
    inspection: &'i Inspection,
    own: Option<&'i Column>,
    joined: Option<&ColumnRef>,
) -> Option<&'i DateReading> {
    let partner = joined.and_then(|at| inspection.tables.get(at.table)?.columns.get(at.column));
    partner.or(own)?.readings.date.as_ref()
}

fn reading(choices: &Choices, seen: Option<&AmountReadingSeen>) -> AmountReading {
    AmountReading {
        decimal_mark: choices
            .decimal_mark
            .or(seen.map(|s| s.decimal_mark))
            .unwrap_or('.'),
        cents: choices.cents.or(seen.map(|s| s.cents)).unwrap_or(false),
        power: choices.power.or(seen.map(|s| s.power)).unwrap_or(0).min(12),
    }
}

fn currency(choices: &Choices, inspection: &Inspection, table: &InspectedTable) -> CurrencyRule {
    // The first table's currencies are those of all.
    let used = inspection.used.iter();
    let tables = used.filter_map(|&index| inspection.tables.get(index));
    let sampled: u64 = tables.map(|table| table.sampled_rows).sum();
    match (
        &choices.rates,
        &choices.currency,
        &inspection.proposed.currency,
    ) {
        (Some(rates), _, _) => CurrencyRule::Convert(rates.clone()),
        (None, Some(one), _) | (None, None, Some(one)) => CurrencyRule::Keep(one.clone()),
        // One currency on every sampled row: a later row in another one must not slip in.
        (None, None, None) => match &table.currencies[..] {
            [only] if only.rows == sampled => CurrencyRule::Only(only.currency.clone()),
            _ => CurrencyRule::One,
        },
    }
}

/// The tables to look partners up in, and what is taken from them.
fn lookups(
    inspection: &Inspection,
    choices: &Choices,
    mapping: &Mapping,
    joins: &[ProposedJoin],
    joined: &Pairs<Role, ColumnRef>,
) -> (Vec<LookupPlan>, Pairs<Role, Source>) {
    let mut lookups: Vec<LookupPlan> = Vec::new();
    let mut sources = Pairs::new();
    // What the lines of orders are looked up in comes before them.
    let is_of_lines = |join: &&ProposedJoin| {
        let mut sums = joins.iter().filter(|other| other.sum);
        sums.any(|lines| lines.to == join.table)
    };
    let (of_lines, of_rows): (Vec<&ProposedJoin>, Vec<_>) = joins.iter().partition(is_of_lines);
    let inner = of_lines.len();
    let mut prices: Option<(Listed, &Column)> = None;
    for (number, join) in of_lines.into_iter().chain(of_rows).enumerate() {
        let Some(to) = inspection.tables.get(join.to) else {
            continue;
        };
        let mut plan = LookupPlan {
            table: join.to,
            more: same_columns(inspection, join.to),
            key: join.to_column,
            from: (number >= inner).then_some(join.column),
            ..LookupPlan::default()
        };
        let lookup = lookups.len();
        let price = joined.get(&Role::UnitPrice);
        let price = price.filter(|at| number < inner && at.table == join.to);
        if let Some((at, column)) = price.and_then(|at| Some((at, to.columns.get(at.column)?))) {
            plan.takes.push(at.column);
            lookups.push(plan);
            let listed = Listed {
                thing: join.column,
                lookup,
                take: 0,
            };
            prices = Some((listed, column));
            continue;
        }
        for (&role, at) in joined.iter().filter(|(_, at)| at.table == join.to) {
            let is_own = mapping.get(Role::Amount).is_some();
            let counted = prices.filter(|_| role == Role::Quantity && join.sum);
            if is_own && join.sum {
                // What somebody maps wins over the sum of the lines.
            } else if role == Role::Amount && join.sum || counted.is_some() {
                plan.money = Some(summed(to, at.column, counted, choices));
                sources.insert(Role::Amount, Source::PartnerMoney { lookup });
            } else if mapping.get(role).is_none() || !join.sum {
                let take = plan.takes.len();
                plan.takes.push(at.column);
                sources.insert(role, Source::Partner { lookup, take });
            }
        }
        plan.returns = join.returns;
        if plan.money.is_some() || !plan.takes.is_empty() || plan.returns {
            lookups.push(plan);
        }
    }
    (lookups, sources)
}

/// The money of the lines of orders: a column of sums or of prices, or of pieces whose prices are `listed`.
fn summed(
    lines: &InspectedTable,
    money: usize,
    listed: Option<(Listed, &Column)>,
    choices: &Choices,
) -> LookupMoney {
    let column = |role: Role| lines.columns.iter().position(|c| c.role == role);
    let by_list = listed.is_some();
    let is_price = !by_list && column(Role::UnitPrice) == Some(money);
    let read = listed.map(|(_, price)| price).or(lines.columns.get(money));
    let pieces = match by_list {
        true => Some(money),
        false => column(Role::Quantity).filter(|_| is_price),
    };
    LookupMoney {
        amount: (!is_price && !by_list).then_some(money),
        quantity: pieces,
        unit_price: is_price.then_some(money),
        listed: listed.map(|(listed, _)| listed),
        discount: column(Role::Discount)
            .filter(|_| is_price || by_list)
            .and_then(|column| Some((column, lines.columns[column].readings.share?))),
        reading: reading(choices, read.and_then(|c| c.readings.amount.as_ref())),
        pieces: AmountReading {
            decimal_mark: pieces
                .and_then(|at| lines.columns.get(at)?.readings.amount.as_ref())
                .map_or('.', |seen| seen.decimal_mark),
            cents: false,
            power: 0,
        },
    }
}

/// Is the money of these lines quantity × price, with no discount taken off?
fn has_full_prices(inspection: &Inspection, table: usize) -> bool {
    let columns = &inspection.tables[table].columns;
    let has = |role: Role| columns.iter().any(|column| column.role == role);
    let price = columns.iter().find(|column| column.role == Role::UnitPrice);
    !has(Role::Amount)
        && !has(Role::Discount)
        && price.is_some_and(|price| !is_reduced(&price.name))
}

/// The other tables with the columns of this one: months of a list of items.
fn same_columns(inspection: &Inspection, table: usize) -> Vec<usize> {
    let names = |index: usize| {
        let columns = inspection.tables[index].columns.iter();
        let names: Vec<String> = columns.map(|c| c.name.trim().to_lowercase()).collect();
        names
    };
    let wanted = names(table);
    let same = |names: Vec<String>| {
        names.len() == wanted.len() && names.iter().all(|name| wanted.contains(name))
    };
    (0..inspection.tables.len())
        .filter(|&other| other != table && !inspection.used.contains(&other))
        .filter(|&other| inspection.tables[other].header_line.is_some() && same(names(other)))
        .collect()
}

/// Turns a reading that the samples left open and that a whole pass refuted: `refuting` counts the rows that only the
/// other order of day and month (first) or the other decimal mark (second) could use, of `rows` in all. What the user chose
/// stands. `true` if something was turned and everything must be read again.
pub fn learn(
    inspection: &mut Inspection,
    choices: &Choices,
    refuting: [u64; 2],
    rows: u64,
) -> bool {
    let own = choices.mapping.iter().next().is_some();
    let mapping = if own {
        &choices.mapping
    } else {
        &inspection.proposed.mapping
    };
    let date = mapping.date();
    let money = mapping.amount().or(mapping.unit_price());
    let used = choices
        .used
        .as_ref()
        .unwrap_or(&inspection.used)
        .first()
        .copied();
    let Some(table) = used.and_then(|index| inspection.tables.get_mut(index)) else {
        return false;
    };
    let mut turned = false;
    // Custom puts the month behind the year: a slip of the pen does not speak against it.
    let few = |order| match order {
        DateOrder::YearMonthDay => refuting[0] * 20 <= rows,
        _ => refuting[0] == 0,
    };
    let readings = date.and_then(|column| table.columns.get_mut(column));
    if let Some(reading) = readings.and_then(|column| column.readings.date.as_mut())
        && !few(reading.order)
        && choices.date_order.is_none()
        && reading.open
        && let Some(other) = DateReader::new(reading.order).turned()
    {
        reading.order = other.order();
        reading.ambiguous = false;
        turned = true;
        table.date = Some(reading.clone());
        table
            .notes
            .push(Said::new("dates_turned").with("rows", refuting[0]));
    }
    let readings = money.and_then(|column| table.columns.get_mut(column));
    if let Some(reading) = readings.and_then(|column| column.readings.amount.as_mut())
        && refuting[1] > 0
        && choices.decimal_mark.is_none()
        && reading.open
    {
        reading.decimal_mark = if reading.decimal_mark == ',' {
            '.'
        } else {
            ','
        };
        reading.ambiguous = false;
        turned = true;
        table.amount = Some(reading.clone());
        table
            .notes
            .push(Said::new("decimal_mark_turned").with("rows", refuting[1]));
    }
    turned
}
