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

#[test]
fn customers_with_the_same_money_keep_the_order_of_their_first_rows() {
    use regulars::report::list::{Column, Query};
    let text = "customer,date,amount\nDora,2024-01-02,5\nAnna,2024-01-05,7\nCarl,2024-02-02,7\nBen,2024-02-03,5\n";
    let mut run = Run::default();
    run.add("orders.csv", text.as_bytes().to_vec());
    run.analyze().unwrap();
    let mut sorted = |descending: bool| {
        let query = Query {
            sort: Column::Net,
            descending,
            ..Query::default()
        };
        let page = serde_json::to_value(run.session.customers(&query).unwrap()).unwrap();
        page["columns"]["customer"].clone()
    };
    assert_eq!(
        sorted(false),
        serde_json::json!(["Dora", "Ben", "Anna", "Carl"])
    );
    assert_eq!(
        sorted(true),
        serde_json::json!(["Anna", "Carl", "Dora", "Ben"])
    );
}

/// Online Retail's customer 16446 bought for 168,469.60 and sent all of it back within minutes: nobody may call him worth a fortune.
#[test]
fn what_was_sent_back_is_not_expected_again() {
    let mut text = String::from("customer,order,date,amount\n");
    for i in 0..200 {
        for k in 0..(i % 5 + 1) {
            let (month, day) = (1 + (i * 5 + k * 3) % 12, 1 + (i * 7 + k * 11) % 28);
            text += &format!("C{i},{i}-{k},2023-{month:02}-{day:02},{}.00\n", 20 + i % 17);
        }
    }
    text += "sent-back,s1,2023-03-01,2.90\nsent-back,s2,2023-11-09,168469.60\nsent-back,s3,2023-11-09,-168469.60\n";
    let mut run = Run::default();
    run.add("orders.csv", text.into_bytes());
    run.analyze().unwrap();
    let query = regulars::report::list::Query {
        search: "sent-back".into(),
        ..Default::default()
    };
    let page = run.session.customers(&query).unwrap();
    let clv = serde_json::to_value(&page.columns["clv"][0])
        .unwrap()
        .as_f64()
        .unwrap();
    assert!(clv < 500.0, "{clv}");
}

/// Two files of one month each; only the second is in another encoding and has no header.
#[test]
fn a_layout_is_for_the_table_it_was_chosen_for() {
    use regulars::ingest::inspection::{Choices, LayoutChoice};
    let mut run = Run::default();
    run.add(
        "a.csv",
        "kunde,datum,betrag\nJürgen,2024-01-02,10\nÄnne,2024-01-05,3\n".into(),
    );
    let (other, ..) = encoding_rs::WINDOWS_1252.encode("kunde;datum;betrag\nJürgen;2024-02-02;7\n");
    run.add("b.csv", other.into_owned());
    let said = LayoutChoice {
        encoding: Some("windows-1252".into()),
        delimiter: Some(";".into()),
        header: None,
    };
    let choices = Choices {
        layouts: [("b.csv".to_owned(), said)].into(),
        ..Choices::default()
    };
    run.session.inspect(choices).unwrap();
    run.feed(1 << 16).unwrap();
    let inspection = run.session.inspection().cloned().unwrap();
    let read: Vec<(&str, &str, f64)> = inspection
        .tables
        .iter()
        .map(|t| {
            (
                t.encoding.as_str(),
                t.delimiter.as_str(),
                t.encoding_confidence,
            )
        })
        .collect();
    assert_eq!((read[0].0, read[0].1), ("utf-8", ","));
    assert_eq!(read[1], ("windows-1252", ";", 1.0));
    let report = run.analyze_with(inspection.proposed, 1 << 16).unwrap();
    assert_eq!(report.totals.totals.net_revenue.to_string(), "20");
    assert_eq!(report.input.rows_used, 3);
    assert_eq!(run.session.customers(&Default::default()).unwrap().total, 2);
}

/// A subscription file has no purchases: it is refused, and says who stays how long instead. Whole periods of the sBG curve itself
/// (α = 1, β = 3: S(t) = 3/(3 + t)) give its parameters back (Fader & Hardie 2007).
#[test]
fn customers_under_contract_are_refused_and_their_retention_projected() {
    let mut text = String::from("customer,plan,months of tenure,Churn?\n");
    let mut customers = 0;
    let mut row = |tenure: u32, gone: &str| {
        customers += 1;
        text += &format!("A{customers:05},basic,{tenure},{gone}\n");
    };
    let still = |t: u32| 9_000 * 3 / (3 + t);
    for t in 0..12 {
        (0..still(t) - still(t + 1)).for_each(|_| row(t + 1, "Yes"));
    }
    (0..still(12)).for_each(|_| row(12, "No"));
    let mut run = Run::default();
    run.add("members.csv", text.into_bytes());
    let refusal = run.inspect().unwrap().refusal.expect("refused");
    assert_eq!(refusal.code, "one_row_per_customer");
    let contracts = run.session.contracts().expect("recognized");
    assert_eq!(
        (contracts.tenure.as_str(), contracts.all),
        ("months of tenure", true)
    );
    let report = &contracts.report;
    assert_eq!(
        (report.customers, report.left),
        (9000.0, f64::from(9000 - still(12)))
    );
    assert_eq!(report.used.model, "sbg");
    let (alpha, beta) = (report.used.params["alpha"], report.used.params["beta"]);
    assert!(
        (alpha - 1.0).abs() < 0.01 && (beta - 3.0).abs() < 0.03,
        "{alpha} {beta}"
    );
    let year_two = report.used.projection[24].survival;
    assert!((year_two - 3.0 / 27.0).abs() < 1e-3, "{year_two}");
    // Orders say nothing of the kind.
    let mut orders = Run::default();
    orders.add(
        "orders.csv",
        b"customer,date,amount\nann,2024-01-05,3\nbob,2024-02-01,4\n".to_vec(),
    );
    orders.inspect().unwrap();
    assert!(orders.session.contracts().is_none());
}
