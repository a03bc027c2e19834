//! `mahdar read`. In: its arguments. Out: records on standard output in the order of the inputs, a line on standard error for each input
//! that failed, and the exit code.
//!
//! Work goes chunk by chunk: a chunk is read in parallel, then printed in order and dropped. So memory is bounded by the chunk, whatever
//! the size of the folder, and the first results come early.

use std::io::{self, ErrorKind, IsTerminal, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use mahdar::{Analyzer, Record, Worker};
use mahdar_lexicon::Blob;
use mahdar_plover::Coder;
use rayon::prelude::*;

use crate::args::{Format, ReadArgs};
use crate::explain::{self, Asked};
use crate::input::{self, Found, Item, LIMIT};
use crate::view::View;
use crate::{html, knowledge, pretty};

/// A chunk holds at most this many inputs a thread, and inputs of at most [`LIMIT`] bytes together (or one).
const PER_THREAD: usize = 32;

/// Work shorter than this shows no progress.
const PATIENCE: Duration = Duration::from_secs(1);

/// Reads what the arguments name.
pub(crate) fn run(args: &ReadArgs) -> ExitCode {
    let lexicon = match knowledge::lexicon(&args.knowledge) {
        Ok(lexicon) => lexicon,
        Err(error) => {
            say(&format!("{error:#}"));
            return ExitCode::from(2);
        }
    };
    if args.explain.is_some() && !matches!(args.format, Format::Pretty | Format::Json | Format::Jsonl) {
        say("--explain prints as pretty, json or jsonl");
        return ExitCode::from(2);
    }
    let found = input::find(&args.paths, input::TEXTS);
    if let Some(asked) = &args.explain {
        return match explain_all(args, &found, asked, lexicon) {
            Ok(failed) => summary(&found, failed),
            Err(e) if e.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == ErrorKind::BrokenPipe) => ExitCode::SUCCESS,
            Err(e) => {
                say(&format!("{e:#}"));
                ExitCode::FAILURE
            }
        };
    }
    match read_all(args, &found, lexicon) {
        Ok(failed) => summary(&found, failed),
        // The reader of our output has enough (`mahdar read … | head`): that is no failure.
        Err(e) if e.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == ErrorKind::BrokenPipe) => ExitCode::SUCCESS,
        Err(e) => {
            say(&format!("{e:#}"));
            ExitCode::FAILURE
        }
    }
}

/// Says what was not read, and turns it into the exit code.
fn summary(found: &Found, failed: usize) -> ExitCode {
    if found.skipped > 0 {
        let (n, files) = (found.skipped, if found.skipped == 1 { "file" } else { "files" });
        say(&format!("{n} other {files} in the folders passed by (only *.txt are read from folders)"));
    }
    if failed == 0 {
        return ExitCode::SUCCESS;
    }
    let all = found.items.len();
    say(&format!("{} of {all} inputs read, {failed} failed", all - failed));
    ExitCode::FAILURE
}

/// One line on standard error. That it cannot be written is nothing to fail for.
fn say(line: &str) {
    let _ = writeln!(anstream::stderr().lock(), "mahdar: {}", pretty::clean(line));
}

/// Reads and prints every item; the number of those that failed. Errors are of the output.
fn read_all(args: &ReadArgs, found: &Found, lexicon: Blob<'static>) -> Result<usize> {
    let jobs = args.jobs.map_or(0, usize::from);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).build().context("cannot start threads; try --jobs 1")?;
    let printer = Printer::new(args, found.single, &lexicon);
    let progress = Progress::new(found.items.len());
    let analyzer = Analyzer::new(lexicon);
    let mut out = Output::new(args);
    let mut failed = 0;
    let mut number = 0;
    for chunk in chunks(&found.items, pool.current_num_threads() * PER_THREAD) {
        let results: Vec<Result<String>> = pool.install(|| {
            chunk
                .par_iter()
                .enumerate()
                .map_init(
                    || match args.format {
                        Format::Plover => analyzer.worker().all_violence(),
                        _ => analyzer.worker(),
                    },
                    |worker, (n, item)| {
                        let page = read_one(&analyzer, worker, item, args).and_then(|record| printer.page(&record, number + n + 1));
                        progress.one_more();
                        page
                    },
                )
                .collect()
        });
        number += chunk.len();
        for (item, result) in chunk.iter().zip(results) {
            match result {
                Ok(page) => out.page(&printer, &page)?,
                Err(e) => {
                    failed += 1;
                    progress.aside(|| say(&format!("{}: {e:#}", item.name())));
                }
            }
        }
    }
    progress.done();
    out.end(&printer)?;
    Ok(failed)
}

/// Explains some words of every item, one after another; the number of items that failed. Errors are of the output.
fn explain_all(args: &ReadArgs, found: &Found, asked: &Asked, lexicon: Blob<'static>) -> Result<usize> {
    let analyzer = Analyzer::new(lexicon);
    let mut out = io::stdout().lock();
    let (mut failed, mut objects) = (0, Vec::new());
    for item in &found.items {
        let mut worker = analyzer.worker();
        let told =
            item.document(args.published.as_deref()).and_then(|document| explain::explain(&mut worker, &document, asked, &item.name()));
        match told {
            Ok(places) => {
                for place in places {
                    match args.format {
                        Format::Json => objects.push(place.json()),
                        Format::Jsonl => writeln!(out, "{}", serde_json::to_string(&place.json())?).context("cannot write the output")?,
                        _ => writeln!(out, "{}", place.lines()).context("cannot write the output")?,
                    }
                }
            }
            Err(e) => {
                failed += 1;
                say(&format!("{}: {e:#}", item.name()));
            }
        }
    }
    if args.format == Format::Json {
        writeln!(out, "{}", serde_json::to_string_pretty(&objects)?).context("cannot write the output")?;
    }
    out.flush().context("cannot write the output")?;
    Ok(failed)
}

/// Reads one input. A defect of the engine must not cost the other reports.
fn read_one<'a>(analyzer: &'a Analyzer, worker: &mut Worker<'a>, item: &Item, args: &ReadArgs) -> Result<Record> {
    let doc = item.document(args.published.as_deref())?;
    catch_unwind(AssertUnwindSafe(|| worker.read(&doc))).map_err(|_| {
        *worker = analyzer.worker();
        anyhow!("the engine failed on it; this is a defect of mahdar: please report it with the file")
    })
}

/// Cuts items into chunks by number and by bytes.
fn chunks(items: &[Item], most: usize) -> impl Iterator<Item = &[Item]> {
    let mut rest = items;
    std::iter::from_fn(move || {
        let mut bytes = 0;
        let fits = |item: &&Item| {
            bytes += item.size();
            bytes <= LIMIT
        };
        let n = rest.iter().take(most).take_while(fits).count().max(1).min(rest.len());
        let (chunk, after) = rest.split_at(n);
        rest = after;
        (!chunk.is_empty()).then_some(chunk)
    })
}

/// How a record becomes text, and what stands around and between records.
struct Printer<'a> {
    args: &'a ReadArgs,
    single: bool,
    width: Option<usize>,
    /// Made for the format that needs it.
    coder: Option<Coder>,
}

impl<'a> Printer<'a> {
    fn new(args: &'a ReadArgs, single: bool, lexicon: &Blob<'static>) -> Self {
        let width = io::stdout().is_terminal().then(|| console::Term::stdout().size_checked()).flatten().map(|(_, w)| usize::from(w));
        let coder = (args.format == Format::Plover).then(|| Coder::new(lexicon));
        Self { args, single, width, coder }
    }

    fn page(&self, record: &Record, number: usize) -> Result<String> {
        Ok(match self.args.format {
            Format::Pretty => pretty::print(&View::new(record, self.args.lang), self.width),
            Format::Html => html::article(&View::new(record, self.args.lang), number),
            Format::Json => serde_json::to_string_pretty(record)?,
            Format::Jsonl => serde_json::to_string(record)? + "\n",
            Format::Plover => {
                let mut page = String::new();
                for line in self.coder.iter().flat_map(|coder| coder.code(record)) {
                    page += &serde_json::to_string(&line)?;
                    page.push('\n');
                }
                page
            }
        })
    }

    fn before(&self) -> String {
        match self.args.format {
            Format::Html => html::head(self.args.lang),
            Format::Json if !self.single => "[\n".to_owned(),
            _ => String::new(),
        }
    }

    fn between(&self) -> &'static str {
        match self.args.format {
            Format::Pretty => "\n\n",
            Format::Json => ",\n",
            Format::Html | Format::Jsonl | Format::Plover => "",
        }
    }

    fn after(&self) -> String {
        match self.args.format {
            Format::Html => html::tail(),
            Format::Json if !self.single => "\n]\n".to_owned(),
            Format::Json => "\n".to_owned(),
            _ => String::new(),
        }
    }
}

/// Standard output, with what stands around the records written when the first comes.
struct Output {
    stream: Box<dyn Write>,
    begun: bool,
}

impl Output {
    fn new(args: &ReadArgs) -> Self {
        let stdout = io::stdout().lock();
        // Only the pretty face has colours; the others are bytes for programs and pass untouched.
        let stream: Box<dyn Write> =
            if args.format == Format::Pretty { Box::new(anstream::AutoStream::new(stdout, args.color.into())) } else { Box::new(stdout) };
        Self { stream, begun: false }
    }

    fn page(&mut self, printer: &Printer<'_>, page: &str) -> Result<()> {
        let before = if self.begun { printer.between().to_owned() } else { printer.before() };
        self.begun = true;
        self.write(&before)?;
        self.write(page)
    }

    fn end(mut self, printer: &Printer<'_>) -> Result<()> {
        // An array of no records is an array; a page of none is no page.
        if self.begun {
            self.write(&printer.after())?;
        } else if printer.args.format == Format::Json && !printer.single {
            self.write("[]\n")?;
        }
        self.stream.flush().context("cannot write the output")
    }

    fn write(&mut self, text: &str) -> Result<()> {
        self.stream.write_all(text.as_bytes()).context("cannot write the output")
    }
}

/// A bar on standard error, where somebody looks and only if there is time to look.
struct Progress {
    bar: Option<ProgressBar>,
    /// When the work began, until the bar is shown.
    since: Mutex<Option<Instant>>,
}

impl Progress {
    fn new(inputs: usize) -> Self {
        // Where the records themselves run over the terminal, they are the progress.
        let wanted = inputs > 1 && io::stderr().is_terminal() && !io::stdout().is_terminal();
        let style =
            ProgressStyle::with_template("{bar:30} {pos}/{len} reports, {eta} left").unwrap_or_else(|_| ProgressStyle::default_bar());
        let bar = || ProgressBar::with_draw_target(Some(inputs as u64), ProgressDrawTarget::hidden()).with_style(style);
        Self { bar: wanted.then(bar), since: Mutex::new(Some(Instant::now())) }
    }

    fn one_more(&self) {
        let Some(bar) = &self.bar else { return };
        bar.inc(1);
        if let Ok(mut since) = self.since.try_lock()
            && since.is_some_and(|t| t.elapsed() > PATIENCE)
        {
            bar.set_draw_target(ProgressDrawTarget::stderr());
            *since = None;
        }
    }

    /// Does something that writes on standard error.
    fn aside(&self, work: impl FnOnce()) {
        match &self.bar {
            Some(bar) => bar.suspend(work),
            None => work(),
        }
    }

    fn done(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
