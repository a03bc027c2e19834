//! Mahdar reads an Arabic report and writes its record.
pub mod analyzer;
pub mod document;
pub mod record;
pub mod span;

pub use analyzer::{Analyzer, Worker};
pub use document::Document;
pub use record::Record;
