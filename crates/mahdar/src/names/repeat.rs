//! Repetition: single words that repeat a name which the text has in full (لافروف after سيرغي لافروف).
//!
//! In: the phrases of the first pass. Out: the same with the repeated names among them, in text order. Whose name it is, is decided in
//! `discourse`.

use super::scan::offsets;
use super::{Entity, Phrase, Sort};
use crate::lex::Lexicon;
use crate::morph::{Morph, Proclitics, Reading};
use crate::text::{Kind, Text};
use mahdar_arabic::features::{Gender, Pos};
use rustc_hash::FxHashMap;

/// Second pass: single words that repeat a name introduced in the document (لافروف after سيرغي لافروف).
pub(crate) fn repeat_names(lexicon: &Lexicon, text: &Text, morph: &Morph, phrases: &mut Vec<Phrase>) {
    without_employer(text, phrases);
    let mut known: FxHashMap<String, usize> = FxHashMap::default();
    let strip = |w: &str| w.strip_prefix("ال").filter(|r| r.len() >= 6).unwrap_or(w).to_owned();
    let words_of = |name: std::ops::Range<usize>| name.filter(|t| text.tokens[*t].kind == Kind::Word).collect::<Vec<usize>>();
    // whole names first: a family name alone (دوفال) is that of the person the text names in full (كلير دوفال), not of a listed namesake
    let whole = |p: &Phrase| p.name.as_ref().is_some_and(|n| n.len() > 1);
    let mut order: Vec<usize> = (0..phrases.len()).collect();
    order.sort_by_key(|n| !whole(&phrases[*n]));
    for number in order {
        let phrase = &phrases[number];
        let Some(name) = phrase.name.clone() else { continue };
        let words = words_of(name);
        let Some(&last) = words.last() else { continue };
        known.entry(strip(text.fold(last))).or_insert(number);
        // دي ميستورا, بن سلمان: the connector goes with the surname; single-name figures are called by their first too
        if words.len() >= 2 && text.fold(words[0]).len() >= 6 && (morph.only_name(words[0]) || morph.readings(words[0]).is_empty()) {
            known.entry(strip(text.fold(words[0]))).or_insert(number);
        }
        if let Some(Entity::Person(row)) = phrase.entity {
            for short in lexicon.people.get(row as usize, "short").split('|').filter(|s| !s.is_empty() && !s.contains(' ')) {
                known.entry(strip(&mahdar_arabic::fold::key(short))).or_insert(number);
            }
        }
    }
    if known.is_empty() {
        return;
    }
    for number in 0..phrases.len() {
        let phrase = &phrases[number];
        let Some(name) = phrase.name.clone().filter(|n| n.len() == 1 && phrase.title.is_none() && phrase.sort == Sort::Person) else {
            continue;
        };
        let word = &text.fold(name.start)[if name.start == phrase.tokens.start { phrase.skip as usize } else { 0 }..];
        if let Some(&source) = known.get(&strip(word)).filter(|s| whole(&phrases[**s])) {
            (phrases[number].entity, phrases[number].gender) = (phrases[source].entity, phrases[source].gender);
        }
    }
    // family names that are spelled as a title with its article is
    let surnames: FxHashMap<String, (Option<Entity>, Gender)> = phrases
        .iter()
        .filter(|p| whole(p))
        .filter_map(|p| {
            let last = p.name.as_ref()?.end - 1;
            let word = text.fold(last).strip_prefix("ال").filter(|_| morph.is(last, Pos::Title))?;
            Some((word.to_owned(), (p.entity, p.gender)))
        })
        .collect();
    // «وأشاد الخطيب»: the preacher alone is the man of that name whom the text names in full
    for phrase in phrases.iter_mut().filter(|p| p.bare && p.title.is_some() && p.sort == Sort::Person && p.tokens.len() == 1) {
        let at = phrase.tokens.start;
        let word = &text.fold(at)[phrase.skip as usize..];
        if let Some((entity, gender)) = word.strip_prefix("ال").and_then(|w| surnames.get(w)) {
            let repeat = Phrase {
                skip: phrase.skip,
                name: Some(at..at + 1),
                entity: *entity,
                gender: *gender,
                definite: true,
                ..Phrase::new(at..at + 1, Sort::Person)
            };
            *phrase = repeat;
        }
    }
    let mut covered = 0;
    let mut added: Vec<Phrase> = Vec::new();
    for at in 0..text.tokens.len() {
        while covered < phrases.len() && phrases[covered].tokens.end <= at {
            covered += 1;
        }
        if phrases.get(covered).is_some_and(|p| p.tokens.start <= at) || text.tokens[at].kind != Kind::Word {
            continue;
        }
        let fold = text.fold(at);
        for offset in offsets(fold) {
            let word = &fold[offset..];
            let bare = word.strip_prefix("ال").filter(|r| r.len() >= 6).unwrap_or(word);
            let Some(number) = known.get(bare) else { continue };
            // a common word that is somebody's surname counts only where no likelier reading fits
            let likely = morph.readings(at).first();
            if offset == 0
                && likely.is_some_and(|r: &Reading| {
                    r.exact && r.pro == Proclitics(0) && matches!(r.pos(), Pos::Particle | Pos::Verb | Pos::Noun | Pos::Adjective)
                })
                && !morph.is(at, Pos::Name)
            {
                continue;
            }
            if likely.is_some_and(|r| r.exact && r.pos() == Pos::Particle) {
                continue;
            }
            let source = &phrases[*number];
            let mut phrase = Phrase::new(at..at + 1, Sort::Person);
            phrase.skip = offset as u8;
            phrase.entity = source.entity;
            // «وقالت يوليا»: of a name of no list the verb knows whether it is a woman's
            let told = |r: &Reading| {
                r.is_verb()
                    && r.exact
                    && r.features.gender() == Gender::Feminine
                    && r.features.which_person() == 3
                    && lexicon.say_frames(r.row).next().is_some()
            };
            let she = source.entity.is_none() && offset == 0 && at > 0 && morph.readings(at - 1).first().is_some_and(told);
            phrase.gender = if she { Gender::Feminine } else { source.gender };
            phrase.definite = true;
            phrase.name = Some(at..at + 1);
            // with the connector before it (دي ميستورا, بن سلمان)
            added.push(phrase);
            break;
        }
    }
    phrases.extend(added);
    phrases.sort_by_key(|p| p.tokens.start);
}

/// «المدير التنفيذي لستاربكس كيفين جونسون»: a word with ل before a name is no part of it where the text has the word without it.
fn without_employer(text: &Text, phrases: &mut [Phrase]) {
    for phrase in phrases.iter_mut().filter(|p| p.sort == Sort::Person && p.title.is_some()) {
        let Some(name) = phrase.name.clone().filter(|n| n.len() > 2) else { continue };
        let employer = text.fold(name.start).strip_prefix('ل').filter(|rest| rest.len() >= 8);
        if employer.is_some_and(|rest| (0..text.tokens.len()).any(|t| text.tokens[t].kind == Kind::Word && text.fold(t) == rest)) {
            phrase.name = Some(name.start + 1..name.end);
        }
    }
}
