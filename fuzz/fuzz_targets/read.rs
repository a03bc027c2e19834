//! Any text through the engine: it never panics, and every span of the record stands inside the text.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use mahdar::{Analyzer, Document};
use serde_json::Value;

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(Analyzer::arabic);

fuzz_target!(|text: &str| {
    // with a day of publication and without, for the two ways to anchor a date
    for day in [None, Some("2024-05-15")] {
        let mut document = Document::new(text);
        if let Some(day) = day {
            document = document.published(day).expect("a day");
        }
        let record = ANALYZER.read(&document);
        assert_eq!(record.document.text, text, "the text is changed");
        let record = serde_json::to_value(&record).expect("a record is JSON");
        inside(&record, text.chars().count() as u64, "");
    }
});

/// In a record, two numbers in a list are a span.
fn inside(value: &Value, end: u64, path: &str) {
    match value {
        Value::Array(items) => match items.as_slice() {
            [Value::Number(from), Value::Number(to)] => {
                let (from, to) = (from.as_u64().expect("a code point"), to.as_u64().expect("a code point"));
                assert!(from <= to && to <= end, "{path}: [{from}, {to}] in a text of {end} code points");
            }
            items => items.iter().for_each(|item| inside(item, end, path)),
        },
        Value::Object(keys) => keys.iter().for_each(|(key, value)| inside(value, end, &format!("{path}/{key}"))),
        _ => {}
    }
}
