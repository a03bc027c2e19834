//! The model of names: what the look of a word and of its neighbours says of its being part of a name.
//!
//! In: [`Unit`]s. Out: a label for each (`B-PER` begins the name of a person, `I-PER` goes on in it, `O` is none). [`features`] says what is
//! looked at, `decode` finds the labels that go best together. The weights are learned (`cargo xtask train names-model`) and stand in the
//! lexicon; no rule of the language is written here.

use super::unit::{Unit, fact};
use mahdar_lexicon::model::{MOST_LABELS, Model};

const START: Unit = Unit { token: 0, stem: 1, bare: 1, affixes: [0; 5], clitics: 0, shape: 0, facts: fact::MARK, bearers: 7, listed: 0 };
/// Facts that a pattern of neighbours is made of.
const CLASS: u32 = 0xFFFF | fact::SAYS | fact::ONLY_NAME | fact::UNKNOWN | fact::MARK | fact::NUMBER;
/// How far back a title is looked for, in units.
const TITLE_REACH: usize = 4;
/// Bit of titles in facts.
const TITLE: u32 = 1 << 8;
const VERB: u32 = 1 << 1;
const NISBA: u32 = 1 << 7;

fn mix(template: u32, a: u32, b: u32) -> u32 {
    let mut hash = template.wrapping_mul(0x9E37_79B9) ^ a;
    hash = (hash ^ hash >> 16).wrapping_mul(0x85EB_CA6B);
    hash = (hash ^ hash >> 13 ^ b).wrapping_mul(0xC2B2_AE35);
    hash ^ hash >> 16
}

/// The features of a unit among its neighbours, as hashes.
pub fn features(units: &[Unit], at: usize, out: &mut Vec<u32>) {
    out.clear();
    let unit = |offset: isize| at.checked_add_signed(offset).and_then(|n| units.get(n)).unwrap_or(&START);
    let (here, before, after) = (unit(0), unit(-1), unit(1));
    let (second_before, second_after) = (unit(-2), unit(2));
    let mut add = |template: u32, a: u32, b: u32| out.push(mix(template, a, b));
    // the word and its letters
    add(1, here.stem, 0);
    add(2, here.bare, here.clitics);
    for (n, affix) in here.affixes.iter().enumerate() {
        add(3 + n as u32, *affix, 0);
    }
    add(8, here.shape, here.clitics);
    add(9, here.facts & CLASS, here.bearers);
    add(10, here.facts, here.clitics);
    add(12, here.listed, 0);
    add(13, here.listed, here.facts & CLASS);
    for bit in 0..32 {
        if here.facts & 1 << bit != 0 {
            add(14, bit, here.bearers);
        }
        if here.listed & 1 << bit != 0 {
            add(15, bit, here.clitics & 3);
        }
    }
    // its neighbours
    for (n, near) in [(0, before), (1, after), (2, second_before), (3, second_after)] {
        add(20 + n, near.stem, 0);
        add(24 + n, near.facts & CLASS, near.bearers);
        add(28 + n, near.listed, near.clitics);
    }
    for (n, near) in [(0, before), (1, after)] {
        add(36 + n, near.stem, here.stem);
        add(38 + n, near.stem, here.facts & CLASS);
        add(40 + n, near.facts, here.facts & CLASS);
        add(42 + n, near.listed, here.listed);
        add(32 + n, near.affixes[3], here.bearers);
        add(60 + n, near.bare, here.listed);
        add(46 + n, near.clitics << 8 | here.clitics, here.bearers);
        add(58 + n, near.facts & CLASS, here.stem);
    }
    add(48, before.stem, after.stem);
    add(49, mix(0, before.facts & CLASS, here.facts & CLASS), after.facts & CLASS);
    add(50, before.bearers << 8 | here.bearers << 4 | after.bearers, here.clitics);
    add(51, second_before.stem, before.stem);
    add(64, mix(0, before.listed, here.listed), after.listed);
    // the title before it, with what stands between
    let mut between = 0;
    for back in 1..=TITLE_REACH.min(at) {
        let near = &units[at - back];
        if near.facts & TITLE != 0 && near.facts >> fact::TITLES != 0 {
            add(65, near.bare, between);
            add(66, near.facts >> fact::TITLES, between << 4 | here.bearers);
            break;
        }
        if near.facts & (fact::MARK | fact::NUMBER) != 0 || near.facts & VERB != 0 && near.facts & NISBA == 0 {
            break;
        }
        between = between << 1 | 1 | u32::from(near.facts & NISBA != 0) << 8;
    }
}

/// Labels of units, reused from text to text.
#[derive(Clone, Debug, Default)]
pub struct Decoder {
    features: Vec<u32>,
    best: Vec<[i32; MOST_LABELS]>,
    back: Vec<[u8; MOST_LABELS]>,
    /// The label of each unit, as its number in the model.
    pub labels: Vec<u8>,
}

impl Decoder {
    /// Finds the labels of the units in `range` that go best together: the path of the highest sum (Viterbi, first order). What stands
    /// before the range is no name.
    pub fn decode(&mut self, model: &Model<'_>, units: &[Unit], range: std::ops::Range<usize>) {
        let count = model.labels();
        self.best.clear();
        self.back.clear();
        self.labels.clear();
        let mut previous = [0; MOST_LABELS];
        for at in range.clone() {
            features(units, at, &mut self.features);
            let mut own = [0; MOST_LABELS];
            for feature in &self.features {
                model.add(*feature, &mut own);
            }
            let (mut sums, mut from) = ([0; MOST_LABELS], [0; MOST_LABELS]);
            for label in 0..count {
                let (sum, before) = if at == range.start {
                    (model.transition(if at == 0 { count } else { 0 }, label), 0)
                } else {
                    (0..count)
                        .map(|b| (previous[b] + model.transition(b, label), b))
                        .fold((i32::MIN, 0), |a, b| if b.0 > a.0 { b } else { a })
                };
                sums[label] = sum + own[label];
                from[label] = before as u8;
            }
            previous = sums;
            self.best.push(sums);
            self.back.push(from);
        }
        let Some(last) = self.best.last() else { return };
        let mut label = (0..count).fold(0, |a, b| if last[b] > last[a] { b } else { a });
        self.labels.resize(range.len(), 0);
        for at in (0..range.len()).rev() {
            self.labels[at] = label as u8;
            label = self.back[at][label] as usize;
        }
    }
}
