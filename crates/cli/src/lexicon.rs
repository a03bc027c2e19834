//! `mahdar lexicon`: checks and compiles a lexicon's plain files.
//!
//! In: a folder of files, or those that the program was built with. Out: every problem with file, line and remedy, or the compiled blob.

use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context as _;
use mahdar_arabic::compile::compile;

use crate::args::Lexicon;

/// A lexicon's files: name within the lexicon, and text.
type Files = Vec<(String, String)>;

/// Runs the subcommand: 0 all in order, 1 problems found, 2 the folder or file cannot be used.
pub(crate) fn run(command: &Lexicon) -> ExitCode {
    let done = match command {
        Lexicon::Check { dir } => check(dir.as_deref()),
        Lexicon::Build { dir, out } => build(dir, out),
    };
    done.unwrap_or_else(|error| {
        let _ = writeln!(anstream::stderr(), "error: {error:#}");
        ExitCode::from(2)
    })
}

fn check(dir: Option<&Path>) -> anyhow::Result<ExitCode> {
    let files = match dir {
        Some(dir) => folder(dir)?,
        None => mahdar_arabic::SOURCES.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect(),
    };
    let named = borrowed(&files);
    let bytes = match compile(&named) {
        Ok(bytes) => bytes,
        Err(problems) => {
            report(&problems, &named)?;
            return Ok(ExitCode::from(1));
        }
    };
    // the engine borrows its lexicon for good; one check is one lexicon
    let blob = mahdar_lexicon::Blob::open(Box::leak(bytes.into_boxed_slice())).context("the blob just compiled")?;
    for shared in mahdar_arabic::roles::shared_names(&named) {
        writeln!(anstream::stderr(), "note: a name of two people, told only by its company: {shared}")?;
    }
    let outcome = mahdar::examples::check(&mahdar::Analyzer::new(blob), &named);
    report(&outcome.problems, &named)?;
    writeln!(
        anstream::stdout(),
        "{} files, {} examples: {} hold, {} open, {} fail",
        files.len(),
        outcome.examples,
        outcome.examples - outcome.open - outcome.problems.len().min(outcome.examples),
        outcome.open,
        outcome.problems.len()
    )?;
    Ok(ExitCode::from(u8::from(!outcome.problems.is_empty())))
}

fn build(dir: &Path, out: &Path) -> anyhow::Result<ExitCode> {
    let files = folder(dir)?;
    let named = borrowed(&files);
    match compile(&named) {
        Ok(bytes) => {
            std::fs::write(out, &bytes).with_context(|| format!("cannot write {}: choose a file that you may write", out.display()))?;
            writeln!(anstream::stdout(), "{}: {} bytes from {} files", out.display(), bytes.len(), files.len())?;
            Ok(ExitCode::SUCCESS)
        }
        Err(problems) => {
            report(&problems, &named)?;
            Ok(ExitCode::from(1))
        }
    }
}

fn borrowed(files: &Files) -> Vec<(&str, &str)> {
    files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect()
}

fn report(problems: &[mahdar_lexicon::Problem], files: &[(&str, &str)]) -> std::io::Result<()> {
    let text = mahdar_lexicon::display(problems, |file| files.iter().find(|(name, _)| *name == file).map(|(_, text)| *text));
    anstream::stderr().write_all(text.as_bytes())
}

/// Every TSV and TOML file below a folder, in name order.
fn folder(root: &Path) -> anyhow::Result<Files> {
    let mut files = Files::new();
    collect(root, root, &mut files)?;
    anyhow::ensure!(
        !files.is_empty(),
        "{}: no .tsv or .toml file in it: give the folder that holds verbs.tsv and statement/",
        root.display()
    );
    files.sort();
    Ok(files)
}

fn collect(root: &Path, dir: &Path, files: &mut Files) -> anyhow::Result<()> {
    let entries = std::fs::read_dir(dir).with_context(|| format!("cannot read {}: is it a folder that you may read?", dir.display()))?;
    for entry in entries {
        let path = entry.with_context(|| format!("cannot read {}", dir.display()))?.path();
        if path.is_dir() {
            collect(root, &path, files)?;
        } else if path.extension().is_some_and(|e| e == "tsv" || e == "toml") {
            let text =
                std::fs::read_to_string(&path).with_context(|| format!("cannot read {}: lexicon files are UTF-8", path.display()))?;
            let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            files.push((name, text));
        }
    }
    Ok(())
}
