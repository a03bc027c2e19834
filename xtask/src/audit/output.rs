//! `cargo xtask audit output`: what in records looks wrong by itself. In: so many articles of the corpus, drawn by a seed, and the articles with gold.
//! Out: how many entries of each suspicious kind there are, beside the share of the same kind in the gold, and on request the entries to be read.

use std::collections::BTreeMap;

use anyhow::{Result, ensure};
use mahdar::record::{Chars, Record};
use mahdar::{Analyzer, Document};
use serde_json::Value;

use super::Args;
use crate::bench::corpus;
use crate::score::sets::Set;

/// A suspicious entry: its kind, and the words around it.
struct Suspect {
    kind: &'static str,
    shown: String,
}

/// What was counted.
#[derive(Default)]
struct Count {
    statements: usize,
    events: usize,
    kinds: BTreeMap<&'static str, usize>,
}

impl Count {
    fn share(&self, kind: &str) -> f64 {
        let of = if kind.starts_with("event") { self.events } else { self.statements };
        *self.kinds.get(kind).unwrap_or(&0) as f64 / of.max(1) as f64
    }
}

/// The kinds, in the order that they are printed; of events those that begin so.
const KINDS: [&str; 9] = [
    "content of one word",
    "content over sentence end",
    "content begins at particle",
    "no content",
    "speaker null",
    "speaker no actor",
    "same span twice",
    "event without participants",
    "event same span twice",
];

/// No share may stand so much above that of the gold.
const ABOVE: f64 = 0.02;

/// A particle that begins no content by itself (what is said begins behind «أن»).
const PARTICLES: [&str; 14] = ["أن", "إن", "أنّ", "بأن", "من", "إلى", "عن", "في", "ثم", "أو", "التي", "الذي", "أنه", "أنها"];

/// Prints the table, and the entries of `list` if asked.
pub(super) fn run(args: &Args) -> Result<()> {
    let analyzer = Analyzer::arabic();
    let mut worker = analyzer.worker();
    let mut lines: Vec<String> = corpus::lines()?.collect::<Result<_>>()?;
    ensure!(!lines.is_empty(), "no article to audit: name the folder of the corpus in MAHDAR_CORPUS");
    // drawn by the hash of seed and line, so that a longer corpus moves few
    lines.sort_by_cached_key(|line| {
        let mut hasher = blake3::Hasher::new();
        hasher.update(&args.seed.to_le_bytes());
        hasher.update(line.as_bytes());
        *hasher.finalize().as_bytes()
    });
    lines.truncate(args.articles);
    let mut drawn = Count::default();
    for line in &lines {
        let document: Document = corpus::document(line)?;
        let record = worker.read(&document);
        let found = suspects(&record);
        drawn.statements += record.statements.len();
        drawn.events += record.events.len();
        for suspect in found {
            *drawn.kinds.entry(suspect.kind).or_default() += 1;
            if args.list.as_deref() == Some(suspect.kind) {
                println!("{}: {}", record.document.source, suspect.shown);
            }
        }
    }
    let gold = gold()?;
    println!("{} articles, {} statements, {} events; seed {}", lines.len(), drawn.statements, drawn.events, args.seed);
    println!("{:28} {:>6} {:>8} {:>8}", "", "found", "share", "gold");
    for kind in KINDS {
        let (share, told) = (drawn.share(kind), gold.share(kind));
        let mark = if share > told + ABOVE { "  above" } else { "" };
        println!("{kind:28} {:6} {:7.1}% {:7.1}%{mark}", drawn.kinds.get(kind).unwrap_or(&0), share * 100.0, told * 100.0);
    }
    Ok(())
}

/// The words of a span, by code points.
fn words(text: &[char], span: Chars) -> String {
    text[span.0 as usize..(span.1 as usize).min(text.len())].iter().collect()
}

/// What of a content looks wrong.
fn of_content(text: &[char], content: &[Chars], quoted: bool, mut add: impl FnMut(&'static str)) {
    let Some(first) = content.first() else { return add("no content") };
    let whole: Vec<String> = content.iter().map(|c| words(text, *c)).collect();
    if whole.iter().map(|w| w.split_whitespace().count()).sum::<usize>() < 2 {
        add("content of one word");
    }
    let begins = words(text, *first);
    let begins = begins.trim_start_matches(|c: char| !c.is_alphabetic()).split_whitespace().next().unwrap_or_default().to_owned();
    if PARTICLES.contains(&begins.as_str()) {
        add("content begins at particle");
    }
    // a stop within words that no marks hold together
    let ends = |w: &String| !quoted && !w.contains(['"', '«', '“']) && w.trim_end_matches(['.', ' ']).contains(". ");
    if whole.iter().any(ends) {
        add("content over sentence end");
    }
}

fn suspects(record: &Record) -> Vec<Suspect> {
    let text: Vec<char> = record.document.text.chars().collect();
    let around = |span: Chars| {
        let (from, to) = (span.0.saturating_sub(60), (span.1 + 60).min(text.len() as u32));
        format!("{}[{}]{}", words(&text, Chars(from, span.0)), words(&text, span), words(&text, Chars(span.1, to))).replace('\n', "¶")
    };
    let mut out = Vec::new();
    let mut cues: Vec<Chars> = Vec::new();
    for said in &record.statements {
        let mut add = |kind| out.push(Suspect { kind, shown: around(said.cue) });
        of_content(&text, &said.content, said.form == "direct", &mut add);
        match said.speaker.as_ref().map(|id| record.actors.iter().find(|a| a.id == *id)) {
            None => add("speaker null"),
            Some(None) => add("speaker no actor"),
            Some(Some(actor)) if actor.kind == "place" || actor.name.chars().count() < 3 => add("speaker no actor"),
            Some(Some(_)) => {}
        }
        if cues.contains(&said.cue) {
            add("same span twice");
        }
        cues.push(said.cue);
    }
    let mut triggers: Vec<Chars> = Vec::new();
    for event in &record.events {
        if event.participants.is_empty() {
            out.push(Suspect { kind: "event without participants", shown: around(event.trigger) });
        }
        if triggers.contains(&event.trigger) {
            out.push(Suspect { kind: "event same span twice", shown: around(event.trigger) });
        }
        triggers.push(event.trigger);
    }
    out
}

/// The same counts over the articles with gold, where they are at hand.
fn gold() -> Result<Count> {
    let mut count = Count::default();
    for set in Set::all().into_iter().filter(|s| s.name == "dev" && s.is_present()) {
        for file in crate::paths::files(set.folder(), ".gold.json") {
            let gold: Value = serde_json::from_str(&std::fs::read_to_string(&file)?)?;
            let text: Vec<char> = std::fs::read_to_string(file.to_string_lossy().replace(".gold.json", ".txt"))?.chars().collect();
            let span = |v: &Value| Some(Chars(v.get(0)?.as_u64()? as u32, v.get(1)?.as_u64()? as u32));
            let mut add = |kind: &'static str| *count.kinds.entry(kind).or_default() += 1;
            let mut cues = Vec::new();
            let list = |key: &str| gold[key].as_array().cloned().unwrap_or_default();
            let (statements, events) = (list("statements"), list("events"));
            for said in &statements {
                let content: Vec<Chars> = said["content"].as_array().into_iter().flatten().filter_map(span).collect();
                of_content(&text, &content, said["form"] == "direct", &mut add);
                if said["speaker"].is_null() {
                    add("speaker null");
                }
                if cues.contains(&said["cue"]) {
                    add("same span twice");
                }
                cues.push(said["cue"].clone());
            }
            for event in &events {
                if event["participants"].as_array().is_none_or(Vec::is_empty) {
                    add("event without participants");
                }
            }
            count.statements += statements.len();
            count.events += events.len();
        }
    }
    Ok(count)
}
