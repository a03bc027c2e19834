//! What the bench reads: the articles of `$MAHDAR_CORPUS`, streamed from gzip, or the samples where the corpus is absent.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use flate2::read::MultiGzDecoder;
use mahdar::Document;
use serde_json::Value;

use crate::{paths, read};

/// The folder of the corpus.
pub(crate) fn folder() -> PathBuf {
    paths::beside("MAHDAR_CORPUS", "../shared/corpus")
}

/// What is read, in words for people.
pub(crate) fn described() -> String {
    let files = paths::files(&folder(), ".jsonl.gz");
    let names: Vec<&str> = files.iter().map(|f| paths::name(f)).collect();
    if names.is_empty() { format!("samples (no corpus in {})", folder().display()) } else { names.join(" ") }
}

/// The lines of every file of the corpus, one article a line.
pub(crate) fn lines() -> Result<impl Iterator<Item = Result<String>>> {
    let files = paths::files(&folder(), ".jsonl.gz");
    let open = |path: PathBuf| File::open(&path).with_context(|| format!("cannot open {}", path.display()));
    let readers = files.into_iter().map(open).collect::<Result<Vec<File>>>()?;
    let read = |file| BufReader::with_capacity(1 << 16, MultiGzDecoder::new(file)).lines();
    Ok(readers.into_iter().flat_map(read).map(|line| line.context("the corpus cannot be decompressed")))
}

/// The document of a line: title, blank line, text, as a JSONL line is read everywhere.
pub(crate) fn document(line: &str) -> Result<Document> {
    of_fields(&fields(line)?)
}

/// The fields of a line.
pub(crate) fn fields(line: &str) -> Result<Value> {
    serde_json::from_str(line).context("a line of the corpus is not JSON")
}

/// The document of the fields of a line.
pub(crate) fn of_fields(fields: &Value) -> Result<Document> {
    let field = |key: &str| fields.get(key).and_then(Value::as_str).unwrap_or("");
    let text = format!("{}\n\n{}", field("title"), field("text"));
    read::with_fields(Document::new(text).source(field("id")), fields)
}

/// An error where there is no corpus.
pub(crate) fn required() -> Result<()> {
    ensure!(!paths::files(&folder(), ".jsonl.gz").is_empty(), "no corpus in {}", folder().display());
    Ok(())
}

/// A fixed share of the articles, spread over the corpus: every fortieth, or every sample.
pub(crate) fn share() -> Result<Vec<Document>> {
    let mut docs = Vec::new();
    for line in lines()?.step_by(40) {
        docs.push(document(&line?)?);
    }
    if docs.is_empty() {
        for path in paths::files(&paths::root().join("samples"), ".txt") {
            docs.push(read::document(&path)?);
        }
    }
    ensure!(!docs.is_empty(), "there is neither a corpus in {} nor a sample to read", folder().display());
    Ok(docs)
}
