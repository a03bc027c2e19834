//! Mahdar reads an Arabic report and writes its record.
pub mod analyzer;
pub mod document;
mod lex;
pub mod morph;
pub mod names;
pub mod record;
pub mod span;
pub mod text;

pub use analyzer::{Analyzer, Worker};
pub use document::Document;
pub use record::Record;
