//! How many names of the `NewsFANE` set a model of names finds that was learned on nine tenths of it, measured on the tenth: span F1.
//!
//! `MAHDAR_NER_ERRORS=1` lists what is wrong. `MAHDAR_NER_ENGINE=1` lists instead what the engine's phrases make of the persons of the tenth,
//! which is a fair figure only with a model of `cargo xtask train names-model --hold-out` built in.

use std::collections::BTreeMap;
use std::ops::Range;

use anyhow::{Result, anyhow};
use mahdar::Analyzer;
use mahdar::names::model::Decoder;
use mahdar_lexicon::source::Table;
use mahdar_lexicon::{Model, display, model};

use super::Figure;
use crate::train::names;
use crate::train::newsfane::{self, Sentence};

/// The fine classes that are measured by themselves.
const FINE: [&str; 3] = ["Politician", "Nation", "Government"];

#[derive(Default)]
struct Count {
    right: usize,
    found: usize,
    gold: usize,
}

impl Count {
    fn f1(&self) -> f64 {
        if self.found + self.gold == 0 { 0.0 } else { 2.0 * self.right as f64 / (self.found + self.gold) as f64 }
    }

    fn add(&mut self, gold: &[(Range<usize>, &str)], found: &[(Range<usize>, &str)]) {
        self.right += found.iter().filter(|f| gold.contains(f)).count();
        self.found += found.len();
        self.gold += gold.len();
    }
}

/// Span F1 over PER, ORG and LOC, and over three fine classes.
pub(super) fn measure() -> Result<Vec<Figure>> {
    let Some(sentences) = newsfane::sentences()? else {
        println!("names: no NewsFANE set in {} (MAHDAR_NER names it)", newsfane::path().display());
        return Ok(Vec::new());
    };
    let map = newsfane::map()?;
    let (held, rest): (Vec<&Sentence>, Vec<&Sentence>) = sentences.iter().partition(|s| s.held_out());
    if std::env::var_os("MAHDAR_NER_ENGINE").is_some() {
        engine(&held, &map);
        return Ok(Vec::new());
    }
    let rows = names::learn(&rest, &map);
    let failed = |problems: Vec<mahdar_lexicon::Problem>| anyhow!("{}", display(&problems, |_| None));
    let bytes = Table::parse("names-model.tsv", &rows).and_then(|table| model::compile(&table)).map_err(failed)?;
    let model = Model::open(&bytes).ok_or_else(|| anyhow!("the model that was learned cannot be opened"))?;
    let analyzer = Analyzer::arabic();
    let mut worker = analyzer.worker();
    let mut decoder = Decoder::default();
    let (mut coarse, mut fine) = (Count::default(), Count::default());
    let mut classes: BTreeMap<String, Count> = BTreeMap::new();
    let errors = std::env::var_os("MAHDAR_NER_ERRORS").is_some();
    for sentence in &held {
        let found = names::find(&model, &mut decoder, &mut worker, sentence);
        let kinds: Vec<(Range<usize>, String)> = sentence.spans.iter().map(|(s, c)| (s.clone(), newsfane::kind(&map, c))).collect();
        let three = |kinds: &[(Range<usize>, String)], only: Option<&str>| -> Vec<(Range<usize>, &'static str)> {
            let of = |kind: &str| ["PER", "ORG", "LOC"].into_iter().find(|m| kind.starts_with(m) && only.is_none_or(|o| o == *m));
            kinds.iter().filter_map(|(s, k)| Some((s.clone(), of(k)?))).collect()
        };
        let apart = |kinds: &[(Range<usize>, String)]| -> Vec<(Range<usize>, &'static str)> {
            let of = |kind: &str| FINE.into_iter().find(|f| kind.split_once('-').is_some_and(|(_, k)| k == *f));
            kinds.iter().filter_map(|(s, k)| Some((s.clone(), of(k)?))).collect()
        };
        coarse.add(&three(&kinds, None), &three(&found, None));
        fine.add(&apart(&kinds), &apart(&found));
        for class in ["PER", "ORG", "LOC"] {
            classes.entry(class.to_owned()).or_default().add(&three(&kinds, Some(class)), &three(&found, Some(class)));
        }
        for class in FINE {
            let only = |spans: Vec<(Range<usize>, &'static str)>| spans.into_iter().filter(|(_, f)| *f == class).collect::<Vec<_>>();
            classes.entry(class.to_owned()).or_default().add(&only(apart(&kinds)), &only(apart(&found)));
        }
        if errors {
            list(sentence, &kinds, &found);
        }
    }
    let detail = |names: &[&str]| {
        let parts: Vec<String> = names.iter().filter_map(|n| classes.get(*n).map(|c| format!("{n} {:.3} of {}", c.f1(), c.gold))).collect();
        format!("{}; {} sentences, learned on {}", parts.join(", "), held.len(), rest.len())
    };
    Ok(vec![
        Figure { name: "names", value: coarse.f1(), detail: detail(&["PER", "ORG", "LOC"]) },
        Figure { name: "names, fine classes", value: fine.f1(), detail: detail(&FINE) },
    ])
}

fn list(sentence: &Sentence, gold: &[(Range<usize>, String)], found: &[(Range<usize>, String)]) {
    let words = |span: &Range<usize>| sentence.tokens[span.start.saturating_sub(2)..(span.end + 2).min(sentence.tokens.len())].join(" ");
    for (sign, these, those) in [("missed", gold, found), ("made", found, gold)] {
        for (span, kind) in these.iter().filter(|x| !those.contains(x)) {
            println!("{sign}\t{kind}\t{}\t… {} …", sentence.tokens[span.clone()].join(" "), words(span));
        }
    }
}

/// Names of persons that the engine's phrases have, on sentences written as texts write them: particles and pronouns attached.
fn engine(held: &[&Sentence], map: &BTreeMap<String, String>) {
    let analyzer = Analyzer::arabic();
    let mut worker = analyzer.worker();
    let mut count = Count::default();
    for sentence in held {
        let (mut text, mut ends) = (String::new(), Vec::new());
        let mut glue = true;
        for token in &sentence.tokens {
            let after = matches!(token.as_str(), "ه" | "ها" | "هم" | "هما" | "هن" | "نا" | "ني" | "ي" | "كم");
            if !glue && !after {
                text.push(' ');
            }
            let start = text.len();
            text.push_str(token);
            ends.push((start, text.len()));
            glue = matches!(token.as_str(), "و" | "ف" | "ب" | "ل" | "ك" | "س");
        }
        let gold: Vec<(Range<usize>, &str)> = sentence
            .spans
            .iter()
            .filter(|(_, c)| newsfane::kind(map, c).starts_with("PER"))
            .map(|(s, _)| (ends[s.start].0..ends[s.end - 1].1, "PER"))
            .collect();
        let mut found: Vec<(Range<usize>, &str)> = Vec::new();
        for name in worker.analysis(&text).names.iter().filter(|n| n.sort == mahdar::names::Sort::Person) {
            let (start, end) = (name.span.start as usize, name.span.end as usize);
            // the first token may carry a particle
            let start = gold.iter().map(|g| g.0.start).find(|g| *g >= start && *g < start + 5 && *g < end).unwrap_or(start);
            found.push((start..end, "PER"));
        }
        count.add(&gold, &found);
        for (sign, these, those) in [("missed", &gold, &found), ("made", &found, &gold)] {
            for (span, _) in these.iter().filter(|x| !those.contains(x)) {
                let from = text[..span.start].char_indices().rev().nth(25).map_or(0, |(at, _)| at);
                let to = text[span.end..].char_indices().nth(20).map_or(text.len(), |(at, _)| span.end + at);
                println!("{sign}\t{}\t… {} …", &text[span.clone()], &text[from..to]);
            }
        }
    }
    println!("engine: F1 {:.4}, right {} found {} gold {}", count.f1(), count.right, count.found, count.gold);
}
