//! `mahdar search`, `statements`, `meetings`, `positions`, `frameworks`. In: filters and a page. Out: rows for people or programs, with the count of
//! reports and of independent wordings, and where the next page begins.

use std::io::Write as _;
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};
use mahdar::Analyzer;
use mahdar_archive::{Archive, Filters, Kind, Match};
use serde::Serialize;

use super::args::{How, ListArgs, Output, PageArgs, SearchArgs};
use super::{exit, rows, say, sheet, table};

/// Rows that a workbook or a CSV file holds at most: a sheet ends there.
const SHEET: usize = 1_000_000;

/// A listing.
pub(crate) fn run(kind: Kind, args: &ListArgs) -> ExitCode {
    exit(list(kind, args))
}

fn day(given: Option<&String>) -> Option<String> {
    given.and_then(|day| day.get(..10)).map(str::to_owned)
}

fn list(kind: Kind, args: &ListArgs) -> Result<ExitCode> {
    let archive = Archive::read_only(&args.file.archive)?;
    let f = &args.filters;
    let filters = Filters {
        actor: f.actor.clone(),
        issue: f.issue.clone(),
        from: day(f.from.as_ref()),
        to: day(f.to.as_ref()),
        label: f.label.clone(),
        status: f.status.clone(),
        outlet: f.outlet.clone(),
        text: f.text.clone(),
        wordings: f.wordings,
        rejected: f.rejected,
    };
    let page = archive.list(kind, &filters, args.page.cursor.as_deref(), args.page.limit.min(SHEET))?;
    let name = match kind {
        Kind::Statements => "statements",
        Kind::Meetings => "meetings",
        Kind::Positions => "positions",
        Kind::Frameworks => "frameworks",
    };
    let cells = || page.rows.iter().map(rows::listed).collect::<Vec<_>>();
    let bytes = match args.page.format {
        Output::Table => table::listed(&page.rows, args.page.lang).into_bytes(),
        Output::Json => json(&page)?,
        Output::Jsonl => jsonl(&page.rows)?,
        Output::Csv => sheet::csv(&rows::LISTED, &cells(), args.page.bom)?,
        Output::Xlsx => sheet::workbook(name, &rows::LISTED, &cells())?,
    };
    write(&args.page, &bytes)?;
    if args.page.format == Output::Table {
        let (entries, reports, wordings) = archive.count(kind, &filters)?;
        say(&format!("{entries} {name} in {reports} reports, {wordings} independent wordings"));
    }
    more(page.next.as_deref(), &args.page);
    Ok(ExitCode::from(u8::from(page.rows.is_empty())))
}

/// `mahdar search`.
pub(crate) fn search(args: &SearchArgs) -> ExitCode {
    exit(look(args))
}

fn look(args: &SearchArgs) -> Result<ExitCode> {
    let archive = Archive::read_only(&args.file.archive)?;
    let filters = Filters {
        actor: args.actor.clone(),
        from: day(args.from.as_ref()),
        to: day(args.to.as_ref()),
        outlet: args.outlet.clone(),
        wordings: args.wordings,
        ..Filters::default()
    };
    let how = match args.how {
        How::Form => Match::Form,
        How::Word => Match::Word,
        How::Name => Match::Name,
    };
    let (analyzer, question) = (Analyzer::arabic(), args.query.join(" "));
    let results = archive.search(&analyzer, &question, how, &filters, args.page.cursor.as_deref(), args.page.limit.min(SHEET))?;
    let cells = || results.reports.iter().flat_map(rows::found).collect::<Vec<_>>();
    let bytes = match args.page.format {
        Output::Table => table::found(&results.reports, args.page.lang).into_bytes(),
        Output::Json => json(&results)?,
        Output::Jsonl => jsonl(&results.reports)?,
        Output::Csv => sheet::csv(&rows::FOUND, &cells(), args.page.bom)?,
        Output::Xlsx => sheet::workbook("search", &rows::FOUND, &cells())?,
    };
    write(&args.page, &bytes)?;
    if args.page.format == Output::Table {
        let (reports, wordings) = archive.count_search(&analyzer, &question, how, &filters)?;
        say(&format!("{reports} reports, {wordings} independent wordings"));
    }
    more(results.next.as_deref(), &args.page);
    Ok(ExitCode::from(u8::from(results.reports.is_empty())))
}

fn json<T: Serialize>(page: &T) -> Result<Vec<u8>> {
    Ok((serde_json::to_string_pretty(page)? + "\n").into_bytes())
}

fn jsonl<T: Serialize>(rows: &[T]) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    for row in rows {
        serde_json::to_writer(&mut out, row)?;
        out.push(b'\n');
    }
    Ok(out)
}

fn write(page: &PageArgs, bytes: &[u8]) -> Result<()> {
    match &page.out {
        Some(path) => {
            std::fs::write(path, bytes).with_context(|| format!("{}: it cannot be written; is its folder there?", path.display()))
        }
        None if page.format == Output::Xlsx => bail!("a workbook is a file: name it with --out FILE.xlsx"),
        None => Ok(anstream::stdout().write_all(bytes)?),
    }
}

/// Says where the next page begins; in JSON it stands in the object.
fn more(next: Option<&str>, page: &PageArgs) {
    if let Some(next) = next
        && page.format != Output::Json
    {
        say(&format!("there is more: --cursor {next}"));
    }
}
