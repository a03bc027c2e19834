//! Tags: the part of speech of every segment of a sentence, from left to right by a linear model (`lexicon/model/tagger.tsv`).
//!
//! In: the facts of the segments. Out: a tag for each. What a segment is by itself was summed once for its spelling; here comes what stands
//! around it.

use super::Tagged;
use super::facts::{Facts, OPEN, START, Sums};
use mahdar_arabic::model::{TAGS, hash, hash_on, key};

/// What is known where a segment is tagged.
#[derive(Clone, Copy, Debug)]
pub struct Around<'a> {
    /// The segments of the sentence.
    pub facts: &'a [Facts],
    /// The one to tag.
    pub at: usize,
    /// The tags before it, nearest first.
    pub before: [u8; 2],
    /// Whether the clause has a finite verb already.
    pub verbed: bool,
}

/// Names of the templates that look around, in the order of [`keys`].
pub const TEMPLATES: [&str; 18] = [
    "<tag",
    "<<tags",
    "<tag-word",
    "<tag-labels",
    "<word",
    "<word-labels",
    ">word",
    ">labels",
    ">labels-labels",
    "<tag->labels",
    "<right",
    ">left",
    "<<word",
    ">>labels",
    "<labels-labels",
    "verbed-labels",
    "<<tags-labels",
    ">left-labels",
];

static HASHES: [u32; TEMPLATES.len()] = {
    let mut out = [0; TEMPLATES.len()];
    let mut at = 0;
    while at < TEMPLATES.len() {
        out[at] = hash(TEMPLATES[at]);
        at += 1;
    }
    out
};

/// Names of tags as features show them.
pub const TAG_NAMES: [&str; 18] = [
    TAGS[0], TAGS[1], TAGS[2], TAGS[3], TAGS[4], TAGS[5], TAGS[6], TAGS[7], TAGS[8], TAGS[9], TAGS[10], TAGS[11], TAGS[12], TAGS[13],
    TAGS[14], TAGS[15], "PUNCT", "START",
];

static TAG_HASHES: [u32; TAG_NAMES.len()] = {
    let mut out = [0; TAG_NAMES.len()];
    let mut at = 0;
    while at < TAG_NAMES.len() {
        out[at] = hash(TAG_NAMES[at]);
        at += 1;
    }
    out
};

/// Hashes of two tags, the nearer first: `NOUN,VERB`.
static PAIR_HASHES: [[u32; TAG_NAMES.len()]; TAG_NAMES.len()] = {
    let mut out = [[0; TAG_NAMES.len()]; TAG_NAMES.len()];
    let mut at = 0;
    while at < TAG_NAMES.len() * TAG_NAMES.len() {
        let (a, b) = (at / TAG_NAMES.len(), at % TAG_NAMES.len());
        out[a][b] = hash_on(hash_on(hash(TAG_NAMES[a]), ","), TAG_NAMES[b]);
        at += 1;
    }
    out
};

/// The two texts of each template around a segment, hashed.
pub fn parts(around: &Around<'_>) -> [(u32, u32); TEMPLATES.len()] {
    let none = Facts { tag: START, ..Facts::default() };
    let facts = |by: isize| around.at.checked_add_signed(by).and_then(|at| around.facts.get(at)).unwrap_or(&none);
    let (own, last, next) = (facts(0), facts(-1), facts(1));
    let tag = TAG_HASHES[usize::from(around.before[0])];
    let tags = PAIR_HASHES[usize::from(around.before[0])][usize::from(around.before[1])];
    let verbed = if around.verbed { TAG_HASHES[1] } else { 0 };
    [
        (tag, 0),
        (tags, 0),
        (tag, own.word),
        (tag, own.labels),
        (last.word, 0),
        (last.word, own.labels),
        (next.word, 0),
        (next.labels, 0),
        (next.labels, own.labels),
        (tag, next.labels),
        (last.right, 0),
        (next.left, 0),
        (facts(-2).word, 0),
        (facts(2).labels, 0),
        (last.labels, own.labels),
        (verbed, own.labels),
        (tags, own.labels),
        (next.left, own.labels),
    ]
}

/// The keys of the features around a segment.
pub fn keys(around: &Around<'_>) -> [u32; TEMPLATES.len()] {
    let mut out = [0; TEMPLATES.len()];
    for ((out, template), (first, second)) in out.iter_mut().zip(HASHES).zip(parts(around)) {
        *out = key(template, first, second);
    }
    out
}

/// A tag that leads by so much by what the word is alone is not overturned by what stands around it.
const CERTAIN: i16 = 140;

/// Tags a sentence from left to right: `own` gives what a segment is by itself, `add` the weights of a feature around it.
pub fn run(facts: &[Facts], own: impl Fn(usize) -> Sums, add: impl Fn(u32, &mut Sums), mut each: impl FnMut(usize, Tagged)) {
    let (mut before, mut is_verbed) = ([START; 2], false);
    for at in 0..facts.len() {
        let mut segment = Tagged { tag: facts[at].tag, verb: i16::MIN, lead: i16::MAX };
        if segment.tag == OPEN {
            let mut sums = own(at);
            segment = decide(&sums);
            if segment.lead < CERTAIN {
                for key in keys(&Around { facts, at, before, verbed: is_verbed }) {
                    add(key, &mut sums);
                }
                segment = decide(&sums);
            }
        }
        is_verbed = verbed(is_verbed, segment.tag, facts[at].word);
        before = [segment.tag, before[0]];
        each(at, segment);
    }
}

/// Whether the clause has its verb after a segment with this tag and these letters, given whether it had before.
pub fn verbed(before: bool, tag: u8, word: u32) -> bool {
    const OPENERS: [u32; 12] = [
        hash("ان"),
        hash("الذي"),
        hash("التي"),
        hash("الذين"),
        hash("حيث"),
        hash("بينما"),
        hash("لكن"),
        hash("ما"),
        hash("كما"),
        hash("او"),
        hash("ثم"),
        hash("قد"),
    ];
    match tag {
        1 => true,
        // a conjunction, a mark or a word that opens a clause begins anew
        8 | 9 | 16 => false,
        _ if OPENERS.contains(&word) => false,
        _ => before,
    }
}

/// The tag with the highest sum, the first of equals.
pub fn highest<N: PartialOrd + Copy>(sums: &[N]) -> u8 {
    let mut best = 0;
    for at in 1..sums.len() {
        if sums[at] > sums[best] {
            best = at;
        }
    }
    best as u8
}

/// The tag that the sums say, with how far a finite verb is above or below the rest.
fn decide(sums: &Sums) -> Tagged {
    const VERB: u8 = super::facts::tag("VERB");
    const AUX: u8 = super::facts::tag("AUX");
    let tag = highest(sums);
    let finite = |at: usize| at == usize::from(VERB) || at == usize::from(AUX);
    let best = |verbs: bool| sums.iter().enumerate().filter(|(at, _)| finite(*at) == verbs).map(|(_, s)| *s).max().unwrap_or(i16::MIN);
    let second = sums.iter().enumerate().filter(|(at, _)| *at != usize::from(tag)).map(|(_, s)| *s).max().unwrap_or(i16::MIN);
    Tagged { tag, verb: best(true).saturating_sub(best(false)), lead: sums[usize::from(tag)].saturating_sub(second) }
}
