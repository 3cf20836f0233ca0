//! Layouts of the real and the odd files in the shared folder: delimiter, header line, first columns.

mod shared;

use regulars::ingest::sniff::sniff;

/// File, delimiter, line of the header, number of columns, first and last column. From SOURCES.md and the files' own first lines.
#[rustfmt::skip]
const CASES: &[(&str, &str, Option<u64>, usize, &str, &str)] = &[
    ("classicmodels_orders_noheader.csv", ",", None, 7, "column 1", "column 7"),
    ("classicmodels_payments_noheader.csv", ",", None, 4, "column 1", "column 4"),
    ("jaffle_shop/raw_customers.csv", ",", Some(1), 3, "id", "last_name"),
    ("jaffle_shop/raw_orders.csv", ",", Some(1), 4, "id", "status"),
    ("jaffle_shop/raw_payments.csv", ",", Some(1), 4, "id", "amount"),
    ("marketing_campaign.tsv", "\t", Some(1), 29, "ID", "Response"),
    ("olist_sample/olist_customers.csv", ",", Some(1), 6, "customer_pk", "customer_state"),
    ("olist_sample/olist_items.csv", ",", Some(1), 7, "order_id", "freight_value"),
    ("retail_campaign_response.csv", ",", Some(1), 2, "customer_id", "response"),
    ("rfm_r_orders.csv", ",", Some(1), 6, "customer_id", "email"),
    ("sales_data_sample.csv", ",", Some(1), 25, "ORDERNUMBER", "DEALSIZE"),
    ("sales_pipeline_iso.csv", ",", Some(1), 8, "opportunity_id", "close_value"),
    ("telco_churn.csv", ",", Some(1), 21, "customerID", "Churn"),
    ("nasty/s02_header_only.csv", ",", Some(1), 4, "customer_id", "amount"),
    ("nasty/s08_nul_bytes.csv", ",", Some(1), 4, "customer_id", "amount"),
    ("nasty/s09_ragged.csv", ",", Some(1), 4, "customer_id", "amount"),
    ("nasty/s10_duplicate_headers.csv", ",", Some(1), 4, "customer_id", "amount (2)"),
    ("nasty/s11_cr_only.csv", ",", Some(1), 4, "customer_id", "amount"),
    ("nasty/s12_mixed_newlines.csv", ",", Some(1), 4, "customer_id", "amount"),
    ("nasty/s26_preamble_and_total_row.csv", ",", Some(4), 4, "customer_id", "amount"),
    ("nasty/s27_quoted_newlines.csv", ",", Some(1), 4, "customer_id", "note"),
    ("nasty/s31_wide_5000_columns.csv", ",", Some(1), 5000, "customer_id", "x4996"),
    ("nasty/s32_tab_but_named.csv", "\t", Some(1), 4, "customer_id", "amount"),
    ("nasty/s33_bom_quoted_header.csv", ",", Some(1), 4, "customer_id", "amount"),
];

#[test]
fn layouts_of_the_shared_files() {
    let mut wrong = Vec::new();
    for (name, delimiter, header, width, first, last) in CASES {
        let Some(bytes) = shared::bytes(name) else {
            return;
        };
        let layout = match sniff(&bytes[..bytes.len().min(1 << 20)]) {
            Ok(layout) => layout,
            Err(error) => {
                wrong.push(format!("{name}: {error}"));
                continue;
            }
        };
        let seen = (
            layout.dialect.delimiter.as_str(),
            layout.header.map(|(top, _)| top),
            layout.columns.len(),
            layout.columns.first().map_or("", String::as_str),
            layout.columns.last().map_or("", String::as_str),
        );
        if seen != (*delimiter, *header, *width, *first, *last) {
            wrong.push(format!(
                "{name}: {seen:?} {:?} {}",
                layout.header, layout.dialect_confidence
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
