//! Text: the document's letters, words, quotations and sentences, all as spans of the unchanged text.
//!
//! In: `Document::text`. Out: [`Text`], with tokens, their folded forms, paragraphs, sentences, paired quotation marks and units. Of the lexicon
//! this room knows the abbreviations and the words that are written without the space between them; nothing here moves an offset.

mod orthography;
pub mod quote;
pub mod sentence;
pub mod token;
pub mod unit;

pub use orthography::Abbreviation;
pub use orthography::Orthography;
pub use quote::{Quote, Repair};
pub use sentence::Sentence;
pub use token::{Kind, Token};
pub use unit::Unit;

/// The layers of one document's text. The buffers are reused from document to document.
#[derive(Debug, Default)]
pub struct Text {
    /// Words, numbers and marks in reading order.
    pub tokens: Vec<Token>,
    /// Sentences as ranges of tokens.
    pub sentences: Vec<Sentence>,
    /// Paragraphs as ranges of tokens.
    pub paragraphs: Vec<std::ops::Range<usize>>,
    /// Paired quotation marks, in the order of their opening.
    pub quotes: Vec<Quote>,
    /// Abbreviations and addresses, each to be read as one.
    pub units: Vec<Unit>,
    forms: token::Forms,
    pairing: quote::Pairing,
}

impl Text {
    /// Reads the layers of `text`.
    pub fn fill(&mut self, orthography: &Orthography, text: &str) {
        token::tokenize(orthography, text, &mut self.tokens, &mut self.forms, &mut self.paragraphs, &mut self.units);
        let folded = &self.forms.full;
        unit::find(orthography, &self.tokens, folded, &mut self.units);
        self.pairing.pair(&quote::View { tokens: &self.tokens, folded }, &self.paragraphs, &mut self.quotes);
        let layers = sentence::Layers { orthography, folded, tokens: &self.tokens, quotes: &self.quotes, units: &self.units };
        sentence::split(&layers, &self.paragraphs, &mut self.sentences);
    }

    /// The token's folded form: what the lexicon is asked for; empty past the end.
    pub fn fold(&self, token: usize) -> &str {
        let (start, end) = self.tokens.get(token).map_or((0, 0), |t| t.folded);
        &self.forms.full[start as usize..end as usize]
    }

    /// The token's letters without marks and tatweel, hamzas and ى kept.
    pub fn light(&self, token: usize) -> &str {
        let (start, end) = self.tokens.get(token).map_or((0, 0), |t| t.folded);
        &self.forms.light[start as usize..end as usize]
    }

    /// Span of the tokens `range` (must not be empty).
    pub fn span(&self, range: std::ops::Range<usize>) -> crate::span::Span {
        self.tokens[range.start].span.to(self.tokens[range.end - 1].span)
    }

    /// The quotation whose opening mark is at `token`.
    pub fn quote_from(&self, token: usize) -> Option<&Quote> {
        self.quotes.binary_search_by_key(&token, |q| q.open).ok().map(|n| &self.quotes[n])
    }

    /// The sentence that holds `token`.
    pub fn sentence_of(&self, token: usize) -> usize {
        self.sentences.partition_point(|s| s.end <= token).min(self.sentences.len().saturating_sub(1))
    }

    /// Whether there is a word at `token`; false past the end.
    pub fn is_word(&self, token: usize) -> bool {
        self.tokens.get(token).is_some_and(|t| t.kind == Kind::Word)
    }

    /// Whether the token is this mark.
    pub fn is_mark(&self, token: usize, mark: char) -> bool {
        self.tokens.get(token).is_some_and(|t| t.mark == mark)
    }
}
