//! The front door, from bytes to report, over real and made-up files.

mod driver;

use driver::Run;

#[test]
fn a_few_rows_become_a_report() {
    let text = "customer,date,amount\nAnna,2024-01-02,10.50\nBen,2024-01-05,3\nAnna,2024-02-02,4.25\nAnna,2024-02-30,1\n";
    for piece in [1, 7, 4096] {
        let mut run = Run::default();
        run.add("orders.csv", text.as_bytes().to_vec());
        let proposed = run.inspect().unwrap().proposed;
        let report = run.analyze_with(proposed, piece).unwrap();
        assert_eq!(report.input.rows_total, 4);
        assert_eq!(report.input.rows_used, 3);
        assert_eq!(report.totals.totals.net_revenue.to_string(), "17.75");
        assert_eq!(report.rfm.as_of.to_string(), "2024-02-03");
        assert_eq!(report.input.issues[0].line, 5);
    }
}
