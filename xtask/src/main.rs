//! Tasks of the repository, as `cargo xtask TASK`.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program for people who build Mahdar: it prints")]
#![allow(clippy::cast_precision_loss, clippy::cast_possible_wrap, reason = "counts and places in texts are far below 2^52")]
#![allow(clippy::format_push_string, clippy::needless_for_each, reason = "tables are built of lines, none of them often")]

mod audit;
mod bench;
mod checks;
mod copies;
mod fault;
mod fuzz;
mod gold;
mod learn;
mod linguistic;
mod links;
mod paths;
mod read;
mod score;
mod spelling;
mod train;
mod warc;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Tasks of the repository.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Run every check: format, clippy, tests, docs, lexicon, gold, floors, licences.
    Test(checks::Args),
    /// Score the records against gold.
    Score(score::Args),
    /// Build the gold of tests/gold from its annotation.
    Gold(gold::Args),
    /// Count for each rule how often it is right on gold, into the lexicon.
    Confidence,
    /// Count the words of people's names, into the lexicon.
    Names,
    /// Learn what the spelling of names costs, and how names are written in Latin letters, into the lexicon.
    Spelling {
        /// Instead measure the judgement on the names of the knowledge base, and show so many errors of each kind.
        #[arg(long, value_name = "SHOW")]
        measure: Option<usize>,
    },
    /// Compare the knowledge base with the titles of the corpus.
    Audit(audit::Args),
    /// Learn the models that split and tag words, and that of names, into the lexicon.
    Train(train::Args),
    /// Measure speed, memory and start-up beside a baseline.
    Bench(bench::Args),
    /// Feed the engine and the lexicon made-up inputs and look for a crash.
    Fuzz(fuzz::Args),
    /// Measure how well and how fast copies are found, on reports edited in known ways.
    Copies(copies::Args),
    /// Kill `mahdar add` at random moments and fill its disk, and look whether anything was lost.
    Fault(fault::Args),
    /// Read the web archives that wget and warcio write, whole and cut; install them where they are missing.
    Warc,
    /// One measurement of `bench`.
    #[command(hide = true)]
    BenchInner(bench::inner::Args),
}

fn main() -> ExitCode {
    let done = match Cli::parse().task {
        Task::Test(args) => return checks::run(&args),
        Task::Score(args) => score::run(&args),
        Task::Gold(args) => gold::run(&args),
        Task::Confidence => learn::confidence(),
        Task::Names => learn::names(),
        Task::Spelling { measure: Some(show) } => {
            spelling::measure(show);
            Ok(())
        }
        Task::Spelling { measure: None } => spelling::run(),
        Task::Audit(args) => audit::run(&args),
        Task::Train(args) => train::run(&args),
        Task::Bench(args) => bench::run(&args),
        Task::Fuzz(args) => fuzz::run(&args),
        Task::Copies(args) => copies::run(&args),
        Task::Fault(args) => fault::run(&args),
        Task::Warc => warc::run(),
        Task::BenchInner(args) => bench::inner::run(&args),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
