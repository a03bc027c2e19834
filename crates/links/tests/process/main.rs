//! What is asked of the process across reports, on made-up reports that the engine reads: positions over time, timelines, comparisons.

mod brief;
mod calendar;
mod compare;
mod positions;
mod timeline;

use mahdar::{Analyzer, Document, Record};
use mahdar_links::World;

/// Reads reports: outlet, day of publication (or none), text.
pub(crate) fn read(reports: &[(&str, &str, &str)]) -> Vec<Record> {
    let analyzer = Analyzer::arabic();
    let document = |(n, (outlet, day, text)): (usize, &(&str, &str, &str))| {
        let document = Document::new(*text).source(format!("{n}.txt")).outlet(*outlet);
        analyzer.read(&if day.is_empty() { document } else { document.published(day).unwrap() })
    };
    reports.iter().enumerate().map(document).collect()
}

pub(crate) fn world() -> World {
    World::new(mahdar_arabic::blob())
}
