//! Headlines and lines of the form «X: …».

use super::{Said, Scene, Shape, Who};
use crate::names::Sort;
use crate::text::quote::is_quote;
use std::ops::Range;

/// The farthest that the colon of a headline may stand, in tokens.
const REACH: usize = 16;

/// Among how many of its first words a content shows its person.
const FIRST_WORDS: usize = 4;

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
        // «فلان ردا على فلان: …»: as it stands both answered
        .all(|t| {
            !scene.text.is_word(t) || scene.morph.verb(scene.text, t).is_none() || scene.phrase(t).is_some() || scene.fold(t) == "ردا"
        });
    if !plain || !title && phrase.tokens.end != colon {
        return None;
    }
    // a country before a colon is the subject of the news, unless words are seen to be its own; its capital may be its government
    if phrase.sort == Sort::State && !phrase.capital && !own_words(scene, colon + 1..range.end) {
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
        told: None,
        via: Vec::new(),
        content: vec![start..end],
        direct: true,
        mixed: false,
        background: false,
        sentence,
    });
    Some(colon + 1)
}

/// Whether what follows a colon is somebody's words: some of it in quotation marks that hold no name, or told in the first person.
fn own_words(scene: &Scene<'_>, content: Range<usize>) -> bool {
    content.clone().any(|at| scene.quote_from(at).is_some() && scene.phrase(at).is_none() && scene.phrase(at + 1).is_none())
        || content.take(FIRST_WORDS).any(|at| {
            scene.phrase(at).is_none() && scene.morph.verb(scene.text, at).is_some_and(|v| v.exact && v.features.which_person() == 1)
        })
}
