//! The process across reports, as people and programs meet it: a real archive of made-up reports, asked by a real process.

use std::process::{Command, Stdio};

use crate::{Folder, Run};

const LINES: [&str; 6] = [
    r#"{"url": "http://barid.example/1", "outlet": "البريد", "title": "أوسلو تؤيد العودة", "date": "2026-03-01", "text": "أعلن وزير الخارجية النرويجي لارس هولم أن بلاده تؤيد عودة سوريا إلى الجامعة العربية. والتقى هولم نظيره الدنماركي ينس كروغ في أوسلو اليوم الأحد وبحث معه وقف إطلاق النار. ومن المقرر أن يزور هولم القاهرة يوم 9 مارس 2026."}"#,
    r#"{"url": "http://marsad.example/2", "outlet": "المرصد", "title": "لقاء في أوسلو", "date": "2026-03-02", "text": "اجتمع وزير الخارجية الدنماركي ينس كروغ أمس الأحد مع نظيره النرويجي لارس هولم في ستافنغر، وأكد كروغ أن بلاده ستقدم 40 مليون يورو."}"#,
    r#"{"url": "http://shahid.example/3", "outlet": "الشاهد", "title": "هولم يرفض", "date": "2026-04-10", "text": "قال وزير الخارجية النرويجي لارس هولم إنه يرفض عودة سوريا إلى الجامعة العربية."}"#,
    r#"{"url": "http://ufuq.example/4", "outlet": "الأفق", "title": "هولم يرفض", "date": "2026-04-10", "text": "قال وزير الخارجية النرويجي لارس هولم إنه يرفض عودة سوريا إلى الجامعة العربية."}"#,
    r#"{"url": "http://ufuq.example/5", "outlet": "الأفق", "title": "نفي", "date": "2026-04-11", "text": "نفى المتحدث باسم وزارة الخارجية النرويجية ما ذكرته صحيفة «المرفأ» عن نقل السفارة إلى بيروت."}"#,
    r#"{"url": "http://ufuq.example/6", "outlet": "الأفق", "title": "قمة", "date": "2026-04-12", "text": "أعلنت وزارة الخارجية الدنماركية تأجيل القمة الاقتصادية التي كانت مقررة في كوبنهاغن يوم 20 أبريل 2026. وقال مصدر مطلع إن الخلافات «لم تحل بعد»."}"#,
];

pub(crate) fn mahdar(args: &[&str]) -> Run {
    Run::of(Command::new(env!("CARGO_BIN_EXE_mahdar")).args(args).stdin(Stdio::null()).output().unwrap())
}

/// A folder with an archive of the reports, added in an order.
pub(crate) fn archive(lines: impl Iterator<Item = &'static str>) -> (Folder, String) {
    let folder = Folder::new();
    let dump = folder.file("news.jsonl", lines.collect::<Vec<_>>().join("\n"));
    let file = folder.path().join("news.mahdar").display().to_string();
    let run = mahdar(&["add", dump.to_str().unwrap(), "--archive", &file]);
    assert_eq!(run.code, 0, "{}", run.err);
    (folder, file)
}

pub(crate) fn all() -> (Folder, String) {
    archive(LINES.into_iter())
}

#[test]
fn the_matrix_shows_a_shift_with_both_statements_and_counts_copies_once() {
    let (_folder, file) = all();
    let run = mahdar(&["matrix", "-a", &file, "-f", "jsonl", "--issue", "syria-arab-league-seat"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let cells = run.records();
    assert_eq!(cells.len(), 1, "{}", run.out);
    let takings = cells[0]["takings"].as_array().unwrap();
    assert_eq!((takings[0]["mark"].as_str(), takings[1]["mark"].as_str()), (Some("new"), Some("shifted")));
    assert_eq!((takings[1]["reports"].as_u64(), takings[1]["wordings"].as_u64()), (Some(2), Some(1)));
    let table = mahdar(&["matrix", "-a", &file, "--changed", "--actor", "النرويج"]);
    assert!(table.out.contains("shifted · opposes") && table.out.contains("2 reports, 1 independent wording"), "{}", table.out);
    let arabic = mahdar(&["matrix", "-a", &file, "--changed", "--lang", "ar"]);
    assert!(arabic.out.contains("تحوّل · يعارض") && arabic.out.contains("تقريران، صياغة مستقلة واحدة"), "{}", arabic.out);
    let object: serde_json::Value = serde_json::from_str(&mahdar(&["matrix", "-a", &file, "-f", "json"]).out).unwrap();
    assert!(object["parties"].as_array().unwrap().iter().any(|p| p["id"] == "state/norway"), "{object}");
    assert_eq!(mahdar(&["matrix", "-a", &file, "--actor", "بيرو"]).code, 1, "nothing is known of it");
    assert_eq!(mahdar(&["matrix", "-a", "none.mahdar"]).code, 2);
}

#[test]
fn a_rejected_statement_takes_its_position_with_it() {
    let (_folder, file) = all();
    let cells = || mahdar(&["matrix", "-a", &file, "-f", "jsonl", "--changed"]).records();
    let entry = cells()[0]["takings"][1]["statement"].as_str().unwrap().to_owned();
    assert_eq!(mahdar(&["decide", "-a", &file, "reject", &entry, "--by", "سلمى"]).code, 0);
    let takings = cells()[0]["takings"].as_array().unwrap().clone();
    assert_eq!(takings[1]["reports"], 1, "the copy still says it");
}

#[test]
fn a_timeline_is_in_order_of_days_cited_and_the_same_in_any_order_of_adding() {
    let (folder, file) = all();
    let run = mahdar(&["timeline", "-a", &file, "-f", "jsonl"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let moments = run.records();
    let days: Vec<&str> = moments.iter().filter_map(|m| m["day"].as_str()).collect();
    assert!(days.is_sorted() && days.len() >= 6, "{days:?}");
    let met = moments.iter().find(|m| m["mode"] == "meet").unwrap();
    assert_eq!((met["day"].as_str(), met["reports"].as_u64(), met["wordings"].as_u64()), (Some("2026-03-01"), Some(2), Some(2)));
    let (other, reversed) = archive(LINES.into_iter().rev());
    for format in ["table", "markdown", "json"] {
        // a report's source is the path that it was read from
        let ask = |folder: &Folder, file: &str| {
            let out = mahdar(&["timeline", "-a", file, "-f", format, "--lang", "ar"]).out;
            out.replace(&folder.path().display().to_string(), "")
        };
        assert!(ask(&folder, &file) == ask(&other, &reversed), "{format}");
    }
    let one = mahdar(&["timeline", "-a", &file, "--from", "2026-03-01", "--to", "2026-03-01", "--only", "events"]);
    assert!(one.out.contains("2026-03-01") && !one.out.contains("2026-04"), "{}", one.out);
    // every citation is of the words that it stands behind
    for moment in &moments {
        let (start, end) = (moment["cue"]["span"][0].as_u64().unwrap(), moment["cue"]["span"][1].as_u64().unwrap());
        assert_eq!(moment["cue"]["words"].as_str().unwrap().chars().count() as u64, end - start);
    }
    assert_eq!(mahdar(&["timeline", "-a", &file, "--actor", "بيرو"]).code, 1);
}
