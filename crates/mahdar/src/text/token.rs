//! Tokens: words, numbers and marks, with the folded forms of the words.
//!
//! A word is letters with what stands on them; white space and underscores separate (`#خان_شيخون` is two words). An address of the web or of
//! mail is one word, whatever is in it. A word whose letters show that a space was lost (مكةالمكرمة) is two tokens without a space between
//! them. Vowel signs, bidi controls and tatweel before a word's first letter belong to no token.

use super::orthography::Orthography;
use super::unit;
use crate::span::Span;
use mahdar_arabic::fold::{self, Folded};
use std::ops::Range;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Letters (Arabic or other), with the marks on them; an address of the web or of mail.
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

impl Token {
    /// Letters of an Arabic word.
    pub(super) fn letters(&self) -> u32 {
        (self.folded.1 - self.folded.0) / 2
    }

    /// Whether it is one letter, Arabic or Latin; `folded` are the folded words of its text.
    pub(super) fn is_single(&self, folded: &str) -> bool {
        let word = &folded.as_bytes()[self.folded.0 as usize..self.folded.1 as usize];
        self.kind == Kind::Word && (word.len() == 1 || word.len() == 2 && !word[0].is_ascii())
    }
}

/// The folded forms of a text's words, one after the other.
#[derive(Debug, Default)]
pub(super) struct Forms {
    pub(super) full: String,
    pub(super) light: String,
}

/// What a character did to the word before it.
#[derive(PartialEq, Clone, Copy)]
enum Step {
    Letter(char),
    Nothing,
    Other,
}

impl Forms {
    /// Adds a character, if it is one of a word.
    fn push(&mut self, c: char, before: char) -> Step {
        match fold::letter(c) {
            Folded::Letter(light, full) => {
                self.light.push(light);
                self.full.push(full);
                Step::Letter(light)
            }
            Folded::Nothing => {
                if let Some((light, full)) = fold::compose(before, c) {
                    self.light.pop();
                    self.light.push(light);
                    self.full.pop();
                    self.full.push(full);
                    return Step::Letter(light);
                }
                Step::Nothing
            }
            Folded::Letters(letters) => {
                self.light.push_str(letters);
                self.full.extend(letters.chars().map(fold::full));
                Step::Letter('\0')
            }
            Folded::Other => Step::Other,
        }
    }

    fn digit(&mut self, digit: char) {
        self.light.push(digit);
        self.full.push(digit);
    }
}

/// Cuts `text` into tokens and paragraphs.
pub(super) fn tokenize(
    orthography: &Orthography,
    text: &str,
    tokens: &mut Vec<Token>,
    forms: &mut Forms,
    paragraphs: &mut Vec<Range<usize>>,
    units: &mut Vec<unit::Unit>,
) {
    tokens.clear();
    forms.full.clear();
    forms.light.clear();
    paragraphs.clear();
    units.clear();
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
        let f = forms.full.len() as u32;
        let mut end = start + c.len_utf8();
        let kind = if let Some(d) = fold::digit(c) {
            forms.digit(d);
            while let Some(&(at, c)) = chars.peek() {
                let digit = match fold::digit(c) {
                    Some(d) => d,
                    None if !matches!(c, '.' | ',' | '،' | '٫' | '٬') || !next_is_digit(text, at + c.len_utf8()) => break,
                    None if c == '.' || c == '٫' => '.',
                    None => ',',
                };
                forms.digit(digit);
                end = at + c.len_utf8();
                chars.next();
            }
            Kind::Number
        } else if c.is_ascii_alphabetic()
            && let Some(length) = unit::address(&text[start..])
        {
            end = start + length;
            forms.push(c, '\0');
            while let Some((_, c)) = chars.next_if(|(at, _)| *at < end) {
                let lower = c.to_lowercase().next().unwrap_or(c);
                forms.digit(lower);
            }
            units.push(unit::Unit { tokens: tokens.len()..tokens.len() + 1, kind: unit::Kind::Address });
            Kind::Word
        } else {
            match forms.push(c, '\0') {
                // a stray vowel sign after a space makes no word, nor does a control
                Step::Nothing => continue,
                Step::Letter(first) => {
                    let mut last = first;
                    while let Some(&(at, c)) = chars.peek() {
                        // ة ends a word: letters behind it have lost their space
                        if last == 'ة' && !matches!(fold::letter(c), Folded::Nothing) {
                            break;
                        }
                        match forms.push(c, last) {
                            Step::Letter(light) => last = light,
                            Step::Nothing => {}
                            Step::Other => break,
                        }
                        end = at + c.len_utf8();
                        chars.next();
                    }
                    Kind::Word
                }
                Step::Other => {
                    forms.digit(c);
                    Kind::Mark
                }
            }
        };
        let mut token = Token {
            span: Span::new(start, end),
            kind,
            mark: if kind == Kind::Mark { c } else { '\0' },
            spaced,
            folded: (f, forms.full.len() as u32),
        };
        spaced = false;
        // the shortest words that are glued of two known ones have nine letters
        while kind == Kind::Word
            && token.letters() >= Orthography::SHORTEST
            && let Some(rest) = unglued(orthography, text, forms, &mut token)
        {
            tokens.push(token);
            token = rest;
        }
        tokens.push(token);
    }
    if tokens.len() > paragraph {
        paragraphs.push(paragraph..tokens.len());
    }
}

/// Cuts a word of two known ones after the first; gives the rest.
fn unglued(orthography: &Orthography, text: &str, forms: &Forms, token: &mut Token) -> Option<Token> {
    let (start, end) = (token.folded.0 as usize, token.folded.1 as usize);
    let cut = orthography.seam(&forms.full[start..end], &forms.light[start..end])?;
    let place = place(token.span.of(text), cut)?;
    let mut rest = *token;
    token.span.end = token.span.start + place as u32;
    rest.span.start = token.span.end;
    token.folded.1 = token.folded.0 + cut as u32;
    rest.folded.0 = token.folded.1;
    rest.spaced = false;
    Some(rest)
}

/// Where the letter begins that `cut` folded bytes stand before; none inside a ligature.
fn place(word: &str, cut: usize) -> Option<usize> {
    let mut folded = 0;
    for (at, c) in word.char_indices() {
        let length = match fold::letter(c) {
            Folded::Letter(_, full) => full.len_utf8(),
            Folded::Letters(letters) => letters.len(),
            Folded::Nothing | Folded::Other => continue,
        };
        if folded >= cut {
            return (folded == cut).then_some(at);
        }
        folded += length;
    }
    None
}

fn next_is_digit(text: &str, at: usize) -> bool {
    text[at..].chars().next().is_some_and(|c| fold::digit(c).is_some())
}
