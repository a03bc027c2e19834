//! Any bytes as JSONL, as a table, and as whatever they look like: items or problems with their places, never a panic.
#![no_main]

use std::io::Cursor;

use libfuzzer_sys::fuzz_target;
use mahdar_source::{Kind, Limits, Options, from};

fuzz_target!(|bytes: &[u8]| {
    // limits that short inputs reach
    let options = Options { limits: Limits { item: 1024, line: 256, ..Limits::default() }, ..Options::default() };
    for kind in [Some(Kind::Jsonl), Some(Kind::Csv), None] {
        let Ok(items) = from("fuzz", Cursor::new(bytes.to_vec()), kind, &options) else { continue };
        for item in items {
            match item {
                Ok(item) => assert!(item.document.text().len() <= 1024 && item.place.starts_with("fuzz"), "an item past the limits"),
                Err(problem) => assert!(!problem.what.is_empty() && !problem.remedy.is_empty(), "a problem without words"),
            }
        }
    }
});
