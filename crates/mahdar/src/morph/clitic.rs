//! Clitics: the cuts of a word into particles, stem and pronoun that the lexicon bears out.

use super::{Enclitic, Proclitics, Reading};
use mahdar_arabic::features::{Number, Pos};
use mahdar_arabic::fold::light_hash;
use mahdar_lexicon::Blob;

/// What may stand before a stem after an optional و or ف: letters and what they mean.
const PROCLITICS: [(&str, u8); 10] =
    [("", 0), ("ال", 64), ("ب", 4), ("ك", 8), ("ل", 16), ("س", 32), ("بال", 4 | 64), ("كال", 8 | 64), ("لل", 16 | 64), ("لل", 16 | 128)];

/// Marks the second reading of لل: ل before a word that itself begins with ل.
const OWN_LAM: u8 = 128;

const ENCLITICS: [(&str, Enclitic); 10] = [
    ("هما", Enclitic::Both),
    ("ها", Enclitic::She),
    ("هم", Enclitic::They),
    ("هن", Enclitic::They),
    ("نا", Enclitic::We),
    ("ني", Enclitic::I),
    ("كم", Enclitic::You),
    ("ه", Enclitic::He),
    ("ي", Enclitic::I),
    ("ك", Enclitic::You),
];

/// Adds every reading of a word, in no order of likelihood. `folded` and `light` have the same letters one to one.
pub(super) fn analyse(lexicon: &Blob<'_>, folded: &str, light: &str, out: &mut Vec<Reading>) {
    let conjunctions: [(&str, u8); 3] = [("", 0), ("و", 1), ("ف", 2)];
    for (letters, conjunction) in conjunctions {
        let Some(rest) = folded.strip_prefix(letters) else { continue };
        if rest.len() < 2 {
            continue;
        }
        for (prefix, flags) in PROCLITICS {
            let Some(stem) = rest.strip_prefix(prefix) else { continue };
            let (pro, stem) = if flags & OWN_LAM != 0 {
                // ل + لجنة is written للجنة
                (Proclitics(conjunction | 16), &rest[2..])
            } else {
                (Proclitics(conjunction | flags), stem)
            };
            let offset = folded.len() - stem.len();
            look_up(lexicon, folded, light, offset, pro, out);
        }
    }
}

fn look_up(lexicon: &Blob<'_>, folded: &str, light: &str, offset: usize, pro: Proclitics, out: &mut Vec<Reading>) {
    let stem = &folded[offset..];
    if stem.len() < 2 || (stem.len() < 4 && pro.0 & !3 != 0) {
        return;
    }
    add(lexicon, folded, light, offset, folded.len(), pro, Enclitic::None, out);
    for (letters, enclitic) in ENCLITICS {
        // a written ة is no pronoun
        if stem.len() >= letters.len() + 4 && stem.ends_with(letters) && !light.ends_with('ة') {
            add(lexicon, folded, light, offset, folded.len() - letters.len(), pro, enclitic, out);
        }
    }
}

#[expect(clippy::too_many_arguments, reason = "one call site pair; a struct would only rename them")]
fn add(lexicon: &Blob<'_>, folded: &str, light: &str, start: usize, end: usize, pro: Proclitics, enc: Enclitic, out: &mut Vec<Reading>) {
    let mut hash = None;
    for form in lexicon.forms(&folded[start..end]) {
        let [row, features, spelling, _] = form.0;
        let features = mahdar_arabic::features::Features(features);
        let reading = Reading {
            features,
            row,
            pro,
            enc,
            stem: start as u8,
            tail: (folded.len() - end) as u8,
            exact: spelling == *hash.get_or_insert_with(|| light_hash(&light[start..end])),
        };
        // a verb's «me» is ني, a noun's «my» is ي
        let me =
            &folded[end..] == "ي" && reading.is_verb() || &folded[end..] == "ني" && !reading.is_verb() && reading.pos() != Pos::Particle;
        if !me && compatible(&reading, &light[start..end]) {
            out.push(reading);
        }
    }
}

/// Whether clitics, shape and part of speech can go together.
fn compatible(r: &Reading, stem: &str) -> bool {
    let f = r.features;
    let attached = r.enc != Enclitic::None;
    if f.is_free() && attached {
        return false;
    }
    let (article, will, preposition) = (r.pro.has(Proclitics::THE), r.pro.has(Proclitics::WILL), r.pro.prepositional());
    if article && (attached || f.is_tanwin() || f.is_bound()) {
        return false;
    }
    if f.is_tanwin() && attached {
        return false;
    }
    match f.pos() {
        Pos::Verb => {
            if article || (f.is_bound() && !attached) {
                return false;
            }
            if will {
                return f.is_present();
            }
            if preposition {
                // لـ + present: that he may …
                return r.pro.has(Proclitics::FOR) && f.is_present();
            }
            true
        }
        Pos::Particle => !article && !will,
        Pos::Name => !will && !attached && !(article && preposition && stem.len() < 6),
        _ => {
            if will || (f.is_bound() && !attached && stem.ends_with('ت')) {
                return false;
            }
            // a feminine noun takes its pronoun on ت, not on ة
            !(attached && stem.ends_with(['ة', 'ى']))
        }
    }
}

/// Likeliest first: exact spelling, then fewer clitics, then words before names.
pub(super) fn rank(readings: &mut [Reading]) {
    readings.sort_by_key(|r| {
        let clitics = (r.pro.0 & !64).count_ones() + u32::from(r.enc != Enclitic::None);
        // «I …» is rare in news beside «he …» of another verb (أكد)
        let first_person = r.is_verb() && r.features.which_person() == 1 && r.features.is_present();
        // so are moods that a particle must call for, commands, and what is only passive (ووجه: he directed, before he was faced)
        let f = r.features;
        let marked = r.is_verb() && (f.is_short() && f.number() == Number::Singular || f.is_passive() || f.is_imperative());
        (!r.exact, marked, clitics, first_person, r.pos() == Pos::Name)
    });
}

/// Leaves out, behind `start`, what is only there for want of anything else: commands, which news does not give, and adjectives made by rule.
pub(super) fn prune(readings: &mut Vec<Reading>, start: usize) {
    let command = |r: &Reading| r.is_verb() && r.features.is_imperative();
    let other = readings[start..].iter().any(|r| r.pos() != Pos::Name && !command(r) && !r.features.is_derived());
    // the pool before `start` is other words': it is not gone through
    let mut kept = start;
    for at in start..readings.len() {
        let reading = readings[at];
        if !reading.features.is_derived() && !(other && command(&reading)) {
            readings[kept] = reading;
            kept += 1;
        }
    }
    readings.truncate(kept);
}
