//! Adding: many threads read, one writes. In: reports in an order. Out: the same reports in the file in that order, and what became of each.
//!
//! A transaction holds whole reports: one alone, up to [`BATCH`] while more are waiting. Order is kept, so that versions of one address
//! follow one another, and so that a run that was killed and run again makes the file that an undisturbed run makes.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::Duration;

use mahdar::Analyzer;

use crate::error::Result;
use crate::file::Archive;
use crate::prepare::{Prepared, Report, prepare};
use crate::write::Outcome;

/// Reports in one transaction at most.
pub const BATCH: usize = 256;

/// Reports that are under way at once: bounds memory, whatever the source.
const WINDOW: usize = 512;

/// What is told while reports are added.
#[derive(Debug)]
pub enum Step<'e, E> {
    /// A report is in the file, and stays there.
    Done(&'e Outcome),
    /// An input could not be read.
    Failed(&'e E),
    /// The engine failed on a report: a defect. Its source.
    Panicked(&'e str),
}

/// What was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// New reports.
    pub added: usize,
    /// New versions of known addresses.
    pub versions: usize,
    /// Reports that were there.
    pub known: usize,
    /// Inputs that could not be read.
    pub failed: usize,
}

enum Made<E> {
    Ready(Box<Prepared>),
    Failed(E),
    Panicked(String),
}

impl Archive {
    /// Adds reports, reading with `jobs` threads. `stop` ends it after what is under way; each report is told by `tell` once it is committed.
    pub fn add<E: Send>(
        &self,
        analyzer: &Analyzer,
        reports: impl Iterator<Item = std::result::Result<Report, E>> + Send,
        jobs: usize,
        stop: &AtomicBool,
        mut tell: impl FnMut(Step<'_, E>),
    ) -> Result<Sum> {
        let broken = AtomicBool::new(false);
        let (broken, jobs) = (&broken, jobs.max(1));
        std::thread::scope(|scope| {
            let (give, take) = sync_channel::<(usize, std::result::Result<Report, E>)>(jobs * 4);
            let (made, results) = sync_channel::<(usize, Made<E>)>(BATCH);
            let (enter, leave) = sync_channel::<()>(WINDOW);
            let take = std::sync::Arc::new(Mutex::new(take));
            scope.spawn(move || {
                for (number, report) in reports.enumerate() {
                    let ended = stop.load(Ordering::Relaxed) || broken.load(Ordering::Relaxed);
                    if ended || enter.send(()).is_err() || give.send((number, report)).is_err() {
                        break;
                    }
                }
            });
            for _ in 0..jobs {
                let (take, made) = (take.clone(), made.clone());
                scope.spawn(move || read(analyzer, &take, &made));
            }
            // what the threads hold must be all there is, or the channels never close
            drop((take, made));
            let done = self.receive(&results, &leave, &mut tell);
            broken.store(done.is_err(), Ordering::Relaxed);
            done
        })
    }

    /// Writes what the threads made, in order.
    fn receive<E>(&self, results: &Receiver<(usize, Made<E>)>, leave: &Receiver<()>, tell: &mut impl FnMut(Step<'_, E>)) -> Result<Sum> {
        let mut sum = Sum::default();
        let mut waiting: BTreeMap<usize, Made<E>> = BTreeMap::new();
        let mut next = 0;
        loop {
            let Ok((number, made)) = results.recv() else { break };
            waiting.insert(number, made);
            let mut batch = Vec::new();
            loop {
                while batch.len() < BATCH
                    && let Some(made) = waiting.remove(&next)
                {
                    next += 1;
                    batch.push(made);
                }
                if batch.len() >= BATCH {
                    break;
                }
                // while a queue waits the batch grows; a report that comes alone is committed alone
                match results.recv_timeout(Duration::from_millis(if batch.is_empty() { 50 } else { 2 })) {
                    Ok((number, made)) => drop(waiting.insert(number, made)),
                    Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
                }
            }
            let left = batch.len();
            self.commit(batch, &mut sum, tell)?;
            for _ in 0..left {
                let _ = leave.recv();
            }
        }
        Ok(sum)
    }

    fn commit<E>(&self, mut batch: Vec<Made<E>>, sum: &mut Sum, tell: &mut impl FnMut(Step<'_, E>)) -> Result<()> {
        let outcomes = if batch.iter().any(|made| matches!(made, Made::Ready(_))) {
            self.transaction(|| {
                let identities = self.identities()?;
                let mut outcomes = Vec::new();
                for made in &mut batch {
                    if let Made::Ready(prepared) = made {
                        outcomes.push(self.write(prepared, &identities)?);
                    }
                }
                Ok(outcomes)
            })?
        } else {
            Vec::new()
        };
        let mut outcomes = outcomes.into_iter();
        for made in &batch {
            match made {
                Made::Ready(_) => {
                    let Some(outcome) = outcomes.next() else { continue };
                    match outcome {
                        Outcome::Added(_) => sum.added += 1,
                        Outcome::Version(_) => sum.versions += 1,
                        Outcome::Known(_) => sum.known += 1,
                    }
                    tell(Step::Done(&outcome));
                }
                Made::Failed(error) => {
                    sum.failed += 1;
                    tell(Step::Failed(error));
                }
                Made::Panicked(source) => {
                    sum.failed += 1;
                    tell(Step::Panicked(source));
                }
            }
        }
        Ok(())
    }
}

/// One thread: takes reports until there are no more. A defect of the engine must not cost the other reports.
fn read<E>(analyzer: &Analyzer, take: &Mutex<Receiver<(usize, std::result::Result<Report, E>)>>, made: &SyncSender<(usize, Made<E>)>) {
    let mut worker = analyzer.worker();
    loop {
        let Ok((number, report)) = take.lock().unwrap_or_else(std::sync::PoisonError::into_inner).recv() else { return };
        let result = match report {
            Err(error) => Made::Failed(error),
            Ok(report) => {
                if let Ok(prepared) = catch_unwind(AssertUnwindSafe(|| prepare(&mut worker, &report))) {
                    Made::Ready(Box::new(prepared))
                } else {
                    worker = analyzer.worker();
                    Made::Panicked(if report.place.is_empty() { "a report".to_owned() } else { report.place.clone() })
                }
            }
        };
        if made.send((number, result)).is_err() {
            return;
        }
    }
}
