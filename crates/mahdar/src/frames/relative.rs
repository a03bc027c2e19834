//! Relative clauses of saying: «تعديلات يعارضها الاتحاد», «الخطوات التي أعلنها الرئيس», «خطوة نددت بها طهران». The verb's object is a pronoun that
//! goes back to the noun before; that noun is what was said, backed or refused. Only for predicates that take a stand or make something
//! known: one who «mentioned» a thing has said nothing of it.

use super::opener::{self, Seek};
use super::{Said, Scene, Shape, Who, is_preposition, is_that, said};
use crate::lex::{Mark, SayFrame, SayKind};
use crate::morph::{Enclitic, Reading};
use crate::text::Kind;
use mahdar_arabic::features::{Gender, Number, Pos};
use std::ops::Range;

/// The longest antecedent, in tokens.
const LONGEST: usize = 7;

/// Classes whose object is what the speaker stands for or makes known.
const CLASSES: [&str; 13] = [
    "announce",
    "reject",
    "support",
    "welcome",
    "criticise",
    "demand",
    "call",
    "propose",
    "deny",
    "praise",
    "agree",
    "acknowledge",
    "offer",
];

/// Prepositions with the pronoun of an antecedent: the folded word, the preposition, whose gender the pronoun has.
const WITH_PRONOUN: [(&str, &str, Gender); 14] = [
    ("به", "ب", Gender::Masculine),
    ("بها", "ب", Gender::Feminine),
    ("عليه", "علي", Gender::Masculine),
    ("عليها", "علي", Gender::Feminine),
    ("اليه", "الي", Gender::Masculine),
    ("اليها", "الي", Gender::Feminine),
    ("عنه", "عن", Gender::Masculine),
    ("عنها", "عن", Gender::Feminine),
    ("منه", "من", Gender::Masculine),
    ("منها", "من", Gender::Feminine),
    ("له", "ل", Gender::Masculine),
    ("لها", "ل", Gender::Feminine),
    ("فيه", "في", Gender::Masculine),
    ("فيها", "في", Gender::Feminine),
];

/// The preposition of a folded word that is one with a pronoun.
pub(super) fn with_pronoun(fold: &str) -> Option<&'static str> {
    WITH_PRONOUN.iter().find(|(word, ..)| *word == fold).map(|(_, preposition, _)| *preposition)
}

/// Tries the finite verb of saying at a token as that of a relative clause.
pub(super) fn relative(scene: &Scene<'_>, sentence: usize, at: usize) -> Option<Said> {
    let verb = scene.morph.verb(scene.text, at).filter(|v| v.exact && !v.pro.conjoined() && v.features.which_person() == 3)?;
    let start = scene.text.sentences[sentence].start;
    if at <= start || scene.phrase(at).is_some() || super::say::negation(scene, at).is_some() {
        return None;
    }
    let (mark, gender, from) = match verb.enc {
        Enclitic::He => (Mark::Object, Gender::Masculine, at + 1),
        Enclitic::She => (Mark::Object, Gender::Feminine, at + 1),
        Enclitic::None => {
            let (_, preposition, gender) = WITH_PRONOUN.iter().find(|(word, ..)| *word == scene.fold(at + 1))?;
            (Mark::Prep(preposition), *gender, at + 2)
        }
        _ => return None,
    };
    let frame = frame(scene, verb, mark)?;
    let pronoun = matches!(scene.fold(at - 1), "الذي" | "التي");
    let antecedent = antecedent(scene, start, at - usize::from(pronoun), gender, pronoun)?;
    let seek = Seek { agrees: Some(verb.features), subject_before: false, end: scene.text.sentences[sentence].end, object: true };
    let who = match subject(scene, from, verb) {
        Some(number) => Who::Phrase(number),
        // the subject of «الخطوات التي أعلنها» is the one spoken of; without الذي a bare verb may be passive
        None if pronoun && !opener::noun_starts(scene, from) && from < seek.end => opener::dropped(verb.features),
        None => return None,
    };
    let mut found = said(scene, sentence, at..at + 1, Shape::Verb, frame, who);
    if verb.enc != Enclitic::None {
        found.cue_span = super::say::without_object(scene, at, verb, found.cue_span);
    }
    found.content = vec![antecedent];
    Some(found)
}

/// The frame of a verb that takes a stand on what a mark opens.
fn frame<'s>(scene: &'s Scene<'_>, verb: Reading, mark: Mark) -> Option<&'s SayFrame> {
    scene
        .lexicon
        .say_frames(verb.row)
        .find(|f| f.verb && f.kind == SayKind::Say && f.light.is_empty() && CLASSES.contains(&f.class) && f.content.contains(&mark))
}

/// The subject straight behind the verb, past a date.
fn subject(scene: &Scene<'_>, from: usize, verb: Reading) -> Option<usize> {
    let mut at = from;
    while scene.timed.get(at).copied().unwrap_or(false) || matches!(scene.mark(at), '،' | '"' | '«') {
        at += 1;
    }
    scene.phrase_from(at).filter(|n| {
        let phrase = &scene.phrases[*n];
        phrase.acts() && !scene.governed(*n) && opener::agrees_after(verb.features, phrase) && !opener::conjoined(scene, phrase)
    })
}

/// The noun phrase that ends before `end` and whose head the pronoun fits: indefinite before a bare verb, definite before الذي.
fn antecedent(scene: &Scene<'_>, start: usize, end: usize, gender: Gender, definite: bool) -> Option<Range<usize>> {
    let mut first = end;
    while first > start && end - first < LONGEST {
        let at = first - 1;
        let opens =
            scene.text.tokens[at].kind == Kind::Word && !scene.timed[at] && !is_preposition(scene.fold(at)) && !is_that(scene.fold(at));
        if !opens || !nominal(scene, at) {
            break;
        }
        first = at;
        // a particle on the word begins the phrase
        if scene.morph.readings(at).first().is_some_and(|r| r.pro.prepositional() || r.pro.conjoined()) {
            break;
        }
    }
    let head = (first..end).find(|at| fits(scene, *at, gender))?;
    let articled = (head..end).any(|at| scene.fold(at).contains("ال") && scene.morph.readings(at).iter().any(Reading::definite));
    (articled == definite && scene.phrase(head).is_none_or(|n| !scene.phrases[n].acts())).then_some(head..end)
}

fn nominal(scene: &Scene<'_>, at: usize) -> bool {
    if scene.phrase(at).is_some() {
        return true;
    }
    scene.morph.verb(scene.text, at).is_none()
        && scene.morph.readings(at).first().is_some_and(|r| !matches!(r.pos(), Pos::Particle | Pos::Verb))
}

/// Whether a pronoun of this gender can go back to the noun at a token: plurals of things are feminine singular.
fn fits(scene: &Scene<'_>, at: usize, gender: Gender) -> bool {
    let noun = |r: &&Reading| {
        matches!(r.pos(), Pos::Noun | Pos::Masdar | Pos::EventNoun | Pos::FrameworkHead | Pos::SayingNoun | Pos::Passive) && r.exact
    };
    scene.morph.readings(at).iter().filter(noun).any(|r| {
        let feminine = r.features.gender() == Gender::Feminine || r.features.number() == Number::Plural;
        feminine == (gender == Gender::Feminine)
    })
}
