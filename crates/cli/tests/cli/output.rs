//! Order, shapes of output, folders, metadata and pipes.

use std::io::Read;
use std::process::Stdio;

use crate::{Folder, NEWS, command, read};

fn sources(run: &crate::Run) -> Vec<String> {
    let name = |source: &str| source.rsplit(['/', '\\']).next().unwrap().to_owned();
    run.records().iter().map(|r| name(r["document"]["source"].as_str().unwrap())).collect()
}

#[test]
fn order_is_that_of_the_inputs_whatever_the_threads() {
    let folder = Folder::new();
    let mut names = Vec::new();
    for n in 0..300 {
        let name = format!("{n:03}.txt");
        // Sizes differ so that threads finish out of order.
        folder.file(&name, NEWS.repeat(1 + (n * 37) % 60));
        names.push(name);
    }
    let with = |jobs: &str| read(["--format", "jsonl", "--jobs", jobs, folder.path().to_str().unwrap()]);
    let (one, eight) = (with("1"), with("8"));
    assert_eq!(one.code, 0, "{}", one.err);
    assert_eq!(sources(&one), names);
    assert_eq!(one.out, eight.out);
}

#[test]
fn folders_are_read_to_the_bottom_by_name() {
    let folder = Folder::new();
    for name in ["b.txt", "a/2.TXT", "a/1.txt", "c/d/e.txt", "notes.md", "a/page.html", "b.meta.json", "lone.meta.json"] {
        folder.file(name, if name.ends_with("json") { "{}" } else { NEWS });
    }
    let run = read(["--format", "jsonl", folder.path().to_str().unwrap()]);
    assert_eq!((run.code, sources(&run)), (0, ["1.txt", "2.TXT", "b.txt", "e.txt"].map(str::to_owned).to_vec()));
    assert_eq!(run.err, "mahdar: 3 other files in the folders passed by (only *.txt are read from folders)\n");
    // Named one by one, a file is read whatever its ending, in the order given.
    let paths = ["notes.md", "b.txt"].map(|name| folder.path().join(name).display().to_string());
    assert_eq!(sources(&read(["--format", "jsonl", &paths[0], &paths[1]])), ["notes.md", "b.txt"]);
}

#[test]
fn plover_is_a_line_an_event_or_act_and_nothing_for_what_is_denied() {
    let folder = Folder::new();
    let told = folder.file("a.txt", "هاجم مسلحون مجهولون حافلة في بلوشستان. ودعت باكستان إلى عقد اجتماع إقليمي.").display().to_string();
    let denied = folder.file("b.txt", "نفت الخارجية العراقية عقد لقاء بين الوزير ونظيره الإسرائيلي.").display().to_string();
    let run = read(["--format", "plover", &told]);
    let lines: Vec<serde_json::Value> = run.out.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    let types: Vec<&str> = lines.iter().filter_map(|l| l["event"][0].as_str()).collect();
    assert_eq!((run.code, types), (0, vec!["ASSAULT", "REQUEST"]), "{}", run.out);
    assert_eq!(read(["--format", "plover", &denied]).out, "");
}

#[test]
fn json_is_an_object_or_an_array() {
    let folder = Folder::new();
    let file = folder.file("a.txt", NEWS).display().to_string();
    let all = folder.path().display().to_string();
    let json = |paths: &[&str]| {
        let run = read(["--format", "json"].iter().chain(paths));
        (run.code, serde_json::from_str::<serde_json::Value>(&run.out).unwrap_or_default())
    };
    assert!(matches!(json(&[&file]), (0, serde_json::Value::Object(_))));
    assert_eq!(json(&[&all]).1.as_array().map(Vec::len), Some(1));
    assert_eq!(json(&[&file, &file]).1.as_array().map(Vec::len), Some(2));
    let (code, array) = json(&[&file, "nothing-there.txt", &file]);
    assert_eq!((code, array.as_array().map(Vec::len)), (1, Some(2)));
    let (code, array) = json(&["nothing-there.txt", "nor-there.txt"]);
    assert_eq!((code, array.as_array().map(Vec::len)), (1, Some(0)));
    assert_eq!(read(["--format", "json", "nothing-there.txt"]).out, "");
}

#[test]
fn a_pipe_gets_no_colours_unless_asked_and_the_same_bytes_each_time() {
    let folder = Folder::new();
    let file = folder.file("a.txt", NEWS).display().to_string();
    let plain = read([&file]);
    assert_eq!(plain.code, 0);
    assert!(!plain.out.contains('\u{1b}'));
    assert!(plain.out.contains("a.txt"));
    assert_eq!(plain.err, "");
    let coloured = read([&file, "--color", "always"]);
    assert!(coloured.out.contains('\u{1b}'));
    assert_eq!(read([&file, "--color", "never"]).out, plain.out);
    assert!(read([&file, "--lang", "ar"]).out.contains("الأقوال"));
}

#[test]
fn html_is_one_page_for_all() {
    let folder = Folder::new();
    let file = folder.file("a.txt", format!("{NEWS}<script>alert(1)</script> & \"'")).display().to_string();
    let run = read([&file, &file, "--format", "html", "--lang", "ar"]);
    assert_eq!(run.code, 0);
    assert!(run.out.starts_with("<!DOCTYPE html>\n<html lang=\"ar\" dir=\"rtl\">"));
    assert_eq!(run.out.matches("<article id=").count(), 2);
    assert!(run.out.contains("<article id=\"r2\">"));
    assert_eq!(run.out.matches("<script>").count(), 1, "our own");
    assert!(run.out.trim_end().ends_with("</html>"));
}

#[test]
fn metadata_reaches_the_record() {
    let folder = Folder::new();
    let file = folder.file("a.txt", NEWS);
    folder.file("a.meta.json", "{\"title\": \"عنوان معطى\", \"mine\": {\"x\": 1}, \"author\": null}");
    let run = read(["--format".as_ref(), "jsonl".as_ref(), file.as_os_str()]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(run.records()[0]["document"]["title"], "عنوان معطى");
}

#[test]
fn a_reader_who_has_enough_is_no_failure() {
    let folder = Folder::new();
    for n in 0..200 {
        folder.file(&format!("{n}.txt"), NEWS.repeat(50));
    }
    let mut child = command([folder.path()]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut some = [0; 10];
    child.stdout.take().unwrap().read_exact(&mut some).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr), (Some(0), Vec::new()));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_a_failure() {
    let folder = Folder::new();
    let file = folder.file("a.txt", NEWS);
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let output = command([file]).stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("cannot write the output: No space left"));
}

#[test]
fn explain_says_what_was_tried_and_where_the_words_do_not_stand_it_is_an_error() {
    let folder = Folder::new();
    let file = folder.file("a.txt", "نفت الخارجية العراقية عقد لقاء بين الوزير ونظيره الإسرائيلي.").display().to_string();
    let run = read(["--explain", "نفت", &file]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.contains("matched statement") && run.out.contains("speaker الخارجية العراقية"), "{}", run.out);
    let absent = read(["--explain", "رحبت", &file]);
    assert_eq!(absent.code, 1);
    assert!(absent.err.contains("does not stand in the text"), "{}", absent.err);
    let face = read(["--explain", "نفت", "--format", "html", &file]);
    assert_eq!((face.code, face.out.as_str()), (2, ""));
}
