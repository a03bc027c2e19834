//! `mahdar timeline`. In: an archive and filters. Out: events and statements in order of their own day, each with its citation and what is doubtful
//! about the day; for people, memos (Markdown) or programs. The order and the doubts are made by `mahdar_links`.

use std::fmt::Write as _;
use std::process::ExitCode;

use anyhow::Result;
use mahdar_links::{Doubt, Moment, Outcome, Process, Sort};

use super::ask::{Face, Only, TimelineArgs};
use super::exit;
use super::paper::{Block, Part, text};
use super::process::{Opened, all, cite, counted, json, jsonl, own, print};
use crate::labels::{Lang, Set};
use crate::store::process::named;

/// `mahdar timeline`.
pub(crate) fn run(args: &TimelineArgs) -> ExitCode {
    exit(show(args))
}

fn show(args: &TimelineArgs) -> Result<ExitCode> {
    let opened = Opened::new(&args.file, &args.knowledge)?;
    let process = Process::new(&opened.records, &opened.pairs, &opened.world);
    let mut moments = process.timeline(&opened.ask(&args.ask)?);
    moments.retain(|m| match args.only {
        None => true,
        Some(Only::Events) => m.kind == Sort::Event,
        Some(Only::Statements) => m.kind == Sort::Statement,
    });
    print(&match args.format {
        Face::Table => table(&moments, args.lang),
        Face::Markdown => markdown(&moments, args.lang),
        Face::Json => json(&moments)?,
        Face::Jsonl => jsonl(&moments)?,
    })?;
    Ok(ExitCode::from(u8::from(moments.is_empty())))
}

/// What kind of thing it is, in words.
pub(crate) fn kind(moment: &Moment, lang: Lang) -> String {
    match moment.kind {
        Sort::Statement => Set::Class.text(lang, &moment.label),
        Sort::Event => {
            let name = match &moment.mode {
                Some(mode) if Set::Mode.knows(mode) || lang == Lang::En => Set::Mode.text(lang, mode),
                _ => Set::EventType.text(lang, &moment.label),
            };
            let statuses: Vec<String> = moment.statuses.iter().map(|s| Set::Status.text(lang, s)).collect();
            format!("{name} ({})", statuses.join(lang.pick(", ", "، ")))
        }
    }
}

/// What became of what was announced.
pub(crate) fn outcome(outcome: Outcome, lang: Lang) -> &'static str {
    match outcome {
        Outcome::Held => lang.pick("held", "عُقد"),
        Outcome::Moved => lang.pick("moved", "أُجّل"),
        Outcome::Cancelled => lang.pick("cancelled", "أُلغي"),
        Outcome::Denied => lang.pick("denied", "نُفي"),
        Outcome::Unconfirmed => lang.pick("no later report says what became of it", "لم يذكر تقرير لاحق ما آل إليه"),
    }
}

/// What is doubtful about a day; where days differ they stand behind it.
pub(crate) fn doubt(doubt: Doubt, lang: Lang) -> &'static str {
    match doubt {
        Doubt::DayOfReport => lang.pick("that of the report, which does not say when", "يوم التقرير، ولم يُذكر متى"),
        Doubt::DaysDiffer => lang.pick("reports name other days:", "التقارير مختلفة فيه:"),
        Doubt::Coarse => lang.pick("no single day is said", "لم يُذكر يوم بعينه"),
        Doubt::Calendar => lang.pick("the calendar leaves a day's doubt:", "التقويم يحتمل فرق يوم:"),
        Doubt::ReportInferred => lang.pick("that of the report is inferred from its text", "يوم التقرير مستنتج من نصه"),
        Doubt::Undated => lang.pick("no report says when", "لم يذكر تقرير متى"),
    }
}

fn doubts(moment: &Moment, lang: Lang) -> Option<String> {
    let days = || all(moment.days.iter().map(String::as_str), lang);
    let text = |d: &Doubt| match d {
        Doubt::DaysDiffer | Doubt::Calendar => format!("{} {}", doubt(*d, lang), days()),
        _ => doubt(*d, lang).to_owned(),
    };
    let all: Vec<String> = moment.doubts.iter().map(text).collect();
    (!all.is_empty()).then(|| format!("{}{}", lang.pick("day: ", "اليوم: "), all.join(lang.pick("; ", "؛ "))))
}

/// The day, with ~ where it is doubtful.
fn day(moment: &Moment, lang: Lang) -> String {
    let day = moment.day.as_deref().unwrap_or(lang.pick("undated", "بلا تاريخ"));
    own(&if moment.doubts.is_empty() || moment.day.is_none() { day.to_owned() } else { format!("~{day}") })
}

fn who(moment: &Moment, lang: Lang) -> String {
    let names: Vec<String> = moment.who.iter().map(|w| named(w, lang)).collect();
    names.join(lang.pick(", ", "، "))
}

fn table(moments: &[Moment], lang: Lang) -> String {
    let mut out = String::new();
    for moment in moments {
        let place = moment.place.as_deref().map_or_else(String::new, |p| format!(" · {}", own(p)));
        let _ = writeln!(out, "{}  {} · {}{place}", day(moment, lang), kind(moment, lang), who(moment, lang));
        let document = super::process::id(&moment.document);
        for words in std::iter::once(&moment.cue).chain(&moment.content) {
            let _ = writeln!(out, "    {}  {}", own(&words.words), own(&format!("{document} {}–{}", words.span.0, words.span.1)));
        }
        if let Some(doubts) = doubts(moment, lang) {
            let _ = writeln!(out, "    ~ {doubts}");
        }
        if let Some(became) = moment.outcome {
            let _ = writeln!(out, "    {} {}", lang.pick("outcome:", "المآل:"), outcome(became, lang));
        }
        let accounts: Vec<String> = moment.accounts.iter().map(|a| own(&cite(a))).collect();
        let _ = writeln!(out, "    {}: {}", counted(moment.count, lang), accounts.join(lang.pick(", ", "، ")));
    }
    out
}

/// A list under each day.
fn markdown(moments: &[Moment], lang: Lang) -> String {
    let mut out = vec![Block::Heading(1, vec![text(lang.pick("Timeline", "التسلسل الزمني"))])];
    for day in moments.chunk_by(|a, b| a.day == b.day) {
        let undated = || text(lang.pick("Undated", "بلا تاريخ"));
        out.push(Block::Heading(2, vec![day[0].day.clone().map_or_else(undated, Part::Ltr)]));
        out.push(Block::List(day.iter().map(|m| super::memo::moment(m, false, lang)).collect()));
    }
    super::paper::markdown(&out)
}
