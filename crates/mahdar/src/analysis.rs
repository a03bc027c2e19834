//! Analysis: what the lower rooms saw in a text, as plain data for people who try the language layers out and for what measures them.
//!
//! In: text, readings, phrases. Out: [`Analysis`]. Nothing of a record is made here, and nothing here is asked by the rooms that make one.

use crate::morph::Morph;
use crate::names::{Phrase, Sort};
use crate::quotes::Class;
use crate::span::Span;
use crate::text::{Kind, Repair, Text};
use mahdar_arabic::features::Pos;

/// What the lower rooms saw.
#[derive(Clone, Debug, Default)]
pub struct Analysis {
    /// Sentences, final marks included.
    pub sentences: Vec<Span>,
    /// Words, numbers and marks in reading order.
    pub words: Vec<Word>,
    /// Names of persons, bodies and places.
    pub names: Vec<Name>,
    /// Quotations in the order of their opening.
    pub quotes: Vec<Quotation>,
}

/// A stretch in quotation marks.
#[derive(Clone, Debug)]
pub struct Quotation {
    /// Where it stands, with its marks.
    pub span: Span,
    /// What stands between the marks.
    pub inner: Span,
    /// What the marks are for.
    pub class: Class,
    /// How a mark that is missing was made up for.
    pub repair: Repair,
}

/// A word, number or mark.
#[derive(Clone, Debug)]
pub struct Word {
    /// Where it stands.
    pub span: Span,
    /// Word, number or mark.
    pub kind: Kind,
    /// Whether the lexicon's own words (not its lists of names) have a reading for it.
    pub known: bool,
}

/// A name.
#[derive(Clone, Debug)]
pub struct Name {
    /// Where it stands, without title and particles.
    pub span: Span,
    /// What it is the name of.
    pub sort: Sort,
}

/// Gathers the layers.
pub(crate) fn gather(text: &Text, morph: &Morph, phrases: &[Phrase], classes: &[Class]) -> Analysis {
    let words = text.tokens.iter().enumerate().map(|(at, token)| Word {
        span: token.span,
        kind: token.kind,
        known: morph.readings(at).iter().any(|r| r.pos() != Pos::Name),
    });
    let names = phrases
        .iter()
        .filter(|p| p.name.is_some() || p.entity.is_some() || p.sort == Sort::Place)
        .map(|p| Name { span: text.span(p.name.clone().unwrap_or_else(|| p.tokens.clone())), sort: p.sort });
    let quotes = text.quotes.iter().zip(classes).map(|(quote, class)| Quotation {
        span: text.span(quote.outer()),
        inner: text.span(quote.inner()),
        class: *class,
        repair: quote.repair,
    });
    Analysis {
        sentences: text.sentences.iter().map(|s| text.span(s.clone())).collect(),
        words: words.collect(),
        names: names.collect(),
        quotes: quotes.collect(),
    }
}
