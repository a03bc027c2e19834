//! Pages. In: the bytes of one page and what its bearer says of its charset and address. Out: an [`Item`] whose text is the title, a blank line, and
//! the main container in reading order. Nothing is fetched, no script is run.

mod bytes;
mod content;
mod known;
mod tree;

use std::cell::RefCell;

use mahdar::time::{Granularity, Reader};

use crate::date;
use crate::item::{Found, Item, titled};
use crate::meta::Meta;
use crate::options::Options;
use crate::problem::Problem;
use tree::{Id, Tree};

/// Words of a line that holds only a date and what is said around one.
const DATE_LINE: usize = 14;

thread_local! {
    /// Reads dates in words; made once a thread, for the pages that need it.
    static DATES: RefCell<Option<Reader>> = const { RefCell::new(None) };
}

/// One page.
pub(crate) struct Page<'o> {
    pub(crate) raw: Vec<u8>,
    /// `Content-Type` as the server said it.
    pub(crate) header: Option<String>,
    /// Address that it was fetched from, which goes before what the page says.
    pub(crate) url: Option<String>,
    pub(crate) meta: Meta,
    pub(crate) source: String,
    pub(crate) place: String,
    pub(crate) options: &'o Options,
}

impl Page<'_> {
    /// Reads it.
    pub(crate) fn item(self) -> Result<Item, Problem> {
        let (text, charset, doubt) =
            bytes::decode(&self.raw, self.header.as_deref()).map_err(|words| Problem::said(self.place.clone(), &words))?;
        let tree = Tree::new(&text);
        let known = known::find(&tree);
        let mut meta = known.meta;
        let mut content = content::find(&tree, meta.title.as_deref());
        if let Some(body) = known.body.filter(|b| b.chars().count() > 200 && content.text.chars().count() * 3 < b.chars().count()) {
            content.text = body;
            content.furniture.clear();
        }
        if meta.published.is_none() {
            let address = self.url.as_deref().or(meta.url.as_deref());
            meta.published = visible(&tree, content.root).or_else(|| address.and_then(date::in_address));
        }
        let given = self.meta;
        let by_page = given.published.is_none();
        let meta = Meta {
            published: given.published.or(meta.published),
            title: given.title.or(meta.title),
            url: self.url.or(given.url).or(meta.url),
            outlet: given.outlet.or(meta.outlet),
            author: given.author.or(meta.author),
            section: given.section.or(meta.section),
        };
        let text = titled(meta.title.as_deref(), &content.text);
        let offset = text.len() - content.text.len().min(text.len());
        let found = Found {
            raw: self.raw,
            text,
            meta,
            source: self.source,
            place: self.place.clone(),
            media: "text/html",
            charset,
            by_page,
            hash_text: false,
        };
        let mut item = found.item(self.options)?;
        item.furniture = content.furniture;
        for f in &mut item.furniture {
            f.span = (f.span.0 + offset, f.span.1 + offset);
        }
        item.doubts.extend(doubt.map(|words| Problem::said(self.place, &words)));
        Ok(item)
    }
}

/// The text of a piece of HTML, as feeds carry it.
pub(crate) fn fragment(html: &str) -> String {
    let tree = Tree::new(html);
    content::all(&tree)
}

/// A text with references of HTML, as attributes of XML carry it.
pub(crate) fn fragment_inline(text: &str) -> String {
    known::unescape(text)
}

/// The day in words that stands on the page: in the lines that are short, those near the article's beginning first.
fn visible(tree: &Tree, root: Id) -> Option<String> {
    let heading = tree.holders("h1");
    let mut lines: Vec<(bool, usize, String)> = Vec::new();
    for id in tree.ids() {
        let named = ["class", "id"].iter().any(|a| {
            tree.attribute(id, a).is_some_and(|c| {
                let c = c.to_ascii_lowercase();
                c.contains("date") || c.contains("time") || c.contains("publish") || c.contains("byline") || c.contains("meta")
            })
        });
        let leaf = tree.children(id).iter().all(|&c| !tree::is_block(tree.name(c)));
        if !(leaf && (tree::is_block(tree.name(id)) || named)) || outside(tree, &heading, id) {
            continue;
        }
        let text = tree.text(id);
        if text.chars().any(char::is_numeric) && text.split_whitespace().count() <= DATE_LINE {
            lines.push((!named, id.abs_diff(root), text));
        }
    }
    lines.sort();
    lines.iter().take(12).find_map(|(_, _, line)| day(line))
}

/// Whether an element belongs to another story or to the site, whose header holds no heading of the report.
fn outside(tree: &Tree, heading: &[bool], id: Id) -> bool {
    std::iter::successors(Some(id), |&n| tree.parent(n)).any(|n| match tree.name(n) {
        "header" => !heading[n],
        name => matches!(name, "script" | "style" | "head" | "aside" | "nav" | "footer" | "a"),
    })
}

/// The first whole day in a line.
fn day(line: &str) -> Option<String> {
    if let Some(day) = line.split_whitespace().find_map(|w| date::written(w.trim_matches(|c: char| !c.is_alphanumeric()))) {
        return Some(day);
    }
    DATES.with_borrow_mut(|reader| {
        let dates = reader.get_or_insert_with(Reader::arabic).read(line, None);
        dates.times.iter().filter(|t| matches!(t.granularity, Granularity::Day | Granularity::Time | Granularity::PartOfDay)).find_map(
            |t| {
                let value = t.value.as_deref()?.get(..10)?;
                date::written(value)
            },
        )
    })
}
