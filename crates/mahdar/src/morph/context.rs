//! Context: whether a word that can be verb or noun is one here, and the tense of each clause.

use super::{Enclitic, Morph, Proclitics, Reading};
use crate::text::{Kind, Text};
use mahdar_arabic::features::{Gender, Number, Pos};

/// Tense of a clause, by its first finite verb.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tense {
    /// No verb.
    #[default]
    Unknown,
    /// A past verb.
    Past,
    /// A present verb without a particle.
    Present,
    /// سـ, سوف, لن, or a word of planning.
    Future,
}

/// Folded words after which only a verb stands.
const BEFORE_VERB: [&str; 7] = ["قد", "لم", "لن", "سوف", "وقد", "ولم", "فقد"];
/// Folded words after which no finite verb stands.
const BEFORE_NOUN: [&str; 26] = [
    "في",
    "من",
    "الي",
    "علي",
    "عن",
    "مع",
    "بين",
    "خلال",
    "بعد",
    "قبل",
    "عقب",
    "حول",
    "منذ",
    "عند",
    "لدي",
    "ضد",
    "دون",
    "عبر",
    "نحو",
    "اثناء",
    "وفق",
    "بشان",
    "بسبب",
    "هذا",
    "هذه",
    "اي",
];

/// Folded verbs whose أن takes a verb behind it, never a noun: it must, it can.
const MODAL: [&str; 8] = ["يجب", "ينبغي", "يمكن", "يتعين", "ويجب", "وينبغي", "ويمكن", "ويتعين"];

/// A verdict of the model that leads by no more than this is left to the rules: a third of its greatest weight.
const UNSURE: i16 = 40;

/// The finite verb at a token, by rules and model.
fn verb(morph: &Morph, text: &Text, token: usize) -> Option<Reading> {
    decide(morph, text, token, morph.stem(token).map_or(0, |stem| stem.verb))
}

/// The finite verb at a token, by the rules alone.
pub(super) fn ruled(morph: &Morph, text: &Text, token: usize) -> Option<Reading> {
    decide(morph, text, token, 0)
}

fn decide(morph: &Morph, text: &Text, token: usize, model: i16) -> Option<Reading> {
    let readings = morph.readings(token);
    let verb = *readings.iter().find(|r| r.is_verb())?;
    let before = if token > 0 && text.tokens[token - 1].kind == Kind::Word { text.fold(token - 1) } else { "" };
    if BEFORE_VERB.contains(&before) || verb.pro.has(Proclitics::WILL) {
        return Some(verb);
    }
    // قبل, بعد, حول: the closed classes win; only وبيّن at the head of a sentence is the verb
    let particle = readings.iter().any(|r| r.pos() == Pos::Particle && (r.exact || !verb.exact));
    if particle {
        let heads = text.sentences.get(text.sentence_of(token)).is_some_and(|s| s.start == token);
        // عبّر … عن: the verb, where عن stands within its clause
        let stem = text.fold(token).trim_start_matches('و');
        let expresses = stem == "عبر" && (token + 1..token + 12).take_while(|t| text.is_word(*t)).any(|t| text.fold(t) == "عن");
        return (heads && text.fold(token) == "وبين" || expresses).then_some(verb);
    }
    let nominal = readings.iter().find(|r| !r.is_verb() && r.pos() != Pos::Name);
    let Some(nominal) = nominal else { return Some(verb) };
    // the model knows a verb when it sees one
    if before == "ان" && token > 1 && MODAL.contains(&text.fold(token - 2)) {
        return Some(verb);
    }
    // the model has seen which words are verbs in which company; where it wavers the rules below decide
    // but not where the rules are surer: a sentence of news begins with its verb, and a headline has one behind a bare name
    let heads = text.sentences.get(text.sentence_of(token)).is_some_and(|s| s.start == token);
    let named =
        token > 0 && text.is_word(token - 1) && morph.readings(token - 1).iter().all(|r| !r.exact || r.pos() == Pos::Name || womens(r));
    if model > UNSURE {
        return Some(verb);
    }
    if model < -UNSURE && !(verb.exact && (heads || named)) {
        return None;
    }
    // what can only be passive is rare beside a noun of the same letters (نفي)
    if verb.features.is_passive() {
        return None;
    }
    if BEFORE_NOUN.contains(&before) {
        return None;
    }
    // spelled as the noun and not as the verb (إعلان / اعلان aside): the exact one wins
    if nominal.exact && !verb.exact {
        return None;
    }
    if verb.exact && !nominal.exact {
        return Some(verb);
    }
    // a word with a preposition attached is no verb unless it is ل + present
    if nominal.pro.prepositional() && !verb.pro.prepositional() && verb.enc == Enclitic::None && nominal.row != verb.row {
        return Some(verb);
    }
    // «أعلنت واشنطن فرض …»: a clause that has its verb takes no second one without و, so the word is the verbal noun
    let clause = (0..token).rev().take(9).take_while(|t| text.is_word(*t));
    let verbed = clause.clone().any(|t| {
        let readings = morph.readings(t);
        // كان goes before another verb
        let auxiliary = text.fold(t).trim_start_matches(['و', 'ف']).starts_with("كان");
        !auxiliary
            && readings.first().is_some_and(|r| r.is_verb() && r.exact && !womens(r))
            && readings.iter().all(|r| r.is_verb() || !r.exact || r.pos() == Pos::Name)
    });
    let opened = clause.clone().any(|t| {
        matches!(
            text.fold(t),
            "ان" | "انه"
                | "انها"
                | "الذي"
                | "التي"
                | "الذين"
                | "ما"
                | "كما"
                | "فيما"
                | "بينما"
                | "حيث"
                | "لكن"
                | "قد"
                | "ثم"
                | "او"
        )
    });
    if verbed && !opened && !verb.pro.conjoined() && nominal.exact && nominal.pos() == Pos::Masdar {
        return None;
    }
    // a noun before it without a mark between makes it the second half of a construct (بعد رفض …, قرار رفض …)
    let starts_clause = token == 0
        || text.tokens[token - 1].kind != Kind::Word
            && !(crate::text::quote::is_quote(text.tokens[token - 1].mark) && token > 1 && text.tokens[token - 2].kind == Kind::Word)
        || verb.pro.conjoined()
        || text.sentences.get(text.sentence_of(token)).is_some_and(|s| s.start == token)
        || matches!(
            before,
            "ان" | "الذي"
                | "التي"
                | "الذين"
                | "كما"
                | "فيما"
                | "بينما"
                | "حيث"
                | "ما"
                | "مما"
                | "ثم"
                | "لكن"
                | "ولكن"
                | "او"
                | "و"
                | "هذا"
                | "اذا"
                | "كان"
                | "كانت"
                | "وكان"
                | "وكانت"
                | "بحسبما"
                | "حسبما"
        );
    if starts_clause {
        return Some(verb);
    }
    // subject before verb: the word before is a name, title, body or nationality
    let names = |r: &Reading| r.exact && matches!(r.pos(), Pos::Name | Pos::Title | Pos::OrgHead | Pos::Nisba);
    let before = morph.readings(token - 1);
    let subject_before = before.iter().any(names) || before.iter().all(|r| !r.exact);
    (subject_before && !nominal.definite()).then_some(verb)
}

/// The feminine plural of a verb, which news hardly writes and which names look like (بكين).
fn womens(r: &Reading) -> bool {
    r.features.gender() == Gender::Feminine && r.features.number() == Number::Plural
}

/// Words of planning that make a clause's time future, folded.
const PLANNING: [&str; 16] = [
    "المقرر",
    "المتوقع",
    "المنتظر",
    "المرتقب",
    "المزمع",
    "المخطط",
    "يعتزم",
    "تعتزم",
    "ينوي",
    "تنوي",
    "مقرر",
    "مقرره",
    "المقرره",
    "المقبل",
    "المقبله",
    "غدا",
];

/// Finds the finite verb at every token.
pub(super) fn verbs(morph: &Morph, text: &Text, out: &mut Vec<Option<Reading>>) {
    out.clear();
    out.extend((0..text.tokens.len()).map(|token| if text.is_word(token) { verb(morph, text, token) } else { None }));
}

/// Fills the tense of every token: that of the verb before it in the sentence, else of the first after it.
pub(super) fn tenses(morph: &mut Morph, text: &Text) {
    let mut out = std::mem::take(morph.set_tenses());
    out.clear();
    out.resize(text.tokens.len(), Tense::Unknown);
    for sentence in &text.sentences {
        let mut current = Tense::Unknown;
        let mut first = Tense::Unknown;
        for token in sentence.clone() {
            if text.tokens[token].kind == Kind::Word {
                let found = if PLANNING.contains(&text.fold(token)) {
                    Tense::Future
                } else if let Some(verb) = morph.verb_at(token) {
                    let before = if token > sentence.start { text.fold(token - 1) } else { "" };
                    if verb.pro.has(Proclitics::WILL) || matches!(before, "سوف" | "لن") {
                        Tense::Future
                    } else if verb.features.is_past() || before == "لم" {
                        Tense::Past
                    } else {
                        Tense::Present
                    }
                } else {
                    Tense::Unknown
                };
                if found != Tense::Unknown {
                    current = found;
                    if first == Tense::Unknown {
                        first = found;
                    }
                }
            }
            out[token] = current;
        }
        for token in sentence.clone() {
            if out[token] != Tense::Unknown {
                break;
            }
            out[token] = first;
        }
    }
    *morph.set_tenses() = out;
}
