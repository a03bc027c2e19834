//! The words of a text that can belong to a date, each with its meanings and the clitics before it.

use super::calendar::Calendar;
use super::sense::{Numeral, Role, Sense};
use crate::morph::Morph;
use crate::span::Span;
use crate::text::{Kind, Text};
use mahdar_arabic::fold::{self, Folded};

/// A meaning found at a token.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub(super) sense: Sense,
    /// Tokens that the phrase takes.
    pub(super) words: u8,
    /// Letters of conjunction and preposition before it (و ف ب ل ك).
    pub(super) lead: u8,
    /// Whether the article stands before a word listed without it, or belongs to one listed with it.
    pub(super) article: bool,
}

/// A value read from tokens: what it is and the token after it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit<T> {
    pub(super) value: T,
    pub(super) next: usize,
    pub(super) lead: u8,
    pub(super) article: bool,
}

/// A number in figures or words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Number {
    pub(super) value: u32,
    pub(super) figures: bool,
    pub(super) ordinal: bool,
}

/// Bytes of the longest clitic before figures, with a tatweel.
const LONGEST_CLITIC: usize = 12;

/// Whether an expression can begin with a word of this role.
fn opens(role: Role) -> bool {
    matches!(
        role,
        Role::Of
            | Role::Between
            | Role::Before
            | Role::Since
            | Role::After
            | Role::Period
            | Role::Vague
            | Role::LastCount
            | Role::Moment
            | Role::Thereafter
            | Role::Therebefore
            | Role::Eve
    )
}

/// A document's tokens as the date rules see them.
pub(super) struct Words<'a> {
    pub(super) calendar: &'a Calendar,
    pub(super) text: &'a str,
    pub(super) layers: &'a Text,
    pub(super) morph: &'a Morph,
    found: Vec<Found>,
    /// For each token the first of its meanings in `found`; one more at the end.
    starts: Vec<u32>,
}

impl<'a> Words<'a> {
    /// Looks every word up once.
    pub(super) fn new(calendar: &'a Calendar, text: &'a str, layers: &'a Text, morph: &'a Morph) -> Self {
        let mut out = Self { calendar, text, layers, morph, found: Vec::new(), starts: Vec::with_capacity(layers.tokens.len() + 1) };
        for at in 0..layers.tokens.len() {
            out.starts.push(out.found.len() as u32);
            if layers.tokens[at].kind == Kind::Word {
                out.look_up(at);
            }
        }
        out.starts.push(out.found.len() as u32);
        out
    }

    fn look_up(&mut self, at: usize) {
        let word = self.layers.fold(at);
        let (mut rest, mut lead) = (word, 0);
        // the whole word first; a clitic is cut only from what is no word of the calendar (فجر is not ف + جر)
        loop {
            if self.add(at, rest, lead) {
                return;
            }
            let cut = match lead {
                0 => rest.strip_prefix(['و', 'ف', 'ب', 'ل', 'ك']),
                1 => rest.strip_prefix(['ب', 'ل', 'ك']),
                _ => None,
            };
            match cut {
                Some(shorter) if shorter.len() >= 4 => (rest, lead) = (shorter, lead + 1),
                _ => return,
            }
        }
    }

    fn add(&mut self, at: usize, word: &str, lead: u8) -> bool {
        let before = self.found.len();
        let doubled = word.starts_with("لل");
        for meaning in self.calendar.meanings(word) {
            if let Some(words) = self.follows(at, &meaning.rest) {
                // keys that begin with لل were made for ل + article
                let lead = if doubled && meaning.own_article { lead + 1 } else { lead };
                self.found.push(Found { sense: meaning.sense, words, lead, article: meaning.own_article });
            }
        }
        let bare = if doubled { word.strip_prefix("لل") } else { word.strip_prefix("ال") };
        if let Some(bare) = bare.filter(|b| b.len() >= 4) {
            for meaning in self.calendar.meanings(bare) {
                let closed = match meaning.sense {
                    Sense::Role(role) => role != Role::Planned,
                    Sense::Relative(_) | Sense::Month(..) | Sense::Demonstrative(_) => true,
                    _ => false,
                };
                if meaning.own_article || closed {
                    continue;
                }
                if let Some(words) = self.follows(at, &meaning.rest) {
                    self.found.push(Found { sense: meaning.sense, words, lead: lead + u8::from(doubled), article: true });
                }
            }
        }
        self.found.len() > before
    }

    /// Number of tokens of the phrase when the words after `at` are `rest`.
    fn follows(&self, at: usize, rest: &str) -> Option<u8> {
        let mut count = 1;
        for word in rest.split(' ').filter(|w| !w.is_empty()) {
            let token = self.layers.tokens.get(at + count)?;
            if token.kind != Kind::Word || self.layers.fold(at + count) != word {
                return None;
            }
            count += 1;
        }
        Some(count as u8)
    }

    /// The meanings of a token.
    pub(super) fn found(&self, at: usize) -> &[Found] {
        match (self.starts.get(at), self.starts.get(at + 1)) {
            (Some(&start), Some(&end)) => &self.found[start as usize..end as usize],
            _ => &[],
        }
    }

    /// Whether an expression can begin at the token: a cheap question, asked of every one.
    pub(super) fn begins(&self, at: usize) -> bool {
        let token = &self.layers.tokens[at];
        match token.kind {
            Kind::Number => true,
            Kind::Mark => false,
            Kind::Word => {
                let number = |at: usize| self.layers.tokens.get(at).is_some_and(|t| t.kind == Kind::Number);
                let found = self.found(at);
                if found.is_empty() {
                    // clitics written against figures are a word of their own: الـ13
                    return number(at + 1) && token.span.len() <= LONGEST_CLITIC;
                }
                found.iter().any(|f| match f.sense {
                    // كل أربعاء: the weekday has no article there and is not looked up
                    Sense::Role(Role::Each) => true,
                    Sense::Role(role) => {
                        let next = at + f.words as usize;
                        // بين, من and بعد are everywhere, with words of the calendar behind them rarely
                        opens(role) && (!self.found(next).is_empty() || number(next) || number(next + 1))
                    }
                    Sense::Which(_) => false,
                    _ => true,
                })
            }
        }
    }

    /// The first meaning that `pick` takes.
    pub(super) fn pick<T>(&self, at: usize, pick: impl Fn(&Found) -> Option<T>) -> Option<Hit<T>> {
        self.found(at)
            .iter()
            .find_map(|f| pick(f).map(|value| Hit { value, next: at + f.words as usize, lead: f.lead, article: f.article }))
    }

    /// The token after a word with this role, if `at` is one.
    pub(super) fn role(&self, at: usize, role: Role) -> Option<usize> {
        self.pick(at, |f| (f.sense == Sense::Role(role)).then_some(())).map(|h| h.next)
    }

    /// Whether the token is this word, folded.
    pub(super) fn is(&self, at: usize, word: &str) -> bool {
        self.layers.tokens.get(at).is_some_and(|t| t.kind == Kind::Word) && self.layers.fold(at) == word
    }

    /// Whether a word with this role ends just before `at`.
    pub(super) fn role_before(&self, at: usize, role: Role) -> bool {
        at > 0 && self.pick(at - 1, |f| (f.sense == Sense::Role(role) && f.words == 1).then_some(())).is_some()
    }

    /// Whether the token is this mark.
    pub(super) fn mark(&self, at: usize, mark: char) -> bool {
        self.layers.is_mark(at, mark)
    }

    /// Whether the token is a comma.
    pub(super) fn comma(&self, at: usize) -> bool {
        self.mark(at, '،') || self.mark(at, ',')
    }

    /// Whether there is white space before the token.
    pub(super) fn spaced(&self, at: usize) -> bool {
        self.layers.tokens.get(at).is_none_or(|t| t.spaced)
    }

    /// A whole number in figures at this very token.
    pub(super) fn figures(&self, at: usize) -> Option<u32> {
        let token = self.layers.tokens.get(at)?;
        let fold = (token.kind == Kind::Number).then(|| self.layers.fold(at))?;
        if fold.len() > 6 { None } else { fold.parse().ok() }
    }

    /// A number in figures (13, الـ13, و25) or words (الثالث عشر, خمسة وعشرين).
    pub(super) fn number(&self, at: usize) -> Option<Hit<Number>> {
        if let Some(value) = self.figures(at) {
            return Some(Hit { value: Number { value, figures: true, ordinal: false }, next: at + 1, lead: 0, article: false });
        }
        let token = self.layers.tokens.get(at)?;
        if token.kind != Kind::Word {
            return None;
        }
        // clitics written against figures are a word of their own: الـ13, و25, ب 30
        let clitic = match self.layers.fold(at) {
            "ال" => Some((0, true)),
            "وال" | "بال" | "لل" | "فال" => Some((1, true)),
            "و" | "ب" | "ل" | "ف" => Some((1, false)),
            _ => None,
        };
        if let Some((lead, article)) = clitic
            && let Some(value) = self.figures(at + 1)
            && (!self.spaced(at + 1) || token.span.len() > self.layers.fold(at).len())
        {
            return Some(Hit { value: Number { value, figures: true, ordinal: false }, next: at + 2, lead, article });
        }
        self.number_words(at)
    }

    pub(super) fn numeral(&self, at: usize) -> Option<Hit<(u16, Numeral)>> {
        self.pick(at, |f| match f.sense {
            Sense::Number(value, kind) => Some((value, kind)),
            _ => None,
        })
    }

    fn number_words(&self, at: usize) -> Option<Hit<Number>> {
        let first = self.numeral(at)?;
        let (mut total, mut group) = (0u32, u32::from(first.value.0));
        let mut ordinal = first.value.1 == Numeral::Ordinal;
        let mut last = first.value.1;
        if last == Numeral::Thousand {
            (total, group) = (group, 0);
        }
        let mut next = first.next;
        while let Some(more) = self.numeral(next) {
            let (value, kind) = more.value;
            let value32 = u32::from(value);
            // وأحد عشر folds to واحد عشر
            let eleven = value == 1 && self.is(next, "واحد") && self.numeral(more.next).is_some_and(|ten| ten.value.1 == Numeral::Ten);
            let joined = more.lead > 0 || eleven;
            match (last, kind) {
                // ثلاثة عشر, الثالث عشر
                (Numeral::One | Numeral::Ordinal, Numeral::Ten) if !joined && (1..10).contains(&(group % 100)) => group += value32,
                // خمسة وعشرين, الخامس والعشرين
                (Numeral::One | Numeral::Ordinal, Numeral::Tens) if joined && (1..10).contains(&(group % 100)) => group += value32,
                // ثلاث مئة
                (Numeral::One, Numeral::Hundred) if !joined && value == 100 && group < 10 => group *= 100,
                // مئة وعشرين, مئة وخمسة
                (Numeral::Hundred, Numeral::One | Numeral::Ten | Numeral::Tens) if joined => group += value32,
                // خمسة آلاف
                (Numeral::One | Numeral::Ten | Numeral::Tens | Numeral::Hundred, Numeral::Thousand)
                    if !joined && value == 1000 && total == 0 =>
                {
                    total = group * 1000;
                    group = 0;
                }
                (Numeral::Thousand, k) if joined && k != Numeral::Ordinal && k != Numeral::Thousand => group += value32,
                _ => break,
            }
            ordinal |= kind == Numeral::Ordinal;
            last = kind;
            next = more.next;
        }
        Some(Hit { value: Number { value: total + group, figures: false, ordinal }, next, lead: first.lead, article: first.article })
    }

    /// The span of tokens, less the first `lead` letters of the first.
    pub(super) fn span(&self, from: usize, to: usize, lead: u8) -> Span {
        let mut span = self.layers.span(from..to);
        let first = self.layers.tokens[from].span.of(self.text);
        let mut left = lead;
        for (at, c) in first.char_indices() {
            let letter = !matches!(fold::letter(c), Folded::Nothing);
            if left == 0 && letter {
                span.start += at as u32;
                break;
            }
            left -= u8::from(letter && left > 0);
        }
        span
    }
}
