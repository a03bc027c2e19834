//! The `NewsFANE` set: sentences of newswire whose names carry fine classes (Alotaibi and Lee; CC BY-SA 3.0), and what they are mapped to.
//!
//! In: the `CoNLL` file and `docs/ner-map.tsv`. Out: [`Sentence`]s with their spans. It trains nothing and measures nothing.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::PathBuf;

use anyhow::{Context as _, Result};

use crate::paths;

/// The fine classes that are learned apart, since their likeness differs: who is told of in politics, and states.
pub(crate) const APART: [&str; 8] = ["Politician", "Nation", "Government", "Athlete", "Artist", "Sports", "Population-Center", "Group"];

/// A sentence: tokens, and the names in it with their classes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sentence {
    pub(crate) tokens: Vec<String>,
    pub(crate) spans: Vec<(Range<usize>, String)>,
}

impl Sentence {
    /// Whether it belongs to the tenth that is only measured on: the first byte of BLAKE3 of its tokens, single spaces between, ends in 0.
    pub(crate) fn held_out(&self) -> bool {
        blake3::hash(self.tokens.join(" ").as_bytes()).as_bytes()[0].is_multiple_of(10)
    }
}

/// Where the set is.
pub(crate) fn path() -> PathBuf {
    paths::beside("MAHDAR_NER", "../shared/data/ner/newsfane-train.conll")
}

/// The sentences of the set; `None` where it is not here.
pub(crate) fn sentences() -> Result<Option<Vec<Sentence>>> {
    let path = path();
    if !path.exists() {
        return Ok(None);
    }
    let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut sentences = Vec::new();
    let mut sentence = Sentence::default();
    for line in text.lines().chain([""]) {
        let Some((token, label)) = line.split_once('\t') else {
            if !sentence.tokens.is_empty() {
                sentences.push(std::mem::take(&mut sentence));
            }
            continue;
        };
        let at = sentence.tokens.len();
        sentence.tokens.push(token.to_owned());
        if let Some((begin, class)) = label.split_once('-') {
            match sentence.spans.last_mut() {
                Some((span, of)) if begin == "I" && span.end == at && of == class => span.end = at + 1,
                _ => sentence.spans.push((at..at + 1, class.to_owned())),
            }
        }
    }
    Ok(Some(sentences))
}

/// What each fine class is mapped to: PER, ORG, LOC, or empty for none.
pub(crate) fn map() -> Result<BTreeMap<String, String>> {
    let path = paths::root().join("docs/ner-map.tsv");
    let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let rows = text.lines().filter(|l| !l.starts_with('#')).skip(1);
    rows.map(|line| {
        let mut cells = line.split('\t');
        let (class, mapped) = cells.next().zip(cells.next()).with_context(|| format!("{}: no class in '{line}'", path.display()))?;
        Ok((class.to_owned(), mapped.trim_matches('-').to_owned()))
    })
    .collect()
}

/// The label's kind: what the class is mapped to, with the class where it is learned apart; empty for names of none of the three.
pub(crate) fn kind(map: &BTreeMap<String, String>, class: &str) -> String {
    let mapped = map.get(class).map_or("", String::as_str);
    match (mapped, APART.contains(&class)) {
        ("", true) => class.to_owned(),
        (mapped, true) => format!("{mapped}-{class}"),
        (mapped, false) => mapped.to_owned(),
    }
}
