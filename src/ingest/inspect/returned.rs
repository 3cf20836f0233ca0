//! Credit notes beside invoices: a table of refunds whose money is written like that of sales.

use super::Studied;
use crate::ingest::inspection::Inspection;
use crate::ingest::plan::Role;
use crate::ingest::status;

/// Marks those of the used tables that hold nothing but refunds: their names say so, those of others do not, and no money has a
/// minus.
pub(super) fn mark(inspection: &mut Inspection, studied: &[Studied<'_>]) {
    let mut named = inspection.used.clone();
    named.retain(|&table| is_named(&inspection.tables[table].name) && is_positive(&studied[table]));
    if named.len() < inspection.used.len() {
        for table in named {
            inspection.tables[table].all_returns = true;
        }
    }
}

/// Does the name of the sheet, the file or its folder speak of returns, and of nothing that was sold?
fn is_named(name: &str) -> bool {
    let mut parts = name.split('/').map(|part| part.replace('_', " "));
    parts.any(|part| status::is_return(&part) && !status::is_sold(&part))
}

fn is_positive(Studied { study, .. }: &Studied<'_>) -> bool {
    let money = study.with(Role::Amount).or(study.with(Role::Quantity));
    money.is_some_and(|column| {
        let profile = &study.profiles[column];
        let minus = (0..profile.cells.len()).filter(|&row| profile.money(row) < 0.0);
        minus.count() * 20 <= profile.filled
    })
}
