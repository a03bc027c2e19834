//! `cargo xtask audit links`: joins to be read by a person. In: the articles of the corpus in a stretch of days. Out: so many joins of two reports,
//! drawn by a seed, half of deeds and half of statements, each with both sentences. Sentences that are the same words need no judgement and are left out.
//! With `--judged`: of the pairs that a person judged in a sheet, how many are joined today.

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::{Context as _, Result, bail, ensure};
use mahdar::Analyzer;
use mahdar::record::{Chars, Record};
use mahdar_links::{Account, Links, World, link};
use serde_json::Value;

use super::Args;
use crate::bench::corpus;

/// A join of two accounts, and why they are one.
struct Pair {
    kind: &'static str,
    score: f32,
    because: String,
    accounts: [Account; 2],
}

/// Prints the sample.
pub(super) fn run(args: &Args) -> Result<()> {
    let analyzer = Analyzer::arabic();
    let mut worker = analyzer.worker();
    let within = |day: &str| args.from.as_deref().is_none_or(|from| day >= from) && args.to.as_deref().is_none_or(|to| day <= to);
    let mut records: Vec<Record> = Vec::new();
    for line in corpus::lines()?.step_by(args.step.max(1)) {
        let line = line?;
        let fields: Value = serde_json::from_str(&line).context("a line of the corpus is not JSON")?;
        let day = fields["published"].as_str().and_then(|at| at.get(..10)).unwrap_or("");
        if within(day) {
            records.push(worker.read(&corpus::document(&line)?));
        }
    }
    ensure!(!records.is_empty(), "no article to audit: name the folder of the corpus in MAHDAR_CORPUS, and days that it has");
    let texts: BTreeMap<String, Vec<char>> = records.iter().map(|r| (r.document.id.clone(), r.document.text.chars().collect())).collect();
    let links = link(&records, &[], &World::new(mahdar_arabic::blob()));
    if !args.judged.is_empty() {
        return judged(&links, &args.judged);
    }
    let sentence = |a: &Account| texts.get(&a.place.document).map_or_else(String::new, |t| around(t, a.place.span));
    let mut deeds: Vec<Pair> = Vec::new();
    let mut talk: Vec<Pair> = Vec::new();
    for event in links.events {
        deeds.extend(pairs("event", event.score, &event.because, &event.mentions));
    }
    for statement in links.statements {
        talk.extend(pairs("statement", statement.score, &statement.because, &statement.mentions));
    }
    for all in [&mut deeds, &mut talk] {
        all.retain(|p| sentence(&p.accounts[0]) != sentence(&p.accounts[1]));
    }
    println!(
        "{} articles, {} joins of deeds and {} of statements in other words; seed {}",
        records.len(),
        deeds.len(),
        talk.len(),
        args.seed
    );
    let half = args.show / 2;
    let sample = draw(deeds, args.show - half, args.seed).into_iter().chain(draw(talk, half, args.seed));
    for (n, pair) in sample.enumerate() {
        println!("\n{}. {} {:.2} ({})", n + 1, pair.kind, pair.score, pair.because);
        for account in &pair.accounts {
            let Chars(start, end) = account.place.span;
            let day = account.place.published.as_deref().unwrap_or("?");
            println!("   {} {start}-{end} {day} {} [{}]: {}", account.place.source, account.label, account.place.words, sentence(account));
        }
    }
    Ok(())
}

/// Prints by kind and verdict how many pairs of the sheets there are and how many of them are joined. A sheet is of columns with tabs: n, kind, score,
/// first, span, other, span, verdict; what is behind these is passed over.
fn judged(links: &Links, sheets: &[PathBuf]) -> Result<()> {
    let mut group: BTreeMap<(&str, &str, Chars), usize> = BTreeMap::new();
    let deeds = links.events.iter().map(|e| ("event", &e.mentions));
    let talk = links.statements.iter().map(|s| ("statement", &s.mentions));
    for (n, (kind, accounts)) in deeds.chain(talk).enumerate() {
        group.extend(accounts.iter().map(|a| ((kind, a.place.source.as_str(), a.place.span), n)));
    }
    let mut tally: BTreeMap<(String, String), [usize; 3]> = BTreeMap::new();
    for sheet in sheets {
        let text = std::fs::read_to_string(sheet).with_context(|| format!("cannot read {}", sheet.display()))?;
        for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.starts_with('#')).skip(1) {
            let at = || format!("{}:{}: not n, kind, score, first, span, other, span, verdict", sheet.display(), number + 1);
            let [_, kind, _, first, one, other, two, verdict, ..] = line.split('\t').collect::<Vec<_>>()[..] else { bail!(at()) };
            let span = |cell: &str| {
                let (start, end) = cell.split_once('-')?;
                Some(Chars(start.parse().ok()?, end.parse().ok()?))
            };
            let (one, two) = span(one).zip(span(two)).with_context(at)?;
            let (a, b) = (group.get(&(kind, first, one)), group.get(&(kind, other, two)));
            let [all, joined, gone] = tally.entry((kind.to_owned(), verdict.to_owned())).or_default();
            *all += 1;
            *joined += usize::from(a.is_some() && a == b);
            *gone += usize::from(a.is_none() || b.is_none());
        }
    }
    println!("{:<10} {:<8} {:>6} {:>7} {:>18}", "kind", "verdict", "judged", "joined", "not in the records");
    for ((kind, verdict), [all, joined, gone]) in tally {
        println!("{kind:<10} {verdict:<8} {all:>6} {joined:>7} {gone:>18}");
    }
    Ok(())
}

/// The first account with the first of every other report: each such pair stands or falls alone.
fn pairs(kind: &'static str, score: Option<f32>, because: &[String], accounts: &[Account]) -> Vec<Pair> {
    let Some(first) = accounts.first() else { return Vec::new() };
    let mut seen = vec![first.place.document.as_str()];
    let mut out = Vec::new();
    for other in accounts {
        if !seen.contains(&other.place.document.as_str()) {
            seen.push(&other.place.document);
            let because = because.first().cloned().unwrap_or_default();
            out.push(Pair { kind, score: score.unwrap_or_default(), because, accounts: [first.clone(), other.clone()] });
        }
    }
    out
}

/// So many of them, by a seed, in their order.
fn draw(mut all: Vec<Pair>, count: usize, seed: u64) -> Vec<Pair> {
    let mut state = seed;
    while all.len() > count {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        all.swap_remove((state >> 33) as usize % all.len());
    }
    all.sort_by(|a, b| {
        (&a.accounts[0].place.source, a.accounts[0].place.span.0).cmp(&(&b.accounts[0].place.source, b.accounts[0].place.span.0))
    });
    all
}

/// The sentence about a place: up to a full stop or a line's end.
fn around(text: &[char], Chars(start, end): Chars) -> String {
    let ends = |c: &char| matches!(c, '.' | '\n' | '؟' | '!');
    let (start, end) = ((start as usize).min(text.len()), (end as usize).min(text.len()));
    let first = text[..start].iter().rposition(ends).map_or(0, |n| n + 1);
    let last = text[end..].iter().position(ends).map_or(text.len(), |n| end + n);
    text[first..last].iter().collect::<String>().trim().to_owned()
}
