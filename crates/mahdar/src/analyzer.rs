//! The one place where the stages are called, in their order.

use crate::analysis::{self, Analysis};
use crate::discourse;
use crate::document::Document;
use crate::frames::issue::Issues;
use crate::frames::{self, Scene};
use crate::furniture::{self, Piece, Service};
use crate::lex::Lexicon;
use crate::morph::Morph;
use crate::morph::split::Split;
use crate::names::guess::{self, Guesses};
use crate::names::unit::{self, Unit};
use crate::names::{self, Phrase, View};
use crate::quotes::{self, Class, Heads};
use crate::record::{Basis, Chars, DateConflict, Published, Record};
use crate::span::{CharMap, Span};
use crate::text::{Kind, Orthography, Text};
use crate::time::{self, Calendar, TimeExpression};
use crate::trace::{Makes, Step, Trace};
use crate::write::{self, Sources};
use mahdar_arabic::fold;
use mahdar_lexicon::Blob;
use rustc_hash::FxHashMap;

/// A title has at most this many tokens.
const LONGEST_TITLE: usize = 40;

/// Lexicon and options: immutable, shared by reference between threads.
#[derive(Debug)]
pub struct Analyzer {
    lexicon: Lexicon,
    orthography: Orthography,
    heads: Heads,
    service: Service,
    calendar: Calendar,
    issues: Issues,
    hash: String,
    confidence: FxHashMap<&'static str, f32>,
    prior: f32,
}

/// The buffers of one thread, reused for every document.
#[derive(Debug)]
pub struct Worker<'a> {
    analyzer: &'a Analyzer,
    text: Text,
    morph: Morph,
    guesses: Guesses,
    phrases: Vec<Phrase>,
    covering: Vec<Option<u32>>,
    classes: Vec<Class>,
    times: Vec<TimeExpression>,
    timed: Vec<bool>,
    furniture: Vec<Piece>,
    skipped: Vec<bool>,
    chars: CharMap,
    violence: bool,
}

impl Analyzer {
    /// The analyzer with the built-in Arabic lexicon.
    pub fn arabic() -> Self {
        Self::new(mahdar_arabic::blob())
    }

    /// An analyzer with a compiled lexicon.
    pub fn new(blob: Blob<'static>) -> Self {
        let lexicon = Lexicon::new(blob);
        let (confidence, prior) = confidence(&lexicon);
        Self {
            orthography: Orthography::new(&lexicon.blob),
            heads: Heads::new(&lexicon),
            service: Service::new(&lexicon),
            calendar: Calendar::new(&lexicon.blob),
            issues: Issues::new(&lexicon),
            hash: lexicon.hash(),
            confidence,
            prior,
            lexicon,
        }
    }

    /// Hash of the lexicon's sources, as records show it.
    pub fn lexicon_hash(&self) -> &str {
        &self.hash
    }

    /// A worker for this thread.
    pub fn worker(&self) -> Worker<'_> {
        Worker {
            analyzer: self,
            text: Text::default(),
            morph: Morph::default(),
            guesses: Guesses::default(),
            phrases: Vec::new(),
            covering: Vec::new(),
            classes: Vec::new(),
            times: Vec::new(),
            timed: Vec::new(),
            furniture: Vec::new(),
            skipped: Vec::new(),
            chars: CharMap::default(),
            violence: false,
        }
    }

    /// Reads one document with a worker of its own. For many documents lend a [`Worker`] to each thread.
    pub fn read(&self, document: &Document) -> Record {
        self.worker().read(document)
    }
}

/// How much a rule's own count weighs against the whole's, in entries.
const SHRINK: f32 = 8.0;

/// The measured share right of each rule, shrunk towards that of all.
fn confidence(lexicon: &Lexicon) -> (FxHashMap<&'static str, f32>, f32) {
    let Some(table) = lexicon.blob.table("confidence") else { return (FxHashMap::default(), 0.5) };
    let rows: Vec<(&str, f32, f32)> = (0..table.len())
        .map(|r| (table.get(r, "rule"), table.get(r, "right").parse().unwrap_or(0.0), table.get(r, "made").parse().unwrap_or(0.0)))
        .collect();
    let (right, made) = rows.iter().fold((0.0, 0.0), |(a, b), (_, r, m)| (a + r, b + m));
    let prior = if made > 0.0 { right / made } else { 0.5 };
    (rows.into_iter().map(|(rule, r, m)| (rule, round((r + SHRINK * prior) / (m + SHRINK)))).collect(), round(prior))
}

fn round(share: f32) -> f32 {
    (share * 100.0).round() / 100.0
}

impl Worker<'_> {
    /// Tells of every deed of violence, whoever does it, not only of one that is the report's own news and done by a state or an armed party.
    /// For coders of events, who count them.
    #[must_use]
    pub fn all_violence(mut self) -> Self {
        self.violence = true;
        self
    }

    /// Reads one document.
    pub fn read(&mut self, document: &Document) -> Record {
        self.follow(document, None)
    }

    /// Reads one document, and says of each rule that was tried on the words overlapping `window` (bytes of the text) whether it matched, and
    /// why not.
    pub fn explain(&mut self, document: &Document, window: Span) -> (Record, Vec<Step>) {
        let trace = Trace::new(window);
        let record = self.follow(document, Some(&trace));
        (record, trace.steps())
    }

    fn follow(&mut self, document: &Document, trace: Option<&Trace>) -> Record {
        let analyzer = self.analyzer;
        let lexicon = &analyzer.lexicon;
        let source = document.text.as_str();
        self.text.fill(&analyzer.orthography, source);
        self.chars.fill(source);
        let title = self.title();
        furniture::find(&analyzer.service, source, &self.text, title.is_some(), &mut self.furniture, &mut self.skipped);
        self.morph.fill(&lexicon.blob, &self.text);
        time::find(&analyzer.calendar, source, &self.text, &self.morph, &mut self.times);
        self.times.retain(|t| !self.skipped[t.tokens.start]);
        self.timed.clear();
        self.timed.resize(self.text.tokens.len(), false);
        for time in self.times.iter().filter(|t| !t.is_vague()) {
            self.timed[time.tokens.clone()].fill(true);
        }
        guess::fill(lexicon, &self.text, &self.morph, &self.timed, &mut self.guesses);
        names::scan(lexicon, &self.text, &self.morph, &self.timed, &self.guesses, &mut self.phrases);
        names::repeat_names(lexicon, &self.text, &self.morph, &mut self.phrases);
        self.covering.clear();
        self.covering.resize(self.text.tokens.len(), None);
        for (number, phrase) in self.phrases.iter().enumerate() {
            self.covering[phrase.tokens.clone()].fill(Some(number as u32));
        }
        let quoted = quotes::View {
            heads: &analyzer.heads,
            lexicon,
            text: &self.text,
            morph: &self.morph,
            phrases: &self.phrases,
            covering: &self.covering,
        };
        quotes::classify(&quoted, &mut self.classes);
        let (published, anchor) = self.published(document);
        let scene = Scene {
            lexicon,
            source,
            text: &self.text,
            morph: &self.morph,
            phrases: &self.phrases,
            covering: &self.covering,
            timed: &self.timed,
            skipped: &self.skipped,
            classes: &self.classes,
            title: title.map(|_| 0),
            day: anchor,
            violence: self.violence,
            trace,
        };
        let sayings = frames::sayings(&scene);
        let (mut deeds, mut undone) = (Vec::new(), Vec::new());
        frames::deeds(&scene, &mut deeds, &mut undone);
        // violence told only in somebody's words is an accusation, not an event
        let all = self.violence;
        let claimed = |at: usize| sayings.said.iter().any(|s| s.content.iter().any(|c| c.contains(&at)));
        deeds.retain(|deed| {
            let kept = all || deed.kind != "ASSAULT" || !claimed(deed.trigger.start);
            if let (false, Some(trace)) = (kept, trace) {
                trace.note(deed.span, Makes::Event, deed.rule, false, || "told only in somebody's words: a claim, no event".to_owned());
            }
            kept
        });
        let discourse = time::Discourse { anchor, basis: published.basis, ..time::Discourse::default() };
        time::resolve(&discourse, &self.text, &mut self.times);
        let told = discourse::resolve(&scene, &sayings.said, &sayings.unsaid, &deeds);
        let sources = Sources {
            scene: &scene,
            document,
            chars: &self.chars,
            lexicon_hash: &analyzer.hash,
            furniture: &self.furniture,
            times: &self.times,
            said: &sayings.said,
            unsaid: &sayings.unsaid,
            deeds: &deeds,
            undone: &undone,
            published,
            title,
            confidence: &|rule| analyzer.confidence.get(rule).copied().unwrap_or(analyzer.prior),
            issues: &analyzer.issues,
        };
        write::write(&sources, told)
    }

    /// The title: a first paragraph of its own, without a stop, before the body.
    fn title(&self) -> Option<crate::span::Span> {
        let first = self.text.paragraphs.first()?;
        let stops = matches!(self.text.tokens[first.end - 1].mark, '.' | '…' | ':');
        let alone = self.text.paragraphs.len() > 1 && self.text.sentences.first() == Some(first);
        (alone && !stops && first.len() <= LONGEST_TITLE && first.len() >= 2).then(|| self.text.span(first.clone()))
    }

    /// The day of publication: given, else found in the text. What the text says against a given day is kept beside it; the day of a page is
    /// weaker than one that the text states.
    fn published(&self, document: &Document) -> (Published, Option<jiff::civil::Date>) {
        let chars = |span: crate::span::Span| {
            Chars(self.chars.code_point(&document.text, span.start), self.chars.code_point(&document.text, span.end))
        };
        let conflict = |c: &time::Conflict| DateConflict { value: c.value.to_string(), evidence: chars(c.evidence) };
        let stated = |found: &time::Anchor| found.basis == Basis::Stated;
        let mut page = None;
        if let Some(given) = &document.published {
            let found = if given.from_page { time::publication(&self.text, &self.times, &[]).filter(stated) } else { None };
            if found.as_ref().and_then(time::Anchor::day).is_none_or(|day| day == given.day) {
                let published = Published {
                    value: Some(given.day.to_string()),
                    at: Some(given.at.clone()),
                    basis: if given.from_page { Basis::Metadata } else { Basis::Given },
                    conflicts: time::against(given.day, &self.text, &self.times).iter().map(conflict).collect(),
                    ..Published::default()
                };
                return (published, Some(given.day));
            }
            page = Some(given);
        }
        let held = time::held(&self.analyzer.lexicon, &self.text, &self.morph, &self.phrases);
        let Some(found) = time::publication(&self.text, &self.times, &held) else {
            return (Published::default(), None);
        };
        let mut because = found.because.clone();
        if let Some(page) = page {
            because = format!("{because}; the page says {}, the day of a copy it may be", page.day);
        }
        let published = Published {
            value: Some(found.value()),
            at: page.map(|page| page.at.clone()),
            basis: found.basis,
            evidence: found.evidence.iter().map(|e| chars(*e)).collect(),
            conflicts: found.conflicts.iter().map(conflict).collect(),
            because: Some(because),
        };
        (published, found.day())
    }
}

/// A word or number of a text as an index of words keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term<'w> {
    /// Where it stands.
    pub span: Span,
    /// Its letters folded.
    pub form: &'w str,
    /// Bytes of `form` that are particles before the stem, the article among them.
    pub before: usize,
    /// Bytes of `form` that are a pronoun behind the stem.
    pub after: usize,
}

impl Term<'_> {
    /// The word without its particles, article and pronoun.
    pub fn stem(&self) -> &str {
        &self.form[self.before..self.form.len() - self.after]
    }
}

impl Worker<'_> {
    /// The words and numbers of the text that was read last, in reading order.
    pub fn terms(&self) -> impl Iterator<Item = Term<'_>> {
        let words = self.text.tokens.iter().enumerate().filter(|(_, t)| matches!(t.kind, Kind::Word | Kind::Number));
        words.map(|(at, token)| {
            let form = self.text.fold(at);
            let split = if self.text.is_word(at) { self.morph.split(at) } else { Split::whole(form) };
            let end = if form.len() > usize::from(u8::MAX) { form.len() } else { usize::from(split.end).min(form.len()) };
            let start = usize::from(split.stem).min(end);
            let stem = form.get(start..end).unwrap_or(form);
            let bare = fold::without_article(stem);
            // للسلطة: the article has lost its alef
            let bare = if stem.len() == bare.len() && form.get(..start).is_some_and(|p| p.ends_with('ل')) {
                bare.strip_prefix('ل').filter(|rest| rest.chars().nth(1).is_some()).unwrap_or(bare)
            } else {
                bare
            };
            let before = form.get(start..end).map_or(0, |_| end - bare.len());
            let after = form.get(start..end).map_or(0, |_| form.len() - end);
            Term { span: token.span, form, before, after }
        })
    }

    /// The layers of a text alone: tokens, sentences, quotation marks paired.
    pub fn text(&mut self, text: &str) -> &Text {
        self.text.fill(&self.analyzer.orthography, text);
        &self.text
    }

    /// The layers of a text and what each of its words can be.
    pub fn morph(&mut self, text: &str) -> &Morph {
        self.text.fill(&self.analyzer.orthography, text);
        self.morph.fill(&self.analyzer.lexicon.blob, &self.text);
        &self.morph
    }

    /// What the lower rooms saw in a text, as data.
    pub fn analysis(&mut self, text: &str) -> Analysis {
        let _ = self.read(&Document::new(text));
        let blob = &self.analyzer.lexicon.blob;
        analysis::gather(text, blob, &self.text, &self.morph, &self.phrases, &self.times, &self.classes)
    }

    /// The sentences of a text as the model of names looks at them, for what learns and measures it: units, and the span of each token.
    pub fn units(&mut self, text: &str) -> (Vec<Unit>, Vec<Span>) {
        self.text.fill(&self.analyzer.orthography, text);
        self.morph.fill(&self.analyzer.lexicon.blob, &self.text);
        self.timed.clear();
        self.timed.resize(self.text.tokens.len(), false);
        let (text, morph) = (&self.text, &self.morph);
        let view =
            View { lexicon: &self.analyzer.lexicon, text, morph, timed: &self.timed, starts: &[], tags: &[], end: text.tokens.len() };
        let mut units = Vec::new();
        unit::fill(view, 0, 0, &mut units);
        (units, self.text.tokens.iter().map(|t| t.span).collect())
    }

    /// What the lower rooms saw in a text, a line a token: readings, phrases, dates. For trying out the lexicon.
    pub fn analyse(&mut self, text: &str) -> String {
        use std::fmt::Write as _;
        let _ = self.read(&Document::new(text));
        let mut out = String::new();
        for (at, token) in self.text.tokens.iter().enumerate() {
            let _ = write!(out, "{at}\t{}", token.span.of(text));
            for reading in self.morph.readings(at) {
                let f = reading.features;
                let _ = write!(
                    out,
                    "\t{:?}{}{}{}{}",
                    reading.pos(),
                    if f.is_past() {
                        ".past"
                    } else if f.is_present() {
                        ".present"
                    } else {
                        ""
                    },
                    if reading.pro.0 > 0 { format!("+pro{}", reading.pro.0) } else { String::new() },
                    if reading.enc == crate::morph::Enclitic::None { String::new() } else { format!("+{:?}", reading.enc) },
                    if reading.exact { "" } else { "~" },
                );
            }
            if let Some(verb) = self.morph.verb(&self.text, at) {
                let _ = write!(out, "\t[verb {}]", self.analyzer.lexicon.verbs.get(verb.row as usize, "lemma"));
            }
            if let Some(number) = self.covering[at] {
                let phrase = &self.phrases[number as usize];
                let _ = write!(out, "\t<{number} {:?}{}>", phrase.sort, if phrase.name.is_some() { " named" } else { "" });
            }
            let _ = write!(out, "\t{:?}", self.guesses.tags[at]);
            if self.timed[at] {
                out.push_str("\t@");
            }
            if self.skipped[at] {
                out.push_str("\t#");
            }
            out.push('\n');
        }
        out
    }
}
