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

/// Countries of those who act and of those whom it is done to, of every deed of violence or protest, violence told in full.
fn doers(text: &str) -> Vec<(Vec<String>, Vec<String>)> {
    let analyzer = Analyzer::arabic();
    let record = analyzer.worker().all_violence().read(&Document::new(text).published("2024-05-15").unwrap());
    let told = |parties: &[Party]| parties.iter().map(|p| p.country_code.clone()).filter(|c| !c.is_empty()).collect();
    let lines = Coder::new(&mahdar_arabic::blob()).code(&record);
    let deeds = lines.iter().filter(|l| ["ASSAULT", "PROTEST"].contains(&l.event[0].as_str()));
    deeds.map(|l| (told(&l.actor), told(&l.recipient))).collect()
}

#[test]
fn the_adjective_of_the_doer_tells_his_country() {
    let one = |doer: &str| vec![(vec![doer.to_owned()], Vec::<String>::new())];
    assert_eq!(doers("قصفت طائرات روسية مواقع شمال المدينة."), one("RUS"));
    assert_eq!(doers("احتج عشرات العمال المصريين أمام مقر الشركة."), one("EGY"));
    assert_eq!(doers("خرج آلاف اليمنيين في تظاهرات حاشدة."), one("YEM"));
    assert_eq!(doers("قالت مصادر فلسطينية إن وحدة إسرائيلية خاصة اغتالت أمس ناشطا في المخيم.")[0].0, ["ISR"]);
}

#[test]
fn neither_who_tells_nor_who_suffers_nor_what_it_is_about_is_the_doer() {
    let nobody: Vec<String> = Vec::new();
    assert_eq!(doers("قالت الشرطة العراقية إن مسلحين مجهولين اغتالوا صحافيا في الموصل.")[0].0, nobody);
    assert_eq!(doers("قتل ستة جنود أميركيين قرب كابل."), [(nobody.clone(), vec!["USA".to_owned()])]);
    assert_eq!(doers("أعلنت وزارة الدفاع التركية مقتل جندي في هجوم شنه مسلحون أكراد.")[0].0, nobody);
    for (doers, _) in doers("تظاهر المئات احتجاجا على الاستيطان الإسرائيلي.") {
        assert_eq!(doers, nobody);
    }
}

#[test]
fn an_armed_wing_has_the_country_of_its_movement() {
    assert_eq!(doers("قصفت كتائب عز الدين القسام المعبر بقذائف الهاون.")[0].0, ["PSE"]);
}

#[test]
fn whom_a_deed_is_done_to_receives_it_also_where_nobody_says_who_did_it() {
    let found = lines("فرض الاتحاد الأوروبي عقوبات على روسيا.");
    assert_eq!(codes(&found[0].recipient), ["RUS"]);
    assert_eq!(found[0].actor.iter().map(|p| p.entity_name.as_str()).collect::<Vec<_>>(), ["الاتحاد الأوروبي"]);
}
