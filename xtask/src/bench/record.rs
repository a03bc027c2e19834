//! Figures kept: a plain dated file of tab-separated lines, one a figure, with commit, compiler and processor.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use super::Row;
use crate::paths;

const HEADER: &str = "# cargo xtask bench --record: figure, unit, min, median, max, commit, rustc, cpu, read\n";

/// Appends the figures to today's file and returns its path.
pub(super) fn append(read: &str, rows: &[Row]) -> Result<PathBuf> {
    let today = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let path = paths::root().join(format!("bench/record/{today}.tsv"));
    let (commit, rustc, cpu) = (commit(), output("rustc", &["--version"]), cpu());
    let mut content = std::fs::read_to_string(&path).unwrap_or_else(|_| HEADER.to_owned());
    for row in rows {
        let ([min, median, max], places) = (row.spread(), row.places());
        content +=
            &format!("{}\t{}\t{min:.places$}\t{median:.places$}\t{max:.places$}\t{commit}\t{rustc}\t{cpu}\t{read}\n", row.name, row.unit);
    }
    std::fs::create_dir_all(path.parent().unwrap_or(&path)).context("cannot make bench/record")?;
    std::fs::write(&path, content).with_context(|| format!("cannot write {}", path.display()))?;
    Ok(path)
}

/// Appends what `cargo xtask fault` found to its file and returns the path.
pub(crate) fn fault(found: &str) -> Result<PathBuf> {
    let path = paths::root().join("bench/record/fault.tsv");
    let header = "# cargo xtask fault --record: day, what was done and found, commit, cpu\n";
    let mut content = std::fs::read_to_string(&path).unwrap_or_else(|_| header.to_owned());
    let today = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date();
    content += &format!("{today}\t{found}\t{}\t{}\n", commit(), cpu());
    std::fs::write(&path, content).with_context(|| format!("cannot write {}", path.display()))?;
    Ok(path)
}

/// What a command prints, or `unknown`.
fn output(program: &str, args: &[&str]) -> String {
    let out = Command::new(program).args(args).current_dir(paths::root()).output();
    out.ok().filter(|o| o.status.success()).map_or_else(|| "unknown".to_owned(), |o| String::from_utf8_lossy(&o.stdout).trim().to_owned())
}

/// The commit, with a mark where the tree differs from it.
pub(crate) fn commit() -> String {
    let commit = output("git", &["rev-parse", "--short=10", "HEAD"]);
    if output("git", &["status", "--porcelain"]).is_empty() { commit } else { commit + "+changes" }
}

fn cpu() -> String {
    let info = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = info.lines().find_map(|line| line.strip_prefix("model name")).and_then(|line| line.split_once(':'));
    model.map_or_else(|| std::env::consts::ARCH.to_owned(), |(_, name)| name.trim().to_owned())
}
