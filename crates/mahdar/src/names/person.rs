//! Proper names of persons: where one begins and which words are of it.
//!
//! In: readings at a token, the lists, what the model of names sees. Out: the tokens of a name, and the [`Phrase`] of a name that no title
//! announces. After a title unknown words are names; elsewhere a list, the model or a known first name must say so.

use super::title::{follow_title, proclitic_bytes};
use super::{Entity, Phrase, Sort, View};
use crate::morph::{Enclitic, Proclitics, Reading};
use crate::text::Kind;
use mahdar_arabic::compile::phrase as kinds;
use mahdar_arabic::features::{Gender, Pos};
use std::ops::Range;

/// A word that this many people of the names list bear is a name after a title.
const FREQUENT: u32 = 40;
/// The longest proper name, in tokens.
const LONGEST_NAME: usize = 7;

/// A proper name that begins at `at`. After a title unknown words count as names; elsewhere the first word must be known as one.
pub(super) fn name(view: View<'_>, at: usize, titled: bool) -> Option<Range<usize>> {
    let start = skip_hash(view, at);
    if start >= view.end || !view.text.is_word(start) {
        return None;
    }
    if let Some((end, _)) = super::scan::longest(view, start, |kind| kind == kinds::PERSON) {
        let (mut end, first) = (end, end);
        // a fuller form of a listed name goes on in words that are nothing but names
        while end < view.end
            && part(view, end, true)
            && (view.morph.only_name(end)
                || connector(view, end) && end + 1 < view.end && view.morph.only_name(end + 1) && view.text.is_word(end + 1))
            && (end > first || connector(view, end) || view.text.fold(end).starts_with("ال"))
            && super::scan::known_state_or_org(view, end).is_none()
        {
            end += 1;
        }
        return Some(at..end);
    }
    // a listed family name is whole: no word of no list belongs to it (ترامب يتوق)
    if !first_name(view, start)
        && let Some((end, _)) = super::scan::longest(view, start, |kind| kind == kinds::PERSON_SHORT)
        && view.morph.only_name(start)
        && !(titled && goes_on(view, start, end))
    {
        return titled.then_some(at..end);
    }
    // a listed body or state is no person's name (الأمين العام للأمم المتحدة)
    if super::scan::known_state_or_org(view, start).is_some() {
        return None;
    }
    // a word of no list straight after a verb of saying is whoever said it
    let told = start > 0
        && view.morph.readings(start - 1).iter().any(|r| r.is_verb() && r.exact && view.lexicon.say_frames(r.row).next().is_some());
    // «هدية جميلة»: a common word that few people bear begins no name that nothing announces
    let plain = view.morph.readings(start).iter().any(|r| matches!(r.pos(), Pos::Noun | Pos::OrgHead) && r.exact)
        && !view.morph.is(start, Pos::EventNoun)
        && !view.morph.readings(start).iter().any(|r| r.pos() == Pos::Name && r.exact && r.row >= FREQUENT);
    if !titled && plain {
        return None;
    }
    let seen = super::guess::person(view, start, titled);
    if let Some(end) = seen.filter(|end| *end > start + 1) {
        return Some(at..end);
    }
    if !titled && super::guess::denies(view, start) {
        return None;
    }
    let subject = told && view.morph.only_name(start);
    // one word that the model sees: the rules may know more of the name
    if seen.is_some() && !titled && !subject {
        return alone(view, start).then_some(at..start + 1);
    }
    // after a title a frequent first name is one, though it is also a verb (ناصر، صالح)
    let frequent = titled && view.morph.readings(start).iter().any(|r| r.pos() == Pos::Name && r.pro == Proclitics(0) && r.row >= FREQUENT);
    if !part(view, start, frequent) || (!titled && !subject && !first_name(view, start)) {
        return None;
    }
    let mut end = start + 1;
    while end < view.end && end - start < LONGEST_NAME {
        let hashed = skip_hash(view, end);
        // a state, a body or another person's whole name is not the rest of this one's
        if super::scan::known_state_or_org(view, hashed).is_some() {
            break;
        }
        if hashed < view.end && super::scan::longest(view, hashed, |kind| kind == kinds::PERSON).is_some_and(|(e, _)| e > hashed + 1) {
            break;
        }
        if hashed >= view.end || !(part(view, hashed, true) || connector(view, hashed)) {
            // «بشار "الأسد"» and hyphenated names are left to the lists
            if view.text.tokens[end].mark == '-'
                && !view.text.tokens[end].spaced
                && end + 1 < view.end
                && !view.text.tokens[end + 1].spaced
                && part(view, end + 1, true)
            {
                end += 2;
                continue;
            }
            break;
        }
        end = hashed + 1;
    }
    // a connector cannot end a name
    while end > start + 1 && connector(view, end - 1) {
        end -= 1;
    }
    if titled && end == start + 1 {
        // one word after a title: a short name from the lists, or a word of no list
        let short = super::scan::longest(view, start, |kind| kind == kinds::PERSON_SHORT).is_some();
        let name_only = view.morph.only_name(start) && !connector(view, start);
        let refused = super::guess::denies(view, start) && view.text.fold(start).starts_with("ال");
        // «استبعد الوزير عودة العلاقات»: a verbal noun with its genitive
        let construct = view.morph.readings(start).iter().any(|r| r.exact && r.pos() == Pos::Masdar && !r.definite())
            && view.morph.readings(start + 1).iter().any(|r| r.definite() && r.exact && !r.pro.prepositional() && !r.pro.conjoined());
        if construct {
            return None;
        }
        return (short || name_only && !refused).then_some(at..end);
    }
    (end > start + 1 || seen.is_some() && alone(view, start)).then_some(at..end)
}

/// Whether a name does not end at `end`: the next word is borne by people, and the model sees it in the name (يونس الفاسي).
fn goes_on(view: View<'_>, start: usize, end: usize) -> bool {
    end < view.end
        && part(view, end, true)
        && super::scan::known_state_or_org(view, end).is_none()
        && (view.morph.is(end, Pos::Name) || frequent(view, start))
        && (super::guess::person(view, start, true).is_some_and(|seen| seen > end)
            || view.morph.only_name(end)
            || view.morph.readings(end).iter().all(|r| r.enc == Enclitic::I))
}

/// Whether many people bear a word as their first name: موسى is one before it is a family's.
pub(super) fn frequent(view: View<'_>, at: usize) -> bool {
    view.morph.readings(at).iter().any(|r| r.pos() == Pos::Name && r.pro == Proclitics(0) && r.row >= FREQUENT)
}

/// Whether one word can be a name by itself: it is nothing else, and no particle but و was cut from it (not كروي).
fn alone(view: View<'_>, at: usize) -> bool {
    let readings = view.morph.readings(at);
    let whole = readings.is_empty() || readings.iter().any(|r| r.pos() == Pos::Name && r.pro.0 & !Proclitics::AND.0 == 0);
    // «غواتيمالا سيتي»: what stands straight behind a name of another kind belongs to it
    let behind = at > 0 && view.text.is_word(at - 1) && view.morph.only_name(at - 1);
    // «تنقل إلى روتردام»: behind a preposition of place it is a place as likely
    let placed = at > 0 && matches!(view.text.fold(at - 1), "في" | "الي" | "من");
    // لأصحابها, ويورطه: particles and pronouns that no list could cut off; بنيويورك
    let fold = view.text.fold(at);
    let attached = ["وي", "وت", "لا"].iter().any(|p| fold.starts_with(p)) || ["ها", "هم", "نا"].iter().any(|e| fold.ends_with(e));
    let attached = attached && readings.is_empty() || super::scan::known_place(view, at).is_some();
    whole && !behind && !placed && !attached && view.morph.only_name(at) && view.text.fold(at).len() >= 8
}

fn skip_hash(view: View<'_>, at: usize) -> usize {
    if at < view.end && view.text.tokens[at].mark == '#' { at + 1 } else { at }
}

/// Whether the word joins the parts of a name.
pub(super) fn connector(view: View<'_>, at: usize) -> bool {
    view.lexicon.name_part(view.text.fold(at)).is_some()
}

/// Whether a word is a particle, also where its hamza is left out (الى) and nothing is spelled as the word is.
pub(super) fn is_particle(readings: &[Reading]) -> bool {
    let spelled = readings.first().is_some_and(|r| r.exact);
    // هاني is a name before it is «here I am»
    let named = readings.iter().any(|r| r.pos() == Pos::Name && r.exact && r.pro == Proclitics(0));
    readings.iter().any(|r| r.pos() == Pos::Particle && r.exact == spelled && !(named && r.enc != Enclitic::None))
}

/// Whether the word is known as a first name and as nothing more likely.
fn first_name(view: View<'_>, at: usize) -> bool {
    let readings = view.morph.readings(at);
    let Some(name) = readings.iter().find(|r| r.pos() == Pos::Name && r.pro == Proclitics(0)) else { return false };
    name.row >= 3
        && readings.iter().all(|r| {
            !r.exact || matches!(r.pos(), Pos::Name | Pos::Adjective | Pos::Noun | Pos::Active | Pos::Passive) && r.pro == Proclitics(0)
        })
}

/// Whether the word can be part of a proper name; `inside` when a part stands before it.
pub(super) fn part(view: View<'_>, at: usize, inside: bool) -> bool {
    let token = &view.text.tokens[at];
    if token.kind != Kind::Word || token.span.len() < 3 || view.timed[at] {
        return false;
    }
    if connector(view, at) {
        // بن, عبد, أبو begin names too; دي, لو, لا only go on
        return inside || view.lexicon.name_part(view.text.fold(at)) == Some(true);
    }
    // «زار الوزير مدينة عدن»: few bear it as a name
    if matches!(view.text.fold(at), "مدينه" | "محافظه" | "منطقه" | "ولايه" | "بلده" | "قريه" | "جزيره") {
        return false;
    }
    let readings = view.morph.readings(at);
    // «بكري عوض إلى»: a preposition governs no other
    let governs_nothing = inside && readings.iter().any(|r| r.pos() == Pos::Name && r.exact && r.pro == Proclitics(0)) && {
        let next = view.morph.readings(at + 1);
        at + 1 >= view.end || !view.text.is_word(at + 1) || next.first().is_some_and(|r| r.pos() == Pos::Particle && r.exact)
    };
    if is_particle(readings) && !governs_nothing {
        return false;
    }
    if readings.is_empty() {
        let fold = view.text.fold(at);
        // و + name is a second name, not a part; الـ + unknown after a title is a body
        return !(inside && fold.starts_with('و') && fold.len() > 4 && view.lexicon.blob.forms(&fold[2..]).next().is_some());
    }
    // «نظيره موسى كوناتي»: a foreign name in ي is nobody's «my»
    if inside && readings.iter().all(|r| r.enc == Enclitic::I && !r.pro.conjoined()) {
        return true;
    }
    let named = readings.iter().any(|r| r.pos() == Pos::Name && r.pro.0 & !64 == 0);
    if !named {
        return false;
    }
    // words that are names and something else besides
    readings.iter().filter(|r| r.exact && r.pos() != Pos::Name).all(|r| match r.pos() {
        Pos::Particle => governs_nothing,
        // «I …» is no reading of a name (أكبر)
        Pos::Verb if r.features.which_person() == 1 => true,
        Pos::Verb => {
            r.features.is_past() && r.enc == Enclitic::None && readings[0].row >= 1 && inside
                || r.enc != Enclitic::None
                || r.pro != Proclitics(0)
        }
        Pos::Title => {
            inside
                && r.pro == Proclitics(0)
                && matches!(view.text.fold(at), "امير" | "ملك" | "شيخ" | "سلطان" | "حاكم" | "قاضي" | "عمده" | "باشا")
        }
        Pos::OrgHead => false,
        Pos::Nisba => inside && (r.definite() || r.pro == Proclitics(0)),
        _ => inside || r.pro == Proclitics(0) && !r.features.is_tanwin(),
    })
}

/// The person whom a whole name, or a short one after a title, names.
pub(super) fn known(view: View<'_>, name: &Range<usize>) -> Option<Entity> {
    let start = skip_hash(view, name.start);
    if let Some((end, row)) = super::scan::longest(view, start, |kind| kind == kinds::PERSON)
        && end <= name.end
    {
        return Some(Entity::Person(row));
    }
    // «إسماعيل دمير»: with a word of no list behind it it is the name of somebody else
    let longer = view.text.is_word(name.end)
        && name.end < view.end
        && view.morph.readings(name.end).is_empty()
        && first_name(view, start)
        && super::guess::person(view, start, true).is_some();
    if name.len() > 1 || longer {
        return None;
    }
    // a short name is taken only where it names one person
    let mut rows = view.lexicon.blob.phrase(view.text.fold(start)).filter(|(kind, _)| *kind == kinds::PERSON_SHORT);
    let (_, row) = rows.next()?;
    rows.next().is_none().then_some(Entity::Person(row))
}

/// Reads a name without a title before it, and the title that may follow it.
pub(super) fn named(view: View<'_>, at: usize) -> Option<Phrase> {
    // «لقاء سري جمعه», «اجتماع كريم»: an adjective of the noun before it begins no name
    let adjective = at > 0
        && view.morph.readings(at).iter().any(|r| r.pos() == Pos::Adjective && r.exact && r.pro == Proclitics(0))
        && view
            .morph
            .readings(at - 1)
            .iter()
            .any(|r| matches!(r.pos(), Pos::EventNoun | Pos::Masdar) && r.exact && !r.definite() && r.enc == Enclitic::None);
    if adjective && super::scan::longest(view, at, |kind| kind == kinds::PERSON).is_none() {
        return None;
    }
    let name = name(view, at, false)?;
    let mut phrase = Phrase::new(name.clone(), Sort::Person);
    // وديع is a name as it stands; وأحمد is و and a name
    let own = |r: &&Reading| r.pos() == Pos::Name && !r.pro.has(Proclitics::THE);
    phrase.skip = view.morph.readings(at).iter().find(own).map_or(0, proclitic_bytes);
    phrase.definite = true;
    phrase.entity = known(view, &name);
    if let Some(Entity::Person(row)) = phrase.entity
        && view.lexicon.people.get(row as usize, "gender") == "f"
    {
        phrase.gender = Gender::Feminine;
    }
    // «قالت ماري لو كلير»: the verb knows a woman where no list does
    let told =
        |r: &Reading| r.is_verb() && r.exact && r.features.gender() == Gender::Feminine && view.lexicon.say_frames(r.row).next().is_some();
    if phrase.entity.is_none() && phrase.skip == 0 && at > 0 && view.morph.readings(at - 1).first().is_some_and(told) {
        phrase.gender = Gender::Feminine;
    }
    phrase.name = Some(name.clone());
    follow_title(view, &mut phrase);
    Some(phrase)
}
