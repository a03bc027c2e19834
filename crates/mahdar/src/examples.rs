//! The examples of the frames, run through the engine: what each rule must match and must not.

use crate::analyzer::Analyzer;
use crate::document::Document;
use mahdar_arabic::compile::{Example, examples};

/// An example that the engine does not bear out.
#[derive(Clone, Debug)]
pub struct Failure {
    /// The example.
    pub example: Example,
    /// Rules that made entries in its sentence instead.
    pub found: Vec<String>,
}

/// Runs the examples of `files` (name within the lexicon, text). Returns how many there are and those that fail.
pub fn check(analyzer: &Analyzer, files: &[(&str, &str)]) -> (usize, Vec<Failure>) {
    let all = examples(files);
    let count = all.len();
    let mut worker = analyzer.worker();
    let failures = all
        .into_iter()
        .filter_map(|example| {
            // a sentence of a report, not its title
            let record = worker.read(&Document::new(example.text.as_str()).published("2024-05-15").ok()?);
            let found: Vec<String> = if example.event {
                record.events.iter().map(|e| e.rule.clone()).collect()
            } else {
                record.statements.iter().map(|s| s.rule.clone()).collect()
            };
            let made = if example.support { !found.is_empty() } else { found.iter().any(|rule| *rule == example.frame) };
            // a light verb's «not» says only that it is no light verb there, which no entry shows
            let holds = made == example.must || example.support && !example.must;
            (!holds).then_some(Failure { example, found })
        })
        .collect();
    (count, failures)
}
