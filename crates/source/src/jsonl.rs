//! JSONL: a report a line. In: lines and the names of their fields. Out: an [`Item`] for each, or a [`Problem`] at `path:line` after which the
//! next line is read. Title and text are joined by a blank line and hashed so; the line itself is kept as it was received.

use std::collections::HashMap;
use std::io::BufRead;

use serde_json::Value;

use crate::charset;
use crate::item::{Found, Item, titled};
use crate::lines::{Line, Lines};
use crate::meta::Meta;
use crate::options::{Options, Row};
use crate::problem::Problem;

/// Items of a JSONL source.
pub(crate) struct Jsonl<R> {
    lines: Lines<R>,
    path: String,
    options: Options,
    over: bool,
}

impl<R: BufRead> Jsonl<R> {
    pub(crate) fn new(source: R, path: String, options: Options) -> Self {
        Self { lines: Lines::new(source, options.limits.line), path, options, over: false }
    }

    fn place(&self) -> String {
        format!("{}:{}", self.path, self.lines.number)
    }

    fn item(&self, line: Vec<u8>) -> Result<Item, Problem> {
        let place = self.place();
        let bytes = if self.lines.number == 1 { line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&line) } else { &line };
        let mut charset = "UTF-8";
        let other;
        let text = if let Ok(text) = std::str::from_utf8(bytes) {
            text
        } else {
            let decoded = charset::decode(bytes.to_vec()).map_err(|e| Problem::said(place.clone(), &e.to_string()))?;
            charset = decoded.charset;
            other = decoded.text;
            &other
        };
        if text.trim_start().starts_with('[') {
            return Err(Problem::new(place, "it is a JSON list, not an object a line", "make lines of it: jq -c '.[]'"));
        }
        let fields: HashMap<String, Value> = serde_json::from_str(text).map_err(|e| {
            let remedy = if e.is_eof() { "write one whole JSON object a line (jq -c)" } else { "correct the line, or take it out" };
            Problem::new(place.clone(), format!("column {}: {e}", e.column()), remedy)
        })?;
        let row = self.options.columns.row(|name| {
            fields.get(name).or_else(|| fields.iter().find(|(k, _)| k.eq_ignore_ascii_case(name)).map(|(_, v)| v)).and_then(plain)
        });
        let names = || fields.keys().cloned().collect();
        row_item(row, names, line, place, &self.path, "application/jsonl", charset, &self.options)
    }
}

impl<R: BufRead> Iterator for Jsonl<R> {
    type Item = Result<Item, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.over {
            match self.lines.next() {
                Ok(None) => self.over = true,
                Ok(Some(Line::Whole(line))) if line.iter().all(u8::is_ascii_whitespace) => {}
                Ok(Some(Line::Whole(line))) if matches!(line.trim_ascii(), b"{" | b"[") => {
                    // one value over many lines: each of them would be another fault
                    self.over = true;
                    let what = "it is one JSON value over many lines, not an object a line";
                    return Some(Err(Problem::new(self.place(), what, "make lines of it: jq -c . for an object, jq -c '.[]' for a list")));
                }
                Ok(Some(Line::Whole(line))) => return Some(self.item(line)),
                Ok(Some(Line::TooLong(n))) => {
                    let what = format!("the line has {n} bytes, more than the {} that one may have", self.options.limits.line);
                    return Some(Err(Problem::new(self.place(), what, "it is passed by; split it, or raise the limit")));
                }
                Err(e) => {
                    self.over = true;
                    return Some(Err(Problem::io(self.place(), &e)));
                }
            }
        }
        None
    }
}

/// A value as text: names of several authors are joined, numbers are written out.
fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(s) => Some(s.clone()),
        Value::Number(n) => Some(n.to_string()),
        Value::Array(values) => {
            let texts: Vec<String> = values.iter().filter_map(plain).collect();
            // paragraphs in a list are lines; names are short
            let separator = if texts.iter().any(|t| t.chars().count() > 60) { "\n" } else { "، " };
            (!texts.is_empty()).then(|| texts.join(separator))
        }
        Value::Object(fields) => fields.get("name").and_then(plain),
        Value::Null | Value::Bool(_) => None,
    }
}

/// The item of a row of a dump, whichever form the dump has.
#[allow(clippy::too_many_arguments)] // one call each for two forms; a struct would only repeat the names
pub(crate) fn row_item(
    row: Row,
    names: impl Fn() -> Vec<String>,
    raw: Vec<u8>,
    place: String,
    path: &str,
    media: &'static str,
    charset: &str,
    options: &Options,
) -> Result<Item, Problem> {
    let Some(text) = row.text.or_else(|| row.title.as_ref().map(|_| String::new())) else {
        let mut names = names();
        names.sort();
        let remedy = format!("there are {}; say which is the text: text=NAME", names.join(", "));
        return Err(Problem::new(place, format!("no field of it is {}", options.columns.text.join(" or ")), remedy));
    };
    let source = match (&row.url, &row.id) {
        (None, Some(id)) => format!("{path}#{id}"),
        _ => path.to_owned(),
    };
    let found = Found {
        raw,
        text: titled(row.title.as_deref(), &text),
        meta: Meta {
            published: row.published,
            title: row.title,
            url: row.url,
            outlet: row.outlet,
            author: row.author,
            section: row.section,
        },
        source,
        place,
        media,
        charset: charset.to_owned(),
        by_page: false,
        hash_text: true,
    };
    found.item(options)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_over_many_lines_is_one_fault_and_a_cut_line_is_not_the_end() {
        let read = |text: &str| {
            let lines = Jsonl::new(std::io::Cursor::new(text.as_bytes().to_vec()), "a.json".to_owned(), Options::default());
            lines.map(|item| item.map(|i| i.place).map_err(|p| p.to_string())).collect::<Vec<_>>()
        };
        let spread = read("{\n  \"text\": \"قال الوزير إن الحوار مستمر\"\n}\n");
        assert!(matches!(&spread[..], [Err(why)] if why.contains("jq -c")), "{spread:?}");
        let cut = read("{\"text\": \"قال\n{\"text\": \"قال الوزير إن الحوار مستمر\"}\n");
        assert!(matches!(&cut[..], [Err(_), Ok(place)] if place == "a.json:2"), "{cut:?}");
    }
}
