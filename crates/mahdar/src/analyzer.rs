//! The one place where the stages are called, in their order.

use crate::document::Document;
use crate::record::{DocumentInfo, EngineInfo, Record, SCHEMA};

/// Lexicon and options: immutable, shared by reference between threads.
#[derive(Debug, Default)]
pub struct Analyzer {}

/// The buffers of one thread, reused for every document.
#[derive(Debug)]
pub struct Worker<'a> {
    _analyzer: &'a Analyzer,
}

impl Analyzer {
    /// The analyzer with the built-in Arabic lexicon.
    pub fn arabic() -> Self {
        Self {}
    }

    /// A worker for this thread.
    pub fn worker(&self) -> Worker<'_> {
        Worker { _analyzer: self }
    }

    /// Reads one document with a fresh worker.
    pub fn read(&self, doc: &Document) -> Record {
        self.worker().read(doc)
    }
}

impl Worker<'_> {
    /// Reads one document.
    pub fn read(&mut self, doc: &Document) -> Record {
        Record {
            schema: SCHEMA.to_owned(),
            engine: EngineInfo { version: env!("CARGO_PKG_VERSION").to_owned(), lexicon: String::new() },
            document: DocumentInfo {
                id: doc.id(),
                content: doc.content(),
                source: doc.source.clone(),
                title: doc.title.clone(),
                text: doc.text.clone(),
                language: "ar".to_owned(),
                ..DocumentInfo::default()
            },
            furniture: Vec::new(),
            actors: Vec::new(),
            statements: Vec::new(),
            silences: Vec::new(),
            events: Vec::new(),
            positions: Vec::new(),
            frameworks: Vec::new(),
            times: Vec::new(),
            notes: Vec::new(),
        }
    }
}
