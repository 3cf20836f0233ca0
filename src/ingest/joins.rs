//! Tables that belong together, recognised by their keys.
//!
//! One table holds the rows (it has the dates); the others are read before the pass into a lookup each. Of a table
//! with one row per key a column is taken; of a table with several rows per key only the sum of its money, and only
//! where each key stands once in the rows. So money is never multiplied. Only a price is taken for each row that sells the thing,
//! be it a row of ours or one of the lines whose money is summed.

use super::inspect::Studied;
use super::inspection::ProposedJoin;
use super::plan::{ColumnRef, Role};
use super::roles::profile::Profile;
use super::roles::{self, Concept, Study};
use crate::math::pairs::Pairs;
use crate::math::texts::Texts;

/// Which tables are rows, and where the others join.
#[derive(Clone, Debug, Default)]
pub(super) struct Star {
    pub(super) used: Vec<usize>,
    pub(super) joins: Vec<ProposedJoin>,
    pub(super) joined: Pairs<Role, ColumnRef>,
}

/// Confidence that a table's column must have for the table to be the one with the rows.
const GOOD: f64 = 0.5;
/// … and for a column of money: one that is asked about is money all the same.
const ASKED: f64 = 0.45;
/// Below this confidence the customer is asked about.
const DOUBTED: f64 = 0.6;
/// Share of the keys that must find a partner where both tables were seen whole.
const MATCHED: f64 = 0.3;
/// … and if nothing else says that they are ids of one kind.
const WHOLE: f64 = 0.9;
/// What a name that says no more than "id" is worth, at least.
const BARE: f64 = 0.44;
/// So much two names must say of the same ids where their tables may hold different things.
const NAMED: f64 = 0.55;
/// What a list of the people who stand in another table is worth less than that.
const LISTED: f64 = 1.0;
/// What a sheet that nobody sees is worth less: it holds the rows only where no other has date and customer.
const HIDDEN: f64 = 2.0;
/// … and a table that only says when something was paid: what was sold stands in another one, if there is one.
const PAYS: f64 = 0.4;

/// Proposes what to read and how it hangs together.
pub(super) fn propose(studied: &[Studied<'_>], families: &[Vec<usize>]) -> Star {
    let firsts: Vec<usize> = families
        .iter()
        .filter_map(|family| family.first().copied())
        .collect();
    let family_of = |table: usize| {
        families
            .iter()
            .find(|family| family.contains(&table))
            .cloned()
            .unwrap_or_default()
    };
    let people: Vec<usize> = firsts
        .iter()
        .filter(|&&table| sure(&studied[table], Role::Date) >= GOOD)
        .filter_map(|&table| people_of(studied, table, studied[table].study.with(Role::Customer)?))
        .collect();
    let worth = |table: usize| {
        let less = if people.contains(&table) { LISTED } else { 0.0 };
        worth(&studied[table]) - less
    };
    let Some(&base) = firsts
        .iter()
        .max_by(|&&a, &&b| worth(a).total_cmp(&worth(b)).then(b.cmp(&a)))
    else {
        return Star::default();
    };
    let mut star = Star {
        used: family_of(base),
        ..Star::default()
    };
    let others: Vec<usize> = firsts.into_iter().filter(|&t| t != base).collect();
    if sure(&studied[base], Role::Date) < GOOD {
        let Some((join, column)) = others
            .iter()
            .find_map(|&to| calendar(studied, families, (base, to)))
        else {
            return star;
        };
        let table = join.to;
        star.joins.push(join);
        let day = ColumnRef { table, column };
        star.joined.insert(Role::Date, day);
    }
    if money(&studied[base]).is_none() {
        let best = others
            .iter()
            .filter_map(|&to| {
                let (column, sure) = money(&studied[to])?;
                // Money belongs to an order; a customer's or product's key would lump orders together.
                let join = best_key(studied, families, (base, to), |own, _| {
                    numbers_orders(&studied[base].study, own)
                })?;
                // What was paid of a few orders only is not what they came to.
                let filled = studied[to].study.profiles[column].filled_share();
                Some((join, column, sure * (1.0 + filled)))
            })
            .max_by(|a, b| a.2.total_cmp(&b.2));
        if let Some((join, column, _)) = best {
            let to = join.to;
            star.joins.push(ProposedJoin { sum: true, ..join });
            star.joined
                .insert(Role::Amount, ColumnRef { table: to, column });
        } else if let Some((join, column)) = others
            .iter()
            .find_map(|&to| listed(studied, families, (base, to)))
        {
            let table = join.to;
            star.joins.push(join);
            let price = ColumnRef { table, column };
            star.joined.insert(Role::UnitPrice, price);
        } else if let Some((joins, pieces, price)) = others
            .iter()
            .find_map(|&lines| listed_lines(studied, families, (base, lines), &others))
        {
            star.joins.extend(joins);
            star.joined.insert(Role::Quantity, pieces);
            star.joined.insert(Role::UnitPrice, price);
        }
    }
    let own = sure(&studied[base], Role::Customer);
    // Its name is as good as another one that is called the same.
    let rows = &studied[base].study;
    let called = rows
        .with(Role::Customer)
        .map_or(0.0, |column| rows.concepts[column].1);
    let least = if own < DOUBTED { own } else { own.max(called) };
    let better = others
        .iter()
        .filter_map(|&to| {
            let study = &studied[to].study;
            let named = study
                .concepts
                .iter()
                .enumerate()
                .filter(|(_, (concept, _))| *concept == Concept::CustomerId)
                .max_by(|a, b| a.1.1.total_cmp(&b.1.1))
                .map(|(column, (_, prior))| (column, *prior));
            // Where the rows name nobody, whoever the partner names.
            let any = || {
                Some((
                    study.with(Role::Customer)?,
                    sure(&studied[to], Role::Customer),
                ))
            };
            let (column, prior) = named.or_else(|| any().filter(|_| own < GOOD))?;
            // The partner must be one, and its customer must not be the key itself.
            let join = best_key(studied, families, (base, to), |own, key| {
                let is_day = rows.concepts[own].0.is_date();
                study.profiles[key].unique() && key != column && !is_day
            })?;
            (prior > least).then_some((join, column, prior))
        })
        .max_by(|a, b| a.2.total_cmp(&b.2));
    if let Some((join, column, _)) = better {
        star.joined.insert(
            Role::Customer,
            ColumnRef {
                table: join.to,
                column,
            },
        );
        star.joins.push(join);
    }
    for to in others {
        if !star.joins.iter().any(|join| join.to == to) {
            star.joins.extend(returned(studied, base, to));
        }
    }
    star
}

/// A list of days: the rows have the key of a day where others have the day itself.
fn calendar(
    studied: &[Studied<'_>],
    families: &[Vec<usize>],
    (base, to): (usize, usize),
) -> Option<(ProposedJoin, usize)> {
    let list = &studied[to].study;
    let days = list.with(Role::Date)?;
    let join = best_key(studied, families, (base, to), |own, key| {
        let named = |study: &Study<'_>, column: usize| study.concepts[column].0.is_date();
        key != days
            && list.profiles[key].unique()
            && named(&studied[base].study, own)
            && named(list, key)
    })?;
    (sure(&studied[to], Role::Date) >= GOOD).then_some((join, days))
}

/// A price list: each thing once, with its price, and the rows say which thing was sold.
fn listed(
    studied: &[Studied<'_>],
    families: &[Vec<usize>],
    (base, to): (usize, usize),
) -> Option<(ProposedJoin, usize)> {
    let list = &studied[to].study;
    let price = price_of(&studied[to])?;
    let join = best_key(studied, families, (base, to), |own, key| {
        is_thing(studied[base].study.concepts[own].0) && list.profiles[key].unique()
    })?;
    Some((join, price))
}

/// Lines of our orders that say how many of which thing were sold, and a list of their prices.
fn listed_lines(
    studied: &[Studied<'_>],
    families: &[Vec<usize>],
    (base, lines): (usize, usize),
    others: &[usize],
) -> Option<([ProposedJoin; 2], ColumnRef, ColumnRef)> {
    let pieces = studied[lines].study.with(Role::Quantity)?;
    let to_lines = best_key(studied, families, (base, lines), |own, _| {
        numbers_orders(&studied[base].study, own)
    })?;
    let mut lists = others.iter().filter(|&&list| list != lines);
    let (to_list, price) = lists.find_map(|&list| listed(studied, families, (lines, list)))?;
    let pieces = ColumnRef {
        table: lines,
        column: pieces,
    };
    let price = ColumnRef {
        table: to_list.to,
        column: price,
    };
    let to_lines = ProposedJoin {
        sum: true,
        ..to_lines
    };
    Some(([to_list, to_lines], pieces, price))
}

/// The table that lists people, each once, whose keys stand in this column: then it is no order's, however seldom its values
/// stand again.
pub(super) fn people_of(studied: &[Studied<'_>], table: usize, column: usize) -> Option<usize> {
    let rows = &studied[table];
    if rows.study.concepts[column].0 != Concept::CustomerId {
        return None;
    }
    let lists = |(to, list): (usize, &Studied<'_>)| {
        let keys = 0..list.sample.layout.columns.len();
        let mut concepts = list.study.concepts.iter();
        to != table
            // What has money of its own are sales.
            && money(list).is_none()
            && !concepts.any(|(concept, _)| *concept == Concept::OrderId)
            && keys
                .filter(|&key| list.study.profiles[key].unique())
                .filter(|&key| {
                    // A bare id is that of people where their table is called so, or says nothing of days.
                    let least = match list.study.with(Role::Date) {
                        Some(_) => NAMED,
                        None => 0.0,
                    };
                    named_alike(rows, column, list, key).is_some_and(|named| named >= least)
                })
                .any(|key| {
                    let profile = &rows.study.profiles[column];
                    let keys = Texts::of(list.study.profiles[key].values());
                    keys.found(profile.values()) as f64 >= WHOLE * profile.filled as f64
                })
    };
    let mut lists = studied.iter().enumerate().filter(|&list| lists(list));
    lists.next().map(|(to, _)| to)
}

/// Does the column number the orders of its table, each once?
fn numbers_orders(study: &Study<'_>, column: usize) -> bool {
    study.with(Role::Order) == Some(column) && study.profiles[column].unique()
}

/// The column that says what one of these things costs.
fn price_of(list: &Studied<'_>) -> Option<usize> {
    let names = &list.sample.layout.columns;
    let prices = (0..names.len()).filter_map(|column| {
        let sure = roles::is_price(&names[column])?;
        (list.study.profiles[column].amount_share() > 0.9).then_some((column, sure))
    });
    // The first of equals.
    let best = prices.reduce(|best, other| if other.1 > best.1 { other } else { best });
    best.map(|(column, _)| column)
}

/// Things with their prices, and no purchases.
pub(super) fn is_price_list(list: &Studied<'_>) -> bool {
    price_of(list).is_some()
        && !list
            .study
            .concepts
            .iter()
            .any(|(concept, _)| matches!(concept, Concept::OrderId | Concept::CustomerId))
}

/// May be a number that people are known by: a card's.
fn is_vague(concept: Concept) -> bool {
    matches!(concept, Concept::Unknown | Concept::Other | Concept::RowId)
}

/// The id of what was sold.
fn is_thing(concept: Concept) -> bool {
    matches!(concept, Concept::Sku | Concept::LineId | Concept::Product)
}

/// A sheet of returned orders: it says so in a header and its keys are orders of ours.
fn returned(studied: &[Studied<'_>], base: usize, to: usize) -> Option<ProposedJoin> {
    let (rows, list) = (&studied[base], &studied[to]);
    let column = rows.study.with(Role::Order)?;
    let says_so = list
        .study
        .concepts
        .iter()
        .any(|(concept, _)| *concept == Concept::Refund);
    if !says_so || list.study.with(Role::Amount).is_some() {
        return None;
    }
    let to_column = (0..list.sample.layout.columns.len())
        .find(|&key| named_alike(rows, column, list, key).is_some())?;
    let profile = &rows.study.profiles[column];
    let own = Texts::of(profile.values());
    let keys = Texts::of(list.study.profiles[to_column].values());
    let ours = own.found(keys.iter());
    let whole = rows.sample.all && list.sample.all;
    if ours == 0 || whole && (ours as f64) < MATCHED * keys.len() as f64 {
        return None;
    }
    let found = keys.found(profile.values());
    Some(ProposedJoin {
        table: base,
        column,
        to,
        to_column,
        matched: (found as f64 / profile.filled.max(1) as f64 * 1000.0).round() / 1000.0,
        sum: false,
        returns: true,
    })
}

/// How much a table looks like the rows of an analysis.
fn worth(table: &Studied<'_>) -> f64 {
    let rows = (table.sample.records.len() as f64 + 1.0).ln() / 100.0;
    // Money may come from a table of lines, and seldom anybody's name.
    let who_paid = 1.5 * sure(table, Role::Customer) + money(table).map_or(0.0, |(_, sure)| sure);
    // Days alone are a calendar.
    let days = if who_paid > 0.0 { 2.0 } else { 1.0 };
    let pays = |column: usize| table.study.concepts[column].0 == Concept::PaidDate;
    let less = match table.study.with(Role::Date) {
        _ if table.sample.is_hidden => HIDDEN,
        Some(date) if pays(date) => PAYS,
        _ => 0.0,
    };
    days * sure(table, Role::Date) + who_paid + 0.3 * sure(table, Role::Order) + rows - less
}

fn sure(table: &Studied<'_>, role: Role) -> f64 {
    table
        .study
        .with(role)
        .map_or(0.0, |column| table.study.guesses[column].confidence)
}

/// The column that holds a table's money and how sure that is; quantity and unit price count as well.
pub(super) fn money(table: &Studied<'_>) -> Option<(usize, f64)> {
    let study = &table.study;
    if let Some(column) = study.with(Role::Amount) {
        let sure = study.guesses[column].confidence;
        return (sure >= ASKED).then_some((column, sure));
    }
    let (price, _) = study
        .with(Role::UnitPrice)
        .filter(|&price| study.profiles[price].filled > 0)
        .zip(study.with(Role::Quantity))?;
    Some((price, study.guesses[price].confidence * 0.9))
}

/// Yes or no, in many rows: the key of nothing, whatever numbers stand for it.
fn is_answer(profile: &Profile<'_>) -> bool {
    profile.distinct <= 2 && profile.filled > 20
}

/// The best pair of key columns between two tables.
fn best_key(
    studied: &[Studied<'_>],
    families: &[Vec<usize>],
    (table, to): (usize, usize),
    fits: impl Fn(usize, usize) -> bool,
) -> Option<ProposedJoin> {
    let (a, b) = (&studied[table], &studied[to]);
    let whole = a.sample.all && b.sample.all;
    let mut best: Option<(f64, ProposedJoin)> = None;
    for to_column in 0..b.sample.layout.columns.len() {
        let Some((column, named)) = (0..a.sample.layout.columns.len())
            .filter(|&column| fits(column, to_column) && !is_answer(&a.study.profiles[column]))
            .filter_map(|column| Some((column, named_alike(a, column, b, to_column)?)))
            .max_by(|x, y| x.1.total_cmp(&y.1))
        else {
            continue;
        };
        // A list that comes in several files holds the keys of all of them.
        let name = b.sample.layout.columns[to_column].trim();
        let family = families.iter().find(|family| family.contains(&to));
        let mut keys = Texts::default();
        for &member in family.into_iter().flatten() {
            let mut columns = studied[member].sample.layout.columns.iter();
            if let Some(place) = columns.position(|c| c.trim().eq_ignore_ascii_case(name)) {
                keys.add(studied[member].study.profiles[place].values());
            }
        }
        let profile = &a.study.profiles[column];
        if profile.filled == 0 {
            continue;
        }
        let found = keys.found(profile.values());
        let matched = found as f64 / profile.filled as f64;
        let least = if named < 0.5 { WHOLE } else { MATCHED };
        if found == 0 || whole && matched < least {
            continue;
        }
        let score = named + matched;
        if best.as_ref().is_none_or(|(other, _)| score > *other) {
            best = Some((
                score,
                ProposedJoin {
                    table,
                    column,
                    to,
                    to_column,
                    matched: (matched * 1000.0).round() / 1000.0,
                    sum: false,
                    returns: false,
                },
            ));
        }
    }
    best.map(|(_, join)| join)
}

/// Is it the id of what a table of this name lists?
fn is_named_after(key: &str, table: &str) -> bool {
    let of = key.strip_suffix("_id").or_else(|| key.strip_prefix("id_"));
    let table = table.to_lowercase();
    let mut parts = table.split(|c: char| !c.is_alphanumeric());
    of.is_some_and(|of| of.len() > 2 && parts.any(|part| part.starts_with(of)))
}

/// Do the names of two columns say that they hold the same ids? Equal names, or the same kind of id
/// (`orders.id` and `payments.order_id`).
fn named_alike(a: &Studied<'_>, column: usize, b: &Studied<'_>, to_column: usize) -> Option<f64> {
    let name = |t: &Studied<'_>, c: usize| t.sample.layout.columns[c].trim().to_lowercase();
    let concept = |t: &Studied<'_>, c: usize| t.study.concepts[c].0;
    let id = |c: Concept| {
        matches!(
            c,
            Concept::OrderId
                | Concept::CustomerId
                | Concept::BareId
                | Concept::DealId
                | Concept::Email
                | Concept::Sku
        )
    };
    let (x, y) = (concept(a, column), concept(b, to_column));
    // A bare id with a word of its own that we don't know ("bel_nr") names what it is an id of, unless each table numbers its own
    // rows so; tables put a mark of their own in front ("ss_sold_date_sk", "d_date_sk").
    let (own, other) = (name(a, column), name(b, to_column));
    let unique = |t: &Studied<'_>, c: usize| t.study.profiles[c].unique();
    let is_named = x != Concept::BareId
        || a.study.concepts[column].1 < BARE && !(unique(a, column) && unique(b, to_column));
    let says_so = id(x) && id(y) || is_thing(x) && is_thing(y);
    if is_named && own == other && (says_so || x == y && is_vague(x)) {
        return Some(if says_so { 1.0 } else { 0.4 });
    }
    let unmarked = other.split_once('_').map_or("", |(_, rest)| rest);
    if x.is_date() && y.is_date() && !unmarked.is_empty() && own.ends_with(unmarked) {
        return Some(0.3);
    }
    // "cita_id" of the payments, the id of citas.
    let (one, two) = (&a.sample.name, &b.sample.name);
    if own == "id" && is_named_after(&other, one) || other == "id" && is_named_after(&own, two) {
        return Some(0.55);
    }
    if !(id(x) || is_thing(x)) || !id(y) {
        return None;
    }
    if x == y && x != Concept::BareId {
        return Some(0.6);
    }
    // A bare id is the order's where the column has that role, the customer's in a table of customers.
    let role = |t: &Studied<'_>, c: usize, wanted: Role| t.study.guesses[c].role == wanted;
    let alike = (x == Concept::BareId && role(a, column, Role::Order) && y == Concept::OrderId)
        // "info_id" of the orders, "order_id" of their lines.
        || (x == Concept::OrderId && y == Concept::BareId && role(b, to_column, Role::Order))
        || (x == Concept::CustomerId
            && y == Concept::BareId
            && b.study.with(Role::Date).is_none()
            && !b.study.concepts.iter().any(|(c, _)| *c == Concept::OrderId))
        // "product_id" of the orders, the id of a price list.
        || (is_thing(x) && y == Concept::BareId && is_price_list(b));
    alike.then_some(0.5)
}
