//! Units: the words of a text as the model of names looks at them.
//!
//! In: text and its readings. Out: [`Unit`]s, a word or mark each, with the hashes of its stem and affixes and with what the lexicon knows
//! of it. Particles and pronouns written apart (و قال, زيارة ه), as some texts and the learning set have them, belong to the unit beside
//! them, so that they look as they do where they are attached. No label is given here.

use super::{View, scan};
use crate::morph::{Enclitic, Proclitics, Reading};
use crate::text::Kind;
use mahdar_arabic::compile::phrase as kinds;
use mahdar_arabic::features::{Number, Pos};

/// A word or mark, as the model of names looks at it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unit {
    /// Its token.
    pub token: u32,
    /// Hash of the stem, folded: without the particles before it, with the article.
    pub(super) stem: u32,
    /// Hash of the stem without the article, or the same.
    pub(super) bare: u32,
    /// Hashes of its first two and three letters, its last one, two and three.
    pub(super) affixes: [u32; 5],
    /// Particles before it and pronouns after it.
    pub(super) clitics: u32,
    /// Length and kind of letters.
    pub(super) shape: u32,
    /// What the lexicon's words say: [`Pos`] by bit, and the bits below.
    pub(super) facts: u32,
    /// How many people bear the word, in steps.
    pub(super) bearers: u32,
    /// Which listed phrases begin here and go on here.
    pub(super) listed: u32,
}

impl Unit {
    /// Whether و or ف stands before it.
    pub(super) fn conjoined(&self) -> bool {
        self.clitics & (1 | 1 << 7) != 0
    }

    /// Whether it is a title without its article, and hardly anybody's name (وزير, not أمين or سلطان).
    pub(super) fn office(&self) -> bool {
        self.facts & 1 << Pos::Title as u32 != 0 && self.facts & fact::DEFINITE == 0 && self.bearers < OFTEN
    }

    /// Whether it is a title with its article.
    pub(super) fn title(&self) -> bool {
        self.facts & 1 << Pos::Title as u32 != 0 && self.facts & fact::DEFINITE != 0
    }

    /// Whether it is a nationality with its article.
    pub(super) fn nationality(&self) -> bool {
        self.facts & 1 << Pos::Nisba as u32 != 0 && self.facts & fact::DEFINITE != 0
    }

    /// Whether ب, ل or ك stands before it.
    pub(super) fn prepositional(&self) -> bool {
        self.clitics & (2 | 1 << 8) != 0
    }
}

/// Bits of [`Unit::facts`] beside those of the parts of speech.
pub(super) mod fact {
    pub(in super::super) const SAYS: u32 = 1 << 16;
    pub(in super::super) const PAST: u32 = 1 << 17;
    pub(in super::super) const DEFINITE: u32 = 1 << 18;
    pub(in super::super) const PLURAL: u32 = 1 << 19;
    pub(in super::super) const TANWIN: u32 = 1 << 20;
    pub(in super::super) const ONLY_NAME: u32 = 1 << 21;
    pub(in super::super) const UNKNOWN: u32 = 1 << 22;
    pub(in super::super) const MARK: u32 = 1 << 23;
    pub(in super::super) const NUMBER: u32 = 1 << 24;
    /// From here on the kinds of titles.
    pub(in super::super) const TITLES: u32 = 25;
}

/// Kinds of titles, as in `titles.tsv`, by bit from [`fact::TITLES`].
const TITLE_KINDS: [&str; 6] = ["office", "honorific", "spokes", "rank", "profession", "member"];
/// Kinds of listed phrases, by pair of bits of [`Unit::listed`].
const LISTED: [u32; 6] = [kinds::PERSON, kinds::PERSON_SHORT, kinds::ORG, kinds::STATE, kinds::CAPITAL, kinds::PLACE];
/// Particles that are a word of their own where a text is cut, folded.
const APART_BEFORE: [&str; 6] = ["و", "ف", "ب", "ل", "ك", "س"];
/// Pronouns that are a word of their own where a text is cut, folded.
const APART_AFTER: [&str; 9] = ["ه", "ها", "هم", "هما", "هن", "نا", "ني", "ي", "كم"];
/// Steps of [`Unit::bearers`].
const BEARERS: [u32; 6] = [1, 4, 12, 40, 150, 600];
/// The step from which on a word is a frequent name.
const OFTEN: u32 = 4;

/// The units of the tokens from `start` to the view's end; those from `asked` on are asked for, the others are their company.
pub(crate) fn fill(view: View<'_>, start: usize, asked: usize, units: &mut Vec<Unit>) {
    units.clear();
    let mut before = 0;
    for at in start..view.end {
        if apart_before(view, at) {
            before |= if matches!(view.text.fold(at), "و" | "ف") { 1 << 7 } else { 1 << 8 };
            continue;
        }
        if at > start && view.text.is_word(at - 1) && APART_AFTER.contains(&view.text.fold(at)) && !single(view, at - 1) {
            if let Some(unit) = units.last_mut() {
                unit.clitics |= 1 << 9;
            }
            continue;
        }
        units.push(unit(view, at, before));
        before = 0;
    }
    // no feature looks at the lists further away than two units
    for from in units.partition_point(|u| (u.token as usize) + 2 < asked)..units.len() {
        mark_listed(view, from, units);
    }
}

fn single(view: View<'_>, at: usize) -> bool {
    view.text.fold(at).chars().count() == 1
}

/// A particle written apart: not a letter of an acronym (د ب ا).
fn apart_before(view: View<'_>, at: usize) -> bool {
    APART_BEFORE.contains(&view.text.fold(at))
        && at + 1 < view.end
        && view.text.is_word(at + 1)
        && !single(view, at + 1)
        && !(at > 0 && view.text.is_word(at - 1) && single(view, at - 1) && !matches!(view.text.fold(at - 1), "و" | "ف"))
}

fn unit(view: View<'_>, at: usize, before: u32) -> Unit {
    let mut unit = Unit { token: at as u32, clitics: before, ..Unit::default() };
    let token = &view.text.tokens[at];
    let fold = view.text.fold(at);
    if token.kind != Kind::Word {
        unit.facts = if token.kind == Kind::Number { fact::NUMBER } else { fact::MARK };
        unit.stem = if token.kind == Kind::Number { fold.len() as u32 } else { hash(fold.as_bytes()) };
        unit.bare = unit.stem;
        return unit;
    }
    let readings = view.morph.readings(at);
    // the particles are those of the likeliest reading; a word of no list keeps its letters
    let listed = readings.first().map(|r| cut(r, fold));
    // وال begins no word of its own
    let cut = listed.unwrap_or(if fold.starts_with("وال") && fold.len() >= 12 { 2 } else { 0 });
    let stem = &fold[cut..];
    unit.stem = hash(stem.as_bytes());
    let bare = stem.strip_prefix("ال").filter(|b| b.len() >= 4).unwrap_or(stem);
    unit.bare = hash(bare.as_bytes());
    unit.affixes = affixes(stem);
    unit.clitics |= u32::from(readings.is_empty() && cut > 0);
    if let Some(first) = readings.first() {
        unit.clitics |= u32::from(first.pro.conjoined())
            | u32::from(first.pro.prepositional()) << 1
            | u32::from(first.definite()) << 2
            | u32::from(first.enc != Enclitic::None) << 3;
    }
    let latin = fold.bytes().next().is_some_and(|b| b.is_ascii());
    unit.shape = (stem.len() as u32 / 2).min(9) | u32::from(latin) << 4 | u32::from(bare.len() != stem.len()) << 5;
    unit.facts = facts(view, readings);
    let bearers = readings.iter().filter(|r| r.pos() == Pos::Name && !r.pro.prepositional()).map(|r| r.row).max().unwrap_or(0);
    unit.bearers = BEARERS.iter().filter(|step| bearers >= **step).count() as u32;
    unit
}

/// Bytes of the particles before the stem, without the article.
fn cut(reading: &Reading, fold: &str) -> usize {
    let letters = (reading.pro.0 & 63).count_ones() as usize * 2;
    let written_apart = reading.pro.has(Proclitics::FOR) && reading.pro.has(Proclitics::THE);
    let letters = if written_apart { letters - 2 } else { letters };
    if letters < fold.len() && fold.is_char_boundary(letters) { letters } else { 0 }
}

fn facts(view: View<'_>, readings: &[Reading]) -> u32 {
    if readings.is_empty() {
        return fact::UNKNOWN;
    }
    let mut facts = 0;
    for reading in readings {
        facts |= 1 << (reading.pos() as u32);
        if reading.is_verb() {
            if view.lexicon.say_frames(reading.row).next().is_some() {
                facts |= fact::SAYS;
            }
            if reading.features.is_past() {
                facts |= fact::PAST;
            }
        } else if reading.pos() == Pos::Title {
            let kind = view.lexicon.title_kind(reading.row);
            facts |= TITLE_KINDS.iter().position(|k| *k == kind).map_or(0, |k| 1 << (fact::TITLES + k as u32));
        }
        if reading.definite() {
            facts |= fact::DEFINITE;
        }
        if reading.features.number() != Number::Singular {
            facts |= fact::PLURAL;
        }
        if reading.features.is_tanwin() {
            facts |= fact::TANWIN;
        }
    }
    if readings.iter().all(|r| r.pos() == Pos::Name) {
        facts |= fact::ONLY_NAME;
    }
    facts
}

/// Marks the listed phrase that begins at a unit on every unit of it.
fn mark_listed(view: View<'_>, from: usize, units: &mut [Unit]) {
    let at = units[from].token as usize;
    if !view.text.is_word(at) {
        return;
    }
    let Some((end, rows)) = scan::walk(view, at, |kind| LISTED.contains(&kind)) else { return };
    for (kind, _) in rows.iter().flatten() {
        let Some(bit) = LISTED.iter().position(|k| k == kind).map(|k| k * 2) else { continue };
        units[from].listed |= 1 << bit;
        for unit in units[from + 1..].iter_mut().take_while(|u| (u.token as usize) < end) {
            unit.listed |= 2 << bit;
        }
    }
}

fn affixes(stem: &str) -> [u32; 5] {
    let nth = |n: usize| stem.char_indices().nth(n).map_or(stem.len(), |(at, _)| at);
    let last = |n: usize| stem.char_indices().rev().nth(n - 1).map_or(0, |(at, _)| at);
    [&stem[..nth(2)], &stem[..nth(3)], &stem[last(1)..], &stem[last(2)..], &stem[last(3)..]].map(|affix| hash(affix.as_bytes()))
}

/// FNV-1a: the same everywhere and for ever, as learned weights are found by it.
pub(super) fn hash(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}
