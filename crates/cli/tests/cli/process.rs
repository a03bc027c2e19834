//! The process across reports, as people and programs meet it: a real archive of made-up reports, asked by a real process.

use std::io::Write as _;
use std::process::{Command, Stdio};

use crate::{Folder, Run};

const LINES: [&str; 6] = [
    r#"{"url": "http://barid.example/1", "outlet": "البريد", "title": "أوسلو تؤيد العودة", "date": "2026-03-01", "text": "أعلن وزير الخارجية النرويجي لارس هولم أن بلاده تؤيد عودة سوريا إلى الجامعة العربية. والتقى هولم نظيره الدنماركي ينس كروغ في موسكو اليوم الأحد وبحث معه وقف إطلاق النار. ومن المقرر أن يزور هولم القاهرة يوم 9 مارس 2026."}"#,
    r#"{"url": "http://marsad.example/2", "outlet": "المرصد", "title": "لقاء الوزيرين", "date": "2026-03-02", "text": "اجتمع وزير الخارجية الدنماركي ينس كروغ أمس الأحد مع نظيره النرويجي لارس هولم في سوتشي، وأكد كروغ أن بلاده ستقدم 40 مليون يورو."}"#,
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

#[test]
fn a_brief_cites_every_line_and_says_what_is_not_known_in_both_languages() {
    let (_folder, file) = all();
    let english = mahdar(&["brief", "-a", &file, "--actor", "النرويج"]);
    assert_eq!(english.code, 0, "{}", english.err);
    for line in english.out.lines().filter(|l| l.starts_with("- ") && l.contains('«')) {
        assert!(line.contains('`'), "no citation: {line}");
    }
    for part in
        ["## What is not known", "the claim that is denied is in no report here", "its day is past", "2 reports, 1 independent wording"]
    {
        assert!(english.out.contains(part), "{part}: {}", english.out);
    }
    let arabic = mahdar(&["brief", "-a", &file, "--actor", "النرويج", "--lang", "ar", "-f", "html"]);
    assert!(arabic.out.contains("<html lang=\"ar\" dir=\"rtl\">") && arabic.out.contains("<h2>ما ليس معروفا</h2>"), "{}", arabic.out);
    assert!(arabic.out.contains("<bdi dir=\"ltr\">2026-03-01</bdi>") && arabic.out.contains("<q lang=\"ar\" dir=\"rtl\">"));
    // every citation leads to its source on the page
    let anchors: Vec<&str> = arabic.out.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(anchors.len() > 5 && anchors.iter().all(|a| arabic.out.contains(&format!("id=\"{a}\""))), "{anchors:?}");
    let json: serde_json::Value = serde_json::from_str(&mahdar(&["brief", "-a", &file, "--on", "2026-03-01", "-f", "json"]).out).unwrap();
    assert!(json["events"].as_array().unwrap().iter().all(|e| e["day"] == "2026-03-01"), "{json}");
}

#[test]
fn a_brief_of_a_story_of_nothing_and_of_no_report() {
    let (_folder, file) = all();
    let moments = mahdar(&["timeline", "-a", &file, "-f", "jsonl", "--only", "events"]).records();
    let id = moments.iter().find(|m| m["mode"] == "meet").unwrap()["id"].as_str().unwrap().to_owned();
    let story = mahdar(&["brief", "-a", &file, "--story", &id]);
    assert!(story.out.contains("2 reports, 2 independent wordings") && !story.out.contains("2026-04"), "{}", story.out);
    let nothing = mahdar(&["brief", "-a", &file]);
    assert_eq!((nothing.code, nothing.err.contains("--story ID")), (2, true), "{}", nothing.err);
    let unknown = mahdar(&["brief", "-a", &file, "--story", "ffffffffffff"]);
    assert_eq!((unknown.code, unknown.err.contains("mahdar links")), (2, true), "{}", unknown.err);
    let empty = mahdar(&["brief", "-a", &file, "--on", "1999-01-01"]);
    assert_eq!((empty.code, empty.out.contains("No statement was found")), (1, true), "{}", empty.out);
}

#[test]
fn a_comparison_shows_what_differs_with_both_places() {
    let (_folder, file) = all();
    let moments = mahdar(&["timeline", "-a", &file, "-f", "jsonl", "--only", "events"]).records();
    let id = moments.iter().find(|m| m["mode"] == "meet").unwrap()["id"].as_str().unwrap().to_owned();
    let run = mahdar(&["compare", "-a", &file, "--story", &id, "--shared"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let place = run.out.lines().find(|l| l.starts_with("| place ")).unwrap();
    assert!(place.contains("otherwise") && place.contains("موسكو") && place.contains("سوتشي"), "{}", run.out);
    let json: serde_json::Value = serde_json::from_str(&mahdar(&["compare", "-a", &file, "--story", &id, "-f", "json"]).out).unwrap();
    let ids: Vec<&str> = json["tellers"].as_array().unwrap().iter().map(|t| t["documents"][0].as_str().unwrap()).collect();
    let named = mahdar(&["compare", "-a", &file, ids[1], &ids[0][..10], "--shared"]);
    assert_eq!(named.out, run.out, "the order of the ids does not show");
    let page = mahdar(&["compare", "-a", &file, "--outlet", "البريد", "--outlet", "المرصد", "--lang", "ar", "-f", "html"]);
    assert!(page.out.contains("dir=\"rtl\"") && page.out.contains("<td>المكان</td><td>مختلف</td>"), "{}", page.out);
    let one = mahdar(&["compare", "-a", &file, ids[0]]);
    assert_eq!((one.code, one.err.contains("two reports or more")), (2, true), "{}", one.err);
    let wrong = mahdar(&["compare", "-a", &file, "--outlet", "لا وجود لها"]);
    assert_eq!((wrong.code, wrong.err.contains("no report is of this outlet")), (2, true), "{}", wrong.err);
}

#[test]
fn an_agenda_is_a_calendar_that_other_programs_read() {
    let (folder, file) = all();
    let run = mahdar(&["agenda", "-a", &file, "-f", "ics", "--lang", "ar"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.starts_with("BEGIN:VCALENDAR\r\n") && run.out.ends_with("END:VCALENDAR\r\n"));
    assert_eq!(run.out.matches('\n').count(), run.out.matches("\r\n").count(), "every line ends in CR LF");
    assert!(run.out.split("\r\n").all(|line| line.len() <= 75));
    let whole = run.out.replace("\r\n ", "");
    for line in
        ["DTSTART;VALUE=DATE:20260309", "DTEND;VALUE=DATE:20260310", "DTSTAMP:20260301T000000Z", "STATUS:TENTATIVE", "LOCATION:القاهرة"]
    {
        assert!(whole.lines().any(|l| l == line), "{line}: {whole}");
    }
    let (_other, reversed) = archive(LINES.into_iter().rev());
    assert_eq!(mahdar(&["agenda", "-a", &reversed, "-f", "ics", "--lang", "ar"]).out, run.out);
    let asked = mahdar(&["agenda", "-a", &file, "-f", "ics", "--lang", "ar", "--on", "2026-03-09"]).out;
    let uid = |text: &str| text.lines().find(|l| l.starts_with("UID:")).map(str::to_owned);
    assert!(asked.contains("20260309") && whole.contains(&uid(&asked).unwrap()), "the id does not change with the question");
    // a parser of another house, where there is one
    let path = folder.file("agenda.ics", &run.out);
    let script = "import sys, icalendar\nc = icalendar.Calendar.from_ical(open(sys.argv[1], 'rb').read())\n\
                  for e in c.walk('VEVENT'): assert not e.errors, e.errors; print(e['DTSTART'].dt, e['STATUS'], e['LOCATION'] if 'LOCATION' in e else '')";
    let python = std::env::var("MAHDAR_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let there = Command::new(&python).args(["-c", "import icalendar"]).stderr(Stdio::null()).status().is_ok_and(|s| s.success());
    if !there {
        // said as the test runner shows it with --nocapture
        let _ = writeln!(std::io::stderr(), "skipped: no python with icalendar (name one in MAHDAR_PYTHON)");
        return;
    }
    let read = Run::of(Command::new(python).args(["-c", script]).arg(path).env("PYTHONIOENCODING", "utf-8").output().unwrap());
    assert_eq!(read.code, 0, "{}", read.err);
    assert!(read.out.contains("2026-03-09 TENTATIVE القاهرة"), "{}", read.out);
}

#[test]
fn an_actor_and_an_issue_have_pages() {
    let (_folder, file) = all();
    let actor = mahdar(&["actor", "لارس هولم", "-a", &file]);
    assert_eq!(actor.code, 0, "{}", actor.err);
    assert!(actor.out.contains("no person of this name") && actor.out.contains("## What is not known"), "{}", actor.out);
    let known = mahdar(&["actor", "Sergey Lavrov", "-a", &file]);
    assert_eq!(known.code, 1, "no report tells of him");
    assert!(known.out.contains("person/sergey-lavrov") && known.out.contains("وزير الخارجية"), "{}", known.out);
    let issue = mahdar(&["issue", "syria-arab-league-seat", "-a", &file, "--lang", "ar", "-f", "html"]);
    assert_eq!(issue.code, 0, "{}", issue.err);
    assert!(issue.out.contains("أين يقف الأطراف") && issue.out.contains("ضد · تحوّل") && issue.out.contains("2026-04-10"), "{}", issue.out);
    assert!(!issue.out.contains("السفارة"), "what is of another issue is not told");
}

#[test]
fn ones_own_knowledge_gathers_ones_own_people() {
    let line = r#"{"url": "http://a.example/1", "outlet": "الأفق", "date": "2026-03-01", "title": "تصريح", "text": "قال سليم الزاهر إنه يؤيد عودة سوريا إلى الجامعة العربية."}"#;
    let (folder, file) = archive(std::iter::once(line));
    let own = folder.path().join("own").display().to_string();
    folder.file(
        "own/people.tsv",
        "id\tname\tname_en\tgender\tshort\tvariants\nperson/salim-al-zahir\tسليم الزاهر\tSalim al-Zahir\tm\t-\t-\n",
    );
    folder.file("own/roles.tsv", "person\toffice\tof\tfrom\tuntil\nperson/salim-al-zahir\tوزير الخارجية\tstate/norway\t2025-01\t-\n");
    let parties = |knowledge: &[&str]| {
        let run = mahdar(&[&["matrix", "-a", &file, "-f", "jsonl"], knowledge].concat());
        run.records().iter().map(|c| c["party"]["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(parties(&[]), ["name:سليم زاهر"], "nobody knows him");
    // the record must know him too: it is read again with the same tables
    assert_eq!(mahdar(&["archive", "reread", "--all", "-a", &file, "--knowledge", &own]).code, 0);
    assert_eq!(parties(&["--knowledge", &own]), ["state/norway"]);
}
