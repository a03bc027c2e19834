//! Reading a suite: Markdown in, cases with their places out. Only headings and the blocks `text` and `expect` are looked at.

use std::path::Path;

use serde_json::Value;

use super::fields::{Field, How, KINDS, Kind};

/// A heading with its text and what must be found in it.
#[derive(Debug)]
pub(crate) struct Case {
    file: String,
    line: usize,
    heading: String,
    pub(crate) open: bool,
    pub(crate) why: String,
    pub(crate) published: Option<String>,
    pub(crate) text: String,
    pub(crate) expected: Vec<Expected>,
}

/// One line of an `expect` block.
#[derive(Debug)]
pub(crate) struct Expected {
    pub(crate) line: usize,
    pub(crate) written: String,
    pub(crate) negated: bool,
    pub(crate) kind: &'static Kind,
    /// How many entries the list must have, in a line such as `statements: 2`.
    pub(crate) count: Option<usize>,
    pub(crate) fields: Vec<(Field, Vec<String>)>,
}

impl Case {
    /// File, line and heading.
    pub(crate) fn place(&self) -> String {
        format!("{}:{}: {}", self.file, self.line, self.heading)
    }

    /// Takes `(open)` off the heading in the file.
    pub(crate) fn close(&self, root: &Path) {
        let path = root.join(&self.file);
        let text = std::fs::read_to_string(&path).unwrap();
        let heading = format!("## {}", self.heading);
        let lines = text.lines().enumerate().map(|(at, line)| if at + 1 == self.line { heading.as_str() } else { line });
        std::fs::write(path, lines.flat_map(|line| [line, "\n"]).collect::<String>()).unwrap();
    }
}

/// What stands in a fence that is open.
enum Block {
    Text,
    Expect,
    Other,
}

/// Reads a file.
pub(crate) fn parse(file: &str, markdown: &str) -> Result<Vec<Case>, String> {
    let mut cases: Vec<Case> = Vec::new();
    let mut block: Option<Block> = None;
    for (at, line) in markdown.lines().enumerate() {
        let number = at + 1;
        if let Some(fence) = line.strip_prefix("```") {
            block = match (&block, fence.trim()) {
                (Some(_), _) => None,
                (None, "text") => Some(Block::Text),
                (None, "expect") => Some(Block::Expect),
                (None, _) => Some(Block::Other),
            };
            continue;
        }
        if let (None, Some(heading)) = (&block, line.strip_prefix("## ")) {
            let bare = heading.trim();
            let name = bare.strip_suffix("(open)").unwrap_or(bare).trim();
            cases.push(Case {
                file: file.to_owned(),
                line: number,
                heading: name.to_owned(),
                open: name != bare,
                why: String::new(),
                published: None,
                text: String::new(),
                expected: Vec::new(),
            });
            continue;
        }
        let Some(case) = cases.last_mut() else { continue };
        match block {
            Some(Block::Text) => match line.strip_prefix("published:") {
                Some(day) if case.text.is_empty() && case.published.is_none() => case.published = Some(day.trim().to_owned()),
                _ => case.text.extend([line, "\n"]),
            },
            Some(Block::Expect) if !line.trim().is_empty() && !line.starts_with('#') => {
                case.expected.push(expected(line, number).map_err(|problem| format!("{file}:{number}: {problem}"))?);
            }
            None => case.why.push_str(line.trim()),
            _ => {}
        }
    }
    for case in &mut cases {
        case.text.truncate(case.text.trim_end().len());
        let place = format!("{file}:{}: '{}' has no", case.line, case.heading);
        if case.text.is_empty() {
            return Err(format!("{place} ```text block"));
        }
        if case.expected.is_empty() {
            return Err(format!("{place} ```expect block"));
        }
    }
    Ok(cases)
}

/// Reads one line of an `expect` block.
fn expected(line: &str, number: usize) -> Result<Expected, String> {
    let written = line.trim().to_owned();
    let (head, rest) = written.split_once(':').ok_or("write `kind: …`, as in `statement: cue=قال class=state`")?;
    let (negated, name) = head.trim().strip_prefix("not ").map_or((false, head.trim()), |name| (true, name.trim()));
    let number_of = KINDS.iter().find(|k| k.list == name).zip(rest.trim().parse().ok());
    if let Some((kind, count)) = number_of {
        return Ok(Expected { line: number, written: written.clone(), negated, kind, count: Some(count), fields: Vec::new() });
    }
    let names = || KINDS.iter().map(|k| k.name).collect::<Vec<_>>().join(", ");
    let kind = Kind::named(name).ok_or_else(|| format!("'{name}' is none of {}", names()))?;
    let mut fields = Vec::new();
    let mut bare = kind.bare.iter();
    for (key, values) in pieces(rest)? {
        let key = match key {
            Some(key) => key,
            None => (*bare.next().ok_or_else(|| format!("'{}' needs a key before it: key=value", values.join(";")))?).to_owned(),
        };
        if key == "type" && kind.name == "event" {
            let (of, mode) = values[0].split_once('/').map_or((values[0].as_str(), None), |(t, m)| (t, Some(m)));
            fields.push((kind.field("type").expect("in the table"), vec![of.to_owned()]));
            fields.extend(mode.map(|m| (kind.field("mode").expect("in the table"), vec![m.to_owned()])));
            continue;
        }
        let keys = || kind.fields.iter().map(|f| f.0).collect::<Vec<_>>().join(", ");
        let article = if kind.name.starts_with(['a', 'e']) { "an" } else { "a" };
        fields.push((kind.field(&key).ok_or_else(|| format!("{article} {} has no '{key}': it has {}", kind.name, keys()))?, values));
    }
    Ok(Expected { line: number, written: written.clone(), negated, kind, count: None, fields })
}

/// A key, if one is written, and its values.
type Piece = (Option<String>, Vec<String>);

/// `key=value`, `key="two words"`, `key=one;"the other"`, and values without a key. Words that hold `"` stand between backticks.
fn pieces(line: &str) -> Result<Vec<Piece>, String> {
    let mut out = Vec::new();
    let mut rest = line.trim_start();
    while !rest.is_empty() {
        let key_end = rest.find(['=', ' ', '"', '`', ';']).filter(|at| rest[*at..].starts_with('='));
        let key = key_end.map(|at| rest[..at].to_owned());
        rest = key_end.map_or(rest, |at| &rest[at + 1..]);
        let mut values = Vec::new();
        loop {
            let value;
            (value, rest) = match rest.chars().next() {
                Some(mark @ ('"' | '`')) => {
                    rest[1..].split_once(mark).ok_or_else(|| format!("a quotation mark without its partner: {rest}"))?
                }
                _ => rest.split_at(rest.find([' ', ';']).unwrap_or(rest.len())),
            };
            values.push(value.to_owned());
            let Some(more) = rest.strip_prefix(';') else { break };
            rest = more;
        }
        if !rest.is_empty() && !rest.starts_with(' ') {
            return Err(format!("a space is missing before {rest}"));
        }
        rest = rest.trim_start();
        out.push((key, values));
    }
    Ok(out)
}

impl Expected {
    /// Labels that the schema does not know and quoted words that the text does not have: an open case may not be open for a slip of the pen.
    pub(crate) fn doubts(&self, text: &str, schema: &Value) -> Vec<String> {
        let mut doubts = Vec::new();
        for ((key, path, how), values) in &self.fields {
            for value in values.iter().filter(|v| !matches!(v.as_str(), "none" | "any" | "…")) {
                match how {
                    How::Label => {
                        let place = format!("/$defs/{}/properties/{}", self.kind.name, path.replace('/', "/properties/"));
                        let known = schema.pointer(&format!("{place}/enum")).or_else(|| schema.pointer(&format!("{place}/anyOf/0/enum")));
                        if known.and_then(Value::as_array).is_some_and(|known| !known.iter().any(|k| k == value)) {
                            doubts.push(format!("line {}: '{value}' is no {key} of the record", self.line));
                        }
                    }
                    How::Words | How::Spans | How::Entry(..) => {
                        let missing = value.split('…').map(str::trim).find(|part| !text.contains(part));
                        doubts.extend(missing.map(|part| format!("line {}: '{part}' does not stand in the text", self.line)));
                    }
                    How::Actor | How::Actors | How::Role(_) | How::Own => {}
                }
            }
        }
        doubts
    }
}
