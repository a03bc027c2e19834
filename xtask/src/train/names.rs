//! The model of names: what it learns from, and how what it finds is read back.
//!
//! In: sentences of [`super::newsfane`]. Out: the rows of the model, and the names that a model finds in a sentence's own tokens.

use std::collections::BTreeMap;
use std::ops::Range;

use anyhow::{Context as _, Result};
use mahdar::names::model::{Decoder, features};
use mahdar::names::unit::Unit;
use mahdar::{Analyzer, Worker};
use mahdar_lexicon::Model;

use super::chain::{self, Plan, Sequence};
use super::newsfane::{self, Sentence};
use crate::paths;

/// How the model is learned.
pub(crate) const PLAN: Plan = Plan { passes: 6, least: 2, kept: 56_000, weight: 5 };

/// The labels: none, and for every kind its beginning and what goes on.
pub(crate) fn labels(map: &BTreeMap<String, String>) -> Vec<String> {
    let mut kinds: Vec<String> = map.keys().map(|class| newsfane::kind(map, class)).filter(|k| !k.is_empty()).collect();
    kinds.sort();
    kinds.dedup();
    std::iter::once("O".to_owned()).chain(kinds.iter().flat_map(|k| [format!("B-{k}"), format!("I-{k}")])).collect()
}

/// A sentence as units, with the given token of each.
pub(crate) fn units(worker: &mut Worker<'_>, sentence: &Sentence) -> (Vec<Unit>, Vec<usize>) {
    let text = sentence.tokens.join(" ");
    let (units, spans) = worker.units(&text);
    let (mut given, mut end) = (0, sentence.tokens.first().map_or(0, String::len));
    let mut tokens = Vec::with_capacity(units.len());
    for unit in &units {
        let start = spans[unit.token as usize].start as usize;
        while start >= end && given + 1 < sentence.tokens.len() {
            given += 1;
            end += 1 + sentence.tokens[given].len();
        }
        tokens.push(given);
    }
    (units, tokens)
}

/// Learns from sentences; gives the rows of the model.
pub(crate) fn learn(sentences: &[&Sentence], map: &BTreeMap<String, String>) -> String {
    let labels = labels(map);
    let number = |name: &str| labels.iter().position(|l| l == name).unwrap_or(0) as u8;
    let analyzer = Analyzer::arabic();
    let mut worker = analyzer.worker();
    let mut here = Vec::new();
    let sequences: Vec<Sequence> = sentences
        .iter()
        .map(|sentence| {
            let (units, tokens) = units(&mut worker, sentence);
            let mut sequence = Sequence::default();
            let mut open: Option<usize> = None;
            for (at, token) in tokens.iter().enumerate() {
                features(&units, at, &mut here);
                sequence.features.extend_from_slice(&here);
                sequence.ends.push(sequence.features.len() as u32);
                let span = sentence.spans.iter().position(|(s, _)| s.contains(token));
                let kind = span.map_or(String::new(), |s| newsfane::kind(map, &sentence.spans[s].1));
                let label = match (kind.is_empty(), open == span) {
                    (true, _) => 0,
                    (false, true) => number(&format!("I-{kind}")),
                    (false, false) => number(&format!("B-{kind}")),
                };
                sequence.labels.push(label);
                open = span;
            }
            sequence
        })
        .collect();
    chain::learn(&sequences, &labels, PLAN)
}

/// The names that a model finds in a sentence: given tokens and kind.
pub(crate) fn find(model: &Model<'_>, decoder: &mut Decoder, worker: &mut Worker<'_>, sentence: &Sentence) -> Vec<(Range<usize>, String)> {
    let names: Vec<&str> = model.names().collect();
    let (units, tokens) = units(worker, sentence);
    decoder.decode(model, &units, 0..units.len());
    let mut found: Vec<(Range<usize>, String)> = Vec::new();
    for (label, token) in decoder.labels.iter().zip(&tokens) {
        let Some((begin, kind)) = names[*label as usize].split_once('-') else { continue };
        match found.last_mut() {
            Some((span, _)) if begin == "I" => span.end = token + 1,
            _ => found.push((*token..token + 1, kind.to_owned())),
        }
    }
    found
}

/// Learns the model from the whole set (or all but the tenth) and writes it into the lexicon.
pub(crate) fn train(hold_out: bool) -> Result<()> {
    let sentences = newsfane::sentences()?
        .with_context(|| format!("cannot read {}: give the NewsFANE set by MAHDAR_NER", newsfane::path().display()))?;
    let map = newsfane::map()?;
    let part: Vec<&Sentence> = sentences.iter().filter(|s| !(hold_out && s.held_out())).collect();
    let rows = learn(&part, &map);
    let card = format!(
        "# The model of names: weights of features of words and their neighbours (`crates/mahdar/src/names/model.rs`) for labels of names.\n\
         # Learned by `cargo xtask train names-model` from NewsFANE gold (Alotaibi and Lee), CC BY-SA 3.0, {} sentences; this file is shared\n\
         # under the same licence. {}. Figures: `cargo xtask score --linguistic`, learned on nine tenths and measured on the tenth.\n",
        part.len(),
        jiff::Zoned::now().date()
    );
    let folder = paths::root().join("crates/arabic/lexicon/model");
    std::fs::create_dir_all(&folder)?;
    let path = folder.join("names-model.tsv");
    std::fs::write(&path, card + &rows).with_context(|| format!("cannot write {}", path.display()))?;
    println!("{} rows in {}", rows.lines().count(), path.display());
    Ok(())
}
