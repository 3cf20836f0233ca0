//! Letters by how often they are written: the little that is needed to tell text from what a wrong encoding makes of it.

use crate::ingest::letters::unmarked;

/// The marked Latin letters of languages, lower case, the frequent ones first.
const MARKED: [&str; 20] = [
    "äöüß",
    "éèàçêûôâîëïùœ",
    "áéíóúñüªº",
    "ãçáéíóõâêôúàªº",
    "àèòùìéº",
    "äåöé",
    "øæåéö",
    "áðéíóúýþæö",
    "éëïèöü",
    "ółążęśćńź",
    "ěáíéřčšžýůúďťňóôľäĺŕ",
    "áéóöőűüí",
    "ăâîșțşţ",
    "čšžćđ",
    "ğışçöüâ",
    "ėšąžųūįęč",
    "āēīšžņļķģčū",
    "äõüöšž",
    "ëçàèéíòóúï",
    VIETNAMESE,
];

/// Its other vowels are those under two marks, which nobody else writes.
const VIETNAMESE: &str = "áàâêôíúóãùéòýìõèđươăĩũ";

/// Letters of other alphabets, the frequent half of each.
const FREQUENT: [&str; 5] = [
    "αοιετσνηρπκυλμςάίόέή",
    "оеаинтсрвлкмдпуяыьіїє",
    "יוהלאתרמבשנדםק",
    "اليمونرتبةعدسهیک",
    "านรอกเงมยลวดตสะทีัิป่้",
];

/// Letters that often follow each other, of Greek and of the languages written in Cyrillic, without marks: the letters alone are
/// much the same in capitals of the one and small letters of the other.
const PAIRS: [&str; 2] = [
    "ου αι το ει στ ησ νι ασ ια τα αν ρο ατ ρα ικ κα ρι ιν ερ αρ λι κο νη με τι ιο ντ να μα λα λο αλ τη ολ σο ιμ ον οσ πα εσ εν ορ κη νο υρ γι κι ισ λε ομ πο τρ μο ων δι κε τε πε ελ ετ πι οι μι κρ σε ημ απ πρ εφ επ μη δο δη γρ ρε σι ωσ υν υμ υτ ευ αυ χε χρ θε λλ ξι εκ εμ ωρ ρη",
    "ст но ен то на ов ни ра во ко ро по пр ал ли не ла ол ор ер ре ос та ан ес ло ка ат де ит ел ет ть ин од ом ог го от ти те ва ве ри ил ам ле ми за да мо об ск ки ий ия ие ич ча нн ны ый ое ая ой до бо со се си сл ру ме ма ль ля ок ик ак ек ар ви ди ев ем ад ав ир ис им ед тр др гр бр ку су ун ур из че ща ње њу ић иј ја је ој ів ні ці кі уп па пе пи му ду ту нс кт вн рн нт рт љу ља ље ђе ша жи ац ај уј бе зи га ги вс дн ню ры вы дз кл км сн жа же",
];

/// Frequent characters of Chinese (simplified, traditional), Japanese and Korean, those of names, places and orders foremost.
const EASTERN: &str = concat!(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能子那得于着下自之年过发后作里用道行所然家事成方多经去法学如都同现当没动面起看定天分还进好小部其些主样理心本前开但因只从想实日者意无力它与长把机十民第公此已工使情明性知全三关点正业外将两高间由问很最重物手应向头文体政美相见利二等产或新己制身果加西斯月话合回特代内信化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务接必场件计管期市直德资命山金指克许统区保至形社便空决展科司五基眼书非则听白界光放强即像难且权思完设式色路记南品住告类求据程北边死张该交规万取格望术领确传师清今切院让识候带导争运",
    "客户订单额商称价付款支状态编号收货址手姓买会店铺优惠退快递实王李刘陈杨赵黄周吴徐孙胡朱林郭马罗梁宋郑谢韩唐冯董萧曹袁邓傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田姜范石姚谭廖邹熊陆郝孔崔康毛邱秦江史顾侯邵孟龙段雷钱汤尹黎易武乔贺赖龚伟芳娜敏静丽军磊洋勇艳杰娟涛超霞刚桂英华玉兰红县镇村街巷楼京沪深广州津庆苏浙河湖",
    "這個們來為國說時會對經過發後裡種現當沒動還進樣從實無與長機業將兩間問應頭體見產話給門東員論處義幾條氣題爾別變總電數報結務場計資許統區書則聽難權設記類據邊張該規萬領確傳師讓識帶導爭運客戶訂單額稱價狀態編號貨買鋪優陳劉楊趙吳孫馬羅鄭謝韓馮鄧蘇盧蔣賈魏葉閻餘鍾譚鄒陸顧龍錢湯賴龔偉麗軍傑濤剛蘭紅縣鄉鎮樓弄灣",
    "本会社時間東京都道府町村山川井木森佐藤鈴橋渡辺伊松斎池岡島阿谷原野美香郎太介恵顧注付売税込払配達割引区丁目番様",
    "이다는가의을를에서한고사자기지도로리시인하그대어해나일부정아주수김박최강조윤장임오신권황안송전홍유문양손배백허남심노민준현영은성호진우연경희숙미순옥철재동혁훈규빈객번금액상품명결제량단합계취소환불메전화소특별광역구길군읍면울산천충청라제원교무선커피두",
);

/// How well letters fit the languages they may be written in.
pub(super) struct Alphabets {
    frequent: Vec<u32>,
    eastern: Vec<u32>,
    pairs: Vec<(char, char)>,
}

impl Alphabets {
    pub(super) fn new() -> Self {
        let letters = |text: &str| {
            let mut letters: Vec<u32> = text.chars().map(u32::from).collect();
            letters.sort_unstable();
            letters
        };
        let pair = |pair: &str| {
            let mut letters = pair.chars();
            letters.next().zip(letters.next())
        };
        let mut pairs: Vec<(char, char)> = PAIRS
            .iter()
            .flat_map(|pairs| pairs.split(' '))
            .filter_map(pair)
            .collect();
        pairs.sort_unstable();
        Self {
            pairs,
            frequent: letters(&FREQUENT.concat()),
            eastern: letters(EASTERN),
        }
    }

    /// One of the letters that its alphabet uses most.
    pub(super) fn is_frequent(&self, letter: char) -> bool {
        self.frequent.binary_search(&u32::from(letter)).is_ok()
    }

    /// Letters that often follow each other, in any case and with any mark.
    pub(super) fn is_pair(&self, before: char, letter: char) -> bool {
        let pair = (unmarked(lower(before)), unmarked(lower(letter)));
        self.pairs.binary_search(&pair).is_ok()
    }

    /// One of the characters that East Asian tables of customers and orders use most.
    pub(super) fn is_frequent_eastern(&self, c: char) -> bool {
        self.eastern.binary_search(&u32::from(c)).is_ok()
    }
}

/// A Latin letter beyond ASCII.
pub(super) fn is_marked(c: char) -> bool {
    matches!(c, 'ª' | 'º' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}') && c.is_alphabetic()
}

/// The language, by its marked letters, that fits those of these texts best.
pub(super) fn language(texts: &[String]) -> &'static str {
    let letters: Vec<char> = texts
        .iter()
        .flat_map(|text| text.chars())
        .filter(|c| is_marked(*c))
        .map(lower)
        .collect();
    let fit = |language: &str| letters.iter().map(|c| fit(language, *c)).sum::<f64>();
    let is_vietnamese = letters.iter().any(|c| matches!(c, 'ạ'..='ỹ'));
    MARKED
        .into_iter()
        .filter(|language| is_vietnamese || *language != VIETNAMESE)
        .max_by(|a, b| fit(a).total_cmp(&fit(b)))
        .unwrap_or_default()
}

/// The small letter of this one; of the Turkish dotted capital the other small letter that only Turkish has, as its own is the
/// i of all languages.
pub(super) fn lower(letter: char) -> char {
    match letter {
        'İ' => 'ı',
        _ => letter.to_lowercase().next().unwrap_or(letter),
    }
}

/// What a marked letter, lower case, says for a language: −0.4 where the language does not have it, to 0.3 for its first.
pub(super) fn fit(language: &str, letter: char) -> f64 {
    match language.chars().position(|c| c == letter) {
        None if language == VIETNAMESE && matches!(letter, 'ạ'..='ỹ') => 0.2,
        Some(rank) => (0.3 - 0.02 * rank as f64).max(0.0),
        None => -0.4,
    }
}

/// A vowel of the Latin alphabet, lower case, marked or not.
pub(super) fn is_vowel(letter: char) -> bool {
    matches!(letter, 'ạ'..='ỹ')
        || "aeiouyàáâãäåæèéêëìíîïòóôõöøùúûüýāăąēėęěīįőœūůűıơư".contains(letter)
}
