//! Lines of a memo in Markdown. In: what the process says. Out: list items, each with its citation: report and characters behind the words. Words of a
//! report are escaped and stand between isolates; nothing of them can become markup.

use std::fmt::Write as _;

use mahdar_links::{Moment, Sort};

use super::process::{cite, counted, id};
use super::timeline::{doubts, kind, outcome, who};
use crate::labels::Lang;
use crate::pretty::{FSI, PDI, clean};

/// Words of a report as Markdown shows them: on one line, with nothing that it takes for markup.
pub(crate) fn quoted(words: &str) -> String {
    let mut out = String::from(FSI);
    for c in clean(words).chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '!') {
            out.push('\\');
        }
        out.push(c);
    }
    out.push(PDI);
    out
}

/// A citation: `report start–end`.
pub(crate) fn source(text: &str) -> String {
    format!("{FSI}`{text}`{PDI}")
}

/// A moment as an item.
pub(crate) fn moment(moment: &Moment, lang: Lang) -> String {
    let mut out = String::from("- ");
    let who = who(moment, lang);
    let who = if who.is_empty() { lang.pick("somebody not named", "غير مسمّى").to_owned() } else { who };
    let place = moment.place.as_deref().map_or_else(String::new, |p| format!(" · {}", quoted(p)));
    let _ = write!(out, "**{}** · {}{place}", kind(moment, lang), quoted(&who));
    // what was said stands for itself; a deed is named by its word
    let words: Vec<_> = match moment.kind {
        Sort::Statement if !moment.content.is_empty() => moment.content.iter().collect(),
        _ => std::iter::once(&moment.cue).chain(&moment.content).collect(),
    };
    let words: Vec<String> = words
        .iter()
        .map(|w| format!("«{}» {}", quoted(&w.words), source(&format!("{} {}–{}", id(&moment.document), w.span.0, w.span.1))))
        .collect();
    let _ = writeln!(out, ": {}", words.join(" … "));
    if let Some(doubts) = doubts(moment, lang) {
        let _ = writeln!(out, "  - {}: {doubts}", lang.pick("day", "اليوم"));
    }
    if let Some(became) = moment.outcome {
        let _ = writeln!(out, "  - {}: {}", lang.pick("outcome", "المآل"), outcome(became, lang));
    }
    let accounts: Vec<String> = moment.accounts.iter().map(|a| source(&cite(a))).collect();
    let _ = writeln!(out, "  - {}: {}", counted(moment.count, lang), accounts.join(lang.pick(", ", "، ")));
    out
}
