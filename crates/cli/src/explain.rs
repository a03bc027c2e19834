//! `mahdar read --explain`. In: an analyzer, reports, and the words somebody asks about. Out: for each place where they stand, what each word
//! was taken for, every rule that was tried there with what it took or why it failed, and the entries of the record that rest on them.

use std::fmt::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::str::FromStr;

use anyhow::{Result, anyhow, bail};
use mahdar::analysis::{Analysis, Word};
use mahdar::record::{Chars, Mention, Record};
use mahdar::span::{CharMap, Span};
use mahdar::trace::Step;
use mahdar::{Document, Worker};
use serde_json::{Value, json};

use crate::pretty;

/// The words somebody asks about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    /// Characters of the text, end-exclusive, as records count them.
    Chars(usize, usize),
    /// Words as they are written, wherever they stand.
    Words(String),
}

impl FromStr for Asked {
    type Err = String;

    fn from_str(given: &str) -> Result<Self, String> {
        let given = given.trim();
        let number = |n: &str| n.parse::<usize>().ok();
        let pair = given.split_once("..").or_else(|| given.split_once('-')).and_then(|(a, b)| Some((number(a)?, number(b)?)));
        match pair {
            Some((start, end)) if start < end => Ok(Self::Chars(start, end)),
            Some((start, end)) => Err(format!("{start}-{end} holds no character; give START-END, end-exclusive, or the words themselves")),
            None if given.is_empty() => Err("give characters as START-END, end-exclusive, or the words themselves".to_owned()),
            None => Ok(Self::Words(given.to_owned())),
        }
    }
}

/// Places beyond this many are counted and not explained.
const MOST: usize = 20;

impl Asked {
    /// Where the words stand in a text, in bytes, and how many places are left out.
    fn places(&self, text: &str) -> Result<(Vec<Span>, usize)> {
        match self {
            Self::Chars(start, end) => {
                let byte = |n: usize| text.char_indices().map(|(at, _)| at).chain([text.len()]).nth(n);
                match (byte(*start), byte(*end)) {
                    (Some(a), Some(b)) => Ok((vec![Span::new(a, b)], 0)),
                    _ => bail!("characters {start}-{end} reach past the text, which has {}", text.chars().count()),
                }
            }
            Self::Words(words) => {
                let mut found: Vec<Span> = text.match_indices(words.as_str()).map(|(at, hit)| Span::new(at, at + hit.len())).collect();
                if found.is_empty() {
                    bail!("«{words}» does not stand in the text; give the words as they are written there, or characters as START-END");
                }
                let rest = found.len().saturating_sub(MOST);
                found.truncate(MOST);
                Ok((found, rest))
            }
        }
    }
}

/// One place, explained.
pub(crate) struct Explained {
    text: String,
    chars: CharMap,
    source: String,
    window: Span,
    analysis: Analysis,
    steps: Vec<Step>,
    record: Record,
    /// Further places that are not explained.
    pub(crate) rest: usize,
}

/// Explains the words at each place where they stand in a report.
pub(crate) fn explain(worker: &mut Worker<'_>, document: &Document, asked: &Asked, source: &str) -> Result<Vec<Explained>> {
    let text = document.text();
    let (places, rest) = asked.places(text)?;
    places
        .into_iter()
        .map(|window| {
            let read = catch_unwind(AssertUnwindSafe(|| (worker.explain(document, window), worker.analysis(text))));
            let ((record, steps), analysis) =
                read.map_err(|_| anyhow!("the engine failed on it; this is a defect of mahdar: please report it with the file"))?;
            let mut chars = CharMap::default();
            chars.fill(text);
            Ok(Explained { text: text.to_owned(), chars, source: source.to_owned(), window, analysis, steps, record, rest })
        })
        .collect()
}

/// An entry of the record that rests on the words: its kind, identifier and what it says of them.
struct Entry {
    kind: &'static str,
    id: String,
    says: String,
}

impl Explained {
    fn span(&self, span: Span) -> Chars {
        Chars(self.chars.code_point(&self.text, span.start), self.chars.code_point(&self.text, span.end))
    }

    fn words(&self, chars: Chars) -> String {
        self.text.chars().skip(chars.0 as usize).take((chars.1 - chars.0) as usize).collect()
    }

    fn asked(&self, chars: Chars) -> bool {
        let window = self.span(self.window);
        chars.0 < window.1 && window.0 < chars.1
    }

    fn actor(&self, id: &str) -> String {
        self.record.actors.iter().find(|a| a.id == id).map_or_else(|| id.to_owned(), |a| format!("{} ({id})", a.name))
    }

    /// The entries whose cue, trigger, mention or date stands in the words.
    fn entries(&self) -> Vec<Entry> {
        let record = &self.record;
        let mut out = Vec::new();
        let mut entry = |kind, id: &str, says: String| out.push(Entry { kind, id: id.to_owned(), says });
        for said in record.statements.iter().filter(|s| self.asked(s.cue)) {
            let speaker = said.speaker.as_deref().map_or_else(|| "not said".to_owned(), |id| self.actor(id));
            entry(
                "statement",
                &said.id,
                format!("{} {}, speaker {speaker}, rule {} right in {:.2}", said.class, said.form, said.rule, said.confidence),
            );
        }
        for silence in record.silences.iter().filter(|s| self.asked(s.cue)) {
            let actor = silence.actor.as_deref().map_or_else(|| "not said".to_owned(), |id| self.actor(id));
            entry("silence", "", format!("{}, of {actor}", silence.kind));
        }
        for event in record.events.iter().filter(|e| self.asked(e.trigger)) {
            let parties: Vec<String> = event.participants.iter().map(|p| format!("{} as {}", self.actor(&p.actor), p.role)).collect();
            let parties = if parties.is_empty() { "nobody named".to_owned() } else { parties.join(", ") };
            entry(
                "event",
                &event.id,
                format!(
                    "{} {} {}, {parties}, rule {} right in {:.2}",
                    event.kind,
                    event.mode.as_deref().unwrap_or("-"),
                    event.status,
                    event.rule,
                    event.confidence
                ),
            );
        }
        for position in record.positions.iter().filter(|p| self.asked(p.cue) || self.asked(p.target)) {
            let issue = position.issue.as_deref().map(|i| format!(" [{i}]")).unwrap_or_default();
            entry("position", "", format!("{} {} «{}»{issue}", self.actor(&position.holder), position.stance, self.words(position.target)));
        }
        for time in record.times.iter().filter(|t| self.asked(t.span)) {
            entry("date", &time.id, format!("{}, because {}", time.value.as_deref().unwrap_or("not known"), time.because));
        }
        for actor in &record.actors {
            let here: Vec<&Mention> = actor.mentions.iter().filter(|m| self.asked(m.span)).collect();
            for mention in here {
                let because = mention.because.as_deref().map(|b| format!(", because {b}")).unwrap_or_default();
                entry("actor", &actor.id, format!("«{}» is {} ({}){because}", self.words(mention.span), actor.name, mention.form));
            }
        }
        for framework in record.frameworks.iter().filter(|f| f.mentions.iter().any(|m| self.asked(*m))) {
            entry("framework", &framework.id, framework.name.clone());
        }
        for piece in record.furniture.iter().filter(|f| self.asked(f.span)) {
            entry("furniture", "", format!("{}: nothing is read in it", piece.kind));
        }
        out
    }

    fn heard(&self) -> impl Iterator<Item = &Word> {
        self.analysis.words.iter().filter(|w| w.span.overlaps(self.window))
    }

    /// As lines for people.
    pub(crate) fn lines(&self) -> String {
        let window = self.span(self.window);
        let mut out = String::new();
        let _ = writeln!(out, "{} {}-{} «{}»", pretty::clean(&self.source), window.0, window.1, pretty::clean(&self.words(window)));
        out.push_str("  words\n");
        for word in self.heard() {
            let segments: Vec<String> = word
                .segments
                .iter()
                .map(|s| {
                    let lemma = if s.lemma.is_empty() { String::new() } else { format!(" ({})", s.lemma) };
                    format!("{} {}{lemma}", s.span.of(&self.text), s.upos)
                })
                .collect();
            let guessed = if word.guessed { ", in no table" } else { "" };
            let _ = writeln!(out, "    {}  {}{guessed}", pretty::clean(word.span.of(&self.text)), pretty::clean(&segments.join(" + ")));
        }
        out.push_str("  rules\n");
        if self.steps.is_empty() {
            out.push_str("    none has a word that stands here\n");
        }
        for step in &self.steps {
            let mark = if step.matched { "matched" } else { "failed" };
            let rule = if step.rule.is_empty() { "-" } else { step.rule };
            let _ = writeln!(
                out,
                "    {mark:7} {:9} {rule}  «{}»: {}",
                step.makes.to_string(),
                pretty::clean(step.span.of(&self.text)),
                pretty::clean(&step.why)
            );
        }
        out.push_str("  record\n");
        let entries = self.entries();
        if entries.is_empty() {
            out.push_str("    nothing rests on these words\n");
        }
        for entry in &entries {
            let id = if entry.id.is_empty() { "-" } else { &entry.id };
            let _ = writeln!(out, "    {:9} {id:4} {}", entry.kind, pretty::clean(&entry.says));
        }
        if self.rest > 0 {
            let _ = writeln!(out, "  ({} further places are not shown)", self.rest);
        }
        out
    }

    /// As one object.
    pub(crate) fn json(&self) -> Value {
        let word = |w: &Word| {
            let segments: Vec<Value> =
                w.segments.iter().map(|s| json!({"span": self.span(s.span), "upos": s.upos, "lemma": s.lemma})).collect();
            json!({"span": self.span(w.span), "text": w.span.of(&self.text), "guessed": w.guessed, "segments": segments})
        };
        let step = |s: &Step| {
            json!({"span": self.span(s.span), "text": s.span.of(&self.text), "makes": s.makes.to_string(), "rule": s.rule,
                "matched": s.matched, "why": s.why})
        };
        let entry = |e: &Entry| json!({"kind": e.kind, "id": e.id, "says": e.says});
        json!({
            "source": self.source,
            "span": self.span(self.window),
            "words": self.heard().map(word).collect::<Vec<_>>(),
            "rules": self.steps.iter().map(step).collect::<Vec<_>>(),
            "entries": self.entries().iter().map(entry).collect::<Vec<_>>(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use mahdar::Analyzer;

    fn of(text: &str, asked: &str) -> Vec<Explained> {
        let analyzer = Analyzer::arabic();
        explain(&mut analyzer.worker(), &Document::new(text), &asked.parse().unwrap(), "x.txt").unwrap()
    }

    #[test]
    fn spans_are_characters_or_words() {
        assert_eq!("12-20".parse(), Ok(Asked::Chars(12, 20)));
        assert_eq!("12..20".parse(), Ok(Asked::Chars(12, 20)));
        assert_eq!("قال".parse(), Ok(Asked::Words("قال".to_owned())));
        assert!("20-20".parse::<Asked>().is_err());
        assert!(" ".parse::<Asked>().is_err());
    }

    #[test]
    fn a_rule_that_matched_says_what_it_took() {
        let told = of("قال وزير الخارجية النرويجي لارس هولم إن بلاده ترحب بالمبادرة.", "قال");
        let lines = told[0].lines();
        assert!(told[0].steps.iter().any(|s| s.matched && s.why.contains("لارس هولم")), "{lines}");
        assert!(lines.contains("statement s1"), "{lines}");
    }

    #[test]
    fn a_rule_that_failed_says_why() {
        let told = of("إذا قال وزير الخارجية النرويجي إن بلاده ترحب بالمبادرة فسيتغير الموقف.", "قال");
        assert!(told[0].steps.iter().all(|s| !s.matched), "{}", told[0].lines());
        assert!(told[0].steps.iter().any(|s| s.why.contains("not asserted")), "{}", told[0].lines());
        assert!(told[0].entries().is_empty());
    }

    #[test]
    fn an_event_that_lacks_its_noun_says_which() {
        let told = of("وقع الحادث في شارع مزدحم وسط المدينة.", "وقع");
        assert!(told[0].steps.iter().any(|s| !s.matched && s.why.contains("none of its nouns stands near")), "{}", told[0].lines());
    }

    #[test]
    fn every_place_of_the_words_is_explained_and_those_beyond_it_are_errors() {
        assert_eq!(of("قال الوزير إن الوفد وصل. قال السفير إن الوفد غادر.", "الوفد").len(), 2);
        let analyzer = Analyzer::arabic();
        let text = Document::new("قال");
        let past = explain(&mut analyzer.worker(), &text, &Asked::Chars(2, 9), "x").err().unwrap().to_string();
        assert!(past.contains("has 3"), "{past}");
        let absent = explain(&mut analyzer.worker(), &text, &Asked::Words("نفى".to_owned()), "x").err().unwrap().to_string();
        assert!(absent.contains("does not stand in the text"), "{absent}");
    }

    #[test]
    fn the_object_says_what_the_lines_say() {
        let told = of("قال وزير الخارجية النرويجي لارس هولم إن بلاده ترحب بالمبادرة.", "0-3");
        let object = told[0].json();
        assert_eq!(object["span"], json!([0, 3]));
        assert_eq!(object["rules"].as_array().map(Vec::len), Some(told[0].steps.len()));
        assert_eq!(object["entries"][0]["id"], json!("s1"));
    }
}
