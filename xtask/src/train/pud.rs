//! UD Arabic PUD as the models see it. In: the CoNLL-U file. Out: sentences of gold tokens, and what each word and segment of them is made of.

use std::collections::HashMap;
use std::path::PathBuf;

use anyhow::{Context as _, Result, ensure};
use mahdar::morph::facts::{self, Facts, Learned, Notes as _};
use mahdar::morph::split::{self, Split};
use mahdar::morph::{Reading, each_segment, readings_of};
use mahdar::text::{Kind, Orthography, Text};
use mahdar_arabic::model::TAGS;

use super::Names;
use crate::paths;

/// A token of the treebank: a word without its clitics, a clitic, a mark.
#[derive(Clone, Debug)]
pub(crate) struct Gold {
    pub(crate) form: String,
    pub(crate) lemma: String,
    pub(crate) upos: String,
    /// Whether the next one is written on to it.
    pub(crate) glued: bool,
}

/// A sentence of the treebank.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sentence {
    pub(crate) id: String,
    pub(crate) tokens: Vec<Gold>,
}

/// Where the treebank is.
pub(crate) fn path() -> PathBuf {
    paths::beside("MAHDAR_PUD", "../shared/data/pud/ar_pud-ud-test.conllu")
}

/// The sentences; none if the treebank is not here.
pub(crate) fn sentences() -> Result<Vec<Sentence>> {
    let path = path();
    if !path.exists() {
        return Ok(Vec::new());
    }
    let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut out = Vec::new();
    let mut sentence = Sentence::default();
    for line in text.lines().chain([""]) {
        if line.is_empty() {
            if !sentence.tokens.is_empty() {
                out.push(std::mem::take(&mut sentence));
            }
        } else if let Some(id) = line.strip_prefix("# sent_id = ") {
            id.trim().clone_into(&mut sentence.id);
        } else if !line.starts_with('#') {
            let cells: Vec<&str> = line.split('\t').collect();
            ensure!(cells.len() == 10, "{}: a line of {} columns: {line}", path.display(), cells.len());
            let glued = cells[9].split('|').any(|m| m == "SpaceAfter=No");
            sentence.tokens.push(Gold { form: cells[1].into(), lemma: cells[2].into(), upos: cells[3].into(), glued });
        }
    }
    Ok(out)
}

/// A run of letters without a space: a word with its clitics.
#[derive(Clone, Debug)]
pub(crate) struct Word {
    pub(crate) fold: String,
    pub(crate) light: String,
    pub(crate) readings: Vec<Reading>,
    /// Where its gold segments end.
    pub(crate) ends: Vec<usize>,
    /// The split that cuts it so, if there is one.
    pub(crate) gold: Option<Split>,
    /// Its gold tokens.
    pub(crate) tokens: std::ops::Range<usize>,
}

/// A sentence as the models see it: facts, keys and right tags of its segments in their gold cut, and its words.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sample {
    pub(crate) facts: Vec<Facts>,
    pub(crate) keys: Vec<Vec<u32>>,
    pub(crate) tags: Vec<u8>,
    pub(crate) words: Vec<Word>,
}

fn letters(form: &str) -> bool {
    form.chars().any(char::is_alphabetic)
}

/// Number of a tag.
fn number(upos: &str) -> u8 {
    TAGS.iter().position(|t| *t == upos).map_or(facts::PUNCT, |at| at as u8)
}

/// Prepares sentences; `names` hears the texts that are hashed.
pub(crate) fn prepare(sentences: &[Sentence], names: &mut Names) -> Vec<Sample> {
    let blob = mahdar_arabic::blob();
    let learned = Learned::new(&blob);
    let mut text = Text::default();
    let orthography = Orthography::new(&blob);
    let mut known: HashMap<String, (String, String, Vec<Reading>)> = HashMap::new();
    let mut spelled = |form: &str| -> (String, String, Vec<Reading>) {
        known
            .entry(form.to_owned())
            .or_insert_with(|| {
                text.fill(&orthography, form);
                let one = text.tokens.len() == 1 && text.tokens[0].kind == Kind::Word;
                let (fold, light) = if one {
                    (text.fold(0).to_owned(), text.light(0).to_owned())
                } else {
                    (mahdar_arabic::fold::key(form), form.to_owned())
                };
                let light = if light.len() == fold.len() { light } else { fold.clone() };
                let readings = if one { readings_of(&blob, &fold, &light) } else { Vec::new() };
                (fold, light, readings)
            })
            .clone()
    };
    let mut out = Vec::new();
    let mut candidates = Vec::new();
    for sentence in sentences {
        let mut sample = Sample::default();
        let mut at = 0;
        while at < sentence.tokens.len() {
            let first = at;
            let token = &sentence.tokens[at];
            if !letters(&token.form) {
                let digits = token.form.chars().any(char::is_numeric);
                names.text(if digits { "0" } else { &token.form });
                sample.facts.push(facts::plain(&token.form, digits));
                sample.keys.push(Vec::new());
                sample.tags.push(number(&token.upos));
                at += 1;
                continue;
            }
            while sentence.tokens[at].glued && sentence.tokens.get(at + 1).is_some_and(|t| letters(&t.form)) {
                at += 1;
            }
            at += 1;
            let tokens = first..at;
            let form: String = sentence.tokens[tokens.clone()].iter().map(|t| t.form.as_str()).collect();
            let (fold, light, readings) = spelled(&form);
            let mut end = 0;
            let ends: Vec<usize> = sentence.tokens[tokens.clone()]
                .iter()
                .map(|t| {
                    end += mahdar_arabic::fold::key(&t.form).len();
                    end
                })
                .collect();
            split::candidates(&fold, &light, &mut candidates);
            let gold = candidates.iter().copied().find(|s| s.ends(fold.len()).eq(ends.iter().copied()));
            let mut push = |(fold, light): (&str, &str), readings: &[Reading], split: Split, segment, tag: &str| {
                let mut keys = Vec::new();
                let facts = facts::describe(&learned, (fold, light), readings, split, segment, &mut keys, names);
                sample.facts.push(facts);
                sample.keys.push(keys);
                sample.tags.push(number(tag));
            };
            if let Some(split) = gold {
                let mut token = first;
                each_segment(&fold, split, |segment| {
                    push((&fold, &light), &readings, split, segment, &sentence.tokens[token].upos);
                    token += 1;
                });
            } else {
                for token in &sentence.tokens[tokens.clone()] {
                    let (fold, light, readings) = spelled(&token.form);
                    push((&fold, &light), &readings, Split::whole(&fold), (0, fold.len(), facts::Part::Stem), &token.upos);
                }
            }
            sample.words.push(Word { fold, light, readings, ends, gold, tokens });
        }
        out.push(sample);
    }
    out
}
