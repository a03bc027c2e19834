//! Any bytes as a compiled lexicon, and any damage to an honest one: refused, or opened and looked up in without a panic.
//!
//! The automaton of forms is looked up in only in the second form. Its checksum tells damage, not forgery, and the comparisons
//! that this fuzzer watches let it write a right checksum under an automaton that it made up.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use mahdar_lexicon::{Blob, Builder};

static HONEST: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut builder = Builder::default();
    builder.form("قال", [1, 2, 3, 4]);
    builder.form("وزاره", [5, 6, 7, 8]);
    builder.phrase("وزاره", 3, 1);
    builder.phrase("وزاره الخارجيه", 3, 9);
    builder.finish([7; 32])
});

fn look_up_tables(blob: &Blob) {
    let _ = blob.sources().len();
    for name in ["cities", "words", ""] {
        let Some(table) = blob.table(name) else { continue };
        let _ = table.is_empty();
        // a table may claim any number of rows and columns: the ends are enough
        let last = table.len().saturating_sub(1);
        for row in [0, 1, last] {
            let _ = (table.cell(row, 0), table.cell(row, 1));
        }
        if table.len() < 64 {
            let _ = table.get(0, "state");
        }
    }
}

fn look_up_words(blob: &Blob) {
    for key in ["", "قال", "وزاره", "وزاره الخارجيه", "x"] {
        let _ = blob.forms(key).count();
        let _ = blob.phrase(key).count();
    }
    let mut walk = blob.phrase_walk();
    for piece in ["وزاره", "الخارجيه", "x"] {
        if !walk.step(piece) {
            break;
        }
        if let Some(value) = walk.value() {
            let _ = blob.phrase_rows(value).count();
        }
    }
}

fuzz_target!(|bytes: &[u8]| {
    if let Ok(blob) = Blob::open(bytes) {
        look_up_tables(&blob);
    }
    // each three bytes: a place (two bytes, modulo the length) and what to write there
    let mut damaged = HONEST.clone();
    for damage in bytes.chunks_exact(3) {
        let at = usize::from(u16::from_le_bytes([damage[0], damage[1]])) % damaged.len();
        damaged[at] = damage[2];
    }
    if let Ok(blob) = Blob::open(&damaged) {
        look_up_tables(&blob);
        look_up_words(&blob);
    }
});
