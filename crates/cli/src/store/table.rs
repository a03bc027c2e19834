//! Rows of a listing or a search for people. In: rows. Out: lines of text. Every inserted value stands between isolates, so that names, dates and
//! numbers keep their order in a line of the other direction.

use std::fmt::Write as _;

use mahdar_archive::{Found, Row};

use crate::labels::Lang;
use crate::pretty::{FSI, PDI, clean};

/// Letters of a report's id that are shown: enough to name it in another command.
const ID: usize = 12;

/// A value between isolates, of whatever direction.
fn own(value: &str) -> String {
    format!("{FSI}{}{PDI}", clean(value))
}

/// What Latin letters and digits alone make up stands as it is.
fn id(value: &str) -> &str {
    value.get(..ID).unwrap_or(value)
}

/// Where a report is from: outlet, title, and how many have its wording.
fn report(outlet: Option<&str>, title: Option<&str>, copies: u64, lang: Lang) -> String {
    let mut parts: Vec<String> = [outlet, title].into_iter().flatten().map(own).collect();
    if copies > 1 {
        parts.push(match lang {
            Lang::En => format!("1 of {copies} of this wording"),
            Lang::Ar => format!("واحد من {copies} بالنص نفسه"),
        });
    }
    parts.join(" · ")
}

/// A listing.
pub(crate) fn listed(rows: &[Row], lang: Lang) -> String {
    let mut out = String::new();
    for row in rows {
        let day = row.day.as_deref().unwrap_or(lang.pick("undated", "بلا تاريخ"));
        let kind: Vec<&str> = [Some(row.label.as_str()), row.mode.as_deref(), row.status.as_deref()].into_iter().flatten().collect();
        let kind: Vec<String> = kind.iter().map(|k| own(k)).collect();
        let verdict = row.verdict.as_deref().map_or_else(String::new, |v| format!(" · {v}"));
        let _ = writeln!(out, "{day}  {}  {}/{}  {}–{}{verdict}", kind.join(" "), id(&row.document), row.entry, row.span.0, row.span.1);
        for party in &row.parties {
            let english = party.name_en.as_deref().map_or_else(String::new, |en| format!(" {}", own(en)));
            let _ = writeln!(out, "    {:<10} {}{english}", party.part, own(&party.name));
        }
        let _ = writeln!(out, "    {:<10} {}", "cue", own(&row.words));
        for passage in &row.content {
            let (start, end) = passage.span;
            let _ = writeln!(out, "    {:<10} {}  {start}–{end}", "words", own(&passage.words));
        }
        if let Some(place) = &row.place {
            let _ = writeln!(out, "    {:<10} {}", "place", own(place));
        }
        let _ = writeln!(out, "    {:<10} {}", "report", report(row.outlet.as_deref(), row.title.as_deref(), row.copies, lang));
    }
    out
}

/// A search.
pub(crate) fn found(reports: &[Found], lang: Lang) -> String {
    let mut out = String::new();
    for found in reports {
        let day = found.published.as_deref().unwrap_or(lang.pick("undated", "بلا تاريخ"));
        let about = report(found.outlet.as_deref(), found.title.as_deref(), found.copies, lang);
        let _ = writeln!(out, "{day}  {}  {about}", id(&found.document));
        for hit in &found.hits {
            let line = format!("{}[{}]{}", clean(&hit.before), clean(&hit.words), clean(&hit.after));
            let _ = writeln!(out, "    {FSI}{line}{PDI}  {}–{}", hit.span.0, hit.span.1);
        }
        if found.count > found.hits.len() {
            let more = found.count - found.hits.len();
            let _ = match lang {
                Lang::En => writeln!(out, "    and {more} more"),
                Lang::Ar => writeln!(out, "    و{more} غيرها"),
            };
        }
    }
    out
}
