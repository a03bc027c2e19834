//! Reports beside one another: what one has and another lacks or tells otherwise, and what is no difference.

use mahdar_links::{Ask, By, Change, Comparison, Difference, Field, Pair, Process};

use crate::{read, world};

fn compare(reports: &[(&str, &str, &str)], by: By) -> Comparison {
    let (records, world) = (read(reports), world());
    Process::new(&records, &[], &world).compare(&Ask::default(), by)
}

/// The difference in a field of the deed that all tell.
fn differs(comparison: &Comparison, field: Field) -> Option<Difference> {
    let shared = comparison.meetings.iter().find(|m| m.accounts.iter().all(Option::is_some));
    let shared = shared.unwrap_or_else(|| panic!("no deed is told by all: {:?}", comparison.meetings));
    shared.rows.iter().find(|r| r.field == field).and_then(|r| r.difference)
}

/// The changes of the one statement that all tell.
fn changes(comparison: &Comparison) -> Vec<Change> {
    let shared = comparison.statements.iter().find(|s| s.tellings.iter().all(Option::is_some));
    let shared = shared.unwrap_or_else(|| panic!("no statement is told by all: {:?}", comparison.statements));
    shared.tellings[1].as_ref().unwrap().changes.clone()
}

const OSLO: (&str, &str, &str) = (
    "البريد",
    "2026-03-01",
    "التقى وزير الخارجية النرويجي لارس هولم نظيره الدنماركي ينس كروغ في القاهرة اليوم الأحد، بحضور السفير أكسل ليند.",
);

#[test]
fn place_and_people_of_one_meeting_are_compared() {
    let other = ("المرصد", "2026-03-02", "اجتمع وزير الخارجية الدنماركي ينس كروغ أمس الأحد مع نظيره النرويجي لارس هولم في شرم الشيخ.");
    let comparison = compare(&[OSLO, other], By::Report);
    assert_eq!(differs(&comparison, Field::Place), Some(Difference::Otherwise), "{comparison:#?}");
    assert_eq!(differs(&comparison, Field::Day), None, "today of Sunday and yesterday of Monday");
    assert_eq!(differs(&comparison, Field::Status), None);
    let same = ("المرصد", "2026-03-02", "اجتمع وزير الخارجية الدنماركي ينس كروغ أمس الأحد مع نظيره النرويجي لارس هولم في العاصمة المصرية.");
    assert_eq!(differs(&compare(&[OSLO, same], By::Report), Field::Place), None, "the Egyptian capital is Cairo");
}

#[test]
fn what_one_does_not_say_is_lacking_and_not_otherwise() {
    let less = ("المرصد", "2026-03-02", "اجتمع وزير الخارجية الدنماركي ينس كروغ مع نظيره النرويجي لارس هولم أمس الأحد.");
    let comparison = compare(&[OSLO, less], By::Report);
    assert_eq!(differs(&comparison, Field::Place), Some(Difference::Lacks));
}

#[test]
fn figures_are_compared_and_dates_are_none() {
    let told = |outlet, figure: &str| {
        let text = format!("قال وزير الخارجية الدنماركي ينس كروغ إن بلاده ستقدم {figure} مليون يورو لإعادة تأهيل الموانئ والمطارات.");
        (outlet, "2026-03-02", text)
    };
    let (a, b, c) = (told("البريد", "40"), told("المرصد", "45"), told("الأفق", "٤٠"));
    let pair = |x: &(&'static str, &'static str, String), y: &(&'static str, &'static str, String)| {
        compare(&[(x.0, x.1, &x.2), (y.0, y.1, &y.2)], By::Report)
    };
    assert_eq!(changes(&pair(&a, &b)), [Change::FiguresDiffer]);
    assert_eq!(changes(&pair(&a, &c)), [], "one number in two scripts");
    let dated = (
        "الشاهد",
        "2026-03-02",
        "قال وزير الخارجية الدنماركي ينس كروغ إن بلاده ستقدم 40 مليون يورو لإعادة تأهيل الموانئ والمطارات في 3 مايو 2026.",
    );
    assert!(!changes(&compare(&[(a.0, a.1, &a.2), dated], By::Report)).contains(&Change::FiguresDiffer), "a day is no figure");
}

#[test]
fn a_condition_that_is_dropped_and_a_verb_that_is_raised() {
    let first = (
        "البريد",
        "2026-03-02",
        "قال وزير الخارجية الدنماركي ينس كروغ إن بلاده ستوقع الاتفاق التجاري الجديد مع الجيران شرط فتح المعابر الحدودية.",
    );
    let later = ("المرصد", "2026-03-03", "أكد وزير الخارجية الدنماركي ينس كروغ أن بلاده ستوقع الاتفاق التجاري الجديد مع الجيران.");
    let comparison = compare(&[later, first], By::Report);
    assert_eq!(comparison.tellers[0].name, "البريد", "the first report is first");
    assert_eq!(changes(&comparison), [Change::VerbRaised, Change::ConditionDropped]);
    let told = comparison.statements[0].tellings[0].as_ref().unwrap();
    assert_eq!(told.condition.as_ref().unwrap().words, "شرط فتح المعابر الحدودية");
}

#[test]
fn outlets_are_columns_of_all_their_reports_and_copies_are_named() {
    let again = ("البريد", "2026-03-03", "قال وزير الخارجية السويدي أكسل ليند إن بلاده ترحب بالمفاوضات.");
    let other = ("المرصد", "2026-03-01", OSLO.2);
    let (records, world) = (read(&[OSLO, again, other]), world());
    let known = [Pair { documents: [records[0].document.id.clone(), records[2].document.id.clone()], relation: "identical".to_owned() }];
    let process = Process::new(&records, &known, &world);
    let outlets = process.compare(&Ask::default(), By::Outlet);
    assert_eq!(outlets.tellers.len(), 2);
    assert_eq!(outlets.copies, [(0, 1)]);
    assert_eq!((outlets.count.reports, outlets.count.wordings), (3, 2));
    let reports = process.compare(&Ask::default(), By::Report);
    assert_eq!(reports.tellers.len(), 3);
    let alone = reports.statements.iter().find(|s| s.who.iter().any(|w| w.name.contains("ليند"))).unwrap();
    assert_eq!(alone.tellings.iter().flatten().count(), 1, "one has what the others lack");
}
