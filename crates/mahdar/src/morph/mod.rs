//! Morphology: what each word can be.
//!
//! In: the words of [`crate::text`]. Out: for each word its readings (clitics, lemma row, part of speech, agreement), the likeliest first.
//! A whole word that is a name is a name before any clitic is cut from it (لافروف is not ل + افروف). Readings are cached by spelling: news
//! repeats its words.

mod clitic;
mod context;
pub mod facts;
pub mod lemma;
pub mod split;
pub mod tag;

pub use context::Tense;

use crate::text::{Kind, Text};
use facts::{Facts, Learned, Part, Sums, Unheard};
use mahdar_arabic::features::{Features, Number, Pos};
use mahdar_lexicon::Blob;
use rustc_hash::FxHashMap;
use split::Split;

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
    /// Bytes of the pronoun after it.
    pub tail: u8,
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
    types: Vec<Type>,
    cache: FxHashMap<Box<str>, Spelling>,
    words: Vec<Spelling>,
    tagged: Vec<Tagged>,
    /// Of each token, where its segments begin in `tagged`; one more at the end.
    begins: Vec<u32>,
    verbs: Vec<Option<Reading>>,
    tenses: Vec<Tense>,
    facts: Vec<Facts>,
    sums: Vec<u32>,
    keys: Vec<u32>,
    scratch: (Vec<Split>, Vec<u32>),
}

/// What is kept of a spelling.
#[derive(Clone, Copy, Debug, Default)]
struct Spelling {
    /// Its readings in the pool.
    readings: (u32, u32),
    /// Its segments among the types.
    segments: (u32, u32),
    split: Split,
}

/// A segment by itself: its facts, and the sum of the weights that hold of it wherever it stands.
#[derive(Clone, Copy, Debug)]
struct Type {
    facts: Facts,
    sums: Sums,
}

/// A segment where it stands.
#[derive(Clone, Copy, Debug)]
pub struct Tagged {
    /// Its tag: a number of [`mahdar_arabic::model::TAGS`], or [`facts::PUNCT`].
    pub tag: u8,
    /// How much likelier than any other tag a finite verb is; below zero where another is likelier.
    pub verb: i16,
    /// How much likelier its tag is than the next.
    pub lead: i16,
}

/// Distinct spellings kept before the cache is begun anew, so that a worker's memory is bounded.
const CACHE_LIMIT: usize = 200_000;

impl Morph {
    /// Reads every word of `text`.
    pub fn fill(&mut self, lexicon: &Blob<'_>, text: &Text) {
        if self.cache.len() > CACHE_LIMIT {
            self.cache.clear();
            self.pool.clear();
            self.types.clear();
        }
        let learned = Learned::new(lexicon);
        self.words.clear();
        for (at, token) in text.tokens.iter().enumerate() {
            let spelling = match token.kind {
                Kind::Word => {
                    let light = text.light(at);
                    match self.cache.get(light) {
                        Some(spelling) => *spelling,
                        None => self.learn(lexicon, &learned, text.fold(at), light),
                    }
                }
                Kind::Number | Kind::Mark => Spelling::default(),
            };
            self.words.push(spelling);
        }
        self.tag(&learned, text);
        let mut verbs = std::mem::take(&mut self.verbs);
        context::verbs(self, text, &mut verbs);
        self.verbs = verbs;
        context::tenses(self, text);
    }

    /// Analyses a spelling and keeps what was found.
    fn learn(&mut self, lexicon: &Blob<'_>, learned: &Learned<'_>, fold: &str, light: &str) -> Spelling {
        let start = self.pool.len();
        clitic::analyse(lexicon, fold, light, &mut self.pool);
        let split = split::best(learned, (fold, light), &self.pool[start..], &mut self.scratch, |keys| learned.split_score(keys));
        let types = self.types.len() as u32;
        each_segment(fold, split, |segment| {
            let facts = facts::describe(learned, (fold, light), &self.pool[start..], split, segment, &mut self.keys, &mut Unheard);
            let mut sums = Sums::default();
            self.keys.iter().for_each(|key| learned.add(*key, &mut sums));
            self.types.push(Type { facts, sums });
        });
        clitic::prune(&mut self.pool, start);
        clitic::rank(&mut self.pool[start..]);
        // beyond a dozen, readings are only noise
        self.pool.truncate(start + 12);
        let spelling = Spelling { readings: (start as u32, self.pool.len() as u32), segments: (types, self.types.len() as u32), split };
        self.cache.insert(light.into(), spelling);
        spelling
    }

    /// Tags the segments of every sentence.
    fn tag(&mut self, learned: &Learned<'_>, text: &Text) {
        self.tagged.clear();
        self.begins.clear();
        for sentence in &text.sentences {
            self.facts.clear();
            self.sums.clear();
            for token in sentence.clone() {
                self.begins.push((self.tagged.len() + self.facts.len()) as u32);
                let spelling = self.words[token];
                if text.tokens[token].kind == Kind::Word {
                    for at in spelling.segments.0..spelling.segments.1 {
                        self.facts.push(self.types[at as usize].facts);
                        self.sums.push(at);
                    }
                } else {
                    self.facts.push(facts::plain(text.fold(token), text.tokens[token].kind == Kind::Number));
                    self.sums.push(u32::MAX);
                }
            }
            let (types, sums, tagged) = (&self.types, &self.sums, &mut self.tagged);
            tag::run(
                &self.facts,
                |at| types[sums[at] as usize].sums,
                |key, sums| learned.add(key, sums),
                |_, segment| tagged.push(segment),
            );
        }
        self.begins.push(self.tagged.len() as u32);
    }

    /// The segments of a token: where each ends in its folded form, and its tag.
    pub fn segments<'m>(&'m self, text: &'m Text, token: usize) -> impl Iterator<Item = (usize, Tagged)> + 'm {
        let (from, to) = match (self.begins.get(token), self.begins.get(token + 1)) {
            (Some(from), Some(to)) => (*from as usize, *to as usize),
            _ => (0, 0),
        };
        let len = text.fold(token).len();
        let split = if text.is_word(token) { self.words[token].split } else { Split::default() };
        let whole = !text.is_word(token);
        let ends = split.ends(len).filter(move |_| !whole).chain(whole.then_some(len));
        ends.zip(self.tagged[from..to].iter().copied())
    }

    /// The split of a word.
    pub fn split(&self, token: usize) -> Split {
        self.words.get(token).map_or(Split::default(), |w| w.split)
    }

    /// The stem's segment of a token, as tagged.
    pub fn stem(&self, token: usize) -> Option<Tagged> {
        let from = *self.begins.get(token)? as usize;
        let split = self.words.get(token)?.split;
        let before = usize::from(split.conjunction > 0) + usize::from(split.stem > split.conjunction);
        self.tagged.get(from + before).copied()
    }

    /// The readings of a token, likeliest first; empty for marks, numbers and unknown words.
    pub fn readings(&self, token: usize) -> &[Reading] {
        let (start, end) = self.words.get(token).map_or((0, 0), |w| w.readings);
        &self.pool[start as usize..end as usize]
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
    pub fn verb(&self, _text: &Text, token: usize) -> Option<Reading> {
        self.verb_at(token)
    }

    pub(super) fn verb_at(&self, token: usize) -> Option<Reading> {
        self.verbs.get(token).copied().flatten()
    }

    /// Whether the rules of context, without the model, take the word for a finite verb; `None` for a word that can be none.
    pub fn ruled(&self, text: &Text, token: usize) -> Option<bool> {
        self.readings(token).iter().any(Reading::is_verb).then(|| context::ruled(self, text, token).is_some())
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

/// Every reading of a word, in no order of likelihood: what the models learn from.
pub fn readings_of(lexicon: &Blob<'_>, fold: &str, light: &str) -> Vec<Reading> {
    let mut out = Vec::new();
    clitic::analyse(lexicon, fold, light, &mut out);
    out
}

/// Calls `each` with the place of every segment of a split word: where it begins and ends, and what stands there.
pub fn each_segment(fold: &str, split: Split, mut each: impl FnMut((usize, usize, Part))) {
    let mut start = 0;
    let stem_end = if fold.len() > 255 { fold.len() } else { usize::from(split.end) };
    for end in split.ends(fold.len()) {
        let part = if end <= usize::from(split.stem) {
            Part::Before
        } else if end <= stem_end {
            Part::Stem
        } else {
            Part::After
        };
        each((start, end, part));
        start = end;
    }
}
