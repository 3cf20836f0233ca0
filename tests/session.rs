//! The front door, from bytes to report, over real and made-up files.

use regulars::ingest::inspection::Choices;
use regulars::options::Options;
use regulars::session::Session;

/// Runs the session over one file in memory, fed in pieces of `piece` bytes.
fn analyze(name: &str, bytes: &[u8], piece: usize) -> regulars::report::Report {
    let mut session = Session::new();
    session.add_source(name, bytes.len() as u64);
    session.inspect(Choices::default()).unwrap();
    feed(&mut session, bytes, piece);
    let proposed = session.inspection().unwrap().proposed.clone();
    session.analyze(proposed).unwrap();
    feed(&mut session, bytes, piece);
    session.report(&Options::default()).unwrap()
}

fn feed(session: &mut Session, bytes: &[u8], piece: usize) {
    while let Some(want) = session.want() {
        let from = want.from as usize;
        let to = (want.to as usize).min(from + piece);
        session.feed(&bytes[from..to]).unwrap();
    }
}

#[test]
fn a_few_rows_become_a_report() {
    let text = "customer,date,amount\nAnna,2024-01-02,10.50\nBen,2024-01-05,3\nAnna,2024-02-02,4.25\nAnna,2024-02-30,1\n";
    for piece in [1, 7, 4096] {
        let report = analyze("orders.csv", text.as_bytes(), piece);
        assert_eq!(report.input.rows_total, 4);
        assert_eq!(report.input.rows_used, 3);
        assert_eq!(report.totals.totals.net_revenue.to_string(), "17.75");
        assert_eq!(report.rfm.as_of.to_string(), "2024-02-03");
        assert_eq!(report.input.issues[0].line, 5);
    }
}
