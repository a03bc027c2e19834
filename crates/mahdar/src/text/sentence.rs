//! Sentences of news: paragraphs cut at stops, but not inside quotations, brackets, numbers, addresses or abbreviations.
//!
//! In: tokens, paragraphs, quotations, units. Out: ranges of tokens that cover all of them in order. A line is a paragraph, so titles,
//! sub-headings and bullets end without a stop. A stop that could be an abbreviation's, and dots in a row, end a sentence only where the next
//! word is seen to begin one.

use super::orthography::Orthography;
use super::quote::{self, Quote, Repair};
use super::token::{Kind, Token};
use super::unit::Unit;
use std::ops::Range;

/// A range of tokens, its final mark included.
pub type Sentence = Range<usize>;

/// A quotation longer than this many tokens does not hold a sentence together: its marks are more likely misread.
const LONGEST_QUOTE: usize = 400;

/// As long may a bracket be.
const LONGEST_BRACKET: usize = 60;

/// A sentence longer than this many tokens is cut at its next comma, one twice as long anywhere.
const LONGEST: usize = 500;

/// What the cuts are made by.
pub(super) struct Layers<'a> {
    pub(super) orthography: &'a Orthography,
    pub(super) folded: &'a str,
    pub(super) tokens: &'a [Token],
    pub(super) quotes: &'a [Quote],
    pub(super) units: &'a [Unit],
}

/// Cuts the paragraphs into sentences.
pub(super) fn split(layers: &Layers<'_>, paragraphs: &[Range<usize>], out: &mut Vec<Sentence>) {
    out.clear();
    let (mut quotes, mut units) = (layers.quotes.iter().peekable(), layers.units.iter().peekable());
    for paragraph in paragraphs {
        let mut start = paragraph.start;
        // what is open holds the sentence together until here
        let (mut quoted, mut bracketed) = (paragraph.start, None::<Range<usize>>);
        let mut at = paragraph.start;
        while at < paragraph.end {
            if layers.tokens[at].kind != Kind::Mark {
                if at - start >= 2 * LONGEST {
                    out.push(start..at + 1);
                    start = at + 1;
                }
                at += 1;
                continue;
            }
            while let Some(quote) = quotes.next_if(|q| q.open <= at) {
                if quote.open >= start && layers.holds(quote, paragraph) && quote.close - quote.open <= LONGEST_QUOTE {
                    quoted = quoted.max(quote.close);
                }
            }
            while units.next_if(|u| u.tokens.end <= at).is_some() {}
            let mark = layers.tokens[at].mark;
            if matches!(mark, '(' | '[') && bracketed.as_ref().is_none_or(|b| b.end <= at) {
                bracketed = layers.bracket(at, paragraph.end);
            }
            let inside = at < quoted || bracketed.as_ref().is_some_and(|b| at < b.end);
            let end = if inside {
                None
            } else if let Some(bracket) = bracketed.as_ref().filter(|b| b.end == at) {
                // a sentence that stands in brackets whole
                (bracket.start == start && layers.is_final(at - 1)).then_some(at + 1)
            } else {
                let unit = units.peek().filter(|u| u.tokens.contains(&at));
                layers.end(at, start, paragraph, at == quoted, unit.copied())
            };
            // text without stops (lists, damaged pages) is cut at a comma, so that no clause reaches over a whole page
            let long = at - start >= LONGEST && matches!(mark, '،' | ',' | '؛') || at - start >= 2 * LONGEST;
            let Some(mut end) = end.or_else(|| long.then_some(at + 1)) else {
                at += 1;
                continue;
            };
            // marks that hug the stop belong to it
            while end < paragraph.end && layers.hugs(end) {
                end += 1;
            }
            out.push(start..end);
            start = end;
            at = end;
        }
        if start < paragraph.end {
            out.push(start..paragraph.end);
        }
    }
}

impl Layers<'_> {
    fn fold(&self, at: usize) -> &str {
        let (start, end) = self.tokens[at].folded;
        &self.folded[start as usize..end as usize]
    }

    /// Whether a quotation holds its sentence together: one that is closed, or whose opening mark stands where words said begin.
    fn holds(&self, quote: &Quote, paragraph: &Range<usize>) -> bool {
        match quote.repair {
            Repair::None => true,
            Repair::Unclosed => quote.open == paragraph.start || self.tokens[quote.open - 1].mark == ':',
            Repair::Unopened => false,
        }
    }

    /// Whether a mark ends sentences.
    fn is_final(&self, at: usize) -> bool {
        matches!(self.tokens[at].mark, '.' | '…' | '!' | '؟' | '?')
    }

    /// Whether a mark is glued to the stop before it: another stop, or what closes.
    fn hugs(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let last = || self.tokens.get(at + 1).is_none_or(|t| t.spaced || t.kind == Kind::Mark);
        !token.spaced
            && (matches!(token.mark, '.' | '!' | '؟' | '?' | '…' | ')' | ']' | '»')
                || quote::is_quote(token.mark) && token.mark != '«' && last())
    }

    /// The bracket that opens at a token: its tokens up to the closing one.
    fn bracket(&self, open: usize, limit: usize) -> Option<Range<usize>> {
        let close = if self.tokens[open].mark == '(' { ')' } else { ']' };
        let limit = limit.min(open + LONGEST_BRACKET);
        (open + 1..limit).find(|t| self.tokens[*t].mark == close).map(|close| open..close)
    }

    /// Whether the token is a word that is seen to begin a sentence; past the paragraph's end everything does.
    fn opens(&self, at: usize, paragraph: &Range<usize>) -> bool {
        at >= paragraph.end || self.tokens[at].kind == Kind::Word && self.orthography.opens(self.fold(at))
    }

    /// One past the end of the sentence that the mark at `at` ends. `closing`: it closes a quotation that held the sentence together.
    fn end(&self, at: usize, start: usize, paragraph: &Range<usize>, closing: bool, unit: Option<&Unit>) -> Option<usize> {
        if closing && at > start + 1 && quote::is_quote(self.tokens[at].mark) {
            // «… السابقة.» وأضاف …: the stop inside the mark ends the sentence outside it, if another is seen to begin
            return (self.is_final(at - 1) && self.opens(at + 1, paragraph)).then_some(at + 1);
        }
        match self.tokens[at].mark {
            '!' | '?' | '؟' => (!self.is_name_mark(at, start, paragraph)).then_some(at + 1),
            '…' => self.after_dots(at, paragraph),
            '.' if self.dotted(at, at + 1, paragraph) || at > start && self.dotted(at - 1, at, paragraph) => self.after_dots(at, paragraph),
            '.' => self.is_stop(at, start, paragraph, unit).then_some(at + 1),
            _ => None,
        }
    }

    /// Whether two stops stand together.
    fn dotted(&self, at: usize, next: usize, paragraph: &Range<usize>) -> bool {
        next < paragraph.end && self.tokens[at].mark == '.' && self.tokens[next].mark == '.' && !self.tokens[next].spaced
    }

    /// Behind dots in a row a sentence ends where another is seen to begin.
    fn after_dots(&self, at: usize, paragraph: &Range<usize>) -> Option<usize> {
        let mut end = at + 1;
        while end < paragraph.end && matches!(self.tokens[end].mark, '.' | '…' | '!' | '؟' | '?') {
            end += 1;
        }
        let after = (end..paragraph.end).find(|t| !self.hugs(*t)).unwrap_or(paragraph.end);
        self.opens(after, paragraph).then_some(end)
    }

    /// Yahoo!: a mark that hugs a Latin word within an Arabic sentence that goes on.
    fn is_name_mark(&self, at: usize, start: usize, paragraph: &Range<usize>) -> bool {
        let latin = |t: usize| self.tokens[t].kind == Kind::Word && self.fold(t).is_ascii();
        let arabic = |t: usize| self.tokens[t].kind == Kind::Word && !self.fold(t).is_ascii();
        at > start + 1
            && !self.tokens[at].spaced
            && latin(at - 1)
            && arabic(at - 2)
            && at + 1 < paragraph.end
            && arabic(at + 1)
            && !self.opens(at + 1, paragraph)
    }

    fn is_stop(&self, at: usize, start: usize, paragraph: &Range<usize>, unit: Option<&Unit>) -> bool {
        if at == start {
            return false;
        }
        if at + 1 >= paragraph.end {
            return true;
        }
        if let Some(unit) = unit {
            // the last stop of an abbreviation can be the sentence's too
            return at + 1 == unit.tokens.end && self.opens(at + 1, paragraph);
        }
        let (before, after) = (&self.tokens[at - 1], &self.tokens[at + 1]);
        // 1. وقف العمليات; المادة 5. التزامات
        let heads_article = || at == start + 2 && self.orthography.is_numbered(self.fold(start)) && !self.opens(at + 1, paragraph);
        if before.kind == Kind::Number && (at == start + 1 || heads_article()) {
            return false;
        }
        // file.name
        let latin = |t: &Token| t.kind != Kind::Mark && self.folded.as_bytes()[t.folded.0 as usize].is_ascii();
        after.spaced || !(latin(before) && latin(after))
    }
}
