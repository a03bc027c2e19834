//! `mahdar add --watch` as a process of its own: files dropped, changed and broken while it runs, and a clean end.
#![cfg(unix)]

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::{Folder, Run, mahdar};

/// Looks at the archive until it holds so many reports.
fn wait(file: &str, reports: usize) {
    let wanted = format!("reports         {reports}\n");
    let end = Instant::now() + Duration::from_secs(60);
    loop {
        let stats = mahdar(&["archive", "stats", "-a", file]);
        if stats.code == 0 && stats.out.contains(&wanted) {
            return;
        }
        assert!(Instant::now() < end, "{reports} reports did not come: {}{}", stats.out, stats.err);
        std::thread::sleep(Duration::from_millis(100));
    }
}

fn start(folder: &Folder, file: &str) -> Child {
    let watched = folder.path().join("in");
    std::fs::create_dir_all(&watched).unwrap();
    Command::new(env!("CARGO_BIN_EXE_mahdar"))
        .args(["add", watched.to_str().unwrap(), "-a", file, "--watch", "--every", "1"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

fn end(child: Child, signal: &str) -> Run {
    assert!(Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap().success());
    Run::of(child.wait_with_output().unwrap())
}

#[test]
fn what_is_dropped_comes_in_and_a_signal_ends_it_cleanly() {
    let folder = Folder::new();
    let file = folder.path().join("news.mahdar").display().to_string();
    folder.file("in/a.txt", crate::NEWS);
    let child = start(&folder, &file);
    wait(&file, 1);
    folder.file("in/sub/b.txt", "قال السفير إن الوفد وصل إلى المدينة مساء اليوم.");
    folder.file("in/broken.jsonl", "{\"text\": ");
    wait(&file, 2);
    folder.file("in/a.txt", crate::NEWS.replace("غداً", "بعد غد"));
    wait(&file, 3);
    folder.file("in/broken.jsonl", "{\"text\": \"أعلن المتحدث أن اللقاء تأجل إلى الأسبوع المقبل.\"}\n");
    wait(&file, 4);
    let run = end(child, "-INT");
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(run.err.matches("broken.jsonl:1").count(), 1, "named once: {}", run.err);
    assert!(run.err.contains("watched: 3 added, 1 new versions, 1 could not be read"), "{}", run.err);
    let check = mahdar(&["archive", "check", "-a", &file]);
    assert!(check.code == 0 && check.out.contains("4 reports read, all is well"), "{}", check.out);
}

#[test]
fn sigterm_ends_it_as_well_and_what_cannot_be_watched_is_refused() {
    let folder = Folder::new();
    let file = folder.path().join("news.mahdar").display().to_string();
    folder.file("in/a.txt", crate::NEWS);
    let child = start(&folder, &file);
    wait(&file, 1);
    let run = end(child, "-TERM");
    assert_eq!(run.code, 0, "{}", run.err);
    let missing = mahdar(&["add", "none", "-a", &file, "--watch"]);
    assert!(missing.code == 2 && missing.err.contains("no such file or folder to watch"), "{}", missing.err);
    assert_eq!(mahdar(&["add", "-", "-a", &file, "--watch"]).code, 2, "standard input is no folder");
    assert_eq!(mahdar(&["add", file.as_str(), "-a", &file, "--every", "3"]).code, 2, "--every without --watch says nothing");
}
