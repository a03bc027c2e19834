//! A document: one report's text and what its bearer knows about it.

/// One report as it comes in. The text is never changed: every span of the record counts in it.
#[derive(Clone, Debug, Default)]
pub struct Document {
    pub(crate) text: String,
    pub(crate) source: String,
    pub(crate) content: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) outlet: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) author: Option<String>,
    pub(crate) section: Option<String>,
    pub(crate) published: Option<Published>,
}

/// A day of publication that the caller knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Published {
    pub(crate) day: jiff::civil::Date,
    pub(crate) at: String,
    pub(crate) from_page: bool,
}

/// Hash of bytes as records write it: `b3:` and BLAKE3 in hexadecimal.
pub fn content_hash(bytes: &[u8]) -> String {
    format!("b3:{}", blake3::hash(bytes).to_hex())
}

/// A date that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadDate(pub String);

impl std::fmt::Display for BadDate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "'{}' is not a date: write YYYY-MM-DD, or a time as in 2015-08-13T09:30:00+03:00", self.0)
    }
}

impl std::error::Error for BadDate {}

impl Document {
    /// A document of this text, with nothing else known.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// Path or URL that it was read from.
    #[must_use]
    pub fn source(mut self, source: impl Into<String>) -> Self {
        self.source = source.into();
        self
    }

    /// Hash of the bytes as received (`b3:` and hexadecimal). Without it the text's own hash stands.
    #[must_use]
    pub fn content_hash(mut self, hash: impl Into<String>) -> Self {
        self.content = Some(hash.into());
        self
    }

    /// Title as its bearer gives it.
    #[must_use]
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.title = Some(title.into());
        self
    }

    /// Newspaper, agency or channel.
    #[must_use]
    pub fn outlet(mut self, outlet: impl Into<String>) -> Self {
        self.outlet = Some(outlet.into());
        self
    }

    /// Address.
    #[must_use]
    pub fn url(mut self, url: impl Into<String>) -> Self {
        self.url = Some(url.into());
        self
    }

    /// Author line.
    #[must_use]
    pub fn author(mut self, author: impl Into<String>) -> Self {
        self.author = Some(author.into());
        self
    }

    /// Section of the outlet.
    #[must_use]
    pub fn section(mut self, section: impl Into<String>) -> Self {
        self.section = Some(section.into());
        self
    }

    /// Day or moment of publication: `YYYY-MM-DD`, or an RFC 3339 time whose own offset decides the day.
    ///
    /// # Errors
    /// [`BadDate`] when it is neither.
    pub fn published(mut self, at: &str) -> Result<Self, BadDate> {
        let day = at.get(..10).unwrap_or(at);
        let rest_is_time = at.len() == 10 || matches!(at.as_bytes().get(10), Some(b'T' | b' '));
        let day = day.parse::<jiff::civil::Date>().ok().filter(|_| rest_is_time).ok_or_else(|| BadDate(at.to_owned()))?;
        self.published = Some(Published { day, at: at.to_owned(), from_page: false });
        Ok(self)
    }

    /// As [`Document::published`], where it is the page that says so and not the caller: pages are dated anew when they copy others, so that
    /// a day that the text states outright goes before this one.
    pub fn published_by_page(self, at: &str) -> Result<Self, BadDate> {
        let mut document = self.published(at)?;
        if let Some(published) = &mut document.published {
            published.from_page = true;
        }
        Ok(document)
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Hash of the bytes as received, or of the text.
    pub(crate) fn content(&self) -> String {
        self.content.clone().unwrap_or_else(|| content_hash(self.text.as_bytes()))
    }

    /// BLAKE3 of content hash, NUL, and the URL, else the source without its folders.
    pub(crate) fn id(&self) -> String {
        let name = self.url.as_deref().unwrap_or_else(|| self.source.rsplit(['/', '\\']).next().unwrap_or(""));
        let mut hasher = blake3::Hasher::new();
        hasher.update(self.content().as_bytes());
        hasher.update(&[0]);
        hasher.update(name.as_bytes());
        hasher.finalize().to_hex().to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_is_that_of_the_offset_given() {
        let doc = Document::new("نص").published("2015-08-13T01:30:00+03:00").unwrap();
        assert_eq!(doc.published.unwrap().day, jiff::civil::date(2015, 8, 13));
        assert!(Document::new("نص").published("13 August").is_err());
        assert!(Document::new("نص").published("2015-02-30").is_err());
    }

    #[test]
    fn the_same_bytes_at_another_address_are_another_document() {
        let one = Document::new("نص").source("a/b.txt").id();
        assert_eq!(one, Document::new("نص").source("c/b.txt").id());
        assert_ne!(one, Document::new("نص").source("a/c.txt").id());
    }
}
