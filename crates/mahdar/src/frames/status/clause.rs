//! What the clause of a deed says of it: its verb and auxiliary, a condition, a relative clause behind it, what it is the aim of.

use super::{Decided, Status, presently, will};
use crate::frames::parties::gathers;
use crate::frames::{Scene, is_preposition, is_that, unjoined};
use crate::lex::status::{Decides, When};
use crate::morph::{Proclitics, Reading};
use crate::text::Kind;
use std::ops::Range;

/// Marks that end a clause whatever follows.
fn ends(mark: char) -> bool {
    matches!(mark, '.' | '؛' | ':' | '؟' | '!')
}

/// Where a condition begins: «إذا», «ما لم», «في حال», «شرط أن»; not «ما إذا», which asks.
fn conditional(scene: &Scene<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |t| scene.fold(t));
    match unjoined(scene.fold(at)) {
        "اذا" | "لو" => !matches!(unjoined(before), "ما" | "عما" | "فيما" | "عن"),
        "لم" => unjoined(before) == "ما",
        "حال" | "حاله" => before == "في" && scene.phrase(at).is_none(),
        "بشرط" | "شريطه" | "شرط" => is_that(scene.fold(at + 1)),
        _ => false,
    }
}

/// The condition that a deed to come hangs on: before it with its answer («إذا لم تحصل على ضمان، فإننا سننسحب»), or behind it («سننسحب إذا …»).
pub(super) fn condition(scene: &Scene<'_>, range: &Range<usize>, at: usize) -> Option<Range<usize>> {
    let (from, until) = scene.quote_around(at).map_or((range.start, range.end), |q| (q.open.max(range.start), q.close.min(range.end)));
    let whole = |t: usize| if scene.fold(t) == "لم" { t - 1..t + 1 } else { t..t + 1 };
    for t in (from..at).rev() {
        if ends(scene.mark(t)) {
            break;
        }
        if conditional(scene, t) {
            return answers(scene, t, at).then(|| whole(t));
        }
    }
    for t in at + 1..until {
        let comma = matches!(scene.mark(t), '،' | ',');
        if ends(scene.mark(t)) || comma && !(t + 1..until.min(t + 3)).any(|n| conditional(scene, n)) {
            break;
        }
        if conditional(scene, t) {
            return Some(whole(t));
        }
    }
    None
}

/// The exception under which what is denied is done after all: «لن نوقع إلا إذا …», «لا نفاوض ما لم …».
pub(super) fn except(scene: &Scene<'_>, at: usize, end: usize) -> Option<Range<usize>> {
    let hangs = |t: usize| {
        let next = scene.fold(t + 1);
        conditional(scene, t + 1)
            || matches!(next, "بعد" | "عندما" | "حين" | "بعدما" | "مقابل" | "بموافقه" | "بضمانات")
            || next == "في" && conditional(scene, t + 2)
    };
    (at + 1..end.min(at + 16)).take_while(|t| !ends(scene.mark(*t))).find_map(|t| match scene.fold(t) {
        "الا" if hangs(t) => Some(t..t + 2),
        "ما" if scene.fold(t + 1) == "لم" => Some(t..t + 2),
        _ => None,
    })
}

/// Whether what stands at `at` belongs to the condition that begins at `from`: inside its clause, or as its answer behind a comma or ف.
fn answers(scene: &Scene<'_>, from: usize, at: usize) -> bool {
    let mut commas = (from + 1..at).filter(|t| matches!(scene.mark(*t), '،' | ','));
    let Some(first) = commas.next() else { return true };
    let so = |t: usize| scene.fold(t).strip_prefix('ف').is_some_and(|rest| is_that(rest) || rest.starts_with("س") || rest == "قد");
    (first + 1..=at).any(so) || commas.next().is_none() && !scene.fold(first + 1).starts_with('و')
}

/// The كان whose verb stands at `at`: «كان يفاوض», «كانت الكويت والفلبين تتفاوضان». At most its subject and a time stand between.
pub(super) fn was(scene: &Scene<'_>, start: usize, at: usize) -> Option<Range<usize>> {
    let mut back = at;
    for _ in 0..6 {
        back = back.checked_sub(1).filter(|b| *b >= start)?;
        if let Some(number) = scene.phrase(back) {
            back = scene.phrases[number].tokens.start;
            continue;
        }
        let fold = scene.fold(back);
        if matches!(unjoined(fold), "كان" | "كانت" | "كانا" | "كانتا" | "كانوا" | "كنا" | "كنت") {
            return Some(back..back + 1);
        }
        let other = scene.text.tokens[back].kind == Kind::Mark || is_that(fold) || matches!(fold, "الذي" | "التي" | "الذين" | "حيث");
        if other || !scene.timed[back] && scene.morph.verb(scene.text, back).is_some() {
            return None;
        }
    }
    None
}

/// Whether a noun is what something is for: «للقاء», «لعقد لقاء», «إلى عقد لقاء».
pub(super) fn aimed_at(scene: &Scene<'_>, start: usize, at: usize, reading: Option<Reading>) -> bool {
    let with_l = |t: usize| scene.morph.readings(t).first().is_some_and(|r| r.pro.has(Proclitics::FOR));
    if reading.is_some_and(|r| r.pro.has(Proclitics::FOR)) {
        return true;
    }
    let Some(before) = at.checked_sub(1).filter(|t| *t >= start) else { return false };
    let support =
        |t: usize| scene.morph.readings(t).iter().any(|r| !r.is_verb() && scene.lexicon.event_frames(r.row).any(|f| f.support && f.masdar));
    // «توجه صحافيون لتغطية تفكيك الموقع»
    let attends = matches!(scene.fold(before), "لتغطيه" | "لمتابعه" | "لحضور" | "لمراقبه" | "لافتتاح" | "لاطلاق");
    attends || scene.fold(before) == "الي" || support(before) && (with_l(before) || before > start && scene.fold(before - 1) == "الي")
}

/// Whether a noun is what an agreement is about: «اتفاق على إجلاء المدنيين», «اتفاق يقضي بخروج المسلحين». An agreement about another (اتفاق على
/// هدنة) is itself made.
pub(super) fn agreed(scene: &Scene<'_>, start: usize, at: usize, reading: Option<Reading>) -> bool {
    let made = reading.is_none_or(|r| scene.lexicon.event_frames(r.row).any(|f| f.kind == "AGREE"));
    let Some(before) = at.checked_sub(1).filter(|b| *b >= start && !made) else { return false };
    let with = reading.is_some_and(|r| r.pro.has(Proclitics::WITH));
    let fold = scene.fold(before);
    let provides = with && matches!(fold, "يقضي" | "تقضي" | "يسمح" | "تسمح");
    if !provides && !matches!(fold, "علي" | "حول" | "بشان") {
        return false;
    }
    let agreement = |t: usize| {
        let bare = unjoined(scene.fold(t));
        let bare = bare.strip_prefix("ال").unwrap_or(bare);
        matches!(bare, "اتفاق" | "اتفاقا" | "تفاهم" | "صفقه" | "تسويه")
    };
    for t in (before.saturating_sub(10).max(start)..before).rev() {
        if matches!(scene.mark(t), '.' | '؛' | ':') || is_that(scene.fold(t)) {
            return false;
        }
        if agreement(t) {
            return true;
        }
        if scene.phrase(t).is_none() && !scene.timed[t] && scene.morph.verb(scene.text, t).is_some_and(|v| v.exact) {
            return false;
        }
    }
    false
}

/// The relative clause behind a noun: «القمة التي تعقد في كندا», «الاجتماع الذي سيعقد غدا», «الزيارة التي تأجلت».
pub(super) fn relative(scene: &Scene<'_>, sentence: usize, from: usize) -> Option<Decided> {
    let range = scene.text.sentences[sentence].clone();
    let end = range.end.min(from + 6);
    let opener = (from..end)
        .take_while(|t| scene.text.tokens[*t].kind != Kind::Mark && !is_that(scene.fold(*t)))
        .find(|t| matches!(scene.fold(*t), "التي" | "الذي" | "اللذان" | "اللذين"))?;
    let at = opener + 1 + usize::from(scene.fold(opener + 1) == "سوف");
    let verb = scene.morph.verb(scene.text, at).filter(|v| v.exact)?;
    // تعقد: holds, or became complicated
    let readings = || scene.morph.verbs(at, verb);
    let told = readings().find_map(|v| {
        let decides = |d: &Decides| matches!(d.status, "postponed" | "cancelled" | "ongoing");
        scene.lexicon.status.verb(v.row).find(|(when, d)| decides(d) && fits(*when, v, false)).map(|(_, d)| d)
    });
    if let Some(status) = told.and_then(|d| Status::named(d.status)) {
        return Some((status, Some(at..at + 1)));
    }
    let verb = readings()
        .find(|v| scene.lexicon.event_frames(v.row).any(|f| f.support && f.verb || f.mode == "host") || gathers(scene.fold(at)))?;
    if let Some(cue) = will(scene, &range, at, Some(verb)) {
        return Some((Status::Planned, Some(cue)));
    }
    if verb.features.is_past() {
        return Some((Status::Happened, None));
    }
    Some((presently(scene, sentence, at), Some(at..at + 1)))
}

/// Whether a verb stands in the tense in which it decides.
pub(super) fn fits(when: When, verb: Reading, soufa: bool) -> bool {
    let future = soufa || verb.pro.has(Proclitics::WILL);
    match when {
        When::Any => true,
        When::Past => verb.features.is_past(),
        When::Present => verb.features.is_present() && !future,
        When::Future => future,
    }
}

/// The verb that a noun is subject or object of, or whose circumstance it is: «القمة ستعقد غدا», «ستعقد القمة», «المحادثات قد تستأنف»,
/// «لن يعقد الاجتماع», «سيختبر ذلك غدا في الاجتماع».
pub(super) fn predicate(scene: &Scene<'_>, sentence: usize, trigger: Range<usize>, definite: bool) -> Option<Decided> {
    let range = scene.text.sentences[sentence].clone();
    let of = |at: usize| -> Option<Decided> {
        let verb = scene.morph.verb(scene.text, at).filter(|v| v.exact)?;
        let before = if at > range.start { unjoined(scene.fold(at - 1)) } else { "" };
        if let Some(cue) = will(scene, &range, at, Some(verb)) {
            let hangs = condition(scene, &range, at);
            return Some(hangs.map_or((Status::Planned, Some(cue.start..at + 1)), |c| (Status::Conditional, Some(c))));
        }
        match before {
            "لن" if super::undone::comes_about(scene, at, verb) && except(scene, at, range.end).is_none() => {
                Some((Status::Undone, Some(at - 1..at + 1)))
            }
            "لن" => Some((Status::Conditional, Some(at - 1..at + 1))),
            // «المحادثات لم تتوقف»
            "لم" if ["توقف", "نقطع", "تنته"].iter().any(|s| scene.fold(at).contains(s)) => {
                Some((Status::Ongoing, Some(at - 1..at + 1)))
            }
            // «اللقاء لم يعقد»; «اللقاء لم يحقق نتائج» was held
            "لم" if super::undone::comes_about(scene, at, verb) => Some((Status::Undone, Some(at - 1..at + 1))),
            "قد" if verb.features.is_present() => Some((Status::Conditional, Some(at - 1..at + 1))),
            _ if verb.features.is_past() => Some((Status::Happened, None)),
            // «تنظم إضرابات منذ أيار»: begun, and not over
            _ => since(scene, trigger.end, range.end).map(|t| (Status::Ongoing, Some(t..t + 1))),
        }
    };
    let told = |at: usize| scene.phrase(at).is_none() && !scene.timed[at] && scene.morph.verb(scene.text, at).is_some();
    // the noun as topic, its verb behind it: no comma, relative or other clause between
    let next = scene.fold(trigger.end);
    let owned = |r: &Reading| r.exact && !r.is_verb() && r.enc != crate::morph::Enclitic::None;
    let determined = definite
        || scene.morph.readings(trigger.start).first().is_some_and(owned)
        || matches!(next, "هذا" | "هذه")
        || scene.phrase_from(trigger.end).is_some_and(|n| !scene.governed(n));
    // «إن أي محادثات لم تجر»
    let any = trigger.start > range.start && matches!(scene.fold(trigger.start - 1), "اي" | "ايه");
    let first = trigger.start - usize::from(any);
    let topic =
        (determined || any) && (first == range.start || is_that(scene.fold(first - 1)) || scene.text.tokens[first - 1].kind == Kind::Mark);
    if topic {
        for at in trigger.end..range.end.min(trigger.end + 10) {
            // «بين» is a verb too
            if is_preposition(scene.fold(at)) {
                continue;
            }
            if matches!(scene.mark(at), '،' | ',' | '.' | '؛' | ':')
                || matches!(unjoined(scene.fold(at)), "التي" | "الذي")
                || is_that(scene.fold(at))
            {
                break;
            }
            if told(at) {
                return of(at);
            }
        }
    }
    // the verb before it, with at most its other arguments between
    let mut within = false;
    for (steps, at) in (range.start..trigger.start).rev().take(12).enumerate() {
        let fold = scene.fold(at);
        if scene.text.tokens[at].kind == Kind::Mark || is_that(fold) {
            return None;
        }
        if is_preposition(fold) {
            if steps == 0 && matches!(fold, "في" | "خلال" | "اثناء") {
                within = true;
                continue;
            }
            if !within {
                return None;
            }
        }
        if told(at) {
            // «لن يعقد مؤتمر صحافي خلال الزيارة»: the visit is another deed
            return of(at).filter(|(s, _)| *s != Status::Happened && !(within && *s == Status::Undone));
        }
        if steps >= 6 && !within {
            return None;
        }
    }
    None
}

/// The منذ behind a deed in its clause.
pub(super) fn since(scene: &Scene<'_>, from: usize, end: usize) -> Option<usize> {
    (from..end.min(from + 12))
        .take_while(|t| !ends(scene.mark(*t)) && !matches!(scene.mark(*t), '،' | ',') && !is_that(scene.fold(*t)))
        .find(|t| scene.fold(*t) == "منذ")
}

/// Whether the last verb before a noun is in the future and nothing past stands between.
pub(super) fn future_governs(scene: &Scene<'_>, start: usize, at: usize) -> bool {
    (start..at)
        .rev()
        .take(12)
        .find_map(|t| scene.morph.verb(scene.text, t).map(|v| v.pro.has(Proclitics::WILL) || scene.fold(t.saturating_sub(1)) == "سوف"))
        .unwrap_or(true)
}
