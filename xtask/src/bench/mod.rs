//! `cargo xtask bench`: how fast and how small, measured beside a baseline in the same run. Builds in release, starts one process a
//! measurement, turn by turn, and prints least, middle and most.

mod archive;
pub(crate) mod corpus;
#[path = "../../../crates/mahdar/tests/common/faults.rs"]
mod faults;
pub(crate) mod inner;
mod names;
pub(crate) mod record;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use crate::paths;

/// What to measure.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Seconds of each measurement.
    #[arg(long, default_value_t = 3.0)]
    seconds: f64,
    /// Turns of engine and baseline.
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// Also append the figures to bench/record/YYYY-MM-DD.tsv.
    #[arg(long)]
    record: bool,
    /// Instead measure what so many more people in the knowledge base cost: the blob, memory, words a second.
    #[arg(long, value_name = "PEOPLE", conflicts_with_all = ["record", "whole_corpus"])]
    names: Option<usize>,
    /// Instead read every article of the corpus, on every core, and count panics.
    #[arg(long, conflicts_with = "record")]
    whole_corpus: bool,
    /// With --whole-corpus: check every span of the records and of the layers beneath, and let arithmetic
    /// that overflows panic, as in a debug build (a build of its own).
    #[arg(long, requires = "whole_corpus")]
    checked: bool,
    /// Instead measure an archive of so many reports, the corpus and variants of it: adding, growth, memory, opening, search, listings.
    #[arg(long, value_name = "REPORTS", conflicts_with_all = ["whole_corpus", "names"])]
    archive: Option<usize>,
}

/// One figure: its name, unit, and values.
struct Row {
    name: &'static str,
    unit: &'static str,
    values: Vec<f64>,
}

impl Row {
    fn new(name: &'static str, unit: &'static str, mut values: Vec<f64>) -> Self {
        values.sort_by(f64::total_cmp);
        Self { name, unit, values }
    }

    /// Least, middle and most.
    fn spread(&self) -> [f64; 3] {
        [self.values[0], self.values[self.values.len() / 2], self.values[self.values.len() - 1]]
    }

    /// The value that nineteen of twenty do not pass, as a figure of its own.
    fn p95(&self, name: &'static str) -> Self {
        Self::new(name, self.unit, vec![self.values[self.values.len() * 95 / 100]])
    }

    fn places(&self) -> usize {
        if self.unit == "words/s" { 0 } else { 3 }
    }
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> Result<()> {
    ensure!(args.rounds > 0 && args.seconds > 0.0, "there is nothing to measure in no time");
    if args.whole_corpus {
        return whole(&build(args.checked)?, args.checked);
    }
    let release = build(false)?;
    if let Some(people) = args.names {
        return names::run(&release, people, args.seconds, args.rounds);
    }
    if let Some(documents) = args.archive {
        return archive::run(&release, documents, args.record);
    }
    let (mut engine, mut stemmer, mut ratio, mut memory, mut stemmer_memory) = (vec![], vec![], vec![], vec![], vec![]);
    let mut time_share = vec![];
    let mut stages = Stages::default();
    for _ in 0..args.rounds {
        let (ours, peak) = measure(&release, "engine", args.seconds)?;
        let (theirs, their_peak) = measure(&release, "stemmer", args.seconds)?;
        time_share.push(ours / measure(&release, "time", args.seconds)?.0);
        engine.push(ours);
        stemmer.push(theirs);
        ratio.push(ours / theirs);
        memory.push(peak);
        stemmer_memory.push(their_peak);
        stages.measure(&release, ours, args.seconds)?;
    }
    let mut rows = vec![
        Row::new("engine", "words/s", engine),
        Row::new("rust-stemmers arabic", "words/s", stemmer),
        Row::new("engine / rust-stemmers", "ratio", ratio),
        Row::new("time stage / engine", "share of time", time_share),
        Row::new("engine peak memory", "MiB", memory),
        Row::new("rust-stemmers peak memory", "MiB", stemmer_memory),
    ];
    rows.extend(stages.rows());
    rows.push(Row::new("start-up (mahdar --version)", "ms", start_up(&release)?));
    rows.push(Row::new("size of mahdar", "MiB", vec![std::fs::metadata(release.join("mahdar"))?.len() as f64 / 1_048_576.0]));
    let what = corpus::described();
    println!("{what}: a fixed share of its articles, {} turns of {} s each, one core", args.rounds, args.seconds);
    print(&rows);
    if args.record {
        let path = record::append(&what, &rows)?;
        println!("recorded in {}", path.display());
    }
    Ok(())
}

fn print(rows: &[Row]) {
    println!("{:33} {:>10} {:>10} {:>10}", "", "min", "median", "max");
    for row in rows {
        let [min, median, max] = row.spread();
        let places = row.places();
        println!("{:33} {min:>10.places$} {median:>10.places$} {max:>10.places$} {}", row.name, row.unit);
    }
}

/// The lower stages, each beside the full record of the same turn, and the lexicon that they read.
#[derive(Default)]
struct Stages {
    text: Vec<f64>,
    text_share: Vec<f64>,
    morph: Vec<f64>,
    morph_share: Vec<f64>,
    whatlang: Vec<f64>,
    ratio: Vec<f64>,
    load: Vec<f64>,
    held: Vec<f64>,
}

impl Stages {
    fn measure(&mut self, release: &Path, engine: f64, seconds: f64) -> Result<()> {
        let (text, _) = measure(release, "text", seconds)?;
        let (morph, _) = measure(release, "morph", seconds)?;
        let (whatlang, _) = measure(release, "whatlang", seconds)?;
        let lexicon = inner(release, &["lexicon"])?;
        let number = |key: &str| lexicon[key].as_f64().unwrap_or(f64::NAN);
        self.text.push(text);
        self.text_share.push(engine / text);
        self.morph.push(morph);
        self.morph_share.push(engine / morph);
        self.whatlang.push(whatlang);
        self.ratio.push(text / whatlang);
        self.load.push(number("ms"));
        self.held.push(number("kib") / 1024.0);
        Ok(())
    }

    fn rows(self) -> [Row; 8] {
        [
            Row::new("text", "words/s", self.text),
            Row::new("text, share of the record", "of its time", self.text_share),
            Row::new("text and morph", "words/s", self.morph),
            Row::new("text and morph, share", "of its time", self.morph_share),
            Row::new("whatlang", "words/s", self.whatlang),
            Row::new("text / whatlang", "ratio", self.ratio),
            Row::new("lexicon, opening", "ms", self.load),
            Row::new("lexicon, memory held", "MiB", self.held),
        ]
    }
}

/// Builds this program in release, and the binary; returns the folder they are in.
fn build(checked: bool) -> Result<PathBuf> {
    let here = std::env::current_exe()?;
    let mut target = here.parent().and_then(Path::parent).context("this program is in no target folder")?.to_owned();
    let mut build = Command::new(paths::cargo());
    build.args(["build", "--release", "--quiet", "--package", "xtask"]).current_dir(paths::root());
    if checked {
        target.push("checked");
        build.args(["--config", "profile.release.overflow-checks=true"]);
    } else {
        build.args(["--package", "mahdar-cli"]);
    }
    build.arg("--target-dir").arg(&target);
    ensure!(build.status().context("cargo cannot be run")?.success(), "the release build failed");
    Ok(target.join("release"))
}

fn inner(release: &Path, args: &[&str]) -> Result<Value> {
    let program = release.join("xtask");
    let out = Command::new(&program).arg("bench-inner").args(args).stderr(Stdio::inherit()).output();
    let out = out.with_context(|| format!("cannot run {}", program.display()))?;
    ensure!(out.status.success(), "the measurement of {} failed", args.join(" "));
    serde_json::from_slice(&out.stdout).context("a measurement printed no JSON")
}

/// Words a second and peak memory in MiB.
fn measure(release: &Path, what: &str, seconds: f64) -> Result<(f64, f64)> {
    figures(release, &[what, "--seconds", &seconds.to_string()])
}

fn figures(release: &Path, args: &[&str]) -> Result<(f64, f64)> {
    let figures = inner(release, args)?;
    let number = |key: &str| figures[key].as_f64().unwrap_or(f64::NAN);
    Ok((number("words") / number("seconds"), number("peak_kib") / 1024.0))
}

/// Milliseconds from the start of the binary to its end, asked for its version.
fn start_up(release: &Path) -> Result<Vec<f64>> {
    let program = release.join("mahdar");
    let mut times = Vec::new();
    for turn in 0..25 {
        let start = Instant::now();
        let out = Command::new(&program).arg("--version").output().with_context(|| format!("cannot run {}", program.display()))?;
        let time = start.elapsed().as_secs_f64() * 1000.0;
        ensure!(out.status.success(), "{} --version failed", program.display());
        // The first turns read the file from disk.
        if turn >= 5 {
            times.push(time);
        }
    }
    Ok(times)
}

fn whole(release: &Path, checked: bool) -> Result<()> {
    corpus::required()?;
    let f = inner(release, if checked { &["whole", "--checked"] } else { &["whole"] })?;
    let number = |key: &str| f[key].as_f64().unwrap_or(f64::NAN);
    let panics = f["panics"].as_array().map_or(0, Vec::len);
    println!(
        "{} articles, {} words, {panics} panics, {:.1} s on {} threads ({:.0} words/s), peak memory {:.1} MiB",
        f["articles"],
        f["words"],
        number("seconds"),
        f["threads"],
        number("words") / number("seconds"),
        number("peak_kib") / 1024.0
    );
    if panics > 0 {
        for first in f["panics"].as_array().into_iter().flatten() {
            println!("  panicked: {first}");
        }
        bail!("{panics} articles could not be read without a panic");
    }
    if checked {
        let faulty = f["faulty"].as_array().map_or(&[][..], Vec::as_slice);
        println!("every span of the records and of the layers beneath checked: {} articles with a fault", faulty.len());
        faulty.iter().take(20).for_each(|fault| println!("  {fault}"));
        ensure!(faulty.is_empty(), "{} articles have a span that is wrong", faulty.len());
    }
    Ok(())
}
