//! Records as JSON → a table: an array of objects, an object with such an array somewhere inside (what an API answers, e.g.
//! `{"data":[{"_widget_1": …}]}`), an array of arrays, whose names may stand beside it, or one object per line.
//!
//! Numbers keep their digits as written. Objects inside records become columns `customer.name`; lists become one text, or a row
//! for each of their objects where the caller asks for that.

mod reader;
mod records;
mod unfold;

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::ControlFlow;

use self::reader::Node;
pub(super) use self::records::{Records, tables};
use self::records::{cells, each, locate};
use self::unfold::{Lists, Visit};
use super::guard::{PLAIN, no_bomb};
use crate::csv;
use crate::day::Day;
use crate::error::{Error, Result};
use crate::ingest::pass::Moment;
use crate::ingest::workbook::{MOST_COLUMNS, Sink};

/// Bytes that are handed on at once.
const CHUNK: usize = 1 << 16;

/// Objects that only wrap what a record holds say nothing about it: document stores, queries of graphs, forms behind an interface.
const WRAPPERS: [&str; 11] = [
    "_source",
    "node",
    "fields",
    "attributes",
    "properties",
    "$date",
    "$oid",
    "$numberDecimal",
    "$numberDouble",
    "$numberInt",
    "$numberLong",
];

/// Calls `visit` for each value of a record with the name of its column, nested ones joined by a point.
fn flatten<'n>(node: &'n Node, name: &mut String, visit: &mut dyn FnMut(&str, &'n Node)) {
    let Node::Object(members) = node else {
        return visit(name, node);
    };
    let length = name.len();
    for (member, node) in members {
        if length > 0 {
            name.push('.');
        }
        name.push_str(member);
        flatten(node, name, visit);
        name.truncate(length);
    }
}

/// The text of a column's value.
fn text_in<'n>(name: &str, node: &'n Node) -> Cow<'n, str> {
    match node {
        Node::Plain(text) if is_date(name) => moment(text).map_or(text.into(), Cow::Owned),
        node => plain(node),
    }
}

/// A document store's day: a text, or the milliseconds since 1970, beside each other in one file.
fn is_date(name: &str) -> bool {
    name.ends_with("$date") || name.ends_with("$date.$numberLong")
}

/// These milliseconds since 1970 as a day with its time, if it is one of the years 1 to 9999.
fn moment(text: &str) -> Option<String> {
    let seconds = text.parse::<i64>().ok()?.div_euclid(1000);
    let day = Day(i32::try_from(seconds.div_euclid(86_400)).ok()?);
    if !(Day::from_ymd(1, 1, 1)?..=Day::from_ymd(9999, 12, 31)?).contains(&day) {
        return None;
    }
    let second = seconds.rem_euclid(86_400) as u32;
    Some(Moment { day, second }.to_string())
}

/// What records call a cell.
struct Name {
    name: String,
    /// The same without the wrappers in it.
    short: String,
    /// Place of the first name that is then the same.
    first: usize,
    /// Of such a first name: the last record that has one of them, and its place.
    filled: (usize, usize),
    /// Several of them stand in one record: each has a column of its own.
    apart: bool,
}

/// The columns of a table whose records name their cells, some of them with wrappers that others leave out.
#[derive(Default)]
struct Columns {
    places: HashMap<String, usize>,
    names: Vec<Name>,
}

impl Columns {
    /// Takes a name down that stands in this record.
    #[inline(never)]
    fn add(&mut self, name: &str, record: usize) {
        let mut place = self.names.len();
        if let Some(known) = self.places.get(name) {
            place = *known;
        } else if place < MOST_COLUMNS {
            let mut short = String::new();
            for part in name.split('.').filter(|part| !WRAPPERS.contains(part)) {
                if !short.is_empty() {
                    short.push('.');
                }
                short.push_str(part);
            }
            let first = self.names.iter().position(|other| other.short == short);
            self.places.insert(name.to_owned(), place);
            self.names.push(Name {
                name: name.to_owned(),
                first: first.unwrap_or(place),
                filled: (0, place),
                apart: short.is_empty(),
                short,
            });
        } else {
            return;
        }
        let first = self.names[place].first;
        let first = &mut self.names[first];
        first.apart |= first.filled.0 == record && first.filled.1 != place;
        first.filled = (record, place);
    }

    /// The column of the name at a place.
    fn column(&self, place: usize) -> usize {
        let first = self.names[place].first;
        if self.names[first].apart {
            place
        } else {
            first
        }
    }

    /// The line that names the columns.
    fn header(&self, out: &mut Vec<u8>) {
        let kept = self.kept().map(|place| {
            let name = &self.names[place];
            let apart = self.names[name.first].apart;
            if apart { &name.name } else { &name.short }
        });
        csv::record(kept.map(String::as_str), out);
    }

    /// Places that are columns.
    fn kept(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.names.len()).filter(|&place| self.column(place) == place)
    }
}

fn plain(node: &Node) -> Cow<'_, str> {
    match node {
        Node::Null => "".into(),
        Node::Plain(text) => text.into(),
        Node::List(list) => list.iter().map(plain).collect::<Vec<_>>().join(", ").into(),
        Node::Object(members) => {
            let member = |(name, node): &(String, Node)| format!("{name}: {}", plain(node));
            let members: Vec<String> = members.iter().map(member).collect();
            members.join("; ").into()
        }
    }
}

/// The records `at` a place, or where the text has them, and what names the columns of lists.
fn found(text: &[u8], at: Option<Records>) -> Result<(Records, Option<Vec<String>>)> {
    at.map_or_else(|| locate(text), |records| Ok((records, None)))
}

/// Has the text lists of objects inside its records that `levels` of [`read`] would unfold?
///
/// # Errors
/// As [`read`].
pub(super) fn has_lists(text: &[u8], at: Option<Records>, levels: usize) -> Result<bool> {
    let (records, named) = found(text, at)?;
    Ok(named.is_none() && Lists::find(text, records, levels)?.levels() == levels)
}

/// Writes the records of a JSON text as a table, those `at` a place if there are several tables; with `levels` the longest list of objects inside a record is unfolded, a row for
/// each of its objects, and so on inside of that.
///
/// # Errors
/// `damaged_json` with the line, `not_a_table` when there is no record, `archive_bomb` when too much comes out.
pub(super) fn read(text: &[u8], at: Option<Records>, levels: usize, sink: &mut Sink) -> Result<()> {
    let (records, named) = found(text, at)?;
    let lists = Lists::find(text, records, levels)?;
    let rows = |visit: &mut Visit| {
        each(text, records, &mut |record| {
            let record = if named.is_some() {
                cells(record)
            } else {
                record
            };
            lists.unfold(record, visit)
        })
    };
    let may_give = |bytes: usize| no_bomb(bytes as u64, text.len() as u64, PLAIN);
    let mut columns = Columns::default();
    let (mut arrays, mut objects, mut given) = (0usize, 0usize, 0usize);
    rows(&mut |record| {
        match record {
            Node::List(_) => arrays += 1,
            Node::Object(_) => {
                objects += 1;
                flatten(record, &mut String::new(), &mut |name, node| {
                    columns.add(name, objects);
                    given += match node {
                        Node::Plain(text) => 1 + text.len(),
                        _ => 1,
                    };
                });
            }
            _ => {}
        }
        may_give(given)?;
        Ok(ControlFlow::Continue(()))
    })?;
    if arrays + objects == 0 {
        return Err(Error::new("not_a_table").with("kind", "json"));
    }
    let mut out = Vec::new();
    if let Some(named) = &named {
        csv::record(named.iter().map(String::as_str), &mut out);
    }
    if named.is_none() && objects > 0 {
        columns.header(&mut out);
    }
    let mut is_stopped = false;
    given = 0;
    rows(&mut |record| {
        match record {
            Node::List(list) if objects == 0 => {
                let cells: Vec<Cow<str>> = list.iter().map(plain).collect();
                csv::record(cells.iter().map(|cell| &**cell), &mut out);
            }
            Node::Object(_) => {
                let mut texts = vec![Cow::Borrowed(""); columns.names.len()];
                flatten(record, &mut String::new(), &mut |name, node| {
                    if let Some(&place) = columns.places.get(name) {
                        texts[columns.column(place)] = text_in(name, node);
                    }
                });
                csv::record(columns.kept().map(|place| &*texts[place]), &mut out);
            }
            _ => {}
        }
        if out.len() > CHUNK {
            given += out.len();
            may_give(given)?;
            is_stopped = sink(&out).is_break();
            out.clear();
        }
        Ok(match is_stopped {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        })
    })?;
    if !is_stopped && !out.is_empty() {
        let _ = sink(&out);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(text: &str, levels: usize) -> String {
        let mut out = Vec::new();
        let mut sink = |bytes: &[u8]| {
            out.extend_from_slice(bytes);
            ControlFlow::Continue(())
        };
        match read(text.as_bytes(), None, levels, &mut sink) {
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
            assert_eq!(table(text, 0), expected, "{text}");
        }
    }

    #[test]
    fn lists_unfold_level_by_level() {
        let text = r#"[
            {"id":1,"who":{"name":"A"},"orders":[{"day":"d1","items":[{"p":1.5},{"p":2}]},{"day":"d2","items":[]}],"tags":[{"t":0}]},
            {"id":2,"who":{"name":"B"},"orders":[]}]"#;
        let orders = "id,who.name,orders.day,orders.items,tags\n1,A,d1,\"p: 1.5, p: 2\",t: 0\n1,A,d2,,t: 0\n2,B,,,\n";
        assert_eq!(table(text, 1), orders);
        let items = "id,who.name,orders.day,orders.items.p,tags\n1,A,d1,1.5,t: 0\n1,A,d1,2,t: 0\n1,A,d2,,t: 0\n2,B,,,\n";
        assert_eq!(table(text, 2), items);
        assert!(has_lists(text.as_bytes(), None, 2).unwrap());
        assert!(!has_lists(text.as_bytes(), None, 4).unwrap());
    }

    #[test]
    fn wrappers_are_no_part_of_a_name() {
        let cases = [
            (
                r#"{"data":{"orders":{"edges":[{"cursor":"x","node":{"id":7,"lines":{"edges":[{"node":{"p":1}}]}}}]}}}"#,
                "cursor,id,lines.edges\nx,7,node: p: 1\n",
            ),
            (
                r#"{"_id":{"$oid":"6"},"at":{"$date":"2024-01-02"},"sum":{"$numberDecimal":"1.50"}}"#,
                "_id,at,sum\n6,2024-01-02,1.50\n",
            ),
            // Some wrap what others do not, and a date is a text or a number.
            // No day that a calendar has: the text stays.
            (
                r#"[{"at":{"$date":{"$numberLong":"99999999999999999"}}},{"at":{"$date":{"$numberLong":"253402300799000"}}},{"at":{"$date":"9223372036854775807"}}]"#,
                "at\n99999999999999999\n9999-12-31 23:59:59\n9223372036854775807\n",
            ),
            (
                r#"[{"at":{"$date":"2024-01-02T05:00:00Z"},"n":1},{"at":{"$date":{"$numberLong":"1704171600000"}},"n":{"$numberInt":"2"}}]"#,
                "at,n\n2024-01-02T05:00:00Z,1\n2024-01-02 05:00:00,2\n",
            ),
            (
                r#"{"records":[{"id":"r1","fields":{"id":1,"sum":2}}]}"#,
                "id,fields.id,sum\nr1,1,2\n",
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(table(text, 0), expected, "{text}");
        }
    }
}
