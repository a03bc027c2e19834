//! Inflection: every written form of a verb, noun or adjective from its principal parts.
//!
//! Spelling without vowel signs, as newspapers write. A verb needs its past and present (third person masculine singular); the kinds of weak
//! verb show in those two. Forms that only stand before a pronoun are marked [`Features::bound`], those that never do [`Features::free`].

use crate::features::{Features, Pos};

/// Receives a form and what it says.
pub type Sink<'a> = &'a mut dyn FnMut(&str, Features);

/// All but the last `n` letters.
fn cut(word: &str, n: usize) -> String {
    let keep = word.chars().count().saturating_sub(n);
    word.chars().take(keep).collect()
}

fn last(word: &str) -> char {
    word.chars().last().unwrap_or(' ')
}

fn nth_from_end(word: &str, n: usize) -> char {
    word.chars().rev().nth(n).unwrap_or(' ')
}

/// How a verb's stem changes before endings.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Weakness {
    Sound,
    Hollow,
    Doubled,
    Defective,
}

fn weakness(past: &str, present: &str, form: &str) -> Weakness {
    let letters = past.chars().count();
    if matches!(last(past), 'ى' | 'ا') || matches!(last(present), 'ى' | 'و' | 'ي') {
        return Weakness::Defective;
    }
    let middle_alef = nth_from_end(past, 1) == 'ا';
    let (hollow, doubled) = match form {
        "I" => (middle_alef && letters == 3, letters == 2),
        "IV" => (middle_alef && letters == 4, letters == 3 && !middle_alef),
        // احتل and انضم, not اتفق, whose ت is doubled with its own first radical
        "VII" | "VIII" => (
            middle_alef && letters == 5,
            letters == 4 && !middle_alef && (nth_from_end(past, 1) == 'ت' || nth_from_end(past, 1) == 'ط' || nth_from_end(past, 2) == 'ن'),
        ),
        "X" => (middle_alef && letters == 6, letters == 5 && !middle_alef),
        _ => (false, false),
    };
    match (hollow, doubled) {
        (true, _) => Weakness::Hollow,
        (_, true) => Weakness::Doubled,
        _ => Weakness::Sound,
    }
}

/// Every past and present form of a verb.
pub fn verb(past: &str, present: &str, form: &str, sink: Sink<'_>) {
    let weak = weakness(past, present, form);
    past_forms(past, weak, sink);
    present_forms(present, weak, sink);
}

fn past_forms(past: &str, weak: Weakness, sink: Sink<'_>) {
    let f = Features::new(Pos::Verb).past();
    // stems before an ending that begins with a vowel, and before one that begins with a consonant
    let (vowel, consonant) = match weak {
        Weakness::Sound => (past.to_owned(), past.to_owned()),
        Weakness::Hollow => (past.to_owned(), format!("{}{}", cut(past, 2), last(past))),
        Weakness::Doubled => (past.to_owned(), format!("{past}{}", last(past))),
        Weakness::Defective if last(past) == 'ى' => (cut(past, 1), format!("{}ي", cut(past, 1))),
        Weakness::Defective if last(past) == 'ا' => (cut(past, 1), format!("{}و", cut(past, 1))),
        Weakness::Defective => (past.to_owned(), past.to_owned()),
    };
    let keeps_ya = weak == Weakness::Defective && !matches!(last(past), 'ى' | 'ا');
    sink(past, f);
    if weak == Weakness::Defective && last(past) == 'ى' {
        sink(&format!("{vowel}ا"), f.bound());
    }
    sink(&format!("{vowel}ت"), f.feminine());
    sink(&format!("{vowel}تا"), f.feminine().dual());
    let dual = if weak == Weakness::Defective { format!("{consonant}ا") } else { format!("{vowel}ا") };
    sink(&dual, f.dual());
    let plural = if keeps_ya { cut(past, 1) } else { vowel.clone() };
    sink(&format!("{plural}وا"), f.plural().free());
    sink(&format!("{plural}و"), f.plural().bound());
    sink(&format!("{consonant}ن"), f.feminine().plural());
    sink(&format!("{consonant}ت"), f.person(1));
    sink(&format!("{consonant}نا"), f.person(1).plural());
    sink(&format!("{consonant}تم"), f.person(2).plural());
}

fn present_forms(present: &str, weak: Weakness, sink: Sink<'_>) {
    let f = Features::new(Pos::Verb).present();
    let rest: String = present.chars().skip(1).collect();
    let stem = match (weak, last(&rest)) {
        (Weakness::Defective, 'ى') => (cut(&rest, 1), format!("{}ي", cut(&rest, 1))),
        (Weakness::Defective, 'و' | 'ي') => (cut(&rest, 1), rest.clone()),
        _ => (rest.clone(), rest.clone()),
    };
    let (short, dual) = stem;
    for (prefix, g) in [("ي", f), ("ت", f.feminine()), ("أ", f.person(1)), ("ن", f.person(1).plural())] {
        sink(&format!("{prefix}{rest}"), g);
        if weak == Weakness::Defective {
            // jussive: لم ينف، لم يدع; before a pronoun: يراه
            sink(&format!("{prefix}{short}"), g.free());
            if last(&rest) == 'ى' {
                sink(&format!("{prefix}{short}ا"), g.bound());
            }
        }
        if weak == Weakness::Hollow {
            sink(&format!("{prefix}{}{}", cut(&rest, 2), last(&rest)), g);
        }
    }
    for (prefix, g) in [("ي", f), ("ت", f.feminine())] {
        sink(&format!("{prefix}{dual}ان"), g.dual());
        sink(&format!("{prefix}{dual}ا"), g.dual());
        let plural = if weak == Weakness::Defective { &short } else { &rest };
        sink(&format!("{prefix}{plural}ون"), g.plural());
        sink(&format!("{prefix}{plural}وا"), g.plural().free());
        sink(&format!("{prefix}{plural}و"), g.plural().bound());
    }
    let women = match weak {
        Weakness::Hollow => format!("{}{}", cut(&rest, 2), last(&rest)),
        _ => dual,
    };
    sink(&format!("ي{women}ن"), f.feminine().plural());
}

/// An active or passive participle, or an adjective: all genders, numbers and states. `singular` is masculine.
pub fn adjective(singular: &str, pos: Pos, defective: bool, sink: Sink<'_>) {
    let f = Features::new(pos);
    // داع, الداعي, داعيا, داعية, داعين
    let full = if defective && !matches!(last(singular), 'ي' | 'ى' | 'و') { format!("{singular}ي") } else { singular.to_owned() };
    let stem = if last(&full) == 'ى' { format!("{}ي", cut(&full, 1)) } else { full.clone() };
    sink(singular, f);
    sink(&full, f);
    sink(&format!("{stem}ا"), f.tanwin());
    let feminine = if last(&full) == 'ى' { cut(&full, 1) + "ا" } else { stem.clone() };
    sink(&format!("{feminine}ة"), f.feminine());
    sink(&format!("{feminine}ت"), f.feminine().bound());
    sound_dual(&stem, f, sink);
    sound_dual(&format!("{feminine}ت"), f.feminine(), sink);
    let plural = if defective { cut(&full, 1) } else { stem.clone() };
    sink(&format!("{plural}ون"), f.plural());
    sink(&format!("{plural}ين"), f.plural());
    sink(&format!("{plural}و"), f.plural().bound());
    sink(&format!("{plural}ي"), f.plural().bound());
    sink(&format!("{feminine}ات"), f.feminine().plural());
}

fn sound_dual(stem: &str, f: Features, sink: Sink<'_>) {
    sink(&format!("{stem}ان"), f.dual());
    sink(&format!("{stem}ين"), f.dual());
    sink(&format!("{stem}ا"), f.dual().bound());
    sink(&format!("{stem}ي"), f.dual().bound());
}

/// A noun: singular, dual, accusative, the shape before a pronoun, and its plurals (`ون`, `ات` or broken ones).
pub fn noun<'a>(singular: &str, plurals: impl Iterator<Item = &'a str>, feminine: bool, pos: Pos, sink: Sink<'_>) {
    let f = if feminine { Features::new(pos).feminine() } else { Features::new(pos) };
    let stem = match last(singular) {
        'ة' => format!("{}ت", cut(singular, 1)),
        'ى' => format!("{}ي", cut(singular, 1)),
        _ => singular.to_owned(),
    };
    sink(singular, f);
    match last(singular) {
        'ة' => sink(&stem, f.bound()),
        'ى' => sink(&format!("{}ا", cut(singular, 1)), f.bound()),
        'ا' => {}
        _ => sink(&format!("{singular}ا"), f.tanwin()),
    }
    sound_dual(&stem, f, sink);
    for plural in plurals {
        let base = if last(singular) == 'ة' { cut(singular, 1) } else { stem.clone() };
        match plural {
            "ون" => {
                sink(&format!("{base}ون"), f.plural());
                sink(&format!("{base}ين"), f.plural());
                sink(&format!("{base}و"), f.plural().bound());
                sink(&format!("{base}ي"), f.plural().bound());
            }
            "ات" => sink(&format!("{base}ات"), f.plural()),
            broken => {
                sink(broken, f.plural());
                match last(broken) {
                    'ة' => sink(&format!("{}ت", cut(broken, 1)), f.plural().bound()),
                    'ى' => sink(&format!("{}ا", cut(broken, 1)), f.plural().bound()),
                    'ا' => {}
                    _ => sink(&format!("{broken}ا"), f.plural().tanwin()),
                }
            }
        }
    }
}

/// A verbal noun: as a noun with the sound feminine plural.
pub fn masdar(masdar: &str, sink: Sink<'_>) {
    let feminine = last(masdar) == 'ة';
    noun(masdar, std::iter::once("ات"), feminine, Pos::Masdar, sink);
}

/// Whether a verb's participles are defective (داع، مناد).
pub fn is_defective(past: &str, present: &str) -> bool {
    matches!(last(past), 'ى' | 'ا') || matches!(last(present), 'ى' | 'و' | 'ي')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::{Gender, Number};

    fn forms(past: &str, present: &str, form: &str) -> Vec<(String, Features)> {
        let mut out = Vec::new();
        verb(past, present, form, &mut |w, f| out.push((w.to_owned(), f)));
        out
    }

    fn has(past: &str, present: &str, form: &str, words: &[&str]) {
        let all = forms(past, present, form);
        for word in words {
            assert!(all.iter().any(|(w, _)| w == word), "{word} is not made from {past}/{present}");
        }
    }

    #[test]
    fn verbs_of_every_kind() {
        has("أعلن", "يعلن", "IV", &["أعلنت", "أعلنا", "أعلنوا", "أعلنتا", "يعلنون", "نعلن", "تعلن", "يعلنا"]);
        has("قال", "يقول", "I", &["قالت", "قلت", "قلنا", "يقل", "تقول", "قالوا", "يقلن"]);
        has("دعا", "يدعو", "I", &["دعت", "دعوا", "دعوت", "دعوا", "يدع", "يدعون", "يدعوان", "تدعو"]);
        has("نفى", "ينفي", "I", &["نفت", "نفوا", "نفيا", "نفيت", "ينف", "ينفون", "نفا"]);
        has("رأى", "يرى", "I", &["رأت", "يرون", "يريان", "يرا", "رأينا"]);
        has("أصر", "يصر", "IV", &["أصرت", "أصررنا", "يصرون"]);
        has("اتفق", "يتفق", "VIII", &["اتفقنا", "اتفقتا", "اتفقوا"]);
        has("احتل", "يحتل", "VIII", &["احتللنا", "احتلت"]);
        has("استعاد", "يستعيد", "X", &["استعدنا", "استعادت", "يستعد"]);
        has("بقي", "يبقى", "I", &["بقيت", "بقوا", "يبقون", "يبق"]);
    }

    #[test]
    fn agreement_is_told() {
        let all = forms("نفى", "ينفي", "I");
        let (_, f) = all.iter().find(|(w, _)| w == "نفت").unwrap();
        assert_eq!((f.gender(), f.number(), f.which_person()), (Gender::Feminine, Number::Singular, 3));
    }

    #[test]
    fn nouns_and_participles() {
        let mut out = Vec::new();
        masdar("زيارة", &mut |w, _| out.push(w.to_owned()));
        for w in ["زيارت", "زيارتين", "زيارات"] {
            assert!(out.iter().any(|o| o == w), "{w}");
        }
        out.clear();
        adjective("داع", Pos::Active, true, &mut |w, _| out.push(w.to_owned()));
        for w in ["داعيا", "داعية", "داعين", "داعون", "الداعي".trim_start_matches("ال")] {
            assert!(out.iter().any(|o| o == w), "{w}");
        }
        assert!(!out.iter().any(|o| o == "داعا"));
    }
}
