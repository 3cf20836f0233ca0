//! Letters as words are compared: small, and in a long word without marks.

use std::borrow::Cow;

/// The small letters of this one. Turkish has i and İ, ı and I; a word in capitals does not say what language it is of, so all four
/// are one letter here: `TARİH`, `SATIŞ`, `PRICE`.
pub(super) fn small(letter: char) -> impl Iterator<Item = char> {
    match letter {
        'ı' | 'İ' => 'i',
        _ => letter,
    }
    .to_lowercase()
}

/// A word of so many letters is the same word without its marks; a shorter one may be another (`số`, so).
const LONG: usize = 5;

/// The word as people without its keyboard write it, and as capitals are written in Greece: `dirección`, `direccion`.
pub(super) fn bare(word: &str) -> Cow<'_, str> {
    if word.chars().all(|c| unmarked(c) == c) || word.chars().count() < LONG {
        return Cow::Borrowed(word);
    }
    Cow::Owned(word.chars().map(unmarked).collect())
}

/// The small letter without its mark.
pub(super) fn unmarked(letter: char) -> char {
    match letter {
        ..='\u{7f}' => letter,
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ạ'..='ặ' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'ď' | 'đ' => 'd',
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' | 'ẹ'..='ệ' => 'e',
        'ğ' | 'ģ' => 'g',
        'ì'..='ï' | 'ī' | 'į' | 'ỉ' | 'ị' => 'i',
        'ķ' => 'k',
        'ĺ' | 'ļ' | 'ľ' | 'ł' => 'l',
        'ñ' | 'ń' | 'ņ' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' | 'ơ' | 'ọ'..='ợ' => 'o',
        'ŕ' | 'ř' => 'r',
        'ś' | 'ş' | 'š' | 'ș' => 's',
        'ţ' | 'ť' | 'ț' => 't',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' | 'ų' | 'ư' | 'ụ'..='ự' => 'u',
        'ý' | 'ỳ'..='ỹ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        'ά' => 'α',
        'έ' => 'ε',
        'ή' => 'η',
        'ί' | 'ϊ' | 'ΐ' => 'ι',
        'ό' => 'ο',
        'ύ' | 'ϋ' | 'ΰ' => 'υ',
        'ώ' => 'ω',
        'ς' => 'σ',
        'ё' => 'е',
        _ => letter,
    }
}
