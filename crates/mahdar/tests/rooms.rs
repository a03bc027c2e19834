//! The engine's rooms stand in one order, and a room uses only the rooms above it. Read from the `crate::` paths of the sources, so that
//! an arrow that points back fails here, with its file and line, before anybody grows used to it.

use std::path::{Path, PathBuf};

/// The rooms from the top: each may use those before it. A new room is entered here, at its place.
const ORDER: &[&str] = &[
    "span",
    "document",
    "record",
    "trace",
    "lex",
    "text",
    "spelling",
    "morph",
    "names",
    "who",
    "quotes",
    "time",
    "analysis",
    "furniture",
    "frames",
    "discourse",
    "write",
    "analyzer",
    "examples",
];

fn place(room: &str) -> Option<usize> {
    ORDER.iter().position(|r| *r == room)
}

#[test]
fn a_room_uses_only_the_rooms_above_it() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&src, &mut files);
    files.sort();
    let mut problems = Vec::new();
    for file in files {
        let path = file.strip_prefix(&src).unwrap().to_string_lossy().replace('\\', "/");
        if path != "lib.rs" {
            check(&path, &std::fs::read_to_string(&file).unwrap(), &mut problems);
        }
    }
    assert!(problems.is_empty(), "the order is {}\n{}", ORDER.join(", "), problems.join("\n"));
}

fn sources(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, files);
        } else if path.extension().is_some_and(|e| e == "rs") {
            files.push(path);
        }
    }
}

/// Adds what is wrong in one file of `src`.
fn check(path: &str, content: &str, problems: &mut Vec<String>) {
    let room = path.split('/').next().unwrap_or("").trim_end_matches(".rs");
    let Some(own) = place(room) else {
        problems.push(format!("src/{path}: '{room}' is no room: give it its place in ORDER of tests/rooms.rs"));
        return;
    };
    for (line, used) in uses(content) {
        match place(&used) {
            Some(at) if at <= own => {}
            Some(_) => problems.push(format!("src/{path}:{line}: '{room}' uses '{used}', which stands below it")),
            None => problems.push(format!("src/{path}:{line}: crate::{used} names no room: write the path of the room that it is in")),
        }
    }
}

/// The first segments of the `crate::` paths with their lines; `crate::{a::b, c}` names both. Comments and unit tests do not count.
fn uses(content: &str) -> Vec<(usize, String)> {
    let code = content.split("#[cfg(test)]\nmod tests").next().unwrap_or("");
    let code: Vec<&str> = code.lines().map(|line| line.split("//").next().unwrap_or("")).collect();
    let code = code.join("\n");
    let mut out = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        // `pub(crate)` has no path, and `$crate::` or `some_crate::` are not ours.
        if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$') {
            continue;
        }
        let line = code[..at].matches('\n').count() + 1;
        out.extend(segments(&code[at + "crate::".len()..]).into_iter().map(|name| (line, name)));
    }
    out
}

/// The first segments of a path or of each path of a group.
fn segments(path: &str) -> Vec<String> {
    let name = |s: &str| s.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let Some(group) = path.strip_prefix('{') else { return vec![name(path)] };
    let (mut depth, mut start, mut out) = (0, 0, Vec::new());
    for (i, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                out.push(name(&group[start..i]));
                start = i + 1;
                if c == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    out.retain(|name| !name.is_empty());
    out
}

#[test]
fn paths_are_read_from_groups_and_not_from_comments() {
    let code = "// crate::analyzer\nuse crate::{text::{Text, Token}, morph,\n    time};\nfn f(x: &crate::span::Span) {}\npub(crate) fn g() {}\n\
                #[cfg(test)]\nmod tests { use crate::analyzer::Analyzer; }";
    let found = uses(code);
    let expected = [(2, "text"), (2, "morph"), (2, "time"), (4, "span")].map(|(line, room)| (line, room.to_owned()));
    assert_eq!(found, expected);
}

#[test]
fn an_arrow_that_points_back_is_named() {
    let mut problems = Vec::new();
    check("morph/mod.rs", "use crate::frames::Frame;\nuse crate::text::Text;\nuse crate::Record;", &mut problems);
    check("attic.rs", "", &mut problems);
    assert_eq!(problems.len(), 3);
    assert!(problems[0].starts_with("src/morph/mod.rs:1: 'morph' uses 'frames'"), "{problems:?}");
    assert!(problems[1].starts_with("src/morph/mod.rs:3: crate::Record names no room"), "{problems:?}");
    assert!(problems[2].starts_with("src/attic.rs: 'attic' is no room"), "{problems:?}");
}
