//! Sentences of news without annotation, as the tagger learns from them: what the rules of context hold of the verbs, and what a first model
//! makes of the other words. In: articles of the corpus. Out: samples like those of the treebank.

use anyhow::Result;
use mahdar::morph::facts::{self, Learned};
use mahdar::morph::{Morph, each_segment, readings_of};
use mahdar::text::{Kind, Orthography, Text};

use super::Names;
use super::pud::Sample;
use super::tagger::Model;
use crate::bench::corpus;

/// Of how many articles one is read for the model that is kept.
pub(crate) const KEPT: usize = 33;
/// Of how many articles one is read where the model is only measured, in each direction: it must be quick.
pub(crate) const MEASURED: usize = 97;
/// Sentences of an article that are read.
const SENTENCES: usize = 12;

/// Sentences of news: their words, folded and light, and whether each is a verb by the rules.
#[derive(Debug, Default)]
pub(crate) struct News {
    sentences: Vec<Vec<Unit>>,
    /// Articles read.
    pub(crate) articles: usize,
}

#[derive(Debug)]
struct Unit {
    kind: Kind,
    fold: String,
    light: String,
    verb: Option<bool>,
}

impl News {
    /// Reads one of `step` articles of the corpus; nothing where it is not here.
    pub(crate) fn read(step: usize) -> Result<Self> {
        let blob = mahdar_arabic::blob();
        let orthography = Orthography::new(&blob);
        let (mut text, mut morph, mut out) = (Text::default(), Morph::default(), Self::default());
        for line in corpus::lines()?.step_by(step) {
            let doc = corpus::document(&line?)?;
            text.fill(&orthography, doc.text());
            morph.fill(&blob, &text);
            out.articles += 1;
            for sentence in text.sentences.iter().filter(|s| (6..60).contains(&s.len())).take(SENTENCES) {
                let unit = |at: usize| Unit {
                    kind: text.tokens[at].kind,
                    fold: text.fold(at).to_owned(),
                    light: text.light(at).to_owned(),
                    verb: morph.ruled(&text, at),
                };
                out.sentences.push(sentence.clone().map(unit).collect());
            }
        }
        Ok(out)
    }

    /// The sentences as samples, tagged by a model within what the rules hold.
    pub(crate) fn told(&self, model: &Model, names: &mut Names) -> Vec<Sample> {
        let blob = mahdar_arabic::blob();
        let learned = Learned::new(&blob);
        let sample = |sentence: &Vec<Unit>| {
            let (mut sample, mut verbs) = (Sample::default(), Vec::new());
            for unit in sentence {
                if unit.kind != Kind::Word {
                    sample.facts.push(facts::plain(&unit.fold, unit.kind == Kind::Number));
                    sample.keys.push(Vec::new());
                    verbs.push(None);
                    continue;
                }
                let word = (unit.fold.as_str(), unit.light.as_str());
                let readings = readings_of(&blob, word.0, word.1);
                let split = model.split(&learned, word, &readings);
                each_segment(&unit.fold, split, |segment| {
                    let mut keys = Vec::new();
                    sample.facts.push(facts::describe(&learned, word, &readings, split, segment, &mut keys, names));
                    sample.keys.push(keys);
                    verbs.push(unit.verb.filter(|_| segment.2 == facts::Part::Stem));
                });
            }
            sample.tags = vec![0; sample.facts.len()];
            model.tag_bound(&mut sample, &verbs);
            sample
        };
        self.sentences.iter().map(sample).collect()
    }
}
