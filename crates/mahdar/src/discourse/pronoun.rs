//! Pronouns: who «لقائه» or «استقبله» goes back to, or in a circumstance that opens the sentence forward to.

use super::actors::Cast;
use super::focus::Focus;
use crate::frames::{self, Scene};
use crate::morph::Enclitic;
use mahdar_arabic::features::{Gender, Number};

/// Words that open a circumstance of time or occasion at the head of a sentence.
const FRONTED: [&str; 20] = [
    "منذ",
    "بعد",
    "قبل",
    "عقب",
    "قبيل",
    "بعيد",
    "خلال",
    "اثناء",
    "لدي",
    "عند",
    "غداه",
    "عشيه",
    "فور",
    "اثر",
    "في",
    "رغم",
    "مع",
    "بمناسبه",
    "علي",
    "وسط",
];

/// The words that somebody says around a pronoun.
#[derive(Clone, Copy, Debug)]
pub(super) struct Around {
    pub(super) speaker: usize,
    /// The first token of what is said.
    pub(super) start: usize,
    /// Whether they are his own, in which he is I.
    pub(super) direct: bool,
}

/// Whom a pronoun at a token stands for.
pub(super) fn antecedent(
    scene: &Scene<'_>,
    cast: &Cast,
    focus: &Focus,
    around: Option<Around>,
    (at, sentence): (usize, usize),
    (gender, number): (Gender, Number),
) -> Option<usize> {
    if let Some(ahead) = ahead(scene, cast, at, sentence).filter(|a| cast.agrees(*a, gender, number)) {
        return Some(ahead);
    }
    let before = cast.before(scene, at, sentence, gender, number);
    // «أعلن أن لقاءه»: who speaks, unless what he says names another first
    let speaker = around.filter(|a| !a.direct && cast.agrees(a.speaker, gender, number));
    if let Some(around) = speaker
        && !before.is_some_and(|b| named_between(scene, cast, b, around.start..at))
    {
        return Some(around.speaker);
    }
    before.or_else(|| focus.subject(cast, gender, number))
}

fn named_between(scene: &Scene<'_>, cast: &Cast, actor: usize, range: std::ops::Range<usize>) -> bool {
    cast.named_in(scene, actor, std::slice::from_ref(&range))
}

/// «ومنذ لقائه مع كيم، بدا ترامب متفائلا»: the subject of the clause whose circumstance opens the sentence with the pronoun.
fn ahead(scene: &Scene<'_>, cast: &Cast, at: usize, sentence: usize) -> Option<usize> {
    let range = scene.text.sentences[sentence].clone();
    let finite = |t: usize| scene.phrase(t).is_none() && !scene.timed[t] && scene.morph.verb(scene.text, t).is_some_and(|v| v.exact);
    let opens = at > range.start && FRONTED.contains(&frames::unjoined(scene.fold(range.start)));
    if !opens || (range.start + 1..=at).any(|t| finite(t) || frames::is_that(scene.fold(t))) {
        return None;
    }
    let comma = (at..range.end).find(|t| matches!(scene.mark(*t), '،' | ','))?;
    // «، وفق الوكالة، قال …», «، في موسكو، قال …»: the first verb behind a comma
    let verb = (comma + 1..range.end).find(|t| finite(*t))?;
    let led = (comma + 1..verb).all(|t| !frames::is_that(scene.fold(t)) && !matches!(scene.fold(t), "الذي" | "التي" | "الذين"));
    let features = scene.morph.verb(scene.text, verb).filter(|v| led && v.enc == Enclitic::None && !v.pro.conjoined())?.features;
    let number = scene.phrase_from(verb + 1).filter(|n| {
        let phrase = &scene.phrases[*n];
        phrase.acts() && !scene.governed(*n) && frames::agrees_after(features, phrase)
    })?;
    let actor = cast.actor_of(number)?;
    // who is named in the circumstance is somebody else: «في لقائه الوزير، قال الوزير»
    (!named_between(scene, cast, actor, range.start..verb)).then_some(actor)
}

impl Around {
    /// Where a statement's content holds a token.
    pub(super) fn of(speaker: Option<usize>, content: &[std::ops::Range<usize>], direct: bool) -> Option<Self> {
        Some(Self { speaker: speaker?, start: content.first()?.start, direct })
    }
}
