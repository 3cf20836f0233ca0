//! Another table below the purchases on the same sheet.

use crate::book::notes;
use crate::files::{check, money, orders, read, total};

/// What was sold, and below it, under these lines, what else.
fn with_below(lines: &[&str], rows: usize) -> Vec<u8> {
    let mut file = String::from("日期,客户单位,项目,人数,标准,金额\n");
    for o in orders() {
        let (y, m, d) = o.day;
        let paid = money(o.cents, ".", "");
        file += &format!("{y}-{m:02}-{d:02},K{},午餐,1,{paid},{paid}\n", o.customer);
    }
    file += &format!("合计,,,,,{}\n\n", money(total(), ".", ""));
    for line in lines {
        file += &format!("{line}\n");
    }
    for row in 1..=rows {
        file += &format!("2023-12-{row:02},老孙{},大米,{row},10,{row}0\n", row % 3);
    }
    file.into()
}

#[test]
fn a_table_below_the_sales_is_none_of_theirs() {
    const BOUGHT: &str = "日期,供应商,采购内容,数量,单价,金额";
    let income = |lines: &[&str]| check("book.csv", with_below(lines, 28));
    income(&["二、支出,,,,,", BOUGHT]);
    income(&[BOUGHT]);
    let bytes = with_below(&["二、支出,,,,,", BOUGHT], 28);
    assert!(notes("book.csv", bytes).contains(&"table_below".to_owned()));
    // Others who bought are customers all the same.
    let more = ["二、零售,,,,,", "日期,客户,商品,数量,单价,金额"];
    let report = read(&[("book.csv", with_below(&more, 28))]).expect("a report");
    assert_eq!(report["input"]["rows_used"], 148);
}
