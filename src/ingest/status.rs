//! Which values of a status column are sales, in many languages.

use super::letters::{bare, small};

/// What stands between the state of an order and that of what came back of it.
pub(super) const BOTH: &str = " · ";

/// What a status says about the money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// Money was or will be taken, or nothing speaks against it.
    Sale,
    /// Cancelled, refunded in full, never paid.
    NotASale,
    /// A deal that was won.
    Won,
    /// A deal that was lost.
    Lost,
}

/// Words of orders without money: whole words (their beginnings before a star), or parts of a text in scripts without blanks.
/// Sources: order states of Shopify, WooCommerce, Stripe, Square, Olist, Taobao/Tmall, JD, Youzan, Rakuten, Cafe24,
/// Magento and Shopware, from their public documentation.
const NOT_SALES: &str = "cancel* voided* refund* fail* declin* reject* denie* expir* pend* abandon* storn* abgebroch* erstatt* retourn* \
    ausstehend* abgelehnt* annul* rembours* échou* echou* impay* refus* anul* reembols* devuelt* devolv* \
    fallid* rechaz* estorn* falh* recus* rimbors* fallit* отмен* возвр* провал* отказ* geannul* geretour* zwróc* zruš* vrácen* töröl* \
    visszat* iptal* dibatal* batal* gagal* hủy* huỷ* peruut* peruttu palaut* avbrut* återbet* скасов* поверн* ακυρ* επιστρ* ملغ* \
    בוטל* ביטול* ยกเลิก* คืนเงิน* \
    error* erreur* fehler* ошибк* błąd* makuler* kansel* otkaz* анулир* respins* reddedil* отклон* \
    delet* gelösch* supprim* eliminad* eliminat* excluíd* удален* видален* usunięt* smazán* silindi şters* borttag* slettet poistet* διαγρ* محذوف* נמחק* \
    returnat* missglück* lemond* mitätöi* مسترجع* مرتجع* مسترد* استرجاع* הוחזר* คืนสินค้า* รอชำระ* ค้างชำระ* \
    impagad* obetal* ubetalt onbetaald* maksamat* nieopłac* niezapłac* nezaplac* neuhraz* fizetetlen kifizetetlen ödenme* neplăti* neachit* неоплач* ανεξόφλητ* απλήρωτ* \
    void noshow dropped draft trash chargeback unavailable hold incomplete reversed unpaid rto unbezahlt attente aguardando неоплачен просрочен \
    entwurf entwürfe brouillon* borrador* rascunho* bozza bozze utkast kladde luonnos* черновик* чернетк* szkic* piszkozat* ciornă taslak* πρόχειρ* مسودة טיוטה ร่าง nháp \
    不成立 未成立 交易关闭 已关闭 关闭 取消 未付款 待付款 等待买家付款 未支付 待支付 已退款 退款成功 全额退款 已退货 退货 作废 支付失败 交易失败 付款失败 锁定 已删除 \
    未结算 草稿 拒收 已拒绝 爽约 未到店 交易關閉 已關閉 未付 待付 退款 退貨 作廢 付款失敗 已刪除 \
    キャンセル 未入金 入金待ち 返品 返金 削除 下書き 취소 환불 반품 입금대기 미결제 결제대기 미입금 삭제 노쇼";

/// What asks for money or goods back in vain, or does not ask: nothing came back.
const NOTHING_BACK: &str = "无退款 未退款 没有退款 不退款 无售后 售后关闭 售后取消 取消售后 退款关闭 退款取消 取消退款 撤销退款 退款失败 拒绝退款 退款拒绝 \
    無退款 未退貨 返品なし 返金なし";

/// What comes back, as a document of its own.
const RETURNS: &str = "refund refunds refunded return returns returned مرتجع مرتجعات gutschrift gutschriften retoure erstattung stornorechnung avoir \
    remboursement reembolso devolución devolução estorno reso rimborso creditnota kreditnota kreditfaktura возврат zwrot korekta \
    dobropis iade retur זיכוי 退货 退款 退单 红字 退貨 返品 返金 환불 반품 برگشت";

/// What is sold, as a paper or a kind of booking; beside it …
const SOLD: &str = "invoice invoices sale sales si rechnung verkauf fattura facture factura fatura faktura factuur vente venta venda vendita \
    ingreso продажа реализация satiş sprzedaż jual penjualan بيع مبيعات חשבונית מכירה 销售 销货 銷售 銷貨 売上 매출 판매 فروش";
/// … stands what pays for it; "receipt" only as the whole value, for a sales receipt is a sale …
const PAYS: &str = "payment payments zahlung zahlungen zahlungseingang paiement paiements règlement règlements encaissement pago pagos \
    cobro cobros pagamento pagamenti incasso оплата платеж платёж поступление ödeme tahsilat wpłata betaling pembayaran \
    收款 回款 付款 入金 支払 입금 수금";
const RECEIPTS: &str =
    "receipt receipts sr sa recibo recibos ricevuta ricevute quittung quittungen קבלה";
/// … what a marketplace keeps or pays out, said in no other words, for a member's fee is a sale …
const KEPT: &str = "fee fees commission commissions payout payouts withdrawal withdrawals gebühr gebühren auszahlung frais comisión комиссия \
    手续费 服务费 佣金 分账 提现 手續費 手数料 振込 수수료 정산";
/// The only words in front of them: whose fee it is, or for what.
const KEPT_OF: &str = "host platform processing processor payment transaction service stripe paypal gateway marketplace application bank";
/// … and what the shop itself buys or spends.
const SPENDS: &str = "expense expenses ausgabe ausgaben dépense dépenses gasto gastos uscita uscite despesa despesas расход wydatek \
    uitgave pengeluaran gider giderler wydatki شراء مشتريات مصروفات kiadás výdaj výdaje έξοδα 进货 采购 採購 费用 費用 支出 出账 不计收支 仕入 매입 지출";

/// What is offered, and may be sold in another row.
const OFFERED: &str = "estimate estimates quote quotes quotation quotations proforma angebot angebote kostenvoranschlag devis presupuesto \
    presupuestos cotización orçamento preventivo preventivi wycena teklif penawaran offert offerter offerte offertes tilbud tarjous \
    árajánlat nabídka ofertă oferta προσφορά הצעת 报价 报价单 報價 見積 見積書 견적";

/// The paper at the end …
const INVOICE: &str = "invoice* rechnung* fattur* facture* factura* fatura* faktur* счет счёт חשבונית 发票 發票 請求書 세금계산서";
/// … and those before it, whose money it asks for again.
const BEFORE_INVOICE: &str = "auftragsbestätigung* lieferschein* ordine ordini trasporto guia guias pedido pedidos albarán albaranes commande \
    livraison bestelbon pakbon pakbonnen zamówienie objednávka dodací encomenda הזמנה משלוח irsaliye sipariş накладная заказ 订单 訂單 送货单 送貨單 納品書 注文書";

/// "Partly" in front of one of them leaves a sale.
const PARTLY: &str = "partially partial part partly teilweise partiellement parcialmente parcial частичный частично 部分 一部 부분";

const WON: &str = "won gewonnen gagné gagnée ganado ganada ganho ganha vinto выиграна 赢单 赢 已成交 成交 赢得 受注 수주";
/// Steps on the way to a purchase; beside [`BOUGHT`] no sales.
const LOOKED: &str = "view views viewed pageview page_view cart addtocart cartadd click clicks impression pv fav favorite favourite wishlist \
    withdrawal withdrawals 浏览 加购 收藏 点击";
/// What stands beside them for a sale; the whole value.
const BOUGHT: &str =
    "purchase purchased buy bought transaction order orders checkout 购买 下单 成交";
/// Money that comes in, beside [what is spent](SPENDS). The whole value.
const INCOME: &str = "收入 収入 수입 入账 income einnahme einnahmen recette recettes ingreso ingresos entrata entrate receita receitas доход \
    przychód ontvangst pemasukan gelir gelirler bevétel příjem inkomsten";

/// What is paid ahead, and what it is used up by: beside each other their money stands twice. The whole values.
const AHEAD: &str = "topup top-up recharge 充值 储值 储值卡充值 会员充值 购卡 办卡 开卡 续卡 儲值 加值 續卡 チャージ 충전";
const USED_UP: &str = "消费 消費 扣卡 卡扣 耗卡 redemption usage 利用 사용";

const LOST: &str =
    "lost verloren perdu perdue perdido perdida perso проиграна 输单 输 丢单 失单 失注 실패";

const YES: &str =
    "yes y true t 1 1.0 ja oui sí si sim sì да evet tak ano igen kyllä 是 有 はい 예 네 ✓ √";
const NO: &str = "no n false f 0 0.0 nein non não нет hayir nie ne nem ei nej 否 无 無 没有 未 いいえ 아니오 아니요 ✗ ×";

/// Yes or no.
#[must_use]
pub fn answer(value: &str) -> Option<bool> {
    let lower = value.to_lowercase();
    let no = || is_one_of(&lower, NO).then_some(false);
    is_one_of(&lower, YES).then_some(true).or_else(no)
}

/// What this value means. Unknown values count as sales: nothing is left out on a guess.
#[must_use]
pub fn meaning(value: &str) -> Meaning {
    if let Some((order, back)) = value.split_once(BOTH) {
        return match meaning(back) {
            Meaning::NotASale => Meaning::NotASale,
            _ => meaning(order),
        };
    }
    let lower = lower(value);
    let nothing_back = has(&lower, NOTHING_BACK)
        || has(&lower, "no not none without")
            && has(&lower, "refund* return*")
            && !has(&lower, "cancel* void* fail*");
    if has(&lower, PARTLY) || nothing_back {
        return Meaning::Sale;
    }
    if has(&lower, WON) || is_one_of(&lower, BOUGHT) || is_one_of(&lower, INCOME) {
        Meaning::Won
    } else if [LOST, LOOKED, SPENDS]
        .iter()
        .any(|words| has(&lower, words))
    {
        Meaning::Lost
    } else if has(&lower, NOT_SALES)
        || unpaid(&lower)
        || is_return(&lower)
        || is_one_of(&lower, OFFERED)
    {
        Meaning::NotASale
    } else {
        Meaning::Sale
    }
}

/// A refund or the paper for one: "Refund", "Credit Note", "销售退货单".
#[must_use]
pub fn is_return(value: &str) -> bool {
    let lower = lower(value);
    !has(&lower, SPENDS)
        && (has(&lower, RETURNS)
            || has(&lower, "credit crédito credito")
                && has(&lower, "note notes memo memos nota notas"))
}

/// The paper or the kind of booking of something that was sold.
#[must_use]
pub fn is_sold(value: &str) -> bool {
    let lower = lower(value);
    let whole = [
        INCOME,
        BOUGHT,
        "charge charges contribution contributions donation donations",
    ];
    (has(&lower, SOLD) || whole.iter().any(|words| is_one_of(&lower, words))) && !settles(value)
}

/// What pays for something sold in another row, money that the shop spends, or what was only offered.
#[must_use]
pub fn settles(value: &str) -> bool {
    let lower = lower(value);
    let mut parts = lower.split(|c: char| !c.is_alphanumeric()).rev();
    let is_kept = parts.next().is_some_and(|last| is_one_of(last, KEPT))
        && parts.all(|part| is_one_of(part, KEPT_OF));
    let other = [PAYS, SPENDS, OFFERED];
    is_kept || other.iter().any(|words| has(&lower, words)) || is_one_of(&lower, RECEIPTS)
}

/// Kinds of which the one called "credit" is a refund: "Sale", "Credit", "Void"; SI, SC; ingreso, egreso. "Cash" and "credit"
/// are ways to pay.
#[must_use]
pub fn has_credits<'a>(mut values: impl Iterator<Item = &'a str>) -> bool {
    values.any(|value| has(&lower(value), "sale sales capture authorization si ingreso"))
}

/// "Credit", where kinds [have credits](has_credits); "credit sale" is none.
#[must_use]
pub fn is_credit(value: &str) -> bool {
    let lower = lower(value);
    is_one_of(&lower, "credit credits sc") || has(&lower, "egreso")
}

/// "Single" beside "Return": tickets there and back.
#[must_use]
pub fn is_one_way(value: &str) -> bool {
    has(
        &value.to_lowercase(),
        "single oneway one-way way einfach ida sencillo 单程 單程 片道 편도",
    )
}

/// Money that is paid ahead.
#[must_use]
pub fn is_ahead(value: &str) -> bool {
    is_one_of(&value.to_lowercase(), AHEAD)
}

/// Do these values tell money that is paid ahead from what it is used up by?
#[must_use]
pub fn tell_ahead<'a>(mut values: impl Iterator<Item = &'a str> + Clone) -> bool {
    let used_up = |value: &str| is_one_of(&value.to_lowercase(), USED_UP);
    values.clone().any(is_ahead) && values.any(used_up)
}

/// "not paid", "no pagado", "nicht bezahlt", "не оплачен"; "awaiting payment"; "no show", "не пришел".
fn unpaid(text: &str) -> bool {
    let not = has(
        text,
        "not no nicht non não не pas nie ne ei inte ikke niet belum chưa غير לא",
    ) && has(
        text,
        "paid pagado pagada pago pagato pagata bezahlt betaald betalt betalat payé payée opłacone zapłacone оплачен оплачена оплачено \
             dibayar bayar thanh مدفوع שולם show erschienen saapunut пришел пришёл пришла прийшов прийшла asistió asistio venu kom",
    );
    let waits = has(
        text,
        "awaiting waiting await* ожида* очіку* bekle* bekli* oczek* čeká várakoz* wacht* venter väntar odotta* așteaptă espera attesa \
         menunggu chờ بانتظار انتظار ממתין",
    );
    // "In checkout" is on the way to the till, "checkout completed" is behind it.
    let on_the_way = has(text, "checkout") && has(text, "in at");
    not || on_the_way
        || waits
            && has(
                text,
                "payment zahlung paiement pago pagamento оплат* платеж* ödeme* płatno* platb* fizet* betaling betalning maksu* plată bayar \
             pembayaran thanh الدفع תשלום לתשלום",
            )
}

/// Is it an invoice?
#[must_use]
pub fn is_invoice(value: &str) -> bool {
    has(&lower(value), INVOICE)
}

/// An order, its confirmation or a delivery note: beside invoices the same money once more.
#[must_use]
pub fn precedes_invoice(value: &str) -> bool {
    has(&lower(value), BEFORE_INVOICE) && !is_invoice(value)
}

/// What the shop itself buys, where other rows are its sales: "Purchase" beside "Sale".
#[must_use]
pub fn buys(value: &str) -> bool {
    has(
        &lower(value),
        "purchase purchases einkauf einkäufe achat achats compra compras acquisto acquisti aankoop inkoop nákup zakup закупка покупка alış pembelian eingangsrechnung eingangsrechnungen",
    )
}

/// Values of which only some are purchases: stages of deals, some won and some lost; events of visitors; money in and out.
#[must_use]
pub fn is_funnel<'a>(values: impl Iterator<Item = &'a str>) -> bool {
    let (mut won, mut lost) = (false, false);
    for value in values {
        match meaning(value) {
            Meaning::Won => won = true,
            Meaning::Lost => lost = true,
            _ => {}
        }
    }
    won && lost
}

fn lower(value: &str) -> String {
    value.trim().chars().flat_map(small).collect()
}

fn is_one_of(value: &str, words: &str) -> bool {
    words
        .split_whitespace()
        .any(|word| bare(word) == bare(value))
}

fn has(text: &str, words: &str) -> bool {
    words.split_whitespace().any(|word| {
        if word.chars().next().is_some_and(|c| c as u32 >= 0x2E80) {
            text.contains(word)
        } else {
            text.split(|c: char| !c.is_alphanumeric())
                .any(|part| match word.strip_suffix('*') {
                    Some(stem) => part.starts_with(stem) || bare(part).starts_with(&*bare(stem)),
                    None => bare(part) == bare(word),
                })
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_many_vendors_are_understood() {
        for value in [
            "Cancelled",
            "canceled",
            "voided",
            "refunded",
            "wc-cancelled",
            "on-hold",
            "pending",
            "storniert",
            "annulée",
            "Cancelado",
            "交易关闭",
            "已取消",
            "未付款",
            "等待买家付款",
            "キャンセル",
            "주문취소",
            "отменён",
            "no pagado",
            "Stornována",
            "Đã hủy",
            "Törölve",
            "Скасовано",
            "Ακυρώθηκε",
            "ยกเลิกแล้ว",
            "ملغي",
            "Avbruten",
            "Annulleret",
            "Peruutettu",
            "Anulată",
            "בוטל",
            "İPTAL EDİLDİ",
            "REMBOURSE",
            "RECHAZADO",
            "Vracene",
            "AWAITING_PAYMENT",
            "in_checkout",
            "بانتظار الدفع",
            "Ожидает оплаты",
            "Клиент не пришел",
            "no_show",
            "已完成 · 退款成功",
            "Cancelled, not refunded",
            "已关闭 · 无退款",
            "Nieopłacone",
            "Entwurf",
            "Видалений",
            "Makulerad",
            "RTO DELIVERED",
            "Erreur de paiement",
            "Peruttu",
        ] {
            assert_eq!(meaning(value), Meaning::NotASale, "{value}");
        }
        for value in [
            "paid",
            "partially_refunded",
            "Shipped",
            "completed",
            "delivered",
            "交易成功",
            "已发货",
            "部分退款",
            "発送済み",
            "배송완료",
            "bezahlt",
            "",
            "Resolved",
            "In Process",
            "Awaiting fulfillment",
            "Payment received",
            "已完成 · 售后关闭",
            "无退款",
            "Not refunded",
            "Клиент пришел",
            "No shipping required",
            "delivered",
        ] {
            assert_eq!(meaning(value), Meaning::Sale, "{value}");
        }
        assert_eq!(meaning("Closed Won"), Meaning::Won);
        assert_eq!(meaning("Closed Lost"), Meaning::Lost);
        assert_eq!(meaning("赢单"), Meaning::Won);
    }
}
