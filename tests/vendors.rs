//! Exports of other vendors and languages, made up from their public header lists: the right columns with no help.

use regulars::ingest::inspect::{TableSample, inspect, resolve};
use regulars::ingest::inspection::{Choices, Inspection};
use regulars::ingest::layout::Layout;
use regulars::ingest::plan::{AmountLevel, CurrencyRule, DateOrder, Role};

/// What stands in a made-up column.
#[derive(Clone, Copy)]
enum Fill {
    /// `C017`, 25 customers that come back.
    Customer,
    /// `Anna Berg`, one for each customer.
    Person,
    Email,
    Phone,
    /// A new number for each order of two rows.
    Order,
    /// A new number for each row.
    Unique,
    /// 1, 2, 3 …
    Running,
    /// 2023-01-31.
    Iso,
    /// 31.01.2023, constant within an order.
    Dotted,
    /// 31/01/2023 10:15.
    DayFirst,
    /// 1/31/2023.
    MonthFirst,
    /// Three days later than the order.
    Later,
    /// Money of the line.
    Money,
    /// Money with a decimal comma.
    Comma,
    /// Money of the order, on each of its lines.
    OrderTotal,
    /// 1, 2 or 3.
    Pieces,
    /// Price of a piece.
    Price,
    Zero,
    Product,
    City,
    Text(&'static str),
    Blank,
}

const NAMES: [&str; 25] = [
    "Anna Berg",
    "Bo Chen",
    "Cara Diaz",
    "Dan Evans",
    "Eva Fink",
    "Finn Gray",
    "Gina Hall",
    "Hugo Ito",
    "Ida Jung",
    "Jon Kane",
    "Kim Lee",
    "Lara Moss",
    "Max Nord",
    "Nina Orr",
    "Otto Park",
    "Pia Quist",
    "Quin Ross",
    "Rosa Sand",
    "Sven Thal",
    "Tara Ueda",
    "Udo Voss",
    "Vera Wood",
    "Wim Xu",
    "Xena Young",
    "Yves Zorn",
];

fn cell(fill: Fill, row: usize) -> String {
    let order = row / 2;
    // Every customer has several orders, in no simple order.
    let customer = order * 7 % 25;
    let (year, month, day) = (2022 + order / 60, order / 5 % 12 + 1, order * 3 % 28 + 1);
    let price = 5.0 + (row * 37 % 50) as f64 + 0.9;
    let pieces = row % 3 + 1;
    let line = |row: usize| (5.0 + (row * 37 % 50) as f64 + 0.9) * (row % 3 + 1) as f64;
    match fill {
        Fill::Customer => format!("C{customer:03}"),
        Fill::Person => NAMES[customer].into(),
        Fill::Email => format!("user{customer}@example.com"),
        Fill::Phone => format!("138{:08}", customer * 1234567 % 100_000_000),
        Fill::Order => format!("A-{:05}", 10_000 + order),
        Fill::Unique => format!("{}", 900_000 + row * 3),
        Fill::Running => format!("{}", row + 1),
        Fill::Iso => format!("{year}-{month:02}-{day:02}"),
        Fill::Dotted => format!("{day:02}.{month:02}.{year}"),
        Fill::DayFirst => format!("{day:02}/{month:02}/{year} 10:15"),
        Fill::MonthFirst => format!("{month}/{day}/{year}"),
        Fill::Later => format!("{year}-{month:02}-{:02}", day.min(25) + 3),
        Fill::Money => format!("{:.2}", line(row)),
        Fill::Comma => format!("{:.2}", line(row)).replace('.', ","),
        Fill::OrderTotal => format!("{:.2}", line(order * 2) + line(order * 2 + 1)),
        Fill::Pieces => pieces.to_string(),
        Fill::Price => format!("{price:.2}"),
        Fill::Zero => "0.00".into(),
        Fill::Product => format!("Thing {}", row % 9),
        Fill::City => ["Berlin", "Paris", "Rome"][customer % 3].into(),
        Fill::Text(text) => text.into(),
        Fill::Blank => String::new(),
    }
}

fn made(columns: &[(&str, Fill)], delimiter: &str) -> Inspection {
    let records: Vec<Vec<String>> = (0..240)
        .map(|row| columns.iter().map(|&(_, fill)| cell(fill, row)).collect())
        .collect();
    of_records(
        &columns.iter().map(|&(name, _)| name).collect::<Vec<_>>(),
        &records,
        delimiter,
    )
}

fn of_records(names: &[&str], records: &[Vec<String>], delimiter: &str) -> Inspection {
    let mut layout = Layout {
        columns: names.iter().map(|name| (*name).to_owned()).collect(),
        ..Layout::default()
    };
    layout.dialect.delimiter = delimiter.into();
    inspect(&[TableSample {
        name: "orders.csv",
        container: "text",
        layout: &layout,
        records,
        all: true,
    }])
}

fn names(inspection: &Inspection, roles: &[Role]) -> Vec<String> {
    let table = &inspection.tables[0];
    roles
        .iter()
        .map(|role| match inspection.proposed.mapping.get(*role) {
            Some(column) => table.columns[column].name.clone(),
            None => "-".into(),
        })
        .collect()
}

/// Headers with contents, and the expected customer | order | date | amount.
type Case = (
    &'static str,
    &'static [(&'static str, Fill)],
    [&'static str; 4],
);

use Fill::*;

const CASES: &[Case] = &[
    (
        "woocommerce",
        &[
            ("Order Number", Order),
            ("Order Status", Text("wc-completed")),
            ("Order Date", Iso),
            ("Customer User ID", Customer),
            ("First Name (Billing)", Person),
            ("Email (Billing)", Email),
            ("Phone (Billing)", Phone),
            ("Item Cost", Price),
            ("Quantity (- Refund)", Pieces),
            ("Order Total Amount", OrderTotal),
            ("Order Shipping Amount", Zero),
            ("Order Refund Amount", Zero),
        ],
        [
            "Customer User ID",
            "Order Number",
            "Order Date",
            "Order Total Amount",
        ],
    ),
    (
        "etsy",
        &[
            ("Sale Date", MonthFirst),
            ("Order ID", Order),
            ("Buyer User ID", Customer),
            ("Full Name", Person),
            ("Number of Items", Pieces),
            ("Date Shipped", Iso),
            ("City", City),
            ("Currency", Text("USD")),
            ("Order Value", OrderTotal),
            ("Order Net", Money),
            ("Card Processing Fees", Zero),
            ("SKU", Product),
        ],
        ["Buyer User ID", "Order ID", "Sale Date", "Order Value"],
    ),
    (
        "ebay",
        &[
            ("Sales Record Number", Order),
            ("Buyer Username", Customer),
            ("Buyer Name", Person),
            ("Buyer Email", Email),
            ("Item Title", Product),
            ("Quantity", Pieces),
            ("Sold For", Price),
            ("Shipping And Handling", Zero),
            ("Total Price", OrderTotal),
            ("Sale Date", MonthFirst),
            ("Paid On Date", MonthFirst),
            ("Shipped On Date", Later),
        ],
        [
            "Buyer Username",
            "Sales Record Number",
            "Sale Date",
            "Total Price",
        ],
    ),
    (
        "amazon",
        &[
            ("amazon-order-id", Order),
            ("merchant-order-id", Blank),
            ("purchase-date", Iso),
            ("payments-date", Iso),
            ("buyer-email", Email),
            ("buyer-name", Person),
            ("sku", Product),
            ("quantity-purchased", Pieces),
            ("item-price", Money),
            ("shipping-price", Zero),
            ("ship-city", City),
            ("order-status", Text("Shipped")),
        ],
        [
            "buyer-email",
            "amazon-order-id",
            "purchase-date",
            "item-price",
        ],
    ),
    (
        "paypal",
        &[
            ("Date", MonthFirst),
            ("Time", Text("10:15:00")),
            ("TimeZone", Text("CET")),
            ("Name", Person),
            ("Type", Text("Payment")),
            ("Status", Text("Completed")),
            ("Currency", Text("EUR")),
            ("Gross", Money),
            ("Fee", Zero),
            ("Net", Money),
            ("From Email Address", Email),
            ("Transaction ID", Unique),
        ],
        ["From Email Address", "Transaction ID", "Date", "Gross"],
    ),
    (
        "square",
        &[
            ("Date", MonthFirst),
            ("Time", Text("10:15:00")),
            ("Gross Sales", Money),
            ("Discounts", Zero),
            ("Net Sales", Money),
            ("Tax", Zero),
            ("Total Collected", Money),
            ("Transaction ID", Unique),
            ("Customer ID", Customer),
            ("Customer Name", Person),
        ],
        ["Customer ID", "Transaction ID", "Date", "Total Collected"],
    ),
    (
        "stripe",
        &[
            ("id", Unique),
            ("Created (UTC)", Iso),
            ("Amount", Money),
            ("Amount Refunded", Zero),
            ("Currency", Text("usd")),
            ("Description", Product),
            ("Status", Text("Paid")),
            ("Customer ID", Customer),
            ("Customer Email", Email),
        ],
        ["Customer ID", "id", "Created (UTC)", "Amount"],
    ),
    (
        "zoho",
        &[
            ("Invoice Date", Iso),
            ("Invoice ID", Order),
            ("Invoice Number", Order),
            ("Invoice Status", Text("Closed")),
            ("Customer ID", Customer),
            ("Customer Name", Person),
            ("Item Name", Product),
            ("Quantity", Pieces),
            ("Item Price", Price),
            ("Item Total", Money),
            ("Total", OrderTotal),
        ],
        ["Customer ID", "Invoice Number", "Invoice Date", "Total"],
    ),
    (
        "magento",
        &[
            ("increment_id", Order),
            ("status", Text("complete")),
            ("customer_id", Customer),
            ("customer_email", Email),
            ("created_at", Iso),
            ("updated_at", Later),
            ("grand_total", OrderTotal),
            ("subtotal", Money),
            ("shipping_amount", Zero),
            ("tax_amount", Zero),
        ],
        ["customer_id", "increment_id", "created_at", "grand_total"],
    ),
    (
        "online retail 2",
        &[
            ("Invoice", Order),
            ("StockCode", Product),
            ("Description", Product),
            ("Quantity", Pieces),
            ("InvoiceDate", Iso),
            ("Price", Price),
            ("Customer ID", Customer),
            ("Country", City),
        ],
        ["Customer ID", "Invoice", "InvoiceDate", "-"],
    ),
    (
        "pos",
        &[
            ("Receipt No", Order),
            ("Till", Text("2")),
            ("Date", Dotted),
            ("Cashier", Text("Kim")),
            ("Loyalty Card", Customer),
            ("Article", Product),
            ("Qty", Pieces),
            ("Line Total", Money),
            ("Points", Pieces),
        ],
        ["Loyalty Card", "Receipt No", "Date", "Line Total"],
    ),
    (
        "rows with a running number",
        &[
            ("Row ID", Running),
            ("Order ID", Order),
            ("Order Date", Iso),
            ("Ship Date", Later),
            ("Customer Name", Person),
            ("City", City),
            ("Sales", Money),
            ("Quantity", Pieces),
            ("Discount", Zero),
            ("Profit", Money),
        ],
        ["Customer Name", "Order ID", "Order Date", "Sales"],
    ),
    (
        "index column",
        &[
            ("Unnamed: 0", Running),
            ("transaction_id", Unique),
            ("customer_id", Customer),
            ("timestamp", Iso),
            ("amount", Money),
        ],
        ["customer_id", "transaction_id", "timestamp", "amount"],
    ),
    (
        "warehouse",
        &[
            ("txn_dt", Iso),
            ("cust_id", Customer),
            ("txn_amt", Money),
            ("store_cd", City),
            ("txn_id", Unique),
        ],
        ["cust_id", "txn_id", "txn_dt", "txn_amt"],
    ),
    (
        "glued capitals",
        &[
            ("CUSTID", Customer),
            ("ORDERNO", Order),
            ("ORDERDATE", Iso),
            ("NETAMOUNT", Money),
        ],
        ["CUSTID", "ORDERNO", "ORDERDATE", "NETAMOUNT"],
    ),
    (
        "taobao",
        &[
            ("订单编号", Unique),
            ("买家会员名", Customer),
            ("买家支付宝账号", Customer),
            ("买家应付货款", Money),
            ("买家应付邮费", Zero),
            ("总金额", Money),
            ("买家实际支付金额", Money),
            ("订单状态", Text("交易成功")),
            ("收货人姓名", Person),
            ("收货地址", City),
            ("联系手机", Phone),
            ("订单创建时间", Iso),
            ("订单付款时间", Iso),
            ("宝贝标题", Product),
            ("宝贝总数量", Pieces),
            ("退款金额", Zero),
        ],
        ["买家会员名", "订单编号", "订单创建时间", "买家实际支付金额"],
    ),
    (
        "jd",
        &[
            ("订单号", Order),
            ("商品ID", Product),
            ("商品名称", Product),
            ("订购数量", Pieces),
            ("下单时间", Iso),
            ("京东价", Price),
            ("订单金额", OrderTotal),
            ("应付金额", OrderTotal),
            ("订单状态", Text("完成")),
            ("下单帐号", Customer),
            ("客户姓名", Person),
            ("客户地址", City),
        ],
        ["下单帐号", "订单号", "下单时间", "订单金额"],
    ),
    (
        "youzan",
        &[
            ("订单号", Unique),
            ("订单类型", Text("普通")),
            ("买家昵称", Customer),
            ("下单时间", Iso),
            ("订单实付金额", Money),
            ("下单渠道", Text("微信")),
        ],
        ["买家昵称", "订单号", "下单时间", "订单实付金额"],
    ),
    (
        "wechat",
        &[
            ("交易时间", Iso),
            ("公众账号ID", Text("wx1")),
            ("商户号", Text("190")),
            ("微信订单号", Unique),
            ("用户标识", Customer),
            ("交易状态", Text("SUCCESS")),
            ("订单金额", Money),
            ("退款金额", Zero),
            ("商品名称", Product),
            ("手续费", Zero),
        ],
        ["用户标识", "微信订单号", "交易时间", "订单金额"],
    ),
    (
        "member till zh",
        &[
            ("会员卡号", Customer),
            ("会员姓名", Person),
            ("消费时间", Iso),
            ("小票号", Order),
            ("门店", City),
            ("商品名称", Product),
            ("应收金额", Money),
            ("实收金额", Money),
            ("积分", Pieces),
        ],
        ["会员卡号", "小票号", "消费时间", "实收金额"],
    ),
    (
        "crm zh",
        &[
            ("客户名称", Person),
            ("成交日期", Iso),
            ("成交金额", Money),
            ("跟进人", Text("王")),
            ("客户来源", Text("展会")),
            ("提交时间", Iso),
        ],
        ["客户名称", "-", "成交日期", "成交金额"],
    ),
    (
        "shop zh-Hant",
        &[
            ("訂單編號", Unique),
            ("訂購日期", Iso),
            ("訂單狀態", Text("已完成")),
            ("會員編號", Customer),
            ("會員姓名", Person),
            ("收件人手機", Phone),
            ("付款方式", Text("LINE Pay")),
            ("商品小計", Money),
            ("運費", Zero),
            ("訂單總金額", Money),
        ],
        ["會員編號", "訂單編號", "訂購日期", "訂單總金額"],
    ),
    (
        "shop ja",
        &[
            ("注文番号", Order),
            ("注文日時", Iso),
            ("顧客ID", Customer),
            ("顧客名", Person),
            ("メールアドレス", Email),
            ("商品名", Product),
            ("数量", Pieces),
            ("単価", Price),
            ("送料", Zero),
            ("合計金額", OrderTotal),
            ("ステータス", Text("発送済み")),
        ],
        ["顧客ID", "注文番号", "注文日時", "合計金額"],
    ),
    (
        "rakuten ja",
        &[
            ("受注番号", Order),
            ("注文日", Iso),
            ("注文者メールアドレス", Email),
            ("注文者名", Person),
            ("商品名", Product),
            ("個数", Pieces),
            ("請求金額", OrderTotal),
        ],
        ["注文者メールアドレス", "受注番号", "注文日", "請求金額"],
    ),
    (
        "shop ko",
        &[
            ("주문번호", Order),
            ("주문일시", Iso),
            ("고객번호", Customer),
            ("고객명", Person),
            ("상품명", Product),
            ("수량", Pieces),
            ("결제금액", OrderTotal),
            ("주문상태", Text("배송완료")),
        ],
        ["고객번호", "주문번호", "주문일시", "결제금액"],
    ),
    (
        "shop de",
        &[
            ("Bestellnummer", Order),
            ("Bestelldatum", Dotted),
            ("Kundennummer", Customer),
            ("Name", Person),
            ("Artikelnummer", Product),
            ("Menge", Pieces),
            ("Einzelpreis", Comma),
            ("Gesamtbetrag", OrderTotal),
            ("Zahlungsart", Text("PayPal")),
            ("Versanddatum", Dotted),
        ],
        [
            "Kundennummer",
            "Bestellnummer",
            "Bestelldatum",
            "Gesamtbetrag",
        ],
    ),
    (
        "till de",
        &[
            ("Belegnr.", Unique),
            ("Datum", Dotted),
            ("Kunde", Person),
            ("Umsatz brutto", Comma),
            ("MwSt", Zero),
            ("Filiale", City),
        ],
        ["Kunde", "Belegnr.", "Datum", "Umsatz brutto"],
    ),
    (
        "shop fr",
        &[
            ("N° commande", Unique),
            ("Date de commande", DayFirst),
            ("N° client", Customer),
            ("Nom du client", Person),
            ("Montant HT", Comma),
            ("Montant TTC", Comma),
            ("Statut", Text("Expédiée")),
            ("Ville", City),
        ],
        [
            "N° client",
            "N° commande",
            "Date de commande",
            "Montant TTC",
        ],
    ),
    (
        "shop es",
        &[
            ("Número de pedido", Unique),
            ("Fecha de pedido", DayFirst),
            ("Cliente", Person),
            ("Correo electrónico", Email),
            ("Importe total", Comma),
            ("Estado", Text("Completado")),
            ("Gastos de envío", Zero),
        ],
        [
            "Cliente",
            "Número de pedido",
            "Fecha de pedido",
            "Importe total",
        ],
    ),
    (
        "shop pt",
        &[
            ("ID_PEDIDO", Order),
            ("ID_CLIENTE", Customer),
            ("DATA_CRIACAO", Iso),
            ("PRODUTO", Product),
            ("QUANTIDADE", Pieces),
            ("VALOR_UNITARIO", Price),
        ],
        ["ID_CLIENTE", "ID_PEDIDO", "DATA_CRIACAO", "-"],
    ),
    (
        "shop pt total",
        &[
            ("Pedido", Unique),
            ("Data do pedido", DayFirst),
            ("CPF", Blank),
            ("Nome do cliente", Person),
            ("Valor total", Comma),
            ("Frete", Zero),
            ("Situação", Text("Entregue")),
        ],
        ["Nome do cliente", "Pedido", "Data do pedido", "Valor total"],
    ),
    (
        "shop ru",
        &[
            ("Номер заказа", Unique),
            ("Дата заказа", Dotted),
            ("Клиент", Person),
            ("Телефон", Phone),
            ("Товар", Product),
            ("Количество", Pieces),
            ("Сумма", Comma),
            ("Статус", Text("Выполнен")),
        ],
        ["Клиент", "Номер заказа", "Дата заказа", "Сумма"],
    ),
    (
        "shop it",
        &[
            ("Numero ordine", Unique),
            ("Data ordine", DayFirst),
            ("Codice cliente", Customer),
            ("Importo", Comma),
            ("Stato", Text("Spedito")),
        ],
        ["Codice cliente", "Numero ordine", "Data ordine", "Importo"],
    ),
    (
        "shop nl",
        &[
            ("Bestelnummer", Unique),
            ("Besteldatum", Iso),
            ("Klantnummer", Customer),
            ("Bedrag", Comma),
        ],
        ["Klantnummer", "Bestelnummer", "Besteldatum", "Bedrag"],
    ),
    (
        "shop pl",
        &[
            ("Numer zamówienia", Unique),
            ("Data zamówienia", Iso),
            ("Klient", Person),
            ("Kwota", Comma),
        ],
        ["Klient", "Numer zamówienia", "Data zamówienia", "Kwota"],
    ),
    (
        "contact and company",
        &[
            ("Order", Unique),
            ("Company", Person),
            ("Contact first name", Text("Ann")),
            ("Sales rep", Text("Bob")),
            ("Order date", Iso),
            ("Amount (EUR)", Money),
        ],
        ["Company", "Order", "Order date", "Amount (EUR)"],
    ),
    (
        "list price beside what was paid",
        &[
            ("member_id", Customer),
            ("order_no", Unique),
            ("created_at", Iso),
            ("paid_at", Iso),
            ("list_amount", Price),
            ("discount", Zero),
            ("paid_amount", Money),
        ],
        ["member_id", "order_no", "created_at", "paid_amount"],
    ),
    (
        "email only",
        &[
            ("Order", Unique),
            ("Ordered on", Iso),
            ("Email", Email),
            ("Amount", Money),
        ],
        ["Email", "Order", "Ordered on", "Amount"],
    ),
    (
        "phone only",
        &[
            ("单号", Unique),
            ("日期", Iso),
            ("手机号", Phone),
            ("金额", Money),
        ],
        ["手机号", "单号", "日期", "金额"],
    ),
];

#[test]
fn exports_of_many_vendors_are_mapped_with_no_help() {
    let roles = [Role::Customer, Role::Order, Role::Date, Role::Amount];
    let mut wrong = Vec::new();
    for (name, columns, expected) in CASES {
        let inspection = made(columns, ",");
        let found = names(&inspection, &roles);
        if found != expected.map(String::from) || inspection.refusal.is_some() {
            wrong.push(format!(
                "{name}: {found:?}, wanted {expected:?} {:?}",
                inspection.refusal
            ));
        }
    }
    println!("{} of {} exports", CASES.len() - wrong.len(), CASES.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn an_order_total_on_each_line_is_no_line_total() {
    let inspection = made(
        &[
            ("Order ID", Order),
            ("Customer", Customer),
            ("Date", Iso),
            ("Product", Product),
            ("Qty", Pieces),
            ("Price", Price),
            ("Order Total", OrderTotal),
        ],
        ",",
    );
    let plan = resolve(&inspection, &Choices::default()).expect("a plan");
    assert_eq!(plan.level, AmountLevel::EachLine);
    let inspection = made(
        &[
            ("Order ID", Order),
            ("Customer", Customer),
            ("Date", Iso),
            ("Product", Product),
            ("Qty", Pieces),
            ("Price", Price),
            ("Total", Money),
        ],
        ",",
    );
    let plan = resolve(&inspection, &Choices::default()).expect("a plan");
    assert_eq!(plan.level, AmountLevel::Row);
}

#[test]
fn marketplaces_that_hide_the_buyer_are_refused() {
    let inspection = made(
        &[
            ("商品", Product),
            ("订单号", Unique),
            ("订单状态", Text("已签收")),
            ("商品总价(元)", Money),
            ("邮费(元)", Zero),
            ("用户实付金额(元)", Money),
            ("商家实收金额(元)", Money),
            ("商品数量(件)", Pieces),
            ("订单成交时间", Iso),
            ("省", City),
        ],
        ",",
    );
    assert_eq!(
        inspection.refusal.map(|r| r.code),
        Some("no_customer_column")
    );
}

/// Days 1–12 only, so both readings fit: something else must decide, or the page asks.
fn ambiguous(
    headers: [&str; 3],
    date: impl Fn(usize) -> String,
    amount: &str,
    delimiter: &str,
) -> Inspection {
    let records: Vec<Vec<String>> = (0..60)
        .map(|row| vec![format!("C{}", row * 7 % 20), date(row), amount.to_owned()])
        .collect();
    of_records(&headers, &records, delimiter)
}

#[test]
fn a_date_that_can_be_read_both_ways_is_asked_about_unless_the_file_tells() {
    let english = ["customer", "date", "amount"];
    let mixed_up = |row: usize| format!("{:02}/{:02}/2023", row * 5 % 12 + 1, row * 7 % 12 + 1);
    let inspection = ambiguous(english, mixed_up, "5.00", ",");
    let question = inspection
        .questions
        .iter()
        .find(|q| q.id == "date_order")
        .expect("asked");
    assert_eq!(question.choices.len(), 2);
    assert!(
        question
            .choices
            .iter()
            .all(|c| c.facts.contains_key("reads_as"))
    );

    // Rows in the order of time: only one reading makes them ascend.
    let ascending_day_first =
        |row: usize| format!("{:02}/{:02}/2023", row % 5 * 2 + 1, row / 5 + 1);
    let inspection = ambiguous(english, ascending_day_first, "5.00", ",");
    let date = inspection.tables[0].date.clone().expect("a reading");
    assert_eq!(date.order, DateOrder::DayMonthYear);
    let ascending_month_first =
        |row: usize| format!("{:02}/{:02}/2023", row / 5 + 1, row % 5 * 2 + 1);
    let inspection = ambiguous(english, ascending_month_first, "5.00", ",");
    assert_eq!(
        inspection.tables[0].date.as_ref().map(|d| d.order),
        Some(DateOrder::MonthDayYear)
    );

    // Semicolons and decimal commas come from countries that write the day first.
    let inspection = ambiguous(["Kunde", "Datum", "Betrag"], mixed_up, "5,00", ";");
    assert_eq!(
        inspection.tables[0].date.as_ref().map(|d| d.order),
        Some(DateOrder::DayMonthYear)
    );
    // Dots are day-first wherever they are used.
    let dotted = |row: usize| format!("{:02}.{:02}.2023", row * 5 % 12 + 1, row * 7 % 12 + 1);
    let inspection = ambiguous(english, dotted, "5.00", ",");
    let date = inspection.tables[0].date.clone().expect("a reading");
    assert!(date.order == DateOrder::DayMonthYear && !date.ambiguous);
    // One day above the twelfth settles it.
    let settled = |row: usize| {
        if row == 40 {
            "25/03/2023".into()
        } else {
            mixed_up(row)
        }
    };
    let inspection = ambiguous(english, settled, "5.00", ",");
    let date = inspection.tables[0].date.clone().expect("a reading");
    assert!(
        date.order == DateOrder::DayMonthYear && !date.ambiguous,
        "{date:?}"
    );
}

#[test]
fn a_comma_that_can_be_read_both_ways_is_asked_about() {
    let date = |row: usize| format!("2023-01-{:02}", row % 28 + 1);
    let inspection = ambiguous(["customer", "date", "amount"], date, "1,234", ",");
    assert!(
        inspection.questions.iter().any(|q| q.id == "decimal_mark"),
        "{:?}",
        inspection.questions
    );
    let inspection = ambiguous(["Kunde", "Datum", "Betrag"], date, "1.234", ";");
    assert_eq!(
        inspection.tables[0].amount.as_ref().map(|a| a.decimal_mark),
        Some(',')
    );
}

#[test]
fn several_currencies_are_never_summed() {
    let date = |row: usize| format!("2023-01-{:02}", row % 28 + 1);
    let with = |amounts: [&str; 3]| -> Inspection {
        let records: Vec<Vec<String>> = (0..60)
            .map(|row| {
                vec![
                    format!("C{}", row * 7 % 20),
                    date(row),
                    amounts[row % 3].to_owned(),
                ]
            })
            .collect();
        of_records(&["customer", "date", "amount"], &records, ",")
    };
    let inspection = with(["€5.00", "€7.00", "£5.00"]);
    let plan = resolve(&inspection, &Choices::default()).expect("a plan");
    assert_eq!(plan.currency, CurrencyRule::Keep("EUR".into()));
    let question = inspection
        .questions
        .iter()
        .find(|q| q.id == "currency")
        .expect("asked");
    assert_eq!(question.proposed, "EUR");
    // The same dollar by sign and by code is one currency.
    let inspection = with(["$5.00", "USD 7.00", "5.00 USD"]);
    let plan = resolve(&inspection, &Choices::default()).expect("a plan");
    assert_eq!(plan.currency, CurrencyRule::Only("USD".into()));
}

#[test]
fn a_spreadsheet_that_changed_a_part_of_its_dates_is_noticed() {
    let date = |row: usize| {
        if row.is_multiple_of(3) {
            format!("2023-{:02}-05", row / 5 + 1)
        } else {
            format!("{:02}/{:02}/2023", row % 28 + 1, row / 5 + 1)
        }
    };
    let inspection = ambiguous(["customer", "date", "amount"], date, "5.00", ",");
    let note = inspection.tables[0]
        .notes
        .iter()
        .find(|n| n.id == "dates_mixed")
        .expect("noticed");
    assert_eq!(note.facts["rows"], "20");
}

#[test]
fn padding_that_changes_within_a_column_is_noticed() {
    let date = |row: usize| {
        if row.is_multiple_of(4) {
            format!("{}/{}/2023", row % 9 + 1, row / 8 + 1)
        } else {
            format!("{:02}/{:02}/2023", row % 15 + 13, row / 8 + 1)
        }
    };
    let inspection = ambiguous(["customer", "date", "amount"], date, "5.00", ",");
    let note = inspection.tables[0]
        .notes
        .iter()
        .find(|n| n.id == "dates_mixed")
        .expect("noticed");
    assert_eq!(note.facts["rows"], "15");
}

#[test]
fn machine_names_say_as_little_as_no_header() {
    let inspection = made(
        &[
            ("_widget_1700000000001", Customer),
            ("_widget_1700000000002", Iso),
            ("_widget_1700000000003", Money),
        ],
        ",",
    );
    let found = names(&inspection, &[Role::Customer, Role::Date, Role::Amount]);
    assert_eq!(
        found,
        [
            "_widget_1700000000001",
            "_widget_1700000000002",
            "_widget_1700000000003"
        ]
    );
}

#[test]
fn without_a_header_the_contents_decide() {
    let records: Vec<Vec<String>> = (0..240)
        .map(|row| {
            [Running, Customer, Iso, Product, Pieces, Money]
                .iter()
                .map(|&f| cell(f, row))
                .collect()
        })
        .collect();
    let layout = Layout {
        header: None,
        first_record_line: 1,
        columns: (1..=6).map(|i| format!("column {i}")).collect(),
        ..Layout::default()
    };
    let inspection = inspect(&[TableSample {
        name: "x.csv",
        container: "text",
        layout: &layout,
        records: &records,
        all: true,
    }]);
    let found = names(&inspection, &[Role::Customer, Role::Date, Role::Amount]);
    assert_eq!(found, ["column 2", "column 3", "column 6"]);
}

#[test]
fn a_new_customer_id_for_each_order_is_doubted() {
    let inspection = made(
        &[
            ("order_id", Unique),
            ("customer_id", Unique),
            ("order_date", Iso),
            ("amount", Money),
        ],
        ",",
    );
    assert!(
        inspection.questions.iter().any(|q| q.id == "customer"),
        "{:?}",
        inspection.questions
    );
    assert!(
        inspection.tables[0]
            .notes
            .iter()
            .any(|n| n.id == "nobody_repeats")
    );
    // … and not chosen where another one repeats.
    let inspection = made(
        &[
            ("order_id", Unique),
            ("customer_id", Unique),
            ("customer_email", Email),
            ("order_date", Iso),
            ("amount", Money),
        ],
        ",",
    );
    assert_eq!(names(&inspection, &[Role::Customer]), ["customer_email"]);
}

#[test]
fn any_bytes_never_panic() {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    const BITS: [&str; 30] = [
        "1",
        "12",
        "2024",
        "-",
        "/",
        ".",
        ",",
        " ",
        ":",
        "年",
        "月",
        "日",
        "上午",
        "T",
        "Z",
        "+08:00",
        "Jan",
        "(",
        ")",
        "%",
        "e",
        "￥",
        "令和",
        "元",
        "万",
        "'",
        "\u{3000}",
        "\u{200b}",
        "NaN",
        "99999999999999999999",
    ];
    use regulars::ingest::amounts::AmountReader;
    use regulars::ingest::dates::DateReader;
    use regulars::ingest::plan::AmountReading;
    let orders = [
        DateOrder::YearMonthDay,
        DateOrder::DayMonthYear,
        DateOrder::MonthDayYear,
        DateOrder::ExcelSerial,
        DateOrder::EpochSeconds,
        DateOrder::EpochMillis,
    ];
    let mut cells = Vec::new();
    for _ in 0..20_000 {
        let text: String = (0..next() % 9)
            .map(|_| BITS[(next() % 30) as usize])
            .collect();
        let bytes: Vec<u8> = (0..next() % 12).map(|_| next() as u8).collect();
        for input in [text.as_bytes(), &bytes] {
            for order in orders {
                let reader = DateReader::new(order);
                let _ = (reader.day(input), reader.second_of_day(input));
            }
            for decimal_mark in ['.', ','] {
                let cents = next() % 2 == 0;
                if let Some(amount) = AmountReader::new(AmountReading {
                    decimal_mark,
                    cents,
                })
                .read(input)
                {
                    assert!(amount.scale <= 6, "{input:?}");
                }
            }
        }
        cells.push(text);
        cells.push(String::from_utf8_lossy(&bytes).into_owned());
    }
    for width in [1, 2, 3, 7, 20] {
        let records: Vec<Vec<String>> = cells
            .chunks(width)
            .take(300)
            .map(<[String]>::to_vec)
            .collect();
        let names: Vec<&str> = cells[cells.len() - width..]
            .iter()
            .map(String::as_str)
            .collect();
        let inspection = of_records(&names, &records, ",");
        let _ = resolve(&inspection, &Choices::default());
    }
}
