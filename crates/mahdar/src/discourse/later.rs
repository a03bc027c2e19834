//! Later mentions: by another word than the first title, by order, by two together, by one's own country. Each rule takes the phrases before
//! and says whom the phrase goes back to; none makes a new actor.

use super::actors::{Actor, Cast};
use crate::frames::Scene;
use crate::names::{Entity, Phrase, Sort};
use mahdar_arabic::features::Number;

/// How many phrases back a pair or one's own country is looked for.
const BACK: usize = 14;

/// How many sentences back a pair is looked for.
const SENTENCES: usize = 3;

/// Whether a title repeats that of a person by other words: every word stands in his title or is listed for one that does, or the title is
/// that of a delegation's head.
pub(super) fn repeats(scene: &Scene<'_>, title: &[String], actor: &Actor) -> bool {
    if actor.heads_delegation && title.first().is_some_and(|w| w == "رءيس") && title.get(1).is_some_and(|w| w == "وفد") && title.len() == 2
    {
        return true;
    }
    let echoes = |word: &String| {
        actor.title.contains(word)
            || scene.lexicon.title_echoes.get(word).is_some_and(|stands| stands.iter().any(|s| s == "*" || actor.title.contains(s)))
    };
    !actor.title.is_empty() && !title.is_empty() && title.iter().all(echoes)
}

/// A delegation that a person is named as the head of: «الوفد السوري برئاسة فلان», «فلان على رأس وفد».
pub(super) struct Delegation {
    pub(super) state: Option<u32>,
}

/// The delegation that a person heads, if he is named as its head.
pub(super) fn delegation(scene: &Scene<'_>, phrase: &Phrase) -> Option<Delegation> {
    if phrase.sort != Sort::Person {
        return None;
    }
    let start = phrase.tokens.start;
    let heads = start > 0 && matches!(scene.fold(start - 1), "برءاسه" | "بقياده" | "يراسه" | "يتراسه" | "يقوده" | "ويراسه");
    if heads {
        let near = (start.saturating_sub(8)..start - 1).rev().find(|t| scene.fold(*t).contains("وفد"))?;
        return Some(Delegation { state: state_at(scene, near) });
    }
    let end = phrase.tokens.end;
    let leads = scene.fold(end) == "علي" && scene.fold(end + 1) == "راس" && scene.fold(end + 2).contains("وفد");
    leads.then(|| Delegation { state: state_at(scene, end + 2) })
}

fn state_at(scene: &Scene<'_>, token: usize) -> Option<u32> {
    scene.phrase(token).and_then(|n| scene.phrases[n].state)
}

/// The state that «بلاده» is: that of the person who speaks or acts in the sentence, else of the last one named before.
pub(super) fn own_state(scene: &Scene<'_>, cast: &Cast, number: usize) -> Option<u32> {
    let at = scene.phrases[number].tokens.start;
    let start = scene.text.sentences[scene.text.sentence_of(at)].start;
    let known = |n: &usize| match cast.actors[cast.actor_of(*n)?].entity {
        Some(Entity::Person(row)) => scene.lexicon.state_of(row),
        _ => None,
    };
    let state = |n: &usize| {
        let actor = cast.actor_of(*n);
        actor.and_then(|a| cast.actors[a].state).or(scene.phrases[*n].state)
    };
    let people = || (number.saturating_sub(BACK)..number).rev().filter(|n| scene.phrases[*n].sort == Sort::Person);
    let subject = |n: &usize| {
        let phrase = &scene.phrases[*n];
        let before = phrase.tokens.start.checked_sub(1);
        phrase.tokens.start >= start
            && !scene.governed(*n)
            && before.is_none_or(|b| phrase.tokens.start == start || scene.phrase(b).is_none() && scene.morph.verb(scene.text, b).is_some())
    };
    // what the report says of them goes before what the base knows
    let told = people().filter(subject).find_map(|n| state(&n)).or_else(|| people().find_map(|n| state(&n)));
    told.or_else(|| people().filter(subject).find_map(|n| known(&n))).or_else(|| people().find_map(|n| known(&n)))
}

/// «الأول», «الثاني», «الأخير»: of the two persons named in the sentence before or in this one.
pub(super) fn ordinal(scene: &Scene<'_>, cast: &Cast, number: usize) -> Option<usize> {
    let phrase = &scene.phrases[number];
    if phrase.tokens.len() != 1 || !phrase.bare || phrase.title.is_some() {
        return None;
    }
    let fold = &scene.fold(phrase.tokens.start)[phrase.skip as usize..];
    let first = match fold {
        "الاول" | "الاولي" => true,
        "الثاني" | "الثانيه" | "الاخير" | "الاخيره" => false,
        _ => return None,
    };
    let sentence = scene.text.sentence_of(phrase.tokens.start);
    // of the same sentence only what stands before; else the nearest sentence that names two
    (sentence.saturating_sub(SENTENCES)..=sentence).rev().find_map(|s| {
        let range = scene.text.sentences[s].clone();
        let mut named: Vec<usize> = Vec::new();
        for (n, p) in scene.phrases[..number].iter().enumerate() {
            let actor = cast.actor_of(n).filter(|a| cast.actors[*a].gender == phrase.gender);
            let person = p.sort == Sort::Person && p.title.is_none_or(|_| p.name.is_some()) && range.contains(&p.tokens.start);
            if let Some(actor) = actor.filter(|a| person && !named.contains(a)) {
                named.push(actor);
            }
        }
        (named.len() >= 2).then(|| if first { named[0] } else { named[named.len() - 1] })
    })
}

/// The two last actors before a phrase whom its word can mean: ministers for «الوزيران», states for «البلدان», any for «الجانبان».
pub(super) fn two(scene: &Scene<'_>, cast: &Cast, number: usize) -> Option<Vec<usize>> {
    let phrase = &scene.phrases[number];
    let start = scene.text.sentence_of(phrase.tokens.start).saturating_sub(SENTENCES);
    let from = scene.text.sentences[start].start;
    let title = phrase.title;
    let find = |fits: &dyn Fn(&usize) -> bool| {
        let mut found: Vec<usize> = Vec::new();
        for n in (number.saturating_sub(BACK)..number).rev().filter(|n| scene.phrases[*n].tokens.start >= from) {
            if let Some(actor) = cast.actor_of(n).filter(fits)
                && !found.contains(&actor)
            {
                found.push(actor);
            }
        }
        // two of them, or nobody can tell which are meant
        found.reverse();
        (found.len() == 2).then_some(found)
    };
    let fits = |actor: &usize| {
        let a = &cast.actors[*actor];
        match (title, phrase.sort) {
            (Some(head), _) => {
                // «نظيره» has the title of whom he is the counterpart of
                let title = |p: usize| {
                    scene.phrases[p].title == Some(head)
                        || a.title == [mahdar_arabic::fold::key(scene.lexicon.titles.get(head as usize, "head"))]
                };
                a.sort == Sort::Person && a.number == Number::Singular && a.titled_by.is_some_and(title)
            }
            (None, Sort::State) => a.sort == Sort::State,
            (None, Sort::Person) => a.sort == Sort::Person && a.number == Number::Singular && a.anonymous.is_none(),
            _ => a.members.is_empty() && matches!(a.sort, Sort::State | Sort::Organization | Sort::Group) && a.anonymous.is_none(),
        }
    };
    // «الزعيمان», «المسؤولان»: of offices that the word may repeat, when no two bear that title
    let head = title.map(|row| vec![mahdar_arabic::fold::key(scene.lexicon.titles.get(row as usize, "head"))]);
    let echoed = |actor: &usize| {
        let a = &cast.actors[*actor];
        a.sort == Sort::Person && a.number == Number::Singular && head.as_ref().is_some_and(|head| repeats(scene, head, a))
    };
    find(&fits).or_else(|| title.is_some().then(|| find(&echoed)).flatten())
}
