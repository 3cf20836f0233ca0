//! How fast text becomes a ledger: `cargo bench --bench pass [-- ROWS CUSTOMERS]`. Each stage includes the ones before it;
//! the first is merely touching every byte. Prints the best of three.

#![allow(clippy::unwrap_used)] // a bench may stop

use std::fmt::Write;
use std::ops::ControlFlow;
use std::sync::LazyLock;
use std::time::Instant;

use regulars::customers::Overview;
use regulars::ingest::amounts::AmountReader;
use regulars::ingest::dates::DateReader;
use regulars::ingest::layout::Layout;
use regulars::ingest::pass::{Pass, Take};
use regulars::ingest::plan::{
    AmountLevel, AmountReading, CurrencyRule, DateOrder, Epoch, Mapping, Plan, Role,
};
use regulars::ingest::records::{Fields, Reader};
use regulars::ledger::Journal;

fn main() {
    let numbers: Vec<u64> = std::env::args()
        .filter_map(|arg| arg.parse().ok())
        .collect();
    let rows = numbers.first().copied().unwrap_or(1_000_000);
    let customers = numbers.get(1).copied().unwrap_or(rows / 20);
    let (plan, layout) = plan();
    for in_order in [true, false] {
        let text = generate(rows, customers, in_order);
        println!(
            "{rows} rows, {customers} customers, {} MB, {}",
            text.len() / 1_000_000,
            if in_order { "by date" } else { "in any order" }
        );
        let stage = |name: &str, run: &mut dyn FnMut() -> u64| {
            let best = (0..3)
                .map(|_| {
                    let start = seconds();
                    let seen = std::hint::black_box(run());
                    assert_eq!(seen, rows, "{name}");
                    seconds() - start
                })
                .fold(f64::INFINITY, f64::min);
            println!(
                "  {name:<22} {best:>7.3} s {:>6.1} M rows/s {:>7.0} MB/s",
                rows as f64 / best / 1e6,
                text.len() as f64 / best / 1e6
            );
        };
        stage("bytes", &mut || {
            let sum: u64 = text
                .as_chunks::<8>()
                .0
                .iter()
                .map(|c| u64::from_le_bytes(*c) & 1)
                .sum();
            if sum == 0 { 0 } else { rows }
        });
        stage("records", &mut || {
            let mut count = 0;
            read(&layout, &text, &mut |_: &Fields<'_>| {
                count += 1;
                ControlFlow::Continue(())
            });
            count
        });
        stage("dates and amounts", &mut || {
            let (dates, amounts) = (DateReader::new(plan.date), AmountReader::new(plan.amount));
            let mut count = 0;
            read(&layout, &text, &mut |fields: &Fields<'_>| {
                let read = dates.day(fields.get(2)).zip(amounts.read(fields.get(3)));
                count += u64::from(std::hint::black_box(read).is_some());
                ControlFlow::Continue(())
            });
            count
        });
        stage("rows", &mut || pass(&plan, &layout, &text, ()).1);
        stage("journal", &mut || {
            pass(&plan, &layout, &text, Journal::new()).0.rows()
        });
        stage("ledger", &mut || {
            pass(&plan, &layout, &text, Journal::new())
                .0
                .close(false)
                .rows()
        });
        let ledger = pass(&plan, &layout, &text, Journal::new()).0.close(false);
        stage("(overview alone)", &mut || {
            let overview = Overview::of(&ledger);
            assert_eq!(overview.summaries.len() as u64, customers);
            overview.totals.orders_all.unwrap()
        });
    }
}

/// Seconds that this thread has computed, where the system says so (on a shared machine the clock says little).
fn seconds() -> f64 {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let computed = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanos = computed.and_then(|text| text.split(' ').next()?.parse::<f64>().ok());
    nanos.map_or_else(|| START.elapsed().as_secs_f64(), |nanos| nanos / 1e9)
}

fn read(layout: &Layout, text: &[u8], visit: &mut impl regulars::ingest::records::Visit) {
    let mut reader = Reader::new(layout);
    for chunk in text.chunks(256 << 10) {
        assert!(reader.push(chunk, visit).is_continue());
    }
    assert!(reader.finish(visit).is_continue());
}

fn pass<S: Take>(plan: &Plan, layout: &Layout, text: &[u8], sink: S) -> (S, u64) {
    let mut pass = Pass::new(plan, layout, 0, sink);
    let mut reader = Reader::new(layout);
    for chunk in text.chunks(256 << 10) {
        assert!(reader.push(chunk, &mut pass).is_continue());
    }
    assert!(reader.finish(&mut pass).is_continue());
    let (sink, _, tally) = pass.into_parts(&reader);
    (sink, tally.rows_used)
}

fn plan() -> (Plan, Layout) {
    let mut mapping = Mapping::default();
    for (column, role) in [Role::Customer, Role::Order, Role::Date, Role::Amount]
        .into_iter()
        .enumerate()
    {
        mapping.set(role, Some(column));
    }
    let plan = Plan {
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
    };
    let columns = ["customer_id", "order_id", "date", "amount"].map(str::to_owned);
    (
        plan,
        Layout {
            columns: columns.into(),
            ..Layout::default()
        },
    )
}

/// The shape of `cargo xtask gen`: two years, some customers buy far more often than others.
fn generate(rows: u64, customers: u64, in_order: bool) -> Vec<u8> {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut random = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    let mut text = String::with_capacity(rows as usize * 42 + 64);
    text += "customer_id,order_id,date,amount\n";
    for row in 0..rows {
        let share = (random() >> 11) as f64 / (1_u64 << 53) as f64;
        let customer = if row < customers {
            row
        } else {
            (share * share * customers as f64) as u64
        };
        let name = (customer * 0x9E37_79B1) % 90_000_000 + 10_000_000;
        let day = if in_order {
            row * 730 / rows
        } else {
            random() % 730
        };
        let date = regulars::day::Day(19_723 + day as i32);
        let cents = random() % 30_000 + 100;
        writeln!(
            text,
            "C{name:08},ORD-{row:09},{date},{}.{:02}",
            cents / 100,
            cents % 100
        )
        .unwrap();
    }
    text.into_bytes()
}
