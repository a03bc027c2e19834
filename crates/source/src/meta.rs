//! What is known of a report beside its text: from a `NAME.meta.json` beside `NAME.txt`, from a page, or from the columns of a dump. In: the
//! text's path, or fields already found. Out: [`Meta`], and the document that carries it; or what is wrong, where, and what to do.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use mahdar::Document;
use mahdar::document::BadDate;
use serde::Deserialize;

use crate::problem::Problem;

/// A sidecar larger than this is some other file.
const LIMIT: u64 = 1 << 20;

/// What is known of a report beside its text. Unknown keys of a sidecar are left alone: they are for other programs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Meta {
    /// Day or moment, `YYYY-MM-DD` or RFC 3339.
    pub published: Option<String>,
    /// Title.
    pub title: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// Newspaper, agency or channel.
    pub outlet: Option<String>,
    /// Author line.
    pub author: Option<String>,
    /// Section of the outlet.
    pub section: Option<String>,
}

impl Meta {
    /// Reads the sidecar of this text; no sidecar is no metadata.
    ///
    /// # Errors
    /// A sidecar that cannot be read, is no JSON, or gives a date that is none.
    pub fn beside(text: &Path) -> Result<Self, Problem> {
        let path = Self::path(text);
        let failed = |deed: &str, e: &std::io::Error| {
            Problem::new(format!("cannot {deed} {}", path.display()), e.to_string(), "check its permissions, or move it away")
        };
        let mut bytes = Vec::new();
        match File::open(&path) {
            Ok(file) => file.take(LIMIT + 1).read_to_end(&mut bytes).map_err(|e| failed("read", &e))?,
            Err(e) if e.kind() == ErrorKind::NotFound => return Ok(Self::default()),
            Err(e) => return Err(failed("open", &e)),
        };
        if bytes.len() as u64 > LIMIT {
            let what = "it is larger than 1 MiB, so not metadata of one report";
            return Err(Problem::new(path.display().to_string(), what, "move it away or rename it"));
        }
        Self::parse(&bytes).map_err(|p| Problem { place: format!("in {}", path.display()), ..p })
    }

    /// Where the sidecar of this text would be.
    pub fn path(text: &Path) -> PathBuf {
        text.with_extension("meta.json")
    }

    fn parse(bytes: &[u8]) -> Result<Self, Problem> {
        let bytes = bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(bytes);
        let meta: Self = serde_json::from_slice(bytes).map_err(|e| {
            let remedy = if e.is_data() { "each value is a text in quotes, or null" } else { "correct the JSON, or remove the file" };
            Problem::new("", e.to_string(), remedy)
        })?;
        if let Some(date) = &meta.published
            && let Err(bad) = Document::new("").published(date)
        {
            return Err(Problem::new("", format!("\"published\" on line {}: {bad}", line_of_key(bytes, "published")), "or write null"));
        }
        Ok(meta)
    }

    /// Puts what is known on the document. A date by the caller goes before the sidecar's.
    ///
    /// # Errors
    /// A date that is none.
    pub fn onto(self, doc: Document, published: Option<&str>) -> Result<Document, BadDate> {
        let own = self.published.clone();
        let doc = self.fields_onto(doc);
        match published.or(own.as_deref()) {
            Some(date) => doc.published(date),
            None => Ok(doc),
        }
    }

    /// As [`Meta::onto`], where what is known stands in the page itself: a day that the text states outright goes before its date.
    ///
    /// # Errors
    /// A date that is none.
    pub fn onto_page(self, doc: Document, published: Option<&str>) -> Result<Document, BadDate> {
        let own = self.published.clone();
        let doc = self.fields_onto(doc);
        match (published, own) {
            (Some(given), _) => doc.published(given),
            (None, Some(own)) => doc.published_by_page(&own),
            (None, None) => Ok(doc),
        }
    }

    /// Everything but the date.
    fn fields_onto(self, mut doc: Document) -> Document {
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
        doc
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
        Meta::parse(json.as_bytes()).unwrap_err().to_string()
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
