//! An archive filled in any order tells the same joins, byte for byte, copies too.

use std::path::Path;
use std::sync::atomic::AtomicBool;

use mahdar::{Analyzer, Document};
use mahdar_archive::{Archive, Options, Report};
use mahdar_links::World;
use serde_json::Value;

/// The reports of the press review, and a cut copy of one.
fn reports() -> Vec<Report> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/links");
    let mut all = Vec::new();
    for path in std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).filter(|p| p.extension().is_some_and(|e| e == "json")) {
        let story: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        for report in story["reports"].as_array().unwrap() {
            let field = |key: &str| report[key].as_str().unwrap().to_owned();
            all.push((format!("{}.txt", field("id")), field("published"), field("text")));
        }
    }
    let (_, day, text) = all.iter().find(|(source, _, _)| source == "visit-3.txt").unwrap().clone();
    let cut: Vec<&str> = text.lines().take(4).collect();
    all.push(("cut.txt".to_owned(), day, format!("عنوان آخر\n\n{}\n", cut[2..3].join("\n"))));
    all.sort();
    let report = |(source, day, text): (String, String, String)| Report {
        raw: text.clone().into_bytes(),
        document: Document::new(text).source(source).published(&day).unwrap(),
        ..Report::default()
    };
    all.into_iter().map(report).collect()
}

fn printed(analyzer: &Analyzer, reports: Vec<Report>) -> String {
    let folder = tempfile::tempdir().unwrap();
    let archive = Archive::create(&folder.path().join("links.mahdar"), Options::default()).unwrap();
    archive.add(analyzer, reports.into_iter().map(Ok::<_, ()>), 2, &AtomicBool::new(false), |_| {}).unwrap();
    let links = archive.links(&World::new(mahdar_arabic::blob())).unwrap();
    links.lines().map(|line| serde_json::to_string(&line).unwrap() + "\n").collect()
}

#[test]
fn three_orders_of_adding_print_the_same_bytes() {
    let analyzer = Analyzer::arabic();
    let in_order = printed(&analyzer, reports());
    let mut backwards = reports();
    backwards.reverse();
    assert_eq!(printed(&analyzer, backwards), in_order);
    let mut mixed = reports();
    mixed.sort_by_key(|r| blake3::hash(&r.raw).to_hex());
    assert_eq!(printed(&analyzer, mixed), in_order);
    let copies: Vec<Value> =
        in_order.lines().filter(|l| l.contains("\"kind\":\"copies\"")).map(|l| serde_json::from_str(l).unwrap()).collect();
    // the cut report, the three of one agency's story, and no other
    let pairs: Vec<String> = copies.iter().map(|c| c["sources"].to_string()).collect();
    assert_eq!(
        pairs,
        [
            "[\"wire-1.txt\",\"wire-2.txt\"]",
            "[\"wire-1.txt\",\"wire-3.txt\"]",
            "[\"wire-2.txt\",\"wire-3.txt\"]",
            "[\"cut.txt\",\"visit-3.txt\"]"
        ]
    );
    assert_eq!(copies[3]["relation"], "cut");
}
