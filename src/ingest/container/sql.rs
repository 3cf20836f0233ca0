//! A dump of a database: the rows of its INSERT and COPY statements, table by table.
//!
//! Sources: dumps of MySQL, MariaDB and phpMyAdmin, of PostgreSQL with and without `--inserts`, of SQLite and SQL Server.

use crate::csv;

/// What dumps begin with, in small letters …
const BEGINNINGS: [&str; 12] = [
    "--", "/*", "create ", "drop ", "insert ", "use ", "set ", "begin", "start ", "pragma ",
    "delete ", "lock ",
];
/// … and what one of them says soon after it.
const STATEMENTS: [&str; 6] = [
    "create table",
    "create database",
    "insert into",
    "\ncopy ",
    "sql dump",
    "database dump",
];

/// Words that begin a part of a table's definition that is no column.
const NO_COLUMNS: [&str; 10] = [
    "primary",
    "key",
    "unique",
    "constraint",
    "foreign",
    "index",
    "check",
    "fulltext",
    "spatial",
    "exclude",
];

/// Is a text that begins so, in small letters, a dump?
pub(super) fn is_dump(start: &[u8]) -> bool {
    BEGINNINGS
        .iter()
        .any(|word| start.starts_with(word.as_bytes()))
        && STATEMENTS
            .iter()
            .any(|words| memchr::memmem::find(start, words.as_bytes()).is_some())
}

/// A table of the dump.
struct Table {
    name: String,
    columns: Vec<String>,
    /// Its rows as RFC 4180 writes them.
    rows: Vec<u8>,
}

/// The tables that have rows, in the order in which they are named: each one's name and its text, with the names of the columns
/// first where the dump says them.
pub(super) fn tables(text: &str) -> Vec<(String, Vec<u8>)> {
    let mut dump = Dump {
        text,
        at: 0,
        tables: Vec::new(),
    };
    while dump.statement() {}
    let filled = dump
        .tables
        .into_iter()
        .filter(|table| !table.rows.is_empty());
    filled
        .map(|table| {
            let mut csv = Vec::new();
            if !table.columns.is_empty() {
                record(table.columns.iter().map(String::as_str), &mut csv);
            }
            csv.extend_from_slice(&table.rows);
            (table.name, csv)
        })
        .collect()
}

fn record<'f>(fields: impl Iterator<Item = &'f str>, out: &mut Vec<u8>) {
    for (i, field) in fields.enumerate() {
        if i > 0 {
            out.push(b',');
        }
        csv::quote(field.as_bytes(), out);
    }
    out.push(b'\n');
}

struct Dump<'t> {
    text: &'t str,
    at: usize,
    tables: Vec<Table>,
}

impl<'t> Dump<'t> {
    /// Reads the next statement. `false`: there is none.
    fn statement(&mut self) -> bool {
        self.blank();
        let word = self.word().to_ascii_lowercase();
        match word.as_str() {
            "create" => self.create(),
            "insert" | "replace" => self.insert(),
            "copy" => self.copy(),
            _ => {}
        }
        // What is not understood ends with its semicolon, or where a line begins with the next statement.
        while !self.is_next_statement() {
            match self.peek() {
                Some(b';') => {
                    self.at += 1;
                    break;
                }
                Some(byte) if byte.is_ascii_whitespace() => self.blank(),
                _ => self.skip(),
            }
        }
        self.at < self.text.len()
    }

    /// Does the line begin here with a statement that is read, or does the text end?
    fn is_next_statement(&self) -> bool {
        let (before, rest) = self.text.as_bytes().split_at(self.at);
        let line = before
            .iter()
            .rev()
            .find(|byte| !matches!(byte, b' ' | b'\t'));
        let begins = |word: &[u8]| rest.len() > 6 && rest[..6].eq_ignore_ascii_case(word);
        rest.is_empty() || line == Some(&b'\n') && (begins(b"insert") || begins(b"create"))
    }

    /// `TABLE name (column type …, …)`
    fn create(&mut self) {
        let mut word = self.word();
        while ["temporary", "global", "local", "unlogged"]
            .iter()
            .any(|other| word.eq_ignore_ascii_case(other))
        {
            word = self.word();
        }
        if !word.eq_ignore_ascii_case("table") {
            return;
        }
        let mut name = self.name();
        if name.eq_ignore_ascii_case("if") {
            self.word();
            self.word();
            name = self.name();
        }
        if !self.take(b'(') {
            return;
        }
        let mut columns = Vec::new();
        loop {
            let column = self.name();
            if column.is_empty() {
                break;
            }
            let is_key = NO_COLUMNS
                .iter()
                .any(|word| column.eq_ignore_ascii_case(word));
            if !is_key {
                columns.push(column);
            }
            self.value();
            if !self.take(b',') {
                break;
            }
        }
        let table = self.table(name);
        self.tables[table].columns = columns;
    }

    /// `INTO name (columns) VALUES (…), (…)`
    fn insert(&mut self) {
        let mut name = self.name();
        while ["into", "ignore", "low_priority", "delayed", "or"]
            .iter()
            .any(|other| name.eq_ignore_ascii_case(other))
        {
            name = self.name();
        }
        let table = self.table(name);
        let places = self.places(table);
        if !self.word().to_ascii_lowercase().starts_with("value") {
            return;
        }
        while self.take(b'(') {
            let mut fields = Vec::new();
            loop {
                fields.push(self.value());
                if !self.take(b',') {
                    break;
                }
            }
            self.take(b')');
            self.add(table, &places, fields);
            self.take(b',');
        }
    }

    /// `name (columns) FROM stdin;` and the rows behind it, their fields parted by TABs.
    fn copy(&mut self) {
        let name = self.name();
        let table = self.table(name);
        let places = self.places(table);
        let Some(end) = self.text[self.at..]
            .find(";\n")
            .or_else(|| self.text[self.at..].find(";\r"))
        else {
            return;
        };
        let rest = &self.text[self.at + end + 1..];
        let rest = rest.trim_start_matches('\r');
        let rest = rest.strip_prefix('\n').unwrap_or(rest);
        self.at = self.text.len() - rest.len();
        for line in rest.split_inclusive('\n') {
            self.at += line.len();
            let line = line.trim_end_matches(['\n', '\r']);
            if line == "\\." {
                return;
            }
            let fields = line.split('\t').map(|field| match field {
                "\\N" => String::new(),
                text => unescaped(text),
            });
            self.add(table, &places, fields.collect());
        }
    }

    /// One more row; `places`: the columns of its fields, empty where they come in the table's order.
    fn add(&mut self, table: usize, places: &[usize], fields: Vec<String>) {
        let table = &mut self.tables[table];
        if places.is_empty() {
            return record(fields.iter().map(String::as_str), &mut table.rows);
        }
        let mut row = vec![""; table.columns.len()];
        for (field, &place) in fields.iter().zip(places) {
            row[place] = field;
        }
        record(row.into_iter(), &mut table.rows);
    }

    /// Where the named columns stand, if a list of names follows.
    fn places(&mut self, table: usize) -> Vec<usize> {
        let mut places = Vec::new();
        if self.take(b'(') {
            loop {
                let name = self.name();
                let columns = &mut self.tables[table].columns;
                places.push(
                    columns
                        .iter()
                        .position(|column| *column == name)
                        .unwrap_or(columns.len()),
                );
                if places.last() == Some(&columns.len()) {
                    columns.push(name);
                }
                if !self.take(b',') {
                    break;
                }
            }
            self.take(b')');
        }
        places
    }

    /// The number of the table of this name.
    fn table(&mut self, name: String) -> usize {
        let known = self.tables.iter().position(|table| table.name == name);
        known.unwrap_or_else(|| {
            self.tables.push(Table {
                name,
                columns: Vec::new(),
                rows: Vec::new(),
            });
            self.tables.len() - 1
        })
    }

    /// What stands up to the next comma or bracket of this level: the first text in quotes if there is one, for that is what
    /// `CAST(N'2024-01-31' AS date)` is about; nothing for NULL.
    fn value(&mut self) -> String {
        let (mut depth, mut quoted, mut plain) = (0, None, String::new());
        self.blank();
        while let Some(byte) = self.peek() {
            let start = self.at;
            match byte {
                b',' | b')' | b';' if depth == 0 => break,
                b'\'' | b'"' => {
                    let text = self.text_in(byte);
                    quoted.get_or_insert(text);
                    continue;
                }
                b'(' => depth += 1,
                b')' => depth -= 1,
                _ => {}
            }
            self.skip();
            plain.push_str(&self.text[start..self.at]);
        }
        let plain = plain.trim();
        let is_cast = plain
            .get(..5)
            .is_some_and(|word| word.eq_ignore_ascii_case("cast("));
        quoted.unwrap_or_else(|| match plain {
            _ if plain.eq_ignore_ascii_case("null") => String::new(),
            _ if is_cast => plain[5..]
                .split_whitespace()
                .next()
                .unwrap_or_default()
                .to_owned(),
            _ => plain.to_owned(),
        })
    }

    /// A name, in quotes or without; of `schema.name` the last part.
    fn name(&mut self) -> String {
        loop {
            self.blank();
            let name = match self.peek() {
                Some(quote @ (b'`' | b'"' | b'\'')) => self.text_in(quote),
                Some(b'[') => self.text_in(b']'),
                _ => self.word().to_owned(),
            };
            if self.peek() != Some(b'.') {
                return name;
            }
            self.at += 1;
        }
    }

    /// Letters, digits and what else stands in bare words.
    fn word(&mut self) -> &'t str {
        self.blank();
        let rest = &self.text[self.at..];
        let is_in = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$');
        let word = &rest[..rest.find(|c| !is_in(c)).unwrap_or(rest.len())];
        self.at += word.len();
        word
    }

    /// The text in quotes that begins here; a quote inside it stands twice or behind a backslash.
    fn text_in(&mut self, quote: u8) -> String {
        self.at += 1;
        let start = self.at;
        while let Some(byte) = self.peek() {
            let doubled = self.text.as_bytes().get(self.at + 1) == Some(&quote);
            match byte {
                _ if byte == quote && doubled => self.at += 2,
                _ if byte == quote => break,
                b'\\' => self.at += 2,
                _ => self.at += 1,
            }
        }
        let end = self.at.min(self.text.len());
        self.at = (end + 1).min(self.text.len());
        let inside = self.text.get(start..end).unwrap_or_default();
        let one = char::from(quote).to_string();
        unescaped(&inside.replace(&one.repeat(2), &one))
    }

    /// Past blanks and comments.
    fn blank(&mut self) {
        loop {
            let rest = self.text[self.at..].trim_start();
            self.at = self.text.len() - rest.len();
            let end = if rest.starts_with("--") || rest.starts_with('#') {
                rest.find('\n')
            } else if rest.starts_with("/*") {
                rest.find("*/").map(|end| end + 2)
            } else {
                return;
            };
            self.at += end.unwrap_or(rest.len());
        }
    }

    /// Past one character, or a text in quotes.
    fn skip(&mut self) {
        match self.peek() {
            Some(quote @ (b'\'' | b'"' | b'`')) => {
                self.text_in(quote);
            }
            _ => {
                let next = self.text[self.at..].chars().next();
                self.at += next.map_or(0, char::len_utf8);
            }
        }
    }

    /// Past this sign, if it comes next.
    fn take(&mut self, sign: u8) -> bool {
        self.blank();
        let is_next = self.peek() == Some(sign);
        self.at += usize::from(is_next);
        is_next
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }
}

/// A text without the backslashes before its quotes, breaks and TABs.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut signs = text.chars();
    while let Some(sign) = signs.next() {
        out.push(match sign {
            '\\' => match signs.next() {
                Some('n') => '\n',
                Some('r') => '\r',
                Some('t') => '\t',
                Some(other) => other,
                None => '\\',
            },
            _ => sign,
        });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{is_dump, tables};

    fn read(text: &str) -> Vec<(String, String)> {
        let found = tables(text).into_iter();
        found
            .map(|(name, csv)| (name, String::from_utf8(csv).expect("UTF-8")))
            .collect()
    }

    fn one(name: &str, csv: &str) -> Vec<(String, String)> {
        vec![(name.to_owned(), csv.to_owned())]
    }

    #[test]
    fn rows_of_mysql_stand_below_the_columns_of_their_table() {
        let dump = "-- MySQL dump 10.13\n/*!40101 SET NAMES utf8mb4 */;\nDROP TABLE IF EXISTS `orders`;\nCREATE TABLE `orders` (\n  `id` int NOT NULL AUTO_INCREMENT,\n  \
            `who` varchar(120) DEFAULT 'a,b',\n  `total` decimal(10,2) DEFAULT NULL,\n  PRIMARY KEY (`id`),\n  KEY `who` (`who`)\n) ENGINE=InnoDB;\nLOCK TABLES `orders` WRITE;\n\
            INSERT INTO `orders` VALUES (1,'Ann \\'A\\' O''Hara',-7.50),(2,'Zoë; \"x\", y',NULL);\nUNLOCK TABLES;\n";
        assert!(is_dump(dump.to_lowercase().as_bytes()));
        let csv = "id,who,total\n1,Ann 'A' O'Hara,-7.50\n2,\"Zoë; \"\"x\"\", y\",\n";
        assert_eq!(read(dump), one("orders", csv));
    }

    #[test]
    fn rows_of_postgresql_are_copied() {
        let dump = "--\n-- PostgreSQL database dump\n--\nSET client_encoding = 'UTF8';\nCOPY public.orders (id, who, total) FROM stdin;\n1\tAnn\\tB\t7.50\n2\t\\N\t3\n\\.\n\nSELECT 1;\n\
            INSERT INTO public.orders (total, id) VALUES (9, 3);";
        assert_eq!(
            read(dump),
            one("orders", "id,who,total\n1,Ann\tB,7.50\n2,,3\n3,,9\n")
        );
    }

    #[test]
    fn sql_server_ends_statements_with_lines() {
        let dump = "USE [shop]\nGO\nCREATE TABLE [dbo].[orders](\n\t[id] [int] IDENTITY(1,1) NOT NULL,\n\t[day] [date] NULL,\n\t[total] [decimal](10, 2) NULL\n) ON [PRIMARY]\nGO\n\
            INSERT [dbo].[orders] ([id], [day], [total]) VALUES (1, CAST(N'2024-01-31' AS Date), CAST(7.50 AS Decimal(10, 2)))\nGO\n\
            INSERT [dbo].[orders] ([id], [day], [total]) VALUES (2, N'2024-02-01', NULL)\n\n\
            insert  orders\n\tvalues(3, '2024-02-02', '1')\n\ninsert  orders\n\tvalues(4, '2024-02-03', '2')\ngo\n";
        assert_eq!(
            read(dump),
            one(
                "orders",
                "id,day,total\n1,2024-01-31,7.50\n2,2024-02-01,\n3,2024-02-02,1\n4,2024-02-03,2\n"
            )
        );
    }

    #[test]
    fn what_is_cut_off_or_no_dump_does_no_harm() {
        for text in [
            "insert into",
            "insert into a values ('x",
            "create table é (",
            "copy a from",
            "insert into a(",
            "'\\",
        ] {
            read(text);
        }
        assert!(!is_dump(b"insert,into\ncreate table,1"));
        assert!(!is_dump(b"set name,price\n"));
    }
}
