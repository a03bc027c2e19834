//! Every encoding that is read gives the same text; the content hash is of the bytes as they were.

use encoding_rs::{ISO_8859_6, WINDOWS_1256};

use crate::{Folder, NEWS, read, read_stdin};

/// The text that comes back, and the content hash.
fn back(bytes: &[u8]) -> String {
    let run = read_stdin(&["--format", "jsonl", "-"], bytes);
    assert_eq!(run.code, 0, "{}", run.err);
    let document = &run.records()[0]["document"];
    assert_eq!(document["content"], format!("b3:{}", blake3::hash(bytes).to_hex()));
    assert_eq!(document["source"], "-");
    document["text"].as_str().unwrap().to_owned()
}

#[test]
fn every_encoding_gives_the_same_text() {
    let text = NEWS.repeat(3);
    let marked = format!("\u{FEFF}{text}");
    let little = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
    let big = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<_>>();
    for bytes in [
        text.clone().into_bytes(),
        marked.clone().into_bytes(),
        little(&marked),
        little(&text),
        big(&marked),
        big(&text),
        WINDOWS_1256.encode(&text).0.into_owned(),
        ISO_8859_6.encode(&text).0.into_owned(),
    ] {
        assert_eq!(back(&bytes), text);
    }
}

#[test]
fn nothing_else_is_changed() {
    // CRLF, a lone CR, a form feed, tatweel, marks, presentation forms, trailing blanks, a mark in the middle.
    let text = "أكّـد\r\nﻻ\u{FEFF} الوزير\rثم\u{C}قال  \r\n\r\n";
    assert_eq!(back(text.as_bytes()), text);
}

#[test]
fn a_megabyte_in_one_line_is_read() {
    let folder = Folder::new();
    let sentence = NEWS.trim_end();
    let file = folder.file("long.txt", sentence.repeat((1 << 20) / sentence.len()));
    let run = read(["--format".as_ref(), "jsonl".as_ref(), file.as_os_str()]);
    assert_eq!((run.code, run.out.lines().count()), (0, 1), "{}", run.err);
}

#[test]
fn fifty_megabytes_in_one_line() {
    let folder = Folder::new();
    let sentence = NEWS.trim_end();
    let file = folder.file("long.txt", sentence.repeat((50 << 20) / sentence.len()));
    let run = read(["--format".as_ref(), "jsonl".as_ref(), file.as_os_str()]);
    // It may be refused, but in words.
    assert!(run.code == 0 || (run.code == 1 && run.err.contains("long.txt: ")), "{} {}", run.code, run.err);
}
