//! What the tests of rows and ledger share: a text in pieces → tally and ledger.

#![allow(dead_code)] // each test file uses its part

use regulars::ingest::duplicates::Duplicates;
use regulars::ingest::layout::Layout;
use regulars::ingest::pass::{Pass, Tally};
use regulars::ingest::plan::{
    AmountLevel, AmountReading, CurrencyRule, DateOrder, Epoch, Mapping, Plan, Role,
};
use regulars::ingest::records::Reader;
use regulars::ledger::{Journal, Ledger};

/// A plan with these columns, ISO dates and decimal points.
pub(crate) fn plan(columns: &[(Role, usize)]) -> Plan {
    let mut mapping = Mapping::default();
    for &(role, column) in columns {
        mapping.set(role, Some(column));
    }
    Plan {
        used: vec![0],
        mapping,
        date: DateOrder::YearMonthDay,
        epoch: Epoch::default(),
        amount: AmountReading::default(),
        level: AmountLevel::Row,
        float_customer: false,
        float_order: false,
        mails: false,
        kinds_left_out: None,
        totals: Vec::new(),
        discount: None,
        order_discount: None,
        status_excluded: Vec::new(),
        currency: CurrencyRule::One,
        returns: None,
        taken_off: false,
        subtract_refunds: false,
        drop_duplicates: false,
        overlap: None,
        lookups: Vec::new(),
        from_partner: Default::default(),
        apart: Default::default(),
    }
}

/// Reads a text in chunks of `chunk` bytes.
pub(crate) fn journal(plan: &Plan, layout: &Layout, text: &[u8], chunk: usize) -> (Tally, Journal) {
    let mut journal = Journal::new();
    let mut reader = Reader::new(layout);
    let mut pass =
        Pass::new(plan, layout, 0, &mut journal).counting_duplicates(Duplicates::default());
    for piece in text.chunks(chunk) {
        assert!(reader.push(piece, &mut pass).is_continue());
    }
    assert!(reader.finish(&mut pass).is_continue());
    let (_, _, tally) = pass.into_parts(&reader);
    (tally, journal)
}

/// The same, closed.
pub(crate) fn ledger(plan: &Plan, layout: &Layout, text: &[u8]) -> (Tally, Ledger) {
    let (mut tally, journal) = journal(plan, layout, text, 65_536);
    let ledger = journal.close(plan.level == AmountLevel::EachLine);
    // The pass remembers what it did not use, the ledger knows the rest.
    tally.exact_duplicates = tally.exact_duplicates.map(|rows| rows + ledger.repeated());
    (tally, ledger)
}
