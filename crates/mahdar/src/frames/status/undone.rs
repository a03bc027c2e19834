//! Deeds that are told as not done by what governs their noun: «دون التوصل إلى اتفاق», «فشلوا في عقد لقاء», «لا محادثات», «لم تجر أي محادثات».
//! In: the words before the noun. Out: whether it was not done. Which words say so stands in `status-words.tsv`, as `undone` and `made`.

use super::super::{is_preposition, unjoined};
use super::governing::asked_ahead;
use crate::frames::Scene;
use crate::lex::status::{Decides, Place, Told};
use crate::morph::{Enclitic, Reading};
use mahdar_arabic::features::Pos;
use std::ops::Range;

/// How far before a noun the word may stand, in words and whole names.
const BACK: usize = 9;

/// Whether a folded word denies the verb or noun behind it; «ما» before a verb is «what» more often than «not».
fn negates(fold: &str) -> bool {
    matches!(unjoined(fold), "لم" | "لن" | "لا" | "ليس" | "ليست" | "غير" | "الم")
}

/// Whether a word is denied by the one right before it, or before a من: «ليس من المقرر», «من غير المتوقع», «لا يعتزم».
pub(super) fn denied(scene: &Scene<'_>, start: usize, at: usize) -> bool {
    let before = |t: usize| t.checked_sub(1).filter(|b| *b >= start);
    let Some(one) = before(at) else { return false };
    let over = if scene.fold(one) == "من" { before(one) } else { None };
    let no = |t: usize| negates(scene.fold(t));
    if no(one) || over.is_some_and(no) {
        return true;
    }
    // «ليست لدى بلاده نية», «لا توجد خطط», «ليس هناك أي احتمال»
    let mut back = at;
    for _ in 0..5 {
        let Some(t) = before(back) else { return false };
        back = scene.phrase(t).map_or(t, |number| scene.phrases[number].tokens.start.max(start));
        let plain = unjoined(scene.fold(back));
        if matches!(plain, "ليس" | "ليست") {
            return true;
        }
        if matches!(plain, "توجد" | "يوجد" | "تعد" | "يعد" | "تكن" | "يكن") {
            return before(back).is_some_and(no);
        }
        let between = scene.phrase(t).is_some()
            || matches!(
                plain,
                "اي" | "ايه"
                    | "هناك"
                    | "هنالك"
                    | "ثمه"
                    | "لدي"
                    | "لديه"
                    | "لديها"
                    | "لدينا"
                    | "لديهم"
                    | "لها"
                    | "له"
            );
        if !between {
            return false;
        }
    }
    false
}

/// «ما التقى الوزير أحدا» where a clause begins; «ما وقعت عليه واشنطن» is what it signed.
pub(super) fn not(scene: &Scene<'_>, start: usize, at: usize, reading: Reading) -> bool {
    let Some(what) = at.checked_sub(1).filter(|b| *b >= start && unjoined(scene.fold(*b)) == "ما") else { return false };
    let begins = what == start || scene.mark(what - 1) != '\0';
    let it = |t: usize| matches!(scene.fold(t), "عليه" | "عليها" | "به" | "بها" | "فيه" | "اليه" | "عنه" | "معه");
    begins && reading.features.is_past() && reading.enc == Enclitic::None && !(at + 1..at + 5).any(it)
}

/// Whether a verb that لم denies was done all the same: not that alone (فحسب، بل), or not before a day (إلا أمس).
pub(super) fn after_all(scene: &Scene<'_>, at: usize, end: usize) -> bool {
    (at + 1..end.min(at + 16)).take_while(|t| !matches!(scene.mark(*t), '.' | '؛' | ':')).any(|t| match scene.fold(t) {
        "فحسب" | "وحسب" => true,
        "فقط" => (t + 1..end.min(t + 3)).any(|n| unjoined(scene.fold(n)) == "بل"),
        "الا" => scene.timed.get(t + 1).copied().unwrap_or(false) || matches!(scene.fold(t + 1), "بعد" | "بعدما" | "عندما" | "حين"),
        _ => false,
    })
}

/// «لم يكد الوزيران يلتقيان حتى»: they had hardly met.
pub(super) fn hardly(scene: &Scene<'_>, start: usize, at: usize) -> bool {
    let Some(mut back) = at.checked_sub(1).filter(|b| *b >= start) else { return false };
    if let Some(number) = scene.phrase(back) {
        let Some(before) = scene.phrases[number].tokens.start.checked_sub(1).filter(|b| *b >= start) else { return false };
        back = before;
    }
    matches!(scene.fold(back), "يكد" | "تكد" | "يكادا" | "يكادوا") && denied(scene, start, back)
}

/// Whether a verb says of its noun that it came about: «عقد», «جرى», «حدث».
pub(super) fn comes_about(scene: &Scene<'_>, at: usize, verb: Reading) -> bool {
    let made = |d: &Decides| d.status == "made" && d.told == Told::Noun;
    scene.morph.verbs(at, verb).any(|r| scene.lexicon.status.verb(r.row).any(|(_, d)| made(d)))
}

/// Whether the words before a verb say that it was not done: «بدلا من أن يلتقي», «كاد يوقع», «لم يعد يلتقي», «لم يستطع أن يلتقي».
pub(super) fn verb(scene: &Scene<'_>, start: usize, at: usize) -> bool {
    let Some(mut back) = at.checked_sub(1).filter(|b| *b >= start) else { return false };
    let that = scene.fold(back) == "ان";
    if that {
        let Some(before) = back.checked_sub(1).filter(|b| *b >= start) else { return false };
        back = before;
        if matches!(unjoined(scene.fold(back)), "دون" | "بدون" | "بدل" | "عوض") {
            return true;
        }
        if matches!(scene.fold(back), "من" | "عن") && back > start {
            return matches!(unjoined(scene.fold(back - 1)), "بدلا" | "عوضا");
        }
    }
    // past the subject of the governing verb
    while let Some(number) = scene.phrase(back) {
        let first = scene.phrases[number].tokens.start;
        let Some(before) = first.checked_sub(1).filter(|b| *b >= start) else { return false };
        back = before;
    }
    let plain = unjoined(scene.fold(back));
    if matches!(plain, "كاد" | "كادت" | "كادا" | "كادوا" | "تكاد" | "يكاد") {
        return !denied(scene, start, back);
    }
    if matches!(plain, "يعد" | "تعد" | "يعودا" | "يعودوا") {
        return denied(scene, start, back);
    }
    if !that {
        return false;
    }
    // «لم يسبق أن التقيا», «لن يستطيع أن يلتقي», «رفض أن يلتقي»; «لا يمانع أن يلتقي» leaves it open
    let denies = denied(scene, start, back);
    let says = |status: &str| {
        let row = |r: &Reading| scene.lexicon.status.verb(r.row).any(|(_, d)| d.status == status);
        scene.morph.verb(scene.text, back).is_some_and(|v| scene.morph.verbs(back, v).any(|r| row(&r)))
    };
    let can = matches!(plain, "يمكن" | "يمكنه" | "يمكنها" | "يريد" | "تريد" | "يجوز") || says("made");
    if denies { can } else { says("undone") }
}

/// What the words before a noun say of a deed that was not done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Not {
    /// It was not done.
    Done,
    /// The word at this token says that somebody did not bring it about: «فشلوا في التوصل», «لم تسفر عن اتفاق».
    Reached(usize),
}

/// Whether the words before a noun say that what it names was not done, or not reached.
pub(super) fn noun(scene: &Scene<'_>, start: usize, trigger: Range<usize>, reading: Option<Reading>, refusable: bool) -> Option<Not> {
    // «رفض الاتفاق» may be of one that is there, «رفض التوقيع» is not
    let thing = |r: &Reading| matches!(r.pos(), Pos::EventNoun | Pos::FrameworkHead | Pos::Noun) && r.exact;
    let bare = scene.fold(trigger.start).trim_start_matches("ال");
    let paper = ["اتفاق", "معاهد", "هدن", "صفق", "تسوي", "تفاهم"].iter().any(|s| bare.starts_with(s));
    let masdar = reading.is_some_and(|r| r.pos() == Pos::Masdar) && !scene.morph.readings(trigger.start).iter().any(thing);
    let definite = reading.is_some_and(|r| r.definite());
    let mut led: Option<&str> = None;
    let (mut named, mut light, mut there, mut other) = (false, false, false, 0);
    let mut at = trigger.start;
    for _ in 0..BACK {
        let back = at.checked_sub(1).filter(|b| *b >= start)?;
        at = back;
        if scene.mark(at) != '\0' && !crate::text::quote::is_quote(scene.mark(at)) {
            return None;
        }
        if let Some(number) = scene.phrase(at) {
            at = scene.phrases[number].tokens.start.max(start);
            named = true;
            continue;
        }
        let fold = scene.fold(at);
        let plain = unjoined(fold);
        if matches!(plain, "اي" | "ايه" | "هناك" | "هنالك" | "ثمه") {
            there = true;
            continue;
        }
        if scene.timed[at] || matches!(plain, "بعد" | "مجرد") {
            continue;
        }
        // «لم يكن هناك أي لقاء», «لم تعد هناك محادثات»
        if there && matches!(plain, "يكن" | "تكن" | "يعد" | "تعد" | "تكون" | "يكون") {
            return (led.is_none() && denied(scene, start, at)).then_some(Not::Done);
        }
        // «ما من لقاء»
        if plain == "ما" && led == Some("من") {
            return (!named && !light && !definite).then_some(Not::Done);
        }
        let says = |status: &str, d: &Decides| {
            d.status == status
                && match d.told {
                    Told::Behind(preposition) => led.is_some_and(|l| mahdar_arabic::fold::key(preposition) == l),
                    _ => led.is_none(),
                }
        };
        let not = if led.is_some() { Not::Reached(at) } else { Not::Done };
        // «رفض الاتفاق», «فشل اللقاء»: what is there already may be refused or fail too
        let to_be_done = light || !definite || masdar;
        if scene.lexicon.status.word(fold, Place::Before).any(|d| says("undone", d) && asked_ahead(scene, start, at, d)) {
            let without = matches!(plain, "دون" | "بدون" | "بدل" | "من" | "عن" | "بلا" | "غير" | "غياب") || plain.ends_with("عدم");
            return (without || to_be_done && (light || refusable && !paper || led.is_some())).then_some(not);
        }
        if let Some(verb) = scene.morph.verb(scene.text, at).filter(|v| v.exact) {
            let any = |status| scene.morph.verbs(at, verb).any(|r| scene.lexicon.status.verb(r.row).any(|(_, d)| says(status, d)));
            if any("undone") {
                let one_s_own = light || refusable && !paper || led.is_some();
                return (to_be_done && one_s_own && !denied(scene, start, at)).then_some(not);
            }
            return (any("made") && denied(scene, start, at) && (!definite || light || !named || led.is_some())).then_some(not);
        }
        // «لا محادثات مع إسرائيل», «ليست هناك محادثات»
        if matches!(plain, "لا" | "ليس" | "ليست") {
            return (led.is_none() && !definite && !named).then_some(Not::Done);
        }
        let support = |r: &Reading| !r.is_verb() && r.exact && scene.lexicon.event_frames(r.row).any(|f| f.support && f.masdar);
        if led.is_none() && scene.morph.readings(at).iter().any(support) {
            light = true;
            continue;
        }
        if is_preposition(plain) && led.is_none() && !named {
            led = Some(plain);
            continue;
        }
        // «فشلت الجهود القطرية في عقد لقاء»: the subject that is no name
        if led.is_some() && other < 4 {
            other += 1;
            continue;
        }
        return None;
    }
    None
}
