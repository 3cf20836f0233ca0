//! Single-byte encodings that the WHATWG standard leaves out: those of DOS. Bytes 0x80–0xFF, from Unicode's own mapping files
//! (`VENDORS/MICSFT/PC/CP437.TXT`, `CP850.TXT`, `CP852.TXT`).

use super::legacy::Decode;

/// `IBM437`, the first PCs.
const CP437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";

/// `IBM850`, western Europe.
const CP850: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";

/// `IBM852`, central Europe.
const CP852: &str = "ÇüéâäůćçłëŐőîŹÄĆÉĹĺôöĽľŚśÖÜŤťŁ×čáíóúĄąŽžĘę¬źČş«»░▒▓│┤ÁÂĚŞ╣║╗╝Żż┐└┴┬├─┼Ăă╚╔╩╦╠═╬¤đĐĎËďŇÍÎě┘┌█▄ŢŮ▀ÓßÔŃńňŠšŔÚŕŰýÝţ´\u{ad}˝˛ˇ˘§÷¸°¨˙űŘř■\u{a0}";

/// A decoder for the label of one of them.
pub(super) fn decoder(label: &str) -> Option<Decode> {
    let table = match label {
        "cp437" => CP437,
        "cp850" => CP850,
        "cp852" => CP852,
        _ => return None,
    };
    let table: Vec<char> = table.chars().collect();
    let read = move |byte: &u8| {
        let index = byte.checked_sub(0x80).map(usize::from);
        index.map_or(char::from(*byte), |index| table[index])
    };
    Some(Box::new(move |bytes, _| bytes.iter().map(&read).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_table_has_128_characters() {
        let all: Vec<u8> = (0..=255).collect();
        for label in ["cp437", "cp850", "cp852"] {
            let mut decode = decoder(label).expect("a decoder");
            let text = decode(&all, true);
            assert_eq!(text.chars().count(), 256, "{label}");
            assert!(text.contains('ü') && text.ends_with('\u{a0}'), "{label}");
        }
        assert_eq!(
            [CP437, CP850, CP852].map(|table| table.chars().count()),
            [128; 3]
        );
    }
}
