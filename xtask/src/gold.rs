//! `cargo xtask gold`: hand-written annotation (`NAME.ann.json`) with its text in, gold with offsets (`NAME.gold.json`) out.
//!
//! An annotator writes exact strings of the text; this finds them and writes code-point offsets, or says which string is not there. A
//! string `A … B` stands for everything from A to the next B.

use std::path::Path;

use anyhow::{Context, Result, anyhow, bail};
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::paths;
use crate::score::sets::hash;

/// Which gold to build.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Names in tests/gold (all if none is given).
    names: Vec<String>,
    /// Only say which are stale, and fail if one is.
    #[arg(long)]
    check: bool,
}

impl Args {
    /// Every gold file is to be fresh.
    pub(crate) fn check_all() -> Self {
        Self { names: Vec::new(), check: true }
    }
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> Result<()> {
    let folder = paths::root().join("tests/gold");
    let (mut stale, mut count) = (Vec::new(), 0);
    for ann in paths::files(&folder, ".ann.json") {
        let name = paths::name(&ann).trim_end_matches(".ann.json").to_owned();
        if !args.names.is_empty() && !args.names.contains(&name) {
            continue;
        }
        count += 1;
        let built = build_file(&folder.join(format!("{name}.txt")), &ann)?;
        let gold = folder.join(format!("{name}.gold.json"));
        if std::fs::read_to_string(&gold).is_ok_and(|now| now == built) {
            continue;
        }
        if !args.check {
            std::fs::write(&gold, built).with_context(|| format!("cannot write {}", gold.display()))?;
        }
        stale.push(name);
    }
    if count == 0 {
        bail!("no annotation of that name in {}", folder.display());
    }
    let what = if args.check { "stale" } else { "built" };
    stale.iter().for_each(|name| println!("{what}: {name}"));
    if args.check && !stale.is_empty() {
        bail!("{} of {count} gold files are stale: run `cargo xtask gold`", stale.len());
    }
    println!("{} of {count} gold files {}", count - stale.len(), if args.check { "are fresh" } else { "were fresh" });
    Ok(())
}

/// The content of the gold file of a text and its annotation.
fn build_file(text: &Path, ann: &Path) -> Result<String> {
    let read = |path: &Path| std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()));
    let raw = read(text)?;
    let ann_value: Value = serde_json::from_str(&read(ann)?).with_context(|| format!("{} is not JSON", ann.display()))?;
    let mut gold = Builder::new(&raw).build(&ann_value).with_context(|| format!("{}: cannot be placed", ann.display()))?;
    gold.insert("text".to_owned(), json!(hash(&raw)));
    let mut out = Vec::new();
    let mut writer = serde_json::Serializer::with_formatter(&mut out, serde_json::ser::PrettyFormatter::with_indent(b" "));
    Value::Object(gold).serialize(&mut writer)?;
    Ok(String::from_utf8(out)? + "\n")
}

type Span = [usize; 2];

/// The text in code points; a no-break space counts as a space, so that annotators need not see the difference.
struct Builder(Vec<char>);

/// The list of an annotation; absent is empty.
fn list<'a>(v: &'a Value, key: &str) -> &'a [Value] {
    v.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn field<'a>(v: &'a Value, key: &str) -> Result<&'a Value> {
    v.get(key).ok_or_else(|| anyhow!("no '{key}' in {v}"))
}

fn string<'a>(v: &'a Value, key: &str) -> Result<&'a str> {
    field(v, key)?.as_str().ok_or_else(|| anyhow!("'{key}' is not a string in {v}"))
}

/// The value, with every identifier in it among the annotation's actors.
fn known(ann: &Value, ids: &Value, place: &str) -> Result<Value> {
    let all: Vec<&Value> = ids.as_array().map_or_else(|| vec![ids], |a| a.iter().collect());
    for id in all {
        if !list(ann, "actors").iter().any(|a| a.get("id") == Some(id)) {
            bail!("actor id {id} in {place}");
        }
    }
    Ok(ids.clone())
}

/// The fields of `keys` that say something.
fn copied(v: &Value, keys: &[&str]) -> Map<String, Value> {
    let says = |x: &&Value| !matches!(x, Value::Null | Value::Bool(false)) && x.as_str() != Some("");
    keys.iter().filter_map(|key| Some(((*key).to_owned(), v.get(key).filter(says)?.clone()))).collect()
}

impl Builder {
    fn new(raw: &str) -> Self {
        Self(raw.chars().map(|c| if c == '\u{a0}' { ' ' } else { c }).collect())
    }

    /// First place of `words` at or after `start`.
    fn find(&self, words: &str, start: usize) -> Option<Span> {
        let words: Vec<char> = words.chars().collect();
        let rest = self.0.get(start..)?;
        if words.is_empty() {
            return Some([start, start]);
        }
        let at = start + rest.windows(words.len()).position(|w| w == words)?;
        Some([at, at + words.len()])
    }

    /// The span of `phrase` at or after `start`; `A … B` goes from A to the next B.
    fn locate(&self, phrase: &str, start: usize) -> Result<Span> {
        let find =
            |words: &str, from| self.find(words, from).ok_or_else(|| anyhow!("not in the text (from where it was looked for): {words}"));
        let Some((head, tail)) = phrase.split_once('…') else {
            return find(phrase, start);
        };
        let head = find(head.trim(), start)?;
        Ok([head[0], find(tail.trim(), head[1])?[1]])
    }

    /// Where an item is looked for: from its own `at` phrase, else from the running place, which then moves to the item's `end`.
    fn place(&self, item: &Value, phrase: &str, cursor: &mut usize, end: usize) -> Result<Span> {
        if let Some(at) = item.get("at").and_then(Value::as_str) {
            return self.locate(phrase, self.locate(at, 0)?[0]);
        }
        let span = self.locate(phrase, *cursor)?;
        *cursor = span[end];
        Ok(span)
    }

    fn build(&self, ann: &Value) -> Result<Map<String, Value>> {
        let mut gold = Map::new();
        for key in ["doc", "published", "actors"] {
            if let Some(value) = ann.get(key) {
                gold.insert(key.to_owned(), value.clone());
            }
        }
        let mut cursor = 0;
        let mut furniture = Vec::new();
        for phrase in list(ann, "furniture") {
            furniture.push(self.place(&Value::Null, phrase.as_str().unwrap_or(""), &mut cursor, 1)?);
        }
        gold.insert("furniture".to_owned(), json!(furniture));
        let mut each = |key: &str, make: &dyn Fn(&Value, &mut usize) -> Result<Value>| -> Result<()> {
            let mut cursor = 0;
            let items = field(ann, key)?.as_array().ok_or_else(|| anyhow!("'{key}' is not a list"))?;
            let made = items.iter().map(|item| make(item, &mut cursor)).collect::<Result<Vec<Value>>>()?;
            gold.insert(key.to_owned(), Value::Array(made));
            Ok(())
        };
        each("statements", &|s, cursor| self.statement(ann, s, cursor))?;
        each("events", &|e, cursor| {
            let mut out = copied(e, &["id", "type", "mode", "status", "time", "place", "same_as"]);
            out.insert("trigger".to_owned(), json!(self.place(e, string(e, "trigger")?, cursor, 0)?));
            out.insert("participants".to_owned(), known(ann, field(e, "participants")?, "participants")?);
            Ok(Value::Object(out))
        })?;
        each("times", &|t, cursor| Ok(json!({"span": self.place(t, string(t, "text")?, cursor, 1)?, "value": field(t, "value")?})))?;
        each("positions", &|p, _| {
            let target = self.place(p, string(p, "target")?, &mut 0, 0)?;
            let (holder, issue) = (known(ann, field(p, "holder")?, "holder")?, p.get("issue"));
            Ok(json!({"holder": holder, "stance": field(p, "stance")?, "issue": issue, "target": target}))
        })?;
        each("frameworks", &|f, cursor| {
            let mut out = Map::new();
            out.insert("span".to_owned(), json!(self.place(f, string(f, "text")?, cursor, 1)?));
            out.insert("name".to_owned(), field(f, "name")?.clone());
            out.extend(copied(f, &["date"]));
            Ok(Value::Object(out))
        })?;
        Ok(gold)
    }

    fn statement(&self, ann: &Value, s: &Value, cursor: &mut usize) -> Result<Value> {
        let cue = self.place(s, string(s, "cue")?, cursor, 0)?;
        let before = s.get("content_before_cue").and_then(Value::as_bool).unwrap_or(false);
        let mut from = if before { cue[0].saturating_sub(400) } else { cue[1] };
        let mut content = Vec::new();
        for phrase in list(s, "content") {
            let span = self.locate(phrase.as_str().unwrap_or(""), from)?;
            from = span[1];
            content.push(span);
        }
        let speaker = match field(s, "speaker")? {
            Value::Null => Value::Null,
            id => known(ann, id, "speaker")?,
        };
        let ids = |key: &str| known(ann, s.get(key).unwrap_or(&json!([])), key);
        let mut out = json!({
            "speaker": speaker, "cue": cue, "class": field(s, "class")?, "form": field(s, "form")?, "content": content,
            "addressee": ids("addressee")?, "via": ids("via")?,
        });
        if let Some(words) = s.get("mention").and_then(Value::as_str).filter(|m| !m.is_empty()) {
            let mut spans: Vec<Span> = Vec::new();
            while let Some(span) = self.find(words, spans.last().map_or(0, |s| s[0] + 1)) {
                spans.push(span);
            }
            let nearest = spans.into_iter().min_by_key(|span| span[0].abs_diff(cue[0]));
            out["mention"] = json!(nearest.ok_or_else(|| anyhow!("not in the text: {words}"))?);
        }
        Ok(out)
    }
}
