//! Samples → [`Inspection`]; inspection and choices → [`Plan`].

use super::amounts;
use super::dates::{self, DateHints};
use super::inspection::{
    AmountReadingSeen, Choices, Column, DateReading, InspectedTable, Inspection, Said,
};
use super::layout::Layout;
use super::plan::{AmountReading, CurrencyRule, DateOrder, Plan, Role};
use super::roles;
use crate::error::{Error, Result};

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
}

/// Inspects tables from their samples.
#[must_use]
pub fn inspect(samples: &[TableSample<'_>]) -> Inspection {
    let tables: Vec<InspectedTable> = samples.iter().map(inspect_table).collect();
    let mut inspection = Inspection {
        used: if tables.is_empty() { vec![] } else { vec![0] },
        tables,
        ..Inspection::default()
    };
    let Some(table) = inspection.tables.first() else {
        inspection.refusal = Some(Error::new("no_table"));
        return inspection;
    };
    for column in &table.columns {
        if column.role != Role::Ignore {
            inspection
                .proposed
                .mapping
                .set(column.role, Some(column.index));
        }
    }
    if table.sampled_rows == 0 {
        inspection.refusal = Some(Error::new("no_data_rows").in_file(table.name.clone()));
    } else if inspection.proposed.mapping.customer().is_none() {
        inspection.refusal = Some(Error::new("no_customer_column").in_file(table.name.clone()));
    } else if inspection.proposed.mapping.date().is_none() {
        inspection.refusal = Some(Error::new("no_date_column").in_file(table.name.clone()));
    }
    inspection
}

fn inspect_table(sample: &TableSample<'_>) -> InspectedTable {
    let guesses = roles::guess(
        &sample.layout.columns,
        sample.records,
        sample.layout.header.is_some(),
    );
    let values = |column: usize| -> Vec<&str> {
        sample
            .records
            .iter()
            .filter_map(|record| record.get(column))
            .map(|text| text.trim())
            .filter(|text| !text.is_empty())
            .collect()
    };
    let with = |role: Role| guesses.iter().position(|guess| guess.role == role);
    let date = with(Role::Date)
        .and_then(|column| {
            let hints = DateHints {
                named_date: true,
                ..DateHints::default()
            };
            dates::decide(&values(column), hints)
        })
        .map(|decision| DateReading {
            order: decision.order,
            confidence: decision.confidence,
            ambiguous: decision.ambiguous,
            misfits: decision.misfits,
        });
    let amount = with(Role::Amount)
        .or_else(|| with(Role::UnitPrice))
        .and_then(|column| amounts::decide(&values(column), 0.0))
        .map(|decision| AmountReadingSeen {
            decimal_mark: decision.reading.decimal_mark,
            cents: decision.reading.cents,
            level: Default::default(),
            confidence: decision.confidence,
            misfits: decision.misfits,
        });
    let columns = sample
        .layout
        .columns
        .iter()
        .zip(&guesses)
        .enumerate()
        .map(|(index, (name, guess))| Column {
            index,
            name: name.clone(),
            role: guess.role,
            confidence: guess.confidence,
            reason: guess.reason.clone(),
            kind: guess.kind,
            samples: values(index)
                .iter()
                .take(5)
                .map(ToString::to_string)
                .collect(),
        })
        .collect();
    InspectedTable {
        name: sample.name.to_owned(),
        container: sample.container.to_owned(),
        encoding: sample.layout.encoding.clone(),
        encoding_confidence: sample.layout.encoding_confidence,
        delimiter: sample.layout.dialect.delimiter.clone(),
        quote: sample.layout.dialect.quote.map(String::from),
        header_line: sample.layout.header.map(|(first, _)| first),
        first_record_line: sample.layout.first_record_line,
        columns,
        date,
        amount,
        currencies: Vec::new(),
        status: Vec::new(),
        preview: sample.records.iter().take(20).cloned().collect(),
        sampled_rows: sample.records.len() as u64,
        sampled_all: sample.all,
        notes: Vec::<Said>::new(),
        preset: None,
    }
}

/// The plan for the pass: what was proposed, changed by what the user chose. Choices left empty stand as proposed.
///
/// # Errors
/// The inspection's refusal if the choices don't remove its cause; `no_customer_column`, `no_date_column`,
/// `no_amount_column` if a needed role is missing; `no_such_column` if a choice names one that isn't there.
pub fn resolve(inspection: &Inspection, choices: &Choices) -> Result<Plan> {
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
    let mapping = if choices.mapping.iter().next().is_none() {
        inspection.proposed.mapping.clone()
    } else {
        choices.mapping.clone()
    };
    for (_, column) in mapping.iter() {
        if column >= table.columns.len() {
            return Err(Error::new("no_such_column").with("column", column));
        }
    }
    let missing = |code: &'static str| match &inspection.refusal {
        Some(refusal) if refusal.code == code => refusal.clone(),
        _ => Error::new(code).in_file(table.name.clone()),
    };
    if mapping.customer().is_none() {
        return Err(missing("no_customer_column"));
    }
    if mapping.date().is_none() {
        return Err(missing("no_date_column"));
    }
    if mapping.amount().is_none()
        && (mapping.quantity().is_none() || mapping.unit_price().is_none())
    {
        return Err(missing("no_amount_column"));
    }
    let date = choices
        .date_order
        .or(table.date.as_ref().map(|date| date.order))
        .unwrap_or(DateOrder::YearMonthDay);
    let seen = table.amount.as_ref();
    Ok(Plan {
        used,
        mapping,
        date,
        amount: AmountReading {
            decimal_mark: choices
                .decimal_mark
                .or(seen.map(|amount| amount.decimal_mark))
                .unwrap_or('.'),
            cents: choices
                .cents
                .or(seen.map(|amount| amount.cents))
                .unwrap_or(false),
        },
        level: choices
            .level
            .or(seen.map(|amount| amount.level))
            .unwrap_or_default(),
        float_customer: false,
        float_order: false,
        status_excluded: choices.status_excluded.clone().unwrap_or_default(),
        currency: CurrencyRule::One,
        drop_duplicates: choices.drop_duplicates.unwrap_or(false),
        lookups: Vec::new(),
        from_partner: std::collections::BTreeMap::new(),
    })
}
