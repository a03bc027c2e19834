//! Frames: what predicates do with the words around them.
//!
//! In: a [`Scene`], which is everything that the rooms before have found. Out: candidates for statements ([`Said`]), silences and events, whose
//! actors are still phrases, pronouns or dropped subjects. Who those are is decided in [`crate::discourse`].

mod according;
mod content;
mod deed;
mod headline;
pub(crate) mod issue;
mod masdar;
mod no_deed;
mod opener;
mod parties;
pub(crate) mod position;
mod relative;
mod say;
mod status;

pub(crate) use deed::{Deed, Undone, deeds, fighter_noun};
pub(crate) use opener::{agrees_after, noun_starts};
pub(crate) use parties::{narrated_before, opening_subject};
pub(crate) use say::document_before;
pub(crate) use status::Status;

pub(crate) use crate::lex::is_that;
use crate::lex::{Lexicon, SayFrame};
use crate::morph::{Enclitic, Morph, Proclitics, Reading};
use crate::names::Phrase;
use crate::quotes::Class;
use crate::span::Span;
use crate::text::{Kind, Text};
use crate::trace::{Makes, Trace};
use content::Content;
use mahdar_arabic::features::{Gender, Number, Pos};
use std::ops::Range;

/// Everything known of a document before its frames are read.
pub(crate) struct Scene<'a> {
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) source: &'a str,
    pub(crate) text: &'a Text,
    pub(crate) morph: &'a Morph,
    pub(crate) phrases: &'a [Phrase],
    /// For each token the phrase that covers it.
    pub(crate) covering: &'a [Option<u32>],
    /// Whether a token is part of a calendar expression.
    pub(crate) timed: &'a [bool],
    /// Whether a token is furniture.
    pub(crate) skipped: &'a [bool],
    /// What the marks of each quotation are for.
    pub(crate) classes: &'a [Class],
    /// Sentence number of the title.
    pub(crate) title: Option<usize>,
    /// The day of the report, where it is known.
    pub(crate) day: Option<jiff::civil::Date>,
    /// Whether every deed of violence is told (see [`crate::Worker::all_violence`]).
    pub(crate) violence: bool,
    /// Where to note what is tried, if somebody asks.
    pub(crate) trace: Option<&'a Trace>,
}

/// Who a candidate says is behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Who {
    /// The phrase with this number.
    Phrase(usize),
    /// A subject that the verb's agreement alone tells.
    Dropped(Gender, Number),
    /// A pronoun on the noun (قوله، لقائها).
    Pronoun(Gender, Number),
    /// First person plural or singular: the speaker of the words it stands in.
    First,
    /// The subject of the clause that a participle hangs on.
    Clause(Gender, Number),
    /// The state of an adjective on the noun, as a row of `states`: «الانسحاب الأمريكي».
    State(u32),
    /// A noun that stands as subject beside its verb and is no listed kind of actor (وأصرت المرأة): somebody else than any actor before.
    Beside,
    /// The text does not say.
    Unsaid,
}

impl Who {
    /// Whom a pronoun on a noun or verb stands for.
    pub(crate) fn of_pronoun(enclitic: Enclitic) -> Option<Self> {
        Some(match enclitic {
            Enclitic::He => Self::Pronoun(Gender::Masculine, Number::Singular),
            Enclitic::She => Self::Pronoun(Gender::Feminine, Number::Singular),
            Enclitic::They => Self::Pronoun(Gender::Masculine, Number::Plural),
            Enclitic::Both => Self::Pronoun(Gender::Masculine, Number::Dual),
            Enclitic::We | Enclitic::I => Self::First,
            Enclitic::None | Enclitic::You => return None,
        })
    }
}

/// Shape of a cue, for the rules of discourse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    Verb,
    Participle,
    Masdar,
    According,
    Relay,
    Headline,
}

/// A statement before its speaker is known.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    pub(crate) cue: Range<usize>,
    pub(crate) cue_span: Span,
    pub(crate) shape: Shape,
    pub(crate) class: &'static str,
    pub(crate) rule: &'static str,
    pub(crate) stance: &'static str,
    pub(crate) doubt: bool,
    pub(crate) continues: bool,
    pub(crate) who: Who,
    pub(crate) addressee: Vec<usize>,
    /// The addressee that a pronoun on the verb stands for.
    pub(crate) told: Option<Who>,
    pub(crate) via: Vec<usize>,
    pub(crate) content: Vec<Range<usize>>,
    /// Whether the content is all in quotation marks or after a colon.
    pub(crate) direct: bool,
    /// Whether quoted words stand inside an indirect content.
    pub(crate) mixed: bool,
    /// وكان … قد قال.
    pub(crate) background: bool,
    pub(crate) sentence: usize,
}

impl Said {
    fn holds(&mut self, content: Content) {
        self.content = content.spans;
        self.direct = content.direct;
        self.mixed = content.mixed;
    }
}

/// A saying that is said not to have been.
#[derive(Clone, Debug)]
pub(crate) struct Unsaid {
    pub(crate) cue: Range<usize>,
    pub(crate) who: Who,
    pub(crate) kind: &'static str,
    pub(crate) content: Vec<Range<usize>>,
}

/// Everything that the statement frames found.
#[derive(Default, Debug)]
pub(crate) struct Sayings {
    pub(crate) said: Vec<Said>,
    pub(crate) unsaid: Vec<Unsaid>,
}

/// Reads the statements of the whole document, in the order of their cues.
pub(crate) fn sayings(scene: &Scene<'_>) -> Sayings {
    let mut out = Sayings::default();
    for number in 0..scene.text.sentences.len() {
        let sentence = scene.text.sentences[number].clone();
        let headline = headline::headline(scene, number, &mut out.said);
        let mut at = headline.unwrap_or(sentence.start).max(sentence.start);
        while at < sentence.end {
            let next = if scene.text.is_word(at) && !scene.skipped[at] { cue(scene, number, at, &mut out) } else { at + 1 };
            if let Some(trace) = scene.trace {
                for passed in at + 1..next {
                    let why = || format!("not tried: it stands between «{}» and the content that this one opens", scene.fold(at));
                    trace.note(scene.text.tokens[passed].span, Makes::Statement, "", false, why);
                }
            }
            at = next;
        }
    }
    if let Some(trace) = scene.trace {
        for said in &out.said {
            trace.note(said.cue_span, Makes::Statement, said.rule, true, || took(scene, said));
        }
        for unsaid in &out.unsaid {
            let span = scene.text.span(unsaid.cue.clone());
            trace.note(span, Makes::Statement, "", true, || format!("a silence ({}); of {}", unsaid.kind, scene.named(unsaid.who)));
        }
    }
    out
}

/// Tries every kind of cue at a token. Returns the token to go on from.
fn cue(scene: &Scene<'_>, sentence: usize, at: usize, out: &mut Sayings) -> usize {
    if let Some((mut said, next)) = according::according(scene, sentence, at) {
        // «قال صالحي …، كما نقل عنه التلفزيون»: his words stand there already, and the television answers for them
        let told = out.said.last().is_some_and(|last| last.sentence == sentence && last.shape == Shape::Verb);
        if told
            && matches!(said.who, Who::Pronoun(..))
            && let Some(carrier) = said.via.pop()
        {
            said.who = Who::Phrase(carrier);
        }
        // «هددت موسكو بـ… على لسان سفيرها»: he carries her words
        let carries = told && scene.fold(at) == "علي" && scene.fold(at + 1) == "لسان";
        if let (true, Who::Phrase(mouth), Some(last)) = (carries, said.who, out.said.last_mut()) {
            last.via.push(mouth);
            return next;
        }
        out.said.push(said);
        return next;
    }
    if let Some(next) = say::verb(scene, sentence, at, out) {
        // «وأكد صالحي، وفقا للوكالة، أن …»: a source frame between verb and clause
        let mouth = |s: &Said| out.said.last().is_some_and(|l| matches!(s.who, Who::Phrase(p) if l.via.contains(&p)));
        for between in at + 1..next {
            let frame = according::according(scene, sentence, between).filter(|(s, _)| s.shape == Shape::According && !mouth(s));
            if let Some((said, _)) = frame {
                out.said.push(said);
                break;
            }
        }
        return next;
    }
    if let Some(said) = relative::relative(scene, sentence, at) {
        out.said.push(said);
        return at + 1;
    }
    if let Some(next) = say::participle(scene, sentence, at, out) {
        return next;
    }
    // the noun that is itself what a verb stressed or announced (أكد دعمه) is no saying of its own; what one rejects or welcomes is another's
    let object = out.said.last().is_some_and(|s| s.content.first().is_some_and(|c| c.start == at) && s.shape != Shape::Headline);
    let reaction = out.said.last().is_some_and(|s| matches!(s.class, "reject" | "welcome" | "criticise" | "praise" | "support"));
    // «استعداده لاستقبال فلان» says nothing by itself
    let ready = |s: &Said| s.class == "offer" && matches!(s.who, Who::Pronoun(..)) && scene.fold(at).contains("استعداد");
    if let Some(said) =
        masdar::masdar(scene, sentence, at).filter(|s| !ready(s)).filter(|s| !object || reaction && matches!(s.who, Who::Phrase(_)))
    {
        out.said.push(said);
    }
    at + 1
}

/// What a candidate took, in words: its content and who is behind it, for whoever asks.
fn took(scene: &Scene<'_>, said: &Said) -> String {
    let words = |range: &Range<usize>| format!("«{}»", scene.text.span(range.clone()).of(scene.source));
    let content: Vec<String> = said.content.iter().map(words).collect();
    let mut parts = vec![format!("content {}", content.join(" … ")), format!("speaker {}", scene.named(said.who))];
    for (role, phrases) in [("said to", &said.addressee), ("through", &said.via)] {
        parts.extend(phrases.iter().map(|number| format!("{role} {}", words(&scene.phrases[*number].tokens))));
    }
    parts.join("; ")
}

/// Builds the common part of a candidate.
fn said(scene: &Scene<'_>, sentence: usize, cue: Range<usize>, shape: Shape, frame: &SayFrame, who: Who) -> Said {
    Said {
        cue_span: scene.cue_span(&cue),
        cue,
        shape,
        class: frame.class,
        rule: frame.id,
        stance: frame.stance,
        doubt: frame.doubt,
        continues: frame.continues,
        who,
        addressee: Vec::new(),
        told: None,
        via: Vec::new(),
        content: Vec::new(),
        direct: false,
        mixed: false,
        background: false,
        sentence,
    }
}

impl<'a> Scene<'a> {
    /// Notes that a rule of statements failed at a token, and why. Always `None`, to be given back.
    pub(crate) fn fails<T>(&self, at: usize, rule: &'static str, why: &'static str) -> Option<T> {
        self.refuses(Makes::Statement, at, rule, || why.to_owned())
    }

    /// Notes that a rule failed at a token, and why. Always `None`, to be given back.
    pub(crate) fn refuses<T>(&self, makes: Makes, at: usize, rule: &'static str, why: impl FnOnce() -> String) -> Option<T> {
        if let Some(trace) = self.trace {
            trace.note(self.text.tokens[at].span, makes, rule, false, why);
        }
        None
    }

    /// Who is behind a candidate, in words.
    pub(crate) fn named(&self, who: Who) -> String {
        match who {
            Who::Phrase(number) => format!("«{}»", self.text.span(self.phrases[number].tokens.clone()).of(self.source)),
            Who::Dropped(gender, number) => format!("dropped ({gender:?} {number:?}, by the verb's agreement)"),
            Who::Pronoun(gender, number) => format!("a pronoun ({gender:?} {number:?})"),
            Who::First => "first person".to_owned(),
            Who::Clause(..) => "the subject of the clause that it hangs on".to_owned(),
            Who::State(row) => format!("the state of the adjective: {}", self.lexicon.states.get(row as usize, "name")),
            Who::Beside => "a noun that no list of actors has".to_owned(),
            Who::Unsaid => "not said".to_owned(),
        }
    }

    /// The folded word at a token, empty for marks.
    pub(crate) fn fold(&self, at: usize) -> &'a str {
        match self.text.tokens.get(at) {
            Some(t) if t.kind != Kind::Mark => self.text.fold(at),
            _ => "",
        }
    }

    /// The mark at a token, NUL for words.
    pub(crate) fn mark(&self, at: usize) -> char {
        self.text.tokens.get(at).map_or('\0', |t| t.mark)
    }

    /// The phrase that covers a token.
    pub(crate) fn phrase(&self, at: usize) -> Option<usize> {
        self.covering.get(at).copied().flatten().map(|n| n as usize)
    }

    /// The phrase that begins at a token.
    pub(crate) fn phrase_from(&self, at: usize) -> Option<usize> {
        self.phrase(at).filter(|p| self.phrases[*p].tokens.start == at)
    }

    /// The nationality that a word is the adjective of: its row is that of the state.
    pub(crate) fn nationality(&self, at: usize) -> Option<Reading> {
        self.morph.readings(at).iter().find(|r| r.exact && r.pos() == Pos::Nisba).copied()
    }

    /// Whether a phrase is governed by a preposition, attached or before it.
    pub(crate) fn governed(&self, phrase: usize) -> bool {
        let p = &self.phrases[phrase];
        let attached = self.attached(p.tokens.start, p.skip);
        // كل من X, العديد من X, عدد من X: the quantity governs, not من
        let mut start = p.tokens.start;
        // «في العاصمة السودانية الخرطوم»
        if p.capital && start > 0 {
            let noun = self.phrase(start - 1).map_or(start - 1, |n| self.phrases[n].tokens.start);
            if unjoined(self.fold(noun)) == "العاصمه" {
                start = noun;
            }
        }
        if start >= 2
            && self.fold(start - 1) == "من"
            && matches!(self.fold(start - 2).trim_start_matches('و'), "كل" | "كلا" | "العديد" | "عدد" | "عددا" | "الكثير" | "كثير" | "عديد")
        {
            return attached;
        }
        // «عبر الوزير عن»: a verb spelled as a preposition governs nothing
        attached || start > 0 && is_preposition(self.fold(start - 1)) && self.morph.verb(self.text, start - 1).is_none()
    }

    /// Whether the proclitics before `skip` bytes of a token hold a preposition.
    pub(crate) fn attached(&self, at: usize, skip: u8) -> bool {
        let fold = self.fold(at);
        if skip == 0 {
            // للوزير keeps its ل in the phrase
            return fold.starts_with("لل") && self.morph.readings(at).iter().any(|r| r.pro.has(Proclitics::FOR) && r.exact);
        }
        let letters = &fold[..skip as usize];
        letters.ends_with(['ب', 'ل', 'ك'])
    }

    /// The quotation that a token stands in.
    pub(crate) fn quote_around(&self, at: usize) -> Option<&'a crate::text::Quote> {
        let quotes = &self.text.quotes;
        let next = quotes.partition_point(|q| q.open < at);
        quotes[..next].iter().rev().take(8).find(|q| at < q.close && q.open < at)
    }

    /// The quotations that begin among the tokens, each with what its marks are for.
    pub(crate) fn quotes_in(&self, range: &Range<usize>) -> impl Iterator<Item = (&'a crate::text::Quote, Class)> {
        let from = self.text.quotes.partition_point(|q| q.open < range.start);
        let until = self.text.quotes.partition_point(|q| q.open < range.end);
        self.text.quotes[from..until.max(from)].iter().zip(self.classes[from..until.max(from)].iter().copied())
    }

    /// What the marks at a token are for, if a quotation opens there.
    pub(crate) fn class_from(&self, at: usize) -> Option<Class> {
        let number = self.text.quotes.binary_search_by_key(&at, |q| q.open).ok()?;
        self.classes.get(number).copied()
    }

    /// The quotation that opens at a token.
    pub(crate) fn quote_from(&self, at: usize) -> Option<&'a crate::text::Quote> {
        self.text.quote_from(at)
    }

    /// Span of a noun or phrase without the clitics before its first word, as `reading` cuts them; those that are one with the article stay.
    pub(super) fn stem_span(&self, tokens: &Range<usize>, reading: Reading) -> Span {
        let mut span = self.text.span(tokens.clone());
        let letters = usize::from(reading.pro.conjoined()) + usize::from(reading.pro.prepositional() && !reading.definite());
        if letters > 0 {
            span.start += letter_len(self.text.tokens[tokens.start].span.of(self.source), letters);
        }
        span
    }

    /// Span of a cue: without a leading و, ف or ل and without attached objects.
    pub(crate) fn cue_span(&self, cue: &Range<usize>) -> Span {
        let mut span = self.text.span(cue.clone());
        let word = self.text.tokens[cue.start].span;
        // و and ف, and the ل of «ليؤكد»
        let first = self.morph.readings(cue.start).first();
        let led = first.is_some_and(|r| r.pro.conjoined() || r.is_verb() && r.pro.has(crate::morph::Proclitics::FOR));
        if led && self.text.is_word(cue.start) {
            span.start = word.start + letter_len(word.of(self.source), 1);
        }
        span
    }
}

/// Bytes of the first `letters` letters of a word with the marks on them.
pub(crate) fn letter_len(word: &str, letters: usize) -> u32 {
    let mut seen = 0;
    for (at, c) in word.char_indices() {
        let counts = !matches!(mahdar_arabic::fold::letter(c), mahdar_arabic::fold::Folded::Nothing);
        if counts && seen == letters {
            return at as u32;
        }
        seen += usize::from(counts);
    }
    word.len() as u32
}

/// A folded word without its و or ف, where two letters at least are left.
pub(crate) fn unjoined(fold: &str) -> &str {
    fold.strip_prefix(['و', 'ف']).filter(|s| s.len() >= 4).unwrap_or(fold)
}

/// Free prepositions and words that govern a noun, folded.
pub(crate) fn is_preposition(fold: &str) -> bool {
    let stem = fold.strip_prefix('و').filter(|s| s.len() >= 4).unwrap_or(fold);
    matches!(
        stem,
        "في" | "من"
            | "الي"
            | "علي"
            | "عن"
            | "مع"
            | "بين"
            | "خلال"
            | "بعد"
            | "قبل"
            | "عقب"
            | "حول"
            | "منذ"
            | "عند"
            | "لدي"
            | "ضد"
            | "دون"
            | "عبر"
            | "نحو"
            | "تجاه"
            | "ازاء"
            | "بشان"
            | "بسبب"
            | "امام"
            | "حتي"
            | "قرب"
            | "داخل"
            | "خارج"
            | "غير"
            | "سوي"
            | "برءاسه"
            | "بقياده"
            | "باسم"
            | "بحضور"
            | "برفقه"
            | "بمشاركه"
            | "اثناء"
            | "فوق"
            | "تحت"
            | "وسط"
            | "حيال"
            | "مثل"
            | "احد"
            | "ضمن"
    )
}
