//! Status of a deed: by tense, particle, modal and the words that govern it.

mod clause;
mod governing;
mod undone;

use super::{Scene, is_that};
use crate::lex::status::Place;
use crate::morph::{Proclitics, Reading, Tense};
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
    /// Narrated as not done. Such a deed is no event.
    Undone,
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
            Self::Undone => "undone",
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

/// A status, and the words that say it.
type Decided = (Status, Option<Range<usize>>);

/// The status of a deed, the words that say it, and whether it is only assumed; `None` for a deed narrated as not done (لم يلتق). `refusable`: who
/// refuses it would have been the one to do it (رفض لقاء, not رفض قصف).
pub(super) fn status(
    scene: &Scene<'_>,
    sentence: usize,
    trigger: Range<usize>,
    verb: bool,
    reading: Option<Reading>,
    refusable: bool,
) -> Option<(Status, Option<Range<usize>>, bool)> {
    let start = scene.text.sentences[sentence].start;
    match (!verb).then(|| undone::noun(scene, start, trigger.clone(), reading, refusable)).flatten() {
        Some(undone::Not::Done) => return None,
        Some(undone::Not::Reached(cue)) => return Some((Status::Denied, Some(cue..cue + 1), false)),
        None => {}
    }
    let told = if verb { of_verb(scene, sentence, trigger, reading) } else { of_noun(scene, sentence, trigger, reading) };
    match told {
        Said::Undone | Said::As((Status::Undone, _)) => None,
        Said::As((status, cue)) => Some((status, cue, false)),
        Said::Nothing => Some((Status::Happened, None, true)),
    }
}

/// What the words around a deed say of it.
enum Said {
    As(Decided),
    Undone,
    Nothing,
}

/// What a light verb tells of its noun.
pub(super) enum Support {
    /// Its tense and what stands before it.
    As(Status, Option<Range<usize>>),
    /// The past, which the noun is taken for by itself.
    Past,
    /// It is said not to have been done.
    Undone,
}

/// What the light verb at a token tells of its noun: «سيجري محادثات», «تجري محادثات», «لم تجر محادثات».
pub(super) fn supported(scene: &Scene<'_>, sentence: usize, at: usize) -> Support {
    let range = scene.text.sentences[sentence].clone();
    let before = if at > range.start { super::unjoined(scene.fold(at - 1)) } else { "" };
    if matches!(before, "لم") {
        return Support::Undone;
    }
    let verb = scene.morph.verb(scene.text, at);
    if let Some((status, cue)) = to_come(scene, &range, at, verb) {
        return Support::As(status, cue);
    }
    // عقد is a past though its letters could be another's present; a verb with a pronoun has its object
    let prefixed = super::unjoined(scene.fold(at)).starts_with(['ي', 'ت', 'ن']);
    let present =
        prefixed && verb.is_some_and(|v| v.features.is_present() && !v.features.is_past() && v.enc == crate::morph::Enclitic::None);
    if !present || clause::was(scene, range.start, at).is_some() {
        return Support::Past;
    }
    match before {
        "قد" | "لن" | "لا" | "حتي" => Support::As(Status::Conditional, Some(at - 1..at + 1)),
        "ان" => Support::As(Status::Planned, None),
        _ => Support::As(presently(scene, sentence, at), None),
    }
}

fn of_verb(scene: &Scene<'_>, sentence: usize, trigger: Range<usize>, reading: Option<Reading>) -> Said {
    let at = trigger.start;
    let range = scene.text.sentences[sentence].clone();
    let before = if at > range.start { scene.fold(at - 1) } else { "" };
    // «لن نوقع إلا إذا رفعت القيود»
    if matches!(before, "لن" | "ولن" | "لا" | "ولا")
        && let Some(except) = clause::except(scene, at, range.end)
    {
        return Said::As((Status::Conditional, Some(except)));
    }
    // «لم يلتق رئيس البرلمان فحسب، بل …», «لم يوقعا إلا أمس», «لم يكد يلتقيان حتى»
    if matches!(before, "لم" | "ولم" | "فلم") && undone::after_all(scene, at, range.end) {
        return Said::As((Status::Happened, None));
    }
    if undone::hardly(scene, range.start, at) {
        return Said::As((Status::Happened, None));
    }
    if matches!(before, "لم" | "ولم" | "فلم" | "لن" | "ولن" | "لا" | "ولا")
        || undone::verb(scene, range.start, at)
        || reading.is_some_and(|r| undone::not(scene, range.start, at, r))
    {
        return Said::Undone;
    }
    // «هل يلتقي الوزيران؟»
    if matches!(super::unjoined(before), "هل" | "فهل") {
        return Said::As((Status::Unknown, Some(at - 1..at)));
    }
    if let Some(decided) = to_come(scene, &range, at, reading) {
        return Said::As(decided);
    }
    if let Some(decided) = governing::governing(scene, range.start, at, governing::Deed::Verb) {
        return Said::As(decided);
    }
    let present = reading.is_some_and(|r| r.features.is_present());
    if present && let Some(was) = clause::was(scene, range.start, at) {
        return Said::As((Status::Happened, Some(was)));
    }
    // «وقعا اتفاقا قبل أن تنسحب منه المكسيك»: what came later
    let later = before == "ان" && at > range.start + 2 && scene.fold(at - 2) == "قبل" && scene.morph.tense(at - 2) == Tense::Past;
    let status = match reading {
        Some(_) if present && later => Status::Happened,
        Some(r) if present && (matches!(before, "ان" | "كي" | "لكي" | "حتي") || r.pro.has(Proclitics::FOR)) => Status::Planned,
        Some(r) if r.features.is_past() => Status::Happened,
        Some(_) => presently(scene, sentence, at),
        None => Status::Ongoing,
    };
    Said::As((status, None))
}

fn of_noun(scene: &Scene<'_>, sentence: usize, trigger: Range<usize>, reading: Option<Reading>) -> Said {
    let at = trigger.start;
    let range = scene.text.sentences[sentence].clone();
    let before = if at > range.start { scene.fold(at - 1) } else { "" };
    let deed = if clause::aimed_at(scene, range.start, at, reading) { governing::Deed::Aim } else { governing::Deed::Noun };
    let above = governing::governing(scene, range.start, at, deed);
    // «ألغت زيارة كانت مقررة», «نفى عقد اجتماع مقبل»: what was called off is no plan any more
    let over = above.clone().filter(|(s, _)| matches!(s, Status::Cancelled | Status::Postponed | Status::Denied));
    if let Some(decided) = over.or_else(|| behind(scene, trigger.end, range.end)) {
        return Said::As(decided);
    }
    let relative = clause::relative(scene, sentence, trigger.end);
    // «يشارك في المؤتمر الذي سيعقد غدا»
    if let Some(decided) = relative.clone().filter(|(s, _)| *s == Status::Planned) {
        return Said::As(decided);
    }
    // «تحضيرا للقمة التي انعقدت في أيار»: what was planned then was held
    let planned = above.as_ref().is_some_and(|(s, _)| matches!(s, Status::Planned | Status::CalledFor));
    if let Some(decided) = relative.clone().filter(|(s, _)| planned && *s == Status::Happened) {
        return Said::As(decided);
    }
    // «قبل خروجهم منها الشهر الماضي», «قبل استقالته في 2011»
    let before_it = above.as_ref().is_some_and(|(s, cue)| {
        *s == Status::Planned && cue.as_ref().is_some_and(|c| matches!(super::unjoined(scene.fold(c.end - 1)), "قبل" | "قبيل"))
    });
    if before_it && past_day(scene, trigger.end, range.end) {
        return Said::As((Status::Happened, None));
    }
    if let Some((status, cue)) = above {
        // «مستعدة لاستقبال الوفد في حال …»: what is wanted or planned on a condition
        let hangs = matches!(status, Status::Planned | Status::CalledFor).then(|| clause::condition(scene, &range, at)).flatten();
        return Said::As(hangs.map_or((status, cue), |condition| (Status::Conditional, Some(condition))));
    }
    let definite = reading.is_some_and(|r| r.definite());
    if let Some(decided) = relative {
        return Said::As(decided);
    }
    if let Some(decided) = clause::predicate(scene, sentence, trigger.clone(), definite) {
        return Said::As(decided);
    }
    // «ستجرى هذا الأسبوع، عقب قمة بين الزعيمين الشهر الماضي»
    if past_day(scene, trigger.end, range.end) {
        return Said::As((Status::Happened, None));
    }
    // «اتفاق مبدئي حول انسحاب المسلحين»: what is agreed on is to be done
    if clause::agreed(scene, range.start, at, reading) {
        return Said::As((Status::Planned, None));
    }
    // «عقب المباحثات», «في ختام الزيارة»: what has an end behind it was
    if matches!(super::unjoined(before), "عقب" | "ختام" | "انتهاء" | "اعقاب" | "اختتام") && scene.morph.tense(at) != Tense::Future
    {
        return Said::As((Status::Happened, None));
    }
    if scene.morph.tense(at) == Tense::Future && !definite && at > range.start && clause::future_governs(scene, range.start, at) {
        return Said::As((Status::Planned, None));
    }
    Said::Nothing
}

/// Whether a day that is past stands behind a noun, in its own clause.
fn past_day(scene: &Scene<'_>, from: usize, end: usize) -> bool {
    (from..end.min(from + 8))
        .take_while(|t| {
            !matches!(scene.mark(*t), '.' | '؛' | ':' | '،' | ',') && scene.morph.verb(scene.text, *t).is_none_or(|_| scene.timed[*t])
        })
        .any(|t| scene.timed[t] && (PAST.contains(&scene.fold(t)) || year_before(scene, t)))
}

/// Folded words of a day or month that is past.
const PAST: [&str; 6] = ["الماضي", "الماضيه", "المنصرم", "المنصرمه", "الفاءت", "الفاءته"];

/// Whether a year before that of the report stands at a token.
fn year_before(scene: &Scene<'_>, at: usize) -> bool {
    let year = scene.text.fold(at).parse::<i16>().ok().filter(|year| (1900..2100).contains(year));
    year.zip(scene.day).is_some_and(|(year, day)| year < day.year())
}

/// What a verb in the future tells: a plan, or what hangs on a condition.
fn to_come(scene: &Scene<'_>, range: &Range<usize>, at: usize, reading: Option<Reading>) -> Option<Decided> {
    let cue = will(scene, range, at, reading)?;
    Some(clause::condition(scene, range, at).map_or((Status::Planned, Some(cue)), |condition| (Status::Conditional, Some(condition))))
}

/// The words that make a verb future: itself with its سـ, or سوف.
fn will(scene: &Scene<'_>, range: &Range<usize>, at: usize, reading: Option<Reading>) -> Option<Range<usize>> {
    if reading.is_some_and(|r| r.pro.has(Proclitics::WILL)) {
        return Some(at..at + 1);
    }
    (at > range.start && super::unjoined(scene.fold(at - 1)) == "سوف").then(|| at - 1..at)
}

/// What a verb in the present tells: in a headline the day's news, with a day beside it a plan, else what is under way.
fn presently(scene: &Scene<'_>, sentence: usize, at: usize) -> Status {
    let end = scene.text.sentences[sentence].end;
    if scene.title == Some(sentence) {
        Status::Happened
    } else if clause::since(scene, at, end).is_none() && (at..end.min(at + 14)).any(|t| scene.timed[t]) {
        Status::Planned
    } else {
        Status::Ongoing
    }
}

/// How far behind a noun a word that describes it may stand.
const BEHIND: usize = 6;

/// Words behind a noun that say what becomes of it: المرتقبة, المقرر عقدها, المقبل, السابقة.
fn behind(scene: &Scene<'_>, from: usize, end: usize) -> Option<Decided> {
    for at in from..end.min(from + BEHIND) {
        if matches!(scene.mark(at), '.' | '؛' | ':' | '،') {
            return None;
        }
        let fold = scene.fold(at);
        if is_that(fold) || matches!(fold, "الذي" | "التي") {
            return None;
        }
        // «الرئيس السابق» is said of the president
        if scene.timed[at] || scene.phrase(at).is_some_and(|n| scene.phrases[n].acts()) {
            continue;
        }
        if let Some(status) = scene.lexicon.status.word(fold, Place::Behind).find_map(|d| Status::named(d.status)) {
            return Some((status, Some(at..at + 1)));
        }
    }
    None
}
