//! Old encodings, as the WHATWG Encoding Standard defines them. Whoever runs the engine decodes them: natively
//! `encoding_rs`, in a browser its own `TextDecoder`, which has the same tables; a page need not carry them a second time.

use std::sync::OnceLock;

use super::tables;

/// Decodes the pieces of one text; `true` for the last one. What cannot be read becomes U+FFFD; a byte order mark of UTF-16
/// is taken away.
pub type Decode = Box<dyn FnMut(&[u8], bool) -> String>;

/// A decoder for a label; `None` where nobody knows it.
pub type Decoders = fn(&str) -> Option<Decode>;

static DECODERS: OnceLock<Decoders> = OnceLock::new();

/// Says who decodes, before any text is read; the first to say so stays.
pub fn decode_with(decoders: Decoders) {
    DECODERS.get_or_init(|| decoders);
}

/// A decoder for a label of the standard, or of DOS.
pub(super) fn decoder(label: &str) -> Option<Decode> {
    let decode = tables::decoder(label).or_else(|| DECODERS.get_or_init(|| own)(label))?;
    Some(match label {
        "windows-1258" => composed(decode),
        _ => decode,
    })
}

/// Vowels of Vietnam. Their tones are marks of their own in the Windows encoding; everybody else has one letter for both.
const VOWELS: &str = "aăâeêioôơuưy";
/// Each mark, and the vowels under it.
const TONES: [(char, &str); 5] = [
    ('\u{300}', "àằầèềìòồờùừỳ"),
    ('\u{301}', "áắấéếíóốớúứý"),
    ('\u{303}', "ãẵẫẽễĩõỗỡũữỹ"),
    ('\u{309}', "ảẳẩẻểỉỏổởủửỷ"),
    ('\u{323}', "ạặậẹệịọộợụựỵ"),
];

/// One letter for a vowel and its tone.
fn compose(vowel: char, tone: char) -> Option<char> {
    let (_, letters) = TONES.iter().find(|(mark, _)| *mark == tone)?;
    let small = vowel.to_lowercase().next()?;
    let place = VOWELS.chars().position(|c| c == small)?;
    let letter = letters.chars().nth(place)?;
    match vowel.is_uppercase() {
        true => letter.to_uppercase().next(),
        false => Some(letter),
    }
}

/// The same text with one letter for each vowel and its tone, wherever the pieces are cut.
fn composed(mut decode: Decode) -> Decode {
    let mut waiting: Option<char> = None;
    Box::new(move |bytes, last| {
        let mut text = String::new();
        for c in decode(bytes, last).chars() {
            let letter = waiting.and_then(|vowel| compose(vowel, c));
            if letter.is_none() {
                text.extend(waiting);
            }
            waiting = Some(letter.unwrap_or(c));
        }
        if last {
            text.extend(waiting.take());
        }
        text
    })
}

/// A whole text.
pub(crate) fn decode(label: &str, bytes: &[u8]) -> Option<String> {
    decoder(label).map(|mut decode| decode(bytes, true))
}

#[cfg(not(target_arch = "wasm32"))]
fn own(label: &str) -> Option<Decode> {
    let encoding = encoding_rs::Encoding::for_label(label.as_bytes())?;
    let mut decoder = encoding.new_decoder_with_bom_removal();
    Some(Box::new(move |bytes, last| {
        let room = decoder.max_utf8_buffer_length(bytes.len());
        let mut text = String::with_capacity(room.unwrap_or(bytes.len().saturating_mul(3)));
        let _ = decoder.decode_to_string(bytes, &mut text, last);
        text
    }))
}

/// WebAssembly has no decoders of its own.
#[cfg(target_arch = "wasm32")]
fn own(_: &str) -> Option<Decode> {
    None
}
