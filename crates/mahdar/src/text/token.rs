//! Tokens: words, numbers and marks, with the folded forms of the words.

use crate::span::Span;
use mahdar_arabic::fold::{self, Folded};
use std::ops::Range;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Letters (Arabic or other), with the marks on them.
    Word,
    /// Digits, with the separators inside (5,000 or 2.5).
    Number,
    /// One character of punctuation or a symbol.
    Mark,
}

/// One word, number or mark.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
    /// The mark itself, NUL for words and numbers.
    pub mark: char,
    /// Whether white space stands before it.
    pub spaced: bool,
    /// Range of both folded forms: they have the same letters, one to one.
    pub(super) folded: (u32, u32),
}

/// Cuts `text` into tokens and paragraphs. Words keep their marks, tatweel and invisible characters; white space and underscores separate.
pub(super) fn tokenize(text: &str, tokens: &mut Vec<Token>, folded: &mut String, light: &mut String, paragraphs: &mut Vec<Range<usize>>) {
    tokens.clear();
    folded.clear();
    light.clear();
    paragraphs.clear();
    let mut paragraph = 0;
    let mut spaced = true;
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if c == '\n' || c == '\r' || c == '\u{2028}' || c == '\u{2029}' {
            if tokens.len() > paragraph {
                paragraphs.push(paragraph..tokens.len());
            }
            paragraph = tokens.len();
            spaced = true;
            continue;
        }
        if c.is_whitespace() || c == '_' {
            spaced = true;
            continue;
        }
        let f = folded.len() as u32;
        let mut end = start + c.len_utf8();
        let kind = if let Some(d) = fold::digit(c) {
            folded.push(d);
            light.push(d);
            while let Some(&(at, c)) = chars.peek() {
                let digit = match fold::digit(c) {
                    Some(d) => d,
                    None if !matches!(c, '.' | ',' | '،' | '٫' | '٬') || !next_is_digit(text, at + c.len_utf8()) => break,
                    None if c == '.' || c == '٫' => '.',
                    None => ',',
                };
                folded.push(digit);
                light.push(digit);
                end = at + c.len_utf8();
                chars.next();
            }
            Kind::Number
        } else if push(c, folded, light) {
            while let Some(&(at, c)) = chars.peek() {
                if !push(c, folded, light) {
                    break;
                }
                end = at + c.len_utf8();
                chars.next();
            }
            // marks alone (a stray vowel sign after a space) make no word
            if folded.len() as u32 == f {
                continue;
            }
            Kind::Word
        } else {
            folded.push(c);
            light.push(c);
            Kind::Mark
        };
        tokens.push(Token {
            span: Span::new(start, end),
            kind,
            mark: if kind == Kind::Mark { c } else { '\0' },
            spaced,
            folded: (f, folded.len() as u32),
        });
        spaced = false;
    }
    if tokens.len() > paragraph {
        paragraphs.push(paragraph..tokens.len());
    }
}

fn next_is_digit(text: &str, at: usize) -> bool {
    text[at..].chars().next().is_some_and(|c| fold::digit(c).is_some())
}

/// Adds a character of a word to the folded forms; false when it is not one.
fn push(c: char, folded: &mut String, light: &mut String) -> bool {
    match fold::letter(c) {
        Folded::Letter(a, b) => {
            light.push(a);
            folded.push(b);
        }
        Folded::Two(lam, a, b) => {
            light.push(lam);
            light.push(a);
            folded.push(lam);
            folded.push(b);
        }
        Folded::Nothing => {}
        Folded::Other => return false,
    }
    true
}
