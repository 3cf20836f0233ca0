//! The decoders of the WHATWG Encoding Standard for Node, whose own `TextDecoder` asks ICU and gets other characters for
//! thousands of pairs of bytes in Big5 and EUC-KR. Browsers need none of this.

use wasm_bindgen::prelude::*;

/// Decodes one text piece by piece.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Decoder(encoding_rs::Decoder);

#[wasm_bindgen]
impl Decoder {
    /// `undefined` where nobody knows the label.
    #[must_use]
    pub fn of(label: &str) -> Option<Decoder> {
        let encoding = encoding_rs::Encoding::for_label(label.as_bytes())?;
        Some(Self(encoding.new_decoder_with_bom_removal()))
    }

    /// The text of the next bytes; `last` ends it. What cannot be read becomes U+FFFD.
    pub fn decode(&mut self, bytes: &[u8], last: bool) -> String {
        let room = self.0.max_utf8_buffer_length(bytes.len());
        let mut text = String::with_capacity(room.unwrap_or(bytes.len().saturating_mul(3)));
        let _ = self.0.decode_to_string(bytes, &mut text, last);
        text
    }
}
