//! What the rules tried on some words, for whoever asks why an entry stands in a record or does not.
//!
//! In: notes of the rooms that match rules. Out: [`Step`]s in the order of their words. It decides nothing, and a reading that nobody asks
//! about pays one comparison for each rule that fails.

use crate::span::Span;
use std::cell::RefCell;
use std::fmt;

/// What a rule makes when it matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Makes {
    /// A statement or a silence.
    Statement,
    /// An event.
    Event,
    /// A position.
    Position,
}

impl fmt::Display for Makes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Statement => "statement",
            Self::Event => "event",
            Self::Position => "position",
        })
    }
}

/// A rule that was tried at a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The word or words that it was tried at, in bytes of the text.
    pub span: Span,
    /// What it makes.
    pub makes: Makes,
    /// Its name in the lexicon, empty where no rule of the lexicon was reached.
    pub rule: &'static str,
    /// Whether it matched.
    pub matched: bool,
    /// Why it failed, or what it took.
    pub why: String,
}

/// The steps on the words that somebody asks about.
#[derive(Debug)]
pub(crate) struct Trace {
    window: Span,
    steps: RefCell<Vec<Step>>,
}

impl Trace {
    /// Follows the words that overlap a span.
    pub(crate) fn new(window: Span) -> Self {
        Self { window, steps: RefCell::new(Vec::new()) }
    }

    /// Notes a rule tried at a word, once.
    pub(crate) fn note(&self, span: Span, makes: Makes, rule: &'static str, matched: bool, why: impl FnOnce() -> String) {
        if !span.overlaps(self.window) {
            return;
        }
        let step = Step { span, makes, rule, matched, why: why() };
        let mut steps = self.steps.borrow_mut();
        if !steps.contains(&step) {
            steps.push(step);
        }
    }

    /// The steps by their words; of one word those that matched first.
    pub(crate) fn steps(self) -> Vec<Step> {
        let mut steps = self.steps.into_inner();
        steps.sort_by_key(|s| (s.span.start, s.makes, !s.matched));
        steps
    }
}
