//! Words that stand in dates: months, weekdays, halves of the day, eras and the marks 年月日.

use crate::ingest::letters::small;

/// A word of a date, whatever the language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// 1–12.
    Month(u8),
    /// The month of falling leaves in the genitive: November in Poland, October in Croatia.
    Listopad,
    /// Mon, 星期三 … – says nothing that the date doesn't.
    Weekday,
    /// Before noon.
    Am,
    /// After noon.
    Pm,
    /// 年 behind a year.
    Year,
    /// 月 behind a month's number.
    MonthMark,
    /// 日 behind a day.
    DayMark,
    /// 時, 时, h.
    Hour,
    /// 分, 분.
    Minute,
    /// 秒, 초.
    Second,
    /// Years count from this one: 令和5年 is 2018 + 5.
    Era(i32),
    /// 元年, the first year of an era.
    First,
    /// UTC, Z, CST: read and dropped, the day stands as written.
    Zone,
    /// `T` between date and time.
    T,
    /// of, de, um, г.: glue.
    Glue,
}

/// How the names of each month begin, lower case; of two that fit the longer one counts (červen is June, červenec July). Only
/// beside a day and a year is a word a month, so that "mar" may stand for all from März to marzo.
/// Sources: CLDR "wide" and "abbreviated" month names of en, de, fr, es, ca, pt, it, nl, ru, uk, bg, sr, hr, sl, pl, cs, sk, hu, ro,
/// sv, da, fi, et, lv, lt, tr, el, he, ar (with the names of the Levant and the Maghreb), hi, bn, ur, th, id, ms.
const MONTHS: [&str; 12] = [
    "jan jän jaan janv ene gen ян јан січ sty oca led ian tammi siječ saus ιαν ינו जन জানু جنور يناير جانفي มค มกรา",
    "feb fév fev фев феб лют lut şub únor helmi peb veeb velja vasar φεβ פבר फर फ़र ফেব্রু فرور فبراير فيفري شباط กพ กุมภา",
    "mar mär márc maerz mrz mrt maart maalis břez ožuj kov mac мар берез бер μαρ מרץ मार्च মার্চ مارچ مارس آذار มีค มีนา",
    "apr avr abr ápr kwi nis dub huhti travn baland апр квіт кві απρ אפר अप्र এপ্রি اپریل أبريل ابريل إبريل أفريل نيسان เมย เมษา",
    "mai may mag maj máj mei kvě touko svib geguž май мая мај трав тра μαΐ μάι מאי मई মে مئی مايو ماي أيار ايار พค พฤษภา",
    "jun juin juni junh giu iun jún jūn juun cze červ kesä haz lipnj birž июн јун юни черв чер ιουν יונ जून জুন جون يونيو يونية حزيران جوان มิย มิถุนา",
    "jul juil lug iul júl jūl juul lip červenc červene heinä tem srpnj liep июл јул юли липн лип ιουλ יולי जुला জুলাই جولائی يوليو يوليه تموز جويلية กค กรกฎา",
    "aug août aou ag avg ogo sie srp elo ağu kolov rugpj авг серп сер αυγ אוג अगस्त আগস্ট اگست أغسطس اغسطس آب أوت غشت สค สิงหา",
    "sep set sept szept wrz zář zari eyl syys rujn rugs сен сеп верес вер σεπ ספט सित সেপ্টে ستمبر سبتمبر شتنبر أيلول ايلول กย กันยา",
    "oct okt out ott paź říj eki loka spal окт жовт жов οκτ אוק अक्टू अक्तू অক্টো اکتوبر أكتوبر اكتوبر ตค ตุลา",
    "nov noi lis kas marras studen lapkr ноя ное нов лис νοε נוב नव নভে نومبر نوفمبر نونبر พย พฤศจิ",
    "dec dez déc dic des dis gru ara prosin joulu gruod dets дек дец груд гру δεκ דצמ दिस ডিসে دسمبر ديسمبر دجنبر ธค ธันวา",
];

/// Weekdays of the same languages. Their beginnings would not do: a total of a day is written like them ("Subtotal 05/03/2024").
const WEEKDAYS: &str = "mon monday tue tues tuesday wed weds wednesday thu thur thurs thursday fri friday sat saturday sun sunday \
    mo montag di dienstag mi mittwoch do donnerstag fr freitag sa samstag sonnabend so sonntag \
    lun lundi mardi mer mercredi jeu jeudi ven vendredi sam samedi dim dimanche \
    lunes martes mié miércoles mie miercoles jue jueves vie viernes sáb sábado sabado domingo dom \
    seg segunda ter terça quarta qui quinta sex sexta feira \
    dl dt dc dj dv ds dg dilluns dimarts dimecres dijous divendres dissabte diumenge \
    lunedì lunedi martedì mercoledì gio giovedì venerdì sabato domenica \
    ma maandag dinsdag wo woensdag donderdag vr vrijdag za zaterdag zo zondag \
    mån måndag mandag tis tisdag tir tirsdag ons onsdag tor tors torsdag fre fredag lör lördag lør lørdag sön söndag søn søndag \
    pon poniedziałek wt wtorek śr środa czw czwartek pt piątek sob sobota nd niedz niedziela \
    po pondělí út úterý st středa čt čtvrtek pá pátek ne neděle pondelok utorok streda štvrtok piatok nedeľa \
    ponedjeljak utorak srijeda četvrtak petak subota nedjelja hétfő kedd szerda csütörtök péntek szombat vasárnap \
    luni marți miercuri joi vineri sâmbătă duminică maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai \
    pon uto sri sre čet pet ned ponedeljak ponedeljek torek sreda četrtek petek nedelja pe ke la su man tirs sab qua vin dum \
    thứ hai ba tư sáu bảy chủ nhật jumaat esmaspäev teisipäev kolmapäev neljapäev reede laupäev pühapäev \
    pzt pazartesi sali çarşamba perşembe cuma cumartesi pazar senin isnin selasa rabu kamis khamis jumat sabtu minggu ahad \
    пн вт ср чт пт сб вс нд понедельник вторник среда четверг пятница суббота воскресенье понеділок вівторок четвер неділя \
    пон уто сре чет пет нед понеделник неделя сряда четвъртък петък събота понедељак уторак среда четвртак петак недеља \
    δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυριακή \
    السبت الأحد الاحد الاثنين الإثنين الثلاثاء الأربعاء الاربعاء الخميس الجمعة יום ראשון שני שלישי רביעי חמישי שישי שבת";

const GLUE: &str = "of de del d the den le el il um uhr at à às as alle г года року р в pukul kl klo ore st nd rd th er o'clock \
    m gada godine ngày tháng thg năm ที่ คศ พศ";

const ZONES: &str = "utc gmt z cet cest est edt cst cdt mst mdt pst pdt bst ist jst kst hkt msk aest aedt wet west eet eest brt art";

/// Words by what they mean.
const WORDS: [(&str, Meaning); 10] = [
    ("am a πμ öö ص dop", Meaning::Am),
    ("pm p μμ ch ös م odp", Meaning::Pm),
    ("t", Meaning::T),
    ("h hs hrs ч", Meaning::Hour),
    ("min м", Meaning::Minute),
    ("sec с", Meaning::Second),
    ("r", Meaning::Era(2018)),
    (WEEKDAYS, Meaning::Weekday),
    (GLUE, Meaning::Glue),
    (ZONES, Meaning::Zone),
];

/// Words of scripts that are written without blanks, longest first where one begins another; and names that have one.
const JOINED: [(&str, Meaning); 60] = [
    ("十二月", Meaning::Month(12)),
    ("十一月", Meaning::Month(11)),
    ("十月", Meaning::Month(10)),
    ("九月", Meaning::Month(9)),
    ("八月", Meaning::Month(8)),
    ("七月", Meaning::Month(7)),
    ("六月", Meaning::Month(6)),
    ("五月", Meaning::Month(5)),
    ("四月", Meaning::Month(4)),
    ("三月", Meaning::Month(3)),
    ("二月", Meaning::Month(2)),
    ("一月", Meaning::Month(1)),
    ("正月", Meaning::Month(1)),
    ("月曜日", Meaning::Weekday),
    ("火曜日", Meaning::Weekday),
    ("水曜日", Meaning::Weekday),
    ("木曜日", Meaning::Weekday),
    ("金曜日", Meaning::Weekday),
    ("土曜日", Meaning::Weekday),
    ("日曜日", Meaning::Weekday),
    ("월요일", Meaning::Weekday),
    ("화요일", Meaning::Weekday),
    ("수요일", Meaning::Weekday),
    ("목요일", Meaning::Weekday),
    ("금요일", Meaning::Weekday),
    ("토요일", Meaning::Weekday),
    ("일요일", Meaning::Weekday),
    ("上午", Meaning::Am),
    ("凌晨", Meaning::Am),
    ("早上", Meaning::Am),
    ("午前", Meaning::Am),
    ("오전", Meaning::Am),
    ("下午", Meaning::Pm),
    ("中午", Meaning::Pm),
    ("晚上", Meaning::Pm),
    ("午後", Meaning::Pm),
    ("오후", Meaning::Pm),
    ("令和", Meaning::Era(2018)),
    ("平成", Meaning::Era(1988)),
    ("昭和", Meaning::Era(1925)),
    ("大正", Meaning::Era(1911)),
    ("民國", Meaning::Era(1911)),
    ("民国", Meaning::Era(1911)),
    ("西元", Meaning::Glue),
    ("公元", Meaning::Glue),
    ("元", Meaning::First),
    ("年", Meaning::Year),
    ("년", Meaning::Year),
    ("月", Meaning::MonthMark),
    ("월", Meaning::MonthMark),
    ("日", Meaning::DayMark),
    ("号", Meaning::DayMark),
    ("號", Meaning::DayMark),
    ("일", Meaning::DayMark),
    ("時", Meaning::Hour),
    ("时", Meaning::Hour),
    ("点", Meaning::Hour),
    ("點", Meaning::Hour),
    ("시", Meaning::Hour),
    ("分", Meaning::Minute),
];

const JOINED_MORE: [(&str, Meaning); 7] = [
    ("كانون الثاني", Meaning::Month(1)),
    ("تشرين الأول", Meaning::Month(10)),
    ("تشرين الثاني", Meaning::Month(11)),
    ("كانون الأول", Meaning::Month(12)),
    ("분", Meaning::Minute),
    ("秒", Meaning::Second),
    ("초", Meaning::Second),
];

/// The word at the start of `text` in a script without blanks, and its length in bytes.
pub(super) fn joined(text: &str) -> Option<(Meaning, usize)> {
    if let Some(rest) = ["星期", "礼拜", "禮拜", "周", "週"]
        .iter()
        .find_map(|prefix| text.strip_prefix(prefix))
    {
        let day = rest
            .chars()
            .next()
            .filter(|c| "一二三四五六日天".contains(*c))?;
        return Some((Meaning::Weekday, text.len() - rest.len() + day.len_utf8()));
    }
    JOINED
        .iter()
        .chain(&JOINED_MORE)
        .find(|(word, _)| text.starts_with(word))
        .map(|&(word, meaning)| (meaning, word.len()))
}

/// The letter of a Japanese era at the start of a date: H30.3.5. With hyphens it is a place on a shelf; the era that runs may be
/// written with them ([`word`]).
pub(super) fn era(text: &str) -> Option<Meaning> {
    let mut rest = text.chars();
    let base = match rest.next()? {
        'R' | 'r' | 'Ｒ' => 2018,
        'H' | 'h' | 'Ｈ' => 1988,
        'S' | 's' | 'Ｓ' => 1925,
        _ => return None,
    };
    let rest = rest.as_str();
    let behind = rest.trim_start_matches(|c: char| c.is_numeric() || c == '元');
    let dated = behind.len() < rest.len() && behind.starts_with(['.', '/', '年', '．', '／']);
    dated.then_some(Meaning::Era(base))
}

/// From where the era counts whose name the text ends with.
pub(super) fn era_behind(text: &str) -> Option<i32> {
    JOINED.iter().find_map(|&(word, meaning)| match meaning {
        Meaning::Era(base) if text.ends_with(word) => Some(base),
        _ => None,
    })
}

/// A word in letters, without its dots, in any case.
pub(super) fn word(text: &str) -> Option<Meaning> {
    let mut lower = [0_u8; 48];
    let lower = lowered(text, &mut lower)?;
    // Thai, Indian and Baltic weekdays are compounds of "day", a Hebrew month has its "in" before it.
    let day = ["वार", "বার", "diena", "dienis"];
    if lower.starts_with("วัน") || day.iter().any(|day| lower.ends_with(day)) {
        return Some(Meaning::Weekday);
    }
    for (words, meaning) in WORDS {
        if words.split(' ').any(|word| word == lower) {
            return Some(meaning);
        }
    }
    let name = lower.strip_prefix("d'").or(lower.strip_prefix('ב'));
    month(name.unwrap_or(lower))
}

/// The month whose name begins the word.
fn month(word: &str) -> Option<Meaning> {
    let (mut found, mut longest) = (None, 0);
    for (month, names) in (1..).zip(MONTHS) {
        for name in names.split(' ') {
            if name.len() > longest && word.starts_with(name) {
                (found, longest) = (Some(Meaning::Month(month)), name.len());
            }
        }
    }
    match word {
        "listopada" => Some(Meaning::Listopad),
        _ => found,
    }
}

/// Lower case without the heap: dates are read by the million.
fn lowered<'a>(text: &str, buffer: &'a mut [u8; 48]) -> Option<&'a str> {
    let mut length = 0;
    for c in text.chars().filter(|&c| c != '.') {
        for c in small(c) {
            let end = length + c.len_utf8();
            c.encode_utf8(buffer.get_mut(length..end)?);
            length = end;
        }
    }
    std::str::from_utf8(&buffer[..length]).ok()
}
