//! Rows of a listing or a search as cells, for tables of programs. In: rows. Out: a header and cells of text; numbers are told apart by what
//! prints them. Ids and English labels come first, as people who script them expect.

use mahdar_archive::{Found, Row};

/// Columns of a listing.
pub(crate) const LISTED: [&str; 19] = [
    "document", "entry", "day", "type", "mode", "status", "start", "end", "words", "who", "who_en", "identity", "others", "content",
    "place", "outlet", "title", "url", "copies",
];

/// Columns of a search.
pub(crate) const FOUND: [&str; 12] =
    ["document", "published", "outlet", "title", "url", "copies", "count", "start", "end", "before", "words", "after"];

/// A listing's row.
pub(crate) fn listed(row: &Row) -> Vec<String> {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let first = row.parties.first();
    let others: Vec<String> = row.parties.iter().skip(1).map(|p| format!("{} ({})", p.name, p.part)).collect();
    let content: Vec<&str> = row.content.iter().map(|p| p.words.as_str()).collect();
    vec![
        row.document.clone(),
        row.entry.clone(),
        text(&row.day),
        row.label.clone(),
        text(&row.mode),
        text(&row.status),
        row.span.0.to_string(),
        row.span.1.to_string(),
        row.words.clone(),
        first.map(|p| p.name.clone()).unwrap_or_default(),
        first.and_then(|p| p.name_en.clone()).unwrap_or_default(),
        first.map(|p| p.who.clone()).unwrap_or_default(),
        others.join("; "),
        content.join(" … "),
        text(&row.place),
        text(&row.outlet),
        text(&row.title),
        text(&row.url),
        row.copies.to_string(),
    ]
}

/// A search's rows: one a place.
pub(crate) fn found(found: &Found) -> Vec<Vec<String>> {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let row = |hit: &mahdar_archive::Hit| {
        vec![
            found.document.clone(),
            text(&found.published),
            text(&found.outlet),
            text(&found.title),
            text(&found.url),
            found.copies.to_string(),
            found.count.to_string(),
            hit.span.0.to_string(),
            hit.span.1.to_string(),
            hit.before.clone(),
            hit.words.clone(),
            hit.after.clone(),
        ]
    };
    found.hits.iter().map(row).collect()
}
