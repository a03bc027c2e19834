//! Positions over time: what is new, repeated, shifted, contradicted, whose it is, and what must not be made of it.

use mahdar_links::{Ask, Cell, Mark, Pair, Process, Voice};

use crate::{read, world};

/// The cells of some reports.
fn cells(reports: &[(&str, &str, &str)], ask: &Ask) -> Vec<Cell> {
    let (records, world) = (read(reports), world());
    Process::new(&records, &[], &world).positions(ask).cells
}

fn of<'c>(cells: &'c [Cell], party: &str) -> &'c Cell {
    let found: Vec<&Cell> = cells.iter().filter(|c| c.party.id == party && c.issue.id == "issue/syria-arab-league-seat").collect();
    assert_eq!(found.len(), 1, "{party}: {:?}", cells.iter().map(|c| (&c.party.id, &c.issue.id)).collect::<Vec<_>>());
    found[0]
}

fn marks(cell: &Cell) -> Vec<Option<Mark>> {
    cell.takings.iter().map(|t| t.mark).collect()
}

const FIRST: (&str, &str, &str) =
    ("البريد", "2026-03-01", "أعلن وزير الخارجية النرويجي لارس هولم أن بلاده تؤيد عودة سوريا إلى الجامعة العربية.");
const SPOKESWOMAN: (&str, &str, &str) =
    ("المرصد", "2026-03-04", "جددت المتحدثة باسم وزارة الخارجية النرويجية إنغريد دال تأييد بلادها عودة سوريا إلى الجامعة العربية.");
const OTHERWISE: (&str, &str, &str) =
    ("الشاهد", "2026-04-10", "قال وزير الخارجية النرويجي لارس هولم إنه يرفض عودة سوريا إلى الجامعة العربية.");
const DEFENCE: (&str, &str, &str) =
    ("الشاهد", "2026-04-12", "أكدت وزيرة الدفاع النرويجية سيغريد باكه أنها تؤيد عودة سوريا إلى الجامعة العربية.");

#[test]
fn a_minister_and_a_spokeswoman_are_gathered_under_their_state() {
    let cells = cells(&[FIRST, SPOKESWOMAN], &Ask::default());
    let norway = of(&cells, "state/norway");
    assert_eq!(norway.party.name_en.as_deref(), Some("Norway"));
    assert_eq!(marks(norway), [Some(Mark::New), Some(Mark::Repeated)]);
    assert_eq!((norway.side.as_deref(), norway.mark), (Some("for"), Some(Mark::Repeated)));
    let first = &norway.takings[0];
    assert_eq!((first.day.as_deref(), first.day_by), (Some("2026-03-01"), Some("published")));
    assert!(first.statement.is_some() && first.words[0].words.contains("عودة سوريا"), "the statement is behind it");
}

#[test]
fn who_leaves_his_own_side_shifts_and_another_minister_dissents() {
    let cells = cells(&[DEFENCE, OTHERWISE, SPOKESWOMAN, FIRST], &Ask::default());
    let norway = of(&cells, "state/norway");
    assert_eq!(marks(norway), [Some(Mark::New), Some(Mark::Repeated), Some(Mark::Shifted), Some(Mark::Dissent)]);
    assert!(norway.shifted && norway.dissent && !norway.contradicted);
    assert_eq!(norway.side.as_deref(), Some("against"), "the dissenter does not say where the party stands");
    assert_eq!(norway.takings[2].against.as_ref().unwrap().published.as_deref(), Some("2026-03-01"), "his own words before");
    assert_eq!(norway.takings[3].voice, Voice::Member);
}

#[test]
fn both_sides_in_one_report_contradict_each_other() {
    let text = "قال وزير الخارجية الدنماركي ينس كروغ إن بلاده تؤيد عودة سوريا إلى الجامعة العربية. وفي ختام المؤتمر قال كروغ إن بلاده ترفض عودة سوريا إلى الجامعة العربية.";
    let cells =
        cells(&[("الأفق", "2026-04-20", text), ("البريد", "2026-04-20", "أيدت السويد عودة سوريا إلى الجامعة العربية.")], &Ask::default());
    let denmark = of(&cells, "state/denmark");
    assert_eq!(marks(denmark), [Some(Mark::Contradicted), Some(Mark::Contradicted)]);
    assert!(denmark.contradicted && !denmark.shifted);
    let against = |n: usize| denmark.takings[n].against.as_ref().unwrap().span;
    assert_eq!((against(0), against(1)), (denmark.takings[1].accounts[0].span, denmark.takings[0].accounts[0].span));
    assert_eq!(marks(of(&cells, "state/sweden")), [Some(Mark::New)], "another state's stance is no contradiction");
}

#[test]
fn a_condition_is_shown_and_makes_no_contradiction() {
    let text = "قال وزير الخارجية الدنماركي ينس كروغ إن بلاده تؤيد عودة سوريا إلى الجامعة العربية شرط الإفراج عن المعتقلين.";
    let cells =
        cells(&[("الأفق", "2026-04-20", text), ("البريد", "2026-04-20", "رفضت الدنمارك عودة سوريا إلى الجامعة العربية.")], &Ask::default());
    let denmark = of(&cells, "state/denmark");
    let conditions: Vec<&str> = denmark.takings.iter().filter_map(|t| t.condition.as_ref()).map(|c| c.words.as_str()).collect();
    assert_eq!(conditions, ["شرط الإفراج عن المعتقلين"]);
    assert!(!denmark.contradicted, "yes, if, and no are not said to be one thing");
}

#[test]
fn a_personal_opinion_is_his_own_and_not_his_states() {
    let own = "قال وزير الداخلية النرويجي أولاف موين إنه يرفض عودة سوريا إلى الجامعة العربية، مضيفا أن «هذا رأيي الشخصي».";
    let found = cells(&[FIRST, ("الشاهد", "2026-04-14", own)], &Ask::default());
    let norway = of(&found, "state/norway");
    assert_eq!(norway.takings.len(), 1, "the state keeps its own");
    let alone = found.iter().find(|c| c.party.id.starts_with("name:")).unwrap();
    assert!(alone.takings[0].personal && alone.party.name.contains("موين"), "{alone:?}");
    // taken back, it is the state's
    let not = "قال وزير الداخلية النرويجي أولاف موين إنه يرفض عودة سوريا إلى الجامعة العربية، مضيفا أن هذا ليس رأيا شخصيا.";
    let found = cells(&[("الشاهد", "2026-04-14", not)], &Ask::default());
    assert!(!of(&found, "state/norway").takings[0].personal);
}

#[test]
fn the_knowledge_base_says_whose_minister_somebody_was_on_the_day() {
    let text = "قال سيرغي لافروف إنه يؤيد عودة سوريا إلى الجامعة العربية.";
    let before = cells(&[("الأفق", "2019-03-01", text)], &Ask::default());
    assert_eq!(of(&before, "state/russia").takings[0].voice, Voice::Member);
    let text = "قال رياض حجاب إنه يرفض عودة سوريا إلى الجامعة العربية.";
    let after = cells(&[("الأفق", "2019-03-01", text)], &Ask::default());
    assert!(after.iter().all(|c| c.party.id != "state/syria"), "a former prime minister does not speak for his state: {after:?}");
}

#[test]
fn one_statement_in_two_outlets_is_one_taking_and_copies_are_one_wording() {
    let other = ("النهار الجديد", "2026-03-01", FIRST.2);
    let (records, world) = (read(&[FIRST, other]), world());
    let mut documents: Vec<String> = records.iter().map(|r| r.document.id.clone()).collect();
    documents.sort();
    let known = [Pair { documents: [documents[0].clone(), documents[1].clone()], relation: "near".to_owned() }];
    for (known, wordings) in [(&known[..], 1), (&[][..], 2)] {
        let matrix = Process::new(&records, known, &world).positions(&Ask::default());
        let norway = of(&matrix.cells, "state/norway");
        assert_eq!(norway.takings.len(), 1);
        assert_eq!((norway.takings[0].count.reports, norway.takings[0].count.wordings), (2, wordings));
    }
}

#[test]
fn filters_leave_what_is_asked_for_and_keep_its_marks() {
    let all = [FIRST, SPOKESWOMAN, OTHERWISE];
    let later = Ask { from: Some("2026-04-01".to_owned()), ..Ask::default() };
    assert_eq!(marks(of(&cells(&all, &later), "state/norway")), [Some(Mark::Shifted)], "what is left out still counts");
    let nobody = Ask { actor: Some("السويد".to_owned()), ..Ask::default() };
    assert!(cells(&all, &nobody).is_empty());
    let norway = Ask { actor: Some("Norway".to_owned()), issue: Some("عودة سوريا".to_owned()), ..Ask::default() };
    assert_eq!(of(&cells(&all, &norway), "state/norway").takings.len(), 3);
    let other = Ask { issue: Some("issue/assad-rule".to_owned()), ..Ask::default() };
    assert!(cells(&all, &other).is_empty());
}

#[test]
fn what_has_no_day_is_not_said_to_be_new() {
    let cells = cells(&[("الأفق", "", "أيدت السويد عودة سوريا إلى الجامعة العربية.")], &Ask::default());
    let sweden = of(&cells, "state/sweden");
    assert_eq!((sweden.takings[0].day.as_deref(), marks(sweden)), (None, vec![None]));
}

#[test]
fn what_an_opponent_says_of_somebody_is_shown_and_is_not_his_position() {
    let ascribed = ("الأفق", "2026-03-03", "قال وزير الخارجية السويدي أكسل ليند إن النرويج ترفض عودة سوريا إلى الجامعة العربية.");
    let found = cells(&[FIRST, ascribed, SPOKESWOMAN], &Ask::default());
    let norway = of(&found, "state/norway");
    assert_eq!(marks(norway), [Some(Mark::New), None, Some(Mark::Repeated)], "{norway:#?}");
    assert!(norway.takings[1].ascribed && !norway.shifted && !norway.contradicted);
    assert_eq!(norway.side.as_deref(), Some("for"));
    assert!(!norway.takings[0].ascribed, "its own minister speaks for it");
    let alone = cells(&[ascribed], &Ask::default());
    assert_eq!(of(&alone, "state/norway").side, None);
}
