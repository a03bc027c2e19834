//! `mahdar archive`, `remove`, `changes`, `decide`. In: their arguments. Out: what was found or done, for people or programs.

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::ExitCode;

use anyhow::{Context as _, Result, anyhow};
use mahdar::Analyzer;
use mahdar_archive::{Archive, Checked, Decision, Options, Stats};
use serde::Serialize;

use super::args::{ArchiveCommand, ChangesArgs, Decide, DecideArgs, FileArg, Lines, Plain, RemoveArgs};
use super::{exit, jobs, say, stop};
use crate::{knowledge, pretty};

fn open(file: &FileArg) -> Result<Archive> {
    Ok(Archive::open(&file.archive, Options { wait: file.wait, ..Options::default() })?)
}

fn print(text: &str) -> Result<()> {
    Ok(anstream::stdout().write_all(text.as_bytes())?)
}

/// `mahdar archive`.
pub(crate) fn archive(command: &ArchiveCommand) -> ExitCode {
    exit(care(command))
}

fn care(command: &ArchiveCommand) -> Result<ExitCode> {
    match command {
        ArchiveCommand::Check { file, format } => {
            let checked = Archive::read_only(&file.archive)?.check()?;
            print(&if *format == Plain::Json { serde_json::to_string_pretty(&checked)? + "\n" } else { check_table(&checked) })?;
            return Ok(ExitCode::from(u8::from(!checked.problems.is_empty())));
        }
        ArchiveCommand::Stats { file, format } => {
            let stats = Archive::read_only(&file.archive)?.stats()?;
            print(&if *format == Plain::Json { serde_json::to_string_pretty(&stats)? + "\n" } else { stats_table(&stats) })?;
        }
        ArchiveCommand::Vacuum { file } => open(file)?.vacuum()?,
        ArchiveCommand::Backup { file, to } => {
            open(file)?.backup(to)?;
            say(&format!("copied to {}", to.display()));
        }
        ArchiveCommand::Reread { file, all, jobs: threads, knowledge: own } => {
            let analyzer = Analyzer::new(knowledge::lexicon(own)?);
            let stop = stop();
            let read = open(file)?.reread(&analyzer, *all, jobs(*threads), &stop, |_| {})?;
            say(&format!("{read} reports read again"));
            if stop.load(std::sync::atomic::Ordering::Relaxed) {
                return Ok(ExitCode::from(130));
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn check_table(checked: &Checked) -> String {
    let mut out = String::new();
    for problem in &checked.problems {
        let _ = writeln!(out, "{}", pretty::clean(problem));
    }
    let verdict = match checked.problems.len() {
        0 => "all is well".to_owned(),
        1 => "1 problem".to_owned(),
        n => format!("{n} problems"),
    };
    out + &format!("{} reports read, {verdict}\ncontent {}\n", checked.documents, checked.digest)
}

fn stats_table(stats: &Stats) -> String {
    let mut out = format!(
        "reports         {}\n  wordings      {}\n  identical     {}\n  versions      {}\n",
        stats.documents, stats.wordings, stats.identical, stats.versions
    );
    if let Some((first, last)) = &stats.days {
        let _ = writeln!(out, "days            {first} to {last}");
    }
    for (kind, count) in &stats.entries {
        let _ = writeln!(out, "{:<16}{count}", format!("{kind}s"));
    }
    let _ = writeln!(out, "decisions       {}\nbytes received  {}\nbytes of file   {}", stats.decisions, stats.received, stats.file);
    for (engine, count) in &stats.engines {
        let _ = writeln!(out, "read by         {engine} ({count})");
    }
    for (outlet, count) in &stats.outlets {
        let _ = writeln!(out, "outlet          {} ({count})", if outlet.is_empty() { "-".to_owned() } else { pretty::clean(outlet) });
    }
    out
}

/// `mahdar remove`.
pub(crate) fn remove(args: &RemoveArgs) -> ExitCode {
    exit(forget(args))
}

fn forget(args: &RemoveArgs) -> Result<ExitCode> {
    let archive = open(&args.file)?;
    let mut failed = false;
    for id in &args.ids {
        match archive.remove(id) {
            Ok(id) => say(&format!("{id} removed")),
            Err(e) if e.is_question() => {
                failed = true;
                say(&e.to_string());
            }
            Err(e) => return Err(e.into()),
        }
    }
    Ok(ExitCode::from(u8::from(failed)))
}

/// `mahdar changes`.
pub(crate) fn changes(args: &ChangesArgs) -> ExitCode {
    exit(feed(args))
}

fn feed(args: &ChangesArgs) -> Result<ExitCode> {
    let kind = args.kind.and_then(|kind| clap::ValueEnum::to_possible_value(&kind)).map(|value| value.get_name().to_owned());
    let all = Archive::read_only(&args.file.archive)?.changes(args.since, kind.as_deref(), args.limit)?;
    let row = |c: &mahdar_archive::Change| {
        let cell = |value: &Option<String>| value.clone().unwrap_or_else(|| "-".to_owned());
        [c.cursor.to_string(), c.kind.clone(), cell(&c.document), cell(&c.entry), cell(&c.detail)]
            .map(|cell| pretty::clean(&cell))
            .join("\t")
    };
    print(&lines(&all, args.format, row)?)?;
    Ok(ExitCode::SUCCESS)
}

fn lines<T: Serialize>(all: &[T], format: Lines, row: impl Fn(&T) -> String) -> Result<String> {
    let mut out = String::new();
    match format {
        Lines::Json => out = serde_json::to_string_pretty(all)? + "\n",
        Lines::Jsonl => all.iter().try_for_each(|one| serde_json::to_string(one).map(|line| out += &(line + "\n")))?,
        Lines::Table => all.iter().for_each(|one| out += &(row(one) + "\n")),
    }
    Ok(out)
}

/// `mahdar decide`.
pub(crate) fn decide(args: &DecideArgs) -> ExitCode {
    exit(settle(args))
}

fn settle(args: &DecideArgs) -> Result<ExitCode> {
    let file = FileArg { archive: args.archive.clone().context("which archive? give --archive FILE")?, wait: args.wait };
    let decision = match &args.what {
        Decide::List => return decided(&file),
        Decide::Undo { number } => {
            open(&file)?.undo(*number)?;
            say(&format!("decision {number} undone"));
            return Ok(ExitCode::SUCCESS);
        }
        Decide::Accept { entry } => entry_of(entry).map(|(report, entry)| Decision::Accept(report, entry))?,
        Decide::Reject { entry } => entry_of(entry).map(|(report, entry)| Decision::Reject(report, entry))?,
        Decide::Set { entry, field, value } => {
            entry_of(entry).map(|(report, entry)| Decision::Set(report, entry, field.clone(), value.clone()))?
        }
        Decide::Merge { who, into } => Decision::Merge(who.clone(), into.clone()),
        Decide::Part { who, from } => Decision::Part(who.clone(), from.clone()),
    };
    let by = args.by.as_deref().map(str::trim).filter(|by| !by.is_empty()).context("who decides? give --by NAME")?;
    let at = jiff::Timestamp::now().round(jiff::Unit::Second).map_or_else(|_| String::new(), |at| at.to_string());
    let number = open(&file)?.decide(&decision, by, &at)?;
    say(&format!("decision {number}; `mahdar decide undo {number}` takes it back"));
    Ok(ExitCode::SUCCESS)
}

fn entry_of(given: &str) -> Result<(String, String)> {
    let (report, entry) = given.rsplit_once('/').ok_or_else(|| anyhow!("'{given}' is no entry; write REPORT/ENTRY, as in 3f2a91c0/s1"))?;
    Ok((report.to_owned(), entry.to_owned()))
}

fn decided(file: &FileArg) -> Result<ExitCode> {
    let all = Archive::read_only(&file.archive)?.decisions()?;
    let row = |d: &mahdar_archive::Decided| {
        let about = [&d.document, &d.entry, &d.who, &d.field, &d.value].into_iter().flatten().cloned().collect::<Vec<_>>().join(" ");
        let state = match (d.undone, d.orphan) {
            (true, _) => "undone",
            (false, true) => "its words are no entry any more",
            _ => "stands",
        };
        [d.number.to_string(), d.action.clone(), about, d.by.clone(), d.at.clone(), state.to_owned()].map(|c| pretty::clean(&c)).join("\t")
    };
    print(&lines(&all, Lines::Table, row)?)?;
    Ok(ExitCode::SUCCESS)
}
