//! A dump of a database: the rows of its INSERT and COPY statements, table by table.
//!
//! Sources: dumps of MySQL, MariaDB and phpMyAdmin, of PostgreSQL with and without `--inserts`, of SQLite and SQL Server.

mod counts;

use std::collections::HashMap;

use self::counts::{Counted, Sequences};
use super::guard::{PLAIN, no_bomb};
use crate::csv;
use crate::error::Result;
use crate::ingest::workbook::MOST_COLUMNS;

/// What dumps begin with, in small letters …
const BEGINNINGS: [&str; 19] = [
    "--",
    "/*",
    "create ",
    "drop ",
    "insert ",
    "use ",
    "set ",
    "begin",
    "start ",
    "pragma ",
    "delete ",
    "lock ",
    "replace ",
    "truncate ",
    "alter ",
    "if ",
    "go\n",
    "go\r",
    "rem ",
];
/// … and what one of them says soon after it.
const STATEMENTS: [&str; 11] = [
    "create table",
    "create database",
    "insert into",
    "insert or ",
    "insert ignore",
    "insert [",
    "insert dbo.",
    "replace into",
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

/// What only MySQL and its kin write, in small letters. In the texts of all others a backslash is a sign like others.
const ESCAPING: [&str; 5] = ["`", "/*!", "mysql", "mariadb", "phpmyadmin"];

/// Bytes of a dump that are looked at to see whose it is; where its first row stands, no more are.
const HEAD: usize = 1 << 16;

/// Does a backslash in a text stand for something else?
fn escapes(text: &str) -> bool {
    let head = text.as_bytes()[..text.len().min(HEAD)].to_ascii_lowercase();
    let has = |words: &str| memchr::memmem::find(&head, words.as_bytes());
    let end = has("values").unwrap_or(head.len());
    let is_first = |words: &&str| has(words).is_some_and(|at| at < end);
    ESCAPING.iter().any(is_first)
}

/// Is a text that begins so, in small letters, a dump?
pub(super) fn is_dump(start: &[u8]) -> bool {
    BEGINNINGS
        .iter()
        .any(|word| start.starts_with(word.as_bytes()))
        && STATEMENTS
            .iter()
            .any(|words| memchr::memmem::find(start, words.as_bytes()).is_some())
}

/// Names in their order, as many as a table may have columns.
#[derive(Default)]
struct Names {
    places: HashMap<String, usize>,
    names: Vec<String>,
}

impl Names {
    /// The place of a name, behind all others if it is new; there it stands unless they are too many.
    fn place(&mut self, name: String) -> usize {
        if let Some(place) = self.places.get(&name) {
            return *place;
        }
        let place = self.names.len();
        if place < MOST_COLUMNS {
            self.names.push(name.clone());
            self.places.insert(name, place);
        }
        place
    }
}

/// A table of the dump.
#[derive(Default)]
struct Table {
    columns: Names,
    /// The column whose values the database counts.
    counted: Option<Counted>,
    /// Its rows as RFC 4180 writes them.
    rows: Vec<u8>,
}

/// The tables that have rows, in the order in which they are named: each one's name and its text, with the names of the columns
/// first where the dump says them.
///
/// # Errors
/// `archive_bomb` when too much comes out.
pub(super) fn tables(text: &str) -> Result<Vec<(String, Vec<u8>)>> {
    let mut dump = Dump {
        text,
        at: 0,
        escapes: escapes(text),
        sequences: Sequences::default(),
        names: Names::default(),
        tables: Vec::new(),
        written: 0,
    };
    while dump.statement()? {}
    let named = dump.names.names.into_iter().zip(dump.tables);
    let filled = named.filter(|(_, table)| !table.rows.is_empty());
    Ok(filled
        .map(|(name, table)| {
            let mut csv = Vec::new();
            let columns = &table.columns.names;
            if !columns.is_empty() {
                csv::record(columns.iter().map(String::as_str), &mut csv);
            }
            csv.extend_from_slice(&table.rows);
            (name, csv)
        })
        .collect())
}

struct Dump<'t> {
    text: &'t str,
    at: usize,
    /// A backslash in a text stands for something else.
    escapes: bool,
    sequences: Sequences,
    names: Names,
    tables: Vec<Table>,
    /// Bytes of their rows.
    written: usize,
}

impl<'t> Dump<'t> {
    /// Reads the next statement. `false`: there is none.
    fn statement(&mut self) -> Result<bool> {
        self.blank();
        let word = self.word().to_ascii_lowercase();
        match word.as_str() {
            "create" => self.create(),
            "insert" | "replace" => self.insert()?,
            "copy" if self.copy()? => return Ok(self.at < self.text.len()),
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
        Ok(self.at < self.text.len())
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

    /// `TABLE name (column type …, …)`, `SEQUENCE name START WITH 1`
    fn create(&mut self) {
        let mut word = self.word();
        while ["temporary", "global", "local", "unlogged"]
            .iter()
            .any(|other| word.eq_ignore_ascii_case(other))
        {
            word = self.word();
        }
        if word.eq_ignore_ascii_case("sequence") {
            let name = self.new_name();
            self.sequences.create(&name, &self.text[self.at..]);
        }
        if !word.eq_ignore_ascii_case("table") {
            return;
        }
        let name = self.new_name();
        if !self.take(b'(') {
            return;
        }
        let (mut columns, mut counted) = (Names::default(), None);
        loop {
            let column = self.name();
            if column.is_empty() {
                break;
            }
            let is_key = NO_COLUMNS
                .iter()
                .any(|word| column.eq_ignore_ascii_case(word));
            let place = (!is_key).then(|| columns.place(column));
            let begin = self.at;
            self.value();
            let definition = &self.text[begin..self.at];
            let own = |column| Counted::of(column, definition);
            counted = counted.or_else(|| place.and_then(own));
            if !self.take(b',') {
                break;
            }
        }
        if let Some(counted) = &mut counted {
            counted.begin(&self.text[self.at..]);
        }
        let table = self.table(name);
        self.tables[table].columns = columns;
        self.tables[table].counted = counted;
    }

    /// The name of what is created, perhaps if it is not there.
    fn new_name(&mut self) -> String {
        let name = self.name();
        if !name.eq_ignore_ascii_case("if") {
            return name;
        }
        self.word();
        self.word();
        self.name()
    }

    /// `INTO name (columns) VALUES (…), (…)`
    fn insert(&mut self) -> Result<()> {
        let mut name = self.name();
        while ["into", "ignore", "replace", "low_priority", "delayed", "or"]
            .iter()
            .any(|other| name.eq_ignore_ascii_case(other))
        {
            name = self.name();
        }
        let table = self.table(name);
        let places = self.places(table);
        if !self.word().to_ascii_lowercase().starts_with("value") {
            return Ok(());
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
            self.add(table, &places, fields)?;
            self.take(b',');
        }
        Ok(())
    }

    /// `name (columns) FROM stdin;` and the rows behind it, their fields parted by TABs: they end it. `false`: there are none.
    fn copy(&mut self) -> Result<bool> {
        let name = self.name();
        let table = self.table(name);
        let places = self.places(table);
        let rest = &self.text[self.at..];
        let (from, rest) = rest.split_once(';').unwrap_or((rest, ""));
        if !from.to_ascii_lowercase().contains("stdin") {
            return Ok(false);
        }
        let rows = rest.split_once('\n').map_or("", |(_, rows)| rows);
        self.at = self.text.len() - rows.len();
        for line in rows.split_inclusive('\n') {
            self.at += line.len();
            let line = line.trim_end_matches(['\n', '\r']);
            if line == "\\." {
                break;
            }
            let fields = line.split('\t').map(|field| match field {
                "\\N" => String::new(),
                text => unescaped(text),
            });
            self.add(table, &places, fields.collect())?;
        }
        Ok(true)
    }

    /// One more row; `places`: the columns of its fields, empty where they come in the table's order.
    fn add(&mut self, table: usize, places: &[usize], mut fields: Vec<String>) -> Result<()> {
        let table = &mut self.tables[table];
        let before = table.rows.len();
        let mut given = String::new();
        let counted = table.counted.as_ref().map(|counted| counted.column);
        if let Some(counted) = &mut table.counted {
            let all = table.columns.names.len();
            if places.is_empty() && counted.is_left_out && fields.len() + 1 == all {
                fields.insert(counted.column, String::new());
            }
            let at = match places {
                [] => Some(counted.column),
                places => places.iter().position(|&place| place == counted.column),
            };
            let field = at.and_then(|at| fields.get_mut(at));
            let own = field.as_ref().map_or("", |field| field.as_str());
            if let Some(number) = counted.give(own) {
                self.sequences.given = number;
                given = number.to_string();
                if let Some(field) = field {
                    given.clone_into(field);
                }
            }
        }
        let mut row: Vec<&str> = fields.iter().map(String::as_str).collect();
        if !places.is_empty() {
            row = vec![""; table.columns.names.len()];
            for (field, &place) in fields.iter().zip(places) {
                if let Some(cell) = row.get_mut(place) {
                    *cell = field;
                }
            }
            if let Some(cell) = counted.and_then(|column| row.get_mut(column))
                && cell.is_empty()
            {
                *cell = &given;
            }
        }
        csv::record(row.into_iter(), &mut table.rows);
        self.written += table.rows.len() - before;
        no_bomb(self.written as u64, self.text.len() as u64, PLAIN)
    }

    /// Where the named columns stand, if a list of names follows.
    fn places(&mut self, table: usize) -> Vec<usize> {
        let mut places = Vec::new();
        if self.take(b'(') {
            loop {
                let name = self.name();
                places.push(self.tables[table].columns.place(name));
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
        let place = self.names.place(name);
        if place == self.tables.len() {
            self.tables.push(Table::default());
        }
        place
    }

    /// What stands up to the next comma or bracket of this level: the first text in quotes if there is one, for that is what
    /// `CAST(N'2024-01-31' AS date)` is about; nothing for NULL, and the next number for one of a sequence.
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
        if let Some(number) = self.sequences.value(plain, quoted.as_deref()) {
            return number.to_string();
        }
        let is_cast = plain
            .get(..5)
            .is_some_and(|word| word.eq_ignore_ascii_case("cast("));
        quoted.unwrap_or_else(|| match plain {
            _ if plain.eq_ignore_ascii_case("null") || plain.eq_ignore_ascii_case("default") => {
                String::new()
            }
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

    /// The text in quotes that begins here; a quote inside it stands twice, or behind a backslash where that means something:
    /// in `E'…'` it always does.
    fn text_in(&mut self, quote: u8) -> String {
        let (before, rest) = self.text.as_bytes().split_at(self.at);
        let escapes = match before {
            _ if matches!(rest[0], b'`' | b'[') => false,
            [.., other, b'E' | b'e'] if !other.is_ascii_alphanumeric() => true,
            _ => self.escapes,
        };
        self.at += 1;
        let start = self.at;
        while let Some(byte) = self.peek() {
            let doubled = self.text.as_bytes().get(self.at + 1) == Some(&quote);
            match byte {
                _ if byte == quote && doubled => self.at += 2,
                _ if byte == quote => break,
                b'\\' if escapes => self.at += 2,
                _ => self.at += 1,
            }
        }
        let end = self.at.min(self.text.len());
        self.at = (end + 1).min(self.text.len());
        let inside = self.text.get(start..end).unwrap_or_default();
        let one = char::from(quote).to_string();
        let plain = inside.replace(&one.repeat(2), &one);
        if escapes { unescaped(&plain) } else { plain }
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
    use super::{MOST_COLUMNS, is_dump, tables};

    fn read(text: &str) -> Vec<(String, String)> {
        let found = tables(text).expect("no bomb").into_iter();
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
    fn rows_may_be_put_in_the_place_of_others() {
        for begin in [
            "INSERT OR IGNORE INTO",
            "INSERT OR REPLACE INTO",
            "INSERT IGNORE INTO",
            "REPLACE INTO",
        ] {
            let dump = format!("{begin} orders (id, total) VALUES\n('a', 7.50),\n('b', 9);\n");
            assert!(is_dump(dump.to_lowercase().as_bytes()), "{begin}");
            assert_eq!(read(&dump), one("orders", "id,total\na,7.50\nb,9\n"));
        }
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
    fn copies_follow_each_other() {
        let copy = |name: &str| {
            format!(
                "--\n-- Data for Name: {name}\n--\n\nCOPY public.{name} (id) FROM stdin;\n1\n\\.\n\n\n"
            )
        };
        let dump =
            ["a", "b", "c"].map(copy).concat() + "COPY d FROM '/tmp/d';\nINSERT INTO a VALUES (2);";
        let found = [("a", "id\n1\n2\n"), ("b", "id\n1\n"), ("c", "id\n1\n")];
        assert_eq!(
            read(&dump),
            found.map(|(name, csv)| (name.to_owned(), csv.to_owned()))
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

    /// As MySQL, SQLite, SQL Server, PostgreSQL and Oracle would number them.
    #[test]
    fn numbers_that_the_database_gives_are_given() {
        let rows = "INSERT INTO orders (total) VALUES (7.50);\nINSERT INTO orders (id, total) VALUES (DEFAULT, 9), (12, 1), (NULL, 2);\n";
        for (id, first) in [
            ("id INT AUTO_INCREMENT PRIMARY KEY", 1),
            ("id integer primary key", 1),
            ("id int IDENTITY(1,1) NOT NULL", 1),
            ("id int identity(5,1)", 5),
            ("id SERIAL", 1),
        ] {
            let dump = format!("CREATE TABLE orders (\n{id},\ntotal DECIMAL(10, 2)\n);\n{rows}");
            let csv = format!("id,total\n{first},7.50\n{},9\n12,1\n13,2\n", first + 1);
            assert_eq!(read(&dump), one("orders", &csv), "{id}");
        }
        let dump = "CREATE SEQUENCE seq_orders START WITH 100 INCREMENT BY 1;\n\
            INSERT INTO orders (id, who) VALUES (seq_orders.NEXTVAL, 'a');\n\
            INSERT INTO orders (id, who) VALUES (shop.seq_orders.nextval, 'b');\n\
            INSERT INTO orders (id, who) VALUES (nextval('other'), 'c');\n";
        let csv = "id,who\n100,a\n101,b\n1,c\n";
        assert_eq!(read(dump), one("orders", csv));
        // The last number, and a name that stands in its schema.
        let dump = "CREATE SEQUENCE IF NOT EXISTS public.s START WITH 1000;\n\
            CREATE TABLE orders (\nid INT AUTO_INCREMENT,\nwho TEXT\n) ENGINE=InnoDB AUTO_INCREMENT=31;\n\
            INSERT INTO orders (who) VALUES ('a');\nINSERT INTO items VALUES (LAST_INSERT_ID(), nextval('public.s'));\n\
            INSERT INTO items VALUES (SCOPE_IDENTITY(), s.CURRVAL);";
        let csv = [
            ("orders", "id,who\n31,a\n"),
            ("items", "31,1000\n1000,1000\n"),
        ];
        assert_eq!(
            read(dump),
            csv.map(|(name, csv)| (name.to_owned(), csv.to_owned()))
        );
        // SQL Server's rows leave out what is counted; the step need not be one.
        let dump = "CREATE TABLE a (\nid int IDENTITY (100, 10),\nday date,\ntotal int\n)\nGO\n\
            INSERT a VALUES ('2024-01-01', 5)\nINSERT a VALUES ('2024-01-02', 6)\nGO\n";
        let csv = "id,day,total\n100,2024-01-01,5\n110,2024-01-02,6\n";
        assert_eq!(read(dump), one("a", csv));
        // What a column is about says nothing of how it is counted.
        for other in [
            "who int DEFAULT NULL COMMENT 'identity of the buyer'",
            "who integer REFERENCES identity_users(id)",
            "who varchar(9) COMMENT 'serial number'",
            "who int CHECK (serial > 0)",
        ] {
            let dump = format!(
                "CREATE TABLE a (\nid bigint GENERATED BY DEFAULT AS IDENTITY,\n{other},\nb int\n);\nINSERT INTO a (b) VALUES (7);"
            );
            assert_eq!(read(&dump), one("a", "id,who,b\n1,,7\n"), "{other}");
        }
        let dump = "CREATE TABLE a (id SERIAL, b int);\nINSERT INTO a VALUES (18446744073709551615, 1), (NULL, 2);";
        assert_eq!(read(dump)[0].1.lines().count(), 3);
        // Nobody counts here.
        let dump = "CREATE TABLE a (id int, b int);\nINSERT INTO a VALUES (NULL, 1);";
        assert_eq!(read(dump), one("a", "id,b\n,1\n"));
    }

    #[test]
    fn a_script_may_begin_with_its_rows() {
        for begin in [
            "INSERT [dbo].[a] ([id]) VALUES (1)\nGO\n",
            "IF DB_ID('x') IS NULL\nGO\nINSERT dbo.a (id) VALUES (1)\n",
        ] {
            assert!(is_dump(begin.to_lowercase().as_bytes()), "{begin}");
            assert_eq!(read(begin), one("a", "id\n1\n"), "{begin}");
        }
    }

    #[test]
    fn a_backslash_is_a_sign_like_others_but_where_mysql_speaks() {
        let rows = r"(1,'C:\temp'),(2,'a\'),(3,'it''s');";
        let plain = "1,C:\\temp\n2,a\\\n3,it's\n";
        for begin in [
            "PRAGMA foreign_keys=OFF;\nBEGIN TRANSACTION;\nINSERT INTO orders VALUES",
            "--\n-- PostgreSQL database dump\n--\nINSERT INTO public.orders VALUES ",
            "USE [shop]\nGO\nINSERT [dbo].[orders] VALUES ",
            "SET DEFINE OFF;\nInsert into SHOP.orders values ",
        ] {
            let dump = format!("{begin}{rows}\n-- as `MySQL` has it\n");
            assert_eq!(read(&dump), one("orders", plain), "{begin}");
        }
        for begin in [
            "/*!40101 SET NAMES utf8 */;\nINSERT INTO orders VALUES ",
            "-- MariaDB dump 10.19\nINSERT INTO orders VALUES ",
            "-- phpMyAdmin SQL Dump\nINSERT INTO orders VALUES ",
            "INSERT INTO `orders` VALUES ",
        ] {
            let dump = format!(r"{begin}(1,'C:\\temp'),(2,'a\'b'),(3,'x\ty');");
            let csv = "1,C:\\temp\n2,a'b\n3,x\ty\n";
            assert_eq!(read(&dump), one("orders", csv), "{begin}");
        }
        // A text of PostgreSQL that says so.
        let dump = r"INSERT INTO orders VALUES (1, E'a\'b\\c', 'a\'), (2, e'\t', 'DATE\');";
        assert_eq!(read(dump), one("orders", "1,a'b\\c,a\\\n2,\t,DATE\\\n"));
    }

    #[test]
    fn a_dump_of_many_tables_is_read_once() {
        let copy = |i: usize| format!("COPY t{i} (a) FROM stdin;\r\n{i}\r\n\\.\r\n");
        let dump: String = (0..100_000).map(copy).collect();
        let found = read(&dump);
        assert_eq!(found.len(), MOST_COLUMNS);
        assert_eq!(found[77], ("t77".into(), "a\n77\n".into()));
    }

    #[test]
    fn columns_beyond_the_most_are_left_out() {
        let names: Vec<String> = (0..MOST_COLUMNS + 9).map(|i| format!("c{i}")).collect();
        let dump = format!(
            "INSERT INTO a ({}) VALUES ({}7);",
            names.join(","),
            "8,".repeat(MOST_COLUMNS + 8)
        );
        let csv = &read(&dump)[0].1;
        assert!(
            csv.ends_with(",8\n")
                && csv
                    .lines()
                    .all(|line| line.split(',').count() == MOST_COLUMNS)
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
