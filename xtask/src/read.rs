//! Reports as the engine reads them: a text file and what `NAME.meta.json` beside it says go in, a document comes out.

use std::path::Path;

use anyhow::{Context, Result};
use mahdar::Document;
use serde_json::Value;

use crate::paths;

/// The document of a text file with its metadata.
pub(crate) fn document(path: &Path) -> Result<Document> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let doc = Document::new(text).source(paths::name(path));
    let meta = path.with_extension("meta.json");
    if !meta.is_file() {
        return Ok(doc);
    }
    let meta_text = std::fs::read_to_string(&meta).with_context(|| format!("cannot read {}", meta.display()))?;
    let fields: Value = serde_json::from_str(&meta_text).with_context(|| format!("{} is not JSON", meta.display()))?;
    with_fields(doc, &fields).with_context(|| format!("in {}", meta.display()))
}

/// The document with the fields `title`, `outlet`, `url`, `author`, `section` and `published` where they are given.
pub(crate) fn with_fields(mut doc: Document, fields: &Value) -> Result<Document> {
    let field = |key: &str| fields.get(key).and_then(Value::as_str).filter(|s| !s.is_empty());
    if let Some(title) = field("title") {
        doc = doc.title(title);
    }
    if let Some(outlet) = field("outlet") {
        doc = doc.outlet(outlet);
    }
    if let Some(url) = field("url") {
        doc = doc.url(url);
    }
    if let Some(author) = field("author") {
        doc = doc.author(author);
    }
    if let Some(section) = field("section") {
        doc = doc.section(section);
    }
    match field("published") {
        Some(published) => Ok(doc.published(published)?),
        None => Ok(doc),
    }
}
