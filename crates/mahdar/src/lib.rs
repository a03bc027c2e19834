//! Mahdar reads an Arabic report and writes its record.
pub mod analyzer;
mod discourse;
pub mod document;
pub mod examples;
mod frames;
mod furniture;
mod lex;
pub mod morph;
pub mod names;
pub mod record;
pub mod span;
pub mod text;
pub mod time;
mod write;

pub use analyzer::{Analyzer, Worker};
pub use document::Document;
pub use record::Record;
