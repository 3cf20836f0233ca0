//! Where in a JSON text its records stand, and what names the columns of those that are lists.

use std::ops::ControlFlow;

use super::reader::{Node, Reader};
use crate::error::Result;

/// Where the records stand.
#[derive(Clone, Copy, Debug)]
pub(in crate::ingest::container) enum Records {
    /// In the array that begins here.
    Array(usize),
    /// Named by the members of the object that begins here: `{"1001": {…}, "1002": {…}}`.
    Members(usize),
    /// In the arrays that the members of the object that begins here are, all of one kind: `{"2024-01": [{…}], "2024-02": [{…}]}`.
    Lists(usize),
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
pub(super) fn locate(text: &[u8]) -> Result<(Records, Option<Vec<String>>)> {
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

/// More lists beside each other than this are no database.
const MOST_TABLES: usize = 64;

/// The tables of a database in one object, `{"customers":[{…}],"orders":[{…}]}`, with their names; none where the largest collection of
/// records does not stand beside others.
pub(in crate::ingest::container) fn tables(text: &[u8]) -> Result<Vec<(String, Records)>> {
    let mut reader = Reader { text, at: 0 };
    let mut object = reader.at..text.len();
    if reader.peek() == Some(b'{') {
        object.start = reader.at;
        reader.skip()?;
    }
    let (records, named) = match (object.start < reader.at, reader.peek()) {
        (true, None) => locate(text)?,
        _ => return Ok(Vec::new()),
    };
    let (Records::Array(largest) | Records::Members(largest)) = records else {
        return Ok(Vec::new());
    };
    if named.is_some() || largest == object.start {
        return Ok(Vec::new());
    }
    // Down through the objects around it.
    loop {
        let (mut found, mut inside) = (Vec::new(), None);
        let mut reader = Reader {
            text,
            at: object.start,
        };
        reader.members(&mut |reader, name| {
            let is_object = reader.peek() == Some(b'{');
            let list = match is_object {
                true => alike(reader)?.map(|_| Records::Members(reader.at)),
                false => are_objects(reader)?.then_some(Records::Array(reader.at)),
            };
            let start = reader.at;
            reader.skip()?;
            if let Some(list) = list {
                found.push((name, list));
            } else if is_object && (start..reader.at).contains(&largest) {
                inside = Some(start..reader.at);
            }
            Ok(())
        })?;
        let is_there = |(_, list): &(String, Records)| match list {
            Records::Array(at) | Records::Members(at) => *at == largest,
            _ => false,
        };
        match inside {
            Some(inside) => object = inside,
            None if (2..=MOST_TABLES).contains(&found.len()) && found.iter().any(is_there) => {
                return Ok(found);
            }
            None => return Ok(Vec::new()),
        }
    }
}

/// Does an array come next that holds objects, and nothing else?
fn are_objects(reader: &Reader) -> Result<bool> {
    let mut ahead = Reader {
        text: reader.text,
        at: reader.at,
    };
    if !ahead.take(b'[') || ahead.peek() != Some(b'{') {
        return Ok(false);
    }
    while ahead.peek() == Some(b'{') {
        ahead.skip()?;
        ahead.take(b',');
    }
    Ok(ahead.peek() == Some(b']'))
}

/// Are the members of the object that comes next all arrays whose first objects have the same members? Gives its length.
fn lists_alike(reader: &Reader) -> Result<Option<usize>> {
    let (text, start) = (reader.text, reader.at);
    let mut ahead = Reader { text, at: start };
    let mut first: Option<Vec<String>> = None;
    let (mut lists, mut same) = (0, 0);
    ahead.members(&mut |reader, _| {
        lists += 1;
        let mut inner = Reader {
            text,
            at: reader.at,
        };
        if lists == same + 1 && inner.take(b'[') && inner.peek() == Some(b'{') {
            let mut names = Vec::new();
            inner.members(&mut |inner, name| {
                names.push(name);
                inner.skip()
            })?;
            same += usize::from(*first.get_or_insert_with(|| names.clone()) == names);
        }
        reader.skip()
    })?;
    Ok((lists >= ALIKE && same == lists).then_some(ahead.at - start))
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
pub(super) fn cells(row: Node) -> Node {
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
    if let Some(size) = lists_alike(reader)? {
        if held.largest.is_none_or(|(other, _)| size > other) {
            held.largest = Some((size, Records::Lists(reader.at)));
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
pub(super) fn each(
    text: &[u8],
    records: Records,
    visit: &mut dyn FnMut(Node) -> Result<ControlFlow<()>>,
) -> Result<()> {
    let (mut reader, is_array) = match records {
        Records::Array(at) => (Reader { text, at: at + 1 }, true),
        Records::Lines => (Reader { text, at: 0 }, false),
        Records::Members(at) | Records::Lists(at) => {
            let mut stopped = false;
            return Reader { text, at }.members(&mut |reader, key| {
                if stopped {
                    return reader.skip();
                }
                let mut keyed = |record: Node| {
                    let mut members = vec![("key".to_owned(), Node::Plain(key.clone()))];
                    if let Node::Object(own) = record {
                        members.extend(own);
                    }
                    visit(Node::Object(members))
                };
                if matches!(records, Records::Members(_)) {
                    stopped = keyed(reader.value(0)?)?.is_break();
                    return Ok(());
                }
                if !reader.take(b'[') {
                    return Err(reader.damaged());
                }
                while !reader.take(b']') {
                    let record = reader.value(0)?;
                    if !stopped {
                        stopped = keyed(record)?.is_break();
                    }
                    if !reader.take(b',') && reader.peek() != Some(b']') {
                        return Err(reader.damaged());
                    }
                }
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
