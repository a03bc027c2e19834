//! The suites of `tests/suite`: sentences and small reports with what must be found in them, written by people who need not know Rust.
//!
//! In come the Markdown files, out comes one verdict: every case holds, except those whose heading ends in `(open)`, which must not, so
//! that their number can only shrink. `tests/suite/README.md` tells how a case is written.

mod common;
mod suite {
    pub(crate) mod cases;
    pub(crate) mod fields;
    pub(crate) mod judge;
}

use std::fmt::Write as _;

use mahdar::{Analyzer, Document};
use suite::cases::{self, Case};
use suite::judge;

/// The cases of every file of `tests/suite`, in the order of the names, and those of who is meant by a later mention.
fn suites() -> Vec<Case> {
    let root = common::root();
    let folder = root.join("tests/suite");
    let mut paths: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|e| e.unwrap().path()).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == "md") && p.file_stem().is_some_and(|s| s != "README"));
    paths.sort();
    assert!(!paths.is_empty(), "no suites in {}", folder.display());
    paths.push(root.join("tests/who/mentions.md"));
    paths
        .iter()
        .flat_map(|path| {
            let name = path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
            cases::parse(&name, &std::fs::read_to_string(path).unwrap()).unwrap_or_else(|problem| panic!("{problem}"))
        })
        .collect()
}

/// Reads the case's text and says what is not as it must be, each with what was found instead.
fn check(analyzer: &Analyzer, case: &Case) -> Vec<String> {
    let mut document = Document::new(case.text.as_str());
    if let Some(day) = &case.published {
        document = document.published(day).unwrap_or_else(|e| panic!("{}: {e}", case.place()));
    }
    let record = serde_json::to_value(analyzer.read(&document)).unwrap();
    case.expected.iter().filter_map(|expected| judge::judge(&record, expected)).collect()
}

#[test]
fn every_case_holds_and_every_open_case_does_not() {
    let analyzer = Analyzer::arabic();
    let all = suites();
    let (mut report, mut open) = (String::new(), String::new());
    for case in &all {
        let problems = check(&analyzer, case);
        match (case.open, problems.is_empty()) {
            (false, true) => {}
            (true, true) if mode("close") => case.close(&common::root()),
            (true, true) => {
                let _ =
                    writeln!(report, "{}: this open case holds now: take (open) off its heading, or run with SUITE=close\n", case.place());
            }
            (is_open, false) => {
                let to = if is_open { &mut open } else { &mut report };
                let _ = writeln!(to, "{}\n  {}\n{}", case.place(), case.text.replace('\n', "\n  "), problems.join("\n"));
            }
        }
    }
    let opened = all.iter().filter(|c| c.open).count();
    let summary = format!("{} cases, {opened} of them open", all.len());
    show(&open, &summary);
    assert!(report.is_empty(), "\n{report}\n{summary}");
}

/// What the run was asked for by `SUITE`: `close` takes `(open)` off the headings of the cases that hold now, `open` shows the open cases
/// with what stands in their way (`SUITE=open cargo test -p mahdar --test suite -- --nocapture`).
fn mode(name: &str) -> bool {
    std::env::var("SUITE").is_ok_and(|v| v == name)
}

#[allow(clippy::print_stdout, reason = "a test prints for its reader")]
fn show(open: &str, summary: &str) {
    if mode("open") {
        println!("{open}");
    }
    println!("{summary}");
}

#[test]
fn every_word_of_an_expectation_is_a_word_of_the_record_or_of_the_text() {
    let schema = std::fs::read_to_string(common::root().join("schema/record.schema.json")).unwrap();
    let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
    let mut problems = Vec::new();
    for case in suites() {
        problems.extend(case.expected.iter().flat_map(|e| e.doubts(&case.text, &schema)).map(|doubt| format!("{}: {doubt}", case.place())));
        if case.why.is_empty() {
            problems.push(format!("{}: a paragraph that says why is missing under the heading", case.place()));
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn a_case_says_where_it_is_wrong() {
    let file = "# T\n\n## One\n\nWhy.\n\n```text\npublished: 2024-05-15\nقال الوزير إن الوفد وصل.\n```\n\n```expect\nstatement: speaker=الوزير cue=قال\n```\n";
    let cases = cases::parse("t.md", file).unwrap();
    assert_eq!((cases.len(), cases[0].place().as_str()), (1, "t.md:3: One"));
    assert_eq!((cases[0].published.as_deref(), cases[0].text.as_str()), (Some("2024-05-15"), "قال الوزير إن الوفد وصل."));
    let wrong = |line: &str| cases::parse("t.md", &file.replace("statement: speaker=الوزير cue=قال", line)).unwrap_err();
    assert!(wrong("statment: cue=قال").starts_with("t.md:13: 'statment' is none of statement, "), "{}", wrong("statment: cue=قال"));
    assert!(wrong("statement: cu=قال").starts_with("t.md:13: a statement has no 'cu': it has speaker, "), "{}", wrong("statement: cu=قال"));
    assert!(wrong("statement: cue=\"قال").starts_with("t.md:13: a quotation mark without its partner"));
    assert!(cases::parse("t.md", &file.replace("```expect", "```text")).unwrap_err().starts_with("t.md:3: 'One' has no ```expect block"));
}

#[test]
fn what_is_found_instead_is_named() {
    let analyzer = Analyzer::arabic();
    let case = |expect: &str| {
        let file = format!("## One\n\nWhy.\n\n```text\nقال الوزير سعيد حداد إن الوفد وصل.\n```\n\n```expect\n{expect}\n```\n");
        check(&analyzer, &cases::parse("t.md", &file).unwrap()[0])
    };
    assert_eq!(case("statement: speaker=حداد cue=قال class=state content=\"الوفد … وصل\""), Vec::<String>::new());
    assert_eq!(case("not statement: class=deny"), Vec::<String>::new());
    let missed = case("statement: cue=قال class=deny");
    assert!(missed[0].contains("missing  statement: cue=قال class=deny") && missed[0].contains("class=state"), "{missed:?}");
    let unwanted = case("not statement: cue=قال");
    assert!(unwanted[0].contains("unwanted  not statement: cue=قال") && unwanted[0].contains("speaker="), "{unwanted:?}");
    assert_eq!(case("statements: 1"), Vec::<String>::new());
    assert!(case("statements: 0")[0].contains("there are 1"));
}
