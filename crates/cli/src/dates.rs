//! `mahdar dates`. In: its arguments, the text being an argument, a file or standard input. Out: the calendar expressions with their values
//! and reasons, and the day of the report, as lines for people or one JSON object.
//!
//! It reads the text as `mahdar read` does, so that what it shows is what a record has; it only leaves the rest out.

use std::fmt::Write as _;
use std::io::{self, ErrorKind, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use mahdar::record::{Basis, Record};
use mahdar::{Analyzer, Document};
use serde_json::json;
use unicode_width::UnicodeWidthStr;

use crate::args::{DatesArgs, DatesFormat};
use crate::input::Item;
use crate::pretty::{FSI, PDI, clean};
use crate::text::Text;

/// Reads and prints.
pub(crate) fn run(args: &DatesArgs) -> ExitCode {
    match print(args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) if e.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == ErrorKind::BrokenPipe) => ExitCode::SUCCESS,
        Err(e) => {
            let _ = writeln!(anstream::stderr().lock(), "mahdar: {}", clean(&format!("{e:#}")));
            ExitCode::FAILURE
        }
    }
}

fn print(args: &DatesArgs) -> Result<()> {
    let record = Analyzer::arabic().read(&document(args)?);
    let page = match args.format {
        DatesFormat::Table => table(&record),
        DatesFormat::Json => serde_json::to_string_pretty(&json!({"published": record.document.published, "times": record.times}))? + "\n",
    };
    anstream::stdout().lock().write_all(page.as_bytes())?;
    Ok(())
}

/// The text given, or that of the file or stream named.
fn document(args: &DatesArgs) -> Result<Document> {
    let published = args.published.as_deref();
    if args.input == "-" {
        return Item::Stdin.document(published);
    }
    let path = PathBuf::from(&args.input);
    // a sentence may be longer than a path can be: then there is no such file
    if let Ok(meta) = std::fs::metadata(&path) {
        return Item::File(path, meta.len()).document(published);
    }
    let document = Document::new(args.input.as_str());
    Ok(match published {
        Some(day) => document.published(day)?,
        None => document,
    })
}

/// The day of the report, then a line an expression, its columns aligned; the expression stands last, isolated, so that lines keep their
/// order beside Arabic.
fn table(record: &Record) -> String {
    let text = Text::new(&record.document.text);
    let published = &record.document.published;
    let mut out = format!("published  {}", published.value.as_deref().unwrap_or("unknown"));
    let basis = match published.basis {
        Basis::Given => "given",
        Basis::Metadata => "by the page",
        Basis::Stated => "stated",
        Basis::Inferred => "inferred",
        Basis::Unknown => "",
    };
    for part in [basis, published.because.as_deref().unwrap_or("")].into_iter().filter(|p| !p.is_empty()) {
        out.push_str("  ");
        out.push_str(&clean(part));
    }
    out.push('\n');
    for conflict in &published.conflicts {
        let _ = writeln!(out, "  against  {}  {FSI}{}{PDI}", conflict.value, clean(text.slice(conflict.evidence)));
    }
    let rows: Vec<[String; 4]> = record
        .times
        .iter()
        .map(|t| {
            let value = t.value.clone().unwrap_or_else(|| "unknown".to_owned());
            let because = match &t.interval {
                Some(interval) => format!("{}; within {interval}", t.because),
                None => t.because.clone(),
            };
            [value, t.kind.clone(), clean(text.slice(t.span)), clean(&because)]
        })
        .collect();
    let width = |column: usize| rows.iter().map(|r| r[column].width()).max().unwrap_or(0);
    let widths = [width(0), width(1), width(2)];
    for [value, kind, expression, because] in &rows {
        let pad = |cell: &str, column: usize| " ".repeat(widths[column].saturating_sub(cell.width()));
        let line = format!("{value}{}  {kind}{}  {FSI}{expression}{PDI}{}  {because}", pad(value, 0), pad(kind, 1), pad(expression, 2));
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}
