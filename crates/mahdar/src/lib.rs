//! Mahdar reads an Arabic political or diplomatic report and writes the record of what it reports: who said what to whom, who met whom,
//! what is planned, denied or agreed, each entry on its exact characters.
//!
//! ```
//! use mahdar::{Analyzer, Document};
//!
//! let report = Document::new("قال وزير الخارجية النرويجي لارس هولم إن بلاده ترحب بالمبادرة.").published("2026-09-08")?;
//! let record = Analyzer::arabic().read(&report);
//! let said = &record.statements[0];
//! assert_eq!((said.class.as_str(), said.form.as_str()), ("state", "indirect"));
//! let speaker = record.actors.iter().find(|a| Some(&a.id) == said.speaker.as_ref()).unwrap();
//! assert_eq!(speaker.name, "لارس هولم");
//! # Ok::<(), mahdar::document::BadDate>(())
//! ```
//!
//! # Overview
//!
//! A [`Document`] is a report's text and what its bearer knows of it. An [`Analyzer`] holds the lexicon, immutable and shared by reference;
//! a [`Worker`] lent by it holds the reused buffers of one thread. [`Worker::read`] gives a [`Record`]: plain data, every span in Unicode code
//! points of the text. Reading never fails: what cannot be read becomes a note.
//!
//! The engine knows no files, clocks or networks, and its output is a function of lexicon and document alone.

pub mod analysis;
pub mod analyzer;
mod discourse;
pub mod document;
pub mod examples;
mod frames;
mod furniture;
mod lex;
pub mod morph;
pub mod names;
pub mod quotes;
pub mod record;
pub mod span;
pub mod spelling;
pub mod text;
pub mod time;
pub mod trace;
pub mod who;
mod write;

pub use analyzer::{Analyzer, Worker};
pub use document::{Document, content_hash};
pub use record::Record;
