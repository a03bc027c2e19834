//! Holding a record against one expectation. In come the record as JSON and the expectation, out comes nothing, or what is wrong with all
//! that was found instead, written as expectations are.

use serde_json::Value;

use super::cases::Expected;
use super::fields::{Field, How, Kind};

/// Nothing where the record bears the expectation out, else what is wrong.
pub(crate) fn judge(record: &Value, expected: &Expected) -> Option<String> {
    let record = View(record);
    let entries = record.entries(expected.kind.list);
    let place = expected.line;
    if let Some(count) = expected.count {
        let wrong = (entries.len() == count) == expected.negated;
        return wrong
            .then(|| format!("  {place}: {}: there are {}{}", expected.written, entries.len(), record.list(expected.kind, &entries)));
    }
    let hits: Vec<&Value> =
        entries.iter().copied().filter(|entry| expected.fields.iter().all(|(field, values)| record.has(entry, *field, values))).collect();
    match (expected.negated, hits.is_empty()) {
        (false, true) => Some(format!("  {place}: missing  {}{}", expected.written, record.list(expected.kind, &entries))),
        (true, false) => Some(format!("  {place}: unwanted  {}{}", expected.written, record.list(expected.kind, &hits))),
        _ => None,
    }
}

/// A record and how to read it.
struct View<'r>(&'r Value);

impl<'r> View<'r> {
    fn entries(&self, list: &str) -> Vec<&'r Value> {
        match &self.0[list] {
            Value::Array(entries) => entries.iter().collect(),
            one => vec![one],
        }
    }

    /// The words of a span.
    fn words(&self, span: &Value) -> Option<String> {
        let (start, end) = (span[0].as_u64()? as usize, span[1].as_u64()? as usize);
        Some(self.0["document"]["text"].as_str()?.chars().skip(start).take(end - start).collect())
    }

    /// Names and mentions of an actor.
    fn names(&self, id: &Value) -> Vec<String> {
        let Some(actor) = self.entries("actors").into_iter().find(|a| a["id"] == *id) else { return Vec::new() };
        let mentions = actor["mentions"].as_array().into_iter().flatten();
        let named = mentions.filter(|m| !matches!(m["form"].as_str(), Some("pronoun" | "dropped"))).filter_map(|m| self.words(&m["span"]));
        ["name", "name_en"].iter().filter_map(|key| actor[key].as_str().map(str::to_owned)).chain(named).collect()
    }

    fn is_called(&self, id: &Value, value: &str) -> bool {
        id.is_string() && (value == "any" || self.names(id).iter().any(|name| stands_in(value, name)))
    }

    fn are_called(&self, ids: &[&Value], values: &[String]) -> bool {
        let open = values.iter().any(|v| v == "…");
        let wanted: Vec<&String> = values.iter().filter(|v| !matches!(v.as_str(), "…" | "none")).collect();
        wanted.iter().all(|v| ids.iter().any(|id| self.is_called(id, v)))
            && (open || ids.iter().all(|id| wanted.iter().any(|v| self.is_called(id, v))))
    }

    /// Whether the entry has these values in the field.
    fn has(&self, entry: &Value, (_, path, how): Field, values: &[String]) -> bool {
        let found = reach(entry, path);
        let value = values[0].as_str();
        // `distance` has a label of this name
        if value == "none" && !matches!(how, How::Role(_)) && found.iter().all(|v| v.is_null()) {
            return true;
        }
        match how {
            How::Label => found.iter().any(|v| value == "any" && !v.is_null() || label(v) == value),
            How::Actor => found.iter().any(|id| self.is_called(id, value)),
            How::Actors => self.are_called(&found, values),
            How::Role(role) => {
                let ids: Vec<&Value> = found.iter().filter(|p| p["role"] == role).map(|p| &p["actor"]).collect();
                self.are_called(&ids, values)
            }
            How::Own => self.is_called(&entry["id"], value),
            How::Words => found.iter().filter_map(|v| self.words(v)).any(|words| same(&words, value)),
            How::Entry(list, span) => self.others(&found, list, span).iter().any(|words| same(words, value)),
            How::Spans => {
                let words: Vec<String> = found.iter().filter_map(|v| self.words(v)).collect();
                match path {
                    // all of what was said, in order; of mentions each for itself
                    "content" | "topic" => words.len() == values.len() && words.iter().zip(values).all(|(w, v)| same(w, v)),
                    _ => values.iter().all(|v| words.iter().any(|w| same(w, v))),
                }
            }
        }
    }

    /// The words of `span` of the entries that `ids` name.
    fn others(&self, ids: &[&Value], list: &str, span: &str) -> Vec<String> {
        self.entries(list).into_iter().filter(|e| ids.contains(&&e["id"])).filter_map(|e| self.words(&e[span])).collect()
    }

    /// The entries, one a line, as expectations are written.
    fn list(&self, kind: &Kind, entries: &[&Value]) -> String {
        if entries.is_empty() {
            return format!("\n      found no {}", kind.name);
        }
        entries
            .iter()
            .flat_map(|entry| ["\n      found  ".to_owned(), kind.name.to_owned(), ": ".to_owned(), self.show(kind, entry)])
            .collect()
    }

    fn show(&self, kind: &Kind, entry: &Value) -> String {
        let shown = kind.fields.iter().filter_map(|(key, path, how)| {
            let found = reach(entry, path);
            let called = |id: &&Value| self.names(id).into_iter().next();
            let values: Vec<String> = match how {
                How::Label => found.iter().filter(|v| !v.is_null()).map(|v| label(v)).collect(),
                How::Words | How::Spans => found.iter().filter_map(|v| self.words(v)).collect(),
                How::Actor | How::Actors => found.iter().filter_map(called).collect(),
                How::Role(role) => found.iter().filter(|p| p["role"] == *role).filter_map(|p| called(&&p["actor"])).collect(),
                How::Entry(list, span) => self.others(&found, list, span),
                How::Own => called(&&entry["id"]).into_iter().collect(),
            };
            let quoted = |v: &String| if v.contains([' ', ';', '=']) { format!("\"{v}\"") } else { v.clone() };
            (!values.is_empty()).then(|| format!("{key}={}", values.iter().map(quoted).collect::<Vec<_>>().join(";")))
        });
        shown.collect::<Vec<_>>().join(" ")
    }
}

/// What stands at the end of a path; lists are gone through, spans are not.
fn reach<'v>(entry: &'v Value, path: &str) -> Vec<&'v Value> {
    let mut at = vec![entry];
    for key in path.split('/').filter(|key| !key.is_empty()) {
        at = at.into_iter().flat_map(|v| spread(&v[key])).collect();
    }
    at
}

fn spread(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(items) if !items.first().is_some_and(Value::is_number) => items.iter().collect(),
        one => vec![one],
    }
}

fn label(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Whether the words are those expected; `first … last` stands for all between.
fn same(words: &str, expected: &str) -> bool {
    let Some((first, rest)) = expected.split_once('…') else { return words.split_whitespace().eq(expected.split_whitespace()) };
    let Some(mut left) = words.strip_prefix(first.trim_end()) else { return false };
    let mut parts: Vec<&str> = rest.split('…').map(str::trim).collect();
    let last = parts.pop().unwrap_or("");
    for part in parts {
        let Some((_, after)) = left.split_once(part) else { return false };
        left = after;
    }
    left.ends_with(last)
}

/// Whether `words` stand in `name` as whole words.
fn stands_in(words: &str, name: &str) -> bool {
    let bare = |s: &str| s.split_whitespace().map(|w| w.trim_matches(['«', '»', '"', '،']).to_owned()).collect::<Vec<_>>();
    let (words, name) = (bare(words), bare(name));
    !words.is_empty() && name.windows(words.len()).any(|window| window == words)
}
