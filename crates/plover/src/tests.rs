use super::*;
use mahdar::{Analyzer, Document};

fn lines(text: &str) -> Vec<Line> {
    let report = Document::new(text).published("2024-05-15").unwrap();
    Coder::new(&mahdar_arabic::blob()).code(&Analyzer::arabic().read(&report))
}

fn types(text: &str) -> Vec<String> {
    lines(text).iter().map(|l| l.event.iter().chain(&l.mode).map(String::as_str).collect::<Vec<_>>().join(" ")).collect()
}

fn codes(parties: &[Party]) -> Vec<&str> {
    parties.iter().map(|p| p.country_code.as_str()).collect()
}

#[test]
fn a_visit_has_the_visitor_as_actor() {
    let found = lines("زار وزير الخارجية القطري محمد بن عبد الرحمن طهران أمس.");
    assert_eq!(found[0].event, ["CONSULT"]);
    assert_eq!(found[0].mode, ["visit"]);
    assert_eq!(codes(&found[0].actor), ["QAT"]);
    assert_eq!(found[0].date, "2024-05-14");
    assert_eq!(found[0].x_date_basis, "event");
}

#[test]
fn a_host_receives_his_guest() {
    let found = lines("استقبل الرئيس التونسي قيس سعيد وزير الخارجية الجزائري أحمد عطاف.");
    assert_eq!(codes(&found[0].actor), ["DZA"]);
    assert_eq!(codes(&found[0].recipient), ["TUN"]);
}

#[test]
fn an_announced_meeting_is_agreed_and_a_cancelled_one_refused() {
    assert!(types("سيلتقي وزير الخارجية المصري سامح شكري نظيره الأردني أيمن الصفدي غدا.").contains(&"AGREE".to_owned()));
    assert!(types("ألغى وزير الخارجية المصري سامح شكري زيارته إلى بغداد.").contains(&"REJECT meet".to_owned()));
}

#[test]
fn what_is_denied_gives_nothing() {
    assert_eq!(types("نفت الخارجية العراقية عقد لقاء بين الوزير ونظيره الإسرائيلي."), Vec::<String>::new());
}

#[test]
fn what_is_only_called_for_is_a_request_and_no_meeting() {
    let found = types("دعت فرنسا إلى عقد اجتماع بين طرفي النزاع.");
    assert_eq!(found, ["REQUEST meet"]);
}

#[test]
fn saying_is_no_act_and_refusing_is() {
    assert_eq!(types("قال الوزير إن الطقس جميل."), Vec::<String>::new());
    assert_eq!(types("رفضت تركيا المقترح الأوروبي."), ["REJECT"]);
}

#[test]
fn an_accusation_goes_to_the_accused() {
    let found = lines("اتهمت السعودية إيران بدعم الجماعة.");
    assert_eq!(found[0].event, ["ACCUSE"]);
    assert_eq!(codes(&found[0].actor), ["SAU"]);
    assert_eq!(codes(&found[0].recipient), ["IRN"]);
    assert_eq!(found[0].quad_code, "VX");
}

#[test]
fn diplomats_who_are_expelled_are_sanctioned() {
    let found = lines("طردت بولندا خمسة دبلوماسيين روس.");
    assert_eq!((found[0].event[0].as_str(), found[0].mode[0].as_str()), ("SANCTION", "expel"));
    assert_eq!(codes(&found[0].actor), ["POL"]);
}

#[test]
fn the_country_of_people_without_a_name_is_that_of_their_adjective() {
    let found = lines("تظاهر آلاف اللبنانيين في بيروت احتجاجا على الضرائب.");
    assert_eq!(found[0].event, ["PROTEST"]);
    assert_eq!(codes(&found[0].actor), ["LBN"]);
}

#[test]
fn spans_are_those_of_the_record() {
    let text = "اتهمت السعودية إيران بدعم الجماعة.";
    let at = lines(text)[0].text_info.clone();
    let word: String = text.chars().skip(at.start as usize).take((at.end - at.start) as usize).collect();
    assert_eq!(word, "اتهمت");
}
