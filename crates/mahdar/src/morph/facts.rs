//! Facts: what the models look at in a segment of a word. In: the segment and its readings. Out: hashes of its letters, of what the lexicon
//! says of it, and of the company that words like it keep in news ([`Learned::stats`]).

use super::Reading;
use super::split::Split;
use mahdar_arabic::compile::phrase;
use mahdar_arabic::features::{Features, Number, Pos};
use mahdar_arabic::fold::without_article;
use mahdar_arabic::model::{TAGS, hash, key};
use mahdar_lexicon::{Blob, HashedView, TableView};

/// Weights of the tags.
pub type Sums = [i16; TAGS.len()];

/// The models of a lexicon, opened in place.
#[derive(Clone, Debug)]
pub struct Learned<'b> {
    tagger: HashedView<'b>,
    splitter: HashedView<'b>,
    words: HashedView<'b>,
    particles: Option<TableView<'b>>,
    blob: Blob<'b>,
}

/// Hears what is hashed, so that whoever learns a model can name its features.
pub trait Notes {
    /// A text.
    fn text(&mut self, _text: &str) {}
    /// A feature, by the hashes of its template and texts.
    fn feature(&mut self, _template: u32, _first: u32, _second: u32) {}
}

/// Hears nothing: the engine at work.
#[derive(Debug)]
pub struct Unheard;

impl Notes for Unheard {}

/// What is known of a word from much news.
#[derive(Clone, Copy, Debug, Default)]
pub struct Stats {
    /// Doublings of its number of occurrences; 0 for a word not seen or seldom.
    pub count: u8,
    /// Class by the words before it; 0 for none.
    pub left: u8,
    /// Class by the words after it; 0 for none.
    pub right: u8,
}

impl<'b> Learned<'b> {
    /// The models of a lexicon.
    pub fn new(blob: &Blob<'b>) -> Self {
        Self {
            tagger: blob.hashed("tagger"),
            splitter: blob.hashed("splitter"),
            words: blob.hashed("words"),
            particles: blob.table("particles"),
            blob: blob.clone(),
        }
    }

    /// What is known of a folded word.
    pub fn stats(&self, fold: &str) -> Stats {
        match self.words.get(hash(fold)) {
            Some(&[count, left, right]) => Stats { count, left, right },
            _ => Stats::default(),
        }
    }

    /// The name of a class of words.
    pub fn class(&self, class: u8) -> &'static str {
        CLASSES[usize::from(class)]
    }

    /// Whether a folded word is the present of a verb.
    pub(super) fn present(&self, fold: &str) -> bool {
        self.blob.forms(fold).any(|form| Features(form.0[1]).pos() == Pos::Verb && Features(form.0[1]).is_present())
    }

    pub(super) fn split_score(&self, keys: &[u32]) -> i32 {
        keys.iter().filter_map(|k| self.splitter.get(*k)).map(|row| i32::from(row[0].cast_signed())).sum()
    }

    /// Adds the weights of a feature.
    pub(super) fn add(&self, key: u32, sums: &mut Sums) {
        if let Some(row) = self.tagger.get(key).and_then(|row| <&[u8; TAGS.len()]>::try_from(row).ok()) {
            for (sum, weight) in sums.iter_mut().zip(row) {
                *sum += i16::from(weight.cast_signed());
            }
        }
    }
}

/// Names of classes: numbers in decimal.
static CLASSES: [&str; 256] = {
    const DIGITS: [[u8; 3]; 256] = {
        let mut out = [[0; 3]; 256];
        let mut n = 0;
        while n < 256 {
            out[n] = [b'0' + (n / 100) as u8, b'0' + (n / 10 % 10) as u8, b'0' + (n % 10) as u8];
            n += 1;
        }
        out
    };
    let mut out = [""; 256];
    let mut n = 0;
    while n < 256 {
        out[n] = match std::str::from_utf8(&DIGITS[n]) {
            Ok(text) => text,
            Err(_) => "",
        };
        n += 1;
    }
    out
};

/// What the lexicon says of a segment, as labels in a fixed order.
#[derive(Debug, Default)]
pub struct Labels {
    text: String,
    known: bool,
}

impl Labels {
    /// Gathers the labels of the readings that a split of the word has, and of the names that the stem is.
    pub(super) fn fill<'r>(&mut self, learned: &Learned<'_>, readings: impl Iterator<Item = &'r Reading> + Clone, stem: &str) {
        self.text.clear();
        let exact = readings.clone().any(|r| r.exact && r.pos() != Pos::Name && !r.features.is_derived());
        let real = readings.clone().any(|r| r.pos() != Pos::Name && !r.features.is_derived());
        self.known = false;
        let mut set: u64 = 0;
        for reading in readings.filter(|r| (r.exact || !exact || r.pos() == Pos::Name) && !(real && r.features.is_derived())) {
            self.known |= reading.pos() != Pos::Name && !reading.features.is_derived();
            set |= 1 << label(learned, reading);
        }
        if !exact && self.known {
            set |= 1 << LOOSE;
        }
        for (kind, _) in learned.blob.phrase(stem) {
            let label = match kind {
                phrase::STATE | phrase::CAPITAL => 40,
                phrase::PLACE => 41,
                phrase::ORG => 42,
                phrase::PERSON | phrase::PERSON_SHORT => 43,
                phrase::FRAMEWORK => 44,
                _ => continue,
            };
            set |= 1 << label;
        }
        for (_, name) in LABELS.iter().enumerate().filter(|(at, _)| set & 1 << at != 0) {
            if !self.text.is_empty() {
                self.text.push('+');
            }
            self.text.push_str(name);
        }
    }

    /// All labels, joined by `+`.
    pub fn joined(&self) -> &str {
        if self.text.is_empty() { "none" } else { &self.text }
    }

    /// The labels one by one.
    pub fn each(&self) -> impl Iterator<Item = &str> {
        self.joined().split('+')
    }

    /// Whether the lexicon has the word, names apart.
    pub fn known(&self) -> bool {
        self.known
    }

    /// Whether anything has it.
    pub fn any(&self) -> bool {
        !self.text.is_empty()
    }
}

const LOOSE: usize = 39;

#[rustfmt::skip]
const LABELS: [&str; 45] = [
    "derived", "past", "present", "past1", "present1", "past-f", "past-p", "present-p", "masdar", "active",
    "passive", "noun", "adjective", "nisba", "title", "body", "framework", "event", "saying", "name",
    "name-rare", "prep", "conj", "sub", "neg", "dem", "rel", "pron", "part", "adv",
    "inter", "noun-p", "adjective-p", "active-p", "passive-p", "tanwin", "verb-passive", "verb-short", "imperative", "loose",
    "state", "place", "org", "person", "instrument",
];

/// A name that fewer people bear is rare.
const OFTEN: u32 = 40;

fn label(learned: &Learned<'_>, reading: &Reading) -> usize {
    let f = reading.features;
    let plural = f.number() != Number::Singular;
    match reading.pos() {
        Pos::Adjective if f.is_derived() => 0,
        Pos::Verb if f.is_imperative() => 38,
        Pos::Verb if f.is_passive() => 36,
        Pos::Verb if f.is_short() && !plural => 37,
        Pos::Verb => match (f.is_past(), f.which_person() == 3) {
            (true, false) => 3,
            (true, true) if plural => 6,
            (true, true) if f.gender() == mahdar_arabic::features::Gender::Feminine => 5,
            (true, true) => 1,
            (false, false) => 4,
            (false, true) if plural => 7,
            (false, true) => 2,
        },
        Pos::Masdar => 8,
        Pos::Active if plural => 33,
        Pos::Active => 9,
        Pos::Passive if plural => 34,
        Pos::Passive => 10,
        Pos::Noun if plural => 31,
        Pos::Noun => 11,
        Pos::Adjective if plural => 32,
        Pos::Adjective => 12,
        Pos::Nisba => 13,
        Pos::Title => 14,
        Pos::OrgHead => 15,
        Pos::FrameworkHead => 16,
        Pos::EventNoun => 17,
        Pos::SayingNoun => 18,
        Pos::Name if reading.row >= OFTEN => 19,
        Pos::Name | Pos::Unknown => 20,
        Pos::Particle => match learned.particles.map_or("", |t| t.get(reading.row as usize, "class")) {
            "prep" => 21,
            "conj" => 22,
            "sub" => 23,
            "neg" => 24,
            "dem" => 25,
            "rel" => 26,
            "pron" => 27,
            "adv" => 29,
            "inter" => 30,
            _ => 28,
        },
    }
}

/// What stands in a segment's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A particle of one letter before the stem.
    Before,
    /// The stem.
    Stem,
    /// A pronoun after it.
    After,
}

/// The hashes that other segments look at.
#[derive(Clone, Copy, Debug, Default)]
pub struct Facts {
    /// Folded letters.
    pub word: u32,
    /// What the lexicon says.
    pub labels: u32,
    /// Class by the words before it.
    pub left: u32,
    /// Class by the words after it.
    pub right: u32,
    /// The tag that is certain, or [`OPEN`].
    pub tag: u8,
}

/// No tag is certain.
pub const OPEN: u8 = 255;
/// The tag of marks, beyond those of the model.
pub const PUNCT: u8 = TAGS.len() as u8;
/// What stands before the first segment.
pub const START: u8 = PUNCT + 1;

/// The number of a tag.
pub(crate) const fn tag(name: &str) -> u8 {
    let mut at = 0;
    while at < TAGS.len() {
        let (a, b) = (TAGS[at].as_bytes(), name.as_bytes());
        if a.len() == b.len() && a[0] == b[0] && a[a.len() - 1] == b[b.len() - 1] && a[1] == b[1] && a[2 % a.len()] == b[2 % b.len()] {
            return at as u8;
        }
        at += 1;
    }
    OPEN
}

/// Symbols that Universal Dependencies does not count as marks.
const SYMBOLS: [char; 12] = ['%', '٪', '$', '€', '£', '+', '=', '<', '>', '°', '#', '@'];

/// Facts of a mark or number.
pub fn plain(text: &str, number: bool) -> Facts {
    let symbol = text.starts_with(|c| SYMBOLS.contains(&c));
    let tag = if number {
        tag("NUM")
    } else if symbol {
        tag("SYM")
    } else {
        PUNCT
    };
    let word = hash(if number { "0" } else { text });
    Facts { word, labels: hash(if number { "number" } else { "mark" }), left: 0, right: 0, tag }
}

/// Facts of a segment of a word, and the keys of the features that hold of it wherever it stands.
pub fn describe(
    learned: &Learned<'_>,
    (fold, light): (&str, &str),
    readings: &[Reading],
    split: Split,
    (start, end, part): (usize, usize, Part),
    keys: &mut Vec<u32>,
    notes: &mut impl Notes,
) -> Facts {
    keys.clear();
    let (letters, written) = (&fold[start..end], &light[start..end]);
    if part == Part::After {
        notes.text(letters);
        notes.text("after");
        return Facts { word: hash(letters), labels: hash("after"), left: 0, right: 0, tag: tag("PRON") };
    }
    let one = |text: &str| if text.is_empty() { 0 } else { hash(text) };
    let mut say = |template: &str, first: u32, second: u32, notes: &mut dyn Notes| {
        notes.text(template);
        notes.feature(hash(template), first, second);
        keys.push(key(hash(template), first, second));
    };
    if part == Part::Before {
        let fixed = match letters {
            "س" | "ا" => tag("PART"),
            "و" | "ف" => OPEN,
            _ => tag("ADP"),
        };
        let (word, labels) = (one(letters), one("before"));
        notes.text(letters);
        say("before", word, 0, notes);
        return Facts { word, labels, left: 0, right: 0, tag: fixed };
    }
    let mut labels = Labels::default();
    labels.fill(learned, readings.iter().filter(|r| Split::of(r, fold) == split), letters);
    // the article is no letter of the word: الأمن keeps company like أمن's
    let bare = without_article(letters);
    let definite = bare.len() < letters.len() || start > 0 && fold[..start].ends_with('ل') && letters.starts_with('ل');
    let own = learned.stats(letters);
    let without = if bare.len() < letters.len() { learned.stats(bare) } else { own };
    let shape = match (start > 0, end < fold.len(), definite) {
        (false, false, false) => "_",
        (true, false, false) => "c_",
        (false, true, _) => "_p",
        (true, true, _) => "c_p",
        (false, false, true) => "al_",
        (true, false, true) => "cal_",
    };
    let facts = Facts {
        word: one(letters),
        labels: one(labels.joined()),
        left: one(learned.class(own.left)),
        right: one(learned.class(own.right)),
        tag: OPEN,
    };
    say("word", facts.word, 0, notes);
    say("light", one(written), 0, notes);
    say("labels", facts.labels, one(shape), notes);
    say("labels-left", facts.labels, facts.left, notes);
    say("labels-right", facts.labels, facts.right, notes);
    say("classes", facts.left, facts.right, notes);
    say("left", facts.left, 0, notes);
    say("right", facts.right, 0, notes);
    if bare.len() < letters.len() {
        say("bare", one(bare), 0, notes);
        say("bare-left", one(learned.class(without.left)), 0, notes);
        say("bare-right", one(learned.class(without.right)), 0, notes);
    }
    say("shape", one(shape), 0, notes);
    for label in labels.each() {
        say("has", one(label), one(shape), notes);
    }
    let count = learned.class(own.count);
    say("count", one(count), 0, notes);
    let mut texts = vec![letters, labels.joined(), written, shape, bare, count];
    texts.extend([own.left, own.right, without.left, without.right].map(|class| learned.class(class)));
    for letters in 1..=4 {
        if let Some((cut, _)) = written.char_indices().rev().nth(letters - 1).filter(|(cut, _)| *cut > 0) {
            say("suffix", one(&written[cut..]), one(shape), notes);
            texts.push(&written[cut..]);
            if letters <= 2 {
                say("suffix-labels", one(&written[cut..]), facts.labels, notes);
            }
        }
        let bare_written = &written[written.len() - bare.len().min(written.len())..];
        if letters <= 3 {
            let cut = bare_written.char_indices().nth(letters).map_or(bare_written.len(), |(at, _)| at);
            say("prefix", one(&bare_written[..cut]), one(shape), notes);
            texts.push(&bare_written[..cut]);
        }
    }
    if !written.starts_with(|c| ('\u{0621}'..='\u{06FF}').contains(&c)) {
        say("foreign", 0, 0, notes);
    }
    texts.into_iter().chain(labels.each()).for_each(|text| notes.text(text));
    facts
}
