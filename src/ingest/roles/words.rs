//! The words of headers in many languages, as atoms of meaning. One line per meaning; a new language adds words, not code.
//!
//! Words are lower case; two words joined by `_` are one term. Scripts without blanks stand in the same lines: headers in them are cut into these words.
//! Sources: exports of shops and tills as listed in `../shared/data/headers.csv`, vendors' public help pages, CLDR.

/// One piece of meaning that a header's word carries; 128 at most, for a header keeps them as bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Atom {
    // People
    Customer,
    Account,
    Company,
    Recipient,
    Contact,
    Person,
    Seller,
    Staff,
    Unique,
    Login,
    // Things that have an id
    Order,
    Deal,
    Line,
    Row,
    Batch,
    Product,
    Sku,
    Category,
    Brand,
    // What is said of them
    Id,
    Name,
    Email,
    Phone,
    Address,
    Place,
    Zip,
    Note,
    Reason,
    Tracking,
    Demographic,
    // Time
    Date,
    Time,
    Zone,
    Create,
    Pay,
    Ship,
    Deliver,
    Cancel,
    Update,
    Birth,
    Signup,
    Due,
    Close,
    Approve,
    Period,
    Last,
    Estimate,
    // Money
    Amount,
    Total,
    Sub,
    Net,
    Gross,
    Price,
    Unit,
    Value,
    Sales,
    Cost,
    Fee,
    Tax,
    Freight,
    Discount,
    Coupon,
    Refund,
    Balance,
    List,
    Actual,
    Income,
    Spend,
    Rate,
    Before,
    After,
    // Counts
    Quantity,
    Count,
    Points,
    Score,
    // Attributes
    Currency,
    Status,
    Stage,
    Kind,
    Method,
    Channel,
    Campaign,
    Segment,
    Recency,
    Frequency,
    Tenure,
    Churn,
    Answer,
    Weight,
    Stock,
    Whether,
    Stay,
}

use Atom::*;

/// Words and the atoms they carry; from five letters on a word stands once, with its marks (`région` is region as well).
pub(super) const WORDS: &[(&[Atom], &str)] = &[
    (
        &[Customer],
        "customer customers cust client clients buyer buyers member members user users shopper shoppers patron consumer \
        purchaser subscriber supporter backer fidélité fidelidad fidelidade fedeltà лояльности kundenkarte visitor guest loyalty party counterparty payer payor payeur zahler pagador плательщик associated chart カルテ debtor debitor patient student donor player attendee passenger cardholder profile household hshd sold_to bill_to kunde kunden kundin käufer auftraggeber zahlungspflichtiger kaeufer besteller mitglied benutzer cliente clientes comprador receptor \
        compradores compradora acheteur usuário utilisateur membre abonné socio klant klient klienta klienci nabywca \
        müşteri kund kunder asiakas клиент клиента клиенты покупатель покупателя заказчик заказчика пользователь пользователя \
        客户 客人 顾客 会员 买家 买方 对方 付款方 付款人 付款单位 缴费人 买受人 用户 购买者 购买人 支持者 经销商 經銷商 订花人 订餐人 预订人 预定人 消费者 客戶 顧客 會員 買家 買方 用戶 購買者 購買人 訂購人 訂購者 \
        消費者 会員 お客様 お客さま 購入者 注文者 ユーザー ユーザ 取引先 得意先 tiers rechnungspartner customer_vendor kunde_lieferant debiteur debiteurs relatie relaties дисконтная_карта владелец_карты 购货单位 往来单位 客户单位 购买单位 需方 购方 购货方 고객 회원 구매자 주문자 사용자 거래처 openid uid",
    ),
    (
        &[Account],
        "account accounts acct konto compte cuenta conta аккаунт 账号 帐号 帳號 账户 帳戶 アカウント 계정",
    ),
    (
        &[Customer, Id],
        "partner_id kdnr kd_nr tab_name tab_names 昵称 暱稱 会员名 會員名 買家名 用户名 用戶名 username nickname 旺旺 ニックネーム 닉네임",
    ),
    (&[Deal, Amount], "бюджет"),
    (
        &[Company],
        "company firm business retailer retailers organization organisation firma société empresa компания 公司 会社 企业 \
        企業 회사 单位名称 单位全名 entreprise unternehmen",
    ),
    (&[Company, Id], "单位编号 单位代码"),
    (
        &[Recipient],
        "recipient recipients consignee receiver shipto ship_to empfänger empfaenger destinataire destinatário \
        получатель 收货人 收件人 收件 收花人 收礼人 收貨人 受取人 送付先 配送先 お届け先 届け先 수령인 수취인 받는분 받는사람",
    ),
    (
        &[Contact],
        "contact contacts ansprechpartner kontakt contacto contato контакт 联系人 聯絡人 联系 聯絡 担当者 연락처",
    ),
    (
        &[Person, Name],
        "firstname lastname surname fullname forename vorname nachname prénom nom nombre apellido apellidos nome \
        sobrenome имя фамилия фио 姓名 姓 氏 氏名 お名前 名前 이름 성명 familyname givenname imię nazwisko",
    ),
    (
        &[Person],
        "first last middle full billing given vollständiger",
    ),
    (
        &[Seller],
        "seller sellers merchant vendor supplier verkäufer vendeur vendedor продавец 卖家 商家 賣家 供应商 供應商 출고지 공급사 판매자 出品者",
    ),
    (
        &[Staff],
        "agent emp owner salesperson salesman salesrep rep cashier operator clerk employee assignee manager bearbeiter verkäufer vendedor \
        менеджер кассир 负责人 負責人 跟进人 收银员 收銀員 业务员 業務員 销售员 导购 店员 店員 担当 提交人 创建人 达人 达人昵称 主播 主播昵称 团长 团长昵称 담당자 submitter \
        验证账号 核销账号 操作账号 登录账号 收银账号 员工账号",
    ),
    (&[Unique], "unique master global eindeutig único"),
    (&[Login], "支付宝 alipay 微信 wechat facebook"),
    (
        &[Order],
        "order orders ord po sales_document sales_doc vbeln folio inv invoice invoices receipt receipts transaction transactions txn trans tran trx purchase purchases booking ticket basket cart checkout \
        bill sale bestellung bestell bestellungen auftrag auftrags auftragsnr rechnung rechnungs beleg commande commandes facture achat pedido pedidos \
        factura compra compras venta ventas venda fatura nota ordine ordini fattura encomenda zamówienie zamówienia sipariş order ordre bestilling bestelling bestel \
        заказ заказа заказы регистратор factuur factuurnr чек чека счет покупка покупки продажа продажи 订单 主订单 订购 下单 单据 单 交易 小票 流水 发票 成交 购买 购物 凭证 消费 訂單 訂購 下單 消費 購買 發票 \
        注文 受注 オーダー 伝票 取引 購入 売上 レシート 주문 구매 거래 결제번호 영수증 매출 판매 reservation reservations appointment appointments voucher_no voucher_number vch_no 预约单号 预约号 预约 予約番号 예약번호",
    ),
    (&[Order, Id], "单号 單號 账单号 账单编号 帳單號碼"),
    (
        &[Order, Line],
        "子订单 子訂單 明细 明細 明细编号 注文明細 주문상세",
    ),
    (
        &[Deal],
        "deal deals opportunity opportunities lead leads oppty pipeline geschäft affaire oportunidad сделка 商机 線索 线索 商機 预计成交 赢单 销售机会 案件 商談 영업기회",
    ),
    (
        &[Line],
        "line lines lineitem item items position positionen zeile ligne línea linha позиция 行号 行 子项 项目 項目 행",
    ),
    (
        &[Row],
        "row rows instalment installment installments parcela index idx serial seq sequence sequential record 序号 序號 行番号 번호순 nr. lfd laufende unnamed",
    ),
    (
        &[Batch],
        "settlement settlements payout payouts batch batches disbursement remittance report statement deposit_id \
        transfer_id auszahlung auszahlungs abrechnung abrechnungs virement liquidación liquidação repasse 结算 结算单 批次 打款 对账单 账单 入账 結算 振込 정산 выплаты выплата",
    ),
    (
        &[Product],
        "product products goods article articles artikel produkt produkte produkts produit produits producto productos produto produtos prodotto prodotti \
        товар товара товары номенклатура номенклатуры продукт 物料 型号 désignation 商品 宝贝 产品 产品名 货品 品名 图书 寶貝 產品 貨品 製品 品番名 상품 상품명 제품 품목 title description descripción descrição beschreibung \
        bezeichnung 标题 品目 選購商品 menu dish book service variant variation 档位 规格 規格 prod",
    ),
    (
        &[Sku],
        "sku stock asin артикул stockcode barcode ean upc isbn artnr 条码 條碼 货号 品番 商家编码 商品编码 jan mpn plu model label 바코드",
    ),
    (
        &[Category],
        "category categories department departments dept productline subcategory family kategorie rubrik catégorie categoría категория 类别 类目 分类 品类 类型名 類別 分類 品類 カテゴリ カテゴリー 카테고리 분류 genre",
    ),
    (
        &[Brand],
        "brand brands marke marque marca бренд 品牌 ブランド 브랜드",
    ),
    (
        &[Id],
        "id ids no nr num number numbers key pk code cd nummer numéro n number номер код 编号 号码 编码 字号 流水号 号 編號 號碼 號 番号 コード 卡号 卡號 번호 코드 아이디 标识 標識 id号 uuid guid reference ref identifier hash token card",
    ),
    (
        &[Name],
        "name names 名称 名稱 名 명 nazwa назва название наименование bezeichnung libellé",
    ),
    (
        &[Email],
        "email emails mail e-mail mailadres emailadres e_posta eposta メール メールアドレス 邮箱 郵箱 电子邮件 電子郵件 电邮 電郵 이메일 메일 correo courriel correio почта эл",
    ),
    (
        &[Phone],
        "phone phones tel mobile cell cellphone telefon handy mobil téléphone portable teléfono móvil celular telefone телефон 电话 手机 手机号 手机号码 联系手机 联系电话 電話 手機 手機號碼 電話番号 携帯 携帯電話 전화 전화번호 휴대폰 휴대전화 msisdn whatsapp",
    ),
    (
        &[Address],
        "address addresses po_box street addressline adresse straße strasse dirección endereço адрес 地址 住址 住所 주소 ip url",
    ),
    (
        &[Place],
        "city state country territory province county town shop store branch outlet location warehouse stadt land ort bundesland filiale markt ville pays région magasin ciudad país pais tienda cidade loja estado магазин город страна регион 城市 国家 省 省份 地区 区域 地域 大区 片区 市 district 店铺 店铺名称 门店 仓库 國家 地區 縣市 門市 店鋪 國籍 都道府県 店舗 店舗名 国 매장 지역 국가 도시 지점 latitude longitude lat lng \
        table tisch tischnummer mesa tavolo столик 桌台 部屋番号 客室番号 room_no room_number room_num номер_комнаты zimmernummer zimmer_nr 객실번호 桌台号 桌号 台号 餐桌 包厢 包间 座位 房号 桌號 テーブル 卓番号 席番号 테이블",
    ),
    (
        &[Zip],
        "zip postal postcode postalcode plz cep cap индекс 邮编 郵遞區號 郵便番号 우편번호 prefix",
    ),
    (
        &[Note],
        "note notes comment comments remark remarks memo message feedback text details bemerkung kommentar commentaire remarque comentário observação observaciones комментарий примечание 备注 留言 备忘 评价 评价内容 内容 備註 備考 비고 메모 선물",
    ),
    (
        &[Reason],
        "reason reasons grund motif motivo причина 原因 理由 사유",
    ),
    (
        &[Tracking],
        "tracking waybill sendungsnummer suivi 物流 物流单号 运单号 快递 快递单号 物流公司 運單 追蹤 送り状 송장 운송장 carrier courier shipper",
    ),
    (
        &[Demographic],
        "gender sex age education marital birthplace occupation job geschlecht alter sexe âge género edad sexo idade пол возраст 性别 年龄 性別 年齡 年齢 職業 职业 성별 나이 연령 kidhome teenhome dependents partner senior citizen newbie",
    ),
    // Time
    (
        &[Date],
        "date dates ymd yyyymmdd day dt datum tag jour fecha día dia data giorno дата день 日期 日 日付 날짜 일자 일 tarih dato pvm",
    ),
    (
        &[Date, Time],
        "时间 時間 日时 日時 일시 시간 at dttm hora heure uhrzeit zeit zeitpunkt время when timestamp ts datetime epoch unixtime",
    ),
    (&[Time], "time hour minute clock horario"),
    (&[Zone], "timezone tz 时区 時區"),
    (
        &[Create],
        "engage engaged opened issued create created creation creación criação placed erstellt angelegt créé creado criado создан создания 创建 提交 建立 принят принята обработку 成立 建單 発生 作成 登録 등록 생성 submitted entry entered ordered booked posted buchung buchungs posting",
    ),
    (
        &[Pay],
        "paid pay payment payments payed settled billed invoiced bezahlt gezahlt zahlung zahlungs bezahl payé paiement pagado pago pagamento оплата оплаты оплачен 付款 付费 支付 已付 cobro cobrado 支払 支払い お支払 お支払い 入金 決済 결제 지불 입금 collected charged capture captured",
    ),
    (
        &[Ship],
        "ship shipped shipping shipment dispatch dispatched fulfilled fulfillment fulfilment versand versendet versandt expédition expédié envío enviado отправка отгрузка отгрузки отправки 发货 配送 出库 发运 出貨 寄送 發貨 出荷 発送 발송 출고 배송 carrier",
    ),
    (
        &[Deliver],
        "deliver delivered delivery arrival arrivée llegada anreise lieferung liefer geliefert livraison livré entrega entregado доставка доставки 收货 签收 送达 确认收货 到货 收貨 送達 納品 お届け 到着 배달 도착",
    ),
    (
        &[Cancel],
        "cancel cancelled canceled cancellation cancels void voided storno storniert annulation annulé cancelación cancelado cancelada anulada отмена отмены 取消 关闭 关闭时间 作废 關閉 作廢 キャンセル 취소",
    ),
    (
        &[Update],
        "update updated modified change changed modification edited geändert aktualisiert modifié actualizado modificado обновлен 更新 修改 変更 수정 sync synced exported",
    ),
    (
        &[Birth],
        "birth birthday dob born geburtstag geburtsdatum naissance nacimiento nascimento рождения 生日 出生 出生日期 誕生日 생일",
    ),
    (
        &[Signup],
        "signup registered registration register joined join since enrolled enrollment anmeldung registrierung inscription registro cadastro регистрации 注册 註冊 入会 入會 加入 가입 dtcustomer",
    ),
    (
        &[Due],
        "end ended departure départ salida abreise due deadline expiry expires expiration expire valid until fällig fälligkeit échéance vencimiento vencimento срок 到期 截止 有效期 到期日 期限 만료 limit",
    ),
    (
        &[Close],
        "close closed closing abschluss clôture cierre fechamento закрытия 关单 结单 結案 成约 finish finished completed completion 完成 结束 終了 완료",
    ),
    (
        &[Approve],
        "approve approved approval confirmed confirm valid success successful genehmigt approuvé aprobado aprovado 有效 审核 批准 確認 확인 확정",
    ),
    (
        &[Period],
        "year month quarter week weekday yr qtr jahr monat quartal woche mois année semaine año mes semana ano mês semestre период год месяц 年 月 年份 月份 季度 周 星期 年度 연도 월 분기 요일",
    ),
    (
        &[Last],
        "latest recent most previous lifetime 最近 最后 最後 直近 최근",
    ),
    (
        &[Estimate],
        "estimated estimate expected planned scheduled next prévue estimado previsto 预计 预期 计划 預計 予定 예상 예정 promised предполагаемая предполагаемый предполагаемое ожидаемая планируемая",
    ),
    // Money
    (
        &[Amount],
        "amount amt sum betrag umsatz montant somme importe monto quantia valor сумма стоимость 金额 金額 货款 款 額 額面 총액 금액 tutar belopp beløb bedrag kwota importo money cash mnt",
    ),
    (
        &[Total, Amount],
        "total totals gesamt gesamtsumme summe insgesamt totale всего итого итог 总金额 总额 总价 合计 總金額 總額 總計 合計 合計金額 총금액 합계 총합 grand toplam suma",
    ),
    (
        &[Line, Total],
        "ext_price ext_amount ext_total ext_value ext_sales extended_price extended_amount extended_total extended_value",
    ),
    (&[Total], "总 總 総 총 overall sumof"),
    (
        &[Sub, Amount],
        "subtotal sub zwischensumme soustotal 小计 小計 소계 商品合計 商品小計 货品总价 商品总价 货款金额",
    ),
    (
        &[Net],
        "net earnings netto nette neto excl ex excluding exclusive exkl exklusive 不含税 未税 未稅 税別 líquido nettoerlös чистый 净 淨 純 税抜 ht 순 sem_impostos sem_imposto sin_impuestos sin_iva without_tax excluding_tax before_tax ohne_mwst без_ндс",
    ),
    (
        &[Gross],
        "gross brutto lordo brut bruto bruta валовой 毛 incl inc including inclusive inkl inklusive 价税 價稅 税込 含税 含稅 ttc 총매출 com_impostos com_imposto con_impuestos con_iva with_tax including_tax inkl_mwst mit_mwst с_ндс",
    ),
    (
        &[Price],
        "rp price prices prix preis 판매가 preise precio preço prezzo цена цены 价格 价 價格 價 価格 값 가격 fiyat pris prijs cena tarif",
    ),
    (
        &[Unit, Price],
        "unitprice 均价 均價 单价 單價 単価 단가 einzelpreis stückpreis listprice",
    ),
    (
        &[Unit],
        "unit average avg durchschnitt moyenne promedio średnia средний средняя 平均 평균 each per unitário unitaire unitaria stück einzel piece apiece шт",
    ),
    (&[Value], "value values worth wert valeur 价值 価値 가치"),
    (
        &[Sales],
        "sales revenue turnover receipts umsätze erlös erlöse vente ventes chiffre ingresos vendas receita faturamento выручка доход 销售额 销售 营业额 收入 营收 營收 成交额 成交金额 交易额 消费金额 銷售額 營業額 消費金額 売上 売上高 売上額 매출 매출액 gmv",
    ),
    (
        &[Cost],
        "cost costs cogs kosten coût cout costo coste custo себестоимость расход 成本 原価 원가 profit profits margin gewinn marge bénéfice ganancia beneficio lucro прибыль 利润 毛利 利潤 利益 이익 마진",
    ),
    (
        &[Fee],
        "fee fees cargo cargos commission charge charges processing gebühr gebühren provision frais comisión comissão taxa комиссия 手续费 佣金 服务费 手續費 手数料 수수료 deposit insurance tip tips gratuity",
    ),
    (
        &[Tax],
        "tax taxes vat gst mwst ust steuer taxe tva iva imposto impuesto налог ндс 税 税额 税费 稅 稅額 消費税 税額 세금 부가세 duty",
    ),
    (
        &[Freight],
        "freight freightvalue postage shippingfee shippingcost handling porto versandkosten fracht frais flete frete 运费 邮费 快递费 運費 送料 배송비 운송비",
    ),
    (
        &[Discount],
        "ermäßigung ermässigung ermaessigung discount discounts rebate rabatt nachlass skonto remise réduction descuento desconto скидка 折扣 优惠 优惠金额 减免 折讓 折抵 優惠 割引 値引 値引き 할인 markdown bonus",
    ),
    (
        &[Discount, After],
        "discounted rabattiert 折后 折後 折扣后 折扣後 优惠后 優惠後 割引後 할인후",
    ),
    (
        &[Coupon],
        "coupon coupons voucher promo promotion promocode gutschein code_promo cupón cupom промокод 优惠券 券 優惠券 クーポン 쿠폰 giftcard",
    ),
    (
        &[Refund],
        "refund refunds refunded return returned returns credit reimbursed chargeback erstattung erstattet rückerstattung gutschrift retoure remboursement remboursé reembolso reembolsado devolución devolução возврат возвращен возвращены zwrócono zwrócone возврата 退款 退货 退貨 售后 返金 返品 환불 반품 iade refundamount",
    ),
    (
        &[Balance],
        "balance outstanding saldo solde остаток 余额 餘額 残高 잔액 owed owing",
    ),
    (
        &[Due, Amount],
        "应付 应收 應付 應收 应付金额 应付款 应收金额 请款 請求 請求金額 payable receivable",
    ),
    (
        &[List],
        "list msrp rrp original regular 原价 原價 标价 吊牌价 市场价 定价 定価 정가 basic",
    ),
    (
        &[Actual, Pay, Amount],
        "实付 实收 实际支付 实际支付金额 实付金额 实付款 实收金额 实际收款 實付 實收 實付金額 實際支付 實收金額 实际付款 实际成交 실결제 실결제금액 결제액 결제금액 お支払金額 お支払い金額 支払総額 zahlbetrag zu_zahlen",
    ),
    (&[Deliver, Actual], "received"),
    (
        &[Actual],
        "actual actually final adjusted effective 实际 實際 최종",
    ),
    (
        &[Income],
        "income salary wage einkommen revenu renta salario renda зарплата 工资 年收入 年収 소득",
    ),
    (
        &[Spend],
        "spend spent spending ausgaben dépense gasto расходы 花费 支出 지출 outcome history",
    ),
    (
        &[Rate],
        "rate rates percent percentage percentual percentuale porcentaje porcentagem pourcentage pct ratio share prozent taux tasa taxa ставка процент 比例 比率 百分比 费率 率 税率 折扣率 비율 exchange probability 赢率",
    ),
    (&[Before], "before ohne sans sin sem pre без 税前 折前"),
    (&[Discount, Before], "折扣前 优惠前 優惠前 割引前"),
    (
        &[After],
        "after nach après después depois dopo после etter efter",
    ),
    // Counts
    (
        &[Quantity],
        "quantity quantities qty qnty qte quant units pieces pcs menge anzahl stückzahl quantité qté cantidad cant unidades quantidade qtd qtde quantità количество кол 数量 件数 总数量 数 购买数量 數量 件數 個数 点数 数量計 수량 개수 구매수 adet antal aantal ilość volume vendus",
    ),
    (&[Quantity, Sales], "sold"),
    (
        &[Count],
        "count counts anz nb nombre_de times frequency_of 次数 次數 回数 횟수 种类 種類 visits opens clicks sends bounces logins",
    ),
    (
        &[Count, Period],
        "installments instalments raten cuotas parcelas 期数 분할",
    ),
    (
        &[Points],
        "points point punkte баллы 积分 積分 ポイント 포인트 rewards miles",
    ),
    (
        &[Score],
        "score scores rating stars nps csat satisfaction recommend bewertung note_globale puntuación avaliação оценка 评分 分数 得分 满意度 推荐 評分 滿意度 評価 満足度 평점 점수 likely",
    ),
    // Attributes
    (
        &[Currency],
        "currency currencies ccy curr valuta währung waehrung devise monnaie moneda divisa moeda валюта 币种 валюты 货币 币别 幣別 貨幣 幣種 通貨 통화 화폐",
    ),
    (
        &[Status],
        "status statuses statut etat zahlungsstatus état estado_pedido situação situación stato статус состояние 状态 状态名 狀態 状況 ステータス 상태 state_of zustand durum flag",
    ),
    (
        &[Stage],
        "stage stages phase etapa стадия 阶段 階段 フェーズ 단계",
    ),
    (
        &[Kind],
        "type types kind class mode style color colour art typ tipo тип 类型 种类名 類型 タイプ 種別 유형 종류 size contract paperless",
    ),
    (
        &[Method],
        "method methods option gateway provider tender terminal device issuer 终端号 设备号 終端號 端末番号 단말기 zahlungsart zahlungsmethode méthode moyen método forma способ метод 方式 付款方式 支付方式 渠道方式 方法 支払方法 수단 방법 결제수단",
    ),
    (
        &[Channel],
        "channel channels source sources medium referrer platform marketplace kanal quelle canal origine origen origem fuente источник канал 渠道 来源 平台 來源 通路 経路 流入 チャネル 채널 유입 attribution site website",
    ),
    (
        &[Campaign],
        "campaign consent accepts accept marketing newsletter subscribed optin treatment variant_group experiment 活动 營銷 营销 訂閱 キャンペーン 캠페인 acceptedcmp cmp",
    ),
    (
        &[Segment],
        "segment segments tier level grade group cohort bucket klasse niveau nível сегмент уровень 等级 級別 级别 等級 分群 分层 细分 細分 客群 标签 ランク 등급 그룹 vip",
    ),
    (&[Recency], "recency 间隔 間隔 最近消费间隔"),
    (&[Frequency], "frequency freq 频率 频次 頻率 頻度 빈도"),
    (
        &[Tenure],
        "tenure laufzeit ancienneté 时长 在网时长 tenuremonths",
    ),
    (&[Churn], "churn churned attrition exited 流失 解約 이탈"),
    (
        &[Answer],
        "response responses responder converted conversion clicked visit complain complaint answer 回答 反馈 响应 回應",
    ),
    (
        &[Weight],
        "weight gewicht poids вес 重量 重さ 무게 height width length distance distanz entfernung distancia km kms kilometer \
        kilometers kilometre 距离 距離 公里 里程 거리",
    ),
    (
        &[Whether],
        "is has was were wurde 是否 已 済み 여부 были edildi",
    ),
    (
        &[Stock],
        "stock stocks inventory on_hand remaining available lager bestand lagerbestand existencias estoque остатки 库存 庫存 在庫 재고",
    ),
];
