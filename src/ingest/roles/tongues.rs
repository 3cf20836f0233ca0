//! More languages of headers, one block per language, with the atoms of `words`. Two words joined by `_` are one term.
//!
//! Sources: exports of shops and invoicing programs of these countries as their public help pages show them, CLDR.

use super::words::Atom::{self, *};

/// Words and the atoms they carry.
pub(super) const TONGUES: &[(&[Atom], &str)] = &[
    // Numbers of the tax office, which tell who bought
    (
        &[Customer, Id],
        "cpf cnpj nif nie dni rfc curp rut инн codice_fiscale partita_iva vat_id ust_idnr 纳税人识别号",
    ),
    // With and without the tax
    (
        &[Gross],
        "with_vat with_tax รวม_vat รวม_ภาษี รวมภาษี mit_mwst avec_tva toutes_taxes con_iva com_iva c_iva z_vat с_ндс з_пдв",
    ),
    (
        &[Net],
        "without_vat without_tax ohne_mwst sans_tva hors_taxe hors_taxes hors_tva sin_iva sem_iva s_iva senza_iva bez_vat без_ндс \
        без_пдв",
    ),
    // Clubs, gifts, rides and auctions
    (
        &[Customer],
        "donateur donatrice spender spenderin donante doador donatore sócio sócia rider renter tenant bpartner business_partner inquilino bérlő посетитель посетителя посетители 発注者 発注元 arrendatario locataire mieter المستأجر مستأجر bidder paddle 捐赠人 捐赠者 捐款人 捐助人 捐助者 交易对象 交易對象 业主 業主 住户 住戶 赞助人 赞助者 赞助商 打赏人 打赏者 寄付者 기부자",
    ),
    (&[Sales], "spende spenden donation donations don dons"),
    (
        &[Fee],
        "dues tuition cuota beitrag mitgliedsbeitrag cotisation взнос 会费 学费 会費",
    ),
    (&[Price], "fare"),
    // Paid by the day or the night
    (
        &[Stay],
        "days nights días noches dias noites jours nuits tage nächte giorni notti dagen nachten dni дней ночей суток 天数 天數 晚数 晚數 间夜 \
        泊数 日数 일수 박수",
    ),
    (
        &[Unit, Price, Stay],
        "daily_rate nightly_rate per_night per_day par_nuit par_jour por_noche por_día por_dia por_noite pro_nacht pro_tag tagespreis \
        tagesmiete valor_diaria valor_diária tarifa_diaria a_notte al_giorno 日租金 每晚 每天租金 泊料金",
    ),
    // What the shop pays
    (&[Cost, Pay], "paid_to paid_out payable_to pay_out"),
    (
        &[Cost, Order, Price],
        "purchase_price purchasing_price buying_price einkaufspreis prix_achat precio_compra preço_compra 进价 进货价 采购价 仕入価格 仕入単価 매입가 매입단가",
    ),
    (
        &[Cost],
        "withholding withheld quellensteuer retención retenção retenue 源泉徴収 代扣",
    ),
    // … and takes
    (&[Sales], "selling takings"),
    (
        &[Sales, Price],
        "售价 售價 판매단가 verkaufspreis vk_preis prix_vente precio_venta preço_venda prezzo_vendita",
    ),
    (&[Order, Price], "kaufpreis"),
    (&[Price], "denomination"),
    (&[List, Price], "retail_price retailprice"),
    (
        &[Discount, After],
        "com_desconto con_descuento avec_remise mit_rabatt con_sconto",
    ),
    // What is owed, insured or added up over time
    (
        &[Balance],
        "bal loan kredit darlehen préstamo empréstimo 贷款 借款 running_total cumulative cumulated kumuliert cumulé acumulado \
        insured versicherungssumme 保额",
    ),
    // A part that is paid before
    (
        &[Balance],
        "anzahlung acompte anticipo sinal предоплата аванс 定金 订金 訂金 内金 前払 선금 계약금 zaliczka acconto",
    ),
    // Days and numbers
    (&[Order, Date], "visit_date visit_time date_visit"),
    (&[Customer], "billed_to invoiced_to"),
    (&[Account], "a_c"),
    (&[Order], "主單 主訂單 主单 合同 合約 合约"),
    (&[Pay, Date], "回款日期 回款时间"),
    (&[Freight], "送货费 送貨費"),
    (&[Product], "样式 款式 樣式"),
    (&[Quantity], "unit_sales"),
    (&[Discount], "rabat"),
    // Fields of SAP
    (&[Customer, Id], "kunnr kunag kunrg"),
    (&[Customer, Name], "name1"),
    (&[Order, Date], "audat erdat fkdat"),
    (&[Net, Amount], "netwr"),
    (&[Net, Unit, Price], "netpr"),
    (&[Quantity], "kwmeng fkimg"),
    (&[Currency], "waerk waers"),
    (&[Product], "arktx"),
    (&[Sku], "matnr"),
    (&[Line, Id], "posnr"),
    // Indonesian
    (&[After], "setelah"),
    // Words that two letters make a point in time
    (
        &[Pay, Date],
        "paid_on zahlung_am bezahlt_am gezahlt_am payé_le pagado_el",
    ),
    (
        &[Create, Date],
        "created_on booked_on placed_on erstellt_am angelegt_am créé_le créée_le passé_le passée_le",
    ),
    (
        &[Order, Date],
        "ordered_on purchased_on sold_on invoiced_on issued_on billed_on bestellt_am commandé_le",
    ),
    (&[Create], "request requested"),
    (&[Deliver], "pickup"),
    (&[Order], "trip document doc"),
    // Italian
    (&[Order], "scontrino scontrini ricevuta"),
    (&[Customer, Id], "tessera"),
    (&[Points], "punti"),
    // Spanish and Portuguese
    (&[Date], "fec"),
    (&[Order], "recibo"),
    (&[Id], "nº"),
    (&[Company, Name], "razão_social razón_social"),
    (&[Id], "cód cod código codice núm"),
    (&[Order], "nf tique"),
    (&[Create], "emissão emisión"),
    (&[Product], "artículo artigo"),
    (&[Quantity], "uds unid"),
    (&[Discount], "dto disc"),
    // Russian
    (&[Sku], "озон_id ozon_id nm_id"),
    (&[Customer], "контрагент контрагента"),
    (&[Discount, After], "со_скидкой с_скидкой"),
    (&[Discount, Before], "без_скидки"),
    (&[Total, Amount], "итоговая итоговый итоговое"),
    (&[Product], "номенклатура"),
    (&[Quantity], "кол_во"),
    (&[Total, Amount], "всего"),
    // Polish
    (
        &[Customer],
        "kupujący kupującego odbiorca nabywca nabywcy kontrahent kontrahenta",
    ),
    (&[Order], "faktura faktury paragon paragonu"),
    (&[Id], "numer nr_faktury"),
    (
        &[Product],
        "oferty oferta nazwa_oferty produkt towar nazwa_produktu",
    ),
    (&[Quantity], "liczba_sztuk sztuk ilość_sztuk"),
    (&[Unit], "sztukę jednostkowa"),
    (&[Value], "wartość"),
    (&[Total, Amount], "razem łącznie"),
    (&[Pay], "płatności płatność zapłaty opłacono"),
    (&[Deliver], "dostawy dostawa"),
    (&[Cost], "koszt marża zysk"),
    (&[Sales], "sprzedaż"),
    (&[Pay], "wpłata wpłaty"),
    (&[Currency], "waluta"),
    (&[Create], "utworzenia złożenia wystawienia sprzedaży"),
    // Czech and Slovak
    (&[Customer], "zákazník zákazníka odběratel kupující"),
    (&[Order], "objednávka objednávky faktury doklad dokladu"),
    (&[Id], "číslo čísla"),
    (
        &[Create],
        "vytvoření vytvorenia vystavení vystavenia přijetí",
    ),
    (&[Total, Amount], "celkem celkom spolu"),
    (&[Gross], "s_dph vč_dph včetně_dph"),
    (&[Net], "bez_dph"),
    (&[Tax], "dph"),
    (&[Currency], "měna mena"),
    (&[Status], "stav"),
    (&[Quantity], "množství množstvo počet_kusů"),
    (&[Unit], "jednotková kus"),
    (&[Price], "ceny částka"),
    (&[Product], "zboží produktu tovar"),
    // Hungarian
    (
        &[Customer],
        "vevő vevõ vásárló ügyfél megrendelő partner_neve partnernév",
    ),
    (&[Customer, Id], "vevőkód partnerkód"),
    (&[Customer, Name], "vevőnév"),
    (&[Sales], "árbevétel bevétel értékesítés értékesített"),
    (&[Cost], "fedezet árrés"),
    (&[Price], "eladási_ár"),
    (&[Sku], "cikkszám"),
    (&[Category], "cikkcsoport"),
    (&[Order], "rendelés rendelési számla megrendelés"),
    (&[Order, Id], "rendelésszám számlaszám"),
    (&[Id], "azonosító száma sorszám kód"),
    (&[Name], "neve név"),
    (&[Date], "dátum dátuma kelte időpont"),
    (&[Amount], "összeg végösszeg összesen"),
    (&[Gross], "bruttó"),
    (&[Net], "nettó"),
    (&[Currency], "pénznem deviza"),
    (&[Quantity], "mennyiség darab"),
    (&[Unit, Price], "egységár"),
    (&[Product], "termék termékek"),
    (&[Status], "állapot státusz"),
    // Romanian
    (&[Order], "comandă comenzii facturii bon"),
    (&[Date], "dată data_comenzii"),
    (&[Id], "număr cod"),
    (&[Amount], "sumă suma_totală"),
    (&[Value], "valoare"),
    (&[Quantity], "cantitate"),
    (&[Price], "preț pret"),
    (&[Product], "produse"),
    // Greek
    (&[Customer], "πελάτης πελάτη πελάτες αγοραστής"),
    (
        &[Order],
        "παραγγελία παραγγελίας τιμολόγιο τιμολογίου απόδειξη",
    ),
    (&[Id], "αριθμός κωδικός αρ"),
    (&[Date], "ημερομηνία ημ"),
    (&[Total, Amount], "σύνολο συνολικό"),
    (&[Amount], "ποσό αξία"),
    (&[Price], "τιμή"),
    (&[Quantity], "ποσότητα"),
    (&[Product], "προϊόν είδος περιγραφή"),
    (&[Status], "κατάσταση"),
    (&[Currency], "νόμισμα"),
    (&[Name], "όνομα ονοματεπώνυμο"),
    // Turkish
    (&[Name], "adi isim"),
    (&[Product], "ürün ürünün urun"),
    (&[Quantity], "miktar miktari"),
    (&[Customer, Id], "vergi_no vergi_numarasi vkn tckn"),
    (&[Tax], "vergi vergisi"),
    (&[Rate], "oran orani"),
    (&[Sales], "satış satis"),
    (&[Balance], "bakiye"),
    (&[Cost], "maliyet"),
    (&[Unit], "birim"),
    (&[Currency], "para_birimi döviz"),
    (&[Date], "tarihi"),
    (&[Price], "fiyati"),
    (&[Amount], "tutari"),
    (&[Customer], "alici müşterinin"),
    (&[Order], "siparişin fatura fiş"),
    (&[Discount], "indirim indirimi"),
    (&[Status], "statüsü durumu"),
    (&[Id], "numarasi"),
    (&[Actual, Pay], "faturalanacak ödenen"),
    (&[Pay], "ödeme"),
    (&[Tax], "kdv"),
    (&[Fee], "komisyon"),
    // Nordic languages
    (&[Customer], "asiakkaan ostaja köpare køber kjøper"),
    (&[Sales, Price], "myyntihinta försäljningspris salgspris"),
    (
        &[Cost, Price],
        "tukkuhinta ostohinta inköpspris kostpris indkøbspris innkjøpspris",
    ),
    (&[Sales], "myynti försäljning omsætning omsetning"),
    (&[Unit, Price], "yksikköhinta kappalehinta"),
    (&[Total, Amount], "loppusumma kokonaishinta"),
    (&[Discount], "alennus"),
    (&[Product], "tuote tuotteen tuotteet"),
    (&[Order, Date], "købsdato kjøpsdato"),
    (
        &[Order],
        "tilaus tilauksen tilausnumero ostotapahtuma lasku laskun faktura kvittering kvitto",
    ),
    (&[Date], "päivä päivämäärä pvm datoen"),
    (&[Name], "navn namn nimi kundnamn kundenavn"),
    (&[Tax], "moms mva alv"),
    (&[Amount], "summa"),
    (&[Total, Amount], "yhteensä totalt i_alt"),
    (&[Gross], "verollinen"),
    (&[Net], "veroton"),
    (&[Id], "nro"),
    (&[Price], "hinta"),
    (&[Quantity], "määrä kpl"),
    (&[Currency], "valuutta"),
    // Dutch
    (
        &[Customer, Account],
        "tegenrekening tegenpartij naam_tegenpartij",
    ),
    (&[Pay], "betaal betaald betaling"),
    (&[Status], "betaalstatus"),
    (&[Freight], "verzendkosten verzend"),
    (&[Name], "naam klantnaam"),
    (&[Total, Amount], "totaal totaalbedrag"),
    (&[Gross], "incl_btw"),
    (&[Net], "excl_btw"),
    (&[Tax], "btw"),
    // Who bought or paid, by the whole name
    (
        &[Person, Name],
        "ime_prezime imię_nazwisko nome_cognome nombre_apellidos jméno_příjmení vor_nachname avsändare absender \
        afsender họ_tên hoten ho_ten nama_lengkap",
    ),
    // Those who buy to sell again
    (
        &[Customer, Id],
        "id_agen kode_agen id_reseller kode_reseller id_mitra kode_mitra",
    ),
    (&[Kind], "tipe jenis loại tür türü ประเภท"),
    (
        &[Order],
        "transação transacción transazione transakcja transakce транзакция транзакции",
    ),
    (
        &[Place],
        "paese paesi città provincia kraj kraju země ország ülke ülkesi țara χώρα страны země krajina 国 국가",
    ),
    // Who sends the money
    (
        &[Person],
        "mittente expéditeur remitente remetente nadawca odesílatel отправитель gönderen",
    ),
    // "Particulars" of a register: the other party, or what it was about
    (&[Name], "particulars"),
    (&[Time], "tijd totale_tijd minuut minuten"),
    (&[Amount], "宿泊費 宿泊料 宿泊料金 房费 房費 住宿费"),
    // Beside what a guest eats and drinks
    (&[Sub], "房费合计 房费小计 房費合計 宿泊費合計"),
    // Who works with a program: the buyer or the one who serves
    (
        &[Login],
        "user users pengguna usuario usuário utilisateur benutzer пользователь operator",
    ),
    // Whose order it is
    (
        &[Customer],
        "order_customer order_user order_client order_buyer order_member invoice_customer booking_customer transaction_customer",
    ),
    // Vietnamese
    (&[Customer], "khách khách_hàng người_mua"),
    (&[Order], "đơn đơn_hàng hóa_đơn"),
    (&[Id], "mã số_hóa"),
    (&[Name], "tên"),
    (&[Date], "ngày thời_gian"),
    (&[Create], "đặt đặt_hàng tạo"),
    (&[Pay], "thanh_toán"),
    (&[Product], "sản_phẩm mặt_hàng"),
    (&[Quantity], "số_lượng"),
    (&[Unit, Price], "đơn_giá"),
    (&[Price], "giá giá_bán"),
    (&[Line, Amount], "thành_tiền"),
    (&[Amount], "tiền số_tiền"),
    (&[Total, Amount], "tổng tổng_cộng tổng_tiền"),
    (&[Discount], "giảm_giá chiết_khấu"),
    (&[Due, Amount], "cần_trả"),
    (&[Actual, Pay, Amount], "đã_trả"),
    (&[Status], "trạng_thái"),
    (&[Phone], "điện_thoại sđt"),
    // … in the short names of columns, without its marks
    (&[Customer, Id], "ma_kh ma_khach makh"),
    (&[Customer, Name], "ten_kh tenkh"),
    (&[Order, Id], "ma_don ma_hd mahd"),
    (&[Date], "ngay"),
    (&[Phone], "sdt dthoai"),
    (&[Quantity], "soluong so_luong"),
    (&[Unit, Price], "dongia don_gia"),
    (&[Line, Amount], "thanhtien thanh_tien"),
    (&[Total, Amount], "tongtien tong_tien"),
    (
        &[Date],
        "ngaylap ngay_lap ngayban ngay_ban ngaymua ngay_mua ngaydat ngay_dat",
    ),
    (&[Sku], "masp ma_sp mahang ma_hang"),
    (&[Product], "tensp ten_sp tenhang ten_hang"),
    (&[Staff], "manv ma_nv nhanvien nhan_vien"),
    // Indonesian and Malay
    (
        &[Customer],
        "pembeli pelanggan konsumen pengguna nasabah siswa murid santri pasien penyewa anggota",
    ),
    (
        &[Order],
        "pesanan pemesanan pembelian transaksi faktur struk",
    ),
    (&[Date], "tanggal tgl"),
    (&[Date, Time], "waktu"),
    (&[Create], "dibuat"),
    (&[Pay], "pembayaran dibayar dilakukan"),
    (&[Quantity], "jumlah"),
    (
        &[Pay, Amount],
        "jumlah_bayar jumlah_dibayar jumlah_pembayaran jumlah_uang jumlah_cod nilai_cod",
    ),
    (&[Total, Amount], "jumlah_harga jumlah_total"),
    (&[Due, Amount], "tagihan jumlah_tagihan"),
    (&[Due, Date], "jatuh_tempo"),
    (&[Balance], "sisa uang_muka"),
    (&[Cost], "modal laba keuntungan"),
    (&[Fee], "biaya"),
    (&[Tax], "pajak ppn"),
    (&[Sales], "penjualan jualan"),
    (&[Currency], "mata_uang"),
    (&[Period], "bulan tahun"),
    (&[Unit], "satuan"),
    (&[Staff], "karyawan kasir"),
    (&[Note], "keterangan catatan"),
    (&[Category], "kategori"),
    (&[Price], "harga"),
    (&[Product], "produk barang"),
    (&[Name], "nama"),
    (&[Recipient], "penerima"),
    (&[Phone], "telepon"),
    (&[Amount], "nominal"),
    (&[Reason], "alasan"),
    (&[Method], "metode"),
    (&[Freight], "ongkir ongkos_kirim ongkos"),
    (&[Cancel], "pembatalan dibatalkan"),
    (
        &[Place],
        "kota provinsi kabupaten cabang cawangan toko gudang wilayah",
    ),
    (&[Discount], "diskon potongan"),
    // Thai
    (&[Customer], "ลูกค้า ผู้ซื้อ สมาชิก"),
    (&[Order], "คำสั่งซื้อ ใบเสร็จ ออเดอร์ ใบแจ้งหนี้ บิล"),
    (&[Id], "รหัส เลขที่ หมายเลข"),
    (&[Name], "ชื่อ"),
    (&[Date], "วันที่ วัน"),
    (&[Date, Time], "เวลา"),
    (&[Total, Amount], "ยอดรวม รวมทั้งสิ้น รวม รวมเงิน"),
    (&[Amount], "ยอด จำนวนเงิน ยอดเงิน"),
    (&[Quantity], "จำนวน"),
    (&[Price], "ราคา"),
    (&[Unit], "ต่อหน่วย หน่วย กก ชิ้น"),
    (&[Sub], "ยอดรวมสินค้า"),
    (&[Freight], "ค่าจัดส่ง ค่าส่ง"),
    (&[Total], "ทั้งหมด สุทธิ"),
    (&[Weight], "น้ำหนัก"),
    (&[Product], "สินค้า"),
    (&[Status], "สถานะ"),
    (&[Phone], "เบอร์โทร โทรศัพท์"),
    // Arabic
    (&[Customer], "العميل عميل العملاء المشتري الزبون"),
    (&[Order], "الطلب طلب الفاتورة فاتورة"),
    (&[Id], "رقم معرف كود"),
    (&[Name], "اسم الاسم"),
    (&[Date], "تاريخ التاريخ"),
    (&[Amount], "المبلغ مبلغ القيمة"),
    (&[Total, Amount], "الإجمالي المجموع إجمالي"),
    (&[Price], "السعر سعر"),
    (&[Quantity], "الكمية كمية"),
    (&[Product], "المنتج منتج"),
    (&[Status], "الحالة حالة"),
    (&[Currency], "العملة"),
    (&[Kind], "النوع نوع"),
    (&[Net], "الصافي صافي"),
    // Hebrew
    (&[Customer], "לקוח הלקוח"),
    (&[Order], "הזמנה חשבונית"),
    (&[Id], "מספר מס"),
    (&[Date], "תאריך"),
    (&[Amount], "סכום"),
    (&[Total, Amount], "סה"),
    (&[Sub], "ביניים"),
    (&[Discount], "הנחה"),
    (&[Name], "שם"),
    (&[Status], "סטטוס"),
    (&[Quantity], "כמות"),
    (&[Price], "מחיר"),
    (&[Product], "מוצר"),
    // Croatian, Serbian, Slovene and Bulgarian
    (&[Customer], "kupac kupca stranka купувач купац"),
    (
        &[Order],
        "narudžba narudžbe naročilo naročila račun računa поръчка поръчката фактура",
    ),
    (&[Id], "broj številka"),
    (&[Amount], "iznos znesek износ"),
    (&[Total, Amount], "ukupno skupaj обща общо"),
    (&[Quantity], "količina количество"),
    // Persian
    (&[Customer], "مشتری خریدار"),
    (&[Order], "سفارش فاکتور"),
    (&[Id], "شماره کد"),
    (&[Name], "نام"),
    (&[Date], "تاریخ"),
    (&[Total, Amount], "کل جمع"),
    // Ukrainian
    (&[Customer], "клієнт клієнта покупець покупця гість гостя"),
    (&[Discount], "знижка знижки"),
    (&[Pay], "сплачено оплачено"),
    (&[Order], "замовлення рахунок"),
    (&[Amount], "сума"),
    (&[Quantity], "кількість"),
    (&[Product], "товару"),
    // Who, when and how much, as a book kept by hand asks
    (
        &[Customer],
        "who quem quién qui wer hvem vem kto кто 谁 誰 누구",
    ),
    (
        &[Date, Time],
        "quando cuándo quand wann wanneer hvornår kiedy kdy kedy когда коли",
    ),
    (
        &[Amount],
        "quanto cuánto combien wieviel how_much 多少钱 多少錢 いくら 얼마",
    ),
    // Words of forms that say nothing
    (&[], "hk my your hàng please का 您的 你的 请填写 请输入"),
    // Those who are cured, taught or let in
    (
        &[Customer],
        "pasient paciente pacientes pacient páciens patiënt пациент пациента ผู้ป่วย المريض مريض بیمار 患者 환자 aluno aluna \
        alumno alumna élève schüler elev uczeń ученик ученика 学员 學員 学生 學生 生徒 受講生 학생 수강생 家长 家長 保護者 학부모 guardian \
        afiliado afiliada medlem člen člena biedrs biedra narys receptor 主人",
    ),
    (&[Customer], "订花人 订餐人 下单人 预订人"),
    (&[Recipient], "收花人 收件"),
    (&[Customer, Id], "hn no_famille cédula doc_receptor"),
    // A car is known by its plate and a home by its number, where nobody is known by name
    (
        &[Login],
        "apartment apartment_no apt_no flat_no appartement appart apartamento departamento_no wohnung квартира 门牌 门牌号 license_plate licence_plate plate_no plate_number госномер 车牌 车牌号 车牌号码 車牌",
    ),
    (
        &[Staff],
        "emp driver drivers chauffeur fahrer waiter barber stylist therapist technician mechanic doctor physician dentist teacher coach \
        trainer instructor tutor lawyer attorney groomer hairdresser mitarbeiter empleado funcionário técnico сотрудник водитель врач мастер \
        pracownik 司机 教练 老师 医生 技师 发型师 美容师",
    ),
    (
        &[Seller],
        "issuer emisor emissor émetteur proveedor fornecedor fornitore fournisseur lieferant leverancier dostawca dodavatel tedarikçi \
        поставщик szállító leverandør leverantör pemasok",
    ),
    (
        &[Place],
        "sucursal agence succursale oddział pobočka şube филиал chi_nhánh สาขา فرع",
    ),
    (&[Method], "终端 终端号 设备号"),
    // What is to be paid in the end, or still …
    (
        &[Due, Amount],
        "a_pagar à_payer da_pagare å_betale at_betale att_betala te_betalen do_zapłaty k_úhradě na_úhradu de_plată za_plaćanje \
        za_plačilo לתשלום за_плащане за_уплату к_оплате до_сплати",
    ),
    // … what was …
    (
        &[Pay],
        "pagada pagata betalt betald maksettu zaplaceno zaplatené uhrazeno uhradené plaćeno plačano платено плаћено fizetett \
        fizetési المدفوع مدفوع bayar jama जमा জমা",
    ),
    (&[Sales], "incasso incassi"),
    (&[Net, Sales], "n_revenue"),
    // … what is left, and until when
    (
        &[Balance],
        "restant reste baki baaki बाकी বাকি الباقي مانده kurang 미수 미수금",
    ),
    (
        &[Due, Date],
        "tähtaeg határidő splatnost splatnosti forfaldsdato forfallsdato förfallodatum vervaldatum scadenza",
    ),
    // Short names of columns in databases
    (&[Customer], "cli kd kln plg"),
    (&[Customer, Id], "kod_kl kod_kli tok_cd tok_code tok_no"),
    (&[Customer, Name], "naim_kl tok_nm"),
    (&[Name], "nm naim"),
    (&[Order], "bel nakl dok fac"),
    (&[Order, Id], "den_no"),
    (&[Date], "dat"),
    (&[Create, Date], "fec_emi dt_emis"),
    (&[Total], "tot"),
    (&[Amount], "vlr"),
    (&[Sales, Amount], "uri_kin"),
    (&[Gross, Amount], "betr_br suma_su"),
    (&[Net, Amount], "betr_nt suma_be"),
    (&[Discount], "dcto dscto"),
    (&[Tax], "igv"),
    (&[Quantity], "mge kol"),
    (&[Price], "vk_pr"),
    // Scandinavia, the Baltic, Slovakia and Hungary
    (&[Amount], "honorar"),
    (
        &[Order],
        "bilag arve arved tellimus kvīts rēķins sąskaita reikningur",
    ),
    (&[Fee], "gebyr"),
    (&[Cost, Pay], "udbetalt utbetalt"),
    (&[Product], "vare varer prekė prece"),
    (&[Date], "kuupäev datums dagsetning"),
    (&[Amount], "upphæð"),
    (&[Total, Amount], "samtals"),
    (&[Create, Date], "kelt kelte kiállítva kiállítás"),
    (
        &[Customer],
        "klients pircējs klientas pirkėjas kliendi ostja viðskiptavinur kaupandi",
    ),
    (&[Customer, Id], "kennitala"),
    (&[Id], "kood kod"),
    (&[Name], "nafn vardas vārds"),
    (&[Quantity], "kogus ks kiekis daudzums antall"),
    (&[Price], "hind kaina cijena ціна"),
    (&[Discount], "soodus zľava sleva kedvezmény"),
    (&[Gross], "km_ga"),
    (&[Net], "km_ta fără_tva"),
    (&[Phone], "telefón"),
    (&[Person, Name], "jméno meno"),
    (&[Tax], "áfa"),
    (&[Method], "mód"),
    // Portuguese, French, Italian and Catalan
    (&[Order], "venda albarà albarán"),
    (&[Amount], "honoraires honorario honorários"),
    (&[Name], "denominación denominazione"),
    (&[Gross], "amb_iva"),
    (&[Price], "preu"),
    (&[Quantity], "caixes"),
    // Bulgarian, Serbian and Russian
    (&[Discount], "отстъпка рабат popust"),
    (&[Tax], "ддс"),
    (&[Id], "шифра"),
    (&[Customer], "купца"),
    (&[Product], "стока роба номенклатуры"),
    (&[Sku], "баркод"),
    (&[Kind], "размер"),
    (&[Category], "предмет"),
    // Turkish
    (&[Customer], "cari"),
    (&[Id], "kodu"),
    (&[Name], "ünvani"),
    // Indonesian and Malay
    (&[Order], "invois"),
    (&[Id], "kode"),
    (&[Date], "tarikh"),
    // Thai
    (&[Discount], "ส่วนลด"),
    (&[Net, Amount], "สุทธิ"),
    (&[Row], "ลำดับ"),
    // Arabic and Persian
    (&[Date], "اليوم"),
    (&[Id], "رمز"),
    (&[Amount], "قيمة"),
    (
        &[Phone],
        "الهاتف هاتف الجوال جوال الموبايل موبايل تماس تلفن موبایل",
    ),
    (&[Discount], "الخصم خصم تخفیف"),
    (&[Price], "قیمت"),
    (&[Quantity], "تعداد"),
    (&[Product], "محصول کالا"),
    (&[Actual], "نهایی"),
    (&[Row], "ردیف"),
    // Hebrew
    (&[Phone], "טלפון"),
    (&[Order], "קבלה"),
    // Turkish bills
    (&[Order, Total, Amount], "genel_toplam genel_toplami"),
    (&[Gross], "kdv_dahil"),
    (&[Net], "kdv_haric kdv_hariç"),
    (&[Discount], "iskonto iskontosu"),
    // Indian shops: so much for a piece
    (&[Unit, Price], "rate_rs rate_inr rate_per"),
    // Whose animal it is
    (
        &[Customer],
        "padrone padrona besitzer tierhalter propriétaire dueño dueña 飼い主",
    ),
    (&[Sub, Amount], "ürün_toplami ara_toplam ara_toplami"),
    // Discounts in more languages
    (
        &[Discount],
        "حسم الحسم sconto sconti korting kortingen slevy zniżka zniżki скидки reducere reduceri έκπτωση попуст atlaide nuolaida",
    ),
    // Spanish, as the tax office of Argentina abbreviates
    (&[Order], "cbte comprobante comprobantes"),
    (&[Order, Id], "cbt_numero cbte_nro"),
    (&[Total, Amount], "imp_total"),
    (&[Net, Amount], "imp_neto"),
    (&[Due], "vto"),
    // Japanese
    (&[Order], "店舗伝票"),
    // A house, and a stay that was booked
    (
        &[Address],
        "house_number house_no hausnummer hausnr huisnummer street_number house_nr",
    ),
    (&[Order, Id], "book_number book_no varausnumero"),
    (
        &[Customer],
        "booked_by ordered_by purchased_by bought_by other_party pemesan adhérent adhérents ชื่อผู้ใช้",
    ),
    // Those who sell
    (
        &[Staff],
        "sprzedawca sprzedawcy prodejce prodavač predajca predavač eladó vânzător vânzătorul säljare sælger selger myyjä πωλητής prodavec \
         продавач satici plasiyer penjual wiraniaga พนักงานขาย البائع بائع المندوب מוכר nhân_viên người_bán tuyến_bán",
    ),
    // What became of it
    (&[Status], "tila statusul starea statut_commande"),
    (
        &[Cancel],
        "makulerad makulerat kansellert peruttu annulleret annulliert annullato annullata anulowano anulowana anulowany zrušeno zrušená \
         geannuleerd anulat anulată sztornó ακυρωμένο iptal hủy ملغي ملغى ملغاة מבוטל ยกเลิก отменен отменён скасовано 已取消 已作废",
    ),
    // Papers
    (
        &[Order],
        "накладная накладной накладна накладної παραστατικό παραστατικού",
    ),
    (&[Company, Name], "επωνυμία"),
    (&[Customer, Id], "αφμ"),
    (&[Tax], "φπα"),
    (&[Net], "καθαρή καθαρό"),
    (&[Total], "συνολική"),
    (&[Id], "κωδ"),
    // What is paid in the end
    (
        &[Actual, Pay, Amount],
        "实收学费 实缴学费 实交学费 实收会费 实缴会费",
    ),
    (&[Balance], "尾款 尾金 残金 잔금 restbetrag restzahlung"),
    // Open and closed, as a till says it of a receipt
    (&[Create, Date], "відкрито открыт открыто ajankohta"),
    (&[Close, Date], "закрито закрыт закрыто"),
    (&[Create], "varattu"),
    (&[Order], "rcpt"),
    (&[Quantity], "q_tà q_ta qtà"),
    (&[Total, Amount], "gt_base gt_purchased"),
    // Hindi, in both its alphabets, and Bengali
    (&[Customer], "ग्राहक grahak ক্রেতা ক্রেতার গ্রাহক"),
    (&[Order], "बिल মেমো বিল"),
    (&[Id], "नं নং"),
    (&[Name], "नाम নাম"),
    (&[Date], "दिनांक तारीख তারিখ"),
    (&[Phone], "मोबाइल मोबाईल মোবাইল"),
    (&[Product], "saman सामान পণ্য"),
    (&[Price], "मूल्य দাম"),
    (&[Quantity], "मात्रा পরিমাণ"),
    (&[Total], "kul कुल"),
    (&[Total, Amount], "মোট"),
    (&[Amount], "rakam राशि रकम টাকা"),
];

/// The initials of Chinese words, as databases name their columns: 客户编号 is `khbh`. Two letters say little, so they are read
/// only where several stand in one table.
pub(super) const INITIALS: &[(&[Atom], &str)] = &[
    (&[Customer], "kh hy gk"),
    (&[Customer, Id], "yhbh yhid"),
    (&[Id], "bh bm"),
    (&[Name], "mc xm"),
    (&[Phone], "sjhm sjh lxdh"),
    (&[Contact], "lxr"),
    (&[Staff], "ywy syy"),
    (&[Order], "dd"),
    (&[Order, Id], "djbh djh ddh xsdh dj_no dj_id"),
    (&[Order, Date], "djrq dj_date"),
    (&[Sales], "xs"),
    (&[Date], "rq"),
    (&[], "sj"),
    (&[Create], "xd cj"),
    (&[Signup], "zc"),
    (&[Signup, Date], "jdrq"),
    (&[Amount], "je"),
    (&[Total, Amount], "hj ze zj zje"),
    (&[Actual, Pay], "ss sf"),
    (&[Pay], "zf fk"),
    (&[Due], "ys"),
    (&[Discount], "zk yhje"),
    (&[Refund], "tk th"),
    (&[Balance], "ye qc yfk"),
    (&[Quantity], "sl"),
    (&[Unit, Price], "dj"),
    (&[Product], "sp cp"),
    (&[Status], "zt"),
    (&[Place], "md"),
    (&[Points], "jf"),
    (&[Note], "bz"),
];
