//! `cargo xtask fault`: kills `mahdar add` at random moments, fills its disk, fails its writes, crowds it, and looks whether
//! anything was lost.
//!
//! In: reports made up here, the built binary. Out: a line a fault on which something is wrong, and a summary. After each kill the archive must
//! pass its own check; in the end, added again without disturbance, it must hold what an undisturbed run holds, to the byte.

mod crowd;
mod errors;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use crate::bench::record;
use crate::paths;

/// How often, and with what.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Runs that are killed; 500 are the full test.
    #[arg(long, default_value_t = 25)]
    kills: u32,
    /// Runs on a disk that is too small; they need the right to mount.
    #[arg(long, default_value_t = 5)]
    full: u32,
    /// Runs whose writes fail beyond a chance length of the file.
    #[arg(long, default_value_t = 5)]
    errors: u32,
    /// Also append what was found to bench/record/fault.tsv.
    #[arg(long)]
    record: bool,
    /// Test this program instead of building one.
    #[arg(long, value_name = "FILE")]
    binary: Option<PathBuf>,
    /// Reports to add.
    #[arg(long, default_value_t = 2000)]
    reports: usize,
    /// Where chance begins: the same number gives the same moments, as far as the machine does.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

impl Args {
    /// As in `cargo xtask test`.
    pub(crate) const fn short() -> Self {
        Self { kills: 25, full: 5, errors: 5, record: false, binary: None, reports: 2000, seed: 1 }
    }
}

/// Runs the faults.
pub(crate) fn run(args: &Args) -> Result<()> {
    let build = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| paths::root().join("target"), PathBuf::from);
    let binary = match &args.binary {
        Some(given) => given.clone(),
        None => built(&build)?,
    };
    let folder = build.join(format!("fault-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let dump = folder.join("reports.jsonl");
    std::fs::write(&dump, reports(args.reports)).with_context(|| format!("cannot write {}", dump.display()))?;
    let bench = Bench { binary, dump, folder };
    let (whole, took) = bench.undisturbed()?;
    println!("undisturbed: {} reports in {:.1} s, content {}", args.reports, took.as_secs_f64(), &whole[..19]);
    let partial = bench.killed(args, &whole, took)?;
    let failed = bench.errors(args, &whole)?;
    let busy = bench.crowd(args)?;
    let full = bench.full(args, &whole)?;
    if args.record {
        let found = format!(
            "{} kills ({partial} in the midst)\t{} with failing writes ({failed} ended by it)\t{full} full disks\t8 writers, 8 readers ({busy} times busy)\t{} reports, seed {}, all checks passed, same content",
            args.kills, args.errors, args.reports, args.seed
        );
        println!("recorded in {}", record::fault(&found)?.display());
    }
    let _ = std::fs::remove_dir_all(&bench.folder);
    Ok(())
}

fn built(build: &Path) -> Result<PathBuf> {
    // optimised, but not across crates: what is killed need not be as fast as what is shipped, and the build takes half as long
    let target = build.join("fault");
    let mut cargo = Command::new(paths::cargo());
    cargo.current_dir(paths::root()).args(["build", "--release", "-p", "mahdar-cli", "--target-dir"]).arg(&target);
    cargo.args(["--config", "profile.release.lto=\"off\"", "--config", "profile.release.codegen-units=16"]);
    ensure!(cargo.status().context("cargo cannot be run")?.success(), "the binary does not build");
    Ok(target.join("release/mahdar"))
}

/// Takes an archive away, with what stands beside it.
fn clear(archive: &Path) {
    for end in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{end}", archive.display()));
    }
}

struct Bench {
    binary: PathBuf,
    dump: PathBuf,
    folder: PathBuf,
}

impl Bench {
    fn add(&self, archive: &Path) -> Command {
        let mut command = Command::new(&self.binary);
        command.arg("add").arg(&self.dump).arg("--archive").arg(archive).stdout(Stdio::null()).stderr(Stdio::piped());
        command
    }

    /// Passes the check, and gives reports and content.
    fn check(&self, archive: &Path) -> Result<(u64, String)> {
        let out = Command::new(&self.binary).args(["archive", "check", "--format", "json", "--archive"]).arg(archive).output()?;
        let said = String::from_utf8_lossy(&out.stderr).into_owned();
        ensure!(out.status.success(), "the check fails: {}{said}", String::from_utf8_lossy(&out.stdout));
        let checked: serde_json::Value = serde_json::from_slice(&out.stdout)?;
        Ok((checked["documents"].as_u64().unwrap_or(0), checked["digest"].as_str().unwrap_or("").to_owned()))
    }

    fn undisturbed(&self) -> Result<(String, Duration)> {
        let archive = self.folder.join("whole.mahdar");
        let begun = Instant::now();
        let out = self.add(&archive).output()?;
        ensure!(out.status.success(), "add fails: {}", String::from_utf8_lossy(&out.stderr));
        let took = begun.elapsed();
        Ok((self.check(&archive)?.1, took))
    }

    /// Kills runs; an archive is killed several times before it may end, so that also repair is disturbed.
    fn killed(&self, args: &Args, whole: &str, took: Duration) -> Result<u32> {
        let mut chance = Chance(args.seed | 1);
        let (mut archive, mut number, mut kept, mut partial) = (self.folder.join("k0.mahdar"), 0, 0u64, 0);
        for kill in 0..args.kills {
            let mut child = self.add(&archive).stderr(Stdio::null()).spawn()?;
            std::thread::sleep(took.mul_f64(chance.share() * 1.1));
            // SIGKILL: the process gets no word of it
            let _ = child.kill();
            let _ = child.wait();
            if !archive.exists() {
                continue;
            }
            let (reports, _) = match self.check(&archive) {
                Ok(found) => found,
                // killed before the file had its tables
                Err(e) if kept == 0 && format!("{e:#}").contains("nothing in it yet") => continue,
                Err(e) => return Err(e).with_context(|| format!("after kill {kill} of {}", archive.display())),
            };
            ensure!(reports >= kept, "after kill {kill} there are {reports} reports, and there were {kept}");
            kept = reports;
            partial += u32::from(reports > 0 && reports < args.reports as u64);
            if reports == args.reports as u64 || chance.share() < 0.2 {
                self.complete(&archive, whole).with_context(|| format!("after kill {kill}"))?;
                clear(&archive);
                number += 1;
                (archive, kept) = (self.folder.join(format!("k{number}.mahdar")), 0);
            }
        }
        if archive.exists() {
            self.complete(&archive, whole)?;
        }
        println!(
            "{} kills, {partial} of them with some reports in the archive and some not: every check passed, nothing was lost",
            args.kills
        );
        Ok(partial)
    }

    fn complete(&self, archive: &Path, whole: &str) -> Result<()> {
        let out = self.add(archive).output()?;
        ensure!(out.status.success(), "the run that should complete it fails: {}", String::from_utf8_lossy(&out.stderr));
        let (_, content) = self.check(archive)?;
        ensure!(content == whole, "completed, it holds {content}, and an undisturbed run {whole}");
        Ok(())
    }

    /// Fills small disks.
    fn full(&self, args: &Args, whole: &str) -> Result<u32> {
        let mount = self.folder.join("small");
        std::fs::create_dir_all(&mount)?;
        let mut chance = Chance(args.seed.wrapping_mul(77) | 1);
        for run in 0..args.full {
            let size = 600 + chance.next() % 3000;
            let mounted = Command::new("mount")
                .args(["-t", "tmpfs", "-o", &format!("size={size}k"), "tmpfs"])
                .arg(&mount)
                .stderr(Stdio::null())
                .status();
            if !mounted.is_ok_and(|s| s.success()) {
                println!("full disks: skipped, mounting needs root");
                return Ok(0);
            }
            let done = self.fill(&mount, whole).with_context(|| format!("on disk {run} of {size} KiB"));
            let _ = Command::new("umount").arg(&mount).status();
            done?;
        }
        println!("{} full disks: the words were clear, every check passed, and with room the run completed", args.full);
        Ok(args.full)
    }

    fn fill(&self, mount: &Path, whole: &str) -> Result<()> {
        let archive = mount.join("a.mahdar");
        let out = self.add(&archive).output()?;
        let said = String::from_utf8_lossy(&out.stderr).into_owned();
        ensure!(
            out.status.code() == Some(2) && said.contains("disk"),
            "the disk is full and it says, with {:?}: {said}",
            out.status.code()
        );
        // the check opens the log beside the file, for which there may be no room: it is checked where there is
        let roomy = self.folder.join("roomy.mahdar");
        for end in ["", "-wal"] {
            let name = |path: &Path| PathBuf::from(format!("{}{end}", path.display()));
            let _ = std::fs::remove_file(name(&roomy));
            if name(&archive).exists() {
                std::fs::copy(name(&archive), name(&roomy))?;
            }
        }
        let _ = std::fs::remove_file(format!("{}-shm", roomy.display()));
        match self.check(&roomy) {
            Err(e) if !format!("{e:#}").contains("nothing in it yet") => return Err(e),
            _ => {}
        }
        self.complete(&roomy, whole)
    }
}

/// A generator of chance that needs no crate: xorshift.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    fn of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.next() as usize % words.len()]
    }
}

/// Invented reports: some are copies with edits of others, some new versions at the same address.
pub(crate) fn reports(count: usize) -> String {
    let mut chance = Chance(0x9E37_79B9);
    let mut out = String::new();
    let mut before: Vec<String> = Vec::new();
    for n in 0..count {
        let text = match before.last() {
            Some(last) if n % 10 == 9 => last.replace("وأضاف", "وتابع"),
            _ => text(&mut chance),
        };
        let url = format!("http://khabar.example/{}", if n % 25 == 24 { n - 10 } else { n });
        let line = serde_json::json!({"url": url, "outlet": chance.of(&["جريدة الميناء", "وكالة الأفق", "إذاعة النهر"]), "title": format!("خبر رقم {n}"),
            "date": format!("2026-{:02}-{:02}", n % 12 + 1, n % 28 + 1), "text": text});
        out += &format!("{line}\n");
        before.push(text);
    }
    out
}

fn text(chance: &mut Chance) -> String {
    let mut out = String::new();
    for _ in 0..4 + chance.next() % 6 {
        let who = chance.of(&[
            "وزير الخارجية النرويجي لارس هولم",
            "المبعوثة الأممية ريم الناطور",
            "الناطق باسم الوفد سامي الحلو",
            "السفير الدنماركي ينس كروغ",
        ]);
        let said = chance.of(&["قال", "أكد", "نفى", "أعلن", "أوضح"]);
        let what = chance.of(&["المفاوضات", "الهدنة", "القمة", "المبادرة", "الزيارة", "الاتفاقية"]);
        let deed = chance.of(&["ستبدأ", "تأجلت", "انتهت", "ستستأنف", "ألغيت"]);
        let place = chance.of(&["أوسلو", "جنيف", "عمان", "مسقط", "القاهرة", "تونس", "الرباط"]);
        let number = chance.next() % 90 + 10;
        out += &format!("{said} {who} إن {what} {deed} في {place} بحضور {number} مندوبا. وأضاف أن بلاده ترحب بنتائج {what}.\n");
    }
    out
}
