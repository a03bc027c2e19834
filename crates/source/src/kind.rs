//! What kind of source some bytes are. In: a file's name and its first bytes, unpacked. Out: [`Kind`]. A name that says `.txt` is believed; else
//! the bytes decide before the name. It does not read the source.

use std::path::Path;

/// Kinds of sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Plain text: one report.
    Text,
    /// A page: one report.
    Html,
    /// RSS, Atom or JSON Feed: a report for each entry.
    Feed,
    /// A list of addresses, which are no reports before they are fetched.
    Sitemap,
    /// A web archive: a report for each page in it.
    Warc,
    /// JSON objects, one a line.
    Jsonl,
    /// Comma- or tab-separated values with a first line of names.
    Csv,
}

/// Endings of names of sources.
const ENDINGS: [&str; 19] = [
    "txt", "text", "html", "htm", "xhtml", "shtml", "mht", "php", "aspx", "jsonl", "ndjson", "json", "csv", "tsv", "rss", "atom", "xml",
    "rdf", "warc",
];

/// Name without folders, in lower case, and without `.gz` and `.zst`.
fn plain_name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    name.strip_suffix(".gz").or_else(|| name.strip_suffix(".zst")).map_or(name.clone(), str::to_owned)
}

impl Kind {
    /// Whether a file of this name is taken for a source where a whole folder is given. A `NAME.meta.json` tells of another file.
    pub fn is_named(path: &Path) -> bool {
        let name = plain_name(path);
        !name.ends_with(".meta.json") && name.rsplit_once('.').is_some_and(|(_, ending)| ENDINGS.contains(&ending))
    }

    /// The kind by name and first bytes (a kilobyte is enough); names of packed files are taken without `.gz` and `.zst`.
    pub fn of(path: &Path, first: &[u8]) -> Self {
        let name = plain_name(path);
        let ending = name.rsplit_once('.').map_or("", |(_, e)| e);
        if first.starts_with(b"WARC/") {
            return Self::Warc;
        }
        match ending {
            "txt" | "text" => return Self::Text,
            "warc" => return Self::Warc,
            "csv" | "tsv" => return Self::Csv,
            _ => {}
        }
        let start = String::from_utf8_lossy(&first[..first.len().min(4096)]).replace('\0', "");
        let start = start.trim_start_matches(['\u{FEFF}', '\u{FFFD}']).trim_start().to_lowercase();
        let root = root(&start);
        match root {
            "rss" | "feed" | "rdf:rdf" | "rdf" => return Self::Feed,
            "urlset" | "sitemapindex" => return Self::Sitemap,
            "html" | "head" | "body" | "!doctype html" => return Self::Html,
            _ => {}
        }
        if start.starts_with('{') {
            return if start.contains("jsonfeed.org/version") { Self::Feed } else { Self::Jsonl };
        }
        match ending {
            "html" | "htm" | "xhtml" | "shtml" | "mht" | "php" | "aspx" => Self::Html,
            "jsonl" | "ndjson" | "json" => Self::Jsonl,
            "rss" | "atom" | "xml" | "rdf" => Self::Feed,
            _ if ["<div", "<p>", "<table", "<article", "<meta", "<title"].iter().any(|t| start.starts_with(t)) => Self::Html,
            _ => Self::Text,
        }
    }

    /// Name for messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Html => "page",
            Self::Feed => "feed",
            Self::Sitemap => "sitemap",
            Self::Warc => "web archive",
            Self::Jsonl => "JSONL",
            Self::Csv => "CSV",
        }
    }
}

/// Name of the first element, past declarations and comments; `!doctype html` for that.
fn root(start: &str) -> &str {
    let mut rest = start;
    while let Some(at) = rest.strip_prefix('<') {
        if at.starts_with("!doctype html") {
            return "!doctype html";
        }
        let end = if at.starts_with("!--") {
            at.find("-->").map(|e| e + 3)
        } else if at.starts_with("!doctype") && at.find('[').is_some_and(|b| at.find('>').is_none_or(|e| b < e)) {
            at.find("]>").map(|e| e + 2)
        } else if at.starts_with(['?', '!']) {
            at.find('>').map(|e| e + 1)
        } else {
            return at.split(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).next().unwrap_or("");
        };
        let Some(end) = end else { return "" };
        rest = at[end..].trim_start();
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn name_and_bytes_tell_the_kind() {
        let cases: [(&str, &str, Kind); 17] = [
            ("a.txt", "<html><body>", Kind::Text),
            ("a", "قال الوزير", Kind::Text),
            ("a", "<!DOCTYPE html><html>", Kind::Html),
            ("a.html", "<!-- x --><p>نص", Kind::Html),
            ("a.html.gz", "نص", Kind::Html),
            ("a", "\u{FEFF}<?xml version=\"1.0\"?><rss version=\"2.0\">", Kind::Feed),
            ("a.xml", "<?xml version='1.0'?><!-- c --><feed xmlns=\"x\">", Kind::Feed),
            ("a.xml", "<?xml?><!DOCTYPE lolz [<!ENTITY lol \"lol\">]><rss>", Kind::Feed),
            ("a.xml", "<?xml?><urlset>", Kind::Sitemap),
            ("a.xml", "<?xml?><sitemapindex>", Kind::Sitemap),
            ("a.xml", "<?xml?><!DOCTYPE html PUBLIC \"x\"><html>", Kind::Html),
            ("a.json", "{\"version\": \"https://jsonfeed.org/version/1.1\"}", Kind::Feed),
            ("a.jsonl.gz", "{\"text\": \"x\"}", Kind::Jsonl),
            ("a", "{\"text\": \"x\"}", Kind::Jsonl),
            ("a.warc.gz", "", Kind::Warc),
            ("a", "WARC/1.0\r\n", Kind::Warc),
            ("a.csv", "title,text\n", Kind::Csv),
        ];
        for (name, first, kind) in cases {
            assert_eq!(Kind::of(Path::new(name), first.as_bytes()), kind, "{name}: {first}");
        }
    }

    #[test]
    fn a_folder_gives_its_pages_and_dumps_but_not_what_tells_of_them() {
        for name in ["a.txt", "a.HTML", "b.jsonl.gz", "c.warc.zst", "d.xml"] {
            assert!(Kind::is_named(Path::new(name)), "{name}");
        }
        for name in ["a.meta.json", "logo.png", "txt", "page.html.tmp"] {
            assert!(!Kind::is_named(Path::new(name)), "{name}");
        }
    }
}
