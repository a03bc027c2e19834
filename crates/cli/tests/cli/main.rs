//! The command as people and programs meet it: inputs, outputs, errors and exit codes. What a record says is tested in the engine.

mod bad_input;
mod dates;
mod encodings;
mod output;
mod pages;
mod process;
mod store;
mod watch;
mod web;
mod who;

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

/// "The Russian foreign minister affirmed in Moscow that the meeting will be held tomorrow."
pub(crate) const NEWS: &str = "أكد وزير الخارجية الروسي في موسكو أن الاجتماع سيعقد غداً.\n";

/// A folder of one test, removed when the test is done.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("cli-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// Writes a file, making the folders that it needs.
    pub(crate) fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// What a run gave.
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Run {
    pub(crate) fn of(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Self { code: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
    }

    /// The records of a `jsonl` run.
    pub(crate) fn records(&self) -> Vec<serde_json::Value> {
        self.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

pub(crate) fn command(args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mahdar"));
    command.arg("read").args(args).stdin(Stdio::null());
    command
}

/// Runs `mahdar` with these arguments.
pub(crate) fn mahdar(args: &[&str]) -> Run {
    Run::of(Command::new(env!("CARGO_BIN_EXE_mahdar")).args(args).stdin(Stdio::null()).output().unwrap())
}

/// Runs `mahdar read`.
pub(crate) fn read(args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Run {
    Run::of(command(args).output().unwrap())
}

/// Runs `mahdar read` with these bytes on standard input.
pub(crate) fn read_stdin(args: &[&str], bytes: &[u8]) -> Run {
    let mut child = command(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // It may stop reading at its limit.
    let _ = child.stdin.take().unwrap().write_all(bytes);
    Run::of(child.wait_with_output().unwrap())
}
