//! Furniture: what stands on the page but is not the article.
//!
//! In: text and the list of service phrases. Out: byte spans with a kind, and the tokens under them, which no later room reads. Nothing is
//! removed from the text.

use crate::lex::Lexicon;
use crate::span::Span;
use crate::text::{Kind, Text};
use mahdar_arabic::fold;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Where a row of the list may stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Match {
    Whole,
    Prefix,
    Contains,
    Inline,
    Teaser,
}

/// The service phrases, by their first folded word.
#[derive(Debug, Default)]
pub(crate) struct Service {
    by_word: FxHashMap<String, Vec<Row>>,
}

#[derive(Debug)]
struct Row {
    /// Folded words and, for prefixes and inline rows, marks.
    pieces: Vec<String>,
    how: Match,
    kind: &'static str,
}

/// A stretch of furniture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) span: Span,
    pub(crate) kind: &'static str,
}

/// A paragraph that is only linked or only a caption has at most this many words.
const SHORT: usize = 15;

impl Service {
    /// Reads the list.
    pub(crate) fn new(lexicon: &Lexicon) -> Self {
        let mut by_word: FxHashMap<String, Vec<Row>> = FxHashMap::default();
        let table = lexicon.furniture;
        for row in 0..table.len() {
            let how = match table.get(row, "match") {
                "whole" => Match::Whole,
                "prefix" => Match::Prefix,
                "contains" => Match::Contains,
                "teaser" => Match::Teaser,
                _ => Match::Inline,
            };
            let marked = matches!(how, Match::Prefix | Match::Inline);
            let pieces = pieces(table.get(row, "phrase"), marked);
            let Some(first) = pieces.iter().find(|p| p.chars().any(char::is_alphanumeric)).cloned() else { continue };
            by_word.entry(first).or_default().push(Row { pieces, how, kind: table.get(row, "kind") });
        }
        Self { by_word }
    }
}

/// A phrase's folded words, and its marks one by one where they count.
fn pieces(phrase: &str, marked: bool) -> Vec<String> {
    let mut out = Vec::new();
    let mut word = String::new();
    for c in phrase.chars() {
        if c.is_alphanumeric() || matches!(fold::letter(c), fold::Folded::Letter(..)) {
            word.push(c);
            continue;
        }
        if !word.is_empty() {
            out.push(fold::key(&std::mem::take(&mut word)));
        }
        if marked && !c.is_whitespace() && !matches!(fold::letter(c), fold::Folded::Nothing) {
            out.push(c.to_string());
        }
    }
    if !word.is_empty() {
        out.push(fold::key(&word));
    }
    out
}

/// Finds the furniture of a document and fills `skipped` for its tokens.
pub(crate) fn find(service: &Service, source: &str, text: &Text, titled: bool, out: &mut Vec<Piece>, skipped: &mut Vec<bool>) {
    out.clear();
    skipped.clear();
    skipped.resize(text.tokens.len(), false);
    let title = titled.then(|| text.paragraphs.first().cloned()).flatten();
    let mut article_begun = false;
    let mut linked = false;
    let paragraphs = text.paragraphs.len();
    for (number, paragraph) in text.paragraphs.iter().enumerate() {
        if titled && number == 0 {
            continue;
        }
        let words = paragraph.clone().filter(|t| text.tokens[*t].kind == Kind::Word).count();
        let stops = matches!(text.tokens[paragraph.end - 1].mark, '.' | '!' | '؟' | '…') || paragraph.len() > 40;
        let found = match whole(service, text, paragraph, words, article_begun) {
            Some((Match::Teaser, kind)) => {
                linked = true;
                Some(kind)
            }
            Some((_, kind)) => Some(kind),
            None if address(source, text, paragraph, words) => Some("share"),
            None if title.as_ref().is_some_and(|t| caption(text, t, paragraph)) => Some("caption"),
            // the headline that a teaser line announces
            None if linked && !stops && words <= SHORT && words > 0 => Some("related"),
            None => None,
        };
        if let Some(kind) = found {
            linked = linked && kind == "related";
            mark(text, paragraph.clone(), kind, out, skipped);
            continue;
        }
        linked = false;
        inline(service, text, paragraph, !article_begun, number + 1 == paragraphs, out, skipped);
        article_begun |= words > 8;
    }
}

fn mark(text: &Text, tokens: Range<usize>, kind: &'static str, out: &mut Vec<Piece>, skipped: &mut [bool]) {
    skipped[tokens.clone()].fill(true);
    out.push(Piece { span: text.span(tokens), kind });
}

/// Whether a whole paragraph is furniture.
fn whole(service: &Service, text: &Text, paragraph: &Range<usize>, words: usize, begun: bool) -> Option<(Match, &'static str)> {
    let first = paragraph.clone().find(|t| text.tokens[*t].kind != Kind::Mark)?;
    if let Some(rows) = service.by_word.get(text.fold(first)) {
        for row in rows {
            let (how, kind) = (row.how, row.kind);
            match how {
                Match::Whole | Match::Teaser => {
                    let mut tokens = paragraph.clone().filter(|t| text.tokens[*t].kind != Kind::Mark);
                    let matched = row.pieces.iter().all(|p| tokens.next().is_some_and(|t| text.fold(t) == p));
                    // a teaser's headline may follow on its own line
                    let rest = tokens.count();
                    let colon = paragraph.clone().any(|t| text.tokens[t].mark == ':' && t <= first + row.pieces.len());
                    if matched && (rest == 0 || how == Match::Teaser && colon && rest <= SHORT) {
                        return Some((how, kind));
                    }
                }
                Match::Prefix => {
                    let start =
                        if text.tokens[first].kind == Kind::Mark { first } else { paragraph.start.max(first - leading(row).min(first)) };
                    let matched = row.pieces.iter().enumerate().all(|(n, p)| start + n < paragraph.end && text.fold(start + n) == p);
                    let dateline = kind == "dateline" && begun;
                    if matched && !dateline && words <= 40 && (row.pieces.len() > 1 || words <= SHORT) {
                        return Some((how, kind));
                    }
                }
                _ => {}
            }
        }
    }
    if words > SHORT {
        return None;
    }
    for token in paragraph.clone() {
        let Some(rows) = service.by_word.get(text.fold(token)) else { continue };
        for row in rows.iter().filter(|r| r.how == Match::Contains) {
            let mut tokens = (token..paragraph.end).filter(|t| text.tokens[*t].kind != Kind::Mark);
            if row.pieces.iter().all(|p| tokens.next().is_some_and(|t| text.fold(t) == p)) {
                return Some((Match::Contains, row.kind));
            }
        }
    }
    None
}

/// Marks that a row begins with.
fn leading(row: &Row) -> usize {
    row.pieces.iter().take_while(|p| !p.chars().any(char::is_alphanumeric)).count()
}

/// A line that is an address of the web and little more.
fn address(source: &str, text: &Text, paragraph: &Range<usize>, words: usize) -> bool {
    let line = text.span(paragraph.clone()).of(source);
    words <= SHORT && (line.contains("http://") || line.contains("https://") || line.contains("www."))
}

/// A picture line: the title over again with a credit behind it.
fn caption(text: &Text, title: &Range<usize>, paragraph: &Range<usize>) -> bool {
    let body: Vec<usize> = title.clone().filter(|t| text.tokens[*t].kind != Kind::Mark).collect();
    if body.len() < 4 || paragraph.len() > title.len() + 12 {
        return false;
    }
    let mut tokens = paragraph.clone().filter(|t| text.tokens[*t].kind != Kind::Mark);
    body.iter().all(|t| tokens.next().is_some_and(|p| text.fold(p) == text.fold(*t)))
}

/// Folded verbs that a report begins with, before whoever tells it.
const SAID: [&str; 30] = [
    "قال",
    "قالت",
    "وقال",
    "وقالت",
    "ذكر",
    "ذكرت",
    "وذكرت",
    "افاد",
    "افادت",
    "وافادت",
    "اعلن",
    "اعلنت",
    "واعلنت",
    "نقل",
    "نقلت",
    "ونقلت",
    "كشف",
    "كشفت",
    "نشر",
    "نشرت",
    "اكد",
    "اكدت",
    "اورد",
    "اوردت",
    "بث",
    "بثت",
    "نسبت",
    "ذكره",
    "نفت",
    "نفي",
];

/// Datelines before the first sentence and agency tags: words inside a paragraph.
fn inline(service: &Service, text: &Text, paragraph: &Range<usize>, first: bool, last: bool, out: &mut Vec<Piece>, skipped: &mut [bool]) {
    let reach = if first { paragraph.end.min(paragraph.start + 12) } else { paragraph.start };
    let tail = paragraph.end.saturating_sub(8).max(paragraph.start);
    let window = (paragraph.start..reach).chain(tail.max(reach)..paragraph.end);
    for token in window {
        let Some(rows) = service.by_word.get(text.fold(token)) else { continue };
        for row in rows.iter().filter(|r| r.how == Match::Inline) {
            let lead = leading(row);
            let Some(start) = token.checked_sub(lead).filter(|s| *s >= paragraph.start) else { continue };
            let end = start + row.pieces.len();
            let matched = end <= paragraph.end && row.pieces.iter().enumerate().all(|(n, p)| text.fold(start + n) == p.as_str());
            if !matched || skipped[start] {
                continue;
            }
            let at_end = end == paragraph.end;
            if token < reach && first {
                // the place before the tag and the dash after it belong to the dateline
                let mut stop = end;
                while stop < paragraph.end && matches!(text.tokens[stop].mark, '-' | '–' | '—' | ':' | ')' | '/') {
                    stop += 1;
                }
                // «ذكرت وكالة الأنباء البحرينية (بنا) أن»: a sentence that begins with its verb, and no dateline
                if start - paragraph.start <= 4 && (start == paragraph.start || !SAID.contains(&text.fold(paragraph.start))) {
                    mark(text, paragraph.start..stop, row.kind, out, skipped);
                    return;
                }
            } else if at_end && (last || lead > 0) {
                mark(text, start..end, row.kind, out, skipped);
                return;
            }
        }
    }
    // «موسكو - » and «القاهرة – »: one place and a dash before the first sentence
    if first {
        let dash = (paragraph.start + 1..paragraph.end.min(paragraph.start + 3))
            .find(|t| matches!(text.tokens[*t].mark, '-' | '–' | '—') && text.tokens[*t].spaced);
        if let Some(dash) = dash
            && (paragraph.start..dash).all(|t| text.tokens[t].kind == Kind::Word)
            && paragraph.len() > 12
        {
            mark(text, paragraph.start..dash + 1, "dateline", out, skipped);
        }
    }
}
