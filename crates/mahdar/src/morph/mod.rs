//! Morphology: what each word can be.
//!
//! In: the words of [`crate::text`]. Out: for each word its readings (clitics, lemma row, part of speech, agreement), the likeliest first.
//! A whole word that is a name is a name before any clitic is cut from it (لافروف is not ل + افروف). Readings are cached by spelling: news
//! repeats its words.

mod clitic;
mod context;

pub use context::Tense;

use crate::text::{Kind, Text};
use mahdar_arabic::features::{Features, Number, Pos};
use mahdar_lexicon::Blob;
use rustc_hash::FxHashMap;

/// Clitics before a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Proclitics(pub u8);

impl Proclitics {
    /// و, and.
    pub const AND: Self = Self(1);
    /// ف, so.
    pub const SO: Self = Self(2);
    /// ب, with, by.
    pub const WITH: Self = Self(4);
    /// ك, as.
    pub const AS: Self = Self(8);
    /// ل, to, for.
    pub const FOR: Self = Self(16);
    /// س, will.
    pub const WILL: Self = Self(32);
    /// ال, the.
    pub const THE: Self = Self(64);

    /// Whether all of `other` are here.
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
    /// Whether any of `other` are here.
    pub const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
    /// Whether one is a preposition.
    pub const fn prepositional(self) -> bool {
        self.0 & (4 | 8 | 16) != 0
    }
    /// Whether one is a conjunction.
    pub const fn conjoined(self) -> bool {
        self.0 & 3 != 0
    }
}

/// A pronoun attached to a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Enclitic {
    /// None.
    #[default]
    None,
    /// ه, his, him, it.
    He,
    /// ها, her, it.
    She,
    /// هم or هن, their, them.
    They,
    /// هما, their, them (two).
    Both,
    /// ي or ني, my, me.
    I,
    /// نا, our, us.
    We,
    /// ك, كم, your, you.
    You,
}

/// One reading of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Shape and agreement.
    pub features: Features,
    /// Row of the lexicon table that the part of speech names.
    pub row: u32,
    /// Clitics before it.
    pub pro: Proclitics,
    /// Pronoun after it.
    pub enc: Enclitic,
    /// Bytes of the folded word before the stem.
    pub stem: u8,
    /// Whether hamzas, ة and ى are written as in the lexicon.
    pub exact: bool,
}

impl Reading {
    /// Part of speech.
    pub fn pos(&self) -> Pos {
        self.features.pos()
    }

    /// Whether it is a finite verb.
    pub fn is_verb(&self) -> bool {
        self.pos() == Pos::Verb
    }

    /// Whether it has the article.
    pub fn definite(&self) -> bool {
        self.pro.has(Proclitics::THE)
    }
}

/// Readings of a document's words, with the cache that survives the document.
#[derive(Debug, Default)]
pub struct Morph {
    pool: Vec<Reading>,
    cache: FxHashMap<Box<str>, (u32, u32)>,
    words: Vec<(u32, u32)>,
    tenses: Vec<Tense>,
}

/// Distinct spellings kept before the cache is begun anew, so that a worker's memory is bounded.
const CACHE_LIMIT: usize = 200_000;

impl Morph {
    /// Reads every word of `text`.
    pub fn fill(&mut self, lexicon: &Blob<'_>, text: &Text) {
        if self.cache.len() > CACHE_LIMIT {
            self.cache.clear();
            self.pool.clear();
        }
        self.words.clear();
        for (at, token) in text.tokens.iter().enumerate() {
            if token.kind != Kind::Word {
                self.words.push((0, 0));
                continue;
            }
            let light = text.light(at);
            let range = if let Some(range) = self.cache.get(light) {
                *range
            } else {
                let start = self.pool.len() as u32;
                clitic::analyse(lexicon, text.fold(at), light, &mut self.pool);
                let range = (start, self.pool.len() as u32);
                self.cache.insert(light.into(), range);
                range
            };
            self.words.push(range);
        }
        context::tenses(self, text);
    }

    /// The readings of a token, likeliest first; empty for marks, numbers and unknown words.
    pub fn readings(&self, token: usize) -> &[Reading] {
        match self.words.get(token) {
            Some(&(start, end)) => &self.pool[start as usize..end as usize],
            None => &[],
        }
    }

    /// The likeliest reading with this part of speech.
    pub fn find(&self, token: usize, pos: Pos) -> Option<&Reading> {
        self.readings(token).iter().find(|r| r.pos() == pos)
    }

    /// Whether some reading has this part of speech.
    pub fn is(&self, token: usize, pos: Pos) -> bool {
        self.find(token, pos).is_some()
    }

    /// Whether the word is in no list.
    pub fn unknown(&self, token: usize) -> bool {
        self.readings(token).is_empty()
    }

    /// Whether the word can only be a name or is unknown.
    pub fn only_name(&self, token: usize) -> bool {
        self.readings(token).iter().all(|r| r.pos() == Pos::Name)
    }

    /// The finite verb here, if the context lets it be one.
    pub fn verb(&self, text: &Text, token: usize) -> Option<Reading> {
        context::verb(self, text, token)
    }

    /// Every reading of the form at a token as a verb, when it is one here (وقع: happen, sign; توقع: he expects, she signs).
    pub fn verbs(&self, token: usize, verb: Reading) -> impl Iterator<Item = Reading> + '_ {
        self.readings(token).iter().filter(move |r| r.is_verb() && r.pro == verb.pro && r.enc == verb.enc && r.exact == verb.exact).copied()
    }

    /// Tense of the clause that a token stands in.
    pub fn tense(&self, token: usize) -> Tense {
        self.tenses.get(token).copied().unwrap_or(Tense::Unknown)
    }

    /// Whether the readings of a token have a plural or dual.
    pub fn is_plural(&self, token: usize) -> bool {
        self.readings(token).iter().any(|r| r.features.number() != Number::Singular)
    }

    pub(super) fn set_tenses(&mut self) -> &mut Vec<Tense> {
        &mut self.tenses
    }
}
