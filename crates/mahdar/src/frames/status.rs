//! Status of a deed: by tense, particle, modal and the words that govern it.

use super::{Scene, is_that};
use crate::morph::{Proclitics, Reading, Tense};
use crate::text::Kind;
use mahdar_arabic::features::Pos;
use std::ops::Range;

/// What became of a deed, as far as the text says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    Happened,
    Ongoing,
    Planned,
    CalledFor,
    Conditional,
    Postponed,
    Cancelled,
    Denied,
    Unknown,
}

impl Status {
    /// As the record writes it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Happened => "happened",
            Self::Ongoing => "ongoing",
            Self::Planned => "planned",
            Self::CalledFor => "called-for",
            Self::Conditional => "conditional",
            Self::Postponed => "postponed",
            Self::Cancelled => "cancelled",
            Self::Denied => "denied",
            Self::Unknown => "unknown",
        }
    }

    /// The status of this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        [
            Self::Happened,
            Self::Ongoing,
            Self::Planned,
            Self::CalledFor,
            Self::Conditional,
            Self::Postponed,
            Self::Cancelled,
            Self::Denied,
            Self::Unknown,
        ]
        .into_iter()
        .find(|s| s.name() == name)
    }
}

/// How far a governing word may stand before a deed, in tokens.
const BACK: usize = 9;

/// The status of a deed, the words that say it, and whether it is only assumed; `None` for a deed narrated as not done (لم يلتق).
pub(super) fn status(
    scene: &Scene<'_>,
    sentence: usize,
    trigger: Range<usize>,
    verb: bool,
    reading: Option<Reading>,
) -> Option<(Status, Option<Range<usize>>, bool)> {
    match told(scene, sentence, trigger, verb, reading) {
        Said::Undone => None,
        Said::As(status, cue) => Some((status, cue, false)),
        Said::Nothing => Some((Status::Happened, None, true)),
    }
}

/// What the words around a deed say of it.
enum Said {
    As(Status, Option<Range<usize>>),
    Undone,
    Nothing,
}

fn told(scene: &Scene<'_>, sentence: usize, trigger: Range<usize>, verb: bool, reading: Option<Reading>) -> Said {
    let at = trigger.start;
    let range = scene.text.sentences[sentence].clone();
    let before = if at > range.start { scene.fold(at - 1) } else { "" };
    if verb {
        if matches!(before, "لم" | "ولم" | "فلم" | "لن" | "ولن" | "لا" | "ولا") {
            return Said::Undone;
        }
        if reading.is_some_and(|r| r.pro.has(Proclitics::WILL)) {
            return Said::As(Status::Planned, Some(trigger));
        }
        if before == "سوف" {
            return Said::As(Status::Planned, Some(at - 1..at));
        }
    }
    if !verb && let Some((status, cue)) = ahead(scene, trigger.end, range.end) {
        return Said::As(status, cue);
    }
    if let Some((status, cue)) = governing(scene, range.start, at, verb) {
        return Said::As(status, cue);
    }
    let past = reading.is_some_and(|r| r.features.is_past());
    if verb {
        let status = match reading {
            Some(r) if r.features.is_present() && matches!(before, "ان" | "كي" | "لكي" | "حتي") => Status::Planned,
            Some(r) if r.features.is_present() && r.pro.has(Proclitics::FOR) => Status::Planned,
            Some(_) if past => Status::Happened,
            // a headline's present tells of the day's news
            Some(_) if scene.title == Some(sentence) => Status::Happened,
            Some(_) if nearby_time(scene, &range, at) => Status::Planned,
            _ => Status::Ongoing,
        };
        return Said::As(status, None);
    }
    let definite = reading.is_some_and(|r| r.definite());
    if let Some((status, cue)) = predicate(scene, &range, trigger.clone(), definite) {
        return Said::As(status, cue);
    }
    // «عقب المباحثات», «في ختام الزيارة»: what has an end behind it was
    if matches!(super::unjoined(before), "عقب" | "ختام" | "انتهاء" | "اعقاب" | "اختتام") && scene.morph.tense(at) != Tense::Future
    {
        return Said::As(Status::Happened, None);
    }
    if scene.morph.tense(at) == Tense::Future && !definite && at > range.start && future_governs(scene, range.start, at) {
        return Said::As(Status::Planned, None);
    }
    Said::Nothing
}

/// The verb that a noun is subject or object of: «القمة ستعقد غدا», «ستعقد القمة», «المحادثات قد تستأنف», «لن يعقد الاجتماع».
fn predicate(scene: &Scene<'_>, range: &Range<usize>, trigger: Range<usize>, definite: bool) -> Option<(Status, Option<Range<usize>>)> {
    let of = |at: usize| -> Option<(Status, Option<Range<usize>>)> {
        let verb = scene.morph.verb(scene.text, at).filter(|v| v.exact)?;
        let before = if at > range.start { scene.fold(at - 1) } else { "" };
        let stem = before.strip_prefix('و').filter(|s| s.len() >= 4).unwrap_or(before);
        match stem {
            "سوف" => Some((Status::Planned, Some(at - 1..at + 1))),
            "لن" => Some((Status::Conditional, Some(at - 1..at + 1))),
            "قد" if verb.features.is_present() => Some((Status::Conditional, Some(at - 1..at + 1))),
            _ if verb.pro.has(Proclitics::WILL) => Some((Status::Planned, Some(at..at + 1))),
            _ if verb.features.is_past() => Some((Status::Happened, None)),
            _ => None,
        }
    };
    // the noun as topic, its verb behind it: no comma, relative or other clause between
    let topic = definite
        && (trigger.start == range.start
            || is_that(scene.fold(trigger.start - 1))
            || scene.text.tokens[trigger.start - 1].kind == Kind::Mark);
    if topic {
        for at in trigger.end..range.end.min(trigger.end + 10) {
            if matches!(scene.mark(at), '،' | ',' | '.' | '؛' | ':') || matches!(scene.fold(at), "التي" | "الذي") || is_that(scene.fold(at))
            {
                break;
            }
            if scene.phrase(at).is_none() && !scene.timed[at] && scene.morph.verb(scene.text, at).is_some() {
                return of(at);
            }
        }
    }
    // the verb before it, with at most its other arguments between
    for at in (range.start..trigger.start).rev().take(6) {
        if scene.text.tokens[at].kind == Kind::Mark || super::is_preposition(scene.fold(at)) || is_that(scene.fold(at)) {
            return None;
        }
        if scene.phrase(at).is_none() && !scene.timed[at] && scene.morph.verb(scene.text, at).is_some() {
            return of(at).filter(|(s, _)| *s != Status::Happened);
        }
    }
    None
}

/// Whether the last verb before a noun is in the future and nothing past stands between.
fn future_governs(scene: &Scene<'_>, start: usize, at: usize) -> bool {
    (start..at)
        .rev()
        .take(12)
        .find_map(|t| scene.morph.verb(scene.text, t).map(|v| v.pro.has(Proclitics::WILL) || scene.fold(t.saturating_sub(1)) == "سوف"))
        .unwrap_or(true)
}

fn nearby_time(scene: &Scene<'_>, range: &Range<usize>, at: usize) -> bool {
    (at..range.end.min(at + 14)).any(|t| scene.timed[t])
}

/// Words after a noun that say it is to come: المرتقبة, المقرر عقدها, المقبل.
fn ahead(scene: &Scene<'_>, from: usize, end: usize) -> Option<(Status, Option<Range<usize>>)> {
    for at in from..end.min(from + 7) {
        if matches!(scene.mark(at), '.' | '؛' | ':' | '،') {
            return None;
        }
        let fold = scene.fold(at);
        if is_that(fold) || matches!(fold, "الذي" | "التي") {
            return None;
        }
        let stem = fold.strip_prefix("ال").unwrap_or(fold);
        let stem = stem.strip_suffix('ه').unwrap_or(stem);
        let near = at < from + 5;
        if matches!(stem, "مرتقب" | "مزمع" | "مقرر" | "منتظر" | "متوقع" | "محتمل")
            || near && matches!(stem, "مقبل" | "قادم") && (fold.starts_with("ال")) && !scene.timed[at]
            || fold == "المخطط"
        {
            let status = if stem == "محتمل" { Status::Conditional } else { Status::Planned };
            return Some((status, Some(at..at + 1)));
        }
        if near && matches!(stem, "مستمر" | "جاري" | "جار" | "متواصل" | "حالي") && !scene.timed[at] {
            return Some((Status::Ongoing, Some(at..at + 1)));
        }
    }
    None
}

/// Words before a deed that decide its status, the nearest first.
fn governing(scene: &Scene<'_>, start: usize, at: usize, verb: bool) -> Option<(Status, Option<Range<usize>>)> {
    let mut back = at;
    let mut steps = 0;
    while back > start && steps < BACK {
        back -= 1;
        steps += 1;
        let token = &scene.text.tokens[back];
        if token.kind == Kind::Mark && matches!(token.mark, '.' | '؛' | ':' | '،' | ',') {
            // a comma ends what a governing verb reaches, but for planning words that open the sentence
            return None;
        }
        let fold = scene.fold(back);
        let stem = super::unjoined(fold);
        let here = Some(back..back + 1);
        // what stands outside a relative clause does not govern inside it
        if matches!(stem, "الذي" | "التي" | "الذين" | "اللذين" | "حيث") {
            return None;
        }
        if !verb
            && matches!(stem, "بدات" | "بدا" | "انطلقت" | "انطلق" | "تتواصل" | "يتواصل" | "تستمر" | "تواصلت" | "استمرت")
            && !scene.timed[back]
        {
            return Some((Status::Ongoing, here));
        }
        if matches!(stem, "المقرر" | "المتوقع" | "المنتظر" | "المزمع" | "المرتقب" | "المخطط" | "المفترض" | "المرجح")
            || matches!(
                stem,
                "يعتزم"
                    | "تعتزم"
                    | "ينوي"
                    | "تنوي"
                    | "يستعد"
                    | "تستعد"
                    | "يخطط"
                    | "تخطط"
                    | "عزم"
                    | "عزمه"
                    | "عزمها"
                    | "نيته"
                    | "نيتها"
                    | "يتوقع"
                    | "ينتظر"
                    | "مقررا"
                    | "استعدادا"
                    | "تمهيدا"
                    | "ستشهد"
                    | "سيشهد"
                    | "موعد"
                    | "قبل"
                    | "قبيل"
                    | "قرب"
            )
        {
            // قبل القمة, قبل ساعات من انطلاق القمة
            let measured = (back + 1..at).any(|t| scene.fold(t) == "من");
            if matches!(stem, "قبل" | "قبيل") && (verb || steps > 1 && !measured) {
                continue;
            }
            let was = (start..back).any(|t| matches!(scene.fold(t), "كان" | "كانت" | "وكان" | "وكانت"));
            let planned_word = matches!(stem, "المقرر" | "المفترض" | "المتوقع" | "المزمع");
            return Some((if was && planned_word { Status::Unknown } else { Status::Planned }, here));
        }
        if matches!(
            stem,
            "اذا"
                | "لو"
                | "حال"
                | "حاله"
                | "الممكن"
                | "قد"
                | "ربما"
                | "يمكن"
                | "احتمال"
                | "احتمالات"
                | "امكان"
                | "امكانيه"
                | "شانها"
                | "شانه"
                | "هدد"
                | "هددت"
                | "يهدد"
                | "تهديد"
                | "التهديد"
                | "بشرط"
                | "شرط"
        ) {
            let past_certainty = stem == "قد" && scene.morph.verb(scene.text, back + 1).is_some_and(|v| v.features.is_past());
            if !past_certainty {
                return Some((Status::Conditional, here));
            }
            continue;
        }
        if matches!(
            stem,
            "ضروره"
                | "يجب"
                | "ينبغي"
                | "لابد"
                | "اهميه"
                | "اجل"
                | "بهدف"
                | "رغبته"
                | "رغبتها"
                | "امله"
                | "املها"
                | "وجوب"
                | "يتعين"
        ) {
            if stem == "اجل" && scene.fold(back.saturating_sub(1)) != "من" {
                continue;
            }
            return Some((Status::CalledFor, here));
        }
        if matches!(stem, "الغاء" | "الغي" | "الغت" | "يلغي") {
            return Some((Status::Cancelled, here));
        }
        if matches!(stem, "تاجيل" | "ارجاء" | "اجل" | "اجلت" | "ارجا" | "ارجات" | "تاجل" | "تاجلت") {
            return Some((Status::Postponed, here));
        }
        // a verb or noun of saying governs: denied, called for
        let saying =
            scene.morph.verb(scene.text, back).filter(|v| v.exact).map(|v| v.row).or_else(|| {
                scene.morph.readings(back).iter().find(|r| matches!(r.pos(), Pos::Active | Pos::Masdar) && r.exact).map(|r| r.row)
            });
        if let Some(row) = saying
            && scene.phrase(back).is_none()
        {
            let class = scene.lexicon.say_frames(row).find(|f| f.light.is_empty()).map(|f| f.class);
            let finite = scene.morph.verb(scene.text, back).is_some()
                || scene.morph.is(back, Pos::Active)
                || scene.morph.readings(back).iter().any(|r| r.enc != crate::morph::Enclitic::None);
            match class {
                Some("deny") => {
                    let lifted = back > start && matches!(scene.fold(back - 1), "لم" | "ولم" | "لا");
                    if !lifted {
                        return Some((Status::Denied, here));
                    }
                }
                Some("call" | "demand" | "propose" | "hope" | "ask")
                    if (finite || scene.morph.is(back, Pos::Masdar))
                    // «دعا إلى اجتماع» calls for it; «دعا أعضاءه بعد اجتماع» does not
                    && !after_circumstance(scene, back + 1, at) =>
                {
                    return Some((Status::CalledFor, here));
                }
                Some("promise" | "offer" | "agree") if finite && !after_circumstance(scene, back + 1, at) => {
                    return Some((Status::Planned, here));
                }
                Some("threaten" | "warn") if finite && !after_circumstance(scene, back + 1, at) => {
                    return Some((Status::Conditional, here));
                }
                _ => {}
            }
            // another verb of saying ends the search, but not in «ما نشرته», nor where the word is a noun with its pronoun (علمها)
            let noun =
                scene.morph.readings(back).iter().any(|r| r.pos() == Pos::Masdar && r.exact && r.enc != crate::morph::Enclitic::None);
            let relative = back > start && scene.fold(back - 1) == "ما";
            if finite && scene.morph.verb(scene.text, back).is_some() && class.is_some() && !noun && !relative {
                return None;
            }
        }
    }
    None
}

/// Whether «خلال», «بعد», «عقب», «في» and their like stand between: the deed is then the circumstance, not what is governed.
fn after_circumstance(scene: &Scene<'_>, from: usize, at: usize) -> bool {
    (from..at).any(|t| {
        matches!(
            scene.fold(t),
            "خلال"
                | "بعد"
                | "عقب"
                | "اثناء"
                | "قبل"
                | "اثر"
                | "منذ"
                | "قبيل"
                | "عشيه"
                | "هامش"
                | "ختام"
                | "انها"
                | "انه"
                | "ان"
                | "في"
        )
    })
}
