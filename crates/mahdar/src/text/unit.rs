//! Units: tokens that are read together. Abbreviations with their stops, and addresses.
//!
//! In: the tokens, and the orthography's list. Out: [`Unit`]s in text order. The tokens stay as they are; a later room may read a unit as
//! one word, and the sentences are cut by it: a stop within it is none.

use super::orthography::{Abbreviation, Orthography};
use super::token::{self, Token};
use std::ops::Range;

/// What a unit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An abbreviation; the stop behind it is one of its tokens.
    Abbreviation(Abbreviation),
    /// An address of the web or of mail, always one token.
    Address,
}

/// Tokens that are read together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What it is.
    pub kind: Kind,
}

/// An abbreviation has at most this many parts.
const MOST_PARTS: usize = 8;

/// Adds the abbreviations of a document among its addresses.
pub(super) fn find(orthography: &Orthography, tokens: &[Token], folded: &str, units: &mut Vec<Unit>) {
    let addresses = units.len();
    let mut at = 0;
    while at < tokens.len() {
        let stop = stops(tokens, at);
        at = match tokens[at].kind {
            token::Kind::Word if stop || tokens[at].is_single(folded) => match abbreviation(orthography, tokens, folded, at, stop) {
                Some(unit) => {
                    let end = unit.tokens.end;
                    units.push(unit);
                    end
                }
                None => at + 1,
            },
            _ => at + 1,
        };
    }
    if addresses > 0 {
        units.sort_by_key(|u| u.tokens.start);
    }
}

/// Whether a stop hugs the token, and no second one.
fn stops(tokens: &[Token], at: usize) -> bool {
    let dot = |n: usize| tokens.get(n).is_some_and(|t| t.mark == '.' && !t.spaced);
    dot(at + 1) && !dot(at + 2)
}

/// The abbreviation that begins at a word; `stop` whether a stop hugs it.
fn abbreviation(orthography: &Orthography, tokens: &[Token], folded: &str, at: usize, stop: bool) -> Option<Unit> {
    let word = |n: usize| &folded[tokens[n].folded.0 as usize..tokens[n].folded.1 as usize];
    let unit = |end: usize, kind| Some(Unit { tokens: at..end, kind: Kind::Abbreviation(kind) });
    if !stop {
        // أ ف ب: letters apart, without stops
        let next = |n: usize| tokens.get(at + 1 + n).filter(|t| t.kind == token::Kind::Word).map(|_| word(at + 1 + n));
        let (more, kind) = orthography.spelled(word(at), next)?;
        return unit(at + 1 + more, kind);
    }
    // the parts: letters or letters' names, each hugging the stop before it, or letters with spaces between (د. ب. أ)
    let letter = |word: &str| word.chars().nth(1).is_none() || orthography.is_letter(word);
    let part = |n: usize| letter(word(n)) || n == at && letter(bare(word(n)));
    let (mut end, mut parts, mut apart) = (at + 2, 1, false);
    while parts < MOST_PARTS
        && part(at)
        && let Some(token) = tokens.get(end)
        && token.kind == token::Kind::Word
        && part(end)
    {
        let followed = stops(tokens, end);
        if token.spaced
            && !(token.is_single(folded) && tokens[end - 2].is_single(folded) && same_line(tokens, end) && (followed || word(end) != "و"))
        {
            break;
        }
        apart |= token.spaced;
        parts += 1;
        end += if followed { 2 } else { 1 };
        if !followed {
            break;
        }
    }
    if parts > 1 {
        if let Some(kind) = listed(orthography, tokens, folded, at, end) {
            return unit(end, kind);
        }
        return unit(end, if apart { Abbreviation::Letter } else { Abbreviation::Acronym });
    }
    // alone, a letter has only و before it: به and لم are words
    let first = word(at).strip_prefix('و').filter(|rest| !rest.is_empty()).unwrap_or(word(at));
    let single = orthography.abbreviation(first, &std::iter::empty());
    single.or_else(|| letter(word(at)).then_some(Abbreviation::Letter)).and_then(|kind| unit(at + 2, kind))
}

/// The listed abbreviation of the words among `at..end`.
fn listed(orthography: &Orthography, tokens: &[Token], folded: &str, at: usize, end: usize) -> Option<Abbreviation> {
    let word = |n: usize| &folded[tokens[n].folded.0 as usize..tokens[n].folded.1 as usize];
    let rest = (at + 1..end).filter(|n| tokens[*n].kind == token::Kind::Word).map(word);
    let first = word(at);
    orthography.abbreviation(first, &rest).or_else(|| {
        let bare = bare(first);
        (bare != first).then(|| orthography.abbreviation(bare, &rest)).flatten()
    })
}

/// A first part without the particles before it: الـسي, لأ.ف.ب.
fn bare(word: &str) -> &str {
    let rest = word.strip_prefix('و').filter(|r| r.len() >= 2).unwrap_or(word);
    let particle = ["بال", "لل", "ال", "ب", "ل"].into_iter().find_map(|p| rest.strip_prefix(p).filter(|r| r.len() >= 2));
    particle.unwrap_or(rest)
}

/// Whether a token stands in the paragraph of the one before it: tokens alone do not tell a line break from a space.
fn same_line(tokens: &[Token], at: usize) -> bool {
    tokens[at].span.start - tokens[at - 1].span.end <= 1
}

/// How far an address is looked for: nothing longer has its first stop so late.
const FAR: usize = 256;

/// Bytes of the address that `rest` begins with: of a scheme or www., of mail, or of a domain in small letters with its path.
pub(super) fn address(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let label = |b: &&u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_' | b'+');
    let head = bytes.iter().take(FAR).take_while(label).count();
    let after = &rest[head..];
    if head > 1 && after.starts_with("://")
        || bytes.len() > 4 && bytes[..4].eq_ignore_ascii_case(b"www.") && bytes[4].is_ascii_alphanumeric()
    {
        let end = rest.find(|c: char| c.is_whitespace() || c.is_control() || ends_address(c)).unwrap_or(rest.len());
        return Some(trimmed(&rest[..end]));
    }
    if let Some(host) = after.strip_prefix('@') {
        let host = host.bytes().take(FAR).take_while(|b| label(&b)).count();
        let whole = trimmed(&rest[..head + 1 + host]);
        return (whole > head + 1 && domain(&rest[head + 1..whole])).then_some(whole);
    }
    let whole = trimmed(&rest[..head]);
    if !domain(&rest[..whole]) {
        return None;
    }
    if whole == head && after.starts_with('/') {
        let path = after.bytes().take_while(|b| b.is_ascii_graphic() && !ends_address(char::from(*b))).count();
        return Some(trimmed(&rest[..head + path]));
    }
    Some(whole)
}

/// Marks that stand around addresses, not in them.
fn ends_address(c: char) -> bool {
    matches!(c, '"' | '\'' | '<' | '>' | '(' | ')' | '[' | ']' | '{' | '}' | '«' | '»' | '“' | '”' | '،' | '؛' | '؟' | '|')
}

/// Length without the marks of the sentence behind it.
fn trimmed(address: &str) -> usize {
    address.trim_end_matches(['.', ',', ':', ';', '!', '?', '-', '_', '…']).len()
}

/// Whether the words are a domain: labels of two characters or more, the last of two to six small letters.
fn domain(words: &str) -> bool {
    let Some((labels, last)) = words.rsplit_once('.') else { return false };
    (2..=6).contains(&last.len())
        && last.bytes().all(|b| b.is_ascii_lowercase())
        && labels.split('.').all(|label| label.len() >= 2 && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'))
}
