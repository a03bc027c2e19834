//! Sentences of news: paragraphs cut at stops, but not inside quotations, numbers or abbreviations.

use super::quote::{Quote, Repair};
use super::token::{Kind, Token};
use std::ops::Range;

/// A range of tokens, its final mark included.
pub type Sentence = Range<usize>;

/// A quotation longer than this many tokens does not hold a sentence together: its marks are more likely misread.
const LONGEST_QUOTE: usize = 400;

/// A sentence longer than this many tokens is cut at its next comma, one twice as long anywhere.
const LONGEST: usize = 500;

/// Cuts the paragraphs into sentences.
pub(super) fn split(text: &str, tokens: &[Token], paragraphs: &[Range<usize>], quotes: &[Quote], out: &mut Vec<Sentence>) {
    out.clear();
    let mut next_quote = 0;
    for paragraph in paragraphs {
        let mut start = paragraph.start;
        let mut quoted_until = paragraph.start;
        let mut at = paragraph.start;
        while at < paragraph.end {
            while next_quote < quotes.len() && quotes[next_quote].open < at {
                next_quote += 1;
            }
            if let Some(quote) = quotes.get(next_quote)
                && quote.open == at
                && quote.repair == Repair::None
                && quote.close - quote.open <= LONGEST_QUOTE
            {
                quoted_until = quoted_until.max(quote.close);
            }
            let mut ends = at >= quoted_until && is_stop(text, tokens, at, paragraph);
            // "… السابقة." وأضاف …: the stop inside the mark ends the sentence outside it, unless the sentence is seen to go on
            if !ends && at == quoted_until && at > start + 1 && super::quote::is_quote(tokens[at].mark) {
                let after_stop = matches!(tokens[at - 1].mark, '.' | '؟' | '!' | '…');
                ends = after_stop
                    && tokens.get(at + 1).is_some_and(|t| t.kind == Kind::Word && at + 1 < paragraph.end && begins_with_waw(t, text));
            }
            // text without stops (lists, damaged pages) is cut at a comma, so that no clause reaches over a whole page
            ends |= at - start >= LONGEST && matches!(tokens[at].mark, '،' | ',' | '؛') || at - start >= 2 * LONGEST;
            if ends {
                let mut end = at + 1;
                // closing marks that hug the stop belong to it
                while end < paragraph.end && matches!(tokens[end].mark, '.' | '!' | '؟' | '?' | '…' | ')' | ']') && !tokens[end].spaced {
                    end += 1;
                }
                out.push(start..end);
                start = end;
                at = end;
                continue;
            }
            at += 1;
        }
        if start < paragraph.end {
            out.push(start..paragraph.end);
        }
    }
}

fn begins_with_waw(token: &Token, text: &str) -> bool {
    token.span.of(text).starts_with('و')
}

fn is_stop(text: &str, tokens: &[Token], at: usize, paragraph: &Range<usize>) -> bool {
    let token = &tokens[at];
    match token.mark {
        '!' | '؟' | '?' | '…' => true,
        '؛' => false,
        '.' => {
            if at == paragraph.start {
                return false;
            }
            let before = &tokens[at - 1];
            let glued = !token.spaced;
            let Some(after) = tokens.get(at + 1).filter(|_| at + 1 < paragraph.end) else { return true };
            // أ.ف.ب and د. أحمد: one letter before the stop is an abbreviation, unless the next word begins a sentence with و
            if before.kind == Kind::Word && glued && letters(before) <= 1 {
                return false;
            }
            // ar.rt.com
            if !after.spaced && latin(before, text) && latin(after, text) {
                return false;
            }
            true
        }
        _ => false,
    }
}

fn letters(token: &Token) -> u32 {
    (token.folded.1 - token.folded.0) / 2
}

fn latin(token: &Token, text: &str) -> bool {
    token.span.of(text).bytes().next().is_some_and(|b| b.is_ascii_alphanumeric())
}
