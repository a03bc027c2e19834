//! `mahdar add`. In: sources and an archive. Out: the reports in the archive, progress and a summary on standard error, and the exit code.

use std::io::IsTerminal as _;
use std::process::ExitCode;
use std::sync::atomic::Ordering;
use std::time::Duration;

use anyhow::{Error, Result};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use mahdar::Analyzer;
use mahdar_archive::{Archive, Options, Step, Sum};

use super::args::AddArgs;
use super::incoming::incoming;
use super::{exit, jobs, say, stop};
use crate::knowledge;

/// Adds what the arguments name.
pub(crate) fn run(args: &AddArgs) -> ExitCode {
    exit(add(args))
}

fn add(args: &AddArgs) -> Result<ExitCode> {
    let lexicon = knowledge::lexicon(&args.knowledge)?;
    let reports = incoming(args)?;
    let archive = Archive::create(&args.file.archive, Options { durable: args.durable, wait: args.file.wait })?;
    let (analyzer, stop, bar) = (Analyzer::new(lexicon), stop(), bar());
    let tell = |step: Step<'_, Error>| match step {
        Step::Done(_) => bar.inc(1),
        Step::Failed(error) => bar.suspend(|| say(&format!("{error:#}"))),
        Step::Panicked(source) => {
            let defect = "the engine failed on it; this is a defect of mahdar: please report it with the file";
            bar.suspend(|| say(&format!("{source}: {defect}")));
        }
    };
    let sum = archive.add(&analyzer, reports, jobs(args.jobs), &stop, tell);
    bar.finish_and_clear();
    let sum = sum?;
    say(&summary(sum));
    Ok(match sum {
        _ if stop.load(Ordering::Relaxed) => ExitCode::from(130),
        Sum { failed: 0, .. } => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    })
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

fn summary(sum: Sum) -> String {
    let mut parts = vec![format!("{} added", sum.added)];
    for (count, what) in [(sum.versions, "new versions"), (sum.known, "there already"), (sum.failed, "could not be read")] {
        if count > 0 {
            parts.push(format!("{count} {what}"));
        }
    }
    parts.join(", ")
}
