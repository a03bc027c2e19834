//! The commands on an archive, as people and programs meet them: what they print, where, and with which exit code.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::{Folder, Run, mahdar};

const LINES: [&str; 3] = [
    r#"{"url": "http://mina.example/1", "outlet": "جريدة الميناء", "title": "رحبت النرويج بالمبادرة", "date": "2026-03-10", "text": "قال وزير الخارجية النرويجي لارس هولم إن بلاده ترحب بالمبادرة الجديدة. والتقى هولم نظيره الدنماركي ينس كروغ في أوسلو وبحث معه وقف إطلاق النار."}"#,
    r#"{"url": "http://mina.example/2", "outlet": "جريدة الميناء", "title": "السفير ينفي", "date": "2026-03-11", "text": "نفى السفير الدنماركي في القاهرة ينس كروج أن تكون بلاده قد انسحبت من المفاوضات، وأكد أن اللقاء تأجل."}"#,
    r#"{"url": "http://ufuq.example/7", "outlet": "الأفق", "title": "رحبت النرويج بالمبادرة", "date": "2026-03-10", "text": "قال وزير الخارجية النرويجي لارس هولم إن بلاده ترحب بالمبادرة الجديدة. والتقى هولم نظيره الدنماركي ينس كروغ في أوسلو وبحث معه وقف إطلاق النار."}"#,
];

/// A folder with an archive of the three reports.
fn archive() -> (Folder, String) {
    let folder = Folder::new();
    let dump = folder.file("news.jsonl", LINES.join("\n"));
    let file = folder.path().join("news.mahdar").display().to_string();
    let run = mahdar(&["add", dump.to_str().unwrap(), "--archive", &file]);
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{}", run.err);
    assert!(run.err.contains("3 added"), "{}", run.err);
    (folder, file)
}

#[test]
fn adding_again_changes_nothing_and_a_bad_line_costs_itself_alone() {
    let (folder, file) = archive();
    let dump = folder.file("more.jsonl", format!("{}\n{{\"text\": \n{}", LINES[0], LINES[1].replace("mina", "nahr")));
    let run = mahdar(&["add", dump.to_str().unwrap(), "-a", &file, "--jobs", "1"]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.err.contains("1 added, 1 there already, 1 could not be read") && run.err.contains("more.jsonl:2"), "{}", run.err);
    let check = mahdar(&["archive", "check", "-a", &file]);
    assert_eq!(check.code, 0);
    assert!(check.out.contains("4 reports read, all is well"), "{}", check.out);
}

#[test]
fn standard_input_and_folders_are_sources_too() {
    let folder = Folder::new();
    folder.file("in/a.txt", crate::NEWS);
    let file = folder.path().join("news.mahdar").display().to_string();
    let mut child = Command::new(env!("CARGO_BIN_EXE_mahdar"))
        .args(["add", "-", folder.path().join("in").to_str().unwrap(), "missing.txt", "-a", &file, "--durable"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all("قال السفير إن الوفد وصل إلى المدينة.".as_bytes()).unwrap();
    let run = Run::of(child.wait_with_output().unwrap());
    assert_eq!(run.code, 1);
    assert!(run.err.contains("2 added, 1 could not be read") && run.err.contains("missing.txt"), "{}", run.err);
}

#[test]
fn a_search_shows_the_words_where_they_stand() {
    let (_folder, file) = archive();
    let run = mahdar(&["search", "مبادرة", "-a", &file]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains("[بالمبادرة]") && run.out.contains("1 of 2 of this wording"), "{}", run.out);
    assert!(run.err.contains("2 reports, 1 independent wordings"), "{}", run.err);
    assert_eq!(mahdar(&["search", "مبادرة", "--match", "form", "-a", &file]).code, 1);
    let name = mahdar(&["search", "كروغ", "--match", "name", "-a", &file, "-f", "jsonl"]);
    assert_eq!(name.records().len(), 3, "in both spellings: {}", name.out);
    let wrong = mahdar(&["search", "(مبادرة", "-a", &file]);
    assert_eq!((wrong.code, wrong.err.contains("close it")), (2, true));
}

#[test]
fn listings_filter_and_page_and_fill_tables() {
    let (folder, file) = archive();
    let all = mahdar(&["statements", "-a", &file, "-f", "json"]);
    let all: serde_json::Value = serde_json::from_str(&all.out).unwrap();
    let rows = all["rows"].as_array().unwrap();
    assert!(rows.len() >= 3 && all["next"].is_null(), "{all}");
    let first = mahdar(&["statements", "-a", &file, "-f", "json", "--limit", "1"]);
    let first: serde_json::Value = serde_json::from_str(&first.out).unwrap();
    let next = mahdar(&["statements", "-a", &file, "-f", "jsonl", "--cursor", first["next"].as_str().unwrap()]);
    assert_eq!(next.records().len(), rows.len() - 1);
    let denied = mahdar(&["statements", "-a", &file, "--type", "deny", "--from", "2026-03-11", "-f", "csv"]);
    assert_eq!(denied.out.lines().count(), 2, "{}", denied.out);
    assert!(denied.out.starts_with("document,entry,day,type"));
    assert_eq!(mahdar(&["statements", "-a", &file, "--type", "deny", "--to", "2026-03-10"]).code, 1);
    let once = mahdar(&["meetings", "-a", &file, "--actor", "لارس هولم", "--wordings", "-f", "jsonl"]);
    let urls: Vec<_> = once.records().iter().map(|row| row["url"].clone()).collect();
    assert!(!urls.is_empty() && urls.iter().all(|url| url == "http://mina.example/1"), "{}", once.out);
    let copied = mahdar(&["meetings", "-a", &file, "--actor", "لارس هولم", "-f", "jsonl"]).records();
    assert_eq!(copied.len(), 2 * urls.len(), "the copy says the same");
    let book = folder.path().join("s.xlsx");
    assert_eq!(mahdar(&["positions", "-a", &file, "-f", "xlsx"]).code, 2, "a workbook needs a file");
    mahdar(&["statements", "-a", &file, "-f", "xlsx", "--out", book.to_str().unwrap()]);
    assert!(std::fs::read(&book).unwrap().starts_with(b"PK"));
}

#[test]
fn decisions_are_made_with_a_name_and_undone() {
    let (_folder, file) = archive();
    let rows = || mahdar(&["statements", "-a", &file, "-f", "jsonl"]).records();
    let all = rows();
    let entry = format!("{}/{}", &all[0]["document"].as_str().unwrap()[..12], all[0]["entry"].as_str().unwrap());
    let nameless = mahdar(&["decide", "reject", &entry, "-a", &file]);
    assert_eq!((nameless.code, nameless.err.contains("--by")), (2, true));
    assert_eq!(mahdar(&["decide", "-a", &file, "reject", &entry, "--by", "سلمى"]).code, 0);
    assert_eq!(rows().len(), all.len() - 1);
    assert_eq!(mahdar(&["archive", "reread", "--all", "-a", &file]).code, 0);
    assert_eq!(rows().len(), all.len() - 1);
    assert!(mahdar(&["decide", "list", "-a", &file]).out.contains("سلمى"));
    assert_eq!(mahdar(&["decide", "undo", "1", "-a", &file]).code, 0);
    assert_eq!(rows(), all);
    let changes = mahdar(&["changes", "-a", &file, "--kind", "decision", "-f", "jsonl"]).records();
    assert_eq!(changes.len(), 2);
    let since = changes[0]["cursor"].to_string();
    assert_eq!(mahdar(&["changes", "-a", &file, "--since", &since, "--kind", "decision", "-f", "jsonl"]).records().len(), 1);
}

#[test]
fn what_is_removed_is_gone() {
    let (_folder, file) = archive();
    let found = mahdar(&["search", "السفير", "-a", &file, "-f", "jsonl"]).records();
    let id = found[0]["document"].as_str().unwrap();
    assert_eq!(mahdar(&["remove", &id[..8], "-a", &file]).code, 0);
    assert_eq!(mahdar(&["search", "السفير", "-a", &file]).code, 1);
    assert_eq!(mahdar(&["remove", id, "-a", &file]).code, 1);
    assert_eq!(mahdar(&["archive", "vacuum", "-a", &file]).code, 0);
    let copy = Path::new(&file).with_extension("copy").display().to_string();
    assert_eq!(mahdar(&["archive", "backup", &copy, "-a", &file]).code, 0);
    assert_eq!(mahdar(&["archive", "backup", &copy, "-a", &file]).code, 2, "nothing is overwritten");
    assert!(mahdar(&["archive", "stats", "-a", &copy]).out.contains("reports         2"));
}

#[test]
fn a_file_that_is_no_archive_is_named_with_the_remedy() {
    let folder = Folder::new();
    let text = folder.file("a.txt", crate::NEWS);
    let path = text.to_str().unwrap();
    let run = mahdar(&["add", path, "-a", path]);
    assert_eq!((run.code, run.err.contains("not an archive of mahdar")), (2, true), "{}", run.err);
    assert_eq!(std::fs::read_to_string(&text).unwrap(), crate::NEWS);
    let missing = mahdar(&["archive", "check", "-a", "none.mahdar"]);
    assert_eq!((missing.code, missing.err.contains("mahdar add")), (2, true), "{}", missing.err);
}
