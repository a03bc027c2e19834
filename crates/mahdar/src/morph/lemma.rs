//! Lemmas: which reading a tag means, and the word that a dictionary lists it under.
//!
//! In: the segment that is a stem, its readings, its tag. Out: the reading and the lemma; for a word that the lexicon does not have, a guess
//! from its ending. Only the analysis asks; nothing here runs while a record is made.

use super::facts::Learned;
use super::split::Split;
use super::{Reading, facts};
use mahdar_arabic::features::{Features, Number, Pos};
use mahdar_arabic::fold::{self, without_article as bare};
use mahdar_arabic::model::TAGS;
use mahdar_lexicon::Blob;

/// Parts of speech of the lexicon that a tag may mean, the likeliest first.
fn order(tag: &str) -> &'static [Pos] {
    match tag {
        "VERB" | "AUX" => &[Pos::Verb],
        "ADJ" => &[Pos::Adjective, Pos::Nisba, Pos::Active, Pos::Passive, Pos::Noun, Pos::Title, Pos::Masdar],
        "NOUN" | "X" => &[
            Pos::Noun,
            Pos::OrgHead,
            Pos::Title,
            Pos::FrameworkHead,
            Pos::Masdar,
            Pos::EventNoun,
            Pos::SayingNoun,
            Pos::Active,
            Pos::Passive,
            Pos::Adjective,
            Pos::Nisba,
            Pos::Particle,
        ],
        "PROPN" => &[Pos::Name],
        _ => &[Pos::Particle, Pos::Noun, Pos::Adjective, Pos::Active, Pos::Masdar],
    }
}

/// The reading that a tag means, among those of one split.
pub fn reading<'r>(blob: &Blob<'_>, readings: &'r [Reading], word: &str, split: Split, tag: u8) -> Option<&'r Reading> {
    // a plural that the lists also have as a word of its own (حدود, عقوبات) is the plural where they have its singular
    let (nouns, bodies) = (blob.table("nouns"), blob.table("orgheads"));
    let plural_alone = |r: &Reading| {
        let cell = |table: Option<mahdar_lexicon::TableView<'_>>| table.is_some_and(|t| t.get(r.row as usize, "plural").is_empty());
        // حيات of حياته is no plural: what stands before a pronoun is not the listed word
        r.features.number() == Number::Singular
            && !r.features.is_bound()
            && (r.pos() == Pos::Noun && cell(nouns) || r.pos() == Pos::OrgHead && cell(bodies))
    };
    let plural_of = readings
        .iter()
        .any(|r| r.exact && matches!(r.pos(), Pos::Noun | Pos::OrgHead) && r.features.number() == Number::Plural && !r.features.is_bound());
    // of two that have the form, the one that news has oftener
    let learned = Learned::new(blob);
    let often = |r: &Reading| {
        let count = |table: &str, column: &str| {
            let cell = blob.table(table).map_or("", |t| t.get(r.row as usize, column));
            learned.stats(&fold::key(cell)).count
        };
        match r.pos() {
            Pos::Verb => count("verbs", "lemma").max(count("verbs", "present")),
            Pos::Noun | Pos::Adjective => count("nouns", "lemma"),
            _ => 0,
        }
    };
    let order = order(TAGS.get(usize::from(tag))?);
    readings
        .iter()
        .filter(|r| Split::of(r, word) == split)
        .filter_map(|r| Some((order.iter().position(|p| *p == r.pos())?, r)))
        .min_by_key(|(place, r)| {
            let f = r.features;
            let strange = r.is_verb() && (f.which_person() != 3 || f.is_short() && f.number() == Number::Singular) || f.is_derived();
            // a dual is rarer than a word of its own that ends so (طيران flight, of طير bird)
            (
                !r.exact,
                strange,
                f.number() == Number::Dual,
                plural_of && plural_alone(r),
                *place,
                f.is_bound() && r.tail == 0,
                f.number() != Number::Singular,
                std::cmp::Reverse(often(r)),
                r.row,
            )
        })
        .map(|(_, r)| r)
}

/// The lemma of a stem, without its article; `reading` is what [`reading`] found.
pub fn lemma(blob: &Blob<'_>, light: &str, reading: Option<&Reading>, tag: u8, pronoun: bool) -> String {
    let listed = reading.and_then(|r| listed(blob, light, r, tag));
    listed.unwrap_or_else(|| guess(light, tag, pronoun))
}

/// The lemma that the lexicon's row says.
fn listed(blob: &Blob<'_>, light: &str, reading: &Reading, tag: u8) -> Option<String> {
    let noun = tag == facts::tag("NOUN");
    let noun_like = noun || tag == facts::tag("ADV") || tag == facts::tag("ADP");
    let row = reading.row as usize;
    let cell = |table: &str, column: &str| blob.table(table).map(|t| t.get(row, column)).filter(|c| !c.is_empty());
    let letters = fold::key(bare(light));
    // of several in a cell, the one that the word is a form of
    let alike = |cell: &str| {
        let shared = |lemma: &str| fold::key(lemma).chars().zip(letters.chars()).take_while(|(a, b)| a == b).count();
        cell.split('|').max_by_key(|lemma| (shared(lemma), std::cmp::Reverse(lemma.chars().count()))).unwrap_or(cell).to_owned()
    };
    match reading.pos() {
        Pos::Verb => cell("verbs", "lemma").map(str::to_owned),
        Pos::Masdar => cell("verbs", "masdar").map(alike),
        Pos::Active => cell("verbs", "active").map(|c| with_ya(c, cell("verbs", "lemma"))),
        Pos::Passive => cell("verbs", "passive").map(str::to_owned),
        // نظرية, مسرحية: what is named by a relational adjective is a noun of its own
        Pos::Adjective | Pos::Nisba if noun && (light.ends_with("ية") || light.ends_with("يات")) => {
            let stem = bare(light);
            Some(format!("{}ة", stem.trim_end_matches("ات").trim_end_matches('ة')))
        }
        Pos::Adjective if reading.features.is_derived() => cell("nouns", "lemma").and_then(mahdar_arabic::inflect::relational),
        Pos::Noun | Pos::Adjective => cell("nouns", "lemma").map(str::to_owned),
        Pos::Nisba => cell("states", "adjective").map(alike),
        Pos::Title => {
            let feminine = reading.features.gender() == mahdar_arabic::features::Gender::Feminine;
            cell("titles", if feminine { "feminine" } else { "head" }).map(str::to_owned)
        }
        Pos::OrgHead => cell("orgheads", "head").map(str::to_owned),
        Pos::FrameworkHead => cell("framework-heads", "head").map(str::to_owned),
        Pos::EventNoun => cell("event", "noun").map(alike),
        Pos::SayingNoun => cell("statement", "noun").map(alike),
        Pos::Particle => cell("particles", "form").map(|form| {
            // وفقا, جدا are accusatives; عندما, هكذا are not
            let accusative = noun_like && form.ends_with('ا') && !["ما", "ذا", "لا", "نا", "يا", "ها"].iter().any(|e| form.ends_with(e));
            if accusative { form.trim_end_matches('ا').to_owned() } else { form.to_owned() }
        }),
        Pos::Name | Pos::Unknown => None,
    }
}

/// The participle of a defective verb as dictionaries list it: داع is داعي.
fn with_ya(participle: &str, past: Option<&str>) -> String {
    let defective = past.is_some_and(|p| p.ends_with(['ى', 'ا', 'ي'])) && !participle.ends_with(['ي', 'ى']);
    if defective { format!("{participle}ي") } else { participle.to_owned() }
}

/// A lemma made from the ending alone.
fn guess(light: &str, tag: u8, pronoun: bool) -> String {
    let stem = bare(light);
    let letters = stem.chars().count();
    let without = |ending: &str, more: &str| stem.strip_suffix(ending).map(|rest| format!("{rest}{more}"));
    let adjective = tag == facts::tag("ADJ");
    let made = if tag == facts::tag("NOUN") || adjective {
        let dual = if letters > 4 { without("تين", "ة").or_else(|| without("تان", "ة")) } else { None };
        let plural = if letters > 4 {
            dual.or_else(|| without("ات", if adjective { "" } else { "ة" })).or_else(|| without("ون", "")).or_else(|| without("ين", ""))
        } else {
            None
        };
        let feminine = if adjective { without("ة", "") } else { None };
        let bound = if pronoun { without("ت", "ة").or_else(|| without("ئ", "ء")).or_else(|| without("ؤ", "ء")) } else { None };
        let tanwin = if letters > 3 && !light.starts_with("ال") { without("ا", "") } else { None };
        plural.or(feminine).or(bound).or(tanwin)
    } else if tag == facts::tag("VERB") || tag == facts::tag("AUX") {
        let ending = without("وا", "").or_else(|| without("ون", "")).or_else(|| without("ت", ""));
        let stem = ending.as_deref().unwrap_or(stem);
        let present = letters > 3 && stem.starts_with(['ي', 'ت', 'ن']);
        Some(if present { stem.chars().skip(1).collect() } else { stem.to_owned() })
    } else {
        None
    };
    made.unwrap_or_else(|| stem.to_owned())
}

/// What a reading says in the names of Universal Dependencies, sorted; empty where it says nothing.
pub fn feats(reading: Option<&Reading>, tag: u8, definite: bool) -> Vec<(&'static str, &'static str)> {
    let name = TAGS.get(usize::from(tag)).copied().unwrap_or("");
    let mut out = Vec::new();
    let Some(reading) = reading else {
        if definite {
            out.push(("Definite", "Def"));
        }
        return out;
    };
    let f: Features = reading.features;
    let nominal = matches!(name, "NOUN" | "ADJ");
    let verb = reading.is_verb();
    if !nominal && !verb {
        return out;
    }
    if verb {
        out.push(("Aspect", if f.is_past() { "Perf" } else { "Imp" }));
    }
    if nominal && definite {
        out.push(("Definite", "Def"));
    }
    out.push(("Gender", if f.gender() == mahdar_arabic::features::Gender::Feminine { "Fem" } else { "Masc" }));
    out.push((
        "Number",
        match f.number() {
            Number::Singular => "Sing",
            Number::Dual => "Dual",
            Number::Plural => "Plur",
        },
    ));
    if verb {
        out.push(("Person", ["0", "1", "2", "3"][f.which_person() as usize & 3]));
        let future = reading.pro.has(super::Proclitics::WILL);
        if f.is_short() {
            out.push(("Mood", "Jus"));
        } else if f.is_imperative() {
            out.push(("Mood", "Imp"));
        }
        out.push((
            "Tense",
            if f.is_past() {
                "Past"
            } else if future {
                "Fut"
            } else {
                "Pres"
            },
        ));
        if f.is_passive() {
            out.push(("Voice", "Pass"));
        }
        out.sort_unstable();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_words_are_guessed_by_their_ending() {
        let noun = facts::tag("NOUN");
        for (word, pronoun, lemma) in
            [("الزلاجات", false, "زلاجة"), ("مبرمجون", false, "مبرمج"), ("طاولت", true, "طاولة"), ("قلم", false, "قلم")]
        {
            assert_eq!(guess(word, noun, pronoun), lemma, "{word}");
        }
        // two letters and ات are a word of their own
        assert_eq!(guess("نبات", noun, false), "نبات");
    }
}
