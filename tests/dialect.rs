//! Layouts of small tables, each with one trait that makes readers stumble, and where such tables come from.

use std::ops::ControlFlow;

use regulars::ingest::records::{Fields, Reader};
use regulars::ingest::sniff::sniff;

struct Case {
    /// What it is and who writes it.
    what: &'static str,
    text: &'static str,
    delimiter: &'static str,
    /// First and last line of the header.
    header: Option<(u64, u64)>,
    columns: &'static [&'static str],
    /// First record as read.
    first: &'static [&'static str],
    /// Number of records.
    records: usize,
}

const CASES: &[Case] = &[
    Case {
        what: "RFC 4180, section 2",
        text: "id,day,amount\r\n1,2024-01-02,3.50\r\n2,2024-01-03,4.50\r\n",
        delimiter: ",",
        header: Some((1, 1)),
        columns: &["id", "day", "amount"],
        first: &["1", "2024-01-02", "3.50"],
        records: 2,
    },
    Case {
        what: "German spreadsheet: semicolons, decimal commas",
        text: "Kunde;Datum;Betrag\nMeier;02.01.2024;1.234,50\nSchmidt;03.01.2024;99,90\n",
        delimiter: ";",
        header: Some((1, 1)),
        columns: &["Kunde", "Datum", "Betrag"],
        first: &["Meier", "02.01.2024", "1.234,50"],
        records: 2,
    },
    Case {
        what: "spreadsheet with a sep= line",
        text: "sep=;\r\nname;day;amount\r\na,b;2024-01-02;3,50\r\n",
        delimiter: ";",
        header: Some((2, 2)),
        columns: &["name", "day", "amount"],
        first: &["a,b", "2024-01-02", "3,50"],
        records: 1,
    },
    Case {
        what: "sep= line in quotes, TAB",
        text: "\"sep=\t\"\nname\tamount\nx\t1\n",
        delimiter: "\t",
        header: Some((2, 2)),
        columns: &["name", "amount"],
        first: &["x", "1"],
        records: 1,
    },
    Case {
        what: "database dump with pipes",
        text: "CUST|DT|AMT|NOTE\nC1|20240102|10.00|a, b; c\nC2|20240103|11.00|d, e\nC3|20240104|12.00|\n",
        delimiter: "|",
        header: Some((1, 1)),
        columns: &["CUST", "DT", "AMT", "NOTE"],
        first: &["C1", "20240102", "10.00", "a, b; c"],
        records: 3,
    },
    Case {
        what: "comma and blank, quotes behind the blank",
        text: "name, city, amount\n\"Lee, Ann\", \"Rome\", 10.5\n\"Ott, Bo\", \"Oslo\", 11.5\n",
        delimiter: ", ",
        header: Some((1, 1)),
        columns: &["name", "city", "amount"],
        first: &["Lee, Ann", "Rome", "10.5"],
        records: 2,
    },
    Case {
        what: "two colons (MovieLens)",
        text: "1::1193::5::978300760\n1::661::3::978302109\n2::914::3::978301968\n",
        delimiter: "::",
        header: None,
        columns: &["column 1", "column 2", "column 3", "column 4"],
        first: &["1", "1193", "5", "978300760"],
        records: 3,
    },
    Case {
        what: "two pipes",
        text: "id||name||amount\n1||Ann||10.00\n2||Bob||20.00\n",
        delimiter: "||",
        header: Some((1, 1)),
        columns: &["id", "name", "amount"],
        first: &["1", "Ann", "10.00"],
        records: 2,
    },
    Case {
        what: "tilde, pipe, tilde",
        text: "id~|~name~|~day~|~amount\n1~|~Ann~|~2024-01-02~|~10.00\n2~|~~|~2024-01-03~|~20.00\n",
        delimiter: "~|~",
        header: Some((1, 1)),
        columns: &["id", "name", "day", "amount"],
        first: &["1", "Ann", "2024-01-02", "10.00"],
        records: 2,
    },
    Case {
        what: "pipe, tilde, pipe",
        text: "id|~|name|~|day|~|amount\n1|~|Ann|~|2024-01-02|~|10.00\n2|~||~|2024-01-03|~|20.00\n",
        delimiter: "|~|",
        header: Some((1, 1)),
        columns: &["id", "name", "day", "amount"],
        first: &["1", "Ann", "2024-01-02", "10.00"],
        records: 2,
    },
    Case {
        what: "Hive text files: byte 1",
        text: "C1\u{1}2024-01-02\u{1}10.00\nC2\u{1}2024-01-03\u{1}11.00\nC3\u{1}2024-01-04\u{1}12.00\n",
        delimiter: "\u{1}",
        header: None,
        columns: &["column 1", "column 2", "column 3"],
        first: &["C1", "2024-01-02", "10.00"],
        records: 3,
    },
    Case {
        what: "full-width commas typed by hand",
        text: "客户，日期，金额\n张三，2024-01-02，10\n李四，2024-01-03，20\n",
        delimiter: "，",
        header: Some((1, 1)),
        columns: &["客户", "日期", "金额"],
        first: &["张三", "2024-01-02", "10"],
        records: 2,
    },
    Case {
        what: "carets",
        text: "id^name^day\n1^Ann, Lee^2024-01-02\n2^Bob^2024-01-03\n",
        delimiter: "^",
        header: Some((1, 1)),
        columns: &["id", "name", "day"],
        first: &["1", "Ann, Lee", "2024-01-02"],
        records: 2,
    },
    Case {
        what: "single quotes",
        text: "'id','name','amount'\n'1','Lee, Ann','10.00'\n'2','O''Neil','20.00'\n",
        delimiter: ",",
        header: Some((1, 1)),
        columns: &["id", "name", "amount"],
        first: &["1", "Lee, Ann", "10.00"],
        records: 2,
    },
    Case {
        what: "MySQL: backslash before a quote",
        text: "id,name,amount\n1,\"Lee \\\"Ann\\\", Jr\",10.00\n2,\"Bob\",20.00\n3,\"x\",5.00\n",
        delimiter: ",",
        header: Some((1, 1)),
        columns: &["id", "name", "amount"],
        first: &["1", "Lee \"Ann\", Jr", "10.00"],
        records: 3,
    },
    Case {
        what: "inches, no quoting at all",
        text: "item\tsize\tprice\nPipe\t5\"\t10.00\nBolt\t\"big\" one\t2.00\nNut\t1/2\"\t1.00\n",
        delimiter: "\t",
        header: Some((1, 1)),
        columns: &["item", "size", "price"],
        first: &["Pipe", "5\"", "10.00"],
        records: 3,
    },
    Case {
        what: "classic Mac line ends",
        text: "id,day,amount\r1,2024-01-02,3.50\r2,2024-01-03,4.50\r",
        delimiter: ",",
        header: Some((1, 1)),
        columns: &["id", "day", "amount"],
        first: &["1", "2024-01-02", "3.50"],
        records: 2,
    },
    Case {
        what: "doubled line ends (text mode twice): CR CR LF",
        text: "id,day,amount\r\r\n1,2024-01-02,3.50\r\r\n2,2024-01-03,4.50\r\r\n",
        delimiter: ",",
        header: Some((1, 1)),
        columns: &["id", "day", "amount"],
        first: &["1", "2024-01-02", "3.50"],
        records: 2,
    },
    Case {
        what: "report: titles above, blank line, header",
        text: "Sales report\nFrom 2024-01-01 to 2024-01-31\n\nCustomer,Date,Amount\nAnn,2024-01-02,10.00\nBob,2024-01-03,20.00\n",
        delimiter: ",",
        header: Some((4, 4)),
        columns: &["Customer", "Date", "Amount"],
        first: &["Ann", "2024-01-02", "10.00"],
        records: 2,
    },
    Case {
        what: "report from a spreadsheet: title padded with delimiters",
        text: "Sales report,,,\n,,,\nCustomer,Date,Amount,Shop\nAnn,2024-01-02,10.00,North\nBob,2024-01-03,20.00,South\n",
        delimiter: ",",
        header: Some((3, 3)),
        columns: &["Customer", "Date", "Amount", "Shop"],
        first: &["Ann", "2024-01-02", "10.00", "North"],
        records: 2,
    },
    Case {
        what: "Alipay-like: many note lines with colons, then the table",
        text: "#导出信息：\n#姓名：张三\n#起始时间：[2024-01-01 00:00:00]\n交易时间,交易对方,金额,状态\n2024-01-02 10:00:00,某某店,10.00,交易成功\n2024-01-03 11:00:00,书店,25.50,交易成功\n",
        delimiter: ",",
        header: Some((4, 4)),
        columns: &["交易时间", "交易对方", "金额", "状态"],
        first: &["2024-01-02 10:00:00", "某某店", "10.00", "交易成功"],
        records: 2,
    },
    Case {
        what: "two header rows: groups above names",
        text: "Customer,,Order,,\nid,name,day,amount,city\n1,Ann,2024-01-02,10.00,Rome\n2,Bob,2024-01-03,20.00,Oslo\n",
        delimiter: ",",
        header: Some((1, 2)),
        columns: &["Customer id", "name", "Order day", "amount", "city"],
        first: &["1", "Ann", "2024-01-02", "10.00", "Rome"],
        records: 2,
    },
    Case {
        what: "units below the names",
        text: "customer,day,amount\n,yyyy-mm-dd,EUR\nAnn,2024-01-02,10.00\nBob,2024-01-03,20.00\n",
        delimiter: ",",
        header: Some((1, 2)),
        columns: &["customer", "day yyyy-mm-dd", "amount EUR"],
        first: &["Ann", "2024-01-02", "10.00"],
        records: 2,
    },
    Case {
        what: "no header: dates and amounts in the first line",
        text: "C001,2024-01-02,10.00\nC002,2024-01-03,20.00\nC001,2024-02-03,5.00\n",
        delimiter: ",",
        header: None,
        columns: &["column 1", "column 2", "column 3"],
        first: &["C001", "2024-01-02", "10.00"],
        records: 3,
    },
    Case {
        what: "no header, one line",
        text: "C001,2024-01-02,10.00\n",
        delimiter: ",",
        header: None,
        columns: &["column 1", "column 2", "column 3"],
        first: &["C001", "2024-01-02", "10.00"],
        records: 1,
    },
    Case {
        what: "only words, with a header",
        text: "name,city,colour\nAnn,Rome,red\nBob,Oslo,blue\nCid,Rome,red\n",
        delimiter: ",",
        header: Some((1, 1)),
        columns: &["name", "city", "colour"],
        first: &["Ann", "Rome", "red"],
        records: 3,
    },
    Case {
        what: "only words, no header: they come back",
        text: "red,Rome,small\nblue,Oslo,small\nred,Rome,large\nblue,Rome,large\nred,Oslo,small\n",
        delimiter: ",",
        header: None,
        columns: &["column 1", "column 2", "column 3"],
        first: &["red", "Rome", "small"],
        records: 5,
    },
    Case {
        what: "years as column names",
        text: "customer,2022,2023,2024\nAnn,10.00,20.00,30.00\nBob,11.00,21.00,31.00\n",
        delimiter: ",",
        header: Some((1, 1)),
        columns: &["customer", "2022", "2023", "2024"],
        first: &["Ann", "10.00", "20.00", "30.00"],
        records: 2,
    },
    Case {
        what: "delimiter behind each record, not behind the header",
        text: "id,day,amount\n1,2024-01-02,3.50,\n2,2024-01-03,4.50,\n3,2024-01-03,4.50,\n",
        delimiter: ",",
        header: Some((1, 1)),
        columns: &["id", "day", "amount", "column 4"],
        first: &["1", "2024-01-02", "3.50", ""],
        records: 3,
    },
    Case {
        what: "two delimiters behind each record, none behind the header",
        text: "id;order;day;cost;amount\nC1;SO-1;2024-01-02;3.50;1.50;;\nC2;SO-2;2024-01-03;4.50;2.50;;\nC1;SO-3;2024-01-03;4.50;2.50;;\n",
        delimiter: ";",
        header: Some((1, 1)),
        columns: &[
            "id", "order", "day", "cost", "amount", "column 6", "column 7",
        ],
        first: &["C1", "SO-1", "2024-01-02", "3.50", "1.50", "", ""],
        records: 3,
    },
    Case {
        what: "three delimiters behind the header, two behind the title, none behind the records",
        text: "Sales report,,\nid,day,amount,,,\n1,2024-01-02,3.50\n2,2024-01-03,4.50\n3,2024-01-03,4.50\n",
        delimiter: ",",
        header: Some((2, 2)),
        columns: &["id", "day", "amount"],
        first: &["1", "2024-01-02", "3.50"],
        records: 3,
    },
    Case {
        what: "a narrower row above a record of empty fields at its end names nothing",
        text: "Shop;North\nC1;2024-01-02;3.50;;\nC2;2024-01-03;4.50;x;y\nC1;2024-01-03;4.50;;\n",
        delimiter: ";",
        header: None,
        columns: &["column 1", "column 2", "column 3", "column 4", "column 5"],
        first: &["C1", "2024-01-02", "3.50", "", ""],
        records: 3,
    },
    Case {
        what: "R's write.table: no name above the row names",
        text: "\"day\" \"amount\" \"shop\"\n\"1\" \"2024-01-02\" 3.5 \"North\"\n\"2\" \"2024-01-03\" 4.5 \"South\"\n\"3\" \"2024-01-04\" 4.5 \"South\"\n",
        delimiter: " ",
        header: Some((1, 1)),
        columns: &["column 1", "day", "amount", "shop"],
        first: &["1", "2024-01-02", "3.5", "North"],
        records: 3,
    },
    Case {
        what: "pandas: empty name above the index",
        text: ",day,amount\n0,2024-01-02,3.5\n1,2024-01-03,4.5\n",
        delimiter: ",",
        header: Some((1, 1)),
        columns: &["column 1", "day", "amount"],
        first: &["0", "2024-01-02", "3.5"],
        records: 2,
    },
    Case {
        what: "line breaks inside a header cell and inside data",
        text: "\"Customer\nname\",\"Amount\n(EUR)\"\n\"Ann\nLee\",10.00\nBob,20.00\n",
        delimiter: ",",
        header: Some((1, 3)),
        columns: &["Customer name", "Amount (EUR)"],
        first: &["Ann\nLee", "10.00"],
        records: 2,
    },
    Case {
        what: "one column",
        text: "customer\nC001\nC002\nC001\n",
        delimiter: ",",
        header: Some((1, 1)),
        columns: &["customer"],
        first: &["C001"],
        records: 3,
    },
    Case {
        what: "each line wrapped in quotes by a careless export",
        text: "id,note,amount\n1,\"He said \"hi\", then left\",10.00\n2,\"ok\",20.00\n3,\"fine\",30.00\n",
        delimiter: ",",
        header: Some((1, 1)),
        columns: &["id", "note", "amount"],
        first: &["1", "He said \"hi\", then left", "10.00"],
        records: 3,
    },
    Case {
        what: "commas in prose, TAB is the delimiter",
        text: "day\ttext\tamount\n2024-01-02\tone, two, three\t1\n2024-01-03\tfour, five, six\t2\n2024-01-04\tseven, eight, nine\t3\n",
        delimiter: "\t",
        header: Some((1, 1)),
        columns: &["day", "text", "amount"],
        first: &["2024-01-02", "one, two, three", "1"],
        records: 3,
    },
    Case {
        what: "times and dates full of colons and blanks",
        text: "start;end;customer\n2024-01-02 10:00:00;2024-01-02 11:00:00;Ann Lee\n2024-01-03 10:00:00;2024-01-03 11:00:00;Bob Ott\n",
        delimiter: ";",
        header: Some((1, 1)),
        columns: &["start", "end", "customer"],
        first: &["2024-01-02 10:00:00", "2024-01-02 11:00:00", "Ann Lee"],
        records: 2,
    },
    Case {
        what: "TAB with many empty cells",
        text: "a\tb\tc\td\n1\t\t\t\n\t2\t\t\n3\t\t\t4\n",
        delimiter: "\t",
        header: Some((1, 1)),
        columns: &["a", "b", "c", "d"],
        first: &["1", "", "", ""],
        records: 3,
    },
    Case {
        what: "total line below",
        text: "customer;day;amount\nAnn;02.01.2024;10,00\nBob;03.01.2024;20,00\nTotal;;30,00\n",
        delimiter: ";",
        header: Some((1, 1)),
        columns: &["customer", "day", "amount"],
        first: &["Ann", "02.01.2024", "10,00"],
        records: 3,
    },
    Case {
        what: "SAP list export: bars around, a drawn line below the names",
        text: "Report ZSD                    05.01.2024\n----------------------------------------\n|Kunde     |Datum     |    Betrag|Whrg|\n|----------|----------|----------|----|\n|0000100023|05.01.2024|  1.234,56|EUR |\n|0000100024|06.01.2024|     99,90|EUR |\n----------------------------------------\n",
        delimiter: "|",
        header: Some((3, 4)),
        columns: &["column 1", "Kunde", "Datum", "Betrag", "Whrg", "column 6"],
        first: &["", "0000100023", "05.01.2024", "  1.234,56", "EUR ", ""],
        records: 3,
    },
    Case {
        what: "WeChat bill: notes padded with commas, a drawn line, then the table",
        text: "微信支付账单明细,,,,\n微信昵称：[小明],,,,\n共2笔记录,,,,\n,,,,\n------微信支付账单明细列表------,,,,\n交易时间,交易对方,收/支,金额(元),交易单号\n2024-01-05 10:11:12,\"某某超市\",支出,¥128.50,\"420000001\t\"\n2024-01-06 10:11:12,\"书店\",支出,¥28.50,\"420000002\t\"\n",
        delimiter: ",",
        header: Some((6, 6)),
        columns: &["交易时间", "交易对方", "收/支", "金额(元)", "交易单号"],
        first: &[
            "2024-01-05 10:11:12",
            "某某超市",
            "支出",
            "¥128.50",
            "420000001\t",
        ],
        records: 2,
    },
    Case {
        what: "DATEV: a line of settings above the header",
        text: "\"EXTF\";510;21;\"Buchungsstapel\";7;20240105101112000;;\"RE\";\"\";1234\nUmsatz;Kennzeichen;Konto;Belegdatum;Text\n119,90;\"S\";10001;0501;\"Meier GmbH\"\n59,90;\"S\";10002;0601;\"Kunz KG\"\n",
        delimiter: ";",
        header: Some((2, 2)),
        columns: &["Umsatz", "Kennzeichen", "Konto", "Belegdatum", "Text"],
        first: &["119,90", "S", "10001", "0501", "Meier GmbH"],
        records: 2,
    },
    Case {
        what: "eBay: blank lines around the header, counts below",
        text: "\n\"Record\",\"Buyer\",\"Sale Date\",\"Total Price\"\n\n\"100\",\"ann_1\",\"Jan-05-24\",\"$19.99\"\n\"101\",\"bob_2\",\"Jan-06-24\",\"$1,119.99\"\n\n2, record(s) downloaded,,\n",
        delimiter: ",",
        header: Some((2, 2)),
        columns: &["Record", "Buyer", "Sale Date", "Total Price"],
        first: &["100", "ann_1", "Jan-05-24", "$19.99"],
        records: 3,
    },
    Case {
        what: "a small table above a larger one",
        text: "Customer,City\nAnn,Rome\nBob,Oslo\n\nCustomer,Day,Amount,Shop\nAnn,2024-01-05,10.00,N\nBob,2024-01-06,20.00,N\nAnn,2024-01-07,30.00,S\nBob,2024-01-08,20.00,N\n",
        delimiter: ",",
        header: Some((5, 5)),
        columns: &["Customer", "Day", "Amount", "Shop"],
        first: &["Ann", "2024-01-05", "10.00", "N"],
        records: 4,
    },
    Case {
        what: "report: a title of two cells, an empty record, a period in four cells, a blank line",
        text: "Sales report,North branch,,\n,,,\nPeriod:,2024-01-01,to,2024-01-31\n\nCustomer,Order,Date,Amount\nC1,SO-1,2024-01-02,10.00\nC2,SO-2,2024-01-03,20.00\n,,Total,30.00\n",
        delimiter: ",",
        header: Some((5, 5)),
        columns: &["Customer", "Order", "Date", "Amount"],
        first: &["C1", "SO-1", "2024-01-02", "10.00"],
        records: 3,
    },
    Case {
        what: "a name and its value right above the names",
        text: "Shop:,North,,\nCustomer,Order,Date,Amount\nC1,SO-1,2024-01-02,10.00\nC2,SO-2,2024-01-03,20.00\n",
        delimiter: ",",
        header: Some((2, 2)),
        columns: &["Customer", "Order", "Date", "Amount"],
        first: &["C1", "SO-1", "2024-01-02", "10.00"],
        records: 2,
    },
    Case {
        what: "a name and its value above three columns",
        text: "Shop;;North\n\nCustomer;Date;Amount\nAnn;02.01.2024;10,00\nBob;03.01.2024;20,00\n",
        delimiter: ";",
        header: Some((3, 3)),
        columns: &["Customer", "Date", "Amount"],
        first: &["Ann", "02.01.2024", "10,00"],
        records: 2,
    },
    Case {
        what: "a part without names, names of another part further down",
        text: "C1,SO-1,2024-01-02,10.00\nC2,SO-2,,20.00\nCustomer,Order,Date,Amount\nC3,SO-3,2024-01-04,10.00\nC4,SO-4,2024-01-05,20.00\n",
        delimiter: ",",
        header: None,
        columns: &["column 1", "column 2", "column 3", "column 4"],
        first: &["C1", "SO-1", "2024-01-02", "10.00"],
        records: 5,
    },
    Case {
        what: "names above few columns, words in the first record",
        text: "Customer,City,,\nAnn,Rome,tea,black\nBob,Oslo,coffee,brown\nCid,Rome,cocoa,dark\n",
        delimiter: ",",
        header: Some((1, 1)),
        columns: &["Customer", "City", "column 3", "column 4"],
        first: &["Ann", "Rome", "tea", "black"],
        records: 3,
    },
    Case {
        what: "comment lines of R and gnuplot",
        text: "# exported 2024-02-01\n# by shop\ncustomer,day,amount\nAnn,2024-01-02,10.00\nBob,2024-01-03,20.00\n",
        delimiter: ",",
        header: Some((3, 3)),
        columns: &["customer", "day", "amount"],
        first: &["Ann", "2024-01-02", "10.00"],
        records: 2,
    },
];

fn records(text: &str) -> (Vec<Vec<String>>, regulars::ingest::layout::Layout) {
    let layout = sniff(text.as_bytes()).expect("a table");
    let mut records = Vec::new();
    let mut reader = Reader::new(&layout);
    let mut keep = |fields: &Fields<'_>| {
        records.push(
            fields
                .iter()
                .map(|field| String::from_utf8_lossy(field).into_owned())
                .collect(),
        );
        ControlFlow::Continue(())
    };
    let _ = reader.push(text.as_bytes(), &mut keep);
    let _ = reader.finish(&mut keep);
    (records, layout)
}

#[test]
fn layouts_are_found() {
    let mut wrong = Vec::new();
    for case in CASES {
        let (records, layout) = records(case.text);
        let first = records.first().map(Vec::as_slice).unwrap_or_default();
        let columns: Vec<&str> = layout.columns.iter().map(String::as_str).collect();
        if layout.dialect.delimiter != case.delimiter
            || layout.header != case.header
            || columns != case.columns
            || first != case.first
            || records.len() != case.records
        {
            wrong.push(format!(
                "{}: {:?} {:?} header {:?} columns {columns:?} first {first:?} records {} wild {}",
                case.what,
                layout.dialect.delimiter,
                layout.dialect.quote,
                layout.header,
                records.len(),
                layout.wild
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {}\n{}",
        wrong.len(),
        CASES.len(),
        wrong.join("\n")
    );
}

/// The same tables in other encodings and with other line ends have the same layout.
#[test]
fn line_ends_and_encodings_change_nothing() {
    for case in CASES
        .iter()
        .filter(|case| !case.text.contains('\r') && !case.text.contains("\"Customer\n"))
    {
        let plain = records(case.text).1;
        for end in ["\r\n", "\r"] {
            let layout = records(&case.text.replace('\n', end)).1;
            assert_eq!(
                (&layout.dialect, &layout.columns),
                (&plain.dialect, &plain.columns),
                "{} with {end:?}",
                case.what
            );
        }
        let wide: Vec<u8> = case
            .text
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        if wide.len() > 60 {
            let layout = sniff(&wide).expect("a table");
            assert_eq!(
                (&layout.dialect, &layout.columns),
                (&plain.dialect, &plain.columns),
                "{} in UTF-16",
                case.what
            );
            assert_eq!(layout.encoding, "utf-16le");
        }
    }
}

/// A quote that is opened and never closed: the records behind it are read, and the record is flagged.
#[test]
fn a_lone_quote_is_flagged_and_swallows_nothing() {
    let mut text = String::from("id,order,day,amount\n");
    for record in 0..1000 {
        let quote = if record == 500 { "\"" } else { "" };
        text += &format!(
            "C{:03},{quote}O{record:04},2024-01-{:02},{record}.50\n",
            record % 7,
            1 + record % 28
        );
    }
    let layout = sniff(text.as_bytes()).expect("a table");
    let mut flagged = Vec::new();
    let mut count = 0;
    let mut reader = Reader::new(&layout);
    let mut look = |fields: &Fields<'_>| {
        count += 1;
        if fields.flaws().unclosed_quote {
            flagged.push(fields.line());
        }
        ControlFlow::Continue(())
    };
    let _ = reader.push(text.as_bytes(), &mut look);
    let _ = reader.finish(&mut look);
    assert_eq!((count, flagged), (1000, vec![502]));
}

/// A quote that is opened and never closed, and inch marks further down: the first of them closes nothing. Notes of several
/// lines stay whole, in a table that needs the patient reader too.
#[test]
fn a_lone_quote_ends_at_no_mark_of_another_record() {
    for extra in ["", "C9,O9,\"12\" pipe\",2024-01-09,1.50\n"] {
        let mut text = format!("id,order,thing,day,amount\n{extra}");
        for record in 0..60 {
            let thing = match record {
                7 | 33 | 50 => "Monitor 15\"",
                20 => "\"Mug",
                40 => "\"Cup\na,b,c,d,e\n, tall, white, with a lid\n\"",
                41 => "\"Cup, 1\n2, 3, 4, 5, 6\n7, 8\"",
                _ => "Mug",
            };
            let day = 1 + record % 28;
            text += &format!("C{record:02},O{record:02},{thing},2024-01-{day:02},{record}.50\n");
        }
        let found = records(&text).0;
        assert_eq!(found.len(), 60 + usize::from(!extra.is_empty()), "{extra}");
        let things: Vec<&str> = found.iter().map(|record| record[2].as_str()).collect();
        let skipped = usize::from(!extra.is_empty());
        assert_eq!(things[skipped + 20], "\"Mug", "{extra}");
        assert_eq!(things[skipped + 33], "Monitor 15\"", "{extra}");
        assert!(things[skipped + 40].ends_with("a lid\n"), "{extra}");
        assert!(things[skipped + 41].ends_with("7, 8"), "{extra}");
    }
}
