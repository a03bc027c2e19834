//! The reports that the contracts are held against: the samples and the gold, with what stands beside them.
#![allow(dead_code, unreachable_pub, reason = "each test uses its part")]

use std::path::{Path, PathBuf};

use mahdar::Document;
use serde_json::Value;

/// The root of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Every report of `samples` and `tests/gold` with its name, in the order of the names.
pub fn documents() -> Vec<(String, Document)> {
    let mut out = Vec::new();
    for folder in ["samples", "tests/gold"] {
        let folder = root().join(folder);
        let mut paths: Vec<PathBuf> = std::fs::read_dir(&folder).unwrap().map(|e| e.unwrap().path()).collect();
        paths.retain(|p| p.extension().is_some_and(|e| e == "txt"));
        paths.sort();
        assert!(!paths.is_empty(), "no reports in {}", folder.display());
        out.extend(paths.iter().map(|path| (path.file_stem().unwrap().to_str().unwrap().to_owned(), document(path))));
    }
    out
}

fn document(path: &Path) -> Document {
    let mut doc = Document::new(std::fs::read_to_string(path).unwrap()).source(path.file_name().unwrap().to_str().unwrap());
    let Ok(meta) = std::fs::read_to_string(path.with_extension("meta.json")) else { return doc };
    let meta: Value = serde_json::from_str(&meta).unwrap();
    for (key, value) in meta.as_object().unwrap() {
        let value = value.as_str().unwrap_or("");
        doc = match key.as_str() {
            "title" => doc.title(value),
            "outlet" => doc.outlet(value),
            "url" => doc.url(value),
            "author" => doc.author(value),
            "section" => doc.section(value),
            "published" => doc.published(value).unwrap(),
            _ => doc,
        };
    }
    doc
}
