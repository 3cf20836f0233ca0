//! Encodings are found by content, and any chunking of a stream decodes to the same text.

use regulars::ingest::encoding::{Decoder, guess};

/// Small tables in many languages.
const TEXTS: &[(&str, &str)] = &[
    // Headers in capitals over the names of tourists.
    (
        "tr2",
        "ŞUBE;TARİH;müşteri;CİNSİ;ETİKET FİYATI\nART;01.01.2026;DAVID PARRY;WOOL;45,663.75\nART;04.01.2026;HANNAH LEWIS;WOOL;330.00\n",
    ),
    (
        "zh",
        "客户编号,订单号,下单日期,实付金额\n张三,D001,2023-01-05,128.50\n李四,D002,2023-01-06,64.00\n王小明,D003,2023-02-07,15.20\n",
    ),
    (
        "zh2",
        "买家会员名,宝贝标题,订单状态\n小鱼儿,零基础学Python书籍,交易成功\n大白,编程入门,交易关闭\n",
    ),
    (
        "tw",
        "客戶編號,訂單日期,金額,商品名稱\n陳大文,2023/01/05,1200,無線滑鼠\n林小姐,2023/02/11,350,咖啡豆\n黃先生,2023/03/08,80,筆記本\n",
    ),
    (
        "ja",
        "顧客番号,注文日,金額,商品名\n山田太郎,2023/01/05,1200,ワイヤレスマウス\n佐藤花子,2023/02/11,350,コーヒー豆\n",
    ),
    (
        "ko",
        "고객번호,주문일,금액,상품명\n김철수,2023-01-05,12000,무선 마우스\n이영희,2023-02-11,3500,커피 원두\n",
    ),
    (
        "ru",
        "Клиент;Дата заказа;Сумма;Товар\nИванов;05.01.2023;1200,50;Мышь беспроводная\nПетрова;11.02.2023;350,00;Кофе в зёрнах\n",
    ),
    (
        "de",
        "Kundennr;Größe;Straße;Betrag\nMüller;groß;Hauptstraße 5;1.234,56\nSchäfer;klein;Königsweg;99,90\n",
    ),
    (
        "fr",
        "Client,Prénom,Catégorie,Montant\nLefèvre,Hélène,Épicerie fine,12.50\nGarçon,François,Pâtisserie,8.20\n",
    ),
    (
        "es",
        "Cliente,Año,Categoría,Descripción\nMuñoz,2023,Niños,Camión pequeño\nPeña,2022,Jardín,Sillón\n",
    ),
    (
        "pt",
        "Cliente,Descrição,Preço,Região\nJoão,Coração,\"R$ 10,00\",São Paulo\nConceição,Pão,\"R$ 5,00\",Goiás\n",
    ),
    (
        "pl",
        "Klient;Zamówienie;Miejscowość;Kwota\nŁukasz;Książka;Łódź;12,50\nŻaneta;Świeca;Kraków;8,20\n",
    ),
    (
        "cs",
        "Zákazník;Město;Částka\nDvořák;Plzeň;120,50\nNovák;Ústí nad Labem;80,00\nŠtěpán;Třebíč;15,00\n",
    ),
    (
        "el",
        "Πελάτης;Ημερομηνία;Ποσό\nΓιώργος;05/01/2023;12,50\nΜαρία;11/02/2023;8,20\n",
    ),
    // Capitals have no accents.
    (
        "el2",
        "ΗΜ/ΝΙΑ;ΑΡΙΘΜΟΣ;ΕΠΩΝΥΜΙΑ;ΚΑΘΑΡΗ ΑΞΙΑ\n4/1/2024;Α-00001;ΞΕΝΟΔΟΧΕΙΟ ΑΙΓΛΗ;810,34\n6/1/2024;Α-00002;ΚΑΦΕ ΑΚΡΟΠΟΛΙΣ;61,72\n",
    ),
    ("el3", "Πελάτης;Ποσό\nΆννα Ψαρρά;12,50\nΜαρία Βλάχου;8,20\n"),
    (
        "ru2",
        "ПОКУПАТЕЛЬ;НАКЛАДНАЯ;КОЛИЧЕСТВО\nООО ЮЖНЫЙ ВЕТЕР;12;1\nЗАО ХЛЕБОЗАВОД;13;2\n",
    ),
    (
        "ru3",
        "покупатель;накладная;количество\nюжный ветер;12;1\nхлебозавод;13;2\n",
    ),
    (
        "bg",
        "КЛИЕНТ;СТОКА;ОТСТЪПКА\nТЪРГОВИЩЕ ООД;КАФЕ;12,50\nСТОЯН ДИМИТРОВ;ЧАЙ;8,20\n",
    ),
    (
        "vi",
        "Ngày;Số chứng từ;Khách hàng;Tổng thanh toán\n02/01/2024;BH01;Lê Thị Mỹ Duyên;99.200\n03/01/2024;BH02;TRẦN VĂN ĐỨC;68.000\n",
    ),
    // Print-outs, with lines around their columns.
    (
        "ru box",
        "┌───┬──────────────┬─────────┐\n│ № │  Контрагент  │  Всего  │\n├───┼──────────────┼─────────┤\n│  1│ООО \"Ромашка\" │17 030.86│\n│  2│ИП Щербаков   │   572.31│\n└───┴──────────────┴─────────┘\n",
    ),
    (
        "de box",
        "╔═══════╦═══════╗\n║Kunde  ║ Betrag║\n╠═══════╬═══════╣\n║Müller ║  12.50║\n║Schäfer║   8.20║\n╚═══════╩═══════╝\n",
    ),
    (
        "pl box",
        "┌───────┬───────┐\n│Klient │  Kwota│\n├───────┼───────┤\n│Łukasz │  12.50│\n│Świeca │   8.20│\n└───────┴───────┘\n",
    ),
    (
        "tr",
        "Müşteri;Sipariş tarihi;Tutar;Şehir\nAyşe Yılmaz;05.01.2023;12,50;İstanbul\nÇağrı Güneş;11.02.2023;8,20;Eskişehir\n",
    ),
    (
        "he",
        "לקוח,תאריך,סכום\nדוד כהן,2023-01-05,12.50\nמרים לוי,2023-02-11,8.20\n",
    ),
    (
        "hu",
        "Vevő;Dátum;Összeg\nSzűcs Győző;2023.01.05;1200\nTóth Erzsébet;2023.02.11;850\n",
    ),
    (
        "lv",
        "Klients;Datums;Summa\nJānis Bērziņš;2023-01-05;12,50\nLīga Kļaviņa;2023-02-11;8,20\n",
    ),
    (
        "sv",
        "Kund;Ort;Belopp\nÅsa Sjöberg;Malmö;120,50\nJörgen Lööv;Växjö;80,00\n",
    ),
    (
        "da",
        "Kunde;Dato;Beløb\nSøren Ågård;05-01-2023;120,50\nBjørn Kjær;11-02-2023;80,00\n",
    ),
    (
        "blanks",
        "Customer,Product,Amount\nResi Pölking,USB\u{a0}Flash\u{a0}Drive,12.50\nAnna Häberlin,LTO\u{a0}Ultrium,8.20\n",
    ),
];

/// Encoding and the texts that are tried in it.
const ENCODINGS: &[(&str, &[&str])] = &[
    (
        "utf-8",
        &[
            "zh", "tw", "ja", "ko", "ru", "de", "fr", "es", "pt", "pl", "cs", "el", "tr",
        ],
    ),
    ("utf-16le", &["zh", "ja", "ko", "ru", "de"]),
    ("utf-16be", &["zh", "ja", "ko", "ru", "de"]),
    ("gb18030", &["zh", "zh2"]),
    ("big5", &["tw"]),
    ("shift_jis", &["ja"]),
    ("euc-jp", &["ja"]),
    ("iso-2022-jp", &["ja"]),
    ("euc-kr", &["ko"]),
    ("windows-1251", &["ru", "ru2", "ru3", "bg"]),
    ("koi8-r", &["ru", "ru2", "ru3"]),
    ("iso-8859-5", &["ru", "ru2", "ru3"]),
    ("ibm866", &["ru", "ru2", "ru3", "ru box"]),
    (
        "windows-1252",
        &["de", "fr", "es", "pt", "sv", "da", "blanks"],
    ),
    ("windows-1250", &["pl", "cs", "hu"]),
    ("iso-8859-2", &["pl", "cs", "hu"]),
    ("windows-1255", &["he"]),
    ("windows-1257", &["lv"]),
    ("windows-1253", &["el", "el2", "el3"]),
    ("iso-8859-7", &["el", "el2", "el3"]),
    ("windows-1258", &["vi"]),
    ("windows-1254", &["tr", "tr2"]),
    ("macintosh", &["de", "fr", "es", "pt", "sv", "da"]),
    ("cp850", &["de", "fr", "es", "pt", "sv", "da", "de box"]),
    ("cp437", &["de", "es", "de box"]),
    ("cp852", &["pl", "cs", "hu", "pl box"]),
];

fn encode(text: &str, label: &str) -> Vec<u8> {
    match label {
        "utf-16le" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        "utf-16be" => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        "macintosh" | "cp850" | "cp437" | "cp852" => {
            // By trying every byte: the library encodes none of these.
            let decoded: Vec<String> = (0u8..=255).map(|byte| decode(label, &[&[byte]])).collect();
            text.chars()
                .map(|c| {
                    decoded
                        .iter()
                        .position(|d| *d == c.to_string())
                        .unwrap_or_else(|| panic!("{c} in {label}")) as u8
                })
                .collect()
        }
        "windows-1258" => encode_with(label, &with_tones_apart(text)),
        _ => encode_with(label, text),
    }
}

/// As the Windows encoding of Vietnamese has it: the tone is a mark behind the vowel.
fn with_tones_apart(text: &str) -> String {
    let apart = [
        ('ố', "ô\u{301}"),
        ('ứ', "ư\u{301}"),
        ('ừ', "ư\u{300}"),
        ('ổ', "ô\u{309}"),
        ('ị', "i\u{323}"),
        ('ỹ', "y\u{303}"),
        ('Ầ', "Â\u{300}"),
        ('Ứ', "Ư\u{301}"),
    ];
    apart.iter().fold(text.to_owned(), |text, (letter, two)| {
        text.replace(*letter, two)
    })
}

fn encode_with(label: &str, text: &str) -> Vec<u8> {
    let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).expect("known");
    let (bytes, _, unmapped) = encoding.encode(text);
    assert!(!unmapped, "{label}");
    bytes.into_owned()
}

fn decode(label: &str, chunks: &[&[u8]]) -> String {
    let mut decoder = Decoder::new(label).expect("known");
    let mut text = Vec::new();
    for chunk in chunks {
        decoder
            .push(chunk, &mut |piece| text.extend_from_slice(piece))
            .expect("no contradiction");
    }
    decoder.finish(&mut |piece| text.extend_from_slice(piece));
    String::from_utf8(text).expect("UTF-8")
}

#[test]
fn encodings_are_found_by_content() {
    let mut wrong = Vec::new();
    for (label, names) in ENCODINGS {
        for name in *names {
            let text = TEXTS
                .iter()
                .find(|(other, _)| other == name)
                .expect("listed")
                .1;
            let bytes = encode(text, label);
            let found = guess(&[&bytes]);
            // What counts is the text: several encodings may share it.
            let read = decode(&found.label, &[&bytes]);
            if read != text {
                wrong.push(format!(
                    "{name} in {label}: {} ({:.2}) {read:.60}",
                    found.label, found.confidence
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn euro_signs_alone_are_those_of_western_windows() {
    let bytes = b"customer;amount\nC1;\x80 12.50\nC2;\x80 8.00\n";
    assert_eq!(guess(&[bytes]).label, "windows-1252");
}

#[test]
fn any_chunks_decode_to_the_same_text() {
    for (label, names) in ENCODINGS {
        let text = TEXTS
            .iter()
            .find(|(other, _)| *other == names[0])
            .expect("listed")
            .1;
        let mut bytes = encode(text, label);
        if *label == "utf-8" {
            bytes.splice(..0, *b"\xef\xbb\xbf");
        }
        for size in 1..9 {
            let chunks: Vec<&[u8]> = bytes.chunks(size).collect();
            assert_eq!(decode(label, &chunks), text, "{label} in chunks of {size}");
        }
    }
}

#[test]
fn utf_32_is_read() {
    let text = TEXTS[0].1;
    for (label, big) in [("utf-32le", false), ("utf-32be", true)] {
        let bytes: Vec<u8> = text
            .chars()
            .flat_map(|c| {
                if big {
                    u32::from(c).to_be_bytes()
                } else {
                    u32::from(c).to_le_bytes()
                }
            })
            .collect();
        assert_eq!(guess(&[&bytes]).label, label);
        for size in [1, 3, 5, 1000] {
            let chunks: Vec<&[u8]> = bytes.chunks(size).collect();
            assert_eq!(decode(label, &chunks), text);
        }
    }
}

#[test]
fn a_late_byte_that_is_no_utf_8_is_a_contradiction_with_a_better_guess() {
    let head = "customer,amount\n".to_owned() + &"smith,12.50\n".repeat(5000);
    let tail = encode(
        "Müller,10.00\nGroß,12.00\nSchäfer,8.00\nJürgen,7.00\n",
        "windows-1252",
    );
    assert!(guess(&[head.as_bytes()]).ascii_only);
    let mut decoder = Decoder::new("utf-8").expect("known");
    decoder.push(head.as_bytes(), &mut |_| {}).expect("ASCII");
    let learned = decoder
        .push(&tail, &mut |_| {})
        .expect_err("a contradiction");
    assert_eq!(learned.guess.label, "windows-1252");
    assert_eq!(learned.at, head.len() as u64 + 1);
}

#[test]
fn some_lines_may_be_in_an_encoding_of_dos() {
    let names = [
        "Müller", "Größe", "Schäfer", "Jürgen", "Höß", "Köhler", "Bäcker", "Krüger",
    ];
    let dos = |name: &str| -> Vec<u8> {
        let byte = |c: char| match c {
            'ü' => 0x81,
            'ä' => 0x84,
            'ö' => 0x94,
            'ß' => 0xe1,
            other => other as u8,
        };
        name.chars().map(byte).collect()
    };
    let (mut bytes, mut text) = (b"kunde,betrag\n".to_vec(), "kunde,betrag\n".to_owned());
    for (i, name) in names.iter().cycle().take(80).enumerate() {
        match i % 3 {
            0 => bytes.extend_from_slice(name.as_bytes()),
            _ => bytes.extend_from_slice(&dos(name)),
        }
        bytes.extend_from_slice(b",12.50\n");
        text.push_str(name);
        text.push_str(",12.50\n");
    }
    let label = guess(&[&bytes]).label;
    assert!(
        ["utf-8+cp850", "utf-8+cp437"].contains(&label.as_str()),
        "{label}"
    );
    let mut decoder = Decoder::new(&label).expect("a label that is known");
    let mut found = Vec::new();
    decoder
        .push(&bytes, &mut |piece| found.extend_from_slice(piece))
        .expect("text");
    decoder.finish(&mut |piece| found.extend_from_slice(piece));
    assert_eq!(String::from_utf8(found).as_deref(), Ok(text.as_str()));
}

#[test]
fn a_few_broken_bytes_in_utf_8_are_kept_and_counted() {
    let mut bytes = "客户,金额\n".repeat(50).into_bytes();
    bytes.extend_from_slice(b"\xff,1\n");
    bytes.extend_from_slice("客户,金额\n".repeat(50).as_bytes());
    assert_eq!(guess(&[&bytes]).label, "utf-8");
    for size in [1, 7, 100, 10_000] {
        let mut decoder = Decoder::new("utf-8").expect("known");
        let mut text = Vec::new();
        for chunk in bytes.chunks(size) {
            decoder
                .push(chunk, &mut |piece| text.extend_from_slice(piece))
                .expect("goes on");
        }
        decoder.finish(&mut |piece| text.extend_from_slice(piece));
        assert_eq!(decoder.broken(), 1);
        assert_eq!(decoder.first_broken(), Some(50 * 14));
        assert_eq!(
            String::from_utf8(text)
                .expect("UTF-8")
                .matches('\u{fffd}')
                .count(),
            1
        );
    }
}

#[test]
fn a_better_guess_is_never_the_same_encoding() {
    // Restarting with the same encoding would never end.
    let mut bytes = b"a,b\n".repeat(10);
    bytes.extend_from_slice(b"\xff\xfe\xfd,2\n");
    let mut decoder = Decoder::new("utf-8").expect("known");
    for chunk in [
        &bytes[..],
        b"\xff\xfe,1\n",
        "客户\n".as_bytes(),
        b"\xff\n",
        "金额,金额,金额\n".repeat(2).as_bytes(),
    ] {
        if let Err(learned) = decoder.push(chunk, &mut |_| {}) {
            assert_ne!(learned.guess.label, "utf-8");
        }
    }
}
