//! Writes that fail. In: the bench. Out: nothing, or which run went wrong. The system refuses every write beyond a chance length of a file
//! (`RLIMIT_FSIZE` with its signal ignored: `EFBIG`), wherever `add` stands then: in the log, in the file, in the index beside it.

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};

use super::{Args, Bench, Chance};

impl Bench {
    /// Runs `args.errors` times with failing writes.
    pub(super) fn errors(&self, args: &Args, whole: &str) -> Result<u32> {
        let mut chance = Chance(args.seed.wrapping_mul(131) | 1);
        // the log is as long as the file at most, and each grows to it: every length below it fails somewhere
        let size = std::fs::metadata(self.folder.join("whole.mahdar"))?.len() / 512;
        let (mut partial, mut failed) = (0u32, 0u32);
        for run in 0..args.errors {
            let archive = self.folder.join(format!("e{run}.mahdar"));
            let blocks = 1 + chance.next() % size.max(2);
            let context = || format!("in run {run}, where files end at {blocks} blocks of 512 bytes");
            let out = self.limited(&archive, blocks)?;
            let said = String::from_utf8_lossy(&out.stderr).into_owned();
            if !out.status.success() {
                failed += 1;
                let clear = out.status.code() == Some(2) && said.contains(&*archive.to_string_lossy()) && !said.contains("panicked");
                ensure!(clear, "{}: it ends with {:?} and says: {said}", context(), out.status.code());
            }
            match self.check(&archive) {
                Ok((reports, _)) => partial += u32::from(reports > 0 && reports < args.reports as u64),
                Err(e) if format!("{e:#}").contains("nothing in it yet") || !archive.exists() => {}
                Err(e) => return Err(e).with_context(context),
            }
            self.complete(&archive, whole).with_context(context)?;
            super::clear(&archive);
        }
        ensure!(args.errors < 5 || failed > 0, "no write failed in {} runs: the limit does not bite", args.errors);
        println!(
            "{} runs with failing writes, {failed} ended by it, {partial} with some reports in the archive and some not: every check passed, \
             nothing was lost",
            args.errors
        );
        Ok(failed)
    }

    fn limited(&self, archive: &Path, blocks: u64) -> Result<std::process::Output> {
        let shell = "trap '' XFSZ; ulimit -f \"$0\" && exec \"$@\"";
        let mut command = Command::new("sh");
        command.args(["-c", shell, &blocks.to_string()]).arg(&self.binary).arg("add").arg(&self.dump).arg("--archive").arg(archive);
        command.stdout(Stdio::null()).output().context("sh cannot be run")
    }
}
