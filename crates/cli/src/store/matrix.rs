//! `mahdar matrix`. In: an archive and filters. Out: where each party stands on each issue over time, for people (a list under each issue) or
//! programs. The marks are made by `mahdar_links`.

use std::fmt::Write as _;
use std::process::ExitCode;

use anyhow::Result;
use mahdar_links::{Cell, Mark, Matrix, Process, Taken, Voice};

use super::args::Lines;
use super::ask::MatrixArgs;
use super::exit;
use super::process::{Opened, cite, counted, from, id, json, jsonl, named, own, print};
use crate::labels::{Lang, Set};

/// `mahdar matrix`.
pub(crate) fn run(args: &MatrixArgs) -> ExitCode {
    exit(show(args))
}

fn show(args: &MatrixArgs) -> Result<ExitCode> {
    let opened = Opened::new(&args.file, &args.knowledge)?;
    let process = Process::new(&opened.records, &opened.pairs, &opened.world);
    let mut matrix = process.positions(&opened.ask(&args.ask)?);
    if args.changed {
        matrix.cells.retain(|c| c.shifted || c.contradicted || c.dissent);
        matrix.parties.retain(|p| matrix.cells.iter().any(|c| c.party == *p));
        matrix.issues.retain(|i| matrix.cells.iter().any(|c| c.issue == *i));
    }
    print(&match args.format {
        Lines::Table => table(&matrix, args.lang),
        Lines::Json => json(&matrix)?,
        Lines::Jsonl => jsonl(&matrix.cells)?,
    })?;
    Ok(ExitCode::from(u8::from(matrix.cells.is_empty())))
}

pub(crate) fn mark(mark: Option<Mark>, lang: Lang) -> &'static str {
    match mark {
        Some(Mark::New) => lang.pick("new", "جديد"),
        Some(Mark::Repeated) => lang.pick("repeated", "مكرر"),
        Some(Mark::Shifted) => lang.pick("shifted", "تحوّل"),
        Some(Mark::Contradicted) => lang.pick("contradicted", "متناقض"),
        Some(Mark::Dissent) => lang.pick("dissent", "مخالف لموقف الطرف"),
        None => lang.pick("day not known", "يومه غير معروف"),
    }
}

/// The mark of a taking, or why it has none.
pub(crate) fn marked(taken: &Taken, lang: Lang) -> &'static str {
    if taken.ascribed { lang.pick("ascribed", "منسوب") } else { mark(taken.mark, lang) }
}

pub(crate) fn side(side: Option<&str>, lang: Lang) -> &'static str {
    match side {
        Some("for") => lang.pick("for", "مع"),
        Some("against") => lang.pick("against", "ضد"),
        _ => lang.pick("no side", "بلا جهة"),
    }
}

pub(crate) fn voice(taken: &Taken, lang: Lang) -> &'static str {
    match taken.voice {
        _ if taken.ascribed => lang.pick("ascribed by another", "منسوب إليه على لسان غيره"),
        _ if taken.personal => lang.pick("personal opinion", "رأي شخصي"),
        Voice::Party => lang.pick("the party itself", "الطرف نفسه"),
        Voice::Leader => lang.pick("its head", "رأس الطرف"),
        Voice::Spokesperson => lang.pick("its spokesperson", "الناطق باسمه"),
        Voice::Member => lang.pick("one of it", "من الطرف"),
    }
}

fn table(matrix: &Matrix, lang: Lang) -> String {
    let mut out = String::new();
    for issue in &matrix.issues {
        let _ = writeln!(out, "{}", named(issue, lang));
        for cell in matrix.cells.iter().filter(|c| c.issue == *issue) {
            party(&mut out, cell, lang);
        }
    }
    out
}

/// Where a party stands now, and by what kind of step.
pub(crate) fn standing(cell: &Cell, lang: Lang) -> String {
    if cell.takings.iter().all(|t| t.ascribed) {
        return lang.pick("only as others tell it", "على لسان غيره وحسب").to_owned();
    }
    format!("{} · {}", side(cell.side.as_deref(), lang), mark(cell.mark, lang))
}

fn party(out: &mut String, cell: &Cell, lang: Lang) {
    let _ = writeln!(out, "  {}  {}", named(&cell.party, lang), standing(cell, lang));
    for taken in &cell.takings {
        self::taken(out, taken, lang);
    }
}

/// A taking on its lines: day, mark, stance, who; the words with their place; what it stands against.
fn taken(out: &mut String, taken: &Taken, lang: Lang) {
    let day = taken.day.as_deref().unwrap_or(lang.pick("undated", "بلا تاريخ"));
    let stance = Set::Stance.text(lang, &taken.stance);
    let by = taken.said_by.as_ref().map_or_else(String::new, |who| format!(" · {} {}", lang.pick("said by", "قاله"), own(&who.name)));
    let (marked, holder) = (marked(taken, lang), own(&taken.holder.name));
    let _ = writeln!(out, "    {}  {marked} · {stance} · {holder} ({}){by}", own(day), voice(taken, lang));
    let statement = taken.statement.as_deref().and_then(|s| s.split_once('/'));
    for words in &taken.words {
        let entry = statement.map_or_else(String::new, |(document, entry)| format!("{}/{entry} ", id(document)));
        let _ = writeln!(out, "        {}  {}", own(&words.words), own(&format!("{entry}{}–{}", words.span.0, words.span.1)));
    }
    if let Some(condition) = &taken.condition {
        let _ = writeln!(out, "        {} {}", lang.pick("condition", "الشرط"), own(&condition.words));
    }
    if let (Some(against), Some(Mark::Shifted | Mark::Contradicted | Mark::Dissent)) = (&taken.against, taken.mark) {
        let _ = writeln!(out, "        {} {} {}", lang.pick("against", "مقابل"), own(&against.words), from(against, lang));
    }
    let accounts: Vec<String> = taken.accounts.iter().map(|a| own(&cite(a))).collect();
    let _ = writeln!(out, "        {}: {}", counted(taken.count, lang), accounts.join(lang.pick(", ", "، ")));
}
