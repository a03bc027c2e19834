//! How sources are read. In: what the caller says of columns, sizes and dates. Out: [`Options`], with a default for everything that reads the
//! usual dumps. It reads nothing itself.

use crate::problem::Problem;

/// How to read.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Which field or column is what.
    pub columns: Columns,
    /// What is too large.
    pub limits: Limits,
    /// Day or moment of publication of everything read, by the caller: goes before what the source says.
    pub published: Option<String>,
}

/// Sizes beyond which something is refused, so that memory stays bounded whatever the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one report or page. Articles are a few kilobytes, pages some hundred.
    pub item: u64,
    /// Bytes of one line of JSONL or one record of CSV; escaped letters take six bytes each.
    pub line: u64,
    /// Bytes of one feed or sitemap, which are read whole: 50 MB is what sitemaps.org allows.
    pub feed: u64,
    /// Bytes that one file may become unpacked.
    pub decompressed: u64,
    /// How many times larger than itself a file may become unpacked; asked past 64 MiB, where text is seldom over 20.
    pub ratio: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { item: 4 << 20, line: 16 << 20, feed: 64 << 20, decompressed: 1 << 40, ratio: 200 }
    }
}

/// Names of the fields of JSONL and the columns of CSV. The first name of a list that a row has is taken, in whatever case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns {
    /// Title.
    pub title: Vec<String>,
    /// The report's text.
    pub text: Vec<String>,
    /// Address.
    pub url: Vec<String>,
    /// Newspaper, agency or channel.
    pub outlet: Vec<String>,
    /// Author line.
    pub author: Vec<String>,
    /// Section of the outlet.
    pub section: Vec<String>,
    /// Day or moment of publication.
    pub published: Vec<String>,
    /// The dump's own name of the row, which stands for an address where there is none.
    pub id: Vec<String>,
}

impl Default for Columns {
    fn default() -> Self {
        let names = |names: &[&str]| names.iter().map(|&n| n.to_owned()).collect();
        Self {
            title: names(&["title", "headline", "العنوان"]),
            text: names(&["text", "body", "content", "article", "article_text", "maintext", "النص"]),
            url: names(&["url", "link", "address", "permalink", "الرابط"]),
            outlet: names(&["outlet", "source", "publisher", "site", "site_name", "newspaper", "المصدر"]),
            author: names(&["author", "authors", "byline", "الكاتب"]),
            section: names(&["section", "category", "القسم"]),
            published: names(&["published", "published_at", "date", "date_publish", "pub_date", "datetime", "timestamp", "التاريخ"]),
            id: names(&["id", "_id", "article_id"]),
        }
    }
}

impl Columns {
    /// The defaults with what a caller says otherwise: `text=story,title=head`.
    ///
    /// # Errors
    /// A word that is no pair, or a field that there is not.
    pub fn with(mut self, pairs: &str) -> Result<Self, Problem> {
        for pair in pairs.split(',').map(str::trim).filter(|p| !p.is_empty()) {
            let Some((field, name)) = pair.split_once('=') else {
                return Err(Problem::new("columns", format!("'{pair}' is no pair"), "write FIELD=COLUMN, as in text=story"));
            };
            let list = match field.trim() {
                "title" => &mut self.title,
                "text" => &mut self.text,
                "url" => &mut self.url,
                "outlet" => &mut self.outlet,
                "author" => &mut self.author,
                "section" => &mut self.section,
                "published" => &mut self.published,
                "id" => &mut self.id,
                other => {
                    let remedy = "there are title, text, url, outlet, author, section, published, id";
                    return Err(Problem::new("columns", format!("'{other}' is no field"), remedy));
                }
            };
            *list = vec![name.trim().to_owned()];
        }
        Ok(self)
    }

    /// A row's fields, by how its columns are asked for.
    pub(crate) fn row(&self, get: impl Fn(&str) -> Option<String>) -> Row {
        let first = |names: &[String]| names.iter().find_map(|n| get(n)).filter(|v| !v.trim().is_empty());
        Row {
            title: first(&self.title),
            text: first(&self.text),
            url: first(&self.url),
            outlet: first(&self.outlet),
            author: first(&self.author),
            section: first(&self.section),
            published: first(&self.published),
            id: first(&self.id),
        }
    }
}

/// One row of a dump by its fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) title: Option<String>,
    pub(crate) text: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) outlet: Option<String>,
    pub(crate) author: Option<String>,
    pub(crate) section: Option<String>,
    pub(crate) published: Option<String>,
    pub(crate) id: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mapping_replaces_only_what_it_names() {
        let columns = Columns::default().with("text=story, title=head").unwrap();
        assert_eq!((columns.text, columns.title, columns.url), (vec!["story".to_owned()], vec!["head".to_owned()], Columns::default().url));
        assert!(Columns::default().with("body=story").unwrap_err().to_string().contains("there are title, text"));
        assert!(Columns::default().with("story").is_err());
    }
}
