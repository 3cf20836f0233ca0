//! Words that stand in dates: months, weekdays, halves of the day, eras and the marks 年月日.

/// A word of a date, whatever the language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// 1–12.
    Month(u8),
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

/// Months, by their full names and by the abbreviations in use; lower case, without the final dot.
/// Sources: CLDR "wide" and "abbreviated" month names of en, de, fr, es, pt, it, nl, ru (both cases), pl, sv, da, tr,
/// cs, sk, hu, ro, fi, el, uk, id, th, ar; not Croatian, whose listopad is October and not November.
const MONTHS: [&str; 12] = [
    "jan january januar jänner janv janvier ene enero janeiro gen gennaio januari янв январь января sty stycznia styczeń ocak oca ledna leden januára ianuarie tammikuu tammikuuta ιανουαρίου ιαν січня січ มค يناير",
    "feb february februar feber févr fevr février fevrier febrero fev fevereiro febbraio februari фев февр февраль февраля lut lutego luty şubat şub února únor februára február februarie helmikuu helmikuuta φεβρουαρίου φεβ лютого лют pebruari กพ فبراير",
    "mar march marts mär mrz märz maerz mars marzo março marco mrt maart мар март марта marca marzec mart března březen március martie maaliskuu maaliskuuta μαρτίου μαρ березня бер maret มีค مارس",
    "apr april avr avril abr abril aprile апр апрель апреля kwi kwietnia kwiecień nisan nis dubna duben apríla április aprilie huhtikuu huhtikuuta απριλίου απρ квітня кві เมย أبريل",
    "may mai mayo maio mag maggio mei май мая maj maja mayıs května květen mája május toukokuu toukokuuta μαΐου μαΐ травня тра พค مايو",
    "jun june juni juin junio junho giu giugno июн июнь июня cze czerwca czerwiec haziran haz června červen júna június iunie kesäkuu kesäkuuta ιουνίου ιουν червня чер มิย يونيو",
    "jul july juli juil juillet julio julho lug luglio июл июль июля lip lipca lipiec temmuz tem července červenec júla július iulie heinäkuu heinäkuuta ιουλίου ιουλ липня лип กค يوليو",
    "aug august août aout ago agosto augustus авг август августа sie sierpnia sierpień augusti ağustos ağu srpna srpen augusta augusztus elokuu elokuuta αυγούστου αυγ серпня сер agustus สค أغسطس",
    "sep sept september septembre septiembre setiembre set setembro settembre сен сент сентябрь сентября wrz września wrzesień eylül eyl září zari septembra szeptember septembrie syyskuu syyskuuta σεπτεμβρίου σεπ вересня вер กย سبتمبر",
    "oct october okt oktober octobre octubre out outubro ott ottobre окт октябрь октября paź października październik ekim eki října říjen októbra október octombrie lokakuu lokakuuta οκτωβρίου οκτ жовтня жов ตค أكتوبر",
    "nov november novembre noviembre novembro ноя нояб ноябрь ноября lis listopada listopad kasım kas listopadu novembra noiembrie marraskuu marraskuuta νοεμβρίου νοε листопада лис พย نوفمبر",
    "dec december dez dezember déc décembre decembre dic diciembre dezembro dicembre дек декабрь декабря gru grudnia grudzień aralık ara prosince prosinec decembra decembrie joulukuu joulukuuta δεκεμβρίου δεκ грудня гру prosinca desember ธค ديسمبر",
];

const WEEKDAYS: &str = "mon monday tue tues tuesday wed weds wednesday thu thur thurs thursday fri friday sat saturday sun sunday \
    mo montag di dienstag mi mittwoch do donnerstag fr freitag sa samstag sonnabend so sonntag \
    lun lundi mardi mer mercredi jeu jeudi ven vendredi sam samedi dim dimanche \
    lunes martes mié miércoles mie miercoles jue jueves vie viernes sáb sábado sabado domingo dom \
    seg segunda ter terça quarta qui quinta sex sexta feira \
    lunedì lunedi martedì mercoledì gio giovedì venerdì sabato domenica \
    maandag dinsdag wo woensdag donderdag vr vrijdag za zaterdag zo zondag \
    пн вт ср чт пт сб вс понедельник вторник среда четверг пятница суббота воскресенье";

const GLUE: &str = "of de del the den le el il um uhr at à às as alle г года року р в pukul kl klo ore st nd rd th er o'clock";

const ZONES: &str = "utc gmt z cet cest est edt cst cdt mst mdt pst pdt bst ist jst kst hkt msk aest aedt wet west eet eest brt art";

/// Words of scripts that are written without blanks, longest first where one begins another.
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

const JOINED_MORE: [(&str, Meaning); 3] = [
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

/// A word in letters, without its dots, in any case.
pub(super) fn word(text: &str) -> Option<Meaning> {
    if text.len() > 24 {
        return None;
    }
    let mut lower = [0_u8; 48];
    let lower = lowered(text, &mut lower)?;
    let among = |list: &str| list.split(' ').any(|word| word == lower);
    match lower {
        "am" | "a" | "πμ" | "öö" | "ص" | "dop" => return Some(Meaning::Am),
        "pm" | "p" | "μμ" | "ch" | "ös" | "م" | "odp" => return Some(Meaning::Pm),
        "t" => return Some(Meaning::T),
        "h" | "hs" | "hrs" | "ч" => return Some(Meaning::Hour),
        "min" | "м" => return Some(Meaning::Minute),
        "sec" | "с" => return Some(Meaning::Second),
        "r" => return Some(Meaning::Era(2018)),
        _ => {}
    }
    if let Some(index) = MONTHS
        .iter()
        .position(|names| names.split(' ').any(|name| name == lower))
    {
        return Some(Meaning::Month(index as u8 + 1));
    }
    if among(WEEKDAYS) {
        Some(Meaning::Weekday)
    } else if among(GLUE) {
        Some(Meaning::Glue)
    } else if among(ZONES) {
        Some(Meaning::Zone)
    } else {
        None
    }
}

/// Lower case without the heap: dates are read by the million.
fn lowered<'a>(text: &str, buffer: &'a mut [u8; 48]) -> Option<&'a str> {
    let mut length = 0;
    for c in text
        .split('.')
        .flat_map(str::chars)
        .flat_map(char::to_lowercase)
    {
        let end = length + c.len_utf8();
        c.encode_utf8(buffer.get_mut(length..end)?);
        length = end;
    }
    std::str::from_utf8(&buffer[..length]).ok()
}
