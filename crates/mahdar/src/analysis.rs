//! Analysis: what the lower rooms saw in a text, as plain data for people who try the language layers out and for what measures them.
//!
//! In: text, readings, phrases. Out: [`Analysis`]. Nothing of a record is made here, and nothing here is asked by the rooms that make one.

use crate::morph::facts::PUNCT;
use crate::morph::split::Split;
use crate::morph::{Morph, Reading, Tagged, lemma};
use crate::names::{Phrase, Sort};
use crate::quotes::Class;
use crate::span::Span;
use crate::text::{Kind, Repair, Text};
use crate::time::TimeExpression;
use mahdar_arabic::features::Pos;
use mahdar_arabic::fold::{self, Folded};
use mahdar_arabic::model::TAGS;
use mahdar_lexicon::Blob;

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
    /// Calendar expressions.
    pub dates: Vec<Date>,
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

/// A calendar expression.
#[derive(Clone, Debug)]
pub struct Date {
    /// Where it stands.
    pub span: Span,
    /// Its value in the manner of TIMEX3, where it could be reckoned.
    pub value: Option<String>,
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
    /// Whether its part of speech and lemma are guessed from its letters and its neighbours, for want of an entry.
    pub guessed: bool,
    /// What it is made of: clitics and stem. They stand one behind the other and are together the whole word.
    pub segments: Vec<Segment>,
}

/// A piece of a word: a clitic, or the stem with its article.
#[derive(Clone, Debug)]
pub struct Segment {
    /// Where it stands.
    pub span: Span,
    /// Part of speech of Universal Dependencies.
    pub upos: &'static str,
    /// Lemma, without article, as the lexicon spells it; guessed for a word that is not there.
    pub lemma: String,
    /// Features of Universal Dependencies, sorted by name.
    pub feats: Vec<(&'static str, &'static str)>,
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
pub(crate) fn gather(
    source: &str,
    blob: &Blob<'_>,
    text: &Text,
    morph: &Morph,
    phrases: &[Phrase],
    times: &[TimeExpression],
    classes: &[Class],
) -> Analysis {
    let words = text.tokens.iter().enumerate().map(|(at, token)| {
        let known = morph.readings(at).iter().any(|r| r.pos() != Pos::Name);
        Word {
            span: token.span,
            kind: token.kind,
            known,
            guessed: token.kind == Kind::Word && !known,
            segments: segments(source, blob, text, morph, at),
        }
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
        dates: times.iter().map(|t| Date { span: t.span, value: t.value.clone() }).collect(),
    }
}

/// The segments of a token, in the text's own letters.
fn segments(source: &str, blob: &Blob<'_>, text: &Text, morph: &Morph, token: usize) -> Vec<Segment> {
    let span = text.tokens[token].span;
    let tagged: Vec<(usize, Tagged)> = morph.segments(text, token).collect();
    let stem = morph.stem(token).map_or(PUNCT, |s| s.tag);
    let whole = |tag: u8| Segment { span, upos: name(tag), lemma: span.of(source).to_owned(), feats: Vec::new() };
    if text.tokens[token].kind != Kind::Word {
        return vec![whole(tagged.first().map_or(PUNCT, |(_, t)| t.tag))];
    }
    let (fold, light, split) = (text.fold(token), text.light(token), morph.split(token));
    let reading = lemma::reading(blob, morph.readings(token), fold, split, stem);
    let one = |from: usize, to: usize, tag: u8, span: Span| {
        let letters = &light[from..to];
        let (lemma, feats) = if to <= usize::from(split.stem) {
            (letters.to_owned(), Vec::new())
        } else if from > 0 && from >= usize::from(split.end) {
            pronoun(letters)
        } else {
            let definite = letters.starts_with("ال") || reading.is_some_and(Reading::definite);
            // للسلطة: the article has lost its alef
            let article = from > 0 && reading.is_some_and(Reading::definite) && !letters.starts_with("ال") && letters.starts_with('ل');
            let bare = if article { letters.strip_prefix('ل').unwrap_or(letters) } else { letters };
            (lemma::lemma(blob, bare, reading, tag, to < light.len()), lemma::feats(reading, tag, definite))
        };
        Segment { span, upos: name(tag), lemma, feats }
    };
    let Some(places) = places(source, span, split, fold.len()).filter(|p| p.len() == tagged.len()) else {
        return vec![one(0, light.len(), stem, span)];
    };
    let mut from = 0;
    let cut = tagged.iter().zip(places).map(|((to, segment), place)| one(std::mem::replace(&mut from, *to), *to, segment.tag, place));
    cut.collect()
}

fn name(tag: u8) -> &'static str {
    TAGS.get(usize::from(tag)).copied().unwrap_or("PUNCT")
}

/// Lemma and features of a pronoun.
fn pronoun(letters: &str) -> (String, Vec<(&'static str, &'static str)>) {
    let (gender, number, person) = match letters {
        "ها" => (Some("Fem"), "Sing", "3"),
        "هم" => (Some("Masc"), "Plur", "3"),
        "هن" => (Some("Fem"), "Plur", "3"),
        "هما" => (None, "Dual", "3"),
        "ي" | "ني" => (None, "Sing", "1"),
        "نا" => (None, "Plur", "1"),
        "ك" => (None, "Sing", "2"),
        "كم" => (Some("Masc"), "Plur", "2"),
        "كن" => (Some("Fem"), "Plur", "2"),
        "كما" => (None, "Dual", "2"),
        _ => (Some("Masc"), "Sing", "3"),
    };
    let gender = gender.map(|g| ("Gender", g));
    ("هو".to_owned(), gender.into_iter().chain([("Number", number), ("Person", person)]).collect())
}

/// Where the segments of a split stand in the text: signs and tatweel go with the letter before them. `None` where a border would run
/// through one character (the ligature of lam and alef).
fn places(source: &str, word: Span, split: Split, len: usize) -> Option<Vec<Span>> {
    let mut ends = split.ends(len).peekable();
    let mut out = Vec::new();
    let (mut start, mut letters) = (word.start as usize, 0);
    for (at, c) in word.of(source).char_indices() {
        let wide = match fold::letter(c) {
            Folded::Letter(_, full) => full.len_utf8(),
            Folded::Letters(letters) => letters.len(),
            Folded::Nothing | Folded::Other => 0,
        };
        let here = word.start as usize + at;
        if wide > 0 && ends.next_if(|end| *end <= letters).is_some() {
            out.push(Span::new(start, here));
            start = here;
        }
        if ends.peek().is_some_and(|end| letters < *end && *end < letters + wide) {
            return None;
        }
        letters += wide;
    }
    out.push(Span::new(start, word.end as usize));
    Some(out)
}
