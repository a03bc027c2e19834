//! Any bytes as a compiled lexicon: refused, or opened and looked up in without a panic.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mahdar_lexicon::Blob;

fuzz_target!(|bytes: &[u8]| {
    let Ok(blob) = Blob::open(bytes) else { return };
    let _ = blob.sources().len();
    for key in ["", "قال", "وزاره", "وزاره الخارجيه", "x"] {
        let _ = blob.forms(key).count();
        let _ = blob.phrase(key).count();
    }
    let mut walk = blob.phrase_walk();
    for piece in ["وزاره", " الخارجيه", " x"] {
        if !walk.step(piece) {
            break;
        }
        if let Some(value) = walk.value() {
            let _ = blob.phrase_rows(value).count();
        }
    }
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
});
