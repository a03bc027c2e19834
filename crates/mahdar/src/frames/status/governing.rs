//! The words before a deed that decide its status, the nearest first.

use super::clause::fits;
use super::undone::denied;
use super::{Decided, Status};
use crate::frames::{Scene, unjoined};
use crate::lex::status::{Decides, Place, Told, When};
use crate::morph::Enclitic;
use crate::text::Kind;
use mahdar_arabic::features::Pos;

/// How far a governing word may stand before a deed, in words and whole names.
const BACK: usize = 9;

/// How far before a deed a denied word may stand for the deed to be denied with it.
const NEAR: usize = 4;

/// What a deed is told by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Deed {
    Verb,
    Noun,
    /// A noun that is aimed at.
    Aim,
}

impl Deed {
    fn is(self, told: Told) -> bool {
        match told {
            Told::Any => true,
            Told::Verb => self == Self::Verb,
            Told::Noun => self != Self::Verb,
            Told::Purpose => self == Self::Aim,
            Told::Behind(_) => false,
        }
    }
}

/// What the words before a deed say of it.
pub(super) fn governing(scene: &Scene<'_>, start: usize, at: usize, deed: Deed) -> Option<Decided> {
    let mut back = at;
    // whether the deed is but a circumstance of what stands farther before it
    let mut circumstance = false;
    // whether a finite verb of the past stands between: nobody plans or demands what was
    let mut past = false;
    for steps in 1..=BACK {
        back = back.checked_sub(1).filter(|b| *b >= start)?;
        let token = &scene.text.tokens[back];
        // a comma ends what a governing word reaches
        if token.kind == Kind::Mark && matches!(token.mark, '.' | '؛' | ':' | '،' | ',') {
            return None;
        }
        if let Some(number) = scene.phrase(back) {
            back = scene.phrases[number].tokens.start.max(start);
            continue;
        }
        let stem = unjoined(scene.fold(back));
        // what stands outside a relative clause does not govern inside it
        if matches!(stem, "الذي" | "التي" | "الذين" | "اللذين" | "حيث") {
            // but «نفى صحة التقارير التي تحدثت عن لقاء» reaches through the report
            if back > start && claims(scene.fold(back - 1)) {
                continue;
            }
            return None;
        }
        if let Some(decides) = listed(scene, start, back, deed) {
            match Status::named(decides.status) {
                None => circumstance = true,
                Some(status)
                    if !(circumstance && reaches_no_circumstance(status))
                        && (!past || status == Status::Conditional)
                        && holds(scene, back, at, steps, deed) =>
                {
                    if scene.morph.verb(scene.text, back).is_none()
                        && let Some((above, cue)) = governing(scene, start, back, Deed::Noun)
                    {
                        // «هدد بإلغاء القمة»: what is not called off yet is still to come; «نفى وجود خطط لاستضافة اجتماع»
                        let off = matches!(status, Status::Cancelled | Status::Postponed);
                        if above == Status::Denied || off && matches!(above, Status::Conditional | Status::CalledFor) {
                            return Some((if off { Status::Planned } else { above }, cue));
                        }
                    }
                    // «لا يعتزم زيارة», «ليس من المقرر أن يلتقي»; what is not called off stands, and what is not ruled out may be
                    if denied(scene, start, back - decides.ahead.len()) && !rules_out(scene, back) {
                        // «لن يتوجه إلى القدس لحضور افتتاح السفارة»: others may open it
                        if matches!(status, Status::Cancelled | Status::Postponed) || decides.told == Told::Purpose || steps > NEAR {
                            continue;
                        }
                        return Some((Status::Undone, Some(back - decides.ahead.len()..back + 1)));
                    }
                    let was = decides.was.and_then(Status::named).filter(|_| after_was(scene, start, back));
                    return Some((was.unwrap_or(status), Some(back - decides.ahead.len()..back + 1)));
                }
                Some(_) => {}
            }
            continue;
        }
        match saying(scene, start, back, at) {
            Reach::Decides(status) if past && !matches!(status, Status::Denied | Status::Conditional) => return None,
            Reach::Decides(status) => {
                // «نفى أن تكون بلاده قد وافقت على إرسال وفد»
                let above = (status != Status::Denied).then(|| governing(scene, start, back, Deed::Noun)).flatten();
                return Some(above.filter(|(s, _)| *s == Status::Denied).unwrap_or((status, Some(back..back + 1))));
            }
            Reach::Ends => return None,
            Reach::GoesOn => {
                past |= !scene.timed[back] && only_past(scene, back);
            }
        }
    }
    None
}

/// What is called off or called for is the thing itself, not its circumstance.
fn reaches_no_circumstance(status: Status) -> bool {
    matches!(status, Status::Cancelled | Status::Postponed | Status::CalledFor | Status::Ongoing)
}

/// Whether a word is of ruling out: «لم يستبعد لقاء» leaves it open as well.
fn rules_out(scene: &Scene<'_>, at: usize) -> bool {
    scene.fold(at).contains("ستبعد") || scene.fold(at).contains("ستبعاد")
}

/// Whether the words that a row asks for stand before the word.
pub(super) fn asked_ahead(scene: &Scene<'_>, start: usize, back: usize, decides: &Decides) -> bool {
    decides.ahead.iter().enumerate().all(|(n, word)| back > start + n && unjoined(scene.fold(back - 1 - n)) == word)
}

/// The row of the lexicon that a word before a deed stands for.
fn listed<'s>(scene: &Scene<'s>, start: usize, back: usize, deed: Deed) -> Option<&'s Decides> {
    // what was not done is asked of its noun, in `undone`
    let decides = |d: &Decides| deed.is(d.told) && !matches!(d.status, "undone" | "made");
    let listed = |d: &&Decides| decides(d) && asked_ahead(scene, start, back, d);
    if let Some(found) = scene.lexicon.status.word(scene.fold(back), Place::Before).find(listed) {
        return Some(found);
    }
    if scene.timed[back] {
        return None;
    }
    let verb = scene.morph.verb(scene.text, back).filter(|v| v.exact)?;
    let soufa = back > start && unjoined(scene.fold(back - 1)) == "سوف";
    scene.morph.verbs(back, verb).find_map(|reading| {
        scene.lexicon.status.verb(reading.row).find(|(when, d)| fits(*when, reading, soufa) && decides(d)).map(|(_, d)| d)
    })
}

/// What a listed word needs beside being there.
fn holds(scene: &Scene<'_>, back: usize, at: usize, steps: usize, deed: Deed) -> bool {
    match unjoined(scene.fold(back)) {
        // قبل القمة, قبل ساعات من انطلاق القمة
        "قبل" | "قبيل" => steps == 1 || (back + 1..at).any(|t| scene.fold(t) == "من"),
        // قد with a past is certainty
        "قد" => !scene.morph.verb(scene.text, back + 1).is_some_and(|v| v.features.is_past()),
        // «ما إذا» asks and «حال دون» prevents
        "اذا" => !matches!(scene.fold(back.saturating_sub(1)), "ما" | "عما"),
        "حال" => scene.fold(back + 1) != "دون",
        // «استبعادها من الاجتماع», «استبعد من القمة»: kept out of it
        fold if fold.contains("ستبعد") => scene.fold(at - 1) != "من",
        _ => deed != Deed::Verb || !scene.timed[back],
    }
}

fn after_was(scene: &Scene<'_>, start: usize, back: usize) -> bool {
    (start..back).any(|t| matches!(scene.fold(t), "كان" | "كانت" | "وكان" | "وكانت"))
}

enum Reach {
    Decides(Status),
    GoesOn,
    Ends,
}

/// A verb or noun of saying governs: denied, called for, threatened.
fn saying(scene: &Scene<'_>, start: usize, back: usize, at: usize) -> Reach {
    let verb = scene.morph.verb(scene.text, back);
    let readings = scene.morph.readings(back);
    let row = verb
        .filter(|v| v.exact)
        .map(|v| v.row)
        .or_else(|| readings.iter().find(|r| matches!(r.pos(), Pos::Active | Pos::Masdar) && r.exact).map(|r| r.row));
    let Some(row) = row else { return Reach::GoesOn };
    let class = scene.lexicon.say_frames(row).find(|f| f.light.is_empty()).map(|f| f.class);
    let finite = verb.is_some() || scene.morph.is(back, Pos::Active) || readings.iter().any(|r| r.enc != Enclitic::None);
    match class {
        Some("deny") if !(back > start && matches!(scene.fold(back - 1), "لم" | "ولم" | "لا")) => {
            return Reach::Decides(Status::Denied);
        }
        // «دعا إلى اجتماع» calls for it; «دعا أعضاءه بعد اجتماع» does not
        Some("call" | "demand" | "propose" | "hope" | "ask")
            if (finite || scene.morph.is(back, Pos::Masdar)) && !after_circumstance(scene, back + 1, at) =>
        {
            return Reach::Decides(Status::CalledFor);
        }
        Some("promise" | "offer" | "agree") if finite && !after_circumstance(scene, back + 1, at) => {
            return Reach::Decides(Status::Planned);
        }
        Some("threaten" | "warn") if finite && !after_circumstance(scene, back + 1, at) => return Reach::Decides(Status::Conditional),
        _ => {}
    }
    // another verb of saying ends the search, but not in «ما نشرته», nor where the word is a noun with its pronoun (علمها)
    let noun = readings.iter().any(|r| r.pos() == Pos::Masdar && r.exact && r.enc != Enclitic::None);
    let relative = back > start
        && (scene.fold(back - 1) == "ما"
            || claims(scene.fold(back - 1))
            || back > start + 1 && matches!(scene.fold(back - 1), "التي" | "الذي") && claims(scene.fold(back - 2)));
    if verb.is_some() && class.is_some() && !noun && !relative { Reach::Ends } else { Reach::GoesOn }
}

/// Whether a folded word is a report that may be denied with what it tells.
fn claims(fold: &str) -> bool {
    let bare = unjoined(fold).trim_start_matches("ال");
    matches!(
        bare,
        "تقارير"
            | "تقرير"
            | "انباء"
            | "نبا"
            | "مزاعم"
            | "شاءعات"
            | "اشاعات"
            | "معلومات"
            | "اخبار"
            | "خبر"
            | "ادعاءات"
            | "تسريبات"
    )
}

/// Whether «خلال», «بعد», «عقب», «في» and their like stand between: the deed is then the circumstance, not what is governed.
fn after_circumstance(scene: &Scene<'_>, from: usize, at: usize) -> bool {
    (from..at).any(|t| {
        let fold = scene.fold(t);
        matches!(fold, "قبل" | "قبيل" | "عشيه" | "انها" | "انه" | "ان")
            || fold == "في" && !takes_part(scene, t - 1)
            || scene.lexicon.status.word(fold, Place::Before).any(|d| d.status == "ends" && asked_ahead(scene, from, t, d))
    })
}

/// «المشاركة في اجتماع», «رئاسة اجتماع»: the meeting is what is called for, though it stands behind «في».
fn takes_part(scene: &Scene<'_>, at: usize) -> bool {
    let part = |row: u32| scene.lexicon.status.verb(row).any(|(when, d)| *when == When::Present && d.status == "ongoing");
    scene.morph.readings(at).iter().any(|r| r.pos() == Pos::Masdar && part(r.row))
}

/// Whether a verb can be nothing but a past (تعقد: is held, or became complicated).
fn only_past(scene: &Scene<'_>, at: usize) -> bool {
    scene.morph.verb(scene.text, at).is_some_and(|v| v.exact && scene.morph.verbs(at, v).all(|r| r.features.is_past()))
}
