//! `cargo xtask test`: every check of the repository, in order, each timed; a summary with what was skipped and why at the end.

use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;

use crate::score::sets::Set;
use crate::{fault, fuzz, gold, paths, score, warc};

/// How to run the checks.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Install cargo-deny where it is missing (it takes minutes to build); done unasked where CI=true.
    #[arg(long)]
    install: bool,
}

/// How a check went.
enum Outcome {
    Passed,
    Failed(String),
    /// Not run, and why. What is `required` may not be skipped where CI=true.
    Skipped {
        why: String,
        required: bool,
    },
}

use Outcome::{Failed, Passed, Skipped};

/// A name and how to do it.
type Check<'a> = (&'a str, Box<dyn Fn() -> Outcome + 'a>);

/// Runs every check.
pub(crate) fn run(args: &Args) -> ExitCode {
    let ci = std::env::var("CI").is_ok_and(|v| v == "true" || v == "1");
    let checks: [Check; 12] = [
        ("format", Box::new(|| component("fmt", &["fmt", "--all", "--check"]))),
        ("clippy", Box::new(|| component("clippy", &["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"]))),
        ("tests and doc tests", Box::new(|| cargo(&["test", "--workspace"]))),
        ("docs", Box::new(docs)),
        ("lexicon", Box::new(|| cargo(&["run", "--quiet", "--package", "mahdar-cli", "--", "lexicon", "check"]))),
        ("gold is fresh", Box::new(|| result(gold::run(&gold::Args::check_all())))),
        ("score floors", Box::new(|| result(score::run(&score::Args::check_all())))),
        ("gold beside the repository", Box::new(beside)),
        ("licences, bans and sources", Box::new(|| deny(args.install || ci))),
        ("web archives of wget and warcio", Box::new(archives)),
        ("faults, a short run", Box::new(|| result(fault::run(&fault::Args::short())))),
        ("fuzz, a short run", Box::new(|| result(fuzz::run(&fuzz::Args::short())))),
    ];
    let mut lines = Vec::new();
    let (mut passed, mut failed, mut skipped) = (0, 0, 0);
    for (name, check) in checks {
        println!("\n== {name}");
        let start = Instant::now();
        let outcome = match check() {
            Skipped { why, required: true } if ci => Failed(format!("cannot be skipped in CI: {why}")),
            outcome => outcome,
        };
        let line = match outcome {
            Passed => {
                passed += 1;
                format!("passed   {name}")
            }
            Failed(why) => {
                failed += 1;
                format!("FAILED   {name}: {why}")
            }
            Skipped { why, .. } => {
                skipped += 1;
                format!("skipped  {name}: {why}")
            }
        };
        let line = format!("{line} ({:.1} s)", start.elapsed().as_secs_f64());
        println!("-- {line}");
        lines.push(line);
    }
    println!("\n== summary");
    lines.iter().for_each(|line| println!("{line}"));
    println!("\n{passed} passed, {failed} failed, {skipped} skipped");
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn result(done: anyhow::Result<()>) -> Outcome {
    done.map_or_else(|error| Failed(format!("{error:#}")), |()| Passed)
}

fn command(args: &[&str]) -> Command {
    let mut command = Command::new(paths::cargo());
    command.args(args).current_dir(paths::root()).stdin(Stdio::null());
    command
}

fn cargo(args: &[&str]) -> Outcome {
    outcome(&mut command(args), args)
}

fn outcome(command: &mut Command, args: &[&str]) -> Outcome {
    match command.status() {
        Ok(status) if status.success() => Passed,
        Ok(_) => Failed(format!("`cargo {}`", args.join(" "))),
        Err(error) => Failed(format!("`cargo {}` cannot be run: {error}", args.join(" "))),
    }
}

fn is_installed(subcommand: &str) -> bool {
    let mut version = command(&[subcommand, "--version"]);
    version.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|s| s.success())
}

/// A check by a component of the toolchain.
fn component(name: &str, args: &[&str]) -> Outcome {
    if is_installed(name) {
        return cargo(args);
    }
    let component = if name == "fmt" { "rustfmt" } else { name };
    Skipped { why: format!("`cargo {name}` is not installed: `rustup component add {component}`"), required: true }
}

fn docs() -> Outcome {
    let args = ["doc", "--workspace", "--no-deps", "--quiet"];
    outcome(command(&args).env("RUSTDOCFLAGS", "-D warnings"), &args)
}

/// Whether the sets beside the repository took part in the floors and in the comparison with `score.py`.
fn beside() -> Outcome {
    let absent: Vec<String> =
        Set::all().iter().filter(|s| !s.is_present()).map(|s| format!("{} ({})", s.name, s.folder().display())).collect();
    if absent.is_empty() {
        println!("seeds and dev are present: scored above, and the table compared with that of score.py by the tests");
        return Passed;
    }
    let why = format!("absent: {}; not scored and not compared with score.py (set MAHDAR_GOLD)", absent.join(", "));
    Skipped { why, required: false }
}

fn archives() -> Outcome {
    match warc::tools() {
        Ok(python) => result(warc::measure(&python)),
        Err(warc::Missing(why)) => Skipped { why, required: true },
    }
}

fn deny(install: bool) -> Outcome {
    // unoptimised: it runs for seconds and would be built for minutes
    const INSTALL: [&str; 4] = ["install", "cargo-deny", "--locked", "--debug"];
    let args = ["deny", "check", "licenses", "bans", "sources"];
    if !is_installed("deny") {
        if !install {
            let why =
                format!("optional, cargo-deny takes minutes to build: `cargo {}`, then `cargo {}`", INSTALL.join(" "), args.join(" "));
            return Skipped { why, required: false };
        }
        if let Failed(why) = cargo(&INSTALL) {
            return Failed(why);
        }
    }
    cargo(&args)
}
