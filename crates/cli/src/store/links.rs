//! `mahdar links`, `agenda`. In: an archive. Out: what its reports tell together, joined by `mahdar_links`, for people or programs. Nothing is kept: the
//! joins are made anew from the records, so that they are the same whatever order the reports came in.

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::ExitCode;

use anyhow::{Result, bail};
use mahdar_archive::Archive;
use mahdar_links::{Account, AgendaItem, Line, Outcome, Place, Process, World};
use serde::Serialize;

use super::args::{Agenda, AgendaArgs, Lines, LinksArgs};
use super::{exit, say};
use crate::pretty::{FSI, PDI, clean};

/// `mahdar links`.
pub(crate) fn links(args: &LinksArgs) -> ExitCode {
    exit(all(args))
}

/// `mahdar agenda`.
pub(crate) fn agenda(args: &AgendaArgs) -> ExitCode {
    exit(due(args))
}

fn own(value: &str) -> String {
    format!("{FSI}{}{PDI}", clean(value))
}

fn print<T: Serialize>(rows: &[T], format: Lines, table: impl Fn(&[T]) -> String) -> Result<()> {
    let mut text = String::new();
    match format {
        Lines::Table => text = table(rows),
        Lines::Json => text = serde_json::to_string_pretty(rows)? + "\n",
        Lines::Jsonl => {
            for row in rows {
                text += &serde_json::to_string(row)?;
                text.push('\n');
            }
        }
    }
    Ok(anstream::stdout().write_all(text.as_bytes())?)
}

fn all(args: &LinksArgs) -> Result<ExitCode> {
    let lines: Vec<Line> = Archive::read_only(&args.file.archive)?.links(&World::new(mahdar_arabic::blob()))?.lines().collect();
    print(&lines, args.format, table)?;
    Ok(ExitCode::SUCCESS)
}

fn from(place: &Place) -> String {
    let outlet = place.outlet.as_deref().unwrap_or(&place.source);
    format!("{}  {}  {}", place.published.as_deref().unwrap_or("undated"), own(outlet), own(&place.words))
}

fn accounts(out: &mut String, mentions: &[Account], because: &[String]) {
    for mention in mentions {
        let relation = mention.relation.map_or_else(String::new, |r| format!("  {r:?}").to_lowercase());
        let changes: String = mention.changes.iter().map(|c| format!(", {c:?}").to_lowercase()).collect();
        let _ = writeln!(out, "    {}  {}{relation}{changes}", from(&mention.place), mention.label);
    }
    if let Some(because) = because.first() {
        let _ = writeln!(out, "    because {}", clean(because));
    }
}

/// What is joined; what stands alone is in the other formats.
fn table(lines: &[Line]) -> String {
    let mut out = String::new();
    for line in lines {
        match line {
            Line::Event(e) if e.mentions.len() > 1 => {
                let people: Vec<String> = e.people.iter().map(|p| own(p)).collect();
                let _ = writeln!(out, "{}  event  {}", e.day.as_deref().unwrap_or("undated"), people.join(", "));
                accounts(&mut out, &e.mentions, &e.because);
            }
            Line::Statement(s) if s.mentions.len() > 1 => {
                let speakers: Vec<String> = s.speakers.iter().map(|p| own(p)).collect();
                let _ = writeln!(out, "statement  {}", speakers.join(", "));
                accounts(&mut out, &s.mentions, &s.because);
            }
            Line::Denial(d) => {
                let claim = d.claim.as_ref().map_or_else(|| "a claim that is in no report here".to_owned(), from);
                let _ = writeln!(out, "denial  {}\n    of  {claim}", from(&d.denial));
            }
            Line::Copies(c) => {
                let sources: Vec<String> = c.sources.iter().map(|s| own(s)).collect();
                let _ = writeln!(out, "{}  {}", c.relation, sources.join("  "));
            }
            Line::Event(_) | Line::Statement(_) | Line::Agenda(_) => {}
        }
    }
    out
}

fn due(args: &AgendaArgs) -> Result<ExitCode> {
    let archive = Archive::read_only(&args.file.archive)?;
    // no clock: the latest report says what day it is
    let last = archive.stats()?.days.map(|(_, last)| last);
    let today = args.today.as_deref().and_then(|d| d.get(..10)).map(str::to_owned).or(last);
    let (records, pairs, world) = (archive.records()?, archive.pairs()?, World::new(mahdar_arabic::blob()));
    let process = Process::new(&records, &pairs, &world);
    let Some(today) = today else { bail!("{}: no report has a day; give one with --today", args.file.archive.display()) };
    let on = args.on.as_deref().and_then(|d| d.get(..10));
    let agenda = process.links().agenda.iter().cloned();
    let kept: Vec<AgendaItem> = agenda
        .filter(|item| on.is_none_or(|on| span(item).is_some_and(|(first, last)| first.as_str() <= on && on <= last.as_str())))
        .filter(|item| !args.overdue || item.outcome == Outcome::Unconfirmed && span(item).is_some_and(|(_, last)| last < today))
        .collect();
    let format = match args.format {
        Agenda::Table => Lines::Table,
        Agenda::Json => Lines::Json,
        Agenda::Jsonl => Lines::Jsonl,
        Agenda::Ics => {
            // an entry is of a deed with all its announcements, whichever of them are asked for: its id must not change with the question
            let whole = process.links().agenda.iter().filter(|a| kept.iter().any(|k| k.event == a.event)).cloned();
            let (appointments, undated) = process.calendar(&whole.collect::<Vec<_>>());
            super::process::print(&super::ics::calendar(&appointments, args.lang))?;
            if undated > 0 {
                say(&format!("{undated} without a day, or with one that is too vague, are not in the calendar"));
            }
            return Ok(ExitCode::from(u8::from(appointments.is_empty())));
        }
    };
    print(&kept, format, agenda_table)?;
    Ok(if kept.is_empty() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// First and last day that an item can be on, as text that sorts: a month is from its first day to any of its days.
fn span(item: &AgendaItem) -> Option<(String, String)> {
    let day = item.day.as_deref()?;
    let (first, last) = day.split_once('/').unwrap_or((day, day));
    let fill = |value: &str, rest: &str| format!("{value}{}", rest.get(value.len().min(rest.len())..).unwrap_or(""));
    Some((fill(first.get(..10).unwrap_or(first), "0000-01-01"), fill(last.get(..10).unwrap_or(last), "9999-12-31")))
}

fn agenda_table(items: &[AgendaItem]) -> String {
    let mut out = String::new();
    for item in items {
        let people: Vec<String> = item.people.iter().map(|p| own(p)).collect();
        let outcome = format!("{:?}", item.outcome).to_lowercase();
        let _ = writeln!(out, "{}  {outcome}  {}", item.day.as_deref().unwrap_or("undated"), people.join(", "));
        let _ = writeln!(out, "    {:<10} {}", item.announced, from(&item.place));
        for by in &item.by {
            let _ = writeln!(out, "    {outcome:<10} {}", from(by));
        }
    }
    out
}
