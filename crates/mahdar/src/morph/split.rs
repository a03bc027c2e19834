//! Splits: where the clitics of a word end. In: a word with its readings. Out: the split that a linear model likes best.
//!
//! Every way to cut particles from the front and a pronoun from the end is a candidate, whether or not the lexicon knows what is left; the
//! model weighs what it knows of each (`lexicon/model/splitter.tsv`). It looks at the word alone, so that its answer can be kept by spelling.

use super::facts::{Labels, Learned, Notes, Unheard};
use super::{Proclitics, Reading};
use mahdar_arabic::features::Pos;
use mahdar_arabic::model::{hash, key};

/// A word cut into segments, in bytes of its folded form. Empty segments are not there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Split {
    /// Where و or ف ends; 0 where there is none.
    pub conjunction: u8,
    /// Where ب, ل, ك or س ends: the stem begins here, with its article.
    pub stem: u8,
    /// Where the stem ends and the pronoun begins.
    pub end: u8,
}

impl Split {
    /// The whole word as its stem. Words of more than 255 bytes are never split.
    pub fn whole(word: &str) -> Self {
        Self { conjunction: 0, stem: 0, end: u8::try_from(word.len()).unwrap_or(u8::MAX) }
    }

    /// The ends of its segments in a word of `len` bytes, the last being `len`.
    pub fn ends(self, len: usize) -> impl Iterator<Item = usize> {
        let end = if len > usize::from(u8::MAX) { len } else { usize::from(self.end) };
        let mut last = 0;
        [usize::from(self.conjunction), usize::from(self.stem), end, len].into_iter().filter(move |at| {
            let there = *at > last;
            last = *at;
            there
        })
    }

    /// The split that a reading says.
    pub(super) fn of(reading: &Reading, word: &str) -> Self {
        let conjunction = if reading.pro.conjoined() { 2 } else { 0 };
        let particle = reading.pro.prepositional() || reading.pro.has(Proclitics::WILL);
        Self {
            conjunction,
            stem: conjunction + if particle { 2 } else { 0 },
            end: (word.len().min(255) as u8).saturating_sub(reading.tail),
        }
    }
}

/// Pronouns that a preposition of one letter takes (به, لها).
const AFTER_PARTICLE: [&str; 11] = ["ه", "ها", "هم", "هما", "هن", "نا", "ي", "ك", "كم", "كما", "كن"];

/// Pronouns at the end of a stem, the longer first.
const PRONOUNS: [&str; 12] = ["هما", "كما", "ها", "هم", "هن", "نا", "ني", "كم", "كن", "ه", "ي", "ك"];

/// Prepositions that have lost their ن (مما, عمن).
const SHORTENED: [&str; 4] = ["مما", "ممن", "عما", "عمن"];

/// Every split of a word.
pub fn candidates(fold: &str, light: &str, out: &mut Vec<Split>) {
    out.clear();
    out.push(Split::whole(fold));
    if fold.len() > usize::from(u8::MAX) || !fold.starts_with(|c| ('\u{0621}'..='\u{064A}').contains(&c)) {
        return;
    }
    for conjunction in [0_usize, 2] {
        if conjunction > 0 && !fold.starts_with(['و', 'ف']) {
            continue;
        }
        let rest = &fold[conjunction..];
        for particle in [0_usize, 2] {
            if particle > 0 && !rest.starts_with(['ب', 'ل', 'ك', 'س']) && !SHORTENED.contains(&rest) {
                continue;
            }
            let (start, stem) = (conjunction + particle, &rest[particle..]);
            let mut push = |end: usize| {
                let split = Split { conjunction: conjunction as u8, stem: start as u8, end: end as u8 };
                if !out.contains(&split) {
                    out.push(split);
                }
            };
            if stem.chars().nth(1).is_some() || particle > 0 && AFTER_PARTICLE.contains(&stem) {
                push(fold.len());
            }
            if light.ends_with('ة') || particle > 0 && AFTER_PARTICLE.contains(&stem) {
                continue;
            }
            for pronoun in PRONOUNS.into_iter().filter(|p| stem.strip_suffix(*p) != Some("ال")) {
                if stem.strip_suffix(pronoun).is_some_and(|left| left.chars().nth(1).is_some()) {
                    push(fold.len() - pronoun.len());
                }
            }
        }
    }
}

/// The keys of a candidate's features, into `keys`; `notes` hears them.
pub fn features(
    learned: &Learned<'_>,
    (fold, light): (&str, &str),
    readings: &[Reading],
    split: Split,
    keys: &mut Vec<u32>,
    notes: &mut impl Notes,
) {
    keys.clear();
    let mut say = |template: &str, first: &str, second: &str, keys: &mut Vec<u32>| {
        let part = |text: &str| if text.is_empty() { 0 } else { hash(text) };
        let (template, one, two) = ([template, first, second], part(first), part(second));
        for text in template {
            notes.text(text);
        }
        notes.feature(hash(template[0]), one, two);
        keys.push(key(hash(template[0]), one, two));
    };
    let end = usize::from(split.end).max(if fold.len() > 255 { fold.len() } else { 0 });
    let stem = &fold[usize::from(split.stem)..end];
    let pattern = pattern(fold, split, end);
    let mut labels = Labels::default();
    labels.fill(learned, readings.iter().filter(|r| Split::of(r, fold) == split), stem);
    let known = if labels.known() {
        "known"
    } else if labels.any() {
        "name"
    } else {
        "new"
    };
    let mut whole = Labels::default();
    whole.fill(learned, readings.iter().filter(|r| Split::of(r, fold) == Split::whole(fold)), fold);
    let stem_letters = stem.chars().count();
    let (word_stats, stem_stats) = (learned.stats(fold), learned.stats(stem));
    let count = |n: u8| (b'a' + n.min(25)) as char;
    let mut text = [0; 4];
    let more = MORE[usize::from((8 + stem_stats.count).saturating_sub(word_stats.count).min(16))];
    say("s.pattern", &pattern, "", keys);
    say("s.known", &pattern, known, keys);
    say("s.joined", &pattern, labels.joined(), keys);
    for label in labels.each() {
        say("s.has", &pattern, label, keys);
        say("s.is", label, "", keys);
    }
    if pattern != "_" {
        for label in whole.each() {
            say("s.else", &pattern, label, keys);
        }
        say(
            "s.whole",
            known,
            if whole.known() {
                "known"
            } else if whole.any() {
                "name"
            } else {
                "new"
            },
            keys,
        );
        say("s.more", &pattern, more, keys);
        say("s.moreknown", known, more, keys);
        say("s.wordcount", &pattern, count(word_stats.count).encode_utf8(&mut text), keys);
    }
    // the same without the conjunction, and particle and pronoun each by itself: rare combinations are made of common parts
    let conjunction = usize::from(split.conjunction);
    let rest = &fold[conjunction..];
    let inner = if conjunction > 0 { pattern.split_once('+').map_or("_", |(_, inner)| inner) } else { &pattern };
    say("s.inner", inner, "", keys);
    say("s.innerword", rest, inner, keys);
    say("s.innerjoined", inner, labels.joined(), keys);
    say("s.innerknown", inner, known, keys);
    say("s.and", &fold[..conjunction], labels.joined(), keys);
    say("s.andknown", &fold[..conjunction], known, keys);
    let particle = &fold[conjunction..usize::from(split.stem)];
    say("s.particle", particle, labels.joined(), keys);
    say("s.particleknown", particle, known, keys);
    let pronoun = &fold[end..];
    for label in labels.each() {
        say("s.pronoun", pronoun, label, keys);
        say("s.andhas", &fold[..conjunction], label, keys);
        say("s.particlehas", particle, label, keys);
    }
    say("s.pronounknown", pronoun, known, keys);
    say("s.word", fold, &pattern, keys);
    say("s.stem", stem, "", keys);
    say("s.count", &pattern, count(stem_stats.count).encode_utf8(&mut text), keys);
    say("s.letters", &pattern, count(stem_letters.min(8) as u8).encode_utf8(&mut text), keys);
    if pattern.starts_with('_') && pattern != "_" {
        let cut = stem.char_indices().rev().nth(1).map_or(0, |(at, _)| at);
        say("s.suffix", &pattern, &light[usize::from(split.stem) + cut..end], keys);
    }
    if !pattern.starts_with('_') {
        let cut = stem.char_indices().nth(2).map_or(stem.len(), |(at, _)| at);
        say("s.prefix", &pattern, &stem[..cut], keys);
    }
    say("s.left", &pattern, learned.class(word_stats.left), keys);
    say("s.right", &pattern, learned.class(word_stats.right), keys);
    say("s.stemleft", &pattern, learned.class(stem_stats.left), keys);
    say("s.stemright", &pattern, learned.class(stem_stats.right), keys);
}

/// How much commoner the stem is than the word, in doublings.
const MORE: [&str; 17] = ["-8", "-7", "-6", "-5", "-4", "-3", "-2", "-1", "0", "1", "2", "3", "4", "5", "6", "7", "8"];

/// The clitics with the stem as `_`: `و+ل+_+ه`.
fn pattern(fold: &str, split: Split, end: usize) -> String {
    let mut out = String::new();
    let (conjunction, stem) = (usize::from(split.conjunction), usize::from(split.stem));
    for part in [&fold[..conjunction], &fold[conjunction..stem]].into_iter().filter(|p| !p.is_empty()) {
        out.push_str(part);
        out.push('+');
    }
    out.push('_');
    if end < fold.len() {
        out.push('+');
        out.push_str(&fold[end..]);
    }
    out
}

/// Particles that are written apart from what they belong to only before a number or a mark (لـ15, والـ14, وب«…»).
const ALONE: [(&str, u8, u8); 9] =
    [("وب", 2, 2), ("ول", 2, 2), ("وك", 2, 2), ("فب", 2, 2), ("فل", 2, 2), ("لل", 0, 2), ("ولل", 2, 4), ("فلل", 2, 4), ("وال", 2, 2)];

/// Words that أ asks of, folded, with و or ف between for some (أفلا).
const ASKED: [&str; 14] = ["ليس", "ليست", "لا", "لم", "لن", "هذا", "هذه", "ذلك", "هو", "هي", "هناك", "يمكن", "يجوز", "يعقل"];

/// The question particle before a word, where the word would be nothing otherwise.
fn asked(fold: &str, light: &str, readings: &[Reading], verb: impl Fn(&str) -> bool) -> Option<Split> {
    let rest = light.strip_prefix('أ').map(|_| &fold[2..])?;
    let between = if rest.starts_with(['و', 'ف']) && rest.len() > 4 { 2 } else { 0 };
    let end = u8::try_from(fold.len()).ok()?;
    if ASKED.contains(&&rest[between..]) {
        return Some(Split { conjunction: 2, stem: 2 + between as u8, end });
    }
    (readings.is_empty() && rest.starts_with(['ت', 'ي', 'ن']) && verb(rest)).then_some(Split { conjunction: 2, stem: 2, end })
}

/// The likeliest split by the model's weights; the first of equals, and the candidates begin with the whole word. What news has and the
/// treebank has not is told by rule: particles before numbers, the particle of questions.
pub fn best(
    learned: &Learned<'_>,
    word: (&str, &str),
    readings: &[Reading],
    scratch: &mut (Vec<Split>, Vec<u32>),
    weigh: impl Fn(&[u32]) -> i32,
) -> Split {
    let (splits, keys) = scratch;
    if let Some((_, conjunction, stem)) = ALONE.iter().find(|(letters, ..)| *letters == word.0) {
        return Split { conjunction: *conjunction, stem: *stem, end: word.0.len() as u8 };
    }
    if let Some(split) = asked(word.0, word.1, readings, |rest| learned.present(rest)) {
        return split;
    }
    candidates(word.0, word.1, splits);
    // a word with the article takes no pronoun (الحكومه is الحكومة)
    if readings.iter().any(|r| r.definite() && r.pos() != Pos::Name && r.tail == 0 && r.pro.0 & !(1 | 2 | 4 | 8 | 16 | 64) == 0) {
        splits.retain(|s| usize::from(s.end) == word.0.len());
    }
    if splits.len() == 1 {
        return splits[0];
    }
    let mut best = (i32::MIN, splits[0]);
    for split in splits.iter() {
        features(learned, word, readings, *split, keys, &mut Unheard);
        let score = weigh(keys);
        if score > best.0 {
            best = (score, *split);
        }
    }
    best.1
}
