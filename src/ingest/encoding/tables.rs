//! Single-byte encodings that the WHATWG standard leaves out: those of DOS. Bytes 0x80–0xFF, from Unicode's own mapping files
//! (`VENDORS/MICSFT/PC/CP437.TXT`, `CP850.TXT`, `CP852.TXT`).

/// `IBM437`, the first PCs.
const CP437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";

/// `IBM850`, western Europe.
const CP850: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";

/// `IBM852`, central Europe.
const CP852: &str = "ÇüéâäůćçłëŐőîŹÄĆÉĹĺôöĽľŚśÖÜŤťŁ×čáíóúĄąŽžĘę¬źČş«»░▒▓│┤ÁÂĚŞ╣║╗╝Żż┐└┴┬├─┼Ăă╚╔╩╦╠═╬¤đĐĎËďŇÍÎě┘┌█▄ŢŮ▀ÓßÔŃńňŠšŔÚŕŰýÝţ´\u{ad}˝˛ˇ˘§÷¸°¨˙űŘř■\u{a0}";

/// The characters of bytes 0x80–0xFF by label.
pub(super) fn table(label: &str) -> Option<Vec<char>> {
    let table = match label {
        "cp437" => CP437,
        "cp850" => CP850,
        "cp852" => CP852,
        _ => return None,
    };
    Some(table.chars().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_table_has_128_characters() {
        for label in ["cp437", "cp850", "cp852"] {
            assert_eq!(table(label).map(|table| table.len()), Some(128), "{label}");
        }
    }
}
