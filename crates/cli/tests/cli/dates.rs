//! `mahdar dates`: its text as an argument, a file or standard input; as a table and as JSON.

use std::process::{Command, Stdio};

use crate::{Folder, Run};

fn dates(args: &[&str]) -> Run {
    Run::of(Command::new(env!("CARGO_BIN_EXE_mahdar")).arg("dates").args(args).stdin(Stdio::null()).output().unwrap())
}

#[test]
fn a_text_in_the_argument() {
    let run = dates(&["وصل الوزير أمس الأول إلى القاهرة", "--published", "2018-05-15"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(run.out.starts_with("published  2018-05-15  given\n"), "{}", run.out);
    assert!(run.out.contains("2018-05-13  DATE") && run.out.contains("أمس الأول"), "{}", run.out);
    assert!(run.out.contains("two days before 2018-05-15"), "{}", run.out);
}

#[test]
fn a_file_as_json() {
    let folder = Folder::new();
    let path = folder.file("a.txt", "صدر الأمر في 15 رمضان 1444هـ، ويلتقي الوزير غدا الجمعة 14 أغسطس/آب 2015 وفدا.");
    let run = dates(&[path.to_str().unwrap(), "--format", "json"]);
    let found: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(found["published"]["value"], "2015-08-13");
    assert_eq!(found["times"][0]["value"], "2023-04-06");
    assert_eq!(found["times"][0]["interval"], "2023-04-05/2023-04-07");
    assert!(found["times"][1].get("interval").is_none());
}

#[test]
fn a_slip_of_usage_and_an_empty_stream() {
    assert_eq!(dates(&["x", "--published", "tomorrow"]).code, 2);
    // standard input is empty: nothing to read is said, and no table printed
    let run = dates(&[]);
    assert_eq!(run.code, 1);
    assert!(run.out.is_empty() && run.err.starts_with("mahdar: "), "{}", run.err);
}
