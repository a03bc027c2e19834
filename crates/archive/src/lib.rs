//! The archive of Mahdar: one SQLite file of reports and their records.
//!
//! In: reports (text, bytes, where they are from). Out: the same reports whole, whatever happens to the process; lists of what they say, the
//! words that somebody looks for, copies and versions, and the decisions of people. It knows no file formats but its own: who brings reports
//! reads them. `docs/archive.md` documents the file for people who open it with other programs.
//!
//! ```
//! use mahdar::{Analyzer, Document};
//! use mahdar_archive::{Archive, Filters, Kind, Options, Report};
//! use std::sync::atomic::AtomicBool;
//!
//! # let folder = tempfile::tempdir()?;
//! # let path = folder.path().join("news.mahdar");
//! let archive = Archive::create(&path, Options::default())?;
//! let text = "قال وزير الخارجية النرويجي لارس هولم إن بلاده ترحب بالمبادرة.";
//! let report = Report { document: Document::new(text).source("a.txt"), raw: text.into(), ..Report::default() };
//! let sum = archive.add(&Analyzer::arabic(), [Ok::<_, ()>(report)].into_iter(), 1, &AtomicBool::new(false), |_| {})?;
//! assert_eq!(sum.added, 1);
//! let page = archive.list(Kind::Statements, &Filters { actor: Some("لارس هولم".into()), ..Filters::default() }, None, 10)?;
//! assert_eq!(page.rows[0].words, "قال");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#![allow(clippy::cast_possible_wrap, reason = "counts of reports and words, and hashes of 40 bits, are far below 2^63")]

mod add;
mod care;
mod check;
pub mod copies;
mod decide;
mod error;
mod file;
mod links;
mod list;
mod pack;
mod prepare;
mod query;
mod said;
mod search;
mod skeleton;
mod terms;
#[cfg(test)]
mod tests;
mod write;

pub use add::{BATCH, Step, Sum};
pub use care::Change;
pub use check::{Checked, Stats};
pub use decide::{Decided, Decision, FIELDS, identity};
pub use error::{Error, Result};
pub use file::{APPLICATION_ID, Archive, Options, WAIT};
pub use list::{Filters, Kind, Page, Row};
pub use prepare::{Prepared, Report};
pub use query::Match;
pub use said::Fetched;
pub use search::{Found, Hit, Results};
pub use write::Outcome;
