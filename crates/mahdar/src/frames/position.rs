//! Positions: what a statement shows its speaker to want, back, reject or deny.

use super::{Said, Scene, is_that};
use crate::morph::{Enclitic, Proclitics};
use crate::text::Kind;
use mahdar_arabic::features::Pos;
use std::ops::Range;

/// The longest target, in tokens.
const LONGEST: usize = 9;

/// The stance of a statement and the words that name its issue, where its frame says so outright.
pub(crate) fn position(scene: &Scene<'_>, said: &Said) -> Option<(&'static str, Range<usize>)> {
    if said.stance.is_empty() || said.direct {
        return None;
    }
    target(scene, said.content.first()?.clone()).map(|target| (said.stance, target))
}

/// The condition that limits a stance, behind its target in the same clause: «بشرط …», «إذا …», «ما لم …», «من دون …». With its particle.
pub(crate) fn condition(scene: &Scene<'_>, target: &Range<usize>) -> Option<Range<usize>> {
    let sentence = scene.text.sentence_of(target.start);
    let end = scene.text.sentences[sentence].end;
    let from = (target.end..end.min(target.end + 4))
        .take_while(|t| !matches!(scene.mark(*t), '.' | '؛' | ':' | '؟'))
        .find(|t| limits(scene, *t))?;
    let stop = |t: usize| scene.text.tokens[t].kind == Kind::Mark && !matches!(scene.mark(t), '"' | '«' | '»' | '“' | '”' | '-');
    let until = (from + 1..end).find(|t| stop(*t) || scene.quote_around(from).is_some_and(|q| q.close == *t)).unwrap_or(end);
    let until = super::content::trim(scene, from, until);
    (until > from + 1).then_some(from..until)
}

/// Whether a condition opens at a word.
fn limits(scene: &Scene<'_>, at: usize) -> bool {
    let next = scene.fold(at + 1);
    match scene.fold(at) {
        "بشرط" | "شريطه" | "شرط" | "اذا" | "مقابل" => scene.phrase(at).is_none(),
        "ما" => next == "لم",
        "الا" => matches!(next, "اذا" | "بشرط"),
        "في" | "بحال" => matches!(next, "حال" | "حاله") || scene.fold(at) == "بحال",
        "من" => next == "دون",
        "دون" | "بدون" => true,
        _ => false,
    }
}

/// What the speaker says must be done: «يجب …», «ينبغي …», «ضرورة …» in his words, as the word and the target of each.
pub(crate) fn obligations(scene: &Scene<'_>, said: &Said) -> Vec<(Range<usize>, Range<usize>)> {
    let mut out = Vec::new();
    for content in &said.content {
        for at in content.clone() {
            let must = matches!(
                scene.fold(at),
                "يجب"
                    | "ويجب"
                    | "ينبغي"
                    | "وينبغي"
                    | "يتعين"
                    | "ويتعين"
                    | "ضروره"
                    | "بضروره"
                    | "وضروره"
                    | "وجوب"
                    | "بوجوب"
            ) || scene.fold(at) == "بد" && matches!(scene.fold(at.saturating_sub(1)), "لا" | "ولا");
            let negated = at > 0 && matches!(scene.fold(at - 1), "لا" | "لم" | "ولا" | "عدم") && scene.fold(at) != "بد";
            if !must || negated {
                continue;
            }
            let mut start = at + 1;
            // يجب على الأطراف أن …, لا بد من …
            if scene.fold(start) == "علي" {
                start = scene.phrase_from(start + 1).map_or(start + 2, |phrase| scene.phrases[phrase].tokens.end);
            }
            while start < content.end && (is_that(scene.fold(start)) || scene.fold(start) == "من") {
                start += 1;
            }
            if let Some(target) = target(scene, start..content.end) {
                out.push((at..at + 1, target));
            }
        }
    }
    out
}

/// The shortest words that name the issue, from the beginning of a content.
fn target(scene: &Scene<'_>, content: Range<usize>) -> Option<Range<usize>> {
    let mut start = content.start;
    while start < content.end && (is_that(scene.fold(start)) || scene.text.tokens[start].kind == Kind::Mark) {
        start += 1;
    }
    // «ترفض رفضا قاطعا ملء الخزان»: how it is refused is not what
    let manner = |at: usize| scene.fold(at).ends_with('ا') && scene.phrase(at).is_none();
    if content.end > start + 2 && manner(start) && manner(start + 1) && scene.morph.is(start, Pos::Masdar) {
        start += 2;
    }
    let mut end = start;
    while end < content.end && end - start < LONGEST {
        if end > start
            && (matches!(scene.mark(end), '،' | ',' | ':' | '؛' | '.' | '؟' | '!')
                || closes(scene.fold(end))
                || limits(scene, end)
                || scene.timed[end]
                || purpose(scene, end))
        {
            break;
        }
        end += 1;
    }
    let end = super::content::trim(scene, start, end);
    (end > start).then_some(start..end)
}

/// «… اجتماع لمناقشة الهجوم»: what the thing is for does not name it.
fn purpose(scene: &Scene<'_>, at: usize) -> bool {
    let readings = scene.morph.readings(at);
    scene.phrase(at).is_none()
        && readings.first().is_some_and(|r| r.pro.has(Proclitics::FOR) && !r.definite() && r.enc == Enclitic::None && r.exact)
        && readings.iter().any(|r| r.pos() == Pos::Masdar && r.pro.has(Proclitics::FOR))
}

/// Words after which a target is no longer named but explained.
fn closes(fold: &str) -> bool {
    matches!(
        fold,
        "التي"
            | "الذي"
            | "الذين"
            | "بعد"
            | "قبل"
            | "خلال"
            | "منذ"
            | "بسبب"
            | "لان"
            | "لانه"
            | "لانها"
            | "بما"
            | "مما"
            | "معتبرا"
            | "رغم"
            | "وذلك"
            | "باعتباره"
            | "باعتبارها"
            | "كما"
            | "لكن"
            | "ولكن"
            | "وهو"
            | "وهي"
            | "خلافا"
            | "بخلاف"
            | "باستثناء"
            | "كي"
            | "حتي"
    )
}
