//! `--knowledge`: a user's own tables over the built-in ones. In: a file or folder. Out: the lexicon to read with, or every problem with file,
//! line, column and remedy on standard error.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail, ensure};
use mahdar_arabic::overlay::{self, File};
use mahdar_lexicon::{Blob, Problem};

use crate::args::KnowledgeArgs;

/// The lexicon that the arguments ask for. Problems of the tables are printed; the error says that there were some.
pub(crate) fn lexicon(args: &KnowledgeArgs) -> Result<Blob<'static>> {
    let Some(path) = &args.knowledge else { return Ok(mahdar_arabic::blob()) };
    let own = files(path)?;
    match overlay::lay(mahdar_arabic::SOURCES, &own).and_then(|laid| laid.compile()) {
        // the engine borrows its lexicon for good; a run has one
        Ok(bytes) => Blob::open(Box::leak(bytes.into_boxed_slice())).context("the lexicon just compiled"),
        Err(problems) => {
            report(&problems, &own);
            bail!("{}: {} in it; nothing was read", path.display(), count(problems.len()));
        }
    }
}

fn count(problems: usize) -> String {
    if problems == 1 { "1 problem".to_owned() } else { format!("{problems} problems") }
}

fn report(problems: &[Problem], own: &[File]) {
    let text = mahdar_lexicon::display(problems, |file| own.iter().find(|(name, _)| name == file).map(|(_, text)| text.as_str()));
    let _ = anstream::stderr().write_all(text.as_bytes());
}

/// The file, or every TSV file of the folder, in name order.
fn files(path: &Path) -> Result<Vec<File>> {
    let mut paths: Vec<PathBuf> = vec![path.to_owned()];
    if path.is_dir() {
        let entries =
            std::fs::read_dir(path).with_context(|| format!("cannot read {}: is it a folder that you may read?", path.display()))?;
        paths = entries.flatten().map(|e| e.path()).filter(|p| p.extension().is_some_and(|e| e == "tsv")).collect();
        paths.sort();
        ensure!(!paths.is_empty(), "{}: no .tsv file in it: put people.tsv, roles.tsv or another table there", path.display());
    }
    paths
        .into_iter()
        .map(|path| {
            let bytes = std::fs::read(&path).with_context(|| format!("cannot read {}: is it a file that you may read?", path.display()))?;
            let text = String::from_utf8(bytes).ok().with_context(|| format!("{} is not UTF-8: save it as UTF-8", path.display()))?;
            Ok((path.display().to_string(), text.trim_start_matches('\u{FEFF}').to_owned()))
        })
        .collect()
}
