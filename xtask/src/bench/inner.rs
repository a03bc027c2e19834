//! The measuring process: one measurement a process, so that its peak memory is its own. Prints one line of JSON.

use std::hint::black_box;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use mahdar::Analyzer;
use rust_stemmers::{Algorithm, Stemmer};
use serde_json::json;

use super::{archive, corpus, faults};

/// What one process measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum What {
    /// Records of the engine on one thread.
    Engine,
    /// The calendar expressions of texts whose words are analysed already: the time stage alone.
    Time,
    /// The layers of the text alone: tokens, sentences, quotation marks.
    Text,
    /// The text's layers and what each word can be.
    Morph,
    /// A detector of languages over the same texts.
    Whatlang,
    /// Opening the lexicon, and the memory that it holds.
    Lexicon,
    /// The Arabic stemmer over the same words.
    Stemmer,
    /// Every article of the corpus, on every core.
    Whole,
    /// An archive of the corpus and its variants: adding, opening, searching, listing.
    Archive,
}

/// Which measurement, for how long.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    what: What,
    #[arg(long, default_value_t = 3.0)]
    seconds: f64,
    /// A compiled lexicon to read with, in place of the built-in one.
    #[arg(long)]
    lexicon: Option<std::path::PathBuf>,
    /// With the whole corpus: check every span.
    #[arg(long)]
    checked: bool,
    /// With the archive: reports in it.
    #[arg(long, default_value_t = 0)]
    documents: usize,
}

/// Measures and prints.
pub(crate) fn run(args: &Args) -> Result<()> {
    ensure!(!cfg!(debug_assertions), "measured in release only: run `cargo xtask bench`");
    match args.what {
        What::Engine => {
            let analyzer = match &args.lexicon {
                // a process measures one lexicon and ends
                Some(path) => Analyzer::new(mahdar_lexicon::Blob::trusted(Box::leak(std::fs::read(path)?.into_boxed_slice()))?),
                None => Analyzer::arabic(),
            };
            let mut worker = analyzer.worker();
            repeat(args.seconds, |doc| {
                black_box(worker.read(doc));
            })
        }
        What::Time => time(args.seconds),
        What::Text => {
            let analyzer = Analyzer::arabic();
            let mut worker = analyzer.worker();
            repeat(args.seconds, |doc| {
                black_box(worker.text(doc.text()));
            })
        }
        What::Morph => {
            let analyzer = Analyzer::arabic();
            let mut worker = analyzer.worker();
            repeat(args.seconds, |doc| {
                black_box(worker.morph(doc.text()));
            })
        }
        What::Whatlang => repeat(args.seconds, |doc| {
            black_box(whatlang::detect(doc.text()));
        }),
        What::Lexicon => lexicon(),
        What::Stemmer => {
            let stemmer = Stemmer::create(Algorithm::Arabic);
            repeat(args.seconds, |doc| {
                for word in doc.text().split_whitespace() {
                    black_box(stemmer.stem(word));
                }
            })
        }
        What::Whole => whole(args.checked),
        What::Archive => archive::inner(args.documents),
    }
}

/// Passes over the share of articles until the time is over; the first article warms up.
fn repeat(seconds: f64, mut work: impl FnMut(&mahdar::Document)) -> Result<()> {
    let docs: Vec<(usize, mahdar::Document)> =
        corpus::share()?.into_iter().map(|doc| (doc.text().split_whitespace().count(), doc)).collect();
    work(&docs[0].1);
    let limit = Duration::from_secs_f64(seconds);
    let (start, cpu, mut words) = (Instant::now(), on_core(), 0);
    for (count, doc) in docs.iter().cycle() {
        work(doc);
        words += count;
        if start.elapsed() >= limit {
            break;
        }
    }
    // Time on a core, so that a neighbour's load does not count.
    let spent = on_core().saturating_sub(cpu);
    println!("{}", json!({"words": words, "seconds": spent.as_secs_f64(), "peak_kib": peak_kib()}));
    Ok(())
}

/// The time stage over the share of articles, their lower layers made before the clock starts.
fn time(seconds: f64) -> Result<()> {
    use mahdar::time::{self, Calendar, Discourse};
    let blob = mahdar_arabic::blob();
    let calendar = Calendar::new(&blob);
    let orthography = mahdar::text::Orthography::new(&blob);
    let docs: Vec<_> = corpus::share()?
        .into_iter()
        .map(|doc| {
            let (mut text, mut morph) = (mahdar::text::Text::default(), mahdar::morph::Morph::default());
            text.fill(&orthography, doc.text());
            morph.fill(&blob, &text);
            (doc.text().split_whitespace().count(), doc, text, morph)
        })
        .collect();
    let discourse = Discourse { anchor: Some(jiff::civil::date(2018, 5, 15)), ..Discourse::default() };
    let mut found = Vec::new();
    let limit = Duration::from_secs_f64(seconds);
    let (start, cpu, mut words) = (Instant::now(), on_core(), 0);
    for (count, doc, text, morph) in docs.iter().cycle() {
        time::find(&calendar, doc.text(), text, morph, &mut found);
        time::resolve(&discourse, text, &mut found);
        black_box(&found);
        words += count;
        if start.elapsed() >= limit {
            break;
        }
    }
    let spent = on_core().saturating_sub(cpu);
    println!("{}", json!({"words": words, "seconds": spent.as_secs_f64(), "peak_kib": peak_kib()}));
    Ok(())
}

/// Milliseconds to open the lexicon, the first time in this process, and the memory that this process holds the more for it once a text
/// has been read and its pages are in.
fn lexicon() -> Result<()> {
    let before = resident_kib().unwrap_or(0);
    let start = on_core();
    let analyzer = black_box(Analyzer::arabic());
    let opened = on_core().saturating_sub(start);
    for doc in corpus::share()?.iter().take(1) {
        black_box(analyzer.read(doc));
    }
    let held = resident_kib().unwrap_or(0).saturating_sub(before);
    println!("{}", json!({"ms": opened.as_secs_f64() * 1000.0, "kib": held}));
    Ok(())
}

/// Memory that this process holds now, its file's pages included.
fn resident_kib() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?.split_whitespace().next()?.parse().ok()
}

/// Time that this thread has spent on a core. (`/proc/thread-self/schedstat` moves a tick at a time, which is longer than what is measured.)
fn on_core() -> Duration {
    let now = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(now.tv_sec.unsigned_abs(), u32::try_from(now.tv_nsec).unwrap_or(0))
}

/// Most memory that this process has held.
pub(super) fn peak_kib() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.split_whitespace().next()?.parse().ok()
}

/// Reads a document; if asked, what is wrong with the spans of its record and of the layers beneath.
fn read(worker: &mut mahdar::Worker<'_>, doc: &mahdar::Document, checked: bool) -> Vec<String> {
    let record = black_box(worker.read(doc));
    if !checked {
        return Vec::new();
    }
    let Ok(record) = serde_json::to_value(&record) else { return vec!["the record is no JSON".to_owned()] };
    let mut wrong = faults::faults(&record, doc.text());
    wrong.append(&mut faults::layer_faults(&worker.analysis(doc.text()), doc.text()));
    wrong
}

fn whole(checked: bool) -> Result<()> {
    let analyzer = Analyzer::arabic();
    let lines = Mutex::new(corpus::lines()?);
    let (articles, words) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let (panics, faulty, failure) = (Mutex::new(Vec::new()), Mutex::new(Vec::new()), Mutex::new(None));
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let start = Instant::now();
    let work = || {
        let mut worker = analyzer.worker();
        loop {
            let next = lines.lock().ok().and_then(|mut lines| lines.next());
            let doc = match next.map(|line| line.and_then(|line| corpus::document(&line))) {
                None => break,
                Some(Ok(doc)) => doc,
                Some(Err(error)) => return failure.lock().map(|mut f| *f = Some(error)).unwrap_or_default(),
            };
            words.fetch_add(doc.text().split_whitespace().count(), Ordering::Relaxed);
            articles.fetch_add(1, Ordering::Relaxed);
            let first = || doc.text().chars().take(60).collect::<String>();
            match catch_unwind(AssertUnwindSafe(|| read(&mut worker, &doc, checked))) {
                Ok(wrong) if wrong.is_empty() => {}
                Ok(wrong) => faulty.lock().map(|mut f| f.push(format!("{}: {}", first(), wrong.join("; ")))).unwrap_or_default(),
                Err(_) => {
                    worker = analyzer.worker();
                    panics.lock().map(|mut p| p.push(first())).unwrap_or_default();
                }
            }
        }
    };
    std::thread::scope(|scope| (0..threads).for_each(|_| drop(scope.spawn(work))));
    if let Ok(Some(error)) = failure.into_inner() {
        return Err(error);
    }
    let panics = panics.into_inner().unwrap_or_default();
    let faulty = faulty.into_inner().unwrap_or_default();
    let seconds = start.elapsed().as_secs_f64();
    println!(
        "{}",
        json!({"faulty": faulty, "articles": articles.into_inner(), "words": words.into_inner(), "threads": threads, "seconds": seconds, "panics": panics,
            "peak_kib": peak_kib()})
    );
    Ok(())
}
