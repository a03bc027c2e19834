//! `mahdar add --watch`. In: files and folders that change. Out: what is new or changed in them goes into the archive, look after look, until
//! Ctrl-C or SIGTERM. A file is read when two looks in a row found it the same, so that one that is being written is not read by halves; what
//! could not be read is named once, and tried again when it changes. What becomes a new version is the archive's own rule.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::Ordering;
use std::time::{Duration, SystemTime};

use anyhow::{Result, bail};
use mahdar_archive::Sum;

use super::add::{Adding, summary};
use super::args::AddArgs;
use super::{incoming, say, web};
use crate::input::{self, Found, Item};

/// By what a file is known to be the same: size, time of change, and where the system has it the time of its rights. A text's `.meta.json` counts.
type Stamp = Vec<(u64, Option<SystemTime>, i64, i64)>;

/// What was seen at a look.
#[derive(Default)]
struct Watch {
    /// Files as the look before found them.
    seen: BTreeMap<PathBuf, Stamp>,
    /// Files as they were when they were read, or tried.
    taken: BTreeMap<PathBuf, Stamp>,
    /// What could not be looked into, and why: said once.
    closed: BTreeMap<String, String>,
}

/// Whether the sources can be watched.
pub(crate) fn fit(args: &AddArgs) -> Result<()> {
    for source in &args.sources {
        if source.as_os_str() == "-" {
            bail!("--watch looks at files and folders, and standard input is neither; name a folder");
        }
        if web::address(source).is_some() {
            bail!(
                "{}: --watch looks at files and folders; add addresses without it, as often as you wish: what did not change is not fetched again",
                source.display()
            );
        }
        if !source.exists() {
            bail!("{}: there is no such file or folder to watch; make the folder first, or check the path", source.display());
        }
    }
    Ok(())
}

/// Watches until it is told to end.
pub(crate) fn run(args: &AddArgs, adding: &Adding) -> Result<ExitCode> {
    let (mut watch, mut all) = (Watch::default(), Sum::default());
    say(&format!("watching, a look every {} s; Ctrl-C ends it", args.every));
    while !adding.stop.load(Ordering::Relaxed) {
        let ready = watch.look(&args.sources);
        if !ready.is_empty() {
            let sum = adding.take(incoming::of(args, ready)?)?;
            all.added += sum.added;
            all.versions += sum.versions;
            all.known += sum.known;
            all.failed += sum.failed;
            say(&summary(sum));
        }
        pause(adding, Duration::from_secs(args.every));
    }
    say(&format!("watched: {}", summary(all)));
    Ok(ExitCode::SUCCESS)
}

/// Waits for the next look, or until it is told to end.
fn pause(adding: &Adding, length: Duration) {
    let step = Duration::from_millis(100);
    let mut left = length;
    while !left.is_zero() && !adding.stop.load(Ordering::Relaxed) {
        std::thread::sleep(left.min(step));
        left = left.saturating_sub(step);
    }
}

impl Watch {
    /// The files that are new or changed and did not change since the look before.
    fn look(&mut self, sources: &[PathBuf]) -> Vec<Item> {
        let mut found = Found::default();
        for source in sources {
            match fs::metadata(source) {
                Ok(meta) if meta.is_dir() => input::walk(source, input::SOURCES, &mut found),
                Ok(meta) => found.items.push(Item::File(source.clone(), meta.len())),
                Err(e) => found.items.push(Item::Failed(source.display().to_string(), input::explain(e))),
            }
        }
        let (mut seen, mut closed, mut ready) = (BTreeMap::new(), BTreeMap::new(), Vec::new());
        for item in found.items {
            match item {
                Item::File(path, size) => {
                    let Some(stamp) = stamp(&path) else { continue };
                    if self.seen.get(&path) == Some(&stamp) && self.taken.get(&path) != Some(&stamp) {
                        self.taken.insert(path.clone(), stamp.clone());
                        ready.push(Item::File(path.clone(), size));
                    }
                    seen.insert(path, stamp);
                }
                Item::Failed(name, error) => drop(closed.insert(name, format!("{error:#}"))),
                Item::Stdin => {}
            }
        }
        for (name, why) in &closed {
            if self.closed.get(name) != Some(why) {
                say(&format!("{name}: {why}"));
            }
        }
        // what is gone and comes back is new
        self.taken.retain(|path, _| seen.contains_key(path));
        (self.seen, self.closed) = (seen, closed);
        ready
    }
}

/// How a file is now; `None` where it went away meanwhile.
fn stamp(path: &Path) -> Option<Stamp> {
    let mut stamp = vec![of(&fs::metadata(path).ok()?)];
    stamp.extend(fs::metadata(path.with_extension("meta.json")).ok().map(|beside| of(&beside)));
    Some(stamp)
}

fn of(meta: &fs::Metadata) -> (u64, Option<SystemTime>, i64, i64) {
    #[cfg(unix)]
    let rights = std::os::unix::fs::MetadataExt::ctime(meta);
    #[cfg(not(unix))]
    let rights = 0;
    #[cfg(unix)]
    let nanos = std::os::unix::fs::MetadataExt::ctime_nsec(meta);
    #[cfg(not(unix))]
    let nanos = 0;
    (meta.len(), meta.modified().ok(), rights, nanos)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_taken_once_it_rests_and_again_when_it_changes() {
        let folder = std::env::temp_dir().join(format!("mahdar-watch-{}", std::process::id()));
        fs::create_dir_all(folder.join("in")).unwrap();
        let (sources, file) = ([folder.clone()], folder.join("in/a.txt"));
        let mut watch = Watch::default();
        let mut look = || watch.look(&sources).iter().map(Item::name).collect::<Vec<_>>();
        assert!(look().is_empty(), "an empty folder is no failure");
        fs::write(&file, "قال الوز").unwrap();
        assert!(look().is_empty(), "seen once");
        fs::write(&file, "قال الوزير إن").unwrap();
        assert!(look().is_empty(), "still being written");
        assert_eq!(look(), [file.display().to_string()]);
        assert!(look().is_empty(), "once");
        fs::write(folder.join("in/a.meta.json"), "{}").unwrap();
        assert!(look().is_empty());
        assert_eq!(look().len(), 1, "what is known of it changed");
        fs::write(folder.join("in/logo.png"), "x").unwrap();
        look();
        assert!(look().is_empty(), "no source by its name");
        fs::remove_dir_all(&folder).unwrap();
        assert!(look().is_empty());
    }
}
