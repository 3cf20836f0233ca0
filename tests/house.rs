//! The rules of the house, read from the source itself, so that the drawing in docs/ARCHITECTURE.md cannot rot.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The drawing in docs/ARCHITECTURE.md.
struct Drawing {
    /// Each room and the rooms to its left that it may import.
    rooms: Vec<(String, Vec<String>)>,
    /// Rooms without a neighbour: anybody may import them, they import only each other.
    cupboards: Vec<String>,
}

/// What belongs to JavaScript and therefore to `src/wasm`.
const BROWSER_CRATES: [&str; 4] = ["js_sys", "wasm_bindgen", "web_sys", "serde_wasm_bindgen"];

#[test]
fn every_room_imports_only_from_the_left() {
    let Drawing { rooms, cupboards } = drawing(&read(&root().join("docs/ARCHITECTURE.md")));
    let mut wrong = Vec::new();
    for file in files("src", &["rs"]) {
        let Some(room) = room_of(&file) else { continue };
        let allowed = rooms
            .iter()
            .find(|(name, _)| *name == room)
            .map(|(_, left)| left);
        let is_cupboard = cupboards.contains(&room);
        assert!(
            allowed.is_some() || is_cupboard,
            "{room} stands in no drawing: {}",
            file.display()
        );
        for (number, import) in crate_imports(&read(&file)) {
            let to_the_left = allowed.is_some_and(|left| left.contains(&import));
            if import != room && !to_the_left && !cupboards.contains(&import) {
                wrong.push(format!("{}:{number}: {room} -> {import}", file.display()));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "arrows that point the wrong way:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn every_folder_of_the_page_stands_in_the_drawing() {
    let text = read(&root().join("docs/ARCHITECTURE.md"));
    for entry in fs::read_dir(root().join("www/src")).unwrap().flatten() {
        let name = format!("`www/src/{}`", entry.file_name().to_string_lossy());
        assert!(
            entry.path().is_file() || text.contains(&name),
            "{name} stands in no drawing"
        );
    }
}

#[test]
fn only_the_counter_knows_javascript() {
    for file in files("src", &["rs"]) {
        if room_of(&file).as_deref() == Some("wasm") {
            continue;
        }
        let text = read(&file);
        for name in BROWSER_CRATES {
            assert!(
                !text.contains(&format!("{name}::")),
                "{} uses {name}",
                file.display()
            );
        }
    }
}

#[test]
fn the_pieces_of_the_page_do_not_touch_the_engine() {
    for folder in ["ui", "charts", "words"] {
        for file in files(&format!("www/src/{folder}"), &["ts", "tsx"]) {
            for line in import_statements(&read(&file)) {
                let engine = line.contains("/engine/") || line.contains("/pkg/");
                // Shapes may be named: they are gone after compilation.
                assert!(
                    !engine || line.starts_with("import type"),
                    "{}: {line}",
                    file.display()
                );
            }
        }
    }
}

/// The policy cannot stop these (popups, navigation, WebRTC), so the source must not hold them.
#[test]
fn the_page_holds_no_way_out() {
    let ways = [
        "RTCPeerConnection",
        "window.open",
        "location.href =",
        "location.assign",
        "location.replace",
        "location =",
        "sendBeacon",
        "XMLHttpRequest",
        "WebSocket",
        "EventSource",
        "WebTransport",
        "serviceWorker",
        "importScripts",
        "fetch(",
        "eval(",
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "dangerouslySetInnerHTML",
    ];
    for file in files("www/src", &["ts", "tsx"]) {
        let text = read(&file);
        for way in ways {
            let is_named = NAMED_WAYS
                .iter()
                .any(|(name, named)| file.ends_with(name) && *named == way);
            let found = code_lines(&text).find(|line| line.contains(way));
            assert_eq!(
                found.is_some(),
                is_named,
                "{} and {way}: {}",
                file.display(),
                found.unwrap_or_default()
            );
        }
    }
}

/// The lock names what it takes away; the shell reads its own source.
const NAMED_WAYS: [(&str, &str); 3] = [
    ("shell/lock.ts", "RTCPeerConnection"),
    ("shell/lock.ts", "WebTransport"),
    ("shell/shell.ts", "outerHTML"),
];

/// An error without words would reach the user as a bare id.
#[test]
fn every_error_code_has_words_in_both_languages() {
    let codes = error_codes();
    assert!(!codes.is_empty());
    for language in ["en", "zh-CN"] {
        let words: String = files("www/src/words", &["ts"])
            .iter()
            .filter(|file| file.to_string_lossy().ends_with(&format!(".{language}.ts")))
            .map(|file| read(file))
            .collect();
        let mute: Vec<_> = codes.iter().filter(|code| !has_key(&words, code)).collect();
        assert!(mute.is_empty(), "no {language} words for {mute:?}");
    }
}

#[test]
fn every_code_name_of_the_glossary_is_in_the_code() {
    let sources = [files("src", &["rs"]), files("www/src", &["ts", "tsx"])].concat();
    let code: String = sources.iter().map(|file| read(file)).collect();
    let words: HashSet<&str> = code_lines(&code).flat_map(words_of).collect();
    let names = code_names(&read(&root().join("docs/GLOSSARY.md")));
    assert!(names.len() > 30, "{names:?}");
    let nowhere: Vec<_> = names
        .iter()
        .filter(|name| !words.contains(name.as_str()))
        .collect();
    assert!(nowhere.is_empty(), "in no code: {nowhere:?}");
}

/// What stands in backquotes in the tables of the glossary.
fn code_names(glossary: &str) -> Vec<String> {
    let rows = glossary.lines().filter(|line| line.starts_with('|'));
    rows.flat_map(|row| row.split('`').skip(1).step_by(2).map(str::to_owned))
        .collect()
}

fn words_of(line: &str) -> impl Iterator<Item = &str> {
    line.split(|c: char| !c.is_alphanumeric() && c != '_')
}

/// `Error::new("code")` in the engine, and the codes that the page's own side gives.
fn error_codes() -> Vec<String> {
    let mut codes = vec!["cancelled".to_owned(), "worker_died".to_owned()];
    for file in files("www/src/engine", &["ts"]) {
        let text = read(&file);
        let literals = text
            .split("refusal(\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next());
        codes.extend(literals.map(str::to_owned));
    }
    for file in files("src", &["rs"]) {
        let text = read(&file);
        // What stands below the tests' heading is made up.
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for rest in code.split("Error::new(").skip(1) {
            let literal = rest
                .trim_start()
                .strip_prefix('"')
                .and_then(|rest| rest.split('"').next());
            codes.extend(literal.map(str::to_owned));
        }
    }
    codes.sort();
    codes.dedup();
    codes
}

/// `code: …` or `"code": …` as a key of an object, or as a method.
fn has_key(words: &str, code: &str) -> bool {
    words.lines().any(|line| {
        let line = line.trim_start().trim_start_matches('"');
        line.strip_prefix(code)
            .is_some_and(|rest| rest.starts_with([':', '"', '(']))
            || line.contains(&format!(" {code}: "))
    })
}

/// The room a file of `src` belongs to; `lib.rs` is the door, not a room.
fn room_of(file: &Path) -> Option<String> {
    let inside = file.strip_prefix(root().join("src")).ok()?;
    let first = inside
        .components()
        .next()?
        .as_os_str()
        .to_string_lossy()
        .into_owned();
    let room = first.trim_end_matches(".rs").to_owned();
    (room != "lib").then_some(room)
}

/// Rooms and cupboards as the table and the line above it name them; a row's "all rooms to its left" are the rows above.
fn drawing(text: &str) -> Drawing {
    let cupboards = text
        .lines()
        .find_map(|line| line.split_once("cupboards any room may open:"))
        .map(|(_, names)| {
            names
                .split('·')
                .map(|name| name.trim().to_owned())
                .collect()
        });
    let mut rooms: Vec<(String, Vec<String>)> = Vec::new();
    for line in text.lines() {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let [_, room, _, imports, _] = cells[..] else {
            continue;
        };
        let Some(name) = room.strip_prefix("`src/") else {
            continue;
        };
        let left: Vec<String> = rooms.iter().map(|(name, _)| name.clone()).collect();
        let imports = match imports {
            "–" => Vec::new(),
            "all rooms to its left" => left,
            some => some.split(", ").map(str::to_owned).collect(),
        };
        rooms.push((name.trim_end_matches(['`']).replace(".rs", ""), imports));
    }
    assert!(!rooms.is_empty(), "the drawing holds no room");
    Drawing {
        rooms,
        cupboards: cupboards.expect("the drawing holds no cupboard"),
    }
}

/// `crate::room` with its line, wherever it stands: in a `use` (also a braced one, over several lines) or in the middle
/// of an expression.
fn crate_imports(text: &str) -> Vec<(usize, String)> {
    let lines = text.lines().map(|line| {
        if line.trim_start().starts_with("//") {
            ""
        } else {
            line
        }
    });
    let code = lines.collect::<Vec<_>>().join("\n");
    let mut imports = Vec::new();
    for (at, found) in code.match_indices("crate::") {
        let number = code[..at].matches('\n').count() + 1;
        let rest = code[at + found.len()..].trim_start();
        for path in rest.strip_prefix('{').map_or_else(|| vec![rest], outermost) {
            let name: String = path
                .trim()
                .chars()
                .take_while(|c| c.is_ascii_lowercase() || *c == '_')
                .collect();
            if !name.is_empty() {
                imports.push((number, name));
            }
        }
    }
    imports
}

/// What stands between the commas of a brace that is open, braces in it left out of account.
fn outermost(inside: &str) -> Vec<&str> {
    let (mut parts, mut depth, mut start) = (Vec::new(), 0, 0);
    for (at, c) in inside.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                parts.push(&inside[start..at]);
                start = at + 1;
                if c == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    parts
}

/// Import and re-export statements, each on one line.
fn import_statements(text: &str) -> Vec<String> {
    let joined = text.replace('\n', " ");
    let ends = joined.split(';').map(str::trim);
    ends.filter(|part| part.contains(" from ") || part.starts_with("import"))
        .map(|part| {
            let start = part
                .find("import ")
                .or_else(|| part.find("export "))
                .unwrap_or(0);
            part[start..].to_owned()
        })
        .collect()
}

fn code_lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .filter(|line| !line.trim_start().starts_with("//") && !line.trim_start().starts_with('*'))
}

/// All files below a folder of the repository with one of these endings.
fn files(folder: &str, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path
                .extension()
                .is_some_and(|e| endings.contains(&e.to_string_lossy().as_ref()))
            {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn read(file: &Path) -> String {
    fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

mod the_rules_can_fail {
    use super::*;

    #[test]
    fn imports_are_found_in_every_form() {
        let text = "use crate::ledger::Ledger;\n    crate::money::sum(x);\nuse crate::{day, models::fit};\n// crate::wasm\nuse crate::{\n    report::{list, Report},\n    strategy,\n};\nlet options = 1;\n";
        let found: Vec<(usize, String)> = crate_imports(text);
        let expected = [
            (1, "ledger"),
            (2, "money"),
            (3, "day"),
            (3, "models"),
            (5, "report"),
            (5, "strategy"),
        ];
        assert_eq!(found, expected.map(|(line, name)| (line, name.to_owned())));
    }

    #[test]
    fn the_drawing_is_read_as_it_stands() {
        let text = " cupboards any room may open:  day · money\n| room | gives | imports |\n| `src/a` | x | – |\n| `src/b.rs` | x | a |\n| `src/c` | x | all rooms to its left |\n| `www/src/d` | x |\n";
        let Drawing { rooms, cupboards } = drawing(text);
        let rooms: Vec<(&str, String)> = rooms
            .iter()
            .map(|(name, left)| (name.as_str(), left.join(" ")))
            .collect();
        assert_eq!(cupboards, ["day", "money"]);
        assert_eq!(
            rooms,
            [
                ("a", String::new()),
                ("b", "a".to_owned()),
                ("c", "a b".to_owned())
            ]
        );
    }

    #[test]
    fn a_value_import_over_several_lines_is_seen_as_one() {
        let found = import_statements(
            "// note\nimport {\n  Engine,\n} from \"../engine/client.ts\";\nlet x = 1;\n",
        );
        assert!(found[0].starts_with("import {") && found[0].contains("/engine/"));
    }

    #[test]
    fn code_names_stand_in_backquotes_in_tables() {
        let text =
            "Bare `recency` in a text.\n| word | code |\n| order | `orders` (`x`) | `net` |\n";
        assert_eq!(code_names(text), ["orders", "x", "net"]);
        assert_eq!(
            words_of("a.t_x = b;")
                .filter(|word| !word.is_empty())
                .collect::<Vec<_>>(),
            ["a", "t_x", "b"]
        );
    }

    #[test]
    fn a_code_is_a_key_or_it_is_mute() {
        assert!(has_key("  empty_file: (f) => x,", "empty_file"));
        assert!(has_key("  \"empty_file\": x,", "empty_file"));
        assert!(!has_key("  empty_files: x,", "empty_file"));
        assert!(!has_key("// empty_file is said elsewhere", "empty_file"));
    }
}
