//! What the page asks before it runs, each with the proposal that stands without an answer.

use super::Studied;
use crate::ingest::amounts::{AmountReader, has_comma};
use crate::ingest::dates::DateReader;
use crate::ingest::inspection::{InspectedTable, Inspection, ProposedJoin, Question, Said};
use crate::ingest::plan::{AmountReading, DateOrder, Role};
use crate::ingest::roles::profile::Profile;
use crate::ingest::roles::{Concept, Study};
use crate::ingest::siblings::{column_in, left_open};
use crate::math::texts::Texts;

/// Below this confidence a role is asked about.
const SURE_ROLE: f64 = 0.6;
/// So sure, e-mail addresses that nothing rivals need no question.
const ALONE: f64 = 0.5;
/// Below this confidence a column says nothing about what its table is.
const HALF_SURE: f64 = 0.5;
/// Below this confidence a reading is asked about.
const SURE_READING: f64 = 0.8;
/// Columns that a question offers.
const OFFERED: usize = 6;

/// Fills in the questions and what they propose.
///
/// `families`: tables that are read as one; `channels`: those that are united by a guess.
pub(super) fn ask(
    inspection: &mut Inspection,
    studied: &[Studied<'_>],
    families: &[Vec<usize>],
    channels: &[usize],
) {
    let Some(index) = inspection.used.first().copied() else {
        return;
    };
    let Some(Studied { study, sample }) = studied.get(index) else {
        return;
    };
    let mut questions = Vec::new();
    let mut question = |id: &str, column: Option<usize>, choices: Vec<Said>, proposed: String| {
        questions.push(Question {
            id: id.to_owned(),
            table: index,
            column,
            choices,
            proposed,
        });
    };
    let table = &inspection.tables[index];
    let by_list = inspection.proposed.joined.contains_key(&Role::UnitPrice);
    let doubtful =
        |join: &ProposedJoin| !join.returns && (by_list || !is_whole(inspection, studied, join));
    if inspection.joins.iter().any(doubtful) {
        let choices = vec![Said::new("join"), Said::new("apart")];
        question("join", None, choices, "join".into());
    }
    let offered = |tables: &mut dyn Iterator<Item = usize>| -> Vec<Said> {
        let said = |t: usize| {
            Said::new(&t.to_string())
                .with("name", &inspection.tables[t].name)
                .with("rows", inspection.tables[t].sampled_rows)
        };
        tables.take(OFFERED).map(said).collect()
    };
    if channels.contains(&index) {
        let mut choices = offered(&mut channels.iter().copied());
        choices.insert(0, Said::new("all").with("tables", channels.len()));
        question("table", None, choices, "all".into());
    } else if inspection.joins.is_empty() && other_purchases(inspection, studied, families) {
        let choices = offered(&mut families.iter().map(|family| family[0]));
        question("table", None, choices, index.to_string());
    }
    let by_pieces = || {
        let name = |role: Role| study.with(role).map_or("", |at| &table.columns[at].name);
        Said::new("quantity_x_price")
            .with("quantity", name(Role::Quantity))
            .with("price", name(Role::UnitPrice))
    };
    for (role, id) in [
        (Role::Customer, "customer"),
        (Role::Date, "date"),
        (Role::Amount, "amount"),
    ] {
        // Pieces times a column that may as well be the sum.
        let half_sure = |&column: &usize| table.columns[column].confidence < SURE_ROLE;
        if role == Role::Amount
            && study.with(role).is_none()
            && !by_list
            && let Some(price) = study.with(Role::UnitPrice).filter(half_sure)
            && study.with(Role::Quantity).is_some()
        {
            let choices = [by_pieces(), Said::new(&price.to_string())];
            question(id, Some(price), choices.to_vec(), "quantity_x_price".into());
        }
        let Some(column) = study.with(role) else {
            continue;
        };
        // Many rows without a customer, and a column that has one for more of them: guests, told by their e-mail; people who
        // left no telephone.
        let known = known_share(study, column);
        let gaps = role == Role::Customer
            && known < 0.95
            && study
                .rivals(role)
                .iter()
                // The number of something is none of theirs.
                .filter(|&&rival| {
                    !matches!(study.concepts[rival].0, Concept::BareId | Concept::Unknown)
                })
                .any(|&rival| known_share(study, rival) > (known + 0.04).max(0.9));
        // Nobody makes an e-mail address for each order.
        let alone = role == Role::Customer
            && study.rivals(role).len() == 1
            && study.profiles[column].emails
            && table.columns[column].confidence >= ALONE;
        if (table.columns[column].confidence >= SURE_ROLE || alone) && !gaps
            || inspection.proposed.joined.contains_key(&role)
            || role == Role::Amount && by_list
        {
            continue;
        }
        let mut choices: Vec<Said> = study
            .rivals(role)
            .iter()
            .take(OFFERED)
            .map(|c| Said::new(&c.to_string()))
            .collect();
        if role == Role::Amount
            && study.with(Role::Quantity).is_some()
            && study.with(Role::UnitPrice).is_some()
        {
            choices.push(by_pieces());
        }
        question(id, Some(column), choices, column.to_string());
    }
    if let (Some(date), Some(column)) = (&table.date, study.with(Role::Date))
        && (date.ambiguous || date.confidence < SURE_READING)
    {
        let choices = date_orders(&study.profiles[column], date.order);
        question("date_order", Some(column), choices, date.order.id().into());
    }
    let money = study.with(Role::Amount).or(study.with(Role::UnitPrice));
    if let (Some(amount), Some(column)) = (&table.amount, money)
        && amount.ambiguous
    {
        let example = study.profiles[column]
            .values()
            .find(|v| has_comma(v) || v.contains('.'))
            .unwrap_or_default();
        let choice = |mark: char| {
            let reader = AmountReader::new(AmountReading {
                decimal_mark: mark,
                cents: false,
                power: 0,
            });
            let read = reader.read(example.as_bytes()).map(|m| m.to_string());
            Said::new(&mark.to_string())
                .with("sample", example)
                .with("reads_as", read.unwrap_or_default())
        };
        let proposed = amount.decimal_mark.to_string();
        question(
            "decimal_mark",
            Some(column),
            vec![choice(','), choice('.')],
            proposed,
        );
    }
    if let Some((table, column)) =
        left_open(inspection, &inspection.proposed.mapping, &inspection.used)
        && let (Some(other), Some(read)) = (studied.get(table), &inspection.tables[table].date)
    {
        questions.push(Question {
            id: "date_order".into(),
            table,
            column: Some(column),
            choices: date_orders(&other.study.profiles[column], read.order),
            proposed: read.order.id().into(),
        });
    }
    let paying = inspection
        .proposed
        .joined
        .get(&Role::Amount)
        .map(|at| (at.table, at.column))
        .or(money.map(|column| (index, column)));
    if let Some((at, column)) = paying
        && let Some(other) = studied.get(at)
        && other.study.cents.is_some_and(|sure| sure < 0.9)
    {
        let example = other.study.profiles[column]
            .values()
            .next()
            .unwrap_or_default();
        let choices = ["cents", "whole"].map(|id| Said::new(id).with("sample", example));
        let cents = inspection.tables[at]
            .amount
            .as_ref()
            .is_some_and(|a| a.cents);
        let proposed = if cents { "cents" } else { "whole" };
        questions.push(Question {
            id: "cents".into(),
            table: at,
            column: Some(column),
            choices: choices.to_vec(),
            proposed: proposed.into(),
        });
    }
    let mut question = |id: &str, column: Option<usize>, choices: Vec<Said>, proposed: String| {
        questions.push(Question {
            id: id.to_owned(),
            table: index,
            column,
            choices,
            proposed,
        });
    };
    let mut currency = None;
    if !by_list && super::currencies::tell_apart(study, &table.currencies) {
        let choices = table
            .currencies
            .iter()
            .map(|c| Said::new(&c.currency).with("rows", c.rows))
            .collect();
        let most = table.currencies[0].currency.clone();
        question(
            "currency",
            study.with(Role::Currency),
            choices,
            most.clone(),
        );
        currency = Some(most);
    }
    let mut excluded = None;
    if table.status.iter().any(|s| !s.is_sale) {
        let only_sales = counts_only_sales(study, table);
        let rows: u64 = table
            .status
            .iter()
            .filter(|s| !s.is_sale)
            .map(|s| s.rows)
            .sum();
        let choices = vec![
            Said::new("all_statuses").with("rows", sample.records.len()),
            Said::new("only_sales").with("rows", rows),
        ];
        // An order's status never takes rows away by itself; a deal is no order until it is won, and what pays for an invoice
        // is no second one.
        let proposed = if only_sales {
            "only_sales"
        } else {
            "all_statuses"
        };
        question("status", study.with(Role::Status), choices, proposed.into());
        excluded = Some(if only_sales {
            table
                .status
                .iter()
                .filter(|s| !s.is_sale)
                .map(|s| s.value.clone())
                .collect()
        } else {
            Vec::new()
        });
    }
    let on_rows = study.returns.as_ref().map(|returns| {
        let cells = &study.profiles[returns.column].cells;
        (returns.column, of_kinds(cells, &returns.values), "subtract")
    });
    let in_column = || {
        let (column, rows) = super::notes::refunds(study)?;
        study.with(Role::Amount)?;
        Some((column, rows, "as_written"))
    };
    let in_table = || {
        let mut used = inspection
            .used
            .iter()
            .map(|&table| &inspection.tables[table]);
        let returned = used.find(|table| table.all_returns)?;
        Some((None, returned.sampled_rows as usize, "subtract"))
    };
    let on_rows = on_rows.or_else(in_column);
    let asked = on_rows.map(|(column, rows, proposed)| (Some(column), rows, proposed));
    if let Some((column, rows, proposed)) = asked.or_else(in_table) {
        let choices = ["as_written", "subtract"].map(|id| Said::new(id).with("rows", rows));
        question("refund", column, choices.to_vec(), proposed.into());
    }
    // A header that names its unit is believed; a line above the table may speak of something else.
    if let Some(column) = money
        && let Some((power, false)) = super::readings::unit(&studied[index], column)
    {
        let example = study.profiles[column].values().next().unwrap_or_default();
        let choices = [power, 0].map(|p| {
            Said::new(&p.to_string())
                .with("sample", example)
                .with("power", p)
        });
        question("unit", Some(column), choices.to_vec(), power.to_string());
    }
    let mut kinds_excluded = None;
    if let Some(kinds) = &study.row_kinds {
        let proposed = kinds.proposed();
        let cells = &study.profiles[kinds.column].cells;
        let named = |level: &Vec<String>| {
            let rows = match level.as_slice() {
                [] => cells.len() - of_kinds(cells, &kinds.left_out_for(kinds.levels.len() - 1)),
                some => of_kinds(cells, some),
            };
            (level.join(", "), rows)
        };
        let mut choices: Vec<Said> = kinds
            .levels
            .iter()
            .enumerate()
            // What cannot be named cannot be left out.
            .filter(|(at, _)| *at == proposed || proposed == 0)
            .map(|(at, level)| {
                let (names, rows) = named(level);
                Said::new(&at.to_string())
                    .with("kinds", names)
                    .with("rows", rows)
            })
            .collect();
        choices.push(Said::new("all").with("rows", cells.len()));
        question(
            "row_kinds",
            Some(kinds.column),
            choices,
            proposed.to_string(),
        );
        kinds_excluded = Some(kinds.left_out_for(proposed));
    }
    inspection.questions = questions;
    inspection.proposed.kinds_excluded = kinds_excluded;
    inspection.proposed.currency = currency;
    inspection.proposed.status_excluded = excluded;
}

/// Are the states that are no sales left out unless the user says otherwise?
pub(super) fn counts_only_sales(study: &Study<'_>, table: &InspectedTable) -> bool {
    let values = table.status.iter().map(|s| s.value.as_str());
    !study.settling.is_empty() || crate::ingest::status::is_funnel(values)
}

/// Does every row find its partner, and every partner whose money counts its row? Then nothing else is meant.
fn is_whole(inspection: &Inspection, studied: &[Studied<'_>], join: &ProposedJoin) -> bool {
    let tables = &inspection.tables;
    let mut own = Texts::default();
    for &used in &inspection.used {
        if let Some(column) = column_in(&tables[used], &tables[join.table], join.column) {
            own.add(studied[used].study.profiles[column].values());
        }
    }
    let partners = &studied[join.to].study.profiles[join.to_column];
    join.matched >= 1.0 && (!join.sum || own.found(partners.values()) == partners.filled)
}

/// Does another table look like purchases, too? A list of customers, or the lines of the orders, does not.
fn other_purchases(
    inspection: &Inspection,
    studied: &[Studied<'_>],
    families: &[Vec<usize>],
) -> bool {
    let has = |index: usize, role: Role| studied[index].study.with(role).is_some();
    // The same orders by their number; a table's own may be another one.
    let numbers = |index: usize| {
        let study = &studied[index].study;
        study
            .guesses
            .iter()
            .zip(&study.concepts)
            .zip(&study.profiles)
    };
    let mut own = Texts::default();
    for &index in &inspection.used {
        let column = studied[index].study.with(Role::Order);
        if let Some(column) = column {
            own.add(studied[index].study.profiles[column].values());
        }
    }
    let is_lines = |index: usize| {
        numbers(index).any(|((guess, (concept, _)), profile)| {
            (guess.role == Role::Order || *concept == Concept::OrderId)
                && own.found(profile.values()) > 0
        })
    };
    // All our customers, each once, whatever else is said of them.
    let lists_ours = |index: usize| {
        let first = *inspection.used.first()?;
        let column = inspection.proposed.mapping.customer()?;
        let (ours, other) = (&inspection.tables[first], &inspection.tables[index]);
        let listed = &studied[index].study.profiles[column_in(other, ours, column)?];
        let known = Texts::of(listed.values());
        let ours = &studied[first].study.profiles[column];
        (listed.unique() && known.found(ours.values()) == ours.filled).then_some(())
    };
    let sure = |index: usize, role: Role| {
        let guesses = &studied[index].study.guesses;
        guesses
            .iter()
            .any(|g| g.role == role && g.confidence >= HALF_SURE)
    };
    let firsts = families.iter().filter_map(|family| family.first());
    let others = firsts
        .filter(|&&index| !inspection.used.contains(&index) && !studied[index].sample.is_hidden);
    others.copied().any(|index| {
        let paid = has(index, Role::Amount) || has(index, Role::UnitPrice);
        // What happened to our orders, and by whose hand, is no other purchase.
        let named = sure(index, Role::Customer);
        // Goods that move and name nobody were sold to nobody.
        let bought = match is_lines(index) {
            true => named && paid,
            false => named || has(index, Role::Customer) && paid,
        };
        bought
            && !is_customers(&studied[index].study)
            && sure(index, Role::Date)
            && lists_ours(index).is_none()
    })
}

/// Everybody once, and nothing paid: a list of the customers, with the day they joined.
fn is_customers(study: &Study<'_>) -> bool {
    let customers = study
        .with(Role::Customer)
        .map(|column| &study.profiles[column]);
    // "Total spent" is what each has paid so far.
    let level = |column: usize| study.concepts[column].0 == Concept::CustomerLevel;
    study.with(Role::Amount).is_none_or(level) && customers.is_some_and(Profile::unique)
}

/// Share of the rows with money that have a value in this column; the others continue the order above them. One row alone is
/// rather a total.
fn known_share(study: &Study<'_>, column: usize) -> f64 {
    let own = &study.profiles[column].cells;
    let money = study.with(Role::Amount).unwrap_or(column);
    let rows = study.profiles[money].cells.iter().zip(own);
    let (mut with, mut all) = (1, 0);
    for (_, own) in rows.filter(|(money, _)| !money.is_empty()) {
        all += 1;
        with += usize::from(!own.is_empty());
    }
    let with = with.min(all);
    with as f64 / all.max(1) as f64
}

/// Rows whose text is one of these.
pub(super) fn of_kinds(cells: &[&str], kinds: &[String]) -> usize {
    cells
        .iter()
        .filter(|cell| kinds.iter().any(|kind| kind == *cell))
        .count()
}

/// The readings of a column of dates, the likeliest first, each with a value that they read differently.
fn date_orders(profile: &Profile<'_>, likeliest: DateOrder) -> Vec<Said> {
    let mut orders = vec![likeliest];
    for order in [
        DateOrder::YearMonthDay,
        DateOrder::YearDayMonth,
        DateOrder::DayMonthYear,
        DateOrder::MonthDayYear,
        DateOrder::ExcelSerial,
        DateOrder::EpochSeconds,
    ] {
        let reader = DateReader::new(order);
        let days = || profile.values().map(|v| (v, reader.day(v.as_bytes())));
        let fits = days().filter(|(_, day)| day.is_some()).count();
        // Readings that agree wherever they read are no choice.
        let differs = |other: &DateOrder| {
            let other = DateReader::new(*other);
            days().any(|(v, day)| day.is_some() && day != other.day(v.as_bytes()))
        };
        if fits * 2 >= profile.filled && orders.iter().all(differs) {
            orders.push(order);
        }
    }
    let example = telling(profile, &orders);
    orders
        .iter()
        .map(|&order| {
            let said = Said::new(order.id());
            let day = example.and_then(|text| DateReader::new(order).day(text.as_bytes()));
            match (example, day) {
                (Some(text), Some(day)) => said.with("sample", text).with("reads_as", day),
                _ => said,
            }
        })
        .collect()
}

/// A value that the readings read differently.
fn telling<'a>(profile: &'a Profile<'a>, orders: &[DateOrder]) -> Option<&'a str> {
    let days = |text: &str| -> Vec<_> {
        orders
            .iter()
            .map(|&order| DateReader::new(order).day(text.as_bytes()))
            .collect()
    };
    profile
        .values()
        .find(|text| {
            let days = days(text);
            days.iter().all(Option::is_some) && days.windows(2).any(|pair| pair[0] != pair[1])
        })
        .or_else(|| profile.values().next())
}
