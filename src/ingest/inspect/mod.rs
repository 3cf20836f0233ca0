//! Samples → [`Inspection`]: roles, readings, what to ask, what to say, why not to go on.

mod anybody;
mod channels;
mod currencies;
mod date_choices;
mod notes;
mod others;
mod purchases;
mod questions;
mod readings;
mod refusal;
mod returned;
mod same;
mod settle;
mod totals;

use super::inspection::{Column, InspectedTable, Inspection, Readings, Said, StatusValue};
use super::joins;
use super::layout::Layout;
use super::plan::Role;
use super::roles::{self, Study};
use super::status;
use crate::error::Error;
use crate::math::few::sort_few;

pub use super::resolve::{learn, resolve};

/// A table's name, layout and sampled records.
#[derive(Clone, Debug)]
pub struct TableSample<'a> {
    /// `orders.csv`, `shop.xlsx/Orders`.
    pub name: &'a str,
    /// `text`, `gzip`, `zip`, `xlsx`, `xls`, `ods`, `json`, `html`.
    pub container: &'a str,
    /// How its text is laid out.
    pub layout: &'a Layout,
    /// Data records in file order (no header), texts as written. Thousands are better than hundreds.
    pub records: &'a [Vec<String>],
    /// The records are all there are.
    pub all: bool,
    /// The lines above the header, as text.
    pub preamble: &'a str,
    /// Its bare day numbers count from 1904: a workbook that says so.
    pub from_1904: bool,
    /// A sheet that its workbook does not show.
    pub is_hidden: bool,
}

/// A table with everything found out about it.
pub(super) struct Studied<'a> {
    pub(super) sample: &'a TableSample<'a>,
    pub(super) study: Study<'a>,
}

/// Records that go on the screen.
const PREVIEW: usize = 20;
/// Different values of a column that go on the screen.
const SAMPLES: usize = 5;
/// How sure a customer column is that keys a list of people, whatever is said for it besides.
const IN_A_LIST: f64 = 0.8;
/// More different values than this are no states.
const STATUS_VALUES: usize = 60;

/// Inspects tables from their samples.
#[must_use]
pub fn inspect(samples: &[TableSample<'_>]) -> Inspection {
    let studied: Vec<Studied<'_>> = samples
        .iter()
        .map(|sample| Studied {
            sample,
            study: roles::study(
                &sample.layout.columns,
                sample.records,
                sample.layout.header.is_some(),
            ),
        })
        .collect();
    let tables: Vec<InspectedTable> = studied.iter().map(table).collect();
    let mut inspection = Inspection {
        tables,
        ..Inspection::default()
    };
    if studied.is_empty() {
        inspection.refusal = Some(Error::new("no_table"));
        return inspection;
    }
    let mut families = same::families(&studied);
    let copies = same::leave_out_copies(&mut families, &studied, &inspection.tables);
    same::rename(&mut families, &studied, &mut inspection.tables);
    let channels = channels::unite(&mut families, &studied, &mut inspection.tables);
    for family in &families {
        add_states(&mut inspection.tables, family);
    }
    let star = joins::propose(&studied, &families);
    inspection.used = star.used.clone();
    inspection.joins = star.joins.clone();
    returned::mark(&mut inspection, &studied);
    let first = inspection.used.first().copied().unwrap_or(0);
    let study = &studied[first].study;
    for (column, guess) in study.guesses.iter().enumerate() {
        if guess.role != Role::Ignore {
            inspection.proposed.mapping.set(guess.role, Some(column));
        }
    }
    if !star.joins.is_empty() {
        let unasked = star.joins.into_iter().filter(|join| !join.returns);
        inspection.proposed.joins = Some(unasked.collect());
    }
    inspection.proposed.joined = star.joined;
    for role in inspection.proposed.joined.keys() {
        inspection.proposed.mapping.set(*role, None);
    }
    if inspection.proposed.joined.contains_key(&Role::Amount) {
        inspection.proposed.mapping.set(Role::Quantity, None);
        inspection.proposed.mapping.set(Role::UnitPrice, None);
    }
    if inspection.proposed.joined.contains_key(&Role::UnitPrice) {
        // A price list has one currency, whatever was paid in. And an empty column of money is none.
        inspection.proposed.mapping.set(Role::Currency, None);
        inspection.proposed.mapping.set(Role::Amount, None);
    }
    if !channels.is_empty() {
        channels::settle(&mut inspection);
    }
    let settled = settle::among(&mut inspection);
    if let Some(customer) = inspection.proposed.mapping.get(Role::Customer)
        && joins::people_of(&studied, first, customer).is_some()
    {
        let confidence = &mut inspection.tables[first].columns[customer].confidence;
        *confidence = confidence.max(IN_A_LIST);
    }
    questions::ask(&mut inspection, &studied, &families, &channels);
    notes::add(&mut inspection, &studied, settled);
    let copied: Vec<usize> = copies.iter().map(|pair| pair[0]).collect();
    for [copy, other] in copies {
        let [copy, other] = [copy, other].map(|table| inspection.tables[table].name.clone());
        let said = Said::new("table_repeated").with("table", copy);
        let said = said.with("other", other);
        inspection.tables[first].notes.push(said);
    }
    notes::name_unused(&mut inspection, &studied, &copied);
    inspection.refusal = refusal::of(&inspection, &studied);
    if inspection
        .refusal
        .as_ref()
        .is_some_and(|refusal| refusal.code == "one_row_per_customer")
    {
        // No answer makes purchases of it.
        inspection.questions.clear();
    }
    inspection
}

fn table(studied: &Studied<'_>) -> InspectedTable {
    let Studied { sample, study } = studied;
    let readings = readings::of(studied);
    let columns: Vec<Column> = sample
        .layout
        .columns
        .iter()
        .zip(&study.guesses)
        .zip(readings)
        .enumerate()
        .map(|(index, ((name, guess), readings))| Column {
            index,
            name: name.clone(),
            role: guess.role,
            confidence: guess.confidence,
            reason: guess.reason.clone(),
            kind: guess.kind,
            samples: different(study.profiles[index].values(), SAMPLES),
            readings,
        })
        .collect();
    let reading = |role: Role| study.with(role).map(|column| &columns[column].readings);
    let date = reading(Role::Date).and_then(|r: &Readings| r.date.clone());
    let amount = reading(Role::Amount)
        .or_else(|| reading(Role::UnitPrice))
        .and_then(|r| r.amount.clone());
    let totals = totals::of(studied, amount.as_ref());
    InspectedTable {
        totals,
        name: sample.name.to_owned(),
        container: sample.container.to_owned(),
        encoding: sample.layout.encoding.clone(),
        encoding_confidence: sample.layout.encoding_confidence,
        delimiter: sample.layout.dialect.delimiter.clone(),
        quote: sample.layout.dialect.quote.map(String::from),
        header_line: sample.layout.header.map(|(first, _)| first),
        first_record_line: sample.layout.first_record_line,
        date,
        amount,
        currencies: currencies::of(study),
        returns: study.returns.clone(),
        all_returns: false,
        status: statuses(study),
        row_kinds: study.row_kinds.clone(),
        preview: sample.records.iter().take(PREVIEW).cloned().collect(),
        sampled_rows: sample.records.len() as u64,
        sampled_all: sample.all,
        notes: Vec::new(),
        preset: study.preset.clone(),
        columns,
    }
}

/// The first different values.
fn different<'a>(values: impl Iterator<Item = &'a str>, most: usize) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    // A column of one value would be read to its end for nothing.
    for value in values.take(200) {
        if found.len() == most {
            break;
        }
        if !found.iter().any(|seen| seen == value) {
            found.push(value.to_owned());
        }
    }
    found
}

/// What the other tables of a family say of their rows is asked about with the first one.
fn add_states(tables: &mut [InspectedTable], family: &[usize]) {
    let Some((&first, others)) = family.split_first() else {
        return;
    };
    if tables[first].status.is_empty() {
        return;
    }
    for &other in others {
        for state in tables[other].status.clone() {
            let known = &mut tables[first].status;
            match known.iter_mut().find(|known| known.value == state.value) {
                Some(known) => known.rows += state.rows,
                None => known.push(state),
            }
        }
    }
}

/// Values of the status column with their rows, most frequent first.
fn statuses(study: &Study<'_>) -> Vec<StatusValue> {
    let Some(column) = study.with(Role::Status) else {
        return Vec::new();
    };
    let mut counts: Vec<(&str, u64)> = Vec::new();
    for value in &study.profiles[column].cells {
        match counts.iter().position(|(seen, _)| seen == value) {
            Some(at) => counts[at].1 += 1,
            None if counts.len() < STATUS_VALUES => counts.push((value, 1)),
            None => return Vec::new(),
        }
    }
    sort_few(&mut counts, |a, b| (b.1, a.0) < (a.1, b.0));
    let values = || counts.iter().map(|(value, _)| *value);
    let (funnel, ahead) = (status::is_funnel(values()), status::tell_ahead(values()));
    let has_payments = !study.settling.is_empty();
    let settles = |value: &str| study.settling.iter().any(|other| other == value);
    let sells = |value: &str| match (study.no_sale, status::meaning(value)) {
        (Some(out), _) => status::answer(value) != Some(out),
        (_, status::Meaning::Won) => true,
        (_, status::Meaning::Sale) if has_payments && !funnel => true,
        (_, status::Meaning::Sale) => !funnel && !(ahead && status::is_ahead(value)),
        (_, status::Meaning::Lost | status::Meaning::NotASale) => false,
    };
    // Where nothing else could be left out, there is nothing to ask; and returns stay where payments are left out.
    let all_count =
        has_payments || values().all(|value| sells(value) || adds_nothing(study, column, value));
    counts
        .into_iter()
        .map(|(value, rows)| StatusValue {
            value: value.to_owned(),
            rows,
            is_sale: !settles(value)
                && (sells(value) || all_count && adds_nothing(study, column, value)),
        })
        .collect()
}

/// Do the rows of this state add nothing: those that take money back are netted, those without any are not used?
fn adds_nothing(study: &Study<'_>, column: usize, state: &str) -> bool {
    let Some(amount) = study.with(Role::Amount) else {
        return false;
    };
    if let Some(returns) = &study.returns
        && returns.values.iter().any(|other| other == state)
    {
        return true;
    }
    let customers = study.with(Role::Customer).unwrap_or(column);
    let cells = &study.profiles[column].cells;
    (0..cells.len()).all(|row| {
        cells[row] != state
            || study.profiles[customers].cells[row].is_empty()
            || !(study.profiles[amount].money(row) >= 0.0)
    })
}
