//! How right words are split and tagged, on UD Arabic PUD: learned on the half from Wikipedia and tested on the half from news, and the
//! reverse. `MAHDAR_PUD_ERRORS=1` lists what went wrong.

use std::collections::BTreeMap;

use anyhow::Result;
use mahdar::morph::facts::{Learned, PUNCT, Part};
use mahdar::morph::{Reading, each_segment, lemma};
use mahdar_arabic::fold;
use mahdar_arabic::model::TAGS;

use super::Figure;
use crate::train::Names;
use crate::train::news::{self, News};
use crate::train::pud::{self, Sample, Sentence};
use crate::train::tagger::Model;

/// Right and all, of each direction.
#[derive(Clone, Copy, Debug, Default)]
struct Share {
    right: usize,
    all: usize,
}

impl Share {
    fn count(&mut self, right: bool) {
        self.right += usize::from(right);
        self.all += 1;
    }

    fn value(self) -> f64 {
        if self.all == 0 { 0.0 } else { self.right as f64 / self.all as f64 }
    }
}

#[derive(Clone, Copy, Debug, Default)]
struct Direction {
    words: Share,
    tags: Share,
    verbs: Share,
    nouns: Share,
}

/// The figures; none where the treebank is not here.
pub(super) fn measure() -> Result<Vec<Figure>> {
    let sentences = pud::sentences()?;
    if sentences.is_empty() {
        println!("no treebank at {}: words split and tagged are not measured", pud::path().display());
        return Ok(Vec::new());
    }
    let mut names = Names::default();
    let samples = pud::prepare(&sentences, &mut names);
    let mut errors = std::env::var("MAHDAR_PUD_ERRORS").is_ok().then(BTreeMap::new);
    let news = News::read(news::MEASURED)?;
    let halves = [('w', 'n'), ('n', 'w')].map(|(learned, tested)| {
        let of = |half: char| sentences.iter().zip(&samples).filter(move |(s, _)| s.id.starts_with(half));
        let model = Model::learn(&of(learned).map(|(_, s)| s).collect::<Vec<_>>(), &news, &mut names);
        let mut direction = Direction::default();
        of(tested).for_each(|(sentence, sample)| test(&model, sentence, sample, &mut direction, errors.as_mut()));
        direction
    });
    for (what, count) in errors.iter().flatten() {
        println!("{count}\t{what}");
    }
    let figure = |name: &'static str, of: fn(&Direction) -> Share| {
        let [news, wiki] = [of(&halves[0]), of(&halves[1])];
        let pooled = Share { right: news.right + wiki.right, all: news.all + wiki.all };
        Figure {
            name,
            value: pooled.value(),
            detail: format!("{} of {} of UD Arabic PUD; news {:.4}, Wikipedia {:.4}", pooled.right, pooled.all, news.value(), wiki.value()),
        }
    };
    Ok(vec![
        figure("words split", |d| d.words),
        figure("parts of speech", |d| d.tags),
        figure("lemmas of verbs", |d| d.verbs),
        figure("lemmas of nouns", |d| d.nouns),
    ])
}

fn test(model: &Model, sentence: &Sentence, sample: &Sample, direction: &mut Direction, mut errors: Option<&mut BTreeMap<String, usize>>) {
    let blob = mahdar_arabic::blob();
    let learned = Learned::new(&blob);
    for word in &sample.words {
        let split = model.split(&learned, (&word.fold, &word.light), &word.readings);
        let right = split.ends(word.fold.len()).eq(word.ends.iter().copied());
        direction.words.count(right);
        if let Some(errors) = errors.as_deref_mut().filter(|_| !right) {
            let cut = |ends: &mut dyn Iterator<Item = usize>| {
                ends.scan(0, |from, to| Some(&word.light[std::mem::replace(from, to)..to])).collect::<Vec<_>>().join("+")
            };
            let wrong = format!("split {} for {}", cut(&mut split.ends(word.fold.len())), cut(&mut word.ends.iter().copied()));
            *errors.entry(wrong).or_default() += 1;
        }
    }
    let tags = model.tag(sample);
    for (at, (tag, gold)) in tags.iter().zip(&sample.tags).enumerate() {
        direction.tags.count(tag == gold);
        if let Some(errors) = errors.as_deref_mut().filter(|_| tag != gold) {
            let name = |tag: u8| if tag == PUNCT { "PUNCT" } else { TAGS[usize::from(tag)] };
            *errors.entry(format!("tag {} for {}", name(*tag), name(*gold))).or_default() += 1;
            *errors.entry(format!("word {} {} for {}", sentence.tokens[at].form, name(*tag), name(*gold))).or_default() += 1;
        }
    }
    for word in &sample.words {
        let Some(split) = word.gold else { continue };
        each_segment(&word.fold, split, |(start, end, part)| {
            let at = word.tokens.start + split.ends(word.fold.len()).take_while(|e| *e < end).count();
            let (gold, tag) = (&sentence.tokens[at], tags[at]);
            let share = match gold.upos.as_str() {
                "VERB" if part == Part::Stem => &mut direction.verbs,
                "NOUN" if part == Part::Stem => &mut direction.nouns,
                _ => return,
            };
            let reading = lemma::reading(&blob, &word.readings, &word.fold, split, tag);
            let article = start > 0 && word.fold[..start].ends_with('ل') && reading.is_some_and(Reading::definite);
            let stem = &word.light[start + if article { 2 } else { 0 }..end];
            let found = lemma::lemma(&blob, stem, reading, tag, end < word.fold.len());
            let right = fold::key(&found) == fold::key(&gold.lemma.replace('`', ""));
            share.count(right);
            if let Some(errors) = errors.as_deref_mut().filter(|_| !right) {
                *errors.entry(format!("lemma {} {}: {found} for {}", gold.upos, gold.form, gold.lemma)).or_default() += 1;
            }
        });
    }
}
