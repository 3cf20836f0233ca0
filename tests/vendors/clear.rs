//! Exports that leave nothing open: the right columns, and no question.

use crate::fill::Fill::*;
use crate::fill::{Case, made, names};
use regulars::ingest::plan::Role;

const CASES: &[Case] = &[
    (
        "with and without the tax, pt",
        &[
            ("Documento", Unique),
            ("Data", DayFirst),
            ("NIF", Customer),
            ("Total s/ IVA", Price),
            ("IVA", Zero),
            ("Total c/ IVA", Comma),
        ],
        ["NIF", "Documento", "Data", "Total c/ IVA"],
    ),
    (
        "a club, de",
        &[
            ("Mitglied", Person),
            ("Zahlung am", Dotted),
            ("Beitrag", Comma),
            ("Art", City),
        ],
        ["Mitglied", "-", "Zahlung am", "Beitrag"],
    ),
    (
        "a shop with and without the tax",
        &[
            ("code", Unique),
            ("date", Iso),
            ("email", Email),
            ("totalPriceWithVat", Money),
            ("totalPriceWithoutVat", Price),
            ("priceToPay", Zero),
        ],
        ["email", "code", "date", "totalPriceWithVat"],
    ),
    (
        "what is billed beside what was asked for, tr",
        &[
            ("Sipariş Numarası", Unique),
            ("Sipariş Tarihi", Dotted),
            ("Alıcı", Person),
            ("Satış Tutarı", OrderTotal),
            ("İndirim Tutarı", Zero),
            ("Faturalanacak Tutar", Money),
        ],
        [
            "Alıcı",
            "Sipariş Numarası",
            "Sipariş Tarihi",
            "Faturalanacak Tutar",
        ],
    ),
    (
        "what was paid beside the goods' total, vi",
        &[
            ("Mã hóa đơn", Unique),
            ("Thời gian", DayFirst),
            ("Mã khách hàng", Customer),
            ("Tổng tiền hàng", OrderTotal),
            ("Giảm giá", Zero),
            ("Khách cần trả", Money),
            ("Khách đã trả", Money),
        ],
        ["Mã khách hàng", "Mã hóa đơn", "Thời gian", "Khách đã trả"],
    ),
    (
        "a ledger by periods, ru",
        &[
            ("Период", Dotted),
            ("Контрагент", Person),
            ("Номенклатура", Product),
            ("Сумма", Comma),
        ],
        ["Контрагент", "-", "Период", "Сумма"],
    ),
    (
        "top-ups of a telephone",
        &[
            ("MSISDN", Phone),
            ("Recharge Date", Iso),
            ("Recharge Amount", Money),
        ],
        ["MSISDN", "-", "Recharge Date", "Recharge Amount"],
    ),
    (
        "points on a telephone, zh",
        &[
            ("会员手机", Phone),
            ("消费时间", Iso),
            ("消费金额", Money),
            ("获得积分", Pieces),
        ],
        ["会员手机", "-", "消费时间", "消费金额"],
    ),
    (
        "gifts, de",
        &[
            ("Spender", Person),
            ("Spende", Comma),
            ("Spendendatum", Dotted),
            ("Zweck", Product),
        ],
        ["Spender", "-", "Spendendatum", "Spende"],
    ),
    (
        "gifts, fr",
        &[
            ("N° reçu", Unique),
            ("Donateur", Person),
            ("Date du don", DayFirst),
            ("Montant du don", Comma),
        ],
        ["Donateur", "N° reçu", "Date du don", "Montant du don"],
    ),
    (
        "a club, es",
        &[
            ("Socio", Customer),
            ("Nombre", Person),
            ("Fecha de pago", DayFirst),
            ("Cuota", Comma),
        ],
        ["Socio", "-", "Fecha de pago", "Cuota"],
    ),
    (
        "a club, pt",
        &[
            ("Nº Sócio", Customer),
            ("Nome", Person),
            ("Data Recibo", DayFirst),
            ("Nº Recibo", Unique),
            ("Valor Pago (€)", Comma),
        ],
        ["Nº Sócio", "Nº Recibo", "Data Recibo", "Valor Pago (€)"],
    ),
    (
        "a card, it",
        &[
            ("Scontrino", Unique),
            ("Tessera", Customer),
            ("Data", DayFirst),
            ("Importo", Comma),
            ("Punti", Pieces),
        ],
        ["Tessera", "Scontrino", "Data", "Importo"],
    ),
    (
        "a school",
        &[
            ("Receipt #", Unique),
            ("Student ID", Customer),
            ("Paid On", MonthFirst),
            ("Tuition Paid", Money),
        ],
        ["Student ID", "Receipt #", "Paid On", "Tuition Paid"],
    ),
    (
        "rides",
        &[
            ("trip_id", Unique),
            ("rider_id", Customer),
            ("driver_id", City),
            ("request_time", Iso),
            ("pickup_time", Iso),
            ("fare_amount", Price),
            ("total_amount", Money),
        ],
        ["rider_id", "trip_id", "request_time", "total_amount"],
    ),
    (
        "an auction",
        &[
            ("Lot", Running),
            ("Paddle", Customer),
            ("Sale Date", Iso),
            ("Hammer Price", Price),
            ("Total Due", Money),
        ],
        ["Paddle", "-", "Sale Date", "Total Due"],
    ),
    (
        "documents of an old system",
        &[
            ("CUSTNO", Customer),
            ("DOCNO", Unique),
            ("DOCTS", Iso),
            ("DOCAMT", Money),
        ],
        ["CUSTNO", "DOCNO", "DOCTS", "DOCAMT"],
    ),
    (
        "a date under a name that says nothing, and no other",
        &[
            ("Rx No", Unique),
            ("Patient ID", Customer),
            ("Dispensed", DayFirst),
            ("Qty", Pieces),
            ("Charge", Money),
        ],
        ["Patient ID", "Rx No", "Dispensed", "Charge"],
    ),
    (
        "with the tax, fi",
        &[
            ("Tilausnro", Unique),
            ("Tilauspäivä", Dotted),
            ("Asiakasnro", Customer),
            ("Veroton", Price),
            ("Verollinen", Money),
        ],
        ["Asiakasnro", "Tilausnro", "Tilauspäivä", "Verollinen"],
    ),
    (
        "who paid, fr",
        &[
            ("Référence commande", Unique),
            ("Date de la commande", DayFirst),
            ("Nom payeur", City),
            ("Email payeur", Email),
            ("Montant total", Comma),
        ],
        [
            "Email payeur",
            "Référence commande",
            "Date de la commande",
            "Montant total",
        ],
    ),
    (
        "a salon's file of clients, ja",
        &[
            ("予約番号", Unique),
            ("来店日", Iso),
            ("お客様名", City),
            ("カルテ番号", Customer),
            ("お会計金額", Money),
        ],
        ["カルテ番号", "予約番号", "来店日", "お会計金額"],
    ),
    (
        "what delivery costs is no total, ru",
        &[
            ("Номер заказа", Unique),
            ("Дата создания", Dotted),
            ("Email", Email),
            ("Стоимость доставки", Price),
            ("Итого", Comma),
        ],
        ["Email", "Номер заказа", "Дата создания", "Итого"],
    ),
    (
        "fewer names than e-mails, fr",
        &[
            ("N° de commande", Unique),
            ("Date de création", DayFirst),
            ("Nom acheteur", City),
            ("E-mail acheteur", Email),
            ("Prix", Comma),
        ],
        [
            "E-mail acheteur",
            "N° de commande",
            "Date de création",
            "Prix",
        ],
    ),
    (
        "a till with loyalty cards, fr",
        &[
            ("Ticket", Unique),
            ("Jour", DayFirst),
            ("Carte fidélité", Customer),
            ("Montant TTC", Comma),
        ],
        ["Carte fidélité", "Ticket", "Jour", "Montant TTC"],
    ),
    (
        "goods that left, zh",
        &[
            ("出库单号", Unique),
            ("出库日期", Iso),
            ("购货单位", Person),
            ("金额", Money),
        ],
        ["购货单位", "出库单号", "出库日期", "金额"],
    ),
    (
        "in all, da",
        &[
            ("Ordrenr.", Unique),
            ("Ordredato", Dotted),
            ("E-mail", Email),
            ("I alt", Comma),
        ],
        ["E-mail", "Ordrenr.", "Ordredato", "I alt"],
    ),
];

#[test]
fn clear_exports_are_read_without_a_question() {
    let roles = [Role::Customer, Role::Order, Role::Date, Role::Amount];
    let mut wrong = Vec::new();
    for (name, columns, expected) in CASES {
        let inspection = made(columns, ",");
        let found = names(&inspection, &roles);
        let asked: Vec<&str> = inspection.questions.iter().map(|q| q.id.as_str()).collect();
        if found != expected.map(String::from) || !asked.is_empty() || inspection.refusal.is_some()
        {
            wrong.push(format!("{name}: {found:?}, asked {asked:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_numbers_the_purchases_may_be_called_anything() {
    for name in [
        "Visit ID",
        "Book number",
        "Job number",
        "Contract No",
        "Check #",
        "Vorgangsnummer",
        "N° de visite",
        "核销码",
        "Dossier",
    ] {
        let columns = [
            (name, Order),
            ("Customer", Customer),
            ("Date", Iso),
            ("Amount", Money),
        ];
        assert_eq!(names(&made(&columns, ","), &[Role::Order]), [name]);
        // The thing sold and where it was sold have neither one day nor one customer.
        let columns = [
            (name, Product),
            ("Customer", Customer),
            ("Date", Iso),
            ("Amount", Money),
        ];
        assert_eq!(names(&made(&columns, ","), &[Role::Order]), ["-"]);
    }
}

#[test]
fn a_day_and_a_running_number_are_the_number_of_an_order() {
    let header = "주문번호,품목별 주문번호,주문일시,주문자명,주문자 아이디,수량,판매가,총 결제금액";
    let mut file = String::from(header);
    for o in crate::files::orders() {
        let ((y, m, d), id, paid) = (o.day, 100_000 + o.id, o.cents);
        let who = o.customer;
        for line in 1..=2 {
            file += &format!(
                "\n{y}{m:02}{d:02}-{id},{y}{m:02}{d:02}-{id}-{line:02},{y}-{m:02}-{d:02} 10:15:00,김민수,user{who},1,{line},{paid}"
            );
        }
    }
    let report = crate::files::read(&[("orders.csv", file.into())]).expect("a report");
    assert_eq!(report["totals"]["orders_all"], 120);
    assert_eq!(report["totals"]["customers_any_used_row"], 9);
    assert_eq!(crate::files::net(&report), crate::files::total() * 100);
}
