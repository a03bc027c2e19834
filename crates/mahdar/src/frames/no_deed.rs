//! Words that name a deed elsewhere and none here. In: a trigger with its parties. Out: why it is no deed. What a deed needs is asked in `deed`.

use super::deed::{Trigger, bare};
use super::parties::Parties;
use super::{Scene, Who, unjoined};
use crate::lex::Role;
use crate::names::{Phrase, Sort};
use mahdar_arabic::features::{Number, Pos};

/// Why a trigger with these parties is no deed, if it is none.
pub(super) fn reason(scene: &Scene<'_>, trigger: &Trigger<'_>, parties: &Parties) -> Option<&'static str> {
    let frame = trigger.frame;
    let at = trigger.tokens.start;
    let before = at.checked_sub(1).map_or("", |t| scene.fold(t));
    if frame.mode == "visit" && only(parties, |n| crowd(scene, &scene.phrases[n])) {
        return Some("journalists, refugees and travellers who come pay no visit");
    }
    if frame.id.starts_with("retreat.istaqal") && only(parties, |n| business(scene, &scene.phrases[n])) {
        return Some("who leaves a company or a team leaves no office of state");
    }
    if frame.kind == "CONSULT"
        && !trigger.verb
        && matches!(bare(before), "قابل" | "قابله" | "قابلين" | "قابلا")
        && scene.fold(at).starts_with('ل')
    {
        return Some("what is or is not open to talks is no talk");
    }
    if frame.kind == "MOBILIZE" && !trigger.verb && matches!(unjoined(before), "موقع" | "مواقع" | "مركز" | "ميدان" | "حقل" | "الموقع")
    {
        return Some("the place where it was done");
    }
    let next = trigger.tokens.end;
    let near = |words: &[&str]| {
        (next..next + 7).take_while(|t| scene.fold(*t) != "الي").any(|t| words.contains(&bare(scene.fold(t)).trim_end_matches('ا')))
    };
    if frame.mode == "visit"
        && trigger.verb
        && matches!(frame.object, Role::Participant(_))
        && near(&["خطاب", "رساله", "برقيه", "مذكره", "دعوه", "رساءل"])
    {
        return Some("a letter that is sent");
    }
    // «والدة نزار»: a name that is spelled as «we visit»
    let name = trigger.reading.is_some_and(|r| r.features.which_person() == 1) && scene.morph.is(at, Pos::Name);
    if trigger.verb && name && scene.quote_around(at).is_none() {
        return Some("a name, and no verb in the first person");
    }
    if frame.mode == "ceasefire" && !trigger.verb && matches!(unjoined(before), "خط" | "خطوط") {
        return Some("the line that a truce has drawn");
    }
    // «وصل الأمر لمستوى», «وصلت الحصيلة إلى نحو»
    let behind = |t: usize| if scene.fold(t) == "الي" { t + 1 } else { t };
    let measure = |t: usize| {
        let word = bare(scene.fold(t));
        matches!(word, "مستوي" | "مستويات" | "حد" | "درجه" | "مرحله" | "طريق" | "نحو" | "حوالي" | "ذروه" | "اوج" | "نقطه")
            || scene.text.tokens.get(t).is_some_and(|t| t.kind == crate::text::Kind::Number)
    };
    let level = (next..next + 5).find(|t| scene.fold(*t) == "الي" || scene.fold(*t).starts_with('ل') && measure(*t));
    if frame.id.starts_with("visit.wasala") && trigger.verb && level.is_some_and(|t| measure(behind(t))) {
        return Some("what reaches a level has come nowhere");
    }
    // «ويتفق الخبراء على أن»: they think alike
    let opinion = (next..next + 8).any(|t| scene.fold(t) == "علي" && super::is_that(scene.fold(t + 1)));
    if frame.kind == "AGREE" && trigger.verb && frame.mode.is_empty() && trigger.reading.is_some_and(|r| r.features.is_present()) && opinion
    {
        return Some("people who think alike have agreed on nothing");
    }
    let meeting = |t: usize| DISCUSSES.contains(&scene.fold(t));
    if trigger.verb && frame.mode == "talks" && next < scene.text.tokens.len() && scene.text.is_word(next) && meeting(next) {
        return Some("a meeting or a work that discusses is no talk");
    }
    // «وعلق الخبير في معهد العلاقات أن»: it is he who comments
    if frame.id == "sanction.allaqa-ittisalat" && trigger.verb && (next..next + 12).any(|t| super::is_that(scene.fold(t))) {
        return Some("a comment");
    }
    // «أعراض تتفق مع التعرض»
    let thing =
        |t: usize| {
            scene.phrase(t).is_none()
                && scene.morph.readings(t).first().is_some_and(|r| {
                    r.exact && r.pos() == Pos::Noun && !r.definite() && r.features.number() == Number::Plural && r.pro.0 == 0
                })
        };
    if trigger.verb && frame.kind == "AGREE" && frame.mode.is_empty() && only_dropped(parties) && at > 0 && thing(at - 1) {
        return Some("things that agree with one another");
    }
    None
}

/// Folded words for meetings and works that discuss something.
const DISCUSSES: [&str; 17] = [
    "الاجتماع",
    "اللقاء",
    "القمه",
    "الموتمر",
    "المءتمر",
    "المحادثات",
    "المباحثات",
    "الجلسه",
    "المنتدي",
    "الزياره",
    "البرنامج",
    "الكتاب",
    "الفيلم",
    "المقال",
    "التقرير",
    "الدراسه",
    "الحلقه",
];

/// Whether all parties are phrases of this kind, and there is one.
fn only(parties: &Parties, is: impl Fn(usize) -> bool) -> bool {
    !parties.list.is_empty() && parties.list.iter().all(|(who, _)| matches!(who, Who::Phrase(n) if is(*n)))
}

fn only_dropped(parties: &Parties) -> bool {
    parties.list.iter().all(|(who, _)| matches!(who, Who::Dropped(..)))
}

/// People who come for themselves or to report, and what is printed.
fn crowd(scene: &Scene<'_>, phrase: &Phrase) -> bool {
    let many = phrase.number != Number::Singular || matches!(phrase.sort, Sort::Group | Sort::Organization);
    many && phrase.entity.is_none()
        && phrase.tokens.clone().any(|t| {
            let word = unjoined(scene.fold(t));
            let word = word.strip_prefix("ال").unwrap_or(word);
            CROWD.iter().any(|c| word.starts_with(c))
        })
}

/// Beginnings of folded words, without article, for people who pay no visit, and for papers.
const CROWD: [&str; 21] = [
    "صحافي",
    "صحفي",
    "مراسل",
    "مصور",
    "اعلامي",
    "لاجء",
    "نازح",
    "مهاجر",
    "ساءح",
    "سياح",
    "حجاج",
    "متظاهر",
    "محتج",
    "مشجع",
    "سكان",
    "اهالي",
    "مدني",
    "مواطن",
    "طلاب",
    "منشورات",
    "مسافر",
];

/// Whether a title is of a company, a club or a team.
fn business(scene: &Scene<'_>, phrase: &Phrase) -> bool {
    phrase.tokens.clone().any(|t| {
        matches!(bare(scene.fold(t)), "اداره" | "تنفيذي" | "تنفيذيه" | "شركه" | "مدرب" | "نادي" | "منتخب" | "لاعب" | "حارس" | "مصرف")
    })
}
