//! Learning to split and to tag. In: samples of the treebank. Out: [`Model`], whole weights by key, as they will be written.

use std::collections::HashMap;

use mahdar::morph::Reading;
use mahdar::morph::facts::{Learned, Notes, OPEN, START, Sums};
use mahdar::morph::split::{self, Split};
use mahdar::morph::tag::{self, Around};
use mahdar_arabic::model::{TAGS, hash};

use super::Names;
use super::news::News;
use super::perceptron::{Perceptron, shuffled};
use super::pud::Sample;

/// Passes over the sentences.
const ROUNDS: u64 = 12;

/// Features of the tagger that are kept: with more, its file is larger than 2 MB.
const KEPT: usize = 38_000;

/// What the greatest weight becomes when the averages are made whole numbers that fit a byte.
const GREATEST: i64 = 120;

/// Weights by key.
#[derive(Clone, Debug, Default)]
pub(crate) struct Model {
    pub(crate) tagger: HashMap<u32, [i8; TAGS.len()]>,
    pub(crate) splitter: HashMap<u32, i8>,
}

impl Model {
    /// Learns from samples of the treebank, then again with news beside them: what the rules of context hold of its verbs, and what the
    /// first model makes of the rest.
    pub(crate) fn learn(samples: &[&Sample], news: &News, names: &mut Names) -> Self {
        let first = Self { tagger: learn_tags(samples, names), splitter: learn_splits(samples, names) };
        let told: Vec<Sample> = news.told(&first, names);
        // the treebank counts more than what was only guessed
        let all: Vec<&Sample> = samples.iter().copied().chain(samples.iter().copied()).chain(&told).collect();
        if told.is_empty() { first } else { Self { tagger: learn_tags(&all, names), splitter: first.splitter } }
    }

    /// Tags a sample where some words are known to be verbs or not to be.
    pub(crate) fn tag_bound(&self, sample: &mut Sample, verbs: &[Option<bool>]) {
        let (mut before, mut verbed) = ([START; 2], false);
        for (at, verb) in verbs.iter().enumerate() {
            let mut tag = sample.facts[at].tag;
            if tag == OPEN {
                let mut sums = Sums::default();
                sample.keys[at].iter().for_each(|key| self.add(*key, &mut sums));
                tag::keys(&Around { facts: &sample.facts, at, before, verbed }).iter().for_each(|key| self.add(*key, &mut sums));
                for (tag, sum) in sums.iter_mut().enumerate() {
                    let finite = matches!(TAGS[tag], "VERB" | "AUX");
                    if verb.is_some_and(|verb| verb != finite) {
                        *sum = i16::MIN;
                    }
                }
                tag = tag::highest(&sums);
            }
            sample.tags[at] = tag;
            verbed = tag::verbed(verbed, tag, sample.facts[at].word);
            before = [tag, before[0]];
        }
    }

    /// Tags a sample in its gold cut.
    pub(crate) fn tag(&self, sample: &Sample) -> Vec<u8> {
        let mut out = Vec::with_capacity(sample.facts.len());
        let own = |at: usize| {
            let mut sums = Sums::default();
            sample.keys[at].iter().for_each(|key| self.add(*key, &mut sums));
            sums
        };
        tag::run(&sample.facts, own, |key, sums| self.add(key, sums), |_, segment| out.push(segment.tag));
        out
    }

    fn add(&self, key: u32, sums: &mut Sums) {
        if let Some(row) = self.tagger.get(&key) {
            for (sum, weight) in sums.iter_mut().zip(row) {
                *sum += i16::from(*weight);
            }
        }
    }

    /// Splits a word.
    pub(crate) fn split(&self, learned: &Learned<'_>, word: (&str, &str), readings: &[Reading]) -> Split {
        let weigh = |keys: &[u32]| keys.iter().map(|k| i32::from(self.splitter.get(k).copied().unwrap_or(0))).sum();
        split::best(learned, word, readings, &mut (Vec::new(), Vec::new()), weigh)
    }
}

fn learn_tags(samples: &[&Sample], names: &mut Names) -> HashMap<u32, [i8; TAGS.len()]> {
    let mut model: Perceptron<{ TAGS.len() }> = Perceptron::default();
    let mut all = Vec::new();
    for round in 0..ROUNDS {
        for n in shuffled(samples.len(), round) {
            let sample = samples[n];
            let (mut before, mut verbed) = ([START; 2], false);
            for at in 0..sample.facts.len() {
                let facts = &sample.facts[at];
                let mut guess = facts.tag;
                let right = sample.tags[at];
                if facts.tag == OPEN && usize::from(right) < TAGS.len() {
                    model.step();
                    all.clear();
                    all.extend_from_slice(&sample.keys[at]);
                    let around = Around { facts: &sample.facts, at, before, verbed };
                    all.extend(tag::keys(&around));
                    if round + 1 == ROUNDS || round == 0 {
                        let parts = tag::TEMPLATES.iter().zip(tag::parts(&around));
                        parts.for_each(|(template, (first, second))| names.feature(hash(template), first, second));
                    }
                    guess = tag::highest(&model.scores(&all));
                    if guess != right {
                        model.learn(&all, usize::from(right), 1);
                        model.learn(&all, usize::from(guess), -1);
                    }
                } else if facts.tag == OPEN {
                    guess = right;
                }
                verbed = tag::verbed(verbed, guess, facts.word);
                before = [guess, before[0]];
            }
        }
    }
    let fine = model.averaged(1000);
    let greatest = fine.iter().flat_map(|(_, row)| row).map(|w| i64::from(w.abs())).max().unwrap_or(1);
    let mut whole: Vec<(u32, [i8; TAGS.len()])> = fine.iter().map(|(key, row)| (*key, row.map(|w| byte(i64::from(w), greatest)))).collect();
    // the strongest are kept, so that the file stays one that can be read
    let strength = |row: &[i8; TAGS.len()]| row.iter().map(|w| w.unsigned_abs()).max().unwrap_or(0);
    whole.sort_by_key(|(key, row)| (std::cmp::Reverse(strength(row)), *key));
    whole.truncate(KEPT);
    whole.into_iter().filter(|(_, row)| strength(row) > 0).collect()
}

/// A weight as a byte, where the greatest becomes [`GREATEST`].
fn byte(weight: i64, greatest: i64) -> i8 {
    let scaled = (2 * weight * GREATEST + greatest * weight.signum()) / (2 * greatest.max(1));
    i8::try_from(scaled.clamp(-127, 127)).unwrap_or(0)
}

fn learn_splits(samples: &[&Sample], names: &mut Names) -> HashMap<u32, i8> {
    let blob = mahdar_arabic::blob();
    let learned = Learned::new(&blob);
    let mut model: Perceptron<1> = Perceptron::default();
    // the candidates of every word, the right one's place first
    let mut words: Vec<(usize, Vec<Vec<u32>>)> = Vec::new();
    let mut candidates = Vec::new();
    for word in samples.iter().flat_map(|s| &s.words) {
        let Some(gold) = word.gold else { continue };
        split::candidates(&word.fold, &word.light, &mut candidates);
        if candidates.len() < 2 {
            continue;
        }
        let keys = candidates.iter().map(|split| {
            let mut keys = Vec::new();
            split::features(&learned, (&word.fold, &word.light), &word.readings, *split, &mut keys, names);
            keys
        });
        words.push((candidates.iter().position(|s| *s == gold).unwrap_or(0), keys.collect()));
    }
    for round in 0..ROUNDS {
        for n in shuffled(words.len(), round) {
            let (right, keys) = &words[n];
            model.step();
            let mut best = (i32::MIN, 0);
            for (at, keys) in keys.iter().enumerate() {
                let score = model.scores(keys)[0];
                if score > best.0 {
                    best = (score, at);
                }
            }
            if best.1 != *right {
                model.learn(&keys[*right], 0, 1);
                model.learn(&keys[best.1], 0, -1);
            }
        }
    }
    let fine = model.averaged(1000);
    let greatest = fine.iter().map(|(_, row)| i64::from(row[0].abs())).max().unwrap_or(1);
    fine.iter().map(|(key, row)| (*key, byte(i64::from(row[0]), greatest))).filter(|(_, w)| *w != 0).collect()
}
