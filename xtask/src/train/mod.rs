//! What the engine's models learn: `cargo xtask train`. Sets marked for learning in, model files of the lexicon out, each with a card in its
//! head. `cargo xtask train words` counts the corpus, `cargo xtask train tagger` learns to split and tag from the treebank,
//! `cargo xtask train names-model` learns names from the set of names. What is measured of a model is learned again without the part that it
//! is measured on (`xtask/src/linguistic`).

pub(crate) mod chain;
mod classes;
pub(crate) mod names;
pub(crate) mod news;
pub(crate) mod newsfane;
pub(crate) mod perceptron;
pub(crate) mod pud;
pub(crate) mod tagger;

use std::collections::HashMap;
use std::fmt::Write as _;

use anyhow::{Context as _, Result, ensure};
use mahdar::morph::facts::Notes;
use mahdar::morph::tag;
use mahdar_arabic::model::{TAGS, hash, key};

use crate::{bench, paths};
use tagger::Model;

/// What to learn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum What {
    /// Counts and classes of words, from the corpus.
    Words,
    /// The splitter and the tagger, from the treebank.
    Tagger,
    /// The model of names, from the `NewsFANE` set.
    NamesModel,
}

/// What to learn; everything if nothing is named.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    what: Option<What>,
    /// For names-model: leave out the part that is only measured on, to see what the engine makes of it; not for what is shipped.
    #[arg(long)]
    hold_out: bool,
}

/// Learns and writes.
pub(crate) fn run(args: &Args) -> Result<()> {
    if args.what.is_none_or(|w| w == What::Words) {
        words()?;
    }
    if args.what.is_none_or(|w| w == What::Tagger) {
        tagger()?;
    }
    if args.what.is_none_or(|w| w == What::NamesModel) {
        names::train(args.hold_out)?;
    }
    Ok(())
}

/// The texts and features behind hashes, so that a model's file can show them.
#[derive(Debug, Default)]
pub(crate) struct Names {
    /// Whether anybody will ask.
    wanted: bool,
    texts: HashMap<u32, String>,
    features: HashMap<u32, [u32; 3]>,
}

impl Names {
    /// The feature's template and texts, as columns.
    fn columns(&self, key: u32) -> Option<String> {
        let text = |hash: &u32| if *hash == 0 { Some("-") } else { self.texts.get(hash).map(String::as_str) };
        let columns: Option<Vec<&str>> = self.features.get(&key)?.iter().map(text).collect();
        Some(columns?.join("\t"))
    }
}

impl Notes for Names {
    fn text(&mut self, text: &str) {
        if self.wanted {
            self.texts.entry(hash(text)).or_insert_with(|| text.to_owned());
        }
    }
    fn feature(&mut self, template: u32, first: u32, second: u32) {
        if self.wanted {
            self.features.entry(key(template, first, second)).or_insert([template, first, second]);
        }
    }
}

fn words() -> Result<()> {
    let (rows, articles) = classes::count()?;
    ensure!(!rows.is_empty(), "no corpus to count: name its folder in MAHDAR_CORPUS");
    let mut out = format!(
        "# Words of news: how frequent they are (in doublings), their class by the words before them and by the words after them.\n\
         # Learned by `cargo xtask train words` from {articles} articles of {}: counts, no text; {}.\nword\tcount\tleft\tright\n",
        bench::corpus::described(),
        jiff::Zoned::now().date()
    );
    for row in &rows {
        writeln!(out, "{}\t{}\t{}\t{}", row.word, row.count.ilog2(), row.left, row.right)?;
    }
    save("words.tsv", &out)?;
    println!("{} words of {articles} articles", rows.len());
    Ok(())
}

fn tagger() -> Result<()> {
    let sentences = pud::sentences()?;
    ensure!(!sentences.is_empty(), "no treebank at {}: name it in MAHDAR_PUD", pud::path().display());
    let mut names = Names { wanted: true, ..Names::default() };
    for first in tag::TAG_NAMES {
        names.text(first);
        tag::TAG_NAMES.iter().for_each(|second| names.text(&format!("{first},{second}")));
    }
    tag::TEMPLATES.iter().for_each(|template| names.text(template));
    ["mark", "number", "after", "before"].into_iter().for_each(|labels| names.text(labels));
    let samples = pud::prepare(&sentences, &mut names);
    let news = news::News::read(news::KEPT)?;
    let model = Model::learn(&samples.iter().collect::<Vec<_>>(), &news, &mut names);
    let figures = crate::linguistic::pud_figures()?;
    let card = |what: &str| {
        format!(
            "# {what}\n# Learned by `cargo xtask train tagger` from UD Arabic PUD (CC BY-SA 3.0), {} sentences, and what the rules hold of {} articles\n# of {}; {}.\n# Measured with a smaller share of the articles on the half that was not learned: {}.\nfeature\tfirst\tsecond\tweights\n",
            sentences.len(),
            news.articles,
            bench::corpus::described(),
            jiff::Zoned::now().date(),
            figures
        )
    };
    let mut out = card("Weights of the tagger: a feature is a template and one or two texts, its weights stand by tag.");
    let mut lines: Vec<(String, String)> = Vec::new();
    for (key, row) in &model.tagger {
        let Some(name) = names.columns(*key) else { continue };
        let weights: Vec<String> = TAGS.iter().zip(row).filter(|(_, w)| **w != 0).map(|(tag, w)| format!("{tag}:{w}")).collect();
        lines.push((name, weights.join(" ")));
    }
    lines.sort();
    for (name, weights) in &lines {
        writeln!(out, "{name}\t{weights}")?;
    }
    save("tagger.tsv", &out)?;
    let mut out = card("Weights of the splitter: a feature of a way to cut the clitics from a word (`_` is the stem), and its weight.");
    let mut split: Vec<(String, i8)> = model.splitter.iter().filter_map(|(key, w)| Some((names.columns(*key)?, *w))).collect();
    split.sort();
    for (name, weight) in &split {
        writeln!(out, "{name}\t{weight}")?;
    }
    save("splitter.tsv", &out)?;
    println!(
        "{} of {} features of the tagger, {} of {} of the splitter",
        lines.len(),
        model.tagger.len(),
        split.len(),
        model.splitter.len()
    );
    Ok(())
}

fn save(name: &str, text: &str) -> Result<()> {
    let path = paths::root().join("crates/arabic/lexicon/model").join(name);
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    std::fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))
}
