//! Plain records from the places of special bytes: first all places, without a branch on any of them, then what they make.

use super::{BLOCK, Records};
use crate::ingest::scan::Specials;

/// Places that are looked at together, at most: they fit into the nearest cache, and so do the rows they become.
const MOST: usize = 640;
/// So many at first: a record that is not plain may be near.
const FIRST: usize = 64;

/// The places of special bytes in a text, and the plain records found at their beginning.
#[derive(Clone, Debug, Default)]
pub(super) struct Marks {
    /// The first one ends what stands before the next record; before a text that is the place before its first byte.
    places: Vec<u32>,
    /// How many there are; the others are noise.
    count: usize,
    /// Bytes of the text looked at.
    seen: usize,
    /// Places wanted.
    wanted: usize,
    /// All of them are delimiters and line feeds.
    bare: bool,
    /// If not: the places before and behind the fields of the records found, within their quotes.
    befores: Vec<u32>,
    ends: Vec<u32>,
    columns: usize,
    /// Of `places`, those that the records found have used up.
    used: usize,
}

/// What stands at the beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// Records of as many fields each.
    Records,
    /// One record with nothing in it.
    Blank,
    /// A record that is not whole.
    Part,
    /// A record that is not plain.
    Surprise,
}

impl Marks {
    /// Forgets all and begins at this byte, with which a record begins.
    pub(super) fn start(&mut self, at: usize) {
        self.places.resize(MOST + 2 * BLOCK, 0);
        self.places[0] = (at as u32).wrapping_sub(1);
        (self.count, self.used) = (1, 0);
        (self.seen, self.wanted) = (at, FIRST);
    }

    /// Where the record behind those found begins.
    pub(super) fn next(&self) -> usize {
        self.places[self.used].wrapping_add(1) as usize
    }

    /// The records found, of which the first one begins on this line.
    pub(super) fn records<'a>(
        &'a self,
        text: &'a [u8],
        specials: Specials,
        line: u64,
    ) -> Records<'a> {
        if self.bare {
            Records::bare(text, &self.places[..=self.used], self.columns, line)
        } else {
            let fields = (&*self.befores, &*self.ends);
            Records::dressed(text, fields, self.columns, line, specials.quote())
        }
    }

    /// Finds the records that follow, none of which begins at `stop_at` or behind.
    pub(super) fn find(&mut self, text: &[u8], specials: Specials, stop_at: usize) -> Found {
        self.places.copy_within(self.used..self.count, 0);
        self.count -= self.used;
        self.used = 0;
        let rest = &self.places[1..self.count];
        self.bare = rest
            .iter()
            .all(|&place| specials.is_bare(text[place as usize]));
        loop {
            self.look(text, specials);
            let found = if self.bare {
                self.bare_records(text, stop_at)
            } else {
                self.dressed_records(text, specials, stop_at)
            };
            let more = self.wanted < MOST && self.seen < text.len();
            self.wanted = (4 * self.wanted).min(MOST);
            if found != Found::Part || !more {
                return found;
            }
        }
    }

    /// Marks the special bytes of more text, until there are enough.
    #[inline(never)]
    fn look(&mut self, text: &[u8], specials: Specials) {
        let (mut count, mut seen, mut all_bare) = (self.count, self.seen, self.bare);
        while count < self.wanted && seen < text.len() {
            let (mut bits, bare) = specials.look(&text[seen..]);
            all_bare &= bare;
            let found = bits.count_ones() as usize;
            let Some(places) = self.places[count..].first_chunk_mut::<BLOCK>() else {
                break;
            };
            // Eight at a time, needed or not: a branch for each would cost more.
            for eight in places
                .as_chunks_mut::<8>()
                .0
                .iter_mut()
                .take(found.div_ceil(8))
            {
                for place in eight {
                    *place = seen as u32 + bits.trailing_zeros();
                    bits &= bits.wrapping_sub(1);
                }
            }
            count += found;
            seen += BLOCK;
        }
        (self.count, self.seen, self.bare) = (count, seen, all_bare);
    }

    /// Where all marks end fields.
    #[inline(never)]
    fn bare_records(&mut self, text: &[u8], stop_at: usize) -> Found {
        let places = &self.places[..self.count];
        let ends_line = |place: &u32| text[*place as usize] == b'\n';
        let Some(last) = places[1..].iter().position(ends_line) else {
            return Found::Part;
        };
        self.columns = last + 1;
        while let Some(record) = places.get(self.used..=self.used + self.columns) {
            let start = record[0].wrapping_add(1) as usize;
            let (fields, end) = record[1..].split_at(last);
            if start >= stop_at || !ends_line(&end[0]) || fields.iter().any(ends_line) {
                break;
            }
            let written = start < record[1] as usize && text[start] > b' ';
            if !written && Records::bare(text, record, self.columns, 0).is_blank() {
                break;
            }
            self.used += self.columns;
        }
        if self.used > 0 {
            return Found::Records;
        }
        // The first line ends here, so it is blank.
        self.used = self.columns;
        Found::Blank
    }

    /// Where there are quotes, carriage returns or worse among the marks.
    #[inline(never)]
    fn dressed_records(&mut self, text: &[u8], specials: Specials, stop_at: usize) -> Found {
        self.befores.clear();
        self.ends.clear();
        self.columns = 0;
        // What stands before the text of this field, its quote or the end of the field before.
        let mut before = self.places[0];
        // The quote that closed it.
        let mut close = None;
        let mut open = false;
        // Of `ends`, those of whole records.
        let mut whole = 0;
        let mut found = Found::Part;
        for (mark, &place) in self.places[..self.count].iter().enumerate().skip(1) {
            let at = place as usize;
            let byte = text[at];
            if open {
                let next = text.get(at + 1).copied();
                let is_quote = Some(byte) == specials.quote();
                let closes =
                    matches!(next, Some(b'\n' | b'\r')) || next == Some(specials.delimiter());
                if is_quote && closes {
                    open = false;
                    close = Some(place);
                } else if is_quote || matches!(byte, b'\n' | b'\r' | 0) || specials.escapes(byte) {
                    found = Found::Surprise;
                    break;
                }
            } else if byte == specials.delimiter() || byte == b'\n' {
                let is_empty = before.wrapping_add(1) == place;
                let returns = byte == b'\n' && !is_empty && text[at - 1] == b'\r';
                self.befores.push(before);
                self.ends.push(match close.take() {
                    Some(close) => close,
                    None => place - u32::from(returns),
                });
                before = place;
                if byte != b'\n' {
                    continue;
                }
                let columns = self.ends.len() - whole;
                if whole == 0 {
                    self.columns = columns;
                }
                let record = (&self.befores[whole..], &self.ends[whole..]);
                let blank = Records::dressed(text, record, columns, 0, None).is_blank();
                if whole == 0 && blank {
                    self.used = mark;
                    return Found::Blank;
                }
                if columns != self.columns || blank {
                    break;
                }
                whole += columns;
                self.used = mark;
                if at + 1 >= stop_at {
                    break;
                }
            } else if Some(byte) == specials.quote() {
                open = before.wrapping_add(1) == place;
                if open {
                    before = place;
                }
            } else if byte != b'\r' || text.get(at + 1) != Some(&b'\n') {
                found = Found::Surprise;
                break;
            }
        }
        self.befores.truncate(whole);
        self.ends.truncate(whole);
        if whole > 0 { Found::Records } else { found }
    }
}
