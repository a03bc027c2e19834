//! One report as it was received. In: bytes, the text in them, and what is known of it. Out: [`Item`], or why it is no Arabic report. It does
//! not look into the text beyond the share of its letters.

use mahdar::Document;

use crate::charset;
use crate::date;
use crate::meta::Meta;
use crate::options::Options;
use crate::problem::Problem;

/// Share of Arabic letters below which a text is not an Arabic report.
pub const ARABIC: f64 = 0.3;

/// One report as received, with what its bearer said of it.
#[derive(Clone, Debug)]
pub struct Item {
    /// The report for the engine.
    pub document: Document,
    /// What stands on the document, to read: the engine's type only takes it.
    pub meta: Meta,
    /// Bytes as received, compression taken off: file, payload, page, line or entry.
    pub raw: Vec<u8>,
    /// `b3:` and the BLAKE3 of [`Item::raw`], for rows of dumps of the text alone; what the document carries.
    pub content: String,
    /// Where it stood, for messages: path, `path:line`, `path@offset`, URL.
    pub place: String,
    /// Media type of [`Item::raw`].
    pub media: &'static str,
    /// When it was fetched, RFC 3339, where the source says so.
    pub fetched: Option<String>,
    /// Name of the encoding that the text was in.
    pub charset: String,
    /// What the page's own structure says is not the article, as bytes of the text. The engine finds furniture by itself; this adds to it.
    pub furniture: Vec<Furniture>,
    /// What was doubtful and left out, such as a date that is none. The report is read all the same.
    pub doubts: Vec<Problem>,
}

/// A stretch of the text that is on the page but is not the article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Furniture {
    /// First byte and the byte after the last, in [`Document::text`].
    pub span: (usize, usize),
    /// `caption`, `credit`, `share`, `related` or `notice`, as in a record.
    pub kind: &'static str,
}

/// What a reader found, before it is an [`Item`].
pub(crate) struct Found {
    pub(crate) raw: Vec<u8>,
    pub(crate) text: String,
    pub(crate) meta: Meta,
    /// What the document calls its source: path or URL.
    pub(crate) source: String,
    pub(crate) place: String,
    pub(crate) media: &'static str,
    pub(crate) charset: String,
    /// Whether the date is the page's own and not its bearer's.
    pub(crate) by_page: bool,
    /// Whether the text alone is hashed, as for rows of dumps.
    pub(crate) hash_text: bool,
}

impl Found {
    /// The item, if it is an Arabic report.
    pub(crate) fn item(mut self, options: &Options) -> Result<Item, Problem> {
        let refuse = |words: &str| Err(Problem::said(self.place.clone(), words));
        if self.text.trim().is_empty() {
            return refuse("it holds no text; get it again, or leave it out");
        }
        if self.text.len() as u64 > options.limits.item {
            let limit = options.limits.item;
            return refuse(&format!("its text is larger than {limit} bytes, the limit for one report; split it into reports"));
        }
        if let Err(words) = arabic(&self.text, &self.charset) {
            return refuse(&words);
        }
        let mut doubts = Vec::new();
        if let Some(date) = &self.meta.published {
            let read = date::written(date);
            if read.is_none() {
                let remedy = "the report is read without it; write YYYY-MM-DD or RFC 3339";
                doubts.push(Problem::new(self.place.clone(), format!("'{}' is not a date", date.trim()), remedy));
            }
            self.meta.published = read;
        }
        let hashed = if self.hash_text { self.text.as_bytes() } else { &self.raw };
        let content = mahdar::content_hash(hashed);
        let document = Document::new(self.text).source(self.source).content_hash(content.clone());
        let given = options.published.as_deref();
        let meta = self.meta.clone();
        let document = if self.by_page { meta.onto_page(document, given) } else { meta.onto(document, given) };
        let document = document.map_err(|e| Problem::new(self.place.clone(), e.to_string(), "correct the date given"))?;
        if given.is_some() {
            self.meta.published = given.map(str::to_owned);
        }
        Ok(Item {
            document,
            meta: self.meta,
            raw: self.raw,
            content,
            place: self.place,
            media: self.media,
            fetched: None,
            charset: self.charset,
            furniture: Vec::new(),
            doubts,
        })
    }
}

/// Whether a text is Arabic; else the words that say so.
pub(crate) fn arabic(text: &str, charset: &str) -> Result<(), String> {
    let share = charset::arabic_share(text);
    if share >= ARABIC {
        return Ok(());
    }
    Err(format!(
        "it is not Arabic: {:.0}% of its letters are (read as {charset}), and at least {:.0}% must be; give the Arabic text alone",
        share * 100.0,
        ARABIC * 100.0
    ))
}

/// Title, blank line, text; either may be missing.
pub(crate) fn titled(title: Option<&str>, text: &str) -> String {
    match title.map(str::trim).filter(|t| !t.is_empty()) {
        Some(title) if text.trim().is_empty() => title.to_owned(),
        Some(title) => format!("{title}\n\n{text}"),
        None => text.to_owned(),
    }
}
