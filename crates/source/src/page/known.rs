//! What a page says of itself. In: its tree. Out: title, address, outlet, author, section, and the day of publication: from JSON-LD, then Open Graph
//! and other `meta`, then microdata and `<time>`; the visible parts only where those are silent. A date is taken only if it is one.

use serde_json::Value;

use super::tree::{Id, Tree, squeeze};
use crate::date;
use crate::meta::Meta;

/// Metadata of a page, and the text in them if they carry it.
#[derive(Debug, Default)]
pub(crate) struct Known {
    pub(crate) meta: Meta,
    /// `articleBody`: the whole text on pages whose scripts write them.
    pub(crate) body: Option<String>,
}

/// Types of JSON-LD that are reports.
const REPORTS: [&str; 9] = [
    "NewsArticle",
    "Article",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "OpinionNewsArticle",
    "BackgroundNewsArticle",
    "BlogPosting",
    "Report",
    "LiveBlogPosting",
];

/// Reads what the page says.
pub(crate) fn find(tree: &Tree) -> Known {
    let heading = heading(tree);
    let whole = tree.all("title").next().map(|id| tree.text(id)).filter(|t| !t.is_empty());
    let reports = reports(tree);
    let report = choose(&reports, heading.as_deref().or(whole.as_deref()));
    let ld = |key: &str| report.and_then(|r| r.get(key)).and_then(words);
    let metas: Vec<Id> = tree.all("meta").collect();
    let meta = |names: &[&str]| names.iter().find_map(|n| meta(tree, &metas, n));
    let prop = |name: &str| item_property(tree, name);

    let outlet = report
        .and_then(|r| r.get("publisher"))
        .and_then(words)
        .or_else(|| meta(&["og:site_name", "application-name"]))
        .or_else(|| publisher(tree))
        .map(|o| squeeze(&o));
    let declared = ld("headline").or_else(|| meta(&["og:title", "twitter:title"])).map(|t| squeeze(&t));
    let title = title(heading, declared, whole, outlet.as_deref());
    let published = ld("datePublished")
        .and_then(|d| date::written(&d))
        .or_else(|| {
            let names = [
                "article:published_time",
                "og:article:published_time",
                "datepublished",
                "pubdate",
                "publishdate",
                "publish-date",
                "publish_date",
                "publication_date",
                "parsely-pub-date",
                "sailthru.date",
                "dc.date.issued",
                "dc.date",
                "dcterms.created",
                "dcterms.date",
                "article.published",
                "cxenseparse:recs:publishtime",
                "date",
            ];
            names.iter().find_map(|n| self::meta(tree, &metas, n).and_then(|d| date::written(&d)))
        })
        .or_else(|| prop("datePublished").and_then(|d| date::written(&d)))
        .or_else(|| time_element(tree));
    Known {
        meta: Meta {
            title,
            outlet,
            published,
            url: canonical(tree).or_else(|| meta(&["og:url"])).or_else(|| ld("url")).filter(|u| u.starts_with("http")),
            author: report
                .and_then(|r| r.get("author"))
                .and_then(words)
                .or_else(|| meta(&["author", "article:author", "parsely-author", "dc.creator"]).filter(|a| !a.starts_with("http")))
                .or_else(|| prop("author"))
                .or_else(|| rel_author(tree))
                .map(|a| squeeze(&a)),
            section: ld("articleSection").or_else(|| meta(&["article:section", "parsely-section"])).or_else(|| prop("articleSection")),
        },
        body: ld("articleBody"),
    }
}

/// The headline: the page's own heading where it says what the metadata say, for it has no outlet's name behind it.
fn title(heading: Option<String>, declared: Option<String>, whole: Option<String>, outlet: Option<&str>) -> Option<String> {
    match (heading, declared.or(whole)) {
        (Some(h), Some(d)) if d.contains(&h) && h.chars().count() >= 8 => Some(h),
        (Some(h), Some(d)) if h.contains(&d) => Some(d),
        (_, Some(d)) => Some(bare(&d, outlet)),
        (h, None) => h,
    }
    .filter(|t| !t.is_empty())
}

/// A title without the outlet's name behind it.
fn bare(title: &str, outlet: Option<&str>) -> String {
    for mark in [" | ", " - ", " – ", " — ", " :: ", " » "] {
        if let Some((head, tail)) = title.rsplit_once(mark) {
            let known = outlet.is_some_and(|o| tail.contains(o) || o.contains(tail));
            if head.chars().count() >= 8 && (known || (mark != " - " && mark != " – " && tail.split_whitespace().count() <= 4)) {
                return bare(head, outlet);
            }
        }
    }
    title.to_owned()
}

/// The first heading that is no logo.
fn heading(tree: &Tree) -> Option<String> {
    let own = tree
        .ids()
        .find(|&id| tree.attribute(id, "itemprop") == Some("headline") && matches!(tree.name(id), "h1" | "h2" | "h3" | "div" | "span"));
    let all: Vec<String> = tree.all("h1").map(|id| tree.text(id)).filter(|t| t.split_whitespace().count() >= 2).collect();
    own.map(|id| tree.text(id)).filter(|t| !t.is_empty()).or_else(|| all.into_iter().max_by_key(|t| t.chars().count().min(60)))
}

fn reports(tree: &Tree) -> Vec<Value> {
    let mut out = Vec::new();
    for id in tree.all("script") {
        if !tree.attribute(id, "type").is_some_and(|t| t.to_ascii_lowercase().starts_with("application/ld+json")) {
            continue;
        }
        let text = tree.script(id);
        let text = text.trim().trim_start_matches("<!--").trim_end_matches("-->").trim_end_matches(';').trim();
        // line breaks within strings are common and no JSON
        let value = serde_json::from_str(text).or_else(|_| serde_json::from_str::<Value>(&text.replace(['\n', '\r', '\t'], " ")));
        if let Ok(value) = value {
            gather(value, 0, &mut out);
        }
    }
    out
}

fn gather(value: Value, depth: usize, out: &mut Vec<Value>) {
    match value {
        Value::Array(values) => values.into_iter().for_each(|v| gather(v, depth, out)),
        Value::Object(mut fields) if depth < 4 => {
            for key in ["@graph", "mainEntity"] {
                if let Some(inner) = fields.remove(key) {
                    gather(inner, depth + 1, out);
                }
            }
            let kinds = fields.get("@type").map(|t| match t {
                Value::Array(types) => types.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
                other => other.as_str().map(str::to_owned).into_iter().collect::<Vec<_>>(),
            });
            if kinds.is_some_and(|kinds| kinds.iter().any(|k| REPORTS.contains(&k.as_str()))) {
                out.push(Value::Object(fields));
            }
        }
        _ => {}
    }
}

/// The report whose headline is the page's; else the first.
fn choose<'v>(reports: &'v [Value], title: Option<&str>) -> Option<&'v Value> {
    let same = |r: &&Value| {
        let headline = r.get("headline").and_then(words).map(|h| squeeze(&h)).unwrap_or_default();
        title.is_some_and(|t| !headline.is_empty() && (t.contains(&headline) || headline.contains(t)))
    };
    reports.iter().find(same).or_else(|| reports.first())
}

/// A value of JSON-LD in words: a text, a named thing, or several.
fn words(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(s) => unescape(s),
        Value::Object(fields) => fields.get("name").or_else(|| fields.get("@id")).and_then(words)?,
        Value::Array(values) => values.iter().filter_map(words).collect::<Vec<_>>().join("، "),
        _ => return None,
    };
    (!text.trim().is_empty()).then(|| text.trim().to_owned())
}

/// References of characters, which some outlets leave in JSON.
pub(crate) fn unescape(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let tree = Tree::new(&text.replace('<', "&lt;"));
    tree.script(0)
}

fn meta(tree: &Tree, metas: &[Id], name: &str) -> Option<String> {
    metas.iter().find_map(|&id| {
        let is = ["property", "name", "itemprop", "http-equiv"]
            .iter()
            .any(|a| tree.attribute(id, a).is_some_and(|v| v.eq_ignore_ascii_case(name)));
        if is { tree.attribute(id, "content").map(str::to_owned) } else { None }
    })
}

fn canonical(tree: &Tree) -> Option<String> {
    tree.all("link").find(|&id| tree.attribute(id, "rel") == Some("canonical")).and_then(|id| tree.attribute(id, "href")).map(str::to_owned)
}

/// The value of microdata: what the standard says its element's value is.
fn item_property(tree: &Tree, name: &str) -> Option<String> {
    let has = |id: Id| tree.attribute(id, "itemprop").is_some_and(|p| p.split_whitespace().any(|p| p == name));
    let id = tree.ids().find(|&id| has(id))?;
    if let Some(value) = tree.attribute(id, "content").or_else(|| tree.attribute(id, "datetime")) {
        return Some(value.to_owned());
    }
    let text = tree.text(id);
    (!text.is_empty()).then_some(text)
}

fn publisher(tree: &Tree) -> Option<String> {
    let id = tree.ids().find(|&id| tree.attribute(id, "itemprop") == Some("publisher"))?;
    let within = |&n: &Id| std::iter::successors(Some(n), |&n| tree.parent(n)).any(|n| n == id);
    let name = tree.ids().filter(|&n| tree.attribute(n, "itemprop") == Some("name")).find(within)?;
    tree.attribute(name, "content").map(str::to_owned).or_else(|| Some(tree.text(name))).filter(|t| !t.is_empty())
}

fn rel_author(tree: &Tree) -> Option<String> {
    tree.all("a").find(|&id| tree.attribute(id, "rel") == Some("author")).map(|id| tree.text(id)).filter(|t| !t.is_empty())
}

/// The first `<time>` that is no other story's: the one that says it is the publication, else the first outside lists and asides.
fn time_element(tree: &Tree) -> Option<String> {
    let usable = |&id: &Id| {
        !std::iter::successors(Some(id), |&n| tree.parent(n)).any(|n| matches!(tree.name(n), "aside" | "nav" | "footer" | "li" | "a"))
    };
    let all: Vec<Id> = tree.all("time").filter(usable).collect();
    let says = |&&id: &&Id| {
        tree.attribute(id, "pubdate").is_some()
            || tree.attribute(id, "class").is_some_and(|c| c.contains("publish") || c.contains("entry-date"))
    };
    let updated = |&&id: &&Id| tree.attribute(id, "class").is_none_or(|c| !(c.contains("updated") || c.contains("modified")));
    let ordered = all.iter().find(says).into_iter().chain(all.iter().filter(updated));
    ordered
        .filter_map(|&id| tree.attribute(id, "datetime").map(str::to_owned).or_else(|| Some(tree.text(id))))
        .find_map(|d| date::written(&d))
}
