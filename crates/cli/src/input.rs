//! What is to be read. In: the paths of the command line. Out: [`Item`]s in their order, and one [`Document`] for each.
//!
//! Finding is separate from opening, so that a missing path is a failure in its place and the rest is still read.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use mahdar::Document;
use mahdar_source::{Kind, Meta, text};

/// Bytes of one report at most. Articles are a few kilobytes; this bounds memory when somebody gives a disk image.
pub(crate) const LIMIT: u64 = 4 << 20;

/// One thing to read, or the reason why it cannot be.
#[derive(Debug)]
pub(crate) enum Item {
    /// A file and its size as the folder says it.
    File(PathBuf, u64),
    /// Standard input.
    Stdin,
    /// A path that is not there or a folder that cannot be read.
    Failed(String, anyhow::Error),
}

/// Everything to read.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// In the order of the command line, folders sorted by name.
    pub(crate) items: Vec<Item>,
    /// Files in folders that were passed by because they are not wanted.
    pub(crate) skipped: usize,
    /// Whether exactly one file or standard input was named, so that `json` is one object.
    pub(crate) single: bool,
}

impl Item {
    /// What the item is called in messages and in `document.source`.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::File(path, _) => path.display().to_string(),
            Self::Stdin => "-".to_owned(),
            Self::Failed(name, _) => name.clone(),
        }
    }

    /// Bytes that reading it is expected to take.
    pub(crate) fn size(&self) -> u64 {
        match self {
            Self::File(_, size) => *size,
            // Not known: assume that it fills a chunk.
            Self::Stdin => LIMIT,
            Self::Failed(..) => 0,
        }
    }

    /// Reads and decodes it.
    pub(crate) fn document(&self, published: Option<&str>) -> Result<Document> {
        match self {
            Self::File(path, _) => {
                let bytes = one_text(path, File::open(path).map_err(explain)?)?;
                let meta = Meta::beside(path)?;
                Ok(meta.onto(text_of(bytes)?.source(self.name()), published)?)
            }
            Self::Stdin => {
                let bytes = one_text(Path::new("-"), io::stdin().lock())?;
                Ok(Meta::default().onto(text_of(bytes)?.source(self.name()), published)?)
            }
            // Errors are not `Clone`; the words are what counts.
            Self::Failed(_, error) => Err(anyhow!("{error:#}")),
        }
    }
}

/// What is taken from folders.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wanted {
    /// By its name.
    takes: fn(&Path) -> bool,
    /// In words, for messages.
    name: &'static str,
}

/// Texts: other files of a folder are as likely notes, scripts or exports as reports.
pub(crate) const TEXTS: Wanted = Wanted { takes: |path| path.extension().is_some_and(|e| e.eq_ignore_ascii_case("txt")), name: "*.txt" };

/// Everything that can hold reports.
pub(crate) const SOURCES: Wanted = Wanted { takes: mahdar_source::Kind::is_named, name: "text, page, feed, web archive, JSONL or CSV" };

/// Finds what the paths name.
pub(crate) fn find(paths: &[PathBuf], wanted: Wanted) -> Found {
    let mut found = Found::default();
    for path in paths {
        if path.as_os_str() == "-" {
            found.items.push(Item::Stdin);
            continue;
        }
        match fs::metadata(path) {
            Ok(meta) if meta.is_dir() => {
                let before = (found.items.len(), found.skipped);
                walk(path, wanted, &mut found);
                if found.items.len() == before.0 {
                    let others = found.skipped - before.1;
                    let error = anyhow!(
                        "the folder holds no {} ({others} other files); name files one by one to read them whatever their ending",
                        wanted.name
                    );
                    found.items.push(Item::Failed(path.display().to_string(), error));
                }
            }
            Ok(meta) => found.items.push(Item::File(path.clone(), meta.len())),
            Err(e) => found.items.push(Item::Failed(path.display().to_string(), explain(e))),
        }
    }
    found.single = matches!(paths, [one] if !one.is_dir());
    found
}

/// Files of a folder and of those below it, each folder sorted by name. Linked folders are not entered: they may lead back.
pub(crate) fn walk(folder: &Path, wanted: Wanted, found: &mut Found) {
    let entries = fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>);
    let mut entries = match entries {
        Ok(entries) => entries,
        Err(e) => return found.items.push(Item::Failed(folder.display().to_string(), explain(e))),
    };
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        let is_wanted = (wanted.takes)(&path);
        match fs::metadata(&path) {
            Ok(_) if entry.file_type().is_ok_and(|t| t.is_dir()) => walk(&path, wanted, found),
            Ok(meta) if meta.is_file() && is_wanted => found.items.push(Item::File(path, meta.len())),
            Err(e) if is_wanted => found.items.push(Item::Failed(path.display().to_string(), explain(e))),
            _ => found.skipped += usize::from(!is_sidecar(&path)),
        }
    }
}

/// Whether the file is the metadata of a text beside it: used, so not "skipped".
fn is_sidecar(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.strip_suffix(".meta.json").is_some_and(|stem| path.with_file_name(format!("{stem}.txt")).exists())
}

/// All bytes, or an error as soon as there are too many: memory stays bounded whatever the source. A page, feed or list is refused: read as one
/// text, its marks would become words and its reports one report.
fn one_text(path: &Path, source: impl Read) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    source.take(LIMIT + 1).read_to_end(&mut bytes).map_err(explain)?;
    let kind = Kind::of(path, &bytes);
    if kind != Kind::Text {
        return Err(anyhow!("it is a {}, not one plain text; add it to an archive: mahdar add {} -a FILE", kind.name(), path.display()));
    }
    if bytes.len() as u64 > LIMIT {
        return Err(explain(io::Error::from(ErrorKind::FileTooLarge)));
    }
    Ok(bytes)
}

/// A document of these bytes, if they are an Arabic text.
fn text_of(bytes: Vec<u8>) -> Result<Document> {
    let hash = mahdar::content_hash(&bytes);
    Ok(Document::new(text::decode(bytes)?.text).content_hash(hash))
}

/// An error of the system in words that say what to do.
pub(crate) fn explain(error: io::Error) -> anyhow::Error {
    match error.kind() {
        ErrorKind::NotFound => anyhow!("there is no such file or folder; check the path"),
        ErrorKind::PermissionDenied => anyhow!("it may not be opened (permission denied); change its permissions or run as its owner"),
        ErrorKind::IsADirectory => anyhow!("it became a folder while we looked; run again"),
        ErrorKind::FileTooLarge => anyhow!("it is larger than {} MiB, the limit for one report; split it into reports", LIMIT >> 20),
        _ => Err::<(), _>(error).context("it cannot be read").unwrap_err(),
    }
}
