//! `mahdar who`, and a user's own knowledge for it and for `read`.

use std::process::Command;

use crate::{Folder, read};

fn who(args: &[&str]) -> (i32, String, String) {
    let out = Command::new(env!("CARGO_BIN_EXE_mahdar")).arg("who").args(args).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (out.status.code().unwrap_or(-1), text(out.stdout), text(out.stderr))
}

fn json(args: &[&str]) -> serde_json::Value {
    let (code, out, err) = who(&[args, &["--format", "json"]].concat());
    assert!(code < 2, "{err}");
    serde_json::from_str(&out).unwrap()
}

#[test]
fn an_office_on_a_day_is_a_person_with_the_reason() {
    let (code, out, _) = who(&["وزير الخارجية الروسي", "--on", "2015-08-13"]);
    assert_eq!(code, 0);
    assert!(out.contains("person/sergey-lavrov") && out.contains("2015-08-13 is in"), "{out}");
    let answer = json(&["الرئيس الأميركي", "--on", "2018-06-01"]);
    assert_eq!(answer["people"].as_array().unwrap().len(), 1, "the others are not meant on that day");
}

#[test]
fn a_name_gives_its_dated_roles_and_a_spelling_the_score() {
    let answer = json(&["سيرغي لافروف"]);
    assert_eq!((answer["kind"].as_str(), answer["people"][0]["score"].as_u64()), (Some("name"), Some(100)));
    assert!(answer["people"][0]["roles"].as_array().unwrap().iter().any(|r| r["office"] == "وزير الخارجية" && r["from"] == "2004-03"));
    let spelled = json(&["سيرجاي لافروف"]);
    assert_eq!((spelled["kind"].as_str(), spelled["people"][0]["id"].as_str()), (Some("spelling"), Some("person/sergey-lavrov")));
    assert!(spelled["people"][0]["score"].as_u64().unwrap() < 100);
    assert_eq!(json(&["Sergei Lavrov"])["people"][0]["id"], "person/sergey-lavrov");
}

#[test]
fn an_unknown_name_is_said_in_plain_words_with_the_nearest() {
    let (code, out, _) = who(&["نزار البستاوي"]);
    assert_eq!(code, 1);
    assert!(out.contains("Nobody is known by these words") && out.contains("nearest names"), "{out}");
    let (_, arabic, _) = who(&["نزار البستاوي", "--lang", "ar"]);
    assert!(arabic.contains("لا يعرف أحد بهذا الاسم"), "{arabic}");
}

#[test]
fn own_rows_are_added_and_override() {
    let folder = Folder::new();
    folder.file("people.tsv", "id\tname\tname_en\tgender\tshort\tvariants\nperson/lars-holm\tلارس هولم\tLars Holm\tm\tهولم\t-\nperson/sergey-lavrov\tسيرغي لافروف\tS. Lavrov\tm\tلافروف\t-\n");
    folder.file("roles.tsv", "person\toffice\tof\tfrom\tuntil\nperson/lars-holm\tالسفير في مصر\tstate/norway\t2020-01\t-\n");
    let own = folder.path().to_str().unwrap();
    let answer = json(&["لارس هولم", "--knowledge", own]);
    assert_eq!(answer["people"][0]["roles"][0]["of"], "state/norway");
    assert_eq!(json(&["لافروف", "--knowledge", own])["people"][0]["name_en"], "S. Lavrov");
    let news = folder.file("news.txt", "قال لارس هولم إن بلاده ترحب بالمبادرة.\n");
    let run = read([news.as_os_str(), "--format".as_ref(), "jsonl".as_ref(), "--knowledge".as_ref(), folder.path().as_os_str()]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(run.records()[0]["actors"][0]["entity"], "person/lars-holm");
}

#[test]
fn a_problem_is_named_with_its_place_and_remedy() {
    let folder = Folder::new();
    let own = folder.file("roles.tsv", "person\toffice\tof\tfrom\tuntil\nperson/sergey-lavrov\tسفير\tstate/russia\t2015-03\t2014\n");
    let path = own.to_str().unwrap();
    let (code, out, err) = who(&["لافروف", "--knowledge", path]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains(&format!("{path}:2:")) && err.contains("before it begins") && err.contains("remedy"), "{err}");
    let run = read([folder.file("a.txt", crate::NEWS).as_os_str(), "--knowledge".as_ref(), own.as_os_str()]);
    assert_eq!(run.code, 2, "{}", run.err);
    let (code, _, err) = who(&["لافروف", "--knowledge", "no-such-file.tsv"]);
    assert_eq!(code, 2);
    assert!(err.contains("no-such-file.tsv"), "{err}");
}
