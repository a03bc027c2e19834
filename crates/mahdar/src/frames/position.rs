//! Positions: what a statement shows its speaker to want, back, reject or deny.

use super::{Said, Scene, is_that};
use crate::text::Kind;
use std::ops::Range;

/// The longest target, in tokens.
const LONGEST: usize = 12;

/// The stance of a statement and the words that name its issue, where its frame says so outright.
pub(crate) fn position(scene: &Scene<'_>, said: &Said) -> Option<(&'static str, Range<usize>)> {
    let stance = match (said.stance, said.class) {
        ("", _) => return None,
        (stance, _) => stance,
    };
    let content = said.content.first()?;
    if said.direct {
        return None;
    }
    let mut start = content.start;
    while start < content.end && (is_that(scene.fold(start)) || scene.text.tokens[start].kind == Kind::Mark) {
        start += 1;
    }
    let mut end = start;
    while end < content.end && end - start < LONGEST {
        if end > start && (matches!(scene.mark(end), '،' | ',' | ':' | '؛') || closes(scene.fold(end))) {
            break;
        }
        end += 1;
    }
    let end = super::content::trim(scene, start, end);
    (end > start).then_some((stance, start..end))
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
    )
}
