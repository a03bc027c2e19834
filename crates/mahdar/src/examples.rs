//! The examples of the frames, run through the engine: what each rule must match and must not.
//!
//! An example that the engine does not bear out yet stands in `open-examples.tsv`; one that stands there and holds is a problem too, so
//! that the list only shrinks.

use crate::analyzer::Analyzer;
use crate::document::Document;
use mahdar_arabic::compile::{Example, examples};
use mahdar_lexicon::Problem;
use mahdar_lexicon::source::Table;

/// What a run of the examples gave.
#[derive(Debug, Default)]
pub struct Outcome {
    /// How many examples there are.
    pub examples: usize,
    /// Those of `open-examples.tsv`, which fail as they should.
    pub open: usize,
    /// Examples that fail, and open ones that hold.
    pub problems: Vec<Problem>,
}

/// File of the examples that do not hold yet.
const OPEN: &str = "open-examples.tsv";

/// The day that the examples are read as published on: a Wednesday.
const DAY: &str = "2024-05-15";

/// Runs the examples of `files` (name within the lexicon, text).
pub fn check(analyzer: &Analyzer, files: &[(&str, &str)]) -> Outcome {
    let open = files.iter().find(|(name, _)| *name == OPEN).and_then(|(name, text)| Table::parse(name, text).ok()).unwrap_or_default();
    let listed = |example: &Example| {
        open.rows.iter().find(|row| open.cell(row, "frame") == example.frame && open.cell(row, "sentence") == example.text)
    };
    let mut outcome = Outcome::default();
    let mut worker = analyzer.worker();
    // what a frame of violence matches, wherever it is told
    let mut violent = analyzer.worker().all_violence();
    for example in examples(files) {
        outcome.examples += 1;
        let Ok(document) = Document::new(example.text.as_str()).published(DAY) else { continue };
        let violence = example.event && (example.frame.starts_with("assault.") || example.frame.starts_with("violence."));
        let record = if violence { violent.read(&document) } else { worker.read(&document) };
        let found: Vec<&str> = if example.event {
            record.events.iter().map(|e| e.rule.as_str()).collect()
        } else {
            record.statements.iter().map(|s| s.rule.as_str()).collect()
        };
        match (holds(&example, &found), listed(&example)) {
            (true, None) => {}
            (false, Some(_)) => outcome.open += 1,
            (true, Some(row)) => outcome.problems.push(Problem::new(
                OPEN,
                row.line,
                1,
                format!("the example of {} holds: {}", example.frame, example.text),
                "take the line out",
            )),
            (false, None) => outcome.problems.push(Problem::new(
                &example.file,
                example.line,
                1,
                format!("{} must{} match: {}", example.frame, if example.must { "" } else { " not" }, example.text),
                if found.is_empty() { "nothing was found there".to_owned() } else { format!("found instead: {}", found.join(", ")) },
            )),
        }
    }
    outcome
}

/// Whether the rules that fired are those that the example asks for.
fn holds(example: &Example, found: &[&str]) -> bool {
    if example.support {
        // a light verb makes no entry of its own: its examples ask for the event of its noun
        return !example.must || !found.is_empty();
    }
    found.iter().any(|rule| *rule == example.frame) == example.must
}
