//! Sets of gold: which there are, where their texts are, and their records, read by the engine or from a file.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use mahdar::Analyzer;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::doc::{DocScore, score_doc};
use super::json::{get, string};
use crate::{paths, read};

/// A folder of gold, and the folders in which its texts are looked for.
#[derive(Debug)]
pub(crate) struct Set {
    /// The name in the table and in `score-floors.toml`.
    pub(crate) name: &'static str,
    gold: PathBuf,
    texts: Vec<PathBuf>,
}

impl Set {
    /// Every set that can be: the repository's own, and those of `$MAHDAR_GOLD`.
    pub(crate) fn all() -> [Set; 3] {
        let own = paths::root().join("tests/gold");
        let gold = paths::beside("MAHDAR_GOLD", "../shared/gold");
        let (seeds, dev) = (gold.join("seeds"), gold.join("dev"));
        let seed_texts = vec![seeds.clone(), gold.join("../seeds")];
        [
            Set { name: "gold", texts: vec![own.clone()], gold: own },
            Set { name: "seeds", texts: seed_texts, gold: seeds },
            Set { name: "dev", texts: vec![dev.clone()], gold: dev },
        ]
    }

    /// Whether there is gold in the folder.
    pub(crate) fn is_present(&self) -> bool {
        !paths::files(&self.gold, ".gold.json").is_empty()
    }

    /// The folder of the gold.
    pub(crate) fn folder(&self) -> &Path {
        &self.gold
    }

    /// The text of a gold file: `NAME.txt` or `NAME_….txt`.
    fn text_of(&self, name: &str) -> Option<PathBuf> {
        let fits = |path: &PathBuf| {
            let stem = paths::name(path).strip_suffix(".txt").unwrap_or("");
            stem == name || stem.strip_prefix(name).is_some_and(|rest| rest.starts_with('_'))
        };
        self.texts.iter().find_map(|folder| paths::files(folder, ".txt").into_iter().find(fits))
    }

    /// The engine's records of the set's texts, in the order of their names.
    pub(crate) fn read(&self, analyzer: &Analyzer) -> Result<Vec<Value>> {
        let mut worker = analyzer.worker();
        let mut records = Vec::new();
        for gold in paths::files(&self.gold, ".gold.json") {
            if let Some(path) = self.text_of(gold_name(&gold)) {
                records.push(serde_json::to_value(worker.read(&read::document(&path)?))?);
            }
        }
        Ok(records)
    }
}

/// `NAME` of `NAME.gold.json`.
fn gold_name(path: &Path) -> &str {
    paths::name(path).strip_suffix(".gold.json").unwrap_or("")
}

/// The name that a record's source gives it: the file name without its last extension.
fn record_name(record: &Value) -> &str {
    Path::new(string(get(record, "document"), "source")).file_stem().and_then(|s| s.to_str()).unwrap_or("")
}

/// The records of a JSONL file.
pub(crate) fn records_of(path: &Path) -> Result<Vec<Value>> {
    let lines = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let parse = |(i, line)| serde_json::from_str(line).with_context(|| format!("{}:{}: not a record", path.display(), i + 1));
    lines.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()).map(parse).collect()
}

/// The scored documents of a folder of gold with their names, and the names of those without a record.
#[derive(Debug)]
pub(crate) struct Scored {
    pub(crate) docs: Vec<(String, DocScore)>,
    pub(crate) missing: Vec<String>,
}

/// Scores records against a folder of gold.
pub(crate) fn score_records(folder: &Path, records: &[Value]) -> Result<Scored> {
    // Of two records with one name the later stands, in the earlier's place.
    let mut by_name: Vec<(&str, &Value)> = Vec::new();
    for record in records {
        let name = record_name(record);
        match by_name.iter_mut().find(|(known, _)| *known == name) {
            Some(slot) => slot.1 = record,
            None => by_name.push((name, record)),
        }
    }
    let mut scored = Scored { docs: Vec::new(), missing: Vec::new() };
    for path in paths::files(folder, ".gold.json") {
        let name = gold_name(&path);
        let content = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let gold: Value = serde_json::from_str(&content).with_context(|| format!("{} is not JSON", path.display()))?;
        let fits = |key: &str| key == name || key.strip_prefix(name).is_some_and(|rest| rest.starts_with('_'));
        let score = if let Some((_, record)) = by_name.iter().find(|(key, _)| fits(key)) {
            let hash = hash(string(get(record, "document"), "text"));
            if !string(&gold, "text").is_empty() && string(&gold, "text") != hash {
                bail!("{name}: document.text is not the text that was annotated; spans cannot be compared");
            }
            score_doc(&gold, record)
        } else {
            scored.missing.push(name.to_owned());
            score_doc(&gold, &Value::Null)
        };
        scored.docs.push((name.to_owned(), score));
    }
    if scored.docs.is_empty() {
        bail!("no gold files in {}", folder.display());
    }
    Ok(scored)
}

/// SHA-256 of a text, hexadecimal: what the spans of its gold count in.
pub(crate) fn hash(text: &str) -> String {
    use std::fmt::Write;
    Sha256::digest(text).iter().fold(String::new(), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}
