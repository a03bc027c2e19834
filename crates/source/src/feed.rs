//! Feeds. In: the text of an RSS, Atom or JSON feed. Out: an [`Item`] for each entry: title, blank line, text. Entities that the feed declares itself
//! are refused, not expanded; a feed that breaks off gives its whole entries, then a [`Problem`] with the place.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use serde_json::Value;

use crate::charset;
use crate::item::{Found, Item, titled};
use crate::meta::Meta;
use crate::options::Options;
use crate::page;
use crate::problem::Problem;
use crate::sitemap::Address;

/// One entry by its fields.
#[derive(Debug, Default)]
struct Entry {
    raw: String,
    meta: Meta,
    guid: Option<String>,
    updated: Option<String>,
    summary: Option<String>,
    text: Option<String>,
}

/// Reads all entries.
pub(crate) fn items(bytes: Vec<u8>, path: &str, options: &Options) -> Vec<Result<Item, Problem>> {
    let decoded = match charset::decode(bytes) {
        Ok(decoded) => decoded,
        Err(e) => return vec![Err(Problem::said(path, &e.to_string()))],
    };
    let json = decoded.text.trim_start().starts_with('{');
    let (entries, problem) = if json { from_json(&decoded.text, path) } else { from_xml(&decoded.text, path) };
    if entries.is_empty() && problem.is_none() {
        return vec![Err(Problem::new(path, "it is no feed, or one without entries", "give RSS, Atom or JSON Feed"))];
    }
    let item = |(n, entry): (usize, Entry)| {
        let text = entry.text.filter(|t| !t.trim().is_empty()).or(entry.summary).unwrap_or_default();
        let text = if text.contains('<') || text.contains('&') { page::fragment(&text) } else { text };
        let mut meta = entry.meta;
        meta.published = meta.published.or(entry.updated);
        meta.url = meta.url.or(entry.guid.clone().filter(|g| g.starts_with("http")));
        meta.title = meta.title.map(|t| page::fragment(&t));
        let found = Found {
            raw: entry.raw.into_bytes(),
            text: titled(meta.title.as_deref(), &text),
            source: meta.url.clone().unwrap_or_else(|| format!("{path}#{}", entry.guid.unwrap_or_else(|| n.to_string()))),
            meta,
            place: format!("{path}#{}", n + 1),
            media: if json { "application/feed+json" } else { "application/xml" },
            charset: decoded.charset.to_owned(),
            by_page: true,
            hash_text: false,
        };
        found.item(options)
    };
    entries.into_iter().enumerate().map(item).chain(problem.map(Err)).collect()
}

/// The addresses that a feed's entries lead to, in their order; empty where none has one. Addresses may be relative to the feed's own.
///
/// # Errors
/// Bytes that are no text, or no feed. Of a feed that breaks off what stands before is given.
pub fn links(bytes: Vec<u8>, place: &str) -> Result<Vec<Address>, Problem> {
    let text = charset::decode(bytes).map_err(|e| Problem::said(place, &e.to_string()))?.text;
    let (entries, problem) = if text.trim_start().starts_with('{') { from_json(&text, place) } else { from_xml(&text, place) };
    if entries.is_empty()
        && let Some(problem) = problem
    {
        return Err(problem);
    }
    let address = |entry: Entry| {
        let url = entry.meta.url.or(entry.guid.filter(|g| g.starts_with("http")))?;
        Some(Address { url, modified: entry.updated, published: entry.meta.published, title: entry.meta.title, sitemap: false })
    };
    Ok(entries.into_iter().filter_map(address).collect())
}

fn from_json(text: &str, path: &str) -> (Vec<Entry>, Option<Problem>) {
    let feed: Value = match serde_json::from_str(text) {
        Ok(feed) => feed,
        Err(e) => return (Vec::new(), Some(Problem::new(path, e.to_string(), "correct the JSON, or get the feed again"))),
    };
    let outlet = feed["title"].as_str().map(str::to_owned);
    let entry = |value: &Value| {
        let text = |key: &str| value[key].as_str().map(str::to_owned);
        let author = value["authors"][0]["name"].as_str().or(value["author"]["name"].as_str()).map(str::to_owned);
        Entry {
            raw: value.to_string(),
            meta: Meta {
                title: text("title"),
                url: text("url"),
                published: text("date_published"),
                outlet: outlet.clone(),
                author,
                section: None,
            },
            guid: text("id"),
            updated: text("date_modified"),
            summary: text("summary"),
            text: text("content_html").or_else(|| text("content_text")),
        }
    };
    (feed["items"].as_array().map(|items| items.iter().map(entry).collect()).unwrap_or_default(), None)
}

fn from_xml(xml: &str, path: &str) -> (Vec<Entry>, Option<Problem>) {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    let mut entries = Vec::new();
    let mut outlet = None;
    let mut stack: Vec<String> = Vec::new();
    let mut entry: Option<(Entry, usize, usize)> = None;
    let mut value = String::new();
    loop {
        let at = usize::try_from(reader.buffer_position()).unwrap_or(0);
        let problem = |what: String| Some(Problem::new(format!("{path}@{at}"), what, "get the feed again"));
        match reader.read_event() {
            Ok(Event::Start(e)) => {
                let name = name(&e);
                let within = entry.as_ref().map_or(0, |(_, _, depth)| stack.len() - depth);
                if entry.is_none() && (name == "item" || name == "entry") {
                    entry = Some((Entry::default(), at, stack.len() + 1));
                } else if let Some((entry, ..)) = &mut entry
                    && within == 0
                {
                    value.clear();
                    attributes(entry, &name, &e);
                } else if entry.is_none() {
                    value.clear();
                } else {
                    // markup within a field, as Atom may have it, separates words
                    value.push(' ');
                }
                stack.push(name);
                if stack.len() > 200 {
                    return (entries, problem("its elements are nested 200 deep".to_owned()));
                }
            }
            Ok(Event::Empty(e)) => {
                if let Some((entry, ..)) = &mut entry {
                    attributes(entry, &name(&e), &e);
                }
            }
            Ok(Event::End(_)) => {
                let Some(name) = stack.pop() else { continue };
                if let Some((mut done, start, depth)) = entry.take() {
                    if stack.len() + 1 == depth {
                        let end = usize::try_from(reader.buffer_position()).unwrap_or(xml.len());
                        xml.get(start..end).unwrap_or_default().clone_into(&mut done.raw);
                        done.meta.outlet.clone_from(&outlet);
                        entries.push(done);
                    } else {
                        if stack.len() == depth {
                            field(&mut done, &name, value.trim());
                        } else if name == "name" && stack.len() == depth + 1 && stack.last().is_some_and(|p| p == "author") {
                            done.meta.author.get_or_insert_with(|| value.trim().to_owned());
                        }
                        entry = Some((done, start, depth));
                    }
                } else if name == "title" && outlet.is_none() && stack.len() <= 2 {
                    outlet = Some(value.trim().to_owned()).filter(|t| !t.is_empty());
                }
            }
            Ok(Event::Text(t)) => value.push_str(&t.xml10_content()),
            Ok(Event::CData(t)) => value.push_str(&t.xml10_content()),
            Ok(Event::GeneralRef(r)) => {
                // a reference of HTML without a declaration is common; its letters are looked up, never expanded
                value.push_str(&page::fragment_inline(&format!("&{};", &*r)));
            }
            Ok(Event::DocType(d)) if d.xml10_content().contains("<!ENTITY") => {
                let what = "it declares entities of its own, which can swell without end";
                return (entries, Some(Problem::new(format!("{path}@{at}"), what, "leave it out, or write its text plainly")));
            }
            Ok(Event::Eof) if entry.is_some() => return (entries, problem("it ends within an entry: the feed is cut short".to_owned())),
            Ok(Event::Eof) => return (entries, None),
            Ok(_) => {}
            Err(e) => return (entries, problem(format!("its XML breaks: {e}"))),
        }
    }
}

/// Name of an element without its prefix, in small letters.
fn name(e: &BytesStart<'_>) -> String {
    let name = e.local_name();
    let name: &str = name.as_ref();
    name.to_lowercase()
}

fn attributes(entry: &mut Entry, name: &str, e: &BytesStart<'_>) {
    let get = |key: &str| {
        e.attributes().flatten().find_map(|a| {
            let own: &str = a.key.as_ref();
            (own == key).then(|| page::fragment_inline(&a.value))
        })
    };
    match name {
        "link" if get("rel").is_none_or(|r| r == "alternate") => entry.meta.url = entry.meta.url.take().or_else(|| get("href")),
        "category" => entry.meta.section = entry.meta.section.take().or_else(|| get("label")).or_else(|| get("term")),
        _ => {}
    }
}

fn field(entry: &mut Entry, name: &str, value: &str) {
    let target = match name {
        "title" => &mut entry.meta.title,
        "link" => &mut entry.meta.url,
        "guid" | "id" => &mut entry.guid,
        "pubdate" | "published" | "issued" | "date" => &mut entry.meta.published,
        "updated" | "modified" => &mut entry.updated,
        "creator" | "author" => &mut entry.meta.author,
        "category" => &mut entry.meta.section,
        "description" | "summary" => &mut entry.summary,
        "encoded" | "content" => &mut entry.text,
        _ => return,
    };
    if target.is_none() && !value.is_empty() {
        *target = Some(value.to_owned());
    }
}
