//! Eight who write and eight who read one archive at once. In: the bench. Out: nothing, or what was lost or said wrongly. Every other writer
//! waits for nobody and may be told that the archive is busy, and nothing else; told so, it tries again.

use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::Duration;

use anyhow::{Context, Result, anyhow, ensure};

use super::{Args, Bench};

const MANY: usize = 8;

impl Bench {
    /// Returns how often somebody was told that the archive is busy.
    pub(super) fn crowd(&self, args: &Args) -> Result<u32> {
        let archive = self.folder.join("crowd.mahdar");
        let text = std::fs::read_to_string(&self.dump)?;
        let mut parts = Vec::new();
        for writer in 0..MANY {
            let part = text.lines().skip(writer).step_by(MANY).fold(String::new(), |part, line| part + line + "\n");
            let path = self.folder.join(format!("part{writer}.jsonl"));
            std::fs::write(&path, part).with_context(|| format!("cannot write {}", path.display()))?;
            parts.push(path);
        }
        // readers need an archive with something in it
        let first = self.folder.join("first.jsonl");
        std::fs::write(&first, format!("{}\n", text.lines().next().unwrap_or("")))?;
        self.part(&first, &archive, 30).and_then(|busy| if busy { Err(anyhow!("alone, and it says busy")) } else { Ok(()) })?;
        let (over, busy, looks) = (AtomicBool::new(false), AtomicU32::new(0), AtomicU32::new(0));
        std::thread::scope(|scope| -> Result<()> {
            let readers: Vec<_> = (0..MANY)
                .map(|n| {
                    scope.spawn({
                        let (archive, over, looks) = (&archive, &over, &looks);
                        move || self.look(archive, n, over, looks)
                    })
                })
                .collect();
            let writers: Vec<_> = parts
                .iter()
                .enumerate()
                .map(|(n, part)| {
                    scope.spawn({
                        let (archive, busy) = (&archive, &busy);
                        move || self.insist(part, archive, if n % 2 == 0 { 60 } else { 0 }, busy)
                    })
                })
                .collect();
            let written: Vec<_> = writers.into_iter().map(std::thread::ScopedJoinHandle::join).collect();
            over.store(true, Ordering::Relaxed);
            for done in written.into_iter().chain(readers.into_iter().map(std::thread::ScopedJoinHandle::join)) {
                done.map_err(|_| anyhow!("a thread of the test failed"))??;
            }
            Ok(())
        })?;
        let (held, content) = self.check(&archive)?;
        ensure!(held == args.reports as u64, "{} reports were added by {MANY} writers, and {held} are there", args.reports);
        // whatever order they came in, each of them is known: added again, nothing changes
        self.complete(&archive, &content).context("added again by one")?;
        ensure!(looks.load(Ordering::Relaxed) > 0, "nobody read");
        let busy = busy.load(Ordering::Relaxed);
        println!(
            "{MANY} writers and {MANY} readers at once: {held} reports, {} looks, {busy} times busy, no other word, nothing was lost",
            looks.load(Ordering::Relaxed)
        );
        super::clear(&archive);
        Ok(busy)
    }

    fn insist(&self, part: &Path, archive: &Path, wait: u64, busy: &AtomicU32) -> Result<()> {
        for _ in 0..500 {
            if !self.part(part, archive, wait)? {
                return Ok(());
            }
            busy.fetch_add(1, Ordering::Relaxed);
            std::thread::sleep(Duration::from_millis(50));
        }
        // the last word is with one who waits
        ensure!(!self.part(part, archive, 120)?, "busy for two minutes");
        Ok(())
    }

    /// Whether it was busy.
    fn part(&self, part: &Path, archive: &Path, wait: u64) -> Result<bool> {
        let mut command = Command::new(&self.binary);
        command.arg("add").arg(part).args(["--jobs", "1", "--wait", &wait.to_string(), "--archive"]).arg(archive);
        let out = command.stdout(Stdio::null()).output()?;
        let said = String::from_utf8_lossy(&out.stderr).into_owned();
        let busy = out.status.code() == Some(2) && said.contains("it is busy");
        ensure!(out.status.success() || busy, "a writer ends with {:?} and says: {said}", out.status.code());
        Ok(busy)
    }

    fn look(&self, archive: &Path, reader: usize, over: &AtomicBool, looks: &AtomicU32) -> Result<()> {
        let mut before = 0;
        while !over.load(Ordering::Relaxed) {
            let words: &[&str] =
                if reader.is_multiple_of(2) { &["archive", "stats", "--format", "json"] } else { &["search", "الهدنة"] };
            let out = Command::new(&self.binary).args(words).arg("--archive").arg(archive).output()?;
            let said = String::from_utf8_lossy(&out.stderr).into_owned();
            ensure!(out.status.code().is_some_and(|code| code < 2), "reader {reader} ends with {:?} and says: {said}", out.status.code());
            if reader.is_multiple_of(2) {
                let stats: serde_json::Value = serde_json::from_slice(&out.stdout)?;
                let now = stats["documents"].as_u64().context("no count of reports")?;
                ensure!(now >= before, "a reader saw {before} reports, and later {now}");
                before = now;
            }
            looks.fetch_add(1, Ordering::Relaxed);
        }
        Ok(())
    }
}
