//! Headers in tongues that few programs speak, in the short names of databases, and as a book kept by hand asks.

use crate::fill::Case;
use crate::fill::Fill::*;

pub(crate) const CASES: &[Case] = &[
    (
        "craft fair pt",
        &[
            ("quando", Iso),
            ("quem", Person),
            ("o quê", Product),
            ("quanto", Money),
        ],
        ["quem", "-", "quando", "quanto"],
    ),
    (
        "honey pl",
        &[
            ("kiedy", Iso),
            ("kto", Person),
            ("słoiki", Pieces),
            ("cena", Price),
            ("razem", Money),
        ],
        ["kto", "-", "kiedy", "razem"],
    ),
    (
        "farm shop et",
        &[
            ("Arve nr", Unique),
            ("Kuupäev", Dotted),
            ("Tähtaeg", Later),
            ("Kliendi kood", Customer),
            ("Klient", Person),
            ("Kogus", Pieces),
            ("Hind", Price),
            ("Summa KM-ga", Money),
        ],
        ["Kliendi kood", "Arve nr", "Kuupäev", "Summa KM-ga"],
    ),
    (
        "club lv",
        &[
            ("Kvīts", Unique),
            ("Datums", Iso),
            ("Biedra nr.", Customer),
            ("Biedrs", Person),
            ("Summa", Money),
        ],
        ["Biedra nr.", "Kvīts", "Datums", "Summa"],
    ),
    (
        "ledger lt",
        &[
            ("DOK_NR", Unique),
            ("DATA", Iso),
            ("KLN_KOD", Customer),
            ("KLN_PAV", Person),
            ("SUMA_BE", Price),
            ("SUMA_SU", Money),
        ],
        ["KLN_KOD", "DOK_NR", "DATA", "SUMA_SU"],
    ),
    (
        "invoices is",
        &[
            ("Reikningur", Unique),
            ("Dagsetning", Dotted),
            ("Kennitala", Customer),
            ("Nafn", Person),
            ("Samtals", Money),
        ],
        ["Kennitala", "Reikningur", "Dagsetning", "Samtals"],
    ),
    (
        "invoices hu",
        &[
            ("Számlaszám", Unique),
            ("Kelt", Dotted),
            ("Fizetési határidő", Dotted),
            ("Vevő", Person),
            ("Bruttó", Money),
            ("Fizetési mód", Text("átutalás")),
        ],
        ["Vevő", "Számlaszám", "Kelt", "Bruttó"],
    ),
    (
        "dentist no",
        &[
            ("Bilag", Unique),
            ("Dato", Iso),
            ("Pasientnr", Customer),
            ("Pasient", Person),
            ("Honorar", Money),
        ],
        ["Pasientnr", "Bilag", "Dato", "Honorar"],
    ),
    (
        "club da",
        &[
            ("Transaktion", Unique),
            ("Dato", Iso),
            ("Medlemsnr.", Customer),
            ("Medlem", Person),
            ("Betalt", Money),
            ("Gebyr", Price),
            ("Udbetalt til klub", Price),
        ],
        ["Medlemsnr.", "-", "Dato", "Betalt"],
    ),
    (
        "ledger tr",
        &[
            ("Fiş No", Unique),
            ("Tarih", Dotted),
            ("Cari Kodu", Customer),
            ("Cari Ünvanı", Person),
            ("Genel Toplam", Money),
        ],
        ["Cari Kodu", "Fiş No", "Tarih", "Genel Toplam"],
    ),
    (
        "clinic ar",
        &[
            ("اليوم", Iso),
            ("المريض", Person),
            ("الموبايل", Phone),
            ("المبلغ المدفوع", Money),
        ],
        ["المريض", "-", "اليوم", "المبلغ المدفوع"],
    ),
    (
        "bookshop fa",
        &[
            ("ردیف", Running),
            ("تاریخ", Iso),
            ("نام مشتری", Person),
            ("مبلغ", Price),
            ("مبلغ نهایی", Money),
        ],
        ["نام مشتری", "-", "تاریخ", "مبلغ نهایی"],
    ),
    (
        "bill register hi",
        &[
            ("बिल नं.", Unique),
            ("दिनांक", Iso),
            ("ग्राहक का नाम", Person),
            ("मोबाइल", Phone),
            ("कुल राशि", Money),
        ],
        ["ग्राहक का नाम", "बिल नं.", "दिनांक", "कुल राशि"],
    ),
    (
        "shop bn",
        &[
            ("মেমো নং", Unique),
            ("তারিখ", Iso),
            ("ক্রেতার নাম", Person),
            ("মোট", Money),
        ],
        ["ক্রেতার নাম", "মেমো নং", "তারিখ", "মোট"],
    ),
    (
        "clinic th",
        &[
            ("เลขที่ใบเสร็จ", Unique),
            ("วันที่", Iso),
            ("HN", Customer),
            ("ชื่อผู้ป่วย", Person),
            ("สุทธิ", Money),
        ],
        ["HN", "เลขที่ใบเสร็จ", "วันที่", "สุทธิ"],
    ),
    (
        "database es",
        &[
            ("nro_doc", Unique),
            ("fec_emi", Iso),
            ("cod_cli", Customer),
            ("vlr_vta", Price),
            ("vlr_tot", Money),
        ],
        ["cod_cli", "nro_doc", "fec_emi", "vlr_tot"],
    ),
    (
        "database de",
        &[
            ("bel_nr", Unique),
            ("bel_dat", Iso),
            ("kdnr", Customer),
            ("betr_nt", Price),
            ("betr_br", Money),
        ],
        ["kdnr", "bel_nr", "bel_dat", "betr_br"],
    ),
    (
        "database ja",
        &[
            ("den_no", Unique),
            ("uri_ymd", Iso),
            ("tok_cd", Customer),
            ("tok_nm", Person),
            ("uri_kin", Money),
        ],
        ["tok_cd", "den_no", "uri_ymd", "uri_kin"],
    ),
    (
        "initials of Chinese words",
        &[
            ("ddbh", Unique),
            ("khbh", Customer),
            ("khmc", Person),
            ("xdrq", Iso),
            ("spmc", Product),
            ("sl", Pieces),
            ("ssje", Money),
        ],
        ["khbh", "ddbh", "xdrq", "ssje"],
    ),
    (
        "initials beside English words",
        &[
            ("dj_no", Unique),
            ("dj_date", Iso),
            ("kh_code", Customer),
            ("kh_name", Person),
            ("je_wsui", Price),
            ("je_hj", Money),
        ],
        ["kh_code", "dj_no", "dj_date", "je_hj"],
    ),
    (
        "a prefix is no initials",
        &[
            ("ss_ticket_number", Unique),
            ("ss_sold_date", Iso),
            ("ss_customer", Customer),
            ("ss_list_price", Price),
            ("ss_net_paid", Money),
        ],
        [
            "ss_customer",
            "ss_ticket_number",
            "ss_sold_date",
            "ss_net_paid",
        ],
    ),
    (
        "parents and pupils ko",
        &[
            ("타임스탬프", Iso),
            ("학생 이름", Person),
            ("학부모 연락처", Phone),
            ("납부 금액", Money),
        ],
        ["학부모 연락처", "-", "타임스탬프", "납부 금액"],
    ),
    (
        "two telephones",
        &[
            ("单号", Unique),
            ("下单时间", Iso),
            ("订花人电话", Phone),
            ("收花人电话", Phone),
            ("应收", Money),
        ],
        ["订花人电话", "单号", "下单时间", "应收"],
    ),
    (
        "what sending it costs",
        &[
            ("Order ID", Order),
            ("Username", Customer),
            ("Date Placed", Iso),
            ("Order Shipping Total", Price),
            ("Order Grand Total", OrderTotal),
        ],
        ["Username", "Order ID", "Date Placed", "Order Grand Total"],
    ),
    (
        "a survey",
        &[
            ("Order Date", Iso),
            ("Amount", Money),
            ("Survey ResponseID", Customer),
        ],
        ["Survey ResponseID", "-", "Order Date", "Amount"],
    ),
    (
        "the price of a thing, and no pieces",
        &[
            ("purchase_date", Iso),
            ("item_name", Product),
            ("item_price", Money),
            ("customer_name", Person),
        ],
        ["customer_name", "-", "purchase_date", "item_price"],
    ),
];
