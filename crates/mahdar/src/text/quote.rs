//! Quotation marks, paired per paragraph, with repair of marks that lack their partner.
//!
//! Every style of the press is read: «» "" “” ”“ „“ and mixtures. A straight mark opens after white space or an opening bracket and closes
//! before white space or punctuation; the other styles say themselves, except reversed curly ones, which are read like straight ones.

use super::token::{Kind, Token};
use std::ops::Range;

/// How a quotation was completed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repair {
    /// Both marks stand in the text.
    None,
    /// The closing mark is missing: the quotation ends before the next opening mark or with the paragraph.
    Unclosed,
    /// The opening mark is missing: the quotation begins where its words are seen to begin.
    Unopened,
}

/// A quotation: its marks and what stands between them.
#[derive(Clone, Debug)]
pub struct Quote {
    /// Token of the opening mark.
    pub open: usize,
    /// Token of the closing mark; for an unclosed quotation, one past its last token.
    pub close: usize,
    /// How it was completed.
    pub repair: Repair,
}

impl Quote {
    /// The tokens between the marks.
    pub fn inner(&self) -> Range<usize> {
        self.open + 1..self.close
    }

    /// The tokens with the marks.
    pub fn outer(&self) -> Range<usize> {
        self.open..if self.repair == Repair::None { self.close + 1 } else { self.close }
    }
}

/// Whether a mark can be a quotation mark.
pub fn is_quote(mark: char) -> bool {
    matches!(mark, '"' | '«' | '»' | '“' | '”' | '„' | '‟' | '‹' | '›' | '″')
}

#[derive(PartialEq, Clone, Copy)]
enum Side {
    Opens,
    Closes,
    Either,
}

fn side(tokens: &[Token], at: usize, paragraph: &Range<usize>) -> Side {
    let token = &tokens[at];
    match token.mark {
        '«' | '„' | '‹' => return Side::Opens,
        '»' | '›' => return Side::Closes,
        _ => {}
    }
    let first = at == paragraph.start;
    let last = at + 1 == paragraph.end;
    let spaced_before = first || token.spaced || matches!(tokens[at - 1].mark, '(' | '[' | ':');
    // a clitic written against the mark (لـ"تاس") leaves no space before an opening mark
    let clitic_before =
        !first && tokens[at - 1].kind == Kind::Word && !token.spaced && tokens[at - 1].span.len() <= 8 && is_clitic_run(tokens, at - 1);
    let spaced_after = last || tokens[at + 1].spaced || tokens[at + 1].kind == Kind::Mark;
    match (spaced_before || clitic_before, spaced_after) {
        (true, false) => Side::Opens,
        (false, true) => Side::Closes,
        _ => Side::Either,
    }
}

/// A word of one or two letters glued to a mark: ب، ل، لل، وال and their tatweel.
fn is_clitic_run(tokens: &[Token], at: usize) -> bool {
    let (start, end) = tokens[at].folded;
    end - start <= 6
}

/// Pairs the marks of every paragraph.
pub(super) fn pair(tokens: &[Token], paragraphs: &[Range<usize>], quotes: &mut Vec<Quote>) {
    quotes.clear();
    for paragraph in paragraphs {
        let mut open: Option<usize> = None;
        for at in paragraph.clone() {
            if !is_quote(tokens[at].mark) {
                continue;
            }
            let side = side(tokens, at, paragraph);
            match (open, side) {
                (None, Side::Closes) => {}
                (None, _) => open = Some(at),
                (Some(start), Side::Opens) => {
                    // «a "b" c»: another style inside is a quotation within; the same style again means that the closing mark was lost
                    if tokens[start].mark == tokens[at].mark || straight_pair(tokens[start].mark, tokens[at].mark) {
                        quotes.push(Quote { open: start, close: at, repair: Repair::Unclosed });
                        open = Some(at);
                    }
                }
                (Some(start), _) => {
                    if closes(tokens[start].mark, tokens[at].mark) {
                        if at > start + 1 {
                            quotes.push(Quote { open: start, close: at, repair: Repair::None });
                        }
                        open = None;
                    }
                }
            }
        }
        if let Some(start) = open
            && paragraph.end > start + 1
        {
            quotes.push(Quote { open: start, close: paragraph.end, repair: Repair::Unclosed });
        }
    }
}

fn straight_pair(a: char, b: char) -> bool {
    let curly = |c| matches!(c, '"' | '“' | '”' | '‟' | '″');
    curly(a) && curly(b)
}

/// Whether `close` can end what `open` began.
fn closes(open: char, close: char) -> bool {
    match open {
        '«' => close == '»',
        '‹' => close == '›',
        _ => !matches!(close, '«' | '»' | '‹' | '›'),
    }
}
