//! The archive as its users meet it: what goes in stays whole, is found, and is forgotten when asked.

use std::sync::atomic::AtomicBool;

use mahdar::{Analyzer, Document};

use crate::*;

const ONE: &str = "رحبت النرويج بمبادرة السلام\n\nقال وزير الخارجية النرويجي لارس هولم، الثلاثاء في أوسلو، إن بلاده ترحب بالمبادرة الجديدة وتدعو الأطراف إلى الحوار. \
    والتقى هولم نظيره الدنماركي ينس كروغ وبحث معه وقف إطلاق النار.\nوأضاف هولم للصحفيين أن المفاوضات ستستأنف في الخريف بعد لقاء المندوبين في العاصمة.\n";
const TWO: &str = "السفير ينفي\n\nنفى السفير الدنماركي في القاهرة ينس كروج أن تكون بلاده قد انسحبت من المفاوضات، وأكد أن اللقاء تأجل إلى الأسبوع المقبل فقط.\n";

struct Place {
    _folder: tempfile::TempDir,
    path: std::path::PathBuf,
    archive: Archive,
}

fn place() -> Place {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.mahdar");
    let archive = Archive::create(&path, Options::default()).unwrap();
    Place { _folder: folder, path, archive }
}

fn report(text: &str, url: &str) -> Report {
    let document = Document::new(text).source("news.jsonl").url(url).outlet("جريدة الميناء").published("2026-03-10").unwrap();
    Report { document, raw: text.into(), media: "text/plain".into(), ..Report::default() }
}

fn add(archive: &Archive, reports: Vec<Report>) -> Sum {
    archive.add(&Analyzer::arabic(), reports.into_iter().map(Ok::<_, ()>), 2, &AtomicBool::new(false), |_| {}).unwrap()
}

fn search(archive: &Archive, words: &str, mode: Match) -> Vec<Found> {
    archive.search(&Analyzer::arabic(), words, mode, &Filters::default(), None, 10).unwrap().reports
}

fn sound(archive: &Archive) -> Checked {
    let checked = archive.check().unwrap();
    assert_eq!(checked.problems, Vec::<String>::new());
    checked
}

#[test]
fn an_archive_whose_making_was_killed_is_empty_and_can_be_filled() {
    let made = place();
    add(&made.archive, vec![report(ONE, "http://khabar.example/1")]);
    made.archive.execute("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    let page = std::fs::read(&made.path).unwrap()[..8192].to_vec();
    let path = made.path.with_file_name("killed.mahdar");
    std::fs::write(&path, page).unwrap();
    // SQLite's header: its mark, no records, a number of chance, no pages before, sectors of 512 bytes, pages of 8192
    let mut journal = vec![0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7, 0, 0, 0, 0, 1, 2, 3, 4, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0x20, 0];
    journal.resize(512, 0);
    std::fs::write(made.path.with_file_name("killed.mahdar-journal"), journal).unwrap();
    assert!(matches!(Archive::read_only(&path), Err(Error::Empty(_))));
    let archive = Archive::create(&path, Options::default()).unwrap();
    assert_eq!(add(&archive, vec![report(ONE, "http://khabar.example/1")]).added, 1);
    assert_eq!(sound(&Archive::read_only(&path).unwrap()).documents, 1);
}

#[test]
fn adding_twice_is_adding_once() {
    let place = place();
    let all = || vec![report(ONE, "http://a/1"), report(TWO, "http://a/2")];
    assert_eq!(add(&place.archive, all()), Sum { added: 2, ..Sum::default() });
    let before = sound(&place.archive);
    assert_eq!(add(&place.archive, all()), Sum { known: 2, ..Sum::default() });
    assert_eq!(sound(&place.archive), before);
    assert_eq!(before.documents, 2);
}

#[test]
fn other_bytes_at_an_address_are_a_version_with_its_difference() {
    let place = place();
    add(&place.archive, vec![report(ONE, "http://a/1")]);
    let sum = add(&place.archive, vec![report(&ONE.replace("الخريف", "الشتاء"), "http://a/1")]);
    assert_eq!(sum, Sum { versions: 1, ..Sum::default() });
    let change = place.archive.changes(0, Some("version"), 9).unwrap().remove(0);
    let diff = place.archive.diff_of(&change.document.unwrap()).unwrap().unwrap();
    assert_eq!(diff.lines().count(), 2, "{diff}");
    assert!(diff.contains("الشتاء") && !diff.contains("لارس"));
    assert_eq!(place.archive.stats().unwrap().wordings, 1, "a version has the wording of its report");
    sound(&place.archive);
}

#[test]
fn the_same_bytes_elsewhere_are_a_second_report_and_a_copy() {
    let place = place();
    let other_section = Report { document: report(ONE, "http://a/1").document.section("محليات"), ..report(ONE, "http://a/1") };
    let all = || vec![report(ONE, "http://a/1"), report(ONE, "http://b/1"), other_section.clone(), report(TWO, "http://a/2")];
    assert_eq!(add(&place.archive, all()).added, 4);
    assert_eq!(add(&place.archive, all()).known, 4);
    let stats = place.archive.stats().unwrap();
    assert_eq!((stats.documents, stats.wordings, stats.identical), (4, 2, 2));
    let found = search(&place.archive, "هولم", Match::Word);
    assert_eq!((found.len(), found[0].copies), (3, 3));
    let (reports, wordings) = place.archive.count_search(&Analyzer::arabic(), "هولم", Match::Word, &Filters::default()).unwrap();
    assert_eq!((reports, wordings), (3, 1));
    sound(&place.archive);
}

#[test]
fn three_ways_to_match_a_word() {
    let place = place();
    add(&place.archive, vec![report(ONE, "http://a/1"), report(TWO, "http://a/2")]);
    let archive = &place.archive;
    assert!(search(archive, "مبادرة", Match::Form).iter().all(|f| f.hits[0].words == "بمبادرة" || f.hits[0].words == "مبادرة"));
    assert_eq!(search(archive, "مبادرة", Match::Form).len(), 0, "the text has it with its article or a particle only");
    let found = search(archive, "مبادرة", Match::Word);
    assert_eq!((found.len(), found[0].count), (1, 2));
    let hit = &found[0].hits[0];
    let slice: String = ONE.chars().skip(hit.span.0 as usize).take((hit.span.1 - hit.span.0) as usize).collect();
    assert_eq!((slice.as_str(), hit.words.as_str()), ("بمبادرة", "بمبادرة"));
    assert_eq!(search(archive, "كروغ", Match::Word).len(), 1);
    assert_eq!(search(archive, "ينس كروغ", Match::Name).len(), 2, "كروغ and كروج");
    assert_eq!(search(archive, "\"وقف إطلاق النار\"", Match::Word).len(), 1);
    assert_eq!(search(archive, "\"النار وأضاف\"", Match::Form).len(), 0, "no phrase runs over the end of a paragraph");
    assert_eq!(search(archive, "المفاوضات NOT السفير", Match::Word).len(), 1);
    assert_eq!(search(archive, "NEAR(هولم كروغ, 4)", Match::Word).len(), 1);
    assert_eq!(search(archive, "NEAR(النرويج الخريف, 4)", Match::Word).len(), 0);
}

#[test]
fn listings_name_the_report_the_place_and_the_words_and_page_on() {
    let place = place();
    add(&place.archive, vec![report(ONE, "http://a/1"), report(TWO, "http://a/2")]);
    let list = |kind, filters: &Filters| place.archive.list(kind, filters, None, 50).unwrap().rows;
    let all = list(Kind::Statements, &Filters::default());
    assert!(all.len() >= 3, "{all:?}");
    for row in &all {
        let text = if row.url.as_deref() == Some("http://a/1") { ONE } else { TWO };
        let words: String = text.chars().skip(row.span.0 as usize).take((row.span.1 - row.span.0) as usize).collect();
        assert_eq!(words, row.words);
    }
    let denials = list(Kind::Statements, &Filters { label: Some("deny".into()), ..Filters::default() });
    assert_eq!(denials.len(), 1);
    let by = list(Kind::Statements, &Filters { actor: Some("لارس هولم".into()), ..Filters::default() });
    assert!(!by.is_empty() && by.iter().all(|r| r.url.as_deref() == Some("http://a/1")));
    assert_eq!(list(Kind::Statements, &Filters { actor: Some("زعفران البرتقالي".into()), ..Filters::default() }).len(), 0);
    assert!(!list(Kind::Meetings, &Filters::default()).is_empty());
    let (mut cursor, mut paged) = (None, Vec::new());
    loop {
        let page = place.archive.list(Kind::Statements, &Filters::default(), cursor.as_deref(), 1).unwrap();
        paged.extend(page.rows);
        cursor = page.next;
        if cursor.is_none() {
            break;
        }
    }
    assert_eq!(paged, all);
    assert!(place.archive.list(Kind::Statements, &Filters::default(), Some("x"), 1).unwrap_err().is_question());
}

#[test]
fn decisions_outlive_a_new_reading_and_can_be_undone() {
    let place = place();
    add(&place.archive, vec![report(ONE, "http://a/1"), report(TWO, "http://a/2")]);
    let statements = |filters: &Filters| place.archive.list(Kind::Statements, filters, None, 50).unwrap().rows;
    let row = statements(&Filters::default()).remove(0);
    let entry = || (row.document.clone(), row.entry.clone());
    let reject = place.archive.decide(&Decision::Reject(entry().0, entry().1), "سلمى", "2026-03-11T09:00:00Z").unwrap();
    let set = Decision::Set(entry().0, entry().1, "type".into(), "warn".into());
    place.archive.decide(&set, "سلمى", "2026-03-11T09:01:00Z").unwrap();
    let hidden = |archive: &Archive| archive.list(Kind::Statements, &Filters::default(), None, 50).unwrap().rows.contains(&row);
    assert!(!hidden(&place.archive));
    let read = place.archive.reread(&Analyzer::arabic(), true, 2, &AtomicBool::new(false), |_| {}).unwrap();
    assert_eq!(read, 2);
    assert_eq!(place.archive.reread(&Analyzer::arabic(), false, 2, &AtomicBool::new(false), |_| {}).unwrap(), 0);
    let again = statements(&Filters { rejected: true, label: Some("warn".into()), ..Filters::default() });
    assert_eq!((again.len(), again[0].verdict.as_deref()), (1, Some("rejected")));
    place.archive.undo(reject).unwrap();
    assert!(place.archive.undo(reject).unwrap_err().is_question());
    assert_eq!(statements(&Filters { label: Some("warn".into()), ..Filters::default() }).len(), 1, "the other decision stands");
    let wrong = Decision::Accept(row.document.clone(), "s99".into());
    assert!(place.archive.decide(&wrong, "سلمى", "2026-03-11T09:02:00Z").unwrap_err().to_string().contains("no entry s99"));
    sound(&place.archive);
}

#[test]
fn two_names_are_one_person_until_it_is_undone() {
    let place = place();
    add(&place.archive, vec![report(ONE, "http://a/1"), report(TWO, "http://a/2")]);
    let of = |name: &str| {
        place.archive.list(Kind::Statements, &Filters { actor: Some(name.into()), ..Filters::default() }, None, 50).unwrap().rows.len()
    };
    let (holm, krog) = (of("لارس هولم"), of("ينس كروج"));
    assert!(holm > 0 && krog > 0);
    let merge = place.archive.decide(&Decision::Merge("لارس هولم".into(), "ينس كروج".into()), "سلمى", "2026-03-11T09:00:00Z").unwrap();
    assert_eq!((of("ينس كروج"), of("لارس هولم")), (holm + krog, holm + krog));
    place.archive.undo(merge).unwrap();
    assert_eq!((of("لارس هولم"), of("ينس كروج")), (holm, krog));
    assert!(place.archive.decide(&Decision::Merge("زعفران".into(), "ينس كروج".into()), "سلمى", "2026-03-11T09:00:00Z").is_err());
}

#[test]
fn what_is_removed_leaves_nothing_and_copies_part() {
    let place = place();
    add(&place.archive, vec![report(ONE, "http://a/1"), report(ONE, "http://b/1"), report(TWO, "http://a/2")]);
    let first = search(&place.archive, "هولم", Match::Word).pop().unwrap();
    place.archive.remove(&first.document).unwrap();
    assert_eq!(search(&place.archive, "هولم", Match::Word).len(), 1, "the copy stays");
    let second = search(&place.archive, "هولم", Match::Word).remove(0);
    assert_eq!(second.copies, 1);
    place.archive.remove(&second.document[..12]).unwrap();
    assert!(search(&place.archive, "هولم", Match::Word).is_empty());
    assert!(place.archive.remove(&second.document).unwrap_err().is_question());
    let kinds: Vec<String> = place.archive.changes(0, None, 99).unwrap().into_iter().map(|c| c.kind).collect();
    assert_eq!(kinds.iter().filter(|k| *k == "removed").count(), 2);
    assert_eq!(sound(&place.archive).documents, 1);
    place.archive.vacuum().unwrap();
    let bytes = std::fs::read(&place.path).unwrap();
    assert!(!bytes.windows("هولم".len()).any(|w| w == "هولم".as_bytes()), "not in the file either");
}

#[test]
fn files_that_are_no_archive_of_this_version_are_refused_untouched() {
    let place = place();
    let folder = tempfile::tempdir().unwrap();
    let text = folder.path().join("a.txt");
    std::fs::write(&text, ONE).unwrap();
    assert!(matches!(Archive::create(&text, Options::default()), Err(Error::NotArchive(_))));
    assert_eq!(std::fs::read_to_string(&text).unwrap(), ONE);
    let missing = folder.path().join("none.mahdar");
    assert!(matches!(Archive::open(&missing, Options::default()), Err(Error::Missing(_))));
    assert!(!missing.exists());
    place.archive.execute("PRAGMA user_version = 99").unwrap();
    let error = Archive::open(&place.path, Options::default()).unwrap_err();
    assert!(error.to_string().contains("version 99"), "{error}");
    assert!(matches!(Archive::read_only(&place.path), Err(Error::Newer { found: 99, .. })));
}

#[test]
fn a_second_writer_waits_and_then_says_busy() {
    let place = place();
    place.archive.execute("BEGIN IMMEDIATE").unwrap();
    let other = Archive::open(&place.path, Options { wait: 0, ..Options::default() }).unwrap();
    let reports = [Ok::<_, ()>(report(ONE, "http://a/1"))].into_iter();
    let error = other.add(&Analyzer::arabic(), reports, 1, &AtomicBool::new(false), |_| {}).unwrap_err();
    assert!(error.is_busy() && error.to_string().contains("--wait"), "{error}");
    assert_eq!(Archive::read_only(&place.path).unwrap().stats().unwrap().documents, 0, "who reads is not kept waiting");
    place.archive.execute("ROLLBACK").unwrap();
    assert_eq!(add(&other, vec![report(ONE, "http://a/1")]).added, 1);
}

#[test]
fn eight_writers_and_readers_lose_nothing() {
    let place = place();
    std::thread::scope(|scope| {
        for writer in 0..4 {
            let path = &place.path;
            scope.spawn(move || {
                let archive = Archive::open(path, Options::default()).unwrap();
                let all = (0..8).map(|n| report(&format!("{ONE}{writer} {n}"), &format!("http://{writer}/{n}"))).collect();
                assert_eq!(add(&archive, all).added, 8);
            });
            scope.spawn(move || {
                for _ in 0..8 {
                    let archive = Archive::read_only(path).unwrap();
                    archive.stats().unwrap();
                    search(&archive, "هولم", Match::Word);
                }
            });
        }
    });
    assert_eq!(sound(&place.archive).documents, 32);
}

#[test]
fn damage_is_told() {
    let place = place();
    add(&place.archive, vec![report(ONE, "http://a/1")]);
    place.archive.execute("UPDATE bytes SET data = substr(data, 1, 8)").unwrap();
    let checked = place.archive.check().unwrap();
    assert!(checked.problems.iter().any(|p| p.contains("its bytes cannot be read")), "{:?}", checked.problems);
}

#[test]
fn a_backup_is_the_archive_and_overwrites_nothing() {
    let place = place();
    add(&place.archive, vec![report(ONE, "http://a/1"), report(TWO, "http://a/2")]);
    let to = place.path.with_file_name("copy.mahdar");
    place.archive.backup(&to).unwrap();
    assert_eq!(sound(&Archive::read_only(&to).unwrap()), sound(&place.archive));
    assert!(place.archive.backup(&to).unwrap_err().is_question());
}

#[test]
fn a_failing_input_costs_itself_alone() {
    let place = place();
    let reports = [Err("broken"), Ok(report(ONE, "http://a/1")), Err("broken"), Ok(report(TWO, "http://a/2"))];
    let mut told = Vec::new();
    let tell = |step: Step<'_, &str>| {
        told.push(match step {
            Step::Done(outcome) => matches!(outcome, Outcome::Added(_)),
            Step::Failed(_) | Step::Panicked(_) => false,
        });
    };
    let sum = place.archive.add(&Analyzer::arabic(), reports.into_iter(), 2, &AtomicBool::new(false), tell).unwrap();
    assert_eq!(sum, Sum { added: 2, failed: 2, ..Sum::default() });
    assert_eq!(told, [false, true, false, true], "told in their order");
}

#[test]
fn an_archive_of_version_1_is_brought_up_to_date_by_what_writes_and_keeps_everything() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("old.mahdar");
    let before = {
        let archive = Archive::create(&path, Options::default()).unwrap();
        add(&archive, vec![report(ONE, "http://a/1"), report(TWO, "http://a/2")]);
        let before = sound(&archive);
        // what version 1 was: its tables, its number
        archive.execute("DROP TABLE furniture; DROP TABLE doubts; DROP TABLE fetches; DROP TRIGGER entries_day; DROP TRIGGER documents_taken; DROP TABLE taken; DROP INDEX entries_verdict;").unwrap();
        archive.execute("PRAGMA user_version = 1;").unwrap();
        before
    };
    let refused = Archive::read_only(&path).unwrap_err().to_string();
    assert!(refused.contains("older version 1") && refused.contains("mahdar add"), "{refused}");
    let archive = Archive::open(&path, Options::default()).unwrap();
    assert_eq!(sound(&archive), before);
    let known = add(&archive, vec![report(ONE, "http://a/1")]);
    assert_eq!(known, Sum { known: 1, ..Sum::default() });
    assert!(archive.doubts_of(&search(&archive, "السفير", Match::Word)[0].document).unwrap().is_empty());
    drop(archive);
    assert_eq!(sound(&Archive::read_only(&path).unwrap()), before);
}

#[test]
fn what_a_server_said_is_kept_with_its_report_and_goes_with_it() {
    let place = place();
    let asked = |url: &str, etag: &str| Fetched { url: url.to_owned(), etag: Some(etag.to_owned()), modified: None };
    let fetched = |etag: &str| Report { asked: Some(asked("http://a/1", etag)), ..report(ONE, "http://a/1") };
    add(&place.archive, vec![fetched("\"1\"")]);
    place.archive.remember(&[asked("http://a/feed", "\"f\"")]).unwrap();
    assert_eq!(place.archive.fetched("http://a/1").unwrap().unwrap().etag.as_deref(), Some("\"1\""));
    // the same bytes under another tag: no new report, but the tag is the one to ask with
    assert_eq!(add(&place.archive, vec![fetched("\"2\"")]).known, 1);
    assert_eq!(place.archive.fetched("http://a/1").unwrap().unwrap().etag.as_deref(), Some("\"2\""));
    let id = search(&place.archive, "هولم", Match::Word)[0].document.clone();
    place.archive.remove(&id).unwrap();
    assert_eq!(place.archive.fetched("http://a/1").unwrap(), None);
    assert_eq!(place.archive.fetched("http://a/feed").unwrap(), None, "else nobody would come by the address again");
    sound(&place.archive);
}

#[test]
fn what_somebody_said_comes_in_its_order_under_every_name_and_on_every_page() {
    let place = place();
    let day = |text: &str, day: u8| {
        let mut report = report(text, &format!("http://a/{day}"));
        report.document = report.document.published(&format!("2026-04-{day:02}")).unwrap();
        report
    };
    add(&place.archive, (1..=20).flat_map(|n| [day(ONE, n), day(&TWO.replace("فقط", &format!("فقط، يوم {n}")), n + 4)]).collect());
    place.archive.decide(&Decision::Merge("لارس هولم".into(), "ينس كروج".into()), "سلمى", "2026-03-11T09:00:00Z").unwrap();
    let actor = |name: &str| Filters { actor: Some(name.into()), ..Filters::default() };
    let paged = |filters: &Filters, limit: usize| {
        let (mut cursor, mut rows) = (None, Vec::new());
        loop {
            let page = place.archive.list(Kind::Statements, filters, cursor.as_deref(), limit).unwrap();
            rows.extend(page.rows);
            cursor = page.next;
            if cursor.is_none() {
                return rows;
            }
        }
    };
    let all = paged(&Filters::default(), 1000);
    for name in ["لارس هولم", "ينس كروج"] {
        let filters = actor(name);
        let own: Vec<Row> = all
            .iter()
            .filter(|row| row.parties.iter().any(|p| p.part == "speaker" && ["لارس هولم", "ينس كروج"].contains(&p.name.as_str())))
            .cloned()
            .collect();
        assert!(own.len() > 64, "{} rows are of one question to the file", own.len());
        for limit in [1, 7, 64, 1000] {
            assert_eq!(paged(&filters, limit), own, "{name}, {limit} a page");
        }
        assert_eq!(place.archive.count(Kind::Statements, &filters).unwrap().0, own.len() as u64);
        let denials = paged(&Filters { label: Some("deny".into()), ..filters.clone() }, 3);
        assert_eq!(denials.len(), own.iter().filter(|row| row.label == "deny").count());
        let within = |row: &&Row| row.day.as_deref().is_some_and(|day| ("2026-04-03"..="2026-04-09").contains(&day));
        let some = paged(&Filters { from: Some("2026-04-03".into()), to: Some("2026-04-09".into()), ..filters.clone() }, 3);
        assert_eq!(some, own.iter().filter(within).cloned().collect::<Vec<_>>());
    }
    let last = all.last().unwrap();
    let set = Decision::Set(last.document.clone(), last.entry.clone(), "day".into(), "2026-12-31".into());
    let set = place.archive.decide(&set, "سلمى", "2026-03-11T09:01:00Z").unwrap();
    assert_eq!(paged(&actor("ينس كروج"), 5)[0].document, last.document, "the day that a person set counts");
    sound(&place.archive);
    place.archive.undo(set).unwrap();
    assert_eq!(paged(&actor("ينس كروج"), 5).last().unwrap().document, last.document);
    place.archive.remove(&last.document).unwrap();
    place.archive.reread(&Analyzer::arabic(), true, 2, &AtomicBool::new(false), |_| {}).unwrap();
    sound(&place.archive);
    place.archive.execute("DELETE FROM taken WHERE n = 5").unwrap();
    assert!(place.archive.check().unwrap().problems.iter().any(|p| p.contains("missing from it")));
}
