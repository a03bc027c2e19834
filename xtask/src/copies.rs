//! `cargo xtask copies`: how well copies are found, and how fast. In: reports (`MAHDAR_CORPUS`, else made up), edited here in known ways. Out: recall,
//! precision and F1 on the edited ones by kind of edit, what is joined among the reports as they are, and reports a second.

use std::collections::BTreeMap;
use std::time::Instant;

use anyhow::Result;
use mahdar_arabic::fold;
use mahdar_archive::copies::{Index, Shingles};

use crate::{bench, fault};

/// How many.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Edited reports.
    #[arg(long, default_value_t = 3000)]
    pairs: usize,
    /// Show so many pairs of different outlets that are joined, to judge by eye.
    #[arg(long, default_value_t = 0)]
    show: usize,
}

struct Article {
    outlet: String,
    text: String,
}

const EDITS: [&str; 6] = ["paragraphs cut", "verbs of saying changed", "hamzas dropped", "words glued", "other title", "all but the cut"];

/// Verbs of saying that one outlet writes for another's.
const VERBS: [(&str, &str); 8] = [
    ("قال", "ذكر"),
    ("وقال", "وصرح"),
    ("وأضاف", "وتابع"),
    ("أكد", "شدد"),
    ("وأكد", "وشدد"),
    ("وأوضح", "وبين"),
    ("أعلن", "كشف"),
    ("وأشار", "ولفت"),
];

/// Measures.
pub(crate) fn run(args: &Args) -> Result<()> {
    let articles = articles()?;
    let shingles = |text: &str| Shingles::of(fold::key(text).split(' '));
    let mut index = Index::default();
    let made: Vec<Shingles> = articles.iter().map(|a| shingles(&a.text)).collect();
    let begun = Instant::now();
    let mut group: Vec<u32> = Vec::new();
    let mut joined = Vec::new();
    for (n, set) in made.iter().enumerate() {
        let found = index.add(set.clone());
        group.push(found.iter().map(|(other, _)| group[*other as usize]).min().unwrap_or(n as u32));
        joined.extend(found.into_iter().map(|(other, likeness)| (n, other as usize, likeness)));
    }
    let rate = articles.len() as f64 / begun.elapsed().as_secs_f64();
    let begun = Instant::now();
    let words: usize = articles.iter().map(|a| shingles(&a.text).len()).sum();
    let whole = articles.len() as f64 / begun.elapsed().as_secs_f64();
    println!(
        "{} reports: {rate:.0} a second looked up and compared, {whole:.0} a second folded and cut into runs ({words} runs)",
        articles.len()
    );
    let across = joined.iter().filter(|(a, b, _)| articles[*a].outlet != articles[*b].outlet).count();
    println!("joined as they are: {} pairs, {across} of different outlets", joined.len());
    for (a, b, likeness) in
        joined.iter().filter(|(a, b, l)| articles[*a].outlet != articles[*b].outlet && l.resemblance < 0.9).take(args.show)
    {
        println!("--- {likeness:?}\n{}\n  ···\n{}", head(&articles[*a].text), head(&articles[*b].text));
    }
    edited(args, &articles, &mut index, &group);
    Ok(())
}

fn head(text: &str) -> String {
    text.chars().take(500).collect()
}

/// Adds edited reports and looks what is found.
fn edited(args: &Args, articles: &[Article], index: &mut Index, group: &[u32]) {
    let long: Vec<usize> = (0..articles.len()).filter(|n| articles[*n].text.split_whitespace().count() >= 60).collect();
    let step = (long.len() / args.pairs.max(1)).max(1);
    let mut counts: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    let (mut right, mut wrong, mut all) = (0usize, 0usize, 0usize);
    for (turn, n) in long.iter().step_by(step).take(args.pairs).enumerate() {
        let edit = turn % EDITS.len();
        let text = apply(edit, &articles[*n].text, turn);
        let found = index.add(Shingles::of(fold::key(&text).split(' ')));
        // what was edited before from the same report is right too; its number is past those of the reports
        let originals: Vec<u32> = found.iter().map(|(other, _)| *other).filter(|o| (*o as usize) < articles.len()).collect();
        let same = |o: &u32| group[*o as usize] == group[*n];
        let hit = originals.iter().any(same);
        let entry = counts.entry(edit).or_default();
        entry.1 += 1;
        entry.0 += usize::from(hit);
        right += usize::from(hit);
        all += 1;
        wrong += originals.iter().filter(|o| !same(o)).count();
    }
    for (edit, (hit, of)) in counts {
        println!("{:<26}{hit} of {of}", EDITS[edit]);
    }
    let (recall, precision) = (right as f64 / all as f64, right as f64 / (right + wrong) as f64);
    println!("{all} edited: recall {recall:.4}, precision {precision:.4}, F1 {:.4}", 2.0 * recall * precision / (recall + precision));
    println!("joined with a report of another wording: {wrong} ({:.2}%)", 100.0 * wrong as f64 / all as f64);
}

/// An edit, in a way that depends on the turn.
fn apply(edit: usize, text: &str, turn: usize) -> String {
    match edit {
        0 => {
            let parts: Vec<&str> = text.split('\n').filter(|p| !p.trim().is_empty()).collect();
            let keep = (parts.len() * (4 + turn / EDITS.len() % 4) / 8).max(1);
            parts[..keep].join("\n")
        }
        1 => {
            words(text, |word, _| VERBS.iter().find(|(old, _)| *old == word).map_or_else(|| word.to_owned(), |(_, new)| (*new).to_owned()))
        }
        2 => text.replace(['أ', 'إ', 'آ'], "ا").replace(['ؤ', 'ئ', 'ء'], ""),
        3 => {
            let mut out = String::new();
            for (at, word) in text.split(' ').enumerate() {
                if at > 0 && !(at + turn).is_multiple_of(15) {
                    out.push(' ');
                }
                out.push_str(word);
            }
            out
        }
        4 => format!("عنوان آخر لخبر منقول\n\n{}", text.split_once("\n\n").map_or(text, |(_, body)| body)),
        _ => (1..5).fold(text.to_owned(), |text, edit| apply(edit, &text, turn)),
    }
}

fn words(text: &str, change: impl Fn(&str, usize) -> String) -> String {
    text.split(' ').enumerate().map(|(at, word)| change(word, at)).collect::<Vec<_>>().join(" ")
}

/// The corpus, or reports made up here.
fn articles() -> Result<Vec<Article>> {
    let found = bench::corpus::lines()?.filter_map(|line| line.map(|line| article(&line)).transpose()).collect::<Result<Vec<_>>>()?;
    if !found.is_empty() {
        return Ok(found);
    }
    println!("MAHDAR_CORPUS is not set: made-up reports, which says little of news");
    Ok(fault::reports(6000).lines().filter_map(article).collect())
}

fn article(line: &str) -> Option<Article> {
    let value: serde_json::Value = serde_json::from_str(line).ok()?;
    let cell = |key: &str| value[key].as_str().unwrap_or("").to_owned();
    Some(Article { outlet: cell("outlet"), text: format!("{}\n\n{}", cell("title"), cell("text")) })
}
