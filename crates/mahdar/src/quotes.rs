//! Quotations: what quotation marks are for.
//!
//! In: the paired marks, the readings of the words, the phrases. Out: for each quotation its [`Class`]: speech, words grafted on the outlet's
//! sentence, a name, a title, or words that the outlet keeps its distance from. Evidence is asked in a fixed order, the surest first: the
//! noun before the mark, a list that the quotation goes on with, what stands inside, then who is reported as speaking. Where a quotation
//! begins and ends was settled in [`crate::text`]; whose words they are is not asked here.

use crate::lex::{Lexicon, SayKind};
use crate::morph::{Enclitic, Morph};
use crate::names::{Entity, Phrase, Sort};
use crate::text::{Kind, Quote, Repair, Text};
use mahdar_arabic::compile::phrase as kinds;
use mahdar_arabic::features::Pos;
use mahdar_arabic::fold;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// What a stretch in quotation marks is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// What somebody said, a clause or more.
    Speech,
    /// Some of what somebody said, in a sentence of the outlet's.
    Partial,
    /// A name: of a body, a medium, a group, a place, an operation, a person.
    Name,
    /// The title of a work, a document or a meeting; a slogan.
    Title,
    /// Words that the outlet keeps its distance from, or lifts out.
    Scare,
}

impl Class {
    /// Its name in data.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Speech => "speech",
            Self::Partial => "partial",
            Self::Name => "name",
            Self::Title => "title",
            Self::Scare => "scare",
        }
    }

    /// Whether somebody's words are given.
    pub const fn is_said(self) -> bool {
        matches!(self, Self::Speech | Self::Partial)
    }
}

/// The words that tell what marks behind them are for.
#[derive(Debug, Default)]
pub(crate) struct Heads {
    words: FxHashMap<String, Class>,
}

/// Words that a name has at most.
const LONGEST_NAME: usize = 6;

/// Words before a quotation among which a cue of saying is looked for.
const REACH: usize = 40;

impl Heads {
    /// Reads the table.
    pub(crate) fn new(lexicon: &Lexicon) -> Self {
        let mut words = FxHashMap::default();
        let Some(table) = lexicon.blob.table("quote-heads") else { return Self::default() };
        for row in 0..table.len() {
            let class = match table.get(row, "class") {
                "title" => Class::Title,
                "scare" => Class::Scare,
                "naming" => Class::Partial,
                _ => Class::Name,
            };
            for form in std::iter::once(table.get(row, "form")).chain(table.get(row, "plural").split('|')) {
                let key = fold::key(form);
                // ة is ت before a pronoun: روايته
                if let Some(stem) = key.strip_suffix('ه').filter(|_| form.ends_with('ة')) {
                    words.insert(format!("{stem}ت"), class);
                }
                words.insert(key, class);
            }
        }
        words.remove("");
        Self { words }
    }

    /// What a folded word with its particles and pronoun says of marks behind it.
    fn class(&self, word: &str) -> Option<Class> {
        let whole = self.words.get(word).copied();
        let joined = word.strip_prefix(['و', 'ف']).unwrap_or(word);
        let governed = joined.strip_prefix(['ب', 'ل', 'ك']).unwrap_or(joined);
        let stems = [joined, governed, joined.strip_prefix("ال").unwrap_or(joined), governed.strip_prefix("ال").unwrap_or(governed)];
        let last = joined.strip_prefix("لل").unwrap_or(governed);
        whole.or_else(|| stems.into_iter().chain([last]).find_map(|stem| self.stem(stem)))
    }

    fn stem(&self, stem: &str) -> Option<Class> {
        let get = |word: &str| self.words.get(word).copied();
        get(stem).or_else(|| ["هما", "ها", "هم", "ه", "ي", "نا"].into_iter().find_map(|pronoun| get(stem.strip_suffix(pronoun)?)))
    }
}

/// What the classes are told by.
pub(crate) struct View<'a> {
    pub(crate) heads: &'a Heads,
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) text: &'a Text,
    pub(crate) morph: &'a Morph,
    pub(crate) phrases: &'a [Phrase],
    /// For each token the phrase that covers it.
    pub(crate) covering: &'a [Option<u32>],
}

/// Gives every quotation its class, in their order.
pub(crate) fn classify(view: &View<'_>, out: &mut Vec<Class>) {
    out.clear();
    for number in 0..view.text.quotes.len() {
        let class = view.class(number, out);
        out.push(class);
    }
}

impl View<'_> {
    fn class(&self, number: usize, before: &[Class]) -> Class {
        let quote = &self.text.quotes[number];
        let inner = quote.inner();
        let words = inner.clone().filter(|t| self.text.tokens[*t].kind != Kind::Mark).count();
        let start = self.clause_start(quote);
        if quote.repair != Repair::None && words > 2 {
            return Class::Speech;
        }
        if let Some(class) = self.headed(quote, start, words) {
            return class;
        }
        if let Some(class) = self.listed_with(number, before).filter(|_| words <= LONGEST_NAME) {
            return class;
        }
        let verbal = self.is_verbal(&inner);
        // فيلق looks like a verb: the first word of a body's name is none
        let body = inner.clone().find(|t| self.text.is_word(*t)).is_some_and(|t| self.is_body(t));
        if words <= LONGEST_NAME
            && (!verbal || body)
            && !self.introduced(quote, start, words)
            && let Some(class) = self.named(quote, start, words)
        {
            return class;
        }
        if quote.repair != Repair::None || self.is_speech(quote, start, words, verbal) {
            return Class::Speech;
        }
        let said = self.cue(start..quote.open) || self.attributed(quote.close + 1);
        // «درع الوادي» ستستمر: who does something at the beginning of a clause
        if !said && (2..=3).contains(&words) && quote.open == start && self.acts(quote.close + 1) {
            return Class::Name;
        }
        match (said, words) {
            (true, _) => Class::Partial,
            (false, 0..=2) => Class::Scare,
            (false, _) if verbal && words > LONGEST_NAME => Class::Speech,
            (false, _) => Class::Partial,
        }
    }

    /// Whether a finite verb stands at a token.
    fn acts(&self, at: usize) -> bool {
        self.text.is_word(at) && self.morph.verb(self.text, at).is_some()
    }

    /// Whether a colon or أن stands right before the marks, which names seldom follow.
    fn introduced(&self, quote: &Quote, start: usize, words: usize) -> bool {
        let Some(before) = self.before(quote).filter(|t| *t >= start) else { return false };
        self.text.is_mark(before, ':') || words > 2 && matches!(self.text.fold(before), "ان" | "بان") && self.text.is_word(before)
    }

    /// The token before the marks; a doubled opening mark («« ) is one.
    fn before(&self, quote: &Quote) -> Option<usize> {
        let first = quote.open.checked_sub(1)?;
        let doubled = self.text.tokens[first].mark == self.text.tokens[quote.open].mark
            && self.text.tokens[first].mark != '\0'
            && self.text.quote_from(first).is_none();
        if doubled { first.checked_sub(1) } else { Some(first) }
    }

    /// Where the clause that the quotation stands in begins: its sentence, or the quotation around it.
    fn clause_start(&self, quote: &Quote) -> usize {
        let sentence = self.text.sentences.get(self.text.sentence_of(quote.open)).map_or(0, |s| s.start);
        let next = self.text.quotes.partition_point(|q| q.open < quote.open);
        let around = self.text.quotes[..next].iter().rev().take(6).find(|q| q.close > quote.open);
        let start = around.map_or(sentence, |q| sentence.max(q.inner().start));
        start.max(quote.open.saturating_sub(REACH))
    }

    /// The word before the marks, past a particle that hugs them.
    fn word_before(&self, quote: &Quote, start: usize) -> Option<usize> {
        let mut at = quote.open.checked_sub(1).filter(|t| *t >= start)?;
        if self.particle_before(quote).is_some() {
            at = at.checked_sub(1).filter(|t| *t >= start)?;
        }
        self.text.is_word(at).then_some(at)
    }

    /// The particle written before the opening mark: بـ«…», و«…».
    fn particle_before(&self, quote: &Quote) -> Option<&str> {
        let at = quote.open.checked_sub(1)?;
        let fold = self.text.fold(at);
        (self.text.is_word(at) && matches!(fold, "ب" | "ل" | "و" | "ك" | "ف" | "لل" | "ال" | "وب" | "ول" | "وال" | "بال")).then_some(fold)
    }

    /// What the noun before the marks makes of them: صحيفة «…», كتابه الجديد «…», ما يسمى «…».
    fn headed(&self, quote: &Quote, start: usize, words: usize) -> Option<Class> {
        // مزعومة behind the marks
        let behind = quote.close + 1;
        if words <= LONGEST_NAME && self.text.is_word(behind) && self.so_called(behind) {
            return Some(Class::Scare);
        }
        let particle = self.particle_before(quote);
        let mut at = match self.word_before(quote, start) {
            Some(at) => at,
            // بعنوان: «…»
            None if quote.open > start + 1 && self.text.is_mark(quote.open - 1, ':') => {
                return self
                    .heads
                    .class(self.text.fold(quote.open - 2))
                    .filter(|c| *c == Class::Title && self.text.is_word(quote.open - 2));
            }
            None => return None,
        };
        // adjectives between: كتابه الجديد, الوكالة الروسية
        for step in 0..3 {
            if !self.text.is_word(at) {
                return None;
            }
            let direct = step == 0;
            let class = self.heads.class(self.text.fold(at));
            match class {
                // a so-called thing, or one that somebody calls so, has its name at once
                Some(class @ (Class::Scare | Class::Partial)) if direct => return Some(class),
                Some(Class::Name | Class::Title) if particle == Some("ب") && !self.is_called(at) => return None,
                Some(class @ (Class::Name | Class::Title))
                    if words <= 3 * LONGEST_NAME && (direct || self.is_possessed(at) || self.definite(at)) =>
                {
                    return Some(class);
                }
                _ => {}
            }
            // حزب «…» is its name; الحزب «…» only where the words can be nothing else
            let names = || self.of_names(quote) || words == 1 && quote.inner().all(|t| self.morph.only_name(t));
            if particle.is_none() && words <= LONGEST_NAME && self.is_body(at) && (direct && !self.definite(at) || names()) {
                return Some(Class::Name);
            }
            if !self.qualifies(at) || at <= start {
                return None;
            }
            at -= 1;
        }
        None
    }

    fn so_called(&self, at: usize) -> bool {
        self.heads.class(self.text.fold(at)) == Some(Class::Scare) && self.text.fold(at).starts_with("المزعوم")
    }

    /// الملقب بـ«…», المعروف بـ«…»: a word of calling takes its name with ب.
    fn is_called(&self, at: usize) -> bool {
        self.morph.readings(at).iter().any(|r| matches!(r.pos(), Pos::Passive | Pos::Verb)) || self.morph.unknown(at)
    }

    fn is_possessed(&self, at: usize) -> bool {
        self.morph.readings(at).iter().any(|r| r.enc != Enclitic::None)
    }

    fn definite(&self, at: usize) -> bool {
        self.morph.readings(at).iter().any(crate::morph::Reading::definite)
    }

    /// A noun that begins the name of a body or of a framework; people in general have no name.
    fn is_body(&self, at: usize) -> bool {
        self.morph.readings(at).iter().take(4).any(|r| {
            let head = match r.pos() {
                Pos::OrgHead => self.lexicon.orgheads.get(r.row as usize, "kind") == "organization",
                Pos::FrameworkHead => true,
                _ => false,
            };
            head && r.enc == Enclitic::None && r.exact
        })
    }

    fn qualifies(&self, at: usize) -> bool {
        self.morph.readings(at).iter().any(|r| matches!(r.pos(), Pos::Adjective | Pos::Nisba | Pos::Active | Pos::Passive) && r.exact)
    }

    /// «A» و«B», «A»، «B»: one more of the names before it.
    fn listed_with(&self, number: usize, before: &[Class]) -> Option<Class> {
        let previous = number.checked_sub(1)?;
        let (quote, class) = (&self.text.quotes[previous], *before.get(previous)?);
        if !matches!(class, Class::Name | Class::Title) || quote.repair != Repair::None {
            return None;
        }
        let mut between = quote.close + 1..self.text.quotes[number].open;
        let joins = between.clone().count() <= 2
            && between.all(|t| matches!(self.text.tokens[t].mark, '،' | ',' | '/' | '-') || matches!(self.text.fold(t), "و" | "او"));
        (joins && quote.close + 1 < self.text.quotes[number].open).then_some(class)
    }

    /// What the words inside are known as, or look like.
    fn named(&self, quote: &Quote, start: usize, words: usize) -> Option<Class> {
        let inner = quote.inner();
        let phrase = self.covering[inner.start].map(|n| &self.phrases[n as usize]);
        // وزير الخارجية «سامي الهاشمي»: a person's words of names behind his title
        let titled =
            quote.open.checked_sub(1).and_then(|t| self.covering[t]).is_some_and(|n| self.phrases[n as usize].sort == Sort::Person);
        let borne = |t: usize| self.morph.is(t, Pos::Name) || self.morph.unknown(t);
        if titled
            && words <= 4
            && inner.clone().filter(|t| self.text.is_word(*t)).all(borne)
            && inner.clone().any(|t| self.morph.is(t, Pos::Name))
        {
            return Some(Class::Name);
        }
        if phrase.and_then(|p| p.name.as_ref()).is_some_and(|name| name.start >= quote.open && name.end >= inner.end) {
            return Some(Class::Name);
        }
        // وكالة الأنباء السورية «سانا»: a body whose name the marks are part of
        let class = |head: u32| self.lexicon.orgheads.get(head as usize, "class");
        let body = |p: &&Phrase| {
            p.tokens.start + 1 < quote.open
                && p.head
                    .is_some_and(|head| matches!(class(head), "media" | "agency" | "party" | "armed" | "company" | "civil" | "research"))
        };
        if phrase.filter(body).is_some_and(|p| p.tokens.end >= inner.end) {
            return Some(Class::Name);
        }
        if let Some(phrase) = phrase.filter(|p| p.tokens.end >= inner.end && p.tokens.start >= quote.open) {
            match (phrase.sort, phrase.entity) {
                // a state in marks is one that the outlet does not recognise
                (Sort::State, _) if !phrase.capital => return Some(Class::Scare),
                (_, Some(Entity::Person(_) | Entity::Org(_) | Entity::Place(_) | Entity::Framework(_))) => return Some(Class::Name),
                (Sort::Person, _) if phrase.name.is_some() => return Some(Class::Name),
                (Sort::Place | Sort::Framework, _) => return Some(Class::Name),
                _ => {}
            }
        }
        let after = quote.close + 1;
        let particle = self.particle_before(quote);
        let before = self.word_before(quote, start);
        let preposition = before.filter(|_| particle.is_none()).map(|at| self.text.fold(at));
        // قال لـ«…» إن, وذكرت «…» أن: whom or what a clause of saying goes on from
        let goes_on =
            crate::lex::is_that(self.text.fold(after)) && !self.text.fold(after).starts_with('و') || self.text.is_mark(after, ':');
        if words <= 4 && goes_on && !self.text.is_mark(quote.open - usize::from(quote.open > 0), ':') && particle != Some("ب") {
            return Some(Class::Name);
        }
        // لـ«…», مع «…» behind a talk: where it was said
        let relayed = |p: &str| p == "عن" && self.relays(start..quote.open);
        let met = |p: &str| matches!(p, "مع" | "الي") && self.talk(start..quote.open);
        let told = particle == Some("ل") && self.talk(start..quote.open);
        if words <= 4 && (told || preposition.is_some_and(|p| met(p) || relayed(p))) {
            return Some(Class::Name);
        }
        // words of persons' names alone; one of no list where a medium stands: على «…»
        let mut inside = inner.clone().filter(|t| self.text.is_word(*t));
        let of_none =
            words == 1 && preposition.is_some_and(|p| matches!(p, "علي" | "عبر")) && inside.clone().all(|t| self.morph.only_name(t));
        if self.of_names(quote) || of_none {
            return Some(Class::Name);
        }
        // المجلس الأعلى, اللجنة الخماسية: a body by its first word, all the others of its name
        let first = inside.next()?;
        let closed = inside.all(|t| self.definite(t) || self.morph.only_name(t));
        ((2..=4).contains(&words) && closed && particle != Some("ب") && self.is_body(first) && !self.cue_hugs(quote, start))
            .then_some(Class::Name)
    }

    /// Whether words of persons' names stand within the marks, and no others.
    fn of_names(&self, quote: &Quote) -> bool {
        let mut words = quote.inner().filter(|t| self.text.is_word(*t)).peekable();
        words.peek().is_some() && words.all(|t| self.morph.only_name(t) && !self.morph.unknown(t))
    }

    /// An interview or its like stands before the quotation, or a verb of saying whose place لـ names.
    fn talk(&self, range: Range<usize>) -> bool {
        let near = range.end.saturating_sub(6).max(range.start)..range.end;
        near.clone().any(|t| self.text.is_word(t) && self.occasion(t)) || near.clone().any(|t| self.says(t))
    }

    /// نقلت … عن «…»: whom words were taken from.
    fn relays(&self, range: Range<usize>) -> bool {
        let near = range.end.saturating_sub(4).max(range.start)..range.end;
        let relay = |row: u32| self.lexicon.say_frames(row).any(|f| f.kind == SayKind::Relay);
        near.clone().any(|t| {
            self.text.is_word(t) && self.morph.readings(t).iter().any(|r| matches!(r.pos(), Pos::Verb | Pos::Masdar) && relay(r.row))
        })
    }

    fn occasion(&self, at: usize) -> bool {
        let fold = self.text.fold(at);
        ["مقابله", "حديث", "حوار", "تصريح", "تصريحات", "مداخله", "لقاء", "اتصال"]
            .iter()
            .any(|w| fold.ends_with(w) || fold.ends_with(&w[..w.len() - 2]) && fold.len() > 8)
    }

    /// Whether a preposition that a verb of saying asks for stands right before the marks.
    fn cue_hugs(&self, quote: &Quote, start: usize) -> bool {
        let Some(at) = self.word_before(quote, start) else { return false };
        matches!(self.text.fold(at), "علي" | "في" | "بان" | "بانه" | "بانها") && self.cue(start..at)
    }

    /// A whole utterance.
    fn is_speech(&self, quote: &Quote, start: usize, words: usize, verbal: bool) -> bool {
        let inner = quote.inner();
        let asks = inner.clone().any(|t| matches!(self.text.tokens[t].mark, '؟' | '?'));
        let Some(before) = self.before(quote).filter(|t| *t >= start) else {
            // «…»، قال فلان: at the beginning
            return words > 2 || verbal || self.attributed(quote.close + 1);
        };
        if self.text.is_mark(before, ':') || asks {
            return true;
        }
        let several = inner
            .clone()
            .any(|t| self.text.is_mark(t, '.') && t + 1 < inner.end && self.text.is_word(t + 1) && self.text.tokens[t + 1].spaced);
        if several && words > 5 {
            return true;
        }
        let fold = self.text.fold(before);
        if matches!(fold, "ان" | "بان") && self.text.is_word(before) {
            // أن «يعود …»: without a subject of its own it is grafted
            let first = inner.clone().find(|t| self.text.is_word(*t));
            let present = first.and_then(|t| self.morph.verb(self.text, t)).is_some_and(|v| v.features.is_present());
            return words > 1 && !(present && self.text.light(before).contains('أ'));
        }
        // a predicate, or what a preposition governs, is grafted
        if crate::lex::is_that(fold) || self.governs(quote, before) {
            return false;
        }
        // قال حداد، «…»: the second half
        if matches!(self.text.tokens[before].mark, '،' | ',' | '-' | '–' | '.') {
            return self.cue(start..before) && words > 1 && (verbal || words > 3);
        }
        // between أن and the marks stands the outlet's subject, unless a word of saying stands nearer (قائلا «…»)
        let nearest = (start..=before).rev().take(12).find(|t| crate::lex::is_that(self.text.fold(*t)) || self.says(*t));
        verbal && words > 2 && nearest.is_none_or(|t| !crate::lex::is_that(self.text.fold(t)))
    }

    /// Whether a preposition stands before the marks.
    fn governs(&self, quote: &Quote, before: usize) -> bool {
        if let Some(particle) = self.particle_before(quote) {
            return !matches!(particle, "و" | "ف");
        }
        self.text.is_word(before)
            && (self.morph.readings(before).iter().any(|r| r.pos() == Pos::Particle && r.exact && self.is_preposition(r.row))
                || matches!(self.text.fold(before), "كان" | "كانت" | "ليس" | "ليست"))
    }

    fn is_preposition(&self, row: u32) -> bool {
        self.lexicon.blob.table("particles").is_some_and(|t| t.get(row as usize, "class") == "prep")
    }

    /// Whether a finite verb stands among the tokens, and not in a relative clause of a noun before it.
    fn is_verbal(&self, range: &Range<usize>) -> bool {
        let main = |t: &usize| !matches!(self.text.fold(*t), "التي" | "الذي" | "الذين" | "ما" | "من");
        range.clone().take_while(main).any(|t| {
            self.text.is_word(t)
                && (self.morph.verb(self.text, t).is_some_and(|v| v.exact)
                    || matches!(self.text.fold(t), "لن" | "لم" | "ليس" | "ليست" | "سوف" | "نحن" | "انا"))
        })
    }

    /// Whether somebody is reported as speaking among the tokens.
    fn cue(&self, range: Range<usize>) -> bool {
        // إعلان فلان أن: a noun of saying, once its content is opened
        let mut noun = false;
        range.filter(|t| self.text.is_word(*t)).any(|t| {
            let opened = noun && crate::lex::is_that(self.text.fold(t));
            noun |=
                self.morph.readings(t).iter().any(|r| r.pos() == Pos::Masdar && r.exact && self.lexicon.say_frames(r.row).next().is_some());
            opened || self.says(t) || self.according(t)
        })
    }

    /// A verb, participle or noun of saying.
    fn says(&self, at: usize) -> bool {
        if !self.text.is_word(at) {
            return false;
        }
        let frames = |row: u32| self.lexicon.say_frames(row).next().is_some();
        self.morph.verb(self.text, at).is_some_and(|v| self.morph.verbs(at, v).any(|v| frames(v.row)))
            || self.morph.readings(at).iter().any(|r| match r.pos() {
                Pos::Active => r.exact && frames(r.row) && !r.definite(),
                Pos::Masdar => r.exact && frames(r.row) && r.enc != Enclitic::None,
                Pos::SayingNoun => r.exact,
                _ => false,
            })
    }

    /// بحسب, وفقا لـ and their like.
    fn according(&self, at: usize) -> bool {
        let fold = self.text.fold(at);
        let mut walk = self.lexicon.blob.phrase_walk();
        let offset = if fold.starts_with('و') && fold.len() > 6 { 2 } else { 0 };
        [0, offset].into_iter().any(|offset| {
            walk = self.lexicon.blob.phrase_walk();
            let mut end = at;
            let mut piece = &fold[offset..];
            loop {
                if !walk.step(piece) {
                    return false;
                }
                if let Some(value) = walk.value()
                    && self
                        .lexicon
                        .blob
                        .phrase_rows(value)
                        .any(|(kind, row)| kind == kinds::SAYING && self.lexicon.say[row as usize].kind == SayKind::According)
                {
                    return true;
                }
                end += 1;
                if end > at + 3 || !self.text.is_word(end) || !walk.step(" ") {
                    return false;
                }
                piece = self.text.fold(end);
            }
        })
    }

    /// Whether the words behind the marks say who spoke: «…»، قال فلان; «…»، بحسب فلان.
    fn attributed(&self, after: usize) -> bool {
        let comma = matches!(self.text.tokens.get(after).map(|t| t.mark), Some('،' | ',' | '-' | '–'));
        let first = after + usize::from(comma);
        let Some(sentence) = self.text.sentences.get(self.text.sentence_of(after.min(self.text.tokens.len().saturating_sub(1)))) else {
            return false;
        };
        (first..(first + 2).min(sentence.end)).any(|t| self.according(t)) || first < sentence.end && comma && self.says(first)
    }
}
