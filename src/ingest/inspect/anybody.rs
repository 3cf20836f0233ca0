//! Names that a till gives to customers it does not know.

use std::sync::LazyLock;

/// In the languages of the headers, a bar between them; compared without case, and without what is neither letter nor digit.
static NAMES: LazyLock<Vec<&str>> = LazyLock::new(|| LIST.split('|').collect());
const LIST: &str = "walk in|walk ins|walk in customer|walk in client|walk in sale|cash customer|cash sale|cash sales|\
    counter sale|counter sales|guest customer|guest checkout|guest user|anonymous customer|\
    unknown customer|default customer|general customer|retail customer|no customer|over the counter|\
    laufkunde|laufkunden|laufkundschaft|barverkauf|barkunde|gastkunde|gast bestellung|thekenverkauf|\
    client de passage|client comptoir|clients comptoir|client divers|clients divers|client anonyme|\
    consumidor final|cliente mostrador|cliente contado|cliente generico|cliente genérico|\
    publico en general|público en general|publico general|público general|cliente ocasional|\
    cliente casual|venta mostrador|consumidor não identificado|consumidor nao identificado|\
    cliente balcão|cliente balcao|cliente padrão|cliente avulso|cliente occasionale|cliente banco|\
    vendita al banco|розничный покупатель|розничный клиент|частное лицо|физическое лицо|физ лицо|аноним|\
    klient detaliczny|klient anonimowy|paragon|perakende müşteri|nihai tüketici|losse klant|balieklant|khách lẻ|khách vãng lai|pelanggan umum|umum|\
    zákazník z ulice|anonymní zákazník|vevő pult|แขกทั่วไป|ลูกค้าทั่วไป|عميل نقدي|زبون نقدي|לקוח מזדמן|satunnainen asiakas|kontantkund|\
    散客|零散客户|零售客户|零售散客|普通散客|门店散客|线下散客|现金客户|过路客|路人|匿名客户|匿名|匿名用户|匿名买家|匿名会员|游客|非会员|零售客戶|現金客|現金客戶|散客戶|過路客|匿名客戶|遊客|非會員|ゲスト|ゲスト様|\
    一般客|一般のお客様|非会員|店頭客|店頭販売|フリー客|비회원|일반고객|일반손님|현금고객|워크인";

/// Is this the name of nobody in particular?
pub(super) fn is_anybody(id: &str) -> bool {
    let words = id.split(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let plain = words.join(" ").to_lowercase();
    NAMES.contains(&plain.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_till_s_names_for_nobody_and_names_of_people() {
        for name in [
            "散客",
            "Walk-In Customer",
            "CONSUMIDOR FINAL",
            " (walk-in) ",
            "非會員",
            "Laufkundschaft",
        ] {
            assert!(is_anybody(name), "{name}");
        }
        for name in ["Walker", "Guest", "Gast", "王散", "C0001", "", "Cash Ltd"] {
            assert!(!is_anybody(name), "{name}");
        }
    }
}
