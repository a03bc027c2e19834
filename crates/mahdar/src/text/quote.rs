//! Quotation marks, paired per paragraph, with repair of marks that lack their partner.
//!
//! In: tokens and paragraphs. Out: [`Quote`]s in the order of their opening; each lies within another or apart from it. Every style of the
//! press is read: «» "" “” ”“ „“ '' ‘’ and mixtures, one within the other, also of the same shape. «» say themselves which side they are;
//! of the others the space around them does. A mark behind a figure (8"), between Latin letters (it's) or doubled is no quotation. What the
//! marks are for is not asked here.

use super::token::{Kind, Token};
use std::ops::Range;

/// How a quotation was completed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repair {
    /// Both marks stand in the text.
    None,
    /// The closing mark is missing: the quotation ends before the next opening mark or with the paragraph.
    Unclosed,
    /// The opening mark is missing: the quotation begins behind a colon, behind أن or إن (that), or with its sentence.
    Unopened,
}

/// A quotation: its marks and what stands between them.
#[derive(Clone, Debug)]
pub struct Quote {
    /// Token of the opening mark; for an unopened quotation, its first token.
    pub open: usize,
    /// Token of the closing mark; for an unclosed quotation, one past its last token.
    pub close: usize,
    /// How it was completed.
    pub repair: Repair,
}

impl Quote {
    /// The tokens between the marks.
    pub fn inner(&self) -> Range<usize> {
        self.open + usize::from(self.repair != Repair::Unopened)..self.close
    }

    /// The tokens with the marks.
    pub fn outer(&self) -> Range<usize> {
        self.open..self.close + usize::from(self.repair != Repair::Unclosed)
    }
}

/// Whether a mark can be a quotation mark.
pub fn is_quote(mark: char) -> bool {
    style(mark).is_some()
}

/// Marks that are partners.
#[derive(PartialEq, Eq, Clone, Copy, Debug)]
enum Style {
    Guillemet = 0,
    Single = 1,
    Double = 2,
    Apostrophe = 3,
}

/// Number of styles.
const STYLES: usize = 4;

fn style(mark: char) -> Option<Style> {
    match mark {
        '«' | '»' => Some(Style::Guillemet),
        '‹' | '›' => Some(Style::Single),
        '"' | '“' | '”' | '„' | '‟' | '″' => Some(Style::Double),
        '\'' | '‘' | '’' | '‚' | '‛' => Some(Style::Apostrophe),
        _ => None,
    }
}

#[derive(PartialEq, Eq, Clone, Copy, Debug)]
enum Side {
    Opens,
    Closes,
    Either,
}

/// A quotation mark of the paragraph at hand.
#[derive(Clone, Copy, Debug)]
struct Mark {
    at: usize,
    style: Style,
    side: Side,
    /// For each style the next mark of it, as an index of the list; the list's length where there is none.
    next: [u32; STYLES],
}

/// Marks held open at one time: deeper ones are not read.
const DEEPEST: usize = 6;

/// Marks ahead that are counted to tell a quotation within another from one whose closing mark was lost.
const AHEAD: usize = 16;

/// The buffers of the pairing.
#[derive(Debug, Default)]
pub(super) struct Pairing {
    marks: Vec<Mark>,
    open: Vec<usize>,
}

/// What the pairing looks at.
pub(super) struct View<'a> {
    pub(super) tokens: &'a [Token],
    pub(super) folded: &'a str,
}

impl Pairing {
    /// Pairs the marks of every paragraph.
    pub(super) fn pair(&mut self, view: &View<'_>, paragraphs: &[Range<usize>], quotes: &mut Vec<Quote>) {
        quotes.clear();
        let mut unclosed = false;
        for paragraph in paragraphs {
            let first = quotes.len();
            self.collect(view, paragraph);
            if self.marks.is_empty() {
                unclosed = false;
                continue;
            }
            self.paragraph(view, paragraph, unclosed, quotes);
            quotes[first..].sort_by_key(|q| (q.open, std::cmp::Reverse(q.close)));
            unclosed = quotes[first..].last().is_some_and(|q| q.repair == Repair::Unclosed && q.close == paragraph.end);
        }
    }

    /// The marks of a paragraph that can be quotation marks.
    fn collect(&mut self, view: &View<'_>, paragraph: &Range<usize>) {
        self.marks.clear();
        for at in paragraph.clone() {
            if view.tokens[at].kind == Kind::Mark
                && let Some(style) = style(view.tokens[at].mark)
                && !view.twin(at, paragraph)
                && !(style == Style::Apostrophe && view.within_word(at, paragraph))
            {
                self.marks.push(Mark { at, style, side: view.side(at, style, paragraph), next: [0; STYLES] });
            }
        }
        let mut next = [self.marks.len() as u32; STYLES];
        for (number, mark) in self.marks.iter_mut().enumerate().rev() {
            mark.next = next;
            next[mark.style as usize] = number as u32;
        }
    }

    fn paragraph(&mut self, view: &View<'_>, paragraph: &Range<usize>, continues: bool, quotes: &mut Vec<Quote>) {
        self.open.clear();
        let mut last_close = None;
        for number in 0..self.marks.len() {
            let mark = self.marks[number];
            let top = self.open.last().map(|n| self.marks[*n]);
            let side = match (mark.side, top) {
                // behind a figure only a quotation that is open can end: 8"
                (_, None) if view.behind_figure(mark.at, mark.style) => continue,
                (Side::Either, Some(top)) if top.style == mark.style && mark.at > top.at + 1 => Side::Closes,
                (Side::Either, _) => Side::Opens,
                (side, _) => side,
            };
            if side == Side::Opens {
                self.opens(number, quotes);
                continue;
            }
            // the innermost of its own style; else, where its own partner is nowhere to be seen, whatever is open
            let own = self.open.iter().rposition(|n| self.marks[*n].style == mark.style);
            let other = || self.open.len().checked_sub(1).filter(|_| mark.style != Style::Apostrophe && self.lacks_partner(number));
            if let Some(place) = own.or_else(other) {
                for lost in self.open.drain(place + 1..) {
                    push(self.marks[lost].at, mark.at, Repair::Unclosed, self.marks[lost].style, quotes);
                }
                if let Some(open) = self.open.pop() {
                    push(self.marks[open].at, mark.at, Repair::None, mark.style, quotes);
                    last_close = Some(mark.at);
                }
            } else if self.open.is_empty()
                && mark.style != Style::Apostrophe
                && last_close.is_none_or(|l| mark.at > l + 1)
                && let Some(open) = view.lost_opening(mark.at, last_close, paragraph, continues)
            {
                push(open, mark.at, Repair::Unopened, mark.style, quotes);
                last_close = Some(mark.at);
            }
        }
        for lost in self.open.drain(..) {
            push(self.marks[lost].at, paragraph.end, Repair::Unclosed, self.marks[lost].style, quotes);
        }
    }

    /// An opening mark, within what is open or instead of it.
    fn opens(&mut self, number: usize, quotes: &mut Vec<Quote>) {
        let mark = self.marks[number];
        if let Some(top) = self.open.last().map(|n| self.marks[*n])
            && top.style == mark.style
        {
            // «a «b» c» needs a closing mark for each; where they do not suffice, the first closing mark was lost, or the opening one doubled
            let (mut depth, mut next) = (2, mark.next[mark.style as usize] as usize);
            for _ in 0..AHEAD {
                let Some(ahead) = self.marks.get(next).filter(|_| depth > 0) else { break };
                depth = if ahead.side == Side::Opens { depth + 1 } else { depth - 1 };
                next = ahead.next[mark.style as usize] as usize;
            }
            if depth > 0 {
                if mark.at > top.at + 1 {
                    push(top.at, mark.at, Repair::Unclosed, top.style, quotes);
                }
                self.open.pop();
            }
        }
        if self.open.len() < DEEPEST {
            self.open.push(number);
        }
    }

    /// Whether the innermost open mark has no partner of its own style ahead.
    fn lacks_partner(&self, number: usize) -> bool {
        let Some(top) = self.open.last().map(|n| self.marks[*n]) else { return false };
        let next = self.marks[number].next[top.style as usize] as usize;
        self.marks.get(next).is_none_or(|m| m.side == Side::Opens)
    }
}

/// Adds a quotation that holds something. An apostrophe without a partner is none.
fn push(open: usize, close: usize, repair: Repair, style: Style, quotes: &mut Vec<Quote>) {
    let quote = Quote { open, close, repair };
    if !quote.inner().is_empty() && (repair == Repair::None || style != Style::Apostrophe) {
        quotes.push(quote);
    }
}

impl View<'_> {
    fn fold(&self, at: usize) -> &str {
        let (start, end) = self.tokens[at].folded;
        &self.folded[start as usize..end as usize]
    }

    /// Which side a mark is of.
    fn side(&self, at: usize, style: Style, paragraph: &Range<usize>) -> Side {
        let token = &self.tokens[at];
        let first = at == paragraph.start;
        let spaced_before = first || token.spaced || {
            let before = &self.tokens[at - 1];
            matches!(before.mark, '(' | '[' | ':' | '#' | '/' | '-' | '–' | '—' | '،') || is_quote(before.mark) && before.mark != '»'
        };
        // a clitic written against the mark (لـ"تاس") leaves no space before an opening mark
        let clitic_before = !first && !token.spaced && self.is_clitic(at - 1);
        let spaced_after = at + 1 == paragraph.end || {
            let after = &self.tokens[at + 1];
            after.spaced
                || after.kind == Kind::Mark && !matches!(after.mark, '(' | '[' | '#' | '…' | '.')
                || after.mark == '.' && !self.dots(at + 1)
        };
        let by_space = match (spaced_before || clitic_before, spaced_after) {
            (true, false) => Side::Opens,
            (false, true) => Side::Closes,
            _ => Side::Either,
        };
        match token.mark {
            '«' | '‹' | '„' | '‚' => Side::Opens,
            '»' | '›' => Side::Closes,
            // spaces on both sides: the shape decides, and behind a colon it opens
            '“' | '‘' if by_space == Side::Either && !first => Side::Opens,
            '”' | '’' if by_space == Side::Either && !first => Side::Closes,
            _ if by_space == Side::Either && !first && self.tokens[at - 1].mark == ':' => Side::Opens,
            _ if style == Style::Apostrophe && by_space == Side::Either => Side::Closes,
            _ => by_space,
        }
    }

    /// Dots in a row, that stand for words left out.
    fn dots(&self, at: usize) -> bool {
        self.tokens.get(at + 1).is_some_and(|t| t.mark == '.' && !t.spaced)
    }

    /// A word of one to three letters glued to a mark that is no word of its own: ب، ل، لل، وال, and their tatweel.
    fn is_clitic(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        token.kind == Kind::Word
            && token.span.len() <= 8
            && matches!(
                self.fold(at),
                "و" | "ف"
                    | "ب"
                    | "ل"
                    | "ك"
                    | "لل"
                    | "ال"
                    | "وال"
                    | "بال"
                    | "فال"
                    | "كال"
                    | "وب"
                    | "ول"
                    | "فب"
                    | "فل"
                    | "وك"
                    | "ولل"
                    | "وبال"
            )
    }

    /// The outer one of two single marks that are one double mark: ''.
    fn twin(&self, at: usize, paragraph: &Range<usize>) -> bool {
        let same = |a: usize, b: usize| {
            a >= paragraph.start && b < paragraph.end && !self.tokens[b].spaced && self.tokens[a].mark == self.tokens[b].mark
        };
        if !matches!(self.tokens[at].mark, '\'' | '’' | '‘') {
            return false;
        }
        let opens = |first: usize| first == paragraph.start || self.tokens[first].spaced || self.tokens[first - 1].kind == Kind::Mark;
        let second = at > paragraph.start && same(at - 1, at);
        if second { !opens(at - 1) } else { same(at, at + 1) && opens(at) }
    }

    /// An apostrophe between letters, or behind a figure (89').
    fn within_word(&self, at: usize, paragraph: &Range<usize>) -> bool {
        let glued = |t: usize| self.tokens[t].kind == Kind::Word;
        let before = at > paragraph.start && !self.tokens[at].spaced;
        let after = at + 1 < paragraph.end && !self.tokens[at + 1].spaced;
        before && after && glued(at - 1) && glued(at + 1) && !self.is_clitic(at - 1) || before && self.tokens[at - 1].kind == Kind::Number
    }

    /// A straight mark that hugs a figure: inches, seconds.
    fn behind_figure(&self, at: usize, style: Style) -> bool {
        let token = &self.tokens[at];
        style == Style::Double
            && matches!(token.mark, '"' | '″' | '”')
            && at > 0
            && !token.spaced
            && self.tokens[at - 1].kind == Kind::Number
    }

    /// Where a quotation begins whose opening mark is lost: behind the last colon, else behind the first أن or إن of its sentence, else
    /// with the sentence; with the paragraph where the one before was left open.
    fn lost_opening(&self, close: usize, last_close: Option<usize>, paragraph: &Range<usize>, continues: bool) -> Option<usize> {
        let from = last_close.map_or(paragraph.start, |l| l + 1);
        if close <= from {
            return None;
        }
        if continues && last_close.is_none() {
            return Some(paragraph.start);
        }
        // no farther than a quotation can be long
        let from = from.max(close.saturating_sub(FARTHEST));
        let figure = |t: usize| t > from && self.tokens[t - 1].kind == Kind::Number && self.tokens[t + 1].kind == Kind::Number;
        if let Some(colon) = (from..close).rev().find(|t| self.tokens[*t].mark == ':' && !figure(*t)) {
            return (colon + 1 < close).then_some(colon + 1);
        }
        let inner_stop = |t: &usize| matches!(self.tokens[*t].mark, '.' | '؟' | '!') && *t + 1 < close;
        let sentence = (from..close).rev().find(inner_stop).map_or(from, |stop| stop + 1);
        let particle = (sentence..close).find(|t| {
            self.tokens[*t].kind == Kind::Word && matches!(self.fold(*t), "ان" | "بان" | "انه" | "انها" | "بانه" | "بانها" | "انهم")
        });
        let start = particle.map_or(sentence, |t| t + 1);
        // «، قال …»: what a comma stands before is not its beginning
        let start = (start..close).find(|t| self.tokens[*t].kind != Kind::Mark).unwrap_or(start);
        (start < close).then_some(start)
    }
}

/// Tokens that the beginning of an unopened quotation is looked for in.
const FARTHEST: usize = 200;
