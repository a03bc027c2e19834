//! What a `NAME.meta.json` beside `NAME.txt` says. In: the text's path. Out: [`Meta`], or what is wrong in the file, where, and what to do.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use mahdar::Document;
use serde::Deserialize;

/// A sidecar larger than this is some other file.
const LIMIT: u64 = 1 << 20;

/// What is known of a report beside its text. Unknown keys are left alone: they are for other programs.
#[derive(Debug, Default, PartialEq, Eq, Deserialize)]
pub(crate) struct Meta {
    published: Option<String>,
    title: Option<String>,
    url: Option<String>,
    outlet: Option<String>,
    author: Option<String>,
    section: Option<String>,
}

impl Meta {
    /// Reads the sidecar of this text; no sidecar is no metadata.
    pub(crate) fn beside(text: &Path) -> Result<Self> {
        let path = Self::path(text);
        let mut bytes = Vec::new();
        match File::open(&path) {
            Ok(file) => file.take(LIMIT + 1).read_to_end(&mut bytes).with_context(|| format!("cannot read {}", path.display()))?,
            Err(e) if e.kind() == ErrorKind::NotFound => return Ok(Self::default()),
            Err(e) => return Err(e).with_context(|| format!("cannot open {}", path.display())),
        };
        if bytes.len() as u64 > LIMIT {
            bail!("{}: it is larger than 1 MiB, so not metadata of one report; move it away or rename it", path.display());
        }
        Self::parse(&bytes).with_context(|| format!("in {}", path.display()))
    }

    /// Where the sidecar of this text would be.
    pub(crate) fn path(text: &Path) -> PathBuf {
        text.with_extension("meta.json")
    }

    fn parse(bytes: &[u8]) -> Result<Self> {
        let bytes = bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(bytes);
        let meta: Self = serde_json::from_slice(bytes).map_err(|e| {
            let remedy = if e.is_data() { "each value is a text in quotes, or null" } else { "correct the JSON, or remove the file" };
            anyhow::anyhow!("{e}; {remedy}")
        })?;
        if let Some(date) = &meta.published
            && let Err(bad) = Document::new("").published(date)
        {
            bail!("\"published\" on line {}: {bad}", line_of_key(bytes, "published"));
        }
        Ok(meta)
    }

    /// Puts what is known on the document. A date by the caller goes before the sidecar's.
    pub(crate) fn onto(self, mut doc: Document, published: Option<&str>) -> Result<Document> {
        let set = |value: Option<String>| value.filter(|v| !v.trim().is_empty());
        if let Some(title) = set(self.title) {
            doc = doc.title(title);
        }
        if let Some(url) = set(self.url) {
            doc = doc.url(url);
        }
        if let Some(outlet) = set(self.outlet) {
            doc = doc.outlet(outlet);
        }
        if let Some(author) = set(self.author) {
            doc = doc.author(author);
        }
        if let Some(section) = set(self.section) {
            doc = doc.section(section);
        }
        if let Some(date) = published.or(self.published.as_deref()) {
            doc = doc.published(date)?;
        }
        Ok(doc)
    }
}

/// Line on which a key stands: serde does not keep it, and the reader of the error needs it.
fn line_of_key(bytes: &[u8], key: &str) -> usize {
    let text = String::from_utf8_lossy(bytes);
    let at = text.find(&format!("\"{key}\"")).unwrap_or(0);
    text[..at].matches('\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(json: &str) -> String {
        format!("{:#}", Meta::parse(json.as_bytes()).unwrap_err())
    }

    #[test]
    fn unknown_keys_and_nulls_are_no_errors() {
        let meta = Meta::parse("\u{FEFF}{\"title\": \"عنوان\", \"url\": null, \"tags\": [1, 2]}".as_bytes()).unwrap();
        assert_eq!(meta, Meta { title: Some("عنوان".to_owned()), ..Meta::default() });
    }

    #[test]
    fn errors_say_where_and_what_to_do() {
        assert!(error("{\"title\": \"x\",\n}").contains("line 2 column 1; correct the JSON"), "{}", error("{\"title\": \"x\",\n}"));
        assert!(error("{\"title\": 5}").contains("line 1 column 11; each value is a text"), "{}", error("{\"title\": 5}"));
        let date = error("{\n\"title\": \"x\",\n\"published\": \"13 August\"}");
        assert!(date.contains("\"published\" on line 3: '13 August' is not a date: write YYYY-MM-DD"), "{date}");
        assert!(error("").contains("EOF"));
    }

    #[test]
    fn the_callers_date_goes_first() {
        let meta = || Meta { published: Some("2015-08-13".to_owned()), ..Meta::default() };
        let by_flag = meta().onto(Document::new("نص"), Some("2016-01-01")).unwrap();
        assert!(format!("{by_flag:?}").contains("2016-01-01"));
        let by_file = meta().onto(Document::new("نص"), None).unwrap();
        assert!(format!("{by_file:?}").contains("2015-08-13"));
    }
}
