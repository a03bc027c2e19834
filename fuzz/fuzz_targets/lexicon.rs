//! Any text as a file of the lexicon: the parsers and the compiler give a result or problems with their places, and never panic. The first
//! line of the input is the name of the file.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mahdar_lexicon::Blob;
use mahdar_lexicon::source::{Frame, Table, values};

fuzz_target!(|input: &str| {
    let (name, text) = input.split_once('\n').unwrap_or(("t.tsv", input));
    match Table::parse(name, text) {
        Ok(table) => {
            for row in &table.rows {
                for column in &table.columns {
                    let _ = values(table.cell(row, column)).count();
                }
            }
        }
        Err(problems) => assert!(!problems.is_empty(), "refused without a problem"),
    }
    if let Ok(frames) = Frame::parse(name, text) {
        for frame in &frames {
            assert!((1..=text.lines().count()).contains(&frame.line), "a frame at line {}", frame.line);
            let _ = (frame.text("id"), frame.list("forms"), frame.flag("light"), frame.pairs("content"));
        }
    }
    match mahdar_arabic::compile::compile(&[(name, text)]) {
        Ok(bytes) => drop(Blob::open(&bytes).expect("what compiles opens")),
        Err(problems) => {
            assert!(!problems.is_empty(), "refused without a problem");
            let lines = text.lines().count() + 1;
            for problem in &problems {
                assert!(problem.line <= lines, "a problem at line {} of {lines}", problem.line);
            }
        }
    }
    let _ = mahdar_arabic::compile::examples(&[(name, text)]);
});
