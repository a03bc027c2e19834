//! The press review of `tests/links` through the engine: what is joined does not depend on the order of the reports, and what must not be joined is not.

use std::path::Path;
use std::sync::LazyLock;

use mahdar::{Analyzer, Document, Record};
use mahdar_links::{Line, Outcome, World, link};
use serde_json::Value;

static REVIEW: LazyLock<Vec<Record>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/links");
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).filter(|p| p.extension().is_some_and(|e| e == "json")).collect();
    paths.sort();
    let analyzer = Analyzer::arabic();
    let mut records = Vec::new();
    for path in paths {
        let story: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        for report in story["reports"].as_array().unwrap() {
            let field = |key: &str| report[key].as_str().unwrap().to_owned();
            let document = Document::new(field("text")).source(format!("{}.txt", field("id"))).outlet(field("outlet"));
            records.push(analyzer.read(&document.published(&field("published")).unwrap()));
        }
    }
    records
});

fn lines(records: &[Record]) -> Vec<Line> {
    link(records, &[], &World::new(mahdar_arabic::blob())).lines().collect()
}

fn printed(records: &[Record]) -> String {
    lines(records).iter().map(|line| serde_json::to_string(line).unwrap() + "\n").collect()
}

/// The line of a kind that has this word of a report, by the report's file and some words that begin with it.
fn holding<'l>(lines: &'l [Line], source: &str, words: &str) -> &'l Line {
    let record = REVIEW.iter().find(|r| r.document.source == format!("{source}.txt")).unwrap();
    let byte = record.document.text.find(words).unwrap_or_else(|| panic!("{source}: {words}"));
    let start = record.document.text[..byte].chars().count() as u32;
    let here = |p: &mahdar_links::Place| p.document == record.document.id && p.span.0 <= start && start < p.span.1;
    lines
        .iter()
        .find(|line| match line {
            Line::Event(e) => e.mentions.iter().any(|m| here(&m.place)),
            Line::Statement(s) => s.mentions.iter().any(|m| here(&m.place)),
            Line::Denial(d) => here(&d.denial),
            Line::Agenda(_) | Line::Copies(_) => false,
        })
        .unwrap_or_else(|| panic!("{source}: nothing at {words}"))
}

#[test]
fn ten_orders_of_the_reports_give_the_same_bytes() {
    let expected = printed(&REVIEW);
    let mut records = REVIEW.clone();
    let mut seed = 20_190_331_u64;
    for _ in 0..10 {
        for i in (1..records.len()).rev() {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            records.swap(i, (seed >> 33) as usize % (i + 1));
        }
        assert_eq!(printed(&records), expected);
    }
    assert!(expected.lines().count() > 40, "there is something to compare");
}

#[test]
fn one_report_more_leaves_what_is_far_from_it_as_it_was() {
    let without: Vec<Record> = REVIEW.iter().filter(|r| !r.document.source.starts_with("oslo")).cloned().collect();
    let oslo = |line: &&str| !line.contains("oslo-");
    let (all, fewer) = (printed(&REVIEW), printed(&without));
    assert_eq!(all.lines().filter(oslo).collect::<Vec<_>>(), fewer.lines().collect::<Vec<_>>());
}

#[test]
fn meetings_of_the_same_ministers_on_two_days_in_one_city_are_two() {
    let lines = lines(&REVIEW);
    let (first, second) = (holding(&lines, "oslo-1", "محادثات مع نظيره"), holding(&lines, "oslo-1", "لقاء ثانيا"));
    assert_eq!(first, holding(&lines, "oslo-2", "محادثات أولى"), "yesterday's talks are Tuesday's");
    assert_eq!(second, holding(&lines, "oslo-2", "التقى"), "tomorrow's meeting is Wednesday's");
    assert_ne!(first, second);
}

#[test]
fn a_sentence_with_two_speakers_is_one_statement_with_both() {
    let lines = lines(&REVIEW);
    let Line::Statement(one) = holding(&lines, "tunis-2", "قال وزير الخارجية") else { panic!("no statement") };
    assert_eq!(one.speakers.len(), 2, "{:?}", one.speakers);
    let changes = serde_json::to_value(&one.mentions[1].changes).unwrap();
    assert!(changes.as_array().unwrap().contains(&"speaker-replaced".into()), "{changes}");
    // the same speaker's other sentence is another statement
    assert_ne!(holding(&lines, "tunis-3", "طالب"), holding(&lines, "tunis-3", "أعلن"));
}

#[test]
fn a_denial_is_joined_to_its_claim_or_to_none() {
    let lines = lines(&REVIEW);
    let Line::Denial(answered) = lines.iter().find(|l| matches!(l, Line::Denial(d) if d.denial.source == "secret-3.txt")).unwrap() else {
        panic!()
    };
    assert_eq!(answered.claim.as_ref().map(|c| c.source.as_str()), Some("secret-1.txt"));
    let open: Vec<&str> = lines
        .iter()
        .filter_map(|l| if let Line::Denial(d) = l { d.claim.is_none().then_some(d.denial.source.as_str()) } else { None })
        .collect();
    assert_eq!(open.iter().filter(|s| s.starts_with("secret")).count(), 1, "nobody claimed the drones: {open:?}");
    assert!(open.contains(&"minsk-3.txt"), "nobody spoke of the ambassador: {open:?}");
}

#[test]
fn plans_are_held_moved_called_off_or_left_open() {
    let outcome = |source: &str, words: &str| {
        let record = REVIEW.iter().find(|r| r.document.source == source).unwrap();
        let start = record.document.text[..record.document.text.find(words).unwrap()].chars().count() as u32;
        let of = |line: Line| match line {
            Line::Agenda(a) if a.place.source == source && a.place.span.0 <= start && start < a.place.span.1 => Some(a.outcome),
            _ => None,
        };
        lines(&REVIEW).into_iter().find_map(of).unwrap_or_else(|| panic!("{source}: {words} is not on the agenda"))
    };
    assert_eq!(outcome("oslo-1.txt", "لقاء ثانيا"), Outcome::Held);
    assert_eq!(outcome("visit-1.txt", "سيزور"), Outcome::Moved);
    assert_eq!(outcome("visit-1.txt", "يلتقي"), Outcome::Cancelled);
    assert_eq!(outcome("visit-2.txt", "يجتمع"), Outcome::Unconfirmed, "September has not come");
}
