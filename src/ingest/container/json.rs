//! Records as JSON → a table: an array of objects, an object with such an array somewhere inside (what an API answers, e.g.
//! `{"data":[{"_widget_1": …}]}`), an array of arrays, whose names may stand beside it, or one object per line.
//!
//! Numbers keep their digits as written. Objects inside records become columns `customer.name`; lists become one text.

use std::collections::HashMap;
use std::ops::ControlFlow;

use crate::error::{Error, Result};
use crate::ingest::workbook::{Sink, quote};

/// Values nested deeper than this are no records.
const DEEPEST: usize = 64;

/// More columns than this are no table.
const MOST_COLUMNS: usize = 16_384;

/// Bytes that are handed on at once.
const CHUNK: usize = 1 << 16;

enum Node {
    Null,
    Plain(String),
    List(Vec<Node>),
    Object(Vec<(String, Node)>),
}

/// Reads values off a text.
struct Reader<'a> {
    text: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    fn damaged(&self) -> Error {
        let line = 1 + memchr::memchr_iter(b'\n', &self.text[..self.at.min(self.text.len())])
            .count() as u64;
        Error::new("damaged_json").at_line(line)
    }

    fn peek(&mut self) -> Option<u8> {
        while self.text.get(self.at).is_some_and(u8::is_ascii_whitespace) {
            self.at += 1;
        }
        self.text.get(self.at).copied()
    }

    /// Takes a mark if it comes next.
    fn take(&mut self, mark: u8) -> bool {
        let is_there = self.peek() == Some(mark);
        self.at += usize::from(is_there);
        is_there
    }

    /// Goes past a value without keeping it.
    fn skip(&mut self) -> Result<()> {
        let mut depth = 0usize;
        loop {
            match self.peek().ok_or_else(|| self.damaged())? {
                b'"' => self.skip_string()?,
                b'{' | b'[' => {
                    depth += 1;
                    self.at += 1;
                }
                b'}' | b']' => {
                    depth = depth.checked_sub(1).ok_or_else(|| self.damaged())?;
                    self.at += 1;
                }
                b',' | b':' if depth > 0 => self.at += 1,
                _ => {
                    let start = self.at;
                    self.word();
                    if self.at == start {
                        return Err(self.damaged());
                    }
                }
            }
            if depth == 0 {
                return Ok(());
            }
        }
    }

    fn skip_string(&mut self) -> Result<()> {
        self.at += 1;
        loop {
            let rest = self.text.get(self.at..).unwrap_or_default();
            match memchr::memchr2(b'"', b'\\', rest) {
                Some(found) if rest[found] == b'"' => {
                    self.at += found + 1;
                    return Ok(());
                }
                Some(found) => self.at += found + 2,
                None => return Err(self.damaged()),
            }
        }
    }

    /// A number, `true`, `false` or `null`, as written.
    fn word(&mut self) -> &'a [u8] {
        let start = self.at;
        while self
            .text
            .get(self.at)
            .is_some_and(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
        {
            self.at += 1;
        }
        &self.text[start..self.at]
    }

    fn string(&mut self) -> Result<String> {
        let start = self.at + 1;
        self.skip_string()?;
        let inside = &self.text[start..self.at - 1];
        let mut plain = String::new();
        let text = String::from_utf8_lossy(inside);
        let mut characters = text.chars();
        while let Some(c) = characters.next() {
            if c != '\\' {
                plain.push(c);
                continue;
            }
            match characters.next() {
                Some('n') => plain.push('\n'),
                Some('r') => plain.push('\r'),
                Some('t') => plain.push('\t'),
                Some('b' | 'f') => plain.push(' '),
                Some('u') => {
                    let unit = hex(&mut characters);
                    let code = match unit {
                        0xd800..=0xdbff => {
                            let mut ahead = characters.clone();
                            let low = if ahead.next() == Some('\\') && ahead.next() == Some('u') {
                                hex(&mut ahead)
                            } else {
                                0
                            };
                            if (0xdc00..0xe000).contains(&low) {
                                characters = ahead;
                                0x1_0000 + ((unit - 0xd800) << 10) + (low - 0xdc00)
                            } else {
                                unit
                            }
                        }
                        unit => unit,
                    };
                    plain.push(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
                }
                Some(other) => plain.push(other),
                None => {}
            }
        }
        Ok(plain)
    }

    fn value(&mut self, depth: usize) -> Result<Node> {
        if depth > DEEPEST {
            return Err(self.damaged());
        }
        match self.peek() {
            Some(b'"') => Ok(Node::Plain(self.string()?)),
            Some(b'{') => {
                let mut object = Vec::new();
                self.members(&mut |reader, name| {
                    object.push((name, reader.value(depth + 1)?));
                    Ok(())
                })?;
                Ok(Node::Object(object))
            }
            Some(b'[') => {
                self.at += 1;
                let mut list = Vec::new();
                while !self.take(b']') {
                    list.push(self.value(depth + 1)?);
                    if !self.take(b',') && self.peek() != Some(b']') {
                        return Err(self.damaged());
                    }
                }
                Ok(Node::List(list))
            }
            _ => match self.word() {
                b"" => Err(self.damaged()),
                b"null" => Ok(Node::Null),
                word => Ok(Node::Plain(String::from_utf8_lossy(word).into_owned())),
            },
        }
    }

    /// Calls `visit` for each member of the object that comes next; it must take the value.
    fn members(&mut self, visit: &mut dyn FnMut(&mut Self, String) -> Result<()>) -> Result<()> {
        if !self.take(b'{') {
            return Err(self.damaged());
        }
        while !self.take(b'}') {
            if self.peek() != Some(b'"') {
                return Err(self.damaged());
            }
            let name = self.string()?;
            if !self.take(b':') {
                return Err(self.damaged());
            }
            visit(self, name)?;
            if !self.take(b',') && self.peek() != Some(b'}') {
                return Err(self.damaged());
            }
        }
        Ok(())
    }
}

fn hex(characters: &mut std::str::Chars) -> u32 {
    characters
        .by_ref()
        .take(4)
        .filter_map(|c| c.to_digit(16))
        .fold(0, |sum, digit| sum * 16 + digit)
}

/// Where the records stand.
#[derive(Clone, Copy)]
enum Records {
    /// In the array that begins here.
    Array(usize),
    /// Named by the members of the object that begins here: `{"1001": {…}, "1002": {…}}`.
    Members(usize),
    /// One after the other at the top.
    Lines,
}

/// Objects of this many members that all begin alike are records by their keys.
const ALIKE: usize = 3;

/// Arrays that name the columns of rows beside them: `{"columns":["a","b"],"data":[[1,2]]}`.
const NAMING: [&str; 12] = [
    "columns",
    "fields",
    "cols",
    "header",
    "headers",
    "names",
    "column_names",
    "columnNames",
    "rowType",
    "schema",
    "meta",
    "labels",
];

/// What an object holds, inside of others too.
#[derive(Default)]
struct Held {
    /// The largest collection of records, with its length.
    largest: Option<(usize, Records)>,
    /// The largest array of lists or objects that names no columns.
    rows: Option<(usize, usize)>,
    /// Arrays that may name its columns.
    naming: Vec<usize>,
}

/// The array of records: at the top, or the largest one inside the object at the top; and what names the columns of lists.
fn locate(text: &[u8]) -> Result<(Records, Option<Vec<String>>)> {
    let mut reader = Reader { text, at: 0 };
    if reader.peek() == Some(b'[') {
        return Ok((Records::Array(reader.at), None));
    }
    let start = reader.at;
    reader.skip()?;
    reader.take(b',');
    if reader.peek() == Some(b'{') {
        return Ok((Records::Lines, None));
    }
    let mut held = Held::default();
    search(&mut Reader { text, at: start }, 0, &mut held)?;
    if let Some((_, rows)) = held.rows {
        let first = Reader { text, at: rows + 1 }.value(0)?;
        if let Node::List(cells) = cells(first) {
            for at in held.naming {
                let names = names(Reader { text, at }.value(0)?);
                if names
                    .as_ref()
                    .is_some_and(|names| names.len() == cells.len())
                {
                    return Ok((Records::Array(rows), names));
                }
            }
        }
    }
    let records = held.largest.map_or(Records::Lines, |(_, records)| records);
    Ok((records, None))
}

/// Texts, or objects that have one: `{"name":"amount","type":"FLOAT"}`.
fn names(list: Node) -> Option<Vec<String>> {
    let Node::List(list) = list else { return None };
    let name = |node| match node {
        Node::Plain(name) => Some(name),
        Node::Object(members) => ["label", "name", "id"].iter().find_map(|key| {
            members.iter().find_map(|(member, node)| match node {
                Node::Plain(name) if member == key && !name.is_empty() => Some(name.clone()),
                _ => None,
            })
        }),
        _ => None,
    };
    list.into_iter().map(name).collect()
}

/// The list that a row is or that is all it holds, its values without what is around them: `{"f":[{"v":"7"},{"v":null}]}`.
fn cells(row: Node) -> Node {
    let list = match row {
        Node::List(list) => list,
        Node::Object(mut members) if members.len() == 1 => match members.pop() {
            Some((_, Node::List(list))) => list,
            _ => return Node::Null,
        },
        _ => return Node::Null,
    };
    let value = |cell| match cell {
        Node::Object(members) if members.iter().any(|(name, _)| name == "v") => {
            let value = members.into_iter().find(|(name, _)| name == "v");
            value.map_or(Node::Null, |(_, value)| value)
        }
        cell => cell,
    };
    Node::List(list.into_iter().map(value).collect())
}

/// Are the members of the object that comes next all objects whose first members have one name? Gives its length.
fn alike(reader: &Reader) -> Result<Option<usize>> {
    let (text, start) = (reader.text, reader.at);
    let mut ahead = Reader { text, at: start };
    let mut first: Option<String> = None;
    let (mut members, mut same) = (0, 0);
    ahead.members(&mut |reader, _| {
        members += 1;
        if reader.peek() == Some(b'{') {
            let mut inner = Reader {
                text,
                at: reader.at + 1,
            };
            if inner.peek() == Some(b'"') {
                let name = inner.string()?;
                same += usize::from(*first.get_or_insert_with(|| name.clone()) == name);
            }
        }
        reader.skip()
    })?;
    Ok((members >= ALIKE && same == members).then_some(ahead.at - start))
}

fn search(reader: &mut Reader, depth: usize, held: &mut Held) -> Result<()> {
    if let Some(size) = alike(reader)? {
        if held.largest.is_none_or(|(other, _)| size > other) {
            held.largest = Some((size, Records::Members(reader.at)));
        }
        return reader.skip();
    }
    reader.members(&mut |reader, name| match reader.peek() {
        Some(b'{') if depth < 4 => search(reader, depth + 1, held),
        Some(b'[') => {
            let start = reader.at;
            let mut ahead = Reader {
                text: reader.text,
                at: start + 1,
            };
            let holds_records = matches!(ahead.peek(), Some(b'{' | b'['));
            reader.skip()?;
            let size = reader.at - start;
            if holds_records && held.largest.is_none_or(|(other, _)| size > other) {
                held.largest = Some((size, Records::Array(start)));
            }
            if NAMING.contains(&name.as_str()) {
                held.naming.push(start);
            } else if holds_records && held.rows.is_none_or(|(other, _)| size > other) {
                held.rows = Some((size, start));
            }
            Ok(())
        }
        _ => reader.skip(),
    })
}

/// Calls `visit` for each record.
fn each(
    text: &[u8],
    records: Records,
    visit: &mut dyn FnMut(Node) -> Result<ControlFlow<()>>,
) -> Result<()> {
    let (mut reader, is_array) = match records {
        Records::Array(at) => (Reader { text, at: at + 1 }, true),
        Records::Lines => (Reader { text, at: 0 }, false),
        Records::Members(at) => {
            let mut stopped = false;
            return Reader { text, at }.members(&mut |reader, key| {
                if stopped {
                    return reader.skip();
                }
                let mut record = vec![("key".to_owned(), Node::Plain(key))];
                if let Node::Object(members) = reader.value(0)? {
                    record.extend(members);
                }
                stopped = visit(Node::Object(record))?.is_break();
                Ok(())
            });
        }
    };
    loop {
        match reader.peek() {
            Some(b']') if is_array => return Ok(()),
            None if !is_array => return Ok(()),
            None => return Err(reader.damaged()),
            _ => {}
        }
        let record = reader.value(0)?;
        if visit(record)?.is_break() {
            return Ok(());
        }
        let has_comma = reader.take(b',');
        if is_array && !has_comma && reader.peek() != Some(b']') {
            return Err(reader.damaged());
        }
    }
}

/// A record's texts with their column names, nested ones joined by a point.
fn flatten(node: Node, name: &str, out: &mut Vec<(String, String)>) {
    match node {
        Node::Null => out.push((name.to_owned(), String::new())),
        Node::Plain(text) => out.push((name.to_owned(), text)),
        Node::Object(members) => {
            for (member, node) in members {
                let path = if name.is_empty() {
                    member
                } else {
                    format!("{name}.{member}")
                };
                flatten(node, &path, out);
            }
        }
        Node::List(list) => {
            let texts: Vec<String> = list.into_iter().map(plain).collect();
            out.push((name.to_owned(), texts.join(", ")));
        }
    }
}

fn plain(node: Node) -> String {
    match node {
        Node::Null => String::new(),
        Node::Plain(text) => text,
        Node::List(list) => list.into_iter().map(plain).collect::<Vec<_>>().join(", "),
        Node::Object(members) => members
            .into_iter()
            .map(|(name, node)| format!("{name}: {}", plain(node)))
            .collect::<Vec<_>>()
            .join("; "),
    }
}

/// Writes the records of a JSON text as a table.
///
/// # Errors
/// `damaged_json` with the line, `not_a_table` when there is no record.
pub(super) fn read(text: &[u8], sink: &mut Sink) -> Result<()> {
    let (records, named) = locate(text)?;
    let as_read = |record| {
        if named.is_some() {
            cells(record)
        } else {
            record
        }
    };
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut names: Vec<String> = Vec::new();
    let mut lists = 0usize;
    let mut objects = 0usize;
    each(text, records, &mut |record| {
        let record = as_read(record);
        match record {
            Node::List(_) => lists += 1,
            Node::Object(_) => {
                objects += 1;
                let mut cells = Vec::new();
                flatten(record, "", &mut cells);
                for (name, _) in cells {
                    if !places.contains_key(&name) && names.len() < MOST_COLUMNS {
                        places.insert(name.clone(), names.len());
                        names.push(name);
                    }
                }
            }
            _ => {}
        }
        Ok(ControlFlow::Continue(()))
    })?;
    if lists + objects == 0 {
        return Err(Error::new("not_a_table").with("kind", "json"));
    }
    let mut out = Vec::new();
    if let Some(named) = &named {
        row(named.iter().map(String::as_str), &mut out);
    } else if objects > 0 {
        row(names.iter().map(String::as_str), &mut out);
    }
    let mut is_stopped = false;
    each(text, records, &mut |record| {
        match as_read(record) {
            Node::List(list) if objects == 0 => {
                let cells: Vec<String> = list.into_iter().map(plain).collect();
                row(cells.iter().map(String::as_str), &mut out);
            }
            record @ Node::Object(_) => {
                let mut cells = Vec::new();
                flatten(record, "", &mut cells);
                let mut texts: Vec<&str> = vec![""; names.len()];
                for (name, text) in &cells {
                    if let Some(cell) = places.get(name).and_then(|place| texts.get_mut(*place)) {
                        *cell = text;
                    }
                }
                row(texts.into_iter(), &mut out);
            }
            _ => {}
        }
        if out.len() > CHUNK {
            is_stopped = sink(&out).is_break();
            out.clear();
        }
        Ok(if is_stopped {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        })
    })?;
    if !is_stopped && !out.is_empty() {
        let _ = sink(&out);
    }
    Ok(())
}

fn row<'t>(cells: impl Iterator<Item = &'t str>, out: &mut Vec<u8>) {
    for (index, cell) in cells.enumerate() {
        if index > 0 {
            out.push(b',');
        }
        quote(cell.as_bytes(), out);
    }
    out.push(b'\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(text: &str) -> String {
        let mut out = Vec::new();
        let mut sink = |bytes: &[u8]| {
            out.extend_from_slice(bytes);
            ControlFlow::Continue(())
        };
        match read(text.as_bytes(), &mut sink) {
            Ok(()) => String::from_utf8_lossy(&out).into_owned(),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn records_become_rows() {
        let cases = [
            (
                r#"[{"a":1.10,"b":"x,y"},{"b":null,"c":true}]"#,
                "a,b,c\n1.10,\"x,y\",\n,,true\n",
            ),
            (
                r#"{"code":0,"data":{"list":[{"a":1}],"tags":["x"]}}"#,
                "a\n1\n",
            ),
            (
                "{\"a\":1}\n{\"a\":2,\"items\":[{\"n\":1}]}\n",
                "a,items\n1,\n2,n: 1\n",
            ),
            (r#"[["a","b"],[1,"2"]]"#, "a,b\n1,2\n"),
            (
                r#"[{"c":{"name":"王","id":7},"t":["x","y"]}]"#,
                "c.name,c.id,t\n王,7,\"x, y\"\n",
            ),
            (r#"[{"a":"\u4e2d\ud83d\ude00\n"}]"#, "a\n\"中😀\n\"\n"),
            (r#"{"a":1,"b":2}"#, "a,b\n1,2\n"),
            (
                r#"{"n":3,"orders":{"x1":{"a":1},"x2":{"a":2,"b":3},"x3":{"a":4}}}"#,
                "key,a,b\nx1,1,\nx2,2,3\nx3,4,\n",
            ),
            // The names stand beside the rows: pandas, databases behind HTTP.
            (
                r#"{"columns":["a","b"],"index":[0,1],"data":[["x",1],["y",2.50]]}"#,
                "a,b\nx,1\ny,2.50\n",
            ),
            (
                r#"{"help":"…","result":{"fields":[{"type":"text","id":"a"},{"type":"int","id":"b"}],"records":[["x",1]]}}"#,
                "a,b\nx,1\n",
            ),
            (
                r#"{"meta":{"schema":{"fields":[{"name":"a"},{"name":"b"}]}},"rows":[{"f":[{"v":"x"},{"v":null}]},{"f":[{"v":"y"},{"v":"2"}]}]}"#,
                "a,b\nx,\ny,2\n",
            ),
            (
                r#"{"table":{"cols":[{"id":"A","label":"a"},{"id":"B","label":"b"}],"rows":[{"c":[{"v":"x"},{"v":2.0,"f":"2"}]}]}}"#,
                "a,b\nx,2.0\n",
            ),
            // No names of these columns.
            (
                r#"{"tags":["p","q"],"data":[["a","b"],[1,2]]}"#,
                "a,b\n1,2\n",
            ),
            (
                r#"{"columns":["a","b"],"data":[["x",1,2],["y",2,3]]}"#,
                "x,1,2\ny,2,3\n",
            ),
            (
                r#"{"fields":[{"name":"a","b":1},{"name":"c","b":2}],"n":[[1,2,3]]}"#,
                "name,b\na,1\nc,2\n",
            ),
            ("[{\"a\":1},\n{\"a\":", "damaged_json (line 2)"),
            ("[1,2]", "not_a_table"),
        ];
        for (text, expected) in cases {
            assert_eq!(table(text), expected, "{text}");
        }
    }
}
