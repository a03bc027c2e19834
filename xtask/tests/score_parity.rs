//! The Rust score is the same as `score.py`: same table, same interval, same JSON, on records read by the engine and on records made
//! from the gold with every kind of fault. Where `../shared/score` is absent there is nothing to compare with, and the tests say so.
#![allow(clippy::print_stderr, reason = "a skip is said plainly")]

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

fn gold_folder() -> PathBuf {
    std::env::var_os("MAHDAR_GOLD").map_or_else(|| root().join("../shared/gold"), PathBuf::from)
}

/// `score.py`, or `None` with a word to the reader.
fn script() -> Option<PathBuf> {
    let script = gold_folder().join("../score/score.py");
    if script.is_file() && Command::new("python3").arg("--version").output().is_ok() {
        return Some(script);
    }
    eprintln!("skipped: no python3 or no {}", script.display());
    None
}

fn output(command: &mut Command) -> String {
    let out = command.output().unwrap();
    assert!(out.status.success(), "{command:?}: {}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).unwrap()
}

fn xtask(args: &[&str]) -> String {
    output(Command::new(env!("CARGO_BIN_EXE_xtask")).args(args))
}

fn compare(script: &Path, gold: &Path, records: &Path) {
    let (gold, records, script) = (gold.to_str().unwrap(), records.to_str().unwrap(), script.to_str().unwrap());
    let ours = xtask(&["score", "--records", records, "--gold", gold]);
    let theirs = output(Command::new("python3").args([script, gold, records]));
    assert_eq!(ours, theirs, "{gold}");
    let parse = |s: &str| serde_json::from_str::<Value>(s).unwrap();
    let ours = xtask(&["score", "--json", "--records", records, "--gold", gold]);
    let theirs = output(Command::new("python3").args([script, gold, records, "--json"]));
    assert_eq!(parse(&ours), parse(&theirs), "{gold}");
}

#[test]
fn the_table_of_the_engines_records_is_that_of_score_py() {
    let Some(script) = script() else { return };
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join("read");
    xtask(&["score", "--out", out.to_str().unwrap()]);
    for (set, gold) in [("gold", root().join("tests/gold")), ("seeds", gold_folder().join("seeds")), ("dev", gold_folder().join("dev"))] {
        let records = out.join(format!("{set}.jsonl"));
        if records.is_file() {
            compare(&script, &gold, &records);
        } else {
            eprintln!("skipped: {set} is absent");
        }
    }
}

#[test]
fn the_table_of_faulty_records_is_that_of_score_py() {
    let Some(script) = script() else { return };
    let mut dice = Dice(20_260_801);
    for folder in [root().join("tests/gold"), gold_folder().join("dev")] {
        let names: Vec<String> = gold_names(&folder);
        for round in 0..4 {
            let mut records = Vec::new();
            for name in &names {
                if dice.below(12) > 0 {
                    records.push(faulty(&folder, name, &mut dice).to_string());
                }
            }
            let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("faulty-{round}.jsonl"));
            std::fs::write(&path, records.join("\n") + "\n").unwrap();
            if !names.is_empty() {
                compare(&script, &folder, &path);
            }
        }
    }
}

fn gold_names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries.filter_map(|e| e.file_name().to_str()?.strip_suffix(".gold.json").map(str::to_owned)).collect();
    names.sort();
    names
}

/// A small generator of its own: what it draws must be the same on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }

    fn one(&mut self, of: &[Value]) -> Value {
        of[self.below(of.len() as u64) as usize].clone()
    }
}

/// A record made from the gold, with spans moved, entries dropped and doubled, names and actors changed, nulls and absences.
fn faulty(folder: &Path, name: &str, dice: &mut Dice) -> Value {
    let text = std::fs::read_to_string(folder.join(format!("{name}.txt"))).unwrap();
    let gold: Value = serde_json::from_str(&std::fs::read_to_string(folder.join(format!("{name}.gold.json"))).unwrap()).unwrap();
    let length = text.chars().count() as u64;
    let mut record = json!({"document": {"source": format!("here/{name}.txt"), "text": text}});
    let ids: Vec<Value> = gold["actors"].as_array().unwrap().iter().map(|a| a["id"].clone()).collect();
    for kind in ["actors", "statements", "events", "times", "positions"] {
        let mut out = Vec::new();
        for entry in gold[kind].as_array().unwrap() {
            for _ in 0..[1, 1, 1, 1, 1, 0, 2][dice.below(7) as usize] {
                let mut entry = entry.clone();
                spoil(&mut entry, &ids, length, dice);
                out.push(entry);
            }
        }
        record[kind] = Value::Array(out);
    }
    for actor in record["actors"].as_array_mut().unwrap() {
        let spans = (0..dice.below(4)).map(|_| {
            let start = dice.below(length);
            let end = start + dice.below(20);
            let form = if dice.below(3) == 0 { "pronoun" } else { "short" };
            json!({"span": [start, end], "form": form})
        });
        actor["mentions"] = Value::Array(spans.collect());
    }
    for event in record["events"].as_array_mut().unwrap() {
        for participant in event["participants"].as_array_mut().unwrap() {
            if dice.below(2) == 0 {
                *participant = json!({"actor": participant.take(), "role": "party"});
            }
        }
    }
    let mut moved = |span: &Value| {
        let mut span = span.clone();
        spoil(&mut span, &ids, length, dice);
        span
    };
    let frameworks: Vec<Value> =
        gold["frameworks"].as_array().unwrap().iter().map(|f| json!({"name": "x", "mentions": [moved(&f["span"])]})).collect();
    let furniture: Vec<Value> = gold["furniture"].as_array().unwrap().iter().map(|s| json!({"span": moved(s)})).collect();
    record["frameworks"] = Value::Array(frameworks);
    record["furniture"] = Value::Array(furniture);
    record
}

/// Changes a value here and there, as an engine that errs might.
fn spoil(value: &mut Value, ids: &[Value], length: u64, dice: &mut Dice) {
    match value {
        Value::Array(pair) if pair.len() == 2 && pair.iter().all(Value::is_u64) && dice.below(4) == 0 => {
            let start = (pair[0].as_u64().unwrap() + dice.below(9)).saturating_sub(4).min(length);
            let end = (pair[1].as_u64().unwrap() + dice.below(9)).saturating_sub(4).clamp(start, length);
            *value = json!([start, end.max(start + 1)]);
        }
        Value::Array(items) => items.iter_mut().for_each(|item| spoil(item, ids, length, dice)),
        Value::Object(fields) => {
            let optional = ["speaker", "form", "class", "mode", "status", "value", "name_en", "addressee", "via", "type"];
            for (key, field) in fields.iter_mut() {
                match key.as_str() {
                    "id" | "names" => {}
                    "speaker" | "holder" if dice.below(6) == 0 => *field = dice.one(ids),
                    "addressee" | "via" if dice.below(6) == 0 => *field = Value::Array(vec![dice.one(ids)]),
                    "class" | "form" | "stance" if dice.below(6) == 0 => *field = json!("report"),
                    "time" | "value" if dice.below(6) == 0 => *field = json!("2018-05-01TEV"),
                    "name" if dice.below(5) == 0 => {
                        let words: Vec<&str> = field.as_str().unwrap().split(' ').collect();
                        *field = json!(words[dice.below(words.len() as u64) as usize..].join(" "));
                    }
                    _ => spoil(field, ids, length, dice),
                }
            }
            let key = optional[dice.below(optional.len() as u64) as usize];
            // Absent or null; an event without a type and a time of type null are not records, but must not differ either.
            if fields.contains_key(key) && dice.below(3) == 0 && !(key == "type" && fields.contains_key("trigger")) {
                if dice.below(2) == 0 {
                    fields.insert(key.to_owned(), Value::Null);
                } else {
                    fields.shift_remove(key);
                }
            }
        }
        _ => {}
    }
}
