//! The ways to read a column of dates, to choose from.

use crate::ingest::dates::DateReader;
use crate::ingest::inspection::Said;
use crate::ingest::plan::DateOrder;
use crate::ingest::roles::profile::Profile;

/// The readings of a column of dates, the likeliest first, each with a value that they read differently.
pub(super) fn date_choices(profile: &Profile<'_>, likeliest: DateOrder) -> Vec<Said> {
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
