//! `cargo xtask bench --archive REPORTS`: an archive as a newsroom has it. In: the corpus, then variants of its articles until there are enough. Out: reports
//! a second, growth of the file by the thousand, peak memory, and how long opening, searching and listing take.
//!
//! A variant takes every second paragraph from another article, so it is a report of its own, not a copy. Questions are words of titles, alone and
//! together, in every mode, and the commonest words; listings are of every kind, with and without filters. What is timed is what the command does: a
//! page of twenty, and the count of all.

use std::collections::VecDeque;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Instant;

use anyhow::{Result, bail, ensure};
use mahdar::Analyzer;
use mahdar_archive::{Archive, Filters, Kind, Match, Options, Report, Step};
use serde_json::{Value, json};

use super::{Row, corpus, record};
use crate::paths;

/// Rows of one page.
const PAGE: usize = 20;

/// Words that stand in most reports.
const COMMON: [&str; 8] = ["قال", "الرئيس", "في", "الحكومة", "وزير الخارجية", "\"رئيس الوزراء\"", "سوريا OR العراق", "الأمم المتحدة"];

/// Somebody whom listings are asked for.
const ACTORS: [&str; 4] = ["لافروف", "ترامب", "الأمم المتحدة", "السعودية"];

/// Has a process of its own measure, and prints.
pub(super) fn run(release: &Path, documents: usize, keep: bool) -> Result<()> {
    corpus::required()?;
    let f = super::inner(release, &["archive", "--documents", &documents.to_string()])?;
    let list = |key: &str| f[key].as_array().into_iter().flatten().filter_map(Value::as_f64).collect::<Vec<f64>>();
    let number = |key: &str| f[key].as_f64().unwrap_or(f64::NAN);
    let times = [
        (Row::new("archive, search, a page", "ms", list("search")), "archive, search, a page, p95"),
        (Row::new("archive, search with count", "ms", list("search_counted")), "archive, search with count, p95"),
        (Row::new("archive, listing, a page", "ms", list("listing")), "archive, listing, a page, p95"),
        (Row::new("archive, listing with count", "ms", list("listing_counted")), "archive, listing with count, p95"),
    ];
    let mut rows = vec![
        Row::new("archive, added", "reports/s", vec![number("rate")]),
        Row::new("archive, a thousand reports", "s", list("thousand_seconds")),
        Row::new("archive, peak memory of add", "MiB", vec![number("peak_kib") / 1024.0]),
        Row::new("archive, file / text", "ratio", vec![number("ratio")]),
        Row::new("archive, growth a thousand", "MiB", list("thousand_mib")),
        Row::new("archive, opening", "ms", list("open")),
    ];
    for (row, p95) in times {
        let p95 = row.p95(p95);
        rows.extend([row, p95]);
    }
    println!("{} reports, the corpus and variants of it ({} threads)", f["reports"], f["threads"]);
    super::print(&rows);
    let growth = list("thousand_mib");
    if let [first, .., last] = growth[..] {
        println!("the first thousand took {first:.2} MiB, the last {last:.2}");
    }
    for (key, what) in [("slowest_search", "slowest question"), ("slowest_listing", "slowest listing")] {
        println!("{what}: {}", f[key].as_str().unwrap_or(""));
    }
    if keep {
        let path = record::append(&format!("{documents} reports"), &rows)?;
        println!("recorded in {}", path.display());
    }
    Ok(())
}

/// The text of an article's fields.
fn text(fields: &Value) -> &str {
    fields["text"].as_str().unwrap_or("")
}

/// Every second paragraph, or sentence where it is one paragraph, from another article.
fn mixed(own: &str, other: &str) -> String {
    let mark = if own.trim().contains('\n') && other.trim().contains('\n') { "\n" } else { ". " };
    let (mut own, mut other) = (own.split(mark), other.split(mark));
    let mut parts = Vec::new();
    while let Some(part) = own.next() {
        parts.push(part);
        own.next();
        other.next();
        parts.extend(other.next());
    }
    parts.join(mark)
}

/// The corpus, then its variants: in turn k each article is mixed with the one 3k before it.
fn reports(documents: usize) -> impl Iterator<Item = Result<Report>> + Send {
    let turn = |k: usize| -> Result<Box<dyn Iterator<Item = Result<Report>> + Send>> {
        let mut before: VecDeque<String> = VecDeque::new();
        Ok(Box::new(corpus::lines()?.map(move |line| {
            let mut fields = corpus::fields(&line?)?;
            if k > 0 {
                before.push_back(text(&fields).to_owned());
                if before.len() > k * 3 {
                    fields["text"] = mixed(text(&fields), &before.pop_front().unwrap_or_default()).into();
                }
            }
            // an address of its own, or a variant would be a version
            fields["url"] = Value::Null;
            fields["id"] = format!("{k}/{}", fields["id"].as_str().unwrap_or("")).into();
            let document = corpus::of_fields(&fields)?;
            Ok(Report { raw: document.text().into(), document, media: "text/plain".into(), ..Report::default() })
        })))
    };
    let turns = (0..).map(move |k| turn(k).unwrap_or_else(|error| Box::new(std::iter::once(Err(error)))));
    turns.flatten().take(documents)
}

/// Makes the archive, asks it, prints the figures.
pub(super) fn inner(documents: usize) -> Result<()> {
    ensure!(documents >= 1000, "at least a thousand reports");
    let folder = paths::root().join("target/bench-archive");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder)?;
    let file = folder.join("archive.mahdar");
    let analyzer = Analyzer::arabic();
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let size = || -> f64 { std::fs::metadata(&file).map_or(0.0, |m| m.len() as f64) };

    let mut done = 0usize;
    let (mut seconds, mut mib) = (Vec::new(), Vec::new());
    let begun = Instant::now();
    let (mut last, mut before) = (Instant::now(), 0.0);
    let mut failure = None;
    let archive = Archive::create(&file, Options::default())?;
    let bytes = AtomicUsize::new(0);
    let counted = reports(documents).inspect(|report| {
        if let Ok(report) = report {
            bytes.fetch_add(report.raw.len(), Ordering::Relaxed);
        }
    });
    archive.add(&analyzer, counted, threads, &AtomicBool::new(false), |step| match step {
        Step::Done(_) => {
            done += 1;
            if done.is_multiple_of(1000) {
                seconds.push(last.elapsed().as_secs_f64());
                mib.push((size() - before) / 1_048_576.0);
                (last, before) = (Instant::now(), size());
            }
        }
        Step::Failed(error) => failure = Some(format!("{error:#}")),
        Step::Panicked(place) => failure = Some(format!("the engine failed on {place}")),
    })?;
    if let Some(failure) = failure {
        bail!("{failure}");
    }
    let rate = done as f64 / begun.elapsed().as_secs_f64();
    let peak = super::inner::peak_kib();
    drop(archive);
    let ratio = size() / bytes.into_inner() as f64;

    let mut open = Vec::new();
    for _ in 0..20 {
        open.push(timed(|| Archive::read_only(&file).map(drop))?);
    }
    let archive = Archive::read_only(&file)?;
    let mut search = Times::default();
    for (question, mode) in questions()? {
        search.time(
            &format!("{question} ({mode:?})"),
            || archive.search(&analyzer, &question, mode, &Filters::default(), None, PAGE).map(drop),
            || archive.count_search(&analyzer, &question, mode, &Filters::default()).map(drop),
        )?;
    }
    let mut listing = Times::default();
    for kind in [Kind::Statements, Kind::Meetings, Kind::Positions, Kind::Frameworks] {
        for filters in filters() {
            listing.time(
                &format!("{kind:?} {filters:?}"),
                || archive.list(kind, &filters, None, PAGE).map(drop),
                || archive.count(kind, &filters).map(drop),
            )?;
        }
    }
    drop(archive);
    std::fs::remove_dir_all(&folder)?;
    println!(
        "{}",
        json!({"reports": done, "threads": threads, "rate": rate, "peak_kib": peak, "ratio": ratio, "thousand_seconds": seconds, "thousand_mib": mib,
            "open": open, "search": search.page, "search_counted": search.counted, "slowest_search": search.slowest.1,
            "listing": listing.page, "listing_counted": listing.counted, "slowest_listing": listing.slowest.1})
    );
    Ok(())
}

/// Milliseconds.
fn timed(work: impl FnOnce() -> mahdar_archive::Result<()>) -> Result<f64> {
    let start = Instant::now();
    work()?;
    Ok(start.elapsed().as_secs_f64() * 1000.0)
}

/// Milliseconds of each question: the page, the page and the count; and the slowest.
#[derive(Default)]
struct Times {
    page: Vec<f64>,
    counted: Vec<f64>,
    slowest: (f64, String),
}

impl Times {
    fn time(
        &mut self,
        what: &str,
        page: impl FnOnce() -> mahdar_archive::Result<()>,
        count: impl FnOnce() -> mahdar_archive::Result<()>,
    ) -> Result<()> {
        let page = timed(page)?;
        let all = page + timed(count)?;
        if all > self.slowest.0 {
            self.slowest = (all, format!("{what}: page {page:.1} ms, with count {all:.1} ms"));
        }
        self.page.push(page);
        self.counted.push(all);
        Ok(())
    }
}

/// One to three words of titles all over the corpus, in every mode, and what is common.
fn questions() -> Result<Vec<(String, Match)>> {
    let modes = [Match::Form, Match::Word, Match::Name];
    let mut questions: Vec<(String, Match)> = COMMON.iter().flat_map(|q| modes.map(|m| ((*q).to_owned(), m))).collect();
    for (n, line) in corpus::lines()?.step_by(50).enumerate() {
        let fields = corpus::fields(&line?)?;
        let title = fields["title"].as_str().unwrap_or("");
        let words: Vec<&str> = title.split(|c: char| !c.is_alphabetic()).filter(|w| w.chars().count() > 3).take(n % 3 + 1).collect();
        if !words.is_empty() {
            questions.push((words.join(" "), modes[n / 3 % 3]));
        }
    }
    Ok(questions)
}

fn filters() -> Vec<Filters> {
    let mut all = vec![
        Filters::default(),
        Filters { from: Some("2018-02-01".into()), to: Some("2018-02-07".into()), ..Filters::default() },
        Filters { wordings: true, ..Filters::default() },
    ];
    all.extend(ACTORS.map(|a| Filters { actor: Some(a.to_owned()), ..Filters::default() }));
    all
}
