//! A header's text → the atoms of meaning in it.

use std::borrow::Cow;
use std::collections::HashMap;

use super::lists;
use super::words::Atom;
use crate::ingest::currency;
use crate::ingest::letters::{bare, small};

/// What stands between the names of two columns that are one person.
pub(in crate::ingest) const PLUS: &str = " + ";

/// Words that link the two of a term: "prix de vente", "nombre y apellidos".
const LINKS: [&str; 15] = [
    "de", "d", "di", "do", "da", "of", "y", "e", "i", "a", "und", "and", "et", "och", "và",
];

/// Share of a header's letters that belong to known words: with fewer, a word we don't know may change what it says.
const UNDERSTOOD: f64 = 0.9;

/// What stands behind "number of".
const COUNTED: &str = "orders purchases transactions visits commandes pedidos items customers consumers guests people \
    persons visitors products skus articles boxes lines pages hours minutes days nights seats shipped \
    delivered fulfilled";

/// So many names of columns in initials are no accident.
const SEVERAL: usize = 3;

/// What the words of a header say.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Header {
    /// One bit for each atom.
    atoms: u128,
    /// Share of the letters that belong to known words, 0–1.
    pub(super) known: f64,
}

impl Header {
    /// Does it carry this meaning?
    pub(super) fn has(&self, atom: Atom) -> bool {
        self.any(&[atom])
    }

    /// Does it carry one of these?
    #[inline(never)]
    pub(super) fn any(&self, atoms: &[Atom]) -> bool {
        self.atoms & bits(atoms) != 0
    }

    /// No known word at all.
    pub(super) fn is_unknown(&self) -> bool {
        self.atoms == 0
    }

    /// Are there hardly any words in it that we don't know?
    pub(super) fn is_understood(&self) -> bool {
        self.known > UNDERSTOOD
    }

    /// Only these meanings.
    pub(super) fn only(&self, atoms: &[Atom]) -> bool {
        self.atoms != 0 && self.atoms & !bits(atoms) == 0
    }
}

/// The set of these.
fn bits(atoms: &[Atom]) -> u128 {
    atoms.iter().fold(0, |set, &atom| set | 1 << atom as u8)
}

/// All known words.
pub(super) struct Dictionary {
    words: HashMap<Cow<'static, str>, u128>,
    longest: usize,
}

impl Dictionary {
    pub(super) fn new() -> Self {
        let mut all = Self::of(lists::ALL[0]);
        all.add(lists::ALL[1]);
        all
    }

    /// Those that the columns of a table may be named with: with the initials of Chinese words, if several of these names
    /// are made of them and of nothing else.
    pub(super) fn for_table(names: &[String]) -> Self {
        let (mut all, initials) = (Self::new(), Self::of(lists::OF_INITIALS));
        let mut found: Vec<String> = Vec::new();
        for token in names.iter().flat_map(|name| tokens(name)) {
            let is_new = !found.contains(&token)
                && !all.read(&token).is_understood()
                && initials.read(&token).is_understood();
            if is_new {
                found.push(token);
            }
        }
        if found.len() >= SEVERAL {
            all.add(lists::OF_INITIALS);
        }
        all
    }

    fn of(list: &'static [u8]) -> Self {
        let mut dictionary = Self {
            words: HashMap::new(),
            longest: 0,
        };
        dictionary.add(list);
        dictionary
    }

    #[inline(never)]
    fn add(&mut self, list: &'static [u8]) {
        lists::each(list, &mut |word, atoms| {
            *self.words.entry(bare(word)).or_default() |= atoms;
            self.longest = self.longest.max(word.chars().count());
        });
    }

    /// The atoms of this word, if it is known.
    fn atoms(&self, word: &str) -> Option<u128> {
        self.words.get(&bare(word)).copied()
    }

    /// Reads a header.
    pub(super) fn read(&self, text: &str) -> Header {
        let tokens = tokens(text);
        let mut header = Header::default();
        let (mut known, mut letters) = (0_usize, 0_usize);
        let mut rest = tokens.as_slice();
        // "order_item_order_id": behind the name of its table the column begins with a word of it.
        let again = rest.iter().skip(1).rposition(|word| *word == rest[0]);
        let is_key = text.contains('_') && rest.last().is_some_and(|word| word == "id");
        if let Some(again) = again.filter(|again| is_key && again + 2 < rest.len()) {
            rest = &rest[again + 1..];
        }
        while let [token, after @ ..] = rest {
            rest = after;
            // A term of two words: "đơn giá" is a price, "đơn" alone an order.
            let term = |next: usize| {
                let second = after.get(next)?;
                let atoms = self.atoms(&format!("{token}_{second}"))?;
                Some((atoms, second, &after[next + 1..]))
            };
            // "Prix de vente", "prix d'achat".
            let linked = after
                .first()
                .is_some_and(|word| LINKS.contains(&word.as_str()));
            let found = term(0).or_else(|| linked.then(|| term(1)).flatten());
            if let Some((atoms, second, behind)) = found {
                header.atoms |= atoms;
                let length = token.chars().count() + second.chars().count();
                (known, letters) = (known + length, letters + length);
                rest = behind;
                continue;
            }
            let length = token.chars().count();
            if token.chars().all(|c| c.is_ascii_digit()) {
                continue;
            }
            letters += length;
            if let Some(atoms) = self.atoms(token) {
                header.atoms |= atoms;
                known += length;
            } else if currency::at_start(token).is_some_and(|(_, used)| used == token.len()) {
                // "total_amt_usd".
                known += length;
            } else {
                known += self.cut(token, &mut header.atoms);
            }
        }
        // "number of items", "nb de ventes", "NumWebPurchases": a count, no id.
        let first = tokens.first().map(String::as_str);
        let counting = match (first, tokens.get(1).map(String::as_str)) {
            (Some("number" | "no" | "nb" | "nombre" | "total"), Some("of" | "de")) => true,
            // "# of Guests": the sign is no word.
            (Some("of"), Some(_)) => true,
            (Some("num" | "number" | "nb" | "total" | "n"), Some(_)) => tokens
                .last()
                .is_some_and(|last| COUNTED.split(' ').any(|word| word == last)),
            _ => false,
        };
        if counting {
            header.atoms &= !bits(&[
                Atom::Id,
                Atom::Total,
                Atom::Amount,
                Atom::Person,
                Atom::Name,
            ]);
            header.atoms |= bits(&[Atom::Count]);
        }
        // "Last purchase date" is said of a customer; alone, "last" begins a name.
        if matches!(first, Some("last" | "first"))
            && header.has(Atom::Date)
            && !header.has(Atom::Update)
        {
            header.atoms |= bits(&[Atom::Last]);
        }
        // "First name + last name": nobody else has both. "From e-mail + to e-mail": the shop is not among them.
        let is_person = header.only(&[Atom::Person, Atom::Name]) || header.has(Atom::Email);
        if is_person && text.contains(PLUS) {
            header.atoms |= bits(&[Atom::Customer]);
        }
        header.known = if letters == 0 {
            0.0
        } else {
            known as f64 / letters as f64
        };
        header
    }

    /// Cuts a token into known words; gives the number of letters they cover. Latin words count only if
    /// they explain the whole token (`ordernumber`), other scripts as far as they go (`商品数量件`).
    fn cut(&self, token: &str, atoms: &mut u128) -> usize {
        let letters: Vec<(usize, char)> = token.char_indices().collect();
        let n = letters.len();
        let latin = token.is_ascii() || !token.chars().any(is_joined_script);
        if n > 80 {
            return 0;
        }
        let byte = |i: usize| letters.get(i).map_or(token.len(), |&(at, _)| at);
        // best[i]: letters covered by words in the first i letters, and minus the words used for it.
        let mut best: Vec<(usize, i32, Option<usize>)> = vec![(0, 0, None); n + 1];
        for end in 1..=n {
            let skipped = best[end - 1];
            best[end] = (skipped.0, skipped.1, None);
            for start in end.saturating_sub(self.longest)..end {
                let word = &token[byte(start)..byte(end)];
                let length = end - start;
                let edge_id = length == 2 && (end == n || start == 0);
                if latin && length < 3 && !edge_id || self.atoms(word).is_none() {
                    continue;
                }
                let candidate = (best[start].0 + length, best[start].1 - 1);
                if candidate > (best[end].0, best[end].1) {
                    best[end] = (candidate.0, candidate.1, Some(start));
                }
            }
        }
        let covered = best[n].0;
        let mut found = 0;
        let mut end = n;
        while end > 0 {
            match best[end].2 {
                Some(start) => {
                    let word = &token[byte(start)..byte(end)];
                    found |= self.atoms(word).unwrap_or_default();
                    end = start;
                }
                None => {
                    end -= 1;
                    // Compounds join with a letter (Rechnung-s-betrag), words end with one (document-o): "rental" is no "renta".
                    let joins = end > 0 && "seniouayаеиоуыюя".contains(letters[end].1);
                    if latin && (!joins || covered + 1 < n) {
                        return 0;
                    }
                }
            }
        }
        *atoms |= found;
        covered
    }
}

/// Scripts that are written without blanks between words.
fn is_joined_script(c: char) -> bool {
    matches!(c as u32, 0x0E00..=0x0E7F | 0x3040..=0x30FF | 0x3400..=0x9FFF | 0xAC00..=0xD7AF | 0xF900..=0xFAFF)
}

/// Lower-case words of a header: cut at blanks, punctuation, camel humps and changes of script.
fn tokens(text: &str) -> Vec<String> {
    #[derive(PartialEq, Clone, Copy)]
    enum Class {
        Lower,
        Upper,
        Digit,
        Joined,
        Other,
    }
    let class = |c: char| {
        if is_joined_script(c) {
            Class::Joined
        } else if c.is_ascii_digit() {
            Class::Digit
        } else if c.is_uppercase() {
            Class::Upper
        } else if c.is_alphabetic() || is_mark(c) {
            Class::Lower
        } else {
            Class::Other
        }
    };
    // Marks without a width, soft hyphens among them, stand within words as well.
    let unseen = |c: &char| matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{feff}');
    let shown = text.chars().filter(|c| !unseen(c));
    let chars: Vec<char> = shown.map(half_width).collect();
    // "T.T.C.", "H.T.": letters of one word.
    let letter = |at: Option<usize>| {
        at.and_then(|at| chars.get(at))
            .is_some_and(|c| c.is_alphabetic())
    };
    let initial = |at: usize| {
        letter(Some(at)) && !letter(at.checked_sub(1)) && chars.get(at + 1) == Some(&'.')
    };
    let points: Vec<usize> = (1..chars.len())
        .filter(|&at| {
            chars[at] == '.' && initial(at - 1) && (initial(at + 1) || at > 2 && initial(at - 3))
        })
        .collect();
    let chars: Vec<char> = (0..chars.len())
        .filter(|at| !points.contains(at))
        .map(|at| chars[at])
        .collect();
    let mut tokens: Vec<String> = Vec::new();
    let mut current = String::new();
    let mut flush = |current: &mut String| {
        if !current.is_empty() {
            tokens.push(std::mem::take(current));
        }
    };
    for (i, &c) in chars.iter().enumerate() {
        let this = class(c);
        let before = i.checked_sub(1).map(|j| class(chars[j]));
        let after = chars.get(i + 1).map(|&c| class(c));
        let hump = match (before, this) {
            (Some(Class::Lower), Class::Upper) => true,
            // "SKUCode": the last capital before a small letter begins a word.
            (Some(Class::Upper), Class::Upper) => after == Some(Class::Lower),
            (Some(Class::Upper), Class::Lower) => false,
            (Some(before), this) => before != this,
            (None, _) => false,
        };
        if this == Class::Other || hump {
            flush(&mut current);
        }
        if this != Class::Other {
            current.extend(small(c));
        }
    }
    flush(&mut current);
    tokens
}

/// Marks on and between the letters of India's alphabets, which are no letters for themselves.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{93c}' | '\u{94d}' | '\u{9bc}' | '\u{9cd}')
}

fn half_width(c: char) -> char {
    match c as u32 {
        0xFF01..=0xFF5E => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn humps_capitals_and_scripts_are_cut() {
        assert_eq!(tokens("CustomerID"), ["customer", "id"]);
        assert_eq!(tokens("InvoiceNo"), ["invoice", "no"]);
        assert_eq!(tokens("ORDER_注文日時"), ["order", "注文日時"]);
        assert_eq!(tokens("Lineitem quantity"), ["lineitem", "quantity"]);
        assert_eq!(tokens("SKUCode2"), ["sku", "code", "2"]);
        assert_eq!(tokens("\u{200f}Or\u{ad}der"), ["order"]);
        assert_eq!(tokens("Total T.T.C."), ["total", "ttc"]);
        assert_eq!(tokens("Total H.T. (EUR)"), ["total", "ht", "eur"]);
        assert_eq!(tokens("order.id Nr. a.b"), ["order", "id", "nr", "a", "b"]);
    }

    #[test]
    fn glued_words_are_cut() {
        let dictionary = Dictionary::new();
        let header = dictionary.read("QUANTITYORDERED");
        assert!(header.has(Atom::Quantity) && header.known > 0.9);
        let header = dictionary.read("订单付款时间");
        assert!(header.has(Atom::Order) && header.has(Atom::Pay) && header.has(Atom::Date));
        let header = dictionary.read("Rechnungsbetrag");
        assert!(header.has(Atom::Order) && header.has(Atom::Amount));
        assert!(dictionary.read("Xyzzy").is_unknown());
    }
}
