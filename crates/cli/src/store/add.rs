//! `mahdar add`. In: sources and an archive. Out: the reports in the archive, progress and a summary on standard error, and the exit code.

use std::io::IsTerminal as _;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use anyhow::{Error, Result};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use mahdar::Analyzer;
use mahdar_archive::{Archive, Options, Report, Step, Sum};

use super::args::AddArgs;
use super::incoming::{incoming, options};
use super::web::Tally;
use super::{exit, jobs, say, stop, watch};
use crate::knowledge;

/// Adds what the arguments name.
pub(crate) fn run(args: &AddArgs) -> ExitCode {
    exit(add(args))
}

fn add(args: &AddArgs) -> Result<ExitCode> {
    let lexicon = knowledge::lexicon(&args.knowledge)?;
    if args.watch {
        watch::fit(args)?;
    }
    // a slip of the command line makes no archive
    options(args)?;
    let archive = Archive::create(&args.file.archive, Options { durable: args.durable, wait: args.file.wait })?;
    let adding = Adding { archive, analyzer: Analyzer::new(lexicon), stop: stop(), jobs: jobs(args.jobs) };
    if args.watch {
        return watch::run(args, &adding);
    }
    let tally = Arc::new(Tally::default());
    let sum = adding.take(incoming(args, &tally, &adding.stop)?)?;
    adding.archive.remember(&tally.whole())?;
    say(&[summary(sum)].into_iter().chain(tally.unchanged()).collect::<Vec<_>>().join(", "));
    Ok(match sum {
        _ if adding.stop.load(Ordering::Relaxed) => ExitCode::from(130),
        Sum { failed: 0, .. } => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    })
}

/// What adding needs, for one run or for many.
pub(crate) struct Adding {
    archive: Archive,
    analyzer: Analyzer,
    jobs: usize,
    /// Set by Ctrl-C and SIGTERM.
    pub(crate) stop: Arc<AtomicBool>,
}

impl Adding {
    /// Adds reports with a bar of progress, and says what is wrong with any.
    pub(crate) fn take(&self, reports: impl Iterator<Item = Result<Report>> + Send) -> Result<Sum> {
        let bar = bar();
        let tell = |step: Step<'_, Error>| match step {
            Step::Done(_) => bar.inc(1),
            Step::Failed(error) => bar.suspend(|| say(&format!("{error:#}"))),
            Step::Panicked(source) => {
                let defect = "the engine failed on it; this is a defect of mahdar: please report it with the file";
                bar.suspend(|| say(&format!("{source}: {defect}")));
            }
        };
        let doubtful = |report: &Result<Report>| {
            for doubt in report.iter().flat_map(|report| &report.doubts) {
                bar.suspend(|| say(doubt));
            }
        };
        let sum = self.archive.add(&self.analyzer, reports.inspect(doubtful), self.jobs, &self.stop, tell);
        bar.finish_and_clear();
        Ok(sum?)
    }
}

/// Reports and their rate; the time left is not known, for nobody knows how many reports a dump holds.
fn bar() -> ProgressBar {
    let target = if std::io::stderr().is_terminal() { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
    let bar = ProgressBar::with_draw_target(None, target);
    if let Ok(style) = ProgressStyle::with_template("{spinner} {pos} reports, {per_sec:.0}, {elapsed}") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

/// What was done, in words.
pub(crate) fn summary(sum: Sum) -> String {
    let mut parts = vec![format!("{} added", sum.added)];
    for (count, what) in [(sum.versions, "new versions"), (sum.known, "there already"), (sum.failed, "could not be read")] {
        if count > 0 {
            parts.push(format!("{count} {what}"));
        }
    }
    parts.join(", ")
}
