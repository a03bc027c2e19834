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
        // آمن has a melted hamza, no doubled letter
        "IV" => (middle_alef && letters == 4, letters == 3 && !middle_alef && !past.starts_with('آ')),
        "IX" => (false, true),
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

/// The forms of a verb, as they are written in the lexicon; Q and QII have four root letters.
pub const FORMS: [&str; 12] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "Q", "QII"];

/// Letters of the shortest past (رد).
pub const LEAST_PAST: usize = 2;
/// Letters of the shortest present, its prefix included (يرد).
pub const LEAST_PRESENT: usize = 3;

/// A verb by its principal parts; nothing is made of shorter ones than [`LEAST_PAST`] and [`LEAST_PRESENT`].
#[derive(Clone, Copy, Debug)]
pub struct Verb<'a> {
    /// Past, third person masculine singular.
    pub past: &'a str,
    /// Present, the same person.
    pub present: &'a str,
    /// I to X, Q or QII.
    pub form: &'a str,
    /// Whether it is used in the passive.
    pub passive: bool,
}

impl Verb<'_> {
    /// Every form that is written: past, present in its moods, imperative, and the passive where it is written otherwise.
    pub fn forms(self, sink: Sink<'_>) {
        if self.past.chars().count() < LEAST_PAST || self.present.chars().count() < LEAST_PRESENT {
            return;
        }
        let weak = weakness(self.past, self.present, self.form);
        let verb = Features::new(Pos::Verb);
        past_forms(self.past, self.present, self.form, weak, sink);
        present_forms(self.present, weak, verb.present(), sink);
        imperative(self, weak, sink);
        if self.passive && self.form != "VII" {
            if let Some(past) = passive_past(self, weak) {
                passive_past_forms(&past, weak, sink);
            }
            if let Some((present, weak)) = passive_present(self, weak) {
                present_forms(&present, weak, verb.present().passive(), sink);
            }
        }
    }
}

/// A stem and an ending that begins with a vowel, in every spelling of the hamza between them: قرأ + وا is قرؤوا, قرأوا or قرءوا.
fn join(stem: &str, ending: &str) -> Vec<String> {
    let first = ending.chars().next().unwrap_or(' ');
    let base = cut(stem, 1);
    let on = |seats: &[char]| seats.iter().map(|seat| format!("{base}{seat}{ending}")).collect();
    match (nth_from_end(stem, 1), last(stem), first) {
        (_, 'أ', 'ا') => vec![format!("{base}آ{}", ending.chars().skip(1).collect::<String>())],
        (_, 'أ', 'و') => on(&['ؤ', 'أ', 'ء']),
        (_, 'أ', 'ي') => on(&['ئ', 'أ']),
        ('ي', 'ء', 'ا' | 'و' | 'ي') => on(&['ئ']),
        (_, 'ء', 'و') => on(&['ؤ', 'ء']),
        (_, 'ء', 'ي') => on(&['ئ']),
        _ => vec![format!("{stem}{ending}")],
    }
}

/// [`join`] into a sink.
fn joined(stem: &str, ending: &str, f: Features, sink: Sink<'_>) {
    for word in join(stem, ending) {
        sink(&word, f);
    }
}

/// Alef behind a stem, which melts with a hamza on alef: رأ + ا is رآ.
fn with_alef(stem: &str) -> String {
    if last(stem) == 'أ' { format!("{}آ", cut(stem, 1)) } else { format!("{stem}ا") }
}

/// A stem and an ending that begins with a consonant: the same letter twice is written once (أعلن + نا is أعلنا).
fn closed_by(stem: &str, ending: &str) -> String {
    if ending.starts_with(last(stem)) { format!("{}{ending}", cut(stem, 1)) } else { format!("{stem}{ending}") }
}

/// The stem of a hollow or doubled past before an ending that begins with a consonant: قلنا, جئنا, أصررنا.
fn before_consonant(past: &str, present: &str, form: &str, weak: Weakness) -> String {
    match weak {
        Weakness::Hollow if last(past) == 'ء' => {
            let seat = match (form, nth_from_end(present, 1)) {
                ("I", 'و') => 'ؤ',
                ("I", _) => 'ئ',
                _ => 'أ',
            };
            format!("{}{seat}", cut(past, 2))
        }
        Weakness::Hollow => format!("{}{}", cut(past, 2), last(past)),
        Weakness::Doubled => format!("{past}{}", last(past)),
        Weakness::Defective if last(past) == 'ى' => format!("{}ي", cut(past, 1)),
        Weakness::Defective if last(past) == 'ا' => format!("{}و", cut(past, 1)),
        Weakness::Sound | Weakness::Defective => past.to_owned(),
    }
}

fn past_forms(past: &str, present: &str, form: &str, weak: Weakness, sink: Sink<'_>) {
    let f = Features::new(Pos::Verb).past();
    let falls = weak == Weakness::Defective && matches!(last(past), 'ى' | 'ا');
    let vowel = if falls { cut(past, 1) } else { past.to_owned() };
    let consonant = before_consonant(past, present, form, weak);
    sink(past, f);
    if weak == Weakness::Defective && last(past) == 'ى' {
        sink(&with_alef(&vowel), f.bound());
    }
    sink(&format!("{vowel}ت"), f.feminine());
    sink(&format!("{vowel}تا"), f.feminine().dual());
    if weak == Weakness::Defective {
        sink(&format!("{consonant}ا"), f.dual());
        let plural = if falls { vowel } else { cut(past, 1) };
        sink(&format!("{plural}وا"), f.plural().free());
        sink(&format!("{plural}و"), f.plural().bound());
    } else {
        joined(past, "ا", f.dual(), sink);
        joined(past, "وا", f.plural().free(), sink);
        joined(past, "و", f.plural().bound(), sink);
    }
    sink(&closed_by(&consonant, "ن"), f.feminine().plural());
    sink(&closed_by(&consonant, "ت"), f.person(1));
    sink(&closed_by(&consonant, "نا"), f.person(1).plural());
    sink(&closed_by(&consonant, "تم"), f.person(2).plural().free());
    sink(&closed_by(&consonant, "تمو"), f.person(2).plural().bound());
    sink(&closed_by(&consonant, "تما"), f.person(2).dual());
}

fn present_forms(present: &str, weak: Weakness, f: Features, sink: Sink<'_>) {
    let rest: String = present.chars().skip(1).collect();
    // what stands before an ending with a vowel that swallows the last letter, and before one that does not
    let (short, dual) = match (weak, last(&rest)) {
        (Weakness::Defective, 'ى') => (cut(&rest, 1), format!("{}ي", cut(&rest, 1))),
        (Weakness::Defective, 'و' | 'ي') => (cut(&rest, 1), rest.clone()),
        _ => (rest.clone(), rest.clone()),
    };
    let closed = closed(&rest, weak);
    for (prefix, g) in [("ي", f), ("ت", f.feminine()), ("أ", f.person(1)), ("ن", f.person(1).plural())] {
        // أ + أخذ is آخذ
        let put = |rest: &str| match rest.strip_prefix('أ') {
            Some(rest) if prefix == "أ" => format!("آ{rest}"),
            _ => format!("{prefix}{rest}"),
        };
        sink(&put(&rest), g);
        if last(&rest) == 'أ' {
            sink(&format!("{}ؤ", put(&cut(&rest, 1))), g.bound());
        } else if last(&rest) == 'ء' {
            sink(&format!("{}{}", put(&cut(&rest, 1)), if nth_from_end(&rest, 1) == 'ي' { 'ئ' } else { 'ؤ' }), g.bound());
        }
        match weak {
            Weakness::Defective => {
                // لم ينف، لم يدع; before a pronoun: يراه
                sink(&put(&short), g.short());
                if last(&rest) == 'ى' {
                    sink(&put(&with_alef(&short)), g.bound());
                }
            }
            Weakness::Hollow => sink(&put(&closed), g.short()),
            // لم يردد beside لم يرد
            Weakness::Doubled => sink(&put(&closed), g.short()),
            Weakness::Sound => {}
        }
    }
    let defective = weak == Weakness::Defective;
    let plural = if defective { &short } else { &rest };
    let mut put = |prefix: &str, stem: &str, ending: &str, g: Features| {
        let stem = format!("{prefix}{stem}");
        if defective { sink(&format!("{stem}{ending}"), g) } else { joined(&stem, ending, g, sink) }
    };
    for (prefix, two, many) in [("ي", f, f), ("ت", f.feminine(), f.person(2))] {
        put(prefix, &dual, "ان", two.dual());
        put(prefix, &dual, "ا", two.dual().short());
        put(prefix, plural, "ون", many.plural());
        put(prefix, plural, "وا", many.plural().free().short());
        put(prefix, plural, "و", many.plural().bound().short());
    }
    put("ت", &short, "ين", f.feminine().person(2));
    put("ت", &short, "ي", f.feminine().person(2).short());
    let women = if matches!(weak, Weakness::Hollow | Weakness::Doubled) { closed } else { dual.clone() };
    put("ي", &cut(&closed_by(&women, "ن"), 1), "ن", f.feminine().plural());
}

/// The present's stem where its last syllable is closed: يقول, لم يقل; يرد, لم يردد; يجيء, لم يجئ.
fn closed(rest: &str, weak: Weakness) -> String {
    let base = cut(rest, 2);
    match (weak, nth_from_end(rest, 1), last(rest)) {
        (Weakness::Hollow, 'ي', 'ء') => format!("{base}ئ"),
        (Weakness::Hollow, 'و', 'ء') => format!("{base}ؤ"),
        (Weakness::Hollow, _, 'ء') => format!("{base}أ"),
        (Weakness::Hollow, _, end) => format!("{base}{end}"),
        (Weakness::Doubled, _, end) => format!("{rest}{end}"),
        _ => rest.to_owned(),
    }
}

fn imperative(verb: Verb<'_>, weak: Weakness, sink: Sink<'_>) {
    let f = Features::new(Pos::Verb).imperative();
    let rest: String = verb.present.chars().skip(1).collect();
    let first = rest.chars().next().unwrap_or(' ');
    let open = match (weak, last(&rest)) {
        (Weakness::Defective, _) => cut(&rest, 1),
        _ => rest.clone(),
    };
    let one = if weak == Weakness::Hollow { closed(&rest, weak) } else { open.clone() };
    let with_prefix = |stem: &str| match verb.form {
        // خذ, كل, مر
        "I" if first == 'أ' && matches!(verb.past, "أخذ" | "أكل" | "أمر") => stem.chars().skip(1).collect(),
        // صل, قل, رد begin with a vowelled letter
        "I" if matches!(weak, Weakness::Hollow | Weakness::Doubled) || verb.past.starts_with('و') && first != 'و' => stem.to_owned(),
        "I" if first == 'أ' => format!("ائ{}", stem.chars().skip(1).collect::<String>()),
        "II" | "III" if first == 'ؤ' => format!("{}{}", verb.past.chars().next().unwrap_or('أ'), stem.chars().skip(1).collect::<String>()),
        "II" | "III" | "V" | "VI" | "Q" | "QII" => stem.to_owned(),
        "IV" if verb.past.starts_with('آ') => format!("آ{}", stem.chars().skip(1).collect::<String>()),
        "IV" => format!("أ{stem}"),
        _ => format!("ا{stem}"),
    };
    sink(&with_prefix(&one), f);
    joined(&with_prefix(&open), "وا", f.plural().free(), sink);
    joined(&with_prefix(&open), "و", f.plural().bound(), sink);
}

/// The passive past where its letters differ from the active's.
fn passive_past(verb: Verb<'_>, weak: Weakness) -> Option<String> {
    let past = verb.past;
    let letters: Vec<char> = past.chars().collect();
    let mut out = letters.clone();
    let end = letters.len();
    match weak {
        // قيل, أقيم, اختير, استعيد
        Weakness::Hollow => out[end - 2] = 'ي',
        Weakness::Defective => out[end - 1] = 'ي',
        Weakness::Sound | Weakness::Doubled => {}
    }
    // شورك, تبودل
    match verb.form {
        "III" if end > 2 && letters[1] == 'ا' => out[1] = 'و',
        "VI" if end > 3 && letters[2] == 'ا' => out[2] = 'و',
        "IV" if letters[0] == 'آ' => out.splice(0..1, ['أ', 'و']).for_each(drop),
        "III" if letters[0] == 'آ' => out.splice(0..1, ['أ', 'و']).for_each(drop),
        _ => {}
    }
    // قرئ, أنشئ; سئل, رئي
    let end = out.len();
    if end > 1 && out[end - 1] == 'أ' {
        out[end - 1] = 'ئ';
    }
    if end > 2 && out[end - 2] == 'أ' {
        out[end - 2] = 'ئ';
    }
    (out != letters).then(|| out.into_iter().collect())
}

fn passive_past_forms(past: &str, weak: Weakness, sink: Sink<'_>) {
    let f = Features::new(Pos::Verb).past().passive();
    sink(past, f);
    sink(&format!("{past}ت"), f.feminine());
    joined(past, "ا", f.dual(), sink);
    sink(&format!("{past}تا"), f.feminine().dual());
    if weak == Weakness::Defective {
        sink(&format!("{}وا", cut(past, 1)), f.plural().free());
    } else {
        joined(past, "وا", f.plural().free(), sink);
    }
}

/// The passive present where its letters differ from the active's, and how it is weak.
fn passive_present(verb: Verb<'_>, weak: Weakness) -> Option<(String, Weakness)> {
    let letters: Vec<char> = verb.present.chars().collect();
    let mut out = letters.clone();
    let end = letters.len();
    match weak {
        Weakness::Hollow => out[end - 2] = 'ا',
        // no ى is written behind ي: يحيا
        Weakness::Defective => out[end - 1] = if letters[end - 2] == 'ي' { 'ا' } else { 'ى' },
        Weakness::Sound | Weakness::Doubled => {
            // ينشأ, يفاجأ
            if letters[end - 1] == 'ئ' {
                out[end - 1] = 'أ';
            }
        }
    }
    if verb.form == "I" {
        // يؤخذ; يوجد, where the active lost its و
        if letters[1] == 'أ' {
            out[1] = 'ؤ';
        } else if verb.past.starts_with('و') && letters[1] != 'و' {
            out.insert(1, 'و');
        }
    }
    (out != letters).then(|| (out.into_iter().collect(), weak))
}

/// An active or passive participle, or an adjective: all genders, numbers and states. `singular` is masculine.
pub fn adjective(singular: &str, pos: Pos, defective: bool, sink: Sink<'_>) {
    let f = Features::new(pos);
    // داع, الداعي, داعيا, داعية, داعين
    let full = if defective && !matches!(last(singular), 'ي' | 'ى' | 'و') { format!("{singular}ي") } else { singular.to_owned() };
    let stem = if last(&full) == 'ى' { format!("{}ي", cut(&full, 1)) } else { full.clone() };
    sink(singular, f);
    sink(&full, f);
    // بريء before an ending is بريئ
    let stem = if stem.ends_with("يء") { format!("{}ئ", cut(&stem, 1)) } else { stem };
    if !stem.ends_with("اء") && last(&stem) != 'أ' {
        sink(&format!("{stem}ا"), f.tanwin());
    }
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
    // مبدأ, مبدآن, مبدأين; شيء, شيئان
    let stem = if stem.ends_with("يء") { format!("{}ئ", cut(stem, 1)) } else { stem.to_owned() };
    let alef = with_alef(&stem);
    sink(&format!("{alef}ن"), f.dual());
    sink(&format!("{stem}ين"), f.dual());
    sink(&alef, f.dual().bound());
    sink(&format!("{stem}ي"), f.dual().bound());
}

/// A noun in the indefinite accusative and before a pronoun, where its last letter changes there: شيئا, بنائه, مدرست, مستشفا.
fn endings(word: &str, f: Features, sink: Sink<'_>) {
    let base = cut(word, 1);
    match last(word) {
        'ة' => sink(&format!("{base}ت"), f.bound()),
        'ى' => sink(&format!("{base}ا"), f.bound()),
        'ا' => {}
        // the seat of a last hamza is that of its vowel; behind an alef no other alef is written
        'ء' | 'أ' => {
            sink(&format!("{base}ئ"), f.bound());
            sink(&format!("{base}ؤ"), f.bound());
            match (nth_from_end(word, 1), last(word)) {
                ('ا', _) | (_, 'أ') => {}
                ('ي', _) => sink(&format!("{base}ئا"), f.tanwin()),
                _ => sink(&format!("{word}ا"), f.tanwin()),
            }
        }
        _ => sink(&format!("{word}ا"), f.tanwin()),
    }
}

/// The relational adjective of a noun by the common rule: سياسة, سياسي; شتاء, شتائي is left to the lists, as is what is not by rule.
pub fn relational(noun: &str) -> Option<String> {
    let base = noun.strip_suffix('ة').unwrap_or(noun);
    let letters = base.chars().count();
    (letters >= 3 && !base.ends_with(['ا', 'ى', 'ء', 'ي', 'و', 'ئ', 'أ']) && !base.contains(' ')).then(|| format!("{base}ي"))
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
    endings(singular, f, sink);
    sound_dual(&stem, f, sink);
    for plural in plurals {
        // the hamza of مكافأة melts with the alef of ات
        let base = if last(singular) == 'ة' { cut(singular, 1) } else { stem.clone() };
        match plural {
            "ون" => {
                sink(&format!("{base}ون"), f.plural());
                sink(&format!("{base}ين"), f.plural());
                sink(&format!("{base}و"), f.plural().bound());
                sink(&format!("{base}ي"), f.plural().bound());
            }
            "ات" => sink(&format!("{}ت", with_alef(&base)), f.plural()),
            broken => {
                sink(broken, f.plural());
                endings(broken, f.plural(), sink);
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
#[path = "inflect_tests.rs"]
mod tests;
