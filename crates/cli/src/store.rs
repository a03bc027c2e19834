//! The commands on an archive. In: their arguments. Out: what they print, and exit codes: 0 done or found, 1 something was not, 2 the command
//! line or the archive is wrong. What they do is done by `mahdar_archive`; here it is asked and shown.

pub(crate) mod add;
pub(crate) mod args;
pub(crate) mod ask;
pub(crate) mod brief;
pub(crate) mod compare;
mod ics;
mod incoming;
pub(crate) mod keep;
pub(crate) mod links;
pub(crate) mod list;
pub(crate) mod matrix;
mod memo;
pub(crate) mod page;
mod paper;
mod process;
mod rows;
mod sheet;
mod table;
pub(crate) mod timeline;
mod watch;
mod web;

use std::io::{self, ErrorKind, Write as _};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Result;

use crate::pretty;

/// One line on standard error. That it cannot be written is nothing to fail for.
fn say(line: &str) {
    let _ = writeln!(anstream::stderr().lock(), "mahdar: {}", pretty::clean(line));
}

/// The exit code of what was done. A reader of our output that has enough is no failure.
fn exit(done: Result<ExitCode>) -> ExitCode {
    match done {
        Ok(code) => code,
        Err(e) if e.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == ErrorKind::BrokenPipe) => ExitCode::SUCCESS,
        Err(e) => {
            say(&format!("{e:#}"));
            ExitCode::from(2)
        }
    }
}

/// Threads that read.
fn jobs(given: Option<u16>) -> usize {
    given.map_or_else(|| std::thread::available_parallelism().map_or(1, usize::from), usize::from)
}

/// A flag that Ctrl-C and SIGTERM set; a second one ends at once, which loses nothing that was committed.
fn stop() -> Arc<AtomicBool> {
    let stop = Arc::new(AtomicBool::new(false));
    let flag = stop.clone();
    // without it Ctrl-C kills, and that too loses nothing
    let _ = ctrlc::set_handler(move || {
        if flag.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
        say("stopping after what is under way; press Ctrl-C again to stop at once");
    });
    stop
}
