//! Guesses: where the model of names sees one that neither a title nor a list announces.
//!
//! In: text, readings, the model. Out: a [`Tag`] for each token. Only runs of words that can be names are looked at, with two units of
//! company on either side; everything else stays [`Tag::Unasked`]. Phrases are built by the rules of `person` and `scan`, which ask here.

use super::View;
use super::model::Decoder;
use super::unit::{self, Unit};
use crate::lex::Lexicon;
use crate::morph::{Morph, Reading};
use crate::text::{Kind, Text};
use mahdar_arabic::features::Pos;

/// What the model says of a token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Tag {
    /// It was not asked: the word can be no name, or is in no company that makes one likely.
    #[default]
    Unasked,
    /// No part of a name.
    Outside,
    /// The first word of a name.
    Begins(Kin),
    /// A further word of a name.
    GoesOn(Kin),
}

/// What a name is the name of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kin {
    Person,
    Body,
    Place,
}

/// The tags of a document, and the buffers that they are found with.
#[derive(Debug, Default)]
pub(crate) struct Guesses {
    pub(crate) tags: Vec<Tag>,
    units: Vec<Unit>,
    decoder: Decoder,
    kinds: Vec<Tag>,
}

/// Units of company on either side of a run.
const COMPANY: usize = 4;
/// A word that this many people bear is a reason to ask.
const FREQUENT: u32 = 40;

/// Tags every token.
pub(crate) fn fill(lexicon: &Lexicon, text: &Text, morph: &Morph, timed: &[bool], guesses: &mut Guesses) {
    guesses.tags.clear();
    guesses.tags.resize(text.tokens.len(), Tag::Unasked);
    let Some(model) = &lexicon.names else { return };
    if guesses.kinds.is_empty() {
        guesses.kinds = model.names().map(tag).collect();
    }
    for sentence in &text.sentences {
        let mut at = sentence.start;
        while at < sentence.end {
            let (end, worth) = run(text, morph, timed, at, sentence.end);
            if worth {
                let from = at.saturating_sub(COMPANY).max(sentence.start);
                let view = View { lexicon, text, morph, timed, tags: &[], end: (end + COMPANY).min(sentence.end) };
                unit::fill(view, from, &mut guesses.units);
                let first = guesses.units.partition_point(|u| (u.token as usize) < at);
                let last = guesses.units.partition_point(|u| (u.token as usize) < end);
                guesses.decoder.decode(model, &guesses.units, first..last);
                for (unit, label) in guesses.units[first..last].iter().zip(&guesses.decoder.labels) {
                    guesses.tags[unit.token as usize] = guesses.kinds[*label as usize];
                }
            }
            at = end.max(at + 1);
        }
    }
}

/// What a label of the model means here.
fn tag(label: &str) -> Tag {
    let kin = |kind: &str| match kind.get(..3) {
        Some("PER") => Some(Kin::Person),
        Some("ORG") => Some(Kin::Body),
        Some("LOC") => Some(Kin::Place),
        _ => None,
    };
    match label.split_once('-') {
        Some(("B", kind)) => kin(kind).map_or(Tag::Outside, Tag::Begins),
        Some((_, kind)) => kin(kind).map_or(Tag::Outside, Tag::GoesOn),
        None => Tag::Outside,
    }
}

/// The run of words that can be names from `at`: where it ends, and whether one of them is likely enough to ask.
fn run(text: &Text, morph: &Morph, timed: &[bool], at: usize, limit: usize) -> (usize, bool) {
    let (mut end, mut worth) = (at, false);
    while end < limit && text.tokens[end].kind == Kind::Word && !timed[end] {
        let readings = morph.readings(end);
        let name = readings.iter().filter(|r| r.pos() == Pos::Name).map(|r| r.row).max();
        let hard = readings.iter().all(|r| r.pos() == Pos::Name);
        let particle = readings.iter().any(|r| r.pos() == Pos::Particle && r.exact);
        // a family name that is an adjective too: only behind another word of the name
        let surname = end > at && readings.iter().any(|r| r.definite() && !r.pro.prepositional() && matches!(r.pos(), Pos::Nisba | Pos::Adjective));
        if particle || !(hard || name.is_some() || surname || super::person::is_connector(text.fold(end))) {
            break;
        }
        worth |= hard || name.is_some_and(|bearers| bearers >= FREQUENT) && readings.iter().all(|r| likely(r));
        end += 1;
    }
    (end, worth)
}

fn likely(_reading: &Reading) -> bool {
    true
}

/// Where the name of a person ends that the model sees begin at `at`.
pub(super) fn person(view: View<'_>, at: usize) -> Option<usize> {
    name_of(view, at, Kin::Person)
}

fn name_of(view: View<'_>, at: usize, kin: Kin) -> Option<usize> {
    (view.tags.get(at) == Some(&Tag::Begins(kin))).then(|| {
        let more = view.tags[at + 1..view.end].iter().take_while(|t| **t == Tag::GoesOn(kin)).count();
        at + 1 + more
    })
}

/// Whether the model was asked and sees no person here.
pub(super) fn denies(view: View<'_>, at: usize) -> bool {
    !matches!(view.tags.get(at), None | Some(Tag::Unasked | Tag::Begins(Kin::Person) | Tag::GoesOn(Kin::Person)))
}
