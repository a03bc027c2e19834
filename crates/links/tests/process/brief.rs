//! A brief: what is told of what is asked, and what is not known of it.

use mahdar_links::{Ask, Brief, Missing, Process};

use crate::{read, world};

const REPORTS: [(&str, &str, &str); 4] = [
    (
        "البريد",
        "2026-03-01",
        "التقى وزير الخارجية النرويجي لارس هولم نظيره الدنماركي ينس كروغ في أوسلو اليوم الأحد. ومن المقرر أن يزور هولم القاهرة يوم 9 مارس 2026.",
    ),
    (
        "المرصد",
        "2026-03-02",
        "اجتمع وزير الخارجية الدنماركي ينس كروغ مع نظيره السويدي أكسل ليند. وقال مصدر مطلع إن المحادثات «لم تنته بعد».",
    ),
    ("الأفق", "2026-03-20", "نفى المتحدث باسم وزارة الخارجية النرويجية ما ذكرته صحيفة «المرفأ» عن نقل السفارة إلى بيروت."),
    ("الشاهد", "2026-03-21", "لم يعلق وزير الخارجية الدنماركي ينس كروغ على هذه الأنباء."),
];

fn brief(ask: &Ask, today: Option<&str>) -> Brief {
    let (records, world) = (read(&REPORTS), world());
    Process::new(&records, &[], &world).brief(ask, today)
}

fn missing(brief: &Brief, what: Missing) -> Vec<&str> {
    brief.gaps.iter().filter(|g| g.missing == what).map(|g| g.place.words.as_str()).collect()
}

#[test]
fn what_is_not_known_is_said_and_what_is_known_is_not() {
    let brief = brief(&Ask::default(), None);
    assert_eq!(missing(&brief, Missing::Place), ["اجتمع"], "the other meeting was in Oslo");
    assert_eq!(missing(&brief, Missing::When), ["اجتمع"], "the other meeting was today");
    assert_eq!(missing(&brief, Missing::Speaker), ["قال"]);
    assert_eq!(missing(&brief, Missing::Outcome), ["يزور"], "the ninth is past on the twenty-first");
    assert_eq!(missing(&brief, Missing::Claim), ["نفى"]);
    assert_eq!(brief.denials.len(), 1);
    assert!(brief.denials[0].claimed.is_empty() && brief.denials[0].words[0].words.contains("السفارة"));
    assert_eq!(missing(&brief, Missing::Silence).len(), 1);
    assert!(missing(&brief, Missing::Who).is_empty());
}

#[test]
fn what_is_not_past_is_no_gap() {
    let brief = brief(&Ask::default(), Some("2026-03-09"));
    assert!(missing(&brief, Missing::Outcome).is_empty());
    assert_eq!(brief.agenda.len(), 1);
}

#[test]
fn a_day_has_what_happened_on_it_and_an_actor_what_he_did() {
    let day = Ask { from: Some("2026-03-01".to_owned()), to: Some("2026-03-01".to_owned()), ..Ask::default() };
    let brief_of_day = brief(&day, None);
    assert_eq!((brief_of_day.events.len(), brief_of_day.count.reports), (1, 1));
    let actor = Ask { actor: Some("ينس كروغ".to_owned()), ..Ask::default() };
    let krog = brief(&actor, None);
    assert_eq!(krog.events.len(), 2);
    assert_eq!(missing(&krog, Missing::Silence).len(), 1, "he did not comment");
    assert!(missing(&krog, Missing::Claim).is_empty(), "the denial is another's");
}

#[test]
fn a_story_is_the_reports_that_share_a_deed() {
    let again = ("الراصد", "2026-03-02", "استقبل وزير الخارجية النرويجي لارس هولم في أوسلو أمس الأحد نظيره الدنماركي ينس كروغ.");
    let reports = [REPORTS[0], REPORTS[2], again];
    let (records, world) = (read(&reports), world());
    let process = Process::new(&records, &[], &world);
    let story = process.story(&records[0].document.id).unwrap();
    assert_eq!(story.len(), 2, "the two that tell the meeting, and not the denial");
    assert!(!story.contains(&records[1].document.id));
    let event = process.links().events.iter().find(|e| e.mentions.len() == 2).unwrap();
    assert_eq!(process.story(&event.id).unwrap(), story);
    assert!(process.story("abc").is_err() && process.story("zzzzzzzz").unwrap_err().contains("no event"));
}
