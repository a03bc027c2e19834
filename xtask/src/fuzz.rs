//! `cargo xtask fuzz`: each target of `fuzz/` for some seconds, from its kept corpus; a crash fails with the input that makes it.
//!
//! The targets are no part of the workspace; `cargo xtask test` gives each half a minute. They run on the stable toolchain: the instrumentation is asked for
//! with `RUSTC_BOOTSTRAP=1`, and no sanitizer, for there is no unsafe code to watch over. What a run finds goes to a scratch corpus under
//! `target/`; an input worth keeping is copied to `fuzz/corpus/TARGET` by hand.

use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::{bench, paths};

/// What to fuzz and how long.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The targets; all of them where none is named.
    targets: Vec<String>,
    /// Seconds for each target.
    #[arg(long, default_value_t = 30)]
    seconds: u32,
    /// Also append what each target ran to fuzz/record/YYYY-MM-DD.tsv.
    #[arg(long)]
    record: bool,
}

impl Args {
    /// Every target for half a minute, as in `cargo xtask test`.
    pub(crate) const fn short() -> Self {
        Self { targets: Vec::new(), seconds: 30, record: false }
    }
}

/// Inputs longer than this are cut: what goes wrong goes wrong in a short text, and short ones are read often.
const MAX_LEN: usize = 2048;

/// Seconds after which one input counts as hanging.
const TIMEOUT: u32 = 10;

/// Targets that run at once where the machine has as many cores.
const AT_ONCE: usize = 2;

/// Runs the targets, two at a time.
pub(crate) fn run(args: &Args) -> Result<()> {
    let known: Vec<String> =
        paths::files(&folder().join("fuzz_targets"), ".rs").iter().map(|f| paths::name(f).trim_end_matches(".rs").to_owned()).collect();
    if let Some(unknown) = args.targets.iter().find(|t| !known.contains(t)) {
        bail!("'{unknown}' is no target of fuzz/: there are {}", known.join(", "));
    }
    install()?;
    let targets = if args.targets.is_empty() { &known } else { &args.targets };
    build(&args.targets)?;
    let mut crashed = Vec::new();
    let at_once = std::thread::available_parallelism().map_or(1, usize::from).min(AT_ONCE);
    for together in targets.chunks(at_once) {
        println!("\n== {}: {} s", together.join(", "), args.seconds);
        let runs: Vec<Result<Run>> = std::thread::scope(|scope| {
            let running: Vec<_> = together.iter().map(|target| scope.spawn(|| fuzz(target, args.seconds))).collect();
            running.into_iter().map(|run| run.join().unwrap_or_else(|_| bail!("the thread that ran it ended"))).collect()
        });
        for (target, run) in together.iter().zip(runs) {
            let Run { inputs, said } = run.with_context(|| format!("{target} did not run"))?;
            eprint!("\n-- {target}\n{said}");
            if args.record {
                println!("recorded in {}", record(target, args.seconds, inputs)?.display());
            }
            if inputs.is_none() {
                crashed.push(target.as_str());
            }
        }
    }
    if !crashed.is_empty() {
        bail!("crashed: {}; the inputs are in fuzz/artifacts, and the commands that repeat them stand above", crashed.join(", "));
    }
    println!("\n{} targets, no crash", targets.len());
    Ok(())
}

fn folder() -> PathBuf {
    paths::root().join("fuzz")
}

/// Gets cargo-fuzz where it is missing.
fn install() -> Result<()> {
    let mut version = Command::new(paths::cargo());
    let there = version.args(["fuzz", "--version"]).stdout(Stdio::null()).stderr(Stdio::null()).status();
    if there.is_ok_and(|status| status.success()) {
        return Ok(());
    }
    // unoptimised: it only calls cargo
    let install = ["install", "cargo-fuzz", "--locked", "--debug"];
    let command = format!("cargo {}", install.join(" "));
    println!("cargo-fuzz is missing: {command}");
    if !Command::new(paths::cargo()).args(install).status().context("cargo cannot be run")?.success() {
        bail!("`{command}` failed: install it by hand, then run this again");
    }
    Ok(())
}

/// What a target ran, as a dated line: inputs, or the word that it crashed.
fn record(target: &str, seconds: u32, inputs: Option<u64>) -> Result<PathBuf> {
    let path = folder().join("record").join(format!("{}.tsv", jiff::Zoned::now().date()));
    let mut text = std::fs::read_to_string(&path)
        .unwrap_or_else(|_| "# cargo xtask fuzz --record: target, seconds, inputs run without a crash or hang, commit\n".to_owned());
    let inputs = inputs.map_or_else(|| "crashed".to_owned(), |n| n.to_string());
    text += &format!("{target}\t{seconds}\t{inputs}\t{}\n", bench::record::commit());
    path.parent()
        .map_or(Ok(()), std::fs::create_dir_all)
        .and_then(|()| std::fs::write(&path, text))
        .with_context(|| format!("cannot write {}", path.display()))?;
    Ok(path)
}

/// A target's run.
struct Run {
    /// How many inputs it took without a crash; `None` where it crashed.
    inputs: Option<u64>,
    /// What it printed.
    said: String,
}

/// `cargo fuzz SUBCOMMAND` on the stable toolchain, without a sanitizer.
fn cargo_fuzz(subcommand: &str) -> (Command, PathBuf) {
    let build = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| paths::root().join("target"), PathBuf::from);
    let mut command = Command::new(paths::cargo());
    command.current_dir(paths::root()).env("RUSTC_BOOTSTRAP", "1").stdin(Stdio::null());
    command.args(["fuzz", subcommand, "--sanitizer", "none", "--target-dir"]).arg(build.join("fuzz"));
    (command, build)
}

/// Builds what will run, all where nothing is named, so that those that run at once do not wait for one another.
fn build(named: &[String]) -> Result<()> {
    let commands = if named.is_empty() {
        vec![cargo_fuzz("build").0]
    } else {
        let of = |target: &String| {
            let mut command = cargo_fuzz("build").0;
            command.arg(target);
            command
        };
        named.iter().map(of).collect()
    };
    for mut command in commands {
        if !command.status().context("cargo cannot be run")?.success() {
            bail!("the targets of fuzz/ do not build");
        }
    }
    Ok(())
}

fn fuzz(target: &str, seconds: u32) -> Result<Run> {
    let (mut command, build) = cargo_fuzz("run");
    let scratch = build.join("fuzz-corpus").join(target);
    std::fs::create_dir_all(&scratch).with_context(|| format!("cannot make {}", scratch.display()))?;
    // new inputs go to the first folder, the others are read
    command.arg(target).arg(scratch).arg(folder().join("corpus").join(target));
    if target == "read" {
        command.arg(paths::root().join("samples"));
    }
    command.arg("--").args([
        format!("-max_total_time={seconds}"),
        format!("-max_len={MAX_LEN}"),
        format!("-timeout={TIMEOUT}"),
        "-print_final_stats=1".to_owned(),
    ]);
    let mut child = command.stderr(Stdio::piped()).spawn().context("cargo cannot be run")?;
    let (mut inputs, mut said) = (0, String::new());
    // an input that it prints may be no UTF-8: all of it is read, or the target would be stopped by its own full pipe
    for line in child.stderr.take().into_iter().flat_map(|stderr| BufReader::new(stderr).split(b'\n')).map_while(Result::ok) {
        let line = String::from_utf8_lossy(&line);
        if let Some(count) = line.strip_prefix("stat::number_of_executed_units:") {
            inputs = count.trim().parse().unwrap_or(0);
        }
        said.push_str(&line);
        said.push('\n');
    }
    let inputs = child.wait().context("cargo cannot be waited for")?.success().then_some(inputs);
    Ok(Run { inputs, said })
}
