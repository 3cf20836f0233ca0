//! How each column would be read as dates, as amounts, as ids: one decision per column, with what its table tells.

use super::{Studied, currencies};
use crate::ingest::amounts::{self, AmountReader};
use crate::ingest::currency;
use crate::ingest::dates::{self, DateHints, DateReader};
use crate::ingest::inspection::{AmountReadingSeen, DateReading, Kind, Readings};
use crate::ingest::plan::{AmountLevel, AmountReading, DateOrder, Role, Serials, Share};
use crate::ingest::roles::profile::Profile;
use crate::ingest::roles::{Concept, is_rate, is_reduced};
use crate::ingest::units;

/// Readings of all columns of a table.
pub(super) fn of(studied: &Studied<'_>) -> Vec<Readings> {
    let study = &studied.study;
    let delimiter = studied.sample.layout.dialect.delimiter.as_str();
    let semicolon = if delimiter == ";" { 0.4 } else { 0.0 };
    // Decimal commas of other columns speak for a decimal comma here, and for day-first dates.
    let marks = |mark: char| {
        study
            .profiles
            .iter()
            .filter(|p| p.kind == Kind::Decimal)
            .filter_map(|p| p.amount)
            .any(|a| !a.ambiguous && a.reading.decimal_mark == mark && a.confidence > 0.97)
    };
    let comma = match (marks(','), marks('.')) {
        (true, false) => 0.8,
        (false, true) => -0.8,
        // Nobody who writes Chinese, Japanese or Korean groups by points.
        _ if eastern(studied) => -0.8,
        _ => semicolon,
    };
    let day_first = day_first(studied, comma);
    // What is paid in whole units has no decimals: "85.000 ₫" is grouped.
    let whole = currencies::of(study)
        .first()
        .is_some_and(|most| currency::is_whole(&most.currency));
    let amount_column = study.with(Role::Amount).or(study.with(Role::UnitPrice));
    let is_reduced = study
        .with(Role::UnitPrice)
        .is_some_and(|price| is_reduced(&studied.sample.layout.columns[price]));
    study
        .profiles
        .iter()
        .zip(&study.concepts)
        .enumerate()
        .map(|(column, (profile, (concept, _)))| {
            let values = || profile.values().collect::<Vec<_>>();
            let date = profile.date.map(|first| {
                let again = first.ambiguous.then(|| {
                    let hints = DateHints {
                        day_first,
                        named_date: concept.is_date(),
                    };
                    dates::decide(&values(), hints)
                });
                let decision = again.flatten().unwrap_or(first);
                let mut epoch = decision.epoch();
                if studied.sample.from_1904 {
                    epoch.serials = Serials::From1904;
                }
                let reader = DateReader::new(decision.order).counting(epoch);
                DateReading {
                    order: decision.order,
                    confidence: decision.confidence,
                    ambiguous: decision.ambiguous,
                    misfits: decision.misfits,
                    mixed: decision.mixed,
                    open: decision.open,
                    epoch,
                    last: profile
                        .values()
                        .filter_map(|text| reader.day(text.as_bytes()))
                        .max(),
                }
            });
            let amount = profile.amount.map(|first| {
                let again = first.ambiguous.then(|| {
                    let grouped_by_comma = profile.values().any(amounts::has_comma);
                    let hint = match (whole, grouped_by_comma) {
                        (false, _) => comma,
                        (_, true) => -0.8,
                        (_, false) => 0.8,
                    };
                    amounts::decide(&values(), hint)
                });
                let decision = again.flatten().unwrap_or(first);
                let own = Some(column) == amount_column;
                let unit = unit(studied, column).filter(|_| own);
                AmountReadingSeen {
                    decimal_mark: decision.reading.decimal_mark,
                    cents: own && study.cents.is_some_and(|sure| sure >= 0.5),
                    power: unit.map_or(0, |(power, _)| power),
                    level: if own { study.level } else { AmountLevel::Row },
                    confidence: decision.confidence,
                    ambiguous: decision.ambiguous,
                    open: decision.open,
                    mixed: decision.mixed,
                    misfits: decision.misfits,
                }
            });
            let named = studied.sample.layout.columns[column].as_str();
            Readings {
                date,
                amount,
                share: match concept {
                    Concept::Discount if !is_reduced => share(profile, named),
                    _ => None,
                },
                whole_floats: profile.whole_floats,
                emails: profile.emails,
                repeats: profile.distinct < profile.filled,
                changes: matches!(
                    concept,
                    Concept::Status
                        | Concept::ShipStatus
                        | Concept::Stage
                        | Concept::Refund
                        | Concept::PaidDate
                        | Concept::CloseDate
                        | Concept::OtherDate
                ),
            }
        })
        .collect()
}

/// No shop takes off more than this share of a price; larger numbers below 1 are money.
const MOST_OFF: f64 = 0.85;

/// Does the column hold shares: 15 %, 15 below a name with %, or 0.15 and nothing near 1?
#[inline(never)]
fn share(profile: &Profile<'_>, name: &str) -> Option<Share> {
    let is_marked = |text: &str| text.ends_with(['%', '％']);
    let reader = AmountReader::new(AmountReading::default());
    let read = |text: &str| {
        let number = text.trim_end_matches([' ', '%', '％']).as_bytes();
        let number = reader.read(number).or_else(|| reader.turned().read(number));
        number.map(|number| number.to_f64())
    };
    let named = name.contains(['%', '％']) || is_rate(name);
    // A spreadsheet keeps 5 % as 0.05, whatever the name says.
    let is_fraction = |text: &str| !is_marked(text) && read(text) < Some(1.0);
    let percent = profile.values().any(is_marked) || named && !profile.values().all(is_fraction);
    let (most, places) = match percent {
        true => (100.0, 2),
        false if is_rate(name) || name.contains('折') => (1.0, 0),
        false => (MOST_OFF, 0),
    };
    let all = if percent { 100.0 } else { 1.0 };
    let (mut given, mut whole, mut none) = (false, 0, 0);
    for value in profile.values() {
        let share = read(value)?;
        // Given away.
        let is_all = share == all;
        if !(0.0..=most).contains(&share) && !is_all
            || percent && share != 0.0 && !named && !is_marked(value)
        {
            return None;
        }
        given |= share > 0.0 && share < all;
        whole += usize::from(is_all);
        none += usize::from(share == 0.0);
    }
    // 1, 0.95, 0.8 is the share that is paid where the name says 折, and so are 0.95 and 0.8 in all rows; elsewhere it may be anything.
    let is_full = profile.filled == profile.cells.len();
    let is_paid =
        whole > none && whole * 20 > profile.filled || none == 0 && name.contains('折') && is_full;
    let known = given && (!is_paid || name.contains('折'));
    known.then_some(Share { places, is_paid })
}

/// Is the header in Chinese, Japanese or Korean?
fn eastern(studied: &Studied<'_>) -> bool {
    let layout = studied.sample.layout;
    let script = |c: char| matches!(c as u32, 0x3040..=0x30FF | 0x3400..=0x9FFF | 0xAC00..=0xD7AF);
    layout.header.is_some() && layout.columns.iter().any(|name| name.chars().any(script))
}

/// The power of ten in which a money column is written, and whether its own header says so. Amounts that carry a unit of
/// their own have been read with it.
pub(super) fn unit(studied: &Studied<'_>, column: usize) -> Option<(u8, bool)> {
    let layout = studied.sample.layout;
    layout.header?;
    let marked = |text: &str| text.chars().any(|c| "千万萬億亿천만억kKmM".contains(c));
    if studied.study.profiles[column].values().any(marked) {
        return None;
    }
    let own = units::of_header(&layout.columns[column]);
    let above = || units::of_notes(studied.sample.preamble).map(|power| (power, false));
    own.map(|power| (power, true))
        .or_else(above)
        .filter(|(power, _)| *power > 0)
}

/// What a column of dates is called in languages other than English, as far as ASCII can write it.
const FOREIGN: &str = "fecha fechas dia datum datums data dato datos vencimento vencimiento pagamento emissao emision \
    scadenza zahldatum rechnungsdatum bestelldatum belegdatum buchungsdatum orderdatum factuurdatum besteldatum \
    tarih tarihi tanggal tgl tarikh ngay termin czas jour mois ano mes leto rok hari waktu";

/// Does the header's name have such a word?
fn is_foreign(name: &str) -> bool {
    let mut words = name.split(|c: char| !c.is_ascii_alphabetic());
    words.any(|word| {
        let word = word.to_ascii_lowercase();
        FOREIGN.split(' ').any(|foreign| foreign == word)
    })
}

/// Evidence for day-first (> 0) or month-first (< 0) outside the column itself.
fn day_first(studied: &Studied<'_>, comma: f64) -> f64 {
    let study = &studied.study;
    // A file is written by one program in one locale: a column that can be told settles the others.
    for decision in study.profiles.iter().filter_map(|p| p.date) {
        if !decision.ambiguous && decision.confidence >= 0.9 {
            match decision.order {
                DateOrder::DayMonthYear => return 0.9,
                DateOrder::MonthDayYear => return -0.9,
                _ => {}
            }
        }
    }
    let mut evidence = if comma > 0.0 { 0.5 } else { 0.0 };
    // Month-first is written in English only (CLDR: en-US and a few more); letters beyond ASCII speak against it, and so do
    // other languages' words for a day.
    let names = studied.sample.layout.columns.iter();
    let mut named = names.zip(&study.profiles);
    if studied.sample.layout.header.is_some()
        && named.any(|(name, column)| !name.is_ascii() || column.date.is_some() && is_foreign(name))
    {
        evidence += 0.5;
    }
    let codes: Vec<&str> = study
        .profiles
        .iter()
        .filter(|p| p.kind != Kind::Text && p.kind != Kind::Empty)
        .flat_map(|p| p.values().take(20))
        .filter_map(|v| currency::of_amount(v.as_bytes()))
        .collect();
    if codes.contains(&"USD") || codes.contains(&"$") {
        evidence -= 0.3;
    } else if !codes.is_empty() {
        evidence += 0.4;
    }
    evidence
}
