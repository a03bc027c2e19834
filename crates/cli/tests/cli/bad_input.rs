//! Every bad input: it says what, where and what to do, costs no other report, and sets the exit code.

use std::path::Path;

use crate::{Folder, NEWS, read, read_stdin};

/// Reads one bad file beside a good one and gives the message.
fn message(name: &str, bytes: impl AsRef<[u8]>) -> String {
    let folder = Folder::new();
    let bad = folder.file(name, bytes);
    let good = folder.file("zz-good.txt", NEWS);
    let run = read([Path::new("--format"), Path::new("jsonl"), &bad, &good]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert_eq!(run.records().len(), 1, "the rest is read");
    let (first, summary) = run.err.trim_end().split_once('\n').unwrap();
    assert_eq!(summary, "mahdar: 1 of 2 inputs read, 1 failed");
    first.strip_prefix(&format!("mahdar: {}: ", bad.display())).unwrap_or_else(|| panic!("no place in: {first}")).to_owned()
}

#[test]
fn empty_and_blank() {
    assert_eq!(message("a.txt", ""), "it is empty (0 bytes); get the text again, or leave it out");
    assert!(message("a.txt", "\u{FEFF}").contains("white space only"));
    assert!(message("a.txt", " \r\n\t\u{A0}\n").contains("white space only"));
}

#[test]
fn not_text() {
    assert!(message("a.txt", b"\x7FELF\x02\x01\x01\0\0\0\0").contains("byte 7 is NUL"));
    assert!(message("a.txt", "أكد\0 الوزير").contains("byte 6 is NUL"));
    assert!(message("a.txt", b"%PDF-1.7 \xE2\xE3").contains("it is a PDF, not plain text; save or export"));
    assert!(message("a.txt", b"PK\x03\x04\x14\0").contains("ZIP or Office"));
}

#[test]
fn not_arabic() {
    let said = message("a.txt", "The minister said on Thursday (الخميس) that talks would go on.");
    assert!(said.starts_with("it is not Arabic: 12% of its letters are (read as UTF-8), and at least 30% must be"), "{said}");
    assert!(message("a.txt", "2015-08-13, 12:00\n").contains("not Arabic: 0%"));
}

#[test]
fn damaged_and_unknown_encodings() {
    let mut broken = NEWS.as_bytes().to_vec();
    broken[3] = 0xFF;
    assert!(message("a.txt", &broken).contains("its UTF-8 is damaged at byte 2; "));
    // Cut within the last letter's mark.
    let cut = &NEWS.as_bytes()[..NEWS.len() - 3];
    assert!(message("a.txt", cut).contains("damaged at byte"));
    let latin: Vec<u8> = "Le ministre a déclaré à la presse".chars().map(|c| c as u8).collect();
    assert!(message("a.txt", &latin).contains("it is not UTF-8 (byte 15), and neither Windows-1256 nor ISO-8859-6"));
    let mut wide: Vec<u8> = format!("\u{FEFF}{NEWS}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    wide.pop();
    assert!(message("a.txt", &wide).contains(&format!("its UTF-16 is damaged at byte {}", wide.len() - 1)));
    let widest: Vec<u8> = format!("\u{FEFF}{NEWS}").chars().flat_map(|c| (c as u32).to_le_bytes()).collect();
    assert!(message("a.txt", &widest).contains("it is UTF-32; convert it"));
}

#[test]
fn missing_paths_and_empty_folders() {
    let folder = Folder::new();
    let run = read([folder.path().join("nothing.txt")]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.err.contains("nothing.txt: there is no such file or folder; check the path"), "{}", run.err);
    folder.file("page.html", "x");
    let run = read([folder.path()]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("the folder holds no *.txt (1 other files)"), "{}", run.err);
}

#[test]
fn usage() {
    let folder = Folder::new();
    let file = folder.file("a.txt", NEWS).display().to_string();
    let none: [&str; 0] = [];
    assert_eq!(read(none).code, 2);
    for flags in [
        ["--published", "13 August"],
        ["--published", "2015-02-30"],
        ["--format", "xml"],
        ["--jobs", "0"],
        ["--lang", "fr"],
        ["--colour", "x"],
    ] {
        let run = read([flags[0], flags[1], &file]);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{flags:?}");
        assert!(run.err.contains(flags[0]), "{}", run.err);
    }
    assert!(read(["--published", "13 August", &file]).err.contains("write YYYY-MM-DD"));
    assert_eq!(read(["--help"]).code, 0);
    assert_eq!(read(["--published", "2015-08-13T10:00:00+03:00", &file]).code, 0);
}

#[test]
fn metadata_that_cannot_be_read() {
    let said = |json: &str| {
        let folder = Folder::new();
        let file = folder.file("one.txt", NEWS);
        folder.file("one.meta.json", json);
        let run = read([&file]);
        assert_eq!((run.code, run.out.as_str()), (1, ""), "{json}");
        assert!(run.err.contains("one.meta.json"), "{}", run.err);
        run.err
    };
    assert!(said("{\"title\": \"عنوان\",}").contains("line 1 column"));
    assert!(said("not json").contains("correct the JSON, or remove the file"));
    assert!(said("[1]").contains("line 1"));
    assert!(said("{\"title\": 5}").contains("each value is a text in quotes, or null"));
    assert!(said("{\n \"published\": \"الخميس\"\n}").contains("\"published\" on line 2: 'الخميس' is not a date: write YYYY-MM-DD"));
}

#[test]
fn too_large_is_refused_before_it_is_held() {
    let folder = Folder::new();
    let path = folder.path().join("disk.img");
    // Sparse: it takes no room on the disk.
    std::fs::File::create(&path).unwrap().set_len(10 << 30).unwrap();
    let run = read([&path]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("it is larger than 4 MiB, the limit for one report; split it"), "{}", run.err);
    let run = read_stdin(&["-"], &vec![b'x'; (4 << 20) + 10]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("mahdar: -: it is larger than 4 MiB"), "{}", run.err);
}

#[test]
fn lists_and_pages_are_not_read_as_one_text() {
    let folder = Folder::new();
    let list = folder.file("month.jsonl", format!("{{\"text\": \"{NEWS}\"}}\n"));
    let page = folder.file("page.html", format!("<html><body><p>{NEWS}</p></body></html>"));
    let run = read([&list, &page]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    assert!(run.err.contains("month.jsonl: it is a JSONL, not one plain text; add it to an archive: mahdar add"), "{}", run.err);
    assert!(run.err.contains("page.html: it is a page, not one plain text"), "{}", run.err);
    let run = read([&folder.file("month.txt", NEWS)]);
    assert_eq!(run.code, 0, "{}", run.err);
}

#[cfg(unix)]
#[test]
fn messages_cannot_steer_the_terminal() {
    let run = read(["no\u{1b}[31msuch\nfile"]);
    assert_eq!(run.code, 1);
    assert!(!run.err.contains('\u{1b}'));
    assert_eq!(run.err.lines().count(), 2, "{}", run.err);
}
