//! Guesses: where the model of names sees one that neither a title nor a list announces.
//!
//! In: text, readings, the model. Out: a [`Tag`] for each token. Only runs of words that can be names are looked at, with two units of
//! company on either side; everything else stays [`Tag::Unasked`]. Phrases are built by the rules of `person` and `scan`, which ask here.

use super::View;
use super::model::Decoder;
use super::person::{connector, is_particle, part};
use super::scan::{known_state_or_org, longest, starts_phrase, stem_offset};
use super::unit::{self, Unit};
use crate::lex::Lexicon;
use crate::morph::{Morph, Proclitics, Reading};
use crate::text::{Kind, Text};
use mahdar_arabic::compile::phrase as kinds;
use mahdar_arabic::features::Pos;
use rustc_hash::FxHashMap;

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
    /// Whether a listed phrase begins with each token's word.
    pub(crate) starts: Vec<bool>,
    /// The same by spelling, which survives the document.
    spelled: FxHashMap<Box<str>, bool>,
    units: Vec<Unit>,
    decoder: Decoder,
    kinds: Vec<Tag>,
}

/// Tokens of company before a run: as far as a title is looked for.
const BEFORE: usize = 4;
/// Tokens of company behind a run.
const AFTER: usize = 2;
/// A word that this many people bear is a reason to ask.
const FREQUENT: u32 = 40;

/// Tags every token.
pub(crate) fn fill(lexicon: &Lexicon, text: &Text, morph: &Morph, timed: &[bool], guesses: &mut Guesses) {
    guesses.tags.clear();
    guesses.tags.resize(text.tokens.len(), Tag::Unasked);
    starts(lexicon, text, guesses);
    let Some(model) = &lexicon.names else { return };
    if guesses.kinds.is_empty() {
        guesses.kinds = model.names().map(tag).collect();
    }
    for sentence in &text.sentences {
        let mut at = sentence.start;
        while at < sentence.end {
            let (end, worth) = run(lexicon, text, morph, timed, at, sentence.end);
            let view = View { lexicon, text, morph, timed, starts: &guesses.starts, tags: &[], end: (end + AFTER).min(sentence.end) };
            if worth && !listed(view, at, end) {
                let from = at.saturating_sub(BEFORE).max(sentence.start);
                unit::fill(view, from, at, &mut guesses.units);
                let first = guesses.units.partition_point(|u| (u.token as usize) < at);
                let last = guesses.units.partition_point(|u| (u.token as usize) < end);
                guesses.decoder.decode(model, &guesses.units, first..last);
                let mut before = Tag::Outside;
                for (unit, label) in guesses.units[first..last].iter().zip(&guesses.decoder.labels) {
                    before = settled(before, guesses.kinds[*label as usize], unit);
                    guesses.tags[unit.token as usize] = before;
                }
                homograph(morph, at..end, &mut guesses.tags);
            }
            at = end.max(at + 1);
        }
    }
}

/// Distinct spellings kept before the cache is begun anew, so that a worker's memory is bounded.
const CACHE_LIMIT: usize = 200_000;

/// Marks the words that a listed phrase begins with: most words begin none, and are then asked about no list.
fn starts(lexicon: &Lexicon, text: &Text, guesses: &mut Guesses) {
    if guesses.spelled.len() > CACHE_LIMIT {
        guesses.spelled.clear();
    }
    guesses.starts.clear();
    for (at, token) in text.tokens.iter().enumerate() {
        let fold = text.fold(at);
        let starts = token.kind == Kind::Word
            && guesses.spelled.get(fold).copied().unwrap_or_else(|| {
                let starts = starts_phrase(lexicon, fold);
                guesses.spelled.insert(fold.into(), starts);
                starts
            });
        guesses.starts.push(starts);
    }
}

/// What is attached to a word parts it from the name before it: و begins another one, ل and ب end it. Two persons do not stand side by
/// side without either.
fn settled(before: Tag, tag: Tag, unit: &Unit) -> Tag {
    let behind = matches!(before, Tag::Begins(Kin::Person) | Tag::GoesOn(Kin::Person));
    match tag {
        // «سعيد حداد وزير الدفاع»: the office is no part of the name
        Tag::Begins(Kin::Person) | Tag::GoesOn(Kin::Person) if unit.office() => Tag::Outside,
        Tag::Begins(Kin::Person) if !behind && unit.title() => Tag::Outside,
        // «والإيراني بهرام كريمي»: a nationality with its article begins no name
        Tag::Begins(Kin::Person) if !behind && unit.nationality() => Tag::Outside,
        Tag::Begins(Kin::Person) | Tag::GoesOn(Kin::Person) if unit.conjoined() && unit.nationality() => Tag::Outside,
        Tag::GoesOn(Kin::Person) if !behind => Tag::Begins(Kin::Person),
        Tag::GoesOn(Kin::Person) if unit.prepositional() => Tag::Outside,
        Tag::GoesOn(Kin::Person) if unit.conjoined() => Tag::Begins(Kin::Person),
        Tag::Begins(Kin::Person) if behind && !unit.prepositional() && !unit.conjoined() => Tag::GoesOn(Kin::Person),
        tag => tag,
    }
}

/// «علي عمار»: a name that texts without hamza and dots write as a particle is a name where it is spelled as one.
fn homograph(morph: &Morph, run: std::ops::Range<usize>, tags: &mut [Tag]) {
    for at in run.start..run.end.saturating_sub(1) {
        let readings = morph.readings(at);
        let spelled = readings.iter().any(|r| r.pos() == Pos::Name && r.exact && r.pro == Proclitics(0));
        let particle = readings.iter().any(|r| r.pos() == Pos::Particle && !r.exact);
        if spelled && particle && tags[at] == Tag::Outside && tags[at + 1] == Tag::Begins(Kin::Person) {
            (tags[at], tags[at + 1]) = (Tag::Begins(Kin::Person), Tag::GoesOn(Kin::Person));
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
fn run(lexicon: &Lexicon, text: &Text, morph: &Morph, timed: &[bool], at: usize, limit: usize) -> (usize, bool) {
    let (mut end, mut worth, mut frequent) = (at, false, false);
    while end < limit && text.tokens[end].kind == Kind::Word && !timed[end] {
        let readings = morph.readings(end);
        // spelled as a name is, unless no reading fits its spelling
        let spelled = |r: &&Reading| r.pos() == Pos::Name && (r.exact || !readings[0].exact);
        let name = readings.iter().filter(spelled).map(|r| r.row).max();
        let hard = readings.iter().all(|r| r.pos() == Pos::Name);
        let particle = is_particle(readings);
        // a family name that is an adjective too: only behind another word of the name
        let surname =
            end > at && readings.iter().any(|r| r.definite() && !r.pro.prepositional() && matches!(r.pos(), Pos::Nisba | Pos::Adjective));
        let joins = lexicon.name_part(text.fold(end)).is_some();
        // «وطالب الحكيم»: at the head of a clause a verb of saying is one
        let says = || {
            let head = end == 0 || text.tokens[end - 1].kind != Kind::Word || readings[0].pro.conjoined();
            head && readings.iter().any(|r| r.is_verb() && r.exact && r.features.is_past() && lexicon.say_frames(r.row).next().is_some())
        };
        if particle && !joins || !readings.is_empty() && !hard && says() || !(hard || name.is_some() || surname || joins) {
            break;
        }
        // a word that is another one too is asked of only in company
        frequent |= name.is_some_and(|bearers| bearers >= FREQUENT);
        worth |= hard;
        end += 1;
    }
    (end, worth || frequent && end > at + 1)
}

/// Whether the run is nothing but one listed phrase, of which the lists know more than the model.
fn listed(view: View<'_>, at: usize, end: usize) -> bool {
    let known = |kind| matches!(kind, kinds::STATE | kinds::CAPITAL | kinds::PLACE | kinds::ORG | kinds::PERSON | kinds::PERSON_SHORT);
    longest(view, at, known).is_some_and(|(e, _)| e >= end)
}

/// Where the name of a person ends that the model sees begin at `at`; behind a title it may see it go on there (وزير الري سيلاس بيكو).
pub(super) fn person(view: View<'_>, at: usize, titled: bool) -> Option<usize> {
    let seen = begins(view, at) || titled && view.tags.get(at) == Some(&Tag::GoesOn(Kin::Person));
    // دي, لو, سي only go on in a name
    if !seen || view.lexicon.name_part(view.text.fold(at)) == Some(false) {
        return None;
    }
    let more = view.tags[at + 1..view.end].iter().take_while(|t| **t == Tag::GoesOn(Kin::Person)).count();
    let mut end = at + 1 + more;
    // a state or a body does not go on in it: «خطيب جمعة طهران»
    if let Some(other) = (at + 1..end).find(|t| stem_offset(view, *t) == 0 && known_state_or_org(view, *t).is_some()) {
        return Some(other);
    }
    // and a listed name inside is a name of its own: «عبيد حسن نصر الله»
    let listed = |t: &usize| longest(view, *t, |kind| kind == kinds::PERSON).is_some_and(|(e, _)| e > t + 1 && e <= end);
    if let Some(other) = (at + 1..end).filter(|t| !connector(view, t - 1)).find(listed) {
        return (other > at + 1).then_some(other);
    }
    // بن, أبو, فان end no name: what stands behind them belongs to it
    while end < view.end && view.text.is_word(end) {
        let joined = connector(view, end - 1) && (end > at + 1 && !is_particle(view.morph.readings(end)) || part(view, end, true));
        // «جان ماري لو بن»
        let joins = connector(view, end) && end + 1 < view.end && view.text.is_word(end + 1) && view.morph.only_name(end + 1);
        if !(joined || joins && view.text.fold(end) != "ام" && !begins(view, end)) {
            break;
        }
        end += 1;
    }
    Some(end)
}

/// Whether the model sees the name of a person begin at `at`.
pub(super) fn begins(view: View<'_>, at: usize) -> bool {
    view.tags.get(at) == Some(&Tag::Begins(Kin::Person))
}

/// Whether the model was asked and sees no person here.
pub(super) fn denies(view: View<'_>, at: usize) -> bool {
    !matches!(view.tags.get(at), None | Some(Tag::Unasked | Tag::Begins(Kin::Person) | Tag::GoesOn(Kin::Person)))
}
