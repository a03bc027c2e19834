//! Headlines and lines of the form «X: …».

use super::{Said, Scene, Shape, Who};
use crate::names::Sort;
use crate::text::quote::is_quote;

/// The farthest that the colon of a headline may stand, in tokens.
const REACH: usize = 16;

/// Reads a sentence as «X: …». Returns where its content begins, so that cues inside it are still found.
pub(super) fn headline(scene: &Scene<'_>, sentence: usize, out: &mut Vec<Said>) -> Option<usize> {
    let range = scene.text.sentences[sentence].clone();
    if scene.skipped[range.start] {
        return None;
    }
    let number = scene
        .phrase_from(range.start)
        .or_else(|| is_quote(scene.mark(range.start)).then(|| scene.phrase_from(range.start + 1)).flatten())?;
    let phrase = &scene.phrases[number];
    let title = scene.title == Some(sentence);
    if !super::say::speaks(scene, number) || phrase.skip > 0 {
        return None;
    }
    let colon = (phrase.tokens.end..range.end.min(range.start + REACH)).find(|t| scene.mark(*t) == ':')?;
    if colon + 2 >= range.end {
        return None;
    }
    // between name and colon at most a circumstance; a verb makes it an ordinary sentence, which its own cue reads
    let plain = (phrase.tokens.end..colon)
        .all(|t| !scene.text.is_word(t) || scene.morph.verb(scene.text, t).is_none() || scene.phrase(t).is_some());
    if !plain || !title && phrase.tokens.end != colon {
        return None;
    }
    // a country before a colon is the subject of the news; its capital may be its government
    let quoted = is_quote(scene.mark(colon + 1));
    if phrase.sort == Sort::State && !phrase.capital && !quoted {
        return None;
    }
    let mut start = colon + 1;
    let mut end = super::content::trim(scene, start, range.end);
    if let Some(quote) = scene.quote_from(start)
        && quote.outer().end >= end
    {
        start = quote.inner().start;
        end = super::content::trim(scene, start, quote.inner().end);
    }
    if end <= start {
        return None;
    }
    out.push(Said {
        cue: colon..colon + 1,
        cue_span: scene.text.tokens[colon].span,
        shape: Shape::Headline,
        class: "state",
        rule: "headline.colon",
        stance: "",
        doubt: false,
        continues: false,
        who: Who::Phrase(number),
        addressee: Vec::new(),
        via: Vec::new(),
        content: vec![start..end],
        direct: true,
        mixed: false,
        background: false,
        sentence,
    });
    Some(colon + 1)
}
