//! A timeline: in order of the days of things, not of reports, with what is doubtful about them.

use mahdar_links::{Ask, Doubt, Moment, Process, Sort};

use crate::{read, world};

fn timeline(reports: &[(&str, &str, &str)], ask: &Ask) -> Vec<Moment> {
    let (records, world) = (read(reports), world());
    Process::new(&records, &[], &world).timeline(ask)
}

const LOOKING_BACK: (&str, &str, &str) =
    ("البريد", "2026-03-10", "التقى وزير الخارجية النرويجي لارس هولم نظيره الدنماركي ينس كروغ في أوسلو يوم 3 مارس 2026.");
const BEFORE: (&str, &str, &str) = ("المرصد", "2026-03-05", "زارت وزيرة الدفاع السويدية آنا ليند وارسو اليوم الخميس.");

#[test]
fn a_deed_stands_at_its_own_day_and_not_at_that_of_its_report() {
    let moments = timeline(&[LOOKING_BACK, BEFORE], &Ask::default());
    let days: Vec<Option<&str>> = moments.iter().map(|m| m.day.as_deref()).collect();
    assert_eq!(days, [Some("2026-03-03"), Some("2026-03-05")]);
    assert!(moments.iter().all(|m| m.kind == Sort::Event && m.doubts.is_empty()));
    assert_eq!(moments[0].place.as_deref(), Some("أوسلو"));
    assert_eq!(moments[0].accounts[0].words, "التقى");
}

#[test]
fn a_day_that_nobody_says_is_that_of_the_report_and_says_so() {
    let told = ("البريد", "2026-03-10", "التقى وزير الخارجية النرويجي لارس هولم نظيره الدنماركي ينس كروغ في أوسلو.");
    let moments = timeline(&[told], &Ask::default());
    assert_eq!((moments[0].day.as_deref(), &moments[0].doubts[..]), (Some("2026-03-10"), &[Doubt::DayOfReport][..]));
    let undated = timeline(&[("البريد", "", told.2)], &Ask::default());
    assert_eq!((undated[0].day.as_deref(), &undated[0].doubts[..]), (None, &[Doubt::Undated][..]));
}

#[test]
fn filters_are_by_day_of_the_thing_by_actor_and_by_issue() {
    let said = ("الأفق", "2026-03-06", "قالت وزيرة الدفاع السويدية آنا ليند إن بلادها تؤيد وقف إطلاق النار في السودان.");
    let all = [LOOKING_BACK, BEFORE, said];
    let days = Ask { from: Some("2026-03-03".to_owned()), to: Some("2026-03-03".to_owned()), ..Ask::default() };
    assert_eq!(timeline(&all, &days).len(), 1, "the report of the tenth tells of the third");
    let holm = Ask { actor: Some("لارس هولم".to_owned()), ..Ask::default() };
    assert!(timeline(&all, &holm).iter().all(|m| m.who.iter().any(|w| w.name.contains("هولم"))));
    let sweden = Ask { actor: Some("Sweden".to_owned()), ..Ask::default() };
    assert!(timeline(&all, &sweden).len() >= 2, "the state has what its minister does and says");
    let issue = Ask { issue: Some("وقف إطلاق النار".to_owned()), ..Ask::default() };
    let about = timeline(&all, &issue);
    assert!(!about.is_empty() && about.iter().all(|m| m.accounts[0].outlet.as_deref() == Some("الأفق")));
    let nothing = Ask { issue: Some("زراعة القطن".to_owned()), ..Ask::default() };
    assert!(timeline(&all, &nothing).is_empty());
}

#[test]
fn the_order_of_the_reports_does_not_show() {
    let (mut one, mut two) = (read(&[LOOKING_BACK, BEFORE]), read(&[LOOKING_BACK, BEFORE]));
    two.reverse();
    let world = world();
    let print = |records: &[mahdar::Record]| {
        let process = Process::new(records, &[], &world);
        serde_json::to_string(&(process.timeline(&Ask::default()), process.positions(&Ask::default()))).unwrap()
    };
    assert_eq!(print(&one), print(&two));
    one.truncate(1);
    assert_ne!(print(&one), print(&two), "there is something to see");
}
