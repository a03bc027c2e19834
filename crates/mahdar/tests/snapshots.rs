//! The whole record of every sample, beside the one that was accepted last: what an engine reads shows there, right or wrong.
//!
//! A change of the engine shows here as a difference to be read: `cargo insta review` accepts it, or `INSTA_UPDATE=always cargo test -p
//! mahdar --test snapshots`; in CI nothing is written (`INSTA_UPDATE=no`). The engine's version, the lexicon's hash and the measured
//! confidences are left out, so that only what was read shows.

mod common;

use std::panic::AssertUnwindSafe;

use serde_json::{Value, json};

#[test]
fn the_records_of_the_samples_are_those_accepted_last() {
    let analyzer = mahdar::Analyzer::arabic();
    let mut worker = analyzer.worker();
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let mut failed = Vec::new();
    let samples = common::root().join("samples");
    for (name, document) in common::documents().into_iter().filter(|(name, _)| samples.join(format!("{name}.txt")).exists()) {
        let mut record = serde_json::to_value(worker.read(&document)).unwrap();
        redact(&mut record);
        // every sample is compared before the test fails, so that one run shows all that has changed
        let compared = std::panic::catch_unwind(AssertUnwindSafe(|| settings.bind(|| insta::assert_json_snapshot!(name.as_str(), record))));
        if compared.is_err() {
            failed.push(name);
        }
    }
    assert!(failed.is_empty(), "the records of {} differ from tests/snapshots: read the differences above", failed.join(", "));
}

/// Takes out what changes without anything being read differently, and the text, which stands in `samples`.
fn redact(record: &mut Value) {
    let text: Vec<char> = record["document"]["text"].as_str().unwrap_or("").chars().collect();
    spell(record, &text);
    record["engine"] = json!({"version": "[version]", "lexicon": "[hash]"});
    record["document"]["text"] = json!("[text]");
    for list in ["statements", "events"] {
        for entry in record[list].as_array_mut().into_iter().flatten() {
            entry["confidence"] = json!("[confidence]");
        }
    }
}

/// Puts its words beside each span, so that a difference can be read.
fn spell(value: &mut Value, text: &[char]) {
    match value {
        Value::Array(items) => match items.as_slice() {
            [Value::Number(from), Value::Number(to)] => {
                let (from, to) = (from.as_u64().unwrap() as usize, to.as_u64().unwrap() as usize);
                let words: String = text[from..to].iter().collect();
                *value = json!(format!("{from}-{to} {words}"));
            }
            _ => items.iter_mut().for_each(|item| spell(item, text)),
        },
        Value::Object(fields) => fields.values_mut().for_each(|field| spell(field, text)),
        _ => {}
    }
}
