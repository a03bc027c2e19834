//! Paradigms: a line a verb with the forms that are hard, and forms that must not be made.
#![allow(clippy::needless_for_each, clippy::type_complexity, reason = "tables of words, a line each")]

use super::*;
use crate::features::{Gender, Number};

fn forms(past: &str, present: &str, form: &str, passive: bool) -> Vec<(String, Features)> {
    let mut out = Vec::new();
    Verb { past, present, form, passive }.forms(&mut |w, f| out.push((w.to_owned(), f)));
    out
}

/// past/present form | forms made | passive forms made | forms not made
const VERBS: &str = "
كتب/يكتب I | كتبت كتبنا كتبوا كتبتا يكتبون يكتبا يكتبوا اكتب أكتب نكتب تكتبين كتبتم كتبتما | | كتيب يوكتب كتبون
أعلن/يعلن IV | أعلنت أعلنا أعلنوا أعلنتا يعلنون نعلن تعلن يعلنا يعلن | | أعلين يعلان أعلننا
قال/يقول I | قالت قلت قلنا يقل تقول قالوا يقلن يقولوا قل | قيل قيلت يقال تقال | يقلون قالنا قيلنا
باع/يبيع I | باعت بعنا بعت يبع يبيعون باعوا بع | بيع بيعت يباع تباع | بيعون يبوع
نام/ينام I | نمت ناموا ينم ينامون | | ينيم ناموون
أقام/يقيم IV | أقامت أقمنا يقم يقيمون أقاموا | أقيم أقيمت يقام تقام | أقامنا يقيمن
اختار/يختار VIII | اختارت اخترنا يختر اختاروا | اختير اختيرت | يختير اختيرنا
استعاد/يستعيد X | استعدنا استعادت يستعد استعادوا | استعيد يستعاد | استعيدنا
استقبل/يستقبل X | استقبلت استقبلنا يستقبلون استقبلوا | | استقبيل يستقبال
دعا/يدعو I | دعت دعوا دعوت دعونا يدع يدعون يدعوان تدعو ادع تدعين | دعي دعيت يدعى | دعان يدعوون دعاوا
نفى/ينفي I | نفت نفوا نفيا نفيت ينف ينفون نفا ننفي تنفين انف | نفي نفيت ينفى | ينفيون نفىت
رأى/يرى I | رأت رأوا رأينا يرون يريان يرا ير رآ أرى | رئي | رأىت يريون
بقي/يبقى I | بقيت بقوا يبقون يبق يبقيان بقينا | | يبقىن بقىوا
أعطى/يعطي IV | أعطت أعطوا أعطينا يعط يعطون يعطيان | أعطي أعطيت يعطى | أعطىت
نادى/ينادي III | نادت نادوا نادينا يناد ينادون | نودي نوديت ينادى | ناديون
اشترى/يشتري VIII | اشترت اشتروا اشترينا يشتر يشترون | اشتري يشترى | اشتراوا
أحيا/يحيي IV | أحيت أحيوا يحي يحيون | يحيا | يحيى
رد/يرد I | ردت رددنا رددت ردوا يردون يردد يرددن | | ريد يراد
أصر/يصر IV | أصرت أصررنا أصروا يصرون | | أصير
احتل/يحتل VIII | احتللنا احتلت احتلوا يحتلون | | احتيل
استمر/يستمر X | استمرت استمررنا استمروا | | استمار
انضم/ينضم VII | انضمت انضممنا انضموا | | انضيم
اتفق/يتفق VIII | اتفقنا اتفقتا اتفقوا | | اتفققنا
وصل/يصل I | وصلت وصلنا وصلوا يصلون أصل نصل صل | يوصل | وصيل يصلل
وجد/يجد I | وجدت وجدوا يجدون أجد نجد | يوجد توجد | يجاد وجيد
وضع/يضع I | وضعت وضعوا يضعون | يوضع توضع | يضاع
قرأ/يقرأ I | قرأت قرأنا قرؤوا قرأوا قرءوا يقرؤون يقرأون يقرآن قرآ يقرؤ | قرئ قرئت | قرأا يقرأان قرأاوا
بدأ/يبدأ I | بدأت بدؤوا بدأوا يبدؤون يبدأوا بدآ | بدئ | بدأا
أنشأ/ينشئ IV | أنشأت أنشؤوا أنشأوا ينشئون ينشئان ينشئوا | أنشئ أنشئت ينشأ تنشأ | أنشأا
فاجأ/يفاجئ III | فاجأت فاجأوا فاجؤوا يفاجئون | فوجئ فوجئت فوجئوا يفاجأ | فاجأا
سأل/يسأل I | سألت سألوا سألنا يسألون اسأل نسأل | سئل سئلت سئلوا | سأللنا يسئلون
أخذ/يأخذ I | أخذت أخذوا آخذ نأخذ يأخذون خذ | يؤخذ تؤخذ | أأخذ اأخذ
آمن/يؤمن IV | آمنت آمنا آمنوا يؤمنون أؤمن نؤمن | أومن | آمننا
أكد/يؤكد II | أكدت أكدنا أكدوا يؤكدون أؤكد نؤكد | | أكيد أأكد
جاء/يجيء I | جاءت جئت جئنا جاؤوا جاءوا جاءا يجيئون يجئ | | جاءنا جائت
شاء/يشاء I | شاءت شئت شئنا شاؤوا شاءوا يشاؤون يشاءون يشاؤ يشأ | | شاءنا
أضاء/يضيء IV | أضاءت أضأت أضأنا أضاءوا أضاؤوا يضيئون يضئ | أضيء يضاء | أضاءنا
استاء/يستاء VIII | استاءت استأنا استاءوا استاؤوا | | استائوا
شارك/يشارك III | شاركت شاركوا يشاركون | شورك شوركت | شيرك
تبادل/يتبادل VI | تبادلت تبادلوا يتبادلون | تبودل تبودلت | تبيدل
تلقى/يتلقى V | تلقت تلقوا تلقينا يتلقون يتلق | تلقي | تلقىوا
ترجم/يترجم Q | ترجمت ترجموا يترجمون | | ترجيم
تدهور/يتدهور QII | تدهورت تدهوروا يتدهور | | تدهار
احمر/يحمر IX | احمرت احمررنا يحمرون | | احمير
";

#[test]
fn verbs_of_every_class() {
    let mut faults = Vec::new();
    for line in VERBS.lines().filter(|l| !l.is_empty()) {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let (parts, form) = cells[0].split_once(' ').unwrap();
        let (past, present) = parts.split_once('/').unwrap();
        let all = forms(past, present, form, true);
        let made = |word: &str| all.iter().any(|(w, _)| w == word);
        let passive = |word: &str| all.iter().any(|(w, f)| w == word && f.is_passive());
        faults.extend(cells[1].split_whitespace().filter(|w| !made(w)).map(|w| format!("{past}: {w} is not made")));
        faults.extend(cells[2].split_whitespace().filter(|w| !passive(w)).map(|w| format!("{past}: {w} is not made as passive")));
        faults.extend(cells[3].split_whitespace().filter(|w| made(w)).map(|w| format!("{past}: {w} is made")));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_verb_without_a_passive_has_none() {
    assert!(!forms("قام", "يقوم", "I", false).iter().any(|(w, _)| w == "قيم" || w == "يقام"));
    assert!(!forms("انهار", "ينهار", "VII", true).iter().any(|(_, f)| f.is_passive()));
}

#[test]
fn agreement_mood_and_voice_are_told() {
    let of = |past: &str, present: &str, word: &str| -> Vec<Features> {
        forms(past, present, "I", true).into_iter().filter(|(w, _)| w == word).map(|(_, f)| f).collect()
    };
    let f = of("نفى", "ينفي", "نفت")[0];
    assert_eq!((f.gender(), f.number(), f.which_person()), (Gender::Feminine, Number::Singular, 3));
    assert!(of("قال", "يقول", "يقل").iter().all(|f| f.is_short() && f.is_present()));
    assert!(of("قال", "يقول", "يقول").iter().all(|f| !f.is_short() && !f.is_passive()));
    assert!(of("قال", "يقول", "يقولوا").iter().all(|f| f.is_short() && f.number() == Number::Plural));
    assert!(of("قال", "يقول", "يقال").iter().all(|f| f.is_passive() && f.is_present()));
    assert!(of("قال", "يقول", "قل").iter().any(|f| f.is_imperative() && f.which_person() == 2));
}

#[test]
fn nouns_participles_and_their_seats_of_hamza() {
    let noun_of = |word: &str, plurals: &'static [&'static str]| {
        let mut out = Vec::new();
        noun(word, plurals.iter().copied(), word.ends_with('ة'), Pos::Noun, &mut |w, _| out.push(w.to_owned()));
        out
    };
    #[rustfmt::skip]
    let table: [(&str, &'static [&'static str], &[&str], &[&str]); 9] = [
        ("زيارة", &["ات"], &["زيارت", "زيارتين", "زيارتا", "زيارتي", "زيارات"], &["زيارةا", "زيارةات"]),
        ("وزير", &["وزراء"], &["وزيري", "وزيرا", "وزيران", "وزراء", "وزرائ", "وزراؤ"], &["وزراءا", "وزيرات"]),
        ("مهندس", &["ون"], &["مهندسون", "مهندسين", "مهندسو", "مهندسي", "مهندسا"], &["مهندسات"]),
        ("بناء", &["أبنية"], &["بنائ", "بناؤ", "بناءين", "أبنيت", "أبنية"], &["بنائا"]),
        ("شيء", &["أشياء"], &["شيئا", "شيئين", "أشيائ"], &["شيءا"]),
        ("جزء", &["أجزاء"], &["جزءا", "جزئ", "أجزاء"], &["أجزاءا"]),
        ("مبدأ", &["مبادئ"], &["مبدآن", "مبدأين", "مبدئ"], &["مبدأا", "مبدأان"]),
        ("مستشفى", &["ات"], &["مستشفا", "مستشفيات", "مستشفيين"], &["مستشفىات"]),
        ("مكافأة", &["ات"], &["مكافآت", "مكافأت"], &["مكافأات"]),
    ];
    for (word, plurals, made, not) in table {
        let all = noun_of(word, plurals);
        made.iter().for_each(|w| assert!(all.iter().any(|o| o == w), "{w} of {word}"));
        not.iter().for_each(|w| assert!(!all.iter().any(|o| o == w), "{w} of {word} is made"));
    }
    let adjective_of = |word: &str, defective: bool| {
        let mut out = Vec::new();
        adjective(word, Pos::Active, defective, &mut |w, _| out.push(w.to_owned()));
        out
    };
    let all = adjective_of("داع", true);
    ["داعيا", "داعية", "داعين", "داعون", "داعي"].iter().for_each(|w| assert!(all.iter().any(|o| o == w), "{w}"));
    assert!(!all.iter().any(|o| o == "داعا"));
    let all = adjective_of("بريء", false);
    ["بريئة", "بريئا", "بريئين", "بريئون"].iter().for_each(|w| assert!(all.iter().any(|o| o == w), "{w}"));
    assert!(!all.iter().any(|o| o == "بريءة"));
}

#[test]
fn relational_adjectives_are_made_where_the_rule_is_sure() {
    assert_eq!(relational("سياسة").as_deref(), Some("سياسي"));
    assert_eq!(relational("قانون").as_deref(), Some("قانوني"));
    assert_eq!(relational("سماء"), None);
    assert_eq!(relational("مبنى"), None);
    assert_eq!(relational("يد"), None);
}
